import pytest
from coded import claims, linked, settled
from hypothesis import given
from hypothesis import strategies as st

from newslib import tables
from newslib.compare import links

INCIDENT = {"tally": "incident"}
GAVE_UP = {"outcome": "surrendered", "tally": "incident"}

LINKS = [
    # rounds
    ("b rounds a", ("a", "russia_mod", 13, "1026", GAVE_UP), ("b", "russia", 13, ">1000", GAVE_UP)),
    ("b rounds a", ("a", "russia_mod", 13, "1026", GAVE_UP), ("b", "russia_mod", 13, ">1000", GAVE_UP)),
    ("b rounds a", ("a", "russia_mod", 20, "1908"), ("b", "shoigu", 20, "~2000")),
    ("b rounds a", ("a", "boychenko", 12, "~21000"), ("b", "boychenko", 24, ">20000")),
    ("b rounds a", ("a", "lancet", 11, "654965"), ("b", "lancet", 11, "~655000")),
    ("b rounds a", ("a", "army", 11, "2783"), ("b", "army", 12, "~2800")),
    # repeats
    ("b repeats a", ("a", "ohchr", 13, "1026", INCIDENT), ("b", "ohchr", 13, "1026", INCIDENT | {"relay": "TASS"})),
    ("b repeats a", ("a", "ukraine_mod", 13, ">250"), ("b", "ukraine_government", 15, ">250")),
    ("b repeats a", ("a", "un", 1, "1432"), ("b", "a nurse", 2, "1432", {"party": None})),
    ("b repeats a", ("a", "wallace", 1, ">80000"), ("b", "wallace", 13, ">80000")),
    # updates
    ("b updates a", ("a", "russia_mod", 17, "265"), ("b", "russia_mod", 18, "959")),
    ("b updates a", ("a", "russia_mod", 19, "1730"), ("b", "shoigu", 20, "1908")),
    ("b updates a", ("a", "russia_mod", 13, "1026", INCIDENT), ("b", "russia_mod", 14, "1160")),
    ("b updates a", ("a", "ohchr", 13, "30", INCIDENT), ("b", "ohchr", 13, "39", INCIDENT)),
    ("b updates a", ("a", "bellerive", 3, ">200000", INCIDENT), ("b", "bellerive", 28, ">316000", INCIDENT)),
    ("c updates a", ("a", "army", 3, "2783"), ("b", "army", 4, "~2800"), ("c", "army", 9, "2908")),
    ("b updates a", ("a", "police", 3, "125"), ("b", "police", 4, "128")),
    ("b updates a", ("a", "ohchr", 3, "~20900"), ("b", "ohchr", 4, "~21000")),
    # revises
    ("b revises a", ("a", "gaza_moh", 17, "~500", INCIDENT), ("b", "gaza_moh", 18, "471", INCIDENT)),
    # retracts
    ("b retracts a", ("a", "von_der_leyen", 30, ">100000"),
     ("b", "european_commission", 30, "100000", {"outcome": "casualties", "stance": "retracts"})),
    # denies
    ("b denies a", ("a", "zelensky", 15, "2500-3000"), ("b", "russia_mod", 16, "2500-3000", {"stance": "denies"})),
    ("b denies a", ("a", "fedoruk", 3, "300"), ("b", "russia_mod", 3, "0", INCIDENT)),
    # includes
    ("a includes b", ("a", "russia_mod", 13, "1026", GAVE_UP),
     ("b", "russia_mod", 13, "162", GAVE_UP | {"group": "officers"})),
    ("a includes b", ("a", "ohchr", 4, "3527", {"outcome": "casualties"}), ("b", "ohchr", 4, "1430")),
    ("a includes b", ("a", "fedoruk", 12, "403"), ("b", "fedoruk", 12, "163", {"wording": "of which"})),
    ("a includes b", ("a", "fedoruk", 12, "403"), ("b", "fedoruk", 13, "163", {"part_of": "a"})),
    ("a includes b", ("a", "wallace", 5, ">80", {"outcome": "casualties"}), ("b", "wallace", 5, ">25")),
    # drift
    ("b drift a", ("a", "zelensky", 25, "31000"), ("b", "zelensky", 25, ">=31000")),
    ("b drift a", ("a", "russia_mod", 2, ">2870"), ("b", "russia_mod", 2, "2870")),
    ("b drift a", ("a", "zelensky", 15, "2500-3000"), ("b", "zelensky", 16, "<=3000")),
    ("b drift a", ("a", "ohchr", 12, "5024"), ("b", "ohchr", 21, "5024", {"outcome": "casualties"})),
    ("b drift a", ("a", "fedoruk", 12, "403"), ("b", "fedoruk", 13, "403", {"place": "Village"})),
    ("b drift a", ("a", "doctors", 12, "1500"), ("b", "doctors", 14, ">=1500", {"relay": "AFP"})),
    ("b drift a", ("a", "iran", 1, "~5000", INCIDENT), ("b", "iran", 14, "5000", INCIDENT)),
    ("b drift a", ("a", "army", 12, "137"), ("b", None, 13, ">=137", {"source_name": None, "party": None})),
    ("b drift a", ("a", "governor", 12, "52", INCIDENT | {"party": "ukraine"}),
     ("b", "zelensky", 12, ">=52", INCIDENT | {"party": "ukraine"})),
    ("b drift a", ("a", "army", 12, "1127"), ("b", "army", 12, "1172")),
    ("b drift a", ("a", "army", 12, "<=40000"), ("b", "army", 12, "40000")),
    ("b drift a", ("a", "army", 12, "~40000"), ("b", "army", 12, "<=40000")),
    ("b drift a", ("a", "army", 12, "41000"), ("b", "army", 12, "<=41000")),
    ("b drift a", ("a", "nato", 23, "7000-15000"), ("b", "un", 25, "7000-15000")),
    # rivals
    ("b rivals a", ("a", "dpr_hq", 13, "1009", GAVE_UP), ("b", "russia_mod", 14, "1026", GAVE_UP)),
    ("b rivals a", ("a", "russia_mod", 25, "1351"), ("b", "ukraine_general_staff", 26, "~16100")),
    ("b rivals a", ("a", "russia_mod", 25, "498"), ("b", "ukraine_mod", 26, "5840", {"outcome": "casualties"})),
    ("b rivals a", ("a", "arestovych", 2, "~6000"), ("b", "arestovych", 2, ">7000")),
    ("b rivals a", ("a", "army", 2, "4130"), ("b", "army", 20, "3980")),
    ("b revises a", ("a", "army", 2, "4130"), ("b", "army", 4, "3980")),
    ("b rivals a", ("a", "gaza_moh", 17, "471", INCIDENT), ("b", "idf", 18, "?", INCIDENT | {"stance": "doubts"})),
]  # fmt: skip


@pytest.mark.parametrize("row", LINKS, ids=[f"{i} {row[0]}" for i, row in enumerate(LINKS)])
def test_claims(row: tuple):
    expected, *rows = row
    assert tuple(expected.split()) in linked(claims(*rows))


@pytest.mark.parametrize(
    ("relation", "a", "b"),
    [
        ("rounds", ("a", "ukraine_mod", 13, "1026", GAVE_UP), ("b", "russia_mod", 13, ">1000", GAVE_UP)),
        ("rounds", ("a", "un", 13, "1026"), ("b", "un", 13, ">1000", {"outcome": "wounded"})),
        ("updates", ("a", "un", 1, "10"), ("b", "ohchr", 2, "12")),
        ("updates", ("a", "un", 1, "10"), ("b", "un", 2, "12", {"tally": "increment"})),
        ("updates", ("a", "un", 1, "10", INCIDENT), ("b", "un", 20, "12", INCIDENT)),
        ("revises", ("a", "un", 1, "1464", {"place": "Mariupol"}), ("b", "un", 2, "265", {"place": "Azovstal"})),
        ("drift", ("a", "un", 1, ">=300"), ("b", "un", 2, ">300")),
        ("drift", ("a", "russia_mod", 1, "144", INCIDENT), ("b", "ukraine_gur", 1, "144", INCIDENT)),
        ("drift", ("a", "un", 1, "2"), ("b", "un", 1, "2", {"outcome": "wounded"})),
        ("rivals", ("a", "un", 1, ">1000"), ("b", "usa", 1, "1026")),
        ("rivals", ("a", "un", 1, "10"), ("b", "usa", 1, "50", {"tally": "rate", "per": "day"})),
        ("rivals", ("a", "un", 1, "10"), ("b", "usa", 1, "50", {"modality": "hypothetical"})),
        ("includes", ("a", "un", 1, "10"), ("b", "usa", 1, "5", {"group": "women"})),
        ("includes", ("a", "un", 1, "100-150", {"outcome": "casualties"}), ("b", "un", 1, "~100")),
        ("drift", ("a", "un", 1, "112"), ("b", "un", 1, "115")),
        ("rounds", ("a", "ukraine_mod", 1, "~20900"), ("b", "ukraine_mod", 2, "~21000")),
        ("denies", ("a", "un", 1, "10"), ("b", "usa", 1, "11", {"stance": "denies"})),
        ("denies", ("a", "un", 1, "10"), ("b", "un", 1, "10", {"stance": "denies"})),
    ],
)
def test_no_such_link(relation: str, a: tuple, b: tuple):
    assert relation not in {found for _, found, _ in linked(claims(a, b))}


def test_a_series_is_one_chain_and_additions_stand_beside_it():
    totals = [(f"t{d}", "russia_mod", d, n) for d, n in ((17, "265"), (18, "959"), (19, "1730"), (20, "2439"))]
    added = [(f"i{d}", "russia_mod", d, n, {"tally": "increment"}) for d, n in ((18, "694"), (19, "771"))]
    chains = links.link(settled(claims(*totals, *added))).chains
    assert [[e.claim_id for e in chain] for chain in chains] == [["t17", "t18", "t19", "t20"]]


def test_parts_of_one_whole_are_not_one_figure():
    told = {"group": "civilian", "part_of": "all", "tally": "incident"}
    rows = [("p", "airline", 1, "280", told | {"wording": "passengers"}),
            ("c", "airline", 1, "15", told | {"wording": "crew"})]  # fmt: skip
    later = [("q", "airline", 2, "283", told | {"wording": "passengers", "part_of": "more"})]
    wholes = [("all", "airline", 1, "295", INCIDENT), ("more", "airline", 2, "298", INCIDENT)]
    found = {x for x in linked(claims(*rows, *later, *wholes)) if not {"all", "more"} & {x[0], x[2]}}
    assert found == {("q", "updates", "p")}


def test_a_denial_without_a_number_answers_figures_for_its_place():
    rows = [("a", "un", 1, "460", {"place": "Town, hospital"}), ("b", "usa", 1, "1500")]
    no = ("c", "rsf", 2, "?", {"place": "Town, hospital", "stance": "denies"})
    assert {x for x in linked(claims(*rows, no)) if x[1] == "denies"} == {("c", "denies", "a")}
    assert {x for x in linked(claims(rows[1], no)) if x[1] == "denies"} == {("c", "denies", "b")}


def test_a_statement_of_several_figures_meets_with_each():
    table = claims(("a", "bush", 1, "30000"), ("r", "lancet", 9, "392979-942636"), ("x", "lancet", 9, "654965"))
    found = {x for x in linked(table) if x[1] == "rivals" and "a" in x}
    assert found == {("r", "rivals", "a"), ("x", "rivals", "a")}


def test_articles_own_voices_make_no_series():
    own = {"source_id": None, "source_name": None, "party": None}
    table = claims(("a", "x", 1, "40", own | {"publisher": "One"}), ("b", "x", 2, "50", own | {"publisher": "Two"}))
    assert "updates" not in {relation for _, relation, _ in linked(table)}


@pytest.mark.parametrize(("day", "retold"), [(2, {"b": "a"}), (9, {})])
def test_a_rounder_form_within_days_says_nothing_new(day: int, retold: dict):
    table = claims(("a", "orb", 1, "1033"), ("b", "orb", day, ">1000"))
    assert links.link(settled(table)).retold == retold


def test_a_claim_of_another_source_is_no_mere_retelling():
    table = claims(("a", "russia_mod", 1, "144"), ("b", "ukraine_gur", 1, "144"))
    found = links.link(settled(table))
    assert ("b", "repeats", "a") in {(x.a, x.relation, x.b) for x in found.links}
    assert found.retold == {}


def test_drift_tells_what_changed():
    found = links.link(settled(claims(("a", "zelensky", 15, "2500-3000"), ("b", "zelensky", 16, "<=3000"))))
    row = links.drift(found.changes).iloc[0]
    assert tuple(row) == ("a", "b", "modifier", "range", "at_most")


def test_every_link_names_its_rule():
    for _, *rows in LINKS:
        table = links.table(links.link(settled(claims(*rows))).links)
        tables.check("links", table)
        assert table["rule"].notna().all()


NUMBERS = st.sampled_from(["5", "1026", "1000", ">1000", "~1000", ">=1026", "<=900", "900-1100", "?", "0"])
SOURCES = st.sampled_from(["russia_mod", "shoigu", "ohchr", "un"])
ROWS = st.lists(st.tuples(SOURCES, st.integers(1, 30), NUMBERS), max_size=8)


@given(ROWS, st.randoms())
def test_links_do_not_depend_on_the_order_of_the_table(rows: list[tuple], chance):
    table = claims(*((f"c{i}", *row) for i, row in enumerate(rows)))
    found = linked(table)
    order = list(range(len(table)))
    chance.shuffle(order)
    assert linked(table.iloc[order].reset_index(drop=True)) == found
    assert all(a != b for a, _, b in found)
