"""Numbers that leave the outcome of the number beside them unsaid: in a gap, in turn, counted again."""

from dataclasses import replace

from newslib.figures.cases import Tie
from newslib.figures.outcomes import Bonds
from newslib.figures.scenes import NOTHING, PEOPLE, Count, Scene, Told
from newslib.passages import STOPS

_PLACE = 5  # words of a place with its preposition
_IN_TURN = 2  # numbers at least, each with its outcome


def tie_in_turn(bonds: Bonds) -> None:
    """Numbers and outcomes told in the same order: "the number of dead and wounded is 12 and 30 respectively"."""
    scene = bonds.scene
    counts = list(scene.counts)
    if scene.passage.has("in_turn") and len(scene.told) == len(counts) >= _IN_TURN:
        before = scene.told[-1].last <= counts[0].first
        for count, one in zip(counts, scene.told, strict=True):
            bonds.change(count, own=())
            bonds.set(count, one, "label", before=before)


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
    if not all(p.does(i, "joint", "not", "then", "filler", "whole") or p.is_sign(i, ",") for i in between):
        return False
    return any(p.does(i, "not", "then") for i in (*between, left.first - 1))


def _gapped(scene: Scene, left: Count, right: Count, told: Told | None) -> bool:
    """Whether a dash stands for the verb ``told``: "one died in Kherson, in Kharkiv - three", "two more - in Sumy"."""
    p, start = scene.passage, left.end if told is None else max(left.end, min(told.last, right.first))
    between = range(start, right.first)
    which = p.is_dash(right.end) and _tells_which(scene, right.end + 1)  # "six went to Lviv, three - to Kyiv"
    if right.kind not in (NOTHING, PEOPLE) or any(_starts_anew(scene, i, which) for i in between):
        return False
    return which or _goes_on(scene, right) or _tells_how(scene, right) or _behind_dash(scene, start, right)


def _goes_on(scene: Scene, right: Count) -> bool:
    """Whether a lone number stands at a place of its own, or counts the same people later or closer."""
    added = scene.does(right.first - 1, "more") and scene.does(right.end, "origin")  # "and three more from Perm"
    if right.kind != NOTHING or (right.quantity.kind == "collective" and not added):
        return False
    further = scene.does(right.end, "more") and scene.does(right.end + 1, "place")  # "two more in hospital"
    return further or _at_place(scene, right) or scene.does(right.first - 1, "then", "guess")  # "and finally 412"


def _tells_how(scene: Scene, count: Count) -> bool:
    """Whether a cause, or how badly, is told of a lone number behind a comma: "four by our own fire", "3 seriously"."""
    p, behind = scene.passage, count.end + scene.passage.is_dash(count.end)
    if count.kind != NOTHING or not p.is_sign(count.first - 1, ","):
        return False
    return p.does(behind, "cause", "agent", "origin", "badly")


def _behind_dash(scene: Scene, start: int, right: Count) -> bool:
    """Whether a place or a side and a dash stand before a number: "in Kharkiv - three", "Armenia - 12"."""
    p, between = scene.passage, range(start, right.first)
    mark = right.first - 1
    while mark in between and p.does(mark, "more", "filler"):
        mark -= 1
    return mark in between and p.is_dash(mark) and _opens_with_place(scene, start, mark)


def _opens_with_place(scene: Scene, start: int, mark: int) -> bool:
    """Whether the clause before a dash begins with a place or a side."""
    p = scene.passage
    first = next((i + 1 for i in range(mark - 1, start - 1, -1) if not p.words[i].is_word), start)
    while p.does(first, "joint"):
        first += 1
    return p.does(first, "place") or first in p.starting("sides")


def _tells_which(scene: Scene, i: int) -> bool:
    """Whether what follows a dash tells where, whose or why: "two - in Sumy", "three - guardsmen", "four - by fire"."""
    p = scene.passage
    named = p.is_capital(i) or i in p.starting("units")
    return named or p.does(i, "place", "origin", "cause", "circumstance", "whole", "whither")


def _starts_anew(scene: Scene, i: int, over_verb: bool) -> bool:
    """Whether a word ends the stretch over which an outcome may be left unsaid."""
    p = scene.passage
    return scene.tells(i) or (p.like_verb(i) and not over_verb) or p.does(i, "relative", "part")


def _at_place(scene: Scene, count: Count) -> bool:
    """Whether a place stands right behind a number, or right before it behind a preposition."""
    p, start, behind = scene.passage, count.first, count.end
    if p.words[start - 1].kind == "preposition":
        return False  # "a town of 300 in the north"
    if p.does(behind, "place", "origin"):
        end = next((i for i in range(behind + 1, len(p)) if _closes(scene, i)), len(p))
        if any(p.like_verb(i) or p.words[i].is_finite for i in range(behind, end)):
            return False  # "12 of them died, and three in hospital say"
        member = _closes(scene, start - 1) and end - behind > 1  # ", seven at a market"
        return member or any(_names_place(scene, i) for i in range(behind + 1, behind + _PLACE))
    if _is_time(scene, behind):
        return True
    if not _names_place(scene, start - 1):
        return False
    first = next((i for i in range(start - 1, -1, -1) if not p.is_capital(i)), 0)
    return p.is_sign(first, ",") or any(p.does(i, "place") for i in range(start - 1 - _PLACE, start - 1))  # ", Oslo 9"


def _is_time(scene: Scene, i: int) -> bool:
    """Whether a time that ends its clause begins at a word: "nine the next day"."""
    dates, words = scene.passage.starting("dates"), scene.words
    hit = dates.get(i + (i < len(words) and words[i].kind == "determiner" and i not in dates))
    return hit is not None and _closes(scene, hit.last)


def _closes(scene: Scene, i: int) -> bool:
    """Whether a clause or a member of a list ends at a word."""
    p = scene.passage
    return i >= len(p) or p.is_sign(i, STOPS | {",", ":"}) or p.does(i, "joint")


def _names_place(scene: Scene, i: int) -> bool:
    return scene.passage.is_capital(i) or scene.does(i, "region")
