"""What a run found, in five sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from newslib.charts.canvas import target
from newslib.charts.points import language_names
from newslib.markup import Html, say
from newslib.reports.addresses import Where
from newslib.reports.differences import furthest_apart


def summary(tables: Mapping[str, pd.DataFrame], where: Where = target) -> list[Html]:
    """Five sentences: articles, languages, claims, sources, and where sources differ most.

    Args:
        tables: by name: articles, problems, claims, discrepancies, estimates.
        where: from a claim's id to the address of its sentence.
    """
    claims = tables["claims"]
    return [
        _articles(tables["articles"], tables["problems"]),
        _languages(tables["articles"]),
        _claims(claims),
        _sources(claims),
        furthest_apart(tables["discrepancies"], tables["estimates"], where),
    ]


def _articles(articles: pd.DataFrame, problems: pd.DataFrame) -> Html:
    days = articles["published"].dropna()
    span = (days.min(), days.max()) if len(days) else ("no date", "no date")
    words = "Articles: {n}, from {first} to {last}; {problems} listed as problems."
    return say(words, n=len(articles), first=span[0], last=span[1], problems=len(problems))


def _languages(articles: pd.DataFrame) -> Html:
    counts = articles["language"].map(language_names()).fillna(articles["language"]).value_counts(sort=False)
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    return _listed("Languages: ", counts, {})


def _claims(claims: pd.DataFrame) -> Html:
    """Outcomes with most claims first."""
    counts = claims["outcome"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return _listed("Claims: {n}; ", counts.head(4), {"n": len(claims)})


def _listed(start: str, counts: pd.Series, values: dict[str, object]) -> Html:
    """A sentence that ends in names with their counts."""
    for place, (name, count) in enumerate(counts.items()):
        values |= {f"name{place}": str(name).replace("_", " "), f"n{place}": count}
    words = ", ".join(f"{{name{place}}} {{n{place}}}" for place in range(len(counts)))
    return say(f"{start}{words or 'none'}.", **values)


def _sources(claims: pd.DataFrame) -> Html:
    named = claims["source_id"].fillna(claims["source_name"].str.casefold()).fillna(claims["source"].str.casefold())
    words = "Sources: {n} named; {without} claims stand in an article's own voice or name no source."
    return say(words, n=named.nunique(), without=int(named.isna().sum()))
