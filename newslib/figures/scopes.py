"""How far the words of a category tell: rows of ``shared/scopes.csv``, and the one matcher that applies them.

A row says on which side of what they tell of the words stand, over how many other words they reach, and what ends their
reach, as the rules of NegEx and ConText do (Harkema and others 2009). Numbers with what they count cost nothing, nor
does the "to" of an infinitive.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from newslib.figures.scenes import Scene
from newslib.lexicons import shared
from newslib.passages import STOPS, WordHit

_FAR = 24  # words between, numbers and what they count included
_ENDS: dict[str, Callable[[Scene, int], bool]] = {
    "stop": lambda scene, i: scene.passage.is_sign(i, STOPS),
    "comma": lambda scene, i: scene.passage.is_sign(i, ",;:"),
    "clause": lambda scene, i: scene.words[i].opens_clause,
    "outcome": lambda scene, i: scene.tells(i),
    "number": lambda scene, i: i in scene.places,
}


@dataclass(frozen=True)
class Scope:
    """How far the words of one category tell."""

    direction: str  # where they stand: before, behind, beside (either)
    words: int  # that may stand between
    ends: tuple[str, ...]


@cache
def _scopes() -> dict[str, Scope]:
    rows = shared("scopes")
    return {row["category"]: Scope(row["direction"], int(row["words"]), tuple(row["ends"].split())) for row in rows}


def reaches(scene: Scene, category: str, hit: WordHit, first: int, last: int) -> bool:
    """Whether words of a category tell of the words ``first`` to ``last``, end exclusive.

    Args:
        scene: the sentence.
        category: a row of ``shared/scopes.csv``.
        hit: the words found.
        first: of the words that they may tell of.
        last: the end of these.
    """
    scope, ahead = _scopes()[category], hit.first < first
    if scope.direction not in ("beside", "before" if ahead else "behind"):
        return False
    start = next((told.first for told in scene.told if told.first <= hit.first < told.last), hit.first)
    between = range(hit.last, first) if ahead else range(last, start)
    costs = (i not in scene.in_counts and scene.numbered(i) is None and scene.words[i].shape != "to" for i in between)
    if len(between) > _FAR or sum(costs) > scope.words:
        return False
    return not any(_ENDS[end](scene, i) for i in between for end in scope.ends)
