"""The codebook: what the tables, columns, codes and rules are called and mean, read from ``contracts/``."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from newslib.lexicons import languages, lexicon
from newslib.markup import plain

CONTRACTS = Path(__file__).parent / "contracts"


@dataclass(frozen=True)
class Column:
    """One column: ``type`` is string, integer, number, boolean or date (a day); ``values`` is empty when free."""

    name: str
    type: str
    required: bool
    values: tuple[str, ...]
    unit: str
    meaning: str
    example: str
    vocabulary: str = ""


@dataclass(frozen=True)
class Table:
    """One table: ``key`` names the columns that together are unique."""

    name: str
    key: tuple[str, ...]
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def _rows(name: str) -> list[dict[str, str]]:
    with (CONTRACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def vocabularies() -> dict[str, dict[str, str]]:
    """The words of each vocabulary with their meanings.

    >>> vocabularies()["per"]["day"]
    'per day'
    """
    found: dict[str, dict[str, str]] = {}
    for row in _rows("values"):
        found.setdefault(row["vocabulary"], {})[row["value"]] = row["meaning"]
    return found


@cache
def rules() -> dict[str, str]:
    """What the rules named in links, ledger and appearances mean; ``*`` stands for any words."""
    return {row["rule"]: row["meaning"] for row in _rows("rules")}


@cache
def contracts() -> dict[str, Table]:
    """Every table's contract by name, in the order of the codebook.

    >>> contracts()["drift"].names
    ['original', 'copy', 'changed', 'before', 'after']
    """
    columns: dict[str, list[Column]] = {}
    for row in _rows("columns"):
        words = tuple(vocabularies()[row["vocabulary"]]) if row["vocabulary"] else ()
        columns.setdefault(row["table"], []).append(
            Column(
                row["column"], row["type"], row["required"] == "yes", words,
                row["unit"], row["meaning"], row["example"], row["vocabulary"],
            )
        )  # fmt: skip
    return {r["table"]: Table(r["table"], tuple(r["key"].split()), r["meaning"], tuple(columns[r["table"]]))
            for r in _rows("tables")}  # fmt: skip


@cache
def said() -> dict[str, dict[str, str]]:
    """The words for codes by vocabulary; under ``vocabularies`` what each of those is about."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    read = {code: str(lexicon(code).settings["name"]) for code in languages()}
    return told | {"language": read | told["language"]}


def say(vocabulary: str, code: object) -> str:
    """The words for a code.

    >>> say("modifier", "approx"), say("outcome", "equipment_lost"), say("language", "ru")
    ('about', 'equipment lost', 'Russian')
    """
    word = plain(code)
    known = said().get(vocabulary, {}).get(word)
    return known or (word if " " in word else word.replace("_", " "))  # a sentence is no code


def columns(table: str = "") -> pd.DataFrame:
    """What the columns of a table hold, or what the tables are.

    Args:
        table: name of a table; all tables when empty.

    Raises:
        ValueError: there is no such table.

    >>> columns("drift")["column"].tolist()
    ['original', 'copy', 'changed', 'before', 'after']
    """
    known = contracts()
    if not table:
        return pd.DataFrame([{"table": one.name, "one row is": one.meaning} for one in known.values()])
    if table not in known:
        raise ValueError(f"no table {table!r}; there are {', '.join(known)}")
    names = ("name", "type", "unit", "meaning", "example")
    rows = [[getattr(column, name) for name in names] for column in known[table].columns]
    return pd.DataFrame(rows, columns=["column", *names[1:]])
