"""What each source says of one thing, and why the lowest and the highest number differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from newslib.charts.axes import Axis, draw_numbers, numbers, short
from newslib.charts.canvas import BOLD, SMALL, TEXT, Chart, Linked, Shape, Sheet, both, nothing, shorten, width_of
from newslib.charts.marks import ends, mark, once, value_of
from newslib.charts.points import UNNAMED, Style, counted, records, told
from newslib.charts.timelines import Claims
from newslib.markup import number, plain

ROW, NAMES, REASONS = 24.0, 370.0, 420.0  # units: a source, room for its name, for a reason
LATEST, EARLIER = Style("o", "s0"), Style("o", "rule")
COLUMNS = {"label": "what is counted", "who": "source", "day": "day", "worded": "says", "remark": "remark"}
STEPS = {"who": "who says so", "worded": "from", "higher": "to", "why": "why they differ",
         "words": "words that tell it"}  # fmt: skip
SOURCES = 60  # sources drawn in one block
RUNGS = 16  # steps of a ladder; further ones of the same reason are taken together
DISPUTED = 5  # disagreements drawn above them
DISAGREE, UPWARDS = "Named sources disagree, furthest apart first", "From the lowest number to the highest"
COLOURS = {"disagreement": "s1", "later_count": "s0", "rounding": "s5", "bound_only": "s5", "scope": "s4"}


def spread(claims: Claims, title: str, *, most: int = 6, headings: bool = True) -> Chart:
    """Who says how many: a row for each source with its last number, its earlier ones faint on the same line.

    The band runs from the lowest to the highest of the last numbers of named sources. Denials stand below.

    Args:
        claims: rows of ``claims`` joined to ``events`` (``event_id``, ``label``).
        title: what the things have in common, or the thing.
        most: how many things to draw, those with most sources first.
        headings: name each thing over its rows.
    """
    ready = [row for row in told(claims) if row.event_id]
    groups: dict[str, list[Any]] = {}
    for row in ready:
        groups.setdefault(row.event_id, []).append(row)
    sizes = {event: len({row.who for row in counted(rows)}) for event, rows in groups.items() if counted(rows)}
    chosen = sorted(sizes, key=lambda event: (-sizes[event], event))[:most]
    blocks = [_latest(groups[event]) for event in chosen]
    if not blocks:
        return nothing(f"{title}: no numbers.")

    def draw(sheet: Sheet) -> None:
        for block in blocks:
            _block(sheet, block, headings)

    note = "Each source with its last number, earlier ones faint. An arrow is an open end."
    if left := len(sizes) - len(chosen):
        note += f" Not drawn: {left}."
    cells = [
        {"label": row.label, "who": row.who, "day": row.day, "worded": row.worded, "remark": remark,
         "claim_id": row.claim_id}
        for block in blocks
        for rows, remark in ((block.last, ""), (block.earlier, "earlier"), (block.apart, None))
        for row in rows
        for remark in (row.apart if remark is None else remark,)
    ]  # fmt: skip
    return Chart(title, both(draw), cells, note, COLUMNS)


class Block(NamedTuple):
    """One thing: each source's last number, lowest first; its earlier ones; who stands apart."""

    last: list[Any]
    earlier: list[Any]
    apart: list[Any]


def _latest(rows: Sequence[Any]) -> Block:
    own = once(counted(rows), "who", "low", "high", "modifier", last=True)
    last = sorted(once(own, "who", last=True), key=lambda row: (row.who == UNNAMED, value_of(row), row.who))
    apart = once([row for row in rows if row.apart not in ("", "a part", "no number")], "who", "apart")
    kept = {row.claim_id for row in last}
    return Block(last[:SOURCES], [row for row in own if row.claim_id not in kept], apart)


def _block(sheet: Sheet, block: Block, heading: bool) -> None:
    if heading:
        sheet.heading(plain(block.last[0].label))
    left = 8.0 if sheet.narrow else min(NAMES, 20 + max(width_of(row.who) for row in block.last))
    right = sheet.width - (26 if sheet.narrow else 24 + max(width_of(_dated(row), SMALL) * BOLD for row in block.last))
    height = ROW * 1.7 if sheet.narrow else ROW
    values = [end for row in (*block.last, *block.earlier) for end in ends(row) if end is not None]
    along = numbers(values, left + 10, right)
    top, bottom = sheet.height, sheet.height + height * len(block.last) + 4
    known = [along.at(value_of(row)) for row in block.last if row.who != UNNAMED] or [along.at(values[0])]
    sheet.box(min(known), top, max(max(known) - min(known), 1), bottom - top, "band")
    draw_numbers(sheet, along, top, bottom, upright=False)
    earlier: dict[str, list[Any]] = {}
    for row in block.earlier:
        earlier.setdefault(row.who, []).append(row)
    for place, row in enumerate(block.last):
        y = top + height * (place + (0.72 if sheet.narrow else 0.5))
        for before in earlier.get(row.who, []):
            mark(sheet, before, y, along, EARLIER, upright=False, size=4)
        mark(sheet, row, y, along, LATEST, upright=False)
        said = _dated(row)
        if sheet.narrow:
            sheet.text(8, y - 17, shorten(row.who, sheet.width - width_of(said, SMALL) - 20, SMALL), size=SMALL)
            sheet.text(sheet.width - 4, y - 17, said, look="end", size=SMALL, strong=True)
        else:
            sheet.text(left - 8, y, shorten(row.who, NAMES - 16), look="end")
            sheet.text(sheet.width - 2, y, said, look="end", size=SMALL, strong=True)
    sheet.height = bottom + 26
    for row in block.apart:
        said = shorten(f"× {row.who}: {row.apart} ({row.worded})", sheet.width - 12, SMALL)
        sheet.text(8, sheet.height + 4, said, size=SMALL)
        sheet.height += 18
    sheet.height += 10


def _dated(row: Any) -> str:
    return f"{row.worded} · {short(row.day, year=True)}" if row.day else str(row.worded)


def ladder(
    reasons: pd.DataFrame | Sequence[Any], claims: Claims, title: str, words: Mapping[str, str] | None = None
) -> Chart:
    """Where named sources disagree about one thing, then the way from its lowest to its highest number, step by step.

    Args:
        reasons: rows of ``reasons`` about the thing: ``claim_a``, ``claim_b``, ``reason``, ``words``.
        claims: the claims of the thing.
        title: what is counted.
        words: how each reason is called; its own name when None.
    """
    known = {row.claim_id: row for row in counted(told(claims))}
    given: dict[tuple[float, ...], Any] = {}  # the pairs of numbers by their values, the first of each
    pairs = records(reasons) if isinstance(reasons, pd.DataFrame) else reasons
    for pair in sorted(pairs, key=lambda pair: pair.reason != "disagreement"):
        if pair.claim_a in known and pair.claim_b in known:
            given.setdefault(tuple(sorted((value_of(known[pair.claim_a]), value_of(known[pair.claim_b])))), pair)
    steps = _steps(known, given, words or {})
    disputed = _disputed(known, given, words or {}, {(step["start"], step["end"]) for step in steps})
    shown = [*disputed[:DISPUTED], *steps]
    if not shown:
        return nothing(f"{title}: no two numbers differ.")
    values = [v for step in shown for v in (step["start"], step["end"])]

    def draw(sheet: Sheet) -> None:
        longest = max(width_of(_said(step)) for step in shown)
        left = 8.0 if sheet.narrow else min(longest + 16, REASONS)
        along = numbers(values, left + 10, sheet.width - 60)
        height = 36.0 if sheet.narrow else 28.0
        groups = [(DISAGREE, disputed[:DISPUTED]), (UPWARDS, steps)] if disputed else [("", steps)]
        for heading, bars in groups:
            if heading:
                sheet.heading(heading)
            top, bottom = sheet.height, sheet.height + height * len(bars) + 4
            draw_numbers(sheet, along, top, bottom, upright=False)
            for place, step in enumerate(bars):
                _rung(sheet, step, top + height * place, height, along, left)
            sheet.height = bottom + 30

    note = "Each bar reaches from one number to another, with the reason why they differ."
    if len(disputed) > DISPUTED:
        note += f" Disagreements not drawn, less wide: {len(disputed) - DISPUTED}."
    return Chart(title, both(draw), shown, note, STEPS)


def _disputed(
    known: Mapping[str, Any], given: Mapping[tuple[float, ...], Any], words: Mapping[str, str],
    drawn: set[tuple[float, float]],
) -> list[dict[str, Any]]:  # fmt: skip
    """The disagreements that no step shows, the widest first."""
    found = [pair for values, pair in given.items() if pair.reason == "disagreement" and values not in drawn]
    steps = [_step(known[pair.claim_a], known[pair.claim_b], pair, words) for pair in found]
    return sorted(steps, key=lambda step: (-step["end"] / max(step["start"], 1), step["end"]))


def _steps(
    known: Mapping[str, Any], given: Mapping[tuple[float, ...], Any], words: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Neighbouring numbers with the reason told for them, the first claim of each number standing for it."""
    at: dict[float, Any] = {}
    for row in known.values():
        at.setdefault(value_of(row), row)
    steps: list[dict[str, Any]] = []
    for low, high in pairwise(sorted(at)):
        pair = given.get((low, high))
        ends = (known[pair.claim_a], known[pair.claim_b]) if pair is not None else (at[low], at[high])
        step = _step(*ends, pair, words)
        if len(at) > RUNGS and steps and steps[-1]["reason"] == step["reason"]:
            joined = {name: " → ".join((steps[-1][name].partition(" → ")[0], step[name].partition(" → ")[2]))
                      for name in ("who", "signs")}  # fmt: skip
            steps[-1] |= {"end": high, "higher": step["higher"], **joined}
            continue
        steps.append(step)
    return steps


def _step(one: Any, other: Any, pair: Any, words: Mapping[str, str]) -> dict[str, Any]:
    lower, higher = sorted((one, other), key=value_of)
    name = "" if pair is None else plain(pair.reason)
    return {
        "start": value_of(lower), "end": value_of(higher), "reason": name, "who": f"{lower.who} → {higher.who}",
        "worded": lower.worded, "higher": higher.worded, "signs": f"{lower.said_as} → {higher.said_as}",
        "why": words.get(name, name.replace("_", " ")) or "no reason told",
        "words": "" if pair is None else plain(pair.words), "claim_id": lower.claim_id,
    }  # fmt: skip


def _rung(sheet: Sheet, step: Mapping[str, Any], top: float, height: float, along: Axis, left: float) -> None:
    start, end = along.at(step["start"]), along.at(step["end"])
    y = top + height - 14
    colour = COLOURS.get(step["reason"], "none")
    said = _said(step)
    bar = Shape("box", (start, y - 6, max(end - start, 1.5), 12), colour)
    sheet.shapes.append(Linked(step["claim_id"], f"{said}, {step['who']}", ((start + end) / 2, y), (bar,)))
    if sheet.narrow:
        sheet.text(8, y - 15, shorten(said, sheet.width - 12, SMALL), size=SMALL)
        return
    sheet.text(left - 4, y, shorten(said, left - 10), look="end", size=TEXT)
    more = f"+{number(step['end'] - step['start'])}"
    if end + 8 + width_of(more, SMALL) < sheet.width:
        sheet.text(end + 6, y, more, size=SMALL)


def _said(step: Mapping[str, Any]) -> str:
    return f"{step['why']}: {step['signs']}"
