"""Days of claims: when a source spoke, and when what it tells happened."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from newslib.claims.records import Attributed
from newslib.dates import DateMention, dates
from newslib.figures import Figure
from newslib.lexicons import lexicon
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements import Statement

_COMMAS = re.compile(r"[,;:—–]")
_COMMA, _CONJUNCTION = 12, 60  # code points that these count for between a figure and a date
_LONG = 100  # days: of so long a time nobody speaks, and no one event goes on
_CLAUSES = frozenset({"complementizer", "relative", "scene"})  # what opens a clause about the time before it
_REACHED = 40  # code points from the verb of a toll to the number it reached

Days = Callable[[Span], list[DateMention]]


def days_of(reading: Reading, published: dt.date | None) -> Days:
    """Dates said in the sentences that a span touches, each sentence read once."""
    known: dict[int, list[DateMention]] = {}

    def of(span: Span) -> list[DateMention]:
        found = []
        for number in reading.touching(span):
            if number not in known:
                sentence = reading.sentences[number]
                known[number] = dates(sentence.text, sentence.language, published, sentence.start)
            found += known[number]
        return found

    return of


def said(statement: Statement, days: Days, text: str) -> DateMention | None:
    """The date next to the cue that is no part of what was said; of a month or week told before it the last day.

    Where nobody is named, only behind the cue: "on Monday 12 were reported dead" tells when they died.
    """
    anchor = statement.cue or statement.source
    if anchor is None:
        return None
    first = 0 if statement.source else anchor[1]
    told = (day for day in days(anchor) if day.start >= first and _may_be_said(day, statement, text))
    found = min(told, key=lambda day: (max(anchor[0] - day.end, day.start - anchor[1], 0), day.start), default=None)
    return replace(found, first=found.last) if found and found.role == "period" else found


def _may_be_said(day: DateMention, statement: Statement, text: str) -> bool:
    """Whether a date is no part of what was said, and may tell when: "In June, the ministry said 12 had died"."""
    if _inside(day, statement.content_parts) or _is_of_source(day, statement, text):
        return False
    if day.role != "period":
        return day.role in ("", "said")
    opens = bool(statement.source) and day.end <= statement.content[0]
    return opens and bool(day.first and day.last and (day.last - day.first).days < _LONG)


def _is_of_source(day: DateMention, statement: Statement, text: str) -> bool:
    """Whether a month or a year is told of the source, between commas: "the mayor, elected in June, said" """
    source, cue = statement.source, statement.cue
    if day.role != "period" or not (source and cue and source[0] < day.start < cue[0]):
        return False
    return "," in text[source[0] : day.start] and "," in text[day.end : cue[0]]


def precedes(spoken: DateMention | None, happened: DateMention | None) -> bool:
    """Whether a source would have spoken before what it tells happened: one of both days was not read right."""
    return bool(spoken and happened and (spoken.last or dt.date.max) < (happened.first or dt.date.min))


def event_date(
    figure: Figure, by: Attributed | None, here: Sequence[DateMention], reading: Reading
) -> DateMention | None:
    """The date nearest to the figure that is neither when it was said nor a state's date."""
    own = (day for day in here if not _is_said(day, by, reading.text))
    fitting = [known for day in own if (known := _since(day, figure, reading))]
    counted = _toll(figure, reading) if fitting else None
    if counted is not None:  # "on Sunday the toll of Friday's attack rose to seven"
        fitting = [day for day in fitting if counted[0] < day.start < counted[1]]
    return min(fitting, key=lambda day: _steps(day, figure, reading), default=None)


def _since(day: DateMention, figure: Figure, reading: Reading) -> DateMention | None:
    """Of a long open time its first year where a clause behind it counts: "the deadliest since 1999, when 17,000 died"

    None where it only tells how rare an event is.
    """
    if day.role != "since" or not (day.first and day.last and (day.last - day.first).days >= _LONG):
        return day
    language = reading.sentences[reading.touching((day.start, day.end))[0]].language
    hits = lexicon(language).finder("clause_words").find(reading.text[day.end : figure.start])
    if hits and hits[0].start <= len(", ") and not hits[0].roles.isdisjoint(_CLAUSES):
        return replace(day, last=min(day.last, dt.date(day.first.year, 12, 31)), role="period")
    return None if figure.tally == "incident" else day


def counted_on(figure: Figure, here: Sequence[DateMention], reading: Reading) -> DateMention | None:
    """The day of a state: told with its own words ("as of"), or beside the verb of a toll that reached the number."""
    told = next((day for day in here if day.role == "as_of"), None)
    counted = _toll(figure, reading) if told is None and here else None
    if counted is None:
        return told
    clause = reading.text.rfind(";", 0, counted[0])  # of another clause only the day of its event is told
    outside = (day for day in here if day.role == "" and day.start > clause and not counted[0] < day.start < counted[1])
    return min(outside, key=lambda day: _steps(day, figure, reading), default=None)


def _toll(figure: Figure, reading: Reading) -> Span | None:
    """From the noun of a toll to the verb by which it reached the number, None where a figure is none."""
    sentence = reading.sentences[reading.touching((figure.start, figure.end))[0]]
    number = figure.quantity.number_start - sentence.start
    hits = lexicon(sentence.language).finder("function_words").find(sentence.text[:number])
    verbs = [hit for hit in hits if "change" in hit.roles and hit.end > number - _REACHED]
    nouns = [hit for hit in hits if "counter" in hit.roles and verbs and hit.end < verbs[-1].start]
    return (sentence.start + nouns[-1].start, sentence.start + verbs[-1].start) if nouns else None


def _is_said(day: DateMention, by: Attributed | None, text: str) -> bool:
    """Whether a date tells of the source or a state: the one by its cue, or the same day in a dateline."""
    if by is None or day.role in ("as_of", "said"):
        return day.role in ("as_of", "said")
    if by.said is None:
        return _is_of_source(day, by.statement, text)
    same = day.first is not None and (day.first, day.last) == (by.said.first, by.said.last)
    return day.start == by.said.start or (same and not _inside(day, by.statement.content_parts))


def _steps(day: DateMention, figure: Figure, reading: Reading) -> tuple[int, int]:
    """How far a date is from a figure in code points, where a comma between them counts for more.

    A conjunction in front of a later date too: "12 died on Monday and on Tuesday 30".
    """
    later = day.start >= figure.end
    gap = reading.text[figure.end : day.start] if later else reading.text[day.end : figure.start]
    steps = len(gap) + _COMMA * len(_COMMAS.findall(gap))
    if later:
        language = reading.sentences[reading.touching((figure.start, figure.end))[0]].language
        hits = lexicon(language).finder("clause_words").find(gap)
        steps += _CONJUNCTION * sum("conjunction" in hit.roles for hit in hits)
    return steps, day.start


def _inside(day: DateMention, parts: Iterable[Span]) -> bool:
    return any(start <= day.start and day.end <= end for start, end in parts)
