"""The frame of the export: where pages stand, what they are made with, and a list of every file written."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newslib.markup import anchor, number, plain, printable

TEMPLATES = Path(__file__).parent / "templates"
MANIFEST = "files.json"  # every file of an export with its SHA-256; what is not in it is never touched
VERBATIM = ("article.html", "prose.html")  # templates whose blanks count: texts, code
JOURNAL = f"{MANIFEST}.partial"  # files written by a run that is not finished
_BLANKS = re.compile(r"\n\s*")
Links = Sequence[tuple[str, str]]


def policy() -> str:
    """No request, no form; only this very style sheet and this very script, by their hashes."""
    return (
        f"default-src 'none'; style-src '{_hash(style())}'; script-src '{_hash(script())}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def style() -> str:
    """The style sheet, as it stands in every page."""
    return _BLANKS.sub("\n", (TEMPLATES / "style.css").read_text(encoding="utf-8")).strip()


@cache
def script() -> str:
    """The script, as it stands in every page: it sorts, filters and searches; without it nothing is missing."""
    return _BLANKS.sub("\n", (TEMPLATES / "site.js").read_text(encoding="utf-8")).strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def environment() -> Environment:
    """Templates that escape everything; characters that no page can hold are replaced first."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True, finalize=_cell)  # fmt: skip
    made.filters |= {"n": counted, "words": words, "json": script_json}
    made.globals |= {"anchor": anchor, "style": Markup(style()), "script": Markup(script()), "policy": policy()}
    return made


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


def words(code: Any) -> str:
    """A code of a table as words."""
    return plain(code).replace("_", " ")


def script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(printable(text).replace("<", "\\u003c").replace("&", "\\u0026"))


@dataclass
class Site:
    """An export being written: pages and files go to ``out`` at once, and onto the list of files.

    Raises:
        ValueError: a file in ``out`` that newslib did not write stands where one has to go.
    """

    out: Path
    menu: Links
    written: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    navigation: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    journal: TextIO = field(init=False)

    def __post_init__(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        self.before = manifest(self.out)
        self.journal = (self.out / JOURNAL).open("a", encoding="utf-8")
        self.navigation = {depth: [("../" * depth + to, says) for to, says in self.menu] for depth in (0, 1)}

    def page(self, address: str, template: str, title: str, *, part: str = "", before: tuple[str, str] | None = None,
             after: tuple[str, str] | None = None, trail: Links = (), **more: Any) -> None:  # fmt: skip
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
        up = "../" * address.count("/")
        made = environment().get_template(template)
        text = made.render(title=title, up=up, menu=self.navigation[address.count("/")], here=up + (part or address),
                           before=before, after=after, trail=trail, **more)  # fmt: skip
        self.file(address, text if template in VERBATIM else _BLANKS.sub("\n", text))

    def file(self, address: str, content: str | bytes) -> None:
        """Write any file; the same content leaves it as it is."""
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path, digest = self.out / address, hashlib.sha256(data).hexdigest()
        if path.is_symlink() or (path.exists() and address not in self.before):
            raise ValueError(
                f"{path} is not a file that newslib wrote: move it away or choose another folder with --out"
            )
        if self.before.get(address) != digest or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            print(address, file=self.journal, flush=True)
            path.write_bytes(data)
        self.written[address] = digest

    def close(self) -> None:
        """Write the list of files and remove those of an earlier export that are no longer made."""
        for address in sorted(set(self.before) - set(self.written)):
            _remove(self.out, address, self.before[address])
        text = json.dumps(dict(sorted(self.written.items())), ensure_ascii=False, indent=0) + "\n"
        (self.out / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
        self.journal.close()
        (self.out / JOURNAL).unlink()


def _remove(out: Path, address: str, digest: str) -> None:
    """Remove a file of an earlier export, unless somebody changed it since."""
    path = out / address
    inside = out.resolve() in path.resolve().parents
    if inside and path.is_file() and not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
        path.unlink()


def manifest(out: Path) -> dict[str, str]:
    """The files of an export with their SHA-256; empty where there is no list."""
    path, journal = out / MANIFEST, out / JOURNAL
    started = journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else []
    found = dict.fromkeys(started, "") | (json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {})
    return {address: digest for address, digest in found.items() if ".." not in Path(address).parts}


def neighbours(items: Sequence[tuple[str, str]]) -> Iterable[tuple[tuple[str, str] | None, tuple[str, str] | None]]:
    """For each page of a list, the one before and the one after it."""
    for place in range(len(items)):
        yield items[place - 1] if place else None, items[place + 1] if place + 1 < len(items) else None
