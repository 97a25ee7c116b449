import pytest
from coded import claims

from newslib.compare import comparison

INCIDENT = {"tally": "incident"}


def estimates(*rows: tuple):
    return comparison(claims(*rows))["estimates"].set_index("source_key")


@pytest.mark.parametrize(
    ("said", "low", "best", "high"),
    [
        (["1026"], 1026, 1026, 1026),
        ([">1000", "1026"], 1026, 1026, 1026),
        (["~500", "471-520"], 500, 500, 500),
        (["30", "39"], 30, 39, 39),
        ([">1000"], 1000, 1000, None),
        (["<=50"], None, 50, 50),
        (["10-50"], 10, 30, 50),
    ],
)
def test_one_source_and_day(said: list[str], low: float, best: float, high: float):
    table = estimates(*((f"c{i}", "un", 1, number, INCIDENT) for i, number in enumerate(said)))
    row = table.loc["un"].astype(object).where(table.loc["un"].notna(), None)
    assert (row["low"], row["best"], row["high"]) == (low, best, high)


def test_days_and_sources_stay_apart():
    table = estimates(("a", "un", 1, "5"), ("b", "un", 2, "7"), ("c", "icrc", 2, "7"))
    assert len(table) == 3


def test_an_office_and_its_minister_are_one_line_with_two_names():
    table = estimates(("a", "russia_mod", 19, "1730"), ("b", "shoigu", 20, "1908"))
    assert list(table["voice"]) == ["russia_mod", "russia_mod"]
    assert list(table["source_name"]) == ["Russian Ministry of Defence", "Sergei Shoigu"]


def test_a_figure_printed_often_counts_once():
    table = estimates(*((f"c{i}", "un", 1, "5", INCIDENT | {"article_id": f"a{i}"}) for i in range(8)))
    assert table.loc["un", "n_claims"] == 1


@pytest.mark.parametrize(
    "cells", [{"stance": "denies"}, {"stance": "doubts"}, {"modality": "negated"}, {"modality": "hypothetical"}]
)
def test_what_is_not_claimed_is_no_estimate(cells: dict):
    assert "usa" not in estimates(("a", "un", 1, "5"), ("b", "usa", 1, "900", cells)).index
