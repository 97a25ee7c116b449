"""What numbers tell of each other: parts ("three of them", "90 people: 85 men"), totals, losses beside the hurt."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from newslib.figures.cases import LOSSES, LOST, SOLDIERS, Counted, Part, Tie, are_alike
from newslib.figures.groups import were_destroyed
from newslib.figures.outcomes import Bonds
from newslib.figures.parts import part_mark, whole_behind
from newslib.figures.patterns import around
from newslib.figures.scenes import OTHER, PEOPLE, THINGS, Count, Scene, Told, add_up

_HURT = ("wounded", "killed")
_BESIDE = 2  # sentences from those lost to the wounded
_STEM = 6  # letters by which two forms of one word are known
_APART = 4  # words between two parts of a list: ", as well as"


def with_sum(here: list[Counted]) -> list[Counted]:
    """The counts of a sentence, where one is the sum of the dead and the hurt before it: "2 dead, 3 hurt, 5 in all"."""
    for i, total in enumerate(here):
        parts = here[max(i - 2, 0) : i]
        if _is_lent(total, parts) and _dead_and_hurt(parts) and _make_up(parts, total):
            return _parted([*here[:i], _as(total, "casualties"), *here[i + 1 :]], i, range(i - 2, i))
    return here


def _is_lent(total: Counted, parts: Sequence[Counted]) -> bool:
    """Whether a number may have no outcome of its own: its words of outcome are none, or those of one before it."""
    main = total.case.main
    return main is None or (total.tie is not None and total.tie.before and main in [one.case.main for one in parts])


def with_parts(here: list[Counted]) -> list[Counted]:
    """The counts of a sentence, those that make up another number as its parts.

    "718 casualties: 665 killed, 53 injured", "5 dead, 3 here, 2 there".
    """
    for i, whole in enumerate(here):
        if last := _made_up(whole, here[i + 1 :]):
            return _parted(here, i, range(i + 1, i + 1 + last))
    return here


def _parted(here: Sequence[Counted], i: int, parts: range) -> list[Counted]:
    """The counts, some of them as parts of the one at a place."""
    told = [
        Counted(replace(c.case, whole=here[i]), replace(c.figure, part_of=here[i].span), is_part=True) for c in here
    ]
    return [told[k] if k in parts else one for k, one in enumerate(here)]


def _made_up(whole: Counted, following: Sequence[Counted]) -> int:
    """How many of the counts that follow make up a count; 0 when they do not, or one alone does."""
    split = LOSSES
    if whole.figure.outcome != "casualties":
        split = frozenset({whole.figure.outcome} if _announces(whole, following) else ())
    for i, one in enumerate(following):
        if one.whole or one.figure.outcome not in split:
            return 0
        if i and _make_up(following[: i + 1], whole):
            return i + 1
    return 0


def _announces(whole: Counted, following: Sequence[Counted]) -> bool:
    """Whether a colon or dash stands between a count and the next, or that explains it: by chance 3 is 2 and 1, too."""
    if not following:
        return False
    p, first = whole.scene.passage, following[0].count
    node = p.words[first.node] if following[0].scene is whole.scene else None
    if node is not None and node.link == "apposition" and node.upward == whole.count.node:
        return True
    return any(p.is_sign(i, ":") or p.is_dash(i) for i in range(whole.count.last, first.first))


def settled(found: Sequence[Counted], *, captivity: bool, spoken: Set[str]) -> list[Counted]:
    """The figures of a text that has been read to its end.

    Args:
        found: its counts, in reading order.
        captivity: whether the text speaks of captivity, so that who came home was a captive.
        spoken: the outcomes that its words tell; who merely travels is freed or evacuated where these are told of.
    """
    return _with_splits(_with_dead([c for c in found if _may_be(c.whole or c, captivity, spoken)]))


def _may_be(one: Counted, captivity: bool, spoken: Set[str]) -> bool:
    """Whether people who travelled were freed or evacuated, and who came home was a captive.

    Soldiers were, whom nobody is only given, and people told to be let go: not films.
    """
    voice = set[str]().union(*(told.voice for told in one.case.told))
    if "spoken" in voice or captivity or one.figure.outcome != "released":
        return "spoken" not in voice or one.figure.outcome in spoken
    freed = one.count.group is not None and "freed" in voice
    return freed or (one.figure.group in SOLDIERS and "given" not in voice)


def _with_dead(found: Sequence[Counted]) -> list[Counted]:
    """Those "lost" beside whom the wounded are counted died: "we lost 137 men, 10 of them officers. Wounded: 316"."""
    wholes = [c for c in found if c.figure.part_of is None and not c.figure.implicit]
    dead = {one.span for one, other in pairwise(wholes) if _are_lost_beside(one, other)}
    return [_as(c, "killed") if {c.span, c.figure.part_of} & dead else c for c in found]


def _are_lost_beside(one: Counted, other: Counted) -> bool:
    if (one.figure.outcome, other.figure.outcome) != ("casualties", "wounded"):
        return False
    if one.tie is not None and one.tie.rule == "own" and one.case.main and not one.case.main.joint:
        return one.scene is other.scene and not other.is_part  # "14 casualties and 30 injured"
    return one.tie is not None and one.tie.rule == "verb" and other.scene.number - one.scene.number <= _BESIDE


def _with_splits(found: Sequence[Counted]) -> list[Counted]:
    """Hurt people some of whom died are casualties: "75 hurt: 6 killed, 69 wounded", "пострадали 20, двое погибли"."""
    totals = {(_word(c), c.figure.quantity.stated) for c in _split([c for c in found if not c.figure.implicit])}
    return [_as(c, "casualties") if _is_split(c, totals) else c for c in found]


def _split(told: Sequence[Counted]) -> Iterator[Counted]:
    """The totals of the dead and the hurt: they are told right after it, or the dead as a part of it."""
    yield from (total for total, *parts in zip(told, told[1:], told[2:], strict=False) if _sums(total, *parts))
    dead = {c.figure.part_of for c in told if c.figure.outcome == "killed"}
    yield from (c for c in told if c.span in dead and c.case.main is not None and "wide" in c.case.main.voice)


def _is_split(one: Counted, totals: Set[tuple[str, float | None]]) -> bool:
    """Whether hurt people are such a total again, or a row of the list that shares it out."""
    if one.figure.outcome not in _HURT:
        return False
    listed = one.tie is not None and one.tie.rule == "row" and any(word == _word(one) for word, _ in totals)
    return listed or (_word(one), one.figure.quantity.stated) in totals


def _as(counted: Counted, outcome: str) -> Counted:
    return replace(counted, figure=replace(counted.figure, outcome=outcome))


def _sums(total: Counted, one: Counted, other: Counted) -> bool:
    """Whether a number of hurt people is the sum of the dead and the wounded told right after it."""
    main = total.case.main
    verb = main is not None and not (main.counted or main.is_noun)
    beside = any(one.figure.outcome == "killed" for one in total.case.here)  # "killed 2, hurt 11. It killed 3, hurt 8"
    if beside or (total.figure.outcome == "killed" and verb):
        return False  # who died cannot be wounded
    return total.figure.outcome in _HURT and _dead_and_hurt((one, other)) and _make_up((one, other), total)


def _dead_and_hurt(counted: Sequence[Counted]) -> bool:
    return {one.figure.outcome for one in counted} == set(_HURT)


def _make_up(parts: Sequence[Counted], whole: Counted) -> bool:
    return add_up((one.figure.quantity.stated for one in parts), whole.figure.quantity.stated)


def _word(counted: Counted) -> str:
    """The first letters of the word of outcome, by which its other forms are known."""
    main = counted.case.main
    return counted.scene.words[main.first].form[:_STEM] if main else ""


def with_sides(found: Sequence[Counted], spoken_of: Sequence[str]) -> list[Counted]:
    """Soldiers whose side is open are those counted elsewhere under the same outcome, else of the side spoken of;
    things are of the side that lost the like elsewhere in the text.

    Args:
        found: the counts of a text.
        spoken_of: the side named last before the sentence of each, empty when none was.
    """
    sides: dict[tuple[str, bool | str], set[str]] = {}
    for one in found:
        if one.figure.side:
            sides.setdefault(_fate(one), set()).add(one.figure.side)
    return [_with_side(one, sides.get(_fate(one), set()), said) for one, said in zip(found, spoken_of, strict=True)]


def _fate(counted: Counted) -> tuple[str, bool | str]:
    """What befell people, and whether somebody destroyed them: those are seldom of one side with those who died; or
    which things were lost."""
    if counted.figure.item:
        return LOST, counted.figure.item
    return counted.figure.outcome, counted.case.main is not None and were_destroyed(counted.case)


def _with_side(one: Counted, sides: set[str], spoken_of: str) -> Counted:
    things = bool(one.figure.item)
    if one.figure.side or len(sides) > 1 or one.figure.outcome == "released":
        return one
    if not things and one.figure.group not in SOLDIERS:
        return one
    if one.count.group and one.count.group.get("war"):  # "fighters" whom the text leaves to nobody
        return one
    return replace(one, figure=replace(one.figure, side=next(iter(sides), None if things else spoken_of or None)))


def tie_parts(bonds: Bonds) -> None:
    """Ties the parts of a sentence to their wholes, and to the outcome of those when they tell none themselves."""
    for count in list(bonds.scene.counts):
        left, mark = next(bonds.scene.before(count), None), part_mark(bonds.scene, count)
        if count.added:
            continue
        if mark is not None or count.parted or (left is not None and _is_of_parts(bonds, left, count)):
            _tie_part(bonds, count, _mark_of(bonds, left) if mark is None else mark)


def _is_of_parts(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether a number is a part as the one before it is, or of that."""
    return _goes_on(bonds, left, count) or _is_joined(bonds, count) or _is_in_parts(bonds, left, count)


def named_whole(scene: Scene, mark: int | None) -> tuple[Told, ...]:
    """What befell the people whom the words beside a mark name: "of the dead", "the killed and wounded include"."""
    if mark is None:
        return ()
    before = (one for one in scene.told if one.is_state and _ends_at(scene, one, mark))
    told = whole_behind(scene, mark) or next(before, None)
    if not isinstance(told, Told):
        return ()
    joined = around(scene, "and_more", told)
    more = scene.opening.get(joined.stop - 1) if joined else None
    return (told, more) if more is not None else (told,)


def _ends_at(scene: Scene, told: Told, mark: int) -> bool:
    """Whether nothing but small words stands between a word of outcome and a mark: "the wounded also include"."""
    found = around(scene, "includes", told)
    return found is not None and found.stop - 1 == mark


def _tie_part(bonds: Bonds, count: Count, mark: int | None) -> None:
    told = named_whole(bonds.scene, mark)
    whole = next(_wholes(bonds, count, mark, told), None)
    tied = bonds.of(whole)
    if bonds.untied(count) and count.quantity.kind != "zero" and (whole is None) == (tied is None):
        # what is right behind "including" people is people, though nobody knows the noun
        people = count.kind != OTHER or (whole is not None and whole.kind == PEOPLE)
        _find_outcome(bonds, count, mark, told, people=people)
    tie = bonds.of(count)
    if tie is None:
        return
    part = Part(None, told, mark, among=whole)
    if whole is not None and tied is not None:
        tie, part = replace(tie, outcome=tie.outcome or tied.outcome), Part(whole.node, told, mark)
    bonds.ties[count.first] = replace(tie, part=part)


def _wholes(bonds: Bonds, count: Count, mark: int | None, told: Sequence[Told]) -> Iterator[Count]:
    """The numbers before a part that may be those of its whole: the one it is out of, else the nearest first, no parts,
    of what is told of it."""
    numbered = _numbered(bonds.scene, count, mark)
    if numbered is not None:
        yield numbered
    put_in = mark is not None and bonds.scene.passage.is_sign(mark - 1, "(")  # "144 died (12 children among them)"
    for one in bonds.scene.before(count):
        tie = bonds.of(one)
        befell = tie is not None and any(are_alike(tie.outcome, other.outcome) for other in told)
        if (befell or not told) and (put_in or not bonds.is_part(one)):
            yield one


def _numbered(scene: Scene, count: Count, mark: int | None) -> Count | None:
    """The number behind a part's mark that it is out of: "of the 108 killed, 49 were", "3 were among the 12 hurt"."""
    if mark is None or not (mark >= count.last or scene.does(mark, "whole")):
        return None
    whole = whole_behind(scene, mark)
    return whole if isinstance(whole, Count) else None


def _find_outcome(bonds: Bonds, count: Count, mark: int | None, told: Sequence[Told], *, people: bool) -> None:
    """Ties a part by the people it is said to be among ("among the wounded"), else as its whole."""
    if not told and mark is not None:
        told = [one for one in bonds.scene.told if mark <= one.first < count.first and one.counted][:1]
    if told and bonds.set(count, told[0], "part", *told[1:]):
        return
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
    members = any(scene.does(i, "anaphor", "someone") for i in between)  # "including a nurse, three cooks"
    return not members and any(i in groups for i in between)


def _is_in_parts(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether a number goes on with parts or opens their list: "162 officers and 47 women", "90 people: 85 men"."""
    scene = bonds.scene
    if not (count.kind in (PEOPLE, THINGS) or around(scene, "stands_at", count)):
        return False
    listed = bonds.is_part(left) and _lists_on(bonds, left, count)
    if listed or (bonds.is_part(left) and bonds.of(count) is None):
        return listed
    opened = around(scene, "opened", count)
    return bool(opened) and _is_smaller(left, count) and _same_outcome(bonds, left, count)


def _lists_on(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether a number is the next in a list of parts: "five wounded: 3 - in Donetsk, 2 - in Horlivka"."""
    scene, tie = bonds.scene, bonds.of(count)
    if tie is not None and (tie.rule != "list" or scene.passage.is_dash(count.end)):
        return tie.rule == "list"
    near = (tie is None and 0 < count.first - left.end <= _APART) or around(scene, "stands_at", left)
    return bool(near) and scene.listed(left, count)


def _goes_on(bonds: Bonds, left: Count, count: Count) -> bool:
    """Whether "and" joins a number to a part of the same people: "of whom 14 were killed and 16 wounded"."""
    mark = _mark_of(bonds, left)
    return mark is not None and bonds.scene.does(count.first - 1, "joint") and bonds.scene.does(mark, "whole")


def _mark_of(bonds: Bonds, count: Count | None) -> int | None:
    """The word by which a tied number is a part."""
    tie = bonds.of(count)
    return tie.part.mark if tie is not None and tie.part is not None else None


def _is_smaller(left: Count, count: Count) -> bool:
    """Whether a number may be a part of the one before it by its size and kind."""
    total, part = left.quantity.low, count.quantity.stated
    return count.kind != THINGS and bool(total and part and part < total)


def _same_outcome(bonds: Bonds, left: Count, right: Count) -> bool:
    """Whether a number is told of as the number before it is, or not at all."""
    one, other = bonds.of(left), bonds.of(right)
    return one is not None and (other is None or one.outcome == other.outcome)
