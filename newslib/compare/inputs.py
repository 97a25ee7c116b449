"""Inputs: a claims table that somebody coded by hand, read so that nothing is lost and every fault is named."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from newslib import tables
from newslib.tables import ContractError

COUNTED = ("outcome", "stated", "low", "high")  # columns of which a claim that can be compared has some
MOST_PEOPLE = 10_000_000_000  # more than ever lived at one time
SHOWN = 5  # faults of one kind that are told one by one
PARQUET = (".parquet", ".pq")
ROWS = "rows counted from 1 below the head"
_ROW = re.compile(r"\brow (\d+):")


@dataclass(frozen=True)
class Given:
    """A claims table as it was given, and what a reader of its comparison should know about it, a sentence each."""

    claims: pd.DataFrame
    notes: tuple[str, ...]


def read_claims(path: Path) -> Given:
    """The claims of a CSV or Parquet file with columns of the contract; missing columns read as empty.

    Blanks around words are taken off, claims without an id get the number of their row, unknown words are kept.

    Raises:
        FileNotFoundError: there is no such file.
        ContractError: the file, or a row of it, cannot be read or cannot be true; says which and what to do.
    """
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    names = _head(path)
    claims = _stripped(_loaded(path))
    if len(claims) and claims[list(COUNTED)].isna().all(axis=None):
        raise ContractError(f"{path.name}: no row has any of {', '.join(COUNTED)}; see docs/codebook.md")
    rows = pd.Series([f"row-{row}" for row in range(1, len(claims) + 1)], index=claims.index, dtype="str")
    claims = claims.assign(claim_id=claims["claim_id"].fillna(rows))
    faults = list(_faults(claims))
    if faults:
        told = "\n".join(faults[: SHOWN * 2])
        raise ContractError(f"{path.name}, {ROWS}:\n{told}")
    return Given(claims, tuple(_notes(claims, names)))


def _head(path: Path) -> list[str]:
    """The columns of a file, refused when they are not those of a table."""
    if path.suffix.lower() in PARQUET:
        try:
            return list(pq.read_schema(path).names)
        except pa.ArrowInvalid as error:
            raise ContractError(f"{path.name} is no Parquet file: {error}") from error
    if path.suffix.lower() != ".csv":
        raise ContractError(f"{path.name} is neither CSV nor Parquet; save the sheet as CSV (UTF-8, commas)")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = next(csv.reader(file), [])
    except UnicodeDecodeError as error:
        raise ContractError(f"{path.name} is not UTF-8; save the sheet as CSV UTF-8") from error
    twice = [name for name, n in Counter(names).items() if n > 1]
    if twice:
        raise ContractError(f"{path.name} has columns of one name: {', '.join(twice)}; rename or remove one")
    if not set(names) & set(tables.contracts()["claims"].names):
        hint = "; its cells must be separated by commas" if len(names) == 1 and set(names[0]) & set(";\t|") else ""
        raise ContractError(f"{path.name} has no column of docs/codebook.md in its first line{hint}")
    return names


def _loaded(path: Path) -> pd.DataFrame:
    try:
        return tables.load("claims", path, strict=False)
    except UnicodeDecodeError as error:
        raise ContractError(f"{path.name} is not UTF-8; save the sheet as CSV UTF-8") from error
    except pd.errors.ParserError as error:
        told = str(error).strip().removeprefix("Error tokenizing data. C error: ")
        raise ContractError(f"{path.name}: {told}; a cell that holds a comma needs quotation marks") from error
    except ContractError as error:
        told = _ROW.sub(lambda row: f"row {int(row[1]) + 1}:", str(error))
        cure = "write numbers in digits without separators, days as 2022-04-13"
        raise ContractError(f"{path.name}, {ROWS}: {told}; {cure}") from error


def _stripped(claims: pd.DataFrame) -> pd.DataFrame:
    texts = [column.name for column in tables.contracts()["claims"].columns if column.type == "string"]
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
    for row in claims.index[claims["low"] > claims["high"]][:SHOWN]:
        yield f"row {row + 1}: low {claims['low'][row]:.15g} is above high {claims['high'][row]:.15g}"


def _notes(claims: pd.DataFrame, names: list[str]) -> Iterator[str]:
    """What is not used or not known, in words."""
    unused = [name for name in names if name not in claims.columns]
    if unused:
        yield f"columns not used: {', '.join(unused)}"
    for column in tables.contracts()["claims"].columns:
        strange = sorted(set(claims[column.name].dropna()) - set(column.values)) if column.values else []
        if strange:
            yield f"{column.name}: not in the codebook, kept as they are: {', '.join(map(str, strange[:SHOWN]))}"
    wholes = claims["part_of"].dropna()
    lost = sorted(set(wholes) - set(claims["claim_id"]))
    if lost:
        yield f"part_of names no claim of the table: {', '.join(lost[:SHOWN])}"
    undated = int(claims[["as_of", "said", "published", "event_date"]].isna().all(axis=1).sum())
    if undated:
        yield f"{undated} of {len(claims)} claims have no date: they stand in no series"
