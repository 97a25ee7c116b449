"""Statements in Russian and Ukrainian: who is said to have said what, within a sentence and across sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.readings import Reading
from newslib.segments import Segment
from newslib.sentences import sentences
from newslib.statements import QUOTATIONS, STANCES, Statement
from newslib.statements.by_clause import tie


def reading(text: str, language: str) -> Reading:
    whole = (Segment(0, len(text), language, "Cyrl", 1.0, "body"),) if text else ()
    return Reading(text, whole, sentences(text, whole))


def told(text: str, language: str) -> list[Statement]:
    read = reading(text, language)
    return tie(read, range(len(read.sentences)))


def sources_of(text: str, language: str, phrase: str) -> list[str | None]:
    """Printed sources of the statements that hold a phrase, the widest first."""
    start = text.index(phrase)
    found = [one for one in told(text, language) if any(s <= start < e for s, e in one.content_parts)]
    found.sort(key=lambda one: one.content[0] - one.content[1])
    return [text[slice(*one.source)] if one.source else None for one in found]


# text, a phrase in it, who says it
WITHIN = [
    ("ru", "Погибли пять человек, сообщил мэр города Иван Немо.", "пять", "мэр города Иван Немо"),
    ("ru", "Мэр города Иван Немо сообщил, что погибли пять человек.", "пять", "Мэр города Иван Немо"),
    ("ru", "Как сообщил глава района Пётр Немо, погибли пять человек.", "пять", "глава района Пётр Немо"),
    ("ru", "Погибли пять человек, заявил он журналистам.", "пять", "он"),
    ("ru", "По словам мэра, погибли пять человек, двое ранены.", "двое", "мэра"),
    ("ru", "Погибли, по данным полиции, пять человек.", "пять", "полиции"),
    ("ru", "По последним уточненным данным МЧС погибли пять человек.", "пять", "МЧС"),
    ("ru", "По его словам, погибли пять человек.", "пять", "его"),
    ("ru", "За сутки уничтожены 50 военных, сообщили в Минобороны.", "50", "Минобороны"),
    ("ru", "В оперативном штабе уточнили: погибли пять человек.", "пять", "оперативном штабе"),
    ("ru", "О гибели пяти человек сообщили в мэрии.", "пяти", "мэрии"),
    ("ru", "Министр обороны рассказал о гибели пяти человек.", "пяти", "Министр обороны"),
    ("ru", "«Погибли пять человек», — сказал губернатор Иван Немо.", "пять", "губернатор Иван Немо"),
    ("ru", "Иван Немо в интервью CNN заявил, что погибли пять человек.", "пять", "Иван Немо"),
    ("ru", "В городе погибли пять человек, говорится в сводке Генштаба.", "пять", "Генштаба"),
    ("ru", "Генштаб: погибли пять человек", "пять", "Генштаб"),
    ("ru", "В городе погибли пять человек, — мэр", "пять", "мэр"),
    ("ru", "Пять погибших: Генштаб о потерях за день", "Пять", "Генштаб"),
    ("ru", "Сообщается о гибели пяти человек.", "пяти", None),
    ("ru", "Якобы погибли пять человек.", "пять", None),
    ("ru", "Потери противника штаб оценил в 50 человек.", "50", "штаб"),
    ("ru", "В сводке Минобороны 300 убитых.", "300", "Минобороны"),
    ("ru", "Мэр сообщил о взрывах, а полиция уточнила, что погибли пять человек.", "пять", "полиция"),
    ("uk", "У зведенні Генштабу 300 убитих.", "300", "Генштабу"),
    ("uk", "Загинули п'ять людей, повідомив мер міста Іван Немо.", "п'ять", "мер міста Іван Немо"),
    ("uk", "Мер міста Іван Немо повідомив, що загинули п'ять людей.", "п'ять", "Мер міста Іван Немо"),
    ("uk", "Як повідомляє поліція, загинули п'ять людей.", "п'ять", "поліція"),
    ("uk", "За словами очевидців, загинули п'ять людей.", "п'ять", "очевидців"),
    ("uk", "За даними штабу загинули 5 людей.", "5", "штабу"),
    ("uk", "У Сумській ОВА повідомили, що загинули п'ять людей.", "п'ять", "Сумській ОВА"),
    ("uk", "Речниця штабу Олена Немо розповіла про загибель п'ятьох людей.", "п'ятьох", "Речниця штабу Олена Немо"),
    ("uk", "Загинули п'ять людей – голова ОВА", "п'ять", "голова ОВА"),
    ("uk", "Генштаб ЗСУ: загинули п'ять людей", "п'ять", "Генштаб ЗСУ"),
    ("uk", "Нібито загинули п'ять людей.", "п'ять", None),
]


@pytest.mark.parametrize(("language", "text", "phrase", "source"), WITHIN)
def test_one_sentence(language, text, phrase, source):
    assert sources_of(text, language, phrase)[:1] == [source]


OWN_VOICE = [
    ("ru", "Погибли пять человек, двое ранены."),
    ("ru", "Президент вручил награды. Погибли пять человек."),
    ("ru", "Я уверен, что погибли пять человек."),
    ("ru", "Из Донецка приходят вести. Погибли пять человек."),
    ("ru", "Погибший — местный житель."),
    ("ru", "36-я бригада: погибли пять человек"),
    ("ru", "Мы говорили с очевидцами. Погибли пять человек."),
    ("uk", "Загинули п'ять людей, двоє поранені."),
    ("uk", "Президент закликав партнерів допомогти. У місті загинули п'ять людей."),
    ("uk", "Ми втратили п'ятьох людей."),
    ("uk", "Авіаудари у Луцьку: загинули п'ять людей"),
]


@pytest.mark.parametrize(("language", "text"), OWN_VOICE)
def test_the_texts_own_voice_has_no_source(language, text):
    phrase = next(word for word in ("пять", "п'ять", "Погибший", "п'ятьох") if word in text)
    assert [source for source in sources_of(text, language, phrase) if source] == []


ACROSS = [
    ("ru", "Погибли пять человек. Об этом сообщил мэр города.", "пять", "мэр города"),
    ("ru", "Погибли пять человек. Об этом в четверг, 5 мая, сообщили в полиции.", "пять", "полиции"),
    ("ru", "Минобороны сообщило о потерях противника. За сутки убиты 50 военных.", "50", "Минобороны"),
    ("ru", "Брифинг Минобороны:\n- на севере убиты 50 военных;\n- на юге убиты 20 военных.", "20", "Минобороны"),
    ("ru", "Сводка Минобороны за день\nНа севере убиты 50 военных.\nНа юге убиты 20 военных.", "20", "Минобороны"),
    ("ru", "Мэр сообщил, что были взрывы. Также погибли пять человек.", "пять", "Мэр"),
    ("ru", "Мэр сообщил, что были взрывы. По его словам, погибли пять человек.", "пять", "его"),
    ("ru", "Мэр сообщил, что были взрывы. Между тем погибли пять человек.", "пять", None),
    ("ru", "Мэр опроверг слухи. Также погибли пять человек.", "пять", None),
    ("ru", "Пять человек погибли в городе.\nМэр сообщил, что погибших опознали.", "Пять", "Мэр"),
    ("ru", "Пять человек погибли в городе.\nМэр сообщил, что в домах нет света.", "Пять", None),
    ("ru", "«Были взрывы. Погибли пять человек», — сказал мэр.", "пять", "мэр"),
    ("ru", "Мэр сказал: «Были взрывы». «Погибли пять человек».", "пять", "Мэр"),
    ("ru", "В городе были взрывы. Погибли пять человек.\nИсточник: МЧС", "пять", "МЧС"),
    ("ru", "В городе были взрывы. Погибли пять человек.\nИван Немо", "пять", "Иван Немо"),
    ("ru", "Мэр сообщил, что были взрывы.\nНашли пять тел.\nДом, по его словам, снесут.", "пять", "Мэр"),
    ("ru", "Мэр сообщил, что были взрывы.\nНашли пять тел.\nДом снесут, сообщила полиция.", "пять", None),
    ("ru", "«Были взрывы», — сказал мэр.\nНашли пять тел.\nДом, по его словам, снесут.", "пять", None),
    ("ru", "Полиция сообщила, что были взрывы.\nНашли пять тел.\nДом, по словам мэра, снесут.", "пять", None),
    ("uk", "Загинули п'ять людей. Про це повідомили у поліції.", "п'ять", "поліції"),
    ("uk", "Прокуратура оприлюднила нові дані. Загинули п'ять людей.", "п'ять", "Прокуратура"),
    ("uk", "За даними слідства, був обстріл. Через годину загинули п'ять людей.", "п'ять", "слідства"),
    ("uk", "У місті вибухи, — мер\nЗагинули п'ять людей.", "п'ять", "мер"),
    ("uk", "Мер висловив співчуття. Нагадаємо, загинули п'ять людей.", "п'ять", None),
]


@pytest.mark.parametrize(("language", "text", "phrase", "source"), ACROSS)
def test_other_sentences(language, text, phrase, source):
    found = [one for one in sources_of(text, language, phrase) if one]
    assert found[:1] == ([source] if source else [])


def test_an_agency_that_cites_a_body_is_its_relay():
    text = "Погибли пять человек, сообщает ТАСС со ссылкой на МЧС."
    (one,) = told(text, "ru")
    assert (text[slice(*one.source)], text[slice(*one.relay)]) == ("МЧС", "ТАСС")


def test_two_tellers_in_one_sentence_keep_their_own_numbers():
    text = "По данным полиции, погибли пять человек, а по данным врачей — семь."
    assert sources_of(text, "ru", "пять") == ["полиции"]
    assert sources_of(text, "ru", "семь") == ["врачей"]


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("ru", "Мэр подтвердил гибель пяти человек.", "confirms"),
        ("ru", "Мэр опроверг гибель пяти человек.", "denies"),
        ("ru", "Мэр отказался комментировать гибель пяти человек.", "no_comment"),
        ("ru", "Мэр не подтвердил гибель пяти человек.", "doubts"),
        ("ru", "Штаб оценил потери в 50 человек.", "estimates"),
        ("ru", "Киев гибель пяти человек отрицает.", "denies"),
        ("uk", "Мер спростував загибель п'ятьох людей.", "denies"),
        ("uk", "Мер не коментував загибель п'ятьох людей.", "no_comment"),
        ("uk", "За оцінками штабу, втрати становлять 50 людей.", "estimates"),
    ],
)
def test_stance(language, text, stance):
    assert [one.stance for one in told(text, language)] == [stance]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("«Погибли пять человек», — сказал мэр.", "direct"),
        ("Мэр назвал взрыв «страшной и большой бедой».", "mixed"),
        ("Мэр сказал, что погибли пять человек.", "indirect"),
    ],
)
def test_quotation(text, quotation):
    assert [one.quotation for one in told(text, "ru")] == [quotation]


def test_to_say_that_one_does_not_know_is_no_comment():
    text = "Мэр заявил, что не располагает информацией о гибели пяти человек."
    assert {one.stance for one in told(text, "ru")} == {"no_comment"}


def test_hedges_are_kept_as_printed():
    assert [one.hedge for one in told("По словам мэра, якобы погибли пять человек.", "ru")] == ["якобы"]


def test_a_carried_statement_has_a_source_and_no_cue():
    found = told("Сводка Минобороны за день\nНа севере убиты 50 военных.\nНа юге убиты 20 военных.", "ru")
    assert [(one.cue, one.source) for one in found] == [(None, (7, 17)), (None, (7, 17))]


PIECES = (
    "Мэр сообщил, что погибли пять человек . « » : — по словам ТАСС \n \n\n Об этом он якобы со ссылкой на Минобороны "
    '« Иван Немо , а по данным врачей 😀 Про це повідомив мер ( ) " ; также Источник :'
)


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES.split(" ")), max_size=40).map(" ".join)),
    st.sampled_from(("ru", "uk")),
)
def test_any_text_gives_well_formed_statements(text, language):
    for one in told(text, language):
        assert one.stance in STANCES
        assert one.quotation in QUOTATIONS
        assert one.content == (one.content_parts[0][0], max(end for _, end in one.content_parts))
        assert all(0 <= start < end <= len(text) for start, end in one.content_parts)
        assert all(span is None or text[slice(*span)].strip() for span in (one.source, one.cue, one.relay))
