"""A sentence with its words of outcome and its counted phrases, and what the one says of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from newslib.figures.cases import Told
from newslib.figures.ordered.counted import NOTHING, OTHER, PEOPLE, THINGS, Draft, mentions
from newslib.figures.told import told_in_order
from newslib.passages import DASHES, STOPS, Passage

_LOST = frozenset({"equipment_lost", "casualties", "captured"})  # outcomes that can befall things
_MOURNED = frozenset({"children", "women", "civilian", "medical"})  # who is "lost" as the dead are
_MARK_REACH = 6  # words from "among" to the number
_UNNUMBERED = 8  # words of unnumbered members of a list


@dataclass(frozen=True)
class ClauseScene:
    """One sentence of a language without a parser, ready to be tied."""

    passage: Passage

    @cached_property
    def happenings(self) -> list[Told]:
        return told_in_order(self.passage)

    @cached_property
    def mentions(self) -> list[Draft]:
        return mentions(self.passage, self.happenings)

    @cached_property
    def times(self) -> dict[int, int]:
        """Words of time that may stand anywhere ("over the past day"), first token and the one after the last."""
        return {hit.first: hit.last for hit in self.passage.hits("tallies")}

    @cached_property
    def ours(self) -> bool:
        """Whether the sentence speaks as "we"."""
        return any(self.passage.does(i, "we") for i in range(len(self.passage.words)))

    @cached_property
    def _happening(self) -> frozenset[int]:
        return frozenset(i for h in self.happenings for i in range(h.first, h.last))

    def happens(self, i: int) -> bool:
        """Whether a token belongs to a word of outcome."""
        return i in self._happening

    @cached_property
    def starts(self) -> dict[int, Draft]:
        """Counted phrases by their first token."""
        return {mention.first: mention for mention in self.mentions}

    @cached_property
    def told(self) -> dict[int, Told]:
        """Words of outcome by their first token."""
        return {happening.first: happening for happening in self.happenings}

    def speaks(self, mention: Draft) -> bool:
        """Whether a number is who says something: "one of the wounded told"."""
        p = self.passage
        if mention.quantity.stated != 1 or not mention.own:
            return False
        return any(hit.last == mention.first or hit.first == mention.end for hit in p.hits("cues"))

    def outcome(self, mention: Draft, happening: Told) -> str | None:
        """What a word of outcome says of a mention: "destroyed" of people is killed, "killed" of things nothing."""
        if mention.head == OTHER and not self._must_be_people(mention, happening):
            return None
        if mention.head == THINGS or (happening.of_things and mention.head == PEOPLE):
            named = mention.head == THINGS or mention.either is not None
            return "equipment_lost" if named and happening.outcome in _LOST else None
        if happening.outcome == "casualties" and not (happening.label or happening.joint) and self._is_mourned(mention):
            return "killed"
        if mention.head == NOTHING and self._is_of_others(mention):
            return None
        if happening.outcome == "captured" and mention.head == NOTHING and self._last_noun(mention) == THINGS:
            return "equipment_lost"
        if happening.outcome != "equipment_lost":
            return happening.outcome
        people = mention.head == PEOPLE or mention.own or mention.quantity.kind == "collective"
        people = people or not self._after_things(mention)
        return "killed" if people else "equipment_lost"

    def _must_be_people(self, mention: Draft, happening: Told) -> bool:
        """Whether a noun no table knows names people, since it stands right beside "died": "12 coaches died"."""
        if mention.unknown is None or happening.outcome != "killed" or "subject" not in happening.voice:
            return False
        after = mention.first >= happening.last
        gap = range(happening.last, mention.first) if after else range(mention.unknown + 1, happening.first)
        if not after and (self._governed(mention) or happening.last in self.passage.starting("groups")):
            return False  # "as a result of 14 strikes people died"
        return all(self.passage.does(i, "filler", "more") for i in gap)

    def _governed(self, mention: Draft) -> bool:
        """Whether a preposition stands right before a counted phrase."""
        before = (hit for hit in self.passage.hits("function_words") if hit.last == mention.first)
        return any("preposition" in hit.row["role"].split() for hit in before)

    def _is_mourned(self, mention: Draft) -> bool:
        """Whether those who were "lost" are no soldiers: then they died."""
        if mention.head != PEOPLE or mention.group is None:
            return False
        return mention.group["group"] in _MOURNED or (mention.group["group"] == "people" and self.ours)

    def _after_things(self, mention: Draft) -> bool:
        """Whether the last counted noun before a lone number names things: "ten drones, nine shot down"."""
        return self._last_noun(mention) != PEOPLE

    def _is_of_others(self, mention: Draft) -> bool:
        """Whether a lone number is a part of what is no people: "46 flats, of which 27 were destroyed"."""
        p, mark = self.passage, self.part_mark(mention)
        if mark is None:
            return False
        before = next((m for m in reversed(self.mentions) if m.first < mention.first), None)
        measured = p.is_sign(mark - 1, ",") and mark - 1 in p.ending("not_people")
        return measured or (before is not None and before.head == OTHER and before.quantity.kind != "collective")

    def _last_noun(self, mention: Draft) -> str:
        """What the last noun counted before a number names, empty when none was."""
        heads = [m.head for m in self.mentions if m.first < mention.first and m.head in (PEOPLE, THINGS)]
        return heads[-1] if heads else ""

    def part_mark(self, mention: Draft) -> int | None:
        """The word before a number that makes it a part of another: "among them", "including"."""
        for i in range(mention.first - 1, max(mention.first - 1 - _MARK_REACH, -1), -1):
            if self.passage.does(i, "part"):
                return i
            if not self._may_follow_mark(i):
                return None
        return None

    def _may_follow_mark(self, i: int) -> bool:
        p = self.passage
        if p.does(i, "filler", "more", "anaphor", "within", "joint", "place") or p.is_sign(i, DASHES):
            return True
        if p.is_sign(i, ".") and p.does(i - 1, "within"):  # of an abbreviation
            return True
        if i in p.starting("groups") or i in p.starting("sides") or i in self._counted:
            return True
        return self.happens(i)

    @cached_property
    def _counted(self) -> frozenset[int]:
        """Words of the counted phrases."""
        return frozenset(i for m in self.mentions for i in range(m.first, m.end) if m.head == PEOPLE)

    def listed(self, left: Draft, right: Draft) -> bool:
        """Whether nothing but list words and unnumbered nouns stand between two counted phrases."""
        p, unknown = self.passage, 0
        for i in range(left.end, right.first):
            if self.happens(i) or p.does(i, "relative", "part") or (i == right.first - 1 and p.does(i, "whole")):
                return False
            hyphen = p.is_sign(i, DASHES) and p.is_joined(i)
            gap = i == left.end and p.is_dash(i) and i + 1 not in self.starts  # "28 - of the army and one policeman"
            if (p.is_sign(i, (STOPS - {";"}) | DASHES | {":"}) and not (hyphen or gap)) or p.like_verb(i):
                return False
            unknown += p.words[i].is_word and not p.does(i, "joint", "filler", "more")
        return unknown <= _UNNUMBERED and not self._has_unknown_verb(right)

    def _has_unknown_verb(self, mention: Draft) -> bool:
        """Whether a verb that no table knows follows a counted phrase, so that it starts another clause."""
        i = mention.end
        return i < len(self.passage.words) and self.passage.like_verb(i) and not self.happens(i)

    def stand_joined(self, left: Draft, right: Draft) -> bool:
        """Whether only "and" stands between two counted phrases: "one and two adults are wounded"."""
        return left.head == NOTHING and right.first - left.end == 1 and self.passage.does(left.end, "joint")
