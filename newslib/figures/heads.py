"""What the heads of words tell of a counted phrase: the words of outcome that take it, up its tree."""

from collections.abc import Iterator

from newslib.figures.parts import part_mark
from newslib.figures.scenes import Count, Scene, Told
from newslib.passages import OBJECTS, RELATIVES, STATES, STEPS, SUBJECTS, VERBS, Word

PARTICIPLES = ("participle", "past", "plain")
_ACTIONS = ("noun", "name", "adjective", "number")
_COMPLEMENTS = ("open", *STATES, "attribute", "preposition", "clause", "governed_clause")
_UPWARD = ("owner", "compound", "modifier", "adverbial", "number")


def joined_by_heads(scene: Scene, count: Count) -> list[Told]:
    """The words of outcome that take a counted phrase; none where words have no heads.

    As their subject ("12 were found dead"), their object ("killed up to 12"), what they are of ("the death of 12"),
    whose they are ("the men's death"), or with whom ("was shot along with 12").
    """
    node: Word | None = scene.words[count.node]
    if _is_part_apart(scene, count):
        return []
    found: list[Told] = []
    for _ in range(STEPS):
        if found or node is None or node.is_root:
            break
        found, node = _step(scene, count, node)
    return found or _of_clause(scene, scene.words[count.node])


def _of_clause(scene: Scene, noun: Word) -> list[Told]:
    """What a clause on a noun tells of it: "people who were abducted and killed", "people, killed in the blast"."""
    for verb in noun.linked("relative", "reduced"):
        subject = subject_of(verb)
        if verb.link == "reduced" and any(map(has_object, verb.linked("joined"))):
            continue  # "smashed four brigades, killed or wounded 500 soldiers"
        if subject is None or subject.shape in RELATIVES:
            return _befalling(scene, verb)
    return []


def _is_part_apart(scene: Scene, count: Count) -> bool:
    """Whether a part hangs where its whole does: "12 died, two of them children, and 30 fled"."""
    node = scene.words[count.node]
    if not (count.parted or part_mark(scene, count) is not None):
        return False
    first = node.link in SUBJECTS and subject_of(node.head) is not node  # parsed as the first of two subjects
    return first or node.link in ("joined", "apposition")


def _step(scene: Scene, count: Count, node: Word) -> tuple[list[Told], Word | None]:
    """What the word above a phrase tells of it, or the word to go on from."""
    head, link = node.head, node.link
    if link in ("joined", "apposition"):
        return _joined(scene, count, node)
    if link in SUBJECTS:
        return _befalling(scene, head), None
    if link in OBJECTS:
        return _of_object(scene, head), None
    if link == "attribute":
        return _predicated(scene, head), None
    if link == "governed":
        return _governed(scene, count, head)
    if link not in _UPWARD:
        return [], None
    told = scene.triggers.get(head.i)
    return ([], head) if told is None else ([told], None)


def _joined(scene: Scene, count: Count, node: Word) -> tuple[list[Told], Word | None]:
    """What is told of the phrase that one is joined to, or that phrase: "500 held by one army and 190 in camps"."""
    head = node.head
    alone = count.noun is None and node.link == "joined" and scene.mentioned(head) is not None
    return _of_clause(scene, head) if alone else [], None if head.kind in VERBS else head


def _predicated(scene: Scene, verb: Word) -> list[Told]:
    """What is told of a number behind a copula: "there were 205 officers, taken prisoner"."""
    if next(verb.linked("expletive"), None) is None:
        return []
    return [scene.triggers[one.i] for one in _sharing(scene, verb) if one.i in scene.triggers]


def _befalling(scene: Scene, verb: Word | None) -> list[Told]:
    """What a verb tells of its subject, with the verbs that share it."""
    verbs = list(_said_of(scene, verb)) if verb is not None else []
    return [told for told in scene.told if any(_takes_subject(told, one) for one in verbs)]


def _of_object(scene: Scene, verb: Word) -> list[Told]:
    """What a verb does to its object, with the verbs before it that share that: "killed, wounded or captured 500".

    Or what it leaves it as ("left 12 men and a boy dead"); a passive one has none: "12 died and 40 hurt".
    """
    if is_passive(verb) and subject_of(verb) is not None:
        return []
    states = ("object_state", "adjunct") if scene.does(verb, "cause") else ("object_state",)
    found = [scene.triggers[one.i] for one in verb.linked(*states) if one.i in scene.triggers]
    told = scene.triggers.get(verb.i)
    while told is not None and "object" in told.voice:
        found.append(told)
        if verb.link != "joined" or has_object(verb.head) or is_passive(verb.head):
            break  # "two were killed and a second blast hurt three"
        verb = verb.head
        told = scene.triggers.get(verb.i)
    return found


def _governed(scene: Scene, count: Count, link: Word) -> tuple[list[Told], Word | None]:
    """What stands before a preposition tells of those behind it, or the noun to go on from."""
    noun = link.head.head if link.head.kind == "preposition" else link.head
    if count.first <= link.i < count.number_first:
        return _bounded(scene, count, link, noun)
    if noun.i in scene.triggers:
        return _told_before(scene, noun, link), None
    inside = scene.does(link, "whole") and scene.does(noun, "container") and scene.mentioned(noun) is None
    return [], noun if inside else None  # not "seven members of one family"


def _told_before(scene: Scene, noun: Word, link: Word) -> list[Told]:
    """What a word of outcome tells of those behind its preposition: with a verb they share what befell its subject."""
    told = scene.triggers[noun.i]
    if scene.does(link, "with"):
        return [told] if noun.is_verb else []
    if noun.kind not in _ACTIONS or not scene.does(link, "whole"):
        return []
    return [told, *_joined_actions(scene, noun)]


def _bounded(scene: Scene, count: Count, link: Word, noun: Word) -> tuple[list[Told], Word | None]:
    """What is told of a number whose bound hides how its phrase hangs: "killed up to 90", "a total of 90"."""
    if noun.kind == "noun" and count.first <= noun.i:
        return [], noun
    return _of_object(scene, next((word for word in link.ancestors if word.is_verb), noun)), None


def _joined_actions(scene: Scene, noun: Word) -> Iterator[Told]:
    """Nouns of outcome joined to one under the same number: "the kidnapping and murder of two"."""
    for other in noun.linked("joined"):
        counted = any(noun.i < count.number_first < other.i for count in scene.counts)
        if other.i in scene.triggers and not counted:
            yield scene.triggers[other.i]


def _takes_subject(told: Told, verb: Word) -> bool:
    """Whether a verb of outcome tells of its subject."""
    if verb.i not in told.words:
        return False
    if "subject" not in told.voice:
        objects = (one for word in verb.among[told.first : told.last] if word.is_verb for one in word.linked(*OBJECTS))
        acts = any(one.i >= told.last for one in objects)
        return (told.counted or befalls_subject(verb)) and not acts  # not "two men who shot and killed five"
    return not ("object" in told.voice and has_object(verb))


def _said_of(scene: Scene, verb: Word) -> Iterator[Word]:
    """The verbs that share the subject of one, and what completes those that tell nothing: "were found dead"."""
    for one in [verb, *_sharing(scene, verb)]:
        yield one
        if one.i not in scene.triggers and not has_object(one):
            for child in one.linked(*_COMPLEMENTS):
                if subject_of(child) is None and not _is_of_number(scene, child):
                    yield from _said_of(scene, child)


def _sharing(scene: Scene, verb: Word) -> Iterator[Word]:
    """Verbs joined to a verb that have no subject of their own."""
    for other in verb.linked("joined"):
        own = any(child.link in (*SUBJECTS, "expletive", "determiner") for child in other.children)
        if not own and not _is_of_number(scene, other):
            yield other
            yield from _sharing(scene, other)


def _is_of_number(scene: Scene, verb: Word) -> bool:
    """Whether a number right before a verb has it for its own: "were killed and several badly wounded"."""
    first = verb.i
    while first and scene.words[first - 1].kind == "adverb":
        first -= 1
    return any(verb.i == count.node or first == count.number_last for count in scene.counts)


def subject_of(verb: Word) -> Word | None:
    """The subject of a verb; of two the nearer: the parse takes a dateline for one."""
    return next((c for c in reversed(verb.children) if c.link in SUBJECTS), None)


def has_object(verb: Word) -> bool:
    """Whether a verb has an object: not what a headline tells next, "nine men hurt, gun battle on"."""
    end = verb.i + 1 if verb.i + 1 < len(verb.among) and verb.among[verb.i + 1].text == "," else len(verb.among)
    return any(word.i < end for word in verb.linked(*OBJECTS))


def is_passive(verb: Word) -> bool:
    """Whether a verb stands in the passive."""
    return next(verb.linked("passive", "passive_subject"), None) is not None


def befalls_subject(verb: Word) -> bool:
    """Whether a verb tells of its subject what was done to it: "were killed", "12 were killed and 30 wounded"."""
    if is_passive(verb):
        return True
    helped = next(verb.linked("auxiliary"), None) is not None
    if verb.link == "joined" and verb.head.is_verb and not has_object(verb):
        first = verb.head
        return is_passive(first) or (first.shape == "participle" and next(first.linked("auxiliary"), None) is None)
    return verb.shape in PARTICIPLES and not helped and not has_object(verb)
