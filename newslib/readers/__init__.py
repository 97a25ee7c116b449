"""One reader for each form that articles arrive in, behind one registry.

A reader turns one file into drafts of articles, one at a time. It raises ``Unreadable`` when the file holds none, gives
an empty draft with its doubt for a part that holds none, and guesses nothing in silence: what the file does not say
stays empty, and how a date or an encoding was found is told. What else a reader ends in is a damaged file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module

from newslib.readers.kinds import kind_of


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
class Draft:
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


Reader = Callable[[File], Iterator[Draft]]
READERS = {
    "text": "text:read_text",
    "page": "pages:read_page",
    "page with its pictures": "mail:read_mhtml",
    "message": "mail:read_mail",
    "mail box": "mail:read_mbox",
    "messenger pages": "telegram:read_pages",
    "records": "records:read_records",
    "table": "spreadsheets:read_delimited",
    "workbook": "spreadsheets:read_workbook",
    "parquet": "spreadsheets:read_parquet",
    "word document": "documents:read_docx",
    "rich text": "documents:read_rtf",
    "pdf": "documents:read_pdf",
    "epub": "archives:read_epub",
    "zip": "archives:read_zip",
    "gzip": "archives:read_gzip",
    "web archive": "archives:read_warc",
    "feed": "feeds:read_feed",
}


def reader(kind: str) -> Reader:
    """The reader of one kind of file; its library is imported only now.

    >>> reader("text").__name__
    'read_text'
    """
    module, verb = READERS[kind].split(":")
    found: Reader = getattr(import_module(f"newslib.readers.{module}"), verb)
    return found


def read_file(file: File) -> Iterator[Draft]:
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


_AGAIN = "open it and save it again, or save its text as .txt"
_AS_TEXT = "save it as .txt, .html, .docx, .pdf or .jsonl"
_NO_READER = {
    "empty": ("empty", "put the article's text into it or remove it"),
    "old word document": ("a Word file of the old form", "open it and save it as .docx"),
    "picture": ("a picture or recording, not text", "put its text into a .txt file, or remove it"),
    "program": ("a style sheet or program of a page, no article", "nothing to do; remove it if it is in the way"),
}
