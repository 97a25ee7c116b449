"""How likely each language is to print a word, from letter n-grams."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from newslib.lexicons import shared

_FLOOR = 1e-6
_ABSENT = 6.0  # nats lost by a letter that the alphabet of a language does not have


@lru_cache(maxsize=8)
def scorer(candidates: tuple[str, ...]) -> Scorer:
    """The scorer of a set of languages, built once."""
    return Scorer(candidates)


class Scorer:
    """Log-likelihoods of words in several languages at once."""

    def __init__(self, candidates: tuple[str, ...]) -> None:
        self.candidates = candidates
        self._grams = [_langdetect(code) for code in candidates]
        self._letters = [frozenset(row["letters"]) for code in candidates for row in shared("alphabets") if row["language"] == code]
        self.word = lru_cache(maxsize=1 << 18)(self._word)

    def _word(self, word: str) -> np.ndarray:
        padded = f" {word.lower()} "
        grams = [padded[i : i + n] for n in (2, 3) for i in range(len(padded) - n + 1)]
        rows = np.array(
            [[own.get(gram, 0.0) for own in self._grams] for gram in grams]
        ) + _FLOOR
        score = np.log(rows / rows.mean(axis=1, keepdims=True)).sum(axis=0) * 0.5
        for letter in set(padded):
            if letter.isalpha():
                score -= [0.0 if letter in own else _ABSENT for own in self._letters]
        return np.clip(score - score.max(), -12.0, 0.0)


@cache
def _langdetect(code: str) -> dict[str, float]:
    path = files("langdetect") / "profiles" / code
    if not path.is_file():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    merged: dict[str, float] = {}
    for gram, count in stored["freq"].items():
        key = gram.lower()
        merged[key] = merged.get(key, 0.0) + count / stored["n_words"][len(gram) - 1]
    return merged
