"""Kill runs at random moments, and say what that left behind.

Run as ``python tools/kills.py [--kills 50 50] [--seconds 900] [--seed 1]``. A small project changes between two states;
each ``newslib report`` on it is killed with SIGKILL at some moment, as are runs of ``newslib extract --resume``. After
each kill the tables must be of one run whole, a mixed or torn export must be found by ``newslib check``, and the
articles must be as they were; at the end a run that is let be must leave the bytes of one that was never disturbed.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat

from newslib import caches, outputs, stages, tables
from newslib.cli import main
from newslib.reports import check_export

STATES = (17, 25)  # the number that each state of the project prints
LOG = Path(tempfile.gettempdir()) / f"kills-{os.getpid()}.log"
LINES = 400  # articles of the corpus that is extracted
Files = dict[str, bytes]


def quietly(run: Callable[[], int]) -> int:
    """Start a process that does something and prints into a log; its id."""
    child = os.fork()
    if child:
        return child
    status = 70
    with LOG.open("w") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        try:
            status = run()
        except BaseException:
            traceback.print_exc()
        finally:
            log.flush()
            sys.stderr.flush()
            os._exit(status)


def ended(child: int) -> int:
    """The exit status of a process that is let be.

    Raises:
        RuntimeError: it failed, with what it printed last.
    """
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status > 1:
        raise RuntimeError(f"ended with {status}: {LOG.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    return status


def killed(child: int, after: float) -> bool:
    """Kill a process after some seconds; whether it was still at work."""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return ended(child) == -signal.SIGKILL


def everything(folder: Path) -> Files:
    """All files below a folder but the memory of readings, which may be deleted at any time."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(caches.NAME)
    }  # fmt: skip


class Project:
    """A project of few articles and one notebook, in one of two states."""

    def __init__(self, root: Path) -> None:
        self.raw, self.processed, self.out = root / "data" / "raw", root / "data" / "processed", root / "exports"
        self.books = root / "notebooks"
        self.mixed = 0  # kills that left pages which are not of the tables, all of which must be told
        for folder in (self.raw, self.books):
            folder.mkdir(parents=True)
        cells = [nbformat.v4.new_code_cell("import newslib as nl\n\nlen(nl.open().claims)", id="a")]
        (self.books / "one.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)))

    def turn(self, state: int) -> None:
        """Put the articles into a state."""
        for n in range(6):
            said = f"Mayor Ada Brook said {state + n} people were killed in the fire in Port Alba on Monday."
            (self.raw / f"{n}.txt").write_text(f"date 2021-03-{9 + n:02}\nFire in Port Alba\n\n{said}\n")
        more = self.raw / "more.txt"
        more.unlink(missing_ok=True)
        if state == STATES[1]:
            more.write_text("date 2021-04-01\nTen people were wounded in Lowtown, police said.\n")

    def report(self) -> int:
        """Run the whole report."""
        folders = {"raw": self.raw, "processed": self.processed, "out": self.out, "notebooks": self.books}
        return main(["report", *(word for name, path in folders.items() for word in (f"--{name}", str(path)))])

    def wrong(self, known: Mapping[int, tuple[Files, Files]]) -> list[str]:
        """What a reader would find amiss and nothing tells."""
        names = {name for made, _ in known.values() for name in made if is_table(name)}
        shown = {name: outputs.shown(self.processed / name) for name in names}
        read = {name: path.read_bytes() for name, path in shown.items() if path.exists()}
        of = [state for state, (made, _) in known.items() if read == {n: b for n, b in made.items() if is_table(n)}]
        if not of:
            return ["tables of two runs"]
        if self.pages() == known[of[0]][1]:
            return []
        self.mixed += 1
        names = {Path(name).stem for name in names}
        found = check_export(self.out, tables.read_all(self.processed, sorted(names)))
        return [] if found else ["pages that are not of the tables, and check finds nothing"]

    def pages(self) -> Files:
        """The pages, without what a run at work keeps beside them."""
        made = everything(self.out)
        return {name: made[name] for name in made if not name.startswith(".")}


def is_table(name: str) -> bool:
    """Whether a file of the processed folder is a table that appears together with the others."""
    return name.endswith((".parquet", ".csv")) and name != "suggestions.csv"


def reports(root: Path, kills: int, until: float, chance: random.Random) -> list[str]:
    """Kill reports; what was wrong after one of them."""
    project = Project(root)
    known, faults, done = {}, [], 0
    for state in STATES:
        project.turn(state)
        begun = time.monotonic()
        assert ended(quietly(project.report)) == 0
        takes = time.monotonic() - begun
        known[state] = everything(project.processed), everything(project.out)
    n = 0
    while done < kills and time.monotonic() < until:
        n += 1
        project.turn(STATES[n % 2])
        raw = everything(project.raw)
        after = chance.uniform(0, takes)
        done += killed(quietly(project.report), after)
        faults += [f"report killed after {after:.2f} s: {one}" for one in project.wrong(known)]
        if everything(project.raw) != raw:
            faults.append(f"report killed after {after:.2f} s: articles changed")
    project.turn(STATES[0])
    assert ended(quietly(project.report)) == 0
    if (everything(project.processed), everything(project.out)) != known[STATES[0]]:
        faults.append("after all kills a whole run leaves other files than one that was never disturbed")
    mixed = f"{project.mixed} of them with older or mixed pages, as check tells"
    print(f"report: {done} runs of {takes:.1f} s killed at work, {mixed}; {len(faults)} faults")
    return faults


def extracts(root: Path, kills: int, until: float, chance: random.Random) -> list[str]:
    """Kill runs of extract, each going on where the one before stopped; what was wrong in the end."""
    source, whole = root / "in.jsonl", root / "whole.jsonl"
    rows = ({"id": n, "text": f"Погибли {n} военных, сообщил мэр. {n} people died."} for n in range(2, 2 + LINES))
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    begun = time.monotonic()
    assert ended(quietly(lambda: main(["extract", str(source), "--out", str(whole)]))) == 0
    takes, faults, done = time.monotonic() - begun, [], 0
    out = root / "out.jsonl"
    again = ["extract", str(source), "--out", str(out), "--resume"]
    while done < kills and time.monotonic() < until:
        done += killed(quietly(lambda: main(again)), chance.uniform(0, takes / 3))
        if out.exists():
            if out.read_bytes() != whole.read_bytes():
                faults.append(f"after {done} kills the output is another one")
            out.unlink()
    if ended(quietly(lambda: main(again))) != 0 or out.read_bytes() != whole.read_bytes():
        faults.append("after all kills the output is another one")
    left = {path.name for path in root.iterdir()} - {source.name, whole.name, out.name}
    faults += [f"left behind: {name}" for name in sorted(left)]
    print(f"extract --resume: {done} runs killed at work, {len(faults)} faults")
    return faults


def run() -> int:
    """Kill, and print what was wrong; 1 when something was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, nargs=2, default=(50, 50), help="of reports, of extracts (50 50)")
    parser.add_argument("--seconds", type=float, default=900, help="for both together (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:  # what a report loads is loaded once
        project = Project(Path(folder))
        project.turn(STATES[0])
        stages.run(project.raw, project.processed)
    chance, now, faults = random.Random(chosen.seed), time.monotonic(), []
    for share, kill, kills in zip((0.8, 1.0), (reports, extracts), chosen.kills, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            faults += kill(Path(folder), kills, now + share * chosen.seconds, chance)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(run())
