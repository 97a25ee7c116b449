"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence. The first page
has the question, what to beware of, the corpus in one chart, and where named sources disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup
from tqdm import tqdm

from newslib import charts, corrections, outputs, tables
from newslib.charts.axes import value_of
from newslib.charts.points import UNNAMED
from newslib.charts.points import counted as countable
from newslib.compare.pairs import LEAST
from newslib.markup import link, number, printable
from newslib.notebooks import notebooks as found_in
from newslib.reports import reference, standards
from newslib.reports.checks import check_export, verdict
from newslib.reports.corpus import (
    COUNTS,
    NOT_PLACED,
    SILENT,
    SUBSETS,
    TABLES,
    Edition,
    ShownHappening,
    disagreements,
    named,
)
from newslib.reports.happenings import HappeningPages
from newslib.reports.lists import ListPages, all_lists, write_search
from newslib.reports.pages import ArticlePages, ClaimRows, Pages, SourcePages, days_of, range_of
from newslib.templates import Links, Site, counted

FINDINGS, HAPPENINGS = 10, 10  # listed on the page
COUNTED = ("happenings", "claims", "sources", "articles", "disagreements", "problems")  # lists named with their length
WHOLES = {"unplaced": "claims", "undated": "articles", "silent": "articles"}  # of which whole a warning counts a part
TITLE = "Who says how many"
QUESTION = "Who says how many were killed, wounded, captured or surrendered, and why do the numbers differ?"
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
    write_search(site, made)
    write_front(site, rows, asked, notes)


class Asked(NamedTuple):
    """What is asked of the corpus: in words, and the ids of the claims that it is about."""

    title: str = QUESTION
    claims: frozenset[str] = frozenset()


def write_front(site: Site, rows: ClaimRows, asked: Asked, notes: Sequence[str] = ()) -> None:
    """Write the first page.

    Args:
        site: the export.
        rows: the rows of all claims.
        asked: what is asked of the corpus, shown above all else.
        notes: what was not compared, in words.
    """
    corpus = rows.corpus
    count = {name: counted(work_out(corpus), name) for name, work_out in COUNTS.items()}
    found = disagreements(corpus)
    disputed = {thing.event_id: pair for _, thing, pair in found}
    placed = [one for one in corpus.happenings if one.happening_id != NOT_PLACED]
    chart = charts.coverage(corpus.tables["articles"], "Articles by day, publisher and language")
    csv = "tables/articles.csv"
    corpus_in_one = chart.page(lambda claim: "", csv if csv in site.written else "")
    site.page(
        "index.html", "index.html", TITLE, question=asked.title, answer=_answer(asked.claims, rows, disputed),
        count=count, days=days_of(one.published for one in corpus.articles), why=_why(rows),
        warnings=list(_warnings(rows, count, notes)), coverage=corpus_in_one,
        more=len(found) if len(found) > FINDINGS else 0, findings=[_finding(one, rows) for one in found[:FINDINGS]],
        happenings=[_line(one, rows, disputed) for one in placed[:HAPPENINGS]], counted=COUNTED,
    )  # fmt: skip


def _answer(asked: Set[str], rows: ClaimRows, disputed: Mapping[str, Any]) -> Iterable[Markup]:
    """Who says how many, of the thing that most named sources count among the claims that the question chooses, and
    where they disagree; what is to be said instead where none of them holds a number. A thing whose numbers are all
    below those of a headline answers only where there is no other."""
    happenings = rows.corpus.happenings
    said = [(one, thing, _said(asked, thing)) for one in happenings for thing in one.things]
    best = max(said, default=None, key=lambda one: (any(value_of(row) >= LEAST for row in one[2]), named(one[2])))
    if not best or not best[2]:
        yield Markup("{}").format("No named source gives a number for it in these articles." if asked else "")
        return
    happening, thing, told = best
    n = named(told)
    yield Markup("{}: {}. {} named {}.").format(
        link(happening.address, happening.called(thing)), range_of(told, partial(rows.told, up="")), counted(n),
        "source gives a number" if n == 1 else "sources give numbers")  # fmt: skip
    pair = disputed.get(thing.event_id)
    if pair is not None and asked >= {pair.claim_a, pair.claim_b}:
        yield Markup("Named sources disagree: {}.").format(_against(pair, rows))


def _said(asked: Set[str], thing: Any) -> list[Any]:
    """The rows of a thing that a question chooses and a named source says; the small ones where all are small."""
    told = [row for row in countable(thing.rows) if row.claim_id in asked and row.who != UNNAMED]
    return [row for row in told if value_of(row) >= LEAST] or told


def _against(pair: Any, rows: ClaimRows) -> Markup:
    return Markup(" against ").join(rows.told(row.claim_id, up="") for row in rows.corpus.ends(pair))


def _why(rows: ClaimRows) -> Markup:
    """The reasons of all pairs of different numbers of one thing, the most frequent first."""
    pairs = Counter(pair.reason for pair in rows.corpus.differing)
    told = (Markup("{} ({})").format(rows.word("reason", name, ""), counted(n)) for name, n in pairs.most_common())
    return Markup(", ").join(told)


def _warnings(rows: ClaimRows, count: dict[str, Markup], notes: Sequence[str]) -> Iterable[Markup]:
    """What a reader must know before the first number; a thing that is not there is not warned of."""
    fails = link("method.html#where-it-fails", "where it fails")
    yield Markup("Software read these articles, and any claim may be misread: see {}. Read the sentence before you use "
                 "its number.").format(fails)  # fmt: skip
    told = {name: (one.warning, f"lists/claims-{name}.html") for name, one in SUBSETS.items()} | {
        "unplaced": ("Claims that could not be placed in any happening", "happenings/h-not-placed.html"),
        "problems": ("Files or rows that could not be used as they are", "lists/problems.html"),
        "undated": ("Articles without a date, in no chart of days", "lists/articles.html"),
        "silent": ("Articles in which no claim was found", SILENT),
        "orphans": ("Decisions of people that hold on to no claim any more", "corrections.html"),
    }  # fmt: skip
    for name, (words, to) in told.items():
        if COUNTS[name](rows.corpus):
            whole = WHOLES.get(name, "claims" if name in SUBSETS else "")
            of = Markup(" of {}").format(count[whole]) if whole else ""
            yield Markup("{}: {}{}.").format(link(to, words), count[name], of)
    gaps = link("gaps.html", "What is missing in the corpus")
    yield Markup("{}: a quiet week may be a week without articles.").format(gaps)
    yield from (Markup('<span data-exception="notes">{}</span>').format(printable(note)) for note in notes)


def summary(known: Mapping[str, pd.DataFrame]) -> list[str]:
    """What a run found, in words for a terminal.

    Args:
        known: the tables of a run by name.
    """
    corpus = Edition(known)
    n = {name: number(work_out(corpus)) for name, work_out in COUNTS.items()}
    span = days_of(article.published for article in corpus.articles).striptags()
    found = [
        f"Articles: {n['articles']}{span and ', '}{span}; listed as problems: {n['problems']}.",
        f"Claims: {n['claims']} in {n['happenings']} happenings; without a source: {n['without-source']}.",
        f"Named sources: {n['sources']}; things on which they disagree: {n['disagreements']}.",
    ]
    for happening, thing, pair in disagreements(corpus)[:1]:
        against = " against ".join(f"{row.worded} ({row.who})" for row in corpus.ends(pair))
        found.append(f"What most sources differ on: {happening.called(thing)}: {against}.")
    return found


def _finding(one: Any, rows: ClaimRows) -> Markup:
    """A disagreement in one sentence: who says how many against whom, each number leading to its sentence."""
    happening, thing, pair = one
    ends = [Markup("{} according to <cite>{}</cite>").format(
        rows.told(row.claim_id, up="", who=False), printable(row.who)) for row in rows.corpus.ends(pair)]  # fmt: skip
    return Markup("{}: {}, but {}. <small>{} named sources count it.</small>").format(
        link(happening.address, happening.called(thing)), *ends, counted(thing.named))  # fmt: skip


def _line(happening: ShownHappening, rows: ClaimRows, disputed: Mapping[str, Any]) -> Sequence[Any]:
    """A happening in a row, with what named sources disagree over in it."""
    pair = disputed.get(happening.main.event_id)
    more = Markup("disagreement: {}").format(_against(pair, rows)) if pair else ""
    return rows.of_happening(happening, partial(rows.told, up=""), up="", more=more)
