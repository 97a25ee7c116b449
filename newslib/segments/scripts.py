"""Writing systems: the script of a letter, and words that mix two of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

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
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u200c\u200d\u00ad'’ʼ])*")


@dataclass(frozen=True)
class MixedWord:
    """A word whose letters come from several scripts: usually one letter that only looks right.

    ``start``/``end`` are code points of the text, ``script`` is that of most letters, ``strangers``
    are the offsets of the letters of another script.
    """

    start: int
    end: int
    word: str
    script: str
    strangers: tuple[int, ...]


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
def script_numbers(count: int) -> np.ndarray:
    """For each of the first ``count`` code points, the place of its script in ``SCRIPTS``.

    >>> SCRIPTS[script_numbers(128)[ord("a")]]
    'Latn'
    """
    place = {code: number for number, code in enumerate(SCRIPTS)}
    return np.array([place[script(chr(point))] for point in range(count)], dtype=np.int16)


def main_script(text: str) -> str:
    """The script of most letters of a text, ``Zyyy`` when it has none.

    >>> main_script("36 обмп (Azov) прорвались")
    'Cyrl'
    """
    found = set(map(script, set(text))) - {NO_SCRIPT}
    if len(found) < 2:
        return found.pop() if found else NO_SCRIPT
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        counts[script(letter)] += count
    return max(found, key=lambda code: (counts[code], code))


def mixed_words(text: str) -> tuple[MixedWord, ...]:
    """Words that hold letters of more than one script, with the offsets of the strangers.

    >>> [(w.word, w.script, w.strangers) for w in mixed_words("in M\u0430riupol today")]
    [('M\u0430riupol', 'Latn', (4,))]
    """
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii():
            continue
        codes = [script(c) for c in word]
        main = main_script(word)
        strangers = tuple(match.start() + i for i, code in enumerate(codes) if code not in (main, NO_SCRIPT))
        if strangers:
            found.append(MixedWord(match.start(), match.end(), word, main, strangers))
    return tuple(found)
