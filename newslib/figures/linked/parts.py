"""Numbers that are a part of another number: "including 162 officers", "three of them", "of whom 12 died"."""

from __future__ import annotations

from newslib.figures.cases import Count, Part, Told
from newslib.figures.scenes import Scene
from newslib.passages import OBJECTS, SUBJECTS, VERBS, Word

_LISTED = ("joined", "apposition")


def part(scene: Scene, count: Count, triggers: dict[int, Told]) -> Part | None:
    """What a count is a part of; None when it stands for itself."""
    node = scene.words[count.node]
    if count.parted:
        return Part(None, _those(scene, node, triggers))
    listed = node
    while listed.link in _LISTED and listed.head.kind not in VERBS and listed.head.i != listed.i:
        if listed.link == "apposition" and _adds_up(scene, listed.head, count):
            return Part(listed.head.i)
        before = scene.mentioned(listed.head)
        if _headed(scene, listed) or (before is not None and before.parted):
            return Part(None)
        listed = listed.head
    if _headed(scene, listed):
        return Part(None)
    return _by_link(scene, listed, triggers) or _fronted(scene, listed, triggers) or _out_of(scene, count, triggers)


def tells_more(scene: Scene, count: Count) -> bool:
    """Whether a part has a verb of its own that tells something else: "one of them had his hands tied"."""
    node = scene.words[count.node]
    if node.link not in SUBJECTS or node.head.kind not in VERBS:
        return _acts(scene, node)
    return not scene.does(node.head, "copula") and not scene.does(node.head, "part")


def _acts(scene: Scene, node: Word) -> bool:
    """Whether a part is who did something, or whence it came: "came under fire from one of them"."""
    return node.link == "governed" and scene.does(node.head, "agent", "origin")


def _adds_up(scene: Scene, token: Word, count: Count) -> bool:
    """Whether the counts that follow a count make it up: "three others, two women and a man"."""
    whole = scene.mentioned(token)
    if whole is None or whole.quantity.stated is None or whole == count:
        return False
    listed = [t for t in token.subtree if t.i > token.i and scene.names(t) == "people"]
    sizes = {one.node: one.quantity.stated for one in scene.counts}
    return sum(sizes.get(t.i, 1.0) or 0.0 for t in listed) == whole.quantity.stated


def _headed(scene: Scene, node: Word) -> bool:
    """ "among them 64 boys", "64 boys among them"."""
    links = (link for link in node.linked("preposition") if scene.does(link, "part"))
    return any(scene.does(people, "anaphor") for link in links for people in link.linked("governed"))


def _those(scene: Scene, node: Word, triggers: dict[int, Told]) -> tuple[Told, ...]:
    """What befell those a number is out of, where they say so themselves: "43 of those freed"."""
    for link in node.linked("preposition"):
        for people in link.linked("governed"):
            told = [triggers[c.i] for c in people.linked("reduced", "relative", "modifier") if c.i in triggers]
            if scene.does(link, "whole") and told:
                return (told[0],)
    return ()


def _by_link(scene: Scene, node: Word, triggers: dict[int, Told]) -> Part | None:
    """ "including two", "these included two"."""
    link = node.head
    if not scene.does(link, "part"):
        return None
    if node.link == "governed" and scene.does(link.head, "copula"):
        return None  # "were among the 144": the whole, not the part
    if node.link == "governed":
        return Part(link.head.i if link.head.kind not in VERBS else None, here=True)
    if node.link in OBJECTS:
        subject = next(link.linked(*SUBJECTS), None)
        return Part(None, _states(triggers, subject))
    return None


def _fronted(scene: Scene, node: Word, triggers: dict[int, Told]) -> Part | None:
    """ "among them were two", "of these, 12 died", "of the 53 wounded, 12 died"."""
    if node.link not in ("attribute", *SUBJECTS, *OBJECTS) or node.head.i == node.i:
        return None
    verbs = [node.head, *(verb for verb in node.head.linked("open") if scene.does(verb, "copula"))]
    links = [link for verb in verbs for link in verb.linked("preposition")]
    links += [link for link in node.linked("preposition") if scene.does(link, "part")]
    for link in links:
        for people in link.linked("governed"):
            told, pronoun = _states(triggers, people), scene.does(people, "anaphor")
            told = told or tuple(triggers[c.i] for c in people.linked("reduced", "relative") if c.i in triggers)[:1]
            if scene.does(link, "part") and scene.does(node.head, "copula") and scene.mentioned(people):
                return Part(people.i)
            ahead = link.i < node.i or scene.does(link.head, "copula", "counting") or link.head == node
            if scene.does(link, "part") and ahead and (pronoun or told):
                return Part(None, told)
            if scene.does(link, "whole") and link.i < node.i and scene.mentioned(people):
                return Part(people.i)
            if scene.does(link, "whole") and link.i < node.i and (pronoun or told):
                return Part(None, told)
    return None


def _out_of(scene: Scene, count: Count, triggers: dict[int, Told]) -> Part | None:
    """ "12 of the 50 prisoners", "two of the wounded"."""
    if not count.number_first <= count.node < count.number_last:
        return None
    for link in scene.words[count.node].linked("preposition"):
        people = next(link.linked("governed"), None)
        if people is None or not scene.does(link, "whole"):
            continue
        whole = scene.mentioned(people)
        if whole and whole != count:
            return Part(people.i)
        if _states(triggers, people):
            return Part(None, _states(triggers, people))
    return None


def _states(triggers: dict[int, Told], people: Word | None) -> tuple[Told, ...]:
    told = triggers.get(people.i) if people is not None else None
    return (told,) if told and told.is_state else ()
