"""Panels: thing by source by period, with what a source last said carried forward and marked."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

CARRIED = ("cumulative", "incident", "stock", "unknown")  # a rate or an addition stands for its own day only
PERIODS = {"D": "days", "W": "weeks", "M": "months"}
NUMBERS = ["low", "best", "high"]
ABOUT = ["label", "outcome", "side", "place", "tally", "source_key", "source_name", "party"]


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
    wanted = estimates["date"].notna() & estimates["event_id"].isin(things["event_id"])
    dated = estimates.loc[wanted, ["event_id", "date", *ABOUT, *NUMBERS, "n_claims"]]
    period = dated["date"].dt.to_period(freq).dt.start_time
    last = dated.assign(period=period).sort_values(["event_id", "source_key", "date"], kind="stable")
    last = last.drop_duplicates(["event_id", "source_key", "period"], keep="last", ignore_index=True)
    ends, carried = last.groupby("event_id")["period"].max().to_dict(), last["tally"].isin(CARRIED)
    found = [
        pair for (event, _), own in last.groupby(["event_id", "source_key"])["period"]
        for pair in (_filled(own, ends[event], freq) if carried[own.index[0]] else own.items())
    ]  # fmt: skip
    rows = last.iloc[pd.Index([row for row, _ in found], dtype="int64")].reset_index(drop=True)
    filled = rows.assign(period=pd.Series([day for _, day in found], dtype=rows["period"].dtype))
    filled["carried"] = filled["period"] != rows["period"]
    filled["n_claims"] = filled["n_claims"].where(~filled["carried"], 0)
    about = things[["event_id", "happening_id"]].drop_duplicates("event_id")
    columns = ["event_id", "happening_id", *ABOUT, "period", *NUMBERS, "n_claims", "carried"]
    return filled.merge(about, on="event_id", how="left")[columns]


def _filled(own: pd.Series, end: pd.Timestamp, freq: str) -> Iterator[tuple[int, pd.Timestamp]]:
    """For every period of one source and thing the row that holds in it; its bounds are carried as a whole."""
    periods = pd.period_range(own.min(), end, freq=freq).start_time
    return zip(own.index[pd.Index(own).get_indexer(periods, method="ffill")], periods, strict=True)
