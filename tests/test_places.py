import pytest

from newslib.compare.places import place
from newslib.lexicons import languages, lexicon, shared


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mariupol", "Mariupol"),
        ("the port city of Mariupol", "Mariupol"),
        ("Мариуполе", "Mariupol"),
        ("Маріуполі", "Mariupol"),
        ("м. Маріуполь", "Mariupol"),
        ("Azovstal plant in Mariupol", "Azovstal"),
        ("Mariupol, Azovstal", "Azovstal"),
        ("Mariupol, Ilyich works", "Ilyich works"),
        ("Kyiv", "Kyiv"),
        ("Kyiv region", "Kyiv region"),
        ("Київщині", "Kyiv region"),
        ("other regions of Ukraine", "other regions of Ukraine"),
        ("Donetsk and Luhansk", "Donetsk and Luhansk"),
        ("Olenivka, barracks", "Olenivka, barracks"),
        ("", ""),
        (" , ", ""),
        ("🙂", "🙂"),
    ],
)
def test_normal_form(printed: str, name: str):
    assert place(printed).name == name


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("Azovstal", "Mariupol", True),
        ("Bucha", "Kyiv region", True),
        ("Bucha", "Ukraine", True),
        ("Mariupol", "Azovstal", False),
        ("Bucha", "Mariupol", False),
        ("Bucha", "", False),
    ],
)
def test_containment(inner: str, outer: str, within: bool):
    assert place(inner).within(place(outer)) is within


def test_every_name_leads_to_a_place_and_every_place_has_a_name_in_every_language():
    known = {row["place"] for row in shared("places")}
    for language in languages():
        named = {row["place"] for row in lexicon(language).rows("place_names")} - {""}
        assert named == known
