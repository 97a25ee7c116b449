"""The record of a figure, and the words its columns are told in."""

from __future__ import annotations

from dataclasses import dataclass

from newslib.gazetteer import by_id
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
    place_id: str | None = None  # id in the gazetteer; None when it does not know the place
    place_how: str | None = None  # where the place was told: sentence, before

    @property
    def latitude(self) -> float | None:
        """Degrees north of the place, None when the gazetteer has none."""
        place = by_id(self.place_id) if self.place_id else None
        return place.latitude if place else None

    @property
    def longitude(self) -> float | None:
        """Degrees east of the place, None when the gazetteer has none."""
        place = by_id(self.place_id) if self.place_id else None
        return place.longitude if place else None
