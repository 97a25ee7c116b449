"""Figures: quantities tied to what happened, to whom and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newslib.lexicons import languages, lexicon
from newslib.quantities import Quantity
from newslib.readings import Reading

OUTCOMES = (
    "killed", "wounded", "captured", "surrendered", "missing", "released", "evacuated", "displaced",
    "abducted", "casualties", "equipment_lost",
)  # fmt: skip
GROUPS = (
    "military", "civilian", "officers", "women", "children", "police", "medical", "foreign", "people", "unspecified",
)  # fmt: skip
SOLDIERS = frozenset({"military", "officers"})  # groups of those who fight
TALLIES = ("incident", "increment", "cumulative", "rate", "stock", "unknown")
MODALITIES = ("actual", "negated", "hypothetical", "planned")


@dataclass(frozen=True)
class Figure:
    """A quantity tied to an outcome. ``start``/``end`` cover the number with its bound and its noun or verb."""

    start: int
    end: int
    quantity: Quantity
    outcome: str
    group: str
    side: str | None  # whose people, id in lexicons/shared/sides.csv; None when unknown
    unit: str | None  # formation, as printed
    place: str | None  # as printed
    tally: str
    per: str | None  # day, week, month: of a rate
    part_of: tuple[int, int] | None  # start and end of the figure this one is a part of
    modality: str = "actual"
    implicit: bool = False  # no numeral in the text: "a woman was wounded"
    item: str | None = None  # what was lost, of equipment_lost


Tie = Callable[[Reading, list[int]], list[Figure]]  # a reading and the numbers of the sentences to read


def figures(reading: Reading) -> list[Figure]:
    """Every figure about people (and equipment lost) in a text, in reading order.

    A language with a parser is tied through the parse, one without through clauses and word tables;
    which one a language uses is said by ``parser`` in its ``language.toml``.

    >>> from newslib.readings import read
    >>> figures(read(""))
    []
    """
    found: list[Figure] = []
    for language in languages():
        numbers = [n for n, sentence in enumerate(reading.sentences) if sentence.language == language]
        if numbers:
            found += _tie(bool(lexicon(language).parser))(reading, numbers)
    return _without_doubles(sorted(found, key=lambda f: (f.start, f.end, f.quantity.start, f.outcome)))


def _tie(parsed: bool) -> Tie:
    from newslib.figures import by_clause, by_parse  # they build the record above

    return by_parse.tie if parsed else by_clause.tie


def _without_doubles(found: list[Figure]) -> list[Figure]:
    """One figure for each number and outcome: the first that was tied."""
    kept, seen = [], set()
    for figure in found:
        key = (figure.quantity.number_start, figure.quantity.number_end, figure.outcome, figure.implicit)
        if key not in seen:
            seen.add(key)
            kept.append(figure)
    return kept
