"""Placing: every claim of an article put where its own words, day and number point.

Of which happening a claim is, is one choice: the main one of its article, a neighbour that other articles tell of, one
that the article told of before, or one of its own. Named signs of each are added up by what ``placing_weights.csv``
says they are worth (fitted by ``tools/fit_placing.py``), and the largest sum is taken. Some claims count several
happenings together. What tells neither day nor place of its own belongs to none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from newslib.compare.datedtexts import MONTH
from newslib.compare.drafts import EXCHANGED, LEAD, MANY, Bundle, Candidate, sites
from newslib.compare.entries import Entry
from newslib.compare.finding import BESIDE as BESIDE_TOWN
from newslib.compare.finding import CROWDED, SPAN, HappeningFinder
from newslib.compare.intervals import significant
from newslib.compare.places import REGION, Place, alike, land_of, near, nested
from newslib.compare.scenes import Context, Report, named_in, names
from newslib.compare.tellings import family
from newslib.lexicons import weights

STALE = 60  # days within which another happening is told of beside a main one
FEW = 5  # people: a smaller number is often shared by chance
BESIDE = 4  # happenings before and after a main one that its articles may look at
LAST = 3  # happenings told of before, from the last one on, that a claim may go on with
WEEK = 7  # days
UNDER = 2  # sentences under a heading in which its number is told again
_CUES = {"past", "another", "eve", "elsewhere"}  # words in a sentence that tell of which event it is
_HOME = "main happening of its article"
_KNOWN = "its words, day or number are those of another happening than its article's"
_EARLIER = "its day is not that of its article's happening"
_ELSEWHERE = "its place is not that of its article's happening"
_Away = tuple[Candidate, list[Entry], str, Candidate | None]  # claims of another happening, why, and which it is not


@dataclass(frozen=True, slots=True)
class Option:
    """A happening that a claim may belong to, with the signs for and against it; none for one of its own."""

    signs: frozenset[str]
    of: Candidate | None


def placed(told: Sequence[Bundle], finder: HappeningFinder) -> list[Candidate]:
    """Every claim in a happening, those of tables by place and time.

    Args:
        told: what was told together.
        finder: holds the main happening of each.
    """
    away: list[_Away] = []
    together: list[tuple[Entry, Candidate]] = []
    found = [one for one in finder.found if one.into is None]
    beside = _neighbours(found)
    for one in [one for one in told if one.report is None]:
        finder.home[one.members[0].claim_id].members |= {e.claim_id: "same place and time" for e in one.members}
    for article in articles(told, finder, beside):
        _by_their_words(article, away, together)
    others = _Others(found)
    for other, entries, why, main in sorted(away, key=lambda row: (row[0].day is None, row[0].lasts)):
        others.put(entries, other, why, main)
    return [*finder.found, *others.found, *_together(together, beside, told)]


def articles(
    told: Iterable[Bundle], finder: HappeningFinder, beside: Mapping[int, Sequence[Candidate]] | None = None
) -> Iterator[Belonging]:
    """The articles whose claims are to be placed; none that counts something else and tells neither day nor place.

    Args:
        told: what was told together.
        finder: holds the main happening of each.
        beside: the happenings near each one by its number; looked up when None.
    """
    near_by = _neighbours([one for one in finder.found if one.into is None]) if beside is None else beside
    for one in told:
        home = finder.home[one.members[0].claim_id]
        nowhere = one.aside and home.reports == 1 and home.day is None and not home.place.path
        if one.report is not None and not nowhere:
            yield Belonging(one, one.report, home, near_by[home.number])


def _by_their_words(article: Belonging, away: list[_Away], together: list[tuple[Entry, Candidate]]) -> None:
    """Put each claim of an article to the happening that its signs speak for; those of others are noted with why."""
    own: dict[Candidate, list[Entry]] = {}
    for k, entry in enumerate(article.members):
        one = article.home
        if article.counts_several(k):
            together.append((entry, one))
        else:
            options = article.options()
            one = options[best(options, weights("placing_weights"))].of or article.own(k)
            if one.number < 0:
                own.setdefault(one, []).append(entry)
            else:
                one.members[entry.claim_id] = _HOME if one is article.home else _KNOWN
        article.take(one)
    for one, entries in own.items():
        if one.places:
            why = _ELSEWHERE if one.day in (None, article.home.start) else _EARLIER
            away.append((one, entries, why, None if article.at_home(one.place) else article.home))


class _Others:
    """What articles tell beside their main happenings: the main ones of other articles, or new ones.

    They meet by day and place, or by a number of one place that is hardly shared by chance.
    """

    def __init__(self, known: Iterable[Candidate]) -> None:
        self.found: list[Candidate] = []
        self._by_sign: dict[object, list[Candidate]] = defaultdict(list)
        for one in known:
            if one.day is not None and one.stems:
                for sign in (one.day, *((one.place.path[:1], number) for number in sorted(one.all))):
                    self._by_sign[sign].append(one)

    def put(self, entries: Sequence[Entry], other: Candidate, why: str, main: Candidate | None) -> None:
        """Put claims told together to the happening known by their day and place or a number, else to a new one.

        Not to the ``main`` one of their article, which they were found not to be of.
        Without a day they stand with those of their article and place; those of a day are put first.
        """
        land = other.place.path[:1]
        day = other.day if other.day is not None else (entries[0].article, other.place.path)
        many = sorted({(land, _number_of(e)) for e in entries if e.interval.point >= MANY})
        named = sites(e for e in entries if not e.place.known)
        home = next((one for one in self._met(other, [day, *many], named) if one is not main), other)
        if home is other:
            self.found.append(other)
            self._by_sign[day].append(other)
        for sign in many:
            self._by_sign[sign].append(home)
        home.members |= {entry.claim_id: why for entry in entries}

    def _met(self, other: Candidate, signs: Sequence[object], named: Set[str]) -> Iterator[Candidate]:
        """The happenings of the day (the first sign) and place or site of another one, then those of its numbers."""
        yield from (one for one in self._by_sign[signs[0]] if _at_its_place(other, one) or named & one.printed)
        for sign in signs[1:]:
            yield from (one for one in self._by_sign[sign][-CROWDED:] if _then_and_there(other, one))


def _at_its_place(other: Candidate, one: Candidate) -> bool:
    """Whether a happening of the same day has the place of another one; of a long time, or lies in or around it."""
    same = one.place.path == other.place.path or alike(one.place, other.place)
    return same or (other.lasts > 0 and nested(one.place, other.place))


def _then_and_there(other: Candidate, one: Candidate) -> bool:
    """Whether a happening lies in or around the place of another one, was before that was told, and is of its time.

    What tells no time is of the week before or of that very place: a land has many days of 30 dead.
    """
    if not nested(one.place, other.place) or (other.last is not None and one.start > other.last):
        return False
    if other.day is None:
        return one.place.path == other.place.path or (other.last or one.start) - one.start <= WEEK
    return one.day is None or -one.lasts <= one.day - other.day <= other.lasts


def _under_headings(given: Sequence[Entry], scenes: Mapping[str, Context]) -> tuple[Entry, ...]:
    """Claims in order, that of a heading inside the text behind the first of its outcome in the sentence under it."""
    found = list(given)
    for entry in (e for e in given if "heading" in scenes[e.claim_id].roles):
        number = scenes[entry.claim_id].sentence
        below = (e for e in given if 0 < scenes[e.claim_id].sentence - number <= UNDER)
        under = next((e for e in below if family(e.outcome) == family(entry.outcome)), None)
        if under is not None and "heading" not in scenes[under.claim_id].roles:
            found.remove(entry)
            found.insert(found.index(under) + 1, entry)
    return tuple(found)


def best(options: Sequence[Option], known: Mapping[str, float]) -> int:
    """The number of the option with the largest sum, of two alike the first."""
    values = [sum(known.get(sign, 0.0) for sign in sorted(option.signs)) for option in options]
    return values.index(max(values))


@dataclass(eq=False)
class Group:
    """What the claims so far of one happening tell; ``last`` is the number of the last one."""

    last: int = -1
    claims: set[str] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    numbers: set[tuple[str, float]] = field(default_factory=set)


class Belonging:
    """The claims of one article in their order, and what each may belong to.

    Args:
        told: the article with its claims.
        report: what its text tells.
        home: its main happening.
        beside: happenings of other articles near that in time and land.
    """

    def __init__(self, told: Bundle, report: Report, home: Candidate, beside: Sequence[Candidate]) -> None:
        self.members, self.home = _under_headings(told.members, report.scenes), home
        self._told, self._report = told, report
        self._beside = [one for one in beside if told.said is None or one.start <= told.said]
        self.taken: list[Candidate] = []  # the happenings of the claims so far
        self._groups: dict[Candidate, Group] = {home: Group()}  # the one told of last at the end
        self._scenes = [report.scenes[entry.claim_id] for entry in self.members]
        self._at = {entry.claim_id: k for k, entry in enumerate(self.members)}
        self._printed = {entry.printed_place: entry.place for entry in self.members if entry.place.path}
        self._days = {entry.event_day for entry in self.members}
        self._names = names(report.texts[report.article])
        self._opening = sorted({scene.sentence for scene in self._scenes})[:LEAD]
        self._centre = told.place if told.place.within(home.place) else home.place  # the narrower one

    def counts_several(self, k: int) -> bool:
        """Whether claim ``k`` counts several happenings together, and there are others near."""
        return bool(self._beside) and "several" in self._scenes[k].roles

    def at_home(self, place: Place) -> bool:
        """Whether claims of the main happening so far lie in a place."""
        return place in self._groups[self.home].places

    def start(self) -> None:
        """Forget what the claims so far were put to."""
        self.taken, self._groups = [], {self.home: Group()}

    def take(self, one: Candidate) -> None:
        """Put the next claim to a happening, which is told of the claims after it."""
        k = len(self.taken)
        self.taken.append(one)
        group = self._groups.pop(one, None) or Group()
        self._groups[one] = group
        group.last = k
        group.claims.add(self.members[k].claim_id)
        group.places.add(self.members[k].place)
        if self.members[k].interval.known:
            group.numbers.add(_number_of(self.members[k]))
        if (day := self._day(k)) is not None:
            group.days.add(day)

    def options(self) -> list[Option]:
        """What the next claim may belong to."""
        k = len(self.taken)
        if k and self._scenes[k].sentence < self._scenes[k - 1].sentence:  # a heading
            return [Option(frozenset(), self.taken[-1])]
        before = list(islice((one for one in reversed(self._groups) if one is not self.home), LAST))
        main = (*self._time(k), *self._place(k), *self._number(k), *self._position(k))
        others = [(self._other(k, one), one) for one in self._beside if one not in before and self._tells(k, one)]
        again = [(self._again(k, self._groups[one]), one) for one in before]
        told = ((main, self.home), *again, *others, (self._own(k), None))
        return [Option(frozenset(signs), one) for signs, one in told]

    def _own(self, k: int) -> Iterator[str]:
        """Signs of a happening of its own: hardly one of which neither day, time, place nor word tells another."""
        yield "own"
        place, centre, scene = self.members[k].place, self.home.place, self._scenes[k]
        if self._day(k) is not None or scene.year or scene.roles & _CUES:
            return
        if not place.path or self.at_home(place):
            yield "own_untold"
        elif place.known and place.path != centre.path and place.within(centre) and len(centre.path) > REGION:
            yield "own_at_site"

    def own(self, k: int) -> Candidate:
        """A happening of claim ``k``: of the day or time it tells, at its place; of no place when it tells neither."""
        place = self.members[k].place
        apart = bool(place.path) and not self.home.place.within(place)
        day, lasts = self._day_of_its_own(k, apart=apart)
        places = [place if place.path else self.home.place] if apart or day is not None else []
        return Candidate(days=Counter([day] if day else ()), first=self._told.said, last=self._told.said, lasts=lasts,
                         places=Counter(places))  # fmt: skip

    def _day_of_its_own(self, k: int, *, apart: bool) -> tuple[int | None, int]:
        """The day of a claim of another happening, and how long it stands for; strikes elsewhere are of one day."""
        day, (first, last) = self._day(k), self._scenes[k].year or (0, 0)
        if day is None and first and last <= self.home.start:
            return first, last - first
        same = day is None and apart and self._report.strikes
        return (self.home.start if same else day), 0

    def _day(self, k: int) -> int | None:
        """The day a claim or its sentence tells; none where it also tells of the one before: it may be either's.

        In the sentence of a running total another day is that of its count, as is one on which somebody spoke of what
        befell in the week before it; what was told before the main happening is of an earlier one.
        """
        entry, scene = self.members[k], self._scenes[k]
        told = entry.event_day is not None or entry.tally == "cumulative" or self._only_spoken(entry, scene.day)
        day = entry.event_day if told else scene.day
        return None if "eve" in scene.roles and day == self.home.day else day

    def _only_spoken(self, entry: Entry, day: int | None) -> bool:
        """Whether somebody only spoke on a day; on that of printing, of what befell in the week before it."""
        if day is None or day != entry.day or (self.home.sure and day < self.home.start):
            return False
        return day != entry.published or day - self.home.start <= WEEK

    def _tells(self, k: int, one: Candidate) -> bool:
        """Whether a claim tells the day or a number of a happening beside the main one, or of the day before.

        A round number is no sign where the other happening lies in another place or is told of the whole land.
        """
        day, place = self._day(k), self.members[k].place
        eve = "eve" in self._scenes[k].roles and self._is_eve(one)
        if eve or (day is not None and day == one.day):
            return True
        elsewhere = place.path and one.place.path and not one.place.within(place)
        return self._told_there(k, one) > 0 and not (elsewhere and _size(_number_of(self.members[k])[1]) == "round")

    def _is_eve(self, one: Candidate) -> bool:
        return one.day is not None and self.home.day is not None and self.home.day - one.day == 1

    def _told_there(self, k: int, one: Candidate) -> int:
        """In how many reports of a happening but its own the number of a claim is the first of its outcome."""
        number = _number_of(self.members[k])
        return one.numbers[number] - (one is self.home and number in self._told.numbers)

    def _named(self, k: int) -> str:
        """Where the name of a claim's place stands: in its clause, its sentence, elsewhere in the text, or nowhere."""
        told, scene = self.members[k].printed_place, self._scenes[k]
        if named_in(told, scene.names):
            return "clause" if named_in(told, scene.beside) else "sentence"
        return "before" if named_in(told, self._names) else "nowhere"

    def _time(self, k: int) -> Iterator[str]:
        """Signs of the day or the time that a claim tells, against that of the main happening."""
        day, (first, last) = self._day(k), self._scenes[k].year or (0, 0)
        if day is not None:
            yield from self._on_day(k, day - self.home.start)
        elif first:
            yield "month_before" if last <= self.home.start else "month"

    def _on_day(self, k: int, apart: int) -> Iterator[str]:
        """Signs of a day that lies so many days after that of the main happening."""
        told = "day" if self.members[k].event_day is not None else "day_of_sentence"
        printing, least = ("", 2) if self.home.day is not None else ("_of_printing", MONTH)
        yield f"{told}_{_distance(apart)}{printing}"
        another, days = ("_in_struggle", abs(apart)) if self._told.struggle else ("", -apart)
        if days >= least:
            yield f"day_of_another{another}"
        struck = told == "day" and self._report.strikes and self._report.day == self.home.day
        if apart == -1 and (struck or self.home.day in self._days):
            yield "day_before_held_apart"

    def _place(self, k: int) -> Iterator[str]:
        """Signs of the place of a claim, against that of the main happening."""
        place, named = self.members[k].place, self._named(k)
        where = self._relation(place)
        if self.members[k].outcome in EXCHANGED and where != "same":
            yield "place_released"  # from one land to another
            return
        yield f"place_{where}_{named}" if where != "untold" else "place_untold"
        if where in ("untold", "same", "around"):
            return
        if self._report.wide:
            yield f"place_{where}_wide"
        here = named in ("clause", "sentence")
        if here and self._is_apart(place):
            alone = self._report.strikes and self._stands_alone(k, named)
            yield "strike_elsewhere" if alone else f"place_apart_{named}"

    def _stands_alone(self, k: int, named: str) -> bool:
        """Whether the clause or sentence that names the place of a claim names no other place of claims."""
        told, place = self._scenes[k].beside if named == "clause" else self._scenes[k].names, self.members[k].place
        others = {other for printed, other in self._printed.items() if named_in(printed, told)}
        return all(place.within(other) or alike(place, other) for other in others)

    def _is_apart(self, place: Place) -> bool:
        """Whether a place meets none of those of the main happening so far, where that is not all over a region."""
        main = self._groups[self.home].places or self.home.homes.keys() - {self._told.place}
        if not main or place in main or self._report.wide or land_of(place):
            return False
        towns = [one for one in main if len(one.path) > REGION]
        return not any(_about(place, one) or place.within(one) for one in towns or main)

    def _relation(self, place: Place) -> str:
        """How a place lies to that of the article: the same, around it, inside, beside, in its region or land."""
        centre = self._centre
        if not place.path or not centre.path:
            return "placed" if place.path else "untold"
        if place == centre or alike(place, centre):
            return "same"
        if nested(place, centre):
            return "around" if centre.within(place) else "inside"
        return "next" if _about(place, centre) else _beyond(place, centre)

    def _number(self, k: int) -> Iterator[str]:
        """Signs of what a claim counts, against the numbers of the main happening so far."""
        outcome, point = _number_of(self.members[k])
        if self._told_there(k, self.home) > 0:
            yield f"number_of_others_{_size(point)}"
        yield self._beside_main(k, {number for of, number in self._groups[self.home].numbers if of == outcome})
        whole = self._at.get(self.members[k].whole, k)
        if whole < k:
            yield "part_of_main" if self.taken[whole] is self.home else "part_of_another"
        if self._scenes[k].part:
            yield "part_in_words"

    def _beside_main(self, k: int, main: Set[float]) -> str:
        """How a number lies to those of its outcome that the main happening has so far."""
        point = _number_of(self.members[k])[1]
        if point in main:
            return "number_again_many" if point >= FEW else "number_again"
        if not main:
            return "outcome_new"
        return f"number_{_against(point, max(main))}" if self.members[k].interval.known else "number_other"

    def _position(self, k: int) -> Iterator[str]:
        """Signs of where a claim stands, and the words of its sentence that tell of another event."""
        scene = self._scenes[k]
        for role in scene.roles & _CUES - ({"elsewhere"} if self._report.wide else set()):
            yield f"{role}_in_clause" if role in scene.near else f"{role}_in_sentence"
        if scene.sentence in self._opening:
            yield "opening"
        last = "main" if k and self.taken[-1] is self.home else "another"
        yield f"after_{last}_{self._apart(k - 1, k)}" if k else "first"

    def _apart(self, earlier: int, k: int) -> str:
        sentences = self._scenes[k].sentence - self._scenes[earlier].sentence
        return ("here", "next", "close")[sentences] if sentences <= 2 else "far"

    def _again(self, k: int, told: Group) -> Iterator[str]:
        """Signs that a claim goes on with a happening that its article told of before."""
        yield f"again_{self._apart(told.last, k)}"
        yield "again_last" if told.last == k - 1 else "again_earlier"
        if self.members[k].whole in told.claims:
            yield "again_part"
        yield from self._again_place(k, [place for place in told.places if place.path])
        yield from self._again_day(k, told.days)
        number = _number_of(self.members[k])
        if any(outcome == number[0] for outcome, _ in told.numbers):
            yield "again_number" if number in told.numbers else "again_other_number"

    def _again_day(self, k: int, days: Set[int]) -> Iterator[str]:
        day = self._day(k)
        if day is not None and days:
            apart = min(abs(day - other) for other in days)
            yield f"again_{'other' if apart > 1 else 'next' if apart else 'same'}_day"

    def _again_place(self, k: int, places: Sequence[Place]) -> Iterator[str]:
        place = self.members[k].place
        if not place.path or not places:
            return
        if any(nested(place, other) or alike(place, other) for other in places):
            yield "again_place"
        else:
            yield "again_place_elsewhere" if self._named(k) in ("clause", "sentence") else "again_other_place"
        if place in places and place != self._centre:
            yield "again_same_place"

    def _other(self, k: int, one: Candidate) -> Iterator[str]:
        """Signs that a claim is of a happening beside the main one, of which other articles tell."""
        yield "beside"
        number, reports = _number_of(self.members[k]), self._told_there(k, one)
        if reports > 0:
            yield f"beside_number_{_size(number[1])}"
        if reports > 0 and not self.home.numbers[number]:
            yield "beside_number_only"
        day = self._day(k)
        if day is not None and one.day is not None:
            yield "beside_day" if day == one.day else "beside_other_day"
        place = self.members[k].place
        if place.path and one.place.path:
            yield "beside_place" if nested(place, one.place) else "beside_other_place"


def _beyond(place: Place, other: Place) -> str:
    """How a place lies to one that it does not meet: in its region or land, abroad; unknown where no region is told."""
    if not place.known and len(place.path) <= REGION:
        return "unknown"
    shared = sum(place.path[:n] == other.path[:n] for n in range(1, REGION + 1))
    return ("abroad", "in_land", "in_region")[shared]


def _about(place: Place, other: Place) -> bool:
    """Whether a place is another one, lies around it, or is a town near it."""
    return other.within(place) or alike(place, other) or near(place, other, BESIDE_TOWN)


def _number_of(entry: Entry) -> tuple[str, float]:
    return family(entry.outcome), entry.interval.point


def _against(number: float, most: float) -> str:
    """How a number lies to the largest told so far: more than twice as large, less than half, or like it."""
    if number > 2 * most:
        return "larger"
    return "smaller" if 2 * number < most else "like"


def _distance(days: int) -> str:
    """How a day lies to another one, by so many days after it.

    >>> [_distance(days) for days in (-30, -3, -1, 0, 1, 2)]
    ['long_before', 'before', 'eve', 'same', 'next', 'after']
    """
    if abs(days) <= 1:
        return ("eve", "same", "next")[days + 1]
    return "after" if days > 0 else "before" if days >= -WEEK else "long_before"


def _size(point: float) -> str:
    """How likely a number is shared by chance: a small or a round one is."""
    if point < FEW:
        return "few"
    return "round" if significant(point) == 1 and point >= MANY else "many"


def _neighbours(found: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    """For every happening those of the same country, or of no place, nearest in time."""
    shelves: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        if one.stems:
            shelves[one.place.path[0] if one.place.path else ""].append(one)
    result: dict[int, list[Candidate]] = defaultdict(list)
    for shelf in shelves.values():
        shelf.sort(key=lambda one: one.start)
        for at, one in enumerate(shelf):
            beside = shelf[max(0, at - BESIDE) : at] + shelf[at + 1 : at + 1 + BESIDE]
            result[one.number] = [h for h in beside if abs(h.start - one.start) <= STALE]
    return result


def _together(
    given: Sequence[tuple[Entry, Candidate]], near_by: Mapping[int, Sequence[Candidate]], told: Sequence[Bundle]
) -> list[Candidate]:
    """Counts over several happenings at once: a happening of its own, made of the main one and the one beside it."""
    found: dict[tuple[int, ...], Candidate] = {}
    articles: dict[str, set[str]] = defaultdict(set)
    for one in told:
        articles[one.members[0].article] |= {e.claim_id for e in one.members}
    for entry, home in given:
        beside = [h for h in near_by[home.number] if articles[entry.article] & h.members.keys()]
        other = min(beside or near_by[home.number], key=lambda h: (abs(h.start - home.start), h.number))
        if abs(other.start - home.start) > SPAN:
            home.members[entry.claim_id] = _HOME
        else:
            both = found.setdefault(tuple(sorted((home.number, other.number))), _made_of(home, other))
            both.members[entry.claim_id] = "counts several happenings together"
    return list(found.values())


def _made_of(home: Candidate, other: Candidate) -> Candidate:
    """A happening that is two: of the earlier day, at the places of both."""
    day = min(d for d in (home.day, other.day, home.start) if d is not None)
    return Candidate(days=Counter([day] if day else ()), first=home.first, last=home.last,
                     places=home.places + other.places, parts=tuple(sorted((home.number, other.number))))  # fmt: skip
