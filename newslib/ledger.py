"""The arithmetic ledger: what must add up between claims, and whether it does.

Parts against totals, previous total and increment against the new total, running totals that never fall, figures
for one thing that are of one size, printed numbers against numbers read. Running totals, increments, rates and stocks
are never added to each other beyond these rules, and what is denied, negated or hypothetical is never added.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from newslib import intervals, tables
from newslib.entries import Entry
from newslib.intervals import Interval
from newslib.links import Linked
from newslib.variants import AT_MOST, DAYS, slot

NEAR = 0.02  # sums that miss by up to a fiftieth are near: rounding
SIZE = 2.0  # figures for one thing more than twice apart are not of one size
SEARCHED = 12  # claims of one statement among which a sum is looked for
TOTALS = ("cumulative", "incident", "unknown")
_DISJOINT = ("killed", "wounded", "missing", "captured", "surrendered")
_LEAVING = ("evacuated", "released", "surrendered", "captured", "killed", "displaced")
_SEPARATED = re.compile(r"\d+(?:[.\s'’\u00a0\u202f]\d+)+|\d+,\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the claims in order (parts or steps first, the total last), what should be and what is."""

    check: str
    claims: tuple[str, ...]
    expected: str
    found: str
    holds: str
    note: str
    difference: float | None
    rule: str


def ledger(given: Sequence[Entry], linked: Linked) -> list[Check]:
    """Every check over a corpus.

    Args:
        given: its entries, settled by ``events.events``.
        linked: the links between them.

    Returns:
        The checks in the order of their kind, each set of claims once per kind.
    """
    by_id = {e.claim_id: e for e in given}
    found = [
        *_parts(linked, by_id), *_near_sums(given), *_camp_totals(given), *_balances(given),
        *_increments(given, linked, by_id), *_monotone(given, linked, by_id), *_sizes(linked, by_id), *_locales(given),
    ]  # fmt: skip
    unique: dict[tuple[str, frozenset[str]], Check] = {}
    for check in found:
        unique.setdefault((check.check, frozenset(check.claims)), check)
    return sorted(unique.values(), key=lambda c: (_KINDS.index(c.check), c.claims))


_KINDS = ("parts", "increment", "monotone", "magnitude", "locale")


def shown(number: Interval) -> str:
    """A number as the ledger prints it.

    >>> shown(Interval(770, None, "more_than")), shown(Interval(10, 50, "range"))
    ('> 770', '10-50')
    """
    low, high = (None if v is None else f"{v:.15g}" for v in (number.low, number.high))
    if low is not None and high is not None:
        return ("about " if number.modifier == "approx" else "") + (low if low == high else f"{low}-{high}")
    if low is not None:
        return f"{'>=' if number.modifier == 'at_least' else '>'} {low}"
    return "no number" if high is None else f"{'<' if number.modifier == 'less_than' else '<='} {high}"


def total(given: Iterable[Interval]) -> Interval:
    """The sum of intervals; open when one of them is.

    >>> total([Interval(198, 198, "exact"), Interval(550, None, "more_than")])
    Interval(low=748.0, high=None, modifier='more_than')
    """
    low, high, modifier = 0.0, 0.0, "exact"
    for x in given:
        low += x.low or 0
        high += math.inf if x.high is None else x.high
        modifier = x.modifier if x.modifier != "exact" else modifier
    return Interval(low, None if math.isinf(high) else high, modifier)


def _sum_note(given: Sequence[Entry], whole: Interval) -> str:
    return f"{' + '.join(shown(e.interval) for e in given)} against {shown(whole)}"


def _against(parts: Interval, whole: Interval) -> tuple[str, float]:
    """Whether a sum can be its total (yes, near, no), and by how much it misses.

    It holds when it is the total, or lies within the bounds and hedges of the total; it is near when bounds only
    allow it, or when a hedged sum misses by rounding.
    """
    difference = parts.point - whole.point
    low, high = whole.reach
    if parts.low is not None and parts.low == whole.low:  # "at least" on a part is kept by the sum of what was stated
        return "yes", 0.0
    if parts.low is not None and parts.high is not None and low <= parts.low and parts.high <= high:
        return "yes", 0.0
    if intervals.agree(parts, whole):
        return "near", 0.0
    hedged = {parts.modifier, whole.modifier} != {"exact"}
    return ("near" if hedged and abs(difference) <= NEAR * whole.point else "no"), difference


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
        if group:
            yield group


def _division(parts: Sequence[Entry], whole: Entry, rule: str) -> Check:
    claims = (*(e.claim_id for e in parts), whole.claim_id)
    joint = total(e.interval for e in parts)
    holds, difference = _against(joint, whole.interval)
    note = _sum_note(parts, whole.interval)
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
    blocks: dict[tuple, list[Entry]] = defaultdict(list)
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
                    _sum_note((a, b), whole.interval), difference, "two_figures_make_a_third")  # fmt: skip


def _camp_totals(given: Sequence[Entry]) -> Iterator[Check]:
    """Dead and wounded of one source against the casualties another source of its camp gives that day."""
    blocks: dict[tuple, list[Entry]] = defaultdict(list)
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
                        holds, difference = _against(joint, all_.interval)
                        claims = (dead.claim_id, hurt.claim_id, all_.claim_id)
                        near = abs(joint.point - all_.interval.point) <= NEAR * all_.interval.point
                        short = joint.point < all_.interval.point and holds == "no"
                        yield Check("parts", claims, shown(all_.interval), shown(joint),
                                    "yes" if near else "near" if short else holds,
                                    _sum_note((dead, hurt), all_.interval), difference, "same_camp_total")  # fmt: skip


def _balances(given: Sequence[Entry]) -> Iterator[Check]:
    """Those who left a place and those one source says are still there, against how many another says were in it."""
    here: dict[tuple, list[Entry]] = defaultdict(list)
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
    holds, difference = _against(joint, all_.interval)
    claims = (*(e.claim_id for e in parts), all_.claim_id)
    note = _sum_note(parts, all_.interval)
    return Check("parts", claims, shown(all_.interval), shown(joint), holds, note, difference, "left_and_still_there")


def _increments(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Previous total and increment make the new total, within one source; with another source's total it breaks."""
    added: dict[tuple, list[Entry]] = defaultdict(list)
    for e in given:
        if e.asserted and e.tally == "increment" and e.day is not None and not _same_kind(e, by_id.get(e.whole)):
            added[(e.voice, e.outcome, e.side, e.group)].append(e)
    others = _other_totals(linked, by_id)
    for chain in linked.chains:
        for before, after in pairwise(chain):
            for step in added.get((after.voice, after.outcome, after.side, after.group), ()):
                near = step.place.within(after.place) or after.place.within(step.place)
                if near and step.day == after.day and (before.day or 0) >= (after.day or 0) - DAYS:
                    yield _step(before, step, after, "same_source_previous_total")
                    if step.interval.modifier == "exact":
                        for other in others.get(before.claim_id, ())[:DAYS]:
                            yield _step(other, step, after, "other_source_previous_total")


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


def _step(before: Entry, step: Entry, after: Entry, rule: str) -> Check:
    joint = total((before.interval, step.interval))
    holds, difference = _against(joint, after.interval)
    if holds == "near" and step.interval.low is not None and 0 <= after.interval.point - joint.point <= 1 + NEAR * (
        step.interval.low
    ):
        holds = "yes"  # "more than 770" for 771: the bound says no more
    note = f"{shown(before.interval)} + {shown(step.interval)} = {shown(joint)}"
    note += "; sources must not be mixed" if rule.startswith("other") and holds != "yes" else ""
    claims = (before.claim_id, step.claim_id, after.claim_id)
    return Check("increment", claims, shown(after.interval), shown(joint), holds, note, difference, rule)


def _monotone(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Running totals never fall: along every chain, along the chains of one camp, and in retold copies."""
    for chain in linked.chains:
        for rising in _runs(chain):
            yield _row(rising, "same_source")
        for before, after in pairwise(chain):
            if after.interval.point < before.interval.point:
                for early in (e for e in chain if e.day == before.day and e.interval.point > after.interval.point):
                    yield _row([early, after], "same_source_falls")
    for x in linked.links:
        if x.relation == "revises" and x.rule == "ministry_lowers_government":
            yield _row([by_id[x.b], by_id[x.a]], "same_camp_falls")
    yield from _copies(linked, by_id)
    yield from _camps(given, linked)


def _runs(chain: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The stretches of two claims or more in which a chain does not fall."""
    run = [chain[0]]
    for entry in chain[1:]:
        if entry.interval.point < run[-1].interval.point:
            if len(run) > 1:
                yield run
            run = []
        run.append(entry)
    if len(run) > 1:
        yield run


def _row(chain: Sequence[Entry], rule: str) -> Check:
    falls = [(a, b) for a, b in pairwise(chain) if b.interval.point < a.interval.point]
    told = "; ".join(f"falls {a.claim_id}->{b.claim_id} ({shown(a.interval)}->{shown(b.interval)})" for a, b in falls)
    allowed = bool(falls) and all(intervals.agree(a.interval, b.interval) for a, b in falls)
    deepest = max((a.interval.point - b.interval.point for a, b in falls), default=0.0)
    first, last = chain[0], chain[-1]
    note = f"{first.source_name or first.source}: {shown(first.interval)} to {shown(last.interval)}"
    return Check("monotone", tuple(e.claim_id for e in chain), "never falls", told or "holds", "no" if falls else "yes",
                 note + ("; bounds and hedges allow it" if allowed else ""), -deepest, rule)  # fmt: skip


def _copies(linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """A changed copy that falls below what its source had said: the copy is to blame, not the source."""
    last: dict[tuple, list[Entry]] = defaultdict(list)
    for e in by_id.values():
        told = e.asserted and e.tally == "cumulative" and e.day is not None and not e.whole
        if told and e.claim_id not in linked.retold:
            last[(e.voice, slot(e))].append(e)
    for members in last.values():
        members.sort(key=lambda e: (e.day, e.claim_id))
    for copy, original in linked.retold.items():
        e = by_id[copy]
        before = [x for x in last.get((e.voice, slot(e)), ())[-AT_MOST:] if (x.day or 0) < (e.day or 0)]
        if e.tally == "cumulative" and before and e.interval.point < before[-1].interval.point:
            check = _row([before[-1], e], "changed_copy_falls")
            yield Check(check.check, check.claims, check.expected, check.found, check.holds,
                        f"{check.note}; a changed copy of {original}", check.difference, check.rule)  # fmt: skip


def _camps(given: Sequence[Entry], linked: Linked) -> Iterator[Check]:
    """What the sources of one camp say one after the other; only told when more than one speaks."""
    blocks: dict[tuple, list[Entry]] = defaultdict(list)
    for e in given:
        usable = e.asserted and e.party and e.tally == "cumulative" and e.day is not None and not e.whole
        if usable and e.claim_id not in linked.retold and e.claim_id not in linked.retracted:
            blocks[(e.party, slot(e))].append(e)
    for block in blocks.values():
        chain = sorted(block, key=lambda e: (e.day, e.interval.point, e.claim_id))
        if len({e.voice for e in chain}) > 1 and len({e.day for e in chain}) > 1:
            yield _row(chain, "same_camp")


def _sizes(linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Two figures for one thing are of one size; a copy has the number of its original."""
    changed = {(c.original, c.copy): c for c in linked.changes if c.changed in ("stated", "low", "high")}
    for x in linked.links:
        if x.relation in ("repeats", "rounds"):
            yield _size(by_id[x.b], by_id[x.a], x.rule)
        elif x.relation == "drift" and (x.b, x.a) in changed:
            original, copy = by_id[x.b], by_id[x.a]
            yield Check("magnitude", (x.b, x.a), shown(original.interval), shown(copy.interval), "no",
                        f"copy changes {changed[(x.b, x.a)].changed}", copy.interval.point - original.interval.point,
                        "changed_copy")  # fmt: skip
    for x in linked.meetings:
        a, b = by_id[x.a], by_id[x.b]
        near = abs((a.day or 0) - (b.day or 0)) <= DAYS
        if a.interval.known and b.interval.known and (near or _apart(a, b) > SIZE):
            yield _size(b, a, x.rule)


def _apart(a: Entry, b: Entry) -> float:
    low, high = sorted((a.interval.point, b.interval.point))
    return high / low if low else math.inf


def _size(early: Entry, late: Entry, rule: str) -> Check:
    ratio = _apart(early, late)
    holds = "yes" if ratio <= SIZE else "no"
    note = f"{ratio:.3g} times" if math.isfinite(ratio) else "against zero"
    if early.day == late.day and early.party == late.party and _breaks_bound(early.interval, late.interval):
        holds, note = "no", f"{note}; outside the bound printed the same day"
    return Check("magnitude", (early.claim_id, late.claim_id), shown(early.interval), shown(late.interval), holds, note,
                 late.interval.point - early.interval.point, rule)  # fmt: skip


def _breaks_bound(a: Interval, b: Interval) -> bool:
    """Whether a number lies outside an upper bound another one sets, hedges apart."""
    return any(
        one.low is None and one.high is not None and other.low is not None and other.low > one.high
        for one, other in ((a, b), (b, a))
    )


def _locales(given: Sequence[Entry]) -> Iterator[Check]:
    """Printed numbers with a dot or a blank as thousands mark, or a decimal comma, against the number read."""
    for e in given:
        printed = _SEPARATED.search(e.number)
        if printed is None or not e.interval.known:
            continue
        ends = [v for v in (e.interval.low, e.interval.high) if v is not None]
        holds = any(_reads_as(text, value) for value in ends for text in _SEPARATED.findall(e.number))
        yield Check("locale", (e.claim_id,), shown(Interval(e.interval.low, e.interval.high, "exact")), e.number,
                    "yes" if holds else "no", f"printed {e.number}, read {shown(e.interval)}",
                    0.0 if holds else None, "separator")  # fmt: skip


def _reads_as(printed: str, value: float) -> bool:
    """Whether a printed number can be read as a value: its marks as thousands marks, or one as the decimal mark."""
    if float(re.sub(r"\D", "", printed)) == value:
        return True
    decimal = re.sub(r"[\s'’\u00a0\u202f]", "", printed).replace(",", ".")
    if decimal.count(".") != 1:
        return False
    return any(math.isclose(float(decimal) * scale, value) for scale in (1, 1e3, 1e6))


def table(found: Iterable[Check]) -> pd.DataFrame:
    """The ledger table."""
    given = list(found)
    columns: dict[str, list[object]] = {"claims": [" ".join(c.claims) for c in given]}
    for name in ("check", "expected", "found", "holds", "note", "difference", "rule"):
        columns[name] = [getattr(c, name) for c in given]
    return tables.frame("ledger", columns)
