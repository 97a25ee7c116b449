"""Variants: one figure of one source, met again in other words. Which telling is the original, and what changed.

Copying changes figures in known ways: a bound is added or lost, a number is rounded, one digit slips, the dead become
casualties, the place or the side changes, an agency's source gets lost. Each way is a rule of its own.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from newslib.compare import intervals
from newslib.compare.entries import Entry, grouped
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
_ELSEWHERE = {"side", "place", "group"}
_WITHIN = (({"side"}, 0), ({"tally", "high", "low", *_ELSEWHERE}, DAYS), ({"outcome"}, CHANGE_DAYS))  # by what changed
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
    again = set(found.retold)
    _roundings(usable, found)
    _other_names(usable, found, again)
    return found


def _same_voice(given: Sequence[Entry], found: Variants) -> None:
    """The same number of the same source, told again within days: repeats when nothing changed, else drift."""
    own = grouped(given, attrgetter("voice", "event"))
    by_number: dict[tuple[str, float], list[Entry]] = defaultdict(list)
    for entry in given:
        shelves = [by_number[(entry.voice, end)] for end in entry.interval.ends]
        earlier = (e for shelf in shelves for e in shelf[-AT_MOST:] if _told_again(entry, e))
        original = min(earlier, key=lambda e: (len(changes(entry, e)), -e.when), default=None)
        if original is None:
            for shelf in shelves:
                shelf.append(entry)
        else:
            _retold(*_in_line(entry, original, own), found)


def _in_line(copy: Entry, original: Entry, own: Mapping[tuple[Any, ...], Sequence[Entry]]) -> tuple[Entry, Entry]:
    """The copy, then the original: of two sides it is the one that fits between the figures around it."""
    turned = _differing(copy, original) == ["side"] and _fits(copy, own) and not _fits(original, own)
    return (original, copy) if turned else (copy, original)


def _differing(copy: Entry, original: Entry) -> list[str]:
    return [change.changed for change in changes(copy, original)]


def _retold(entry: Entry, original: Entry, found: Variants) -> None:
    """Note a number that its source told again: on one day in other words it is the same."""
    names, changed = _differing(entry, original), changes(entry, original)
    reworded = names == ["outcome"] or (names == ["place"] and nested(entry.place, original.place))
    if not names:
        found.add(entry, original, "repeats", "same_source_same_figure")
    elif reworded and entry.day == original.day:
        found.add(entry, original, "repeats", f"same_source_same_figure_other_{names[0]}", changed)
    else:
        found.add(entry, original, "drift", f"same_source_{'_and_'.join(names)}", changed)


def _told_again(late: Entry, early: Entry) -> bool:
    """Whether two are tellings of one figure."""
    if (late.item, late.home, late.scope) != (early.item, early.home, early.scope):
        return False
    if late.interval.modifier == "range" != early.interval.modifier:
        return False  # copying loses an end of a range, it does not add one
    if not akin(late.outcome, early.outcome) or not _tallies_fit(late, early):
        return False
    names = set(_differing(late, early))
    return late.when - early.when <= _within(names, late, early) and _known_again(names, late, early)


def _within(names: set[str], late: Entry, early: Entry) -> int:
    """Days in which two tellings may lie apart, given what changed."""
    for changed, days in _WITHIN:
        if names & changed:
            return days
    if late.tally == "incident":
        return ALWAYS if late.event == early.event else SLOT_DAYS
    if not names:
        return 0
    if early.interval.modifier == "range" != late.interval.modifier or intervals.distinctive(late.interval):
        return SLOT_DAYS
    return DAYS if late.relay and not early.relay else 0  # another bound next day: the next report, unless relayed


def _known_again(names: set[str], late: Entry, early: Entry) -> bool:
    """Whether a number is long enough to be known again under another place or side, or among all casualties."""
    number = late.interval
    if "outcome" in names and len(names) > 1 and "casualties" in (late.outcome, early.outcome):
        return intervals.distinctive(number)
    long = number.point >= 10000 or (number.point >= 100 and intervals.significant(number.point) >= 2)
    return long or number.modifier == "range" or names.isdisjoint(_ELSEWHERE)


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
    a, b, modifiers = late.interval, early.interval, {late.interval.modifier, early.interval.modifier}
    if "exact" not in modifiers or "range" in modifiers or (late.article and late.article == early.article):
        return False
    return not intervals.rounds(a, b) and not intervals.rounds(b, a) and _one_digit(a.point, b.point)


def _one_digit(a: float, b: float) -> bool:
    """Whether a count that does not go on differs by a digit from one before it.

    >>> [_one_digit(a, 1026) for a in (1206, 10260, 1826, 1027)], _one_digit(300, 400)
    ([True, True, True, False], False)
    """
    one, other = digits(a), digits(b)
    hundreds = len(one) < 4 and max(map(intervals.significant, (a, b))) < 2
    if hundreds or min(len(one), len(other)) < 3:
        return False
    if len(one) != len(other):
        return one + "0" == other or other + "0" == one
    differ = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(differ) == 1:
        return abs(a - b) > RISE * b
    return sorted(one) == sorted(other) and len(differ) == differ[1] - differ[0] + 1


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
            found.add(entry, other, "rounds", _rounding(entry, other))


def _rounding(entry: Entry, other: Entry) -> str:
    near = "same_day" if entry.day == other.day else "within_days"
    whose = "same_source" if entry.voice == other.voice else "same_camp"
    way = "down" if entry.interval.point <= other.interval.point else "up"
    return f"rounds_{way}_{whose}_{near}"


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


def _of_one_people(a: Entry, b: Entry) -> bool:
    """Whether two may count the same people who met the same."""
    return akin(a.outcome, b.outcome) and groups_fit(a, b) and places_fit(a, b)


def _of_one_count(a: Entry, b: Entry) -> bool:
    """Whether two count the same things, both as additions, both as rates, or neither."""
    return a.item == b.item and (a.tally == b.tally or {"increment", "rate"}.isdisjoint((a.tally, b.tally)))


def _fits_round(a: Entry, b: Entry) -> bool:
    if not (_of_one_count(a, b) and _of_one_people(a, b) and _camp(a, b) and intervals.rounds(a.interval, b.interval)):
        return False
    if a.day != b.day and a.interval.modifier not in intervals.OPEN_HIGH:
        return False
    bare = a.interval.modifier == "exact" and a.voice != b.voice and a.named  # two bare numbers are rivals, unless near
    return not bare or abs(a.interval.point - b.interval.point) <= b.interval.point * BARE


def _other_names(given: Sequence[Entry], found: Variants, again: Collection[str]) -> None:
    """The same figure under another name: repeated within a camp, or its source changed on the way; not that of claims
    that their own source put forward ``again``."""
    shelf: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in sorted(given, key=lambda e: (e.day, e.interval.modifier in intervals.OPEN_HIGH, e.order)):
        for number in entry.interval.ends:
            key = (family(entry.outcome), entry.side, entry.home, entry.scope, entry.tally == "increment", number)
            recent = shelf[key][-AT_MOST:]
            if entry.claim_id not in again and all(e.voice != entry.voice for e in recent):
                near = (e for e in reversed(recent) if entry.when - e.when <= DAYS and _of_one_people(entry, e))
                any(_renamed(entry, other, found) for other in near)  # the first that fits
            shelf[key].append(entry)
    _relayed(given, found)


def _renamed(late: Entry, early: Entry, found: Variants) -> bool:
    """Note a figure given before under another name; whether there was something to note."""
    source = Change(early.claim_id, late.claim_id, "source", early.source_name, late.source_name)
    if not late.named or not early.named or late.party == early.party:
        return _in_camp(late, early, source, found)
    if not intervals.distinctive(late.interval) or late.interval != early.interval:
        return False
    if not late.party or not early.party:
        found.add(late, early, "repeats", "unknown_camp_same_figure")
    elif {late.party, early.party} <= _belligerents():
        found.add(late, early, "repeats", "other_camp_agrees")
    else:
        found.add(late, early, "drift", "source_changed", [source, *changes(late, early)])
    return True


def _in_camp(late: Entry, early: Entry, source: Change, found: Variants) -> bool:
    """The same for a source of the same camp or in nobody's name, by which a bound may be lost."""
    names = set(_differing(late, early))
    if names <= {"place", "outcome"}:
        found.add(late, early, "repeats", "same_camp_same_figure" if late.named else "own_voice_same_figure")
        return True
    one_toll = late.tally == early.tally == "incident" and late.event == early.event
    exact = intervals.distinctive(late.interval) or (one_toll and intervals.significant(late.interval.point) > 1)
    if names == {"modifier"} and exact:
        rule = "same_camp_modifier" if late.named and early.named else "own_voice_modifier"
        found.add(late, early, "drift", rule, [*changes(late, early), source])
        return True
    return False


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
