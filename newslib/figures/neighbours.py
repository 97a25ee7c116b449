"""Numbers that lean on another: they leave its outcome unsaid ("one in Kherson, in Kharkiv - three") or count again."""

import math
from dataclasses import replace

from newslib.figures.cases import Case, Counted, Tie
from newslib.figures.outcomes import Bonds
from newslib.figures.patterns import around
from newslib.figures.scenes import NOTHING, PEOPLE, Count, Scene, Told
from newslib.passages import VERBS

_IN_TURN = 2  # numbers at least, each with its outcome
_MOVED = frozenset({"evacuated", "displaced", "released", "surrendered", "captured"})


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
        tie = bonds.handing(left, right)
        if tie and (_recounted(scene, left, right) or _gapped(scene, left, right, tie.main)):
            _share(bonds, tie, left, right)
    for left, right in bonds.pairs(backward=True):
        tie = bonds.handing(right, left)
        if tie and _recounted(scene, left, right):
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
    p, gap = scene.passage, range(left.end if told is None else max(left.end, min(told.last, right.first)), right.first)
    which = bool(around(scene, "which", right))  # "six went to Lviv, three - to Kyiv"
    verbal = not which and any(map(p.like_verb, gap))
    anew = verbal or any(scene.tells(i) or p.does(i, "relative", "part") for i in gap)
    if anew or right.kind not in (NOTHING, PEOPLE):
        return False
    return which or bool(around(scene, "gap", right)) or _at_place(scene, right)


def _at_place(scene: Scene, count: Count) -> bool:
    """Whether a lone number stands at a place or a time of its own: ", seven at a market", "nine the next day"."""
    if around(scene, "alone", count) is None or scene.words[count.first - 1].kind == "preposition":
        return False  # "a town of 300 in the north"
    return bool(around(scene, "place", count)) or _is_time(scene, count.end)


def _is_time(scene: Scene, i: int) -> bool:
    """Whether a time that ends its clause begins at a word: "nine the next day"."""
    dates, words = scene.passage.starting("dates"), scene.words
    hit = dates.get(i + (i < len(words) and words[i].kind == "determiner" and i not in dates))
    return hit is not None and scene.passage.closes(hit.last, ",:")


def taken_up(case: Case) -> Counted | None:
    """The count that a number takes up: of the figures of the last sentences the one nearest in size."""
    number = case.count.quantity.stated
    for near in (case.here, case.near) if number else ():
        sizes = ((c, c.figure.quantity.stated or c.figure.quantity.low) for c in near)
        sized = {abs(math.log((number or size) / size)): c for c, size in reversed(list(sizes)) if size}
        if sized:
            nearest = sized[min(sized)]
            return nearest.whole or nearest  # "1,026, 162 of them officers. They counted 1,009"
    return None


def recounts(case: Case) -> bool:
    """Whether a number without an outcome counts again: "told of 47", "a figure of 1,908", "that rose to 110,000"."""
    if case.tie or case.part or case.count.added or case.count.kind not in (PEOPLE, NOTHING):
        return False
    return _follows(case) or (not _counts_others(case.scene, case.count) and _is_counted(case.scene, case.count))


def _counts_others(scene: Scene, count: Count) -> bool:
    """Whether a sentence counts others than who was hit: "sends 4,000 more troops, raising the number to 16,000"."""
    if any(is_of_others(scene, k + 1, count.first) for k in scene.passage.doing("counter")):
        return True
    return not scene.told and any(one.kind == PEOPLE for one in scene.before(count))


def _is_counted(scene: Scene, count: Count) -> bool:
    """Whether a count reaches a number or somebody counts it, or words say so where no outcome is told."""
    known = count.kind == PEOPLE and scene.words[max(count.first - 1, 0)].kind == "determiner"
    if (not known and around(scene, "level", count)) or around(scene, "counted", count):
        return True
    about = any(scene.does(k, "about") for k in range(count.first, count.last))
    return not scene.told and (about or bool(around(scene, "again", count)) or _ends(scene, count))


def _follows(case: Case) -> bool:
    """Whether further people go the way of those counted before: "another 211 went to a camp"."""
    last = taken_up(case) if case.count.noun is None else None
    return last is not None and last.figure.outcome in _MOVED and case.scene.does(case.count.first - 1, "more")


def _ends(scene: Scene, count: Count) -> bool:
    """Whether a sentence without a verb ends with the next number: "In a week: 700"."""
    return count.number_last + 1 >= len(scene.words) and not any(word.kind in VERBS for word in scene.words)


def is_of_others(scene: Scene, i: int, end: int) -> bool:
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
