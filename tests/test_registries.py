"""A project's own registries, and suggestions of rows for them."""

import pandas as pd
import pytest

from newslib import projects, stages, tables
from newslib.corpora.exchange import suggestions

TEXT = "date 2021-03-09\nMayor Ada Brook said 25 people were killed in the ferry disaster off Port Alba on Tuesday.\n"
SOURCES = "source_id,kind,party,name_en\nbrook_a,person,alba,Ada Brook|Mayor Brook\n"


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path_factory):
    yield
    projects.include(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "data" / "raw"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    return folder


def claims(raw):
    stages.run(raw, raw.parent / "processed")
    return tables.read("claims", raw.parent / "processed")


def source(raw):
    return claims(raw).iloc[0]


@pytest.mark.parametrize("place", [".", ".."])
def test_own_sources_are_known_and_gone_again(raw, place):
    before = source(raw)
    assert pd.isna(before["source_id"])
    (raw / place / "sources.csv").write_text(SOURCES)
    assert source(raw)[["source_id", "party"]].tolist() == ["brook_a", "alba"]
    (raw / place / "sources.csv").unlink()
    pd.testing.assert_series_equal(source(raw), before)


def test_own_sources_overrule(raw):
    (raw / "a.txt").write_text("date 2022-04-13\nVolodymyr Zelensky said 12 soldiers were killed.\n")
    assert source(raw)["source_id"] == "zelensky"
    (raw / "sources.csv").write_text("source_id,kind,party,name_en\nmine,person,x,Volodymyr Zelensky\n")
    assert source(raw)[["source_id", "party"]].tolist() == ["mine", "x"]


def test_an_empty_registry_changes_nothing(raw):
    (raw / "sources.csv").write_text("source_id,kind,party,name_en\n")
    assert projects.include(raw) == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,name_en\nx,y\n", "no column source_id"),
        (b"source_id,name_en\nx,\n", "line 2: give a source_id and a name"),
        (b"source_id,name_en\nx,Ministry of Land, Sea and Air\n", "line 2: more cells than columns"),
        ("source_id,name_en\nx,Ґ\n".encode("cp1251"), "not UTF-8"),
    ],
)
def test_a_row_that_cannot_be_used_names_file_and_cure(raw, content, told):
    (raw / "sources.csv").write_bytes(content)
    with pytest.raises(ValueError, match=told):
        projects.include(raw)


def test_spellings_of_one_person_are_proposed_as_one():
    mayor, office, known = "Mykola Brovchenko", "the harbour office", "Volodymyr Zelenskyi"
    names = [(mayor, "en"), ("Микола Бровченко", "uk"), (mayor, "en"), (office, "en"), (known, "en")]
    rows = [
        {"claim_id": f"c{n}", "article_id": f"a{n}", "source_name": name, "source_id": None, "language": language}
        for n, (name, language) in enumerate(names)
    ]
    found = suggestions(pd.DataFrame(rows)).set_index("source_id")
    assert len(found) == 3
    one = found.loc["mykola_brovchenko"]
    assert (one["name_en"], one["name_uk"], one["n_claims"]) == ("Mykola Brovchenko", "Микола Бровченко", 3)
    assert "zelensky" in found.loc["volodymyr_zelenskyi", "likely"]


def test_one_person_in_all_spellings_is_one_and_offices_are_kept_apart():
    person = [
        ("Health Minister Nabil Hariri", "en"),
        ("Dr. Nabeel al-Hariri", "en"),
        ("Minister Hariri", "en"),
        ("министр здравоохранения Набиль Харири", "ru"),
        ("міністр охорони здоров'я Набіль аль-Харірі", "uk"),
    ]
    others = [("the interior ministry of Portugal", "en"), ("the coast guard of Portugal", "en"),
              ("Defence Minister Samir Hariri", "en")]  # fmt: skip
    rows = [
        {"claim_id": f"c{n}", "article_id": f"a{n}", "source_name": name, "source_id": None, "language": language}
        for n, (name, language) in enumerate(person[:2] + person[3:] + others[:2])
    ]
    found = suggestions(pd.DataFrame(rows))
    assert sorted(found["n_claims"]) == [1, 1, 4]
    two = [*rows, {**rows[0], "claim_id": "c7", "source_name": others[2][0]},
           {**rows[0], "claim_id": "c8", "source_name": person[2][0]}]  # fmt: skip
    assert sorted(suggestions(pd.DataFrame(two))["n_claims"]) == [1, 1, 1, 1, 4]  # the bare surname fits two people


@pytest.mark.parametrize("names", [
    [("Defence minister Ruwan Wijewardene", "en"), ("Ruvan Vijevardene", "en"), ("министр Руван Виджеварден", "ru")],
    [("Admiral Walter Wagner", "en"), ("адмирал Вальтер Вагнер", "ru")],
    [("General Philippe Macron", "en"), ("генерал Филипп Макрон", "ru"), ("генерал Філіп Макрон", "uk")],
    [("Sheikh Rashid Qadiri", "en"), ("Rasheed Kadiri", "en"), ("Рашид Кадири", "ru")],
])  # fmt: skip
def test_habits_of_spelling_make_no_two_people(names):
    rows = [
        {"claim_id": f"c{n}", "article_id": f"a{n}", "source_name": name, "source_id": None, "language": language}
        for n, (name, language) in enumerate([*names, ("Nora Quist", "en"), ("Otto Vogel", "en")])
    ]
    assert sorted(suggestions(pd.DataFrame(rows))["n_claims"]) == [1, 1, len(names)]


def test_suggestions_can_be_pasted(raw):
    suggested = suggestions(claims(raw))
    suggested.to_csv(raw / "sources.csv", index=False)
    assert source(raw)["source_id"] == suggested["source_id"].iloc[0]
