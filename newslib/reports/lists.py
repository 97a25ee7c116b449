"""Lists of claims, happenings, sources and articles: pages of 150 rows, cut by what they have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from newslib.charts.marks import value_of
from newslib.charts.points import UNNAMED
from newslib.markup import anchor, link, number, plain, printable
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import NOT_PLACED, Happening, Source, carried, disagreements
from newslib.reports.site import Site
from newslib.reports.texts import in_language
from newslib.reports.words import KINDS, say
from newslib.templates import with_code, words

ROWS = 150  # rows on a page: about 15 screens of a phone
VALUES = 60  # values of a facet with pages of their own; the others share one
SHARD = 900_000  # bytes of the search index on one page
NEAR = 6  # pages of a list that are linked on either side
FOUND = (("happening", "happenings/*.html"), ("source", "sources/*.html"), ("article", "articles/*.html"),
         ("claim", "*"))  # fmt: skip
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w-])\d[\d.,:/]*(?![\w-])")  # what only one file says
Facets = Mapping[str, Callable[[Any], str]]


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
    yield Listed("claims", "Claims", "claims", heads, order, rows.line, facets, "By day, then by source.")
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
    facets: Facets = {"kind": _kind, "month": lambda one: plain(_days(one)[0])[:7], "place": _place}
    about = "Those that most named sources count come first."
    yield Listed("happenings", "Happenings", "happenings", heads, placed, _happening, facets, about)
    heads = ("source", "camp", "claims", "happenings", "from", "to")
    facets = {
        "camp": lambda one: words(one.rows[0].party) or "not known",
        "registry": lambda one: "in the registry" if one.key else "not in the registry",
    }
    yield Listed("sources", "Sources", "sources", heads, corpus.sources, _source, facets)
    heads = ("published", "article", "publisher", "language", "claims")
    facets = {
        "month": lambda one: plain(one.published)[:7], "publisher": lambda one: plain(one.publisher),
        "language": lambda one: say("language", one.language),
    }  # fmt: skip
    yield Listed("articles", "Articles", "articles", heads, corpus.articles,
                 lambda one: _article(one, corpus.addresses), facets, "By day of publication.")  # fmt: skip
    heads = ("what is counted", "happening", "lower", "higher")
    yield Listed("disagreements", "Disagreements between named sources", "disagreements", heads, disagreements(corpus),
                 lambda one: _disagreement(one, rows),
                 about="The widest pair of each thing; numbers of five or more.")  # fmt: skip
    heads = ("file", "where", "what is wrong", "cure", "read all the same")
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
    return KINDS.get(plain(getattr(one.known, "kind", "")), "")


def _place(one: Happening) -> str:
    return plain(getattr(one.known, "place", ""))


def _days(happening: Happening) -> tuple[Any, Any]:
    days = [row.day for row in happening.rows if row.day]
    return min(days, default=None), max(days, default=None)


def _happening(one: Happening) -> Iterable[Any]:
    named = {row.who for row in one.rows} - {UNNAMED}
    first, last = map(plain, _days(one))
    when = first if first == last else f"{first} to {last}"
    return link(UP + one.address, one.name), _kind(one), when, _place(one), number(len(one.rows)), number(len(named))


def _source(one: Source) -> Iterable[Any]:
    days = [row.day for row in one.rows if row.day]
    happenings = {row.happening_id for row in one.rows if row.happening_id}
    return (link(UP + one.address, one.name), words(one.rows[0].party), number(len(one.rows)), number(len(happenings)),
            min(days, default=None), max(days, default=None))  # fmt: skip


def _article(one: Any, addresses: Mapping[str, str]) -> Iterable[Any]:
    title = Markup('<a href="{}">{}</a>').format(
        UP + addresses[one.article_id], in_language(one.title, one.language) if one.title else printable(one.path)
    )
    return one.published, title, one.publisher, say("language", one.language), number(one.n_claims)


def _disagreement(one: Any, rows: ClaimRows) -> Iterable[Any]:
    happening, thing, pair = one
    name = happening.short[thing.event_id]
    return name, link(UP + happening.address, happening.name), *map(rows.told, ends_of(pair, rows))


def _problem(one: Any) -> Iterable[Any]:
    return one.path, one.place, one.reason, with_code(one.cure), "yes" if one.loaded else "no"


def ends_of(pair: Any, rows: ClaimRows) -> list[str]:
    """The claims of a pair, that with the lower number first."""
    return sorted((pair.claim_a, pair.claim_b), key=lambda claim: (value_of(rows.corpus.claims[claim]), claim))


def _write(site: Site, listed: Listed) -> None:
    made = [listed.row(item) for item in listed.items]
    groups = {name: _values(listed, name, of) for name, of in listed.facets.items()}
    links = {name: [(f"{_stem(listed, name, value)}.html", value, len(places)) for value, places in values.items()]
             for name, values in groups.items()}  # fmt: skip
    _pages(site, listed, made, links)
    for name, values in groups.items():
        for value, places in values.items():
            _pages(site, listed, [made[place] for place in places], links, name, value)


def _stem(listed: Listed, facet: str, value: str) -> str:
    return f"{listed.name}-{facet}-{anchor(value.casefold().replace(' ', '-'), 'v')[2:]}"


def _values(listed: Listed, name: str, of: Callable[[Any], str]) -> dict[str, list[int]]:
    """For each value the places of its items: months in order, else the most frequent first; rare ones together."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(listed.items):
        found.setdefault(of(item) or "not said", []).append(place)
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


def _pages(site: Site, listed: Listed, rows: Sequence[Any], links: Mapping[str, Any], facet: str = "",
           value: str = "") -> None:  # fmt: skip
    """The pages of a list, or of those of its rows that have one value of a facet."""
    stem = _stem(listed, facet, value) if facet else listed.name
    title = f"{listed.title}: {facet} {value}" if facet else listed.title
    parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    names = [f"{stem}.html" if n == 1 else f"{stem}-p{n}.html" for n in range(1, len(parts) + 1)]
    facets = [(name, [(to, says, n, name == facet and says == value) for to, says, n in values])
              for name, values in links.items()]  # fmt: skip
    trail = [("index.html", "Summary"), *([(f"lists/{listed.name}.html", listed.title)] if facet else [])]
    for n, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        near = [(to, str(place), place == n) for place, to in enumerate(names, 1)
                if abs(place - n) < NEAR or place in (1, len(names))]  # fmt: skip
        site.page(f"lists/{name}", "list.html", title, part=f"lists/{listed.name}.html", trail=trail, total=len(rows),
                  unit=listed.unit if len(rows) != 1 else listed.unit.removesuffix("s"), pages=len(parts), number=n,
                  about=listed.about if not facet else "", facets=facets if n == 1 else [], open=facet, rows=part,
                  heads=listed.heads, paging=near, before=(names[n - 2], "page before") if n > 1 else None,
                  after=(names[n], "next page") if n < len(names) else None)  # fmt: skip


def _search(site: Site, rows: ClaimRows) -> None:
    """Pages that hold a short index of everything; where one page would be too large, further ones follow, and the
    script goes through them by itself."""
    corpus = rows.corpus
    entries: list[tuple[int, str, str]] = [(0, one.name, _name(one.address)) for one in corpus.happenings]
    entries += [(1, one.name, _name(one.address)) for one in corpus.sources]
    for one in corpus.articles:
        told = (plain(one.title) or one.path, plain(one.publisher), plain(one.published))
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
