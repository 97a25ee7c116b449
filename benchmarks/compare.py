"""How comparing grows, and how its links and checks agree with a reader's.

    python benchmarks/compare.py speed 10000 100000 1000000
    python benchmarks/compare.py texts 10000 100000  # the same, told in articles with texts and statements
    python benchmarks/compare.py agreement FOLDER     # with facts.csv, links.csv and sums.csv; see its README

``speed`` makes corpora of events with fifty claims each and prints CPU microseconds per claim; the time per claim
should stay within a factor of 1.5. ``agreement`` prints precision and recall by relation, and for the ledger how many
of the checks a reader made were found with the same outcome.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

from newslib import tables
from newslib.compare import comparison

SOURCES = ("russia_mod", "ukraine_general_staff", "ohchr", "un", "pushilin", "dpr_hq", "icrc", "amnesty", "usa_dod")
MODIFIERS = ("exact",) * 6 + ("at_least", "more_than", "approx")
START = dt.date(2020, 1, 1)
PER_EVENT = 50
SYLLABLES = tuple(tuple(text.split()) for text in (
    "ba de fi go hu ka le mi no pu ra se ti vo zu", "ri do ma ne ku lo va pe so ti ga bi",
    "no le va ru ki po ma sa te di go bu", "la sk vets rod burg min ta vel zan dorf lin kov",
))  # fmt: skip


def town(number: int) -> str:
    """A made name of a town, unlike the others in its letters.

    >>> town(0), town(12345)
    ('Barinola', 'Bapetemin')
    """
    made = ""
    for syllables in SYLLABLES:
        number, at = divmod(number, len(syllables))
        made += syllables[at]
    return made.capitalize()


def corpus(n: int, seed: int = 1) -> pd.DataFrame:
    """A claims table of about ``n`` claims: incidents told for five days and running totals told daily."""
    made = random.Random(seed)
    columns: dict[str, list[object]] = defaultdict(list)
    for event in range(max(1, n // PER_EVENT)):
        base, first = made.randint(3, 5000), made.randint(0, 1500)
        shared = {
            "outcome": made.choice(("killed", "wounded", "captured")), "side": made.choice(("ukraine", "russia")),
            "group": "military", "place": town(event), "tally": made.choice(("incident", "cumulative")),
            "stance": "asserts", "language": "en",
        }  # fmt: skip
        for number in range(PER_EVENT):
            running = shared["tally"] == "cumulative"
            day = START + dt.timedelta(days=first + (number if running else made.randint(0, 4)))
            value = base + (number * 3 if running else made.choice((0, 0, 0, 1, 2, 10)))
            source, modifier = made.choice(SOURCES), made.choice(MODIFIERS)
            row = shared | {
                "claim_id": f"c{event}-{number}", "article_id": f"a{event}-{number // 3}", "source_id": source,
                "source_name": source, "party": source.split("_")[0], "said": day.isoformat(),
                "published": day.isoformat(), "publisher": f"outlet {number % 7}", "low": value,
                "high": None if modifier in ("at_least", "more_than") else value, "modifier": modifier,
            }  # fmt: skip
            for name, cell in row.items():
                columns[name].append(cell)
    return tables.frame("claims", columns)


def told(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """The claims placed in articles that tell them, with a statement each, and the texts."""
    texts: dict[str, str] = {}
    spans = []
    for row in claims.itertuples():
        opened = texts.get(row.article_id, f"Attack near {row.place}\n\n")
        number = f"{row.low:.0f} soldiers"
        spans.append((len(opened), len(opened) + len(number)))
        sentence = f"{number} were {row.outcome} in an attack near {row.place}, {row.source_name} said. "
        texts[row.article_id] = opened + sentence
    starts, ends = zip(*spans, strict=True)
    placed = claims.assign(start=starts, end=ends, quote=[f"{low:.0f} soldiers" for low in claims["low"]])
    statements = tables.frame("statements", {
        "statement_id": "s-" + claims["claim_id"], "article_id": claims["article_id"], "source": claims["source_name"],
        "stance": claims["stance"], "start": starts, "end": ends, "answers": None,
    }, strict=False)  # fmt: skip
    return placed, statements, texts


def speed(sizes: list[int], *, texts: bool = False) -> None:
    """Print the time per claim for each size, and the factor over the first one."""
    comparison(corpus(PER_EVENT))  # load the registries
    baseline = 0.0
    for size in sizes:
        claims = corpus(size)
        more = {}
        if texts:
            claims, statements, bodies = told(claims)
            more = {"statements": statements, "texts": bodies}
        start = time.process_time()
        comparison(claims, **more)
        each = (time.process_time() - start) / len(claims) * 1e6
        baseline = baseline or each
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"{len(claims):>9,} claims: {each:5.0f} µs a claim, factor {each / baseline:.2f}, peak {memory:.1f} GB")


def facts(folder: Path) -> pd.DataFrame:
    """The reader's claims in the contract; an article's own voice has no source."""
    given = pd.read_csv(folder / "facts.csv", dtype=str, keep_default_na=False)
    named = {"fact_id": "claim_id", "claimant": "source_name", "claimant_id": "source_id"}
    table = given.rename(columns=named)
    table.loc[table["source_name"].str.startswith("(article"), ["source_name", "source_id"]] = ""
    return tables.frame("claims", table, strict=False)


def agreement(folder: Path) -> None:
    """Print how links and ledger agree with a reader's tables."""
    made = comparison(facts(folder))
    mine = _pairs(zip(made["links"]["claim_a"], made["links"]["relation"], made["links"]["claim_b"], strict=True))
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        theirs = _pairs((row["a"], row["relation"], row["b"]) for row in csv.DictReader(file))
    for relation in sorted(theirs, key=lambda r: -len(theirs[r])):
        _print_scores(relation, mine[relation], theirs[relation])
    others = [r for r in theirs if r != "rivals"]
    found, right, wanted = (sum(len(x) for x in y) for y in (
        [mine[r] for r in others], [mine[r] & theirs[r] for r in others], [theirs[r] for r in others]))  # fmt: skip
    f1 = 2 * right / (found + wanted)
    print(f"all but rivals: precision {right / found:.3f}, recall {right / wanted:.3f}, F1 {f1:.3f}")
    _ledger(made["ledger"], folder)


def _pairs(rows) -> dict[str, set[frozenset[str]]]:
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for a, relation, b in rows:
        found[relation].add(frozenset((a, b)))
    return found


def _print_scores(relation: str, mine: set, theirs: set) -> None:
    right = len(mine & theirs)
    precision, recall = right / max(1, len(mine)), right / len(theirs)
    f1 = 2 * right / (len(mine) + len(theirs))
    counts = f"theirs {len(theirs):3} found {len(mine):4}"
    print(f"{relation:9} {counts} precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f}")


def _ledger(ledger: pd.DataFrame, folder: Path) -> None:
    known = [(check, frozenset(claims.split()), holds) for check, claims, holds in zip(
        ledger["check"], ledger["claims"], ledger["holds"], strict=True)]  # fmt: skip
    told: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with (folder / "sums.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told[(row["check"], row["holds"])][_found(row, known)] += 1
    for (check, holds), counts in sorted(told.items()):
        print(f"ledger {check:9} {holds:4} {sum(counts.values()):3} rows: {dict(counts.most_common())}")


def _found(row: dict[str, str], known: list[tuple[str, frozenset[str], str]]) -> str:
    """What the ledger says about the same claims; a run that never falls holds for every part of it."""
    claims = frozenset(row["fact_ids"].split())
    same = [holds for check, ids, holds in known if ids == claims and (
        check == row["check"] or (len(ids) > 1 and holds == row["holds"]))]  # fmt: skip
    if not same and row["check"] == "monotone":
        same = [
            holds for check, ids, holds in known
            if check == "monotone" and (claims <= ids if holds == "yes" else ids <= claims) and holds == row["holds"]
        ]  # fmt: skip
    return row["holds"] if row["holds"] in same else same[0] if same else "absent"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speed", "texts", "agreement"))
    parser.add_argument("given", nargs="+", help="sizes, or the folder of the reader's tables")
    chosen = parser.parse_args()
    if chosen.what in ("speed", "texts"):
        speed([int(size) for size in chosen.given], texts=chosen.what == "texts")
    else:
        agreement(Path(chosen.given[0]))
