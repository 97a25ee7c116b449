"""Drafts: what an article or a row tells as a whole, and happenings while they are found."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from newslib.compare.entries import Entry
from newslib.compare.places import NOWHERE, REGION, Place, alike, printed_names
from newslib.compare.places import place as located
from newslib.compare.scenes import Context, Report, heard
from newslib.compare.tellings import family

THOUSAND = 1000
EXCHANGED = ("released",)  # outcomes that are the happening of a day where they add to others
MANY = 20  # people: a number this large is hardly shared by chance
CORE = 0.34  # share of the reports of a happening in which a word of it stands
MOST = 0.6  # share of the claims of a happening that lie in its place
LEAD = 2  # sentences with figures that open an article: its headline, and the one that tells it
WEIGHT = 3  # times by which a place told in these counts more
HEADS = 20  # places against whose names the others are held
LAG = 20  # a happening's place is worked out anew when a twentieth of its claims came since: the work stays linear


@dataclass(frozen=True, slots=True)
class Bundle:
    """Claims told together: those of one article, or one row of a table without texts.

    ``aside`` says that the article counts something else, and these claims only stand beside that; ``struggle`` that it
    tells of a war or unrest, of which every day has its dead. ``printed`` are the sounds of the places of its claims
    but lands and regions, ``sounds`` those of all names in its text.
    """

    members: tuple[Entry, ...]
    report: Report | None
    day: int | None
    said: int | None
    place: Place
    places: Counter[Place]
    printed: frozenset[str]
    stems: Collection[str]
    sounds: tuple[str, ...]
    numbers: frozenset[tuple[str, float]]
    all: frozenset[tuple[str, float]]
    sure: bool
    tops: Mapping[str, float]
    changed: bool
    aside: bool = False
    struggle: bool = False

    @property
    def struck(self) -> bool:
        """Whether it tells of acts of war, of which a day knows many."""
        return self.report is not None and self.report.strikes

    @property
    def dated(self) -> bool:
        """Whether a claim tells the day of its article, or of its row, as that on which people met it."""
        return self.day is not None and any(entry.event_day == self.day for entry in self.members)

    @property
    def language(self) -> str:
        """The language of its article; empty for a row of a table."""
        return self.report.language if self.report else ""


@dataclass(slots=True, eq=False)
class Candidate:
    """A happening while it is found: signs of its reports, and in the end its claims with why each belongs to it."""

    number: int = -1
    kind: str = "incident"
    days: Counter[int] = field(default_factory=Counter)
    first: int | None = None
    last: int | None = None
    lasts: int = 0  # days from its day on that its day stands for, a month or a year
    since: Counter[int] = field(default_factory=Counter)
    sides: frozenset[str] = frozenset()
    places: Counter[Place] = field(default_factory=Counter)
    homes: Counter[Place] = field(default_factory=Counter)  # of its reports, those of ``places`` of its claims
    stems: Counter[str] = field(default_factory=Counter)
    sounds: Counter[str] = field(default_factory=Counter)
    _place: Place | None = None
    _counted: int = 0  # reports or claims from which its place was worked out
    _since: int = 0  # and those that came since
    _core: dict[str, tuple[int, Mapping[str, float], float]] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    numbers: Counter[tuple[str, float]] = field(default_factory=Counter)
    all: set[tuple[str, float]] = field(default_factory=set)
    sure: bool = False
    tolls: dict[str, list[tuple[int, float]]] = field(default_factory=dict)  # by outcome, on which day the toll grew
    span: dict[str, tuple[float, float]] = field(default_factory=dict)  # by outcome its lowest and highest number
    reports: int = 0
    struggle: bool = False
    struck: bool = False
    dated: bool = False
    wide: int = 0  # reports that tell of what falls on a region
    languages: Counter[str] = field(default_factory=Counter)
    members: dict[str, str] = field(default_factory=dict)
    into: Candidate | None = None
    label: str = ""
    parts: tuple[int, ...] = ()

    @property
    def day(self) -> int | None:
        """The day most of its reports tell of."""
        return max(self.days, key=lambda d: (self.days[d], -d), default=None)

    @property
    def start(self) -> int:
        """Its day, else that of the first report."""
        return self.day if self.day is not None else self.first or 0

    @property
    def place(self) -> Place:
        """Where it happened: the narrowest place that most of its claims lie in."""
        if self._place is None or self._since * LAG > self._counted:
            told = self.homes if self.homes.total() else self.places
            self._place, self._counted, self._since = main_place(told), told.total(), 0
        return self._place

    def lie(self, places: Counter[Place]) -> None:
        """Take its place from these from now on."""
        self.places, self.homes, self._place = places, Counter(), None

    @property
    def where(self) -> str:
        """Its place by name: where most of its claims lie, else the one told most often; empty when there is none."""
        (first, most), (_, next_) = (*self.places.most_common(2), (NOWHERE, 0), (NOWHERE, 0))[:2]
        name = self.place.name if self.place.path else first.name if most > next_ else ""
        return name[:1].upper() + name[1:]

    def add(self, told: Bundle) -> None:
        """Take a report to it, with the signs by which others are held against it."""
        self.reports += 1
        self.struggle |= told.struggle
        self.struck |= told.struck
        self.dated |= told.dated
        self.wide += told.report is not None and told.report.wide
        self.languages[told.language] += 1
        self.sure = self.sure or told.sure
        if told.day is not None:
            self.days[told.day] += 2 if told.sure else 1
        self.spoken(told.said)
        self.places.update(told.places)
        self.homes[told.place] += bool(told.place.path)
        self._since += 1
        self.printed |= told.printed
        self.stems.update(dict.fromkeys(told.stems, 1))
        self.sounds.update(told.sounds)
        self.numbers.update(told.numbers)
        self.all |= told.all
        for outcome, point in told.numbers:
            low, high = self.span.get(outcome, (point, point))
            self.span[outcome] = (min(low, point), max(high, point))
        for outcome, point in told.tops.items():
            self._rise(outcome, told.said or 0, point)

    def _rise(self, outcome: str, day: int, point: float) -> None:
        """Note a toll told on a day where it exceeds all told up to then."""
        known = self.tolls.get(outcome, [])
        if not any(then <= day and toll >= point for then, toll in known):
            self.tolls[outcome] = [(then, toll) for then, toll in known if then < day or toll > point] + [(day, point)]

    def take(self, other: Candidate) -> None:
        """Take all claims of another war, with the days since which and on which they are told."""
        self.members |= other.members
        self.places += other.places
        self.since += other.since
        self.spoken(other.first)
        self.spoken(other.last)
        other.members.clear()

    def core(self, language: str, weights: Mapping[str, float]) -> tuple[Mapping[str, float], float]:
        """The words that a third of its reports in a language share, of none the names; weighted, and their size."""
        counted, found, size = self._core.get(language, (0, {}, 0.0))
        if counted != self.reports:
            told, of = (self.stems, self.languages[language]) if language else (self.sounds, self.reports)
            shares = ((stem, min(1.0, n / of)) for stem, n in told.items())
            found = {stem: share * weights.get(stem, 0.0) for stem, share in shares if share >= CORE}
            size = size_of(found.values())
            self._core[language] = (self.reports, found, size)
        return found, size

    def spoken(self, day: int | None) -> None:
        """Note a day on which somebody tells of it."""
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)


def size_of(weights: Iterable[float]) -> float:
    """The length of a vector of words."""
    return math.sqrt(sum(weight * weight for weight in weights))


def main_place(told: Mapping[Place, int]) -> Place:
    """The narrowest place in which six tenths of the counted places lie; nowhere when there is none.

    Where no place holds as many, the region or country of those that are known: a name nobody knows may lie anywhere.
    """
    inside: Counter[tuple[str, ...]] = Counter()
    known: Counter[tuple[str, ...]] = Counter()
    heads: list[Place] = []
    named: dict[tuple[str, ...], Place] = {}
    for place, n in sorted(told.items(), key=lambda pair: (-pair[1], pair[0].path, pair[0].name)):
        same = next((head for head in heads if alike(head, place)), place)
        heads += [place] * (same is place and len(heads) < HEADS)
        named.setdefault(place.path, place)
        holders = {*_holders(place), *_holders(same)}
        inside.update(dict.fromkeys(holders, n))
        known.update(dict.fromkeys((p for p in holders if len(p) <= REGION), n * place.known))
    path = _narrowest(inside, told, "path") or _narrowest(+known, told, "known")
    return (named.get(path) or located("", "/".join(path))) if path else NOWHERE


def _holders(place: Place) -> Iterator[tuple[str, ...]]:
    """The paths of a place and of all it lies in."""
    return (place.path[:depth] for depth in range(1, len(place.path) + 1))


def _narrowest(counted: Mapping[tuple[str, ...], int], told: Mapping[Place, int], column: str) -> tuple[str, ...]:
    """The longest path that six tenths of the places told have, of those that have something."""
    total = sum(n for place, n in told.items() if getattr(place, column))
    most = [path for path, n in counted.items() if n >= MOST * total]
    return min(most, key=lambda path: (-len(path), -counted[path], path), default=())


def in_turn(
    given: Sequence[Entry], reports: Mapping[str, Report], aside: Collection[str], struggles: Collection[str],
    short: Mapping[str, Sequence[Entry]],
) -> list[Bundle]:  # fmt: skip
    """Articles and rows in the order in which they are put: those that tell a day first, then by when they spoke.

    Args:
        given: entries of incidents.
        reports: what the texts tell.
        aside: articles that count something else in the first place.
        struggles: articles that give running totals as well.
        short: by article, totals of the incident that it tells of.
    """
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        own[entry.article if entry.article in reports else f"\0{entry.claim_id}"].append(entry)
    told = [
        _told(
            members, reports.get(members[0].article), short.get(members[0].article, ()),
            aside=members[0].article in aside, struggles=members[0].article in struggles,
        ) for members in own.values()
    ]  # fmt: skip
    return sorted(told, key=lambda t: (t.aside, not t.sure or t.day is None, t.said or 0, t.members[0].claim_id))


def _told(
    members: Sequence[Entry], report: Report | None, short: Sequence[Entry], *, aside: bool, struggles: bool
) -> Bundle:
    """What the claims of an article, or one row of a table, tell together."""
    if report is None:
        return _row(members[0], aside=aside)
    ordered = sorted(members, key=lambda e: (report.scenes[e.claim_id].start, e.claim_id))
    scenes = [report.scenes[e.claim_id] for e in ordered]
    places, leads = _weighed(ordered, scenes), lead_numbers(ordered)
    told = Bundle(
        tuple(ordered), report, report.day, ordered[0].day if report.published is None else report.published,
        main_place(places), places, sites(ordered), report.stems, report.sounds, frozenset(leads),
        _numbers([*ordered, *short]), report.sure, _tops(leads),
        changed="revise" in chain.from_iterable(scene.roles for scene in scenes),
        struggle=not report.wide and (report.struggle or struggles),
    )  # fmt: skip
    return _aside(told, scenes) if aside else told


def _aside(told: Bundle, scenes: Iterable[Context]) -> Bundle:
    """What claims tell that only stand beside what their article counts: their day, the words of their sentences."""
    day = next((entry.event_day for entry in told.members if entry.event_day is not None), None)
    words = dict.fromkeys(chain.from_iterable(scene.stems for scene in scenes))
    return replace(told, aside=True, day=day, stems=words, sure=False)


def _weighed(members: Sequence[Entry], scenes: Sequence[Context]) -> Counter[Place]:
    """The places of the claims of an article, those of its opening three times."""
    opening = sorted({scene.sentence for scene in scenes})[:LEAD]
    found: Counter[Place] = Counter()
    for entry, scene in zip(members, scenes, strict=True):
        found[entry.place] += (WEIGHT if scene.sentence in opening else 1) * bool(entry.place.keys)
    return +found


def _row(entry: Entry, *, aside: bool) -> Bundle:
    """What a row of a table without texts tells."""
    leads, places = lead_numbers([entry]), Counter([entry.place])
    return Bundle(
        (entry,), None, entry.event_day, entry.day, main_place(places), places, sites([entry]), (), (),
        frozenset(leads), _numbers([entry]), sure=not aside, tops=_tops(leads), changed=False, aside=aside,
    )  # fmt: skip


def _tops(leads: Iterable[tuple[str, float]]) -> dict[str, float]:
    return {outcome: point for outcome, point in leads if point >= MANY}


def sites(members: Iterable[Entry]) -> frozenset[str]:
    """How the places of claims sound but lands and regions."""
    towns = (e for e in members if not e.place.known or len(e.place.path) > REGION)
    return frozenset(heard(name) for entry in towns for name in printed_names(entry.printed_place))


def _numbers(members: Iterable[Entry]) -> frozenset[tuple[str, float]]:
    return frozenset((family(e.outcome), e.interval.point) for e in members if e.asserted and e.interval.known)


def lead_numbers(members: Sequence[Entry]) -> list[tuple[str, float]]:
    """The first number of each outcome among claims in the order of their text: that of the main happening."""
    found: dict[str, float] = {}
    totals = {e.claim_id for e in members if e.tally == "cumulative" and e.interval.point >= THOUSAND}  # of wars
    for entry in sorted(members, key=lambda e: e.claim_id in totals and not e.printed_place):
        if entry.asserted and entry.interval.point > 0:
            found.setdefault(family(entry.outcome), entry.interval.point)
    return list(found.items())
