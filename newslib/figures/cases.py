"""What a text tells, as records: ties between numbers and outcomes, parts, cases, figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newslib.figures.scenes import Count, Scene, Told
from newslib.gazetteer import by_id
from newslib.quantities import Quantity

SOLDIERS = frozenset({"military", "officers"})  # groups of those who fight
LOST = "equipment_lost"  # the outcome of things
STRUCK = frozenset({"killed", "wounded", "casualties"})
LOSSES = frozenset({"killed", "wounded", "captured", "missing", "casualties"})
REMEMBERED = 3  # sentences back in which a whole, a place or a side is looked for
KEPT = 80  # counts looked back at, so that a text of numbers alone stays linear
_VAST = 1000  # people


def are_alike(one: str, other: str) -> bool:
    """Whether two outcomes may be told of the same people: who surrendered was captured.

    >>> are_alike("surrendered", "captured"), are_alike("killed", "wounded")
    (True, False)
    """
    return one == other or {one, other} == {"captured", "surrendered"}


@dataclass(frozen=True, eq=False)
class Tie:
    """What happened to those a number counts.

    ``rule`` says how it was found: own, label, row, verb, list, added, part, zero, single, again. ``outcome`` is empty
    where the words of outcome or the whole decide it.
    """

    told: tuple[Told, ...]
    rule: str
    outcome: str = ""
    before: bool = True  # whether the words of outcome stand before the number
    lost: Told | None = None  # the verb of losing that the outcome makes more exact: "lost 9,000 in killed"
    part: Part | None = None  # what the number is a part of, where the words beside it tell

    @property
    def main(self) -> Told | None:
        return self.told[0] if self.told else None


@dataclass(frozen=True, eq=False)
class Part:
    """What a number is a part of: a word of its sentence (``whole``), or people named before it.

    ``told`` are outcomes of the whole where its own words tell them: "among the wounded were two girls".
    """

    whole: int | None = None
    told: tuple[Told, ...] = ()
    mark: int | None = None  # the word that makes it a part: "among"
    among: Count | None = None  # people of whom no outcome is told, and whom it is a part of


@dataclass(frozen=True, eq=False)
class Case:
    """One number on its way to a figure.

    ``here`` are the counts of its own sentence, ``before`` those of earlier ones; ``whole`` is what it is a part of,
    ``taken`` the count that it takes up ("Kyiv has confirmed only 250"), ``like`` the count it leans on for what it
    does not say itself; ``row`` is the label of a list row that is nothing but a place.
    """

    scene: Scene
    count: Count
    tie: Tie | None
    part: Part | None
    row: tuple[int, int] | None = None
    before: Sequence[Counted] = ()
    here: Sequence[Counted] = ()
    whole: Counted | None = None
    taken: Counted | None = None
    like: Counted | None = None
    outcome: str = ""
    town: bool = False  # its sentence names where something happened
    about: str = ""  # what its sentence or its text tells of: event (a blast, a quake), war, spread (an epidemic)

    @property
    def told(self) -> tuple[Told, ...]:
        """The words of outcome of its tie."""
        return self.tie.told if self.tie is not None else ()

    @property
    def main(self) -> Told | None:
        """The first word of outcome of its tie."""
        return self.tie.main if self.tie is not None else None

    @property
    def vast(self) -> bool:
        """Whether so many are counted as only a war or a country has."""
        thousands = (self.scene.does(i, "thousands") for i in range(self.count.number_first, self.count.number_last))
        return (self.count.quantity.low or 0) >= _VAST or (self.count.quantity.vague and any(thousands))

    @property
    def near(self) -> list[Counted]:
        """Counts of the sentences right before this one."""
        first = bisect_left(self.before, self.scene.number - REMEMBERED, key=lambda c: c.scene.number)
        return list(self.before[first:])

    @property
    def has_more(self) -> bool:
        """Whether the number comes on top of another: "another 11 wounded", not "more than 11"."""
        quantity, offset = self.count.quantity, self.scene.passage.sentence.start
        around = self.scene.words[max(self.count.first - 1, 0) : self.count.last + 1]
        bound = range(quantity.start - offset, quantity.number_start - offset)
        return any(self.scene.does(word, "more") and word.start not in bound for word in around)

    def follows(self, other: Counted) -> bool:
        """Whether the number stands behind another of its sentence."""
        return other.scene is self.scene and other.count.first < self.count.first


@dataclass(frozen=True)
class Figure:
    """A quantity tied to an outcome. ``start``/``end`` cover the number with its bound and its noun or verb."""

    start: int
    end: int
    quantity: Quantity
    outcome: str
    group: str
    side: str | None  # whose people, id in lexicons/shared/sides.csv; None when unknown
    unit: str | None  # formation, as printed
    place: str | None  # as printed
    tally: str
    per: str | None  # day, week, month: of a rate
    part_of: tuple[int, int] | None  # start and end of the figure this one is a part of
    modality: str = "actual"
    implicit: bool = False  # no numeral in the text: "a woman was wounded"
    item: str | None = None  # what was lost, of equipment_lost
    place_id: str | None = None  # id in the gazetteer; None when it does not know the place
    place_how: str | None = None  # where the place was told: sentence, named, before, article

    @property
    def latitude(self) -> float | None:
        """Degrees north of the place, None when the gazetteer has none."""
        place = by_id(self.place_id) if self.place_id else None
        return place.latitude if place else None

    @property
    def longitude(self) -> float | None:
        """Degrees east of the place, None when the gazetteer has none."""
        place = by_id(self.place_id) if self.place_id else None
        return place.longitude if place else None


@dataclass(frozen=True, eq=False)
class Counted:
    """A case that was read, with its figure."""

    case: Case
    figure: Figure
    is_part: bool = False  # also where the whole is not numbered

    @property
    def scene(self) -> Scene:
        return self.case.scene

    @property
    def count(self) -> Count:
        return self.case.count

    @property
    def tie(self) -> Tie | None:
        return self.case.tie

    @property
    def whole(self) -> Counted | None:
        return self.case.whole

    @property
    def of_things(self) -> bool:
        return self.figure.outcome == LOST

    @property
    def span(self) -> tuple[int, int]:
        return self.figure.start, self.figure.end

    def holds(self, count: Count) -> bool:
        """Whether a number is small enough to be a part of this one."""
        size = self.figure.quantity.high or self.figure.quantity.low
        smaller = count.quantity.low or count.quantity.high
        return size is None or smaller is None or size >= smaller
