"""What Telegram Desktop exports: ``result.json``, or pages of messages (``messages.html``, ``messages2.html`` ...)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import html

from newslib.readers import Doubt, Draft, File, Unreadable
from newslib.readers.columns import draft_of, has, line
from newslib.readers.encodings import decode


def read_export(export: Mapping[str, Any]) -> Iterator[Draft]:
    """Every message with text of one chat or of all chats; a forwarded one names whose it is as ``relay``.

    Service messages and messages without text (pictures, polls) are counted in one doubt a chat.
    """
    inside = export.get("chats")
    chats = inside.get("list", []) if isinstance(inside, Mapping) else [export]
    for chat in chats:
        if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
            yield from _messages(chat)


def _messages(chat: Mapping[str, Any]) -> Iterator[Draft]:
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


def _left_out(silent: int, name: str) -> Iterator[Draft]:
    """An empty draft that tells how many messages hold no text."""
    if silent:
        told = f"{silent} messages without text or about the chat itself are left out"
        yield Draft("", doubts=(Doubt(name or "messages", told, "nothing; what a picture says has to be typed"),))


def read_pages(file: File) -> Iterator[Draft]:
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
        for day in found.xpath("./span"):
            day.drop_tree()
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
