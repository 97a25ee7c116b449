"""Corrections: what a person decided about claims, kept apart from what was read and put on again at every run.

A decision holds on to its claim by the words around it: the figure as printed with up to 64 code points on either
side. When the article is edited or read again the decision goes to the same figure or is listed as an orphan; it never
goes to another one, not even to the same number elsewhere in the text.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pandas as pd
from rapidfuzz.distance import Levenshtein

from newslib import sides, tables
from newslib.compare.intervals import bounds
from newslib.sources.registry import party, registered

UNDO = "undo"  # takes back the decision whose number is its value
CONTEXT = 64  # code points kept on either side of a figure
ALIKE = 0.85  # share of the context that must be unchanged on each side
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


@dataclass(frozen=True)
class Corrected:
    """Claims with the decisions put on, and the decisions that found nothing to hold on to."""

    claims: pd.DataFrame
    orphans: pd.DataFrame


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


def last_of(decisions: pd.DataFrame, who: str) -> pd.DataFrame:
    """The last decision of a person that holds; both rows where it made two happenings one.

    Args:
        decisions: rows of corrections.csv in their order.
        who: whose.
    """
    own = standing(decisions)
    own = own[own["who"] == who]
    same = ["action", "field", "value", "when", "why"]
    pair = own.tail(2)
    both = len(pair) == 2 and pair["action"].iloc[1] == "merge" and len(pair[same].drop_duplicates()) == 1
    return pair if both else own.tail(1)


def next_number(taken: Iterable[str]) -> str:
    """The number of the next decision.

    >>> next_number(["1", "2", "by-hand"])
    '3'
    """
    return str(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)


def validate(row: Mapping[str, object], done: Corrected, claims: pd.DataFrame) -> None:
    """Refuse a decision that cannot be carried out or leaves a claim that cannot be.

    Args:
        row: the decision, the last of those that were put on.
        done: the claims with all decisions put on.
        claims: the claims before.

    Raises:
        ValueError: what is wrong, and which words or numbers would do.
    """
    orphaned = done.orphans.loc[done.orphans["decision"] == row["decision"], "reason"]
    if len(orphaned):
        raise ValueError(f"decision {row['decision']} about {row['quote']!r}: {orphaned.iloc[0]}")
    own = done.claims[done.claims["claim_id"] == row["claim_id"]]
    for reason in _wrong(own.iloc[0], done.claims) if len(own) else ():
        raise ValueError(f"decision {row['decision']} about {row['quote']!r}: {reason}")
    field = str(row["field"])
    if field not in ("source_id", "side") or not row["value"]:
        return
    known = registered() if field == "source_id" else sides.registry()
    ids = [*known, *claims[field].dropna()]
    if row["value"] not in ids:
        near = get_close_matches(str(row["value"]), ids, n=3, cutoff=0.5)
        what, hint = field.removesuffix("_id"), f"; near: {', '.join(near)}" if near else ""
        raise ValueError(f"no {what} has the id {row['value']!r}{hint}")


def _wrong(claim: pd.Series, claims: pd.DataFrame) -> Iterator[str]:
    """What cannot be in a claim: bounds that cross, a part of itself."""
    low, stated, high = claim[["low", "stated", "high"]].astype("float64").fillna(math.nan)  # nothing is above nan
    if low > high:
        yield f"low {low:g} is above high {high:g}; correct the other one first, or leave it empty"
    if stated < low or stated > high:
        yield f"stated {stated:g} lies outside low and high"
    whole_of = dict(zip(claims["claim_id"], claims["part_of"], strict=True))
    seen, at = {claim["claim_id"]}, claim["part_of"]
    while at in whole_of and at not in seen:
        seen.add(at)
        at = whole_of[at]
    if at in seen:
        yield f"part_of {claim['part_of']!r} would make a claim a part of itself"
    elif pd.notna(at):
        yield f"part_of names {at!r}, which is no claim"


def read(path: Path) -> pd.DataFrame:
    """The decisions of a corrections.csv in their order; none when there is no such file.

    Raises:
        ContractError: a row has no decision, who, when, why or action, or a number is used twice.
    """
    return tables.load("corrections", path) if path.exists() else tables.frame("corrections", [])


def read_valid(path: Path) -> pd.DataFrame:
    """The decisions of a corrections.csv as ``read`` gives them, each of which can be carried out as such.

    Raises:
        ContractError: with the file, the line and the cure of every decision that no claim could take.
    """
    try:
        decisions = read(path)
    except (ValueError, UnicodeDecodeError) as error:
        raise tables.ContractError(f"{path}: {error}") from error
    wrong, earlier = [], set()
    for n, one in enumerate(decisions.astype(object).where(decisions.notna(), "").to_dict("records"), 1):
        reason = impossible(one["action"], one["field"], one["value"])
        if one["action"] == UNDO and one["value"] not in earlier:
            reason = f"no decision {one['value'] or 'without a number'} stands before it; give its number in `value`"
        if reason:
            wrong.append(f"{path}, decision {one['decision']} (row {n}): {reason}")
        earlier.add(one["decision"])
    if wrong:
        raise tables.ContractError("\n".join(wrong))
    return decisions


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


def apply(claims: pd.DataFrame, decisions: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str]) -> Corrected:
    """Put decisions on claims, in their order; a later decision about the same field wins.

    A registered ``source_id`` brings the name and the camp of the registry along, a ``modifier`` or a number ``stated``
    the bounds it means, unless a decision of its own tells these.

    Args:
        claims: the claims as read.
        decisions: rows of corrections.csv.
        articles: the articles table; it tells which path has which id now.
        texts: the text of each article by article_id.

    Returns:
        The corrected claims, rejected ones left out, and the orphans.
    """
    table = tables.frame("claims", claims)
    ids = dict(zip(articles["path"], articles["article_id"], strict=True))
    places = _places(table[_meant(table, decisions, ids)])
    rejected: set[int] = set()
    decided: set[tuple[int, str]] = set()
    orphans: list[dict[str, object]] = []
    held = standing(decisions)
    for made in held.astype(object).where(held.notna(), "").to_dict("records"):
        told = {str(key): value for key, value in made.items()}
        found = _attach(told, places, ids, texts)
        reason = found if isinstance(found, str) else _put_on(told, found, table, rejected, decided)
        if reason:
            orphans.append({**{k: told[k] for k in ("decision", "who", "action", "path", "quote")}, "reason": reason})
    kept = tables.frame("claims", table.drop(index=sorted(rejected)) if rejected else table)
    return Corrected(kept, tables.frame("orphans", orphans))


def _meant(claims: pd.DataFrame, decisions: pd.DataFrame, ids: Mapping[str, str]) -> pd.Series:
    """Which claims decisions may be about: those of their articles, and those they name."""
    return claims["article_id"].isin(set(decisions["path"].map(ids))) | claims["claim_id"].isin(decisions["claim_id"])


def apply_parts(
    parts: Iterable[pd.DataFrame], decisions: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[Iterator[pd.DataFrame], pd.DataFrame]:
    """As ``apply`` for a table that is too large to be held: its parts, corrected one by one, and the orphans.

    Args:
        parts: the claims as read, to be gone through twice.
        decisions: rows of corrections.csv.
        articles: the articles table.
        texts: the text of each article by article_id.
    """
    ids = dict(zip(articles["path"], articles["article_id"], strict=True))
    chosen = pd.concat([part[_meant(part, decisions, ids)] for part in parts], ignore_index=True)
    done = apply(chosen, decisions, articles, texts)

    def corrected(part: pd.DataFrame) -> pd.DataFrame:
        untouched = part[~_meant(part, decisions, ids)]
        if len(untouched) == len(part):
            return part
        order = {claim: row for row, claim in enumerate(part["claim_id"])}
        whole = pd.concat([untouched, done.claims[done.claims["claim_id"].isin(order)]])
        return whole.sort_values("claim_id", key=lambda claims: claims.map(order), ignore_index=True)

    return map(corrected, parts), done.orphans


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a claim stands: its row, its span, and the span of its bare number."""

    row: int
    claim_id: str
    span: tuple[int, int]
    number: tuple[int, int]


def _places(table: pd.DataFrame) -> dict[str, list[_Place]]:
    """The claims of each article; under the empty name those without a text."""
    found: dict[str, list[_Place]] = defaultdict(list)
    names = ("article_id", "claim_id", "start", "end", "number", "quote")
    columns = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in names]
    for row, article, claim, start, end, number, quote in zip(table.index, *columns, strict=True):
        if start is None or end is None:
            found[""].append(_Place(row, claim, (-1, -1), (-1, -1)))
            continue
        offset = quote.find(number) if quote and number else -1
        bare = (start + offset, start + offset + len(number)) if offset >= 0 else (start, end)
        found[article or ""].append(_Place(row, claim, (start, end), bare))
    return found


def _attach(
    made: Mapping[str, object], places: Mapping[str, list[_Place]], ids: Mapping[str, str], texts: Mapping[str, str]
) -> int | str:
    """The row of the claim a decision is about, or why there is none."""
    quote = str(made["quote"])
    if not quote:
        rows = [place.row for own in places.values() for place in own if place.claim_id == made["claim_id"]]
        return rows[0] if rows else "no claim with this id"
    article = ids.get(str(made["path"]), "")
    if article not in texts:
        return "the article is gone"
    stood = int(str(made["start"])) if str(made["start"]) else None
    start = locate(texts[article], quote, str(made["prefix"]), str(made["suffix"]), stood)
    if start is None:
        return "the figure is no longer there, or stands there more than once"
    return _claim_at(places.get(article, ()), start, start + len(quote))


def locate(text: str, quote: str, prefix: str, suffix: str, start: int | None = None) -> int | None:
    """Where a quote stands now, by the words around it.

    Args:
        text: the article's text as it is now.
        quote: the figure as printed.
        prefix: what stood before it, up to 64 code points.
        suffix: what stood after it.
        start: where it stood; decides only between places whose surroundings are unchanged.

    Returns:
        Its first code point, or None when its surroundings are gone or are found more than once.

    >>> locate("Two died. At dawn 12 men gave up at the gate.", "12 men", "At dawn ", " gave up")
    18
    """
    exact, near = [], []
    at = text.find(quote) if quote else -1
    while at >= 0:
        before, after = text[max(0, at - len(prefix)) : at], text[at + len(quote) : at + len(quote) + len(suffix)]
        if (before, after) == (prefix, suffix):
            exact.append(at)
        elif _alike(before, prefix) and _alike(after, suffix):
            near.append(at)
        at = text.find(quote, at + 1)
    if start in exact:
        return start
    found = exact or near
    return found[0] if len(found) == 1 and len(exact) + len(near) == 1 else None


def _alike(now: str, then: str) -> bool:
    return Levenshtein.normalized_similarity(now, then) >= ALIKE


def _claim_at(places: Iterable[_Place], start: int, end: int) -> int | str:
    """The claim that has its number inside a stretch of text."""
    inside = [place for place in places if start <= place.number[0] and place.number[1] <= end]
    found = [place for place in inside if place.span == (start, end)] or inside
    if len(found) == 1:
        return found[0].row
    return "several claims stand at this place" if found else "no claim is read at this place any more"


def _put_on(
    made: Mapping[str, object], row: int, table: pd.DataFrame, rejected: set[int], decided: set[tuple[int, str]]
) -> str:
    """Carry one decision out; the reason when that cannot be done."""
    action, field, value = str(made["action"]), str(made["field"]), str(made["value"])
    if action == "reject":
        rejected.add(row)
    reason = impossible(action, field, value)
    if reason or action not in FIELDS:
        return reason
    column = LABELS.get((action, field), field)
    table.loc[[row], column] = tables.cell("claims", column, value or None)
    decided.add((row, field))
    for name, brought in _brought(field, table, row).items():
        if (row, name) not in decided:
            table.loc[[row], name] = tables.cell("claims", name, brought)
    return ""


def _brought(field: str, table: pd.DataFrame, row: int) -> dict[str, str | None]:
    """What follows from a field that was decided: name and camp of a source, the bounds that a modifier means."""
    source, stated, modifier = (_cell(table, row, name) for name in ("source_id", "stated", "modifier"))
    if field == "source_id" and source in registered():
        return {"source_name": registered()[source], "party": party(source)}
    if field in ("stated", "modifier") and stated and modifier not in ("range", "unknown"):
        low, high = (None if end is None else str(end) for end in bounds(float(stated), modifier or "exact"))
        return {"low": low, "high": high}
    return {}


def _cell(table: pd.DataFrame, row: int, name: str) -> str:
    value = table[name].iloc[row]
    return "" if pd.isna(value) else str(value)
