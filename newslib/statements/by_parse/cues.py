"""Cues of a parsed sentence: words of the cue table where their part of speech fits.

Column ``takes`` of the table ``cues`` says which complements are content, one word each:

* clause: "said that ..."; quote: a quotation beside it; object: "denied the losses"; infinitive: "vowed to leave";
  any other word is a preposition: "warned of losses";
* person: the object is the hearer ("told the press"); patient: the subject of the passive ("deaths were reported");
* finding: the object, when a document or a journalist finds it; gerund: "admitted losing 50";
* toll: "put the toll at 50"; noun: the noun an adjective stands on;
* count: of a verb, the object with a number ("the office counted 50"); of a noun, what it comes to ("its count is 50");
* sight: the object with a number, when somebody who watches sees it ("reporters saw 20 bodies");
* number: a bare number as object ("gave 50 dead");
* bare: a noun needs no holder ("reports of losses"); relayed: names somebody quoted ("citing officials");
* named: a preposition needs a name ("per officials"), and so does who "brings the toll to 50";
* unsaid: a refusal needs no object ("declined to comment").

Verbs of kind merit have an "it" that is nobody ("it bears mentioning that").

A row that takes nothing opens no frame.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache

from newslib.lexicons import Hit, Row, lexicon, normal
from newslib.passages import Word
from newslib.statements.by_parse import phrases

OPEN_VERB: Row = {
    "form": "", "stance": "asserts", "kind": "verb", "takes": "clause quote", "note": "",
}  # fmt: skip
_WATCHERS = frozenset({"journalist", "witness", "medic", "soldier", "expert"})
_POS = {
    "verb": ("verb", "auxiliary"),
    "noun": ("noun", "name"),
    "adjective": ("adjective", "verb"),
    "adverb": ("adverb",),
}


@dataclass(frozen=True)
class Cue:
    """A cue word or phrase; ``token`` is the word its frame hangs on."""

    token: Word
    tokens: frozenset[int]
    row: Row
    language: str

    @property
    def takes(self) -> frozenset[str]:
        """Codes of what can be content, listed at the top of this module."""
        return frozenset(self.row["takes"].split())

    @property
    def kind(self) -> str:
        """The kind of the row that fits the word: a form can be noun and verb."""
        kinds = self.row["kind"].split("|")
        return next((kind for kind in kinds if _fits(self.token, kind)), kinds[0])

    def is_light(self, verb: Word) -> bool:
        """Whether a verb only carries a noun of speech: "made the claim"."""
        return normal(verb.text) in _forms(self.language, "light_verbs")

    def is_document(self, noun: Word) -> bool:
        """Whether a noun is something written, which speaks for whoever put it out."""
        return "document" in _roles(self.language).get(normal(noun.text), ())

    def is_amount(self, word: Word) -> bool:
        """Whether a word is a number or stands for a vague one: "12", "dozens"."""
        return word.numeric or normal(word.text) in _forms(self.language, "vague")

    def is_hedge(self, mention: set[int]) -> bool:
        """Whether the words of a mention only keep a distance, alone or behind the cue: "preliminary data"."""
        words = (self.token.among[i].text for i in sorted(mention | self.tokens))
        alone = (self.token.among[i].text for i in sorted(mention))
        return bool({normal(" ".join(words)), normal(" ".join(alone))} & _forms(self.language, "hedges"))

    def is_nationality(self, word: Word) -> bool:
        """Whether a word in front of a noun tells a camp: "the Russian claim"."""
        return word.link == "modifier" and normal(word.text) in _forms(self.language, "party_words")

    def is_time(self, noun: Word) -> bool:
        """Whether a noun names a day, a month or a unit of time: "told the paper on Friday"."""
        return normal(noun.text) in _times(self.language)

    def is_claim(self, noun: Word) -> bool:
        """Whether a noun stands for something said or counted: what can be taken back."""
        known = _claim_nouns(self.language)
        return normal(noun.text) in known or self.is_document(noun) or self.is_toll(noun)

    def is_watcher(self, noun: Word, *roles: str) -> bool:
        """Whether a noun is a word for somebody who tells what he saw, in one of some roles or in any."""
        return bool((set(roles) or _WATCHERS) & _roles(self.language).get(normal(noun.text), frozenset()))

    def is_fate(self, noun: Word) -> bool:
        """Whether the verb with this object says what happened to people: "the war claimed 50 lives"."""
        form = normal(self.token.text)
        return any(fnmatch(form, verb) for verb in _fates(self.language).get(normal(noun.text), ()))

    def is_role(self, noun: Word) -> bool:
        """Whether a noun is a word for people, bodies or documents that can speak."""
        return normal(noun.text) in _roles(self.language)

    def is_toll(self, noun: Word) -> bool:
        """Whether a noun stands for a count: "put the toll at 50"."""
        return normal(noun.text) in _forms(self.language, "tolls")

    def subject(self, verb: Word) -> Word | None:
        """Who does what a verb says."""
        return phrases.subject(verb, _function_words(self.language, "agent"))

    def is_word(self, word: Word, kind: str) -> bool:
        """Whether a word is a function word of the cue table: agent ("by"), conjunction ("as"), merit ("bears")."""
        return normal(word.text) in _function_words(self.language, kind)


def cues(doc: Sequence[Word], language: str, hits: Sequence[Hit]) -> Iterator[Cue]:
    """Cues of the table found in a sentence, and verbs of no table that carry a that-clause.

    Args:
        doc: the parsed sentence.
        language: BCP 47 code, for the tables.
        hits: what the finder of the cue table found in the sentence.
    """
    seen: set[int] = set()
    starts = [t.start for t in doc]
    for hit in hits:
        tokens = [doc[i] for i in range(bisect_left(starts, hit.start), bisect_left(starts, hit.end))]
        head = _head(tokens, hit.row["kind"].split("|"))
        if head is not None and tokens[-1].start + len(tokens[-1].text) <= hit.end:
            indexes = frozenset(t.i for t in tokens)
            seen |= indexes
            yield Cue(head, indexes, hit.row, language)
    for token in doc:
        if token.i not in seen and token.kind == "verb" and _has_that_clause(token):
            yield Cue(token, frozenset((token.i,)), OPEN_VERB, language)


def _head(tokens: list[Word], kinds: list[str]) -> Word | None:
    """The word of a hit that its frame hangs on, None when the parts of speech do not fit."""
    for kind in kinds:
        if kind not in _POS:
            return tokens[0] if tokens else None
        fitting = [token for token in tokens if _fits(token, kind)]
        if fitting:
            return next((token for token in fitting if token.kind != "auxiliary"), fitting[0])
    return None


def _fits(word: Word, kind: str) -> bool:
    """Whether a word can be a cue of a kind: by its part of speech, or a verb taken for a noun by what hangs on it."""
    if kind == "verb" and word.shape in ("singular", "plural") and phrases.child(word, "subject") is not None:
        return phrases.child(word, "clause", "object") is not None
    return word.kind in _POS.get(kind, ())


def _has_that_clause(verb: Word) -> bool:
    clause = phrases.child(verb, "clause")
    if clause is None or not phrases.is_finite(clause) or phrases.child(verb, "subject") is None:
        return False
    return clause.i > verb.i and clause.first.link == "marker"


@cache
def _roles(language: str) -> dict[str, frozenset[str]]:
    """Roles of the words for people, bodies and documents."""
    found: dict[str, frozenset[str]] = {}
    for row in lexicon(language).rows("roles"):
        found[normal(row["form"])] = found.get(normal(row["form"]), frozenset()) | {row["role"]}
    return found


@cache
def _fates(language: str) -> dict[str, tuple[str, ...]]:
    """Verbs that with an object tell what happened to people, by object."""
    rows = (row for row in lexicon(language).rows("frames") if row["voice"] == "self")
    return {normal(row["form"]): tuple(row["verb"].split()) for row in rows}


@cache
def _times(language: str) -> frozenset[str]:
    kinds = ("weekday", "month", "unit", "part")
    rows = (row for row in lexicon(language).rows("dates") if row["kind"].startswith(kinds))
    return frozenset(normal(row["form"]) for row in rows)


@cache
def _claim_nouns(language: str) -> frozenset[str]:
    rows = lexicon(language).rows("cues")
    return frozenset(normal(row["form"]) for row in rows if "noun" in row["kind"].split("|"))


@cache
def _forms(language: str, table: str) -> frozenset[str]:
    return frozenset(normal(row["form"]) for row in lexicon(language).rows(table))


@cache
def _function_words(language: str, kind: str) -> frozenset[str]:
    return frozenset(normal(row["form"]) for row in lexicon(language).rows("cues") if row["kind"] == kind)
