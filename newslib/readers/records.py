"""JSON: one object a line, an array, one object, what a news service answered, or a messenger's export."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from newslib.readers import Doubt, Draft, File, Unreadable
from newslib.readers import columns as names
from newslib.readers.days import DAY_FIRST
from newslib.readers.encodings import decode
from newslib.readers.text import header

DEEP = 3  # levels at which the list of articles of an answer may lie
Record = Mapping[str, Any]


def draft(record: Record, place: str = "", told: Mapping[str, str] | None = None, *, mend: bool = False) -> Draft:
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
    found = names.draft_of(cells, place, "record", names.order(told) or DAY_FIRST, mend=mend)
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


def read_records(file: File) -> Iterator[Draft]:
    """Every article of a JSON file; a record that gives none is an empty draft that carries its doubt.

    Raises:
        Unreadable: nothing in it is JSON, or no list of articles is found.
    """
    decoded = decode(file)
    found = _whole(decoded.text) or list(_lines(decoded.text))
    if not found:
        raise Unreadable("whole file", "empty", "put one JSON object on each line or remove it")
    if isinstance(found[0][1], dict) and "messages" in str(list(found[0][1])):
        from newslib.readers.telegram import read_export

        if exported := list(read_export(found[0][1])):
            yield from (replace(draft, encoding=decoded.encoding) for draft in exported)
            return
    seen: Counter[str] = Counter()
    named = sum(isinstance(record, dict) and "id" in record for _, record in found)
    present = list(dict.fromkeys(key for _, record in found if isinstance(record, dict) for key in _flat(record)))
    wrong = names.misnamed(present, file.columns)
    for place, record in found:
        draft = _one(place, record, file, decoded.encoding, seen, bool(named))
        yield replace(draft, doubts=(*draft.doubts, *wrong))  # a doubt of a whole file is told once


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
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {number}", _parsed(line, f"line {number}")


def _parsed(line: str, place: str) -> Any:
    try:
        return json.loads(line)
    except RecursionError:
        return Unreadable(place, "nested too deeply", "keep only the article's own fields")
    except json.JSONDecodeError as error:
        return Unreadable(place, f"not JSON: {error.msg}", "correct the line")
    except ValueError as error:
        return Unreadable(place, f"not readable: {error}", "correct the line")


def _one(place: str, record: Any, file: File, encoding: str, seen: Counter[str], named: bool) -> Draft:
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
        return Draft("", place=place, doubts=(told,))
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
