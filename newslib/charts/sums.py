"""Parts and totals: what adds up, what does not, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes

from newslib.charts.canvas import FAINT, INK, SMALL, Chart, inset, nothing, sheet, style, svg, target
from newslib.charts.days import short
from newslib.charts.marks import headed, scale, shorten
from newslib.charts.points import points, records
from newslib.markup import number, plain

ROW = 26.0  # points: a bar with its words above
CHECKS = ("parts", "increment")
COLUMNS = {"heading": "sum", "step": "step", "worded": "says", "who": "source", "day": "day", "holds": "holds"}
Known = dict[str, Any]  # records of claims by id
PART, TOTAL = "#9cc3e0", "#0072b2"


@dataclass(frozen=True)
class Step:
    """One bar: from where it starts to where it ends, and what it stands for."""

    words: str
    start: float
    end: float
    kind: str  # part, total, gap
    claim_id: str = ""


def waterfall(claims: pd.DataFrame, ledger: pd.DataFrame, title: str, *, most: int = 6) -> Chart:
    """Parts stacked up to their total, and totals reached step by step; a gap is hatched.

    Args:
        claims: rows of ``claims``.
        ledger: rows of ``ledger``; checks of parts and of increments are drawn, failing ones first.
        title: what is added up, in words.
        most: how many sums to draw.
    """
    known: Known = {row.claim_id: row for row in records(points(claims).drop_duplicates("claim_id"))}
    sums = ledger[ledger["check"].isin(CHECKS)]
    order = sums["holds"].map({"no": 0, "near": 1, "yes": 2}).fillna(3)
    sums = sums.loc[order.sort_values(kind="stable").index]
    drawn = [(row, steps) for row in records(sums) if len(steps := _steps(known, row)) > 1][:most]
    drawn += [(None, steps) for steps in _nested(known)][: max(0, most - len(drawn))]
    if not drawn:
        return nothing(f"{title}: no total is told together with its parts.")
    with style():
        drawing = _draw(drawn, known, title)
    note = "Light bars are parts or additions, dark ones totals, hatched ones what is missing or too much."
    return Chart(title, drawing, _rows(drawn, known), note, COLUMNS)


def _middle(row: Any) -> float | None:
    for value in (row.stated, row.low, row.high):
        if pd.notna(value):
            return float(value)
    return None


def _steps(known: Known, row: Any) -> list[Step]:
    """The bars of one ledger row: parts one on top of the other, the total last; none when a number is missing."""
    claims: list[Any] = [known.get(name) for name in str(row.claims).split()]
    values = [_middle(claim) if claim else None for claim in claims]
    if len(values) < 2 or None in values:
        return []
    *parts, total = [cast(float, value) for value in values]
    steps, reached = [], 0.0
    for claim, value in zip(claims, parts, strict=False):
        steps.append(Step(_words(claim), reached, reached + value, "part", claim.claim_id))
        reached += value
    if total != reached:
        steps.append(Step("missing" if total > reached else "too much", reached, total, "gap"))
    return [*steps, Step(_words(claims[-1]), 0.0, total, "total", claims[-1].claim_id)]


def _nested(known: Known) -> list[list[Step]]:
    """Wholes with parts that no sum was made of: each part from zero, since parts may overlap."""
    found: dict[str, list[Step]] = {}
    for row in known.values():
        whole, value = known.get(plain(row.part_of)), _middle(row)
        if whole is None or value is None or (total := _middle(whole)) is None:
            continue
        first = Step(_words(whole), 0.0, total, "total", whole.claim_id)
        found.setdefault(whole.claim_id, [first]).append(Step(_words(row), 0.0, value, "part", row.claim_id))
    return list(found.values())


def _words(row: Any) -> str:
    what = row.outcome if row.group in ("people", "unspecified", "military") or pd.isna(row.group) else row.group
    day = f" · {short(row.day)}" if pd.notna(row.day) else ""
    return f"{what} · {row.who}{day}"


def _heading(row: Any, steps: list[Step]) -> str:
    if row is None:
        return "parts, which may overlap"
    verdict = {"yes": "it holds", "near": "it nearly holds", "no": "it does not hold"}.get(row.holds, row.holds)
    parts = " + ".join(number(step.end - step.start) for step in steps if step.kind == "part")
    return f"{parts} = {number(steps[-1].end)}: {verdict}"


def _draw(drawn: list[tuple[Any, list[Step]]], known: Known, title: str) -> str:
    figure, axes = sheet([76 + ROW * len(steps) for _, steps in drawn])
    hints: dict[str, str] = {}
    for panel, (row, steps) in zip(axes, drawn, strict=True):
        inset(panel, left=12, right=12, top=36, bottom=38)
        _bars(panel, steps, known)
        headed(panel, _heading(row, steps))
        panel.set_xlabel(f"people (n = {sum(bool(step.claim_id) for step in steps)} claims)", color=FAINT)
        hints |= {target(s.claim_id): f"{s.words}: {known[s.claim_id].worded}" for s in steps if s.claim_id}
    return svg(figure, title, f"{len(drawn)} sums; the table below holds the same.", hints)


def _bars(panel: Axes, steps: list[Step], known: Known) -> None:
    scale(panel, [0.0, *(max(step.start, step.end) for step in steps)], upright=False)
    panel.set_ylim(len(steps) - 0.5, -0.5)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    for place, step in enumerate(steps):
        face, hatch = {"part": (PART, ""), "total": (TOTAL, ""), "gap": ("white", "////")}[step.kind]
        link = target(step.claim_id) if step.claim_id else None
        bars = panel.barh([place + 0.2], [step.end - step.start], left=[step.start], height=0.34, color=face,
                          edgecolor=INK, linewidth=0.7, hatch=hatch)  # fmt: skip
        bars[0].set_url(link)
        panel.text(0, place - 0.2, shorten(step.words, 50), fontsize=SMALL, va="center",
                   transform=panel.get_yaxis_transform())  # fmt: skip
        said = known[step.claim_id].said_as if step.claim_id else number(abs(step.end - step.start))
        panel.text(1, place - 0.2, said, fontsize=SMALL, va="center", ha="right", fontweight="bold", url=link,
                   transform=panel.get_yaxis_transform())  # fmt: skip


def _rows(drawn: list[tuple[Any, list[Step]]], known: Known) -> pd.DataFrame:
    rows = []
    for row, steps in drawn:
        for step in steps:
            claim = known[step.claim_id] if step.claim_id else None
            rows.append(
                {
                    "heading": _heading(row, steps),
                    "step": step.kind if claim is None else step.words.split(" · ")[0],
                    "worded": number(step.end - step.start) if claim is None else claim.worded,
                    "who": "" if claim is None else claim.who,
                    "day": None if claim is None else claim.day,
                    "holds": "" if row is None else row.holds,
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))
