"""The ``newslib`` command."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from newslib import __version__
from newslib.extracts import extract_lines
from newslib.markup import printable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when all went well, 1 when a check found something, 2 when the call was wrong."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return chosen.run(chosen)
    except (FileNotFoundError, ImportError, ValueError) as error:
        print(f"newslib: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newslib", description="Who says how many, in dated articles.")
    parser.add_argument("--version", action="version", version=f"newslib {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    report = commands.add_parser("report", help="read the articles, write tables, notebooks and the HTML export")
    report.add_argument("--raw", type=Path, default=Path("data/raw"), help="folder of articles (%(default)s)")
    report.add_argument("--processed", type=Path, default=Path("data/processed"), help="folder of tables (%(default)s)")
    report.add_argument("--out", type=Path, default=Path("exports"), help="folder of the export (%(default)s)")
    report.add_argument("--notebooks", type=Path, help="folder of notebooks (notebooks beside data, or the package's)")
    report.add_argument("--question", default="", help="id of a question in questions.toml or of a happening")
    report.set_defaults(run=_report)

    new = commands.add_parser("new", help="lay out a project of your own")
    new.add_argument("folder", type=Path)
    new.set_defaults(run=_new)

    load = commands.add_parser("load", help="tell how the articles are read, without reading their figures")
    load.add_argument("--raw", type=Path, default=Path("data/raw"), help="folder of articles (%(default)s)")
    load.add_argument("--explain", type=Path, metavar="FILE", help="this file only")
    load.set_defaults(run=_load)

    extract = commands.add_parser("extract", help="read any corpus in batch (JSON Lines in and out)")
    extract.add_argument("input", type=Path)
    extract.add_argument("--out", type=Path, required=True)
    extract.add_argument("--figures-only", action="store_true", help="leave out statements and claimants")
    extract.add_argument("--scheduler", default="", help="address of a Dask scheduler whose workers read")
    extract.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped")
    extract.set_defaults(run=_extract)

    compare = commands.add_parser("compare", help="estimates, links, discrepancies and charts of a claims table")
    compare.add_argument("claims", type=Path, help="CSV or Parquet with the columns of docs/codebook.md")
    compare.add_argument("--out", type=Path, required=True)
    compare.add_argument("--series", type=Path, help="what a source counted day by day, in the same columns")
    compare.set_defaults(run=_compare)

    correct = commands.add_parser("correct", help="put a decision about one claim into corrections.csv")
    correct.add_argument("claim", help="its id, as the pages print it")
    correct.add_argument("action", choices=["confirm", "reject", "relabel", "set", "merge", "split"])
    correct.add_argument("field", nargs="?", default="", help="the column that changes (relabel and set)")
    correct.add_argument("value", nargs="?", default="", help="its new value, or the label of a merge or split")
    correct.add_argument("--who", required=True, help="who decides")
    correct.add_argument("--when", required=True, type=dt.date.fromisoformat, metavar="YYYY-MM-DD")
    correct.add_argument("--why", required=True, help="for what reason")
    correct.add_argument("--raw", type=Path, default=Path("data/raw"))
    correct.add_argument("--processed", type=Path, default=Path("data/processed"))
    correct.set_defaults(run=_correct)

    check = commands.add_parser("check", help="validate the tables and the numbers in the export")
    check.add_argument("--processed", type=Path, default=Path("data/processed"))
    check.add_argument("--out", type=Path, default=Path("exports"))
    check.set_defaults(run=_check)
    return parser


def _report(chosen: argparse.Namespace) -> int:
    from newslib import projects, reports, tables

    index = projects.report(chosen.raw, chosen.processed, chosen.out, chosen.notebooks, chosen.question)
    known = {path.stem: tables.read(path.stem, chosen.processed) for path in chosen.processed.glob("*.parquet")}
    for sentence in reports.summary(known):
        print(printable(sentence))
    problems = reports.check_export(chosen.out, known)
    for line in reports.verdict(problems):
        print(printable(line))
    print(index)
    return 1 if problems else 0


def _new(chosen: argparse.Namespace) -> int:
    from newslib import projects

    print(f"{projects.new(chosen.folder)}: put your articles into data/raw there, then run newslib report in it")
    return 0


def _load(chosen: argparse.Namespace) -> int:
    from newslib import articles

    file, raw = chosen.explain, chosen.raw
    if file is not None:
        found = next((path for path in (raw / file, file) if path.is_file()), None)
        if found is None:
            raise FileNotFoundError(f"no file {file}, neither here nor in {raw}")
        if not found.is_relative_to(raw):
            raw = found.parent
        file = found.relative_to(raw)
    for lines in articles.explain(raw, articles.shown(file) if file is not None else ""):
        print(*map(printable, lines.split("\n")), sep="\n")
    return 0


def _correct(chosen: argparse.Namespace) -> int:
    from newslib.corpora import Tables
    from newslib.corpora.decisions import write
    from newslib.projects import Project

    action, field, value = chosen.action, chosen.field, chosen.value
    if action in ("merge", "split") and not value:
        field, value = "", field
    project = Project(chosen.raw, chosen.processed)
    row, _ = write(
        Tables(chosen.processed), project, chosen.claim, action, field, value,
        who=chosen.who, why=chosen.why, when=chosen.when,
    )  # fmt: skip
    shown = printable(str(row["quote"]))
    print(f"{project.corrections}: decision {row['decision']} about {shown!r}, from the next report on")
    return 0


def _compare(chosen: argparse.Namespace) -> int:
    from newslib import tables
    from newslib.compare import compare
    from newslib.compare.inputs import read_claims
    from newslib.reports import write

    given = {path: read_claims(path) for path in (chosen.claims, chosen.series) if path is not None}
    claims = given[chosen.claims].claims
    series = None if chosen.series is None else given[chosen.series].claims
    made_by = tables.run_metadata({path.name: tables.sha256(path) for path in given})
    made = compare(claims, chosen.out, run=made_by, series=series)
    notes = [f"{path.name}: {note}" for path, one in given.items() for note in one.notes]
    for note in notes:
        print(printable(note))
    for name, table in made.items():
        print(f"{name}: {len(table)} rows")
    print(write({"claims": claims, **made}, chosen.out, made_by=made_by, processed=chosen.out, notes=notes))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from newslib import tables
    from newslib.reports import check_export, verdict

    found = []
    known = {}
    for path in sorted(chosen.processed.glob("*.parquet")):
        try:
            known[path.stem] = tables.read(path.stem, chosen.processed)
        except (KeyError, ValueError) as error:
            found.append(f"{path.name}: {error}")
    if not known and not found:
        raise FileNotFoundError(f"no tables in {chosen.processed}; run `newslib report` first")
    found += check_export(chosen.out, known)
    for line in verdict(found):
        print(printable(line))
    return 1 if found else 0


def _extract(chosen: argparse.Namespace) -> int:
    """Write to a partial file first, so that an interrupted run can be resumed and none looks whole."""
    partial = chosen.out.with_name(chosen.out.name + ".partial")
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with chosen.input.open(encoding="utf-8", errors="surrogateescape", newline="\n") as source:
        lines = ((number, line) for number, line in enumerate(source, 1) if line.strip())
        done = _resumed(partial, lines) if chosen.resume and partial.exists() else 0
        with partial.open("a" if done else "w", encoding="utf-8") as target:
            remaining = tqdm(lines, desc="extract", unit=" articles", initial=done, mininterval=2)
            for result in extract_lines(remaining, figures_only=chosen.figures_only, scheduler=chosen.scheduler):
                target.write(result)
    partial.replace(chosen.out)
    return 0


def _resumed(partial: Path, lines: Iterator[tuple[int, str]]) -> int:
    """Pass over the lines that an interrupted run finished, cut off its broken last line, and count them.

    Raises:
        ValueError: the finished lines are not of this input.
    """
    content = partial.read_bytes()
    finished = content[: content.rfind(b"\n") + 1]
    with partial.open("r+b") as file:
        file.truncate(len(finished))
    results = finished.splitlines()
    for result in results:
        number, line = next(lines, (0, ""))
        identity = json.loads(result)["id"]
        if identity != _identity(line):
            raise ValueError(f"{partial}: holds {identity!r} where line {number} of the input differs; remove it")
    return len(results)


def _identity(line: str) -> Any:
    try:
        record = json.loads(line)
    except json.JSONDecodeError:
        return None
    return record.get("id") if isinstance(record, dict) else None
