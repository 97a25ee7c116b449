"""Figures of languages without a parser: tied by clause and by word tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newslib.figures import SOLDIERS, Figure
from newslib.figures.by_clause.bonds import Tie
from newslib.figures.by_clause.counted import NOTHING, PEOPLE, THINGS, Mention
from newslib.figures.by_clause.happenings import Happening
from newslib.figures.by_clause.labels import recounts
from newslib.figures.by_clause.people import group, side
from newslib.figures.by_clause.places import COUNTRY, HERE, Place, places
from newslib.figures.by_clause.rows import Row
from newslib.figures.by_clause.scenes import ClauseScene
from newslib.figures.by_clause.stories import Case, Counted, Story
from newslib.figures.by_clause.tallies import modality, tally
from newslib.figures.by_clause.ties import Tying
from newslib.figures.by_clause.totals import settled
from newslib.figures.by_clause.unnumbered import singles, zeros
from newslib.linkers import shallow
from newslib.passages import Passage
from newslib.readings import Reading
from newslib.sentences import Sentence

_LONGEST = 3000  # characters of a sentence; no sentence of prose is longer
_SPAN = 8  # words between a number and the verb that its span takes in
_SPANNING = ("verb", "zero", "single", "label")  # rules whose words of outcome belong to the span


def tie(reading: Reading, sentence_numbers: list[int]) -> list[Figure]:
    """Figures of the sentences with these numbers, all of one language that has no parser, in reading order."""
    reader = _Reader()
    for passage in _passages(reading, sentence_numbers):
        reader.read(passage)
    return [counted.figure for counted in settled(reader.story)]


def _passages(reading: Reading, numbers: list[int]) -> Iterator[Passage]:
    """The sentences to read; one that breaks off after a small word is read together with the next."""
    held: Passage | None = None
    for number, sentence in ((n, piece) for n in numbers for piece in _pieces(reading.sentences[n])):
        if held is not None:
            sentence = _joined(held.sentence, sentence)
        passage = shallow(number, sentence, reading.text)
        held = passage if passage.breaks_off() and len(sentence.text) < _LONGEST else None
        if held is None:
            yield passage
    if held is not None:
        yield held


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence itself, or what nobody punctuated in pieces that can be read in reasonable time."""
    start = 0
    while len(sentence.text) - start > _LONGEST:
        cut = sentence.text.rfind(" ", start, start + _LONGEST)
        end = cut if cut > start else start + _LONGEST
        yield _part(sentence, start, end)
        start = end
    yield _part(sentence, start, len(sentence.text)) if start else sentence


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    return replace(sentence, start=sentence.start + start, end=sentence.start + end, text=sentence.text[start:end])


def _joined(left: Sentence, right: Sentence) -> Sentence:
    gap = " " * (right.start - left.end)
    return replace(left, end=right.end, text=left.text + gap + right.text)


@dataclass
class _Reader:
    """Reads a text sentence by sentence into a story."""

    story: Story = field(default_factory=Story)
    list_head: Happening | None = None  # the outcome that opened a list which may go on
    unnumbered: Happening | None = None  # losses that the sentence before spoke of without a number

    def read(self, passage: Passage) -> None:
        """Counts the figures of the next sentence."""
        scene = ClauseScene(passage)
        self.story.hear(passage, places(passage))
        if not scene.happenings and self.list_head is None and not passage.quantities:
            return
        tying = Tying(scene, self.list_head)
        ties = tying.tie()
        for mention, tied in sorted(self._tied(scene, ties), key=lambda pair: (pair[0].implicit, pair[0].first)):
            self._add(passage, mention, tied, tying.rows.get(mention.first))
        self._remember_list(scene, tying)
        labels = [h for h in scene.happenings if h.label]
        self.unnumbered = labels[-1] if labels and not ties else None
        people = [m for m in scene.mentions if m.head == PEOPLE]
        self.story.uncounted = bool(people) and people[-1].first not in ties

    def _tied(self, scene: ClauseScene, ties: dict[int, Tie]) -> Iterator[tuple[Mention, Tie]]:
        yield from ((m, ties[m.first]) for m in scene.mentions if m.first in ties)
        yield from zeros(scene)
        yield from singles(scene)
        if not scene.happenings:
            yield from self._again(scene, [m for m in scene.mentions if m.first not in ties])

    def _again(self, scene: ClauseScene, alone: list[Mention]) -> Iterator[tuple[Mention, Tie]]:
        """Other counts of what was counted, in a sentence that names no outcome: "the day before it was 5,300"."""
        for mention in alone:
            if mention.head in (PEOPLE, NOTHING) and not mention.parted and recounts(scene.passage, mention):
                like = self.story.nearest(scene.passage, mention)
                if like is not None:
                    yield mention, Tie(like.figure.outcome, "again", whole=like.mention)
                elif self.unnumbered is not None:
                    yield mention, Tie(self.unnumbered.outcome, "again")

    def _remember_list(self, scene: ClauseScene, tying: Tying) -> None:
        """Keeps the outcome that opens a list for the rows in the sentences after it."""
        opens = scene.passage.is_sign(len(scene.passage.words) - 1, ":")
        if opens or (tying.rows and scene.happenings):
            self.list_head = scene.happenings[-1] if scene.happenings else None
        elif not tying.rows and not tying.lined:
            self.list_head = None

    def _add(self, passage: Passage, mention: Mention, tied: Tie, row: Row | None) -> None:
        case = self.story.case(passage, mention, tied)
        if not tied.outcome and case.whole is not None:
            tied.outcome = case.whole.figure.outcome
            if mention.head == NOTHING:
                mention.head, mention.item = case.whole.mention.head, case.whole.mention.item
        fits = mention.head == NOTHING or (mention.head == THINGS) == (tied.outcome == "equipment_lost")
        if tied.outcome and fits:
            figure = self._figure(case, row if tied.rule == "row" else None)
            self.story.counted.append(Counted(passage, mention, tied, figure, self.story.side_spoken_of()))

    def _figure(self, case: Case, row: Row | None) -> Figure:
        start, end = _span(case)
        counted_group = group(case)
        count, per = tally(case, counted_group, self.story.places[-1])
        place = _place_of_row(case, row) or _place_behind(case, self.story.places[-1])
        place = place or self.story.place(case.mention, _carried_rank(case, counted_group, count))
        return Figure(
            start=start,
            end=end,
            quantity=case.mention.quantity,
            outcome=case.tie.outcome,
            group=counted_group,
            side=side(case, self.story, counted_group, place),
            unit=case.passage.printed(*case.mention.unit) if case.mention.unit else None,
            place=place.text if place else None,
            tally=count,
            per=per,
            part_of=(case.whole.figure.start, case.whole.figure.end) if case.whole else None,
            modality=modality(case.passage, case.mention, case.tie),
            implicit=case.mention.implicit,
            item=case.mention.item if case.tie.outcome == "equipment_lost" else None,
        )


def _place_behind(case: Case, here: list[Place]) -> Place | None:
    """The place right behind a number that stands alone: "two in Sumy", "two - in Sumy"."""
    p, i = case.passage, case.mention.end
    i += p.is_dash(i)
    alone = case.mention.noun is None or i > case.mention.end
    return next((place for place in here if place.first > i), None) if alone and p.does(i, "place") else None


def _carried_rank(case: Case, counted_group: str, count: str) -> int | None:
    """The widest kind of place that a figure takes over from other sentences; None for losses of a whole army."""
    if case.tie.outcome == "casualties" or (count == "cumulative" and counted_group in SOLDIERS):
        return None
    return HERE if counted_group in SOLDIERS else COUNTRY


def _span(case: Case) -> tuple[int, int]:
    """Start and end of the number with its bound and its noun or verb, in the article."""
    passage, mention, happening = case.passage, case.mention, case.tie.happening
    first, last = mention.first, max(mention.end, mention.last)
    spanning = happening is not None and case.tie.rule in _SPANNING
    if spanning and happening is not None and max(happening.first - last, first - happening.last) <= _SPAN:
        first, last = min(first, happening.first), max(last, happening.last)
    start = passage.words[first].start + passage.sentence.start
    end = passage.words[last - 1].end + passage.sentence.start
    return min(start, mention.quantity.start), max(end, mention.quantity.end)


def _place_of_row(case: Case, row: Row | None) -> Place | None:
    """The label of a list row when it is nothing but a place."""
    if row is None or not row.continues:
        return None
    last = case.mention.first - 1
    known = [h.row["side"] for h in case.passage.hits("places") if row.first <= h.first < last]
    return Place(row.first, last, case.passage.printed(row.first, last), HERE, known[0] if known else None)
