import pytest
from coded import claims
from hypothesis import given
from hypothesis import strategies as st

from newslib.compare import comparison
from newslib.compare.tellings import stories

STORY = (
    "The regional governor said on Monday that twelve soldiers had been killed and thirty wounded when shells fell on "
    "a barracks outside the town, adding that rescue teams were still searching the rubble at nightfall."
)
OTHER = (
    "Grain exports through the southern ports rose again in March, traders said, although insurance for ships remains "
    "dear and several captains refuse to sail at night along the mined coast."
)


@pytest.mark.parametrize(
    ("copy", "same"),
    [
        (STORY, True),
        (STORY + " Reporting by our correspondents.", True),
        ("KYIV (Wire) - " + STORY.replace("Monday", "Tuesday"), True),
        (STORY.upper(), True),
        (OTHER, False),
        ("", False),
        ("🙂", False),
    ],
)
def test_near_copies_are_one_story(copy: str, same: bool):
    assert (stories({"a": STORY, "b": copy})["b"].first == "a") is same


def test_one_claim_in_copies_is_one_claim_with_many_appearances():
    rows = [(f"c{i}", "un", i + 1, "12", {"tally": "incident", "article_id": f"a{i}"}) for i in range(8)]
    made = comparison(claims(*rows), texts={f"a{i}": STORY for i in range(8)})
    assert set(made["appearances"]["of_claim"]) == {"c0"}
    assert set(made["appearances"]["n_appearances"]) == {8}
    assert made["discrepancies"].loc[0, ["n_claims", "n_appearances", "n_sources"]].tolist() == [1, 8, 1]


def test_own_voice_figures_of_copied_articles_are_one():
    own = {"source_id": None, "source_name": None, "party": None, "tally": "incident"}
    rows = [(f"c{i}", "x", 1, "12", own | {"article_id": f"a{i}", "publisher": f"p{i}"}) for i in range(3)]
    made = comparison(claims(*rows), texts={f"a{i}": STORY for i in range(3)})
    assert made["discrepancies"].loc[0, "n_claims"] == 1


def test_the_same_figure_of_two_claimants_stays_two():
    rows = [("a", "un", 1, "12", {"article_id": "a"}), ("b", "usa", 1, "12", {"article_id": "b"})]
    made = comparison(claims(*rows), texts={"a": STORY, "b": STORY})
    assert made["discrepancies"].loc[0, ["n_claims", "n_sources"]].tolist() == [2, 2]


@given(st.dictionaries(st.sampled_from("abcd"), st.text(max_size=60)))
def test_every_article_has_a_story(texts: dict[str, str]):
    found = stories(texts)
    assert set(found) == set(texts)
    assert all(found[story.first].first == story.first for story in found.values())
