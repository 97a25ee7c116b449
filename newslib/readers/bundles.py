"""Bundles of press archives: many articles in one document, each with lines that are no text.

Nexis numbers its documents ("1 of 3 DOCUMENTS") or ends each with "End of Document"; Factiva ends each with
"Document" and its number, with two-letter field names (HD, SN, PD, LP, TD) or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from newslib.readers import Doubt, Draft
from newslib.readers.columns import dated
from newslib.readers.columns import line as one_line
from newslib.readers.days import UNDATED, Day, day

_NUMBERED = re.compile(r"^[^\S\n]*\d+ of \d+ DOCUMENTS?[^\S\n]*$", re.MULTILINE)
_END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.MULTILINE)
_FACTIVA_END = re.compile(r"^[^\S\n]*(?:AN\s+)?Document [A-Za-z]{2,10}\d{4}\w{4,}[^\S\n]*$", re.MULTILINE)
_CODED = re.compile(r"^(?P<name>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART)"
                    r"(?:[ \t]+|$)(?P<value>.*)$")  # fmt: skip
_FIELD = re.compile(r"^(?P<name>[A-Z][A-Za-z]*(?:[- ][A-Za-z]+){0,2}):[ \t]*(?P<value>.*)$")
_NEXIS_FIELDS = frozenset({
    "section", "length", "headline", "byline", "dateline", "body", "load-date", "language", "publication-type",
    "highlight", "graphic", "journal-code", "subject", "organization", "person", "geographic", "industry", "country",
    "state", "city", "company", "ticker", "distribution", "copyright", "correction-date", "edition", "series", "source",
    "classification", "notes", "end",
})  # fmt: skip
_WORDS = re.compile(r"\d[\d,. ]* words", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2,8}\d{0,3}|\d{1,4}|\d{1,2}:\d\d(?: ?[AP]M)?")
_HEAD = 25  # lines before the body of an article
_DATE_CURE = "give the articles as JSON Lines with `date`, or `published` in catalogue.csv for the whole file"


def split(text: str) -> Iterator[Draft]:
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


def _numbered(draft: Draft, number: int) -> Draft:
    place = f"document {number}"
    if not draft.text:
        doubt = Doubt(place, "no text found after its fields", "save the article as plain text of its own")
        return replace(draft, place=place, doubts=(doubt,))
    return replace(draft, place=place, doubts=tuple(replace(doubt, place=place) for doubt in draft.doubts))


def _draft(lines: Sequence[str], told: Day, **fields: str) -> Draft:
    clean: dict[str, Any] = {name: one_line(value) for name, value in fields.items()}
    return Draft("\n".join(lines).strip(), **dated(told, "bundle", "", _DATE_CURE), **clean)


def _first_day(lines: Sequence[str]) -> tuple[int, Day]:
    """The first line that is a date, and its number; -1 when none is."""
    for number, line in enumerate(lines[:_HEAD]):
        if any(sign.isdigit() for sign in line) and (found := day(line)).date:
            return number, found
    return -1, UNDATED


def _nexis(lines: Sequence[str]) -> Draft:
    """An article whose fields are ``NAME: value``; what stands before the first is outlet, day and perhaps a title."""
    fields: dict[str, str] = {}
    preface: list[str] = []
    body: list[str] = []
    inside = False
    for line in lines:
        match = _FIELD.match(line.strip())
        name = match["name"].casefold() if match else ""
        if line.strip() in ("Body", "BODY"):
            inside = True
        elif match and name in _NEXIS_FIELDS:
            inside = name == "body" or (inside and not name.startswith(("load-date", "language", "publication")))
            fields.setdefault(name, match["value"])
            body += [match["value"]] if name == "body" and match["value"] else []
        elif inside or (fields and "length" in fields and not _RIGHTS.match(line.strip())):
            body.append(line)
        elif line.strip():
            preface.append(line.strip())
    return _from_nexis(fields, preface, body)


def _from_nexis(fields: dict[str, str], preface: Sequence[str], body: Sequence[str]) -> Draft:
    at, told = _first_day(preface)
    if not told.date and fields.get("load-date"):
        told = day(fields["load-date"])
    before = preface[:at] if at >= 0 else preface[:2]
    publisher = before[-1] if before else ""
    title = fields.get("headline") or (before[-2] if len(before) > 1 else "")
    return _draft(body, told, title=title, publisher=publisher, language=fields.get("language", ""))


def _factiva(lines: Sequence[str]) -> Draft:
    if any(match["name"] in ("HD", "LP", "TD") for line in lines if (match := _CODED.match(line))):
        return _factiva_coded(lines)
    kept = [line.strip() for line in lines if line.strip()]
    at, told = _first_day(kept)
    rights = next((n for n, line in enumerate(kept[:_HEAD]) if n > at and _RIGHTS.match(line)), at + 1)
    named = [line for line in kept[at + 1 : rights] if not _CODE.fullmatch(line)]
    title = next((line for line in kept if not _WORDS.fullmatch(line)), "")
    fields = {"title": title, "publisher": named[0] if named else "", "language": named[-1] if len(named) > 1 else ""}
    return _draft(kept[rights + 1 :], told, **fields)


def _factiva_coded(lines: Sequence[str]) -> Draft:
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
