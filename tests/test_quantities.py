"""Numbers with their bounds: tables of what is printed and how it reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.lexicons import languages
from newslib.quantities import quantities

EXACT, APPROX, RANGE = "exact", "approx", "range"
MORE, LEAST, MOST = "more_than", "at_least", "at_most"

ONE_NUMBER = [
    # grouping and scale
    ("en", "1,026 troops", 1026, 1026, EXACT),
    ("en", "1,026 troops on 13 April", 1026, 1026, EXACT),
    ("en", "in 2022, 12 or 13 troops", 12, 13, RANGE),
    ("en", "1\u202f026 troops", 1026, 1026, EXACT),
    ("en", "1\u00a0026 troops", 1026, 1026, EXACT),
    ("en", "held 1 026 troops", 1026, 1026, EXACT),
    ("en", "1.5 thousand people", 1500, 1500, EXACT),
    ("en", "1.2 million people", 1_200_000, 1_200_000, EXACT),
    ("en", "23k refugees", 23000, 23000, EXACT),
    ("en", "٢٣ people", 23, 23, EXACT),
    ("en", "two hundred and five men", 205, 205, EXACT),
    ("en", "twenty-two men", 22, 22, EXACT),
    ("en", "half a million people", 500_000, 500_000, EXACT),
    ("en", "two and a half thousand", 2500, 2500, EXACT),
    ("en", "a dozen men", 12, 12, EXACT),
    ("en", "half a dozen men", 6, 6, EXACT),
    ("en", "a couple of hundred men", 200, 200, APPROX),
    ("ru", "2,5 тыс. человек", 2500, 2500, EXACT),
    ("ru", "1 026 солдат", 1026, 1026, EXACT),
    ("ru", "5 тыс. 200 человек", 5200, 5200, EXACT),
    ("ru", "1 млн 45 тысяч 854 беженца", 1_045_854, 1_045_854, EXACT),
    ("ru", "четырёх с половиной тысяч", 4500, 4500, EXACT),
    ("ru", "полутора десятков", 15, 15, EXACT),
    ("ru", "два десятка", 20, 20, EXACT),
    ("ru", "пятеро", 5, 5, EXACT),
    ("ru", "5-ти человек", 5, 5, EXACT),
    ("ru", "с десяток", 10, 10, APPROX),
    ("ru", "пара сотен", 200, 200, APPROX),
    ("ru", "семь с лишним тысяч", 7000, None, MORE),
    ("ru", "двести одиннадцать", 211, 211, EXACT),
    ("uk", "1 тисячу 279 машин", 1279, 1279, EXACT),
    ("uk", "26 тисяч 477 осіб", 26477, 26477, EXACT),
    ("uk", "п’ятьох людей", 5, 5, EXACT),
    ("uk", "пʼятеро людей", 5, 5, EXACT),
    ("uk", "півтори тисячі", 1500, 1500, EXACT),
    ("uk", "дві сотні", 200, 200, EXACT),
    ("uk", "2-х бійців", 2, 2, EXACT),
    # bounds
    ("en", "as many as 1,026 troops", 1026, 1026, EXACT),
    ("en", "up to 50 people", None, 50, MOST),
    ("en", "the toll rose to 50", 50, 50, EXACT),
    ("en", "nearly 300 people", 300, 300, APPROX),
    ("en", "300 or more", 300, None, LEAST),
    ("en", "1,000+ people", 1000, None, LEAST),
    ("en", "~300 people", 300, 300, APPROX),
    ("en", "300-odd people", 300, 300, APPROX),
    ("en", "at least another 15", 15, None, LEAST),
    ("en", "at least about 200", 200, None, LEAST),
    ("en", 'more than "200 men"', 200, None, MORE),
    ("ru", "до 80 солдат", None, 80, MOST),
    ("ru", "число погибших выросло до трёх", 3, 3, EXACT),
    ("ru", "свыше семидесяти", 70, None, MORE),
    ("ru", "не менее двадцати", 20, None, LEAST),
    ("ru", "более сотни", 100, None, MORE),
    ("ru", "около тысячи", 1000, 1000, APPROX),
    ("ru", "примерно о 500 убитых", 500, 500, APPROX),
    ("ru", "20 с лишним человек", 20, None, MORE),
    ("ru", "огневые точки и больше 10 солдат", 10, None, MORE),
    ("uk", "понад 100 осіб", 100, None, MORE),
    ("uk", "щонайменше 52 особи", 52, None, LEAST),
    ("uk", "близько 240", 240, 240, APPROX),
    ("uk", "кількість зросла до трьох", 3, 3, EXACT),
    ("uk", "більше ніж 1444 дитини", 1444, None, MORE),
    ("uk", "перевищили 13,5 тисяч", 13500, None, MORE),
    # ranges
    ("en", "between 2,500 and 3,000", 2500, 3000, RANGE),
    ("en", "19 to 20 thousand", 19000, 20000, RANGE),
    ("en", "7,000-15,000", 7000, 15000, RANGE),
    ("en", "70 or 80,000 men", 70000, 80000, RANGE),
    ("en", "more than 2,000-2,500", 2500, None, MORE),
    ("ru", "от 60 до 100 человек", 60, 100, RANGE),
    ("ru", "19-20 тыс.", 19000, 20000, RANGE),
    ("ru", "двое-трое", 2, 3, RANGE),
    ("ru", "от 500 до 1 тысячи", 500, 1000, RANGE),
    ("uk", "300-400 тисяч", 300_000, 400_000, RANGE),
    ("uk", "900, 1000 і навіть 1200 солдатів", 900, 1200, RANGE),
    # none
    ("en", "no casualties", 0, 0, EXACT),
    ("en", "not a single soldier", 0, 0, EXACT),
    ("ru", "ни одного бойца", 0, 0, EXACT),
    ("uk", "жодного бійця", 0, 0, EXACT),
]


@pytest.mark.parametrize(("language", "text", "low", "high", "modifier"), ONE_NUMBER)
def test_one_number(language, text, low, high, modifier):
    (quantity,) = quantities(text, language)
    assert (quantity.low, quantity.high, quantity.modifier) == (low, high, modifier)


VAGUE = [
    ("en", "dozens of people"),
    ("en", "several hundred people"),
    ("en", "tens of thousands"),
    ("ru", "несколько сотен"),
    ("ru", "десятки тысяч людей"),
    ("ru", "тысячи людей"),
    ("uk", "кілька людей"),
    ("uk", "десятків тисяч"),
    ("uk", "багато поранених"),
]


@pytest.mark.parametrize(("language", "text"), VAGUE)
def test_vague_amounts_have_no_value(language, text):
    (quantity,) = quantities(text, language)
    assert (quantity.low, quantity.high, quantity.modifier, quantity.vague) == (None, None, "unknown", True)


NOBODY = [
    ("en", "on 14 April 2022"),
    ("en", "on April 14, he left"),
    ("en", "13.04.2022"),
    ("en", "2022-04-13"),
    ("en", "at 10:30"),
    ("en", "an 18-year-old"),
    ("en", "the 31- and 64-year-old sisters"),
    ("ru", "31- и 64-летний братья"),
    ("uk", "31-, 40- та 64-річні сестри"),
    ("en", "aged 18"),
    ("en", "$5 million"),
    ("en", "5 million dollars"),
    ("en", "20 km away"),
    ("en", "five working days"),
    ("en", "nine nautical miles"),
    ("ru", "пять рабочих дней"),
    ("en", "90% of them"),
    ("en", "90 per cent"),
    ("en", "the 36th Brigade"),
    ("en", "the twenty-second attempt"),
    ("en", "a T-72"),
    ("en", "Boeing 737"),
    ("en", "a score of 3:1"),
    ("en", "call +44 20 7946 0958"),
    ("en", "see https://example.org/12/34 and @user55"),
    ("en", "two-thirds of it"),
    ("ru", "36 обмп"),
    ("ru", "2-й батальон"),
    ("ru", "двадцать первого числа"),
    ("ru", "11-летний"),
    ("ru", "калибра 122 мм"),
    ("ru", "ул. Ленина, 32, горит дом"),
    ("ru", "5, 6 и 7 мая"),
    ("ru", "в 2014 году"),
    ("ru", "12 коров"),
    ("uk", "39-річний"),
    ("uk", "шести і восьми років"),
    ("uk", "3 млн грн"),
    ("uk", "один до трьох"),
    ("uk", "1️⃣ новина"),
    ("en", "5. Authorities have killed the leader."),
    ("uk", "3. Окупанти вбили старосту."),
]


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_what_counts_nobody(language, text):
    assert quantities(text, language) == []


WORDINGS = {
    "exact": "as many as;a total of;exactly;including;another;already;in all;of which",
    "approx": "about;almost;approaching;approximately;around;close to;closer to;estimated;an estimated;"
    "in the vicinity of;in the region of;nearly;roughly;some;on the order of;perhaps",
    "at_least": "at least;no fewer than;no fewer then;not less than;a minimum of",
    "at_most": "up to;at most;no more than;not more than;does not exceed;a maximum of",
    "more_than": "more than;over;just over;well over;slightly more than;in excess of;upwards of;exceeded;could surpass",
    "less_than": "less than;fewer than;under;just under",
}


@pytest.mark.parametrize(("modifier", "wording"), [(m, w) for m, words in WORDINGS.items() for w in words.split(";")])
def test_wordings_of_bounds(modifier, wording):
    """Bounds as claimants word them, before a number."""
    (quantity,) = quantities(f"{wording} 2,870 soldiers", "en")
    opens_up, opens_down = modifier in ("more_than", "at_least"), modifier in ("less_than", "at_most")
    assert quantity.modifier == modifier
    assert (quantity.low, quantity.high) == (None if opens_down else 2870, None if opens_up else 2870)


def test_a_dot_alone_is_flagged_not_guessed():
    (quantity,) = quantities("1.026 soldiers surrendered", "en")
    assert (quantity.stated, quantity.modifier, quantity.flag) == (None, "unknown", "dot_or_thousands")


ELSEWHERE = ["1.026 soldiers, then 1,026 again", "1.026 soldiers; 1.250.000 people", "1.026 men, 2,5 km"]


@pytest.mark.parametrize("article", ELSEWHERE)
def test_a_dot_is_read_by_the_other_numbers_of_the_article(article):
    assert quantities("1.026 soldiers", "en", article=article)[0].stated == 1026


def test_the_old_value_of_a_change_is_flagged():
    old, new = quantities("the toll rose from 60 to 100", "en")
    assert (old.flag, new.flag) == ("former", "")
    assert (new.low, new.high) == (100, 100)


DEFINITE = [
    ("slightly above the 1,464 told before", 1464, 1464),
    ("information about two soldiers", 2, 2),
    ("at least 1,464 of the men", 1464, None),
    ("about two soldiers", 2, 2),
]


@pytest.mark.parametrize(("text", "low", "high"), DEFINITE)
def test_a_number_known_already_has_no_bound(text, low, high):
    (quantity,) = quantities(text, "en")
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.modifier == ("at_least" if high is None else "approx" if text.startswith("about") else "exact")


def test_who_turned_fifteen_and_what_turned_millions():
    assert quantities("She turned 15.", "en") == []
    (quantity,) = quantities("It turned 15 to 30 million people into refugees.", "en")
    assert (quantity.low, quantity.high) == (15e6, 30e6)


def test_offsets_count_from_the_article():
    (quantity,) = quantities("more than 20 men", "en", offset=100)
    assert (quantity.start, quantity.number_start, quantity.number_end) == (100, 110, 112)
    assert quantity.wording == "more than"


@given(st.text(max_size=80), st.sampled_from(languages()))
@settings(max_examples=300)
def test_any_text_is_read(text, language):
    for quantity in quantities(text, language):
        assert 0 <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        bounds = [v for v in (quantity.low, quantity.stated, quantity.high) if v is not None]
        assert bounds == sorted(bounds)


@given(st.integers(min_value=1, max_value=999_999), st.text(alphabet="😀е\u0301 ", max_size=6))
@settings(max_examples=100)
def test_grouped_digits_come_back_whatever_stands_before(number, before):
    text = f"{before} {number:,} people"
    counted = [q for q in quantities(text, "en") if q.stated == number]
    assert [text[q.number_start : q.number_end] for q in counted] == [f"{number:,}"]
