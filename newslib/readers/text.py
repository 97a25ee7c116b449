"""Plain text whose first words may be ``date YYYY-MM-DD``."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from dataclasses import dataclass

from newslib.readers import Doubt, Draft, Unreadable

_HEADER = re.compile(r"\s*date\b[ \t:]*(?P<value>\S*)\s*", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d[\d./-]*\d")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LONGEST_TITLE = 160  # characters; a longer first line is a paragraph


@dataclass(frozen=True)
class Header:
    """What stands before the body: its end, the date it gives, and what is wrong with it."""

    end: int
    published: dt.date | None
    doubt: Doubt | None


def header(text: str) -> Header:
    """Read the header of a plain-text article.

    The header is the word ``date`` at the very start with the token after it, when that token looks like a date,
    and the white space around them. It stays in the text; the body starts at ``end`` (code points).

    >>> header(" date 2022-04-13 Russia said").published
    datetime.date(2022, 4, 13)
    """
    match = _HEADER.match(text)
    if not match or not _DATE_LIKE.fullmatch(match["value"].rstrip(",.;")):
        cure = "start the file with `date YYYY-MM-DD`, or give `published` in catalogue.csv"
        return Header(0, None, Doubt("first words", "no date", cure))
    value = match["value"].rstrip(",.;")
    try:
        return Header(match.end(), dt.date.fromisoformat(value), None)
    except ValueError:
        cure = "write the day as YYYY-MM-DD, or give `published` in catalogue.csv"
        return Header(match.end(), None, Doubt("first words", f"{value!r} is not a date", cure))


def decode(content: bytes, encoding: str = "") -> str:
    """Bytes as text: the named encoding, else a byte-order mark, else UTF-8. Nothing is guessed.

    Raises:
        Unreadable: the bytes are not in that encoding, or no such encoding is known.
    """
    codec = encoding or next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(codec)
    except LookupError:
        raise Unreadable("encoding", f"no encoding is called {codec!r}", "name a Python codec") from None
    except UnicodeDecodeError as error:
        cure = "save the file as UTF-8, or name its encoding in catalogue.csv"
        raise Unreadable(f"byte {error.start}", f"not readable as {codec}", cure) from None


def title(text: str, body_start: int) -> str:
    """The headline: a first line of the body that stands alone, is short and does not end as a sentence does.

    >>> title("Russia: 1,026 surrendered\\n\\nMOSCOW - Troops", 0)
    'Russia: 1,026 surrendered'
    """
    first, line_break, _ = text[body_start:].partition("\n")
    line = first.strip()
    stands_alone = bool(line_break) and 0 < len(line) <= LONGEST_TITLE and line[-1] not in ".!?…,;"
    return line if stands_alone else ""


def read_text(content: bytes, encoding: str = "") -> list[Draft]:
    """The one article of a plain-text file.

    Raises:
        Unreadable: the file is empty or not in its encoding.
    """
    text = decode(content, encoding)
    if not text.strip():
        raise Unreadable("whole file", "empty", "put the article's text into it or remove it")
    head = header(text)
    if not text[head.end :].strip():
        raise Unreadable("after the date", "no text", "put the article's text into it or remove it")
    return [
        Draft(
            text=text,
            body_start=head.end,
            published=head.published,
            published_how="header" if head.published else "",
            title=title(text, head.end),
            doubts=(head.doubt,) if head.doubt else (),
        )
    ]
