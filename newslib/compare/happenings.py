"""Happenings: the things in the world that articles are about, each with its time and place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from newslib import tables
from newslib.compare.entries import Entry, date
from newslib.compare.events import Event

NEAR = 3  # days within which the tolls of one place are those of one incident
LONG = ("cumulative", "rate", "stock", "increment")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Happening:
    """A happening: its id and name, and the events (things) that count something of it."""

    happening_id: str
    name: str
    kind: str
    events: tuple[Event, ...]

    @property
    def members(self) -> list[Entry]:
        """Its entries."""
        return [entry for event in self.events for entry in event.members]


def happenings(found: Sequence[Event]) -> list[Happening]:
    """The happenings of the events; an event that tells neither a place nor a day belongs to none."""
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    days: dict[str, int] = {}
    for event in sorted(found, key=lambda e: (_first(e) or 0, e.event_id)):
        day, place = _first(event), event.members[0].place
        if event.tally in LONG and place.path:
            groups[("long", "/".join(place.path))].append(event)
        elif place.path and day is not None:
            key = "/".join(place.path)
            days[key] = day if day - days.get(key, day - NEAR - 1) > NEAR else days[key]
            groups[("incident", key, str(days[key]))].append(event)
    return _numbered([_happening(key, members) for key, members in groups.items()])


def _numbered(found: Sequence[Happening]) -> list[Happening]:
    """Ids made unique: happenings of one day and one place are numbered in the order of their events."""
    seen: Counter[str] = Counter()
    kept = []
    for one in sorted(found, key=lambda h: (h.happening_id, min(e.event_id for e in h.events))):
        seen[one.happening_id] += 1
        times = seen[one.happening_id]
        kept.append(replace(one, happening_id=f"{one.happening_id}.{times}") if times > 1 else one)
    return kept


def _first(event: Event) -> int | None:
    days = (e.day if e.event_day is None else e.event_day for e in event.members)
    return min((day for day in days if day is not None), default=None)


def _happening(key: tuple[str, ...], members: Sequence[Event]) -> Happening:
    kind = "incident" if key[0] == "incident" else "battle" if "/" in key[1] else "war"
    first = min((d for e in members if (d := _first(e)) is not None), default=None)
    place = members[0].place
    day = "" if kind != "incident" else str(date(first))
    identity = ".".join("-".join(_WORD.findall(part.casefold())) for part in (day or kind, place))
    return Happening(identity, f"{place}, {day}" if day else f"{place}: {kind}", kind, tuple(members))


def table(found: Iterable[Happening]) -> pd.DataFrame:
    """The happenings table."""
    return tables.frame("happenings", [_row(one) for one in sorted(found, key=lambda h: h.happening_id)])


def _row(one: Happening) -> dict[str, object]:
    days = [d for e in one.members for d in (e.event_day, e.day) if d is not None]
    place = one.members[0].place
    return {
        "happening_id": one.happening_id, "name": one.name, "kind": one.kind, "place": place.name,
        "place_id": place.path[-1], "first_date": date(min(days, default=None)),
        "last_date": date(max(days, default=None)),
        "sides": " ".join(sorted({e.side for e in one.members} - {""})), "words": "", "n_claims": len(one.members),
        "n_articles": len({e.article or e.claim_id for e in one.members}),
        "n_sources": len({e.source for e in one.members if e.named}), "n_things": len(one.events),
    }  # fmt: skip
