"""What each word says about the language it stands in, in nats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from newslib.profiles import letters, profile, registry
from newslib.scripts import main_script

MOST_WORDS = 1 << 17  # words kept in memory before their evidence is forgotten

# Nats, set by hand on benchmark texts; each may move by a third without a score moving by half a point.
RARE_WORD = 11.0  # the most that one word can say against a language: it may be a foreign word
RARE_NAME = 7.5  # the same for a capitalised word, which may be a foreign name
LATIN_WORD = 16.0  # a Latin word in a text of another script
LATIN_NAME = 4.0  # the same when capitalised: brands, titles, call signs
OTHER_SCRIPT = 26.0  # any other word in a text of another script
GUEST = 9.0  # what beginning a stretch in a language that is no home language costs
STRANGE_LETTER = 3.3  # surprise per letter from which on a word belongs to no language we know
UNKNOWN = 25.0  # what beginning a stretch in no known language costs


@dataclass(frozen=True)
class Testimony:
    """What the words of one text say: ``rows[index[i]]`` is the evidence of word i for each language."""

    rows: np.ndarray
    index: np.ndarray
    scripts: np.ndarray  # one number a script, by word
    capital: np.ndarray  # whether the word begins with a capital letter
    columns: np.ndarray  # the languages that this text can be in, judged by its scripts


class Witness:
    """Weighs words for a closed list of languages; the last column stands for none of them.

    A word's row says how much worse than the best each language explains it: 0 for the best, less for
    others, never so low that one foreign name could turn a sentence.
    """

    def __init__(self, languages: tuple[str, ...], unsure: str) -> None:
        self.languages = (*languages, unsure)
        rows = [row for row in registry() if row["language"] in languages]
        guests = {row["language"] for row in rows if row["home"] != "1" and row["model"]}
        self.entry = np.array([GUEST if code in guests else 0.0 for code in languages] + [UNKNOWN])
        self._scripts = {script: number for number, script in enumerate(sorted({row["script"] for row in registry()}))}
        self._columns = {
            script: np.array([languages.index(r["language"]) for r in rows if r["script"] == script], dtype=np.int64)
            for script in self._scripts
        }
        self._forget()

    def _forget(self) -> None:
        self._index: dict[str, int] = {}
        self._rows = np.zeros((0, len(self.languages)), dtype=np.float32)
        self._script_of = np.zeros(0, dtype=np.int16)
        self._capital = np.zeros(0, dtype=bool)

    def hear(self, words: Sequence[str]) -> Testimony:
        """The evidence of the words of a text."""
        if len(self._index) > MOST_WORDS:
            self._forget()
        fresh = [word for word in dict.fromkeys(words) if word not in self._index]
        if fresh:
            self._learn(fresh)
        known = self._index
        index = np.fromiter((known[word] for word in words), dtype=np.int64, count=len(words))
        scripts = self._script_of[index]
        present = np.flatnonzero(np.bincount(scripts[scripts >= 0], minlength=len(self._scripts)))
        names = list(self._scripts)
        columns = [self._columns[names[number]] for number in present]
        return Testimony(
            self._rows,
            index,
            scripts,
            self._capital[index],
            np.unique(np.concatenate([*columns, [len(self.languages) - 1]])).astype(np.int64),
        )

    def _learn(self, fresh: list[str]) -> None:
        scripts = ["Latn" if word.isascii() else main_script(word) for word in fresh]
        rows = np.zeros((len(fresh), len(self.languages)), dtype=np.float32)
        for script in dict.fromkeys(scripts):
            where = [i for i, own in enumerate(scripts) if own == script]
            rows[where] = self._weigh([fresh[i] for i in where], script)
        self._index.update(zip(fresh, range(len(self._index), len(self._index) + len(fresh)), strict=True))
        self._rows = np.concatenate([self._rows, rows])
        numbers = np.array([self._scripts.get(script, -1) for script in scripts], dtype=np.int16)
        self._script_of = np.concatenate([self._script_of, numbers])
        self._capital = np.concatenate([self._capital, [word[0].isupper() for word in fresh]])

    def _weigh(self, words: list[str], script: str) -> np.ndarray:
        """Evidence of words of one script."""
        named = np.array([word[0].isupper() and (not word.isupper() or len(word) == 1) for word in words])
        floor = np.where(named, RARE_NAME, RARE_WORD)[:, None]
        if script == "Latn":
            upper = np.array([word[0].isupper() for word in words])
            foreign = np.where(upper, LATIN_NAME, LATIN_WORD)[:, None]
        else:
            foreign = np.full((len(words), 1), OTHER_SCRIPT)
        rows = np.repeat(-foreign, len(self.languages), axis=1)
        columns, table = self._columns.get(script, np.zeros(0, dtype=np.int64)), profile(script)
        if table is None or not len(columns):
            rows[:, columns if len(columns) else [-1]] = 0.0
            return rows
        own = [table.languages.index(self.languages[column]) for column in columns]
        surprise = self._surprise(words, script, own)
        gap = surprise.min(axis=1, keepdims=True) - surprise
        rows[:, [*columns, -1]] = np.logaddexp(gap, -floor)
        return rows

    @staticmethod
    def _surprise(words: list[str], script: str, own: list[int]) -> np.ndarray:
        """Nats by which each word surprises each language, and, last, someone who knows none."""
        table = profile(script)
        assert table is not None
        runs = [letters(word) for word in words]
        owner = np.repeat(np.arange(len(words)), [len(parts) for parts in runs])
        flat = [part for parts in runs for part in parts]
        result = np.zeros((len(words), len(own) + 1))
        np.add.at(result[:, :-1], owner, table.surprise(flat)[:, own])
        np.add.at(result[:, -1], owner, [STRANGE_LETTER * (len(part) + 1) for part in flat])
        return result


@lru_cache(maxsize=4)
def witness(languages: tuple[str, ...], unsure: str) -> Witness:
    """The witness of a list of languages, kept with the words it has heard."""
    return Witness(languages, unsure)
