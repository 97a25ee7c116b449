"""Running totals beside the daily series of a source: what is printed, what was counted, and how the two agree."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.canvas import target
from newslib.charts.points import UNNAMED, records
from newslib.markup import Html, dated, join, link, number, plain, say, table
from newslib.reports.addresses import Where

AGREEMENTS = {
    "differs": "cannot both be right", "bounds_allow": "bounds allow both", "rounds": "a rounder form",
    "other_day": "the number of another day", "same_day": "the number of that day",
}  # fmt: skip


def against_daily_series(printed: pd.DataFrame, where: Where = target, *, most: int = 100) -> Html:
    """What is printed of a running total against what its source counted day by day, contradictions first.

    Args:
        printed: rows of ``printed``.
        where: from a claim's id to the address of its sentence.
        most: how many rows to list; how often each kind of agreement was found is told of all.
    """
    if printed.empty:
        return say("No running total could be held against a daily series.")
    order = printed["agreement"].map({word: rank for rank, word in enumerate(AGREEMENTS)})
    size = printed["difference"].abs()
    ordered = printed.assign(order=order, size=size).sort_values(
        ["order", "size", "date", "claim_id"], ascending=[True, False, True, True], kind="stable"
    )
    rows = [_row(row, where) for row in records(ordered.head(most))]
    left = len(ordered) - len(rows)
    told = [table(pd.DataFrame(rows), "Printed against counted", stacked=True), _counts(printed)]
    return join([*told, say("Not listed here but in printed.csv: {n}.", n=left)] if left else told)


def _row(row: Any, where: Where) -> dict[str, Any]:
    who, day = plain(row.source_name) or UNNAMED, plain(row.date)
    said = link(where(row.claim_id), row.printed)
    counted, name, counted_on = number(row.counted), plain(row.series_name), plain(row.series_date)
    return {
        "printed": Html(f"{said.code}<br>{dated(f'{who}, {day}')}", f"{said.plain} {who}, {day}"),
        "counted": Html(f"{counted}<br>{dated(f'{name}, {counted_on}')}", f"{counted} {name}, {counted_on}"),
        "off by": row.difference,
        "how they agree": AGREEMENTS.get(row.agreement, row.agreement),
    }


def _counts(printed: pd.DataFrame) -> Html:
    counts = printed["agreement"].value_counts()
    found = [word for word in AGREEMENTS if word in counts.index]
    words = "; ".join(f"{AGREEMENTS[word]}: {{{word}}}" for word in found)
    return say(f"Of all: {words}.", **{word: int(counts[word]) for word in found})
