"""A language is a folder: Polish, from a few rows a table and no line of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslib import lexicons
from newslib.figures import figures
from newslib.readings import Reading, read
from newslib.statements import statements

FOLDER = Path(__file__).parent / "languages"
MOST = 80  # rows a table


@pytest.fixture(autouse=True)
def polish():
    lexicons.include(FOLDER)
    yield
    lexicons._folders.remove(FOLDER)
    lexicons.languages.cache_clear()


def polish_text(text: str) -> Reading:
    found = read(text, candidates=["pl"])
    assert {sentence.language for sentence in found.sentences} == {"pl"}
    return found


def test_the_folder_is_small():
    for table in FOLDER.glob("pl/*.csv"):
        assert len(table.read_text(encoding="utf-8").splitlines()) <= MOST + 1, table.name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Według burmistrza Karola Nowaka w pożarze zginęło 12 osób, a 30 zostało rannych.",
            [("killed", 12, "exact", "people"), ("wounded", 30, "exact", "people")],
        ),
        (
            "Rzecznik policji poinformował, że w wypadku zginęło co najmniej 5 żołnierzy.",
            [("killed", 5, "at_least", "military")],
        ),
        (
            "Rannych zostało ponad 40 cywilów, powiedziała minister zdrowia.",
            [("wounded", 40, "more_than", "civilian")],
        ),
        ("W niewoli jest 200 żołnierzy.", [("captured", 200, "exact", "military")]),
        (
            "Poddało się 1026 żołnierzy, w tym 162 oficerów.",
            [("surrendered", 1026, "exact", "military"), ("surrendered", 162, "exact", "officers")],
        ),
        ("Zaginęły trzy kobiety.", [("missing", 3, "exact", "women")]),
        (
            "Ministerstwo obrony podało, że straty wyniosły 300 żołnierzy.",
            [("casualties", 300, "exact", "military")],
        ),
        ("Ewakuowano około 2 500 mieszkańców.", [("evacuated", 2500, "approx", "civilian")]),
        (
            "W ataku zginęło dwoje dzieci, a siedem osób odniosło obrażenia.",
            [("killed", 2, "exact", "children"), ("wounded", 7, "exact", "people")],
        ),
        ("W mieście zabito 6 policjantów, przekazała policja.", [("killed", 6, "exact", "police")]),
        ("Liczba zabitych wzrosła do 41.", [("killed", 41, "exact", "unspecified")]),
    ],
)
def test_figures(text, told):
    found = figures(polish_text(text))
    assert [(f.outcome, f.quantity.stated, f.quantity.modifier, f.group) for f in found] == told


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        ("Według burmistrza Karola Nowaka w pożarze zginęło 12 osób.", "burmistrza Karola Nowaka", "asserts"),
        ("Rzecznik policji poinformował, że w wypadku zginęło 5 żołnierzy.", "Rzecznik policji", "asserts"),
        ("Rannych zostało 40 cywilów, powiedziała minister zdrowia.", "minister zdrowia", "asserts"),
        ("Ministerstwo obrony podało, że straty wyniosły 300 żołnierzy.", "Ministerstwo obrony", "asserts"),
        ("Burmistrz zaprzeczył, że zginęło 20 osób.", "Burmistrz", "denies"),
        ("W mieście zabito 6 policjantów, przekazała policja.", "policja", "asserts"),
    ],
)
def test_sources(text, source, stance):
    found = statements(polish_text(text))
    assert [(text[slice(*one.source)], one.stance) for one in found if one.source] == [(source, stance)]


def test_part_and_tally():
    text = "Poddało się 1026 żołnierzy, w tym 162 oficerów."
    whole, part = figures(polish_text(text))
    assert part.part_of == (whole.start, whole.end)
    assert [f.tally for f in figures(polish_text("Liczba zabitych wzrosła do 41."))] == ["incident"]


def test_a_folder_without_languages_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder"):
        lexicons.include(tmp_path)


def test_a_table_that_no_language_has_is_refused():
    with pytest.raises(KeyError, match="no language has a table"):
        lexicons.lexicon("pl").rows("colours")
    assert lexicons.lexicon("pl").rows("hedges") == []
