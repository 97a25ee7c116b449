"""Which claims a denial, a doubt or a refusal to comment answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslib.claims.denials import leaves_standing
from newslib.lexicons import lexicon
from newslib.readings import Reading

if TYPE_CHECKING:
    from newslib.claims import Claim
    from newslib.claims.speakers import Attributed

BACK = 50  # claims told before a statement that it may answer
ANSWERING = frozenset({"denies", "doubts", "no_comment", "retracts", "confirms"})


def answered(told: Attributed, claimed: Sequence[Claim], reading: Reading) -> tuple[str, ...]:
    """Ids of the claims that a statement answers.

    A statement that denies, doubts, confirms, retracts or leaves uncommented answers the figures it holds that somebody
    else put forward, with those told before of the same number and outcome; else those of the same outcome told before
    it; else, when it names no outcome at all, those of the sentence right before it.

    Args:
        told: the statement.
        claimed: the claims of the article in order of their starts; of those before it the last fifty count.
        reading: the article as read.
    """
    if told.statement.stance not in ANSWERING:
        return ()
    start, end = told.statement.content
    anchor = told.statement.cue or told.statement.content
    first, last = (bisect_left(claimed, place, key=_start) for place in (min(start, anchor[0]), max(end, anchor[0])))
    others = [claim for claim in claimed[max(0, first - BACK) : last] if not _own(claim, told)]
    others = [c for c in others if not leaves_standing(told.statement, c.figure.quantity.number_start, reading)]
    held = [claim for claim in others if start <= claim.figure.quantity.number_start < end]
    if held:
        same = {(claim.figure.outcome, claim.figure.quantity.stated) for claim in held}
        return tuple(c.claim_id for c in others if c in held or _told_before(c, told, same))
    before = [claim for claim in others if claim.figure.start < anchor[0]]
    outcomes = _outcomes(told, reading)
    if outcomes:
        return tuple(claim.claim_id for claim in before if claim.figure.outcome in outcomes)
    here = min(reading.touching(anchor), default=0)
    neighbours = {number for number in (here - 1, here) if number >= 0}
    return tuple(c.claim_id for c in before if neighbours & set(reading.touching((c.figure.start, c.figure.end))))


def _start(claim: Claim) -> int:
    return claim.figure.start


def _told_before(claim: Claim, told: Attributed, same: set[tuple[str, float | None]]) -> bool:
    figure = claim.figure
    return figure.start < told.statement.content[0] and (figure.outcome, figure.quantity.stated) in same


def _own(claim: Claim, told: Attributed) -> bool:
    if claim.statement_id == told.statement_id:
        return claim.source is not None
    name = told.source.source_id or told.source.name if told.source else None
    return name is not None and name in (claim.source_id, claim.source_name)


def _outcomes(told: Attributed, reading: Reading) -> set[str]:
    """Outcomes named in what the statement is about."""
    found: set[str] = set()
    for start, end in told.statement.content_parts:
        for number in reading.touching((start, end)):
            language = reading.sentences[number].language
            hits = lexicon(language).finder("outcomes").find(reading.text[start:end])
            found |= {hit.row["outcome"] for hit in hits}
    return found
