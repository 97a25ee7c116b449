"""Which place belongs to a figure: among those of its sentence, of the sentences before, of the whole text."""

from __future__ import annotations

from collections.abc import Sequence

from newslib.figures.cases import REMEMBERED, Count
from newslib.figures.linked.places import HERE, NEAR, STANDING, UNKNOWN, WHENCE, PlaceMention, places_in
from newslib.figures.scenes import Scene
from newslib.passages import SUBJECTS
from newslib.readings import Reading

_FRAGMENT = 40  # characters of a sentence that tells too little to push another out of mind
_FRAGMENTS = 6  # sentences looked back at, fragments included
_SHORT = 60  # characters between people and whence they were brought
_LEAD = 2  # sentences of a text that name what it is about
_NAMED = 3  # times a text names what it is about
_LEFT = ("evacuated", "displaced")  # outcomes of people who went away from a place
_BEHIND = 5  # words between people and the place right behind them


class Locations:
    """The places of one text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self._reading, self._numbers = reading, numbers
        self._at = {number: i for i, number in enumerate(numbers)}
        self._places: dict[int, list[PlaceMention]] = {}
        self._subject: list[PlaceMention] | None = None

    def of(
        self, scene: Scene, count: Count, span: tuple[int, int], outcome: str, *, carry: bool
    ) -> PlaceMention | None:
        """The place of a figure, None when nothing tells.

        Args:
            scene: the sentence.
            count: the number.
            span: start and end of the figure in the article, end exclusive.
            outcome: what happened.
            carry: whether a place told elsewhere in the text may be meant.
        """
        found = place_of(scene, count, span, self._in(scene.number))
        return found or (self._carried(scene.number, outcome) if carry else None)

    def before(self, number: int) -> Sequence[int]:
        """Numbers of the sentences right before a sentence."""
        at = first = self._at[number]
        told = 0
        while first > 0 and told < REMEMBERED and at - first < _FRAGMENTS:
            first -= 1
            told += len(self._reading.sentences[self._numbers[first]].text) > _FRAGMENT
        return self._numbers[first:at]

    def _in(self, number: int) -> list[PlaceMention]:
        if number not in self._places:
            self._places[number] = places_in(self._reading.sentences[number])
        return self._places[number]

    def _carried(self, number: int, outcome: str) -> PlaceMention | None:
        """The last place told before, else what the text is about, else a place that was named at all."""
        before = [self._in(n) for n in self.before(number)]
        found = carried(before, HERE, UNKNOWN, NEAR) or self._topic() or carried(before, STANDING)
        return found or (carried(before, WHENCE) if outcome in _LEFT else None)

    def _topic(self) -> PlaceMention | None:
        """The place a text opens with and keeps naming."""
        if self._subject is None:
            opened = [p for number in self._numbers[:_LEAD] for p in self._in(number) if p.rank in (HERE, UNKNOWN)]
            self._subject = [p for p in opened if not p.actor and self._reading.text.count(p.text) >= _NAMED]
        return self._subject[0] if self._subject else None


def place_of(scene: Scene, count: Count, span: tuple[int, int], here: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place of a figure among those of its sentence: right behind it, else by rank, then by nearness."""
    near = [p for p in here if p.rank < WHENCE or 0 <= p.start - span[1] < _SHORT]
    near = [p for p in near if not _elsewhere(scene, count, p)]
    same = [p for p in near if not _besides(scene, count, p)]
    near = same or [p for p in near if not p.actor]
    return min(near, key=lambda p: (not _right_behind(scene, span, p), p.rank, _distance(span, p)), default=None)


def carried(before: Sequence[Sequence[PlaceMention]], *ranks: int) -> PlaceMention | None:
    """The place of some ranks that a sentence takes over from the sentences before it, the nearest last."""
    for here in reversed(before):
        told = [p for p in here if p.rank in ranks]
        if told:
            return min(told, key=lambda p: (p.rank, p.side is None, p.start))
    return None


def _distance(span: tuple[int, int], place: PlaceMention) -> int:
    return max(place.start - span[1], span[0] - place.end, 0)


def _right_behind(scene: Scene, span: tuple[int, int], place: PlaceMention) -> bool:
    """Whether nothing but a preposition and the like stands between people and place: "two in the town of Bucha"."""
    offset = scene.sentence.start
    if place.rank > NEAR or span[1] >= place.start:
        return False
    words = [t for t in scene.words if span[1] <= offset + t.start < place.start and t.kind != "space"]
    return 0 < len(words) <= _BEHIND and scene.does(words[0], "place") and not any(t.is_sign for t in words)


def _elsewhere(scene: Scene, count: Count, place: PlaceMention) -> bool:
    """Whether a place is told of other people, or named as who does or suffers something."""
    token = scene.words[scene.passage.at(place.end - scene.sentence.start - 1) or 0]
    acts = place.rank == STANDING and not place.side and token.link in (*SUBJECTS, "recipient")
    return acts or scene.apart(token, count)


def _besides(scene: Scene, count: Count, place: PlaceMention) -> bool:
    return scene.besides(scene.words[scene.passage.at(place.start - scene.sentence.start) or 0], count)
