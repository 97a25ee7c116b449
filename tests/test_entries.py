import datetime as dt

import pytest
from coded import claims

from newslib import tables
from newslib.compare.entries import entries, voice
from newslib.compare.intervals import Interval
from newslib.lexicons import shared


def one(**cells):
    return entries(tables.frame("claims", [{"claim_id": "c-1", **cells}]))[0]


@pytest.mark.parametrize(
    ("cells", "source"),
    [
        ({"source_id": "ohchr", "source_name": "the UN office"}, "ohchr"),
        ({"source_name": "Russian Ministry of Defence (Konashenkov)"}, "russia_mod"),
        ({"source_name": "Villagers (of two streets)"}, "name:villagers"),
        ({"source": "she", "source_name": "Nurse Olha"}, "name:nurse olha"),
        ({"publisher": "Example Wire"}, "unattributed:Example Wire"),
        ({"source_name": "(article's own voice)", "publisher": "Example Wire"}, "unattributed:Example Wire"),
        ({}, "unattributed:c-1"),
    ],
)
def test_who_speaks(cells: dict, source: str):
    assert one(**cells).source == source


@pytest.mark.parametrize(("names", "source"), [
    ([("Kenyan authorities", "en"), ("the government of Kenya", "en"), ("Kenya's caretaker government", "en"),
      ("власти Кении", "ru"), ("кенийское правительство", "ru"), ("влада Кенії", "uk")], "name:kenya government"),
    ([("Peruvian police", "en"), ("police in Peru", "en"), ("перуанская полиция", "ru"), ("поліція Перу", "uk")],
     "name:peru police"),
    ([("Chile's health ministry", "en"), ("чилийский Минздрав", "ru"), ("МОЗ Чилі", "uk")], "name:chile health"),
    ([("Nepal's army", "en"), ("вооруженные силы Непала", "ru"), ("непальські військові", "uk")], "name:nepal army"),
])  # fmt: skip
def test_a_body_of_a_land_is_one_source_in_every_language(names: list[tuple[str, str]], source: str):
    rows = [{"claim_id": f"c-{n}", "source_name": name, "language": code} for n, (name, code) in enumerate(names)]
    assert {entry.source for entry in entries(tables.frame("claims", rows))} == {source}


@pytest.mark.parametrize(("name", "language"), [
    ("police", "en"), ("local authorities in Kenya", "en"), ("Kenyan officials", "en"), ("Kenyans", "en"),
    ("state media in Kenya", "en"), ("the governments of Kenya and Chad", "en"), ("Kenya's Rescue Tours", "en"),
    ("полиция", "ru"), ("местные власти Кении", "ru"), ("кенийцы", "ru"), ("посольство Кении", "ru"),
])  # fmt: skip
def test_no_body_of_a_land_is_guessed(name: str, language: str):
    assert one(source_name=name, language=language).source == f"name:{name.casefold()}"


def test_the_publisher_is_never_the_source():
    assert not one(publisher="Example Wire").named


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        ({"as_of": "2022-04-12", "said": "2022-04-13", "published": "2022-04-14"}, "2022-04-12"),
        ({"said": "2022-04-13", "published": "2022-04-14"}, "2022-04-13"),
        ({"published": "2022-04-14", "event_date": "2022-04-01"}, "2022-04-14"),
        ({"event_date": "2022-04-01"}, "2022-04-01"),
    ],
)
def test_the_day_a_count_stands_for(cells: dict, day: str):
    assert one(**cells).day == dt.date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("cells", "interval"),
    [
        ({"low": 5, "high": 9, "modifier": "range"}, Interval(5, 9, "range")),
        ({"stated": 5, "modifier": "more_than"}, Interval(5, None, "more_than")),
        ({"stated": 5, "modifier": "at_most"}, Interval(None, 5, "at_most")),
        ({"stated": 5}, Interval(5, 5, "exact")),
        ({}, Interval(None, None, "exact")),
    ],
)
def test_bounds_are_told_from_the_stated_number_where_they_are_missing(cells: dict, interval: Interval):
    assert one(**cells).interval == interval


def test_a_part_takes_side_place_and_day_from_its_whole():
    bare = {"part_of": "all", "side": None, "place": None}
    table = claims(("all", "ohchr", 13, "12"), ("part", "ohchr", 14, "3", bare))
    part = entries(table)[1]
    assert (part.side, part.place.name) == ("ukraine", "Town")


@pytest.mark.parametrize(
    ("whole", "own", "tally"),
    [
        ("increment", "incident", "increment"),
        ("increment", "unknown", "increment"),
        ("increment", "cumulative", "cumulative"),  # told as a total of its own
        ("cumulative", "incident", "incident"),
    ],
)
def test_a_part_of_an_addition_is_an_addition(whole: str, own: str, tally: str):
    rows = [
        ("all", "ohchr", 13, "134", {"tally": whole}),
        ("part", "ohchr", 13, "14", {"tally": own, "part_of": "all"}),
    ]
    assert entries(claims(*rows))[1].tally == tally


def test_an_unknown_whole_is_no_whole():
    assert entries(claims(("part", "ohchr", 14, "3", {"part_of": "gone"})))[0].whole == ""


def test_offices_are_in_the_registry_of_sources():
    known = {row["source_id"] for row in shared("sources")}
    assert {row[column] for row in shared("offices") for column in ("source", "office")} <= known
    assert voice("shoigu", None) == "russia_mod"


@pytest.mark.parametrize("order", ["abc", "cba", "bca"])
def test_a_part_of_a_part_takes_what_the_outermost_whole_tells(order: str):
    rows = {"a": ("a", "un", 1, "50", {"side": "russia"}), "b": ("b", "un", 1, "9", {"side": None, "part_of": "a"}),
            "c": ("c", "un", 1, "3", {"side": None, "part_of": "b"})}  # fmt: skip
    assert {e.side for e in entries(claims(*(rows[name] for name in order)))} == {"russia"}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_wholes_that_are_parts_of_each_other_are_none(order: str):
    rows = {"a": ("a", "un", 1, "50", {"part_of": "b"}), "b": ("b", "un", 1, "9", {"part_of": "a"})}
    assert {e.whole for e in entries(claims(*(rows[name] for name in order)))} == {""}


@pytest.mark.parametrize(
    ("beside", "printed", "path"),
    [
        ("nigeria/kano_region/kano", "Paris market", ("paris market",)),  # its article speaks of no France
        ("nigeria/kano_region/kano", "Kano bridge", ("nigeria", "kano_region", "kano")),
        ("nigeria/kano_region/kano", "Peru", ("peru",)),  # a whole land is named for itself
        ("", "Paris market", ("france", "ile_de_france_region", "paris")),
    ],
)
def test_a_name_without_an_id_is_no_town_of_a_land_its_article_is_silent_on(beside: str, printed: str, path: tuple):
    rows = [{"claim_id": "a", "article_id": "x", "place": "Kano", "place_id": beside or None},
            {"claim_id": "b", "article_id": "x", "place": printed}]  # fmt: skip
    assert entries(tables.frame("claims", rows))[1].place.path == path


def test_a_ministry_that_reading_knows_as_nobody_is_not_that_of_another_land():
    told = {"source_name": "міністерство охорони здоров'я", "source_how": "same_sentence"}
    read, typed = entries(claims(("a", None, 1, "31", told), ("b", None, 1, "31", told | {"source_how": None})))
    assert (read.source.startswith("name:"), typed.source) == (True, "ukraine_moh")
