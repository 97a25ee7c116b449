"""What the numbers of a sentence count: their noun, the state of the people, whose they are.

With heads it is the word that a number hangs on; without, the words behind the number are read until they stop
belonging to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Told, names
from newslib.lexicons import Row
from newslib.passages import NOUNS, QUOTES, STOPS, Hit, Passage, Word
from newslib.quantities import Quantity
from newslib.quantities.bounds import EXACT

_STANDS_BEFORE = frozenset({"number", "modifier", "compound", "determiner", "quantifier", "owner"})
_BETWEEN = ("adjective", "noun", "name", "pronoun", "determiner")  # what may stand between a number and its noun
_NOUN = 4  # words between a number and its noun when the parse does not join them
_REACH = 9  # words from a number to the end of its phrase
_WHOLE_WORD = 5  # letters of the shortest noun of people that is no abbreviation before a full stop
_PHRASE = ("end", "kind", "group", "noun", "item", "side", "unknown")  # what the words behind a number tell of it
_BRACKET = 8  # words in a bracket that may stand between a number and its noun


def counts(passage: Passage, told: Sequence[Told]) -> list[Count]:
    """The numbers of a sentence and what they count, in order.

    Args:
        passage: the sentence.
        told: its words of outcome.
    """
    offset, found = passage.sentence.start, []
    for quantity in passage.quantities:
        number = passage.span(quantity.number_start - offset, quantity.number_end - offset)
        first, last = passage.span(quantity.start - offset, quantity.end - offset)
        if number[1] and last:
            found.append(Count(quantity, first, last, *number, last, first, None))
    if passage.linked:
        return [replace(_hung(passage, count), added=_is_added(passage, count)) for count in found]
    starts = frozenset(count.first for count in found)
    return list(_out_of_all(passage, [_Phrase(passage, told, starts, count).read() for count in found]))


def counted(passage: Passage, count: Count, node: int, noun: int | None) -> Count:
    """A count of a sentence with heads, with what the tables say of its noun.

    Args:
        passage: the sentence.
        count: the number.
        node: the word that stands for its phrase in the tree.
        noun: the counted noun, None when the number stands alone.
    """
    at = -1 if noun is None else noun
    row, thing = passage.rows("groups").get(at), passage.rows("equipment").get(at)
    return replace(
        count,
        end=max(count.last, node + 1, at + 1),
        node=node,
        noun=noun,
        kind=NOTHING if noun is None else names(passage, noun) or OTHER,
        group=row,
        item=thing["item"] if thing else None,
    )


# with heads: the word that a number hangs on


def _hung(passage: Passage, count: Count) -> Count:
    first, last = count.number_first, count.number_last
    root = passage.root(first, last)
    node, noun = _head(passage, root, last)
    inner = _whole(passage, node) if noun is None or noun.kind == "number" or passage.does(noun, "container") else None
    if inner is not None and noun is None and passage.does(inner, "container") and names(passage, inner) != PEOPLE:
        return counted(passage, count, node.i, None)  # "12 of one family"
    if inner is not None and (noun is None or _tells_more(passage, noun, inner)):
        pronoun = passage.does(inner, "anaphor")
        return replace(counted(passage, count, node.i, None if pronoun else inner.i), parted=pronoun)
    if noun is not None and passage.does(noun, "filler") and not names(passage, noun):
        node, noun = root, None  # "at 20,000 overall"
    if noun is None:
        noun = _following(passage, last)
    at = noun.i if noun is not None and noun.kind in NOUNS else None
    return counted(passage, count, node.i, at)


def _head(passage: Passage, root: Word, last: int) -> tuple[Word, Word | None]:
    """The word that stands for a number in the tree, and the noun that it stands before."""
    node, noun = root, None
    if root.head.i < last:
        return node, noun
    if root.link in _STANDS_BEFORE:
        node = noun = root.head
        if node.kind == "number" and node.link in _STANDS_BEFORE and names(passage, node.head) == THINGS:
            node = noun = node.head  # "33 of 38 drones", parsed as one number
    elif passage.does(root.head, "more"):
        node = root.head
    return node, noun


def _tells_more(passage: Passage, noun: Word, inner: Word) -> bool:
    """Whether what a noun is full of tells more than the noun itself: "dozens of people", "groups of civilians"."""
    return not names(passage, noun) or names(passage, inner) in (PEOPLE, THINGS)


def _is_added(passage: Passage, count: Count) -> bool:
    """Whether a number in brackets came on top of the one before: "(+980)"."""
    at = count.quantity.number_start - passage.sentence.start
    return passage.text[max(at - 2, 0) : at].strip()[-1:] == "+"


def _whole(passage: Passage, node: Word) -> Word | None:
    """What a number is out of: "hundreds of civilians", "three of them"."""
    for link in node.linked("preposition"):
        if passage.does(link, "whole") and link.i > node.i:
            return next(link.linked("governed"), None)
    return None


def _following(passage: Passage, last: int) -> Word | None:
    """The first known noun just after a number that the parse left alone."""
    for word in passage.words[last : last + _NOUN]:
        if names(passage, word) and word.kind in NOUNS:
            return word
        described = passage.does(word, "joint") or word.shape == "participle"  # "400 sick and wounded prisoners"
        if not (described or word.kind in _BETWEEN) or word.shape in ("personal", "who", "which"):
            return None
    return None


# without heads: the words behind a number


def _out_of_all(passage: Passage, found: list[Count]) -> Iterator[Count]:
    """The counts, of "33 of 35 drones" only the first number, with what the second counts."""
    taken: Count | None = None
    for count, behind in zip_longest(found, found[1:]):
        if count is taken:
            continue
        if behind is not None and _is_share(passage, count, behind):
            taken = behind if not behind.own else None
            told = {name: getattr(behind, name) for name in _PHRASE}
            yield replace(count, **told, own=())
        else:
            yield count


def _is_share(passage: Passage, count: Count, whole: Count) -> bool:
    if count.own or count.quantity.kind == "zero" or not (count.kind == NOTHING or count.unknown == whole.first):
        return False
    return passage.does(count.last, "whole") and whole.first == count.last + 1


class _Phrase:
    """The phrase of one number while it is read.

    Args:
        passage: the sentence.
        told: its words of outcome.
        starts: first words of its numbers.
        count: the number.
    """

    def __init__(self, passage: Passage, told: Sequence[Told], starts: frozenset[int], count: Count) -> None:
        self.passage, self.starts = passage, starts
        self.opening = {one.first: one for one in told}
        self.closing = frozenset(one.last - 1 for one in told)
        self.count = replace(count, end=count.last, added=passage.is_sign(count.first - 1, "+"))

    def read(self) -> Count:
        i, adjectives = self.count.last, 0
        while self._may_go_on(i):
            step = self._known(i) or self._passed_over(i)
            if not step and self._may_describe(i):
                adjectives, step = adjectives + 1, 1
            if not step:
                break
            i += step
        self._settle(i, adjectives)
        if self.count.side is None:
            self._take(side=self._side_inside())
        return self.count

    def _take(self, **told: Any) -> None:
        """Notes what a word tells of the count."""
        self.count = replace(self.count, **told)

    def _may_go_on(self, i: int) -> bool:
        """Whether the phrase may hold a word: near enough, in its line, before the next number."""
        if self.count.parted or i >= min(len(self.passage), self.count.last + _REACH):
            return False
        return i not in self.starts and not self.passage.starts_line(i)

    def _settle(self, i: int, adjectives: int) -> None:
        """Notes the noun no table knows that a phrase ends at, where no table explains what a number counts."""
        if self.count.kind != NOTHING or self.count.parted:
            return
        at_noun, before = self.is_noun(i), self.passage.ending("equipment").get(self.count.first)
        if before is not None and not self.count.own and self.closes(i):
            self._take(kind=THINGS, item=before.row["item"])  # "tanks 2,310"
        elif self.count.own:
            if self.passage.does(i, "region", "animal"):  # "20 hard-hit settlements"
                self._take(kind=OTHER, own=())
        elif at_noun or adjectives:
            self._take(kind=OTHER, unknown=i if at_noun and not self.passage.roles[i] else None)

    def _side_inside(self) -> str | None:
        """The side inside a longer noun: "units of enemy equipment"."""
        inside = (hit for hit in self.passage.hits("sides") if self.count.last <= hit.first < self.count.end)
        return next((hit.row["side"] for hit in inside), None)

    # what the tables know

    def _known(self, i: int) -> int:
        """How many words a table explains from ``i`` on, and what they say of the count."""
        p = self.passage
        thing, group = p.starting("equipment").get(i), p.starting("groups").get(i)
        if thing is not None and (group is None or thing.last > group.last):  # "two military airfields"
            return self._thing(thing)
        return (
            self._outcome(i, group)
            or self._people(i, group, thing)
            or self._of_side(p.starting("sides").get(i))
            or self._formation(p.starting("units").get(i))
        )

    def _outcome(self, i: int, group: Hit | None) -> int:
        found = self.opening.get(i)
        alone = self.count.kind == NOTHING and not self.count.own
        if found is None or not (found.counted or (alone and (found.label or found.is_noun))):  # "33 deaths"
            return 0
        if self.count.noun is not None and self.passage.does(i - 1, "kin"):  # "40 families of the dead"
            return 0
        if group and group.last >= found.last:  # "20 prisoners of war"
            self._take_group(group.row, i)
        self._take(own=(*self.count.own, found), end=found.last)
        return found.last - i

    def _people(self, i: int, hit: Hit | None, thing: Hit | None) -> int:
        if hit is None or self.count.kind == THINGS:
            return 0
        if self.count.kind == NOTHING:
            self._take(either=thing.row["item"] if thing else self.count.either)
            self._take_group(hit.row, i)
        elif self.count.group is not None and hit.row["group"] != self.count.group["group"]:
            return 0  # only nouns of one group go together: "people, women and children", "20 civilian sailors"
        self._take(end=hit.last)
        return hit.last - i

    def _take_group(self, row: Row, at: int) -> None:
        self._take(kind=PEOPLE, group=row, noun=at)

    def _thing(self, hit: Hit | None) -> int:
        if hit is None:
            return 0
        self._take(kind=THINGS, end=hit.last, item=self.count.item or hit.row["item"])
        return hit.last - hit.first

    def _of_side(self, hit: Hit | None) -> int:
        if hit is None:
            return 0
        self._take(side=hit.row["side"], end=hit.last)
        return hit.last - hit.first

    def _formation(self, hit: Hit | None) -> int:
        if hit is None:
            return 0
        self._take(unit=(self.count.end, hit.last), end=hit.last)
        return hit.last - hit.first

    # what may stand between

    def _passed_over(self, i: int) -> int:
        """How many words from ``i`` on may stand inside a counted phrase without naming anybody."""
        p = self.passage
        if not p.words[i].is_word:
            return self._sign(i)
        if p.does(i, "filler", "degree") and self.is_state(i + 1):
            return 1
        if self.count.kind == PEOPLE and p.does(i, "joint"):
            return self._joined_group(i + 1)
        if p.does(i, "piece"):
            return 2
        return 1 if p.does(i, "more", "owner") else self._out_of(i)

    def _sign(self, i: int) -> int:
        """Brackets, quotes, the dash of "two - children", the stop of "315 thous.", the stroke of "2/4"."""
        p = self.passage
        if p.is_sign(i, "("):
            return next((k + 1 - i for k in range(i, min(i + _BRACKET, len(p))) if p.is_sign(k, ")")), 0)
        if p.is_sign(i, QUOTES):
            return 1
        if p.is_dash(i):
            return int(self._is_part(i + 1) or self.is_state(i + 1))  # "20 people - wounded"
        if p.is_sign(i, "."):
            return int(self._goes_on(i))
        return 2 if p.is_sign(i, "/") else 0

    def _goes_on(self, i: int) -> bool:
        """Whether a full stop belongs to an abbreviation: "315 thous. soldiers", "20 pers. wounded"."""
        p, before = self.passage, self.passage.words[i - 1]
        if self.count.kind == PEOPLE:
            return len(before.form) < _WHOLE_WORD and self.is_state(i + 1)
        if i != self.count.last or self.count.quantity.kind != "digits" or not before.text[0].isalpha():
            return False
        return i + 1 < len(p)

    def _out_of(self, i: int) -> int:
        """ "Of" right behind the number: "one of them", "one of the soldiers"."""
        p = self.passage
        if self.count.kind != NOTHING or i != self.count.last or not p.does(i, "whole"):
            return 0
        self._take(parted=p.does(i + 1, "anaphor"))
        if not self.count.parted:
            return 1
        self._take(end=i + 2)
        hit = p.starting("groups").get(self.count.end + p.is_dash(self.count.end))
        if hit is not None and self.closes(hit.last):  # "five of whom are children"
            self._take_group(hit.row, hit.first)
            self._take(end=hit.last)
        return self.count.end - i

    def _is_part(self, i: int) -> bool:
        """Whether a dash tells who a lone number is: "two are children", written "two - children"."""
        hit = self.passage.starting("groups").get(i)
        if self.count.kind != NOTHING or self.count.own or hit is None:
            return False
        if not self.closes(hit.last):
            return False
        self._take(parted=True)
        self._take_group(hit.row, i)
        self._take(end=hit.last)
        return True

    def _joined_group(self, start: int) -> int:
        """How many words a second noun under the same number takes, with its "and": "soldiers and officers"."""
        p, i = self.passage, start
        while i < len(p) and p.like_adjective(i) and i not in p.starting("groups"):
            i += 1
        hit = p.starting("groups").get(i)
        if hit is None or i in p.starting("persons") or any(start <= first <= i for first in self.starts):
            return 0
        self._take(end=hit.last)
        return hit.last - start + 1

    def _may_describe(self, i: int) -> bool:
        """Whether a word can be an adjective before the noun, or after it before a formation's name."""
        p = self.passage
        if i in self.opening or i in self.closing or p.roles[i] or not p.like_adjective(i):
            return False
        return self.count.kind == NOTHING and not p.is_capital(i)

    def is_state(self, i: int) -> bool:
        """Whether a word tells what counted people are: "the wounded"."""
        return i in self.opening and self.opening[i].counted

    def is_noun(self, i: int) -> bool:
        """Whether the word after a number is a noun that no table knows."""
        p = self.passage
        if i >= len(p):
            return False
        if p.does(i, "region", "container", "attack", "span", "spell"):
            return True
        told = i in self.opening or i in self.closing or i in p.starting("tallies")
        named = p.words[i].is_word and p.words[i].form[0].isalpha()
        return named and not told and not p.roles[i] and not p.like_verb(i)

    def closes(self, i: int) -> bool:
        """Whether a clause or the sentence ends at a word."""
        return i >= len(self.passage) or self.passage.is_sign(i, STOPS | {","})


def unwritten(passage: Passage, words: tuple[int, int], value: float, kind: str) -> Quantity:
    """The quantity of people without a numeral, printed at some words: ``zero`` or ``implicit``."""
    offset = passage.sentence.start
    start, end = passage.words[words[0]].start + offset, passage.words[words[1] - 1].end + offset
    return Quantity(start, end, start, end, value, value, value, EXACT, False, "", kind=kind)
