"""Figures of languages without a parser: tied by clause and by word tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from newslib.clause_ties import Tie, Tying
from newslib.counted import NOTHING, OTHER, PEOPLE, THINGS, Mention, mentions
from newslib.figure_places import PlaceMention, carried, place_of, places_in
from newslib.figures import Figure
from newslib.happenings import happenings
from newslib.passages import Passage
from newslib.readings import Reading

_REMEMBERED = 3  # sentences back in which a whole, a side or a place is looked for


def tie(reading: Reading, sentence_numbers: list[int]) -> list[Figure]:
    """Figures of the given sentences, all of one language, in reading order."""
    story = _Story(reading)
    for number in sentence_numbers:
        story.read(Passage(number, reading.sentences[number], reading.text))
    return [counted.figure for counted in story.counted]


@dataclass(frozen=True)
class _Counted:
    passage: Passage
    mention: Mention
    tie: Tie
    figure: Figure


@dataclass
class _Story:
    """What has been counted so far in a text."""

    reading: Reading
    counted: list[_Counted] = field(default_factory=list)
    places: dict[int, list[PlaceMention]] = field(default_factory=dict)

    def read(self, passage: Passage) -> None:
        self.places[passage.number] = places_in(passage.sentence)
        told = happenings(passage)
        found = mentions(passage, told)
        ties = Tying(passage, told, found).tie()
        for mention in found:
            tied = ties.get(mention.first)
            if tied is None:
                continue
            whole = self._whole(tied)
            if not tied.outcome and whole is not None:
                tied.outcome = whole.figure.outcome
            if tied.outcome and (mention.head == THINGS) <= (tied.outcome == "equipment_lost"):
                self.counted.append(self._count(passage, mention, tied, whole))

    def _whole(self, tied: Tie) -> _Counted | None:
        if not tied.part:
            return None
        if tied.whole is not None:
            return next((c for c in self.counted if c.mention is tied.whole), None)
        return next((c for c in reversed(self.counted) if not c.tie.part), None)

    def _count(self, passage: Passage, mention: Mention, tied: Tie, whole: _Counted | None) -> _Counted:
        offset = passage.sentence.start
        start = min(mention.quantity.start, passage.tokens[mention.first].start + offset)
        end = max(mention.quantity.end, passage.tokens[mention.end - 1].end + offset)
        group = mention.group["group"] if mention.group else "unspecified"
        place = place_of((start, end), self.places[passage.number]) or carried([p for n, p in sorted(self.places.items()) if n < passage.number])
        figure = Figure(
            start=start,
            end=end,
            quantity=mention.quantity,
            outcome=tied.outcome,
            group=group,
            side=mention.side or (mention.group["side"] or None if mention.group else None),
            unit=None,
            place=place.text if place else None,
            tally="incident",
            per=None,
            part_of=(whole.figure.start, whole.figure.end) if whole else None,
            item=mention.item if tied.outcome == "equipment_lost" else None,
        )
        return _Counted(passage, mention, tied, figure)
