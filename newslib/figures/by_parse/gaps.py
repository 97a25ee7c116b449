"""Numbers whose verb stands at a number before them: further members of lists, and gaps a reader fills."""

from __future__ import annotations

from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.passages import STEPS, VERBS

_PLACE = 5  # words of a place with its preposition


def leans_on(scene: Scene, mention: Mention) -> Mention | None:
    """The number whose outcome a number without any shares, in the same sentence.

    "Lost 200 men, three tanks and a gun"; "two died in Lyman, one in Izium"; "320, then 403 and finally 412".
    """
    return _head_of_list(scene, mention) or _before_gap(scene, mention)


def _head_of_list(scene: Scene, mention: Mention) -> Mention | None:
    node = scene.words[mention.node]
    if not scene.counts(node):
        return None
    for _ in range(STEPS):
        if node.link not in ("joined", "apposition") or node.head.kind in VERBS:
            return None
        node = node.head
        first = scene.mentioned(node)
        if first is not None:
            return first
    return None


def _before_gap(scene: Scene, mention: Mention) -> Mention | None:
    before = [m for m in scene.mentions if m.last <= scene.start(mention)]
    if mention.noun is not None or mention.quantity.kind == "collective" or not before:
        return None
    people = before[-1].noun is None or scene.counts(before[-1].noun) == "people"
    return before[-1] if people and (_at_place(scene, mention) or _is_next(scene, mention)) else None


def _at_place(scene: Scene, mention: Mention) -> bool:
    """Whether a place stands right behind a number, or right before it behind the same preposition."""
    doc, start = scene.words, scene.start(mention)
    behind = doc[mention.last] if mention.last < len(doc) else None
    if behind is not None and scene.does(behind, "inside") and behind.i + 1 < len(doc):
        return any(t.kind == "name" or scene.does(t, "region") for t in doc[behind.i + 1 : behind.i + _PLACE])
    if not start or not (behind is None or behind.is_sign):
        return False
    named = doc[start - 1].kind == "name" or scene.does(doc[start - 1], "region")
    return named and any(scene.does(t, "inside") for t in doc[max(0, start - 1 - _PLACE) : start - 1])


def _is_next(scene: Scene, mention: Mention) -> bool:
    """ "then 403 and finally 412", "a few dozen, probably between 10 and 50" """
    doc, start = scene.words, scene.start(mention)
    ends = mention.last >= len(doc) or doc[mention.last].is_sign or scene.does(doc[mention.last], "joint")
    return start > 0 and ends and (scene.does(doc[start - 1], "then") or scene.does(doc[start - 1], "guess"))
