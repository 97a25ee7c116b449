"""Pieces of HTML made from untrusted text: escaped, linkable, the same in a notebook and in the export."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

_CONTROL = re.compile(  # and the marks that turn the direction of what is read
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


class Html:
    """A piece of HTML that a notebook shows; ``plain`` is the same in words, for terminals and logs."""

    def __init__(self, code: str, plain: str) -> None:
        self.code = code
        self.plain = plain

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return self.code

    def __html__(self) -> Markup:
        return Markup(self.code)


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
    return _CONTROL.sub("\ufffd", text)


def anchor(name: str, kind: str = "claim") -> str:
    """An id for a page, made of letters, digits and hyphens whatever the name holds.

    >>> anchor("c5a4e"), anchor('"><script>')
    ('claim-c5a4e', 'claim-x554299e9841f')
    """
    if _PLAIN.fullmatch(name):
        return f"{kind}-{name}"
    return f"{kind}-x{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def number(value: Any) -> str:
    """A number as it is shown: thousands apart, one or two decimals only where there are any.

    >>> number(1026.0), number(1.0196), number(None), number(12.5)
    ('1,026', '1.02', '', '12.5')
    """
    if value is None or pd.isna(value):
        return ""
    rounded = round(float(value), 2)
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


def link(target: str, text: str, title: str = "") -> Html:
    """A link inside the export; ``target`` is made by this project, never taken from an article. Without one: text.

    >>> link("#a", "1,026").code, link("", "1,026").code
    ('<a href="#a">1,026</a>', '1,026')
    """
    if not target:
        return Html(dated(text), text)
    hint = f' title="{escape(title)}"' if title else ""
    return Html(f'<a href="{escape(target)}"{hint}>{dated(text)}</a>', text)


def table(
    rows: pd.DataFrame,
    caption: str,
    *,
    ids: Sequence[str] | None = None,
    names: Mapping[str, str] | None = None,
    stacked: bool = False,
    empty: str = "Nothing to show.",
) -> Html:
    """A table that screen readers, phones and paper can read.

    Args:
        rows: what to show; cells may be ``Html`` (made by this module), all others are escaped.
        caption: what the table holds, in words.
        ids: an id for each row, so that links can point at it.
        names: other headings than the column names with blanks for underscores.
        stacked: on a narrow page, put the cells of a row one below the other, each with its heading.
        empty: the sentence that stands in for a table without rows.
    """
    if rows.empty:
        return say_nothing(empty)
    heads = [(names or {}).get(str(column), str(column).replace("_", " ")) for column in rows.columns]
    numeric = [_numeric(rows[column]) for column in rows.columns]
    code = rows_of(heads, rows.itertuples(index=False, name=None), caption, ids=ids, numeric=numeric, stacked=stacked)
    return Html(code, f"{caption}: {number(len(rows))} rows")


def rows_of(heads: Sequence[str], rows: Iterable[Iterable[Any]], caption: str, *, ids: Sequence[str] | None = None,
            numeric: Sequence[bool] | None = None, stacked: bool = False) -> str:  # fmt: skip
    """The code of a table made of plain rows; see ``table``.

    Args:
        heads: the headings.
        rows: for each row its cells; ``Html`` (made by this module) stays, all else is escaped.
        caption: what the table holds, in words.
        ids: an id for each row.
        numeric: for each column whether it holds numbers, which stand on the right.
        stacked: on a narrow page, put the cells of a row one below the other.
    """
    right = [_class(one) for one in numeric or [False] * len(heads)]
    head = "".join(f'<th scope="col"{side}>{escape(name)}</th>' for name, side in zip(heads, right, strict=True))
    labels = [f' data-head="{escape(name)}"' if stacked and name else "" for name in heads]
    body = []
    for place, cells in enumerate(rows):
        attribute = f' id="{escape(ids[place])}"' if ids is not None else ""
        body.append(f"<tr{attribute}>{''.join(map(_cell, cells, right, labels))}</tr>")
    return (
        f'<div class="{"table stacked" if stacked else "table"}" role="region" tabindex="0" '
        f'aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def say_nothing(sentence: str) -> Html:
    """The sentence that stands where there is nothing to show."""
    return Html(f'<p class="empty">{escape(sentence)}</p>', sentence)


def join(pieces: Iterable[Html | str]) -> Html:
    """Pieces one after the other; strings are escaped."""
    parts = [piece if isinstance(piece, Html) else Html(escape(piece), piece) for piece in pieces]
    return Html("".join(part.code for part in parts), "".join(part.plain for part in parts))


def _numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _class(right: bool) -> str:
    return ' class="n"' if right else ""


def _cell(value: Any, side: str, label: str) -> str:
    shown = value.code if isinstance(value, Html) else dated(plain(value))
    return f"<td{side}{label if shown else ''}>{shown}</td>"
