"""Numbers that are a part of another number: "including 162 officers", "three of them", "90 people: 85 men"."""

from dataclasses import replace

from newslib.figures.cases import Part, Tie, are_alike
from newslib.figures.outcomes import Bonds
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told


def tie_parts(bonds: Bonds) -> None:
    """Ties the parts of a sentence to their wholes, and to the outcome of those when they tell none themselves."""
    for count in list(bonds.scene.counts):
        left, mark = next(bonds.scene.before(count), None), bonds.scene.part_mark(count)
        goes_on = left is not None and (_goes_on(bonds, left, count) or _is_joined(bonds, count))
        in_parts = goes_on or (left is not None and _is_in_parts(bonds, left, count))
        if not count.added and (mark is not None or count.parted or in_parts):
            before = bonds.of(left) if left is not None else None
            handed = before.part.mark if before is not None and before.part is not None else None
            _tie_part(bonds, count, handed if mark is None else mark)


def named_whole(scene: Scene, mark: int | None) -> tuple[Told, ...]:
    """What befell the people whom the words beside a mark name: "of the dead", "the killed and wounded include"."""
    if mark is None:
        return ()
    told, last = scene.whole_behind(mark), mark
    while told is None and last and (scene.does(last - 1, "filler") or scene.words[last - 1].kind == "adverb"):
        last -= 1
    told = told or next((one for one in scene.told if one.last == last and one.is_state), None)
    if not isinstance(told, Told):
        return ()
    behind = told.last + 1
    if behind < len(scene.words) and scene.words[behind].kind == "determiner":
        behind += 1
    more = scene.opening.get(behind) if scene.does(told.last, "joint") else None
    return (told, more) if more is not None else (told,)


def _tie_part(bonds: Bonds, count: Count, mark: int | None) -> None:
    told = named_whole(bonds.scene, mark)
    outcomes = {one.outcome for one in told}
    put_in = mark is not None and bonds.scene.passage.is_sign(mark - 1, "(")  # "144 died (12 children among them)"
    wholes = (one for one in bonds.scene.before(count) if put_in or not bonds.is_part(one))
    told_of = (one for one in wholes if _befell(bonds, one, outcomes))
    earlier = _numbered(bonds.scene, count, mark) or next(told_of, None)
    tied = bonds.of(earlier) if earlier is not None else None
    if bonds.untied(count) and count.quantity.kind != "zero" and (tied or earlier is None):
        _find_outcome(bonds, count, mark, earlier)
    tie = bonds.of(count)
    if tie is None:
        return
    whole = earlier.node if earlier is not None and tied is not None else None
    made = Part(whole, told, mark=mark, among=earlier if tied is None else None)
    outcome = tie.outcome or (tied.outcome if tied is not None else "")
    bonds.ties[count.first] = replace(tie, outcome=outcome, part=made)


def _befell(bonds: Bonds, whole: Count, outcomes: set[str]) -> bool:
    """Whether an earlier number can be that of a whole of which so much is told."""
    tie = bonds.of(whole)
    return not outcomes or (tie is not None and any(are_alike(tie.outcome, outcome) for outcome in outcomes))


def _numbered(scene: Scene, count: Count, mark: int | None) -> Count | None:
    """The number that a part is out of, where its mark stands before that: "of the 108 killed, 49 were children"."""
    if mark is None or not (mark >= count.last or scene.does(mark, "whole")):
        return None
    whole = scene.whole_behind(mark)
    return whole if isinstance(whole, Count) and whole is not count else None


def _find_outcome(bonds: Bonds, count: Count, mark: int | None, whole: Count | None) -> None:
    """Ties a part by the people it is said to be among ("among the wounded"), else as its whole."""
    told = named_whole(bonds.scene, mark)
    if not told and mark is not None:
        told = tuple(h for h in bonds.scene.told if mark <= h.first < count.first and h.counted)[:1]
    if told and bonds.set(count, told[0], "part", *told[1:]):
        return
    # what is right behind "including" people is people, though nobody knows the noun
    people = count.kind != OTHER or (whole is not None and whole.kind == PEOPLE)
    if people and not _is_of_others(bonds, count, mark):
        bonds.keep(count, Tie((), "part", part=Part()))


def _is_joined(bonds: Bonds, count: Count) -> bool:
    """Whether heads join a number to a part, be it over others: "including two women, a driver and three guards"."""
    node = bonds.scene.words[count.node]
    while node.link in ("joined", "apposition") and not node.head.is_verb:
        node = node.head
        other = bonds.scene.mentioned(node)
        if other is not None and other is not count:
            return bonds.is_part(other)
    return False


def _is_of_others(bonds: Bonds, count: Count, mark: int | None) -> bool:
    """Whether a part is out of people of whom no outcome is told: "among the suspects are 12"."""
    if mark is None:
        return False
    scene = bonds.scene
    groups = {i for i, hit in scene.passage.starting("groups").items() if hit.row["group"]} - scene.in_counts
    behind = (one.first for one in scene.counts if one.first > mark)
    between = range(mark, next(behind, count.first))
    return any(i in groups for i in between) and not any(scene.does(i, "anaphor") for i in between)


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


def _goes_on(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether "and" joins a number to a part of the same people: "of whom 14 were killed and 16 wounded"."""
    before = bonds.of(left)
    mark = before.part.mark if before is not None and before.part is not None else None
    if mark is None or not bonds.scene.does(count.first - 1, "joint"):
        return False
    return bonds.scene.does(mark, "whole") or (mark == 0 and bonds.untied(count))


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
