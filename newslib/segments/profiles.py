"""What each word says about the language it stands in, in nats: by tables of words, and by how well each language
explains it, from the letter n-grams of its news; and the script of letters and texts.

A table per script (``lexicons/shared/profiles``) holds log-probabilities of a letter after up to
four letters before it, for all languages of the script at once. A word's surprise in a language is the
sum over its letters, its start and its end, each read at the longest n-gram the table knows.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path

import numpy as np
import pandas as pd

from newslib import lexicons
from newslib.lexicons import FOLDER, Row, read_table

UNSURE = "und"  # BCP 47: undetermined
MOST_WORDS = 1 << 18  # room for words; half full, what is known is forgotten before the next text

# Nats, set by hand on benchmark texts; each may move by a third without a score moving by half a point.
RARE_WORD = 13.0  # the most that one word can say against a language: it may be a foreign word
RARE_START = 6.5  # the same for a capitalised word after a seam: a sentence's first word, or a foreign name
RARE_NAME = 1.5  # the same for a capitalised word inside a clause, in Latin letters; others respell names
LATIN_WORD = 22.0  # a Latin word in a text of another script
LATIN_NAME = 7.0  # the same when capitalised: brands, titles, call signs
OTHER_SCRIPT = 26.0  # any other word in a text of another script
UNREAD = 1.0  # what beginning a stretch in a language without a lexicon here costs
GUEST = 9.0  # what beginning a stretch in a language that is no home language costs
LONGEST_ACRONYM = 4  # letters; longer words in capitals are words of a headline
STRANGE_LETTER = 3.3  # surprise per letter from which on a word belongs to no language we know
UNKNOWN = 25.0  # what beginning a stretch in no known language costs
LATIN = "Latn"
NO_SCRIPT = "Zyyy"  # ISO 15924: common to all scripts, such as digits and punctuation

# First words of Unicode character names -> ISO 15924.
_NAMES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "COPTIC": "Copt", "ARABIC": "Arab", "HEBREW": "Hebr",
    "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng", "THAI": "Thai", "TAMIL": "Taml",
    "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "ETHIOPIC": "Ethi", "FULLWIDTH": "Latn", "FEMININE": "Latn", "MASCULINE": "Latn",
}  # fmt: skip
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by name, blanks to the eye

FOLDER_OF_PROFILES = FOLDER / "shared" / "profiles"
START, END = "^", "$"
STEP = 0.25  # nats that one level of the tables stands for
ORDER = 5  # letters of the longest n-gram
STRANGE = 9.0  # surprise of a letter, whatever stands before it, that is not of a language's alphabet
_BITS = 9  # of a letter's number in the key of an n-gram
_UNKNOWN = (1 << _BITS) - 1
_BATCH = 1 << 13  # words read at once: small enough for the processor's cache
_PLANE = 1 << 16  # the tables know letters of Unicode's first plane
_MARKED = re.compile(r"[\u0300-\u036f\u00ad\u0640\u064b-\u065f\u200c\u200d\ufb00-\ufdff\ufe70-\ufeff\uff21-\uff5a]")
_DROPPED = re.compile(r"[\u0301\u00ad\u0640\u064b-\u065f\u200c\u200d]")


@lru_cache(maxsize=1 << 16)
def script(letter: str) -> str:
    """ISO 15924 code of a character; ``Zyyy`` for what is no letter, ``Zzzz`` for a rare script.

    >>> script("a"), script("я"), script("ع"), script("3")
    ('Latn', 'Cyrl', 'Arab', 'Zyyy')
    """
    if not letter.isalpha() or letter in _FILLERS:
        return NO_SCRIPT
    return _NAMES.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "Zzzz")


SCRIPTS = (NO_SCRIPT, *sorted({*_NAMES.values(), "Zzzz"}))


@cache
def _numbers() -> np.ndarray:
    place = {code: number for number, code in enumerate(SCRIPTS)}
    return np.array([place[script(chr(point))] for point in range(_PLANE)], dtype=np.int16)


def code_points(text: str) -> np.ndarray:
    """The code points of a text.

    >>> code_points("aя").tolist()
    [97, 1103]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def scripts_of(text: str) -> np.ndarray:
    """The place in ``SCRIPTS`` of the script of each character; letters beyond Unicode's first plane have none.

    >>> [SCRIPTS[number] for number in scripts_of("aя1")]
    ['Latn', 'Cyrl', 'Zyyy']
    """
    return _numbers().take(code_points(text), mode="clip")


def main_script(scripts: np.ndarray) -> int:
    """The script of most letters of a text, as a place in ``SCRIPTS``; 0, that of no script, when it has none.

    >>> SCRIPTS[main_script(scripts_of("36 обмп (Azov) прорвались"))]
    'Cyrl'
    """
    counts = np.bincount(scripts, minlength=1)
    counts[0] = 0
    if not counts.any():
        return 0
    return len(counts) - 1 - int(counts[::-1].argmax())


@cache
def registry() -> list[Row]:
    """The languages that can be named, as rows of ``language``, ``script``, ``home``, ``model``, ``note``."""
    return read_table(FOLDER_OF_PROFILES / "languages.csv")


@cache
def profiles() -> Profiles:
    """The tables of all scripts, read once."""
    return Profiles(sorted(FOLDER_OF_PROFILES.glob("*.tsv.xz")))


def bare(text: str) -> str:
    """Text in the form the tables know: lower case, composed, without stress marks.

    >>> bare("П'ЯТЬО\u0301Х"), bare("И\u0306од")
    ("п'ятьох", 'йод')
    """
    low = text.lower()
    if low.isascii() or not _MARKED.search(low):
        return low
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", low)).replace("i\u0307", "i")
    return unicodedata.normalize("NFKC", bare)


@dataclass(frozen=True)
class Scores:
    """What the profiles say of words, one row a word, one column a language of the tables."""

    surprise: np.ndarray  # nats
    strange: np.ndarray  # whether the word holds a letter outside the language's alphabet; never in Latin letters
    symbols: np.ndarray  # letters and ends of words that were read
    script: np.ndarray  # place of the script of most letters in ``SCRIPTS``


@dataclass(frozen=True)
class _Script:
    """One script: levels of surprise by n-gram, and the letters not of a language's alphabet."""

    script: int
    respelled: bool  # whether foreign names are written in each language's own alphabet
    width: int
    rows: np.ndarray
    foreign: np.ndarray


class Profiles:
    """Levels of every kept n-gram in every language."""

    def __init__(self, paths: Sequence[Path]) -> None:
        tables = [_table(path) for path in paths]
        self.languages = tuple(code for codes, _, _ in tables for code in codes)
        alphabet = np.unique(np.concatenate([points for _, points, _ in tables]))  # the empty place comes first
        self._ids = np.full(_PLANE, _UNKNOWN, dtype=np.int64)
        self._ids[alphabet] = np.arange(len(alphabet))
        keys, place = np.unique(np.concatenate([self._packed(t[1]) for t in tables]), return_inverse=True)
        self._places = pd.Index(keys)
        letter_rows = self._longest(np.arange(_UNKNOWN + 1), 1)
        self._tables = []
        row = 0
        for path, (codes, points, levels) in zip(paths, tables, strict=True):
            rows = np.zeros((len(keys) + 1, len(codes)), dtype=np.uint8)  # the last says nothing
            rows[place[row : row + len(points)]] = levels
            row += len(points)
            script = path.name.split(".")[0]
            foreign = rows[letter_rows] >= STRANGE / STEP
            self._tables.append(_Script(SCRIPTS.index(script), script != LATIN, len(codes), rows, foreign))

    def _packed(self, points: np.ndarray) -> np.ndarray:
        keys = np.zeros(len(points), dtype=np.int64)
        for column in points.T:
            keys = np.where(column > 0, keys << _BITS | self._ids[column], keys)
        return keys

    def read(self, words: Sequence[str]) -> Scores:
        """How well each language explains each word; a word without letters surprises none."""
        parts = [self._batch(words[i : i + _BATCH]) for i in range(0, len(words), _BATCH)]
        return Scores(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def _batch(self, words: Sequence[str]) -> tuple[np.ndarray, ...]:
        text = "\n{}\n".format("\n".join(words).lower())
        if _MARKED.search(text):
            text = "\n".join(map(bare, text.split("\n")))
        points = np.minimum(code_points(text), _PLANE - 1)
        breaks, scripts = points == ord("\n"), _numbers()[points]
        letters = scripts > 0
        owner = np.cumsum(breaks) - 1
        mute = np.bincount(owner[letters], minlength=len(words))[: len(words)] == 0
        letters[np.flatnonzero(breaks)[:-1][mute]] = True  # of a word without letters its break, of no script, stands
        places = np.flatnonzero(letters)
        owner, points = owner[places], points[places]
        own = scripts[places]
        heads = np.searchsorted(owner, np.arange(len(words)))
        low, high = np.minimum.reduceat(own, heads), np.maximum.reduceat(own, heads)
        for n in np.flatnonzero(low != high).tolist():
            low[n] = main_script(own[heads[n] : np.append(heads, len(own))[n + 1]])
        symbols, word, starts = self._marked(self._ids[points], places, owner)
        where = self._longest(symbols, ORDER)
        where[starts] = -1
        heads = np.searchsorted(word, np.arange(len(words) + 1))
        count = np.diff(heads) - np.bincount(word[starts], minlength=len(words))
        return *self._sums(symbols, where, heads, low), count, low

    def _marked(self, ids: np.ndarray, places: np.ndarray, owner: np.ndarray) -> tuple[np.ndarray, ...]:
        """Letters with a start before and an end after each unbroken run, whose word each is, and the starts."""
        first = (np.diff(places, prepend=-2) > 1) | (np.diff(owner, prepend=-1) != 0)
        target = np.arange(len(places)) + 2 * np.cumsum(first) - 1
        starts = target[first] - 1
        symbols = np.full(len(places) + 2 * len(starts), self._ids[ord(END)])
        symbols[target] = ids
        symbols[starts] = self._ids[ord(START)]
        word = np.empty(len(symbols), dtype=np.int64)
        word[target], word[starts], word[target + 1] = owner, owner[first], owner
        word[target] = owner
        return symbols, word, starts

    def _sums(
        self, symbols: np.ndarray, where: np.ndarray, heads: np.ndarray, script: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Surprise and strange letters of each word, read in the table of its script alone."""
        surprise = np.zeros((len(script), len(self.languages)), dtype=np.float32)
        strange = np.zeros(surprise.shape, dtype=bool)
        lengths = np.diff(heads)
        column = 0
        for table in self._tables:
            chosen = np.flatnonzero(script == table.script)
            shown = slice(column, column := column + table.width)
            if not len(chosen):
                continue
            mine = np.repeat(script == table.script, lengths)
            first = np.cumsum(lengths[chosen]) - lengths[chosen]
            sums = np.add.reduceat(table.rows.take(where[mine], axis=0), first, axis=0, dtype=np.uint32)
            surprise[chosen, shown] = sums * np.float32(STEP)
            if table.respelled:
                strange[chosen, shown] = np.logical_or.reduceat(table.foreign[symbols[mine]], first, axis=0)
        return surprise, strange

    def _longest(self, symbols: np.ndarray, longest: int) -> np.ndarray:
        """Row of the longest known n-gram that ends at each symbol; -1, the last and empty row, for none."""
        windows = symbols.copy()
        for back in range(1, longest):
            windows[back:] |= symbols[:-back] << _BITS * back
        rows: np.ndarray = self._places.get_indexer(windows)
        for order in range(longest - 1, 0, -1):
            open_ = np.flatnonzero(rows < 0)
            rows[open_] = self._places.get_indexer(windows[open_] & ((1 << _BITS * order) - 1))
        return rows


def _table(path: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Languages of one file, code points of its n-grams (0 where shorter), and levels."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        codes = file.readline().split("\t")[1].split()
        cells = file.read().split()
    points = np.array(cells[::2], dtype=f"U{ORDER}").view(np.uint32).reshape(-1, ORDER)
    levels = np.frombuffer("".join(cells[1::2]).encode("ascii"), dtype=np.uint8).reshape(-1, len(codes)) - 33
    return codes, points, levels


@dataclass(frozen=True)
class Testimony:
    """What words say: ``rows[index[i]]`` is the evidence of word i for each language."""

    rows: np.ndarray
    index: np.ndarray
    scripts: np.ndarray  # one number a script, by word
    capital: np.ndarray  # whether the word begins with a capital letter


def _entry(languages: Sequence[str], rows: Sequence[Row]) -> Iterator[float]:
    """What it costs to begin each language, the most where no word is read in it."""
    guests = {row["language"] for row in rows if row["home"] != "1" and row["model"]}
    read = set(lexicons.languages()) | {row["language"] for row in rows if not row["model"]}
    for language in languages:
        yield GUEST if language in guests else 0.0 if language in read else UNREAD


class Witness:
    """Weighs words for a closed list of languages; the last column stands for none of them.

    A word's row says how much worse than the best each language explains it: 0 for the best, less for
    others, never so low that one foreign name could turn a sentence.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = (*languages, UNSURE)
        rows = [row for row in registry() if row["language"] in languages]
        self.entry = np.array([*_entry(languages, rows), UNKNOWN])
        table = profiles().languages
        self._own = {}  # by script: columns here, and those of the profiles (none where the script is enough)
        self._written = np.zeros((len(SCRIPTS), len(self.languages)), dtype=bool)
        self._written[:, -1] = True
        for number, script in enumerate(SCRIPTS):
            codes = [row["language"] for row in rows if row["script"] == script]
            here = np.array([languages.index(code) for code in codes], dtype=np.int64)
            there = np.array([table.index(code) for code in codes if code in table], dtype=np.int64)
            self._own[number] = here, there
            self._written[number, here] = True
        self._forget()

    def _forget(self) -> None:
        self._index: dict[str, int] = {}
        self._rows = np.zeros((MOST_WORDS, 2, len(self.languages)), dtype=np.float32)  # takes no memory until written
        self._script_of = np.zeros(MOST_WORDS, dtype=np.int16)
        self._capital = np.zeros(MOST_WORDS, dtype=bool)

    def hear(self, words: Sequence[str], inside: np.ndarray) -> Testimony:
        """The evidence of words.

        Args:
            words: the words as printed.
            inside: for each word, whether no mark stands between it and the word before.
        """
        if len(self._index) > MOST_WORDS // 2:
            self._forget()
        index = np.fromiter(map(self._index.get, words, repeat(-1)), dtype=np.int64, count=len(words))
        fresh = [words[n] for n in np.flatnonzero(index < 0).tolist()]
        if fresh:
            self._learn(list(dict.fromkeys(fresh)))
            index[index < 0] = list(map(self._index.__getitem__, fresh))
        rows = self._rows.reshape(-1, len(self.languages))
        return Testimony(rows, 2 * index + inside, self._script_of[index], self._capital[index])

    def possible(self, scripts: np.ndarray, texts: np.ndarray) -> np.ndarray:
        """The languages that each text can be in, told by the scripts of its words; ``texts`` are their first words."""
        used = np.zeros((len(texts), len(SCRIPTS)), dtype=bool)
        used[np.repeat(np.arange(len(texts)), np.diff(texts, append=len(scripts))), scripts] = True
        return used @ self._written

    def _learn(self, fresh: list[str]) -> None:
        first, last = len(self._index), len(self._index) + len(fresh)
        while last > len(self._rows):
            self._rows, self._script_of, self._capital = (
                np.concatenate([kept, np.zeros_like(kept)]) for kept in (self._rows, self._script_of, self._capital)
            )
        said = profiles().read(fresh)
        scripts = said.script
        capital = np.array([word[0].isupper() for word in fresh])
        name = capital & [len(word) <= LONGEST_ACRONYM or not word.isupper() for word in fresh]
        for number in np.flatnonzero(np.bincount(scripts)).tolist():
            where = np.flatnonzero(scripts == number)
            self._rows[first + where] = self._weigh(said, number, where, capital[where], name[where])
        self._index.update(zip(fresh, range(first, last), strict=True))
        self._script_of[first:last] = scripts
        self._capital[first:last] = capital

    def _weigh(self, said: Scores, number: int, where: np.ndarray, capital: np.ndarray, name: np.ndarray) -> np.ndarray:
        """Evidence of words of one script: for each word, one row after a seam and one inside a clause."""
        script, (here, there) = SCRIPTS[number], self._own[number]
        rows = np.zeros((len(where), 2, len(self.languages)), dtype=np.float32)
        if script == NO_SCRIPT:
            return rows
        foreign = np.where(capital, LATIN_NAME, LATIN_WORD) if script == LATIN else np.full(len(where), OTHER_SCRIPT)
        rows[:] = -foreign[:, None, None]
        if not len(there):
            rows[:, :, here if len(here) else [-1]] = 0.0
            return rows
        surprise = np.column_stack([said.surprise[where][:, there], STRANGE_LETTER * said.symbols[where]])
        gap = surprise.min(axis=1, keepdims=True) - surprise
        limits = [np.where(name, limit, RARE_WORD)[:, None] for limit in (RARE_START, RARE_NAME)]
        if script != LATIN:  # names are respelled, so a letter outside the alphabet tells even in a name
            strange = np.column_stack([said.strange[where][:, there], np.zeros(len(where), dtype=bool)])
            limits = [np.where(strange, RARE_WORD, limits[0])] * 2
        for place, limit in enumerate(limits):
            rows[:, place, [*here, -1]] = np.maximum(gap, -limit)
        return rows


@lru_cache(maxsize=4)
def witness(languages: tuple[str, ...]) -> Witness:
    """The witness of a list of languages, kept with the words it has heard."""
    return Witness(languages)
