"""Saved web pages, and saved feeds: RSS and Atom."""

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from newslib.readers import Doubt, File, Received, Unreadable, decode
from newslib.readers.columns import UNDATED, Day, dated, day, draft_of, line

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_LANGUAGE = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
LARGE, PATIENCE = 1_000_000, 60  # characters of a page that gets a process of its own, and the seconds that this has
_HEAD = 4096  # bytes in which a page declares its charset
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated")


def read_page(file: File) -> Iterator[Received]:
    """The main text of a saved page with its title, outlet, address, language and date where the page states them.

    Raises:
        Unreadable: no main text was found, or the bytes are not in the named encoding.
    """
    declared = _CHARSET.search(file.content[:_HEAD])
    codec = next((group.decode("ascii") for group in declared.groups() if group), "") if declared else ""
    found = decode(file, codec)
    draft = page(found.text)
    yield replace(draft, encoding=found.encoding, doubts=(*draft.doubts, *found.doubts))


def page(html: str, url: str = "") -> Received:
    """The article of one page. A very large page is read by a process of its own, which has a minute.

    Args:
        html: the page.
        url: its address, where the page does not state one.

    Raises:
        Unreadable: no main text was found, or the minute was over.
    """
    if len(html) <= LARGE:
        return _page(html, url)
    command = [sys.executable, "-c", "from newslib.readers.pages import answer; answer()"]
    try:
        done = subprocess.run(
            command, input=json.dumps([html, url]).encode(), capture_output=True, timeout=PATIENCE, check=True
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(
            "whole file", f"not read within {PATIENCE} seconds", "save the article as plain text"
        ) from None
    except subprocess.CalledProcessError:
        raise Unreadable("whole file", "reading it ended its process", "save the article as plain text") from None
    told = json.loads(done.stdout)
    if "text" not in told:
        raise Unreadable(**told)
    published = told["published"] and dt.date.fromisoformat(told["published"])
    return Received(**told | {"published": published, "doubts": tuple(Doubt(**doubt) for doubt in told["doubts"])})


def answer() -> None:
    """Read the page that stands on standard input, and print what it gives as JSON."""
    html, url = json.load(sys.stdin)
    try:
        told = asdict(_page(html, url))
    except Unreadable as error:
        told = asdict(error.doubt)
    print(json.dumps(told, default=str))


def _page(html: str, url: str) -> Received:
    import trafilatura
    from trafilatura.settings import Document

    document = trafilatura.bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise Unreadable("whole file", "no article text found in the page", "save the article as plain text")
    return Received(
        text=document.text or "",
        title=line(document.title),
        publisher=line(document.sitename) or line(document.hostname),
        url=line(document.url) or url or _stated(_SAVED_FROM, html),
        language=line(document.language) or _stated(_LANGUAGE, html),
        **dated(_published(html), "page", "page", "give `published` in catalogue.csv"),
    )


def _stated(pattern: re.Pattern[str], html: str) -> str:
    """What a page says of itself at its head."""
    found = pattern.search(html[:_HEAD])
    return line(found[1]) if found else ""


def _published(html: str) -> Day:
    """The date the page states; an extensive search would take a copyright year's 1 January for one."""
    from htmldate import find_date

    found = find_date(html, extensive_search=False, original_date=True)
    return replace(day(found), how="") if found else UNDATED


def text_of(html: str) -> str:
    """The text of a piece of HTML such as a feed's entry, paragraph by paragraph.

    >>> text_of("<p>Two <b>died</b>.</p><p>Three were hurt.</p>")
    'Two died.\\nThree were hurt.'
    """
    from lxml import etree
    from lxml import html as pages

    if not html.strip():
        return ""
    try:
        root = pages.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return html
    for gone in root.xpath("//script|//style"):
        gone.drop_tree()
    for block in root.xpath("//p|//br|//div|//li|//h1|//h2|//h3|//h4|//blockquote|//tr"):
        block.tail = "\n" + (block.tail or "")
    return "\n".join(filter(None, (" ".join(part.split()) for part in root.text_content().split("\n"))))


def read_feed(file: File) -> Iterator[Received]:
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


def _entry(entry: Any, place: str, publisher: str) -> Received:
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
        return Received("", place=place, doubts=(error.doubt,))


def _first(element: Any, names: tuple[str, ...], below: str = "") -> str:
    """The text of the first child with one of these names, whatever its namespace."""
    for name in names:
        for found in element.findall(f"{below}{{*}}{name}"):
            if text := "".join(found.itertext()).strip():
                return text
    return ""
