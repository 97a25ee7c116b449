"""Which claims a person should check first, and why."""

from __future__ import annotations

import pandas as pd

from newslib.corrections import standing

FAR = 2.0  # highest over lowest from which an extreme of one source matters
WEIGHTS = {
    "its number is flagged": 4, "the source stands in another sentence": 3, "the only source of the highest number": 3,
    "the only source of the lowest number": 3, "the registry does not know this source": 2, "no source was found": 2,
    "placed in no happening": 1,
}  # fmt: skip


def to_check(claims: pd.DataFrame, things: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Claims in the order in which they should be checked.

    Args:
        claims: with the columns of ``events`` beside each.
        things: rows of ``discrepancies``.
        decisions: rows of corrections.csv; what somebody has decided about is left out.

    Returns:
        claim_id, weight, reasons, label, source_name, quote, stated, outcome, and the number of sources of its thing;
        those first that weigh most, then those whose thing most sources speak of.
    """
    known = claims[~claims["claim_id"].isin(standing(decisions)["claim_id"])].reset_index(drop=True)
    told = things.drop_duplicates("event_id").set_index("event_id")
    about = told[["n_sources", "low", "high", "ratio"]].reindex(known["event_id"]).reset_index(drop=True)
    found = _signs(known, about)
    signs = found.dot(pd.Series({name: f"{name}; " for name in WEIGHTS})).str.removesuffix("; ")
    columns = ["claim_id", "label", "source_name", "quote", "stated", "outcome"]
    listed = known[columns].assign(weight=found.dot(pd.Series(WEIGHTS)), reasons=signs,
                                   n_sources=about["n_sources"].fillna(0).astype(int))  # fmt: skip
    order = ["weight", "n_sources", "claim_id"]
    wanted = listed[listed["weight"] > 0].sort_values(order, ascending=[False, False, True], ignore_index=True)
    return wanted[["claim_id", "reasons", "label", "source_name", "quote", "stated", "outcome", "n_sources", "weight"]]


def _signs(claims: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Which reasons to look hold for which claim."""
    named = claims["source_name"].notna() | claims["source"].notna()
    apart = about["ratio"].ge(FAR).fillna(False) & about["n_sources"].gt(1).fillna(False)
    holders = claims.assign(value=claims["stated"]).groupby(["event_id", "value"])["source_name"].transform("nunique")
    alone = apart & holders.le(1) & claims["status"].eq("counted")
    return pd.DataFrame({
        "its number is flagged": claims["flag"].notna(),
        "the source stands in another sentence": named & claims["source_distance"].fillna(0).ne(0),
        "the only source of the highest number": alone & claims["stated"].eq(about["high"]),
        "the only source of the lowest number": alone & claims["stated"].eq(about["low"]),
        "the registry does not know this source": named & claims["source_id"].isna(),
        "no source was found": ~named,
        "placed in no happening": claims["happening_id"].isna(),
    }).fillna(False).astype(bool)  # fmt: skip
