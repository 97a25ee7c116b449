import pytest
from coded import claims, settled

from newslib.compare import ledger, links

ADDED = {"tally": "increment"}
WOUNDED, ALL = {"outcome": "wounded"}, {"outcome": "casualties"}

CHECKS = [
    ("parts d w all yes", ("d", "un", 4, "1430"), ("w", "un", 4, "2097", WOUNDED), ("all", "un", 4, "3527", ALL)),
    ("parts d w all no", ("d", "un", 4, "1430"), ("w", "un", 4, "2097", WOUNDED), ("all", "un", 4, "3627", ALL)),
    ("parts d w all yes", ("d", "un", 4, "120"), ("w", "un", 4, "170-180", WOUNDED), ("all", "un", 4, "~300", ALL)),
    ("parts d w all near", ("d", "un", 4, "198"), ("w", "un", 4, ">550", WOUNDED), ("all", "un", 4, ">750", ALL)),
    ("parts p all yes", ("p", "un", 4, "162", {"part_of": "all"}), ("all", "un", 4, "1026")),
    ("parts p all no", ("p", "un", 4, "1162", {"part_of": "all"}), ("all", "un", 4, "1026")),
    ("increment t i u yes", ("t", "un", 17, "265"), ("i", "un", 18, "694", ADDED), ("u", "un", 18, "959")),
    ("increment t i u yes", ("t", "un", 17, "959"), ("i", "un", 18, ">770", ADDED), ("u", "un", 18, "1730")),
    ("increment t i u no", ("t", "un", 17, "265"), ("i", "un", 18, "700", ADDED), ("u", "un", 18, "959")),
    ("increment t i u yes", ("t", "un", 1, "1045"), ("i", "un", 8, "82", ADDED), ("u", "un", 10, "1127")),
    ("increment t i j u yes", ("t", "un", 1, "10"), ("i", "un", 2, "5", ADDED), ("j", "un", 3, "2", ADDED),
     ("u", "un", 3, "17")),
    ("increment t i j u no", ("t", "un", 1, "10"), ("i", "un", 2, "5", ADDED), ("j", "un", 3, "2", ADDED),
     ("u", "un", 3, "18")),
    ("monotone a b yes", ("a", "un", 1, "489"), ("b", "un", 9, "496")),
    ("monotone a b no", ("a", "un", 1, "6489"), ("b", "un", 9, "6000")),
    ("monotone a b yes", ("a", "ukraine_mod", 1, "9000"), ("b", "ukraine_gur", 9, "10000-13000")),
    ("magnitude a b no", ("a", "zelensky", 15, "19000-20000"), ("b", "zelensky", 16, "19000-200000")),
    ("magnitude a b no", ("a", "ohchr", 12, "5024"), ("b", "ohchr", 12, "5524")),
    ("magnitude a b no", ("a", "russia_mod", 1, "1351"), ("b", "un", 1, "16100")),
    ("magnitude a b yes", ("a", "wallace", 1, "~15000"), ("b", "un", 2, "22000")),
    ("magnitude b a no", ("a", "ukraine_mod", 2, "<=5800"), ("b", "ukraine_gur", 2, "~5840")),
    ("monotone a c yes", ("a", "un", 1, "15"), ("b", "un", 9, ">25"), ("c", "un", 9, "25")),
    ("magnitude a b yes", ("a", "un", 1, "42", {"tally": "incident"}), ("b", "usa", 28, "40", {"tally": "incident"})),
    ("locale a yes", ("a", "un", 1, "1026")),
    ("locale a no", ("a", "un", 1, "1.026")),
    ("locale a yes", ("a", "un", 1, "1026", {"number": "1.026"})),
    ("locale a yes", ("a", "un", 1, "1026", {"number": "1 026"})),
    ("locale a yes", ("a", "un", 1, "2500", {"number": "2,5 тис."})),
    ("locale a no", ("a", "un", 1, "1.026", {"number": "10.260"})),
]  # fmt: skip


def checked(*rows: tuple) -> dict[tuple[str, ...], ledger.Check]:
    given = settled(claims(*rows))
    return {(c.check, *c.claims): c for c in ledger.ledger(given, links.link(given))}


@pytest.mark.parametrize("row", CHECKS, ids=[f"{i} {row[0]}" for i, row in enumerate(CHECKS)])
def test_checks(row: tuple):
    expected, *rows = row
    *key, holds = expected.split()
    assert checked(*rows)[tuple(key)].holds == holds


def test_failing_rows_say_by_how_much():
    found = checked(("t", "un", 17, "265"), ("i", "un", 18, "700", ADDED), ("u", "un", 18, "959"))
    check = found[("increment", "t", "i", "u")]
    assert (check.expected, check.found, check.difference) == ("959", "965", 6)


def test_an_addition_that_fits_between_two_totals_of_its_day_is_not_held_against_the_others():
    found = checked(("t", "un", 19, "1730"), ("u", "un", 20, "1908"), ("i", "un", 20, "531", ADDED),
                    ("v", "un", 20, "2439"))  # fmt: skip
    assert {key[1:]: check.holds for key, check in found.items() if key[0] == "increment"} == {("u", "i", "v"): "yes"}


def test_no_addition_is_as_large_as_the_total_it_leads_to():
    found = checked(("t", "un", 18, "959"), ("i", "un", 19, "1730", ADDED), ("u", "un", 19, "1730"))
    assert not [key for key in found if key[0] == "increment"]


def test_the_total_before_told_again_is_no_addition_but_one_that_fits_is():
    again = ("t", "un", 17, "265"), ("i", "un", 18, "265", ADDED), ("u", "un", 18, "959")
    like = ("v", "dpr_hq", 17, "51"), ("j", "dpr_hq", 18, "51", ADDED), ("w", "dpr_hq", 18, "102")
    found = checked(*again, *like)
    added = {key[1:]: check.holds for key, check in found.items() if key[0] == "increment"}
    assert added == {("v", "j", "w"): "yes"}


@pytest.mark.parametrize(("last", "holds"), [("1050", "yes"), ("9000", "no")])
def test_a_total_that_rises_ten_times_as_fast_as_usual_alarms(last: str, holds: str):
    totals = [(f"t{day}", "un", day, str(900 + 20 * day)) for day in range(1, 7)]
    found = checked(*totals, ("u", "un", 7, last))
    assert found[("increment", "t6", "u")].holds == holds
    assert found[("increment", "t5", "t6")].holds == "yes"


def test_three_totals_have_no_usual_pace():
    found = checked(*((f"t{day}", "un", day, str(900 + 20 * day)) for day in range(1, 4)))
    assert not [key for key in found if key[0] == "increment"]


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "un", 4, "75"), ("b", "un", 4, "8", {"side": "russia"}), ("c", "un", 4, "84")],
        [("d", "zelensky", 4, "350"), ("w", "zelensky", 4, "650", WOUNDED),
         ("all", "ukraine_mod", 4, "842", ALL | {"party": "zelensky"})],
        [("k", "un", 4, "323", {"outcome": "released"}), ("h", "un", 4, "1181", {"tally": "stock"}),
         ("o", "mod", 1, "120", {"tally": "stock"})],
    ],
    ids=["two figures near a third", "another source's casualties", "those who left and those still there"],
)  # fmt: skip
def test_no_sum_is_checked_that_nobody_says_adds_up(rows: list[tuple]):
    assert not [key for key in checked(*rows) if key[0] == "parts"]


def test_additions_that_miss_days_do_not_alarm():
    found = checked(("t", "un", 1, "10"), ("i", "un", 5, "5", ADDED), ("u", "un", 9, "99"))
    assert not [key for key in found if key[0] == "increment"]


@pytest.mark.parametrize("cells", [{"number": "999"}, {"tally": "rate"}, {"outcome": "equipment_lost"}])
def test_a_printed_number_and_a_rate_need_not_be_whole(cells: dict):
    assert not [key for key in checked(("a", "un", 1, "1.5", cells)) if key[0] == "locale"]


def test_parts_that_make_up_the_whole_are_found_among_others():
    told = {"part_of": "all", "group": "civilian"}
    nation = told | {"group": "foreign"}
    parts = [("p", "un", 4, "283", told), ("c", "un", 4, "15", told), ("n", "un", 4, "189", nation)]
    found = checked(("all", "un", 4, "298", {"group": "people"}), *parts)
    assert found[("parts", "p", "c", "all")].holds == found[("parts", "n", "all")].holds == "yes"


def test_an_addition_is_not_added_to_another_sources_total():
    found = checked(
        ("t", "russia_mod", 17, "265"), ("r", "dpr_hq", 17, "256"), ("i", "russia_mod", 18, "694", ADDED),
        ("u", "russia_mod", 18, "959"),
    )  # fmt: skip
    assert found[("increment", "t", "i", "u")].holds == "yes"
    assert ("increment", "r", "i", "u") not in found



def test_parts_that_may_overlap_only_have_to_fit():
    rows = [(g, "un", 4, "30", {"group": g, "part_of": "all"}) for g in ("women", "officers")]
    check = checked(("all", "un", 4, "50"), *rows)[("parts", "women", "officers", "all")]
    assert (check.holds, "overlap" in check.note) == ("yes", True)


@pytest.mark.parametrize("cells", [{"stance": "denies"}, {"modality": "negated"}, {"modality": "hypothetical"}])
def test_what_is_not_claimed_is_never_added(cells: dict):
    rows = [("d", "un", 4, "10", cells), ("w", "un", 4, "20", WOUNDED), ("all", "un", 4, "30", ALL)]
    assert not any("d" in claims_ for _, *claims_ in checked(*rows))


@pytest.mark.parametrize("tally", ["increment", "rate", "stock"])
def test_kinds_of_count_are_never_in_one_series(tally: str):
    found = checked(("a", "un", 1, "500"), ("b", "un", 2, "20", {"tally": tally}), ("c", "un", 3, "510"))
    assert [key for key in found if key[0] == "monotone"] == [("monotone", "a", "c")]
