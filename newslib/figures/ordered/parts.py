"""Numbers that are a part of another, in a language without a parser: "among them", "90 people: 85 men"."""

from __future__ import annotations

from dataclasses import replace

from newslib.figures.ordered.bonds import Bond, Bonds
from newslib.figures.ordered.counted import NOTHING, OTHER, PEOPLE, THINGS, Draft


def tie_parts(bonds: Bonds) -> None:
    """Ties the parts of a sentence to their wholes, and to the outcome of those when they tell none themselves."""
    mentions = bonds.scene.mentions
    for k, mention in enumerate(mentions):
        left = mentions[k - 1] if k else None
        mark = bonds.scene.part_mark(mention)
        if mention.added or not (mark is not None or mention.parted or _is_in_parts(bonds, left, mention)):
            continue
        if mark is None and left is not None and bonds.is_part(left):
            mark = bonds.ties[left.first].mark
        _tie_part(bonds, mention, mark, [m for m in mentions[:k] if _may_be_whole(bonds, m)])


def _tie_part(bonds: Bonds, mention: Draft, mark: int | None, earlier: list[Draft]) -> None:
    whole = earlier[-1] if earlier and not bonds.untied(earlier[-1]) else None
    if bonds.untied(mention) and mention.quantity.kind != "zero" and (whole or not earlier):
        _find_outcome(bonds, mention, mark)
    tie = bonds.of(mention)
    if tie is None:
        return
    outcome = tie.outcome or (bonds.ties[whole.first].outcome if whole is not None else "")
    among = earlier[-1] if earlier and whole is None else None
    bonds.ties[mention.first] = replace(tie, outcome=outcome, part=True, whole=whole, mark=mark, among=among)


def _find_outcome(bonds: Bonds, mention: Draft, mark: int | None) -> None:
    """Ties a part by the people it is said to be among ("among the wounded"), else as its whole."""
    counted = (h for h in bonds.scene.happenings if h.counted and mark is not None)
    told = next((h for h in counted if (mark or 0) <= h.first < mention.first), None)
    if told is not None:
        bonds.set(mention, told, "part")
    elif mention.head != OTHER:
        bonds.keep(mention, Bond("", "part", part=True))


def _may_be_whole(bonds: Bonds, mention: Draft) -> bool:
    counts = mention.head in (PEOPLE, THINGS) or not bonds.untied(mention)
    return counts and not bonds.is_part(mention)


def _is_in_parts(bonds: Bonds, left: Draft | None, mention: Draft) -> bool:
    """Whether a number goes on with parts or opens their list: "162 officers and 47 women", "90 people: 85 men"."""
    if left is None or not (mention.head in (PEOPLE, THINGS) or _stands_at_place(bonds, mention)):
        return False
    if bonds.untied(mention) and bonds.is_part(left):
        near = 0 < mention.first - left.end <= 2 or _stands_at_place(bonds, left)
        return near and bonds.scene.listed(left, mention)
    tie = bonds.of(mention)
    if tie and tie.rule == "list" and bonds.is_part(left) and bonds.scene.passage.is_dash(mention.end):
        return True  # "five wounded: 3 - in Donetsk, 2 - in Horlivka"
    total, part = left.quantity.low, mention.quantity.stated
    if bonds.untied(left) or mention.head == THINGS or not total or not part or part >= total:
        return False
    return _opens(bonds, left, mention) and (bonds.untied(mention) or _same_outcome(bonds, left, mention))


def _stands_at_place(bonds: Bonds, mention: Draft) -> bool:
    """Whether a number stands alone before a place: "four dead: 2 in Pokrovsk, 1 in Toretsk"."""
    return mention.head == NOTHING and bonds.scene.passage.does(mention.end, "place")


def _opens(bonds: Bonds, left: Draft, mention: Draft) -> bool:
    """Whether a colon or dash right before a number opens the parts of the number before it."""
    p, mark = bonds.scene.passage, mention.first - 1
    if not (p.is_sign(mark, ":") or (p.is_dash(mark) and not mention.own)):
        return False
    return all(p.words[i].is_word and not p.does(i, "relative", "part") for i in range(left.end, mark))


def _same_outcome(bonds: Bonds, left: Draft, right: Draft) -> bool:
    return bonds.ties[left.first].outcome == bonds.ties[right.first].outcome
