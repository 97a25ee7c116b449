"""A sentence as words: what each word is, what it hangs on and how, and what the word tables say of it.

Whoever reads sentences reads them here. A linker (``newslib.linkers``) fills the words: from a parse where the language
has a parser, from endings and word tables where it has none. No rule outside the linkers knows a tag set or a parser;
a rule that needs links asks ``Passage.linked``.

``Word.kind``, ``shape`` (how it is inflected) and ``link`` (how it hangs on its head) have the names of column ``name``
in ``lexicons/shared/tags.csv``, which tells what each means; ``word`` is a word whose kind the linker cannot tell. The
shape is empty when it is none of these. Without a parser every word is its own head and its link is empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newslib.lexicons import Finder, PrintedWord, Row, kept, lexicon, normal
from newslib.lexicons import words as printed_words
from newslib.quantities import Quantity, quantities
from newslib.sentences import Sentence
from newslib.sides import settled

SUBJECTS = ("subject", "passive_subject", "clausal_subject")
STATES = ("state", "object_state")
OBJECTS = ("object", "recipient")
VERBS = ("verb", "auxiliary")
NOUNS = ("noun", "name", "pronoun")
RELATIVES = ("which", "who", "whose")
STOPS = frozenset(".!?;…")
DASHES = frozenset("-‐‑‒–—−")
BRACKETS = frozenset("()[]{}<>")
QUOTES = frozenset("«»“”„\"'’‘")
STEPS = 8  # how far up a tree anything is followed
_CONTINUING = ("place", "about", "joint", "whole", "relative", "circumstance", "origin", "part", "change")
_OF_SIDES = ("sides", "groups")
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Word:
    """A word or sign: number ``i`` in its passage, offsets in code points of the sentence, end exclusive.

    Nobody changes one; frozen it would take three times as long to make.
    """

    i: int
    start: int
    end: int
    text: str
    form: str  # normal form; of signs the sign
    kind: str
    shape: str
    link: str
    upward: int  # number of the head, its own for the root
    downward: tuple[int, ...]  # numbers of the words that hang on it, in order
    edges: tuple[int, int]  # numbers of the first and the last word of its subtree
    person: str  # of pronouns: speaker ("I", "we"), hearer ("you"), thing ("it"); else empty
    numeric: bool  # whether it is a number in digits or letters
    among: Sequence[Word] = field(repr=False)

    @property
    def head(self) -> Word:
        return self.among[self.upward]

    @property
    def is_root(self) -> bool:
        return self.upward == self.i

    @property
    def is_word(self) -> bool:
        return self.kind not in ("sign", "space")

    @property
    def is_sign(self) -> bool:
        return self.kind == "sign"

    @property
    def is_verb(self) -> bool:
        return self.kind in VERBS

    @property
    def is_finite(self) -> bool:
        return self.shape in ("past", "present", "modal")

    @property
    def opens_clause(self) -> bool:
        """Whether a parser takes it for a word that opens a clause: "who", "because"."""
        return (self.kind == "subordinator" and self.link != "preposition") or self.shape in RELATIVES

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def children(self) -> list[Word]:
        """The words that hang on it, in order."""
        return [self.among[i] for i in self.downward]

    def linked(self, *links: str) -> Iterator[Word]:
        """The words that hang on it by one of the links, in order."""
        for i in self.downward:
            if self.among[i].link in links:
                yield self.among[i]

    @property
    def left(self) -> list[Word]:
        """The words before it that hang on it."""
        return [self.among[i] for i in self.downward if i < self.i]

    @property
    def right(self) -> list[Word]:
        """The words behind it that hang on it."""
        return [self.among[i] for i in self.downward if i > self.i]

    @property
    def first(self) -> Word:
        """The first word of its subtree; a phrase that is parted may begin under a later word."""
        return self.among[self.edges[0]]

    @property
    def last(self) -> Word:
        """The last word of its subtree; a phrase that is parted may end under an earlier word."""
        return self.among[self.edges[1]]

    @property
    def before(self) -> Word:
        """The word or sign right before it; of the first word itself."""
        return self.among[max(self.i - 1, 0)]

    @property
    def top(self) -> Word:
        """The root of its tree."""
        word = self
        while not word.is_root:
            word = word.head
        return word

    @property
    def subtree(self) -> Iterator[Word]:
        """The word and all that hangs on it, however deep, in order."""
        among, waiting = self.among, [self.i]
        opened = set()
        while waiting:
            i = waiting.pop()
            below = among[i].downward
            if not below or i in opened:
                yield among[i]
                continue
            opened.add(i)
            own = bisect_left(below, i)
            waiting += below[: own - 1 : -1] if own else below[::-1]
            waiting.append(i)
            waiting += reversed(below[:own])

    @property
    def ancestors(self) -> Iterator[Word]:
        """The words above it, the nearest first."""
        word = self
        while not word.is_root:
            word = word.head
            yield word


class WordHit(NamedTuple):
    """A row of a table found at words ``first`` to ``last``, end exclusive."""

    first: int
    last: int
    row: Row


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence as words, with the hits of every word table, found when first asked for.

    ``number`` is that of the sentence in its reading; ``linked`` says whether the words have heads and links.
    """

    number: int
    sentence: Sentence
    make: Callable[[], list[Word]]  # its words, when somebody asks for them
    linked: bool
    article: str = ""  # the text the sentence stands in
    context: str = ""  # the same, to tell by whom it names whom "the enemy" means
    _hits: dict[str, list[WordHit]] = field(default_factory=dict, repr=False)
    _maps: dict[tuple[str, str], dict[int, WordHit]] = field(default_factory=dict, repr=False)
    _rows: dict[str, dict[int, Row]] = field(default_factory=dict, repr=False)

    @kept
    def language(self) -> str:
        return self.sentence.language

    @kept
    def text(self) -> str:
        return self.sentence.text

    def __len__(self) -> int:
        return len(self.words)

    # words and signs

    @kept
    def words(self) -> list[Word]:
        return self.make()

    def forget(self) -> None:
        """Lets go of the words, which refer to each other by their list: emptied, it needs no search for cycles."""
        vars(self).pop("words", []).clear()

    @kept
    def printed_words(self) -> list[PrintedWord]:
        """The words as the tables know them."""
        return printed_words(self.text)

    @kept
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def at(self, place: int) -> int | None:
        """The number of the word at a code point of the sentence."""
        i = bisect_right(self._starts, place) - 1
        return i if i >= 0 and place < self.words[i].end else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words that cover code points of the sentence, end exclusive; ``(0, 0)`` when none does."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        if first < 0 or self.words[first].end <= start:
            first += 1
        return (first, last) if first < last and start < end else (0, 0)

    def root(self, first: int, last: int) -> Word:
        """The word of a stretch that stands highest in the tree; of words without links the last."""
        if not self.linked:
            return self.words[last - 1]
        inside = self.words[first:last]
        top = next((word for word in inside if word.is_root), None)
        if top is not None:
            return top
        open_ended = (word for word in inside if not first <= word.upward < last)
        return min(open_ended, key=lambda word: sum(1 for _ in word.ancestors))

    def printed(self, first: int, last: int) -> str:
        """The text of the words ``first`` to ``last``, end exclusive."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def is_sign(self, i: int, signs: Iterable[str]) -> bool:
        words = self.words
        return 0 <= i < len(words) and words[i].form in signs and not words[i].is_word

    def is_dash(self, i: int) -> bool:
        """Whether a sign is a dash between words, not a hyphen inside one."""
        if not self.is_sign(i, DASHES):
            return False
        word = self.words[i]
        return not (self.text[word.start - 1 : word.start].isalpha() and self.text[word.end : word.end + 1].isalpha())

    def is_joined(self, i: int) -> bool:
        """Whether a sign stands between words without blanks."""
        word = self.words[i]
        return not (self.text[word.start - 1 : word.start].isspace() or self.text[word.end : word.end + 1].isspace())

    def is_capital(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i].is_capital

    def closes(self, i: int, signs: str = ",") -> bool:
        """Whether a clause, a member of a list or the sentence ends at a place."""
        return i >= len(self.words) or self.is_sign(i, STOPS) or self.is_sign(i, signs)

    def starts_line(self, i: int) -> bool:
        """Whether a capitalised word or a sign stands at the start of a line inside the sentence."""
        gap = self.text[self.words[i - 1].end : self.words[i].start] if i else ""
        return "\n" in gap and (self.is_capital(i) or not self.words[i].is_word)

    # what the tables say

    def hits(self, table: str) -> list[WordHit]:
        """Rows of a table found in the sentence, in order."""
        if table not in self._hits:
            found = self.found(lexicon(self.language).finder(table))
            if found and table in _OF_SIDES:
                text = self.context or self.article
                free = (hit for hit in found if not self._is_bound(hit.last))
                found = [WordHit(hit.first, hit.last, settled(hit.row, text, self.language)) for hit in free]
            self._hits[table] = found
        return self._hits[table]

    def _is_bound(self, i: int) -> bool:
        """Whether a hyphen binds the word before it to what it did: "Soviet-made", "Iran-backed"."""
        return self.linked and self.is_sign(i, "-") and i + 1 < len(self.words) and self.words[i + 1].kind == "verb"

    def found(self, finder: Finder) -> list[WordHit]:
        """Rows of any finder found in the sentence, in order."""
        hits = finder.find(self.text, self.printed_words)
        return [WordHit(*words, hit.row) for hit in hits if (words := self.span(hit.start, hit.end))[1]]

    def starting(self, table: str) -> dict[int, WordHit]:
        """Hits of a table by their first word."""
        return self._map(table, "first", lambda hit: hit.first)

    def ending(self, table: str) -> dict[int, WordHit]:
        """Hits of a table by the word after their last."""
        return self._map(table, "last", lambda hit: hit.last)

    def rows(self, table: str) -> dict[int, Row]:
        """Rows of a table found in the sentence, by the word that heads them."""
        if table not in self._rows:
            self._rows[table] = {self.root(hit.first, hit.last).i: hit.row for hit in self.hits(table)}
        return self._rows[table]

    def _map(self, table: str, end: str, key: Callable[[WordHit], int]) -> dict[int, WordHit]:
        if (table, end) not in self._maps:
            self._maps[table, end] = {key(hit): hit for hit in self.hits(table)}
        return self._maps[table, end]

    @kept
    def roles(self) -> list[frozenset[str]]:
        """What the small word at each place does; of a phrase its first word has them, the rest ``within``."""
        single = word_roles(self.language)
        found = [single.get(word.form, _NONE) if word.is_word else _NONE for word in self.words]
        for hit in self.hits("function_words"):
            if hit.last - hit.first > 1:
                found[hit.first] |= frozenset(hit.row["role"].split())
                for i in range(hit.first + 1, hit.last):
                    found[i] |= frozenset({"within"})
        return found

    def does(self, word: Word | int, *roles: str) -> bool:
        """Whether the small word at a place has one of the roles; places outside the sentence have none."""
        i = word if isinstance(word, int) else word.i
        return 0 <= i < len(self.words) and not self.roles[i].isdisjoint(roles)

    def has(self, role: str) -> bool:
        """Whether any small word of the sentence has a role."""
        return role in self._doing

    def doing(self, role: str) -> list[int]:
        """The words of the sentence that have a role, in order."""
        return self._doing.get(role, [])

    @kept
    def _doing(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, roles in enumerate(self.roles):
            for role in roles:
                found.setdefault(role, []).append(i)
        return found

    @kept
    def named(self) -> frozenset[int]:
        """Words that the tables know as people, things, sides, formations or function words."""
        tables = ("groups", "equipment", "sides", "units", "function_words")
        return frozenset(i for table in tables for hit in self.hits(table) for i in range(hit.first, hit.last))

    @kept
    def quantities(self) -> list[Quantity]:
        """The numbers of the sentence that may count people or things, offsets in the article."""
        return quantities(self.text, self.language, self.sentence.start, self.article or None)

    def clause_start(self, i: int) -> int:
        """The first word of the clause that holds a word, told by signs, "and" and "who" alone."""
        for k in range(i - 1, -1, -1):
            if self.is_sign(k, STOPS | {":"}) or self.does(k, "relative") or self.is_dash(k):
                return k + 1
            if self.is_sign(k, ",") and self.does(k + 1, "joint"):
                return k + 1
        return 0

    def breaks_off(self) -> bool:
        """Whether the sentence ends with a word that another must follow: a preposition, "and", "who"."""
        if self.text[-1:] in STOPS:
            return False
        last = len(self.words)
        if not last or self.words[-1].is_sign:
            return False
        phrase = next((hit.row["role"].split() for hit in self.hits("function_words") if hit.last == last), [])
        return not set(phrase).isdisjoint(_CONTINUING)

    # what endings tell, where no parser tells it

    def like_adjective(self, i: int) -> bool:
        """Whether a word is an adjective or participle, or ends as these do."""
        return self.words[i].kind == "adjective"

    def like_verb(self, i: int) -> bool:
        """Whether a word is a verb, or ends as finite verbs do and no table knows it as something else."""
        return self.words[i].kind == "verb" and i not in self.named

    def is_infinitive(self, i: int) -> bool:
        """Whether a word is an infinitive, or does its work behind a preposition: "help in evacuating"."""
        word, before = self.words[i], self.words[i].before
        governed = word.shape == "gerund" and before.kind == "preposition"
        return governed or before.shape == "to" or self.ends(i, "infinitive_endings")

    def ends(self, i: int, kind: str) -> bool:
        """Whether a word has one of the endings of a kind in ``language.toml``: ``plural_endings``, ..."""
        return 0 <= i < len(self.words) and self.words[i].form.endswith(endings(self.language, kind))


@cache
def endings(language: str, kind: str) -> tuple[str, ...]:
    """The endings of a kind that a language sets."""
    return tuple(lexicon(language).settings.get(kind, ()))


@cache
def word_roles(language: str) -> dict[str, frozenset[str]]:
    """What each function word of a language does, by its normal form.

    >>> word_roles("en")["including"]
    frozenset({'part'})
    """
    return {normal(row["form"]): frozenset(row["role"].split()) for row in lexicon(language).rows("function_words")}


def between(first: int, last: int, start: int, end: int) -> range:
    """The words between two stretches, ends exclusive, whichever stands first.

    >>> between(5, 6, 1, 3), between(1, 3, 5, 6)
    (range(3, 5), range(3, 5))
    """
    return range(end, first) if start < first else range(last, start)


def printed(words: Sequence[Word]) -> str:
    """Words as they stand side by side, each gap a single blank."""
    gaps = ("" if word.end == after.start else " " for word, after in pairwise(words))
    return "".join(word.text + gap for word, gap in zip(words, [*gaps, ""], strict=True))
