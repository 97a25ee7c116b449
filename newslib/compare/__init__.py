"""Compare: from any claims table to every table about how its numbers differ, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from newslib import tables
from newslib.caches import uncollected
from newslib.compare import discrepancies, estimates, happenings, ledger, links, policies, reasons, scenes, things
from newslib.compare.coverage import coverage
from newslib.compare.entries import entries
from newslib.compare.links import settle
from newslib.compare.series import printed
from newslib.compare.tellings import appearances, stories


def comparison(claims: pd.DataFrame, *more: Any, **named: Any) -> dict[str, pd.DataFrame]:
    """Every table that comparing makes, by name, of what ``compared`` takes."""
    return dict(compared(claims, *more, **named))


def compared(
    claims: pd.DataFrame, statements: pd.DataFrame | None = None, articles: pd.DataFrame | None = None,
    problems: pd.DataFrame | None = None, texts: Mapping[str, str] | None = None,
    order: Sequence[str] = policies.ORDER, series: pd.DataFrame | None = None,
) -> Iterator[tuple[str, pd.DataFrame]]:  # fmt: skip
    """Every table that comparing makes with its name, one after the other; none is kept when the next is made.

    Args:
        claims: in the contract of ``claims``; missing columns read as empty, unknown words are kept.
        statements: in the contract of ``statements``, for denials and silence without a number.
        articles: in the contract of ``articles``, for coverage; told from the claims when None.
        problems: in the contract of ``problems``, for coverage.
        texts: the body of each article by article_id, to find copies of one story.
        order: source ids or camps that the policy ``source_order`` asks in turn.
        series: the running totals one source published day by day, in the contract of ``claims``; what is printed of
            it is held against it. When None, sources with such a series among the claims are.
    """
    with uncollected():
        claims, bodies = tables.frame("claims", claims, strict=False), texts or {}
        yield "coverage", coverage(_articles(claims) if articles is None else articles, claims, problems)
        spoken = None if statements is None else tables.frame("statements", statements, strict=False)
        given = settle(entries(claims))
        around = surroundings(claims, articles)
        del claims  # what comparing needs of them are the entries
        told_of = scenes.reports(given, bodies, *around)
        del around
        read = {e.claim_id: e for e in given}
        settled = things.settled(given, told_of)
        happened, found, given = settled.happenings, settled.things, settled.entries
        linked = links.link(given, told_of)
        differ = reasons.reasons(found, happened, linked.links, told_of, read)
        linked = replace(linked, links=links.unique([*linked.links, *reasons.links(differ)]))
        del told_of, read  # every claim is settled: nothing asks for texts or for how it was read from here on
        seen, first = appearances(given, linked.retold, linked.rules, stories(bodies))
        statuses = {e.claim_id: things.status(e, linked.retracted, first) for e in given}
        estimated = estimates.estimates(found, statuses)
        apart, spread = discrepancies.discrepancies(found, estimated, linked.links, differ, statuses, spoken)
        asked = Counter(thing.happening_id for thing in found)
        yield "happenings", happenings.table(happened, {e.claim_id: e for e in given}, asked)
        yield "events", things.table(found, statuses)
        yield "appearances", seen
        yield "estimates", estimates.table(estimated)
        yield "links", links.table(linked.links)
        yield "drift", links.drift(linked.changes)
        yield "ledger", ledger.table(ledger.ledger(given, linked))
        yield "discrepancies", apart
        yield "reasons", reasons.table(differ)
        yield "spread", spread
        other = None if series is None else entries(tables.frame("claims", series, strict=False))
        yield "printed", printed(given, other)
        yield "policies", policies.policies(found, estimated, statuses, order)


def surroundings(
    claims: pd.DataFrame, articles: pd.DataFrame | None
) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[int, int]]]:
    """The language and the span of each claim, and the headline of each article."""
    languages = claims["language"].fillna("").astype(str)
    placed = claims[claims["start"].notna() & claims["end"].notna()]
    ends = zip(placed["start"].astype(int), placed["end"].astype(int), strict=True)
    spans = dict(zip(placed["claim_id"], ends, strict=True))
    titled: Any = (
        [] if articles is None or "title" not in articles else articles[["article_id", "title"]].dropna().values
    )
    return dict(zip(claims["claim_id"], languages, strict=True)), {str(a): str(t) for a, t in titled}, spans


def _articles(claims: pd.DataFrame) -> pd.DataFrame:
    """What a claims table alone tells about its articles; a claim without one stands for itself."""
    told = pd.DataFrame({
        "article_id": claims["article_id"].fillna(claims["claim_id"]),
        "published": claims["published"].fillna(claims["said"]),
        "publisher": claims["publisher"], "language": claims["language"],
    }).drop_duplicates("article_id", ignore_index=True)  # fmt: skip
    return told.assign(path=told["article_id"], sha256=told["article_id"])
