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
_SPAN = 4  # words between "over" and "years"
_RANK = 10  # words from "the worst" to "in years"
Record = TypeVar("Record")


@dataclass(frozen=True)
class Told:
    """A word or phrase that tells an outcome, at words ``first`` to ``last``, end exclusive.

    ``voice`` says which place the people counted take: object, subject, self (the word itself is counted), label (the
    number stands beside it), inside (or right behind: "the fate of 11 is unknown"), given (handed over), home (brought
    there by their own); ``people`` in it: nobody but people known as such; ``things``: nothing but things ("shot
    down"); ``freed``: whoever was held; ``spoken``: only in a text that tells the outcome otherwise.
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

    @property
    def people(self) -> str:
        """The group that its noun names, empty where it names none."""
        return self.group["group"] if self.group else ""


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
    part_marks: dict[int, int | None] = field(default_factory=dict)  # by the first word of a number, once asked for

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
