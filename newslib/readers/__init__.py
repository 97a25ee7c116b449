"""One reader for each form that articles arrive in, behind one registry; and bytes as text: which encoding, how it was
told, and what had to be repaired.

A reader turns one file into drafts of articles, one at a time. It raises ``Unreadable`` when the file holds none, gives
an empty draft with its doubt for a part that holds none, and guesses nothing in silence: what the file does not say
stays empty, and how a date or an encoding was found is told. What else a reader ends in is a damaged file.
"""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import ExplanationStep

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
    **dict.fromkeys((".eml", ".mbox", ".mhtml", ".mht"), "mail"),
    **dict.fromkeys((".css", ".js", ".mjs", ".map", ".svg", ".woff", ".woff2", ".ttf", ".py", ".sh", ".r", ".do"),
                    "program"),
}  # fmt: skip
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_BEFORE_FEED = rb"<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>"
_FEED = re.compile(rb"\s*(?:(?:" + _BEFORE_FEED + rb")\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_MESSENGER = (b'class="page_body chat_page"', b"class='page_body chat_page'")  # of Telegram Desktop
_MAIL = re.compile(rb"(?:From [^\r\n]+\r?\n)?(?:(?:[A-Za-z][A-Za-z-]*:|[ \t])[^\r\n]*\r?\n)*?"
                   rb"(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):", re.IGNORECASE)  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_START = 4096  # bytes in which a file must tell what it is
GUESSED_AMONG = ["cp1251", "koi8_u", "cp866", "iso8859_5", "cp1252"]
SAMPLE = 200_000  # bytes that an encoding is told from
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class File:
    """One file as received, with what ``catalogue.csv`` and ``columns.toml`` say about reading it."""

    name: str
    content: bytes
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0  # how many archives it lies in


@dataclass(frozen=True)
class Doubt:
    """Something a file leaves open: where, what is wrong, and what a person can do about it."""

    place: str
    reason: str
    cure: str


class Unreadable(Exception):
    """A file that gives no article. Carries the ``Doubt`` to list."""

    def __init__(self, place: str, reason: str, cure: str):
        super().__init__(f"{place}: {reason}; {cure}")
        self.doubt = Doubt(place, reason, cure)


@dataclass(frozen=True)
class Received:
    """One article as its file gives it. Offsets count ``text``; reading starts at ``body_start``."""

    text: str
    body_start: int = 0
    published: dt.date | None = None
    published_how: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""  # as the file states it
    relay: str = ""  # whose text this publisher passes on
    encoding: str = ""
    form: str = ""  # the kind of file it stood in
    place: str = ""  # where in the file, when it holds several articles
    doubts: tuple[Doubt, ...] = field(default=())


Reader = Callable[[File], Iterator[Received]]
READERS = {
    "text": "text:read_text",
    "page": "pages:read_page",
    "records": "records:read_records",
    "table": "records:read_delimited",
    "workbook": "records:read_workbook",
    "parquet": "records:read_parquet",
    "word document": "archives:read_docx",
    "rich text": "archives:read_rtf",
    "pdf": "archives:read_pdf",
    "epub": "archives:read_epub",
    "zip": "archives:read_zip",
    "gzip": "archives:read_gzip",
    "web archive": "archives:read_warc",
    "feed": "pages:read_feed",
}


_AGAIN = "open it and save it again, or save its text as .txt"
_AS_TEXT = "save it as .txt, .html, .docx, .pdf or .jsonl"
_NO_READER = {
    "empty": ("empty", "put the article's text into it or remove it"),
    "old word document": ("a Word file of the old form", "open it and save it as .docx"),
    "picture": ("a picture or recording, not text", "put its text into a .txt file, or remove it"),
    "mail": ("mail, or a page saved as mail", "save its text as .txt, or the page as a complete web page (.html)"),
    "messenger pages": ("pages of a chat", "export the chat again, as JSON"),
    "program": ("a style sheet or program of a page, no article", "nothing to do; remove it if it is in the way"),
}


def reader(kind: str) -> Reader:
    """The reader of one kind of file; its library is imported only now.

    >>> reader("text").__name__
    'read_text'
    """
    module, verb = READERS[kind].split(":")
    found: Reader = getattr(import_module(f"newslib.readers.{module}"), verb)
    return found


def read_file(file: File) -> Iterator[Received]:
    """The articles of one file, its kind told by its content and its name.

    Raises:
        Unreadable: the file holds no article, or there is no reader for its kind.

    >>> [draft.published.isoformat() for draft in read_file(File("a.txt", b"date 2022-04-13 Two died."))]
    ['2022-04-13']
    """
    try:
        found = kind_of(file.name, file.content)
        if found not in READERS:
            raise Unreadable("whole file", *_NO_READER.get(found, (f"no reader for {found}", _AS_TEXT)))
        for draft in reader(found)(file):
            yield draft if draft.form else replace(draft, form=found)
    except Unreadable:
        raise
    except Exception as error:  # a format's library may choke on hostile bytes; one file never stops a run
        raise Unreadable("whole file", f"damaged: {type(error).__name__}", _AGAIN) from None


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
    if found := _begins(start) or _SUFFIXES.get(suffix, ""):
        return found
    if start.lstrip().startswith((b"{", b"[")) and _json(content):
        return "records"
    wide = content.startswith(tuple(mark for mark, _ in BOMS))
    return "text" if wide or not _CONTROLS.search(start) else f"bytes that are no text ({suffix or 'no ending'})"


def _begins(start: bytes) -> str:
    """The kind that the first lines of a file tell, whatever it is called; empty where they tell none."""
    if _FEED.match(start):
        return "feed"
    if _PAGE.match(start):
        return "messenger pages" if any(sign in start for sign in _MESSENGER) else "page"
    return "mail" if _MAIL.match(start) else ""


def _json(content: bytes) -> bool:
    """Whether the first line, or the whole, is an object or a list of JSON."""
    first = content.lstrip().partition(b"\n")[0]
    for part in (first, content):
        try:
            return isinstance(json.loads(part), dict | list)
        except (ValueError, RecursionError):
            continue
    return False


@dataclass(frozen=True)
class Decoded:
    """Text with its encoding ("cp1251 guessed" where nothing said so) and the doubts about both."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(file: File, declared: str = "") -> Decoded:
    """The text of a file in the encoding that the catalogue names, else its mark, else itself, else UTF-8 or a guess.

    Args:
        file: its bytes.
        declared: what the file says of itself, where its kind has a way to.

    Raises:
        Unreadable: the bytes are not in the encoding the catalogue names, or in none that can be told.

    >>> decode(File("a.txt", "Погибли двое солдат".encode("cp1251"), encoding="cp1251")).encoding
    'cp1251'
    """
    if file.encoding:
        return _repaired(_named(file), file.encoding)
    marked = next((codec for mark, codec in BOMS if file.content.startswith(mark)), "")
    for codec in filter(None, (marked, declared, "utf-8")):
        try:
            return _repaired(file.content.decode(codec), codec)
        except (LookupError, UnicodeDecodeError):
            continue
    return _nearly_utf8(file.content) or _guessed(file)


def _nearly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a download cut short leaves it: more signs of many bytes whole than broken."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if sum(sign > "\x7f" for sign in text) - broken <= broken:
        return None
    doubt = Doubt("letters", f"{broken} broken, not UTF-8; replaced", "fetch the file again if something is missing")
    return Decoded(text, "utf-8", (doubt,))


def _named(file: File) -> str:
    try:
        return file.content.decode(file.encoding)
    except LookupError:
        raise Unreadable("encoding", f"no encoding is called {file.encoding!r}", "name a Python codec") from None
    except UnicodeDecodeError as error:
        reason = f"not readable as {file.encoding}"
        raise Unreadable(
            f"byte {error.start}", reason, "correct `encoding` in catalogue.csv, or leave it empty"
        ) from None


def _guessed(file: File) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(file.content[:SAMPLE], cp_isolation=GUESSED_AMONG).best()
    if best is None:
        cure = "save the file as UTF-8, or name its encoding in catalogue.csv"
        raise Unreadable("whole file", "in no encoding that can be told from its letters", cure)
    text = file.content.decode(best.encoding, "replace")
    found = _repaired(text, f"{best.encoding} guessed")
    cure = "nothing if the letters are right; else give `encoding` in catalogue.csv"
    doubt = Doubt("encoding", f"not UTF-8; read as {best.encoding}, told from its letters", cure)
    return Decoded(found.text, found.encoding, (doubt, *found.doubts))


def _repaired(text: str, encoding: str) -> Decoded:
    """Lines whose letters were once decoded wrongly put right, and what was done told."""
    clean, steps = repair(text)
    if not steps:
        return Decoded(clean, encoding)
    doubt = Doubt("letters", f"repaired ({', '.join(steps)})", "compare with the original where the wording matters")
    return Decoded(clean, encoding, (doubt,))


def repair(text: str) -> tuple[str, list[str]]:
    """A text without wrongly decoded letters, and the steps that were taken; mostly the same text and none.

    >>> repair("The cityâ€™s mayor")
    ('The city’s mayor', ['sloppy-windows-1252 to utf-8'])
    """
    from ftfy import fix_encoding_and_explain
    from ftfy.badness import is_bad

    steps = set()
    if not text.isascii() and is_bad(text):
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if is_bad(line):
                lines[number], plan = fix_encoding_and_explain(line)
                steps |= _named_steps(plan or [])
        text = "\n".join(lines)
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
        steps.add("half of a character pair replaced")
    return text, sorted(steps)


def _named_steps(plan: list[ExplanationStep]) -> set[str]:
    """What ftfy did, without its helpers: from which codec to which."""
    codecs = [step.parameter for step in plan if step.action in ("encode", "decode")]
    pairs = zip(codecs[::2], codecs[1::2], strict=False)
    return {f"{wrong} to {right}" for wrong, right in pairs} | {s.parameter for s in plan if s.action == "transcode"}
