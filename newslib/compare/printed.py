"""Printed: a source's own daily series against what is printed of it, day by day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import BROAD, TOTALS, Entry, date
from newslib.compare.tellings import akin
from newslib.sources.registry import registered

DAILY = 10  # days on which a source gave a total, from which on its figures are a daily series
OLD = 7  # days before a printed figure in which its number is looked for in the series
WHOLE = "*"  # any one country
AHEAD = 1  # days after it: a morning's number is dated either way


@dataclass(frozen=True, slots=True)
class Series:
    """The running totals of one source for one thing: one entry a day, in order."""

    days: tuple[int, ...]
    entries: tuple[Entry, ...]

    def near(self, day: int) -> Iterator[Entry]:
        """Its entries from a week before a day to the day after it, the nearest first."""
        first, last = bisect_left(self.days, day - OLD), bisect_right(self.days, day + AHEAD)
        yield from sorted(self.entries[first:last], key=lambda e: (abs(e.when - day), e.when))


def printed(given: Sequence[Entry], series: Sequence[Entry] | None = None) -> pd.DataFrame:
    """The printed table: every running total of a camp beside the daily series of a source of that camp.

    Args:
        given: the entries of a claims table, settled by ``things.settled``.
        series: the series itself, when it is at hand in a table of its own; else each source that gave a total on ten
            days or more is taken at the first telling of each day.
    """
    own = _series(given, DAILY) if series is None else _series(series, 1)
    rows: list[dict[str, object]] = []
    for entry in given:
        for place in _places(entry) if _counts(entry) else ():
            for daily in own.get((entry.item, entry.side, place), ()):
                if _speaks_for(entry, daily.entries[0]):
                    rows += _row(entry, daily)
    return tables.frame("printed", sorted(rows, key=lambda row: (str(row["date"]), str(row["claim_id"]))))


def _counts(entry: Entry) -> bool:
    return entry.asserted and entry.tally in TOTALS and entry.day is not None and not entry.whole


def _places(entry: Entry) -> tuple[str, ...]:
    """Where a figure may count: at its place, or wherever nothing is said; without a place also in a whole country."""
    return ("/".join(entry.place.path), "") if entry.place.path else ("", WHOLE)


def _series(given: Iterable[Entry], least: int) -> Mapping[tuple[str, str, str], list[Series]]:
    """By thing, side and place, the series of a source that has running totals on at least so many days."""
    told: dict[tuple[Any, ...], dict[int, Entry]] = defaultdict(dict)
    for entry in sorted(given, key=lambda e: (e.order, e.claim_id)):
        usable = _counts(entry) and entry.tally == "cumulative" and entry.named
        if usable and entry.interval.modifier != "range":
            key = (entry.item, entry.side, entry.voice, entry.outcome, entry.group, entry.place.path)
            told[key].setdefault(entry.when, entry)
    found: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for key, days in told.items():
        if len(days) >= least:
            ordered = sorted(days)
            own = Series(tuple(ordered), tuple(days[day] for day in ordered))
            item, side, *_, path = key
            found[(item, side, "/".join(path))].append(own)
            if len(path) == 1:
                found[(item, side, WHOLE)].append(own)
    return found


def _speaks_for(entry: Entry, counted: Entry) -> bool:
    """Whether a figure is told as the count of the series: by its source, or as a total by its camp or nobody."""
    own = entry.voice == counted.voice
    camp = not entry.named or (bool(entry.party) and entry.party == counted.party)
    groups = entry.group == counted.group or entry.group in BROAD or counted.group in BROAD
    return (own or (camp and entry.tally == "cumulative")) and groups and akin(entry.outcome, counted.outcome)


def _row(entry: Entry, daily: Series) -> Iterator[dict[str, object]]:
    near = list(daily.near(entry.when))
    if not near or near[0] is entry:
        return
    today, number = near[0], entry.interval
    same = (e for e in near if number.modifier != "range" and intervals.shared_number(number, e.interval))
    shown = next(same, today)
    yield {
        "event_id": entry.event, "claim_id": entry.claim_id, "date": date(entry.day),
        "source_name": _name(entry), "printed": str(number), "series_name": _name(shown),
        "series_claim": shown.claim_id, "series_date": date(shown.day), "counted": shown.interval.point,
        "days": shown.when - entry.when, "difference": number.point - shown.interval.point,
        "agreement": _agreement(entry, shown),
    }  # fmt: skip


def _name(entry: Entry) -> str:
    return registered().get(entry.source, entry.source_name or (entry.source if entry.named else ""))


def _agreement(entry: Entry, counted: Entry) -> str:
    number, other = entry.interval, counted.interval
    if number.modifier != "range" and intervals.shared_number(number, other):
        return "same_day" if entry.day == counted.day else "other_day"
    if intervals.rounds(number, other):
        return "rounds"
    return "bounds_allow" if intervals.agree(number, other) else "differs"
