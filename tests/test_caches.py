"""The cache of readings: read once, read again when anything changed, never in the way."""

import json

import pytest

from newslib import rows, stages
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
