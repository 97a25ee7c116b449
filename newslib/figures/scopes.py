"""How far words tell, by rows of ``shared/scopes.csv`` and one matcher, and whether a figure is said to be so.

A row says on which side of what they tell of the words of a category stand, over how many other words they reach, and
what ends their reach, as the rules of NegEx and ConText do (Harkema and others 2009). Numbers with what they count cost
nothing, nor does the "to" of an infinitive.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from newslib.figures.cases import Case
from newslib.figures.scenes import Scene, Told
from newslib.lexicons import shared
from newslib.passages import NOUNS, STOPS, WordHit

_FAR = 24  # words between, numbers and what they count included
_ENDS: dict[str, Callable[[Scene, int], bool]] = {
    "stop": lambda scene, i: scene.passage.is_sign(i, STOPS),
    "comma": lambda scene, i: scene.passage.is_sign(i, ",;:"),
    "clause": lambda scene, i: scene.words[i].opens_clause,
    "outcome": lambda scene, i: scene.tells(i),
    "number": lambda scene, i: i in scene.places,
}
ACTUAL, NEGATED, PLANNED = "actual", "negated", "planned"


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
    between = range(hit.last, first) if ahead else range(last, _start(scene, hit))
    if len(between) > _FAR or sum(_costs(scene, i) for i in between) > scope.words:
        return False
    return not any(_ENDS[end](scene, i) for i in between for end in scope.ends)


def _start(scene: Scene, hit: WordHit) -> int:
    """Where words begin, or the words of outcome that hold them."""
    return min((told.first for told in scene.told if told.first <= hit.first < told.last), default=hit.first)


def _costs(scene: Scene, i: int) -> bool:
    """Whether a word stands for itself between others: no number, nor what one counts, nor the "to" of a verb."""
    return i not in scene.in_counts and scene.numbered(i) is None and scene.words[i].shape != "to"


def modality(case: Case) -> str:
    """A word of the vocabulary ``modality``. Zero is so."""
    scene, main = case.scene, case.main
    if case.count.quantity.stated == 0:
        return ACTUAL
    if any(hit.last == case.count.first and _manner(hit) == NEGATED for hit in _hits(scene)):
        return NEGATED
    if main is None or case.tie is None:
        return case.whole.figure.modality if case.whole else ACTUAL
    between = _between(case, main) if case.tie.rule == "label" else ""
    return between or _of_outcome(case, main)


def _between(case: Case, main: Told) -> str:
    """What words between a label and its number tell: "losses may exceed 20,000"."""
    between = (_manner(hit) for hit in _hits(case.scene) if main.last <= hit.first < case.count.first)
    return next(filter(None, between), "")


def _of_outcome(case: Case, main: Told) -> str:
    """What the words that speak of an outcome tell, the nearest first; else whether it is itself one that is meant."""
    hits = _hits(case.scene)
    told = next((_manner(hit) for hit in reversed(hits) if _speaks(case, hit, main)), ACTUAL)
    inside = any(hit.row["role"] == PLANNED for hit in hits if main.first <= hit.first < main.last)
    return PLANNED if told == ACTUAL and inside else told


def _hits(scene: Scene) -> list[WordHit]:
    """The words that tell how sure something is: neither the month of May nor those of a bound ("no fewer than")."""
    p = scene.passage
    months = {hit.first for hit in p.hits("dates") if "month" in hit.row["kind"].split() and p.is_capital(hit.first)}
    return [hit for hit in p.hits("modality") if hit.first not in months and scene.numbered(hit.first) is None]


def _manner(hit: WordHit) -> str:
    """What words tell: not so, possible, meant; that it is so in spite of them (``fact``)."""
    told = hit.row["role"].split()[0]
    return {"fact": ACTUAL, "untruth": NEGATED}.get(told, told)


def _speaks(case: Case, hit: WordHit, main: Told) -> bool:
    """Whether words speak of an outcome; some only of an infinitive ("have to evacuate") or a noun of action."""
    scene, own = case.scene, case.tie is not None and case.tie.rule == "own"
    if own and scene.words[hit.first].opens_clause:
        return False  # "should any of the 20 wounded die"
    category, *only = hit.row["role"].split()
    noun = main.is_noun or scene.words[main.word].kind in NOUNS
    if only and not (noun or scene.passage.is_infinitive(main.word)):
        return False
    first = min(main.first, main.word)
    category = "hypothetical" if category == "fact" else category
    return hit.first < first and reaches(scene, category, hit, first, main.last)
