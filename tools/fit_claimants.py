"""Fit the weights by which a figure finds its speaker, on articles of our own and on annotated ones.

    python tools/fit_claimants.py [--onward] [TEXTS GOLD ...]

Fitted are the articles and sentences of our own in ``tests/accounts*``, the sample corpus with its facts, and TEXTS
with their GOLD. Figures that a statement holds are left out: there is nothing to choose. A conditional logit over the
speakers near a figure and nobody, whose weights are drawn by a quadratic penalty towards what a reader expects (column
``expected``); with ``--onward`` towards the weights of the table, which know texts that are no longer at hand. Printed
is how often the choice is right in each set by the weights that the other sets give. A line of TEXTS is ``{"id",
"text", "date"?}``, a line of GOLD ``{"id", "claims": [{"start", "end", "source", "source_alt"?, "event"?,
"source_doubt"?}]}``, offsets in code points of the text, ``source`` as printed or null.
"""

import csv
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from logit import Choice, alike, answers, fit

from newslib.articles import Article, from_draft, from_text, stream
from newslib.claims import attributed, holding, teller
from newslib.claims.dating import days_of
from newslib.claims.records import Attributed
from newslib.claims.speakers import Speakers
from newslib.figures import figures
from newslib.readers.records import draft
from newslib.readings import read

ROOT = Path(__file__).parents[1]
PENALTY = 0.5
ONWARD = 8  # the penalty of a fit that goes on from the weights of the table, whose texts are no longer at hand
DAY = dt.date(2024, 11, 8)  # of publication of the articles of our own
SHARE = 0.58  # weight of the article's own figures among those that no statement holds
OWN = 4  # times that what we wrote ourselves counts, few and clear as it is
ROUNDS = 3  # the choice for a figure is a feature of the next one
LEAST = 0.1  # a weight nearer to nothing gets no row


@dataclass
class Case(Choice):
    """A figure that no statement holds, with who may be its source, nobody last, and which of them are right."""

    number: int = 0


Learned = tuple[Speakers, list["Attributed | None"], list[Case]]  # an article, who is settled, what is to choose


def cases(texts: Path, gold: Path) -> Iterator[Learned]:
    """The figures of each annotated article for which a speaker has to be chosen."""
    annotated = {one["id"]: one["claims"] for one in map(json.loads, gold.open(encoding="utf-8"))}
    for record in map(json.loads, texts.open(encoding="utf-8")):
        known = {key: value for key, value in record.items() if key in ("id", "text", "date") and value}
        yield _cases(from_draft(draft(known), record["id"]), annotated.get(record["id"], []), record["id"])


def own() -> Iterator[Learned]:
    """The articles of our own in ``tests/accounts_*.txt``, sources marked in the text."""
    for path in sorted((ROOT / "tests").glob("accounts_*.txt")):
        for name, text, claims in marked(path):
            yield _cases(from_text(text, DAY), claims, name, path.stem.split("_")[1])


def marked(path: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, text and claims of each article under "== name", where "{nine died|the mayor}" tells who said it."""
    for piece in path.read_text(encoding="utf-8").split("== ")[1:]:
        name, _, body = piece.partition("\n")
        text, claims = "", []
        for k, part in enumerate(re.split(r"\{([^{}|]*\|[^{}|]*)\}", body.strip())):
            phrase, _, source = part.partition("|") if k % 2 else (part, "", "")
            if k % 2:
                names: list[str | None] = list(source.split(" / ")) if source else [None]
                place = {"start": len(text), "end": len(text) + len(phrase)}
                claims.append({**place, "source": names[0], "source_alt": names[1:]})
            text += phrase
        yield name, text, claims


def sentences() -> Iterator[Learned]:
    """The sentences of our own in ``tests/accounts.csv``."""
    for row in csv.DictReader((ROOT / "tests" / "accounts.csv").open(encoding="utf-8")):
        if row["fault"]:  # what no feature tells
            continue
        start = row["text"].index(row["phrase"])
        claim = {"start": start, "end": start + len(row["phrase"]), "source": row["source"] or None}
        yield _cases(from_text(row["text"]), [claim], row["text"], row["language"])


def corpus() -> Iterator[Learned]:
    """The sample corpus with its facts: who put forward each number, by id in the registry."""
    facts: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader((ROOT / "tests" / "corpus_facts.csv").open(encoding="utf-8")):
        facts.setdefault(row["file"], []).append(row)
    for article in (one for one in stream(ROOT / "data" / "raw") if isinstance(one, Article)):
        claims = []
        for row in facts.get(Path(article.path).name, []):
            start = article.body.find(row["quote"])
            if start >= 0:
                names = row["claimant_id"].split("/")
                claims.append({"start": start, "end": start + len(row["quote"]), "ids": names, "event": row["outcome"]})
        yield _cases(article, claims, article.path)


def _cases(article: Article, annotated: list[dict[str, Any]], name: str, language: str = "") -> Learned:
    reading = read(article.body, candidates=[language] if language else None)
    found = figures(reading)
    told = attributed(reading, article)
    speakers = Speakers(reading, told, found, days_of(reading, article.published), article.published)
    cover = holding(told)
    held = [teller(figure, told, cover, reading) for figure in found]
    mine = []
    for k, figure in enumerate(found):
        answer = _answer(figure, annotated)
        if held[k].owner or answer is None or answer.get("source_doubt"):
            continue
        near = [one.told.source for one in speakers.near(k)]
        options = answers(answer, "source")
        if ids := answer.get("ids"):
            right = [one is not None and one.source_id in ids for one in near]
            nobody = "-" in ids
        else:
            right = [any(alike(option, one.printed) for option in options if option and one) for one in near]
            nobody = None in options
        mine.append(Case([*right, nobody or not any(right)], number=k))
    return speakers, [one.owner for one in held], mine


def _answer(figure: Any, annotated: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    for claim in annotated:
        overlap = claim["start"] < figure.end and figure.start < claim["end"]
        if overlap and claim.get("event", figure.outcome) == figure.outcome:
            return claim
    return None


def decide(speakers: Speakers, taken: list[Attributed | None], mine: list[Case], known: dict[str, float]) -> list[bool]:
    """Chooses for the figures of one article in order, filling in the options; whether each choice was right."""
    taken, outcome = list(taken), []
    open_ = {case.number: case for case in mine}
    for k in range(len(speakers.figures)):
        if taken[k] is not None:
            continue
        near = list(speakers.near(k))
        options = [*(speakers.features(k, one, taken) for one in near), speakers.nobody(k, taken)]
        values = [sum(known.get(name, 0.0) for name in option) for option in options]
        best = max(range(len(options)), key=lambda n: (values[n], n == len(near)))
        taken[k] = near[best].told if best < len(near) else None
        if k in open_:
            open_[k].options = [frozenset(option) for option in options]
            outcome.append(open_[k].right[best])
    return outcome


def learn(articles: list[Learned], prior: dict[str, float], penalty: float = PENALTY) -> dict[str, float]:
    """Fits in rounds, each with the choices that the last one made."""
    known = prior
    for _ in range(ROUNDS):
        for article in articles:
            decide(*article, known)
        cases = [case for _, _, mine in articles for case in mine]
        own = sum(case.right[-1] for case in cases)
        for case in cases:  # a wrong source is worse than none
            case.weight = SHARE / (1 - SHARE) * (len(cases) - own) / own if case.right[-1] else 1.0
        known = fit(cases, prior, penalty)
    return known


def main(arguments: Sequence[str]) -> None:
    table, files = ROOT / "newslib" / "lexicons" / "shared" / "claimant_weights.csv", [*map(Path, arguments)]
    onward = arguments[:1] == ["--onward"]
    files = files[onward:]
    rows = {row["feature"]: row for row in csv.DictReader(table.open(encoding="utf-8"))}
    prior = {name: float(row["weight" if onward else "expected"]) for name, row in rows.items()}
    penalty = ONWARD if onward else PENALTY
    sets = {"own": (1 if onward else OWN) * [*sentences(), *corpus(), *own()]}
    sets |= {str(texts): list(cases(texts, gold)) for texts, gold in zip(files[::2], files[1::2], strict=True)}
    for name, articles in sets.items() if files else ():
        others = [one for other, held in sets.items() if other != name for one in held]
        print(name, *_told(articles, learn(others, prior, penalty)), sep="; ")
    fitted = learn([one for articles in sets.values() for one in articles], prior, penalty)
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["feature", "weight", "expected", "note"])
        for name, value in sorted(fitted.items()):
            row = rows.get(name, {"expected": "0", "note": ""})
            if row["note"] or abs(value) >= LEAST:
                out.writerow([name, f"{value:.2f}", row["expected"], row["note"]])


def _told(articles: Sequence[Learned], known: dict[str, float]) -> Iterator[str]:
    """How often the choice is right, for all figures and for those on somebody's word and on nobody's."""
    made = [(case, right) for one in articles for case, right in zip(one[2], decide(*one, known), strict=True)]
    for title, wanted in (("all", (True, False)), ("somebody's", (False,)), ("nobody's", (True,))):
        kind = [right for case, right in made if case.right[-1] in wanted]
        yield f"{title} {sum(kind)} of {len(kind)} right"


if __name__ == "__main__":
    main(sys.argv[1:])
