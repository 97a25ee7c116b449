"""One page for each happening: who says how many of what, how the numbers went on, and why they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from newslib import charts, tables
from newslib.charts.canvas import Chart, Where
from newslib.charts.marks import value_of
from newslib.charts.points import UNNAMED, counted
from newslib.markup import Html, anchor, link, number, plain, printable
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import CHARTED, NOT_PLACED, PARTS, Corpus, Happening, Thing
from newslib.reports.site import Site, neighbours
from newslib.reports.words import KINDS, say

ANSWERS = {"denies": "denies", "doubts": "doubts", "no_comment": "does not comment", "retracts": "takes it back"}
OTHER_STORY = "*"
LISTED = 30  # rows of a table beside the evidence


@dataclass
class Told:
    """What comparing and statements tell beside the claims, by claim or by thing."""

    links: dict[str, list[Any]] = field(default_factory=dict)
    ledger: dict[str, list[Any]] = field(default_factory=dict)
    drift: dict[str, list[Any]] = field(default_factory=dict)
    answers: dict[str, list[Any]] = field(default_factory=dict)
    policies: dict[str, list[Any]] = field(default_factory=dict)
    printed: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus) -> Told:
        """Read once for all pages."""
        found = cls()
        for row in corpus.table("ledger"):
            for claim in row.claims.split():
                found.ledger.setdefault(claim, []).append(row)
        for row in corpus.table("drift"):
            found.drift.setdefault(row.copy, []).append(row)
        for row in corpus.table("statements"):
            if row.stance in ANSWERS:
                for claim in plain(row.answers).split():
                    found.answers.setdefault(claim, []).append(row)
        for row in corpus.table("policies"):
            found.policies.setdefault(row.event, []).append(row)
        for row in corpus.table("printed"):
            found.printed.setdefault(row.claim_id, []).append(row)
        return found


@dataclass
class Section:
    """A thing as the page shows it."""

    anchor: str
    label: str
    rows: list[Any]
    spread: Html | None = None
    history: Html | None = None
    ladder: Html | None = None
    sums: Html | None = None
    reasons: list[Any] = field(default_factory=list)
    silence: list[Any] = field(default_factory=list)
    drift: list[Any] = field(default_factory=list)
    policies: list[Any] = field(default_factory=list)
    printed: list[Any] = field(default_factory=list)


class Pages:
    """Writes the pages of happenings.

    Args:
        site: the export.
        rows: the rows of all claims.
    """

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        self.site, self.rows, self.corpus = site, rows, rows.corpus
        self.told = Told.of(rows.corpus)

    def write(self) -> Iterable[Happening]:
        """Write every page; yields each happening when its pages are there."""
        names = [(one.address.partition("/")[2], one.name) for one in self.corpus.happenings]
        for happening, (before, after) in zip(self.corpus.happenings, neighbours(names), strict=True):
            self._write(happening, before, after)
            yield happening

    def _write(self, happening: Happening, before: Any, after: Any) -> None:
        parts = happening.parts
        pages = list(parts)
        names = [(page.partition("/")[2], "charts" if n == 1 else f"part {n}") for n, page in enumerate(pages, 1)]
        for n, (page, part) in enumerate(parts.items(), 1):
            where = _where(page, self.corpus.pages)
            shown = [self._section(happening, thing, rows, where, n == 1) for thing, rows in part]
            more = self._first(happening, shown, where) if n == 1 else {}
            self.site.page(
                page,
                "happening.html",
                happening.name,
                part="lists/happenings.html",
                before=before,
                after=after,
                trail=[("index.html", "Summary"), ("lists/happenings.html", "Happenings")],
                part_number=n,
                **self._lead(happening),
                things=shown,
                main_page=happening.address,
                parts=[one for one in names if len(pages) > 1 and one[0] != page.partition("/")[2]],
                **{"others": [], "short": [], "why": [], "articles": [], "csv": "", "sections": []} | more,
            )
        self.site.file(happening.address.removesuffix("html") + "csv", _csv(self.corpus, happening))

    def _lead(self, happening: Happening) -> dict[str, Any]:
        rows, known = happening.rows, happening.known
        days = [row.day for row in rows if row.day]
        articles = {plain(row.article_id) for row in rows if row.article_id}
        return {
            "kind": KINDS.get(plain(getattr(known, "kind", "")), ""), "place": plain(getattr(known, "place", "")),
            "about": ", ".join(plain(getattr(known, "words", "")).split()[:12]),
            "first": min(days, default=None), "last": max(days, default=None), "n_claims": len(rows),
            "n_sources": len({row.who for row in rows} - {UNNAMED}), "n_articles": len(articles),
        }  # fmt: skip

    def _first(self, happening: Happening, shown: Sequence[Section], where: Where) -> dict[str, Any]:
        anchors = {thing.event_id: section.anchor for thing, section in zip(happening.things, shown, strict=False)}
        names = happening.short
        lines = [self._line(thing, anchors.get(thing.event_id, ""), where, names) for thing in happening.things]
        reasons = Counter(plain(getattr(row, "why", "")) or "no rule told" for row in happening.rows)
        examples = {plain(getattr(row, "why", "")) or "no rule told": row for row in reversed(happening.rows)}
        why = [(words, n, self.rows.told(examples[words].claim_id, where)) for words, n in reasons.most_common(30)]
        sections = [
            *([("short", "In short")] if len(lines) > 1 else []),
            *((one.anchor, one.label) for one in shown[:CHARTED]),
            ("why", "Why together"),
        ]
        return {
            "short": lines[:CHARTED] if len(lines) > 1 else [],
            "others": lines[CHARTED:][:PARTS],
            "why": why,
            "articles": self._articles(happening),
            "csv": happening.address.partition("/")[2].removesuffix("html") + "csv",
            "sections": sections,
        }

    def _line(self, thing: Thing, where_to: str, where: Where, names: Mapping[str, str]) -> tuple[Any, ...]:
        numbers = sorted(counted(thing.rows), key=lambda row: (value_of(row), row.claim_id))
        dated = [row for row in numbers if row.day]
        last = max(dated, key=lambda row: (row.day, value_of(row)), default=None)
        ends = [
            self.rows.told(row.claim_id, where) if row else ""
            for row in (
                numbers[0] if numbers else None,
                numbers[-1] if len(numbers) > 1 else None,
                last if len(numbers) > 1 else None,
            )
        ]
        reasons = Counter(pair.reason for pair in thing.reasons if pair.reason != "same")
        why = ", ".join(f"{say('reason', name)} {n}" for name, n in reasons.most_common(3))
        return (link(f"#{where_to}" if where_to else "", names[thing.event_id]), *ends, thing.named, why)

    def _section(self, happening: Happening, thing: Thing, rows: Sequence[Any], where: Where, first: bool) -> Section:
        section = Section(
            anchor(thing.event_id, "t").replace(".", "-"),
            happening.short[thing.event_id],
            [self.rows.evidence(row) for row in rows],
        )
        if not first or happening.happening_id == NOT_PLACED:
            return section
        csv = happening.address.partition("/")[2].removesuffix("html") + "csv"
        numbers = counted(thing.rows)
        if len(numbers) > 1:
            chart = charts.spread(thing.rows, thing.label, headings=False)
            section.spread = _shown(chart, where, csv, "Who says how many")
        if len({row.day for row in numbers if row.day}) > 1:
            section.history = _shown(charts.history(thing.rows, thing.label), where, csv, "The history of the number")
        differing = [pair for pair in thing.reasons if pair.reason != "same"]
        if differing:
            words = {pair.reason: say("reason", pair.reason) for pair in differing}
            chart = charts.ladder(differing, thing.rows, thing.label, words)
            section.ladder = _shown(chart, where, csv, "Why the numbers differ")
            section.reasons = [self._pair(pair, where) for pair in differing[:PARTS]]
        section.sums = _shown(self._sums(happening, thing), where, csv, "Parts and totals")
        section.silence = list(self._answers(thing, where))
        changed = [row for claim in thing.rows for row in self.told.drift.get(claim.claim_id, [])]
        section.drift = [self._drift(row, where) for row in changed[:LISTED]]
        section.policies = [self._policy(row, where) for row in self.told.policies.get(thing.event_id, [])]
        printed = [row for claim in thing.rows for row in self.told.printed.get(claim.claim_id, [])]
        section.printed = [self._printed(row, where) for row in sorted(printed, key=_contradictions)[:LISTED]]
        return section

    def _sums(self, happening: Happening, thing: Thing) -> Chart:
        """The checked sums that end in a claim of the thing, and its parts."""
        own = {row.claim_id for row in thing.rows}
        ledger = {
            id(row): row for claim in own for row in self.told.ledger.get(claim, []) if row.claims.split()[-1] in own
        }
        named = own.union(*(row.claims.split() for row in ledger.values()))
        rows = [row for row in happening.rows if row.claim_id in named or row.part_of in own]
        ordered = sorted(ledger.values(), key=lambda row: (row.check, row.claims))
        return charts.waterfall(rows, ordered, thing.label, most=3)

    def _printed(self, row: Any, where: Where) -> tuple[Any, ...]:
        told = self.rows.told(row.claim_id, where)
        return (
            told,
            number(row.counted),
            row.series_name,
            row.series_date,
            row.difference,
            say("agreement", row.agreement),
        )

    def _pair(self, pair: Any, where: Where) -> tuple[Any, ...]:
        word = self.rows.word("reason", pair.reason)
        return self.rows.told(pair.claim_b, where), self.rows.told(pair.claim_a, where), word, plain(pair.words)

    def _answers(self, thing: Thing, where: Where) -> Iterable[tuple[Any, ...]]:
        told: dict[str, tuple[Any, list[Any]]] = {}
        for claim in thing.rows:
            for row in self.told.answers.get(claim.claim_id, []):
                told.setdefault(row.statement_id, (row, []))[1].append(claim)
        for row, claims in list(told.values())[:LISTED]:
            quote = self.rows.quotes.of(row.article_id, row.cue_start, row.cue_end, row.language, quote=row.cue)
            about = Markup("<br>").join(self.rows.told(claim.claim_id, where) for claim in claims[:6])
            yield plain(row.source_name) or UNNAMED, ANSWERS[row.stance], quote, about

    def _drift(self, row: Any, where: Where) -> tuple[Any, ...]:
        ends = (self.rows.told(row.original, where), self.rows.told(row.copy, where))
        return say("changed", row.changed), say(row.changed, row.before), say(row.changed, row.after), *ends

    def _policy(self, row: Any, where: Where) -> tuple[Any, ...]:
        low, value, high = number(row.low), number(row.value), number(row.high)
        span = f"{low}–{high}" if low != high else low
        shown = value if not span or span == value else f"{value} ({span})" if value else span
        first = plain(row.claim_ids).partition(" ")[0]
        star = f" {OTHER_STORY} another story than most rules tell" if plain(row.changes) == "yes" else ""
        told = link(where(first) if first else "", shown) if shown else "no number"
        return self.rows.word("policy", row.policy), told, self.rows.word("grade", row.grade), plain(row.note) + star

    def _articles(self, happening: Happening) -> list[tuple[Any, ...]]:
        counts = Counter(plain(row.article_id) for row in happening.rows)
        return [
            (
                article.published,
                link(UP + self.corpus.addresses[article.article_id], plain(article.title) or article.path),
                article.publisher,
                say("language", article.language),
                counts[article.article_id],
            )
            for article in self.corpus.articles
            if counts[article.article_id]
        ][:PARTS]


def _shown(chart: Chart, where: Where, csv: str, heading: str) -> Html | None:
    return chart.page(where, csv, heading) if chart.sheets else None


def _contradictions(row: Any) -> tuple[bool, float]:
    return row.agreement != "differs", -abs(row.difference or 0)


def _where(page: str, where_of: dict[str, str]) -> Where:
    """From a claim to its row of evidence, on this page or another one of the happening."""

    def where(claim_id: str) -> str:
        other = where_of.get(claim_id)
        if other is None:
            return ""
        return f"#{anchor(claim_id)}" if other == page else f"{other.partition('/')[2]}#{anchor(claim_id)}"

    return where


def _csv(corpus: Corpus, happening: Happening) -> str:
    """The claims of a happening, in the columns of the table of claims with the thing before them."""
    claims = corpus.tables["claims"]
    known = {row.claim_id: row for row in happening.rows}
    own = claims[claims["claim_id"].isin(known)]
    heads = ["happening_id", "event_id", "label", "why", *own.columns]
    lines = [",".join(heads) + "\n"]
    for line, claim in zip(tables.lines("claims", own), own["claim_id"], strict=True):
        row = known[claim]
        cells = [plain(getattr(row, name, "")) for name in heads[:4]]
        lines.append(",".join(_quoted(tables.escape(cell)) for cell in cells) + "," + line)
    return printable("".join(lines))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell
