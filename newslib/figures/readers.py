"""A text of one language read into its story: which sentences, tied in which way."""

from __future__ import annotations

import newslib.figures.linked as linked
import newslib.figures.ordered as ordered
from newslib.figures.gates import worth_parsing
from newslib.figures.stories import Story
from newslib.figures.where import Where
from newslib.lexicons import lexicon
from newslib.readings import Reading
from newslib.sentences import Sentence

_OPENING = 3  # sentences of a text that say what it is about


def story(reading: Reading, numbers: list[int]) -> Story:
    """The story of some sentences of one language, read to its end.

    Args:
        reading: the text, cut into sentences.
        numbers: the numbers of its sentences in that language, in reading order.
    """
    if lexicon(reading.sentences[numbers[0]].language).parser:
        return _by_heads(reading, numbers)
    return _by_order(reading, numbers)


def _opens_with_event(reading: Reading, numbers: list[int]) -> bool:
    """Whether the first sentences of a text tell of a sudden happening and of no war."""
    opening = [reading.sentences[number] for number in numbers[:_OPENING]]
    roles = [role for sentence in opening for role in _roles(sentence)]
    return "blow" in roles and "war" not in roles


def _roles(sentence: Sentence) -> list[str]:
    tables = (lexicon(sentence.language).finder(table) for table in ("happenings", "function_words"))
    return [role for table in tables for hit in table.find(sentence.text) for role in hit.row["role"].split()]


def _by_heads(reading: Reading, numbers: list[int]) -> Story:
    """Only sentences that can hold a figure are parsed."""
    told = Story(Where(reading, numbers), of_event=_opens_with_event(reading, numbers))
    for passage in reading.passages(worth_parsing(reading, numbers)).values():
        told.read(*linked.read(passage))
    return told


def _by_order(reading: Reading, numbers: list[int]) -> Story:
    told = Story(Where(reading, numbers), of_event=_opens_with_event(reading, numbers))
    reader = ordered.OrderedReader()
    for passage in ordered.passages(reading, numbers):
        told.read(*reader.read(passage))
    return told
