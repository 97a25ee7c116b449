"""A number on its way to a figure, and the counts read before it that it may lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newslib.figures import Figure
from newslib.figures.by_parse.parts import Part
from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.figures.by_parse.ties import Tie

THINGS = "equipment_lost"
REMEMBERED = 3  # sentences back in which a whole, a place or a side is looked for
_VAST = 1000  # people
KEPT = 80  # counts looked back at, so that a text of numbers alone stays linear


@dataclass(frozen=True)
class Counted:
    """A figure that was read, with what later numbers may take over from it."""

    scene: Scene
    mention: Mention
    figure: Figure
    whole: Counted | None
    is_part: bool = False  # also where the whole is not numbered

    @property
    def of_things(self) -> bool:
        return self.figure.outcome == THINGS

    def holds(self, mention: Mention) -> bool:
        """Whether a number is small enough to be a part of this one."""
        size = self.figure.quantity.high or self.figure.quantity.low
        smaller = mention.quantity.low or mention.quantity.high
        return size is None or smaller is None or size >= smaller


@dataclass(frozen=True)
class Case:
    """One number on its way to a figure.

    ``here`` are the counts of its own sentence, ``before`` those of earlier ones, ``like`` the count whose
    people a number without a noun shares.
    """

    scene: Scene
    mention: Mention
    tied: Tie | None
    piece: Part | None
    before: Sequence[Counted] = ()
    here: Sequence[Counted] = ()
    whole: Counted | None = None
    taken: Counted | None = None  # the count that a bare number takes up: "Kyiv has confirmed only 250"
    outcome: str = ""

    @property
    def vast(self) -> bool:
        """Whether so many are counted as only a war or a country has."""
        return (self.mention.quantity.low or 0) >= _VAST

    @property
    def near(self) -> list[Counted]:
        """Counts of the sentences right before this one."""
        return [c for c in self.before[-KEPT:] if self.scene.number - c.scene.number <= REMEMBERED]

    @property
    def like(self) -> Counted | None:
        if self.taken:
            return self.taken
        things = self.outcome == THINGS
        earlier = [c for c in self.here if c.mention.first < self.mention.first and c.of_things == things]
        if self.whole or not earlier:
            return self.whole
        return earlier[-1].whole or earlier[-1]
