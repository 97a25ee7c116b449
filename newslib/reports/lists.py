"""Lists of claims, happenings, sources and articles: pages of two hundred rows, cut by what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from newslib.charts.points import UNNAMED
from newslib.markup import Html, anchor, escape, link, number, plain, printable
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import NOT_PLACED, Happening, Source, carried, disagreements
from newslib.reports.site import Site
from newslib.reports.words import KINDS, say

ROWS = 200  # rows on a page
VALUES = 60  # values of a facet with pages of their own; the others share one
SHARD = 600_000  # characters of the search index on one page
Facets = Mapping[str, Callable[[Any], str]]


class Listed(NamedTuple):
    """A list: its name and unit, its headings, its items, how an item becomes a row, by what it is cut."""

    name: str
    title: str
    unit: str
    heads: Sequence[str]
    items: Sequence[Any]
    row: Callable[[Any], Any]
    facets: Facets
    about: str = ""


def write(site: Site, rows: ClaimRows) -> None:
    """Write every list with its facet pages, and the pages of the search.

    Args:
        site: the export.
        rows: the rows of all claims.
    """
    for listed in _lists(rows):
        _write(site, listed)
    _search(site, rows)


def _lists(rows: ClaimRows) -> Iterable[Listed]:
    corpus = rows.corpus
    order = sorted(corpus.rows, key=lambda row: (plain(row.day) or "9", row.who, row.claim_id))
    heads = ("says", "of", "who", "when", "happening", "printed as")
    facets: Facets = {
        "outcome": lambda row: say("outcome", row.outcome), "month": lambda row: plain(row.day)[:7],
        "publisher": lambda row: plain(row.publisher), "language": lambda row: say("language", row.language),
        "source": lambda row: row.who,
    }  # fmt: skip
    yield Listed("claims", "Claims", "claims", heads, order, rows.line, facets, "By day, then by source.")
    named = [row for row in order if row.who == UNNAMED]
    yield Listed(
        "claims-without-source",
        "Claims without a source",
        "claims",
        heads,
        named,
        rows.line,
        {},
        "They stand in an article's own voice, or no source could be found; the publisher is never put in its place.",
    )
    far = [row for row in order if carried(row)]
    yield Listed("claims-carried", "Claims whose source is named elsewhere", "claims", heads, far, rows.line, {},
                 "The source stands in another sentence than the number: look twice.")  # fmt: skip
    flagged = [row for row in order if row.flag]
    yield Listed("claims-flagged", "Claims to look at", "claims", heads, flagged, rows.line, {}, "A flag says why.")
    yield Listed(
        "happenings",
        "Happenings",
        "happenings",
        ("happening", "kind", "when", "place", "claims", "named sources"),
        [one for one in corpus.happenings if one.happening_id != NOT_PLACED],
        _happening,
        {
            "kind": lambda one: KINDS.get(plain(getattr(one.known, "kind", "")), ""),
            "month": lambda one: plain(_days(one)[0])[:7],
            "place": lambda one: plain(getattr(one.known, "place", "")),
        },
        "Those that most named sources count come first.",
    )
    yield Listed(
        "sources",
        "Sources",
        "sources",
        ("source", "camp", "claims", "happenings", "from", "to"),
        corpus.sources,
        _source,
        {
            "camp": lambda one: plain(one.rows[0].party).replace("_", " ") or "not known",
            "registry": lambda one: "in the registry" if one.key else "not in the registry",
        },
    )
    yield Listed("articles", "Articles", "articles", ("published", "article", "publisher", "language", "claims"),
                 corpus.articles, lambda one: _article(one, corpus.addresses[one.article_id]),
                 {"month": lambda one: plain(one.published)[:7], "publisher": lambda one: plain(one.publisher),
                  "language": lambda one: say("language", one.language)}, "By day of publication.")  # fmt: skip
    yield Listed(
        "disagreements",
        "Disagreements between named sources",
        "disagreements",
        ("what is counted", "happening", "lower", "higher"),
        disagreements(corpus),
        lambda one: _disagreement(one, rows),
        {},
        "The widest pair of each thing; numbers of five or more.",
    )


def _row(*cells: Any, heads: Sequence[str]) -> Markup:
    cell = Markup('<td data-head="{}">{}</td>')
    shown = (one if hasattr(one, "__html__") else printable(plain(one)) for one in cells)
    return Markup("<tr>{}</tr>\n").format(Markup("").join(map(cell.format, heads, shown)))


def _days(happening: Happening) -> tuple[Any, Any]:
    days = [row.day for row in happening.rows if row.day]
    return min(days, default=None), max(days, default=None)


def _span(first: Any, last: Any) -> str:
    return plain(first) if first == last else f"{plain(first)} to {plain(last)}"


def _happening(one: Happening) -> Markup:
    named = {row.who for row in one.rows} - {UNNAMED}
    kind = KINDS.get(plain(getattr(one.known, "kind", "")), "")
    return _row(
        link(UP + one.address, one.name),
        kind,
        _span(*_days(one)),
        getattr(one.known, "place", ""),
        number(len(one.rows)),
        number(len(named)),
        heads=("happening", "kind", "when", "place", "claims", "named sources"),
    )


def _source(one: Source) -> Markup:
    days = [row.day for row in one.rows if row.day]
    happenings = {row.happening_id for row in one.rows if row.happening_id}
    return _row(link(UP + one.address, one.name), plain(one.rows[0].party).replace("_", " "), number(len(one.rows)),
                number(len(happenings)), min(days, default=None), max(days, default=None),
                heads=("source", "camp", "claims", "happenings", "from", "to"))  # fmt: skip


def _article(one: Any, address: str) -> Markup:
    title = link(UP + address, plain(one.title) or one.path)
    lang = f' lang="{escape(plain(one.language))}"' if one.title and one.language else ""
    return _row(
        one.published,
        Html(f"<span{lang}>{title.code}</span>", title.plain),
        one.publisher,
        say("language", one.language),
        number(one.n_claims),
        heads=("published", "article", "publisher", "language", "claims"),
    )


def _disagreement(one: Any, rows: ClaimRows) -> Markup:
    happening, thing, pair = one
    low, high = sorted((pair.claim_a, pair.claim_b), key=lambda claim: (rows.corpus.claims[claim].low or 0, claim))
    return _row(thing.label, link(UP + happening.address, happening.name), rows.told(low), rows.told(high),
                heads=("what is counted", "happening", "lower", "higher"))  # fmt: skip


def _write(site: Site, listed: Listed) -> None:
    made = [listed.row(item) for item in listed.items]
    groups = {name: _values(listed, name, of) for name, of in listed.facets.items()}
    links = {name: [(f"{_stem(listed, name, value)}.html", value, len(places)) for value, places in values.items()]
             for name, values in groups.items()}  # fmt: skip
    _pages(site, listed, listed.name, listed.title, made, links, "", "")
    for name, values in groups.items():
        for value, places in values.items():
            title = f"{listed.title}: {name} {value}"
            _pages(
                site, listed, _stem(listed, name, value), title, [made[place] for place in places], links, name, value
            )


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


def _pages(site: Site, listed: Listed, stem: str, title: str, rows: Sequence[Any], links: Mapping[str, Any], facet: str,
           value: str) -> None:  # fmt: skip
    parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    names = [f"{stem}.html" if n == 1 else f"{stem}-p{n}.html" for n in range(1, len(parts) + 1)]
    facets = [
        (name, [(to, says, n, name == facet and says == value) for to, says, n in values])
        for name, values in links.items()
    ]
    trail = [("index.html", "Summary")] + ([(f"lists/{listed.name}.html", listed.title)] if facet else [])
    for n, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        shown = [
            (to, str(place), place == n)
            for place, to in enumerate(names, 1)
            if abs(place - n) < 6 or place in (1, len(names))
        ]
        site.page(f"lists/{name}", "list.html", title, part=f"lists/{listed.name}.html", trail=trail, total=len(rows),
                  unit=listed.unit if len(rows) != 1 else listed.unit.removesuffix("s"), pages=len(parts), number=n,
                  about=listed.about if not facet else "", facets=facets if n == 1 else [], open=facet, rows=part,
                  heads=listed.heads, caption=title, paging=shown,
                  before=(names[n - 2], "page before") if n > 1 else None,
                  after=(names[n], "next page") if n < len(names) else None)  # fmt: skip


def _search(site: Site, rows: ClaimRows) -> None:
    """Pages that hold a short index of everything; where one page would be too large, further ones follow."""
    corpus = rows.corpus
    kinds = [
        ("happening", "happenings/*.html"),
        ("source", "sources/*.html"),
        ("article", "articles/*.html"),
        ("claim", "*"),
    ]
    entries: list[tuple[int, str, str]] = [(0, one.name, _name(one.address)) for one in corpus.happenings]
    entries += [(1, one.name, _name(one.address)) for one in corpus.sources]
    entries += [
        (
            2,
            " · ".join(filter(None, (plain(one.title) or one.path, plain(one.publisher), plain(one.published)))),
            _name(corpus.addresses[one.article_id]),
        )
        for one in corpus.articles
    ]
    for row in corpus.rows:
        words = (row.worded, say("outcome", row.outcome), row.who, plain(row.place), plain(row.day), row.claim_id)
        entries.append((3, " · ".join(filter(None, words)), rows.address(row, "")))
    shards: list[list[tuple[int, str, str]]] = [[]]
    size = 0
    for entry in entries:
        size += len(entry[1]) + len(entry[2]) + 10
        if size > SHARD:
            shards.append([])
            size = 0
        shards[-1].append(entry)
    names = ["search.html", *(f"search-{n}.html" for n in range(2, len(shards) + 1))]
    for n, (name, shard) in enumerate(zip(names, shards, strict=True), 1):
        paging = [(to, f"Part {place}") for place, to in enumerate(names, 1) if place != n]
        site.page(name, "search.html", "Search", part="search.html", index={"kinds": kinds, "rows": shard}, number=n,
                  parts=len(shards), paging=paging)  # fmt: skip


def _name(address: str) -> str:
    return address.partition("/")[2].removesuffix(".html")
