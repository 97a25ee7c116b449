"""Incidents: which figures are tolls of one incident, by the day it happened, by nearness, by a number they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newslib.compare import intervals
from newslib.compare.entries import BROAD, Entry
from newslib.compare.tellings import subset

NEAR = 3  # days: claims about one incident follow each other closely
SPAN = 10  # days after its first claim in which an incident is still news
MEMORABLE = 20  # people: an incident of this size is still told years later
GROWS = 2.0  # times by which the toll of one incident may change before it is taken for another incident
VAST = 1000  # people: two incidents of this size at one place are rare, while their toll is counted for years
VAST_GROWS = 4.0

Why = dict[str, list[str]]


def by_day(entry: Entry) -> tuple[int, str]:
    return (entry.day or 0, entry.claim_id)


def cut(members: Sequence[Entry], why: Why, *, near: int, span: int) -> list[list[Entry]]:
    found: list[list[Entry]] = []
    for entry in sorted(members, key=by_day):
        day = entry.day or 0
        if found and day - (found[-1][-1].day or 0) <= near and day - (found[-1][0].day or 0) <= span:
            found[-1].append(entry)
        else:
            found.append([entry])
        why[entry.claim_id].append(f"within {span} days of the first claim" if span else "same day")
    return found


def incidents(members: Sequence[Entry], why: Why) -> list[list[Entry]]:
    """Incidents: by the day it happened where that is told, else by nearness of the statements.

    A late claim joins the one memorable incident whose numbers it resembles: people look back at it for years.
    """
    dated: dict[int, list[Entry]] = defaultdict(list)
    loose = []
    for entry in sorted(members, key=by_day):
        if entry.event_day is None:
            loose.append(entry)
        else:
            dated[entry.event_day if entry.event_day - 1 not in dated else entry.event_day - 1].append(entry)
            why[entry.claim_id].append("same day of the event, one day of grace")
    days = sorted(dated)
    rest = []
    for entry in loose:
        near = [d for d in days if 0 <= (entry.day or 0) - d <= NEAR]
        if near:
            dated[near[-1]].append(entry)
            why[entry.claim_id].append(f"said within {NEAR} days of the event")
        else:
            rest.append(entry)
    return _look_back(list(dated.values()) + cut(rest, why, near=NEAR, span=SPAN), why)


def _look_back(found: list[list[Entry]], why: Why) -> list[list[Entry]]:
    found.sort(key=lambda members: by_day(members[0]))
    kept: list[list[Entry]] = []
    memorable: list[list[Entry]] = []
    tolls: list[float] = []
    for members in found:
        points = [e.interval.point for e in members if e.interval.known]
        undated = all(e.event_day is None for e in members)
        if points and len(memorable) == 1 and undated and any(_like(p, tolls) for p in points):
            memorable[0].extend(members)
            tolls = [min(tolls + points), max(tolls + points)]
            for entry in members:
                why[entry.claim_id].append("looks back at the only incident of this size here")
            continue
        kept.append(members)
        if points and max(points) >= MEMORABLE and len(memorable) < 2:
            memorable.append(members)
            tolls = points
    return kept


def _like(point: float, tolls: Sequence[float]) -> bool:
    """Whether a number may be another toll of an incident, by the lowest and highest told of it so far."""
    low, high = min(tolls), max(tolls)
    grows = VAST_GROWS if min(low, point) >= VAST else GROWS
    return low / grows <= point <= high * grows


def join(found: Sequence[list[Entry]], wholes: Mapping[str, Entry], why: Why) -> list[list[Entry]]:
    """Join an incident told of a town, or of no place, with the one incident of a place in it that shares its number.

    Args:
        found: groups of comparable entries; those joined take place, side and group of the narrower one.
        wholes: entries by claim id, to leave parts apart.
        why: reasons by claim id.

    Returns:
        The groups, the narrower one's entries first where two were joined.
    """
    told: dict[tuple, list[list[Entry]]] = defaultdict(list)
    kept = []
    for members in sorted(found, key=lambda m: (-len(m[0].place.path), *by_day(m[0]))):
        home = members
        if members[0].tally == "incident" and not subset(members[0], wholes):
            numbers = list(_numbers(members))
            homes = {id(one): one for key in _near(numbers) for one in told[key] if _inside(one[0], members[0])}
            home = next(iter(homes.values())) if len(homes) == 1 else members
            for key in numbers:
                told[key].append(home)
        if home is members:
            kept.append(members)
        else:
            _move(members, home, why)
    return kept


def _numbers(members: Sequence[Entry]) -> Iterator[tuple]:
    """The numbers of a group that two incidents hardly share, each with what it counts and its day."""
    first = members[0]
    for entry in members:
        number = entry.interval
        if entry.asserted and entry.day is not None and number.point >= MEMORABLE and intervals.distinctive(number):
            yield (first.outcome, first.item, first.unit, number.point, entry.day)


def _near(numbers: Iterable[tuple]) -> Iterator[tuple]:
    for *what, day in numbers:
        yield from ((*what, near) for near in range(day - NEAR, day + NEAR + 1))


def _inside(narrow: Entry, wide: Entry) -> bool:
    """Whether a place lies in a wider or unknown one, and the people there may be the same."""
    inner = not wide.place.path or (narrow.place.within(wide.place) and narrow.place.path != wide.place.path)
    people = wide.side in ("", narrow.side) and (wide.group == narrow.group or wide.group in BROAD)
    return inner and bool(narrow.place.path) and people


def _move(members: Sequence[Entry], home: list[Entry], why: Why) -> None:
    for entry in members:
        entry.place, entry.side, entry.group = home[0].place, home[0].side, home[0].group
        why[entry.claim_id].append(f"shares a number with the incident told of {entry.place.name}")
    home += members
