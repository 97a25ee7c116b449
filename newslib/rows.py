"""Records of read articles as rows of the tables (columns: docs/codebook.md)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from operator import itemgetter
from typing import Any

import pandas as pd

from newslib.articles import Article, Problem
from newslib.batches import accounts, failed
from newslib.caches import uncollected
from newslib.claims import Account, Claim
from newslib.claims.records import Attributed
from newslib.dates import DateMention
from newslib.extracts import DATES, told_claim
from newslib.segments import Segment, dominant, second_opinion
from newslib.spans import Span
from newslib.tables import frame

Row = dict[str, Any]
TABLES = ("articles", "segments", "statements", "claims")
AS_LOADED = (
    "article_id", "path", "sha256", "published_how", "publisher", "title", "url", "licence", "form", "encoding",
    "relay", "note",
)  # fmt: skip
Made = dict[str, list[Row]] | Problem  # what an article gave


def of(account: Account) -> dict[str, list[Row]]:
    """All rows of one article by table, made of what JSON can hold."""
    counted = Counter(claim.statement_id for claim in account.claims)
    return {
        "articles": [_article_row(account)],
        "segments": [_segment_row(account, number, one) for number, one in enumerate(account.reading.segments)],
        "statements": [_statement_row(account, one, counted[one.statement_id]) for one in account.statements],
        "claims": [_claim_row(account, claim) for claim in account.claims],
    }


@uncollected()
def read(articles: Sequence[Article], *, figures_only: bool = False) -> list[Made]:
    """The rows of each article of a batch by table, or why it could not be read.

    Args:
        articles: the batch.
        figures_only: leave out statements and claimants.
    """
    found = zip(articles, accounts(articles, of, figures_only=figures_only), strict=True)
    return [failed(article, one) if isinstance(one, Exception) else one for article, one in found]


def tabled(
    articles: Sequence[Article | Problem], made: Sequence[Made]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """What articles gave as tables in their contracts, and the problems among them.

    An article whose rows no table can hold (a strange word, too large a number) is sought by halves, and a problem too.
    """
    whole = [one for one in made if not isinstance(one, Problem)]
    try:
        tables = {name: frame(name, chain.from_iterable(map(itemgetter(name), whole))) for name in TABLES}
        return tables, [one for one in made if isinstance(one, Problem)]
    except Exception as error:
        if len(made) == 1:
            return tabled(articles, [failed(articles[0], error)])
    half = len(made) // 2
    (left, lost), (right, more) = tabled(articles[:half], made[:half]), tabled(articles[half:], made[half:])
    return {name: pd.concat([left[name], right[name]], ignore_index=True) for name in TABLES}, lost + more


def day(mention: DateMention | None) -> str | None:
    """The first day of a date mention as ISO 8601, None when it could not be resolved."""
    return mention.first.isoformat() if mention and mention.first else None


def how(mention: DateMention | None) -> str | None:
    """The rule that read a date mention."""
    return mention.how if mention else None


def _article_row(account: Account) -> Row:
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


def _segment_row(account: Account, number: int, found: Segment) -> Row:
    return {
        "article_id": account.article.article_id,
        "segment": number,
        **asdict(found),
        "confidence": round(found.confidence, 4),
        "text": account.article.text[found.start : found.end],
    }


def _statement_row(account: Account, one: Attributed, n_claims: int) -> Row:
    text, told = account.article.text, one.statement
    return {
        "statement_id": one.statement_id,
        "article_id": account.article.article_id,
        "source_name": getattr(one.source, "name", None),
        "source_id": getattr(one.source, "source_id", None),
        "party": getattr(one.source, "party", None),
        **_printed("source", told.source, text),
        **_printed("cue", told.cue, text),
        **_printed("content", told.content, text),
        **{name: getattr(told, name) for name in ("quotation", "stance", "hedge")},
        "relay": one.relay.name if one.relay else account.article.relay or None,
        "answers": " ".join(one.answers) or None,
        "n_claims": n_claims,
        "said": day(one.said),
        "said_how": how(one.said),
        "published": _iso(account.article),
        "language": _language(account, told.content[0]),
    }


def _printed(name: str, span: Span | None, text: str) -> Row:
    """What stands at a span of an article, and where; empty where there is none."""
    start, end = span or (None, None)
    return {name: text[start:end] if span else None, f"{name}_start": start, f"{name}_end": end}


def _claim_row(account: Account, claim: Claim) -> Row:
    return {
        **told_claim(claim, account),
        "relay": claim.told["relay"] or account.article.relay or None,
        "article_id": account.article.article_id,
        "statement_id": claim.statement_id,
        "number": claim.number,
        **{name: day(getattr(claim, name)) for name in DATES},
        **{f"{name}_how": how(getattr(claim, name)) for name in DATES},
        "publisher": account.article.publisher or None,
        "language": _language(account, claim.figure.start),
    }


def _iso(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _language(account: Account, offset: int) -> str:
    return next(s.language for s in account.reading.segments if s.start <= offset < s.end)
