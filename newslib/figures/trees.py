"""What the heads of words tell of a counted phrase: it is followed up its tree until a word of outcome takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.figures.cases import Tie
from newslib.figures.nouns import Nouns
from newslib.figures.scenes import Count, Scene, Told
from newslib.figures.verbs import Verbs
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
        if _are_held(own.told):
            return above  # "two guards and one hostage were killed"
        dead = "killed" in {t.outcome for t in own.told}  # the dead stay dead
        return own if dead or own.rule == "list" or node.link == "joined" else above  # "one died and three others hurt"

    def _listed(self, count: Count) -> Tie | None:
        """One of a list without a verb: "220 killed, 196 wounded", "in Sumy: 7 killed", "losses stood at 10 dead"."""
        told = self.scene.triggers.get(count.number_last + self.scene.does(count.number_last, "counting"))
        if told is None or count.noun is not None or not count.first or not told.is_state:
            return None
        if not self._opens(count):
            return None
        behind = self.scene.words[told.last : told.last + 1]
        ends = all(word.is_sign or word.kind in ("preposition", "conjunction") for word in behind)
        return Tie((told,), "list") if ends else None

    def _opens(self, count: Count) -> bool:
        """Whether a colon, "and" or a level stands before a number, or one with its state: "220 killed, 196"."""
        if self.scene.words[count.first - 1].text == ":" or self.scene.does(count.first - 1, "level", "joint"):
            return True
        return count.first - 2 in self.scene.triggers

    # what the counted word itself, or its attributes, tell

    def _own(self, node: Word, count: Count) -> Tie | None:
        itself = self._itself(count)
        if itself and not _are_held(itself):
            return Tie(tuple(itself), "own")
        for noun in dict.fromkeys((node.i, node.i if count.noun is None else count.noun)):
            counted = self.scene.words[noun]
            found = [t for c in counted.children if not self._apart(counted, c) for t in self._attribute(c)]
            if found:
                return Tie(tuple(found), "own")
        return Tie(tuple(itself), "own") if itself else None

    def _itself(self, count: Count) -> list[Told]:
        """ "20 dead", "another 11 wounded", "hundreds of casualties"."""
        noun = count.node if count.noun is None else count.noun
        for token in dict.fromkeys((count.node, noun, *(told.word for told in count.own))):
            trigger = self.scene.triggers.get(token)
            if trigger and self._is_counted(trigger):
                return [trigger, *self.nouns.joined_behind(trigger)]
        return []

    def _is_counted(self, trigger: Told) -> bool:
        surrender = trigger.role == "verb" and "subject" in trigger.voice  # a headline: "another 134 surrender"
        return trigger.counted or surrender or trigger.role == "participle"

    def _apart(self, noun: Word, child: Word) -> bool:
        """Whether another number stands between a noun and its attribute: "300 killed, 500 wounded, more missing"."""
        more = any(self.scene.does(i, "more") for i in range(noun.i + 1, child.i))
        return more or any(noun.i < m.number_first <= child.i for m in self.scene.counts)

    def _attribute(self, child: Word) -> list[Told]:
        """Outcomes in an attribute: "soldiers killed", "murdered priests", "people who died"."""
        trigger = self.scene.triggers.get(child.i)
        if child.link in _ATTRIBUTES:
            if trigger and child.link != "compound":
                return [trigger, *self.verbs.chain(child, passive=child.shape != "gerund")]
            return self.verbs.complements(child) if child.link == "reduced" else []
        return self.verbs.of_relative(child) if child.link == "relative" else []

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
        if link in ("joined", "apposition"):
            return self._joined(node, count)
        if link in SUBJECTS:
            return _tied(self.verbs.of_subject(head, passive=link == "passive_subject"), "subject"), None
        if link in OBJECTS:
            return self._objects(head, node), None
        if link == "attribute":
            return self._predicate(head), None
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
        if node.link == "joined" and head.kind == "preposition":
            return self._objects(head.head, node), None
        if head.kind not in VERBS:
            return None, head
        return (None if count.noun is None else self._objects(head, node)), None

    def _inside(self, node: Word) -> tuple[Tie | None, Word | None]:
        """What a noun tells of a phrase inside its own: "the men's death"."""
        action = self.scene.triggers.get(node.head.i)
        return (Tie((action,), "of"), None) if action else (None, node.head)

    def _predicate(self, verb: Word) -> Tie | None:
        """What is told of a number behind a copula: "there were 205 officers, taken prisoner"."""
        if next(verb.linked("expletive"), None) is None:
            return None
        triggers = self.scene.triggers
        return _tied([triggers[one.i] for one in self.verbs.sharing(verb) if one.i in triggers], "subject")

    def _objects(self, verb: Word, node: Word) -> Tie | None:
        return _tied(self.verbs.of_object(verb, node), "object")

    def _prepositional(self, link: Word, node: Word, count: Count) -> tuple[Tie | None, Word | None]:
        if count.first <= link.i < count.number_first:
            if link.head.kind == "noun" and count.first <= link.head.i:  # "killed a total of 90"
                return None, link.head
            return _tied(self._through_bound(link, node), "object"), None
        found, up = self.nouns.of_preposition(link)
        return _tied(found, "label" if self.scene.does(link, "level") else "of"), up

    def _through_bound(self, link: Word, node: Word) -> list[Told]:
        """A preposition that belongs to the bound ("up to 90") hides how the phrase hangs."""
        top = link
        while top.link in ("preposition", "adverb", "governed_clause") and top.head.kind not in (*VERBS, "noun"):
            top = top.head
        verb = top.head
        return self.verbs.of_object(verb, node) if verb.kind in VERBS else []


def _are_held(told: Sequence[Told]) -> bool:
    """Whether a noun says that people are somebody's prisoners, and not what befell them then."""
    return told[0].role == "noun" and told[0].outcome in ("captured", "abducted")


def _tied(found: list[Told], rule: str) -> Tie | None:
    return Tie(tuple(dict.fromkeys(found)), rule) if found else None
