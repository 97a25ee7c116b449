"""Happenings: the things in the world that articles are about, each with its time, place, name and claims.

Totals of wars are set apart first (``wars``), then whole articles are brought together (``finding``), then every claim
is looked at again (``placing``). A person's decisions come last. What tells neither belongs to none.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import pandas as pd

from newslib import sides, tables
from newslib.compare.datedtexts import MONTH
from newslib.compare.drafts import Bundle, Candidate, in_turn
from newslib.compare.entries import Entry, date, grouped, joined, parted
from newslib.compare.finding import HappeningFinder
from newslib.compare.places import NOWHERE, Place, alike, nested
from newslib.compare.placing import placed
from newslib.compare.scenes import Report
from newslib.compare.tellings import family
from newslib.compare.wars import counts, of_an_incident, outgrown, running

PART = 0.8  # share of a total up to which a number beside it is taken for a part
WORDS = 3  # words told of a happening
FEW = 4  # of so many claims of a happening one at least must tell the place it is named for
HEADLINE = 60  # code points of a headline that names a happening
NOWHERE_TOLD = "place not told"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening with its claims and why each belongs to it.

    ``day`` is the day it happened; ``told`` says that articles tell it; ``numbers`` are the first ones of each outcome
    in its articles, with how many give them.
    """

    happening_id: str
    name: str
    kind: str
    day: int | None
    first: int | None
    place: Place
    words: tuple[str, ...]
    told: bool
    numbers: Mapping[tuple[str, float], int]
    members: Mapping[str, str]


def happenings(now: Mapping[str, Entry], reports: Mapping[str, Report]) -> list[Happening]:
    """Put every entry into a happening where the text or the table lets it.

    Args:
        now: entries of a claims table by claim id.
        reports: what the text of each article tells.

    Returns:
        The happenings by id; entries in none of them are not placed.
    """
    long, told, finder = brought_together(list(now.values()), reports)
    found = placed(told, finder)
    long |= _outgrown(found, now)
    incidents = list(filter(attrgetter("members"), found))
    for draft in incidents:
        _lie(draft, [now[claim].place for claim in draft.members])
    totals = [(now[claim], why) for claim, why in long.items()]
    main = [one.members[0] for one in told if one.report and not one.aside]  # of each article that counts an incident
    homes = {entry.article: finder.home[entry.claim_id] for entry in main}
    found = [*incidents, *running(totals, incidents, reports, homes, now)]
    for draft in filter(attrgetter("stems"), incidents):
        _narrow(draft, [now[claim] for claim in draft.members])
    return _decided(_named(_merged(_split(found, now), now), now, reports), now)


def _lie(one: Candidate, told: Sequence[Place]) -> None:
    """Let an incident lie where its claims do; nowhere when hardly one tells where, as before when it is two."""
    own = Counter(place for place in told if place.path)
    if not one.parts:
        one.lie(own if own.total() * FEW >= len(told) else Counter())


def _narrow(one: Candidate, given: Sequence[Entry]) -> None:
    """Let an incident lie at its site, where it has one."""
    site = _site(given, one.place)
    if site.path:
        one.lie(Counter([site]))


def _site(given: Sequence[Entry], home: Place) -> Place:
    """The site of an incident in its town or land: the narrowest of the places in it, where all that are known meet.

    Two claims at least must tell it, and nearly as many be counted there as anywhere: in a hospital of survivors only
    some are.
    """
    there = [e for e in given if e.place != home and e.place.within(home)]
    if len(there) < 2 or not _counted_there(there, given):
        return NOWHERE
    site = max((e.place for e in reversed(there)), key=lambda place: (place.known, len(place.path)))
    told = {e.place for e in there}.union(e.place for e in given if e.place.known)
    return site if all(nested(site, place) or alike(site, place) for place in told) else NOWHERE


def _counted_there(there: Sequence[Entry], given: Sequence[Entry]) -> bool:
    """Whether nearly as many are counted in some claims as in all, of one outcome at least."""
    all_ = _tops(given)
    return any(point >= PART * all_[outcome] for outcome, point in _tops(there).items())


def _tops(given: Iterable[Entry]) -> dict[str, float]:
    """The highest number that is said to be true of each outcome."""
    numbers = grouped((e for e in given if e.asserted), lambda e: family(e.outcome))
    return {outcome: max(e.interval.point for e in some) for outcome, some in numbers.items()}


def brought_together(
    given: Sequence[Entry], reports: Mapping[str, Report]
) -> tuple[dict[str, str], list[Bundle], HappeningFinder]:
    """Why claims count a long time by claim id, what else is told together, and the main happening of each.

    Args:
        given: entries of a claims table.
        reports: what the text of each article tells.
    """
    long = counts(given, reports)
    totals, rest = parted(given, lambda e: e.claim_id in long)
    shares = Counter(e.article for e in totals)
    shares.subtract(e.article for e in rest)
    told_of = (e for e in totals if e.article in reports and of_an_incident(e, reports))
    aside, short = set(+shares), grouped(told_of, lambda e: e.article)
    told = in_turn(rest, reports, aside, {e.article for e in totals} - short.keys(), short)
    finder = HappeningFinder(reports, told)
    for one in told:
        finder.put(one)
    finder.join()
    return long, told, finder


def _outgrown(found: Sequence[Candidate], now: Mapping[str, Entry]) -> dict[str, str]:
    """Take out of incidents the numbers that are fifty times their toll."""
    larger: dict[str, str] = {}
    for one in [one for one in found if one.stems]:
        for entry in outgrown([now[claim] for claim in one.members], one):
            del one.members[entry.claim_id]
            larger[entry.claim_id] = "fifty times the toll of its article's happening"
    return larger


def _split(found: Sequence[Candidate], now: Mapping[str, Entry]) -> list[Candidate]:
    """Take the claims of an article out of their happening where a person decided so; none without claims is left."""
    made: dict[str, Candidate] = {}
    for one in found:
        apart = {_told_by(e): e.happening_split for e in map(now.__getitem__, one.members) if e.happening_split}
        for claim in [claim for claim in one.members if _told_by(now[claim]) in apart]:
            label = apart[_told_by(now[claim])]
            beside = Candidate(kind=one.kind, days=Counter(one.days), first=one.first, last=one.last,
                               places=Counter(one.places), label=label)  # fmt: skip
            made.setdefault(label, beside).members[claim] = f"{one.members.pop(claim)}; split by decision"
    return [one for one in [*found, *made.values()] if one.members]


def _told_by(entry: Entry) -> str:
    return entry.article or entry.claim_id


def _merged(found: Sequence[Candidate], now: Mapping[str, Entry]) -> list[Candidate]:
    """Make one of the happenings whose claims bear one label."""
    groups = joined(found, lambda one: {now[claim].happening_merge for claim in one.members} - {""})
    for first, *others in groups:
        for other in others:
            first.members |= {claim: f"{why}; merged by decision" for claim, why in other.members.items()}
            first.days += other.days
            first.lie(first.places + other.places)
            first.stems += other.stems
            first.reports += other.reports
            first.languages += other.languages
    return [group[0] for group in groups]


def _decided(found: Sequence[Happening], now: Mapping[str, Entry]) -> list[Happening]:
    """Put single claims where a person decided, and give happenings the names that a person gave them."""
    members = {one.happening_id: dict(one.members) for one in found}
    known = {one.happening_id: one for one in found}
    label_of = {now[claim].happening_split: one.happening_id for one in found for claim in one.members}
    for entry in [e for e in now.values() if e.happening_move]:
        for own in members.values():
            own.pop(entry.claim_id, None)
        wanted = entry.happening_move
        target = wanted if wanted in known else label_of.get(wanted, slug(wanted))
        known.setdefault(target, Happening(target, wanted, "incident", None, entry.day, entry.place, (), False, {}, {}))
        members.setdefault(target, {})[entry.claim_id] = "moved by decision"
    return [_called(one, members[key], now) for key, one in sorted(known.items()) if members[key]]


def _called(one: Happening, members: Mapping[str, str], now: Mapping[str, Entry]) -> Happening:
    """A happening with its claims, by the name that a person gave it last."""
    given = [now[claim].happening_name for claim in members if now[claim].happening_name]
    return replace(one, members=members, name=[one.name, *given][-1])


def _named(drafts: Sequence[Candidate], now: Mapping[str, Entry], reports: Mapping[str, Report]) -> list[Happening]:
    """Happenings with ids and names, those of one name numbered in order of time, and the words that set each apart."""
    spread = Counter(stem for one in drafts for stem in one.stems)
    in_time = sorted(drafts, key=lambda one: (one.first or 0, min(one.members)))
    named = told_apart([_name(one, now, reports) for one in in_time],
                       lambda k: _inside(in_time[k], now) or _befell(in_time[k], now, reports))  # fmt: skip
    ids, names = numbered(map(_id, in_time), ".{}"), numbered(named, " ({})")
    found = [
        Happening(key, name, one.kind, one.day if one.kind == "incident" else None, one.first, one.place,
                  _words(one, now, reports, spread), bool(one.stems), one.numbers, one.members)
        for one, key, name in zip(in_time, ids, names, strict=True)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.happening_id)


def told_apart(names: Sequence[str], more: Callable[[int], str]) -> list[str]:
    """Names, those that several share with what ``more`` tells of each by its place in the row.

    >>> told_apart(["Odesa, 4 April 2022", "Odesa, 4 April 2022", "Balta"], ["the port", "9 killed", ""].__getitem__)
    ['Odesa, 4 April 2022 (the port)', 'Odesa, 4 April 2022 (9 killed)', 'Balta']
    """
    shared = Counter(names)
    return [f"{name} ({more(k)})" if shared[name] > 1 else name for k, name in enumerate(names)]


def _inside(one: Candidate, now: Mapping[str, Entry]) -> str:
    """The place inside that of a happening that most of its claims are told of; empty where they are of the whole."""
    told = [now[claim].place for claim in one.members]
    inside = Counter(place.name for place in told if place != one.place and place.within(one.place))
    return max(inside, key=lambda name: (inside[name], name), default="")


def numbered(texts: Iterable[str], form: str) -> list[str]:
    """Texts made unique: from the second on with a number."""
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        seen[text] += 1
        found.append(text + (form.format(seen[text]) if seen[text] > 1 else ""))
    return found


def _words(
    one: Candidate, now: Mapping[str, Entry], reports: Mapping[str, Report], spread: Mapping[str, int]
) -> tuple[str, ...]:
    """The rare words that more than half of its reports share, as its own articles print them."""
    shared = [stem for stem, n in one.stems.items() if n * 2 > one.reports]
    rare = sorted(shared, key=lambda s: (-one.stems[s] / one.reports / spread[s], -one.stems[s]))  # as its text begins
    forms: dict[str, str] = {}
    for article in sorted({now[claim].article for claim in one.members} & reports.keys(), reverse=True):
        forms = reports[article].forms | forms
        if all(stem in forms for stem in rare[:WORDS]):
            break
    return tuple([forms[stem] for stem in rare if stem in forms][:WORDS])


def _id(one: Candidate) -> str:
    when = str(date(_when(one)) or "")
    where = one.where or "-".join(sorted(one.sides))
    told = [when, one.where] if one.kind == "incident" else [one.kind, where, when[:4]]
    more = [one.label, "together" if one.parts else ""]
    return ".".join(slug(part) for part in (*told, *more) if part) or "somewhen"


def _name(one: Candidate, now: Mapping[str, Entry], reports: Mapping[str, Report]) -> str:
    """A short heading: "Olenivka, 29 July 2022", "War in Ukraine since 24 February 2022".

    Where nobody tells the place, a headline or what befell people tells what it was: "Released, 29 June 2022".
    """
    if one.kind == "incident":
        when = in_words(_when(one), lasts=one.lasts) or "day not told"
        head = one.where or _befell(one, now, reports)
        told = f"{head[:1].upper()}{head[1:]}, {when}" + f" ({NOWHERE_TOLD})" * (not one.where)
        told += f", {one.label}" * bool(one.label)
        return told + ", several together" * bool(one.parts)
    subject = _fought(one) or f"{_befell(one, now, reports)} ({NOWHERE_TOLD})"
    return subject + _years(one) + f", {one.label}" * bool(one.label)


def _when(one: Candidate) -> int | None:
    """The day of a happening, else that on which it was first told of."""
    return one.day if one.day is not None else one.first


def _fought(one: Candidate) -> str:
    """Where a war or battle was fought, else by whom; empty when nobody tells."""
    known = sides.registry()
    parties = " and ".join(known[side]["name"] if side in known else side for side in sorted(one.sides))
    if one.kind == "war" and len(one.sides) > 1:
        return f"War in {one.where}" if one.place.path else f"War of {parties}"
    return one.where or parties


def _years(one: Candidate) -> str:
    """The day since which a war is counted, else its years."""
    start = max(one.since, key=lambda d: (one.since[d], -d), default=None)
    if start is not None:
        return f" since {_since(start)}"
    years = sorted({str(date(d))[:4] for d in (one.first, one.last) if d is not None})
    return f", {' to '.join(years)}" if years else ""


def _since(start: int) -> str:
    """The day a count starts, where it is the first of a month or year that month or year: a text may tell no more."""
    told = date(start)
    whole = 0 if told is None or told.day > 1 else MONTH if told.month > 1 else MONTH + 1
    return in_words(start, lasts=whole)


def _befell(one: Candidate, now: Mapping[str, Entry], reports: Mapping[str, Report]) -> str:
    """The first headline of the articles about it, or how one begins, else its largest number: "9 killed"."""
    told = {now[claim].article for claim in one.members if one.stems} & reports.keys()
    in_time = sorted((reports[article] for article in told), key=lambda report: (report.published or 0, report.article))
    headed = next(filter(None, map(_headline, in_time)), "")
    if headed:
        return f"“{textwrap.shorten(headed, HEADLINE, placeholder=' …')}”"
    return _largest([now[claim] for claim in one.members])


def _largest(counted: Sequence[Entry]) -> str:
    """The largest number of the outcome told most often: "9 killed"."""
    outcomes = Counter(entry.outcome for entry in counted)
    outcome = min(outcomes, key=lambda outcome: (-outcomes[outcome], outcome))
    numbers = [entry.interval for entry in counted if entry.outcome == outcome and entry.interval.known]
    words = outcome.replace("_", " ")
    return f"{max(numbers, key=lambda x: x.point)} {words}" if numbers else words.capitalize()


def _headline(report: Report) -> str:
    """The title of an article, else the first line of its text with more than one word."""
    lines = [report.title, *report.texts[report.article].splitlines()]
    return next((line.strip() for line in lines if len(_WORD.findall(line)) > 1), "")


def in_words(day: int | None, *, lasts: int = 0) -> str:
    """A day as headings print it, empty when unknown; the month or year that it stands for.

    >>> in_words(738365), in_words(738276, lasts=MONTH), in_words(738156, lasts=365)
    ('29 July 2022', 'May 2022', '2022')
    """
    told = date(day)
    if told is None:
        return ""
    month = "" if lasts > MONTH else f"{told:%B} "
    return f"{month}{told.year}" if lasts else f"{told.day} {month}{told.year}"


def slug(text: str) -> str:
    """A text as a part of an id.

    >>> slug("Port Alba, the plant")
    'port-alba-the-plant'
    """
    return "-".join(_WORD.findall(text.casefold()))


def table(found: Iterable[Happening], now: Mapping[str, Entry], things: Mapping[str, int]) -> pd.DataFrame:
    """The happenings table.

    Args:
        found: the happenings.
        now: the entries by claim id.
        things: how many things each happening has.
    """
    return tables.frame("happenings", [_row(one, now, things.get(one.happening_id, 0)) for one in found])


def _row(one: Happening, now: Mapping[str, Entry], n_things: int) -> dict[str, object]:
    members = [now[claim] for claim in one.members]
    days = [day for e in members for day in (e.event_day, e.day) if day is not None]
    return {
        "happening_id": one.happening_id, "name": one.name, "kind": one.kind, "place": one.place.name,
        "place_id": "/".join(one.place.path) if one.place.known else None,
        "first_date": date(min(days, default=None) if one.day is None else one.day),
        "last_date": date(max(days, default=None)), "sides": " ".join(sorted({e.side for e in members} - {""})),
        "words": " ".join(one.words), "n_claims": len(members), "n_articles": len(set(map(_told_by, members))),
        "n_sources": len({e.source for e in members if e.named}), "n_things": n_things,
    }  # fmt: skip
