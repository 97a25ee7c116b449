"""Templates of pages and of pieces of pages: everything put into them is escaped."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newslib.markup import anchor, escape, number, plain, printable
from newslib.wording import say

FOLDER = Path(__file__).parent
_BLANKS = re.compile(r"\n\s*")
_CODE = re.compile(r"`([^`]+)`")


@cache
def environment() -> Environment:
    """Templates that escape everything; characters that no page can hold are replaced first."""
    made = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True, finalize=_cell)  # fmt: skip
    made.filters |= {"n": counted, "json": script_json, "plain": plain, "code": with_code,
                     "verbatim": lambda text: Markup(escape(text)), "unit": unit, "points": points}  # fmt: skip
    made.globals |= {"anchor": anchor, "say": say}
    return made


@cache
def macros(template: str) -> Any:
    """The macros of a template, each to be called for a piece of a page."""
    return environment().get_template(template).module


def piece(template: str, **values: Any) -> Markup:
    """A piece of a page; the blanks of the template between its lines are left out."""
    return Markup(_BLANKS.sub("\n", environment().get_template(template).render(**values)))


def unit(value: float) -> str:
    """A length of a drawing.

    >>> unit(12.0), unit(0.456)
    ('12', '0.5')
    """
    return f"{value:.1f}".removesuffix(".0")


def points(at: Sequence[float]) -> str:
    """Points of a drawing, given as x, y, x, y ...

    >>> points((1, 2.25, 3, 4))
    '1,2.2 3,4'
    """
    return " ".join(f"{unit(x)},{unit(y)}" for x, y in zip(at[::2], at[1::2], strict=True))


@cache
def asset(name: str) -> str:
    """The style sheet or the script, as it stands in every page."""
    return _BLANKS.sub("\n", (FOLDER / name).read_text(encoding="utf-8")).strip()


def code(text: str) -> Markup:
    """A name, path or hash as it is written."""
    return Markup("<code>{}</code>").format(printable(text))


def _cell(value: Any) -> Any:
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, dt.date):
        return Markup("<time>{}</time>").format(plain(value))
    return printable(value if isinstance(value, str) else plain(value))


def counted(value: Any, by: str = "") -> Markup:
    """A number that code worked out, marked as such; ``by`` names a count that ``check`` works out again.

    >>> counted(1026, "claims")
    Markup('<data value="1026" data-by="claims">1,026</data>')
    """
    named = Markup(' data-by="{}"').format(by) if by else ""
    return Markup('<data value="{}"{}>{}</data>').format(plain(value).replace(",", ""), named, number(value))


def with_code(text: str) -> Markup:
    """A sentence whose names between backticks are shown as code.

    >>> with_code("`per` says which")
    Markup('<code>per</code> says which')
    """
    return Markup(_CODE.sub(r"<code>\1</code>", str(Markup.escape(printable(text)))))


def script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(printable(text).replace("<", "\\u003c").replace("&", "\\u0026"))
