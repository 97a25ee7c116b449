"""One page of charts and tables for any claims table, with or without texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from newslib import charts
from newslib.charts.points import with_events
from newslib.markup import Html, anchor, say
from newslib.reports.daily import against_daily_series
from newslib.reports.differences import furthest, how_far_apart
from newslib.reports.evidence import evidence
from newslib.reports.findings import failing_sums, rules_side_by_side
from newslib.reports.pages import page, section

MOST, LISTED = 6, 100  # events drawn in each chart, and listed in each table
DAILY = 3  # where the daily series stands: behind the distances, before the single numbers
NO_TEXTS = pd.DataFrame(columns=["article_id", "start", "text"])
_POINTED = re.compile(r'href="#([^"]+)"')
INDEX = ("index.html", "Comparison")


def comparison_page(claims: pd.DataFrame, made: Mapping[str, pd.DataFrame], out: Path) -> Path:
    """Write the charts of a comparison as one page that opens from disk.

    Args:
        claims: rows of ``claims``; only what it quotes is shown, no text is needed.
        made: what ``compare`` returned.
        out: the folder of the comparison; made when missing.

    Returns:
        The page, ``index.html`` in that folder.
    """
    apart = furthest(made["discrepancies"], LISTED)
    grouped = with_events(claims, made["events"])
    told = grouped[grouped["event_id"].isin(_widest(made["discrepancies"]))]
    given = made["estimates"]
    pieces = [
        ("Events by distance", "distances", how_far_apart(apart, given, "Events with more than one source")),
        ("Where sources differ most", "spread", charts.spread(given, apart, "Furthest apart", most=MOST).html),
        (
            "How the distance changes",
            "ratio",
            charts.ratio(_labelled(made), given, "Highest over lowest", most=MOST).html,
        ),
        ("Over time", "timelines", charts.multiples(told, "Events with most numbers", most=MOST).html),
        ("One number through its repeats", "lineage", charts.lineage(told, made["links"], "Most repeated number").html),
        ("Parts and totals", "sums", charts.waterfall(told, made["ledger"], "Sums", most=MOST).html),
        ("Sums that do not hold", "failing", failing_sums(made["ledger"], claims, most=LISTED)),
        ("Rules side by side", "policies", rules_side_by_side(made["policies"], apart)),
    ]
    if not made["printed"].empty:
        daily = against_daily_series(made["printed"], most=LISTED)
        pieces.insert(DAILY, ("Printed against a daily series", "printed", daily))
    pointed = set(_POINTED.findall("".join(piece.code for _, _, piece in pieces)))
    behind = grouped[grouped["claim_id"].map(lambda claim: anchor(str(claim)) in pointed).astype(bool)]
    body = [
        "<h1>How the numbers differ</h1>",
        _counts(claims, made).code,
        *(section(words, where, piece) for words, where, piece in pieces),
        section("Claims behind the numbers", "claims", evidence(behind, NO_TEXTS, "Claims", base=None)),
    ]
    out.mkdir(parents=True, exist_ok=True)
    path = out / INDEX[0]
    text = page("How the numbers differ", "".join(body), [INDEX], here=INDEX[0])
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _widest(discrepancies: pd.DataFrame) -> pd.Series:
    """The events worth drawing in a large table: those with most claims and those furthest apart."""
    most = discrepancies.sort_values(["n_claims", "event_id"], ascending=[False, True]).head(LISTED)
    return pd.concat([most["event_id"], furthest(discrepancies, LISTED)["event_id"]])


def _labelled(made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return made["spread"].merge(made["discrepancies"][["event_id", "label"]], on="event_id", how="left")


def _counts(claims: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> Html:
    words = "Claims: {claims}; comparable events: {events}; links between claims: {links}."
    return say(words, claims=len(claims), events=len(made["discrepancies"]), links=len(made["links"]))
