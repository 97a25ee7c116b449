"""Estimates: what one source's claims of one day about one event amount to, and which of them stand at one time."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import Entry, date, grouped
from newslib.compare.intervals import Interval
from newslib.compare.things import Thing
from newslib.sources.registry import registered

STANDS = 31  # days a running total stands without being renewed

Said = tuple[int, str, Interval]  # day, voice, number
_PRECISE = {"exact": 0, "approx": 1, "range": 2}


@dataclass(frozen=True, slots=True)
class Estimate:
    """Low, best and high of one source for one event on one day, and the entries behind it."""

    event: Thing
    voice: str
    source: str
    day: int | None
    interval: Interval
    best: float
    entries: tuple[Entry, ...]

    @property
    def party(self) -> str:
        """The camp of its source, empty when unknown."""
        return self.entries[0].party

    @property
    def camp(self) -> str:
        """Whom it speaks for: its camp, a source without one for itself."""
        return self.party or self.source

    @property
    def when(self) -> int:
        """Its day to reckon with, 0 where none is known."""
        return self.day or 0

    @property
    def source_name(self) -> str:
        """The registered name; of a source without one the form most of its claims print, the longest among equals."""
        if self.source in registered():
            return registered()[self.source]
        names = Counter(e.source_name for e in self.entries if e.source_name)
        return max(names, key=lambda name: (names[name], len(name), name), default="")


def estimates(found: Iterable[Thing], statuses: Mapping[str, str]) -> list[Estimate]:
    """One estimate per event, source and day, from the claims that count.

    Claims of one source and day that agree narrow each other: "more than 1,000" and 1,026 give 1,026. Claims that
    cannot both be true leave the whole span. ``best`` is the most precise number given, the exact before the hedged,
    the hedged before the range, the range before the bound.

    Args:
        found: the events.
        statuses: by claim id; only ``counted`` claims enter.

    Returns:
        The estimates in the order of events, days and numbers.
    """
    result = []
    for event in found:
        counted = (e for e in event.members if statuses[e.claim_id] == "counted")
        groups = grouped(counted, lambda e: (e.day, e.voice, e.source))
        own = [_estimate(event, group) for group in groups.values()]
        result += sorted(own, key=lambda x: (x.when, x.best, x.voice, x.source))
    return result


def _estimate(event: Thing, group: Sequence[Entry]) -> Estimate:
    group = sorted(group, key=lambda e: (  # of equally precise numbers the higher, since tolls rise during a day
        _PRECISE.get(e.interval.modifier, 3), -intervals.significant(e.interval.point), -e.interval.point, e.claim_id
    ))  # fmt: skip
    best = group[0]  # a reader is led to it
    joint = combined([e.interval for e in group], best.interval.modifier)
    return Estimate(event, best.voice, best.source, best.day, joint, best.interval.point, tuple(group))


def combined(given: Sequence[Interval], modifier: str) -> Interval:
    """The span that several figures of one source leave: narrowed where they agree, whole where they do not.

    >>> combined([Interval(1000, None, "more_than"), Interval(1026, 1026, "exact")], "exact")
    Interval(low=1026, high=1026, modifier='exact')
    """
    lows = [x.low for x in given if x.low is not None]
    highs = [x.high for x in given if x.high is not None]
    if lows and highs and max(lows) > min(highs):
        return Interval(min(lows), max(highs), "range")
    return Interval(max(lows, default=None), min(highs, default=None), modifier)


def table(given: Iterable[Estimate]) -> pd.DataFrame:
    """The estimates table."""
    rows = [
        {
            "event_id": x.event.event_id, "label": x.event.label, "voice": x.voice, "source_key": x.source,
            "source_name": x.source_name, "party": x.party,
            "source_id": "" if x.source.startswith(("name:", "unattributed:")) else x.source,
            "date": date(x.day), "outcome": x.event.outcome, "group": x.event.group, "side": x.event.side,
            "place": x.event.place, "tally": x.event.tally, "low": x.interval.low, "best": x.best,
            "high": x.interval.high, "modifier": x.interval.modifier, "n_claims": len(x.entries),
            "claim_ids": " ".join(e.claim_id for e in x.entries),
        }
        for x in given
    ]  # fmt: skip
    return tables.frame("estimates", rows, strict=False)


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
        low, high = sorted((old.point, number.point))
        unchanged = intervals.agree(old, number) and high <= low * (1 + intervals.ROUNDING)
        if before < day and not unchanged:
            since = max(since, before)
        if before < day or voice not in latest:
            latest[voice] = (day, number)
        found[day] = since
    return found


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
    running = own[0].event.tally == "cumulative"
    overtaken = outrun((x.when, x.voice, x.interval) for x in filter(attrgetter("day"), own))
    found: list[Standing] = []
    latest: dict[str, Estimate] = {}
    days = grouped(sorted(own, key=attrgetter("when", "best", "source")), attrgetter("day"))
    for day, spoken in days.items():
        latest |= {x.voice: x for x in spoken}
        if running and day is not None:
            latest = {voice: x for voice, x in latest.items() if stands(day, x.when, overtaken[day])}
        kept = [x for x in latest.values() if not _counted_on(x, latest.values())]
        found.append(Standing(day, tuple(sorted(kept, key=lambda x: (-highest(x), x.source)))))
    return found


def _counted_on(x: Estimate, beside: Iterable[Estimate]) -> bool:
    """Whether it is a running total, and another source of the camp gives a later and higher one."""
    own = [y for y in beside if x.party and y.party == x.party and x.event.tally == "cumulative"]
    return any(y.when > x.when and y.best > x.best for y in own)


def compared(found: Sequence[Standing], tally: str) -> Standing:
    """The day on which to compare: the last one; for running totals the last of those with most sources."""
    if tally != "cumulative":
        return found[-1]
    return max(found, key=lambda s: (len(s.estimates), s.day or 0))
