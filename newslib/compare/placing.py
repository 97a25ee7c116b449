"""Placing: every claim of an article put where its own words, day and number point.

Most claims belong to the main happening of their article; some to a neighbour of it, some count several happenings
together, some look back at an earlier one. What only tells that it was another time belongs to none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from newslib.compare.drafts import MANY, Draft, Told
from newslib.compare.entries import Entry
from newslib.compare.finding import BESIDE as BESIDE_TOWN
from newslib.compare.finding import CROWDED, SPAN, Finder
from newslib.compare.intervals import significant
from newslib.compare.places import REGION, Place, alike, land_of, near
from newslib.compare.scenes import MONTH, Context, named_in
from newslib.compare.tellings import family

OWN = 1.5  # evidence that a claim belongs to the main happening of its article
STALE = 60  # days within which another happening is told of beside a main one
FEW = 5  # people: a smaller number is often shared by chance
BESIDE = 4  # happenings before and after a main one that its articles may look at
_HOME = "main happening of its article"
_EARLIER = "its day is before that of its article's happening"
_ELSEWHERE = "a strike at another place than that of its article's happening"


def placed(told: Sequence[Told], finder: Finder) -> list[Draft]:
    """Every claim in a happening, those of tables by place and time.

    Args:
        told: what was told together.
        finder: holds the main happening of each.
    """
    found = [one for one in finder.found if one.into is None]
    beside = _neighbours(found)
    away: list[tuple[Entry, str, Draft]] = []
    together: list[tuple[Entry, Draft]] = []
    for one in told:
        home = finder.home[one.members[0].claim_id]
        if one.aside and home.reports == 1 and home.day is None and not home.place.path:
            continue  # what stands beside another count and tells neither day nor place
        sites = _sites(one, home)
        for entry in one.members:
            scene = one.report.scenes[entry.claim_id] if one.report else None
            if scene is None:
                home.members[entry.claim_id] = "same place and time"
            elif "several" in scene.roles and beside[home.number]:
                together.append((entry, home))
            else:
                _by_its_words(entry, scene, one, home, beside[home.number], away, sites)
    others = _Others(found)
    for entry, why, other in sorted(away, key=lambda row: (row[2].day is None, row[2].lasts)):
        others.put(entry, why, other)
    return [*finder.found, *others.found, *_together(together, beside, told)]


class _Others:
    """What articles tell beside their main happenings: the main ones of other articles, or new ones.

    They meet by day and place, or by a number of one place that is hardly shared by chance.
    """

    def __init__(self, known: Iterable[Draft]) -> None:
        self.found: list[Draft] = []
        self._by_sign: dict[object, list[Draft]] = defaultdict(list)
        for one in known:
            if one.day is not None and one.stems:
                for sign in (one.day, *one.numbers):
                    self._by_sign[one.place.path[:1], sign].append(one)

    def put(self, entry: Entry, why: str, other: Draft) -> None:
        """Put a claim to the happening known by its day and place or by its number, else to a new one.

        Without a day it stands with those of its article and place; those of a day are put first.
        """
        number = (family(entry.outcome), entry.interval.point)
        day = (other.place.path[:1], other.day) if other.day is not None else (entry.article, other.place.path)
        many = (other.place.path[:1], number)
        same = [one for one in self._by_sign[day] if one.place.path == other.place.path or (
            other.lasts and _nested(one.place, other.place))]  # fmt: skip
        shared = [
            one
            for one in self._by_sign[many][-CROWDED:]
            if number[1] >= MANY
            and _nested(one.place, other.place)
            and (other.day is None or one.day is None or -one.lasts <= one.day - other.day <= other.lasts)
        ]
        home = next(iter((*same, *shared)), other)
        if home is other:
            self.found.append(other)
            self._by_sign[day].append(other)
        self._by_sign[many].append(home)
        home.members[entry.claim_id] = why


def _about(place: Place, home: Place) -> bool:
    """Whether a place is that of a happening, lies around it, or is a town near it."""
    return home.within(place) or alike(place, home) or near(place, home, BESIDE_TOWN)


def _nested(a: Place, b: Place) -> bool:
    return a.within(b) or b.within(a)


def _sites(told: Told, home: Draft) -> frozenset[Place]:
    """The places of an article's strikes that are not the place of its main happening: each is a happening of its own.

    Only places that the sentence of a figure names count, and no whole land of a side: it tells whose people they are.
    Places in a region, or where no place is that of most claims, are that where the article tells of several
    apart; the next town is named to say where a village lies.
    """
    report = told.report
    if report is None or not report.sudden or report.wide:
        return frozenset()
    centre = told.place if told.place.within(home.place) else home.place
    town = centre.known and len(centre.path) > REGION  # a name nobody knows is one in that town
    sure = {e.place for e in told.members if _named_alone(e, report.scenes[e.claim_id], told) and not land_of(e.place)
            and (e.place.known or (not town and report.scenes[e.claim_id].roles & {"strike", "another"}))}  # fmt: skip
    other = [place for place in told.places if place in sure and not _about(place, centre)]
    inside = [place for place in other if place.within(home.place) or not home.place.path]
    several = any(not (_nested(a, b) or _about(a, b)) for a, b in combinations(inside, 2))
    another = {e.place for e in told.members if "another" in report.scenes[e.claim_id].near}
    return frozenset(place for place in other if several or place not in inside or place in another)


def _named_alone(entry: Entry, scene: Context, told: Told) -> bool:
    """Whether the clause of a claim of dead, or of a sudden event, names its place and no other of its article."""
    strikes = told.report is not None and told.report.strikes
    if not (strikes or family(entry.outcome) == "killed" or "blow" in scene.near):
        return False
    for names in (scene.beside, scene.names):
        named = {e.place for e in told.members if e.place.keys and named_in(e.printed_place, names)}
        if named:
            return all(entry.place.within(place) or alike(entry.place, place) for place in named)
    return False


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
    entry: Entry, scene: Context, told: Told, home: Draft, beside: Sequence[Draft],
    away: list[tuple[Entry, str, Draft]], sites: frozenset[Place],
) -> None:  # fmt: skip
    """Put a claim to the happening its clause, day and number fit best; to another one when day or place tell so."""
    scored = [(_evidence(entry, scene, told, one, home), -one.number, one) for one in (home, *beside)]
    best, _, one = max(scored, key=lambda row: row[:2])
    if one is not home and best > 0:
        one.members[entry.claim_id] = "its words, day or number are those of another happening than its article's"
        return
    first, last = scene.year or (0, 0)
    long_ago = first if first and last <= home.start else None
    day = entry.event_day if entry.event_day is not None else long_ago
    if day is not None and _before(day, told, home):
        place = entry.place if entry.place.path else home.place
        lasts = last - first if entry.event_day is None else 0
        away.append((entry, _EARLIER, _aside(day, place, told, lasts)))
    elif entry.place in sites and not (scene.part or _told_there(entry, told, home)):
        start = home.start if day is None and told.report and told.report.strikes else day
        away.append((entry, _ELSEWHERE, _aside(start, entry.place, told)))
    elif day is not None or "past" not in scene.near:
        home.members[entry.claim_id] = _HOME


def _aside(day: int | None, place: Place, told: Told, lasts: int = 0) -> Draft:
    """A happening of which an article tells beside its own."""
    days = Counter([day] if day else ())
    return Draft(days=days, first=told.said, last=told.said, lasts=lasts, places=Counter([place]))


def _before(day: int, told: Told, home: Draft) -> bool:
    """Whether a day is that of an earlier happening: two days before, or one that the article holds apart.

    In a struggle later days are those of others as well.
    """
    contrast = any(e.event_day == home.day for e in told.members)
    before = abs(home.start - day) if told.struggle else home.start - day
    return before >= (2 if home.day is not None else MONTH) or (before == 1 and contrast)


def _evidence(entry: Entry, scene: Context, told: Told, one: Draft, home: Draft) -> float:
    """Evidence that a claim belongs to a happening."""
    told_there = _told_there(entry, told if one is home else None, one)
    score = OWN if one is home else 0.0
    if told_there > 0:
        score += _worth(entry.interval.point) + min(0.5, 0.25 * (told_there - 1))
    day, weight = (entry.event_day, 1.0) if entry.event_day is not None else (scene.day, 0.5)
    if "eve" in scene.roles and day == home.day:
        day = None  # the day of a sentence that also tells of the one before it may be either's
    if day is not None and one.day is not None:
        apart = day - one.day
        far = -3.0 if apart < 0 or told.struggle else 0.0
        score += weight * (2.0 if not apart else -1.0 if abs(apart) == 1 else far)
    if one is not home and one.day is not None and home.day is not None and home.day - one.day == 1:
        score += 1.5 if "eve" in scene.near else 0.75 if "eve" in scene.roles else 0.0
    return score


def _worth(point: float) -> float:
    """What a number that another happening has too is worth as evidence: a small or a round one may be of both."""
    if point < FEW:
        return 0.5
    return 1.0 if significant(point) == 1 and point >= MANY else 1.5


def _told_there(entry: Entry, told: Told | None, one: Draft) -> int:
    """In how many reports of a happening but its own the number of a claim is the first of its outcome."""
    number = (family(entry.outcome), entry.interval.point)
    return one.numbers[number] - (told is not None and number in told.numbers)


def _together(
    given: Sequence[tuple[Entry, Draft]], near_by: Mapping[int, Sequence[Draft]], told: Sequence[Told]
) -> list[Draft]:
    """Counts over several happenings at once: a happening of its own, made of the main one and the one beside it."""
    found: dict[tuple[int, ...], Draft] = {}
    articles: dict[str, set[str]] = defaultdict(set)
    for one in told:
        articles[one.members[0].article] |= {e.claim_id for e in one.members}
    for entry, home in given:
        beside = [h for h in near_by[home.number] if articles[entry.article] & h.members.keys()]
        other = min(beside or near_by[home.number], key=lambda h: (abs(h.start - home.start), h.number))
        if abs(other.start - home.start) > SPAN:
            home.members[entry.claim_id] = _HOME
            continue
        key = tuple(sorted((home.number, other.number)))
        if key not in found:
            day = min(d for d in (home.day, other.day, home.start) if d is not None)
            found[key] = Draft(days=Counter([day] if day else ()), first=home.first, last=home.last,
                               places=home.places + other.places, parts=key)  # fmt: skip
        found[key].members[entry.claim_id] = "counts several happenings together"
    return list(found.values())
