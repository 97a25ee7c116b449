"""How a claim looks: a point, a bar for a range, an arrow where an end is open, hollow when it is about."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from newslib.charts.axes import LOG, Axis, draw_numbers, numbers, short
from newslib.charts.canvas import BOLD, DOT, SMALL, Clickable, Shape, Sheet, shorten, width_of
from newslib.charts.points import MARKERS, UNNAMED, Style
from newslib.markup import plain

ARROW, HEAD, ROW = 17.0, 4.0, 20.0  # units: length of an open end, its head, a line of the legend
LANE, NAMES = 24.0, 370.0  # units: height of a lane, room for its name


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
    left, right, height = min(NAMES, 20 + names), sheet.width - 24 - said * BOLD, LANE
    if sheet.narrow:
        left, right, height = 8.0, sheet.width - 26, LANE * 1.7
    along, middles = numbers(values, left + 10, right), []
    for heading, own in groups:
        if heading:
            sheet.heading(heading)
        top = sheet.height
        draw_numbers(sheet, along, top, top + height * len(own) + 4, upright=False)
        for place, (name, words) in enumerate(own):
            y = top + height * (place + (0.72 if sheet.narrow else 0.5))
            above = y - 17 if sheet.narrow else y
            sheet.text(sheet.width - 4, above, words, look="end", size=SMALL, strong=True)
            if sheet.narrow:
                sheet.text(8, above, shorten(name, sheet.width - width_of(words, SMALL) * BOLD - 20, SMALL), size=SMALL)
            else:
                sheet.text(left - 8, y, shorten(name, left - 10), look="end")
            middles.append(y)
        sheet.height = top + height * len(own) + 30
        if along.powers:
            sheet.height += SMALL + 4 if sheet.narrow else 0  # on a phone below the numbers of the axis
            sheet.text(sheet.width - 4, sheet.height - 15, LOG, colour="faint", look="end", size=SMALL)
    return along, middles


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
