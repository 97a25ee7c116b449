"""Which outcome a number belongs to, read off the parse tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from newslib.figures.by_parse.nominals import Nominals, counted_apart
from newslib.figures.by_parse.predicates import PARTICIPLES, Predicates
from newslib.figures.by_parse.scenes import OBJECTS, STEPS, SUBJECTS, VERBS, Mention, Scene
from newslib.figures.by_parse.triggers import Trigger, triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

LOSSES = frozenset({"killed", "wounded", "captured", "missing", "casualties"})
_ATTRIBUTES = ("amod", "acl", "compound", "oprd", "nmod")
_UPWARD = ("poss", "compound", "nmod", "amod", "npadvmod", "nummod")
_FINITE = ("VBD", "VBP", "VBZ", "MD")
_ADJACENT = 6  # words between a number and its outcome when the parse joins them in no known way
_PLACE = 5  # words of a place with its preposition
_AFTER_LABEL = ":-–—"


@dataclass(frozen=True)
class Tie:
    """An outcome of a mention: the words that tell it, and how they were found."""

    triggers: tuple[Trigger, ...]
    rule: str  # own, subject, object, of, label, part, near, gapped

    @property
    def anchor(self) -> int:
        """The token of the first word of outcome."""
        return self.triggers[0].token


class Tying:
    """Ties of the mentions of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.triggers = triggers(scene)
        self.verbs = Predicates(scene, self.triggers)
        self.nouns = Nominals(scene, self.triggers, self.verbs)

    def tie(self, mention: Mention) -> Tie | None:
        """The outcome of a mention inside its own sentence; None when the sentence does not say.

        In order of trust: what the counted word itself and its attributes tell, what is said of the phrase
        further up the tree, and for want of both the outcome right beside the number.
        """
        if self.counts_nobody(mention):
            return None
        node = self.scene.doc[mention.node]
        own, above = self._own(node, mention), self._above(node, mention)
        if own and above:
            return own if self._keeps(own, above) or self._is_state_of(node, own) else above
        if own or above or mention.implicit:
            return own or above
        return self._near(mention) or self._listed(node) or self._gapped(mention)

    @staticmethod
    def _keeps(own: Tie, above: Tie) -> bool:
        """Whether what people already are outweighs what is said of them: the dead stay dead."""
        outcomes = {t.outcome for t in own.triggers}
        return "killed" in outcomes or {t.outcome for t in above.triggers} <= {"casualties", "equipment_lost"}

    @staticmethod
    def _is_state_of(node: Token, own: Tie) -> bool:
        """Whether a number joined to another names a state of its own: "the deaths of 98 soldiers and 80 wounded"."""
        return node.dep_ == "conj" and own.triggers[0].is_state and own.triggers[0].token == node.i

    # numbers that count nobody

    def counts_nobody(self, mention: Mention) -> bool:
        """Whether a number is an age, a day, a ratio, or counts what is neither people nor lost."""
        if mention.first in self._ratios or self._is_out_of(mention):
            return True
        if mention.noun is None:
            return (
                self._is_age(mention)
                or self._is_day(mention)
                or self._joins_no_count(mention)
                or self._is_conjunction(mention)
            )
        kind = self.scene.counts(mention.noun)
        if kind == "others" and mention.noun not in self.triggers:
            return True
        return kind != "people" and self._frame_of(mention.noun) is not None

    @cached_property
    def _ratios(self) -> set[int]:
        """First tokens of the numbers of "1 in 5 soldiers": neither is a count."""
        found: set[int] = set()
        for one, other in pairwise(self.scene.mentions):
            between = self.scene.doc[one.last : other.first]
            bare = one.noun in (None, other.noun) and other.quantity.start == other.quantity.number_start
            if bare and len(between) == 1 and self.scene.does(between[0], "inside"):
                found |= {one.first, other.first}
        return found

    def _is_out_of(self, mention: Mention) -> bool:
        """The 38 of "33 of 38 drones", where the parse makes them one number."""
        of = mention.first - 1
        others = (m for m in self.scene.mentions if m.last == of and m.node == mention.node)
        return of > 0 and self.scene.does(self.scene.doc[of], "whole") and next(others, None) is not None

    def _is_day(self, mention: Mention) -> bool:
        """A number alone behind the name of a month."""
        before = self.scene.hits("not_people").get(mention.first - 1, {})
        return before.get("kind") == "date"

    def _is_age(self, mention: Mention) -> bool:
        """A number alone between commas behind a name."""
        doc = self.scene.doc
        if mention.first < 2 or mention.last >= len(doc):
            return False
        before, name = doc[mention.first - 1], doc[mention.first - 2]
        counts = self.scene.does(doc[mention.node].head, "counter")
        return before.text == "," and name.pos_ in ("PROPN", "NOUN") and doc[mention.last].is_punct and not counts

    def _is_conjunction(self, mention: Mention) -> bool:
        """ "both killed and wounded" """
        return mention.quantity.kind == "collective" and any(t.first == mention.last for t in self.triggers.values())

    def _joins_no_count(self, mention: Mention) -> bool:
        """A number joined to one that counts nothing: "aged 6 and 11"."""
        node = self.scene.doc[mention.node]
        counted = any(m.first <= node.head.i < m.last for m in self.scene.mentions)
        return node.dep_ == "conj" and node.head.pos_ == "NUM" and not counted

    def _frame_of(self, noun: int) -> Trigger | None:
        """The frame a noun belongs to: "suffered three wounds", "took five prisoners"."""
        if noun in self.triggers:
            return None
        return next((t for t in self.triggers.values() if t.first <= noun < t.last and t.token != noun), None)

    # what the counted word itself, or its attributes, tell

    def _own(self, node: Token, mention: Mention) -> Tie | None:
        found = self._itself(mention)
        if found:
            return Tie(tuple(found), "own")
        for noun in dict.fromkeys((node.i, node.i if mention.noun is None else mention.noun)):
            counted = self.scene.doc[noun]
            found = [t for c in counted.children if not self._apart(counted, c) for t in self._attribute(c, counted)]
            if found:
                return Tie(tuple(found), "own")
        return None

    def _itself(self, mention: Mention) -> list[Trigger]:
        """ "20 dead", "another 11 wounded", "hundreds of casualties"."""
        for token in dict.fromkeys((mention.node, mention.node if mention.noun is None else mention.noun)):
            trigger = self.triggers.get(token)
            if trigger and self._is_counted(trigger, mention):
                return [trigger, *self._joined(trigger)]
        frame = self._frame_of(mention.noun) if mention.noun is not None else None
        return [frame] if frame else []

    def _is_counted(self, trigger: Trigger, mention: Mention) -> bool:
        token = self.scene.doc[trigger.token]
        if "self" in trigger.voice:
            return True
        if token.i != mention.node or mention.first <= token.i < mention.last:
            return False
        if "object" not in trigger.voice:  # a headline: "another 134 surrender"
            return trigger.role == "verb" and token.i == mention.last
        return (trigger.role == "participle" or token.tag_ in PARTICIPLES) and not self.verbs.has_object(token)

    def _joined(self, trigger: Trigger) -> list[Trigger]:
        """ "dead and wounded" under one number: outcomes that follow, joined by nothing but "and", "or"."""
        found: list[Trigger] = []
        bridged = False
        for token in self.scene.doc[trigger.last :]:
            more = self.triggers.get(token.i)
            if more:
                if not bridged or counted_apart(token) or self.verbs.has_object(token):
                    break
                found.append(more)
                bridged = False
            elif self.scene.does(token, "joint") or token.text == ",":
                bridged = True
            elif not token.is_punct and token.pos_ not in ("ADV", "ADJ"):
                break
        return found

    def _apart(self, noun: Token, child: Token) -> bool:
        """Whether another number stands between a noun and its attribute: "300 killed, 500 wounded"."""
        return any(noun.i < m.first <= child.i for m in self.scene.mentions)

    def _attribute(self, child: Token, noun: Token) -> list[Trigger]:
        """Outcomes in an attribute: "soldiers killed", "murdered priests", "people who died"."""
        trigger = self.triggers.get(child.i)
        if child.dep_ in _ATTRIBUTES:
            if trigger and self._fits_attribute(trigger, child):
                return [trigger, *self.verbs.chain(child, passive=child.tag_ != "VBG")]
            return self.verbs.complements(child) if child.dep_ == "acl" else []
        if child.dep_ == "relcl":
            return self.verbs.of_relative(child)
        if trigger and child.dep_ == "advmod" and child.i > noun.i:  # "two of them posthumously"
            return [trigger] if trigger.is_state else []
        return [trigger] if trigger and child.dep_ == "prep" and child.i > noun.i else []

    def _fits_attribute(self, trigger: Trigger, child: Token) -> bool:
        if "self" in trigger.voice:
            return child.dep_ != "compound" or child.pos_ == "ADJ"
        if child.tag_ == "VBG":
            return "subject" in trigger.voice and "object" not in trigger.voice
        return "object" in trigger.voice and child.tag_ in PARTICIPLES and not self.verbs.has_object(child)

    # what is said of the counted phrase

    def _above(self, node: Token, mention: Mention) -> Tie | None:
        """Follows the phrase up the tree until a word of outcome takes it."""
        for _ in range(STEPS):
            if node.head.i == node.i:
                return None
            tied, up = self._step(node, mention)
            if tied or up is None:
                return tied
            node = up
        return None

    def _step(self, node: Token, mention: Mention) -> tuple[Tie | None, Token | None]:
        """What the word above a phrase tells of it, or the word to go on from."""
        head, link = node.head, node.dep_
        if link == "appos" and mention.noun is None and self.scene.does(head, "counter"):
            return _tied(self.nouns.of_label(head), "label"), None
        if link == "conj" and head.pos_ == "ADP" and head.head.pos_ == "VERB":
            return self._objects(head.head, node), None
        if link == "conj" and head.pos_ == "VERB" and mention.noun is not None:
            return self._joined_to_verb(head, node), None
        sibling = self._joined_subject(node)
        if sibling is not None or (link in ("conj", "appos") and head.pos_ not in VERBS):
            return self._of_list(head if sibling is None else sibling)
        if link in SUBJECTS:
            passive = link == "nsubjpass" or self.verbs.passive(head)
            return _tied(self.verbs.of_subject(head, passive=passive), "subject"), None
        if link in OBJECTS:
            return self._objects(head, node), None
        if link == "attr":
            return _tied(self.nouns.of_label(self.verbs.subject(head)), "label"), None
        if link == "pobj":
            return self._prepositional(head, node, mention)
        if link in _UPWARD:
            action = self.triggers.get(head.i)
            if action and action.names_action:
                return Tie((action,), "of"), None
            return None, None if link == "poss" else head
        return None, None

    def _joined_to_verb(self, verb: Token, node: Token) -> Tie | None:
        """A phrase that the parse joins to the verb: "fighters were destroyed, as well as 15 tanks"."""
        if self.verbs.passive(verb):
            return _tied(self.verbs.of_subject(verb, passive=True), "subject")
        return self._objects(verb, node)

    def _objects(self, verb: Token, node: Token) -> Tie | None:
        return _tied(self.verbs.of_object(verb, node) or self.nouns.of_change(verb), "object")

    def _of_list(self, head: Token) -> tuple[Tie | None, Token | None]:
        """A further member of a list: "the murder of six monks and two maids" may hang on the murder."""
        action = self.triggers.get(head.i)
        if action and self.nouns.takes_people(action) and self.scene.mentioned(head) is None:
            return Tie((action,), "of"), None
        return None, head

    def _joined_subject(self, node: Token) -> Token | None:
        """The subject before this one that "and" joins to it, where the parse made them two subjects."""
        if node.dep_ not in SUBJECTS:
            return None
        for other in self.scene.children(node.head, *SUBJECTS):
            if other.i < node.i and any(c.dep_ == "cc" and c.i > other.i for c in other.children):
                return other if other.i in self.triggers else None
        return None

    def _prepositional(self, link: Token, node: Token, mention: Mention) -> tuple[Tie | None, Token | None]:
        if self.scene.start(mention) <= link.i < mention.first:
            return _tied(self._through_bound(link, node), "object"), None
        found, up = self.nouns.of_preposition(link, node)
        return _tied(found, "label" if self.scene.does(link, "level") else "of"), up

    def _through_bound(self, link: Token, node: Token) -> list[Trigger]:
        """A preposition that belongs to the bound ("up to 90") hides how the phrase hangs."""
        top = link
        while top.dep_ in ("prep", "advmod", "pcomp") and top.head.pos_ not in (*VERBS, "NOUN"):
            top = top.head
        verb = top.head
        if top.i != link.i and self.scene.does(top, "level"):
            return self.nouns.of_preposition(top, node)[0]
        if verb.pos_ not in VERBS:
            trigger = self.triggers.get(verb.i)
            return [trigger] if trigger and trigger.names_action else []
        if node.i < verb.i:
            return self.verbs.of_subject(verb, passive=self.verbs.passive(verb))
        return self.verbs.of_object(verb, node) or self.nouns.of_change(verb)

    # when the tree says nothing: the outcome right beside the number

    def _near(self, mention: Mention) -> Tie | None:
        if self._is_shared_out(mention) or (mention.noun is not None and not self.scene.counts(mention.noun)):
            return None
        return self._right(mention) or self._left(mention) or self._orphan(mention) or self._announced(mention)

    def _is_shared_out(self, mention: Mention) -> bool:
        """The 50 of "one of the 50 was hurt": what is said of the one is not said of them all."""
        node = self.scene.doc[mention.node]
        whole = node.dep_ == "pobj" and self.scene.does(node.head, "whole")
        return whole and any(m.first <= node.head.head.i < m.last for m in self.scene.mentions)

    def _right(self, mention: Mention) -> Tie | None:
        """ "40 (soldiers) seriously wounded"."""
        for token in self.scene.doc[mention.last : mention.last + _ADJACENT]:
            trigger = self.triggers.get(token.i)
            if trigger:
                fits = {"self", "subject"} & trigger.voice or token.tag_ in PARTICIPLES
                free = not self.verbs.has_object(token)
                return Tie((trigger, *self._joined(trigger)), "near") if fits and free else None
            if not (self.scene.does(token, "filler") or token.pos_ in ("ADJ", "ADV") or token.i == mention.noun):
                return None
        return None

    def _left(self, mention: Mention) -> Tie | None:
        """ "Killed: 40", "killing another 40"."""
        first = self.scene.start(mention)
        if not first:
            return None
        token = self.scene.doc[first - 1]
        if token.text in _AFTER_LABEL and first > 1:
            return _tied([t for t in [self.triggers.get(first - 2)] if t], "near")
        if self.scene.does(token, "more") or token.tag_ == "DT":
            token = self.scene.doc[max(first - 2, 0)]
        trigger = self.triggers.get(token.i)
        fits = trigger and "object" in trigger.voice and token.pos_ == "VERB" and not self.verbs.passive(token)
        return Tie((trigger,), "near") if trigger and fits else None

    def _orphan(self, mention: Mention) -> Tie | None:
        """A passive verb further on that the parse left without a subject."""
        if mention.noun is None:
            return None
        others = {m.node for m in self.scene.mentions if m.node > mention.node}
        for token in self.scene.doc[mention.last :]:
            if token.i in others or (token.tag_ in _FINITE and token.pos_ == "VERB"):
                return None
            trigger = self.triggers.get(token.i)
            if trigger and next(self.scene.children(token, "auxpass"), None) is not None:
                free = self.verbs.subject(token) is None and token.dep_ != "conj"
                return Tie((trigger,), "near") if free and "object" in trigger.voice else None
        return None

    def _announced(self, mention: Mention) -> Tie | None:
        """ "the losses from 24 February to 3 May amount to 190 men", where the parse took the verb for a noun"""
        doc, before = self.scene.doc, self.scene.start(mention) - 1
        if before > 0 and self.scene.does(doc[before], "level"):
            before -= 1
        if before < 1 or not self.scene.does(doc[before], "change"):
            return None
        labels = [t for t in self.triggers.values() if t.last <= before and {"label", "self"} & t.voice]
        if not labels or any(token.pos_ in VERBS for token in doc[labels[-1].last : before]):
            return None
        return Tie((labels[-1],), "label")

    def _listed(self, node: Token) -> Tie | None:
        """A member of a list whose first member is tied: "lost 200 men, three tanks and a gun"."""
        if not self.scene.counts(node):
            return None
        for _ in range(STEPS):
            if node.dep_ not in ("conj", "appos") or node.head.pos_ in VERBS:
                return None
            node = node.head
            first = self.scene.mentioned(node)
            if first is not None:
                return self.tie(first)
        return None

    def _gapped(self, mention: Mention) -> Tie | None:
        """A bare number whose verb stands at the number before: "two died in Lyman, one in Izium", "320, then 403"."""
        before = [m for m in self.scene.mentions if m.last <= self.scene.start(mention)]
        if (
            mention.noun is not None
            or not before
            or mention.quantity.kind == "collective"
            or not (self._at_place(mention) or self._is_next(mention))
        ):
            return None
        told = self.tie(before[-1])
        people = before[-1].noun is None or self.scene.counts(before[-1].noun) == "people"
        return Tie(told.triggers, "gapped") if told and people else None

    def _at_place(self, mention: Mention) -> bool:
        """Whether a place stands right behind a number, or right before it behind the same preposition."""
        doc, start = self.scene.doc, self.scene.start(mention)
        behind = doc[mention.last] if mention.last < len(doc) else None
        if behind is not None and self.scene.does(behind, "inside") and behind.i + 1 < len(doc):
            return any(t.pos_ == "PROPN" or self.scene.does(t, "region") for t in doc[behind.i + 1 : behind.i + _PLACE])
        ends = behind is None or behind.is_punct
        if not ends or not start or (doc[start - 1].pos_ != "PROPN" and not self.scene.does(doc[start - 1], "region")):
            return False
        return any(self.scene.does(t, "inside") for t in doc[max(0, start - 1 - _PLACE) : start - 1])

    def _is_next(self, mention: Mention) -> bool:
        """ "then 403 and finally 412" """
        doc, start = self.scene.doc, self.scene.start(mention)
        ends = mention.last >= len(doc) or doc[mention.last].is_punct or self.scene.does(doc[mention.last], "joint")
        return start > 0 and ends and self.scene.does(doc[start - 1], "then")


def _tied(found: list[Trigger], rule: str) -> Tie | None:
    return Tie(tuple(dict.fromkeys(found)), rule) if found else None
