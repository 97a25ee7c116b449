"""Where and whose, read off the order of words."""

from __future__ import annotations

from collections.abc import Sequence

from newslib.figures.cases import Case, Counted
from newslib.figures.groups import taken_by_verb, were_destroyed
from newslib.figures.lookups import opponent
from newslib.figures.ordered.places import COUNTRY, HERE, LAND, OFFICE, Place, carried, place_of, places
from newslib.figures.ordered.sides import home_side, lost_by_them, named_side, origin_side, told_side
from newslib.figures.records import SOLDIERS
from newslib.figures.scenes import Scene
from newslib.figures.stories import Whereabouts
from newslib.figures.totals import with_sides
from newslib.passages import Passage

_CARRIED = 30  # sentences over which a place is taken over
_HEADING = 3  # words of a line that heads a list
_STEM = 6  # letters by which two forms of one word are known
_TOLD_APART = frozenset({"civilian", "children", "women", "medical", "police", "foreign"})


def _stem(passage: Passage, i: int) -> str:
    """The first letters of a word, by which its other forms are known; empty where the sentence has no such word."""
    return passage.words[i].form[:_STEM] if i < len(passage) else ""


class OrderedSurroundings:
    """The places and sides that a text has named so far."""

    def __init__(self) -> None:
        self._places: list[list[Place]] = []  # of each sentence, the one being read last
        self._named: dict[str, str] = {}  # sides by the nouns of people they were named with
        self._spoken_of: list[str] = []  # the side each sentence named last, empty when none
        self._before: dict[Scene, str] = {}  # the side named last before each sentence
        self._heading: str | None = None  # the side named over the list that is being read: "Russia:"
        self._headed: str | None = None  # the side that the last line of the sentence names over what follows
        self._persons: set[str] = set()  # surnames that a given name stood before

    def hear(self, scene: Scene) -> bool:
        passage = scene.passage
        self._note_persons(passage)
        here = places(passage)
        self._places.append([p for p in here if p.side is not None or _stem(passage, p.first) not in self._persons])
        self._note_sides(passage)
        self._before[scene] = self._side_spoken_of() or ""
        return any(place.rank == HERE for place in self._places[-1])

    def of(self, case: Case, span: tuple[int, int], group: str, tally: str) -> Whereabouts:
        place = _place_of_row(case) or _place_behind(case, self._places[-1])
        place = place or self._place(case, _carried_rank(case, group, tally))
        return Whereabouts(place.text if place else None, self._side(case, group, place))

    def settled(self, found: Sequence[Counted]) -> list[Counted]:
        return with_sides(found, [self._before.get(one.scene, "") for one in found])

    def _note_persons(self, passage: Passage) -> None:
        pairs = range(len(passage) - 1)
        if any(passage.is_capital(i) and passage.is_capital(i + 1) for i in pairs):
            ends = (hit.last for hit in passage.hits("given_names") if passage.is_capital(hit.first))
            self._persons.update(_stem(passage, i) for i in ends if passage.is_capital(i))

    def _note_sides(self, passage: Passage) -> None:
        """Whose soldiers a sentence speaks of ("Ukrainian prisoners"), and whom it names over a list ("Russia:")."""
        sides = [hit for hit in passage.hits("sides") if hit.row["side"]]
        for hit in sides:
            group = passage.starting("groups").get(hit.last)
            if group is not None:
                self._named[_stem(passage, group.first)] = hit.row["side"]
        told = [hit.row["side"] for hit in sides if not passage.does(hit.first - 1, "office", "place")]
        self._spoken_of.append(told[-1] if told else "")
        goes_on = passage.quantities or passage.is_sign(len(passage) - 1, ":")
        self._heading = self._headed or (self._heading if goes_on else None)
        self._headed = told[-1] if told and _heads(passage) else None

    def _place(self, case: Case, worst: int | None) -> Place | None:
        """Where people were counted: in the sentence, else taken over, at worst a place of that rank (None: never)."""
        here = place_of((case.count.first, case.count.end), self._places[-1])
        if worst is None or (here is not None and here.rank != OFFICE):
            return here
        before = self._places[-1 - _CARRIED : -1]
        return carried(before, LAND) or here if here else carried(before, worst)

    def _side_of(self, place: Place | None) -> str | None:
        """Whose people live in a place, told by its name or a larger place beside it; empty when that is open."""
        if place is None or place.side is not None:
            return place.side if place else None
        here = next((found for found in self._places[-1 - _CARRIED :] if place in found), [])
        return next((p.side for p in here if p.side is not None and p.rank == HERE), None)

    def _side(self, case: Case, group: str, place: Place | None) -> str | None:
        """Whose people were counted: named beside them, told by the clause, by the place, by the figures before."""
        here = place in self._places[-1]
        local = None if place and place.rank == COUNTRY and not here else self._side_of(place)
        settled = group not in SOLDIERS and case.outcome not in ("displaced", "equipment_lost")
        known = named_side(case.count) or (local if settled and here else None)
        known = known or self._told(case) or self._heading
        if known or group == "foreign":
            return known
        leaned = _leaned_on(case, group)
        if leaned:
            return leaned
        if group in SOLDIERS:
            return self._of_soldiers(case, group)
        home = home_side(case.scene.passage.language)
        if group == "unspecified" and were_destroyed(case):
            return opponent(home)
        if case.outcome == "displaced":
            told = origin_side(case.scene.passage) or _side_before(case, case.outcome)
            return told or home or self._side_spoken_of()
        return (local or None) if local is not None else home

    def _told(self, case: Case) -> str | None:
        """The side that the clause tells, or that it goes back to: "they lost", "this is less than 100"."""
        tie, passage = case.tie, case.scene.passage
        if tie is None:
            return None
        mark = case.part.mark if case.part else None
        told = told_side(passage, case.count, tie, mark)
        goes_back = lost_by_them(passage, tie) or (tie.rule == "again" and case.like is None)
        return told or (self._side_spoken_of() if goes_back else None)

    def _of_soldiers(self, case: Case, group: str) -> str | None:
        """The side the same noun was named with, else one's own, or the enemy's when they were destroyed."""
        noun, passage = case.count.noun, case.scene.passage
        if noun is not None and _stem(passage, noun) in self._named:
            return self._named[_stem(passage, noun)]
        home = home_side(passage.language)
        return (opponent(home) if were_destroyed(case) else home) or _side_before(case, group)

    def _side_spoken_of(self) -> str | None:
        """The side that was named last in the sentences before the one being read."""
        return next(filter(None, reversed(self._spoken_of[:-1])), None)


def _side_before(case: Case, kind: str) -> str | None:
    """The side of the last figure of a group or outcome."""
    before = (*case.before, *case.here)
    sided = (c.figure.side for c in reversed(before) if kind in (c.figure.group, c.figure.outcome))
    return next(filter(None, sided), None)


def _heads(passage: Passage) -> bool:
    """Whether the last line of a sentence is a few words before a colon."""
    line = passage.text.rstrip().rsplit("\n", 1)[-1]
    return line.endswith(":") and len(line.split()) <= _HEADING


def _leaned_on(case: Case, group: str) -> str | None:
    """The side of the people that a number goes back to, or of the figure it leans on."""
    if case.part is not None and case.part.among is not None and case.part.among.side:
        return case.part.among.side
    other, like = taken_by_verb(case), case.like
    if other is not None and other["side"]:
        return other["side"]
    leans = like is not None and (_is_one_list(case) or group not in _TOLD_APART)
    return like.figure.side if leans and like is not None else None


def _is_one_list(case: Case) -> bool:
    """Whether a number is a part of the one it leans on, or shares its verb."""
    shared = case.like is not None and case.main is not None and case.like.case.main is case.main
    return case.part is not None or shared


def _place_behind(case: Case, here: Sequence[Place]) -> Place | None:
    """The place right behind a number that stands alone: "two in Sumy", "two - in Sumy"."""
    passage, i = case.scene.passage, case.count.end
    i += passage.is_dash(i)
    alone = case.count.noun is None or i > case.count.end
    return next((p for p in here if p.first > i), None) if alone and passage.does(i, "place") else None


def _carried_rank(case: Case, group: str, tally: str) -> int | None:
    """The widest kind of place that a figure takes over from other sentences; None for losses of a whole army."""
    if case.outcome == "casualties" or (tally == "cumulative" and group in SOLDIERS):
        return None
    return HERE if group in SOLDIERS else COUNTRY


def _place_of_row(case: Case) -> Place | None:
    """The label of a list row when it is nothing but a place."""
    if case.row is None:
        return None
    first, last = case.row
    passage = case.scene.passage
    known = [hit.row["side"] for hit in passage.hits("places") if first <= hit.first < last]
    return Place(first, last, passage.printed(first, last), HERE, known[0] if known else None)
