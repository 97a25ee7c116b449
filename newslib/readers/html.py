"""Saved web pages."""

from __future__ import annotations

import datetime as dt

from newslib.readers import Doubt, Draft, Unreadable
from newslib.readers.text import decode


def read_html(content: bytes, encoding: str = "") -> list[Draft]:
    """The main text of a saved page with its title, outlet, address and date where the page states them.

    Raises:
        Unreadable: no main text was found, or the bytes are not in the named encoding.
    """
    import trafilatura
    from trafilatura.settings import Document

    page = decode(content, encoding) if encoding else content
    document = trafilatura.bare_extraction(page, include_comments=False)
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise Unreadable("whole file", "no article text found in the page", "save the article as plain text")
    published = _published(page)
    return [
        Draft(
            text=document.text or "",
            published=published,
            published_how="page" if published else "",
            title=document.title or "",
            publisher=document.sitename or "",
            url=document.url or "",
            doubts=() if published else (Doubt("page", "no date", "give `published` in catalogue.csv"),),
        )
    ]


def _published(page: bytes | str) -> dt.date | None:
    """The date the page states; an extensive search would take a copyright year's 1 January for one."""
    from htmldate import find_date

    found = find_date(page, extensive_search=False, original_date=True)
    return dt.date.fromisoformat(found) if found else None
