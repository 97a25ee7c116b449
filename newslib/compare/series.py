"""Series: the figures one source gives for the same thing, one after the other, how those of two sources meet, and how
a daily series agrees with what is printed of it.

Comparing every claim with every other one would grow with the square of the corpus and say nothing: of two series
only the neighbours in time are compared. A claim meets the figure that each other source gave last, of one incident
those of three days, unless its own source met that figure on an earlier day.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import pandas as pd

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import BROAD, MAIN, TOTALS, Entry, by_day, date, grouped
from newslib.compare.places import nested
from newslib.compare.tellings import DAYS, Link, akin, family, subset
from newslib.sources.registry import registered

DAILY = 10  # days on which a source gave a total, from which on its figures are a daily series
OLD = 7  # days before a printed figure in which its number is looked for in the series
WHOLE = "*"  # any one country
AHEAD = 1  # days after it: a morning's number is dated either way
STANDING = 400  # days a figure stands before it is old news
NEAR = 3  # days in which all figures about one incident meet
SOURCES = 16  # the sources last heard that a claim is compared with; keeps the work linear
SCOPE = 3  # days in which a figure may pass from a plant to its town


def series(given: Sequence[Entry], wholes: Mapping[str, Entry], retold: Mapping[str, str]) -> list[list[Entry]]:
    """Chains of figures of one voice for one thing, by day; retellings and parts are left out.

    Args:
        given: entries whose sides, groups and tallies are settled.
        wholes: entries by claim id.
        retold: claims that only retell another one.

    Returns:
        Every chain of two claims or more, the earliest figure first.
    """
    own = (e for e in given if e.claim_id not in retold and not subset(e, wholes))
    usable = sorted(filter(_is_total, own), key=lambda e: (e.day, e.interval.point, e.order))
    told = grouped(usable, lambda e: (e.voice, e.event)).values()
    chains = list(chain.from_iterable(map(_by_kind, told)))
    kinds = grouped(chains, lambda c: c[0].tally)
    incidents = grouped(kinds["incident"], lambda c: _counted(c[0]))
    for running in kinds["cumulative"]:
        running[:0] = _opening(running[0], incidents[_counted(running[0])])
    return sorted((c for c in chains if len(c) > 1), key=lambda c: by_day(c[0]))


def _is_total(e: Entry) -> bool:
    """Whether a source puts a total forward as its figure of a day."""
    put_forward = e.asserted and e.named and e.stance != "retracts"
    return put_forward and not e.former and e.day is not None and e.tally in TOTALS


def _counted(entry: Entry) -> tuple[str, ...]:
    return (entry.voice, entry.outcome, entry.item, entry.side, entry.group, entry.scope)


def _opening(first: Entry, incidents: Sequence[Sequence[Entry]]) -> Sequence[Entry]:
    """The toll of an incident that a running total of its source counts on from, days later there or around it."""
    near = [c for c in incidents if 0 < _apart(first, c[-1]) <= SCOPE and not falls(first, c[-1])
            and nested(first.place, c[-1].place)]  # fmt: skip
    return max(near, key=lambda c: (c[-1].when, c[-1].claim_id), default=())


def _by_kind(block: Sequence[Entry]) -> list[list[Entry]]:
    """A block parted by wording where parts of one whole stand in it: passengers and crew are two series."""
    beside = Counter(e.whole for e in block if e.whole)
    wordings = {e.wording for e in block if beside[e.whole] > 1}
    return list(grouped(block, lambda e: e.wording if e.wording in wordings else "").values())


def _apart(late: Entry, early: Entry) -> int:
    return late.when - early.when


def falls(late: Entry, early: Entry) -> bool:
    """Whether the later figure is lower."""
    return late.interval.point < early.interval.point


def linked(chain: Sequence[Entry]) -> list[Link]:
    """The links along one chain: updates when the figure rises or stays, rounds or revises when it falls.

    A rounder form of the last figure carries nothing on: the next one updates the figure it rounds.
    A source with two unlike running totals on one day is its own rival: one of them counts something else.
    """
    found = []
    previous = chain[0]
    for position, entry in enumerate(chain[1:], 1):
        if falls(entry, previous):  # of several figures of the day before, the nearest one was lowered
            day = [e for e in chain[:position] if e.day == previous.day]
            previous = min(day, key=lambda e: (abs(e.interval.point - entry.interval.point), e.claim_id))
        relation, rule = _relation(entry, previous, len(chain))
        note = f"{previous.interval} -> {entry.interval}"
        found.append(Link(entry.claim_id, relation, previous.claim_id, rule, note))
        previous = previous if relation == "rounds" else entry
    return found


def _relation(late: Entry, early: Entry, length: int) -> tuple[str, str]:
    if intervals.same(late.interval, early.interval) and (late.day == early.day or length == 2):
        return "repeats", "same_source_unchanged"
    if intervals.rounds(late.interval, early.interval) and late.interval.modifier in intervals.OPEN_HIGH:
        return "rounds", "rounds_down_same_source_later"
    if falls(late, early):
        lost = late.tally == "cumulative" and _apart(late, early) > DAYS
        return ("rivals", "running_total_falls") if lost else ("revises", "same_source_lower")
    return _next(late, early)


def _next(late: Entry, early: Entry) -> tuple[str, str]:
    """What a figure is that is no lower than the one of its source or office before it."""
    hedged = (late.interval.modifier, early.interval.modifier) == ("approx", "exact")
    if hedged and _apart(late, early) <= DAYS and intervals.rounds(late.interval, early.interval):
        return "rounds", "rounds_up_same_source_later"
    if late.source != early.source:
        return "updates", "next_of_its_office"
    if late.day == early.day and "cumulative" in (late.tally, early.tally):
        return "rivals", "same_source_two_figures_one_day"
    return "updates", "next_figure_of_the_source" if late.voice == late.source else "next_of_its_office"


def meetings(given: Sequence[Entry], wholes: Mapping[str, Entry], retold: Mapping[str, str]) -> list[Link]:
    """Pairs of claims of different sources that stand at the same time, the later one first.

    The rule says how they differ: ``agrees`` when one number can satisfy both.

    Args:
        given: entries whose sides, groups and tallies are settled.
        wholes: entries by claim id.
        retold: claims that only retell another one.
    """
    alike = {copy for copy, original in retold.items() if wholes[copy].outcome == wholes[original].outcome}
    own = (e for e in given if e.claim_id not in alike and not subset(e, wholes))
    topics = grouped(sorted(filter(_speaks, own), key=lambda e: e.order), _topic)
    return list(chain.from_iterable(map(_within, topics.values())))


def _speaks(entry: Entry) -> bool:
    """Whether a claim can rival another: it has a day, and a number or a vague amount, or doubts that of others."""
    if entry.day is None or entry.tally in ("rate", "increment") or entry.stance == "no_comment":
        return False
    return entry.modality in ("", "actual") and entry.stance not in ("denies", "retracts")


def _topic(entry: Entry) -> tuple[Any, ...]:
    group = "any" if entry.group in (*MAIN, *BROAD) and not entry.side else entry.group
    return (family(entry.outcome), entry.item, entry.side, group, entry.place.path, entry.home, entry.scope)


def _within(members: Sequence[Entry]) -> Iterator[Link]:
    """How claims meet the figures that the sources last heard gave last, each once."""
    standing: dict[tuple[str, str], list[Entry]] = {}  # by source and outcome, the one last heard at the end
    met: dict[tuple[tuple[str, str], str], int | None] = {}  # by source and figure, the first day
    for entry in members:
        mine = (entry.voice, entry.outcome)
        heard = (standing[voice] for voice in islice(reversed(standing), SOURCES) if voice != mine)
        for other in chain.from_iterable(heard):
            again = met.setdefault((mine, other.claim_id), entry.day) != entry.day
            if not again and (rule := _difference(entry, other)):
                yield Link(entry.claim_id, "rivals", other.claim_id, rule, f"{entry.interval} against {other.interval}")
        reach = NEAR if entry.tally == "incident" else 0
        still = [e for e in standing.pop(mine, ()) if _apart(entry, e) <= reach]
        standing[mine] = [*still[-NEAR:], entry]


def _difference(a: Entry, b: Entry) -> str:
    """How two figures differ; empty when they cannot be compared, or of one source when both can hold."""
    if not _comparable(a, b):
        return ""
    if "doubts" in (a.stance, b.stance):
        return "doubts"
    vague = [e.wording for e in (a, b) if not e.interval.known]
    if vague:
        return "vague_against_number" if vague[0] else ""
    return "disjoint" if intervals.gap(a.interval, b.interval) > 0 else _bounded(a, b)


def _comparable(a: Entry, b: Entry) -> bool:
    """Whether one of two figures is a number, both or none count at one time, and the earlier one still stands."""
    known, stands = a.interval.known or b.interval.known, _apart(a, b) <= STANDING or a.event == b.event
    return known and stands and (a.tally == "stock") == (b.tally == "stock")


def _bounded(a: Entry, b: Entry) -> str:
    """How figures differ that one number can satisfy; empty where one source gives both."""
    if a.voice == b.voice:
        return ""
    told = {e.outcome: e.interval.point for e in (a, b)}
    if told.get("killed", -1) >= told.get("casualties", math.inf):
        return "dead_as_many_as_casualties"
    low, high = sorted((a.interval.point, b.interval.point))
    return "bounds_may_both_hold" if high > low * (1 + intervals.ROUNDING) else "agrees"


@dataclass(frozen=True, slots=True)
class Series:
    """The running totals of one source for one thing: one entry a day, in order."""

    days: tuple[int, ...]
    entries: tuple[Entry, ...]

    def near(self, day: int) -> Iterator[Entry]:
        """Its entries from a week before a day to the day after it, the nearest first."""
        first, last = bisect_left(self.days, day - OLD), bisect_right(self.days, day + AHEAD)
        yield from sorted(self.entries[first:last], key=lambda e: (abs(e.when - day), e.when))


def printed(given: Sequence[Entry], series: Sequence[Entry] | None = None) -> pd.DataFrame:
    """The printed table: every running total of a camp beside the daily series of a source of that camp.

    Args:
        given: the entries of a claims table, settled by ``things.settled``.
        series: the series itself, when it is at hand in a table of its own; else each source that gave a total on ten
            days or more is taken at the first telling of each day.
    """
    own = _series(given, DAILY) if series is None else _series(series, 1)
    rows: list[dict[str, object]] = []
    for entry in given:
        path = "/".join(entry.place.path)  # a figure without a place may count in a whole country
        for place in (path, "" if path else WHOLE) if _counts(entry) else ():
            for daily in own.get((entry.item, entry.side, place), ()):
                if _speaks_for(entry, daily.entries[0]):
                    rows += _row(entry, daily)
    return tables.frame("printed", sorted(rows, key=lambda row: (str(row["date"]), str(row["claim_id"]))))


def _counts(entry: Entry) -> bool:
    return entry.asserted and entry.tally in TOTALS and entry.day is not None and not entry.whole


def _series(given: Iterable[Entry], least: int) -> Mapping[tuple[str, str, str], list[Series]]:
    """By thing, side and place, the series of a source that has running totals on at least so many days."""
    told: dict[tuple[Any, ...], dict[int, Entry]] = defaultdict(dict)
    for entry in sorted(given, key=lambda e: (e.order, e.claim_id)):
        usable = _counts(entry) and entry.tally == "cumulative" and entry.named
        if usable and entry.interval.modifier != "range":
            key = (entry.item, entry.side, entry.voice, entry.outcome, entry.group, entry.place.path)
            told[key].setdefault(entry.when, entry)
    found: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for key, days in told.items():
        if len(days) >= least:
            ordered = sorted(days)
            own = Series(tuple(ordered), tuple(days[day] for day in ordered))
            item, side, *_, path = key
            found[(item, side, "/".join(path))].append(own)
            if len(path) == 1:
                found[(item, side, WHOLE)].append(own)
    return found


def _speaks_for(entry: Entry, counted: Entry) -> bool:
    """Whether a figure is told as the count of the series: by its source, or as a total by its camp or nobody."""
    own = entry.voice == counted.voice
    camp = not entry.named or (bool(entry.party) and entry.party == counted.party)
    groups = entry.group == counted.group or entry.group in BROAD or counted.group in BROAD
    return (own or (camp and entry.tally == "cumulative")) and groups and akin(entry.outcome, counted.outcome)


def _row(entry: Entry, daily: Series) -> Iterator[dict[str, object]]:
    near = list(daily.near(entry.when))
    if not near or near[0] is entry:
        return
    today, number = near[0], entry.interval
    same = (e for e in near if number.modifier != "range" and intervals.shared_number(number, e.interval))
    shown = next(same, today)
    yield {
        "event_id": entry.event, "claim_id": entry.claim_id, "date": date(entry.day),
        "source_name": _name(entry), "printed": str(number), "series_name": _name(shown),
        "series_claim": shown.claim_id, "series_date": date(shown.day), "counted": shown.interval.point,
        "days": shown.when - entry.when, "difference": number.point - shown.interval.point,
        "agreement": _agreement(entry, shown),
    }  # fmt: skip


def _name(entry: Entry) -> str:
    return registered().get(entry.source, entry.source_name or (entry.source if entry.named else ""))


def _agreement(entry: Entry, counted: Entry) -> str:
    number, other = entry.interval, counted.interval
    if number.modifier != "range" and intervals.shared_number(number, other):
        return "same_day" if entry.day == counted.day else "other_day"
    if intervals.rounds(number, other):
        return "rounds"
    return "bounds_allow" if intervals.agree(number, other) else "differs"
