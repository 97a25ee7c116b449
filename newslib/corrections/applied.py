"""Decisions put on claims: each goes to its figure by the words around it, wherever that stands now, or to none.

When the article is edited or read again the decision goes to the same figure or is listed as an orphan; it never goes
to another one, not even to the same number elsewhere in the text.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd
from rapidfuzz.distance import Levenshtein

from newslib import sides, tables
from newslib.compare.intervals import bounds
from newslib.corrections import FIELDS, LABELS, NUMBERS, crossed, impossible, in_circle, standing, told
from newslib.markup import plain
from newslib.sources.registry import party, registered

ALIKE = 0.85  # share of the context that must be unchanged on each side


@dataclass(frozen=True)
class Corrected:
    """Claims with the decisions put on, and the decisions that found nothing to hold on to."""

    claims: pd.DataFrame
    orphans: pd.DataFrame


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
    field = str(row["field"])
    if field not in ("source_id", "side") or not row["value"]:
        return
    known = registered() if field == "source_id" else sides.registry()
    ids = [*known, *claims[field].dropna()]
    if row["value"] not in ids:
        near = get_close_matches(str(row["value"]), ids, n=3, cutoff=0.5)
        what, hint = field.removesuffix("_id"), f"; near: {', '.join(near)}" if near else ""
        raise ValueError(f"no {what} has the id {row['value']!r}{hint}")


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
    meant = table[_meant(table, decisions, ids)]
    rejected: set[int] = set()
    decided: set[tuple[int, str]] = set()
    orphans: list[dict[str, object]] = []
    for made in told(standing(decisions)):
        found = _attach(made, meant, ids, texts)
        reason = found if isinstance(found, str) else _put_on(made, found, table, rejected, decided)
        if reason:
            orphans.append({**{k: made[k] for k in ("decision", "who", "action", "path", "quote")}, "reason": reason})
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


def _attach(
    made: Mapping[str, Any], claims: pd.DataFrame, ids: Mapping[str, str], texts: Mapping[str, str]
) -> int | str:
    """The row of the claim a decision is about, or why there is none."""
    if not made["quote"]:
        rows = claims.index[claims["claim_id"] == made["claim_id"]]
        return int(rows[0]) if len(rows) else "no claim with this id"
    article = ids.get(made["path"], "")
    if article not in texts:
        return "the article is gone"
    stood = int(made["start"]) if str(made["start"]) else None
    start = locate(texts[article], made["quote"], made["prefix"], made["suffix"], stood)
    if start is None:
        return "the figure is no longer there, or stands there more than once"
    own = claims[claims["article_id"].eq(article) & claims["start"].notna() & claims["end"].notna()]
    return _claim_at(own, start, start + len(made["quote"]))


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


def _claim_at(claims: pd.DataFrame, start: int, end: int) -> int | str:
    """The row of the claim of an article that has its bare number inside a stretch of text."""
    inside = [(row, whole) for row, bare, whole in _spans(claims) if start <= bare[0] and bare[1] <= end]
    found = [row for row, whole in inside if whole == (start, end)] or [row for row, _ in inside]
    if len(found) == 1:
        return found[0]
    return "several claims stand at this place" if found else "no claim is read at this place any more"


def _spans(claims: pd.DataFrame) -> Iterator[tuple[int, tuple[int, int], tuple[int, int]]]:
    """The row of each claim, where its bare number stands, and where all of it does."""
    columns = (claims[name].tolist() for name in ("start", "end", "number", "quote"))
    for row, start, end, number, quote in zip(claims.index, *columns, strict=True):
        offset = plain(quote).find(number) if plain(number) else -1
        bare = (start + offset, start + offset + len(number)) if offset >= 0 else (start, end)
        yield row, bare, (start, end)


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
    before = table.loc[[row]]
    table.loc[[row], column] = tables.cell("claims", column, value or None)
    for name, brought in _brought(field, table, row).items():
        if (row, name) not in decided:
            table.loc[[row], name] = tables.cell("claims", name, brought)
    if reason := _wrong(field, table, row):
        for name in table.columns:
            table.loc[[row], name] = before[name]
        return reason
    decided.add((row, field))
    return ""


def _wrong(field: str, table: pd.DataFrame, row: int) -> str:
    """What cannot be in a claim after a field was decided: bounds that cross, a part of itself or of no claim."""
    whole = _cell(table, row, "part_of")
    if field == "part_of" and whole:
        whole_of = {str(claim): part for claim, part in table.set_index("claim_id")["part_of"].dropna().items()}
        known = table["claim_id"].eq(whole).any()
        return in_circle(table["claim_id"].iloc[row], whole_of) if known else f"part_of names {whole!r}, no claim"
    numbers = NUMBERS if field in (*NUMBERS, "modifier") else ()
    return crossed(*(float(_cell(table, row, name) or math.nan) for name in numbers)) if numbers else ""


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
