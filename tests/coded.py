"""Claims tables written by hand, for the tests of comparing."""

from __future__ import annotations

import pandas as pd

from newslib import tables
from newslib.compare import links, things
from newslib.compare.entries import Entry, entries

SOLDIERS = {"outcome": "killed", "group": "military", "side": "ukraine", "place": "Town", "tally": "cumulative"}
BOUNDS = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "approx"}


def number(said: str) -> dict[str, object]:
    """Bounds of a number in short form: 5, >5, >=5, <=5, ~5, 5-9, or ? for none."""
    if said == "?":
        return {"modifier": "unknown"}
    if "-" in said:
        low, high = said.split("-")
        return {"low": low, "high": high, "modifier": "range"}
    sign = said.rstrip("0123456789.")
    value = said[len(sign) :]
    modifier = BOUNDS.get(sign, "exact")
    low = None if sign in ("<", "<=") else value
    high = None if sign in (">", ">=") else value
    return {"stated": value, "low": low, "high": high, "modifier": modifier}


def claims(*rows: dict[str, object] | tuple, **shared: object) -> pd.DataFrame:
    """A claims table; a row is (id, source, day of April 2022, number, other cells)."""
    made = []
    for claim_id, source, day, said, *more in rows:
        party = source and source.split("_")[0]
        cells = {"claim_id": claim_id, "source_id": source, "source_name": source, "party": party}
        cells |= {"said": f"2022-04-{day:02d}", "stance": "asserts"} | SOLDIERS | shared | number(said)
        made.append(cells | (more[0] if more else {}))
    return tables.frame("claims", made)


def settled(table: pd.DataFrame) -> list[Entry]:
    """Its entries, grouped into things."""
    return things.settled(links.settle(entries(table))).entries


def linked(table: pd.DataFrame) -> set[tuple[str, str, str]]:
    """Its links as (a, relation, b)."""
    return {(x.a, x.relation, x.b) for x in links.link(settled(table)).links}
