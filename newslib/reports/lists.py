"""Lists of claims, happenings, sources and articles: pages of 150 rows, cut by what they have in common."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup

from newslib import tables
from newslib.charts.points import side_name
from newslib.codebook import say
from newslib.markup import Html, anchor, link, number, plain, printable
from newslib.reports.claim_rows import UP, ClaimRows, days_of
from newslib.reports.corpus import NOT_PLACED, SUBSETS, Edition, ShownSource, disagreements
from newslib.reports.site import Site, Step
from newslib.reports.texts import in_language
from newslib.templates import macros, with_code

ROWS = 150  # rows on a page: about 15 screens of a phone
NARROW, PAIRED = 30, 400  # rows from which a value is cut by another one, too; pages of two values at most
UNSAID = "not said"
VALUES = 60  # values of a facet with pages of their own; the others share one
NEAR = 6  # pages of a list that are linked on either side
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w-])\d[\d.,:/]*(?![\w-])")  # what only one file says
Facets = Mapping[str, Callable[[Any], str]]
Value = tuple[str, str]  # a facet and one of its values
Link = tuple[str, str, int, bool]  # address, words, rows, whether it is the page itself


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
    pairs: Sequence[tuple[str, str]] = ()  # facets that are cut by another one
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
            ("happening", "when", "what most sources count", "claims", "named sources"), placed,
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
            "By day of publication.", (4,), (("publisher", "month"), ("language", "month")),
            to=lambda one: corpus.addresses[one.article_id]),
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
                    pairs=(("outcome", "month"), ("outcome", "source"), ("source", "month")),
                    to=lambda row: rows.address(row.claim_id, ""))  # fmt: skip
    yield claims
    for name, subset in SUBSETS.items():
        own = list(filter(subset.fits, order))
        yield claims._replace(name=f"claims-{name}", title=subset.title, about=subset.about, items=own, facets={},
                              pairs=(), to=None, whole=("claims", (name, "yes")))  # fmt: skip


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
    """Rows of a list that have one value of a facet, or of two; ``chosen`` is empty for all of them."""

    chosen: tuple[Value, ...]
    stem: str  # of its files
    places: Sequence[int]

    @property
    def name(self) -> str:
        """The values in words."""
        return ", ".join(f"{facet} {value}" if value == UNSAID else value for facet, value in self.chosen)


class ListPages:
    """Writes the pages of one list: all of it and each cut, with the CSV of each.

    Args:
        site: the export.
        listed: the list.
        corpus: what claims are written as.
    """

    def __init__(self, site: Site, listed: Listed, corpus: Edition) -> None:
        self.site, self.listed, self.corpus = site, listed, corpus
        self.cells = [listed.row(item) for item in listed.items]
        row = macros("list_row.html").row
        self.schema = f"schemas/lists-{listed.name}.json"
        self.rows: list[Markup] = [row(cells, listed.heads, listed.numbers) for cells in self.cells]

    def write(self) -> None:
        """Write all of it."""
        fields = [{"name": head, "type": "integer" if n in self.listed.numbers else "string"}
                  for n, head in enumerate(self.listed.heads)]  # fmt: skip
        if self.listed.unit != "claims":
            self.site.json(self.schema, {"fields": fields, "missingValues": [""]})
        cuts = {chosen: Cut(chosen, _stem(self.listed.name, chosen), places) for chosen, places in _cuts(self.listed)}
        within: dict[tuple[Value, ...], dict[str, list[Cut]]] = {}  # cuts of a cut, by facet
        for cut in cuts.values():
            for n, (name, _) in enumerate(cut.chosen):
                within.setdefault(cut.chosen[:n] + cut.chosen[n + 1 :], {}).setdefault(name, []).append(cut)
        for cut in cuts.values():
            above = [cuts[()], *(cuts[one,] for one in cut.chosen if len(cut.chosen) > 1)]
            wholes = [*above[len(cut.chosen) > 1 :], *([cut] if len(cut.chosen) == 1 else [])]
            facets = [(f"{whole.name}, by {name}" if whole.chosen else f"By {name}", _links(whole, found, name, cut))
                      for whole in wholes for name, found in within.get(whole.chosen, {}).items()]  # fmt: skip
            self._cut(cut, [(words, list(links)) for words, links in facets], above)

    def _cut(self, cut: Cut, facets: Sequence[tuple[str, list[Link]]], above: Sequence[Cut]) -> None:
        """The pages of the list, or of a cut of it."""
        listed = self.listed
        rows = [self.rows[place] for place in cut.places]
        parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
        names = [f"{cut.stem}.html", *(f"{cut.stem}-p{n}.html" for n in range(2, len(parts) + 1))]
        trail = [("index.html", "Summary"), *((f"lists/{one.stem}.html", one.name or listed.title) for one in above)]
        title = f"{listed.title}: {cut.name}" if cut.chosen else listed.title
        steps: list[Step] = [None, *((name, f"page {n}") for n, name in enumerate(names, 1)), None]
        more: dict[str, Any] = {
            "listed": listed, "cut": cut, "pages": len(parts), "total": len(rows), "of": self._searched(cut),
            "csv": self._csv(cut), "trail": trail if cut.chosen else trail[:1],
        }  # fmt: skip
        for n, (name, part) in enumerate(zip(names, parts, strict=True), 1):
            near = [(to, str(place), place == n) for place, to in enumerate(names, 1)
                    if abs(place - n) < NEAR or place in (1, len(names))]  # fmt: skip
            self.site.page(f"lists/{name}", "list.html", title, part=f"lists/{listed.name}.html", before=steps[n - 1],
                           after=steps[n + 1], number=n, rows=part, paging=near, facets=facets if n == 1 else [],
                           **more)  # fmt: skip

    def _searched(self, cut: Cut) -> str:
        """The list and the values by which the script finds these rows in the index; empty where it cannot."""
        values = [(name, "" if value == UNSAID else value) for name, value in cut.chosen]
        there = self.listed.whole or ((self.listed.name,) if self.listed.to else ())
        found: Sequence[Any] = there if self.known.issuperset(values) else ()
        return json.dumps({"kind": found[0], "only": [*found[1:], *values]}, ensure_ascii=False) if found else ""

    def _csv(self, cut: Cut) -> str:
        """Write the rows as CSV: claims with all their columns, others as they are listed; returns the address."""
        name = f"{cut.stem}.csv"
        items = [self.listed.items[place] for place in cut.places]
        if self.listed.unit == "claims":
            self.site.table(f"lists/{name}", self.corpus.csv(items))
            return name
        made = [tables.line(self.listed.heads), *(self.lines[place] for place in cut.places)]
        self.site.table(f"lists/{name}", "".join(made), self.schema)
        return name

    @cached_property
    def known(self) -> set[Value]:
        """The values of its facets; a year stands for its months."""
        known = {(name, value) for name, of in self.listed.facets.items() for value in map(of, self.listed.items)}
        return known | {("month", value[:4]) for name, value in known if name == "month"}

    @cached_property
    def lines(self) -> list[str]:
        """The rows as lines of a CSV."""
        numbers, made = self.listed.numbers, []
        for row in self.cells:
            cells = (text(cell).replace(",", "") if n in numbers else text(cell) for n, cell in enumerate(row))
            made.append(printable(tables.line(map(tables.escape, cells))))
        return made


def text(cell: Any) -> str:
    """A cell of a list as plain text."""
    if isinstance(cell, Markup):
        return cell.striptags()
    return cell.plain if isinstance(cell, Html) else plain(cell)


def _links(whole: Cut, cuts: Sequence[Cut], facet: str, here: Cut) -> Iterable[Link]:
    """The cuts of a list by a facet; what no page of two values holds stands on that of one."""
    yield from ((f"{one.stem}.html", dict(one.chosen)[facet], len(one.places), one is here) for one in cuts)
    if left := len(whole.places) - sum(len(cut.places) for cut in cuts):
        yield f"{whole.stem}.html", "others, among all of these", left, False


def _stem(name: str, chosen: Sequence[Value]) -> str:
    """The file name of a cut; a dot, which no value can put there, stands between two."""
    slugs = (f"{facet}-{anchor(value.casefold().replace(' ', '-'), 'v')[2:]}" for facet, value in chosen)
    return f"{name}-{'.'.join(slugs)}" if chosen else name


def _cuts(listed: Listed) -> Iterable[tuple[tuple[Value, ...], Sequence[int]]]:
    """The whole list, then each value of a facet, then two values at once, each with the places of its items."""
    groups = {name: _values(listed, name, of) for name, of in listed.facets.items()}
    yield (), range(len(listed.items))
    for name, values in groups.items():
        yield from ((((name, value),), places) for value, places in values.items())
    for first, second in listed.pairs:
        yield from _pairs(first, second, groups)


def _pairs(
    first: str, second: str, groups: Mapping[str, Mapping[str, list[int]]]
) -> Iterable[tuple[tuple[Value, ...], list[int]]]:
    """Two values at once, where that of the first facet has many rows: those with most of them, in order of both."""
    held = {place: value for value, places in groups[second].items() for place in places}
    found: dict[tuple[Value, ...], list[int]] = {}
    for value, places in groups[first].items():
        for place in places if len(places) > NARROW else ():
            found.setdefault(((first, value), (second, held[place])), []).append(place)
    kept = sorted(found, key=lambda pair: -len(found[pair]))[:PAIRED]
    order = {(name, value): n for name in (first, second) for n, value in enumerate(groups[name])}
    yield from ((pair, found[pair]) for pair in sorted(kept, key=lambda pair: [order[one] for one in pair]))


def _years(months: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """So many months that they are taken together by year."""
    found: dict[str, list[int]] = {}
    for month in sorted(months):
        found.setdefault(month if month == UNSAID else month[:4], []).extend(months[month])
    return {year: sorted(places) for year, places in found.items()}


def _values(listed: Listed, name: str, of: Callable[[Any], str]) -> dict[str, list[int]]:
    """For each value the places of its items: months in order, else the most frequent first; rare ones together."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(listed.items):
        found.setdefault(of(item) or UNSAID, []).append(place)
    if name == "month":
        return dict(sorted(found.items())) if len(found) <= VALUES * 4 else _years(found)
    ordered = sorted(found, key=lambda value: (-len(found[value]), value))
    kept = {value: found[value] for value in ordered[:VALUES]}
    if len(ordered) > VALUES:
        kept[f"{len(ordered) - VALUES} others"] = sorted(place for value in ordered[VALUES:] for place in found[value])
    return kept
