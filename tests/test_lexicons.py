"""The word tables: the same in every language, without doubles, folded."""

from __future__ import annotations

import csv
import importlib.util
import tomllib
from pathlib import Path

import pytest

from newslib.codebook import vocabularies
from newslib.lexicons import FOLDER, languages, lexicon, roles, shared, unfolded
from newslib.lexicons.inflections import inflections

FOLD = Path(__file__).parent.parent / "tools" / "fold.py"
TABLES = sorted(path.name for path in (FOLDER / languages()[0]).glob("*.csv"))


def _table(language: str, name: str) -> tuple[list[str], list[dict[str, str]]]:
    with (FOLDER / language / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _fold():
    spec = importlib.util.spec_from_file_location("fold", FOLD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", TABLES)
def test_every_language_has_the_table_with_the_same_columns(name):
    columns = {language: _table(language, name)[0] for language in languages()}
    assert len({tuple(found) for found in columns.values()}) == 1, columns


@pytest.mark.parametrize("language", languages())
def test_no_row_stands_twice(language):
    for name in TABLES:
        rows = [row for folded in _table(language, name)[1] for row in unfolded(folded)]
        told = [tuple(value for column, value in row.items() if column != "note") for row in rows]
        assert sorted({one for one in told if told.count(one) > 1}) == [], f"{language}/{name}"


CODED = {
    "outcomes": "outcome", "frames": "outcome", "groups": "group", "persons": "group", "modifiers": "modifier",
    "cues": "stance", "tallies": "per",
}  # fmt: skip


@pytest.mark.parametrize(("name", "column"), CODED.items())
@pytest.mark.parametrize("language", languages())
def test_a_code_that_a_claim_takes_from_a_table_is_in_its_vocabulary(language, name, column):
    told = {code for row in _table(language, f"{name}.csv")[1] for code in row[column].split()}
    assert told - set(vocabularies()[column]) == set()


@pytest.mark.parametrize("language", languages())
def test_forms_of_one_word_stand_in_one_row(language):
    fold = _fold().fold
    for name in TABLES:
        columns, rows = _table(language, name)
        if {"form", "note"} <= set(columns):
            assert fold(rows, language) == rows, f"{language}/{name}: run python tools/fold.py"


@pytest.mark.parametrize("cells", ["морпех,x", "морпех,x,,"])
def test_a_row_of_another_length_is_refused_and_the_table_stays(cells, tmp_path):
    table = tmp_path / "ru.csv"
    table.write_text(f"form,role,note\nпехота,x,\n{cells}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3: a row has 3 cells"):
        _fold().fold_table(table)
    assert table.read_text(encoding="utf-8").endswith(f"{cells}\n")


def test_nouns_of_one_frame_stand_in_one_row():
    rows = [
        {"form": form, "verb": "got", "outcome": "wounded", "voice": "subject", "note": ""}
        for form in ("burns", "cuts")
    ]
    assert [row["form"] for row in _fold().fold(rows, "en")] == ["burns|cuts"]
    assert [row["form"] for row in unfolded({"form": "wound{|s}|burns"})] == ["wound", "wounds", "burns"]


def test_braces_stand_for_every_form_in_step():
    row = {"form": "при{нял|няла} присяг{у|у}", "role": "x"}
    assert [one["form"] for one in unfolded(row)] == ["принял присягу", "приняла присягу"]
    assert unfolded({"form": "без скобок"}) == [{"form": "без скобок"}]
    row = {"form": "[взят{|а}|пойман{|а}] живым{|и}", "note": ""}
    assert [one["form"] for one in unfolded(row)] == ["взят живым", "взята живыми", "пойман живым", "поймана живыми"]


@pytest.mark.parametrize("language", languages())
def test_a_word_stands_once_and_its_roles_are_explained(language):
    meanings = {role: meaning for group in roles().values() for role, meaning in group.items()}
    rows = [one for row in _table(language, "words.csv")[1] for one in unfolded(row)]
    assert len({row["form"] for row in rows}) == len(rows)
    assert {role for row in rows for role in row["role"].split()} - set(meanings) == set()
    assert all(meanings.values())


def test_a_tag_of_a_parser_has_one_name():
    rows = shared("tags")
    assert {row["layer"] for row in rows} == {"kind", "shape", "link"}
    assert len({(row["layer"], row["tag"]) for row in rows}) == len(rows)


def test_what_a_cue_takes_is_explained_and_every_code_is_that_of_a_cue():
    told = tomllib.loads((FOLDER / "shared" / "takes.toml").read_text(encoding="utf-8"))
    used: dict[str, set[str]] = {"heads": set(), "order": set()}
    for language in languages():
        ways = used["heads" if lexicon(language).parser else "order"]
        ways |= {code for row in lexicon(language).rows("cues") for code in row["takes"].split()}
    prepositions = {word for row in lexicon("en").rows("clause_words") if "preposition" in row["role"].split()
                    for word in row["form"].split()}  # fmt: skip
    assert used["heads"] - set(told["heads"]) - prepositions == set()
    assert used["order"] - set(told["order"]) == set()
    assert all(set(told[way]) <= used[way] for way in told)


def test_every_role_is_that_of_a_word():
    rows = [row for language in languages() for row in _table(language, "words.csv")[1]]
    told = {role for row in rows for role in row["role"].split()}
    assert {role for group in roles().values() for role in group} - told == set()


@pytest.mark.parametrize(
    "find",
    [
        lambda text: lexicon("en").finder("outcomes").find(text),
        lambda text: lexicon("en").finder("outcomes").find(f"{text} in the flood"),
        lambda text: inflections("ru", "roles").find(text),
        lambda text: inflections("ru", "roles").find(""),
    ],
)
def test_what_is_found_once_is_remembered_and_nobody_can_change_it_for_the_next(find):
    found = find("Ten men drowned, слова министра")
    assert found is find("Ten men drowned, слова министра")
    assert isinstance(found, tuple)
