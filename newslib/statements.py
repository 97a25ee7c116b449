"""Statements: who is said to have said what, in which stance."""

from __future__ import annotations

from dataclasses import dataclass

from newslib.readings import Reading

Span = tuple[int, int]  # start and end in code points of the article, end exclusive
STANCES = ("asserts", "estimates", "confirms", "denies", "doubts", "no_comment", "retracts")
QUOTATIONS = ("direct", "mixed", "indirect")


@dataclass(frozen=True)
class Statement:
    """One attribution found in a text. ``source`` is the mention next to the cue ("he"), not the name it stands for."""

    source: Span | None
    cue: Span | None
    content: Span  # the hull of the parts
    content_parts: tuple[Span, ...]
    quotation: str  # direct, mixed, indirect
    stance: str
    hedge: str | None  # as printed: reportedly, alleged
    relay: Span | None  # the agency or outlet quoted for it: "according to TASS"


def statements(reading: Reading) -> list[Statement]:
    """Every attribution in a text, in reading order of the content."""
    return []
