"""Messages: mail (.eml, .mbox), web pages saved as mail (.mhtml), and what Telegram Desktop exports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import Any

from lxml import html

from newslib.readers import MAIL_BEGINS, Doubt, File, Received, Unreadable
from newslib.readers.archives import inside
from newslib.readers.columns import draft_of, has, line
from newslib.readers.days import day
from newslib.readers.encodings import Decoded, decode
from newslib.readers.pages import page, text_of

MESSAGES = 100_000  # messages of one mail box
SILENT = ("image/", "audio/", "video/", "text/calendar", "application/pgp", "application/pkcs7", "application/x-pkcs7")


def read_mail(file: File) -> Iterator[Received]:
    """A message as an article: its subject is the title, its sender the publisher; attachments are read as files.

    Raises:
        Unreadable: there is neither text nor an attachment in it.
    """
    found = list(_message(file, file.content, ""))
    if not found:
        raise Unreadable("whole file", "a message without text", "save what it shows as plain text")
    yield from found


def read_mbox(file: File) -> Iterator[Received]:
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
            found = [Received("", place=doubt.place, doubts=(doubt,))]
        silent += not found
        yield from found
    if silent:
        yield Received("", doubts=(Doubt("messages", f"{silent} without text are left out", "nothing to do"),))


def _message(file: File, raw: bytes, place: str) -> Iterator[Received]:
    """The text of a message, then what is attached to it, dated by the message where it tells no day of its own."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if body is not None:
        decoded = _decoded(body, file)
        text = text_of(decoded.text) if body.get_content_type() == "text/html" else decoded.text
        if text.strip():
            found = draft_of(_cells(message, text), place, "mail")
            yield replace(found, encoding=decoded.encoding, doubts=(*found.doubts, *decoded.doubts))
    sent = day(message["Date"]).date
    for name, content in _attached(message):
        for draft in inside(file, f"{place} {name}".strip(), content):
            yield _dated(draft, sent) if sent and draft.text and not draft.published else draft


def _dated(draft: Received, sent: dt.date) -> Received:
    """An attachment with the day of its message, which settles doubts about dates."""
    doubts = tuple(doubt for doubt in draft.doubts if "date" not in doubt.reason)
    return replace(draft, published=sent, published_how="mail", doubts=doubts)


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


def read_mhtml(file: File) -> Iterator[Received]:
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


def read_export(export: Mapping[str, Any]) -> Iterator[Received]:
    """Every message with text of one chat or of all chats; a forwarded one names whose it is as ``relay``.

    Service messages and messages without text (pictures, polls) are counted in one doubt a chat.
    """
    inside = export.get("chats")
    chats = inside.get("list", []) if isinstance(inside, Mapping) else [export]
    for chat in chats:
        if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
            yield from _messages(chat)


def _messages(chat: Mapping[str, Any]) -> Iterator[Received]:
    name = str(chat.get("name") or "")
    silent = 0
    for message in chat["messages"]:
        text = written(message.get("text")) if isinstance(message, Mapping) else ""
        if not text.strip() or message.get("type") != "message":
            silent += 1
            continue
        channel = "channel" in str(chat.get("type", ""))
        cells = {
            "text": text,
            "date": message.get("date") if has(message.get("date")) else message.get("date_unixtime"),
            "publisher": name if channel else f"{message.get('from') or ''} ({name})",
            "relay": message.get("forwarded_from"),
        }
        yield draft_of(cells, f"message {message.get('id')}", "message")
    yield from _left_out(silent, name)


def _left_out(silent: int, name: str) -> Iterator[Received]:
    """An empty draft that tells how many messages hold no text."""
    if silent:
        told = f"{silent} messages without text or about the chat itself are left out"
        yield Received("", doubts=(Doubt(name or "messages", told, "nothing; what a picture says has to be typed"),))


def read_pages(file: File) -> Iterator[Received]:
    """Every message with text of one page of an export; a forwarded one names whose it is as ``relay``.

    A message that follows another of the same person names nobody; it is that person's. The day is the one printed.

    Raises:
        Unreadable: there is no message in it.
    """
    found = decode(file, "utf-8")
    root = html.fromstring(found.text)
    chat = line("".join(root.xpath(f"string({_of_class('page_header')}{_of_class('text')})")))
    messages = root.xpath(_of_class("message"))
    if not messages:
        raise Unreadable("whole file", "no messages in it", "export the chat again, as JSON")
    silent, who = 0, chat
    for message in messages:
        who = _line(message, "body", "from_name") or who
        told = _children(message, "body", "text") + _children(message, "forwarded", "text")
        text = "\n".join(filter(None, map(_paragraphs, told)))
        if not text:
            silent += 1
            continue
        title = next(iter(message.xpath(f".{_of_class('body')}/div[contains(@class, 'date')]/@title")), None)
        cells = {
            "text": text, "date": title, "relay": _line(message, "forwarded", "from_name"),
            "publisher": chat if who == chat else f"{who} ({chat})",
        }  # fmt: skip
        draft = draft_of(cells, f"message {line(message.get('id')).removeprefix('message')}", "message")
        yield replace(draft, encoding=found.encoding)
    yield from _left_out(silent, chat)


def _of_class(name: str) -> str:
    """The XPath of the elements of one class."""
    return f"//div[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def _children(element: Any, outer: str, inner: str) -> list[Any]:
    """The elements of one class that stand straight inside one of another; forwarded ones count as inner bodies."""
    return [
        child for body in element.xpath(f".{_of_class(outer)}")
        if outer == "forwarded" or "forwarded" not in body.get("class").split()
        for child in body.xpath(f"./div[contains(concat(' ', @class, ' '), ' {inner} ')]")
    ]  # fmt: skip


def _line(element: Any, outer: str, inner: str) -> str:
    """The name that stands there, without the day that a forwarded message has behind it."""
    for found in _children(element, outer, inner):
        for printed in found.xpath("./span"):
            printed.drop_tree()
        return line(found.text_content())
    return ""


def _paragraphs(element: Any) -> str:
    for pause in element.xpath(".//br"):
        pause.tail = "\n" + (pause.tail or "")
    return "\n".join(" ".join(part.split()) for part in element.text_content().split("\n")).strip()


def written(text: Any) -> str:
    """The text of a message, which is a string or a list of strings and marked parts.

    >>> written(["Already ", {"type": "bold", "text": "52 dead"}, "."])
    'Already 52 dead.'
    """
    parts = text if isinstance(text, list) else [text]
    return "".join(str(part.get("text", "")) if isinstance(part, Mapping) else str(part or "") for part in parts)
