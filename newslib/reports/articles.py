"""One page for each article: its text with figures and claimants marked, its claims, how to cite each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from newslib.codebook import say
from newslib.markup import plain
from newslib.reports.claim_rows import Pages
from newslib.reports.corpus import by, carried
from newslib.reports.site import Step
from newslib.reports.texts import in_language, text_with_claims
from newslib.templates import code

ABOUT = ("published", "published_how", "publisher", "url", "licence", "language", "format", "encoding", "relay", "path",
         "sha256", "note")  # fmt: skip
NAMES = {"published_how": "date read from", "url": "address", "sha256": "SHA-256", "path": "file",
         "relay": "passed on from"}  # fmt: skip


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
