"""Numbers that leave unsaid the outcome of the number beside them: "first 320, then 403", "in Kharkiv - three"."""

from __future__ import annotations

from newslib.figures.cases import Told
from newslib.figures.ordered.counted import NOTHING, PEOPLE, Draft
from newslib.figures.ordered.scenes import ClauseScene
from newslib.passages import STOPS

_LABEL = 8  # words of the place or time before a dash


def recounted(scene: ClauseScene, left: Draft, right: Draft) -> bool:
    """Whether two numbers count the same one after the other: "not 300, not 150 but 31", "first 320, then 403"."""
    p, between = scene.passage, range(left.end, right.first)
    if not all(p.does(i, "joint", "not", "then", "filler") or p.is_sign(i, ",") for i in between):
        return False
    return bool(between) and any(p.does(i, "not", "then") for i in (*between, left.first - 1))


def gapped(scene: ClauseScene, left: Draft, right: Draft, told: Told | None) -> bool:
    """Whether a dash stands for the verb ``told``: "one died in Kherson, in Kharkiv - three", "two more - in Sumy"."""
    p, start = scene.passage, left.end if told is None else max(left.end, min(told.last, right.first))
    between = range(start, right.first)
    if right.head not in (NOTHING, PEOPLE) or right.own or any(_starts_anew(scene, i) for i in between):
        return False
    if p.is_dash(right.end) and _tells_which(scene, right.end + 1):
        return True
    mark = right.first - 1
    while mark in between and p.does(mark, "more", "filler"):
        mark -= 1
    if mark not in between or not p.is_dash(mark):
        return False
    first = next((i + 1 for i in range(mark - 1, start - 1, -1) if not p.words[i].is_word), start)
    while p.does(first, "joint"):
        first += 1
    return first < mark <= first + _LABEL and (p.does(first, "place") or first in scene.times)


def _tells_which(scene: ClauseScene, i: int) -> bool:
    """Whether what follows a dash tells where, whose or why: "two - in Sumy", "three - guardsmen", "four - by fire"."""
    p = scene.passage
    named = p.is_capital(i) or i in p.starting("units") or i in p.starting("sides")
    return named or p.does(i, "place", "origin", "cause", "preposition", "whole")


def _starts_anew(scene: ClauseScene, i: int) -> bool:
    """Whether a token ends the stretch over which an outcome may be left unsaid."""
    p = scene.passage
    return scene.happens(i) or p.like_verb(i) or p.does(i, "relative", "part") or p.is_sign(i, STOPS - {";"})
