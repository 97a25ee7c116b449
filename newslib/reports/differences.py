"""How far sources are apart: the lowest and the highest number of each event, each leading to its sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.canvas import target
from newslib.charts.points import UNNAMED, records
from newslib.charts.standings import extremes, standing
from newslib.markup import Html, dated, link, plain, say, table
from newslib.reports.addresses import Where

VERDICTS = {"all": "yes", "some": "some of them", "none": "no", "one_source": "one source only"}
MEANING = "ratio: highest over lowest; gap: people between the two sources furthest apart"


def furthest(discrepancies: pd.DataFrame, most: int | None = None) -> pd.DataFrame:
    """The events with more than one source: first those whose sources cannot all be right, by ratio, then by gap.

    Args:
        discrepancies: rows of ``discrepancies``.
        most: how many events, all when None.
    """
    rivals = discrepancies[discrepancies["n_sources"] > 1]
    rivals = rivals.assign(apart=rivals["gap"].fillna(0) > 0)
    order, down = ["apart", "ratio", "gap", "event_id"], [False, False, False, True]
    ordered = rivals.sort_values(order, ascending=down, na_position="last").drop(columns="apart")
    return ordered if most is None else ordered.head(most)


def furthest_apart(discrepancies: pd.DataFrame, estimates: pd.DataFrame, where: Where = target) -> Html:
    """The event whose sources are furthest apart, in one sentence.

    Args:
        discrepancies: rows of ``discrepancies``.
        estimates: rows of ``estimates`` of the same events.
        where: from a claim's id to the address of its sentence.
    """
    for event in records(furthest(discrepancies, 1)):
        ends = _ends(event, standing(estimates, discrepancies))
        if ends is None or event.gap == 0:
            return say("Furthest apart: no two sources contradict each other.")
        low, high = ends
        words = "Furthest apart: {label}: {low} ({low_source}) against {high} ({high_source})."
        return say(words, label=event.label, low=_number(low, where), low_source=_told(low),
                   high=_number(high, where), high_source=_told(high))  # fmt: skip
    return say("Furthest apart: no event has numbers from two sources.")


def how_far_apart(discrepancies: pd.DataFrame, estimates: pd.DataFrame, caption: str, where: Where = target) -> Html:
    """Events with the lowest and the highest number, who says so on which day, and whether all can be true.

    Args:
        discrepancies: rows of ``discrepancies``, in the order to show.
        estimates: rows of ``estimates`` of the same events: the numbers as they were worded.
        caption: what the events have in common.
        where: from a claim's id to the address of its sentence.
    """
    latest = standing(estimates, discrepancies)
    rows = [_row(event, ends, where) for event in records(discrepancies) if (ends := _ends(event, latest))]
    empty = f"{caption}: none."
    return table(pd.DataFrame(rows), f"{caption} ({MEANING})", stacked=True, empty=empty)


def _row(event: Any, ends: tuple[Any, Any], where: Where) -> dict[str, Any]:
    several = event.n_sources > 1
    low, high = (_cell(end, where) for end in ends)
    return {
        "event": event.label, "lowest": low, "highest": high if several else "",
        "ratio": event.ratio if several else None, "gap": event.gap if several else None,
        "sources": event.n_sources, "can all be true": VERDICTS.get(plain(event.overlap), plain(event.overlap)),
    }  # fmt: skip


def _ends(event: Any, latest: pd.DataFrame) -> tuple[Any, Any] | None:
    return extremes(latest[latest["event_id"] == event.event_id])


def _cell(row: Any, where: Where) -> Html:
    number = _number(row, where)
    return Html(f"<strong>{number.code}</strong><br>{dated(_told(row))}", f"{number.plain} {_told(row)}")


def _number(row: Any, where: Where) -> Html:
    """The number with its bound, leading to the sentence of its first claim."""
    return link(where(plain(row.claim_id)), row.worded)


def _told(row: Any) -> str:
    return ", ".join(part for part in (plain(row.who) or UNNAMED, plain(row.date)) if part)
