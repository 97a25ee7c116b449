"""Word, rich text and PDF: their text, which may be one article or a bundle of a press archive."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from newslib.readers import Doubt, File, Received, Unreadable
from newslib.readers.archives import opened
from newslib.readers.columns import line
from newslib.readers.text import articles_in

_BROKEN_END = re.compile(r"[^\W\d_][-\u00ad]\s*$")
ENDS = '.!?:;…"”»'  # a line that ends so ends a paragraph or a sentence
MARKUP = 30_000_000  # bytes of a Word document, whose XML its library holds as a tree
FULL = 0.6  # share of the longest line from which a line is full, no heading


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
