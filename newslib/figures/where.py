"""Where a figure happened and whose people it counts, for every language."""

from collections.abc import Sequence
from functools import cache

from newslib.figures.cases import SOLDIERS, Case, Counted
from newslib.figures.locations import MOVED, Located, Locations
from newslib.figures.scenes import Scene
from newslib.figures.sides import Sides
from newslib.figures.toponyms import HERE, WHENCE, Toponym
from newslib.readings import Reading

_OF_HAPPENINGS = ("incident", "increment")  # tallies of what an article may be about


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
        """Notes whom a sentence names."""
        self._sides.hear(scene)

    def names_town(self, scene: Scene) -> bool:
        """Whether a sentence names where something happened, closer than a country."""
        named = self._locations.within(scene.sentence)
        return any(m.rank == HERE and m.kind != "country" for m in named)

    def of(self, case: Case, span: tuple[int, int], group: str, tally: str) -> tuple[Located | None, str | None]:
        """Where and whose the people of a case are, None where nothing tells."""
        carry = _may_carry(case, group, tally)
        event = carry and tally in _OF_HAPPENINGS and group not in SOLDIERS
        located = _of_row(case) or self._locations.of(case, span, carry=carry, event=event)
        known = located if located and located.place_id else None
        side = self._sides.of(case, group, cache(lambda: known or self._locations.around(case)))
        return located if located and _may_hold(case, located, tally) else None, side

    def settled(self, found: Sequence[Counted]) -> list[Counted]:
        """The figures of the whole text with the sides that only all of it tells."""
        return self._sides.settled(found)


def _may_hold(case: Case, located: Located, tally: str) -> bool:
    """Whether a place may be where all whom a figure counts were; one told in another sentence cannot hold all whom a
    running total of thousands counts."""
    told = located.how == "sentence" or not (tally == "cumulative" and case.vast)
    return told and not _tells_whose(case, located.mention)


def _tells_whose(case: Case, mention: Toponym) -> bool:
    """Whether a land only says whose they are: "20 dead from Chad"; prisoners return to one, they are freed nowhere."""
    land = mention.kind == "country"
    returned = case.outcome == "released" and mention.rank == HERE
    return land and (returned or (mention.rank == WHENCE and case.outcome not in (*MOVED, "released")))


def _may_carry(case: Case, group: str, tally: str) -> bool:
    """Whether a figure may take over the place of another sentence: losses of an army and shares of time do not."""
    everywhere = case.vast and case.scene.passage.has("everywhere")
    of_army = tally == "cumulative" and group in SOLDIERS
    nobody = case.count.quantity.stated == 0
    of_army = of_army or (case.outcome == "casualties" and not case.scene.passage.linked and not nobody)
    if case.outcome == "released":
        return False
    return tally != "rate" and not everywhere and not of_army


def _of_row(case: Case) -> Located | None:
    """The label of a list row when it is nothing but a place; "on latest data" names none."""
    passage = case.scene.passage
    first, last = case.row or (0, 0)
    named = any(passage.printed(i, i + 1)[:1].isupper() for i in range(first, last))
    if not named or case.outcome == "released":
        return None  # "to Ukraine: 230"
    offset = passage.sentence.start
    start, end = passage.words[first].start + offset, passage.words[last - 1].end + offset
    return Located(Toponym(start, end, passage.printed(first, last), HERE, None), "sentence")
