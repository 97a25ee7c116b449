"""Which sentences can hold a figure: a cheap look at their words, before anything is parsed."""

import re
from collections.abc import Iterator
from functools import cache

from newslib.figures.scenes import told_of
from newslib.figures.told import fits, frame_rows
from newslib.lexicons import PrintedWord, Row, lexicon, normal, words
from newslib.passages import word_roles
from newslib.quantities import quantities
from newslib.readings import Reading
from newslib.sentences import Sentence

_DIGIT = re.compile(r"\d")
_NOT_NUMBERS = frozenset({"article", "joiner", "other", "ordinal", "half", "with_half"})
_FAR = 3  # sentences from one that tells of people to one that may go on with them
_CROWDED = 0.4  # share of numbers among the words above which a line is a table, not a sentence
_NEAR = 6  # words between "a" and the person
_HARM = frozenset({"killed", "wounded", "abducted"})
_OPENING = 3  # sentences of a text that say what it is about


def worth_parsing(reading: Reading, numbers: list[int]) -> list[int]:
    """Numbers of the sentences that can hold a figure: a word of outcome and a number, or a number near one.

    Args:
        reading: the text, cut into sentences.
        numbers: sentences of one language, in reading order.

    >>> from newslib.readings import read
    >>> text = "The talks went on. Two men died. They had met on Monday. Three of them were children."
    >>> worth_parsing(read(text, candidates=["en"]), [0, 1, 2, 3])
    [1, 3]
    """
    return reading.once((worth_parsing, tuple(numbers)), lambda: _worth_parsing(reading, numbers)) if numbers else []


def _worth_parsing(reading: Reading, numbers: list[int]) -> list[int]:
    wanted: list[int] = []
    last = -_FAR  # the last sentence that told of people
    for number in numbers:
        sentence = reading.sentences[number]
        cut = words(sentence.text)
        told = _told(sentence.text, sentence.language, cut)
        follows = number - last < _FAR
        if told:
            last = number
        elif not follows:
            continue
        harmed = follows or not told.isdisjoint(_HARM)
        if (harmed and _names_one(cut, sentence.language)) or _counted(reading, number, cut):
            wanted.append(number)
            last = number
    return wanted


def _told(text: str, language: str, cut: list[PrintedWord]) -> set[str]:
    """The outcomes that words of a sentence tell."""
    told = {hit.row["outcome"] for hit in lexicon(language).finder("outcomes").find(text, cut) if hit.row["outcome"]}
    finder, rows = frame_rows(language)
    for hit in finder.find(text, cut):
        for row in rows[hit.row["form"]]:
            if any(fits(word.form, row["verb"]) for word in cut):
                told.add(row["outcome"])
    return told


def _names_one(cut: list[PrintedWord], language: str) -> bool:
    """Whether one person without a numeral may be there: "a woman was wounded"."""
    roles, persons = word_roles(language), _persons(language)
    ones = (i for i, word in enumerate(cut) if "someone" in roles.get(word.form, ()))
    return any(word.form in persons for i in ones for word in cut[i + 1 : i + 1 + _NEAR])


def _counted(reading: Reading, number: int, cut: list[PrintedWord]) -> bool:
    """Whether the sentence has numbers that may count people, and is no table of numbers."""
    sentence = reading.sentences[number]
    if not _DIGIT.search(sentence.text) and _numerals(sentence.language).isdisjoint(word.form for word in cut):
        return False
    found = len(quantities(sentence.text, sentence.language))  # as they are read in a parsed sentence
    return 0 < found <= _CROWDED * len(cut) + 1


@cache
def _persons(language: str) -> frozenset[str]:
    forms = (row["form"] for row in lexicon(language).rows("groups") if row["group"])
    return frozenset(normal(form) for form in forms if " " not in form)


@cache
def _numerals(language: str) -> frozenset[str]:
    """Every word that the forms of numbers are made of."""
    tables = lexicon(language)
    numerals = [row for row in tables.rows("numerals") if row["kind"] not in _NOT_NUMBERS]
    return frozenset(word.form for row in [*numerals, *tables.rows("vague")] for word in words(row["form"]))


def opening(reading: Reading, numbers: list[int]) -> str:
    """What a text opens with: ``event``, ``war``, ``spread``, ``day`` (a day's report), empty where it tells none."""
    first = (reading.sentences[number] for number in numbers[:_OPENING])
    return told_of(row for sentence in first for row in _rows(sentence))


def _rows(sentence: Sentence) -> Iterator[Row]:
    """The rows of words that tell what a sentence is about."""
    tables, more = lexicon(sentence.language), word_roles(sentence.language)
    found = (hit for table in ("happenings", "function_words") for hit in tables.finder(table).find(sentence.text))
    yield from {(hit.start, hit.row["form"]): hit.row for hit in found}.values()
    for hit in tables.finder("tallies").find(sentence.text):
        if hit.row["tally"] == "increment" and "more" not in more.get(normal(hit.row["form"]), ()):
            yield {"role": "day"}
