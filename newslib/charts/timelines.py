"""What the corpus covers, by day, publisher and language, and claims over time: who said how many on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from newslib.charts.axes import (
    LOG,
    Axis,
    Room,
    apart,
    days,
    draw_days,
    draw_numbers,
    hint,
    legend,
    mark,
    numbers,
    once,
    plausible,
    sampled,
    told_ends,
    value_of,
)
from newslib.charts.canvas import (
    DOT,
    MOST,
    SMALL,
    TEXT,
    Chart,
    Clickable,
    Shape,
    Sheet,
    both,
    nothing,
    shorten,
    width_of,
)
from newslib.charts.points import UNNAMED, Style, by, counted, panels, records, styles, told
from newslib.codebook import say
from newslib.markup import number, plain

BAR, BARS, BETWEEN = 21.0, 150.0, 40.0  # units: a bar, the bars of days, between two lists
HEADS = {"kind": "by", "name": "name", "articles": "articles", "claims": "claims"}
UNKNOWN, NAMED = "not said", 8  # publishers and languages named
UNITS = ((92, "D", "day", 1), (730, "W-MON", "week", 7), (3650, "MS", "month", 30), (10**9, "YS", "year", 365))
TALL, LOW, FOOT, ROW = 250.0, 170.0, 38.0, 30.0  # units: heights of a panel, of what is under it, of a line
APART, GUTTER = 13.0, 26.0  # units: between two points, between two panels side by side
COLUMNS = {"day": "day", "who": "source", "worded": "says", "quote": "as printed", "apart": "why it stands apart"}
APART_MARKS = {"denied": "X", "said not to be so": "X", "doubted": "v", "retracted": "P", "no comment": "s"}
READ = "An arrow is an open end, a bar a range; a hollow point is only near."
PANELS = 6  # kinds of count drawn in a timeline
Claims = pd.DataFrame | Sequence[Any]  # rows of claims, or what ``points.told`` made of them
Panel = tuple[str, list[Any]]  # a heading, and rows of claims


def timeline(claims: Claims, title: str) -> Chart:
    """Claims over time by source, bounds drawn as bounds; a panel for each kind of count.

    A range is a bar, an open end an arrow, a number that is only near a hollow mark. Denied, doubted, retracted,
    hypothetical and planned figures stand apart below, parts of a larger figure only in the table.

    Args:
        claims: rows of ``claims``, joined to ``events`` or not.
        title: what is counted, in words.
    """
    ready = told(claims)
    groups = [(f"{name} (n\u00a0=\u00a0{len(rows)})", rows) for name, rows in panels(ready)]
    notes = {"Parts of a larger figure, in the table only": sum(row.apart == "a part" for row in ready),
             "Kinds of count with fewer numbers, in the table only": len(groups[PANELS:])}  # fmt: skip
    return _timeline(ready, groups[:PANELS], title, notes, _apart(ready))


def history(claims: Claims, title: str) -> Chart:
    """The history of one number: every claim about one thing in one panel, the numbers of a source joined.

    Args:
        claims: rows of ``claims`` about one thing.
        title: what is counted, in words.
    """
    ready = told(claims)
    return _timeline(ready, [("", [row for row in counted(ready) if row.day is not None])], title, {}, _apart(ready))


def _apart(ready: Sequence[Any]) -> list[Any]:
    """The rows that stand apart below the panels."""
    return [row for row in ready if row.apart not in ("", "a part")]


def _timeline(
    ready: Sequence[Any], groups: Sequence[Panel], title: str, notes: dict[str, int],
    aside: Sequence[Any] = (), *, shared: bool = True,
) -> Chart:  # fmt: skip
    """Panels one below the other with the same days, and who stands apart below them; or, where ``shared`` is false,
    panels two abreast, each with its own days."""
    sane = plausible(row.day for row in ready)
    below = [row for row in aside if row.day in sane]
    drawn = _drawn(groups, sane, min(MOST, (3 if shared else 1) * MOST // max(len(groups), 1)))
    if not drawn and not below:
        return nothing(f"{title}: no claim with a date to draw.")
    shown = [*_rows(drawn), *below]
    who = [row.who for row in shown]
    looks, frame = styles(who), _frame(shown)

    def draw(sheet: Sheet) -> None:
        _panels(sheet, drawn, looks, frame if shared else None)
        if below:
            _below(sheet, below, looks, frame)
        legend(sheet, who, looks)

    notes = notes | {
        "Without a date, in the table only": sum(row.day is None for row in ready),
        "Too many or too far away to draw, in the table only": len(_rows(groups)) - len(_rows(drawn)),
    }
    if shared:
        return Chart(title, both(draw), _cells(ready, COLUMNS), _note(notes), COLUMNS)
    names = {"label": "what is counted", **COLUMNS}
    return Chart(title, both(draw), _cells(shown, names), _note(notes), names)


def _cells(rows: Sequence[Any], names: Iterable[str]) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in ("claim_id", *names)} for row in rows]


def _note(notes: Mapping[str, int]) -> str:
    """How to read the points, and what is not drawn, counted."""
    return " ".join([READ, *(f"{words}: {n}." for words, n in notes.items() if n)])


def _drawn(groups: Sequence[Panel], sane: Container[dt.date], room: int) -> list[Panel]:
    """The panels that have a day to draw, each with at most as many rows as there is room for."""
    found = [(name, sampled([row for row in rows if row.day in sane], room)) for name, rows in groups]
    return [(name, rows) for name, rows in found if rows]


def _rows(panels: Sequence[Panel]) -> list[Any]:
    return [row for _, rows in panels for row in rows]


def _panels(sheet: Sheet, drawn: Sequence[Panel], looks: dict[str, Style], frame: Grid | None) -> None:
    """Panels with the days of a frame one below the other, or without one two abreast, each with its own days."""
    abreast = 1 if sheet.narrow or frame else 2
    width = (sheet.width - GUTTER * (abreast - 1)) / abreast
    for first in range(0, len(drawn), abreast):
        top, lowest = sheet.height, sheet.height
        for column, (name, rows) in enumerate(drawn[first : first + abreast]):
            left, sheet.height = column * (width + GUTTER), top
            if name:
                sheet.heading(name, left, width)
            sheet.height = max(sheet.height, top if frame else top + 38)
            height = TALL if frame and len(rows) > 3 else LOW
            _panel(sheet, rows, looks, left, left + width, height, frame or _frame(rows))
            lowest = max(lowest, sheet.height)
        sheet.height = lowest


class Grid(NamedTuple):
    """What panels above each other share: where their lines start, and the first and the last day."""

    start: float
    days: tuple[dt.date, dt.date]


def _frame(rows: Sequence[Any]) -> Grid:
    highest = max(told_ends(rows), default=0)
    known = [row.day for row in rows]
    return Grid(12 + width_of(number(round(highest * 1.6)), SMALL), (min(known), max(known)))


def _panel(
    sheet: Sheet, rows: Sequence[Any], looks: dict[str, Style], left: float, right: float, height: float, frame: Grid
) -> None:
    """One panel of points over days; what stands on one day alone is a strip along the numbers instead."""
    if len({row.day for row in rows}) == 1:
        _strip(sheet, rows, looks, left, right)
        return
    top, bottom = sheet.height + 8, sheet.height + height - FOOT
    upper = numbers(told_ends(rows), bottom, top + 12)
    start = left + frame.start
    across = days(frame.days, start, right - 20)
    draw_numbers(sheet, upper, start, right - 4, upright=True)
    draw_days(sheet, across, top, bottom)
    spots = once(rows, "day", "who", "low", "high", "modifier")
    places = [(across.at(row.day.toordinal()), upper.at(value_of(row))) for row in spots]
    moved = apart(places, APART, lambda place, by: (min(max(place[0] + by, start + 5), right - 8), place[1]))
    room = Room(start + 2, top - 4, right, bottom + 4)
    _lines(sheet, spots, moved, looks, room)
    if upper.powers:
        sheet.text(right - 4, top, LOG, colour="faint", look="end", size=SMALL)
        room.take(right - 4 - width_of(LOG, SMALL), top - SMALL / 2, right - 4, top + SMALL / 2)
    for row, (x, _) in zip(spots, moved, strict=True):
        room.take(*mark(sheet, row, x, upper, looks[row.who], upright=True))
    for row, (x, y) in sorted(zip(spots, moved, strict=True), key=lambda pair: -value_of(pair[0])):
        room.label(sheet, x, y, row.said_as)
    sheet.height = bottom + FOOT


def _lines(
    sheet: Sheet, spots: Sequence[Any], moved: Sequence[tuple[float, float]], looks: dict[str, Style], room: Room
) -> None:
    """The numbers that one source gave one after the other, joined."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row, place in zip(spots, moved, strict=True):
        if not row.apart and row.who != UNNAMED:
            found.setdefault(row.who, []).append(place)
    for who, places in found.items():
        ordered = sorted(places)
        if len(ordered) > 1:
            sheet.line(*(v for place in ordered for v in place), colour=looks[who].colour, size=0.8)
        for one, other in pairwise(ordered):
            room.take_line(one, other)


def _strip(sheet: Sheet, rows: Sequence[Any], looks: dict[str, Style], left: float, right: float) -> None:
    """The numbers of one day along a line, those that are near each other one above the other."""
    along = numbers(told_ends(rows), left + 14, right - 60)
    spots = once(rows, "who", "low", "high", "modifier")
    moved = apart([(along.at(value_of(row)), 0.0) for row in spots], APART, lambda place, by: (place[0], -abs(by)))
    top = sheet.height + 12
    middle = top + 34 - min(y for _, y in moved)
    draw_numbers(sheet, along, top + 4, middle + 8, upright=False)
    sheet.line(left + 14, middle, right - 14, middle, colour="rule")
    room = Room(left, top - 4, right, middle + 4)
    for row, (_, y) in zip(spots, moved, strict=True):
        room.take(*mark(sheet, row, middle + y, along, looks[row.who], upright=False))
    for row, (x, y) in zip(spots, moved, strict=True):
        room.label(sheet, x, middle + y, row.said_as)
    sheet.text(right, top - 6, plain(rows[0].day), look="end", size=SMALL, colour="faint")
    sheet.height = middle + 34


def _below(sheet: Sheet, rows: Sequence[Any], looks: dict[str, Style], frame: Grid) -> None:
    """Figures that stand apart, a row for each reason: no axis of numbers, since none of them may be read off."""
    sheet.heading(f"Not among the numbers above (n\u00a0=\u00a0{len(rows)})")
    reasons = list(dict.fromkeys(row.apart for row in rows))
    start, across = frame.start, days(frame.days, frame.start, sheet.width - 20)
    top = sheet.height
    for place, reason in enumerate(reasons):
        y = top + ROW * place + 22
        sheet.text(0, y - 14, reason, size=SMALL)
        sheet.line(start, y, sheet.width - 4, y, colour="grid")
        own = [row for row in rows if row.apart == reason]
        spots = [(across.at(row.day.toordinal()), y) for row in own]
        moved = apart(spots, APART, lambda place, by: (min(max(place[0] + by, start), sheet.width - 8), place[1]))
        for row, (x, _) in zip(own, moved, strict=True):
            shape = Shape("mark", (x, y), looks[row.who].colour, APART_MARKS.get(reason, "X"), size=DOT)
            sheet.shapes.append(Clickable(row.claim_id, hint(row), (x, y), (shape,)))
    bottom = top + ROW * len(reasons) + 4
    draw_days(sheet, across, top, bottom)
    sheet.height = bottom + FOOT


def multiples(claims: Claims, title: str, *, most: int = 8) -> Chart:
    """Small timelines, one a thing, two abreast where there is room, each with its own axis of numbers.

    Args:
        claims: rows of ``claims`` joined to ``events`` (``event_id``, ``label``).
        title: what the things have in common.
        most: how many to draw, those with most claims first.
    """
    placed = [row for row in told(claims) if row.event_id]
    ready = [row for row in placed if row.apart == "" and row.day is not None]
    things = by(ready, "event_id")
    chosen = sorted(things, key=lambda event: (-len(things[event]), event))[:most]
    groups = [(f"{rows[0].label} (n\u00a0=\u00a0{len(rows)})", rows) for rows in map(things.__getitem__, chosen)]
    notes = {"Things with fewer dated numbers, not drawn": len(once(placed, "event_id")) - len(chosen)}
    return _timeline(_rows(groups), groups, title, notes, shared=False)


def coverage(articles: pd.DataFrame, title: str) -> Chart:
    """How many articles there are by day (week, month, year), publisher and language.

    Args:
        articles: rows of ``articles``.
        title: which corpus it is, in words.
    """
    if articles.empty:
        return nothing(f"{title}: there are no articles.")
    names = articles["language"].map(partial(say, "language"), na_action="ignore")
    each = [_counted_by(articles.assign(language=names), column) for column in ("publisher", "language")]
    counts = [rows for rows in each if len(rows) > 1]  # one bar shows nothing
    published = articles["published"]
    sane = articles[published.dt.date.isin(plausible(published.dropna().dt.date))]
    bins, unit, length = _bins(sane)

    def draw(sheet: Sheet) -> None:
        if len(sane):
            _bars_of_days(sheet, bins, sane, unit, length)
        abreast = 1 if sheet.narrow else 2
        width = (sheet.width - BETWEEN * (abreast - 1)) / abreast
        top = sheet.height
        for place, rows in enumerate(counts):
            start = sheet.height if sheet.narrow else top
            _bars_of_names(sheet, rows, (width + BETWEEN) * (place % abreast), width, start)

    listed = (row for rows in (bins.assign(kind=unit), *each) for row in records(rows))
    cells = [{name: getattr(row, name) for name in HEADS} for row in listed]
    note = _without_bars(int(published.isna().sum()), int(published.notna().sum()) - len(sane), each)
    return Chart(title, both(draw), cells, note, HEADS)


def _without_bars(undated: int, odd: int, each: Sequence[pd.DataFrame]) -> str:
    """What no bar shows: articles without a likely day, the only publisher, the only language."""
    said = [f"Articles without a date, in no bar of days: {undated}." if undated else "Every article has a date."]
    if odd:
        said.append(f"Dated more than fifty years from the others, in no bar of days: {odd}.")
    said += [f"{rows['kind'].iloc[0].capitalize()}: {rows['name'].iloc[0]}." for rows in each if len(rows) == 1]
    return " ".join(said)


def _bins(dated: pd.DataFrame) -> tuple[pd.DataFrame, str, int]:
    """Articles and claims by the longest unit of time that still shows a course; empty ones left out."""
    if dated.empty:
        return pd.DataFrame(columns=["start", "name", "articles", "claims"]), "day", 1
    span = (dated["published"].max() - dated["published"].min()).days
    rule, unit, length = next((rule, unit, length) for most, rule, unit, length in UNITS if span <= most)
    found = dated.set_index("published").resample(rule, label="left", closed="left")
    counts = found.agg(articles=("article_id", "size"), claims=("n_claims", "sum")).reset_index(names="start")
    counts = counts[counts["articles"] > 0]
    return counts.assign(name=counts["start"].dt.strftime("%Y-%m-%d").astype("str")), unit, length


def _counted_by(articles: pd.DataFrame, column: str) -> pd.DataFrame:
    """Articles and claims by what a column holds, most first; beyond a few the rest are counted together."""
    found = articles.assign(name=articles[column].fillna(UNKNOWN)).groupby("name")
    counts = found.agg(articles=("article_id", "size"), claims=("n_claims", "sum")).reset_index()
    counts = counts.sort_values(["articles", "name"], ascending=[False, True], kind="stable")
    single = len(counts) > NAMED and counts["articles"].max() == 1  # nothing to see in a bar of one
    named = 0 if single else NAMED
    rest = counts.iloc[named:]
    if len(rest) > 1:
        name = f"{len(rest)} with one each" if single else f"{len(rest)} others"
        others = {"name": name, "articles": rest["articles"].sum(), "claims": rest["claims"].sum()}
        counts = pd.concat([counts.head(named), pd.DataFrame([others])], ignore_index=True)
    return counts.assign(kind=column)[list(HEADS)]


def _bars_of_days(sheet: Sheet, bins: pd.DataFrame, dated: pd.DataFrame, unit: str, length: int) -> None:
    sheet.heading(f"Articles per {unit} (n\u00a0=\u00a0{len(dated):,})")
    top, bottom = sheet.height, sheet.height + BARS
    upper = Axis(0.0, bins["articles"].max() * 1.08, bottom, top + 4)  # bars start at zero
    start = 12 + max(width_of(number(tick), SMALL) for tick in upper.ticks(4))
    last = bins["start"].max() + pd.Timedelta(days=length)
    across = days([*bins["start"], last], start, sheet.width - 12)
    draw_numbers(sheet, upper, start, sheet.width - 4, upright=True)
    width = max((across.end - across.start) / (across.high - across.low) * length * 0.8, 1.5)
    for row in records(bins):
        y = upper.at(row.articles)
        sheet.box(across.at(row.start.toordinal()), y, width, bottom - y, "total")
    draw_days(sheet, across, top, bottom)
    sheet.height = bottom + 44


def _bars_of_names(sheet: Sheet, rows: pd.DataFrame, left: float, width: float, top: float) -> None:
    names = min(max(map(width_of, rows["name"])) + 10, width * 0.6)
    sheet.text(
        left, top + 10, f"Articles by {rows['kind'].iloc[0]} (n\u00a0=\u00a0{rows['articles'].sum():,})", strong=True
    )
    longest = width_of(number(rows["articles"].max()), SMALL)
    scale = (width - names - longest - 16) / max(rows["articles"].max(), 1)
    for place, row in enumerate(records(rows)):
        y = top + 34 + BAR * place
        sheet.text(left, y, shorten(row.name, names - 8, TEXT), size=TEXT)
        sheet.box(left + names, y - 7, max(row.articles * scale, 1), 14, "total")
        sheet.text(left + names + row.articles * scale + 6, y, number(row.articles), size=SMALL)
    sheet.height = max(sheet.height, top + 34 + BAR * len(rows) + 8)
