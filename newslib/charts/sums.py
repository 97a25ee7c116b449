"""Parts and totals: what adds up, what does not, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from newslib.charts.axes import draw_numbers, numbers, short
from newslib.charts.canvas import SMALL, Chart, Linked, Shape, Sheet, both, nothing, shorten, width_of
from newslib.charts.points import records, told
from newslib.charts.timelines import Claims
from newslib.markup import number, plain

ROW = 38.0  # units: a bar with its words above
WITHIN = "within"
RANKS = {"no": 0, "near": 1, "yes": 2}
VERDICTS = {"yes": "it holds", "near": "it nearly holds", "no": "it does not hold"}
CHECKS = ("parts", "increment")
COLUMNS = {"heading": "sum", "step": "step", "worded": "says", "who": "source", "day": "day", "holds": "holds"}
Known = dict[str, Any]  # records of claims by id


@dataclass(frozen=True)
class Step:
    """One bar: from where it starts to where it ends, and what it stands for."""

    words: str
    start: float
    end: float
    kind: str  # part, total, gap
    claim_id: str = ""


@dataclass(frozen=True)
class Sum:
    """The bars of one sum under their heading; ``holds`` is empty where nothing was checked."""

    heading: str
    holds: str
    steps: tuple[Step, ...]

    @property
    def bars(self) -> set[tuple[str, float]]:
        """What its bars show: one that another sum shows as well tells nothing new."""
        return {(step.words, abs(step.end - step.start)) for step in self.steps}


def waterfall(claims: Claims, ledger: pd.DataFrame | Sequence[Any], title: str, *, most: int = 6) -> Chart:
    """Parts stacked up to their total, and totals reached step by step; a gap has a broken edge.

    Args:
        claims: rows of ``claims``.
        ledger: rows of ``ledger``; checks of parts and of increments are drawn, failing ones first.
        title: what is added up, in words.
        most: how many sums to draw.
    """
    known: Known = {row.claim_id: row for row in told(claims)}
    given = records(ledger) if isinstance(ledger, pd.DataFrame) else ledger
    checked = [found for row in given if row.check in CHECKS and (found := _sum(known, row))]
    checked.sort(key=lambda one: (RANKS.get(one.holds, len(RANKS)), WITHIN in one.heading, -len(one.steps)))
    once: dict[tuple[str, str], Sum] = {}
    for one in (*checked, *_nested(known, checked)):
        once.setdefault((one.heading, one.steps[-1].words), one)  # what several outlets print is one sum
    kept: list[Sum] = []
    for one in once.values():
        if WITHIN not in one.heading or not any(one.bars <= other.bars for other in kept):
            kept.append(one)
    drawn = kept[:most]
    if not drawn:
        return nothing(f"{title}: no total is told together with its parts.")

    def draw(sheet: Sheet) -> None:
        for one in drawn:
            sheet.heading(one.heading)
            _bars(sheet, one.steps, known)

    note = "Light bars are parts or additions, dark ones totals, broken edges what is missing or too much."
    left = f" Not drawn: {len(kept) - len(drawn)}." if len(kept) > len(drawn) else ""
    return Chart(title, both(draw), _rows(drawn, known), note + left, COLUMNS)


def _middle(row: Any) -> float | None:
    for value in (row.stated, row.low, row.high):
        if value is not None:
            return float(value)
    return None


def _sum(known: Known, row: Any) -> Sum | None:
    """One ledger row: parts one on top of the other, the total last; none when a number is missing.

    A row that expects "<= total" only says that the parts fit into the whole: there is no gap to draw.
    """
    claims: list[Any] = [known.get(name) for name in str(row.claims).split()]
    values = [_middle(claim) if claim else None for claim in claims]
    if len(values) < 2 + (row.check == "increment") or None in values:  # a pace alone adds nothing up
        return None
    *parts, total = [cast(float, value) for value in values]
    steps, reached = [], 0.0
    for claim, value in zip(claims, parts, strict=False):
        steps.append(Step(_words(claim), reached, reached + value, "part", claim.claim_id))
        reached += value
    within = plain(row.expected).startswith("<=")
    if total != reached and not within and row.holds != "yes":  # else the bounds allow it
        steps.append(Step("missing" if total > reached else "too much", reached, total, "gap"))
    steps.append(Step(_words(claims[-1]), 0.0, total, "total", claims[-1].claim_id))
    sign = WITHIN if within else "="
    heading = f"{' + '.join(map(number, parts))} {sign} {number(total)}: {VERDICTS.get(row.holds, row.holds)}"
    return Sum(heading, row.holds, tuple(steps))


def _nested(known: Known, checked: list[Sum]) -> list[Sum]:
    """Wholes with parts that no sum was made of: each part from zero, since parts may overlap."""
    summed = {step.claim_id for one in checked for step in one.steps}
    found: dict[str, list[Step]] = {}
    for row in known.values():
        whole, value = known.get(plain(row.part_of)), _middle(row)
        if row.claim_id in summed or whole is None or value is None or (total := _middle(whole)) is None:
            continue
        first = Step(_words(whole), 0.0, total, "total", whole.claim_id)
        found.setdefault(whole.claim_id, [first]).append(Step(_words(row), 0.0, value, "part", row.claim_id))
    return [Sum("Parts, which may overlap", "", tuple(steps)) for steps in found.values()]


def _words(row: Any) -> str:
    what = row.outcome if row.group in ("people", "unspecified", "military") or not row.group else row.group
    day = f" · {short(row.day, year=True)}" if row.day else ""
    return f"{str(what).replace('_', ' ')} · {row.who}{day}"


def _bars(sheet: Sheet, steps: Sequence[Step], known: Known) -> None:
    along = numbers([0.0, *(max(step.start, step.end) for step in steps)], 4, sheet.width - 24)
    top, bottom = sheet.height, sheet.height + ROW * len(steps)
    draw_numbers(sheet, along, top, bottom, upright=False)
    for place, step in enumerate(steps):
        y = top + ROW * place + 26
        said = known[step.claim_id].said_as if step.claim_id else number(abs(step.end - step.start))
        left, right = sorted((along.at(step.start), along.at(step.end)))
        sheet.text(4, y - 15, shorten(step.words, sheet.width - 30 - width_of(said), SMALL), size=SMALL)
        sheet.text(sheet.width - 4, y - 15, said, look="end", strong=True, size=SMALL)
        colour, look = {"part": ("part", ""), "total": ("total", ""), "gap": ("ink", "open")}[step.kind]
        bar = Shape("box", (left, y - 7, max(right - left, 1.5), 14), colour, look)
        if not step.claim_id:
            sheet.shapes.append(bar)
            continue
        hint = f"{step.words}: {known[step.claim_id].worded}"
        sheet.shapes.append(Linked(step.claim_id, hint, ((left + right) / 2, y), (bar,)))
    sheet.height = bottom + 34


def _rows(drawn: list[Sum], known: Known) -> list[dict[str, Any]]:
    rows = []
    for one in drawn:
        for step in one.steps:
            claim = known[step.claim_id] if step.claim_id else None
            size = number(abs(step.end - step.start))
            told: dict[str, Any] = {"step": step.kind, "worded": size, "who": "", "day": None}
            if claim is not None:
                what = step.words.split(" · ")[0]
                told = {"step": what, "worded": claim.worded, "who": claim.who, "day": claim.day}
            rows.append({"heading": one.heading, "holds": one.holds, "claim_id": step.claim_id, **told})
    return rows
