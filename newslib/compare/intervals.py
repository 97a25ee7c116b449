"""Arithmetic of reported numbers: how precise, whether two can be true together, which one rounds the other."""

import math
from dataclasses import dataclass

APPROX = 0.10  # what "about" is worth: readers take a hedged number as good to about a tenth
ROUNDING = 0.10  # a bound or a round number stands for values up to a tenth away
NARROW = 0.1  # width of a range, in shares of its middle, that stands for one number
SLACK = 0.20  # "more than 250" is still said of 264 to about 300
OPEN_LOW, OPEN_HIGH = {"less_than", "at_most"}, {"more_than", "at_least"}


@dataclass(frozen=True, slots=True)
class Interval:
    """A number as said: ``low``/``high`` include the stated number, None is an open end; no number has neither."""

    low: float | None
    high: float | None
    modifier: str

    @property
    def known(self) -> bool:
        """Whether there is a number at all."""
        return self.low is not None or self.high is not None

    @property
    def ends(self) -> list[float]:
        """The ends that are told, the lower first; one where both are the same."""
        return sorted({end for end in (self.low, self.high) if end is not None})

    @property
    def closed(self) -> bool:
        """Whether neither end is open."""
        return self.low is not None and self.high is not None

    @property
    def point(self) -> float:
        """The one number that stands for it: the number stated, the middle of a range; NaN when there is none."""
        if self.low is None or self.high is None:
            return next((end for end in (self.low, self.high) if end is not None), math.nan)
        return self.low if self.low == self.high else (self.low + self.high) / 2

    @property
    def reach(self) -> tuple[float, float]:
        """The values it allows, "about" taken as a tenth to either side.

        >>> Interval(1000, 1000, "approx").reach, Interval(1000, None, "more_than").reach
        ((900.0, 1100.0), (1000, inf))
        """
        low = 0.0 if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return (low * (1 - APPROX), high * (1 + APPROX)) if self.modifier == "approx" else (low, high)

    def __str__(self) -> str:
        shown = {None: "?"} | {v: f"{v:,.15g}" for v in (self.low, self.high) if v is not None}
        if not self.known:
            return "no number"
        if self.low is not None and self.low == self.high:
            return f"about {shown[self.low]}" if self.modifier == "approx" else shown[self.low]
        if self.high is None:
            return f"{self.modifier.replace('_', ' ')} {shown[self.low]}"
        return f"{shown[self.low]}-{shown[self.high]}" if self.low is not None else f"at most {shown[self.high]}"


def bounds(
    stated: float | None, modifier: str, low: float | None = None, high: float | None = None
) -> tuple[float | None, float | None]:
    """Low and high of a number as given; where neither is, what the modifier makes of the number stated.

    >>> bounds(1000, "more_than"), bounds(12, "exact"), bounds(None, "range", 10, 50)
    ((1000, None), (12, 12), (10, 50))
    """
    if stated is None or low is not None or high is not None:
        return low, high
    return None if modifier in OPEN_LOW else stated, None if modifier in OPEN_HIGH else stated


def significant(value: float) -> int:
    """How many digits of a number say something: trailing zeros do not.

    >>> [significant(v) for v in (1026, 1000, 21900, 0)]
    [4, 1, 3, 1]
    """
    if not math.isfinite(value):
        return 0
    return max(1, len(f"{abs(value):.0f}".rstrip("0"))) if float(value).is_integer() else len(f"{value:g}") - 1


def agree(a: Interval, b: Interval) -> bool:
    """Whether one number can satisfy both.

    >>> agree(Interval(1000, None, "more_than"), Interval(1026, 1026, "exact"))
    True
    >>> agree(Interval(0, 0, "exact"), Interval(1026, 1026, "exact"))
    False
    """
    return a.known and b.known and gap(a, b) == 0


def gap(a: Interval, b: Interval) -> float:
    """Distance between two intervals, 0 when they touch."""
    (a_low, a_high), (b_low, b_high) = a.reach, b.reach
    return max(0.0, a_low - b_high, b_low - a_high)


def rounds(a: Interval, b: Interval) -> bool:
    """Whether ``a`` is a rounder way to say ``b``.

    A bound must lie on its side of the number and not far from it; a bare or hedged round number may lie on either, by
    one of the last place it tells at most: 5,300 is none of 5,710.

    >>> exact = Interval(1026, 1026, "exact")
    >>> [rounds(Interval(1000, None, "more_than"), exact), rounds(Interval(900, 900, "exact"), exact)]
    [True, False]
    """
    if not (a.known and b.closed) or "range" in (a.modifier, b.modifier):
        return False
    said, value = a.point, b.point
    if not value or significant(said) >= significant(value):
        return False
    if a.modifier in OPEN_HIGH:
        return said <= value <= said * (1 + SLACK)
    if a.modifier in OPEN_LOW:
        return said * (1 - ROUNDING / 2) <= value <= said
    place = 10.0 ** (len(f"{said:.0f}") - significant(said))
    return abs(said - value) <= min(place, value * ROUNDING / (1 if a.modifier == "approx" else 2))


def narrow(a: Interval) -> bool:
    """Whether a range is so narrow that it stands for one number.

    >>> narrow(Interval(250, 260, "range")), narrow(Interval(10, 50, "range"))
    (True, False)
    """
    return a.low is not None and a.high is not None and a.high - a.low <= NARROW * a.point


def same(a: Interval, b: Interval) -> bool:
    """Whether both give the same bounds."""
    return a.low == b.low and a.high == b.high


def shared_number(a: Interval, b: Interval) -> bool:
    """Whether the same number stands in both, whatever its bound.

    >>> shared_number(Interval(2500, 3000, "range"), Interval(None, 3000, "at_most"))
    True
    """
    return bool({a.low, a.high} & {b.low, b.high} - {None})


def distinctive(a: Interval) -> bool:
    """Whether the number is precise enough that two sources hardly arrive at it by chance."""
    return a.modifier == "range" or (a.known and significant(a.point) >= 3)
