"""What only a whole text tells of its figures: totals that are split, who of the lost died, releases, sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from newslib.figures import SOLDIERS
from newslib.figures.by_clause.stories import Counted, Story, stem

_HURT = ("wounded", "killed")
_BESIDE = 2  # sentences from those lost to the wounded


def settled(story: Story) -> list[Counted]:
    """The figures of a text that has been read to its end."""
    kept = _with_splits(_with_dead(_released(story)))
    sides: dict[tuple[str, bool], set[str]] = {}
    for one in kept:
        if one.figure.side:
            sides.setdefault(_fate(one), set()).add(one.figure.side)
    return [_with_side(one, sides.get(_fate(one), set())) for one in kept]


def _fate(counted: Counted) -> tuple[str, bool]:
    """What befell people, and whether somebody destroyed them: those are seldom of one side with those who died."""
    happening = counted.tie.happening
    return counted.figure.outcome, happening is not None and happening.outcome == "equipment_lost"


def _released(story: Story) -> list[Counted]:
    """The figures without those who merely came home: a release is of soldiers, or where captivity is spoken of."""
    if story.captivity:
        return story.counted
    wholes = {(c.figure.start, c.figure.end) for c in story.counted if _surely(c)}
    return [c for c in story.counted if _surely(c) or c.figure.part_of in wholes]


def _surely(counted: Counted) -> bool:
    return counted.figure.outcome != "released" or counted.figure.group in SOLDIERS


def _with_side(one: Counted, sides: set[str]) -> Counted:
    """Soldiers whose side is open are those counted elsewhere under the same outcome, else of the side spoken of."""
    if one.figure.side or one.figure.group not in SOLDIERS or len(sides) > 1:
        return one
    return replace(one, figure=replace(one.figure, side=next(iter(sides), one.spoken_of)))


def _with_dead(found: Sequence[Counted]) -> list[Counted]:
    """Those "lost" beside whom the wounded are counted died: "we lost 137 men, 10 of them officers. Wounded: 316"."""
    wholes = [c for c in found if c.figure.part_of is None and not c.figure.implicit]
    dead = {
        (one.figure.start, one.figure.end)
        for one, other in pairwise(wholes)
        if one.figure.outcome == "casualties" and one.tie.rule == "verb" and not _is_joint(one)
        if other.figure.outcome == "wounded" and other.passage.number - one.passage.number <= _BESIDE
    }
    return [_as(c, "killed") if {(c.figure.start, c.figure.end), c.figure.part_of} & dead else c for c in found]


def _is_joint(counted: Counted) -> bool:
    return counted.tie.happening is not None and counted.tie.happening.joint


def _with_splits(found: Sequence[Counted]) -> list[Counted]:
    """Hurt people whom the text splits into dead and wounded are casualties: "75 hurt: 6 killed, 69 wounded"."""
    told = [c for c in found if not c.figure.implicit]
    split = {_word(total) for total, *parts in zip(told, told[1:], told[2:], strict=False) if _sums(total, *parts)}
    return [_as(c, "casualties") if c.figure.outcome in _HURT and _word(c) in split else c for c in found]


def _as(counted: Counted, outcome: str) -> Counted:
    return replace(counted, figure=replace(counted.figure, outcome=outcome))


def _sums(total: Counted, one: Counted, other: Counted) -> bool:
    """Whether a number of hurt people is the sum of the dead and the wounded told right after it."""
    verb = total.tie.happening is not None and not (total.tie.happening.counted or total.tie.happening.noun)
    if total.figure.outcome == "killed" and verb:
        return False  # who died cannot be wounded
    if total.figure.outcome not in _HURT or {one.figure.outcome, other.figure.outcome} != set(_HURT):
        return False
    whole, *parts = (c.figure.quantity.stated for c in (total, one, other))
    return bool(whole) and all(parts) and whole == sum(filter(None, parts))


def _word(counted: Counted) -> str:
    happening = counted.tie.happening
    return stem(counted.passage, happening.first) if happening else ""
