"""Statements of all languages: bylines, hedges, order, and a text that is anything at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.codebook import vocabularies
from newslib.readings import read
from newslib.segments import Segment
from newslib.sentences import sentences
from newslib.statements import statements


def found(text, *languages):
    return [
        (text[slice(*s.source)] if s.source else None, text[slice(*s.content)])
        for s in statements(read(text, candidates=languages or None))
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“We hold the plant.” — Ivan Petrov", "Ivan Petrov", "“We hold the plant.”"),
        ("We hold the plant. pic.twitter.com/x1y2 — Petrov (@petrov) April 9, 2022", "Petrov (@petrov)",
         "We hold the plant."),
        ("Russia: 900 marines gave up", "Russia", "900 marines gave up"),
        ("900 marines gave up in the port - Russian defence ministry", "Russian defence ministry",
         "900 marines gave up in the port"),
        ("Officials: nine dead after raid", "Officials", "nine dead after raid"),
        ("Kenyan police: nine dead in raid", "Kenyan police", "nine dead in raid"),
        ("Nine dead as ferry sinks: the governor", "the governor", "Nine dead as ferry sinks"),
        ("Nine dead as ferry sinks near the port: U.N.", "U.N.", "Nine dead as ferry sinks near the port"),
    ],
)  # fmt: skip
def test_speakers_named_by_position(text, source, content):
    assert found(text, "en") == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Warning: strong words here",
        "Frustration with police: nine dead",
        "Source: NATO",
        "Nine dead as ferry sinks - Daily News",
        "The list grows by three: two men and a nurse",
    ],
)
def test_labels_that_name_nobody(text):
    assert found(text, "en") == []


def test_a_transcript_is_cut_into_turns():
    text = "HOST: How many died?\n\nGUEST: Nine men did.\n\nHOST: And who fled?\n\nGUEST: Two of them."
    assert [source for source, _ in found(text, "en")] == ["HOST", "GUEST", "HOST", "GUEST"]


def test_a_foreign_post_is_signed_below():
    post = "Наші підрозділи прорвалися до полку.\n\nАрмія знає, що робить."
    text = f"He wrote about it.\n\n{post} — Petrov (@petrov) April 9, 2022\n\nThe city was quiet on Monday."
    reading = read(text)
    start = text.index(post)
    cut = (
        Segment(0, start, "en", "Latn", 1.0, "body"),
        Segment(start, start + len(post), "uk", "Cyrl", 1.0, "post"),
        Segment(start + len(post), len(text), "en", "Latn", 1.0, "body"),
    )
    reading = type(reading)(text, cut, sentences(text, cut))
    assert [text[slice(*s.content)] for s in statements(reading) if s.cue and text[slice(*s.cue)] == "—"] == [post]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Twenty soldiers were reportedly killed.", "reportedly"),
        ("Ukraine is yet to comment on the alleged surrender.", "alleged"),
        ("The mayor said 20 soldiers were killed.", None),
        ("“It was allegedly them,” the mayor said.", None),
    ],
)
def test_hedges_are_kept_as_printed(text, hedge):
    (one,) = statements(read(text, candidates=["en"]))
    assert one.hedge == hedge


def check(text):
    reading = read(text)
    made = statements(reading)
    assert made == statements(read(text))
    assert [s.content for s in made] == sorted(s.content for s in made)
    for one in made:
        assert one.stance in vocabularies()["stance"]
        assert one.quotation in vocabularies()["quotation"]
        assert one.content == (one.content_parts[0][0], one.content_parts[-1][1])
        assert all(0 <= s < e <= len(text) for s, e in one.content_parts)
        for span in (one.source, one.cue, one.relay):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


WORDS = ["said", "told", "according to", "claimed", "reports", "not", "that", "he", "Russia", "TASS", "12", "died"]
WORDS += ["“", "”", '"', ":", ",", ".", "-", "—", "\n\n", "(@x)", "🇺🇦", "n\u0301o"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_text_is_read(text):
    check(text)


@pytest.mark.parametrize("text", ["", " ", "\u0301", "🇺🇦" * 50, '"' * 99, "said " * 200, ": : :\n\n—", "He said:"])
def test_odd_texts_are_read(text):
    check(text)
