"""The outcomes that the numbers of a sentence have been tied to so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from newslib.figures.cases import OTHER, PEOPLE, THINGS, Count, Part, Tie, Told
from newslib.figures.outcomes import outcome_of
from newslib.figures.scenes import Scene


class Bonds:
    """The ties of one sentence, by the first word of the number."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.ties: dict[int, Tie] = {}

    def set(self, count: Count, told: Told, rule: str, *, before: bool = True) -> bool:
        """Ties a count to a word of outcome, when that says something of it; whether it did."""
        outcome = outcome_of(self.scene, count, told)
        if outcome is None:
            return False
        if count.kind == OTHER and count.unknown is not None:
            count = self.change(count, kind=PEOPLE, end=count.unknown + 1)
        if outcome == "equipment_lost" and count.kind == PEOPLE:
            self.change(count, kind=THINGS, item=count.either, group=None)
        self.keep(count, Tie((told,), rule, outcome, before))
        return True

    def keep(self, count: Count, tie: Tie) -> None:
        """Ties a count; one behind "among them" is a part."""
        if tie.part is None and self.scene.part_mark(count) is not None:
            tie = replace(tie, part=Part())
        self.ties[count.first] = tie

    def change(self, count: Count, **told: Any) -> Count:
        """Notes what a count turns out to count, and returns it."""
        place = self.scene.places[count.first]
        changed = self.scene.counts[place] = replace(self.scene.counts[place], **told)
        return changed

    def take_noun(self, count: Count, other: Count) -> None:
        """Lets a count stand for the people or things that another counts."""
        self.change(count, kind=other.kind, group=other.group, item=other.item, side=other.side)

    def of(self, count: Count) -> Tie | None:
        return self.ties.get(count.first)

    def untied(self, count: Count) -> bool:
        return count.first not in self.ties

    def is_part(self, count: Count) -> bool:
        tie = self.of(count)
        return tie is not None and tie.part is not None

    def pairs(self, *, backward: bool = False) -> Iterator[tuple[Count, Count]]:
        """Every count with the next one, as they stand when they are asked for."""
        counts = self.scene.counts
        places = range(len(counts) - 1)
        for k in reversed(places) if backward else places:
            yield counts[k], counts[k + 1]
