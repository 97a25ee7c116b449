"""Whose people a number counts, from the surest sign to the faintest."""

from collections.abc import Callable, Sequence
from functools import partial

from newslib import sides
from newslib.figures.attackers import attackers_in, passage_of
from newslib.figures.cases import KEPT, LOSSES, LOST, SOLDIERS, Case, Counted
from newslib.figures.groups import PEOPLE, UNSPECIFIED, were_destroyed
from newslib.figures.locations import Located, Locations
from newslib.figures.owners import (
    HELD,
    TAKEN,
    doer,
    in_war,
    lost_by_stranger,
    noun_of,
    own_side,
    owned_side,
    side_of_phrase,
    speaker,
)
from newslib.figures.scenes import Scene
from newslib.figures.toponyms import WHITHER
from newslib.figures.totals import with_sides
from newslib.figures.whose import (
    freed_side,
    heads_list,
    is_held,
    is_in_arms,
    is_of_both,
    losing_side,
    lost_by_them,
    named_side,
    origin_side,
    side_before_colon,
    side_behind_place,
    side_leaned_on,
    side_of_army,
    tells_own_losses,
    told_side,
    told_sides,
)
from newslib.lexicons import kept, lexicon
from newslib.passages import Passage
from newslib.readings import Reading
from newslib.sides import opponent

_STEM = 6  # letters by which two forms of one word are known
_TOLD = ("sentence", "before")  # how a place is told that a figure has itself
_STRUCK = frozenset({"killed", "wounded", "casualties"})
_UNPLACED = frozenset({"displaced", LOST})  # outcomes that befall people away from their home, or things


class Sides:
    """Whose people are counted in one text.

    Args:
        reading: the text.
        locations: its places.
    """

    def __init__(self, reading: Reading, locations: Locations) -> None:
        self._reading, self._locations = reading, locations
        self._words = (reading.text, locations.language)
        self._named: dict[str, str] = {}  # sides by the nouns of people they were named with
        self._spoken_of: list[str] = []  # the side each sentence named last, empty when none
        self._before: dict[Scene, str] = {}  # the side named last before each sentence
        self._unheard: list[Scene] = []  # sentences in which no figure has asked for sides yet
        self._heading: str | None = None  # the side named over the list that is being read: "Russia:"
        self._headed: str | None = None  # the side that the last line of the sentence names over what follows

    def hear(self, scene: Scene) -> None:
        """Takes in the next sentence; what it tells is looked up when a figure in it, or after it, asks."""
        if not scene.passage.linked:
            self._unheard.append(scene)

    def _hear(self, scene: Scene) -> None:
        """Notes whose soldiers a sentence speaks of, and whom it names over a list ("Russia:")."""
        passage = scene.passage
        named = [hit for hit in told_sides(passage) if hit.row["side"]]
        if named and len(passage.printed_words) == 1 and not heads_list(passage):
            named = []  # whence a text was sent
        for hit in named:
            group = passage.starting("groups").get(hit.last)
            if group is not None:
                self._named[_stem(passage, group.first)] = hit.row["side"]
        told = [hit.row["side"] for hit in named if not passage.does(hit.first - 1, "office", "place")]
        self._spoken_of.append(told[-1] if told else "")
        goes_on = self._heading and (passage.quantities or passage.is_sign(len(passage) - 1, ":"))
        self._heading = self._headed or (self._heading if goes_on else None)
        self._headed = told[-1] if told and heads_list(passage) else None
        self._before[scene] = self._side_spoken_of() or ""

    def of(self, case: Case, group: str, located: Callable[[], Located | None]) -> str | None:
        """The side of the people counted, None when the text leaves it open.

        What their own phrase names; whose loss it is said to be; the whole they are a part of; the foe of who did it;
        the people they are counted with; for those who are no soldiers, whose people live there; what was read
        before of the like; who attacked; last, whose voice speaks.

        Args:
            case: the number, its outcome known.
            group: the group of the people.
            located: where it happened; asked only where nothing surer tells.
        """
        for scene in self._unheard:
            self._hear(scene)
        self._unheard.clear()
        passage = case.scene.passage
        freed = freed_side(passage, case.count) if case.outcome == "released" and not case.count.side else None
        if is_of_both(case):
            return None
        if freed or not passage.linked:
            in_arms = group in (PEOPLE, UNSPECIFIED) and (tells_own_losses(case) or is_in_arms(case))
            told_as = "military" if in_arms else group
            return freed or self._by_order(case, told_as, located())
        return self._by_heads(case, group, located)

    def settled(self, found: Sequence[Counted]) -> list[Counted]:
        """The figures of a whole text with the sides that only all of it tells."""
        if not found or found[0].scene.passage.linked:
            return list(found)
        return with_sides(found, [self._before.get(one.scene, "") for one in found])

    def _local(self, case: Case, group: str, located: Located | None) -> str | None:
        """Whose people live in a place: empty when that is open, None where nothing says that they are of a side.

        Civilians are counted as their country's in a war between sides: where the country is one whose dead are always
        counted so, or where the text names one that it is at odds with. Police are their country's everywhere.
        """
        land = located is not None and "/" not in located.place_id
        if case.outcome == "released":  # captives are let go where the other side lives, and return to their land
            return _home_of(located) if land and located and located.how == "sentence" else None
        if is_held(case):
            return opponent(sides.one_group(*self._words))
        whither = located and located.mention.rank == WHITHER and located.how == "sentence"
        side = sides.of_place(located.place_id) if located and not whither else None
        placed = _is_told(located)
        named = land or (located is not None and located.how == "named" and group == UNSPECIFIED)
        if not placed and (not side or (named and sides.enemy(side, *self._words))):
            return None  # a land at war, or a town of it, that is only named
        attackers = self._attackers_near(case) if side and case.outcome in _STRUCK else []
        if side in attackers and opponent(side) not in attackers:
            return "" if placed else self._foe_of([side]) or ""  # who shells a place does not count its people as his
        if not side or group == "police" or sides.counts_civilians(side, *self._words):
            return side
        told = sides.named_in(*self._words)
        at_odds = any(told[rival] for rival in sides.rivals(side))
        return side if at_odds and sides.tells_of_arms(*self._words) else None

    # by heads: the parse says what belongs together

    def _by_heads(self, case: Case, group: str, located: Callable[[], Located | None]) -> str | None:
        own = None if group == "foreign" else own_side(case)  # whose fighters they are, not whose citizens
        ours = any(case.scene.does(child, "ours") for child in noun_of(case).children)  # "150 of our people"
        own = own or owned_side(case) or (self._voice if ours else None)
        if not own and case.whole and group != "foreign":
            own = case.whole.figure.side
        if own:
            return own
        scene, like, foe = case.scene, case.like, self._of_doer(case, group, located)
        if group == "foreign" or foe:
            return foe
        if like and (like.figure.side or _shares_people(case)) and (case.count.noun is None or group == UNSPECIFIED):
            return like.figure.side
        if case.outcome == LOST:
            return case.here[-1].figure.side if case.here else None
        if group in (PEOPLE, UNSPECIFIED) and case.main and in_war(scene, scene.words[case.main.word]):
            return None
        if _is_stranger(case) or lost_by_stranger(case):
            given_up = side_of_army(case, group) if case.outcome == "surrendered" else None
            return given_up or (sides.one_group(*self._words) if _is_stranger(case) else None)
        return self._around(case, group, located())

    def _of_doer(self, case: Case, group: str, located: Callable[[], Located | None]) -> str | None:
        """The side against whom it was done, not in another land; who evacuates people or brings them home does it for
        his own."""
        subject = doer(case.scene, case.scene.words[case.main.word]) if case.main is not None else None
        side = side_of_phrase(case.scene, subject, joined=True) if subject is not None else None
        if case.main is None or not side:
            return None
        brought_home = case.outcome == "released" and case.main.role == "phrase"
        if case.outcome == "evacuated" or brought_home:
            return side
        against = sides.foe if case.outcome in HELD else sides.enemy
        foe = opponent(side) if _is_stranger(case) and case.outcome not in HELD else against(side, *self._words)
        homes = (None, "", side, foe) if group in SOLDIERS else (None, foe)
        return foe if foe and _home_of(located()) in homes else None

    def _around(self, case: Case, group: str, located: Located | None) -> str | None:
        """The side that place, memory, attackers or the voice of the text tell."""
        soldiers = group in SOLDIERS
        if located and not _is_told(located) and case.outcome in TAKEN:
            located = None  # who was taken need not be of a place that is only named
        local = self._local(case, group, located) if located and not soldiers else None
        if located and local is not None:
            return local or _counted_there(case, located) or self._voice
        told = self._remembered(case, group, located)
        if soldiers and not told:
            return self._only_side(case, located) if case.outcome != "released" else None
        return told or self._voice

    def _remembered(self, case: Case, group: str, located: Located | None) -> str | None:
        """What the text told of the side before, or who attacked there."""
        told = (side_of_army(case, group) or self._losing_before(case)) if group in SOLDIERS else None
        if told:
            return told
        like = [c for c in (*case.near, case.like) if c and c.figure.side and _kind(c.figure.group) == _kind(group)]
        like = [c for c in like if group not in SOLDIERS or not _is_stranger(c.case)]
        near = [c for c in like if c.case.part is None]
        home = _home_of(located) if _is_told(located) and group not in SOLDIERS else None
        if near and home in (None, "", near[-1].figure.side):
            return near[-1].figure.side
        foe = self._foe_of(self._attackers_near(case))
        if foe:
            return foe
        placed = _is_told(located) and case.outcome not in TAKEN
        local = self._local(case, group, located) if placed else None
        fought = group in SOLDIERS and case.outcome in _STRUCK and not self._armies <= {local, ""}
        return None if fought else local or None

    def _attackers_near(self, case: Case) -> list[str]:
        """Who attacks in the sentence of a case and those right before it, the nearest first."""
        numbers = (case.scene.number, *reversed(self._locations.before(case.scene.number)))
        return [side for number in numbers for side in attackers_in(self._reading, number)[-1:]]

    def _foe_of(self, attackers: Sequence[str]) -> str | None:
        """Whom the first of some attackers fights, where the text names that side or is in its language."""
        told = sides.named_in(*self._words)
        home = lexicon(self._locations.language).settings.get("home_side")
        foes = filter(None, (sides.enemy(side, *self._words) for side in attackers))
        return next((foe for foe in foes if told[foe] or foe == home), None)

    @kept
    def _voice(self) -> str | None:
        """The side of who says "we" and calls the others occupiers, bandits or the like."""
        return speaker(self._reading)

    def _losing_before(self, case: Case) -> str | None:
        """Whose losses the sentence of a case or the nearest before it speaks of."""
        if case.outcome not in LOSSES - TAKEN:
            return None
        near = (case.scene.number, *reversed(self._locations.before(case.scene.number)))
        told = (self._reading.once((losing_side, n), partial(self._losing_in, n)) for n in near)
        return next(filter(None, told), None)

    def _losing_in(self, number: int) -> str | None:
        return losing_side(passage_of(self._reading, number))

    # by order: endings and the order of words say it

    def _by_order(self, case: Case, group: str, located: Located | None) -> str | None:
        named = None if _is_elsewhere(case, located) else named_side(case.count) or side_behind_place(case)
        if group == "foreign":  # of a nation at odds with who lives there, or at home, not guests
            at_home = not case.count.side or _home_of(located) in (None, named, *sides.rivals(named or ""))
            return named if at_home else None
        local = self._local(case, group, located)
        here = located is not None and located.how == "sentence"
        settled = here and group not in SOLDIERS and case.outcome not in _UNPLACED
        told = named or (local if settled else None) or self._told(case) or side_before_colon(case)
        told = told or self._heading or side_leaned_on(case, group)
        if told or _is_stranger(case):
            return told or sides.one_group(*self._words)
        return side_of_army(case, group) or self._unnamed(case, group, located, local)

    def _unnamed(self, case: Case, group: str, located: Located | None, local: str | None) -> str | None:
        """The side of people of whom no word says whose they are."""
        home = None if case.scene.passage.has("everywhere") else self._home(located)
        if case.outcome == "released":
            released = (c.figure.side for c in reversed(case.near) if c.figure.outcome == case.outcome)
            return local or next(filter(None, released), home)
        if group in SOLDIERS:
            return self._of_soldiers(case, group, home) or self._only_side(case, located)
        if group == "unspecified" and were_destroyed(case):
            return opponent(home)
        if case.outcome == "displaced":
            told = origin_side(case.scene.passage) or _side_before(case, case.outcome)
            return told or home or self._side_spoken_of()
        attacked = case.outcome in _STRUCK and not _is_told(located)
        foe = self._foe_of(attackers_in(self._reading, case.scene.number)) if attacked else None
        return foe or ((local or None) if local is not None else home)

    def _home(self, located: Located | None) -> str | None:
        """Whose people a text means that names no side: its country's, unless it tells of places or sides elsewhere."""
        home = lexicon(self._locations.language).settings.get("home_side") or None
        told, foe = sides.named_in(*self._words), opponent(home) or ""
        peace = told and not located and not told[foe] and not sides.tells_of_arms(*self._words)
        if home is None or (_home_of(located) or home) != home or peace:
            return None
        return home if not told or told[home] or told[foe] else None

    def _only_side(self, case: Case, located: Located | None) -> str | None:
        """The side in whose land soldiers were hit: its government's, or where the text tells of its army or it is at
        war, and names it most, no rival of it and no other army."""
        if any(case.scene.does(i, "army") for i in range(case.count.first, case.count.end)):
            return _home_of(located)
        side = _home_of(located) if _is_told(located) else None
        told, foe = sides.named_in(*self._words), opponent(sides.one_group(*self._words))
        lands = {one for one in told if sides.registry().get(one, {}).get("kind") == "country"}
        if foe and self._armies and lands <= {foe}:
            return foe  # "clashes of the army with Abu Sayyaf"
        if not side or any(told[rival] for rival in sides.rivals(side)) or told[side] < max(told.values(), default=0):
            return None
        fights = self._armies or sides.counts_civilians(side, *self._words)
        fights = fights or foe == side
        return side if fights and self._armies <= {side, ""} else None

    @kept
    def _armies(self) -> frozenset[str]:
        """Whose armies the text names."""
        return sides.fielded(*self._words)

    def _told(self, case: Case) -> str | None:
        """The side that the clause tells, or that it goes back to: "they lost", "this is less than 100"."""
        tie, passage = case.tie, case.scene.passage
        if tie is None:
            return None
        told = told_side(passage, case.count, tie, case.part.mark if case.part else None)
        goes_back = lost_by_them(passage, tie) or (tie.rule == "again" and case.like is None)
        return told or (self._side_spoken_of() if goes_back else None)

    def _of_soldiers(self, case: Case, group: str, home: str | None) -> str | None:
        """The side the same noun was named with, else one's own, or the enemy's when they were destroyed."""
        noun, passage = case.count.noun, case.scene.passage
        if noun is not None and _stem(passage, noun) in self._named:
            return self._named[_stem(passage, noun)]
        if home or were_destroyed(case):
            return opponent(home) if were_destroyed(case) else home
        return self._losing_before(case) or _side_before(case, group)

    def _side_spoken_of(self) -> str | None:
        """The side that was named last in the sentences before the one being read."""
        return next(filter(None, reversed(self._spoken_of[:-1])), None)


def _home_of(located: Located | None) -> str | None:
    """Whose people live in a place."""
    return sides.of_place(located.place_id) if located else None


def _is_told(located: Located | None) -> bool:
    """Whether a figure has its place itself, from its sentence or one before."""
    return located is not None and located.how in _TOLD


def _kind(group: str) -> str:
    """Soldiers and police are remembered apart from all others."""
    return "soldiers" if group in SOLDIERS else group if group == "police" else PEOPLE


def _stem(passage: Passage, i: int) -> str:
    """The first letters of a word, by which its other forms are known; empty where the sentence has no such word."""
    return passage.words[i].form[:_STEM] if i < len(passage) else ""


def _side_before(case: Case, kind: str) -> str | None:
    """The side of the last figure of a group or outcome."""
    before = (*case.before, *case.here)
    sided = (c.figure.side for c in reversed(before) if kind in (c.figure.group, c.figure.outcome))
    return next(filter(None, sided), None)


def _counted_there(case: Case, located: Located) -> str | None:
    """The side of those last counted in a place where people of both live."""
    last = [c.figure.side for c in (*case.before[-KEPT:], *case.here) if c.figure.place == located.text]
    return last[-1] if last else None


def _shares_people(case: Case) -> bool:
    """Whether a number without a noun is joined to another: "40 killed and another 60 wounded"."""
    like, node = case.like, case.scene.words[case.count.node]
    joined = like is not None and like.scene is case.scene and like.count.node in {t.i for t in node.ancestors}
    return joined and case.count.noun is None


def _is_stranger(case: Case) -> bool:
    """Whether people fight for nobody unless a text says for whom: "gunmen", "the attackers"."""
    row, other = case.count.group, case.whole or (case.like if case.count.noun is None else None)
    if row is None or row["group"] == UNSPECIFIED or case.whole:
        return other is not None and other.scene is case.scene and _is_stranger(other.case)
    return bool(row.get("war")) and not row["side"]


def _is_elsewhere(case: Case, located: Located | None) -> bool:
    """Whether a word that every war has is said of people in a land that is no party of that war: "militants"."""
    row, home = case.count.group, _home_of(located)
    here = located is not None and located.how == "sentence" and home
    return bool(here and row and row.get("war") and home not in (row["side"], opponent(row["side"])))
