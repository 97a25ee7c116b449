"""Decisions about claims: which want one first, writing one down with what depends on it, how far two people agree."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from newslib import corrections, rows, tables
from newslib.articles import Article, blanked, stream
from newslib.claims import account
from newslib.compare import comparison
from newslib.corpora.contents import Tables, day
from newslib.corrections import applied, standing
from newslib.corrections.applied import Corrected
from newslib.markup import escape
from newslib.outputs import visible
from newslib.projects import Project
from newslib.readers.text import header
from newslib.reports.texts import texts
from newslib.templates import show

TAKEN_BACK = "taken back"
FAR = 2.0  # highest over lowest from which an extreme of one source matters
WEIGHTS = {
    "its number is flagged": 4, "the source stands in another sentence": 3, "the only source of the highest number": 3,
    "the only source of the lowest number": 3, "the registry does not know this source": 2, "no source was found": 2,
    "placed in no happening": 1,
}  # fmt: skip


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
    if wrong := corrections.impossible(action, field, wanted):
        raise ValueError(wrong)
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
    for number, reason in corrections.clashes(_with(before, row)).items():
        raise ValueError(f"decision {number}: {reason}")
    done = _decided(found, claims, article, claims[claims["article_id"].eq(article)], _with(before, row))
    applied.validate(row, done, claims)
    corrections.append(project.corrections, row, before)
    return row, done.claims


def undo(
    found: Tables, project: Project, *, who: str, why: str = TAKEN_BACK, when: dt.date | str | None = None
) -> tuple[dict[str, object], pd.DataFrame]:
    """Take back the last decision of a person, and write that to corrections.csv; nothing is removed there.

    The claims of its article are read anew, so that what was decided before the last report can be taken back too.

    Args:
        found: the tables of the run.
        project: tells where corrections.csv and the articles stand.
        who: whose decision, and who takes it back.
        why: the reason.
        when: the day; today when None.

    Returns:
        The row that was written, and the claims without the decision.

    Raises:
        ValueError: there is no such decision, or its article has changed; nothing is written.
    """
    before = corrections.read(project.corrections)
    last = corrections.told(corrections.last_of(before, who))
    if not last:
        raise ValueError(f"no decision of {who!r} stands in {project.corrections}; nothing to take back")
    row: dict[str, object] = last[0] | {
        "decision": corrections.next_number(before["decision"]), "when": _day(when), "why": why,
        "action": corrections.UNDO, "field": "", "value": last[0]["decision"],
    }  # fmt: skip
    article = {path: article for article, path in _paths(found).items()}.get(str(row["path"]), "")
    done = _decided(found, found["claims"], article, _as_read(found, project, article), _with(before, row))
    corrections.append(project.corrections, row, before)
    return row, done.claims


def _with(decisions: pd.DataFrame, row: Mapping[str, object]) -> pd.DataFrame:
    return pd.concat([decisions, tables.frame("corrections", [row])], ignore_index=True)


def _day(when: dt.date | str | None) -> dt.date:
    return day(when, "when").date() if when else dt.date.today()


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
    done = applied.apply(own, mine, articles[articles["article_id"].eq(article)], texts_of(found, [article]))
    order = {identity: place for place, identity in enumerate(articles["article_id"])}
    whole = pd.concat([claims[claims["article_id"].ne(article)], done.claims])
    whole = whole.assign(_place=whole["article_id"].map(order)).sort_values("_place", kind="stable")
    return Corrected(whole.drop(columns="_place").reset_index(drop=True), done.orphans)


def _as_read(found: Tables, project: Project, article_id: str) -> pd.DataFrame:
    """The claims of an article before anybody decided about them.

    Raises:
        ValueError: the article is gone or is not what the last report read.
    """
    path = only = _paths(found).get(article_id, "")
    while only and not (project.raw / only).is_file():
        only = only.rpartition(" ")[0]  # behind the file its place in it
    articles = (one for one in stream(project.raw, only) if isinstance(one, Article) and one.path == path)
    article = next(articles, None)
    if article is None or article.text != texts_of(found, [article_id]).get(article_id):
        raise ValueError(f"{path or 'its article'} is not what the last report read; run newslib report first")
    return tables.frame("claims", rows.of(account(replace(article, article_id=article_id)))["claims"])


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


def to_check(claims: pd.DataFrame, things: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Claims in the order in which they should be checked.

    Args:
        claims: with the columns of ``events`` beside each.
        things: rows of ``discrepancies``.
        decisions: rows of corrections.csv; what somebody has decided about is left out.

    Returns:
        claim_id, weight, reasons, label, source_name, quote, stated, outcome, and the number of sources of its thing;
        those first that weigh most, then those whose thing most sources speak of.
    """
    known = claims[~claims["claim_id"].isin(standing(decisions)["claim_id"])].reset_index(drop=True)
    told = things.drop_duplicates("event_id").set_index("event_id")
    about = told[["n_sources", "low", "high", "ratio"]].reindex(known["event_id"]).reset_index(drop=True)
    found = _signs(known, about)
    signs = found.dot(pd.Series({name: f"{name}; " for name in WEIGHTS})).str.removesuffix("; ")
    columns = ["claim_id", "label", "source_name", "quote", "stated", "outcome"]
    listed = known[columns].assign(weight=found.dot(pd.Series(WEIGHTS)), reasons=signs,
                                   n_sources=about["n_sources"].fillna(0).astype(int))  # fmt: skip
    order = ["weight", "n_sources", "claim_id"]
    wanted = listed[listed["weight"] > 0].sort_values(order, ascending=[False, False, True], ignore_index=True)
    return wanted[["claim_id", "reasons", "label", "source_name", "quote", "stated", "outcome", "n_sources", "weight"]]


def _signs(claims: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Which reasons to look hold for which claim."""
    named = claims["source_name"].notna() | claims["source"].notna()
    apart = about["ratio"].ge(FAR).fillna(False) & about["n_sources"].gt(1).fillna(False)
    holders = claims.assign(value=claims["stated"]).groupby(["event_id", "value"])["source_name"].transform("nunique")
    alone = apart & holders.le(1) & claims["status"].eq("counted")
    return pd.DataFrame({
        "its number is flagged": claims["flag"].notna(),
        "the source stands in another sentence": named & claims["source_distance"].fillna(0).ne(0),
        "the only source of the highest number": alone & claims["stated"].eq(about["high"]),
        "the only source of the lowest number": alone & claims["stated"].eq(about["low"]),
        "the registry does not know this source": named & claims["source_id"].isna(),
        "no source was found": ~named,
        "placed in no happening": claims["happening_id"].isna(),
    }).fillna(False).astype(bool)  # fmt: skip


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha (nominal) over the claims that two people decided about, and where they differ.

    ``alpha`` is None where it cannot be told: fewer than two claims, or one verdict only.
    """

    who: tuple[str, str]
    n: int
    alpha: float | None
    differing: pd.DataFrame

    def __repr__(self) -> str:
        told = "cannot be told" if self.alpha is None else f"is {self.alpha:.2f}"
        return visible(f"{' and '.join(self.who)} decided about {self.n} same claims; Krippendorff's alpha {told}")

    def _repr_html_(self) -> str:
        shown = show(self.differing, "Where they differ", empty="They differ nowhere.")
        return f"<p>{escape(repr(self))}</p>{shown._repr_html_()}"


def agreement(file: Path | str) -> Agreement:
    """Compare two people's decisions.

    Args:
        file: a corrections.csv with decisions of exactly two people.

    Raises:
        ValueError: there are not two people.
        FileNotFoundError: there is no such file.
    """
    import krippendorff

    if not Path(file).is_file():
        raise FileNotFoundError(f"no file {file}; decisions stand in corrections.csv beside the articles")
    made = corrections.read(Path(file))
    who = list(dict.fromkeys(made["who"]))
    if len(who) != 2:
        raise ValueError(f"{file} holds decisions of {len(who)} people ({', '.join(who)}); two are compared")
    one, two = (verdicts(made[made["who"] == person]) for person in who)
    both = sorted(set(one) & set(two))
    codes, words = pd.factorize(pd.Series([told[key] for told in (one, two) for key in both], dtype=object))
    told = len(both) > 1 and len(words) > 1
    alpha = krippendorff.alpha(codes.reshape(2, -1), level_of_measurement="nominal") if told else None
    rows = [
        {"quote": key[2], "path": key[0], who[0]: one[key], who[1]: two[key]} for key in both if one[key] != two[key]
    ]
    return Agreement((who[0], who[1]), len(both), alpha, pd.DataFrame(rows, columns=["quote", "path", *who]))


def verdicts(decisions: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """What somebody made of each claim: confirmed, rejected, or what was changed to what; a later decision wins."""
    changed: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in corrections.told(corrections.standing(decisions)):
        key = (str(row["path"]), f"{row['start']}", str(row["quote"] or row["claim_id"]))
        name = str(row["field"]) or str(row["action"])
        told = changed.setdefault(key, {})
        if row["action"] in ("reject", "confirm"):
            told.clear()
        else:
            told.pop("reject", None)
            told.pop("confirm", None)
        told[name] = str(row["value"])
    return {key: "; ".join(f"{n} {v}".strip() for n, v in sorted(told.items())) for key, told in changed.items()}
