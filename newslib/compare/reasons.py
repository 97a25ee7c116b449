"""Reasons: why two numbers of one thing differ, by rule, with the words that tell it.

Most numbers of one thing differ because the count went on, because one is rounder or only a bound, or because somebody
took a number back. What is left, two named sources that exclude each other at one time, is a disagreement. The table
``lexicons/shared/reasons.csv`` is the whole of it: the first rule whose facts all hold (after a minus: do not) gives
the reason.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from operator import attrgetter, itemgetter

import pandas as pd

from newslib import tables
from newslib.compare.entries import BROAD, MAIN, Entry, grouped
from newslib.compare.happenings import Happening
from newslib.compare.pairs import LEAST, Pair, meet
from newslib.compare.scenes import Context, Report
from newslib.compare.tellings import AT_MOST, DAYS, Link
from newslib.compare.things import Thing
from newslib.compare.values import Setting, Value, pairs, scene_of, told_before, values
from newslib.lexicons import shared

_TAKEN_BACK = {"revises": "revised", "retracts": "retracted", "drift": "copying_error"}
RULES = [(row["reason"], row["rule"], [(fact.lstrip("-"), fact[0] != "-") for fact in row["facts"].split()])
         for row in shared("reasons")]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two numbers differ: ``late`` and ``early`` in time, the rule, and the words that tell it."""

    thing: Thing
    late: Value
    early: Value
    reason: str
    rule: str
    words: str


def reasons(
    found: Iterable[Thing], happened: Collection[Happening], links: Iterable[Link], reports: Mapping[str, Report],
    read: Mapping[str, Entry],
) -> list[Reason]:  # fmt: skip
    """The reason of every two different numbers of one thing.

    Args:
        found: the things.
        happened: their happenings.
        links: what claims are to each other.
        reports: what the texts tell.
        read: the claims as read, before it was settled what they count.

    Returns:
        One reason per two numbers; of things with many numbers only those next to each other in time.
    """
    told = grouped((link for link in links if link.relation in _TAKEN_BACK), attrgetter("a"))
    days, crowded = {one.happening_id: one.day for one in happened}, _crowded(happened)
    found = list(found)
    unhurt, worded, beside = _unhurt(found), _worded_twice(found), _beside(found, reports)
    result = []
    for thing in found:
        day = days.get(thing.happening_id)
        members = [*thing.members, *_none(thing, unhurt)]
        own = values(members, reports, day)
        unsure = frozenset(worded[(thing.happening_id, thing.side, thing.outcome)])
        said = grouped(((e.voice, e.when, v.interval) for v in own for e in v.entries), itemgetter(0))
        case = Setting(thing, day, thing.happening_id in crowded, reports, told, beside, unsure, said,
                       list(filter(_denies, thing.members)), _held(members, reports), read)  # fmt: skip
        result += [_reason(Pair(case, *two)) for two in pairs(own)]
    return result


def _denies(entry: Entry) -> bool:
    return entry.modality == "negated" or entry.stance == "denies"


def _reason(pair: Pair) -> Reason:
    """The first rule that holds, with the words of its facts; the numbers as printed where no fact has its own."""
    if pair.lower and not pair.ordered:
        pair = Pair(pair.case, pair.late, pair.early)
    reason, rule, facts = next(one for one in RULES if all(bool(getattr(pair, f)) == wanted for f, wanted in one[2]))
    if pair.link and not reason:
        reason, rule = _TAKEN_BACK[pair.link.relation], pair.link.rule
    return Reason(pair.case.thing, pair.late, pair.early, reason, rule, "; ".join(_words(pair, facts)))


def _words(pair: Pair, facts: Iterable[tuple[str, bool]]) -> list[str]:
    told = (getattr(pair, fact) for fact, _ in facts)
    own = [words for words in told if isinstance(words, str) and words]
    return own or [value.shown.quote or str(value.interval) for value in (pair.early, pair.late)]


def _unhurt(found: Iterable[Thing]) -> dict[str, list[tuple[str, Entry]]]:
    """By happening the claims that there were no casualties: they answer how many were killed, and how many wounded."""
    told = (t for t in found if t.happening_id and t.outcome == "casualties" and not t.scope)
    none = ((t.happening_id, e) for t in told for e in t.members if e.asserted and e.interval.high == 0)
    return grouped(none, lambda pair: pair[0])


def _crowded(happened: Iterable[Happening]) -> set[str]:
    """The incidents of whose place another one is told within some days: what tells no day may be of either."""
    told = grouped(filter(attrgetter("told"), happened), attrgetter("kind"))["incident"]
    by_day = grouped((one for one in told if len(one.place.path) > 1), lambda one: (one.place.path[:1], one.day))
    found = set()
    for one in told:
        days = ((one.place.path[:1], (one.day or 0) + day) for day in range(-DAYS, DAYS + 1))
        near = (other.place for day in days for other in by_day[day] if other is not one)
        if any(map(partial(meet, one.place), near)):
            found.add(one.happening_id)
    return found


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
    told = ((e, scene) for e in members if (scene := scene_of(e, reports)))
    now = (one for one in told if _now(*one))
    found: set[tuple[frozenset[str], ...]] = set()
    for own in grouped(now, lambda pair: (pair[0].article, pair[0].day)).values():
        for (one, first), (other, second) in product(own, own[:AT_MOST]):
            reach = second.sentence if "against" in second.roles else 1
            if one.voice != other.voice and 0 <= second.sentence - first.sentence <= reach:
                low, high = sorted((one, other), key=attrgetter("interval.point"))
                found.add((frozenset((low.claim_id, low.voice)), frozenset((high.claim_id, high.voice))))
    return found


def _now(entry: Entry, scene: Context) -> bool:
    """Whether a named source gives a number of one day, not as given before; "estimated in March" is of no day."""
    before = told_before(entry, scene) or "revise" in scene.near
    return entry.named and entry.interval.known and entry.since is None and not before


def _worded_twice(found: Iterable[Thing]) -> dict[tuple[str, str, str], set[str]]:
    """By happening, side and casualties the sources whose running totals other texts call killed."""
    told: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thing in found:
        for entry in thing.members if thing.tally == "cumulative" and thing.outcome in ("killed", "casualties") else ():
            told[(thing.happening_id, thing.side)][entry.voice].add(thing.outcome)
    both = {key: {voice for voice, outcomes in own.items() if len(outcomes) > 1} for key, own in told.items()}
    return defaultdict(set, {(*key, "casualties"): voices for key, voices in both.items()})


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
        elif rule == "same_camp_lower" and early.source in (early.party, f"{early.party}_government"):
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
