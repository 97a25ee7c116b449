"""A sentence under reading: its words, what its numbers count, and its words of outcome."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from newslib.lexicons import Row, kept
from newslib.passages import DASHES, STOPS, SUBJECTS, Passage, Word
from newslib.quantities import Quantity
from newslib.sentences import Sentence

PEOPLE, THINGS, NOTHING, OTHER = "people", "things", "nothing", "other"
_CLASH = "clash"  # of words that both sides bleed in, and that are over in days
_MARK_REACH = 6  # words from "among" to the number
_LIST_REACH = 24  # words from "among" over the unnumbered members of a list to the number
_SPAN = 4  # words between "over" and "years"
_RANK = 10  # words from "the worst" to "in years"
Record = TypeVar("Record")


@dataclass(frozen=True)
class Told:
    """A word or phrase that tells an outcome, at words ``first`` to ``last``, end exclusive.

    ``voice`` says which place the people counted take: object, subject, self (the word itself is counted), label (the
    number stands beside it), inside (or right behind: "the fate of 11 is unknown"), given (handed over), home (brought
    there by their own); ``people`` in it: nobody but people known as such; ``things``: nothing but things ("shot
    down"); ``freed``: whoever was held.
    ``words`` are those that stand for it among other words: of a noun with its verb the verb, of several joined each.
    """

    first: int
    last: int
    outcome: str
    voice: frozenset[str]
    role: str
    words: tuple[int, ...]
    joint: bool = False  # several outcomes under one number

    @property
    def word(self) -> int:
        """Where it hangs in the tree."""
        return self.words[0]

    @property
    def counted(self) -> bool:
        """Whether it can stand for the people themselves: "the wounded"."""
        return "self" in self.voice

    @property
    def label(self) -> bool:
        return "label" in self.voice

    @property
    def of_things(self) -> bool:
        return "things" in self.voice

    @property
    def of_all(self) -> bool:
        """Whether it befalls people whoever they are, and hardly anything else: "killed", not "destroyed", "left"."""
        return self.outcome != "equipment_lost" and not self.of_things and "people" not in self.voice

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun of action: "the death of N"."""
        return self.role == "noun" and "object" in self.voice

    @property
    def takes_people(self) -> bool:
        """Whether people stand beside it as with a verb or a noun of action, not under it as a label."""
        return not self.label and (self.is_noun or not self.counted)

    @property
    def is_state(self) -> bool:
        """Whether it says what people are: "the wounded", "casualties"."""
        return self.role == "participle" or self.counted


@dataclass(frozen=True, eq=False)
class Count:
    """A number and what it counts; all places are numbers of words, ends exclusive.

    ``kind`` is people, things, other (a noun that no table knows) or nothing (the number stands alone); ``group`` the
    row of the noun.
    """

    quantity: Quantity
    first: int  # of the number with its bound
    last: int
    number_first: int  # of the bare number
    number_last: int
    end: int  # of the counted phrase
    node: int  # the word that stands for the phrase in the tree
    noun: int | None  # the counted noun
    kind: str = NOTHING
    group: Row | None = None
    side: str | None = None  # that the phrase itself names
    unit: tuple[int, int] | None = None
    item: str | None = None
    either: str | None = None  # the thing that a word for people may also name
    unknown: int | None = None  # the noun that no table knows
    own: tuple[Told, ...] = ()  # outcomes that its own phrase tells, where no heads do: "20 killed and wounded"
    parted: bool = False  # one out of people already counted: "three of them"
    added: bool = False  # "(+200)": what came on top of the number before
    implicit: bool = False  # no numeral: "a woman"


def changed(record: Record, **told: object) -> Record:
    """A frozen count or case with other values of some fields; ``dataclasses.replace`` takes five times as long.

    The record has no slots and holds nothing but its fields.
    """
    made = object.__new__(type(record))
    vars(made).update(vars(record))
    vars(made).update(told)
    return made


def told_of(rows: Iterable[Row]) -> str:
    """What words tell of by what they do: a disease, a day's report, a war, which goes on, or a sudden happening."""
    found = Counter(role for row in rows if _CLASH not in row["role"] for role in row["role"].split())
    if found["spread"] or found["day"]:
        return "spread" if found["spread"] else "day"
    if not found["war"] and not found["blow"]:
        return ""
    return "war" if found["war"] >= found["blow"] else "event"


def add_up(parts: Iterable[float | None], whole: float | None) -> bool:
    """Whether numbers, all of them known, make up another."""
    sizes = list(parts)
    return bool(whole) and all(sizes) and sum(filter(None, sizes)) == whole


def names(passage: Passage, word: Word | int | None) -> str:
    """What a noun names: people, things (equipment), other (known as neither); empty when no table knows it."""
    if word is None:
        return ""
    place = word if isinstance(word, int) else word.i
    row = passage.rows("groups").get(place)
    if row and not (place in passage.rows("equipment") and _is_type(passage, place - 1)):
        return PEOPLE if row["group"] else OTHER
    return THINGS if place in passage.rows("equipment") else ""


def _is_type(passage: Passage, i: int) -> bool:
    """Whether a word is the type of a thing: the L-39 of "11 L-39 bombers", who may else be people."""
    return passage.words[i].is_capital and any(c.isdigit() for c in passage.words[i].text)


@dataclass(frozen=True, eq=False)
class Scene:
    """One sentence ready to be counted; its counts are told more exactly while they are tied."""

    passage: Passage
    counts: list[Count]
    told: Sequence[Told]
    _part_marks: dict[int, int | None] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.passage.number

    @property
    def sentence(self) -> Sentence:
        return self.passage.sentence

    @property
    def words(self) -> Sequence[Word]:
        return self.passage.words

    def does(self, word: Word | int, *roles: str) -> bool:
        """Whether a small word has one of the roles."""
        return self.passage.does(word, *roles)

    def hits(self, table: str) -> dict[int, Row]:
        """Rows of a table found in the sentence, by the word that heads them."""
        return self.passage.rows(table)

    def names(self, word: Word | int | None) -> str:
        """What a noun names: people, things, other; empty when no table knows it."""
        return names(self.passage, word)

    def mentioned(self, word: Word) -> Count | None:
        """The count whose phrase a word heads."""
        return next((count for count in self.counts if count.node == word.i), None)

    # words of outcome

    @kept
    def triggers(self) -> dict[int, Told]:
        """Words of outcome by the word where they hang."""
        return {word: told for told in self.told for word in told.words}

    @kept
    def opening(self) -> dict[int, Told]:
        """Words of outcome by their first word."""
        return {told.first: told for told in self.told}

    @kept
    def closing(self) -> dict[int, Told]:
        """Words of outcome by the word after their last."""
        return {told.last: told for told in reversed(self.told)}

    @kept
    def _telling(self) -> frozenset[int]:
        return frozenset(i for told in self.told for i in range(told.first, told.last))

    def tells(self, i: int) -> bool:
        """Whether a word belongs to a word of outcome."""
        return i in self._telling

    # counted phrases by the order of words

    @kept
    def places(self) -> dict[int, int]:
        """Which count begins at a word."""
        return {count.first: k for k, count in enumerate(self.counts)}

    def starting(self, i: int) -> Count | None:
        """The count that begins at a word."""
        return self.counts[self.places[i]] if i in self.places else None

    def numbered(self, i: int) -> Count | None:
        """The count whose number holds a word."""
        return self.counts[self._numbers[i]] if i in self._numbers else None

    @kept
    def _numbers(self) -> dict[int, int]:
        return {i: k for k, count in enumerate(self.counts) for i in range(count.first, count.last)}

    def before(self, count: Count) -> Iterator[Count]:
        """The counts before one, the nearest first."""
        behind = bisect_left(self._firsts, count.first)
        return (self.counts[k] for k in range(behind - 1, -1, -1))

    @kept
    def _firsts(self) -> list[int]:
        return [count.first for count in self.counts]

    @kept
    def times(self) -> dict[int, int]:
        """Words of time that may stand anywhere ("over the past day"), first word and the one after the last."""
        return {hit.first: hit.last for hit in self.passage.hits("tallies")}

    def speaks(self, count: Count) -> bool:
        """Whether a number is who says something: "one of the wounded told"."""
        if count.quantity.stated != 1:
            return False
        if self.passage.linked:
            node = self.words[count.node]
            return node.link == "subject" and node.upward in self.hits("cues")
        return bool(count.own) and any(hit.last == count.first for hit in self.passage.hits("cues"))

    def part_mark(self, count: Count) -> int | None:
        """The word that makes a number a part of another, before it or behind: "including 12", "12 of the dead"."""
        if count.first not in self._part_marks:
            if not (self.passage.has("part") or self.passage.has("whole")):
                return None
            before = self._mark_before(count)
            self._part_marks[count.first] = self._mark_behind(count) if before is None else before
        return self._part_marks[count.first]

    def _mark_before(self, count: Count) -> int | None:
        for i in range(count.first - 1, max(count.first - 1 - _MARK_REACH, -1), -1):
            if self.does(i, "part"):
                whole = self.does(i - 1, "copula") or self._governs(i, count)
                return None if whole else i  # "they were among the 12", "among the 12 passengers, three"
            if self.does(i, "whole") and self.does(i + 1, "anaphor") and not (i and self.words[i - 1].is_word):
                return i  # ", of whom 12 died"
            if not self._may_follow_mark(i):
                break
        fronted = self._mark_of_clause(count)
        return self._mark_of_list(count) if fronted is None else fronted

    def _governs(self, i: int, count: Count) -> bool:
        """Whether a preposition stands right before a number, or before its article."""
        first = count.first - (self.words[count.first - 1].kind == "determiner")
        return first == i + 1 and self.words[i].kind == "preposition" and not self.does(i, "continue")

    def _mark_of_clause(self, count: Count) -> int | None:
        """The word that opens a clause on the whole: "of the dead, 12 were", "among the dead are 5"."""
        p, end = self.passage, count.first - 1
        while end > 0 and ((p.does(end, "filler") and not p.does(end, "copula")) or p.words[end].kind == "adverb"):
            end -= 1
        if not (p.is_sign(end, ",") or p.does(end, "copula")):
            return None
        signs = (i for i in range(end - 1, max(end - _LIST_REACH, -1), -1) if not p.words[i].is_word)
        first = next(signs, max(end - _LIST_REACH, 0) - 1) + 1
        opens = p.does(first, "part", "whole")
        back = first + 2 if p.words[first + 1].kind == "determiner" else first + 1
        named = back + 1 == end or p.does(back + 1, "whole")  # "among the victims of the blast are four mayors"
        pointed = self.does(back, "anaphor") and named
        return first if opens and (pointed or self.whole_behind(first) is not None) else None

    def _mark_behind(self, count: Count) -> int | None:
        """The word behind a number by which it is a part: "five of the dead", "12 were among the wounded"."""
        if self.does(count.last, "whole") and self.whole_behind(count.last) is not None:
            return count.last
        last = count
        while (further := self.starting(last.end + 1)) is not None:
            if not (self.does(last.end, "joint") or self.passage.is_sign(last.end, ",")):
                break
            last = further  # "12 soldiers, two cooks and 40 others were among the dead"
        start = self._behind_aside(self._behind_ones(last.end))
        for i in range(start, min(start + _MARK_REACH, len(self.words))):
            if self.does(i, "part"):
                pointed = last is count and count.kind == PEOPLE and self.does(i + 1, "anaphor")
                return i if pointed or self.whole_behind(i) is not None else None
            if self.tells(i) or i in self.places or not self.words[i].is_word:
                break
        return None

    def _behind_ones(self, i: int) -> int:
        """The word behind members of a list without a numeral: "nine Chileans, an Argentine and a Swede were"."""
        end = len(self.words)
        while (self.does(i, "joint") or self.passage.is_sign(i, ",")) and self.does(i + 1, "someone"):
            further = (k for k in range(i + 2, end) if self.does(k, "joint", "copula") or not self.words[k].is_word)
            i = next(further, end)
        return i

    def _behind_aside(self, i: int) -> int:
        """The copula behind what is put between commas at a word, else the word: "12, two of them ill, were"."""
        p = self.passage
        if not p.is_sign(i, ","):
            return i
        commas = (k for k in range(i + 1, min(i + _LIST_REACH, len(self.words))) if p.is_sign(k, ","))
        return next((k + 1 for k in commas if self.does(k + 1, "copula")), i)

    def whole_behind(self, mark: int) -> Told | Count | None:
        """Those whom a word behind "of" or "among" stands for: "the dead", "those killed", "the 108 who died"."""
        i, pointed = mark + 1, False
        while i < len(self.words) and (self.words[i].kind == "determiner" or self.does(i, "anaphor")):
            i, pointed = i + 1, pointed or self.does(i, "anaphor")
        told = self.opening.get(i)
        if told is not None and told.is_state and (i > mark + 1 or self.does(mark, "part")):
            return told
        among = self.does(mark - 1, "copula")  # "two of them were among 12 wounded"
        whole = self.starting(i)
        told_of = i > mark + 1 or (whole is not None and bool(whole.own))  # "of the 108", "of 108 killed"
        return whole if (among or (self.does(mark, "whole") and told_of)) and not pointed else None

    def _mark_of_list(self, count: Count) -> int | None:
        """The word before a dash that opens a list without verbs: "among the dead - a nurse, a cook and two boys"."""
        p, opened, inside = self.passage, False, False
        for i in range(count.first - 1, max(count.first - 1 - _LIST_REACH, -1), -1):
            inside = p.is_sign(i, ")") or (inside and not p.is_sign(i, "("))
            if inside:
                continue
            if p.does(i, "part"):
                return i if opened else None
            if p.like_verb(i) or p.is_sign(i, STOPS | {":"}):
                return None
            opened = p.is_dash(i) or (opened and (self.tells(i) or i in p.named))
        return None

    def _may_follow_mark(self, i: int) -> bool:
        p = self.passage
        if p.does(i, "filler", "more", "anaphor", "within", "joint", "place", "copula") or p.is_sign(i, DASHES):
            return True
        if p.words[i].kind == "determiner":
            return True
        if p.is_sign(i, ".") and p.does(i - 1, "within"):  # of an abbreviation
            return True
        if p.does(i, "container") or p.does(i - 1, "container") or p.does(i + 1, "container"):
            return True  # "including an entire family of seven"
        return i in p.starting("groups") or i in p.starting("sides") or self.tells(i) or i in self.in_counts

    @kept
    def in_counts(self) -> frozenset[int]:
        """Words of the phrases that count people."""
        people = (count for count in self.counts if count.kind == PEOPLE)
        return frozenset(i for count in people for i in range(count.first, count.end))

    def listed(self, left: Count, right: Count) -> bool:
        """Whether nothing but list words and unnumbered nouns stand between two counted phrases."""
        between, node = range(left.end, right.first), self.words[right.node]
        if node.link == "governed" and node.upward in between:
            return False  # "traded 60 prisoners for two pilots"
        if left.noun is not None and any(told.first > left.noun for told in left.own):
            return False  # "left three men dead and seven people under arrest"
        return not any(self._parts_a_list(i, left) for i in between)

    def _parts_a_list(self, i: int, left: Count) -> bool:
        """Whether a word between two counted phrases tells that they are no members of one list."""
        p = self.passage
        if self.tells(i) or p.like_verb(i) or p.does(i, "relative", "part"):
            return True
        if p.is_sign(i, DASHES):  # "28 - of the army and one policeman"
            return not (p.is_joined(i) or (i == left.end and i + 1 not in self.places))
        return p.is_sign(i, STOPS - {";"} | {":"})

    # what the sentence is about

    @kept
    def tells_event(self) -> bool:
        """Whether a sentence names an attack, a battle, an accident."""
        return self.of_event or self.passage.has("attack") or self.passage.has("target")

    @kept
    def of_event(self) -> bool:
        """Whether a sentence tells of a sudden happening: a blast, a crash, a quake."""
        return any("blow" in hit.row["role"].split() for hit in self.passage.hits("happenings"))

    @kept
    def about(self) -> str:
        """What a sentence tells of: ``event``, ``war``, ``spread``, empty where it tells none."""
        hits = (hit for table in ("happenings", "function_words") for hit in self.passage.hits(table))
        return told_of({(hit.first, hit.row["form"]): hit.row for hit in hits}.values())

    def counts_over(self, role: str) -> bool:
        """Whether the sentence counts over a stretch of time: "in the last three years", "in the past six days"."""
        return any(map(self._is_span, self.passage.doing(role)))

    def _is_span(self, i: int) -> bool:
        """Whether a word ends a span that is counted over: not "in months"."""
        back = range(i - 1, max(i - 2 - _SPAN, -1), -1)
        first = next((k for k in back if self.does(k, "during", "place")), i - 1)
        return first < i - 1 and self.does(first, "during") and not self.tells_rank(first)

    def tells_rank(self, i: int) -> bool:
        """Whether a time from a word on says how rare a happening is: "the worst quake in seven decades"."""
        start = max((k for k in range(i) if self.words[k].is_sign), default=-1)
        return any(self.does(k, "degree") for k in range(max(start, i - _RANK), i))

    def apart(self, word: Word, count: Count) -> bool:
        """Whether a word is told of other people: in their phrase, in a clause on them, in the change of a count."""
        above = {count.node, *(t.i for t in self.words[count.node].ancestors)}
        while word.i not in above and not word.is_root:
            if self._turns_to_others(word, count):
                return True
            word = word.head
        return False

    def _turns_to_others(self, word: Word, count: Count) -> bool:
        if self.does(word, "part"):
            return True
        if word.link == "relative":
            other = self.mentioned(word.head)
            return other is not None and other.node != count.node
        return word.link == "adjunct" and word.shape == "gerund" and self.does(word, "change")

    def besides(self, word: Word, count: Count) -> bool:
        """Whether a word stands in a later clause on no other count: "five died, and the town was shelled"."""
        above = {t.i for t in self.words[count.node].ancestors}
        while word.i not in above and not word.is_root:
            joined = word.link == "joined" and word.is_verb and word.i > count.node
            subject = next(word.linked(*SUBJECTS), None) if joined else None
            if subject is not None and self.mentioned(subject) is None:
                return True
            word = word.head
        return False
