"""Scores of ``newslib extract`` on a folder of texts with hand-read answers.

    python benchmarks/accuracy.py --eval FOLDER figures|attribution|segments|muc [--errors 40] [--only en]

The folder holds one sub-folder a kind, each with its texts, its answers and its own ``score.py``. Predictions are
kept beside the call's temporary files; what is printed is what the scorer prints.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tqdm import tqdm

from newslib.extracts import extract

MUC_EVENT = {"killed": "killed", "wounded": "wounded", "captured": "kidnapped", "abducted": "kidnapped"}


def renamed(kind: str, found: dict[str, Any]) -> dict[str, Any]:
    """What was read of one text under the names that the scorer of its kind expects."""
    if kind == "segments":
        return {"id": found["id"], "segments": found["segments"]}
    if kind == "attribution":
        return {"id": found["id"], "attributions": found["statements"]}
    if kind == "muc":
        wanted = [c for c in found["claims"] if c["outcome"] in MUC_EVENT and c["modality"] == "actual"]
        return {"id": found["id"], "claims": [{**c, "event": MUC_EVENT[c["outcome"]]} for c in wanted]}
    return {"id": found["id"], "claims": found["claims"]}


def arguments(kind: str, folder: Path, predictions: Path, errors: int) -> list[str]:
    """The scorer's command line."""
    gold = str(folder / "gold.jsonl")
    if kind == "segments":
        return ["--docs", str(folder / "docs.jsonl"), "--gold", gold, "--pred", str(predictions)]
    if kind == "attribution":
        return [str(folder / "docs.jsonl"), gold, str(predictions)]
    listed = ["--errors", str(errors)] if errors else []
    if kind == "muc":
        return [str(predictions), "--gold", gold, "--set", "dev", *listed]
    return [gold, str(predictions), *listed]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("figures", "attribution", "segments", "muc"))
    parser.add_argument("--eval", type=Path, required=True, help="folder with the texts, answers and scorers")
    parser.add_argument("--errors", type=int, default=0, help="how many errors the scorer lists")
    parser.add_argument("--pred", type=Path, help="keep the predictions in this file")
    chosen = parser.parse_args()
    folder = chosen.eval / chosen.kind
    texts = folder / ("texts.jsonl" if chosen.kind == "figures" else "docs.jsonl")
    predictions = chosen.pred or Path(tempfile.mkdtemp()) / "pred.jsonl"
    with texts.open(encoding="utf-8") as source, predictions.open("w", encoding="utf-8") as target:
        for line in tqdm(source, desc=chosen.kind, unit="text", mininterval=2):
            record = json.loads(line)
            record["text"] = record.get("text_cased") or record["text"]
            figures_only = chosen.kind == "muc"
            target.write(json.dumps(renamed(chosen.kind, extract(record, figures_only=figures_only))) + "\n")
    command = [sys.executable, str(folder / "score.py"), *arguments(chosen.kind, folder, predictions, chosen.errors)]
    return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
