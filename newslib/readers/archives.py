"""Files that hold files: ZIP and gzip, e-books, web archives; and Word, rich text and PDF, which may be bundles of a
press archive. All within limits, so that none can flood a run."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from newslib.readers import Doubt, File, Received, Unreadable, kind_of, read_file
from newslib.readers.columns import UNDATED, dated, day, line
from newslib.readers.text import articles_in

_BROKEN_END = re.compile(r"[^\W\d_][-\u00ad]\s*$")
ENDS = '.!?:;…"”»'  # a line that ends so ends a paragraph or a sentence
MARKUP = 30_000_000  # bytes of a Word document, whose XML its library holds as a tree
FULL = 0.6  # share of the longest line from which a line is full, no heading
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


def read_docx(file: File) -> Iterator[Received]:
    """The articles of a Word document (.docx); cells of a table are lines of their own.

    Raises:
        Unreadable: the document is too large or holds no text.
    """
    import docx

    opened(file, MARKUP)
    document = docx.Document(io.BytesIO(file.content))
    lines = [text for part in document.iter_inner_content() for text in _lines(part)]
    yield from articles_in("\n".join(lines), line(document.core_properties.title))


def _lines(part: object) -> list[str]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    if isinstance(part, Paragraph):
        return part.text.split("\n")
    cells = [cell for row in part.rows for cell in row.cells] if isinstance(part, Table) else []
    return [paragraph.text for cell in dict.fromkeys(cells) for paragraph in cell.paragraphs]


def read_rtf(file: File) -> Iterator[Received]:
    """The articles of a rich text file.

    Raises:
        Unreadable: it holds no text.
    """
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(file.content.decode("ascii", "surrogateescape"), errors="replace")
    yield from articles_in(re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text))


def read_pdf(file: File) -> Iterator[Received]:
    """The articles of a PDF that holds text; words broken at the end of a line are joined.

    The day on which a PDF was made is not taken for the day of publication.

    Raises:
        Unreadable: it is locked, or a scan.
    """
    import pypdf

    try:
        document = pypdf.PdfReader(io.BytesIO(file.content))
        pages = [page.extract_text() for page in document.pages]
        title = line(document.metadata.title) if document.metadata else ""
    except pypdf.errors.FileNotDecryptedError:
        raise Unreadable("whole file", "locked by a password", "save it without one") from None
    text = "\n".join(pages)
    if not any(sign.isalpha() for sign in text):
        raise Unreadable(f"{len(pages)} pages", "pictures of pages without text", "run OCR over it and save it again")
    silent = sum(not page.strip() for page in pages)
    doubts = (Doubt(f"{silent} of {len(pages)} pages", "no text: pictures", "run OCR over them"),) if silent else ()
    for draft in articles_in(_unwrapped(text), title):
        yield replace(draft, doubts=(*draft.doubts, *doubts))


def _unwrapped(text: str) -> str:
    """Text as paragraphs: a word broken by the end of a line is whole, a full line that goes on is no line of its own.

    >>> _unwrapped("Toll rises\\nMore than forty soldiers surren-\\ndered on Monday near\\nthe port.")
    'Toll rises\\nMore than forty soldiers surrendered on Monday near the port.'
    """
    lines = text.split("\n")
    full = FULL * max(map(len, lines))
    joined = ""
    for before, own in zip(["", *lines], lines, strict=False):
        if _BROKEN_END.search(before) and own[:1].islower():
            joined = joined.rstrip()[:-1] + own
        elif len(before) >= full and own.strip() and before.rstrip()[-1:] not in ENDS:
            joined = f"{joined.rstrip()} {own}"
        else:
            joined += f"\n{own}"
    return joined.removeprefix("\n")
