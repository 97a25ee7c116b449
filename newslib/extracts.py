"""The interchange format: any corpus in, one JSON object an article out (see docs/codebook.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from newslib.articles import from_draft
from newslib.claims import Account, Claim, account
from newslib.claims.speakers import Attributed
from newslib.dates import DateMention
from newslib.readers import Unreadable
from newslib.readers.records import draft
from newslib.segments import NO_LANGUAGE

BATCH = 64  # articles sent to a worker at once


def extract(record: dict[str, Any], *, figures_only: bool = False) -> dict[str, Any]:
    """Read one article given as a record; an article that cannot be read comes back with its ``error``.

    Args:
        record: ``{"id", "text", "date"?, "publisher"?, "title"?, "url"?}``.
        figures_only: leave out statements and claimants, for speed.

    Returns:
        ``{"id", "error", "segments", "statements", "claims"}``, offsets in code points of ``text``, end exclusive.

    >>> found = extract({"id": 1, "text": "Two soldiers were killed."})
    >>> [(c["outcome"], c["low"]) for c in found["claims"]]
    [('killed', 2)]
    """
    identity = record.get("id")
    try:
        found = account(from_draft(draft(record), str(identity)), figures_only=figures_only)
    except Unreadable as error:
        return _result(identity, f"{error.doubt.reason}; {error.doubt.cure}")
    except Exception as error:  # whatever one article does, the run goes on and lists it
        return _result(identity, f"{type(error).__name__}: {error}")
    segments = [[s.start, s.end, s.language] for s in found.reading.segments if s.language != NO_LANGUAGE]
    return _result(
        identity,
        None,
        segments,
        [_statement(one) for one in found.statements],
        [_claim(c, found) for c in found.claims],
    )


def _result(
    identity: Any, error: str | None, segments: Iterable = (), statements: Iterable = (), claims: Iterable = ()
) -> dict[str, Any]:
    return {
        "id": identity,
        "error": error,
        "segments": list(segments),
        "statements": list(statements),
        "claims": list(claims),
    }


def _statement(one: Attributed) -> dict[str, Any]:
    told = one.statement
    return {
        "statement_id": one.statement_id,
        "source": told.source,
        "cue": told.cue,
        "content": told.content,
        "content_parts": told.content_parts,
        "quotation": told.quotation,
        "stance": told.stance,
        "hedge": told.hedge,
        "source_name": one.source.name if one.source else None,
        "source_id": one.source.source_id if one.source else None,
        "party": one.source.party if one.source else None,
        "relay": one.relay.name if one.relay else None,
        "said": _day(one.said),
        "answers": one.answers,
    }


def _claim(claim: Claim, found: Account) -> dict[str, Any]:
    figure, quantity = claim.figure, claim.figure.quantity
    published = found.article.published
    return {
        **claim.told,
        "stated": whole(quantity.stated),
        "low": whole(quantity.low),
        "high": whole(quantity.high),
        "wording": quantity.wording,
        "flag": quantity.flag,
        "event_date": _day(claim.event_date),
        "as_of": _day(claim.as_of),
        "said": _day(claim.said),
        "published": published.isoformat() if published else None,
        "start": figure.start,
        "end": figure.end,
    }


def whole(number: float | None) -> float | int | None:
    """A number without a fraction as an int, so that it prints as it was said.

    >>> whole(1026.0), whole(2.5)
    (1026, 2.5)
    """
    return int(number) if number is not None and number == int(number) else number


def _day(mention: DateMention | None) -> str | None:
    """A day as ISO 8601, several days as first/last."""
    if mention is None or mention.first is None or mention.last is None:
        return None
    first, last = mention.first.isoformat(), mention.last.isoformat()
    return first if first == last else f"{first}/{last}"


def extract_line(line: str, number: int, figures_only: bool) -> str:
    """One line of JSON in, one line of JSON out; a line that holds no record gives an error that names it."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return _line(_result(None, f"line {number}: not JSON: {error.msg}"))
    if not isinstance(record, dict):
        return _line(_result(None, f"line {number}: not a JSON object"))
    return _line(extract(record, figures_only=figures_only))


def _line(result: dict[str, Any]) -> str:
    # json escapes what is not ASCII, so that neither a terminal nor a stray surrogate can be harmed
    return json.dumps(result) + "\n"


def extract_lines(
    lines: Iterable[tuple[int, str]], *, figures_only: bool = False, scheduler: str = ""
) -> Iterator[str]:
    """Every numbered line read, in order, here or on the workers of a Dask scheduler.

    Args:
        lines: line number and line.
        figures_only: leave out statements and claimants.
        scheduler: address of a running Dask scheduler; empty reads in this process.

    Raises:
        ImportError: a scheduler is named and ``distributed`` is not installed.
    """
    if not scheduler:
        for number, line in lines:
            yield extract_line(line, number, figures_only)
        return
    from newslib.clusters import spread

    yield from spread(lines, scheduler, figures_only)
