"""One reader for each kind of file that articles arrive in.

A reader turns the bytes of one file into drafts of articles. It raises ``Unreadable`` when the file
holds none, and never guesses: what the file does not say stays empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field


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
    """One article as its file gives it. ``text`` is verbatim; reading starts at ``body_start``."""

    text: str
    body_start: int = 0
    published: dt.date | None = None
    published_how: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    place: str = ""  # where in the file, when it holds several articles
    doubts: tuple[Doubt, ...] = field(default=())


Reader = Callable[[bytes, str], list[Draft]]


def reader(suffix: str) -> Reader | None:
    """The reader for a file name ending, None when there is none.

    >>> reader(".txt").__name__
    'read_text'
    """
    from newslib.readers.html import read_html
    from newslib.readers.records import read_records
    from newslib.readers.text import read_text

    readers: dict[str, Reader] = {
        ".txt": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_records,
    }
    return readers.get(suffix.casefold())
