"""How tables look in a notebook."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from newslib.markup import Html, dated, plain, say_nothing
from newslib.schemas import vocabularies
from newslib.templates import macros
from newslib.wording import say

CODES = {*vocabularies(), "language", "changed"}  # columns whose codes are said in words
INTERNAL = ("event_id", "claim_ids", "claim_a", "claim_b", "article_id", "statement_id")


def show(rows: pd.DataFrame, caption: str, *, most: int = 50, empty: str = "Nothing to show.") -> Html:
    """A table for a notebook: escaped, readable on a phone and on paper, without ids and empty columns.

    Args:
        rows: what to show; cells may be HTML made by newslib, all others are escaped.
        caption: what the table holds, in words.
        most: rows shown; the caption says when there are more.
        empty: the sentence that stands in for a table without rows.

    >>> show(pd.DataFrame({"n": [1, 2]}), "Numbers", most=1)
    Numbers (the first of 2): 1 rows
    """
    listed = rows.head(most).drop(columns=list(INTERNAL), errors="ignore")
    shown = listed.replace("", None).dropna(axis="columns", how="all")
    if shown.empty:
        return say_nothing(empty)
    numbers = [place for place, kind in enumerate(shown.dtypes) if is_numeric_dtype(kind) and not is_bool_dtype(kind)]
    spoken = shown.assign(**{name: [say(name, code) for code in shown[name]] for name in shown if name in CODES})
    cells = [[one if hasattr(one, "__html__") else Markup(dated(plain(one))) for one in row]
             for row in spoken.itertuples(index=False, name=None)]  # fmt: skip
    first = f" (the first {'' if most == 1 else f'{most:,} '}of {len(rows):,})" if len(rows) > most else ""
    heads = [say(str(rows.columns.name or "column"), name) for name in shown]  # those of a pivot may be codes
    code = macros("table.html").table(f"{caption}{first}", heads, cells, numbers)
    return Html(code, f"{caption}{first}: {len(shown):,} rows")
