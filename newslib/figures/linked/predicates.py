"""What verbs tell of their subject and object: who was killed, who died, who was found dead."""

from __future__ import annotations

from collections.abc import Iterator

from newslib.figures.cases import Told
from newslib.figures.scenes import Scene
from newslib.passages import OBJECTS, STATES, STEPS, SUBJECTS, Word

PARTICIPLES = ("participle", "past", "plain")
_COMPLEMENTS = (
    "open",
    *STATES,
    "attribute",
    "preposition",
    "clause",
    "verb_particle",
    "adverb",
    "governed_clause",
)
_GO_ON = ("open", *STATES, "clause", "preposition", "governed_clause")
_LEANS = ("joined", "adjunct", "open")


class Predicates:
    """The verbs of one scene, read through its words of outcome."""

    def __init__(self, scene: Scene, triggers: dict[int, Told]) -> None:
        self.scene, self.triggers = scene, triggers

    def of_subject(self, verb: Word, *, passive: bool) -> list[Told]:
        """What happened to the subject of a verb, its conjoined verbs and its complements included."""
        found = []
        for one in [verb, *self.sharing(verb)]:
            trigger = self.triggers.get(one.i)
            if trigger is None:
                found += self.complements(one)
            elif self._takes_subject(trigger, one, passive and (one.i == verb.i or one.shape == "participle")):
                found.append(trigger)
        return found

    def of_object(self, verb: Word, node: Word) -> list[Told]:
        """What happened to the object of a verb: "killed 12", "left 12 dead", "forced 12 to flee"."""
        trigger = self.triggers.get(verb.i)
        if trigger and "object" in trigger.voice:
            return [trigger, *self.chain(verb, before=node.i)]
        if trigger and "self" in trigger.voice:
            return [trigger]
        return self._complements_of_object(verb, node)

    def of_relative(self, verb: Word) -> list[Told]:
        """What a relative clause tells of its noun: "people who died", "men the army killed"."""
        subject = self.subject(verb)
        if subject is None:
            return self.of_subject(verb, passive=self.passive(verb))
        if self._relative(subject):
            return self.of_subject(verb, passive=subject.link == "passive_subject")
        trigger = self.triggers.get(verb.i)
        thing = next(verb.linked(*OBJECTS), None)
        free = (thing is None or self._relative(thing)) and not self.passive(verb)
        return [trigger] if trigger and "object" in trigger.voice and free else []

    def complements(self, verb: Word) -> list[Told]:
        """Outcomes that a verb hands to its subject: "found dead", "are believed to have died"."""
        found: list[Told] = []
        if self.has_object(verb) and not self.passive(verb):
            return found
        for child in verb.linked(*_COMPLEMENTS):
            if self.subject(child) is not None or (child.i < verb.i and child.link == "clause"):
                continue
            trigger = self.triggers.get(child.i)
            if trigger and self._completes(trigger, child):
                found += [trigger, *self._joined_to(child)]
            elif not trigger and child.link in _GO_ON:
                found += self.complements(child)
        return found or self._counted_as(verb)

    def _counted_as(self, verb: Word) -> list[Told]:
        """ "are now counted as injured", "listed three men as wounded" """
        states = [
            word for word in verb.linked("adjunct") if any(self.scene.does(c, "as") for c in word.linked("marker"))
        ]
        links = (link for link in verb.linked("preposition") if self.scene.does(link, "as"))
        states += [word for link in links for word in link.children]
        told = (self.triggers.get(word.i) for word in states if self.subject(word) is None)
        return [one for one in told if one is not None and one.is_state]

    def chain(self, verb: Word, *, before: int | None = None, passive: bool = False) -> list[Told]:
        """Outcome verbs that share the object of a verb: "killed, wounded or captured 500"."""
        found = []
        token = verb
        while token.link == "joined" and token.head.kind == "verb" and not self.has_object(token.head):
            token = token.head
            trigger = self.triggers.get(token.i)
            if trigger and "object" in trigger.voice and not self.passive(token):
                found.append(trigger)
        for other in self.sharing(verb):
            trigger = self.triggers.get(other.i)
            shares = passive or (before is not None and other.i < before)
            if trigger and "object" in trigger.voice and shares and not self.has_object(other):
                found.append(trigger)
        return found

    def sharing(self, verb: Word) -> Iterator[Word]:
        """Verbs joined to a verb that have no subject of their own."""
        for other in verb.linked("joined"):
            own = any(child.link in (*SUBJECTS, "expletive") for child in other.children)
            if not own and not self._preceded(other):
                yield other
                yield from self.sharing(other)

    def subject(self, verb: Word) -> Word | None:
        """The subject of a verb; of two the nearer: the parse takes a dateline for one."""
        return next((c for c in reversed(list(verb.children)) if c.link in SUBJECTS), None)

    def subject_of_all(self, verb: Word) -> Word | None:
        """The subject of a verb, or of the verb it leans on."""
        for _ in range(STEPS):
            subject = self.subject(verb)
            if subject is not None or verb.link not in _LEANS or verb.head.i == verb.i:
                return subject
            verb = verb.head
        return None

    def has_object(self, verb: Word) -> bool:
        return next(verb.linked(*OBJECTS), None) is not None

    @staticmethod
    def passive(verb: Word) -> bool:
        return any(child.link in ("passive", "passive_subject") for child in verb.children)

    def _takes_subject(self, trigger: Told, verb: Word, passive: bool) -> bool:
        if passive:
            return "object" in trigger.voice
        if "subject" in trigger.voice:
            return not ("object" in trigger.voice and self.has_object(verb))
        if "self" in trigger.voice:
            return True
        reduced = verb.shape in PARTICIPLES and not any(c.link == "auxiliary" for c in verb.children)
        reduced = reduced and not self._claimed(verb)
        return "object" in trigger.voice and reduced and not self.has_object(verb)

    def _claimed(self, verb: Word) -> bool:
        """Whether a participle belongs to a number right before it: "men left, among them 53 badly wounded"."""
        before = verb.i - 1
        while before > 0 and self.scene.words[before].kind == "adverb":
            before -= 1
        nearest = next((m for m in self.scene.counts if m.number_last == before + 1), None)
        subject = self.subject(verb)
        return nearest is not None and subject is not None and subject.i != nearest.node

    def _preceded(self, verb: Word) -> bool:
        """Whether a number hangs before a verb as its subject, whatever the parse calls it."""
        heads = {verb.i, *(child.i for child in verb.children if child.link in ("auxiliary", "passive"))}
        return any(m.node < verb.i and self.scene.words[m.node].head.i in heads for m in self.scene.counts)

    def _completes(self, trigger: Told, child: Word) -> bool:
        if "self" in trigger.voice:
            return child.link != "adverb"
        free = not self.has_object(child)
        if "subject" in trigger.voice and ("object" not in trigger.voice or free):
            return True
        return "object" in trigger.voice and free and (self.passive(child) or child.shape in ("participle", "plain"))

    def _complements_of_object(self, verb: Word, node: Word) -> list[Told]:
        found = []
        for child in verb.linked("open", *STATES, "clause"):
            trigger = self.triggers.get(child.i)
            if child.i > node.i and trigger and self._completes(trigger, child):
                found += [trigger, *self._joined_to(child)]
        return found or self._counted_as(verb)

    def _joined_to(self, token: Word) -> list[Told]:
        """Outcomes joined to one, with no number of their own between: not "left 20 dead and 450 hurt"."""
        others = [other for other in self.sharing(token) if other.i in self.triggers]
        apart = [o for o in others if any(token.i < c.number_first < o.i for c in self.scene.counts)]
        return [self.triggers[other.i] for other in others if other not in apart]

    @staticmethod
    def _relative(token: Word) -> bool:
        return token.shape in ("who", "which", "whose") or (
            token.shape in ("demonstrative", "subordinating") and token.link in SUBJECTS
        )
