"""Entries: claims as comparing sees them, each with one day, one interval, one voice and one place."""

import datetime as dt
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

import pandas as pd

from newslib.compare.intervals import Interval, bounds
from newslib.compare.places import Place, place
from newslib.lexicons import languages, shared, words
from newslib.sources.mentions import alike
from newslib.sources.registry import known, registry

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
    def when(self) -> int:
        """Its day to reckon with, 0 where none is known."""
        return self.day or 0

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


def parted(given: Iterable[T], fits: Callable[[T], bool]) -> tuple[list[T], list[T]]:
    """The things that fit, and the others.

    >>> parted([1, 2, 3], lambda n: n > 1)
    ([2, 3], [1])
    """
    found = grouped(given, fits)
    return found[True], found[False]


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
_AS_TOLD = (
    "claim_id", "wording", "outcome", "item", "group", "side", "unit", "tally", "per", "stance", "modality", "relay",
    "publisher", "quote", "merge_label", "split_label",
    "happening_merge", "happening_split", "happening_move", "happening_name",
)  # fmt: skip
_OTHER = (
    "number", "place", "place_id", "part_of", "source", "source_name", "source_id", "source_how", "party", "article_id",
    "language", "modifier", "flag", "event_date_how",
)  # fmt: skip
_MISSING = {"group": "unspecified", "tally": "unknown", "stance": "asserts", "modifier": "exact"}


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
    text = {name: _texts(claims[name], _MISSING.get(name, "")) for name in (*_AS_TOLD, *_OTHER)}
    said = claims["as_of"].fillna(claims["said"]).fillna(claims["published"]).fillna(claims["event_date"])
    days, event_days = _ordinals(said), _ordinals(claims["event_date"])
    published, as_of = _ordinals(claims["published"]), _ordinals(claims["as_of"])
    stated, lows, highs = map(_numbers, (claims["stated"], claims["low"], claims["high"]))
    names = [_named(name or printed) for name, printed in zip(text["source_name"], text["source"], strict=True)]
    unknown = zip(names, text["language"], text["source_id"], strict=True)
    same = alike((name, code) for name, code, known in unknown if code in languages() and not known)
    lands = _lands(zip(text["article_id"], text["place_id"], strict=True))
    for row, (name, *cells) in enumerate(zip(names, *text.values(), strict=True)):
        cell: dict[str, Any] = dict(zip(text, cells, strict=True))
        source, party = _claimant(cell, name, same.get(name, name))
        day = days[row]
        since, event_day = _period(event_days[row], published[row], cell["event_date_how"])
        ends = bounds(stated[row], cell["modifier"], lows[row], highs[row])
        yield Entry(
            row=row, day=day, event_day=event_day, since=since, published=published[row], as_of=as_of[row],
            interval=Interval(*ends, cell["modifier"]), number=cell["number"] or cell["quote"], whole=cell["part_of"],
            place=place(cell["place"], cell["place_id"], lands[cell["article_id"]]), printed_place=cell["place"],
            source=source, source_name=name, voice=voice(source, day), party=party, article=cell["article_id"],
            former=cell["flag"] in ("replaced", "former"), **{column: cell[column] for column in _AS_TOLD},
        )  # fmt: skip


def _lands(told: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The lands that each article with an id tells of, by its places."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for article, place_id in told:
        found[article] |= {place_id.split("/")[0]} if article and place_id else frozenset()
    return found


def _claimant(cell: Mapping[str, str], name: str, spelled: str) -> tuple[str, str]:
    """Id and camp of the source of a claim; where none is named it is unlike any other.

    What a text was read to name without an id is no source of the registry: its "health ministry" is another land's.
    """
    if cell["source_id"]:
        return sys.intern(cell["source_id"]), cell["party"]
    known_as, camp = ("", "") if cell["source_how"] else in_registry(name)
    unlike = f"unattributed:{cell['publisher'] or cell['article_id'] or cell['claim_id']}"
    return sys.intern(known_as or (f"name:{without_brackets(spelled)}" if name else unlike)), cell["party"] or camp


def _period(day: int | None, published: int | None, how: str) -> tuple[int | None, int | None]:
    """The start of a period longer than some days, and the day of what is told of one day or some.

    The day of publication in figures is that of a line above the text.
    """
    if how == "iso" and day == published:
        return None, None
    if how == "period" and day is not None and (published or day) - day > SHORT:
        return day, None
    return None, day


def _texts(values: pd.Series, missing: str) -> list[str]:
    """The texts of a column, ``missing`` where there is none; equal ones share their memory."""
    codes, unique = pd.factorize(values, use_na_sentinel=True)
    known = [*unique.tolist(), missing]
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
    return (entry.when, entry.claim_id)


def date(day: int | None) -> dt.date | None:
    """The day an ordinal stands for."""
    return None if day is None else dt.date.fromordinal(day)
