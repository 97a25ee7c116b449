"""What each source says of an event on the day it is compared on, and who says least and most."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import Any

import pandas as pd

from newslib.charts.points import UNNAMED, WORDS, records, worded
from newslib.compare.intervals import Interval
from newslib.compare.standings import outrun, stands
from newslib.sources.labels import registered


def standing(estimates: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Each source's number that stands on the day its event is compared on; see ``compare.standings``.

    Args:
        estimates: rows of ``estimates``.
        days: the events to look at (``event_id``) with the days to compare them on (``compared_on``).

    Returns:
        The rows of ``estimates`` with ``who`` (one name a source), ``worded`` (the number with its bound) and
        ``claim_id`` (the first claim behind it).
    """
    joined = estimates.merge(days[["event_id", "compared_on"]], on="event_id")
    undated = joined["compared_on"].isna() | joined["date"].isna()
    running = joined["tally"].eq("cumulative")
    late = joined["date"] > joined["compared_on"]
    fallen = running & ~undated & ~_standing(estimates, joined)
    ordered = joined[~late & ~fallen].sort_values(["event_id", "voice", "date"], kind="stable", na_position="first")
    latest = ordered.drop_duplicates(["event_id", "compared_on", "voice"], keep="last")
    said = [worded({**row, "stated": row["best"]}, WORDS) for row in latest.to_dict("records")]
    who = latest["source_id"].map(registered()).fillna(latest["source_name"]).fillna(UNNAMED)
    return latest.assign(who=who, worded=said, claim_id=latest["claim_ids"].str.split().str[0])


def _standing(estimates: pd.DataFrame, joined: pd.DataFrame) -> pd.Series:
    """Whether each row would stand on its day of comparison if its event counts a running total."""
    dated = estimates[estimates["date"].notna() & estimates["event_id"].isin(joined["event_id"])]
    told: dict[str, list[tuple[int, str, Interval]]] = defaultdict(list)
    for row, day in zip(records(dated), _ordinals(dated["date"]), strict=True):
        low, high = (None if pd.isna(end) else end for end in (row.low, row.high))
        told[row.event_id].append((day, row.voice, Interval(low, high, row.modifier)))
    overtaken = {event: sorted(outrun(said).items()) for event, said in told.items()}
    rows = zip(joined["event_id"], _ordinals(joined["compared_on"]), _ordinals(joined["date"]), strict=True)
    return pd.Series([stands(day, said, _upto(overtaken.get(event, []), day)) for event, day, said in rows],
                     index=joined.index, dtype=bool)  # fmt: skip


def _ordinals(days: pd.Series) -> list[int]:
    return [0 if pd.isna(day) else day.toordinal() for day in days]


def _upto(overtaken: list[tuple[int, int]], day: int) -> int:
    """What holds on the last day told of up to a day."""
    at = bisect_right(overtaken, day, key=lambda pair: pair[0])
    return overtaken[at - 1][1] if at else -1


def extremes(own: pd.DataFrame) -> tuple[Any, Any] | None:
    """The estimates of one event and day with the lowest and with the highest number; None when none has any.

    Args:
        own: rows that ``standing`` returned.
    """
    ordered = own.sort_values(["who", "voice"], kind="stable")
    low, high = ordered["low"].fillna(ordered["best"]), ordered["high"].fillna(ordered["best"])
    if low.isna().all():
        return None
    rows = list(records(ordered))
    return rows[low.argmin()], rows[len(rows) - 1 - high.iloc[::-1].argmax()]  # of equals not the same source twice
