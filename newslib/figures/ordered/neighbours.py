"""Numbers that take their outcome from the number beside them: lists, "in Kharkiv - three", "(+200)"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from newslib.figures.cases import Told
from newslib.figures.ordered.bonds import Bond, Bonds
from newslib.figures.ordered.counted import NOTHING, PEOPLE, THINGS, Draft
from newslib.figures.ordered.scenes import ClauseScene
from newslib.passages import STOPS

_LABEL = 8  # words of the place or time before a dash


_IN_TURN = 2  # numbers at least, each with its outcome


def tie_lists(bonds: Bonds) -> None:
    """Numbers that share the outcome of the one before, or of the one after, in the same list."""
    neighbours = list(pairwise(bonds.scene.mentions))
    for left, right in neighbours:
        tie = bonds.of(left)
        if tie and tie.happening and bonds.untied(right) and _shares(bonds.scene, tie, left, right):
            bonds.set(right, tie.happening, "list", before=tie.before)
    for left, right in reversed(neighbours):
        tie = bonds.of(right)
        if tie and tie.happening and bonds.untied(left) and _shares_back(bonds.scene, tie, left, right):
            bonds.set(left, tie.happening, "list", before=False)


def _shares(scene: ClauseScene, tie: Bond, left: Draft, right: Draft) -> bool:
    if right.head not in (PEOPLE, THINGS) or not tie.happening or not tie.before:
        return False
    if tie.rule == "own" and (tie.happening.outcome != "equipment_lost" or right.head != THINGS):
        return False
    return scene.listed(left, right)


def _shares_back(scene: ClauseScene, tie: Bond, left: Draft, right: Draft) -> bool:
    if tie.before or tie.rule not in ("verb", "list") or left.parted or scene.part_mark(left) is not None:
        return False
    if right.head == NOTHING and left.head != NOTHING:
        return False
    known = left.head in (PEOPLE, THINGS) or scene.stand_joined(left, right)
    return known and scene.listed(left, right)


def tie_in_turn(bonds: Bonds) -> None:
    """Numbers and outcomes told in the same order: "the number of dead and wounded is 12 and 30 respectively"."""
    scene = bonds.scene
    if len(scene.mentions) < _IN_TURN or not scene.passage.has("in_turn"):
        return
    told = [h for h in scene.happenings if h.counted or "subject" in h.voice]
    counts = [m for m in scene.mentions if m.head in (NOTHING, PEOPLE)]
    before = bool(told and counts) and told[-1].last <= counts[0].first
    if len(told) == len(counts) > 1 and (before or counts[-1].end <= told[0].first):
        for mention, happening in zip(counts, told, strict=True):
            mention.own = []
            bonds.set(mention, happening, "label" if before else "verb", before=before)


def tie_elided(bonds: Bonds) -> None:
    """Numbers that leave the outcome of their neighbour unsaid."""
    neighbours = list(pairwise(bonds.scene.mentions))
    for left, right in neighbours:
        tie = bonds.of(left)
        if tie is None or not bonds.untied(right):
            continue
        if recounted(bonds.scene, left, right) or gapped(bonds.scene, left, right, tie.happening):
            _share(bonds, tie, left, right)
    for left, right in reversed(neighbours):
        tie = bonds.of(right)
        if tie is not None and bonds.untied(left) and recounted(bonds.scene, left, right):
            _share(bonds, tie, right, left)


def _share(bonds: Bonds, tie: Bond, told: Draft, mention: Draft) -> None:
    if mention.head == NOTHING:
        mention.head, mention.group, mention.item, mention.side = told.head, told.group, told.item, told.side
    if mention.head == told.head:
        bonds.keep(mention, replace(tie, rule="list", before=told.first < mention.first))


def tie_sums(bonds: Bonds) -> None:
    """Numbers without an outcome that make up the one before them are its parts: "ten - four of A, six of B"."""
    mentions = bonds.scene.mentions
    for k, whole in enumerate(mentions):
        size, total, parts = whole.quantity.stated, 0.0, []
        for part in mentions[k + 1 :]:
            if not bonds.untied(part) or not part.quantity.stated or part.head == THINGS:
                break
            parts.append(part)
            total += part.quantity.stated
        if len(parts) > 1 and total == size and not bonds.untied(whole) and not bonds.is_part(whole):
            for part in parts:
                part.head = PEOPLE
                bonds.keep(part, Bond(bonds.ties[whole.first].outcome, "part", whole=whole, part=True))


def share_nouns(bonds: Bonds) -> None:
    """A lone number takes the noun that only the next number of its list names: "killed 210, wounded 340 invaders"."""
    for left, right in reversed(list(pairwise(bonds.scene.mentions))):
        one, other = bonds.of(left), bonds.of(right)
        if one is None or other is None or one.happening is None or one.rule != other.rule != "own":
            continue
        alike = left.head == NOTHING and right.group is not None and one.happening is not other.happening
        between = range(left.end, other.happening.first if other.happening else left.end)
        p = bonds.scene.passage
        if alike and between and all(p.is_sign(i, ",") or p.does(i, "joint") for i in between):
            left.head, left.group, left.noun, left.side = PEOPLE, right.group, right.noun, right.side


def tie_added(bonds: Bonds) -> None:
    """ "(+200)": what came on top of the number before it, of the same people or things."""
    for left, right in pairwise(bonds.scene.mentions):
        tie = bonds.of(left)
        if right.added and tie is not None:
            right.head, right.group, right.item = left.head, right.group or left.group, left.item
            right.side = left.side
            bonds.ties[right.first] = replace(tie, rule="added", whole=left, part=True)
        elif right.added:
            bonds.ties.pop(right.first, None)


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
