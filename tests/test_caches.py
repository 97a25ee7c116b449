"""The cache of readings: read once, read again when anything changed, never in the way."""

import json

import pytest

from newslib import rows
from newslib.articles import from_text
from newslib.caches import Readings
from newslib.claims import account

ARTICLE = from_text("date 2021-03-09 Two people died, the mayor said.")


class Counted:
    """Counts how often it reads."""

    def __init__(self):
        self.n = 0

    def __call__(self, article):
        self.n += 1
        return {"claims": [{"path": article.path, "n": self.n}]}


def test_an_article_is_read_once_and_again_when_it_or_its_surroundings_change(tmp_path):
    read = Counted()
    for more, n in (("", 1), ("", 1), ("other registries", 2)):
        with Readings(tmp_path / "kept" / "r.sqlite", more) as known:
            assert known.rows(ARTICLE, read) == {"claims": [{"path": "", "n": n}]}
            assert known.rows(ARTICLE, read)["claims"][0]["n"] == n
    with Readings(tmp_path / "kept" / "r.sqlite") as known:
        known.rows(from_text("Three people died."), read)
    assert read.n == 3


@pytest.mark.parametrize("content", [b"", b"no database at all, but a text of some length" * 100])
def test_a_cache_that_cannot_be_used_costs_nothing_but_time(tmp_path, content):
    (tmp_path / "r.sqlite").write_bytes(content)
    with Readings(tmp_path / "r.sqlite") as known:
        assert known.rows(ARTICLE, Counted())["claims"][0]["n"] == 1
    with Readings(tmp_path) as known:
        assert known.rows(ARTICLE, Counted())["claims"][0]["n"] == 1


def test_a_failed_reading_is_not_kept(tmp_path):
    def fail(article):
        raise RuntimeError

    with Readings(tmp_path / "r.sqlite") as known:
        with pytest.raises(RuntimeError):
            known.rows(ARTICLE, fail)
        assert known.rows(ARTICLE, Counted())["claims"][0]["n"] == 1


def test_rows_of_an_article_survive_json():
    made = rows.of(account(ARTICLE))
    assert tuple(made) == rows.TABLES
    assert json.loads(json.dumps(made)) == made
    assert made["claims"][0]["source_name"] == "the mayor"
