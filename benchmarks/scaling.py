"""How time and memory grow with the number of articles, and what a corpus of any size would take.

    python benchmarks/scaling.py [FOLDER] [--sizes 1000 10000] [--tables]

FOLDER holds ``docs.jsonl``, one object a line with a ``text``; its texts are repeated, each time with another number in
front so that no two articles are alike. Without it articles of one sentence with two figures are made in three
languages, twenty of an attack, by four outlets and three sources. Each size is read by a process of its own into JSON
Lines, with ``--tables`` as a report reads it, into all its tables, compared (without pages, which end at some thousand
articles); printed are CPU milliseconds an article, the factor over the first size, the peak of memory, and reckoned
from these the core hours of a million and a hundred million articles.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compare import START, town

MILLION = 1_000_000
WARM_UP = 30  # articles read before the clock starts
TOLD = 20  # made articles of one attack
SENTENCES = (
    "{} soldiers were killed and {} wounded in the town of {}, the {} said.",
    "{} військових загинули і {} поранені в місті {}, повідомила {}.",
    "{} военных погибли и {} ранены в городе {}, сообщила {}.",
)
SAID_BY = (
    ("police", "defence ministry", "prosecutor's office"), ("поліція", "прокуратура", "адміністрація"),
    ("полиция", "прокуратура", "администрация"),
)  # fmt: skip


def corpus(texts: list[str], size: int, path: Path) -> None:
    """Write so many articles, none like another."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(size):
            file.write(json.dumps(long(number, texts) if texts else short(number)) + "\n")


def long(number: int, texts: list[str]) -> dict[str, object]:
    """An article of a folder under another number."""
    return {"id": number, "text": f"Report {number}. {texts[number % len(texts)]}", "date": "2022-04-13"}


def short(number: int) -> dict[str, object]:
    """A made article of one sentence with two figures, in one of three languages.

    >>> short(41)["text"]
    '59 военных погибли и 13 ранены в городе Firinola, сообщила полиция.'
    """
    attack, told = divmod(number, TOLD)
    chance = random.Random(attack)
    first, killed, wounded = (chance.randrange(*bounds) for bounds in ((0, 2000), (3, 60), (5, 90)))
    language = number % len(SENTENCES)
    source = SAID_BY[language][told // 4 % len(SAID_BY[language])]
    text = SENTENCES[language].format(killed + told % 3, wounded + told % 2, town(attack), source)
    day = START + dt.timedelta(days=first + told % 3)
    return {"id": number, "text": text, "date": day.isoformat(), "publisher": f"outlet {told % 4}"}


def read(source: Path, out: Path) -> None:
    """Read a corpus in this process; print its CPU seconds, those of a second run into the same folder, its peak in MB.

    A file gives JSON Lines and is read once; a folder gives tables, which a second run makes from what is known.
    """
    from newslib import stages
    from newslib.extracts import extract_file

    with tempfile.TemporaryDirectory() as folder:  # tables are built, models loaded
        warm = Path(folder) / "in.jsonl"
        corpus([], WARM_UP, warm)
        extract_file(warm, Path(folder) / "out.jsonl")
    taken = []
    for _ in range(2 if source.is_dir() else 1):
        begun = time.process_time()
        (stages.run if source.is_dir() else extract_file)(source, out)
        taken.append(time.process_time() - begun)
    print(json.dumps([taken[0], taken[-1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="folder with docs.jsonl")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--longest", type=int, default=1500, help="characters of an article; longer ones are left out")
    parser.add_argument("--tables", action="store_true", help="read into tables, and compare")
    parser.add_argument("--read", type=Path, nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        read(*chosen.read)
        return 0
    texts = []
    if chosen.folder:
        with (chosen.folder / "docs.jsonl").open(encoding="utf-8") as source:
            texts = [text for line in source if len(text := json.loads(line)["text"]) <= chosen.longest]
    first = 0.0
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            names = ("raw", "processed") if chosen.tables else ("in.jsonl", "out.jsonl")
            paths = [Path(folder) / name for name in names]
            if chosen.tables:
                paths[0].mkdir()
            corpus(texts, size, paths[0] / "in.jsonl" if chosen.tables else paths[0])
            command = [sys.executable, __file__, "--read", *map(str, paths)]
            seconds, again, peak = json.loads(
                subprocess.run(command, capture_output=True, text=True, check=True).stdout
            )
        each = seconds / size
        first = first or each
        hours = each * MILLION / 3600
        known = f" ({again / size * 1000:.1f} with all readings known)" if chosen.tables else ""
        print(f"{size:>9,} articles: {each * 1000:6.1f} ms each{known}, factor {each / first:.2f}, {peak:,.0f} MB; "
              f"a million {hours:,.0f} core hours, a hundred million {hours * 100:,.0f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
