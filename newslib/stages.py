"""The stages in order: raw files to articles, articles to claims, claims to comparisons, each written as tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from newslib import corrections, rows, tables
from newslib.articles import Article, Corpus, Problem, load
from newslib.claims import Account, account
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
    """
    corpus = load(raw)
    accounts, failed = _accounts(corpus)
    decided = raw / "corrections.csv"
    made_by = tables.run_metadata(_inputs(corpus, decided), models=_models())
    written = {name: tables.frame(name, found) for name, found in _rows(accounts, (*corpus.problems, *failed)).items()}
    texts = {one.article.article_id: one.article.text for one in accounts}
    done = corrections.apply(written["claims"], corrections.read(decided), written["articles"], texts)
    written |= {"claims": done.claims, "orphans": done.orphans}
    for name, table in written.items():
        tables.write(name, table, processed, made_by)
    more = {"articles": written["articles"], "problems": written["problems"], "texts": texts}
    written |= compare(written["claims"], processed, written["statements"], made_by, **more)
    return Run(written, made_by)


def _accounts(corpus: Corpus) -> tuple[list[Account], list[Problem]]:
    """Every article read; one that cannot be is listed and the rest go on."""
    accounts, failed = [], []
    for article in tqdm(corpus.articles, desc="read", unit=" articles", delay=2):
        try:
            accounts.append(account(article))
        except Exception as error:  # whatever one article does, the run goes on and lists it
            failed.append(_failed(article, error))
    return accounts, failed


def _failed(article: Article, error: Exception) -> Problem:
    reason = f"reading failed: {type(error).__name__}: {error}"
    return Problem(article.path, "text", reason, "report it with the article", False)


def _rows(accounts: Iterable[Account], problems: Iterable[Problem]) -> dict[str, list[rows.Row]]:
    found = list(accounts)
    return {
        "articles": [rows.article_row(one) for one in found],
        "problems": rows.problem_rows(problems),
        "segments": [row for one in found for row in rows.segment_rows(one)],
        "statements": [row for one in found for row in rows.statement_rows(one)],
        "claims": [row for one in found for row in rows.claim_rows(one)],
    }


def _inputs(corpus: Corpus, decided: Path) -> dict[str, str]:
    found = {article.path: article.sha256 for article in corpus.articles}
    return found | ({decided.name: tables.sha256(decided)} if decided.exists() else {})


def _models() -> list[str]:
    return sorted({model(package) for package in (lexicon(code).parser for code in languages()) if package})
