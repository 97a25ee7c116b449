"""Fits the weights by which the place of a figure is chosen, and prints how often the choice is right.

    python tools/fit_places.py [TEXTS GOLD]...

Fitted are the texts of our own in ``tests/places.csv`` and annotated ones: a line of TEXTS is ``{"id", "text",
"date"?}``, a line of GOLD ``{"id", "claims": [{"start", "end", "place", "place_alt"?, "event"}]}``, offsets in code
points of the text, ``place`` as printed or null. A conditional logit whose weights are drawn by a quadratic penalty
towards what a reader expects (column ``expected``). Printed is how often the choice is right by what is expected, by
weights fitted on the other texts, and by those fitted on all.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from logit import Choice, alike, answers, fit

from newslib.figures import figures, locations, where
from newslib.readings import read

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "newslib" / "lexicons" / "shared" / "place_weights.csv"
PENALTY = 3
PARTS = 5
LEAST = 0.1  # weight below which a feature is dropped that nobody expected to tell anything
OWN = 3  # weight of a choice in our own texts, which leave no doubt

Annotated = tuple[str, str, list[dict[str, Any]]]  # text, language if it is known, claims


class Learning(locations.Locations):
    """The places of a text, which notes every choice with the span it was made for."""

    made: ClassVar[list[tuple[tuple[int, int], str, list[locations.Option]]]] = []

    def options(self, asked: locations.Asked) -> list[locations.Option]:
        found = super().options(asked)
        self.made.append((asked.span, asked.case.outcome, found))
        return found


def own() -> list[Annotated]:
    """The texts of our own, each with the figure it is asked about."""
    rows = csv.DictReader((ROOT / "tests" / "places.csv").open(encoding="utf-8"))
    return [(row["text"], row["language"], [_claim(row)]) for row in rows if not row["fault"]]


def _claim(row: dict[str, str]) -> dict[str, Any]:
    start = row["text"].index(row["phrase"])
    return {"start": start, "end": start + len(row["phrase"]), "place": row["place"] or None}


def annotated(texts: Path, gold: Path) -> list[Annotated]:
    claims = {one["id"]: one["claims"] for one in map(json.loads, gold.open(encoding="utf-8"))}
    records = list(map(json.loads, texts.open(encoding="utf-8")))
    return [(record["text"], "", claims.get(record["id"], [])) for record in records]


def choices(texts: Sequence[Annotated]) -> Iterator[tuple[int, list[bool], Choice]]:
    """The choices of the figures that claims tell of: number of the text, the options annotated as right, the choice.

    Right in the choice is also the one place of all other claims of a text for a claim to which annotators gave none:
    they differ in whether a place that is told further off is the place of a figure; here it is (``place_how``).
    """
    for k, (text, language, claims) in enumerate(texts):
        Learning.made = []
        figures(read(text, candidates=[language] if language else None))
        placed = [claim["place"] for claim in claims if claim.get("place")]
        only = placed[:1] if all(alike(placed[0], place) for place in placed) else []
        for span, outcome, found in Learning.made:
            claim = next((c for c in claims if _is_of(c, span, outcome)), None)
            if claim is not None:
                wanted = answers(claim, "place")
                strict, wide = (_right(one, found) for one in (wanted, wanted if any(wanted) else wanted + only))
                yield k, strict, Choice(wide, [option.features for option in found])


def _is_of(claim: dict[str, Any], span: tuple[int, int], outcome: str) -> bool:
    overlaps = claim["start"] < span[1] and span[0] < claim["end"]
    return overlaps and not claim.get("optional") and claim.get("event", outcome) == outcome


def _right(wanted: Sequence[str | None], found: Sequence[locations.Option]) -> list[bool]:
    """Which options are right; that there is none also where no option is."""
    right = [any(alike(one, o.mention.text if o.mention else None) for one in wanted) for o in found]
    return [*right[:-1], right[-1] or not any(right)]


def main(arguments: Sequence[str]) -> None:
    rows = {row["feature"]: row for row in csv.DictReader(TABLE.open(encoding="utf-8"))}
    prior = {name: float(row["expected"]) for name, row in rows.items()}
    files = [Path(argument) for argument in arguments]
    sets = {"own": own()} | {t.parent.name: annotated(t, g) for t, g in zip(files[::2], files[1::2], strict=True)}
    where.Locations = Learning  # type: ignore[misc]
    found = {name: list(choices(texts)) for name, texts in sets.items()}
    every = [made for of_set in found.values() for made in of_set]
    for _, _, choice in found["own"]:
        choice.weight = OWN
    known = fit([choice for _, _, choice in every], prior, PENALTY)
    parts = [fit([choice for k, _, choice in every if k % PARTS != part], prior, PENALTY) for part in range(PARTS)]
    for name, made in found.items():
        for title, kept in (("expected", [prior] * PARTS), ("left out", parts), ("fitted", [known] * PARTS)):
            right = sum(strict[choice.best(kept[k % PARTS])] for k, strict, choice in made)
            print(f"{name}, {title}: {right} of {len(made)} right")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["feature", "weight", "expected", "note"])
        for name, value in sorted(known.items()):
            row = rows.get(name, {"expected": "0", "note": ""})
            if abs(value) >= LEAST or float(row["expected"]):
                out.writerow([name, f"{value:.2f}", row["expected"], row["note"]])


if __name__ == "__main__":
    main(sys.argv[1:])
