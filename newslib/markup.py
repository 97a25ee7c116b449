"""Pieces of HTML made from untrusted text: escaped, linkable, the same in a notebook and in the export."""

import datetime as dt
import hashlib
import html
import os
import re
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from newslib.outputs import visible

_CONTROL = re.compile(  # and the marks that turn the direction of what is read
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
PAGES = "NEWSLIB_PAGES"  # set for notebooks whose results become pages of the export
_LEFT, _RIGHT = (f"text-align:{side};vertical-align:top" for side in ("left", "right"))
LOOKS = {
    '<td class="n"': _RIGHT, "<td": _LEFT, '<th scope="col" class="n"': _RIGHT, '<th scope="col"': _LEFT,
    "<caption": "text-align:left;font-weight:600", "<time": "white-space:nowrap",
    "<figure": "margin:0", '<div class="text"': "white-space:pre-wrap",
    '<span class="source"': "border-bottom:2px dotted", '<span class="seg other"': "background:rgba(90,150,210,.2)",
}  # fmt: skip
_LOOK = re.compile("|".join(LOOKS))
_FOR_PAGES = re.compile(r' data-[a-z]+="[^"]*"')


class Html:
    """A piece of HTML that a page or a notebook shows; ``plain`` is the same in words, for terminals and logs."""

    def __init__(self, code: str, plain: str) -> None:
        self.code = code
        self.plain = plain

    def __repr__(self) -> str:
        return visible(self.plain)

    def _repr_html_(self) -> str:
        return self.code if for_pages() else with_looks(self.code)

    def __html__(self) -> Markup:
        return Markup(self.code)


def for_pages() -> bool:
    """Whether what is shown becomes a page of the export, which has a style sheet and leads to the evidence."""
    return bool(os.environ.get(PAGES))


def with_looks(code: str) -> str:
    """HTML whose elements carry their looks: JupyterLab takes the style sheets, the drawings and most attributes from
    the results of a notebook that was not run here, and sets the cells of a table right.

    >>> with_looks('<td data-head="n">1</td>')
    '<td style="text-align:left;vertical-align:top">1</td>'
    """
    return _LOOK.sub(lambda found: f'{found.group()} style="{LOOKS[found.group()]}"', _FOR_PAGES.sub("", code))


def escape(text: object) -> str:
    """Text as HTML, safe between tags and inside double quotes.

    Every code point stays one character of the page, so offsets keep their meaning; characters that
    HTML cannot hold become U+FFFD.

    >>> escape('<b>"&\\r')
    '&lt;b&gt;&quot;&amp;&#13;'
    """
    return html.escape(printable(str(text))).replace("\r", "&#13;")


def dated(text: str) -> str:
    """Text as HTML with its days marked, so that none is broken at the end of a line.

    >>> dated("said 2022-04-13")
    'said <time>2022-04-13</time>'
    """
    return _DAY.sub(r"<time>\g<0></time>", escape(text))


def printable(text: str) -> str:
    """Text without the characters that neither HTML nor SVG can hold, each replaced by U+FFFD."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def anchor(name: str, kind: str = "claim") -> str:
    """An id for a page, made of letters, digits and hyphens whatever the name holds.

    >>> anchor("c5a4e"), anchor('"><script>')
    ('claim-c5a4e', 'claim-x554299e9841f')
    """
    if _PLAIN.fullmatch(name):
        return f"{kind}-{name}"
    return f"{kind}-x{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


@lru_cache(10_000)
def number(value: Any) -> str:
    """A number as it is shown: thousands apart, one or two decimals only where there are any.

    >>> number(1026.0), number(1.0196), number(None), number(12.5), number(-0.0)
    ('1,026', '1.02', '', '12.5', '0')
    """
    if value is None or pd.isna(value):
        return ""
    rounded = round(float(value), 2) + 0.0  # no minus before a zero
    return f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.2f}".rstrip("0")


def plain(value: Any) -> str:
    """Any cell of a table as it is shown: missing is empty, a day is ISO 8601, yes/no in words.

    >>> import datetime as dt
    >>> plain(dt.date(2022, 4, 13)), plain(np.bool_(True)), plain(float("nan")), plain(959.0), plain("a")
    ('2022-04-13', 'yes', '', '959', 'a')
    """
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, (dt.date, pd.Timestamp)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, str):
        return value
    return number(value)


def say(sentence: str, **values: Any) -> Html:
    """A sentence whose numbers come from code, each marked as such.

    Args:
        sentence: with a ``{name}`` for each value; it may hold no digits of its own.
        values: numbers, days, text, or ``Html`` (made by this module), such as a link.

    Raises:
        ValueError: the sentence holds a digit that no value stands behind.

    >>> say("{n} articles name {who}.", n=1026, who="<A>")
    1,026 articles name <A>.
    """
    if re.search(r"\d", re.sub(r"\{\w*\}", "", sentence)):
        raise ValueError(f"a number in prose must come from a value: {sentence!r}")
    shown = {key: value.plain if isinstance(value, Html) else plain(value) for key, value in values.items()}
    marked = {
        key: value.code if isinstance(value, Html) else f'<data value="{escape(value)}">{dated(shown[key])}</data>'
        for key, value in values.items()
    }
    return Html(f'<p class="said">{escape(sentence).format(**marked)}</p>', sentence.format(**shown))


def link(target: str, text: str) -> Html:
    """A link inside the export; ``target`` is made by this project, never taken from an article. Without one: text.

    >>> link("#a", "1,026").code, link("", "1,026").code
    ('<a href="#a">1,026</a>', '1,026')
    """
    if not target:
        return Html(dated(text), text)
    return Html(f'<a href="{escape(target)}">{dated(text)}</a>', text)


def say_nothing(sentence: str) -> Html:
    """The sentence that stands where there is nothing to show."""
    return Html(f'<p class="empty">{escape(sentence)}</p>', sentence)
