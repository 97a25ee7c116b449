"""Links: what one claim is to another, each with the rule that made it; and of which larger figure one is a part."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import TOLD, Entry, Settling, by_day, grouped
from newslib.compare.places import nested
from newslib.compare.series import falls, linked, meetings, series
from newslib.compare.tellings import AT_MOST, DAYS, Change, Link, akin, family, groups_fit, places_fit, subset
from newslib.compare.variants import variants
from newslib.lexicons import languages, lexicon

SEARCHED = 12  # figures of one source and day among which sums are looked for
SUBGROUPS = ("officers", "women", "children", "police", "medical", "foreign")
PRISONERS = ("surrendered", "captured", "evacuated")
DENIED = 30  # days after a claim in which it may be denied or taken back
HALF = 0.5  # share of a number below which another one is a part of it, no correction
_ORDER = ("includes", "repeats", "rounds", "drift", "updates", "revises", "retracts", "denies", "rivals")


@dataclass(frozen=True)
class Linked:
    """Every link of a corpus, with what the later stages need from the search."""

    links: list[Link]
    changes: list[Change]
    retold: dict[str, str]
    chains: list[list[Entry]]
    meetings: list[Link]
    retracted: dict[str, str]


def link(given: Sequence[Entry], told: Collection[str] = ()) -> Linked:
    """Find the links between claims, but for disagreements, which the reasons tell.

    Where there is no text to read why two numbers differ or what a denial answers, all that meet are rivals: of named
    sources, of one camp only on one day.

    Args:
        given: entries whose sides, groups and tallies are settled by ``things.settled``.
        told: articles whose texts tell why numbers differ, and whose statements what they answer.
    """
    wholes = {entry.claim_id: entry for entry in given}
    changed = _replaced(given)
    retellings = variants(given, wholes)
    chains = series(given, wholes, retellings.retold | retellings.renamed)
    coded = [e for e in given if e.article not in told]
    found = [*changed, *retellings.links, *_retracts(given), *_denies(coded, wholes, retellings.retold)]
    found += [Link(whole, "includes", part, rule, f"{wholes[part].interval} of {wholes[whole].interval}")
              for part, (whole, rule) in find_wholes(given, retellings.retold).items()]  # fmt: skip
    along = [x for chain in chains for x in linked(chain)]
    again = {x.a: x.b for x in along if x.relation in ("rounds", "repeats")}
    found += [x for x in along if x.relation != "rivals" or wholes[x.a].article not in told]
    met = meetings(coded, wholes, retellings.retold | again)
    found += [x for x in met if x.rule != "agrees" and _rival(wholes[x.a], wholes[x.b], x.rule)]
    retracted = {x.b: x.a for x in found if x.relation == "retracts" or (x in changed and x.relation == "revises")}
    retold = retellings.retold | _rounder(along, wholes)
    return Linked(unique(found), retellings.changes, retold, chains, met, retracted)


def _replaced(given: Sequence[Entry]) -> list[Link]:
    """A number that a text tells as replaced by another one of the same thing: lowered or raised to it."""
    now = (e for e in given if e.article and e.asserted and not e.former)
    told = grouped(now, lambda e: (e.article, e.event))
    found = []
    for entry in given:
        beside = told[(entry.article, entry.event)] if entry.former and entry.interval.known else ()
        old = entry.interval.point
        others = [e for e in beside if e.interval.point != old and HALF * old <= e.interval.point]
        if others:
            new = min(others, key=lambda e: (abs(e.row - entry.row), e.claim_id))
            relation = "revises" if falls(new, entry) else "updates"
            found.append(Link(new.claim_id, relation, entry.claim_id, "replaced_in_the_text",
                              f"{entry.interval} -> {new.interval}"))  # fmt: skip
    return found


def _rival(late: Entry, early: Entry, rule: str) -> bool:
    if not ((late.named and early.named) or rule == "doubts"):
        return False
    return late.party != early.party or not late.party or late.when - early.when <= 1


def _rounder(along: Iterable[Link], wholes: Mapping[str, Entry]) -> dict[str, str]:
    """Rounder forms a source gives of its own figure within days: they say nothing new."""
    return {
        x.a: x.b for x in along
        if x.relation == "rounds" and wholes[x.a].when - wholes[x.b].when <= DAYS
    }  # fmt: skip


def unique(found: Iterable[Link]) -> list[Link]:
    """One link per pair and relation, and no rivalry between claims that are otherwise related."""
    related = {frozenset((x.a, x.b)) for x in found if x.relation != "rivals"}
    kept: dict[tuple[str, str, str], Link] = {}
    for x in found:
        if x.a != x.b and not (x.relation == "rivals" and frozenset((x.a, x.b)) in related):
            kept.setdefault((x.a, x.relation, x.b), x)
    return sorted(kept.values(), key=lambda x: (_ORDER.index(x.relation), x.a, x.b))


def _denies(given: Sequence[Entry], wholes: Mapping[str, Entry], retold: Mapping[str, str]) -> list[Link]:
    """Denials: of a number others gave, or a plain zero against their figures."""
    ordered = sorted((e for e in given if e.day is not None), key=by_day)
    some = (e for e in ordered if e.asserted and e.interval.point > 0 and e.tally != "stock")
    told = grouped((e for e in some if not subset(e, wholes)), lambda e: (e.side, e.home, family(e.outcome)))
    found = []
    for entry in ordered:
        zero = entry.asserted and entry.interval.high == 0
        if entry.stance == "denies" or zero or entry.modality == "negated":
            found += _denied(entry, told[(entry.side, entry.home, family(entry.outcome))], zero, retold)
    return found


def _denied(entry: Entry, told: Sequence[Entry], zero: bool, retold: Mapping[str, str]) -> list[Link]:
    """What a denial is about: the latest figures before it, of other camps, with the number it names.

    Without a number it answers figures for its own place, and only where there are none those of the next larger or
    smaller one.
    """
    first = bisect_left(told, entry.when - (DAYS if zero else DENIED), key=lambda e: e.when)
    last = bisect_right(told, entry.when, key=lambda e: e.when)
    latest: dict[str, Entry] = {}
    recent = reversed(told[max(first, last - AT_MOST * 5) : last])
    for other in sorted(recent, key=lambda e: (e.claim_id in retold, not intervals.same(e.interval, entry.interval))):
        own = other.voice == entry.voice or (bool(entry.party) and other.party == entry.party)
        named = not entry.interval.known or zero or intervals.shared_number(entry.interval, other.interval)
        near = nested(entry.place, other.place) and abs(len(entry.place.path) - len(other.place.path)) <= 1
        if not own and named and near and groups_fit(entry, other) and other.voice not in latest:
            latest[other.voice] = other
    here = {voice: other for voice, other in latest.items() if other.place == entry.place}
    latest = latest if entry.interval.known else here or latest
    rule = "zero_against_number" if zero else "denies_this_number" if entry.interval.known else "denies_latest_figure"
    return [Link(entry.claim_id, "denies", o.claim_id, rule, f"not {o.interval}") for o in latest.values()]


def _retracts(given: Sequence[Entry]) -> list[Link]:
    """A source takes a figure back; when it puts another outcome or number in its place it revises it as well."""
    told: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    ordered = sorted((e for e in given if e.day is not None), key=by_day)
    for entry in ordered:
        if entry.asserted and entry.stance != "retracts":
            for who in {entry.voice, entry.party} - {""}:
                told[(who, entry.side, entry.home)].append(entry)
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


def _taken_back(entry: Entry, told: Mapping[tuple[Any, ...], list[Entry]]) -> Entry | None:
    for who in (entry.voice, entry.party):
        candidates = [
            e for e in told.get((who, entry.side, entry.home), [])[-AT_MOST * 5 :]
            if 0 <= entry.when - e.when <= DENIED and akin(e.outcome, entry.outcome)
            and (not entry.interval.known or intervals.shared_number(e.interval, entry.interval)
                 or e.outcome == entry.outcome)
        ]  # fmt: skip
        if who and candidates:
            return max(candidates, key=lambda e: (
                intervals.shared_number(e.interval, entry.interval), e.when, e.claim_id))  # fmt: skip
    return None


def table(found: Iterable[Link]) -> pd.DataFrame:
    """The links table."""
    rows = [{"claim_a": x.a, "relation": x.relation, "claim_b": x.b, "rule": x.rule, "note": x.note} for x in found]
    return tables.frame("links", rows)


def drift(changes: Iterable[Change]) -> pd.DataFrame:
    """The drift table: what changed between a claim and its copies."""
    unique = {(c.original, c.copy, c.changed): c for c in changes}
    return tables.frame("drift", [asdict(unique[key]) for key in sorted(unique)])


def find_wholes(given: Sequence[Entry], retold: Collection[str] = ()) -> dict[str, tuple[str, str]]:
    """For every part its whole and the rule that says so.

    Within the figures of one source, side and day: what the table tells; what the wording says ("including", "of
    which"); figures that add up to another one; officers among soldiers, dead among casualties. Whether the wounded
    are among the prisoners told of in one breath stays unclear, and the rule says so.

    Args:
        given: the entries.
        retold: claims that only retell another one; they are no parts of their own unless the table tells so.
    """
    own = [e for e in given if e.claim_id not in retold]
    wholes = [e for e in given if e.whole and e.whole_rule == TOLD] + [e for e in own if e.whole]
    found = {e.claim_id: (e.whole, e.whole_rule) for e in wholes}
    told = (e for e in own if e.asserted and e.day is not None and e.named)
    for block in grouped(told, lambda e: (e.voice, e.day, e.side, e.article)).values():
        for part, whole, rule in _inferred(block, found):
            found.setdefault(part.claim_id, (whole.claim_id, rule))
    return found


def _inferred(block: Sequence[Entry], known: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Entry, Entry, str]]:
    ordered = sorted(block, key=lambda e: (-e.interval.point, e.claim_id))[: SEARCHED * 3]
    free = [e for e in ordered if e.claim_id not in known]
    yield from _sums(ordered[:SEARCHED], known)
    for part in free:
        if _worded(part.wording):
            yield from _best(part, ordered, _akin, "worded_as_part")
    for part in free:
        found = (list(_best(part, ordered, fits, rule)) for rule, fits in _RULES.items())
        yield from next(filter(None, found), [])


def _best(
    part: Entry, block: Sequence[Entry], fits: Callable[[Entry, Entry], bool], rule: str
) -> Iterator[tuple[Entry, Entry, str]]:
    """The whole that fits best: of the same tally and outcome, no part itself, and not larger than needed."""
    wholes = [w for w in block if _holds(part, w) and fits(part, w)]
    if wholes:
        yield part, min(wholes, key=lambda w: _distance(part, w)), rule


def _distance(part: Entry, whole: Entry) -> tuple[Any, ...]:
    other = (whole.tally != part.tally, whole.outcome != part.outcome, whole.relay != part.relay)
    return (*other, _worded(whole.wording), whole.interval.point, bool(whole.wording), whole.claim_id)


def _holds(part: Entry, whole: Entry) -> bool:
    """Whether a figure is large enough, of a fitting tally and of the same or a larger place."""
    if part is whole or not part.interval.point < whole.interval.point:
        return False
    if "rate" in (part.tally, whole.tally) or (whole.tally == "increment" != part.tally):
        return False
    return places_fit(part, whole)


def _sums(block: Sequence[Entry], known: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Entry, Entry, str]]:
    """Figures that add up to a larger one of the same outcome: by place, by group, or two of a kind."""
    for whole in block:
        if whole.interval.modifier != "exact" or intervals.significant(whole.interval.point) < 2:
            continue
        exact = (e for e in block if e.interval.modifier == "exact" and e.interval.point < whole.interval.point)
        smaller = [e for e in exact if e.tally == whole.tally
                   and known.get(e.claim_id, (whole.claim_id,))[0] == whole.claim_id]  # fmt: skip
        for parts in _divisions(whole, smaller):
            if sum(e.interval.point for e in parts) == whole.interval.point:
                yield from ((part, whole, "adds_up_to_the_whole") for part in parts)


def _divisions(whole: Entry, smaller: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    same = [e for e in smaller if e.outcome == whole.outcome]
    here = [e for e in same if e.place == whole.place]
    yield here
    yield [e for e in same if e.place != whole.place]
    beside = [e for e in smaller if e.outcome == "wounded" and whole.outcome in PRISONERS]
    yield from combinations([*same, *beside], 2)


@cache
def _worded(wording: str) -> bool:
    """Whether the printed words say that a figure is part of another one."""
    return bool(wording) and any(lexicon(code).finder("part_words").find(wording) for code in languages())


def _akin(p: Entry, w: Entry) -> bool:
    return p.outcome == w.outcome or _among_casualties(p, w) or _among_prisoners(p, w)


def _subgroup(p: Entry, w: Entry) -> bool:
    return p.outcome == w.outcome and p.group in SUBGROUPS and w.group not in SUBGROUPS


def _among_casualties(p: Entry, w: Entry) -> bool:
    kinds = w.outcome == "casualties" and p.outcome in ("killed", "wounded", "missing")
    fits = w.interval.low is None or p.interval.point < w.interval.low
    return kinds and fits and groups_fit(p, w) and p.tally == w.tally and p.place == w.place


def _among_prisoners(p: Entry, w: Entry) -> bool:
    return p.outcome == "wounded" and w.outcome in PRISONERS and groups_fit(p, w) and p.tally == w.tally


_RULES: dict[str, Callable[[Entry, Entry], bool]] = {
    "subgroup_of_same_statement": _subgroup,
    "dead_or_wounded_within_casualties": _among_casualties,
    "wounded_among_prisoners_membership_unclear": _among_prisoners,
}


def settle(given: Sequence[Entry]) -> list[Entry]:
    """The entries with the wholes that the table does not tell but their wording or a sum does.

    Only parts of the same outcome and group need it before claims are grouped: a part must not stand beside its whole
    as if it counted the same people.
    """
    sure = ("worded_as_part", "adds_up_to_the_whole")
    settling = Settling(given)
    found = find_wholes(given)
    for entry in given:
        whole, rule = found.get(entry.claim_id, ("", ""))
        if rule in sure and not entry.whole:
            settling.set(entry, whole=whole, whole_rule=rule)
    return settling.of(given)
