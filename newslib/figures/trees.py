"""What the heads of words tell of a counted phrase: it is followed up its tree until a word of outcome takes it."""

from __future__ import annotations

from dataclasses import replace

from newslib.figures.cases import LOST, Tie
from newslib.figures.nouns import Nouns
from newslib.figures.scenes import PEOPLE, Count, Scene, Told
from newslib.figures.told import frame_of
from newslib.figures.verbs import PARTICIPLES, Verbs, has_object, is_passive
from newslib.passages import OBJECTS, STEPS, SUBJECTS, VERBS, Word

_ATTRIBUTES = ("modifier", "reduced", "compound", "object_state")
_UPWARD = ("owner", "compound", "modifier", "adverbial", "number")


class Tree:
    """What the heads of one scene tell of its numbers; nothing where the words have none."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.verbs = Verbs(scene)
        self.nouns = Nouns(scene, self.verbs)

    def tie(self, count: Count) -> Tie | None:
        """The outcome that heads hand to a count; None when they hand it none.

        What the counted word itself and its attributes tell, or what is said of the phrase further up the tree.
        """
        traded = next((t for t in self.scene.told if t.last == count.first and t.role == "exchange"), None)
        if traded is not None:  # "in exchange for 300 prisoners"
            return Tie((traded,), "of")
        node = self.scene.words[count.node]
        own, above = self._listed(count) or self._own(node, count), self._above(node, count)
        if own is None or above is None:
            return own or above
        kept = own.rule == "list" or _keeps(own, above) or self._is_state_of(node, own)
        return own if kept else above

    def _is_state_of(self, node: Word, own: Tie) -> bool:
        """Whether joined people have a state of their own: "one died and three others hurt"."""
        told = self.scene.words[own.anchor]
        apart = told.i == node.i or (told.link == "reduced" and told.head is node and node.head.kind in VERBS)
        return node.link == "joined" and own.told[0].is_state and apart

    def _listed(self, count: Count) -> Tie | None:
        """One of a list without a verb: "220 killed, 196 wounded", "in Sumy: 7 killed", "losses stood at 10 dead"."""
        told = self.scene.triggers.get(count.number_last)
        if told is None or count.noun is not None or not count.first or not told.is_state:
            return None
        if not self._opens(count) or has_object(self.scene.words[told.word]):
            return None
        behind = self.scene.words[told.last : told.last + 1]
        ends = all(word.is_sign or word.kind in ("preposition", "conjunction") for word in behind)
        return Tie((told,), "list") if ends else None

    def _opens(self, count: Count) -> bool:
        """Whether a colon, "and" or a level stands before a number, or one with its state: "220 killed, 196"."""
        if self.scene.words[count.first - 1].text == ":" or self.scene.does(count.first - 1, "level", "joint"):
            return True
        before = self.scene.triggers.get(count.first - 2)
        if before is None or self.scene.words[count.first - 1].text != "," or not before.is_state:
            return False
        return any(m.number_last == before.first for m in self.scene.counts)

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
            trigger = self.scene.triggers.get(token)
            if trigger and self._is_counted(trigger, count):
                return [trigger, *self.nouns.joined_behind(trigger)]
        frame = frame_of(self.scene.triggers, count.noun) if count.noun is not None else None
        return [frame] if frame else []

    def _is_counted(self, trigger: Told, count: Count) -> bool:
        token = self.scene.words[trigger.word]
        if trigger.counted:
            return True
        if token.i != count.node or count.number_first <= token.i < count.number_last:
            return False
        if "object" not in trigger.voice or (trigger.role == "verb" and "subject" in trigger.voice):
            return trigger.role == "verb" and token.i == count.number_last  # a headline: "another 134 surrender"
        return (trigger.role == "participle" or token.shape in PARTICIPLES) and not has_object(token)

    def _apart(self, noun: Word, child: Word) -> bool:
        """Whether another number stands between a noun and its attribute: "300 killed, 500 wounded"."""
        return any(noun.i < m.number_first <= child.i for m in self.scene.counts)

    def _attribute(self, child: Word, noun: Word) -> list[Told]:
        """Outcomes in an attribute: "soldiers killed", "murdered priests", "people who died"."""
        trigger = self.scene.triggers.get(child.i)
        if child.link in _ATTRIBUTES:
            if trigger and _fits_attribute(trigger, child):
                return [trigger, *self.verbs.chain(child, passive=child.shape != "gerund")]
            return self.verbs.complements(child) if child.link == "reduced" else []
        if child.link == "relative":
            return self.verbs.of_relative(child)
        if trigger is None or child.i < noun.i:
            return []
        behind = child.link == "preposition" or (child.link == "adverb" and trigger.is_state)
        return [trigger] if behind else []  # "two of them posthumously"

    # what is said of the counted phrase

    def _above(self, node: Word, count: Count) -> Tie | None:
        """Follows the phrase up the tree until a word of outcome takes it."""
        up: Word | None = node
        for _ in range(STEPS):
            if up is None or up.is_root:
                return None
            tie, up = self._step(up, count)
            if tie is not None:
                return tie
        return None

    def _step(self, node: Word, count: Count) -> tuple[Tie | None, Word | None]:
        """What the word above a phrase tells of it, or the word to go on from."""
        head, link = node.head, node.link
        sibling = self._joined_subject(node)
        if sibling is not None:
            return self._of_list(sibling)
        if link in ("joined", "apposition"):
            return self._joined(node, count)
        if link in SUBJECTS:
            passive = link == "passive_subject" or is_passive(head)
            return _tied(self.verbs.of_subject(head, passive=passive), "subject"), None
        if link in OBJECTS:
            return self._objects(head, node), None
        if link == "attribute":
            return self._predicate(head, people=self.scene.names(count.noun) == PEOPLE), None
        if link == "governed":
            return self._prepositional(head, node, count)
        return self._inside(node) if link in _UPWARD else (None, None)

    def _joined(self, node: Word, count: Count) -> tuple[Tie | None, Word | None]:
        """What is told of the phrase that one is joined to."""
        head = node.head
        other = self.scene.mentioned(head) if count.noun is None and node.link == "joined" else None
        own = self._own(head, other) if other is not None else None
        if own is not None:  # "500 prisoners held by one army and 190 in camps of the other"
            return replace(own, rule="list"), None
        if node.link == "joined" and head.kind == "preposition" and head.head.kind == "verb":
            return self._objects(head.head, node), None
        if head.kind not in VERBS:
            return self._of_list(head)
        if node.link == "apposition" or head.kind != "verb" or count.noun is None:
            return None, None
        if is_passive(head):  # joined to the verb by the parse: "fighters were destroyed, as well as 15 tanks"
            return _tied(self.verbs.of_subject(head, passive=True), "subject"), None
        return self._objects(head, node), None

    def _inside(self, node: Word) -> tuple[Tie | None, Word | None]:
        """What a noun tells of a phrase inside its own: "the men's death"."""
        action = self.scene.triggers.get(node.head.i)
        if action and action.names_action:
            return Tie((action,), "of"), None
        return None, None if node.link == "owner" else node.head

    def _predicate(self, verb: Word, *, people: bool) -> Tie | None:
        """What is told of a number behind a copula: "the toll was 12", "there were 205 officers, taken prisoner"."""
        subject = next(verb.linked(*SUBJECTS), None)
        who = self.scene.triggers.get(subject.i) if subject is not None else None
        if who is not None and who.counted and who.is_state and people:
            return Tie((who,), "own")  # "the dead were two brothers"
        if next(verb.linked("expletive"), None) is None:
            return None
        told = (self.scene.triggers.get(one.i) for one in self.verbs.sharing(verb) if one.shape in PARTICIPLES)
        return _tied([t for t in told if t is not None and "object" in t.voice], "subject")

    def _objects(self, verb: Word, node: Word) -> Tie | None:
        return _tied(self.verbs.of_object(verb, node), "object")

    def _of_list(self, head: Word) -> tuple[Tie | None, Word | None]:
        """A further member of a list: "the murder of six monks and two maids" may hang on the murder."""
        action = self.scene.triggers.get(head.i)
        if action and self.nouns.takes_people(action) and self.scene.mentioned(head) is None:
            return Tie((action,), "of"), None
        return None, head

    def _joined_subject(self, node: Word) -> Word | None:
        """The subject before this one that "and" joins to it, where the parse made them two subjects."""
        if node.link not in SUBJECTS:
            return None
        for other in node.head.linked(*SUBJECTS):
            if other.i < node.i and any(c.i > other.i for c in other.linked("joint")):
                return other if other.i in self.scene.triggers else None
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
            trigger = self.scene.triggers.get(verb.i)
            return [trigger] if trigger and trigger.names_action else []
        if node.i < verb.i:
            return self.verbs.of_subject(verb, passive=is_passive(verb))
        return self.verbs.of_object(verb, node)


def _keeps(own: Tie, above: Tie) -> bool:
    """Whether what people already are outweighs what is said of them: the dead stay dead."""
    if above.rule == "label" and own.told[0].is_state:
        return True
    return "killed" in {t.outcome for t in own.told} or {t.outcome for t in above.told} <= {"casualties", LOST}


def _fits_attribute(trigger: Told, child: Word) -> bool:
    if trigger.counted:
        return child.link != "compound" or child.kind == "adjective"
    if child.shape == "gerund":
        return "subject" in trigger.voice and "object" not in trigger.voice
    return "object" in trigger.voice and child.shape in PARTICIPLES and not has_object(child)


def _tied(found: list[Told], rule: str) -> Tie | None:
    return Tie(tuple(dict.fromkeys(found)), rule) if found else None
