"""The ``newslib`` command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from newslib import __version__

if TYPE_CHECKING:
    from newslib.corpora.contents import Tables
    from newslib.projects import Project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when all went well, 1 when a check found something, 2 when the call was wrong."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        return code
    except (ImportError, ValueError, ConnectionError) as error:
        say(f"newslib: {error}", sys.stderr)
    except OSError as error:
        from newslib.outputs import told

        say(f"newslib: {told(error)}", sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newslib", description="Who says how many, in dated articles.")
    parser.add_argument("--version", action="version", version=f"newslib {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    report = commands.add_parser("report", help="read the articles, write tables, notebooks and the HTML export")
    _folders(report, "raw", "processed", "out")
    report.add_argument("--notebooks", type=Path, help="folder of notebooks (notebooks beside data, or the package's)")
    report.add_argument("--question", default="", help="id of a question in questions.toml or of a happening")
    _readers(report)
    report.set_defaults(run=_report)

    new = commands.add_parser("new", help="lay out a project of your own")
    new.add_argument("folder", type=Path)
    new.set_defaults(run=_new)

    load = commands.add_parser("load", help="tell how the articles are read, without reading their figures")
    _folders(load, "raw")
    load.add_argument("--explain", type=Path, metavar="FILE", help="this file only")
    load.set_defaults(run=_load)

    extract = commands.add_parser("extract", help="read any corpus in batch (JSON Lines in and out)")
    extract.add_argument("input", help="a JSON Lines file, or the address of Parquet files")
    extract.add_argument("--out", required=True, help="a file; of Parquet the address of a folder")
    extract.add_argument("--figures-only", action="store_true", help="leave out statements and claimants")
    _readers(extract)
    extract.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped")
    extract.set_defaults(run=_extract)

    compare = commands.add_parser("compare", help="estimates, links, discrepancies and charts of a claims table")
    compare.add_argument("claims", type=Path, help="CSV or Parquet with the columns of docs/codebook.md")
    compare.add_argument("--out", type=Path, required=True)
    compare.add_argument(
        "--map",
        default="",
        metavar="NAME",
        help="columns of ucdp, acled, airwars, palestine, general_staff, or a mapping file",
    )
    compare.add_argument("--series", type=Path, help="what a source counted day by day, in the same columns")
    compare.set_defaults(run=_compare)

    correct = commands.add_parser("correct", help="put a decision about one claim into corrections.csv")
    correct.add_argument("claim", help="its id, as the pages print it")
    correct.add_argument("action", choices=["confirm", "reject", "relabel", "set", "merge", "split", "move", "name"])
    correct.add_argument("field", nargs="?", default="", help="the column that changes (relabel and set)")
    correct.add_argument(
        "value", nargs="?", default="", help="its new value, or the label of a merge, split, move or name"
    )
    correct.add_argument("--why", required=True, help="for what reason")
    _deciding(correct)
    correct.set_defaults(run=_correct)

    undo = commands.add_parser("undo", help="take back a person's last decision; corrections.csv keeps both")
    undo.add_argument("--why", default="", help="for what reason")
    _deciding(undo)
    undo.set_defaults(run=_undo)

    check = commands.add_parser("check", help="validate the tables and the numbers in the export")
    _folders(check, "processed", "out")
    check.set_defaults(run=_check)
    return parser


FOLDERS = {
    "raw": ("data/raw", "folder of articles"), "processed": ("data/processed", "folder of tables"),
    "out": ("exports", "folder of the export"),
}  # fmt: skip


def _folders(command: argparse.ArgumentParser, *names: str) -> None:
    for name in names:
        default, what = FOLDERS[name]
        command.add_argument(f"--{name}", type=Path, default=Path(default), help=f"{what} (%(default)s)")


def _readers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--scheduler", default="", help="address of a Dask scheduler whose workers read")
    command.add_argument("--workers", type=int, default=0, metavar="N", help="start N workers on this machine")


def _deciding(command: argparse.ArgumentParser) -> None:
    command.add_argument("--who", required=True, help="who decides")
    command.add_argument("--when", metavar="YYYY-MM-DD", help="on which day (today)")
    _folders(command, "raw", "processed")


def _report(chosen: argparse.Namespace) -> int:
    from newslib import reports, stages, tables

    index = stages.report(
        chosen.raw, chosen.processed, chosen.out, chosen.notebooks, chosen.question,
        scheduler=chosen.scheduler, workers=chosen.workers,
    )  # fmt: skip
    known = tables.read_all(chosen.processed)
    for sentence in reports.summary(known):
        say(sentence)
    problems = reports.check_export(chosen.out, known)
    for line in reports.verdict(problems):
        say(line)
    say(index)
    return 1 if problems else 0


def _new(chosen: argparse.Namespace) -> int:
    from newslib import projects

    say(f"{projects.new(chosen.folder)}: put your articles into data/raw there, then run newslib report in it")
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
        say(lines)
    return 0


def _correct(chosen: argparse.Namespace) -> int:
    from newslib.corpora.decisions import write

    action, field, value = chosen.action, chosen.field, chosen.value
    if action in ("merge", "split", "move", "name") and not value:
        field, value = "", field
    found, project = _run(chosen)
    row, _ = write(found, project, chosen.claim, action, field, value, who=chosen.who, why=chosen.why, when=chosen.when)
    say(f"{project.corrections}: decision {row['decision']} about “{row['quote']}”, from the next report on")
    return 0


def _undo(chosen: argparse.Namespace) -> int:
    from newslib.corpora.decisions import TAKEN_BACK, undo

    found, project = _run(chosen)
    row, _ = undo(found, project, who=chosen.who, why=chosen.why or TAKEN_BACK, when=chosen.when)
    say(f"{project.corrections}: decision {row['value']} about “{row['quote']}” no longer holds")
    return 0


def _run(chosen: argparse.Namespace) -> tuple[Tables, Project]:
    """The tables and the project that a decision is about, with the registries of the project in use."""
    from newslib import projects
    from newslib.corpora.contents import Tables
    from newslib.projects import Project

    projects.include(chosen.raw)
    return Tables(chosen.processed), Project(chosen.raw, chosen.processed)


def _compare(chosen: argparse.Namespace) -> int:
    from newslib import outputs, tables
    from newslib.compare import comparison
    from newslib.compare.inputs import read_claims, uncompared
    from newslib.reports import write

    paths = [path for path in (chosen.claims, chosen.series) if path is not None]
    given = {path: read_claims(path, chosen.map) for path in paths}
    claims = given[chosen.claims].claims
    series = None if chosen.series is None else given[chosen.series].claims
    made_by = tables.run_metadata({path.name: outputs.sha256(path) for path in given})
    outputs.folder(chosen.out, given)
    made = comparison(claims, series=series)
    with outputs.together(chosen.out) as stage:
        for name, table in made.items():
            tables.write(name, table, stage, made_by, strict=False)
            say(f"{name}: {len(table)} rows")
    notes = [f"{path.name}: {note}" for path, one in given.items() for note in one.notes]
    notes += uncompared(made)
    for note in notes:
        say(note)
    say(write({"claims": claims, **made}, chosen.out, made_by=made_by, processed=chosen.out, notes=notes))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from newslib import outputs, tables
    from newslib.reports import check_export, verdict

    found = outputs.changed(chosen.processed)
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
        say(line)
    return 1 if found else 0


def _extract(chosen: argparse.Namespace) -> int:
    from newslib.extracts import extract_file

    how = {name: getattr(chosen, name) for name in ("figures_only", "scheduler", "workers")}
    source = Path(chosen.input)
    if "://" in chosen.input or source.is_dir() or source.suffix in (".parquet", ".pq"):
        from newslib.partitions import extract_partitions

        for name, count in extract_partitions(chosen.input, chosen.out, **how).items():
            say(f"{name}: {count}")
        return 0
    if not source.exists():
        raise FileNotFoundError(f"no file {source}")
    for line in extract_file(source, Path(chosen.out), resume=chosen.resume, **how):
        say(line)
    return 0


def say(text: object, to: TextIO | None = None) -> None:
    """Print a line in which control characters, also those that turn the direction of text, are shown as codes."""
    from newslib.outputs import visible

    print(visible(str(text)), file=to)


if __name__ == "__main__":
    raise SystemExit(main())
