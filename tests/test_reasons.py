import pytest
from coded import claims

from newslib.compare import comparison
from newslib.compare.pairs import Pair
from newslib.compare.reasons import RULES

INCIDENT = {"tally": "incident", "group": "people"}


def why(*rows: tuple) -> set[tuple[str, str]]:
    made = comparison(claims(*((i, s, d, n, INCIDENT | (m[0] if m else {})) for i, s, d, n, *m in rows)))
    return set(made["reasons"][["reason", "rule"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("early", "late", "reason"),
    [
        (("un", 1, "50"), ("un", 2, "70"), "later_count"),
        (("un", 1, "50"), ("icrc", 2, "70"), "later_count"),
        (("un", 1, "1026"), ("icrc", 1, ">1000"), "bound_only"),
        (("un", 1, "1026"), ("icrc", 1, "1000"), "rounding"),
        (("un", 1, "250-260"), ("icrc", 1, "253"), "rounding"),
        (("un", 1, "70"), ("un", 2, "50"), "revised"),
        (("russia_mod", 1, "70"), ("ukraine_mod", 1, "500"), "disagreement"),
        (("un", 1, "70"), ("icrc", 2, "20"), "disagreement"),
        (("un", 1, "3"), ("icrc", 2, "2"), "unexplained"),
    ],
)
def test_two_numbers_of_one_thing_have_a_reason(early: tuple, late: tuple, reason: str):
    assert {told for told, _ in why(("a", *early), ("b", *late))} == {reason}


def test_the_rules_ask_for_facts_that_a_pair_knows_and_the_last_one_for_none():
    asked = {fact for _, _, facts in RULES for fact, _ in facts}
    assert {fact for fact in asked if not hasattr(Pair, fact)} == set()
    assert RULES[-1][2] == []


def test_a_number_without_a_named_source_disagrees_with_nobody():
    made = comparison(claims(("a", "un", 1, "70", INCIDENT), ("b", None, 2, "20", INCIDENT)))
    assert made["reasons"]["reason"].tolist() == ["unexplained"]
    assert not (made["links"]["relation"] == "rivals").any()
    assert made["discrepancies"]["gap"].fillna(0).tolist() == [0]


def test_a_ministry_lowers_what_was_said_for_its_country():
    made = comparison(claims(("a", "israel", 1, "1400", INCIDENT), ("b", "israel_mfa", 20, "~1200", INCIDENT)))
    assert made["links"][["claim_a", "relation", "claim_b"]].values.tolist() == [["b", "revises", "a"]]


def test_a_number_that_only_others_repeat_stands_no_longer_beside_a_later_one():
    first, later = ("a", "un", 1, "300"), ("b", "icrc", 5, "360")
    assert why(first, later, ("c", "press", 9, "300")) == {("later_count", "rises_with_time")}
    assert ("disagreement", "named_sources_exclude_each_other") in why(first, later, ("c", "un", 9, "300"))


TEXTS = {
    "a": "Blast at a mill in Arlow\n\nAn explosion at a mill in Arlow killed 12 people on Monday, police said.",
    "b": "Toll of Arlow\n\nThe number of dead after Monday's explosion at the mill rose to 15, police said.",
    "c": "Second blast in Arlow, 4 dead\n\nA second explosion in Arlow killed four people on Tuesday, police said. "
         "Monday's explosion at the mill had killed 12 people. Taken together, both blasts claimed 16 lives.",
}  # fmt: skip
DAYS = {"a": "2022-04-04", "b": "2022-04-06", "c": "2022-04-06"}
FIGURES = [  # article, figure as printed, number, day of the event
    ("a", "12 people", "12", "2022-04-04"), ("b", "15,", "15", None), ("c", "four people", "4", "2022-04-05"),
    ("c", "12 people", "12", "2022-04-04"), ("c", "16 lives", "16", None),
]  # fmt: skip


def test_articles_of_one_happening_meet_and_its_neighbour_stays_apart():
    rows = []
    for i, (article, quote, said, day) in enumerate(FIGURES):
        start = TEXTS[article].index(quote)
        cells = INCIDENT | {
            "article_id": article, "start": start, "end": start + len(quote), "quote": quote, "language": "en",
            "published": DAYS[article], "said": None, "event_date": day, "side": None,
            "place": "Arlow",
        }  # fmt: skip
        rows.append((f"c{i}", "police", 1, said, cells))
    events = comparison(claims(*rows), texts=TEXTS)["events"].set_index("claim_id")
    homes = events["happening_id"]
    assert homes["c0"] == homes["c1"] == homes["c3"]
    assert len({homes["c0"], homes["c2"], homes["c4"]}) == 3
    assert events["event_id"]["c0"] == events["event_id"]["c1"]
    assert "counts several happenings together" in events["why"]["c4"]


def test_a_round_number_of_another_source_months_before_is_no_rounding():
    running = {"tally": "cumulative", "group": "military", "side": "russia"}
    early, late = ("a", "ukraine_mod", 1, "~6000", running), ("b", "russia_mod", 2, "5937", running)
    assert why(early, late) == {("rounding", "rounds")}
    assert why((*early[:4], running | {"said": "2021-10-01"}), late) == {("unexplained", "at_other_times")}


def test_soldiers_of_a_war_of_whom_nobody_tells_the_side_are_held_against_none():
    whose = {"tally": "cumulative", "group": "military", "side": None}
    assert why(("a", "russia_mod", 1, "1351", whose), ("b", "ukraine_mod", 2, "3000", whose)) == {
        ("unexplained", "whose_not_told")}  # fmt: skip


# a text, its figures (printed, source, outcome, number, other cells), and why the first two differ
HELD = {
    "two camps of one text, also of few people": (
        "A bomb hit a convoy near Arlow. The ministry said two soldiers died. Rebels said they had killed nine.",
        [("two", "arlow_mod", "killed", "2", {}), ("nine", "rebels_arm", "killed", "9", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "bounds that one text holds against each other": (
        "The council said at least 90 people were killed in Arlow. Activists said more than 130 people died there.",
        [("at least 90", "arlow_council", "killed", ">=90", {}),
         ("more than 130", "activists_ngo", "killed", ">130", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a source that gave its number before, in the words of another text": (
        "The monitor said 145 people were killed in Arlow. State television said 78 were killed there.",
        [("145 people", "monitor_ngo", "killed", "145", {}), ("78", "arlow_tv", "killed", "78", {}),
         ("78", "arlow_tv", "killed", "78", {"said": "2022-04-09", "flag": "former"})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a count set against one told long before": (
        "A bomb in Arlow killed seven people, the governor said. It was a market day. The bazaar was shut. "
        "However, villagers said that 10 died.",
        [("seven people", "arlow_governor", "killed", "7", {}), ("10", "villagers_all", "killed", "10", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a count that the sentence before it announces as another one": (
        "A bomb in Arlow killed 20 people, police said. It was a market day. The bazaar was shut. "
        "The army, however, reported different figures. It said that 18 died.",
        [("20 people", "arlow_police", "killed", "20", {}), ("18", "army_staff", "killed", "18", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a count told long after another": (
        "A bomb in Arlow killed seven people, the governor said. It was a market day. The bazaar was shut. "
        "Villagers said that 10 died.",
        [("seven people", "arlow_governor", "killed", "7", {}), ("10", "villagers_all", "killed", "10", {})],
        ("unexplained", "apart_in_a_text"),
    ),
    "a count told long after another, as a later one": (
        "A bomb in Arlow killed seven people, the governor said. It was a market day. The bazaar was shut. "
        "Villagers later said that 10 died.",
        [("seven people", "arlow_governor", "killed", "7", {}), ("10", "villagers_all", "killed", "10", {})],
        ("later_count", "rises_with_time"),
    ),
    "a count told long after another, as risen": (
        "A bomb in Arlow killed seven people, the governor said. It was a market day. The bazaar was shut. "
        "The dead rose to 10, villagers said.",
        [("seven people", "arlow_governor", "killed", "7", {}), ("10", "villagers_all", "killed", "10", {})],
        ("later_count", "rises_with_time"),
    ),
    "a count that a text holds against one it says had risen": (
        "The council said nine miners were killed in Arlow. But the union said the toll had risen to 14 miners.",
        [("nine miners", "arlow_council", "killed", "9", {}), ("14 miners", "miners_union", "killed", "14", {})],
        ("later_count", "rises_with_time"),
    ),
    "a count that a text holds against one of which it said that it may rise": (
        "The council said nine died in Arlow; the toll could rise. The union said that 14 miners died there.",
        [("nine", "arlow_council", "killed", "9", {}), ("14 miners", "miners_union", "killed", "14", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a count of a source beside another one of it": (
        "A ferry sank off Arlow and 30 people drowned, the coast guard said. It was dark. The port was shut. "
        "Divers counted 27 people dead in it, the coast guard said.",
        [("30 people", "coast_guard", "killed", "30", {}), ("27 people", "coast_guard", "killed", "27", {})],
        ("scope", "its_source_counts_several"),
    ),
    "a count of a source beside the one it gave the day before": (
        "A ferry sank off Arlow and 30 people drowned, the coast guard said. It was dark. The port was shut. "
        "A day earlier the coast guard had 27 people dead.",
        [("30 people", "coast_guard", "killed", "30", {}), ("27 people", "coast_guard", "killed", "27", {})],
        ("later_count", "next_number_of_the_source"),
    ),
    "a count told long after another, in Russian": (
        "Взрыв унёс жизни семи человек, сообщил губернатор. Был базарный день. Лавки закрылись. "
        "Погибли 10 человек, говорят жители.",
        [("семи человек", "arlow_governor", "killed", "7", {"language": "ru"}),
         ("10 человек", "villagers_all", "killed", "10", {"language": "ru"})],
        ("unexplained", "apart_in_a_text"),
    ),
    "a count told as a later one, in Ukrainian": (
        "Вибух забрав життя семи людей, повідомив губернатор. Був базарний день. Крамниці зачинили. "
        "Пізніше жителі сказали, що загинули 10 людей.",
        [("семи людей", "arlow_governor", "killed", "7", {"language": "uk"}),
         ("10 людей", "villagers_all", "killed", "10", {"language": "uk"})],
        ("later_count", "rises_with_time"),
    ),
    "a count that a text calls another toll": (
        "A bomb in Arlow killed 22 people, the union said. It was a market day. The bazaar was shut. "
        "The governor gave a lower death toll of 15.",
        [("22 people", "miners_union", "killed", "22", {}), ("15", "arlow_governor", "killed", "15", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "nobody among some": (
        "The mayor said 90 were killed by a bomb in Arlow. There were no casualties among foreigners, an envoy said.",
        [("90", "mayor", "killed", "90", {}), ("no casualties", "envoy", "casualties", "0", {})],
        ("scope", "nobody_else"),
    ),
    "a count since the start and one of a day": (
        "At least 35 died in Arlow on Saturday, the council said. "
        "Activists say more than 400 people have been killed there since the shelling began on 3 April.",
        [("35", "council", "killed", ">=35", {}), ("400", "activists_ngo", "killed", ">400", {})],
        ("scope", "other_time"),
    ),
    "soldiers against people": (
        "The union said 60 people were killed by a bomb in Arlow. Officials said 20 soldiers were killed there.",
        [("60 people", "miners_union", "killed", "60", {}), ("20 soldiers", "officials_gov", "killed", "20", {})],
        ("scope", "other_people"),
    ),
    "numbers thirty times apart": (
        "The union said 900 people were killed by a bomb in Arlow. Officials said 30 people were killed there.",
        [("900 people", "miners_union", "killed", "900", {}), ("30 people", "officials_gov", "killed", "30", {})],
        ("scope", "far_apart"),
    ),
    "a number of another day": (
        "A mine in Arlow blew up on 4 April, and 41 died, police said. At another one 24 died, the mayor said.",
        [("41", "police", "killed", "41", {}), ("24", "mayor", "killed", "24", {"event_date": "2022-04-07"})],
        ("scope", "other_day"),
    ),
    "a source that counts several": (
        "The Red Cross knew of 500 prisoners in the north and 190 in the south. The envoy put them at 1,100.",
        [("500", "icrc", "captured", "500", {}), ("1,100", "envoy", "captured", "1100", {}),
         ("190", "icrc", "captured", "190", {})],
        ("scope", "its_source_counts_several"),
    ),
    "a part that one counts and the other does not": (
        "The army said it handed over 195 soldiers. The president said that 207 came home, 12 of them civilians.",
        [("195", "russia_mod", "released", "195", {}), ("207", "zelensky", "released", "207", {}),
         ("12", "zelensky", "released", "12", {"group": "civilian", "part_of": "c1"})],
        ("scope", "a_part_lies_between"),
    ),
    "nobody else": (
        "Eight people were killed by a bomb in Arlow. The mayor said eight were killed. "
        "A spokesman spoke of no casualties.",
        [("eight", "mayor", "killed", "8", {}), ("no casualties", "nato", "casualties", "0", {}),
         ("Eight people", None, "killed", "8", {})],
        ("scope", "nobody_else"),
    ),
    "a denial of any harm": (
        "The mayor said that 12 were killed by a bomb in Arlow. Aid workers said the bombs caused no casualties.",
        [("12", "mayor", "killed", "12", {}), ("no casualties", "workers", "casualties", "0", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "police sources of two texts": (
        "A bomb in Arlow killed 62 people, police and hospital officials said. It was a market day. "
        "It killed 20, said police and medical sources.",
        [("62 people", "police and hospital officials", "killed", "62", {"published": "2022-04-06"}),
         ("20", "police and medical sources", "killed", "20", {})],
        ("unexplained", "sources_may_be_one"),
    ),
    "a lead that sums up what several say": (
        "A gunman in Arlow killed seven people, officials and media said. "
        "Police in Balva said that six people were shot dead.",
        [("seven people", "officials and media", "killed", "7", {}), ("six", "balva_police", "killed", "6", {})],
        ("unexplained", "sources_may_be_one"),
    ),
    "two words for one body": (
        "At least 1,500 died in the year, the organization said. Roofs fell. It was dark. "
        "The report found that 200 were killed from the air.",
        [("1,500", "the organization", "killed", ">=1500", {}),
         ("200", "the report", "killed", "200", {"said": "2022-04-10"})],
        ("unexplained", "sources_may_be_one"),
    ),
    "two groups that a text holds against each other": (
        "Activists said 200 people were killed in Arlow. The ministry put the dead at 62.",
        [("200 people", "activists", "killed", "200", {}), ("62", "the ministry", "killed", "62", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "two hospitals": (
        "Doctors at the hospital of Balva said 22 were wounded in Arlow. A surgeon at Curo spoke of 35 wounded.",
        [("22", "doctors at the hospital", "wounded", "22", {}), ("35", "a surgeon", "wounded", "35", {})],
        ("scope", "counted_by_each"),
    ),
    "a hospital and its town, in two parts of a text": (
        "A storm hurt 80 people in Arlow, the mayor said. Roofs flew off. It was dark. Medics treated 50 people there.",
        [("80 people", "mayor", "wounded", "80", {}), ("50 people", "medics", "wounded", "50", {"said": "2022-04-10"})],
        ("scope", "counted_by_each"),
    ),
    "a hospital and its town, held against each other": (
        "A blast in Arlow killed 114 people, the governor said. However, the medical centre counts 50 people dead.",
        [("114 people", "arlow_governor", "killed", "114", {}),
         ("50 people", "the medical centre", "killed", "50", {})],
        ("scope", "counted_by_each"),
    ),
    "an office told by what it is and by its place": (
        "A quake in Peru killed 80 people, local authorities said. Roofs fell. It was dark. Peru's authorities "
        "counted 50 dead.",
        [("80 people", "local authorities", "killed", "80", {"place": "Peru"}),
         ("50 dead", "Peru's authorities", "killed", "50", {"place": "Peru", "said": "2022-04-10"})],
        ("unexplained", "sources_may_be_one"),
    ),
    "offices of a land and of its neighbour": (
        "A quake in Peru killed 80 people, local authorities said. The authorities of Chile put the dead at 50.",
        [("80 people", "local authorities", "killed", "80", {"place": "Peru"}),
         ("50", "authorities of Chile", "killed", "50", {"place": "Peru"})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "two numbers that a text does not hold against each other": (
        "A fire in Arlow killed 80 people, the mayor said. Roofs fell. It was dark. The union counts 50 people dead.",
        [("80 people", "mayor", "killed", "80", {}),
         ("50 people", "miners_union", "killed", "50", {"said": "2022-04-10"})],
        ("unexplained", "apart_in_a_text"),
    ),
    "a body that is not named and one that is": (
        "Raids on Arlow killed 45 people, a monitor said. They killed 27, the Arlow Observatory for Rights said.",
        [("45 people", "a monitor", "killed", "45", {}), ("27", "Arlow Observatory for Rights", "killed", "27", {})],
        ("unexplained", "sources_may_be_one"),
    ),
    "a land that may count its own": (
        "Shells fell on Arlow. India said 10 people were killed, and Pakistan said 26 were killed.",
        [("10 people", "India", "killed", "10", {"side": "india", "party": "india"}),
         ("26", "Pakistan", "killed", "26", {"side": "india", "party": "pakistan"})],
        ("unexplained", "whose_not_told"),
    ),
    "a land that says whose people it counts": (
        "Shells fell on Arlow. India said 10 people were killed, and Pakistan said 26 Indians were killed.",
        [("10 people", "India", "killed", "10", {"side": "india", "party": "india"}),
         ("26 Indians", "Pakistan", "killed", "26", {"side": "india", "party": "pakistan"})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a body that is not named and a ministry": (
        "Raids on Arlow killed 45 people, a monitor said. They killed 27, the Ministry of Health said.",
        [("45 people", "a monitor", "killed", "45", {}), ("27", "Ministry of Health", "killed", "27", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a source and the same one in fewer words": (
        "Shells on a park of Arlow hurt 34, a source at Arlow Police said. The source said seven were hurt.",
        [("34", "a source at Arlow Police", "wounded", "34", {}), ("seven", "the source", "wounded", "7", {})],
        ("unexplained", "sources_may_be_one"),
    ),
    "one of two that speak together": (
        "The Arlow Observatory said raids on Arlow killed 40. State media and the Observatory said nine were killed.",
        [("40", "the Arlow Observatory", "killed", "40", {}),
         ("nine", "state media and the Observatory", "killed", "9", {})],
        ("unexplained", "sources_may_be_one"),
    ),
    "a number on top of another": (
        "Raids on Arlow killed 20 people, the governor said. Another nine were killed there, the miners said.",
        [("20 people", "arlow_governor", "killed", "20", {}), ("nine", "miners_union", "killed", "9", {})],
        ("scope", "its_text_goes_on_counting"),
    ),
    "a number among a higher one": (
        "Raids on Arlow killed 10 people, the governor said. They were among 19 people killed, the miners said.",
        [("10 people", "arlow_governor", "killed", "10", {}), ("19 people", "miners_union", "killed", "19", {})],
        ("scope", "its_text_goes_on_counting"),
    ),
    "more than a number": (
        "Raids on Arlow killed 10 people, the governor said. More than 19 people died there, the miners said.",
        [("10 people", "arlow_governor", "killed", "10", {}), ("19 people", "miners_union", "killed", ">19", {})],
        ("disagreement", "named_sources_exclude_each_other"),
    ),
    "a part that another source counts alone": (
        "A bus was hit near Arlow and 10 died, a driver said. Raids killed 31, 10 of them in it, the mayor said.",
        [("10 died", "driver_union", "killed", "10", {}), ("31", "mayor", "killed", "31", {}),
         ("10 of them", "mayor", "killed", "10", {"part_of": "c1"})],
        ("scope", "a_part_lies_between"),
    ),
    "a number that is added to another one to make the higher": (
        "Raids on Arlow killed 15 people, the union said. Shells killed nine in the north, the mayor said. "
        "Six people died in the south.",
        [("15 people", "miners_union", "killed", "15", {}), ("nine", "mayor", "killed", "9", {}),
         ("Six people", None, "killed", "6", {})],
        ("scope", "a_part_lies_between"),
    ),
    "parts of two numbers of a text": (
        "Raids killed 130 people, 25 of them children, the monitor said. "
        "Shells killed 40 with 12 children, doctors say.",
        [("25 of them children", "monitor_ngo", "killed", "25", {"group": "children", "part_of": "c2"}),
         ("12 children", "doctors_arlow", "killed", "12", {"group": "children", "part_of": "c3"}),
         ("130 people", "monitor_ngo", "killed", "130", {}), ("40", "doctors_arlow", "killed", "40", {})],
        ("scope", "parts_of_other_numbers"),
    ),
    "soldiers of no told side": (
        "The rebels said 12 soldiers were killed in Arlow. The mayor said that 20 soldiers died there.",
        [("12 soldiers", "rebels_arlow", "killed", "12", {"group": "military"}),
         ("20 soldiers", "mayor", "killed", "20", {"group": "military"})],
        ("unexplained", "whose_not_told"),
    ),
}  # fmt: skip


def held(texts: dict[str, str], *figures: tuple) -> list[list[str]]:
    """Reason and rule of every two numbers."""
    return compared(texts, *figures)["reasons"][["reason", "rule"]].values.tolist()


def compared(texts: dict[str, str], *figures: tuple) -> dict:
    """The tables of some figures: (article, as printed, source, number, other cells)."""
    rows = []
    for i, (article, quote, source, said, more) in enumerate(figures):
        start = texts[article].index(quote)
        cells = {"article_id": article, "start": start, "end": start + len(quote), "quote": quote, "language": "en"}
        rows.append((f"c{i}", source, 1, said, {"said": None} | cells | more))
    return comparison(claims(*rows), texts=texts)


def test_running_totals_of_two_texts_without_a_day_are_held_against_none():
    texts = {"a": "Since the war in Ukraine began, 6,000 Russian soldiers have been killed, Kyiv said.",
             "b": "Moscow said that 900 Russian soldiers had been killed since the war in Ukraine began."}  # fmt: skip
    running = {"tally": "cumulative", "group": "military", "side": "russia", "place": "Ukraine"}
    dated = running | {"published": "2022-04-09"}
    high, low = ("a", "6,000", "ukraine_mod", "6000"), ("b", "900", "russia_mod", "900")
    assert held(texts, (*high, dated), (*low, dated)) == [["disagreement", "opponents_exclude_each_other"]]
    assert held(texts, (*high, running), (*low, running)) == [["later_count", "rises_with_time"]]


def test_a_total_since_the_start_of_a_war_is_not_held_against_one_since_months_later():
    texts = {"a": "Since the war in Ukraine began in February, 6,000 Russian soldiers have been killed, Kyiv said.",
             "b": "Moscow said that 900 Russian soldiers had died in the war in Ukraine since June."}  # fmt: skip
    running = {"tally": "cumulative", "group": "military", "side": "russia", "event_date_how": "period"}
    high = ("a", "6,000", "ukraine_mod", "6000", running | {"published": "2022-08-09", "event_date": "2022-02-24"})
    low = ("b", "900", "russia_mod", "900", running | {"published": "2022-08-09", "event_date": "2022-06-01"})
    assert held(texts, high, low) == [["scope", "other_time"]]


def test_an_inquiry_that_names_the_month_counts_later_than_the_first_day():
    texts = {"a": "Massacre in Arlow\n\nOn Monday 90 people were killed in Arlow, activists said.",
             "b": "Massacre in Arlow\n\nIn April 108 people were killed in Arlow, the inquiry said."}  # fmt: skip
    place = INCIDENT | {"side": None, "place": "Arlow"}
    first = place | {"published": "2022-04-05", "event_date": "2022-04-04"}
    months_after = place | {"published": "2022-08-15", "event_date": "2022-04-01", "event_date_how": "period"}
    told = held(texts, ("a", "90 people", "activists_ngo", "90", first), ("b", "108 people", "un", "108", months_after))
    assert told == [["later_count", "rises_with_time"]]


def test_numbers_of_two_towns_in_one_upheaval_are_no_disagreement():
    texts = {"a": "Coup fails in Turkey\n\nOn Friday 42 people were killed in Ankara, the ministry said.",
             "b": "Coup fails in Turkey\n\nOn Friday 60 people were killed in Istanbul, officials said."}  # fmt: skip
    friday = INCIDENT | {"side": None, "published": "2016-07-16", "event_date": "2016-07-15"}
    told = held(texts, ("a", "42 people", "ministry", "42", friday | {"place": "Ankara"}),
                ("b", "60 people", "officials", "60", friday | {"place": "Istanbul"}))  # fmt: skip
    assert told in ([], [["scope", "other_place"]])


@pytest.mark.parametrize("case", list(HELD))
def test_a_disagreement_takes_the_same_people_at_one_place(case: str):
    text, figures, expected = HELD[case]
    told = INCIDENT | {"published": "2022-04-09", "event_date": "2022-04-04", "side": None, "place": "Arlow"}
    given = []
    for quote, source, outcome, said, more in figures:
        unnamed = {"source_id": None, "party": None} if source and " " in source else {}
        given.append(("a", quote, source, said, told | {"outcome": outcome} | unnamed | more))
    assert held({"a": text}, *given)[0] == list(expected)


def test_that_nobody_was_hurt_denies_a_number_and_is_no_rival():
    text, figures, _ = HELD["a denial of any harm"]
    told = INCIDENT | {"published": "2022-04-09", "side": None, "place": "Arlow"}
    given = [("a", quote, source, said, told | {"outcome": outcome}) for quote, source, outcome, said, _ in figures]
    links = compared({"a": text}, *given)["links"]
    assert links[["claim_a", "relation", "claim_b"]].values.tolist() == [["c1", "denies", "c0"]]


def test_a_toll_that_rises_overnight_is_a_later_count_of_opponents_too():
    texts = {"a": "Blast in Arlow\n\nA missile in Arlow killed 10 people, the ministry in Kyiv said.",
             "b": "Blast in Arlow\n\nA missile in Arlow killed 18 people, the ministry in Moscow said."}  # fmt: skip
    told = INCIDENT | {"side": None, "place": "Arlow", "event_date": "2022-04-04"}
    early = ("a", "10 people", "ukraine_mod", "10", told | {"published": "2022-04-04"})
    later, same = (("b", "18 people", "russia_mod", "18", told | {"published": f"2022-04-0{day}"}) for day in (5, 4))
    assert held(texts, early, later) == [["later_count", "rises_with_time"]]
    assert held(texts, early, same) == [["disagreement", "opponents_exclude_each_other"]]


CHANGED = [  # what a text of two days later says of 160 dead, its number, as of which day, and why they differ
    ("By Monday night it had stood at 215, doctors said.", "215", "2022-04-04", ("later_count", "rises_with_time")),
    ("The dead were lowered to at least 150, the inquiry said.", ">=150", None, ("revised", "told_as_changed")),
    ("The dead are at least 150, the inquiry said.", ">=150", None, ("bound_only", "bounds_allow")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "as_of", "word"), CHANGED)
def test_a_text_tells_when_a_count_stood_and_that_it_was_lowered(text: str, said: str, as_of: str | None, word: tuple):
    texts = {"a": "Quake in Arlow\n\nOn Monday a quake in Arlow killed 160 people, the union said.",
             "b": f"Quake in Arlow\n\nA quake struck Arlow on Monday. {text}"}  # fmt: skip
    told = INCIDENT | {"side": None, "place": "Arlow"}
    early = ("a", "160", "miners_union", "160", told | {"published": "2022-04-04", "event_date": "2022-04-04"})
    late = ("b", said.lstrip(">="), "doctors_arlow", said, told | {"published": "2022-04-06", "as_of": as_of})
    assert held(texts, early, late) == [list(word)]


@pytest.mark.parametrize(
    ("place", "day", "word"),
    [
        ("Peru", 5, ("unexplained", "of_a_country")),
        ("Arlow", 9, ("unexplained", "at_other_times")),
        ("Arlow", 5, ("disagreement", "named_sources_exclude_each_other")),
    ],
)
def test_two_articles_disagree_on_one_thing_at_one_time(place: str, day: int, word: tuple):
    texts = {"a": f"Blast in {place}\n\nA bomb in {place} killed 40 people, the union said.",
             "b": f"Blast in {place}\n\nA bomb in {place} killed 30 people, the ministry said."}  # fmt: skip
    told = INCIDENT | {"side": None, "place": place}
    early = ("a", "40 people", "miners_union", "40", told | {"published": "2022-04-04", "event_date": "2022-04-04"})
    late = ("b", "30 people", "ministry_gov", "30", told | {"published": f"2022-04-0{day}"})
    assert held(texts, early, late) == [list(word)]


def test_a_total_of_a_town_is_not_held_against_one_of_the_war():
    texts = {"a": "Since the war in Ukraine began, 2,500 Ukrainian soldiers have been killed, Kyiv said.",
             "b": "In Mariupol alone 4,000 Ukrainian soldiers died in the war in Ukraine, Moscow said."}  # fmt: skip
    running = {"tally": "cumulative", "group": "military", "side": "ukraine", "published": "2022-04-09"}
    war = ("a", "2,500", "ukraine_mod", "2500", running | {"place": "Ukraine"})
    town = ("b", "4,000", "russia_mod", "4000", running | {"place": "Mariupol"})
    assert held(texts, war, town) in ([], [["scope", "other_place"]])


def test_the_headline_is_the_disagreement_of_most_sources_then_of_the_widest_numbers():
    told = {name: INCIDENT | {"place": name, "event_date": "2022-04-01"} for name in ("Arlow", "Balva", "Curo")}
    made = comparison(claims(
        ("a", "russia_mod", 1, "70", told["Arlow"]), ("b", "ukraine_mod", 1, "500", told["Arlow"]),
        ("c", "russia_mod", 1, "70", told["Balva"]), ("d", "ukraine_mod", 1, "90", told["Balva"]),
        ("e", "un", 1, "90", told["Balva"]), ("f", "russia_mod", 1, "4", told["Curo"]),
        ("g", "ukraine_mod", 1, "9", told["Curo"])))["reasons"]  # fmt: skip
    ranked = made.dropna(subset="rank").sort_values("rank")
    assert ranked[["claim_a", "claim_b"]].values.tolist() == [["d", "c"], ["b", "a"]]
    assert (made["reason"] == "disagreement").sum() >= 2


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (("Poltava", 6), ("unexplained", "of_a_place_struck_often")),
        (("Lviv", 6), ("disagreement", "named_sources_exclude_each_other")),
        (("Poltava", 27), ("disagreement", "named_sources_exclude_each_other")),
    ],
)
def test_where_another_incident_befell_the_place_in_those_days_texts_do_not_disagree(other: tuple, word: tuple):
    town, day = other
    texts = {"a": "Shells hit Poltava\n\nOn 4 April shells on Poltava killed 40 people, the union said.",
             "b": "Shells hit Poltava\n\nShells on Poltava killed 30 people, the ministry said.",
             "c": f"Mine in {town}\n\nA mine in {town} killed 6 people on Wednesday, a driver said."}  # fmt: skip
    told = INCIDENT | {"side": None, "place": "Poltava", "event_date": "2022-04-04", "published": "2022-04-04"}
    third = told | {"place": town, "event_date": f"2022-04-{day:02d}", "published": f"2022-04-{day + 1:02d}"}
    next_day = {"side": None, "place": "Poltava", "published": "2022-04-05"}
    assert list(word) in held(texts, ("a", "40 people", "miners_union", "40", told),
                              ("b", "30 people", "ministry_gov", "30", INCIDENT | next_day),
                              ("c", "6 people", "driver_union", "6", third))  # fmt: skip


def test_a_source_that_counts_here_and_there_in_a_text_disagrees_with_nobody_there():
    text = ("Raids on Arlow killed 40, the Arlow Observatory said. A union put the dead at 45. State media and the "
            "Observatory said that shells killed nine in the harbour.")  # fmt: skip
    told = INCIDENT | {"published": "2022-04-09", "event_date": "2022-04-04", "side": None, "place": "Arlow"}
    bare = told | {"source_id": None, "party": None}
    given = [("a", "40", "the Arlow Observatory", "40", bare), ("a", "45", "a union", "45", bare),
             ("a", "nine", "state media and the Observatory", "9", bare)]  # fmt: skip
    reasons = compared({"a": text}, *given)["reasons"]
    rules = {frozenset(pair): rule for *pair, rule in reasons[["claim_a", "claim_b", "rule"]].values}
    assert rules[frozenset(("c1", "c2"))] == "its_source_counts_several"
