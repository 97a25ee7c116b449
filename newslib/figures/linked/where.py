"""Where and whose, read off sentences whose words have heads."""

from __future__ import annotations

from collections.abc import Sequence

from newslib.figures.cases import Case, Counted
from newslib.figures.linked.locations import Locations
from newslib.figures.linked.sides import Sides
from newslib.figures.scenes import Scene
from newslib.figures.stories import Whereabouts
from newslib.readings import Reading


class LinkedSurroundings:
    """The places and sides of one text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self._locations = Locations(reading, numbers)
        self._sides = Sides(reading)

    def hear(self, scene: Scene) -> bool:
        return any(i not in scene.hits("sides") for i in scene.hits("places"))

    def of(self, case: Case, span: tuple[int, int], group: str, tally: str) -> Whereabouts:
        everywhere = case.vast and any(case.scene.does(word, "everywhere") for word in case.scene.words)
        carry = tally != "rate" and not everywhere
        place = self._locations.of(case.scene, case.count, span, case.outcome, carry=carry)
        before = () if everywhere else self._locations.before(case.scene.number)
        side = self._sides.of(case, group, place, before)
        # a place told in another sentence cannot hold all whom a running total of thousands counts
        narrow = place and tally == "cumulative" and case.vast and place.start < case.scene.sentence.start
        return Whereabouts(place.text if place and not narrow else None, side)

    def settled(self, found: Sequence[Counted]) -> list[Counted]:
        return list(found)
