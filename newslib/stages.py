"""The stages in order: files to articles to claims to comparisons, each written as tables, then the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain, filterfalse, islice
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

import pandas as pd
from tqdm import tqdm

from newslib import caches, corrections, notebooks, outputs, projects, rows, tables
from newslib.articles import Article, Problem, beside, existing, stream
from newslib.batches import batches, lost, reading_on
from newslib.caches import Texts
from newslib.compare import compared
from newslib.corrections.applied import apply_parts
from newslib.lexicons import languages, lexicon
from newslib.projects import Project
from newslib.readings import model

TOGETHER = 1000  # articles whose rows become a part of the tables
Read = Callable[[Iterable[list[Article]]], Iterator[tuple[list[Article], Sequence[rows.Made]]]]


def run(raw: Path, processed: Path, *, scheduler: str = "", workers: int = 0) -> None:
    """Read the articles of one folder and write every table to another; all of them appear there at once.

    Texts and rows stand in files meanwhile; in memory is what comparing needs of the claims.

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
    own = projects.include(raw)
    with (
        outputs.together(processed) as stage, TemporaryDirectory(dir=stage) as aside, TemporaryFile(dir=stage) as texts,
    ):  # fmt: skip
        corpus = _shelved(raw, texts)
        parts = {name: _Parts(name, Path(aside)) for name in rows.TABLES}
        with caches.Readings(processed / caches.NAME, own) as known, reading_on(scheduler, workers) as readers:
            read = partial(read_batch, raw=raw, own=own)
            _put(_rows(corpus, known, lambda todo: readers.map(read, todo, lost)), parts, corpus)
        del known  # comparing needs its memory
        if len(corpus.articles) > TOGETHER:
            caches.forget()  # and that of the parser
        made_by = _made_by(corpus, decided)
        _write(parts, corpus, decisions, stage, partial(tables.write, folder=stage, run=made_by))


def _write(
    parts: Mapping[str, _Parts], corpus: _Shelved, decisions: pd.DataFrame, stage: Path, write: Callable[..., Path]
) -> None:
    """Write what was read, with what a person decided, then what comparing makes of it."""
    for name in ("articles", "segments", "statements"):
        write(name, parts[name])
    articles = parts["articles"].joined()
    problems = tables.frame("problems", map(asdict, corpus.problems))
    texts = corpus.texts(set(decisions["path"]))
    corpus.articles.clear()
    claims, orphans = apply_parts(parts["claims"], decisions, articles, texts)
    for name, table in (("claims", claims), ("problems", problems), ("orphans", orphans)):
        write(name, table)
    answering = parts["statements"].joined(lambda part: part[part["answers"].notna()])
    for name, table in compared(tables.read("claims", stage), answering, articles, problems, corpus.bodies):
        write(name, table, strict=False)


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
        Refused: the pages would stand among what is read, or where nothing can be written.
        ValueError: questions.toml or a registry holds something that cannot be, or there is no such question.
    """
    from newslib import corpora, reports
    from newslib.corpora import contents, exchange

    project = Project(existing(raw), Path(processed), question)
    outputs.folder(Path(out), [project.raw, project.processed])
    chosen = _books(project, books)
    projects.include(project.raw)
    projects.questions(project.questions)  # refused before anything is read
    run(project.raw, project.processed, scheduler=scheduler, workers=workers)
    found = contents.Tables(project.processed)
    exchange.write_suggestions(found["claims"], project.processed)
    topic = corpora.Corpus(found, project).ask()
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


@dataclass(frozen=True)
class _Shelved:
    """A corpus whose texts stand in a file: an article keeps its header."""

    articles: list[Article]
    problems: list[Problem]
    bodies: Texts

    def whole(self, article: Article) -> Article:
        """An article with its text."""
        body = self.bodies[article.article_id]
        return replace(article, text=article.text + body[article.body_start :])

    def texts(self, paths: set[str]) -> dict[str, str]:
        """The texts of the articles with some paths by article_id."""
        return {one.article_id: self.whole(one).text for one in self.articles if one.path in paths}


def _shelved(raw: Path, file: IO[bytes]) -> _Shelved:
    found = _Shelved([], [], Texts(file))
    for one in stream(raw):
        if isinstance(one, Problem):
            found.problems.append(one)
            continue
        found.bodies.add(one.article_id, one.body)
        found.articles.append(replace(one, text=one.text[: one.body_start]))
    return found


class _Parts:
    """Rows of one table in files, a thousand articles in each: a large corpus would fill the memory."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.n = 0

    def add(self, made: pd.DataFrame) -> None:
        """Put rows at the end."""
        made.to_parquet(self.folder / f"{self.name}{self.n}.parquet")
        self.n += 1

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return (tables.load(self.name, self.folder / f"{self.name}{n}.parquet") for n in range(self.n))

    def joined(self, chosen: Callable[[pd.DataFrame], pd.DataFrame] = lambda part: part) -> pd.DataFrame:
        """What is chosen of every part, as one table."""
        return pd.concat(map(chosen, self), ignore_index=True)


def _put(made: Iterator[rows.Made], parts: Mapping[str, _Parts], corpus: _Shelved) -> None:
    """Put what is read aside; an article that cannot be is listed among the problems and the rest go on."""
    total = len(corpus.articles)
    found = iter(tqdm(made, desc="read", unit=" articles", delay=2, total=total))
    for first in range(0, max(total, 1), TOGETHER):
        some = list(islice(found, TOGETHER))
        whole, problems = rows.tabled(corpus.articles[first : first + TOGETHER], some)
        corpus.problems.extend(problems)
        for name, part in parts.items():
            part.add(whole[name])


def _rows(corpus: _Shelved, known: caches.Readings, read: Read) -> Iterator[rows.Made]:
    """What each article gave, in order: what is known from an earlier run, else what is read now."""
    new = filterfalse(known.has, map(corpus.whole, corpus.articles))
    fresh = chain.from_iterable(results for _, results in read(batches((one, len(one.text)) for one in new)))
    for article in map(corpus.whole, corpus.articles):
        done = known.has(article)
        kept_rows = known.known(article) if done else None
        made = kept_rows or (rows.read([article])[0] if done else next(fresh))  # it was kept badly
        if not kept_rows and not isinstance(made, Problem):
            known.keep(article, made)
        yield made


def read_batch(articles: Sequence[Article], raw: Path, own: str) -> list[rows.Made]:
    """The rows of each article of a batch by table, or why it could not be read; by this process or a worker.

    Args:
        articles: the batch.
        raw: the folder of articles, with or beside which the registries of the project stand.
        own: what ``projects.include`` gave for them.

    Raises:
        ValueError: a worker sees other registries.
    """
    if projects.include(raw) != own:
        raise ValueError(f"a worker does not see the registries beside {raw}; share the folder among all machines")
    return rows.read(articles)


def _made_by(corpus: _Shelved, decided: Path) -> dict[str, Any]:
    read = {one.path.removesuffix(one.place).rstrip(): one.sha256 for one in corpus.articles}  # by file
    decisions = {decided.name: outputs.sha256(decided)} if decided.exists() else {}
    parsers = {lexicon(code).parser for code in languages()} - {""}
    return tables.run_metadata(read | decisions, models=map(model, parsers))
