"""Many articles in one file: one JSON object a line, as ``newslib extract`` takes them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from newslib.readers import Doubt, Draft, Unreadable
from newslib.readers.text import decode, header, title


def draft(record: dict[str, Any], place: str = "") -> Draft:
    """One article from its record ``{"id", "text", "date"?, "publisher"?, "title"?, "url"?}``.

    Raises:
        Unreadable: the record has no text.

    >>> draft({"text": "Two died.", "date": "2022-04-13"}).published
    datetime.date(2022, 4, 13)
    """
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unreadable(place, "no text", 'give the article under the key "text"')
    head = header(text)
    published, how = head.published, "header" if head.published else ""
    doubts: tuple[Doubt, ...] = (head.doubt,) if head.doubt else ()
    if record.get("date"):
        published, how, doubts = _date(record["date"], place)
    return Draft(
        text=text,
        body_start=head.end,
        published=published,
        published_how=how,
        title=str(record.get("title") or "") or title(text, head.end),
        publisher=str(record.get("publisher") or ""),
        url=str(record.get("url") or ""),
        place=place,
        doubts=doubts,
    )


def _date(value: Any, place: str) -> tuple[dt.date | None, str, tuple[Doubt, ...]]:
    try:
        return dt.date.fromisoformat(str(value)[:10]), "record", ()
    except ValueError:
        return None, "", (Doubt(place, f"{value!r} is not a date", "write the day as YYYY-MM-DD"),)


def read_records(content: bytes, encoding: str = "") -> list[Draft]:
    """Every article of a JSON Lines file; a line that gives none is an empty draft that carries its doubt.

    Raises:
        Unreadable: the file is empty or not in its encoding.
    """
    drafts = []
    for number, line in enumerate(decode(content, encoding).split("\n"), 1):
        if line.strip():
            drafts.append(_line(line, f"line {number}"))
    if not drafts:
        raise Unreadable("whole file", "empty", "put one JSON object on each line or remove it")
    return drafts


def _line(line: str, place: str) -> Draft:
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise Unreadable(place, "not a JSON object", 'write {"id": ..., "text": ...}')
        return draft(record, place)
    except json.JSONDecodeError as error:
        return Draft("", place=place, doubts=(Doubt(place, f"not JSON: {error.msg}", "correct the line"),))
    except Unreadable as error:
        return Draft("", place=place, doubts=(error.doubt,))
