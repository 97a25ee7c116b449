"""Variants: one figure of one source, met again in other words. Which telling is the original, and what changed.

Copying changes figures in known ways: a bound is added or lost, a number is rounded, one digit slips, the dead become
casualties, the place or the side changes, an agency's source gets lost. Each way is a rule of its own.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import Entry, grouped
from newslib.compare.intervals import Interval
from newslib.compare.places import nested
from newslib.compare.tellings import (
    AT_MOST,
    DAYS,
    Change,
    Variants,
    akin,
    changes,
    digits,
    family,
    groups_fit,
    places_fit,
    subset,
)
from newslib.lexicons import shared

SLOT_DAYS = 60  # the same figure of the same source for the same thing is recognised longer, of one incident always
ALWAYS = 1_000_000  # days
CHANGE_DAYS = 10  # with the outcome changed it must be nearer
ROUND = 2  # digits that a round number has at most
BARE = 0.01  # how near a bare round number of one source lies to the number of another one it stands for
RISE = 0.05  # two numbers of one source and day nearer than this are a count that goes on, not a slip of one digit


def variants(given: Sequence[Entry], wholes: Mapping[str, Entry]) -> Variants:
    """Find every retelling.

    Args:
        given: entries whose sides, groups and tallies are settled.
        wholes: entries by claim id, to tell parts from totals.
    """
    found = Variants()
    usable = [e for e in given if e.asserted and e.day is not None and e.stance != "retracts"]
    told = [e for e in sorted(usable, key=lambda e: e.order) if e.named and not subset(e, wholes)]
    _same_voice(told, found)
    _slips(told, found)
    _roundings(usable, found)
    _other_names(usable, found)
    return found


def _same_voice(given: Sequence[Entry], found: Variants) -> None:
    """The same number of the same source, told again within days: repeats when nothing changed, else drift."""
    own = grouped(given, lambda e: (e.voice, e.event))
    by_number: dict[tuple[str, float], list[Entry]] = defaultdict(list)
    for entry in given:
        earlier = [e for end in entry.interval.ends for e in by_number[(entry.voice, end)][-AT_MOST:]]
        told = [(e, c) for e in earlier if (c := _told_again(entry, e)) is not None]
        if not told:
            for end in entry.interval.ends:
                by_number[(entry.voice, end)].append(entry)
            continue
        original, changed = min(told, key=lambda row: (len(row[1]), -row[0].when))
        names = [c.changed for c in changed]
        if names == ["side"] and _fits(entry, own) and not _fits(original, own):
            entry, original, changed = original, entry, changes(original, entry)
        if not names:
            found.add(entry, original, "repeats", "same_source_same_figure")
        elif entry.day == original.day and (
            names == ["outcome"] or (names == ["place"] and nested(entry.place, original.place))
        ):
            found.add(entry, original, "repeats", f"same_source_same_figure_other_{names[0]}", changed)
        else:
            found.add(entry, original, "drift", f"same_source_{'_and_'.join(names)}", changed)


def _told_again(late: Entry, early: Entry) -> list[Change] | None:
    """What changed between two tellings; None when they are not tellings of one figure."""
    apart = late.when - early.when
    if not akin(late.outcome, early.outcome) or late.item != early.item or not _tallies_fit(late, early):
        return None
    if (late.home, late.scope) != (early.home, early.scope):
        return None
    if late.interval.modifier == "range" != early.interval.modifier:
        return None  # copying loses an end of a range, it does not add one
    changed = changes(late, early)
    names = {c.changed for c in changed}
    if not names:
        return changed if apart <= (_within(names, late, early) if late.tally == "incident" else 0) else None
    if apart > _within(names, late, early):
        return None
    if {"side", "place", "group"} & names and not _long(late.interval):
        return None
    if "outcome" in names and len(names) > 1 and "casualties" in (late.outcome, early.outcome):
        return changed if intervals.distinctive(late.interval) else None
    return changed


def _within(names: set[str], late: Entry, early: Entry) -> int:
    """Days in which two tellings may lie apart, given what changed."""
    if names & {"tally", "high", "low", "side", "place", "group"}:
        return 0 if "side" in names else DAYS
    if "outcome" in names:
        return CHANGE_DAYS
    collapsed = early.interval.modifier == "range" != late.interval.modifier
    if late.tally != "incident" and not collapsed and not intervals.distinctive(late.interval):
        return DAYS if late.relay and not early.relay else 0  # another bound next day: the next report, unless relayed
    one_incident = late.tally == "incident" and late.event == early.event
    return ALWAYS if one_incident else SLOT_DAYS


def _long(number: Interval) -> bool:
    """Whether a number is long enough to be known again under another place or side."""
    return number.modifier == "range" or (number.point >= 100 and intervals.significant(number.point) >= 2) or (
        number.point >= 10000)  # fmt: skip


def _fits(entry: Entry, own: Mapping[tuple[Any, ...], Sequence[Entry]]) -> bool:
    """Whether a figure lies between those its source gave for the same thing before and after."""
    series = own[(entry.voice, entry.event)]
    before = [e.interval.point for e in series if e.when < entry.when]
    after = [e.interval.point for e in series if e.when > entry.when]
    return max(before, default=0) <= entry.interval.point <= min(after, default=entry.interval.point)


def _tallies_fit(a: Entry, b: Entry) -> bool:
    """Totals go with totals; an increment is taken for a total only on the same day."""
    total = ("incident", "cumulative", "unknown")
    return a.tally == b.tally or (a.tally in total and b.tally in total) or (
        a.day == b.day and intervals.same(a.interval, b.interval) and "rate" not in (a.tally, b.tally)
    )  # fmt: skip


def _slips(given: Sequence[Entry], found: Variants) -> None:
    """Typing errors: one digit of a long number, or one nought, differs from what the source said that day."""
    days: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in (e for e in given if e.claim_id not in found.retold):
        key = (entry.voice, entry.day, entry.tally, entry.event)
        original = next((e for e in days[key][:AT_MOST] if _slip(entry, e)), None)
        days[key].append(entry)
        if original is not None:
            change = Change(original.claim_id, entry.claim_id, "stated", *(
                digits(e.interval.point) for e in (original, entry)))  # fmt: skip
            found.add(entry, original, "drift", "same_source_one_digit", [change])


def _slip(late: Entry, early: Entry) -> bool:
    """Whether numbers of two articles differ by one digit, two digits that changed places, or one nought."""
    a, b = late.interval, early.interval
    if "exact" not in (a.modifier, b.modifier) or a.point == b.point or "range" in (a.modifier, b.modifier):
        return False
    one, other = digits(a.point), digits(b.point)
    hundreds = max(intervals.significant(a.point), intervals.significant(b.point)) < 2 and len(one) < 4  # 300 and 400
    rounder = intervals.rounds(a, b) or intervals.rounds(b, a)
    if hundreds or rounder or min(len(one), len(other)) < 3 or (late.article and late.article == early.article):
        return False
    if len(one) == len(other):
        differ = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(one) == sorted(other)
        return swapped or (len(differ) == 1 and abs(a.point - b.point) > RISE * b.point)
    return one + "0" == other or other + "0" == one


def _roundings(given: Sequence[Entry], found: Variants) -> None:
    """A round number that stands for a precise one of the same camp, said the same day or up to three days before."""
    closed = sorted((e for e in given if e.interval.closed), key=lambda e: (e.interval.point, e.claim_id))
    shelves = grouped(closed, lambda e: (family(e.outcome), e.side, e.home, e.scope, e.when))
    for entry in given:
        if entry.claim_id in found.retold or intervals.significant(entry.interval.point) > ROUND:
            continue
        best: dict[str, Entry] = {}
        for other in sorted(_precise(entry, shelves), key=lambda e: (
            entry.outcome != e.outcome, e.claim_id in found.retold, -e.when, entry.place != e.place, bool(e.wording),
            bool(e.relay), e.claim_id,
        )):  # fmt: skip
            best.setdefault(other.voice, other)
        own = best.get(entry.voice)
        for other in [own] if own else list(best.values())[:DAYS]:
            near = "same_day" if entry.day == other.day else "within_days"
            whose = "same_source" if entry.voice == other.voice else "same_camp"
            way = "down" if entry.interval.point <= other.interval.point else "up"
            found.add(entry, other, "rounds", f"rounds_{way}_{whose}_{near}")


def _camp(a: Entry, b: Entry) -> bool:
    """Whether one may be a rounder telling of the other: same camp, or one in nobody's name."""
    return a.voice == b.voice or not a.named or not b.named or a.party in ("", "mixed", b.party) or not b.party


def _precise(entry: Entry, shelves: Mapping[tuple[Any, ...], list[Entry]]) -> Iterator[Entry]:
    """More precise figures the entry may stand for, none of them later than it."""
    said, reach = entry.interval.point, intervals.SLACK
    for back in range(DAYS + 1):
        shelf = shelves.get((family(entry.outcome), entry.side, entry.home, entry.scope, entry.when - back), [])
        first = bisect_left(shelf, said * (1 - reach), key=lambda e: e.interval.point)
        last = bisect_right(shelf, said * (1 + reach), key=lambda e: e.interval.point)
        for other in shelf[first:last][:AT_MOST]:
            if other is not entry and not (back and other.voice == entry.voice) and _fits_round(entry, other):
                yield other


def _fits_round(a: Entry, b: Entry) -> bool:
    fits = akin(a.outcome, b.outcome) and a.item == b.item and groups_fit(a, b) and places_fit(a, b)
    kinds = "increment" if "increment" in (a.tally, b.tally) else "rate" if "rate" in (a.tally, b.tally) else ""
    if not fits or (kinds and a.tally != b.tally) or not _camp(a, b) or not intervals.rounds(a.interval, b.interval):
        return False
    if a.day != b.day and a.interval.modifier not in intervals.OPEN_HIGH:
        return False
    bare = a.interval.modifier == "exact" and a.voice != b.voice and a.named  # two bare numbers are rivals, unless near
    return not bare or abs(a.interval.point - b.interval.point) <= b.interval.point * BARE


def _other_names(given: Sequence[Entry], found: Variants) -> None:
    """The same figure under another name: repeated within a camp, or its source changed on the way."""
    own = set(found.retold) - {x.a for x in found.links if x.relation == "rounds"}
    shelf: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in sorted(given, key=lambda e: (e.day, e.interval.modifier in intervals.OPEN_HIGH, e.order)):
        for number in entry.interval.ends:
            key = (family(entry.outcome), entry.side, entry.home, entry.scope, entry.tally == "increment", number)
            restated = any(e.voice == entry.voice for e in shelf[key][-AT_MOST:])
            if entry.claim_id not in own and not restated:
                near = (e for e in reversed(shelf[key][-AT_MOST:]) if entry.when - e.when <= DAYS)
                next((other for other in near if _renamed(entry, other, found)), None)
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
    passed = grouped((e for e in given if e.relay), lambda e: (e.relay.casefold(), e.when))
    for entry in given:
        for other in passed[(entry.source_name.casefold(), entry.when)][:AT_MOST]:
            rounder = intervals.rounds(entry.interval, other.interval)
            alike = rounder or intervals.same(entry.interval, other.interval)
            if alike and other.voice != entry.voice and entry.event == other.event:
                source = Change(other.claim_id, entry.claim_id, "source", other.source_name, entry.source_name)
                found.add(entry, other, "drift", "relay_taken_for_source", [source, *changes(entry, other)])
                if rounder:
                    found.add(entry, other, "rounds", "rounds_what_it_relays")
