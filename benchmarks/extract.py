"""How fast ``newslib extract`` is beside spaCy's whole English pipeline, on the same texts in the same run.

    python benchmarks/extract.py FOLDER [--texts 84] [--rounds 3] [--others FILE]

FOLDER holds ``docs.jsonl``, one object a line with a ``text``; FILE more of them in several languages, each with its
``lang``. Printed are words per CPU second of the whole pipeline (tagger, parser, lemmatizer, entities), of ``extract``
with figures only and in full, their ratios to the pipeline, and words per CPU second by language of FILE with the ratio
to the English texts in it; the fastest of the rounds counts. Set ``OMP_NUM_THREADS=1``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from newslib.batches import batches
from newslib.extracts import extract_batch
from newslib.lexicons import languages, lexicon

WARM_UP = 2  # texts read before the clock starts: tables are built, models loaded


def fastest(run: Callable[[], None], rounds: int) -> float:
    """CPU seconds of the fastest of some rounds."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        took.append(time.process_time() - start)
    return min(took)


def read(texts: Sequence[str], *, figures_only: bool = False) -> None:
    """Read texts as ``newslib extract`` does, batch by batch."""
    lines = [(number, json.dumps({"id": number, "text": text})) for number, text in enumerate(texts)]
    for batch in batches((line, len(line[1])) for line in lines):
        extract_batch(batch, figures_only)


def others(path: Path, rounds: int) -> None:
    """Print the speed by language on texts of one kind."""
    by_language: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as source:
        for record in map(json.loads, source):
            by_language.setdefault(record["lang"], []).append(record["text"])
    english = 0.0
    for language, texts in sorted(by_language.items()):  # "en" comes first of those that are read here
        read(texts[:WARM_UP])
        speed = sum(len(text.split()) for text in texts) / fastest(lambda texts=texts: read(texts), rounds)
        english = english or speed
        print(f"extract, in full, {language:6} {speed:9,.0f} words/s   {speed / english:6.2f} times English")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with docs.jsonl")
    parser.add_argument("--texts", type=int, default=None, help="how many texts; all when left out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", type=Path, help="texts in other languages, each with its lang")
    chosen = parser.parse_args()
    with (chosen.folder / "docs.jsonl").open(encoding="utf-8") as source:
        texts = [json.loads(line)["text"] for line in source][: chosen.texts]
    words = sum(len(text.split()) for text in texts)
    package = next(filter(None, (lexicon(language).parser for language in languages())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = importlib.import_module(package).load()

    read(texts[:WARM_UP])
    seconds = {
        "spaCy, whole pipeline": fastest(lambda: [None for _ in whole.pipe(texts)] and None, chosen.rounds),
        "extract, figures only": fastest(lambda: read(texts, figures_only=True), chosen.rounds),
        "extract, in full": fastest(lambda: read(texts), chosen.rounds),
    }
    base = seconds["spaCy, whole pipeline"]
    print(f"{len(texts)} texts, {words} words")
    for name, took in seconds.items():
        print(f"{name:24} {words / took:9,.0f} words/s   {base / took:6.2f} times the whole pipeline")
    if chosen.others:
        others(chosen.others, chosen.rounds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
