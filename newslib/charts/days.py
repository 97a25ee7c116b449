"""The axis of days: few labels, in words, the year where it is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TICKS = 4


def short(day: dt.date, *, year: bool = False) -> str:
    """A day as charts print it, with its year where asked for.

    >>> short(dt.date(2022, 4, 3)), short(dt.date(2022, 4, 3), year=True)
    ('3 Apr', '3 Apr 2022')
    """
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def at(day: pd.Timestamp) -> float:
    """Where a day stands on the axis."""
    return float(date2num(day))


def day_axis(panel: Axes, days: Iterable[pd.Timestamp]) -> None:
    """Set the horizontal axis to these days; a year stands under the first label of each year."""
    first, last = min(days := list(days)), max(days)
    margin = max((last - first).days * 0.06, 1.0)
    panel.set_xlim(at(first) - margin, at(last) + margin * 2)
    step = max(1, -(-((last - first).days) // (TICKS - 1)))
    ticks = [first + dt.timedelta(days=step * i) for i in range(TICKS) if first + dt.timedelta(days=step * i) <= last]
    panel.set_xticks([at(tick) for tick in ticks])
    years = [tick.year for tick in ticks]
    panel.set_xticklabels(
        [short(tick) + (f"\n{tick.year}" if tick.year not in years[:i] else "") for i, tick in enumerate(ticks)]
    )
