"""Variants: one figure of one source, met again in other words. Which telling is the original, and what changed.

Copying changes figures in known ways: a bound is added or lost, a number is rounded, one digit slips, the dead become
casualties, the place or the side changes, an agency's source gets lost. Each way is a rule of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import Entry
from newslib.compare.intervals import Interval
from newslib.compare.other_names import find_other_names
from newslib.compare.roundings import find_roundings
from newslib.compare.tellings import (
    AT_MOST,
    DAYS,
    Change,
    Variants,
    akin,
    changes,
    digits,
    nested,
    siblings,
    slot,
    subset,
)

SLOT_DAYS = 60  # the same figure of the same source for the same thing is recognised longer, of one incident always
ALWAYS = 1_000_000  # days
CHANGE_DAYS = 10  # with the outcome changed it must be nearer
RISE = 0.05  # two numbers of one source and day nearer than this are a count that goes on, not a slip of one digit


def variants(given: Sequence[Entry], wholes: Mapping[str, Entry]) -> Variants:
    """Find every retelling.

    Args:
        given: entries whose sides, groups and tallies are settled.
        wholes: entries by claim id, to tell parts from totals.
    """
    found = Variants()
    usable = [e for e in given if e.asserted and e.day is not None and e.stance != "retracts"]
    _same_voice(usable, wholes, found)
    _slips(usable, wholes, found)
    find_roundings(usable, found)
    find_other_names(usable, found)
    return found


def _same_voice(given: Sequence[Entry], wholes: Mapping[str, Entry], found: Variants) -> None:
    """The same number of the same source, told again within days: repeats when nothing changed, else drift."""
    own: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in given:
        own[(entry.voice, slot(entry))].append(entry)
    by_number: dict[tuple[str, float], list[Entry]] = defaultdict(list)
    for entry in sorted(given, key=lambda e: e.order):
        if not entry.named or subset(entry, wholes):
            continue
        ends = {end for end in (entry.interval.low, entry.interval.high) if end is not None}
        earlier = [e for end in sorted(ends) for e in by_number[(entry.voice, end)][-AT_MOST:]]
        told = [(e, c) for e in earlier if (c := _told_again(entry, e)) is not None]
        if not told:
            for end in ends:
                by_number[(entry.voice, end)].append(entry)
            continue
        original, changed = min(told, key=lambda row: (len(row[1]), -(row[0].day or 0)))
        names = [c.changed for c in changed]
        if names == ["side"] and _fits(entry, own) and not _fits(original, own):
            entry, original, changed = original, entry, changes(original, entry)
        if not names:
            found.add(entry, original, "repeats", "same_source_same_figure")
        elif entry.day == original.day and (names == ["outcome"] or (names == ["place"] and nested(entry, original))):
            found.add(entry, original, "repeats", f"same_source_same_figure_other_{names[0]}", changed)
        else:
            found.add(entry, original, "drift", f"same_source_{'_and_'.join(names)}", changed)


def _told_again(late: Entry, early: Entry) -> list[Change] | None:
    """What changed between two tellings; None when they are not tellings of one figure."""
    apart = (late.day or 0) - (early.day or 0)
    if not akin(late.outcome, early.outcome) or late.item != early.item or not _tallies_fit(late, early):
        return None
    if siblings(late, early) or (late.home, late.scope) != (early.home, early.scope):
        return None
    if late.interval.modifier == "range" != early.interval.modifier:
        return None  # copying loses an end of a range, it does not add one
    changed = changes(late, early)
    names = {c.changed for c in changed}
    if not names:
        return changed if apart <= (_within(names, late, early) if late.tally == "incident" else 0) else None
    if apart > _within(names, late, early):
        return None
    if {"side", "place", "group"} & names and not _long(late.interval):
        return None
    if "outcome" in names and len(names) > 1 and "casualties" in (late.outcome, early.outcome):
        return changed if intervals.distinctive(late.interval) else None
    return changed


def _within(names: set[str], late: Entry, early: Entry) -> int:
    """Days in which two tellings may lie apart, given what changed."""
    if names & {"tally", "high", "low", "side", "place", "group"}:
        return 0 if "side" in names else DAYS
    if "outcome" in names:
        return CHANGE_DAYS
    collapsed = early.interval.modifier == "range" != late.interval.modifier
    if late.tally != "incident" and not collapsed and not intervals.distinctive(late.interval):
        return DAYS if late.relay and not early.relay else 0  # another bound next day: the next report, unless relayed
    one_incident = late.tally == "incident" and late.event == early.event
    return ALWAYS if one_incident else SLOT_DAYS


def _long(number: Interval) -> bool:
    """Whether a number is long enough to be known again under another place or side."""
    return number.modifier == "range" or (number.point >= 100 and intervals.significant(number.point) >= 2) or (
        number.point >= 10000)  # fmt: skip


def _fits(entry: Entry, own: Mapping[tuple[Any, ...], Sequence[Entry]]) -> bool:
    """Whether a figure lies between those its source gave for the same thing before and after."""
    series = own[(entry.voice, slot(entry))]
    before = [e.interval.point for e in series if (e.day or 0) < (entry.day or 0)]
    after = [e.interval.point for e in series if (e.day or 0) > (entry.day or 0)]
    return max(before, default=0) <= entry.interval.point <= min(after, default=entry.interval.point)


def _tallies_fit(a: Entry, b: Entry) -> bool:
    """Totals go with totals; an increment is taken for a total only on the same day."""
    total = ("incident", "cumulative", "unknown")
    return a.tally == b.tally or (a.tally in total and b.tally in total) or (
        a.day == b.day and intervals.same(a.interval, b.interval) and "rate" not in (a.tally, b.tally)
    )  # fmt: skip


def _slips(given: Sequence[Entry], wholes: Mapping[str, Entry], found: Variants) -> None:
    """Typing errors: one digit of a long number, or one nought, differs from what the source said that day."""
    days: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in sorted(given, key=lambda e: e.order):
        if not entry.named or entry.claim_id in found.retold or subset(entry, wholes):
            continue
        key = (entry.voice, entry.day, entry.tally, *slot(entry))
        original = next((e for e in days[key][:AT_MOST] if not siblings(entry, e) and _slip(entry, e)), None)
        days[key].append(entry)
        if original is not None:
            change = Change(original.claim_id, entry.claim_id, "stated", *(
                digits(e.interval.point) for e in (original, entry)))  # fmt: skip
            found.add(entry, original, "drift", "same_source_one_digit", [change])


def _slip(late: Entry, early: Entry) -> bool:
    """Whether two numbers differ by one digit, two digits that changed places, or one nought."""
    a, b = late.interval, early.interval
    if "exact" not in (a.modifier, b.modifier) or a.point == b.point or "range" in (a.modifier, b.modifier):
        return False
    one, other = digits(a.point), digits(b.point)
    if intervals.rounds(a, b) or intervals.rounds(b, a):
        return False
    if min(len(one), len(other)) < 3:
        return False
    if len(one) == len(other):
        differ = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(one) == sorted(other)
        return swapped or (len(differ) == 1 and abs(a.point - b.point) > RISE * b.point)
    return one + "0" == other or other + "0" == one
