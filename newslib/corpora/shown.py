"""How tables look in a notebook."""

from __future__ import annotations

import pandas as pd

from newslib.markup import Html
from newslib.schemas import vocabularies
from newslib.templates import table
from newslib.wording import say

CODES = {*vocabularies(), "language"}  # columns whose codes are said in words
INTERNAL = ("event_id", "claim_ids", "claim_a", "claim_b", "article_id", "statement_id")


def show(rows: pd.DataFrame, caption: str, *, most: int = 50, empty: str = "Nothing to show.") -> Html:
    """A table for a notebook: escaped, readable on a phone and on paper, without ids and empty columns.

    Args:
        rows: what to show.
        caption: what the table holds, in words.
        most: rows shown; the caption says when there are more.
        empty: the sentence that stands in for a table without rows.

    >>> show(pd.DataFrame({"n": [1, 2]}), "Numbers", most=1)
    Numbers (the first of 2): 1 rows
    """
    kept = [name for name in rows.columns if name not in INTERNAL and rows[name].notna().any()]
    shown = rows[kept].head(most)
    spoken = {name: [say(name, code) for code in shown[name]] for name in kept if name in CODES}
    told = (
        caption if len(rows) <= most else f"{caption} (the first {'' if most == 1 else f'{most:,} '}of {len(rows):,})"
    )
    return table(shown.assign(**spoken), told, empty=empty)
