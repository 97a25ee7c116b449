"""Parts and totals: what adds up, what does not, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes

from newslib.charts.canvas import FAINT, INK, SMALL, Chart, inset, nothing, sheet, style, svg, target
from newslib.charts.days import short
from newslib.charts.marks import counted, headed, scale, shorten
from newslib.charts.points import points, records
from newslib.markup import number, plain

ROW = 26.0  # points: a bar with its words above
LETTERS = 57  # what a line holds
WITHIN = "within"
RANKS = {"no": 0, "near": 1, "yes": 2}
VERDICTS = {"yes": "it holds", "near": "it nearly holds", "no": "it does not hold"}
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


@dataclass(frozen=True)
class Sum:
    """The bars of one sum under their heading; ``holds`` is empty where nothing was checked."""

    heading: str
    holds: str
    steps: tuple[Step, ...]


def waterfall(claims: pd.DataFrame, ledger: pd.DataFrame, title: str, *, most: int = 6) -> Chart:
    """Parts stacked up to their total, and totals reached step by step; a gap is hatched.

    Args:
        claims: rows of ``claims``.
        ledger: rows of ``ledger``; checks of parts and of increments are drawn, failing ones first.
        title: what is added up, in words.
        most: how many sums to draw.
    """
    known: Known = {row.claim_id: row for row in records(points(claims).drop_duplicates("claim_id"))}
    checked = [found for row in records(ledger[ledger["check"].isin(CHECKS)]) if (found := _sum(known, row))]
    checked.sort(key=lambda one: (RANKS.get(one.holds, len(RANKS)), WITHIN in one.heading, -len(one.steps)))
    once: dict[tuple[str, str], Sum] = {}
    for one in (*checked, *_nested(known, checked)):
        once.setdefault((one.heading, one.steps[-1].words), one)  # what several outlets print is one sum
    drawn = list(once.values())[:most]
    if not drawn:
        return nothing(f"{title}: no total is told together with its parts.")
    with style():
        drawing = _draw(drawn, known, title)
    note = "Light bars are parts or additions, dark ones totals, hatched ones what is missing or too much."
    left = f" Not drawn: {len(once) - len(drawn)}." if len(once) > len(drawn) else ""
    return Chart(title, drawing, _rows(drawn, known), note + left, COLUMNS)


def _middle(row: Any) -> float | None:
    for value in (row.stated, row.low, row.high):
        if pd.notna(value):
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
    return [Sum("parts, which may overlap", "", tuple(steps)) for steps in found.values()]


def _words(row: Any) -> str:
    what = row.outcome if row.group in ("people", "unspecified", "military") or pd.isna(row.group) else row.group
    day = f" · {short(row.day, year=True)}" if pd.notna(row.day) else ""
    return f"{what} · {row.who}{day}"


def _draw(drawn: list[Sum], known: Known, title: str) -> str:
    figure, axes = sheet([76 + ROW * len(one.steps) for one in drawn])
    hints: dict[str, str] = {}
    for panel, one in zip(axes, drawn, strict=True):
        inset(panel, left=12, right=26, top=36, bottom=38)
        _bars(panel, one.steps, known)
        headed(panel, one.heading)
        n = counted(sum(bool(step.claim_id) for step in one.steps), "claim")
        panel.set_xlabel(f"people (n = {n})", color=FAINT)
        hints |= {target(s.claim_id): f"{s.words}: {known[s.claim_id].worded}" for s in one.steps if s.claim_id}
    return svg(figure, title, f"{len(drawn)} sums; the table below holds the same.", hints)


def _bars(panel: Axes, steps: Sequence[Step], known: Known) -> None:
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
        said = known[step.claim_id].said_as if step.claim_id else number(abs(step.end - step.start))
        words = shorten(step.words, LETTERS - len(said))
        panel.text(0, place - 0.2, words, fontsize=SMALL, va="center", transform=panel.get_yaxis_transform())
        panel.text(1, place - 0.2, said, fontsize=SMALL, va="center", ha="right", fontweight="bold", url=link,
                   transform=panel.get_yaxis_transform())  # fmt: skip


def _rows(drawn: list[Sum], known: Known) -> pd.DataFrame:
    rows = []
    for one in drawn:
        for step in one.steps:
            claim = known[step.claim_id] if step.claim_id else None
            rows.append(
                {
                    "heading": one.heading,
                    "step": step.kind if claim is None else step.words.split(" · ")[0],
                    "worded": number(abs(step.end - step.start)) if claim is None else claim.worded,
                    "who": "" if claim is None else claim.who,
                    "day": None if claim is None else claim.day,
                    "holds": one.holds,
                    "claim_id": step.claim_id,
                }
            )
    return pd.DataFrame(rows, columns=[*COLUMNS, "claim_id"])
