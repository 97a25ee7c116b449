"""Standings: which figures of an event stand at the same time, and on which day they are compared."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newslib.compare import intervals
from newslib.compare.estimates import Estimate
from newslib.compare.intervals import Interval

STANDS = 31  # days a running total stands without being renewed

Said = tuple[int, str, Interval]  # day, voice, number


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures that stand on one day: for every voice its latest estimate."""

    day: int | None
    estimates: tuple[Estimate, ...]

    @property
    def low(self) -> Estimate:
        """The estimate with the lowest number."""
        return min(self.estimates, key=lambda x: (lowest(x), x.source))

    @property
    def high(self) -> Estimate:
        """The estimate with the highest number."""
        return max(self.estimates, key=lambda x: (highest(x), x.source))

    @property
    def ratio(self) -> float:
        """Highest over lowest number; NaN when the lowest is 0."""
        return highest(self.high) / lowest(self.low) if lowest(self.low) else math.nan


def lowest(x: Estimate) -> float:
    """The lower end of an estimate; its best number when that end is open."""
    return x.best if x.interval.low is None else x.interval.low


def highest(x: Estimate) -> float:
    """The upper end of an estimate; its best number when that end is open."""
    return x.best if x.interval.high is None else x.interval.high


def outrun(said: Iterable[Said]) -> dict[int, int]:
    """For each day on which a running total was told, the day up to which figures are overtaken.

    A source that counts on leaves behind what was told when it spoke before: a total of the 13th is no rival of one of
    the 17th when the later source had met it with a number of its own. Repeating a number, or rounding it, is no
    counting on.

    Args:
        said: running totals for one thing, each with its day, its source and its number.

    Returns:
        By day in order; figures of the day told, or of earlier ones, stand no longer. A day before all others when
        nobody has counted on yet.

    >>> exact = lambda n: Interval(n, n, "exact")
    >>> outrun([(13, "a", exact(1026)), (13, "b", exact(1026)), (17, "a", exact(1464))])
    {13: -1, 17: 13}
    """
    latest: dict[str, tuple[int, Interval]] = {}
    found: dict[int, int] = {}
    since = -1
    for day, voice, number in sorted(said, key=lambda one: one[:2]):
        before, old = latest.get(voice, (day, number))
        if before < day and not _unchanged(old, number):
            since = max(since, before)
        if before < day or voice not in latest:
            latest[voice] = (day, number)
        found[day] = since
    return found


def _unchanged(old: Interval, new: Interval) -> bool:
    low, high = sorted((old.point, new.point))
    return intervals.agree(old, new) and high <= low * (1 + intervals.ROUNDING)


def stands(day: int, said: int, overtaken: int) -> bool:
    """Whether a running total stands on a day: said up to then, a month ago at most, and not overtaken.

    Args:
        day: the day to look at.
        said: the day the total was told for.
        overtaken: what ``outrun`` tells of the last day up to ``day`` on which somebody spoke.
    """
    return 0 <= day - said <= STANDS and said > overtaken


def standings(own: Sequence[Estimate]) -> list[Standing]:
    """What stands on every day on which a source of the event speaks.

    Args:
        own: the estimates of one event.
    """
    days: dict[int | None, list[Estimate]] = defaultdict(list)
    for estimate in own:
        days[estimate.day].append(estimate)
    running = own[0].event.tally == "cumulative"
    overtaken = outrun((x.day, x.voice, x.interval) for x in own if x.day is not None) if running else {}
    found: list[Standing] = []
    latest: dict[str, Estimate] = {}
    for day in sorted(days, key=lambda d: d or 0):
        for estimate in sorted(days[day], key=lambda x: (x.best, x.source)):
            latest[estimate.voice] = estimate
        kept = [x for x in latest.values() if not running or day is None or stands(day, x.day or 0, overtaken[day])]
        found.append(Standing(day, tuple(sorted(kept, key=lambda x: (-highest(x), x.source)))))
    return found


def compared(found: Sequence[Standing], tally: str) -> Standing:
    """The day on which to compare: the last one; for running totals the last of those with most sources."""
    if tally != "cumulative":
        return found[-1]
    return max(found, key=lambda s: (len(s.estimates), s.day or 0))
