"""The words of a text and the seams between them: where a text may change hands, and what that costs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# What a change of language costs, in nats, by the best mark that stands between two words.
HAND, LINE, QUOTE, SENTENCE, PAUSE, INSIDE = 6.0, 7.0, 7.0, 11.0, 20.0, 30.0

_MARK = r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u00ad"
_END = r"[^\s<>\"»”.,;:!?)'’\]]"  # the last character of a link is no mark of the sentence around it
_LINK = (
    rf"(?:https?://|www\.)[^\s<>\"»”]*{_END}"
    rf"|(?<![\w@./-])[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,3}}\.[a-z]{{2,6}}/(?:[^\s<>\"»”]*{_END})?"
    r"|(?<![\w@.])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,3}"
)
_HANDLE = rf"(?<!\w)[@#]\w[\w{_MARK}]*"
_WORD = rf"[^\W\d_]\w*(?:(?:[{_MARK}]+|['’ʼ](?=[^\W\d_]))\w*)*(?:\.[a-z]{{2,3}}(?!\w))?"
_TOKEN = re.compile(rf"(?P<link>{_LINK})|(?P<handle>{_HANDLE})|(?P<word>{_WORD})")
_SEAMS = (
    (re.compile(r"\n|\r|\u2028|\u2029"), LINE),
    (re.compile(r"[\"«»“”„‟‘‹›]|''|``"), QUOTE),
    (re.compile(r"[.!?…。！？؟۔।]"), SENTENCE),
    (re.compile(r"[:;()\[\]{}—–|•·*]|--|\s-\s"), PAUSE),
)
_OPENS = re.compile(r"(?:[«„‟‹(\[{¿¡]|(?<=[\s(\[])[\"'“‘»”`])+(?=[^\s,.;:!?»”)\]]|$)")
_CLOSES = re.compile(r"(?:[.!?…,:;—–|•·»”“\"'’)\]}]|(?<=\s)-)+\s+")
_SHORT = 16  # characters of a gap that is worth remembering
_NUMBER = re.compile(r"(?<=\s)\d")
_NEWLINES = ("\n", "\r", "\u2028", "\u2029")
_EXTENDS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_PREPENDS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")


class Token(NamedTuple):
    """A word, or a link or handle that belongs to no language."""

    start: int
    end: int
    kind: str  # word, link, handle


def tokens(text: str) -> list[Token]:
    """Words, links and handles (with hashtags) of a text, in order.

    >>> [(t.kind, t.start, t.end) for t in tokens("Read @mod: t.me/mod/1.")]
    [('word', 0, 4), ('handle', 5, 9), ('link', 11, 21)]
    """
    return [Token(*match.span(), match.lastgroup or "word") for match in _TOKEN.finditer(text)]


def cost(gap: str, hand: bool) -> float:
    """What a change of language between two words costs, in nats, by what stands between them.

    Args:
        gap: the text between the two words.
        hand: whether a link or a handle is part of it.

    >>> cost(" ", False) > cost(". ", False) > cost(': «', False) > cost(" @mod ", True)
    True
    """
    if hand:
        return HAND
    return _cost(gap) if len(gap) <= _SHORT else _cost.__wrapped__(gap)


@lru_cache(maxsize=1 << 14)
def _cost(gap: str) -> float:
    return next((price for mark, price in _SEAMS if mark.search(gap)), INSIDE)


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
    """The first place at or after ``place`` where a cut leaves every letter with its marks.

    >>> whole("и\u0306", 1), whole("ab", 1)
    (2, 1)
    """
    while 0 < place < len(text) and _clings(text, place):
        place += 1
    return place


def _clings(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before == "\r" and after == "\n":
        return True
    if before in _NEWLINES:
        return False
    return (
        unicodedata.category(after)[0] == "M"
        or bool(_EXTENDS.match(after))
        or before in _PREPENDS
        or (before == "\u200d" and not after.isalpha() and not after.isspace())
    )
