import pandas as pd
import pytest
from coded import claims

from newslib import tables
from newslib.compare import comparison

INCIDENT = {"tally": "incident"}


def one(*rows: tuple, **more):
    table = comparison(claims(*rows), **more)["discrepancies"]
    return table.iloc[0]


HOSPITAL = (
    ("a", "gaza_moh", 17, "~500", INCIDENT), ("b", "gaza_moh", 18, "471", INCIDENT),
    ("c", "usa_intelligence", 19, "100-300", INCIDENT), ("d", "eu", 18, "10-50", INCIDENT),
)  # fmt: skip


def test_the_latest_figures_of_all_sources_are_compared():
    row = one(*HOSPITAL)
    assert (row["low"], row["high"], row["n_sources"], row["n_claims"]) == (10, 471, 3, 4)
    assert (row["low_source"], row["high_source"], row["ratio"]) == ("European Union", "Gaza Health Ministry", 47.1)
    assert row["gap"] == 471 - 50
    assert row["sources"] == "Gaza Health Ministry: 471; US intelligence: 100-300; European Union: 10-50"


@pytest.mark.parametrize(
    ("said", "overlap", "gap"),
    [
        ((">1000", "1026"), "all", 0),
        (("0", "1026"), "none", 1026),
        (("1009", "1026"), "none", 17),
        (("10", "12", ">11"), "some", 2),
        (("10",), "one_source", 0),
    ],
)
def test_whether_intervals_overlap(said: tuple[str, ...], overlap: str, gap: float):
    sources = ("un", "usa", "icrc")
    row = one(*((f"c{i}", sources[i], 1, number, INCIDENT) for i, number in enumerate(said)))
    assert (row["overlap"], row["gap"]) == (overlap, gap)


def test_running_totals_are_compared_on_the_day_with_most_sources():
    row = one(("a", "un", 1, "10"), ("b", "usa", 2, "30"), ("c", "un", 3, "15"))
    assert (str(row["compared_on"].date()), row["low"], row["high"]) == ("2022-04-03", 15, 30)


@pytest.mark.parametrize(
    ("later", "low", "high", "sources"),
    [
        ([("c", "un", 17, "1464")], 1000, 1026, 3),  # the totals of the 13th are left behind
        ([("c", "eu", 17, "1464")], 1000, 1464, 4),  # who had not spoken yet meets them
        ([("c", "un", 17, "~1030"), ("d", "eu", 18, "1464")], 1000, 1464, 4),  # nobody has counted on
        ([("c", "un", 17, "1464"), ("d", "eu", 17, "1500"), ("e", "nato", 17, "1300"), ("f", "usa", 18, "1600")],
         1300, 1600, 4),
    ],
)  # fmt: skip
def test_running_totals_are_compared_with_those_that_stand_at_the_same_time(
    later: list[tuple], low: int, high: int, sources: int
):
    row = one(("a", "un", 13, "1026"), ("b", "usa", 13, ">1000"), ("x", "icrc", 13, "1026"), *later)
    assert (row["low"], row["high"], row["n_sources"]) == (low, high, sources)


@pytest.mark.parametrize(
    ("second", "trend"), [(("10", "100"), "widening"), (("10", "11"), "narrowing"), (("11", "33"), "steady")]
)
def test_how_the_spread_changes(second: tuple[str, str], trend: str):
    row = one(("a", "un", 1, "10", INCIDENT), ("b", "usa", 1, "30", INCIDENT),
              ("c", "un", 2, second[0], INCIDENT), ("d", "usa", 2, second[1], INCIDENT))  # fmt: skip
    assert row["trend"] == trend


def test_who_denied_doubted_and_kept_silent():
    row = one(
        ("a", "un", 1, "10", INCIDENT), ("b", "usa", 1, "10", INCIDENT | {"stance": "denies"}),
        ("c", "idf", 1, "?", INCIDENT | {"stance": "doubts"}),
        ("d", "nato", 1, "?", INCIDENT | {"stance": "no_comment"}),
    )  # fmt: skip
    assert (row["denied_by"], row["doubted_by"], row["silent"]) == ("United States", "Israel Defense Forces", "NATO")


@pytest.mark.parametrize(
    ("names", "silent"),
    [
        ((("Kyiv", None),), "Ukraine"),
        ((("Kyiv", "ukraine_government"), ("Киеве", "ukraine_government"), ("Ukraine", None)), "Ukraine"),
        ((("Neither side", None), ("никто из сторон", None), ("жодна зі сторін", None)), None),
        ((("The port captain", None), ("the port captain", None)), "The port captain"),
        (((None, None),), "no source named"),
    ],
)
def test_who_kept_silent_without_a_number_is_named_once(names: tuple[tuple, ...], silent: str | None):
    told = [
        {"statement_id": f"s{i}", "article_id": "x", "content_start": 0, "content_end": 9, "source_name": name,
         "source_id": source, "stance": "no_comment", "answers": "a zz"} for i, (name, source) in enumerate(names)
    ]  # fmt: skip
    found = one(("a", "un", 1, "10"), statements=tables.frame("statements", told))["silent"]
    assert (None if found is pd.NA or found != found else found) == silent


def test_a_figure_taken_back_is_named_and_not_averaged():
    rows = (("a", "von_der_leyen", 30, ">100000"), ("c", "podolyak", 30, "10000-13000"),
            ("b", "european_commission", 30, "100000", {"outcome": "casualties", "stance": "retracts"}))  # fmt: skip
    row = comparison(claims(*rows))["discrepancies"].set_index("outcome").loc["killed"]
    assert (row["retracted"], row["high"], row["n_sources"]) == ("a", 13000, 1)


def test_a_part_of_an_addition_is_no_rival_of_a_part_of_the_total():
    officers = INCIDENT | {"group": "officers"}
    rows = (
        ("all", "un", 13, "1026"),
        ("part", "un", 13, "162", officers | {"part_of": "all"}),
        ("more", "usa", 14, "134", {"tally": "increment"}),
        ("new", "usa", 14, "14", officers | {"part_of": "more"}),
    )
    made = comparison(claims(*rows))["discrepancies"]
    assert set(made.loc[made["group"] == "officers", "n_sources"]) == {1}


def test_a_later_running_total_of_the_camp_takes_the_place_of_an_earlier_one():
    table = claims(("a", "ukraine_mod", 1, "100"), ("b", "ukraine_general_staff", 5, "160"), ("c", "nato", 6, "300"))
    row = comparison(table)["discrepancies"].iloc[0]
    assert (row["low"], row["high"]) == (160, 300)
