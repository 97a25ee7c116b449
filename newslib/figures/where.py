"""Where a figure happened and whose people it counts, for every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.figures.cases import SOLDIERS, Case, Counted
from newslib.figures.locations import Located, Locations
from newslib.figures.places import HERE, Mention
from newslib.figures.scenes import Scene
from newslib.figures.sides import Sides
from newslib.figures.stories import Whereabouts
from newslib.readings import Reading


class Where:
    """The places and sides of one text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self._locations = Locations(reading, numbers)
        self._sides = Sides(reading, self._locations)

    def hear(self, scene: Scene) -> None:
        self._sides.hear(scene)

    def names_town(self, scene: Scene) -> bool:
        named = self._locations.within(scene.sentence)
        return any(m.rank == HERE and not (m.place and m.place.kind == "country") for m in named)

    def of(self, case: Case, span: tuple[int, int], group: str, tally: str) -> Whereabouts:
        located = _of_row(case) or self._locations.of(case, span, group, tally)
        near = located if located and located.place_id and located.how != "article" else None
        around = near or self._locations.around(case)
        if near is None and around and around.how == "named" and case.vast and group not in SOLDIERS:
            around = replace(around, how="before")  # a place too small for thousands still tells whose they are
        side = self._sides.of(case, group, around)
        return Whereabouts(None if located and _is_return(case, located.mention) else located, side)

    def settled(self, found: Sequence[Counted]) -> list[Counted]:
        return self._sides.settled(found)


def _is_return(case: Case, mention: Mention) -> bool:
    """Whether a land only says whose they are: prisoners return to one, they are freed nowhere."""
    return case.outcome == "released" and mention.rank == HERE and mention.kind == "country"


def _of_row(case: Case) -> Located | None:
    """The label of a list row when it is nothing but a place."""
    if case.row is None:
        return None
    first, last = case.row
    passage = case.scene.passage
    offset = passage.sentence.start
    start, end = passage.words[first].start + offset, passage.words[last - 1].end + offset
    return Located(Mention(start, end, passage.printed(first, last), HERE, None), "sentence")
