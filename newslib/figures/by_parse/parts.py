"""Numbers that are a part of another number: "including 162 officers", "three of them", "of whom 12 died"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.figures.by_parse.triggers import Trigger
from newslib.passages import OBJECTS, SUBJECTS, VERBS

if TYPE_CHECKING:
    from newslib.passages import Word

_LISTED = ("joined", "apposition")
_DIGITS_OF_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Part:
    """What a number is a part of: a phrase of its sentence (``whole``, a token), or people named before it.

    ``told`` are outcomes of the whole where its own words tell them: "among the wounded were two girls".
    ``here``: the whole stands in the same sentence ("including"), no pronoun points further back.
    """

    whole: int | None
    told: tuple[Trigger, ...] = ()
    here: bool = False


def part(scene: Scene, mention: Mention, triggers: dict[int, Trigger]) -> Part | None:
    """What a mention is a part of; None when it stands for itself."""
    node = scene.words[mention.node]
    if mention.parted:
        return Part(None, _those(scene, node, triggers))
    listed = node
    while listed.link in _LISTED and listed.head.kind not in VERBS and listed.head.i != listed.i:
        if listed.link == "apposition" and _adds_up(scene, listed.head, mention):
            return Part(listed.head.i)
        before = scene.mentioned(listed.head)
        if _headed(scene, listed) or (before is not None and before.parted):
            return Part(None)
        listed = listed.head
    if _headed(scene, listed):
        return Part(None)
    return _by_link(scene, listed, triggers) or _fronted(scene, listed, triggers) or _out_of(scene, mention, triggers)


def tells_more(scene: Scene, mention: Mention) -> bool:
    """Whether a part has a verb of its own that tells something else: "one of them had his hands tied"."""
    node = scene.words[mention.node]
    if node.link not in SUBJECTS or node.head.kind not in VERBS:
        return False
    return not scene.does(node.head, "copula") and not scene.does(node.head, "part")


def goes_on(scene: Scene, mention: Mention) -> bool:
    """Whether a number takes up the last figure.

    "That likely rose to 110 million"; "not 300,000, but 31,000"; "this takes its count to 1,730".
    """
    if mention.noun is None and _is_counted(scene, mention):
        return True
    return _recalls(scene, mention) or _contrasts(scene, mention) or _beside_count(scene, mention)


def _is_counted(scene: Scene, mention: Mention) -> bool:
    """Whether a bare number is what somebody counts or acknowledges: "has confirmed only 250", "the figure of 250"."""
    node = scene.words[mention.node]
    if _DIGITS_OF_YEAR.fullmatch(scene.sentence.text[node.start : node.end]):
        return False
    if node.link in OBJECTS:
        return _counts_people(scene, node.head)
    link = node.head
    whole = node.link == "governed" and scene.does(link, "whole")
    return whole and (
        scene.does(link.head, "counter") or (link.head.kind in VERBS and scene.does(link.head, "counting"))
    )


def _counts_people(scene: Scene, verb: Word) -> bool:
    return scene.does(verb, "counting") or scene.does(verb, "admitting")


def follows(scene: Scene, mention: Mention) -> bool:
    """Whether further people go the way of those counted before: "another 211 went to a camp"."""
    node = scene.words[mention.node]
    start = scene.start(mention)
    further = start > 0 and scene.does(scene.words[start - 1], "more")
    return mention.noun is None and further and node.link in SUBJECTS and scene.does(node.head, "moving")


def _adds_up(scene: Scene, token: Word, mention: Mention) -> bool:
    """Whether the counts that follow a count make it up: "three others, two women and a man"."""
    whole = scene.mentioned(token)
    if whole is None or whole.quantity.stated is None or whole == mention:
        return False
    listed = [t for t in token.subtree if t.i > token.i and scene.counts(t) == "people"]
    sizes = {one.node: one.quantity.stated for one in scene.mentions}
    return sum(sizes.get(t.i, 1.0) or 0.0 for t in listed) == whole.quantity.stated


def _headed(scene: Scene, node: Word) -> bool:
    """ "among them 64 boys", "64 boys among them"."""
    links = (link for link in scene.children(node, "preposition") if scene.does(link, "part"))
    return any(scene.does(people, "anaphor") for link in links for people in scene.children(link, "governed"))


def _those(scene: Scene, node: Word, triggers: dict[int, Trigger]) -> tuple[Trigger, ...]:
    """What befell those a number is out of, where they say so themselves: "43 of those freed"."""
    for link in scene.children(node, "preposition"):
        for people in scene.children(link, "governed"):
            told = [triggers[c.i] for c in scene.children(people, "reduced", "relative", "modifier") if c.i in triggers]
            if scene.does(link, "whole") and told:
                return (told[0],)
    return ()


def _by_link(scene: Scene, node: Word, triggers: dict[int, Trigger]) -> Part | None:
    """ "including two", "these included two"."""
    link = node.head
    if not scene.does(link, "part"):
        return None
    if node.link == "governed" and scene.does(link.head, "copula"):
        return None  # "were among the 144": the whole, not the part
    if node.link == "governed":
        return Part(link.head.i if link.head.kind not in VERBS else None, here=True)
    if node.link in OBJECTS:
        subject = next(scene.children(link, *SUBJECTS), None)
        return Part(None, _states(triggers, subject))
    return None


def _fronted(scene: Scene, node: Word, triggers: dict[int, Trigger]) -> Part | None:
    """ "among them were two", "of these, 12 died", "of the 53 wounded, 12 died"."""
    if node.link not in ("attribute", *SUBJECTS, *OBJECTS) or node.head.i == node.i:
        return None
    for link in scene.children(node.head, "preposition"):
        for people in scene.children(link, "governed"):
            told, pronoun = _states(triggers, people), scene.does(people, "anaphor")
            if scene.does(link, "part") and scene.does(node.head, "copula") and scene.mentioned(people):
                return Part(people.i)
            ahead = link.i < node.i or scene.does(node.head, "copula")
            if scene.does(link, "part") and ahead and (pronoun or told):
                return Part(None, told)
            if scene.does(link, "whole") and link.i < node.i and scene.mentioned(people):
                return Part(people.i)
            if scene.does(link, "whole") and link.i < node.i and pronoun:
                return Part(None)
    return None


def _out_of(scene: Scene, mention: Mention, triggers: dict[int, Trigger]) -> Part | None:
    """ "12 of the 50 prisoners", "two of the wounded"."""
    if not mention.first <= mention.node < mention.last:
        return None
    for link in scene.children(scene.words[mention.node], "preposition"):
        people = next(scene.children(link, "governed"), None)
        if people is None or not scene.does(link, "whole"):
            continue
        whole = scene.mentioned(people)
        if whole and whole != mention:
            return Part(people.i)
        if _states(triggers, people):
            return Part(None, _states(triggers, people))
    return None


def _states(triggers: dict[int, Trigger], people: Word | None) -> tuple[Trigger, ...]:
    told = triggers.get(people.i) if people is not None else None
    return (told,) if told and told.is_state else ()


def _recalls(scene: Scene, mention: Mention) -> bool:
    node = scene.words[mention.node]
    for _ in range(2):
        head = node.head
        if scene.does(head, "change") and head.kind in VERBS:
            subject = next(scene.children(head, *SUBJECTS), None)
            pronoun = (
                subject is not None
                and subject.shape in ("demonstrative", "personal")
                and scene.does(subject, "anaphor")
            )
            return pronoun and node.link not in SUBJECTS
        if node.link != "governed" and not scene.does(node, "level"):
            return False
        node = head
    return False


def _beside_count(scene: Scene, mention: Mention) -> bool:
    """Whether a bare number stands beside a count of nothing named: "its count on Thursday was 1,730"."""
    node = scene.words[mention.node]
    if mention.noun is not None or node.link not in ("governed", "attribute", *OBJECTS):
        return False
    verb = node.head.head if node.link == "governed" else node.head
    if verb.kind not in VERBS:
        return False
    named = [t for t in scene.children(verb, *SUBJECTS, *OBJECTS) if t.i != node.i and scene.does(t, "counter")]
    return any(not any(scene.does(c, "whole") for c in scene.children(t, "preposition")) for t in named)


def _contrasts(scene: Scene, mention: Mention) -> bool:
    start = scene.start(mention)
    if mention.noun is not None or not start:
        return False
    before = scene.words[start - 1]
    return scene.does(before, "contrast") or scene.does(before, "denial")
