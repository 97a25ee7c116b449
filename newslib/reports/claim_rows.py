"""Rows of claims as pages show them, each made once: evidence with its sentence, and one line for lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from newslib.charts.canvas import Where
from newslib.charts.marks import value_of
from newslib.charts.points import NO_NUMBER, UNNAMED, counted, side_name
from newslib.markup import Html, anchor, escape, link, number, plain, printable
from newslib.reports.corpus import Edition, ShownHappening, ShownSource, carried, named
from newslib.reports.texts import Quotes
from newslib.templates import environment, macros

Told = Callable[[str], Markup]  # the id of a claim to its number as a page shows it
UP = "../"  # every page that shows these rows stands one folder below the export


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

    @cached_property
    def quotes(self) -> Quotes:
        """The sentences of the articles."""
        return Quotes(self.corpus.segments)

    @cached_property
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
    """The lowest and the highest number of claims about one thing, and the one said last where it is neither; where
    nobody gives a number, the words of the first.

    Args:
        rows: the claims.
        told: shows the number of a claim.
    """
    numbers = sorted(counted(rows), key=lambda row: (value_of(row), plain(row.day), row.claim_id))
    if not numbers:
        vague = [row.claim_id for row in rows if row.apart == NO_NUMBER]
        return told(vague[0]) if vague else Markup("")
    first, last = told(numbers[0].claim_id), told(numbers[-1].claim_id)
    if value_of(numbers[0]) == value_of(numbers[-1]):
        return first
    latest = _said_last(numbers)
    if latest is None:
        return Markup("{} to {}").format(first, last)
    said = told(latest.claim_id)
    if value_of(latest) == value_of(numbers[0]):
        return Markup("{}, said last, to {}").format(said, last)
    if value_of(latest) == value_of(numbers[-1]):
        return Markup("{} to {}, said last").format(first, said)
    return Markup("{} to {}; last said: {}").format(first, last, said)


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
