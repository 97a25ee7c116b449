"""Things: the questions that claims answer inside a happening, so that two numbers of one thing may be compared.

A thing is one outcome of one kind of people in one happening, all of them or a part: how many were killed in all, how
many children among them, how many are identified, how many in one town. "People", "civilians" and no noun are one
question unless an article holds them apart; so are soldiers and people of a country. What a text leaves open about a
running total is filled from its neighbours only when these leave a single choice. Every step is told in ``why``.
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
from newslib.compare.entries import BROAD, MAIN, Entry, date
from newslib.compare.gaps import fill, settle
from newslib.compare.happenings import Happening, happenings, runs_on
from newslib.compare.places import alike
from newslib.compare.scenes import Report, Scene
from newslib.compare.tellings import family
from newslib.lexicons import languages, lexicon, shared, words

PART = 0.8  # share of a total up to which a number beside it is taken for a part
PERIOD = 30  # days in which rates and stocks may be compared
_JOINED = "; merged by decision"
PEOPLE = {"civilian": "civilians", "medical": "medics", "foreign": "foreigners", "unspecified": "people"}  # in labels
COUNTED_AS = {
    "incident": "one event", "increment": "an addition", "cumulative": "running total", "rate": "rate",
    "stock": "at one time", "unknown": "kind of count unknown",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_APART = ("increment", "rate")

Why = dict[str, list[str]]


@dataclass(slots=True)
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
    members: list[Entry] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)


def settled(given: Sequence[Entry], reports: Mapping[str, Report] | None = None) -> tuple[list[Happening], list[Thing]]:
    """The happenings and the things of some entries; the entries take what these settle.

    Args:
        given: the entries of a claims table.
        reports: what the texts of their articles tell; none for a table coded by hand.
    """
    told = reports or {}
    why: Why = defaultdict(list)
    fill([e for e in given if e.article not in told or runs_on(e, told)], why)
    found = happenings(given, told)
    return found, things(found, given, told, why)


def things(found: Sequence[Happening], given: Sequence[Entry], reports: Mapping[str, Report], why: Why) -> list[Thing]:
    """Put every entry into one thing.

    Args:
        found: the happenings.
        given: all entries; those in no happening are grouped by article. Group, side, tally and scope are replaced in
            the entry by what its thing settles.
        reports: what the texts tell.
        why: reasons by claim id, told so far.

    Returns:
        The things, ordered by id; together they hold every entry once.
    """
    wholes = {e.claim_id: e for e in given}
    made: list[Thing] = []
    for one in found:
        told = [e for e in one.members if e.article in reports and one.kind == "incident"]
        coded = [e for e in one.members if e.article not in reports or one.kind != "incident"]
        narrow = max((e.place for e in coded), key=lambda p: (len(p.path), p.path), default=one.place)
        for entry in coded if one.kind == "incident" else ():
            if (entry.interval.known and narrow.within(entry.place)) or not entry.place.path:
                entry.place = narrow
        for beside in _by(coded if one.kind == "incident" else (), lambda e: (e.outcome, e.item, e.place)).values():
            settle(beside, why)
        for entry in one.members:
            why[entry.claim_id].insert(0, one.why.get(entry.claim_id, "same place and time"))
        made += [_thing(one, key, members, why) for key, members in _questions(one, told, reports, why).items()]
        for key, members in _coded(coded, wholes, why):
            made.append(_thing(one, key, members, why))
    placed = {e.claim_id for one in found for e in one.members}
    loose = [e for e in given if e.claim_id not in placed]
    for entry in loose:
        why[entry.claim_id].insert(0, "not placed: the text tells of another time, not which")
    for article_key, members in _by(loose, lambda e: (e.article or e.claim_id, *_key(e, wholes))).items():
        made.append(_thing(None, article_key[1:], members, why))
    return sorted(_decided(made), key=lambda thing: thing.event_id)


def _by(given: Iterable[Entry], key: Callable[[Entry], tuple]) -> dict[tuple, list[Entry]]:
    found: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in given:
        found[key(entry)].append(entry)
    return found


def _key(entry: Entry, wholes: Mapping[str, Entry]) -> tuple[str, ...]:
    """What an entry of a table or a running total counts: outcome, item, side, group, unit, place, tally, scope."""
    whole = wholes.get(entry.whole)
    part = whole is not None and (whole.outcome, whole.group) == (entry.outcome, entry.group)
    scope = entry.per if entry.tally == "rate" else "part" if part else ""
    return (entry.outcome, entry.item, entry.side, entry.group, "", entry.place.name, entry.tally, scope)


def _coded(
    given: Sequence[Entry], wholes: Mapping[str, Entry], why: Why
) -> Iterable[tuple[tuple[str, ...], list[Entry]]]:
    for key, alike_ in _by(given, lambda e: (*_key(e, wholes), "/".join(e.place.path))).items():
        for unit, members in _by_unit(alike_, why).items():
            for window in _windows(members, why):
                yield (*key[:4], unit, *key[5:8]), window


def _by_unit(given: Sequence[Entry], why: Why) -> dict[str, list[Entry]]:
    """Claims about different formations apart; with a single formation (or none) all together."""
    units = {_fold(e.unit) for e in given if e.unit}
    outer = {u for u in units if not any(u != v and v in u for v in units)}
    if len(outer) <= 1:
        return {"": list(given)}
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        unit = min((u for u in outer if u in _fold(entry.unit)), default="") if entry.unit else ""
        found[unit].append(entry)
        why[entry.claim_id].append(f"formation kept apart: {entry.unit}" if unit else "no formation named")
    return found


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _windows(members: Sequence[Entry], why: Why) -> list[list[Entry]]:
    """Rates and stocks of a month are compared, additions of a day; totals have no window."""
    reach = {"rate": PERIOD, "stock": PERIOD, "increment": 0}.get(members[0].tally)
    ordered = sorted(members, key=_by_day)
    if reach is None:
        return [ordered]
    found: list[list[Entry]] = []
    for entry in ordered:
        if found and (entry.day or 0) - (found[-1][0].day or 0) <= reach:
            found[-1].append(entry)
        else:
            found.append([entry])
        why[entry.claim_id].append(f"within {reach} days of the first claim" if reach else "same day")
    return found


def _by_day(entry: Entry) -> tuple[int, str]:
    return (entry.day or 0, entry.claim_id)


@dataclass(slots=True)
class _Question:
    """What one claim of an incident counts, while it is settled."""

    entry: Entry
    group: str
    nation: str
    part: str


def _questions(
    one: Happening, given: Sequence[Entry], reports: Mapping[str, Report], why: Why
) -> dict[tuple[str, ...], list[Entry]]:
    """The questions of an incident told in articles, each with its claims."""
    asked = []
    by_article = _by(given, lambda e: (e.article, e.outcome, e.group if e.group in SPECIAL else ""))
    for entry in given:
        scene = reports[entry.article].scenes[entry.claim_id]
        beside = by_article[(entry.article, entry.outcome, entry.group if entry.group in SPECIAL else "")]
        part, reason = _part(entry, scene, beside, one)
        if reason:
            why[entry.claim_id].append(reason)
        _in_time(entry, scene, beside, reports, one)
        group = entry.group if entry.group not in BROAD else ""
        nation = _nation(entry, scene)
        asked.append(_Question(entry, "" if group == "foreign" and nation else group, nation, part))
    found: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for (outcome, item), questions in _asked_by(asked).items():
        _collapse(questions, why)
        for q in questions:
            tally = q.entry.tally if q.entry.tally in _APART else "incident"
            scope = q.entry.per if tally == "rate" else q.part
            found[(outcome, item, q.nation, q.group or BROAD[0], "", one.place.name, tally, scope)].append(q.entry)
    return found


def _asked_by(asked: Sequence[_Question]) -> dict[tuple[str, str], list[_Question]]:
    found: dict[tuple[str, str], list[_Question]] = defaultdict(list)
    for q in asked:
        found[(q.entry.outcome, q.entry.item)].append(q)
    return found


def _part(entry: Entry, scene: Scene, beside: Sequence[Entry], one: Happening) -> tuple[str, str]:
    """Which part a claim counts, empty for all, and what told so.

    Words for a part that may as well be the whole ("taken to hospital", a town) tell a part only beside a larger
    number of the same article.
    """
    larger = any(other.asserted and other.interval.point > entry.interval.point for other in beside)
    if scene.part and scene.apart:
        return scene.part, f"counts a part: {scene.part.replace('_', ' ')}"
    if not larger:
        return "", ""
    place = _narrower(entry, scene, one)
    if scene.part:
        return f"{scene.part}{f' in {place}' if place else ''}", f"counts a part beside a larger number: {scene.part}"
    if place:
        return f"in {place}", f"counts {place} beside a larger number"
    whole = next((other for other in beside if other.claim_id == entry.whole), None)
    if whole is not None and (whole.group == entry.group or entry.group in BROAD) and not _nation(entry, scene):
        return f"part {entry.interval.point:g}", "told as a part of a larger number"
    if _beside(entry, scene, beside, one):
        return f"part {entry.interval.point:g}", "a smaller number beside the total, a toll in no other article"
    return "", ""


def _beside(entry: Entry, scene: Scene, beside: Sequence[Entry], one: Happening) -> bool:
    """Whether a claim counts a part that its words do not name: well below the total of its article.

    A number given before, or by other articles as the toll, is an earlier count of all.
    """
    total = max((e.interval.point for e in beside if e.asserted), default=0.0)
    earlier = bool({"before", "revise"} & scene.roles) or (family(entry.outcome), entry.interval.point) in one.numbers
    return entry.interval.known and not earlier and entry.interval.point <= PART * total


def _in_time(
    entry: Entry, scene: Scene, beside: Sequence[Entry], reports: Mapping[str, Report], one: Happening
) -> None:
    """Write into a claim whether its text tells it as an earlier count, and that its day is not the happening's own."""
    scenes = reports[entry.article].scenes
    if "before" in scene.near and any("before" not in scenes[e.claim_id].near for e in beside):
        entry.former = True
    if entry.as_of is None and not entry.former and entry.published is not None and entry.day == one.day:
        entry.day = entry.published


def _narrower(entry: Entry, scene: Scene, one: Happening) -> str:
    """The place of a claim where it is told in its own sentence and is not that of its happening."""
    place, home = entry.place, one.place
    if not place.keys or place == home or alike(place, home) or home.within(place):
        return ""
    printed = {word.form[:4] for word in words(entry.printed_place)}
    own = any(stem[:4] in printed for stem in scene.clause)
    return place.name if own else ""


def _nation(entry: Entry, scene: Scene) -> str:
    """Whose people a claim counts where the words of the figure itself say so."""
    if not entry.side:
        return ""
    return entry.side if entry.side in _sides_in(scene.quote) else ""


@cache
def _sides_in(text: str) -> frozenset[str]:
    return frozenset(hit.row["side"] for code in languages() for hit in lexicon(code).finder("sides").find(text))


def _collapse(asked: Sequence[_Question], why: Why) -> None:
    """Make one question of groups and nations that no article holds apart."""
    nations = {q.nation for q in asked if q.nation}
    for nation in sorted(nations | {""}):
        mine = [q for q in asked if q.nation == nation]
        mains = sorted({q.group for q in mine if q.group in MAIN})
        for group in mains:
            if len(mains) == 1 and not _held_apart([q for q in mine if q.group == group], mine):
                for q in mine:
                    if q.group == group:
                        q.group = ""
                        why[q.entry.claim_id].append(f"{group} and people are one question here")
    for q in asked:
        own = {other.nation for other in asked if other.group == q.group and other.nation}
        if not q.nation and q.group in MAIN and len(own) == 1:
            q.nation = next(iter(own))
            why[q.entry.claim_id].append(f"side empty: the only one told of here is {q.nation}")
    for nation in sorted(nations) if len(nations) == 1 else ():
        mine = [q for q in asked if q.nation == nation and not q.group]
        if not _held_apart(mine, [q for q in asked if not q.group]):
            for q in mine:
                q.nation = ""


def _held_apart(some: Sequence[_Question], beside: Sequence[_Question]) -> bool:
    """Whether an article gives a larger number for people without that group or nation."""
    own: dict[str, float] = defaultdict(float)
    for q in beside:
        if not any(q is other for other in some) and not q.part and q.entry.asserted and q.group not in SPECIAL:
            own[q.entry.article] = max(own[q.entry.article], q.entry.interval.point)
    return any(not q.part and q.entry.asserted and own[q.entry.article] > q.entry.interval.point for q in some)


SPECIAL = ("officers", "women", "children", "police", "medical", "foreign")


def _thing(one: Happening | None, key: tuple[str, ...], members: list[Entry], why: Why) -> Thing:
    outcome, item, side, group, unit, place, tally, scope = key
    home = one.happening_id if one else ""
    days = [d for e in members for d in (e.event_day, e.day) if d is not None]
    first = str(date(min(days))) if days and tally in ("increment", "rate", "stock") else ""
    narrow = place if not one or place != one.place.name else ""
    parts = (home or f"not-placed.{members[0].article or members[0].claim_id}", outcome, item, side, group, narrow,
             tally if tally != "incident" else "", scope, unit, first)  # fmt: skip
    event_id = ".".join([parts[0], *("-".join(_WORD.findall(part.casefold())) for part in parts[1:] if part)])
    day = (str(date(one.day if one.day is not None else one.first)) if one and one.kind == "incident" and (
        one.day is not None or one.first is not None) else first)  # fmt: skip
    thing = Thing(event_id, _label(outcome, item, side, group, unit, place, day, tally, scope), home, outcome, group,
                  side, unit, place, tally, scope, members)  # fmt: skip
    thing.why = {e.claim_id: sys.intern("; ".join(dict.fromkeys(why.get(e.claim_id, ())))) for e in members}
    if one and one.kind == "incident" and members[0].article and one.stems:
        for entry in members:
            entry.side, entry.group, entry.tally, entry.scope, entry.home = side, group, tally, scope, home
            entry.place = one.place if one.place.path else entry.place
    return thing


def _label(
    outcome: str, item: str, side: str, group: str, unit: str, place: str, day: str, tally: str, scope: str
) -> str:
    """What a thing is about, in words: "Surrendered: military of Ukraine, in Mariupol, 2022-04-13 (one event)"."""
    counted = f"{outcome.replace('_', ' ')} {item}".strip().capitalize()
    people, camp = PEOPLE.get(group, group), camps().get(side, side)
    whose = (f"{people} of {camp}" if camp else people) if not item else camp or "side unknown"
    part = "" if tally == "rate" or scope in ("", "part") else scope.replace("_", " ")
    told = ", ".join(x for x in (whose, part, unit, f"in {place}" if place else "place unknown", day) if x)
    kind = f"{COUNTED_AS.get(tally, tally)}{f' per {scope}' if tally == 'rate' and scope else ''}"
    return f"{counted}: {told} ({kind}{', a part' if scope == 'part' else ''})"


@cache
def camps() -> dict[str, str]:
    """The printed names of sides; of other camps that people may belong to."""
    found = {row["party"]: row["name"] for row in shared("parties")}
    return found | {row["side"]: row["name"] for row in shared("sides")}


def _decided(made: list[Thing]) -> list[Thing]:
    """Apply split labels, then merge labels, and make the ids unique."""
    found: list[Thing] = []
    split: dict[str, Thing] = {}
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


def _merged(found: Sequence[Thing]) -> list[Thing]:
    merged: dict[str, Thing] = {}
    kept: list[Thing] = []
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


def _join(target: Thing, event: Thing) -> None:
    target.members += event.members
    target.why |= {claim: f"{text.removesuffix(_JOINED)}{_JOINED}" for claim, text in event.why.items()}


def _number(kept: list[Thing]) -> list[Thing]:
    """Make the ids unique and write them into the entries."""
    seen: dict[str, int] = defaultdict(int)
    for event in sorted(kept, key=lambda e: (e.event_id, min(m.claim_id for m in e.members))):
        seen[event.event_id] += 1
        if seen[event.event_id] > 1:
            event.event_id += f".{seen[event.event_id]}"
        for entry in event.members:
            entry.event = event.event_id
    return kept


def _named(event: Thing, label: str) -> Thing:
    slug = "-".join(_WORD.findall(label.casefold())) or "decided"
    return Thing(
        f"{event.event_id}.{slug}", f"{event.label}, {label}", event.happening_id, event.outcome, event.group,
        event.side, event.unit, event.place, event.tally, event.scope,
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


def table(found: Iterable[Thing], statuses: Mapping[str, str]) -> pd.DataFrame:
    """The events table: one row per claim, ordered by thing, day and claim."""
    pairs = [(event, entry) for event in found for entry in sorted(event.members, key=_by_day)]
    columns: dict[str, list[object]] = {
        "claim_id": [entry.claim_id for _, entry in pairs], "date": [date(entry.day) for _, entry in pairs],
        "status": [statuses[entry.claim_id] for _, entry in pairs],
        "happening_id": [event.happening_id or None for event, _ in pairs],
        "why": [event.why[entry.claim_id] for event, entry in pairs],
    }  # fmt: skip
    for name in ("event_id", "label", "outcome", "group", "side", "unit", "place", "tally", "scope"):
        columns[name] = [getattr(event, name) for event, _ in pairs]
    return tables.frame("events", columns, strict=False)
