"""Inputs: a claims table that somebody coded by hand, read so that nothing is lost and every fault is named; also one
of another project with its own columns, numbers and dates.

How tables of others are read is data (``contracts/mappings/*.csv``, described in the README.md there); a user's own
file has the same form.
"""

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from newslib import codebook, tables
from newslib.codebook import CONTRACTS
from newslib.compare.intervals import bounds
from newslib.tables import ContractError

FOLDER = CONTRACTS / "mappings"
DAYS = ("%Y-%m-%d", "%B-%d-%Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
DATES = ("event_date", "as_of", "said", "published")
_NUMBER = r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.0+)?"
_ONE = re.compile(rf"\s*({_NUMBER})\s*")
_RANGE = re.compile(rf"\s*({_NUMBER})\s*(?:[-–—]|to)\s*({_NUMBER})\s*")
COUNTED = ("outcome", "stated", "low", "high")  # columns of which a claim that can be compared has some
MOST_PEOPLE = 10_000_000_000  # more than ever lived at one time
SHOWN = 5  # faults of one kind that are told one by one
PARQUET = (".parquet", ".pq")
MAPPING = ("claim", "column", "theirs", "value", "words")  # columns of a file that tells how tables are read
ROWS = "rows counted from 1 below the head"
_ROW = re.compile(r"\brow (\d+):")


@dataclass(frozen=True)
class Given:
    """A claims table as it was given, and what a reader of its comparison should know about it, a sentence each."""

    claims: pd.DataFrame
    notes: tuple[str, ...]


def read_claims(path: Path, mapping: str = "") -> Given:
    """The claims of a table with columns of the contract, or of another project by a mapping.

    Blanks around words are taken off, claims without an id get the number of their row.

    Args:
        path: CSV or Parquet; with a mapping also JSON, an array of objects.
        mapping: name of a mapping (``mappings.names``) or file of one; empty for a table in the contract's columns.

    Raises:
        FileNotFoundError: there is no such file.
        ContractError: the file, or a row of it, cannot be read or cannot be true, a needed column is missing, or a
            word is in no vocabulary; says which and what to do.
    """
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    left: list[str] = []
    given = _cells(path)
    if mapping:
        printed = given.astype("object").where(given.notna(), "").astype("str")
        given, left = mapped(printed, rules(mapping), path.name)
    claims = _framed(path, given)
    if len(claims) and claims[list(COUNTED)].isna().all(axis=None):
        raise ContractError(f"{path.name}: no row has any of {', '.join(COUNTED)}; see docs/codebook.md")
    for what, (columns, cure) in NEEDED.items():  # nobody can tell what is counted, when, or who says so
        if len(claims) and claims[list(columns)].isna().all(axis=None):
            raise ContractError(f"{path.name}: no row has {what} ({', '.join(columns)}); add {cure}, or give a --map")
    rows = pd.Series([f"row-{row}" for row in range(1, len(claims) + 1)], index=claims.index, dtype="str")
    claims = claims.assign(claim_id=claims["claim_id"].fillna(rows))
    faults = list(_faults(claims))
    if faults:
        told = "\n".join(faults[: SHOWN * 2])
        raise ContractError(f"{path.name}, {ROWS}:\n{told}")
    return Given(claims, (*left, *_notes(claims, given.columns)))


NEEDED = {
    "outcome": (("outcome",), "what happened to the people counted: killed, wounded, captured, surrendered ..."),
    "date": (("event_date", "as_of", "said", "published"), "any of event_date, as_of, said, published, as 2022-04-13"),
    "claimant": (("source_name", "source_id", "source"), "who says so: source_name, or source_id of the registry"),
}


def _cells(path: Path) -> pd.DataFrame:
    """The cells of a table as printed, refused when the file holds none."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".json", *PARQUET):
        raise ContractError(f"{path.name} is neither CSV nor Parquet; save the sheet as CSV (UTF-8, commas)")
    try:
        names, given = _read(path, kind)
    except UnicodeDecodeError as error:
        raise ContractError(f"{path.name} is not UTF-8; save the sheet as CSV UTF-8") from error
    except pa.ArrowInvalid as error:
        raise ContractError(f"{path.name} is no Parquet file: {error}") from error
    except ValueError as error:
        told = str(error).strip().removeprefix("Error tokenizing data. C error: ")
        raise ContractError(f"{path.name}: {told}; a cell that holds a comma needs quotation marks") from error
    twice = [name for name, n in Counter(names).items() if n > 1]
    if twice:
        raise ContractError(f"{path.name} has columns of one name: {', '.join(twice)}; rename or remove one")
    return given


def _read(path: Path, kind: str) -> tuple[list[str], pd.DataFrame]:
    """The columns that the first line of a CSV file names, and the cells of any table."""
    if kind in PARQUET:
        return [], tables.cells("claims", path)
    text = path.read_text(encoding="utf-8-sig")
    if kind == ".json":
        return [], pd.DataFrame(json.loads(text))
    names = next(csv.reader(io.StringIO(text)), [])
    return names, tables.cells("claims", path) if names else pd.DataFrame()


def uncompared(made: Mapping[str, pd.DataFrame]) -> list[str]:
    """What a comparison did not compare, a sentence each.

    Args:
        made: the tables of ``newslib.compare.comparison``.
    """
    events = made["events"]
    sizes = events.groupby("event_id")["claim_id"].transform("size")
    alone, loose = int((sizes == 1).sum()), int(events["happening_id"].isna().sum())
    found = []
    if alone:
        found.append(f"{alone} of {len(events)} claims stand alone: no other claim answers their question")
    if loose:
        found.append(f"{loose} of {len(events)} claims are not placed: neither place nor day is told")
    kept = events["status"].value_counts().drop("counted", errors="ignore")
    return found + [f"{n} claims do not count: {name}" for name, n in sorted(kept.items())]


def _framed(path: Path, given: pd.DataFrame) -> pd.DataFrame:
    """Cells in the types of the contract, without blanks around words; refused when none of its columns is there."""
    names = list(given.columns)
    if not set(names) & set(codebook.contracts()["claims"].names):
        hint = "; its cells must be separated by commas" if len(names) == 1 and set(names[0]) & set(";\t|") else ""
        raise ContractError(f"{path.name} has no column of docs/codebook.md in its first line{hint}")
    try:
        claims = tables.frame("claims", ranged(given), strict=False)
    except ContractError as error:
        told = _ROW.sub(lambda row: f"row {int(row[1]) + 1}:", str(error))
        cure = "write numbers in digits without separators, a range as 3-7, days as 2022-04-13"
        raise ContractError(f"{path.name}, {ROWS}: {told}; {cure}") from error
    texts = [column.name for column in codebook.contracts()["claims"].columns if column.type == "string"]
    stripped = {name: claims[name].str.strip() for name in texts}
    return tables.frame("claims", claims.assign(**stripped), strict=False)


def _faults(claims: pd.DataFrame) -> Iterator[str]:
    """What cannot be true of a claim, row by row."""
    for claim, rows in claims[claims["claim_id"].duplicated(keep=False)].groupby("claim_id", sort=False).groups.items():
        numbers = ", ".join(str(row + 1) for row in rows[:SHOWN])
        yield f"rows {numbers}: claim_id {claim!r} is used more than once; give each claim its own"
    for name in ("stated", "low", "high"):
        values = claims[name].astype("float64")
        wrong = values.notna() & (~np.isfinite(values) | (values < 0) | (values > MOST_PEOPLE))
        for row in claims.index[wrong][:SHOWN]:
            yield f"row {row + 1}: {name} {values[row]:g} is no number of people"
    for column in codebook.contracts()["claims"].columns:
        strange = sorted(set(claims[column.name].dropna()) - set(column.values)) if column.values else []
        if strange:
            said = ", ".join(map(repr, strange[:SHOWN]))
            yield f"{column.name}: {said} not in the codebook; it knows {', '.join(column.values)}"
    for row in claims.index[claims["low"] > claims["high"]][:SHOWN]:
        yield f"row {row + 1}: low {claims['low'][row]:.15g} is above high {claims['high'][row]:.15g}"


def _notes(claims: pd.DataFrame, names: Iterable[str]) -> Iterator[str]:
    """What is not used or not known, in words."""
    unused = [name for name in names if name not in claims.columns]
    if unused:
        yield f"columns not used: {', '.join(unused)}"
    wholes = claims["part_of"].dropna()
    lost = sorted(set(wholes) - set(claims["claim_id"]))
    if lost:
        yield f"part_of names no claim of the table: {', '.join(lost[:SHOWN])}"
    for what, (columns, _) in NEEDED.items():
        lacking = int(claims[list(columns)].isna().all(axis=1).sum())
        if lacking and what != "date":
            yield f"{lacking} of {len(claims)} claims have no {what}: they are rivals of nobody"
    undated = int(claims[["as_of", "said", "published", "event_date"]].isna().all(axis=1).sum())
    if undated:
        yield f"{undated} of {len(claims)} claims have no date: they stand in no series"


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
    known, found = set(codebook.contracts()["claims"].names), []
    for number, row in enumerate(rows, 2):
        claim, column, theirs, value, words = (row.get(name) or "" for name in MAPPING)
        if column not in known:
            raise ContractError(f"{path.name}, line {number}: {column!r} is no column of claims; see docs/codebook.md")
        own = dict(one.split("=", 1) for one in words.split(";") if "=" in one)
        found.append(Rule(claim, column, theirs, value, own))
    return found


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
    own = _by_claim(by)
    _check_columns(given, by, file)
    rows: list[dict[str, str]] = []
    left: Counter[str] = Counter()
    for number, cells in enumerate(given.to_dict("records"), 1):
        for label, filled in own.items():
            row = _claim(cells, filled, f"{file}, row {number} ({label})")
            if not any(float(row.get(end) or 0) for end in ("stated", "low", "high")):
                left[label] += 1
                continue
            name = row.get("claim_id") or f"row-{number}"
            rows.append(row | {"claim_id": f"{name}-{label}" if len(own) > 1 else name})
    notes = [f"{n} rows tell no number of {label} (empty or 0) and make no claim" for label, n in left.items()]
    return pd.DataFrame(rows, dtype="str"), notes


def _check_columns(given: pd.DataFrame, by: Sequence[Rule], file: str) -> None:
    wanted = {name for rule in by if rule.column == "stated" for name in rule.theirs.split("|")}
    if wanted and not wanted & set(given.columns):
        raise ContractError(f"{file} has none of the columns {', '.join(sorted(wanted))}; is this the right --map?")


def _by_claim(by: Sequence[Rule]) -> dict[str, list[Rule]]:
    """The rules of each claim that a row makes, those of all claims first."""
    first = sorted(by, key=lambda rule: rule.claim != "*")
    labels = dict.fromkeys(rule.claim for rule in first if rule.claim != "*") or ["*"]
    return {label: [rule for rule in first if rule.claim in ("*", label)] for label in labels}


def _claim(cells: Mapping[Any, str], own: Sequence[Rule], where: str) -> dict[str, str]:
    try:
        return _filled(cells, own)
    except ValueError as error:
        raise ContractError(f"{where}: {error}") from error


def _filled(cells: Mapping[Any, str], own: Sequence[Rule]) -> dict[str, str]:
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
    value, low, high = row.get("stated", ""), row.get("low", ""), row.get("high", "")
    both = _RANGE.fullmatch(value)
    if both:
        value, low, high = "", both[1], both[2]
    told = [number(value), number(low), number(high)]
    modifier = "range"
    if None in told[1:] or told[1] == told[2]:
        stated, modifier = told[1] if told[0] is None else told[0], row.get("modifier") or "exact"
        told = [stated, *bounds(stated, modifier)]
    shown = ("" if end is None else f"{end:.15g}" for end in told)
    return {**dict(zip(("stated", "low", "high"), shown, strict=True)), "modifier": modifier}


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
