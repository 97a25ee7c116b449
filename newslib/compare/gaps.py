"""Gaps: what a text leaves open about a figure, filled from its neighbours where these leave one choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newslib.compare.entries import BROAD, MAIN, Entry
from newslib.compare.totals import NEAR, PERIOD, Why, counts_on, settle_totals


def fill(given: Sequence[Entry], why: Why) -> None:
    """Fill places, sides, groups and tallies in the entries, and tell every step in ``why`` by claim id.

    Args:
        given: the entries of a claims table.
        why: reasons by claim id; what was filled is added to it.
    """
    _place_by_article(given, why)
    settle_totals(given, why)
    families: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in given:
        families[(entry.outcome, entry.item, entry.place.path)].append(entry)
    for family in families.values():
        for near in _episodes(family):
            settle(near, why)


def _place_by_article(given: Sequence[Entry], why: Why) -> None:
    """A figure without a place takes the only one its article tells of for the same outcome, side and days."""
    told: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in given:
        if entry.article and entry.place.path:
            told[(entry.article, entry.outcome, entry.side)].append(entry)
    for entry in [e for e in given if not e.place.path]:
        beside = told.get((entry.article, entry.outcome, entry.side), ())
        places = {e.place for e in beside}
        if len(places) == 1 and any(abs((e.day or 0) - (entry.day or 0)) <= NEAR for e in beside):
            entry.place = places.pop()
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


def settle(near: Sequence[Entry], why: Why) -> None:
    """Fill what is open from neighbours that leave one choice."""
    sides = {e.side for e in near if e.side}
    of_all = {e.side for e in near if e.group in (*MAIN, *BROAD) and not e.whole}  # the foreign dead are a side's own
    for entry in near:
        if not entry.side and len(sides) == 1 and (sides <= of_all or entry.group not in (*MAIN, *BROAD)):
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
                reason = counts_on(entry, known, days)
                if reason:
                    entry.tally = "cumulative"
                    why[entry.claim_id].append(reason)
