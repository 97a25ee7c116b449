"""The registry of sources: who is known by which names, in which language, in which years."""

import datetime as dt
import re
from functools import cache

from newslib.lexicons import Row, languages, shared, unfolded
from newslib.lexicons.inflections import Inflections, Occurrence, inflections

RELAYS = frozenset({"agency", "outlet"})  # kinds of source that pass on what others said
SITE = re.compile(r"(?<![\w.@/-])[A-Za-z][\w-]+\.[a-z]{2,4}\b(?![/@])")  # an outlet by its address: "gazette.md"
HOLDER = "holder"  # kind of a title that stands for whoever holds the office: "the Crimea head"


def printed_names(row: Row, column: str) -> list[str]:
    """What a row calls a source in a column: its cell cut at each bar, with every choice of its brackets.

    >>> printed_names({"name_en": "Port [City|Town] Council|PCC"}, "name_en")
    ['Port City Council', 'Port Town Council', 'PCC']
    """
    names = (one["form"] for one in unfolded({"form": row.get(column, "")}))
    return [name for name in names if name.strip()]


@cache
def registry(language: str) -> Inflections:
    """Every registered name as a text in ``language`` may print it.

    The names of that language come first; of other languages those are known too that it has no word for (Latin names
    of outlets in Cyrillic text, names as the neighbour spells them).
    """
    found = Inflections(language)
    foreign = [code for code in languages() if code != language]
    for column in (language, *foreign):
        names = [(name, row) for row in shared("sources") for name in printed_names(row, f"name_{column}")]
        fresh = names if column == language else [(name, row) for name, row in names if name not in found]
        for name, row in fresh:
            found.add(name, row, strict=row["kind"] in RELAYS)
    return found


def known(mention: Occurrence, published: dt.date | None) -> Row | None:
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


def held_roles(source_id: str, published: dt.date | None) -> frozenset[str]:
    """Roles that a registered person holds on a day by the titles in the registry, as ``roles.csv`` names them.

    >>> held_roles("zelensky", dt.date(2022, 4, 13))
    frozenset({'president'})
    """
    rows = _titles().get(source_id, ())
    return frozenset(role for row, roles in rows if published is None or _held(row, published) for role in roles)


@cache
def _titles() -> dict[str, list[tuple[Row, frozenset[str]]]]:
    """Title rows by source, with the first role that each of their names tells."""
    found: dict[str, list[tuple[Row, frozenset[str]]]] = {}
    for row in shared("sources"):
        if row["kind"] == HOLDER:
            names = ((one, name) for one in languages() for name in printed_names(row, f"name_{one}"))
            told = ([m.row for m in inflections(one, "roles").find(name)] for one, name in names)
            people = ([role["role"] for role in roles if role["kind"] == "person"] for roles in told)
            firsts = frozenset(role for roles in people for role in roles[:1])
            found.setdefault(row["source_id"], []).append((row, firsts - {"head"}))
    return found


@cache
def registered() -> dict[str, str]:
    """The name of each registered source: the first name in its first row, in the language of the pages.

    Later rows of an id are its spokespeople and offices, which must not stand for the whole.
    """
    rows = shared("sources")
    column = next(name for name in rows[0] if name.startswith("name_"))
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(row["source_id"], next(iter(printed_names(row, column)), ""))
    return {source: name for source, name in names.items() if name}


@cache
def party(source_id: str) -> str | None:
    """The camp of a registered source: the first its rows tell; None when they tell none.

    >>> party("russia_mod")
    'russia'
    """
    return next((row["party"] for row in shared("sources") if row["source_id"] == source_id and row["party"]), None)
