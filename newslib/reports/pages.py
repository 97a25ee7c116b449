"""Pages of one kind one after the other, those of named sources and those of articles among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from newslib import charts
from newslib.charts.points import UNNAMED, by, side_name
from newslib.codebook import say
from newslib.lexicons import shared
from newslib.markup import Html, link, plain
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import ShownSource, by_claims, carried
from newslib.reports.site import Site, Step, addresses, below, others
from newslib.reports.texts import in_language, text_with_claims
from newslib.templates import code

ROWS, PAIRS, SPELLINGS = 150, 40, 20  # claims on a page, pairs with other sources and spellings listed
SECTIONS = {"registry": "Who this is", "timeline": "Over time", "against": "Contradicts", "agrees": "Agrees with",
            "retracted": "Took back", "relays": "Passed on by"}  # fmt: skip
ABOUT = ("published", "published_how", "publisher", "url", "licence", "language", "form", "encoding", "relay", "path",
         "sha256", "note")  # fmt: skip
NAMES = {"published_how": "date read from", "url": "address", "sha256": "SHA-256", "path": "file",
         "form": "kind of file", "relay": "passed on from"}  # fmt: skip


class Pages:
    """Pages of one kind, each with the one before and the one after it; a long one is cut into parts.

    Args:
        site: the export.
        rows: the rows of all claims.
    """

    folder = ""  # where the pages stand, and which records of the corpus they show
    heading = ""  # what their list is called

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        self.site, self.rows, self.corpus = site, rows, rows.corpus

    def entries(self) -> Sequence[tuple[str, str, Any]]:
        """Address, name and item of each page, in order."""
        return [(one.address, one.name, one) for one in getattr(self.corpus, self.folder)]

    def one(self, item: Any, before: Step, after: Step) -> None:
        """Write the page of one item, all its parts."""
        raise NotImplementedError

    def write(self) -> Iterator[Any]:
        """Write every page; yields each item when its pages are there."""
        found = self.entries()
        steps: list[Step] = [None, *((below(address), name) for address, name, _ in found), None]
        for place, (_, _, item) in enumerate(found):
            self.one(item, steps[place], steps[place + 2])
            yield item

    def page(self, address: str, template: str, title: str, before: Step, after: Step, **more: Any) -> None:
        """Write a page below its list."""
        here = f"lists/{self.folder}.html"
        self.site.page(address, template, title, part=here, before=before, after=after,
                       trail=[("index.html", "Summary"), (here, self.heading)], **more)  # fmt: skip


class SourcePages(Pages):
    """Writes the pages of sources, those with most claims first."""

    folder, heading = "sources", "Sources"

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        super().__init__(site, rows)
        self.registered = {row["source_id"]: row for row in reversed(shared("sources"))}
        differing = [pair for pair in self.corpus.table("reasons") if pair.reason == "disagreement"]
        self.pairs = by_claims(differing, "claim_a", "claim_b")
        self.same = by([row for row in self.corpus.table("links") if row.relation in ("repeats", "rounds")], "claim_a")

    def one(self, item: ShownSource, before: Step, after: Step) -> None:
        """Write the page of one source, all its parts."""
        parts = [item.rows[start : start + ROWS] for start in range(0, len(item.rows), ROWS)]
        pages = addresses(item.address, len(parts))
        about = {
            "n_claims": len(item.rows), "n_carried": sum(map(carried, item.rows)),
            "n_happenings": len({row.happening_id for row in item.rows if row.happening_id}),
        }  # fmt: skip
        for n, (page, rows) in enumerate(zip(pages, parts, strict=True), 1):
            first = self._first(item) if n == 1 else {}
            self.page(page, "source.html", item.name, before, after, part_number=n, parts=others(pages, page),
                      rows=[self.rows.evidence(row) for row in rows], **about, **first)  # fmt: skip

    def _first(self, source: ShownSource) -> dict[str, Any]:
        chart = charts.multiples(_moving(source.rows), f"{source.name}: its claims over time", most=6)
        csv = f"{source.address.removesuffix('.html')}.csv"
        self.site.file(csv, self.corpus.csv(source.rows))
        relays = Counter(plain(row.relay) for row in source.rows if row.relay)
        made = {
            "registry": self._registry(source),
            "timeline": chart.page(self.rows.address, below(csv), None) if chart.sheets else None,
            "against": self._pairs(source, self.pairs), "agrees": self._pairs(source, self.same),
            "retracted": [(self._said(row), self._about(row)) for row in source.rows if row.apart == "retracted"],
            "relays": [(name, n) for name, n in relays.most_common(20)],
        }  # fmt: skip
        named = [(key, says) for key, says in SECTIONS.items() if made[key]]
        return made | {"sections": [*named, ("claims", "Claims")]}

    def _registry(self, source: ShownSource) -> list[tuple[str, Any]]:
        known = self.registered.get(source.key, {})
        names = Counter(plain(row.source) or plain(row.source_name) for row in source.rows)
        printed = [f"{name} ({n})" for name, n in names.most_common(SPELLINGS) if name]
        found = [
            ("in the registry", "yes" if known else "no: known by its printed name only"),
            ("id", source.key),
            ("kind", say("source_kind", known.get("kind", ""))),
            ("camp", side_name(source.rows[0].party)),
            ("printed as", Markup(" · ").join(printed)),
        ]
        return [(name, value) for name, value in found if value]

    def _pairs(self, source: ShownSource, found: Mapping[str, list[Any]]) -> list[tuple[Any, ...]]:
        """Its numbers beside those of other named sources that they are paired with, each pair of numbers once."""
        once: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for row in source.rows:
            for pair in found.get(row.claim_id, []):
                other = self.corpus.claims.get(pair.claim_a if pair.claim_b == row.claim_id else pair.claim_b)
                if other is None or other.who in (source.name, UNNAMED):
                    continue
                key = (row.worded, other.who, other.worded, row.event_id)
                if key not in once and len(once) < PAIRS:
                    who = link(UP + self.corpus.source_of[other.who].address, other.who)
                    once[key] = (who, self._said(row), self._said(other), self._about(row))
        return list(once.values())

    def _said(self, row: Any) -> Markup:
        return self.rows.told(row.claim_id, who=False)

    def _about(self, row: Any) -> Html:
        return link(self.rows.address(row.claim_id), plain(row.label))


class ArticlePages(Pages):
    """Writes the pages of articles."""

    folder, heading = "articles", "Articles"

    @cached_property
    def statements(self) -> dict[str, list[Any]]:
        """Who is said to have said what in each article."""
        return by(self.corpus.table("statements"), "article_id")

    def entries(self) -> Sequence[tuple[str, str, Any]]:
        """Every article, by day of publication."""
        known = self.corpus.addresses
        return [(known[one.article_id], self.corpus.title(one), one) for one in self.corpus.articles]

    def one(self, item: Any, before: Step, after: Step) -> None:
        """Write the page of one article."""
        claims = self.corpus.by_article.get(item.article_id, [])
        ordered = sorted(claims, key=lambda row: (row.start or 0, row.end or 0, row.claim_id))
        statements = self.statements.get(item.article_id, [])
        text = text_with_claims(self.corpus.segments.get(item.article_id, []), claims, statements, rows_on_page=True)
        rows = [
            (row, self.rows.source(row), self.rows.happening(row), self.rows.address(row.claim_id), cite(row, item),
             carried(row)) for row in ordered
        ]  # fmt: skip
        self.page(self.corpus.addresses[item.article_id], "article.html", self.corpus.title(item), before, after,
                  article=item, about=_about(item), text=text, rows=rows,
                  statements=[_statement(row) for row in statements])  # fmt: skip


def _moving(rows: Sequence[Any]) -> list[Any]:
    """Claims about things of which more than one number, or one on several days, is told."""
    told = by((row for row in rows if row.event_id), "event_id").values()
    return [row for own in told if len({(row.day, row.worded) for row in own}) > 1 for row in own]


def _about(article: Any) -> list[tuple[str, Any]]:
    known = {name: plain(getattr(article, name, None)) for name in ABOUT}
    known["language"] = say("language", known["language"])
    return [(NAMES.get(name, name), code(value) if name in ("url", "path", "sha256") else value)
            for name, value in known.items() if value]  # fmt: skip


def _statement(row: Any) -> tuple[Any, ...]:
    source, cue, content = (in_language(words, row.language) for words in (row.source, row.cue, row.content))
    return source, cue, content, say("stance", row.stance), plain(row.relay), row.said


def cite(row: Any, article: Any) -> str:
    """How to cite one claim: who, what as printed, where, when, at which characters, in which file.

    Args:
        row: a claim ready to show.
        article: its article.
    """
    parts = [
        f"{row.who}: “{plain(row.quote)}”",
        f"In: {plain(article.title) or article.path}" + (f", {plain(article.publisher)}" if article.publisher else ""),
        plain(article.published) or "no date", plain(article.url),
        f"characters {row.start}–{row.end} (code points, the end exclusive)",
        f"claim {row.claim_id}", f"SHA-256 of the file {article.sha256}",
    ]  # fmt: skip
    return ". ".join(part for part in parts if part) + "."
