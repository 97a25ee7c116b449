"""Panels: thing by source by period, with what a source last said carried forward and marked."""

from __future__ import annotations

import pandas as pd

CARRIED = ("cumulative", "incident", "stock", "unknown")  # a rate or an addition stands for its own day only
PERIODS = {"D": "days", "W": "weeks", "M": "months"}
NUMBERS = ("low", "best", "high")


def panel(estimates: pd.DataFrame, things: pd.DataFrame, freq: str = "D") -> pd.DataFrame:
    """What each source says of each thing in each period, ready for a regression.

    Args:
        estimates: rows of ``estimates``.
        things: the things to include, with ``event_id``, ``happening_id`` and ``label``.
        freq: D (days), W (weeks, named by their Monday) or M (months, named by their first day).

    Returns:
        Balanced within a thing from a source's first number to the thing's last day: event_id, happening_id, label,
        outcome, side, place, tally, source_key, source_name, party, period, low, best, high (missing is an open bound
        or no best), n_claims, carried (true where the source said nothing new; rates and additions are not carried).

    Raises:
        ValueError: the frequency is not known.
    """
    if freq not in PERIODS:
        raise ValueError(f"{freq!r} is no frequency; there are {', '.join(f'{k} ({v})' for k, v in PERIODS.items())}")
    dated = estimates[estimates["date"].notna() & estimates["event_id"].isin(things["event_id"])]
    period = dated["date"].dt.to_period(freq).dt.start_time
    last = dated.assign(period=period).sort_values(["event_id", "source_key", "date"], kind="stable")
    last = last.drop_duplicates(["event_id", "source_key", "period"], keep="last")
    ends = last.groupby("event_id")["period"].max().to_dict()
    rows = [_filled(own, ends[event], freq) for (event, _), own in last.groupby(["event_id", "source_key"])]
    found = pd.concat(rows, ignore_index=True) if rows else last.assign(carried=pd.Series(dtype=bool))
    about = things[["event_id", "happening_id"]].drop_duplicates("event_id")
    columns = ["event_id", "happening_id", "label", "outcome", "side", "place", "tally", "source_key", "source_name",
               "party", "period", *NUMBERS, "n_claims", "carried"]  # fmt: skip
    return found.merge(about, on="event_id", how="left")[columns]


def _filled(own: pd.DataFrame, end: pd.Timestamp, freq: str) -> pd.DataFrame:
    """One source's numbers of one thing for every period; bounds are carried as a whole, never mixed."""
    own = own.set_index("period")
    if own["tally"].iloc[0] not in CARRIED:
        return own.assign(carried=False).reset_index()
    periods = pd.period_range(own.index.min(), end, freq=freq).start_time
    places = own.index.get_indexer(periods, method="ffill")
    filled = own.iloc[places].assign(period=periods, carried=~periods.isin(own.index))
    return filled.assign(n_claims=filled["n_claims"].where(~filled["carried"], 0)).reset_index(drop=True)
