"""What must hold of an export: no orphan number, no dead link, nothing from outside, texts verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
from lxml import html

from newslib.charts.points import records
from newslib.markup import printable
from newslib.reports.addresses import page_of
from newslib.reports.pages import policy
from newslib.reports.texts import texts

PRINTED_BY_CODE = "self::data or self::table or self::pre or self::code or self::svg or self::figure or self::dl"
MADE = f"ancestor::*[{PRINTED_BY_CODE} or @class='text' or @class='output' or self::a or self::nav or self::h1]"
SOURCES = ("src", "srcset", "poster", "background", "formaction")
_DIGIT = re.compile(r"\d[\d.,\u00a0]*")


def check_export(folder: Path, tables: Mapping[str, pd.DataFrame] | None = None) -> list[str]:
    """Everything that is wrong with an export, in words; empty when nothing is.

    Args:
        folder: the export.
        tables: ``articles``, ``segments`` and ``claims``; with them, texts and figures are compared too.
    """
    pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    if "index.html" not in pages:
        return [f"{folder.name}: there is no index.html"]
    trees = {name: html.document_fromstring(path.read_bytes()) for name, path in pages.items()}
    ids = {name: [str(found) for found in tree.xpath("//@id")] for name, tree in trees.items()}
    problems = []
    for name, tree in trees.items():
        problems += [f"{name}: {problem}" for problem in (*orphans(tree), *_outside(tree), *_twice(ids[name]))]
        problems += [f"{name}: {problem}" for problem in _dead(name, tree, ids, folder)]
    if tables is not None:
        problems += _verbatim(trees, tables)
    return problems


def orphans(tree: html.HtmlElement) -> Iterator[str]:
    """Numbers in prose that no code printed, each with the words around it."""
    for text in tree.xpath(f"//body//text()[not({MADE})]"):
        for found in _DIGIT.finditer(str(text)):
            around = " ".join(str(text)[max(0, found.start() - 30) : found.end() + 30].split())
            yield f"no code printed the number {found.group()!r} in {around!r}"


def _outside(tree: html.HtmlElement) -> Iterator[str]:
    """Anything that would run or be fetched."""
    if tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)") != policy():
        yield "the content security policy is missing or another"
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("script", "iframe", "object", "embed", "link", "form", "base"):
            yield f"<{element.tag}> stands in the page"
        for name, value in element.attrib.items():
            if name.startswith("on") or (name in SOURCES and not value.startswith("data:")):
                yield f"<{element.tag}> has {name}={value[:60]!r}"
            if name == "href" and urlsplit(value).scheme:
                yield f"a link leads outside: {value[:60]!r}"


def _twice(ids: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield f"the id {name!r} stands twice"
        seen.add(name)


def _dead(name: str, tree: html.HtmlElement, ids: Mapping[str, list[str]], folder: Path) -> Iterator[str]:
    """Links to a page, a row or a mark that is not there."""
    known = {page: set(found) for page, found in ids.items()}
    for value in tree.xpath("//a/@href"):
        address, _, part = str(value).partition("#")
        goal = (folder / name).parent / unquote(address) if address else folder / name
        target = Path(*goal.relative_to(folder).parts).as_posix() if ".." not in goal.parts else _up(goal, folder)
        if target not in known and not (folder / target).is_file():
            yield f"a link leads nowhere: {str(value)[:80]!r}"
        elif part and target in known and unquote(part) not in known[target]:
            yield f"a link leads to no such place: {str(value)[:80]!r}"


def _up(goal: Path, folder: Path) -> str:
    try:
        return goal.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return goal.as_posix()


def _verbatim(trees: Mapping[str, html.HtmlElement], tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Each article's page shows its text character by character, and each claim's mark its quote."""
    whole = texts(tables["segments"])
    for article in records(tables["articles"]):
        name = page_of(article.article_id)
        if name not in trees:
            yield f"{name}: the article {article.path!r} has no page"
            continue
        tree = trees[name]
        shown = "".join(tree.xpath("//div[contains(@class, 'text')]")[0].itertext())
        if shown != printable(whole.get(article.article_id, "")):
            yield f"{name}: the text differs from the article's"
        for claim in records(tables["claims"][tables["claims"]["article_id"] == article.article_id]):
            marks = tree.xpath("//mark[@data-claim=$id]", id=claim.claim_id)
            marked = "".join("".join(mark.itertext()) for mark in marks)
            if marked != printable(claim.quote or ""):
                yield f"{name}: claim {claim.claim_id} is marked as {marked!r}, quoted as {claim.quote!r}"
