"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from newslib import corrections, outputs, tables
from newslib.notebooks import notebooks as found_in
from newslib.reports import front, reference, search, standards
from newslib.reports.checks import check_export, verdict
from newslib.reports.claim_rows import ClaimRows
from newslib.reports.corpus import TABLES, Edition
from newslib.reports.front import Asked, summary
from newslib.reports.happenings import HappeningPages
from newslib.reports.lists import ListPages, all_lists
from newslib.reports.pages import ArticlePages, Pages, SourcePages
from newslib.reports.site import Links, Site

__all__ = ["Asked", "check_export", "export", "summary", "verdict", "write"]
MENU: Links = (
    ("index.html", "Summary"),
    ("lists/happenings.html", "Happenings"),
    ("lists/sources.html", "Sources"),
    ("lists/claims.html", "Claims"),
    ("lists/articles.html", "Articles"),
    ("search.html", "Search"),
    ("gaps.html", "What is missing"),
)
REFERENCE: Links = (
    ("method.html", "How it is done"),
    ("codebook.html", "Codebook"),
    ("run.html", "What made this"),
    ("downloads.html", "Downloads"),
    ("cite.html", "How to cite"),
    ("corrections.html", "Corrections"),
)


def export(processed: Path, out: Path, **chosen: Any) -> Path:
    """Render the tables of a run as a folder of pages; see ``write`` for what may be chosen.

    Args:
        processed: the tables.
        out: where the pages go; files of an earlier export that are no longer made are removed, all others stay.
        chosen: as ``write`` takes them.

    Returns:
        The first page.

    Raises:
        FileNotFoundError: there are no tables.
        ValueError: something that newslib did not write stands in the way.
    """
    return write(tables.read_all(processed, TABLES), out, processed=processed, **chosen)


def write(
    known: Mapping[str, pd.DataFrame], out: Path, *, processed: Path | None = None, notebooks: Path | None = None,
    raw: Path | None = None, asked: Asked | None = None, made_by: Mapping[str, Any] | None = None,
    notes: Sequence[str] = (),
) -> Path:  # fmt: skip
    """Render tables as pages.

    Args:
        known: the tables by name, ``claims`` and what ``compare`` made of them at least.
        out: where the pages go.
        processed: where the tables stand as files, to be taken along.
        notebooks: folder of executed notebooks, whose names become the names of their pages.
        raw: folder of the articles, for the log of ``corrections.csv``.
        asked: what is asked of the corpus.
        made_by: what made the tables; None asks the table of claims.
        notes: what was not compared, for the warnings of the first page.
    """
    decided = raw / "corrections.csv" if raw else None
    log = corrections.read(decided) if decided and decided.exists() else None
    made_by = made_by or (tables.metadata(processed / "claims.parquet") if processed else {})
    books = found_in(notebooks) if notebooks else []
    titles = reference.titles(books)
    corpus = Edition(known)
    with outputs.together(out, outputs.PAGES) as stage:
        site = Site(stage, {"": MENU, "Step by step": titles, "To look up": REFERENCE})
        held = reference.copies(site, processed) if processed else {}
        _lists(site, corpus, asked or Asked(), notes)
        for path, (_, title) in zip(books, titles, strict=True):
            reference.notebook(site, path, title, corpus)
        reference.write(site, corpus, made_by, log)
        held |= standards.write(site, corpus, made_by, held)
        reference.downloads(site, held)
    return out / "index.html"


def _lists(site: Site, corpus: Edition, asked: Asked, notes: Sequence[str]) -> None:
    """Write the pages of happenings, sources and articles, their lists, the search and the first page."""
    rows = ClaimRows(corpus)
    writers: list[Pages] = [HappeningPages(site, rows), SourcePages(site, rows), ArticlePages(site, rows)]
    total = len(corpus.happenings) + len(corpus.sources) + len(corpus.articles)
    for _ in tqdm(chain.from_iterable(writer.write() for writer in writers), desc="pages", delay=2, total=total):
        pass
    made = [ListPages(site, listed) for listed in all_lists(rows)]
    for pages in tqdm(made, desc="lists", delay=2):
        pages.write()
    search.write(site, made)
    front.write(site, rows, asked, notes)
