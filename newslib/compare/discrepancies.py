"""Discrepancies: how far the sources of one event are apart, who they are, and how that changed."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import Entry, date, grouped, in_registry, without_brackets
from newslib.compare.estimates import Estimate, Standing, compared, highest, lowest, standings
from newslib.compare.reasons import Reason, telling
from newslib.compare.tellings import Link
from newslib.compare.things import Thing
from newslib.lexicons import languages, lexicon
from newslib.sources.registry import registered

COLUMNS = {"denies": "denied_by", "doubts": "doubted_by", "no_comment": "silent"}
UNNAMED = "no source named"

Refusals = dict[str, dict[str, dict[str, str]]]  # by column and claim: the names by source
CHANGE = 1.1  # a spread that changes by more than a tenth has changed


def overlap(given: Sequence[Estimate]) -> str:
    """Whether the sources' intervals can be true together: all, some, none, or one_source."""
    if len(given) < 2:
        return "one_source"
    reaches = sorted(x.interval.reach for x in given)
    if max(low for low, _ in reaches) <= min(high for _, high in reaches):
        return "all"
    touching = any(late[0] <= early[1] for early, late in pairwise(reaches))
    return "some" if touching else "none"


def gaps(differ: Iterable[Reason]) -> dict[str, float]:
    """By thing the distance between the two numbers by which its disagreement is told.

    Args:
        differ: why numbers differ; that nobody was hurt is said against how many were killed.
    """
    found: dict[str, float] = {}
    for event, x in telling(differ).items():
        for own in (event, x.late.shown.event, x.early.shown.event):
            found.setdefault(own, intervals.gap(x.late.interval, x.early.interval))
    return found


def discrepancies(
    found: Sequence[Thing],
    given: Sequence[Estimate],
    links: Sequence[Link],
    differ: Iterable[Reason],
    statuses: Mapping[str, str],
    statements: pd.DataFrame | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The discrepancies table and the spread table.

    Args:
        found: the events.
        given: their estimates.
        links: denials and doubts among them tell who denied.
        differ: why two numbers differ.
        statuses: of every claim.
        statements: a table of statements, for denials and silence that name claims in ``answers``.
    """
    by_event = grouped(given, lambda estimate: estimate.event.event_id)
    apart = gaps(differ)
    refused = refusals(found, links, statements)
    rows, spread = [], []
    for event in found:
        own = by_event[event.event_id]
        own = [x for x in own if x.entries[0].named] or own  # no source named is no source where others are
        days = standings(own) if own else []
        gap = apart.get(event.event_id, 0.0) if days else None
        rows.append(_row(event, own, days, refused, statuses) | {"gap": gap})
        spread += [_spread_row(event, standing) for standing in days if standing.day is not None]
    return tables.frame("discrepancies", rows, strict=False), tables.frame("spread", spread)


def _spread_row(event: Thing, s: Standing) -> dict[str, object]:
    return {
        "event_id": event.event_id, "date": date(s.day), "low": lowest(s.low), "low_source": _name(s.low),
        "high": highest(s.high), "high_source": _name(s.high), "ratio": s.ratio, "n_sources": len(s.estimates),
    }  # fmt: skip


def _name(x: Estimate) -> str:
    return x.source_name or "no source named"


def _row(
    event: Thing, own: Sequence[Estimate], days: Sequence[Standing], refused: Refusals,
    statuses: Mapping[str, str],
) -> dict[str, object]:  # fmt: skip
    members, told = [e.claim_id for e in event.members], [e.claim_id for x in own for e in x.entries]
    row: dict[str, object] = {
        "event_id": event.event_id, "happening_id": event.happening_id or None, "label": event.label,
        "outcome": event.outcome, "group": event.group,
        "side": event.side, "place": event.place, "tally": event.tally, "n_appearances": len(event.members),
        "n_claims": len(told), "n_sources": 0, "n_parties": 0, "claim_ids": " ".join(told) or members[0],
        "retracted": " ".join(sorted(claim for claim in members if statuses.get(claim) == "retracted")),
    }  # fmt: skip
    row |= {column: named(answers, members) for column, answers in refused.items()}
    return row | _numbers(event, days) if days else row


def _numbers(event: Thing, days: Sequence[Standing]) -> dict[str, object]:
    now = compared(days, event.tally)
    rivals = [s.ratio for s in days if len(s.estimates) > 1 and not math.isnan(s.ratio)]
    return {
        "first_date": date(days[0].day), "last_date": date(days[-1].day), "compared_on": date(now.day),
        "n_sources": len(now.estimates), "n_parties": len({x.party for x in now.estimates} - {""}),
        "low": lowest(now.low), "high": highest(now.high), "ratio": now.ratio,
        "overlap": overlap(now.estimates), "low_source": _name(now.low), "high_source": _name(now.high),
        "sources": "; ".join(f"{_name(x)}: {x.interval}" for x in now.estimates),
        "first_ratio": rivals[0] if rivals else None, "last_ratio": rivals[-1] if rivals else None,
        "trend": _trend(rivals),
    }  # fmt: skip


def _trend(ratios: Sequence[float]) -> str | None:
    if len(ratios) < 2:
        return None
    if ratios[-1] > ratios[0] * CHANGE:
        return "widening"
    return "narrowing" if ratios[-1] * CHANGE < ratios[0] else "steady"


def refusals(found: Iterable[Thing], links: Iterable[Link], statements: pd.DataFrame | None) -> Refusals:
    """Who denied, doubted, or kept silent about each claim.

    Args:
        found: the events.
        links: denials among them.
        statements: a table of statements; those that name claims in ``answers`` are taken.

    Returns:
        By column of ``discrepancies`` and claim id, the sources with their names.
    """
    entries = {e.claim_id: e for event in found for e in event.members}
    refused = [("denies", link.b, *_of(entries[link.a])) for link in links if link.relation == "denies"]
    refused += [(e.stance, e.claim_id, *_of(e)) for e in filter(attrgetter("named"), entries.values())]
    if statements is not None:
        cells = statements[["stance", "answers", "source_id", "source_name"]].astype(object)
        cells = cells.where(cells.notna(), "").assign(answers=cells["answers"].fillna("").str.split())
        refused += cells.explode("answers").dropna(subset="answers").itertuples(index=False, name=None)
    told: Refusals = {column: defaultdict(dict) for column in COLUMNS.values()}
    for stance, claim, source, name in refused:
        if stance in COLUMNS:
            _note(told[COLUMNS[stance]][claim], source, name)
    return told


def named(told: Mapping[str, Mapping[str, str]], claims: Sequence[str]) -> str:
    """The names of all sources that answered some claims, as a cell of the table."""
    sources = {source: name for claim in claims for source, name in sorted(told.get(claim, {}).items())}
    return "; ".join(sorted(sources.values()))


def _of(entry: Entry) -> tuple[str, str]:
    return entry.source, entry.source_name or entry.source


def _note(sources: dict[str, str], source: str, name: str) -> None:
    """Add a source under its registered name; words that stand for nobody ("neither side") are none."""
    source = source or (in_registry(name)[0] if name else "")
    if source in registered():
        sources[source] = registered()[source]
    elif not name:
        sources[""] = UNNAMED
    elif not _nobody(name):
        sources.setdefault(without_brackets(name), name)


@cache
def _nobody(name: str) -> bool:
    """Whether a name opens with a word of none."""
    for code in languages():
        hits = [hit for hit in lexicon(code).finder("numerals").find(name) if hit.row["kind"] == "zero"]
        hits += [hit for hit in lexicon(code).finder("negators").find(name) if hit.row["role"] == "negator"]
        if any(hit.start == 0 for hit in hits):
            return True
    return False
