"""Numbers that take their outcome from what stands beside them: a word, another number, a gap that a reader fills."""

from __future__ import annotations

from dataclasses import replace

from newslib.figures.bonds import Bonds
from newslib.figures.cases import NOTHING, PEOPLE, Count, Tie, Told
from newslib.figures.nouns import Nouns
from newslib.figures.scenes import Scene
from newslib.figures.verbs import PARTICIPLES, has_object, is_passive, subject_of
from newslib.passages import QUOTES, STEPS, STOPS, VERBS

_ADJACENT = 6  # words between a number and its outcome
_AFTER_LABEL = ":-–—"
_PLACE = 5  # words of a place with its preposition
_LABEL = 8  # words of the place or time before a dash
_IN_TURN = 2  # numbers at least, each with its outcome


class Nearby:
    """What stands beside the numbers of one scene with heads, where the parse joins them in no known way."""

    def __init__(self, scene: Scene, nouns: Nouns) -> None:
        self.scene, self.triggers, self.nouns = scene, scene.triggers, nouns

    def of(self, count: Count) -> list[Told]:
        """The outcome right beside a number, none when its noun is not known."""
        if self._is_shared_out(count) or (count.noun is not None and not self.scene.names(count.noun)):
            return []
        return self._right(count) or self._left(count) or self._orphan(count)

    def phrase(self, count: Count) -> Told | None:
        """ "in exchange for 300 prisoners": a phrase right before a number that tells of those who are counted."""
        return next((t for t in self.triggers.values() if t.last == count.first and t.role == "exchange"), None)

    def _is_shared_out(self, count: Count) -> bool:
        """The 50 of "one of the 50 was hurt": what is said of the one is not said of them all."""
        node = self.scene.words[count.node]
        whole = node.link == "governed" and self.scene.does(node.head, "whole")
        return whole and any(m.number_first <= node.head.head.i < m.number_last for m in self.scene.counts)

    def _right(self, count: Count) -> list[Told]:
        """ "40 (soldiers) seriously wounded"."""
        for token in self.scene.words[count.number_last : count.number_last + _ADJACENT]:
            trigger = self.triggers.get(token.i)
            if trigger:
                fits = {"self", "subject"} & trigger.voice or token.shape in PARTICIPLES
                return [trigger, *self.nouns.joined_behind(trigger)] if fits and not has_object(token) else []
            if not (self.scene.does(token, "filler") or token.kind in ("adjective", "adverb") or token.i == count.noun):
                return []
        return []

    def _left(self, count: Count) -> list[Told]:
        """ "Killed: 40", "killing another 40", "hacked to death 40"."""
        words, first = self.scene.words, count.first
        if not first:
            return []
        ending = (t for t in self.triggers.values() if t.last == first > t.first + 1)
        phrase = next((t for t in ending if "object" in t.voice and not has_object(words[t.word])), None)
        if phrase is not None:
            return [phrase] if self._acts(phrase) else []
        if words[first - 1].text in _AFTER_LABEL:
            return [self.triggers[first - 2]] if first - 2 in self.triggers else []
        skips = self.scene.does(first - 1, "more") or words[first - 1].shape == "demonstrative"
        trigger = self.triggers.get(max(first - 2, 0) if skips else first - 1)
        return [trigger] if trigger and "object" in trigger.voice and self._acts(trigger) else []

    def _acts(self, told: Told) -> bool:
        """Whether a word of outcome is a verb that does it to somebody."""
        verb = self.scene.words[told.word]
        return verb.kind == "verb" and not is_passive(verb)

    def _orphan(self, count: Count) -> list[Told]:
        """A passive verb further on that the parse left without a subject."""
        if count.noun is None:
            return []
        others = {m.node for m in self.scene.counts if m.node > count.node}
        for token in self.scene.words[count.number_last :]:
            if token.i in others or (token.is_finite and token.kind == "verb"):
                return []
            trigger = self.triggers.get(token.i)
            if trigger and next(token.linked("passive"), None) is not None:
                free = subject_of(token) is None and token.link != "joined"
                return [trigger] if free and "object" in trigger.voice else []
        return []

    def label(self, count: Count) -> list[Told]:
        """ "the losses from 24 February to 3 May amount to 190 men", where the parse took the verb for a noun"""
        doc, before = self.scene.words, count.first - 1
        while before > 0 and doc[before].text in QUOTES:
            before -= 1
        if before > 0 and self.scene.does(doc[before], "level"):
            before -= 1
            brought = any(self.scene.does(word, "change") for word in doc[max(before - _ADJACENT, 0) : before])
            toll = self.triggers.get(before)
            if brought and toll is not None and toll.label:  # "bringing the toll to close to 600"
                return [toll]
        return self._before_change(before) if before > 0 and self.scene.does(before, "change") else []

    def _before_change(self, change: int) -> list[Told]:
        """The label before a word of change."""
        labels = [t for t in self.triggers.values() if t.last <= change and (t.label or t.counted)]
        if not labels:
            return self._of_number(change)
        verbs = any(token.kind in VERBS for token in self.scene.words[labels[-1].last : change])
        return [] if verbs else [labels[-1]]

    def _of_number(self, before: int) -> list[Told]:
        """ "the number of people killed when the blasts shook the town now stands at 290" """
        for count in (word for word in self.scene.words[:before] if self.scene.does(word, "counter")):
            behind = [t for t in self.triggers.values() if count.i < t.first <= count.i + _ADJACENT and t.is_state]
            if behind and not any(word.is_sign for word in self.scene.words[count.i : behind[0].first]):
                return behind[:1]
        return []


# with heads: the number whose outcome another shares


def leans_on(scene: Scene, count: Count) -> Count | None:
    """The number whose outcome a number without any shares, in the same sentence.

    "Lost 200 men, three tanks and a gun"; "two died in Lyman, one in Izium"; "320, then 403 and finally 412".
    """
    return _head_of_list(scene, count) or _before_gap(scene, count)


def _head_of_list(scene: Scene, count: Count) -> Count | None:
    node = scene.words[count.node]
    if not scene.names(node):
        return None
    for _ in range(STEPS):
        if node.link not in ("joined", "apposition") or node.head.kind in VERBS:
            return None
        node = node.head
        first = scene.mentioned(node)
        if first is not None:
            return first
    return None


def _before_gap(scene: Scene, count: Count) -> Count | None:
    before = [m for m in scene.counts if m.number_last <= count.first]
    if count.noun is not None or count.quantity.kind == "collective" or not before:
        return None
    people = before[-1].noun is None or scene.names(before[-1].noun) == PEOPLE
    return before[-1] if people and (_at_place(scene, count) or _is_next(scene, count)) else None


def _at_place(scene: Scene, count: Count) -> bool:
    """Whether a place stands right behind a number, or right before it behind the same preposition."""
    start, behind = count.first, count.number_last
    if scene.does(behind, "inside") and behind + 1 < len(scene.words):
        return any(_names_place(scene, i) for i in range(behind + 1, min(behind + _PLACE, len(scene.words))))
    if not start or not _ends_clause(scene, behind) or not _names_place(scene, start - 1):
        return False
    return any(scene.does(i, "inside") for i in range(max(0, start - 1 - _PLACE), start - 1))


def _names_place(scene: Scene, i: int) -> bool:
    return scene.words[i].kind == "name" or scene.does(i, "region")


def _ends_clause(scene: Scene, i: int) -> bool:
    return i >= len(scene.words) or scene.words[i].is_sign


def _is_next(scene: Scene, count: Count) -> bool:
    """ "then 403 and finally 412", "a few dozen, probably between 10 and 50" """
    behind = count.number_last
    ends = _ends_clause(scene, behind) or scene.does(behind, "joint")
    return ends and scene.does(count.first - 1, "then", "guess")


# without heads: numbers that leave the outcome of their neighbour unsaid


def tie_in_turn(bonds: Bonds) -> None:
    """Numbers and outcomes told in the same order: "the number of dead and wounded is 12 and 30 respectively"."""
    scene = bonds.scene
    if len(scene.counts) < _IN_TURN or not scene.passage.has("in_turn"):
        return
    told = [h for h in scene.told if h.counted or "subject" in h.voice]
    counts = [m for m in scene.counts if m.kind in (NOTHING, PEOPLE)]
    if len(told) != len(counts) or len(counts) < _IN_TURN:
        return
    before = told[-1].last <= counts[0].first
    if before or counts[-1].end <= told[0].first:
        for count, one in zip(counts, told, strict=True):
            bonds.change(count, own=())
            bonds.set(count, one, "label" if before else "verb", before=before)


def tie_elided(bonds: Bonds) -> None:
    """Numbers that leave the outcome of their neighbour unsaid."""
    scene = bonds.scene
    for left, right in bonds.pairs():
        tie = bonds.of(left)
        if tie is None or not bonds.untied(right):
            continue
        if _recounted(scene, left, right) or _gapped(scene, left, right, tie.main):
            _share(bonds, tie, left, right)
    for left, right in bonds.pairs(backward=True):
        tie = bonds.of(right)
        if tie is not None and bonds.untied(left) and _recounted(scene, left, right):
            _share(bonds, tie, right, left)


def _share(bonds: Bonds, tie: Tie, told: Count, count: Count) -> None:
    if count.kind == NOTHING:
        bonds.take_noun(count, told)
    if count.kind in (NOTHING, told.kind):
        bonds.keep(count, replace(tie, rule="list", before=told.first < count.first))


def _recounted(scene: Scene, left: Count, right: Count) -> bool:
    """Whether two numbers count the same one after the other: "not 300, not 150 but 31", "first 320, then 403"."""
    p, between = scene.passage, range(left.end, right.first)
    if not all(p.does(i, "joint", "not", "then", "filler") or p.is_sign(i, ",") for i in between):
        return False
    return bool(between) and any(p.does(i, "not", "then") for i in (*between, left.first - 1))


def _gapped(scene: Scene, left: Count, right: Count, told: Told | None) -> bool:
    """Whether a dash stands for the verb ``told``: "one died in Kherson, in Kharkiv - three", "two more - in Sumy"."""
    p, start = scene.passage, left.end if told is None else max(left.end, min(told.last, right.first))
    between = range(start, right.first)
    if right.kind not in (NOTHING, PEOPLE) or right.own or any(_starts_anew(scene, i) for i in between):
        return False
    if p.is_dash(right.end) and _tells_which(scene, right.end + 1):
        return True
    mark = right.first - 1
    while mark in between and p.does(mark, "more", "filler"):
        mark -= 1
    return mark in between and p.is_dash(mark) and _opens_with_place(scene, start, mark)


def _opens_with_place(scene: Scene, start: int, mark: int) -> bool:
    """Whether the clause before a dash is nothing but a place or a time."""
    p = scene.passage
    first = next((i + 1 for i in range(mark - 1, start - 1, -1) if not p.words[i].is_word), start)
    while p.does(first, "joint"):
        first += 1
    return first < mark <= first + _LABEL and (p.does(first, "place") or first in scene.times)


def _tells_which(scene: Scene, i: int) -> bool:
    """Whether what follows a dash tells where, whose or why: "two - in Sumy", "three - guardsmen", "four - by fire"."""
    p = scene.passage
    named = p.is_capital(i) or i in p.starting("units") or i in p.starting("sides")
    return named or p.does(i, "place", "origin", "cause", "preposition", "whole")


def _starts_anew(scene: Scene, i: int) -> bool:
    """Whether a word ends the stretch over which an outcome may be left unsaid."""
    p = scene.passage
    return scene.tells(i) or p.like_verb(i) or p.does(i, "relative", "part") or p.is_sign(i, STOPS - {";"})
