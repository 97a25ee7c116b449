"""What each word says about the language it stands in, in nats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

import numpy as np

from newslib import lexicons
from newslib.segments.profiles import LATIN, NO_SCRIPT, SCRIPTS, Scores, profiles, registry

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


@dataclass(frozen=True)
class Testimony:
    """What words say: ``rows[index[i]]`` is the evidence of word i for each language."""

    rows: np.ndarray
    index: np.ndarray
    scripts: np.ndarray  # one number a script, by word
    capital: np.ndarray  # whether the word begins with a capital letter


class Witness:
    """Weighs words for a closed list of languages; the last column stands for none of them.

    A word's row says how much worse than the best each language explains it: 0 for the best, less for
    others, never so low that one foreign name could turn a sentence.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = (*languages, UNSURE)
        rows = [row for row in registry() if row["language"] in languages]
        guests = {row["language"] for row in rows if row["home"] != "1" and row["model"]}
        read = (set(lexicons.languages()) | {row["language"] for row in rows if not row["model"]}) - guests
        self.entry = np.array([GUEST if c in guests else 0.0 if c in read else UNREAD for c in languages] + [UNKNOWN])
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
