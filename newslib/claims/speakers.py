"""The account that runs through an article: as the text goes on, who is speaking.

A figure that no statement holds may stand on the word of somebody who speaks elsewhere: before it, after it, over the
lines, under them. Every speaker near it is a candidate; what is known of a candidate is a set of named features, the
table ``claimant_weights`` says what each is worth, and the best candidate is taken if it beats ``nobody``. The weights
are fitted on annotated articles by ``tools/fit_claimants.py``; they name no language.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from operator import attrgetter

from newslib.claims.answers import owns_up
from newslib.claims.dating import Days
from newslib.claims.records import Attributed
from newslib.dates import DateMention
from newslib.figures import Figure
from newslib.lexicons import lexicon, shared, words
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements import Statement

BEFORE, AFTER = 8, 4  # sentences before and after a figure in which a speaker may still be its source
WHOLE_TEXT = frozenset({"signature", "label"})  # ways of naming the source of a whole text
_FAR, _FARTHER = 4, 6  # sentences from which on distances are told apart no more
_NAMED = 8  # words of a content that only names a count: "the toll"
_REPORTED = 3  # days of a time that one report tells of: the past day, a week-end
_SHIFT = 2  # words among which such a sentence opens with its time: "six days later"
_ADDING = 24  # code points between a word such as "another" and the number it adds
_FEW = 3  # sentences over which figures follow each other; words among which a sentence opens
_LONG = 16  # sentences of a text too long to be one report
_GAPS = ("", "next_paragraph", "far_paragraph")

Features = set[str]


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


@dataclass(frozen=True)
class Speaker:
    """Somebody who vouches, the sentences that his statement with its source touches, and the figures it holds."""

    told: Attributed
    first: int
    last: int
    held: tuple[int, ...]
    points_back: bool
    topics: frozenset[str] = frozenset()  # outcomes that his words tell of


class Speakers:
    """Those who speak in an article, to be asked who may stand behind a figure."""

    def __init__(
        self, reading: Reading, told: Sequence[Attributed], figures: Sequence[Figure], days: Days,
        published: dt.date | None,
    ) -> None:  # fmt: skip
        self.reading, self.figures, self.days, self.published = reading, figures, days, published
        self.at = [self._number(figure.start) for figure in figures]
        made = [self._speaker(one) for one in told if one.vouches and not owns_up(one.statement, reading)]
        self.all = sorted(made, key=lambda one: (one.first, one.told.statement.content))
        self.firsts = [one.first for one in self.all]
        self.whole = [one for one in self.all if self._is_of_all(one)]
        self.longest = max((one.last - one.first for one in self.all), default=0)
        self.alone = len({one.told.name for one in self.all}) == 1
        unsaid = [one.statement for one in told if one.source is None and one.statement.cue]
        self.hedged = {self._number(one.content[0]) for one in unsaid if one.way == "preposition"}
        self.unsaid = {k for one in unsaid for k in self._speaker(Attributed("", one, None, None, None)).held}
        self.openings: dict[int, Opening] = {}
        self.speaking: dict[int, set[str]] = {}  # sentence: who speaks in it
        self.telling: dict[int, set[str]] = {}  # sentence: who tells in it what happened to people or things
        for one in self.all:
            for number in range(one.first, one.last + 1):
                self.speaking.setdefault(number, set()).add(one.told.name)
                if one.topics:
                    self.telling.setdefault(number, set()).add(one.told.name)

    @cached_property
    def quoted(self) -> Quoted:
        return Quoted(quotations(self.reading.text))

    @cached_property
    def items(self) -> list[tuple[int, str]]:
        """Of every sentence the number of the one that opens its item of a list and its bullet, if it stands in one."""
        found = [(0, "")]
        for number, sentence in enumerate(self.reading.sentences):
            bullet = _bullet(sentence.text)
            found.append((number, bullet) if bullet else found[-1])
        return found[1:]

    def _number(self, place: int) -> int:
        return min(self.reading.touching((place, place + 1)), default=0)

    def _speaker(self, one: Attributed) -> Speaker:
        statement = one.statement
        spans = [span for span in (statement.source, statement.cue, statement.content) if span]
        touched = [n for span in spans for n in self.reading.touching(span)] or [0]
        first, last = min(touched), max(touched)
        near = range(bisect_left(self.at, first), bisect_right(self.at, last))
        held = tuple(k for k in near if _holds(statement, self.figures[k]))
        back = "back" in statement.points or (statement.quotation != "direct" and self._only_names(statement))
        topics = {topic for part in statement.content_parts for topic in self._topics(part)}
        return Speaker(one, first, last, held, back, frozenset(topics | {self.figures[k].outcome for k in held}))

    def _topics(self, part: Span) -> Iterator[str]:
        """What some words of the text tell of."""
        numbers = self.reading.touching(part)
        if numbers:
            known, text = lexicon(self.reading.sentences[numbers[0]].language), self.reading.text[slice(*part)]
            yield from (hit.row["outcome"] for hit in known.finder("outcomes").find(text))

    def _only_names(self, statement: Statement) -> bool:
        """Whether what is said only names what stands elsewhere: "this", "the toll", "these figures"."""
        text = self.reading.text[slice(*statement.content)]
        numbers = self.reading.touching(statement.content)
        told = statement.way == "clause" or any(char.isdigit() for char in text)  # "they say some were wounded"
        if told or not numbers or len(words(text)) > _NAMED:
            return False
        if statement.cue:
            text = f"{text} {self.reading.text[slice(*statement.cue)]}"
        known = lexicon(self.reading.sentences[numbers[0]].language)
        roles = (hit.row["role"].split() for hit in known.finder("clause_words").find(text))
        pointing = any("back" in one and "complementizer" not in one for one in roles)
        return pointing or bool(known.finder("tolls").find(text))

    def _is_of_all(self, one: Speaker) -> bool:
        """Whether a speaker is named for the whole text: by a label, by what signs its last sentence."""
        way = one.told.statement.way
        return way == "label" or (way == "signature" and one.last == len(self.reading.sentences) - 1)

    def near(self, k: int) -> Iterator[Speaker]:
        """The speakers near figure ``k``: some sentences around it, who signs the text, the last one if he is alone.

        Who holds the number and is not its source leaves it standing ("claimed the blast that killed 12"); who speaks
        in one item of a list of news tells nothing of another, who speaks in a heading nothing of what stands above it.
        """
        here = self.at[k]
        language = self.reading.sentences[here].language
        low = bisect_left(self.firsts, here - BEFORE - self.longest)
        high = bisect_right(self.firsts, here + AFTER)
        found = [one for one in self.all[low:high] if one.last >= here - BEFORE]
        if not found and self.alone and low:
            found = [self.all[low - 1]]
        ends = [one for one in (self.whole[:1] + self.whole[-1:]) if one not in found]
        for one in dict.fromkeys((*found, *ends)):
            alike = self.reading.sentences[one.first].language == language
            own = counts(self.figures[k], one.told.statement)
            apart = self._heads_another(here, one) or self._in_another_item(here, one)
            if k not in one.held and alike and not own and not apart:
                yield one

    def opening(self, number: int) -> Opening:
        if number not in self.openings:
            self.openings[number] = _opening(self.reading, number, self.days, self.published)
        return self.openings[number]

    def features(self, k: int, one: Speaker, taken: Sequence[Attributed | None]) -> Features:
        """What is known of a speaker as the source of figure ``k``, by the names of the table of weights.

        Args:
            k: number of the figure.
            one: the speaker.
            taken: the sources of the figures before it; of a headline's those of all figures.
        """
        here = self.at[k]
        found = self._who(one) | self._alike(k, one) | self._left(k, one, taken)
        if one.last < here:
            return found | self._before(here, one) | self._goes_on(k, one)
        if one.first > here:
            return found | self._after(k, one, taken)
        return found | self._beside(k, one)

    def _heads_another(self, here: int, one: Speaker) -> bool:
        """Whether a speaker is named in a heading further on, over other lines than the figure's."""
        further = one.first > here and one not in self.whole and not one.points_back
        return further and self.opening(one.first).heading

    def _in_another_item(self, here: int, one: Speaker) -> bool:
        """Whether a speaker speaks in an item of a list of news and a sentence stands in another one."""
        (own, bullet), (other, parallel) = self.items[here], self.items[one.first]
        return own != other and bool(bullet) and bullet == parallel and (not self.alone or bullet not in _ITEMS)

    def _beside(self, k: int, one: Speaker) -> Features:
        """Of somebody who speaks in the figure's own sentence without holding it."""
        statement = one.told.statement
        if statement.points_only:
            return {"same_sentence"}
        spans = [span for span in (statement.source, statement.cue, statement.content) if span]
        first, last, start = min(span[0] for span in spans), max(span[1] for span in spans), self.figures[k].start
        found = {"same_sentence_ahead" if start < first else "same_sentence_of_another_thing"}
        days = (day for day in self.days((last, start)) if last <= day.start < start) if last < start else ()
        return found | ({"another_time_beside"} if any(_is_shift(day, self.reading) for day in days) else set())

    def _before(self, here: int, one: Speaker) -> Features:
        """Of somebody who speaks before the figure: how far, who comes between."""
        points, steps = one.told.statement.points, here - one.last
        if points & {"reports", "back"} and self.alone and one.first <= self.opening(0).heading:
            found = {"bulletin"}
        else:
            found = {"reports_before"} if "reports" in points and steps <= _FEW else set()
        if "ahead" in points:
            found |= {"ahead_further" if self._gap(one.last + 1, here) else "ahead_before"}
        if "ahead_before" not in found:
            found.add(f"before_{steps if steps < _FAR else 'far' if steps < _FARTHER else 'farther'}")
            found |= {f"before_{gap}" for gap in [self._gap(one.last, here)] if gap}
        found |= self._another_day(here, one)
        if one.told.statement.stance == "confirms":
            found.add("confirms_before")
        between = range(one.last + 1, here)
        openings = [self.opening(n) for n in (*between, here)]
        found |= {"break_between"} if any("break" in each.marks for each in openings) else set()
        found |= {"heading_between"} if any(each.heading for each in openings) else set()
        if any(one.told.name in self.speaking.get(n, ()) for n in (here + 1, here + 2)):
            found.add("speaks_again")
        if one.told.name in self.speaking.get(here, ()):
            found.add("speaks_here")
        return found | self._others(between, here, one)

    def _another_day(self, here: int, one: Speaker) -> Features:
        """Whether a sentence tells of a day that the speaker does not speak of."""
        told = {day for n in range(one.first, one.last + 1) for day in self.opening(n).days | self.opening(n).weekdays}
        own = self.opening(here)
        if own.weekdays and own.weekdays.isdisjoint(told):
            return {"another_weekday"}
        return {"another_day"} if own.days and own.days.isdisjoint(told) else set()

    def _after(self, k: int, one: Speaker, taken: Sequence[Attributed | None]) -> Features:
        """Of somebody who speaks after the figure: how far, whether he points back to it."""
        here = self.at[k]
        steps, gap = one.first - here, self._gap(one.first, here)
        unsaid = not any(self.speaking.get(n) for n in range(here + 1))
        if unsaid and (self._repeats(k, one) or self._told_again(k, one, taken)):  # of a lead: others may come before
            found = {"told_below"}
        else:
            found = {f"after_{min(steps, _FAR)}"} | ({f"after_{gap}"} if gap else set())
            found |= self._others(range(here + 1, one.first), here, one)
        if one in self.whole:
            found.add("under_the_text")
        if one.points_back:
            near = steps <= AFTER and not found & {"others_between", "after_far_paragraph"} and self._is_meant(k, one)
            found.add("points_back_here" if near else "points_back_far")
            found |= {"points_back_next"} if near and steps == 1 and "back" in one.told.statement.points else set()
        return found

    def _is_meant(self, k: int, one: Speaker) -> bool:
        """Whether who points back can mean figure ``k``: no other number of its outcome comes between."""
        between = self.figures[k + 1 : bisect_right(self.at, one.first)]
        own = [other for n, other in enumerate(between, k + 1) if self.at[n] == one.first and n not in one.held]
        figure = self.figures[k]
        rivals = (other for other in between if (other.start, other.end) != figure.part_of)
        others = (other for other in rivals if other.outcome == figure.outcome)
        return not own and all(other.part_of or _same_number(figure, other) for other in others)

    def _repeats(self, k: int, one: Speaker) -> bool:
        return any(_same_number(self.figures[k], self.figures[n]) for n in one.held)

    def _told_again(self, k: int, one: Speaker, taken: Sequence[Attributed | None]) -> bool:
        """Whether a figure further on that tells the same number was found to be the speaker's."""
        later = (n for n in range(k + 1, len(taken)) if taken[n] is one.told)
        return any(_same_number(self.figures[k], self.figures[n]) for n in later)

    def _gap(self, one: int, other: int) -> str:
        sentences = self.reading.sentences
        return _GAPS[min(abs(sentences[one].paragraph - sentences[other].paragraph), len(_GAPS) - 1)]

    def _others(self, between: range, here: int, one: Speaker) -> Features:
        name = one.told.name
        found = {"others_between"} if any(self.speaking.get(n, set()) - {name} for n in between) else set()
        found |= {"others_telling"} if any(self.telling.get(n, set()) - {name} for n in between) else set()
        return found | ({"others_here"} if self.speaking.get(here, set()) - {name} else set())

    def _who(self, one: Speaker) -> Features:
        """Of the speaker himself."""
        source, statement = one.told.source, one.told.statement
        found = {statement.way} & (WHOLE_TEXT | {"heading"})
        found |= {"only_speaker"} if self.alone else set()
        found |= {"direct"} if statement.quotation == "direct" else set()
        found |= {"tells_no_figure"} if not (one.held or statement.points) else set()
        bare = "subject" if statement.quotation == "indirect" else "quotation"
        found.add(f"by_{statement.way.replace(' ', '_') or bare}")
        return found | ({"unknown_kind"} if source is not None and source.kind is None else set())

    def _goes_on(self, k: int, one: Speaker) -> Features:
        """How the figure's own sentence begins, for speakers before it."""
        here = self.at[k]
        opening = self.opening(here)
        quoted = {"quotation_next"} if all(map(self._all_quotation, range(one.last + 1, here + 1))) else set()
        if here - one.last > 1:
            goes_on = "continue" in opening.marks and here - one.last <= _FEW
            return quoted | ({"continue_later"} if goes_on else set())
        found = quoted | {f"{mark}_next" for mark in opening.marks if mark not in ("break", "number")}
        return found | self._counts_on(k)

    def _counts_on(self, k: int) -> Features:
        """Whether a sentence opens with the number itself ("Three were killed.") or adds it ("hurt another ten")."""
        figure, opening = self.figures[k], self.opening(self.at[k])
        number = figure.quantity.number_start
        added = not figure.part_of and any(0 <= number - place < _ADDING for place in opening.adds)
        found = {"adds_next"} if added else set()
        if "number" in opening.marks and figure.start <= opening.start:
            found.add("number_next")
        return found

    def _all_quotation(self, here: int) -> bool:
        """Whether a sentence is nothing but quotation."""
        sentence = self.reading.sentences[here]
        around = self.quoted.at(sentence.start)
        return around is not None and sentence.end <= around.end + 2 and sentence.start <= around.start + 1

    def _alike(self, k: int, one: Speaker) -> Features:
        """What the speaker tells elsewhere: of the same outcome, the same number."""
        found = {"tells_same_outcome"} if self.figures[k].outcome in one.topics else set()
        if self._repeats(k, one):
            found |= {"same_number", "same_number_as_headline"} if self.is_headline(k) else {"same_number"}
        return found

    def _left(self, k: int, one: Speaker, taken: Sequence[Attributed | None]) -> Features:
        """Whose word the figures right before are, and the whole that the figure is a part of."""
        found: Features = set()
        name = one.told.name
        steps = self.at[k] - self.at[k - 1] if k else _FAR
        last = taken[k - 1] if steps <= _FEW else None
        if last is not None and last.name == name:
            found.add("goes_on_" + ("here", "next", "before")[min(steps, 2)])
        whole = self.figures[k].part_of
        earlier = bisect_left(self.figures, whole[0], hi=k, key=attrgetter("start")) if whole else k
        owners = (taken[n] for n in range(earlier, k) if (self.figures[n].start, self.figures[n].end) == whole)
        return found | ({"part"} if any(owner and owner.name == name for owner in owners) else set())

    def nobody(self, k: int, taken: Sequence[Attributed | None]) -> Features:
        """What speaks for the article's own voice behind figure ``k``."""
        here, figure = self.at[k], self.figures[k]
        opening = self.opening(here)
        known = {
            "nobody": True,
            "nobody_headline": self.is_headline(k),
            "nobody_dated": opening.dated,
            "nobody_dated_total": opening.dated and figure.tally == "cumulative",
            "nobody_shifted": opening.shifted,
            "nobody_break": "break" in opening.marks,
            "nobody_hedged": here in self.hedged and "continue" not in opening.marks,
            "nobody_vague": figure.quantity.vague,
            "nobody_cumulative": figure.tally == "cumulative",
            "nobody_level": figure.tally not in ("cumulative", "incident"),
            "nobody_unsaid": self._is_hedged(k),
            f"nobody_{figure.outcome}": True,
            "nobody_goes_on_here": k > 0 and self.at[k - 1] == here and taken[k - 1] is None,
            "nobody_long": len(self.reading.sentences) > _LONG,
        }
        return {name for name, holds in known.items() if holds}

    def _is_hedged(self, k: int) -> bool:
        """Whether a sourceless statement holds figure ``k``, or its sentence keeps a distance: "reportedly"."""
        sentence = self.reading.sentences[self.at[k]]
        return k in self.unsaid or bool(lexicon(sentence.language).finder("hedges").find(sentence.text))

    def is_headline(self, k: int) -> bool:
        """Whether figure ``k`` stands in the headline."""
        return self.at[k] == 0 and self.opening(0).heading

    def choose(self, k: int, taken: Sequence[Attributed | None]) -> Attributed | None:
        """The source of figure ``k``, None when nobody is likelier than the best candidate."""
        near = list(self.near(k))
        best, most = None, worth(self.nobody(k, taken)) if near else math.inf
        for one in near:
            value = worth(self.features(k, one, taken))
            if value > most:
                best, most = one.told, value
        return best


def worth(features: Features) -> float:
    """Sum of the weights of some features."""
    known = weights()
    return math.fsum(known.get(name, 0.0) for name in features)


@cache
def weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in shared("claimant_weights")}


def _holds(statement: Statement, figure: Figure) -> bool:
    start, end = figure.quantity.number_start, figure.quantity.number_end
    return any(s <= start and end <= e for s, e in statement.content_parts)


def counts(figure: Figure, statement: Statement) -> bool:
    """Whether a figure counts those who seem to speak: "15 medics killed"."""
    first, last = statement.source or (0, 0)
    return first <= figure.quantity.number_start < last


def _same_number(one: Figure, other: Figure) -> bool:
    alike = (one.outcome, one.quantity.stated) == (other.outcome, other.quantity.stated)
    return alike and one.quantity.stated is not None


def _tells_another_time(day: DateMention, published: dt.date | None) -> bool:
    """Whether a date is another than that of a report: a month, a year, a day long before the article's.

    Not "today", "in the night", nor a weekday where the article's day is not known.
    """
    if day.role in ("said", "as_of") or day.how == "relative":
        return False
    if day.first is None or day.last is None:
        return day.how not in ("period", "weekday")
    if day.how == "period" and published is not None and (published - day.last).days <= _REPORTED:
        return False  # "over six weeks", up to the report
    if (day.last - day.first).days > _REPORTED or published is None:
        return True
    return day.how != "period" and (published - day.last).days > _REPORTED


_OPENERS = (("clause_words", ""), ("outcomes", "outcome"), ("numerals", "number"))
_FIRST = 5  # words that may open a sentence together
_ITEMS = "-–—•*"
_TIMED = re.compile(r"\W*\d{1,2}:\d\d\b")  # an entry of a running record
_ENDS = (".", "!", "?", "…", ":")


def _is_shift(day: DateMention, reading: Reading) -> bool:
    """Whether a time is counted from another one in days or more: "six days later", not "today" or "an hour later"."""
    forms = {word.form for word in words(reading.text[day.start : day.end])}
    if day.how != "relative" or len(forms) < 2:
        return False
    language = reading.sentences[reading.touching((day.start, day.end))[0]].language
    return forms.isdisjoint(row["form"] for row in lexicon(language).rows("dates") if row["value"] == "hour")


def _day(one: DateMention, reading: Reading) -> str:
    """A day by its date, or as printed where the article's day is not known."""
    return str(one.first or reading.text[one.start : one.end].casefold())


def _adds(roles: Sequence[str]) -> bool:
    """Whether a word that goes on adds to what it stands before: "also", "another", not "at least"."""
    return "continue" in roles and not {"adverb", "determiner"}.isdisjoint(roles)


def _bullet(text: str) -> str:
    """The last sign before the first word of a text that may open an item of a list, or its time: empty when none does.

    >>> _bullet("• Two died."), _bullet("08:15 Two died."), _bullet("Two died.")
    ('•', ':', '')
    """
    if _TIMED.match(text):
        return ":"
    head = takewhile(lambda char: not char.isalnum(), text)
    return next((char for char in reversed([*head]) if char in _ITEMS or unicodedata.category(char) == "So"), "")


def _opening(reading: Reading, number: int, days: Days, published: dt.date | None) -> Opening:
    sentence = reading.sentences[number]
    language, cut = lexicon(sentence.language), words(sentence.text)
    start = cut[0].start if cut else 0
    head = sentence.text[: cut[min(_FIRST, len(cut) - 1)].end] if cut else ""
    marks: set[str] = set()
    for table, mark in _OPENERS:
        for hit in language.finder(table).find(head):
            if hit.start == start:
                marks |= {mark} if mark else {"continue", "break", "period"} & set(hit.row["role"].split())
    marks |= {"number"} if sentence.text[start : start + 1].isdigit() else set()
    marks |= {"item"} if _bullet(sentence.text[:start]) else set()
    later = language.finder("clause_words").find(sentence.text, cut)
    line = reading.text[sentence.end : sentence.end + 1] in ("\n", "") and number + 1 < len(reading.sentences)
    told = [day for day in days((sentence.start, sentence.end)) if sentence.start <= day.start < sentence.end]
    counted = (day for day in told if _is_shift(day, reading))
    return Opening(
        marks=frozenset(marks),
        shifted=any(len(words(reading.text[sentence.start + start : day.start])) < _SHIFT for day in counted),
        weekdays=frozenset(_day(one, reading) for one in told if one.how == "weekday" and one.role != "said"),
        days=frozenset(_day(one, reading) for one in told if one.first == one.last is not None and one.role != "said"),
        dated=any(_tells_another_time(day, published) for day in told),
        adds=tuple(sentence.start + hit.start for hit in later if hit.start > start and _adds(hit.row["role"].split())),
        heading=line and not sentence.text.rstrip('"»”’)').endswith(_ENDS),
        start=sentence.start + start,
    )
