"""The frame of the export: where pages stand and what they are made with."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from newslib.markup import printable
from newslib.templates import asset, environment

STYLE, SCRIPT = "style.css", "site.js"  # both stand in every page; without the script nothing is missing
VERBATIM = ("article.html", "prose.html")  # templates whose blanks count: texts, code
_BLANKS = re.compile(r"\n\s*")
Links = Sequence[tuple[str, str]]
Step = tuple[str, str] | None  # address, as seen from the page, and name of the page before or after it


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
