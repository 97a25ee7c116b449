"""Dated texts: the text of an article as comparing reads it, sentence by sentence: its figures, cues and days.

The day an article mainly tells of is known from its lead: from the days of its first figures and of the sudden events
it names. Tables without texts have none.
"""

import datetime as dt
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from newslib.compare.entries import Entry, grouped
from newslib.dates import DateMention, dates
from newslib.lexicons import Hit, lexicon
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences

REACH = 90  # code points between a sudden event and the day told of it
BESIDE = 16  # code points from a number to the noun of the people it counts, from a day to a word of saying
ANOTHER = 24  # code points from "another" to the event it opens, from a word of birth to its year
LONG = 14  # days from which on two days in one sentence are a span
MONTH, YEAR = 31, 366  # days
STALE = 60  # days after which a day told in a text is a look back
RECENT = 10  # days before somebody speaks of which he tells as news
ENDS = (".", "!", "?", "…", "”", "»", '"')
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?![.,]?\d)")
_BETWEEN = re.compile(r"[\d,.;:]")
Day = tuple[int, int]  # offset in the text, day


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text with its sentences, and the cues and dates in it; its claims by sentence, their spans by claim id.

    ``days`` are single days, ``opened`` those from which something is counted, ``lines`` those of lines above the text,
    ``long`` the first and last days of months, years and other long times.
    """

    text: str
    language: str
    published: int | None
    spans: Mapping[str, tuple[int, int]]
    sentences: Sequence[Sentence]
    hits: Sequence[Hit]
    told: Sequence[DateMention]
    days: Sequence[Day]
    opened: Sequence[Day]
    lines: Sequence[Day]
    long: Sequence[tuple[int, int, int]]
    counted: dict[int, list[Entry]]

    def number(self, at: int) -> int:
        """The number of the sentence in which an offset lies, or behind which it stands."""
        return max(0, bisect_right(self.sentences, at, key=lambda sentence: sentence.start) - 1)

    def inside(self, told: Sequence[Day], number: int) -> list[int]:
        """The days told in a sentence."""
        border = self.sentences[number]
        return [day for at, day in told if border.start <= at < border.end]

    def lasting(self, number: int) -> list[tuple[int, int, int]]:
        """The long times told in a sentence, each with its offset, first and last day."""
        border = self.sentences[number]
        return [one for one in self.long if border.start <= one[0] < border.end]

    def cues(self, role: str) -> list[Hit]:
        """The cues of a role."""
        return [hit for hit in self.hits if role in roles(hit)]


def read(text: str, language: str, members: Sequence[Entry], spans: Mapping[str, tuple[int, int]]) -> DatedText:
    """A text as comparing reads it.

    Args:
        text: the body of an article.
        language: BCP 47 code of its language.
        members: its claims.
        spans: start and end of each claim in it by claim_id.
    """
    published = next((e.published for e in members if e.published is not None), None)
    hits = _cues(text, language)
    births = [(h.start - ANOTHER, h.end + ANOTHER) for h in hits if "birth" in roles(h)]
    told = _dates(text, language, published, births)
    by_role = grouped(told, attrgetter("role"))
    taken = [*((d.start, d.end) for d in told), *births, *(spans[e.claim_id] for e in members)]
    dated = DatedText(
        text, language, published, spans, sentences(text, (Segment(0, len(text), language, "Zyyy", 1.0, "body"),)),
        hits, told, days=[_at(d) for d in told if _is_single(d, published)], opened=[*map(_at, by_role["since"])],
        lines=[*map(_at, by_role["said"])], long=[*_long(told), *_bare_years(text, published, taken)], counted={},
    )  # fmt: skip
    numbers = {e.claim_id: dated.number(spans[e.claim_id][0]) for e in members}
    ordered = sorted(members, key=lambda e: numbers[e.claim_id])
    dated.counted.update(grouped(ordered, lambda e: numbers[e.claim_id]))
    return dated


def _dates(
    text: str, language: str, published: int | None, births: Sequence[tuple[int, int]]
) -> list[DateMention]:  # fmt: skip
    """The dates of a text that are known and no days of birth."""
    found = dates(text, language, None if published is None else dt.date.fromordinal(published))
    return [d for d in found if d.first and not _lies_in(d.start, births)]


def _lies_in(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)


def _is_single(told: DateMention, published: int | None) -> bool:
    """Whether a date is a day that is not that of a dateline, nor a start or an end."""
    return not told.role and _length(told) <= 1 and (told.how != "iso" or _at(told)[1] != published)


def _cues(text: str, language: str) -> list[Hit]:
    """The cues of a text; "another" is one where an event follows: "another deadly blast"."""
    hits = lexicon(language).finder("happenings").find(text)
    blows = [h.start for h in hits if "blow" in roles(h)]
    return [h for h in hits if "another" not in roles(h) or any(
        0 < at - h.end <= ANOTHER and not _BETWEEN.search(text[h.end : at]) for at in blows)]  # fmt: skip


def roles(hit: Hit) -> list[str]:
    """The roles of a cue: a strike is a sudden event as well."""
    return hit.row["role"].split()


def _at(told: DateMention) -> Day:
    """Where a date stands, and its first day."""
    return told.start, told.first.toordinal() if told.first else 0


def _long(told: Sequence[DateMention]) -> Iterator[tuple[int, int, int]]:
    """Where each long time stands, its first and last day; "since 1999" tells the year 1999."""
    for one in told:
        if one.role != "until" and _length(one) > LONG:
            at, first = _at(one)
            opens = YEAR if dt.date.fromordinal(first).timetuple().tm_yday == 1 else MONTH
            yield at, first, first + (opens if one.role == "since" else _length(one))


def _length(told: DateMention) -> int:
    """Days from the first to the last of a date."""
    return (told.last - told.first).days if told.first and told.last else 0


def _bare_years(text: str, published: int | None, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Past years that stand alone ("the 2004 tsunami"), each with its offset, its first and its last day.

    None in stretches that are ``taken``: dates, figures, what stands beside a word of birth.
    """
    last = dt.date.fromordinal(published).year if published is not None else 0
    return [
        (hit.start(), first := dt.date(int(hit[0]), 1, 1).toordinal(), first + YEAR) for hit in _YEAR.finditer(text)
        if int(hit[0]) < last and not _lies_in(hit.start(), taken)
    ]  # fmt: skip


def span(days: Sequence[int]) -> int | None:
    """The first day of a long span that the days of a sentence open and close."""
    return min(days) if days and max(days) - min(days) > LONG else None


def main_day(dated: DatedText, since: Mapping[str, int | None]) -> tuple[int | None, bool]:
    """The day an article mainly tells of, by its figures and the sudden events it names, those of its lead first.

    An article tells of its own happening first: its day of publication where that comes first, unless somebody spoke
    on it of what befell in the days before. With the day, whether the lead tells it and it is not that of publication.

    Args:
        dated: the article.
        since: the day from which the sentence of each claim counts on, by claim id.
    """
    lead, today = _lead(dated), dated.published
    told = [*_days_of_figures(dated, since), *_days_of_events(dated)]
    past = [one for one in told if today is None or one[1] <= today]
    early = [one for one in past if one[0] <= lead]
    at, first = min({one[:2] for one in told} - {*dated.lines}, default=(0, -1))
    best, days = _most_told(past, early, dated, lead), {day for _, day, _ in early}
    if first == today and days <= {first} and (first - (best or 0) > RECENT or not _is_spoken(at, dated)):
        return first, False
    return best, best in days and best != today


def _most_told(
    past: Sequence[tuple[int, int, int]], early: Sequence[tuple[int, int, int]], dated: DatedText, lead: int
) -> int | None:
    """The day that most figures and events tell, those of the lead twice; none that lies weeks back further down."""
    votes: Counter[int] = Counter()
    for _, day, worth in [*past, *early]:
        votes[day] += worth if day == dated.published else 2 * worth  # that of publication may be of speaking
    most = {day: worth for _, day, worth in sorted(early, key=itemgetter(2))}
    back = {0: STALE if _is_after(dated, lead) else LONG, 1: STALE, 2: math.inf}  # days, by what the lead tells
    news = [day for day in votes if (dated.published or 0) - day <= back[most.get(day, 0)]]
    return max(news, key=lambda day: (votes[day], -day), default=None)


def _days_of_figures(dated: DatedText, since: Mapping[str, int | None]) -> list[tuple[int, int, int]]:
    """Where figures stand that tell a day of an event, that day, and what it is worth; none of a start or an end."""
    spans_of = [days for number in dated.counted if span(days := dated.inside(dated.days, number)) is not None]
    ends = {_at(d)[1] for d in dated.told if d.role == "until"}.union(*spans_of)
    return [(dated.spans[e.claim_id][0], e.event_day, 2) for some in dated.counted.values() for e in some
            if e.event_day is not None and e.event_day not in (since[e.claim_id], *ends)]  # fmt: skip


def _days_of_events(dated: DatedText) -> list[tuple[int, int, int]]:
    """Where the days stand that are told in or beside the sentence of a sudden event, and what each is worth.

    Not those on which a toll rose.
    """
    rose = {(number, e.as_of) for number, some in dated.counted.items() for e in some if e.as_of != e.event_day}
    days = [(at, day) for at, day in dated.days if (dated.number(at), day) not in rose]
    beside = {_beside(hit, [*days, *dated.lines], dated) for hit in dated.cues("blow")}
    return [(*one, 1) for one in sorted(filter(None, beside))]


def _beside(hit: Hit, days: Sequence[Day], dated: DatedText) -> Day | None:
    """The day nearest to a cue, one of its sentence before others; none where all are far."""
    near = [one for one in days if abs(one[0] - hit.start) <= REACH]
    own = dated.number(hit.start)
    return min(near, key=lambda one: (dated.number(one[0]) != own, abs(one[0] - hit.start), one), default=None)


def _is_spoken(at: int, dated: DatedText) -> bool:
    """Whether the day of publication stands at an offset, beside a word of saying: "officials said on Monday"."""
    told = next((d for d in dated.told if d.start == at and _at(d)[1] == dated.published), None)
    if told is None:
        return False
    left = max(0, told.start - REACH)
    hits = lexicon(dated.language).finder("cues").find(dated.text[left : told.end + REACH])
    between = (dated.text[left + h.end : told.start] or dated.text[told.end : left + h.start] for h in hits)
    return any(len(gap) <= BESIDE and not _BETWEEN.search(gap) for gap in between)


def _lead(dated: DatedText) -> int:
    """Where the lead ends: the sentence with the first figure, after a headline the next one with a figure."""
    first, *others = [dated.sentences[number] for number in dated.counted]
    headline = first.text.rstrip()[-1:] not in ENDS and others
    return others[0].end if headline else first.end


def _is_after(dated: DatedText, end: int) -> bool:
    """Whether a lead counts from a sudden event without telling how many days: "weeks after the crash"."""
    lead = dated.text[:end]
    lags = [d.end for d in dates(lead, dated.language, None) if d.how == "relative" and d.first is None]
    return any(0 < h.start - after <= REACH and not _BETWEEN.search(lead[after : h.start])
               for after in lags for h in dated.cues("blow"))  # fmt: skip
