"""Wholes: which larger figure a figure is a part of, where the table does not say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import TOLD, Entry, Settling, grouped
from newslib.compare.tellings import groups_fit, places_fit
from newslib.lexicons import languages, lexicon

SEARCHED = 12  # figures of one source and day among which sums are looked for
SUBGROUPS = ("officers", "women", "children", "police", "medical", "foreign")
PRISONERS = ("surrendered", "captured", "evacuated")


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
