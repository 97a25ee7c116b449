"""Gaps: what a text leaves open about a figure, filled from its neighbours where these leave one choice.

A text does not always say what it counts, where, whose. What its article and its source tell before and after often
leaves one reading: an addition, or the running total of a town.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from newslib.compare import intervals
from newslib.compare.entries import BROAD, MAIN, TOTALS, Entry, Settling, by_day, grouped
from newslib.compare.places import REGION, Place

NEAR = 3  # days in which the same number is the same count
PERIOD = 30  # days in which claims are neighbours
SEEN = 40  # running totals looked at for one figure; keeps the work linear
DAILY = 8  # totals of one source and day among which an addition is looked for

_ABOUT = attrgetter("article", "outcome", "side")
Days = dict[int, list[Entry]]


def fill_places(given: Sequence[Entry], now: Settling, open_: Collection[str]) -> None:
    """A figure without a place takes the only one its article tells of for the same outcome, side and days.

    A figure as large as the difference of its source's totals is an addition.

    Args:
        given: all entries.
        now: takes what is settled.
        open_: claims of tables, and such as count a long time: those that may be settled.
    """
    told = grouped((e for e in given if e.article and e.place.path), _ABOUT)
    free = [e for e in given if e.claim_id in open_]
    for entry in free:
        place = None if entry.place.path else _only_place(told[_ABOUT(entry)], entry.when)
        if place is not None:
            now.set(entry, f"place empty: the article tells only of {place.name}", place=place)
    _settle_totals(now.of(free), now)


def _only_place(told: Sequence[Entry], day: int) -> Place | None:
    """The only place that an article tells of, where it does within days."""
    places, near = {e.place for e in told}, any(abs(e.when - day) <= NEAR for e in told)
    return places.pop() if near and len(places) == 1 else None


def _settle_totals(given: Iterable[Entry], now: Settling) -> None:
    counted: dict[tuple[object, ...], Days] = defaultdict(lambda: defaultdict(list))
    for e in sorted(given, key=lambda e: e.claim_id):
        usable = e.asserted and e.named and e.day is not None and e.place.path and not e.whole
        if usable and e.tally in TOTALS:
            counted[(e.voice, e.outcome, e.item, e.side, e.place.path)][e.when].append(e)
    for days in counted.values():
        _additions(days, now)


def _additions(days: Days, now: Settling) -> None:
    """Figures lower than the total before them that are what the total of their day has more than that one."""
    for day, entries in days.items():
        totals = [e for e in entries if e.tally == "cumulative"][:DAILY]
        earlier = [e for near in range(day - NEAR, day + 1) for e in days.get(near, ())[:DAILY]]
        for at, entry in enumerate(entries):
            if any(_adds(entry, before, after) for after in totals for before in earlier):
                why = "its source's totals before and after are this far apart: an addition"
                entries[at] = now.set(entry, why, tally="increment")


def _adds(entry: Entry, before: Entry, after: Entry) -> bool:
    number, old, new = (e.interval.point for e in (entry, before, after))
    if not number < old < new or intervals.significant(number) < 2 or old + number != new:
        return False
    return all(entry.group == e.group or entry.group in BROAD or e.group in BROAD for e in (before, after))


def settle(given: Sequence[Entry], now: Settling, mains: Collection[str] = MAIN) -> None:
    """Fill open sides, groups and tallies from neighbours in time that leave one choice.

    Args:
        given: entries of one outcome and place.
        now: takes what is settled.
        mains: the groups that people of no told group may be.
    """
    for near in _episodes(given):
        _settle_sides(near, now)
        for mine in grouped(now.of(near), lambda e: e.side).values():
            _settle_groups(mine, now, mains)
            _settle_tallies(now.of(mine), now)


def _episodes(given: Sequence[Entry]) -> list[list[Entry]]:
    """Neighbours in time: what is left open in one of them may be read from the others."""
    found: list[list[Entry]] = []
    for entry in sorted(given, key=by_day):
        if found and entry.when - found[-1][-1].when <= PERIOD:
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def _settle_sides(near: Sequence[Entry], now: Settling) -> None:
    sides = {e.side for e in near if e.side}
    of_all = {e.side for e in near if e.group in (*MAIN, *BROAD) and not e.whole}  # the foreign dead are a side's own
    for entry in near if len(sides) == 1 else ():
        wide = not entry.place.path or (entry.place.known and len(entry.place.path) < REGION)
        whole_war = wide and entry.tally == "cumulative"  # both of its sides bleed
        if not entry.side and not whole_war and (sides <= of_all or entry.group not in (*MAIN, *BROAD)):
            side = next(iter(sides))
            now.set(entry, f"side empty: the only one told of here is {side}", side=side)


def _settle_groups(mine: Sequence[Entry], now: Settling, mains: Collection[str]) -> None:
    told = {e.group for e in mine if e.group in MAIN and not e.whole}
    group = next(iter(told)) if len(told) == 1 and told <= set(mains) else BROAD[0]
    for entry in mine:
        if entry.group in BROAD and entry.group != group:
            why = f"{entry.group}: only {group} are counted here" if group in MAIN else ""
            now.set(entry, why, group=group)


def _settle_tallies(mine: Sequence[Entry], now: Settling) -> None:
    """Fill an unknown tally, and know a running total where a text does not call it one."""
    tallies = {e.tally for e in mine if e.tally != "unknown"}
    for entry in mine if len(tallies) == 1 else ():
        if entry.tally == "unknown":
            tally = next(iter(tallies))
            now.set(entry, f"tally unknown: the only one here is {tally}", tally=tally)
    for own in grouped(now.of(mine), lambda e: e.group).values() if "cumulative" in tallies else ():
        _count_on(own, now)


def _count_on(own: Sequence[Entry], now: Settling) -> None:
    known = [e for e in own if e.tally == "cumulative" and not e.whole and e.interval.known]
    days = [e.when for e in known]
    for entry in own:
        reason = _counts_on(entry, known, days) if entry.tally == "incident" and entry.interval.known else ""
        if reason:
            now.set(entry, reason, tally="cumulative")


def _counts_on(entry: Entry, known: Sequence[Entry], days: Sequence[int]) -> str:
    """Why the toll of an incident is part of a running count: ``known`` are such of one thing, by their ``days``."""
    day, point = entry.when, entry.interval.point
    first, last = bisect_left(days, day - NEAR), bisect_right(days, day + NEAR)
    slack = intervals.SLACK * point * (entry.event_day is None)
    if any(abs(e.interval.point - point) <= slack for e in known[first:last][:SEEN]):
        return f"within {NEAR} days this number, or one near it, is told as a running total"
    if entry.event_day is not None:
        return ""
    at = bisect_right(days, day)
    before = [e.interval.point for e in known[max(0, at - SEEN) : at] if e.voice == entry.voice][-1:]
    after = [e.interval.point for e in known[at : at + SEEN] if e.voice == entry.voice][:1]
    told = [*before, point, *after]
    rising = len(told) > 1 and told == sorted(told)
    return "its source counts on before or after: a running total" if rising else ""
