import pytest
from coded import claims

from newslib.compare import comparison

INCIDENT = {"tally": "incident"}
ATTACK = [
    ("a", "fsa", 21, "1729", INCIDENT), ("b", "usa", 22, "1429", INCIDENT), ("c", "sohr", 23, "502", INCIDENT),
    ("d", "france_intelligence", 24, ">=281", INCIDENT), ("e", "uk_intelligence", 22, ">=350", INCIDENT),
]  # fmt: skip


def verdicts(*rows: tuple, **more):
    return comparison(claims(*rows), **more)["policies"].set_index("policy")


@pytest.mark.parametrize(
    ("policy", "low", "value", "high"),
    [
        ("lowest", 281, 281, 281),
        ("low_best_high", 281, 502, 1729),
        ("min_max", 281, None, 1729),
        ("range_graded", 281, None, 1729),
    ],
)
def test_one_attack_by_policy(policy: str, low: float, value: float, high: float):
    row = verdicts(*ATTACK).loc[policy].astype(object)
    row = row.where(row.notna(), None)
    assert (row["low"], row["value"], row["high"]) == (low, value, high)


def test_a_policy_that_tells_another_story_is_marked():
    table = verdicts(*ATTACK)
    assert (table.loc["lowest", "changes"], table.loc["min_max", "changes"]) == ("yes", "no")


def test_majority_needs_two_sources_that_agree():
    alone = verdicts(("a", "un", 1, "10", INCIDENT), ("b", "usa", 1, "30", INCIDENT)).loc["majority"]
    assert alone.isna()["value"]
    agreed = verdicts(("a", "un", 1, "30", INCIDENT), ("b", "usa", 1, "31", INCIDENT), ("c", "eu", 1, "90", INCIDENT))
    assert agreed.loc["majority", "value"] == 30
    assert agreed.loc["majority", "note"] == "2 of 3 sources, 2 camps, within a tenth"


def test_a_camp_does_not_make_a_majority_of_its_own():
    rows = [(source, source, 1, "471", INCIDENT) for source in ("gaza_moh", "gaza_officials")]
    assert verdicts(*rows).isna().loc["majority", "value"]


def test_source_order_is_the_callers():
    rows = [("a", "un", 1, "30", INCIDENT), ("b", "usa", 1, "90", INCIDENT)]
    assert verdicts(*rows).loc["source_order", "value"] == 30
    assert verdicts(*rows, order=["usa", "un"]).loc["source_order", "value"] == 90


@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ([("a", "un", 1, "30")], "weak"),
        ([("a", "un", 1, "30"), ("b", "usa", 1, "31-35"), ("c", "eu", 1, ">20")], "contested"),
        ([("a", "un", 1, "~30"), ("b", "usa", 1, "31-35"), ("c", "eu", 1, ">20")], "fair"),
        ([("a", "un", 1, "30"), ("b", "usa", 1, "90")], "contested"),
        ([("a", "ukraine_mod", 1, "30"), ("b", "russia_mod", 1, ">20"), ("c", "usa", 1, "90")], "confirmed"),
        ([("a", "un", 1, "30", {"stance": "denies"})], "discounted"),
    ],
)
def test_grades(rows: list[tuple], grade: str):
    assert verdicts(*rows, order=["un"]).loc["range_graded", "grade"] == grade


@pytest.mark.parametrize("printed", ["dozens", "hundreds", "десятки тысяч", "сотні"])
def test_vague_amounts_make_no_number(printed: str):
    assert verdicts(("a", "un", 1, "?", {"number": printed})).empty


def test_denied_hypothetical_and_added_figures_never_reach_a_policy():
    rows = [
        ("a", "un", 1, "30"), ("b", "usa", 1, "1", {"stance": "denies"}), ("d", "un", 1, "3", {"tally": "increment"}),
        ("c", "eu", 1, "2", {"modality": "hypothetical"}),
    ]  # fmt: skip
    made = comparison(claims(*rows))["policies"]
    totals = made[made["event"].str.contains("cumulative")]
    assert set(totals["value"].dropna()) == {30.0}


def test_every_policy_has_a_version():
    assert set(verdicts(*ATTACK)["version"]) == {"2", "3"}


def test_a_running_total_has_no_range_over_time():
    rows = [("a", "un", 1, "10"), ("b", "usa", 1, "12"), ("c", "un", 9, "40"), ("d", "usa", 9, "41")]
    made = verdicts(*rows).loc["range_graded"]
    assert (made["low"], made["high"], made["note"]) == (40, 41, "range of what stands at the same time")


def test_one_source_is_no_plural():
    assert verdicts(("a", "un", 1, "10", INCIDENT)).loc["low_best_high", "note"] == "median of 1 source"
