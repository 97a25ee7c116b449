"""Tables: their contracts, and how they are checked, written and read.

A contract is data: ``contracts/tables.csv`` names the tables, ``columns.csv`` their columns and ``values.csv`` the
words a column may hold. In memory a table is a DataFrame with text as ``str``, whole numbers as ``Int64``, numbers
as ``float64``, yes/no as ``boolean`` and days as ``datetime64[s]``; missing is NA, and an empty text is missing.
On disk it is a Parquet file and a CSV twin with the same rows; days in a CSV are ISO 8601, yes/no true and false.
"""

import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from newslib import __version__, outputs
from newslib.codebook import Column, Table, contracts
from newslib.outputs import HIDDEN, sha256

DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[s]"}
ARROW = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
}  # fmt: skip
_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}  # else a missing cell makes another type
_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_TO_ESCAPE = re.compile(rf"(?P<before>\\*)(?:(?P<hidden>{HIDDEN})|(?P<told>(?<=\\)u[0-9a-f]{{4}}))")
_ESCAPED = re.compile(r"(?P<before>\\+)u(?P<code>[0-9a-f]{4})")
_SPECIAL = re.compile(r"[,\"\r\n]")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
GROUP = 100_000  # rows of a part of a Parquet file, which Dask, DuckDB and `newslib extract` read one by one
SLICE = 10_000  # rows whose cells are plain objects at one time
_SHOWN = 5
_PATIENCE = 3  # times that tables are read again because a run ended meanwhile


class ContractError(ValueError):
    """A table breaks its contract; the message names table, column, rows and values."""


Rows = pd.DataFrame | Mapping[str, Sequence[Any]] | Iterable[Mapping[str, Any]]


def frame(name: str, rows: Rows, *, strict: bool = True) -> pd.DataFrame:
    """Rows as a table in its contract: columns in order, types set, missing columns empty.

    Args:
        name: the table.
        rows: a DataFrame, lists by column, or records; other columns are dropped.
        strict: refuse words outside a vocabulary; False keeps them, for hand-coded tables.

    Raises:
        ContractError: a value cannot be read as its type, or (strict) breaks the contract.

    >>> table = frame("drift", [{"original": "c-2", "copy": "c-1", "changed": "modifier"}])
    >>> table.loc[0, "changed"], bool(table["before"].isna().all())
    ('modifier', True)
    """
    contract = contracts()[name]
    given = rows.reset_index(drop=True) if isinstance(rows, pd.DataFrame) else _plain(contract, rows)
    columns = {}
    for column in contract.columns:
        if column.name in given.columns:
            columns[column.name] = _typed(name, column, given[column.name])
        else:
            columns[column.name] = pd.Series([None] * len(given), index=given.index, dtype=DTYPES[column.type])
    table = pd.DataFrame(columns, index=given.index)
    if strict:
        check(name, table)
    return table


def cell(name: str, column: str, value: Any) -> Any:
    """One value as the column of a table holds it.

    Raises:
        ContractError: it cannot be read as the column's type, or is no word of its vocabulary.
    """
    wanted = next(c for c in contracts()[name].columns if c.name == column)
    read = _typed(name, wanted, pd.Series([value], dtype=object))
    if wanted.values and read.notna().all() and read[0] not in wanted.values:
        raise ContractError(f"{name}.{column}: {value!r} is not in the vocabulary: {', '.join(wanted.values)}")
    return read.array


def _plain(contract: Table, rows: Mapping[str, Sequence[Any]] | Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Columns of plain objects: pandas would fail on text that cannot be encoded."""
    if isinstance(rows, Mapping):
        return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in rows.items()})
    records = list(rows)
    columns = {n: pd.Series([row.get(n) for row in records], dtype=object) for n in contract.names}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(records)))


def _typed(table: str, column: Column, values: pd.Series) -> pd.Series:
    dtype: Any = DTYPES[column.type]
    if column.type == "string":
        return _text(values)
    if str(values.dtype) == dtype:
        return values
    if column.type == "date" and isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        days: pd.Series = values.dt.normalize().astype(dtype)
        return days
    cells = _converted(table, column, values)
    if column.type == "date":
        return pd.to_datetime(pd.Series(cells, dtype=object), format="%Y-%m-%d").astype(dtype)
    return pd.Series(cells, dtype=dtype)


def _converted(table: str, column: Column, values: pd.Series) -> list[str | float | None]:
    """The cells of a column as its type has them, None where one is empty; those that it has not are told together."""
    cells, bad = [], []
    for row, value in enumerate(values.astype(object)):
        value = value.strip() if isinstance(value, str) else value
        try:
            cells.append(None if value == "" or pd.isna(value) else _READERS[column.type](value))
        except (ValueError, TypeError, KeyError, OverflowError):
            bad.append(f"row {row}: {value!r}")
    if bad:
        shown = ", ".join(bad[:_SHOWN])
        raise ContractError(f"{table}.{column.name} is not {column.type}: {shown} ({len(bad)} in all)")
    return cells


def _text(values: pd.Series) -> pd.Series:
    """Text with empty cells missing; a code point no file can hold (a lone surrogate) becomes U+FFFD."""
    if str(values.dtype) == DTYPES["string"]:
        empty = values == ""
        return values.where(~empty) if empty.any() else values
    missing = values.isna().tolist()
    cells = [None if gone or v == "" else str(v) for v, gone in zip(values.tolist(), missing, strict=True)]
    try:
        return pd.Series(cells, index=values.index, dtype="str")
    except UnicodeEncodeError:
        clean = [v and v.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for v in cells]
        return pd.Series(clean, index=values.index, dtype="str")


def _whole(value: Any) -> int:
    number = float(value)
    if not number.is_integer():
        raise ValueError(value)
    return int(number)


def _day(value: Any) -> str:
    """A day as ISO text; a moment is cut to its day."""
    text = str(value)[:10]
    if not _ISO.fullmatch(text):
        raise ValueError(value)
    return dt.date.fromisoformat(text).isoformat()


_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": _whole, "number": float, "date": _day,
    "boolean": lambda value: _BOOLEANS[str(value).casefold().removesuffix(".0")],
}  # fmt: skip


def check(name: str, table: pd.DataFrame) -> None:
    """Refuse a table that breaks its contract.

    Raises:
        ContractError: with every breach, one a line.
    """
    contract = contracts()[name]
    if list(table.columns) != contract.names:
        raise ContractError(f"{name}: columns are {list(table.columns)}, the contract says {contract.names}")
    found = [f"{name}.{one.name}{breach}" for one in contract.columns for breach in _breaches(one, table[one.name])]
    if contract.key and (twice := table.duplicated(list(contract.key), keep=False)).any():
        found.append(f"{name}: rows {_first(twice)} share their key {contract.key}")
    if found:
        raise ContractError("\n".join(found))


def _breaches(column: Column, values: pd.Series) -> Iterator[str]:
    if str(values.dtype) != DTYPES[column.type]:
        yield f": type is {values.dtype}, the contract says {column.type}"
    if column.required and values.isna().any():
        yield f": empty in rows {_first(values.isna())}"
    if column.values and (strange := values.notna() & ~values.isin(column.values)).any():
        words = sorted(set(values[strange]))[:_SHOWN]
        yield f": {words} in rows {_first(strange)} are not in the vocabulary"


def _first(mask: pd.Series) -> list[int]:
    return [int(i) for i in mask.to_numpy().nonzero()[0][:_SHOWN]]


def run_metadata(inputs: Mapping[str, str] | None = None, *, models: Iterable[str] = ()) -> dict[str, Any]:
    """What made a table: versions, models and the hashes of what went in. No times: same input, same bytes.

    Args:
        inputs: SHA-256 by name of each input.
        models: names with versions of the language models used.
    """
    packages = {name: version(name) for name in ("spacy", "pandas", "pyarrow")}
    hashes = dict(sorted((inputs or {}).items()))
    return {"newslib": __version__, **packages, "models": sorted(models), "inputs": hashes}


def write(
    name: str, table: pd.DataFrame | Iterable[pd.DataFrame], folder: Path, run: Mapping[str, Any] | None = None, *,
    strict: bool = True,
) -> Path:  # fmt: skip
    """Check a table and write it as Parquet with a CSV twin, both atomically.

    Args:
        name: the table; also the name of the files.
        table: its rows, or parts of them, each checked by itself; brought into the contract's order and types first.
        folder: where to write; made when missing.
        run: what made it, kept in the Parquet schema; ``run_metadata()`` when None.
        strict: False lets words outside a vocabulary pass, for hand-coded tables.

    Returns:
        The Parquet file; the CSV stands beside it.

    Raises:
        ContractError: the table breaks its contract; nothing is written.
    """
    made_by = schema(name, run if run is not None else run_metadata())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.parquet"
    with (
        _atomic(path) as parquet, _atomic(path.with_suffix(".csv")) as twin,
        twin.open("w", encoding="utf-8", newline="") as csv,
        pq.ParquetWriter(parquet, made_by, compression="zstd") as writer,
    ):  # fmt: skip
        csv.write(",".join(made_by.names) + "\n")
        for part in [table] if isinstance(table, pd.DataFrame) else table:
            ready = frame(name, part, strict=strict)
            writer.write_table(arrow(name, ready, made_by), GROUP)
            csv.writelines(lines(ready))
    return path


def schema(name: str, run: Mapping[str, Any]) -> pa.Schema:
    """The columns of a table as Arrow holds them, with meanings, units and what made it."""
    fields = [
        pa.field(column.name, ARROW[column.type], not column.required, {"meaning": column.meaning, "unit": column.unit})
        for column in contracts()[name].columns
    ]  # fmt: skip
    made_by = json.dumps({"table": name, **run}, ensure_ascii=False, sort_keys=True)
    return pa.schema(fields, {"newslib": made_by})


def arrow(name: str, table: pd.DataFrame, columns: pa.Schema) -> pa.Table:
    """A table in its contract as Arrow holds it.

    Args:
        name: the table.
        table: as ``frame`` gives it.
        columns: its schema.
    """
    kinds = [(column.name, ARROW[column.type]) for column in contracts()[name].columns]
    return pa.Table.from_arrays([pa.Array.from_pandas(table[one]).cast(kind) for one, kind in kinds], schema=columns)


@contextmanager
def _atomic(path: Path) -> Iterator[Path]:
    """A file to write to beside the target, moved there at the end, so that a reader never meets half a file."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def escape(cell: str) -> str:
    r"""A text cell that no spreadsheet runs as a formula and whose control characters show.

    An apostrophe comes before a leading = + - @, tab or return; characters that steer a terminal or turn the direction
    of text become ``\u202e`` and the like. What looks like that already is told apart, so that ``unescape`` is exact.

    >>> escape("=1+1"), unescape(escape("=1+1")), escape("'-3"), unescape("don't")
    ("'=1+1", '=1+1', "''-3", "don't")
    >>> print(escape("12\u202e men"))
    12\u202e men
    """
    plain = cell.isprintable() and "\\" not in cell  # as almost all are
    seen = cell if plain else _TO_ESCAPE.sub(_show, cell)
    return f"'{seen}" if _FORMULA.match(cell) else seen


def _show(match: re.Match[str]) -> str:
    hidden, before = match["hidden"], match["before"] * 2
    return f"{before}\\u{ord(hidden):04x}" if hidden else before + match["told"]


def _hide(match: re.Match[str]) -> str:
    count, character = len(match["before"]), chr(int(match["code"], 16))
    if count % 2 == 0:
        return "\\" * (count // 2) + match.group()[count:]
    return "\\" * (count // 2) + character if re.fullmatch(HIDDEN, character) else match.group()


def unescape(cell: str) -> str:
    """The text that ``escape`` was given."""
    plain = _ESCAPED.sub(_hide, cell)
    return plain[1:] if plain.startswith("'") and _FORMULA.match(plain) else plain


def as_csv(table: pd.DataFrame) -> str:
    """Any table as the text of a CSV file: days in ISO 8601, yes/no as true and false, text after ``escape``."""
    return "".join([line(table.columns), *lines(table)])


def lines(table: pd.DataFrame) -> Iterator[str]:
    """The rows of a table as the lines of its CSV file."""
    for first in range(0, len(table), SLICE):
        part = table.iloc[first : first + SLICE]
        yield from map(line, zip(*(_cells(part[name]) for name in part.columns), strict=True))


def line(cells: Iterable[str]) -> str:
    """Cells as a line of a CSV file. (The csv module leaves a carriage return unquoted.)

    >>> line(["two, or three", "two"])
    '"two, or three",two\\n'
    """
    return ",".join('"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in cells) + "\n"


def _cells(values: pd.Series) -> list[str]:
    missing = values.isna()
    if values.dtype.kind == "M":
        days: list[str] = values.dt.strftime("%Y-%m-%d").where(~missing, "").tolist()
        return days
    show = _number if values.dtype.kind == "f" else _cell
    return ["" if gone else show(v) for v, gone in zip(values.tolist(), missing.tolist(), strict=True)]


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(value) if isinstance(value, str) else str(value)


def read(name: str, folder: Path) -> pd.DataFrame:
    """A table written by ``write``: its Parquet file, or the CSV twin when only that is there.

    Raises:
        FileNotFoundError: neither file is there.
        ContractError: the file breaks the contract, or is not the one that the last run wrote.
    """
    parquet = outputs.shown(folder / f"{name}.parquet")
    path = parquet if parquet.exists() else outputs.shown(folder / f"{name}.csv")
    wanted = outputs.current(folder).get(path.name)
    if wanted and path.exists() and sha256(path) != wanted:
        raise ContractError(f"{path} is not the file that the last run wrote; run `newslib report` again")
    return load(name, path)


def read_all(folder: Path, names: Iterable[str] = ()) -> dict[str, pd.DataFrame]:
    """The tables of one run by name, those that are there: never some of one run and some of the next.

    Args:
        folder: where they stand.
        names: which to read; all when empty.

    Raises:
        FileNotFoundError: there is none.
        ContractError: a table breaks its contract, or runs follow each other too fast.
    """
    for _ in range(_PATIENCE):
        run = outputs.current(folder)
        there = {path.stem for place in (folder, folder / outputs.READY) for path in place.glob("*.*")}
        found = {name: read(name, folder) for name in names or contracts() if name in there}
        if not found:
            raise FileNotFoundError(f"no tables in {folder}; run `newslib report` first")
        if outputs.current(folder) == run:
            return found
    raise ContractError(f"the tables in {folder} change while they are read; let the run end")


def load(name: str, path: Path) -> pd.DataFrame:
    """A table from any CSV or Parquet file with the contract's columns; missing columns read as empty.

    Args:
        name: whose contract to read it by.
        path: a .csv file (UTF-8, commas; apostrophes from ``escape`` are taken off) or a .parquet file.

    Raises:
        ContractError: a cell cannot be read; the message names row and column.
    """
    return frame(name, cells(name, path))


def cells(name: str, path: Path) -> pd.DataFrame:
    """The cells of a CSV file as printed, apostrophes from ``escape`` taken off text; of a Parquet file as they are.

    Args:
        name: whose contract tells which columns are text.
        path: a .csv file (UTF-8, commas) or a .parquet file.
    """
    if path.suffix.lower() in (".parquet", ".pq"):
        return pd.DataFrame(pq.read_table(path).to_pandas(date_as_object=False, types_mapper=_NULLABLE.get))
    given = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    text = [column.name for column in contracts()[name].columns if column.type == "string"]
    for column in given.columns.intersection(text):
        given[column] = given[column].map(unescape, na_action="ignore")
    return given


def metadata(path: Path) -> dict[str, Any]:
    """What made a Parquet file: the run metadata in its schema; empty when it is not there or was not written here."""
    kept = pq.read_schema(path).metadata if path.exists() else None
    told: dict[str, Any] = json.loads((kept or {}).get(b"newslib", b"{}"))
    return told
