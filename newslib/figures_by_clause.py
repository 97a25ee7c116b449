"""Figures of languages without a parser: tied by clause and by word tables."""

from __future__ import annotations

from newslib.figures import Figure
from newslib.readings import Reading


def tie(reading: Reading, sentence_numbers: list[int]) -> list[Figure]:
    """Figures of the given sentences, in reading order."""
    return []
