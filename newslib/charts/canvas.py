"""The sheet every chart is drawn on, and the clean inline SVG that comes off it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from newslib.markup import Html, anchor, escape, link, printable, say_nothing, table

WIDTH = 360.0  # points; a phone shows them one to one
BIG, HEADING, SMALL = 11.0, 10.0, 9.5  # points
INK, FAINT, RULE = "#1a1a1a", "#595959", "#c8c8c8"
LONG = 12  # rows from which the table under a chart is folded
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_STYLE: Any = {
    "svg.fonttype": "none", "svg.hashsalt": "newslib", "font.family": "DejaVu Sans", "font.size": BIG,
    "axes.edgecolor": FAINT, "axes.labelcolor": INK, "axes.linewidth": 0.8, "text.color": INK,
    "xtick.color": FAINT, "ytick.color": FAINT, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL, "ytick.labelsize": SMALL, "axes.labelsize": SMALL,
    "axes.spines.top": False, "axes.spines.right": False, "text.parse_math": False, "path.simplify": False,
}  # fmt: skip

ElementTree.register_namespace("", _SVG)


@dataclass(frozen=True)
class Chart:
    """A drawing with the same numbers as a table; a notebook shows both.

    ``drawing`` is an SVG that stands alone and links to anchors of the page it is put in; it is empty
    when there is nothing to draw, and ``title`` is then the sentence to show instead. Where ``rows`` have a
    ``claim_id``, their ``worded`` number leads to that claim too.
    """

    title: str
    drawing: str
    rows: pd.DataFrame
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"{self.title} ({len(self.rows)} rows)" if self.drawing else self.title

    def _repr_html_(self) -> str:
        if not self.drawing:
            return say_nothing(self.title).code
        numbers = table(_linked(self.rows), f"{self.title}: the same as a table", names=self.names, stacked=True).code
        if len(self.rows) >= LONG:
            numbers = f"<details><summary>The same as a table: {len(self.rows)} rows</summary>{numbers}</details>"
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        caption = f"<figcaption><strong>{escape(self.title)}</strong>{note}</figcaption>"
        return f'<figure class="chart">{caption}{self.drawing}{numbers}</figure>'

    @property
    def html(self) -> Html:
        """The chart as a piece of a page."""
        return Html(self._repr_html_(), repr(self))


def _linked(rows: pd.DataFrame) -> pd.DataFrame:
    if "claim_id" not in rows.columns:
        return rows
    pairs = zip(rows["claim_id"], rows["worded"], strict=True)
    shown = [link(target(claim), words) if pd.notna(claim) and claim else words for claim, words in pairs]
    return rows.assign(worded=pd.Series(shown, index=rows.index, dtype=object)).drop(columns="claim_id")


def nothing(sentence: str) -> Chart:
    """What a chart verb returns when it has nothing to draw."""
    return Chart(sentence, "", pd.DataFrame())


def sheet(heights: Sequence[float], *, sharex: bool = False, left: float = 0.0) -> tuple[Figure, list[Axes]]:
    """A figure of one column of panels.

    Args:
        heights: height of each panel in points, its labels included.
        sharex: give all panels the first one's horizontal axis.
        left: points kept free on the left of every panel.
    """
    with mpl.rc_context(_STYLE):
        panels: list[Axes] = []
        figure = Figure(figsize=(WIDTH / 72, sum(heights) / 72), dpi=72)
        FigureCanvasAgg(figure)  # measures text
        total, top = sum(heights), 0.0
        for height in heights:
            bottom = 1 - (top + height) / total
            frame = (left / WIDTH, bottom, 1 - left / WIDTH, height / total)
            panels.append(figure.add_axes(frame, sharex=panels[0] if sharex and panels else None))
            top += height
    return figure, panels


def inset(panel: Axes, *, left: float = 0, right: float = 0, top: float = 0, bottom: float = 0) -> None:
    """Shrink a panel by points on each side, to make room for its labels."""
    figure = panel.get_figure()
    assert figure is not None
    width, height = (float(inches) * 72 for inches in figure.get_size_inches())  # type: ignore[union-attr]
    box = panel.get_position()
    panel.set_position(
        (box.x0 + left / width, box.y0 + bottom / height,
         box.width - (left + right) / width, box.height - (top + bottom) / height)
    )  # fmt: skip


def style() -> AbstractContextManager[None]:
    """The context in which everything is drawn."""
    return mpl.rc_context(_STYLE)


def svg(figure: Figure, title: str, description: str, hints: Mapping[str, str] | None = None) -> str:
    """The figure as SVG for a page: text as text, no style sheet, ids of its own, the same bytes every time.

    Args:
        figure: drawn with links such as ``#claim-c1`` on its points.
        title: read out as its name.
        description: read out after the name.
        hints: what each link says, by its target.
    """
    buffer = io.StringIO()
    for text in figure.findobj(Text):
        text.set_text(printable(text.get_text()))
    with mpl.rc_context(_STYLE):
        FigureCanvasSVG(figure).print_svg(buffer, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    root = ElementTree.fromstring(buffer.getvalue())
    _strip(root)
    _name_links(root, hints or {})
    own = hashlib.sha256(ElementTree.tostring(root)).hexdigest()[:8]
    _name_parts(root, own)
    return _labelled(root, own, title, description)


def _strip(root: ElementTree.Element) -> None:
    """Drop metadata and the style sheet, whose selectors would reach the whole page."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)


def _name_links(root: ElementTree.Element, hints: Mapping[str, str]) -> None:
    """Links of this page open in place and say where they lead."""
    for element in root.iter(f"{{{_SVG}}}a"):
        target = element.attrib.pop(f"{{{_XLINK}}}href", "")
        element.attrib.clear()
        element.set("href", target)
        hint = hints.get(target, target.lstrip("#"))
        element.set("aria-label", hint)
        title = ElementTree.Element(f"{{{_SVG}}}title")
        title.text = hint
        element.insert(0, title)


def _name_parts(root: ElementTree.Element, own: str) -> None:
    """Keep only ids that something refers to, and make them unlike those of other drawings on the page."""
    used = set()
    for element in root.iter():
        for value in element.attrib.values():
            used.update(_REFERENCE.findall(value))
        target = element.get(f"{{{_XLINK}}}href", "")
        used.add(target.removeprefix("#"))
    used.discard("")
    for element in root.iter():
        identity = element.attrib.pop("id", "")
        if identity in used:
            element.set("id", f"{own}-{identity}")
        for key, value in list(element.attrib.items()):
            element.set(key, _REFERENCE.sub(rf"url(#{own}-\1)", value))
        if target := element.attrib.pop(f"{{{_XLINK}}}href", ""):
            element.set("href", f"#{own}-{target.removeprefix('#')}" if element.tag != f"{{{_SVG}}}a" else target)


def _labelled(root: ElementTree.Element, own: str, title: str, description: str) -> str:
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{own}-{tag}"})
        element.text = text
        root.insert(place, element)
    root.set("role", "group")
    root.set("aria-labelledby", f"{own}-title {own}-desc")
    for element in root.iter():
        if element.text is not None and not element.text.strip():
            element.text = None
        element.tail = None
    return ElementTree.tostring(root, encoding="unicode")


def target(claim_id: str) -> str:
    """The link to a claim's evidence on the same page."""
    return f"#{anchor(str(claim_id))}"
