"""How well each language explains a word, from the letter n-grams of its news.

A table per script (``lexicons/shared/profiles``) holds log-probabilities of a letter after up to
four letters before it, for all languages of the script at once. A word's score in a language is the
sum over its letters, its start and its end, each read at the longest n-gram the table knows.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np

from newslib.lexicons import FOLDER, Row, read_table

FOLDER_OF_PROFILES = FOLDER / "shared" / "profiles"
START, END = "^", "$"
STEP = 0.25  # nats that one level of the tables stands for
ORDER = 5
STRANGE = 9.0  # surprise of a letter, whatever stands before it, that is not of a language's alphabet
_BATCH = 4096  # words scored at once: small enough for the processor's cache
_PLAIN = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[\u0300-\u036f\u00ad\u0640\u064b-\u065f\u200c\u200d\ufb00-\ufdff\ufe70-\ufeff\uff21-\uff5a]")
_DROPPED = re.compile(r"[\u0301\u00ad\u0640\u064b-\u065f\u200c\u200d]")


@cache
def registry() -> list[Row]:
    """The languages that can be named, as rows of ``language``, ``script``, ``home``, ``model``, ``note``."""
    return read_table(FOLDER_OF_PROFILES / "languages.csv")


@cache
def profile(script: str) -> Profile | None:
    """The profile of a script, None where the script alone names the language."""
    path = FOLDER_OF_PROFILES / f"{script}.tsv.xz"
    return Profile(path) if path.is_file() else None


def letters(word: str) -> list[str]:
    """The runs of letters of a word in the form the tables know: lower case, composed, without stress.

    >>> letters("П'ЯТЬО\u0301Х"), letters("36th")
    (['п', 'ятьох'], ['th'])
    """
    low = word.lower()
    if not low.isascii() and _MARKED.search(low):
        low = unicodedata.normalize("NFKC", _DROPPED.sub("", unicodedata.normalize("NFD", low)).replace("i\u0307", "i"))
    return _PLAIN.findall(low)


class Profile:
    """The table of one script: levels of every kept n-gram in every language."""

    def __init__(self, path: Path) -> None:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            self.languages = tuple(file.readline().split("\t")[1].split())
            cells = file.read().split()
        points = np.array(cells[::2], dtype=f"U{ORDER}").view(np.uint32).reshape(-1, ORDER)
        alphabet = np.unique(points)  # the empty place is 0 and comes first
        self._ids = np.full(1 << 16, 255, dtype=np.int64)
        self._ids[alphabet] = np.arange(len(alphabet))
        keys = np.zeros(len(points), dtype=np.int64)
        for column in points.T:
            keys = np.where(column > 0, keys << 8 | self._ids[column], keys)
        order = np.argsort(keys)
        self._keys = keys[order]
        rows = np.frombuffer("".join(cells[1::2]).encode("ascii"), dtype=np.uint8).reshape(len(keys), -1) - 33
        self._rows = np.vstack([rows[order], np.zeros((1, rows.shape[1]), dtype=np.uint8)])

    def surprise(self, runs: list[str]) -> np.ndarray:
        """Negative log-likelihood, in nats, of each run of letters: one row a run, one column a language."""
        batches = [self._levels(runs[i : i + _BATCH]) for i in range(0, len(runs), _BATCH)]
        return np.concatenate(batches) * STEP if batches else np.zeros((0, len(self.languages)))

    def strange(self, runs: list[str]) -> np.ndarray:
        """Whether each run holds a letter that a language's news hardly ever print, as a table like ``surprise``."""
        if not runs:
            return np.zeros((0, len(self.languages)), dtype=bool)
        joined = START.join(runs)
        points = np.frombuffer(f"{START}{joined}".encode("utf-32-le", "replace"), dtype=np.uint32)
        where = self._longest(self._ids[np.minimum(points, 0xFFFF)], longest=1)
        first = points == ord(START)
        where[first] = len(self._keys)
        worst = np.maximum.reduceat(self._rows[where], np.flatnonzero(first), axis=0)
        return worst * STEP >= STRANGE

    def _levels(self, runs: list[str]) -> np.ndarray:
        joined = f"{END}{START}".join(runs)
        points = np.frombuffer(f"{START}{joined}{END}".encode("utf-32-le", "replace"), dtype=np.uint32)
        where = self._longest(self._ids[np.minimum(points, 0xFFFF)])
        first = points == ord(START)
        where[first] = len(self._keys)
        return np.add.reduceat(self._rows[where], np.flatnonzero(first), axis=0, dtype=np.uint32)

    def _longest(self, symbols: np.ndarray, longest: int = ORDER) -> np.ndarray:
        """Row of the longest known n-gram that ends at each symbol; the last, empty row for none."""
        windows = symbols.copy()
        for back in range(1, longest):
            windows[back:] |= symbols[:-back] << 8 * back
        where = np.full(len(symbols), len(self._keys))
        unread = np.arange(len(symbols))
        for length in range(longest, 0, -1):
            wanted = windows[unread] & ((1 << 8 * length) - 1)
            place = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            hit = self._keys[place] == wanted
            where[unread[hit]] = place[hit]
            unread = unread[~hit]
        return where
