"""Text as it is read: look-alikes, invisible characters, lost blanks folded; offsets led back to the article."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from heapq import merge
from operator import itemgetter
from typing import Any, TypeVar

from newslib.glued import lost_blanks
from newslib.lexicons import shared

FOLDED = "folded"  # flag of a number whose characters were changed for reading

Record = TypeVar("Record")

# Unicode's default ignorable format characters that stand in European texts: soft hyphen, zero-width, bidi controls
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_JOINERS = "\u200c\u200d"  # they shape letters of other scripts and emoji
_STYLED = "\uff01-\uff5e\U0001d400-\U0001d7ff"  # full-width and mathematical letters: bold and italics of posts
_TO_CYRILLIC = {row["latin"]: row["cyrillic"] for row in shared("look_alikes")}
_TO_LATIN = {row["cyrillic"]: row["latin"] for row in shared("look_alikes")}
_IS_LATIN, _IS_CYRILLIC = "A-Za-z\u00c0-\u024f", "\u0400-\u052f"
_GLUED = re.compile(r"(?<=[а-яёіїєґ]{2})(?=\d)|(?<=\d)(?=[а-яёіїєґ]{5})")  # a link was cut out: "вернулись248человек"
_UNIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}(?=[23](?!\d))")  # "км2"
_SUSPECT = re.compile(
    rf"[{_UNSEEN}{_STYLED}]|[{_IS_LATIN}][{_IS_CYRILLIC}]|[{_IS_CYRILLIC}][{_IS_LATIN}]|{_GLUED.pattern}"
)
_WORD = re.compile(rf"[{_IS_LATIN}{_IS_CYRILLIC}]+")
_MIXED = re.compile("[A-Za-z][\u00c0-\u024f\u0400-\u052f]|[\u00c0-\u024f\u0400-\u052f][A-Za-z]")
_STARTS, _ENDS = frozenset({"start", "number_start"}), frozenset({"end", "number_end"})

_BESIDE = 2  # words around a word of look-alikes alone that tell its script


@dataclass(frozen=True)
class Folding:
    """A text for reading, and where its code points stand in the article.

    ``shifts`` are places of ``text`` with how many code points of the article stand before them in addition, in
    order; ``touched`` the places of ``text`` at which a character was changed, left out or added, in order.
    """

    text: str
    shifts: tuple[tuple[int, int], ...] = ()
    touched: tuple[int, ...] = ()

    def place(self, at: int, *, end: bool = False) -> int:
        """The code point of the article at a place of ``text``; an ``end`` leaves out what was dropped behind it."""
        before = (bisect_left if end else bisect_right)(self.shifts, at, key=itemgetter(0))
        return at + (self.shifts[before - 1][1] if before else 0)

    def is_touched(self, start: int, end: int) -> bool:
        """Whether a stretch of ``text`` is not as printed."""
        i = bisect_left(self.touched, start)
        return i < len(self.touched) and self.touched[i] < end

    def restored(self, record: Record) -> Record:
        """A record with all its offsets led back from ``text`` to the article.

        Offsets are the fields ``start`` and ``end`` of dataclasses (and the same of their numbers) and pairs of
        whole numbers, in whatever dataclass or tuple they stand.
        """
        if not self.shifts:
            return record
        restored: Record = self._restored(record)
        return restored

    def _restored(self, value: Any) -> Any:
        if isinstance(value, tuple):
            if list(map(type, value)) == [int, int]:
                return self.place(value[0]), max(self.place(value[0]), self.place(value[1], end=True))
            return tuple(map(self._restored, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        told = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        moved = {name: self._field(name, one) for name, one in told.items()}
        return replace(value, **moved) if any(moved[name] is not one for name, one in told.items()) else value

    def _field(self, name: str, value: Any) -> Any:
        if type(value) is int and (name in _STARTS or name in _ENDS):
            return self.place(value, end=name in _ENDS)
        return self._restored(value)


def fold(text: str) -> Folding:
    """A text as a reader sees it: what is invisible left out, look-alike letters in the script of their word.

    Args:
        text: the article's text.

    >>> folded = fold("The 1\u200b,026 sold\u00adiers")
    >>> folded.text, folded.place(4), folded.place(9, end=True)
    ('The 1,026 soldiers', 4, 10)
    >>> fold("зaгинyлo").text == "загинуло"  # the first has Latin a, y and o
    True
    """
    blanks = [] if text.isascii() else [*lost_blanks(text)]
    if text.isascii() or not (blanks or _SUSPECT.search(text)):
        return Folding(text)
    kept, shifts, touched = _without_unseen(text, blanks)
    letters = list(kept)
    for at, letter in _alike(kept):
        letters[at] = letter
        touched.append(at)
    return Folding("".join(letters), tuple(shifts), tuple(sorted(touched)))


def _without_unseen(text: str, lost: Sequence[int]) -> tuple[str, list[tuple[int, int]], list[int]]:
    """The text without invisible characters and with lost blanks, its shifts, and where it was touched."""
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    touched: list[int] = []
    size, shift, last = 0, 0, 0
    blanks = ((place, place, " ") for place in lost)
    for start, end, put in merge(_changes(text), blanks):
        pieces += [text[last:start], put]
        size += start - last
        touched.append(max(size - (not put), 0))
        if len(put) != end - start:
            shift += end - start - len(put)
            shifts.append((size + len(put), shift))
        size, last = size + len(put), end
    return "".join([*pieces, text[last:]]), shifts, touched


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of the text to be read as something else, in order."""
    for match in re.finditer(rf"[{_UNSEEN}]+|[{_STYLED}]|{_GLUED.pattern}", text):
        start, end = match.span()
        if start == end:
            if not _UNIT.search(text[max(0, start - 4) : start + 2]):
                yield start, end, " "
        elif text[start] > "\uff00" and text[start] != "\ufeff":
            plain = unicodedata.normalize("NFKC", text[start])
            yield start, end, plain if len(plain) == 1 else text[start]
        elif not (set(match.group()) <= set(_JOINERS) and not _is_european(text, start, end)):
            yield start, end, ""


def _is_european(text: str, start: int, end: int) -> bool:
    """Whether no letter of a script that needs joiners, and no emoji, stands beside a stretch."""
    return all(not one or ord(one) < 0x530 or one.isspace() for one in (text[start - 1 : start], text[end : end + 1]))


def _alike(text: str) -> Iterator[tuple[int, str]]:
    """Letters of one script that stand in a word of the other, with the letter they look like."""
    if not _MIXED.search(text):
        return
    cut = list(_WORD.finditer(text))
    mended = [_mended(match.group()) for match in cut]
    beside = {k for n, one in enumerate(mended) if one for k in range(n - _BESIDE, n + _BESIDE + 1)}
    for n in sorted(beside.intersection(range(len(cut)))):
        word = cut[n].group()
        whole = mended[n] or _as_neighbours(word, mended[max(0, n - _BESIDE) : n + _BESIDE + 1])
        pairs = enumerate(zip(word, whole, strict=False), cut[n].start())
        yield from ((place, new) for place, (old, new) in pairs if old != new)


def _mended(word: str) -> str:
    """A word of two scripts in one, where all letters of the other have a twin in it; else empty."""
    if word.isascii() or not any(map(str.isascii, word)):
        return ""
    latin = {letter for letter in word if letter < "\u0400"}
    if latin <= _TO_CYRILLIC.keys():
        return "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    if set(word) - latin <= _TO_LATIN.keys():
        return "".join(_TO_LATIN.get(letter, letter) for letter in word)
    return ""


def _as_neighbours(word: str, near: list[str]) -> str:
    """A word all of whose letters have a twin, in the script into which a word beside it was mended; else empty."""
    scripts = {one[0] >= "\u0400" for one in near if one}
    twins = _TO_CYRILLIC if scripts == {True} else _TO_LATIN if scripts == {False} else {}
    return "".join(twins[letter] for letter in word) if all(letter in twins for letter in word) else ""
