import pytest
from coded import claims
from hypothesis import given
from hypothesis import strategies as st

from newslib.compare import things
from newslib.compare.entries import entries


def groups(table) -> set[frozenset[str]]:
    return {frozenset(e.claim_id for e in thing.members) for thing in things.settled(entries(table)).things}


INCIDENT = {"tally": "incident"}
ROWS = {
    "sources of one day": (("a", "russia_mod", 1, "5"), ("b", "ohchr", 1, "7")),
    "running totals at any distance": (("a", "russia_mod", 1, "5"), ("b", "ohchr", 30, "7")),
    "a side nobody else contradicts": (("a", "russia_mod", 1, "5"), ("b", "ohchr", 1, "7", {"side": None})),
    "people, where all are soldiers": (("a", "russia_mod", 1, "5"), ("b", "ohchr", 1, "7", {"group": "people"})),
    "a tally that is not told": (("a", "russia_mod", 1, "5"), ("b", "ohchr", 1, "7", {"tally": None})),
    "a place in two languages": (
        ("a", "russia_mod", 1, "5", {"place": "Mariupol"}), ("b", "ohchr", 1, "7", {"place": "Маріуполі"})),
    "one formation and none": (("a", "russia_mod", 1, "5", {"unit": "36th Marine Brigade"}), ("b", "ohchr", 1, "7")),
    "an incident told two days later": (("a", "russia_mod", 1, "5", INCIDENT), ("b", "ohchr", 3, "7", INCIDENT)),
    "a vast incident whose toll grows for years": (
        ("a", "usa", 1, "2000-2700", INCIDENT), ("b", "ohchr", 25, "7000-8000", INCIDENT)),
    "an incident looked back at": (("a", "russia_mod", 1, "50", INCIDENT), ("b", "ohchr", 25, "47", INCIDENT)),
}  # fmt: skip
APART = {
    "outcomes": {"outcome": "wounded"},
    "groups": {"group": "civilian"},
    "sides": {"side": "russia"},
    "towns": {"place": "Village"},
    "the town and one plant in it": {"place": "Town, plant"},
    "a total and what was added": {"tally": "increment"},
    "a total and a rate": {"tally": "rate", "per": "day"},
    "a total and those held now": {"tally": "stock"},
    "a whole and its part": {"part_of": "a"},
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=list(ROWS))
def test_together(rows: tuple):
    assert groups(claims(*rows)) == {frozenset("ab")}


@pytest.mark.parametrize("cells", APART.values(), ids=list(APART))
def test_apart(cells: dict):
    table = claims(("a", "russia_mod", 1, "50"), ("b", "ohchr", 1, "7", cells))
    assert groups(table) == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize(
    "rows",
    [
        (("a", "ohchr", 1, "5", INCIDENT), ("b", "ohchr", 9, "5", INCIDENT)),
        (("a", "ohchr", 1, "50", INCIDENT), ("b", "ohchr", 25, "500", INCIDENT)),
        (("a", "ohchr", 3, "50", INCIDENT | {"event_date": "2022-04-01"}),
         ("b", "ohchr", 3, "50", INCIDENT | {"event_date": "2022-04-03"})),
        (("a", "ohchr", 1, "5", {"unit": "36th Brigade"}), ("b", "ohchr", 1, "7", {"unit": "25th Brigade"})),
        (("a", "ohchr", 1, "5", {"tally": "increment"}), ("b", "ohchr", 2, "5", {"tally": "increment"})),
    ],
    ids=["another small incident", "another large one", "two days of events", "two brigades", "two days of additions"],
)  # fmt: skip
def test_apart_in_time_or_formation(rows: tuple):
    assert len(groups(claims(*rows))) == 2


def test_people_stay_people_where_soldiers_and_civilians_are_told_of():
    rows = [(group, "ohchr", 1, "5", {"group": group}) for group in ("military", "civilian", "people")]
    assert len(groups(claims(*rows))) == 3


@pytest.mark.parametrize("label", ["merge_label", "split_label"])
def test_decisions_join_and_part(label: str):
    rows = [("a", "ohchr", 1, "5"), ("b", "un", 1, "7"), ("c", "un", 1, "9", {"place": "Village"})]
    decided = {"merge_label": ("a", "c"), "split_label": ("a",)}[label]
    table = claims(*rows)
    table.loc[table["claim_id"].isin(decided), label] = "decided"
    expected = {"merge_label": {frozenset("abc")}, "split_label": {frozenset("a"), frozenset("b"), frozenset("c")}}
    assert groups(table) == expected[label]


def test_merge_labels_may_chain():
    table = claims(*((i, "ohchr", 1, "5", {"place": f"Town {i}"}) for i in "abc"))
    table["merge_label"] = ["x", "y", "x"]
    assert groups(table) == {frozenset("ac"), frozenset("b")}
    table.loc[1, "merge_label"] = "x"
    assert groups(table) == {frozenset("abc")}


def test_a_side_of_some_is_not_the_side_of_all():
    foreign = {"group": "foreign", "side": "netherlands", "tally": "incident"}
    table = claims(("a", "airline", 1, "298", {"side": None, "group": "people", "tally": "incident"}),
                   ("b", "mfa", 1, "193", foreign))  # fmt: skip
    assert [e.side for e in things.settled(entries(table)).entries] == ["", "netherlands"]


def test_a_total_of_a_whole_war_takes_no_side_from_its_neighbours():
    table = claims(("a", "usa", 1, "5000"), ("b", "russia_mod", 2, "1597", {"side": None, "group": "unspecified"}),
                   place="Ukraine")  # fmt: skip
    assert [e.side for e in things.settled(entries(table)).entries] == ["ukraine", ""]


def test_every_row_says_why():
    table = claims(("a", "russia_mod", 1, "5"), ("b", "ohchr", 1, "7", {"side": None}))
    found = things.settled(entries(table)).things
    assert "side empty: the only one told of here is ukraine" in found[0].why["b"]
    assert "a running total; of its place" in found[0].why["a"]


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({}, "counted"),
        ({"stance": "denies"}, "denied"),
        ({"stance": "doubts"}, "doubted"),
        ({"stance": "confirms"}, "counted"),
        ({"modality": "negated"}, "negated"),
        ({"modality": "hypothetical"}, "hypothetical"),
        ({"modality": "planned"}, "planned"),
        ({"low": None, "high": None, "stated": None, "modifier": "unknown"}, "no_number"),
        ({"stance": "no_comment"}, "no_number"),
    ],
)
def test_what_counts(cells: dict, status: str):
    entry = entries(claims(("a", "ohchr", 1, "5", cells)))[0]
    assert things.status(entry, {}, {}) == status


def test_taken_back_and_retold_claims_do_not_count():
    entry = entries(claims(("a", "ohchr", 1, "5")))[0]
    assert things.status(entry, {"a": "b"}, {}) == "retracted"
    assert things.status(entry, {}, {"a": "b"}) == "appearance"


CHOICES = st.fixed_dictionaries({
    "place": st.sampled_from([None, "Town", "Town, plant", "Village"]), "side": st.sampled_from([None, "ukraine"]),
    "group": st.sampled_from([None, "people", "military", "civilian"]), "day": st.integers(1, 30),
    "tally": st.sampled_from([None, "incident", "cumulative", "stock"]), "said": st.sampled_from(["5", ">20", "?"]),
})  # fmt: skip


@given(st.lists(CHOICES, max_size=8), st.randoms())
def test_every_claim_is_in_one_event_whatever_the_order(choices: list[dict], chance):
    rows = [(f"c{i}", "ohchr", c.pop("day"), c.pop("said"), c) for i, c in enumerate(choices)]
    table = claims(*rows)
    found = [c for group in groups(table) for c in group]
    assert sorted(found) == sorted(table["claim_id"])
    chance.shuffle(rows)
    assert groups(claims(*rows)) == groups(table)


@pytest.mark.parametrize(("places", "filled"), [(["Village"], "Village"), (["Village", "Town"], "")])
def test_a_figure_without_a_place_takes_the_only_one_of_its_article(places: list[str], filled: str):
    here = {"article_id": "x"}
    told = [(f"t{i}", "ohchr", 1, "5", here | {"place": name}) for i, name in enumerate(places)]
    given = entries(claims(("a", "ohchr", 1, "3", here | {"place": None}), *told))
    assert things.settled(given).entries[0].place.name == filled


def test_a_look_back_may_be_to_another_place():
    old = ("a", "ohchr", 1, "3", {"article_id": "x", "place": None})
    given = entries(claims(old, ("b", "ohchr", 29, "5", {"article_id": "x", "place": "Village"})))
    assert not things.settled(given).entries[0].place.path


HOSPITAL = {"place": "Gaza City, al-Ahli hospital", "side": "gaza", "group": "civilian", "tally": "incident"}


@pytest.mark.parametrize(
    ("cells", "together"),
    [
        ({"place": "Gaza City"}, True),
        ({"place": None, "side": None, "group": "people"}, True),
        ({"place": "Gaza City", "side": "israel"}, False),
        ({"place": "Gaza City", "said": "2022-04-25"}, True),
        ({"place": "Gaza City", "tally": "cumulative"}, False),
        ({"place": "Rafah"}, False),
    ],
    ids=["the town", "no place", "others", "weeks later", "a running total", "another town"],
)
def test_an_incident_told_of_a_town_shares_its_number_with_that_of_a_place_in_it(cells: dict, together: bool):
    rows = [("a", "gaza_moh", 18, "471", HOSPITAL), ("b", "us", 19, "100-300", HOSPITAL)]
    wide = [("c", "gaza_moh", 18, "471", HOSPITAL | cells), ("d", "afp", 18, "10-50", HOSPITAL | cells)]
    found = groups(claims(*rows, *wide))
    assert (frozenset("abcd") in found) == together


def happened(table) -> dict[str, set[str]]:
    return {one.happening_id: set(one.members) for one in things.settled(entries(table)).happenings}


@pytest.mark.parametrize(
    ("column", "labels", "expected"),
    [
        ("happening_merge", {"a": "x", "c": "x"}, [{"a", "b", "c"}]),
        ("happening_split", {"a": "x"}, [{"a"}, {"b"}, {"c"}]),
        ("happening_move", {"a": "2022-04-05.village"}, [{"b"}, {"a", "c"}]),
        ("happening_move", {"a": "A third one"}, [{"a"}, {"b"}, {"c"}]),
    ],
)
def test_decisions_about_happenings_join_part_and_move(column: str, labels: dict, expected: list):
    table = claims(("a", "ohchr", 1, "50", INCIDENT), ("b", "un", 1, "70", INCIDENT),
                   ("c", "un", 5, "90", INCIDENT | {"place": "Village"}))  # fmt: skip
    assert sorted(map(sorted, happened(table).values())) == [["a", "b"], ["c"]]
    table[column] = [labels.get(claim) for claim in table["claim_id"]]
    assert sorted(map(sorted, happened(table).values())) == sorted(map(sorted, expected))


def test_a_person_may_name_a_happening():
    table = claims(("a", "ohchr", 1, "50", INCIDENT))
    table["happening_name"] = "The night at the port"
    assert [one.name for one in things.settled(entries(table)).happenings] == ["The night at the port"]


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        ({"outcome": "equipment_lost", "item": "tank"}, "Equipment lost: tank, Ukraine, Town, 2022"),
        ({"outcome": "equipment_lost", "group": None}, "Equipment lost: Ukraine, Town, 2022"),
        ({}, "Killed: soldiers of Ukraine, Town, 2022"),
    ],
)
def test_things_that_are_lost_are_no_people(cells: dict, label: str):
    found = things.settled(entries(claims(("a", "ohchr", 1, "50", cells)))).things
    assert [thing.label for thing in found] == [label]
