"""Figures: quantities tied to what happened, to whom and where."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from newslib.figures.cases import SOLDIERS, STRUCK, Figure
from newslib.figures.stories import Story
from newslib.figures.ties import Reader
from newslib.figures.told import opening, worth_parsing
from newslib.figures.where import Where
from newslib.lexicons import languages, lexicon
from newslib.linkers import shallow
from newslib.passages import Passage
from newslib.readings import Reading
from newslib.sentences import LONGEST, Sentence

__all__ = ["SOLDIERS", "STRUCK", "Figure", "figures", "tie"]


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
        found += tie(reading, numbers)
    return _without_doubles(sorted(found, key=lambda f: (f.start, f.end, f.quantity.start, f.outcome)))


def tie(reading: Reading, numbers: list[int]) -> list[Figure]:
    """Figures of some sentences of one language, in reading order.

    Args:
        reading: the text, cut into sentences.
        numbers: the numbers of its sentences in that language, in reading order.
    """
    if not numbers:
        return []
    said = [reading.sentences[n] for n in numbers]
    story = Story(Where(reading, numbers), said, about=cache(lambda: opening(reading, numbers)))
    reader = Reader()
    for passage in _passages(reading, numbers):
        story.read(*reader.read(passage))
    return story.figures()


def _passages(reading: Reading, numbers: list[int]) -> Iterator[Passage]:
    """The sentences to read: of a language with a parser only those that can hold a figure."""
    if lexicon(reading.sentences[numbers[0]].language).parser:
        return iter(reading.passages(worth_parsing(reading, numbers)).values())
    return _joined(reading, numbers)


def _joined(reading: Reading, numbers: Sequence[int]) -> Iterator[Passage]:
    """Sentences without heads; one that breaks off after a small word is read together with the next."""
    whole = reading.passages(numbers)
    held: Passage | None = None
    for number in numbers:
        passage = whole[number]
        if held is not None:
            passage = shallow(number, _together(held.sentence, passage.sentence), reading.text)
        held = passage if passage.breaks_off() and len(passage.text) < LONGEST else None
        if held is None:
            yield passage
    if held is not None:
        yield held


def _together(left: Sentence, right: Sentence) -> Sentence:
    gap = " " * (right.start - left.end)
    return replace(left, end=right.end, text=left.text + gap + right.text)


def _without_doubles(found: list[Figure]) -> list[Figure]:
    """One figure for each number and outcome: the first that was tied."""
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in found:
        key = (figure.quantity.number_start, figure.quantity.number_end, figure.outcome, figure.implicit)
        kept.setdefault(key, figure)
    return list(kept.values())
