"""Rivals: different figures of different sources for the same thing, standing at the same time.

Comparing every claim with every other one would grow with the square of the corpus and say nothing: of two series
only the neighbours in time are compared. A claim meets the standing figure of each other source unless its own source
had already met that figure; around one incident, where figures are few and days count, all within three days meet.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import BROAD, MAIN, Entry
from newslib.compare.tellings import Link, family, subset

STANDING = 400  # days a figure stands before it is old news
NEAR = 3  # days in which all figures about one incident meet
CUSTODY = 7  # days in which surrendered, captured and evacuated may be the same people
SOURCES = 16  # the sources last heard that a claim is compared with; keeps the work linear


AGREES = "agrees"


def rivals(given: Sequence[Entry], wholes: Mapping[str, Entry], retold: Mapping[str, str]) -> list[Link]:
    """Pairs of rival claims, the later one first; see ``meetings``."""
    return [link for link in meetings(given, wholes, retold) if link.rule != AGREES]


def meetings(given: Sequence[Entry], wholes: Mapping[str, Entry], retold: Mapping[str, str]) -> list[Link]:
    """Pairs of claims of different sources that stand at the same time, the later one first.

    The rule says how they differ: ``agrees`` when one number can satisfy both.

    Args:
        given: entries whose sides, groups and tallies are settled.
        wholes: entries by claim id.
        retold: claims that only retell another one.
    """
    topics: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in given:
        original = wholes.get(retold.get(entry.claim_id, ""))
        again = original is not None and original.outcome == entry.outcome
        if _speaks(entry) and not again and not subset(entry, wholes):
            topics[_topic(entry)].append(entry)
    found = []
    for members in topics.values():
        found += _within(sorted(members, key=lambda e: e.order))
    return found + _exceeding([e for members in topics.values() for e in members])


def _exceeding(given: Sequence[Entry]) -> list[Link]:
    """More in one town than another source counts in the whole country: one of them must be wrong or partial."""
    found = []
    told: dict[tuple[Any, ...], OrderedDict[str, Entry]] = defaultdict(OrderedDict)
    for entry in sorted(given, key=lambda e: (e.day, len(e.place.path), e.claim_id)):
        if not entry.interval.known or entry.tally != "cumulative":
            continue
        kind = (entry.outcome, entry.item, entry.side, entry.group)
        for k in range(1, len(entry.place.path)):
            for other in list(told[(*kind, entry.place.path[:k])].values())[-NEAR:]:
                near = (entry.day or 0) - (other.day or 0) <= CUSTODY and other.voice != entry.voice
                if near and entry.interval.point > 2 * other.interval.point:
                    note = f"{entry.interval} in {entry.place.name} against {other.interval} in {other.place.name}"
                    found.append(Link(entry.claim_id, "rivals", other.claim_id, "part_exceeds_whole", note))
        shelf = told[(*kind, entry.place.path)]
        shelf[entry.voice] = entry
        shelf.move_to_end(entry.voice)
        if len(shelf) > SOURCES:
            shelf.popitem(last=False)
    return found


def _speaks(entry: Entry) -> bool:
    """Whether a claim can rival another: it has a day, and a number or a vague amount, or doubts that of others."""
    if entry.day is None or entry.tally in ("rate", "increment") or entry.stance == "no_comment":
        return False
    return entry.modality in ("", "actual") and entry.stance not in ("denies", "retracts")


def _topic(entry: Entry) -> tuple[Any, ...]:
    group = "any" if entry.group in (*MAIN, *BROAD) and not entry.side else entry.group
    return (family(entry.outcome), entry.item, entry.side, group, entry.place.path, entry.home, entry.scope)


def _within(members: Sequence[Entry]) -> list[Link]:
    found = []
    standing: OrderedDict[tuple[str, str], list[Entry]] = OrderedDict()
    spoke: dict[tuple[str, str], tuple[int, int | None]] = {}  # the last day of a source, and the one before it
    for entry in members:
        mine, today = (entry.voice, entry.outcome), entry.day or 0
        before = standing.get(mine, [])
        last, earlier = spoke.get(mine, (today, None))
        spoke[mine] = (today, earlier if last == today else last)
        for voice in list(reversed(standing))[:SOURCES]:
            if voice != mine:
                for other in standing[voice]:
                    link = _meet(entry, other, spoke[mine][1])
                    if link is not None:
                        found.append(link)
        standing[mine] = [e for e in before if _still(e, entry)][-NEAR:]
        standing[mine].append(entry)
        standing.move_to_end(mine)
        if len(standing) > SOURCES * 4:
            standing.popitem(last=False)
    return found


def _still(early: Entry, late: Entry) -> bool:
    """Whether an earlier figure of a source still stands beside its later one."""
    apart = (late.day or 0) - (early.day or 0)
    return apart == 0 or (apart <= NEAR and early.tally == "incident")


def _meet(late: Entry, early: Entry, spoke: int | None) -> Link | None:
    """How two figures meet; None when the later one's source has spoken since the earlier one was given.

    Args:
        late: the later figure.
        early: the earlier one.
        spoke: the day on which the later one's source spoke before.
    """
    apart = (late.day or 0) - (early.day or 0)
    old = apart > STANDING and late.event != early.event
    if old or (late.tally != early.tally and "stock" in (late.tally, early.tally)):
        return None
    met = spoke is not None and spoke >= (early.day or 0)
    both_near = apart <= NEAR and late.tally == "incident" == early.tally
    if met and not both_near:
        return None
    if late.outcome != early.outcome and "evacuated" in (late.outcome, early.outcome) and apart > CUSTODY:
        return None
    rule = _difference(late, early)
    if rule is None or (late.voice == early.voice and rule != "disjoint"):
        return None
    if rule == AGREES:
        return Link(late.claim_id, "rivals", early.claim_id, rule)
    if late.outcome != early.outcome:
        rule = f"{rule}_{'_or_'.join(sorted((late.outcome, early.outcome)))}"
    return Link(late.claim_id, "rivals", early.claim_id, rule, f"{late.interval} against {early.interval}")


def _difference(a: Entry, b: Entry) -> str | None:
    """How two figures differ; None when they cannot be compared."""
    if a.stance == "doubts" or b.stance == "doubts":
        return "doubts" if a.interval.known or b.interval.known else None
    if not (a.interval.known and b.interval.known):
        told = (a.wording and b.interval.known) or (b.wording and a.interval.known)
        return "vague_against_number" if told else None
    if intervals.gap(a.interval, b.interval) > 0:
        return "disjoint"
    dead, all_ = (a, b) if b.outcome == "casualties" else (b, a)
    if dead.outcome == "killed" and all_.outcome == "casualties" and dead.interval.point >= all_.interval.point:
        return "dead_as_many_as_casualties"
    if _plain(a) and _plain(b) and a.interval.point != b.interval.point:
        return "two_exact_numbers"
    low, high = sorted((a.interval.point, b.interval.point))
    if high > low * (1 + intervals.ROUNDING):
        return "bounds_may_both_hold"
    return AGREES


def _plain(entry: Entry) -> bool:
    return entry.interval.modifier == "exact"
