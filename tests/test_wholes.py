import pytest
from coded import claims

from newslib.compare.entries import entries
from newslib.compare.links import find_wholes
from newslib.lexicons import languages, lexicon

GAVE_UP = {"outcome": "surrendered"}
CASES = {
    "a subgroup": ("subgroup_of_same_statement", ("w", "un", 1, "1026"), ("p", "un", 1, "162", {"group": "officers"})),
    "the dead among casualties": ("dead_or_wounded_within_casualties", ("w", "un", 1, "90", {"outcome": "casualties"}),
                                  ("p", "un", 1, "30")),
    "the wounded among prisoners": ("wounded_among_prisoners_membership_unclear", ("w", "un", 1, "90", GAVE_UP),
                                    ("p", "un", 1, "30", {"outcome": "wounded"})),
    "as worded": ("worded_as_part", ("w", "un", 1, "403"), ("p", "un", 1, "163", {"wording": "of which"})),
    "as worded elsewhere": ("worded_as_part", ("w", "un", 1, "403"), ("p", "un", 1, "163", {"wording": "из них"})),
    "as the table tells": ("told_as_part", ("w", "un", 1, "403"), ("p", "usa", 9, "163", {"part_of": "w"})),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_parts(case: tuple):
    rule, *rows = case
    assert find_wholes(entries(claims(*rows))) == {"p": ("w", rule)}


def test_figures_that_add_up():
    rows = [("w", "un", 1, "264"), ("a", "un", 1, "53", {"outcome": "wounded"}), ("b", "un", 1, "211")]
    table = claims(*rows)
    table.loc[table["claim_id"] != "a", "outcome"] = "evacuated"
    assert find_wholes(entries(table)) == dict.fromkeys("ab", ("w", "adds_up_to_the_whole"))


@pytest.mark.parametrize(
    "part",
    [
        ("p", "usa", 1, "162", {"group": "officers"}),
        ("p", "un", 2, "162", {"group": "officers"}),
        ("p", "un", 1, "2000", {"group": "officers"}),
        ("p", "un", 1, "162", {"group": "officers", "place": "Village"}),
        ("p", "un", 1, "162", {"group": "officers", "tally": "rate"}),
        ("p", "un", 1, "162", {"group": "officers", "stance": "denies"}),
        ("p", "un", 1, "162"),
    ],
    ids=["another source", "another day", "too many", "another place", "a rate", "denied", "the same people"],
)
def test_no_part(part: tuple):
    assert find_wholes(entries(claims(("w", "un", 1, "1026"), part))) == {}


def test_part_words_are_there_in_every_language():
    for language in languages():
        assert len(lexicon(language).rows("part_words")) > 5
