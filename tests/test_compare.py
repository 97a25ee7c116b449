from pathlib import Path

import pandas as pd
import pytest
from coded import claims
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib import codebook, tables
from newslib.compare import comparison

MADE = {
    "coverage", "events", "appearances", "estimates", "links", "drift", "ledger", "discrepancies", "spread", "policies",
    "printed", "happenings", "reasons",
}  # fmt: skip
SURRENDER = claims(
    ("exact", "russia_mod", 13, "1026"), ("round", "russia", 13, ">1000"), ("rival", "dpr_hq", 13, "1009"),
    ("officers", "russia_mod", 13, "162", {"group": "officers", "part_of": "exact"}),
    ("silent", "ukraine_mod", 13, "?", {"stance": "no_comment"}),
    outcome="surrendered", tally="incident", place="Mariupol",
)  # fmt: skip


def written(given: pd.DataFrame, folder: Path) -> None:
    for name, table in comparison(given).items():
        tables.write(name, table, folder, strict=False)


def test_every_table_is_made_and_keeps_its_contract():
    made = comparison(SURRENDER)
    assert set(made) == MADE
    for name, table in made.items():
        tables.check(name, table)


def test_files_have_the_columns_readers_count_on(tmp_path: Path):
    written(SURRENDER, tmp_path)
    heads = {path.stem: path.read_text(encoding="utf-8").split("\n")[0] for path in tmp_path.glob("*.csv")}
    assert heads["links"].startswith("claim_a,relation,claim_b,rule")
    assert heads["ledger"].startswith("check,claims,expected,found,holds,note")
    assert heads["drift"] == "original,copy,changed,before,after"
    assert heads["policies"].startswith("event,policy,version,low,value,high")
    assert {path.stem for path in tmp_path.glob("*.parquet")} == MADE


def test_same_claims_give_the_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        written(SURRENDER, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_hand_coded_table_needs_few_columns_and_may_use_its_own_words(tmp_path: Path):
    path = tmp_path / "mine.csv"
    rows = ("claim_id,source_name,said,outcome,low,high", "1,The mayor,2022-04-01,starved,10,10",
            "2,A priest,2022-04-02,starved,30,30")  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")
    made = comparison(tables.frame("claims", tables.cells("claims", path), strict=False))
    row = made["discrepancies"].iloc[0]
    assert (row["low"], row["high"], row["low_source"]) == (10, 30, "The mayor")


def test_the_surrender_as_its_sources_tell_it():
    made = comparison(SURRENDER)
    found = set(made["links"][["claim_a", "relation", "claim_b"]].itertuples(index=False, name=None))
    assert {("round", "rounds", "exact"), ("exact", "includes", "officers"), ("rival", "rivals", "exact")} & found
    row = made["discrepancies"].set_index("group").loc["military"]
    assert (row["low"], row["high"], row["n_sources"], row["silent"]) == (
        1000,
        1026,
        3,
        "Ministry of Defence of Ukraine",
    )
    assert made["discrepancies"].set_index("group").loc["officers", "high"] == 162


def test_an_empty_table_gives_empty_tables():
    made = comparison(tables.frame("claims", []))
    assert all(table.empty for name, table in made.items() if name != "coverage")


CELLS = st.fixed_dictionaries({
    "claim_id": st.uuids().map(str), "source_name": st.none() | st.text(max_size=8), "said": st.none() | st.dates(),
    "low": st.none() | st.integers(0, 10**9), "high": st.none() | st.integers(0, 10**9), "place": st.text(max_size=8),
    "modifier": st.sampled_from([None, *codebook.vocabularies()["modifier"]]), "unit": st.none() | st.text(max_size=5),
    "outcome": st.sampled_from(["killed", "casualties", "captured"]), "number": st.none() | st.text(max_size=6),
    "stance": st.sampled_from([None, *codebook.vocabularies()["stance"]]), "relay": st.none() | st.text(max_size=4),
    "tally": st.sampled_from([None, *codebook.vocabularies()["tally"]]),
    "party": st.sampled_from([None, "un", "russia"]),
})  # fmt: skip


@settings(max_examples=60)
@given(st.lists(CELLS, max_size=12))
def test_no_claims_table_breaks_comparing(rows: list[dict]):
    made = comparison(tables.frame("claims", rows))
    assert len(made["events"]) == len(rows)
    assert set(made["events"]["claim_id"]) == {row["claim_id"] for row in rows}
    for row in made["estimates"].itertuples():
        ends = [end for end in (row.low, row.best, row.high) if not pd.isna(end)]
        assert ends == sorted(ends) or row.modifier == "range"


@pytest.mark.parametrize("modality", ["negated", "hypothetical", "planned"])
def test_what_did_not_happen_is_listed_and_never_counted(modality: str):
    made = comparison(claims(("a", "un", 1, "5"), ("b", "usa", 1, "900", {"modality": modality})))
    assert made["events"].set_index("claim_id").loc["b", "status"] == modality
    assert "900" not in " ".join(made["ledger"]["found"])
    assert made["discrepancies"]["high"].max() == 5
