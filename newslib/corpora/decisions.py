"""Deciding about a claim: checked, written down, and what depends on it made anew at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches

import pandas as pd

from newslib import corrections, rows, tables
from newslib.articles import Article, blanked, stream
from newslib.claims import account
from newslib.compare import comparison
from newslib.corpora.contents import Tables
from newslib.corrections import Corrected
from newslib.projects import Project
from newslib.readers.text import header
from newslib.reports.texts import texts

TAKEN_BACK = "taken back"
ALIKE = 0.85  # share of two labels that is the same from which on one is likely a slip for the other


def write(
    found: Tables, project: Project, claim_id: str, action: str, field: str, value: object, *, who: str, why: str,
    when: dt.date | str | None = None,
) -> tuple[dict[str, object], pd.DataFrame]:  # fmt: skip
    """Check one decision and write it to corrections.csv.

    Args:
        found: the tables of the run.
        project: tells where corrections.csv stands.
        claim_id: which claim.
        action: confirm, reject, relabel, set, merge, split, move or name.
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
    wanted = "" if value is None else str(value)
    if reason := corrections.impossible(action, field, wanted):
        raise ValueError(reason)
    if action == "move":
        _meant(wanted, found["happenings"])
    claims = found["claims"]
    own = claims[claims["claim_id"] == claim_id]
    if own.empty:
        raise ValueError(f"no claim {claim_id!r} among these; ids stand beside the claims on their pages")
    article = own["article_id"].iloc[0]
    before = corrections.read(project.corrections)
    row = corrections.decision(
        {str(name): cell for name, cell in own.iloc[0].items()}, texts_of(found, [article]).get(article, ""),
        _paths(found).get(article, ""), number=corrections.next_number(before["decision"]), who=who, when=_day(when),
        why=why, action=action, field=field, value=wanted,
    )  # fmt: skip
    done = _decided(found, claims, article, claims[claims["article_id"].eq(article)], _with(before, row))
    corrections.validate(row, done, claims)
    corrections.append(project.corrections, row, before)
    return row, done.claims


def _meant(label: str, happenings: pd.DataFrame) -> None:
    """Refuse the label of a new happening that is likely a slip for the id or name of one that is there.

    Raises:
        ValueError: it is; the message lists what may be meant.
    """
    known = [*happenings["happening_id"], *happenings["name"].dropna()]
    near = [] if label in known else get_close_matches(label, known, n=3, cutoff=ALIKE)
    if near:
        raise ValueError(f"no happening is called {label!r}; did you mean {' or '.join(map(repr, near))}? "
                         "The label of a new one must differ more")  # fmt: skip


def undo(
    found: Tables, project: Project, *, who: str, why: str = TAKEN_BACK, when: dt.date | str | None = None
) -> tuple[list[dict[str, object]], pd.DataFrame]:
    """Take back the last decision of a person, and write that to corrections.csv; nothing is removed there.

    The claims of its article are read anew, so that what was decided before the last report can be taken back too.

    Args:
        found: the tables of the run.
        project: tells where corrections.csv and the articles stand.
        who: whose decision, and who takes it back.
        why: the reason.
        when: the day; today when None.

    Returns:
        The rows that were written (two where a decision made two happenings one), and the claims without it.

    Raises:
        ValueError: there is no such decision, or its article has changed; nothing is written.
    """
    before = corrections.read(project.corrections)
    last = corrections.last_of(before, who)
    if last.empty:
        raise ValueError(f"no decision of {who!r} stands in {project.corrections}; nothing to take back")
    decisions, claims, written = before, found["claims"], []
    for told in last.iloc[::-1].astype(object).where(last.notna(), "").to_dict("records"):
        written.append({str(name): value for name, value in told.items()} | {
            "decision": corrections.next_number(decisions["decision"]), "when": _day(when), "why": why,
            "action": corrections.UNDO, "field": "", "value": told["decision"],
        })  # fmt: skip
        decisions = _with(decisions, written[-1])
    articles = {path: article for article, path in _paths(found).items()}
    for article in dict.fromkeys(articles.get(str(row["path"]), "") for row in written):
        claims = _decided(found, claims, article, _as_read(found, project, article), decisions).claims
    with all_or_none(project):
        for row in written:
            corrections.append(project.corrections, row)
    return written, claims


def _with(decisions: pd.DataFrame, row: Mapping[str, object]) -> pd.DataFrame:
    return pd.concat([decisions, tables.frame("corrections", [row])], ignore_index=True)


def _day(when: dt.date | str | None) -> dt.date:
    return when if isinstance(when, dt.date) else dt.date.fromisoformat(when) if when else dt.date.today()


def _paths(found: Tables) -> dict[str, str]:
    """The path of each article."""
    return dict(found["articles"][["article_id", "path"]].itertuples(index=False, name=None))


def _decided(
    found: Tables, claims: pd.DataFrame, article: str, own: pd.DataFrame, decisions: pd.DataFrame
) -> Corrected:
    """All claims of a run, where those of one article are its ``own`` ones with the decisions about them put on."""
    articles = found["articles"]
    here = decisions["path"].eq(_paths(found).get(article, ""))
    mine = decisions[here | (decisions["path"].isna() & decisions["claim_id"].isin(own["claim_id"]))]
    done = corrections.apply(own, mine, articles[articles["article_id"].eq(article)], texts_of(found, [article]))
    order = {identity: place for place, identity in enumerate(articles["article_id"])}
    whole = pd.concat([claims[claims["article_id"].ne(article)], done.claims])
    whole = whole.assign(_place=whole["article_id"].map(order)).sort_values("_place", kind="stable")
    return Corrected(whole.drop(columns="_place").reset_index(drop=True), done.orphans)


def _as_read(found: Tables, project: Project, article_id: str) -> pd.DataFrame:
    """The claims of an article before anybody decided about them.

    Raises:
        ValueError: the article is gone or is not what the last report read.
    """
    path = _paths(found).get(article_id, "")
    words = path.split(" ")
    names = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    only = next((name for name in names if name and (project.raw / name).is_file()), "")
    articles = (one for one in stream(project.raw, only) if isinstance(one, Article))
    article = next((one for one in articles if one.path == path), None)
    if article is None or article.text != texts_of(found, [article_id]).get(article_id):
        raise ValueError(f"{path or 'its article'} is not what the last report read; run newslib report first")
    return tables.frame("claims", rows.claim_rows(account(replace(article, article_id=article_id))))


@contextmanager
def all_or_none(project: Project) -> Iterator[None]:
    """Decisions that stand together: where one cannot be carried out, corrections.csv stays as it was.

    Raises:
        ValueError, OSError: what stopped one of them.
    """
    before = project.corrections.read_bytes() if project.corrections.exists() else None
    try:
        yield
    except (ValueError, OSError):
        if before is None:
            project.corrections.unlink(missing_ok=True)
        else:
            project.corrections.write_bytes(before)
        raise


def texts_of(found: Tables, articles: Iterable[str]) -> dict[str, str]:
    """The texts of some articles."""
    segments = found["segments"]
    return texts(segments[segments["article_id"].isin(set(articles))])


def changed(found: Tables, claims: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables after a decision: nothing is read anew, all claims are compared anew, since one may move a happening.

    Args:
        found: the tables before.
        claims: the claims as decided.
    """
    same = {name: found[name] for name in ("articles", "segments", "statements", "problems", "orphans")}
    bodies = {key: blanked(text, header(text).end) for key, text in texts_of(found, claims["article_id"]).items()}
    made = comparison(claims, same["statements"], same["articles"], same["problems"], bodies)
    return {"claims": claims, **same, **made}
