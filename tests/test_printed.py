import pytest
from coded import claims, settled

from newslib import tables
from newslib.compare import comparison
from newslib.compare.entries import entries
from newslib.compare.series import printed

LOSSES = {"outcome": "casualties", "side": "russia", "place": "Ukraine"}
COUNTED = [(f"s{day}", "ukraine_general_staff", day, f"~{10000 + 200 * day}", LOSSES) for day in range(1, 13)]

PRINTS = [
    ("~10600", 3, {}, ("same_day", "s3", 0)),
    ("10400", 3, {}, ("other_day", "s2", -1)),
    (">10000", 3, {}, ("rounds", "s3", 0)),
    ("<=15000", 3, {}, ("bounds_allow", "s3", 0)),
    ("25000", 3, {}, ("differs", "s3", 0)),
    ("~12400", 16, {}, ("other_day", "s12", -4)),
    ("~10600", 3, {"outcome": "killed", "place": None}, ("same_day", "s3", 0)),
    ("~10600", 3, {"source_id": None, "source_name": None, "party": None}, ("same_day", "s3", 0)),
]
NO_PRINTS = [
    {"source_id": "un", "party": "un"}, {"side": "ukraine"}, {"outcome": "captured"}, {"tally": "increment"},
    {"tally": "incident"}, {"stance": "denies"}, {"place": "Kherson"}, {"group": "civilian"},
]  # fmt: skip


def rows(*claimed: tuple) -> list[tuple]:
    told = printed(settled(claims(*claimed)))
    return list(told[["claim_id", "agreement", "series_claim", "days"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(("said", "day", "cells", "expected"), PRINTS)
def test_what_is_printed_of_a_daily_series(said: str, day: int, cells: dict, expected: tuple):
    assert rows(*COUNTED, ("p", "ukraine_mod", day, said, LOSSES | cells)) == [("p", *expected)]


@pytest.mark.parametrize("cells", NO_PRINTS, ids=str)
def test_what_is_no_print_of_it(cells: dict):
    assert rows(*COUNTED, ("p", "ukraine_mod", 3, "25000", LOSSES | cells)) == []


def test_few_days_are_no_daily_series():
    assert rows(*COUNTED[:9], ("p", "ukraine_mod", 3, "25000", LOSSES)) == []


def test_a_series_at_hand_may_be_short_and_is_no_claim():
    given = settled(claims(("p", "ukraine_general_staff", 2, "~10600", LOSSES | {"tally": "incident"})))
    told = printed(given, entries(claims(*COUNTED[:3])))
    assert told[["claim_id", "agreement", "days"]].values.tolist() == [["p", "other_day", 1]]
    made = comparison(claims(("p", "ukraine_mod", 3, "25000", LOSSES)), series=claims(*COUNTED))
    assert list(made["events"]["claim_id"]) == ["p"]
    tables.check("printed", made["printed"])
    assert list(made["printed"]["agreement"]) == ["differs"]
