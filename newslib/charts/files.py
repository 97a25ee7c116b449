"""Charts as files: the shapes of a sheet drawn by matplotlib, for PNG and PDF."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from newslib.charts.canvas import PALETTE, Linked, Shape, Sheet
from newslib.markup import printable

SIDES = {"start": "left", "middle": "center", "end": "right"}
DPI = 160


def draw(sheet: Sheet, title: str, path: Path) -> None:
    """Draw a sheet into a .png or .pdf file; the same chart gives the same bytes.

    Args:
        sheet: what was drawn.
        title: kept in the file's metadata.
        path: the file.
    """
    with mpl.rc_context({"font.family": "DejaVu Sans", "text.parse_math": False}):
        figure = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=DPI)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, sheet.width), ylim=(sheet.height, 0))
        axes.set_axis_off()
        for shape in sheet.shapes:
            for one in shape.shapes if isinstance(shape, Linked) else (shape,):
                axes.add_artist(_artist(one))
        dates = {"CreationDate": None} if path.suffix == ".pdf" else {"Software": None}
        figure.savefig(path, metadata={"Title": printable(title), **dates})


def _artist(shape: Shape) -> Artist:
    colour, style = PALETTE[shape.colour], "dashed" if shape.look in ("broken", "open") else "solid"
    x, y, *more = shape.at
    if shape.kind == "text":
        weight = "bold" if shape.strong else "normal"
        return Text(x, y, printable(shape.words), color=colour, fontsize=shape.size * 0.9, fontweight=weight,
                    ha=SIDES[shape.look], verticalalignment="center")  # fmt: skip
    if shape.kind == "box":
        face = "none" if shape.look == "open" else colour
        return Rectangle((x, y), more[0], more[1], edgecolor=colour, facecolor=face, linestyle=style, linewidth=0.8)
    if shape.kind == "line":
        return Line2D(shape.at[::2], shape.at[1::2], color=colour, linewidth=shape.size, linestyle=style)  # type: ignore[arg-type]
    face = PALETTE["paper"] if shape.strong else colour
    return Line2D([x], [y], marker=shape.look, markersize=shape.size * 2, markeredgecolor=colour, markerfacecolor=face)
