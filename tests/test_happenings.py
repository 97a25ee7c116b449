"""Happenings of invented articles: incidents and wars, found and placed by their texts alone."""

from __future__ import annotations

import pandas as pd
import pytest
from coded import number

from newslib import tables
from newslib.compare import comparison

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
