"""How a bound looks, and where its label goes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from newslib.charts.canvas import FAINT, HEADING, INK, SMALL
from newslib.charts.points import Style
from newslib.markup import number

ARROW, DOT = 16, 4  # points: length of an open end, half the width of a mark
_PLACES = (
    (6, 0, "left", "center"), (-6, 0, "right", "center"), (0, 6, "center", "bottom"), (0, -6, "center", "top"),
    (6, 6, "left", "bottom"), (6, -6, "left", "top"), (-6, 6, "right", "bottom"), (-6, -6, "right", "top"),
)  # fmt: skip


def mark(panel: Axes, at: Any, low: float | None, high: float | None, style: Style, *, approx: bool = False,
         upright: bool = True, url: str = "") -> None:  # fmt: skip
    """Draw one claim: a point, a bar for a range, an arrow where an end is open, hollow when it is about.

    Args:
        panel: where.
        at: its place on the other axis (a day, or the height of its row).
        low: lower end, None when open.
        high: upper end, None when open.
        style: shape and colour of its source.
        approx: the number is only near.
        upright: numbers run along the vertical axis.
        url: where a click leads.
    """
    value = low if low is not None else high
    assert value is not None
    if low is not None and high is not None and low != high:
        _bar(panel, at, low, high, style, upright, url)
        return
    if low is None or high is None:
        _arrow(panel, at, value, 1 if high is None else -1, style, upright)
    x, y = (at, value) if upright else (value, at)
    face = "white" if approx else style.colour
    dot = panel.scatter([x], [y], s=42, marker=style.marker, c=face, edgecolors=style.colour, linewidths=1.4, zorder=4)
    if url:
        dot.set_urls([url])


def _bar(panel: Axes, at: Any, low: float, high: float, style: Style, upright: bool, url: str) -> None:
    draw = panel.vlines if upright else panel.hlines
    draw([at], [low], [high], colors=style.colour, linewidth=2.2, zorder=3)
    for end in (low, high):
        x, y = (at, end) if upright else (end, at)
        dot = panel.scatter([x], [y], s=26, marker=style.marker, c=style.colour, linewidths=0, zorder=4)
        dot.set_urls([url])


def _arrow(panel: Axes, at: Any, value: float, sign: int, style: Style, upright: bool) -> None:
    reach = (0, sign * ARROW) if upright else (sign * ARROW, 0)
    panel.annotate(
        "", xy=(at, value) if upright else (value, at), xytext=reach, textcoords="offset points", annotation_clip=False,
        arrowprops={"arrowstyle": "<-", "color": style.colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip


def ends(row: Any) -> tuple[float | None, float | None]:
    """The bounds of a row, None where an end is open."""
    low, high = (None if pd.isna(value) else float(value) for value in (row.low, row.high))
    return low, high


def scale(panel: Axes, values: Iterable[float], *, upright: bool = True) -> str:
    """Set the axis of the numbers: from zero, or by powers of ten when they differ more than thirtyfold.

    Returns:
        What to add to the axis label, empty for a plain axis.
    """
    known = sorted(value for value in values if value is not None)
    axis = panel.yaxis if upright else panel.xaxis
    bounds = panel.set_ylim if upright else panel.set_xlim
    powers = known[0] > 0 and known[-1] / known[0] > 30
    if powers:
        (panel.set_yscale if upright else panel.set_xscale)("log")
        bounds(known[0] / 2, known[-1] * 2.2)
    else:
        bounds(0, max(known[-1], 1) * (1.25 if upright else 1.12))
        axis.get_major_locator().set_params(nbins=4, integer=True)  # type: ignore[call-arg]
    axis.set_major_formatter(lambda value, _: number(value))
    axis.set_minor_formatter(lambda value, _: "")
    panel.grid(axis="y" if upright else "x", color="#e3e3e3", linewidth=0.7)
    panel.set_axisbelow(True)
    return " (log scale)" if powers else ""


class Spot(NamedTuple):
    """A mark that wants a label: its place on the axis of days, its ends, the words, where a click leads."""

    x: float
    low: float | None
    high: float | None
    words: str
    url: str


def place_labels(panel: Axes, spots: Sequence[Spot]) -> None:
    """Write a label beside each mark of an upright panel wherever it covers neither a mark nor another label.

    A label that finds no free place is left out: the table under the chart and the link still tell it.
    """
    figure = cast(Figure, panel.get_figure())
    renderer = cast(FigureCanvasAgg, figure.canvas).get_renderer()
    taken = [box for spot in spots for box in _covered(panel, spot)]
    drawn = [line.get_transform().transform_path(line.get_path()) for line in panel.lines]
    frame = panel.get_window_extent(renderer)
    frame = Bbox.from_extents(frame.x0 + 2, frame.y0, figure.bbox.x1 - 2, frame.y1 + 8)
    for spot in sorted(spots, key=lambda spot: -_value(spot)):
        label = panel.annotate(spot.words, xy=(spot.x, _value(spot)), xytext=(0, 0), textcoords="offset points",
                               fontsize=SMALL, color=INK, url=spot.url or None)  # fmt: skip
        free = []
        for place in _PLACES:
            _move(label, place)
            box = label.get_window_extent(renderer)
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
            if inside and not any(box.overlaps(other) for other in taken):
                free.append((any(path.intersects_bbox(box, filled=False) for path in drawn), place, box))
        if not free:
            label.remove()
            continue
        _, place, box = min(free, key=lambda found: found[0])  # the first that no line crosses, else the first
        _move(label, place)
        taken.append(box)


def _move(label: Annotation, place: tuple[int, int, str, str]) -> None:
    right, up, across, along = place
    label.set_position((right, up))
    label.set_horizontalalignment(across)  # type: ignore[arg-type]
    label.set_verticalalignment(along)  # type: ignore[arg-type]


def _value(spot: Spot) -> float:
    return spot.low if spot.low is not None else cast(float, spot.high)


def _covered(panel: Axes, spot: Spot) -> list[Bbox]:
    """What a mark covers on the sheet: its points and its bar or arrow."""
    at = [panel.transData.transform((spot.x, value))[1] for value in (spot.low, spot.high) if value is not None]
    x = panel.transData.transform((spot.x, _value(spot)))[0]
    low = min(at) - (ARROW if spot.low is None else DOT)
    high = max(at) + (ARROW if spot.high is None else DOT)
    return [Bbox.from_extents(x - DOT, low, x + DOT, high)]


def counted(n: int, thing: str) -> str:
    """A count with its thing in the right number.

    >>> counted(1, "day"), counted(2, "day")
    ('1 day', '2 days')
    """
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def shorten(text: str, length: int) -> str:
    """Text cut to a length with an ellipsis, in one line.

    >>> shorten("Ministry of\\nDefence", 9)
    'Ministry…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def fold(text: str, length: int = 46) -> str:
    """Text as one or two lines for the heading of a panel.

    >>> fold("ukraine, military, surrendered, Mariupol", 30)
    'ukraine, military,\\nsurrendered, Mariupol'
    """
    lines = textwrap.wrap(" ".join(re.split(r"[ \t\r\n]+", text)), length)  # a fixed blank stays
    return "\n".join([*lines[:1], shorten(" ".join(lines[1:]), length)] if len(lines) > 1 else lines)


def headed(panel: Axes, words: str) -> None:
    """Give a panel its heading, left of its upper edge."""
    panel.set_title(fold(words), loc="left", fontsize=HEADING, color=INK, pad=7, linespacing=1.15)


def quiet(panel: Axes) -> None:
    """A panel without axes, for text."""
    panel.set_axis_off()
    panel.set_xlim(0, 1)
    panel.set_ylim(0, 1)


def faint(panel: Axes, x: float, y: float, words: str, **options: Any) -> Text:
    """Small grey text in the panel's own units."""
    return panel.text(x, y, words, fontsize=SMALL, color=FAINT, **options)
