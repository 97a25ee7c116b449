"""Running totals: figures known as totals, as additions or as those of a smaller place by what their source counts.

A text does not always say what it counts. The figures its source gives before and after often leave one reading.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from newslib.compare import intervals
from newslib.compare.entries import BROAD, TOTALS, Entry

NEAR = 3  # days in which the same number is the same count, and in which a total passes from a town to its plant
PERIOD = 30  # days in which claims are neighbours
SEEN = 40  # running totals looked at for one figure; keeps the work linear
DAILY = 8  # totals of one source and day among which an addition is looked for

Why = dict[str, list[str]]
Days = dict[int, list[Entry]]
Places = dict[tuple[str, ...], Days]


def settle_totals(given: Iterable[Entry], why: Why) -> None:
    """Write into the entries which figures are additions, and which totals belong to a smaller place than was told.

    Args:
        given: the entries of a claims table.
        why: reasons by claim id; what was settled is added to it.
    """
    counted: dict[tuple, Places] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for entry in sorted(given, key=lambda e: e.claim_id):
        usable = entry.asserted and entry.named and entry.day is not None and entry.place.path and not entry.whole
        if usable and entry.tally in TOTALS:
            key = (entry.voice, entry.outcome, entry.item, entry.side)
            counted[key][entry.place.path][entry.day or 0].append(entry)
    for places in counted.values():
        for days in places.values():
            _additions(days, why)
        if len(places) > 1:
            _narrow(places, why)


def _narrow(places: Places, why: Why) -> None:
    """Totals of a place that fit between two of a smaller place in it, and not among those of their own."""
    told: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for path, days in places.items():
        for day in days:
            told[day].add(path)
    for path in sorted(places, key=lambda p: (len(p), p)):
        for day, entries in list(places[path].items()):
            for entry in [e for e in entries if e.tally == "cumulative"]:
                near = {p for d in range(day - NEAR, day) for p in told.get(d, ())}
                inner = [p for p in near if len(p) > len(path) and p[: len(path)] == path]
                homes = [p for p in inner if _fits(entry, places[p], NEAR, both=True)]
                if len(homes) == 1 and not _fits(entry, places[path], PERIOD):
                    _move(entry, entries, places[homes[0]], why)


def _move(entry: Entry, old: list[Entry], days: Days, why: Why) -> None:
    entry.place = next(e.place for own in days.values() for e in own)
    old.remove(entry)
    days[entry.day or 0].append(entry)
    why[entry.claim_id].append(f"its source counts on before and after in {entry.place.name}")


def _around(day: int, days: Days, reach: int) -> Iterator[Entry]:
    for near in range(day - reach, day + reach + 1):
        yield from days.get(near, ())[:DAILY]


def _fits(entry: Entry, days: Days, reach: int, *, both: bool = False) -> bool:
    """Whether a total does not fall among the others of some days; with ``both`` there must be one on either side."""
    day, point = entry.day or 0, entry.interval.point
    others = [e for e in _around(day, days, reach) if e is not entry and e.tally in TOTALS]
    before = [e.interval.point for e in others if (e.day or 0) < day]
    after = [e.interval.point for e in others if (e.day or 0) > day]
    sides = bool(before and after) if both else bool(others)
    return sides and max(before, default=point) <= point <= min(after, default=point)


def _additions(days: Days, why: Why) -> None:
    """Figures lower than the total before them that are what the total of their day has more than that one."""
    for day, entries in days.items():
        totals = [e for e in entries if e.tally == "cumulative"][:DAILY]
        earlier = [e for near in range(day - NEAR, day + 1) for e in days.get(near, ())[:DAILY]] if totals else []
        for entry in entries if totals else ():
            if any(_adds(entry, before, after) for after in totals for before in earlier):
                entry.tally = "increment"
                why[entry.claim_id].append("its source's totals before and after are this far apart: an addition")


def _adds(entry: Entry, before: Entry, after: Entry) -> bool:
    number, old, new = (e.interval.point for e in (entry, before, after))
    if not number < old < new or intervals.significant(number) < 2 or old + number != new:
        return False
    return all(entry.group == e.group or entry.group in BROAD or e.group in BROAD for e in (before, after))


def counts_on(entry: Entry, known: Sequence[Entry], days: Sequence[int]) -> str:
    """Why a figure is part of a running count its neighbours tell of; empty when it is not.

    Args:
        entry: a figure read as the toll of an incident.
        known: running totals for the same thing, by day.
        days: their days.
    """
    day, point = entry.day or 0, entry.interval.point
    first, last = bisect_left(days, day - NEAR), bisect_right(days, day + NEAR)
    slack = intervals.SLACK * point if entry.event_day is None else 0
    if any(abs(e.interval.point - point) <= slack for e in known[first:last][:SEEN]):
        return f"within {NEAR} days this number, or one near it, is told as a running total"
    if entry.event_day is not None:
        return ""
    at = bisect_right(days, day)
    before = next((e for e in reversed(known[max(0, at - SEEN) : at]) if e.voice == entry.voice), None)
    after = next((e for e in known[at : at + SEEN] if e.voice == entry.voice), None)
    rising = (before is None or before.interval.point <= point) and (after is None or point <= after.interval.point)
    return "its source counts on before or after: a running total" if rising and (before or after) else ""
