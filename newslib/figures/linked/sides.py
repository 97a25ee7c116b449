"""Whose people a number counts, from the surest sign to the faintest."""

from __future__ import annotations

from collections.abc import Sequence

from newslib.figures.cases import LOST, Case
from newslib.figures.groups import PEOPLE, UNSPECIFIED
from newslib.figures.linked.belonging import (
    NO_SIDE,
    TAKEN,
    attacker,
    doer,
    in_war,
    owner,
    owner_side,
    possessor,
    reporter,
    side_inside,
    side_of_phrase,
    speaker,
)
from newslib.figures.linked.places import PlaceMention
from newslib.figures.lookups import opponent
from newslib.figures.records import SOLDIERS
from newslib.passages import Word
from newslib.readings import Reading


class Sides:
    """Whose people are counted in one text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._attackers: dict[int, str | None] = {}
        self._speaker: list[str | None] = []

    def of(self, case: Case, kind: str, place: PlaceMention | None, before: Sequence[int]) -> str | None:
        """The side of the people counted, None when the text leaves it open.

        What their own phrase names; whose loss it is said to be; the whole they are a part of; the foe of who did it;
        the people they are counted with; for those who are no soldiers, whose people live there; what was read
        before of the like; who attacked.

        Args:
            case: the number, its outcome known.
            kind: the group of the people.
            place: where it happened.
            before: numbers of the sentences right before, in reading order.
        """
        own = _own(case)
        if own == NO_SIDE and kind != "foreign":
            return None
        own = own or _owned(case) or (self._voice() if _is_ours(case) else None)
        if not own and case.whole and kind != "foreign":
            own = case.whole.figure.side
        if own:
            return own
        scene, like = case.scene, case.like
        soldiers, foe = kind in SOLDIERS, _foe(case)
        if kind == "foreign" or foe:
            return foe
        if like and (like.figure.side or _shares_people(case)) and (case.count.noun is None or kind == UNSPECIFIED):
            return like.figure.side
        if case.outcome == LOST:
            return case.here[-1].figure.side if case.here else None
        if kind in (PEOPLE, UNSPECIFIED) and case.tie and in_war(scene, scene.words[case.tie.anchor]):
            return None
        if _lost_by_stranger(case):
            return None
        if case.outcome in TAKEN and _is_held(case):
            place = None  # captives are held where the other side lives
        if not soldiers and place and place.side is not None:
            return place.side or _counted_there(case, place) or self._voice()
        told = side_inside(scene, _noun(case)) or self._remembered(case, soldiers, place, before)
        return told or (None if soldiers else self._voice())

    def _remembered(self, case: Case, soldiers: bool, place: PlaceMention | None, before: Sequence[int]) -> str | None:
        """What the text told of the side before, or who attacked there."""
        if case.like and case.like.figure.side:
            return case.like.figure.side
        told = reporter(case.scene, case.scene.words[case.tie.anchor]) if case.tie else None
        if told:
            return told
        near = [c for c in case.near if c.figure.side and soldiers == (c.figure.group in SOLDIERS)]
        if near:
            return near[-1].figure.side
        for number in (case.scene.number, *reversed(before)):
            side = self._attacker(number)
            if side:
                return opponent(side)
        if place is None or case.outcome in TAKEN:
            return None
        return place.side or None

    def _voice(self) -> str | None:
        """The side of who says "we" and calls the others occupiers, bandits or the like."""
        if not self._speaker:
            self._speaker.append(speaker(self._reading))
        return self._speaker[0]

    def _attacker(self, number: int) -> str | None:
        if number not in self._attackers:
            self._attackers[number] = attacker(self._reading.sentences[number])
        return self._attackers[number]


def _counted_there(case: Case, place: PlaceMention) -> str | None:
    """The side of those last counted in a place where people of both live."""
    last = [c.figure.side for c in (*case.before, *case.here) if c.figure.place == place.text]
    return last[-1] if last else None


def _shares_people(case: Case) -> bool:
    """Whether a number without a noun is joined to another: "40 killed and another 60 wounded"."""
    like, node = case.like, case.scene.words[case.count.node]
    joined = like is not None and like.scene is case.scene and like.count.node in {t.i for t in node.ancestors}
    return joined and case.count.noun is None


def _is_ours(case: Case) -> bool:
    """ "our soldiers", "150 of our people" """
    return any(case.scene.does(child, "ours") for child in _noun(case).children)


def _is_held(case: Case) -> bool:
    return any(row["tally"] == "stock" for row in (hit.row for hit in case.scene.passage.hits("tallies")))


def _lost_by_stranger(case: Case) -> bool:
    """Whether a formation or a man lost them of whom nobody says whose they are: "Napoleon lost 90 men in Russia"."""
    loser = owner(case.scene, case.scene.words[case.count.node])
    return loser is not None and (loser.kind == "name" or loser.i in case.scene.hits("units"))


def _noun(case: Case) -> Word:
    return case.scene.words[case.count.noun if case.count.noun is not None else case.count.node]


def _own(case: Case) -> str | None:
    """The side that the counted phrase names."""
    scene, count = case.scene, case.count
    node = scene.words[count.node]
    named = _epithet(case) or side_of_phrase(scene, _noun(case)) or side_of_phrase(scene, node)
    return named if named is not None else _of_subject(case)


def _epithet(case: Case) -> str | None:
    """The side that the noun itself names, whoever speaks."""
    return (case.count.group["side"] or None) if case.count.group else None


def _of_subject(case: Case) -> str | None:
    """The side of the people of whom a bare number is said: "Ukrainian marines gave up: more than a thousand"."""
    if case.tie is None or case.count.noun is not None or "subject" not in case.tie.told[0].voice:
        return None
    subject = next(case.scene.words[case.tie.anchor].linked("subject"), None)
    return side_of_phrase(case.scene, subject) if subject is not None and subject.i != case.count.node else None


def _owned(case: Case) -> str | None:
    """The side that they are said to belong to: "its men", "Russia lost 90 men"."""
    told = possessor(case.scene, _noun(case))
    return told or (owner_side(case.scene, case.count, case.tie) if case.tie else None)


def _foe(case: Case) -> str | None:
    """The side against whom it was done; who evacuates people or brings them home does it for his own."""
    if case.tie is None:
        return None
    subject = doer(case.scene, case.scene.words[case.tie.anchor])
    side = side_of_phrase(case.scene, subject, joined=True) if subject is not None else None
    brought_home = case.outcome == "released" and case.tie.told[0].role == "phrase"
    return side or None if case.outcome == "evacuated" or brought_home else opponent(side)
