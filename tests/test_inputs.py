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
    ("mine.csv", f"{HEAD}\nb,X,,killed,-5,5", "row 1: low -5 is no number of people"),
    ("mine.csv", f"{HEAD}\nb,X,,killed,5,1e300", "row 1: high 1e+300 is no number of people"),
    ("mine.csv", f"{HEAD}\nb,X,,killed,5,inf", "row 1: high inf is no number of people"),
    ("mine.csv", f"{HEAD}\nb,X,,killed,9,5", "row 1: low 9 is above high 5"),
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
        f"{HEAD},part_of,colour\n ї1 , Мер ,2022-04-01, starved,5 ,5,zzz,red\n,X,,killed,,,,", encoding="utf-8"
    )
    given = read_claims(path)
    assert given.claims[["claim_id", "source_name", "outcome"]].fillna("").values.tolist() == [
        ["ї1", "Мер", "starved"], ["row-2", "X", "killed"]]  # fmt: skip
    assert given.notes == (
        "columns not used: colour", "outcome: not in the codebook, kept as they are: starved",
        "part_of names no claim of the table: zzz", "1 of 2 claims have no date: they stand in no series",
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
    given = ["compare", str(tmp_path / "mine.csv"), "--series", str(tmp_path / "series.csv"), "--out", str(tmp_path)]
    assert cli.main(given) == 0
    assert pd.read_csv(tmp_path / "printed.csv")["agreement"].tolist() == ["same_day"]
