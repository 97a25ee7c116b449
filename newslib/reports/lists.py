"""Lists a reader starts from: the articles, and what is missing among them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.points import records
from newslib.markup import Html, link, plain, table
from newslib.reports.addresses import EXPORTS, page_of
from newslib.reports.sentence_marks import lang_of

COUNTS = ("publisher", "language")  # kinds that the chart of coverage shows
QUIET, LONGEST = "days_missing", 5  # of the stretches without an article the longest are named
GAPS = {
    "days_missing": "days without an article", "publisher_stops": "days after a publisher's last article",
    "undated": "articles without a date", "no_claims": "articles without a claim",
    "unattributed": "claims without a source", "problem": "files that could not be used",
}  # fmt: skip


def article_list(articles: pd.DataFrame, *, base: str = EXPORTS) -> Html:
    """Articles by day of publication, each leading to its page, the undated last.

    Args:
        articles: rows of ``articles``.
        base: where the export's pages are, as seen from the page the list stands on.
    """
    ordered = articles.sort_values(["published", "path"], na_position="last")
    shown = pd.DataFrame(
        {
            "published": ordered["published"],
            "article": [_title(row, base) for row in records(ordered)],
            "publisher": ordered["publisher"], "language": ordered["language"], "claims": ordered["n_claims"],
        }
    )  # fmt: skip
    return table(shown, "Articles by day of publication", empty="There are no articles.")


def _title(article: Any, base: str) -> Html:
    shown = link(base + page_of(article.article_id), plain(article.title) or article.path)
    language = plain(article.language) if plain(article.title) else ""
    return Html(f"<span{lang_of(language)}>{shown.code}</span>", shown.plain)


def gaps(coverage: pd.DataFrame) -> Html:
    """What is missing or thin in the corpus: days without articles, publishers that stop, claims without a source.

    Args:
        coverage: rows of ``coverage``.
    """
    rows = coverage[~coverage["kind"].isin(COUNTS)].sort_values("n", ascending=False, kind="stable")
    quiet, others = rows[rows["kind"] == QUIET], rows[rows["kind"] != QUIET]
    shorter = {"kind": QUIET, "name": f"{len(quiet) - LONGEST} shorter stretches", "n": quiet["n"].iloc[LONGEST:].sum()}
    rest = pd.DataFrame([shorter] if len(quiet) > LONGEST else [])
    missing = pd.concat([quiet.head(LONGEST), rest, others], ignore_index=True)
    shown = pd.DataFrame(
        {
            "what": missing["kind"].map(GAPS).fillna(missing["kind"]), "where": missing["name"],
            "from": missing["first_date"], "to": missing["last_date"], "how many": missing["n"],
        }
    )  # fmt: skip
    return table(shown, "What is missing", stacked=True, empty="No gaps are recorded.")
