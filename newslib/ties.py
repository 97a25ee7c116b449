"""Which outcome a number belongs to, read off the parse tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newslib.scenes import Mention, Scene
from newslib.triggers import Trigger, triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

LOSSES = frozenset({"killed", "wounded", "captured", "missing", "casualties"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "obj", "dative")
_COMPLEMENTS = ("xcomp", "oprd", "acomp", "attr", "prep", "ccomp", "prt", "advmod", "pcomp")
_ACTION_NOUN = ("NOUN", "PROPN")
_PARTICIPLES = ("VBN", "VBD", "JJ")
_ADJACENT = 6  # words between a number and its outcome when the parse joins them in no known way
_STEPS = 8  # how far up the tree a counted phrase is followed


@dataclass(frozen=True)
class Tie:
    """An outcome of a mention: the words that tell it, and how they were found."""

    triggers: tuple[Trigger, ...]
    rule: str  # own, subject, object, of, label, part, near

    @property
    def anchor(self) -> int:
        return self.triggers[0].token


@dataclass
class Tying:
    """Ties of the mentions of one scene."""

    scene: Scene
    _busy: set[int] = field(default_factory=set)

    @cached_property
    def triggers(self) -> dict[int, Trigger]:
        return triggers(self.scene)

    def tie(self, mention: Mention) -> Tie | None:
        """The outcome of a mention inside its own sentence; None when the sentence does not say."""
        node = self.scene.doc[mention.node]
        if self._is_no_count(mention):
            return None
        own = self._own(node, mention)
        above = self._above(node, mention)
        if own and above:
            return own if self._keeps(own, above) else above
        return own or above or (None if mention.implicit else self._near(mention))

    @staticmethod
    def _keeps(own: Tie, above: Tie) -> bool:
        """Whether what people already are outweighs what is said of them: the dead stay dead."""
        outcomes = {t.outcome for t in own.triggers}
        return "killed" in outcomes or {t.outcome for t in above.triggers} <= {"casualties", "equipment_lost"}

    def _is_no_count(self, mention: Mention) -> bool:
        """A number of ages, of wounds, of animals."""
        if mention.noun is None:
            return self._bracketed(mention) or self._joins_no_count(mention)
        kind = self.scene.counts(self.scene.doc[mention.noun])
        return kind == "others" or (kind != "people" and self._frame_of(mention.noun) is not None)

    def _frame_of(self, noun: int) -> Trigger | None:
        """The frame a noun belongs to: "suffered three wounds", "took five prisoners"."""
        if noun in self.triggers:
            return None
        return next((t for t in self.triggers.values() if t.first <= noun < t.last and t.token != noun), None)

    def _joins_no_count(self, mention: Mention) -> bool:
        """A number joined to one that counts nothing: "aged 6 and 11"."""
        node = self.scene.doc[mention.node]
        counted = any(m.first <= node.head.i < m.last for m in self.scene.mentions)
        return node.dep_ == "conj" and node.head.pos_ == "NUM" and not counted

    def _bracketed(self, mention: Mention) -> bool:
        """A number alone between commas behind a name is an age."""
        doc = self.scene.doc
        if mention.first < 2 or mention.last >= len(doc):
            return False
        before, name = doc[mention.first - 1], doc[mention.first - 2]
        return before.text == "," and name.pos_ in ("PROPN", "NOUN") and doc[mention.last].text in (",", ".")

    # what the counted word itself, or its attributes, tell

    def _own(self, node: Token, mention: Mention) -> Tie | None:
        found = self._itself(node, mention)
        if found:
            return Tie(tuple(found), "own")
        nouns = [node] if mention.noun in (None, node.i) else [node, self.scene.doc[mention.noun]]
        for noun in nouns:
            found = [t for c in noun.children if not self._apart(noun, c) for t in self._attribute(c, noun)]
            if found:
                return Tie(tuple(found), "own")
        return None

    def _apart(self, noun: Token, child: Token) -> bool:
        """Whether another number stands between a noun and its attribute: "300 killed, 500 wounded"."""
        return any(noun.i < m.first <= child.i for m in self.scene.mentions)

    def _itself(self, node: Token, mention: Mention) -> list[Trigger]:
        """ "20 dead", "another 11 wounded", "hundreds of casualties"."""
        for token in dict.fromkeys((node.i, mention.noun if mention.noun is not None else node.i)):
            trigger = self.triggers.get(token)
            if trigger and self._is_counted(trigger, mention):
                return [trigger, *self._joined(trigger)]
        frame = self._frame_of(mention.noun) if mention.noun is not None else None
        return [frame] if frame else []

    def _is_counted(self, trigger: Trigger, mention: Mention) -> bool:
        token = self.scene.doc[trigger.token]
        if "self" in trigger.voice:
            return True
        if token.i == mention.node and token.i not in range(mention.first, mention.last) and "object" in trigger.voice:
            return (trigger.role == "participle" or token.tag_ in _PARTICIPLES) and not self._has_object(token)
        return False

    def _joined(self, trigger: Trigger) -> list[Trigger]:
        """ "dead and wounded" under one number: outcomes that follow, joined by nothing but "and", "or"."""
        found: list[Trigger] = []
        bridged = False
        for token in self.scene.doc[trigger.last :]:
            more = self.triggers.get(token.i)
            if more:
                if not bridged or self._counted_apart(token) or self._has_object(token):
                    break
                found.append(more)
                bridged = False
            elif self.scene.does(token, "joint") or token.is_punct:
                bridged = bridged or self.scene.does(token, "joint") or token.text == ","
            elif token.pos_ not in ("ADV", "ADJ"):
                break
        return found

    def _counted_apart(self, token: Token) -> bool:
        """Whether a joined word has a number or a subject of its own."""
        return any(child.dep_ in ("nummod", "det", *_SUBJECTS) or child.pos_ == "NUM" for child in token.children)

    def _attribute(self, child: Token, noun: Token) -> list[Trigger]:
        """Outcomes in an attribute: "soldiers killed", "murdered priests", "people who died"."""
        if child.dep_ in ("amod", "acl", "compound", "oprd", "nmod"):
            trigger = self.triggers.get(child.i)
            if trigger and self._fits_attribute(trigger, child):
                return [trigger, *self._verb_chain(child, passive=child.tag_ != "VBG")]
            if child.dep_ == "acl":
                return self._complements(child)
        if child.dep_ == "relcl":
            return self._of_relative(child, noun)
        if child.dep_ == "prep" and child.i > noun.i and child.i in self.triggers:
            return [self.triggers[child.i]]
        return []

    def _fits_attribute(self, trigger: Trigger, child: Token) -> bool:
        if "self" in trigger.voice:
            return child.dep_ != "compound" or child.pos_ == "ADJ"
        if child.tag_ == "VBG":
            return "subject" in trigger.voice and "object" not in trigger.voice
        return "object" in trigger.voice and child.tag_ in _PARTICIPLES and not self._has_object(child)

    def _of_relative(self, verb: Token, noun: Token) -> list[Trigger]:
        subject = next(self.scene.children(verb, *_SUBJECTS), None)
        if subject is None:
            return self._suffered(verb, passive=self._passive(verb))
        if self._relative(subject):
            return self._suffered(verb, passive=subject.dep_ == "nsubjpass")
        trigger = self.triggers.get(verb.i)
        relative = next(self.scene.children(verb, *_OBJECTS), None)
        if trigger and "object" in trigger.voice and (relative is None or self._relative(relative)):
            return [trigger] if not self._passive(verb) else []
        return []

    def _relative(self, token: Token) -> bool:
        return token.tag_ in ("WP", "WDT", "WP$") or (token.tag_ in ("DT", "IN") and token.dep_ in _SUBJECTS)

    # what is said of the counted phrase

    def _above(self, node: Token, mention: Mention) -> Tie | None:
        for _ in range(_STEPS):
            head, link = node.head, node.dep_
            if head.i == node.i:
                return None
            if link == "conj" and head.pos_ == "ADP" and head.head.pos_ == "VERB":
                return self._as_tie(self._of_object(head.head, node), "object")
            sibling = self._joined_subject(node)
            if sibling is not None:
                head, link = sibling, "conj"
            if link in ("conj", "appos") and head.pos_ not in ("VERB", "AUX"):
                action = self.triggers.get(head.i)
                if action and self._takes_people(action) and not self._counted(head):
                    return Tie((action,), "of")
                node = head
                continue
            if link in _SUBJECTS:
                return self._as_tie(self._of_subject(head, node), "subject")
            if link in _OBJECTS:
                return self._as_tie(self._of_object(head, node), "object")
            if link == "pobj":
                inside = mention.quantity.start <= self.scene.sentence.start + head.idx < mention.quantity.number_start
                if inside:
                    return self._as_tie(self._through_bound(head, node), "object")
                found, up = self._of_preposition(head, node)
                if found:
                    return self._as_tie(found, "label" if self.scene.does(head, "level") else "of")
                if up is None:
                    return None
                node = up
                continue
            if link == "attr":
                return self._as_tie(self._of_attribute(head, node), "label")
            if link in ("poss", "compound", "nmod", "amod", "npadvmod", "nummod"):
                trigger = self.triggers.get(head.i)
                if trigger and self._names_action(trigger):
                    return Tie((trigger,), "of")
                if link in ("poss",):
                    return None
                node = head
                continue
            return None
        return None

    @staticmethod
    def _as_tie(found: list[Trigger], rule: str) -> Tie | None:
        return Tie(tuple(dict.fromkeys(found)), rule) if found else None

    def _joined_subject(self, node: Token) -> Token | None:
        """The subject before this one that "and" joins to it, where the parse made them two subjects."""
        if node.dep_ not in _SUBJECTS:
            return None
        for other in self.scene.children(node.head, *_SUBJECTS):
            if other.i < node.i and any(c.dep_ == "cc" and c.i > other.i for c in other.children):
                return other if other.i in self.triggers else None
        return None

    def _takes_people(self, action: Trigger) -> bool:
        """Whether a noun has people behind it: "the murder of six monks and two maids", "the bodies of"."""
        noun = self.scene.doc[action.token]
        return noun.pos_ in _ACTION_NOUN and any(self.scene.does(c, "whole") for c in self.scene.children(noun, "prep"))

    def _counted(self, token: Token) -> bool:
        return any(m.node == token.i for m in self.scene.mentions)

    def _of_subject(self, verb: Token, subject: Token) -> list[Trigger]:
        passive = subject.dep_ == "nsubjpass" or self._passive(verb)
        return self._suffered(verb, passive=passive)

    def _suffered(self, verb: Token, *, passive: bool) -> list[Trigger]:
        """What happened to the subject of a verb, its conjoined verbs and its complements included."""
        found = []
        for one in [verb, *self._sharing(verb)]:
            trigger = self.triggers.get(one.i)
            if trigger:
                if self._takes_subject(trigger, one, passive and (one.i == verb.i or one.tag_ == "VBN")):
                    found.append(trigger)
            else:
                found += self._complements(one)
        return found

    def _takes_subject(self, trigger: Trigger, verb: Token, passive: bool) -> bool:
        if "subject" in trigger.voice and not passive:
            return not ("object" in trigger.voice and self._has_object(verb))
        if passive:
            return bool({"object", "subject"} & trigger.voice)
        if "self" in trigger.voice:
            return True
        reduced = verb.tag_ in _PARTICIPLES and not any(c.dep_ == "aux" for c in verb.children)
        return "object" in trigger.voice and reduced and not self._has_object(verb)

    def _sharing(self, verb: Token) -> Iterator[Token]:
        """Verbs joined to a verb that have no subject of their own."""
        for other in self.scene.children(verb, "conj"):
            if not any(child.dep_ in (*_SUBJECTS, "expl") for child in other.children) and not self._preceded(other):
                yield other
                yield from self._sharing(other)

    def _preceded(self, verb: Token) -> bool:
        """Whether a number hangs before a verb as its subject, whatever the parse calls it."""
        return any(m.node < verb.i and self.scene.doc[m.node].head.i == verb.i for m in self.scene.mentions)

    def _complements(self, verb: Token) -> list[Trigger]:
        """Outcomes that a verb hands to its subject: "found dead", "are believed to have died"."""
        found = []
        if self._has_object(verb) and not self._passive(verb):
            return []
        for child in self.scene.children(verb, *_COMPLEMENTS):
            if any(grand.dep_ in _SUBJECTS for grand in child.children):
                continue
            trigger = self.triggers.get(child.i)
            if trigger and self._completes(trigger, child):
                found.append(trigger)
                found += [t for t in self._joined_predicates(child)]
            elif not trigger and child.dep_ in ("xcomp", "oprd", "ccomp", "prep", "pcomp"):
                found += self._complements(child)
        return found

    def _completes(self, trigger: Trigger, child: Token) -> bool:
        if "self" in trigger.voice:
            return child.dep_ != "advmod"
        passive = self._passive(child)
        if "subject" in trigger.voice and ("object" not in trigger.voice or not self._has_object(child)):
            return True
        return "object" in trigger.voice and (passive or child.tag_ in ("VBN", "JJ")) and not self._has_object(child)

    def _joined_predicates(self, token: Token) -> list[Trigger]:
        return [self.triggers[o.i] for o in self._sharing(token) if o.i in self.triggers]

    def _of_object(self, verb: Token, node: Token) -> list[Trigger]:
        trigger = self.triggers.get(verb.i)
        if trigger and "object" in trigger.voice:
            return [trigger, *self._verb_chain(verb, before=node.i)]
        if trigger and trigger.outcome and "self" in trigger.voice:
            return [trigger]
        handed = [t for t in self._complements_of_object(verb, node)]
        if handed:
            return handed
        if not self.scene.does(verb, "change"):
            return []
        if verb.tag_ == "VBG" and verb.head.i in self.triggers and not any(self.scene.children(verb, *_SUBJECTS)):
            return [self.triggers[verb.head.i]]
        return self._of_label(self._subject_of(verb))

    def _complements_of_object(self, verb: Token, node: Token) -> list[Trigger]:
        """ "left 20 dead", "forced 500 to flee", "saw 12 killed"."""
        found = []
        for child in self.scene.children(verb, "xcomp", "oprd", "ccomp", "acomp"):
            trigger = self.triggers.get(child.i)
            if child.i > node.i and trigger and self._completes(trigger, child):
                found += [trigger, *self._joined_predicates(child)]
        return found

    def _verb_chain(self, verb: Token, *, before: int | None = None, passive: bool = False) -> list[Trigger]:
        """Outcome verbs that share the object of a verb: "killed, wounded or captured 500"."""
        found = []
        token = verb
        while token.dep_ == "conj" and token.head.pos_ == "VERB" and not self._has_object(token.head):
            token = token.head
            if token.i in self.triggers and "object" in self.triggers[token.i].voice and not self._passive(token):
                found.append(self.triggers[token.i])
        for other in self._sharing(verb):
            trigger = self.triggers.get(other.i)
            if trigger and "object" in trigger.voice and not self._has_object(other):
                if passive or (before is not None and other.i < before):
                    found.append(trigger)
        return found

    def _through_bound(self, link: Token, node: Token) -> list[Trigger]:
        """A preposition that belongs to the bound ("up to 90") hides how the phrase hangs."""
        top = link
        while top.dep_ in ("prep", "advmod", "pcomp") and top.head.pos_ not in ("VERB", "AUX", "NOUN"):
            top = top.head
        verb = top.head
        if verb.pos_ not in ("VERB", "AUX"):
            trigger = self.triggers.get(verb.i)
            return [trigger] if trigger and self._names_action(trigger) else []
        if node.i < verb.i:
            return self._suffered(verb, passive=self._passive(verb))
        return self._of_object(verb, node)

    def _of_preposition(self, link: Token, node: Token) -> tuple[list[Trigger], Token | None]:
        """What a preposition says of its noun, or the noun to go on from."""
        noun = link.head
        if self.scene.does(link, "recipient") and self._dealt(noun):
            return [self.triggers[noun.i]], None
        if self.scene.does(link, "with"):
            return self._of_companion(noun, node), None
        if self.scene.does(link, "part"):
            return [], noun if noun.pos_ not in ("VERB", "AUX") else None
        trigger = self.triggers.get(noun.i)
        if trigger and noun.pos_ in (*_ACTION_NOUN, "ADJ", "NUM") or (trigger and trigger.role == "noun"):
            if trigger and (self.scene.does(link, "whole") or ("label" in trigger.voice and self.scene.does(link, "level"))):
                if self._names_action(trigger) or "self" in trigger.voice:
                    return [trigger, *self._joined_actions(noun)], None
        if self.scene.does(link, "whole"):
            if self.scene.does(noun, "counter"):
                return self._of_label(noun), None
            if self.scene.does(noun, "container") and noun.pos_ in NOUN_LIKE:
                return [], noun
        if self.scene.does(link, "level"):
            if self.scene.does(noun, "counter"):
                return self._of_label(noun), None
            if noun.pos_ in ("VERB", "AUX"):
                return self._of_level(noun), None
        return [], None

    def _dealt(self, governor: Token) -> bool:
        """ "inflicted wounds on two", "injuries to two"."""
        trigger = self.triggers.get(governor.i)
        return trigger is not None and trigger.outcome == "wounded" and (trigger.role in ("phrase", "noun"))

    def _of_companion(self, governor: Token, node: Token) -> list[Trigger]:
        """ "was shot dead along with two others": they share what befell the subject."""
        verb = governor.head if governor.pos_ in ("ADV", "ADP", "SCONJ") else governor
        if verb.pos_ != "VERB" or not (self.scene.counts(node) == "people"):
            return []
        trigger = self.triggers.get(verb.i)
        return [trigger] if trigger and (self._passive(verb) or "subject" in trigger.voice) else []

    def _of_level(self, verb: Token) -> list[Trigger]:
        """ "the toll rose to 41", "bringing the toll to 41"."""
        if not self.scene.does(verb, "change"):
            return []
        for thing in self.scene.children(verb, *_OBJECTS):
            found = self._of_label(thing)
            if not found and self.scene.does(thing, "counter") and verb.head.i in self.triggers:
                return [self.triggers[verb.head.i]]
            if found:
                return found
        return self._of_label(self._subject_of(verb))

    def _subject_of(self, verb: Token) -> Token | None:
        """The subject of a verb, or of the verb it leans on."""
        for _ in range(_STEPS):
            subject = next(self.scene.children(verb, *_SUBJECTS), None)
            if subject is not None:
                return subject
            if verb.dep_ not in ("conj", "advcl", "xcomp") or verb.head.i == verb.i:
                return None
            verb = verb.head
        return None

    def _of_label(self, noun: Token | None) -> list[Trigger]:
        """Outcomes named by the noun a number stands beside: "the number of dead", "casualties"."""
        if noun is None:
            return []
        trigger = self.triggers.get(noun.i)
        if trigger and {"label", "self"} & trigger.voice:
            return [trigger, *self._joined_actions(noun)]
        if not self.scene.does(noun, "counter"):
            return []
        return [self.triggers[t.i] for t in noun.subtree if t.i in self.triggers and t.i != noun.i and not t.dep_ == "aux"]

    def _joined_actions(self, noun: Token) -> list[Trigger]:
        return [self.triggers[o.i] for o in self.scene.children(noun, "conj") if o.i in self.triggers and not self._counted_apart(o)]

    def _of_attribute(self, verb: Token, node: Token) -> list[Trigger]:
        subject = next(self.scene.children(verb, *_SUBJECTS), None)
        return self._of_label(subject)

    @staticmethod
    def _names_action(trigger: Trigger) -> bool:
        return bool({"object", "label"} & trigger.voice) or trigger.role == "verb"

    def _has_object(self, verb: Token) -> bool:
        return any(True for _ in self.scene.children(verb, *_OBJECTS))

    @staticmethod
    def _passive(verb: Token) -> bool:
        return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)

    # when the tree says nothing: the outcome right beside the number

    def _near(self, mention: Mention) -> Tie | None:
        if mention.noun is not None and not self.scene.counts(self.scene.doc[mention.noun]):
            return None
        return self._right(mention) or self._left(mention) or self._orphan(mention)

    def _orphan(self, mention: Mention) -> Tie | None:
        """A passive verb further on that the parse left without a subject."""
        if mention.noun is None:
            return None
        others = {m.node for m in self.scene.mentions if m.node > mention.node}
        for token in self.scene.doc[mention.last :]:
            if token.i in others or token.tag_ in ("VBD", "VBP", "VBZ", "MD") and token.pos_ == "VERB":
                return None
            trigger = self.triggers.get(token.i)
            if trigger and any(True for _ in self.scene.children(token, "auxpass")):
                free = not any(True for _ in self.scene.children(token, *_SUBJECTS)) and token.dep_ != "conj"
                return Tie((trigger,), "near") if free and "object" in trigger.voice else None
        return None

    def _right(self, mention: Mention) -> Tie | None:
        doc, scene = self.scene.doc, self.scene
        for token in doc[mention.last : mention.last + _ADJACENT]:
            trigger = self.triggers.get(token.i)
            if trigger:
                fits = "self" in trigger.voice or "subject" in trigger.voice or token.tag_ in _PARTICIPLES
                return Tie((trigger, *self._joined(trigger)), "near") if fits and not self._has_object(token) else None
            if not (scene.does(token, "filler") or token.pos_ in ("ADJ", "ADV") or token.i == mention.noun):
                return None
        return None

    def _left(self, mention: Mention) -> Tie | None:
        place = mention.quantity.start - self.scene.sentence.start
        first = self.scene.token(place)
        if not first:
            return None
        token = self.scene.doc[first - 1]
        if token.is_punct and token.text in ":-–—" and first > 1:
            trigger = self.triggers.get(first - 2)
            return Tie((trigger,), "near") if trigger else None
        if self.scene.does(token, "more") or token.tag_ == "DT":
            token = self.scene.doc[max(first - 2, 0)]
        trigger = self.triggers.get(token.i)
        if trigger and "object" in trigger.voice and token.pos_ == "VERB" and not self._passive(token):
            return Tie((trigger,), "near")
        return None


NOUN_LIKE = ("NOUN", "PROPN", "NUM", "PRON")
