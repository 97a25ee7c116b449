"""The outcomes that numbers of a sentence have been tied to so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newslib.figures.cases import Told
from newslib.figures.ordered.counted import OTHER, PEOPLE, THINGS, Draft
from newslib.figures.ordered.scenes import ClauseScene


@dataclass(frozen=True)
class Bond:
    """The outcome of a mention. ``rule``: own, label, row, verb, list, added, part, zero, single, again.

    ``before`` tells whether the outcome's words stand before the number, ``whole`` is what it is a part of.
    """

    outcome: str  # empty when it is that of the whole
    rule: str
    happening: Told | None = None
    whole: Draft | None = None
    before: bool = True
    part: bool = False
    mark: int | None = None  # the word that makes it a part: "among"
    lost: Told | None = None  # the verb of losing that the outcome makes more exact: "lost 9,000 in killed"
    among: Draft | None = None  # the people it is a part of, when no outcome is told of them all


class Bonds:
    """The ties of one sentence, by the first word of the number."""

    def __init__(self, scene: ClauseScene) -> None:
        self.scene = scene
        self.ties: dict[int, Bond] = {}

    def set(self, mention: Draft, happening: Told, rule: str, *, before: bool = True) -> bool:
        """Ties a mention to a word of outcome, when that says something of it; whether it did."""
        outcome = self.scene.outcome(mention, happening)
        if outcome is None:
            return False
        if mention.head == OTHER and mention.unknown is not None:
            mention.head, mention.end = PEOPLE, mention.unknown + 1
        if outcome == "equipment_lost" and mention.head == PEOPLE:
            mention.head, mention.item, mention.group = THINGS, mention.either, None
        self.keep(mention, Bond(outcome, rule, happening, before=before))
        return True

    def keep(self, mention: Draft, tie: Bond) -> None:
        part = tie.part or self.scene.part_mark(mention) is not None
        self.ties[mention.first] = replace(tie, part=part)

    def of(self, mention: Draft) -> Bond | None:
        return self.ties.get(mention.first)

    def untied(self, mention: Draft) -> bool:
        return mention.first not in self.ties

    def is_part(self, mention: Draft) -> bool:
        tie = self.of(mention)
        return tie is not None and tie.part
