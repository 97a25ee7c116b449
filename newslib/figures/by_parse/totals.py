"""Numbers that those right behind them make up: "718 casualties: 665 killed, 53 injured", "5 dead, 3 here, 2 there"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.figures.by_parse.cases import Counted
from newslib.figures.by_parse.ties import LOSSES


def with_parts(here: list[Counted]) -> list[Counted]:
    """The counts of a sentence, those that make up another number as its parts."""
    for i, whole in enumerate(here):
        last = _made_up(whole, here[i + 1 :])
        if last:
            span = (whole.figure.start, whole.figure.end)
            parts = here[i + 1 : i + 1 + last]
            found = [replace(c, figure=replace(c.figure, part_of=span), whole=whole, is_part=True) for c in parts]
            return [*here[: i + 1], *found, *here[i + 1 + last :]]
    return here


def _made_up(whole: Counted, following: Sequence[Counted]) -> int:
    """How many of the counts that follow make up a count; 0 when they do not, or one alone does."""
    split = LOSSES
    if whole.figure.outcome != "casualties":
        split = frozenset({whole.figure.outcome} if _announces(whole, following) else ())
    total = 0.0
    for i, one in enumerate(following):
        if one.whole or one.figure.outcome not in split or not one.figure.quantity.stated:
            return 0
        total += one.figure.quantity.stated
        if total == whole.figure.quantity.stated:
            return i + 1 if i else 0
    return 0


def _announces(whole: Counted, following: Sequence[Counted]) -> bool:
    """Whether a colon stands between a count and the next: by chance 3 is 2 and 1, too."""
    behind = whole.scene.words[whole.mention.last : following[0].mention.first] if following else ()
    return any(token.text == ":" for token in behind)
