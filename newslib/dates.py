"""Dates said in a text, resolved against the day it was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class DateMention:
    """A date expression. ``first``/``last`` are the days it spans (equal for one day), None when it cannot
    be resolved; ``how`` names the rule: iso, month_day, weekday, relative, period."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    how: str
    role: str = ""  # as_of, since, said, period; empty for a plain date


def dates(text: str, language: str, published: dt.date | None, offset: int = 0) -> list[DateMention]:
    """Every date expression of a text, in order. Ordinals and unit names are never dates."""
    return []
