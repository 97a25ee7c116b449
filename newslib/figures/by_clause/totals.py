"""What only a whole text tells of its figures: totals that are split, releases, sides of soldiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.figures.by_clause.stories import SOLDIERLY, Counted, Story, stem

_HURT = ("wounded", "killed")


def settled(story: Story) -> list[Counted]:
    """The figures of a text that has been read to its end."""
    kept = _with_splits([c for c in story.counted if c.figure.outcome != "released" or _is_release(c, story)])
    sides: dict[str, set[str]] = {}
    for one in kept:
        if one.figure.side:
            sides.setdefault(one.figure.outcome, set()).add(one.figure.side)
    return [_with_side(one, sides.get(one.figure.outcome, set())) for one in kept]


def _is_release(counted: Counted, story: Story) -> bool:
    """Whether coming home or being freed is a release: of soldiers, or where captivity is spoken of."""
    return story.captivity or counted.figure.group in SOLDIERLY


def _with_side(one: Counted, sides: set[str]) -> Counted:
    """Soldiers whose side is open are those the text counts elsewhere under the same outcome, when that is one side."""
    if one.figure.side or one.figure.group not in SOLDIERLY or len(sides) != 1:
        return one
    return replace(one, figure=replace(one.figure, side=next(iter(sides))))


def _with_splits(found: Sequence[Counted]) -> list[Counted]:
    """Hurt people whom the text splits into dead and wounded are casualties: "75 hurt: 6 killed, 69 wounded"."""
    told = [c for c in found if not c.figure.implicit]
    split = {_word(total) for total, *parts in zip(told, told[1:], told[2:], strict=False) if _sums(total, *parts)}
    return [_as_casualties(c) if c.figure.outcome in _HURT and _word(c) in split else c for c in found]


def _as_casualties(counted: Counted) -> Counted:
    return replace(counted, figure=replace(counted.figure, outcome="casualties"))


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
