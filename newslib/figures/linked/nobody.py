"""Numbers of a parsed sentence that count nobody: ages, days, ratios, things that cannot be lost."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from newslib.figures.cases import Count, Told
from newslib.figures.scenes import Scene
from newslib.figures.told import frame_of
from newslib.passages import Word


class Nobody:
    """The numbers of one scene that are no counts."""

    def __init__(self, scene: Scene, triggers: dict[int, Told]) -> None:
        self.scene, self.triggers = scene, triggers

    def counts(self, count: Count) -> bool:
        """Whether a number is an age, a day, a ratio, or counts what is neither people nor lost."""
        if count.number_first in self._ratios or self._is_out_of(count) or self._is_conjunction(count):
            return True
        if count.implicit and self._is_of_many(self.scene.words[count.node]):
            return True
        if count.noun is None:
            return self._is_age(count) or self._is_day(count) or self._joins_no_count(count)
        kind = self.scene.names(count.noun)
        if not kind and (self._is_formation(count.noun) or self._is_none_of_others(count)):
            return True
        if kind == "other" and count.noun not in self.triggers:
            return True
        return kind != "people" and frame_of(self.triggers, count.noun) is not None

    def _is_formation(self, noun: int) -> bool:
        """Whether whole formations are counted, not their men: "smashed four brigades"."""
        return noun in self.scene.hits("units") and noun not in self.triggers

    def _is_none_of_others(self, count: Count) -> bool:
        """Whether none are told of what no table knows: "no easy matter", "no targets were killed"."""
        known = count.noun in self.scene.hits("outcomes") or count.noun in self.triggers
        framed = count.noun is not None and frame_of(self.triggers, count.noun) is not None
        return count.quantity.kind == "zero" and not known and not framed

    @cached_property
    def _ratios(self) -> set[int]:
        """First tokens of the numbers of "1 in 5 soldiers": neither is a count."""
        found: set[int] = set()
        for one, other in pairwise(self.scene.counts):
            between = self.scene.words[one.number_last : other.number_first]
            bare = one.noun in (None, other.noun) and other.quantity.start == other.quantity.number_start
            if bare and len(between) == 1 and self.scene.does(between[0], "inside"):
                found |= {one.number_first, other.number_first}
        return found

    def _is_out_of(self, count: Count) -> bool:
        """The 38 of "33 of 38 drones", where the parse makes them one number."""
        of = count.number_first - 1
        others = (m for m in self.scene.counts if m.number_last == of and m.node == count.node)
        return of > 0 and self.scene.does(self.scene.words[of], "whole") and next(others, None) is not None

    def _is_day(self, count: Count) -> bool:
        """A number alone behind the name of a month."""
        before = self.scene.hits("not_people").get(count.number_first - 1, {})
        return before.get("kind") == "date"

    def _is_age(self, count: Count) -> bool:
        """A number alone between commas behind a name."""
        doc = self.scene.words
        if count.number_first < 2 or count.number_last >= len(doc):
            return False
        before, name = doc[count.number_first - 1], doc[count.number_first - 2]
        counts = self.scene.does(doc[count.node].head, "counter")
        return before.text == "," and name.kind in ("name", "noun") and doc[count.number_last].is_sign and not counts

    def _is_conjunction(self, count: Count) -> bool:
        """ "both killed and wounded", "both the army and the rebels", "both men and women" """
        if count.quantity.kind != "collective" or count.number_last - count.number_first > 1:
            return False
        if self.scene.words[count.number_first].link == "both":
            return True
        if count.noun is None:
            return any(t.first == count.number_last for t in self.triggers.values())
        others = self.scene.words[count.noun].linked("joined")
        return any(not any(c.link in ("determiner", "owner", "number") for c in other.children) for other in others)

    def _is_of_many(self, noun: Word) -> bool:
        """Whether a noun in the singular means many: "killed a crowd"."""
        return self.scene.does(noun, "collective") or self.scene.does(noun, "container")

    def _joins_no_count(self, count: Count) -> bool:
        """A number joined to one that counts nothing: "aged 6 and 11"."""
        node = self.scene.words[count.node]
        counted = any(m.number_first <= node.head.i < m.number_last for m in self.scene.counts)
        return node.link == "joined" and node.head.kind == "number" and not counted
