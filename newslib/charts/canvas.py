"""The sheet every chart is drawn on: a list of shapes, written as SVG for a page or drawn into a file."""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from newslib import outputs
from newslib.markup import Html, anchor, for_pages, link, plain, printable, say_nothing
from newslib.templates import piece

if TYPE_CHECKING:
    from matplotlib.artist import Artist

WIDE, NARROW = 900.0, 360.0  # units of a sheet: pixels of a page and of a phone
TEXT, SMALL = 13.0, 12.0  # units: heights of letters
DOT, HIT = 5.0, 12.0  # units: half a mark, half the area that can be clicked
BOLD = 1.12  # how much wider bold letters are
LISTED = 150  # rows of the table under a chart; the CSV and ``rows`` keep all
MOST = 150  # points drawn in one chart; the table under it keeps all
PALETTE = {
    "ink": "#1a1a1a", "faint": "#595959", "rule": "#c8c8c8", "grid": "#e3e3e3", "band": "#efefef", "paper": "#ffffff",
    "s0": "#0072b2", "s1": "#c04a00", "s2": "#111111", "s3": "#00795a", "s4": "#8c4a86", "s5": "#7a5c00",
    "s6": "#33708f", "s7": "#8b1a1a", "none": "#6b6b6b", "part": "#9cc3e0", "total": "#0072b2",
}  # fmt: skip
CORNERS: Mapping[str, Sequence[tuple[float, float]]] = {
    "s": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "D": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "^": ((0, -1.2), (1.2, 1), (-1.2, 1)),
    "v": ((0, 1.2), (1.2, -1), (-1.2, -1)),
    "<": ((-1.2, 0), (1, -1.2), (1, 1.2)),
    "P": ((-0.45, -1.2), (0.45, -1.2), (0.45, -0.45), (1.2, -0.45), (1.2, 0.45), (0.45, 0.45), (0.45, 1.2),
          (-0.45, 1.2), (-0.45, 0.45), (-1.2, 0.45), (-1.2, -0.45), (-0.45, -0.45)),
    "X": ((-1.1, -1.1), (-0.5, -1.1), (0, -0.5), (0.5, -1.1), (1.1, -1.1), (1.1, -0.5), (0.5, 0), (1.1, 0.5),
          (1.1, 1.1), (0.5, 1.1), (0, 0.5), (-0.5, 1.1), (-1.1, 1.1), (-1.1, 0.5), (-0.5, 0), (-1.1, -0.5)),
    "*": tuple((r * math.sin(k * math.pi / 5), -r * math.cos(k * math.pi / 5)) for k, r in enumerate((1.5, 0.7) * 5)),
}  # fmt: skip
CURRENT = {"ink": "currentColor"}  # what a page paints letters with
_SIDES = {"start": "left", "middle": "center", "end": "right"}
_DPI = 160  # of a drawing in a file
_BLANKS = re.compile(r"[ \t\r\n]+")  # a fixed blank stays
Where = Callable[[str], str]  # from a claim's id to an address, empty when there is none


@dataclass(frozen=True)
class Shape:
    """One thing drawn: a line through ``at``, a box (x, y, width, height), words or a mark at (x, y).

    ``look`` is the shape of a mark, the side of ``at`` on which words stand (start, middle, end), or ``open`` for a box
    that is left white with a broken edge.
    """

    kind: str
    at: tuple[float, ...]
    colour: str = "ink"
    look: str = ""
    words: str = ""
    size: float = TEXT
    strong: bool = False

    @property
    def corners(self) -> list[float]:
        """The points around a mark, as x, y, x, y ..."""
        return [start + self.size * by for corner in CORNERS[self.look]
                for start, by in zip(self.at, corner, strict=True)]  # fmt: skip


@dataclass(frozen=True)
class Clickable:
    """Shapes that lead to a claim, with the point around which a click counts and what they say."""

    claim_id: str
    hint: str
    at: tuple[float, float]
    shapes: tuple[Shape, ...]


@dataclass
class Sheet:
    """Shapes on a sheet of some width; ``height`` grows as they are drawn."""

    width: float
    height: float = 0.0
    shapes: list[Shape | Clickable] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.width < WIDE

    def line(self, *at: float, colour: str = "ink", size: float = 1.0) -> None:
        """A line through points given as x, y, x, y ..."""
        self.shapes.append(Shape("line", at, colour, size=size))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled box."""
        self.shapes.append(Shape("box", (x, y, width, height), colour))

    def text(self, x: float, y: float, words: str, *, colour: str = "ink", look: str = "start", size: float = TEXT,
             strong: bool = False) -> None:  # fmt: skip
        """Words whose middle line is at ``y``."""
        self.shapes.append(Shape("text", (x, y), colour, look, words, size, strong))

    def heading(self, words: str, x: float = 0.0, width: float | None = None) -> None:
        """A heading in one or two lines below what is drawn so far."""
        for line in folded(words, (width or self.width) / BOLD):
            self.text(x, self.height + 10, line, strong=True)
            self.height += 19


@dataclass(frozen=True)
class Chart:
    """A drawing with the same numbers as a table; a notebook shows both, ``save`` writes the drawing.

    ``sheets`` holds the drawing for a page and for a phone; it is empty when there is nothing to draw, and ``title``
    is then the sentence to show instead. Where ``rows`` have a ``claim_id``, their ``worded`` number leads there too.
    """

    title: str
    sheets: tuple[Sheet, ...]
    cells: Sequence[Mapping[str, Any]]
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return outputs.visible(f"{self.title} ({len(self.cells)} rows)" if self.sheets else self.title)

    @property
    def rows(self) -> pd.DataFrame:
        """The numbers of the chart as a table."""
        return pd.DataFrame(list(self.cells))

    def _repr_html_(self) -> str:
        return self.page((lambda claim_id: f"#{anchor(claim_id)}") if for_pages() else None)._repr_html_()

    @property
    def described(self) -> str:
        """What is read out after the title."""
        return f"{len(self.cells)} rows; the table below holds the same."

    @property
    def drawing(self) -> Markup:
        """The wide drawing as SVG for a file."""
        return svg(self.sheets[0], self.title, self.described, None, alone=True)

    def page(self, where: Where | None, csv_address: str = "", heading: str | None = "") -> Html:
        """The chart for a page: drawings for a page and a phone, then table, sources and CSV.

        Args:
            where: from a claim's id to the address its points lead to; without one they are no links. None is for a
                notebook: a picture with hints, and the ids of claims in the table. JupyterLab takes the drawings from a
                notebook that nobody ran there, and would leave their words.
            csv_address: where the rows stand as a CSV file, when they do.
            heading: what is printed over the drawing; the title when empty, nothing when None.
        """
        if not self.sheets:
            return say_nothing(self.title)
        ids = {"claim_id": "claim"} if where is None and "claim_id" in self.cells[0] else {}
        names = {**self.names, **ids}
        who = Counter(name for row in self.cells for name in plain(row.get("who")).split(" → ") if name)
        code = piece("chart.html", chart=self, heading=heading, drawn=self._drawn(where), most=LISTED, csv=csv_address,
                     heads=list(names.values()),
                     rows=[[_shown(row, name, where) for name in names] for row in self.cells[:LISTED]],
                     sources=sorted(who.items(), key=lambda pair: (-pair[1], pair[0])))  # fmt: skip
        return Html(code, repr(self))

    def _drawn(self, where: Where | None) -> list[Markup]:
        """The drawings for a page and for a phone; for a notebook a picture with a hint over each point."""
        if where is None:
            sheet, drawn = self.sheets[0], base64.b64encode(self.drawing.encode()).decode()
            hints = [one for one in sheet.shapes if isinstance(one, Clickable)]
            return [piece("still.html", chart=self, sheet=sheet, drawn=drawn, hints=hints, hit=HIT)]
        looks = zip(self.sheets, ("wide", "narrow"), strict=True)
        return [svg(one, self.title, self.described, where, look) for one, look in looks]

    def save(self, path: str | Path) -> Path:
        """Write the drawing to a file: ``.svg`` as it stands on pages, ``.png`` and ``.pdf`` by matplotlib.

        Raises:
            ValueError: there is nothing to draw, the name ends in something else, or its folder is not there.
        """
        target = outputs.file(Path(path), option="path")
        if not self.sheets:
            raise ValueError(f"nothing to draw: {self.title}")
        if target.suffix == ".svg":
            target.write_text(self.drawing + "\n", encoding="utf-8", newline="\n")
        elif target.suffix in (".png", ".pdf"):
            _draw(self.sheets[0], self.title, target)
        else:
            raise ValueError(f"{target.name}: a chart is saved as .svg, .png or .pdf")
        return target


def _shown(row: Mapping[str, Any], name: str, where: Where | None) -> Any:
    """A cell of the table; the number leads to its claim."""
    claim = plain(row.get("claim_id"))
    return link(where(claim), plain(row[name])) if where and name == "worded" and claim else row[name]


def nothing(sentence: str) -> Chart:
    """What a chart verb returns when it has nothing to draw."""
    return Chart(sentence, (), ())


def both(draw: Callable[[Sheet], None]) -> tuple[Sheet, ...]:
    """A drawing made twice: for a page and for a phone."""
    sheets = (Sheet(WIDE), Sheet(NARROW))
    for sheet in sheets:
        draw(sheet)
    return sheets


def svg(sheet: Sheet, title: str, description: str, where: Where | None, look: str = "", *,
        alone: bool = False) -> Markup:  # fmt: skip
    """A sheet as SVG: text as text, colours of the page, one link a point.

    Args:
        sheet: what was drawn.
        title: read out as its name.
        description: read out after the name.
        where: from a claim's id to the address of its points; None for a file without links.
        look: the class that says on which pages it is shown.
        alone: with colours of its own and its name, for a file.
    """
    paints = PALETTE if alone else {name: f"var(--{name},{colour})" for name, colour in PALETTE.items()} | CURRENT
    own = hashlib.sha256(repr((look, title, sheet.shapes)).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return piece("drawing.svg", sheet=sheet, title=title, description=description, where=where, look=look, alone=alone,
                 paints=paints, own=own, hit=HIT)  # fmt: skip


def _draw(sheet: Sheet, title: str, path: Path) -> None:
    """Draw a sheet into a .png or .pdf file by matplotlib; the same chart gives the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.family": "DejaVu Sans", "text.parse_math": False}):
        figure = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=_DPI)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, sheet.width), ylim=(sheet.height, 0))
        axes.set_axis_off()
        for shape in sheet.shapes:
            for one in shape.shapes if isinstance(shape, Clickable) else (shape,):
                axes.add_artist(_artist(one))
        dates = {"CreationDate": None} if path.suffix == ".pdf" else {"Software": None}
        figure.savefig(path, metadata={"Title": printable(title), **dates})


def _artist(shape: Shape) -> Artist:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    colour, style = PALETTE[shape.colour], "dashed" if shape.look == "open" else "solid"
    x, y, *more = shape.at
    if shape.kind == "text":
        weight = "bold" if shape.strong else "normal"
        return Text(x, y, printable(shape.words), color=colour, fontsize=shape.size * 0.9, fontweight=weight,
                    ha=_SIDES[shape.look], verticalalignment="center")  # fmt: skip
    if shape.kind == "box":
        face = "none" if shape.look == "open" else colour
        return Rectangle((x, y), more[0], more[1], edgecolor=colour, facecolor=face, linestyle=style, linewidth=0.8)
    if shape.kind == "line":
        return Line2D(shape.at[::2], shape.at[1::2], color=colour, linewidth=shape.size, linestyle=style)  # type: ignore[arg-type]
    face = PALETTE["paper"] if shape.strong else colour
    return Line2D([x], [y], marker=shape.look, markersize=shape.size * 2, markeredgecolor=colour, markerfacecolor=face)


def width_of(words: str, size: float = TEXT) -> float:
    """How wide words are at most, in units of the sheet: letters of a wide sans-serif."""
    return size * sum(map(_letter, words))


@cache
def _letter(letter: str) -> float:
    if letter in " ,.:;'il|!()·-":
        return 0.34
    if letter in "mwMW@—":
        return 0.95
    return (0.76 if letter.isupper() else 0.64) + (0.06 if ord(letter) > 127 else 0)


def shorten(text: str, room: float, size: float = TEXT) -> str:
    """Text in one line, cut with an ellipsis where it is wider than ``room``.

    >>> shorten("Ministry of\\nDefence", 80)
    'Ministry…'
    """
    line = " ".join(_BLANKS.split(text.strip()))
    if width_of(line, size) <= room:
        return line
    while line and width_of(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"


def folded(text: str, room: float) -> list[str]:
    """Text as one or two lines that fit."""
    words, first = _BLANKS.split(text.strip()), ""
    while words and width_of(f"{first} {words[0]}") <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [shorten(text, room)]
    return [first, shorten(" ".join(words), room)] if words else [first]
