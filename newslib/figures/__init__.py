"""Figures: quantities tied to what happened, to whom and where."""

from __future__ import annotations

from newslib.figures.readers import story
from newslib.figures.records import GROUPS, MODALITIES, OUTCOMES, SOLDIERS, TALLIES, Figure
from newslib.lexicons import languages
from newslib.readings import Reading

__all__ = ["GROUPS", "MODALITIES", "OUTCOMES", "SOLDIERS", "TALLIES", "Figure", "figures", "tie"]


def figures(reading: Reading) -> list[Figure]:
    """Every figure about people (and equipment lost) in a text, in reading order.

    A language with a parser is tied through the heads of its words, one without by their order; which one a language
    has is said by ``parser`` in its ``language.toml``. All else is read alike.

    >>> from newslib.readings import read
    >>> text = "The blast in Odesa killed 12 people and wounded 30, including three children."
    >>> [(f.outcome, f.quantity.low, f.group, f.place) for f in figures(read(text, candidates=["en"]))]
    [('killed', 12.0, 'people', 'Odesa'), ('wounded', 30.0, 'people', 'Odesa'), ('wounded', 3.0, 'children', 'Odesa')]
    """
    found: list[Figure] = []
    for language in languages():
        numbers = [n for n, sentence in enumerate(reading.sentences) if sentence.language == language]
        if numbers:
            found += tie(reading, numbers)
    return _without_doubles(sorted(found, key=lambda f: (f.start, f.end, f.quantity.start, f.outcome)))


def tie(reading: Reading, numbers: list[int]) -> list[Figure]:
    """Figures of some sentences of one language, in reading order.

    Args:
        reading: the text, cut into sentences.
        numbers: the numbers of its sentences in that language, in reading order.
    """
    return story(reading, numbers).figures() if numbers else []


def _without_doubles(found: list[Figure]) -> list[Figure]:
    """One figure for each number and outcome: the first that was tied."""
    kept, seen = [], set()
    for figure in found:
        key = (figure.quantity.number_start, figure.quantity.number_end, figure.outcome, figure.implicit)
        if key not in seen:
            seen.add(key)
            kept.append(figure)
    return kept
