"""Addresses inside the export: the page of an article, the mark of a claim in it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from newslib.markup import anchor, plain

EXPORTS = "../exports/"  # as seen from a notebook; the export cuts it off
Where = Callable[[str], str]  # from a claim's id to the address of its sentence, empty when there is none


def page_of(article_id: str) -> str:
    """The page of an article inside the export."""
    return f"articles/{anchor(article_id, 'a')}.html"


def in_articles(claims: pd.DataFrame, *, base: str = EXPORTS) -> Where:
    """A way from a claim's id to its mark in the text of its article; unknown claims lead nowhere.

    Args:
        claims: rows of ``claims``.
        base: where the export's pages are, as seen from the page the links stand on.
    """
    pages = dict(zip(claims["claim_id"], claims["article_id"].map(plain), strict=True))

    def where(claim_id: str) -> str:
        article = pages.get(claim_id)
        return f"{base}{page_of(article)}#{anchor(claim_id)}" if article else ""

    return where
