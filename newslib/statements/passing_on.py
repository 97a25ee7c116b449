"""Agencies and outlets beside a source in a sentence without heads, and claims in somebody else's mouth."""

from __future__ import annotations

import re
from dataclasses import replace

from newslib.spans import Span
from newslib.statements.outlines import Outline
from newslib.statements.records import Attribution
from newslib.statements.relays import is_relay
from newslib.statements.subjects import LIKELY, SURE, after_preposition, past_adjectives


def at_one_remove(o: Outline, found: list[Attribution]) -> list[Attribution]:
    """Joins "writes the agency, citing the ministry" and "said the mayor, writes the agency": it is their relay."""
    joined: list[Attribution] = []
    for one in found:
        merged = _merged(o, joined[-1], one) if joined else None
        if merged is not None:
            joined[-1] = merged
        else:
            joined.append(one)
    return joined


def _merged(o: Outline, last: Attribution, one: Attribution) -> Attribution | None:
    """Two neighbours as one attribution with its relay, None when each stands for itself."""
    region = min(last.region[0], one.region[0]), max(last.region[1], one.region[1])
    if _by_the_way(o, last, one):
        return replace(one, relay=one.relay or last.source)
    if one.takes == "behind" and last.source:
        if one.relay and _closes_line(o, last, one):
            return replace(last, relay=one.relay, region=last.region)
        if one.source:
            return replace(last, source=one.source, relay=last.source, region=region)
    if one.kind != "verb":
        return None
    if last.takes == "behind" and _is_inside(one.source, last.region):
        return replace(one, source=last.source, relay=last.relay, region=region, before=False)
    if last.relay or not (last.source and one.source) or not _relays(o, one.source):
        return None
    between = o.text_of((last.region[1], max(one.region[0], last.region[1])))
    if not re.search(r"\w", between) and not _relays(o, last.source):
        return replace(last, relay=one.source, region=region)
    alone = o.clauses[-1].start >= one.region[0] and one.region[1] >= o.clauses[-1].end
    return (
        replace(last, relay=one.source, limit=one.region[0]) if alone and last.whole else None
    )  # "…, writes the agency"


def _relays(o: Outline, source: Span) -> bool:
    return is_relay(o.text_of(source), o.language)


def _by_the_way(o: Outline, last: Attribution, one: Attribution) -> bool:
    """Whether an agency stands in an insertion before who speaks: "new data, as the agency writes, gave the chief"."""
    if not (last.source and one.source) or one.kind != "verb" or one.takes == "clause":
        return False
    n = o.clause_at(last.region[0])
    return n is not None and o.has(o.zone(n)[0], "parenthesis") and _relays(o, last.source)


def _closes_line(o: Outline, last: Attribution, one: Attribution) -> bool:
    """Whether a line ends in "- the agency, citing …": it passes on what somebody said before."""
    here = next((clause for clause in o.clauses if clause.start == one.region[0]), None)
    return here is not None and here.opener == "dash" and last.region[1] <= here.start


def _is_inside(span: Span | None, region: Span) -> bool:
    return span is None or (region[0] <= span[0] and span[1] <= region[1])


def owned(o: Outline, found: list[Attribution]) -> list[Attribution]:
    """Gives a claim in somebody's mouth to its owner.

    "The army denied the rebels' claim of 30 dead": beside the denial stands what the rebels say. "The agency passes on
    the words of the minister": the minister says it, the agency is the relay.
    """
    told: list[Attribution] = []
    for one in found:
        owner = _owner(o, one) if one.source and (one.announces or one.before) else None
        if owner is None or one.source is None:
            told.append(one)
        elif not one.stands_behind:
            row = {**one.row, "stance": "asserts"}
            told += [one, Attribution(row, None, owner, (owner[0], owner[1]), after=True)]
        elif _relays(o, one.source):
            told.append(
                replace(one, source=owner, relay=one.source, region=(one.region[0], max(owner[1], one.region[1])))
            )
        else:
            told.append(one)
    return told


def _owner(o: Outline, one: Attribution) -> Span | None:
    """Whose document or words the object of a verb are: "denied the claims of the rebels"."""
    start, last, sure = one.region[1], o.last, SURE
    inverted = one.cue is not None and one.source is not None and one.source > one.cue
    if one.before and not inverted:
        return None
    if one.before and one.cue and one.source:  # "…, passes on the words of X agency Y"
        start, last, sure = one.cue[1], o.words_of(one.source)[0] - 1, LIKELY
    after = next((k for k in range(len(o.words)) if o.span(k, k)[0] >= start), None)
    if after is None:
        return None
    head = after if o.has(after, "speech") else past_adjectives(o, after, after + 2)
    if not (o.is_document(head) or o.has(head, "speech")):
        return None
    phrase = after_preposition(o, head + 1, last, closed=one.before)
    return o.span(phrase.first, phrase.last) if phrase and phrase.sure >= sure and phrase.first == head + 1 else None
