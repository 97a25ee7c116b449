"""What a run found, in five sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from newslib.charts.points import records
from newslib.lexicons import languages, lexicon
from newslib.markup import Html, plain, say


def summary(tables: Mapping[str, pd.DataFrame]) -> list[Html]:
    """Five sentences: articles, languages, claims, sources, and where sources differ most.

    Args:
        tables: by name: articles, problems, segments, claims, discrepancies.
    """
    claims = tables["claims"]
    return [
        _articles(tables["articles"], tables["problems"]),
        _languages(tables["articles"]),
        _claims(claims),
        _sources(claims),
        furthest_apart(tables["discrepancies"]),
    ]


def _articles(articles: pd.DataFrame, problems: pd.DataFrame) -> Html:
    days = articles["published"].dropna()
    span = (days.min(), days.max()) if len(days) else ("no date", "no date")
    words = "Articles: {n}, from {first} to {last}; {problems} listed as problems."
    return say(words, n=len(articles), first=span[0], last=span[1], problems=len(problems))


def _languages(articles: pd.DataFrame) -> Html:
    names = {code: str(lexicon(code).settings["name"]) for code in languages()}
    counts = articles["language"].map(lambda code: names.get(code, code)).value_counts(sort=False)
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


def furthest(discrepancies: pd.DataFrame, most: int) -> pd.DataFrame:
    """The events whose sources are furthest apart: by ratio, then by gap."""
    rivals = discrepancies[discrepancies["n_sources"] > 1]
    order, down = ["ratio", "gap", "event_id"], [False, False, True]
    return rivals.sort_values(order, ascending=down, na_position="last").head(most)


def furthest_apart(discrepancies: pd.DataFrame) -> Html:
    """The event whose sources are furthest apart, in one sentence."""
    for row in records(furthest(discrepancies, 1)):
        words = "Furthest apart: {label}: {low} ({low_source}) against {high} ({high_source})."
        return say(words, label=row.label, low=row.low, low_source=plain(row.low_source), high=row.high,
                   high_source=plain(row.high_source))  # fmt: skip
    return say("Furthest apart: no event has numbers from two sources.")
