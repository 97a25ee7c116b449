"""What happened to the people a number counts: told by its tie, by its whole, or by the count it takes up.

``Bonds`` holds the outcomes that the numbers of a sentence have been tied to so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from newslib.figures.cases import LOSSES, LOST, SOLDIERS, Case, Part, Tie
from newslib.figures.heads import is_put_in
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told
from newslib.passages import SUBJECTS, VERBS

_CROWD = 50  # people
_THINGS_BY = frozenset({LOST, "casualties", "captured", "killed"})  # what may befall a thing
_LOST = frozenset({LOST, "casualties", "captured"})  # the same where no heads tell what was killed
_MOURNED = frozenset({"children", "women", "civilian", "medical"})  # who is "lost" as the dead are


def outcomes(case: Case) -> list[str]:
    """The outcomes of a number: in its own sentence, else through the count it is a part of or takes up."""
    found = _found(case) if case.scene.passage.linked else _settled(case)
    elsewhere = (found == ["captured"] and _travels(case)) or (found == ["wounded"] and _was_present(case))
    return [] if elsewhere else found


def _was_present(case: Case) -> bool:
    """Whether people are only said to have been there: "at the moment of the blast 150 patients were in hospital"."""
    p, main = case.scene.passage, case.main
    phrase = main is not None and main.role == "phrase"
    return phrase and case.scene.tells_event and any(p.does(i, "present") for i in range(len(p)))


def _travels(case: Case) -> bool:
    """Whether captives are only said to be somewhere: "65 prisoners of war were on board"."""
    return case.tie is not None and case.tie.rule == "own" and case.scene.passage.has("aboard")


def _found(case: Case) -> list[str]:
    scene, count, part = case.scene, case.count, case.part
    if case.tie:
        return told_by(scene, count, case.tie, people_near=any(not c.of_things for c in (*case.near, *case.here)))
    if part and not _tells_more(scene, count):
        return _of_whole(case)
    return [case.taken.figure.outcome] if case.taken else []


def _of_whole(case: Case) -> list[str]:
    """The outcome of what a number is a part of: of its whole, else the one told last of people without a number."""
    scene, count = case.scene, case.count
    if case.whole:
        fits = count.quantity.stated != 0 and (count.kind == THINGS) <= case.whole.of_things
        return [case.whole.figure.outcome] if fits else []
    people = scene.names(count.noun) == PEOPLE
    return told_by(scene, count, Tie((scene.told[-1],), "part")) if people and scene.told else []


def _settled(case: Case) -> list[str]:
    """The outcome that the tie has settled, else that of the whole, where what is counted can have it."""
    if _is_spoken_of(case):
        return []
    whole = case.whole.figure.outcome if case.whole else ""
    outcome = (case.tie.outcome if case.tie else "") or whole
    fits = case.count.kind == NOTHING or (case.count.kind == THINGS) == (outcome == LOST)
    return [outcome] if outcome and fits else []


def _is_spoken_of(case: Case) -> bool:
    """Whether something else is told of them: "one of the freed pilots flew home", "one of the dead is a nurse"."""
    scene, count = case.scene, case.count
    one = count.quantity.stated == 1 and bool(count.own) and scene.does(count.last, "whole")
    if one and scene.passage.is_dash(count.end):
        return True
    goes_on = count.end < len(scene.words) and scene.passage.like_verb(count.end)
    elsewhere = count.parted and case.whole is not None and case.whole.scene is not scene
    told_behind = any(told.last > count.end for told in scene.told)
    return goes_on and not told_behind and (one or elsewhere)


def told_by(scene: Scene, count: Count, tie: Tie, *, people_near: bool = False) -> list[str]:
    """The outcomes of a tie, given what the number counts.

    Joint numbers ("killed or wounded") are casualties, never split; people who were kidnapped and murdered are both.

    Args:
        scene: the sentence.
        count: the number.
        tie: the words of outcome that take it.
        people_near: people were counted in the sentences before, so that a bare number may count them too.
    """
    counted = _counted(scene, count)
    told = list(dict.fromkeys(t.outcome for t in tie.told))
    if counted == THINGS:
        return [LOST] if _THINGS_BY & set(told) else []
    if LOST in told and (not counted or any(one.of_things for one in tie.told)):
        return []
    known = tie.rule == "part" or (tie.part is not None and bool(tie.part.told))  # "43 of those freed"
    wary = not known and any("people" in t.voice for t in tie.told)
    if wary and not _surely_people(scene, count, tie, counted, people_near=people_near):
        return []
    mourned = all(_are_lost(one) for one in tie.told) and _is_mourned(scene, count)
    told = ["killed" if outcome == LOST or mourned else outcome for outcome in told]
    return ["casualties"] if sum(outcome in LOSSES for outcome in told) > 1 else told


def _are_lost(told: Told) -> bool:
    """Whether people are said to be "lost" without a word on how."""
    return told.outcome == "casualties" and not (told.label or told.joint or told.counted)


def _counted(scene: Scene, count: Count) -> str:
    """What a number counts: people, where it stands alone or beside their state."""
    state = count.noun is None or count.noun in scene.hits("outcomes")
    return scene.names(count.noun) or (PEOPLE if state else "")


def _surely_people(scene: Scene, count: Count, tie: Tie, counted: str, *, people_near: bool) -> bool:
    """Whether a number counts people where its words of outcome say as much of other things: "40 left"."""
    flees = any(t.outcome == "displaced" for t in tie.told)
    if flees and not _may_flee(count):
        return False
    headed = scene.words[max(count.first - 1, 0)].text == ":"
    told_apart = count.noun is not None or headed or _beside_people(scene, tie)
    return bool(counted) and (told_apart or flees or (people_near and not tie.before))


def _may_flee(count: Count) -> bool:
    """Whether those who went abroad are a crowd of people at home there: neither four men nor an army."""
    many = (count.quantity.low or 0) >= _CROWD
    return many and (count.group is None or count.group["group"] not in SOLDIERS)


def _beside_people(scene: Scene, tie: Tie) -> bool:
    """Whether a number without a noun stands beside people other than those who did it."""
    subject = next(scene.words[tie.anchor].linked("subject"), None)
    doers = {t.i for t in subject.subtree} if subject is not None else set()
    return bool(scene.hits("groups").keys() - doers)


def _tells_more(scene: Scene, count: Count) -> bool:
    """Whether a part has a verb of its own that tells something else: "one of them had his hands tied"."""
    node = scene.words[count.node]
    if node.link in SUBJECTS and node.head.kind in VERBS and not is_put_in(node):
        return not scene.does(node.head, "copula", "part")
    return scene.does(node.head, "agent", "origin")  # "came under fire from one of them"


# what one word of outcome says of a count, where no heads join them


def outcome_of(scene: Scene, count: Count, told: Told) -> str | None:
    """What a word of outcome says of a count: "destroyed" of people is killed, "killed" of things nothing."""
    if count.kind == OTHER and not _must_be_people(scene, count, told):
        return None
    if count.kind == THINGS or (told.of_things and count.kind == PEOPLE):
        named = count.kind == THINGS or count.either is not None
        return LOST if named and told.outcome in _LOST else None
    if count.kind == NOTHING and _is_of_others(scene, count):
        return None
    return _of_people(scene, count, told)


def _of_people(scene: Scene, count: Count, told: Told) -> str:
    """What a word of outcome says of people, or of a number that may count them."""
    if _are_lost(told) and _is_mourned(scene, count):
        return "killed"
    if told.outcome == LOST:
        return "killed" if _are_people(scene, count) else LOST
    return told.outcome


def _must_be_people(scene: Scene, count: Count, told: Told) -> bool:
    """Whether a noun no table knows names people, since it stands right beside "died": "12 coaches died"."""
    if count.unknown is None or told.outcome != "killed" or "subject" not in told.voice:
        return False
    gap = range(told.last, count.first) if count.first >= told.last else range(count.unknown + 1, told.first)
    return all(scene.does(i, "filler", "more") for i in gap)


def _is_mourned(scene: Scene, count: Count) -> bool:
    """Whether those who were "lost" are no soldiers: then they died."""
    group = count.group["group"] if count.group is not None else ""
    return group in _MOURNED or (group == PEOPLE and scene.passage.has("we"))


def _are_people(scene: Scene, count: Count) -> bool:
    """Whether a number that was destroyed counts people: "ten drones, nine shot down" does not."""
    last = next((one.kind for one in scene.before(count) if one.kind in (PEOPLE, THINGS)), "")
    return PEOPLE in (count.kind, last) or count.quantity.kind == "collective"


def _is_of_others(scene: Scene, count: Count) -> bool:
    """Whether a lone number is a part of what is no people: "46 flats, of which 27 were destroyed"."""
    mark, before = scene.part_mark(count), next(scene.before(count), None)
    things = before is not None and before.kind == THINGS
    return mark is not None and (things or mark - 1 in scene.passage.ending("not_people"))


class Bonds:
    """The ties of one sentence, by the first word of the number."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.ties: dict[int, Tie] = {}
        self.nobody: set[int] = set()  # numbers that count nobody

    def set(self, count: Count, told: Told, rule: str, *also: Told, before: bool = True) -> bool:
        """Ties a count to a word of outcome (and others under the same number), when that says something of it.

        Returns:
            Whether it did.
        """
        outcome = outcome_of(self.scene, count, told)
        if outcome is None:
            return False
        if count.kind == OTHER and count.unknown is not None:
            count = self.change(count, kind=PEOPLE, end=count.unknown + 1)
        if outcome == "equipment_lost" and count.kind == PEOPLE:
            self.change(count, kind=THINGS, item=count.either, group=None)
        self.keep(count, Tie((told, *also), rule, outcome, before))
        return True

    def keep(self, count: Count, tie: Tie) -> None:
        """Ties a count; one behind "among them" is a part."""
        marked = Part() if self.scene.part_mark(count) is not None else None
        self.ties[count.first] = replace(tie, part=tie.part or marked)

    def change(self, count: Count, **told: Any) -> Count:
        """Notes what a count turns out to count, and returns it."""
        place = self.scene.places[count.first]
        changed = self.scene.counts[place] = replace(self.scene.counts[place], **told)
        return changed

    def take_noun(self, count: Count, other: Count) -> None:
        """Lets a count stand for the people or things that another counts."""
        self.change(count, kind=other.kind, group=other.group, item=other.item, side=other.side)

    def of(self, count: Count) -> Tie | None:
        return self.ties.get(count.first)

    def untied(self, count: Count) -> bool:
        """Whether a number still asks for an outcome."""
        return count.first not in self.ties and count.first not in self.nobody

    def is_open(self, count: Count) -> bool:
        """Whether no word of outcome takes a number so far; it may be known to be a part."""
        tie = self.of(count)
        if count.first in self.nobody or tie is None:
            return count.first not in self.nobody
        return not (tie.told or (tie.part is not None and tie.part.told))

    def is_part(self, count: Count) -> bool:
        tie = self.of(count)
        return tie is not None and tie.part is not None

    def pairs(self, *, backward: bool = False) -> Iterator[tuple[Count, Count]]:
        """Every count with the next one, as they stand when they are asked for."""
        counts = self.scene.counts
        places = range(len(counts) - 1)
        for k in reversed(places) if backward else places:
            yield counts[k], counts[k + 1]
