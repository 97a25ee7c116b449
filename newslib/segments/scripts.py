"""Writing systems: the script of a letter, and of most letters of a text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
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
_LATIN = re.compile("[A-Za-z]")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by name, blanks to the eye


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
    if text.isascii():
        return LATIN if _LATIN.search(text) else NO_SCRIPT
    found = set(map(script, set(text))) - {NO_SCRIPT}
    if len(found) < 2:
        return found.pop() if found else NO_SCRIPT
    counts = Counter(map(script, text))
    return max(found, key=lambda code: (counts[code], code))
