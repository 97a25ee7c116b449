"""Language segments: borders a reader would set, a cover without gaps, views that keep offsets."""

import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from newslib.segments import NO_LANGUAGE, UNSURE, dominant, known_languages, segments, segments_of, view
from newslib.segments.profiles import FOLDER_OF_PROFILES, profiles, registry, witness
from newslib.segments.stretches import border, parts, whole

PIECES = st.sampled_from(
    ["Nobody left the city. ", "Міста ніхто не покинув. ", "Никто не ушёл.\n", "«", "» ", '"', "https://t.me/a/1 ",
     "@mod ", "#", "\r\n", "53 ", "1,026 ", "Mаriupol ", "🔥", "👩‍👩‍👧", "🇺🇦", "1️⃣", "e\u0301", "и\u0306", "\u0301",
     "\u200d", "\u200c", "\ufe0f", "\u00ad", "لن نغادر ", "שלום ", "\u0600", "नमस्ते ", "한국 ",
     "ㅤ", "\x00", "\ud800", "^$", "(", "): ", " — ", "'", "п'ять ", "В. "]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


def named(text, **chosen):
    return [(text[s.start : s.end], s.language) for s in segments(text, **chosen)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guards wrote “Мы отсюда не уйдём” on the gate.",
         [("The guards wrote ", "en"), ("“Мы отсюда не уйдём” ", "ru"), ("on the gate.", "en")]),
        ("The map shows:\n- Позиции удержаны. t.me/mod/1 — Petrov (@petrov)\nThe rest is unknown.",
         [("The map shows:\n", "en"), ("- Позиции удержаны. ", "ru"), ("t.me/mod/1", "zxx"), (" — Petrov (", "en"),
          ("@petrov", "zxx"), (")\nThe rest is unknown.", "en")]),
        ("Він сказав: \"53 killed, 12 wounded\", і замовк.",
         [("Він сказав: ", "uk"), ('"53 killed, 12 wounded", ', "en"), ("і замовк.", "uk")]),
        ("Ми чекали на відповідь. Никто из них ничего не ответил. Ми пішли далі.",
         [("Ми чекали на відповідь. ", "uk"), ("Никто из них ничего не ответил. ", "ru"), ("Ми пішли далі.", "uk")]),
        ("🔥 Троє вбитих\n🔥 Three killed", [("🔥 Троє вбитих\n", "uk"), ("🔥 Three killed", "en")]),
        ("The caption reads: 13 квітня вранці ми відійшли",
         [("The caption reads: ", "en"), ("13 квітня вранці ми відійшли", "uk")]),
        ("The old phrase ніхто нікуди не піде means just that.",
         [("The old phrase ", "en"), ("ніхто нікуди не піде ", "uk"), ("means just that.", "en")]),
    ],
)  # fmt: skip
def test_borders(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("53 killed", "en"), ("Погибли 53 человека", "ru"), ("53 загиблих", "uk"), ("Забітыя тры чалавекі", "be"),
        ("Загинаха трима души", "bg"), ("Nie żyją trzy osoby", "pl"), ("Drei Menschen wurden getötet", "de"),
        ("Trois personnes sont mortes", "fr"), ("Murieron tres personas", "es"), ("Üç kişi öldü", "tr"),
        ("قتل ثلاثة أشخاص", "ar"), ("Sono morte tre persone nella notte", "it"), ("Скончались трое", "ru"),
        ("ВТРАТИ ВОРОГА ЗА ДОБУ", "uk"), ("TROOPS LEAVE THE CITY", "en"), ("שלושה נהרגו", "he"), ("三人死亡", "zh"),
        ("Volodymyr Zelensky and Oleksiy Arestovych met Serhii Haidai near Velyka Novosilka.", "en"),
        ("Спецназ «Ахмат» зашёл в Рубежное", "ru"), ("Газета «The Daily Planet» повідомила про трьох загиблих", "uk"),
        ("Institute for Old Wars повідомляє про відступ", "uk"), ("Слава Україні! Тримаймося #Харків", "uk"),
        ("За даними Reuters, загинули троє.\nTelegram | Viber | Facebook", "uk"), ("п'ятеро п’ятеро пʼятеро", "uk"),
        ("В Мари\u0301уполе двое раненых", "ru"),
    ],
)  # fmt: skip
def test_a_text_in_one_language_is_one(text, language):
    assert {s.language for s in segments(text)} - {NO_LANGUAGE} == {language}


@pytest.mark.parametrize("text", ["12", " \n", "🔥", "@mod t.me/a/1", "zqxv wkrtp gvbnq xzzkw qqtrv", "ㅤ"])
def test_what_says_nothing_is_unsure(text):
    assert {s.language for s in segments(text)} <= {NO_LANGUAGE, UNSURE}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The general, a man of few words, said «Мы победим сегодня» and left.", ["body", "quotation", "body"]),
        ("The ministry, asked for the number, posted:\n\n@mod_a: Місто наше, втрат немає.\n\nNobody replied.",
         ["body", "handle", "post", "body"]),
        ("The two letters name the same village, as everyone here knows: село не взяли", ["body", "body"]),
    ],
)  # fmt: skip
def test_kinds(text, kinds):
    assert [s.kind for s in segments(text)] == kinds


def test_candidates_limit_what_is_named():
    text = "Nie żyją trzy osoby"
    assert [s.language for s in segments(text, candidates=["en", "pl"])] == ["pl"]
    assert "pl" not in {s.language for s in segments(text, candidates=iter(("en", "uk")))}
    assert [s.language for s in segments(text, candidates=())] == [UNSURE]
    with pytest.raises(ValueError, match="qq"):
        segments(text, candidates=["en", "qq"])


def test_known_languages_hold_those_the_library_reads():
    assert {"en", "ru", "uk", "be", "bg", "pl", "de", "fr", "es", "tr", "ar"} <= set(known_languages())


def test_dominant_counts_letters():
    text = "Там: the river port was empty by the evening. t.me/long/address/that/counts/for/nothing/at/all"
    assert dominant(segments(text), text) == "en"
    assert dominant((), "") == UNSURE


def test_view_keeps_one_language_and_every_offset():
    text = "He wrote «Нас 12 осталось»\n— @petrov t.me/a/1 in 2022."
    found = segments(text)
    assert view(text, found, "en") == "He wrote «               »\n— @petrov          in 2022."
    assert view(text, found, "ru") == "         «Нас 12 осталось»\n— @petrov                 ."


def test_what_was_read_before_changes_nothing():
    text = "Никто не ушёл. Ніхто не пішов. Nobody left, Zelensky said."
    before = segments(text)
    witness.cache_clear()
    segments("Zelensky Nobody пішов")
    assert segments(text) == before


def test_profiles_are_small_and_hold_every_language_that_needs_one():
    assert all(path.stat().st_size < 2_000_000 for path in FOLDER_OF_PROFILES.iterdir())
    assert sorted(row["language"] for row in registry() if row["model"]) == sorted(profiles().languages)


@given(TEXTS)
@example("ﬁ İ ª \u0345 ² and ½ Ⅷ")
@example("²")
@example("a@b.c" * 50)
def test_segments_cover_the_text(text):
    found = segments(text)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(s.start < s.end for s in found)
    assert all(0 <= s.confidence <= 1 for s in found)
    assert found == segments(text)


@given(TEXTS)
def test_no_border_inside_a_word_or_a_letter_with_its_marks(text):
    clusters = {m.start() for m in regex.finditer(r"\X", text)}
    for segment in segments(text)[1:]:
        place = segment.start
        assert place in clusters
        if segment.language != NO_LANGUAGE and text[place - 1].isalnum():
            assert not text[place].isalnum() or "/" in text or "@" in text


@given(TEXTS)
def test_views_have_the_text_s_length_and_share_no_letter(text):
    found = segments(text)
    views = [view(text, found, s) for s in {s.language for s in found} - {NO_LANGUAGE}]
    assert {len(v) for v in views} <= {len(text)}
    handles = {i for s in found if s.kind == "handle" for i in range(s.start, s.end)}
    for i in range(len(text)):
        if i not in handles:
            assert sum(v[i].isalnum() for v in views) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.b/c?d=e, or www.a.org.", ["https://a.b/c?d=e", "www.a.org"]),
        ("pic.twitter.com/AbC mail a.b@c.org #Azov @x_1", ["pic.twitter.com/AbC", "a.b@c.org", "#Azov", "@x_1"]),
        ("24/7 and/or km/h Lenta.ru 3.5/10", []),
    ],
)
def test_links_and_handles(text, expected):
    assert [text[free.start : free.end] for free in parts(text).frees[0]] == expected


def test_the_better_the_mark_the_cheaper_the_change():
    prices = [parts(f"so{gap}so").prices[1] for gap in (" ", ": ", ". ", " «", "\n")]
    assert prices == sorted(prices, reverse=True)
    assert [parts(f"so{gap}so").prices[1] for gap in (" -- ", " - ", "-")] == [prices[1], prices[1], prices[0]]
    assert parts("so ''so").prices[1] == prices[3] < parts("so 'so").prices[1]
    assert 0.0 == parts("so @mod so").prices[0] < parts("so @mod so").prices[1] < min(prices)


@given(TEXTS)
def test_parts_are_where_they_say(text):
    cut = parts(text)
    assert [text[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)] == cut.words
    assert len(cut.prices) == len(cut.words)
    assert all(a.end <= b.start for a, b in pairwise(cut.frees[0]))


@pytest.mark.parametrize(
    ("before", "gap", "expected"),
    [
        ("said", ": «", "«"), ("said", ". ", ""), ("said", "», „", "„"), ("said", ".\n\n- ", "- "),
        ("said", " 53 ", "53 "), ("T", "-72 ", ""), ("said", ". 1.5 ", "1.5 "), ("said", ' ("', '("'),
        ("said", '", ', ""), ("end", "!\r\n🔥 ", "🔥 "),
    ],
)  # fmt: skip
def test_marks_go_to_the_sensible_side(before, gap, expected):
    text = f"{before}{gap}next"
    left, right = len(before), len(before) + len(gap)
    assert text[border(text, left, right, left) : right] == expected


@given(TEXTS, st.integers(0, 20))
def test_whole_never_parts_a_mark_from_its_letter(text, place):
    moved = whole(text, min(place, len(text)))
    if 0 < moved < len(text) and text[moved - 1] not in "\n\r\u2028\u2029":
        assert unicodedata.category(text[moved])[0] != "M"


@given(
    st.lists(
        TEXTS | st.sampled_from(["", "\n", " 1,026 ", "@mod", "end\r", "\u0301", "Nobody «Никто» Ніхто t.me/a/1"]),
        max_size=9,
    )
)
def test_together_and_alone_texts_are_cut_alike(texts):
    assert segments_of(texts) == [segments(text) for text in texts]
