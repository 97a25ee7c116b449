"""How the files of a folder are read, without reading their figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newslib import articles, rows, tables
from newslib.corpora.shown import show


def load(folder: Path | str = "data/raw") -> Loaded:
    """How the files of a folder are read, without reading their figures.

    Args:
        folder: articles as received.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    found = articles.load(folder)
    columns = ["path", "published", "published_how", "publisher", "title", "url", "language", "form", "encoding"]
    shown = pd.DataFrame([[getattr(one, name) or None for name in columns] for one in found.articles], columns=columns)
    shown["published"] = pd.to_datetime(shown["published"]).astype("datetime64[s]")
    return Loaded(shown, tables.frame("problems", rows.problem_rows(found.problems)))


@dataclass(frozen=True)
class Loaded:
    """What a folder holds, as tables."""

    articles: pd.DataFrame
    problems: pd.DataFrame

    def __repr__(self) -> str:
        return f"{len(self.articles):,} articles, {len(self.problems):,} problems"

    def _repr_html_(self) -> str:
        problems = show(self.problems, "Problems", most=20, empty="Nothing needs a look.")
        return show(self.articles, repr(self), most=20)._repr_html_() + problems._repr_html_()
