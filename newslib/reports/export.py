"""Write the export: everything a reviewer needs, as pages that open from disk and ask nothing of any host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from newslib import corrections, tables
from newslib.notebooks import notebooks as found_in
from newslib.reports import front, reference, search, standards
from newslib.reports.articles import ArticlePages
from newslib.reports.claim_rows import ClaimRows, Pages
from newslib.reports.corpus import Corpus, read
from newslib.reports.front import Asked
from newslib.reports.happenings import HappeningPages
from newslib.reports.lists import ListPages, all_lists
from newslib.reports.site import Links, Site
from newslib.reports.sources import SourcePages

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


def export(
    processed: Path, out: Path, *, notebooks: Path | None = None, raw: Path | None = None, asked: Asked | None = None
) -> Path:
    """Render the tables of a run, and executed notebooks where there are any, as a folder of pages.

    Args:
        processed: the tables.
        out: where the pages go; files of an earlier export that are no longer made are removed, all others stay.
        notebooks: folder of executed notebooks, whose names become the names of their pages.
        raw: folder of the articles, for the log of ``corrections.csv``.
        asked: what is asked of the corpus.

    Returns:
        The first page.

    Raises:
        FileNotFoundError: a table is missing.
        ValueError: something that newslib did not write stands in the way.
    """
    decided = raw / "corrections.csv" if raw else None
    log = corrections.read(decided) if decided and decided.exists() else None
    made_by = tables.metadata(processed / "claims.parquet") if (processed / "claims.parquet").exists() else {}
    paths = found_in(notebooks) if notebooks else []
    return write(read(processed), out, made_by=made_by, paths=paths, decided=log, asked=asked,
                 processed=processed)  # fmt: skip


def write(
    known: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    made_by: Mapping[str, Any] | None = None,
    paths: Iterable[Path] = (),
    decided: pd.DataFrame | None = None,
    asked: Asked | None = None,
    processed: Path | None = None,
    notes: Sequence[str] = (),
) -> Path:
    """Render tables as pages; see ``export``.

    Args:
        known: the tables by name, ``claims`` and what ``compare`` made of them at least.
        out: where the pages go.
        made_by: what made the tables.
        paths: executed notebooks.
        decided: what people corrected.
        asked: what is asked of the corpus.
        processed: where the CSV files of the tables stand, to be taken along.
        notes: what was not compared, for the warnings of the first page.
    """
    corpus = Corpus(known)
    books = list(paths)
    titles = reference.titles(books)
    site = Site(out, {"": MENU, "Notebooks": titles, "To look up": REFERENCE})
    held = reference.copies(site, processed) if processed else {}
    rows = ClaimRows(corpus)
    writers: list[Pages] = [HappeningPages(site, rows), SourcePages(site, rows), ArticlePages(site, rows)]
    total = len(corpus.happenings) + len(corpus.sources) + len(corpus.articles)
    with tqdm(total=total, desc="pages", delay=2) as bar:
        for writer in writers:
            for _ in writer.write():
                bar.update()
    made = [ListPages(site, listed, corpus) for listed in all_lists(rows)]
    for pages in made:
        pages.write()
    search.write(site, made)
    front.write(site, rows, asked or Asked(), notes)
    for path, (_, title) in zip(books, titles, strict=True):
        reference.notebook(site, path, title, corpus)
    reference.write(site, corpus, made_by or {}, decided)
    held |= standards.write(site, corpus, made_by or {}, held)
    reference.downloads(site, held)
    site.close()
    return out / "index.html"
