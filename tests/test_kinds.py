"""Kinds of sentences that counts stand in, and what must come out of each: who is counted, how many, in which tally."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.articles import from_text
from newslib.claims import account
from newslib.extracts import extract
from newslib.foldings import fold

# the text, and every claim about people in it: outcome, and the bounds where they are not open
COUNTED = {
    "captions, notices and corrections count nobody": [
        ("The ministry said 731 soldiers had surrendered in Bakhmut.\n\nLOAD-DATE: June 2, 2023", "surrendered 731"),
        ("Published June 2, 2023 | 731 soldiers had surrendered, the ministry said.", "surrendered 731"),
        ("Two people were killed in Sumy.\n\nPhoto: Reuters, 2023", "killed 2"),
        ("Two people were killed in Sumy.\n\n© 2023 The Courier. Nobody may reprint it.", "killed 2"),
        ("На рынке погибли двое.\n\nФото: Агентство, 2023", "killed 2"),
    ],
    "a share of a number is not the number": [
        ("Half of the 400 prisoners were released.", "released ?"),
        ("A third of the town's population of 90,000 fled.", "displaced ?"),
        ("60% of the 500 soldiers were killed.", ""),
    ],
    "so many for each one are no count": [
        ("For every soldier killed, four were wounded.", ""),
        ("На каждого погибшего приходится трое раненых.", ""),
        ("На одного вбитого припадає п’ятеро поранених.", ""),
    ],
    "slips and signs": [
        ("Some 400 hundred people were killed.", "killed 400"),
        ("Officials put the dead at 40−45.", "killed 40..45"),
        ("At the market 15 people or fewer were wounded.", "wounded ..15"),
    ],
    "characters that nobody sees, and letters that look alike": [
        ("The mayor said 14 res\u00adid\u00adents were kil\u00adled.", "killed 14"),
        ("In all, 2\u200b,315 men surrendered.", "surrendered 2315"),
        ("\u200f\u202b17\u202c people were wounded.", "wounded 17"),
        ("У лiкapнi пoмepли 9 людeй.", "killed 9"),
        ("Число погибших увеличилось до41.", "killed 41"),
    ],
}  # fmt: skip


def counted(text: str) -> str:
    """The claims of a text about people, as the table above writes them."""
    result = extract({"id": "", "text": text})
    assert result["error"] is None
    told = [c for c in result["claims"] if c["outcome"] != "equipment_lost"]
    return "; ".join(f"{c['outcome']} {_bounds(c)}" for c in told)


def _bounds(claim: dict) -> str:
    low, high = ("" if claim[end] is None else str(claim[end]) for end in ("low", "high"))
    if not low and not high:
        return "?"
    return low if low == high else f"{low}..{high}"


@pytest.mark.parametrize(("text", "expected"), [row for rows in COUNTED.values() for row in rows])
def test_counts(text: str, expected: str) -> None:
    assert sorted(counted(text).split("; ")) == sorted(expected.split("; "))


def test_segments_hold_something_to_read() -> None:
    text = "🕯️ Суми: 5 загиблих, 9 поранених 😢 #Суми #новини\n👉 @sumy_live"
    found = extract({"id": "", "text": text})["segments"]
    assert [(language, text[start:end].strip()[:8]) for start, end, language in found] == [("uk", "🕯️ Суми:")]


WORDS = ("killed", "12", "soldiers", "1,026", "загинули", "людей", "ранены", "двое", "and", "в", "-", ".\n")
UNSEEN = ("", "", "\u00ad", "\u200b", "\u202a", "\u200f", "\ufeff")
TWINS = {"a": "а", "o": "о", "e": "е", "а": "a", "о": "o", "е": "e", "і": "i"}


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A text of words with invisible characters and look-alike letters strewn in."""
    plain = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=12)))
    letters = (TWINS.get(c, c) if draw(st.booleans()) and draw(st.booleans()) else c for c in plain)
    return "".join(letter + draw(st.sampled_from(UNSEEN)) for letter in letters)


@settings(max_examples=60, deadline=None)
@given(disguised())
def test_offsets_quote_the_article(text: str) -> None:
    found = account(from_text(text + " Two died."))
    text = found.article.text
    assert "".join(text[s.start : s.end] for s in found.reading.segments) == text
    for claim in found.claims:
        figure, quantity = claim.figure, claim.figure.quantity
        assert text[figure.start : figure.end] == claim.quote
        assert text[quantity.number_start : quantity.number_end] == claim.number
        assert figure.start <= quantity.number_start <= quantity.number_end <= figure.end


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abоае1,2 \n\u00ad\u200b\u200d\u202e😢ё𝟏Ａ", max_size=40))
def test_folding_leads_back(text: str) -> None:
    folding = fold(text)
    places = [folding.place(at) for at in range(len(folding.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
