"""The outcome right beside a number, where the parse joins them in no known way."""

from __future__ import annotations

from newslib.figures.cases import Count, Told
from newslib.figures.linked.nominals import Nominals
from newslib.figures.linked.predicates import PARTICIPLES, Predicates
from newslib.figures.scenes import Scene
from newslib.passages import QUOTES, VERBS

_FINITE = ("past", "present", "modal")
_ADJACENT = 6  # words between a number and its outcome
_AFTER_LABEL = ":-–—"


class Nearby:
    """What stands beside the numbers of one scene."""

    def __init__(self, scene: Scene, triggers: dict[int, Told], verbs: Predicates, nouns: Nominals) -> None:
        self.scene, self.triggers, self.verbs, self.nouns = scene, triggers, verbs, nouns

    def of(self, count: Count) -> list[Told]:
        """The outcome right beside a number, none when its noun is not known."""
        if self._is_shared_out(count) or (count.noun is not None and not self.scene.names(count.noun)):
            return []
        return self._right(count) or self._left(count) or self._orphan(count)

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
                free = not self.verbs.has_object(token)
                return [trigger, *self.nouns.joined_behind(trigger)] if fits and free else []
            if not (self.scene.does(token, "filler") or token.kind in ("adjective", "adverb") or token.i == count.noun):
                return []
        return []

    def phrase(self, count: Count) -> Told | None:
        """ "in exchange for 300 prisoners": a phrase right before a number that tells of those who are counted."""
        return next((t for t in self.triggers.values() if t.last == count.first and t.role == "exchange"), None)

    def _left(self, count: Count) -> list[Told]:
        """ "Killed: 40", "killing another 40", "hacked to death 40"."""
        first = count.first
        if not first:
            return []
        for told in self.triggers.values():
            verb = self.scene.words[told.word]
            if told.last == first > told.first + 1 and "object" in told.voice and not self.verbs.has_object(verb):
                return [told] if verb.kind == "verb" and not self.verbs.passive(verb) else []
        token = self.scene.words[first - 1]
        if token.text in _AFTER_LABEL and first > 1:
            return [t for t in [self.triggers.get(first - 2)] if t]
        if self.scene.does(token, "more") or token.shape == "demonstrative":
            token = self.scene.words[max(first - 2, 0)]
        trigger = self.triggers.get(token.i)
        fits = trigger and "object" in trigger.voice and token.kind == "verb" and not self.verbs.passive(token)
        return [trigger] if trigger and fits else []

    def _orphan(self, count: Count) -> list[Told]:
        """A passive verb further on that the parse left without a subject."""
        if count.noun is None:
            return []
        others = {m.node for m in self.scene.counts if m.node > count.node}
        for token in self.scene.words[count.number_last :]:
            if token.i in others or (token.shape in _FINITE and token.kind == "verb"):
                return []
            trigger = self.triggers.get(token.i)
            if trigger and next(token.linked("passive"), None) is not None:
                free = self.verbs.subject(token) is None and token.link != "joined"
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
        if before < 1 or not self.scene.does(doc[before], "change"):
            return []
        labels = [t for t in self.triggers.values() if t.last <= before and {"label", "self"} & t.voice]
        if not labels:
            return self._of_number(before)
        if any(token.kind in VERBS for token in doc[labels[-1].last : before]):
            return []
        return [labels[-1]]

    def _of_number(self, before: int) -> list[Told]:
        """ "the number of people killed when the blasts shook the town now stands at 290" """
        for count in (word for word in self.scene.words[:before] if self.scene.does(word, "counter")):
            behind = [t for t in self.triggers.values() if count.i < t.first <= count.i + _ADJACENT and t.is_state]
            if behind and not any(word.is_sign for word in self.scene.words[count.i : behind[0].first]):
                return behind[:1]
        return []
