"""Lists a reader starts from: the articles, and the events by how far their sources are apart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.points import records
from newslib.markup import Html, escape, link, number, plain, table
from newslib.reports.evidence import EXPORTS, page_of


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
            "article": [link(base + page_of(row.article_id), plain(row.title) or row.path) for row in records(ordered)],
            "publisher": ordered["publisher"], "language": ordered["language"], "claims": ordered["n_claims"],
        }
    )  # fmt: skip
    return table(shown, "Articles by day of publication", empty="There are no articles.")


def how_far_apart(discrepancies: pd.DataFrame, caption: str) -> Html:
    """Events with the lowest and the highest number, who says so, and whether both can be true.

    Args:
        discrepancies: rows of ``discrepancies``, in the order to show.
        caption: what the events have in common.
    """
    rows = [
        {
            "event": row.label,
            "lowest": _said(row.low, row.low_source),
            "highest": _said(row.high, row.high_source) if row.n_sources > 1 else "",
            "times": row.ratio if row.n_sources > 1 else None,
            "gap": row.gap if row.n_sources > 1 else None,
            "sources": row.n_sources,
            "can they all be true": _verdict(plain(row.overlap)),
        }
        for row in records(discrepancies)
    ]
    return table(pd.DataFrame(rows), caption, stacked=True, empty=f"{caption}: no event has numbers to compare.")


def _said(value: Any, source: Any) -> Html:
    return Html(f"<strong>{number(value)}</strong><br>{escape(plain(source))}", f"{number(value)} {plain(source)}")


def _verdict(overlap: str) -> str:
    words = {"all": "yes", "some": "some of them", "none": "no", "one_source": "one source only"}
    return words.get(overlap, overlap)
