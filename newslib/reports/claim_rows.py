"""Rows of claims as pages show them, each made once: evidence with its sentence, and one line for lists."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import Markup

from newslib.charts.canvas import Where
from newslib.charts.points import records, side_name
from newslib.markup import Html, anchor, plain, printable
from newslib.reports.corpus import Corpus, Happening, Source, carried
from newslib.reports.site import environment
from newslib.reports.texts import Quotes
from newslib.reports.words import flag, say

UP = "../"  # every page that shows these rows stands one folder below the export


class ClaimRows:
    """The rows of all claims, and how a number is shown.

    Args:
        corpus: what pages are made of.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        made = environment()
        made.globals |= {"say": say, "flag": flag, "side": side_name}
        self._macros: Any = made.get_template("macros.html").module

    @cached_property
    def segments(self) -> dict[str, list[Any]]:
        """The segments of each article."""
        found: dict[str, list[Any]] = {}
        for segment in records(self.corpus.tables["segments"]):
            found.setdefault(segment.article_id, []).append(segment)
        return found

    @cached_property
    def quotes(self) -> Quotes:
        """The sentences of the articles."""
        return Quotes(self.segments)

    @cached_property
    def _quoted(self) -> dict[str, Html]:
        return {row.claim_id: self.quotes.of(row.article_id, row.start, row.end, row.language, row.claim_id, row.quote)
                for rows in self.corpus.by_article.values() for row in rows}  # fmt: skip

    def source(self, row: Any) -> Source | None:
        """Who put it forward, when named."""
        return self.corpus.source_of.get(row.who)

    def happening(self, row: Any) -> Happening | None:
        """The happening it belongs to."""
        return self.corpus.happening_of.get(row.event_id or "none")

    def article(self, row: Any) -> str:
        """The page of its article, empty when there is none."""
        return self.corpus.addresses.get(plain(row.article_id), "")

    def evidence(self, row: Any) -> Markup:
        """The claim beside its sentence."""
        return self._macros.evidence(row, self._quoted[row.claim_id], self.source(row), self.article(row),
                                     self.happening(row), self.address(row, UP), UP, carried(row))  # fmt: skip

    def line(self, row: Any) -> Markup:
        """The claim in one line."""
        return self._macros.line(
            row, self.source(row), self.article(row), self.happening(row), self.address(row, UP), UP
        )

    def word(self, vocabulary: str, code: Any, up: str = UP) -> Markup:
        """A code in words, leading to the glossary."""
        return self._macros.w(vocabulary, code, up)

    def told(self, claim_id: Any, where: Where | None = None, *, up: str = UP) -> Markup:
        """The number of a claim, leading to it, with who said so and when."""
        row = self.corpus.claims.get(plain(claim_id))
        if row is None:
            return Markup("")
        to = where(row.claim_id) if where else self.address(row, up)
        number = (
            Markup('<a class="number" data-claim="{}" href="{}">{}</a>').format(row.claim_id, to, row.worded)
            if to
            else row.worded
        )
        day = Markup(", <time>{}</time>").format(row.day) if row.day else ""
        return Markup("{} <small>({}{})</small>").format(number, printable(row.who), day)

    def address(self, row: Any, up: str) -> str:
        """Where the evidence of a claim stands."""
        page = self.corpus.pages.get(row.claim_id, "")
        return f"{up}{page}#{anchor(row.claim_id)}" if page else ""
