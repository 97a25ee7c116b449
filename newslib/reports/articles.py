"""One page for each article: its text with figures and claimants marked, its claims, how to cite each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newslib.markup import Html, escape, plain
from newslib.reports.claim_rows import UP, ClaimRows
from newslib.reports.corpus import Corpus, carried
from newslib.reports.site import Site, neighbours
from newslib.reports.texts import lang_of, text_with_claims
from newslib.reports.words import say

ABOUT = ("published", "published_how", "publisher", "url", "licence", "language", "format", "encoding", "relay", "path",
         "sha256", "note")  # fmt: skip
NAMES = {
    "published_how": "date read from",
    "url": "address",
    "sha256": "SHA-256",
    "path": "file",
    "relay": "passed on by",
}


class Pages:
    """Writes the pages of articles.

    Args:
        site: the export.
        rows: the rows of all claims.
    """

    def __init__(self, site: Site, rows: ClaimRows) -> None:
        self.site, self.rows, self.corpus = site, rows, rows.corpus
        self.statements: dict[str, list[Any]] = {}
        for row in self.corpus.table("statements"):
            self.statements.setdefault(row.article_id, []).append(row)

    def write(self) -> Iterable[Any]:
        """Write every page; yields each article when its page is there."""
        names = [(self.corpus.addresses[one.article_id].partition("/")[2], plain(one.title) or one.path)
                 for one in self.corpus.articles]  # fmt: skip
        for article, (before, after) in zip(self.corpus.articles, neighbours(names), strict=True):
            self._write(article, before, after)
            yield article

    def _write(self, article: Any, before: Any, after: Any) -> None:
        claims = self.corpus.by_article.get(article.article_id, [])
        ordered = sorted(claims, key=lambda row: (row.start or 0, row.end or 0, row.claim_id))
        statements = self.statements.get(article.article_id, [])
        text = text_with_claims(self.rows.segments.get(article.article_id, []), claims, statements, rows_on_page=True)
        rows = [
            (
                row,
                self.rows.source(row),
                self.rows.happening(row),
                self.rows.address(row, UP),
                cite(row, article),
                carried(row),
            )
            for row in ordered
        ]
        self.site.page(self.corpus.addresses[article.article_id], "article.html", plain(article.title) or article.path,
                       part="lists/articles.html", before=before, after=after, article=article, about=_about(article),
                       trail=[("index.html", "Summary"), ("lists/articles.html", "Articles")], text=text, rows=rows,
                       statements=[_statement(row) for row in statements])  # fmt: skip


def _about(article: Any) -> list[tuple[str, Any]]:
    known = [(name, getattr(article, name, None)) for name in ABOUT]
    shown = [
        (name, say("language", value) if name == "language" else plain(value)) for name, value in known if plain(value)
    ]
    return [
        (
            NAMES.get(name, name),
            Html(f"<code>{escape(value)}</code>", value) if name in ("url", "path", "sha256") else value,
        )
        for name, value in shown
    ]


def _statement(row: Any) -> tuple[Any, ...]:
    source, cue, content = (Html(f"<span{lang_of(plain(row.language))}>{escape(plain(words))}</span>", plain(words))
                            for words in (row.source, row.cue, row.content))  # fmt: skip
    return source, cue, content, say("stance", row.stance), plain(row.relay), row.said


def cite(row: Any, article: Any) -> str:
    """How to cite one claim: who, what as printed, where, when, at which characters, in which file.

    Args:
        row: a claim ready to show.
        article: its article.
    """
    parts = [
        f"{row.who}: “{plain(row.quote)}”",
        f"in: {plain(article.title) or article.path}" + (f", {plain(article.publisher)}" if article.publisher else ""),
        plain(article.published) or "no date", plain(article.url),
        f"characters {row.start}–{row.end} (code points, the end exclusive)",
        f"claim {row.claim_id}", f"SHA-256 of the file {article.sha256}",
    ]  # fmt: skip
    return ". ".join(part for part in parts if part) + "."


def first_and_last(corpus: Corpus) -> tuple[Any, Any]:
    """The first and the last day of publication, None when no article has one."""
    days = [article.published for article in corpus.articles if article.published]
    return (min(days), max(days)) if days else (None, None)
