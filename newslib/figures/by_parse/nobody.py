"""Numbers of a parsed sentence that count nobody: ages, days, ratios, things that cannot be lost."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.figures.by_parse.triggers import Trigger, frame_of

if TYPE_CHECKING:
    from newslib.passages import Word


class Nobody:
    """The numbers of one scene that are no counts."""

    def __init__(self, scene: Scene, triggers: dict[int, Trigger]) -> None:
        self.scene, self.triggers = scene, triggers

    def counts(self, mention: Mention) -> bool:
        """Whether a number is an age, a day, a ratio, or counts what is neither people nor lost."""
        if mention.first in self._ratios or self._is_out_of(mention) or self._is_conjunction(mention):
            return True
        if mention.implicit and self._is_of_many(self.scene.words[mention.node]):
            return True
        if mention.noun is None:
            return self._is_age(mention) or self._is_day(mention) or self._joins_no_count(mention)
        kind = self.scene.counts(mention.noun)
        if kind == "others" and mention.noun not in self.triggers:
            return True
        return kind != "people" and frame_of(self.triggers, mention.noun) is not None

    @cached_property
    def _ratios(self) -> set[int]:
        """First tokens of the numbers of "1 in 5 soldiers": neither is a count."""
        found: set[int] = set()
        for one, other in pairwise(self.scene.mentions):
            between = self.scene.words[one.last : other.first]
            bare = one.noun in (None, other.noun) and other.quantity.start == other.quantity.number_start
            if bare and len(between) == 1 and self.scene.does(between[0], "inside"):
                found |= {one.first, other.first}
        return found

    def _is_out_of(self, mention: Mention) -> bool:
        """The 38 of "33 of 38 drones", where the parse makes them one number."""
        of = mention.first - 1
        others = (m for m in self.scene.mentions if m.last == of and m.node == mention.node)
        return of > 0 and self.scene.does(self.scene.words[of], "whole") and next(others, None) is not None

    def _is_day(self, mention: Mention) -> bool:
        """A number alone behind the name of a month."""
        before = self.scene.hits("not_people").get(mention.first - 1, {})
        return before.get("kind") == "date"

    def _is_age(self, mention: Mention) -> bool:
        """A number alone between commas behind a name."""
        doc = self.scene.words
        if mention.first < 2 or mention.last >= len(doc):
            return False
        before, name = doc[mention.first - 1], doc[mention.first - 2]
        counts = self.scene.does(doc[mention.node].head, "counter")
        return before.text == "," and name.kind in ("name", "noun") and doc[mention.last].is_sign and not counts

    def _is_conjunction(self, mention: Mention) -> bool:
        """ "both killed and wounded", "both the army and the rebels", "both men and women" """
        if mention.quantity.kind != "collective" or mention.last - mention.first > 1:
            return False
        if self.scene.words[mention.first].link == "both":
            return True
        if mention.noun is None:
            return any(t.first == mention.last for t in self.triggers.values())
        others = self.scene.children(self.scene.words[mention.noun], "joined")
        return any(not any(c.link in ("determiner", "owner", "number") for c in other.children) for other in others)

    def _is_of_many(self, noun: Word) -> bool:
        """Whether a noun in the singular means many: "killed a crowd"."""
        return self.scene.does(noun, "collective") or self.scene.does(noun, "container")

    def _joins_no_count(self, mention: Mention) -> bool:
        """A number joined to one that counts nothing: "aged 6 and 11"."""
        node = self.scene.words[mention.node]
        counted = any(m.first <= node.head.i < m.last for m in self.scene.mentions)
        return node.link == "joined" and node.head.kind == "number" and not counted
