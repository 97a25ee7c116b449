"""Reasons: why two numbers of one thing differ, by rule, with the words that tell it.

Most numbers of one thing differ because the count went on, because one is rounder or only a bound, or because somebody
took a number back. What is left, two named sources that exclude each other at one time, is a disagreement. ``RULES`` is
the whole of it: the first rule that holds gives the reason.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import pandas as pd

from newslib import sides, tables
from newslib.compare import intervals
from newslib.compare.entries import BROAD, MAIN, Entry, grouped
from newslib.compare.happenings import Happening
from newslib.compare.intervals import Interval
from newslib.compare.places import Place, near, place, printed_names
from newslib.compare.scenes import SHORT, Report
from newslib.compare.tellings import AT_MOST, DAYS, Link
from newslib.compare.things import Thing
from newslib.compare.values import Value, pairs, scene_of, values
from newslib.lexicons import lexicon, words
from newslib.passages import word_roles

LEAST = 5  # people: smaller numbers differ for too many reasons to call it a disagreement
BOUND = 1.2  # times by which a number may lie above a bound that still tells it
EARLY = 2  # days by which the day told of an incident may miss
STANDS = 31  # days a running total stands without being renewed
APART = 100  # times by which two numbers may differ unless an article holds them against each other
MANY = 20  # times by which two numbers may differ that opponents do not hold against each other
TWICE = 2  # times by which two numbers of a text may differ whose sources have no names
BESIDE = 10  # code points beside a claim in which a word like "among" tells of whom it is
NEAR = 50  # kilometres from a town to a village that is told by its name
FORCES = {"military", "police", "officers"}
FALLING = ("in_hospital", "critical", "unidentified", "rubble")  # parts of which fewer are left every day
_TAKEN_BACK = {"revises": "revised", "retracts": "retracted", "drift": "copying_error"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two numbers differ: ``late`` and ``early`` in time, the rule, and the words that tell it."""

    thing: Thing
    late: Value
    early: Value
    reason: str
    rule: str
    words: str


@dataclass(frozen=True)
class _Case:
    """A thing while its numbers are looked at.

    ``day`` is that of its incident. ``told`` are links by their later claim, ``beside`` by claim the claims of its
    outcome in its sentence. ``worded`` are sources whose casualties other texts call killed: what they count is
    not settled. ``spoke`` are the numbers of each source with their days, ``denied`` claims that one does not hold,
    ``held`` claims, each with its source, that a text holds against each other, the lower number first;
    ``groups`` are the kinds of people that claims count as read, before they were settled.
    """

    thing: Thing
    day: int | None
    reports: Mapping[str, Report]
    told: Mapping[str, Sequence[Link]]
    beside: Mapping[str, Sequence[Entry]]
    worded: frozenset[str]
    spoke: Mapping[str, Sequence[tuple[str, int, Interval]]]
    denied: Sequence[Entry]
    held: Collection[tuple[frozenset[str], ...]]
    groups: Mapping[str, str]

    @cached_property
    def falls(self) -> bool:
        """Whether the count falls as time goes: of those missing, still in hospital, under rubble, at one time."""
        return self.thing.tally == "stock" or self.thing.outcome == "missing" or self.thing.scope in FALLING

    @cached_property
    def running(self) -> bool:
        """Whether the numbers are running totals of a war or battle."""
        return self.thing.tally != "incident"

    def of(self, point: float) -> list[Entry]:
        """The claims that give a number, by whatever bound."""
        return [e for e in self.thing.members if e.interval.point == point]


@dataclass(frozen=True)
class _Pair:
    """Two numbers of a thing, the earlier first; where no day tells which is earlier, the lower first.

    A rule tells whether it holds, or the words by which it does.
    """

    case: _Case
    early: Value
    late: Value

    @cached_property
    def link(self) -> Link | None:
        """What a claim of one is to a claim of the other, if a number was taken back or changed."""
        early, late = ({e.claim_id for e in value.entries} for value in (self.early, self.late))
        across = dict.fromkeys(early, late) | dict.fromkeys(late, early)
        linked = sorted(across.keys() & self.case.told.keys())
        return next((link for claim in linked for link in self.case.told[claim] if link.b in across[claim]), None)

    @cached_property
    def one_source(self) -> bool:
        return bool(self.early.voices & self.late.voices)

    @cached_property
    def one_camp(self) -> bool:
        return bool(self.early.parties & self.late.parties)

    @cached_property
    def one_article(self) -> bool:
        return bool(self.early.articles & self.late.articles)

    @cached_property
    def ordered(self) -> bool:
        """Whether it is told which was given first."""
        return bool(self.early.since and self.late.since) or self.one_article

    @cached_property
    def days(self) -> float:
        """Days since the earlier one was given last; one where nobody tells."""
        return self.late.since - self.early.until if self.ordered else 1.0

    @cached_property
    def points(self) -> tuple[float, float]:
        low, high = sorted((self.early.point, self.late.point))
        return low, high

    @cached_property
    def lower(self) -> bool:
        return self.late.point < self.early.point

    @cached_property
    def agree(self) -> bool:
        """Whether one number can satisfy both."""
        return intervals.agree(self.early.interval, self.late.interval)

    @cached_property
    def exclude(self) -> bool:
        """Whether both cannot be true, or a text holds "at least 90" against far more: such a bound is a count."""
        low, high = sorted((self.early, self.late), key=lambda value: value.point)
        floor = low.interval.high is None and high.interval.low is not None
        return not self.agree or (floor and self.side_by_side)

    @cached_property
    def together(self) -> bool:
        """Whether both may tell one count in other words: of one source, or not more than a month apart."""
        return self.one_source or not (self.case.running and self.days > STANDS)

    @cached_property
    def named(self) -> bool:
        """Whether each has a named source that the other lacks, and as many people as can differ, or none.

        A few are enough where a text holds those of one camp against those of another.
        """
        low, high = self.points
        camps = self.early.parties and self.late.parties and self.side_by_side
        enough = high >= LEAST and (low >= LEAST or not low or camps)
        return bool(self.early.voices - self.late.voices and self.late.voices - self.early.voices and enough)

    @cached_property
    def stands(self) -> bool:
        """Whether the earlier one stood when the later was given: until its source gave another, or for a month."""
        if self.case.running and (self.days > STANDS or not self.ordered):
            return False
        said = [told for voice in self.early.voices for told in self.case.spoke.get(voice, ())]
        return all(x == self.early.interval for _, day, x in said if self.early.until < day <= self.late.since)

    @cached_property
    def side_by_side(self) -> bool:
        """Whether a text holds the one against the other, or against its source, as told of one time."""
        both = sorted((self.early, self.late), key=lambda value: value.point)
        low, high = ({name for e in value.told for name in (e.claim_id, e.voice)} for value in both)
        held = any((a <= low and b & high) or (a & low and b <= high) for a, b in self.case.held)
        return held and self.days < 1 and not self.one_camp

    @cached_property
    def hourly(self) -> bool:
        """Whether articles tell the toll of an incident: it grows from hour to hour, in large ones for weeks."""
        told = any(e.article in self.case.reports for e in (*self.early.entries, *self.late.entries))
        return not self.case.running and told

    @cached_property
    def against(self) -> bool:
        """Whether the higher number is no next count: opponents, a text or a day hold it against the lower one."""
        if not self.named or not self.exclude:
            return False
        said = [e.interval.point for e in self.case.denied if e.voice in self.early.voices]
        ruled_out = any(self.early.point < number <= self.late.point for number in said)
        now = self.stands if self.case.running else self.days < 1 or not self.hourly
        opposed = self.opponents_exclude_each_other() and now
        return opposed or ruled_out or self.side_by_side or (self.days < 1 and not self.hourly)

    def _cues(self, value: Value, *roles: str) -> str:
        """The words near a number that say it was changed or given before."""
        scenes = (scene_of(entry, self.case.reports) for entry in value.entries)
        return next(("; ".join(s.cues) for s in scenes if s and s.cues and s.near.intersection(roles)), "")

    def same_number_other_bound(self) -> bool:
        return self.together and self.early.point == self.late.point

    @cached_property
    def bound(self) -> bool:
        """Whether one is a bound that the other keeps, and lies near it."""
        low, high = self.points
        closed = self.early.interval.closed and self.late.interval.closed
        return self.together and self.agree and not closed and high <= low * BOUND

    def bounds_allow(self) -> bool:
        return self.bound and (self.lower or self.days < 1)

    def rounds(self) -> bool:
        a, b = self.early.interval, self.late.interval
        spans = self.agree and intervals.narrow(a) and intervals.narrow(b) and "range" in (a.modifier, b.modifier)
        return self.together and not self.bound and (spans or intervals.rounds(a, b) or intervals.rounds(b, a))

    def taken_back(self) -> bool:
        return self.link is not None

    def other_definition(self) -> str:
        """All claims of a number count by their words what may be the whole or a part: those taken to hospital."""
        told = {self._defined(self.early), self._defined(self.late)}
        told -= set() if self.lower else {"bodies"}  # the dead that are found first are the toll so far
        return max(told) if len(told) > 1 else ""

    def _defined(self, value: Value) -> str:
        told = {scene.part if (scene := scene_of(e, self.case.reports)) else "" for e in value.entries}
        return next(iter(told)) if len(told) == 1 else ""

    def a_hundred_times_apart(self) -> bool:
        low, high = self.points
        return high >= APART * low > 0 and not self.one_article

    def fewer_are_left(self) -> bool:
        return self.lower and self.case.falls and self.days >= 1

    def same_source_lower(self) -> bool:
        return self.lower and self.one_source

    def told_as_changed(self) -> str:
        """A text says so near one of the numbers, or in its sentence; nobody is no count that was lowered."""
        if not self.lower or not self.late.point:
            return ""
        cues = self._cues(self.late, "revise") or self._cues(self.early, "revise", "before")
        if cues or (self.early.parties and self.late.parties):
            return cues
        scenes = (scene_of(entry, self.case.reports) for entry in self.late.entries)
        return next(("; ".join(scene.changed) for scene in scenes if scene and scene.changed), "")

    def same_camp_lower(self) -> bool:
        return self.lower and self.one_camp

    def one_satisfies_the_other(self) -> bool:
        return self.lower and not self.exclude and self.together

    def next_number_of_the_source(self) -> bool:
        return self.one_source

    def one_camp_one_day(self) -> bool:
        return self.one_camp and self.exclude and self.days < 1 and not self.hourly

    def rises_with_time(self) -> bool:
        return not self.lower and (self.one_camp or not self.against)

    def no_named_source(self) -> bool:
        return not self.named

    def at_other_times(self) -> bool:
        """The earlier one stood no more; that nobody was hurt answers the numbers of its article only.

        The toll of an incident is another one after some days, unless both tell its day or a text holds them together.
        """
        none = any(e.outcome != self.case.thing.outcome for value in (self.early, self.late) for e in value.entries)
        early, late = self._days_told()
        aged = self.hourly and self.days > DAYS and not (self.side_by_side or early & late)
        return not self.stands or not self.ordered or (none and not self.one_article) or aged

    def other_place(self) -> str:
        """No known place of one number, by whatever bound and source, lies in, around or near one of the other.

        A total of a war that is told of places in the country is none of the whole war.
        """
        early, late = (self._places(value.point) for value in (self.early, self.late))
        apart = early and late and not any(a.within(b) or b.within(a) or near(a, b, NEAR) for a in early for b in late)
        inside = {all(map(self._inside, value.entries)) for value in (self.early, self.late)}
        wider = self.case.running and len(inside) > 1
        return "; ".join(sorted({one.name for one in early | late})) if apart or wider else ""

    def _places(self, point: float) -> set[Place]:
        return {one for e in self.case.of(point) if (one := place(e.printed_place)).known}

    def _inside(self, entry: Entry) -> bool:
        """Whether a claim is told of a place inside that of its thing."""
        return len(place(entry.printed_place).path) > len(entry.place.path) > 0

    def other_day(self) -> bool:
        """Every day told of one of the numbers is days before or after that of its happening, or of the other one."""
        told, day = self._days_told(), self.case.day
        off = day is not None and any(days and all(abs(d - day) > EARLY for d in days if d) for days in told)
        return off or (not self.case.running and all(told) and told[0].isdisjoint(told[1]))

    def _days_told(self) -> list[set[int | None]]:
        """The days on which the texts say that each number's people met it."""
        return [{e.event_day for e in self.case.of(point)} - {None} for point in self.points]

    def other_time(self) -> bool:
        """One counts since some time and one an incident, and no text holds two numbers of a size together."""
        low, high = self.points
        long = {self._lasts(value.shown) for value in (self.early, self.late)}
        return not self.case.running and len(long) > 1 and not (self.side_by_side and high <= TWICE * low)

    def _lasts(self, entry: Entry) -> bool:
        scene = scene_of(entry, self.case.reports)
        return entry.since is not None or (scene is not None and "since" in scene.roles)

    def other_people(self) -> bool:
        """One counts soldiers or police and the other people or civilians; in a war one civilians, the other people."""
        kinds = {self._counted(value.shown) for value in (self.early, self.late)}
        forces = len(kinds & FORCES) == 1 and len(kinds) > 1 and "unspecified" not in kinds
        return forces or (self.case.running and kinds == {"people", "civilian"})

    def of_a_country(self) -> bool:
        """Two articles tell of one day of a country, where more than one thing may have happened but for disasters."""
        told = [self.case.reports.get(value.shown.article) for value in (self.early, self.late)]
        wide = all(report is not None and report.wide for report in told)
        where = self.early.shown.place
        return self.hourly and not self.one_article and not wide and where.known and len(where.path) == 1

    def _counted(self, entry: Entry) -> str:
        """The kind of people a claim counts as read, of "1,100 soldiers and police" by its words."""
        group, report = self.case.groups.get(entry.claim_id, entry.group), self.case.reports.get(entry.article)
        if group not in BROAD or report is None:
            return group
        told = [hit.row["group"] for hit in lexicon(report.language).finder("groups").find(entry.quote)]
        return next((one for one in told if one not in BROAD), group if group in told else "unspecified")

    def far_apart(self) -> bool:
        """One is many times the other, and their sources are no opponents: they hardly count the same."""
        low, high = self.points
        return high > MANY * low > 0 and not self.opponents_exclude_each_other()

    def nobody_else(self) -> bool:
        """Nobody was hurt among some people, or a text that tells of dead in its own voice speaks of others."""
        none, some = sorted((self.early, self.late), key=lambda value: value.point)
        of_its_text = not none.articles.isdisjoint(e.article for e in some.entries if not e.named)
        others = of_its_text or (self.hourly and not self.one_article) or all(map(self._among_some, none.entries))
        return not none.point and others

    def _among_some(self, entry: Entry) -> bool:
        """Whether a word of a part stands right beside a claim: "no casualties among the guards"."""
        report, scene = self.case.reports.get(entry.article), scene_of(entry, self.case.reports)
        if not (report and scene):
            return False
        text, end = report.texts[entry.article], scene.start + len(entry.quote)
        beside = words(f"{text[max(0, scene.start - BESIDE) : scene.start]} {text[end : end + BESIDE]}")
        return any("part" in word_roles(report.language).get(word.form, ()) for word in beside)

    def its_source_counts_several(self) -> str:
        """Every source of a number gives another one of such people in its sentence, told as no part of it."""
        for value in (self.early, self.late):
            told = [[s for s in self.case.beside.get(e.claim_id, ()) if _several(e, s)] for e in value.named]
            if all(told):
                return f"{value.named[0].quote}; {told[0][0].quote}"
        return ""

    def a_part_lies_between(self) -> str:
        """What one number has more is told in its sentence as a part of it: "207, of whom 12", and 195."""
        low, high = self.points
        told = ((e, part) for value in (self.early, self.late) for e in value.entries
                for part in self.case.beside.get(e.claim_id, ()))  # fmt: skip
        between = ((e, part) for e, part in told if part.whole == e.claim_id and part.interval.point == high - low)
        return next((f"{e.quote}; {part.quote}" for e, part in between), "")

    def sources_may_be_one(self) -> bool:
        """Sources without a name share a word, or a text gives numbers of two sizes for them, or sums them up."""
        low, high = self.points
        bare = [value for value in (self.early, self.late) if not value.parties]
        nameless = [value for value in bare if not any(printed_names(e.source_name) for e in value.named)]
        if self.one_article and any(all(map(self._sums_up, value.named)) for value in nameless):
            return True
        alike = not self.side_by_side and not _heads(self.early).isdisjoint(_heads(self.late))
        return len(nameless) == 2 and (alike or (self.one_article and high > TWICE * low > 0))

    def _sums_up(self, entry: Entry) -> bool:
        """Whether a claim sums up what several say: "officials and media"."""
        report = self.case.reports.get(entry.article)
        roles = word_roles(report.language) if report else {}
        return any("joint" in roles.get(word.form, ()) for word in words(entry.source_name))

    def whose_not_told(self) -> bool:
        """Soldiers of a war are counted and nobody tells whose: the numbers may be those of two armies."""
        return self.case.running and self.case.thing.group == "military" and not self.case.thing.side

    def casualties_or_killed(self) -> bool:
        return bool(self.case.worded & (self.early.voices | self.late.voices))

    def opponents_exclude_each_other(self) -> bool:
        return any(sides.opponent(party) in self.late.parties for party in self.early.parties)

    def named_sources_exclude_each_other(self) -> bool:
        return True


def _heads(value: Value) -> set[str]:
    """The words by which the sources of a number are told."""
    return {word.form for e in value.named for word in words(e.source_name) if len(word.form) >= SHORT}


def _several(entry: Entry, other: Entry) -> bool:
    """Whether a source counts other people of the kind beside those of a claim, not as a part of them."""
    told = other.asserted and other.interval.point != entry.interval.point and not other.former and not entry.former
    alike = other.voice == entry.voice and other.group in (entry.group, *BROAD)
    return told and alike and other.whole != entry.claim_id


RULES: tuple[tuple[str, Callable[[_Pair], bool | str]], ...] = (
    # the same in other words
    ("bound_only", _Pair.same_number_other_bound),
    ("bound_only", _Pair.bounds_allow),
    ("rounding", _Pair.rounds),
    # somebody took a number back, reason and rule by the link; other people, in words or by size
    ("", _Pair.taken_back),
    ("scope", _Pair.other_definition),
    ("scope", _Pair.a_hundred_times_apart),
    # the later number is lower
    ("later_count", _Pair.fewer_are_left),
    ("revised", _Pair.same_source_lower),
    ("revised", _Pair.told_as_changed),
    ("revised", _Pair.same_camp_lower),
    ("bound_only", _Pair.one_satisfies_the_other),
    # the later number is higher, and nothing holds it against the earlier one
    ("later_count", _Pair.next_number_of_the_source),
    ("same_origin", _Pair.one_camp_one_day),
    ("later_count", _Pair.rises_with_time),
    # a disagreement takes two named sources, one time, one place, the same people, whole with whole
    ("unexplained", _Pair.no_named_source),
    ("unexplained", _Pair.at_other_times),
    ("unexplained", _Pair.of_a_country),
    ("scope", _Pair.other_place),
    ("scope", _Pair.other_day),
    ("scope", _Pair.other_time),
    ("scope", _Pair.other_people),
    ("scope", _Pair.far_apart),
    ("scope", _Pair.nobody_else),
    ("scope", _Pair.a_part_lies_between),
    ("scope", _Pair.its_source_counts_several),
    ("unexplained", _Pair.sources_may_be_one),
    ("unexplained", _Pair.whose_not_told),
    ("scope", _Pair.casualties_or_killed),
    ("disagreement", _Pair.opponents_exclude_each_other),
    ("disagreement", _Pair.named_sources_exclude_each_other),
)


def reasons(
    found: Iterable[Thing], happened: Iterable[Happening], links: Iterable[Link], reports: Mapping[str, Report],
    groups: Mapping[str, str],
) -> list[Reason]:  # fmt: skip
    """The reason of every two different numbers of one thing.

    Args:
        found: the things.
        happened: their happenings.
        links: what claims are to each other.
        reports: what the texts tell.
        groups: the kind of people each claim counts as read.

    Returns:
        One reason per two numbers; of things with many numbers only those next to each other in time.
    """
    told = grouped((link for link in links if link.relation in _TAKEN_BACK), lambda link: link.a)
    days = {one.happening_id: one.day for one in happened}
    found = list(found)
    unhurt, worded, beside = _unhurt(found), _worded_twice(found), _beside(found, reports)
    result = []
    for thing in found:
        day = days.get(thing.happening_id)
        members = [*thing.members, *_none(thing, unhurt)]
        own = values(members, reports, day)
        unsure = frozenset(worded[(thing.happening_id, thing.side)] if thing.outcome == "casualties" else ())
        denied = [e for e in thing.members if e.modality == "negated" or e.stance == "denies"]
        said = grouped(((e.voice, e.day or 0, v.interval) for v in own for e in v.entries), lambda one: one[0])
        case = _Case(thing, day, reports, told, beside, unsure, said, denied, _held(members, reports), groups)
        for pair in (_Pair(case, *two) for two in pairs(own)):
            in_time = pair if pair.ordered or not pair.lower else _Pair(case, pair.late, pair.early)
            result.append(Reason(thing, in_time.late, in_time.early, *_first(in_time)))
    return result


def _first(pair: _Pair) -> tuple[str, str, str]:
    """Reason, rule and words by the first rule that holds; the numbers as printed where it has no words of its own."""
    reason, rule, words = next((reason, rule, words) for reason, rule in RULES if (words := rule(pair)))
    if words is True:
        words = "; ".join(value.shown.quote or str(value.interval) for value in (pair.early, pair.late))
    if pair.link and rule is _Pair.taken_back:
        return _TAKEN_BACK[pair.link.relation], pair.link.rule, str(words)
    return reason, rule.__name__, str(words)


def _unhurt(found: Iterable[Thing]) -> dict[str, list[tuple[str, Entry]]]:
    """By happening the claims that there were no casualties: they answer how many were killed, and how many wounded."""
    told = (t for t in found if t.happening_id and t.outcome == "casualties" and not t.scope)
    none = ((t.happening_id, e) for t in told for e in t.members if e.asserted and e.interval.high == 0)
    return grouped(none, lambda pair: pair[0])


def _none(thing: Thing, unhurt: Mapping[str, Sequence[tuple[str, Entry]]]) -> list[Entry]:
    """The claims of no casualties that answer a thing: of all such people, of its article and day."""
    if thing.outcome not in ("killed", "wounded") or thing.scope:
        return []
    told = {(e.article, e.day) for e in thing.members}
    all_ = (*BROAD, *MAIN) if thing.group in (*BROAD, *MAIN) else (thing.group,)
    return [e for _, e in unhurt[thing.happening_id] if e.group in all_ and (e.article, e.day) in told]


def _held(members: Iterable[Entry], reports: Mapping[str, Report]) -> set[tuple[frozenset[str], ...]]:
    """The claims with their sources that a text sets side by side as told of one day, none as given before.

    They stand in one or two sentences, or the later one's tells that it is set against what was told: "however".
    """
    told = ((e, scene) for e in members if e.named and not e.former and (scene := scene_of(e, reports)))
    now = (one for one in told if one[0].interval.known and one[0].since is None)  # "estimated in March": of no day
    now = (one for one in now if not one[1].near & {"before", "revise"})
    found = set()
    for own in grouped(now, lambda pair: (pair[0].article, pair[0].day)).values():
        for (one, first), (other, second) in product(own, own[:AT_MOST]):
            near = second.sentence if "against" in second.roles else 1
            if 0 <= second.sentence - first.sentence <= near and one.voice != other.voice:
                low, high = sorted((one, other), key=lambda e: e.interval.point)
                found.add(tuple(frozenset((e.claim_id, e.voice)) for e in (low, high)))
    return found


def _worded_twice(found: Iterable[Thing]) -> dict[tuple[str, str], set[str]]:
    """By happening and side the sources whose running totals are casualties in one text and killed in another."""
    told: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thing in found:
        for entry in thing.members if thing.tally == "cumulative" and thing.outcome in ("killed", "casualties") else ():
            told[(thing.happening_id, thing.side)][entry.voice].add(thing.outcome)
    both = {key: {voice for voice, outcomes in own.items() if len(outcomes) > 1} for key, own in told.items()}
    return defaultdict(set, both)


def _beside(found: Iterable[Thing], reports: Mapping[str, Report]) -> dict[str, list[Entry]]:
    """By claim the claims of its outcome in its sentence; those of a sentence share one list."""
    placed = ((e, scene) for thing in found for e in thing.members if (scene := scene_of(e, reports)))
    told = grouped(placed, lambda pair: (pair[0].article, pair[1].sentence, pair[0].outcome))
    shared = [[e for e, _ in own] for own in told.values()]
    return {e.claim_id: own for own in shared for e in own}


def links(given: Iterable[Reason]) -> list[Link]:
    """Links between the claims that stand for two numbers, the later one first; two numbers of a thing are linked once.

    A disagreement makes rivals, but that nobody was hurt denies a number; a ministry that lowers what was said in the
    name of its whole country revises it.
    """
    found: dict[tuple[str, float, float], Link] = {}
    for x in given:
        late, early = x.late.shown, x.early.shown
        relation, rule = "rivals" if x.reason == "disagreement" else "", x.rule
        if relation and not (late.interval.point and early.interval.point):
            late, early = sorted((late, early), key=lambda e: e.interval.point)
            relation, rule = "denies", "zero_against_number"
        elif rule == _Pair.same_camp_lower.__name__ and early.source in (early.party, f"{early.party}_government"):
            relation = "revises"
        if relation:
            link = Link(late.claim_id, relation, early.claim_id, rule, f"{late.interval} against {early.interval}")
            found[(x.thing.event_id, x.late.point, x.early.point)] = link
    return list(found.values())


def telling(given: Iterable[Reason]) -> dict[str, Reason]:
    """The disagreement by which a thing is told, by its event_id: that of the nearest days, then the widest."""
    found: dict[str, Reason] = {}
    real = (x for x in given if x.reason == "disagreement")
    for x in sorted(real, key=lambda x: (max(0.0, x.late.since - x.early.until), -_times(x), x.late.shown.claim_id)):
        found.setdefault(x.thing.event_id, x)
    return found


def _times(x: Reason) -> float:
    """How many times the higher number is the lower one."""
    low, high = sorted((x.late.point, x.early.point))
    return high / low if low else math.inf


def ranked(given: Sequence[Reason]) -> list[Reason]:
    """The disagreements fit for a headline, one a thing: of two numbers of at least five people, in a known happening.

    Those come first whose numbers most sources give, then those furthest apart, then those told for the longest time.
    """
    fit = (x for x in given if x.thing.happening_id and min(x.late.point, x.early.point) >= LEAST)
    return sorted(telling(fit).values(), key=lambda x: (
        -len(x.late.voices | x.early.voices), -_times(x), x.late.since - max(x.late.until, x.early.until)))  # fmt: skip


def table(given: Sequence[Reason]) -> pd.DataFrame:
    """The reasons table: one row per two different numbers of one thing."""
    ranks = {id(x): place for place, x in enumerate(ranked(given), 1)}
    rows = [
        {
            "claim_a": x.late.shown.claim_id, "claim_b": x.early.shown.claim_id, "event_id": x.thing.event_id,
            "happening_id": x.thing.happening_id or None, "reason": x.reason, "rule": x.rule, "words": x.words,
            "difference": x.late.point - x.early.point, "rank": ranks.get(id(x)),
        }
        for x in given
    ]  # fmt: skip
    return tables.frame("reasons", rows)
