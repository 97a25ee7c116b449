"""Suggestions: sources that the registry does not know, as rows that can be pasted into one's own sources.csv."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from newslib.corpora.exchange import to_csv
from newslib.lexicons import languages, shared
from newslib.sources.mentions import LIKELY, WORD, Spelling, spelled
from newslib.sources.registry import registered


def suggestions(claims: pd.DataFrame) -> pd.DataFrame:
    """Unknown sources with how often they are claimed from, spellings of one name together.

    Args:
        claims: rows of ``claims``.

    Returns:
        The columns of the registry of sources (name_* holds the spellings of each language, joined by ``|``; kind and
        party are left to a person), then n_claims, n_articles, likely (ids of registered sources it may be), printed.
    """
    unknown = claims[claims["source_id"].isna() & claims["source_name"].notna()]
    counts = unknown.groupby(["source_name", "language"]).agg(n=("claim_id", "size")).reset_index()
    counts = counts.sort_values(["n", "source_name"], ascending=[False, True], kind="stable")
    known = [spelled(row.source_name, row.language) for row in counts.itertuples(index=False)]
    column = next(name for name in shared("sources")[0] if name.startswith("name_"))
    there = {key: spelled(name, column.removeprefix("name_")) for key, name in registered().items()}
    rows = [_row(group, unknown, there) for group in _alike(dict.fromkeys(known))]
    columns = [*shared("sources")[0], "n_claims", "n_articles", "likely", "printed"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["n_claims", "source_id"], ascending=[False, True], ignore_index=True)


def _alike(spellings: Iterable[Spelling]) -> list[list[Spelling]]:
    """Spellings grouped by source, whatever their alphabet; the most frequent of a group comes first.

    A surname alone joins the one person who is called so; where there are several it stays by itself.
    """
    shelves: dict[tuple[bool, str], list[list[Spelling]]] = {}
    for one in sorted(spellings, key=lambda one: bool(one.surname) and not one.given):
        groups = shelves.setdefault((bool(one.surname), one.shelf), [])
        fitting = [group for group in groups if any(map(one.same, group))]
        if one.surname and not one.given and len(fitting) > 1:
            fitting = []
        groups[:] = [group for group in groups if group not in fitting] + [[*chain.from_iterable(fitting), one]]
    return list(chain.from_iterable(shelves.values()))


def _row(group: Sequence[Spelling], unknown: pd.DataFrame, known: Mapping[str, Spelling]) -> dict[str, object]:
    names = list(dict.fromkeys(one.name for one in group))
    own = unknown[unknown["source_name"].isin(names)]
    spellings = {
        f"name_{code}": "|".join(name for name in names if code in set(own.loc[own["source_name"] == name, "language"]))
        for code in languages()
    }  # fmt: skip
    return {
        "source_id": "_".join(WORD.findall(names[0].casefold()))[:40], **spellings, "n_claims": len(own),
        "n_articles": own["article_id"].nunique(), "likely": " ".join(_likely(group, known)), "printed": names[0],
    }  # fmt: skip


def _likely(group: Iterable[Spelling], known: Mapping[str, Spelling]) -> list[str]:
    """Ids of registered sources whose name sounds like one of these."""
    words = {identity: other.words for identity, other in known.items()}
    found: dict[str, float] = {}
    for one in group:
        near = process.extract(one.words, words, scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY, limit=3)
        scores = {identity: score for _, score, identity in near}
        scores |= {key: 100.0 for key, other in known.items() if one.given and other.given and one.same(other)}
        found = {identity: max(found.get(identity, 0.0), score) for identity, score in {**found, **scores}.items()}
    return sorted(found, key=lambda identity: (-found[identity], identity))[:3]


def write(claims: pd.DataFrame, folder: Path) -> Path:
    """Write suggestions.csv into a folder."""
    return to_csv(suggestions(claims), folder / "suggestions.csv")
