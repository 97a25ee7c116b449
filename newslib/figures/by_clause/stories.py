"""What has been counted so far in a text of a language without a parser, for later numbers to lean on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from newslib.figures import Figure
from newslib.figures.by_clause.bonds import Tie
from newslib.figures.by_clause.counted import NOTHING, Mention
from newslib.figures.by_clause.places import HERE, LAND, OFFICE, Place, carried, place_of
from newslib.passages import Passage

_REMEMBERED = 3  # sentences back in which another count of the same is looked for
_CARRIED = 30  # sentences over which a place is taken over
_HEADING = 3  # words of a line that heads a list
_STEM = 6  # letters by which two forms of one word are known


@dataclass(frozen=True)
class Counted:
    """A figure with what it was read from."""

    passage: Passage
    mention: Mention
    tie: Tie
    figure: Figure
    spoken_of: str | None = None  # the side named last before its sentence


@dataclass(frozen=True)
class Case:
    """A number with its outcome, about to become a figure.

    ``whole`` is the figure it is a part of, ``like`` the figure it leans on for what it does not say itself.
    """

    passage: Passage
    mention: Mention
    tie: Tie
    whole: Counted | None = None
    like: Counted | None = None

    @property
    def has_more(self) -> bool:
        """Whether the number comes on top of another: "another 11 wounded"."""
        mention = self.mention
        return any(self.passage.does(i, "more") for i in range(max(mention.first - 1, 0), mention.last))


def stem(passage: Passage, i: int) -> str:
    """The first letters of a word, by which its other forms are known; empty where the sentence has no such word."""
    return passage.words[i].form[:_STEM] if i < len(passage.words) else ""


@dataclass
class Story:
    """The figures of a text so far, its places, and whose people were named."""

    counted: list[Counted] = field(default_factory=list)
    places: list[list[Place]] = field(default_factory=list)  # of each sentence, the one being read last
    named: dict[str, str] = field(default_factory=dict)  # sides by the nouns of people they were named with
    spoken_of: list[str] = field(default_factory=list)  # the side each sentence named last, empty when none
    heading: str | None = None  # the side named over the list that is being read: "Russia:"
    headed: str | None = None  # the side that the last line of the sentence names over what follows
    persons: set[str] = field(default_factory=set)  # surnames that a given name stood before
    captivity: bool = False  # whether captivity or an exchange of prisoners was spoken of
    uncounted: bool = False  # whether the last people numbered in the sentence before had no outcome

    def hear(self, passage: Passage, here: list[Place]) -> None:
        """Notes the places, persons and sides of a sentence, and whether it speaks of captivity."""
        self._note_persons(passage)
        self.places.append([p for p in here if p.side is not None or stem(passage, p.first) not in self.persons])
        self._note_sides(passage)
        if any("captivity" in hit.row["role"].split() for hit in passage.hits("function_words")):
            self.captivity = True

    def _note_persons(self, passage: Passage) -> None:
        pairs = range(len(passage.words) - 1)
        if any(passage.is_capital(i) and passage.is_capital(i + 1) for i in pairs):
            ends = (hit.last for hit in passage.hits("given_names") if passage.is_capital(hit.first))
            self.persons.update(stem(passage, i) for i in ends if passage.is_capital(i))

    def _note_sides(self, passage: Passage) -> None:
        """Whose soldiers a sentence speaks of ("Ukrainian prisoners"), and whom it names over a list ("Russia:")."""
        sides = [hit for hit in passage.hits("sides") if hit.row["side"]]
        for hit in sides:
            group = passage.starting("groups").get(hit.last)
            if group is not None:
                self.named[stem(passage, group.first)] = hit.row["side"]
        told = [hit.row["side"] for hit in sides if not passage.does(hit.first - 1, "office", "place")]
        self.spoken_of.append(told[-1] if told else "")
        goes_on = passage.quantities or passage.is_sign(len(passage.words) - 1, ":")
        self.heading = self.headed or (self.heading if goes_on else None)
        self.headed = told[-1] if told and _heads(passage) else None

    def case(self, passage: Passage, mention: Mention, tie: Tie) -> Case:
        """A tied number with the figures before it that it leans on."""
        whole = self._whole(mention, tie)
        alone = Case(passage, mention, tie, whole)
        return Case(passage, mention, tie, whole, whole or self._like(alone))

    def _whole(self, mention: Mention, tie: Tie) -> Counted | None:
        """What a number is a part of."""
        if not tie.part:
            return None
        if tie.whole is not None:
            return self._of(tie.whole)
        if not tie.outcome and self.uncounted:
            return None
        return next((c for c in reversed(self.counted) if not c.tie.part and _holds(c.figure, mention)), None)

    def _of(self, mention: Mention) -> Counted | None:
        return next((c for c in self.counted if c.mention is mention), None)

    def _like(self, case: Case) -> Counted | None:
        """The figure that a number in a list, or one without a noun, leans on: the one before it in the sentence."""
        if case.tie.rule == "again":
            return self._of(case.tie.whole) if case.tie.whole is not None else None
        here = [c for c in self.counted if c.passage is case.passage]
        if not here:
            return None
        before = next((c for c in reversed(here) if not c.tie.part), here[-1])
        shared = case.tie.happening is not None and before.tie.happening is case.tie.happening
        return before if shared or case.mention.head == NOTHING or case.has_more else None

    def nearest(self, passage: Passage, mention: Mention) -> Counted | None:
        """Of the figures of the last sentences the one nearest in size: another count of the same."""
        number = mention.quantity.stated
        near = [c for c in self.counted if passage.number - c.passage.number <= _REMEMBERED]
        people = (c for c in near if c.figure.outcome != "equipment_lost")
        sized = [(c, c.figure.quantity.stated) for c in people if c.figure.quantity.stated]
        if not sized or not number:
            return None
        return min(sized, key=lambda pair: abs(math.log(number / (pair[1] or 1))))[0]

    def place(self, mention: Mention, worst: int | None) -> Place | None:
        """Where people were counted: in the sentence, else taken over, at worst a place of that rank (None: never)."""
        here = place_of((mention.first, mention.end), self.places[-1])
        if worst is None or (here is not None and here.rank != OFFICE):
            return here
        before = self.places[-1 - _CARRIED : -1]
        return carried(before, LAND) or here if here else carried(before, worst)

    def side_of(self, place: Place | None) -> str | None:
        """Whose people live in a place, told by its name or a larger place beside it; empty when that is open."""
        if place is None or place.side is not None:
            return place.side if place else None
        here = next((found for found in self.places[-1 - _CARRIED :] if place in found), [])
        return next((p.side for p in here if p.side is not None and p.rank == HERE), None)

    def side_before(self, kind: str) -> str | None:
        """The side of the last figure of a group or outcome."""
        sided = (c.figure.side for c in reversed(self.counted) if kind in (c.figure.group, c.figure.outcome))
        return next(filter(None, sided), None)

    def side_spoken_of(self) -> str | None:
        """The side that was named last in the sentences before the one being read."""
        return next(filter(None, reversed(self.spoken_of[:-1])), None)


def _heads(passage: Passage) -> bool:
    """Whether the last line of a sentence is a few words before a colon."""
    line = passage.sentence.text.rstrip().rsplit("\n", 1)[-1]
    return line.endswith(":") and len(line.split()) <= _HEADING


def _holds(figure: Figure, mention: Mention) -> bool:
    """Whether a figure is large enough to hold a part."""
    part, whole = mention.quantity.stated, figure.quantity.low or figure.quantity.high
    return part is None or whole is None or part < whole
