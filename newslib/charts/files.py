"""Charts as files: the shapes of a sheet drawn by matplotlib, for PNG and PDF."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

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
                axes.add_artist(_artist(one)) if one.kind != "text" else axes.text(*one.at[:2], **_words(one))
        dates = {"CreationDate": None} if path.suffix == ".pdf" else {"Software": None}
        figure.savefig(path, metadata={"Title": printable(title), **dates})


def _artist(shape: Shape) -> Line2D | Rectangle:
    colour = PALETTE[shape.colour]
    if shape.kind == "box":
        x, y, width, height = shape.at
        if shape.look == "open":
            return Rectangle((x, y), width, height, edgecolor=colour, facecolor="none", linestyle="--")
        return Rectangle((x, y), width, height, facecolor=colour)
    if shape.kind == "line":
        dash = "--" if shape.look == "broken" else "-"
        return Line2D(shape.at[::2], shape.at[1::2], color=colour, linewidth=shape.size, linestyle=dash)
    face = PALETTE["paper"] if shape.strong else colour
    return Line2D([shape.at[0]], [shape.at[1]], marker=shape.look, markersize=shape.size * 2,
                  markeredgecolor=colour, markerfacecolor=face, linestyle="none")  # fmt: skip


def _words(shape: Shape) -> dict[str, object]:
    return {
        "s": printable(shape.words), "fontsize": shape.size * 0.9, "color": PALETTE[shape.colour],
        "ha": SIDES[shape.look], "va": "center", "fontweight": "bold" if shape.strong else "normal",
    }  # fmt: skip
