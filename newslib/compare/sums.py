"""Sums: parts against their totals, and totals against what was added to them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from newslib.compare import intervals
from newslib.compare.checks import NEAR, Check, against, shown, sum_note, total
from newslib.compare.entries import TOTALS, Entry
from newslib.compare.intervals import Interval
from newslib.compare.links import Linked
from newslib.compare.tellings import DAYS

SEARCHED = 12  # claims of one statement among which a sum is looked for
_DISJOINT = ("killed", "wounded", "missing", "captured", "surrendered")
_LEAVING = ("evacuated", "released", "surrendered", "captured")


def sums(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Every check that adds figures up.

    Args:
        given: the entries of a corpus.
        linked: the links between them.
        by_id: the entries by claim id.
    """
    yield from _parts(linked, by_id)
    yield from _near_sums(given)
    yield from _camp_totals(given)
    yield from _balances(given)
    yield from _increments(given, linked, by_id)


def _parts(linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Parts told or inferred under a whole: by place, by outcome or by group, each kind of division on its own."""
    children: dict[str, dict[str, str]] = defaultdict(dict)
    for x in linked.links:
        if x.relation == "includes" and by_id[x.b].asserted and by_id[x.a].asserted:
            children[x.a][x.b] = x.rule
    copies: dict[str, list[str]] = defaultdict(list)
    for copy, original in linked.retold.items():
        copies[original].append(copy)
    for claim, rules in children.items():
        whole = by_id[claim]
        parts = sorted((by_id[c] for c in rules), key=lambda e: (e.row, e.claim_id))
        for group in _divisions(parts, whole, rules):
            yield _division(group, whole, min(rules[e.claim_id] for e in group))
        for part in parts:
            alone = [part, *(by_id[c] for c in copies[part.claim_id] if by_id[c].asserted)]
            for e in alone:
                if e is not part or len(parts) > 1:
                    yield _division([e], whole, rules[part.claim_id])


def _divisions(parts: Sequence[Entry], whole: Entry, rules: Mapping[str, str]) -> Iterator[list[Entry]]:
    sure = [e for e in parts if not rules[e.claim_id].endswith("unclear")]
    apart = [e for e in sure if e.place.path and e.place.path != whole.place.path]
    here = [e for e in sure if e not in apart]
    unclear = [[e] for e in parts if e not in sure]
    for group in ([apart, here] if len(apart) > 1 else [sure]) + unclear:
        exact = _making(group, whole)
        for some in (exact, [e for e in group if e not in exact]):
            if some:
                yield some


def _making(parts: Sequence[Entry], whole: Entry) -> list[Entry]:
    """Those of many parts that make up the whole: passengers and crew, while a nation is counted among them."""
    bare = [e for e in parts if e.interval.modifier == "exact"] if whole.interval.modifier == "exact" else []
    for size in range(len(bare), 1, -1) if len(bare) <= SEARCHED else ():
        for some in combinations(bare, size):
            if sum(e.interval.point for e in some) == whole.interval.point:
                return list(some)
    return []


def _division(parts: Sequence[Entry], whole: Entry, rule: str) -> Check:
    claims = (*(e.claim_id for e in parts), whole.claim_id)
    joint = total(e.interval for e in parts)
    holds, difference = against(joint, whole.interval)
    note = sum_note(parts, whole.interval)
    if (len(parts) > 1 and _complete(parts, whole)) or intervals.same(joint, whole.interval):
        return Check("parts", claims, shown(whole.interval), shown(joint), holds, note, difference, rule)
    room = math.inf if whole.interval.high is None else whole.interval.high
    low, largest = joint.low or 0.0, max(e.interval.low or 0 for e in parts)
    fits = low <= room or (largest <= room and _may_overlap(parts))
    slack = whole.interval.modifier == "approx" and low <= room * (1 + intervals.APPROX)
    note += "; parts may overlap" if fits and low > room else ""
    expected = f"<= {shown(Interval(whole.interval.point, whole.interval.point, 'exact'))}"
    holds = "yes" if fits else "near" if slack else "no"
    return Check("parts", claims, expected, shown(joint), holds, note, max(0.0, low - room), rule)


def _complete(parts: Sequence[Entry], whole: Entry) -> bool:
    """Whether the parts should make up the whole: dead and wounded make the casualties, the regions the country."""
    outcomes = {e.outcome for e in parts}
    if whole.outcome == "casualties":
        return {"killed", "wounded"} <= outcomes
    places = {e.place.path for e in parts}
    return len(places) == len(parts) and whole.place.path not in places


def _may_overlap(parts: Sequence[Entry]) -> bool:
    """Officers may be women; the dead are not among the wounded."""
    outcomes = [e.outcome for e in parts]
    return len(set(outcomes)) < len(outcomes) or not set(outcomes) <= set(_DISJOINT)


def _near_sums(given: Sequence[Entry]) -> Iterator[Check]:
    """Two figures of one statement that nearly make a third one: a sum that was miscopied."""
    blocks: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for e in given:
        if e.asserted and e.day is not None and e.named and e.interval.modifier == "exact" and not e.whole:
            blocks[(e.voice, e.day, e.outcome, e.place.path, e.tally, e.article)].append(e)
    for block in blocks.values():
        ordered = sorted(block, key=lambda e: (-e.interval.point, e.claim_id))[:SEARCHED]
        for k, whole in enumerate(ordered):
            for i, a in enumerate(ordered[k + 1 :], k + 1):
                for b in ordered[i + 1 :]:
                    if (a.side, a.group) != (b.side, b.group) and a.interval.point < whole.interval.point:
                        yield from _near_sum(a, b, whole)


def _near_sum(a: Entry, b: Entry, whole: Entry) -> Iterator[Check]:
    joint = total((a.interval, b.interval))
    difference = joint.point - whole.interval.point
    if abs(difference) <= max(1.0, NEAR * whole.interval.point) and b.interval.point > abs(difference):
        claims = (a.claim_id, b.claim_id, whole.claim_id)
        yield Check("parts", claims, shown(whole.interval), shown(joint), "no" if difference else "yes",
                    sum_note((a, b), whole.interval), difference, "two_figures_make_a_third")  # fmt: skip


def _camp_totals(given: Sequence[Entry]) -> Iterator[Check]:
    """Dead and wounded of one source against the casualties another source of its camp gives that day."""
    blocks: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for e in given:
        if e.asserted and e.day is not None and e.party and e.tally == "cumulative":
            blocks[(e.party, e.day, e.side, e.group, e.place.path)].append(e)
    for block in blocks.values():
        kinds = {kind: [e for e in block if e.outcome == kind][:3] for kind in ("killed", "wounded", "casualties")}
        for dead in kinds["killed"]:
            for hurt in kinds["wounded"]:
                for all_ in kinds["casualties"]:
                    if dead.voice == hurt.voice != all_.voice:
                        joint = total((dead.interval, hurt.interval))
                        holds, difference = against(joint, all_.interval)
                        claims = (dead.claim_id, hurt.claim_id, all_.claim_id)
                        near = abs(joint.point - all_.interval.point) <= NEAR * all_.interval.point
                        short = joint.point < all_.interval.point and holds == "no"
                        yield Check("parts", claims, shown(all_.interval), shown(joint),
                                    "yes" if near else "near" if short else holds,
                                    sum_note((dead, hurt), all_.interval), difference, "same_camp_total")  # fmt: skip


def _balances(given: Sequence[Entry]) -> Iterator[Check]:
    """Those who left a place and those one source says are still there, against how many another says were in it."""
    here: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for e in given:
        if e.asserted and e.day is not None and e.place.path and not e.whole:
            here[(e.place.path, e.side, e.group)].append(e)
    for block in here.values():
        inside = [e for e in block if e.tally == "stock" and e.interval.low is not None][:SEARCHED]
        for left in inside if len(inside) > 1 else ():
            out = [e for e in block if e.voice == left.voice and e.day == left.day and e.outcome in _LEAVING
                   and e.tally in TOTALS][:SEARCHED]  # fmt: skip
            for all_ in inside if out else ():
                if all_.voice != left.voice:
                    yield _balance([*out, left], all_)


def _balance(parts: Sequence[Entry], all_: Entry) -> Check:
    joint = total(e.interval for e in parts)
    holds, difference = against(joint, all_.interval)
    claims = (*(e.claim_id for e in parts), all_.claim_id)
    note = sum_note(parts, all_.interval)
    return Check("parts", claims, shown(all_.interval), shown(joint), holds, note, difference, "left_and_still_there")


def _increments(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Previous total and increment make the new total, within one source; with another source's total it breaks.

    Additions told between two totals further apart need not be all there were: they are shown where they fit.
    """
    added: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for e in sorted(given, key=_by_day):
        if e.asserted and e.tally == "increment" and e.day is not None and not _same_kind(e, by_id.get(e.whole)):
            added[(e.voice, e.outcome, e.side, e.group)].append(e)
    others = _other_totals(linked, by_id)
    for chain in linked.chains:
        for before, after in pairwise(chain):
            own = added.get((after.voice, after.outcome, after.side, after.group), [])
            first = bisect_left(own, min((before.day or 0) + 1, after.day or 0), key=lambda e: e.day or 0)
            steps = [e for e in own[first : first + SEARCHED * 3] if _between(e, after)]
            if (before.day or 0) < (after.day or 0) - DAYS or any(e.day != after.day for e in steps):
                yield from _steps(before, steps, after)
                continue
            for step in steps:
                yield _step(before, [step], after, "same_source_previous_total")
                if step.interval.modifier == "exact":
                    for other in others.get(before.claim_id, ())[:DAYS]:
                        yield _step(other, [step], after, "other_source_previous_total")


def _by_day(entry: Entry) -> tuple[int, str]:
    return (entry.day or 0, entry.claim_id)


def _between(step: Entry, after: Entry) -> bool:
    """Whether something was added at the place of a total, and not after it."""
    near = step.place.within(after.place) or after.place.within(step.place)
    return near and (step.day or 0) <= (after.day or 0)


def _steps(before: Entry, steps: Sequence[Entry], after: Entry) -> Iterator[Check]:
    """Additions between two totals: one for every day must make up their difference, else some may."""
    days = [e.day for e in steps]
    if days and days == list(range((before.day or 0) + 1, (after.day or 0) + 1)):
        yield _step(before, steps, after, "additions_of_every_day")
        return
    wanted = after.interval.point - before.interval.point
    for some in (steps, *([e] for e in steps)):
        if some and sum(e.interval.point for e in some) == wanted:
            yield _step(before, some, after, "additions_between_totals")
            return


def _same_kind(part: Entry, whole: Entry | None) -> bool:
    return whole is not None and (part.outcome, part.group) == (whole.outcome, whole.group)


def _other_totals(linked: Linked, by_id: Mapping[str, Entry]) -> dict[str, list[Entry]]:
    """For a total the rival totals of other sources for the same thing and day, give or take a day."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for x in linked.meetings:
        a, b = by_id[x.a], by_id[x.b]
        exact = a.interval.modifier == b.interval.modifier == "exact"
        if exact and abs((a.day or 0) - (b.day or 0)) <= 1 and {a.tally, b.tally} <= set(TOTALS):
            found[a.claim_id].append(b)
            found[b.claim_id].append(a)
    return found


def _step(before: Entry, steps: Sequence[Entry], after: Entry, rule: str) -> Check:
    joint = total(e.interval for e in (before, *steps))
    holds, difference = against(joint, after.interval)
    said = sum(e.interval.low or 0 for e in steps)
    if holds == "near" and said and 0 <= after.interval.point - joint.point <= 1 + NEAR * said:
        holds = "yes"  # "more than 770" for 771: the bound says no more
    note = f"{' + '.join(shown(e.interval) for e in (before, *steps))} = {shown(joint)}"
    note += "; sources must not be mixed" if rule.startswith("other") and holds != "yes" else ""
    claims = (before.claim_id, *(e.claim_id for e in steps), after.claim_id)
    return Check("increment", claims, shown(after.interval), shown(joint), holds, note, difference, rule)
