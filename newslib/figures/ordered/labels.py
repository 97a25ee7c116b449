"""Words beside which a number stands: "losses: 300", "the number of dead rose to 30", "the day before it was 40"."""

from __future__ import annotations

from newslib.figures.cases import Told
from newslib.figures.ordered.counted import NOTHING, OTHER, PEOPLE, THINGS, Draft
from newslib.figures.ordered.scenes import ClauseScene
from newslib.passages import DASHES, STOPS, Passage

_REACH = 12  # words from a label to its number
_CHANGE = 4  # words from a number to the verb of change behind it
_OWNERS = 4  # words between "losses" and their number that say whose they are


def label(scene: ClauseScene, mention: Draft) -> Told | None:
    """The word beside which a number stands, None when there is none."""
    if mention.head == OTHER or has_verb(scene, mention):
        return None
    p = scene.passage
    linked = any(p.does(k, "change") for k in range(mention.first, mention.last)) or _ends_clause(p, mention)
    put_in = _put_in(p, mention)
    for i in range(mention.first - 1, max(mention.first - 1 - _REACH, -1), -1):
        if i in put_in:
            continue
        if put_in and p.does(i, "counter"):  # "the number of Germans, killed in the east, reached 20"
            return next((h for h in scene.happenings if h.counted and h.first in put_in), None)
        found = next((h for h in scene.happenings if h.last == i + 1), None)
        if found is not None:
            return found if _is_label(scene, found, i, mention, linked=linked) else None
        if _closes(scene, i, mention):
            return None
        linked = linked or p.does(i, "change") or (p.is_sign(i, (":", "=", *DASHES)) and i >= mention.first - 2)
    return _label_behind(scene, mention)


def _label_behind(scene: ClauseScene, mention: Draft) -> Told | None:
    """The word of outcome behind a verb of change: "to 53 rose the number of the dead"."""
    p = scene.passage
    if any(p.words[i].is_word and not p.does(i, "filler") for i in range(mention.first)):
        return None
    changes = [i for i in range(mention.end, min(mention.end + _CHANGE, len(p))) if p.does(i, "change")]
    if not changes:
        return None
    behind = range(changes[-1] + 1, min(changes[-1] + _REACH, len(p)))
    counter = next((i for i in behind if p.does(i, "counter")), None)
    told = next((h for h in scene.happenings if counter is not None and h.counted and h.first > counter), None)
    if told is None or any(_closes(scene, i, mention) for i in range(changes[-1] + 1, told.first)):
        return None
    return told


def _put_in(p: Passage, mention: Draft) -> range:
    """The clause between commas before a verb of change: "the number of refugees, come to X, reached 2 million"."""
    commas = [i for i in range(max(mention.first - _REACH, 0), mention.first) if p.is_sign(i, ",")]
    if len(commas) < 2 or not (p.does(commas[-1] + 1, "change") or commas[-1] + 1 == mention.first < mention.last - 1):
        return range(0)
    return range(commas[-2], commas[-1] + 1)


def _ends_clause(p: Passage, mention: Draft) -> bool:
    """Whether a lone number ends its clause behind "already": "the victims of the blasts are already 12"."""
    ends = mention.end >= len(p) or p.is_sign(mention.end, STOPS | {","})
    return mention.head == NOTHING and ends and p.does(mention.first - 1, "already")


def has_verb(scene: ClauseScene, mention: Draft) -> bool:
    """Whether a verb of outcome stands right behind the counted phrase."""
    verbs = (h for h in scene.happenings if h.first == mention.end and not (h.counted or h.label or h.is_noun))
    counts = mention.head in (PEOPLE, THINGS) or mention.quantity.kind == "collective"
    return counts and any("subject" in h.voice for h in verbs)


def _is_label(scene: ClauseScene, found: Told, at: int, mention: Draft, *, linked: bool) -> bool:
    if not (found.counted or found.label) or any(found in m.own for m in scene.mentions):
        return False
    p, between = scene.passage, range(at + 1, mention.first)
    alone = all(p.does(k, "filler", "more", "counter") for k in between)
    if found.label:
        owners = len(between) <= _OWNERS and all(k in p.named and not p.is_sign(k, ",") for k in between)
        return linked or alone or owners
    general = mention.group is not None and mention.group["group"] == PEOPLE
    return linked or (alone and (mention.head == NOTHING or general or _says_how_lost(scene, found)))


def _says_how_lost(scene: ClauseScene, found: Told) -> bool:
    """Whether a participle says how people were lost: "lost in killed 9,000 soldiers"."""
    return any(h.outcome == "casualties" and found.first - h.last in (0, 1) for h in scene.happenings)


def _closes(scene: ClauseScene, i: int, mention: Draft) -> bool:
    """Whether a token ends the stretch a label reaches over."""
    p = scene.passage
    if p.is_sign(i, STOPS | {","}) or p.does(i, "relative") or (p.like_verb(i) and not p.does(i, "change", "filler")):
        return True
    return any(m.first <= i < m.last for m in scene.mentions if m is not mention and m.head != OTHER)
