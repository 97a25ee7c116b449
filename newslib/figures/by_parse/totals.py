"""Casualties that the numbers right behind them make up: "5,718 casualties: 2,665 killed and 3,053 injured"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.figures.by_parse.cases import Counted
from newslib.figures.by_parse.ties import LOSSES


def with_parts(here: list[Counted]) -> list[Counted]:
    """The counts of a sentence, those that make up a number of casualties as its parts."""
    for i, whole in enumerate(here):
        last = _made_up(whole, here[i + 1 :]) if whole.figure.outcome == "casualties" else 0
        if last:
            span = (whole.figure.start, whole.figure.end)
            parts = here[i + 1 : i + 1 + last]
            found = [replace(c, figure=replace(c.figure, part_of=span), whole=whole, is_part=True) for c in parts]
            return [*here[: i + 1], *found, *here[i + 1 + last :]]
    return here


def _made_up(whole: Counted, following: Sequence[Counted]) -> int:
    """How many of the counts that follow make up a count; 0 when they do not, or one alone does."""
    total = 0.0
    for i, one in enumerate(following):
        if one.whole or one.figure.outcome not in LOSSES or not one.figure.quantity.stated:
            return 0
        total += one.figure.quantity.stated
        if total == whole.figure.quantity.stated:
            return i + 1 if i else 0
    return 0
