"""The registry of sources: who is known by which names, in which language, in which years."""

from __future__ import annotations

import datetime as dt
from functools import cache

from newslib.inflections import Inflections, Mention
from newslib.lexicons import Row, languages, shared

RELAYS = frozenset({"agency", "outlet"})  # kinds of source that pass on what others said
HOLDER = "holder"  # kind of a title that stands for whoever holds the office: "the Crimea head"


@cache
def registry(language: str) -> Inflections:
    """Every registered name as a text in ``language`` may print it.

    The names of that language come first; a name that only another language's column has is known too
    (Latin names of outlets, names in quoted speech).
    """
    found = Inflections(language)
    for column in sorted(languages(), key=lambda code: code != language):
        own = column == language
        names = [(name, row) for row in shared("sources") for name in row[f"name_{column}"].split("|") if name.strip()]
        fresh = names if own else [(name, row) for name, row in names if name not in found]
        for name, row in fresh:
            found.add(name, row, strict=row["kind"] in RELAYS)
    return found


def known(mention: Mention, published: dt.date | None) -> Row | None:
    """The one row a registered name stands for on a day; None when it may stand for several sources or for none.

    An office stands for whoever held it on the day of publication. Without that day it stands for somebody only
    if the registry knows a single holder.

    >>> row = known(registry("en").find("the Ukrainian president")[0], dt.date(2022, 4, 13))
    >>> row["source_id"]
    'zelensky'
    """
    rows = [row for row in mention.rows if published is None or _held(row, published)]
    return rows[0] if len({row["source_id"] for row in rows}) == 1 else None


def _held(row: Row, day: dt.date) -> bool:
    first, last = row["from"], row["until"]
    return (not first or first <= day.isoformat()) and (not last or day.isoformat() <= last)
