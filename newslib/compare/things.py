"""Things: the questions that claims answer inside a happening, so that two numbers of one thing may be compared.

A thing is one outcome of one kind of people in one happening, all of them or a part: how many were killed in all, how
many children among them, how many are identified, how many in one town. What a text leaves open about a
running total is filled from its neighbours only when these leave a single choice. Every step is told in ``why``.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

import pandas as pd

from newslib import sides, tables
from newslib.compare.entries import BROAD, MAIN, Entry, Settling, by_day, date, grouped, joined
from newslib.compare.gaps import fill_places, settle
from newslib.compare.happenings import Happening, happenings, numbered, slug
from newslib.compare.places import NOWHERE, Place
from newslib.compare.questions import FIGHTERS, common, questions
from newslib.compare.scenes import Report
from newslib.compare.tellings import orders
from newslib.compare.wars import counts
from newslib.lexicons import shared
from newslib.sources.registry import registered

PERIOD = 30  # days in which rates and stocks may be compared
PEOPLE = {
    "civilian": "civilians", "medical": "medics", "foreign": "foreigners", "unspecified": "people",
    "military": "soldiers", "police": "police officers",
}  # fmt: skip
NO_PEOPLE = ("equipment_lost",)  # outcomes of things
COUNTED_AS = {"increment": "an addition", "rate": "rate", "stock": "at one time"}
_PART = re.compile(r"^part\b ?(.*)$")
Key = tuple[str, ...]  # outcome, item, side, group, unit, place, tally, scope


@dataclass(frozen=True, slots=True)
class Thing:
    """A question and the claims that answer it; ``happening_id`` is empty when they are not placed."""

    event_id: str
    label: str
    happening_id: str
    outcome: str
    group: str
    side: str
    unit: str
    place: str
    tally: str
    scope: str
    members: tuple[Entry, ...]
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """The happenings and things of a corpus, and its entries as these settle them."""

    happenings: list[Happening]
    things: list[Thing]
    entries: list[Entry]


@dataclass(slots=True)
class _Draft:
    """A thing before a person's decisions: its question, whose people its claims tell of, the label that parted it."""

    happening: Happening | None
    key: Key
    side: str
    event_id: str
    members: list[str]
    label: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The id of its happening, empty where there is none."""
        return self.happening.happening_id if self.happening else ""


def settled(given: Sequence[Entry], reports: Mapping[str, Report] | None = None) -> Settled:
    """The happenings and the things of some entries.

    Args:
        given: the entries of a claims table.
        reports: what the texts of their articles tell; none for a table coded by hand.
    """
    told = reports or {}
    now = filled(given, told)
    found = happenings(now.now, told)
    drafts = [draft for one in found for draft in _of_happening(one, told, now)]
    placed = set[str]().union(*(one.members for one in found))
    loose = [e for e in now.now.values() if e.claim_id not in placed]
    for entry in loose:
        now.why[entry.claim_id].insert(0, "not placed: neither place, day nor war is told")
    for key, some in grouped(loose, lambda e: (e.article or e.claim_id, *_key(e, now.now, told))).items():
        drafts.append(_draft(None, key[1:], some, now))
    drafts = _unique(_decided(drafts, now))
    return Settled(found, _things(drafts, now), list(now.now.values()))


def filled(given: Sequence[Entry], reports: Mapping[str, Report]) -> Settling:
    """Entries with what a table or a running total leaves open filled from its neighbours, before any is placed.

    Args:
        given: the entries of a claims table.
        reports: what the texts of their articles tell.
    """
    now = Settling(given)
    long = counts(given, reports)
    open_ = {e.claim_id for e in given if e.article not in reports or e.claim_id in long}
    fill_places(given, now, open_)
    coded = [e for e in now.now.values() if e.claim_id in open_]
    for beside in grouped(coded, lambda e: (e.outcome, e.item, e.article in reports, *e.place.path)).values():
        settle(beside, now, () if beside[0].article in reports else MAIN)
    return now


def _of_happening(one: Happening, reports: Mapping[str, Report], now: Settling) -> Iterator[_Draft]:
    """The things of one happening: by its articles where it is an incident, else by their columns."""
    for claim, why in one.members.items():
        now.why[claim].insert(0, why)
    members = [now.now[claim] for claim in one.members]
    incident = one.kind == "incident"
    yield from _told(one, [e for e in members if incident and e.article in reports], reports, now)
    yield from _coded(one, [e for e in members if not incident or e.article not in reports], reports, now)


def _told(one: Happening, told: Sequence[Entry], reports: Mapping[str, Report], now: Settling) -> Iterator[_Draft]:
    """The things of an incident by its articles."""
    for key, same in questions(one, told, reports, now).items():
        for some in _windows(same, key[6], now):
            yield _draft(one, key, some, now)
            for entry in now.of(some) if one.told else ():
                now.set(entry, side=key[2], group=key[3], tally=key[6], scope=key[7], home=one.happening_id,
                        place=one.place if one.place.path else entry.place)  # fmt: skip


def _coded(one: Happening, coded: Sequence[Entry], reports: Mapping[str, Report], now: Settling) -> Iterator[_Draft]:
    """The things of a happening by the columns of its claims."""
    mains = _kinds(one, coded)
    there = _in_place(one, coded, reports, now)
    _by_sources([e for e in there if e.article in reports], now, mains)
    rows = [e for e in there if e.article not in reports]
    for beside in grouped(rows, lambda e: (e.outcome, e.item, *e.place.path)).values():
        settle(beside, now, mains)
    for key, same in grouped(now.of(coded), lambda e: (*_key(e, now.now, reports), *e.place.path)).items():
        for unit, mine in _by_unit(same, now).items():
            for window in _windows(mine, mine[0].tally, now):
                yield _draft(one, (*key[:4], unit, *key[5:8]), window, now)


def _kinds(one: Happening, coded: Iterable[Entry]) -> tuple[str, ...]:
    """The kinds of people that those of no told group may be: in the struggle of one land they are no soldiers."""
    counted = {e.side for e in coded} - {""}
    return MAIN if one.kind != "war" or len(counted) > 1 or any(map(sides.opponent, counted)) else ("civilian",)


def _in_place(one: Happening, coded: Sequence[Entry], reports: Mapping[str, Report], now: Settling) -> list[Entry]:
    """Coded claims and running totals at the place and in the kind of count of their happening.

    An incident told of a town is that of the narrowest place in it; in a war the country and no place are the same.
    """
    narrow = max((e.place for e in coded), key=lambda p: (len(p.path), p.path), default=one.place)
    for entry in coded:
        place = _settled_place(entry, one, narrow)
        total = entry.article in reports and one.kind != "incident" and entry.tally in ("incident", "unknown")
        if place != entry.place or total:
            now.set(entry, place=place, tally="cumulative" if total else entry.tally)
    return now.of(coded)


def _settled_place(entry: Entry, one: Happening, narrow: Place) -> Place:
    """The place of a claim of a happening: of an incident perhaps the narrowest told, else that of the happening."""
    if one.kind == "incident":
        inside = (entry.interval.known and narrow.within(entry.place)) or not entry.place.path
        return narrow if inside else entry.place
    if not one.place.path:
        return NOWHERE
    return one.place if one.kind == "war" or not entry.place.path else entry.place


def _by_sources(told: Iterable[Entry], now: Settling, kinds: Collection[str]) -> None:
    """People of a source that counts one kind alone in a text are of that kind."""
    for own in grouped(told, attrgetter("article", "voice", "side")).values():
        mains = {e.group for e in own if e.group in MAIN}
        for entry in own if len(mains) == 1 and mains <= set(kinds) else ():
            group = next(iter(mains))
            if entry.group in BROAD and not entry.whole:
                now.set(entry, f"{entry.group}: its source counts only {group} there", group=group)


def _key(entry: Entry, now: Mapping[str, Entry], reports: Mapping[str, Report]) -> Key:
    """What an entry of a table or a running total counts: outcome, item, side, group, unit, place, tally, scope."""
    whole = now.get(entry.whole)
    part = whole is not None and (whole.outcome, whole.group) == (entry.outcome, entry.group)
    scope = entry.per if entry.tally == "rate" else _scope(entry, reports.get(entry.article), part=part)
    group = BROAD[0] if entry.group in BROAD else entry.group
    return (entry.outcome, entry.item, entry.side, group, "", entry.place.name, entry.tally, scope)


def _scope(entry: Entry, report: Report | None, *, part: bool) -> str:
    """Which part an entry counts, empty for all; of people of a war whose side nobody tells, who counts them."""
    if report is None:
        return "part" if part else ""
    scene = report.scenes[entry.claim_id]
    scope = scene.part if scene.part and scene.apart else f"part {entry.interval.point:.15g}" if part else ""
    unsaid = entry.group in ("military", *BROAD) and not entry.side
    return f"{scope} told by {entry.voice}".strip() if unsaid and entry.tally == "cumulative" else scope


def _by_unit(given: Sequence[Entry], now: Settling) -> dict[str, list[Entry]]:
    """Claims about different formations apart; with a single formation (or none) all together."""
    units = set(map(slug, map(attrgetter("unit"), given))) - {""}
    outer = {u for u in units if not any(v in u for v in units - {u})}  # in whose name no other's stands
    if len(outer) <= 1:
        return {"": list(given)}
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        unit = min((u for u in outer if u in slug(entry.unit)), default="") if entry.unit else ""
        found[unit.replace("-", " ")].append(entry)
        now.why[entry.claim_id].append(f"formation kept apart: {entry.unit}" if unit else "no formation named")
    return found


def _windows(members: Sequence[Entry], tally: str, now: Settling) -> list[list[Entry]]:
    """Rates and stocks of a month are compared, additions of a day; totals have no window."""
    reach = {"rate": PERIOD, "stock": PERIOD, "increment": 0}.get(tally)
    ordered = sorted(members, key=by_day)
    if reach is None:
        return [ordered]
    found: list[list[Entry]] = []
    for entry in ordered:
        if found and entry.when - found[-1][0].when <= reach:
            found[-1].append(entry)
        else:
            found.append([entry])
        now.why[entry.claim_id].append(f"within {reach} days of the first claim" if reach else "same day")
    return found


def _draft(one: Happening | None, key: Key, members: Sequence[Entry], now: Settling) -> _Draft:
    outcome, item, side, group, unit, place, tally, scope = key
    ids = [e.claim_id for e in members]
    first = _first_day(ids, now) if tally in COUNTED_AS else ""
    home = one.happening_id if one else f"not-placed.{members[0].article or members[0].claim_id}"
    narrow = place if not one or place != one.place.name else ""
    parts = (outcome, item, side, group, narrow, tally if tally != "incident" else "", scope, unit, first)
    whose = side or common(e.side for e in now.of(members))
    return _Draft(one, key, whose, ".".join([home, *map(slug, filter(None, parts))]), ids)


def _decided(made: Sequence[_Draft], now: Settling) -> list[_Draft]:
    """Apply split labels, then merge labels."""
    split: dict[str, _Draft] = {}
    for draft in made:
        for claim in [claim for claim in draft.members if now.now[claim].split_label]:
            label = now.now[claim].split_label
            target = split.setdefault(label, _labelled(draft, label))
            draft.members.remove(claim)
            target.members.append(claim)
            target.notes[claim] = "; split by decision"
    return _merged([draft for draft in [*made, *split.values()] if draft.members], now)


def _labelled(draft: _Draft, label: str) -> _Draft:
    return _Draft(draft.happening, draft.key, draft.side, f"{draft.event_id}.{slug(label) or 'decided'}", [], label)


def _merged(found: Sequence[_Draft], now: Settling) -> list[_Draft]:
    """Make one of the things whose claims bear one label."""
    kept: list[_Draft] = []
    for group in joined(found, lambda draft: {now.now[claim].merge_label for claim in draft.members} - {""}):
        labels = sorted({now.now[claim].merge_label for claim in group[0].members} - {""})
        target = _labelled(group[0], labels[0]) if labels else group[0]
        for draft in group if labels else ():
            target.members += draft.members
            target.notes |= {claim: draft.notes.get(claim, "") + "; merged by decision" for claim in draft.members}
        kept.append(target)
    return kept


def _unique(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Things in the order of their ids, made unique."""
    ordered = sorted(drafts, key=lambda draft: (draft.event_id, min(draft.members)))
    for draft, event_id in zip(ordered, numbered([draft.event_id for draft in ordered], ".{}"), strict=True):
        draft.event_id = event_id
    return sorted(ordered, key=lambda draft: draft.event_id)


def _things(drafts: Sequence[_Draft], now: Settling) -> list[Thing]:
    """The things with their entries as settled, ordered and told why."""
    sided = {draft.home for draft in drafts if draft.side} - {""}
    for draft in drafts:
        for claim in draft.members:
            now.set(now.now[claim], event=draft.event_id)
    for order, entry in enumerate(orders(now.now.values())):
        now.set(entry, order=order)
    found = []
    for draft in drafts:
        outcome, _, _, group, unit, place, tally, scope = draft.key
        why = {
            claim: sys.intern("; ".join(dict.fromkeys(now.why.get(claim, ()))) + draft.notes.get(claim, ""))
            for claim in draft.members
        }
        label = _label(draft, now, open_side=draft.home in sided)
        members = tuple(now.now[claim] for claim in draft.members)
        found.append(Thing(draft.event_id, label, draft.home, outcome, group, draft.side, unit, place, tally, scope,
                           members, why))  # fmt: skip
    return found


def _label(draft: _Draft, now: Settling, *, open_side: bool) -> str:
    """What a thing is about, in words: "Killed: soldiers of Ukraine, Olenivka, 29 July 2022"."""
    outcome, _, _, _, unit, place, tally, scope = draft.key
    one = draft.happening
    where = f"in {place}" if place and (one is None or place != one.place.name) else ""
    unsaid = "side not told" if open_side and not draft.side else ""
    told = (*_whose(draft), unsaid, _part(draft), unit, where, one.name if one else "not placed", draft.label)
    label = f"{outcome.replace('_', ' ').capitalize()}: {', '.join(filter(None, told))}"
    if tally not in COUNTED_AS:
        return label
    kind = f"{COUNTED_AS[tally]} per {scope}" if tally == "rate" and scope else COUNTED_AS[tally]
    return f"{label} ({', '.join(filter(None, (kind, _first_day(draft.members, now))))})"


def _whose(draft: _Draft) -> tuple[str, ...]:
    """Who or what is counted, and of whom: "soldiers of Ukraine"."""
    outcome, item, _, group, *_, scope = draft.key
    camp, people = camps().get(draft.side, draft.side), FIGHTERS if scope == FIGHTERS else PEOPLE.get(group, group)
    if item or outcome in NO_PEOPLE:
        return item, camp
    return (f"{people} of {camp}" if camp else people,)


def _part(draft: _Draft) -> str:
    """Which part is counted, in words; empty where all are."""
    *_, tally, scope = draft.key
    if tally == "rate" or scope == FIGHTERS:
        return ""
    before, told, voice = scope.rpartition("told by ")
    scope = before + told + registered().get(voice, voice.removeprefix("name:"))
    alone = draft.happening and scope == f"in {draft.happening.name.split(',')[0].split(' and ')[0]}"
    return _PART.sub(r"a part (\1)", scope).replace("_", " ") + " alone" * bool(alone)


def _first_day(members: Iterable[str], now: Settling) -> str:
    """The first day that claims tell, empty where they tell none."""
    days = [d for claim in members for d in (now.now[claim].event_day, now.now[claim].day) if d is not None]
    return str(date(min(days))) if days else ""


@cache
def camps() -> dict[str, str]:
    """The printed names of sides; of other camps that people may belong to."""
    found = {row["party"]: row["name"] for row in shared("parties")}
    return found | {row["side"]: row["name"] for row in shared("sides")}


def status(entry: Entry, retracted: Mapping[str, str], first: Mapping[str, str]) -> str:
    """Whether an entry's number counts, in the words of the vocabulary ``status``.

    Args:
        entry: the claim.
        retracted: claims taken back, each with the claim that does it.
        first: for every appearance the claim it is an appearance of.
    """
    if entry.modality not in ("", "actual"):
        return entry.modality if entry.modality in ("negated", "hypothetical", "planned") else "hypothetical"
    if entry.stance in ("denies", "doubts"):
        return "denied" if entry.stance == "denies" else "doubted"
    if not entry.interval.known or entry.stance == "no_comment":
        return "no_number"
    if entry.claim_id in retracted:
        return "retracted"
    if first.get(entry.claim_id, entry.claim_id) != entry.claim_id:
        return "appearance"
    return "counted"


def table(found: Iterable[Thing], statuses: Mapping[str, str]) -> pd.DataFrame:
    """The events table: one row per claim, ordered by thing, day and claim."""
    pairs = [(thing, entry) for thing in found for entry in sorted(thing.members, key=by_day)]
    columns: dict[str, list[object]] = {
        "claim_id": [entry.claim_id for _, entry in pairs], "date": [date(entry.day) for _, entry in pairs],
        "status": [statuses[entry.claim_id] for _, entry in pairs],

        "why": [thing.why[entry.claim_id] for thing, entry in pairs],
    }  # fmt: skip
    for name in ("happening_id", "event_id", "label", "outcome", "group", "side", "unit", "place", "tally", "scope"):
        columns[name] = [getattr(thing, name) for thing, _ in pairs]
    return tables.frame("events", columns, strict=False)
