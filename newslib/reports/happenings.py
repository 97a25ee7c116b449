"""One page for each happening: who says how many of what, how the numbers went on, and why they differ."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from newslib import charts
from newslib.charts.canvas import Chart, Where
from newslib.charts.points import UNNAMED, by, counted
from newslib.codebook import say
from newslib.markup import Html, anchor, link, number, plain
from newslib.reports.corpus import NOT_PLACED, PARTS, ShownHappening, ShownThing, by_claims, named
from newslib.reports.pages import UP, ClaimRows, Pages, days_of, range_of
from newslib.templates import Site, Step, below, others

ANSWERS = ("denies", "doubts", "no_comment", "retracts")
OTHER_STORY = "*"
LISTED = 30  # rows of a table beside the evidence
BARE: Mapping[str, Any] = {"charts": {}, "reasons": (), "silence": (), "drift": (), "policies": (), "printed": ()}
HEADS = ("what is counted", "how many", "named sources", "why the numbers differ")


class HappeningPages(Pages):
    """Writes the pages of happenings, those that most named sources count first."""

    folder, heading = "happenings", "Happenings"

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        super().__init__(site, rows)
        table = rows.corpus.table
        self.ledger = by_claims(table("ledger"), "claims")
        self.answers = by_claims((row for row in table("statements") if row.stance in ANSWERS), "answers")
        self.drift, self.policies = by(table("drift"), "copy"), by(table("policies"), "event")
        self.printed = by(table("printed"), "claim_id")

    def one(self, item: ShownHappening, before: Step, after: Step) -> None:
        """Write the page of one happening, all its parts, and its claims as CSV."""
        pages, lead = list(item.parts), self._lead(item)
        for n, (page, part) in enumerate(item.parts.items(), 1):
            where = _where(page, self.corpus.pages)
            shown = [self._section(item, thing, rows, where, n == 1) for thing, rows in part]
            more = self._first(item, shown, where) if n == 1 else {}
            self.page(page, "happening.html", item.name, before, after, part_number=n, things=shown,
                      main_page=item.address, parts=others(pages, page, "charts"), **lead, **more)  # fmt: skip
        self.site.file(_csv_of(item), self.corpus.csv(item.rows))

    def _lead(self, happening: ShownHappening) -> dict[str, Any]:
        return {
            "kind": self.rows.word("happening", happening.kind), "place": happening.place,
            "days": days_of(happening.days), "n_claims": len(happening.rows), "n_sources": named(happening.rows),
            "n_articles": len(self.corpus.telling(happening.rows)), "placed": happening.happening_id != NOT_PLACED,
        }  # fmt: skip

    def _first(self, happening: ShownHappening, shown: Sequence[Mapping[str, Any]], where: Where) -> dict[str, Any]:
        anchors = {thing.event_id: section["anchor"] for thing, section in zip(happening.things, shown, strict=False)}
        lines = [self._line(thing, anchors.get(thing.event_id, ""), where, happening) for thing in happening.things]
        short, charted = [("short", "In short")] if len(lines) > 1 else [], happening.n_charted
        heads = HEADS if any(line[-1] for line in lines) else HEADS[:-1]
        lines = [line[: len(heads)] for line in lines]
        return {
            "short": lines[:charted] if short else [],
            "heads": heads,
            "others": lines[charted:][:PARTS],
            "why": self._why(happening, where),
            "articles": self._articles(happening),
            "csv": below(_csv_of(happening)),
            "sections": [*short, *((one["anchor"], one["label"]) for one in shown[:charted]), ("why", "Why here")],
        }  # fmt: skip

    def _why(self, happening: ShownHappening, where: Where) -> list[tuple[str, int, Markup]]:
        """The rules that placed its claims, the most frequent first, each with the number of its first claim."""
        placed: dict[str, list[str]] = {}
        for row in happening.rows:
            placed.setdefault(plain(getattr(row, "why", "")) or "no rule told", []).append(row.claim_id)
        often = sorted(placed.items(), key=lambda rule: -len(rule[1]))[:LISTED]
        return [(words, len(claims), self.rows.told(claims[0], where)) for words, claims in often]

    def _line(self, thing: ShownThing, where_to: str, where: Where, happening: ShownHappening) -> tuple[Any, ...]:
        reasons = Counter(pair.reason for pair in thing.differing).most_common(3)
        why = Markup(", ").join(Markup("{} ({})").format(self.rows.word("reason", code), n) for code, n in reasons)
        name = link(f"#{where_to}" if where_to else where(thing.rows[0].claim_id), happening.short[thing.event_id])
        return name, range_of(thing.rows, lambda claim: self.rows.told(claim, where)), thing.named, why

    def _section(
        self, happening: ShownHappening, thing: ShownThing, rows: Sequence[Any], where: Where, first: bool
    ) -> dict[str, Any]:
        """A thing as the page shows it: on the first page with charts and tables, on further ones with rows alone."""
        name = anchor(thing.event_id, "t").replace(".", "-")
        more = where(thing.rows[-1].claim_id) if first and len(rows) < len(thing.rows) else ""
        section = {"anchor": name, "label": happening.short[thing.event_id], **BARE, "more": more,
                   "n_pairs": len(thing.differing), "rows": [self.rows.evidence(row) for row in rows]}  # fmt: skip
        if not first or happening.happening_id == NOT_PLACED:
            return section
        return section | {
            "charts": self._charts(happening, thing, name, where),
            "reasons": [self._pair(pair, where) for pair in thing.differing[:LISTED]],
            "silence": list(self._answers(thing, where)),
            "drift": _once(self._drift(row, where) for row in _of(thing, self.drift))[:LISTED],
            "policies": [self._policy(row, where) for row in self.policies.get(thing.event_id, [])],
            "printed": list(self._printed(thing, where)),
        }

    def _charts(self, happening: ShownHappening, thing: ShownThing, name: str, where: Where) -> dict[str, Html]:
        """The charts of a thing that show something, each with the CSV of its claims."""
        made = [*_drawn(thing), ("sums", "Parts and totals", self._sums(happening, thing))]
        shown = [one for one in made if one[2].sheets]
        csv = _csv_of(happening, name if len(happening.things) > 1 else "")
        if shown and len(happening.things) > 1:
            self.site.file(csv, self.corpus.csv(thing.rows))
        return {key: chart.page(where, below(csv), heading) for key, heading, chart in shown}

    def _sums(self, happening: ShownHappening, thing: ShownThing) -> Chart:
        """The checked sums that end in a claim of the thing, and its parts."""
        own = {row.claim_id for row in thing.rows}
        ledger = {id(row): row for row in _of(thing, self.ledger) if row.claims.split()[-1] in own}
        named = own.union(*(row.claims.split() for row in ledger.values()))
        rows = [row for row in happening.rows if row.claim_id in named or row.part_of in own]
        ordered = sorted(ledger.values(), key=lambda row: (row.check, row.claims))
        return charts.waterfall(rows, ordered, thing.label, most=3)

    def _printed(self, thing: ShownThing, where: Where) -> Iterable[tuple[Any, ...]]:
        """What is printed against what was counted: contradictions first, then those furthest apart."""
        rows = sorted(_of(thing, self.printed), key=lambda row: (row.agreement != "differs", -abs(row.difference or 0)))
        for row in rows[:LISTED]:
            told, agreement = self.rows.told(row.claim_id, where), self.rows.word("agreement", row.agreement)
            yield told, number(row.counted), row.series_name, row.series_date, row.difference, agreement

    def _pair(self, pair: Any, where: Where) -> tuple[Any, ...]:
        word = self.rows.word("reason", pair.reason)
        return self.rows.told(pair.claim_b, where), self.rows.told(pair.claim_a, where), word, plain(pair.words)

    def _answers(self, thing: ShownThing, where: Where) -> Iterable[tuple[Any, ...]]:
        told: dict[str, tuple[Any, list[Any]]] = {}
        for claim in thing.rows:
            for row in self.answers.get(claim.claim_id, []):
                told.setdefault(row.statement_id, (row, []))[1].append(claim)
        for row, claims in list(told.values())[:LISTED]:
            quote = self.rows.quotes.of(row.article_id, row.cue_start, row.cue_end, row.language, quote=row.cue)
            about = Markup("<br>").join(self.rows.told(claim.claim_id, where) for claim in claims[:6])
            yield plain(row.source_name) or UNNAMED, self.rows.word("stance", row.stance), quote, about

    def _drift(self, row: Any, where: Where) -> tuple[Any, ...]:
        ends = (self.rows.told(row.original, where), self.rows.told(row.copy, where))
        return say("changed", row.changed), say(row.changed, row.before), say(row.changed, row.after), *ends

    def _policy(self, row: Any, where: Where) -> tuple[Any, ...]:
        low, value, high = number(row.low), number(row.value), number(row.high)
        span = f"{low}–{high}" if low != high else low
        shown = value if span in ("", value) else f"{value} ({span})".removeprefix(" ")
        first = plain(row.claim_ids).partition(" ")[0]
        star = f" {OTHER_STORY} another story than most rules tell" if plain(row.changes) == "yes" else ""
        told = link(where(first) if first else "", shown) if shown else "no number"
        return self.rows.word("policy", row.policy), told, self.rows.word("grade", row.grade), plain(row.note) + star

    def _articles(self, happening: ShownHappening) -> list[tuple[Any, ...]]:
        counts = Counter(row.article_id for row in happening.rows)
        return [
            (one.published, link(UP + self.corpus.addresses[one.article_id], self.corpus.title(one)),
             one.publisher, say("language", one.language), counts[one.article_id])
            for one in self.corpus.telling(happening.rows)[:PARTS]
        ]  # fmt: skip


def _of(thing: ShownThing, told: Mapping[str, list[Any]]) -> list[Any]:
    """What is told of the claims of a thing."""
    return [row for claim in thing.rows for row in told.get(claim.claim_id, [])]


def _once(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows without those that read like another."""
    return list({tuple(Markup(cell).striptags() for cell in row): row for row in rows}.values())


def _where(page: str, where_of: Mapping[str, str]) -> Where:
    """From a claim to its row of evidence, on this page or another one of the happening."""

    def where(claim_id: str) -> str:
        other = where_of.get(claim_id)
        if other is None:
            return ""
        return f"#{anchor(claim_id)}" if other == page else f"{below(other)}#{anchor(claim_id)}"

    return where


def _drawn(thing: ShownThing) -> Iterator[tuple[str, str, Chart]]:
    """The charts of the numbers of a thing by key and heading; one number is no chart."""
    numbers = counted(thing.rows)
    if len({(row.low, row.high) for row in numbers}) > 1:
        yield "spread", "Who says how many", charts.spread(thing.rows, thing.label, headings=False)
        if len({row.day for row in numbers if row.day}) > 1:
            yield "history", "The history of the number", charts.history(thing.rows, thing.label)
    if thing.differing:
        yield "ladder", "Why the numbers differ", charts.ladder(thing.differing, thing.rows, thing.label)


def _csv_of(happening: ShownHappening, thing: str = "") -> str:
    """The address of the CSV of a happening, or of one of its things."""
    stem = happening.address.removesuffix(".html")
    return f"{stem}.{thing}.csv" if thing else f"{stem}.csv"
