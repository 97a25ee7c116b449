"""Claims over time: who said how many on which day."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from newslib.charts.canvas import BIG, WIDTH, Chart, inset, nothing, sheet, style, svg, target
from newslib.charts.days import at, day_axis
from newslib.charts.marks import Spot, ends, headed, mark, place_labels, quiet, scale, shorten
from newslib.charts.points import MARKERS, UNNAMED, Style, panels, points, records, styles
from newslib.markup import plain

PANEL, LOW, ROW, FOOT = 210.0, 145.0, 17.0, 16.0  # points: of a panel, a line, an axis label
FEW = 3  # points up to which a panel may be low
LEFT, RIGHT, DAYS = 64.0, 14.0, 34.0  # points: margins, room for the days
BESIDE, AROUND = 8.0, 28.0  # points: between marks of one day, and the most they take together
LONG_NUMBER, LONG_NUMBERS = 4_500, 24.0  # from this number on the labels need so many points more
DAY = "day of the count or the statement"
COLUMNS = {"day": "day", "who": "source", "worded": "says", "quote": "as printed", "apart": "why it stands apart"}
APART_MARKS = {"denied": "x", "said not to be so": "x", "doubted": "1", "retracted": "+", "no comment": "_"}


def timeline(claims: pd.DataFrame, title: str) -> Chart:
    """Claims over time by source, bounds drawn as bounds.

    Each panel holds one kind of count (running totals never share an axis with additions or rates). A range is a
    bar, an open end an arrow, a number that is only near a hollow mark. Denied, doubted, retracted, hypothetical and
    planned figures stand apart below, parts of a larger figure only in the table.

    Args:
        claims: rows of ``claims``, joined to ``events`` or not.
        title: what is counted, in words.
    """
    ready = points(claims)
    dated = ready[ready["day"].notna()]
    if dated.empty:
        return nothing(f"{title}: no claim with a date to draw.")
    groups = panels(dated)
    apart = dated[~dated["apart"].isin(["", "a part"])]
    looks = styles(dated["who"].tolist())
    with style():
        drawing = _draw(groups, apart, dated, looks, title)
    return Chart(title, drawing, _rows(ready), _note(ready), COLUMNS)


def _draw(groups: list[tuple[str, pd.DataFrame]], apart: pd.DataFrame, dated: pd.DataFrame,
          looks: dict[str, Style], title: str) -> str:  # fmt: skip
    reasons = list(dict.fromkeys(apart["apart"]))
    heights = [PANEL if len(rows) > FEW else LOW for _, rows in groups]
    heights += [24 + DAYS + ROW * len(reasons)] * bool(reasons)
    heights[-1] += FOOT
    figure, axes = sheet([*heights, ROW * min(len(looks), len(MARKERS) + 1) + 8])
    last = axes[len(heights) - 1]
    left, own = _left(dated), _far_apart([rows["day"] for _, rows in groups], dated["day"])
    for panel, (name, rows) in zip(axes, groups, strict=False):
        inset(panel, left=left, right=RIGHT, top=34, bottom=DAYS + (FOOT if panel is last else 0))
        day_axis(panel, rows["day"] if own else dated["day"])
        _panel(panel, name, rows, looks)
    if reasons:
        inset(last, left=130, right=RIGHT, top=22, bottom=DAYS + FOOT)
        day_axis(last, apart["day"] if own else dated["day"])
        _strip(last, apart, reasons, looks)
    last.set_xlabel(DAY)
    _legend(axes[-1], dated["who"].value_counts(), looks)
    said = f"{len(dated)} claims by {len(looks)} sources; the table below holds the same."
    return svg(figure, title, said, hints(dated))


def _left(rows: pd.DataFrame) -> float:
    """Room for the labels of the axis of numbers, the same in all panels of a chart."""
    return LEFT + (LONG_NUMBERS if rows[["low", "high"]].max().max() >= LONG_NUMBER else 0)


def _far_apart(groups: list[pd.Series], days: pd.Series) -> bool:
    """Whether some panel would huddle in a corner of days that all panels share."""
    whole = (days.max() - days.min()).days
    return any((group.max() - group.min()).days * 3 < whole for group in groups if len(group) > 2)


def _panel(panel: Axes, name: str, rows: pd.DataFrame, looks: dict[str, Style]) -> None:
    """One panel, its axis of days already set."""
    powers = scale(panel, [end for row in records(rows) for end in ends(row) if end is not None])
    spots = _spots(panel, rows)
    running = spots[(spots["tally"] == "cumulative") & spots["low"].notna()]
    same = ["who", *(["event_id"] if "event_id" in running.columns else [])]
    for key, own in running.groupby(same, sort=False):
        own = own.sort_values(["day", "low"], kind="stable")
        panel.plot(own["x"], own["low"], color=looks[str(key[0])].colour, linewidth=0.9, alpha=0.6)
    for row in records(spots):
        mark(panel, row.x, *ends(row), looks[row.who], approx=row.modifier == "approx", url=target(row.claim_id))
    place_labels(panel, [Spot(row.x, *ends(row), row.label_as, target(row.claim_id)) for row in records(spots)])
    headed(panel, f"{name} (n\u00a0=\u00a0{len(rows)})")
    panel.set_ylabel((_unit(rows) + powers).replace(" ", "\n", 1))


def _spots(panel: Axes, rows: pd.DataFrame) -> pd.DataFrame:
    """Where each mark stands: the same number of a source on a day once, sources of one day side by side."""
    keys = ["day", "who", "low", "high", "modifier"]
    spots = rows.drop_duplicates(keys).copy()
    times = rows.groupby(keys, dropna=False)["claim_id"].transform("size").loc[spots.index]
    spots["label_as"] = [f"{said} ×{n}" if n > 1 else said for said, n in zip(spots["said_as"], times, strict=True)]
    near = spots["modifier"] == "approx"
    for end in ("low", "high"):
        spots[end] = spots[end].where(~near | spots["stated"].isna(), spots["stated"])
    first, last = panel.get_xlim()
    place, share = spots.groupby("day").cumcount(), spots.groupby("day")["who"].transform("size")
    point = (last - first) / (WIDTH - LEFT - RIGHT)
    step = (AROUND * point / share).clip(upper=BESIDE * point)
    spots["x"] = [at(day) for day in spots["day"]] + (place - (share - 1) / 2) * step
    return spots


def _strip(panel: Axes, apart: pd.DataFrame, reasons: list[str], looks: dict[str, Style]) -> None:
    """Figures that stand apart, a row for each reason: no axis of numbers, since none of them may be read off."""
    panel.set_ylim(len(reasons) - 0.5, -0.5)
    panel.set_yticks(range(len(reasons)), [shorten(reason, 24) for reason in reasons])
    panel.tick_params(axis="y", length=0)
    headed(panel, f"not among the numbers above (n\u00a0=\u00a0{len(apart)})")
    for row in records(apart):
        shape, colour = APART_MARKS.get(row.apart, "x"), looks[row.who].colour
        dot = panel.scatter([at(row.day)], [reasons.index(row.apart)], s=40, marker=shape, c=colour)
        dot.set_urls([target(row.claim_id)])


def _legend(panel: Axes, counts: pd.Series, looks: dict[str, Style]) -> None:
    """The sources by name, those that share the last shape together."""
    named = [who for who in looks if who != UNNAMED][: len(MARKERS)]
    lines = [f"{shorten(who, 46)} ({counts[who]})" for who in named]
    if others := [who for who in looks if who not in named and who != UNNAMED]:
        lines[-1] = f"{len(others) + 1} other sources ({counts[[named[-1], *others]].sum()})"
    if UNNAMED in looks:
        named, lines = [*named, UNNAMED], [*lines, f"{UNNAMED} ({counts[UNNAMED]})"]
    quiet(panel)
    panel.set_xlim(0, WIDTH)
    panel.set_ylim(len(lines) - 0.4, -0.6)
    for place, (line, who) in enumerate(zip(lines, named, strict=True)):
        panel.scatter([14], [place], s=42, marker=looks[who].marker, c=looks[who].colour, linewidths=0)
        panel.text(28, place, line, va="center", fontsize=BIG - 1)


def _unit(rows: pd.DataFrame) -> str:
    return "pieces" if (rows["outcome"] == "equipment_lost").any() else "people"


def _note(ready: pd.DataFrame) -> str:
    undated, parts = int(ready["day"].isna().sum()), int((ready["apart"] == "a part").sum())
    said = ["A point leads to its sentence. An arrow is an open end, a bar a range; a hollow point is only near."]
    if parts:
        said.append(f"Parts of a larger figure, in the table only: {parts}.")
    if undated:
        said.append(f"Without a date, in the table only: {undated}.")
    return " ".join(said)


def _rows(ready: pd.DataFrame) -> pd.DataFrame:
    return ready[[*COLUMNS, "claim_id"]]


def hints(ready: pd.DataFrame) -> dict[str, str]:
    """What each point says when it is pointed at or read out."""
    return {
        target(row.claim_id): f"{plain(row.day)} {row.who}: {row.worded}{f' ({row.apart})' if row.apart else ''}"
        for row in records(ready)
    }


def multiples(claims: pd.DataFrame, title: str, *, most: int = 8) -> Chart:
    """Small timelines, one an event, each with its own axis of numbers.

    Args:
        claims: rows of ``claims`` joined to ``events`` (``event_id``, ``label``, ``date``).
        title: what the events have in common.
        most: how many events to draw, those with most claims first.
    """
    ready = points(claims)
    drawn = ready[(ready["apart"] == "") & ready["day"].notna() & ready["event_id"].notna()]
    if drawn.empty:
        return nothing(f"{title}: no event with a dated number to draw.")
    sizes = drawn["event_id"].value_counts(sort=False)
    chosen = sorted(sizes.index, key=lambda event: (-sizes[event], event))[:most]
    drawn = drawn[drawn["event_id"].isin(chosen)]
    with style():
        drawing = _draw_multiples(drawn, chosen, title)
    note = "Each event has shapes of its own; its sources stand under it with the number of their claims."
    if left := len(sizes) - len(chosen):
        note += f" Events with fewer dated numbers, not drawn: {left}."
    return Chart(title, drawing, drawn[["label", *list(COLUMNS)[:4], "claim_id"]], note, {"label": "event", **COLUMNS})


def _draw_multiples(drawn: pd.DataFrame, chosen: list[str], title: str) -> str:
    """Each panel with its own shapes and its sources under it: taken together they would be too many."""
    groups = [drawn[drawn["event_id"] == event] for event in chosen]
    looks = [styles(rows["who"].tolist()) for rows in groups]
    heights = [height for own in looks for height in (LOW + FOOT, ROW * min(len(own), len(MARKERS) + 1) + 8)]
    figure, axes = sheet(heights)
    left, own_days = _left(drawn), _far_apart([rows["day"] for rows in groups], drawn["day"])
    for panel, legend, rows, own in zip(axes[::2], axes[1::2], groups, looks, strict=True):
        inset(panel, left=left, right=RIGHT, top=34, bottom=DAYS + FOOT)
        day_axis(panel, rows["day"] if own_days else drawn["day"])
        _panel(panel, rows["label"].iloc[0], rows, own)
        panel.set_xlabel(DAY)
        _legend(legend, rows["who"].value_counts(), own)
    said = f"{len(chosen)} events, {len(drawn)} claims; the table below holds the same."
    return svg(figure, title, said, hints(drawn))
