"""Numbers that take up a count made before: "Kyiv has confirmed only 250", "the day before it was 5,300"."""

from __future__ import annotations

import math

from newslib.figures.cases import REMEMBERED, Case, Counted
from newslib.figures.scenes import NOTHING, PEOPLE, Count, Scene
from newslib.passages import OBJECTS, SUBJECTS, Passage, Word

_MOVED = frozenset({"evacuated", "displaced", "released", "surrendered", "captured"})
_LOOKED_AT = 9  # counts looked back at
_COUNT_REACH = 6  # words between "a figure" and the number


def taken_up(case: Case) -> Counted | None:
    """The count that a number takes up, which neither is tied itself nor a part of it."""
    if case.tie or case.part:
        return None
    if not case.scene.passage.linked:
        return nearest(case)
    scene, count = case.scene, case.count
    lately = [c for c in (*case.before[-_LOOKED_AT:], *case.here) if not c.is_part][-1:]
    like = nearest(case)
    if lately and like is not None and like.scene is lately[0].scene and not like.is_part:
        lately = [like]
    for last in lately:
        moved = last.figure.outcome in _MOVED and _follows(scene, count)
        if moved or _goes_on(scene, count) or _is_next(scene, count):
            return last
    return None


def nearest(case: Case) -> Counted | None:
    """Of the figures of the last sentences the one nearest in size: another count of the same."""
    number = case.count.quantity.stated
    near = [c for c in (*case.before, *case.here) if case.scene.number - c.scene.number <= REMEMBERED]
    sized = [(c, c.figure.quantity.stated) for c in near if c.figure.quantity.stated]
    if not sized or not number:
        return None
    return min(sized, key=lambda pair: abs(math.log(number / (pair[1] or 1))))[0]


def recounts(passage: Passage, count: Count) -> bool:
    """Whether a number of a sentence without an outcome counts again: "told of 47", "a figure of 1,908", "not 300,000".

    Read off the words beside it, where no heads tell.
    """
    if count.kind not in (PEOPLE, NOTHING):
        return False
    i = count.first - 1
    if count.kind == PEOPLE and _adds_on(passage, count):
        return True
    if any(passage.does(k, "about") for k in range(max(i, 0), count.last)):
        return True
    if passage.does(i, "this"):
        return count.quantity.stated != 1
    if passage.does(i, "not"):
        return count.quantity.kind != "collective"
    linked = passage.is_dash(i) or passage.is_sign(i, ":") or passage.does(i, "place")
    near = range(max(0, count.first - _COUNT_REACH), count.first)
    return linked and any(passage.does(k, "counter") for k in near)


def _adds_on(passage: Passage, count: Count) -> bool:
    """Whether a sentence goes on counting at its end: "And one more civilian." """
    return any(passage.does(i, "more") for i in range(count.first)) and count.end + 1 >= len(passage)


def _is_next(scene: Scene, count: Count) -> bool:
    """Whether a sentence without a verb ends with the next number: "In a week: 700"."""
    return count.number_last + 1 >= len(scene.words) and not any(word.is_verb for word in scene.words)


def _follows(scene: Scene, count: Count) -> bool:
    """Whether further people go the way of those counted before: "another 211 went to a camp"."""
    return count.noun is None and scene.does(count.first - 1, "more")


def _goes_on(scene: Scene, count: Count) -> bool:
    """Whether a number takes up the last figure.

    "That likely rose to 110 million"; "not 300,000, but 31,000"; "this takes its count to 1,730".
    """
    node = scene.words[count.node]
    if count.noun is None and _is_counted(scene, node):
        return True
    return _recalls(scene, node) or (count.noun is None and (_contrasts(scene, count) or _beside_count(scene, node)))


def _is_counted(scene: Scene, node: Word) -> bool:
    """Whether a bare number is what somebody counts or acknowledges: "has confirmed only 250", "the figure of 250"."""
    link = node.head
    if node.link in OBJECTS:
        return scene.does(link, "counting", "admitting")
    return node.link == "governed" and scene.does(link, "whole") and scene.does(link.head, "counter", "counting")


def _recalls(scene: Scene, node: Word) -> bool:
    for _ in range(2):
        head = node.head
        if scene.does(head, "change"):
            subject = next(head.linked(*SUBJECTS), None)
            recalled = subject is not None and scene.does(subject, "anaphor")
            return recalled and subject is not None and subject.shape in ("demonstrative", "personal")
        if node.link != "governed" and not scene.does(node, "level"):
            return False
        node = head
    return False


def _beside_count(scene: Scene, node: Word) -> bool:
    """Whether a bare number stands beside a count of nothing named: "its count on Thursday was 1,730"."""
    if node.link not in ("governed", "attribute", *OBJECTS):
        return False
    verb = node.head.head if node.link == "governed" else node.head
    if not verb.is_verb:
        return False
    named = [t for t in verb.linked(*SUBJECTS, *OBJECTS) if t.i != node.i and scene.does(t, "counter")]
    return any(not any(scene.does(c, "whole") for c in t.linked("preposition")) for t in named)


def _contrasts(scene: Scene, count: Count) -> bool:
    return count.first > 0 and scene.does(count.first - 1, "contrast", "denial")
