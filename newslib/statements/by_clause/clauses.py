"""Sentences cut at their commas, colons, dashes and quotations, for languages without a parser."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from newslib.quotations import Quotation

_BORDER = re.compile(
    r"(?P<comma>,)(?=[\s\"“”«»—–-]|$)|(?P<colon>:)(?=[\s\"“„«]|$)|(?P<semicolon>;)|(?P<dash>(?:(?<=\s)|^|(?<=[,»”\"]))[-–—‒](?=\s))"
    r"|(?P<open>\()|(?P<close>\))|(?P<stop>[!?…]+(?=\s|$)|\.(?=\s|$))"
)
_NEAR = 20  # code points around a quotation that show whether it is speech
_NAME_LENGTH = 80  # code points
_NAME_WORDS = 5  # a quotation of up to so many words that continues its sentence is a name or a nickname


@dataclass(frozen=True)
class Clause:
    """A stretch between borders, in code points of the article. ``opener`` is the border before it:
    comma, colon, semicolon, dash, open, close, stop, quotation, or empty at the sentence's start."""

    start: int
    end: int
    opener: str
    quotation: Quotation | None = None


def clauses(
    text: str, start: int, end: int, quoted: Sequence[Quotation], solid: Sequence[tuple[int, int]] = ()
) -> list[Clause]:
    """The clauses of a stretch of text. Quoted speech is one clause; quoted names stay in theirs.

    Args:
        text: the article's text.
        start: where the sentence starts.
        end: where it ends.
        quoted: quotations that touch it.
        solid: stretches that no border cuts: "Thursday, 26 October".

    >>> [text[c.start : c.end] for text in ["A, said B: yes"] for c in clauses(text, 0, 14, [])]
    ['A', 'said B', 'yes']
    """
    speech = [q for q in quoted if not _is_name(text, q, start)]
    found: list[Clause] = []
    left, opener = start, ""
    for border in _borders(text, start, end, speech, solid):
        _add(found, text, left, border.start, opener, None)
        if border.speech is not None:
            apart = text[left : border.start].strip()
            _add(found, text, border.start, border.end, "quotation" if apart else opener, border.speech)
        left, opener = border.end, border.kind
    _add(found, text, left, end, opener, None)
    return found


def _add(found: list[Clause], text: str, start: int, end: int, opener: str, speech: Quotation | None) -> None:
    piece = text[start:end]
    if speech is None:
        start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    if start < end and re.search(r"\w", text[start:end]):
        found.append(Clause(start, end, opener, speech))


@dataclass(frozen=True)
class _Border:
    start: int
    end: int
    kind: str
    speech: Quotation | None = None


def _borders(
    text: str, start: int, end: int, speech: Sequence[Quotation], solid: Sequence[tuple[int, int]]
) -> list[_Border]:
    borders = [_Border(max(q.start, start), min(q.end, end), "quotation", q) for q in speech]
    shut = sorted([*((b.start, b.end) for b in borders), *solid])
    starts = [s for s, _ in shut]
    for match in _BORDER.finditer(text, start, end):
        i = bisect.bisect_right(starts, match.start()) - 1
        if i < 0 or match.start() >= shut[i][1]:
            borders.append(_Border(match.start(), match.end(), match.lastgroup or ""))
    return _merged(text, sorted(borders, key=lambda b: b.start))


def _merged(text: str, borders: list[_Border]) -> list[_Border]:
    """Marks that stand together count as one: as a colon if one is among them, else as the last of them."""
    merged: list[_Border] = []
    for border in borders:
        last = merged[-1] if merged else None
        marks = last is not None and last.speech is None and border.speech is None
        if last is not None and marks and not text[last.end : border.start].strip():
            kind = "colon" if last.kind == "colon" else border.kind
            merged[-1] = _Border(last.start, border.end, kind)
        else:
            merged.append(border)
    return merged


def _is_name(text: str, quotation: Quotation, start: int) -> bool:
    """Whether the marks hold a name («Азов»-like) and no speech: few words, and the sentence goes on around them."""
    inner = text[quotation.start + 1 : quotation.end - 1]
    if not quotation.closed or len(inner) > _NAME_LENGTH or len(inner.split()) > _NAME_WORDS or "\n" in inner:
        return False
    before = text[max(start, quotation.start - _NEAR) : quotation.start].rstrip()
    after = text[quotation.end : quotation.end + _NEAR].lstrip()
    if before.endswith(":"):
        return False
    speech_after = re.match(r",?\s*[-–—]", after) is not None or inner.rstrip().endswith((",", ".", "!", "?"))
    return bool(before) or not speech_after
