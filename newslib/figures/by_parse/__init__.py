"""Figures of a language with a parser: each number is tied through the parse tree of its sentence."""

from __future__ import annotations

from newslib.figures import Figure
from newslib.figures.by_parse.scenes import Scene
from newslib.figures.by_parse.stories import Story
from newslib.figures.gates import worth_parsing
from newslib.readings import Reading


def tie(reading: Reading, numbers: list[int]) -> list[Figure]:
    """Figures of some sentences of one language that has a parser, in reading order.

    Only sentences that can hold a figure are parsed.

    Args:
        reading: the text, cut into sentences.
        numbers: the numbers of its sentences in that language, in reading order.

    >>> from newslib.readings import read
    >>> text = "The blast in Odesa killed 12 people and wounded 30, including three children."
    >>> [(f.outcome, f.quantity.low, f.group, f.place) for f in tie(read(text, candidates=["en"]), [0])]
    [('killed', 12.0, 'people', 'Odesa'), ('wounded', 30.0, 'people', 'Odesa'), ('wounded', 3.0, 'children', 'Odesa')]
    """
    wanted = worth_parsing(reading, numbers)
    passages = reading.passages(wanted)
    story = Story(reading, numbers)
    for number in wanted:
        story.read(Scene(passages[number]))
    return [counted.figure for counted in story.counted]
