"""How fast ``newslib extract`` is beside spaCy's whole English pipeline, on the same texts in the same run.

    python benchmarks/extract.py FOLDER [--texts 84] [--rounds 3] [--others FILE] [--lengths 25000 400000]

FOLDER holds ``docs.jsonl``, one object a line with a ``text``; FILE more of them in several languages, each with its
``lang``. Printed are words per CPU second of the whole pipeline (tagger, parser, lemmatizer, entities), of ``extract``
with figures only and in full, their ratios to the pipeline, what share of each cutting the texts and parsing take (no
rule can be faster than these), and words per CPU second by language of FILE with the ratio to the English texts in it;
runs are made in turn, the fastest of the rounds counts. With ``--lengths`` microseconds a character of one text of each
length instead, cut from all articles joined. Set ``OMP_NUM_THREADS=1``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from newslib import readings
from newslib.batches import batches
from newslib.extracts import extract_batch
from newslib.lexicons import languages, lexicon

WARM_UP = 2  # texts read before the clock starts: tables are built, models loaded


def fastest(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """CPU seconds of the fastest of some rounds of each run, the runs in turn: a busy machine slows all of them."""
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.process_time()
            run()
            took[name].append(time.process_time() - start)
    return {name: min(seconds) for name, seconds in took.items()}


def read(texts: Sequence[str], *, figures_only: bool = False) -> None:
    """Read texts as ``newslib extract`` does, batch by batch."""
    lines = [(number, json.dumps({"id": number, "text": text})) for number, text in enumerate(texts)]
    for batch in batches((line, len(line[1])) for line in lines):
        extract_batch(batch, figures_only)


def shares(texts: Sequence[str], *, figures_only: bool) -> tuple[float, float]:
    """What shares of the CPU time of a reading go into cutting texts and into parsing sentences."""
    took = dict.fromkeys(("cut", "parse"), 0.0)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., list[Any]]:
        def run(*given: Any) -> list[Any]:
            start = time.process_time()
            made = list(work(*given))
            took[name] += time.process_time() - start
            return made

        return run

    with (
        mock.patch("newslib.batches.read_together", timed("cut", readings.read_together)),
        mock.patch("newslib.readings.parse", timed("parse", readings.parse)),
    ):
        start = time.process_time()
        read(texts, figures_only=figures_only)
        whole = time.process_time() - start
    return took["cut"] / whole, took["parse"] / whole


def lengths(texts: Sequence[str], wanted: Sequence[int], rounds: int) -> None:
    """Print what a character of one long text takes, by the text's length."""
    whole = "\n".join(texts)
    read([whole[: wanted[0]]])
    took = fastest({str(n): partial(read, [whole[:n]]) for n in wanted}, rounds)
    for length, seconds in took.items():
        first = took[str(wanted[0])] / wanted[0]
        each = seconds / int(length)
        print(f"{int(length):>9,} characters {each * 1e6:6.1f} microseconds each, {each / first:.2f} times the first")


def others(path: Path, rounds: int) -> None:
    """Print the speed by language on texts of one kind."""
    by_language: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as source:
        for record in map(json.loads, source):
            by_language.setdefault(record["lang"], []).append(record["text"])
    for texts in by_language.values():
        read(texts[:WARM_UP])
    runs: dict[str, Callable[[], object]] = {code: partial(read, texts) for code, texts in by_language.items()}
    took = fastest(runs, rounds)
    speeds = {code: sum(len(text.split()) for text in texts) / took[code] for code, texts in by_language.items()}
    english = speeds[min(speeds)]  # "en" comes first of those that are read here
    for language, speed in sorted(speeds.items()):
        print(f"extract, in full, {language:6} {speed:9,.0f} words/s   {speed / english:6.2f} times English")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with docs.jsonl")
    parser.add_argument("--texts", type=int, default=None, help="how many texts; all when left out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", type=Path, help="texts in other languages, each with its lang")
    parser.add_argument("--lengths", type=int, nargs="+", help="characters of one long text")
    chosen = parser.parse_args()
    with (chosen.folder / "docs.jsonl").open(encoding="utf-8") as source:
        texts = [json.loads(line)["text"] for line in source][: chosen.texts]
    if chosen.lengths:
        lengths(texts, chosen.lengths, chosen.rounds)
        return 0
    words = sum(len(text.split()) for text in texts)
    package = next(filter(None, (lexicon(language).parser for language in languages())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = importlib.import_module(package).load()

    read(texts[:WARM_UP])
    seconds = fastest({
        "spaCy, whole pipeline": lambda: [None for _ in whole.pipe(texts)],
        "extract, figures only": partial(read, texts, figures_only=True),
        "extract, in full": partial(read, texts),
    }, chosen.rounds)  # fmt: skip
    base = seconds["spaCy, whole pipeline"]
    print(f"{len(texts)} texts, {words} words")
    for name, took in seconds.items():
        print(f"{name:24} {words / took:9,.0f} words/s   {base / took:6.2f} times the whole pipeline")
    for figures_only in (True, False):
        cut, parsed = shares(texts, figures_only=figures_only)
        print(f"{'figures only' if figures_only else 'in full'}: {cut:.0%} cutting, {parsed:.0%} parsing")
    if chosen.others:
        others(chosen.others, chosen.rounds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
