"""How fast ``newslib extract`` is beside spaCy's whole English pipeline, on the same texts in the same run.

    python benchmarks/extract.py FOLDER [--texts 84] [--rounds 3]

FOLDER holds ``docs.jsonl``, one object a line with a ``text``. Printed are words a second of the whole pipeline
(tagger, parser, lemmatizer, entities), of ``extract`` with figures only and of the full ``extract``, and the two
ratios; the fastest of the rounds counts.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from newslib.extracts import extract
from newslib.lexicons import languages, lexicon

WARM_UP = 2  # texts read before the clock starts: tables are built, models loaded


def fastest(run: Callable[[], None], rounds: int) -> float:
    """Seconds of the fastest of some rounds."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        took.append(time.perf_counter() - start)
    return min(took)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with docs.jsonl")
    parser.add_argument("--texts", type=int, default=None, help="how many texts; all when left out")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with (chosen.folder / "docs.jsonl").open(encoding="utf-8") as source:
        texts = [json.loads(line)["text"] for line in source][: chosen.texts]
    words = sum(len(text.split()) for text in texts)
    package = next(filter(None, (lexicon(language).parser for language in languages())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = importlib.import_module(package).load()

    def read(count: int | None = None, *, figures_only: bool = False) -> None:
        for number, text in enumerate(texts[:count]):
            extract({"id": str(number), "text": text}, figures_only=figures_only)

    read(WARM_UP)
    seconds = {
        "spaCy, whole pipeline": fastest(lambda: [None for _ in whole.pipe(texts)] and None, chosen.rounds),
        "extract, figures only": fastest(lambda: read(figures_only=True), chosen.rounds),
        "extract, in full": fastest(read, chosen.rounds),
    }
    base = seconds["spaCy, whole pipeline"]
    print(f"{len(texts)} texts, {words} words")
    for name, took in seconds.items():
        print(f"{name:24} {words / took:9,.0f} words/s   {base / took:6.2f} times the whole pipeline")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
