"""Names and roles in any case: a table gives one form, the text prints another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import ASKED, PrintedWord, Remembered, Row, lexicon, normal, words

_GAP = re.compile(r"[’']?[^\S\n]+|[^\S\n]*\n?[^\S\n]*|[^\S\n]*[-‐‑«»“”„\"/&]{1,2}[^\S\n]*")
_STOP_GAP = re.compile(r"\.[^\S\n]?[«“\"]?")
_SHORT_STEM = 3  # letters a stem keeps; shorter forms are compared as they stand
_ACRONYM = 5  # letters; longer forms in capitals may be shouting


@dataclass(frozen=True)
class Occurrence:
    """A form of a table found in a text, ``start``/``end`` in code points, end exclusive.

    ``rows`` are all rows that give this form; ``exact`` says that it stands as the table gives it, which for a
    noun of an inflected language is the nominative.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    exact: bool

    @property
    def row(self) -> Row:
        return self.rows[0]


class _Pattern:
    """A form without its endings, and the rows that give it."""

    def __init__(self, stems: tuple[str, ...], forms: tuple[str, ...], printed: tuple[str, ...], strict: bool) -> None:
        self.stems, self.forms, self.printed, self.strict = stems, forms, printed, strict
        self.second = (*stems, "")[1]  # the stem of its second word
        self.rows: list[Row] = []


class Inflections:
    """Finds the forms of a table in whatever case they stand.

    A form of the table loses its ending (``endings.csv``, role ``base``); a word of the text fits when it is that
    stem and an ending of the language. Forms of up to three letters never lose any. A single word that the table
    writes with a capital needs one in the text, an acronym needs all of them, so that ``AP`` is not found in "ap".

    Args:
        language: BCP 47 code.
        singular: no plural is looked for: «Иванов» is a surname, no Ivans.
    """

    def __init__(self, language: str, *, singular: bool = False) -> None:
        self._base, self._endings = _endings(language, "plural" if singular else "")
        self._lengths = sorted({len(ending) for ending in self._endings})
        self._patterns: dict[tuple[str, ...], _Pattern] = {}
        self._by_stem: dict[str, list[_Pattern]] = {}
        self._starting = Remembered(self._beginning)
        self._found: dict[tuple[str, int], tuple[Occurrence, ...]] = {}  # in the texts asked for last

    def add(self, form: str, row: Row, *, strict: bool = False) -> None:
        """One more form for a row.

        Args:
            form: as a dictionary gives it, one word or more.
            row: the row of a table that gives it.
            strict: the first word needs the capital the form has, also when more words follow.
        """
        cut = words(form)
        forms = tuple(word.form for word in cut)
        if not forms:
            return
        printed = tuple(form[word.start : word.end] for word in cut)
        pattern = self._patterns.get(forms)
        if pattern is None:
            stems = tuple(self._stem(word) for word in forms)
            pattern = self._patterns[forms] = _Pattern(stems, forms, printed, strict)
            self._by_stem.setdefault(stems[0], []).append(pattern)
            self._starting.clear()
        elif pattern.printed[0].isupper() and not printed[0].isupper():
            pattern.printed = printed  # the form less in capitals: "Tass" beside "TASS"
        if row not in pattern.rows:
            pattern.rows.append(row)
        self._found.clear()

    def __contains__(self, form: str) -> bool:
        return tuple(word.form for word in words(form)) in self._patterns

    def find(self, text: str, given: list[PrintedWord] | None = None) -> tuple[Occurrence, ...]:
        """All mentions in ``text``, longest first, without overlaps, in order.

        Args:
            text: any text of the language.
            given: words already cut from the same text.
        """
        cut = words(text) if given is None else given
        key = text, len(cut)
        if key not in self._found:
            if len(self._found) > ASKED:
                self._found.clear()
            self._found[key] = self._sought(text, cut)
        return self._found[key]

    def _sought(self, text: str, cut: list[PrintedWord]) -> tuple[Occurrence, ...]:
        found, free, starting = list[Occurrence](), 0, self._starting
        for i, word in enumerate(cut):
            patterns = starting[word.form]
            if not patterns or i < free:
                continue
            second = cut[i + 1].form if i + 1 < len(cut) else ""
            fitting = [one for one in patterns if second.startswith(one.second) and self._matches(one, text, cut, i)]
            if fitting:
                best = max(fitting, key=lambda one: _likeness(one, cut, i))
                free = i + len(best.forms)
                exact = best.forms == tuple(word.form for word in cut[i:free])
                found.append(Occurrence(cut[i].start, cut[free - 1].end, tuple(best.rows), exact))
        return tuple(found)

    def _stem(self, word: str) -> str:
        if len(word) <= _SHORT_STEM:
            return word
        for length in reversed(self._lengths):
            if len(word) - length >= _SHORT_STEM and word[len(word) - length :] in self._base:
                return word[: len(word) - length]
        return word

    def _beginning(self, form: str) -> Sequence[_Pattern]:
        """Patterns whose first word may print so."""
        cuts = [len(form) - length for length in self._lengths if length < len(form)]
        stems = [form, *(form[:cut] for cut in cuts if form[cut:] in self._endings)]
        return [pattern for stem in stems for pattern in self._by_stem.get(stem, ())]

    def _matches(self, pattern: _Pattern, text: str, cut: list[PrintedWord], i: int) -> bool:
        """Whether a pattern stands at a word that its first word may print so."""
        if len(pattern.stems) > 1 and not self._goes_on(pattern, text, cut[i : i + len(pattern.stems)]):
            return False
        return _capitals_fit(pattern, text[cut[i].start : cut[i].end])

    def _goes_on(self, pattern: _Pattern, text: str, near: list[PrintedWord]) -> bool:
        """Whether words are the rest of a pattern behind the first of them."""
        if len(near) < len(pattern.stems):
            return False
        for stem, before, word in zip(pattern.stems[1:], near, near[1:], strict=False):
            form = word.form
            if not (form.startswith(stem) and (form == stem or form[len(stem) :] in self._endings)):
                return False
            if not _joined(text, before, word):
                return False
        return True


def _likeness(pattern: _Pattern, cut: Sequence[PrintedWord], i: int) -> tuple[int, bool, int]:
    """How well a pattern fits that stands at a word: words, whether as the table gives it, letters."""
    pairs = [(word.form, form) for word, form in zip(cut[i:], pattern.forms, strict=False)]
    return len(pairs), all(one == other for one, other in pairs), sum(_alike(*pair) for pair in pairs)


def _alike(one: str, other: str) -> int:
    """How many letters two words share from their start."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _joined(text: str, left: PrintedWord, right: PrintedWord) -> bool:
    """Whether two words belong to one name: blanks, a hyphen, marks; a stop only after an abbreviation."""
    if _GAP.fullmatch(text, left.end, right.start):
        return True
    return left.end - left.start <= _SHORT_STEM and bool(_STOP_GAP.fullmatch(text, left.end, right.start))


def _capitals_fit(pattern: _Pattern, first: str) -> bool:
    printed = pattern.printed[0]
    if len(pattern.printed) == 1 and printed.isupper() and 1 < len(printed) <= _ACRONYM:
        return first[: len(pattern.stems[0])].isupper()
    if (len(pattern.printed) == 1 or pattern.strict) and printed[0].isupper():
        return first[0].isupper()
    return True


@cache
def _endings(language: str, without: str) -> tuple[frozenset[str], frozenset[str]]:
    """Endings a dictionary form may lose, and endings that may follow a stem but those of the role ``without``."""
    rows = [(normal(row["form"]), row["role"].split()) for row in lexicon(language).rows("endings")]
    base = frozenset(form for form, roles in rows if "base" in roles)
    return base, base | {form for form, roles in rows if "case" in roles and without not in roles}


@cache
def inflections(language: str, table: str) -> Inflections:
    """The forms of a table (column ``form``) in any case; a given name is one person's.

    >>> [(m.start, m.end, m.exact) for m in inflections("ru", "roles").find("слова министра")]
    [(6, 14, False)]
    """
    found = Inflections(language, singular=table == "given_names")
    for row in lexicon(language).rows(table):
        found.add(row["form"], row)
    return found
