"""A sentence as words with what the word tables find in it, for languages without a parser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from newslib.figures.lookups import word_roles
from newslib.lexicons import Row, Word, lexicon, words
from newslib.quantities import Quantity, quantities
from newslib.sentences import Sentence

STOPS = frozenset(".!?;…")
DASHES = frozenset("-‐‑‒–—−")
QUOTES = frozenset("«»“”„\"'’‘")
_CONTINUING = frozenset({"place", "about", "joint", "whole", "relative", "preposition", "origin", "part", "change"})
_SHORTEST = 4  # letters of a word whose ending tells its part of speech
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a sentence, offsets in the sentence; ``form`` is the normal form, of signs the sign."""

    start: int
    end: int
    form: str
    is_word: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of a table found at tokens ``first`` to ``last``, end exclusive."""

    first: int
    last: int
    row: Row


@cache
def _endings(language: str, kind: str) -> tuple[str, ...]:
    return tuple(lexicon(language).settings.get(kind, ()))


@dataclass
class Passage:
    """One sentence, cut into tokens, and lazily the hits of every table by token."""

    number: int  # of the sentence in its reading
    sentence: Sentence
    article: str
    _hits: dict[str, list[Hit]] = field(default_factory=dict)
    _starting: dict[str, dict[int, Hit]] = field(default_factory=dict)
    _ending: dict[str, dict[int, Hit]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.sentence.language

    @cached_property
    def words(self) -> list[Word]:
        return words(self.sentence.text)

    @cached_property
    def tokens(self) -> list[Token]:
        text, found, at = self.sentence.text, [], 0
        for word in [*self.words, Word(len(text), len(text), "")]:
            signs = (i for i in range(at, word.start) if not text[i].isspace() and text[i] not in "\ufe0f\u200b\u200d")
            found += [Token(i, i + 1, text[i], False) for i in signs]
            if word.form:
                found.append(Token(word.start, word.end, word.form, True))
            at = word.end
        return found

    @cached_property
    def _token_from(self) -> dict[int, int]:
        return {place: i for i, token in enumerate(self.tokens) for place in range(token.start, token.end)}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that cover code points of the sentence, end exclusive."""
        covered = [self._token_from[place] for place in range(start, end) if place in self._token_from]
        return (covered[0], covered[-1] + 1) if covered else (0, 0)

    def hits(self, table: str) -> list[Hit]:
        """Rows of a table found in the sentence, in order."""
        if table not in self._hits:
            found = lexicon(self.language).finder(table).find(self.sentence.text, self.words)
            self._hits[table] = [Hit(*self.span(hit.start, hit.end), hit.row) for hit in found]
        return self._hits[table]

    def starting(self, table: str) -> dict[int, Hit]:
        """Hits of a table by their first token."""
        if table not in self._starting:
            self._starting[table] = {hit.first: hit for hit in self.hits(table)}
        return self._starting[table]

    def ending(self, table: str) -> dict[int, Hit]:
        """Hits of a table by the token after their last."""
        if table not in self._ending:
            self._ending[table] = {hit.last: hit for hit in self.hits(table)}
        return self._ending[table]

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The numbers of the sentence that may count people or things, offsets in the article."""
        return quantities(self.sentence.text, self.language, self.sentence.start, self.article)

    @cached_property
    def roles(self) -> list[frozenset[str]]:
        """What the function word at each token does; a phrase gives its roles to its first token."""
        single = word_roles(self.language)
        found = [single.get(token.form, _NONE) if token.is_word else _NONE for token in self.tokens]
        for hit in self.hits("function_words"):
            if hit.last - hit.first > 1:
                found[hit.first] |= frozenset(hit.row["role"].split())
                for i in range(hit.first + 1, hit.last):
                    found[i] |= frozenset({"inside"})
        return found

    def breaks_off(self) -> bool:
        """Whether the sentence ends with a word that another must follow: a preposition, "and", "who"."""
        last = len(self.tokens)
        phrase = next((hit.row["role"].split() for hit in self.hits("function_words") if hit.last == last), [])
        return not _CONTINUING.isdisjoint(phrase)

    def does(self, i: int, *roles: str) -> bool:
        """Whether the function word at a token has one of the roles."""
        return 0 <= i < len(self.tokens) and not self.roles[i].isdisjoint(roles)

    def is_sign(self, i: int, signs: Iterable[str]) -> bool:
        return 0 <= i < len(self.tokens) and not self.tokens[i].is_word and self.tokens[i].form in signs

    def is_dash(self, i: int) -> bool:
        """Whether a sign is a dash between words, not a hyphen inside one."""
        if not self.is_sign(i, DASHES):
            return False
        text, token = self.sentence.text, self.tokens[i]
        return not (text[token.start - 1 : token.start].isalpha() and text[token.end : token.end + 1].isalpha())

    def printed(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last``, end exclusive."""
        return self.sentence.text[self.tokens[first].start : self.tokens[last - 1].end]

    def is_joined(self, i: int) -> bool:
        """Whether a sign stands between words without blanks."""
        text, token = self.sentence.text, self.tokens[i]
        return not (text[token.start - 1 : token.start].isspace() or text[token.end : token.end + 1].isspace())

    def is_capital(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.sentence.text[self.tokens[i].start].isupper()

    def starts_line(self, i: int) -> bool:
        """Whether a capitalised word or a sign stands at the start of a line inside the sentence."""
        gap = self.sentence.text[self.tokens[i - 1].end : self.tokens[i].start] if i else ""
        return "\n" in gap and (self.is_capital(i) or not self.tokens[i].is_word)

    def like_adjective(self, i: int) -> bool:
        """Whether a word ends as adjectives and participles do."""
        return self._ends(i, "adjective_endings")

    def as_object(self, i: int) -> bool:
        """Whether a number word has a form that only the object of a verb takes."""
        return self.tokens[i].form.endswith(_endings(self.language, "object_endings"))

    def of_many(self, i: int) -> bool:
        """Whether a verb has a form whose subject is many."""
        return i < len(self.tokens) and self.tokens[i].form.endswith(_endings(self.language, "plural_endings"))

    def infinitive(self, i: int) -> bool:
        return self.tokens[i].form.endswith(_endings(self.language, "infinitive_endings"))

    def like_verb(self, i: int) -> bool:
        """Whether a lower-case word ends as finite verbs do and no table knows it as something else."""
        return self._ends(i, "verb_endings") and not self.is_capital(i) and i not in self.named

    def _ends(self, i: int, kind: str) -> bool:
        """Whether a word that is long enough to tell has one of the endings of a kind."""
        token = self.tokens[i]
        return token.is_word and len(token.form) >= _SHORTEST and token.form.endswith(_endings(self.language, kind))

    @cached_property
    def named(self) -> frozenset[int]:
        """Tokens that the tables know as people, things, sides, formations or function words."""
        tables = ("groups", "equipment", "sides", "units", "function_words")
        return frozenset(i for table in tables for hit in self.hits(table) for i in range(hit.first, hit.last))
