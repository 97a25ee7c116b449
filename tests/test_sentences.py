"""Sentences: borders that a reader would set, offsets that hold, other languages blanked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslib.lexicons import words
from newslib.readings import read
from newslib.segments import Segment
from newslib.sentences import sentences


def whole(text, language):
    return sentences(text, (Segment(0, len(text), language, "", 1.0, "body"),))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Gen. Lee of the U.S. Army fled. Two died.", ["Gen. Lee of the U.S. Army fled.", "Two died."]),
        ("en", "“Two died.” He said so.", ["“Two died.”", "He said so."]),
        ("en", "Two died in the port.Three were hurt.", ["Two died in the port.", "Three were hurt."]),
        ("en", "Toll rises in port city\nTwo people died.", ["Toll rises in port city", "Two people died."]),
        ("en", "Two people died in the\nport city.", ["Two people died in the\nport city."]),
        ("en", "About 2.5 thousand fled. J. Smith said so.", ["About 2.5 thousand fled.", "J. Smith said so."]),
        ("ru", "Потери - 2,5 тыс. чел. за сутки. Двое ранены.", ["Потери - 2,5 тыс. чел. за сутки.", "Двое ранены."]),
        ("uk", "Загинуло 5 тис. осіб. Двоє поранені.", ["Загинуло 5 тис. осіб.", "Двоє поранені."]),
        ("uk", "Втрати: • 5 танків • 2 гармати", ["Втрати:", "• 5 танків", "• 2 гармати"]),
        ("ru", "Порт закрыт.♦Погибли двое.", ["Порт закрыт.", "♦Погибли двое."]),
        ("en", "Army rejects truce In the north ten died.", ["Army rejects truce", "In the north ten died."]),
        ("en", "Ten die in Dover, England (PA) -- Ten died.", ["Ten die in", "Dover, England (PA) -- Ten died."]),
        ("en", "Mon Jun 20, 8:22 pm IST LIMA (EFE) - Ten died.", ["Mon Jun 20, 8:22 pm IST", "LIMA (EFE) - Ten died."]),
        ("en", "ARRESTS\nThe police held ten.", ["ARRESTS", "The police held ten."]),
        ("en", "She told The Herald that ten died At Sea.", ["She told The Herald that ten died At Sea."]),
        ("en", "", []),
        ("en", " \n … \n", []),
    ],
)
def test_borders(language, text, expected):
    assert [s.text for s in whole(text, language)] == expected


def test_paragraphs_are_numbered():
    assert [s.paragraph for s in whole("One died. Two fled.\n\nThree hid.", "en")] == [0, 0, 1]


def test_another_language_is_blanked_at_the_same_offsets():
    text = "He wrote «Двое убиты вчера» on Monday."
    found = (
        Segment(0, 9, "en", "Latn", 1.0, "body"),
        Segment(9, 27, "ru", "Cyrl", 1.0, "quotation"),
        Segment(27, len(text), "en", "Latn", 1.0, "body"),
    )
    english = next(s for s in sentences(text, found) if s.language == "en")
    assert [w.form for w in words(english.text)] == ["he", "wrote", "on", "monday"]
    assert text[english.start + english.text.index("on") :].startswith("on Monday")


@given(st.text(alphabet='ab Ав1.,!?…\n"«»—•🇺🇦\u0301', max_size=120))
def test_sentences_keep_offsets_and_lose_no_word(text):
    reading = read(text)
    for sentence in reading.sentences:
        assert len(sentence.text) == sentence.end - sentence.start
        assert reading.touching((sentence.start, sentence.end))
    for language in {s.language for s in reading.sentences}:
        spoken = whole(text, language)
        covered = {offset for s in spoken for offset in range(s.start, s.end)}
        assert all(offset in covered for offset, character in enumerate(text) if character.isalnum())
