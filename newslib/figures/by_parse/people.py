"""Who was counted: the group and the formation of the people a number stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.passages import STEPS, SUBJECTS, VERBS

if TYPE_CHECKING:
    from newslib.passages import Word

UNSPECIFIED, PEOPLE, MILITARY = "unspecified", "people", "military"
OWN_NOUN = ("modifier", "compound", "owner", "number", "apposition")  # how attributes hang on a noun
_GENERAL = frozenset({PEOPLE, UNSPECIFIED, MILITARY})
_NAME = ("name", "adjective", "number", "noun")


def group(scene: Scene, mention: Mention) -> str:
    """The group of the people counted: ``unspecified`` for nouns that tell none, empty when no noun says who it is."""
    told = mention.noun is not None and mention.noun in scene.hits("outcomes")  # "another 134 surrender"
    if mention.noun is None or (told and mention.noun not in scene.hits("groups")):
        predicate = _predicate(scene, mention)
        return "" if predicate is None else _group_of(scene, predicate)
    noun = scene.words[mention.noun]
    named = {_group_of(scene, one) for one in (noun, *_joined(scene, noun))}
    return named.pop() if len(named) == 1 else PEOPLE


def group_before(scene: Scene, mention: Mention) -> str:
    """The group of the last people named in the plural before a number and not counted themselves."""
    counted = {other.noun for other in scene.mentions}
    named = [i for i in scene.hits("groups") if i < mention.first and i not in counted]
    plural = [i for i in named if scene.words[i].shape == "plural" and _stands_alone(scene.words[i])]
    return scene.hits("groups")[max(plural)]["group"] if plural else ""


def _stands_alone(token: Word) -> bool:
    """Whether a noun is neither who speaks nor a part of a name: "the 31st Guards Brigade"."""
    speaks = token.link == "subject" and any(child.link == "clause" for child in token.head.children)
    return not speaks and token.link != "compound"


def is_army(scene: Scene, token: Word) -> bool:
    """Whether a noun names a formation or soldiers."""
    return token.i in scene.hits("units") or scene.hits("groups").get(token.i, {}).get("group") == MILITARY


def epithet(scene: Scene, mention: Mention) -> str | None:
    """The side that the noun itself names, whoever speaks."""
    row = scene.hits("groups").get(mention.noun) if mention.noun is not None else None
    return row["side"] or None if row else None


def unit(scene: Scene, mention: Mention, owner: Word | None = None) -> str | None:
    """The formation of the people counted, as printed: "36th Marine Brigade".

    Args:
        scene: the sentence.
        mention: the number.
        owner: the noun that lost them, when one did: "the 36th Marine Brigade lost 90 men".
    """
    node = scene.words[mention.noun if mention.noun is not None else mention.node]
    near = [t for link in scene.children(node, "preposition") for t in scene.children(link, "governed")]
    near += [child for one in (node, *near) for child in scene.children(one, "compound", "apposition")]
    for token in [*near, *([owner] if owner is not None else [])]:
        if token.i in scene.hits("units") and token.i != node.i:
            return _formation(scene, token)
    return None


def _joined(scene: Scene, noun: Word) -> Iterator[Word]:
    """Nouns under the same number: "soldiers and civilians"."""
    for other in scene.children(noun, "joined"):
        apart = any(
            child.link in ("number", "determiner") or child.kind in ("number", "verb") for child in other.children
        )
        if not apart and other.i in scene.hits("groups"):
            yield other
            yield from _joined(scene, other)


def _group_of(scene: Scene, noun: Word) -> str:
    """The group a noun names, made narrower by its attributes: "civilian sailors"."""
    row = scene.hits("groups").get(noun.i)
    name = row["group"] if row else PEOPLE
    if name not in _GENERAL:
        return name
    for child in scene.children(noun, *OWN_NOUN):
        narrower = scene.hits("groups").get(child.i, {}).get("group", "")
        if child.i < noun.i and narrower and narrower not in _GENERAL:
            return narrower
    if name == MILITARY:
        return name
    for link in scene.children(noun, "preposition"):
        inner = next(scene.children(link, "governed"), None)
        if scene.does(link, "whole") and inner is not None:
            return _group_behind(scene, inner, name)
    return name


def _group_behind(scene: Scene, inner: Word, otherwise: str) -> str:
    """ "members of the police", "fighters of a brigade"."""
    name = scene.hits("groups").get(inner.i, {}).get("group", "")
    if name and name not in (PEOPLE, UNSPECIFIED):
        return name
    if inner.i in scene.hits("units"):
        return MILITARY
    return _group_of(scene, inner) if name == UNSPECIFIED else otherwise


def _predicate(scene: Scene, mention: Mention) -> Word | None:
    """The noun that says who a bare number is: "two of them were nurses", "three of them children"."""
    node = scene.words[mention.node]
    if node.link in SUBJECTS and scene.does(node.head, "copula"):
        for noun in scene.children(node.head, "attribute", *SUBJECTS):
            if noun.i > node.head.i and noun.i in scene.hits("groups"):
                return noun
    for token in scene.words[mention.last : mention.last + STEPS] if mention.parted else ():
        if token.is_sign or token.kind in VERBS:
            return None
        if token.i in scene.hits("groups"):
            return token
    return None


def _formation(scene: Scene, head: Word) -> str | None:
    """The name of a formation without article and side; None when it has neither number nor name."""
    first = head.i
    while first and scene.words[first - 1].kind in _NAME and head.i - first < STEPS:
        first -= 1
    plain = {token.i for token in scene.words[first : head.i] if token.text.islower() and token.text.isalpha()}
    while first < head.i and (first in plain or first in scene.hits("sides")):
        first += 1
    name = scene.sentence.text[scene.words[first].start : head.end]
    named = first < head.i or head.text[:1].isupper()
    return name if named and any(c.isupper() or c.isdigit() for c in name) else None
