"""The words of a text and the seams between them: where a text may change hands, and what that costs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from newslib.segments.profiles import code_points

# What a change of language costs, in nats, by the best mark that stands between two words.
HAND, LINE, QUOTE, SENTENCE, PAUSE, INSIDE = 6.0, 7.0, 7.0, 11.0, 20.0, 30.0

_MARK = r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u00ad"
_END = r"[^\s<>\"»”.,;:!?)'’\]]"  # the last character of a link is no mark of the sentence around it
_LINK = (
    rf"(?<!\w)(?:https?://|www\.)[^\s<>\"»”]*{_END}"
    rf"|(?<![\w@./-])[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,3}}\.[a-z]{{2,6}}/(?:[^\s<>\"»”]*{_END})?"
    r"|(?<![\w@.])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,3}"
)
_HANDLE = rf"(?<!\w)[@#]\w[\w{_MARK}]*"
_FREE = re.compile(rf"(?P<link>{_LINK})|(?P<handle>{_HANDLE})")
_TRACE = re.compile(r"[@#/]|www\.")  # without one of these there is no link or handle
_BLANK = re.compile(r"\s")
_MASK = 1  # stands for the code points of a link or handle where words are cut
_SEAMS = (
    (HAND, chr(_MASK)), (LINE, "\n\r\u2028\u2029"), (QUOTE, "\"«»“”„‟‘‹›"), (SENTENCE, ".!?…。！？؟۔।"),
    (PAUSE, ":;()[]{}—–|•·*"),
)  # fmt: skip
_DOUBLED = (("'", QUOTE), ("`", QUOTE), ("-", PAUSE))
_LETTER, _GOES_ON, _JOINS, _SMALL, _SPACE = 1, 2, 4, 8, 16  # kinds of characters
_KINDS = {_LETTER: r"[^\W\d_]", _GOES_ON: rf"[\w{_MARK}]", _JOINS: "['’ʼ]", _SMALL: "[a-z]", _SPACE: r"\s"}
_LAST = 0x34000  # no letter stands beyond
_OPENS = re.compile(r"(?:[«„‟‹(\[{¿¡]|(?<=[\s(\[])[\"'“‘»”`])+(?=[^\s,.;:!?»”)\]]|$)")
_CLOSES = re.compile(r"(?:[.!?…,:;—–|•·»”“\"'’)\]}]|(?<=\s)-)+\s+")
_NUMBER = re.compile(r"(?<=\s)\d")
_NEWLINES = ("\n", "\r", "\u2028", "\u2029")
_EXTENDS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_VIRAMA = 9  # combining class of the signs that join consonants of Indic scripts
_PREPENDS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")


class Free(NamedTuple):
    """A link or handle; it belongs to no language."""

    start: int
    end: int
    kind: str  # link, handle


@dataclass(frozen=True)
class Parts:
    """The words of texts, what a change of language costs before each, and the links and handles of each text."""

    words: list[str]
    starts: np.ndarray
    ends: np.ndarray
    prices: np.ndarray  # nats
    frees: list[list[Free]]  # counted from where their text begins


def parts(*texts: str) -> Parts:
    """Texts cut into words, links and handles (with hashtags), counted through as if a line break stood between them.

    >>> cut = parts("Read @mod: t.me/mod/1.")
    >>> cut.words, cut.frees
    (['Read'], [[Free(start=5, end=9, kind='handle'), Free(start=11, end=21, kind='link')]])
    """
    text, frees = "\n".join([*texts, ""]), list(map(_frees, texts))
    points, begin = code_points(text).copy(), 0
    for own, found in zip(texts, frees, strict=True):
        for free in found:
            points[begin + free.start : begin + free.end] = _MASK
        begin += len(own) + 1
    kinds, costs = (table.take(points, mode="clip") for table in _signs())
    starts, ends = _words(points, kinds)
    words = list(map(text.__getitem__, map(slice, starts.tolist(), ends.tolist())))
    return Parts(words, starts, ends, _prices(points, kinds, costs, starts, ends), frees)


def _frees(text: str) -> list[Free]:
    """Links and handles, sought only between the blanks around a trace of one."""
    found: list[Free] = []
    done = 0
    for trace in _TRACE.finditer(text):
        if trace.start() < done:
            continue
        left = max(done, text.rfind(" ", done, trace.start()) + 1, text.rfind("\n", done, trace.start()) + 1)
        blank = _BLANK.search(text, trace.end())
        done = blank.start() if blank else len(text)
        found += (Free(*m.span(), m.lastgroup or "") for m in _FREE.finditer(text, left, done))
    return found


@cache
def _signs() -> tuple[np.ndarray, np.ndarray]:
    """The kinds of each character, and what a change of language costs there."""
    every = "".join(map(chr, range(_LAST)))
    kinds, costs = np.zeros(_LAST, dtype=np.uint8), np.full(_LAST, INSIDE, dtype=np.uint8)
    for price, signs in _SEAMS:
        costs[list(map(ord, signs))] = price
    for kind, pattern in _KINDS.items():
        kinds[[match.start() for match in re.finditer(pattern, every)]] |= kind
    return kinds, costs


def _words(points: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where words start and end: letters and what goes on, with an apostrophe before a letter, the stop of "a.com"."""
    letters, goes_on = kinds & _LETTER > 0, kinds & _GOES_ON > 0
    goes_on[:-1] |= (kinds[:-1] & _JOINS > 0) & letters[1:] | (points[:-1] == ord(".")) & (kinds[1:] & _SMALL > 0)
    turns = np.flatnonzero(np.diff(goes_on, prepend=False, append=False))
    starts, ends = turns[::2], turns[1::2]
    places = np.append(np.flatnonzero(letters), len(points))
    starts = places[np.searchsorted(places, starts)]
    spelled = starts < ends
    return starts[spelled], ends[spelled]


def _prices(
    points: np.ndarray, kinds: np.ndarray, costs: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> np.ndarray:
    """What a change of language costs before each word, in nats, by the best mark in the gap; nothing at the start."""
    if not len(starts):
        return np.empty(0)
    for sign, price in _DOUBLED:
        there = points == ord(sign)
        costs[:-1][there[1:] & there[:-1]] = price
    space = kinds & _SPACE > 0
    costs[1:-1][space[:-2] & (points[1:-1] == ord("-")) & space[2:]] = PAUSE
    prices: np.ndarray = np.minimum.reduceat(costs, np.stack([np.append(0, ends[:-1]), starts], axis=1).ravel())[::2]
    return np.append(0.0, prices[1:])


def border(text: str, left: int, right: int, free: int) -> int:
    """Where the next language begins between two words of different languages.

    After the last line break; else after the last link or handle; else at the last mark that opens, or
    after the last that closes; else at the next word. A number goes with the word after it.

    Args:
        text: the whole text.
        left: end of the word before.
        right: start of the word after.
        free: end of the last link or handle between them, or ``left``.

    >>> text = "He said: «53 убито»."
    >>> text[border(text, 7, 13, 7):]
    '«53 убито».'
    """
    line = max(text.rfind(mark, left, right) for mark in _NEWLINES) + 1
    if line > left:
        return line
    if free > left:
        return free
    opens = max((m.start() for m in _OPENS.finditer(text, left, right)), default=left)
    closes = max((m.end() for m in _CLOSES.finditer(text, left, right)), default=left)
    place = max(opens, closes)
    number = _NUMBER.search(text, max(place, left), right)
    return place if place > left else number.start() if number else right


def whole(text: str, place: int) -> int:
    """The place nearest to ``place`` where a cut leaves every letter with its marks.

    The rules that matter here of Unicode Standard Annex 29 (grapheme clusters).

    >>> whole("и\u0306", 1), whole("ab", 1)
    (2, 1)
    """
    while place > 0 and text[place - 1] in _PREPENDS:
        place -= 1
    while 0 < place < len(text) and _clings(text, place):
        place += 1
    return place


def _clings(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before in _NEWLINES:
        return before == "\r" and after == "\n"
    kind = unicodedata.category(after)
    joined = unicodedata.combining(text[place - 2] if before == "\u200d" and place > 1 else before) == _VIRAMA
    return (
        kind[0] == "M"
        or bool(_EXTENDS.match(after))
        or (joined and kind == "Lo")
        or (before == "\u200d" and not after.isalpha() and not after.isspace())
    )
