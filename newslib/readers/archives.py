"""Files that hold files: ZIP and gzip, e-books, web archives. All within limits, so that none can flood a run."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from newslib.readers import Doubt, File, Received, Unreadable, kind_of, read_file
from newslib.readers.columns import dated, line
from newslib.readers.days import UNDATED, day

MEMBERS = 20_000  # files in one archive
UNPACKED = 1_000_000_000  # bytes of all files of one archive
ONE = 200_000_000  # bytes of one of them
DEPTH = 2  # archives within archives
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".mp4", ".mp3")  # never opened
_BOOK_PAGE = (".xhtml", ".html", ".htm")
SHORTEST = 200  # characters of a page of a book that is an article and no cover or contents


def read_zip(file: File) -> Iterator[Received]:
    """The articles of every file in an archive, each with its name inside as place.

    Raises:
        Unreadable: it is damaged, locked, too large unpacked or lies too deep in other archives.
    """
    if file.depth >= DEPTH:
        raise Unreadable("whole file", f"an archive in more than {DEPTH} archives", "unpack the outer ones")
    archive = opened(file)
    for member in archive.infolist():
        name = member.filename
        hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
        if not member.is_dir() and not hidden:
            yield from inside(file, name, _member(archive, member))


def opened(file: File, document: int = 0) -> zipfile.ZipFile:
    """The archive that a file is.

    Args:
        file: the file.
        document: of a document of many parts, how many bytes these may have, pictures left out.

    Raises:
        Unreadable: it is too large unpacked.
    """
    archive = zipfile.ZipFile(io.BytesIO(file.content))
    members = archive.infolist()
    silent = PICTURES if document else ()
    size = sum(member.file_size for member in members if not member.filename.casefold().endswith(silent))
    if len(members) > MEMBERS or size > (document or UNPACKED):
        limit = f"{MEMBERS:,} files or {(document or UNPACKED) // 1_000_000:,} MB"
        raise Unreadable("whole file", f"more than {limit} unpacked", "make several files of it")
    return archive


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | Unreadable:
    """The bytes of one file; what the archive says of its size is not trusted."""
    try:
        with archive.open(member) as opened:
            content = opened.read(ONE + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        return Unreadable(member.filename, f"not readable: {error}", "unpack the archive and look at this file")
    if len(content) > ONE:
        return Unreadable(member.filename, f"larger than {ONE // 1_000_000} MB", "unpack it and split it")
    return content


def inside(file: File, name: str, content: bytes | Unreadable) -> Iterator[Received]:
    """The articles of one file of an archive or message; one that gives none is an empty draft with its doubt."""
    shown = line(name)
    try:
        if isinstance(content, Unreadable):
            raise content
        for draft in read_file(replace(file, name=name, content=content, depth=file.depth + 1)):
            yield located(shown, draft)
    except Unreadable as error:
        yield located(shown, Received("", doubts=(error.doubt,)))


def located(name: str, draft: Received) -> Received:
    """A draft whose place, and that of its doubts, is told inside a part of its file."""
    doubts = tuple(
        doubt if not name or doubt.place == name else replace(doubt, place=f"{name} {doubt.place}")
        for doubt in draft.doubts
    )
    return replace(draft, place=f"{name} {draft.place}".strip(), doubts=doubts)


def read_gzip(file: File) -> Iterator[Received]:
    """The articles of a file packed with gzip, a web archive among them.

    Raises:
        Unreadable: it is damaged or too large unpacked.
    """
    with gzip.open(io.BytesIO(file.content)) as opened:
        start = opened.read(5)
        if start == b"WARC/":
            yield from read_warc(file)
            return
        content = start + opened.read(UNPACKED)
    if len(content) >= UNPACKED:
        raise Unreadable("whole file", f"more than {UNPACKED // 1_000_000:,} MB unpacked", "unpack and split it")
    yield from read_file(replace(file, name=file.name.removesuffix(".gz"), content=content, depth=file.depth + 1))


def read_warc(file: File) -> Iterator[Received]:
    """The pages of a web archive; pictures and other records that are no pages are counted in one doubt.

    The day on which a page was fetched is not taken for the day of publication.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    other = 0
    kinds = WarcRecordType.response | WarcRecordType.resource
    for record in ArchiveIterator(io.BytesIO(file.content), record_types=kinds, parse_http=True):
        url = line(record.headers.get("WARC-Target-URI"))
        content = record.reader.read(ONE)
        if kind_of(url.partition("?")[0], content) not in ("page", "text", "pdf"):
            other += 1
            continue
        for draft in inside(file, url, content):
            yield replace(draft, url=draft.url or url)
    if other:
        yield Received("", doubts=(Doubt("records", f"{other} that are no pages are left out", "nothing to do"),))


def read_epub(file: File) -> Iterator[Received]:
    """The chapters of an e-book in their order, each an article with the book's publisher and day.

    Raises:
        Unreadable: it is damaged, or holds no chapter with text.
    """
    archive = opened(file)
    pages, told = _contents(archive)
    found = False
    for name in pages:
        content = _member(archive, archive.getinfo(name))
        text, title = ("", "") if isinstance(content, Unreadable) else _chapter(content)
        if len(text) < SHORTEST:
            continue
        found = True
        yield Received(
            text, title=title or told["title"], place=line(name), publisher=told["publisher"],
            language=told["language"], **dated(told["date"], "book", name, "give `published` in catalogue.csv"),
        )  # fmt: skip
    if not found:
        raise Unreadable("whole file", "no chapter with text", "save the articles as plain text")


def _contents(archive: zipfile.ZipFile) -> tuple[list[str], dict[str, Any]]:
    """The pages of a book in reading order, and what it says of itself."""
    from lxml import etree

    names = set(archive.namelist())
    package = next((name for name in sorted(names) if name.endswith(".opf")), "")
    root = etree.fromstring(archive.read(package), etree.XMLParser(resolve_entities=False, no_network=True))
    told = {
        name: line(root.findtext(f".//{{*}}metadata/{{*}}{name}"))
        for name in ("title", "publisher", "language", "date")
    }
    folder = PurePosixPath(package).parent
    files = {item.get("id"): str(folder / item.get("href", "")) for item in root.findall(".//{*}manifest/{*}item")}
    spine = [files.get(item.get("idref"), "") for item in root.findall(".//{*}spine/{*}itemref")]
    pages = [name for name in spine if name in names and name.endswith(_BOOK_PAGE)]
    return pages, told | {"date": day(told["date"]) if told["date"] else UNDATED}


def _chapter(content: bytes) -> tuple[str, str]:
    """The text of a page of a book, and its heading."""
    from lxml import html

    from newslib.readers.pages import text_of

    root = html.fromstring(content)
    headings = root.xpath("//h1|//h2|//h3")
    body = root.find(".//body")
    text = text_of(html.tostring(body if body is not None else root, encoding="unicode"))
    return text, line(headings[0].text_content()) if headings else line(root.findtext(".//title"))
