"""The record of a figure, and the words its columns are told in."""

from __future__ import annotations

from dataclasses import dataclass

from newslib.quantities import Quantity

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
