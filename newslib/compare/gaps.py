"""Gaps: what a text leaves open about a figure, filled from its neighbours where these leave one choice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from newslib.compare import intervals
from newslib.compare.entries import BROAD, MAIN, Entry
from newslib.compare.places import Place

NEAR = 3  # days in which the same number is the same count
PERIOD = 30  # days in which claims are neighbours
SEEN = 40  # running totals looked at for one figure; keeps the work linear

Why = dict[str, list[str]]


def fill(given: Sequence[Entry], why: Why) -> None:
    """Fill places, sides, groups and tallies in the entries, and tell every step in ``why`` by claim id.

    Args:
        given: the entries of a claims table.
        why: reasons by claim id; what was filled is added to it.
    """
    _place_by_article(given, why)
    families: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in given:
        families[(entry.outcome, entry.item, entry.place.path)].append(entry)
    for family in families.values():
        for near in _episodes(family):
            _settle(near, why)


def _place_by_article(given: Sequence[Entry], why: Why) -> None:
    """A figure without a place takes the only one its article tells of for the same outcome and side."""
    told: dict[tuple[str, ...], set[Place]] = defaultdict(set)
    for entry in given:
        if entry.article and entry.place.path:
            told[(entry.article, entry.outcome, entry.side)].add(entry.place)
    for entry in given:
        places = told.get((entry.article, entry.outcome, entry.side), set())
        if not entry.place.path and len(places) == 1:
            entry.place = next(iter(places))
            why[entry.claim_id].append(f"place empty: the article tells only of {entry.place.name}")


def _episodes(family: Sequence[Entry]) -> list[list[Entry]]:
    """Neighbours in time: what is left open in one of them may be read from the others."""
    found: list[list[Entry]] = []
    for entry in sorted(family, key=lambda e: (e.day or 0, e.claim_id)):
        if found and (entry.day or 0) - (found[-1][-1].day or 0) <= PERIOD:
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def _settle(near: Sequence[Entry], why: Why) -> None:
    """Fill what is open from neighbours that leave one choice."""
    sides = {e.side for e in near if e.side}
    for entry in near:
        if not entry.side and len(sides) == 1:
            entry.side = next(iter(sides))
            why[entry.claim_id].append(f"side empty: the only one told of here is {entry.side}")
    for side in {e.side for e in near}:
        mine = [e for e in near if e.side == side]
        mains = {e.group for e in mine if e.group in MAIN and not e.whole}
        for entry in mine:
            if entry.group in BROAD:
                group = next(iter(mains)) if len(mains) == 1 else BROAD[0]
                if group != entry.group and group in MAIN:
                    why[entry.claim_id].append(f"{entry.group}: only {group} are counted here")
                entry.group = group
        _settle_tallies(mine, why)


def _settle_tallies(mine: Sequence[Entry], why: Why) -> None:
    """Fill an unknown tally, and know a running total where a text does not call it one."""
    tallies = {e.tally for e in mine if e.tally != "unknown"}
    for entry in mine:
        if entry.tally == "unknown" and len(tallies) == 1:
            entry.tally = next(iter(tallies))
            why[entry.claim_id].append(f"tally unknown: the only one here is {entry.tally}")
    for group in {e.group for e in mine} if "cumulative" in tallies else ():
        known = [e for e in mine if e.group == group and e.tally == "cumulative" and not e.whole and e.interval.known]
        days = [e.day or 0 for e in known]
        for entry in mine:
            if entry.group == group and entry.tally == "incident" and entry.interval.known:
                reason = _counts_on(entry, known, days)
                if reason:
                    entry.tally = "cumulative"
                    why[entry.claim_id].append(reason)


def _counts_on(entry: Entry, known: Sequence[Entry], days: Sequence[int]) -> str:
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
