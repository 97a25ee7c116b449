import datetime as dt
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib import codebook, tables
from newslib.lexicons import languages, lexicon
from newslib.statements import NEGATED

TEXTS = st.text(max_size=40)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


def claim(**cells):
    return {"claim_id": "c-1", **cells}


@pytest.mark.parametrize("name", list(codebook.contracts()))
def test_every_table_is_written_and_read_back_empty(name: str, tmp_path: Path):
    tables.write(name, tables.frame(name, []), tmp_path)
    assert list(tables.read(name, tmp_path).columns) == codebook.contracts()[name].names


@pytest.mark.parametrize(
    ("column", "cell", "read"),
    [
        ("low", "1026", 1026.0),
        ("low", 1026, 1026.0),
        ("start", "12", 12),
        ("start", 12.0, 12),
        ("vague", "true", True),
        ("vague", 0, False),
        ("said", "2022-04-13", pd.Timestamp(2022, 4, 13)),
        ("said", dt.date(2022, 4, 13), pd.Timestamp(2022, 4, 13)),
        ("said", dt.datetime(2022, 4, 13, 20, 5), pd.Timestamp(2022, 4, 13)),
        ("quote", "twelve", "twelve"),
    ],
)
def test_cells_take_their_type(column: str, cell: object, read: object):
    assert tables.frame("claims", [claim(**{column: cell})]).loc[0, column] == read


@pytest.mark.parametrize("cell", [None, "", float("nan"), pd.NaT])
@pytest.mark.parametrize("column", ["low", "start", "vague", "said", "quote"])
def test_empty_cells_are_missing(column: str, cell: object):
    assert pd.isna(tables.frame("claims", [claim(**{column: cell})]).loc[0, column])


@pytest.mark.parametrize(
    ("column", "cell"),
    [("low", "many"), ("start", "1.5"), ("vague", "perhaps"), ("said", "April"), ("said", "2022-02-31")],
)
def test_a_cell_that_cannot_be_read_is_named(column: str, cell: str):
    with pytest.raises(tables.ContractError, match=rf"{column} is not .*row 0: '{cell}'"):
        tables.frame("claims", [claim(**{column: cell})])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"quote": "12 men"}], "claim_id: empty"),
        ([claim(outcome="promoted")], "outcome: .*promoted"),
        ([claim(), claim()], "share their key"),
    ],
)
def test_breaches_are_refused(rows: list[dict], message: str):
    with pytest.raises(tables.ContractError, match=message):
        tables.frame("claims", rows)


def test_unknown_words_pass_in_hand_coded_tables_only():
    assert tables.frame("claims", [claim(outcome="promoted")], strict=False).loc[0, "outcome"] == "promoted"


def test_other_columns_are_dropped_and_missing_ones_empty(tmp_path: Path):
    path = tmp_path / "coded.csv"
    path.write_text("claim_id,low,colour\nc-1,5,red\n", encoding="utf-8")
    read = tables.load("claims", path)
    assert list(read.columns) == codebook.contracts()["claims"].names
    assert read.loc[0, "low"] == 5
    assert read["place"].isna().all()


CELLS = st.tuples(TEXTS, st.none() | DAYS, st.none() | st.integers(0, 10**9), st.none() | st.booleans())


@settings(max_examples=30)
@given(st.lists(CELLS, max_size=5))
def test_parquet_and_csv_hold_the_same(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("twins")
    table = tables.frame("claims", [
        {"claim_id": f"c-{i}", "quote": q, "said": d, "low": n, "vague": v} for i, (q, d, n, v) in enumerate(rows)
    ])  # fmt: skip
    tables.write("claims", table, folder)
    pd.testing.assert_frame_equal(tables.read("claims", folder), table)
    pd.testing.assert_frame_equal(tables.load("claims", folder / "claims.csv"), table)


@given(TEXTS)
def test_escaping_is_reversible_and_leaves_no_formula(cell: str):
    escaped = tables.escape(cell)
    assert tables.unescape(escaped) == cell
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(st.sampled_from(list("\\u202e001b'=a\u202e\x1b\r\n")), max_size=12))
def test_characters_that_steer_a_terminal_show_as_codes_and_come_back(cell: str):
    escaped = tables.escape(cell)
    assert tables.unescape(escaped) == cell
    assert not {"\u202e", "\x1b"} & set(escaped)


def test_a_lone_surrogate_does_not_break_a_table(tmp_path: Path):
    tables.write("claims", tables.frame("claims", [claim(quote="12\ud800 men")]), tmp_path)
    assert tables.read("claims", tmp_path).loc[0, "quote"] == "12\ufffd men"


def test_same_rows_give_the_same_bytes_and_readable_files(tmp_path: Path):
    table = tables.frame("claims", [claim(quote="=12 men", said="2022-04-13")])
    for folder in ("one", "two"):
        tables.write("claims", table, tmp_path / folder, tables.run_metadata({"a": "hash"}, models=["model 1.0"]))
    for name in ("claims.csv", "claims.parquet"):
        first, second = tmp_path / "one" / name, tmp_path / "two" / name
        assert first.read_bytes() == second.read_bytes()
        assert first.stat().st_mode & 0o777 == 0o644
    assert sorted(os.listdir(tmp_path / "one")) == ["claims.csv", "claims.parquet"]
    made_by = tables.metadata(tmp_path / "one" / "claims.parquet")
    assert made_by["models"] == ["model 1.0"]
    assert made_by["inputs"] == {"a": "hash"}


def test_a_refused_table_leaves_what_was_there(tmp_path: Path):
    tables.write("claims", tables.frame("claims", [claim()]), tmp_path)
    with pytest.raises(tables.ContractError):
        tables.write("claims", pd.DataFrame([{"quote": "no id"}]), tmp_path)
    assert len(tables.read("claims", tmp_path)) == 1


@pytest.mark.parametrize(
    ("vocabulary", "table", "column"),
    [
        ("outcome", "outcomes", "outcome"),
        ("outcome", "frames", "outcome"),
        ("group", "groups", "group"),
        ("tally", "tallies", "tally"),
        ("stance", "cues", "stance"),
    ],
)
def test_word_tables_keep_to_the_vocabularies(vocabulary: str, table: str, column: str):
    told = {row[column] for language in languages() for row in lexicon(language).rows(table)}
    told -= {"", "so_far"}  # which tally "so far" is, the text tells
    assert told - set(codebook.vocabularies()[vocabulary]) == set()


def test_every_stance_has_one_that_a_negation_makes_of_it():
    stances = set(codebook.vocabularies()["stance"])
    assert set(NEGATED) == stances >= set(NEGATED.values())
