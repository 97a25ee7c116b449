"""Happenings of invented articles: incidents and wars, found and placed by their texts alone."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from coded import number

from newslib import tables
from newslib.compare import comparison, placing, scenes, surroundings
from newslib.compare.entries import entries

Figure = tuple[str, str, str, dict[str, object]]  # words as printed, number, source, other cells


def compared(articles: dict[str, tuple[str, str, str, list[Figure]]]) -> dict[str, pd.DataFrame]:
    """Comparing some articles, each with its day, its language, its text and its figures."""
    rows = []
    for article, (day, language, text, figures) in articles.items():
        for place, (words, said, source, cells) in enumerate(figures):
            start = text.index(words)
            rows.append({
                "claim_id": f"{article}{place}", "article_id": article, "start": start, "end": start + len(words),
                "quote": words, "language": language, "published": day, "said": day, "source_name": source or None,
                "stance": "asserts", "outcome": "killed", "group": "people", "tally": "incident",
            } | number(said) | cells)  # fmt: skip
    texts = {article: text for article, (_, _, text, _) in articles.items()}
    return comparison(tables.frame("claims", rows), texts=texts)


SOLDIERS = {"group": "military", "side": "russia", "party": "ukraine", "tally": "cumulative"}
STRIKE = (
    "2022-09-14", "en", "Strike on a hostel in Dovhe kills 12\n\nA missile hit a hostel in Dovhe on Monday and killed "
    "12 people, the governor said. More than 53,000 Russian soldiers have been killed since the invasion, the General "
    "Staff in Kyiv said.",
    [("12 people", "12", "the governor", {"place": "Dovhe", "event_date": "2022-09-12", "party": "ukraine"}),
     ("53,000 Russian soldiers", ">53000", "the General Staff", SOLDIERS)],
)  # fmt: skip
LOSSES = (
    "2022-09-15", "uk", "Втрати ворога\n\nЗ 24 лютого Росія втратила вбитими близько 53 650 військових, повідомив "
    "Генштаб. За оцінкою Москви, загинули 5 900 російських солдатів.",
    [("53 650 військових", "~53650", "Генштаб", SOLDIERS),
     ("5 900 російських солдатів", "5900", "Москва", SOLDIERS | {"party": "russia"})],
)  # fmt: skip


def test_a_total_of_the_war_in_an_article_about_a_strike_is_the_wars():
    made = compared({"a": STRIKE, "b": LOSSES})
    events = made["events"].set_index("claim_id")
    assert made["happenings"]["name"].tolist() == ["Dovhe, 12 September 2022", "War of Russia and Ukraine since "
                                                   "24 February 2022"]  # fmt: skip
    assert events["happening_id"]["a1"] == events["happening_id"]["b0"] != events["happening_id"]["a0"]
    assert events["label"]["b1"].startswith("Killed: soldiers of Russia, War of Russia and Ukraine")
    told = made["reasons"][made["reasons"]["reason"] == "disagreement"]
    assert {tuple(sorted(pair)) for pair in zip(told["claim_a"], told["claim_b"], strict=True)} == {("b0", "b1")}


def test_soldiers_of_no_told_side_stand_by_themselves():
    text = "Losses\n\nMoscow said 7,100 Ukrainian soldiers had been killed since the invasion."
    whose = SOLDIERS | {"side": "ukraine"}
    theirs = ("2022-09-15", "en", text, [("7,100 Ukrainian soldiers", "7100", "Moscow", whose)])
    words = [(told, said, source, cells | {"side": None}) for told, said, source, cells in LOSSES[3]]
    made = compared({"a": STRIKE, "b": (*LOSSES[:3], words), "c": theirs})
    labels = made["events"].set_index("claim_id")["label"]
    assert len({labels["b0"], labels["b1"], labels["a1"], labels["c0"]}) == 4


def test_a_number_a_hundred_times_a_toll_never_stands_against_it():
    text = ("Blast at the docks in Arlow\n\nA blast at the docks in Arlow on Monday killed 9 people, police said. The "
            "statistics office counts 4,000 deaths.")  # fmt: skip
    made = compared({"a": ("2022-04-05", "en", text, [
        ("9 people", "9", "police", {"place": "Arlow", "event_date": "2022-04-04"}),
        ("4,000 deaths", "4000", "The statistics office", {})])})  # fmt: skip
    events = made["events"].set_index("claim_id")
    assert events["event_id"]["a0"] != events["event_id"]["a1"]
    assert not (made["reasons"]["reason"] == "disagreement").any()


@pytest.mark.parametrize(
    ("late", "reason"),
    [("at least 20", "bound_only"), ("exactly 20", "disagreement"), ("about 4,000", "scope")],
)
def test_numbers_that_one_number_satisfies_or_that_are_of_another_size_disagree_with_nobody(late: str, reason: str):
    day = {"place": "Arlow", "event_date": "2022-04-04"}
    said = {"at least 20": ">=20", "exactly 20": "20", "about 4,000": "~4000"}[late]
    made = compared({
        "a": ("2022-04-09", "en", "Arlow fire\n\nThe fire in Arlow on 4 April killed 35 people, the mayor said.",
              [("35 people", "35", "the mayor", day)]),
        "b": ("2022-05-20", "en", f"Arlow fire\n\nThe fire in Arlow on 4 April killed {late} people, a charity said.",
              [(f"{late} people", said, "a charity", day)]),
    })  # fmt: skip
    assert set(made["reasons"]["reason"]) in ({reason}, set() if reason == "scope" else {reason})


def test_names_are_of_one_language_and_places_are_written_as_names():
    text = "Взрыв в порту Одессы\n\nВзрыв в порту Одессы в понедельник унёс жизни 7 человек, сообщили в полиции."
    made = compared({"a": ("2022-04-05", "ru", text, [
        ("7 человек", "7", "полиция", {"place": "Одесса", "place_id": "ukraine/odesa_region/odesa",
                                       "event_date": "2022-04-04"})])})  # fmt: skip
    assert made["happenings"]["name"].tolist() == ["Odesa, 4 April 2022"]


NARROWED = [  # where the claims of an article lie, and the place their happening is named for
    (("Colombia", "Bogota", "Bogota", "Colombia"), "Bogota"),
    (("Colombia", "Bogota", "Colombia", "Colombia"), "Colombia"),
    (("Colombia", "Bogota", "Cali", "Bogota", "Colombia"), "Colombia"),
    (("Colombia", "Bogota", "Bogota", "Peru", "Colombia"), "Colombia"),
]  # fmt: skip


@pytest.mark.parametrize(("places", "name"), NARROWED)
def test_a_happening_is_named_for_the_narrowest_place_that_meets_all_others(places: tuple[str, ...], name: str):
    told = [f"In {place} {k + 20} people were killed on Monday, officials said." for k, place in enumerate(places)]
    figures = [(f"{k + 20} people", f"{k + 20}", "officials", {"place": place, "event_date": "2022-04-04"})
               for k, place in enumerate(places)]  # fmt: skip
    made = compared({"a": ("2022-04-05", "en", "A quake\n\n" + " ".join(told), figures)})
    assert f"{name}, 4 April 2022" in made["happenings"]["name"].tolist()


NOWHERE = "A gate burst at the mill\n\nOn Monday 7 people died when a gate burst, police said."
NAMED = [  # day of publication and text of one claim, its cells, the name of its happening
    ("2022-04-05", NOWHERE, {"event_date": "2022-04-04"}, "“A gate burst at the mill”, 4 April 2022 (place not told)"),
    ("2022-04-05", "\n\nOn Monday 7 people died when a gate burst, police said.", {"event_date": "2022-04-04"},
     "“On Monday 7 people died when a gate burst, police said.”, 4 April 2022 (place not told)"),
    ("2022-09-05", "In Ukraine 7 people died since the war began in April, Kyiv said.",
     SOLDIERS | {"place": "Ukraine", "event_date": "2022-04-01", "event_date_how": "period"},
     "War in Ukraine since April 2022"),
    ("2022-09-05", "In Ukraine 7 people died since the war began on 2 April, Kyiv said.",
     SOLDIERS | {"place": "Ukraine", "event_date": "2022-04-02", "event_date_how": "period"},
     "War in Ukraine since 2 April 2022"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "cells", "name"), NAMED)
def test_a_name_tells_what_befell_whom_and_no_day_that_no_text_tells(day: str, text: str, cells: dict, name: str):
    made = compared({"a": (day, "en", text, [("7 people", "7", "police", cells)])})
    assert made["happenings"]["name"].tolist() == [name]


DEAD = {"place": "Arlow", "event_date": "2022-04-04"}
HURT = DEAD | {"outcome": "wounded"}
FREED = {"outcome": "released", "side": "south_sudan", "event_date": "2019-02-11"}
KINDS = {
    "those identified and those who died in hospital": {
        "a": ("2022-04-05", "en",
              "Blast in Arlow\n\nA blast in Arlow on Monday killed 40 people, the mayor said. So far "
              "25 have been identified.", [("40 people", "40", "the mayor", DEAD), ("25", "25", "the mayor", {})]),
        "b": ("2022-04-08", "uk",
              "Вибух в Арлові\n\nПісля вибуху в Арлові в понеділок загинули 43 людини, повідомив мер. "
              "Ідентифіковано 38 загиблих. Троє померли в лікарні.",
              [("43 людини", "43", "мер", DEAD), ("38 загиблих", "38", "мер", {}), ("Троє", "3", "мер", {})]),
        "together": [{"a0", "b0"}, {"a1", "b1"}, {"b2"}],
    },
    "those still treated days later": {
        "a": ("2022-04-05", "en", "Blast in Arlow\n\nA blast in Arlow on Monday hurt 64 people, the head doctor said.",
              [("64 people", "64", "the head doctor", HURT)]),
        "b": ("2022-04-12", "en",
              "Blast in Arlow\n\nEight people hurt in Monday's blast in Arlow are undergoing treatment, "
              "the head doctor said.", [("Eight people", "8", "the head doctor", HURT)]),
        "c": ("2022-04-13", "ru",
              "Взрыв в Арлоу\n\nПять человек, раненных при взрыве в Арлоу, проходят лечение в госпитале, сообщил врач.",
              [("Пять человек", "5", "the head doctor", HURT)]),
        "d": ("2022-04-14", "uk",
              "Вибух в Арлові\n\nТроє людей, поранених під час вибуху в Арлові, перебувають у шпиталі, сказав лікар.",
              [("Троє людей", "3", "the head doctor", HURT)]),
        "together": [{"a0"}, {"b0", "c0", "d0"}],
    },
    "attackers among the dead": {
        "a": ("2022-04-05", "en",
              "Attack on a hotel in Arlow\n\nGunmen attacked a hotel in Arlow on Monday and killed 21 "
              "people, police said. Four attackers were shot dead.",
              [("21 people", "21", "police", DEAD), ("Four attackers", "4", "police", {})]),
        "b": ("2022-04-06", "ru",
              "Нападение на отель в Арлоу\n\nПри нападении на отель в Арлоу в понедельник погибли 23 "
              "человека, сообщила полиция. Убиты четверо нападавших.",
              [("23 человека", "23", "полиция", DEAD), ("четверо нападавших", "4", "полиция", {})]),
        "together": [{"a0", "b0"}, {"a1", "b1"}],
    },
    "a toll lowered three times": {
        "a": ("2022-04-05", "en", "Flood in Arlow\n\nThe flood in Arlow on Monday killed 90 people, the ministry said.",
              [("90 people", "90", "the ministry", DEAD)]),
        "b": ("2022-04-06", "en", "Flood in Arlow\n\nThe ministry lowered the toll of Monday's flood in Arlow to 72.",
              [("72", "72", "the ministry", DEAD)]),
        "c": ("2022-04-07", "en", "Flood in Arlow\n\nThe ministry lowered the toll of the flood in Arlow again, to 64.",
              [("64", "64", "the ministry", DEAD)]),
        "d": ("2022-04-08", "ru",
              "Наводнение в Арлоу\n\nМинистерство снова снизило число погибших при наводнении в Арлоу "
              "в понедельник, до 61.", [("61", "61", "the ministry", DEAD)]),
        "together": [{"a0", "b0", "c0", "d0"}],
    },
    "two sites of one morning": {
        "a": ("2022-04-05", "en", "Two towns shelled\n\nShells hit the market of Arlow on Monday morning and killed 14 "
              "people, the governor said.", [("14 people", "14", "the governor", DEAD)]),
        "b": ("2022-04-05", "en", "Shells on Brindle\n\nShells hit a school in Brindle on Monday morning and killed 6 "
              "people, the governor said.",
              [("6 people", "6", "the governor", {"place": "Brindle", "event_date": "2022-04-04"})]),
        "together": [{"a0"}, {"b0"}],
    },
    "an exchange with its groups": {
        "a": ("2022-04-05", "en", "Exchange of prisoners\n\nIn an exchange on Monday 130 soldiers came home, the staff "
              "said. Among them are 12 officers. Eight civilians were freed as well.",
              [("130 soldiers", "130", "the staff", {"outcome": "released", "group": "military"}),
               ("12 officers", "12", "the staff", {"outcome": "released", "group": "officers", "part_of": "a0"}),
               ("Eight civilians", "8", "the staff", {"outcome": "released", "group": "civilian"})]),
        "b": ("2022-04-05", "uk", "Обмін полоненими\n\nПід час обміну в понеділок додому повернулися 130 військових, "
              "повідомив штаб. Серед них 12 офіцерів.",
              [("130 військових", "130", "штаб", {"outcome": "released", "group": "military"}),
               ("12 офіцерів", "12", "штаб", {"outcome": "released", "group": "officers", "part_of": "b0"})]),
        "together": [{"a0", "b0"}, {"a1", "b1"}, {"a2"}],
    },
    "an earlier year in the background": {
        "a": ("2022-04-05", "en",
              "Quake in Arlow\n\nA quake in Arlow on Monday killed 30 people, the governor said. The "
              "2004 quake there killed 1,200 people.",
              [("30 people", "30", "the governor", DEAD), ("1,200 people", "1200", "", {"place": "Arlow"})]),
        "b": ("2022-04-06", "ru", "Землетрясение в Арлоу\n\nПри землетрясении в Арлоу в понедельник погиб 31 человек, "
              "сообщил губернатор. В 2004 году там погибли 1200 человек.",
              [("31 человек", "31", "губернатор", DEAD), ("1200 человек", "1200", "", {"place": "Arlow"})]),
        "together": [{"a0", "b0"}, {"a1", "b1"}],
    },
    "two countries beside each other": {
        "a": ("2022-04-05", "en",
              "Quake in Turkey and Syria\n\nA quake on Monday killed 900 people, officials said. In "
              "Turkey 600 people died, in Syria 300 people died.",
              [("900 people", "900", "officials", {"event_date": "2022-04-04"}),
               ("600 people", "600", "officials", {"place": "Turkey"}),
               ("300 people", "300", "officials", {"place": "Syria"})]),
        "b": ("2022-04-06", "en",
              "Quake in Turkey and Syria\n\nThe quake of Monday killed 1,100 people, officials said. "
              "In Turkey 750 people died, in Syria 350 people died.",
              [("1,100 people", "1100", "officials", {"event_date": "2022-04-04"}),
               ("750 people", "750", "officials", {"place": "Turkey"}),
               ("350 people", "350", "officials", {"place": "Syria"})]),
        "together": [{"a0", "b0"}, {"a1", "b1"}, {"a2", "b2"}],
    },
    "two waves": {
        "a": ("2022-04-05", "en", "Radios blow up in Arlow\n\nRadios blew up in Arlow on Monday and killed 12 people, "
              "the mayor said.", [("12 people", "12", "the mayor", DEAD)]),
        "b": ("2022-04-06", "en", "Second wave: phones blow up in Arlow\n\nA second wave of blasts, now of phones, "
              "killed 20 people in Arlow on Tuesday, the mayor said. The radios had killed 12 people on Monday.",
              [("20 people", "20", "the mayor", {"place": "Arlow", "event_date": "2022-04-05"}),
               ("12 people", "12", "the mayor", DEAD)]),
        "together": [{"a0", "b1"}, {"b0"}],
    },
    "an anniversary": {
        "a": ("2022-04-05", "en", "Blast in a mine in Arlow\n\nA blast in a coal mine in Arlow on Monday killed 31 "
              "miners, the union said.", [("31 miners", "31", "the union", DEAD)]),
        "b": ("2023-04-05", "uk", "Роковини вибуху в Арлові\n\nВ Арлові згадали загиблих від вибуху на шахті. "
              "Рік тому, 4 квітня 2022 року, там загинув 31 шахтар, нагадала профспілка. Минулого місяця на іншій "
              "шахті, у Брінделі, загинули двоє.",
              [("31 шахтар", "31", "профспілка", DEAD),
               ("двоє", "2", "", {"place": "Brindle", "event_date": "2023-03-14"})]),
        "together": [{"a0", "b0"}, {"b1"}],
    },
    "a live page with old counts": {
        "a": ("2022-04-06", "en", "Flood in Arlow: what we know\n\n14:20 At least 52 people died in the flood in Arlow "
              "on Monday, the ministry says.\n\n09:05 The ministry puts the dead of the flood at 40.\n\n08:00 The "
              "first count of the ministry was 17.",
              [("52 people", "52", "the ministry", DEAD), ("40", "40", "the ministry", DEAD),
               ("17", "17", "the ministry", DEAD)]),
        "b": ("2022-04-06", "ru", "Наводнение в Арлоу\n\nПри наводнении в Арлоу в понедельник погибли 52 человека, "
              "сообщило министерство.", [("52 человека", "52", "the ministry", DEAD)]),
        "together": [{"a0", "a1", "a2", "b0"}],
    },
    "a round-up of five places": {
        "a": ("2022-04-05", "uk", "Обстріли за добу\n\nУ Вовчанську внаслідок удару загинули 2 людини, у Чугуєві від "
              "обстрілу загинули 3 людини, в Ізюмі ракети вбили 4 людей, у Балаклії від удару загинули 5 людей, у "
              "Мереф’ї обстріл вбив 6 людей, повідомив штаб.",
              [(f"{n} люд", n, "штаб", {"place": town, "event_date": "2022-04-04"}) for n, town in
               zip("23456", ("Вовчанську", "Чугуєві", "Ізюмі", "Балаклії", "Мереф’ї"), strict=True)]),
        "b": ("2022-04-05", "uk", "Удар по Ізюму\n\nВнаслідок ракетного удару по Ізюму в понеділок загинули 4 людини, "
              "повідомив мер.", [("4 людини", "4", "мер", {"place": "Ізюму", "event_date": "2022-04-04"})]),
        "together": [{"a0"}, {"a1"}, {"a2", "b0"}, {"a3"}, {"a4"}],
    },
    "soldiers and civilians of an exchange, of both sides": {
        "a": ("2019-02-12", "en", "Swap\n\nOn Monday 390 people came home in a swap at the border, the staff said: 270 "
              "soldiers and 120 civilians. Sudan got back 30 of its own.",
              [("390 people", "390", "the staff", FREED), ("270 soldiers", "270", "the staff", FREED | {
                  "group": "military"}), ("120 civilians", "120", "the staff", FREED | {"group": "civilian"}),
               ("30 of its own", "30", "the staff", FREED | {"side": "sudan"})]),
        "b": ("2019-02-12", "uk", "Обмін\n\nУ понеділок під час обміну на кордоні повернулися 270 військових і 120 "
              "цивільних.",
              [("270 військових", "270", "штаб", FREED | {"group": "military"}),
               ("120 цивільних", "120", "штаб", FREED | {"group": "civilian"})]),
        "together": [{"a0"}, {"a1", "b0"}, {"a2", "b1"}, {"a3"}],
    },
    "people and soldiers of one land, by other numbers": {
        "a": ("2022-04-05", "en", "Shells on Arlow\n\nShells on Arlow on Monday killed 10 Sudanese, police said.",
              [("10 Sudanese", "10", "police", DEAD | {"side": "sudan"})]),
        "b": ("2022-04-05", "ru", "Обстрел Арлоу\n\nПри обстреле Арлоу убиты 40 суданских солдат: мятежники.",
              [("40 суданских солдат", ">=40", "мятежники", DEAD | {"side": "sudan", "group": "military"})]),
        "together": [{"a0"}, {"b0"}],
    },
    "people whom another text calls soldiers": {
        "a": ("2022-04-05", "en", "Shells on Arlow\n\nShells on Arlow on Monday killed 10 Sudanese, police said.",
              [("10 Sudanese", "10", "police", DEAD | {"side": "sudan"})]),
        "b": ("2022-04-06", "ru", "Обстрел Арлоу\n\nПри обстреле Арлоу в понедельник убиты 10 суданских солдат. "
              "Позже полиция сказала о 12 убитых солдатах.",
              [("10 суданских солдат", "10", "police", DEAD | {"side": "sudan", "group": "military"}),
               ("12 убитых солдатах", "12", "police", DEAD | {"side": "sudan", "group": "military"})]),
        "together": [{"a0", "b0", "b1"}],
    },
    "people of two foes": {
        "a": ("2022-04-05", "en", "Shells on both sides\n\nShells on Monday killed 20 people in Arlow, Yerevan said; "
              "Baku counts 22 dead there.",
              [("20 people", "20", "Yerevan", DEAD | {"side": "armenia", "party": "armenia"}),
               ("22 dead", "22", "Baku", DEAD | {"side": "azerbaijan", "party": "azerbaijan"})]),
        "b": ("2022-04-05", "ru", "Обстрел Арлоу\n\nПри обстреле Арлоу в понедельник погибли 24 человека: Баку.",
              [("24 человека", "24", "Baku", DEAD | {"side": "azerbaijan", "party": "azerbaijan"})]),
        "together": [{"a0"}, {"a1", "b0"}],
    },
    "hostages are all who are set free": {
        "a": ("2019-02-12", "en", "Rebels free 12 hostages\n\nOn Monday rebels freed 12 hostages, the Red Cross said.",
              [("12 hostages", "12", "the Red Cross", {"outcome": "released", "event_date": "2019-02-11"})]),
        "b": ("2019-02-12", "en", "On Monday rebels freed 12 people, the Red Cross said of the hostages.",
              [("12 people", "12", "the Red Cross", {"outcome": "released", "event_date": "2019-02-11"})]),
        "together": [{"a0", "b0"}],
    },
    "whom rescuers look for under the rubble are not the dead": {
        "a": ("2022-04-05", "ru", "Удар по Арлоу: 10 погибших, людей ищут под завалами\n\nУдар по Арлоу в понедельник.",
              [("10 погибших", "10", "мэр", DEAD)]),
        "b": ("2022-04-05", "en", "Quake in Arlow\n\nThe strike on Arlow on Monday killed 10 people, the mayor said.",
              [("10 people", "10", "the mayor", DEAD)]),
        "together": [{"a0", "b0"}],
    },
    "children of a toll and of a later one": {
        "a": ("2022-04-05", "uk", "Удар по Арлову\n\nУдар по Арлову в понеділок убив 12 людей, каже мер, з них двоє "
              "дітей.\n\nПізніше мер говорив про 16 загиблих, серед них шестеро дітей.",
              [("12 людей", "12", "мер", DEAD),
               ("двоє дітей", "2", "мер", DEAD | {"group": "children", "part_of": "a0"}),
               ("16 загиблих", "16", "мер", DEAD),
               ("шестеро дітей", "6", "мер", DEAD | {"group": "children", "part_of": "a2"})]),
        "together": [{"a0", "a2"}, {"a1", "a3"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_counts_one_thing_stands_together(kind: str):
    articles = {name: told for name, told in KINDS[kind].items() if name != "together"}
    made = compared(articles)
    found = made["events"].groupby("event_id")["claim_id"].agg(set).tolist()
    assert sorted(map(sorted, found)) == sorted(map(sorted, KINDS[kind]["together"]))
    assert not (made["reasons"]["reason"] == "disagreement").any()


def test_captives_brought_to_a_prison_and_a_later_blast_in_it_are_two_happenings():
    brought = (
        "2022-05-17", "en", "Garrison taken to Dovhe\n\nSome 264 soldiers gave up and were brought to the prison in "
        "Dovhe, the ministry said. Of them 51 were wounded.",
        [("264 soldiers", "264", "the ministry", {"place": "Dovhe", "outcome": "surrendered", "group": "military"}),
         ("51", "51", "the ministry", {"place": "Dovhe", "outcome": "wounded", "group": "military"})],
    )  # fmt: skip
    blast = (
        "2022-07-29", "en", "Blast in a prison\n\nA blast in the prison in Dovhe killed 40 people and wounded 75, the "
        "governor said.",
        [("40 people", "40", "the governor", {"place": "Dovhe"}),
         ("75", "75", "the governor", {"place": "Dovhe", "outcome": "wounded"})],
    )  # fmt: skip
    made = compared({"a": brought, "b": blast})
    homes = made["events"].set_index("claim_id")["happening_id"]
    assert homes["a0"] != homes["b0"]
    assert homes["a1"] != homes["b1"]


MILL = (
    "Blast at a mill in Irpin\n\nThe health office said 80 people were killed in the blast at the Lyman mill in Irpin. "
    "On Monday evening it had spoken of about 95 dead. A foreign official said that the dead numbered between 5 and "
    "20, and not 40."
)
AT_THE_MILL = {"place": "Lyman mill, Irpin", "event_date": "2022-04-04"}
IN_IRPIN = {"place": "Irpin", "event_date": "2022-04-04"}
DEAD_OF_THE_MILL: list[Figure] = [
    ("80 people", "80", "Health office", AT_THE_MILL),
    ("about 95 dead", "~95", "Health office", IN_IRPIN | {"said": "2022-04-04"}),
    ("between 5 and 20", "5-20", "Foreign official", IN_IRPIN),
    ("40", "40", "Foreign official", IN_IRPIN | {"modality": "negated"}),
]


def test_the_one_site_of_a_happening_is_no_part_of_it():
    made = compared({"a": ("2022-04-05", "en", MILL, DEAD_OF_THE_MILL)})
    assert made["events"]["event_id"].nunique() == 1
    why = {frozenset(pair): told for *pair, told in made["reasons"][["claim_a", "claim_b", "reason"]].to_numpy()}
    assert why[frozenset(("a0", "a2"))] == "disagreement"  # who says 5 to 20 says that it is not 40
    assert why[frozenset(("a0", "a1"))] == why[frozenset(("a1", "a2"))] == "revised"


def test_a_number_told_at_a_site_of_the_town_is_of_the_happening_of_its_article():
    text = ("The agency quoted the ministry as saying on Wednesday that hundreds of soldiers surrendered in Mariupol, "
            "88 of them officers.\n\nThe militia put the count at 1,280, all of them, it said, at the Ilyich plant.")
    told = {"outcome": "surrendered", "group": "military", "side": "ukraine"}
    made = compared({"a": ("2022-04-13", "en", text, [
        ("hundreds of soldiers", "?", "the ministry", told | {"place": "Mariupol"}),
        ("88 of them officers", "88", "the ministry", told | {"group": "officers", "place": "Mariupol"}),
        ("1,280", "1280", "The militia", told | {"place": "Ilyich plant", "said": None})])})  # fmt: skip
    assert homes(made).nunique() == 1


@pytest.mark.parametrize(("named", "many", "one"), [("Херсоне", 31, True), ("Луцке", 31, False), ("Херсоне", 3, False)])
def test_a_text_that_names_the_town_of_another_tells_of_it_by_a_number_of_many(named: str, many: int, *, one: bool):
    monday = DEAD | {"event_date": "2022-04-04"}
    made = compared({
        "a": ("2022-04-05", "en", f"Plane falls on houses\n\nA plane fell on Kherson and killed {many} people.",
              [(f"{many} people", str(many), "", monday | {"place": "Kherson"})]),
        "b": ("2022-04-05", "ru", f"Рейс из Арлоу\n\nСамолёт выкатился за полосу в Измаиле, {many} погибших. "
              f"В {named} собирают тёплые вещи.",
              [(f"{many} погибших", str(many), "", DEAD | {"event_date": None, "place": "Измаил"})]),
    })  # fmt: skip
    assert (homes(made).nunique() == 1) == one


def test_two_sites_of_a_happening_are_parts_of_it():
    more = "Another 6 people died at the Lyman school in Irpin, the health office said. "
    text = MILL.replace("A foreign", more + "A foreign")
    figures = [*DEAD_OF_THE_MILL, ("6 people", "6", "Health office", AT_THE_MILL | {"place": "Lyman school, Irpin"})]
    made = compared({"a": ("2022-04-05", "en", text, figures)})
    things = made["events"].set_index("claim_id")["event_id"]
    assert things["a4"] != things["a0"]


def test_where_somebody_speaks_is_no_battle():
    text = ("Losses in the war\n\nRussia lost more than 53,000 soldiers since the invasion, the General Staff said. "
            "At a club in Geneva the envoy put the Ukrainian dead at 9,000. In Oslo the minister spoke of 60,000 dead "
            "on Tuesday.")  # fmt: skip
    made = compared({"a": ("2022-09-15", "en", text, [
        ("53,000 soldiers", ">53000", "the General Staff", SOLDIERS),
        ("9,000", "9000", "the envoy", SOLDIERS | {"side": "ukraine", "place": "Geneva"}),
        ("60,000 dead", "60000", "the minister", {"place": "Oslo", "event_date": "2022-09-13"})])})  # fmt: skip
    assert set(made["happenings"]["kind"]) == {"war"}
    events = made["events"].set_index("claim_id")
    assert events["happening_id"]["a0"] == events["happening_id"]["a1"]
    assert pd.isna(events["happening_id"]["a2"])  # the dead of a war, and nobody tells whose


def test_a_running_total_at_the_place_of_its_articles_happening_is_of_that():
    text = ("Protests in Vensk: 40 dead\n\nClashes in Vensk killed 40 people, the clinic said. Since 18 February 52 "
            "have died in Upper Vensk, the mayor said.")  # fmt: skip
    since = {"place": "Vensk", "tally": "cumulative", "event_date": "2022-02-18"}
    made = compared({"a": ("2022-02-28", "en", text, [
        ("40 people", "40", "the clinic", {"place": "Vensk"}), ("52", "52", "the mayor", since)])})  # fmt: skip
    assert made["events"]["happening_id"].nunique() == 1


def homes(made: dict[str, pd.DataFrame]) -> pd.Series:
    return made["events"].set_index("claim_id")["happening_id"]


def test_strikes_on_several_towns_are_several_happenings_and_the_next_town_is_none():
    text = ("Overnight strikes\n\nA missile hit a depot in Lviv and killed 9 people, the mayor said. In Poltava, "
            "rockets killed 7 people. Drones killed 3 people in Kharkiv.")  # fmt: skip
    near = "Missiles kill 9\n\nA missile hit a camp in Irpin and killed 9 people. In Bucha beside it 7 people died."
    day = {"event_date": "2022-09-13"}
    made = compared({
        "a": ("2022-09-14", "en", text, [
            (f"{said} people", said, "police", {"place": place} | day)
            for said, place in (("9", "Lviv"), ("7", "Poltava"), ("3", "Kharkiv"))]),
        "b": ("2022-09-14", "en", near, [
            (f"{said} people", said, "police", {"place": place} | day)
            for said, place in (("9", "Irpin"), ("7", "Bucha"))]),
    })  # fmt: skip
    told = homes(made)
    assert told[["a0", "a1", "a2"]].nunique() == 3
    assert told["b0"] == told["b1"]


def test_a_quake_in_several_towns_is_one_happening():
    text = ("Quake shakes the west\n\nAn earthquake killed 9 people in Lviv on Tuesday, the mayor said. In Poltava it "
            "killed 7 people. Falling walls killed 3 people in Kharkiv.")  # fmt: skip
    made = compared({"a": ("2022-09-14", "en", text, [
        (f"{said} people", said, "police", {"place": place, "event_date": "2022-09-13"})
        for said, place in (("9", "Lviv"), ("7", "Poltava"), ("3", "Kharkiv"))])})  # fmt: skip
    assert homes(made).nunique() == 1


def test_the_toll_of_an_earlier_event_comes_in_the_sentence_after_it():
    text = ("Quake in Arlow kills 30\n\nAn earthquake in Arlow killed 30 people on Tuesday, the mayor said. In April "
            "2009 a stronger quake shook the valley. It killed 212 people. Tents were sent to Arlow.")  # fmt: skip
    made = compared({"a": ("2022-09-14", "en", text, [
        ("30 people", "30", "the mayor", {"place": "Arlow", "event_date": "2022-09-13"}),
        ("212 people", "212", "", {"place": "Arlow"})])})  # fmt: skip
    assert homes(made).to_dict() == {"a0": "2022-09-13.arlow", "a1": "2009-04-01.arlow"}


def test_a_first_toll_is_not_weighed_against_those_told_after_it():
    texts = {day: f"Flood in Arlow\n\nA flood in Arlow killed {n} people, the mayor said. Boats searched the street."
             for day, n in (("2022-09-13", 40), ("2022-09-15", 300), ("2022-09-16", 900))}  # fmt: skip
    made = compared({day: (day, "en", text, [(f"{n} people", n, "the mayor", {"place": "Arlow"} | told)])
                     for (day, text), n, told in zip(texts.items(), ("40", "300", "900"),
                                                     ({}, {"event_date": "2022-09-12"}, {}), strict=True)})  # fmt: skip
    assert homes(made).nunique() == 1


def test_the_day_up_to_which_is_counted_is_not_the_day_of_the_event():
    text = ("Quake: 800 dead\n\nAn earthquake on Monday killed 800 people in Arlow as of Thursday, 15 September, the "
            "mayor said.")  # fmt: skip
    made = compared({"a": ("2022-09-15", "en", text, [
        ("800 people", "800", "the mayor", {"place": "Arlow", "as_of": "2022-09-15", "event_date": "2022-09-15",
                                            "event_date_how": "iso"})])})  # fmt: skip
    assert made["happenings"]["name"].tolist() == ["Arlow, 12 September 2022"]


def parts(text: str, *figures: tuple[str, str, dict[str, object]]) -> list[str]:
    """The part that each figure of a Russian text about one attack counts."""
    cells = {"place": "Arlow", "event_date": "2022-09-13"}
    made = compared({"a": ("2022-09-14", "ru", text, [
        (words, said, "полиция", cells | more) for words, said, more in figures])})  # fmt: skip
    return made["events"].sort_values("claim_id")["scope"].fillna("").tolist()


def test_attackers_are_who_the_number_counts():
    text = "Число погибших в результате атаки террористов достигло 41. Убиты 12 боевиков. Нашли тела 30 человек."
    figures = (
        ("погибших в результате атаки террористов достигло 41", "41", {"number": "41"}),
        ("12 боевиков", "12", {}), ("30 человек", "30", {}),
    )  # fmt: skip
    assert parts(text, *figures) == ["", "attackers", "bodies"]


def test_of_those_missing_fewer_are_left_and_a_changed_count_says_so_in_its_sentence():
    text = ("После взрыва пропали без вести 80 человек. Не найдены 30 человек. Погибли 195 человек, сообщил мэр. "
            "По уточнённым данным, после вскрытия, погибли 174 человека, сообщила прокуратура.")  # fmt: skip
    place = {"place": "Arlow"}
    hurt = {"outcome": "missing", "tally": "stock"}
    made = compared({"a": ("2022-09-14", "ru", text, [
        ("80 человек", "80", "мэр", place | hurt | {"event_date": "2022-09-13"}),
        ("30 человек", "30", "врачи", place | hurt | {"as_of": "2022-09-16"}),
        ("195 человек", "195", "мэр", place), ("174 человека", "174", "прокуратура", place | {"as_of": "2022-09-16"}),
    ])})  # fmt: skip
    told = {frozenset(pair): reason for *pair, reason in made["reasons"][["claim_a", "claim_b", "rule"]].to_numpy()}
    assert told[frozenset(("a0", "a1"))] == "fewer_are_left"
    assert told[frozenset(("a2", "a3"))] == "told_as_changed"


def test_countries_that_articles_hold_apart_are_parts_whoever_names_them():
    text = ("Quake in Turkey and Syria\n\nAn earthquake killed 900 people in Turkey, in Syria 400 people died. In its "
            "own hospitals the ministry counted 420 dead. In Turkey 70 people are missing.")  # fmt: skip
    day = {"event_date": "2022-09-13"}
    made = compared({"a": ("2022-09-14", "en", text, [
        ("900 people", "900", "", day | {"place": "Turkey"}), ("400 people", "400", "", day | {"place": "Syria"}),
        ("420 dead", "420", "the ministry", day | {"place": "Syria", "side": "syria"}),
        ("70 people", "70", "", day | {"place": "Turkey", "outcome": "missing"})])})  # fmt: skip
    assert made["events"].sort_values("claim_id")["scope"].tolist()[:3] == ["in Turkey", "in Syria", "in Syria"]


def test_a_report_of_weeks_later_with_a_like_toll_is_of_the_same_happening():
    first = "Flood in Arlow\n\nA flood in Arlow on Monday killed 171 people, the mayor said."
    later = "Arlow after the flood\n\nThe number of dead in Arlow stands at 188, the governor said. Help has come."
    made = compared({
        "a": ("2022-09-13", "en", first, [("171 people", "171", "the mayor", {"place": "Arlow",
                                                                              "event_date": "2022-09-12"})]),
        "b": ("2022-09-24", "en", later, [("188", "188", "the governor", {"place": "Arlow"})]),
    })  # fmt: skip
    assert homes(made).nunique() == 1


def test_an_exchange_is_the_happening_of_its_day():
    swap = "Обмін полоненими\n\nЗ російського полону повернулися ще 230 захисників. Це сталося в середу, сказав речник."
    back = {"outcome": "released", "side": "ukraine", "group": "military", "event_date": "2024-01-03"}
    made = compared({
        "a": ("2024-01-03", "uk", swap, [("230 захисників", "230", "речник", back | {"tally": "increment"})]),
        "b": ("2024-01-04", "uk", swap, [("230 захисників", "230", "речник", back)]),
    })  # fmt: skip
    assert made["happenings"]["kind"].tolist() == ["incident"]


def test_a_total_of_no_war_is_of_the_happening_of_its_article():
    text = ("Protests in Vensk: 40 dead\n\nClashes in Vensk killed 40 people, the clinic said. 472 people are still in "
            "hospital across the country, the ministry said.")  # fmt: skip
    beds = {"outcome": "wounded", "side": "ukraine", "place": "Ukraine", "tally": "cumulative"}
    made = compared({"a": ("2014-02-28", "en", text, [
        ("40 people", "40", "the clinic", {"place": "Vensk, Ukraine"}), ("472 people", "472", "the ministry", beds)]),
    })  # fmt: skip
    assert homes(made).nunique() == 1


def test_strikes_of_which_no_sentence_names_the_place_are_no_happenings_of_their_own():
    text = ("Missiles hit Lviv\n\nA missile hit a depot in Lviv and killed 9 people, the mayor said. Rockets killed 7 "
            "people.")  # fmt: skip
    day = {"event_date": "2022-09-13"}
    made = compared({"a": ("2022-09-14", "en", text, [
        ("9 people", "9", "the mayor", day | {"place": "Lviv"}), ("7 people", "7", "", day | {"place": "Poltava"})]),
    })  # fmt: skip
    assert homes(made).nunique() == 1


def test_a_hospital_of_survivors_is_a_part_and_so_is_each_region_of_a_list():
    text = ("Storm hits the west\n\nA storm killed 40 people in Ukraine, the ministry said. 6 of them died at a clinic "
            "in Lviv. Elsewhere 4 died, of them 2 – in Poltava, 2 – in Sumy.")  # fmt: skip
    day = {"event_date": "2022-09-13"}
    made = compared({"a": ("2022-09-14", "en", text, [
        ("40 people", "40", "", day | {"place": "Ukraine"}), ("6 of them", "6", "", day | {"place": "Lviv"}),
        ("4 died", "4", "", day), ("2", "2", "", day | {"place": "Poltava", "part_of": "a2"})])})  # fmt: skip
    assert made["events"].sort_values("claim_id")["scope"].fillna("").tolist()[3] == "in Poltava"
    assert made["events"].sort_values("claim_id")["scope"].fillna("").tolist()[1]


def test_a_small_part_replaces_no_toll():
    text = "Strike on a camp\n\nThe clinic counts 42 dead. It had earlier spoken of 38. Three cousins died in a tent."
    day = {"place": "Arlow", "event_date": "2022-09-13"}
    made = compared({"a": ("2022-09-14", "en", text, [
        ("Three cousins", "3", "", day), ("38", "38", "the clinic", day), ("42 dead", "42", "the clinic", day)]),
    })  # fmt: skip
    told = made["links"][made["links"]["rule"] == "replaced_in_the_text"]
    assert told[["claim_a", "claim_b"]].to_numpy().tolist() == [["a2", "a1"]]


def test_bodies_that_are_found_first_are_the_toll_so_far():
    found = "Strike on Arlow\n\nRescuers found 49 bodies after the strike on Arlow on Tuesday."
    later = "Arlow mourns\n\nThe strike on Arlow on Tuesday killed 52 people, the mayor said."
    day = {"place": "Arlow", "event_date": "2022-09-13"}
    made = compared({"a": ("2022-09-13", "en", found, [("49 bodies", "49", "Rescuers", day)]),
                     "b": ("2022-09-15", "en", later, [("52 people", "52", "the mayor", day)])})  # fmt: skip
    assert made["reasons"]["reason"].tolist() == ["later_count"]


def test_first_counts_of_one_surrender_in_a_town_are_no_totals_of_a_war():
    out = {"outcome": "surrendered", "group": "military", "side": "ukraine", "place": "Irpin", "tally": "cumulative"}
    made = compared({
        "a": ("2022-05-17", "en", "Garrison of Irpin lays down arms\n\nA total of 264 soldiers had left the fort of "
              "Irpin, Kyiv said. Russia put them at 265.",
              [("264 soldiers", "264", "Kyiv", out | {"party": "ukraine"}),
               ("265", "265", "Russia", out | {"party": "russia"})]),
        "b": ("2022-05-18", "ru", "Гарнизон Ирпеня\n\nС 16 мая в Ирпене сдались 959 военных, сообщило ведомство.",
              [("959 военных", "959", "ведомство", out | {"party": "russia", "place": "Ирпене"})]),
    })  # fmt: skip
    assert homes(made).nunique() == 1


def test_first_days_of_a_war_counted_on_both_sides_are_one_happening():
    both = [("Israel", "israel"), ("Gaza", "gaza")]
    killed = [(f"{n} people", n, "officials", {"place": place, "side": side, "event_date": "2023-10-07"})
              for n, (place, side) in zip(("600", "310"), both, strict=True)]  # fmt: skip
    made = compared({
        "a": ("2023-10-08", "en", "Attack on Israel\n\nIn the attack of Saturday on towns in Israel 600 people died, "
              "in strikes on Gaza 310 people died, officials said.", killed),
        "b": ("2023-10-09", "en", "Toll rises\n\nIn all 700 people have been killed in Israel, officials said. In Gaza "
              "the total rose to 413 people.",
              [("700 people", "700", "officials", {"place": "Israel", "side": "israel", "tally": "cumulative"}),
               ("413 people", "413", "officials", {"place": "Gaza", "side": "gaza", "tally": "cumulative"})]),
    })  # fmt: skip
    assert homes(made).nunique() == 1


def test_a_count_of_the_day_before_is_of_the_total_beside_it():
    since = "The office has recorded 3,500 killed in Ukraine since 24 February. A day before it told of 3,420 killed."
    made = compared({
        "a": ("2022-04-04", "en", "Bodies in Bucha\n\nShells on Bucha killed 40 people on Sunday, the mayor said.",
              [("40 people", "40", "the mayor", {"place": "Bucha", "side": "ukraine", "event_date": "2022-04-03"})]),
        "b": ("2022-04-04", "en", since, [
            ("3,500 killed", "3500", "The office", {"place": "Ukraine", "side": "ukraine"}),
            ("3,420 killed", "3420", "The office", {"place": "Ukraine", "side": "ukraine"})]),
    })  # fmt: skip
    assert homes(made)["b1"] == homes(made)["b0"] != homes(made)["a0"]


def test_that_nobody_was_hurt_is_said_against_how_many_were_killed_and_wounded():
    text = ("Bombs on a camp in Arlow\n\nBombs on a camp in Arlow on Monday killed 12 people and wounded 20, the "
            "governor said. An aid worker said that there were no casualties.")  # fmt: skip
    made = compared({"a": ("2022-04-05", "en", text, [
        ("12 people", "12", "the governor", DEAD), ("20", "20", "the governor", HURT),
        ("no casualties", "0", "An aid worker", DEAD | {"outcome": "casualties"})])})  # fmt: skip
    assert made["reasons"]["reason"].tolist() == ["disagreement", "disagreement"]


def test_two_sources_held_against_each_other_disagree_and_a_repeated_number_keeps_its_first_day():
    text = ("Fire in Arlow\n\nThe fire in Arlow on Monday killed 265 people, the ministry said. The council put the "
            "dead at 256.")  # fmt: skip
    again = "Fire in Arlow\n\nAt least 265 people died in the fire in Arlow on Monday, the ministry said."
    made = compared({
        "a": ("2022-04-05", "en", text, [
            ("265 people", "265", "the ministry", DEAD), ("256", "256", "The council", DEAD)]),
        "b": ("2022-04-09", "en", again, [("265 people", ">=265", "the ministry", DEAD)]),
    })  # fmt: skip
    assert "later_count" not in set(made["reasons"]["reason"])
    assert (made["reasons"]["reason"] == "disagreement").sum() == 2


def test_counts_of_one_camp_that_grow_within_a_day_are_no_disagreement():
    text = ("Fire in Arlow\n\nThe fire in Arlow on Monday killed 53 people, the self-proclaimed authorities say. Their "
            "leader had spoken of 47 in the morning.")  # fmt: skip
    camp = DEAD | {"party": "dpr"}
    made = compared(
        {
            "a": (
                "2022-04-05",
                "en",
                text,
                [("53 people", "53", "the self-proclaimed authorities", camp), ("47", "47", "Their leader", camp)],
            )
        }
    )
    assert made["reasons"]["reason"].tolist() == ["later_count"]


def test_a_series_that_others_call_killed_is_no_rival_of_casualties():
    war = {"group": "military", "side": "russia", "tally": "cumulative", "place": "Ukraine"}
    both = "Since the invasion Russia lost 15,600 soldiers, the staff said. The alliance put its casualties at 30,000."
    made = compared({
        "a": ("2022-03-23", "en", both, [
            ("15,600 soldiers", "15600", "the staff", war | {"outcome": "casualties", "party": "ukraine"}),
            ("30,000", "30000", "The alliance", war | {"outcome": "casualties", "party": "nato"})]),
        "b": ("2022-04-25", "en", "Since the invasion 21,900 Russian soldiers have been killed, the staff said.", [
            ("21,900 Russian soldiers", "21900", "the staff", war | {"outcome": "killed", "party": "ukraine"})]),
    })  # fmt: skip
    assert set(made["reasons"]["rule"]) == {"casualties_or_killed"}


def test_totals_of_an_uprising_are_one_happening_apart_from_the_tolls_of_its_days():
    told = {
        "a": ("2011-06-04", "Shots at marchers in Homs\n\nTroops fired at marchers in Homs on Friday and killed 14 "
              "people, a witness said. The UN says 1,100 people have been killed since the uprising began in March.",
              ("14 people", "14"), ("1,100 people", "1100")),
        "b": ("2011-07-16", "Raid on a suburb of Hama\n\nA raid on a suburb of Hama killed 21 people on Friday, "
              "residents said. Rights groups put those who died in four months of unrest at 1,700 people.",
              ("21 people", "21"), ("1,700 people", "1700")),
    }  # fmt: skip
    cells = {"side": "syria", "source_name": "The UN"}
    made = compared({
        name: (day, "en", text, [(day_toll[0], day_toll[1], "residents", {"side": "syria"}),
                                 (total[0], total[1], "The UN", cells | {"tally": "cumulative"})])
        for name, (day, text, day_toll, total) in told.items()
    })  # fmt: skip
    home = made["events"].set_index("claim_id")["happening_id"]
    kinds = made["happenings"].set_index("happening_id")["kind"]
    assert home["a1"] == home["b1"]
    assert kinds[home["a1"]] == "war"
    assert len({home["a0"], home["b0"], home["a1"]}) == 3


def test_days_of_unrest_in_one_land_are_a_happening_each():
    days = {
        "a": ("2011-10-03", "Monday", "31"), "b": ("2011-10-06", "Thursday", "24"), "c": ("2011-10-14", "Friday", "36"),
    }  # fmt: skip
    made = compared({
        name: (day, "en", f"Unrest goes on\n\nAt least {toll} people were killed across Syria on {weekday} as troops "
               "fired at protests against the crackdown, activists said.",
               [(f"At least {toll} people", f">={toll}", "activists",
                 {"side": "syria", "place": "Syria", "event_date": day})])
        for name, (day, weekday, toll) in days.items()
    })  # fmt: skip
    assert made["events"]["happening_id"].nunique() == len(days)
    assert made["reasons"].empty


def test_reports_of_the_next_weeks_go_on_telling_of_one_disaster():
    told = {
        "a": ("2010-02-03", "Earthquake in Peru kills hundreds\n\nAn earthquake struck Peru on Tuesday and killed "
              "at least 900 people, officials said.", "at least 900 people", {"event_date": "2010-02-02"}),
        "b": ("2010-02-12", "Tents for Peru\n\nAid is slow to arrive in Peru, where up to 20,000 people died in the "
              "earthquake, officials said.", "up to 20,000 people", {}),
        "c": ("2010-02-16", "Schools open again in Peru\n\nA choir sang for the 19,000 people killed by the earthquake "
              "in Peru, officials said.", "19,000 people", {}),
    }  # fmt: skip
    made = compared({
        name: (day, "en", text, [(words, "".join(filter(str.isdigit, words)), "officials", {"place": "Peru"} | cells)])
        for name, (day, text, words, cells) in told.items()
    })  # fmt: skip
    assert made["events"]["happening_id"].nunique() == 1


def test_a_claim_without_a_number_hides_no_number_told_before(monkeypatch):
    """Not a number has no order: whether it hid the others once turned on where it lay in memory."""
    told = []
    monkeypatch.setattr(placing, "best", lambda options, known: told.append(options[0].signs) or 0)
    first = range(10, 40)
    compared({f"{n}": ("2022-04-05", "en", f"Shelling of Arlow\n\nShelling of Arlow on Monday killed many people, then "
                       f"{n} people, then {3 * n} people, police said.",
                       [("many people", "?", "police", {}), (f"{n} people", f"{n}", "police", {}),
                        (f"{3 * n} people", f"{3 * n}", "police", {})]) for n in first})  # fmt: skip
    assert sum("number_larger" in signs for signs in told) == len(first)


def total(side: str = "ukraine", **more: object) -> dict[str, object]:
    return {"tally": "cumulative", "side": side, "outcome": "surrendered", "group": "military"} | more


GAVE_UP = {"outcome": "surrendered", "group": "military", "side": "ukraine"}
COUNTED = {"side": "ukraine", "group": "civilian", "place": "Ukraine"}
HELD: dict[str, dict[str, object]] = {  # articles, and which claims stand in one happening
    "the last day of a long count is no day of an event": {
        "a": ("2022-04-04", "en", "The office counted 1,900 casualties in Ukraine between 24 February and midnight on "
              "3 April: 980 killed. The count of a day earlier was 950 killed. Most were hit by shelling.",
              [("1,900 casualties", "1900", "the office", COUNTED | {"outcome": "casualties"}),
               ("980 killed", "980", "the office", COUNTED | {"event_date": "2022-04-03", "part_of": "a0"}),
               ("950 killed", "950", "", COUNTED | {"event_date": "2022-04-03", "group": "people"})]),
        "b": ("2022-04-03", "en", "Graves in Irpin\n\nSome 300 residents of Irpin were killed, the mayor said.",
              [("300 residents", "~300", "the mayor", {"place": "Irpin", "side": "ukraine"})]),
        "together": [{"a0", "a1", "a2"}, {"b0"}],
    },
    "a day on which somebody spoke is no day of an event": {
        "a": ("2022-05-20", "en", "Some 1,800 give up at Azovstal\n\nIn all 1,800 fighters have left the Azovstal "
              "works, the minister said. On 15 April he had said that 1,240 had given up in the city.",
              [("1,800 fighters", "1800", "the minister", GAVE_UP | {"place": "Azovstal"}),
               ("1,240", "1240", "the minister", GAVE_UP | {"place": "Mariupol", "said": "2022-04-15"})]),
        "together": [{"a0", "a1"}],
    },
    "the last group of a surrender of some days": {
        "a": ("2022-05-18", "en", "Fighters leave the plant\n\nOn Tuesday 694 fighters gave up at Azovstal, the "
              "ministry said.", [("694 fighters", "694", "the ministry", GAVE_UP | {
                  "place": "Azovstal", "event_date": "2022-05-17"})]),
        "b": ("2022-05-20", "en", "Azovstal is taken\n\nThe last group of 531 gave up at Azovstal on Friday, the "
              "ministry said. Since 16 May 2,225 soldiers have laid down their arms.",
              [("531", "531", "the ministry", GAVE_UP | {"event_date": "2022-05-20"}),
               ("2,225 soldiers", "2225", "the ministry", total(event_date="2022-05-16"))]),
        "together": [{"a0", "b0", "b1"}],
    },
    "totals that give the number of an incident of their days": {
        "a": ("2022-04-13", "en", "Marines give up\n\nSome 1,026 marines gave up in Mariupol on Wednesday, the "
              "ministry said, among them 47 women.",
              [("1,026 marines", "1026", "the ministry", GAVE_UP | {"place": "Mariupol", "event_date": "2022-04-13"}),
               ("47 women", "47", "the ministry", GAVE_UP | {"place": "Mariupol", "group": "women"})]),
        "b": ("2022-04-13", "uk", "Київ не має відомостей\n\nМосква твердить, що здалися 1026 бійців, серед них 47 "
              "жінок.",
              [("1026 бійців", "1026", "Москва", total()), ("47 жінок", "47", "Москва", total(group="women"))]),
        "c": ("2022-09-13", "uk", "Полонені\n\nМосква твердить, що від лютого здалися 1026 бійців.",
              [("1026 бійців", "1026", "Москва", total())]),
        "together": [{"a0", "a1", "b0", "b1"}, {"c0"}],
    },
    "a toll that grows as a town is searched": {
        "a": ("2022-04-03", "en", "Graves in Irpin\n\nSome 300 residents of Irpin were killed, the mayor said.",
              [("300 residents", "~300", "the mayor", {"place": "Irpin", "side": "ukraine"})]),
        "b": ("2022-04-12", "uk", "Тіла у місті\n\nМісто Ірпінь: знайшли тіла 390 людей, каже мер. Зниклими "
              "вважають 16 мешканців.",
              [("390 людей", "390", "мер", {"place": "Ірпінь", "side": "ukraine"}),
               ("16 мешканців", "16", "мер", {"place": "Ірпінь", "outcome": "missing"})]),
        "c": ("2022-08-08", "en", "The remains of 441 people have been found in Irpin since troops left at the end of "
              "March, an aide said. The other 39 may have died in their beds. In April the mayor spoke of 390.",
              [("441 people", "441", "an aide", {
                  "place": "Irpin", "side": "ukraine", "tally": "cumulative", "event_date": "2022-03-01",
                  "event_date_how": "period"}),
               ("39", "39", "an aide", {"place": "Irpin", "side": "ukraine"}),
               ("390", "390", "the mayor", {"place": "Irpin", "side": "ukraine", "as_of": "2022-04-15"})]),
        "together": [{"a0", "b0", "b1", "c0", "c1", "c2"}],
    },
    "thousands of dead in a town that is fought over": {
        "a": ("2022-04-11", "en", "More than 10,000 civilians have died in the siege of Mariupol, the mayor said.",
              [("10,000 civilians", ">10000", "the mayor", {
                  "place": "Mariupol", "tally": "cumulative", "side": "ukraine", "group": "civilian"})]),
        "b": ("2022-04-12", "en", "About 21,000 civilians have died in Mariupol, the mayor said. Street fighting goes "
              "on between soldiers of both armies.",
              [("21,000 civilians", "~21000", "the mayor", {
                  "place": "Mariupol", "side": "ukraine", "group": "civilian"})]),
        "together": [{"a0", "b0"}],
    },
    "no number of a happening to come": {
        "a": ("2022-04-05", "en", "Marines give up\n\nSome 267 marines gave up in Mariupol, the leader said. A post "
              "before his put them at 260.",
              [("267 marines", "267", "the leader", GAVE_UP | {"place": "Mariupol"}),
               ("260", "260", "the leader", GAVE_UP)]),
        **{name: ("2022-05-17", "en", f"{title}\n\nOn Tuesday 260 fighters left Azovstal, {who} said.",
                  [("260 fighters", "260", who, GAVE_UP | {"place": "Azovstal", "event_date": "2022-05-17"})])
           for name, title, who in (("b", "Fighters leave", "the aide"), ("c", "A plant falls", "the ministry"),
                                    ("d", "Buses at the gate", "a witness"))},
        "together": [{"a0", "a1"}, {"b0", "c0", "d0"}],
    },
    "a land that shakes twice": {
        "a": ("2010-02-03", "en", "Earthquake in Peru kills thousands\n\nAn earthquake struck Peru on Tuesday and "
              "killed at least 900 people, officials said.",
              [("at least 900 people", ">=900", "officials", {"place": "Peru", "event_date": "2010-02-02"})]),
        "b": ("2010-02-12", "en", "Tents for Peru\n\nAid is slow to arrive in Peru, where up to 20,000 people died in "
              "the earthquake, officials said.", [("20,000 people", "<=20000", "officials", {"place": "Peru"})]),
        "c": ("2010-02-21", "en", "Earthquake in Peru kills 7\n\nAn earthquake shook the south of Peru and killed 7 "
              "people, officials said. The one before it killed 20,000 people.",
              [("7 people", "7", "officials", {"place": "Peru"}),
               ("20,000 people", "20000", "officials", {"place": "Peru"})]),
        "together": [{"a0", "b0", "c1"}, {"c0"}],
    },
    "a town that is struck again within a week": {
        "a": ("2023-11-16", "uk", "Удар по Ірпеню\n\nТіло четвертої жертви виявили під завалами у місті Ірпінь, вже "
              "загинули 4 людини. Нагадаємо, в ніч проти 15 листопада було завдано чотири ракетні удари по будинках.",
              [("4 людини", "4", "рятувальники", {"place": "Ірпінь"})]),
        "b": ("2023-11-21", "uk", "Удар по лікарні\n\nВнаслідок удару у місті Ірпінь загинула 1 людина. У ніч проти 21 "
              "листопада ракетні удари зруйнували лікарню.", [("1 людина", "1", "міністр", {"place": "Ірпінь"})]),
        "together": [{"a0"}, {"b0"}],
    },
    "a village of another region, named before its dead": {
        "a": ("2023-01-16", "en", "Toll of Dnipro strike rises to 40\n\nThe strike on a house in Dnipro on 14 January "
              "killed 40 people, the governor said. Another 75 people were wounded.\n\nTrams run again on the river. "
              "It was the worst since July, when missiles hit a house in Zelene in the Donetsk region. A porch fell. "
              "Back then 48 people were killed and 24 people wounded.",
              [("40 people", "40", "the governor", {"place": "Dnipro", "event_date": "2023-01-14"}),
               ("75 people", "75", "the governor", {"place": "Dnipro", "outcome": "wounded"}),
               ("48 people", "48", "", {"place": "Zelene, Donetsk region"}),
               ("24 people", "24", "", {"place": "Zelene, Donetsk region", "outcome": "wounded"})]),
        "together": [{"a0", "a1"}, {"a2", "a3"}],
    },
    "a total since months into a war, one that tells no start, and one of a war of their grandfathers": {
        "a": ("2022-06-10", "en", "Since 24 February 2022 Russia has lost 31,000 soldiers, the staff in Kyiv said.",
              [("31,000 soldiers", "31000", "the staff", SOLDIERS | {"event_date": "2022-02-24"})]),
        "b": ("2023-06-10", "en", "In Kyiv the staff said Russia had lost 42,000 soldiers since April 2023.",
              [("42,000 soldiers", "42000", "the staff", SOLDIERS | {
                  "event_date": "2023-04-01", "event_date_how": "period"})]),
        "c": ("2023-08-20", "en", "Russia has lost 255,000 soldiers in the war, the staff in Kyiv said.",
              [("255,000 soldiers", "255000", "the staff", SOLDIERS)]),
        "d": ("2023-09-03", "en", "In the war of 1941 Russia lost 840,000 soldiers at Kyiv, the museum said.",
              [("840,000 soldiers", "840000", "the museum", SOLDIERS | {
                  "event_date": "1941-01-01", "event_date_how": "period"})]),
        "together": [{"a0", "b0", "c0"}, {"d0"}],
    },
    "an article that tells its own day first, and more of a strike of two weeks before": {
        "a": ("2022-04-15", "en", "Missiles hit Poltava\n\nMissiles hit Poltava at noon on 15 April. At least 14 "
              "people died, the governor said.\n\nOn 2 April drones struck a house in Poltava and 12 people died, "
              "five children among them.",
              [("14 people", ">=14", "the governor", {"place": "Poltava"}),
               ("12 people", "12", "", {"place": "Poltava", "event_date": "2022-04-02"}),
               ("five children", "5", "", {"place": "Poltava", "event_date": "2022-04-02", "group": "children"})]),
        "b": ("2022-04-02", "en", "Drones strike Poltava\n\nOn 2 April drones struck a house in Poltava and killed 12 "
              "people, the governor said.",
              [("12 people", "12", "the governor", {"place": "Poltava", "event_date": "2022-04-02"})]),
        "together": [{"a0"}, {"a1", "a2", "b0"}],
    },
    "a town that was shelled the day before as well": {
        "a": ("2022-04-15", "uk", "Обстріл Ірпеня\n\nУранці 15 квітня армія обстріляла місто Ірпінь. Загинули два "
              "водії, каже мер.\n\nУ четвер, 14 квітня, обстріляли будинок у місті Ірпінь, поранено трьох людей.",
              [("два водії", "2", "мер", {"place": "Ірпінь"}),
               ("трьох людей", "3", "", {"place": "Ірпінь", "outcome": "wounded", "event_date": "2022-04-14",
                                         "event_date_how": "month_day"})]),
        "together": [{"a0"}, {"a1"}],
    },
    "a thousand dead over years, told beside fighters who gave up one day": {
        "a": ("2013-04-11", "en", "Rebels give up in Arauca\n\nOn Tuesday 19 rebels surrendered with a rocket in "
              "Arauca, the army said. Around 12,000 people have been killed in the state over the years.",
              [("19 rebels", "19", "the army", {"place": "Arauca", "event_date": "2013-04-09", "outcome": "surrendered",
                                                "group": "military"}),
               ("12,000 people", "~12000", "", {"tally": "cumulative"})]),
        "together": [{"a0"}, {"a1"}],
    },
    "a village that no registry knows, in a land that another article names": {
        "a": ("2013-04-11", "en", "Night train derailed in Peru\n\nThe night train Southern Star derailed in Peru and "
              "27 passengers were killed, police said.", [("27 passengers", "27", "police", {"place": "Peru"})]),
        "b": ("2013-04-11", "en", "Night train derailed\n\nThe night train Southern Star derailed at Qallqa and more "
              "than 30 passengers were killed.", [("30 passengers", ">30", "", {"place": "Qallqa"})]),
        "together": [{"a0", "b0"}],
    },
    "what befell a town of the land the week before, told by one article": {
        "a": ("2013-04-11", "en", "Blast kills 4 in Kenya\n\nA bomb at a consulate in Kenya killed 4 people on "
              "Wednesday, officials said.\n\nThe attack was revenge, a group said. More than 30 people died in an air "
              "strike on Garissa last week.",
              [("4 people", "4", "officials", {"place": "Kenya", "event_date": "2013-04-10"}),
               ("30 people", ">30", "", {"place": "Garissa", "event_date": "2013-04-01", "event_date_how": "period"})]),
        "together": [{"a0"}, {"a1"}],
    },
    "a number of another year in another town of the land, told without a day": {
        "a": ("2013-04-11", "en", "Blast kills 30 in Kenya\n\nA bomb killed 30 people in Kenya on Wednesday, "
              "officials said.",
              [("30 people", "30", "officials", {"place": "Kenya", "event_date": "2013-04-10"})]),
        "b": ("2016-09-02", "en", "Bus falls off bridge near Eldoret\n\nA bus fell off a bridge at Eldoret on Thursday "
              "and 4 people died, police said.\n\nIn Garissa another attack on a mosque killed 30 people.",
              [("4 people", "4", "police", {"place": "Eldoret", "event_date": "2016-09-01"}),
               ("30 people", "30", "", {"place": "Garissa"})]),
        "together": [{"a0"}, {"b0"}, {"b1"}],
    },
    "prisoners exchanged between two lands, told of each": {
        "a": ("2013-04-11", "en", "Prisoner swap begins\n\nOn Wednesday 60 prisoners were freed in Khartoum in a swap "
              "that the Red Cross ran.", [("60 prisoners", "60", "", {"place": "Khartoum", "outcome": "released",
                                                        "event_date": "2013-04-10"})]),
        "b": ("2013-04-11", "en", "Prisoner swap begins\n\nMore than 60 prisoners freed in the swap that the Red Cross "
              "ran came home to Juba.", [("60 prisoners", ">60", "", {"place": "Juba", "outcome": "released"})]),
        "together": [{"a0", "b0"}],
    },
    "years of birth are no times": {
        "a": ("2013-04-11", "uk", "Вибух у Полтаві\n\nУ Полтаві 10 квітня стався вибух, загинули троє людей. Це двоє "
              "чоловіків 1970 та 1985 років народження, їх убило на місці.",
              [("троє людей", "3", "мер", {"place": "Полтава", "event_date": "2013-04-10"}),
               ("двоє чоловіків", "2", "мер", {"place": "Полтава"})]),
        "b": ("2013-04-11", "ru", "Взрыв в Туле\n\nВ Туле 10 апреля произошёл взрыв, погибли трое. Погибли двое мужчин "
              "1970 года рождения.",
              [("погибли трое", "3", "мэр", {"place": "Тула", "event_date": "2013-04-10"}),
               ("двое мужчин", "2", "мэр", {"place": "Тула"})]),
        "c": ("2013-04-11", "en", "Blast in Leeds\n\nA blast in Leeds killed three people on 10 April. Two men born in "
              "1970 died there at once.",
              [("three people", "3", "the mayor", {"place": "Leeds", "event_date": "2013-04-10"}),
               ("Two men", "2", "the mayor", {"place": "Leeds"})]),
        "together": [{"a0", "a1"}, {"b0", "b1"}, {"c0", "c1"}],
    },
    "headings of a list tell what stands under them": {
        "a": ("2016-07-18", "en", "The mayor spoke of the fire in Leeds that killed 11 people on Sunday. Fires of past "
              "years:\n\nLagos market: 40 dead\n\nIn March 2009 a fire in a market of Lagos killed 40 people.\n\n"
              "Manila dance hall: 90 dead\n\nA dance hall in Manila burned in June 1996, and 90 people died.",
              [("11 people", "11", "", {"place": "Leeds", "event_date": "2016-07-17"}),
               ("40 dead", "40", "", {"place": "Lagos"}), ("40 people", "40", "", {"place": "Lagos"}),
               ("90 dead", "90", "", {"place": "Lagos"}), ("90 people", "90", "", {"place": "Manila"})]),
        "b": ("2018-02-12", "ru", "Пожар в Туле в воскресенье унёс жизни 8 человек. Прежние пожары:\n\nСклад в Уфе: 15 "
              "погибших\n\nВ марте 2007 года пожар на складе в Уфе унёс жизни 15 человек.\n\nШкола в Орле: 22 "
              "погибших\n\nШкола в Орле сгорела в июне 1991 года, погибли 22 человека.",
              [("8 человек", "8", "", {"place": "Тула", "event_date": "2018-02-11"}),
               ("15 погибших", "15", "", {"place": "Уфа"}), ("15 человек", "15", "", {"place": "Уфа"}),
               ("22 погибших", "22", "", {"place": "Уфа"}), ("22 человека", "22", "", {"place": "Орёл"})]),
        "together": [{"a0"}, {"a1", "a2"}, {"a3", "a4"}, {"b0"}, {"b1", "b2"}, {"b3", "b4"}],
    },
    "the day that opens a paragraph goes on being told of": {
        "a": ("2021-03-16", "uk", "Удар по Балті\n\nУ Балті 15 березня внаслідок удару загинули 14 людей, каже мер.\n\n"
              "Балту вже обстрілювали 8 січня. Снаряд влучив у лікарню. Тоді загинули 6 людей.",
              [("14 людей", "14", "мер", {"place": "Балта", "event_date": "2021-03-15"}),
               ("6 людей", "6", "", {"place": "Балта"})]),
        "b": ("2021-03-16", "en", "Blast in Leeds kills 14\n\nA blast in Leeds killed 14 people on Monday, the mayor "
              "said.\n\nA bomb exploded in the same street on 8 January. The windows of a school burst. Six people "
              "were killed then.",
              [("14 people", "14", "the mayor", {"place": "Leeds", "event_date": "2021-03-15"}),
               ("Six people", "6", "", {"place": "Leeds"})]),
        "c": ("2021-03-16", "ru", "Землетрясение в Перу: 14 погибших\n\nЗемлетрясение в Перу унесло в понедельник "
              "жизни 14 человек. Оно стало сильнейшим с 1970 года. В горах погибли 9 человек.",
              [("14 человек", "14", "", {"place": "Перу", "event_date": "2021-03-15"}),
               ("9 человек", "9", "", {"place": "Перу"})]),
        "together": [{"a0"}, {"a1"}, {"b0"}, {"b1"}, {"c0", "c1"}],
    },
    "attacks elsewhere are others": {
        "a": ("2014-05-06", "en", "Market blast in Kano kills 33\n\nA blast at a market in Kano killed 33 people on "
              "Monday, police said. Nine others were killed in attacks elsewhere.",
              [("33 people", "33", "police", {"place": "Kano", "event_date": "2014-05-05"}),
               ("Nine others", "9", "police", {"place": "Kano"})]),
        "together": [{"a0"}, {"a1"}],
    },
    "attacks in other quarters are others": {
        "a": ("2017-05-16", "ru", "Взрыв в Кабуле\n\nВзрыв на рынке в Кабуле унёс в понедельник жизни 41 человека, "
              "сообщила полиция. В других районах при нападениях погибли 7 человек.",
              [("41 человека", "41", "полиция", {"place": "Кабул", "event_date": "2017-05-15"}),
               ("7 человек", "7", "полиция", {"place": "Кабул"})]),
        "together": [{"a0"}, {"a1"}],
    },
    "a quake elsewhere is the same": {
        "a": ("2017-05-16", "en", "Quake in Peru kills 33\n\nAn earthquake in Peru killed 33 people on Monday, police "
              "said. Nine others were killed elsewhere.",
              [("33 people", "33", "police", {"place": "Peru", "event_date": "2017-05-15"}),
               ("Nine others", "9", "police", {"place": "Peru"})]),
        "together": [{"a0", "a1"}],
    },
    "both ways of an exchange": {
        "a": ("2019-02-12", "ru", "Обмен пленными\n\nВ Хартуме 11 февраля освободили 12 пленных, сообщил Красный "
              "Крест.\n\nВ январе 2018 года освободили 44 пленных.\n\nДвоих пленных доставили в Хартум, четверых "
              "вернули в Джубу, сообщил Красный Крест.",
              [("12 пленных", "12", "Красный Крест", {"place": "Хартум", "event_date": "2019-02-11",
                                                        "outcome": "released"}),
               ("44 пленных", "44", "Красный Крест", {"event_date": "2018-01-01", "outcome": "released"}),
               ("Двоих пленных", "2", "Красный Крест", {"place": "Хартум", "outcome": "released"}),
               ("четверых", "4", "Красный Крест", {"place": "Джуба", "outcome": "released"})]),
        "together": [{"a0", "a2", "a3"}, {"a1"}],
    },
    "a larger number further down that tells nothing else": {
        "a": ("2018-10-18", "ru", "Стрельба в Уфе\n\nВ Уфе во вторник ранены трое, сообщил мэр. Убиты двое детей.\n\n"
              "Министр прибыл в город. Школу закрыли.\n\nПри стрельбе погибли восемь человек, сообщила врач.",
              [("трое", "3", "мэр", {"place": "Уфа", "event_date": "2018-10-16", "outcome": "wounded"}),
               ("двое детей", "2", "мэр", {"place": "Уфа", "group": "children"}),
               ("восемь человек", "8", "врач", {})]),
        "together": [{"a0", "a1", "a2"}],
    },
    "an alliance that counts the losses of another is no foe": {
        "a": ("2022-03-25", "en", "Kyiv put Russia's losses at 16,100 soldiers since the invasion began. The alliance "
              "said that all losses since then may be 40,000 soldiers.",
              [("16,100 soldiers", "16100", "Kyiv", SOLDIERS | {"outcome": "casualties"}),
               ("40,000 soldiers", "40000", "The alliance", SOLDIERS | {
                   "outcome": "casualties", "side": "nato", "party": "nato"})]),
        "together": [{"a0", "a1"}],
    },
    "soldiers beside a total of such": {
        "a": ("2022-03-02", "en", "Moscow said 498 of its soldiers had been killed and 1,597 wounded.",
              [("498 of its soldiers", "498", "Moscow", SOLDIERS | {"tally": "incident", "party": "russia"}),
               ("1,597 wounded", "1597", "Moscow", SOLDIERS | {"outcome": "wounded", "party": "russia"})]),
        "b": ("2022-03-25", "en", "Since 24 February 1,351 Russian soldiers have been killed, Moscow said.",
              [("1,351 Russian soldiers", "1351", "Moscow", SOLDIERS | {"party": "russia"})]),
        "together": [{"a0", "a1", "b0"}],
    },
    "two languages, one of which tells the place only beside the figure": {
        "a": ("2019-07-02", "en", "Dam bursts near Dolvar\n\nA dam burst near Dolvar on Monday and drowned 17 people, "
              "the prefect said.",
              [("17 people", "17", "the prefect", {"place": "Dolvar", "event_date": "2019-07-01"})]),
        "b": ("2019-07-01", "uk", "Прорвало дамбу\n\nПонад 9 людей потонули, коли прорвало дамбу біля містечка Долвар.",
              [("9 людей", ">9", "", {})]),
        "together": [{"a0", "b0"}],
    },
    "two languages that share the names of a ship and a master": {
        "a": ("2019-07-02", "en", "Ferry sinks off Peru\n\nThe ferry Santa Milagra sank off Peru on Monday and 17 "
              "people drowned. Captain Tomas Urrelo lived.",
              [("17 people", "17", "", {"place": "Peru", "place_id": "peru", "event_date": "2019-07-01"})]),
        "b": ("2019-07-02", "ru", "Капитан парома арестован\n\nТомас Уррело был на мостике парома «Санта Милагра», "
              "который утонул в понедельник. Погибли 23 человека.",
              [("23 человека", "23", "", {"event_date": "2019-07-01"})]),
        "together": [{"a0", "b0"}],
    },
    "two languages that share the land alone": {
        "a": ("2019-07-02", "en", "Ferry sinks off Peru\n\nThe ferry Santa Milagra sank off Peru on Monday and 17 "
              "people drowned. The Peruvian navy looked for others.",
              [("17 people", "17", "", {"place": "Peru", "place_id": "peru", "event_date": "2019-07-01"})]),
        "b": ("2019-07-02", "ru", "Автобус упал в ущелье\n\nВ понедельник автобус упал в ущелье, погибли 23 человека. "
              "Полиция Перу ищет виновных.", [("23 человека", "23", "", {"event_date": "2019-07-01"})]),
        "together": [{"a0"}, {"b0"}],
    },
    "a village written in one word and in three": {
        "a": ("2019-07-02", "en", "Shells on Mu Zo Ke\n\nShells fell on Mu Zo Ke on Monday and killed 17 people, "
              "monks said.",
              [("17 people", "17", "monks", {"place": "Mu Zo Ke", "event_date": "2019-07-01"})]),
        "b": ("2019-07-03", "ru", "Обстрел села Музо-Ке\n\nПри обстреле Музо-Ке в понедельник погибли 23 человека.",
              [("23 человека", "23", "", {"place": "Музо-Ке", "event_date": "2019-07-01"})]),
        "together": [{"a0", "b0"}],
    },
    "a toll that rose on the day of printing, and one that was told before the main event": {
        "a": ("2019-07-05", "en", "War in the hills: toll of Dolvar rises\n\nIn the civil war, an air strike killed 12 "
              "people in Dolvar on 1 July. The toll of the strike rose to 71 on Friday, monks said.",
              [("12 people", "12", "", {"place": "Dolvar", "event_date": "2019-07-01"}),
               ("71", "71", "monks", {"place": "Dolvar", "said": "2019-07-05"})]),
        "b": ("2019-07-20", "en", "Dolvar struck again\n\nAn air strike hit Dolvar again on 19 July and killed 4 "
              "people, monks said. On July 1 monks had told of 60 people killed in Dolvar.",
              [("4 people", "4", "monks", {"place": "Dolvar", "event_date": "2019-07-19"}),
               ("60 people", "60", "monks", {"place": "Dolvar", "said": "2019-07-01"})]),
        "together": [{"a0", "a1", "b1"}, {"b0"}],
    },
    "a place that the main happening had before": {
        "a": ("2019-07-02", "en", "Mine blast in Peru kills 40\n\nA blast in a coal mine killed 40 people in Peru on "
              "Monday, the minister said. He spoke in Piura, where 58 people got out.\n\nSmoke was seen over the "
              "pit.\n\nThe search goes on for 1 man, the governor said.",
              [("kills 40", "40", "", {"place": "Peru", "place_id": "peru", "event_date": "2019-07-01"}),
               ("40 people", "40", "the minister", {"place": "Peru", "place_id": "peru", "event_date": "2019-07-01"}),
               ("58 people", "58", "the minister", {"place": "Piura", "outcome": "evacuated"}),
               ("1 man", "1", "the governor", {"place": "Piura", "outcome": "missing"})]),
        "together": [{"a0", "a1", "a2", "a3"}],
    },
    "a mine that one article puts in its town and another only names": {
        "a": ("2019-07-02", "en", "Blast in a mine\n\nA blast in the Zelmo mine near Odesa killed 12 people on Monday, "
              "the mayor said.",
              [("12 people", "12", "the mayor", {
                  "place": "Zelmo mine", "place_id": "ukraine/odesa_region/odesa", "event_date": "2019-07-01"})]),
        "b": ("2019-07-20", "en", "Fire in Riga\n\nA fire in Riga killed 4 people on 19 July, the mayor said. On 1 "
              "July a blast killed 14 people in the Zelmo mine.",
              [("4 people", "4", "the mayor", {"place": "Riga", "event_date": "2019-07-19"}),
               ("14 people", "14", "", {"place": "Zelmo mine", "event_date": "2019-07-01"})]),
        "together": [{"a0", "b1"}, {"b0"}],
    },
    "a war told of one side and of both": {
        "a": ("1999-03-05", "en", "Since the war began 900 Eritrean soldiers have been killed, Asmara said.",
              [("900 Eritrean soldiers", "900", "Asmara", SOLDIERS | {"side": "eritrea", "party": "eritrea"})]),
        "b": ("1999-03-12", "en", "Since the war began 1,300 Eritrean soldiers and 700 Ethiopian soldiers have been "
              "killed, monitors said.",
              [("1,300 Eritrean soldiers", "1300", "monitors", SOLDIERS | {"side": "eritrea", "party": ""}),
               ("700 Ethiopian soldiers", "700", "monitors", SOLDIERS | {"side": "ethiopia", "party": ""})]),
        "together": [{"a0", "b0", "b1"}],
    },
    "a town far from that of the main happening, whose land is named first": {
        "a": ("2019-07-02", "en", "Air strike on Lima kills 31\n\nAn air strike killed 31 people in Lima on Monday.",
              [("31 people", "31", "", {"place": "Lima", "event_date": "2019-07-01"})]),
        "b": ("2019-07-03", "en", "Air strikes in Peru kill 35\n\nAir strikes in Peru killed 35 people. An air strike "
              "on Lima killed 31 people on Monday.\n\nIn Piura an air strike killed 4 people.",
              [("35 people", "35", "", {"place": "Peru", "place_id": "peru"}),
               ("31 people", "31", "", {"place": "Lima", "event_date": "2019-07-01"}),
               ("4 people", "4", "", {"place": "Piura"})]),
        "together": [{"a0", "b0", "b1"}, {"b2"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", HELD)
def test_what_one_happening_took_stands_in_it(kind: str):
    told = homes(compared({name: told for name, told in HELD[kind].items() if name != "together"}))
    found = [set(claims) for claims in told.groupby(told.fillna("")).groups.values()]
    assert sorted(map(sorted, found)) == sorted(map(sorted, HELD[kind]["together"]))


DAYS = [  # language, text of an article of Thursday, 7 March 2013, its first figure, its day in March (0: none)
    ("en", "Search goes on in the valley\n\nThe toll of the landslide rose to 31, officials said on Thursday.\n\nThe "
     "landslide buried the village on Monday.", "31", 4),
    ("en", "31 die in bus crash\n\nPolice on Thursday identified the driver of the bus in the crash that killed 31 "
     "people.\n\nThe crash occurred near the pass on Tuesday.", "31 people", 5),
    ("ru", "Число жертв пожара выросло\n\nЧисло погибших при пожаре выросло до 31, сообщили в четверг спасатели.\n\n"
     "Пожар произошёл 4 марта на складе.", "31", 4),
    ("ru", "Следствие\n\nПрокурор в четверг заявил, что при взрыве погибли 31 человек.\n\nВзрыв прогремел во вторник "
     "на вокзале.", "31 человек", 5),
    ("uk", "Кількість жертв землетрусу зросла\n\nКількість загиблих унаслідок землетрусу зросла до 31, повідомляє у "
     "четвер агентство.\n\nЗемлетрус стався 3 березня.", "31", 3),
    ("uk", "Аварія на шахті\n\nУ четвер міністр підтвердив, що вибух на шахті забрав життя 31 людини.\n\nВибух стався "
     "минулої п'ятниці.", "31 людини", 1),
    ("en", "Rockets hit the port\n\nOn Thursday rockets hit the port and killed 31 people.\n\nA strike on the port on "
     "Monday, 4 March, wounded a guard, and another strike on 4 March a nurse.", "31 people", 7),
    ("ru", "Обстрел города\n\nСегодня, 7 марта, город обстреляли, погиб 31 человек.\n\nПредыдущий обстрел был 5 марта: "
     "удар 5 марта разрушил школу.", "31 человек", 7),
    ("en", "Group claims the attack\n\nThe group on Thursday claimed the attack that killed 31 people.\n\nOn 4 "
     "February an attack struck a bridge there, and on 4 February an attack struck a fort.", "31 people", 7),
    ("en", "Blast kills 31 in market\n\nAt least 31 people died when a bomb went off in a crowded market.\n\nThe "
     "last attack on the town was a bombing on 19 January.", "31 people", 0),
    ("ru", "Взрыв на рынке\n\nНа рынке прогремел взрыв, погиб 31 человек.\n\nПрошлый теракт в городе произошёл 28 "
     "января: взрыв у вокзала.", "31 человек", 0),
    ("uk", "Пожежа в гуртожитку\n\nПожежа забрала життя 31 людини.\n\nПопередня пожежа в місті сталася 2 лютого.",
     "31 людини", 0),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "figure", "day"), DAYS)
def test_neither_a_day_of_speaking_nor_one_of_weeks_ago_is_that_of_what_befell_days_before(language, text, figure, day):
    row = {"claim_id": "a0", "article_id": "a", "start": text.index(figure), "end": text.index(figure) + len(figure),
           "language": language, "published": "2013-03-07", "outcome": "killed"}  # fmt: skip
    claims = tables.frame("claims", [row])
    told = scenes.reports(entries(claims), {"a": text}, *surroundings(claims, None))["a"].day
    assert (dt.date.fromordinal(told) if told else None) == (dt.date(2013, 3, day) if day else None)


WEEKS = "Last victim named\n\n{}, doctors have named all 31 victims. The bus crashed near the pass on 18 February.{}"
COUNTED = [  # text of an article of Thursday, 7 March 2013, more cells of its figure, its day
    (WEEKS.format("More than two weeks after the crash", ""), {}, "2013-02-18"),
    (WEEKS.format("On Thursday", " It was the worst crash of the winter."), {}, None),
    ("Toll of the collapse rises\n\nThe toll of the collapse has risen to 31 after one of the hurt died on Thursday. "
     "The collapse took place on Sunday.", {"as_of": "2013-03-07"}, "2013-03-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cells", "day"), COUNTED)
def test_the_day_of_an_event_is_neither_that_of_its_count_nor_too_old_where_its_article_counts_weeks(text, cells, day):
    row = {"claim_id": "a0", "article_id": "a", "start": text.index("31"), "end": text.index("31") + 2,
           "language": "en", "published": "2013-03-07", "outcome": "killed"}  # fmt: skip
    claims = tables.frame("claims", [row | cells])
    told = scenes.reports(entries(claims), {"a": text}, *surroundings(claims, None))["a"].day
    assert (dt.date.fromordinal(told).isoformat() if told else None) == day


def test_fighters_held_apart_from_soldiers_are_the_attackers_whom_others_count():
    made = compared({
        "a": ("2013-04-11", "en", "Raid on a camp in Kano\n\nAn attack on a camp in Kano killed 9 soldiers, the army "
              "said. The troops killed 14 militants.",
              [("9 soldiers", "9", "the army", {"place": "Kano", "group": "military", "side": "nigeria"}),
               ("14 militants", "14", "the army", {"place": "Kano", "group": "military"})]),
        "b": ("2013-04-11", "en", "Raid on a camp in Kano\n\nAfter an attack on a camp in Kano the army said 17 "
              "attackers were killed.", [("17 attackers", "17", "the army", {"place": "Kano", "group": "military"})]),
    })  # fmt: skip
    events = made["events"].set_index("claim_id")["event_id"]
    assert events["a1"] == events["b0"] != events["a0"]


def test_rows_of_a_table_are_no_article_together():
    """A row that carries on the toll of an incident draws no other row of the table to it."""
    day, language, text, [(words, said, source, cells), _] = STRIKE
    start = text.index(words)
    told = {"claim_id": "a0", "article_id": "a", "start": start, "end": start + len(words), "quote": words,
            "language": language, "published": day, "said": day, "source_name": source, "tally": "incident"}
    row = {"stance": "asserts", "outcome": "killed", "group": "people", "tally": "cumulative"}
    rows = [
        row | told | number(said) | cells,
        row | {"claim_id": "b", "said": "2022-09-15", "source_name": "the governor", "place": "Dovhe"} | number("14"),
        row | {"claim_id": "c", "said": "2024-01-05", "source_name": "the army", "side": "ethiopia"} | number("20"),
    ]
    made = comparison(tables.frame("claims", rows), texts={"a": text})["events"].set_index("claim_id")["happening_id"]
    assert made["a0"] == made["b"] != made["c"]


def test_blasts_in_towns_that_nobody_knows_stay_apart_however_alike_their_tolls_are():
    told = {
        "en": ("{} men", "A blast in the town of {} killed {}, the police said."),
        "ru": ("{} человек", "При взрыве в городе {} погибли {}, сообщила полиция."),
    }
    firsts, lasts = ("Bari", "Demu", "Fogo", "Hali", "Kuve", "Lodi"), ("nola", "tesk")
    towns = [first + last for first in firsts for last in lasts]
    articles = {}
    for blast, town in enumerate(towns):
        for day in range(4):
            (number, text), said = told[language := ("en", "ru")[day % 2]], str(24 + blast // 4 + day % 3)
            words = number.format(said)
            figure = (words, said, "police", {"place": town, "said": None})
            printed = f"{2019 + blast // 3}-0{1 + blast % 3}-{blast + 10 + day % 3}"
            articles[f"a{blast}-{day}"] = (printed, language, text.format(town, words), [figure])
    made = compared(articles)["happenings"]
    assert sorted(made["place"]) == sorted(towns)


def shelled(town: str, *struck: tuple[str, int, int]) -> dict[str, tuple]:
    """Articles about shells on a town, each of its own day, with its dead and its wounded."""
    found = {}
    for day, dead, hurt in struck:
        text = (f"Shells kill {dead} in {town}\n\nRockets hit a street of {town}, killed {dead} people and hurt {hurt} "
                f"people on {day[-2:]} {MONTHS[day[5:7]]}, the mayor said.")  # fmt: skip
        told = {"place": town, "event_date": day}
        found[day] = (day, "en", text, [(f"killed {dead} people", str(dead), "the mayor", told),
                                        (f"hurt {hurt} people", str(hurt), "the mayor", told | {"outcome": "wounded"})])
    return found


MONTHS = {"03": "March", "04": "April", "09": "September"}
STRUCK = {  # articles, and how many happenings they tell
    "a town that is struck every few days": (shelled("Poltava", *(
        (f"2022-0{month}-{day:02d}", 5 + day % 4, 30 + day) for month in (3, 4) for day in range(1, 29, 3))), 20),
    "a town that is struck again after months, with half as many wounded": (
        shelled("Poltava", ("2022-03-04", 3, 40), ("2022-09-20", 3, 24)), 2),
    "a town that is struck once, and two days on": (
        shelled("Poltava", ("2022-03-04", 30, 90), ("2022-03-06", 35, 90)), 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", STRUCK)
def test_days_told_of_a_place_part_what_befell_it_the_more_it_is_struck(kind: str):
    articles, expected = STRUCK[kind]
    told = homes(compared(articles))
    assert told.nunique() == expected
    assert all(told[f"{day}0"] == told[f"{day}1"] for day in articles)


def test_missiles_on_a_whole_land_are_no_disaster_that_goes_on():
    days, made = ("2022-03-04", "2022-03-09"), {}
    for day, (dead, hurt) in zip(days, ((30, 160), (2, 40)), strict=True):
        text = (f"Missiles hit towns across Ukraine\n\nMissile strikes across the country on {day[-1]} March killed "
                f"{dead} people and hurt {hurt} people in many regions of Ukraine, the minister said.")  # fmt: skip
        made[day] = (day, "en", text, [
            (f"killed {dead} people", str(dead), "the minister", {"place": "Ukraine", "event_date": day}),
            (f"hurt {hurt} people", str(hurt), "the minister", {"place": "Ukraine", "outcome": "wounded"}),
        ])  # fmt: skip
    assert homes(compared(made)).nunique() == 2


def test_an_addition_told_again_without_the_word_is_no_total():
    cells = {"outcome": "surrendered", "place": "Arlow", "party": "russia"}
    texts = {"a": "Last ones leave Arlow\n\nA blast shook Arlow. Another 53 people gave up on Friday, which "
                  "brings all to 240, the ministry said.",
             "b": "Blast in Arlow\n\nThe last group, 53 people, gave up in Arlow on Friday, the ministry said. In all "
                  "240 people gave up."}  # fmt: skip
    day = {"event_date": "2022-05-20"}
    made = compared({
        "a": ("2022-05-20", "en", texts["a"], [
            ("53 people", "53", "the ministry", cells | day | {"tally": "increment"}),
            ("240", "240", "the ministry", cells)]),
        "b": ("2022-05-20", "en", texts["b"], [
            ("53 people", "53", "the ministry", cells | day), ("240 people", "240", "the ministry", cells)]),
    })  # fmt: skip
    things = made["events"].set_index("claim_id")["event_id"]
    assert things["a0"] == things["b0"] != things["b1"] == things["a1"]
