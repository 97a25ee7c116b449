"""The words of each language, kept as tables, and one way to find them in a text.

A language is a folder of CSV files and one ``language.toml``; ``shared`` holds the registries
that no language owns. The engine asks for a table by name and never names a language itself.

A form in a table is one or more words as printed. A trailing ``*`` stands for any ending
(``погиб*``), letter case, stress marks and the kind of apostrophe do not matter, and words of one
form may be joined by blanks, hyphens or a single line break. The forms of one word that tell the same stand in one row,
their endings in braces: ``умер{|ла|ло|ли}``; different words of one row are parted: ``in captivity|as prisoners``.
Words that go freely with others stand in brackets: ``a [day|week] [before|after]`` is four forms.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

FOLDER = Path(__file__).parent
WORDS = "words"  # the table of words with roles
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*|['’ʼ`‘][^\W_]+)*")
_FORM = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*\*?")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|[^\S\n]*[-‐‑–][^\S\n]*")
_INITIALS = re.compile(_GAP.pattern + r"|\.[^\S\n]?")  # between the letters of "e.g."
_BRACES = re.compile(r"\{([^}]*)\}")
_OUTER = re.compile(r"\|(?![^{]*\}|[^\[]*\])")  # between the words of a row, not between endings
_CHOICE, _WITHIN = re.compile(r"\[([^\]]*)\]"), re.compile(r"\|(?![^{]*\})")
_SHORTEST = 2  # letters of an abbreviation that may be another word in small letters
ASKED = 8192  # texts of which an index knows where forms may start
_REMEMBERED = 100_000  # words of which an index knows the forms they start
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‘": "'", "ё": "е"})

Row = dict[str, str]
Pattern = tuple[tuple[str, ...], Row]  # the words of a form, and its row
Starting = dict["Finder", list[Pattern]]  # the patterns that a word may start, by finder
Ranked = tuple[Starting, dict[str, Starting], frozenset[str], tuple[str, ...]] | None  # see Index._ranked
Begun = list[tuple[int, list[Pattern]]]  # the same for one finder, by the numbers of words
Found = dict["Finder", tuple["Hit", ...]]
Known = TypeVar("Known")


class PrintedWord(NamedTuple):
    """One word of a text: code-point offsets and the normal form used for comparing."""

    start: int
    end: int
    form: str


class Hit(NamedTuple):
    """A form of a table found in a text, ``start``/``end`` in code points, end exclusive."""

    start: int
    end: int
    row: Row

    @property
    def roles(self) -> frozenset[str]:
        """What its table says that the form does, by the names of ``roles.toml``."""
        return told_by(self.row["role"])


@lru_cache(maxsize=8192)
def told_by(cell: str) -> frozenset[str]:
    """The codes of a cell that holds several."""
    return frozenset(cell.split())


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """The form under which words are compared: folded case, plain apostrophe, no stress marks.

    >>> normal("П’ЯТЬО\u0301Х")
    "п'ятьох"
    """
    plain = unicodedata.normalize("NFD", word).replace("\u0301", "")
    return unicodedata.normalize("NFC", plain).casefold().translate(_APOSTROPHES)


def words(text: str) -> list[PrintedWord]:
    """Every word and digit run of a text, in order.

    >>> [w.form for w in words("At least 1,026 troops")]
    ['at', 'least', '1', '026', 'troops']
    """
    return list(_words(text))


@lru_cache(maxsize=8192)  # a sentence is asked for by many tables, in a batch long after it was first
def _words(text: str) -> tuple[PrintedWord, ...]:
    return tuple([PrintedWord(*match.span(), normal(match[0])) for match in _WORD.finditer(text)])


class Remembered(dict[str, Known]):
    """What words of texts stand for, each worked out when first asked for; all forgotten when there are too many."""

    def __init__(self, work_out: Callable[[str], Known]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, form: str) -> Known:
        if len(self) > _REMEMBERED:
            self.clear()
        self[form] = found = self._work_out(form)
        return found


class kept(Generic[Known]):
    """A property worked out when first asked for, in half the time of ``functools.cached_property``, which locks."""

    def __init__(self, work_out: Callable[[Any], Known]) -> None:
        self._work_out, self._name = work_out, work_out.__name__

    def __get__(self, one: Any, _: type) -> Known:
        if one is None:
            return self  # type: ignore[return-value]  # asked of the class
        found = one.__dict__[self._name] = self._work_out(one)
        return found


class Index:
    """The forms of many tables by their first word: a word of a text is looked up once for all of them."""

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[Finder, Pattern]]] = {}
        self._stems: dict[str, list[tuple[Finder, Pattern]]] = {}
        self._starting = Remembered(self._ranked)
        self._begun: dict[tuple[str, int], tuple[dict[Finder, Begun], Found]] = {}  # in the texts asked for last

    def add(self, finder: Finder, rows: Iterable[Row]) -> None:
        """Know the forms of one more finder."""
        for row in rows:
            pattern = tuple(normal(w) for w in _FORM.findall(row["form"]))
            if pattern:
                first = pattern[0]
                known, key = (self._stems, first[:-1]) if first.endswith("*") else (self._exact, first)
                known.setdefault(key, []).append((finder, (pattern, row)))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._starting.clear()
        self._begun.clear()

    def begun(self, text: str, cut: Sequence[PrintedWord]) -> tuple[dict[Finder, Begun], Found]:
        """The words of a text at which forms may start, by number, and those forms; what was found; by finder."""
        key = text, len(cut)
        if key not in self._begun:
            if len(self._begun) > ASKED:
                self._begun.clear()
            known, begun = self._starting, defaultdict[Finder, Begun](list)
            for i, found in [(i, found) for i, (_, _, form) in enumerate(cut) if (found := known[form])]:
                plain, longer, exact, stems = found
                second = cut[i + 1].form if i + 1 < len(cut) else ""
                goes_on = second in exact or second.startswith(stems)
                for finder, patterns in (longer[second] if goes_on else plain).items():
                    begun[finder].append((i, patterns))
            self._begun[key] = begun, {}
        return self._begun[key]

    def _ranked(self, form: str) -> Ranked:
        """Patterns whose first word fits, those of most words first, then of most letters, then the exact ones.

        Before a word that goes on none of them, before each that does, and which do: whole words, and stems.
        """
        found = list(self._exact.get(form, ()))
        for length in self._lengths:
            if length <= len(form):
                found += self._stems.get(form[:length], ())
        found.sort(key=lambda entry: (-len(entry[1][0]), -len("".join(entry[1][0]).replace("*", ""))))
        seconds = {pattern[1] for _, (pattern, _) in found if len(pattern) > 1}
        stems = {second for second in seconds if second.endswith("*")}
        longer = Remembered(lambda second: _before(found, second))
        return (_before(found, ""), longer, frozenset(seconds - stems), tuple(s[:-1] for s in stems)) if found else None


def _before(found: Iterable[tuple[Finder, Pattern]], second: str) -> Starting:
    """The patterns, by finder, that may go on with a word."""
    ranked: Starting = {}
    for finder, pattern in found:
        if len(pattern[0]) == 1 or _fits(pattern[0][1], second):
            ranked.setdefault(finder, []).append(pattern)
    return ranked


class Finder:
    """Finds the forms of a table in a text, longest form first, without overlaps.

    Args:
        rows: rows of the table, with their forms in ``form``.
        index: of the language, which knows its other tables too; an own one when None.
    """

    def __init__(self, rows: Iterable[Row], index: Index | None = None) -> None:
        self._index = Index() if index is None else index
        self._index.add(self, rows)

    def find(self, text: str, given: list[PrintedWord] | None = None) -> tuple[Hit, ...]:
        """All hits in ``text``, remembered; pass ``given`` to reuse words already cut from the same text.

        >>> finder = Finder([{"form": "at least"}, {"form": "погиб*"}])
        >>> [(h.start, h.end) for h in finder.find("At  least 3; погибли")]
        [(0, 9), (13, 20)]
        """
        cut = _words(text) if given is None else given
        begun, found = self._index.begun(text, cut)
        if self not in begun:
            return ()
        if self not in found:
            found[self] = self._found(text, cut, begun[self])
        return found[self]

    def _found(self, text: str, cut: Sequence[PrintedWord], begun: Begun) -> tuple[Hit, ...]:
        hits, free = list[Hit](), 0
        for i, patterns in begun:
            if i < free:
                continue
            for pattern, row in patterns:
                goes_on = len(pattern) == 1 or self._goes_on(pattern, text, cut, i)
                if goes_on and self._stands(row["form"], text, cut[i]):
                    free = i + len(pattern)
                    hits.append(Hit(cut[i].start, cut[free - 1].end, row))
                    break
        return tuple(hits)

    @staticmethod
    def _stands(form: str, text: str, word: PrintedWord) -> bool:
        """Whether an abbreviation of two capitals ("US") is printed in capitals; any other form stands as it is."""
        return not (len(form) == _SHORTEST and form.isupper()) or text[word.start : word.end].isupper()

    @staticmethod
    def _goes_on(pattern: tuple[str, ...], text: str, cut: Sequence[PrintedWord], i: int) -> bool:
        """Whether the words behind the one at which a pattern starts are the rest of it."""
        near = cut[i : i + len(pattern)]
        return len(near) == len(pattern) and all(
            _fits(part, after.form)
            and (_INITIALS if len(before.form) == 1 else _GAP).fullmatch(text, before.end, after.start)
            for part, (before, after) in zip(pattern[1:], pairwise(near), strict=True)
        )


def _fits(part: str, form: str) -> bool:
    """Whether a word of a pattern, or the stem that an asterisk ends, is a printed word."""
    return form.startswith(part[:-1]) if part.endswith("*") else form == part


@dataclass(frozen=True)
class Lexicon:
    """The tables of one language."""

    language: str
    settings: dict[str, Any]

    @property
    def parser(self) -> str:
        """Package of the spaCy pipeline that parses this language, empty when there is none."""
        return str(self.settings.get("parser", ""))

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, as dictionaries of strings; none where the language needs no such table.

        Raises:
            KeyError: no language has such a table.
        """
        return _rows(self.language, table)

    def finder(self, table: str) -> Finder:
        """A finder over the ``form`` column of a table, built once."""
        return _finder(self.language, table)

    @property
    def index(self) -> Index:
        """The index of the language, for finders over some rows of a table."""
        return _index(self.language)


@cache
def read_table(path: Path) -> list[Row]:
    """Rows of one CSV table of the lexicons, a row for each written form."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row for folded in csv.DictReader(file) for row in unfolded(folded)]


def unfolded(row: Row) -> list[Row]:
    """A row of a table for each form that it stands for; several braces run in step, brackets freely.

    >>> [row["form"] for row in unfolded({"form": "морск{ой|ие} пехотин{ец|цы}|морпех"})]
    ['морской пехотинец', 'морские пехотинцы', 'морпех']
    >>> [row["form"] for row in unfolded({"form": "[|well] over [|a] year"})]
    ['over year', 'over a year', 'well over year', 'well over a year']
    """
    told = (form for one in _OUTER.split(row.get("form") or "") for form in _chosen(one))
    return [{**row, "form": form} for one in told for form in _printed(one)]


def _chosen(form: str) -> Iterator[str]:
    """A form for every choice among the words in its brackets."""
    if "[" not in form:
        yield form
        return
    parts = [_WITHIN.split(part) if k % 2 else [part] for k, part in enumerate(_CHOICE.split(form))]
    yield from (" ".join("".join(one).split()) for one in product(*parts))


def _printed(form: str) -> list[str]:
    braces = [found.split("|") for found in _BRACES.findall(form)]
    frame = _BRACES.sub("{}", form)
    return [frame.format(*endings) for endings in zip(*braces, strict=True)] if braces else [form]


OWN: dict[str, list[Row]] = {}  # tables that a project adds to, see newslib/projects.py


@cache
def roles() -> dict[str, dict[str, str]]:
    """What each role of a word means, by the group in which those stand who are asked for together."""
    return tomllib.loads((FOLDER / "shared" / "roles.toml").read_text(encoding="utf-8"))


@cache
def _rows(language: str, table: str) -> list[Row]:
    if table in roles():
        return list(_words_that(language, roles()[table]))
    path = _folder(language) / f"{table}.csv"
    if path.exists():
        return read_table(path)
    if not any(FOLDER.glob(f"*/{table}.csv")):
        raise KeyError(f"no language has a table {table!r}")
    return []


def _words_that(language: str, wanted: Container[str]) -> Iterator[Row]:
    """The words that have any of some roles, each with these alone."""
    for row in _rows(language, WORDS):
        kept = [role for role in row["role"].split() if role in wanted]
        if kept:
            yield {**row, "role": " ".join(kept)}


@cache
def _finder(language: str, table: str) -> Finder:
    return Finder([*_own_forms(table), *_rows(language, table)], index=_index(language))


@cache
def _index(language: str) -> Index:
    return Index()


def _own_forms(table: str) -> list[Row]:
    """Words of any language that a project's own registry gives (column ``forms``, | between them): they come first."""
    own = ((row, form.strip()) for row in OWN.get(table, ()) for form in row.get("forms", "").split("|"))
    return [{**row, "form": form} for row, form in own if form]


_folders = [FOLDER]  # each with a folder a language


def include(folder: Path) -> None:
    """Read the languages of another folder too.

    Args:
        folder: it holds a folder for each language, named by its BCP 47 code, with ``language.toml`` and tables.

    Raises:
        FileNotFoundError: there is no ``language.toml`` in any folder of it.
    """
    if not any(folder.glob("*/language.toml")):
        raise FileNotFoundError(f"{folder}: no folder with a language.toml in it")
    if folder not in _folders:
        _folders.append(folder)
    languages.cache_clear()


def _folder(language: str) -> Path:
    return next(folder / language for folder in _folders if (folder / language / "language.toml").exists())


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language by its BCP 47 code.

    Raises:
        KeyError: no folder for that language; ``languages()`` lists those there are.
    """
    if language not in languages():
        raise KeyError(f"no lexicon for language {language!r}; there are {', '.join(languages())}")
    with (_folder(language) / "language.toml").open("rb") as file:
        return Lexicon(language, tomllib.load(file))


@cache
def forms(language: str, table: str, *codes: str, column: str = "role") -> frozenset[str]:
    """Forms of a table as words are compared, of its rows with one of some codes alone where such are given.

    >>> {"he", "him"} & forms("en", "pronouns", "oblique", column="kind")
    {'him'}
    """
    rows = lexicon(language).rows(table)
    return frozenset(normal(row["form"]) for row in rows if not codes or not told_by(row[column]).isdisjoint(codes))


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon, sorted.

    >>> languages()
    ('en', 'ru', 'uk')
    """
    return tuple(sorted({path.parent.name for folder in _folders for path in folder.glob("*/language.toml")}))


def shared(table: str) -> list[Row]:
    """Rows of a table that no language owns, such as ``sources`` or ``sides``, with those of the project in use."""
    return OWN[table] if table in OWN else read_table(FOLDER / "shared" / f"{table}.csv")


@cache
def weights(table: str) -> dict[str, float]:
    """What each feature of a fitted table of no language is worth.

    >>> "nobody" in weights("claimant_weights")
    True
    """
    return {row["feature"]: float(row["weight"]) for row in shared(table)}
