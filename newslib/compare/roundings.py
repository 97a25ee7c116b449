"""Roundings: a round number that stands for a precise one of the same camp."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import Entry
from newslib.compare.intervals import Interval
from newslib.compare.tellings import AT_MOST, DAYS, Variants, akin, family, groups_fit, places_fit

ROUND = 2  # digits that a round number has at most; of the same source and day a longer one may round as well
NEAR = 0.01  # how near a bare round number of one source lies to the number of another one it stands for


def find_roundings(given: Sequence[Entry], found: Variants) -> None:
    """A round number that stands for a precise one of the same camp, said the same day or up to three days before."""
    shelves: dict[tuple[str, str, str, str, int], list[tuple[float, str, Entry]]] = defaultdict(list)
    for entry in given:
        if entry.interval.low is not None and entry.interval.high is not None:
            key = (family(entry.outcome), entry.side, entry.home, entry.scope, entry.day or 0)
            shelves[key].append((entry.interval.point, entry.claim_id, entry))
    for shelf in shelves.values():
        shelf.sort(key=lambda row: row[:2])
    for entry in given:
        if entry.claim_id in found.retold:
            continue
        round_enough = intervals.significant(entry.interval.point) <= ROUND
        best: dict[str, tuple[Any, ...]] = {}
        for other in _precise(entry, shelves):
            if not round_enough and not _cut_short(entry, other):
                continue
            better = (entry.outcome != other.outcome, other.claim_id in found.retold,
                      (entry.day or 0) - (other.day or 0), entry.place != other.place, bool(other.wording),
                      bool(other.relay), other.claim_id)  # fmt: skip
            if other.voice not in best or better < best[other.voice][0]:
                best[other.voice] = (better, other)
        own = best.get(entry.voice)
        for _, other in [own] if own else sorted(best.values(), key=lambda row: row[0])[:DAYS]:
            near = "same_day" if entry.day == other.day else "within_days"
            whose = "same_source" if entry.voice == other.voice else "same_camp"
            found.add(entry, other, "rounds", f"rounds_{_way(entry.interval, other.interval)}_{whose}_{near}")


def _cut_short(a: Entry, b: Entry) -> bool:
    """Whether a number of several digits is another one of the same source and day without its last digits."""
    return a.voice == b.voice and a.day == b.day and intervals.cut_short(a.interval, b.interval)


def _way(a: Interval, b: Interval) -> str:
    return "down" if a.point <= b.point else "up"


def _camp(a: Entry, b: Entry) -> bool:
    """Whether one may be a rounder telling of the other: same camp, or one in nobody's name."""
    return a.voice == b.voice or not a.named or not b.named or a.party in ("", "mixed", b.party) or not b.party


def _precise(entry: Entry, shelves: Mapping[tuple[Any, ...], list[tuple[float, str, Entry]]]) -> Iterator[Entry]:
    """More precise figures the entry may stand for, none of them later than it."""
    said, reach = entry.interval.point, intervals.SLACK
    for back in range(DAYS + 1):
        shelf = shelves.get((family(entry.outcome), entry.side, entry.home, entry.scope, (entry.day or 0) - back), [])
        first = bisect_left(shelf, said * (1 - reach), key=lambda row: row[0])
        last = bisect_right(shelf, said * (1 + reach), key=lambda row: row[0])
        for _, _, other in shelf[first:last][:AT_MOST]:
            if other is not entry and not (back and other.voice == entry.voice) and _rounds(entry, other):
                yield other


def _rounds(a: Entry, b: Entry) -> bool:
    fits = akin(a.outcome, b.outcome) and a.item == b.item and groups_fit(a, b) and places_fit(a, b)
    kinds = "increment" if "increment" in (a.tally, b.tally) else "rate" if "rate" in (a.tally, b.tally) else ""
    if not fits or (kinds and a.tally != b.tally) or not _camp(a, b) or not intervals.rounds(a.interval, b.interval):
        return False
    if a.day != b.day and a.interval.modifier not in intervals.OPEN_HIGH:
        return False
    bare = a.interval.modifier == "exact" and a.voice != b.voice and a.named  # two bare numbers are rivals, unless near
    return not bare or abs(a.interval.point - b.interval.point) <= b.interval.point * NEAR
