"""Corrections: what a person decided about claims, kept apart from what was read and put on again at every run.

A decision holds on to its claim by the words around it: the figure as printed with up to 64 code points on either
side (see ``applied``).
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from newslib import tables

UNDO = "undo"  # takes back the decision whose number is its value
NUMBERS = ("low", "stated", "high")
Held = dict[str, dict[str, Any]]  # the last decision of one kind about each claim
CONTEXT = 64  # code points kept on either side of a figure
FIELDS = {
    "relabel": (
        "outcome", "group", "side", "unit", "place", "tally", "per", "stated", "low", "high", "modifier", "vague",
        "modality", "stance", "part_of", "item",
    ),
    "set": ("source_name", "source_id", "party", "relay", "event_date", "as_of", "said"),
    "merge": ("", "happening"), "split": ("", "happening"), "move": ("", "happening"), "name": ("", "happening"),
}  # fmt: skip
LABELS = {  # the column of claims that a label goes to, by action and field
    ("merge", ""): "merge_label", ("split", ""): "split_label",
    ("merge", "happening"): "happening_merge", ("split", "happening"): "happening_split",
    ("move", ""): "happening_move", ("move", "happening"): "happening_move",
    ("name", ""): "happening_name", ("name", "happening"): "happening_name",
}  # fmt: skip


def decision(
    claim: Mapping[str, object], text: str, path: str, *, number: str, who: str, when: dt.date, why: str, action: str,
    field: str = "", value: str = "",
) -> dict[str, object]:  # fmt: skip
    """A row for corrections.csv about one claim.

    Args:
        claim: a row of the claims table.
        text: the text of its article, to which ``start`` and ``end`` of the claim belong.
        path: the article's file below data/raw.
        number: number or name of the decision, not used before.
        who: who decided.
        when: on which day.
        why: the reason.
        action: confirm, reject, relabel, set, merge, split, move or name.
        field: the column that changes (relabel and set); happening where a merge or split is about happenings.
        value: its new value, or the label of a merge, split, move or name.
    """
    start, end = int(str(claim["start"])), int(str(claim["end"]))
    return {
        "decision": number, "who": who, "when": when, "why": why, "action": action, "claim_id": claim["claim_id"],
        "path": path, "quote": text[start:end], "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT], "start": start, "field": field, "value": value,
    }  # fmt: skip


def standing(decisions: pd.DataFrame) -> pd.DataFrame:
    """The decisions that hold: none that was taken back, and none that takes another back.

    Args:
        decisions: rows of corrections.csv in their order.

    >>> rows = [{"decision": "1", "action": "reject"}, {"decision": "2", "action": "undo", "value": "1"}]
    >>> [len(standing(pd.DataFrame(rows[:n]).reindex(columns=["decision", "action", "value"]))) for n in (1, 2)]
    [1, 0]
    """
    gone: set[str] = set()
    for number, action, value in decisions[["decision", "action", "value"]].iloc[::-1].itertuples(index=False):
        if action == UNDO and number not in gone:
            gone.add(value)
    return decisions[~decisions["decision"].isin(gone) & decisions["action"].ne(UNDO)]


def told(decisions: pd.DataFrame) -> list[dict[str, Any]]:
    """Decisions as records, empty text where a cell is empty."""
    rows = decisions.astype(object).where(decisions.notna(), "").to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def last_of(decisions: pd.DataFrame, who: str) -> pd.DataFrame:
    """The last decision of a person that holds.

    Args:
        decisions: rows of corrections.csv in their order.
        who: whose.
    """
    own = standing(decisions)
    return own[own["who"] == who].tail(1)


def next_number(taken: Iterable[str]) -> str:
    """The number of the next decision.

    >>> next_number(["1", "2", "by-hand"])
    '3'
    """
    return str(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)


def crossed(low: float, stated: float, high: float) -> str:
    """What is wrong with the numbers of a claim; nothing is above one that is not known (nan)."""
    if low > high:
        return f"low {low:g} is above high {high:g}; correct the other one first, or leave it empty"
    return f"stated {stated:g} lies outside low and high" if stated < low or stated > high else ""


def in_circle(claim: str, whole_of: Mapping[str, Any]) -> str:
    """What is wrong with the whole of a claim: it is a part of the claim itself, straight or through others."""
    seen, at = {claim}, str(whole_of.get(claim, ""))
    while at in whole_of and at not in seen:
        seen.add(at)
        at = str(whole_of[at])
    return f"part_of {whole_of[claim]!r} would make a claim a part of itself" if at in seen else ""


def clashes(decisions: pd.DataFrame) -> dict[str, str]:
    """Decisions that cannot hold together whatever the claims are, by number, with the reason and the cure.

    Args:
        decisions: rows of corrections.csv in their order, each possible by itself.
    """
    held: dict[tuple[str, str], Held] = defaultdict(dict)
    for one in told(standing(decisions)):
        held[one["action"], one["field"]][one["claim_id"] or one["decision"]] = one
    found = _crossing(held)
    into = {claim: one["value"] for claim, one in held["merge", ""].items()}
    for one in held["merge", ""].values():  # into a claim that is itself merged into another: no label is on both
        if into.get(label := one["value"], label) != label:
            found[one["decision"]] = f"the claim it names is itself merged as {into[label]!r}; give both one label"
    return found


def _crossing(held: Mapping[tuple[str, str], Held]) -> dict[str, str]:
    """Claims whose decided bounds cross, or that are decided to be parts of each other."""
    own = {name: held.get(("relabel", name), {}) for name in (*NUMBERS, "part_of")}
    whole_of = {claim: one["value"] for claim, one in own["part_of"].items()}
    found = {own["part_of"][claim]["decision"]: in_circle(claim, whole_of) for claim in whole_of}
    for claim, one in chain.from_iterable(own[name].items() for name in NUMBERS):
        ends = (own[name].get(claim, {}).get("value") or math.nan for name in NUMBERS)
        found[one["decision"]] = crossed(*map(float, ends))
    return {number: reason for number, reason in found.items() if reason}


def read(path: Path) -> pd.DataFrame:
    """The decisions of a corrections.csv in their order; none when there is no such file.

    Raises:
        ContractError: a row has no decision, who, when, why or action, or a number is used twice.
    """
    return tables.load("corrections", path) if path.exists() else tables.frame("corrections", [])


def read_valid(path: Path) -> pd.DataFrame:
    """The decisions of a corrections.csv as ``read`` gives them, which can be carried out and hold together.

    Raises:
        ContractError: with the file, the row and the cure of a decision that no claim could take or another forbids.
    """
    try:
        decisions = read(path)
    except (ValueError, UnicodeDecodeError) as error:
        raise tables.ContractError(f"{path}: {error}") from error
    earlier: set[str] = set()
    wrong = {}
    for one in told(decisions):
        if reason := _taking_back(one, earlier) or impossible(one["action"], one["field"], one["value"]):
            wrong[one["decision"]] = reason
        earlier.add(one["decision"])
    wrong = wrong or clashes(decisions)
    rows = [f"{path}, decision {number} (row {n}): {wrong[number]}"
            for n, number in enumerate(decisions["decision"], 1) if number in wrong]  # fmt: skip
    if rows:
        raise tables.ContractError("\n".join(rows))
    return decisions


def _taking_back(one: Mapping[str, Any], earlier: Collection[str]) -> str:
    """Why a decision takes none back, though it says so."""
    if one["action"] != UNDO or one["value"] in earlier:
        return ""
    return f"no decision {one['value'] or 'without a number'} stands before it; give its number in `value`"


def impossible(action: str, field: str, value: str) -> str:
    """Why no claim whatever could take a decision, with the cure; empty when one could.

    >>> impossible("set", "outcome", "killed").endswith("not 'outcome'; relabel does"), impossible("reject", "", "")
    (True, '')
    """
    if action not in FIELDS:
        return ""
    if (action, field) in LABELS:
        return "" if value else f"{action} without a label; give one in `value`"
    if field not in FIELDS[action]:
        other = next((f"; {name} does" for name, fields in FIELDS.items() if field in fields), "")
        return f"{action} changes one of {', '.join(FIELDS[action])}, not {field!r}{other}"
    return _unfit(field, value)


def _unfit(field: str, value: str) -> str:
    """Why a column cannot hold a value."""
    try:
        cell = tables.cell("claims", field, value or None)[0]
    except ValueError as error:
        return str(error)
    endless = isinstance(cell, float) and (math.isinf(cell) or cell < 0)
    return f"{field} is {value}; write a number from zero up" if endless else ""


def append(path: Path, row: Mapping[str, object], before: pd.DataFrame | None = None) -> None:
    """Add one decision at the end of a corrections.csv; what stands there is never changed.

    Args:
        path: the file; made when missing.
        row: the decision.
        before: the decisions that stand there, where they are known.

    Raises:
        ContractError: the row breaks the contract or its number is used already; nothing is written.
    """
    taken = (read(path) if before is None else before)["decision"]
    added = tables.frame("corrections", [row])
    if row["decision"] in set(taken):
        raise tables.ContractError(f"{path}: decision {row['decision']} stands there already; give it another number")
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        if fresh:
            file.write(",".join(added.columns) + "\n")
        file.writelines(tables.lines(added))
