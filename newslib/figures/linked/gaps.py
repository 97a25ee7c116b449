"""Numbers whose verb stands at a number before them: further members of lists, and gaps a reader fills."""

from __future__ import annotations

from newslib.figures.cases import Count
from newslib.figures.scenes import Scene
from newslib.passages import STEPS, VERBS

_PLACE = 5  # words of a place with its preposition


def leans_on(scene: Scene, count: Count) -> Count | None:
    """The number whose outcome a number without any shares, in the same sentence.

    "Lost 200 men, three tanks and a gun"; "two died in Lyman, one in Izium"; "320, then 403 and finally 412".
    """
    return _head_of_list(scene, count) or _before_gap(scene, count)


def _head_of_list(scene: Scene, count: Count) -> Count | None:
    node = scene.words[count.node]
    if not scene.names(node):
        return None
    for _ in range(STEPS):
        if node.link not in ("joined", "apposition") or node.head.kind in VERBS:
            return None
        node = node.head
        first = scene.mentioned(node)
        if first is not None:
            return first
    return None


def _before_gap(scene: Scene, count: Count) -> Count | None:
    before = [m for m in scene.counts if m.number_last <= count.first]
    if count.noun is not None or count.quantity.kind == "collective" or not before:
        return None
    people = before[-1].noun is None or scene.names(before[-1].noun) == "people"
    return before[-1] if people and (_at_place(scene, count) or _is_next(scene, count)) else None


def _at_place(scene: Scene, count: Count) -> bool:
    """Whether a place stands right behind a number, or right before it behind the same preposition."""
    doc, start = scene.words, count.first
    behind = doc[count.number_last] if count.number_last < len(doc) else None
    if behind is not None and scene.does(behind, "inside") and behind.i + 1 < len(doc):
        return any(t.kind == "name" or scene.does(t, "region") for t in doc[behind.i + 1 : behind.i + _PLACE])
    if not start or not (behind is None or behind.is_sign):
        return False
    named = doc[start - 1].kind == "name" or scene.does(doc[start - 1], "region")
    return named and any(scene.does(t, "inside") for t in doc[max(0, start - 1 - _PLACE) : start - 1])


def _is_next(scene: Scene, count: Count) -> bool:
    """ "then 403 and finally 412", "a few dozen, probably between 10 and 50" """
    doc, start = scene.words, count.first
    ends = (
        count.number_last >= len(doc) or doc[count.number_last].is_sign or scene.does(doc[count.number_last], "joint")
    )
    return start > 0 and ends and (scene.does(doc[start - 1], "then") or scene.does(doc[start - 1], "guess"))
