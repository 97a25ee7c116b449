"""The arithmetic ledger: what must add up between claims, and whether it does.

Parts against totals, previous total and increment against the new total, running totals that never fall, figures
for one thing that are of one size, printed numbers against numbers read. Running totals, increments, rates and stocks
are never added to each other beyond these rules, and what is denied, negated or hypothetical is never added.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import Entry, by_day, grouped
from newslib.compare.intervals import Interval
from newslib.compare.links import Linked
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
    for check in _between(given, linked, by_id):
        unique.setdefault((check.check, *sorted(check.claims)), check)
    joined = sorted(unique.values(), key=lambda c: (_KINDS.index(c.check), c.claims))
    return joined + sorted(_locales(given), key=lambda c: c.claims)  # one a claim at most


def _between(given: Sequence[Entry], linked: Linked, by_id: Mapping[str, Entry]) -> Iterator[Check]:
    """Every check of claims against each other, those of one kind together; the same claims may come twice."""
    yield from sums(given, linked, by_id)
    yield from _paces(linked)
    yield from _monotone(given, linked, by_id)
    yield from _sizes(linked, by_id)


_KINDS = ("parts", "increment", "monotone", "magnitude")


def _paces(linked: Linked) -> Iterator[Check]:
    """How fast running totals rise: ten times the usual pace of its source is a jump of an order of magnitude."""
    for chain in linked.chains:
        totals = [e for e in chain if e.tally == "cumulative"]
        steps = [(a, b, (b.interval.point - a.interval.point) / (b.day - a.day)) for a, b in pairwise(totals)
                 if a.day is not None and b.day is not None and a.day < b.day]  # fmt: skip
        rising = [pace for _, _, pace in steps if pace > 0]
        usual = statistics.median(rising) if len(rising) >= PACED else 0.0
        for before, after, pace in steps if usual else ():
            holds = "no" if pace > JUMP * usual else "yes"
            rise = f"{shown(before.interval)} to {shown(after.interval)}"
            note = f"{rise}: {pace:.3g} a day, usually about {usual:.3g}"
            yield Check("increment", (before.claim_id, after.claim_id), f"about {usual:.3g} a day", f"{pace:.3g} a day",
                        holds, note, pace - usual, "usual_pace")  # fmt: skip


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
        if x.relation == "revises" and x.rule == "same_camp_lower":
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
    """Changed copies against what their source had said before: where one falls the copy is to blame."""
    own = sorted((e for e in by_id.values() if _total(e, linked)), key=by_day)
    last = grouped(own, lambda e: (e.voice, e.event))
    for copy, original in linked.retold.items():
        e = by_id[copy]
        before = [x for x in last[(e.voice, e.event)][-AT_MOST:] if x.when < e.when]
        if e.tally == "cumulative" and e.asserted and before:
            falls = e.interval.point < before[-1].interval.point
            check = _row([before[-1], e], "changed_copy_falls" if falls else "copy_does_not_fall")
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
    for e in given:
        if not e.interval.known:
            continue
        if not e.number:
            yield from _unprinted(e)
            continue
        if _SEPARATED.search(e.number) is None:
            continue
        ends = [v for v in (e.interval.low, e.interval.high) if v is not None]
        holds = any(_reads_as(text, value) for value in ends for text in _SEPARATED.findall(e.number))
        yield Check("locale", (e.claim_id,), shown(Interval(e.interval.low, e.interval.high, "exact")), e.number,
                    "yes" if holds else "no", f"printed {e.number}, read {shown(e.interval)}",
                    0.0 if holds else None, "separator")  # fmt: skip


def _unprinted(e: Entry) -> Iterator[Check]:
    """A number that nobody shows as printed: whether it can be a count of people at all, and in thousands."""
    ends = [v for v in (e.interval.low, e.interval.high) if v is not None]
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
    return tables.frame("ledger", [asdict(check) | {"claims": " ".join(check.claims)} for check in found])
