"""Lists of claims, happenings, sources and articles: pages of 150 rows, cut by what they have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from newslib.charts.marks import value_of
from newslib.charts.points import UNNAMED, side_name
from newslib.markup import anchor, link, number, plain
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import NOT_PLACED, Corpus, Happening, Source, carried, disagreements
from newslib.reports.site import Site, Step
from newslib.reports.texts import in_language
from newslib.reports.words import say
from newslib.templates import with_code

ROWS = 150  # rows on a page: about 15 screens of a phone
NARROW, PAIRED = 30, 400  # rows from which a value is cut by another one, too; pages of two values at most
UNSAID = "not said"
VALUES = 60  # values of a facet with pages of their own; the others share one
SHARD = 900_000  # bytes of the search index on one page
NEAR = 6  # pages of a list that are linked on either side
FOUND = (("happening", "happenings/*.html"), ("source", "sources/*.html"), ("article", "articles/*.html"),
         ("claim", "*"))  # fmt: skip
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w-])\d[\d.,:/]*(?![\w-])")  # what only one file says
Facets = Mapping[str, Callable[[Any], str]]
Value = tuple[str, str]  # a facet and one of its values
Link = tuple[str, str, int, bool]  # address, words, rows, whether it is the page itself


class Listed(NamedTuple):
    """A list: its name and unit, its headings, its items, how an item becomes the cells of a row (or a whole row), by
    what it is cut."""

    name: str
    title: str
    unit: str
    heads: Sequence[str]
    items: Sequence[Any]
    row: Callable[[Any], Any]
    facets: Facets = {}  # noqa: RUF012
    about: str = ""
    numbers: Sequence[int] = ()  # places of columns that hold numbers
    pairs: Sequence[tuple[str, str]] = ()  # facets that are cut by another one


def write(site: Site, rows: ClaimRows) -> None:
    """Write every list with its facet pages, and the pages of the search.

    Args:
        site: the export.
        rows: the rows of all claims.
    """
    for listed in (*_of_claims(rows), *_of_others(rows)):
        _write(site, listed)
    _search(site, rows)


def _of_claims(rows: ClaimRows) -> Iterable[Listed]:
    order = sorted(rows.corpus.rows, key=lambda row: (plain(row.day) or "9", row.who, row.claim_id))
    heads = ("says", "of", "who", "when", "happening", "printed as")
    facets: Facets = {
        "outcome": lambda row: say("outcome", row.outcome), "month": lambda row: plain(row.day)[:7],
        "publisher": lambda row: plain(row.publisher), "language": lambda row: say("language", row.language),
        "source": lambda row: row.who,
    }  # fmt: skip
    yield Listed("claims", "Claims", "claims", heads, order, rows.line, facets, "By day, then by source.",
                 pairs=(("outcome", "month"), ("outcome", "source"), ("source", "month")))
    for name, title, about, wanted in (
        ("without-source", "Claims without a source",
         "They stand in an article's own voice, or no source could be found; the publisher is never put in its place.",
         lambda row: row.who == UNNAMED),
        ("carried", "Claims whose source is named elsewhere",
         "The source stands in another sentence than the number: look twice.", carried),
        ("flagged", "Claims to look at", "A flag says why.", lambda row: bool(row.flag)),
    ):  # fmt: skip
        chosen = [row for row in order if wanted(row)]
        yield Listed(f"claims-{name}", title, "claims", heads, chosen, rows.line, about=about)


def _of_others(rows: ClaimRows) -> Iterable[Listed]:
    corpus = rows.corpus
    placed = [one for one in corpus.happenings if one.happening_id != NOT_PLACED]
    heads: tuple[str, ...] = ("happening", "kind", "when", "place", "claims", "named sources")
    facets: Facets = {"kind": _kind, "month": lambda one: plain(one.first)[:7], "place": _place}
    about = "Those that most named sources count come first."
    yield Listed("happenings", "Happenings", "happenings", heads, placed, _happening, facets, about, (4, 5))
    heads = ("source", "camp", "claims", "happenings", "when")
    facets = {
        "camp": lambda one: side_name(one.rows[0].party) or "not known",
        "registry": lambda one: "in the registry" if one.key else "not in the registry",
    }
    about = "Those with most claims come first."
    yield Listed("sources", "Sources", "sources", heads, corpus.sources, _source, facets, about, (2, 3))
    heads = ("published", "article", "publisher", "language", "claims")
    facets = {
        "month": lambda one: plain(one.published)[:7], "publisher": lambda one: plain(one.publisher),
        "language": lambda one: say("language", one.language),
    }  # fmt: skip
    yield Listed("articles", "Articles", "articles", heads, corpus.articles,
                 lambda one: _article(one, corpus), facets, "By day of publication.", (4,),
                 pairs=(("publisher", "month"), ("language", "month")))  # fmt: skip
    heads = ("what is counted", "happening", "lower", "higher")
    yield Listed("disagreements", "Disagreements between named sources", "disagreements", heads, disagreements(corpus),
                 lambda one: _disagreement(one, rows),
                 about="One pair a thing: of the nearest days, then the widest; numbers of five or more.")  # fmt: skip
    heads = ("file", "where", "what is wrong", "cure", "and now")
    yield Listed("problems", "What a person should look at", "problems", heads, corpus.table("problems"), _problem,
                 {"reason": lambda one: kind_of_problem(one.reason)},
                 "A file that could not be used, or leaves something open, with the cure.")  # fmt: skip


def kind_of_problem(reason: str) -> str:
    """What is wrong in words that many files share: without names, numbers and quoted values.

    >>> kind_of_problem("'18.13.2022' is not a date"), kind_of_problem("3 broken, not UTF-8; replaced")
    ('… is not a date', '… broken, not UTF-8; replaced')
    """
    return _OWN.sub("…", reason)


def _kind(one: Happening) -> str:
    return say("happening", getattr(one.known, "kind", ""))


def _place(one: Happening) -> str:
    return plain(getattr(one.known, "place", ""))


def days_of(rows: Iterable[Any]) -> Markup:
    """The first and the last day of claims, in words; empty where none has one."""
    days = [row.day for row in rows if row.day]
    ends = dict.fromkeys((min(days), max(days))) if days else ()
    return Markup(" to ").join(Markup("<time>{}</time>").format(plain(day)) for day in ends)


def _happening(one: Happening) -> Iterable[Any]:
    named = {row.who for row in one.rows} - {UNNAMED}
    return (link(UP + one.address, one.name), _kind(one), days_of(one.rows), _place(one), number(len(one.rows)),
            number(len(named)))  # fmt: skip


def _source(one: Source) -> Iterable[Any]:
    happenings = {row.happening_id for row in one.rows if row.happening_id}
    return (link(UP + one.address, one.name), side_name(one.rows[0].party), number(len(one.rows)),
            number(len(happenings)), days_of(one.rows))  # fmt: skip


def _article(one: Any, corpus: Corpus) -> Iterable[Any]:
    name = in_language(corpus.title(one), one.language)
    title = Markup('<a href="{}">{}</a>').format(UP + corpus.addresses[one.article_id], name)
    return one.published, title, one.publisher, say("language", one.language), number(one.n_claims)


def _disagreement(one: Any, rows: ClaimRows) -> Iterable[Any]:
    happening, thing, pair = one
    name = happening.short[thing.event_id]
    return name, link(UP + happening.address, happening.name), *map(rows.told, ends_of(pair, rows))


def _problem(one: Any) -> Iterable[Any]:
    return one.path, one.place, one.reason, with_code(one.cure), "read all the same" if one.loaded else "not read"


def ends_of(pair: Any, rows: ClaimRows) -> list[str]:
    """The claims of a pair, that with the lower number first."""
    return sorted((pair.claim_a, pair.claim_b), key=lambda claim: (value_of(rows.corpus.claims[claim]), claim))


class Cut(NamedTuple):
    """Rows of a list that have one value of a facet, or of two; ``chosen`` is empty for all of them."""

    chosen: tuple[Value, ...]
    stem: str
    places: Sequence[int]

    @property
    def address(self) -> str:
        """Its first page, below the lists."""
        return f"{self.stem}.html"

    @property
    def name(self) -> str:
        """The values in words."""
        return ", ".join(f"{facet} {value}" if value == UNSAID else value for facet, value in self.chosen)


def _write(site: Site, listed: Listed) -> None:
    made = [listed.row(item) for item in listed.items]
    cuts = {chosen: Cut(chosen, _stem(listed.name, chosen), places) for chosen, places in _cuts(listed)}
    within: dict[tuple[Value, ...], dict[str, list[Cut]]] = {}  # cuts of a cut, by facet
    for cut in cuts.values():
        for n, (name, _) in enumerate(cut.chosen):
            within.setdefault(cut.chosen[:n] + cut.chosen[n + 1 :], {}).setdefault(name, []).append(cut)
    for cut in cuts.values():
        above = [cuts[()], *(cuts[one,] for one in cut.chosen if len(cut.chosen) > 1)]
        wholes = [*above[len(cut.chosen) > 1 :], *([cut] if len(cut.chosen) == 1 else [])]
        facets = [(f"{whole.name}, by {name}" if whole.chosen else f"By {name}",
                   [*_links(found, name, cut), *_rest(whole, found)])
                  for whole in wholes for name, found in within.get(whole.chosen, {}).items()]  # fmt: skip
        _pages(site, listed, cut, [made[place] for place in cut.places], facets, above)


def _links(cuts: Iterable[Cut], facet: str, here: Cut) -> list[Link]:
    return [(one.address, dict(one.chosen)[facet], len(one.places), one is here) for one in cuts]


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


def _rest(whole: Cut, found: Sequence[Cut]) -> Iterable[Link]:
    """What no page of two values holds stands on that of one."""
    if left := len(whole.places) - sum(len(cut.places) for cut in found):
        yield whole.address, "others, among all of these", left, False


def _values(listed: Listed, name: str, of: Callable[[Any], str]) -> dict[str, list[int]]:
    """For each value the places of its items: months in order, else the most frequent first; rare ones together."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(listed.items):
        found.setdefault(of(item) or UNSAID, []).append(place)
    if name == "month":
        kept = dict(sorted(found.items()))
        return kept if len(kept) <= VALUES * 4 else _years(kept)
    ordered = sorted(found, key=lambda value: (-len(found[value]), value))
    kept = {value: found[value] for value in ordered[:VALUES]}
    if len(ordered) > VALUES:
        kept[f"{len(ordered) - VALUES} others"] = sorted(place for value in ordered[VALUES:] for place in found[value])
    return kept


def _years(months: Mapping[str, list[int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for month, places in months.items():
        found.setdefault(month[:4], []).extend(places)
    return found


def _pages(
    site: Site, listed: Listed, cut: Cut, rows: Sequence[Any], facets: Sequence[tuple[str, list[Link]]],
    above: Sequence[Cut],
) -> None:  # fmt: skip
    """The pages of a list, or of a cut of it."""
    parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    names = [cut.address, *(f"{cut.stem}-p{n}.html" for n in range(2, len(parts) + 1))]
    trail = [("index.html", "Summary"), *((f"lists/{one.address}", one.name or listed.title) for one in above)]
    title = f"{listed.title}: {cut.name}" if cut.chosen else listed.title
    steps: list[Step] = [None, *((name, f"page {n}") for n, name in enumerate(names, 1)), None]
    for n, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        near = [(to, str(place), place == n) for place, to in enumerate(names, 1)
                if abs(place - n) < NEAR or place in (1, len(names))]  # fmt: skip
        site.page(f"lists/{name}", "list.html", title, part=f"lists/{listed.name}.html", before=steps[n - 1],
                  after=steps[n + 1], trail=trail if cut.chosen else trail[:1], listed=listed, cut=cut, number=n,
                  pages=len(parts), total=len(rows), rows=part, paging=near,
                  facets=facets if n == 1 else [])  # fmt: skip


def _search(site: Site, rows: ClaimRows) -> None:
    """Pages that hold a short index of everything; where one page would be too large, further ones follow, and the
    script goes through them by itself."""
    corpus = rows.corpus
    entries: list[tuple[int, str, str]] = [(0, one.name, _name(one.address)) for one in corpus.happenings]
    entries += [(1, one.name, _name(one.address)) for one in corpus.sources]
    for one in corpus.articles:
        told = (corpus.title(one), plain(one.publisher), plain(one.published))
        entries.append((2, " · ".join(filter(None, told)), _name(corpus.addresses[one.article_id])))
    for row in corpus.rows:
        of = (row.worded, say("outcome", row.outcome), row.who, plain(row.place), plain(row.day), row.claim_id)
        entries.append((3, " · ".join(filter(None, of)), rows.address(row, "")))
    shards: list[list[tuple[int, str, str]]] = [[]]
    size = 0
    for entry in entries:
        size += len((entry[1] + entry[2]).encode("utf-8", "replace")) + len('[0,"",""],')
        if size > SHARD:
            shards.append([])
            size = 0
        shards[-1].append(entry)
    names = ["search.html", *(f"search-{n}.html" for n in range(2, len(shards) + 1))]
    for name, shard in zip(names, shards, strict=True):
        site.page(name, "search.html", "Search", part="search.html",
                  index={"kinds": FOUND, "rows": shard, "parts": names})  # fmt: skip


def _name(address: str) -> str:
    return address.partition("/")[2].removesuffix(".html")
