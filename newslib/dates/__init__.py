"""Dates said in a text, resolved against the day it was published."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from newslib.dates.parts import DatePart, date_parts
from newslib.lexicons import WORDS, lexicon

_NEAR = re.compile(r"[^\S\n]*[,.]?[^\S\n]*\n?[^\S\n]*")
_DASH = re.compile(r"\s*[-–—/]\s*")
_MARKERS = ("night", "night_of", "as_of", "span", "since", "until")
_MARKER_REACH = 6  # words and clock times that may stand between "as of" and its date
_OPENING_REACH = 110  # code points from "since" to its day over what began then
_CLAUSE_REACH = 60  # code points before a weekday in which a word of the future counts
_SATURDAY = 5
_FEW_WORDS = re.compile(r"(?:[^\S\n]+\w+){0,2}[^\S\n]+")
_DATED = frozenset({"month", "adjective", "weekday", "day", "days", "calendar"})
_TELLING = _DATED | {"iso", "dots", "slashes", "short", "number", "past", "unit", "future", "unknown"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER = re.compile(r"(?:[^\S\n]+[^\W\d][\w'’-]*){1,4}")  # among which the name of an event may stand
_BEFORE = re.compile(r"(?:[^\W\d][\w'’-]*[^\S\n]+){1,4}$")
_EVENTS = frozenset({"event", "blow", "war"})
_SMALL = frozenset({"preposition", "conjunction", "complementizer", "was"})  # no name of an event goes over them
_STOPS = re.compile(r"[.,;:!?()]")
_AHEAD = 65  # days: after a word of the future or "until" a day without a year may lie this far ahead of publication
_SENT = 2  # days from a dateline to publication
_BEFORE_SENT = re.compile(r"\W{0,3}[^\W\d_]{3,}(?:[ .'’-]{1,2}[^\W\d_]+){0,3},[^\S\n]$")
_BEHIND_SENT = re.compile(r"[^\S\n]?(?:\([^()\n]{2,30}\)|/[^/\n]{2,30}/)?[^\S\n]?(?:--|[—–:-]\s|[./]\s|$)")
_EARLY = 3  # days ahead without one: an article is dated by the clock of another place, or a weekly by its week


@dataclass(frozen=True)
class DateMention:
    """A date expression. ``first``/``last`` are the days it spans (equal for one day), None when it cannot
    be resolved; ``how`` names the rule: iso, month_day, weekday, relative, period.

    ``role`` says how the text uses it: ``as_of`` (state on that day), ``since`` (from it to publication),
    ``until``, ``period`` (a span such as the past 24 hours), ``said`` (that of a dateline; with its year, the day of
    publication: that of a line above the text), else empty.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    how: str
    role: str = ""


def dates(text: str, language: str, published: dt.date | None, offset: int = 0) -> list[DateMention]:
    """Every date expression of a text, in order. Ordinals and unit names are never dates.

    A weekday is the latest such day up to publication, as newsrooms mean it; after a word for next or for the
    future it stays unresolved. A day and month without a year take the year that puts them before publication, or at
    most three days after it; 65 after a word for the future. Without a day of publication whatever depends on it stays
    unresolved.

    Args:
        text: a sentence or more of one language.
        language: BCP 47 code of a language that has a lexicon.
        published: the article's day, None when it has none.
        offset: added to every start and end.

    >>> [d.first.isoformat() for d in dates("on Wednesday", "en", dt.date(2022, 4, 13))]
    ['2022-04-13']
    """
    reader = _Reader(text, date_parts(text, language), published, language)
    return [replace(found, start=found.start + offset, end=found.end + offset) for found in reader.read()]


class _Reader:
    """Reads the parts of one text from left to right."""

    def __init__(self, text: str, parts: Sequence[DatePart], published: dt.date | None, language: str) -> None:
        self.text, self.parts, self.published, self.language = text, parts, published, language

    def read(self) -> Iterator[DateMention]:
        i = 0
        while i < len(self.parts):
            found = self._at(i)
            if found is None:
                i += 1
                continue
            mention, after = self._to_the_end_of_a_span(i, *found)
            mention = self._with_role(mention, i)
            known = mention.first and mention.last and mention.first <= mention.last  # both ends and in order, or none
            yield mention if known else replace(mention, first=None, last=None)
            i = after

    def _at(self, i: int) -> tuple[DateMention, int] | None:
        if self.parts[i].kinds.isdisjoint(_TELLING):
            return None
        for rule in (self._numeric, self._weekday, self._day_month, self._counted, self._named, self._month_alone,
                     self._year_alone):  # fmt: skip
            if found := rule(i):
                return found
        return None

    def _to_the_end_of_a_span(self, i: int, mention: DateMention, after: int) -> tuple[DateMention, int]:
        """From one date to another, when a word such as "from" stands before the first."""
        if not (self._marker(i) == "span" and self._follows(after, "to")):
            return mention, after
        j = after + 1
        while self._follows(j, "part"):
            j += 1
        last = self._at(j) if self._next_to(j - 1, j) else None
        if last is None or last[0].role or not (mention.first or last[0].last is None):
            return mention, after
        return replace(mention, end=last[0].end, last=last[0].last, role="period"), last[1]

    def _is(self, i: int, kind: str) -> bool:
        return 0 <= i < len(self.parts) and kind in self.parts[i].kinds

    def _next_to(self, i: int, j: int) -> bool:
        """Whether two neighbouring parts have nothing but blanks, a comma or a stop between them."""
        if i < 0 or j >= len(self.parts):
            return False
        return bool(_NEAR.fullmatch(self.text, self.parts[i].end, self.parts[j].start))

    def _follows(self, i: int, kind: str) -> bool:
        """Whether a part is of a kind and stands right behind the one before it."""
        return self._is(i, kind) and self._next_to(i - 1, i)

    def _precedes(self, i: int, *kinds: str) -> bool:
        """Whether the part right before another is of one of some kinds."""
        return self._next_to(i - 1, i) and any(self._is(i - 1, kind) for kind in kinds)

    def _mention(
        self, i: int, j: int, days: tuple[dt.date | None, dt.date | None], how: str, role: str = ""
    ) -> tuple[DateMention, int]:
        return DateMention(self.parts[i].start, self.parts[j].end, *days, how, role), j + 1

    def _numeric(self, i: int) -> tuple[DateMention, int] | None:
        part = self.parts[i]
        if part.kinds & {"iso", "dots"}:
            numbers = map(int, re.split(r"[.-]", part.value))
            year, month, day = numbers if self._is(i, "iso") else reversed(list(numbers))
            found = _date(year if year > 99 else 2000 + year, month, day)
            return self._mention(i, i, _one(found), "iso") if found else None
        if self._is(i, "slashes"):
            one, two, year = map(int, part.value.split("/"))
            readings = {_date(year, two, one), _date(year, one, two)} - {None}
            return self._mention(i, i, _one(readings.pop() if len(readings) == 1 else None), "iso")
        if self._is(i, "short") and self._marker(i) == "as_of":
            day, month = map(int, part.value.split("."))
            if _date(2024, month, day):
                return self._mention(i, i, _one(self._nearest(i, month, day)), "month_day")
        return None

    def _weekday(self, i: int) -> tuple[DateMention, int] | None:
        if not self._is(i, "weekday"):
            return None
        later = i + 1
        if self._follows(later, "part") and self._next_to(later, later + 1):
            later += 1
        if exact := self._exact(later):
            return replace(exact[0], start=self.parts[i].start), exact[1]
        if not self._precedes(i, "past", "next", "night", "on", "part") and not self._is(i, "alone"):
            return None
        if self._is(i - 1, "next") or self._future(i):
            return self._mention(i, i, (None, None), "weekday")
        return self._mention(i, i, _one(self._latest(int(self.parts[i].value), self._is(i - 1, "past"))), "weekday")

    def _future(self, i: int) -> bool:
        start = self.parts[i].start
        for k in range(i - 1, -1, -1):
            part = self.parts[k]
            if start - part.end > _CLAUSE_REACH or re.search(r"[.;!?]\s", self.text[part.end : start]):
                return False
            if "future_cue" in part.kinds:
                return True
        end, near = self.parts[i].end, self.parts[i + 1 : i + 4]
        return any("future_cue" in part.kinds and _FEW_WORDS.fullmatch(self.text, end, part.start) for part in near)

    def _latest(self, weekday: int, strictly_before: bool) -> dt.date | None:
        if self.published is None:
            return None
        back = (self.published.weekday() - weekday) % 7
        return _shift(self.published, -(back or (7 if strictly_before else 0)))

    def _day_month(self, i: int) -> tuple[DateMention, int] | None:
        first = self._day_number(i)
        if first is not None:
            return self._day_first(i, first)
        if self._is(i, "month") and self._is(i, "leading") and self._next_to(i, i + 1):
            return self._month_first(i)
        return None

    def _day_number(self, i: int) -> int | None:
        if self._is(i, "number") and self.parts[i].value.isdigit() and self.text[self.parts[i].start].isdigit():
            number = int(self.parts[i].value)
            return number if 1 <= number <= 31 else None
        return None

    def _second_day(self, i: int) -> tuple[int, int | None]:
        """Index after the days of a range that begins at ``i``, and its last day."""
        second = self._day_number(i + 1)
        if second and _DASH.fullmatch(self.text, self.parts[i].end, self.parts[i + 1].start):
            return i + 2, second
        joined = self._follows(i + 1, "to") and self._next_to(i + 1, i + 2)
        if joined and self._day_number(i + 2):
            return i + 3, self._day_number(i + 2)
        return i + 1, None

    def _day_first(self, i: int, first: int) -> tuple[DateMention, int] | None:
        j, second = self._second_day(i)
        if self._follows(j, "of"):
            j += 1
        if not self._follows(j, "month"):
            return None
        return self._dated(i, j, int(self.parts[j].value), first, second)

    def _is_name(self, i: int, j: int) -> bool:
        """Whether a day is a name: behind a street, its month with a capital, or beside a movement."""
        street = self._precedes(i, "street") and self.text[self.parts[j].start].isupper()
        return street or self._precedes(i, "movement") or self._follows(j + 1, "movement")

    def _month_first(self, i: int) -> tuple[DateMention, int] | None:
        first = self._day_number(i + 1)
        if first is None:
            return None
        j, second = self._second_day(i + 1)
        if second is not None and self._is(j, "month"):
            j, second = i + 2, None
        return self._dated(i, j - 1, int(self.parts[i].value), first, second)

    def _dated(self, i: int, j: int, month: int, first: int, second: int | None) -> tuple[DateMention, int] | None:
        year, j = self._year_after(j)
        start = _date(year, month, first) if year is not None else self._nearest(i, month, first)
        end = _date(start.year, month, second) if start and second else start
        if _date(2024, month, first) is None or self._is_name(i, j):
            return None
        line = year is not None and start == self.published
        return self._mention(i, j, (start, end), "month_day", "period" if second else "said" if line else "")

    def _year_after(self, j: int) -> tuple[int | None, int]:
        k = j + 1
        if self._follows(k, "number") and _YEAR.fullmatch(self.parts[k].value):
            year, j = int(self.parts[k].value), k
            return year, j + 1 if self._follows(j + 1, "year") else j
        if self.published and self._follows(k, "calendar"):
            unit, back = self.parts[k].value.split()  # "24 February last year"
            return (self.published.year + int(back), k) if unit == "year" else (None, j)
        return None, j

    def _nearest(self, i: int, month: int, day: int) -> dt.date | None:
        """A day of a month without its year, told by part ``i``: the latest up to publication or soon after."""
        if self.published is None:
            return None
        ahead = _AHEAD if self._future(i) or self._marker(i) == "until" else _EARLY
        latest = _shift(self.published, ahead) or dt.date.max
        years = (self.published.year + 1, self.published.year, self.published.year - 1, self.published.year - 2)
        return next((found for y in years if (found := _date(y, month, day)) and found <= latest), None)

    def _counted(self, i: int) -> tuple[DateMention, int] | None:
        """Two days ago; the past three weeks."""
        j = i + 1 if self._is(i, "past") else i
        number, k = (int(self.parts[j].value), j + 1) if self._is(j, "number") and self.parts[j].value else (1, j)
        if not self._is(k, "unit") or not all(self._next_to(n, n + 1) for n in range(i, k)):
            return None
        back = _length(number, self.parts[k].value)
        if self._follows(k + 1, "ago"):
            return self._mention(i, k + 1, self._days(-back, -back), "relative")
        if j > i and k > j:
            return self._mention(i, k, self._days(-back, 0), "period", "period")
        return None

    def _days(self, first: int, last: int) -> tuple[dt.date | None, dt.date | None]:
        if self.published is None:
            return None, None
        return _shift(self.published, first), _shift(self.published, last)

    def _named(self, i: int) -> tuple[DateMention, int] | None:
        """Phrases that the table resolves by themselves."""
        value = self.parts[i].value
        if self._is(i, "day"):
            return self._mention(i, i, self._days(int(value), int(value)), "relative")
        if self._is(i, "days") and not self._part_of_day(i):
            first, last = map(int, value.split())
            return self._mention(i, i, self._days(first, last), "period", "period")
        if self._is(i, "calendar"):
            return self._mention(i, i, self._calendar(value), "period", "period")
        if self._is(i, "future") or self._is(i, "unknown"):
            return self._mention(i, i, (None, None), "relative")
        return None

    def _part_of_day(self, i: int) -> bool:
        """ "At night on 16 May": which part of the day it is that stands behind"""
        if not self._is(i, "part"):
            return False
        j = i + 2 if self._follows(i + 1, "on") else i + 1
        return bool(self._exact(j) or (self._next_to(j - 1, j) and self._weekday(j)))

    def _exact(self, i: int) -> tuple[DateMention, int] | None:
        """A day told by its number right behind other words for it."""
        return (self._day_month(i) or self._numeric(i)) if self._next_to(i - 1, i) else None

    def _calendar(self, value: str) -> tuple[dt.date | None, dt.date | None]:
        if self.published is None:
            return None, None
        unit, back = value.split()[0], int(value.split()[1])
        day = self.published
        if unit == "week":
            first = _shift(day, 7 * back - day.weekday())
            last = _shift(first, 6) if first else None
        elif unit == "weekend":
            first = _shift(day, -((day.weekday() - _SATURDAY) % 7))
            last = _shift(first, 1) if first else None
        elif unit == "month":
            months = day.year * 12 + day.month - 1 + back
            first, last = _month(months // 12, months % 12 + 1)
        else:
            first, last = _date(day.year + back, 1, 1), _date(day.year + back, 12, 31)
        return first, min(last, day) if last else None

    def _month_alone(self, i: int) -> tuple[DateMention, int] | None:
        named = self.parts[i].start > 0 and self.text[self.parts[i].start].isupper()  # the town of Октябрьский
        if not self._is(i, "month") and (named or not self._is(i, "adjective")):
            return None
        year, j = self._year_after(i)
        meant = self._is(i, "month") and self._marked(i)
        small = self.text[self.parts[i].end + 1 :][:1].islower()  # not "Rebels May Strike"
        if year is None and not (meant or (small and self._by_event(i, behind=False))):
            return None
        month = int(self.parts[i].value)
        first = _date(year, month, 1) if year else self._nearest(i, month, 1)
        days = _month(first.year, month) if first else (None, None)
        return self._mention(i, j, days, "period", "period")

    def _year_alone(self, i: int) -> tuple[DateMention, int] | None:
        if not self._is(i, "number") or not _YEAR.fullmatch(self.parts[i].value):
            return None
        year, worded = int(self.parts[i].value), self._follows(i + 1, "year")
        if not self._is_year(i, year, worded):
            return None
        last = year + 9 if self._is(i, "decade") else year
        return self._mention(i, i + worded, (_date(year, 1, 1), _date(last, 12, 31)), "period", "period")

    def _is_year(self, i: int, year: int, worded: bool) -> bool:
        """Whether words around a number say that it is a year, or the years of a decade."""
        if self._is(i, "decade"):
            return year % 10 == 0 and self._marker(i) != "since"
        marked = self._marked(i) if worded else self._precedes(i, "bare_year") and year != 2000
        return marked or self._by_event(i, behind=worded)

    def _by_event(self, i: int, *, behind: bool) -> bool:
        """Whether a time stands by what happened then: "a 1995 massacre", "a March fire", "резня 1995 года" """
        near = (
            _BEFORE.search(self.text, 0, self.parts[i].start) if behind else _AFTER.match(self.text, self.parts[i].end)
        )
        hits = lexicon(self.language).finder(WORDS).find(near.group() if near else "")
        own = hits if behind else takewhile(lambda hit: hit.roles.isdisjoint(_SMALL), hits)
        return any(not hit.roles.isdisjoint(_EVENTS) for hit in own)

    def _marked(self, i: int) -> bool:
        """Whether words say that a month or a year is meant as a time."""
        return self._is(i, "alone") or self._precedes(i, "in", "since", "until", "past")

    def _marker(self, i: int) -> str:
        """The word that says how a date is used, with hours and parts of a day between them."""
        k = i - 1
        while k >= max(0, i - _MARKER_REACH) and self._next_to(k, k + 1):
            kinds = self.parts[k].kinds
            role = next((role for role in _MARKERS if role in kinds), "")
            if role:
                return role
            if not kinds & {"part", "on", "number"}:
                break
            k -= 1
        return self._far_marker(i)

    def _far_marker(self, i: int) -> str:
        """ "since", with the event before its day: "since the war began on 24 February" """
        for k in range(i - 1, max(-1, i - 1 - _MARKER_REACH), -1):
            between = self.text[self.parts[k].end : self.parts[i].start]
            if len(between) > _OPENING_REACH or _STOPS.search(between) or self.parts[k].kinds & _DATED:
                return ""
            if "far" in self.parts[k].kinds:
                return "since"
        return ""

    def _with_role(self, mention: DateMention, i: int) -> DateMention:
        if self._is_dateline(mention):
            return replace(mention, role="said")
        marker = self._marker(i)
        first, last = mention.first, mention.last
        if marker == "night_of":  # ends the day after; "in the night to" a day is of that day, as newsrooms date it
            return replace(mention, last=_shift(last, 1)) if first and first == last else mention
        if marker in ("as_of", "until") and mention.how != "relative":
            return replace(mention, role=marker)
        if not self._opens(mention, i):
            return mention
        return replace(mention, last=max(first, self.published) if first and self.published else last, role="since")

    def _is_dateline(self, mention: DateMention) -> bool:
        """Whether a day tells when a text was sent, behind whence: "NAIROBI, June 17 (Agency) -"."""
        if mention.how != "month_day" or not (self.published and mention.first and mention.first == mention.last):
            return False
        name = self.text[self.text.rfind("\n", 0, mention.start) + 1 : mention.start]
        named = _BEFORE_SENT.fullmatch(name) and all(word[0].isupper() for word in re.findall(r"\w+", name))
        recent = 0 <= (self.published - mention.first).days <= _SENT
        return bool(named and recent and _BEHIND_SENT.match(self.text, mention.end))

    def _opens(self, mention: DateMention, i: int) -> bool:
        """Whether a time goes on from a date: one that spans several days of its own does not."""
        near = any("since" in part.kinds for part in self.parts[max(0, i - _MARKER_REACH) : i])
        spans = mention.role == "period" and mention.how in ("month_day", "iso", "weekday")
        return near and not spans and self._marker(i) in ("span", "since")


def _one(day: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    return day, day


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _shift(day: dt.date, days: int) -> dt.date | None:
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def _month(year: int, month: int) -> tuple[dt.date | None, dt.date | None]:
    first = _date(year, month, 1)
    after = _date(year + month // 12, month % 12 + 1, 1)
    return first, _shift(after, -1) if after else None


def _length(number: int, unit: str) -> int:
    """Days in a number of units; hours count as whole days, months as 30, years as 365."""
    if unit == "hour":
        return -(-number // 24)
    return number * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
