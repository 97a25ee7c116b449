"""Numbers that lean on another: they leave its outcome unsaid ("one in Kherson, in Kharkiv - three") or count again."""

import math
from dataclasses import replace

from newslib.figures.cases import REMEMBERED, Case, Counted, Tie
from newslib.figures.outcomes import Bonds
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told
from newslib.passages import STOPS, VERBS

_PLACE = 5  # words of a place with its preposition
_IN_TURN = 2  # numbers at least, each with its outcome
_MOVED = frozenset({"evacuated", "displaced", "released", "surrendered", "captured"})
_COUNT_REACH = 6  # words between "a figure" and the number


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
    if any(is_of_others(scene, k + 1, count.first) for k in scene.passage.doing("counter")):
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
