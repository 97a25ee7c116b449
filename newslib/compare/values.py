"""Values: the different numbers of one thing, who gives each, which sources may be one, when each number stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import starmap

from newslib.compare.entries import Entry, grouped
from newslib.compare.intervals import Interval
from newslib.compare.places import printed_names
from newslib.compare.scenes import SHORT, Context, Report
from newslib.compare.tellings import Link
from newslib.compare.things import Thing
from newslib.lexicons import lexicon, words
from newslib.sources.names import identify

NUMBERS = 40  # different numbers of one thing that are all held against each other; of more only the neighbours in time
STANDS = 31  # days a running total stands without being renewed
NEIGHBOURS = 4  # numbers nearest in time that a number is held against, where there are many
Names = Sequence[tuple[str, str]]  # names of sources, each with the language it is printed in
_BODIES = {"organisation", "any_body", "expert"}  # roles of words that only say that a body or one of it speaks
_ANYONE = {*_BODIES, "source", "journalist"}  # and of those that leave open who does


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a thing, and the claims that give it, the earliest first.

    ``since`` is the first day on which it is given, 0 where nobody tells the day, ``until`` the last on which a camp
    that gave it first still does: others repeat a number for days after its source has counted on. ``told`` are also
    the claims that give it under another bound, for one of its sources.
    """

    interval: Interval
    entries: tuple[Entry, ...]
    since: float
    until: float
    told: tuple[Entry, ...] = ()

    @property
    def point(self) -> float:
        """The one number that stands for it."""
        return self.interval.point

    @property
    def named(self) -> tuple[Entry, ...]:
        """Its claims whose source is named."""
        return tuple(e for e in self.entries if e.named)

    @property
    def voices(self) -> frozenset[str]:
        """The named sources that give it."""
        return frozenset(e.voice for e in self.named)

    @property
    def parties(self) -> frozenset[str]:
        """The camps of its sources."""
        return frozenset(e.party for e in self.named) - {""}

    @property
    def articles(self) -> frozenset[str]:
        """The articles that print it."""
        return frozenset(e.article for e in self.entries) - {""}

    @property
    def shown(self) -> Entry:
        """The claim that stands for it: the earliest with a named source."""
        return next(iter(self.named), self.entries[0])


def scene_of(entry: Entry, reports: Mapping[str, Report]) -> Context | None:
    """The scene of a claim; None for a claim of a table."""
    report = reports.get(entry.article)
    return report.scenes.get(entry.claim_id) if report else None


@dataclass(frozen=True)
class Setting:
    """A thing while its numbers are looked at.

    ``day`` is that of its incident; where that is ``crowded``, others befell its place in those days. ``told`` are
    links by their later claim, ``beside`` by claim the claims of its outcome in its sentence. ``worded`` are sources
    whose casualties other texts call killed: what they count is not settled. ``spoke`` are the numbers of each source
    with their days, ``denied`` claims that one does not hold, ``held`` claims, each with its source, that a text holds
    against each other, the lower number first; ``read`` are the claims as read, before it was settled what they count.
    """

    thing: Thing
    day: int | None
    crowded: bool
    reports: Mapping[str, Report]
    told: Mapping[str, Sequence[Link]]
    beside: Mapping[str, Sequence[Entry]]
    worded: frozenset[str]
    spoke: Mapping[str, Sequence[tuple[str, int, Interval]]]
    denied: Sequence[Entry]
    held: Collection[tuple[frozenset[str], ...]]
    read: Mapping[str, Entry]

    def as_read(self, entry: Entry) -> Entry:
        """A claim as the text tells it."""
        return self.read.get(entry.claim_id, entry)

    def of(self, point: float) -> list[Entry]:
        """The claims that give a number, by whatever bound."""
        return [e for e in self.thing.members if e.interval.point == point]

    def past(self, value: Value) -> bool:
        """Whether a text tells a number as given before, and its source gives another one that day."""
        if not any(told_before(e, scene_of(e, self.reports)) for e in value.entries):
            return False
        said = [told for voice in value.voices for told in self.spoke.get(voice, ())]
        return any(day == value.entries[-1].when and interval != value.interval for _, day, interval in said)

    def scenes(self, value: Value) -> list[Context]:
        """What the texts tell around a number."""
        return [scene for e in value.entries if (scene := scene_of(e, self.reports))]

    def says(self, entry: Entry, role: str) -> bool:
        """Whether a word in the name of a claim's source has a role: "officials and media" sums up what several say."""
        return says(entry.source_name, self.language(entry), role)

    def language(self, entry: Entry) -> str:
        """The language of a claim's article; empty for a row of a table."""
        report = self.reports.get(entry.article)
        return report.language if report else ""


def values(given: Iterable[Entry], reports: Mapping[str, Report], day: int | None) -> list[Value]:
    """The different numbers of a thing in the order in which they were first given; nobody counts before ``day``."""
    told_as = ((_said(e, scene_of(e, reports), day), e) for e in given if e.modality in ("", "actual"))
    known = grouped(told_as, lambda row: (row[1].interval.low, row[1].interval.high))
    known.pop((None, None), None)
    found = []
    for told in known.values():
        told.sort(key=lambda row: (row[0], row[1].claim_id))
        first = next((at for at, entry in told if entry.named), told[0][0])
        told = [row for row in told if row[0] > first - STANDS]  # what nobody told long before is no part of it
        found.append(Value(told[0][1].interval, tuple(e for _, e in told), told[0][0], _until(told)))
    alike = grouped(found, lambda value: value.point)
    return sorted((_with_kin(value, alike[value.point]) for value in found),
                  key=lambda v: (v.since, v.point, v.interval.modifier))  # fmt: skip


def told_before(entry: Entry, scene: Context | None) -> bool:
    """Whether a text tells a number as given before: "earlier, police said"."""
    return entry.former or (scene is not None and "before" in scene.near)


def _said(entry: Entry, scene: Context | None, day: int | None) -> float:
    """The day on which a number is given; what was told before stands half a day earlier."""
    said = entry.when
    if day is not None and entry.home and 0 < said < day:
        said = entry.published or day
    before = told_before(entry, scene)
    return said - 0.5 if said and before and entry.as_of is None else said


def _with_kin(value: Value, alike: Iterable[Value]) -> Value:
    """A number with the claims by which its sources or camps gave it under another bound: it stands since then."""
    same = [o for o in alike if o is value or value.voices & o.voices or value.parties & o.parties]
    told = tuple(e for other in same for e in other.entries)
    return replace(value, since=min(other.since for other in same), told=told)


def _until(given: Sequence[tuple[float, Entry]]) -> float:
    """The last day on which a number is given by the camps that gave it first, by anybody where no source is named."""
    named = [(told, entry.party or entry.voice) for told, entry in given if entry.named]
    first = {camp for told, camp in named if told - named[0][0] < 1}
    return max((told for told, camp in named if camp in first), default=given[-1][0])


def pairs(given: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Two numbers each, the earlier first; of many only those next to each other in time."""
    reach = len(given) if len(given) <= NUMBERS else NEIGHBOURS
    for at, early in enumerate(given):
        yield from ((early, late) for late in given[at + 1 : at + 1 + reach])


@cache
def says(name: str, language: str, role: str) -> bool:
    """Whether a word in the name of a source has a role.

    >>> says("officials and media", "en", "joint")
    True
    """
    hits = lexicon(language).finder("function_words").find(name) if language else ()
    return any(role in hit.row["role"].split() for hit in hits)


def heads(given: Names) -> set[str]:
    """The words by which sources are told."""
    return {word.form for name, _ in given for word in words(name) if len(word.form) >= SHORT}


def may_be(given: Names, other: Names) -> bool:
    """Whether sources may be others: a body that is not named, the same in fewer words, one of several that speak.

    >>> monitor, ministry = [("Syrian Observatory for Human Rights", "en")], [("Ministry of Health", "en")]
    >>> may_be([("a monitor", "en")], monitor), may_be([("a monitor", "en")], ministry)
    (True, False)
    >>> may_be([("the source", "en")], [("a source at the police", "en")])
    True
    >>> may_be([("state media and the Observatory", "en")], monitor)
    True
    """
    if not given or not other:
        return False
    own, others = heads(given), heads(other)
    if all(starmap(partial(says, role="joint"), given)) and not own.isdisjoint(others):
        return True
    if not all(map(_nameless, given)):
        return False
    bodies = not set[str]().union(*map(roles, given)) - _BODIES
    return (bool(own) and own <= others) or (bodies and all(roles(one) & _BODIES for one in other))


def nameless(given: Names) -> bool:
    """Whether all are single speakers of whom nothing is told: "the source", "a reporter"."""
    return bool(given) and all(_nameless(one) and roles(one) <= _ANYONE for one in given)


def roles(one: tuple[str, str]) -> frozenset[str]:
    """What the name of a source, with its language, says that it is: "official", "government"."""
    return identify(*one, None).told("role") if one[1] else frozenset()


def _nameless(one: tuple[str, str]) -> bool:
    """Whether nothing in the name of a single source is its own: "the Britain-based group"; "another group" is new."""
    if not roles(one) or any("-" not in form for form in printed_names(one[0])):
        return False
    who = identify(*one, None)
    return "plural" not in who.told("number") and who.row is None and not says(*one, "more")
