"""The stages in order: files to articles to claims to comparisons, each written as tables, then the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from newslib import caches, corrections, notebooks, outputs, registries, rows, tables
from newslib.articles import Article, Corpus, Problem, beside, existing, load
from newslib.batches import batches, lost
from newslib.clusters import reading_on
from newslib.compare import compare
from newslib.lexicons import languages, lexicon
from newslib.pipelines import model
from newslib.projects import Project

TOGETHER = 1000  # articles whose rows become tables at once
Read = Callable[[Iterable[list[Article]]], Iterator[tuple[list[Article], Sequence[rows.Made]]]]


@dataclass(frozen=True)
class Run:
    """What a run wrote: its tables by name, and what made them."""

    tables: dict[str, pd.DataFrame]
    made_by: dict[str, Any]


def run(raw: Path, processed: Path, *, scheduler: str = "", workers: int = 0) -> Run:
    """Read the articles of one folder and write every table to another; all of them appear there at once.

    Args:
        raw: articles as received, with catalogue.csv and corrections.csv where there are any; never changed.
        processed: where the tables go, Parquet with CSV twins.
        scheduler: address of a running Dask scheduler whose workers read.
        workers: how many workers to start on this machine; with neither, this process reads.

    Raises:
        FileNotFoundError: there is no folder ``raw``.
        Refused: ``processed`` is no place to write to, or another run writes there.
        ValueError: a registry of the project or corrections.csv holds a row that cannot be used.
    """
    outputs.folder(processed, [raw], "--processed")
    decided = beside(raw, "corrections.csv")
    decisions = corrections.read_valid(decided)
    own = registries.include(raw)
    with outputs.together(processed) as stage:
        corpus = load(raw)
        made_by = tables.run_metadata(_inputs(corpus, decided), models=_models())
        with caches.Readings(processed / caches.NAME, own) as known, reading_on(scheduler, workers) as readers:
            written = _read(corpus, known, lambda todo: readers.map(partial(read_batch, raw=raw, own=own), todo, lost))
        texts = {article.article_id: article.text for article in corpus.articles}
        done = corrections.apply(written["claims"], decisions, written["articles"], texts)
        written |= {"claims": done.claims, "orphans": done.orphans}
        for name, table in written.items():
            tables.write(name, table, stage, made_by)
        bodies = {article.article_id: article.body for article in corpus.articles}
        more = {"articles": written["articles"], "problems": written["problems"], "texts": bodies}
        written |= compare(written["claims"], stage, written["statements"], made_by, **more)
    return Run(written, made_by)


def report(
    raw: Path | str = "data/raw", processed: Path | str = "data/processed", out: Path | str = "exports",
    books: Path | str | None = None, question: str = "", *, scheduler: str = "", workers: int = 0,
) -> Path:  # fmt: skip
    """Read the articles, write the tables, run copies of the notebooks and make the pages.

    Args:
        raw: folder of articles; never changed.
        processed: folder of tables; the executed copies of the notebooks go into ``notebooks`` below it.
        out: folder of the pages.
        books: folder of notebooks; None takes ``notebooks`` beside data, else those that come with the package.
        question: id of a question in questions.toml or of a happening; empty for the first.
        scheduler: address of a running Dask scheduler whose workers read the articles.
        workers: how many workers to start on this machine.

    Returns:
        The first page.

    Raises:
        FileNotFoundError: there is no such folder of articles or of notebooks.
        ValueError: questions.toml or a registry holds something that cannot be, or there is no such question.
    """
    from newslib import corpora, reports
    from newslib.corpora import contents, questions, suggestions

    project = Project(existing(raw), Path(processed), question)
    chosen = _books(project, books)
    questions.read(project.questions)
    done = run(project.raw, project.processed, scheduler=scheduler, workers=workers)
    suggestions.write(done.tables["claims"], project.processed)
    topic = corpora.Corpus(contents.Tables(project.processed, done.tables), project).ask()
    asked = topic.question
    made = project.processed / "notebooks"
    notebooks.execute(chosen, made, project.settings())
    told = reports.Asked(asked.title, frozenset(topic.claims["claim_id"])) if asked else None
    return reports.export(project.processed, Path(out), notebooks=made, raw=project.raw, asked=told)


def _books(project: Project, named: Path | str | None) -> list[Path]:
    """The notebooks to run; those of a folder that is named must be there."""
    beside_data = project.raw.parent.parent / "notebooks"
    folder = Path(named) if named is not None else beside_data if beside_data.is_dir() else notebooks.shipped()
    found = notebooks.notebooks(folder)
    if not found:
        raise FileNotFoundError(f"no notebooks in {folder}; name their folder with --notebooks, or leave that out")
    return found


def _read(corpus: Corpus, known: caches.Readings, read: Read) -> dict[str, pd.DataFrame]:
    """The tables of what is read; an article that cannot be is listed among the problems and the rest go on.

    Rows become tables a thousand articles at a time: as Python objects those of a large corpus would fill the memory.
    """
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in rows.TABLES}
    waiting: dict[str, list[rows.Row]] = {name: [] for name in rows.TABLES}
    problems = list(corpus.problems)
    found = _rows(corpus.articles, known, read)
    for number, made in enumerate(tqdm(found, desc="read", unit=" articles", delay=2, total=len(corpus.articles)), 1):
        if isinstance(made, Problem):
            problems.append(made)
            continue
        for name in rows.TABLES:
            waiting[name] += made[name]
        if number % TOGETHER == 0:
            _settle(parts, waiting)
    _settle(parts, waiting)
    whole = {name: pd.concat(tables_, ignore_index=True) for name, tables_ in parts.items()}
    return whole | {"problems": tables.frame("problems", rows.problem_rows(problems))}


def _settle(parts: dict[str, list[pd.DataFrame]], waiting: dict[str, list[rows.Row]]) -> None:
    for name, made in waiting.items():
        parts[name].append(tables.frame(name, made))
        waiting[name] = []


def _rows(articles: Sequence[Article], known: caches.Readings, read: Read) -> Iterator[rows.Made]:
    """What each article gave, in order: what is known from an earlier run, else what is read now."""
    kept = [known.has(article) for article in articles]
    todo = ((article, len(article.text)) for article, done in zip(articles, kept, strict=True) if not done)
    fresh = (made for _, results in read(batches(todo)) for made in results)
    for article, done in zip(articles, kept, strict=True):
        made = known.known(article) if done else next(fresh)
        made = rows.read([article])[0] if made is None else made  # it was kept badly
        if not isinstance(made, Problem):
            known.keep(article, made)
        yield made


def read_batch(articles: Sequence[Article], raw: Path, own: str) -> list[rows.Made]:
    """The rows of each article of a batch by table, or why it could not be read; by this process or a worker.

    Args:
        articles: the batch.
        raw: the folder of articles, with or beside which the registries of the project stand.
        own: what ``registries.include`` gave for them.

    Raises:
        ValueError: a worker sees other registries.
    """
    if registries.include(raw) != own:
        raise ValueError(f"a worker does not see the registries beside {raw}; share the folder among all machines")
    return rows.read(articles)


def _inputs(corpus: Corpus, decided: Path) -> dict[str, str]:
    found = {article.path: article.sha256 for article in corpus.articles}
    return found | ({decided.name: tables.sha256(decided)} if decided.exists() else {})


def _models() -> list[str]:
    return sorted({model(package) for package in (lexicon(code).parser for code in languages()) if package})
