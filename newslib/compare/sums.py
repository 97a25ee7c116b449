"""Sums: parts against their totals, and totals against what was added to them, where a text says that they add up."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import attrgetter

from newslib.compare import intervals
from newslib.compare.entries import Entry, by_day, grouped, parted
from newslib.compare.intervals import Interval
from newslib.compare.links import Linked
from newslib.compare.places import nested
from newslib.compare.series import falls
from newslib.compare.tellings import DAYS, subset

NEAR = 0.02  # sums that miss by up to a fiftieth are near: rounding
SEARCHED = 12  # claims of one statement among which a sum is looked for
_COUNTED = attrgetter("voice", "outcome", "side", "group")
_DISJOINT = ("killed", "wounded", "missing", "captured", "surrendered")


_ABOVE, _BELOW = {"at_least": ">="}, {"less_than": "<"}  # signs of bounds; others have that of their open end


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
    ends = [f"{end:.15g}" for end in number.ends]
    if number.closed:
        return ("about " if number.modifier == "approx" else "") + "-".join(ends)
    if not number.known:
        return "no number"
    sign = _ABOVE.get(number.modifier, ">") if number.high is None else _BELOW.get(number.modifier, "<=")
    return f"{sign} {ends[0]}"


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
    for x in grouped(linked.links, attrgetter("relation"))["includes"]:
        if by_id[x.b].asserted and by_id[x.a].asserted:
            children[x.a][x.b] = x.rule
    copies = grouped(linked.retold, linked.retold.__getitem__)
    for claim, rules in children.items():
        whole = by_id[claim]
        parts = sorted(map(by_id.__getitem__, rules), key=attrgetter("row", "claim_id"))
        for group in _divisions(parts, whole, rules):
            yield _division(group, whole, min(rules[e.claim_id] for e in group))
        for part in parts:
            told = filter(attrgetter("asserted"), map(by_id.__getitem__, copies[part.claim_id]))
            for one in (*([part] if len(parts) > 1 else ()), *told):
                yield _division([one], whole, rules[part.claim_id])


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
    note = f"{' + '.join(shown(e.interval) for e in parts)} against {shown(whole.interval)}"
    if (len(parts) > 1 and _complete(parts, whole)) or intervals.same(joint, whole.interval):
        holds, difference = against(joint, whole.interval)
        return Check("parts", claims, shown(whole.interval), shown(joint), holds, note, difference, rule)
    holds, difference, more = _within(parts, whole.interval, joint.low or 0.0)
    expected = f"<= {shown(Interval(whole.interval.point, whole.interval.point, 'exact'))}"
    return Check("parts", claims, expected, shown(joint), holds, note + more, difference, rule)


def _within(parts: Sequence[Entry], whole: Interval, low: float) -> tuple[str, float, str]:
    """Whether parts of at least so many in all lie within a whole, by how much they miss it, and what is to be said."""
    room = math.inf if whole.high is None else whole.high
    missed = max(0.0, low - room)
    if not missed:
        return "yes", missed, ""
    outcomes = {e.outcome for e in parts}  # officers may be women; the dead are not among the wounded
    overlap = len(outcomes) < len(parts) or not outcomes <= set(_DISJOINT)
    if overlap and max(e.interval.low or 0 for e in parts) <= room:
        return "yes", missed, "; parts may overlap"
    return "near" if low <= whole.reach[1] else "no", missed, ""


def _complete(parts: Sequence[Entry], whole: Entry) -> bool:
    """Whether the parts should make up the whole: dead and wounded make the casualties, the regions the country."""
    outcomes = {e.outcome for e in parts}
    if whole.outcome == "casualties":
        return {"killed", "wounded"} <= outcomes
    places = {e.place.path for e in parts}
    return len(places) == len(parts) and whole.place.path not in places


def _increments(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Previous total and increment make the new total, within one source.

    Additions told between two totals further apart need not be all there were: they are shown where they fit. One that
    fits between two totals of its day is not held against the others; none is as large as the total it leads to, or the
    total before told again ("694 on Tuesday after 265 on Monday").
    """
    alone: list[Check] = []
    told = grouped(filter(attrgetter("asserted"), given), attrgetter("tally"))["increment"]
    own = (e for e in filter(attrgetter("day"), told) if not subset(e, by_id))
    added = grouped(sorted(own, key=by_day), _COUNTED)
    for chain in linked.chains:
        for before, after in pairwise(chain):
            steps = _added(before, after, added[_COUNTED(after)])
            if before.when < after.when - DAYS or set(map(attrgetter("day"), steps)) - {after.day}:
                yield from _steps(before, steps, after)
                continue
            alone += _alone(before, steps, after)
    checked = grouped(alone, attrgetter("holds"))
    fitting = [*checked["yes"], *checked["near"]]
    fit = {check.claims[1] for check in fitting}
    yield from (*fitting, *(check for check in checked["no"] if check.claims[1] not in fit))


def _added(before: Entry, after: Entry, own: Sequence[Entry]) -> list[Entry]:
    """The additions of a source that were told between two of its totals, or with the later one."""
    first = bisect_left(own, min(before.when + 1, after.when), key=attrgetter("when"))
    near = own[first : first + SEARCHED * 3]
    return [e for e in near if e.when <= after.when and nested(e.place, after.place)]


def _alone(before: Entry, steps: Sequence[Entry], after: Entry) -> Iterator[Check]:
    for step in (e for e in steps if falls(e, after)):
        check = _step(before, [step], after, "same_source_previous_total")
        if check.holds != "no" or step.interval.point != before.interval.point:
            yield check


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
