"""How much of a full run it costs until a correction has taken effect.

``python benchmarks/corrections.py [RAW]`` prints CPU seconds: of ``newslib report`` in a process of its own; of reading
and comparing alone, first and with what was read kept; and of one correction with everything that depends on it (the
middle one of nine). The correction must cost under one twentieth of the report.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import newslib as nl
from newslib import stages

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.05


def main(source: Path) -> int:
    with tempfile.TemporaryDirectory() as made:
        raw, processed = Path(made) / "data" / "raw", Path(made) / "data" / "processed"
        shutil.copytree(source, raw, ignore=shutil.ignore_patterns("corrections.csv"))
        places = ["--raw", str(raw), "--processed", str(processed), "--out", f"{made}/pages"]
        subprocess.run([sys.executable, "-m", "newslib.cli", "report", *places], check=True, stdout=subprocess.DEVNULL)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        report = used.ru_utime + used.ru_stime
        stages.run(raw, Path(made) / "warm")  # the parser is loaded, tables of words are read
        first = seconds(lambda: stages.run(raw, Path(made) / "first"))
        again = seconds(lambda: stages.run(raw, processed))
        corpus = nl.open(made)
        spent = [
            seconds(lambda claim=claim: corpus.correct(claim, "relabel", "group", "women", who="b", why="b"))
            for claim in corpus.to_check()["claim_id"].head(9)
        ]
        one = statistics.median(spent)
        print(f"report {report:.2f} s; reading and comparing {first:.2f} s, with readings kept {again:.2f} s")
        print(f"a correction {one:.2f} s: {one / report:.4f} of the report, {one / first:.4f} of reading and comparing")
        return int(one / report > LIMIT)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "raw"))
