"""How one number went from mouth to mouth."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from newslib.charts.canvas import FAINT, INK, SMALL, WIDTH, Chart, inset, nothing, sheet, style, svg, target
from newslib.charts.days import short
from newslib.charts.marks import counted, shorten
from newslib.charts.points import points, records, styles
from newslib.markup import plain

RELATIONS = ("repeats", "rounds", "drift", "revises", "retracts", "denies")
ROW, GUTTER = 34.0, 70.0  # points: height of a claim's two lines, room for the arcs
COLUMNS = {"day": "day", "who": "source", "worded": "says", "quote": "as printed", "lineage": "what it does"}
LONGEST = 16  # claims of a chain that are put in order; links may run in a circle
DASHES = {"denies": (0, (2, 2)), "retracts": (0, (2, 2)), "revises": (0, (5, 2))}


def lineage(claims: pd.DataFrame, links: pd.DataFrame, title: str, *, claim_id: str = "", most: int = 16) -> Chart:
    """One number through its repeats: who gave it first, who rounded, changed, denied or took it back.

    Args:
        claims: rows of ``claims``.
        links: rows of ``links``; those that carry a number on are followed in both directions.
        title: which number it is, in words.
        claim_id: where to start; the largest family of linked claims when empty.
        most: how many claims to draw, the earliest first.
    """
    ready = points(claims).drop_duplicates("claim_id")
    known = set(ready["claim_id"])
    kin = links[links["relation"].isin(RELATIONS) & links["claim_a"].isin(known) & links["claim_b"].isin(known)]
    family = _family(kin, claim_id)
    drawn = _in_order(ready[ready["claim_id"].isin(family)], kin).head(most).reset_index(drop=True)
    if len(drawn) < 2:
        return nothing(f"{title}: no claim repeats, rounds or changes another.")
    kin = kin[kin["claim_a"].isin(drawn["claim_id"]) & kin["claim_b"].isin(drawn["claim_id"])]
    drawn["lineage"] = _told(drawn, kin)
    with style():
        drawing = _draw(drawn, kin, title)
    note = "Read from the top. An arc leads from a claim to one that goes back to it; broken arcs deny or revise."
    if left := len(family) - len(drawn):
        note += f" Not drawn: {left}."
    return Chart(title, drawing, drawn[[*COLUMNS, "claim_id"]], note, COLUMNS)


def _family(kin: pd.DataFrame, start: str) -> set[str]:
    """All claims linked with the one to start from; without one, the largest family (first id when two are)."""
    near: dict[str, set[str]] = {}
    for link in records(kin):
        near.setdefault(link.claim_a, set()).add(link.claim_b)
        near.setdefault(link.claim_b, set()).add(link.claim_a)
    families, seen = [], set()
    for first in [start] if start else sorted(near):
        if first in seen:
            continue
        family, edge = {first}, [first]
        while edge:
            edge = sorted({other for one in edge for other in near.get(one, ())} - family)
            family.update(edge)
        seen |= family
        families.append(family)
    return max(families, key=len, default=set())


def _in_order(family: pd.DataFrame, kin: pd.DataFrame) -> pd.DataFrame:
    """By day; of one day those that go back to nobody first, then those that go back to them, and so on."""
    earlier = kin.groupby("claim_a")["claim_b"].agg(set).to_dict()
    steps = dict.fromkeys(family["claim_id"], 0)
    for _ in range(LONGEST):
        further = {claim: max((steps.get(one, 0) + 1 for one in earlier.get(claim, ())), default=0) for claim in steps}
        if further == steps:
            break
        steps = further
    return family.assign(steps=family["claim_id"].map(steps)).sort_values(
        ["day", "steps"], na_position="last", kind="stable"
    )


def _told(drawn: pd.DataFrame, kin: pd.DataFrame) -> list[str]:
    """For each claim, what it is to earlier ones, in words."""
    worded = dict(zip(drawn["claim_id"], drawn["worded"], strict=True))
    found: dict[str, list[str]] = {}
    for link in records(kin):
        words = "copies, with a change," if link.relation == "drift" else link.relation
        found.setdefault(link.claim_a, []).append(f"{words} {worded[link.claim_b]}")
    return ["; ".join(dict.fromkeys(found.get(claim, []))) for claim in drawn["claim_id"]]


def _draw(drawn: pd.DataFrame, kin: pd.DataFrame, title: str) -> str:
    figure, (panel,) = sheet([ROW * len(drawn) + 30])
    inset(panel, left=0, right=0, top=4, bottom=22)
    panel.set_axis_off()
    panel.set_xlim(0, WIDTH)
    panel.set_ylim(len(drawn) - 0.4, -0.6)
    looks = styles(drawn["who"].tolist())
    rank = {claim: place for place, claim in enumerate(drawn["claim_id"])}
    for link in records(kin.drop_duplicates(["claim_a", "claim_b"])):
        _arc(panel, rank[link.claim_b], rank[link.claim_a], link.relation)
    for place, row in enumerate(records(drawn)):
        look = looks[row.who]
        dot = panel.scatter([GUTTER], [place], s=42, marker=look.marker, c=look.colour, zorder=4)
        dot.set_urls([target(row.claim_id)])
        day = short(row.day, year=True) if pd.notna(row.day) else "no date"
        panel.text(GUTTER + 12, place - 0.17, f"{row.worded}", fontsize=SMALL + 1, fontweight="bold", va="center",
                   url=target(row.claim_id))  # fmt: skip
        panel.text(WIDTH - 2, place - 0.17, day, fontsize=SMALL, color=INK, va="center", ha="right")
        panel.text(GUTTER + 12, place + 0.22, shorten(_passed_on(row), 50), fontsize=SMALL, color=FAINT, va="center")
    count = f"n = {counted(len(drawn), 'claim')}, {counted(len(looks), 'source')}"
    panel.text(0, len(drawn) - 0.35, count, fontsize=SMALL, color=FAINT, va="top")
    hints = {target(r.claim_id): f"{plain(r.day)} {r.who}: {r.worded}. {r.lineage}" for r in records(drawn)}
    return svg(figure, title, f"{len(drawn)} claims in order of day; the table below holds the same.", hints)


def _passed_on(row: Any) -> str:
    """Who said it, through whom, where it was printed, and why it may stand apart."""
    relay, publisher = plain(row.relay), plain(row.publisher)
    told = [row.who, relay and f"via {relay}", publisher and f"in {publisher}", row.apart]
    return " · ".join(part for part in told if part)


def _arc(panel: Axes, earlier: int, later: int, relation: str) -> None:
    """An arc in the gutter, wider the more claims it passes over."""
    reach = GUTTER - 8 - min(12 + 12 * abs(later - earlier), GUTTER - 16)
    path = Path([(GUTTER - 6, earlier), (reach, earlier), (reach, later), (GUTTER - 6, later)], [1, 4, 4, 4])
    panel.add_patch(
        FancyArrowPatch(path=path, arrowstyle="-|>", mutation_scale=8, color=FAINT, linewidth=1,
                        linestyle=DASHES.get(relation, "solid"))
    )  # fmt: skip
