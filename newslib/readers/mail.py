"""Mail: single messages (.eml), mail boxes (.mbox), and web pages saved as one file (.mhtml), which are mail inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from newslib.readers import Doubt, Draft, File, Unreadable
from newslib.readers.archives import inside
from newslib.readers.columns import draft_of, line
from newslib.readers.days import day
from newslib.readers.encodings import Decoded, decode
from newslib.readers.kinds import MAIL_BEGINS
from newslib.readers.pages import page, text_of

MESSAGES = 100_000  # messages of one mail box
SILENT = ("image/", "audio/", "video/", "text/calendar", "application/pgp", "application/pkcs7", "application/x-pkcs7")


def read_mail(file: File) -> Iterator[Draft]:
    """A message as an article: its subject is the title, its sender the publisher; attachments are read as files.

    Raises:
        Unreadable: there is neither text nor an attachment in it.
    """
    found = list(_message(file, file.content, ""))
    if not found:
        raise Unreadable("whole file", "a message without text", "save what it shows as plain text")
    yield from found


def read_mbox(file: File) -> Iterator[Draft]:
    """Every message of a mail box; one that cannot be read is an empty draft that carries its doubt.

    Raises:
        Unreadable: it holds more messages than one file may.
    """
    starts = list(MAIL_BEGINS.finditer(file.content))
    if len(starts) > MESSAGES:
        raise Unreadable("whole file", f"more than {MESSAGES:,} messages", "split it into several mail boxes")
    ends = [*(start.start() for start in starts[1:]), len(file.content)]
    silent = 0
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        raw = re.sub(rb"^>(>*From )", rb"\1", file.content[start.end() : end], flags=re.MULTILINE)
        try:
            found = list(_message(file, raw, f"message {number}"))
        except Exception as error:  # the parser of mail may choke on hostile bytes; one message never costs another
            doubt = Doubt(f"message {number}", f"not readable: {type(error).__name__}", "save it as plain text")
            found = [Draft("", place=doubt.place, doubts=(doubt,))]
        silent += not found
        yield from found
    if silent:
        yield Draft("", doubts=(Doubt("messages", f"{silent} without text are left out", "nothing to do"),))


def _message(file: File, raw: bytes, place: str) -> Iterator[Draft]:
    """The text of a message, then what is attached to it, dated by the message where it tells no day of its own."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if body is not None:
        decoded = _decoded(body, file)
        text = text_of(decoded.text) if body.get_content_type() == "text/html" else decoded.text
        if text.strip():
            found = draft_of(_cells(message, text), place, "mail")
            yield replace(found, encoding=decoded.encoding, doubts=(*found.doubts, *decoded.doubts))
    sent = day(message["Date"]).date if message["Date"] else None
    for name, content in _attached(message):
        for draft in inside(file, f"{place} {name}".strip(), content):
            if not sent or not draft.text or draft.published:
                yield draft
                continue
            doubts = tuple(doubt for doubt in draft.doubts if "date" not in doubt.reason)
            yield replace(draft, published=sent, published_how="mail", doubts=doubts)


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every attachment that may hold text."""
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip() and not part.get_content_type().startswith(SILENT):
            yield line(part.get_filename()) or "attachment", content


def _cells(message: EmailMessage, text: str) -> dict[str, object]:
    """What the head of a message tells, by role."""
    name, address = parseaddr(str(message.get("From", "")))
    return {
        "text": text, "title": message.get("Subject"), "date": message.get("Date"), "publisher": name or address,
        "language": message.get("Content-Language"),
    }  # fmt: skip


def _decoded(part: MIMEPart, file: File) -> Decoded:
    """The text of a part in the charset it states, else as any file is decoded."""
    content = part.get_payload(decode=True)
    own = replace(file, content=content if isinstance(content, bytes) else b"", encoding="")
    return decode(own, part.get_content_charset() or "")


def read_mhtml(file: File) -> Iterator[Draft]:
    """The page of a web page saved as one file (.mhtml), without its pictures.

    Raises:
        Unreadable: there is no page in it.
    """
    message = message_from_bytes(file.content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            found = _decoded(part, file)
            draft = page(found.text, line(message.get("Snapshot-Content-Location")))
            yield replace(draft, encoding=found.encoding, doubts=(*draft.doubts, *found.doubts))
            return
    raise Unreadable("whole file", "no page in it", "save the article as plain text")
