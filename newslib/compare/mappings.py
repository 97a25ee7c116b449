"""Mappings: tables of other projects, with their own columns, numbers and dates, as claims.

How a table is read is data (``contracts/mappings/*.csv``, described in the README.md there); a user's own file has
the same form.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from newslib import codebook
from newslib.codebook import CONTRACTS
from newslib.compare.intervals import bounds
from newslib.tables import ContractError

FOLDER = CONTRACTS / "mappings"
DAYS = ("%Y-%m-%d", "%B-%d-%Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
DATES = ("event_date", "as_of", "said", "published")
_NUMBER = r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.0+)?"
_ONE = re.compile(rf"\s*({_NUMBER})\s*")
_RANGE = re.compile(rf"\s*({_NUMBER})\s*(?:[-–—]|to)\s*({_NUMBER})\s*")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one column of one claim is filled: from their columns, or with a value."""

    claim: str
    column: str
    theirs: str
    value: str
    words: Mapping[str, str]


def names() -> list[str]:
    """The mappings that come with the package.

    >>> "ucdp" in names()
    True
    """
    return sorted(path.stem for path in FOLDER.glob("*.csv"))


def rules(name: str) -> list[Rule]:
    """The rules of a mapping by its name or its file.

    Raises:
        ContractError: there is none of that name, or a rule fills a column that claims do not have.
    """
    path = FOLDER / f"{name}.csv" if name in names() else Path(name)
    if not path.is_file():
        raise ContractError(f"no mapping {name!r}; there are {', '.join(names())}, or name a CSV file of your own")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(codebook.contracts()["claims"].names)
    for number, row in enumerate(rows, 2):
        if row.get("column") not in known:
            raise ContractError(
                f"{path.name}, line {number}: {row.get('column')!r} is no column of claims; see docs/codebook.md"
            )
    cells = [{key: row.get(key) or "" for key in ("claim", "column", "theirs", "value", "words")} for row in rows]
    return [Rule(c["claim"], c["column"], c["theirs"], c["value"], _words(c["words"])) for c in cells]


def _words(cell: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in cell.split(";") if "=" in pair)


def mapped(given: pd.DataFrame, by: Sequence[Rule], file: str) -> tuple[pd.DataFrame, list[str]]:
    """The claims of a table of another project.

    Args:
        given: the table, every cell a string, empty when missing.
        by: the rules of its mapping.
        file: its name, for errors.

    Returns:
        The claims in the contract's columns (as strings), and what was left out, a sentence each.

    Raises:
        ContractError: the table lacks the columns of every number, or a number or a day cannot be read.
    """
    first = sorted(by, key=lambda rule: rule.claim != "*")
    labels = dict.fromkeys(rule.claim for rule in first if rule.claim != "*") or ["*"]
    own = {label: [rule for rule in first if rule.claim in ("*", label)] for label in labels}
    wanted = {name for rule in by if rule.column == "stated" for name in rule.theirs.split("|")}
    if wanted and not wanted & set(given.columns):
        raise ContractError(f"{file} has none of the columns {', '.join(sorted(wanted))}; is this the right --map?")
    rows: list[dict[str, str]] = []
    left: Counter[str] = Counter()
    for number, cells in enumerate(given.to_dict("records"), 1):
        for label, filled in own.items():
            try:
                row = _claim(cells, filled)
            except ValueError as error:
                raise ContractError(f"{file}, row {number} ({label}): {error}") from error
            if not any(float(row.get(end) or 0) for end in ("stated", "low", "high")):
                left[label] += 1
                continue
            name = row.get("claim_id") or f"row-{number}"
            rows.append(row | {"claim_id": f"{name}-{label}" if len(own) > 1 else name})
    notes = [f"{n} rows tell no number of {label} (empty or 0) and make no claim" for label, n in left.items()]
    return pd.DataFrame(rows, dtype="str"), notes


def _claim(cells: Mapping[Any, str], own: Sequence[Rule]) -> dict[str, str]:
    row: dict[str, str] = {}
    for rule in own:
        value = _cell(cells, rule)
        if rule.column in DATES and value:
            value = day(value)
        row[rule.column] = value or row.get(rule.column, "")
    return row | _numbers(row)


def _cell(cells: Mapping[Any, str], rule: Rule) -> str:
    if " + " in rule.theirs:
        return ", ".join(dict.fromkeys(v for name in rule.theirs.split(" + ") if (v := cells.get(name, "").strip())))
    found = next((v for name in rule.theirs.split("|") if name and (v := cells.get(name, "").strip())), "")
    return (rule.words.get(found, found) if found else "") or rule.value


def _numbers(row: Mapping[str, str]) -> dict[str, str]:
    """Bounds and modifier of the numbers of a claim, as the contract wants them."""
    low, high = (number(row.get(end, "")) for end in ("low", "high"))
    stated = row.get("stated", "")
    both = _RANGE.fullmatch(stated)
    if both:
        low, high = number(both[1]), number(both[2])
    value = None if both else number(stated)
    if low is not None and high is not None and low != high:
        return {"stated": "" if value is None else f"{value:.15g}", "low": f"{low:.15g}", "high": f"{high:.15g}",
                "modifier": "range"}  # fmt: skip
    modifier = row.get("modifier") or "exact"
    ends = bounds(value if value is not None else low, modifier)
    shown = ["" if end is None else f"{end:.15g}" for end in (value if value is not None else low, *ends)]
    return {"stated": shown[0], "low": shown[1], "high": shown[2], "modifier": modifier}


def ranged(given: pd.DataFrame) -> pd.DataFrame:
    """A table in the contract's columns whose ``stated`` may hold ranges ("3 – 7"): these become bounds.

    Args:
        given: its cells as printed.

    >>> told = ranged(pd.DataFrame({"stated": ["3 – 7", "12"]}))
    >>> told["low"].tolist()[0], told["high"].tolist()[0], told["stated"].tolist()[1]
    ('3', '7', '12')
    """
    stated = given.get("stated", pd.Series(dtype="str"))
    printed = stated.map(lambda cell: isinstance(cell, str) and _RANGE.fullmatch(cell) is not None).astype(bool)
    if not printed.any():
        return given
    made = given.reindex(columns=list(dict.fromkeys([*given.columns, "low", "high", "modifier"]))).astype(object)
    told = pd.DataFrame([_numbers({"stated": cell}) for cell in stated[printed]], index=given.index[printed])
    made.loc[printed, told.columns] = told
    return made


def number(cell: str) -> float | None:
    """A number of people as other tables print it; None when the cell is empty.

    Raises:
        ValueError: the cell holds something else.

    >>> number("1,026"), number("59.0"), number("")
    (1026.0, 59.0, None)
    """
    if not cell.strip():
        return None
    found = _ONE.fullmatch(cell)
    if found is None:
        raise ValueError(f"{cell!r} is no number of people; write digits, or a range as 3-7")
    digits = found[1] if re.fullmatch(r"\d+\.0+", found[1]) else re.sub(r"\D", "", found[1])
    return float(digits)


def day(cell: str) -> str:
    """A day as other tables print it, in ISO 8601.

    Raises:
        ValueError: it is in none of the known forms, or could be day or month first.

    >>> day("october-7-2023"), day("7 October 2023")
    ('2023-10-07', '2023-10-07')
    """
    for form in DAYS:
        try:
            return dt.datetime.strptime(cell.strip(), form).date().isoformat()
        except ValueError:
            continue
    raise ValueError(f"{cell!r} is no day that can be read without guessing; write it as 2023-10-07")
