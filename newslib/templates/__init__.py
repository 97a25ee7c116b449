"""Templates of pages and of pieces of pages, where everything put in is escaped; and the frame of the export: where
pages stand and what they are made with."""

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from newslib.codebook import say, vocabularies
from newslib.markup import Html, anchor, dated, escape, for_pages, number, plain, printable, say_nothing

FOLDER = Path(__file__).parent
_BLANKS = re.compile(r"\n\s*")
_CODE = re.compile(r"`([^`]+)`")
_LINK = Markup('<a href="#{}">{}</a>')
CODES = {*vocabularies(), "language", "changed"}  # columns whose codes are said in words
LEADING = {f"{told}{of}": f"claim{of}" for told in ("number", "quote") for of in ("_a", "_b")}  # and to which claim
LEADING |= {"low": "claim_ids", "high": "claim_ids"}  # the first of several
INTERNAL = ("event_id", "claim_ids", "claim_a", "claim_b", "article_id", "statement_id")
STYLE, SCRIPT = "style.css", "site.js"  # both stand in every page; without the script nothing is missing
VERBATIM = ("article.html", "prose.html")  # templates whose blanks count: texts, code
Links = Sequence[tuple[str, str]]
Step = tuple[str, str] | None  # address, as seen from the page, and name of the page before or after it


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


def _shown(cell: Any) -> Any:
    return cell if hasattr(cell, "__html__") else Markup(dated(plain(cell)))


def _numbered(claims: str) -> Markup:
    return Markup(" ").join(_LINK.format(anchor(claim), n) for n, claim in enumerate(claims.split(), 1))


def _links(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Columns whose cells lead to the evidence of their claims on a page: what is told of a claim, and lists of ids."""
    found: dict[str, list[Any]] = {}
    for name, of in LEADING.items():
        if {name, of} <= set(rows):
            first = [anchor(claims.split(" ")[0]) for claims in rows[of]]
            found[name] = [
                words and _LINK.format(to, words) for to, words in zip(first, map(plain, rows[name]), strict=True)
            ]
    if "claims" in rows and not is_numeric_dtype(rows["claims"]):
        found["claims"] = list(map(_numbered, rows["claims"]))
    return {name: pd.Series(cells, rows.index, object) for name, cells in found.items()}


def show(rows: pd.DataFrame, caption: str, *, most: int = 50, empty: str = "Nothing to show.") -> Html:
    """A table for a notebook: escaped, readable on a phone and on paper, without ids and empty columns.

    Args:
        rows: what to show; cells may be HTML made by newslib, all others are escaped.
        caption: what the table holds, in words.
        most: rows shown; the caption says when there are more.
        empty: the sentence that stands in for a table without rows.

    >>> show(pd.DataFrame({"n": [1, 2]}), "Numbers", most=1)
    Numbers (the first of 2): 1 rows
    """
    first_rows = rows.head(most)
    linked = first_rows.assign(**_links(first_rows)) if for_pages() else first_rows
    listed = linked.drop(columns=list(INTERNAL), errors="ignore")
    shown = listed.replace("", None).dropna(axis="columns", how="all")
    if shown.empty:
        return say_nothing(empty)
    numbers = [place for place, name in enumerate(shown) if _counts(first_rows[name].dtype)]
    spoken = shown.assign(**{name: shown[name].map(partial(say, name)) for name in shown if name in CODES})
    cells = [list(map(_shown, row)) for row in spoken.itertuples(index=False, name=None)]
    if len(rows) > most:
        caption += f" (the first {'' if most == 1 else f'{most:,} '}of {len(rows):,})"
    heads = [say(str(rows.columns.name or "column"), name) for name in shown]  # those of a pivot may be codes
    code = macros("table.html").table(caption, heads, cells, numbers)
    return Html(code, f"{caption}: {len(shown):,} rows")


def _counts(kind: Any) -> bool:
    return is_numeric_dtype(kind) and not is_bool_dtype(kind)


@cache
def policy() -> str:
    """No request, no form; only this very style sheet and this very script, by their hashes."""
    return (
        f"default-src 'none'; style-src '{_hash(asset(STYLE))}'; script-src '{_hash(asset(SCRIPT))}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@dataclass
class Site:
    """An export being written to ``out``; ``menu`` holds the entries of the menu by the heading they stand under."""

    out: Path
    menu: Mapping[str, Links]
    written: dict[str, str] = field(default_factory=dict)  # SHA-256 by address

    def page(self, address: str, template: str, title: str, *, part: str = "", before: Step = None, after: Step = None,
             trail: Links = (), **more: Any) -> None:  # fmt: skip
        """Write a page.

        Args:
            address: below the export's folder.
            template: file in ``templates``.
            title: in the browser's tab and in lists.
            part: address of the entry of the menu it belongs to.
            before: address (as seen from the page) and name of the page before it in its list.
            after: the one after it.
            trail: the pages above it, from the top.
            more: what the template asks for.
        """
        made = environment().get_template(template)
        text = made.render(title=title, up="../" * address.count("/"), menu=self.menu, here=part or address,
                           policy=policy(), style=Markup(asset(STYLE)), script=Markup(asset(SCRIPT)),
                           before=before, after=after, trail=trail, **more)  # fmt: skip
        self.file(address, text if template in VERBATIM else _BLANKS.sub("\n", text))

    def file(self, address: str, content: str | bytes) -> None:
        """Write any file."""
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path = self.out / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.written[address] = hashlib.sha256(data).hexdigest()

    def json(self, address: str, value: Any) -> None:
        """Write JSON."""
        self.file(address, printable(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")


def below(address: str) -> str:
    """An address as seen from a page of the same folder."""
    return address.partition("/")[2]


def addresses(first: str, n: int) -> list[str]:
    """The addresses of a page in parts; a dot, which no id can put there, stands before the number of a part.

    >>> addresses("sources/s-a.html", 2)
    ['sources/s-a.html', 'sources/s-a.2.html']
    """
    return [first, *(f"{first.removesuffix('.html')}.{part}.html" for part in range(2, n + 1))]


def others(pages: Sequence[str], here: str, first: str = "part 1") -> Links:
    """The other parts of a page: address and name of each."""
    names = [(below(page), f"part {n}" if n > 1 else first) for n, page in enumerate(pages, 1)]
    return [one for one in names if one[0] != below(here)]
