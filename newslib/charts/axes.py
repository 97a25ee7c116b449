"""Axes of numbers and of days, the places on a sheet that are free, and how a claim looks on it: point, bar, arrow."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newslib.charts.canvas import BOLD, DOT, SMALL, Clickable, Shape, Sheet, shorten, width_of
from newslib.charts.points import MARKERS, UNNAMED, Style
from newslib.markup import number, plain

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LOG = "log scale"  # said of an axis by powers
POWERS = 30  # an axis goes by powers of ten when its numbers differ more than so many times
FEW = 6  # one in so many may be far below the others before an axis goes by powers
LIFETIME = 50 * 365  # days: what is farther from the others is a slip of the pen, not a day to draw
STEPS = (1, 2, 5, 7, 14, 31, 61, 92, 183, 366, 731, 1827, 3653, 7305)  # days between two labels
TRIES = 12  # how often a point is moved on either side
YEAR = 365  # labels of years are short: there is room for twice as many
ARROW, HEAD, ROW = 17.0, 4.0, 20.0  # units: length of an open end, its head, a line of the legend
LANE, NAMES = 24.0, 370.0  # units: height of a lane, room for its name


@dataclass(frozen=True)
class Axis:
    """Where values stand on a sheet: ``low`` at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float
    powers: bool = False

    def at(self, value: float) -> float:
        """The place of a value.

        >>> Axis(0, 10, 100, 200).at(5), Axis(1, 100, 0, 10, True).at(10)
        (150.0, 5.0)
        """
        low, high, value = (math.log10(v) if self.powers else v for v in (self.low, self.high, max(value, self.low)))
        return self.start + (value - low) / ((high - low) or 1) * (self.end - self.start)

    def ticks(self, most: int) -> list[float]:
        """Round values on the axis, about ``most`` of them."""
        if self.powers:
            exponents = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            tens = [10.0**power for power in exponents]
            marks = (1, 3) if len(tens) < 3 else (1,)
            return [ten * by for ten in tens for by in marks if self.low <= ten * by <= self.high]
        least = (self.high - self.low) / max(most, 1)
        power = 10.0 ** math.floor(math.log10(max(least, 1.0)))
        step = next((by * power for by in (1, 2, 5) if by * power >= least), 10 * power)
        first = math.ceil(self.low / step)
        return [step * i for i in range(first, math.floor(self.high / step + 1e-9) + 1)]


def numbers(values: Iterable[float], start: float, end: float) -> Axis:
    """An axis for numbers: from zero, or by powers of ten when they differ more than thirtyfold.

    A few small ones among many large ones do not turn it: from zero they stand where they are.
    """
    known = sorted(float(value) for value in values)
    low, high = (known[len(known) // FEW], known[-1]) if known else (0.0, 1.0)
    if low > 0 and high / low > POWERS:
        return Axis(max(known[0], min(low, 1.0)) / 1.6, high * 1.6, start, end, True)
    return Axis(0.0, max(high, 1.0) * 1.08, start, end)


def days(found: Iterable[dt.date], start: float, end: float) -> Axis:
    """An axis for days, as ordinals, with a margin on both sides."""
    known = [day.toordinal() for day in found]
    margin = max((max(known) - min(known)) * 0.03, 0.7)
    return Axis(min(known) - margin, max(known) + margin, start, end)


def plausible(found: Iterable[dt.date | None]) -> set[dt.date]:
    """The days within a lifetime of the middle one: a mistyped year draws no thousand empty years."""
    known = sorted(day for day in found if day is not None)
    return {day for day in known if abs((day - known[len(known) // 2]).days) <= LIFETIME}


def short(day: dt.date, *, year: bool = False) -> str:
    """A day as charts print it, with its year where asked for.

    >>> short(dt.date(2022, 4, 3)), short(dt.date(2022, 4, 3), year=True)
    ('3 Apr', '3 Apr 2022')
    """
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def draw_numbers(sheet: Sheet, axis: Axis, first: float, last: float, *, upright: bool) -> None:
    """Lines and labels of an axis of numbers; its lines reach from ``first`` to ``last`` on the other axis. A label
    that would touch the one before it is left out."""
    free = -math.inf
    for value in axis.ticks(4 if upright else (6 if not sheet.narrow else 3)):
        at, half = axis.at(value), width_of(number(value), SMALL) / 2
        if upright:
            sheet.line(first, at, last, at, colour="grid")
            sheet.text(first - 6, at, number(value), colour="faint", look="end", size=SMALL)
            continue
        sheet.line(at, first, at, last, colour="grid")
        if at - half > free:
            sheet.text(at, last + 11, number(value), colour="faint", look="middle", size=SMALL)
            free = at + half


def draw_days(sheet: Sheet, axis: Axis, top: float, bottom: float) -> None:
    """The line and labels of an axis of days; the year stands under the first label of each year."""
    sheet.line(axis.start, bottom, axis.end, bottom, colour="rule")
    years: set[int] = set()
    for day, words in _labels(axis, int((axis.end - axis.start) / 85)):
        at = axis.at(day.toordinal())
        sheet.line(at, bottom, at, bottom + 4, colour="rule")
        sheet.text(at, bottom + 13, words, colour="faint", look="middle", size=SMALL)
        if day.year not in years and words != str(day.year):
            sheet.text(at, bottom + 27, str(day.year), colour="faint", look="middle", size=SMALL)
        years.add(day.year)


def _labels(axis: Axis, most: int) -> list[tuple[dt.date, str]]:
    first, last = (dt.date.fromordinal(round(v)) for v in (math.ceil(axis.low), math.floor(axis.high)))
    span = max((last - first).days, 1)
    step = next((step for step in STEPS if span / step <= max(most, 2) * (2 if step > YEAR else 1)), STEPS[-1])
    start, freq = first, f"{step}D"
    if step > YEAR:
        start, freq = dt.date(first.year - first.year % (step // YEAR), 1, 1), f"{step // YEAR}YS"
    elif step > 30:
        start, freq = dt.date(first.year, 1, 1), f"{step // 30}MS"
    days = (day.date() for day in pd.date_range(start, last, freq=freq, unit="s"))
    return [(day, _worded(day, step)) for day in days if day >= first]


def _worded(day: dt.date, step: int) -> str:
    """A day as its label: the day, the month or the year, as far as labels stand apart."""
    if step > YEAR:
        return str(day.year)
    return MONTHS[day.month - 1] if step > 30 else short(day)


class Room:
    """Which places of a sheet are taken, in cells of a grid: near linear in what is placed."""

    CELL = 6.0
    NEAR = 90.0  # units in which the same words are not written twice

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.frame = (left, top, right, bottom)
        self.taken: set[tuple[int, int]] = set()
        self.written: dict[str, list[tuple[float, float]]] = {}

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Mark a box as taken."""
        self.taken.update(self._cells(left, top, right, bottom))

    def take_line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Mark the way of a line as taken, so that it strikes through no words."""
        steps = max(int(math.dist(start, end) / self.CELL), 1)
        for step in range(steps + 1):
            x, y = (one + (other - one) * step / steps for one, other in zip(start, end, strict=True))
            self.take(x, y, x, y)

    def free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a box lies on the sheet and on nothing else."""
        x0, y0, x1, y1 = self.frame
        inside = x0 <= left and right <= x1 and y0 <= top and bottom <= y1
        return inside and not any(cell in self.taken for cell in self._cells(left, top, right, bottom))

    def _cells(self, left: float, top: float, right: float, bottom: float) -> Iterable[tuple[int, int]]:
        columns = range(int(left // self.CELL), int(right // self.CELL) + 1)
        return ((x, y) for x in columns for y in range(int(top // self.CELL), int(bottom // self.CELL) + 1))

    def label(self, sheet: Sheet, x: float, y: float, words: str) -> bool:
        """Write words beside a point where there is room; one that finds none is left to the table and the hint, as is
        one that says what is written beside a near point already."""
        if any(math.dist((x, y), other) < self.NEAR for other in self.written.get(words, ())):
            return False
        wide, tall = width_of(words, SMALL), SMALL / 2 + 1
        beside = ((9, 0, "start"), (-9, 0, "end"), (0, -15, "middle"), (0, 15, "middle"))
        around = ((right, down, side) for down in (-11, 11, -24, 24) for right, side in ((9, "start"), (-9, "end")))
        for right, down, side in (*beside, *around):
            start = x + right - {"start": 0, "middle": wide / 2, "end": wide}[side]
            box = (start, y + down - tall, start + wide, y + down + tall)
            if self.free(*box):
                self.take(*box)
                self.written.setdefault(words, []).append((x, y))
                sheet.text(x + right, y + down, words, look=side, size=SMALL)
                return True
        return False


def apart(places: list[tuple[float, float]], least: float, move: Callable[[Any, float], Any]) -> list[Any]:
    """Points moved along one direction until none hides another: near linear, in the order given.

    Args:
        places: x and y of each point.
        least: how far two points must be from each other.
        move: from a point and a shift to the moved point; where twelve on either side hide it, it stays.

    >>> apart([(0, 0), (0, 1)], 10, lambda place, by: (place[0] + by, place[1]))
    [(0.0, 0), (10, 1)]
    """
    near: dict[tuple[int, int], list[tuple[float, float]]] = {}
    moved = []
    for place in places:
        shifts = [0.0, *(sign * step * least for step in range(1, TRIES + 1) for sign in (1, -1))]
        free = (spot for by in shifts if _far(spot := move(place, by), near, least))
        chosen = next(free, place)
        near.setdefault((int(chosen[0] // least), int(chosen[1] // least)), []).append(chosen)
        moved.append(chosen)
    return moved


def _far(spot: tuple[float, float], near: dict[tuple[int, int], list[tuple[float, float]]], least: float) -> bool:
    column, row = int(spot[0] // least), int(spot[1] // least)
    around = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in near.get((column + dx, row + dy), ()))
    return all(math.dist(spot, other) >= least - 0.01 for other in around)


def ends(row: Any) -> tuple[float | None, float | None]:
    """The bounds of a row, None where an end is open; a number that is only near is one point."""
    if row.modifier == "approx" and row.stated is not None:
        return row.stated, row.stated
    return row.low, row.high


def told_ends(rows: Iterable[Any]) -> list[float]:
    """The bounds of rows, those that are open left out."""
    return [end for row in rows for end in ends(row) if end is not None]


def value_of(row: Any) -> float:
    """The end that a mark stands at."""
    return next(iter(told_ends([row])), 0.0)


def mark(
    sheet: Sheet, row: Any, cross: float, axis: Axis, look: Style, *, upright: bool, size: float = DOT
) -> tuple[float, ...]:
    """Draw one claim as a link to its sentence.

    Args:
        sheet: where.
        row: a row that ``points`` made.
        cross: its place on the other axis.
        axis: the axis of the numbers.
        look: shape and colour of its source.
        upright: numbers run upwards.
        size: half the mark.

    Returns:
        The box it takes: left, top, right, bottom.
    """
    low, high = ends(row)
    at = axis.at(value_of(row))
    reach = at  # where a bar or an arrow ends
    shapes: list[Shape] = []
    if low is not None and high is not None and low != high:
        reach = axis.at(high)
        shapes.append(Shape("line", _placed(upright, (at, cross), (reach, cross)), look.colour, size=2.4))
        shapes += [
            Shape("mark", _placed(upright, (end, cross)), look.colour, look.marker, size=size - 1)
            for end in (at, reach)
        ]
    else:
        if low is None or high is None:
            reach = at + ARROW * (-1 if low is None else 1) * (-1 if upright else 1)
            shapes += _arrow(at, reach, cross, upright, look)
        hollow = row.modifier == "approx"
        shapes.append(Shape("mark", _placed(upright, (at, cross)), look.colour, look.marker, size=size, strong=hollow))
    where = _placed(upright, (at, cross))
    sheet.shapes.append(Clickable(row.claim_id, hint(row), (where[0], where[1]), tuple(shapes)))
    first, last = sorted((at, reach))
    return _placed(upright, (first - size, cross - size), (last + size, cross + size))


def _placed(upright: bool, *points: tuple[float, float]) -> tuple[float, ...]:
    """Points given as (along, across) in the order of the sheet."""
    return tuple(v for along, across in points for v in ((across, along) if upright else (along, across)))


def _arrow(at: float, tip: float, cross: float, upright: bool, look: Style) -> list[Shape]:
    back = tip - math.copysign(HEAD, tip - at)
    shaft = _placed(upright, (at, cross), (tip, cross))
    head = _placed(upright, (back, cross - HEAD), (tip, cross), (back, cross + HEAD))
    return [Shape("line", shaft, look.colour, size=1.6), Shape("line", head, look.colour, size=1.6)]


def lanes(
    sheet: Sheet, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], values: Sequence[float]
) -> tuple[Axis, list[float]]:
    """Lanes one below the other, each with its name and what it says: beside it on a page, above it on a phone.

    Args:
        sheet: where.
        groups: a heading, empty for none, and the name and the words of each lane below it.
        values: what the axis must hold, the same for all groups.

    Returns:
        The axis of the numbers, and the height of the middle of each lane.
    """
    told = [lane for _, own in groups for lane in own]
    names, said = max(width_of(name) for name, _ in told), max(width_of(words, SMALL) for _, words in told)
    left, right, height, middle = min(NAMES, 20 + names), sheet.width - 24 - said * BOLD, LANE, 0.5
    if sheet.narrow:
        left, right, height, middle = 8.0, sheet.width - 26, LANE * 1.7, 0.72
    along, middles = numbers(values, left + 10, right), []
    for heading, own in groups:
        if heading:
            sheet.heading(heading)
        top = sheet.height
        draw_numbers(sheet, along, top, top + height * len(own) + 4, upright=False)
        for place, (name, words) in enumerate(own):
            y = top + height * (place + middle)
            _name_lane(sheet, name, words, left, y)
            middles.append(y)
        sheet.height = top + height * len(own) + 30
        if along.powers:
            _say_powers(sheet)
    return along, middles


def _say_powers(sheet: Sheet) -> None:
    """That the axis counts in powers of ten; on a phone below its numbers."""
    if sheet.narrow:
        sheet.height += SMALL + 4
    sheet.text(sheet.width - 4, sheet.height - 15, LOG, colour="faint", look="end", size=SMALL)


def _name_lane(sheet: Sheet, name: str, words: str, left: float, y: float) -> None:
    """The name of a lane and what it says, above its middle on a phone."""
    above = y - 17 if sheet.narrow else y
    sheet.text(sheet.width - 4, above, words, look="end", size=SMALL, strong=True)
    if sheet.narrow:
        sheet.text(8, above, shorten(name, sheet.width - width_of(words, SMALL) * BOLD - 20, SMALL), size=SMALL)
    else:
        sheet.text(left - 8, y, shorten(name, left - 10), look="end")


def bar(sheet: Sheet, reach: tuple[float, float], y: float, colour: str, hint: str, row: Any) -> None:
    """A bar in a lane that leads to a claim; without one its edge is broken, since nothing stands behind it."""
    left, right = sorted(reach)
    drawn = Shape("box", (left, y - 6, max(right - left, 1.5), 12), colour, "" if row else "open")
    sheet.shapes.append(Clickable(row.claim_id, hint, ((left + right) / 2, y), (drawn,)) if row else drawn)


def dated(row: Any, said: str) -> str:
    """What a claim says, with its day where it has one."""
    return f"{said} · {short(row.day, year=True)}" if row.day else said


def hint(row: Any) -> str:
    """What a point says when it is pointed at or read out."""
    reason = f" ({row.apart})" if row.apart else ""
    return f"{plain(row.day) or 'no date'}, {row.who}: {row.worded}{reason}"


def legend(sheet: Sheet, who: Sequence[str], looks: dict[str, Style]) -> None:
    """The sources with their marks and how often each stands in the chart, below what is drawn so far."""
    counts = Counter(who)
    named = [name for name in looks if name != UNNAMED]
    shown = [(looks[name], name, counts[name]) for name in named[: len(MARKERS)]]
    if others := named[len(MARKERS) :]:
        rest = sum(counts[name] for name in (named[len(MARKERS) - 1], *others))
        shown[-1] = (shown[-1][0], f"{len(others) + 1} other sources", rest)
    if UNNAMED in looks:
        shown.append((looks[UNNAMED], UNNAMED, counts[UNNAMED]))
    columns = 1 if sheet.narrow else 2
    room = sheet.width / columns
    for place, (look, name, n) in enumerate(shown):
        x, y = (place % columns) * room + 10, sheet.height + 12 + ROW * (place // columns)
        told = f" ({n})"
        sheet.shapes.append(Shape("mark", (x, y), look.colour, look.marker, size=DOT))
        sheet.text(x + 12, y, shorten(name, room - 30 - width_of(told, SMALL), SMALL) + told, size=SMALL)
    sheet.height += 6 + ROW * -(-len(shown) // columns)


def sampled(rows: list[Any], most: int) -> list[Any]:
    """At most so many rows, the lowest and the highest number among them, the others evenly through the order."""
    if len(rows) <= most:
        return rows
    order = sorted(range(len(rows)), key=lambda place: value_of(rows[place]))
    kept = {*range(0, len(rows), -(-len(rows) // (most - 2))), order[0], order[-1]}
    return [rows[place] for place in sorted(kept)]


def once(rows: Sequence[Any], *columns: str, last: bool = False) -> list[Any]:
    """The rows without those that repeat another in all of these columns; the first of them stays, or the last."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        key = tuple(getattr(row, column) for column in columns)
        if last:
            found.pop(key, None)
        found.setdefault(key, row)
    return list(found.values())
