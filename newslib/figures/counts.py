"""What the numbers of a sentence count: their noun, the state of the people, whose they are.

The words behind a number are read until they stop belonging to it; where words have heads, the noun that the number
stands before is known from the start.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from newslib.figures.cases import SOLDIERS
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Told, changed, names
from newslib.lexicons import Row
from newslib.passages import NOUNS, QUOTES, Passage, Word, WordHit
from newslib.quantities import Quantity
from newslib.quantities.bounds import EXACT

_STANDS_BEFORE = frozenset({"number", "modifier", "compound", "determiner", "quantifier"})
_NAMING = ("noun", "name", "adjective", "verb", "word")  # kinds of words that may be a noun no table knows
GENERAL = frozenset({"people", "unspecified", "military"})  # groups that a word before their noun may narrow
_REACH = 9  # words from a number to the end of its phrase
_WHOLE_WORD = 5  # letters of the shortest noun of people that is no abbreviation before a full stop
_PHRASE = ("end", "kind", "group", "noun", "item", "side", "unknown")  # what the words behind a number tell of it
_OF_WHOLE = ("kind", "group", "noun", "item", "side")  # what the number of a whole tells of the number out of it
_KNOWN = ("equipment", "groups", "sides", "units")  # tables of what may be counted, and of whose it is
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
    words = _Words(told, (count.first for count in found))
    return list(_out_of_all(passage, words.opening, [_Phrase(passage, words, count).read() for count in found]))


def counted(passage: Passage, told: Sequence[Told], count: Count) -> Count:
    """A number, or the word that stands for one, with the phrase behind it: "a woman".

    Args:
        passage: the sentence.
        told: its words of outcome.
        count: the number.
    """
    return _Phrase(passage, _Words(told, ()), count).read()


def _out_of_all(passage: Passage, opening: Mapping[int, Told], found: list[Count]) -> Iterator[Count]:
    """The counts, of "33 of 35 drones" only the first number, with what the second counts; not of "3 of the 9 hurt"."""
    taken: Count | None = None
    for count, behind in zip_longest(found, found[1:]):
        if count is taken:
            continue
        if behind is None or not _is_share(passage, count, behind):
            yield count
            continue
        beside = behind.first == count.last + 1
        hurt = behind.own or (behind.noun in (None, behind.last) and behind.last in opening)
        taken = None if hurt else behind
        told = {name: getattr(behind, name) for name in (_PHRASE if beside else _OF_WHOLE)}
        yield changed(count, **told, own=())


def _noun_ahead(passage: Passage, word: Word) -> int:
    """The noun that a word stands before by its head, else the word itself: the "officers" of "12 police officers"."""
    while word.link in _STANDS_BEFORE and word.upward > word.i:
        if word.head.kind == "adverb" and not passage.does(word.head, "more"):
            break
        word = word.head
    return word.i


def _governed(passage: Passage, link: Word) -> int:
    """The noun that a preposition governs, -1 where there is none."""
    return max((_noun_ahead(passage, word) for word in link.linked("governed")), default=-1)


def _is_share(passage: Passage, count: Count, whole: Count) -> bool:
    """Whether a number is out of the next: "33 of 35 drones", "five of the 18 miners"."""
    if count.own or count.quantity.kind == "zero" or not (count.noun is None or count.unknown == whole.first):
        return False
    if (whole.quantity.stated or 0) < (count.quantity.stated or 0):
        return False  # "12 of one family"
    return not is_member(passage, count) and _is_of(passage, count.last, whole)


def _is_of(passage: Passage, i: int, whole: Count) -> bool:
    """Whether "of" stands at a place, and leads to a number: right behind it, over "the", or by what it governs."""
    before = passage.words[whole.first - 1]
    owned = before.link in ("possession", "owner") and _governed(passage, passage.words[i]) == whole.node
    pointed = owned or (whole.first == i + 2 and before.kind == "determiner")
    return passage.does(i, "whole") and (whole.first == i + 1 or pointed)


def is_member(p: Passage, count: Count) -> bool:
    """Whether "one" only tells who somebody is: "он стал одним из 40 погибших"."""
    told = p.does(count.first - 1, "copula") or p.ends(count.last - 1, "predicate_endings")
    return told and count.quantity.stated == 1 and p.does(count.last, "whole")


class _Words:
    """The words of outcome of a sentence, by their first and last words, and where its numbers start."""

    def __init__(self, told: Sequence[Told], starts: Iterable[int]) -> None:
        self.opening = {one.first: one for one in told}
        self.closing = frozenset(one.last - 1 for one in told)
        self.ordered = sorted(starts)
        self.starts = frozenset(self.ordered)


class _Phrase:
    """The phrase of one number while it is read.

    Args:
        passage: the sentence.
        words: its words of outcome and its numbers.
        count: the number.
    """

    def __init__(self, passage: Passage, words: _Words, count: Count) -> None:
        self.passage, self.starts = passage, words.starts
        self.opening, self.closing = words.opening, words.closing
        at = count.quantity.number_start - passage.sentence.start
        added = passage.text[max(at - 2, 0) : at].strip()[-1:] == "+"
        behind = bisect_left(words.ordered, count.last)
        self.limit = words.ordered[behind] if behind < len(words.ordered) else len(passage)
        number = passage.root(count.number_first, count.number_last)
        root = _noun_ahead(passage, number)
        if root >= self.limit and not passage.does(count.last, "whole"):
            root = number.i  # "14 - nine soldiers", not "seven of nine drones"
        state = self.opening.get(count.last)
        if state is not None and root > state.last and passage.words[state.last].kind == "preposition":
            root = number.i  # "119 killed in train wreck"
        told = self.opening.get(root)
        if told is not None and told.role == "participle" and not told.counted and root > number.i + 1:
            root -= 1  # "14 Miners Rescued"
        inner = (passage.words[i] for i in range(count.number_first, count.last))  # "dozens of"
        self.noun = max([root, *(_governed(passage, word) for word in inner)])  # none where it is no further on
        self.narrower: Row | None = None  # a group told before a noun of people: "civilian sailors"
        self.count = changed(count, end=count.last, added=added, node=root)

    def read(self) -> Count:
        i, adjectives = self.count.last, 0
        while self._may_go_on(i):
            step = self._before_noun(i) or self._known(i) or self._passed_over(i)
            if not step and self._may_describe(i):
                adjectives, step = adjectives + 1, 1
            if not step:
                break
            i += step
        self._settle(i, adjectives)
        before = self.passage.ending("place_words").get(self.count.first)
        if before is not None and "dweller" in before.row["role"].split():
            self._take(kind=OTHER, own=())  # "село с населением 2 тысячи человек"
        self._narrow()
        if self.count.side is None:
            self._take(side=self._side_inside())
        return self.count

    def _take(self, **told: Any) -> None:
        """Notes what a word tells of the count."""
        self.count = changed(self.count, **told)

    def _may_go_on(self, i: int) -> bool:
        """Whether the phrase may hold a word: near enough, in its line, before the next number."""
        if self.count.parted or i >= min(len(self.passage), self.count.last + _REACH):
            return False
        return i not in self.starts and not self.passage.starts_line(i)

    def _settle(self, i: int, adjectives: int) -> None:
        """Notes the noun no table knows that a phrase ends at, where no table explains what a number counts."""
        if self.count.kind != NOTHING or self.count.parted:
            return
        if self.passage.does(i, "container") and self.passage.does(self.count.last, "whole"):
            return  # "12 of one family"
        if self.count.own:
            if self.passage.does(i, "region", "animal"):  # "20 hard-hit settlements"
                self._take(kind=OTHER, own=())
            return
        before = self.passage.ending("equipment").get(self.count.first)
        if before is not None and self.passage.closes(i):
            self._take(kind=THINGS, item=before.row["item"])  # "tanks 2,310"
            return
        self._take_unknown(i, adjectives)

    def _take_unknown(self, i: int, adjectives: int) -> None:
        """Notes the noun no table knows, right behind the number or its adjectives, or the one the tree knows."""
        at_noun = self.is_noun(i)
        ahead = self.noun if self._is_ahead() else None
        if at_noun or adjectives or ahead is not None:
            unknown = i if at_noun and not self.passage.roles[i] else None
            self._take(kind=OTHER, unknown=unknown, noun=i if at_noun else ahead)

    def _is_ahead(self) -> bool:
        """Whether the number stands before a noun, be it one that no table knows: not "40 wounded", "40 overall"."""
        p, noun = self.passage, self.noun
        if not self.count.last <= noun < self.limit or noun in self.opening:
            return False
        return p.words[noun].kind in NOUNS and not p.does(noun, "filler")

    def _narrow(self) -> None:
        """Notes the group that is told more narrowly beside a noun: "civilian sailors", "members of the police"."""
        group = self.count.group
        row = self.narrower or self._members()
        if row is None or (group is not None and group["group"] not in GENERAL):
            return
        if group is not None:
            self._take(group=group | {"group": row["group"]})
        elif self.count.own:
            self._take(group=row, kind=PEOPLE)

    def _members(self) -> Row | None:
        """The row of the body of which so many are members: "12 members of the police"."""
        p, end = self.passage, self.count.end
        inner = _governed(p, p.words[end]) if self.count.kind == PEOPLE and p.does(end, "whole") else -1
        row = p.rows("groups").get(inner)
        return row if row is not None and row["group"] else None

    def _side_inside(self) -> str | None:
        """The side inside a longer noun: "units of enemy equipment"."""
        inside = (hit for hit in self.passage.hits("sides") if self.count.last <= hit.first < self.count.end)
        return next((hit.row["side"] for hit in inside if not self._did_it(hit.first)), None)

    def _before_noun(self, i: int) -> int:
        """How many words a word before the noun covers, and what it says: a side, a group, a state."""
        state, said = self.opening.get(i), [self.passage.starting(table).get(i) for table in _KNOWN]
        if max((one.last for one in (state, *said) if one), default=i + 1) > self.noun:
            return 0
        _, group, side, _ = said
        if side is not None:
            self._take(side=side.row["side"])
        if group is not None and group.row["group"] not in ("", *GENERAL):
            self.narrower = group.row
        if state is not None and state.counted:
            self._take(own=(*self.count.own, state))  # "12 dead children"
        return 1

    def _known(self, i: int) -> int:
        """How many words a table explains from ``i`` on, and what they say of the count."""
        thing, *who = (self.passage.starting(table).get(i) for table in _KNOWN)
        if any(who) and i not in self.opening and self._did_it(i):
            return 1
        if thing is not None and self._is_thing(thing, who[0]):
            noun = self.passage.root(thing.first, thing.last).i
            self._take(kind=THINGS, end=thing.last, item=self.count.item or thing.row["item"], noun=noun)
            return thing.last - i
        return self._outcome(i, who[0]) or self._people(i, who[0], thing) or self._whose(*who[1:])

    def _is_thing(self, thing: WordHit, group: WordHit | None) -> bool:
        """Whether words name things, not people; of two that are as long the thing: "two military airfields"."""
        last = thing.last - (names(self.passage, thing.last - 1) != THINGS)
        return group is None or last >= group.last

    def _did_it(self, i: int) -> bool:
        """Whether a word behind a state is in the case of who did it: "тела убитых военными гражданских"."""
        return bool(self.count.own) and self.passage.ends(i, "doer_endings")

    def _outcome(self, i: int, group: WordHit | None) -> int:
        found = self.opening.get(i)
        if found is None or not self._is_counted(found):
            return 0
        if group and group.last >= found.last and self.count.kind == NOTHING:  # "20 prisoners of war"
            self._take_group(group.row, self.passage.root(group.first, group.last).i)
        self._take(own=(*self.count.own, found), end=found.last)
        return found.last - i

    def _is_counted(self, told: Told) -> bool:
        """Whether those counted are said to have met an outcome, or so many of it are: "33 deaths"."""
        if self.count.noun is not None and self.passage.does(told.first - 1, "kin"):
            return False  # "40 families of the dead"
        if any(word.link == "owner" for word in self.passage.words[told.last : told.last + 1]):
            return False  # "30 women missing their husbands"
        alone = self.count.kind == NOTHING and not self.count.own
        return told.counted or (alone and (told.label or told.is_noun))

    def _people(self, i: int, hit: WordHit | None, thing: WordHit | None) -> int:
        if hit is None or self.count.kind == THINGS:
            return 0
        if self.count.kind == NOTHING:
            self._take(either=thing.row["item"] if thing else self.count.either)
            self._take_group(hit.row, self.passage.root(hit.first, hit.last).i)
        elif self.count.group is not None and hit.row["group"] != self.count.group["group"]:
            return 0  # only nouns of one group go together: "people, women and children", "20 civilian sailors"
        inside = tuple(told for k, told in self.opening.items() if i < k < hit.last and told.counted)
        self._take(end=hit.last, own=(*self.count.own, *inside))  # "civilian casualties"
        return hit.last - i

    def _take_group(self, row: Row, at: int) -> None:
        state = self.passage.words[at].kind in ("adjective", "verb")  # "270 wounded"
        self._take(kind=PEOPLE, group=row, noun=None if state else at)

    def _whose(self, side: WordHit | None, unit: WordHit | None) -> int:
        """How many words name the side or the formation of the people."""
        if side is not None:
            self._take(side=side.row["side"], end=side.last)
        elif unit is not None:
            self._take(unit=(self.count.end, unit.last), end=unit.last)
        hit = side or unit
        return hit.last - hit.first if hit is not None else 0

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
        if p.words[i].numeric and p.is_dash(i + 1) and p.like_adjective(i + 2):
            return 3  # "двое 26-летних мужчин"
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
        if self.count.kind != NOTHING or i != self.count.last or not p.does(i, "whole") or self._is_origin(i):
            return 0
        inner = _governed(p, p.words[i])
        self._take(parted=p.does(i + 1, "anaphor") and inner in (-1, i + 1))  # not "one of those documents"
        if not self.count.parted:
            self.noun = max(self.noun, inner)
            return 1
        self._take(end=i + 2)
        hit = p.starting("groups").get(self.count.end + p.is_dash(self.count.end))
        if hit is not None and self.passage.closes(hit.last):  # "five of whom are children"
            self._take_group(hit.row, hit.first)
            self._take(end=hit.last)
        return self.count.end - i

    def _is_origin(self, i: int) -> bool:
        """Whether "of" also means "from", and a name stands behind it: "двое из Перми", not "двое из ВДВ"."""
        p = self.passage
        known = any(i + 1 in p.starting(table) for table in _KNOWN)
        return p.does(i, "origin") and p.is_capital(i + 1) and not known

    def _is_part(self, i: int) -> bool:
        """Whether a dash tells who a lone number is: "two are men and boys", written "two - men and boys"."""
        p, count, hit = self.passage, self.count, self.passage.starting("groups").get(i)
        if count.kind != NOTHING or count.own or hit is None:
            return False
        self._take_group(hit.row, i)
        self._take(end=hit.last)
        if p.does(hit.last, "joint"):
            self._joined_group(hit.last + 1)
        parted = p.closes(self.count.end)
        self.count = changed(self.count, parted=True) if parted else count
        return parted

    def _joined_group(self, start: int) -> int:
        """How many words a second noun under the same number takes, with its "and": "soldiers and officers"."""
        p, i = self.passage, start
        while i < len(p) and p.like_adjective(i) and i not in p.starting("groups"):
            i += 1
        hit = p.starting("groups").get(i)
        if hit is None or i in p.starting("persons") or not self.starts.isdisjoint(range(start, i + 1)):
            return 0
        row, groups = self.count.group, {hit.row["group"]}
        if row is not None and not groups & GENERAL and not (groups | {row["group"]}) <= SOLDIERS | {row["group"]}:
            self._take(group=row | {"group": PEOPLE})  # "nine women and children"
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
        if p.does(i, "region", "container", "attack", "span", "spell", "office"):
            return True
        told = i in self.opening or i in self.closing or i in p.starting("tallies")
        named = p.words[i].form[0].isalpha() and p.words[i].kind in _NAMING
        return named and not told and not p.roles[i] and not p.like_verb(i)


def unwritten(passage: Passage, words: tuple[int, int], value: float, kind: str) -> Quantity:
    """The quantity of people without a numeral, printed at some words: ``zero`` or ``implicit``."""
    offset = passage.sentence.start
    start, end = passage.words[words[0]].start + offset, passage.words[words[1] - 1].end + offset
    return Quantity(start, end, start, end, value, value, value, EXACT, False, "", kind=kind)
