"""What each source says of an event on the day it is compared on, and who says least and most."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.points import UNNAMED, WORDS, records, worded
from newslib.compare.discrepancies import STANDS
from newslib.sources.labels import registered


def standing(estimates: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Each source's number that stands on the day its event is compared on; running totals stand for a month.

    Args:
        estimates: rows of ``estimates``.
        days: the events to look at (``event_id``) with the days to compare them on (``compared_on``).

    Returns:
        The rows of ``estimates`` with ``who`` (one name a source), ``worded`` (the number with its bound) and
        ``claim_id`` (the first claim behind it).
    """
    joined = estimates.merge(days[["event_id", "compared_on"]], on="event_id")
    age = (joined["compared_on"] - joined["date"]).dt.days
    stands = age.isna() | ((age >= 0) & ((age <= STANDS) | (joined["tally"] != "cumulative")))
    ordered = joined[stands].sort_values(["event_id", "voice", "date"], kind="stable", na_position="first")
    latest = ordered.drop_duplicates(["event_id", "compared_on", "voice"], keep="last")
    said = [worded({**row, "stated": row["best"]}, WORDS) for row in latest.to_dict("records")]
    who = latest["source_id"].map(registered()).fillna(latest["source_name"]).fillna(UNNAMED)
    return latest.assign(who=who, worded=said, claim_id=latest["claim_ids"].str.split().str[0])


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
