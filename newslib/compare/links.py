"""Links: what one claim is to another, each with the rule that made it; and of which larger figure one is a part."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from itertools import chain, combinations
from operator import attrgetter, itemgetter
from typing import Any

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import TOLD, Entry, Settling, by_day, grouped, parted
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
_ASSERTED, _WHERE = attrgetter("asserted"), attrgetter("article", "event")
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

    @property
    def rules(self) -> dict[str, str]:
        """By which rule each claim that only retells another one does."""
        return {x.a: x.rule for x in reversed(self.links) if self.retold.get(x.a) == x.b}


def link(given: Sequence[Entry], told: Collection[str] = ()) -> Linked:
    """Find the links between claims, but for disagreements, which the reasons tell.

    Where there is no text to read why two numbers differ or what a denial answers, all that meet are rivals: of named
    sources, of one camp only on one day.

    Args:
        given: entries whose sides, groups and tallies are settled by ``things.settled``.
        told: articles whose texts tell why numbers differ, and whose statements what they answer.
    """
    wholes = {entry.claim_id: entry for entry in given}
    retellings = variants(given, wholes)
    retold = retellings.retold
    chains = series(given, wholes, retold | retellings.renamed)
    along = list(chain.from_iterable(map(linked, chains)))
    again = {x.a: x.b for x in along if x.relation in ("rounds", "repeats")}
    coded = [e for e in given if e.article not in told]
    met = meetings(coded, wholes, retold | again)
    changed = [*_replaced(given), *_retracts(given)]
    retracted = {x.b: x.a for x in changed if x.relation != "updates"}
    found = [*changed, *retellings.links, *_denies(coded, wholes, retold), *_rivals(along, met, wholes, told)]
    found += [Link(whole, "includes", part, rule, f"{wholes[part].interval} of {wholes[whole].interval}")
              for part, (whole, rule) in find_wholes(given, retold).items()]  # fmt: skip
    return Linked(unique(found), retellings.changes, retold | _rounder(along, wholes), chains, met, retracted)


def _replaced(given: Sequence[Entry]) -> list[Link]:
    """A number that a text tells as replaced by another one of the same thing: lowered or raised to it."""
    before, now = parted((e for e in given if e.article), lambda e: e.former)
    told = grouped(filter(_ASSERTED, now), _WHERE)
    found = []
    for entry in before:
        old = entry.interval.point  # where there is no number no other one is near it
        others = [e for e in told[_WHERE(entry)] if e.interval.point != old and HALF * old <= e.interval.point]
        if others:
            new = min(others, key=lambda e: (abs(e.row - entry.row), e.claim_id))
            relation = "revises" if falls(new, entry) else "updates"
            found.append(Link(new.claim_id, relation, entry.claim_id, "replaced_in_the_text",
                              f"{entry.interval} -> {new.interval}"))  # fmt: skip
    return found


def _rivals(
    along: Iterable[Link], met: Iterable[Link], wholes: Mapping[str, Entry], told: Collection[str]
) -> Iterator[Link]:
    """What is linked along series, rivals only of tables, and what is a rival among what met there."""
    yield from (x for x in along if x.relation != "rivals" or wholes[x.a].article not in told)
    yield from (x for x in met if x.rule != "agrees" and _rival(wholes[x.a], wholes[x.b], x.rule))


def _rival(late: Entry, early: Entry, rule: str) -> bool:
    named = (late.named and early.named) or rule == "doubts"
    return named and (not _one_camp(late, early) or late.when - early.when <= 1)


def _one_camp(a: Entry, b: Entry) -> bool:
    return bool(a.party) and a.party == b.party


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
    some = (e for e in filter(_ASSERTED, ordered) if e.interval.point > 0 and e.tally != "stock")
    told = grouped((e for e in some if not subset(e, wholes)), _people)
    denials = filter(_is_denial, ordered)
    return [x for entry in denials for x in _denied(entry, told[_people(entry)], retold)]


def _is_denial(entry: Entry) -> bool:
    """Whether a claim denies a figure, or counts nobody."""
    return entry.stance == "denies" or entry.modality == "negated" or (entry.asserted and entry.interval.high == 0)


def _people(entry: Entry) -> tuple[str, str, str]:
    return entry.side, entry.home, family(entry.outcome)


def _denied(entry: Entry, told: Sequence[Entry], retold: Mapping[str, str]) -> list[Link]:
    """What a denial is about: the latest figures before it, of other camps, with the number it names.

    Without a number it answers figures for its own place, and only where there are none those of the next larger or
    smaller one.
    """
    first = bisect_left(told, entry.when - (DAYS if entry.asserted else DENIED), key=attrgetter("when"))
    last = bisect_right(told, entry.when, key=attrgetter("when"))
    latest: dict[str, Entry] = {}
    recent = filter(partial(_may_deny, entry), reversed(told[max(first, last - AT_MOST * 5) : last]))
    for other in sorted(recent, key=lambda e: (e.claim_id in retold, not intervals.same(e.interval, entry.interval))):
        latest.setdefault(other.voice, other)
    denied = list(latest.values())
    rule = "zero_against_number" if entry.asserted else "denies_this_number"
    if not entry.interval.known:
        rule, denied = "denies_latest_figure", [other for other in denied if other.place == entry.place] or denied
    return [Link(entry.claim_id, "denies", o.claim_id, rule, f"not {o.interval}") for o in denied]


def _may_deny(entry: Entry, other: Entry) -> bool:
    """Whether a figure of another camp, there or one step around, may be what a denial is about."""
    if other.voice == entry.voice or _one_camp(entry, other):
        return False
    named = entry.asserted or not entry.interval.known or intervals.shared_number(entry.interval, other.interval)
    near = nested(entry.place, other.place) and abs(len(entry.place.path) - len(other.place.path)) <= 1
    return named and near and groups_fit(entry, other)


def _retracts(given: Sequence[Entry]) -> list[Link]:
    """A source takes a figure back; when it puts another outcome or number in its place it revises it as well."""
    told: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    ordered = sorted((e for e in given if e.day is not None), key=by_day)
    takes, others = parted(ordered, lambda e: e.stance == "retracts")
    for entry in filter(_ASSERTED, others):
        for who in {entry.voice, entry.party} - {""}:
            told[(who, entry.side, entry.home)].append(entry)
    found = []
    for entry in takes:
        for target in _taken_back(entry, told):
            note = f"{target.outcome} {target.interval} -> {entry.outcome} {entry.interval}"
            found.append(Link(entry.claim_id, "retracts", target.claim_id, "source_takes_it_back", note))
            if entry.outcome != target.outcome or not intervals.shared_number(entry.interval, target.interval):
                found.append(Link(entry.claim_id, "revises", target.claim_id, "other_figure_instead", note))
    return found


def _taken_back(entry: Entry, told: Mapping[tuple[Any, ...], list[Entry]]) -> list[Entry]:
    """The figure that is taken back, of the source before one of its camp; none where there is no such figure."""
    for who in (entry.voice, entry.party):
        recent = [e for e in told.get((who, entry.side, entry.home), [])[-AT_MOST * 5 :]
                  if 0 <= entry.when - e.when <= DENIED and akin(e.outcome, entry.outcome)]  # fmt: skip
        shared, others = parted(recent, lambda e: intervals.shared_number(e.interval, entry.interval))
        same = [e for e in others if e.outcome == entry.outcome or not entry.interval.known]
        if found := shared or same:
            return [max(found, key=by_day)]
    return []


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
    parts = [e for e in given if e.whole and (e.whole_rule == TOLD or e.claim_id not in retold)]
    found = {e.claim_id: (e.whole, e.whole_rule) for e in parts}
    for block in grouped(filter(_dated, own), attrgetter("voice", "day", "side", "article")).values():
        for part, whole, rule in _inferred(block, found):
            found.setdefault(part.claim_id, (whole.claim_id, rule))
    return found


def _dated(entry: Entry) -> bool:
    """Whether a named source puts a figure of a known day forward."""
    return entry.asserted and entry.named and entry.day is not None


def _inferred(block: Sequence[Entry], known: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Entry, Entry, str]]:
    ordered = sorted(block, key=lambda e: (-e.interval.point, e.claim_id))[: SEARCHED * 3]
    free = [e for e in ordered if e.claim_id not in known]
    yield from _sums(ordered[:SEARCHED], known)
    for part in free:
        larger = [w for w in ordered if _holds(part, w)]
        fitting = ((rule, [w for w in larger if fits(part, w)]) for rule, fits in _RULES.items())
        rule, wholes = next(filter(itemgetter(1), fitting), ("", ()))
        if wholes:
            yield part, min(wholes, key=partial(_distance, part)), rule


def _distance(part: Entry, whole: Entry) -> tuple[Any, ...]:
    """Which whole fits best: of the same tally and outcome, no part itself, and not larger than needed."""
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
    exact = [e for e in block if e.interval.modifier == "exact"]
    for whole in exact:
        for parts in _divisions(whole, exact, known) if intervals.significant(whole.interval.point) > 1 else ():
            if sum(e.interval.point for e in parts) == whole.interval.point:
                yield from ((part, whole, "adds_up_to_the_whole") for part in parts)


def _divisions(whole: Entry, exact: Sequence[Entry], known: Mapping[str, tuple[str, str]]) -> Iterator[Sequence[Entry]]:
    free = (e for e in exact if known.get(e.claim_id, (whole.claim_id,))[0] == whole.claim_id)
    smaller = grouped((e for e in free if e.tally == whole.tally and falls(e, whole)), attrgetter("outcome"))
    same = smaller[whole.outcome]
    yield from parted(same, lambda e: e.place == whole.place)
    beside = smaller["wounded"] if whole.outcome in PRISONERS else []
    yield from combinations([*same, *beside], 2)


@cache
def _worded(wording: str) -> bool:
    """Whether the printed words say that a figure is part of another one."""
    return bool(wording) and any(lexicon(code).finder("part_words").find(wording) for code in languages())


def _worded_as_part(p: Entry, w: Entry) -> bool:
    return _worded(p.wording) and (p.outcome == w.outcome or _among_casualties(p, w) or _among_prisoners(p, w))


def _subgroup(p: Entry, w: Entry) -> bool:
    return p.outcome == w.outcome and p.group in SUBGROUPS and w.group not in SUBGROUPS


def _among_casualties(p: Entry, w: Entry) -> bool:
    kinds = w.outcome == "casualties" and p.outcome in ("killed", "wounded", "missing")
    fits = w.interval.low is None or p.interval.point < w.interval.low
    return kinds and fits and groups_fit(p, w) and p.tally == w.tally and p.place == w.place


def _among_prisoners(p: Entry, w: Entry) -> bool:
    return p.outcome == "wounded" and w.outcome in PRISONERS and groups_fit(p, w) and p.tally == w.tally


_RULES: dict[str, Callable[[Entry, Entry], bool]] = {
    "worded_as_part": _worded_as_part,
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
