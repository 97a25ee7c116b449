"""Which column or key holds what: names that scrapers and archives use, or those that ``columns.toml`` gives; and days
of publication as people and programs write them."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from newslib.readers import Doubt, Received, Unreadable, repair

COLUMNS = "columns.toml"
COLUMNS_SHOWN = 20  # names that a message lists
LONGEST_TITLE = 160  # characters; a longer first line is a paragraph
ROLES = ("text", "date", "publisher", "title", "url", "language", "id", "relay")
EARLIEST = dt.date(1900, 1, 1)
DAY_FIRST, MONTH_FIRST = "day first", "month first"
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-./])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?=\D|$)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)(?=\D|$)")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_YEAR = re.compile(r"\d{4}")
_SAID = Doubt(
    "dates", "dates such as 03/04/2022 are read day first", f'if that is wrong say `order = "month"` in {COLUMNS}'
)


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


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """The names each role is known by, casefolded, best first.

    >>> names()["title"][:2]
    ('title', 'headline')
    """
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    with (Path(__file__).parent / "columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            found[row["role"]].append(row["name"].casefold())
    return {role: tuple(known) for role, known in found.items()}


def fits(pattern: str, name: str) -> bool:
    """Whether a table of ``columns.toml`` is about a file.

    Args:
        pattern: what the table is called: a file name, or a pattern such as ``"scrape_*.csv"``.
        name: the file, below the folder.
    """
    return fnmatchcase(name, pattern) or fnmatchcase(name.rpartition("/")[2], pattern)


def mapping(told: Mapping[str, Any], name: str) -> dict[str, str]:
    """What ``columns.toml`` says of one file: column names by role, with ``order`` and ``encoding`` where given.

    Args:
        told: the tables of ``columns.toml``.
        name: the file, below the folder.

    Raises:
        ValueError: a role is not known.

    >>> mapping({"*.csv": {"text": "Inhalt"}}, "a.csv")
    {'text': 'Inhalt'}
    """
    found: dict[str, str] = {}
    for pattern, roles in told.items():
        if not isinstance(roles, Mapping):
            raise ValueError(f'{pattern!r} stands outside a table; write ["file.csv"] above it')
        if fits(pattern, name):
            found |= {str(role): str(column) for role, column in roles.items()}
    unknown = sorted(set(found) - {*ROLES, "order", "encoding"})
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no role; known are {', '.join(ROLES)}, order, encoding")
    return found


def roles_of(present: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """Which of the columns that are present hold which role.

    >>> roles_of(["publish_date", "indexed_date", "text"], {"title": "gone"})
    {'text': 'text', 'date': 'publish_date'}
    """
    there = _by_folded(present)
    wanted = {role: (told[role], *known) if role in told else known for role, known in names().items()}
    found = {role: next((there[folded] for one in known if (folded := one.strip().casefold()) in there), "")
             for role, known in wanted.items()}  # fmt: skip
    return {role: column for role, column in found.items() if column}


def _by_folded(present: Iterable[str]) -> dict[str, str]:
    return {column.strip().casefold(): column for column in reversed(list(present))}


def misnamed(present: Sequence[str], told: Mapping[str, str]) -> tuple[Doubt, ...]:
    """A doubt about each column that ``columns.toml`` names and the table does not have."""
    there = _by_folded(present)
    cure = f"name one of {listed(present)}"
    return tuple(
        Doubt("columns", f"{COLUMNS} names {told[role]!r} for {role}, which is not there", cure)
        for role in ROLES if role in told and told[role].strip().casefold() not in there
    )  # fmt: skip


def listed(present: Iterable[str]) -> str:
    """Names of columns, for a message."""
    return ", ".join(str(column) for column in islice(present, COLUMNS_SHOWN) if str(column).strip())


def no_text(present: Sequence[str], name: str, told: Mapping[str, str], likely: str = "...") -> Unreadable:
    """The refusal of a table in which no column can be taken for the text.

    Args:
        present: its columns.
        name: its file.
        told: what ``columns.toml`` says of it.
        likely: the column with the longest cells, which a person may name.
    """
    wrong = "".join(f"; {doubt.reason}" for doubt in misnamed(present, told))
    file, column = (json.dumps(word, ensure_ascii=False) for word in (name, likely))
    cure = f'write {file} = {{text = {column}, date = "..."}} into {COLUMNS}; of a list of addresses save the pages'
    return Unreadable("columns", f"none is known to hold the text (columns: {listed(present)}){wrong}", cure)


def draft_of(cells: Mapping[str, Any], place: str, how: str, order: str = "", *, mend: bool = True) -> Received:
    """An article from the cells of its roles.

    Args:
        cells: value by role.
        place: where in the file.
        how: what ``published_how`` says when a date is found.
        order: what comes first in a date such as 03/04/2022, the day where it is empty.
        mend: put wrongly decoded letters right; not where offsets of the text as given are wanted.

    Raises:
        Unreadable: there is no text.
    """
    text = cells.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unreadable(place, "no text", f'give the article under "text", or name its column in {COLUMNS}')
    text, steps = repair(text) if mend else (text, [])
    found, cure = UNDATED, no_date(place).cure
    if has(cells.get("date")):
        found = day(cells["date"], order or DAY_FIRST)
        cure = "write the day as YYYY-MM-DD, or give `published` in catalogue.csv"
    told = dated(found, how, place, cure)
    if steps:
        told["doubts"] += (Doubt(place, f"repaired ({', '.join(steps)})", "compare with the original"),)
    if found.how == DAY_FIRST:
        told["doubts"] += (_SAID,)
    told |= {role: line(cells.get(role)) for role in ("title", "publisher", "url", "language", "relay")}
    return Received(text, place=place, **told | {"title": told["title"] or title(text, 0)})


def dated(found: Day, how: str, place: str, cure: str) -> dict[str, Any]:
    """What a draft says of its day: which, how it was told, and the doubt where there is none.

    Args:
        found: the day as read, or the reason why there is none.
        how: where it stood.
        place: where in the file a doubt belongs.
        cure: what a person can do about it.
    """
    told = ", ".join(filter(None, (how, found.how))) if found.date else ""
    doubts = () if found.date else (Doubt(place, found.reason, cure),)
    return {"published": found.date, "published_how": told, "doubts": doubts}


def no_date(place: str) -> Doubt:
    """The doubt about an article that nothing dates."""
    return Doubt(place, UNDATED.reason, f"give its `date`, or name its column in {COLUMNS}")


def order(told: Mapping[str, str]) -> str:
    """The order of day and month that ``columns.toml`` gives for a file, empty when it gives none."""
    return {"month": MONTH_FIRST, "day": DAY_FIRST}.get(told.get("order", ""), "")


def has(value: Any) -> bool:
    """Whether a cell holds something."""
    return value is not None and value == value and str(value).strip() not in ("", "NaT", "None", "nan")


def line(value: Any) -> str:
    """A short field as one line of printable text: control and direction characters become blanks."""
    if not has(value):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def title(text: str, body_start: int) -> str:
    """The headline: a first line of the body that stands alone, is short and does not end as a sentence does.

    >>> title("Russia: 1,026 surrendered\\n\\nMOSCOW - Troops", 0)
    'Russia: 1,026 surrendered'
    """
    first, line_break, _ = text[body_start:].partition("\n")
    return first.strip() if line_break and may_be_title(first.strip()) else ""


def may_be_title(line: str) -> bool:
    """Whether a line is short and does not end as a sentence does."""
    return 0 < len(line) <= LONGEST_TITLE and line[-1] not in ".!?…,;"
