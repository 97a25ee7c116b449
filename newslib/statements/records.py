"""The record of a statement, and the words for what a source makes of what it says."""

from __future__ import annotations

from dataclasses import dataclass

from newslib.spans import Span

STANCES = ("asserts", "estimates", "confirms", "denies", "doubts", "no_comment", "retracts")
QUOTATIONS = ("direct", "mixed", "indirect")
NEGATED = {
    "asserts": "no_comment", "estimates": "doubts", "confirms": "doubts", "denies": "no_comment",
    "doubts": "asserts", "no_comment": "asserts", "retracts": "asserts",
}  # fmt: skip
NOT_OWN = frozenset({"denies", "doubts", "no_comment"})  # stances to what somebody else put forward


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
    way: str = ""  # what makes it one: verb, noun, preposition, heading, signature, label, byline ...
    points: frozenset[str] = frozenset()  # where more of it stands: back ("this was reported by"), ahead, reports
    points_only: bool = False  # the content is no more than what points there
