"""Pages of one kind one after the other, those of named sources and those of articles among them; and rows of claims as
pages show them, each made once: evidence with its sentence, and one line for lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from newslib import charts
from newslib.charts.axes import value_of
from newslib.charts.canvas import Where
from newslib.charts.points import NO_NUMBER, UNNAMED, by, counted, side_name
from newslib.codebook import say
from newslib.lexicons import kept, shared
from newslib.markup import Html, anchor, escape, link, number, plain, printable
from newslib.reports.corpus import Edition, ShownHappening, ShownSource, by_claims, carried, named
from newslib.reports.texts import Quotes, in_language, text_with_claims
from newslib.templates import Site, Step, addresses, below, code, environment, macros, others

Told = Callable[[str], Markup]  # the id of a claim to its number as a page shows it
UP = "../"  # every page that shows these rows stands one folder below the export
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

    @kept
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


class ClaimRows:
    """The rows of all claims, and how a number is shown.

    Args:
        corpus: what pages are made of.
    """

    def __init__(self, corpus: Edition) -> None:
        self.corpus = corpus
        environment().globals["side"] = side_name
        self._macros = macros("macros.html")
        self._made: dict[str, Markup] = {}

    @kept
    def quotes(self) -> Quotes:
        """The sentences of the articles."""
        return Quotes(self.corpus.segments)

    @kept
    def _quoted(self) -> dict[str, Html]:
        return {row.claim_id: self.quotes.of(row.article_id, row.start, row.end, row.language, row.claim_id, row.quote)
                for rows in self.corpus.by_article.values() for row in rows}  # fmt: skip

    def source(self, row: Any) -> ShownSource | None:
        """Who put it forward, when named."""
        return self.corpus.source_of.get(row.who)

    def happening(self, row: Any) -> ShownHappening | None:
        """The happening it belongs to."""
        return self.corpus.happening_of.get(row.event_id or "none")

    def article(self, row: Any) -> str:
        """The page of its article, empty when there is none."""
        return self.corpus.addresses.get(plain(row.article_id), "")

    def evidence(self, row: Any) -> Markup:
        """The claim beside its sentence."""
        if row.claim_id not in self._made:
            self._made[row.claim_id] = Markup(self._macros.evidence(
                row, self._quoted[row.claim_id], self.source(row), self.article(row), self.happening(row),
                self.address(row.claim_id), UP, carried(row)))  # fmt: skip
        return self._made[row.claim_id]

    def cells(self, row: Any) -> Sequence[Any]:
        """The claim as cells of a list: number, what is counted, who, when, happening, as printed by whom."""
        made, article, source, happening = self._macros, self.article(row), self.source(row), self.happening(row)
        number = made.number(row, f"{UP}{article}#{anchor(row.claim_id)}" if article else "")
        who = link(UP + source.address, row.who) if source else Markup('<span class="none">{}</span>').format(row.who)
        name = link(self.address(row.claim_id), happening.name) if happening else ""
        return Markup(number), Markup(made.counts(row, UP)), who, row.day, name, Markup(made.printed(row))

    def word(self, vocabulary: str, code: Any, up: str = UP) -> Markup:
        """A code in words, leading to the glossary."""
        return Markup(self._macros.w(vocabulary, code, up))

    def number(self, claim_id: str, where: Where | None = None, up: str = UP) -> Markup:
        """The number of a claim, leading to its row of evidence, or to what ``where`` gives; see ``told``."""
        row = self.corpus.claims[claim_id]
        to = where(claim_id) if where else self.address(claim_id, up)
        return Markup(self._macros.number(row, to) if to else escape(row.worded))

    def told(self, claim_id: Any, where: Where | None = None, *, up: str = UP, who: bool = True) -> Markup:
        """The number of a claim, leading to it, with who said so and when.

        Args:
            claim_id: which.
            where: from a claim to its address; its row of evidence when None.
            up: from the page to the top of the export.
            who: say who, too.
        """
        row = self.corpus.claims.get(plain(claim_id))
        if row is None:
            return Markup("")
        day = [Markup("<time>{}</time>").format(row.day)] if row.day else []
        about = Markup(", ").join([*([printable(row.who)] if who else []), *day])
        number = self.number(row.claim_id, where, up)
        return Markup("{} <small>({})</small>").format(number, about) if about else number

    def of_happening(self, happening: ShownHappening, told: Told, *, up: str = UP, more: str = "") -> Sequence[Any]:
        """A happening as cells of a list: name, days, the range of what most named sources count, claims, sources.

        Args:
            happening: which.
            told: shows the number of a claim.
            up: from the page to the top of the export.
            more: what is said besides of its main thing.
        """
        label = Markup("<cite>{}</cite>").format(happening.short[happening.main.event_id])
        told_range = range_of([row for row in happening.main.rows if row.who != UNNAMED], told)
        return (link(up + happening.address, happening.name), days_of(happening.days),
                Markup("<br> ").join(filter(None, (label, told_range, more))), number(len(happening.rows)),
                number(named(happening.rows)))  # fmt: skip

    def address(self, claim_id: str, up: str = UP) -> str:
        """Where the evidence of a claim stands; empty where none does."""
        page = self.corpus.pages.get(claim_id, "")
        return f"{up}{page}#{anchor(claim_id)}" if page else ""


def range_of(rows: Sequence[Any], told: Told) -> Markup:
    """The lowest and the highest number of claims about one thing, and which was said last; where nobody
    gives a number, the words of the first.

    Args:
        rows: the claims.
        told: shows the number of a claim.
    """
    numbers = sorted(counted(rows), key=lambda row: (value_of(row), plain(row.day), row.claim_id))
    if not numbers:
        vague = [row.claim_id for row in rows if row.apart == NO_NUMBER]
        return told(vague[0]) if vague else Markup("")
    lowest, highest, latest = numbers[0], numbers[-1], _said_last(numbers)
    if value_of(lowest) == value_of(highest):
        return told(lowest.claim_id)
    last, said = "", None if latest is None else value_of(latest)
    if said == value_of(lowest):
        lowest, last = latest, "; the lower was said last"
    elif said == value_of(highest):
        highest, last = latest, "; the higher was said last"
    elif said is not None:
        last = Markup("; last said: {}").format(told(latest.claim_id))
    return Markup("{} to {}{}").format(told(lowest.claim_id), told(highest.claim_id), last)


def _said_last(rows: Sequence[Any]) -> Any:
    """The claim with the number said last; of two of the last day the one that came later, since an article may tell
    an old number again. None where no day is known."""
    dated = sorted((row for row in rows if row.day), key=lambda row: row.day)
    since = {value_of(row): row.day for row in reversed(dated)}
    return max(dated, key=lambda row: (row.day, since[value_of(row)], value_of(row)), default=None)


def days_of(days: Iterable[Any]) -> Markup:
    """The first and the last of some days, in words; empty where there is none."""
    known = sorted({day for day in days if day})
    ends = dict.fromkeys((*known[:1], *known[-1:]))
    return Markup(" to ").join(Markup("<time>{}</time>").format(plain(day)) for day in ends)
