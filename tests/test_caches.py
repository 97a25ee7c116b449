"""The cache of readings: read once, read again when anything changed, never in the way."""

import gc
import json

import pytest
from spacy.tokens import Doc

from newslib import caches, extracts, rows, stages, tables
from newslib.articles import from_text
from newslib.caches import Readings
from newslib.claims import account

ARTICLE = from_text("date 2021-03-09 Two people died, the mayor said.")


def rows_of(known, article, n):
    """What is known of an article; what is not is read, as something that tells of the reading ``n``."""
    if not known.has(article):
        known.keep(article, {"claims": [{"path": article.path, "n": n}]})
    found = known.known(article)
    return found and found["claims"][0]["n"]


def test_an_article_is_read_once_and_again_when_it_or_its_surroundings_change(tmp_path):
    for reading, (more, n) in enumerate((("", 0), ("", 0), ("other registries", 2))):
        with Readings(tmp_path / "kept" / "r.sqlite", more) as known:
            assert rows_of(known, ARTICLE, reading) == n
            assert rows_of(known, ARTICLE, reading) == n
    with Readings(tmp_path / "kept" / "r.sqlite") as known:
        assert rows_of(known, from_text("Three people died."), 3) == 3


@pytest.mark.parametrize("content", [b"", b"no database at all, but a text of some length" * 100])
def test_a_cache_that_cannot_be_used_costs_nothing_but_time(tmp_path, content):
    (tmp_path / "r.sqlite").write_bytes(content)
    with Readings(tmp_path / "r.sqlite") as known:
        assert rows_of(known, ARTICLE, 1) in (1, None)
    with Readings(tmp_path) as known:
        assert rows_of(known, ARTICLE, 1) is None


def test_rows_of_an_article_survive_json():
    made = rows.of(account(ARTICLE))
    assert tuple(made) == rows.TABLES
    assert json.loads(json.dumps(made)) == made
    assert made["claims"][0]["source_name"] == "the mayor"


def test_a_second_run_reads_no_article_again(tmp_path, monkeypatch):
    (tmp_path / "raw").mkdir()
    for number in range(3):
        (tmp_path / "raw" / f"{number}.txt").write_text(f"date 2021-03-09 {number + 2} people died.", encoding="utf-8")
    read, whole = [], stages.read_batch

    def counted(articles, **named):
        read.extend(article.path for article in articles)
        return whole(articles, **named)

    monkeypatch.setattr(stages, "read_batch", counted)
    stages.run(tmp_path / "raw", tmp_path / "processed")
    first = (tmp_path / "processed" / "claims.csv").read_bytes()
    (tmp_path / "raw" / "1.txt").write_text("date 2021-03-09 Nine people died.", encoding="utf-8")
    stages.run(tmp_path / "raw", tmp_path / "processed")
    assert read == ["0.txt", "1.txt", "2.txt", "1.txt"]
    assert (tmp_path / "processed" / "claims.csv").read_bytes() != first


@pytest.mark.parametrize(("table", "column", "value"), [
    ("claim", "per", "fortnight"), ("claim", "start", 10**30), ("claim", "event_date", "soon"),
    ("claim", "claim_id", None), ("statement", "stance", "shrug"), ("segment", "kind", "whisper"),
    ("segment", "confidence", "high"), ("article", "n_claims", float("inf")),
])  # fmt: skip
def test_an_article_with_rows_no_table_holds_is_listed_and_the_others_are_read(
    tmp_path, monkeypatch, table, column, value
):  # fmt: skip
    (tmp_path / "raw").mkdir()
    for number in range(5):
        text = f"date 2021-03-09 {number + 2} people died, the mayor said."
        (tmp_path / "raw" / f"{number}.txt").write_text(text, encoding="utf-8")
    made_of = getattr(rows, f"_{table}_row")

    def strange(account, *more):
        row = made_of(account, *more)
        return row | {column: value} if account.article.path == "3.txt" else row

    monkeypatch.setattr(rows, f"_{table}_row", strange)
    stages.run(tmp_path / "raw", tmp_path / "processed")
    problems = tables.read("problems", tmp_path / "processed")
    assert problems["path"].tolist() == ["3.txt"]
    assert "reading failed" in problems.loc[0, "reason"]
    assert not problems.loc[0, "loaded"]
    articles = tables.read("articles", tmp_path / "processed")
    assert articles["path"].tolist() == ["0.txt", "1.txt", "2.txt", "4.txt"]
    assert len(tables.read("claims", tmp_path / "processed")) == len(articles)


def test_an_article_of_which_nothing_can_be_told_costs_no_other(monkeypatch):
    told = extracts._whole
    monkeypatch.setattr(extracts, "_whole", lambda number: told(float("inf") if number == 3 else number))
    batch = [(n, json.dumps({"id": n, "text": f"{n} people died."})) for n in (2, 3, 4)]
    found = list(map(json.loads, extracts.extract_batch(batch, False)))
    assert [len(one["claims"]) for one in found] == [1, 0, 1]
    assert "OverflowError" in found[1]["error"]


def test_no_parse_outlives_what_is_forgotten_and_the_same_is_read_again():
    def parses():
        caches.forget()
        gc.collect()
        return sum(isinstance(one, Doc) for one in gc.get_objects())

    told = {"id": 1, "text": "Six miners died on Monday, bringing the toll to 41."}
    before, first = parses(), extracts.extract(told)
    assert parses() == before
    assert extracts.extract(told) == first
