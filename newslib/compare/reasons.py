"""Reasons: why two numbers of one thing differ, by rule, with the words that tell it.

Most numbers of one thing differ because the count went on, because one is rounder or only a bound, or because somebody
took a number back. What is left, two named sources that exclude each other at one time, is a disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pandas as pd

from newslib import sides, tables
from newslib.compare import intervals
from newslib.compare.entries import BROAD, Entry
from newslib.compare.happenings import Happening
from newslib.compare.intervals import Interval
from newslib.compare.scenes import Report, Scene
from newslib.compare.tellings import Link
from newslib.compare.things import Thing

LEAST = 5  # people: smaller numbers differ for too many reasons to call it a disagreement
NUMBERS = 40  # different numbers of one thing that are all held against each other; of more only the neighbours in time
NEIGHBOURS = 3  # other sources whose numbers nearest in time a number is held against, where there are many
BOUND = 1.2  # times by which a number may lie above a bound that still tells it
EARLY = 2  # days after an incident in which its toll grows from hour to hour
STANDS = 31  # days a running total stands without being renewed
APART = 100  # times by which two numbers may differ unless an article holds them against each other
FALLING = ("in_hospital", "critical", "unidentified", "rubble")  # parts of which fewer are left every day
NARROW = 0.1  # width of a range, in shares of its middle, that stands for one number
_TAKEN_BACK = {"revises": "revised", "retracts": "retracted", "drift": "copying_error"}


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a thing, and the claims that give it, the earliest first.

    ``since`` is the first day on which it is given, ``until`` the last on which a camp that gave it first still does:
    others repeat a number for days after its source has counted on. ``told`` are also the claims that give it under
    another bound, for one of its sources.
    """

    interval: Interval
    entries: tuple[Entry, ...]
    since: float
    until: float
    told: tuple[Entry, ...] = ()

    @property
    def voices(self) -> frozenset[str]:
        """The named sources that give it."""
        return frozenset(e.voice for e in self.entries if e.named)

    @property
    def parties(self) -> frozenset[str]:
        """The camps of its sources."""
        return frozenset(e.party for e in self.entries if e.named) - {""}

    @property
    def articles(self) -> frozenset[str]:
        """The articles that print it."""
        return frozenset(e.article for e in self.entries) - {""}

    @property
    def shown(self) -> Entry:
        """The claim that stands for it: the earliest with a named source."""
        return next((e for e in self.entries if e.named), self.entries[0])


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two numbers differ: ``late`` and ``early`` in time, the rule, and the words that tell it."""

    thing: Thing
    late: Value
    early: Value
    reason: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class _Case:
    """A thing while its numbers are looked at: the day of its incident, what the texts tell, who spoke when.

    ``worded`` are sources whose casualties other texts call killed: what they count is not settled.
    """

    thing: Thing
    day: int | None
    reports: Mapping[str, Report]
    spoke: Mapping[str, Sequence[tuple[float, Interval]]]
    denied: Mapping[str, Sequence[float]]
    worded: frozenset[str]

    @property
    def falls(self) -> bool:
        """Whether the count falls as time goes: of those missing, still in hospital, under rubble, at one time."""
        return self.thing.tally == "stock" or self.thing.outcome == "missing" or self.thing.scope in FALLING

    @property
    def running(self) -> bool:
        """Whether the numbers are running totals of a war or battle."""
        return self.thing.tally != "incident"

    @property
    def unsided(self) -> bool:
        """Whether soldiers of a war are counted and nobody tells whose: the numbers may be those of two armies."""
        return self.running and self.thing.group == "military" and not self.thing.side

    def stands(self, early: Value, late: Value) -> bool:
        """Whether a number stood when another was given: until its source gave another, a running total for a month."""
        if self.running and late.since - early.until > STANDS:
            return False
        said = [told for voice in early.voices for told in self.spoke[voice]]
        return all(number == early.interval for day, number in said if early.until < day <= late.since)

    def counted_together(self, early: Value, late: Value) -> bool:
        """Whether two numbers may tell one count in other words: of one source, or not more than a month apart."""
        apart = self.running and late.since - early.until > STANDS
        return not apart or bool(early.voices & late.voices)

    def ruled_out(self, low: Value, high: Value) -> bool:
        """Whether who gives the lower number says that it is not a number up to the higher one."""
        said = [number for voice in low.voices for number in self.denied[voice]]
        return any(low.interval.point < number <= high.interval.point for number in said)


def reasons(
    found: Iterable[Thing], happened: Iterable[Happening], links: Iterable[Link], reports: Mapping[str, Report]
) -> list[Reason]:
    """The reason of every two different numbers of one thing.

    Args:
        found: the things.
        happened: their happenings.
        links: what claims are to each other.
        reports: what the texts tell.

    Returns:
        One reason per two numbers; of things with many numbers only those next to each other in time.
    """
    told: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.relation in _TAKEN_BACK:
            told[link.a].append(link)
    days = {one.happening_id: one.day for one in happened}
    found = list(found)
    unhurt, worded = _unhurt(found), _worded_twice(found)
    result = []
    for thing in found:
        day = days.get(thing.happening_id)
        values = _values([*thing.members, *_none(thing, unhurt)], reports, day)
        case = _case(thing, day, reports, values, worded[(thing.happening_id, thing.side)])
        linked = _linked(values, told) if told else {}
        for early, late in _pairs(values):
            reason = _reason(case, early, late, linked.get(frozenset((id(early), id(late)))))
            result.append(Reason(thing, late, early, *reason))
    return result


def _unhurt(found: Iterable[Thing]) -> dict[str, list[Entry]]:
    """By happening the claims that there were no casualties: they answer how many were killed, and how many wounded."""
    told: dict[str, list[Entry]] = defaultdict(list)
    for thing in found:
        if thing.happening_id and thing.outcome == "casualties" and not thing.scope:
            told[thing.happening_id] += [e for e in thing.members if e.asserted and e.interval.high == 0]
    return told


def _none(thing: Thing, unhurt: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    """The claims of no casualties that answer a thing: of all such people, of its article and day."""
    if thing.outcome not in ("killed", "wounded") or thing.scope:
        return []
    told = {(e.article, e.day) for e in thing.members}
    fits = [e for e in unhurt[thing.happening_id] if e.group == thing.group or {e.group, thing.group} & set(BROAD)]
    return [e for e in fits if (e.article, e.day) in told]


def _worded_twice(found: Iterable[Thing]) -> dict[tuple[str, str], set[str]]:
    """By happening and side the sources whose running totals are casualties in one text and killed in another."""
    told: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thing in found:
        for entry in thing.members if thing.tally == "cumulative" and thing.outcome in ("killed", "casualties") else ():
            told[(thing.happening_id, thing.side)][entry.voice].add(thing.outcome)
    both = {key: {voice for voice, outcomes in own.items() if len(outcomes) > 1} for key, own in told.items()}
    return defaultdict(set, both)


def _case(
    thing: Thing, day: int | None, reports: Mapping[str, Report], values: Iterable[Value], worded: set[str]
) -> _Case:
    spoke: dict[str, list[tuple[float, Interval]]] = defaultdict(list)
    for value in values:
        for entry in value.entries:
            spoke[entry.voice].append((float(entry.day or 0), value.interval))
    denied: dict[str, list[float]] = defaultdict(list)
    for entry in thing.members:
        if entry.modality == "negated" or entry.stance == "denies":
            denied[entry.voice].append(entry.interval.point)
    return _Case(thing, day, reports, spoke, denied, frozenset(worded if thing.outcome == "casualties" else ()))


def _values(given: Iterable[Entry], reports: Mapping[str, Report], day: int | None) -> list[Value]:
    """The different numbers of a thing in the order in which they were first given; nobody counts before ``day``.

    A number that is only said not to hold stands beside the others where its text tells that it was given before.
    """
    own: dict[tuple[float | None, float | None], list[tuple[float, Entry]]] = defaultdict(list)
    for entry in given:
        scene = _scene(entry, reports)
        before = (scene is not None and "before" in scene.near) or entry.former
        put = entry.modality in ("", "actual") or (entry.modality == "negated" and before)
        if entry.interval.known and put and entry.stance != "no_comment":
            said = entry.since if entry.home and entry.since is not None else entry.day or 0
            if day is not None and entry.home and said < day:
                said = day if entry.since is not None else entry.published or day
            own[(entry.interval.low, entry.interval.high)].append((said - 0.5 * before, entry))
    values = []
    for told in own.values():
        told.sort(key=lambda row: (row[0], row[1].claim_id))
        values.append(Value(told[0][1].interval, tuple(e for _, e in told), told[0][0], _until(told)))
    alike: dict[float, list[Value]] = defaultdict(list)
    for value in values:
        alike[value.interval.point].append(value)
    found = []
    for value in values:
        same = [other for other in alike[value.interval.point] if _repeats(value, other)]
        kin = tuple(e for other in same for e in other.entries)
        found.append(replace(value, since=min(other.since for other in same), told=kin))
    return sorted(found, key=lambda v: (v.since, v.interval.point, v.interval.modifier))


def _repeats(value: Value, other: Value) -> bool:
    """Whether a number is one that its source or camp gave under another bound: it stands since then."""
    return value is other or bool(value.voices & other.voices or value.parties & other.parties)


def _until(given: Sequence[tuple[float, Entry]]) -> float:
    """The last day on which a number is given by the camps that gave it first, by anybody where no source is named.

    Args:
        given: its claims by the day each is told of, the earliest first.
    """
    named = [(told, entry.party or entry.voice) for told, entry in given if entry.named]
    first = {camp for told, camp in named if told - named[0][0] < 1}
    return max((told for told, camp in named if camp in first), default=given[-1][0])


def _scene(entry: Entry, reports: Mapping[str, Report]) -> Scene | None:
    report = reports.get(entry.article)
    return report.scenes.get(entry.claim_id) if report else None


def _pairs(values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    if len(values) <= NUMBERS:
        yield from combinations(values, 2)
        return
    last: dict[str, Value] = {}
    for before, value in zip([None, *values[:-1]], values, strict=True):
        others = {id(v): v for v in last.values() if v is not before}
        near = sorted(others.values(), key=lambda v: -v.since)[:NEIGHBOURS]
        yield from ((early, value) for early in ([before] if before else []) + near)
        last |= dict.fromkeys(sorted(value.voices)[:NEIGHBOURS], value)
        last = dict(sorted(last.items(), key=lambda item: item[1].since)[-2 * NEIGHBOURS :])


def _linked(values: Sequence[Value], told: Mapping[str, Sequence[Link]]) -> dict[frozenset[int], Link]:
    """Links between claims of two values, by the two; ``told`` holds them by their later claim."""
    home = {e.claim_id: value for value in values for e in value.entries}
    found: dict[frozenset[int], Link] = {}
    for claim, late in home.items():
        for link in told.get(claim, ()):
            early = home.get(link.b)
            if early is not None and early is not late:
                found.setdefault(frozenset((id(early), id(late))), link)
    return found


def _reason(case: _Case, early: Value, late: Value, link: Link | None) -> tuple[str, str, str]:
    """Reason, rule and words of two numbers, the earlier first."""
    reports = case.reports
    alike = _alike(early.interval, late.interval)
    grown = late.interval.point > early.interval.point and late.since - early.until >= 1
    if alike and case.counted_together(early, late) and not (grown and alike[1] == "bounds_allow"):
        return (*alike, _printed(early, late))
    if link is not None:
        return _TAKEN_BACK[link.relation], link.rule, _printed(early, late)
    cues = _cues(late, reports, ("revise",)) or _cues(early, reports, ("revise", "before"))
    cues = cues if late.interval.point else ""  # nobody is no count that was lowered
    lower = late.interval.point < early.interval.point
    defined = {_defined(early, reports), _defined(late, reports)} - ({"bodies"} if not lower else set())
    if len(defined) > 1:  # the dead that are found first are the toll so far
        return "scope", "other_definition", max(defined)
    if _hundredfold(early, late):
        return "scope", "a_hundred_times_apart", _printed(early, late)
    found = _lower(case, early, late, cues) if lower else _higher(case, early, late)
    if found[0] == "disagreement" and case.unsided:
        return "unexplained", "whose_not_told", found[2]
    none = any(e.outcome != case.thing.outcome for value in (early, late) for e in value.entries)
    if found[0] == "disagreement" and none and not early.articles & late.articles:
        return "unexplained", "at_other_times", found[2]
    if found[0] == "disagreement" and case.worded & (early.voices | late.voices):
        return "scope", "casualties_or_killed", found[2]
    return found


def _hundredfold(early: Value, late: Value) -> bool:
    """Whether two numbers are a hundred times apart, and no article holds them against each other."""
    low, high = sorted((early.interval.point, late.interval.point))
    return high >= APART * low > 0 and not early.articles & late.articles


def _alike(a: Interval, b: Interval) -> tuple[str, str] | tuple[()]:
    """Reason and rule of numbers that tell the same in other words."""
    if a.point == b.point:
        return "bound_only", "same_number_other_bound"
    agree = intervals.agree(a, b)
    if agree and "range" in (a.modifier, b.modifier) and _narrow(a) and _narrow(b):
        return "rounding", "within_the_range"
    low, high = sorted((a.point, b.point))
    open_end = None in (a.low, a.high, b.low, b.high)
    if agree and open_end and high <= low * BOUND:
        return "bound_only", "bounds_allow"
    if intervals.rounds(a, b) or intervals.rounds(b, a):
        return "rounding", "rounds"
    return ()


def _narrow(number: Interval) -> bool:
    return number.low is not None and number.high is not None and number.high - number.low <= NARROW * number.point


def _lower(case: _Case, early: Value, late: Value, cues: str) -> tuple[str, str, str]:
    """A later number that is lower: taken back by its source or by a text that says so, else a disagreement."""
    printed = _printed(early, late)
    if case.falls and late.since - early.until >= 1:
        return "later_count", "fewer_are_left", printed
    if early.voices & late.voices:
        return "revised", "same_source_lower", cues or printed
    told = not (early.parties and late.parties) and late.interval.point
    changed = cues or (_changed(late, case.reports) if told else "")
    if changed:
        return "revised", "told_as_changed", changed
    if _same_camp(early, late):
        return "revised", "same_camp_lower", printed
    if intervals.agree(early.interval, late.interval) and case.counted_together(early, late):
        return "bound_only", "one_satisfies_the_other", printed
    if not _sources_differ(early, late):
        return "unexplained", "no_named_source", printed
    if not case.stands(early, late):
        return "unexplained", "at_other_times", printed
    return "disagreement", "named_sources_exclude_each_other", printed


def _higher(case: _Case, early: Value, late: Value) -> tuple[str, str, str]:
    """A later number that is higher: the next count, unless opponents give it or nothing can have grown so fast."""
    printed = _printed(early, late)
    if early.voices & late.voices:
        return "later_count", "next_number_of_the_source", printed
    named = _sources_differ(early, late) and not intervals.agree(early.interval, late.interval)
    if named and _opposed(early, late) and (not case.running or case.stands(early, late)):
        return "disagreement", "opponents_exclude_each_other", printed
    if named and (case.ruled_out(early, late) or _side_by_side(case, early, late)):
        return "disagreement", "named_sources_exclude_each_other", printed
    told = any(e.article in case.reports for e in (*early.entries, *late.entries))
    if not case.running and case.day is not None and told and late.since - case.day <= EARLY:
        return "later_count", "grows_from_hour_to_hour", printed
    if late.since - early.until < 1 and (case.day is not None or case.running or not told):
        if named and not _same_camp(early, late):
            return "disagreement", "named_sources_exclude_each_other", printed
        return ("same_origin", "one_camp_one_day", printed) if named else ("later_count", "rises_with_time", printed)
    return "later_count", "rises_with_time", printed


def _sources_differ(a: Value, b: Value) -> bool:
    """Whether each number has a named source the other one lacks, and both are none or large enough to differ."""
    low, high = sorted((a.interval.point, b.interval.point))
    return bool(a.voices - b.voices and b.voices - a.voices) and high >= LEAST and (low >= LEAST or not low)


def _side_by_side(case: _Case, early: Value, late: Value) -> bool:
    """Whether one or two sentences of a text hold the numbers of two camps against each other, none given before."""
    if early.since != late.since or _same_camp(early, late) or _cues(early, case.reports, ("revise", "before")):
        return False
    told = [[(e, s) for e in value.told if e.named and (s := _scene(e, case.reports))] for value in (early, late)]
    return any((a.article, a.day) == (b.article, b.day) and abs(one.sentence - other.sentence) <= 1
               for a, one in told[0] for b, other in told[1])  # fmt: skip


def _same_camp(a: Value, b: Value) -> bool:
    return bool(a.parties & b.parties)


def _opposed(a: Value, b: Value) -> bool:
    return not _same_camp(a, b) and any(sides.opponent(party) in b.parties for party in a.parties)


def _cues(value: Value, reports: Mapping[str, Report], roles: tuple[str, ...]) -> str:
    """The words near a number that say it was changed or given before."""
    for entry in value.entries:
        scene = _scene(entry, reports)
        if scene is not None and scene.cues and any(role in scene.near for role in roles):
            return "; ".join(scene.cues)
    return ""


def _changed(value: Value, reports: Mapping[str, Report]) -> str:
    """The words in the sentence of a number that say that a count was changed."""
    scenes = (_scene(entry, reports) for entry in value.entries)
    return next(("; ".join(scene.changed) for scene in scenes if scene is not None and scene.changed), "")


def _defined(value: Value, reports: Mapping[str, Report]) -> str:
    """What all claims of a number count by their words though it may be the whole: those taken to hospital."""
    told = {scene.part if (scene := _scene(e, reports)) is not None else "" for e in value.entries}
    return next(iter(told)) if len(told) == 1 else ""


def _printed(early: Value, late: Value) -> str:
    return "; ".join(value.shown.quote or str(value.interval) for value in (early, late))


def links(given: Iterable[Reason]) -> list[Link]:
    """The disagreements as links between claims, the later one first."""
    return [
        Link(x.late.shown.claim_id, "rivals", x.early.shown.claim_id, x.rule,
             f"{x.late.interval} against {x.early.interval}")
        for x in given if x.reason == "disagreement"
    ]  # fmt: skip


def table(given: Iterable[Reason]) -> pd.DataFrame:
    """The reasons table: one row per two different numbers of one thing."""
    rows = [
        {
            "claim_a": x.late.shown.claim_id, "claim_b": x.early.shown.claim_id, "event_id": x.thing.event_id,
            "happening_id": x.thing.happening_id or None, "reason": x.reason, "rule": x.rule, "words": x.words,
            "difference": x.late.interval.point - x.early.interval.point,
        }
        for x in given
    ]  # fmt: skip
    return tables.frame("reasons", rows)
