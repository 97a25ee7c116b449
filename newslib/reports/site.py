"""The frame of the export: where pages stand, what they are made with, and a list of every file written."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from markupsafe import Markup

from newslib.markup import printable
from newslib.templates import asset, environment

MANIFEST = "files.json"  # every file of an export with its SHA-256; what is not in it is never touched
STYLE, SCRIPT = "style.css", "site.js"  # both stand in every page; without the script nothing is missing
VERBATIM = ("article.html", "prose.html")  # templates whose blanks count: texts, code
CLAIMS = "schemas/claims.json"  # the schema of every CSV of claims under a happening, a source, a chart, a list
JOURNAL = f"{MANIFEST}.partial"  # files written by a run that is not finished
FRESH = f".{MANIFEST}.new"  # a file being written, so that none is ever seen by halves
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
    """An export being written: pages and files go to ``out`` at once, and onto the list of files.

    ``menu`` holds the entries of the menu by the heading they stand under.

    Raises:
        ValueError: a file in ``out`` that newslib did not write stands where one has to go.
    """

    out: Path
    menu: Mapping[str, Links]
    written: dict[str, str] = field(default_factory=dict)
    schemas: dict[str, str] = field(default_factory=dict)  # of the CSV files that are no table of the run
    before: dict[str, list[str]] = field(default_factory=dict)
    journal: TextIO = field(init=False)

    def __post_init__(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        self.before = _known(self.out)
        self.journal = (self.out / JOURNAL).open("a", encoding="utf-8")

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
        """Write any file; the same content leaves it as it is."""
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path, digest = self.out / address, hashlib.sha256(data).hexdigest()
        if path.is_symlink() or (path.exists() and address not in self.before):
            raise ValueError(
                f"{path} is not a file that newslib wrote: move it away or choose another folder with --out"
            )
        if self.before.get(address) != [digest] or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            print(digest, address, file=self.journal, flush=True)
            (self.out / FRESH).write_bytes(data)
            (self.out / FRESH).replace(path)
        self.written[address] = digest

    def json(self, address: str, value: Any) -> None:
        """Write JSON."""
        self.file(address, printable(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")

    def table(self, address: str, content: str, schema: str = CLAIMS) -> None:
        """Write a CSV file whose columns stand in a schema of the export."""
        self.schemas[address] = schema
        self.file(address, content)

    def close(self) -> None:
        """Write the list of files and remove those of an earlier export that are no longer made."""
        for address in sorted(set(self.before) - set(self.written)):
            _remove(self.out, address, self.before[address])
        text = json.dumps(dict(sorted(self.written.items())), ensure_ascii=False, indent=0) + "\n"
        (self.out / FRESH).write_text(text, encoding="utf-8", newline="\n")
        (self.out / FRESH).replace(self.out / MANIFEST)
        self.journal.close()
        (self.out / JOURNAL).unlink()


def _remove(out: Path, address: str, known: Sequence[str]) -> None:
    """Remove a file of an earlier export, unless somebody changed it since."""
    path = out / address
    inside = out.resolve() in path.resolve().parents
    if inside and path.is_file() and not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() in known:
        path.unlink()


def manifest(out: Path) -> dict[str, str]:
    """The files of an export with their SHA-256; empty where there is no list."""
    return {address: digests[-1] for address, digests in _known(out).items()}


def _known(out: Path) -> dict[str, list[str]]:
    """Every SHA-256 that a file of an export may have: of the last whole run, then of those that did not end."""
    path, journal = out / MANIFEST, out / JOURNAL
    whole = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    lines = journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else []
    started = [(address, digest) for digest, _, address in (line.partition(" ") for line in lines) if address]
    found: dict[str, list[str]] = {}
    for address, digest in [*whole.items(), *started]:
        if ".." not in Path(address).parts:
            found.setdefault(address, []).append(digest)
    return found


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
