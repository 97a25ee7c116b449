import re
from pathlib import Path

import pandas as pd
import pytest

from newslib import cli
from newslib.compare.inputs import read_claims

HEAD = "claim_id,source_name,said,outcome,low,high"
ONE = "a,The mayor,2022-04-01,killed,5,5"

FAULTS = [
    ("mine.csv", "", "no column of docs/codebook.md"),
    ("mine.csv", "foo,bar\n1,2", "no column of docs/codebook.md"),
    ("mine.csv", HEAD.replace(",", ";"), "must be separated by commas"),
    ("mine.csv", "claim_id,low,low\na,1,2", "columns of one name: low"),
    ("mine.csv", "claim_id,place\na,Town", "no row has any of outcome, stated, low, high"),
    ("mine.csv", f"{HEAD}\n{ONE}\n{ONE}", "rows 1, 2: claim_id 'a' is used more than once"),
    ("mine.csv", f"{HEAD}\n{ONE}\n{ONE},x", "line 3"),
    ("mine.csv", f"{HEAD}\n{ONE}\nb,X,2022-02-30,killed,5,5", "row 2: '2022-02-30'"),
    ("mine.csv", f"{HEAD}\n{ONE}\nb,X,,killed,about 5,5", "row 2: 'about 5'"),
    ("mine.csv", f"{HEAD}\nb,X,2022-04-01,killed,-5,5", "row 1: low -5 is no number of people"),
    ("mine.csv", f"{HEAD}\nb,X,2022-04-01,killed,5,1e300", "row 1: high 1e+300 is no number of people"),
    ("mine.csv", f"{HEAD}\nb,X,2022-04-01,killed,5,inf", "row 1: high inf is no number of people"),
    ("mine.csv", f"{HEAD}\nb,X,2022-04-01,killed,9,5", "row 1: low 9 is above high 5"),
    ("mine.csv", f"{HEAD}\nb,X,2022-04-01,starved,5,5", "outcome: 'starved' not in the codebook; it knows killed"),
    ("mine.csv", f"{HEAD}\nb,X,2022-04-01,,5,5", "no row has outcome (outcome); add what happened"),
    ("mine.csv", f"{HEAD}\nb,,2022-04-01,killed,5,5", "no row has claimant"),
    ("mine.csv", f"{HEAD}\nb,X,,killed,5,5", "no row has date (event_date, as_of, said, published)"),
    ("mine.xlsx", "PK", "neither CSV nor Parquet"),
    ("mine.parquet", "PK", "no Parquet file"),
]


@pytest.mark.parametrize(("name", "text", "told"), FAULTS, ids=[row[2][:40] for row in FAULTS])
def test_a_faulty_table_says_what_is_wrong_and_where(
    name: str, text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture
):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.main(["compare", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert told in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_another_encoding_is_told(encoding: str, tmp_path: Path):
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}\nа,Мэр,2022-04-01,killed,5,5", encoding=encoding)
    with pytest.raises(ValueError, match="not UTF-8"):
        read_claims(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"no file .*mine\.csv"):
        read_claims(tmp_path / "mine.csv")


def test_what_is_not_used_or_not_known_is_told_and_kept(tmp_path: Path):
    path = tmp_path / "mine.csv"
    path.write_text(
        f"{HEAD},part_of,colour\n ї1 , Мер ,2022-04-01, killed,5 ,5,zzz,red\n,X,,killed,,,,", encoding="utf-8"
    )
    given = read_claims(path)
    assert given.claims[["claim_id", "source_name", "outcome"]].fillna("").values.tolist() == [
        ["ї1", "Мер", "killed"], ["row-2", "X", "killed"]]  # fmt: skip
    assert given.notes == (
        "columns not used: colour", "part_of names no claim of the table: zzz",
        "1 of 2 claims have no date: they stand in no series",
    )  # fmt: skip


def test_parquet_and_csv_are_read_alike(tmp_path: Path):
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}\n{ONE}", encoding="utf-8")
    pd.read_csv(path).assign(said=pd.Timestamp("2022-04-01")).to_parquet(tmp_path / "mine.parquet")
    pd.testing.assert_frame_equal(read_claims(path).claims, read_claims(tmp_path / "mine.parquet").claims)


def test_formulas_and_markup_in_cells_stay_text(tmp_path: Path):
    path, out = tmp_path / "mine.csv", tmp_path / "out"
    path.write_text(
        f"{HEAD}\n=1+1,@SUM(1),2022-04-01,killed,5,5\n<script>,<b>x</b>,2022-04-01,killed,7,7", encoding="utf-8"
    )
    assert cli.main(["compare", str(path), "--out", str(out)]) == 0
    assert "<b>x</b>" not in (out / "index.html").read_text(encoding="utf-8")
    for written in out.glob("*.csv"):
        cells = pd.read_csv(written, dtype="str", keep_default_na=False).to_numpy().ravel()
        assert not [cell for cell in cells if cell[:1] in "=+@\t" and cell]
    assert set(pd.read_parquet(out / "events.parquet")["claim_id"]) == {"=1+1", "<script>"}


def test_a_series_of_its_own_is_read_too(tmp_path: Path):
    for name, low in (("mine", 10100), ("series", 10100)):
        row = f"{name},General Staff of Ukraine,2022-04-01,casualties,{low},{low},cumulative,russia,military"
        (tmp_path / f"{name}.csv").write_text(f"{HEAD},tally,side,group\n{row}", encoding="utf-8")
    out = tmp_path / "out"
    given = ["compare", str(tmp_path / "mine.csv"), "--series", str(tmp_path / "series.csv"), "--out", str(out)]
    assert cli.main(given) == 0
    assert pd.read_csv(out / "printed.csv")["agreement"].tolist() == ["same_day"]


MAPPED = {
    "ucdp": ("id,source_original,where_coordinates,country,date_start,best,low,high\n"
             "1,A mayor,Town,Peru,2020-05-01,7,5,9",
             [("killed", 7, 5, 9, "range", "A mayor", "2020-05-01")]),
    "acled": ("event_id_cnty,event_date,country,location,source,fatalities\nX1,01 May 2020,Peru,Town,A paper,3\n"
              "X2,01 May 2020,Peru,Town,A paper,0", [("killed", 3, 3, 3, "exact", "A paper", "2020-05-01")]),
    "airwars": ("Incidence_date,Incidence_id,Civilians reported killed,Civilians reported injured\n"
                "may-1-2020,x1,2 – 4,3.0", [("killed", None, 2, 4, "range", "Airwars", "2020-05-01"),
                                           ("wounded", 3, 3, 3, "exact", "Airwars", "2020-05-01")]),
}  # fmt: skip


@pytest.mark.parametrize("name", list(MAPPED))
def test_tables_of_other_projects_are_read_by_a_mapping(name: str, tmp_path: Path):
    text, expected = MAPPED[name]
    path = tmp_path / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    claims = read_claims(path, name).claims
    told = claims[["outcome", "stated", "low", "high", "modifier", "source_name"]].astype(object)
    found = told.where(told.notna(), None).assign(day=claims["event_date"].dt.strftime("%Y-%m-%d"))
    assert [tuple(row) for row in found.itertuples(index=False)] == expected


def test_a_daily_series_is_read_from_json_with_its_own_words(tmp_path: Path):
    path = tmp_path / "daily.json"
    path.write_text('[{"date": "2022-03-01", "personnel": 5710, "personnel*": "about", "POW": 0}]', encoding="utf-8")
    given = read_claims(path, "general_staff")
    assert given.claims[["outcome", "stated", "modifier"]].values.tolist() == [["casualties", 5710, "approx"]]
    assert given.notes[0] == "1 rows tell no number of prisoners (empty or 0) and make no claim"


@pytest.mark.parametrize(
    ("mapping", "text", "told"),
    [
        ("nobody", "a,b\n1,2", "no mapping 'nobody'; there are acled"),
        ("ucdp", "a,b\n1,2", "none of the columns best"),
        ("acled", "event_date,source,fatalities\n03/04/2020,X,5", "row 1 (killed): '03/04/2020' is no day"),
        ("acled", "event_date,source,fatalities\n2020-04-03,X,many", "row 1 (killed): 'many' is no number"),
    ],
)
def test_a_table_that_a_mapping_cannot_read_is_refused(mapping: str, text: str, told: str, tmp_path: Path):
    path = tmp_path / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        read_claims(path, mapping)


def test_a_range_in_one_cell_needs_no_mapping(tmp_path):
    file = tmp_path / "claims.csv"
    head = "claim_id,outcome,said,source_name,stated"
    rows = (head, "a,killed,2022-04-01,Mayor,3 – 7", "b,killed,2022-04-02,Mayor,12")
    file.write_text("\n".join(rows), encoding="utf-8")
    read = read_claims(file).claims
    assert read[["low", "high"]].to_numpy()[0].tolist() == [3, 7]
    assert read["modifier"].fillna("").tolist() == ["range", ""]
    assert read["stated"].fillna(0).tolist() == [0, 12]
