"""Reasons: why two numbers of one thing differ, by rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import Entry
from newslib.compare.intervals import Interval
from newslib.compare.tellings import Link
from newslib.compare.things import Thing

LEAST = 5  # people: smaller numbers differ for too many reasons to call it a disagreement
NUMBERS = 40  # different numbers of one thing that are held against each other; keeps the work linear
_TAKEN_BACK = {"revises": "revised", "retracts": "retracted"}
_CHANGED = ("outcome", "side", "digit", "low", "high")


def reasons(found: Iterable[Thing], links: Iterable[Link]) -> pd.DataFrame:
    """The reasons table: one row per two different numbers of one thing.

    Args:
        found: the things.
        links: what claims are to each other.
    """
    told = {frozenset((x.a, x.b)): x for x in links if x.relation != "rivals"}
    rows = []
    for event in found:
        for early, late in combinations(_numbers(event), 2):
            reason, rule = _reason(late, early, told.get(frozenset((late.claim_id, early.claim_id))))
            rows.append({
                "claim_a": late.claim_id, "claim_b": early.claim_id, "event_id": event.event_id,
                "happening_id": event.happening_id or None, "reason": reason, "rule": rule,
                "words": "; ".join(e.number for e in (early, late)),
                "difference": late.interval.point - early.interval.point,
            })  # fmt: skip
    return tables.frame("reasons", rows)


def _numbers(event: Thing) -> Sequence[Entry]:
    """One claim for each different number of a thing, by day; a claim with a named source before one without."""
    kept: dict[Interval, Entry] = {}
    for entry in sorted(event.members, key=lambda e: (not e.named, e.day or 0, e.claim_id)):
        if entry.asserted:
            kept.setdefault(entry.interval, entry)
    return sorted(kept.values(), key=lambda e: (e.day or 0, e.claim_id))[-NUMBERS:]


def _reason(late: Entry, early: Entry, link: Link | None) -> tuple[str, str]:
    a, b = late.interval, early.interval
    if link is not None and link.relation in _TAKEN_BACK:
        return _TAKEN_BACK[link.relation], link.rule
    if link is not None and link.relation == "drift":
        return "copying_error", link.rule
    if intervals.rounds(a, b) or intervals.rounds(b, a):
        return "rounding", "rounds"
    if intervals.agree(a, b):
        return ("same", "same_number") if a.point == b.point else ("bound_only", "bounds_allow")
    if (late.day or 0) > (early.day or 0) and a.point > b.point:
        return "later_count", "rises_with_time"
    if late.voice == early.voice:
        return ("same_origin", "one_source_one_day") if late.day == early.day else ("revised", "same_source_lower")
    if late.named and early.named and min(a.point, b.point) >= LEAST:
        return "disagreement", "named_sources_exclude_each_other"
    return "unexplained", "no_rule"
