"""What happened to the people a number counts: told by its tie, by its whole, or by the count it takes up.

``Bonds`` holds the outcomes that the numbers of a sentence have been tied to so far.
"""

from collections.abc import Iterator
from typing import Any

from newslib.figures.cases import LOSSES, LOST, Case, Part, Tie
from newslib.figures.nouns import is_numbered
from newslib.figures.parts import part_mark
from newslib.figures.patterns import around
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told, changed
from newslib.passages import between

_CROWD = 50  # people
_ANYONE = frozenset({"people", "unspecified", "women", "children"})
_LOST = frozenset({LOST, "casualties", "captured"})  # what may befall a thing
_MOURNED = frozenset({"children", "women", "civilian", "medical"})  # who is "lost" as the dead are


def outcomes(case: Case) -> list[str]:
    """The outcomes of a number: what its tie tells, else what is told of its whole or of the count it takes up.

    Joint numbers ("killed or wounded") are casualties, never split; people who were kidnapped and murdered are both.
    """
    outcome = _told(case)
    if not outcome or not _fits(case, outcome) or _is_spoken_of(case) or not _are_known(case):
        return []
    further = ("killed" if told.outcome == LOST and outcome != LOST else told.outcome for told in case.told[1:])
    found = list(dict.fromkeys([outcome, *further]))
    return ["casualties"] if sum(one in LOSSES for one in found) > 1 else found


def _told(case: Case) -> str:
    """What the tie of a number tells, else what befell its whole."""
    if case.tie is not None and case.tie.outcome:
        return case.tie.outcome
    return case.whole.figure.outcome if case.whole is not None else ""


def _fits(case: Case, outcome: str) -> bool:
    """Whether what is counted can have an outcome, and more is said than where they were."""
    held = case.tie is not None and case.tie.rule == "own" and outcome == "captured"
    if held and case.scene.passage.has("aboard"):
        return False  # "65 prisoners of war were on board"
    if outcome == "wounded" and _was_present(case):
        return False
    return case.count.kind == NOTHING or (case.count.kind == THINGS) == (outcome == LOST)


def _was_present(case: Case) -> bool:
    """Whether people are only said to have been there: "at the moment of the blast 150 patients were in hospital"."""
    p, main = case.scene.passage, case.main
    phrase = main is not None and main.role == "phrase"
    return phrase and case.scene.tells_event and p.has("present")


def _is_spoken_of(case: Case) -> bool:
    """Whether something else is told of them: "one of the freed pilots flew home", "one of the dead is a nurse"."""
    scene, count = case.scene, case.count
    if case.main is None and around(scene, "by_some", count):
        return True  # "came under fire from one of them"
    one = around(scene, "one_of", count)
    elsewhere = count.parted and case.whole is not None and case.whole.scene is not scene
    if one and scene.passage.is_dash(count.end):
        return True
    if not (one or elsewhere) or any(told.last > count.end for told in case.told):
        return False
    return bool(around(scene, "spoken_of", count))


def _are_known(case: Case) -> bool:
    """Whether a number counts people where its words of outcome say as much of other things: "40 left"."""
    tie = case.tie
    if tie is None or not any("people" in told.voice for told in tie.told):
        return True
    if tie.part is not None and (tie.rule == "part" or tie.part.told):
        return True  # "43 of those freed"
    flee = any(told.outcome == "displaced" for told in tie.told)
    return _may_flee(case.scene, case.count) if flee else _surely_people(case, tie)


def _surely_people(case: Case, tie: Tie) -> bool:
    scene, count = case.scene, case.count
    if count.noun is not None or count.quantity.kind == "collective" or scene.passage.is_sign(count.first - 1, ":"):
        return True
    if tie.rule == "label" and is_numbered(scene, tie.told[0]):
        behind = scene.words[tie.told[0].last]
        return scene.names(behind) == PEOPLE or behind.kind != "noun"  # not "the number of missing files"
    people_near = any(not one.of_things for one in (*case.near, *case.here))
    return _beside_people(scene, tie.told[0]) or (people_near and not tie.before)


def _may_flee(scene: Scene, count: Count) -> bool:
    """Whether those who went abroad are a crowd of people at home there: no four men, no army, tourists or workers."""
    if not count.quantity.vague and (count.quantity.low or 0) < _CROWD:
        return False
    if count.group is None or count.noun is None or count.group["group"] in _ANYONE:
        return True
    known = scene.passage.starting("place_words").get(count.noun)
    return scene.does(count.noun, "uprooted") or (known is not None and "dweller" in known.row["role"].split())


def _beside_people(scene: Scene, told: Told) -> bool:
    """Whether a number without a noun stands beside people other than those who did it."""
    subject = next(scene.words[told.word].linked("subject"), None)
    doers = {t.i for t in subject.subtree} if subject is not None else set()
    return bool(scene.hits("groups").keys() - doers)


def outcome_of(scene: Scene, count: Count, told: Told) -> str | None:
    """What a word of outcome says of a count: "destroyed" of people is killed, "killed" of things nothing."""
    if count.kind == OTHER and not _must_be_people(scene, count, told):
        return None
    if count.kind == THINGS or (told.of_things and count.kind == PEOPLE):
        named = count.kind == THINGS or count.either is not None
        return LOST if named and told.outcome in _LOST else None
    if _is_of_others(scene, count):
        return None
    return _of_people(scene, count, told)


def _of_people(scene: Scene, count: Count, told: Told) -> str:
    """What a word of outcome says of people, or of a number that may count them."""
    lost = told.outcome == "casualties" and not (told.label or told.joint or told.counted)  # nobody says how
    ours = count.people == PEOPLE and scene.passage.has("we")
    if lost and (ours or count.people in _MOURNED):
        return "killed"
    if told.outcome == LOST:
        return "killed" if _are_people(scene, count, told) else LOST
    return told.outcome


def _must_be_people(scene: Scene, count: Count, told: Told) -> bool:
    """Whether a noun no table knows names people, since it stands right beside "died": "12 coaches died", or is
    counted as people only are ("ранил двоих стражей")."""
    if count.unknown is None or not told.of_all:
        return False
    if count.quantity.kind != "collective" and (told.outcome != "killed" or "subject" not in told.voice):
        return False
    gap = between(told.first, told.last, count.first, count.unknown + 1)
    return all(scene.does(i, "filler", "more") for i in gap)


def _are_people(scene: Scene, count: Count, told: Told) -> bool:
    """Whether a number that was destroyed counts people: "ten drones, nine shot down" does not."""
    last = next((one.kind for one in scene.before(count) if one.kind in (PEOPLE, THINGS)), "")
    if PEOPLE in (count.kind, last) or count.quantity.kind == "collective":
        return True
    if count.kind != NOTHING:
        return False
    if count.side is not None and not scene.passage.like_adjective(count.end - 1):
        return True  # "destroyed 300 Armenians"
    several = count.quantity.stated != 1 and "object" in told.voice
    return several and scene.passage.ends(count.last - 1, "object_endings")  # "вбили двох"


def _is_of_others(scene: Scene, count: Count) -> bool:
    """Whether a lone number is a part of what is no people: "46 flats, of which 27 were destroyed"."""
    mark = part_mark(scene, count) if count.kind == NOTHING else None
    if mark is None:
        return False
    before = next(scene.before(count), None)
    things = before is not None and before.kind == THINGS
    return things or mark - 1 in scene.passage.ending("not_people")


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
        marked = Part() if part_mark(self.scene, count) is not None else None
        self.ties[count.first] = changed(tie, part=marked) if marked and not tie.part else tie

    def change(self, count: Count, **told: Any) -> Count:
        """Notes what a count turns out to count, and returns it."""
        place = self.scene.places[count.first]
        found = self.scene.counts[place] = changed(self.scene.counts[place], **told)
        return found

    def take_noun(self, count: Count, other: Count) -> None:
        """Lets a count stand for the people or things that another counts."""
        self.change(count, kind=other.kind, group=other.group, item=other.item, side=other.side)

    def of(self, count: Count | None) -> Tie | None:
        return None if count is None else self.ties.get(count.first)

    def untied(self, count: Count) -> bool:
        """Whether a number still asks for an outcome."""
        return count.first not in self.ties and count.first not in self.nobody

    def handing(self, one: Count, other: Count) -> Tie | None:
        """The tie of a number that may hand it on to another, which has none."""
        return self.of(one) if self.untied(other) else None

    def is_open(self, count: Count) -> bool:
        """Whether no word of outcome takes a number so far; it may be known to be a part."""
        tie = self.of(count)
        told = tie is not None and (tie.told or (tie.part is not None and tie.part.told))
        return count.first not in self.nobody and not told

    def is_part(self, count: Count) -> bool:
        tie = self.of(count)
        return tie is not None and tie.part is not None

    def pairs(self, *, backward: bool = False) -> Iterator[tuple[Count, Count]]:
        """Every count with the next one, as they stand when they are asked for."""
        counts = self.scene.counts
        places = range(len(counts) - 1)
        for k in reversed(places) if backward else places:
            yield counts[k], counts[k + 1]
