"""Estimates: what one source's claims of one day about one event amount to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import Entry, date
from newslib.compare.intervals import Interval
from newslib.compare.things import Thing
from newslib.sources.labels import registered

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
        groups: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
        for entry in event.members:
            if statuses[entry.claim_id] == "counted":
                groups[(entry.day is None, entry.day, entry.voice, entry.source)].append(entry)
        own = [_estimate(event, group) for group in groups.values()]
        result += sorted(own, key=lambda x: (x.day or 0, x.best, x.voice, x.source))
    return result


def _estimate(event: Thing, group: Sequence[Entry]) -> Estimate:
    group = sorted(group, key=_precision)  # the first is the one that a reader is led to
    best = group[0]
    joint = combined([e.interval for e in group], best.interval.modifier)
    return Estimate(event, best.voice, best.source, best.day, joint, best.interval.point, tuple(group))


def _precision(entry: Entry) -> tuple[Any, ...]:
    """The most precise first; of two equally precise numbers the higher, since tolls rise during a day."""
    number = entry.interval
    digits = intervals.significant(number.point)
    return (_PRECISE.get(number.modifier, 3), -digits, -number.point, entry.claim_id)


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
            "source_name": x.source_name, "source_id": _registered(x.source), "party": x.entries[0].party,
            "date": date(x.day), "outcome": x.event.outcome, "group": x.event.group, "side": x.event.side,
            "place": x.event.place, "tally": x.event.tally, "low": x.interval.low, "best": x.best,
            "high": x.interval.high, "modifier": x.interval.modifier, "n_claims": len(x.entries),
            "claim_ids": " ".join(e.claim_id for e in x.entries),
        }
        for x in given
    ]  # fmt: skip
    return tables.frame("estimates", rows, strict=False)


def _registered(source: str) -> str:
    return "" if source.startswith(("name:", "unattributed:")) else source
