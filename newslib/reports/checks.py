"""What must hold of an export: no orphan number, no dead link, nothing from outside, texts verbatim."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pandas as pd
from lxml import html

from newslib.markup import number, plain, printable
from newslib.outputs import PAGES, READY, changed, manifest
from newslib.reports.corpus import COUNTS, Edition, page_of
from newslib.reports.texts import texts
from newslib.templates import SCRIPT, STYLE, asset, policy

LARGEST, LISTED = 1_000_000, 18  # bytes of a page, problems printed
EXCEPTIONS = ("method", "codebook", "notes")  # whose digits people wrote, or name rows of a file
MADE = {  # elements whose digits code printed, or which name something
    "data", "table", "pre", "code", "svg", "time", "dl", "script", "style", "a", "nav", "h1", "h2", "figcaption",
    "small", "summary", "cite",
}  # fmt: skip
MADE_CLASSES = {"text", "output"}  # of articles and of notebooks
SOURCES = ("src", "srcset", "poster", "background", "formaction")
FORBIDDEN = ("iframe", "object", "embed", "link", "form", "base")
_DIGIT = re.compile(r"\d[\d.,\u00a0]*")


def verdict(problems: Sequence[str]) -> list[str]:
    """What to print of problems: at most twenty lines, how many there are in the last.

    >>> verdict([])
    ['The export was checked: nothing is wrong with it.']
    """
    if not problems:
        return ["The export was checked: nothing is wrong with it."]
    left = len(problems) - LISTED
    more = [f"... and {left} more"] if left > 0 else []
    return [*problems[:LISTED], *more, f"The export was checked: {len(problems)} problems."]


def check_export(folder: Path, known: Mapping[str, pd.DataFrame] | None = None) -> list[str]:
    """Everything that is wrong with an export, in words; empty when nothing is.

    Args:
        folder: the export.
        known: the tables it was made of; with them every count, claim and text is compared too.
    """
    listed = manifest(folder, PAGES)
    names = sorted(name for name in listed if name.endswith(".html") and (folder / name).is_file())
    if "index.html" not in names:
        return [f"{folder.name}: there is no index.html that newslib wrote"]
    problems = ["the run that wrote these pages did not end; run again"] if (folder / READY).exists() else []
    problems += changed(folder, {name: "" if name.endswith(".html") else digest for name, digest in listed.items()})
    tables = _Known(known) if known is not None else None
    ids: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    for name in names:
        data = (folder / name).read_bytes() or b"<p></p>"  # of an empty file everything is missing
        tree = html.document_fromstring(data)
        found = [str(one) for one in tree.xpath("//@id")]
        ids[name], links[name] = set(found), {str(to) for to in tree.xpath("//@href")}
        problems += _of(name, chain(_page(tree, data, found), tables.wrong(name, tree) if tables else ()))
    problems += tables.missing(ids) if tables else ()
    return problems + [problem for name in names for problem in _of(name, _dead(name, links[name], ids, listed))]


def _of(name: str, problems: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: {problem}" for problem in problems)


class _Known:
    """What the tables tell, against which pages are held: counts by name, texts and claims by id, articles by page."""

    def __init__(self, known: Mapping[str, pd.DataFrame]) -> None:
        self.corpus = corpus = Edition(known)
        self.counts = {name: number(work_out(corpus)) for name, work_out in COUNTS.items()}
        self.texts = texts(corpus.tables["segments"])
        self.articles = {page_of(one.article_id): one for one in corpus.articles}
        self.claims = {printable(claim): row for claim, row in corpus.claims.items()}

    def missing(self, pages: Collection[str]) -> list[str]:
        """The articles without a page."""
        return [f"{name}: the article {one.path!r} has no page" for name, one in self.articles.items()
                if name not in pages]  # fmt: skip

    def wrong(self, name: str, tree: html.HtmlElement) -> Iterator[str]:
        """What a page shows otherwise than the tables tell it."""
        yield from _claims(tree, self.claims)
        yield from _counts(tree, self.counts)
        if name in self.articles:
            yield from _verbatim(tree, self.articles[name], self.texts, self.corpus)


def _page(tree: html.HtmlElement, data: bytes, ids: Sequence[str]) -> Iterator[str]:
    yield from orphans(tree)
    yield from _outside(tree)
    yield from (f"the id {name!r} stands twice" for name, n in Counter(ids).items() if n > 1)
    verbatim = "".join(tree.xpath("//*[@class='text']//text()")) if len(data) > LARGEST else ""
    if len(data) - len(verbatim.encode()) > LARGEST:  # the article that a page shows is as long as it is
        yield f"the page has {len(data):,} bytes, more than {LARGEST:,}"
    if printable(page := data.decode("utf-8")) != page:
        yield "a control or direction character stands in the page"


def orphans(tree: html.HtmlElement) -> Iterator[str]:
    """Numbers in prose that no code printed, each with the words around it."""
    for text in _prose(tree.find("body")):
        for found in _DIGIT.finditer(text):
            around = " ".join(text[max(0, found.start() - 30) : found.end() + 30].split())
            yield f"no code printed the number {found.group()!r} in {around!r}"
    for one in tree.xpath("//@data-exception"):
        if one and one not in EXCEPTIONS:
            yield f"{one!r} is no listed exception"


def _prose(element: html.HtmlElement) -> Iterator[str]:
    """The text of an element outside everything that code printed."""
    yield element.text or ""
    for child in element:
        made = child.tag in MADE or child.get("class") in MADE_CLASSES or "data-exception" in child.attrib
        if isinstance(child.tag, str) and not made:
            yield from _prose(child)
        yield child.tail or ""


def _outside(tree: html.HtmlElement) -> Iterator[str]:
    """Anything that would run or be fetched, except the one script and the one style sheet of every page."""
    if tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)") != policy():
        yield "the content security policy is missing or another"
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FORBIDDEN or (element.tag == "script" and not _ours(element)):
            yield f"<{element.tag}> stands in the page"
        if element.tag == "style" and (element.text or "") != asset(STYLE):
            yield "another style sheet stands in the page"
        yield from _attributes(element)


def _attributes(element: html.HtmlElement) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name.startswith("on") or name == "style" or (name in SOURCES and not value.startswith("data:image/")):
            yield f"<{element.tag}> has {name}={value[:60]!r}"
        if name == "href" and urlsplit(value).scheme:
            yield f"a link leads outside: {value[:60]!r}"


def _ours(element: html.HtmlElement) -> bool:
    if element.get("type") == "application/json":
        json.loads(element.text or "")
        return True
    return not element.attrib and (element.text or "") == asset(SCRIPT)


def _dead(name: str, links: set[str], ids: Mapping[str, set[str]], listed: Mapping[str, str]) -> Iterator[str]:
    """Links to a page, a row or a mark that is not there."""
    folder = name.rpartition("/")[0]
    for value in sorted(links):
        address, _, part = value.partition("#")
        target = posixpath.normpath(posixpath.join(folder, unquote(address))) if address else name
        if target not in listed and target != PAGES:
            yield f"a link leads nowhere: {value[:80]!r}"
        elif part and target in ids and unquote(part) not in ids[target]:
            yield f"a link leads to no such place: {value[:80]!r}"


def _claims(tree: html.HtmlElement, known: Mapping[str, Any]) -> Iterator[str]:
    """Every number that stands for a claim is that claim's number."""
    for element in tree.xpath("//*[@class='number']"):
        name = element.get("data-claim", "")
        row = known.get(name)
        shown = element.text_content()
        if row is None:
            yield f"{shown!r} stands for a claim {name!r} that is not in the tables"
        elif shown != printable(row.worded):
            yield f"claim {name} is shown as {shown!r}, it says {row.worded!r}"


def _counts(tree: html.HtmlElement, counts: Mapping[str, str]) -> Iterator[str]:
    """Every named count is what the tables give."""
    for element in tree.xpath("//data[@data-by]"):
        name, shown = element.get("data-by"), element.text_content()
        if counts.get(name) != shown:
            yield f"{name} is shown as {shown!r}, the tables give {counts.get(name)!r}"


def _verbatim(tree: html.HtmlElement, article: object, whole: Mapping[str, str], corpus: Edition) -> Iterator[str]:
    """An article's page shows its text character by character, and each claim's mark its quote."""
    article_id = plain(getattr(article, "article_id", ""))
    shown = "".join(tree.xpath("//div[contains(@class, 'text')]")[0].itertext())
    if shown != printable(whole.get(article_id, "")):
        yield "the text differs from the article's"
    marks: dict[str, str] = {}
    for mark in tree.xpath("//mark[@data-claim]"):
        marks[mark.get("data-claim")] = marks.get(mark.get("data-claim"), "") + "".join(mark.itertext())
    for claim in corpus.by_article.get(article_id, []):
        marked = marks.get(printable(claim.claim_id), "")
        if marked != printable(claim.quote or ""):
            yield f"claim {claim.claim_id} is marked as {marked!r}, quoted as {claim.quote!r}"
