"""Numbers that are a part of another number: "including 162 officers", "three of them", "of whom 12 died"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslib.scenes import Mention, Scene
from newslib.ties import Tying
from newslib.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTED = ("conj", "appos")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True)
class Part:
    """What a number is a part of: a phrase of its sentence (``whole``, a token), or people named before it.

    ``told`` are outcomes of the whole where its own words tell them: "among the wounded were two girls".
    """

    whole: int | None
    told: tuple[Trigger, ...] = ()


def part(scene: Scene, mention: Mention, tying: Tying) -> Part | None:
    """What a mention is a part of; None when it stands for itself."""
    if mention.parted:
        return Part(None)
    node = scene.doc[mention.node]
    listed = node
    while listed.dep_ in _LISTED and listed.head.pos_ not in ("VERB", "AUX") and listed.head.i != listed.i:
        if listed.dep_ == "appos" and _adds_up(scene, listed.head, mention):
            return Part(listed.head.i)
        listed = listed.head
    return _by_link(scene, listed, tying) or _fronted(scene, listed, tying) or _out_of(scene, node, mention, tying)


def _adds_up(scene: Scene, token: Token, mention: Mention) -> bool:
    """Whether the counts that follow a count make it up: "three others, two women and a man"."""
    whole = next((one for one in scene.mentions if one.node == token.i), None)
    if whole is None or whole.quantity.stated is None or whole == mention:
        return False
    listed = [t for t in token.subtree if t.i > token.i and scene.counts(t) == "people"]
    sizes = {one.node: one.quantity.stated for one in scene.mentions}
    return sum(sizes.get(t.i, 1.0) or 0.0 for t in listed) == whole.quantity.stated


def _by_link(scene: Scene, node: Token, tying: Tying) -> Part | None:
    """ "including two", "these included two"."""
    link = node.head
    if not scene.does(link, "part"):
        return None
    if node.dep_ == "pobj":
        return Part(link.head.i if link.head.pos_ not in ("VERB", "AUX") else None)
    if node.dep_ in ("dobj", "obj"):
        subject = next(scene.children(link, *_SUBJECTS), None)
        told = tying.triggers.get(subject.i) if subject is not None else None
        return Part(None, (told,) if told and "self" in told.voice else ())
    return None


def _fronted(scene: Scene, node: Token, tying: Tying) -> Part | None:
    """ "among them were two", "of these, 12 died"."""
    if node.dep_ not in ("attr", *_SUBJECTS, "dobj") or node.head.i == node.i:
        return None
    for link in scene.children(node.head, "prep"):
        for out_of in scene.children(link, "pobj"):
            told = tying.triggers.get(out_of.i)
            told = told if told and (told.role == "participle" or "self" in told.voice) else None
            if scene.does(link, "part") and (scene.does(out_of, "anaphor") or told):
                return Part(None, (told,) if told else ())
            if scene.does(link, "whole") and link.i < node.i:
                if any(one.node == out_of.i for one in scene.mentions):
                    return Part(out_of.i)
                if scene.does(out_of, "anaphor"):
                    return Part(None)
    return None


def _out_of(scene: Scene, node: Token, mention: Mention, tying: Tying) -> Part | None:
    """ "12 of the 50 prisoners", "two of the wounded"."""
    for link in scene.children(node, "prep"):
        if scene.does(link, "whole") and mention.node in range(mention.first, mention.last):
            inner = next(scene.children(link, "pobj"), None)
            if inner is not None and any(one.node == inner.i and one != mention for one in scene.mentions):
                return Part(inner.i)
            told = tying.triggers.get(inner.i) if inner is not None else None
            if told and (told.role == "participle" or "self" in told.voice):
                return Part(None, (told,))
    return None


def tells_more(scene: Scene, mention: Mention) -> bool:
    """Whether a part has a verb of its own that tells something else: "one of them had his hands tied"."""
    node = scene.doc[mention.node]
    verb = node.head
    if node.dep_ not in _SUBJECTS or verb.pos_ not in ("VERB", "AUX"):
        return False
    return not scene.does(verb, "copula") and not scene.does(verb, "part")


def recalls(scene: Scene, mention: Mention) -> bool:
    """Whether a number goes on with the last figure: "that likely rose to 110 million"."""
    node = scene.doc[mention.node]
    for _ in range(2):
        head = node.head
        if scene.does(head, "change") and head.pos_ in ("VERB", "AUX"):
            subject = next(scene.children(head, *_SUBJECTS), None)
            pronoun = subject is not None and subject.tag_ in ("DT", "PRP") and scene.does(subject, "anaphor")
            return pronoun and node.dep_ not in _SUBJECTS
        if node.dep_ != "pobj" and not scene.does(node, "level"):
            return False
        node = head
    return False


def contrasts(scene: Scene, mention: Mention) -> bool:
    """Whether a bare number stands against another: "not 300,000, but 31,000"."""
    if mention.noun is not None or not mention.first:
        return False
    start = scene.token(mention.quantity.start - scene.sentence.start)
    before = scene.doc[(mention.first if start is None else start) - 1]
    return scene.does(before, "contrast") or scene.does(before, "denial")
