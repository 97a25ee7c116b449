"""The seed article: what the first user must find in it, and nothing else."""

import datetime as dt
from pathlib import Path

import pytest
from loaded import load

from newslib.claims import account
from newslib.segments import NO_LANGUAGE

RAW = Path(__file__).parent.parent / "data" / "raw"
DAY = dt.date(2022, 4, 13)


@pytest.fixture(scope="module")
def seed():
    [article] = [a for a in load(RAW).articles if a.path == "000_19b88c1551e802fc.txt"]
    return account(article)


def test_date_is_the_header_s(seed):
    assert (seed.article.published, seed.article.published_how) == (DAY, "header")
    assert seed.article.text[seed.article.body_start :].startswith("Russia said on Wednesday")


def test_language_changes_at_the_russian_post_alone(seed):
    spoken = [s for s in seed.reading.segments if s.language != NO_LANGUAGE]
    runs = [s.language for n, s in enumerate(spoken) if n == 0 or spoken[n - 1].language != s.language]
    assert runs == ["en", "ru", "en"]
    post = "".join(seed.article.text[s.start : s.end] for s in spoken if s.language == "ru")
    assert post.lstrip("- ").startswith("В Мариуполе")
    assert post.rstrip().endswith("что делает.")


def test_five_figures_and_no_other(seed):
    found = [
        (c.figure.outcome, c.figure.group, c.figure.quantity.modifier, c.figure.quantity.low, c.figure.quantity.high)
        for c in seed.claims
    ]
    assert found == [
        ("surrendered", "military", "more_than", 1000, None),
        ("surrendered", "military", "exact", 1026, 1026),
        ("surrendered", "officers", "exact", 162, 162),
        ("surrendered", "women", "exact", 47, 47),
        ("wounded", "military", "exact", 151, 151),
    ]


def test_claimants_and_wording(seed):
    rounded, exact, officers, women, wounded = seed.claims
    assert (rounded.source, rounded.source_id) == ("Russia", "russia")
    assert exact.source == "Russian defence ministry spokesman Major General Igor Konashenkov"
    assert exact.figure.quantity.wording == "as many as"
    assert exact.figure.unit is not None
    assert "36th Marine Brigade" in exact.figure.unit
    assert {c.source_id for c in (exact, officers, women, wounded)} == {"russia_mod"}
    assert {c.party for c in seed.claims} == {"russia"}
    assert {c.figure.side for c in seed.claims} == {"ukraine"}
    assert {c.figure.place for c in seed.claims} == {"Mariupol"}
    assert officers.part_of == women.part_of == exact.claim_id
    assert wounded.part_of is None


def test_dates(seed):
    rounded = seed.claims[0]
    assert rounded.said is not None
    assert (rounded.said.first, rounded.said.how) == (DAY, "weekday")
    days = {s.said.first for s in seed.statements if s.source and "Arestovych" in s.source.name and s.said}
    assert days == {DAY}


@pytest.mark.parametrize(
    ("name", "stance", "relay", "words"),
    [
        ("Ukraine", "no_comment", "foreign news agencies", "alleged mass surrender"),
        ("Arestovych", "asserts", None, "managed to link up"),
        ("Arestovych", "asserts", None, "рискованного манёвра"),
        ("Aksyonov", "asserts", "TASS", "Ukrainian servicemen"),
        ("Aksyonov", "asserts", None, "actions of the Kyiv regime"),
        ("Aksyonov", "asserts", None, "alien country"),
        ("Zelensky", "asserts", None, "phosphorus bombs"),
        ("Zelensky", "asserts", None, "instruments were required"),
        ("Blinken", "doubts", None, "chemical weapons"),
        ("Karis", "asserts", None, "strong support"),
    ],
)
def test_statements_without_figures(seed, name, stance, relay, words):
    text = seed.article.text
    fitting = [s for s in seed.statements if s.source and name in s.source.name and s.statement.stance == stance]
    fitting = [s for s in fitting if words in text[slice(*s.statement.content)]]
    assert fitting
    if relay:
        assert any(s.relay and relay in s.relay.name for s in fitting)


def test_no_comment_answers_the_surrender_claims(seed):
    [silence] = [s for s in seed.statements if s.statement.stance == "no_comment"]
    surrendered = {c.claim_id for c in seed.claims if c.figure.outcome == "surrendered"}
    assert set(silence.answers) == surrendered


def test_every_offset_quotes_the_text(seed):
    text = seed.article.text
    for claim in seed.claims:
        assert text[claim.figure.start : claim.figure.end] == claim.quote
        assert claim.number in claim.quote
