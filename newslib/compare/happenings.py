"""Happenings: the things in the world that articles are about, each with its time and place.

Whole articles are brought together first, by the day they tell of, by place, by rare words and by numbers they share;
then every claim is looked at again: most belong to the main happening of their article, some look back at another one,
some count several together. Running totals of a place belong to its battle or war. What tells neither belongs to none.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from newslib import tables
from newslib.compare.entries import Entry, date
from newslib.compare.places import NOWHERE, Place, alike, names_in, printed_names
from newslib.compare.scenes import Report, Scene, heard
from newslib.compare.tellings import family

JOIN = 2.5  # evidence from which two reports tell of one happening
NEAR = 3  # days in which reports about one incident follow each other
SOON = 30  # days after an incident in which reports of it need no other sign of time
SPAN = 10  # days in which an incident is news
MEMORABLE = 20  # people: an incident of this size is still told years later
GAP = 400  # days without a count after which running totals of a place are those of another war
CANDIDATES = 30  # happenings a report is held against; keeps the work linear
CROWDED = 200  # happenings that share a sign beyond which it tells nothing
OWN = 1.5  # evidence that a claim belongs to the main happening of its article
MANY = 20  # people: a number this large is hardly shared by chance
STALE = 60  # days within which another happening is told of beside a main one
BESIDE = 4  # happenings before and after a main one that its articles may look at
CROWD = 10  # happenings of a country that halve what it tells
CORE = 0.34  # share of the reports of a happening in which a word of it stands
SIGNS = 20  # rare words by which a report is looked for
WORDS = 3  # words in a name
TOLLS = ("killed", "wounded", "missing")  # outcomes whose count grows after one incident
LONG = ("cumulative", "rate", "increment")
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False)
class Happening:
    """A happening while it is found: its reports' signs, and in the end its entries with why each belongs to it."""

    number: int
    kind: str = "incident"
    days: Counter[int] = field(default_factory=Counter)
    first: int | None = None
    last: int | None = None
    places: Counter[Place] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    seen: tuple[int, Place] = (-1, NOWHERE)
    printed: set[str] = field(default_factory=set)
    numbers: Counter[tuple[str, float]] = field(default_factory=Counter)
    all: set[tuple[str, float]] = field(default_factory=set)
    sure: bool = False
    tops: dict[str, float] = field(default_factory=dict)
    waves: int = 0
    reports: int = 0
    members: list[Entry] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    into: Happening | None = None
    label: str = ""
    parts: tuple[int, ...] = ()
    happening_id: str = ""
    name: str = ""
    words: tuple[str, ...] = ()

    @property
    def day(self) -> int | None:
        """The day most of its reports tell of."""
        return max(self.days, key=lambda d: (self.days[d], -d), default=None)

    @property
    def place(self) -> Place:
        """Where it happened: the narrowest place that most of its claims lie in."""
        counted = self.places.total()
        if self.seen[0] != counted:
            self.seen = (counted, main_place(self.places))
        return self.seen[1]


@dataclass(frozen=True, slots=True)
class _Told:
    """Claims told together: those of one article, or one row of a table without texts."""

    members: tuple[Entry, ...]
    report: Report | None
    day: int | None
    said: int | None
    place: Place
    places: Counter[Place]
    stems: Mapping[str, float]
    numbers: frozenset[tuple[str, float]]
    all: frozenset[tuple[str, float]]
    sure: bool
    tops: Mapping[str, float]
    wave: bool
    changed: bool
    sounds: frozenset[str] = frozenset()


def main_place(told: Mapping[Place, int]) -> Place:
    """The narrowest place in which six tenths of the counted places lie; nowhere when there is none."""
    total = sum(n for place, n in told.items() if place.path)
    best, depth = NOWHERE, 0
    for place in sorted(told, key=lambda p: (p.path, p.name)):
        inside = sum(n for other, n in told.items() if other.within(place) or alike(other, place))
        if place.path and inside >= 0.6 * total and (len(place.path), told[place]) > (depth, told.get(best, 0)):
            best, depth = place, len(place.path)
    return best or NOWHERE


def happenings(given: Sequence[Entry], reports: Mapping[str, Report]) -> list[Happening]:
    """Put every entry into a happening where the text or the table lets it.

    Args:
        given: entries of a claims table, their sides, groups and tallies settled where no text tells of them.
        reports: what the text of each article tells.

    Returns:
        The happenings, each with its entries; entries in none of them are not placed.
    """
    long = [e for e in given if runs_on(e, reports)]
    away = {e.claim_id for e in long}
    finder = _Finder(reports)
    told = _in_turn([e for e in given if e.claim_id not in away], reports)
    for one in told:
        finder.put(one)
    finder.join()
    found = _placed(told, finder)
    homes = {e.claim_id: one for one in found for e in one.members}
    by_article = {e.article: homes[e.claim_id] for t in told for e in t.members if t.report and e.claim_id in homes}
    found += _running(long, by_article)
    named = _named(_merged(_split([one for one in found if one.members])), reports)
    return [one for one in _moved(named, given) if one.happening_id and one.members]


def runs_on(entry: Entry, reports: Mapping[str, Report]) -> bool:
    """Whether a figure is a running total of a battle or war, not the growing toll of one incident."""
    report = reports.get(entry.article)
    if report is None:
        return entry.tally in (*LONG, "stock")
    if entry.tally not in LONG:
        return False
    scene = report.scenes[entry.claim_id]
    if "since" in scene.roles:
        return True
    if entry.group == "military" and "blow" not in scene.roles:
        return report.day is None
    return not report.sudden and (entry.group == "military" or entry.outcome not in TOLLS)


def _in_turn(given: Sequence[Entry], reports: Mapping[str, Report]) -> list[_Told]:
    """Articles and rows in the order in which they are put: those that tell a day first, then by when they spoke."""
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        own[entry.article if entry.article in reports else f"\0{entry.claim_id}"].append(entry)
    told = [_told(members, reports.get(members[0].article)) for members in own.values()]
    return sorted(told, key=lambda t: (not t.sure or t.day is None, t.said or 0, t.members[0].claim_id))


def _told(members: Sequence[Entry], report: Report | None) -> _Told:
    ordered = sorted(members, key=lambda e: (report.scenes[e.claim_id].start if report else 0, e.claim_id))
    places = Counter(e.place for e in ordered if report is None or e.place.keys)
    leads = lead_numbers(ordered)
    tops = {outcome: point for outcome, point in leads if point >= MANY}
    scenes = [report.scenes[e.claim_id] for e in ordered] if report else []
    said = report.published if report and report.published is not None else ordered[0].day
    day = report.day if report else ordered[0].event_day
    return _Told(
        tuple(ordered), report, day, said, main_place(places), places, report.stems if report else {},
        frozenset(leads), frozenset((family(e.outcome), e.interval.point) for e in ordered if e.asserted),
        report.sure if report else True, tops, any("wave" in s.roles for s in scenes[:2]),
        any("revise" in s.roles for s in scenes), report.sounds if report else frozenset(),
    )  # fmt: skip


def lead_numbers(members: Sequence[Entry]) -> list[tuple[str, float]]:
    """The first number of each outcome among claims in the order of their text: that of the main happening."""
    found: dict[str, float] = {}
    for entry in members:
        if entry.asserted and entry.interval.point > 0:
            found.setdefault(family(entry.outcome), entry.interval.point)
    return list(found.items())


class _Finder:
    """Finds the happening of each report among those found before it, by signs they share."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self.found: list[Happening] = []
        self.home: dict[str, Happening] = {}
        self.told: dict[int, list[_Told]] = defaultdict(list)
        self._by_sign: dict[object, list[Happening]] = defaultdict(list)
        self._spread = Counter(stem for report in reports.values() for stem in report.stems)
        self._many = max(1, len(reports))

    def put(self, told: _Told) -> None:
        """Join a report to the happening that fits best, or open a new one."""
        best, score = None, JOIN
        for one in self._candidates(told):
            fits = self.score(told, one)
            if fits >= score:
                best, score = one, fits
        if best is None:
            best = Happening(len(self.found))
            self.found.append(best)
        self._add(told, best)

    def _signs(self, told: _Told) -> Iterator[object]:
        if told.place.path:
            yield from (("place", key) for key in told.place.keys)
        elif told.report is None:
            yield ("nowhere",)
        yield from (("number", *number) for number in told.numbers if number[1] >= MANY)
        if told.day is not None:
            yield ("day", told.day)
        shared = [stem for stem in told.stems if self._spread[stem] > 1]
        yield from (("stem", stem) for stem in sorted(shared, key=lambda s: (self._spread[s], s))[:SIGNS])

    def _candidates(self, told: _Told) -> list[Happening]:
        shared: Counter[int] = Counter()
        for sign in self._signs(told):
            for one in self._by_sign[sign][-CROWDED:]:
                shared[one.number] += 1
        best = sorted(shared, key=lambda n: (-shared[n], -n))[:CANDIDATES]
        return [self.found[n] for n in best]

    def join(self) -> None:
        """Join happenings that were opened apart, looked at as reports once all others are known."""
        for one in sorted(self.found, key=lambda h: (h.reports, h.number)):
            whole = self._as_told(one)
            if whole is None:
                continue
            best, score = None, JOIN
            for other in map(self._live, self._candidates(whole)):
                fits = self._fits(one, whole, other) if other is not one and other.reports >= one.reports else 0.0
                if fits >= score:
                    best, score = other, fits
            if best is not None:
                self._merge(one, best)

    def _fits(self, one: Happening, whole: _Told, other: Happening) -> float:
        """Evidence that two happenings are one: the later as a report of the earlier."""
        if (other.first or 0) <= (one.first or 0):
            return self.score(whole, other)
        late = self._as_told(other)
        return self.score(late, one) if late else 0.0

    def _live(self, one: Happening) -> Happening:
        while one.into is not None:
            one = one.into
        return one

    def _as_told(self, one: Happening) -> _Told | None:
        told = self.told[one.number]
        if one.into is not None or not told or any(t.report is None for t in told):
            return None
        return _Told(
            tuple(e for t in told for e in t.members), told[0].report, one.day, one.first, one.place, one.places,
            one.stems, frozenset(one.numbers), frozenset(one.all), one.sure, one.tops, bool(one.waves),
            any(t.changed for t in told), told[0].sounds,
        )  # fmt: skip

    def _merge(self, one: Happening, other: Happening) -> None:
        one.into = other
        for told in self.told.pop(one.number):
            self._add(told, other)

    def _add(self, told: _Told, one: Happening) -> None:
        self.told[one.number].append(told)
        one.reports += 1
        if told.day is not None:
            one.days[told.day] += 2 if told.sure else 1
        if told.said is not None:
            one.first = told.said if one.first is None else min(one.first, told.said)
            one.last = told.said if one.last is None else max(one.last, told.said)
        one.places.update(told.places)
        one.printed |= {
            heard(name) for e in told.members if len(e.place.path) > 2 for name in printed_names(e.printed_place)
        }
        one.stems.update(dict.fromkeys(told.stems, 1))
        one.numbers.update(told.numbers)
        one.all |= told.all
        one.sure = one.sure or told.sure
        one.tops |= told.tops
        one.waves += told.wave
        for entry in told.members:
            self.home[entry.claim_id] = one
        for sign in self._signs(told):
            if not self._by_sign[sign] or self._by_sign[sign][-1] is not one:
                self._by_sign[sign].append(one)

    def score(self, told: _Told, one: Happening) -> float:
        """Evidence that a report tells of a happening; ``JOIN`` is enough."""
        return self.when(told, one) + self.where(told, one) + self.words(told, one) + self.counts(told, one)

    def when(self, told: _Told, one: Happening) -> float:
        """Evidence of time: the same day told, or told soon after."""
        if told.day is not None and one.day is not None and ((told.sure and one.sure) or told.day == one.day):
            apart = abs(told.day - one.day)
            return 2.0 if not apart else -1.5 if apart == 1 else -2.0 if apart <= NEAR else -6.0
        if told.said is None or one.first is None:
            return 0.0
        start = one.day if one.day is not None and one.sure else one.first
        since = one.first - told.day if told.day is not None and told.sure else told.said - start
        if since < -1:
            return -6.0
        if told.report is not None:
            return _soon(since, like=_like(told, one))
        if told.said - (one.last or one.first) <= NEAR and since <= SPAN:
            return 1.0
        return 0.75 if _like(told, one) else -1.0

    def where(self, told: _Told, one: Happening) -> float:
        """Evidence of place: the same, one in the other, or two that exclude each other."""
        here, there = told.place, one.place
        if not here.known and told.report is not None and one.printed & told.sounds:
            return 1.5
        if told.report is None and here in one.places:
            return 2.0
        if not here.path or not there.path:
            return 0.0
        if here == there or (told.report is not None and alike(here, there)):
            return 2.0 if not here.known or len(here.path) > 1 or told.report is None else self._country(here)
        if here.within(there) or there.within(here):
            return 0.75 if told.report is None else 1.0
        if (here.known and there.known) or told.report is None:
            return -3.0
        return -1.0 if names_in(here.name) and names_in(there.name) and here.known == there.known else -0.25

    def _country(self, place: Place) -> float:
        """A country says less the more happenings it has."""
        return 1.0 / (1.0 + len(self._by_sign[("place", place.keys[0])]) / CROWD)

    def words(self, told: _Told, one: Happening) -> float:
        """Evidence of words: how much of what is rare in the report its happening's other reports share."""
        if not told.stems or not one.stems:
            return 0.0
        ours = {stem: self._weight(stem) for stem in told.stems}
        core = {stem: n / one.reports for stem, n in one.stems.items() if n >= CORE * one.reports}
        theirs = {stem: self._weight(stem) * share for stem, share in core.items()}
        joint = sum(w * theirs.get(stem, 0.0) for stem, w in ours.items())
        size = math.sqrt(sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values()))
        return min(1.5, 4.5 * joint / size) if size else 0.0

    def _weight(self, stem: str) -> float:
        return math.log(1 + self._many / self._spread[stem]) if self._spread[stem] else 0.0

    def counts(self, told: _Told, one: Happening) -> float:
        """Evidence of numbers: those they share, against a toll that could not have fallen so far."""
        score = sum(_worth(number[1]) for number in told.numbers if number in one.numbers)
        score += 0.5 * sum(_worth(number[1]) for number in told.all if number in one.all and (
            number not in told.numbers or number not in one.numbers))  # fmt: skip
        falls = any(point < 0.5 * one.tops.get(outcome, 0) for outcome, point in told.tops.items())
        later = told.said is not None and one.first is not None and told.said > one.first
        against = 1.5 if falls and later and not told.changed and told.report is not None else 0.0
        if told.wave and not one.waves:
            against += 1.0
        return min(2.5, score) - against


def _soon(since: int, *, like: bool) -> float:
    """Evidence of a report so many days after a happening; a late one needs numbers like those of the toll."""
    if since < 0:
        return 0.0
    if since <= 2 * NEAR:
        return 1.5 if since <= 1 else 1.0
    if since <= SOON:
        return 0.0
    return 0.5 if like else -1.5


def _worth(point: float) -> float:
    """What a shared number is worth as evidence: a large one is hardly shared by chance."""
    return 1.5 if point >= MANY else 0.8 if point >= 5 else 0.3


def _like(told: _Told, one: Happening) -> bool:
    """Whether a late row has numbers like those of a memorable happening."""
    for outcome, point in told.numbers:
        points = [p for other, p in one.numbers if other == outcome]
        grows = 4.0 if points and min(min(points), point) >= 1000 else 2.0
        if points and max(points) >= MEMORABLE and min(points) / grows <= point <= max(points) * grows:
            return True
    return False


def _placed(told: Sequence[_Told], finder: _Finder) -> list[Happening]:
    """Every claim put where its own words, day and number point: mostly to the main happening of its article."""
    near = _neighbours([one for one in finder.found if one.into is None])
    past: dict[tuple, Happening] = {}
    together: list[tuple[Entry, Happening]] = []
    for one in told:
        home = finder.home[one.members[0].claim_id]
        for entry in one.members:
            scene = one.report.scenes[entry.claim_id] if one.report else None
            if scene is None:
                _place(entry, home, "same place and time")
            elif "joint" in scene.roles and near[home.number]:
                together.append((entry, home))
            else:
                _by_its_words(entry, scene, one, home, near[home.number], past)
    return [*finder.found, *past.values(), *_together(together, near, told)]


def _place(entry: Entry, one: Happening, why: str) -> None:
    one.members.append(entry)
    one.why[entry.claim_id] = why


def _neighbours(found: Sequence[Happening]) -> dict[int, list[Happening]]:
    """For every happening those of the same country, or of no place, nearest in time."""
    shelves: dict[str, list[Happening]] = defaultdict(list)
    for one in found:
        if one.stems:
            shelves[one.place.path[0] if one.place.path else ""].append(one)
    result: dict[int, list[Happening]] = defaultdict(list)
    for shelf in shelves.values():
        shelf.sort(key=_start)
        for at, one in enumerate(shelf):
            beside = shelf[max(0, at - BESIDE) : at] + shelf[at + 1 : at + 1 + BESIDE]
            result[one.number] = [h for h in beside if abs(_start(h) - _start(one)) <= STALE]
    return result


def _start(one: Happening) -> int:
    return one.day if one.day is not None else one.first or 0


def _by_its_words(
    entry: Entry, scene: Scene, told: _Told, home: Happening, near: Sequence[Happening], past: dict[tuple, Happening]
) -> None:
    """Put a claim to the happening its clause, day and number fit best; to an earlier one when they tell of another."""
    scored = [(_evidence(entry, scene, told, one, home), -one.number, one) for one in (home, *near)]
    _best, _, one = max(scored, key=lambda row: row[:2])
    if one is not home:
        _place(entry, one, "its words, day or number are those of another happening than its article's")
        return
    earlier = _earlier(entry, scene, told, home)
    if earlier == "":
        _place(entry, home, "main happening of its article")
    elif earlier == "day":
        key = (entry.event_day, entry.place.path or home.place.path)
        if key not in past:
            past[key] = Happening(-1, days=Counter({entry.event_day or 0: 1}), first=told.said, last=told.said,
                                  places=Counter({entry.place if entry.place.path else home.place: 1}))  # fmt: skip
        _place(entry, past[key], "its day is before that of its article's happening")


def _earlier(entry: Entry, scene: Scene, told: _Told, home: Happening) -> str:
    """Whether a claim looks back at an earlier happening: ``day`` when it tells which, ``past`` when it does not."""
    if "past" in scene.near and entry.event_day is None:
        return "past"
    if entry.event_day is None or home.day is None:
        return ""
    before = home.day - entry.event_day
    contrast = any(e.event_day == home.day for e in told.members)
    return "day" if before >= 2 or (before == 1 and contrast) else ""


def _evidence(entry: Entry, scene: Scene, told: _Told, one: Happening, home: Happening) -> float:
    """Evidence that a claim belongs to a happening."""
    number = (family(entry.outcome), entry.interval.point)
    told_there = one.numbers[number] - (one is home and number in told.numbers)
    score = OWN if one is home else 0.0
    if told_there > 0:
        score += (1.5 if number[1] >= 5 else 0.5) + min(0.5, 0.25 * (told_there - 1))
    day, weight = (entry.event_day, 1.0) if entry.event_day is not None else (scene.day, 0.5)
    if day is not None and one.day is not None:
        apart = day - one.day
        score += weight * (2.0 if not apart else -1.0 if abs(apart) == 1 else -3.0 if apart < 0 else 0.0)
    if one is not home:
        score += _words_for(scene, one, home)
        if "eve" in scene.near and one.day is not None and home.day is not None and home.day - one.day == 1:
            score += 1.5
    return score


def _words_for(scene: Scene, one: Happening, home: Happening) -> float:
    """How far the words of a clause speak for one happening against another, by the share of reports that use them."""
    total = 0.0
    for word in scene.clause:
        here, there = one.stems[word] / max(1, one.reports), home.stems[word] / max(1, home.reports)
        total += math.log((here + 0.15) / (there + 0.15))
    return max(-1.5, min(1.5, 0.75 * total))


def _together(
    given: Sequence[tuple[Entry, Happening]], near: Mapping[int, Sequence[Happening]], told: Sequence[_Told]
) -> list[Happening]:
    """Counts over several happenings at once: a happening of its own, made of the main one and the one beside it."""
    found: dict[tuple[int, ...], Happening] = {}
    articles: dict[str, list[Entry]] = defaultdict(list)
    for one in told:
        for entry in one.members:
            articles[entry.article].append(entry)
    for entry, home in given:
        beside = [h for h in near[home.number] if any(e.article == entry.article for e in h.members)]
        other = min(beside or near[home.number], key=lambda h: (abs(_start(h) - _start(home)), h.number))
        key = tuple(sorted((home.number, other.number)))
        if abs(_start(other) - _start(home)) > SPAN:
            _place(entry, home, "main happening of its article")
            continue
        if key not in found:
            found[key] = Happening(-1, days=home.days + other.days, first=home.first, last=home.last,
                                   places=home.places + other.places, parts=key)  # fmt: skip
            found[key].days = Counter({min(d for d in (home.day, other.day, _start(home)) if d is not None): 1})
        _place(entry, found[key], "counts several happenings together")
    return list(found.values())


def _running(long: Sequence[Entry], homes: Mapping[str, Happening]) -> list[Happening]:
    """Running totals by place, or by whose people where no place is told; a gap of more than a year parts them."""
    shelves: dict[tuple[str, ...], list[Happening]] = defaultdict(list)
    by_side: dict[str, list[Happening]] = defaultdict(list)
    for entry in sorted(long, key=lambda e: (not e.place.path, e.day or 0, e.claim_id)):
        home, why = None, "running total of its place"
        key = entry.place.path
        if not key and entry.side:
            near = {id(h): h for h in by_side[entry.side] if abs((entry.day or 0) - (h.last or 0)) <= GAP}
            home = next(iter(near.values())) if len(near) == 1 else None
            key, why = ("", entry.side), "running total of its side"
        if not key and entry.article in homes:
            _place(entry, homes[entry.article], "main happening of its article; a running total without a place")
            continue
        if home is None:
            shelf = shelves[key]
            if not shelf or (entry.day or 0) - (shelf[-1].last or 0) > GAP:
                shelf.append(
                    Happening(
                        -1, kind="war" if (len(key) <= 1 and entry.place.known) or not entry.place.path else "battle"
                    )
                )
            home = shelf[-1]
            if entry.side and home not in by_side[entry.side][-1:]:
                by_side[entry.side].append(home)
        if entry.day is not None:
            home.first = entry.day if home.first is None else min(home.first, entry.day)
            home.last = entry.day if home.last is None else max(home.last, entry.day)
        home.places[entry.place] += bool(entry.place.path)
        _place(entry, home, why)
    return [one for shelf in shelves.values() for one in shelf]


def _split(found: Sequence[Happening]) -> list[Happening]:
    """Take the claims of an article out of their happening where a person decided so."""
    made: dict[str, Happening] = {}
    for one in found:
        labels = {e.article or e.claim_id: e.happening_split for e in one.members if e.happening_split}
        for entry in [e for e in one.members if (e.article or e.claim_id) in labels]:
            label = labels[entry.article or entry.claim_id]
            if label not in made:
                made[label] = Happening(-1, kind=one.kind, days=Counter(one.days), first=one.first, last=one.last,
                                        places=Counter(one.places), label=label)  # fmt: skip
            one.members.remove(entry)
            _place(entry, made[label], f"{one.why.pop(entry.claim_id)}; split by decision")
    return [one for one in [*found, *made.values()] if one.members]


def _merged(found: Sequence[Happening]) -> list[Happening]:
    """Make one of the happenings whose claims bear one label; labels may chain."""
    kept: list[Happening] = []
    of_label: dict[str, Happening] = {}
    for one in found:
        labels = sorted({e.happening_merge for e in one.members if e.happening_merge})
        target = one
        for other in {id(h): h for label in labels if (h := of_label.get(label))}.values():
            for entry in target.members:
                _place(entry, other, f"{target.why[entry.claim_id]}; merged by decision")
            other.days += target.days
            other.places += target.places
            other.stems += target.stems
            other.reports += target.reports
            kept = [h for h in kept if h is not target]
            of_label = {label: other if h is target else h for label, h in of_label.items()}
            target = other
        kept += [one] if target is one else []
        of_label |= dict.fromkeys(labels, target)
    return kept


def _moved(found: list[Happening], given: Sequence[Entry]) -> list[Happening]:
    """Put single claims where a person decided, and give happenings the names that a person gave them."""
    known = {one.label: one for one in found if one.label} | {one.happening_id: one for one in found}
    homes = {e.claim_id: one for one in found for e in one.members}
    for entry in given:
        if entry.happening_move:
            if entry.claim_id in homes:
                homes[entry.claim_id].members.remove(entry)
            if entry.happening_move not in known:
                slug = _slug(entry.happening_move)
                known[entry.happening_move] = Happening(
                    -1, happening_id=slug, name=entry.happening_move, first=entry.day
                )
                found.append(known[entry.happening_move])
            _place(entry, known[entry.happening_move], "moved by decision")
    for one in found:
        one.name = next((e.happening_name for e in one.members if e.happening_name), one.name)
    return sorted(found, key=lambda h: h.happening_id)


def _named(found: list[Happening], reports: Mapping[str, Report]) -> list[Happening]:
    """Ids, names and the words that set each happening apart."""
    forms = {stem: form for report in reports.values() for stem, form in report.forms.items()}
    spread = Counter(stem for one in found for stem in one.stems)
    for one in found:
        rare = sorted(one.stems, key=lambda s: (-one.stems[s] / one.reports / spread[s], -one.stems[s], s))
        shared = [s for s in rare if one.stems[s] * 2 > one.reports][:WORDS]
        one.words = tuple(forms.get(stem, stem) for stem in shared)
        day = one.day if one.day is not None else one.first
        when = str(date(day)) if one.kind == "incident" and day is not None else ""
        sides = sorted({e.side for e in one.members} - {""})
        where = one.place.name or ("" if one.kind == "incident" else "-".join(sides))
        told = [when, where] if one.kind == "incident" else [one.kind, where]
        if one.kind != "incident" and one.first is not None:
            told.append(str(date(one.first))[:4])
        one.happening_id = ".".join(_slug(part) for part in told if part)
        said = ", ".join(part for part in (where or "place unknown", when or one.kind) if part)
        one.name = f"{said} ({', '.join(one.words)})" if one.words else said
        if one.label:
            one.happening_id += f".{_slug(one.label)}"
            one.name += f", {one.label}"
        if one.parts:
            one.happening_id += ".together"
            one.name += ", several together"
    return _unique(found)


def _slug(text: str) -> str:
    return "-".join(_WORD.findall(text.casefold()))


def _unique(found: Sequence[Happening]) -> list[Happening]:
    """Ids made unique by a word of the happening, then by a number."""
    for last in (False, True):
        same: dict[str, list[Happening]] = defaultdict(list)
        for one in found:
            same[one.happening_id].append(one)
        for members in same.values():
            members.sort(key=lambda h: (h.first or 0, min(e.claim_id for e in h.members)))
            for number, one in enumerate(members if len(members) > 1 else (), 1):
                mark = str(number) if last else _slug(one.words[0]) if one.words else ""
                one.happening_id += f".{mark}" if mark and (not last or number > 1) else ""
    return sorted(found, key=lambda h: h.happening_id)


def table(found: Iterable[Happening], things: Mapping[str, int]) -> pd.DataFrame:
    """The happenings table; ``things`` tells how many things each happening has."""
    return tables.frame("happenings", [_row(one, things.get(one.happening_id, 0)) for one in found])


def _row(one: Happening, n_things: int) -> dict[str, object]:
    days = [d for e in one.members for d in (e.event_day, e.day) if d is not None]
    first = one.day if one.day is not None and one.kind == "incident" else min(days, default=None)
    return {
        "happening_id": one.happening_id, "name": one.name, "kind": one.kind, "place": one.place.name,
        "place_id": one.place.path[-1] if one.place.known else None, "first_date": date(first),
        "last_date": date(max(days, default=None)), "sides": " ".join(sorted({e.side for e in one.members} - {""})),
        "words": " ".join(one.words), "n_claims": len(one.members),
        "n_articles": len({e.article or e.claim_id for e in one.members}),
        "n_sources": len({e.source for e in one.members if e.named}), "n_things": n_things,
    }  # fmt: skip
