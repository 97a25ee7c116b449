"""Checks: one row of the ledger, how it prints numbers, and how it adds and compares them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newslib.compare import intervals
from newslib.compare.entries import Entry
from newslib.compare.intervals import Interval

NEAR = 0.02  # sums that miss by up to a fiftieth are near: rounding


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the claims in order (parts or steps first, the total last), what should be and what is."""

    check: str
    claims: tuple[str, ...]
    expected: str
    found: str
    holds: str
    note: str
    difference: float | None
    rule: str


def shown(number: Interval) -> str:
    """A number as the ledger prints it.

    >>> shown(Interval(770, None, "more_than")), shown(Interval(10, 50, "range"))
    ('> 770', '10-50')
    """
    low, high = (None if v is None else f"{v:.15g}" for v in (number.low, number.high))
    if low is not None and high is not None:
        return ("about " if number.modifier == "approx" else "") + (low if low == high else f"{low}-{high}")
    if low is not None:
        return f"{'>=' if number.modifier == 'at_least' else '>'} {low}"
    return "no number" if high is None else f"{'<' if number.modifier == 'less_than' else '<='} {high}"


def total(given: Iterable[Interval]) -> Interval:
    """The sum of intervals; open when one of them is.

    >>> total([Interval(198, 198, "exact"), Interval(550, None, "more_than")])
    Interval(low=748.0, high=None, modifier='more_than')
    """
    low, high, modifier = 0.0, 0.0, "exact"
    for x in given:
        low += x.low or 0
        high += math.inf if x.high is None else x.high
        modifier = x.modifier if x.modifier != "exact" else modifier
    return Interval(low, None if math.isinf(high) else high, modifier)


def sum_note(given: Sequence[Entry], whole: Interval) -> str:
    return f"{' + '.join(shown(e.interval) for e in given)} against {shown(whole)}"


def against(parts: Interval, whole: Interval) -> tuple[str, float]:
    """Whether a sum can be its total (yes, near, no), and by how much it misses.

    It holds when it is the total, or lies within the bounds and hedges of the total; it is near when bounds only
    allow it, or when a hedged sum misses by rounding.
    """
    difference = parts.point - whole.point
    low, high = whole.reach
    if parts.low is not None and parts.low == whole.low:  # "at least" on a part is kept by the sum of what was stated
        return "yes", 0.0
    if parts.low is not None and parts.high is not None and low <= parts.low and parts.high <= high:
        return "yes", 0.0
    if intervals.agree(parts, whole):
        return "near", 0.0
    hedged = {parts.modifier, whole.modifier} != {"exact"}
    return ("near" if hedged and abs(difference) <= NEAR * whole.point else "no"), difference
