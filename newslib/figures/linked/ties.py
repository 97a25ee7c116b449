"""Which outcome a number belongs to, read off the parse tree."""

from __future__ import annotations

from newslib.figures.cases import Count, Tie, Told
from newslib.figures.linked.gaps import leans_on
from newslib.figures.linked.nearby import Nearby
from newslib.figures.linked.nobody import Nobody
from newslib.figures.linked.nominals import Nominals
from newslib.figures.linked.predicates import PARTICIPLES, Predicates
from newslib.figures.scenes import Scene
from newslib.figures.told import frame_of
from newslib.passages import OBJECTS, STEPS, SUBJECTS, VERBS, Word

_ATTRIBUTES = ("modifier", "reduced", "compound", "object_state")
_UPWARD = ("owner", "compound", "modifier", "adverbial", "number")


class Tying:
    """Ties of the numbers of one scene."""

    def __init__(self, scene: Scene, triggers: dict[int, Told]) -> None:
        self.scene, self.triggers = scene, triggers
        self.verbs = Predicates(scene, self.triggers)
        self.nouns = Nominals(scene, self.triggers, self.verbs)
        self.nobody = Nobody(scene, self.triggers)
        self._nearby = Nearby(scene, self.triggers, self.verbs, self.nouns)
        self._ties: dict[tuple[int, bool], Tie | None] = {}

    def tie(self, count: Count) -> Tie | None:
        """The outcome of a count inside its own sentence; None when the sentence does not say.

        In order of trust: what the counted word itself and its attributes tell, what is said of the phrase
        further up the tree, for want of both the outcome right beside the number, or that of the number before.
        """
        key = count.number_first, count.implicit
        if key not in self._ties:
            self._ties[key] = None if self.nobody.counts(count) else self._tie(count)
        return self._ties[key]

    def _tie(self, count: Count) -> Tie | None:
        node = self.scene.words[count.node]
        traded = self._nearby.phrase(count)
        if traded is not None:
            return Tie((traded,), "of")
        own, above = self._listed(count) or self._own(node, count), self._above(node, count)
        if own and above:
            kept = own.rule == "list" or self._keeps(own, above) or self._is_state_of(node, own)
            return own if kept else above
        if own or above or count.implicit:
            return own or above
        near = _tied(self._nearby.of(count), "near") or _tied(self._nearby.label(count), "label")
        return near or self._shared(count)

    def _shared(self, count: Count) -> Tie | None:
        """The outcome of the number before, for a further member of a list and for a gap."""
        first = leans_on(self.scene, count)
        told = self.tie(first) if first is not None else None
        return Tie(told.told, "shared") if told else None

    @staticmethod
    def _keeps(own: Tie, above: Tie) -> bool:
        """Whether what people already are outweighs what is said of them: the dead stay dead."""
        outcomes = {t.outcome for t in own.told}
        if above.rule == "label" and own.told[0].is_state:
            return True
        return "killed" in outcomes or {t.outcome for t in above.told} <= {"casualties", "equipment_lost"}

    def _is_state_of(self, node: Word, own: Tie) -> bool:
        """Whether joined people have a state of their own: "one died and three others hurt"."""
        told = self.scene.words[own.anchor]
        apart = told.i == node.i or (told.link == "reduced" and told.head == node and node.head.kind in VERBS)
        return node.link == "joined" and own.told[0].is_state and apart

    def _listed(self, count: Count) -> Tie | None:
        """One of a list without a verb: "220 killed, 196 wounded", "in Sumy: 7 killed", "losses stood at 10 dead"."""
        doc, first = self.scene.words, count.first
        told = self.triggers.get(count.number_last)
        before = self.triggers.get(first - 2)
        if told is None or count.noun is not None or not first:
            return None
        listed = before is not None and doc[first - 1].text == "," and before.is_state
        listed = listed and any(m.number_last == before.first for m in self.scene.counts if before)
        opened = doc[first - 1].text == ":" or self.scene.does(first - 1, "level", "joint")
        stated = told.is_state and (listed or opened)
        ends = told.last >= len(doc) or doc[told.last].is_sign or doc[told.last].kind in ("preposition", "conjunction")
        return Tie((told,), "list") if stated and ends and not self.verbs.has_object(doc[told.word]) else None

    # what the counted word itself, or its attributes, tell

    def _own(self, node: Word, count: Count) -> Tie | None:
        found = self._itself(count)
        if found:
            return Tie(tuple(found), "own")
        for noun in dict.fromkeys((node.i, node.i if count.noun is None else count.noun)):
            counted = self.scene.words[noun]
            found = [t for c in counted.children if not self._apart(counted, c) for t in self._attribute(c, counted)]
            if found:
                return Tie(tuple(found), "own")
        return None

    def _itself(self, count: Count) -> list[Told]:
        """ "20 dead", "another 11 wounded", "hundreds of casualties"."""
        for token in dict.fromkeys((count.node, count.node if count.noun is None else count.noun)):
            trigger = self.triggers.get(token)
            if trigger and self._is_counted(trigger, count):
                return [trigger, *self.nouns.joined_behind(trigger)]
        frame = frame_of(self.triggers, count.noun) if count.noun is not None else None
        return [frame] if frame else []

    def _is_counted(self, trigger: Told, count: Count) -> bool:
        token = self.scene.words[trigger.word]
        if "self" in trigger.voice:
            return True
        if token.i != count.node or count.number_first <= token.i < count.number_last:
            return False
        if "object" not in trigger.voice:  # a headline: "another 134 surrender"
            return trigger.role == "verb" and token.i == count.number_last
        return (trigger.role == "participle" or token.shape in PARTICIPLES) and not self.verbs.has_object(token)

    def _apart(self, noun: Word, child: Word) -> bool:
        """Whether another number stands between a noun and its attribute: "300 killed, 500 wounded"."""
        return any(noun.i < m.number_first <= child.i for m in self.scene.counts)

    def _attribute(self, child: Word, noun: Word) -> list[Told]:
        """Outcomes in an attribute: "soldiers killed", "murdered priests", "people who died"."""
        trigger = self.triggers.get(child.i)
        if child.link in _ATTRIBUTES:
            if trigger and self._fits_attribute(trigger, child):
                return [trigger, *self.verbs.chain(child, passive=child.shape != "gerund")]
            return self.verbs.complements(child) if child.link == "reduced" else []
        if child.link == "relative":
            return self.verbs.of_relative(child)
        if trigger and child.link == "adverb" and child.i > noun.i:  # "two of them posthumously"
            return [trigger] if trigger.is_state else []
        return [trigger] if trigger and child.link == "preposition" and child.i > noun.i else []

    def _fits_attribute(self, trigger: Told, child: Word) -> bool:
        if "self" in trigger.voice:
            return child.link != "compound" or child.kind == "adjective"
        if child.shape == "gerund":
            return "subject" in trigger.voice and "object" not in trigger.voice
        return "object" in trigger.voice and child.shape in PARTICIPLES and not self.verbs.has_object(child)

    # what is said of the counted phrase

    def _above(self, node: Word, count: Count) -> Tie | None:
        """Follows the phrase up the tree until a word of outcome takes it."""
        for _ in range(STEPS):
            if node.head.i == node.i:
                return None
            tie, up = self._step(node, count)
            if tie or up is None:
                return tie
            node = up
        return None

    def _step(self, node: Word, count: Count) -> tuple[Tie | None, Word | None]:
        """What the word above a phrase tells of it, or the word to go on from."""
        head, link = node.head, node.link
        if link == "apposition" and count.noun is None and self.scene.does(head, "counter"):
            return _tied(self.nouns.of_label(head), "label"), None
        if link == "joined" and head.kind == "preposition" and head.head.kind == "verb":
            return self._objects(head.head, node), None
        if link == "joined" and head.kind == "verb" and count.noun is not None:
            return self._joined_to_verb(head, node), None
        sibling = self._joined_subject(node)
        if sibling is not None or (link in ("joined", "apposition") and head.kind not in VERBS):
            return self._of_list(head if sibling is None else sibling)
        if link in SUBJECTS:
            passive = link == "passive_subject" or self.verbs.passive(head)
            return _tied(self.verbs.of_subject(head, passive=passive), "subject"), None
        if link in OBJECTS:
            return self._objects(head, node), None
        if link == "attribute" and next(head.linked("expletive"), None) is not None:
            return _tied(self._befell_there(head), "subject"), None
        if link == "attribute":
            return _tied(self.nouns.of_label(self.verbs.subject(head)), "label"), None
        if link == "governed":
            return self._prepositional(head, node, count)
        if link in _UPWARD:
            action = self.triggers.get(head.i)
            if action and action.names_action:
                return Tie((action,), "of"), None
            return None, None if link == "owner" else head
        return None, None

    def _befell_there(self, verb: Word) -> list[Told]:
        """ "there were 205 officers and 2,432 others, taken prisoner" """
        told = (self.triggers.get(one.i) for one in self.verbs.sharing(verb) if one.shape in PARTICIPLES)
        return [t for t in told if t is not None and "object" in t.voice]

    def _joined_to_verb(self, verb: Word, node: Word) -> Tie | None:
        """A phrase that the parse joins to the verb: "fighters were destroyed, as well as 15 tanks"."""
        if self.verbs.passive(verb):
            return _tied(self.verbs.of_subject(verb, passive=True), "subject")
        return self._objects(verb, node)

    def _objects(self, verb: Word, node: Word) -> Tie | None:
        return _tied(self.verbs.of_object(verb, node), "object") or _tied(self.nouns.of_change(verb), "label")

    def _of_list(self, head: Word) -> tuple[Tie | None, Word | None]:
        """A further member of a list: "the murder of six monks and two maids" may hang on the murder."""
        action = self.triggers.get(head.i)
        if action and self.nouns.takes_people(action) and self.scene.mentioned(head) is None:
            return Tie((action,), "of"), None
        return None, head

    def _joined_subject(self, node: Word) -> Word | None:
        """The subject before this one that "and" joins to it, where the parse made them two subjects."""
        if node.link not in SUBJECTS:
            return None
        for other in node.head.linked(*SUBJECTS):
            if other.i < node.i and any(c.link == "joint" and c.i > other.i for c in other.children):
                return other if other.i in self.triggers else None
        return None

    def _prepositional(self, link: Word, node: Word, count: Count) -> tuple[Tie | None, Word | None]:
        if count.first <= link.i < count.number_first:
            return _tied(self._through_bound(link, node), "object"), None
        found, up = self.nouns.of_preposition(link, node)
        return _tied(found, "label" if self.scene.does(link, "level") else "of"), up

    def _through_bound(self, link: Word, node: Word) -> list[Told]:
        """A preposition that belongs to the bound ("up to 90") hides how the phrase hangs."""
        top = link
        while top.link in ("preposition", "adverb", "governed_clause") and top.head.kind not in (*VERBS, "noun"):
            top = top.head
        verb = top.head
        if top.i != link.i and self.scene.does(top, "level"):
            return self.nouns.of_preposition(top, node)[0]
        if verb.kind not in VERBS:
            trigger = self.triggers.get(verb.i)
            return [trigger] if trigger and trigger.names_action else []
        if node.i < verb.i:
            return self.verbs.of_subject(verb, passive=self.verbs.passive(verb))
        return self.verbs.of_object(verb, node) or self.nouns.of_change(verb)


def _tied(found: list[Told], rule: str) -> Tie | None:
    return Tie(tuple(dict.fromkeys(found)), rule) if found else None
