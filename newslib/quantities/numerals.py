"""Bare numbers: digits with any grouping, number words, vague amounts, without their bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from operator import attrgetter

from newslib.lexicons import Hit, PrintedWord, lexicon
from newslib.quantities.digits import Digits, digits, masks

MORE = "with_more"  # flag of a number that says "and some more" inside itself
SLIP = "multiplied_twice"  # flag of "600 hundred": a slip of the pen, read without its multiplier

_DIGIT = re.compile(r"\d")
_JOINT = re.compile(r"[^\S\n]{1,3}|[-\u2010\u2011]")
_AFTER_SHORT = re.compile(r"\.?[^\S\n]{0,3}")  # "5 thous. 200"
_MULTIPLIERS = ("multiplier", "plural", "short")
_WHOLE = ("zero", "collective", "couple")  # stand for themselves; the last unless it is multiplied

_FRACTIONS = ("with_half", "with_more")
_WRITTEN = {"digits": "digits", "scaled": "digits", "couple": "couple"}  # others are in words
_OUTSIDE = ("suffix", "attached", "joiner", "ordinal", "other", "plural", "short", *_FRACTIONS)  # start no number


@dataclass(frozen=True)
class Number:
    """A bare number. ``start``/``end`` count code points of the text given.

    ``value`` is None for vague amounts and for digits nobody can read for sure (then ``flag`` says why).
    ``unit`` is the multiplier the number ends with (20 thousand: 1000), for ranges that share it;
    ``bounded`` is what a vague word is worth right after a bound ("more than a hundred" in words of its own).
    """

    start: int
    end: int
    value: float | None
    kind: str  # digits, words, collective, zero, couple, vague
    unit: float = 1.0
    bounded: float | None = None
    flag: str = ""


@dataclass(frozen=True)
class _Atom:
    """A piece of a number: digits, or one word of the tables."""

    start: int
    end: int
    value: float | None
    kind: str
    flag: str = ""
    vague: bool = False
    bounded: float | None = None


def numbers(text: str, language: str, cut: list[PrintedWord] | None = None, article: str | None = None) -> list[Number]:
    """Every number of a text, in order, whatever it counts; not those inside dates, times, links and names.

    Args:
        text: the stretch to read.
        language: BCP 47 code of a language that has a lexicon.
        cut: the words of ``text`` when already cut.
        article: the whole article; what its other numbers look like decides between 1.026 and 1026.

    >>> [(n.value, n.unit) for n in numbers("26 thousand 477 and twenty-three", "en")]
    [(26477.0, 1.0), (23.0, 1.0)]
    """
    spelled = list(_word_atoms(text, language, cut))
    if not spelled and not _DIGIT.search(text):
        return []
    masked = masks(text)
    atoms = [_printed(one) for one in digits(text, language, masked, text if article is None else article)]
    taken = [*masked, *((a.start, a.end) for a in atoms)]
    atoms += (a for a in spelled if not any(start < a.end and a.start < end for start, end in taken))
    return list(_composed(text, sorted(atoms, key=attrgetter("start", "end"))))


def _printed(one: Digits) -> _Atom:
    return _Atom(one.start, one.end, one.value, "scaled" if one.scaled else "digits", one.flag)


def _word_atoms(text: str, language: str, cut: list[PrintedWord] | None) -> Iterator[_Atom]:
    """Number words, and vague words that are no piece of a number word."""
    vague = {hit.start: hit for hit in lexicon(language).finder("vague").find(text, cut)}
    for hit in lexicon(language).finder("numerals").find(text, cut):
        twin = vague.get(hit.start)
        if twin and (twin.end > hit.end or hit.row["kind"] == "article"):
            continue
        value, kind = float(hit.row["value"] or 0), hit.row["kind"]
        yield _Atom(hit.start, hit.end, value, kind, vague=bool(twin), bounded=_bounded(twin))
        vague = {start: one for start, one in vague.items() if not hit.start <= start < hit.end}
    for hit in vague.values():
        yield _Atom(hit.start, hit.end, None, "vague", vague=True, bounded=_bounded(hit))


def _bounded(hit: Hit | None) -> float | None:
    return float(hit.row["bounded"]) if hit and hit.row["bounded"] else None


def _composed(text: str, atoms: list[_Atom]) -> Iterator[Number]:
    i = 0
    while i < len(atoms):
        number, used = _first_of(_run(text, atoms, i))
        if number is not None:
            yield number
        i += used


def _run(text: str, atoms: list[_Atom], i: int) -> list[_Atom]:
    """The atoms from ``i`` on that stand side by side."""
    end = i + 1
    while end < len(atoms) and _side_by_side(text, atoms[end - 1], atoms[end]):
        end += 1
    return atoms[i:end]


def _side_by_side(text: str, left: _Atom, right: _Atom) -> bool:
    short = left.kind in ("short", "scaled") or (right.kind == "short" and right.start == left.end)
    joint = _AFTER_SHORT if short else _JOINT
    return right.start >= left.end and joint.fullmatch(text, left.end, right.start) is not None


def _first_of(run: list[_Atom]) -> tuple[Number | None, int]:
    """The first number of a run of atoms, and how many atoms it used (at least one)."""
    first, alone = run[0], len(run) == 1 or run[1].kind not in _MULTIPLIERS
    if first.kind == "vague" or (first.kind in _MULTIPLIERS and first.vague):
        return _vague(run)
    if first.kind in (_WHOLE if alone else _WHOLE[:2]):
        return Number(first.start, first.end, first.value, first.kind), 1
    if first.kind in _OUTSIDE or (alone and first.kind in ("half", "article")):
        return None, 1
    return _Sum(run).number()


def _vague(run: list[_Atom]) -> tuple[Number, int]:
    used = 1
    while used < len(run) and run[used].kind in (*_MULTIPLIERS, "vague"):
        used += 1
    return Number(run[0].start, run[used - 1].end, None, "vague", bounded=run[0].bounded if used == 1 else None), used


class _Sum:
    """Adds and multiplies a run of atoms as number words do: two hundred and five thousand three.

    ``current`` is what has been read since the last multiplier, ``floor`` the size below which the next word must
    stay to be added to it, ``last`` the last multiplier, below which the next one must stay.
    """

    def __init__(self, run: list[_Atom]) -> None:
        self.run = run
        self.total, self.floor, self.last, self.used = 0.0, inf, inf, 0
        self.slip = False
        self.current: float | None = None

    def number(self) -> tuple[Number | None, int]:
        """The number, None when it turns out to be an ordinal, and how many atoms it used."""
        first = self.run[0]
        if first.value is None:
            return Number(first.start, first.end, None, "digits", flag=first.flag), 1
        while self.used < len(self.run) and (self.used == 0 or self._goes_on()):
            self._take(self.run[self.used])
            self.used += 1
        kind = _WRITTEN.get(first.kind, "words")
        if kind == "words" and [one.kind for one in self.run[self.used : self.used + 1]] == ["ordinal"]:
            return None, self.used + 1
        value, end = self.total + (self.current or 0.0), self.run[self.used - 1].end
        return Number(first.start, end, value, kind, unit=self._unit(value), flag=self._flag()), self.used

    def _flag(self) -> str:
        """What the words read say besides the number."""
        if self.slip:
            return SLIP
        return MORE if any(one.kind == "with_more" for one in self.run[: self.used]) else self.run[0].flag

    def _unit(self, value: float) -> float:
        """The multiplier that ends the number, 1 when more than one piece was multiplied by it."""
        end = self.run[self.used - 1]
        unit = end.value if end.kind in _MULTIPLIERS and end.value else 1.0
        return unit if self.total == 0 or value / unit < 1000 else 1.0

    def _take(self, atom: _Atom) -> None:
        value = atom.value or 0.0
        if atom.kind in _MULTIPLIERS:
            self._multiply(value)
        elif atom.kind == "with_half" and self.current is None:
            self.total += value * self.last
        elif atom.kind != "joiner":
            self.current = (self.current or 0.0) + value
            self.floor = _room_below(atom)

    def _multiply(self, value: float) -> None:
        counted = 1.0 if self.current is None else self.current
        if value >= 1000:
            self.total += counted * value
            self.current, self.last = None, value
        elif value == 100 and counted >= 100:
            self.slip = True
        else:
            self.current, self.floor = counted * value, value if value == 100 else 0.0

    def _goes_on(self) -> bool:
        """Whether the next atom goes on with the number, or starts another one."""
        atom, left = self.run[self.used], self.run[self.used - 1]
        right = [one.kind for one in self.run[self.used + 1 : self.used + 2]]
        if atom.kind in _MULTIPLIERS:
            return self._is_multiplied(atom, left)
        if atom.kind in _FRACTIONS and self.current is None:
            return atom.kind == "with_half" and left.kind in _MULTIPLIERS  # "a million and a half"
        if atom.kind in _FRACTIONS:
            return not set(_MULTIPLIERS).isdisjoint(right)
        if atom.kind == "joiner":
            return right == ["small"] and _is_hundreds(left)
        return atom.kind in ("small", "digits") and self._fits_below(atom)

    def _is_multiplied(self, atom: _Atom, left: _Atom) -> bool:
        """Whether a multiplier goes with what has been read, and is smaller than the last one."""
        counted = self.current is not None or atom.kind == "multiplier"
        return counted and left.kind != "joiner" and (atom.value or inf) < self.last

    def _fits_below(self, atom: _Atom) -> bool:
        """Whether a word or digits fit below what has been read: 20 + 3, 26 thousand + 477, never 5 + 3."""
        value = atom.value
        if value is None or value != int(value):
            return False
        return value < self.last if self.current is None else atom.kind == "small" and value < self.floor


def _is_hundreds(atom: _Atom) -> bool:
    return atom.kind == "multiplier" and (atom.value or 0) >= 100


def _room_below(atom: _Atom) -> float:
    """The size of the last digit that counts, below which smaller words may follow (200: 100, 20: 10, 23: 1)."""
    value = atom.value or 0.0
    if atom.kind != "small" or value != int(value) or value < 20:
        return 0.0
    size = 1
    while value % (size * 10) == 0:
        size *= 10
    return float(size)
