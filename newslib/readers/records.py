"""An article a record or a row: JSON in all its forms, CSV, Parquet, Excel."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from newslib.readers import Doubt, File, Received, Unreadable, decode
from newslib.readers import columns as names
from newslib.readers.archives import located, opened
from newslib.readers.columns import ROLES, UNDATED, draft_of, line, misnamed, no_text, order, order_of, roles_of
from newslib.readers.text import header

DEEP = 3  # levels at which the list of articles of an answer may lie
Record = Mapping[str, Any]
CELLS = 500_000_000  # bytes of a workbook, which is read row by row
DELIMITERS = ",;\t|"
_BATCH = 1000  # rows of a Parquet file held at once
_ROWS_LOOKED_AT = 1000  # rows from which the order of day and month is told


def draft(record: Record, place: str = "", told: Mapping[str, str] | None = None, *, mend: bool = False) -> Received:
    """One article from its record: ``{"id", "text", "date"?, "publisher"?, "title"?, "url"?}`` or other known names.

    The text is the one given, code point by code point, unless ``mend`` asks to put wrongly decoded letters right.

    Raises:
        Unreadable: the record has no text.

    >>> draft({"text": "Two died.", "date": "2022-04-13"}).published
    datetime.date(2022, 4, 13)
    """
    told = told or {}
    flat = _flat(record)
    roles = names.roles_of(flat, told)
    if "text" not in roles:
        cure = f'give the article under "text", or name its key in {names.COLUMNS}'
        raise Unreadable(place, f"no text (keys: {names.listed(flat)})", cure)
    cells = {role: flat.get(column) for role, column in roles.items()}
    found = names.draft_of(cells, place, "record", names.order(told), mend=mend)
    if "html" in roles["text"].casefold():
        from newslib.readers.pages import text_of

        return replace(found, text=text_of(found.text))
    head = header(found.text)
    if found.published or not head.published or names.has(cells.get("date")):
        return replace(found, body_start=head.end)
    doubts = tuple(doubt for doubt in found.doubts if doubt != names.no_date(place))
    return replace(found, body_start=head.end, published=head.published, published_how="header", doubts=doubts)


def _flat(record: Record) -> dict[str, Any]:
    """A record with one level of nested names: {"source": {"title": ...}} also has ``source.title``."""
    inner = {
        f"{outer}.{key}": value
        for outer, nested in record.items() if isinstance(nested, Mapping) for key, value in nested.items()
    }  # fmt: skip
    return {key: value for key, value in record.items() if not isinstance(value, Mapping | list)} | inner


def read_records(file: File) -> Iterator[Received]:
    """Every article of a JSON file; a record that gives none is an empty draft that carries its doubt.

    Raises:
        Unreadable: nothing in it is JSON, or no list of articles is found.
    """
    decoded = decode(file)
    found = _whole(decoded.text) or list(_lines(decoded.text))
    if not found:
        raise Unreadable("whole file", "empty", "put one JSON object on each line or remove it")
    exported = list(_exported(found[0][1]))
    if exported:
        yield from (replace(draft, encoding=decoded.encoding) for draft in exported)
        return
    seen: Counter[str] = Counter()
    objects = [record for _, record in found if isinstance(record, dict)]
    named = any("id" in record for record in objects)
    present = list(dict.fromkeys(chain.from_iterable(map(_flat, objects))))
    wrong = names.misnamed(present, file.columns)
    for place, record in found:
        draft = _one(place, record, file, decoded.encoding, seen, named)
        yield replace(draft, doubts=(*draft.doubts, *wrong))  # a doubt of a whole file is told once


def _exported(export: Any) -> Iterator[Received]:
    """Every message with text that Telegram Desktop exported of one chat or all; a forwarded one names whose it is as
    ``relay``.

    Service messages and messages without text (pictures, polls) are counted in one doubt a chat.
    """
    whole = export if isinstance(export, dict) else {}
    several = whole.get("chats")
    for chat in several.get("list", []) if isinstance(several, dict) else [whole]:
        if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
            yield from _messages(chat)


def _messages(chat: Mapping[str, Any]) -> Iterator[Received]:
    name = str(chat.get("name") or "")
    channel = "channel" in str(chat.get("type", ""))
    spoken = list(filter(_spoken, chat["messages"]))
    for message in spoken:
        cells = {
            "text": written(message.get("text")),
            "date": message.get("date") if names.has(message.get("date")) else message.get("date_unixtime"),
            "publisher": name if channel else f"{message.get('from') or ''} ({name})",
            "relay": message.get("forwarded_from"),
        }
        yield draft_of(cells, f"message {message.get('id')}", "message")
    if silent := len(chat["messages"]) - len(spoken):
        told = f"{silent} messages without text or about the chat itself are left out"
        yield Received("", doubts=(Doubt(name or "messages", told, "nothing; what a picture says has to be typed"),))


def _spoken(message: Any) -> bool:
    """Whether a message is one that somebody wrote."""
    own = isinstance(message, Mapping) and message.get("type") == "message"
    return own and bool(written(message.get("text")).strip())


def written(text: Any) -> str:
    """The text of a message, which is a string or a list of strings and marked parts.

    >>> written(["Already ", {"type": "bold", "text": "52 dead"}, "."])
    'Already 52 dead.'
    """
    parts = text if isinstance(text, list) else [text]
    return "".join(str(part.get("text", "")) if isinstance(part, Mapping) else str(part or "") for part in parts)


def _whole(text: str) -> list[tuple[str, Any]]:
    """The records of a file that is one JSON value; nothing when it is not."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(value, dict) and "messages" not in value:
        value = _list_inside(value, DEEP) or [value]
    if isinstance(value, list):
        return [(f"record {number}", record) for number, record in enumerate(value, 1)] or [("whole file", None)]
    return [("whole file", value)]


def _list_inside(value: Any, levels: int) -> list[Any] | None:
    """The list of objects that an answer of a service wraps."""
    if isinstance(value, list):
        return value if value and all(isinstance(one, dict) for one in value) else None
    if not isinstance(value, dict) or not levels or "text" in value:
        return None
    return next((found for inner in value.values() if (found := _list_inside(inner, levels - 1))), None)


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    """The value of each line, or the ``Unreadable`` that tells what is wrong with it."""
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield f"line {number}", _parsed(row, f"line {number}")


def _parsed(row: str, place: str) -> Any:
    try:
        return json.loads(row)
    except RecursionError:
        return Unreadable(place, "nested too deeply", "keep only the article's own fields")
    except json.JSONDecodeError as error:
        return Unreadable(place, f"not JSON: {error.msg}", "correct the line")
    except ValueError as error:
        return Unreadable(place, f"not readable: {error}", "correct the line")


def _one(place: str, record: Any, file: File, encoding: str, seen: Counter[str], named: bool) -> Received:
    """The draft of one record; one that gives no article is empty and carries its doubt."""
    try:
        if isinstance(record, Unreadable):
            raise record
        if not isinstance(record, dict):
            raise Unreadable(place, "not a JSON object", 'write {"id": ..., "text": ...}')
        found = draft(record, place, file.columns, mend=True)
    except (Unreadable, RecursionError) as error:
        told = (
            error.doubt if isinstance(error, Unreadable) else Doubt(place, "nested too deeply", "keep its own fields")
        )
        return Received("", place=place, doubts=(told,))
    return replace(found, encoding=encoding, doubts=(*found.doubts, *_identity(place, record, seen, named)))


def _identity(place: str, record: Record, seen: Counter[str], named: bool) -> tuple[Doubt, ...]:
    """What is wrong with a record's id in a file whose records have them."""
    if not named:
        return ()
    if not names.has(record.get("id")):
        return (Doubt(place, "no id, unlike the others", "give every record an id of its own"),)
    identity = str(record["id"])[:80]
    seen[identity] += 1
    if seen[identity] > 1:
        return (Doubt(place, f"id {identity!r} stands here again", "give every record an id of its own"),)
    return ()


def read_delimited(file: File) -> Iterator[Received]:
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


def read_workbook(file: File) -> Iterator[Received]:
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
            for draft in _drafts(file, list(map(line, rows[0])), rows[1:]):
                yield located(place, draft)
        except Unreadable as error:
            if not place:
                raise
            yield located(place, Received("", doubts=(error.doubt,)))


def _filled(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows of a sheet that hold something, whatever the file says of its size."""
    sheet.reset_dimensions()
    return list(filter(_holds, sheet.iter_rows(values_only=True)))


def _holds(row: Iterable[Any]) -> bool:
    """Whether a cell of a row holds something."""
    return any(cell not in (None, "") for cell in row)


def read_parquet(file: File) -> Iterator[Received]:
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


def _drafts(file: File, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Received]:
    """A draft a row; a row without text is an empty one that carries its doubt."""
    places = {name: number for number, name in reversed(list(enumerate(header)))}
    roles = roles_of(header, file.columns)
    rest = filter(_holds, rows)
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


def _draft(number: int, row: Sequence[Any], roles: dict[str, str], places: dict[str, int], order: str) -> Received:
    place = f"row {number}"
    cells = {role: row[places[roles[role]]] for role in ROLES if role in roles and places[roles[role]] < len(row)}
    try:
        found = draft_of(cells, place, "record", order)
        if "date" in roles:
            return found
        cure = f"name the column of dates in {names.COLUMNS}, one of {names.listed(places)}"
        return replace(found, doubts=(*found.doubts[1:], Doubt("columns", UNDATED.reason, cure)))
    except Unreadable as error:
        return Received("", place=place, doubts=(error.doubt,))
