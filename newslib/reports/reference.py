"""Pages to look things up: method, codebook, gaps, what made the run, downloads, how to cite, corrections, notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import mistune
import nbformat
import pandas as pd
from lxml import html
from markupsafe import Markup

from newslib import tables
from newslib.charts.points import records
from newslib.markup import Html, escape, join, plain, rows_of, say_nothing, table
from newslib.reports.corpus import Corpus
from newslib.reports.site import TEMPLATES, Site
from newslib.reports.words import say

METHOD = (TEMPLATES / "method.md", TEMPLATES.parents[2] / "docs" / "method.md")  # in the wheel, in a clone
EXPORTS = "../exports/"  # where notebooks see the pages; cut off in the export
QUIET, LONGEST = "days_missing", 5  # of the stretches without an article the longest are named
COUNTED = ("publisher", "language")  # kinds of coverage that the chart of the first page shows
_TITLE = re.compile(r"^#\s+(.+)$", re.M)
FORBIDDEN = "//script | //style | //link | //iframe | //object | //embed | //form | //base | //meta"


def write(site: Site, corpus: Corpus, made_by: Mapping[str, Any], decided: pd.DataFrame | None) -> None:
    """Write the pages of reference, those of the notebooks apart.

    Args:
        site: the export, its other files already written: downloads lists them.
        corpus: what pages are made of.
        made_by: what made the tables.
        decided: rows of ``corrections``; None where nobody decided anything.
    """
    site.page(
        "method.html", "prose.html", "How it is done", heading=False, kind="prose", exception="method", body=method()
    )
    site.page("codebook.html", "prose.html", "Codebook and glossary", heading=True, kind="reference", exception="codebook",
              body=_codebook())  # fmt: skip
    site.page(
        "gaps.html", "prose.html", "What is missing", heading=True, kind="reference", exception="", body=_gaps(corpus)
    )
    site.page(
        "run.html", "prose.html", "What made this", heading=True, kind="reference", exception="", body=_made_by(made_by)
    )
    site.page("corrections.html", "prose.html", "Corrections", heading=True, kind="reference", exception="",
              body=_corrections(corpus, decided))  # fmt: skip
    site.page(
        "cite.html", "prose.html", "How to cite", heading=True, kind="reference", exception="", body=_cite(made_by)
    )


def method() -> Markup:
    """The method in plain words, as a piece of a page."""
    found = next((path for path in METHOD if path.exists()), None)
    text = found.read_text(encoding="utf-8") if found else "# How it is done\n"
    return markdown(text)


def markdown(text: str) -> Markup:
    """Markdown as HTML; HTML inside it is escaped, links leave the words alone unless they stay on the page."""
    made = str(
        mistune.html.__class__(renderer=_Prose(escape=True), plugins=[mistune.plugins.import_plugin("table")])(text)
    )
    return Markup(made)


class _Prose(mistune.HTMLRenderer):
    """Headings with ids; no link leads out of the export."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        name = re.sub(r"[^a-z0-9]+", "-", re.sub(r"<[^>]+>", "", text).lower()).strip("-")
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return f'<a href="{escape(url)}">{text}</a>' if url.startswith("#") else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


def _codebook() -> Html:
    pieces: list[Html | str] = [
        Html("<p>Every column, word and rule of the tables. Codes on the pages lead here.</p>", "")
    ]
    pieces.append(_heading("Words", "words"))
    for name, meanings in tables.vocabularies().items():
        pieces.append(_heading(name.replace("_", " "), f"vocabulary-{name}", 3))
        rows = [(Html(f'<span id="{escape(name)}-{escape(word)}">{escape(say(name, word))}</span> <code>{escape(word)}</code>', word),
                 meaning) for word, meaning in meanings.items()]  # fmt: skip
        pieces.append(Html(rows_of(("word", "meaning"), rows, f"Words of {name.replace('_', ' ')}", stacked=True), ""))
    pieces.append(_heading("Rules", "rules"))
    rules = [(Html(f"<code>{escape(rule)}</code>", rule), meaning) for rule, meaning in tables.rules().items()]
    pieces.append(Html(rows_of(("rule", "meaning"), rules, "Rules named in the tables", stacked=True), ""))
    pieces.append(_heading("Tables", "tables"))
    for contract in tables.contracts().values():
        columns = [(Html(f"<code>{escape(one.name)}</code>", one.name), one.type + (", required" if one.required else ""), one.unit,
                    one.meaning, one.example) for one in contract.columns]  # fmt: skip
        made = rows_of(
            ("column", "type", "unit", "meaning", "example"), columns, f"Columns of {contract.name}", stacked=True
        )
        pieces.append(Html(f'<h3 id="table-{contract.name}">{contract.name}</h3><p>{escape(contract.meaning)}</p>'
                           f"<details><summary>Columns</summary>{made}</details>", ""))  # fmt: skip
    return join(pieces)


def _heading(words: str, where: str, rank: int = 2) -> Html:
    return Html(f'<h{rank} id="{escape(where)}">{escape(words)}</h{rank}>', words)


def _gaps(corpus: Corpus) -> Html:
    coverage = corpus.tables["coverage"]
    rows = coverage[~coverage["kind"].isin(COUNTED)].sort_values("n", ascending=False, kind="stable")
    quiet, others = rows[rows["kind"] == QUIET], rows[rows["kind"] != QUIET]
    left = len(quiet) - LONGEST
    rest = (
        [{"kind": QUIET, "name": f"{left} shorter stretches", "n": quiet["n"].iloc[LONGEST:].sum()}] if left > 0 else []
    )
    missing = pd.concat([quiet.head(LONGEST), pd.DataFrame(rest), others], ignore_index=True).head(300)
    shown = [(say("coverage", row.kind), row.name, row.first_date, row.last_date, row.n) for row in records(missing)]
    made = rows_of(("what", "where", "from", "to", "how many"), shown, "What is missing or thin", stacked=True)
    problems = table(corpus.tables["problems"].head(300), "What a person should look at", stacked=True,
                     empty="Every file could be read and has what it needs.")  # fmt: skip
    gaps = Html(made, "gaps") if shown else say_nothing("No gaps are recorded.")
    return join([_heading("Gaps", "gaps"), gaps, _heading("Problems", "problems"), problems])


def _made_by(made_by: Mapping[str, Any]) -> Html:
    versions = [(key, ", ".join(value) if isinstance(value, list) else plain(value)) for key, value in made_by.items()
                if key not in ("inputs", "table")]  # fmt: skip
    inputs = [(Html(f"<code>{escape(name)}</code>", name), Html(f"<code>{escape(digest)}</code>", digest))
              for name, digest in sorted(made_by.get("inputs", {}).items())]  # fmt: skip
    listed = inputs[:2000]
    hashes = Html(f'<details><summary>Files read, with their SHA-256: <data value="{len(inputs)}">{len(inputs)}</data></summary>'
                  f'{rows_of(("file", "SHA-256"), listed, "Files read", stacked=True)}</details>', "")  # fmt: skip
    note = "The same files read by the same versions give the same pages, byte for byte."
    return join(
        [
            Html(f"<p>{note}</p>", note),
            Html(rows_of(("what", "version"), versions, "Made by", stacked=True), ""),
            hashes,
        ]
    )


def _cite(made_by: Mapping[str, Any]) -> Html:
    words = (
        "Cite a claim, not a page: who put it forward, its words as printed, the article with publisher and date, the characters "
        "at which it stands, and the hash of the file. Every claim on the page of its article has such a line under “Cite”."
    )
    version = plain(made_by.get("newslib", ""))
    run = f"newslib {version}: tables of who says how many. Files and hashes: run.html; tables with checksums: downloads.html."
    note = "Offsets count Unicode code points of the article's text, the end exclusive. A claim's address on these pages stays the same " \
           "as long as its article and its words do."  # fmt: skip
    return Html(f'<p>{escape(words)}</p><h2 id="run">This run</h2><pre>{escape(run)}</pre><h2 id="offsets">Offsets and addresses</h2>'
                f"<p>{escape(note)}</p>", words)  # fmt: skip


def _corrections(corpus: Corpus, decided: pd.DataFrame | None) -> Html:
    empty = "Nobody corrected anything: every claim stands as it was read."
    shown = table(
        decided if decided is not None else pd.DataFrame(), "What people decided, in order", stacked=True, empty=empty
    )
    orphans = table(corpus.tables["orphans"], "Decisions that hold on to no claim any more", stacked=True,
                    empty="Every decision found its claim.")  # fmt: skip
    return join([_heading("Decisions", "decisions"), shown, _heading("Decisions without a claim", "orphans"), orphans])


def downloads(site: Site, meanings: Mapping[str, str]) -> None:
    """Write the page of files to take along, with their sizes and checksums.

    Args:
        site: the export, every file but this page written.
        meanings: what each file holds, by its address.
    """
    rows = [
        (Html(f'<a href="{escape(name)}" download>{escape(name)}</a>', name), meaning, (site.out / name).stat().st_size,
         Html(f"<code>{escape(site.written[name])}</code>", ""))
        for name, meaning in meanings.items() if name in site.written
    ]  # fmt: skip
    note = "Every file below and every page has its checksum in files.json."
    made = rows_of(
        ("file", "holds", "bytes", "SHA-256"), rows, "Files", stacked=True, numeric=(False, False, True, False)
    )
    site.page("downloads.html", "prose.html", "Downloads", heading=True, kind="reference", exception="",
              body=Html(f"<p>{note}</p>{made}", note))  # fmt: skip


def titles(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Address and short title of the page of each notebook."""
    found = []
    for path in paths:
        prose = "\n".join(
            cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"
        )
        title = _TITLE.search(prose)
        found.append((f"{path.stem}.html", (title.group(1) if title else path.stem).partition(":")[0].strip()))
    return found


def notebook(site: Site, path: Path, title: str) -> None:
    """Write the page of an executed notebook: its prose, its results, its code folded."""
    book = nbformat.read(path, as_version=4)
    body = Markup("").join(_cell(cell) for cell in book.cells)
    site.page(f"{path.stem}.html", "prose.html", title, heading=False, kind="notebook", exception="", body=body)


def _cell(cell: Any) -> Markup:
    if cell.cell_type == "markdown":
        return Markup('<section class="words">{}</section>').format(markdown(cell.source))
    if cell.cell_type != "code":
        return Markup("")
    shown = Markup("").join(_output(output) for output in cell.outputs)
    code = Markup('<details class="code"><summary>Code</summary><pre>{}</pre></details>').format(cell.source)
    return code + (Markup('<div class="output">{}</div>').format(shown) if shown else Markup(""))


def _output(output: Any) -> Markup:
    known = output.get("data", {})
    if "text/html" in known:
        return Markup(_clean("".join(known["text/html"])))
    if "image/png" in known:
        return Markup('<img alt="" src="data:image/png;base64,{}">').format(
            "".join(known["image/png"]).replace("\n", "")
        )
    return Markup("<pre>{}</pre>").format("".join(known.get("text/plain", output.get("text", ""))))


def _clean(code: str) -> str:
    """The HTML of a result without anything that runs, styles or is fetched; links back into the export are cut to fit."""
    if not re.search(
        r"<(script|style|link|iframe|object|embed|form|base|meta)|\s(style|on\w+)=|" + re.escape(EXPORTS), code, re.I
    ):
        return code
    tree = html.fragment_fromstring(code, create_parent="div")
    for element in tree.xpath(FORBIDDEN):
        element.drop_tree()
    for element in tree.iter():
        for name in list(element.attrib):
            if name == "style" or name.startswith("on"):
                del element.attrib[name]
        if (to := element.get("href", "")).startswith(EXPORTS):
            element.set("href", to.removeprefix(EXPORTS))
    return html.tostring(tree, encoding="unicode")


def copies(site: Site, processed: Path) -> dict[str, str]:
    """Put the tables into the export as CSV; returns what each file holds. Links and foreign files stay out."""
    held = {}
    for name, contract in tables.contracts().items():
        path = processed / f"{name}.csv"
        if path.is_file() and not path.is_symlink():
            site.file(f"tables/{name}.csv", path.read_bytes())
            held[f"tables/{name}.csv"] = contract.meaning
    return held
