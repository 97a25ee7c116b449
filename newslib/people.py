"""Who was counted: the group, the side and the formation of the people a number stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newslib.lexicons import lexicon, shared, words
from newslib.scenes import Mention, Scene, roles
from newslib.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSPECIFIED, PEOPLE, MILITARY = "unspecified", "people", "military"
_GENERAL = frozenset({PEOPLE, UNSPECIFIED, MILITARY})
_MODIFIERS = ("amod", "compound", "nmod", "poss", "nummod", "appos")
_SUBJECTS = ("nsubj", "nsubjpass")
_STEPS = 8
_LEANING = ("advcl", "xcomp", "conj", "prep", "pobj", "dobj", "pcomp", "oprd")
_ATTACK = 3  # words between whose and attack: "Russian army artillery shelled"


def group(scene: Scene, mention: Mention) -> str:
    """The group of the people counted; ``unspecified`` when no noun tells it."""
    if mention.noun is None:
        predicate = _predicate(scene, mention)
        return "" if predicate is None else _group_of(scene, predicate)
    noun = scene.doc[mention.noun]
    named = [_group_of(scene, noun), *(_group_of(scene, other) for other in _joined(scene, noun))]
    return named[0] if len(set(named)) == 1 else PEOPLE


def _joined(scene: Scene, noun: Token) -> Iterator[Token]:
    """Nouns under the same number: "soldiers and civilians"."""
    for other in scene.children(noun, "conj"):
        if not any(child.dep_ in ("nummod", "det") or child.pos_ in ("NUM", "VERB") for child in other.children):
            if other.i in scene.hits("groups"):
                yield other
                yield from _joined(scene, other)


def _group_of(scene: Scene, noun: Token) -> str:
    """The group a noun names, made narrower by its attributes: "civilian sailors"."""
    row = scene.hits("groups").get(noun.i)
    name = row["group"] if row else PEOPLE
    if name not in _GENERAL:
        return name
    for child in scene.children(noun, *_MODIFIERS):
        narrower = scene.hits("groups").get(child.i)
        if child.i < noun.i and narrower and narrower["group"] not in _GENERAL:
            return narrower["group"]
    if name != MILITARY:
        for link in scene.children(noun, "prep"):
            inner = next(scene.children(link, "pobj"), None)
            if scene.does(link, "whole") and inner is not None:
                return _group_behind(scene, inner, name)
    return name


def _group_behind(scene: Scene, inner: Token, otherwise: str) -> str:
    """ "members of the police", "fighters of a brigade"."""
    row = scene.hits("groups").get(inner.i)
    if row and row["group"] not in (PEOPLE, UNSPECIFIED):
        return row["group"]
    if inner.i in scene.hits("units"):
        return MILITARY
    return _group_of(scene, inner) if row and row["group"] == UNSPECIFIED else otherwise


def _predicate(scene: Scene, mention: Mention) -> Token | None:
    """The noun that says who a bare number is: "one of them is a child", "three of them children"."""
    node = scene.doc[mention.node]
    if node.dep_ in _SUBJECTS and scene.does(node.head, "copula"):
        for noun in scene.children(node.head, "attr"):
            if noun.i in scene.hits("groups"):
                return noun
    if mention.parted:
        for token in scene.doc[mention.last : mention.last + _STEPS]:
            if token.is_punct or token.pos_ in ("VERB", "AUX"):
                return None
            if token.i in scene.hits("groups"):
                return token
    return None


def epithet(scene: Scene, mention: Mention) -> str | None:
    """The side that the noun itself names, whoever speaks."""
    row = scene.hits("groups").get(mention.noun) if mention.noun is not None else None
    return row["side"] or None if row else None


def side_of_phrase(scene: Scene, token: Token, *, joined: bool = False) -> str | None:
    """The one side named in a noun phrase: in the noun, its attributes, "of" and "from" behind it."""
    named = {row["side"] for t in _phrase(scene, token, True, joined) for row in [scene.hits("sides").get(t.i)] if row}
    return named.pop() if len(named) == 1 else None


def _phrase(scene: Scene, token: Token, owners: bool, joined: bool = False) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ in _MODIFIERS:
            yield from child.subtree
        elif child.dep_ == "conj" and joined:
            yield from _phrase(scene, child, owners, joined)
        elif owners and child.dep_ == "prep" and (scene.does(child, "whole") or scene.does(child, "origin")):
            for inner in scene.children(child, "pobj"):
                if scene.does(child, "origin") and not _is_body(scene, inner):
                    continue
                yield from _phrase(scene, inner, owners, joined)


def sufferer(scene: Scene, anchor: Token) -> Token | None:
    """Whose loss a noun or number tells: "the brigade suffered 600 killed", "the number of Russian dead passed 600"."""
    token, suffers = anchor, False
    for _ in range(_STEPS):
        suffers = suffers or scene.does(token, "suffer")
        if token.pos_ in ("VERB", "AUX"):
            subject = next(scene.children(token, "nsubj"), None)
            if subject is None and token.dep_ in ("xcomp", "conj", "advcl"):
                token = token.head
                continue
            if subject is None:
                return None
            return subject if suffers or scene.does(subject, "counter") else None
        if token.head.i == token.i or token.dep_ not in ("dobj", "pobj", "prep", "conj", "attr", "nummod", "amod"):
            return None
        token = token.head
    return None


def _is_body(scene: Scene, token: Token) -> bool:
    """Whether people come from an army or a country, and not from captivity."""
    return any(token.i in scene.hits(table) for table in ("units", "groups", "sides"))


@cache
def opponents() -> dict[str, str]:
    """Who fights whom, where a side has one opponent."""
    return {row["side"]: row["opponent"] for row in shared("sides") if row["opponent"]}


def doer(scene: Scene, anchor: Token) -> Token | None:
    """Who did what the anchor word tells: its active subject, its agent, or the subject of the verb it leans on."""
    for link in scene.children(anchor, "agent"):
        return next(scene.children(link, "pobj"), None)
    token = anchor
    for _ in range(_STEPS):
        if token.i != anchor.i and token.pos_ == "VERB" and anchor.pos_ != "VERB" and not scene.does(token, "cause"):
            return None
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children):
            return None
        subject = next(scene.children(token, "nsubj"), None)
        if subject is not None:
            return subject if subject.i < anchor.i else None
        if token.head.i == token.i or token.dep_ not in _LEANING:
            return None
        token = token.head
    return None


def unit(scene: Scene, mention: Mention) -> str | None:
    """The formation of the people counted, as printed: "36th Marine Brigade"."""
    node = scene.doc[mention.noun if mention.noun is not None else mention.node]
    near = [node, *(t for link in scene.children(node, "prep") for t in scene.children(link, "pobj"))]
    for token in [*near, *(c for n in near for c in scene.children(n, "compound", "appos"))]:
        if token.i in scene.hits("units") and token.i != node.i:
            return _formation(scene, token)
    return None


def _formation(scene: Scene, head: Token) -> str | None:
    """The name of a formation without article and side; None when it has neither number nor name."""
    first = head.i
    while first and scene.doc[first - 1].pos_ in ("PROPN", "ADJ", "NUM", "NOUN") and head.i - first < _STEPS:
        first -= 1
    while first < head.i and (first in scene.hits("sides") or scene.doc[first].text.islower()):
        first += 1
    if first == head.i and not head.text[:1].isupper():
        return None
    last = head.i + 1
    start, end = scene.doc[first].idx, scene.doc[last - 1].idx + len(scene.doc[last - 1])
    name = scene.sentence.text[start:end]
    return name if any(c.isupper() or c.isdigit() for c in name) else None


def side_inside(scene: Scene, token: Token) -> str | None:
    """The one side named anywhere inside a phrase, its clauses included."""
    named = {scene.hits("sides")[t.i]["side"] for t in token.subtree if t.i in scene.hits("sides")}
    return named.pop() if len(named) == 1 else None


def attacker(sentence: Sentence) -> str | None:
    """Who attacks in a sentence: a side that stands before an attack ("Russian missile strike") or behind "by"."""
    cut = words(sentence.text)
    roles_of = roles(sentence.language)
    found = None
    starts = {word.start: i for i, word in enumerate(cut)}
    for hit in lexicon(sentence.language).finder("sides").find(sentence.text, cut):
        i = starts[hit.start]
        ahead = cut[i + 1 : i + 2 + _ATTACK]
        if any("attack" in roles_of.get(word.form, ()) for word in ahead):
            found = hit.row["side"]
        elif i and any("agent" in roles_of.get(word.form, ()) for word in cut[max(0, i - 2) : i]):
            found = hit.row["side"]
    return found
