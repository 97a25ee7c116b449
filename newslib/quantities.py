"""Numbers of people or things as they were said: value, bounds, wording."""

from __future__ import annotations

from dataclasses import dataclass

EXACT, APPROX = "exact", "approx"
MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST = "more_than", "at_least", "less_than", "at_most"
RANGE, UNKNOWN = "range", "unknown"


@dataclass(frozen=True)
class Quantity:
    """A number as said. ``start``/``end`` are code points of the article and cover the number with its
    bound words ("more than 1,000"); ``number_start``/``number_end`` the bare number ("1,000").

    ``low``/``high`` include the stated number, None is an open end; strictness lives in ``modifier``:
    exact, approx, more_than, at_least, less_than, at_most, range, unknown. A vague amount ("dozens")
    has no values, modifier unknown and ``vague`` set. ``wording`` is the bound as printed.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    stated: float | None
    low: float | None
    high: float | None
    modifier: str
    vague: bool
    wording: str
    flag: str = ""  # why a person should look: "dot_or_thousands", ...


def quantities(text: str, language: str, offset: int = 0) -> list[Quantity]:
    """Every number in a text that can count people or things, in order."""
    return []
