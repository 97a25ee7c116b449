"""Claims as points of a chart: which day, whose, how they are worded, and which of them count."""

from collections import Counter, namedtuple
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newslib.codebook import said, say
from newslib.compare.entries import grouped
from newslib.compare.intervals import OPEN_HIGH, OPEN_LOW
from newslib.compare.things import camps
from newslib.markup import number, plain
from newslib.sources.registry import registered


@dataclass(frozen=True)
class Style:
    """How the points of one source look: shape and colour, so that a print in grey still tells them apart."""

    marker: str
    colour: str


UNNAMED = "no source named"
SYMBOLS = {"approx": "≈", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤"}
TOLD = ("modifier", "low", "high", "stated", "number", "quote", "stance", "modality", "status", "part_of", "scope")
NO_NUMBER = "no number"  # why a vague word ("hundreds") stands apart
ALL_PEOPLE = ("military", "people", "unspecified")  # groups whose numbers may share an axis
COLOURS = ("s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7")  # of the palette of charts
NO_SOURCE = Style("*", "none")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<")


def points(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims with what a chart needs to know, in order of day, source and id.

    Args:
        claims: rows with the columns of ``claims``; a ``date``, ``status`` or ``scope`` of the ``events`` table
            is used where it is there.

    Returns:
        The same rows with ``day``, ``who`` (one name a source), ``said_as`` (the number in symbols),
        ``worded`` (in words) and ``apart`` (why the number must not stand among the others; empty when it may).
    """
    ready = _bounded(claims)
    ready["day"] = _days(ready)
    ready["who"] = _names(ready)
    names = [name for name in TOLD if name in ready.columns]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*_cells(ready[names]), strict=True)]
    ready["said_as"] = [worded(row, symbols=True) for row in rows]
    ready["worded"] = [worded(row) for row in rows]
    ready["apart"] = _apart(ready)
    return ready.sort_values(["day", "who", "claim_id"], na_position="last", kind="stable").reset_index(drop=True)


def with_events(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Claims with the event each was put into.

    Args:
        claims: rows of ``claims``.
        events: rows of ``events``.

    Returns:
        The claims with ``happening_id``, ``event_id``, ``label``, ``date``, ``status``, ``why``, ``scope`` of their
        event, its place in normal form as ``event_place``, its kind of count as ``tally``, and its side where the
        claim has none; empty for claims without an event.
    """
    columns = ["claim_id", "happening_id", "event_id", "label", "date", "status", "why", "scope", "place", "side",
               "tally"]  # fmt: skip
    named = events[columns].rename(columns={"place": "event_place", "side": "event_side", "tally": "event_tally"})
    joined = claims.merge(named, on="claim_id", how="left")
    side, tally = joined["side"].fillna(joined["event_side"]), joined["event_tally"].fillna(joined["tally"])
    return joined.assign(side=side, tally=tally).drop(columns=["event_side", "event_tally"])


def records(rows: pd.DataFrame | Sequence[Any]) -> list[Any]:
    """Rows as records with the columns as attributes, plain Python values, None where a cell is empty; records stay."""
    if not isinstance(rows, pd.DataFrame):
        return list(rows)
    record = namedtuple("Row", [str(name) for name in rows.columns], rename=True)  # type: ignore[misc]
    return [record(*cells) for cells in zip(*_cells(rows), strict=True)]


def _cells(rows: pd.DataFrame) -> list[list[Any]]:
    """The cells of each column as plain values, None where one is empty."""
    columns = []
    for name in rows.columns:
        values = rows[name]
        cells = values.dt.date if str(values.dtype).startswith("datetime") else values
        gone = values.isna().tolist()
        columns.append([None if empty else cell for cell, empty in zip(cells.tolist(), gone, strict=True)])
    return columns


def by(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    """Rows by what a column holds, empty where it holds nothing."""
    return dict(grouped(rows, lambda row: plain(getattr(row, column))))


def told(claims: pd.DataFrame | Sequence[Any]) -> list[Any]:
    """Claims as records ready to draw (see ``points``); records that are ready stay as they are."""
    return records(points(claims) if isinstance(claims, pd.DataFrame) else claims)


def counted(rows: Iterable[Any]) -> list[Any]:
    """Those that may stand among the numbers of one thing: not denied or planned, and with a number."""
    return [row for row in rows if row.apart in ("", "a part") and (row.low is not None or row.high is not None)]


def worded(row: Mapping[str, Any], *, symbols: bool = False) -> str:
    """The number of a claim with its bound, in words or in symbols.

    >>> worded({"modifier": "more_than", "low": 1000, "high": None, "stated": 1000})
    'more than 1,000'
    >>> worded({"modifier": "more_than", "low": 1000, "high": None, "stated": 1000}, symbols=True)
    '>1,000'
    """
    low, high, stated = (number(row.get(name)) for name in ("low", "high", "stated"))
    modifier = plain(row.get("modifier"))
    if len({low, high} - {""}) > 1 and (modifier == "range" or not stated):
        return f"{low}–{high}"
    shown = next(filter(None, (stated, low, high)), "")
    if not shown:
        return plain(row.get("number")) or plain(row.get("quote")) or NO_NUMBER
    if modifier not in SYMBOLS:
        return shown
    return SYMBOLS[modifier] + shown if symbols else f"{say('modifier', modifier)} {shown}"


def styles(who: Sequence[str]) -> dict[str, Style]:
    """One style a source, those with most claims first; beyond the shapes there are, sources share the last.

    >>> styles(["b", "a", "b"])["b"].marker
    'o'
    """
    counted = sorted(Counter(who).items(), key=lambda pair: (pair[0] == UNNAMED, -pair[1], pair[0]))
    last = len(MARKERS) - 1
    looks = {name: Style(MARKERS[min(i, last)], COLOURS[min(i, last)]) for i, (name, _) in enumerate(counted)}
    return looks | {UNNAMED: NO_SOURCE} if UNNAMED in looks else looks


def panels(ready: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Points cut into what may share an axis: one outcome, side, group, kind of count and unit of time each.

    Returns:
        A heading and its rows, what is told of most first; rows that stand apart are in no panel.
    """
    groups: dict[tuple[str, ...], list[Any]] = {}
    for row in ready:
        if row.apart == "" and row.day is not None:
            group = "" if row.group in ALL_PEOPLE else row.group
            key = tuple(map(plain, (row.outcome, row.side, group, row.item, row.tally, row.per)))
            groups.setdefault(key, []).append(row)
    sizes = Counter(key[:4] for key, rows in groups.items() for _ in rows)
    order = list(said()["tallies"])
    keys = sorted(groups, key=lambda key: (-sizes[key[:4]], key[:4], order.index(key[4] or "unknown"), key[5]))
    return [(heading(*key), groups[key]) for key in keys]


def heading(outcome: str, side: str, group: str, thing: str, tally: str, per: str) -> str:
    """What the numbers of a panel count, in words.

    >>> heading("killed", "ukraine", "", "", "rate", "day")
    'Killed, Ukraine: rates per day'
    """
    what = ", ".join(part for part in (say("outcome", outcome), thing, side_name(side), say("group", group)) if part)
    what = what[:1].upper() + what[1:]
    return f"{what}: {say('tallies', tally)}{f' per {per}' if per else ''}"


def side_name(side: Any) -> str:
    """The name of a side; a side that is not registered keeps its word.

    >>> side_name("ukraine"), side_name(None)
    ('Ukraine', '')
    """
    return camps().get(plain(side), plain(side))


def _bounded(claims: pd.DataFrame) -> pd.DataFrame:
    """Bounds as comparing reads them where a table coded by hand gives only the number stated."""
    given = claims["stated"].isna() | claims["low"].notna() | claims["high"].notna()
    ends = {end: claims[end].where(given | claims["modifier"].isin(open_end), claims["stated"]).astype("float64")
            for end, open_end in (("low", OPEN_LOW), ("high", OPEN_HIGH))}  # fmt: skip
    return claims.assign(**ends)


def _days(claims: pd.DataFrame) -> pd.Series:
    """The claim's day: that of its event row, else as_of, else said, else published."""
    days = pd.Series(pd.NaT, index=claims.index, dtype="datetime64[s]")
    for column in ("date", "as_of", "said", "published"):
        if column in claims.columns:
            days = days.fillna(pd.to_datetime(claims[column]).astype("datetime64[s]"))
    return days


def _names(claims: pd.DataFrame) -> pd.Series:
    """One name for all claims of a source: that of the registry, else the one printed most often."""
    printed = claims["source_name"].fillna(claims["source"])
    keys = claims["source_id"].fillna(printed.str.casefold())
    chosen = {}
    known = registered()
    for key, names in printed.groupby(keys):
        if str(key) in known:
            chosen[key] = known[str(key)]
            continue
        counted = Counter(names.dropna())
        chosen[key] = min(counted, key=lambda name: (-counted[name], len(name), name)) if counted else str(key)
    return pd.Series([chosen.get(key, UNNAMED) for key in keys], index=claims.index, dtype="str")


def _apart(claims: pd.DataFrame) -> pd.Series:
    """Why each number must not stand among the others; empty when it may."""
    told = claims.reindex(columns=["stance", "modality", "status", "low", "high", "part_of", "scope"])
    found = pd.Series("", index=claims.index, dtype=object)
    found[told["part_of"].notna() | told["scope"].eq("part")] = "a part"
    found[told["low"].isna() & told["high"].isna()] = NO_NUMBER
    found[told["status"].eq("retracted")] = "retracted"
    for column in ("modality", "stance"):
        found = told[column].map(said()["apart"]).astype(object).fillna(found)
    return found
