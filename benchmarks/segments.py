"""Speed and accuracy of language segments, against langdetect in the same run.

    python benchmarks/segments.py --docs FOLDER/docs.jsonl [--gold FOLDER/gold.jsonl --score FOLDER/score.py]

Prints MB of UTF-8 text per CPU second (loading apart, best of three) for documents one by one with an empty memory of
words, for the same again, for all of them as one text and for that five times over (growth is linear when the last
two are alike), and the ratios to ``langdetect.detect`` sentence by sentence, on a sample. Given answers and their
scorer it prints the accuracy too.
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
from pathlib import Path

from langdetect import DetectorFactory, LangDetectException, detect

from newslib.segments import NO_LANGUAGE, segments
from newslib.segments.evidence import witness

WARM_UP = "Ready. Готово. جاهز"
SAMPLE = 15  # documents that langdetect reads: it is slow
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def seconds(run: Callable[[], object], forgetting: bool = False) -> float:
    """CPU seconds of the quickest of three runs, each with an empty memory of words where wanted."""
    taken = []
    for _ in range(3):
        if forgetting:
            witness.cache_clear()
            segments(WARM_UP)
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def detect_sentences(texts: list[str]) -> None:
    """Names the language of every sentence with langdetect."""
    for text in texts:
        for sentence in _SENTENCE.split(text):
            try:
                detect(sentence)
            except LangDetectException:
                continue


def speeds(texts: list[str]) -> dict[str, float]:
    """MB per CPU second of each way of reading, and ratios."""
    detect(WARM_UP)
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    long = "\n".join(texts)
    one_by_one = megabytes(texts) / seconds(lambda: [segments(text) for text in texts], forgetting=True)
    found = {"documents": one_by_one}
    found["documents again"] = megabytes(texts) / seconds(lambda: [segments(text) for text in texts])
    found["one long text"] = megabytes([long]) / seconds(lambda: segments(long), forgetting=True)
    found["five times as long"] = megabytes([long * 5]) / seconds(lambda: segments(long * 5), forgetting=True)
    found["langdetect by sentence"] = megabytes(sample) / seconds(lambda: detect_sentences(sample))
    for name in ("documents", "documents again", "one long text"):
        found[f"times langdetect, {name}"] = found[name] / found["langdetect by sentence"]
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
        print(f"{name:36s}{value:8.2f}" + ("" if name.startswith("times") else " MB per CPU second"))
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
