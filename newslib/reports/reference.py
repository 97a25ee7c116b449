"""Pages to look things up: method, codebook, gaps, what made the run, downloads, corrections, notebooks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import mistune
import pandas as pd
from lxml import html
from markupsafe import Markup

from newslib import codebook
from newslib.charts.points import UNNAMED, records
from newslib.codebook import said, say
from newslib.markup import anchor, dated, escape, link, number, plain
from newslib.notebooks import executed
from newslib.reports.corpus import NO_SOURCE, SILENT, Edition, keyed
from newslib.reports.pages import cite
from newslib.templates import FOLDER, Site, code, with_code

METHOD = FOLDER / "method.md"  # a link to the file in docs; the wheel holds its text
MOST, HASHES = 300, 3000  # rows of a table of reference, files listed with their hash
LISTS = {"unattributed": NO_SOURCE, "no_claims": SILENT}  # where those stand that a kind of coverage counts
IN_FULL = "tables/coverage.csv"
QUIET, LONGEST = "days_missing", 5  # of the stretches without an article the longest are named
TOLD = ("publisher", "language", "problem")  # kinds of coverage that the first page or another table shows
LONG = 10  # rows from which a table of a notebook is folded: its page is a summary
_TABLE = re.compile(r'\s*<div class="table.*?<caption[^>]*>(.*?)</caption>', re.S)
_CLAIM = re.compile(r'href="(#claim-[\w-]+)"')
_SECTION = re.compile(r"(<h2 .*?</h2>)", re.S)
_CELL = re.compile(r"(<td[^>]*>)(.*?)(?=</td>)")
_TITLE = re.compile(r"^#\s+(.+)$", re.M)
CODEBOOK = ("<code>codebook.md</code>", '<a href="codebook.html">codebook</a>')  # the file, and its page
FORBIDDEN = "//script | //style | //link | //iframe | //object | //embed | //form | //base | //meta"


class Section(NamedTuple):
    """A table of a page of reference under its heading; ``empty`` stands in for one without rows."""

    anchor: str
    title: str
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    empty: str = ""
    folded: bool = False
    numbers: Sequence[int] = ()
    more: str = ""  # where all rows stand


def write(site: Site, corpus: Edition, made_by: Mapping[str, Any], decided: pd.DataFrame | None) -> None:
    """Write the pages of reference, those of the notebooks and of downloads apart.

    Args:
        site: the export.
        corpus: what pages are made of.
        made_by: what made the tables.
        decided: rows of ``corrections``; None where nobody decided anything.
    """
    site.page("method.html", "prose.html", "How it is done", kind="prose", exception="method", code="", body=method())
    _codebook(site)
    silent = Markup(
        "Where the corpus is silent, nothing is known: a stretch without articles is no stretch of peace. "
        '<a href="lists/problems.html">Files that could not be used</a> have a list of their own.'
    )
    _page(site, "gaps.html", "What is missing", *_gaps(site, corpus), about=silent)
    _page(site, "run.html", "What made this", *_made_by(made_by),
          about="The same files read by the same versions give the same pages, byte for byte.")  # fmt: skip
    _page(site, "corrections.html", "Corrections", *_corrections(corpus, decided))
    inputs = made_by.get("inputs", {})
    articles = keyed(corpus.articles, "article_id")
    named = (row for row in corpus.rows if row.article_id in articles and row.who != UNNAMED)
    example = next((cite(row, articles[row.article_id]) for row in named), "")
    site.page("cite.html", "cite.html", "How to cite", version=plain(made_by.get("newslib", "")), n_files=len(inputs),
              n_claims=len(corpus.rows), example=example)  # fmt: skip


def _page(site: Site, address: str, title: str, *parts: Section, about: str = "") -> None:
    site.page(address, "reference.html", title, parts=parts, about=about)


def method() -> Markup:
    """The method in plain words, as a piece of a page; each section folds."""
    text = str(markdown(METHOD.read_text(encoding="utf-8")))
    first, *sections = _SECTION.split(text.replace(*CODEBOOK))
    folded = (f'<details class="thing"><summary>{head}</summary>{text}</details>'
              for head, text in zip(sections[::2], sections[1::2], strict=True))  # fmt: skip
    return Markup(first + "".join(folded))


def markdown(text: str) -> Markup:
    """Markdown as HTML; HTML inside it is escaped, links leave the words alone unless they stay on the page."""
    return Markup(mistune.create_markdown(renderer=_Prose(escape=True), plugins=["table"])(text))


class _Prose(mistune.HTMLRenderer):
    """Headings with ids; no link leads out of the export."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        name = re.sub(r"[^a-z0-9]+", "-", re.sub(r"<[^>]+>", "", text).lower()).strip("-")
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return f'<a href="{escape(url)}">{text}</a>' if url.startswith("#") else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


def _codebook(site: Site) -> None:
    contracts = [
        {"name": contract.name, "meaning": contract.meaning, "rows": [
            (code(one.name), one.type + (", required" if one.required else ""), one.unit, with_code(one.meaning),
             one.example)
            for one in contract.columns]}
        for contract in codebook.contracts().values()
    ]  # fmt: skip
    site.page("codebook.html", "codebook.html", "Codebook and glossary", vocabularies=codebook.vocabularies(),
              titles=said()["vocabularies"], rules=codebook.rules(), contracts=contracts)  # fmt: skip


def _gaps(site: Site, corpus: Edition) -> Iterable[Section]:
    coverage = corpus.tables["coverage"]
    rows = coverage[~coverage["kind"].isin(TOLD)].sort_values("n", ascending=False, kind="stable")
    quiet, others = records(rows[rows["kind"] == QUIET]), records(rows[rows["kind"] != QUIET])
    lists = {kind: address for kind, address in LISTS.items() if address in site.written}
    shown = [(link(lists.get(row.kind, ""), say("coverage", row.kind)), row.name, row.first_date, row.last_date, row.n)
             for row in (*quiet[:LONGEST], *others)]  # fmt: skip
    shorter = link("", "shorter stretches without an article")
    shown.insert(LONGEST, (shorter, None, None, None, sum(row.n for row in quiet[LONGEST:])))
    heads = ("what", "where", "from", "to", "how many")
    shown = [row for row in shown if row[-1]]
    yield Section("gaps", "Gaps", "What is missing or thin", heads, shown[:MOST], "No gaps are recorded.", numbers=(4,),
               more=IN_FULL if len(shown) > MOST and IN_FULL in site.written else "")  # fmt: skip


def _made_by(made_by: Mapping[str, Any]) -> Iterable[Section]:
    versions = [(key, ", ".join(value) if isinstance(value, list) else plain(value)) for key, value in made_by.items()
                if key not in ("inputs", "table")]  # fmt: skip
    yield Section("versions", "Versions", "Made by", ("what", "version"), versions, "Not recorded.")
    inputs = [(code(name), code(digest)) for name, digest in sorted(made_by.get("inputs", {}).items())]
    more = "ro-crate-metadata.json" if len(inputs) > HASHES else ""
    yield Section("inputs", "Files read", "Files read, with their SHA-256", ("file", "SHA-256"), inputs[:HASHES],
               "No files are recorded.", folded=True, more=more)  # fmt: skip


def _corrections(corpus: Edition, decided: pd.DataFrame | None) -> Iterable[Section]:
    for where, title, found, empty in (
        ("decisions", "Decisions", decided, "Nobody corrected anything: every claim stands as it was read."),
        ("orphans", "Decisions without a claim", corpus.tables["orphans"], "Every decision found its claim."),
    ):
        rows = [[plain(cell) for cell in row] for row in records(found)] if found is not None else []
        heads = [] if found is None else [say("", name) for name in found.columns]
        caption = f"What people decided, the last {MOST}" if len(rows) > MOST else "What people decided, in order"
        yield Section(where, title, caption, heads, rows[-MOST:], empty)


def downloads(site: Site, meanings: Mapping[str, str]) -> None:
    """Write the page of files to take along, with their sizes and checksums.

    Args:
        site: the export, every file but this page written.
        meanings: what each file holds, by its address.
    """
    rows = [
        (Markup('<a href="{}" download>{}</a>').format(name, name), meaning, number((site.out / name).stat().st_size),
         code(site.written[name]))
        for name, meaning in meanings.items() if name in site.written
    ]  # fmt: skip
    _page(site, "downloads.html", "Downloads",
          Section("files", "Files", "Files to take along", ("file", "holds", "bytes", "SHA-256"), rows, numbers=(2,)),
          about="Every file below and every page has its checksum in files.json.")  # fmt: skip


def titles(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Address and short title of the page of each notebook."""
    found = []
    for path in paths:
        prose = "\n".join(cell.source for cell in executed(path).cells if cell.cell_type == "markdown")
        title = _TITLE.search(prose)
        found.append((f"{path.stem}.html", (title.group(1) if title else path.stem).partition(":")[0].strip()))
    return found


def notebook(site: Site, path: Path, title: str, corpus: Edition) -> None:
    """Write the page of an executed notebook: prose, results, folded code; claims lead to their evidence."""
    book = executed(path)
    pages = {f"#{anchor(claim)}": page for claim, page in corpus.pages.items()}
    named = {dated(thing.label): one.address for one in corpus.happenings for thing in one.things}
    named |= {dated(one.name): one.address for one in corpus.happenings}

    def to_happening(found: re.Match[str]) -> str:
        cell, words = found.groups()
        return f'{cell}<a href="{named[words]}">{words}</a>' if words in named else found.group()

    shown = _CELL.sub(to_happening, Markup("").join(_cell(cell) for cell in book.cells))
    code = "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    site.page(f"{path.stem}.html", "prose.html", title, kind="brief", exception="", code=code,
              body=Markup(_CLAIM.sub(lambda found: f'href="{pages.get(found[1], "")}{found[1]}"', shown)))  # fmt: skip


def _cell(cell: Any) -> Markup:
    if cell.cell_type == "markdown":
        return Markup('<section class="words">{}</section>').format(markdown(cell.source))
    shown = Markup("").join(_output(output) for output in cell.get("outputs", ()))
    return Markup('<div class="output">{}</div>').format(shown) if shown else Markup("")


def _output(output: Any) -> Markup:
    known = output.get("data", {})
    if "text/html" in known:
        shown = Markup(_clean("".join(known["text/html"])))
        table = _TABLE.match(shown)
        if table is None or shown.count("<tr") <= LONG:
            return shown
        return Markup('<details class="thing"><summary>{}</summary>{}</details>').format(Markup(table[1]), shown)
    if "image/png" in known:
        data = "".join(known["image/png"]).replace("\n", "")
        return Markup('<img alt="" src="data:image/png;base64,{}">').format(data)
    return Markup("<pre>{}</pre>").format("".join(known.get("text/plain", output.get("text", ""))))


def _clean(code: str) -> str:
    """The HTML of a result without anything that runs, styles or is fetched."""
    if not re.search(r"<(script|style|link|iframe|object|embed|form|base|meta)|\s(style|on\w+)=", code, re.I):
        return code
    tree = html.fragment_fromstring(code, create_parent="div")
    for element in tree.xpath(FORBIDDEN):
        element.drop_tree()
    for element in tree.iter():
        for name in list(element.attrib):
            if name == "style" or name.startswith("on"):
                del element.attrib[name]
    return str(html.tostring(tree, encoding="unicode"))


def copies(site: Site, processed: Path) -> dict[str, str]:
    """Put the tables into the export as CSV; returns what each file holds. Links and foreign files stay out."""
    held = {}
    for name, contract in codebook.contracts().items():
        path = processed / f"{name}.csv"
        if path.is_file() and not path.is_symlink():
            site.file(f"tables/{name}.csv", path.read_bytes())
            held[f"tables/{name}.csv"] = contract.meaning
    return held
