"""Write the export: an index, a page for each notebook and a page for each article."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from nbconvert import HTMLExporter
from tqdm import tqdm

from newslib import tables
from newslib.charts.points import records
from newslib.markup import Html, escape, join, plain, say, table
from newslib.notebooks import notebooks
from newslib.reports.addresses import EXPORTS, in_articles, page_of
from newslib.reports.differences import furthest, how_far_apart
from newslib.reports.evidence import evidence_rows
from newslib.reports.lists import article_list
from newslib.reports.pages import page, section
from newslib.reports.sentence_marks import foreign
from newslib.reports.summary import summary
from newslib.reports.texts import text_with_claims

TEMPLATES = Path(__file__).parent / "templates"
TABLES = ("articles", "problems", "segments", "statements", "claims", "discrepancies", "estimates")
INDEX = ("index.html", "Summary")
FURTHEST = 15  # events listed on the index
_PILCROW = re.compile(r'<a class="anchor-link" href="[^"]*">[^<]*</a>')
_TITLE = re.compile(r"^#\s+(.+)$", re.M)
Links = list[tuple[str, str]]


def export(processed: Path, folder: Path, out: Path) -> Path:
    """Render the tables and the executed notebooks as pages that open from disk.

    Args:
        processed: the tables.
        folder: the executed notebooks, whose names become the names of their pages.
        out: where the pages go; pages of an earlier export that are no longer made are removed.

    Returns:
        The index page.

    Raises:
        FileNotFoundError: a table is missing.
    """
    known = {name: tables.read(name, processed) for name in TABLES}
    read = {path: nbformat.read(path, as_version=4) for path in notebooks(folder)}
    titles = {f"{path.stem}.html": _title(book, path.stem) for path, book in read.items()}
    links: Links = [INDEX, *((address, title.partition(":")[0]) for address, title in titles.items())]
    pages = {"index.html": _index(known, links, titles, processed)}
    for (path, book), (address, words) in zip(read.items(), links[1:], strict=True):
        pages[f"{path.stem}.html"] = page(words, _notebook(book), links, here=address)
    for article in tqdm(list(records(known["articles"])), desc="pages", delay=2):
        pages[page_of(article.article_id)] = _article(article, known, links)
    _write(pages, out)
    _copy_tables(processed, out / "tables")
    return out / "index.html"


def _title(book: Any, stem: str) -> str:
    """The first heading of a notebook."""
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    found = _TITLE.search(prose)
    return found.group(1).strip() if found else stem


def _notebook(book: Any) -> str:
    exporter = HTMLExporter(template_name="export", extra_template_basedirs=[str(TEMPLATES)])
    body, _ = exporter.from_notebook_node(book)
    return _PILCROW.sub("", str(body)).replace(f'href="{EXPORTS}', 'href="')


def _index(known: Mapping[str, pd.DataFrame], links: Links, titles: Mapping[str, str], processed: Path) -> str:
    where = in_articles(known["claims"], base="")
    events = furthest(known["discrepancies"], FURTHEST)
    apart = how_far_apart(events, known["estimates"], "Events with more than one source", where)
    body = [
        "<h1>Who says how many</h1>",
        "<p>Figures of killed, wounded, captured and surrendered people as dated articles print them: who put each "
        "forward, in which words, and how far the sources are apart. Every number leads to its sentence.</p>",
        join(summary(known, where)).code,
        section("Where sources differ most", "furthest", apart),
        section("How to read it", "pages", _guide(titles)),
        section("Articles", "articles", article_list(known["articles"], base="")),
        section("Problems", "problems", _problems(known["problems"])),
        section("Tables", "tables", _tables(processed), _made_by(processed)),
    ]
    return page("Who says how many", "".join(body), links, here="index.html")


def _guide(titles: Mapping[str, str]) -> Html:
    items = "".join(f'<li><a href="{escape(address)}">{escape(title)}</a></li>' for address, title in titles.items())
    return Html(f"<p>The pages, in order; each shows the code that made it.</p><ol>{items}</ol>", "pages")


def _problems(problems: pd.DataFrame) -> Html:
    nothing = "Every file could be read and has what it needs."
    return table(problems, "What a person should look at", stacked=True, empty=nothing)


def _tables(processed: Path) -> Html:
    names = [name for name in tables.contracts() if (processed / f"{name}.csv").exists()]
    items = "".join(
        f'<li><a href="tables/{name}.csv">{name}</a>: {escape(tables.contracts()[name].meaning)}</li>' for name in names
    )
    return Html(f"<p>What the pages were made from, as CSV.</p><ul>{items}</ul>", "tables")


def _made_by(processed: Path) -> Html:
    made_by = tables.metadata(processed / "claims.parquet")
    versions = {key: value for key, value in made_by.items() if key not in ("inputs", "table")}
    rows = [{"what": key, "version": ", ".join(value) if isinstance(value, list) else plain(value)}
            for key, value in versions.items()]  # fmt: skip
    inputs = pd.DataFrame(sorted(made_by.get("inputs", {}).items()), columns=["file", "SHA-256"])
    hashes = table(inputs, "Files read", empty="No input files are recorded.")
    count = say("Files read, with their hashes: {n}", n=len(inputs)).code
    return join([table(pd.DataFrame(rows), "Made by"),
                 Html(f"<details><summary>{count}</summary>{hashes.code}</details>", "inputs")])  # fmt: skip


def _article(article: Any, known: Mapping[str, pd.DataFrame], links: Links) -> str:
    named = ("segments", "statements", "claims")
    own = {name: known[name][known[name]["article_id"] == article.article_id] for name in named}
    title = plain(article.title) or article.path
    text = text_with_claims(article.article_id, own["segments"], own["claims"], own["statements"], rows_on_page=True)
    body = [
        f'<h1 lang="{escape(plain(article.language))}">{escape(title)}</h1>',
        _about(article),
        section("Text", "text", text),
        section("Claims", "claims", evidence_rows(own["claims"])),
        section("Statements", "statements", _statements(own["statements"])),
    ]
    return page(title, "".join(body), links, here=page_of(article.article_id), depth=1)


def _about(article: Any) -> str:
    named = ("published", "published_how", "publisher", "url", "licence", "language", "path", "sha256", "note")
    known = [(name, plain(getattr(article, name))) for name in named]
    rows = "".join(f"<dt>{name.replace('_', ' ')}</dt><dd>{escape(value)}</dd>" for name, value in known if value)
    return f'<dl class="about">{rows}</dl>'


def _statements(statements: pd.DataFrame) -> Html:
    printed = {name: _foreign(statements, name) for name in ("source", "cue", "content")}
    columns = ["source", "source_name", "cue", "content", "stance", "hedge", "relay", "said", "n_claims"]
    return table(statements.assign(**printed)[columns], "Who is said to have said what", stacked=True,
                 empty="No attributed statement was found.")  # fmt: skip


def _foreign(rows: pd.DataFrame, column: str) -> pd.Series:
    pairs = zip(rows[column], rows["language"], strict=True)
    return pd.Series([foreign(text, language) for text, language in pairs], index=rows.index, dtype=object)


def _write(pages: Mapping[str, str], out: Path) -> None:
    (out / "articles").mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("*.html"), *(out / "articles").glob("*.html")):
        if old.relative_to(out).as_posix() not in pages:
            old.unlink()
    for address, text in pages.items():
        (out / address).write_text(text, encoding="utf-8", newline="\n")


def _copy_tables(processed: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in sorted(processed.glob("*.csv")):
        shutil.copyfile(path, target / path.name)
