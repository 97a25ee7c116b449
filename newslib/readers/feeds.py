"""Saved feeds: RSS and Atom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from newslib.readers import Draft, File, Unreadable
from newslib.readers.columns import draft_of, line
from newslib.readers.pages import text_of

_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated")


def read_feed(file: File) -> Iterator[Draft]:
    """Every entry with its fullest text; many feeds carry only the first lines of an article.

    Raises:
        Unreadable: it has no entries.
    """
    from lxml import etree

    root = etree.fromstring(file.content, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    entries = [] if root is None else [*root.iter("{*}item"), *root.iter("{*}entry")]
    if not entries:
        raise Unreadable("whole file", "no entries", "save the feed again, or the articles themselves")
    publisher = line(_first(root, ("title",)) or _first(root, ("title",), ".//{*}channel/"))
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, f"entry {number}", publisher)


def _entry(entry: Any, place: str, publisher: str) -> Draft:
    link = next((found.get("href") for found in entry.findall("{*}link") if found.get("href")), None)
    cells = {
        "text": max((text_of(_first(entry, (name,))) for name in _TEXTS), key=len),
        "date": _first(entry, _DATES),
        "title": _first(entry, ("title",)),
        "publisher": publisher,
        "url": link or _first(entry, ("link",)),
    }
    try:
        return replace(
            draft_of(cells, place, "feed"), language=entry.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        )
    except Unreadable as error:
        return Draft("", place=place, doubts=(error.doubt,))


def _first(element: Any, names: tuple[str, ...], below: str = "") -> str:
    """The text of the first child with one of these names, whatever its namespace."""
    for name in names:
        for found in element.findall(f"{below}{{*}}{name}"):
            if text := "".join(found.itertext()).strip():
                return text
    return ""
