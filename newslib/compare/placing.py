"""Placing: every claim of an article put where its own words, day and number point.

Most claims belong to the main happening of their article; some to a neighbour of it, some count several happenings
together, some look back at an earlier one. What only tells that it was another time belongs to none.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newslib.compare.entries import Entry
from newslib.compare.finding import SPAN, Draft, Finder, Told
from newslib.compare.scenes import Scene
from newslib.compare.tellings import family

OWN = 1.5  # evidence that a claim belongs to the main happening of its article
STALE = 60  # days within which another happening is told of beside a main one
YEAR, MONTH = 366, 31  # days
BESIDE = 4  # happenings before and after a main one that its articles may look at
EVEN = 0.25  # share of reports that a word stands for before it is counted
_HOME = "main happening of its article"


def placed(told: Sequence[Told], finder: Finder) -> list[Draft]:
    """Every claim in a happening, those of tables by place and time.

    Args:
        told: what was told together.
        finder: holds the main happening of each.
    """
    near = _neighbours([one for one in finder.found if one.into is None])
    past: dict[tuple[object, ...], Draft] = {}
    together: list[tuple[Entry, Draft]] = []
    for one in told:
        home = finder.home[one.members[0].claim_id]
        if one.aside and home.reports == 1 and home.day is None and not home.place.path:
            continue  # what stands beside another count and tells neither day nor place
        for entry in one.members:
            scene = one.report.scenes[entry.claim_id] if one.report else None
            if scene is None:
                home.members[entry.claim_id] = "same place and time"
            elif "joint" in scene.roles and near[home.number]:
                together.append((entry, home))
            else:
                _by_its_words(entry, scene, one, home, near[home.number], past)
    return [*finder.found, *past.values(), *_together(together, near, told)]


def _neighbours(found: Sequence[Draft]) -> dict[int, list[Draft]]:
    """For every happening those of the same country, or of no place, nearest in time."""
    shelves: dict[str, list[Draft]] = defaultdict(list)
    for one in found:
        if one.stems:
            shelves[one.place.path[0] if one.place.path else ""].append(one)
    result: dict[int, list[Draft]] = defaultdict(list)
    for shelf in shelves.values():
        shelf.sort(key=lambda one: one.start)
        for at, one in enumerate(shelf):
            beside = shelf[max(0, at - BESIDE) : at] + shelf[at + 1 : at + 1 + BESIDE]
            result[one.number] = [h for h in beside if abs(h.start - one.start) <= STALE]
    return result


def _by_its_words(
    entry: Entry, scene: Scene, told: Told, home: Draft, near: Sequence[Draft], past: dict[tuple[object, ...], Draft]
) -> None:
    """Put a claim to the happening its clause, day and number fit best; to an earlier one when they tell of another."""
    scored = [(_evidence(entry, scene, told, one, home), -one.number, one) for one in (home, *near)]
    _best, _, one = max(scored, key=lambda row: row[:2])
    if one is not home:
        one.members[entry.claim_id] = "its words, day or number are those of another happening than its article's"
        return
    day = entry.event_day if entry.event_day is not None else _long_ago(entry, scene, home)
    if day is not None and _before(day, told, home):
        place = entry.place if entry.place.path else home.place
        key = (day, place.path)
        if key not in past:
            past[key] = Draft(days=Counter({day: 1}), first=told.said, last=told.said, places=Counter({place: 1}),
                              vague=entry.event_day is None)  # fmt: skip
        past[key].members[entry.claim_id] = "its day is before that of its article's happening"
    elif day is not None or "past" not in scene.near:
        home.members[entry.claim_id] = _HOME


def _long_ago(entry: Entry, scene: Scene, home: Draft) -> int | None:
    """The month or year of a claim where that of its article's happening does not lie in it."""
    start = entry.since if entry.since is not None else scene.year
    if start is None:
        return None
    first = dt.date.fromordinal(start)
    ends = start + (YEAR if (first.month, first.day) == (1, 1) else MONTH)
    return start if ends <= home.start else None


def _before(day: int, told: Told, home: Draft) -> bool:
    """Whether a day is that of an earlier happening: two days before, or one that the article holds apart."""
    contrast = any(e.event_day == home.day for e in told.members)
    before = home.start - day
    return before >= (2 if home.day is not None else MONTH) or (before == 1 and contrast)


def _evidence(entry: Entry, scene: Scene, told: Told, one: Draft, home: Draft) -> float:
    """Evidence that a claim belongs to a happening."""
    number = (family(entry.outcome), entry.interval.point)
    told_there = one.numbers[number] - (one is home and number in told.numbers)
    score = OWN if one is home else 0.0
    if told_there > 0:
        score += (1.5 if number[1] >= 5 else 0.5) + min(0.5, 0.25 * (told_there - 1))
    day, weight = (entry.event_day, 1.0) if entry.event_day is not None else (scene.day, 0.5)
    if "eve" in scene.roles and day == home.day:
        day = None  # the day of a sentence that also tells of the one before it may be either's
    if day is not None and one.day is not None:
        apart = day - one.day
        score += weight * (2.0 if not apart else -1.0 if abs(apart) == 1 else -3.0 if apart < 0 else 0.0)
    if one is not home:
        score += _words_for(scene.clause, told.language, one, home)
        if one.day is not None and home.day is not None and home.day - one.day == 1:
            score += 1.5 if "eve" in scene.near else 0.75 if "eve" in scene.roles else 0.0
    return score


def _words_for(clause: Iterable[str], language: str, one: Draft, home: Draft) -> float:
    """How far the words of a clause speak for one happening against another, by the share of reports that use them."""
    total = 0.0
    for word in clause:
        total += math.log((one.share(word, language) + EVEN) / (home.share(word, language) + EVEN))
    return max(-1.5, min(1.5, 0.75 * total))


def _together(
    given: Sequence[tuple[Entry, Draft]], near: Mapping[int, Sequence[Draft]], told: Sequence[Told]
) -> list[Draft]:
    """Counts over several happenings at once: a happening of its own, made of the main one and the one beside it."""
    found: dict[tuple[int, ...], Draft] = {}
    articles: dict[str, set[str]] = defaultdict(set)
    for one in told:
        articles[one.members[0].article] |= {e.claim_id for e in one.members}
    for entry, home in given:
        beside = [h for h in near[home.number] if articles[entry.article] & h.members.keys()]
        other = min(beside or near[home.number], key=lambda h: (abs(h.start - home.start), h.number))
        if abs(other.start - home.start) > SPAN:
            home.members[entry.claim_id] = _HOME
            continue
        key = tuple(sorted((home.number, other.number)))
        if key not in found:
            day = min(d for d in (home.day, other.day, home.start) if d is not None)
            found[key] = Draft(days=Counter({day: 1}), first=home.first, last=home.last,
                               places=home.places + other.places, parts=key)  # fmt: skip
        found[key].members[entry.claim_id] = "counts several happenings together"
    return list(found.values())
