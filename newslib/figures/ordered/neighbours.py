"""Numbers that take their outcome from the number beside them: lists, outcomes left unsaid, additions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from newslib.figures.ordered.bonds import Bond, Bonds
from newslib.figures.ordered.counted import NOTHING, PEOPLE, THINGS, Draft
from newslib.figures.ordered.elided import gapped, recounted
from newslib.figures.ordered.scenes import ClauseScene


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
    if not any(scene.passage.does(i, "in_turn") for i in range(len(scene.passage.words))):
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
