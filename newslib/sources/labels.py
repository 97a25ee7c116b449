"""One name for each registered source, the same in every table and chart."""

from __future__ import annotations

from functools import cache

from newslib.lexicons import shared


@cache
def registered() -> dict[str, str]:
    """The name of each registered source: the first name in its first row, in the language of the pages.

    Later rows of an id are its spokespeople and offices, which must not stand for the whole.
    """
    rows = shared("sources")
    column = next(name for name in rows[0] if name.startswith("name_"))
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(row["source_id"], row[column].split("|")[0])
    return {source: name for source, name in names.items() if name}


@cache
def party(source_id: str) -> str | None:
    """The camp of a registered source: the first its rows tell; None when they tell none.

    >>> party("russia_mod")
    'russia'
    """
    return next((row["party"] for row in shared("sources") if row["source_id"] == source_id and row["party"]), None)
