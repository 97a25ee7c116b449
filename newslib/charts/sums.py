"""Parts and totals: what adds up, what does not, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import pandas as pd

from newslib.charts.canvas import Chart, Sheet, both, nothing
from newslib.charts.marks import bar, dated, lanes, value_of
from newslib.charts.points import ALL_PEOPLE, records, told
from newslib.charts.timelines import Claims
from newslib.codebook import say
from newslib.markup import number, plain

WITHIN = "within"
RANKS = {"no": 0, "near": 1, "yes": 2}
VERDICTS = {"yes": "it holds", "near": "it nearly holds", "no": "it does not hold"}
CHECKS = ("parts", "increment")
COLOURS = {"part": "part", "total": "total", "gap": "ink"}
COLUMNS = {"heading": "sum", "step": "step", "worded": "says", "who": "source", "day": "day", "holds": "holds"}


class Step(NamedTuple):
    """One bar: what it stands for (a part, a total or a gap), from where to where it reaches, the claim it shows."""

    kind: str
    start: float
    end: float
    claim: Any = None

    @property
    def words(self) -> str:
        """What is counted and who says so; a gap has no claim."""
        if self.claim is None:
            return "missing" if self.end > self.start else "too much"
        return f"{_counted(self.claim)} · {self.claim.who}"

    @property
    def says(self) -> str:
        """The number in symbols, with its day."""
        return dated(self.claim, self.claim.said_as) if self.claim else number(abs(self.end - self.start))

    @property
    def cells(self) -> dict[str, Any]:
        """A row of the table."""
        if self.claim is None:
            return {"step": self.words, "worded": self.says, "who": "", "day": None, "claim_id": ""}
        row = self.claim
        return {"step": _counted(row), "worded": row.worded, "who": row.who, "day": row.day, "claim_id": row.claim_id}


class Sum(NamedTuple):
    """The bars of one sum under their heading; ``holds`` is empty where nothing was checked."""

    heading: str
    holds: str
    steps: Sequence[Step]

    @property
    def bars(self) -> set[tuple[str, float]]:
        """What its bars show: one that another sum shows as well tells nothing new."""
        return {(step.words, abs(step.end - step.start)) for step in self.steps}

    def draw(self, sheet: Sheet) -> None:
        """Draw its bars from zero on."""
        ends = [0.0, *(max(step.start, step.end) for step in self.steps)]
        along, middles = lanes(sheet, [(self.heading, [(step.words, step.says) for step in self.steps])], ends)
        for step, y in zip(self.steps, middles, strict=True):
            reach, hint = (along.at(step.start), along.at(step.end)), f"{step.words}: {step.says}"
            bar(sheet, reach, y, COLOURS[step.kind], hint, step.claim)


def waterfall(claims: Claims, ledger: pd.DataFrame | Sequence[Any], title: str, *, most: int = 6) -> Chart:
    """Parts stacked up to their total, and totals reached step by step; a gap has a broken edge.

    Args:
        claims: rows of ``claims``.
        ledger: rows of ``ledger``; checks of parts and of increments are drawn, failing ones first.
        title: what is added up, in words.
        most: how many sums to draw.
    """
    known = {row.claim_id: row for row in told(claims) if row.low is not None or row.high is not None}
    checked = [found for row in records(ledger) if row.check in CHECKS and (found := _sum(known, row))]
    checked.sort(key=lambda one: (RANKS.get(one.holds, len(RANKS)), WITHIN in one.heading, -len(one.steps)))
    once: dict[tuple[str, str, float], Sum] = {}
    for one in (*checked, *_nested(known, checked)):
        last = one.steps[-1]
        once.setdefault((one.heading, last.words, last.end), one)  # what several outlets print is one sum
    kept: list[Sum] = []
    for one in once.values():
        if WITHIN not in one.heading or not any(one.bars <= other.bars for other in kept):
            kept.append(one)
    drawn = kept[:most]
    if not drawn:
        return nothing(f"{title}: no total is told together with its parts.")

    def draw(sheet: Sheet) -> None:
        for one in drawn:
            one.draw(sheet)

    note = "Light bars are parts or additions, dark ones totals, broken edges what is missing or too much."
    left = f" Not drawn: {len(kept) - len(drawn)}." if len(kept) > len(drawn) else ""
    cells = [{"heading": one.heading, "holds": one.holds, **step.cells} for one in drawn for step in one.steps]
    return Chart(title, both(draw), cells, note + left, COLUMNS)


def _sum(known: Mapping[str, Any], row: Any) -> Sum | None:
    """One ledger row: parts one on top of the other, the total last; none when a number is missing.

    A row that expects "<= total" only says that the parts fit into the whole: there is no gap to draw.
    """
    claims = [known.get(name) for name in str(row.claims).split()]
    if len(claims) < 2 + (row.check == "increment") or None in claims:  # a pace alone adds nothing up
        return None
    *parts, total = map(value_of, claims)
    reached = [0.0, *accumulate(parts)]
    steps = [Step("part", *ends, claim) for ends, claim in zip(pairwise(reached), claims, strict=False)]
    within = plain(row.expected).startswith("<=")
    if total != reached[-1] and not within and row.holds != "yes":  # else the bounds allow it
        steps.append(Step("gap", reached[-1], total))
    steps.append(Step("total", 0.0, total, claims[-1]))
    sign = WITHIN if within else "="
    heading = f"{' + '.join(map(number, parts))} {sign} {number(total)}: {VERDICTS.get(row.holds, row.holds)}"
    return Sum(heading, row.holds, steps)


def _nested(known: Mapping[str, Any], checked: Sequence[Sum]) -> list[Sum]:
    """Wholes with parts that no sum was made of: each part from zero, since parts may overlap."""
    summed = {step.claim.claim_id for one in checked for step in one.steps if step.claim}
    found: dict[str, list[Step]] = {}
    for row in known.values():
        whole = known.get(plain(row.part_of))
        if whole is not None and row.claim_id not in summed:
            first = Step("total", 0.0, value_of(whole), whole)
            found.setdefault(whole.claim_id, [first]).append(Step("part", 0.0, value_of(row), row))
    return [Sum("Parts, which may overlap", "", steps) for steps in found.values()]


def _counted(row: Any) -> str:
    return say("outcome", row.outcome) if row.group in ALL_PEOPLE or not row.group else say("group", row.group)
