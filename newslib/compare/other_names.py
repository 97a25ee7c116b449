"""Other names: one figure met under the name of another source, taken over or passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import Entry
from newslib.compare.tellings import (
    AT_MOST,
    DAYS,
    Change,
    Variants,
    akin,
    changes,
    family,
    groups_fit,
    places_fit,
    slot,
)  # fmt: skip
from newslib.lexicons import shared


def find_other_names(given: Sequence[Entry], found: Variants) -> None:
    """The same figure under another name: repeated within a camp, or its source changed on the way."""
    own = set(found.retold) - {x.a for x in found.links if x.relation == "rounds"}
    shelf: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in sorted(given, key=lambda e: (e.day, e.interval.modifier in intervals.OPEN_HIGH, e.order)):
        for number in sorted({n for n in (entry.interval.low, entry.interval.high) if n is not None}):
            key = (family(entry.outcome), entry.side, entry.home, entry.scope, entry.tally == "increment", number)
            restated = any(e.voice == entry.voice for e in shelf[key][-AT_MOST:])
            if entry.claim_id not in own and not restated:
                for other in reversed(shelf[key][-AT_MOST:]):
                    if (entry.day or 0) - (other.day or 0) > DAYS:
                        break
                    if other.voice != entry.voice and _renamed(entry, other, found):
                        break
            shelf[key].append(entry)
    _relayed(given, found)


def _renamed(late: Entry, early: Entry, found: Variants) -> bool:
    """Note a figure given before under another name; whether there was something to note."""
    if not (places_fit(late, early) and groups_fit(late, early) and akin(late.outcome, early.outcome)):
        return False
    changed = changes(late, early)
    names = {c.changed for c in changed}
    exact = intervals.distinctive(late.interval)
    source = Change(early.claim_id, late.claim_id, "source", early.source_name, late.source_name)
    if not late.named or not early.named or late.party == early.party:
        if not names - {"place", "outcome"}:
            found.add(late, early, "repeats", "same_camp_same_figure" if late.named else "own_voice_same_figure")
        elif names == {"modifier"} and (exact or _one_toll(late, early)):
            rule = "same_camp_modifier" if late.named and early.named else "own_voice_modifier"
            found.add(late, early, "drift", rule, [*changed, source])
        else:
            return False
        return True
    if not exact or late.interval != early.interval:
        return False
    if not late.party or not early.party:
        found.add(late, early, "repeats", "unknown_camp_same_figure")
    elif {late.party, early.party} <= _belligerents():
        found.add(late, early, "repeats", "other_camp_agrees")
    else:
        found.add(late, early, "drift", "source_changed", [source, *changed])
    return True


def _one_toll(a: Entry, b: Entry) -> bool:
    """Whether two figures that are not round are the toll of one incident."""
    return a.tally == b.tally == "incident" and a.event == b.event and intervals.significant(a.interval.point) > 1


@cache
def _belligerents() -> frozenset[str]:
    """Camps that are also sides of a war: when they agree on a number it is agreement, not copying."""
    return frozenset(row["side"] for row in shared("sides"))


def _relayed(given: Sequence[Entry], found: Variants) -> None:
    """A source credited with what it only passed on: elsewhere it is the relay of the same or a rounder figure."""
    passed: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in given:
        if entry.relay:
            passed[(entry.relay.casefold(), entry.day or 0)].append(entry)
    for entry in given:
        for other in passed.get((entry.source_name.casefold(), entry.day or 0), [])[:AT_MOST]:
            rounder = intervals.rounds(entry.interval, other.interval)
            alike = rounder or intervals.same(entry.interval, other.interval)
            if alike and other.voice != entry.voice and slot(entry) == slot(other):
                source = Change(other.claim_id, entry.claim_id, "source", other.source_name, entry.source_name)
                found.add(entry, other, "drift", "relay_taken_for_source", [source, *changes(entry, other)])
                if rounder:
                    found.add(entry, other, "rounds", "rounds_what_it_relays")
