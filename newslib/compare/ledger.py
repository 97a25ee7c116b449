"""The arithmetic ledger: what must add up between claims, and whether it does.

Parts against totals, previous total and increment against the new total, running totals that never fall, figures
for one thing that are of one size, printed numbers against numbers read. Running totals, increments, rates and stocks
are never added to each other beyond these rules, and what is denied, negated or hypothetical is never added.
"""

import math
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import pairwise, product, starmap
from operator import attrgetter

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import Entry, by_day, grouped
from newslib.compare.intervals import Interval
from newslib.compare.links import Linked
from newslib.compare.series import falls
from newslib.compare.sums import Check, shown, sums
from newslib.compare.tellings import AT_MOST

SIZE = 2.0  # figures for one thing more than twice apart are not of one size
THOUSAND = 1000
PACED = 4  # rises from which on a source has a usual pace
JUMP = 10  # times the usual pace that are a jump
_SEPARATED = re.compile(r"\d+(?:[.\s'’\u00a0\u202f]\d+)+|\d+,\d{1,2}(?!\d)")


def ledger(given: Sequence[Entry], linked: Linked) -> list[Check]:
    """Every check over a corpus.

    Args:
        given: its entries, settled by ``things.settled``.
        linked: the links between them.

    Returns:
        The checks in the order of their kind, each set of claims once per kind.
    """
    by_id = {e.claim_id: e for e in given}
    unique: dict[tuple[str, ...], Check] = {}
    told = (sums(given, linked, by_id), _paces(linked), _monotone(given, linked, by_id), _sizes(linked, by_id))
    for check in (check for kind in told for check in kind):  # the same claims may come twice
        unique.setdefault((check.check, *sorted(check.claims)), check)
    joined = sorted(unique.values(), key=lambda c: (_KINDS.index(c.check), c.claims))
    return joined + sorted(_locales(given), key=lambda c: c.claims)  # one a claim at most


_KINDS = ("parts", "increment", "monotone", "magnitude")


def _paces(linked: Linked) -> Iterator[Check]:
    """How fast running totals rise: ten times the usual pace of its source is a jump of an order of magnitude."""
    for chain in linked.chains:
        totals = pairwise(grouped(chain, attrgetter("tally"))["cumulative"])
        spans = [(a, b, b.when - a.when) for a, b in totals if a.when < b.when]
        steps = [(a, b, (b.interval.point - a.interval.point) / days) for a, b, days in spans]
        rising = [pace for _, _, pace in steps if pace > 0]
        if len(rising) < PACED:
            continue
        usual = statistics.median(rising)
        for before, after, pace in steps:
            holds = "no" if pace > JUMP * usual else "yes"
            rise = f"{shown(before.interval)} to {shown(after.interval)}"
            note = f"{rise}: {pace:.3g} a day, usually about {usual:.3g}"
            yield Check("increment", (before.claim_id, after.claim_id), f"about {usual:.3g} a day", f"{pace:.3g} a day",
                        holds, note, pace - usual, "usual_pace")  # fmt: skip


def _monotone(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Running totals never fall: along every chain, along the chains of one camp, and in retold copies."""
    for chain in linked.chains:
        yield from map(partial(_row, rule="same_source"), _runs(chain))
        for before, after in pairwise(chain):
            if falls(after, before):
                told = (e for e in chain if e.day == before.day and falls(after, e))
                yield from (_row([early, after], "same_source_falls") for early in told)
    for x in linked.links:
        if x.rule == "same_camp_lower":
            yield _row([by_id[x.b], by_id[x.a]], "same_camp_falls")
    yield from _copies(linked, by_id)
    yield from _camps(given, linked)


def _runs(chain: Sequence[Entry]) -> list[Sequence[Entry]]:
    """The stretches of two claims or more in which a chain does not fall."""
    cuts = [0, *(n for n, (a, b) in enumerate(pairwise(chain), 1) if falls(b, a)), len(chain)]
    return [chain[first:last] for first, last in pairwise(cuts) if last - first > 1]


def _row(chain: Sequence[Entry], rule: str) -> Check:
    steps = [(a, b) for a, b in pairwise(chain) if falls(b, a)]
    first, last, ids = chain[0], chain[-1], tuple(e.claim_id for e in chain)
    note = f"{first.source_name or first.source}: {shown(first.interval)} to {shown(last.interval)}"
    if not steps:
        return Check("monotone", ids, "never falls", "holds", "yes", note, -0.0, rule)
    told = "; ".join(f"falls from {shown(a.interval)} to {shown(b.interval)}" for a, b in steps)
    deepest = max(a.interval.point - b.interval.point for a, b in steps)
    if all(intervals.agree(a.interval, b.interval) for a, b in steps):
        return Check(
            "monotone", ids, "never falls", told, "near", f"{note}; bounds and hedges allow it", -deepest, rule
        )
    return Check("monotone", ids, "never falls", told, "no", note, -deepest, rule)


def _copies(linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Changed copies against what their source had said before: where one falls the copy is to blame."""
    own = sorted((e for e in by_id.values() if _total(e, linked)), key=by_day)
    last = grouped(own, lambda e: (e.voice, e.event))
    for copy, original in linked.retold.items():
        e = by_id[copy]
        before = [x for x in last[(e.voice, e.event)][-AT_MOST:] if x.when < e.when]
        if e.tally == "cumulative" and e.asserted and before:
            rule = "changed_copy_falls" if falls(e, before[-1]) else "copy_does_not_fall"
            check = _row([before[-1], e], rule)
            yield replace(check, note=f"{check.note}; a copy of {original}")


def _total(e: Entry, linked: Linked) -> bool:
    """Whether a claim puts forward a running total of all, and nobody else's."""
    told = e.asserted and e.tally == "cumulative" and e.day is not None and not e.whole
    return told and e.claim_id not in linked.retold


def _camps(given: Sequence[Entry], linked: Linked) -> Iterator[Check]:
    """What the sources of one camp say one after the other; only told when more than one speaks."""
    usable = (e for e in given if _total(e, linked) and e.party and e.claim_id not in linked.retracted)
    for block in grouped(usable, lambda e: (e.party, e.event)).values():
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
        if a.interval.known and b.interval.known:
            yield _size(b, a, x.rule)


def _size(early: Entry, late: Entry, rule: str) -> Check:
    low, high = sorted((early.interval.point, late.interval.point))
    ratio = high / low if low else math.inf
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
    """Printed numbers with a dot or a blank as thousands mark, or a decimal comma, against the number read.

    Where a table does not tell how a number was printed, the number itself tells: a thousands mark taken for a decimal
    mark leaves a fraction of a person, or a number a thousand times too small.
    """
    known = [e for e in given if e.interval.known]
    for e in known:
        if not e.number:
            yield from _unprinted(e)
            continue
        if _SEPARATED.search(e.number) is None:
            continue
        holds = any(starmap(_reads_as, product(_SEPARATED.findall(e.number), e.interval.ends)))
        yield Check("locale", (e.claim_id,), shown(Interval(e.interval.low, e.interval.high, "exact")), e.number,
                    "yes" if holds else "no", f"printed {e.number}, read {shown(e.interval)}",
                    0.0 if holds else None, "separator")  # fmt: skip


def _unprinted(e: Entry) -> Iterator[Check]:
    """A number that nobody shows as printed: whether it can be a count of people at all, and in thousands."""
    ends = e.interval.ends
    whole = all(float(v).is_integer() for v in ends)
    if (whole and max(ends) < THOUSAND) or e.tally == "rate" or e.outcome == "equipment_lost":
        return
    found = shown(e.interval)
    if whole:
        note = "no thousands mark was read as a decimal mark"
        yield Check("locale", (e.claim_id,), found, found, "yes", note, 0.0, "whole_thousands")
        return
    ends = [v if float(v).is_integer() else v * THOUSAND for v in ends]
    expected = shown(Interval(ends[0], ends[-1], "exact"))
    note = "a fraction of a person: a thousands mark?"
    yield Check("locale", (e.claim_id,), expected, found, "no", note, None, "fraction_of_a_person")


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
    checks = list(found)
    columns = {each.name: [getattr(check, each.name) for check in checks] for each in fields(Check)}
    return tables.frame("ledger", columns | {"claims": [" ".join(check.claims) for check in checks]})
