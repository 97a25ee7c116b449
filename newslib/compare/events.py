"""Events: which claims may be compared with each other, and why.

Claims belong together when they count the same outcome of the same people at the same place, in the same kind of
tally, at the same time. A wider or narrower scope (the whole town against one plant) is another event. What a text
leaves open (whose people, which people, what kind of tally) is filled from its neighbours only when these leave a
single choice; every such step is told in the ``why`` of the row, so that a person can correct it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from newslib import tables
from newslib.compare.entries import Entry, date
from newslib.compare.gaps import fill
from newslib.compare.incidents import by_day, cut, incidents, join
from newslib.lexicons import shared

PERIOD = 30  # days in which rates and stocks may be compared
_JOINED = "; merged by decision"
PEOPLE = {"civilian": "civilians", "medical": "medics", "foreign": "foreigners", "unspecified": "people"}  # in labels
COUNTED_AS = {
    "incident": "one event", "increment": "an addition", "cumulative": "running total", "rate": "rate",
    "stock": "at one time", "unknown": "kind of count unknown",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Event:
    """A group of comparable claims. ``side``, ``group``, ``tally`` are those of the group, its place in normal form."""

    event_id: str
    label: str
    outcome: str
    group: str
    side: str
    unit: str
    place: str
    tally: str
    scope: str
    members: list[Entry] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)


def events(given: Sequence[Entry]) -> list[Event]:
    """Put every entry into one event.

    Args:
        given: the entries of a claims table. A broad group, a missing side and an unknown tally are replaced in the
            entry by what its event settles.

    Returns:
        The events, ordered by id; together they hold every entry once.
    """
    why: dict[str, list[str]] = defaultdict(list)
    fill(given, why)
    wholes = {entry.claim_id: entry for entry in given}
    groups: list[tuple[str, list[Entry]]] = []
    for alike in _by(given, lambda e: _key(e, wholes)).values():
        for unit, members in _by_unit(alike, why).items():
            groups += [(unit, found) for found in _windows(members, why)]
    keys = {found[0].claim_id: (*_key(found[0], wholes), unit) for unit, found in groups}
    joined = join([found for _, found in groups], wholes, why)
    made = [_event(keys[members[0].claim_id], members, why) for members in joined]
    return sorted(_decided(made, why), key=lambda event: event.event_id)


def _by(given: Iterable[Entry], key: Callable[[Entry], tuple[object, ...]]) -> dict[tuple, list[Entry]]:
    found: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in given:
        found[key(entry)].append(entry)
    return found


def _key(entry: Entry, wholes: Mapping[str, Entry]) -> tuple[str, ...]:
    whole = wholes.get(entry.whole)
    part = whole is not None and (whole.outcome, whole.group) == (entry.outcome, entry.group)
    scope = entry.per if entry.tally == "rate" else ""
    return (entry.outcome, entry.item, entry.side, entry.group, "/".join(entry.place.path), entry.place.name,
            entry.tally, scope or ("part" if part else ""))  # fmt: skip


def _by_unit(alike: Sequence[Entry], why: dict[str, list[str]]) -> dict[str, list[Entry]]:
    """Claims about different formations apart; with a single formation (or none) all together."""
    units = {_fold(e.unit) for e in alike if e.unit}
    outer = {u for u in units if not any(u != v and v in u for v in units)}
    if len(outer) <= 1:
        return {"": list(alike)}
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in alike:
        unit = min((u for u in outer if u in _fold(entry.unit)), default="") if entry.unit else ""
        found[unit].append(entry)
        why[entry.claim_id].append(f"formation kept apart: {entry.unit}" if unit else "no formation named")
    return found


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _windows(members: Sequence[Entry], why: dict[str, list[str]]) -> list[list[Entry]]:
    """Cut the claims of one kind at one place into events by time."""
    tally = members[0].tally
    if tally == "cumulative":
        for entry in members:
            why[entry.claim_id].append("running total: no time window")
        return [sorted(members, key=by_day)]
    if tally in ("rate", "stock"):
        return cut(members, why, near=PERIOD, span=PERIOD)
    if tally == "increment":
        return cut(members, why, near=0, span=0)
    return incidents(members, why)


def _event(key: tuple[str, ...], members: list[Entry], why: Mapping[str, list[str]]) -> Event:
    outcome, item, side, group, _, place, tally, scope, unit = key
    first = min((e.event_day if e.event_day is not None else e.day for e in members if e.day is not None), default=None)
    day = "" if tally == "cumulative" or first is None else str(date(first))
    parts = (outcome, item, side or "any", group, place or "nowhere", tally, scope, unit, day)
    event_id = ".".join("-".join(_WORD.findall(part.casefold())) for part in parts if part)
    label = _label(outcome, item, side, group, unit, place, day, tally, scope)
    event = Event(event_id, label, outcome, group, side, unit, place, tally, scope, members)
    basis = "same outcome, side, group, place and tally"
    event.why = {e.claim_id: sys.intern("; ".join([basis, *why.get(e.claim_id, ())])) for e in members}
    return event


def _label(
    outcome: str, item: str, side: str, group: str, unit: str, place: str, day: str, tally: str, scope: str
) -> str:
    """What an event is about, in words: "Surrendered: military of Ukraine, in Mariupol, 2022-04-13 (one event)"."""
    counted = f"{outcome.replace('_', ' ')} {item}".strip().capitalize()
    people, camp = PEOPLE.get(group, group), camps().get(side, side)
    whose = (f"{people} of {camp}" if camp else f"{people}, side unknown") if not item else camp or "side unknown"
    told = ", ".join(part for part in (whose, unit, f"in {place}" if place else "place unknown", day) if part)
    kind = f"{COUNTED_AS.get(tally, tally)}{f' per {scope}' if tally == 'rate' and scope else ''}"
    return f"{counted}: {told} ({kind}{', a part' if scope == 'part' else ''})"


@cache
def camps() -> dict[str, str]:
    """The printed names of sides; of other camps that people may belong to."""
    camps = {row["party"]: row["name"] for row in shared("parties")}
    return camps | {row["side"]: row["name"] for row in shared("sides")}


def _decided(made: list[Event], why: Mapping[str, list[str]]) -> list[Event]:
    """Apply split labels, then merge labels, and make the ids unique."""
    found: list[Event] = []
    split: dict[str, Event] = {}
    for event in made:
        leaving = [e for e in event.members if e.split_label]
        event.members = [e for e in event.members if not e.split_label]
        for entry in leaving:
            target = split.get(entry.split_label) or _named(event, entry.split_label)
            split[entry.split_label] = target
            target.members.append(entry)
            target.why[entry.claim_id] = f"{event.why.pop(entry.claim_id)}; split by decision"
        if event.members:
            found.append(event)
    return _number(_merged(found + list(split.values())))


def _merged(found: Sequence[Event]) -> list[Event]:
    merged: dict[str, Event] = {}
    kept: list[Event] = []
    for event in found:
        labels = sorted({e.merge_label for e in event.members if e.merge_label})
        if not labels:
            kept.append(event)
            continue
        known = list({id(merged[label]): merged[label] for label in labels if label in merged}.values())
        target = known[0] if known else _named(event, labels[0])
        for other in known[1:]:
            _join(target, other)
            merged = {label: target if e is other else e for label, e in merged.items()}
            kept = [e for e in kept if e is not other]
        if not known:
            kept.append(target)
        merged.update(dict.fromkeys(labels, target))
        _join(target, event)
    return kept


def _join(target: Event, event: Event) -> None:
    target.members += event.members
    target.why |= {claim: f"{text.removesuffix(_JOINED)}{_JOINED}" for claim, text in event.why.items()}


def _number(kept: list[Event]) -> list[Event]:
    """Make the ids unique and write them into the entries."""
    seen: dict[str, int] = defaultdict(int)
    for event in sorted(kept, key=lambda e: (e.event_id, min(m.claim_id for m in e.members))):
        seen[event.event_id] += 1
        if seen[event.event_id] > 1:
            event.event_id += f".{seen[event.event_id]}"
        for entry in event.members:
            entry.event = event.event_id
    return kept


def _named(event: Event, label: str) -> Event:
    slug = "-".join(_WORD.findall(label.casefold())) or "decided"
    return Event(
        f"{event.event_id}.{slug}", f"{event.label}, {label}", event.outcome, event.group, event.side, event.unit,
        event.place, event.tally, event.scope,
    )  # fmt: skip


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


def table(found: Iterable[Event], statuses: Mapping[str, str], homes: Mapping[str, str]) -> pd.DataFrame:
    """The events table: one row per claim, ordered by event, day and claim; ``homes`` tells each event's happening."""
    pairs = [(event, entry) for event in found for entry in sorted(event.members, key=by_day)]
    columns: dict[str, list[object]] = {
        "claim_id": [entry.claim_id for _, entry in pairs], "date": [date(entry.day) for _, entry in pairs],
        "status": [statuses[entry.claim_id] for _, entry in pairs],
        "happening_id": [homes.get(event.event_id) for event, _ in pairs],
        "why": [event.why[entry.claim_id] for event, entry in pairs],
    }  # fmt: skip
    for name in ("event_id", "label", "outcome", "group", "side", "unit", "place", "tally", "scope"):
        columns[name] = [getattr(event, name) for event, _ in pairs]
    return tables.frame("events", columns, strict=False)
