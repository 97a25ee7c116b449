"""Finding: whole articles brought together to the happenings they tell of.

What is evidence of one happening is added up: the same day, the same place, rare words, shared numbers. Articles are
put one after the other, those that tell their day first; an index of signs keeps the work near linear.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newslib.compare.entries import Entry
from newslib.compare.places import NOWHERE, REGION, Place, alike, names_in, near, printed_names
from newslib.compare.places import place as located
from newslib.compare.scenes import Report, Scene, heard
from newslib.compare.tellings import family

JOIN = 2.5  # evidence from which two reports tell of one happening
NEAR = 3  # days in which reports about one incident follow each other
SOON = 30  # days after an incident in which reports of it need no other sign of time
SPAN = 10  # days in which an incident is news
MEMORABLE = 20  # people: an incident of this size is still told years later
CANDIDATES = 30  # happenings a report is held against; keeps the work linear
CROWDED = 200  # happenings that share a sign beyond which it tells nothing
THOUSAND = 1000
MANY = 20  # people: a number this large is hardly shared by chance
CROWD = 10  # happenings of a country that halve what it tells
CORE = 0.34  # share of the reports of a happening in which a word of it stands
SIGNS = 20  # rare words by which a report is looked for
APART = 100  # times by which two tolls may not differ
BESIDE = 40  # kilometres between a town and the next one that a report may name for it
MOST = 0.6  # share of the claims of a happening that lie in its place
HEADS = 20  # places against whose names the others are held
SITE = 4  # places from the country down to a building or a village


@dataclass(frozen=True, slots=True)
class Told:
    """Claims told together: those of one article, or one row of a table without texts.

    ``aside`` says that the article counts something else, and these claims only stand beside that.
    """

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
    aside: bool = False

    @property
    def language(self) -> str:
        """The language of its article; empty for a row of a table."""
        return self.report.language if self.report else ""


@dataclass(slots=True, eq=False)
class Draft:
    """A happening while it is found: signs of its reports, and in the end its claims with why each belongs to it."""

    number: int = -1
    kind: str = "incident"
    days: Counter[int] = field(default_factory=Counter)
    first: int | None = None
    last: int | None = None
    vague: bool = False  # its day stands for a month or a year
    since: Counter[int] = field(default_factory=Counter)
    sides: frozenset[str] = frozenset()
    places: Counter[Place] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    seen: tuple[int, Place] = (-1, NOWHERE)
    _core: dict[str, tuple[int, Mapping[str, float]]] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    numbers: Counter[tuple[str, float]] = field(default_factory=Counter)
    all: set[tuple[str, float]] = field(default_factory=set)
    sure: bool = False
    tolls: dict[str, list[tuple[int, float]]] = field(default_factory=dict)  # by outcome, on which day the toll grew
    reach: dict[str, tuple[float, float]] = field(default_factory=dict)  # by outcome the lowest and highest toll
    span: dict[str, tuple[float, float]] = field(default_factory=dict)  # the same of all its first numbers
    waves: int = 0
    reports: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    members: dict[str, str] = field(default_factory=dict)
    into: Draft | None = None
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
        counted = self.places.total()
        if self.seen[0] != counted:
            self.seen = (counted, main_place(self.places))
        return self.seen[1]

    @property
    def where(self) -> str:
        """Its place by name: where most of its claims lie, else two countries, else the commonest."""
        countries = Counter({place.name: n for place, n in self.places.items() if place.known and len(place.path) == 1})
        if self.place.path:
            name = self.place.name
        elif len(countries) > 1:
            name = " and ".join(sorted(name for name, _ in countries.most_common(2)))
        else:
            name = max(self.places, key=lambda place: (self.places[place], place.name), default=NOWHERE).name
        return name[:1].upper() + name[1:]

    def share(self, stem: str, language: str) -> float:
        """The share of its reports in a language that have a word; nothing where none is in that language."""
        return min(1.0, self.stems[stem] / self.languages[language]) if self.languages[language] else 0.0

    def core(self, language: str) -> Mapping[str, float]:
        """The words that a third of its reports in a language share, with that share."""
        counted, found = self._core.get(language, (0, {}))
        if counted != self.reports:
            shares = ((stem, self.share(stem, language)) for stem in self.stems)
            found = {stem: share for stem, share in shares if share >= CORE}
            self._core[language] = (self.reports, found)
        return found

    def spoken(self, day: int | None) -> None:
        """Note a day on which somebody tells of it."""
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)


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
        heads += [place] if same is place and len(heads) < HEADS else []
        named.setdefault(place.path, place)
        holders = {p.path[:depth] for p in (place, same) for depth in range(1, len(p.path) + 1)}
        inside.update(dict.fromkeys(holders, n))
        known.update(dict.fromkeys((p for p in holders if len(p) <= REGION), n) if place.known else {})
    for counted, total in ((inside, sum(n for place, n in told.items() if place.path)),
                           (known, sum(n for place, n in told.items() if place.known))):  # fmt: skip
        most = [path for path, n in counted.items() if n >= MOST * total]
        if most:
            path = min(most, key=lambda path: (-len(path), -counted[path], path))
            return named.get(path) or located("", "/".join(path))
    return NOWHERE


def in_turn(given: Sequence[Entry], reports: Mapping[str, Report], aside: Iterable[str]) -> list[Told]:
    """Articles and rows in the order in which they are put: those that tell a day first, then by when they spoke.

    Args:
        given: entries of incidents.
        reports: what the texts tell.
        aside: articles that count something else in the first place.
    """
    other = set(aside)
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        own[entry.article if entry.article in reports else f"\0{entry.claim_id}"].append(entry)
    told = [
        _told(members, reports.get(members[0].article), aside=members[0].article in other) for members in own.values()
    ]
    return sorted(told, key=lambda t: (t.aside, not t.sure or t.day is None, t.said or 0, t.members[0].claim_id))


def _told(members: Sequence[Entry], report: Report | None, *, aside: bool) -> Told:
    """What the claims of an article, or one row of a table, tell together."""
    found = report.scenes if report else {}
    ordered = sorted(members, key=lambda e: (found[e.claim_id].start if report else 0, e.claim_id))
    scenes = [found[e.claim_id] for e in ordered] if report else []
    leads = lead_numbers(ordered)
    places = Counter(e.place for e in ordered if e.place.keys or not report)
    own_day = next((e.event_day for e in ordered if e.event_day is not None), None)
    published = report.published if report else None
    return Told(
        tuple(ordered), report, day=own_day if report is None or aside else report.day,
        said=ordered[0].day if published is None else published, place=main_place(places), places=places,
        stems=_own_stems(scenes) if report is None or aside else report.stems,
        numbers=frozenset(leads), all=frozenset((family(e.outcome), e.interval.point) for e in ordered if e.asserted),
        sure=not aside and (report is None or report.sure),
        tops={outcome: point for outcome, point in leads if point >= MANY},
        wave=any("wave" in s.roles for s in scenes[:2]), changed=any("revise" in s.roles for s in scenes),
        sounds=report.sounds if report else frozenset(), aside=aside,
    )  # fmt: skip


def _own_stems(scenes: Iterable[Scene]) -> Mapping[str, float]:
    """The words of the sentences of some claims, where the rest of their article counts something else."""
    return dict.fromkeys((stem for scene in scenes for stem in scene.stems), 1.0)


def _counts_a_war(entry: Entry) -> bool:
    """Whether a number is a running total of a thousand and more without a place: of a war rather than of a day."""
    return entry.tally == "cumulative" and not entry.printed_place and entry.interval.point >= THOUSAND


def lead_numbers(members: Iterable[Entry]) -> list[tuple[str, float]]:
    """The first number of each outcome among claims in the order of their text: that of the main happening."""
    found: dict[str, float] = {}
    for entry in sorted(members, key=_counts_a_war):
        if entry.asserted and entry.interval.point > 0:
            found.setdefault(family(entry.outcome), entry.interval.point)
    return list(found.items())


class Finder:
    """Finds the happening of each report among those found before it, by signs they share."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self.found: list[Draft] = []
        self.home: dict[str, Draft] = {}
        self.told: dict[int, list[Told]] = defaultdict(list)
        self._by_sign: dict[object, list[Draft]] = defaultdict(list)
        self._spread = Counter(stem for report in reports.values() for stem in report.stems)
        self._many = max(1, len(reports))

    def put(self, told: Told) -> None:
        """Join a report to the happening that fits best, or open a new one."""
        best, score = None, JOIN
        for one in self._candidates(told):
            fits = self.score(told, one)
            if fits >= score:
                best, score = one, fits
        if best is None:
            best = Draft(len(self.found))
            self.found.append(best)
        self._add(told, best)

    def _signs(self, told: Told) -> Iterator[object]:
        if told.place.path:
            yield from (("place", key) for key in told.place.keys)
        elif told.report is None:
            yield ("nowhere",)
        yield from (("number", *number) for number in told.numbers if number[1] >= MANY)
        if told.day is not None:
            yield ("day", told.day)
        shared = [stem for stem in told.stems if self._spread[stem] > 1]
        yield from (("stem", stem) for stem in sorted(shared, key=lambda s: (self._spread[s], s))[:SIGNS])

    def _candidates(self, told: Told) -> list[Draft]:
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
            for other in map(_live, self._candidates(whole)):
                fits = self._fits(one, whole, other) if other is not one and other.reports >= one.reports else 0.0
                if fits >= score:
                    best, score = other, fits
            if best is not None:
                one.into = best
                for told in self.told.pop(one.number):
                    self._add(told, best)

    def _fits(self, one: Draft, whole: Told, other: Draft) -> float:
        """Evidence that two happenings are one: the later as a report of the earlier."""
        if (other.first or 0) <= (one.first or 0):
            return self.score(whole, other)
        late = self._as_told(other)
        return self.score(late, one) if late else 0.0

    def _as_told(self, one: Draft) -> Told | None:
        told = self.told[one.number]
        if one.into is not None or not told or any(t.report is None for t in told):
            return None
        return replace(
            told[0], members=tuple(e for t in told for e in t.members), day=one.day, said=one.first, place=one.place,
            places=one.places, stems=one.stems, numbers=frozenset(one.numbers), all=frozenset(one.all), sure=one.sure,
            wave=bool(one.waves), changed=any(t.changed for t in told), aside=all(t.aside for t in told),
        )  # fmt: skip

    def _add(self, told: Told, one: Draft) -> None:
        self.told[one.number].append(told)
        one.reports += 1
        if told.day is not None:
            one.days[told.day] += 2 if told.sure else 1
        one.spoken(told.said)
        one.places.update(told.places)
        one.printed |= {
            heard(name) for e in told.members if not e.place.known or len(e.place.path) > REGION
            for name in printed_names(e.printed_place)
        }
        one.stems.update(dict.fromkeys(told.stems, 1))
        one.numbers.update(told.numbers)
        for outcome, point in told.numbers:
            low, high = one.span.get(outcome, (point, point))
            one.span[outcome] = (min(low, point), max(high, point))
        one.all |= told.all
        one.sure = one.sure or told.sure
        for outcome, point in told.tops.items():
            _note_toll(one, outcome, told.said or 0, point)
        one.languages[told.language] += 1
        one.waves += told.wave
        for entry in told.members:
            self.home[entry.claim_id] = one
        for sign in self._signs(told):
            if not self._by_sign[sign] or self._by_sign[sign][-1] is not one:
                self._by_sign[sign].append(one)

    def score(self, told: Told, one: Draft) -> float:
        """Evidence that a report tells of a happening; ``JOIN`` is enough."""
        return _when(told, one) + self.where(told, one) + self.words(told, one) + _counts(told, one)

    def where(self, told: Told, one: Draft) -> float:
        """Evidence of place: the same, one in the other, or two that exclude each other."""
        here, there = told.place, one.place
        if not here.known and told.report is not None and one.printed & told.sounds:
            return 1.5
        if told.report is None and here in one.places:
            return 2.0
        if not here.path or not there.path:
            return 0.75 if told.report is not None and _share_a_place(told, one) else 0.0
        if here == there or (told.report is not None and alike(here, there)):
            return 2.0 if not here.known or len(here.path) > REGION or told.report is None else self._wide(here)
        if here.within(there) or there.within(here):
            return 0.75 if told.report is None else 1.0
        if told.report is not None and _share_a_place(told, one):
            return 0.75
        if (here.known and there.known) or told.report is None:
            return 0.0 if self._beside(told, one) else -3.0
        if not (names_in(here.name) and names_in(there.name)):
            return -0.25
        return -2.0 if here.known == there.known else -1.0

    def _beside(self, told: Told, one: Draft) -> bool:
        """Whether two towns lie beside each other and the reports share a number that is hardly shared by chance."""
        shared = any(number[1] >= MANY for number in told.all & one.all) and told.report is not None
        return shared and near(told.place, one.place, BESIDE)

    def _wide(self, place: Place) -> float:
        """A country or region says less the more happenings it has."""
        return 1.0 / (1.0 + len(self._by_sign[("place", place.keys[-1])]) / CROWD)

    def words(self, told: Told, one: Draft) -> float:
        """Evidence of words: how much of what is rare in the report its happening's other reports share."""
        if not told.stems or not one.languages[told.language]:
            return 0.0
        ours = {stem: self._weight(stem) for stem in told.stems}
        theirs = {stem: self._weight(stem) * share for stem, share in one.core(told.language).items()}
        joint = sum(w * theirs.get(stem, 0.0) for stem, w in ours.items())
        size = math.sqrt(sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values()))
        return min(1.5, 4.5 * joint / size) if size else 0.0

    def _weight(self, stem: str) -> float:
        return math.log(1 + self._many / self._spread[stem]) if self._spread[stem] else 0.0


def _live(one: Draft) -> Draft:
    while one.into is not None:
        one = one.into
    return one


def _when(told: Told, one: Draft) -> float:
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
        return _soon(since, like=_like(told, one), site=_one_site(told, one))
    if told.said - (one.last or one.first) <= NEAR and since <= SPAN:
        return 1.0
    return 0.75 if _like(told, one) else -1.0


def _soon(since: int, *, like: bool, site: bool) -> float:
    """Evidence of a report so many days after a happening; a late one needs numbers like those of the toll."""
    if since < 0:
        return 0.0
    if since <= 2 * NEAR:
        return 1.5 if since <= 1 or like else 1.0
    if like or site:
        return 0.5
    return 0.0 if since <= SOON else -1.5


def _share_a_place(told: Told, one: Draft) -> bool:
    """Whether the place of a report, or any of several, is one of those of a happening, or the other way round."""
    here, there = told.place, one.place
    if here.path:
        return here in one.places or there in told.places
    return there in told.places if there.path else bool(told.places.keys() & one.places.keys())


def _one_site(told: Told, one: Draft) -> bool:
    """Whether both tell of one building: it is struck once, and told of for years."""
    return told.place == one.place and len(told.place.path) >= SITE


def _counts(told: Told, one: Draft) -> float:
    """Evidence of numbers: those they share, against a toll that could not have fallen so far."""
    score = sum(_worth(number[1]) for number in told.numbers if number in one.numbers)
    score += 0.5 * sum(_worth(number[1]) for number in told.all if number in one.all and (
        number not in told.numbers or number not in one.numbers))  # fmt: skip
    against = 1.5 if _falls(told, one) and not told.changed and told.report is not None and not told.aside else 0.0
    if told.wave and not one.waves:
        against += 1.0
    if told.report is not None and _hundredfold(told.tops, one.reach):
        against += 3.0
    return min(2.5, score) - against


def _note_toll(one: Draft, outcome: str, day: int, point: float) -> None:
    """Note a toll of a happening; of those told on a day only such as exceed all before it."""
    low, high = one.reach.get(outcome, (point, point))
    one.reach[outcome] = (min(low, point), max(high, point))
    known = one.tolls.get(outcome, [])
    if not any(then <= day and toll >= point for then, toll in known):
        one.tolls[outcome] = [(then, toll) for then, toll in known if then < day or toll > point] + [(day, point)]


def _falls(told: Told, one: Draft) -> bool:
    """Whether a toll is less than half of one that was told before."""
    return told.said is not None and any(
        day < told.said and point < 0.5 * toll for outcome, point in told.tops.items()
        for day, toll in one.tolls.get(outcome, ())
    )  # fmt: skip


def _hundredfold(tops: Mapping[str, float], reach: Mapping[str, tuple[float, float]]) -> bool:
    """Whether a toll is a hundred times another one of its outcome."""
    both = [(point, *reach[outcome]) for outcome, point in tops.items() if outcome in reach]
    return any(point >= APART * low or high >= APART * point for point, low, high in both)


def _worth(point: float) -> float:
    """What a shared number is worth as evidence: a large one is hardly shared by chance."""
    return 1.5 if point >= MANY else 0.8 if point >= 5 else 0.3


def _like(told: Told, one: Draft) -> bool:
    """Whether late numbers are like those of a memorable happening, and none is of an outcome that nobody counted."""
    if {outcome for outcome, _ in told.numbers} - one.span.keys():
        return False
    for outcome, point in told.numbers:
        low, high = one.span.get(outcome, (0.0, 0.0))
        grows = 4.0 if min(low, point) >= THOUSAND else 2.0
        if high >= MEMORABLE and low / grows <= point <= high * grows:
            return True
    return False
