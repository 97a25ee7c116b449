"""Compare what is read from the sample corpus with what a person should find there.

``python tests/corpus_score.py`` prints every error and the measures; ``--raise`` lifts the floors to what is reached.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from loaded import load

from newslib.claims import Account, Claim, account

HERE = Path(__file__).parent
RAW = HERE.parent / "data" / "raw"
FLOORS = HERE / "corpus_floors.csv"
NONE = "-"  # in the tables: no value; alternatives that a reader may choose from are joined by "/"
Row = dict[str, str]


@dataclass
class Score:
    """Counts behind the measures, and the errors as lines to read."""

    expected: int = 0
    found: int = 0
    matched: int = 0
    touched: int = 0
    right: Counter[str] = field(default_factory=Counter)
    named: int = 0
    stances: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Shares between 0 and 1, by name."""
        over = {name: self.right[name] / max(1, self.matched) for name in ("claimant", "party", "side", "group")}
        return {
            "event recall": self.matched / max(1, self.expected),
            "event precision": self.matched / max(1, self.found),
            "bounds and modifier": self.right["bounds"] / max(1, self.touched),
            **over,
            "claimant precision": self.right["named"] / max(1, self.named),
            "stance macro-F1": macro_f1(self.stances),
        }


def table(name: str) -> list[Row]:
    """The rows of one of the tables beside this file."""
    return _rows(HERE / name)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spans(text: str, rows: Iterable[Row]) -> list[tuple[int, int]]:
    """Where the quotes of an article's rows stand; rows come in reading order, so each is sought after the last.

    Raises:
        ValueError: a quote does not stand there.
    """
    found, after = [], 0
    for row in rows:
        start = text.index(row["quote"], after)
        after = start + len(row["quote"])
        found.append((start, after))
    return found


def by_file(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows under their file's name, in order."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["file"]].append(row)
    return grouped


def accounts(folder: Path = RAW) -> dict[str, Account]:
    """Every article of a folder, read, by path."""
    return {article.path: account(article) for article in load(folder).articles}


def score(read: Mapping[str, Account]) -> Score:
    """Compare the accounts with the expected claims and stances."""
    total = Score()
    facts, stances = by_file(table("corpus_facts.csv")), by_file(table("corpus_stances.csv"))
    for path, one in read.items():
        _claims(total, one, facts.get(path, []))
        _stances(total, one, stances.get(path, []))
    return total


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Mean over the expected labels of F1, from pairs (expected, found).

    >>> macro_f1([("asserts", "asserts"), ("denies", "asserts")])
    0.3333333333333333
    """
    pairs = list(pairs)
    wanted, got = Counter(e for e, _ in pairs), Counter(f for _, f in pairs)
    both = Counter(e for e, f in pairs if e == f)
    return sum(2 * both[label] / (wanted[label] + got[label]) for label in wanted) / max(1, len(wanted))


def fits(allowed: str, value: str | None) -> bool:
    """Whether a value is among the alternatives of a cell; an empty cell or "-" stands for no value."""
    return (value or "") in ["" if one == NONE else one for one in allowed.split("/")]


def _bounds(row: Row) -> tuple[float | None, float | None]:
    return tuple(float(row[name]) if row[name] else None for name in ("low", "high"))  # type: ignore[return-value]


def _claims(total: Score, one: Account, rows: list[Row]) -> None:
    places = spans(one.article.text, rows)
    left = [claim for claim in one.claims if claim.figure.outcome != "equipment_lost"]
    pairs: dict[int, Claim] = {}
    for strict in (True, False):
        for number, (row, place) in enumerate(zip(rows, places, strict=True)):
            fitting = [c for c in left if number not in pairs and _touches(c, place) and (not strict or _same(row, c))]
            if fitting:
                pairs[number] = fitting[0]
                left.remove(fitting[0])
    path = one.article.path
    for number, row in enumerate(rows):
        _one_claim(total, path, row, pairs.get(number))
    for claim in left:
        total.found += 1
        total.errors.append(("extra", f"{path}: {_shown(claim)}"))


def _touches(claim: Claim, place: tuple[int, int]) -> bool:
    return claim.figure.start < place[1] and place[0] < claim.figure.end


def _same(row: Row, claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return fits(row["outcome"], claim.figure.outcome) and _bounds(row) == (quantity.low, quantity.high)


def _one_claim(total: Score, path: str, row: Row, claim: Claim | None) -> None:
    if row["optional"]:
        return
    total.expected += 1
    wanted = f"{path}: {row['quote']!r} {row['fact_id']}"
    if claim is None:
        total.errors.append(("missed", f"{wanted} {row['outcome']}"))
        return
    total.found += 1
    total.touched += 1
    quantity = claim.figure.quantity
    if _bounds(row) == (quantity.low, quantity.high) and fits(row["modifier"], quantity.modifier):
        total.right["bounds"] += 1
    else:
        total.errors.append(("bounds", f"{wanted} {row['low']}..{row['high']} {row['modifier']}, got {_shown(claim)}"))
    if not _same(row, claim):
        total.errors.append(("event", f"{wanted} {row['outcome']}, got {_shown(claim)}"))
        return
    total.matched += 1
    _attribution(total, wanted, row, claim)


def _attribution(total: Score, wanted: str, row: Row, claim: Claim) -> None:
    values = {
        "claimant": (row["claimant_id"], claim.source_id),
        "party": (row["party"], claim.party),
        "side": (row["side"], claim.figure.side),
        "group": (row["group"], claim.figure.group),
    }
    for name, (allowed, value) in values.items():
        silent = name == "party" and claim.source_id is None and fits(row["claimant_id"], None)
        good = fits(allowed, value) or silent
        total.right[name] += good
        if not good:
            total.errors.append((name, f"{wanted} {allowed or NONE}, got {value} (source {claim.source!r})"))
    if claim.source:
        total.named += 1
        total.right["named"] += fits(row["claimant_id"], claim.source_id)
    _one_stance(total, wanted, row["stance"], {_stance(row, claim)})


def _stance(row: Row, claim: Claim) -> str:
    """What the claimant does with the number: "not 300,000" denies it, though the sentence asserts."""
    if claim.figure.modality == "negated" and claim.figure.quantity.high != 0:
        return "denies"
    return claim.stance or ("asserts" if fits(row["claimant_id"], None) else NONE)


def _stances(total: Score, one: Account, rows: list[Row]) -> None:
    for row, (start, end) in zip(rows, spans(one.article.text, rows), strict=True):
        found = set()
        for told in one.statements:
            parts = [told.statement.source, told.statement.cue, *told.statement.content_parts]
            if any(part and part[0] < end and start < part[1] for part in parts):
                found.add(told.statement.stance)
        _one_stance(total, f"{one.article.path}: {row['quote']!r}", row["stance"], found or {NONE})


def _one_stance(total: Score, wanted: str, allowed: str, found: set[str]) -> None:
    """Of several statements that touch a quote the one with an allowed stance counts."""
    labels = allowed.split("/")
    good = [label for label in labels if label in found]
    total.stances.append((good[0], good[0]) if good else (labels[0], min(found)))
    if not good:
        total.errors.append(("stance", f"{wanted} {allowed}, got {'/'.join(sorted(found))}"))


def _shown(claim: Claim) -> str:
    quantity = claim.figure.quantity
    return f"{claim.quote!r} {claim.figure.outcome} {quantity.low}..{quantity.high} {quantity.modifier}"


def floors(path: Path = FLOORS) -> dict[str, float]:
    """The lowest value each measure may have; they only rise."""
    return {row["measure"]: float(row["floor"]) for row in _rows(path)}


def raise_floors(reached: Mapping[str, float], path: Path = FLOORS) -> None:
    """Write the higher of the old floor and what is reached, cut to three digits."""
    old = floors(path) if path.exists() else {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["measure", "floor"])
        for name, value in reached.items():
            writer.writerow([name, max(old.get(name, 0.0), math.floor(value * 1000) / 1000)])


def main() -> None:
    """Print the errors by kind, then the measures."""
    result = score(accounts())
    for kind, line in sorted(result.errors):
        print(f"{kind:9} {line}")
    for name, value in result.measures().items():
        print(f"{name:22} {value:.3f}")
    if "--raise" in sys.argv:
        raise_floors(result.measures())


if __name__ == "__main__":
    main()
