"""Quotation marks: pairs of every kind, runs over paragraphs, apostrophes left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslib.quotations import Quoted, quotations


def quoted(text):
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Nine died,” he said.", ["“Nine died,”"]),
        ('"Nine died," he said. "Ten fled."', ['"Nine died,"', '"Ten fled."']),
        ("«Погибли девять», - сказал он.", ["«Погибли девять»"]),
        ("„Загинули дев'ять“, - сказав він.", ["„Загинули дев'ять“"]),
        ("``Nine died,'' he said.", ["``Nine died,''"]),
        ("'Nine died,' he said.", ["'Nine died,'"]),
        ("He called it ‘a massacre’ on Monday.", ["‘a massacre’"]),
        ("The soldiers' losses and the officers' names", []),
        ("It’s the men’s turn, they’re told.", []),
        ("A 5'10\" man and a 6'2\" man", []),
        ('"They said “go” and we went," he said.', ['"They said “go” and we went,"']),
        ('The ""North"" command, the ""South"" one', ['""North""', '""South""']),
        ('He said "they cried "go"" and left.', ['"they cried "go"']),
        ('"We hold the city,“ he said.', ['"We hold the city,“']),
        ("”We hold the city,” he said.", ["”We hold the city,”"]),
        ("«Полк «Азов» держится», - сказал он.", ["«Полк «Азов» держится»"]),
        ("«Мы ушли, — сказал он. — Десять погибли».", ["«Мы ушли,", "Десять погибли»"]),
        ("«Мы ушли - все, кто был. Десять погибли».", ["«Мы ушли - все, кто был. Десять погибли»"]),
        ("He said “no", ["“no"]),
        ("", []),
    ],
)
def test_pairs(text, expected):
    assert quoted(text) == expected


def test_a_run_goes_over_paragraphs_that_are_opened_and_not_closed():
    first, second, third = quotations("“One fell.\n\n“Two fell,” he said.\n\n“Three fell.”")
    assert first.run == second.run
    assert third.run != second.run
    assert (first.closed, second.closed) == (False, True)


def test_lookups_around_an_offset():
    text = "“One,” he said. “Two.”"
    found = Quoted(quotations(text))
    said = text.index("said")
    assert found.at(2) == found.before(said)
    assert found.at(said) is None
    assert found.after(said) == found.at(len(text) - 1)
    assert found.within(0, len(text)) == found.quotations


@given(st.text(alphabet="ab \n.,!'\"“”„«»‘’`—1", max_size=60))
def test_quotations_never_overlap(text):
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
