"""What each source says of one thing, why its numbers differ, what adds up, and by how much other sums do not."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple

import pandas as pd

from newslib.charts.axes import bar, dated, lanes, mark, once, told_ends, value_of
from newslib.charts.canvas import SMALL, Chart, Shape, Sheet, both, nothing, shorten
from newslib.charts.points import ALL_PEOPLE, UNNAMED, Style, by, counted, records, told
from newslib.charts.timelines import Claims
from newslib.codebook import say
from newslib.markup import number, plain

LATEST, EARLIER = Style("o", "s0"), Style("o", "rule")
COLUMNS = {"label": "what is counted", "who": "source", "day": "day", "worded": "says", "remark": "remark"}
STEPS = {"who": "who says so", "worded": "from", "higher": "to", "why": "why they differ",
         "words": "words that tell it"}  # fmt: skip
SOURCES = 60  # sources drawn in one block
RUNGS = 16  # steps of a ladder; further ones of the same reason are taken together
DISPUTED = 5  # disagreements drawn above them
DISAGREE, UPWARDS = "Named sources disagree, furthest apart first", "From the lowest number to the highest"
COLOURS = {"disagreement": "s1", "later_count": "s0", "rounding": "s5", "bound_only": "s5", "scope": "s4",
           "gap": "ink"}  # fmt: skip
WITHIN = "within"
RANKS = {"no": 0, "near": 1, "yes": 2}
VERDICTS = {"yes": "it holds", "near": "it nearly holds", "no": "it does not hold"}
CHECKS = ("parts", "increment")
SUMS = {"heading": "sum", "step": "step", "worded": "says", "who": "source", "day": "day", "holds": "holds"}


def spread(claims: Claims, title: str, *, most: int = 6, headings: bool = True) -> Chart:
    """Who says how many: a row for each source with its last number, its earlier ones faint on the same line.

    The band runs from the lowest to the highest of the last numbers of named sources. Denials stand below.

    Args:
        claims: rows of ``claims`` joined to ``events`` (``event_id``, ``label``).
        title: what the things have in common, or the thing.
        most: how many things to draw, those with most sources first.
        headings: name each thing over its rows.
    """
    groups = by([row for row in told(claims) if row.event_id], "event_id")
    sizes = {event: len(once(counted(rows), "who")) for event, rows in groups.items() if counted(rows)}
    chosen = sorted(sizes, key=lambda event: (-sizes[event], event))[:most]
    blocks = [_latest(groups[event]) for event in chosen]
    if not blocks:
        return nothing(f"{title}: no numbers.")

    def draw(sheet: Sheet) -> None:
        for block in blocks:
            _block(sheet, block, headings)

    note = "Each source's last number, earlier ones faint; a band spans those of named sources. Arrows: open ends."
    if left := len(sizes) - len(chosen):
        note += f" Not drawn: {left}."
    return Chart(title, both(draw), [cell for block in blocks for cell in block.cells], note, COLUMNS)


class Block(NamedTuple):
    """One thing: each source's last number, lowest first; its earlier ones; who stands apart."""

    last: list[Any]
    earlier: list[Any]
    apart: list[Any]

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The rows of the table."""
        told = [*((row, "") for row in self.last), *((row, "earlier") for row in self.earlier),
                *((row, row.apart) for row in self.apart)]  # fmt: skip
        return [{"label": row.label, "who": row.who, "day": row.day, "worded": row.worded, "remark": remark,
                 "claim_id": row.claim_id} for row, remark in told]  # fmt: skip


def _latest(rows: Sequence[Any]) -> Block:
    own = once(counted(rows), "who", "low", "high", "modifier", last=True)
    last = sorted(once(own, "who", last=True), key=lambda row: (row.who == UNNAMED, value_of(row), row.who))
    apart = once([row for row in rows if row.apart not in ("", "a part", "no number")], "who", "apart")
    kept = {row.claim_id for row in last}
    return Block(last[:SOURCES], [row for row in own if row.claim_id not in kept], apart)


def _block(sheet: Sheet, block: Block, heading: bool) -> None:
    values = told_ends([*block.last, *block.earlier])
    said = [(row.who, dated(row, row.worded)) for row in block.last]
    if heading:
        sheet.heading(plain(block.last[0].label))
    under, top = len(sheet.shapes), sheet.height
    along, middles = lanes(sheet, [("", said)], values)
    known = [along.at(value_of(row)) for row in block.last if row.who != UNNAMED]
    first = min(known, default=along.at(values[0]))
    band = (first, top, max(max(known, default=first) - first, 1), sheet.height - 26 - top)
    sheet.shapes.insert(under, Shape("box", band, "band"))
    place = {row.who: y for row, y in zip(block.last, middles, strict=True)}
    for row in block.earlier:
        if row.who in place:
            mark(sheet, row, place[row.who], along, EARLIER, upright=False, size=4)
    for row in block.last:
        mark(sheet, row, place[row.who], along, LATEST, upright=False)
    for row in block.apart:
        line = shorten(f"× {row.who}: {row.apart} ({row.worded})", sheet.width - 12, SMALL)
        sheet.text(8, sheet.height + 4, line, size=SMALL)
        sheet.height += 18
    sheet.height += 10


def ladder(reasons: pd.DataFrame | Sequence[Any], claims: Claims, title: str) -> Chart:
    """Where named sources disagree about one thing, then the way from its lowest to its highest number, step by step.

    Args:
        reasons: rows of ``reasons`` about the thing: ``claim_a``, ``claim_b``, ``reason``, ``words``.
        claims: the claims of the thing.
        title: what is counted.
    """
    known = {row.claim_id: row for row in counted(told(claims))}
    given = _given(records(reasons), known)
    steps = _steps(known, given)
    for step in steps:
        given.pop((step["start"], step["end"]), None)
    disputed = [_step(known[pair.claim_a], known[pair.claim_b], pair) for pair in given.values()
                if pair.reason == "disagreement"]  # fmt: skip
    disputed.sort(key=lambda step: (-step["end"] / max(step["start"], 1), step["end"]))
    groups = [(DISAGREE, disputed[:DISPUTED]), (UPWARDS, steps)] if disputed else [("", steps)]
    shown = list(chain.from_iterable(own for _, own in groups))
    if not shown:
        return nothing(f"{title}: no two numbers differ.")
    values = list(chain.from_iterable((step["start"], step["end"]) for step in shown))

    def draw(sheet: Sheet) -> None:
        told = [(heading, [(_said(step), f"+{number(step['end'] - step['start'])}") for step in own])
                for heading, own in groups]  # fmt: skip
        along, middles = lanes(sheet, told, values)
        for step, y in zip(shown, middles, strict=True):
            reach, colour = (along.at(step["start"]), along.at(step["end"])), COLOURS.get(step["reason"], "none")
            bar(sheet, reach, y, colour, f"{_said(step)}, {step['who']}", known[step["claim_id"]])

    note = "Each bar reaches from one number to another, with the reason why they differ."
    if len(disputed) > DISPUTED:
        note += f" Disagreements not drawn, less wide: {len(disputed) - DISPUTED}."
    return Chart(title, both(draw), shown, note, STEPS)


def _given(reasons: Iterable[Any], known: Mapping[str, Any]) -> dict[tuple[float, ...], Any]:
    """The pairs of known claims by their two numbers, disagreements first, the first of each."""
    given: dict[tuple[float, ...], Any] = {}
    pairs = (pair for pair in reasons if {pair.claim_a, pair.claim_b} <= known.keys())
    for pair in sorted(pairs, key=lambda pair: pair.reason != "disagreement"):
        given.setdefault(tuple(sorted((value_of(known[pair.claim_a]), value_of(known[pair.claim_b])))), pair)
    return given


def _steps(known: Mapping[str, Any], given: Mapping[tuple[float, ...], Any]) -> list[dict[str, Any]]:
    """Neighbouring numbers with the reason told for them, the first claim of each number standing for it."""
    at: dict[float, Any] = {}
    for row in known.values():
        at.setdefault(value_of(row), row)
    steps: list[dict[str, Any]] = []
    for low, high in pairwise(sorted(at)):
        pair = given.get((low, high))
        ends = (known[pair.claim_a], known[pair.claim_b]) if pair is not None else (at[low], at[high])
        step = _step(*ends, pair)
        if len(at) > RUNGS and steps and steps[-1]["reason"] == step["reason"]:
            joined = {name: " → ".join((steps[-1][name].partition(" → ")[0], step[name].partition(" → ")[2]))
                      for name in ("who", "signs")}  # fmt: skip
            steps[-1] |= {"end": high, "higher": step["higher"], **joined}
            continue
        steps.append(step)
    return steps


def _step(one: Any, other: Any, pair: Any) -> dict[str, Any]:
    lower, higher = sorted((one, other), key=value_of)
    return {
        "start": value_of(lower), "end": value_of(higher), "who": f"{lower.who} → {higher.who}",
        "worded": lower.worded, "higher": higher.worded, "signs": f"{lower.said_as} → {higher.said_as}",
        "why": "no reason told" if pair is None else say("reason", pair.reason),
        "reason": "" if pair is None else plain(pair.reason), "words": "" if pair is None else plain(pair.words),
        "claim_id": lower.claim_id,
    }  # fmt: skip


def _said(step: Mapping[str, Any]) -> str:
    return f"{step['why']}: {step['signs']}"


class Step(NamedTuple):
    """One bar: what it stands for (a part, a total or a gap), from where to where it reaches, the claim it shows."""

    kind: str
    start: float
    end: float
    claim: Any = None

    @property
    def words(self) -> str:
        """What is counted and who says so; a gap has no claim."""
        if self.claim is None:
            return "missing" if self.end > self.start else "too much"
        return f"{_counted(self.claim)} · {self.claim.who}"

    @property
    def says(self) -> str:
        """The number in symbols, with its day."""
        return dated(self.claim, self.claim.said_as) if self.claim else number(abs(self.end - self.start))

    @property
    def cells(self) -> dict[str, Any]:
        """A row of the table."""
        if self.claim is None:
            return {"step": self.words, "worded": self.says, "who": "", "day": None, "claim_id": ""}
        row = self.claim
        return {"step": _counted(row), "worded": row.worded, "who": row.who, "day": row.day, "claim_id": row.claim_id}


class Sum(NamedTuple):
    """The bars of one sum under their heading, and whether it holds."""

    heading: str
    holds: str
    steps: Sequence[Step]

    @property
    def bars(self) -> set[tuple[str, float]]:
        """What its bars show: one that another sum shows as well tells nothing new."""
        return {(step.words, abs(step.end - step.start)) for step in self.steps}

    def draw(self, sheet: Sheet) -> None:
        """Draw its bars from zero on."""
        ends = [0.0, *(max(step.start, step.end) for step in self.steps)]
        along, middles = lanes(sheet, [(self.heading, [(step.words, step.says) for step in self.steps])], ends)
        for step, y in zip(self.steps, middles, strict=True):
            reach, hint = (along.at(step.start), along.at(step.end)), f"{step.words}: {step.says}"
            bar(sheet, reach, y, COLOURS.get(step.kind, step.kind), hint, step.claim)


def waterfall(claims: Claims, ledger: pd.DataFrame | Sequence[Any], title: str, *, most: int = 6) -> Chart:
    """Parts stacked up to their total, and totals reached step by step; a gap has a broken edge.

    Args:
        claims: rows of ``claims``.
        ledger: rows of ``ledger``; checks of parts and of increments are drawn, failing ones first.
        title: what is added up, in words.
        most: how many sums to draw.
    """
    kept = _told_once(_checked(claims, ledger))
    drawn = kept[:most]
    if not drawn:
        return nothing(f"{title}: no total is told together with its parts.")

    def draw(sheet: Sheet) -> None:
        for one in drawn:
            one.draw(sheet)

    note = "Light bars are parts or additions, dark ones totals, broken edges what is missing or too much."
    left = f" Not drawn: {len(kept) - len(drawn)}." if len(kept) > len(drawn) else ""
    cells = [{"heading": one.heading, "holds": one.holds, **step.cells} for one in drawn for step in one.steps]
    return Chart(title, both(draw), cells, note + left, SUMS)


def _checked(claims: Claims, ledger: pd.DataFrame | Sequence[Any]) -> list[Sum]:
    """The sums that the ledger checked, failing ones first, those of most steps before smaller ones."""
    known = {row.claim_id: row for row in told(claims) if row.low is not None or row.high is not None}
    checked = [found for row in records(ledger) if row.check in CHECKS and (found := _sum(known, row))]
    return sorted(checked, key=lambda one: (RANKS.get(one.holds, len(RANKS)), WITHIN in one.heading, -len(one.steps)))


def _told_once(checked: Sequence[Sum]) -> list[Sum]:
    """Sums without those that another outlet printed before, or that a larger one holds."""
    once: dict[tuple[str, str, float], Sum] = {}
    for one in checked:
        last = one.steps[-1]
        once.setdefault((one.heading, last.words, last.end), one)
    kept: list[Sum] = []
    for one in once.values():
        if WITHIN not in one.heading or not any(one.bars <= other.bars for other in kept):
            kept.append(one)
    return kept


def _sum(known: Mapping[str, Any], row: Any) -> Sum | None:
    """One ledger row: parts one on top of the other, the total last; none when a number is missing.

    A row that expects "<= total" only says that the parts fit into the whole: there is no gap to draw.
    """
    claims = [known.get(name) for name in str(row.claims).split()]
    if len(claims) < 2 + (row.check == "increment") or None in claims:  # a pace alone adds nothing up
        return None
    *parts, total = map(value_of, claims)
    reached = [0.0, *accumulate(parts)]
    steps = [Step("part", *ends, claim) for ends, claim in zip(pairwise(reached), claims, strict=False)]
    within = plain(row.expected).startswith("<=")
    if total != reached[-1] and not within and row.holds != "yes":  # else the bounds allow it
        steps.append(Step("gap", reached[-1], total))
    steps.append(Step("total", 0.0, total, claims[-1]))
    sign = WITHIN if within else "="
    heading = f"{' + '.join(map(number, parts))} {sign} {number(total)}: {VERDICTS.get(row.holds, row.holds)}"
    return Sum(heading, row.holds, steps)


def _counted(row: Any) -> str:
    return say("outcome", row.outcome) if row.group in ALL_PEOPLE or not row.group else say("group", row.group)
