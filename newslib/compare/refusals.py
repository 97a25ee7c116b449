"""Refusals: who denied, doubted or kept silent about each claim, each source once under one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pandas as pd

from newslib.compare.entries import Entry, in_registry, plain
from newslib.compare.tellings import Link
from newslib.compare.things import Thing
from newslib.lexicons import languages, lexicon
from newslib.sources.labels import registered

COLUMNS = {"denies": "denied_by", "doubts": "doubted_by", "no_comment": "silent"}
UNNAMED = "no source named"

Refusals = dict[str, dict[str, dict[str, str]]]  # by column and claim: the names by source


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
    told: Refusals = {column: defaultdict(dict) for column in COLUMNS.values()}
    for link in links:
        if link.relation == "denies" and link.a in entries:
            _note(told["denied_by"][link.b], *_of(entries[link.a]))
    for entry in entries.values():
        if entry.stance in COLUMNS and entry.named:
            _note(told[COLUMNS[entry.stance]][entry.claim_id], *_of(entry))
    if statements is not None:
        answering = statements[statements["answers"].notna() & statements["stance"].isin(list(COLUMNS))]
        cells = answering[["stance", "answers", "source_id", "source_name"]].astype(object)
        for stance, answers, source, name in cells.where(cells.notna(), "").itertuples(index=False):
            for claim in str(answers).split():
                _note(told[COLUMNS[stance]][claim], source, name)
    return told


def named(told: Mapping[str, Mapping[str, str]], claims: Sequence[str]) -> str:
    """The names of all sources that answered some claims, as a cell of the table."""
    sources = {source: name for claim in claims for source, name in sorted(told.get(claim, {}).items())}
    return "; ".join(sorted(sources.values()))


def _of(entry: Entry) -> tuple[str, str]:
    return entry.source if entry.source in registered() else "", entry.source_name or entry.source


def _note(sources: dict[str, str], source: str, name: str) -> None:
    """Add a source under its registered name; words that stand for nobody ("neither side") are none."""
    source = source or (in_registry(name)[0] if name else "")
    if source in registered():
        sources[source] = registered()[source]
    elif not name:
        sources[""] = UNNAMED
    elif not _nobody(name):
        sources.setdefault(source or plain(name), name)


@cache
def _nobody(name: str) -> bool:
    """Whether a name opens with a word of none."""
    for code in languages():
        hits = [hit for hit in lexicon(code).finder("numerals").find(name) if hit.row["kind"] == "zero"]
        hits += [hit for hit in lexicon(code).finder("negators").find(name) if not hit.row["stance"]]
        if any(hit.start == 0 for hit in hits):
            return True
    return False
