"""One page for each named source: its claims over time, whom it contradicts and agrees with, how it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from newslib import charts
from newslib.charts.points import UNNAMED
from newslib.lexicons import shared
from newslib.markup import Html, escape, link, plain
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import Source, carried, spellings
from newslib.reports.site import Site, neighbours

ROWS, PAIRS = 150, 40  # claims on a page, pairs with other sources listed


class Pages:
    """Writes the pages of sources.

    Args:
        site: the export.
        rows: the rows of all claims.
    """

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        self.site, self.rows, self.corpus = site, rows, rows.corpus
        self.registered = {row["source_id"]: row for row in reversed(shared("sources"))}
        self.pairs: dict[str, list[Any]] = {}
        for pair in self.corpus.table("reasons"):
            if pair.reason == "disagreement":
                for claim in (pair.claim_a, pair.claim_b):
                    self.pairs.setdefault(claim, []).append(pair)
        self.same: dict[str, list[Any]] = {}
        for row in self.corpus.table("links"):
            if row.relation in ("repeats", "rounds"):
                self.same.setdefault(row.claim_a, []).append(row)

    def write(self) -> Iterable[Source]:
        """Write every page; yields each source when its pages are there."""
        names = [(source.address.partition("/")[2], source.name) for source in self.corpus.sources]
        for source, (before, after) in zip(self.corpus.sources, neighbours(names), strict=True):
            self._write(source, before, after)
            yield source

    def _write(self, source: Source, before: Any, after: Any) -> None:
        stem = source.address.removesuffix(".html")
        parts = [source.rows[start : start + ROWS] for start in range(0, len(source.rows), ROWS)]
        pages = [source.address, *(f"{stem}.{n}.html" for n in range(2, len(parts) + 1))]
        names = [(page.partition("/")[2], f"part {n}") for n, page in enumerate(pages, 1)]
        for n, (page, rows) in enumerate(zip(pages, parts, strict=True), 1):
            others = [one for one in names if len(pages) > 1 and one[0] != page.partition("/")[2]]
            more = self._first(source) if n == 1 else {}
            self.site.page(
                page,
                "source.html",
                source.name,
                part="lists/sources.html",
                before=before,
                after=after,
                trail=[("index.html", "Summary"), ("lists/sources.html", "Sources")],
                part_number=n,
                rows=[self.rows.evidence(row) for row in rows],
                parts=others,
                n_claims=len(source.rows),
                n_happenings=len({row.happening_id for row in source.rows if row.happening_id}),
                n_carried=sum(map(carried, source.rows)),
                n_retracted=sum(row.apart == "retracted" for row in source.rows),
                **{"sections": [], "registry": [], "timeline": None, "against": [], "agrees": [], "relays": []} | more,
            )

    def _first(self, source: Source) -> dict[str, Any]:
        chart = charts.multiples(source.rows, f"{source.name}: its claims over time", most=6)
        relays = Counter(plain(row.relay) for row in source.rows if row.relay)
        made = {
            "registry": self._registry(source),
            "timeline": chart.page(lambda claim: self._to(claim)) if chart.sheets else None,
            "against": list(self._against(source)), "agrees": list(self._agrees(source)),
            "relays": [(name, n) for name, n in relays.most_common(20)],
        }  # fmt: skip
        names = {"registry": "Who this is", "timeline": "Over time", "against": "Contradicts", "agrees": "Agrees with",
                 "relays": "Passed on by"}  # fmt: skip
        anchors = {"timeline": "time"}
        return made | {
            "sections": [(anchors.get(key, key), says) for key, says in names.items() if made[key]]
            + [("claims", "Claims")]
        }

    def _to(self, claim_id: str) -> str:
        row = self.corpus.claims.get(claim_id)
        return self.rows.address(row, UP) if row is not None else ""

    def _registry(self, source: Source) -> list[tuple[str, Any]]:
        known = self.registered.get(source.key, {})
        printed = [f"{name} ({n})" for name, n in spellings(source.rows)[:20]]
        found = [
            ("in the registry", "yes" if known else "no: known by its printed name only"),
            ("id", source.key),
            ("kind", known.get("kind", "").replace("_", " ")),
            ("camp", plain(source.rows[0].party).replace("_", " ")),
            ("printed as", Html("<br>".join(map(escape, printed)), "; ".join(printed))),
        ]
        return [(name, value) for name, value in found if plain(getattr(value, "plain", value))]

    def _pairs(self, source: Source, found: Mapping[str, list[Any]]) -> Iterable[tuple[Any, Any]]:
        """Its claims with those of other named sources they are paired with, each pair of numbers once."""
        once: dict[tuple[Any, ...], tuple[Any, Any]] = {}
        for row in source.rows:
            for pair in found.get(row.claim_id, []):
                other = self.corpus.claims.get(pair.claim_a if pair.claim_b == row.claim_id else pair.claim_b)
                if other is not None and other.who not in (source.name, UNNAMED):
                    once.setdefault((row.worded, other.who, other.worded, row.event_id), (row, other))
        return list(once.values())[:PAIRS]

    def _against(self, source: Source) -> Iterable[tuple[Any, ...]]:
        for row, other in self._pairs(source, self.pairs):
            yield self._named(other), self.rows.told(row.claim_id), self.rows.told(other.claim_id), self._about(row)

    def _agrees(self, source: Source) -> Iterable[tuple[Any, ...]]:
        for row, other in self._pairs(source, self.same):
            yield self._named(other), self.rows.told(row.claim_id), self._about(row)

    def _named(self, row: Any) -> Html:
        source = self.corpus.source_of.get(row.who)
        return link(UP + source.address if source else "", row.who)

    def _about(self, row: Any) -> Html:
        return link(self.rows.address(row, UP), plain(row.label))
