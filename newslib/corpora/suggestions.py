"""Suggestions: sources that the registry does not know, as rows that can be pasted into one's own sources.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from newslib.gazetteer import sound
from newslib.lexicons import languages, shared
from newslib.sources.labels import registered

ALIKE = 88  # of 100: two names that sound so much alike are proposed as one
LIKELY = 85  # of 100: a registered name is proposed as the same
_WORD = re.compile(r"[^\W\d_]+")
SHORT = 3  # letters of a word that is left out of comparing


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
    names = counts.groupby("source_name")["n"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    rows = [_row(group, unknown) for group in _alike(names)]
    columns = [*shared("sources")[0], "n_claims", "n_articles", "likely", "printed"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["n_claims", "source_id"], ascending=[False, True], ignore_index=True)


def _alike(names: Sequence[str]) -> list[list[str]]:
    """Names grouped by how they sound, whatever their alphabet; the most frequent of a group comes first."""
    groups: list[list[str]] = []
    keys: list[str] = []
    for name in names:
        key = _sounded(name)
        near = process.extractOne(key, keys, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE) if key else None
        if near:
            groups[near[2]].append(name)
        else:
            groups.append([name])
            keys.append(key)
    return groups


def _sounded(name: str) -> str:
    """How the words of a name sound, those that begin with a capital where there are two or more of them."""
    words = _WORD.findall(name)
    proper = [word for word in words if word[0].isupper()]
    return " ".join(sound(word) for word in (proper if len(proper) > 1 else words) if len(word) > SHORT)


def _row(group: Sequence[str], unknown: pd.DataFrame) -> dict[str, object]:
    own = unknown[unknown["source_name"].isin(group)]
    spellings = {
        f"name_{code}": "|".join(name for name in group if code in set(own.loc[own["source_name"] == name, "language"]))
        for code in languages()
    }  # fmt: skip
    return {
        "source_id": "_".join(_WORD.findall(group[0].casefold()))[:40], **spellings, "n_claims": len(own),
        "n_articles": own["article_id"].nunique(), "likely": " ".join(_likely(group)), "printed": group[0],
    }  # fmt: skip


def _likely(group: Iterable[str], known: Mapping[str, str] | None = None) -> list[str]:
    """Ids of registered sources whose name sounds like one of these."""
    names = known or registered()
    keys = {identity: _sounded(name) for identity, name in names.items()}
    found: dict[str, float] = {}
    for name in group:
        for _, score, identity in process.extract(
            _sounded(name), keys, scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY, limit=3
        ):
            found[identity] = max(found.get(identity, 0), score)
    return sorted(found, key=lambda identity: (-found[identity], identity))[:3]


def write(claims: pd.DataFrame, folder: Path) -> Path:
    """Write suggestions.csv into a folder."""
    from newslib.corpora.exchange import to_csv

    return to_csv(suggestions(claims), "suggestions", folder / "suggestions.csv")
