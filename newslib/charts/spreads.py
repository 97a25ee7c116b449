"""What each source says of the same event, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from newslib.charts.canvas import FAINT, INK, SMALL, Chart, inset, nothing, sheet, style, svg, target
from newslib.charts.days import short
from newslib.charts.marks import counted, ends, headed, mark, scale, shorten
from newslib.charts.points import Style, records
from newslib.charts.standings import standing
from newslib.markup import plain

LINE = 30.0  # points: one source, its name above its mark
HEAD, FOOT, SILENT = 40.0, 36.0, 16.0
LETTERS, YEAR = 46, 5  # what a line holds beside the day, and what a year takes of it
LOOK = Style("o", "#0072b2")
COLUMNS = {
    "label": "event", "who": "source", "date": "day", "worded": "says", "low": "low", "high": "high",
    "n_claims": "claims", "remark": "remark",
}  # fmt: skip


def spread(estimates: pd.DataFrame, discrepancies: pd.DataFrame, title: str, *, most: int = 6) -> Chart:
    """What each source says of the same event, one below the other.

    The band runs from the lowest to the highest of the numbers that stand on the day of comparison. Who denied,
    doubted or declined to comment stands below without a number.

    Args:
        estimates: rows of ``estimates``; the one of each source that stands on that day is drawn.
        discrepancies: rows of ``discrepancies``; the events to draw, in this order.
        title: what the events have in common.
        most: how many events to draw.
    """
    events = discrepancies.head(most)
    latest = standing(estimates, events)
    if latest.empty:
        return nothing(f"{title}: no event has numbers to put side by side.")
    blocks = [(event, _rows(latest, event)) for event in records(events)]
    blocks = [(event, rows) for event, rows in blocks if rows["worded"].ne("").any()]
    with style():
        drawing = _draw(blocks, title)
    shown = pd.concat([rows for _, rows in blocks], ignore_index=True)
    note = (
        "Each source's number that stands on the day of comparison; a running total stands until a source that met it "
        "counts on. An arrow is an open end, a bar a range, the band the spread."
    )
    if left := len(discrepancies) - len(events):
        note += f" Events not drawn: {left}."
    return Chart(title, drawing, shown[[*COLUMNS, "claim_id"]], note, COLUMNS)


def _rows(latest: pd.DataFrame, event: Any) -> pd.DataFrame:
    """One event's sources, highest number first, then those without a number."""
    own = latest[latest["event_id"] == event.event_id].assign(remark="")
    own = own.assign(top=own[["low", "best", "high"]].max(axis=1))
    own = own[own["top"].notna()].sort_values(["top", "who"], ascending=[False, True], kind="stable")
    without = [
        {"label": event.label, "who": name, "remark": remark, "worded": ""}
        for column, remark in (("denied_by", "denied it"), ("doubted_by", "doubted it"), ("silent", "no comment"))
        for name in _names(getattr(event, column, None))
    ]
    own = own[[*COLUMNS, "modifier", "best", "claim_id"]]
    return pd.concat([own, pd.DataFrame(without)], ignore_index=True) if without else own.reset_index(drop=True)


def _names(cell: object) -> list[str]:
    return [name.strip() for name in plain(cell).split(";") if name.strip()]


def _draw(blocks: Sequence[tuple[Any, pd.DataFrame]], title: str) -> str:
    sizes = [rows["worded"].ne("") for _, rows in blocks]
    heights = [HEAD + FOOT + LINE * given.sum() + SILENT * (~given).sum() for given in sizes]
    figure, axes = sheet(heights)
    hints: dict[str, str] = {}
    for panel, (_, rows) in zip(axes, blocks, strict=True):
        silent = int(rows["worded"].eq("").sum())
        inset(panel, left=10, right=26, top=HEAD, bottom=FOOT + SILENT * silent)
        numbered = rows[rows["worded"].ne("")].reset_index(drop=True)
        _block(panel, numbered, LOOK)
        for place, row in enumerate(records(rows[rows["worded"].eq("")])):
            panel.annotate(
                f"×  {shorten(row.who, 44)}: {row.remark}", xy=(0, 0), xycoords="axes fraction",
                xytext=(0, -FOOT - 2 - SILENT * place), textcoords="offset points", fontsize=SMALL, color=INK, va="top",
            )  # fmt: skip
        hints |= {target(r.claim_id): f"{r.who}: {r.worded}" for r in records(numbered)}
    return svg(figure, title, f"{len(blocks)} events; the table below holds the same.", hints)


def _block(panel: Axes, rows: pd.DataFrame, look: Style) -> None:
    values = [end for row in records(rows) for end in (*ends(row), row.best) if end is not None and pd.notna(end)]
    powers = scale(panel, values, upright=False)
    panel.set_ylim(len(rows) - 0.5, -0.5)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    panel.axvspan(min(values), max(values), color="#efefef", zorder=0)
    label = plain(rows["label"].iloc[0])
    year = any(f"{day.year}-" not in label for day in rows["date"].dropna())
    for place, row in enumerate(records(rows)):
        day = f" · {short(row.date, year=year)}" if pd.notna(row.date) else ""
        low, high = (row.best, row.best) if row.modifier == "approx" and pd.notna(row.best) else ends(row)
        mark(panel, place + 0.2, low, high, look, approx=row.modifier == "approx", upright=False,
             url=target(row.claim_id))  # fmt: skip
        panel.text(
            0,
            place - 0.18,
            shorten(row.who, LETTERS - YEAR * year - len(row.worded)) + day,
            transform=panel.get_yaxis_transform(),
            fontsize=SMALL,
        )
        panel.text(1, place - 0.18, row.worded, transform=panel.get_yaxis_transform(), fontsize=SMALL, ha="right",
                   fontweight="bold", url=target(row.claim_id))  # fmt: skip
    headed(panel, label)
    n = f"n = {counted(int(rows['n_claims'].sum()), 'claim')}, {counted(len(rows), 'source')}"
    panel.set_xlabel(f"people{powers} ({n})", color=FAINT)
