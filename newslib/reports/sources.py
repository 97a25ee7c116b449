"""One page for each named source: its claims over time, whom it contradicts and agrees with, how it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from newslib import charts
from newslib.charts.points import UNNAMED, side_name
from newslib.codebook import say
from newslib.lexicons import shared
from newslib.markup import Html, link, plain
from newslib.reports.claim_rows import UP, ClaimRows, Pages
from newslib.reports.corpus import Source, by, by_claims, carried
from newslib.reports.site import Site, Step, addresses, below, others

ROWS, PAIRS, SPELLINGS = 150, 40, 20  # claims on a page, pairs with other sources and spellings listed
SECTIONS = {"registry": "Who this is", "timeline": "Over time", "against": "Contradicts", "agrees": "Agrees with",
            "retracted": "Took back", "relays": "Passed on by"}  # fmt: skip


class SourcePages(Pages):
    """Writes the pages of sources, those with most claims first."""

    folder, heading = "sources", "Sources"

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        super().__init__(site, rows)
        self.registered = {row["source_id"]: row for row in reversed(shared("sources"))}
        differing = [pair for pair in self.corpus.table("reasons") if pair.reason == "disagreement"]
        self.pairs = by_claims(differing, "claim_a", "claim_b")
        self.same = by([row for row in self.corpus.table("links") if row.relation in ("repeats", "rounds")], "claim_a")

    def one(self, item: Source, before: Step, after: Step) -> None:
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

    def _first(self, source: Source) -> dict[str, Any]:
        chart = charts.multiples(source.rows, f"{source.name}: its claims over time", most=6)
        csv = f"{source.address.removesuffix('.html')}.csv"
        self.site.table(csv, self.corpus.csv(source.rows))
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

    def _registry(self, source: Source) -> list[tuple[str, Any]]:
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

    def _pairs(self, source: Source, found: Mapping[str, list[Any]]) -> list[tuple[Any, ...]]:
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
