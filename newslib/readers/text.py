"""Plain text, Markdown, and bundles of press archives; what stands before a body tells date, title and outlet."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from typing import Any

from newslib.readers import Doubt, File, Received, Unreadable, decode
from newslib.readers.columns import UNDATED, Day, dated, day, may_be_title, names, title
from newslib.readers.columns import line as one_line

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
_NUMBERED = re.compile(r"^[^\S\n]*\d+ of \d+ DOCUMENTS?[^\S\n]*$", re.MULTILINE)
_END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.MULTILINE)
_FACTIVA_END = re.compile(r"^[^\S\n]*(?:AN\s+)?Document [A-Za-z]{2,10}\d{4}\w{4,}[^\S\n]*$", re.MULTILINE)
_CODED = re.compile(r"^(?P<name>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART)"
                    r"(?:[ \t]+|$)(?P<value>.*)$")  # fmt: skip
_ARCHIVE_FIELD = re.compile(r"^(?P<name>[A-Z][A-Za-z]*(?:[- ][A-Za-z]+){0,2}):[ \t]*(?P<value>.*)$")
_NEXIS_FIELDS = frozenset({
    "section", "length", "headline", "byline", "dateline", "body", "load-date", "language", "publication-type",
    "highlight", "graphic", "journal-code", "subject", "organization", "person", "geographic", "industry", "country",
    "state", "city", "company", "ticker", "distribution", "copyright", "correction-date", "edition", "series", "source",
    "classification", "notes", "end",
})  # fmt: skip
_WORDS = re.compile(r"\d[\d,. ]* words", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2,8}\d{0,3}|\d{1,4}|\d{1,2}:\d\d(?: ?[AP]M)?")
_ARCHIVE_HEAD = 25  # lines before the body of an article
_DATE_CURE = "give the articles as JSON Lines with `date`, or `published` in catalogue.csv for the whole file"


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


def read_text(file: File) -> Iterator[Received]:
    """The article of a plain-text or Markdown file, or the articles of a press archive's bundle saved as text.

    Raises:
        Unreadable: the file is empty, too large, or in no encoding that can be told.
    """
    if len(file.content) > LARGEST:
        raise Unreadable("whole file", f"larger than {LARGEST // 1_000_000} MB", "split it into its articles")
    found = decode(file)
    for draft in articles_in(found.text):
        yield replace(draft, encoding=found.encoding, doubts=(*draft.doubts, *found.doubts))


def articles_in(text: str, title_told: str = "") -> Iterator[Received]:
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
    yield Received(text, body_start=head.end, published=head.published, published_how=how, doubts=doubts, **told)


def split(text: str) -> Iterator[Received]:
    """The articles of a bundle; none when the text is no bundle.

    Args:
        text: a whole document, line by line.

    >>> bundle = "HD  Toll lowered\\nPD  25 April 2019\\nLP\\n253 died.\\nAN  Document WIRE00002019a1\\n"
    >>> [draft.title for draft in split(bundle)]
    ['Toll lowered']
    """
    for pattern, read in ((_NUMBERED, _nexis), (_END, _nexis), (_FACTIVA_END, _factiva)):
        if pattern.search(text):
            parts = pattern.split(text)
            chunks = parts[1:] if pattern is _NUMBERED else parts
            lines = [chunk.splitlines() for chunk in chunks if chunk.strip()]
            for number, own in enumerate(lines, 1):
                if sum(bool(line.strip()) for line in own) > 2:
                    yield _numbered(read(own), number)
            return


def _numbered(draft: Received, number: int) -> Received:
    place = f"document {number}"
    if not draft.text:
        doubt = Doubt(place, "no text found after its fields", "save the article as plain text of its own")
        return replace(draft, place=place, doubts=(doubt,))
    return replace(draft, place=place, doubts=tuple(replace(doubt, place=place) for doubt in draft.doubts))


def _draft(lines: Sequence[str], told: Day, **fields: str) -> Received:
    clean: dict[str, Any] = {name: one_line(value) for name, value in fields.items()}
    return Received("\n".join(lines).strip(), **dated(told, "bundle", "", _DATE_CURE), **clean)


def _first_day(lines: Sequence[str]) -> tuple[int, Day]:
    """The first line that is a date, and its number; -1 when none is."""
    for number, line in enumerate(lines[:_ARCHIVE_HEAD]):
        if any(sign.isdigit() for sign in line) and (found := day(line)).date:
            return number, found
    return -1, UNDATED


def _nexis(lines: Sequence[str]) -> Received:
    """An article whose fields are ``NAME: value``; what stands before the first is outlet, day and perhaps a title."""
    fields: dict[str, str] = {}
    preface: list[str] = []
    body: list[str] = []
    inside = False
    for line in lines:
        bare = line.strip()
        match = _ARCHIVE_FIELD.match(bare)
        name = match["name"].casefold() if match else ""
        if bare in ("Body", "BODY"):
            inside = True
        elif match and name == "body":
            inside = True
            body += filter(None, [match["value"]])
        elif match and name in _NEXIS_FIELDS:
            inside = inside and not name.startswith(("load-date", "language", "publication"))
            fields.setdefault(name, match["value"])
        elif inside or ("length" in fields and not _RIGHTS.match(bare)):
            body.append(line)
        elif bare:
            preface.append(bare)
    return _from_nexis(fields, preface, body)


def _from_nexis(fields: dict[str, str], preface: Sequence[str], body: Sequence[str]) -> Received:
    at, told = _first_day(preface)
    if not told.date and fields.get("load-date"):
        told = day(fields["load-date"])
    before = preface[:at] if at >= 0 else preface[:2]
    publisher = before[-1] if before else ""
    title = fields.get("headline") or (before[-2] if len(before) > 1 else "")
    return _draft(body, told, title=title, publisher=publisher, language=fields.get("language", ""))


def _factiva(lines: Sequence[str]) -> Received:
    if any(match["name"] in ("HD", "LP", "TD") for line in lines if (match := _CODED.match(line))):
        return _factiva_coded(lines)
    kept = [line.strip() for line in lines if line.strip()]
    at, told = _first_day(kept)
    rights = next((n for n, line in enumerate(kept[:_ARCHIVE_HEAD]) if n > at and _RIGHTS.match(line)), at + 1)
    named = list(filterfalse(_CODE.fullmatch, kept[at + 1 : rights]))
    first = next(filterfalse(_WORDS.fullmatch, kept), "")
    fields = {"title": first, "publisher": "".join(named[:1]), "language": "".join(named[1:][-1:])}
    return _draft(kept[rights + 1 :], told, **fields)


def _factiva_coded(lines: Sequence[str]) -> Received:
    fields: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if match := _CODED.match(line):
            name, line = match["name"], match["value"]
        fields.setdefault(name, []).append(line.strip())
    one = {code: " ".join(filter(None, fields.get(code, []))) for code in ("HD", "PD", "SN", "LA")}
    told = day(one["PD"]) if one["PD"] else UNDATED
    body = [*fields.get("LP", []), *fields.get("TD", [])]
    return _draft(body, told, title=one["HD"], publisher=one["SN"], language=one["LA"])
