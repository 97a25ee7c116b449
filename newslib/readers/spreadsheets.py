"""Tables with an article a row: CSV, Parquet, Excel."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from newslib.readers import Draft, File, Unreadable
from newslib.readers.archives import located, opened
from newslib.readers.columns import ROLES, draft_of, line, misnamed, no_text, order, roles_of, undated
from newslib.readers.days import order_of
from newslib.readers.encodings import decode

CELLS = 500_000_000  # bytes of a workbook, which is read row by row
DELIMITERS = ",;\t|"
_BATCH = 1000  # rows of a Parquet file held at once
_ROWS_LOOKED_AT = 1000  # rows from which the order of day and month is told


def read_delimited(file: File) -> Iterator[Draft]:
    """The articles of a CSV file, whatever its delimiter.

    Raises:
        Unreadable: it has no header or no column that holds text.
    """
    found = decode(file)
    header, rows = rows_of(found.text)
    for draft in _drafts(file, header, rows):
        doubts = found.doubts if draft.place == "row 1" else ()
        yield replace(draft, encoding=found.encoding, doubts=(*draft.doubts, *doubts))


def rows_of(text: str) -> tuple[list[str], Iterator[Sequence[str]]]:
    """The header and the rows of a delimited text; the delimiter is the one its first line holds most of.

    >>> rows_of("Datum;Quelle\\n25.04.2019;Wire")[0]
    ['Datum', 'Quelle']
    """
    csv.field_size_limit(sys.maxsize)
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    whole = text.lstrip("\ufeff").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    rows = csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter)
    return [name.strip() for name in next(rows, [])], rows


def read_workbook(file: File) -> Iterator[Draft]:
    """The articles of every sheet of an Excel workbook; a sheet's first row that holds something names its columns.

    A sheet without a column of texts is listed; where it is the only one, so is the file.

    Raises:
        Unreadable: it is empty, or holds one sheet in which no column holds text.
    """
    import openpyxl

    opened(file, CELLS)
    book = openpyxl.load_workbook(io.BytesIO(file.content), read_only=True, data_only=True)
    sheets = [(line(sheet.title), rows) for sheet in book.worksheets if (rows := _filled(sheet))]
    if not sheets:
        raise Unreadable("whole file", "no sheet holds anything", "put the articles into it or remove it")
    for name, rows in sheets:
        place = f"sheet {name}" if len(sheets) > 1 else ""
        try:
            for draft in _drafts(file, ["" if cell is None else str(cell).strip() for cell in rows[0]], rows[1:]):
                yield located(place, draft)
        except Unreadable as error:
            if not place:
                raise
            yield located(place, Draft("", doubts=(error.doubt,)))


def _filled(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows of a sheet that hold something, whatever the file says of its size."""
    sheet.reset_dimensions()
    return [row for row in sheet.iter_rows(values_only=True) if any(cell not in (None, "") for cell in row)]


def read_parquet(file: File) -> Iterator[Draft]:
    """The articles of a Parquet file.

    Raises:
        Unreadable: no column holds text.
    """
    import pyarrow.parquet as pq

    table = pq.ParquetFile(io.BytesIO(file.content))
    names = table.schema_arrow.names
    roles = roles_of(names, file.columns)
    wanted = [name for name in names if name in roles.values()]
    batches = (batch.to_pylist() for batch in table.iter_batches(_BATCH, columns=wanted))
    rows = ([row.get(name) for name in names] for batch in batches for row in batch)
    yield from _drafts(file, names, rows if wanted else ())


def _drafts(file: File, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Draft]:
    """A draft a row; a row without text is an empty one that carries its doubt."""
    places = {name: number for number, name in reversed(list(enumerate(header)))}
    roles = roles_of(header, file.columns)
    rest = (row for row in rows if any(cell not in (None, "") for cell in row))
    held = list(islice(rest, _ROWS_LOOKED_AT))
    if "text" not in roles:
        raise no_text(header, file.name, file.columns, _longest(header, held))
    date = places.get(roles.get("date", ""), -1)
    wanted = order(file.columns) or order_of(row[date] for row in held if 0 <= date < len(row))
    wrong = misnamed(header, file.columns)
    for number, row in enumerate(chain(held, rest), 1):
        found = _draft(number, row, roles, places, wanted)
        yield replace(found, doubts=(*found.doubts, *wrong)) if number == 1 else found


def _longest(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The column whose cells hold most letters, which are likely the texts."""
    letters = Counter({"...": 0})
    for row in rows:
        letters.update({name: len(cell) for name, cell in zip(header, row, strict=False) if isinstance(cell, str)})
    return letters.most_common(1)[0][0]


def _draft(number: int, row: Sequence[Any], roles: dict[str, str], places: dict[str, int], order: str) -> Draft:
    place = f"row {number}"
    cells = {role: row[places[roles[role]]] for role in ROLES if role in roles and places[roles[role]] < len(row)}
    try:
        found = draft_of(cells, place, "record", order)
        if "date" in roles:
            return found
        return replace(found, doubts=(*found.doubts[1:], undated(list(places))))
    except Unreadable as error:
        return Draft("", place=place, doubts=(error.doubt,))
