import pandas as pd
import pytest

from newslib import tables
from newslib.compare.coverage import coverage


def corpus(*rows: tuple[str, str | None, str, str]) -> pd.DataFrame:
    return tables.frame("articles", [
        {"article_id": i, "path": i, "sha256": i, "published": day, "publisher": publisher, "language": language}
        for i, day, publisher, language in rows
    ])  # fmt: skip


ARTICLES = corpus(
    ("1", "2022-04-01", "Daily", "en"), ("2", "2022-04-02", "Daily", "en"), ("3", "2022-04-02", "Wire", "uk"),
    ("4", "2022-04-05", "Wire", "uk"), ("5", "2022-04-20", "Wire", "ru"), ("6", None, "Wire", "ru"),
)  # fmt: skip
NO_CLAIMS = tables.frame("claims", [])


@pytest.mark.parametrize(
    ("kind", "name", "n", "note"),
    [
        ("days_missing", None, 2, "no article on 2 days in a row"),
        ("publisher_stops", "Daily", 18, "last article 2022-04-02, others go on to 2022-04-20"),
        ("language", "uk", 2, "2 of 6 articles"),
        ("publisher", "Wire", 4, "4 of 6 articles"),
        ("undated", None, 1, "articles without a date are in no chart over time"),
        ("no_claims", None, 6, "articles in which no figure was found"),
    ],
)
def test_what_is_missing(kind: str, name: str | None, n: int, note: str):
    table = coverage(ARTICLES, NO_CLAIMS)
    found = table[(table["kind"] == kind) & (table["name"].isna() if name is None else table["name"] == name)]
    assert (found.iloc[0]["n"], found.iloc[0]["note"]) == (n, note)


def test_a_publisher_with_its_usual_pause_has_not_stopped():
    weekly = [(f"w{i}", f"2022-04-{day:02d}", "Weekly", "en") for i, day in enumerate((1, 8, 15))]
    table = coverage(corpus(*weekly, ("d", "2022-04-24", "Daily", "en")), NO_CLAIMS)
    assert "publisher_stops" not in set(table["kind"])


def test_unattributed_claims_and_problems_are_counted():
    claims = tables.frame("claims", [{"claim_id": "a"}, {"claim_id": "b", "source": "he"}])
    problems = tables.frame("problems", [{"path": "x.txt", "reason": "no date", "loaded": False}])
    table = coverage(ARTICLES, claims, problems).set_index("kind")
    assert (table.loc["unattributed", "n"], table.loc["problem", "note"]) == (1, "no date")


def test_problems_are_told_by_reason_whatever_their_number():
    found = [
        ("x.jsonl", "no date"),
        ("x.jsonl", "no date"),
        ("x.jsonl", "no text"),
        ("y.txt", "no text"),
        (None, "odd"),
    ]
    problems = tables.frame("problems", [{"path": path, "reason": reason, "loaded": False} for path, reason in found])
    told = coverage(ARTICLES, NO_CLAIMS, problems).query("kind == 'problem'")
    assert list(told[["name", "n", "note"]].fillna("").itertuples(index=False, name=None)) == [
        ("x.jsonl", 2, "no date"), ("2 files", 2, "no text"), ("", 1, "odd"),
    ]  # fmt: skip


def test_no_articles_at_all():
    assert (coverage(corpus(), NO_CLAIMS)["n"] == 0).all()
