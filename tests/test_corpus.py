"""The sample corpus: whole, honest about itself, and read at least as well as before."""

import csv
import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from corpus_score import RAW, accounts, by_file, fits, floors, macro_f1, raise_floors, score, spans, table
from loaded import load

from newslib.codebook import vocabularies

FIXTURES = Path(__file__).parent / "fixtures"
LANGUAGES = {"en": 40, "ru": 10, "uk": 10}
MODIFIERS = {"exact", "approx", "more_than", "at_least", "less_than", "at_most", "range", "unknown"}


@pytest.fixture(scope="module")
def catalogue():
    with (RAW / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def corpus():
    return load(RAW)


def test_catalogue_and_files_name_each_other(catalogue, corpus):
    assert corpus.problems == ()
    assert set(catalogue) == {article.path for article in corpus.articles}


def test_every_dispatch_says_that_it_was_written_for_this_project(catalogue):
    dispatches = [row for row in catalogue.values() if row["note"].startswith("written for this project")]
    assert len(dispatches) == len(catalogue) - 1 >= 60
    for row in dispatches:
        assert row["licence"] == "MIT"
        assert "sample" in row["publisher"].casefold()
    [given] = [row for row in catalogue.values() if row not in dispatches]
    assert (given["publisher"], given["note"].split(";")[0]) == ("", "given by the user")


def test_languages(corpus):
    names = Counter(article.path.removesuffix(".txt").rsplit("_", 1)[1] for article in corpus.articles)
    assert all(names[language] >= count for language, count in LANGUAGES.items())


def test_dates_stand_in_header_and_file_name(corpus):
    for article in corpus.articles:
        assert article.published_how == "header"
        if article.path[0] == "2":
            assert dt.date.fromisoformat(article.path[:10]) == article.published


def test_facts_agree_with_catalogue_and_references(catalogue):
    references = {row["fact_id"]: row for row in table("corpus_references.csv")}
    stated = by_file([*table("corpus_facts.csv"), *table("corpus_stances.csv")])
    listed = {name: row["fact_ids"].split() for name, row in catalogue.items()}
    assert {fact for facts in listed.values() for fact in facts} == set(references)
    for name, facts in listed.items():
        assert {row["fact_id"] for row in stated[name] if row["fact_id"]} <= set(facts)
        day = catalogue[name]["file"][:10]
        assert all(references[fact]["said"] <= day for fact in facts if day[0] == "2"), name


def test_quotes_stand_in_their_files_in_order(corpus):
    texts = {article.path: article.text for article in corpus.articles}
    for name in ("corpus_facts.csv", "corpus_stances.csv"):
        for path, rows in by_file(table(name)).items():
            assert [texts[path][s:e] for s, e in spans(texts[path], rows)] == [row["quote"] for row in rows]


def test_expected_values_are_of_the_codebook():
    for row in table("corpus_facts.csv"):
        assert set(row["outcome"].split("/")) <= set(vocabularies()["outcome"]), row
        assert set(row["group"].split("/")) <= set(vocabularies()["group"]), row
        assert set(row["modifier"].split("/")) <= MODIFIERS, row
        assert set(row["stance"].split("/")) <= set(vocabularies()["stance"]), row
        vague = row["modifier"] == "unknown"
        assert vague == (not row["low"] and not row["high"]), row


@pytest.mark.parametrize(
    ("allowed", "value", "expected"),
    [("russia/russia_mod", "russia_mod", True), ("russia", None, False), ("russia/-", None, True), ("", None, True)],
)
def test_alternatives(allowed, value, expected):
    assert fits(allowed, value) is expected


def test_floors_only_rise(tmp_path):
    for reached in (0.51239, 0.4):
        raise_floors({"event recall": reached}, tmp_path / "floors.csv")
    assert floors(tmp_path / "floors.csv") == {"event recall": 0.512}


def test_macro_f1_counts_rare_stances_as_much_as_common_ones():
    assert macro_f1([("asserts", "asserts")] * 9 + [("denies", "asserts")]) < 0.5


def test_corpus_is_read_as_well_as_before():
    result = score(accounts())
    reached = result.measures()
    print(json.dumps({name: round(value, 3) for name, value in reached.items()}, indent=1))
    print(Counter(kind for kind, _ in result.errors))
    lower = {name: (reached[name], floor) for name, floor in floors().items() if reached[name] < floor}
    assert not lower, "\n".join(line for kind, line in sorted(result.errors) if any(kind in name for name in lower))


def test_troublesome_files_are_listed_and_never_fatal():
    found = load(FIXTURES / "articles")
    assert {problem.path: problem.loaded for problem in found.problems} == {
        "broken_date.txt": True,
        "empty.txt": False,
        "no_date.txt": True,
        "undecodable.txt": True,
    }
    assert [str(article.published or "") for article in found.articles] == ["", "", "2022-04-13"]
    assert found.articles[2].encoding.endswith("guessed")


def test_tiny_corpus_is_sound():
    found = load(FIXTURES / "corpus")
    assert (len(found.articles), found.problems) == (10, ())
