"""Numbers that leave the outcome of the number beside them unsaid: in a gap, in turn, counted again."""

from __future__ import annotations

from dataclasses import replace

from newslib.figures.cases import Tie
from newslib.figures.outcomes import Bonds
from newslib.figures.scenes import NOTHING, PEOPLE, Count, Scene, Told
from newslib.passages import STOPS

_PLACE = 5  # words of a place with its preposition
_LABEL = 8  # words of the place or time before a dash
_IN_TURN = 2  # numbers at least, each with its outcome


def tie_in_turn(bonds: Bonds) -> None:
    """Numbers and outcomes told in the same order: "the number of dead and wounded is 12 and 30 respectively"."""
    scene = bonds.scene
    if len(scene.counts) < _IN_TURN or not scene.passage.has("in_turn"):
        return
    told = [h for h in scene.told if h.counted or "subject" in h.voice]
    counts = [m for m in scene.counts if m.kind in (NOTHING, PEOPLE)]
    if len(told) == len(counts) >= _IN_TURN:
        before = told[-1].last <= counts[0].first
        apart = before or counts[-1].end <= told[0].first
        for count, one in zip(counts, told, strict=True) if apart else ():
            bonds.change(count, own=())
            bonds.set(count, one, "label" if before else "verb", before=before)


def tie_elided(bonds: Bonds) -> None:
    """Numbers that leave the outcome of their neighbour unsaid."""
    scene = bonds.scene
    for left, right in bonds.pairs():
        tie = bonds.of(left)
        if tie is None or not bonds.untied(right):
            continue
        if _recounted(scene, left, right) or _gapped(scene, left, right, tie.main):
            _share(bonds, tie, left, right)
    for left, right in bonds.pairs(backward=True):
        tie = bonds.of(right)
        if tie is not None and bonds.untied(left) and _recounted(scene, left, right):
            _share(bonds, tie, right, left)


def _share(bonds: Bonds, tie: Tie, told: Count, count: Count) -> None:
    if count.kind == NOTHING:
        bonds.take_noun(count, told)
    if count.kind in (NOTHING, told.kind):
        bonds.keep(count, replace(tie, rule="list", before=told.first < count.first))


def _recounted(scene: Scene, left: Count, right: Count) -> bool:
    """Whether two numbers count the same one after the other: "not 300, not 150 but 31", "first 320, then 403"."""
    p, between = scene.passage, range(left.end, right.first)
    if not all(p.does(i, "joint", "not", "then", "filler") or p.is_sign(i, ",") for i in between):
        return False
    return bool(between) and any(p.does(i, "not", "then") for i in (*between, left.first - 1))


def _gapped(scene: Scene, left: Count, right: Count, told: Told | None) -> bool:
    """Whether a dash stands for the verb ``told``: "one died in Kherson, in Kharkiv - three", "two more - in Sumy"."""
    p, start = scene.passage, left.end if told is None else max(left.end, min(told.last, right.first))
    between = range(start, right.first)
    which = p.is_dash(right.end) and _tells_which(scene, right.end + 1)
    over_verb = which and p.is_sign(right.first - 1, ",;")  # "six were taken to one hospital, three - to another"
    if right.kind not in (NOTHING, PEOPLE) or right.own or any(_starts_anew(scene, i, over_verb) for i in between):
        return False
    if which:
        return True
    return _goes_on(scene, left, right) or _tells_how(scene, right) or _behind_dash(scene, start, right)


def _goes_on(scene: Scene, left: Count, right: Count) -> bool:
    """Whether a lone number stands at a place of its own, or counts the same people later or closer."""
    if right.kind != NOTHING or right.quantity.kind == "collective" or left.kind not in (NOTHING, PEOPLE):
        return False
    more = scene.does(right.end - 1, "more") or scene.does(right.end, "more")
    further = more and _leads_to_place(scene, right.end + scene.does(right.end, "more"))  # "two more in hospital"
    return further or _at_place(scene, right) or _is_next(scene, right)


def _tells_how(scene: Scene, count: Count) -> bool:
    """Whether a cause, or how badly, is told of a lone number behind a comma: "four by our own fire", "3 seriously"."""
    p, behind = scene.passage, count.end + scene.passage.is_dash(count.end)
    if count.kind != NOTHING or not p.is_sign(count.first - 1, ","):
        return False
    return p.does(behind, "cause", "agent", "origin") or (p.does(behind, "badly") and _ends_clause(scene, behind + 1))


def _behind_dash(scene: Scene, start: int, right: Count) -> bool:
    """Whether a place or a time and a dash stand before a number: "in Kharkiv - three"."""
    p, between = scene.passage, range(start, right.first)
    mark = right.first - 1
    while mark in between and p.does(mark, "more", "filler"):
        mark -= 1
    return mark in between and p.is_dash(mark) and _opens_with_place(scene, start, mark)


def _opens_with_place(scene: Scene, start: int, mark: int) -> bool:
    """Whether the clause before a dash is nothing but a place or a time."""
    p = scene.passage
    first = next((i + 1 for i in range(mark - 1, start - 1, -1) if not p.words[i].is_word), start)
    while p.does(first, "joint"):
        first += 1
    return first < mark <= first + _LABEL and (p.does(first, "place") or first in scene.times)


def _tells_which(scene: Scene, i: int) -> bool:
    """Whether what follows a dash tells where, whose or why: "two - in Sumy", "three - guardsmen", "four - by fire"."""
    p = scene.passage
    named = p.is_capital(i) or i in p.starting("units") or i in p.starting("sides")
    return named or p.does(i, "place", "origin", "cause", "circumstance", "whole", "whither")


def _starts_anew(scene: Scene, i: int, over_verb: bool) -> bool:
    """Whether a word ends the stretch over which an outcome may be left unsaid."""
    p = scene.passage
    verb = p.like_verb(i) and i not in p.starting("cues") and not over_verb
    return scene.tells(i) or verb or p.does(i, "relative", "part") or p.is_sign(i, STOPS - {";"})


def _at_place(scene: Scene, count: Count) -> bool:
    """Whether a place stands right behind a number, or right before it behind a preposition."""
    p, start, behind = scene.passage, count.first, count.end
    if _leads_to_place(scene, behind):
        return any(_names_place(scene, i) for i in range(behind + 1, min(behind + _PLACE, len(p))))
    if not start or not _ends_clause(scene, behind) or not _names_place(scene, start - 1):
        return False
    return any(_leads_to_place(scene, i) for i in range(max(0, start - 1 - _PLACE), start - 1))


def _leads_to_place(scene: Scene, i: int) -> bool:
    """Whether a preposition tells where something is, not whither or how much: "in", "near"."""
    return scene.does(i, "place") and not scene.does(i, "level", "recipient", "whither")


def _names_place(scene: Scene, i: int) -> bool:
    return scene.words[i].kind == "name" or scene.passage.is_capital(i) or scene.does(i, "region")


def _ends_clause(scene: Scene, i: int) -> bool:
    return i >= len(scene.words) or scene.words[i].is_sign


def _is_next(scene: Scene, count: Count) -> bool:
    """ "then 403 and finally 412", "a few dozen, probably between 10 and 50" """
    ends = _ends_clause(scene, count.end) or scene.does(count.end, "joint")
    return ends and scene.does(count.first - 1, "then", "guess")
