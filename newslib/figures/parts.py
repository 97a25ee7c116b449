"""Numbers that are a part of another number: "including 162 officers", "three of them", "90 people: 85 men"."""

from __future__ import annotations

from dataclasses import replace

from newslib.figures.cases import Part, Tie
from newslib.figures.outcomes import Bonds
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told, add_up
from newslib.passages import OBJECTS, SUBJECTS, VERBS, Word

_LISTED = ("joined", "apposition")


# with heads


def part(scene: Scene, count: Count) -> Part | None:
    """What a count is a part of; None when it stands for itself."""
    node = scene.words[count.node]
    if count.parted:
        return Part(told=_those(scene, node))
    listed = node
    while listed.link in _LISTED and listed.head.kind not in VERBS:
        if listed.link == "apposition" and _adds_up(scene, listed.head):
            return Part(listed.head.i)
        if _headed(scene, listed):
            return Part()
        listed = listed.head
    if _headed(scene, listed):
        return Part()
    return _by_link(scene, listed) or _fronted(scene, listed) or _out_of(scene, count)


def _adds_up(scene: Scene, token: Word) -> bool:
    """Whether the counts that follow a count make it up: "three others, two women and a man"."""
    whole = scene.mentioned(token)
    listed = [t.i for t in token.subtree if t.i > token.i and scene.names(t) == PEOPLE]
    sizes = {one.node: one.quantity.stated for one in scene.counts}
    return whole is not None and add_up([sizes.get(i, 1.0) for i in listed], whole.quantity.stated)


def _headed(scene: Scene, node: Word) -> bool:
    """ "among them 64 boys", "64 boys among them"."""
    links = (link for link in node.linked("preposition") if scene.does(link, "part"))
    return any(scene.does(people, "anaphor") for link in links for people in link.linked("governed"))


def _those(scene: Scene, node: Word) -> tuple[Told, ...]:
    """What befell those a number is out of, where they say so themselves: "43 of those freed"."""
    for link in node.linked("preposition"):
        for people in link.linked("governed") if scene.does(link, "whole") else ():
            told = _attributed(scene, people, "reduced", "relative", "modifier")
            if told:
                return told
    return ()


def _attributed(scene: Scene, people: Word, *links: str) -> tuple[Told, ...]:
    """The first outcome that an attribute tells of people."""
    return tuple(scene.triggers[c.i] for c in people.linked(*links) if c.i in scene.triggers)[:1]


def _by_link(scene: Scene, node: Word) -> Part | None:
    """ "including two", "these included two"."""
    link = node.head
    if not scene.does(link, "part"):
        return None
    if node.link == "governed":
        if scene.does(link.head, "copula"):
            return None  # "were among the 144": the whole, not the part
        return Part(link.head.i if link.head.kind not in VERBS else None, here=True)
    return Part(told=_states(scene, next(link.linked(*SUBJECTS), None)))


def _fronted(scene: Scene, node: Word) -> Part | None:
    """ "among them were two", "of these, 12 died", "of the 53 wounded, 12 died"."""
    if node.link not in ("attribute", *SUBJECTS, *OBJECTS):
        return None
    verbs = [node.head, *(verb for verb in node.head.linked("open") if scene.does(verb, "copula"))]
    links = [link for verb in verbs for link in verb.linked("preposition")]
    links += [link for link in node.linked("preposition") if scene.does(link, "part")]
    found = (_of_people(scene, node, link, people) for link in links for people in link.linked("governed"))
    return next((one for one in found if one is not None), None)


def _of_people(scene: Scene, node: Word, link: Word, people: Word) -> Part | None:
    """What a number is a part of, by a preposition under its verb and the people behind it."""
    counted = scene.mentioned(people) is not None
    told = _states(scene, people) or _attributed(scene, people, "reduced", "relative")
    named = bool(told) or scene.does(people, "anaphor")
    if scene.does(link, "part"):
        if counted and scene.does(node.head, "copula"):
            return Part(people.i)
        ahead = link.head is node or scene.does(link.head, "copula", "counting")
        return Part(told=told) if ahead and named else None
    if not scene.does(link, "whole"):
        return None
    return Part(people.i) if counted else Part(told=told) if named else None


def _out_of(scene: Scene, count: Count) -> Part | None:
    """ "12 of the 50 prisoners", "two of the wounded"."""
    if not count.number_first <= count.node < count.number_last:
        return None
    for link in scene.words[count.node].linked("preposition"):
        people = next(link.linked("governed"), None) if scene.does(link, "whole") else None
        if people is None:
            continue
        if scene.mentioned(people) not in (None, count):
            return Part(people.i)
        if _states(scene, people):
            return Part(told=_states(scene, people))
    return None


def _states(scene: Scene, people: Word | None) -> tuple[Told, ...]:
    named = [people, *people.linked("joined")] if people is not None else []  # "among the dead and the injured"
    told = [scene.triggers[word.i] for word in named if word.i in scene.triggers]
    return tuple(told) if told and told[0].is_state else ()


# without heads


def tie_parts(bonds: Bonds) -> None:
    """Ties the parts of a sentence to their wholes, and to the outcome of those when they tell none themselves."""
    for count in list(bonds.scene.counts):
        left, mark = next(bonds.scene.before(count), None), bonds.scene.part_mark(count)
        in_parts = left is not None and _is_in_parts(bonds, left, count)
        if not count.added and (mark is not None or count.parted or in_parts):
            before = bonds.of(left) if left is not None else None
            handed = before.part.mark if before is not None and before.part is not None else None
            _tie_part(bonds, count, handed if mark is None else mark)


def _tie_part(bonds: Bonds, count: Count, mark: int | None) -> None:
    put_in = mark is not None and bonds.scene.passage.is_sign(mark - 1, "(")  # "144 died (12 children among them)"
    earlier = next((one for one in bonds.scene.before(count) if put_in or not bonds.is_part(one)), None)
    tied = bonds.of(earlier) if earlier is not None else None
    if bonds.untied(count) and count.quantity.kind != "zero" and (tied or earlier is None):
        _find_outcome(bonds, count, mark)
    tie = bonds.of(count)
    if tie is None:
        return
    whole = earlier.first if earlier is not None and tied is not None else None
    made = Part(whole, sure=whole is not None, mark=mark, among=earlier if tied is None else None)
    outcome = tie.outcome or (tied.outcome if tied is not None else "")
    bonds.ties[count.first] = replace(tie, outcome=outcome, part=made)


def _find_outcome(bonds: Bonds, count: Count, mark: int | None) -> None:
    """Ties a part by the people it is said to be among ("among the wounded"), else as its whole."""
    counted = (h for h in bonds.scene.told if h.counted and mark is not None)
    told = next((h for h in counted if (mark or 0) <= h.first < count.first), None)
    if told is not None:
        bonds.set(count, told, "part")
    elif count.kind != OTHER and not _is_of_others(bonds, count, mark):
        bonds.keep(count, Tie((), "part", part=Part()))


def _is_of_others(bonds: Bonds, count: Count, mark: int | None) -> bool:
    """Whether a part is out of what had no outcome: "among the suspects are 12", "14 houses (2 of them new)"."""
    scene, before = bonds.scene, next(bonds.scene.before(count), None)
    groups = scene.passage.starting("groups").keys() - scene.in_counts
    named = mark is not None and any(i in groups for i in range(mark, count.first))
    return named or (before is not None and before.kind == OTHER and bonds.untied(before))


def _is_in_parts(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether a number goes on with parts or opens their list: "162 officers and 47 women", "90 people: 85 men"."""
    if not (count.kind in (PEOPLE, THINGS) or _stands_at_place(bonds, count)):
        return False
    tie = bonds.of(count)
    if bonds.is_part(left):
        if tie is None or tie.rule == "list":
            near = (tie is None and 0 < count.first - left.end <= 2) or _stands_at_place(bonds, left)
            if near and bonds.scene.listed(left, count):
                return True
        if tie is None or (tie.rule == "list" and bonds.scene.passage.is_dash(count.end)):
            return tie is not None  # "five wounded: 3 - in Donetsk, 2 - in Horlivka"
    return _is_smaller(left, count) and _opens(bonds, left, count) and _same_outcome(bonds, left, count)


def _is_smaller(left: Count, count: Count) -> bool:
    """Whether a number may be a part of the one before it by its size and kind."""
    total, part = left.quantity.low, count.quantity.stated
    return count.kind != THINGS and bool(total and part and part < total)


def _stands_at_place(bonds: Bonds, count: Count) -> bool:
    """Whether a number stands alone before a place: "four dead: 2 in Pokrovsk, 1 in Toretsk"."""
    alone = count.noun is None and count.kind in (NOTHING, PEOPLE)
    return alone and bonds.scene.does(count.end, "place")


def _opens(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether a colon or dash right before a number opens the parts of the number before it."""
    p, mark = bonds.scene.passage, count.first - 1
    if not (p.is_sign(mark, ":") or p.is_dash(mark)):
        return False
    return all(p.words[i].is_word and not p.does(i, "relative", "part") for i in range(left.end, mark))


def _same_outcome(bonds: Bonds, left: Count, right: Count) -> bool:
    """Whether a number is told of as the number before it is, or not at all."""
    one, other = bonds.of(left), bonds.of(right)
    return one is not None and (other is None or one.outcome == other.outcome)
