import pytest
from coded import claims

from newslib.compare import things
from newslib.compare.entries import Entry, entries

INCIDENT = {"tally": "incident"}


def settled(*rows: tuple) -> dict[str, Entry]:
    return {e.claim_id: e for e in things.settled(entries(claims(*rows))).entries}


@pytest.mark.parametrize(
    ("rows", "tally"),
    [
        ([("a", "russia_mod", 17, "265", INCIDENT), ("b", "russia_mod", 19, "1730")], "cumulative"),
        ([("a", "russia_mod", 17, "265", INCIDENT), ("b", "dpr_hq", 17, "256")], "cumulative"),
        ([("a", "russia_mod", 17, "265", INCIDENT), ("b", "dpr_hq", 17, "25")], "incident"),
        ([("a", "russia_mod", 19, "265", INCIDENT), ("b", "russia_mod", 17, "1730")], "incident"),
        ([("a", "russia_mod", 17, "265", INCIDENT | {"event_date": "2022-04-17"}), ("b", "russia_mod", 19, "1730")],
         "incident"),
    ],
    ids=["its source counts on", "others count so", "another number", "it would fall", "a day of its own"],
)  # fmt: skip
def test_a_running_total_is_known_where_the_text_does_not_call_it_one(rows: list[tuple], tally: str):
    assert settled(*rows)["a"].tally == tally


@pytest.mark.parametrize(
    ("said", "more", "tally"),
    [
        ("531", {}, "increment"),
        ("531", INCIDENT, "increment"),
        ("532", {}, "cumulative"),
        ("531", {"group": "civilian"}, "cumulative"),
        ("531", {"source_id": "dpr_hq"}, "cumulative"),
    ],
    ids=["it falls", "an incident", "another number", "other people", "another source"],
)
def test_an_addition_is_known_by_the_totals_around_it(said: str, more: dict, tally: str):
    totals = (("t", "russia_mod", 19, "1908"), ("u", "russia_mod", 20, "2439"))
    assert settled(*totals, ("a", "russia_mod", 20, said, more))["a"].tally == tally


def test_a_first_day_is_no_addition_to_itself():
    found = settled(("t", "un", 1, "20"), ("a", "un", 2, "20"), ("u", "un", 2, "40"))
    assert found["a"].tally == "cumulative"
