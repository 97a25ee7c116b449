"""The tables of a run as pages look at them: claims ready to show, by happening, thing, source and article."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd

from newslib import tables
from newslib.charts.axes import value_of
from newslib.charts.canvas import MOST
from newslib.charts.points import UNNAMED, by, records, told, with_events
from newslib.lexicons import kept
from newslib.markup import anchor, plain, printable
from newslib.readers.text import header
from newslib.templates import addresses

TABLES = (
    "claims", "events", "happenings", "reasons", "discrepancies", "estimates", "links", "drift", "ledger", "policies",
    "printed", "coverage", "problems", "orphans", "articles", "segments", "statements",
)  # fmt: skip
NOT_PLACED, NO_SIDE = "not-placed", ", side not told"
TITLE = 90  # characters of the first words of an article without a title
ABOUT = ("happening_id", "event_id", "label", "why")  # stand before the columns of a claim in its CSV
IN_THE_SENTENCE = ("", "same_sentence", "pronoun", "role")  # how a source was found that stands beside its figure
CHARTED, DRAWN = 8, 250  # things with charts, and claims in them: a page stays below a megabyte
FIRST, PARTS = 80, 200  # rows of evidence on the first page, on each further one


@dataclass(frozen=True)
class ShownThing:
    """One question inside a happening: its claims, and the reasons why its numbers differ."""

    event_id: str
    label: str
    rows: Sequence[Any]
    reasons: Sequence[Any] = ()

    @kept
    def named(self) -> int:
        """How many named sources count it."""
        return named(self.rows)

    @kept
    def differing(self) -> Sequence[Any]:
        """The pairs of its numbers that differ for a reason, disagreements first, then those furthest apart."""
        pairs = [pair for pair in self.reasons if pair.reason != "same"]
        return sorted(pairs, key=lambda pair: (pair.reason != "disagreement", -abs(pair.difference or 0)))


@dataclass(frozen=True)
class ShownHappening:
    """Something in the world that articles are about, with its things in order of what is told of them."""

    happening_id: str
    name: str
    address: str
    known: Any
    things: Sequence[ShownThing]

    @kept
    def rows(self) -> list[Any]:
        """Its claims, thing by thing."""
        return [row for thing in self.things for row in thing.rows]

    @property
    def main(self) -> ShownThing:
        """The thing that most named sources count."""
        return next((one for one in self.things if one.named), self.things[0])

    @property
    def kind(self) -> str:
        """The code of its kind; empty where none is known."""
        return plain(getattr(self.known, "kind", ""))

    @property
    def place(self) -> str:
        """The name of its place; empty where none is known."""
        return plain(getattr(self.known, "place", ""))

    @kept
    def days(self) -> list[Any]:
        """The days on which it was counted, in order."""
        return sorted({row.day for row in self.rows if row.day})

    @kept
    def short(self) -> dict[str, str]:
        """The labels of its things without its own name, and without "side not told" where that tells none apart."""
        own = "not placed" if self.happening_id == NOT_PLACED else self.name
        labels = {thing.event_id: thing.label.replace(f", {own}", "") for thing in self.things}
        bare = {event: label.replace(NO_SIDE, "") for event, label in labels.items()}
        alike = Counter(bare.values())
        return {event: label if alike[label] == 1 else labels[event] for event, label in bare.items()}

    def called(self, thing: ShownThing) -> str:
        """The label of one of its things, with its own name."""
        return f"{self.short[thing.event_id]}, {self.name}"

    @property
    def n_charted(self) -> int:
        """How many of its things have charts on its first page: the first ones, while there is room for their rows."""
        sizes = accumulate(min(len(thing.rows), MOST) for thing in self.things)
        room = max(1, sum(size <= DRAWN for size in sizes))
        return min(room, CHARTED if len(self.things) > CHARTED + 2 else len(self.things))

    @kept
    def parts(self) -> dict[str, list[tuple[ShownThing, list[Any]]]]:
        """Its evidence by page: the first page has charts, though not room for all rows of things with charts; the
        others have rows alone."""
        parts: list[list[tuple[ShownThing, list[Any]]]] = [[]]
        room, left = FIRST, []
        for place, thing in enumerate(self.things):
            here = list(thing.rows[:room]) if place < self.n_charted else []
            room -= len(here)
            parts[0] += [(thing, here)] if place < self.n_charted else []
            left += [(thing, row) for row in thing.rows[len(here) :]]
        for start in range(0, len(left), PARTS):
            part: dict[str, tuple[ShownThing, list[Any]]] = {}
            for thing, row in left[start : start + PARTS]:
                part.setdefault(thing.event_id, (thing, []))[1].append(row)
            parts.append(list(part.values()))
        return dict(zip(addresses(self.address, len(parts)), parts, strict=True))


@dataclass(frozen=True)
class ShownSource:
    """A named claimant with what it put forward."""

    key: str
    name: str
    address: str
    rows: Sequence[Any]


class Edition:
    """Everything pages show, as plain records; made once for an export.

    Args:
        known: the tables of a run by name; those that are missing read as empty.
    """

    def __init__(self, known: Mapping[str, pd.DataFrame]) -> None:
        self.tables = {name: known[name] if name in known else tables.frame(name, []) for name in TABLES}
        self.rows = told(with_events(self.tables["claims"], self.tables["events"]))
        self.claims = keyed(self.rows, "claim_id")
        self.articles = sorted(
            records(self.tables["articles"]), key=lambda one: (one.published is None, plain(one.published), one.path)
        )
        self.by_article = by(self.rows, "article_id")
        self.happenings = self._happenings()
        self.sources = self._sources()
        self.happening_of = {thing.event_id: one for one in self.happenings for thing in one.things}
        self.pages = {row.claim_id: page for one in self.happenings for page, part in one.parts.items()
                      for _, rows in part for row in rows}  # fmt: skip
        self.source_of = keyed(self.sources, "name")
        self.addresses = {article.article_id: page_of(article.article_id) for article in self.articles}

    def table(self, name: str) -> list[Any]:
        """The rows of a table as records."""
        return records(self.tables[name])

    def title(self, article: Any) -> str:
        """What an article is called: its title, else its first words, else its file."""
        if any(map(str.isalnum, plain(article.title))):
            return plain(article.title)
        text = "".join(row.text or "" for row in self.segments.get(article.article_id, ()))
        line = next((line for line in text[header(text).end :].splitlines() if any(map(str.isalnum, line))), "")
        return shorten(line.strip(), width=TITLE, placeholder=" …") or plain(article.path)

    @kept
    def segments(self) -> dict[str, list[Any]]:
        """The segments of each article, in order."""
        return by(sorted(self.table("segments"), key=lambda row: row.start), "article_id")

    @kept
    def differing(self) -> list[Any]:
        """The pairs of different numbers of one thing, of all things."""
        return [pair for one in self.happenings for thing in one.things for pair in thing.differing]

    def telling(self, rows: Iterable[Any]) -> list[Any]:
        """The articles that claims stand in, by day of publication."""
        return [self.articles[place] for place in sorted({self._places.get(row.article_id, -1) for row in rows} - {-1})]

    def ends(self, pair: Any) -> list[Any]:
        """The claims of a pair, that with the lower number first; those that are not there are left out."""
        known = (self.claims[claim] for claim in (pair.claim_a, pair.claim_b) if claim in self.claims)
        return sorted(known, key=lambda row: (value_of(row), row.claim_id))

    def csv(self, rows: Iterable[Any]) -> str:
        """Claims in the columns of the table of claims, with the thing each belongs to before them."""
        heads = tables.line([*ABOUT, *self.tables["claims"].columns])
        return heads + "".join(line for _, line in sorted(self._lines[row.claim_id] for row in rows))

    @kept
    def _lines(self) -> dict[str, tuple[int, str]]:
        """Place of each claim in the table, and its line of a CSV."""
        claims = self.tables["claims"]
        rows = ([plain(getattr(self.claims[claim], name)) for name in ABOUT] for claim in claims["claim_id"])
        whole = pd.concat([pd.DataFrame(rows, columns=list(ABOUT)).astype("str"), claims], axis=1)
        made = enumerate(zip(claims["claim_id"], tables.lines(whole), strict=True))
        return {claim: (place, printable(line)) for place, (claim, line) in made}

    @kept
    def _places(self) -> dict[str, int]:
        return {article.article_id: place for place, article in enumerate(self.articles)}

    def _things(self) -> dict[str, list[ShownThing]]:
        """The things of each happening."""
        reasons = by(self.table("reasons"), "event_id")
        things: dict[str, list[ShownThing]] = defaultdict(list)
        for event, rows in by([row for row in self.rows if row.event_id], "event_id").items():
            thing = ShownThing(event, plain(rows[0].label) or event, rows, reasons.get(event, ()))
            things[plain(rows[0].happening_id) or NOT_PLACED].append(thing)
        loose = [row for row in self.rows if not row.event_id]
        if loose:
            things[NOT_PLACED].append(ShownThing("none", "Not compared with anything", loose))
        return things

    def _happenings(self) -> list[ShownHappening]:
        known = keyed(self.table("happenings"), "happening_id")
        names = {NOT_PLACED: "Not placed in any happening"} | {key: plain(row.name) for key, row in known.items()}
        address = _addresser("happenings", "h")
        made = []  # what most named sources speak of comes first, what has most claims before others
        for key, things in sorted(self._things().items()):
            own = sorted(things, key=lambda thing: (-thing.named, -len(thing.rows), thing.event_id))
            made.append(ShownHappening(key, names.get(key) or key, address(key), known.get(key), own))
        return sorted(made, key=lambda one: (
            one.happening_id == NOT_PLACED, -named(one.rows), -len(one.rows), one.happening_id))  # fmt: skip

    def _sources(self) -> list[ShownSource]:
        name = _addresser("sources", "s")
        made = [ShownSource(plain(rows[0].source_id), who, name(plain(rows[0].source_id) or who.casefold()), rows)
                for who, rows in sorted(by(self.rows, "who").items()) if who != UNNAMED]  # fmt: skip
        return sorted(made, key=lambda one: (-len(one.rows), one.name))


def keyed(rows: Iterable[Any], column: str) -> dict[Any, Any]:
    """Each row by what only it holds in a column."""
    return {getattr(row, column): row for row in rows}


def by_claims(rows: Iterable[Any], *columns: str) -> dict[str, list[Any]]:
    """Rows by each of the claims that columns name."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        for claim in " ".join(plain(getattr(row, column)) for column in columns).split():
            found[claim].append(row)
    return dict(found)


def page_of(article_id: str) -> str:
    """The page of an article inside the export."""
    return f"articles/{anchor(article_id, 'a')}.html"


def _addresser(folder: str, kind: str) -> Callable[[str], str]:
    """Addresses that stay the same as long as an id does, readable where the id is."""
    taken: dict[str, str] = {}

    def address(name: str) -> str:
        short = anchor(name.replace(".", "-").replace(" ", "-"), kind)
        if len(short) > 80 or taken.setdefault(short, name) != name:
            short = anchor(name + "\x00", kind)
        return f"{folder}/{short}.html"

    return address


def disagreements(corpus: Edition) -> list[tuple[ShownHappening, ShownThing, Any]]:
    """The pairs of numbers over which named sources disagree, one a thing, in the order that comparing ranks them."""
    found = [(happening, thing, pair) for happening in corpus.happenings for thing in happening.things
             for pair in thing.reasons if pair.rank is not None]  # fmt: skip
    return sorted(found, key=lambda one: one[2].rank)


def named(rows: Iterable[Any]) -> int:
    """How many named sources put claims forward."""
    return len({row.who for row in rows} - {UNNAMED})


class Subset(NamedTuple):
    """Claims that want a second look: the title and the words of their list, the warning that leads there, which."""

    title: str
    about: str
    warning: str
    fits: Callable[[Any], bool]

    def mark(self, row: Any) -> str:
        """What its claims are found by in the search."""
        return "yes" if self.fits(row) else ""


def carried(row: Any) -> bool:
    """Whether the claimant stands in another sentence than the figure."""
    return row.who != UNNAMED and plain(row.source_how) not in IN_THE_SENTENCE


SUBSETS: Mapping[str, Subset] = {
    "without-source": Subset(
        "Claims without a source", "They stand in an article's own voice, or no source could be found; the publisher "
        "is never put in its place.", "Claims that name no source", lambda row: row.who == UNNAMED),
    "carried": Subset(
        "Claims whose source is named elsewhere", "The source stands in another sentence than the number: look twice.",
        "Claims whose source is named in another sentence than the number", carried),
    "flagged": Subset(
        "Claims to look at", "A flag says why.", "Numbers with a flag: how they are printed leaves a doubt",
        lambda row: bool(row.flag)),
}  # fmt: skip
NO_SOURCE, SILENT = "lists/claims-without-source.html", "lists/articles-claims-none.html"  # lists that others name
COUNTS: Mapping[str, Callable[[Edition], int]] = {  # every named number of the pages; ``check`` works each out again
    "articles": lambda corpus: len(corpus.articles),
    "claims": lambda corpus: len(corpus.rows),
    "sources": lambda corpus: len(corpus.sources),
    "happenings": lambda corpus: sum(one.happening_id != NOT_PLACED for one in corpus.happenings),
    "things": lambda corpus: sum(len(one.things) for one in corpus.happenings),
    "without-source": lambda corpus: sum(map(SUBSETS["without-source"].fits, corpus.rows)),
    "carried": lambda corpus: sum(map(carried, corpus.rows)),
    "flagged": lambda corpus: sum(map(SUBSETS["flagged"].fits, corpus.rows)),
    "problems": lambda corpus: len(corpus.tables["problems"]),
    "undated": lambda corpus: sum(article.published is None for article in corpus.articles),
    "silent": lambda corpus: sum(not article.n_claims for article in corpus.articles),
    "unplaced": lambda corpus: sum(not row.happening_id for row in corpus.rows),
    "disagreements": lambda corpus: len(disagreements(corpus)),
    "pairs": lambda corpus: len(corpus.differing),
    "orphans": lambda corpus: len(corpus.tables["orphans"]),
    "languages": lambda corpus: len({article.language for article in corpus.articles}),
}
