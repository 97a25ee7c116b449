"""What Telegram Desktop exports as ``result.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newslib.readers import Doubt, Draft
from newslib.readers.columns import draft_of, has


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
    if silent:
        told = f"{silent} messages without text or about the chat itself are left out"
        yield Draft("", doubts=(Doubt(name or "messages", told, "nothing; what a picture says has to be typed"),))


def written(text: Any) -> str:
    """The text of a message, which is a string or a list of strings and marked parts.

    >>> written(["Already ", {"type": "bold", "text": "52 dead"}, "."])
    'Already 52 dead.'
    """
    parts = text if isinstance(text, list) else [text]
    return "".join(str(part.get("text", "")) if isinstance(part, Mapping) else str(part or "") for part in parts)
