"""Fit the weights by which a claim is put to a happening, on articles annotated with happenings.

    python tools/fit_placing.py FOLDER ...

A FOLDER holds ``texts.jsonl`` (``{"id", "text", "date"?}``) and ``gold.jsonl`` (``{"id", "claims": [{"start", "end",
"event", "happening"}]}``, offsets in code points of the text). A conditional logit over the happenings that a claim may
belong to, whose weights are drawn by a quadratic penalty towards what a reader expects (column ``expected``). Of each
folder it is printed how often the choice is right when it is left out of the fit, and when it is not.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from logit import Choice, fit

from newslib import stages, tables
from newslib.articles import Article, stream
from newslib.compare import surroundings
from newslib.compare.drafts import Candidate
from newslib.compare.entries import Entry, entries
from newslib.compare.happenings import brought_together
from newslib.compare.links import settle
from newslib.compare.placing import Belonging, articles, best
from newslib.compare.scenes import reports
from newslib.compare.things import filled

TABLE = Path(__file__).parents[1] / "newslib" / "lexicons" / "shared" / "placing_weights.csv"
PENALTY = 2.0
APART = 2.0  # times by which a claim of another happening counts more: two that are held against each other are worse
ROUNDS = 2  # the right choices, then those made with the weights of the first round, are the context of the next ones


@dataclass
class Case:
    """An article with the annotated happening of each claim, of its main happening and of those beside it."""

    article: Belonging
    gold: Mapping[str, str]
    main: str
    beside: Mapping[int, str]
    known: dict[int, str] = field(default_factory=dict)  # by identity of the happenings it tells beside
    drafts: list[Candidate] = field(default_factory=list)  # these, so that no identity is given twice

    def right(self, of: Candidate | None, happening: str) -> bool:
        """Whether a claim of an annotated happening belongs to this option, which is not one of its own."""
        if of is self.article.home:
            return happening == self.main
        return of is not None and happening == (self.known.get(id(of)) or self.beside.get(of.number))


def cases(folder: Path) -> list[Case]:
    """The articles of a folder, read and compared as a folder of its own."""
    with TemporaryDirectory() as place:
        raw, processed = Path(place) / "raw", Path(place) / "processed"
        raw.mkdir()
        shift = {}
        for text in map(json.loads, (folder / "texts.jsonl").open(encoding="utf-8")):
            head = f"date {text['date']}\n" if text.get("date") else ""
            shift[text["id"]] = len(head)
            (raw / f"{text['id']}.txt").write_text(head + text["text"], encoding="utf-8", newline="")
        stages.run(raw, processed)
        known = tables.read("articles", processed)
        claims = tables.read("claims", processed)
        bodies = {one.path: one.body for one in stream(raw) if isinstance(one, Article)}
    names = dict(zip(known["article_id"], known["path"], strict=True))
    *languages, spans = surroundings(claims, known)
    given = settle(entries(claims))
    told_of = reports(given, {article: bodies[path] for article, path in names.items()}, *languages, spans)
    given = list(filled(given, told_of).now.values())
    gold = dict(_gold(folder, given, spans, {article: Path(path).stem for article, path in names.items()}, shift))
    _, told, finder = brought_together(given, told_of)
    found = list(articles(told, finder))
    mains = [_most(gold.get(entry.claim_id, "") for entry in one.members) for one in found]
    of: dict[int, list[str]] = defaultdict(list)
    for one, main in zip(found, mains, strict=True):
        of[one.home.number].append(main)
    beside = {number: _most(told) for number, told in of.items()}
    return [Case(one, gold, main, beside) for one, main in zip(found, mains, strict=True) if main]


def _gold(
    folder: Path, given: Sequence[Entry], spans: Mapping[str, tuple[int, int]], names: Mapping[str, str],
    shift: Mapping[str, int],
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """The annotated happening of each claim that a line of the annotation overlaps."""
    annotated = {one["id"]: one["claims"] for one in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    for entry in given:
        name = names[entry.article]
        start, end = (at - shift[name] for at in spans[entry.claim_id])
        for claim in annotated.get(name, ()):
            if claim["event"] == entry.outcome and start < claim["end"] and claim["start"] < end:
                if claim.get("happening") and not claim.get("optional"):
                    yield entry.claim_id, claim["happening"]
                break


def _most(names: Iterable[str]) -> str:
    """The name told most often, the first of two alike; empty when there is none."""
    counted = Counter(name for name in names if name)
    return max(counted, key=lambda name: counted[name], default="")


def decide(case: Case, known: Mapping[str, float], *, right_so_far: bool = False) -> Iterator[tuple[Choice, int]]:
    """Chooses for the claims of an article in order: what there was to choose from, and the number of what was chosen.

    Args:
        case: the article.
        known: what each sign is worth.
        right_so_far: whether the right options, not the chosen ones, are the context of the next claims.
    """
    case.article.start()
    for k, entry in enumerate(case.article.members):
        if case.article.counts_several(k):
            case.article.take(case.article.home)
            continue
        options = case.article.options()
        chosen, gold = best(options, known), case.gold.get(entry.claim_id, "")
        if gold and len(options) > 1:
            right = [case.right(option.of, gold) for option in options]
            right[-1] = not any(right)
            yield Choice(right, [option.signs for option in options], 1.0 if right[0] else APART), chosen
            chosen = right.index(True) if right_so_far else chosen
        one = options[chosen].of or Candidate()
        case.article.take(one)
        if gold and one.number < 0:
            case.known.setdefault(id(one), gold)
            case.drafts.append(one)


def learn(given: Sequence[Case], prior: Mapping[str, float]) -> dict[str, float]:
    """Fits in rounds, the first in the context of the right choices."""
    known = dict(prior)
    for number in range(ROUNDS):
        made = [choice for case in given for choice, _ in decide(case, known, right_so_far=not number)]
        known = fit(made, prior, PENALTY)
    return known


def _told(given: Sequence[Case], known: Mapping[str, float]) -> str:
    made = [choice.right[chosen] for case in given for choice, chosen in decide(case, known)]
    return f"{sum(made)} of {len(made)}"


def main(arguments: Sequence[str]) -> None:
    rows = {row["feature"]: row for row in csv.DictReader(TABLE.open(encoding="utf-8"))}
    prior = {name: float(row["expected"]) for name, row in rows.items()}
    read = {folder: cases(Path(folder)) for folder in arguments}
    fitted = learn([case for some in read.values() for case in some], prior)
    for folder, own in read.items():
        other = learn([case for name, some in read.items() if name != folder for case in some], prior)
        print(f"{Path(folder).name}: left out {_told(own, other)} right, fitted {_told(own, fitted)}", flush=True)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["feature", "weight", "expected", "note"])
        for name, value in sorted(fitted.items()):
            row = rows.get(name, {"expected": "0", "note": ""})
            out.writerow([name, f"{value:.2f}", row["expected"], row["note"]])


if __name__ == "__main__":
    main(sys.argv[1:])
