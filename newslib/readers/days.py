"""Days of publication as people and programs write them."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

EARLIEST = dt.date(1900, 1, 1)
DAY_FIRST, MONTH_FIRST = "day first", "month first"
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-./])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?=\D|$)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)(?=\D|$)")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Day:
    """A day read from a cell, header or tag; ``how`` tells an assumption, ``reason`` why there is no day."""

    date: dt.date | None
    how: str = ""
    reason: str = ""


UNDATED = Day(None, "", "no date")  # where nothing tells a day


def day(value: Any, order: str = DAY_FIRST) -> Day:
    """The day a value names: ISO 8601, numbers with dots, slashes or dashes, words in every language read here,
    mail headers, seconds since 1970. The day is the one printed; no time zone is converted.

    Args:
        value: text, a number, a date or datetime.
        order: what 03/04/2022 means where the numbers leave it open.

    >>> day("25 квітня 2019 р.").date, day("04/25/2019").how, day("03/04/2022").how, day("18.13.2022").reason
    (datetime.date(2019, 4, 25), 'month first', 'day first', "'18.13.2022' is not a date")
    """
    if isinstance(value, dt.datetime):
        return _sensible(Day(value.date()), value)
    if isinstance(value, dt.date):
        return _sensible(Day(value), value)
    text = str(value).strip()[:100]
    found = _numeric(text, order) or Day(_in_words(text))
    return _sensible(found, text) if found.date else Day(None, "", f"{text!r} is not a date")


def order_of(values: Iterable[Any]) -> str:
    """What comes first in a column of dates: the month only where some date allows nothing else and none forbids it."""
    firsts, seconds = set(), set()
    for value in values:
        if match := _YEAR_LAST.match(str(value).strip()):
            firsts.add(int(match[1]))
            seconds.add(int(match[3]))
    return MONTH_FIRST if max(seconds, default=0) > 12 and max(firsts, default=0) <= 12 else DAY_FIRST


def _numeric(text: str, order: str) -> Day | None:
    if match := _EPOCH.fullmatch(text):
        return Day(dt.datetime.fromtimestamp(int(match[1]), dt.UTC).date())
    if match := _YEAR_FIRST.match(text):
        return Day(_date(match[1], match[3] or match[5], match[4] or match[6]))
    if match := _YEAR_LAST.match(text):
        one, two, year = match[1], match[3], match[4] if len(match[4]) == 4 else f"20{match[4]}"
        readings = {DAY_FIRST: _date(year, two, one), MONTH_FIRST: _date(year, one, two)}
        return _chosen(readings, DAY_FIRST if match[2] == "." else order, match[2] == ".")
    return None


def _chosen(readings: dict[str, dt.date | None], order: str, sure: bool) -> Day:
    """The reading in the wanted order, the other where only that is a day; the order is told where it was assumed, not
    where the way of writing makes it ``sure`` (dots stand after days)."""
    other = DAY_FIRST if order == MONTH_FIRST else MONTH_FIRST
    if readings[order] is None:
        return Day(readings[other], other)
    certain = sure or (readings[other] in (None, readings[order]) and order == DAY_FIRST)
    return Day(readings[order], "" if certain else order)


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _in_words(text: str) -> dt.date | None:
    """A day told in words; without a year none is guessed."""
    if not _YEAR.search(text):
        return None
    import dateparser

    from newslib.lexicons import languages

    strictly = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    try:
        found = dateparser.parse(text, languages=sorted(languages()), settings=strictly)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.date() if found else None


def _sensible(found: Day, value: Any) -> Day:
    """No day before newspapers can matter here, and none that has not come yet (one is let pass for time zones)."""
    assert found.date is not None
    if found.date < EARLIEST:
        return Day(None, "", f"{str(value)!r} is before {EARLIEST.year}")
    if found.date > dt.date.today() + dt.timedelta(days=1):
        return Day(None, "", f"{str(value)!r} is in the future")
    return found
