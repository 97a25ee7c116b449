"""Dates of three languages against a Wednesday, 13 April 2022."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslib.dates import DateMention, dates
from newslib.lexicons import languages

WEDNESDAY = dt.date(2022, 4, 13)


def read(text: str, language: str) -> list[tuple]:
    found = dates(text, language, WEDNESDAY)
    return [(text[d.start : d.end], _day(d.first), _day(d.last), d.how, d.role) for d in found]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat()[5:] if day and day.year == 2022 else day and day.isoformat()


ENGLISH = [
    ("a 1906 ferry fire", [("1906", "1906-01-01", "1906-12-31", "period", "period")]),
    ("since the 1988 uprising", [("1988", "1988-01-01", "04-13", "period", "since")]),
    ("an avalanche of 1970 stones", []),
    ("a 1906 law", []),
    ("the first since the 1950s", []),
    ("by the end of 2020, the war", []),
    (
        "since the bureau began keeping a full register of drowned children in 2009",
        [("2009", "2009-01-01", "04-13", "period", "since")],
    ),
    ("some 2001 people in raids", []),
    ("a July nightclub fire", [("July", "2021-07-01", "2021-07-31", "period", "period")]),
    ("the July report on the fire", []),
    ("Rebels May Attack Again", []),
    ("the floods of the 1930s", [("1930s", "1930-01-01", "1939-12-31", "period", "period")]),
    ("since the protests began last May", [("May", "2021-05-01", "04-13", "period", "since")]),
    ("12 died on May 26", [("May 26", "2021-05-26", "2021-05-26", "month_day", "")]),
    ("talks will be held on May 26", [("May 26", "05-26", "05-26", "month_day", "")]),
    ("They left on Wednesday.", [("Wednesday", "04-13", "04-13", "weekday", "")]),
    ("They left last Wednesday.", [("Wednesday", "04-06", "04-06", "weekday", "")]),
    ("They left on Thursday.", [("Thursday", "04-07", "04-07", "weekday", "")]),
    ("They will meet on Thursday.", [("Thursday", None, None, "weekday", "")]),
    ("They meet next Friday.", [("Friday", None, None, "weekday", "")]),
    ("Monday's strike", [("Monday's", "04-11", "04-11", "weekday", "")]),
    ("Wednesday, April 13", [("Wednesday, April 13", "04-13", "04-13", "month_day", "")]),
    ("Published on 13 April 2022", [("13 April 2022", "04-13", "04-13", "month_day", "said")]),
    ("ACCRA, April 13 (Agency) - Two died.", [("April 13", "04-13", "04-13", "month_day", "said")]),
    ("Port Talbot, April 12: A week has passed.", [("April 12", "04-12", "04-12", "month_day", "said")]),
    ("In Accra, April 13 - a holiday - was calm.", [("April 13", "04-13", "04-13", "month_day", "")]),
    ("Accra, April 2: two died.", [("April 2", "04-02", "04-02", "month_day", "")]),
    ("April 12, 2021", [("April 12, 2021", "2021-04-12", "2021-04-12", "month_day", "")]),
    ("the 13th of April", [("13th of April", "04-13", "04-13", "month_day", "")]),
    ("on December 24", [("December 24", "2021-12-24", "2021-12-24", "month_day", "")]),
    ("until May 9", [("May 9", "05-09", "05-09", "month_day", "until")]),
    ("earlier in the day", [("earlier in the day", "04-13", "04-13", "relative", "")]),
    ("two days ago", [("two days ago", "04-11", "04-11", "relative", "")]),
    ("this comes a day after the vote", [("comes a day after", "04-12", "04-12", "relative", "")]),
    ("a day after the vote", [("a day after", None, None, "relative", "")]),
    ("over the past 24 hours", [("over the past 24 hours", "04-12", "04-13", "period", "period")]),
    ("in the last three weeks", [("last three weeks", "03-23", "04-13", "period", "period")]),
    ("since February 24", [("February 24", "02-24", "04-13", "month_day", "since")]),
    ("as of 12 April", [("12 April", "04-12", "04-12", "month_day", "as_of")]),
    ("from 24 February to 3 April", [("24 February to 3 April", "02-24", "04-03", "month_day", "period")]),
    ("on 2022-04-12", [("2022-04-12", "04-12", "04-12", "iso", "")]),
    ("in March", [("March", "03-01", "03-31", "period", "period")]),
    ("in 2014", [("2014", "2014-01-01", "2014-12-31", "period", "period")]),
    ("since the invasion began on Feb. 24", [("Feb. 24", "02-24", "04-13", "month_day", "since")]),
    ("since the start of the year", [("the start of the year", "01-01", "04-13", "period", "since")]),
    (
        "since Friday the toll rose on Monday",
        [
            ("Friday", "04-08", "04-13", "weekday", "since"),
            ("Monday", "04-11", "04-11", "weekday", ""),
        ],
    ),
    ("in mid-March", [("mid-March", "03-01", "03-31", "period", "period")]),
    ("over the past week", [("over the past week", "04-06", "04-13", "period", "period")]),
    ("over the weekend", [("over the weekend", "04-09", "04-10", "period", "period")]),
    ("overnight on April 11", [("April 11", "04-11", "04-11", "month_day", "")]),
    ("killed overnight", [("overnight", "04-13", "04-13", "period", "period")]),
    ("in the night to Monday", [("Monday", "04-11", "04-11", "weekday", "")]),
    ("two days later", [("two days later", None, None, "relative", "")]),
    ("the night of April 11-12", [("April 11-12", "04-11", "04-12", "month_day", "period")]),
    ("the night of April 12", [("April 12", "04-12", "04-13", "month_day", "")]),
]
RUSSIAN = [
    ("январский теракт", [("январский", "01-01", "01-31", "period", "period")]),
    ("по январскому докладу", []),
    ("в Октябрьском взрыв газа", []),
    ("авария парома на Волге 2011 года", [("2011 года", "2011-01-01", "2011-12-31", "period", "period")]),
    ("по закону 2011 года", []),
    ("в войнах 1920-х годов", [("1920-х годов", "1920-01-01", "1929-12-31", "period", "period")]),
    ("РИГА, 13 апреля – Агентство. Погибли двое.", [("13 апреля", "04-13", "04-13", "month_day", "said")]),
    ("Рига, 12 апреля. Погибли двое.", [("12 апреля", "04-12", "04-12", "month_day", "said")]),
    ("с тех пор как в мае начались протесты", [("мае", "2021-05-01", "04-13", "period", "since")]),
    ("в среду, 13 апреля", [("среду, 13 апреля", "04-13", "04-13", "month_day", "")]),
    ("в прошлую пятницу", [("пятницу", "04-08", "04-08", "weekday", "")]),
    ("встреча состоится в четверг", [("четверг", None, None, "weekday", "")]),
    ("в ночь на среду", [("среду", "04-13", "04-13", "weekday", "")]),
    ("в ночь на 12 апреля", [("12 апреля", "04-12", "04-12", "month_day", "")]),
    ("за сутки погибли двое", [("за сутки", "04-12", "04-13", "period", "period")]),
    ("по состоянию на 10:00 12 апреля", [("12 апреля", "04-12", "04-12", "month_day", "as_of")]),
    ("с 24 февраля", [("24 февраля", "02-24", "04-13", "month_day", "since")]),
    ("с 24 февраля по 3 апреля", [("24 февраля по 3 апреля", "02-24", "04-03", "month_day", "period")]),
    ("два дня назад", [("два дня назад", "04-11", "04-11", "relative", "")]),
    ("от 12.04.2022", [("12.04.2022", "04-12", "04-12", "iso", "")]),
    ("в марте 5 человек", [("марте", "03-01", "03-31", "period", "period")]),
    ("в 2014 году", [("2014 году", "2014-01-01", "2014-12-31", "period", "period")]),
    ("ночью в среду", [("среду", "04-13", "04-13", "weekday", "")]),
    ("за минувшие выходные", [("за минувшие выходные", "04-09", "04-10", "period", "period")]),
    ("в первой половине марта", [("марта", "03-01", "03-31", "period", "period")]),
    ("в четверг в городе пройдёт встреча", [("четверг", None, None, "weekday", "")]),
    ("в четверг погибли двое, встреча пройдёт", [("четверг", "04-07", "04-07", "weekday", "")]),
    ("24 февраля прошлого года", [("24 февраля прошлого года", "2021-02-24", "2021-02-24", "month_day", "")]),
    ("с начала вторжения 24 февраля", [("24 февраля", "02-24", "04-13", "month_day", "since")]),
    ("с начала войны 500 убитых", []),
    ("летом 2020 года", [("2020 года", "2020-01-01", "2020-12-31", "period", "period")]),
    ("на площади 9 марта", [("9 марта", "03-09", "03-09", "month_day", "")]),
]
UKRAINIAN = [
    ("після липневого землетрусу", [("липневого", "2021-07-01", "2021-07-31", "period", "period")]),
    ("за липневим звітом", []),
    ("обвал шахти 2007 року", [("2007 року", "2007-01-01", "2007-12-31", "period", "period")]),
    ("перепис 2007 року", []),
    ("у 1930-ті роки", [("1930-ті", "1930-01-01", "1939-12-31", "period", "period")]),
    ("у середу", [("середу", "04-13", "04-13", "weekday", "")]),
    ("минулої доби", [("минулої доби", "04-12", "04-13", "period", "period")]),
    ("минулої п’ятниці", [("п’ятниці", "04-08", "04-08", "weekday", "")]),
    ("у ніч на 13 квітня", [("13 квітня", "04-13", "04-13", "month_day", "")]),
    ("станом на 07:00 12 квітня", [("12 квітня", "04-12", "04-12", "month_day", "as_of")]),
    ("станом на 12.04", [("12.04", "04-12", "04-12", "month_day", "as_of")]),
    ("із понеділка", [("понеділка", "04-11", "04-13", "weekday", "since")]),
    ("протягом останніх трьох днів", [("останніх трьох днів", "04-10", "04-13", "period", "period")]),
    ("24-го лютого", [("24-го лютого", "02-24", "02-24", "month_day", "")]),
    ("у ніч проти 13 квітня", [("13 квітня", "04-13", "04-13", "month_day", "")]),
    ("у березні минулого року", [("березні минулого року", "2021-03-01", "2021-03-31", "period", "period")]),
    ("вночі 12 квітня", [("12 квітня", "04-12", "04-12", "month_day", "")]),
]
NOT_DATES = [
    ("the 36th Marine Brigade lost 15 tanks and up to 2000 men", "en"),
    ("He may lose 5 of them; march 12 miles", "en"),
    ("3 of 10 at 7:00, 82 mm", "en"),
    ("36-я бригада, женщина 1961 года рождения, до 2000 человек", "ru"),
    ("окружающая среда", "ru"),
    ("на улице 8 Марта", "ru"),
    ("станом на 9:30 36-та бригада", "uk"),
    ("лютий бій", "uk"),
    ("rebels of the March 23 Movement", "en"),
    ("the 17 November Brigade", "en"),
    ("группировка «Движение 23 марта»", "ru"),
    ("бойовики «Руху 23 березня»", "uk"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text, expected):
    assert read(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian(text, expected):
    assert read(text, "ru") == expected


@pytest.mark.parametrize(("text", "expected"), UKRAINIAN)
def test_ukrainian(text, expected):
    assert read(text, "uk") == expected


@pytest.mark.parametrize(("text", "language"), NOT_DATES)
def test_numbers_and_names_of_units_are_no_dates(text, language):
    assert dates(text, language, WEDNESDAY) == []


@pytest.mark.parametrize("text", ["on Wednesday", "yesterday", "on April 13", "over the past 24 hours", "last month"])
def test_without_a_day_of_publication_relative_dates_stay_open(text):
    assert [(d.first, d.last) for d in dates(text, "en", None)] == [(None, None)]


def test_a_full_date_needs_no_day_of_publication():
    assert [d.first for d in dates("on 13 April 2022", "en", None)] == [WEDNESDAY]


def test_offset_moves_the_span():
    assert dates("on Wednesday", "en", WEDNESDAY, 100) == [DateMention(103, 112, WEDNESDAY, WEDNESDAY, "weekday")]


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_days_at_the_edge_of_the_calendar(day):
    texts = "yesterday, last week, two years ago, on Monday, in March, on 24 February, overnight, last year"
    assert all(d.first is None or d.first <= d.last for d in dates(texts, "en", day))


WORDS = (
    "on in last next as of since 13 April March 2022 Wednesday yesterday a day after в ночь на с 24 февраля по за "
    "сутки у середу станом минулої доби 36th 12.04.2022 - , . : 10:00 годин ago two weeks"
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split())).map(" ".join)),
    st.sampled_from(languages()),
    st.dates(),
)
def test_any_text_gives_spans_in_order(text, language, published):
    found = dates(text, language, published)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all((d.first is None) == (d.last is None) for d in found)
    assert all(d.first <= d.last for d in found if d.first and d.last)
