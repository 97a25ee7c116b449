"""Finding: whole articles brought together to the happenings they tell of.

What is evidence of one happening is added up: the same day, the same place, rare words, shared numbers. Articles are
put one after the other, those that tell their day first; an index of signs keeps the work near linear.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest

from newslib.compare.drafts import EXCHANGED, MANY, THOUSAND, Bundle, Candidate, size_of
from newslib.compare.places import REGION, Place, alike, near, nested
from newslib.compare.scenes import Report

JOIN = 2.5  # evidence from which two reports tell of one happening
WORDS, NAMES = 4.5, 6.0  # evidence of words, and of names in another language, if two reports shared all of them
MOST = 4.0  # evidence that words and numbers give at most
NEAR = 3  # days in which reports about one incident follow each other
SPAN = 10  # days in which an incident is news
FEW = 5  # people: a number this large is not shared by chance in one town
MASSACRE = 100  # people: more than a day of a struggle takes
MEMORABLE = 20  # people: an incident of this size is still told years later
WEEKS = 30  # days in which articles go on telling of a disaster
STALE = 60  # days after which a toll hardly grows
CANDIDATES = 30  # happenings a report is held against; keeps the work linear
CROWDED = 200  # happenings that share a sign beyond which it tells nothing
SMALL = 40  # numbers of a happening that halve what sharing a small one tells
CROWD = 10  # happenings of a country that halve what it tells; days told of a place that is struck often
SIGNS = 20  # rare words by which a report is looked for
SITE = 4  # places from the country down to a building or a village
OTHER_DAY = 0.5  # evidence of time at most where two reports tell acts of war of two days
TENTH = 10  # times by which the first numbers of a report that goes on telling of a disaster may fall short of its toll
BESIDE = 40  # kilometres between a town and the next one that a report may name for it


class HappeningFinder:
    """Finds the happening of each report among those found before it, by signs they share.

    Args:
        reports: what the text of each article tells.
        told: what is going to be put.
    """

    def __init__(self, reports: Mapping[str, Report], told: Sequence[Bundle]) -> None:
        self.found: list[Candidate] = []
        self.home: dict[str, Candidate] = {}
        self.told: dict[int, list[Bundle]] = defaultdict(list)
        self._by_sign: dict[object, list[Candidate]] = defaultdict(list)
        self._spread = Counter(stem for report in reports.values() for stem in report.stems)
        self._heard = Counter(name for one in told for name in one.sounds)
        many = max(1, len(reports))
        self._weights = {stem: math.log(1 + many / n) for stem, n in self._spread.items()}
        self._names = {name: math.log(1 + many / n) for name, n in self._heard.items()}
        self._days: dict[tuple[str, ...], set[int | None]] = defaultdict(set)  # told of each place
        for one in told:
            self._days[one.place.path] |= {one.day} if one.dated else set()
        self._last: tuple[Bundle | None, tuple[float, float]] = (None, (0.0, 0.0))  # held against others last
        self._whole: dict[int, tuple[int, Bundle | None]] = {}  # happenings as reports, of so many reports

    def put(self, told: Bundle) -> None:
        """Join a report to the happening that fits best, or open a new one."""
        best, score = None, JOIN
        for one in self._candidates(told):
            fits = self.score(told, one)
            if fits >= score:
                best, score = one, fits
        if best is None:
            best = Candidate(len(self.found))
            self.found.append(best)
        self._add(told, best)

    def _signs(self, told: Bundle) -> Iterator[object]:
        if told.place.path:
            yield from (("place", key) for key in told.place.keys)
        elif told.report is None:
            yield ("nowhere",)
        yield from (("number", *number) for number in sorted(told.numbers) if number[1] >= MANY)
        if told.day is not None:
            yield ("day", told.day)
        yield from (("name", name) for name in _rarest(told.sounds, self._heard))
        yield from (("stem", stem) for stem in _rarest(told.stems, self._spread))

    def _candidates(self, told: Bundle) -> list[Candidate]:
        """The happenings that share most with a report; a sign that few have tells more than one of all."""
        shared: dict[int, float] = defaultdict(float)
        for sign in self._signs(told):
            known = self._by_sign[sign]
            worth = math.log1p(len(self.found) / len(known)) if known else 0.0
            for number in {one.number for one in known[-CROWDED:]}:
                shared[number] += worth
        best = nsmallest(CANDIDATES, shared, key=lambda n: (-shared[n], -n))
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

    def _fits(self, one: Candidate, whole: Bundle, other: Candidate) -> float:
        """Evidence that two happenings are one: the later as a report of the earlier."""
        if (other.first or 0) <= (one.first or 0):
            return self.score(whole, other)
        late = self._as_told(other)
        return self.score(late, one) if late else 0.0

    def _as_told(self, one: Candidate) -> Bundle | None:
        """A happening as one report; none of a table has a text, and one that was joined is no longer told."""
        if self._whole.get(one.number, (-1, None))[0] != one.reports or one.into is not None:
            self._whole[one.number] = (one.reports, self._joined(one))
        return self._whole[one.number][1]

    def _joined(self, one: Candidate) -> Bundle | None:
        told = self.told[one.number]
        if one.into is not None or not told or any(t.report is None for t in told):
            return None
        return replace(
            told[0], members=tuple(e for t in told for e in t.members), day=one.day, said=one.first, place=one.place,
            places=one.places, printed=frozenset(one.printed), stems=one.stems, sounds=tuple(one.sounds),
            numbers=frozenset(one.numbers), all=frozenset(one.all), sure=one.sure,
            changed=any(t.changed for t in told), aside=all(t.aside for t in told),
        )  # fmt: skip

    def _add(self, told: Bundle, one: Candidate) -> None:
        self.told[one.number].append(told)
        one.add(told)
        for entry in told.members:
            self.home[entry.claim_id] = one
        for sign in self._signs(told):
            if not self._by_sign[sign] or self._by_sign[sign][-1] is not one:
                self._by_sign[sign].append(one)

    def score(self, told: Bundle, one: Candidate) -> float:
        """Evidence that a report tells of a happening; ``JOIN`` is enough."""
        where = self.where(told, one)
        often = self._often(told.place if told.place.path else one.place)
        least = _when(told, one, apart=where < 0, often=often) + where
        if least + MOST < JOIN:
            return least  # whatever words and numbers tell
        return least + self.words(told, one) + _counts(told, one)

    def _often(self, place: Place) -> bool:
        """Whether many days are told of a place: of each of them something else may be told."""
        return bool(place.path) and len(self._days[place.path]) > CROWD

    def where(self, told: Bundle, one: Candidate) -> float:
        """Evidence of place: the same, one in the other, or two that exclude each other."""
        here, there = told.place, one.place
        if _names_its_place(told, one):
            return 1.0 if told.struggle or one.struggle else 1.5
        if told.report is None:
            return _where_of_a_row(here, one)
        if here.path and (here == there or alike(here, there)):
            return self._struck(here)
        if here.path and nested(here, there):
            return self._around(min(here, there, key=lambda place: len(place.path)))
        return 0.75 if _share_a_place(told, one) else _elsewhere(told, one)

    def _struck(self, place: Place) -> float:
        """That a report lies in the place of a happening says less the more happenings that has."""
        if not place.known:
            return 2.0
        if len(place.path) > REGION:
            return 1.0 + self._rare(place)
        return 1.0 / (1.0 + len(self._by_sign[("place", place.keys[-1])]) / CROWD)

    def _around(self, outer: Place) -> float:
        """That one place lies in the other says less where the outer one is a country with many happenings."""
        return 1.0 if len(outer.path) > 1 else self._rare(outer)

    def _rare(self, place: Place) -> float:
        return min(1.0, FEW / max(1, len(self._by_sign[("place", place.keys[-1])])))

    def words(self, told: Bundle, one: Candidate) -> float:
        """Evidence of words: how much of what is rare in the report its happening's other reports share.

        Where none of these is in its language, the names in their texts are compared by their sound.
        """
        names = not one.languages[told.language]
        own, known = (told.sounds, self._names) if names else (told.stems, self._weights)
        core, size = one.core("" if names else told.language, known)
        joint = sum(known[word] * core[word] for word in own if word in core)
        size *= self._sizes(told)[names]
        return min(1.5, (NAMES if names else WORDS) * joint / size) if size else 0.0

    def _sizes(self, told: Bundle) -> tuple[float, float]:
        """The size of the words of a report and of its names, worked out once for all it is held against."""
        if self._last[0] is not told:
            words, names = (self._weights.get(stem, 0.0) for stem in told.stems), (self._names[n] for n in told.sounds)
            self._last = (told, (size_of(words), size_of(names)))
        return self._last[1]


def _rarest(told: Iterable[str], spread: Mapping[str, int]) -> list[str]:
    """The words that fewest reports have, and no report alone."""
    return nsmallest(SIGNS, (word for word in told if spread[word] > 1), key=lambda word: (spread[word], word))


def _names_its_place(told: Bundle, one: Candidate) -> bool:
    """Whether a report of no known place names that of a happening in its text, or the other way round."""
    here = not told.place.known and not one.printed.isdisjoint(told.sounds)
    return here or (not one.place.known and not one.sounds.keys().isdisjoint(told.printed))


def _elsewhere(told: Bundle, one: Candidate) -> float:
    """What two places that do not meet tell against one happening; a name the registry lacks may lie in any land."""
    if not told.place.path or not one.place.path:
        return _scattered(told.place, one)
    known = told.place.known + one.place.known
    wide = known == 1 and any(place.known and len(place.path) <= REGION for place in (told.place, one.place))
    free = _counts_freed(told.numbers) and _counts_freed(one.numbers)  # from one land to another
    if wide or (known > 1 and (free or _beside(told, one))):
        return 0.0
    return (-2.0, -1.0, -3.0)[known]


def _counts_freed(numbers: Iterable[tuple[str, float]]) -> bool:
    return any(outcome in EXCHANGED for outcome, _ in numbers)


def _where_of_a_row(here: Place, one: Candidate) -> float:
    """Evidence of the place that a row of a table gives."""
    there = one.place
    if here in one.places:
        return 2.0
    if not here.path or not there.path:
        return _scattered(here, one)
    return 0.75 if nested(here, there) else -3.0


def _scattered(here: Place, one: Candidate) -> float:
    """What a place tells against a happening of which most reports tell one, and no two the same; else nothing."""
    return -2.0 if here.path and 2 * one.homes.total() > one.reports else 0.0


def _beside(told: Bundle, one: Candidate) -> bool:
    """Whether towns lie beside each other, or a text names the other one, and a number is hardly shared by chance."""
    many = any(point >= MANY for _, point in told.all & one.all)
    return many and (near(told.place, one.place, BESIDE) or not one.printed.isdisjoint(told.sounds))


def _live(one: Candidate) -> Candidate:
    while one.into is not None:
        one = one.into
    return one


def _when(told: Bundle, one: Candidate, *, apart: bool, often: bool) -> float:
    """Evidence of time: the same day told, or told soon after.

    ``apart`` says that the report names another place; ``often`` that its place is struck often, so that a day which a
    claim tells is that of another event.
    """
    if _goes_on(told, one):
        return 1.5
    if told.day is not None and told.day == one.day:
        return 2.0
    if told.day is not None and one.day is not None and _firm(told, one, often=often):
        return _of_another_day(abs(told.day - one.day))
    return -6.0 if _other_days(told, one) else _when_told(told, one, apart=apart)


def _when_told(told: Bundle, one: Candidate, *, apart: bool) -> float:
    """Evidence of the days on which a report and a happening are told of; none told before it happened."""
    since = _since(told, one)
    if since is None:
        return 0.0
    if since < -1:
        return -6.0
    return _by_its_words(told, one, since, apart=apart) if told.report is not None else _of_a_row(told, one, since)


def _firm(told: Bundle, one: Candidate, *, often: bool) -> bool:
    """Whether the days of a report and of a happening are those of events, not only of speaking."""
    return all(x.sure or (often and x.dated) for x in (told, one))


def _of_another_day(apart: int) -> float:
    """Evidence of two days told for sure that lie so many days apart."""
    return -1.5 if apart == 1 else -2.0 if apart <= NEAR else -6.0


def _of_a_row(told: Bundle, one: Candidate, since: int) -> float:
    """Evidence of the time of a row of a table so many days after a happening."""
    soon = since <= SPAN and (told.said or 0) - (one.last or one.first or 0) <= NEAR
    return 1.0 if soon else 0.75 if _like(told, one, since) else -1.0


def _since(told: Bundle, one: Candidate) -> int | None:
    """Days from a happening to a report, from the day that a report tells surely to a happening's first report."""
    if told.said is None or one.first is None:
        return None
    if told.day is not None and told.sure:
        return one.first - told.day
    return told.said - (one.first if one.day is None or (not one.sure and one.day > one.first) else one.day)


def _by_its_words(told: Bundle, one: Candidate, since: int, *, apart: bool) -> float:
    """Evidence of the time of a report so many days after a happening, by the day it tells and the toll it gives."""
    if _another_day(told, one):
        return -3.0
    days = 0 if told.day is None or one.day is None else abs(told.day - one.day)
    most = OTHER_DAY if days and told.struck and one.struck else 2.0
    if told.day not in (None, told.said) and one.start - 1 <= (told.day or 0) <= one.start + 1:
        return min(most, 1.0)
    like = _at_one_site(told, one) or (not apart and _like(told, one, since))
    return -1.5 if days > NEAR and not like else min(most, _soon(since, like=like))


def _at_one_site(told: Bundle, one: Candidate) -> bool:
    """Whether both lie in one building or village: it is struck once, and told of for years."""
    return told.place == one.place and len(told.place.path) >= SITE


def _goes_on(told: Bundle, one: Candidate) -> bool:
    """Whether a report of the next weeks goes on telling of a disaster that fell on the same land.

    One that tells another day must give a number of many of it first, any other one of its size: a land may be struck
    twice.
    """
    day = told.said if told.day is None else told.day
    if day is None or not 0 <= day - one.start <= WEEKS or not _fell_there(told, one):
        return False
    if told.sure:
        return any(point >= MANY for _, point in told.numbers & one.all)
    again = [point * TENTH > high for point, (_, high) in _spans(told, one)]
    return any(again) or not again


def _fell_there(told: Bundle, one: Candidate) -> bool:
    """Whether a report and most of a happening's tell of what falls on a region, in one land."""
    fell = told.report is not None and told.report.wide and not told.report.strikes
    return fell and 2 * one.wide > one.reports and told.place.path[:1] == one.place.path[:1]


def _spans(told: Bundle, one: Candidate) -> list[tuple[float, tuple[float, float]]]:
    """The first numbers of a report, each with the lowest and highest of its outcome that a happening has."""
    return [(point, one.span[outcome]) for outcome, point in told.numbers if outcome in one.span]


def _other_days(told: Bundle, one: Candidate) -> bool:
    """Whether a report and a happening of a struggle are days apart: every day has its dead.

    A town and a number of five and more that both tell are of one happening all the same, and so are tolls beyond
    those of a day, of one size.
    """
    if not (told.struggle and one.struggle) or _days_apart(told, one) <= 1:
        return False
    tolls = [(low / 2, point, high * 2) for point, (low, high) in _spans(told, one) if min(point, high) >= MASSACRE]
    return not _same_in_town(told, one) and not any(least <= point <= most for least, point, most in tolls)


def _days_apart(told: Bundle, one: Candidate) -> int:
    """Days between those that a report and a happening tell, else on which they are told; none where nobody tells."""
    day, other = (told.said if told.day is None else told.day), (one.first if one.day is None else one.day)
    return 0 if day is None or other is None else abs(day - other)


def _same_in_town(told: Bundle, one: Candidate) -> bool:
    """Whether a report and a happening tell one town and one number of five and more."""
    town = len(told.place.path) > REGION and told.place in one.places
    return town and any(point >= FEW for _, point in told.numbers & one.numbers.keys())


def _another_day(told: Bundle, one: Candidate) -> bool:
    """Whether a report tells a day, not only its own, long before or after that of a happening, or its last report."""
    if told.day is None or (told.day == told.said and not told.dated):
        return False
    known = one.day if one.day is not None else min(told.day, one.last or told.day)
    return abs(told.day - known) > SPAN


def _soon(since: int, *, like: bool) -> float:
    """Evidence of a report so many days after a happening; a late one needs a like toll, or one building."""
    if since < 0:
        return 0.0
    if since <= 2 * NEAR:
        return 1.5 if since <= 1 or like else 1.0
    if like:
        return 0.5
    return 0.0 if since <= SPAN else -1.5


def _share_a_place(told: Bundle, one: Candidate) -> bool:
    """Whether the place of a report, or any of several, is one of those of a happening, or the other way round."""
    here, there = told.place, one.place
    if here.path:
        return here in one.places or there in told.places
    return there in told.places if there.path else bool(told.places.keys() & one.places.keys())


def _counts(told: Bundle, one: Candidate) -> float:
    """Evidence of numbers: those they share, against a toll that could not have fallen so far."""
    first = dict(sorted(told.numbers & one.numbers.keys()))  # the largest of each
    chance = 1.0 / (1.0 + len(one.all) / SMALL)
    score = sum(_worth(point, chance) for point in first.values())
    score += 0.5 * sum(_worth(number[1], chance) for number in told.all if number in one.all and (
        number not in told.numbers or number not in one.numbers))  # fmt: skip
    against = 1.5 if _falls(told, one) and not told.changed and told.report is not None and not told.aside else 0.0
    return min(2.5, score) - against


def _falls(told: Bundle, one: Candidate) -> bool:
    """Whether a toll is less than half of one that was told before."""
    return told.said is not None and any(
        day < told.said and point < 0.5 * toll for outcome, point in told.tops.items()
        for day, toll in one.tolls.get(outcome, ())
    )  # fmt: skip


def _worth(point: float, chance: float) -> float:
    """What a shared number is worth as evidence: a large one is hardly shared by chance."""
    if point >= MASSACRE:
        return 1.5
    return chance * (1.5 if point >= MANY else 0.8 if point >= FEW else 0.3)


def _like(told: Bundle, one: Candidate, since: int) -> bool:
    """Whether late numbers are like those of a memorable happening; an outcome nobody counted is only in its town."""
    town = len(told.place.path) > REGION and told.place == one.place
    if not town and {outcome for outcome, _ in told.numbers} - one.span.keys():
        return False
    return any(_is_like(*number, one, since) for number in told.numbers)


def _is_like(outcome: str, point: float, one: Candidate, since: int) -> bool:
    """Whether a late number is like one near the top of those of a memorable happening."""
    low, high = one.span.get(outcome, (0.0, 0.0))
    grows = 1.25 if since > STALE else 4.0 if min(low, point) >= THOUSAND else 2.0
    tolls = (toll for of, toll in one.numbers if of == outcome and toll >= max(MEMORABLE, high / 2))
    return any(toll / grows <= point <= toll * grows for toll in tolls)
