"""Numbers that take up a count made before: "Kyiv has confirmed only 250", "the day before it was 5,300"."""

import math

from newslib.figures.cases import REMEMBERED, Case, Counted
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene
from newslib.passages import VERBS

_MOVED = frozenset({"evacuated", "displaced", "released", "surrendered", "captured"})
_COUNT_REACH = 6  # words between "a figure" and the number


def taken_up(case: Case) -> Counted | None:
    """The count that a number takes up: of the figures of the last sentences the one nearest in size."""
    number = case.count.quantity.stated
    lately = [c for c in case.before if case.scene.number - c.scene.number <= REMEMBERED]
    for near in (case.here, lately) if number else ():
        sizes = [(c, c.figure.quantity.stated or c.figure.quantity.low) for c in near]
        sized = [(abs(math.log(number / size)), c) for c, size in sizes if number and size]
        if sized:
            nearest = min(sized, key=lambda pair: pair[0])[1]
            return nearest.whole or nearest  # "1,026, 162 of them officers. They counted 1,009"
    return None


def recounts(case: Case) -> bool:
    """Whether a number without an outcome counts again: "told of 47", "a figure of 1,908", "that rose to 110,000"."""
    scene, count = case.scene, case.count
    if case.tie or case.part or count.added or count.kind not in (PEOPLE, NOTHING):
        return False
    if _follows(case):
        return True
    if any(_is_of_others(scene, k + 1, count.first) for k in scene.passage.doing("counter")):
        return False
    if not scene.told and any(one.kind == PEOPLE for one in scene.before(count)):
        return False  # "sends 4,000 more troops, raising the number to 16,000"
    if _is_level(scene, count) or (count.kind == NOTHING and _is_counted(scene, count)):
        return True
    if scene.told:
        return False
    return _adds_on(scene, count) or _ends(scene, count) or _is_beside(scene, count)


def _behind(scene: Scene, count: Count) -> int:
    """The word right before a number, small words aside."""
    i = count.first - 1
    while i >= 0 and not scene.does(i, "counting", "copula", "level", "contrast", "denial"):
        if not (scene.does(i, "filler") or scene.words[i].kind in ("adverb", "determiner")):
            break
        i -= 1
    return i


def _is_counted(scene: Scene, count: Count) -> bool:
    """Whether a bare number is what somebody counts: "has confirmed only 250", "the figure of 250", "but 31,000"."""
    i = _behind(scene, count)
    if scene.does(i, "whole"):
        return scene.does(i - 1, "counter", "counting")
    near = range(max(i - _COUNT_REACH, 0), i)
    was = scene.does(i, "copula") and any(scene.does(k, "counter") for k in near)
    return was or scene.does(i, "counting", "admitting", "contrast", "denial")


def _is_level(scene: Scene, count: Count) -> bool:
    """Whether a count or what stands for one reaches a number: "that rose to 110,000", not "let in to the 280 men"."""
    i = _behind(scene, count)
    known = count.kind == PEOPLE and scene.words[max(count.first - 1, 0)].kind == "determiner"
    if known or not scene.does(i, "level"):
        return False
    near = range(next((k + 1 for k in range(i, -1, -1) if not scene.words[k].is_word), 0), i)
    changes = any(scene.does(k, "change", "copula") for k in near)
    return changes and any(scene.does(k, "counter", "anaphor") for k in near)


def _follows(case: Case) -> bool:
    """Whether further people go the way of those counted before: "another 211 went to a camp"."""
    last = taken_up(case) if case.count.noun is None else None
    return last is not None and last.figure.outcome in _MOVED and case.scene.does(case.count.first - 1, "more")


def _adds_on(scene: Scene, count: Count) -> bool:
    """Whether a sentence goes on counting at its end: "And one more civilian." """
    ends = count.kind == PEOPLE and count.end + 1 >= len(scene.words)
    return ends and any(scene.does(i, "more") for i in range(count.first))


def _ends(scene: Scene, count: Count) -> bool:
    """Whether a sentence without a verb ends with the next number: "In a week: 700"."""
    return count.number_last + 1 >= len(scene.words) and not any(word.kind in VERBS for word in scene.words)


def _is_beside(scene: Scene, count: Count) -> bool:
    """Whether the words beside a number say that it is counted, denied, or pointed at."""
    p, i = scene.passage, count.first - 1
    if any(p.does(k, "about") for k in range(max(i, 0), count.last)):
        return True
    if p.does(i, "this"):
        return count.quantity.stated != 1
    if p.does(i, "not"):
        return count.quantity.kind != "collective"
    linked = p.is_dash(i) or p.is_sign(i, ":") or p.does(i, "place", "as")
    near = range(max(0, count.first - _COUNT_REACH), count.first)
    of_others = any(scene.names(k) in (OTHER, THINGS) for k in near)  # "number of houses: 300"
    return linked and not of_others and any(p.does(k, "counter", "counting") for k in near)


def _is_of_others(scene: Scene, i: int, end: int) -> bool:
    """Whether the word that tells what a count counts is none for people: "the number of strikes is 30"."""
    p = scene.passage
    while i < end and (p.like_adjective(i) or p.does(i, "filler", "owner", "whole")):
        i += 1
    if i >= end or scene.numbered(i) or p.does(end - 1, "about") or scene.tells(i) or p.like_verb(i):
        return False
    if p.linked and p.words[i].kind != "noun":
        return False  # "the tally since Monday"
    known = p.words[i].is_sign or bool(p.roles[i]) or i in p.named or scene.names(i) == PEOPLE
    return p.does(i, "region", "attack", "animal") or not known
