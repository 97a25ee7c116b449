"""The stages in order: raw files to articles, articles to claims, claims to comparisons, each written as tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from newslib import caches, corrections, outputs, registries, rows, tables
from newslib.articles import Article, Corpus, Problem, beside, load
from newslib.claims import account
from newslib.compare import compare
from newslib.lexicons import languages, lexicon
from newslib.pipelines import model


@dataclass(frozen=True)
class Run:
    """What a run wrote: its tables by name, and what made them."""

    tables: dict[str, pd.DataFrame]
    made_by: dict[str, Any]


def run(raw: Path, processed: Path) -> Run:
    """Read the articles of one folder and write every table to another.

    Args:
        raw: articles as received, with catalogue.csv and corrections.csv where there are any; never changed.
        processed: where the tables go, Parquet with CSV twins.

    Raises:
        FileNotFoundError: there is no folder ``raw``.
        ValueError: a registry of the project or corrections.csv holds a row that cannot be used.
    """
    own = registries.include(raw)
    corpus = load(raw)
    found, failed = _read(corpus, processed / caches.NAME, own)
    decided = beside(raw, "corrections.csv")
    made_by = tables.run_metadata(_inputs(corpus, decided), models=_models())
    found["problems"] = rows.problem_rows((*corpus.problems, *failed))
    written = {name: tables.frame(name, made) for name, made in found.items()}
    texts = {article.article_id: article.text for article in corpus.articles}
    done = corrections.apply(written["claims"], corrections.read(decided), written["articles"], texts)
    written |= {"claims": done.claims, "orphans": done.orphans}
    with outputs.together(processed) as stage:
        for name, table in written.items():
            tables.write(name, table, stage, made_by)
        more = {"articles": written["articles"], "problems": written["problems"], "texts": texts}
        written |= compare(written["claims"], stage, written["statements"], made_by, **more)
    return Run(written, made_by)


def _read(corpus: Corpus, kept: Path, own: str) -> tuple[dict[str, list[rows.Row]], list[Problem]]:
    """The rows of every article by table; an article that cannot be read is listed and the rest go on."""
    found: dict[str, list[rows.Row]] = {name: [] for name in rows.TABLES}
    failed = []
    with caches.Readings(kept, own) as known:
        for article in tqdm(corpus.articles, desc="read", unit=" articles", delay=2):
            try:
                made = known.rows(article, lambda one: rows.of(account(one)))
            except Exception as error:  # whatever one article does, the run goes on and lists it
                failed.append(_failed(article, error))
                continue
            for name in rows.TABLES:
                found[name] += made[name]
    return found, failed


def _failed(article: Article, error: Exception) -> Problem:
    reason = f"reading failed: {type(error).__name__}: {error}"
    return Problem(article.path, "text", reason, "report it with the article", False)


def _inputs(corpus: Corpus, decided: Path) -> dict[str, str]:
    found = {article.path: article.sha256 for article in corpus.articles}
    return found | ({decided.name: tables.sha256(decided)} if decided.exists() else {})


def _models() -> list[str]:
    return sorted({model(package) for package in (lexicon(code).parser for code in languages()) if package})
