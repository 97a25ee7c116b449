"""Entries: claims as comparing sees them, each with one day, one interval, one voice and one place."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

import pandas as pd

from newslib.compare.intervals import Interval, bounds
from newslib.compare.places import NOWHERE, Place, place
from newslib.lexicons import languages, shared, words
from newslib.sources.registry import known, registry
from newslib.sources.spellings import persons

BROAD = ("people", "unspecified")  # groups that do not say which people
MAIN = ("military", "civilian")  # the two kinds of people a broad word may stand for
TOTALS = ("cumulative", "incident", "unknown")  # kinds of count that stand for everyone so far
SHORT = 3  # days up to which a period stands for one day
TOLD = "told_as_part"  # the rule of a whole that the table itself tells
T = TypeVar("T")
K = TypeVar("K")
_EPOCH = dt.date(1970, 1, 1).toordinal()
_UNIT = 86400
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim, ready to be compared. Days are ordinals (``datetime.date.fromordinal``), None when unknown.

    ``day`` is the day the count stands for: as_of, else said, else published; ``since`` the first day of a period it
    counts, longer than some days; ``voice`` is who carries the series on (an office for its spokesperson), ``source``
    the source itself; both are unlike any other's when no source is named; ``former`` says that the text tells it as
    an earlier count. Later stages settle ``event`` (its thing), ``home`` (the happening, where a text tells it),
    ``scope`` (which part of it), ``whole_rule`` and ``order`` (day by day, the likely original first).
    """

    claim_id: str
    row: int
    day: int | None
    event_day: int | None
    interval: Interval
    wording: str
    number: str
    outcome: str
    item: str
    group: str
    side: str
    unit: str
    place: Place
    tally: str
    per: str
    whole: str
    stance: str
    modality: str
    source: str
    source_name: str
    voice: str
    party: str
    relay: str
    article: str
    publisher: str
    merge_label: str
    split_label: str
    happening_merge: str = ""
    happening_split: str = ""
    happening_move: str = ""
    happening_name: str = ""
    published: int | None = None
    since: int | None = None
    as_of: int | None = None
    printed_place: str = ""
    quote: str = ""
    former: bool = False
    home: str = ""
    scope: str = ""
    event: str = ""
    whole_rule: str = TOLD
    order: int = 0

    @property
    def named(self) -> bool:
        """Whether a source is named."""
        return not self.source.startswith("unattributed:")

    @property
    def asserted(self) -> bool:
        """Whether the claim puts a number forward as having happened."""
        return self.interval.known and self.modality in ("", "actual") and self.stance not in _NOT_PUT_FORWARD


class Settling:
    """Entries while it is settled what they count: as they stand now, and why by claim id.

    Args:
        given: entries with ids of their own.
    """

    def __init__(self, given: Iterable[Entry]) -> None:
        self.now = {e.claim_id: e for e in given}
        self.why: dict[str, list[str]] = defaultdict(list)

    def set(self, entry: Entry, why: str = "", **cells: Any) -> Entry:
        """Replace cells of an entry, and note why; returns it as it stands now."""
        changed = replace(self.now[entry.claim_id], **cells)
        self.now[entry.claim_id] = changed
        if why:
            self.why[entry.claim_id].append(why)
        return changed

    def of(self, given: Iterable[Entry]) -> list[Entry]:
        """Some entries as they stand now."""
        return [self.now[e.claim_id] for e in given]


def grouped(given: Iterable[T], key: Callable[[T], K]) -> defaultdict[K, list[T]]:
    """Things by a key, in their order; none by an unknown one.

    >>> grouped(["ab", "c", "ad"], lambda text: text[0])["a"]
    ['ab', 'ad']
    """
    found: defaultdict[K, list[T]] = defaultdict(list)
    for one in given:
        found[key(one)].append(one)
    return found


def joined(given: Iterable[T], labels: Callable[[T], Collection[str]]) -> list[list[T]]:
    """Things in groups: those that share a label stand together, also by a chain of labels.

    >>> joined(["ab", "c", "bd", "d"], lambda text: set(text))
    [['ab', 'bd', 'd'], ['c']]
    """
    groups: dict[int, list[T]] = {}
    home: dict[str, int] = {}
    for number, one in enumerate(given):
        own = sorted(labels(one))
        target, *others = dict.fromkeys(home[label] for label in own if label in home) or [number]
        groups.setdefault(target, []).extend(x for other in others for x in groups.pop(other))
        groups[target].append(one)
        home |= dict.fromkeys(own, target)
        if others:
            home = {label: target if at in others else at for label, at in home.items()}
    return list(groups.values())


_NOT_PUT_FORWARD = ("denies", "doubts", "no_comment")
_TEXT = (
    "claim_id", "wording", "number", "quote", "outcome", "item", "group", "side", "unit", "place", "tally", "per",
    "part_of", "stance", "modality", "source", "source_name", "source_id", "party", "relay", "article_id", "publisher",
    "language",
    "merge_label", "split_label", "modifier", "flag",
    "event_date_how", "place_id", "happening_merge", "happening_split", "happening_move", "happening_name",
)  # fmt: skip


def entries(claims: pd.DataFrame) -> list[Entry]:
    """Every claim of a claims table as an entry, in the order of the table.

    A part without side, place, unit or day of its own takes those of the whole it belongs to; a part of an addition is
    an addition, which no total rivals.

    Args:
        claims: a table in the contract of ``claims``.
    """
    by_id = {entry.claim_id: entry for entry in _entries(claims)}
    done: set[str] = set()
    for claim_id in by_id:
        _take_over(claim_id, by_id, done)
    return list(by_id.values())


def _take_over(claim_id: str, by_id: dict[str, Entry], done: set[str]) -> None:
    """Give a part what its whole tells, the whole itself first; wholes that are parts of each other are none."""
    way: list[str] = []
    at = claim_id
    while at in by_id and at not in done:
        done.add(at)
        way.append(at)
        at = by_id[at].whole
    for one in way[way.index(at) :] if at in way else ():  # a circle
        by_id[one] = replace(by_id[one], whole="")
    for one in reversed(way):
        if by_id[one].whole:
            by_id[one] = _with_whole(by_id[one], by_id.get(by_id[one].whole))


def _with_whole(part: Entry, whole: Entry | None) -> Entry:
    if whole is None:
        return replace(part, whole="")
    added = whole.tally == "increment" and part.tally in ("incident", "unknown")
    return replace(
        part, side=part.side or whole.side, unit=part.unit or whole.unit,
        place=part.place if part.place.path else whole.place, day=whole.day if part.day is None else part.day,
        event_day=whole.event_day if part.event_day is None else part.event_day,
        since=whole.since if part.since is None else part.since, tally="increment" if added else part.tally,
    )  # fmt: skip


def _entries(claims: pd.DataFrame) -> Iterator[Entry]:
    text = {name: _texts(claims[name]) for name in _TEXT}
    said = claims["as_of"].fillna(claims["said"]).fillna(claims["published"])
    days, event_days = _ordinals(said), _ordinals(claims["event_date"])
    published, as_of = _ordinals(claims["published"]), _ordinals(claims["as_of"])
    stated, lows, highs = (_numbers(claims[name]) for name in ("stated", "low", "high"))
    names = [_named(name or printed) for name, printed in zip(text["source_name"], text["source"], strict=True)]
    unknown = zip(names, text["language"], text["source_id"], strict=True)
    people = persons((name, code) for name, code, known in unknown if code in languages() and not known)
    for row, claim_id in enumerate(text["claim_id"]):
        cell = {name: values[row] for name, values in text.items()}
        modifier = cell["modifier"] or "exact"
        name = names[row]
        known_as = ("", "") if cell["source_id"] or not name else in_registry(name)
        spelled = f"name:{without_brackets(people.get(name, name))}" if name else ""
        source = cell["source_id"] or known_as[0] or spelled
        source = sys.intern(source or f"unattributed:{cell['publisher'] or cell['article_id'] or claim_id}")
        day = days[row] if days[row] is not None else event_days[row]
        since, event_day = _period(event_days[row], published[row], cell["event_date_how"])
        yield Entry(
            claim_id=claim_id, row=row, day=day, event_day=event_day, since=since,
            interval=Interval(*bounds(stated[row], modifier, lows[row], highs[row]), modifier),
            wording=cell["wording"], number=cell["number"] or cell["quote"], outcome=cell["outcome"], item=cell["item"],
            group=cell["group"] or "unspecified", side=cell["side"], unit=cell["unit"],
            place=place(cell["place"], cell["place_id"]) if cell["place"] else NOWHERE,
            tally=cell["tally"] or "unknown",
            per=cell["per"], whole=cell["part_of"], stance=cell["stance"] or "asserts", modality=cell["modality"],
            source=source, source_name=name, voice=voice(source, day), party=cell["party"] or known_as[1],
            relay=cell["relay"], article=cell["article_id"], publisher=cell["publisher"],
            merge_label=cell["merge_label"], split_label=cell["split_label"],
            happening_merge=cell["happening_merge"], happening_split=cell["happening_split"],
            happening_move=cell["happening_move"], happening_name=cell["happening_name"],
            published=published[row], as_of=as_of[row],
            printed_place=cell["place"], quote=cell["quote"], former=cell["flag"] in ("replaced", "former"),
        )  # fmt: skip


def _period(day: int | None, published: int | None, how: str) -> tuple[int | None, int | None]:
    """The start of a period longer than some days, and the day of what is told of one day or some.

    The day of publication in figures is that of a line above the text.
    """
    if how == "iso" and day == published:
        return None, None
    if how == "period" and day is not None and (published or day) - day > SHORT:
        return day, None
    return None, day


def _texts(values: pd.Series) -> list[str]:
    """The texts of a column, empty when missing; equal ones share their memory."""
    codes, unique = pd.factorize(values, use_na_sentinel=True)
    known = [*unique.tolist(), ""]
    return [known[code] for code in codes.tolist()]


def _ordinals(days: pd.Series) -> list[int | None]:
    missing = days.isna().tolist()
    seconds = days.astype("int64").tolist()
    return [None if gone else s // _UNIT + _EPOCH for s, gone in zip(seconds, missing, strict=True)]


def _numbers(values: pd.Series) -> list[float | None]:
    return [None if v != v else v for v in values.tolist()]


def _named(name: str) -> str:
    """A name, empty when all of it stands in brackets: "(article's own voice)" names nobody."""
    return name if _BRACKETS.sub("", name).strip() else ""


def without_brackets(name: str) -> str:
    """A name without what stands in brackets, in folded letters, so that its spellings meet."""
    return " ".join(word.form for word in words(_BRACKETS.sub(" ", name))) or name.casefold()


@cache
def in_registry(name: str) -> tuple[str, str]:
    """Id and camp of a source known by this name, or by the name in its brackets; empty when unknown or unsure."""
    inside = [m.strip("()") for m in _BRACKETS.findall(name)]
    for text in (_BRACKETS.sub(" ", name), *inside):
        size = len(words(text))
        for language in languages():
            for mention in registry(language).find(text):
                row = known(mention, None)
                if row is not None and len(words(text[mention.start : mention.end])) * 2 > size:
                    return row["source_id"], row["party"]
    return "", ""


@cache
def _offices() -> dict[str, list[tuple[str, int, int]]]:
    """Office, first and last day for each person or name that speaks for it."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in shared("offices"):
        since = dt.date.fromisoformat(row["since"]).toordinal() if row["since"] else 0
        until = dt.date.fromisoformat(row["until"]).toordinal() if row["until"] else dt.date.max.toordinal()
        found.setdefault(row["source"], []).append((row["office"], since, until))
    return found


def voice(source: str, day: int | None) -> str:
    """Who carries the source's series on: the ministry for its minister in office, else the source itself.

    >>> voice("shoigu", dt.date(2022, 4, 21).toordinal()), voice("shoigu", dt.date(2025, 1, 1).toordinal())
    ('russia_mod', 'shoigu')
    """
    for office, since, until in _offices().get(source, ()):
        if day is None or since <= day <= until:
            return office
    return source


def by_day(entry: Entry) -> tuple[int, str]:
    """What entries are sorted by: their day, then their id."""
    return (entry.day or 0, entry.claim_id)


def date(day: int | None) -> dt.date | None:
    """The day an ordinal stands for."""
    return None if day is None else dt.date.fromordinal(day)
