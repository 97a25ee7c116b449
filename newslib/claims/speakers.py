"""The account that runs through an article: as the text goes on, who is speaking.

A figure that no statement holds may stand on the word of somebody who speaks elsewhere: before it, after it, over the
lines, under them. Every speaker near it is a candidate; what is known of a candidate is a set of named features, the
table ``claimant_weights`` says what each is worth, and the best candidate is taken if it beats ``nobody``. The weights
are fitted on annotated articles by ``tools/fit_claimants.py``; they name no language.
"""

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from newslib import sides
from newslib.claims.answers import owns_up
from newslib.claims.dating import Days
from newslib.claims.openings import ITEMS, Opening, bullet_of, holding, is_shift, opening
from newslib.claims.records import Attributed
from newslib.figures import Figure
from newslib.lexicons import kept, lexicon, weights, words
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements import Statement

BEFORE, AFTER = 8, 4  # sentences before and after a figure in which a speaker may still be its source
WHOLE_TEXT = frozenset({"signature", "label"})  # ways of naming the source of a whole text
_FAR = 4  # sentences behind a figure from which on distances are told apart no more
_DISTANCES = (0, 1, 2, 3, "far", "far", "farther")  # how many sentences before it
_FARTHER = len(_DISTANCES) - 1
_NAMED = 8  # words of a content that only names a count: "the toll"
_ADDING = 24  # code points between a word such as "another" and the number it adds
_FEW = 3  # sentences over which figures follow each other; words among which a sentence opens
_LONG = 16  # sentences of a text too long to be one report
_GAPS = ("", "next_paragraph", "far_paragraph")

Features = set[str]


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
        self.at = list(map(self._number, map(attrgetter("start"), figures)))
        vouching = [one for one in told if one.vouches and not owns_up(one.statement, reading)]
        self.all = sorted(map(self._speaker, vouching), key=attrgetter("first", "told.statement.content"))
        self.firsts = list(map(attrgetter("first"), self.all))
        self.longest = max((one.last - one.first for one in self.all), default=0)
        self.speaking = _by_sentence(self.all)
        self.telling = _by_sentence(one for one in self.all if one.topics)  # what happened to people or things
        self.nameless = [one for one in told if one.source is None and one.statement.cue]
        self.openings: dict[int, Opening] = {}

    @kept
    def alone(self) -> bool:
        return len({one.told.name for one in self.all}) == 1

    @kept
    def whole(self) -> list[Speaker]:
        """Those who are named for the whole text: by a label, by what signs its last sentence."""
        end = len(self.reading.sentences) - 1
        ways = ((one, one.told.statement.way) for one in self.all)
        return [one for one, way in ways if way == "label" or (way == "signature" and one.last == end)]

    @kept
    def hedged(self) -> set[int]:
        """Sentences that say that something is told, not by whom: "according to reports"."""
        said = (one.statement for one in self.nameless)
        return {self._number(one.content[0]) for one in said if one.way == "preposition"}

    @kept
    def unsaid(self) -> set[int]:
        """Figures that statements hold of which nobody is the source."""
        return {k for one in self.nameless for k in self._speaker(one).held}

    @kept
    def quoted(self) -> Quoted:
        return Quoted(quotations(self.reading.text))

    @kept
    def items(self) -> list[tuple[int, str]]:
        """Of every sentence the number of the one that opens its item of a list and its bullet, if it stands in one."""
        found = [(0, "")]
        for number, sentence in enumerate(self.reading.sentences):
            bullet = bullet_of(sentence.text)
            found.append((number, bullet) if bullet else found[-1])
        return found[1:]

    def _number(self, place: int) -> int:
        return min(self.reading.touching((place, place + 1)), default=0)

    def _speaker(self, one: Attributed) -> Speaker:
        statement = one.statement
        touched = sorted(chain.from_iterable(map(self.reading.touching, statement.spans))) or [0]
        first, last = touched[0], touched[-1]
        near = range(bisect_left(self.at, first), bisect_right(self.at, last))
        held = tuple(k for k in near if _holds(statement, self.figures[k]))
        own = statement.quotation == "direct" or statement.way == "heading"
        own = own or (statement.stance == "confirms" and "announces" in statement.points)  # "confirmed the blast"
        back = "back" in statement.points or (not (own or held) and self._only_names(statement))
        told = chain.from_iterable(map(self._topics, statement.content_parts))
        return Speaker(one, first, last, held, back, frozenset([*told, *(self.figures[k].outcome for k in held)]))

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
        told = statement.way == "clause" or any(map(str.isdigit, text))  # "they say some were wounded"
        if told or not numbers or len(words(text)) > _NAMED:
            return False
        text = f"{text} {self.reading.text[slice(*(statement.cue or (0, 0)))]}"
        known = lexicon(self.reading.sentences[numbers[0]].language)
        back = (hit for hit in known.finder("clause_words").find(text) if "back" in hit.roles)
        return any("complementizer" not in hit.roles for hit in back) or bool(known.finder("tolls").find(text))

    def near(self, k: int) -> Iterator[Speaker]:
        """The speakers near figure ``k``: some sentences around it, who signs the text, the last one if he is alone.

        Who holds the number and is not its source leaves it standing ("claimed the blast that killed 12"); who speaks
        in one item of a list of news tells nothing of another, who speaks in a heading nothing of what stands above it.
        """
        here = self.at[k]
        low = bisect_left(self.firsts, here - BEFORE - self.longest)
        high = bisect_right(self.firsts, here + AFTER)
        found = [one for one in self.all[low:high] if one.last >= here - BEFORE]
        if not found and self.alone and low:
            found = [self.all[low - 1]]
        for one in dict.fromkeys((*found, *self.whole[:1], *self.whole[-1:])):
            counted = k in one.held or counts(self.figures[k], one.told.statement)
            if not (counted or self._is_apart(here, one) or self._counts_another(k, one)):
                yield one

    def _counts_another(self, k: int, one: Speaker) -> bool:
        """Whether a land that has counted its own would count another's, with which it is not at odds: "Chad said six
        of its citizens died. Four of the dead were from Togo"."""
        land, side = one.told.source.party if one.told.source else None, self._land(k)
        if one.last >= self.at[k] or land is None or side in (None, land, *sides.rivals(land)):
            return False
        return sides.is_land(land) and sides.is_land(side) and land in map(self._land, one.held)

    def _land(self, k: int) -> str | None:
        """Whose people figure ``k`` counts, else whose live where it happened."""
        figure = self.figures[k]
        return figure.side or (sides.of_place(figure.place_id) if figure.place_id else None)

    def opening(self, number: int) -> Opening:
        if number not in self.openings:
            self.openings[number] = opening(self.reading, number, self.days, self.published)
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

    def _is_apart(self, here: int, one: Speaker) -> bool:
        """Whether a speaker speaks in another language than a sentence, over other lines further on, or in another item
        of a list of news."""
        if self.reading.sentences[one.first].language != self.reading.sentences[here].language:
            return True
        if one.first > here and not one.points_back and one not in self.whole and self.opening(one.first).heading:
            return True
        (own, bullet), (other, parallel) = self.items[here], self.items[one.first]
        return own != other and bool(bullet) and bullet == parallel and (not self.alone or bullet not in ITEMS)

    def _beside(self, k: int, one: Speaker) -> Features:
        """Of somebody who speaks in the figure's own sentence without holding it."""
        statement = one.told.statement
        if statement.points_only:
            return {"same_sentence"}
        first, last = min(statement.spans)[0], max(end for _, end in statement.spans)
        start = self.figures[k].start
        days = [day for day in self.days((last, max(last, start))) if last <= day.start < start]
        return holding({
            "same_sentence_ahead": start < first,
            "same_sentence_of_another_thing": start >= first,
            "another_time_beside": any(is_shift(day, self.reading) for day in days),
        })  # fmt: skip

    def _before(self, here: int, one: Speaker) -> Features:
        """Of somebody who speaks before the figure: how far, who comes between."""
        points, steps, between = one.told.statement.points, here - one.last, range(one.last + 1, here)
        openings = list(map(self.opening, (*between, here)))
        bulletin = here not in self.hedged and self._announces(one)
        lead, gap = "ahead" in points and not self._gap(one.last + 1, here), self._gap(one.last, here)
        found = holding({
            "bulletin": bulletin,
            "reports_before": "reports" in points and steps <= _FEW and not bulletin,
            "ahead_before": lead,
            "ahead_further": "ahead" in points and not lead,
            f"before_{_DISTANCES[min(steps, _FARTHER)]}": not lead,
            f"before_{gap}": bool(gap) and not lead,
            "confirms_before": one.told.statement.stance == "confirms",
            "break_between": any("break" in each.marks for each in openings),
            "heading_between": any(each.heading for each in openings),
            "speaks_again": not self._names([here + 1, here + 2]).isdisjoint([one.told.name]),
            "speaks_here": one.told.name in self._names([here]),
        })  # fmt: skip
        return found | self._another_day(here, one) | self._others(between, here, one)

    def _announces(self, one: Speaker) -> bool:
        """Whether somebody, who alone speaks, announces at its head what a whole text tells."""
        first = self.alone and one.first <= self.opening(0).heading
        return first and not one.told.statement.points.isdisjoint({"reports", "back"})

    def _names(self, numbers: Iterable[int]) -> set[str]:
        """Who speaks in some sentences."""
        return {name for number in numbers for name in self.speaking.get(number, ())}

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
        steps = one.first - here
        if self._is_told_below(k, one, taken):  # of a lead: others may come before
            found = {"told_below"}
        else:
            gap = self._gap(one.first, here)
            found = holding({f"after_{min(steps, _FAR)}": True, f"after_{gap}": bool(gap)})
            found |= self._others(range(here + 1, one.first), here, one)
        apart = steps > AFTER or not found.isdisjoint({"others_between", "after_far_paragraph"})
        near = one.points_back and not apart and self._is_meant(k, one)
        return found | holding({
            "under_the_text": one in self.whole,
            "break_between": one not in self.whole and "break" in self.opening(one.first).marks,  # "earlier he said 12"
            "points_back_here": near,
            "points_back_far": one.points_back and not near,
            "points_back_next": near and steps == 1 and "back" in one.told.statement.points,
        })  # fmt: skip

    def _is_told_below(self, k: int, one: Speaker, taken: Sequence[Attributed | None]) -> bool:
        """Whether nobody has spoken yet, and the speaker tells the same number or was found to."""
        return self.firsts[0] > self.at[k] and (self._repeats(k, one) or self._told_again(k, one, taken))

    def _is_meant(self, k: int, one: Speaker) -> bool:
        """Whether who points back can mean figure ``k``: no other number of its outcome comes between."""
        figure, last = self.figures[k], bisect_right(self.at, one.first)
        there = range(max(bisect_left(self.at, one.first), k + 1), last)
        own = {n for n in there if self.figures[n].outcome == figure.outcome}
        return own <= set(one.held) and not any(_is_rival(figure, n) for n in self.figures[k + 1 : last])

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
        own = {one.told.name}
        return holding({
            "others_between": not self._names(between) <= own,
            "others_telling": any(self.telling.get(n, set()) - own for n in between),
            "others_here": not self._names([here]) <= own,
        })  # fmt: skip

    def _who(self, one: Speaker) -> Features:
        """Of the speaker himself."""
        source, statement = one.told.source, one.told.statement
        bare = "subject" if statement.quotation == "indirect" else "quotation"
        return holding({
            statement.way: statement.way in WHOLE_TEXT | {"heading"},
            f"by_{statement.way.replace(' ', '_') or bare}": True,
            "only_speaker": self.alone,
            "direct": statement.quotation == "direct",
            "tells_no_figure": not (one.held or statement.points),
            "unknown_kind": source is not None and source.kind is None,
        })  # fmt: skip

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
        first = "number" in opening.marks and figure.start <= opening.start
        return holding({"adds_next": added, "number_next": first})

    def _all_quotation(self, here: int) -> bool:
        """Whether a sentence is nothing but quotation."""
        sentence = self.reading.sentences[here]
        around = self.quoted.at(sentence.start)
        return around is not None and sentence.end <= around.end + 2 and sentence.start <= around.start + 1

    def _alike(self, k: int, one: Speaker) -> Features:
        """What the speaker tells elsewhere: of the same outcome, the same number."""
        same = self._repeats(k, one)
        return holding({
            "tells_same_outcome": self.figures[k].outcome in one.topics,
            "same_number": same,
            "same_number_as_headline": same and self.is_headline(k),
        })  # fmt: skip

    def _left(self, k: int, one: Speaker, taken: Sequence[Attributed | None]) -> Features:
        """Whose word the figures right before are, and the whole that the figure is a part of."""
        steps = self.at[k] - self.at[k - 1] if k else _FAR
        last = taken[k - 1] if steps <= _FEW else None
        whole = self.figures[k].part_of
        earlier = bisect_left(self.figures, whole[0], hi=k, key=attrgetter("start")) if whole else k
        owners = (taken[n] for n in range(earlier, k) if (self.figures[n].start, self.figures[n].end) == whole)
        return holding({
            "goes_on_" + ("here", "next", "before")[min(steps, 2)]: last is not None and last.name == one.told.name,
            "part": any(owner is not None and owner.name == one.told.name for owner in owners),
        })  # fmt: skip

    def nobody(self, k: int, taken: Sequence[Attributed | None]) -> Features:
        """What speaks for the article's own voice behind figure ``k``."""
        here, figure = self.at[k], self.figures[k]
        opening, sentence = self.opening(here), self.reading.sentences[here]
        distant = lexicon(sentence.language).finder("hedges").find(sentence.text)  # "reportedly"
        return holding({
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
            "nobody_unsaid": k in self.unsaid or bool(distant),
            f"nobody_{figure.outcome}": True,
            "nobody_goes_on_here": k > 0 and self.at[k - 1] == here and taken[k - 1] is None,
            "nobody_long": len(self.reading.sentences) > _LONG,
        })  # fmt: skip

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


def _by_sentence(speakers: Iterable[Speaker]) -> dict[int, set[str]]:
    """Who speaks in each sentence."""
    found: dict[int, set[str]] = {}
    for one in speakers:
        for number in range(one.first, one.last + 1):
            found.setdefault(number, set()).add(one.told.name)
    return found


def worth(features: Features) -> float:
    """Sum of the weights of some features."""
    known = weights("claimant_weights")
    return math.fsum(known.get(name, 0.0) for name in features)


def _holds(statement: Statement, figure: Figure) -> bool:
    start, end = figure.quantity.number_start, figure.quantity.number_end
    return any(s <= start and end <= e for s, e in statement.content_parts)


def counts(figure: Figure, statement: Statement) -> bool:
    """Whether a figure counts those who seem to speak: "15 medics killed"."""
    first, last = statement.source or (0, 0)
    return first <= figure.quantity.number_start < last


def _is_rival(figure: Figure, other: Figure) -> bool:
    """Whether a figure tells another number of the same outcome, and neither is a part of the other or of a third."""
    apart = other.outcome == figure.outcome and (other.start, other.end) != figure.part_of
    return apart and other.part_of is None and not _same_number(figure, other)


def _same_number(one: Figure, other: Figure) -> bool:
    alike = (one.outcome, one.quantity.stated) == (other.outcome, other.quantity.stated)
    return alike and one.quantity.stated is not None
