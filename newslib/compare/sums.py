"""Sums: parts against their totals, and totals against what was added to them, where a text says that they add up."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from newslib.compare import intervals
from newslib.compare.entries import Entry, by_day, grouped, parted
from newslib.compare.intervals import Interval
from newslib.compare.links import Linked
from newslib.compare.places import nested
from newslib.compare.series import falls
from newslib.compare.tellings import DAYS, subset

NEAR = 0.02  # sums that miss by up to a fiftieth are near: rounding
SEARCHED = 12  # claims of one statement among which a sum is looked for
_DISJOINT = ("killed", "wounded", "missing", "captured", "surrendered")


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


def against(parts: Interval, whole: Interval) -> tuple[str, float]:
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


def sums(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Every check that adds figures up.

    Args:
        given: the entries of a corpus.
        linked: the links between them.
        by_id: the entries by claim id.
    """
    yield from _parts(linked, by_id)
    yield from _increments(given, linked, by_id)


def _parts(linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Parts told or inferred under a whole: by place, by outcome or by group, each kind of division on its own."""
    children: dict[str, dict[str, str]] = defaultdict(dict)
    for x in linked.links:
        if x.relation == "includes" and by_id[x.b].asserted and by_id[x.a].asserted:
            children[x.a][x.b] = x.rule
    copies = grouped(linked.retold, lambda copy: linked.retold[copy])
    for claim, rules in children.items():
        whole = by_id[claim]
        parts = sorted((by_id[c] for c in rules), key=lambda e: (e.row, e.claim_id))
        for group in _divisions(parts, whole, rules):
            yield _division(group, whole, min(rules[e.claim_id] for e in group))
        for part in parts:
            told = [part] if len(parts) > 1 else []
            told += [by_id[c] for c in copies[part.claim_id] if by_id[c].asserted]
            yield from (_division([e], whole, rules[part.claim_id]) for e in told)


def _divisions(parts: Sequence[Entry], whole: Entry, rules: Mapping[str, str]) -> Iterator[list[Entry]]:
    unclear, sure = parted(parts, lambda e: rules[e.claim_id].endswith("unclear"))
    apart, here = parted(sure, lambda e: e.place.path not in ((), whole.place.path))
    for group in [*([apart, here] if len(apart) > 1 else [sure]), *([e] for e in unclear)]:
        exact = _making(group, whole)
        yield from filter(None, parted(group, exact.__contains__))


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
    note = f"{' + '.join(shown(e.interval) for e in parts)} against {shown(whole.interval)}"
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


def _increments(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Previous total and increment make the new total, within one source.

    Additions told between two totals further apart need not be all there were: they are shown where they fit. One that
    fits between two totals of its day is not held against the others; none is as large as the total it leads to, or the
    total before told again ("694 on Tuesday after 265 on Monday").
    """
    alone: list[Check] = []
    told = (e for e in given if e.asserted and e.tally == "increment" and e.day is not None and not subset(e, by_id))
    added = grouped(sorted(told, key=by_day), lambda e: (e.voice, e.outcome, e.side, e.group))
    for chain in linked.chains:
        for before, after in pairwise(chain):
            own = added[(after.voice, after.outcome, after.side, after.group)]
            first = bisect_left(own, min(before.when + 1, after.when), key=lambda e: e.when)
            near = own[first : first + SEARCHED * 3]
            steps = [e for e in near if e.when <= after.when and nested(e.place, after.place)]
            if before.when < after.when - DAYS or any(e.day != after.day for e in steps):
                yield from _steps(before, steps, after)
                continue
            smaller = ((e, _step(before, [e], after, "same_source_previous_total")) for e in steps if falls(e, after))
            alone += [check for e, check in smaller if check.holds != "no" or e.interval.point != before.interval.point]
    fitting = {check.claims[1] for check in alone if check.holds != "no"}
    yield from (check for check in alone if check.holds != "no" or check.claims[1] not in fitting)


def _steps(before: Entry, steps: Sequence[Entry], after: Entry) -> Iterator[Check]:
    """Additions between two totals: one for every day must make up their difference, else some may."""
    days = [e.day for e in steps]
    if days and days == list(range(before.when + 1, after.when + 1)):
        yield _step(before, steps, after, "additions_of_every_day")
        return
    wanted = after.interval.point - before.interval.point
    for some in (steps, *([e] for e in steps)):
        if some and sum(e.interval.point for e in some) == wanted:
            yield _step(before, some, after, "additions_between_totals")
            return


def _step(before: Entry, steps: Sequence[Entry], after: Entry, rule: str) -> Check:
    joint = total(e.interval for e in (before, *steps))
    holds, difference = against(joint, after.interval)
    said = sum(e.interval.low or 0 for e in steps)
    if holds == "near" and said and 0 <= after.interval.point - joint.point <= 1 + NEAR * said:
        holds = "yes"  # "more than 770" for 771: the bound says no more
    note = f"{' + '.join(shown(e.interval) for e in (before, *steps))} = {shown(joint)}"
    claims = (before.claim_id, *(e.claim_id for e in steps), after.claim_id)
    return Check("increment", claims, shown(after.interval), shown(joint), holds, note, difference, rule)
