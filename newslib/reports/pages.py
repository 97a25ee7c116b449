"""The frame of every page: head, navigation, contents, and a policy that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from newslib.markup import Html, escape

STYLE = Path(__file__).parent / "style.css"
_HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.S)
_TAG = re.compile(r"<[^>]+>")


@cache
def style() -> str:
    """The style sheet, as it stands in every page."""
    return STYLE.read_text(encoding="utf-8")


@cache
def policy() -> str:
    """No script, no request, no form; only this very style sheet, by its hash, and attributes of drawings."""
    digest = base64.b64encode(hashlib.sha256(style().encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; style-src-attr 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def page(title: str, body: str, links: Sequence[tuple[str, str]], *, here: str, depth: int = 0) -> str:
    """A whole page.

    Args:
        title: in the browser's tab; escaped here.
        body: HTML made by this package.
        links: address below the export's folder and words of every page in the navigation.
        here: address of this page.
        depth: how many folders below the export's folder it stands.
    """
    up = "../" * depth
    items = "".join(_link(up, address, words, here) for address, words in links)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style()}</style></head><body>"
        '<a class="skip" href="#main">To the content</a>'
        f'<nav aria-label="Pages"><ul>{items}</ul></nav>{_contents(body)}<main id="main">{body}</main></body></html>\n'
    )


def _link(up: str, address: str, words: str, here: str) -> str:
    current = ' aria-current="page"' if address == here else ""
    return f'<li><a href="{up}{escape(address)}"{current}>{escape(words)}</a></li>'


def _contents(body: str) -> str:
    """The contents list: every heading of the second and third rank that has an id."""
    found = _HEADING.findall(body)
    if len(found) < 2:
        return ""
    lines = [(rank, where, _TAG.sub("", words)) for rank, where, words in found]
    items = "".join(f'<li class="h{rank}"><a href="#{where}">{words}</a></li>' for rank, where, words in lines)
    return f'<nav class="contents" aria-label="Contents"><h2>Contents</h2><ol>{items}</ol></nav>'


def section(words: str, where: str, *pieces: Html) -> str:
    """A part of a page under a heading that the contents list shows."""
    return f'<section><h2 id="{where}">{escape(words)}</h2>{"".join(piece.code for piece in pieces)}</section>'
