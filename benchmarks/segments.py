"""Speed and accuracy of language segments, against langdetect, eld and lingua in the same run.

    python benchmarks/segments.py --docs FOLDER/docs.jsonl [--gold FOLDER/gold.jsonl --score FOLDER/score.py]

Prints MB of UTF-8 text per CPU second (loading apart, best of five) for documents 64 at a time, as articles are read,
and one by one, each with an empty memory of words and again when all words are known, for all of them as one text and
for that five times over (growth is linear when the last two are alike), and the ratios to the others sentence by
sentence, on a sample; lingua in both its modes of accuracy.
Given answers and their scorer it prints the accuracy too.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from eld import LanguageDetector
from langdetect import DetectorFactory, LangDetectException, detect
from lingua import LanguageDetectorBuilder

from newslib.batches import MOST
from newslib.segments import NO_LANGUAGE, segments, segments_of
from newslib.segments.profiles import witness

WARM_UP = "Ready. Готово. جاهز"
RUNS = 5
SAMPLE = 15  # documents that the others read: some are slow
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def seconds(run: Callable[[], object], forgetting: bool = False) -> float:
    """CPU seconds of the quickest of five runs, each with an empty memory of words where wanted."""
    taken = []
    for _ in range(RUNS):
        if forgetting:
            witness.cache_clear()
            segments(WARM_UP)
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def rivals() -> dict[str, Callable[[str], object]]:
    """The other detectors, each naming the language of a sentence."""

    def langdetect(sentence: str) -> object:
        try:
            return detect(sentence)
        except LangDetectException:
            return None

    languages = LanguageDetectorBuilder.from_all_languages
    return {
        "langdetect": langdetect,
        "eld": LanguageDetector().detect,
        "lingua, low accuracy": languages().with_low_accuracy_mode().build().detect_language_of,
        "lingua": languages().build().detect_language_of,
    }


def name_sentences(texts: list[str], name: Callable[[str], object]) -> None:
    """Names the language of every sentence."""
    for text in texts:
        for sentence in _SENTENCE.split(text):
            name(sentence)


def speeds(texts: list[str]) -> dict[str, float]:
    """MB per CPU second of each way of reading, and ratios."""
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    long = "\n".join(texts)
    together = [texts[first : first + MOST] for first in range(0, len(texts), MOST)]
    ways = {
        "together": lambda: [segments_of(some) for some in together],
        "alone": lambda: [segments(text) for text in texts],
    }
    found = {}
    for how, read in ways.items():
        found[f"{how}, words new"] = megabytes(texts) / seconds(read, forgetting=True)
        found[f"{how}, words known"] = megabytes(texts) / seconds(read)
    ours = list(found)
    found["one long text"] = megabytes([long]) / seconds(lambda: segments(long), forgetting=True)
    found["five times as long"] = megabytes([long * 5]) / seconds(lambda: segments(long * 5), forgetting=True)
    for rival, name in rivals().items():
        name_sentences(sample[:1], name)
        found[f"{rival} by sentence"] = megabytes(sample) / seconds(partial(name_sentences, sample, name))
        for how in ours:
            found[f"times {rival}, {how}"] = found[how] / found[f"{rival} by sentence"]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, required=True, help="JSON lines with id and text")
    parser.add_argument("--gold", type=Path, help="their segments")
    parser.add_argument("--score", type=Path, help="the scorer")
    chosen = parser.parse_args()
    DetectorFactory.seed = 0
    records = [json.loads(line) for line in chosen.docs.read_text(encoding="utf-8").splitlines() if line.strip()]
    for name, value in speeds([record["text"] for record in records]).items():
        print(f"{name:40s}{value:8.2f}" + ("" if name.startswith("times") else " MB per CPU second"))
    if not (chosen.gold and chosen.score):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "pred.jsonl"
        with predictions.open("w", encoding="utf-8") as file:
            for record in records:
                named = [[s.start, s.end, s.language] for s in segments(record["text"]) if s.language != NO_LANGUAGE]
                file.write(json.dumps({"id": record["id"], "segments": named}) + "\n")
        command = ["--docs", str(chosen.docs), "--gold", str(chosen.gold), "--pred", str(predictions)]
        return subprocess.run([sys.executable, str(chosen.score), *command], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
