"""Lists of claims, happenings, sources and articles: pages of 150 rows, cut by what they have in common, and the
search over all, an index that the script of its pages sorts and filters."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from markupsafe import Markup

from newslib.charts.points import side_name
from newslib.codebook import say
from newslib.lexicons import kept
from newslib.markup import Html, anchor, link, number, plain
from newslib.reports.corpus import NOT_PLACED, SUBSETS, Edition, ShownSource, disagreements
from newslib.reports.pages import UP, ClaimRows, days_of
from newslib.reports.texts import in_language
from newslib.templates import Site, Step, macros, with_code

SHARD = 900_000  # bytes of the index on one page
ROW = 12  # bytes of a row beside its cells
ORDER = ("happenings", "sources", "articles", "claims")  # as hits are shown
ROWS = 150  # rows on a page: about 15 screens of a phone
UNSAID = "not said"
VALUES = 60  # values of a facet with pages of their own; the others share one
NEAR = 6  # pages of a list that are linked on either side
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w-])\d[\d.,:/]*(?![\w-])")  # what only one file says
Facets = Mapping[str, Callable[[Any], str]]
Value = tuple[str, ...]  # a facet and one of its values


class Listed(NamedTuple):
    """A list: its name and unit, its headings, its items, how an item becomes the cells of a row, by what it is cut.

    ``to`` gives the page of an item, for lists that are searched; ``whole`` names such a list and the value of a facet
    by which its rows are found there, for one that holds a part of it.
    """

    name: str
    title: str
    unit: str
    heads: Sequence[str]
    items: Sequence[Any]
    row: Callable[[Any], Sequence[Any]]
    facets: Facets = {}  # noqa: RUF012
    about: str = ""
    numbers: Sequence[int] = ()  # places of columns that hold numbers
    to: Callable[[Any], str] | None = None
    whole: tuple[str, Value] | None = None
    marks: Facets = {}  # noqa: RUF012  # values that rows are found by without a page for each
    worded: Sequence[int] = ()  # places of columns that hold numbers with words around them

    @property
    def measures(self) -> Sequence[int]:
        """Places of the columns that are sorted by their numbers."""
        return (*self.numbers, *self.worded)


def all_lists(rows: ClaimRows) -> list[Listed]:
    """Every list of an export.

    Args:
        rows: the rows of all claims.
    """
    corpus = rows.corpus
    placed = [one for one in corpus.happenings if one.happening_id != NOT_PLACED]
    return [
        *_of_claims(rows),
        Listed(
            "happenings", "Happenings", "happenings",
            ("happening", "when", "what most sources count", "claims in all", "sources in all"), placed,
            lambda one: rows.of_happening(one, rows.number),
            {"kind": lambda one: say("happening", one.kind), "month": lambda one: plain(min(one.days, default=""))[:7],
             "place": lambda one: one.place},
            "Those where most named sources count one thing come first.", (3, 4), to=lambda one: one.address),
        Listed(
            "sources", "Sources", "sources",
            ("source", "camp", "claims", "happenings", "when"), corpus.sources, _source,
            {"camp": lambda one: side_name(one.rows[0].party) or "not known",
             "registry": lambda one: "in the registry" if one.key else "not in the registry"},
            "Those with most claims come first.", (2, 3), to=lambda one: one.address),
        Listed(
            "articles", "Articles", "articles", ("published", "article", "publisher", "language", "claims"),
            corpus.articles, lambda one: _article(one, corpus),
            {"month": lambda one: plain(one.published)[:7], "publisher": lambda one: plain(one.publisher),
             "language": lambda one: say("language", one.language),
             "claims": lambda one: "some" if one.n_claims else "none"},
            "By day of publication.", (4,), to=lambda one: corpus.addresses[one.article_id]),
        Listed(
            "disagreements", "Disagreements between named sources", "disagreements",
            ("what is counted", "happening", "lower", "higher"), disagreements(corpus),
            lambda one: _disagreement(one, rows),
            about="One pair a thing: of the nearest days, then the widest; numbers of five or more."),
        Listed(
            "problems", "What a person should look at", "problems",
            ("file", "where", "what is wrong", "cure", "and now"), corpus.table("problems"), _problem,
            {"reason": lambda one: kind_of_problem(one.reason)},
            "A file that could not be used, or leaves something open, with the cure."),
    ]  # fmt: skip


def _of_claims(rows: ClaimRows) -> Iterable[Listed]:
    order = sorted(rows.corpus.rows, key=lambda row: (plain(row.day) or "9", row.who, row.claim_id))
    facets: Facets = {
        "outcome": lambda row: say("outcome", row.outcome), "month": lambda row: plain(row.day)[:7],
        "publisher": lambda row: plain(row.publisher), "language": lambda row: say("language", row.language),
        "source": lambda row: row.who,
    }  # fmt: skip
    marks: Facets = {name: subset.mark for name, subset in SUBSETS.items()}
    claims = Listed("claims", "Claims", "claims", ("says", "of", "who", "when", "happening", "printed as"), order,
                    rows.cells, facets, "By day, then by source.", worded=(0,), marks=marks,
                    to=lambda row: rows.address(row.claim_id, ""))  # fmt: skip
    yield claims
    for name, subset in SUBSETS.items():
        own = list(filter(subset.fits, order))
        yield claims._replace(name=f"claims-{name}", title=subset.title, about=subset.about, items=own, facets={},
                              to=None, whole=("claims", (name, "yes")))  # fmt: skip


def kind_of_problem(reason: str) -> str:
    """What is wrong in words that many files share: without names, numbers and quoted values.

    >>> kind_of_problem("'18.13.2022' is not a date"), kind_of_problem("3 broken, not UTF-8; replaced")
    ('… is not a date', '… broken, not UTF-8; replaced')
    """
    return _OWN.sub("…", reason)


def _source(one: ShownSource) -> Sequence[Any]:
    happenings = {row.happening_id for row in one.rows if row.happening_id}
    return (link(UP + one.address, one.name), side_name(one.rows[0].party), number(len(one.rows)),
            number(len(happenings)), days_of(row.day for row in one.rows))  # fmt: skip


def _article(one: Any, corpus: Edition) -> Sequence[Any]:
    name = in_language(corpus.title(one), one.language)
    title = Markup('<a href="{}">{}</a>').format(UP + corpus.addresses[one.article_id], name)
    return one.published, title, one.publisher, say("language", one.language), number(one.n_claims)


def _disagreement(one: Any, rows: ClaimRows) -> Sequence[Any]:
    happening, thing, pair = one
    name = happening.short[thing.event_id]
    ends = (rows.told(row.claim_id) for row in rows.corpus.ends(pair))
    return name, link(UP + happening.address, happening.name), *ends


def _problem(one: Any) -> Sequence[Any]:
    return one.path, one.place, one.reason, with_code(one.cure), "read all the same" if one.loaded else "not read"


class Cut(NamedTuple):
    """Rows of a list that have one value of a facet; ``chosen`` is empty for all of them."""

    stem: str  # of its files
    places: Sequence[int]
    chosen: Value = ()

    @property
    def name(self) -> str:
        """The value in words."""
        return " ".join(self.chosen if UNSAID in self.chosen else self.chosen[1:])


class ListPages:
    """Writes the pages of one list: all of it and each cut.

    Args:
        site: the export.
        listed: the list.
    """

    def __init__(self, site: Site, listed: Listed) -> None:
        self.site, self.listed = site, listed
        self.cells = [listed.row(item) for item in listed.items]
        row = macros("list_row.html").row
        self.rows: list[Markup] = [row(cells, listed.heads, listed.numbers) for cells in self.cells]

    def write(self) -> None:
        """Write all of it."""
        facets = {name: list(_cuts(self.listed, name)) for name in self.listed.facets}
        for cut in (Cut(self.listed.name, range(len(self.rows))), *chain.from_iterable(facets.values())):
            self._cut(cut, facets)

    def _cut(self, cut: Cut, facets: Mapping[str, Sequence[Cut]]) -> None:
        """The pages of the list, or of a cut of it."""
        listed = self.listed
        rows = [self.rows[place] for place in cut.places]
        parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
        names = [f"{cut.stem}.html", *(f"{cut.stem}-p{n}.html" for n in range(2, len(parts) + 1))]
        above = [(f"lists/{listed.name}.html", listed.title)] if cut.chosen else []
        title = f"{listed.title}: {cut.name}" if cut.chosen else listed.title
        steps: list[Step] = [None, *((name, f"page {n}") for n, name in enumerate(names, 1)), None]
        more: dict[str, Any] = {
            "listed": listed, "cut": cut, "pages": len(parts), "total": len(rows), "of": self._searched(cut),
            "trail": [("index.html", "Summary"), *above],
        }  # fmt: skip
        for n, (name, part) in enumerate(zip(names, parts, strict=True), 1):
            self.site.page(f"lists/{name}", "list.html", title, part=f"lists/{listed.name}.html", before=steps[n - 1],
                           after=steps[n + 1], number=n, rows=part, paging=_near(names, n),
                           facets=facets if n == 1 else {}, **more)  # fmt: skip

    def _searched(self, cut: Cut) -> str:
        """The list and the value by which the script finds these rows in the index; empty where it cannot."""
        there = self.listed.whole or ((self.listed.name,) if self.listed.to else ())
        if not there or (cut.chosen and cut.chosen not in self.known):
            return ""
        values = [[value.removeprefix(UNSAID) for value in cut.chosen]] if cut.chosen else []
        return json.dumps({"kind": there[0], "only": [*there[1:], *values]}, ensure_ascii=False)

    @kept
    def known(self) -> set[Value]:
        """The values of its facets."""
        return {(name, of(item) or UNSAID) for name, of in self.listed.facets.items() for item in self.listed.items}


def text(cell: Any) -> str:
    """A cell of a list as plain text."""
    if isinstance(cell, Markup):
        return cell.striptags()
    return cell.plain if isinstance(cell, Html) else plain(cell)


def _near(names: Sequence[str], n: int) -> list[tuple[str, str, bool]]:
    """The pages that page ``n`` leads to: those beside it, the first and the last; whether each is itself."""
    return [(name, str(place), place == n) for place, name in enumerate(names, 1)
            if abs(place - n) < NEAR or place in (1, len(names))]  # fmt: skip


def _cuts(listed: Listed, facet: str) -> Iterable[Cut]:
    """The cuts of a list by a facet; the file of each is called after its value."""
    for value, places in _values(listed, facet, listed.facets[facet]).items():
        slug = anchor(value.casefold().replace(" ", "-"), "v")[2:]
        yield Cut(f"{listed.name}-{facet}-{slug}", places, (facet, value))


def _values(listed: Listed, name: str, of: Callable[[Any], str]) -> dict[str, list[int]]:
    """For each value the places of its items: months in order, else the most frequent first; rare ones together."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(listed.items):
        found.setdefault(of(item) or UNSAID, []).append(place)
    if name == "month":
        return dict(sorted(found.items()))
    ordered = sorted(found, key=lambda value: (-len(found[value]), value))
    kept = {value: found[value] for value in ordered[:VALUES]}
    if len(ordered) > VALUES:
        kept[f"{len(ordered) - VALUES} others"] = sorted(place for value in ordered[VALUES:] for place in found[value])
    return kept


def _kind(listed: Listed) -> dict[str, Any]:
    """What the script of the search knows of a list; ``link`` is the column whose words lead to the page of an item."""
    linked = next((n for n, head in enumerate(listed.heads) if head == listed.unit[:-1]), 0)
    return {
        "id": listed.name, "name": listed.title, "heads": listed.heads, "link": linked,
        "facets": [*listed.facets, *listed.marks], "numbers": listed.measures, "counts": listed.numbers,
    }  # fmt: skip


class Shard:
    """The rows of one page; words that come again are kept once and named by their place."""

    def __init__(self, start: int) -> None:
        self.start, self.size = start, 0
        self.rows: list[list[Any]] = []
        self.strings: dict[str, int] = {}

    def add(self, kind: int, address: str, cells: Iterable[str]) -> None:
        """Add a row: its kind, the page it leads to, where on it, its cells and the values it is found by."""
        page, mark, where = address.partition("#")
        row = [kind, self._place(page), mark + where, *map(self._place, cells)]
        self.rows.append(row)
        self.size += ROW + len(where) + 4 * len(row)

    def _place(self, words: str) -> int:
        if words not in self.strings:
            self.strings[words] = len(self.strings)
            self.size += len(json.dumps(words, ensure_ascii=False).encode("utf-8", "replace")) + 1
        return self.strings[words]


def write_search(site: Site, pages: Sequence[ListPages]) -> None:
    """Write pages that hold a short index of everything; where one page would be too large, further ones follow, and
    the script goes through them by itself.

    Args:
        site: the export.
        pages: every list.
    """
    lists = sorted((one for one in pages if one.listed.to), key=lambda one: ORDER.index(one.listed.name))
    kinds, shards = [], [Shard(0)]
    for kind, one in enumerate(lists):
        listed = one.listed
        found_by = [*listed.facets.values(), *listed.marks.values()]
        kinds.append(_kind(listed))
        for item, cells in zip(listed.items, one.cells, strict=True):
            if shards[-1].size > SHARD:
                shards.append(Shard(shards[-1].start + len(shards[-1].rows)))
            words = (*map(text, cells), *(of(item) for of in found_by))
            shards[-1].add(kind, listed.to(item) if listed.to else "", words)
    names = ["search.html", *(f"search-{n}.html" for n in range(2, len(shards) + 1))]
    for name, shard in zip(names, shards, strict=True):
        site.page(name, "search.html", "Search", part="search.html",
                  index={"kinds": kinds, "parts": names, "start": shard.start, "strings": list(shard.strings),
                         "rows": shard.rows})  # fmt: skip
