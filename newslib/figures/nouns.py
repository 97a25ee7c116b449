"""What nouns tell of the people behind or beside them: the death of 12, a toll of 40, the number of dead rose to 41."""

from __future__ import annotations

from collections.abc import Iterator

from newslib.figures.cases import NOTHING, OTHER, PEOPLE, THINGS, Count, Told
from newslib.figures.scenes import Scene
from newslib.figures.verbs import Verbs, has_object, is_passive, subject_of, subject_of_all
from newslib.passages import DASHES, OBJECTS, QUOTES, STOPS, SUBJECTS, VERBS, Passage, Word

_BEHIND = 4  # words from "number" to the outcome that the parse lost
_UP = 4  # steps from the verb of an attribute up to the count it belongs to
_ACTIONS = ("noun", "name")
_CONTAINERS = ("noun", "name", "number", "pronoun")
_REACH = 12  # words from a label to its number
_CHANGE = 4  # words from a number to the verb of change behind it
_ADJACENT = 6  # words between "the number of" and an outcome
_OWNERS = 4  # words between "losses" and their number that say whose they are


class Nouns:
    """The nouns of one scene with heads, read through its words of outcome."""

    def __init__(self, scene: Scene, verbs: Verbs) -> None:
        self.scene, self.triggers, self.verbs = scene, scene.triggers, verbs
        self._starts = frozenset(count.first for count in scene.counts)

    def of_preposition(self, link: Word, node: Word) -> tuple[list[Told], Word | None]:
        """What stands before a preposition tells of the people behind it; else the noun to go on from."""
        does, noun = self.scene.does, link.head.head if link.head.kind == "preposition" else link.head
        if does(link, "recipient") and self._dealt(noun):
            return [self.triggers[noun.i]], None
        if does(link, "with"):
            return self._of_companion(noun, node), None
        if does(link, "part"):
            return [], noun if noun.kind not in VERBS else None
        found = self._of_action(link, noun)
        if found or not does(link, "whole", "level"):
            return found, None
        if does(noun, "counter"):
            return self._of_counter(link, noun, node)
        if does(link, "whole") and does(noun, "container") and noun.kind in _CONTAINERS:
            return [], None if self._is_number(noun) else noun
        return (self._of_levelled(link, noun) if does(link, "level") else []), None

    def _of_levelled(self, link: Word, noun: Word) -> list[Told]:
        """ "the toll had gone up to 290", "the number of those killed to 53" """
        while noun.kind in ("adverb", "preposition") and noun.head.kind in VERBS:
            noun = noun.head
        if noun.kind not in VERBS:
            return []
        return self._named_before(link) or self._of_level(noun) or self.of_label(self._counter_above(noun))

    def _of_counter(self, link: Word, noun: Word, node: Word) -> tuple[list[Told], Word | None]:
        """ "the number of 12", "to 208 from a figure of 140"; "a total of 12 men" hangs as its noun does."""
        found, above = [told for told in self.of_label(noun) if told.word != node.i], noun.head
        if not found and noun.link == "governed" and self.scene.does(above, "level") and above.head.kind in VERBS:
            found = self._of_level(above.head)
        return found, None if found or not self.scene.does(link, "whole") else noun

    def _named_before(self, link: Word) -> list[Told]:
        """ "the number of dead rose to 90 and that of the wounded to 150": the outcome named since the count before."""
        before = max((count.end for count in self.scene.counts if count.end <= link.i), default=link.i)
        that = any(self.scene.does(i, "anaphor") for i in range(before, link.i))
        named = [t for t in self.triggers.values() if before <= t.first and t.last <= link.i and t.is_state]
        return named[-1:] if that else []

    def of_label(self, noun: Word | None) -> list[Told]:
        """Outcomes named by the noun a number stands beside: "the number of dead", "casualties"."""
        if noun is None:
            return []
        trigger = self.triggers.get(noun.i)
        if trigger and (trigger.label or trigger.counted):
            return [trigger, *self.joined(noun)]
        if not self.scene.does(noun, "counter", "anaphor"):
            return []
        return list(self._below(noun)) or self._behind(noun)

    def _below(self, noun: Word) -> Iterator[Told]:
        """Outcomes in a phrase, without those of numbers in it."""
        for child in noun.children:
            if child.i in self.triggers:
                yield self.triggers[child.i]
            if self.scene.mentioned(child) is None:
                yield from self._below(child)

    def _behind(self, noun: Word) -> list[Told]:
        """The outcome a few words behind "number", where the parse lost it: "the number of Russian dead"."""
        for token in self.scene.words[noun.i + 1 : noun.i + 1 + _BEHIND]:
            if token.i in self.triggers:
                return [self.triggers[token.i]] if self.triggers[token.i].is_state else []
            if token.kind in VERBS or token.is_sign:
                return []
        return []

    def of_change(self, verb: Word) -> list[Told]:
        """ "the toll reached 41", "evacuated the population, totalling 9,000"."""
        if not self.scene.does(verb, "change"):
            return []
        if verb.shape == "gerund" and verb.head.i in self.triggers and subject_of(verb) is None:
            return [self.triggers[verb.head.i]]
        return self.of_label(subject_of_all(verb))

    def joined(self, noun: Word) -> list[Told]:
        """Outcomes joined to a noun of outcome under one number."""
        others = (other for other in noun.linked("joined") if other.i in self.triggers)
        return [self.triggers[other.i] for other in others if not _counted_apart(other)]

    def joined_behind(self, trigger: Told) -> list[Told]:
        """ "dead and wounded" under one number: outcomes that follow, joined by nothing but "and", "or"."""
        found: list[Told] = []
        bridged = False
        for token in self.scene.words[trigger.last :]:
            more = self.triggers.get(token.i)
            if more is not None:
                if not bridged or self._has_its_own(more, token):
                    break
                found.append(more)
                bridged = False
            elif self.scene.does(token, "joint") or token.text == ",":
                bridged = True
            elif token.i in self._starts or not (token.is_sign or token.kind in ("adverb", "adjective")):
                break
        return found

    def _has_its_own(self, told: Told, token: Word) -> bool:
        """Whether an outcome has a number of its own."""
        return _counted_apart(token) or has_object(token) or told.last in self._starts

    def takes_people(self, action: Told) -> bool:
        """Whether a noun has people behind it: "the murder of six monks and two maids", "the bodies of"."""
        noun = self.scene.words[action.word]
        behind = noun.linked("preposition")
        return noun.kind in _ACTIONS and any(self.scene.does(link, "whole") for link in behind)

    def _of_action(self, link: Word, noun: Word) -> list[Told]:
        """ "the death of 12", "a toll of 12", "the bodies of 12"."""
        trigger = self.triggers.get(noun.i)
        if trigger is None or not (noun.kind in (*_ACTIONS, "adjective", "number") or trigger.role == "noun"):
            return []
        fits = self.scene.does(link, "whole") or (trigger.label and self.scene.does(link, "level"))
        return [trigger, *self.joined(noun)] if fits and (trigger.names_action or trigger.counted) else []

    def _counter_above(self, verb: Word) -> Word | None:
        """The count an attribute belongs to: "the number of those killed to 53", "put those killed at 53"."""
        token = verb
        for _ in range(_UP):
            if token.link not in ("reduced", "relative", "governed", "preposition") or token.is_root:
                return None
            token = token.head
            if self.scene.does(token, "counter"):
                return token
            if self.scene.does(token, "anaphor") and self.scene.does(token.head, "change"):
                return token
        return None

    def _is_number(self, noun: Word) -> bool:
        """ "one of the three": what is said of the one is not said of the three."""
        return any(m.number_first <= noun.i < m.number_last for m in self.scene.counts)

    def _dealt(self, governor: Word) -> bool:
        """ "inflicted wounds on two", "injuries to two"."""
        trigger = self.triggers.get(governor.i)
        return trigger is not None and trigger.outcome == "wounded" and trigger.role in ("phrase", "noun")

    def _of_companion(self, governor: Word, node: Word) -> list[Told]:
        """ "was shot dead along with two others": they share what befell the subject."""
        verb = governor.head if governor.kind in ("adverb", "preposition", "subordinator") else governor
        trigger = self.triggers.get(verb.i)
        count = self.scene.mentioned(node)
        people = self.scene.names(count.noun if count else node) == PEOPLE
        if trigger is None or verb.kind != "verb" or not people:
            return []
        return [trigger] if is_passive(verb) or "subject" in trigger.voice else []

    def _of_level(self, verb: Word) -> list[Told]:
        """ "the toll rose to 41", "bringing the toll to 41"."""
        if not self.scene.does(verb, "change"):
            return []
        for thing in verb.linked(*OBJECTS):
            found = self.of_label(thing)
            if found:
                return found
            if self.scene.does(thing, "counter") and verb.head.i in self.triggers:
                return [self.triggers[verb.head.i]]
        return self.of_label(subject_of_all(verb))


def _counted_apart(token: Word) -> bool:
    """Whether a joined word has a number or a subject of its own."""
    return any(child.link in ("number", "determiner", *SUBJECTS) or child.kind == "number" for child in token.children)


# without heads: the word beside which a number stands


def label(scene: Scene, count: Count) -> Told | None:
    """The word beside which a number stands, None when there is none.

    "Losses: 300", "the number of dead rose to 30", "the day before it was 40".
    """
    if count.kind == OTHER or has_verb(scene, count) or _is_difference(scene.passage, count):
        return None
    p, put_in = scene.passage, _put_in(scene.passage, count)
    changed = any(p.does(k, "change") for k in range(count.first, count.last)) or _ends_clause(p, count)
    ends = {told.last: told for told in reversed(scene.told)}
    for i in range(count.first - 1, max(count.first - 1 - _REACH, -1), -1):
        if i in put_in:
            continue
        if put_in and p.does(i, "counter"):  # "the number of Germans, killed in the east, reached 20"
            return next((h for h in scene.told if h.counted and h.first in put_in), None)
        if i + 1 in ends:
            found = ends[i + 1]
            labels = _is_label(scene, found, count, changed=changed) or (changed and _is_numbered(scene, found))
            return found if labels else None
        if _closes(scene, i, count):
            return _of_number(scene, i) if changed else None
        changed = changed or p.does(i, "change") or (p.is_sign(i, (":", "=", *DASHES)) and i >= count.first - 2)
    return _label_behind(scene, count)


def _is_difference(p: Passage, count: Count) -> bool:
    """Whether a number says by how much another changed: "the toll rose by 12"."""
    i = count.first - 1
    while p.is_sign(i, QUOTES):
        i -= 1
    return p.does(i, "agent")


def _of_number(scene: Scene, before: int) -> Told | None:
    """ "the number of people killed when the blasts shook the town now stands at 290" """
    for counter in (i for i in range(before, -1, -1) if scene.does(i, "counter")):
        told = next((h for h in scene.told if counter < h.first <= counter + _ADJACENT and h.is_state), None)
        if told is not None and not any(scene.words[i].is_sign for i in range(counter, told.first)):
            return told
    return None


def _is_numbered(scene: Scene, told: Told) -> bool:
    """Whether the number of those is told whom an outcome befell: "the number of people killed in the blasts"."""
    near = range(told.first - 1, max(told.first - 1 - _ADJACENT, -1), -1)
    counter = next((i for i in near if scene.does(i, "counter", "anaphor") or not scene.words[i].is_word), None)
    return counter is not None and scene.does(counter, "counter", "anaphor")


def _label_behind(scene: Scene, count: Count) -> Told | None:
    """The word of outcome behind a verb of change: "to 53 rose the number of the dead"."""
    p = scene.passage
    if any(p.words[i].is_word and not p.does(i, "filler") for i in range(count.first)):
        return None
    changes = [i for i in range(count.end, min(count.end + _CHANGE, len(p))) if p.does(i, "change")]
    if not changes:
        return None
    start = changes[-1] + 1
    counter = next((i for i in range(start, min(start - 1 + _REACH, len(p))) if p.does(i, "counter")), len(p))
    told = next((h for h in scene.told if h.counted and h.first > counter), None)
    return told if told and not any(_closes(scene, i, count) for i in range(start, told.first)) else None


def _put_in(p: Passage, count: Count) -> range:
    """The clause between commas before a verb of change: "the number of refugees, come to X, reached 2 million"."""
    commas = [i for i in range(max(count.first - _REACH, 0), count.first) if p.is_sign(i, ",")]
    if len(commas) < 2 or not (p.does(commas[-1] + 1, "change") or commas[-1] + 1 == count.first < count.last - 1):
        return range(0)
    return range(commas[-2], commas[-1] + 1)


def _ends_clause(p: Passage, count: Count) -> bool:
    """Whether a lone number ends its clause behind "already": "the victims of the blasts are already 12"."""
    ends = count.end >= len(p) or p.is_sign(count.end, STOPS | {","})
    return count.kind == NOTHING and ends and p.does(count.first - 1, "already")


def has_verb(scene: Scene, count: Count) -> bool:
    """Whether a verb of outcome stands right behind the counted phrase."""
    told = scene.opening.get(count.end)
    if told is None or "subject" not in told.voice or not told.takes_people or told.is_noun:
        return False
    return count.kind in (PEOPLE, THINGS) or count.quantity.kind == "collective"


def _is_label(scene: Scene, found: Told, count: Count, *, changed: bool) -> bool:
    """Whether a word of outcome takes the number behind it as its own.

    Args:
        scene: the sentence.
        found: the word of outcome.
        count: the number.
        changed: whether a word of change, a colon or a dash joins the two.
    """
    if not (found.counted or found.label) or any(found in m.own or found.first == m.end for m in scene.counts):
        return False
    between = range(found.last, count.first)
    if changed or (found.label and len(between) <= _OWNERS and _names_owners(scene.passage, between)):
        return True
    if not all(scene.does(k, "filler", "more", "counter") for k in between):
        return False
    general = count.group is not None and count.group["group"] == PEOPLE
    return found.label or count.kind == NOTHING or general or _says_how_lost(scene, found)


def _names_owners(p: Passage, between: range) -> bool:
    """Whether words between "losses" and a number say whose they are."""
    return all(k in p.named and not p.is_sign(k, ",") for k in between)


def _says_how_lost(scene: Scene, found: Told) -> bool:
    """Whether a participle says how people were lost: "lost in killed 9,000 soldiers"."""
    return any(h.outcome == "casualties" and found.first - h.last in (0, 1) for h in scene.told)


def _closes(scene: Scene, i: int, count: Count) -> bool:
    """Whether a word ends the stretch a label reaches over."""
    p = scene.passage
    if p.is_sign(i, STOPS | {","}) or p.does(i, "relative") or p.words[i].opens_clause:
        return True
    if (p.like_verb(i) and not p.does(i, "change", "filler")) or p.words[i].shape == "personal":
        return True
    other = scene.numbered(i)
    return other is not None and other.first != count.first and other.kind != OTHER
