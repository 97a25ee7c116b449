"""The words of one sentence and what the tables know of each: the ground on which cues find their sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from newslib.dates import DateMention, dates
from newslib.lexicons import Word, lexicon, words
from newslib.lexicons.inflections import Mention, inflections
from newslib.sentences import Sentence
from newslib.sources.registry import registry
from newslib.statements.by_clause.glued import unglued

_GAP = re.compile(r"[^\w,;:!?…()]*")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?:[^\W\d_A-ZА-ЯІЇЄҐ]{2,3}-)?[A-ZА-ЯЁІЇЄҐ]")  # also "аль-Хусейн"
_SHORTEST = 5  # letters of a word whose ending tells its part of speech


@dataclass
class MarkedWords:
    """Words with marks. Offsets count code points of the sentence's text; ``marks[k]`` holds what is known of word k:
    the roles of ``clause_words.csv`` (preposition, adverb, topic, ...), and date, number, outcome, verb, adjective,
    pronoun, capital. ``named[k]`` is the role, registered name or given name that begins at word k.
    """

    text: str
    language: str
    words: list[Word]
    marks: list[set[str]]
    named: dict[int, list[Named]] = field(default_factory=dict)
    days: list[DateMention] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """Number of the first word that ends after an offset."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Numbers of the words inside a stretch, end exclusive."""
        first, last = self.at(start), self.at(end)
        if last < len(self.words) and self.words[last].start < end:
            last += 1
        return first, max(first, last)

    def has(self, k: int, *marks: str) -> bool:
        return 0 <= k < len(self.words) and not self.marks[k].isdisjoint(marks)

    def joined(self, k: int) -> bool:
        """Whether word k and the next have no comma, colon, bracket or dash between them."""
        if not 0 <= k < len(self.words) - 1:
            return False
        gap = self.text[self.words[k].end : self.words[k + 1].start]
        return bool(_GAP.fullmatch(gap)) and not re.search(r"\s[-–—]\s|\.\s", gap)


@dataclass(frozen=True)
class Named:
    """Somebody who can speak, by role, registered name or given name."""

    kind: str  # role, name, given
    first: int  # numbers of the first and last word
    last: int
    mention: Mention

    @property
    def exact(self) -> bool:
        return self.mention.exact


def mark(sentence: Sentence) -> MarkedWords:
    """The words of a sentence with their marks."""
    text, language = sentence.text, sentence.language
    cut = unglued(words(text), text, language)
    found = MarkedWords(text, language, cut, [set() for _ in cut])
    _mark_tables(found)
    _mark_shapes(found)
    found.days = dates(text, language, None)
    for day in found.days:
        _spread(found, day.start, day.end, "date")
    tables = {"role": inflections(language, "roles"), "given": inflections(language, "given_names")}
    for kind, index in (*tables.items(), ("name", registry(language))):
        for mention in index.find(text, cut):
            first, after = found.range(mention.start, mention.end)
            beside = found.named.setdefault(first, [])
            if kind != "given" or not any(named.exact for named in beside):  # "Mayor" is no Mary
                beside.append(Named(kind, first, after - 1, mention))
                _spread(found, mention.start, mention.end, "named")
    return found


def _mark_tables(found: MarkedWords) -> None:
    language = lexicon(found.language)
    for hit in language.finder("clause_words").find(found.text, found.words):
        for role in hit.row["role"].split():
            _spread(found, hit.start, hit.end, role)
    for table, name in (("outcomes", "outcome"), ("numerals", "number")):
        for hit in language.finder(table).find(found.text, found.words):
            _spread(found, hit.start, hit.end, name)
    pronouns = {row["form"]: row["kind"] for row in language.rows("pronouns")}
    for k, word in enumerate(found.words):
        if word.form in pronouns:
            found.marks[k] |= {"pronoun", "pronoun:" + pronouns[word.form]}


def _mark_shapes(found: MarkedWords) -> None:
    for k, word in enumerate(found.words):
        if _CAPITAL.match(found.text, word.start):
            found.marks[k].add("capital")
        if _DIGIT.match(word.form):
            found.marks[k].add("number")
        for mark in ("verb", "adjective", "oblique_adjective"):
            if len(word.form) >= _SHORTEST and word.form.endswith(shapes(found.language, mark)):
                found.marks[k].add(mark)


def _spread(found: MarkedWords, start: int, end: int, name: str) -> None:
    for k in range(*found.range(start, end)):
        found.marks[k].add(name)


@cache
def shapes(language: str, role: str) -> tuple[str, ...]:
    """Endings with a role: those of verbs, of adjectives."""
    return tuple(row["form"] for row in lexicon(language).rows("endings") if role in row["role"].split())
