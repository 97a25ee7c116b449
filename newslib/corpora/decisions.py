"""Deciding about a claim: checked, written down, and what depends on it made anew at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

import pandas as pd

from newslib import corrections, tables
from newslib.articles import blanked
from newslib.compare import comparison
from newslib.projects import Project
from newslib.readers.text import header
from newslib.reports.texts import texts


class Found(Protocol):
    """Tables of a run by name."""

    def __getitem__(self, name: str) -> pd.DataFrame: ...


def write(
    found: Found, project: Project, claim_id: str, action: str, field: str, value: object, *, who: str, why: str,
    when: dt.date | str | None = None,
) -> tuple[dict[str, object], pd.DataFrame]:  # fmt: skip
    """Check one decision and write it to corrections.csv.

    Args:
        found: the tables of the run.
        project: tells where corrections.csv stands.
        claim_id: which claim.
        action: confirm, reject, relabel, set, merge or split.
        field: the column that changes (relabel and set).
        value: its new value, or the label of a merge or split.
        who: who decides.
        why: the reason.
        when: the day; today when None.

    Returns:
        The row that was written, and the claims with it put on.

    Raises:
        ValueError: it cannot be carried out; nothing is written.
    """
    allowed = corrections.FIELDS.get(action)
    if allowed and field not in allowed:
        raise ValueError(f"{action} changes one of {', '.join(allowed)}, not {field!r}")
    claims, articles = found["claims"], found["articles"]
    own = claims[claims["claim_id"] == claim_id]
    if own.empty:
        raise ValueError(f"no claim {claim_id!r} among these; ids stand beside the claims on their pages")
    article = own["article_id"].iloc[0]
    own_text = texts_of(found, [article])
    paths = dict(zip(articles["article_id"], articles["path"], strict=True))
    day = when if isinstance(when, dt.date) else dt.date.fromisoformat(when) if when else dt.date.today()
    before = corrections.read(project.corrections)
    claim = {str(name): value for name, value in own.iloc[0].items()}
    row = corrections.decision(
        claim, own_text.get(article, ""), paths.get(article, ""), number=corrections.next_number(before["decision"]),
        who=who, when=day, why=why, action=action, field=field, value="" if value is None else str(value),
    )  # fmt: skip
    decisions = pd.concat([before, tables.frame("corrections", [row])], ignore_index=True)
    mine = decisions[decisions["path"] == row["path"]] if own_text else decisions
    here = claims["article_id"].eq(article) if own_text else pd.Series(True, index=claims.index)
    done = corrections.apply(claims[here], mine, articles[articles["article_id"].eq(article)], own_text)
    places = pd.Series(claims.index, index=claims["claim_id"])
    decided = pd.concat([claims[~here], done.claims])
    decided = decided.assign(_place=decided["claim_id"].map(places)).sort_values("_place").drop(columns="_place")
    corrections.validate(row, corrections.Corrected(decided, done.orphans), claims)
    corrections.append(project.corrections, row, before)
    return row, decided.reset_index(drop=True)


@contextmanager
def all_or_none(project: Project | None) -> Iterator[None]:
    """Decisions that stand together: where one cannot be carried out, corrections.csv stays as it was.

    Raises:
        ValueError, OSError: what stopped one of them.
    """
    file = project.corrections if project is not None else None
    before = file.read_bytes() if file is not None and file.exists() else None
    try:
        yield
    except (ValueError, OSError):
        if file is not None and before is not None:
            file.write_bytes(before)
        elif file is not None:
            file.unlink(missing_ok=True)
        raise


def texts_of(found: Found, articles: Iterable[str]) -> dict[str, str]:
    """The texts of some articles."""
    segments = found["segments"]
    return texts(segments[segments["article_id"].isin(set(articles))])


def changed(found: Found, claims: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables after a decision: nothing is read anew, all claims are compared anew, since one may move a happening.

    Args:
        found: the tables before.
        claims: the claims as decided.
    """
    same = {name: found[name] for name in ("articles", "segments", "statements", "problems", "orphans")}
    bodies = {key: blanked(text, header(text).end) for key, text in texts_of(found, claims["article_id"]).items()}
    made = comparison(claims, same["statements"], same["articles"], same["problems"], bodies)
    return {"claims": claims, **same, **made}
