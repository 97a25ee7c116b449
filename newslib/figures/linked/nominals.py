"""What nouns tell of the people behind or beside them: the death of 12, a toll of 40, the number of dead rose to 41."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from newslib.figures.cases import Told
from newslib.figures.linked.predicates import Predicates
from newslib.figures.scenes import Scene
from newslib.passages import OBJECTS, SUBJECTS, VERBS, Word

_BEHIND = 4  # words from "number" to the outcome that the parse lost
_UP = 4  # steps from the verb of an attribute up to the count it belongs to
_ACTIONS = ("noun", "name")
_CONTAINERS = ("noun", "name", "number", "pronoun")


class Nominals:
    """The nouns of one scene, read through its words of outcome."""

    def __init__(self, scene: Scene, triggers: dict[int, Told], verbs: Predicates) -> None:
        self.scene, self.triggers, self.verbs = scene, triggers, verbs

    def of_preposition(self, link: Word, node: Word) -> tuple[list[Told], Word | None]:
        """What stands before a preposition tells of the people behind it; else the noun to go on from."""
        does, noun = self.scene.does, link.head.head if link.head.kind == "preposition" else link.head
        if does(link, "recipient") and self._dealt(noun):
            return [self.triggers[noun.i]], None
        if does(link, "with"):
            return self._of_companion(noun, node), None
        if does(link, "part"):
            return [], noun if noun.kind not in VERBS else None
        found = self._of_action(link, noun)
        if found or not (does(link, "whole") or does(link, "level")):
            return found, None
        if does(noun, "counter"):
            return self._of_counter(link, noun, node)
        if does(link, "whole") and does(noun, "container") and noun.kind in _CONTAINERS:
            return [], None if self._is_number(noun) else noun
        while does(link, "level") and noun.kind in ("adverb", "preposition") and noun.head.kind in VERBS:
            noun = noun.head  # "had gone up to 290"
        if does(link, "level") and noun.kind in VERBS:
            return self._named_before(link) or self._of_level(noun) or self.of_label(self._counter_above(noun)), None
        return [], None

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(count.first for count in self.scene.counts)

    def _of_counter(self, link: Word, noun: Word, node: Word) -> tuple[list[Told], Word | None]:
        """ "the number of 12", "to 208 from a figure of 140"; "a total of 12 men" hangs as its noun does."""
        found, above = [told for told in self.of_label(noun) if told.word != node.i], noun.head
        if not found and noun.link == "governed" and self.scene.does(above, "level") and above.head.kind in VERBS:
            found = self._of_level(above.head)
        return found, None if found or not self.scene.does(link, "whole") else noun

    def _named_before(self, link: Word) -> list[Told]:
        """ "the number of dead rose to 90 and that of the wounded to 150": the outcome named since the count before."""
        before = max((count.end for count in self.scene.counts if count.end <= link.i), default=link.i)
        that = any(self.scene.does(i, "anaphor") for i in range(before, link.i))
        named = [t for t in self.triggers.values() if before <= t.first and t.last <= link.i and t.is_state]
        return named[-1:] if that else []

    def of_label(self, noun: Word | None) -> list[Told]:
        """Outcomes named by the noun a number stands beside: "the number of dead", "casualties"."""
        if noun is None:
            return []
        trigger = self.triggers.get(noun.i)
        if trigger and {"label", "self"} & trigger.voice:
            return [trigger, *self.joined(noun)]
        if not (self.scene.does(noun, "counter") or self.scene.does(noun, "anaphor")):
            return []
        return list(self._below(noun)) or self._behind(noun)

    def _below(self, noun: Word) -> Iterator[Told]:
        """Outcomes in a phrase, without those of numbers in it."""
        for child in noun.children:
            if child.i in self.triggers:
                yield self.triggers[child.i]
            if self.scene.mentioned(child) is None:
                yield from self._below(child)

    def _behind(self, noun: Word) -> list[Told]:
        """The outcome a few words behind "number", where the parse lost it: "the number of Russian dead"."""
        for token in self.scene.words[noun.i + 1 : noun.i + 1 + _BEHIND]:
            if token.i in self.triggers:
                return [self.triggers[token.i]] if self.triggers[token.i].is_state else []
            if token.kind in VERBS or token.is_sign:
                return []
        return []

    def of_change(self, verb: Word) -> list[Told]:
        """ "the toll reached 41", "evacuated the population, totalling 9,000"."""
        if not self.scene.does(verb, "change"):
            return []
        if verb.shape == "gerund" and verb.head.i in self.triggers and self.verbs.subject(verb) is None:
            return [self.triggers[verb.head.i]]
        return self.of_label(self.verbs.subject_of_all(verb))

    def joined(self, noun: Word) -> list[Told]:
        """Outcomes joined to a noun of outcome under one number."""
        others = (other for other in noun.linked("joined") if other.i in self.triggers)
        return [self.triggers[other.i] for other in others if not counted_apart(other)]

    def joined_behind(self, trigger: Told) -> list[Told]:
        """ "dead and wounded" under one number: outcomes that follow, joined by nothing but "and", "or"."""
        found: list[Told] = []
        bridged = False
        for token in self.scene.words[trigger.last :]:
            more = self.triggers.get(token.i)
            if more:
                if not bridged or counted_apart(token) or self.verbs.has_object(token) or more.last in self._starts:
                    break
                found.append(more)
                bridged = False
            elif self.scene.does(token, "joint") or token.text == ",":
                bridged = True
            elif token.i in self._starts or (not token.is_sign and token.kind not in ("adverb", "adjective")):
                break
        return found

    def takes_people(self, action: Told) -> bool:
        """Whether a noun has people behind it: "the murder of six monks and two maids", "the bodies of"."""
        noun = self.scene.words[action.word]
        behind = noun.linked("preposition")
        return noun.kind in _ACTIONS and any(self.scene.does(link, "whole") for link in behind)

    def _of_action(self, link: Word, noun: Word) -> list[Told]:
        """ "the death of 12", "a toll of 12", "the bodies of 12"."""
        trigger = self.triggers.get(noun.i)
        if trigger is None or not (noun.kind in (*_ACTIONS, "adjective", "number") or trigger.role == "noun"):
            return []
        fits = self.scene.does(link, "whole") or ("label" in trigger.voice and self.scene.does(link, "level"))
        return [trigger, *self.joined(noun)] if fits and (trigger.names_action or "self" in trigger.voice) else []

    def _counter_above(self, verb: Word) -> Word | None:
        """The count an attribute belongs to: "the number of those killed to 53"."""
        token = verb
        for _ in range(_UP):
            if token.link not in ("reduced", "relative", "governed", "preposition") or token.head.i == token.i:
                return None
            token = token.head
            if self.scene.does(token, "counter"):
                return token
            if self.scene.does(token, "anaphor") and self.scene.does(token.head, "change"):
                return token  # "put those killed at 53"
        return None

    def _is_number(self, noun: Word) -> bool:
        """ "one of the three": what is said of the one is not said of the three."""
        return any(m.number_first <= noun.i < m.number_last for m in self.scene.counts)

    def _dealt(self, governor: Word) -> bool:
        """ "inflicted wounds on two", "injuries to two"."""
        trigger = self.triggers.get(governor.i)
        return trigger is not None and trigger.outcome == "wounded" and trigger.role in ("phrase", "noun")

    def _of_companion(self, governor: Word, node: Word) -> list[Told]:
        """ "was shot dead along with two others": they share what befell the subject."""
        verb = governor.head if governor.kind in ("adverb", "preposition", "subordinator") else governor
        trigger = self.triggers.get(verb.i)
        count = self.scene.mentioned(node)
        people = self.scene.names(count.noun if count else node) == "people"
        if trigger is None or verb.kind != "verb" or not people:
            return []
        return [trigger] if self.verbs.passive(verb) or "subject" in trigger.voice else []

    def _of_level(self, verb: Word) -> list[Told]:
        """ "the toll rose to 41", "bringing the toll to 41"."""
        if not self.scene.does(verb, "change"):
            return []
        for thing in verb.linked(*OBJECTS):
            found = self.of_label(thing)
            if found:
                return found
            if self.scene.does(thing, "counter") and verb.head.i in self.triggers:
                return [self.triggers[verb.head.i]]
        return self.of_label(self.verbs.subject_of_all(verb))


def counted_apart(token: Word) -> bool:
    """Whether a joined word has a number or a subject of its own."""
    return any(child.link in ("number", "determiner", *SUBJECTS) or child.kind == "number" for child in token.children)
