"""Coverage: what is missing or thin in a corpus. A gap in the sources must not be taken for calm."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from newslib import tables

SILENT = 7  # days after which a publisher that others outlive may have stopped
RHYTHM = 3  # times its usual pause that a publisher must have been silent

Row = dict[str, Any]


def coverage(articles: pd.DataFrame, claims: pd.DataFrame, problems: pd.DataFrame | None = None) -> pd.DataFrame:
    """The coverage table.

    Args:
        articles: in the contract of ``articles``.
        claims: in the contract of ``claims``.
        problems: in the contract of ``problems``; files that could not be used.
    """
    given = tables.frame("articles", articles, strict=False)
    found = tables.frame("claims", claims, strict=False)
    rows = [
        *_gaps(given), *_stops(given), *_counts(given, "publisher"), *_counts(given, "language"), *_thin(given, found),
        *_problems(problems),
    ]  # fmt: skip
    return tables.frame("coverage", rows)


def _gaps(articles: pd.DataFrame) -> Iterator[Row]:
    """Runs of days without an article between the first and the last."""
    days = sorted(set(articles["published"].dropna().dt.date))
    for before, after in pairwise(days):
        empty = (after - before).days - 1
        if empty:
            first, last = before + dt.timedelta(days=1), after - dt.timedelta(days=1)
            note = f"no article on {empty} day{'s' * (empty > 1)} in a row"
            share = empty / ((days[-1] - days[0]).days + 1)
            yield _row("days_missing", "", empty, share, note, first, last)


def _stops(articles: pd.DataFrame) -> Iterator[Row]:
    """Publishers whose articles end well before the corpus does."""
    dated = articles.dropna(subset=["published", "publisher"])
    end = dated["published"].max()
    for publisher, own in dated.groupby("publisher", sort=True):
        days = own["published"].drop_duplicates().sort_values()
        pause = days.diff().dt.days.median()
        silent = (end - days.iloc[-1]).days
        if len(days) > 1 and silent >= max(SILENT, RHYTHM * pause):
            first = days.iloc[-1].date() + dt.timedelta(days=1)
            note = f"last article {days.iloc[-1].date()}, others go on to {end.date()}"
            yield _row("publisher_stops", str(publisher), silent, None, note, first, end.date())


def _counts(articles: pd.DataFrame, kind: str) -> Iterator[Row]:
    for name, own in articles.groupby(kind, sort=True, dropna=False):
        days = own["published"].dropna()
        shown = "" if pd.isna(name) else str(name)
        note = f"{len(own)} of {len(articles)} articles" if shown else f"{kind} not known"
        first, last = (days.min().date(), days.max().date()) if len(days) else (None, None)
        yield _row(kind, shown, len(own), len(own) / len(articles), note, first, last)


def _thin(articles: pd.DataFrame, claims: pd.DataFrame) -> Iterator[Row]:
    undated = int(articles["published"].isna().sum())
    empty = int((~articles["article_id"].isin(claims["article_id"])).sum())
    nameless = int((claims["source"].isna() & claims["source_name"].isna() & claims["source_id"].isna()).sum())
    for kind, n, total, note in (
        ("undated", undated, len(articles), "articles without a date are in no chart over time"),
        ("no_claims", empty, len(articles), "articles in which no figure was found"),
        ("unattributed", nameless, len(claims), "claims in the article's own voice or of a source not found"),
    ):
        yield _row(kind, "", n, n / total if total else None, note)


def _problems(problems: pd.DataFrame | None) -> Iterator[Row]:
    if problems is not None and len(problems):
        for reason, own in problems.groupby("reason", sort=True):
            paths = sorted(set(own["path"].dropna()))
            name = f"{len(paths)} files" if len(paths) > 1 else "".join(paths)
            yield _row("problem", name, len(own), None, str(reason))


def _row(
    kind: str, name: str, n: int, share: float | None, note: str, first: dt.date | None = None,
    last: dt.date | None = None,
) -> Row:  # fmt: skip
    return {"kind": kind, "name": name, "first_date": first, "last_date": last, "n": n, "share": share, "note": note}
