"""One text, read on its own: for trying things out."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from newslib import rows, tables
from newslib.articles import from_text
from newslib.claims import Account, account
from newslib.markup import escape
from newslib.outputs import visible
from newslib.readers.days import day
from newslib.reports.texts import text_with_claims
from newslib.templates import show

SHOWN = ["quote", "low", "high", "modifier", "outcome", "group", "side", "place", "tally", "source", "stance",
         "claim_id"]  # fmt: skip


class Text:
    """A text that was read: ``claims`` and ``statements`` as tables; a notebook shows it with its figures marked."""

    def __init__(self, read: Account) -> None:
        self._read = read
        made = rows.of(read)
        self.claims: pd.DataFrame = tables.frame("claims", made["claims"])
        self.statements: pd.DataFrame = tables.frame("statements", made["statements"])
        self.segments: pd.DataFrame = tables.frame("segments", made["segments"])
        self.language: str | None = made["articles"][0]["language"]

    def __repr__(self) -> str:
        lines = [f"{len(self.claims)} claims in a text of {len(self._read.article.text)} characters"]
        told = self.claims[["quote", "outcome", "source"]].astype(object).fillna("no source named")
        shown = (f"  {row.quote}: {row.outcome}, {row.source}" for row in told.itertuples())
        return visible("\n".join([*lines, *shown]))

    def _repr_html_(self) -> str:
        marked = text_with_claims(self.segments, self.claims, self.statements)
        claims = show(self.claims[SHOWN], "Claims", empty="No figure was found.")
        return f"<div>{marked._repr_html_()}</div>{claims._repr_html_()}<p>{escape(self.language or '')}</p>"


def read(text: str, date: dt.date | str | None = None, publisher: str = "") -> Text:
    """Read one text: who says how many, of whom, where and when.

    Args:
        text: a sentence or an article.
        date: when it was published, so that "on Wednesday" has a day; None leaves such days open.
        publisher: who printed it; never taken for a source.

    Raises:
        ValueError: the text is empty, or the date is none.

    >>> read("Two people died, the mayor said.", date="2022-04-13").claims["outcome"].tolist()
    ['killed']
    """
    if not text.strip():
        raise ValueError("the text is empty")
    told = None if date is None else day(date)
    if told and told.reason:
        raise ValueError(f"date: {told.reason}; write YYYY-MM-DD")
    return Text(account(from_text(text, told.date if told else None, publisher)))
