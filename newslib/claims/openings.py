"""How sentences begin and of what days they tell: whether the account of an article goes on, breaks off, looks back."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from newslib.claims.dating import Days
from newslib.dates import DateMention
from newslib.lexicons import PrintedWord, lexicon, words
from newslib.readings import Reading
from newslib.sentences import Sentence

ITEMS = "-–—•*"  # signs that open an item of a list
_REPORTED = 3  # days of a time that one report tells of: the past day, a week-end
_SHIFT = 2  # words among which a sentence opens with a time counted from another one: "six days later"
_OPENERS = {"outcomes": "outcome", "numerals": "number"}
_FIRST = 6  # words that may open a sentence together
_TIMED = re.compile(r"\W*\d{1,2}:\d\d\b")  # an entry of a running record
_ENDS = (".", "!", "?", "…", ":")


@dataclass(frozen=True)
class Opening:
    """How a sentence begins: ``marks`` are the first words' by the tables (they go on, break off, are a number ...)."""

    marks: frozenset[str]
    weekdays: frozenset[str]  # days of the week that it tells of, not those on which somebody spoke
    days: frozenset[str]  # the days that it tells of
    dated: bool  # it tells of another time than the report's
    shifted: bool  # it opens with a time counted from another one: "six days later"
    adds: tuple[int, ...]  # where it says "also" or "another" further on
    heading: bool  # a line without a stop over other lines
    start: int  # of its first word, code point of the article


def holding(features: Mapping[str, bool]) -> set[str]:
    """The features that hold."""
    return {name for name, holds in features.items() if holds}


def _tells_another_time(day: DateMention, published: dt.date | None) -> bool:
    """Whether a date is another than that of a report: a month, a year, a day long before the article's.

    Not "today", "in the night", nor a weekday where the article's day is not known.
    """
    if day.role in ("said", "as_of") or day.how == "relative":
        return False
    if day.first is None or day.last is None:
        return day.how not in ("period", "weekday")
    long = published is None or (day.last - day.first).days > _REPORTED
    past = published is None or (published - day.last).days > _REPORTED
    return long and past if day.how == "period" else long or past  # no "over six weeks", up to the report


def is_shift(day: DateMention, reading: Reading) -> bool:
    """Whether a time is counted from another one in days or more: "six days later", not "today" or "an hour later"."""
    forms = {word.form for word in words(reading.text[day.start : day.end])}
    if day.how != "relative" or len(forms) < 2:
        return False
    language = reading.sentences[reading.touching((day.start, day.end))[0]].language
    return forms.isdisjoint(row["form"] for row in lexicon(language).rows("dates") if row["value"] == "hour")


def _happened(told: Iterable[DateMention], reading: Reading) -> frozenset[str]:
    """The days on which nobody only spoke, by their dates, or as printed where the article's day is not known."""
    days = (one for one in told if one.role != "said")
    return frozenset(str(one.first or reading.text[one.start : one.end].casefold()) for one in days)


def _is_heading(reading: Reading, number: int) -> bool:
    """Whether a sentence is a line without a stop over other lines."""
    end = reading.sentences[number].end
    line = reading.text[end : end + 1] in ("\n", "") and number + 1 < len(reading.sentences)
    return line and not reading.sentences[number].text.rstrip('"»”’)').endswith(_ENDS)


def bullet_of(text: str) -> str:
    """The last sign before the first word of a text that may open an item of a list, or its time: empty when none does.

    >>> bullet_of("• Two died."), bullet_of("08:15 Two died."), bullet_of("Two died.")
    ('•', ':', '')
    """
    if _TIMED.match(text):
        return ":"
    head = takewhile(lambda char: not char.isalnum(), text)
    return next((char for char in reversed([*head]) if char in ITEMS or unicodedata.category(char) == "So"), "")


def opening(reading: Reading, number: int, days: Days, published: dt.date | None) -> Opening:
    """How a sentence begins, and of what days it tells.

    Args:
        reading: the article as read.
        number: of the sentence.
        days: the days that the sentences under a span tell.
        published: the article's day, None when it is not known.
    """
    sentence = reading.sentences[number]
    cut = words(sentence.text)
    start = next((word.start for word in cut), 0)
    later = lexicon(sentence.language).finder("clause_words").find(sentence.text, cut)
    goes_on = (hit for hit in later if "continue" in hit.roles and hit.start > start)
    adds = (hit.start for hit in goes_on if not hit.roles.isdisjoint({"adverb", "determiner"}))  # "also", "another"
    told = [day for day in days((sentence.start, sentence.end)) if sentence.start <= day.start < sentence.end]
    shifts = [day for day in told if is_shift(day, reading)]
    return Opening(
        marks=_marks(sentence, cut, start),
        shifted=bool(shifts) and len(words(reading.text[sentence.start + start : shifts[0].start])) < _SHIFT,
        weekdays=_happened((day for day in told if day.how == "weekday"), reading),
        days=_happened((day for day in told if day.first == day.last is not None), reading),
        dated=any(_tells_another_time(day, published) for day in told),
        adds=tuple(sentence.start + place for place in adds),
        heading=_is_heading(reading, number),
        start=sentence.start + start,
    )


def _marks(sentence: Sentence, cut: Sequence[PrintedWord], start: int) -> frozenset[str]:
    """What the words are by the tables that stand at the start of a sentence."""
    head = sentence.text[: cut[:_FIRST][-1].end] if cut else ""
    found = {table: lexicon(sentence.language).finder(table).find(head) for table in ("clause_words", *_OPENERS)}
    first = {table: hit for table, hits in found.items() for hit in hits[:1] if hit.start == start}
    marks = {_OPENERS[table] for table in first.keys() & _OPENERS.keys()}
    if "clause_words" in first:
        marks |= first["clause_words"].roles & {"continue", "break", "period"}
    number, item = sentence.text[start : start + 1].isdigit(), bool(bullet_of(sentence.text[:start]))
    return frozenset(marks | holding({"number": number, "item": item}))
