"""What a number of a sentence counts: its noun, the people's state, whose they are, read off the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from newslib.figures.cases import Told
from newslib.lexicons import Row
from newslib.passages import QUOTES, STOPS, Passage
from newslib.quantities import Quantity

PEOPLE, THINGS, NOTHING, OTHER = "people", "things", "nothing", "other"
_REACH = 9  # words from a number to the end of its phrase
_WHOLE_WORD = 5  # letters of the shortest noun of people that is no abbreviation before a full stop
_ADJECTIVES = 3  # words that describe a noun: between "and" and the second noun, or before a formation
_BRACKET = 8  # words in a bracket that may stand between a number and its noun


class Draft:
    """A number and its counted phrase while the words around it are read; words ``first`` to ``end``, end exclusive.

    ``head``: people, things (equipment), other (a noun no table knows), nothing (the number stands alone). What it
    comes to is a ``Count``.
    """

    def __init__(self, quantity: Quantity, first: int, last: int) -> None:
        self.quantity = quantity
        self.first = first
        self.last = last  # end of the number with its bounds
        self.end = last
        self.head = NOTHING
        self.group: Row | None = None
        self.noun: int | None = None  # the word of the counted noun
        self.item: str | None = None
        self.either: str | None = None  # the thing that a word for people may also name
        self.unknown: int | None = None  # the noun that no table knows
        self.own: list[Told] = []  # "20 killed and wounded"
        self.side: str | None = None
        self.unit: tuple[int, int] | None = None
        self.parted = False  # "one of them"
        self.added = False  # "(+200)": what came on top of the number before
        self.implicit = False

    @classmethod
    def of_people(cls, quantity: Quantity, first: int, last: int, group: Row | None) -> Draft:
        """People counted without a numeral."""
        made = cls(quantity, first, last)
        made.head, made.group = PEOPLE, group
        return made


def mentions(passage: Passage, happening: list[Told]) -> list[Draft]:
    """The numbers of a sentence with what they count, in order."""
    offset = passage.sentence.start
    found = []
    for quantity in passage.quantities:
        first, last = passage.span(quantity.start - offset, quantity.end - offset)
        if last:
            found.append(Draft(quantity, first, last))
    starts = {mention.first for mention in found}
    for mention in found:
        _Phrase(passage, mention, {h.first: h for h in happening}, {h.last - 1 for h in happening}, starts).read()
        mention.added = passage.is_sign(mention.first - 1, "+")
        _take_thing_before(passage, mention)
    return list(_out_of_all(passage, found))


def _take_thing_before(passage: Passage, mention: Draft) -> None:
    """Takes the thing that stands right before a lone number, as in tables: "tanks 2310"."""
    before = passage.ending("equipment").get(mention.first)
    closed = mention.end >= len(passage) or passage.is_sign(mention.end, STOPS | {",", "(", ")"})
    people = mention.first in passage.ending("groups")  # "personnel" may be named as a store is
    if before is not None and not people and mention.head == NOTHING and not mention.own and closed:
        mention.head, mention.item = THINGS, before.row["item"]


def _out_of_all(passage: Passage, found: list[Draft]) -> Iterator[Draft]:
    """The mentions, of "33 of 35 drones" only the first number, with what the second counts."""
    taken: Draft | None = None
    for mention, behind in zip_longest(found, found[1:]):
        if mention is taken:
            continue
        if behind is not None and _is_share(passage, mention, behind):
            mention.head, mention.group, mention.item = behind.head, behind.group, behind.item
            mention.noun, mention.unknown, mention.end = behind.noun, behind.unknown, behind.end
            mention.side = behind.side
            taken = behind if not behind.own else None
        yield mention


def _is_share(passage: Passage, mention: Draft, whole: Draft) -> bool:
    alone = mention.head == NOTHING or mention.unknown == whole.first
    joined = passage.does(mention.last, "whole") and whole.first == mention.last + 1
    counts = whole.head in (PEOPLE, THINGS) or bool(whole.own)
    return alone and joined and counts and not mention.own and mention.quantity.kind != "zero"


@dataclass(frozen=True)
class _Phrase:
    """Reads the words to the right of a number until they stop belonging to it."""

    passage: Passage
    mention: Draft
    happening: dict[int, Told]  # by first token
    closing: set[int]  # last tokens of words of outcome
    starts: set[int]

    def read(self) -> None:
        m, i, adjectives = self.mention, self.mention.last, 0
        limit = min(len(self.passage.words), m.last + _REACH)
        while i < limit and not m.parted and (i == m.first or i not in self.starts) and not self.passage.starts_line(i):
            step = self._known(i) or self._passed_over(i)
            if not step and self._may_describe(i):
                adjectives, step = adjectives + 1, 1
            if not step:
                break
            i += step
        self._settle(i, adjectives)

    def _settle(self, i: int, adjectives: int) -> None:
        """Decides what a number counts whose phrase no table explains, from the word the phrase ends at."""
        m, p = self.mention, self.passage
        at_noun = i < len(p.words) and self._is_noun(i)
        if m.head == NOTHING and m.own and self._names_region(i):
            m.head, m.own = OTHER, []
        elif m.head == NOTHING and not m.own and not m.parted and (at_noun or adjectives):
            m.head = OTHER
            m.unknown = i if at_noun and not p.roles[i] else None
        if m.side is None:
            self._side_inside()

    def _names_region(self, i: int) -> bool:
        """Whether what reads like people's state describes towns: "20 hard-hit settlements"."""
        return bool(self.mention.own) and self.mention.head == NOTHING and self.passage.does(i, "region")

    def _side_inside(self) -> None:
        """Takes the side from inside a longer noun: "units of enemy equipment"."""
        m = self.mention
        inside = [hit for hit in self.passage.hits("sides") if m.last <= hit.first < m.end]
        if inside:
            m.side = inside[0].row["side"]

    def _known(self, i: int) -> int:
        """How many tokens a table explains from ``i`` on, and what they say of the mention."""
        if self._names_thing(i):
            return self._thing(i)
        return self._outcome(i) or self._group(i) or self._thing(i) or self._side(i) or self._unit(i)

    def _names_thing(self, i: int) -> bool:
        """Whether a word that may name people is an adjective of a thing here: "two military airfields"."""
        thing, group = self.passage.starting("equipment").get(i), self.passage.starting("groups").get(i)
        return thing is not None and (group is None or thing.last > group.last)

    def _outcome(self, i: int) -> int:
        found = self.happening.get(i)
        if found is None or not (found.counted or found.label):
            return 0
        if found.label and (self.mention.head != NOTHING or self.mention.own):
            return 0
        if self.mention.noun is not None and self.passage.does(i - 1, "kin"):  # "40 families of the dead"
            return 0
        group = self.passage.starting("groups").get(i)
        if group and group.last >= found.last:  # "20 prisoners of war"
            self._take_group(group.row, i)
        self.mention.own.append(found)
        self.mention.end = found.last
        return found.last - i

    def _group(self, i: int) -> int:
        hit = self.passage.starting("groups").get(i)
        if hit is None or self.mention.head == THINGS:
            return 0
        if self.passage.like_adjective(i) and self._describes_other(hit.last):
            return 1
        thing = self.passage.starting("equipment").get(i)
        if thing is not None and self.mention.head == NOTHING:
            self.mention.either = thing.row["item"]
        if self.mention.head == NOTHING:
            self._take_group(hit.row, i)
        elif not self._narrower(hit.row):
            return 0
        self.mention.end = hit.last
        return hit.last - i

    def _describes_other(self, i: int) -> bool:
        """Whether a thing or a noun no table knows stands right behind a word for people: "civilian buildings"."""
        p = self.passage
        if i >= len(p.words) or i in p.starting("equipment"):
            return i < len(p.words)
        known = i in self.happening or i in p.named or i in self.starts
        return not known and self._is_noun(i) and not p.is_capital(i) and not p.like_adjective(i)

    def _take_group(self, row: Row, at: int) -> None:
        self.mention.head, self.mention.group, self.mention.noun = PEOPLE, row, at

    def _narrower(self, row: Row) -> bool:
        """A second noun of people under the same number: "people, women and children", "20 civilian sailors"."""
        return row["group"] == self.mention.group["group"] if self.mention.group else True

    def _thing(self, i: int) -> int:
        hit = self.passage.starting("equipment").get(i)
        if hit is None or self.mention.head == PEOPLE:
            return 0
        self.mention.head, self.mention.end = THINGS, hit.last
        self.mention.item = self.mention.item or hit.row["item"]
        return hit.last - i

    def _side(self, i: int) -> int:
        hit = self.passage.starting("sides").get(i)
        if hit is None:
            return 0
        if self.mention.side is None:
            self.mention.side = hit.row["side"]
        self.mention.end = hit.last
        return hit.last - i

    def _unit(self, i: int) -> int:
        hit = self.passage.starting("units").get(i)
        if hit is None or self.mention.head == NOTHING:
            return 0
        self.mention.unit = self.mention.unit or (self.mention.end, hit.last)
        self.mention.end = hit.last
        return hit.last - i

    def _passed_over(self, i: int) -> int:
        """How many tokens from ``i`` on may stand inside a counted phrase without naming anybody."""
        p = self.passage
        if not p.words[i].is_word:
            return self._sign(i)
        if p.does(i, "filler", "degree") and self._is_counted_state(i + 1):
            return 1
        if self.mention.head == PEOPLE and p.does(i, "joint"):
            return self._joined_group(i + 1)
        if p.does(i, "piece"):
            return 2 if p.is_sign(i + 1, ".") else 1
        if p.does(i, "more") or (p.does(i, "owner") and self._may_be_owned(i + 1)):
            return 1
        return self._out_of(i)

    def _may_be_owned(self, i: int) -> bool:
        return i in self.passage.starting("groups") or (i < len(self.passage.words) and self.passage.like_adjective(i))

    def _sign(self, i: int) -> int:
        """Brackets, quotes, the dash of "two - children", the stop of "315 thous.", the stroke of "2/4"."""
        p, m = self.passage, self.mention
        if p.is_sign(i, "("):
            close = next((k for k in range(i, min(i + _BRACKET, len(p.words))) if p.is_sign(k, ")")), None)
            return close + 1 - i if close is not None else 0
        if p.is_sign(i, QUOTES):
            return 1
        if p.is_dash(i):
            state = m.head in (PEOPLE, NOTHING) and not m.own and self._is_counted_state(i + 1)
            return 1 if self._is_part(i + 1) or state else 0
        if p.is_sign(i, ".") and m.head == PEOPLE and i == m.end:
            return 1 if len(p.words[i - 1].form) < _WHOLE_WORD and self._is_counted_state(i + 1) else 0
        if i != m.last:
            return 0
        if p.is_sign(i, "."):
            return 1 if m.quantity.kind == "digits" and self._goes_on(i) else 0
        total = p.is_sign(i, "/") and i + 1 < len(p.words) and p.words[i + 1].form.isdecimal()
        return 2 if total else 0

    def _is_counted_state(self, i: int) -> bool:
        return i in self.happening and self.happening[i].counted

    def _out_of(self, i: int) -> int:
        """ "Of" right behind the number: "one of them", "one of the soldiers"."""
        p, m = self.passage, self.mention
        if m.head != NOTHING or i != m.last or not p.does(i, "whole"):
            return 0
        m.parted = p.does(i + 1, "anaphor")
        if not m.parted:
            return 1
        m.end = i + 2
        hit = p.starting("groups").get(m.end + p.is_dash(m.end))
        if hit is not None and self._closes(hit.last):  # "five of whom are children"
            self._take_group(hit.row, hit.first)
            m.end = hit.last
        return m.end - i

    def _is_part(self, i: int) -> bool:
        """Whether a dash tells who a lone number is: "two are children", written "two - children"."""
        m = self.mention
        hit = self.passage.starting("groups").get(i)
        if m.head != NOTHING or m.own or hit is None or (m.quantity.kind == "digits" and not self._closes(hit.last)):
            return False
        m.parted = True
        self._take_group(hit.row, i)
        m.end = hit.last
        return True

    def _closes(self, i: int) -> bool:
        """Whether a clause or the sentence ends at a token."""
        return i >= len(self.passage.words) or self.passage.is_sign(i, STOPS | {","})

    def _joined_group(self, i: int) -> int:
        """How many tokens a second noun under the same number takes, with its "and": "soldiers and officers"."""
        p, start = self.passage, i
        while i < len(p.words) and p.like_adjective(i) and i not in p.starting("groups") and i - start < _ADJECTIVES:
            i += 1
        hit = p.starting("groups").get(i)
        if hit is None or i in p.starting("persons") or any(start <= first <= i for first in self.starts):
            return 0
        self.mention.end = hit.last
        return hit.last - start + 1

    def _goes_on(self, i: int) -> bool:
        """Whether a full stop after a number belongs to an abbreviated multiplier: "315 thous. soldiers"."""
        p = self.passage
        abbreviated = p.sentence.text[p.words[i - 1].start].isalpha()
        return abbreviated and i + 1 < len(p.words) and p.words[i + 1].is_word and not p.is_capital(i + 1)

    def _may_describe(self, i: int) -> bool:
        """Whether a word can be an adjective before the noun, or after it before a formation's name."""
        p = self.passage
        if i in self.happening or i in self.closing or p.roles[i] or (p.is_capital(i) and self.mention.head == NOTHING):
            return False
        if self.mention.head != NOTHING:
            return self.mention.head == PEOPLE and p.like_adjective(i) and self._leads_on(i)
        return p.like_adjective(i) and not p.like_verb(i)

    def _leads_on(self, i: int) -> bool:
        """Whether adjectives after the noun lead to a side or a formation."""
        for k in range(i, min(i + 1 + _ADJECTIVES, len(self.passage.words))):
            if k in self.passage.starting("sides") or k in self.passage.starting("units"):
                return True
            if not self.passage.like_adjective(k):
                return False
        return False

    def _is_noun(self, i: int) -> bool:
        """Whether the word after a number is a noun that no table knows."""
        p = self.passage
        if p.does(i, "region", "counter", "container", "attack"):
            return True
        named = p.words[i].is_word and p.words[i].form[0].isalpha()
        told = i in self.happening or i in self.closing or i in p.starting("tallies")
        return named and not told and not p.roles[i] and not p.like_verb(i)
