"""What a text tells of sides: those named with nouns of people and over lists, who attacks, whose armies it names."""

from collections.abc import Sequence
from functools import partial

from newslib import sides
from newslib.figures.attackers import attackers_in, passage_of
from newslib.figures.cases import LOSSES, Case
from newslib.figures.locations import Located, Locations
from newslib.figures.owners import TAKEN, speaker
from newslib.figures.scenes import Scene
from newslib.figures.whose import heads_list, losing_side, told_sides
from newslib.lexicons import kept, lexicon
from newslib.passages import Passage, WordHit
from newslib.readings import Reading
from newslib.sides import opponent

_STEM = 6  # letters by which two forms of one word are known


class TextSides:
    """The sides that one text speaks of.

    Args:
        reading: the text.
        locations: its places.
    """

    def __init__(self, reading: Reading, locations: Locations) -> None:
        self._reading, self._locations = reading, locations
        self.words = (reading.text, locations.language)
        self._named: dict[str, str] = {}  # sides by the nouns of people they were named with
        self._spoken_of: list[str] = []  # the side each sentence named last, empty when none
        self._before: dict[Scene, str] = {}  # the side named last before each sentence
        self._unheard: list[Scene] = []  # sentences in which no figure has asked for sides yet
        self.heading: str | None = None  # the side named over the list that is being read: "Russia:"
        self._headed: str | None = None  # the side that the last line of the sentence names over what follows

    def hear(self, scene: Scene) -> None:
        """Takes in the next sentence; what it tells is looked up when a figure in it, or after it, asks."""
        if not scene.passage.linked:
            self._unheard.append(scene)

    def listen(self) -> None:
        """Looks up what the sentences heard so far tell."""
        for scene in self._unheard:
            self._note(scene)
        self._unheard.clear()

    def _note(self, scene: Scene) -> None:
        """Notes whose soldiers a sentence speaks of, and whom it names over a list ("Russia:")."""
        passage = scene.passage
        named, people = _named_in(passage), passage.starting("groups")
        self._named |= {_stem(passage, hit.last): hit.row["side"] for hit in named if hit.last in people}
        told = [hit.row["side"] for hit in named if not passage.does(hit.first - 1, "office", "place")]
        self._spoken_of.append(told[-1] if told else "")
        self._head(passage, self._spoken_of[-1] or None)
        self._before[scene] = self.spoken_of() or ""

    def _head(self, passage: Passage, told: str | None) -> None:
        """Notes which side stands over the list that is read or begins: "Russia:"."""
        if self._headed or not (passage.quantities or passage.is_sign(len(passage) - 1, ":")):
            self.heading = self._headed
        self._headed = told if heads_list(passage) else None

    def spoken_of(self) -> str | None:
        """The side that was named last in the sentences before the one being read."""
        return next(filter(None, reversed(self._spoken_of[:-1])), None)

    def before(self, scene: Scene) -> str:
        """The side named last before a sentence, empty when none was."""
        return self._before.get(scene, "")

    def named_with(self, case: Case) -> str | None:
        """The side that the noun of a case was named with."""
        noun = case.count.noun
        return self._named.get(_stem(case.scene.passage, noun)) if noun is not None else None

    def home(self, located: Located | None, *, fighters: bool) -> str | None:
        """Whose people a text of war means that names no side: its country's, unless it tells of lands elsewhere.

        Args:
            located: where they are.
            fighters: they fight, so that it is of war whatever else it tells.
        """
        home = self._home_side
        if not home or (home_of(located) or home) != home:
            return None
        told, arms = sides.named_in(*self.words), sides.tells_of_arms(*self.words)
        if not told:
            return home if arms or fighters else None
        if told[home] and (arms or located is not None):
            return home
        return home if told[opponent(home) or ""] else None

    @property
    def _home_side(self) -> str:
        return lexicon(self._locations.language).settings.get("home_side") or ""

    def attackers_near(self, case: Case) -> list[str]:
        """Who attacks in the sentence of a case and those right before it, the nearest first."""
        return [side for number in self._near(case) for side in attackers_in(self._reading, number)[-1:]]

    def attackers_beside(self, case: Case) -> list[str]:
        """Who attacks in the sentence of a case."""
        return attackers_in(self._reading, case.scene.number)

    def foe_of(self, attackers: Sequence[str]) -> str | None:
        """Whom the first of some attackers fights, where the text names that side or is in its language."""
        told = sides.named_in(*self.words)
        foes = filter(None, (sides.enemy(side, *self.words) for side in attackers))
        return next((foe for foe in foes if told[foe] or foe == self._home_side), None)

    def losing_before(self, case: Case) -> str | None:
        """Whose losses the sentence of a case or the nearest before it speaks of."""
        if case.outcome not in LOSSES - TAKEN:
            return None
        told = (self._reading.once((losing_side, n), partial(self._losing_in, n)) for n in self._near(case))
        return next(filter(None, told), None)

    def _near(self, case: Case) -> tuple[int, ...]:
        return (case.scene.number, *reversed(self._locations.before(case.scene.number)))

    def _losing_in(self, number: int) -> str | None:
        return losing_side(passage_of(self._reading, number))

    @kept
    def voice(self) -> str | None:
        """The side of who says "we" and calls the others occupiers, bandits or the like."""
        return speaker(self._reading)

    @kept
    def armies(self) -> frozenset[str]:
        """Whose armies the text names."""
        return sides.fielded(*self.words)

    def names_rival(self, side: str | None) -> bool:
        """Whether the text names one that a side is at odds with."""
        told = sides.named_in(*self.words)
        return any(told[rival] for rival in sides.rivals(side or ""))


def home_of(located: Located | None) -> str | None:
    """Whose people live in a place."""
    return sides.of_place(located.place_id) if located else None


def _named_in(passage: Passage) -> list[WordHit]:
    """The sides that a sentence names, but for a line of one word that says whence a text was sent."""
    named = [hit for hit in told_sides(passage) if hit.row["side"]]
    return [] if len(passage.printed_words) == 1 and not heads_list(passage) else named


def _stem(passage: Passage, i: int) -> str:
    """The first letters of a word, by which its other forms are known; empty where the sentence has no such word."""
    return passage.words[i].form[:_STEM] if i < len(passage) else ""
