"""Resolution policies: what different projects would publish from the same claims.

Each policy is a rule of this project, named after the project whose public description it follows in part; "-like"
because none of them is the full rule, which also weighs sources, places and coders' notes. A policy changes only with
its version. What each follows, and what was read for it, stands in docs/decisions/0008-policies.md.
"""

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import pandas as pd

from newslib import sides, tables
from newslib.compare import estimates, intervals
from newslib.compare.entries import grouped
from newslib.compare.estimates import Estimate, Standing
from newslib.compare.things import Thing

SAME = 0.10  # figures up to a tenth apart are one figure when sources are counted
DIFFERENT = 0.20  # a policy tells another story when it is a fifth off the middle of all policies
ORDER = ("un", "icrc", "ngo", "media")  # camps asked first by source_order unless a caller chooses sources


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy publishes for one event."""

    low: float | None
    value: float | None
    high: float | None
    source: str
    used: tuple[str, ...]
    note: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event as the policies see it: estimates, at least one, and what stands on the day of comparing."""

    event: Thing
    estimates: tuple[Estimate, ...]
    standing: Standing
    order: tuple[str, ...]


DISCOUNTED = Verdict(None, None, None, "", (), "every claim is denied or taken back", "discounted")


def _ids(given: Iterable[Estimate]) -> tuple[str, ...]:
    return tuple(e.claim_id for x in given for e in x.entries)


def lowest(evidence: Evidence) -> Verdict:
    """The most conservative figure anyone put forward, of a range its lower end; "dozens" is no figure.

    A running total counts what stands on the day of comparing; an incident everything ever said of it.
    """
    pool = _pool(evidence)
    floors = [(estimates.lowest(x), x.source_name or x.source, tuple(e.claim_id for e in x.entries)) for x in pool]
    value, source, used = min(floors)
    return Verdict(value, value, value, source, used, f"lowest of {len(floors)}")


def _sources(given: Sequence[Estimate]) -> str:
    return f"{len(given)} source{'s' * (len(given) != 1)}"


def _span(given: Sequence[Estimate]) -> tuple[float, float]:
    return min(map(estimates.lowest, given)), max(map(estimates.highest, given))


def _pool(evidence: Evidence) -> tuple[Estimate, ...]:
    """What a range is made of: of a running total what stands at the same time, of an incident everything said."""
    return evidence.standing.estimates if evidence.event.tally == "cumulative" else evidence.estimates


def low_best_high(evidence: Evidence) -> Verdict:
    """Lowest, middle and highest of the standing figures; the middle is the median of the sources' best numbers."""
    now = evidence.standing.estimates
    best = statistics.median_low([x.best for x in now])
    chosen = min((x for x in now if x.best == best), key=lambda x: x.source)
    note = f"median of {_sources(now)}"
    low, high = _span(now)
    return Verdict(low, best, high, chosen.source_name, _ids(now), note)


def min_max(evidence: Evidence) -> Verdict:
    """Minimum and maximum of the standing figures, each source once; no single number."""
    now = evidence.standing.estimates
    low, high = _span(now)
    return Verdict(low, None, high, "", _ids(now), f"{_sources(now)}, each once")


def range_graded(evidence: Evidence) -> Verdict:
    """The range of everything said, of a running total of what stands; with a grade for how far camps agree."""
    pool = _pool(evidence)
    note = "range of all claims" if pool is evidence.estimates else "range of what stands at the same time"
    low, high = _span(pool)
    return Verdict(low, None, high, "", _ids(pool), note, _grade(evidence))


def _grade(evidence: Evidence) -> str:
    """Confirmed: the people's own camp and its opponent agree. Fair: all camps agree. Contested: camps differ."""
    camps = grouped(evidence.standing.estimates, lambda x: x.camp)
    if len(camps) < 2:
        return "weak"
    beside = {(a, b): product(camps[a][:8], camps[b][:8]) for a, b in combinations(camps, 2)}
    agreeing = [{*pair} for pair, own in beside.items() if any(intervals.agree(x.interval, y.interval) for x, y in own)]
    if {evidence.event.side, sides.opponent(evidence.event.side)} in agreeing:
        return "confirmed"
    return "fair" if len(agreeing) == math.comb(len(camps), 2) else "contested"


def majority(evidence: Evidence) -> Verdict:
    """The figure most camps give, up to a tenth apart; none when no two agree. Sources of one camp are one voice."""
    now = sorted(evidence.standing.estimates, key=lambda x: (x.best, x.source))
    best: list[Estimate] = []
    first = 0
    for last, x in enumerate(now):
        while x.best > now[first].best * (1 + SAME):
            first += 1
        window = now[first : last + 1]
        if (_camps(window), len(window)) > (_camps(best), len(best)):
            best = window
    if _camps(best) < 2:
        return Verdict(None, None, None, "", (), "no two camps agree")
    values = [x.best for x in best]
    note = f"{len(best)} of {len(now)} sources, {_camps(best)} camps, within a tenth"
    return Verdict(min(values), statistics.median_low(values), max(values), "", _ids(best), note)


def _camps(given: Sequence[Estimate]) -> int:
    return len({x.camp for x in given})


def source_order(evidence: Evidence) -> Verdict:
    """The standing figure of the first source, or camp, in the chosen order that has one."""
    for wanted in evidence.order:
        found = [x for x in evidence.standing.estimates if wanted in (x.source, x.voice, x.party)]
        if found:
            x = max(found, key=lambda x: (x.when, x.source))
            note = f"first in order: {wanted}"
            return Verdict(x.interval.low, x.best, x.interval.high, x.source_name, _ids([x]), note)
    return Verdict(None, None, None, "", (), f"none of {', '.join(evidence.order)} has a figure")


POLICIES: dict[str, tuple[str, Callable[[Evidence], Verdict]]] = {
    "lowest": ("3", lowest),
    "low_best_high": ("2", low_best_high),
    "min_max": ("2", min_max),
    "range_graded": ("2", range_graded),
    "majority": ("2", majority),
    "source_order": ("2", source_order),
}


def policies(
    found: Iterable[Thing],
    given: Iterable[Estimate],
    statuses: Mapping[str, str],
    order: Sequence[str] = ORDER,
) -> pd.DataFrame:
    """The policies table: every policy for every event that has a number.

    Args:
        found: the events.
        given: their estimates.
        statuses: by claim id.
        order: source ids or camps asked in turn by ``source_order``.
    """
    own = grouped(given, lambda x: x.event.event_id)
    rows: list[dict[str, object]] = []
    for event in found:
        said = own[event.event_id]
        if said:
            now = estimates.compared(estimates.standings(said), event.tally)
            evidence = Evidence(event, tuple(said), now, tuple(order))
            rows += _rows(event, len(now.estimates), {name: rule(evidence) for name, (_, rule) in POLICIES.items()})
        elif any(statuses[e.claim_id] in ("denied", "retracted") for e in event.members):
            rows += _rows(event, 0, {"range_graded": DISCOUNTED})
    return tables.frame("policies", rows)


def _apart(verdict: Verdict, middle: float) -> bool:
    """Whether a policy tells another story: its number is a fifth off the middle of all, or its range leaves it out."""
    if math.isnan(middle):
        return False
    if verdict.value is not None:
        return abs(verdict.value - middle) > DIFFERENT * middle
    return verdict.low is not None and verdict.high is not None and not verdict.low <= middle <= verdict.high


def _rows(event: Thing, n_sources: int, verdicts: Mapping[str, Verdict]) -> Iterator[dict[str, object]]:
    values = [v.value for v in verdicts.values() if v.value is not None]
    middle = statistics.median(values) if values else math.nan
    for name, verdict in verdicts.items():
        yield {
            "event": event.event_id, "policy": name, "version": POLICIES[name][0], "low": verdict.low,
            "value": verdict.value, "high": verdict.high, "grade": verdict.grade, "n_sources": n_sources,
            "source": verdict.source, "claim_ids": " ".join(verdict.used),
            "changes": "yes" if _apart(verdict, middle) else "no", "note": verdict.note,
        }  # fmt: skip
