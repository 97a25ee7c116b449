"""Links: what one claim is to another, each with the rule that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from newslib import intervals, tables
from newslib.entries import BROAD, Entry
from newslib.rivals import rivals
from newslib.series import linked, series
from newslib.variants import AT_MOST, DAYS, Change, Link, Variants, akin, subset, variants

DENIED = 30  # days after a claim in which it may be denied or taken back
SUBGROUPS = ("officers", "women", "children", "police", "medical", "foreign")
BORROWED = ("of which", "including")
_ORDER = ("includes", "repeats", "rounds", "drift", "updates", "revises", "retracts", "denies", "rivals")


@dataclass(frozen=True)
class Linked:
    """Every link of a corpus, with what the later stages need from the search."""

    links: list[Link]
    changes: list[Change]
    retold: dict[str, str]
    chains: list[list[Entry]]
    retracted: dict[str, str]


def link(given: Sequence[Entry]) -> Linked:
    """Find the links between claims.

    Args:
        given: entries whose sides, groups and tallies are settled by ``events.events``.
    """
    wholes = {entry.claim_id: entry for entry in given}
    told = variants(given, wholes)
    chains = series(given, wholes, told.retold)
    found = [*told.links, *_retracts(given), *_denies(given), *includes(given, wholes)]
    for chain in chains:
        found += linked(chain)
    found += rivals(given, wholes, told.retold)
    retracted = {x.b: x.a for x in found if x.relation == "retracts"}
    return Linked(_unique(found), told.changes, told.retold, chains, retracted)


def _unique(found: Iterable[Link]) -> list[Link]:
    """One link per pair and relation, and no rivalry between claims that are otherwise related."""
    related = {frozenset((x.a, x.b)) for x in found if x.relation != "rivals"}
    kept: dict[tuple[str, str, str], Link] = {}
    for x in found:
        if x.a != x.b and not (x.relation == "rivals" and frozenset((x.a, x.b)) in related):
            kept.setdefault((x.a, x.relation, x.b), x)
    return sorted(kept.values(), key=lambda x: (_ORDER.index(x.relation), x.a, x.b))


def includes(given: Sequence[Entry], wholes: Mapping[str, Entry]) -> list[Link]:
    """Wholes and their parts: as the text says, else as outcome and group tell within one statement."""
    found = []
    days: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in given:
        whole = wholes.get(entry.whole)
        if whole is not None:
            found.append(_part(whole, entry, "told_as_part"))
        if entry.asserted and entry.day is not None and entry.named:
            days[(entry.voice, entry.day, entry.side, entry.article)].append(entry)
    for block in days.values():
        for part in block[:AT_MOST]:
            if not part.whole:
                found += _inferred(part, block[:AT_MOST])
    return found


def _part(whole: Entry, part: Entry, rule: str) -> Link:
    return Link(whole.claim_id, "includes", part.claim_id, rule, f"{part.interval} of {whole.interval}")


def _inferred(part: Entry, block: Sequence[Entry]) -> list[Link]:
    found = []
    for rule, test in _RULES.items():
        wholes = [w for w in block if w is not part and w.whole != part.claim_id and _fits(part, w) and test(part, w)]
        if wholes:
            best = min(wholes, key=lambda w: (w.tally != part.tally, w.interval.point, bool(w.wording), w.claim_id))
            found.append(_part(best, part, rule))
            break
    return found


def _fits(part: Entry, whole: Entry) -> bool:
    rates = "rate" in (part.tally, whole.tally) and part.tally != whole.tally
    increments = whole.tally == "increment" != part.tally
    near = part.place.within(whole.place) or whole.place.within(part.place)
    smaller = part.interval.point < whole.interval.point
    return smaller and not rates and not increments and (near or not part.place.path or not whole.place.path)


def _groups_fit(a: Entry, b: Entry) -> bool:
    return a.group == b.group or a.group in BROAD or b.group in BROAD


_RULES = {
    "subgroup_of_same_statement": lambda p, w: (
        p.outcome == w.outcome and p.group in SUBGROUPS and w.group not in SUBGROUPS
    ),
    "dead_or_wounded_within_casualties": lambda p, w: (
        w.outcome == "casualties" and p.outcome in ("killed", "wounded", "missing") and _groups_fit(p, w)
        and p.tally == w.tally
    ),
    "wounded_among_prisoners_membership_unclear": lambda p, w: (
        p.outcome == "wounded" and w.outcome in ("surrendered", "captured", "evacuated") and _groups_fit(p, w)
        and p.tally == w.tally
    ),
}  # fmt: skip


def _denies(given: Sequence[Entry]) -> list[Link]:
    """Denials: of a number others gave, or a plain zero against their figures."""
    told: dict[tuple, list[Entry]] = defaultdict(list)
    ordered = sorted((e for e in given if e.day is not None), key=lambda e: (e.day, e.claim_id))
    for entry in ordered:
        if entry.asserted and entry.interval.point > 0:
            told[(entry.side, _deadly(entry.outcome))].append(entry)
    found = []
    for entry in ordered:
        zero = entry.asserted and entry.interval.high == 0
        if entry.stance == "denies" or zero or entry.modality == "negated":
            found += _denied(entry, told[(entry.side, _deadly(entry.outcome))], zero)
    return found


def _deadly(outcome: str) -> str:
    return {"casualties": "killed", "captured": "surrendered"}.get(outcome, outcome)


def _denied(entry: Entry, told: Sequence[Entry], zero: bool) -> list[Link]:
    """What a denial is about: the latest figures before it, of other camps, with the number it names."""
    from bisect import bisect_left, bisect_right

    first = bisect_left(told, (entry.day or 0) - DENIED, key=lambda e: e.day or 0)
    last = bisect_right(told, entry.day or 0, key=lambda e: e.day or 0)
    latest: dict[str, Entry] = {}
    for other in reversed(told[max(first, last - AT_MOST * 5) : last]):
        own = other.voice == entry.voice or bool(entry.party) and other.party == entry.party
        near = entry.place.path and other.place.path and (_overlaps(entry, other))
        if own or not near or not _groups_fit(entry, other) or other.voice in latest:
            continue
        if entry.interval.known and not zero and not intervals.shared_number(entry.interval, other.interval):
            continue
        if zero and (entry.day or 0) - (other.day or 0) > DAYS:
            continue
        latest[other.voice] = other
    rule = "zero_against_number" if zero else "denies_this_number" if entry.interval.known else "denies_latest_figure"
    return [Link(entry.claim_id, "denies", o.claim_id, rule, f"not {o.interval}") for o in latest.values()]


def _overlaps(a: Entry, b: Entry) -> bool:
    return a.place.within(b.place) or b.place.within(a.place)


def _retracts(given: Sequence[Entry]) -> list[Link]:
    """A source takes a figure back; when it puts another outcome or number in its place it revises it as well."""
    told: dict[tuple, list[Entry]] = defaultdict(list)
    ordered = sorted((e for e in given if e.day is not None), key=lambda e: (e.day, e.claim_id))
    for entry in ordered:
        if entry.asserted and entry.stance != "retracts":
            for who in {entry.voice, entry.party} - {""}:
                told[(who, entry.side)].append(entry)
    found = []
    for entry in ordered:
        if entry.stance == "retracts":
            target = _taken_back(entry, told)
            if target is not None:
                note = f"{target.outcome} {target.interval} -> {entry.outcome} {entry.interval}"
                found.append(Link(entry.claim_id, "retracts", target.claim_id, "source_takes_it_back", note))
                if entry.outcome != target.outcome or not intervals.shared_number(entry.interval, target.interval):
                    found.append(Link(entry.claim_id, "revises", target.claim_id, "other_figure_instead", note))
    return found


def _taken_back(entry: Entry, told: Mapping[tuple, list[Entry]]) -> Entry | None:
    for who in (entry.voice, entry.party):
        candidates = [
            e for e in told.get((who, entry.side), [])[-AT_MOST * 5 :]
            if 0 <= (entry.day or 0) - (e.day or 0) <= DENIED and akin(e.outcome, entry.outcome)
            and (not entry.interval.known or intervals.shared_number(e.interval, entry.interval)
                 or e.outcome == entry.outcome)
        ]  # fmt: skip
        if who and candidates:
            return max(candidates, key=lambda e: (
                intervals.shared_number(e.interval, entry.interval), e.day or 0, e.claim_id))  # fmt: skip
    return None


def table(found: Iterable[Link]) -> pd.DataFrame:
    """The links table."""
    rows = [{"claim_a": x.a, "relation": x.relation, "claim_b": x.b, "rule": x.rule, "note": x.note} for x in found]
    return tables.frame("links", rows)


def drift(changes: Iterable[Change]) -> pd.DataFrame:
    """The drift table: what changed between a claim and its copies."""
    unique = {(c.original, c.copy, c.changed): c for c in changes}
    rows = [
        {"original": c.original, "copy": c.copy, "changed": c.changed, "before": c.before, "after": c.after}
        for c in sorted(unique.values(), key=lambda c: (c.original, c.copy, c.changed))
    ]
    return tables.frame("drift", rows)


__all__ = ["Change", "Link", "Linked", "Variants", "drift", "includes", "link", "subset", "table"]
