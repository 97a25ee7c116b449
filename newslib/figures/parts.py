"""What makes a number a part of others: the word beside it that says so, and who those others are."""

from newslib.figures.patterns import around
from newslib.figures.scenes import PEOPLE, Count, Scene, Told


def part_mark(scene: Scene, count: Count) -> int | None:
    """The word that makes a number a part of another, before it or behind: "including 12", "12 of the dead"."""
    if count.first not in scene.part_marks:
        if not (scene.passage.has("part") or scene.passage.has("whole")):
            return None
        before = _mark_before(scene, count)
        scene.part_marks[count.first] = _mark_behind(scene, count) if before is None else before
    return scene.part_marks[count.first]


def _mark_before(scene: Scene, count: Count) -> int | None:
    """The mark before a number, which may open the clause: "of the dead, 12 were", "among the dead are 5"."""
    if led := around(scene, "part", count):
        return led.start
    fronted = around(scene, "fronted", count)
    return fronted.start if fronted is not None and whole_behind(scene, fronted.start) is not None else None


def _mark_behind(scene: Scene, count: Count) -> int | None:
    """The mark behind a number, or behind the list it opens: "five of the dead", "12 were among the wounded"."""
    if scene.does(count.last, "whole") and whole_behind(scene, count.last) is not None:
        return count.last
    last = count
    while around(scene, "goes_on", last):
        last = scene.starting(last.end + 1) or last  # "12 soldiers, two cooks and 40 others were among the dead"
    found = around(scene, "behind", last)
    if found is None:
        return None
    mark = found.stop - 1
    pointed = last is count and count.kind == PEOPLE and scene.does(mark + 1, "anaphor")
    return mark if pointed or whole_behind(scene, mark) is not None else None


def whole_behind(scene: Scene, mark: int) -> Told | Count | None:
    """Those whom a word behind "of" or "among" stands for: "the dead", "those killed", "the 108 who died"."""
    i, pointed = mark + 1, False
    while i < len(scene.words) and (scene.words[i].kind == "determiner" or scene.does(i, "anaphor")):
        i, pointed = i + 1, pointed or scene.does(i, "anaphor")
    told = scene.opening.get(i)
    if told is not None and told.is_state and (i > mark + 1 or scene.does(mark, "part")):
        return told
    among = scene.does(mark - 1, "copula")  # "two of them were among 12 wounded"
    whole = scene.starting(i)
    told_of = i > mark + 1 or (whole is not None and bool(whole.own))  # "of the 108", "of 108 killed"
    return whole if (among or (scene.does(mark, "whole") and told_of)) and not pointed else None
