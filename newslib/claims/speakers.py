"""The account that runs through an article: as the text goes on, who is speaking.

A figure that no statement holds may stand on the word of somebody who speaks elsewhere: before it, after it, over the
lines, under them. Every speaker near it is a candidate; what is known of a candidate is a set of named features, the
table ``claimant_weights`` says what each is worth, and the best candidate is taken if it beats ``nobody``. The weights
are fitted on annotated articles by ``tools/fit_claimants.py``; they name no language.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from newslib.dates import DateMention, dates
from newslib.figures import Figure
from newslib.lexicons import lexicon, shared, words
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.sources import Source
from newslib.sources.registry import RELAYS
from newslib.statements import NOT_OWN, Statement

BEFORE, AFTER = 8, 4  # sentences before and after a figure in which a speaker may still be its source
WHOLE_TEXT = frozenset({"signature", "label"})  # ways of naming the source of a whole text
PARAGRAPHS = ("same", "next", "far")
_SHORT = 8  # sentences of a text short enough to be one report
_SURNAME = 5  # letters that are the same in every case of a surname
_NAMED = 8  # words of a content that only names a count: "the toll"


@dataclass(frozen=True)
class Attributed:
    """A statement with who its mentions stand for, when it was said, and which claims it answers."""

    statement_id: str
    statement: Statement
    source: Source | None
    relay: Source | None
    said: DateMention | None
    answers: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """Who speaks, the same for every mention of one source; of a person no table knows the surname's stem."""
        if self.source is None:
            return None
        if self.source.source_id or self.source.kind not in (None, "person"):
            return self.source.source_id or self.source.name.casefold()
        return self.source.name.casefold().split()[-1][:_SURNAME]

    @property
    def vouches(self) -> bool:
        """Whether a source stands behind what it tells, so that what belongs to it can be put on the same word."""
        return self.source is not None and self.statement.stance not in NOT_OWN


@dataclass(frozen=True)
class Opening:
    """How a sentence begins, by the tables: with a word that goes on, that breaks off, with a number ..."""

    marks: frozenset[str]
    first_of_paragraph: bool
    dated: bool  # it tells a day of its own
    adds: bool  # it says "also" or "another" further on
    heading: bool  # a line without a stop over other lines


class Speakers:
    """Those who speak in an article, to be asked who may stand behind a figure."""

    def __init__(self, reading: Reading, told: Sequence[Attributed], figures: Sequence[Figure]) -> None:
        self.reading = reading
        self.told = [one for one in told if one.vouches and not _is_thing(one)]
        self.unsaid = [one for one in told if one.source is None]
        self.figures = figures
        self.at = [self._number(figure.start) for figure in figures]
        self.reach = [self._sentences(one.statement) for one in self.told]
        self.names = sorted({one.name for one in self.told if one.name})
        self.openings: dict[int, Opening] = {}
        self.speaking: dict[int, set[str]] = {}  # sentence: who speaks in it
        for one, (first, last) in zip(self.told, self.reach, strict=True):
            for number in range(first, last + 1):
                self.speaking.setdefault(number, set()).add(one.name or "")

    @cached_property
    def quoted(self) -> Quoted:
        return Quoted(quotations(self.reading.text))

    def _number(self, place: int) -> int:
        return min(self.reading.touching((place, place + 1)), default=0)

    def _sentences(self, statement: Statement) -> tuple[int, int]:
        """First and last sentence that a statement with its source and cue touches."""
        spans = [span for span in (statement.source, statement.cue, statement.content) if span]
        touched = [n for span in spans for n in self.reading.touching(span)] or [0]
        return min(touched), max(touched)

    def near(self, k: int) -> Iterator[int]:
        """Numbers of the speakers near figure ``k``; the only speaker of a text and who signs it always are."""
        here = self.at[k]
        language = self.reading.sentences[here].language
        reach = BEFORE if len(self.names) > 1 else len(self.reading.sentences)
        for i, (first, last) in enumerate(self.reach):
            within = last >= here - reach and first <= here + AFTER
            near = within or self.told[i].statement.way in WHOLE_TEXT
            leaves = _holds(self.told[i].statement, self.figures[k])  # "claimed the blast that killed 12"
            if near and not leaves and self.reading.sentences[first].language == language:
                yield i

    def opening(self, number: int) -> Opening:
        if number not in self.openings:
            self.openings[number] = _opening(self.reading, number)
        return self.openings[number]

    def features(self, k: int, i: int, taken: Sequence[Attributed | None]) -> frozenset[str]:
        """What is known of speaker ``i`` as the source of figure ``k``, by the names of the table of weights.

        Args:
            k: number of the figure.
            i: number of the speaker.
            taken: the sources of the figures before it.
        """
        one, figure, here = self.told[i], self.figures[k], self.at[k]
        first, last = self.reach[i]
        found = {*self._distance(here, first, last, one), *self._between(here, first, last, one)}
        found |= self._speaker(one) | self._opened(here, last)
        found |= self._alike(k, one, taken)
        if "back" in one.statement.points or self._points_back(one.statement):
            near = 0 < first - here <= AFTER and not found & {"others_between", "after_far_paragraph"}
            found |= {"points_back_here" if near else "points_back_far"} if first > here else set()
        for mark in ("reports", "announces"):
            if mark in one.statement.points and last < here:
                found.add(f"{mark}_before")
        if self.quoted.at(figure.start) is not None:
            found.add("figure_quoted")
        return frozenset(found)

    def _distance(self, here: int, first: int, last: int, one: Attributed) -> set[str]:
        sentences = self.reading.sentences
        if one.statement.way in WHOLE_TEXT and last > here:
            return {"under_the_text"}
        if last < here and "ahead" in one.statement.points:
            return {"ahead_before"} if last + 1 == here else {"ahead_before", "ahead_further"}
        if first <= here <= last:
            return {"same_sentence" if one.statement.points_only else "same_sentence_of_another_thing"}
        if last < here:
            steps, other, side = here - last, last, "before"
        else:
            steps, other, side = first - here, first, "after"
        gap = abs(sentences[other].paragraph - sentences[here].paragraph)
        found = {f"{side}_{min(steps, 4)}", f"{side}_{PARAGRAPHS[min(gap, 2)]}_paragraph"}
        found |= {f"{side}_1_{PARAGRAPHS[min(gap, 2)]}_paragraph"} if steps == 1 else set()
        if here == 0 and side == "after" and self.opening(0).heading:
            found.add("from_headline")
        return found

    def _between(self, here: int, first: int, last: int, one: Attributed) -> set[str]:
        between = range(last + 1, here) if last < here else range(here + 1, first)
        others = {name for n in between for name in self.speaking.get(n, ())} - {one.name or ""}
        found = {"others_between"} if others else set()
        own = self.speaking.get(here, set()) - {one.name or ""}
        found |= {"others_here"} if own else set()
        breaks = [n for n in (*between, here) if n > last and "break" in self.opening(n).marks]
        found |= {"break_between"} if breaks and last < here else set()
        if last < here and any(one.name in self.speaking.get(n, ()) for n in (here + 1, here + 2)):
            found.add("speaks_again")
        if first > here and not any(self.speaking.get(n) for n in range(here)):
            found.add("nobody_spoke_before")
        if last < here and not any(self.speaking.get(n) for n in range(here, here + AFTER)):
            found.add("nobody_speaks_after")
        return found

    def _speaker(self, one: Attributed) -> set[str]:
        source, found = one.source, set()
        if source is not None and source.kind in RELAYS:
            found.add("media")
        if source is not None and source.kind is None:
            found.add("unknown_kind")
        if len(self.names) == 1:
            found.add("only_speaker")
            found |= {"only_speaker_short"} if len(self.reading.sentences) <= _SHORT else set()
        if one.source and one.source.kind == "person":
            found.add("person")
        if one.statement.quotation == "direct":
            found.add("direct")
        if one.statement.way in ("heading", "label", "signature", "byline"):
            found.add(one.statement.way)
        return found

    def _opened(self, here: int, last: int) -> set[str]:
        """How the figure's own sentence begins, for speakers before it."""
        if last >= here:
            return set()
        opening = self.opening(here)
        near = "next" if here - last == 1 else "later"
        found = {f"{mark}_{near}" for mark in opening.marks if mark != "break"}
        found |= {"impersonal"} if self._impersonal(here) else set()
        found |= {f"adds_{near}"} if opening.adds else set()
        found |= {f"quotation_{near}"} if self._all_quotation(here) else set()
        bare = any(figure.group == "unspecified" and self.at[n] == here for n, figure in enumerate(self.figures))
        if bare and near == "next" and "number" in opening.marks:
            found.add("bare_number_next")  # "Three were killed."
        return found

    def _all_quotation(self, here: int) -> bool:
        """Whether a sentence is nothing but quotation."""
        sentence = self.reading.sentences[here]
        around = self.quoted.at(sentence.start)
        return around is not None and sentence.end <= around.end + 2 and sentence.start <= around.start + 1

    def _impersonal(self, here: int) -> bool:
        """Whether the sentence only goes on ("it is noted that"): a statement of nobody."""
        start, end = self.reading.sentences[here].start, self.reading.sentences[here].end
        cues = (one.statement.cue for one in self.unsaid if one.statement.cue)
        return any(start <= cue[0] < end for cue in cues)

    def _alike(self, k: int, one: Attributed, taken: Sequence[Attributed | None]) -> set[str]:
        """What the speaker tells elsewhere: the same number, the same outcome, the figure right before."""
        figure, found = self.figures[k], set()
        held = [other for other in self.figures if _holds(one.statement, other)]
        if any(_same_number(figure, other) for other in held if other is not figure):
            found.add("same_number")
        if any(figure.outcome == other.outcome for other in held):
            found.add("same_outcome")
        found |= {"tells_numbers"} if held else set()
        if self.at[k] == 0 and self.opening(0).heading and "same_number" in found:
            found.add("same_number_as_headline")
        for n in range(k - 1, -1, -1):
            if self.at[n] < self.at[k] - 1:
                break
            last = taken[n]
            if n == k - 1 or self.at[n] == self.at[k]:
                where = "here" if self.at[n] == self.at[k] else "before"
                if last is not None:
                    found.add(f"goes_on_{where}" if last.name == one.name else f"left_{where}")
        whole = figure.part_of
        if whole is not None:
            for n in range(k):
                owner = taken[n]
                if (self.figures[n].start, self.figures[n].end) == whole and owner and owner.name == one.name:
                    found.add("part")
        return found

    def _points_back(self, statement: Statement) -> bool:
        """Whether what is said only names what stands elsewhere: "this", "the toll", "these figures"."""
        text = self.reading.text[slice(*statement.content)]
        if statement.cue:
            text = f"{text} {self.reading.text[slice(*statement.cue)]}"
        if len(words(text)) > _NAMED or any(char.isdigit() for char in text):
            return False
        numbers = self.reading.touching(statement.content)
        language = self.reading.sentences[numbers[0]].language if numbers else ""
        if not language:
            return False
        hits = lexicon(language).finder("clause_words").find(text)
        pointing = any("back" in hit.row["role"].split() for hit in hits)
        return pointing or bool(lexicon(language).finder("tolls").find(text))

    def nobody(self, k: int, taken: Sequence[Attributed | None]) -> frozenset[str]:
        """What speaks for the article's own voice behind figure ``k``."""
        here, figure = self.at[k], self.figures[k]
        opening = self.opening(here)
        found = {"nobody"}
        found |= {"nobody_headline"} if here == 0 and opening.heading else set()
        found |= {"nobody_dated"} if opening.dated else set()
        found |= {"nobody_subheading"} if here and opening.heading else set()
        found |= {"nobody_break"} if "break" in opening.marks else set()
        found |= {"nobody_vague"} if figure.quantity.vague else set()
        found |= {"nobody_new_paragraph"} if opening.first_of_paragraph else set()
        found |= {"nobody_lead"} if here == 0 and not opening.heading else set()
        found |= {"nobody_cumulative"} if figure.tally == "cumulative" else set()
        found |= {"nobody_implicit"} if figure.implicit else set()
        if k and self.at[k - 1] == here and taken[k - 1] is None:
            found.add("nobody_goes_on_here")
        if self.speaking.get(here):
            found.add("nobody_others_here")
        if not any(self.speaking.get(n) for n in range(here)):
            found.add("nobody_spoke")
        found |= {"nobody_long"} if len(self.reading.sentences) > 2 * _SHORT else set()
        return frozenset(found)

    def choose(self, k: int, taken: Sequence[Attributed | None]) -> Attributed | None:
        """The source of figure ``k``, None when nobody is likelier than the best candidate."""
        best, most = None, worth(self.nobody(k, taken))
        for i in self.near(k):
            value = worth(self.features(k, i, taken))
            if value > most:
                best, most = self.told[i], value
        return best


def worth(features: frozenset[str]) -> float:
    """Sum of the weights of some features."""
    known = weights()
    return math.fsum(known.get(name, 0.0) for name in features)


@cache
def weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in shared("claimant_weights")}


def _holds(statement: Statement, figure: Figure) -> bool:
    start, end = figure.quantity.number_start, figure.quantity.number_end
    return any(s <= start and end <= e for s, e in statement.content_parts)


def _is_thing(one: Attributed) -> bool:
    """Whether what points elsewhere names no body and no person any table knows: "the run of attacks"."""
    return one.statement.points_only and (one.source is None or one.source.kind is None)


def _same_number(one: Figure, other: Figure) -> bool:
    return (one.outcome, one.quantity.stated) == (other.outcome, other.quantity.stated)


_OPENERS = (("clause_words", ""), ("continuations", "continue"), ("outcomes", "outcome"), ("numerals", "number"))
_FIRST = 5  # words that may open a sentence together
_ITEMS = "-–—•▪*"
_ENDS = (".", "!", "?", "…", ":")


def _opening(reading: Reading, number: int) -> Opening:
    sentence = reading.sentences[number]
    language, cut = lexicon(sentence.language), words(sentence.text)
    start = cut[0].start if cut else 0
    head = sentence.text[: cut[min(_FIRST, len(cut) - 1)].end] if cut else ""
    marks: set[str] = set()
    for table, mark in _OPENERS:
        for hit in language.finder(table).find(head):
            if hit.start == start:
                marks |= {mark} if mark else {"continue", "break", "period", "back"} & set(hit.row["role"].split())
    marks |= {"number"} if sentence.text[start : start + 1].isdigit() else set()
    marks |= {"item"} if any(mark in sentence.text[:start] for mark in _ITEMS) else set()
    later = language.finder("clause_words").find(sentence.text, cut)
    first = number == 0 or reading.sentences[number - 1].paragraph != sentence.paragraph
    line = reading.text[sentence.end : sentence.end + 1] in ("\n", "") and number + 1 < len(reading.sentences)
    return Opening(
        marks=frozenset(marks),
        first_of_paragraph=first,
        dated=any(day.role not in ("said", "as_of") for day in dates(sentence.text, sentence.language, None)),
        adds=any(hit.start > start and "continue" in hit.row["role"].split() for hit in later),
        heading=line and not sentence.text.rstrip('"»”’)').endswith(_ENDS),
    )
