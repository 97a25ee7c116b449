"""What verbs tell of their subject and object: who was killed, who died, who was found dead."""

from __future__ import annotations

from collections.abc import Iterator

from newslib.figures.scenes import Scene, Told
from newslib.passages import OBJECTS, RELATIVES, STATES, SUBJECTS, Word

PARTICIPLES = ("participle", "past", "plain")
_COMPLEMENTS = ("open", *STATES, "attribute", "preposition", "clause", "verb_particle", "adverb", "governed_clause")
_GO_ON = ("open", *STATES, "clause", "preposition", "governed_clause")


class Verbs:
    """The verbs of one scene with heads, read through its words of outcome."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.triggers = scene, scene.triggers

    def of_subject(self, verb: Word, *, passive: bool) -> list[Told]:
        """What happened to the subject of a verb, its conjoined verbs and its complements included."""
        found = []
        for one in [verb, *self.sharing(verb)]:
            trigger = self.triggers.get(one.i)
            if trigger is None:
                found += self.complements(one)
            elif self._takes_subject(trigger, one, passive):
                found.append(trigger)
        return found

    def of_object(self, verb: Word, node: Word) -> list[Told]:
        """What happened to the object of a verb: "killed 12", "left 12 dead", "forced 12 to flee"."""
        trigger = self.triggers.get(verb.i)
        if trigger and "object" in trigger.voice:
            return [trigger, *self.chain(verb)]
        found = []
        for child in verb.linked("open", *STATES, "clause"):
            if child.i > node.i and not self._is_of_next(child, node):
                found += self._completing(child)
        return found or self._counted_as(verb)

    def _is_of_next(self, child: Word, node: Word) -> bool:
        """Whether a further number right before a state has it for its own: "left one dead and three wounded"."""
        return any(m.node != node.i and m.number_last == child.i for m in self.scene.counts)

    def of_relative(self, verb: Word) -> list[Told]:
        """What a relative clause tells of its noun: "people who died"."""
        subject = subject_of(verb)
        if subject is None or subject.shape in RELATIVES:
            return self.of_subject(verb, passive=is_passive(verb))
        return []

    def complements(self, verb: Word) -> list[Told]:
        """Outcomes that a verb hands to its subject: "found dead", "are believed to have died"."""
        found: list[Told] = []
        if has_object(verb):
            return found
        for child in verb.linked(*_COMPLEMENTS):
            apart = subject_of(child) is not None or next(child.linked("expletive"), None) is not None
            if apart:
                continue
            if child.i not in self.triggers and child.link in _GO_ON:
                found += self.complements(child)
            else:
                found += self._completing(child)
        return found or self._counted_as(verb)

    def _completing(self, child: Word) -> list[Told]:
        """The outcome that a word under a verb hands on, with those joined to it."""
        trigger = self.triggers.get(child.i)
        return [trigger, *self._joined_to(child)] if trigger and _completes(trigger, child) else []

    def _counted_as(self, verb: Word) -> list[Told]:
        """ "are now counted as injured", "listed three men as wounded" """
        does = self.scene.does
        states = [word for word in verb.linked("adjunct") if any(does(c, "as") for c in word.linked("marker"))]
        for link in verb.linked("preposition"):
            states += link.children if does(link, "as") else []
        return [self.triggers[word.i] for word in states if word.i in self.triggers]

    def chain(self, verb: Word, *, passive: bool = False) -> list[Told]:
        """Outcome verbs that share the object of a verb: "killed, wounded or captured 500"."""
        following = self.sharing(verb) if passive else ()
        return [*self._leading(verb), *(self.triggers[other.i] for other in following if other.i in self.triggers)]

    def _leading(self, verb: Word) -> Iterator[Told]:
        while verb.link == "joined" and not has_object(verb.head):
            verb = verb.head
            trigger = self.triggers.get(verb.i)
            if trigger and "object" in trigger.voice:
                yield trigger

    def sharing(self, verb: Word) -> Iterator[Word]:
        """Verbs joined to a verb that have no subject of their own."""
        for other in verb.linked("joined"):
            own = any(child.link in (*SUBJECTS, "expletive") for child in other.children)
            own = own or any(other.i in (m.node, m.number_last) for m in self.scene.counts)
            if not own and not self._preceded(other):
                yield other
                yield from self.sharing(other)

    def _takes_subject(self, trigger: Told, verb: Word, passive: bool) -> bool:
        if passive:
            return "object" in trigger.voice
        if "subject" in trigger.voice:
            return not ("object" in trigger.voice and has_object(verb))
        return trigger.counted or self._is_reduced(verb)

    def _is_reduced(self, verb: Word) -> bool:
        """Whether a participle stands for a passive: "two wounded"."""
        helped = next(verb.linked("auxiliary"), None) is not None
        return not (helped or self._claimed(verb) or has_object(verb))

    def _claimed(self, verb: Word) -> bool:
        """Whether a participle belongs to a number right before it: "men left, among them 53 badly wounded"."""
        before = verb.i - 1
        while before > 0 and self.scene.words[before].kind == "adverb":
            before -= 1
        nearest = next((m for m in self.scene.counts if m.number_last == before + 1), None)
        subject = subject_of(verb)
        return nearest is not None and subject is not None and subject.i != nearest.node

    def _preceded(self, verb: Word) -> bool:
        """Whether a number hangs before a verb as its subject, whatever the parse calls it."""
        heads = {verb.i, *(child.i for child in verb.linked("auxiliary", "passive"))}
        return any(m.node < verb.i and self.scene.words[m.node].head.i in heads for m in self.scene.counts)

    def _joined_to(self, token: Word) -> list[Told]:
        """Outcomes joined to one, with no number of their own between: not "left 20 dead and 450 hurt"."""
        others = (other for other in self.sharing(token) if other.i in self.triggers)
        counts = self.scene.counts
        return [self.triggers[o.i] for o in others if not any(token.i < c.number_first < o.i for c in counts)]


def _completes(trigger: Told, child: Word) -> bool:
    if trigger.counted:
        return child.link != "adverb"
    return "subject" in trigger.voice or not has_object(child)


def subject_of(verb: Word) -> Word | None:
    """The subject of a verb; of two the nearer: the parse takes a dateline for one."""
    return next((c for c in reversed(verb.children) if c.link in SUBJECTS), None)


def is_put_in(node: Word) -> bool:
    """Whether people were parsed as the first of two subjects: "12 died, two of them children, and 30 fled"."""
    return node.link in SUBJECTS and subject_of(node.head) is not node


def has_object(verb: Word) -> bool:
    """Whether a verb has an object."""
    return next(verb.linked(*OBJECTS), None) is not None


def is_passive(verb: Word) -> bool:
    """Whether a verb stands in the passive."""
    return next(verb.linked("passive", "passive_subject"), None) is not None
