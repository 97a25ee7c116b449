"""Gaps: what the rows of a table leave open about a figure, filled where their neighbours leave one choice.

Whose people, which people, what kind of count: hand-coded tables have holes. What articles leave open stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newslib.compare.entries import BROAD, MAIN, Entry, Settling, grouped
from newslib.compare.places import REGION


def settle(given: Sequence[Entry], now: Settling, mains: Collection[str] = MAIN) -> None:
    """Fill open sides, groups and tallies from neighbours that leave one choice.

    Args:
        given: entries of one outcome and place.
        now: takes what is settled.
        mains: the groups that people of no told group may be.
    """
    _settle_sides(given, now)
    for mine in grouped(now.of(given), lambda e: e.side).values():
        _settle_groups(mine, now, mains)
        _settle_tallies(now.of(mine), now)


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
    """Fill an unknown tally where one is told."""
    tallies = {e.tally for e in mine if e.tally != "unknown"}
    for entry in mine if len(tallies) == 1 else ():
        if entry.tally == "unknown":
            tally = next(iter(tallies))
            now.set(entry, f"tally unknown: the only one here is {tally}", tally=tally)
