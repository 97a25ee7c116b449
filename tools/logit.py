"""A conditional logit, fitted on annotated texts: what each named feature of the options of a choice is worth."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

STEPS = 12


@dataclass
class Choice:
    """The features of each option, which of them are right, and how much the choice weighs in the fit."""

    right: list[bool]
    options: list[frozenset[str]] = field(default_factory=list)
    weight: float = 1.0

    def best(self, known: Mapping[str, float]) -> int:
        """The number of the option that is best by some weights, of two alike the first."""
        values = [sum(known.get(name, 0.0) for name in option) for option in self.options]
        return values.index(max(values))


def fit(choices: Sequence[Choice], prior: Mapping[str, float], penalty: float) -> dict[str, float]:
    """Weights that make the right options likely and stay near what a reader expects.

    Args:
        choices: each with at least one right option.
        prior: what a reader expects, 0 of features that it lacks.
        penalty: how much a weight's squared distance from that costs.
    """
    names = sorted({*prior, *(name for choice in choices for option in choice.options for name in option)})
    start = np.array([prior.get(name, 0.0) for name in names])
    column = {name: n for n, name in enumerate(names)}
    tables = []
    for choice in choices:
        table = np.zeros((len(choice.options), len(names)))
        for row, option in enumerate(choice.options):
            table[row, [column[name] for name in option]] = 1.0
        tables.append((table, np.array(choice.right), choice.weight))

    weights = start.copy()
    for _ in range(STEPS):  # Newton's method; which of several right options was meant is weighed anew in each step
        slope, bend = 2 * penalty * (weights - start), 2 * penalty * np.eye(len(names))
        for table, right, often in tables:
            shares = np.exp(table @ weights - (table @ weights).max())
            shares /= shares.sum()
            good = shares * right / (shares * right).sum()
            slope += often * (table.T @ (shares - good))
            mean = table.T @ shares
            bend += often * ((table.T * shares) @ table - np.outer(mean, mean))
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def answers(claim: Mapping[str, Any], name: str) -> list[str | None]:
    """What an annotated claim has under a name, and its alternatives."""
    other = claim.get(f"{name}_alt", [])
    return [claim.get(name), *(other if isinstance(other, list) else [other])]


def alike(one: str | None, other: str | None) -> bool:
    """Whether two printed names share a word, or both are empty."""
    if not one or not other:
        return not one and not other
    return bool(_stems(one) & _stems(other)) or one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}
