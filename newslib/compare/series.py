"""Series: the figures one source gives for the same thing, one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import TOTALS, Entry
from newslib.compare.tellings import DAYS, Link, slot, subset

SCOPE = 3  # days in which a figure may pass from a plant to its town


def series(given: Sequence[Entry], wholes: Mapping[str, Entry], retold: Mapping[str, str]) -> list[list[Entry]]:
    """Chains of figures of one voice for one thing, by day; retellings and parts are left out.

    Args:
        given: entries whose sides, groups and tallies are settled.
        wholes: entries by claim id.
        retold: claims that only retell another one.

    Returns:
        Every chain of two claims or more, the earliest figure first.
    """
    usable = [
        e for e in given
        if e.asserted and e.named and not e.former and e.day is not None and e.tally in TOTALS
        and e.stance != "retracts" and e.claim_id not in retold and not subset(e, wholes)
    ]  # fmt: skip
    blocks: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in usable:
        blocks[(entry.voice, entry.outcome, entry.item, entry.side, entry.group, entry.home, entry.scope)].append(entry)
    found = []
    for block in blocks.values():
        for alike in _by_kind(block):
            found += _chains(sorted(alike, key=lambda e: (e.day, e.interval.point, e.order)))
    return sorted((c for c in found if len(c) > 1), key=lambda c: (c[0].day, c[0].claim_id))


def _by_kind(block: Sequence[Entry]) -> list[list[Entry]]:
    """A block parted by wording where parts of one whole stand in it: passengers and crew are two series."""
    beside = Counter((e.whole, slot(e)) for e in block if e.whole)
    wordings = {e.wording for e in block if e.whole and beside[(e.whole, slot(e))] > 1}
    if not wordings:
        return [list(block)]
    kinds: dict[str, list[Entry]] = defaultdict(list)
    for entry in block:
        kinds[entry.wording if entry.wording in wordings else ""].append(entry)
    return list(kinds.values())


def _chains(block: Sequence[Entry]) -> list[list[Entry]]:
    last: dict[tuple[str, ...], list[Entry]] = {}
    found = []
    for entry in block:
        chain = _chain_for(entry, last)
        if chain is None:
            chain = []
            found.append(chain)
        chain.append(entry)
        last[entry.place.path] = chain
    return found


def _chain_for(entry: Entry, last: Mapping[tuple[str, ...], list[Entry]]) -> list[Entry] | None:
    own = last.get(entry.place.path)
    if own is not None and _follows(entry, own[-1]):
        return own
    near = [c for path, c in last.items() if _nested(path, entry.place.path)] if len(last) <= SCOPE else []
    for chain in sorted(near, key=lambda c: (-(c[-1].day or 0), c[-1].claim_id)):
        early = chain[-1]
        if own is None and _apart(entry, early) <= SCOPE and _follows(entry, early) and not falls(entry, early):
            return chain
    return None


def _nested(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    return bool(short) and len(short) > 1 and long[: len(short)] == short


def _apart(late: Entry, early: Entry) -> int:
    return (late.day or 0) - (early.day or 0)


def _follows(late: Entry, early: Entry) -> bool:
    """Whether a figure carries an earlier one on: a running total does, and the toll of the same incident."""
    if late.tally == "cumulative" and early.tally == "cumulative":
        return True
    if late.tally == "cumulative":
        return _apart(late, early) <= SCOPE
    return early.tally != "cumulative" and late.event == early.event


def falls(late: Entry, early: Entry) -> bool:
    """Whether the later figure is lower."""
    return late.interval.point < early.interval.point


def linked(chain: Sequence[Entry]) -> list[Link]:
    """The links along one chain: updates when the figure rises or stays, rounds or revises when it falls.

    A rounder form of the last figure carries nothing on: the next one updates the figure it rounds.
    A source with two unlike running totals on one day is its own rival: one of them counts something else.
    """
    found = []
    previous = chain[0]
    for position, entry in enumerate(chain[1:], 1):
        if falls(entry, previous):  # of several figures of the day before, the nearest one was lowered
            day = [e for e in chain[:position] if e.day == previous.day]
            previous = min(day, key=lambda e: (abs(e.interval.point - entry.interval.point), e.claim_id))
        relation, rule = _relation(entry, previous, len(chain))
        note = f"{previous.interval} -> {entry.interval}"
        found.append(Link(entry.claim_id, relation, previous.claim_id, rule, note))
        previous = previous if relation == "rounds" else entry
    return found


def _relation(late: Entry, early: Entry, length: int) -> tuple[str, str]:
    same_day = late.day == early.day
    if intervals.same(late.interval, early.interval) and (same_day or length == 2):
        return "repeats", "same_source_unchanged"
    if intervals.rounds(late.interval, early.interval) and late.interval.modifier in intervals.OPEN_HIGH:
        return "rounds", "rounds_down_same_source_later"
    if falls(late, early):
        return "revises", "same_source_lower"
    hedged = (late.interval.modifier, early.interval.modifier) == ("approx", "exact") and _apart(late, early) <= DAYS
    if hedged and intervals.rounds(late.interval, early.interval):
        return "rounds", "rounds_up_same_source_later"
    if same_day and late.source == early.source and "cumulative" in (late.tally, early.tally):
        return "rivals", "same_source_two_figures_one_day"
    return "updates", "next_figure_of_the_source" if late.voice == late.source == early.source else "next_of_its_office"
