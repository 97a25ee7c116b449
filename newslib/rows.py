"""Records of read articles as rows of the tables (columns: docs/codebook.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from newslib.articles import Article, Problem
from newslib.batches import accounts, failed
from newslib.caches import uncollected
from newslib.claims import Account, Claim
from newslib.claims.records import Attributed
from newslib.dates import DateMention
from newslib.extracts import DATES, whole
from newslib.segments import dominant, second_opinion

Row = dict[str, Any]
TABLES = ("articles", "segments", "statements", "claims")
AS_LOADED = (
    "article_id", "path", "sha256", "published_how", "publisher", "title", "url", "licence", "form", "encoding",
    "relay", "note",
)  # fmt: skip
Made = dict[str, list[Row]] | Problem  # what an article gave


def of(account: Account) -> dict[str, list[Row]]:
    """All rows of one article by table, made of what JSON can hold."""
    made = (segment_rows, statement_rows, claim_rows)
    return {"articles": [article_row(account)]} | dict(zip(TABLES[1:], (rows(account) for rows in made), strict=True))


@uncollected()
def read(articles: Sequence[Article], *, figures_only: bool = False) -> list[Made]:
    """The rows of each article of a batch by table, or why it could not be read.

    Args:
        articles: the batch.
        figures_only: leave out statements and claimants.
    """
    found = zip(articles, accounts(articles, figures_only=figures_only), strict=True)
    return [failed(article, one) if isinstance(one, Exception) else of(one) for article, one in found]


def day(mention: DateMention | None) -> str | None:
    """The first day of a date mention as ISO 8601, None when it could not be resolved."""
    return mention.first.isoformat() if mention and mention.first else None


def how(mention: DateMention | None) -> str | None:
    """The rule that read a date mention."""
    return mention.how if mention else None


def article_row(account: Account) -> Row:
    """One row of ``articles``."""
    article = account.article
    found = account.reading.segments
    return {
        **{name: getattr(article, name) for name in AS_LOADED},
        "published": _iso(article),
        "language_stated": article.language,
        "language": dominant(found, article.body),
        "second_opinion": second_opinion(article.body),
        "n_letters": sum(character.isalpha() for character in article.body),
        "n_segments": len(found),
        "n_claims": len(account.claims),
    }


def problem_rows(problems: Iterable[Problem]) -> list[Row]:
    """Rows of ``problems``."""
    return [asdict(problem) for problem in problems]


def segment_rows(account: Account) -> list[Row]:
    """Rows of ``segments`` of one article."""
    return [
        {
            "article_id": account.article.article_id,
            "segment": number,
            **asdict(found),
            "confidence": round(found.confidence, 4),
            "text": account.article.text[found.start : found.end],
        }
        for number, found in enumerate(account.reading.segments)
    ]


def statement_rows(account: Account) -> list[Row]:
    """Rows of ``statements`` of one article."""
    counted = Counter(claim.statement_id for claim in account.claims)
    return [_statement_row(account, one, counted[one.statement_id]) for one in account.statements]


def _statement_row(account: Account, one: Attributed, n_claims: int) -> Row:
    text, told = account.article.text, one.statement
    source, cue = told.source or (None, None), told.cue or (None, None)
    return {
        "statement_id": one.statement_id,
        "article_id": account.article.article_id,
        "source": text[slice(*told.source)] if told.source else None,
        "source_name": one.source.name if one.source else None,
        "source_id": one.source.source_id if one.source else None,
        "party": one.source.party if one.source else None,
        "source_start": source[0],
        "source_end": source[1],
        "cue": text[slice(*told.cue)] if told.cue else None,
        "cue_start": cue[0],
        "cue_end": cue[1],
        "content": text[slice(*told.content)],
        "content_start": told.content[0],
        "content_end": told.content[1],
        "quotation": told.quotation,
        "stance": told.stance,
        "hedge": told.hedge,
        "relay": one.relay.name if one.relay else account.article.relay or None,
        "answers": " ".join(one.answers) or None,
        "n_claims": n_claims,
        "said": day(one.said),
        "said_how": how(one.said),
        "published": _iso(account.article),
        "language": _language(account, told.content[0]),
    }


def claim_rows(account: Account) -> list[Row]:
    """Rows of ``claims`` of one article."""
    return [_claim_row(account, claim) for claim in account.claims]


def _claim_row(account: Account, claim: Claim) -> Row:
    figure, quantity = claim.figure, claim.figure.quantity
    return {
        **claim.told,
        "relay": claim.told["relay"] or account.article.relay or None,
        "article_id": account.article.article_id,
        "statement_id": claim.statement_id,
        "start": figure.start,
        "end": figure.end,
        "number": claim.number,
        "wording": quantity.wording,
        "stated": whole(quantity.stated),
        "low": whole(quantity.low),
        "high": whole(quantity.high),
        "flag": quantity.flag,
        **{name: day(getattr(claim, name)) for name in DATES},
        **{f"{name}_how": how(getattr(claim, name)) for name in DATES},
        "published": _iso(account.article),
        "publisher": account.article.publisher or None,
        "language": _language(account, figure.start),
    }


def _iso(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _language(account: Account, offset: int) -> str:
    return next(s.language for s in account.reading.segments if s.start <= offset < s.end)
