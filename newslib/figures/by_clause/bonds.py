"""The outcomes that numbers of a sentence have been tied to so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from newslib.figures.by_clause.counted import OTHER, PEOPLE, THINGS, Mention
from newslib.figures.by_clause.happenings import Happening
from newslib.figures.by_clause.scenes import ClauseScene


@dataclass
class Tie:
    """The outcome of a mention. ``rule``: own, label, row, verb, list, added, part, zero, single, again.

    ``before`` tells whether the outcome's words stand before the number, ``whole`` is what it is a part of.
    """

    outcome: str  # empty when it is that of the whole
    rule: str
    happening: Happening | None = None
    whole: Mention | None = None
    before: bool = True
    part: bool = False
    mark: int | None = None  # the word that makes it a part: "among"
    lost: Happening | None = None  # the verb of losing that the outcome makes more exact: "lost 9,000 in killed"
    among: Mention | None = None  # the people it is a part of, when no outcome is told of them all


@dataclass
class Bonds:
    """The ties of one sentence, by the first token of the mention."""

    scene: ClauseScene
    ties: dict[int, Tie] = field(default_factory=dict)

    def set(self, mention: Mention, happening: Happening, rule: str, *, before: bool = True) -> bool:
        """Ties a mention to a word of outcome, when that says something of it; whether it did."""
        outcome = self.scene.outcome(mention, happening)
        if outcome is None:
            return False
        if mention.head == OTHER and mention.unknown is not None:
            mention.head, mention.end = PEOPLE, mention.unknown + 1
        if outcome == "equipment_lost" and mention.head == PEOPLE:
            mention.head, mention.item, mention.group = THINGS, mention.either, None
        self.keep(mention, Tie(outcome, rule, happening, before=before))
        return True

    def keep(self, mention: Mention, tie: Tie) -> None:
        tie.part = tie.part or self.scene.part_mark(mention) is not None
        self.ties[mention.first] = tie

    def of(self, mention: Mention) -> Tie | None:
        return self.ties.get(mention.first)

    def untied(self, mention: Mention) -> bool:
        return mention.first not in self.ties

    def is_part(self, mention: Mention) -> bool:
        tie = self.of(mention)
        return tie is not None and tie.part
