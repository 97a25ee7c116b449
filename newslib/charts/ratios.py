"""How many times the lowest number of an event the highest is, day by day."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.canvas import FAINT, INK, Chart, inset, nothing, sheet, style, svg, target
from newslib.charts.days import at, day_axis
from newslib.charts.marks import Spot, counted, headed, place_labels, scale
from newslib.charts.standings import extremes, standing
from newslib.markup import link, number

COLUMNS = {
    "label": "event", "date": "day", "low": "lowest", "low_source": "who says lowest", "high": "highest",
    "high_source": "who says highest", "ratio": "highest over lowest", "n_sources": "sources",
}  # fmt: skip


def ratio(spread: pd.DataFrame, estimates: pd.DataFrame, title: str, *, most: int = 6) -> Chart:
    """How many times the lowest number the highest is, day by day.

    Args:
        spread: rows of ``spread``, with the ``label`` of their event where it is known.
        estimates: rows of ``estimates`` of the same events: the numbers as they were worded.
        title: what the events have in common.
        most: how many events to draw, those furthest apart first.
    """
    known = spread[spread["ratio"].notna() & (spread["n_sources"] > 1)]
    if known.empty:
        return nothing(f"{title}: no day on which two sources give numbers that can be divided.")
    known = known.assign(label=known["label"] if "label" in known.columns else known["event_id"])
    moving = known.groupby("event_id")["date"].transform("nunique") > 1
    single = known.loc[~moving, "event_id"].nunique() if moving.any() else 0
    known = known[moving] if moving.any() else known
    widest = known.groupby("event_id")["ratio"].max()
    chosen = sorted(widest.index, key=lambda event: (-widest[event], event))[:most]
    known = known[known["event_id"].isin(chosen)].sort_values(["event_id", "date"])
    with style():
        drawing = _draw_ratio(known, chosen, title)
    note = "One means that lowest and highest are the same. A lowest number of zero has no ratio."
    left = f" Events with numbers of a single day, not drawn: {single}." if single else ""
    return Chart(title, drawing, _worded_ends(known, estimates)[list(COLUMNS)], note + left, COLUMNS)


def _worded_ends(known: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """The lowest and highest number of each day as they were worded, each leading to its claim."""
    days = known[["event_id", "date"]].rename(columns={"date": "compared_on"})
    found = {key: extremes(rows) for key, rows in standing(estimates, days).groupby(["event_id", "compared_on"])}
    rows: list[dict[str, Any]] = known.to_dict("records")  # type: ignore[assignment]
    for row in rows:
        for side, end in zip(("low", "high"), found.get((row["event_id"], row["date"])) or (), strict=False):
            row |= {side: link(target(end.claim_id), end.worded), f"{side}_source": end.who}
    return pd.DataFrame(rows)


def _telling(days: list[float], ratios: list[float]) -> list[tuple[float, float]]:
    """The first, the highest and the last point: those that a reader wants in numbers."""
    points = list(zip(days, ratios, strict=True))
    return list(dict.fromkeys([max(points, key=lambda point: point[1]), points[0], points[-1]]))


def _draw_ratio(known: pd.DataFrame, chosen: list[str], title: str) -> str:
    figure, axes = sheet([160.0] * len(chosen))
    for panel, event in zip(axes, chosen, strict=True):
        inset(panel, left=52, right=14, top=34, bottom=50)
        rows = known[known["event_id"] == event]
        scale(panel, [1.0, *rows["ratio"]])
        day_axis(panel, rows["date"])
        days = [at(day) for day in rows["date"]]
        panel.axhline(1, color=FAINT, linewidth=0.9, linestyle=(0, (4, 3)))
        panel.step(days, rows["ratio"], where="post", color=INK, linewidth=1.2)
        panel.scatter(days, rows["ratio"], s=30, c=INK, zorder=4)
        place_labels(panel, [Spot(x, y, y, f"{number(y)}×", "") for x, y in _telling(days, rows["ratio"].tolist())])
        headed(panel, rows["label"].iloc[0])
        panel.set_ylabel("highest : lowest")
        panel.set_xlabel(f"day (n = {counted(len(rows), 'day')}, up to {counted(rows['n_sources'].max(), 'source')})",
                         color=FAINT)  # fmt: skip
    return svg(figure, title, f"{len(chosen)} events; the table below holds the same.")
