"""Which kind of file this is, by its content first and by its name where the content leaves it open."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from pathlib import PurePosixPath

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rich text"), (b"WARC/", "web archive"), (b"PAR1", "parquet"), (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0", "old word document"),
    *((sign, "picture") for sign in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"ID3", b"\x00\x00\x00\x18ftyp",
                                     b"\x00\x00\x00\x20ftyp")),
)  # fmt: skip
_INSIDE_ZIP = (("word/document.xml", "word document"), ("xl/workbook.xml", "workbook"))
_SUFFIXES = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page", ".json": "records", ".jsonl": "records",
    ".ndjson": "records", ".csv": "table", ".tsv": "table", ".tab": "table",
}  # fmt: skip
_PROGRAMS = {".css", ".js", ".mjs", ".map", ".svg", ".woff", ".woff2", ".ttf", ".py", ".sh", ".r", ".do"}
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_BEFORE_FEED = rb"<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>"
_FEED = re.compile(rb"\s*(?:(?:" + _BEFORE_FEED + rb")\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_MHTML = re.compile(rb"(?:From: <Saved by|MIME-Version:|Content-Type: multipart/related)", re.IGNORECASE)
_MESSENGER = (b'class="page_body chat_page"', b"class='page_body chat_page'")  # of Telegram Desktop
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z-]*):", re.MULTILINE)
_ONLY_MAIL = {b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to"}  # no article begins so
MAIL_BEGINS = re.compile(rb"^From [^\r\n]+\r?\n(?=[A-Za-z][A-Za-z-]*:)", re.MULTILINE)  # a message of a mail box
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_START = 4096  # bytes in which a file must tell what it is


def kind_of(name: str, content: bytes) -> str:
    """The kind of a file: a key of ``READERS``, or words for what has no reader.

    >>> kind_of("letter.txt", b"%PDF-1.7"), kind_of("page", b"<!DOCTYPE html><p>"), kind_of("note", b"Two died.")
    ('pdf', 'page', 'text')
    """
    if not content.strip():
        return "empty"
    found = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")
    if found == "zip":
        return _inside_zip(content)
    return found or _written(PurePosixPath(name).suffix.casefold(), content)


def _inside_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return "epub" if b"epub" in archive.read("mimetype") else "zip"
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError):
        return "zip"  # its reader says what is wrong with it
    return next((kind for member, kind in _INSIDE_ZIP if member in names), "zip")


def _written(suffix: str, content: bytes) -> str:
    """The kind of a file that begins with no known mark."""
    start = content[:_START].removeprefix(codecs.BOM_UTF8)
    found = _begins(start, suffix) or _SUFFIXES.get(suffix, "") or ("program" if suffix in _PROGRAMS else "")
    if found:
        return found
    if start.lstrip().startswith((b"{", b"[")) and _json(content):
        return "records"
    wide = content.startswith(tuple(mark for mark, _ in BOMS))
    return "text" if wide or not _CONTROLS.search(start) else f"bytes that are no text ({suffix or 'no ending'})"


def _begins(start: bytes, suffix: str) -> str:
    """The kind that the first lines of a file tell, whatever it is called; empty where they tell none."""
    if _FEED.match(start):
        return "feed"
    if _PAGE.match(start):
        return "messenger pages" if any(sign in start for sign in _MESSENGER) else "page"
    if MAIL_BEGINS.match(start):
        return "mail box"
    head = {name.lower() for name in _FIELD.findall(re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0])}
    if _MHTML.match(start) and b"multipart/related" in start.lower() and b"to" not in head:
        return "page with its pictures"
    return "message" if b"from" in head and (head & _ONLY_MAIL or suffix == ".eml") else ""


def _json(content: bytes) -> bool:
    """Whether the first line, or the whole, is an object or a list of JSON."""
    first = content.lstrip().partition(b"\n")[0]
    for part in (first, content):
        try:
            return isinstance(json.loads(part), dict | list)
        except (ValueError, RecursionError):
            continue
    return False
