"""Plain text and Markdown; what stands before the body tells date, title and outlet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newslib.readers import Doubt, Draft, File, Unreadable
from newslib.readers.bundles import split
from newslib.readers.columns import may_be_title, names, title
from newslib.readers.days import Day, day

_HEADER = re.compile(r"\s*date\b[ \t:]*(?P<value>\S*)\s*", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d[\d./-]{2,}\d")
_FIELD = re.compile(r"[*_]{0,2}(?P<name>\w[\w ]{0,24}?)[*_]{0,2}:[*_]{0,2}\s*(?P<value>.*)")
_DATE_LINE = re.compile(r"(?i)date[ \t:]+(?P<value>.*\d.*)")
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*\S)\s*#*")
_FENCE = re.compile(r"-{3,}|\+{3,}")
HEAD_LINES = 12  # lines that may stand before the body
LARGEST = 200_000_000  # bytes of a file of plain text
LONGEST_FIELD = 300  # characters of a header's line
_CURE = "start the file with `date YYYY-MM-DD`, or give `published` in catalogue.csv"
_WRONG = "write the day as YYYY-MM-DD, or give `published` in catalogue.csv"


@dataclass(frozen=True)
class Header:
    """What stands before the body: its end (code points), its date and fields, and what is wrong with it."""

    end: int
    published: dt.date | None
    doubt: Doubt | None
    how: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def header(text: str) -> Header:
    """Read what stands before the body of a plain-text article.

    Either the word ``date`` at the very start with the token after it, when that looks like a date, and the white
    space around them; or lines such as ``Date: 25 April 2019``, ``Source: ...``, ``# Title`` or a title alone, up to
    one that is none of these, when one of them gives a date. It stays in the text; the body starts at ``end``.

    >>> header(" date 2022-04-13 Russia said").published
    datetime.date(2022, 4, 13)
    >>> header("# Toll lowered\\n\\nDate: 25 April 2019\\n\\nTwo died.").fields
    {'title': 'Toll lowered', 'date': '25 April 2019'}
    """
    match = _HEADER.match(text)
    if match and _DATE_LIKE.fullmatch(match["value"].rstrip(",.;")):
        value = match["value"].rstrip(",.;")
        found = day(value)
        return Header(match.end(), found.date, _doubt(found), found.how)
    end, fields = _lines_before(text)
    if "date" not in fields:
        return Header(0, None, Doubt("first words", "no date", _CURE))
    found = day(fields["date"])
    return Header(end, found.date, _doubt(found), found.how, fields)


def _doubt(found: Day) -> Doubt | None:
    if found.reason:
        return Doubt("first words", found.reason, _WRONG)
    if found.how == "day first":
        return Doubt("first words", "the date is read day first", "if that is wrong write it as YYYY-MM-DD")
    return None


def _lines_before(text: str) -> tuple[int, dict[str, str]]:
    """The fields in the lines before the body, and where the last of them ends."""
    fields: dict[str, str] = {}
    at = end = 0
    for number, line in enumerate(text.split("\n", HEAD_LINES)[:HEAD_LINES]):
        at += len(line) + 1
        found = _line_fields(line.strip(), first=not fields and number < 2)
        if found is None:
            break
        fields |= {name: value for name, value in found.items() if name not in fields}
        end = min(at, len(text))
    body = re.compile(r"\s*").match(text, end)
    return body.end() if body else end, fields


def _line_fields(line: str, first: bool) -> dict[str, str] | None:
    """What one line of a header tells; None for a line of the body."""
    if not line or _FENCE.fullmatch(line):
        return {}
    if len(line) > LONGEST_FIELD:
        return None
    if match := _DATE_LINE.fullmatch(line):
        return {"date": match["value"].strip(" \"'")}
    if (match := _FIELD.fullmatch(line)) and (role := _role(match["name"])):
        return {role: match["value"].strip(" \"'")}
    if match := _HEADING.fullmatch(line):
        return {"title": match["title"]}
    return {"title": line} if first and may_be_title(line) else None


def _role(name: str) -> str:
    """What a header's field holds, by the names that columns are known by; texts have no field."""
    folded = name.strip().casefold()
    return next((role for role, known in names().items() if role != "text" and folded in known), "")


def read_text(file: File) -> Iterator[Draft]:
    """The article of a plain-text or Markdown file, or the articles of a press archive's bundle saved as text.

    Raises:
        Unreadable: the file is empty, too large, or in no encoding that can be told.
    """
    from newslib.readers.encodings import decode

    if len(file.content) > LARGEST:
        raise Unreadable("whole file", f"larger than {LARGEST // 1_000_000} MB", "split it into its articles")
    found = decode(file)
    for draft in articles_in(found.text):
        yield replace(draft, encoding=found.encoding, doubts=(*draft.doubts, *found.doubts))


def articles_in(text: str, title_told: str = "") -> Iterator[Draft]:
    """The articles of a text taken out of any kind of document.

    Args:
        text: the whole text.
        title_told: the title its document states, used where the text itself tells none.

    Raises:
        Unreadable: there is no text.
    """
    if not text.strip():
        raise Unreadable("whole file", "empty", "put the article's text into it or remove it")
    bundle = list(split(text))
    if bundle:
        yield from bundle
        return
    head = header(text)
    if not text[head.end :].strip():
        raise Unreadable("after the date", "no text", "put the article's text into it or remove it")
    told = {role: value for role, value in head.fields.items() if role in ("title", "publisher", "url", "language")}
    told["title"] = told.get("title") or title(text, head.end) or title_told
    how = ", ".join(filter(None, ("header", head.how))) if head.published else ""
    doubts = (head.doubt,) if head.doubt else ()
    yield Draft(text, body_start=head.end, published=head.published, published_how=how, doubts=doubts, **told)
