"""Whose people were counted: the sides that phrases, owners, doers and armies name."""

from collections import Counter
from collections.abc import Iterator

from newslib.figures.cases import Case
from newslib.figures.heads import is_passive
from newslib.figures.scenes import PEOPLE, Count, Scene, Told
from newslib.lexicons import lexicon, words
from newslib.passages import STEPS, SUBJECTS, Passage, Word, word_roles
from newslib.readings import Reading
from newslib.sides import named_in, opponent, registry, settled

OWN_NOUN = ("modifier", "compound", "owner", "number", "apposition")  # how attributes hang on a noun
_LOSS_LINKS = (
    "object", "object_state", "clause", "governed", "preposition", "joined", "attribute", "number", "modifier", "open",
    "adjunct",
)  # fmt: skip
_LEANING = ("adjunct", "open", "joined")
_DEED_LINKS = (*_LEANING, "preposition", "governed", "object", "governed_clause", "object_state")
_OURS = 0.01  # share of "we" among the words of a text that is spoken by one of the sides
_NAMED_BADLY = 0.8  # share of its bad names that are one side's
TAKEN = frozenset({"captured", "abducted"})
HELD = TAKEN | {"released"}  # outcomes of people who are or were held
_NEAR = 4  # words between "losses" and whose they are


def side_of_phrase(scene: Scene, token: Word, *, joined: bool = False) -> str | None:
    """The one side named in a noun phrase: in the noun, its attributes, "of" and "from" behind it.

    Args:
        scene: the sentence.
        token: the head of the phrase.
        joined: read the nouns that "and" adds too: "Russia and Ukraine" is no one side.

    Returns:
        None when none or several are named.
    """
    return _only(scene, _phrase(scene, token, joined))


def owner(scene: Scene, anchor: Word, *, own: bool = False, taken: bool = False) -> Word | None:
    """Whose loss a word tells: "the brigade suffered 600 killed", "the number of Russian dead passed 600".

    Args:
        scene: the sentence.
        anchor: the word of outcome, or the head of the counted phrase.
        own: the word stands for the dead themselves, so that "its dead" are the subject's.
        taken: they are captives, so that who took them did not lose them.
    """
    token = anchor
    suffers = own and any(child.shape == "possessive" for child in anchor.children)
    for _ in range(STEPS):
        suffers = suffers or (scene.does(token, "suffer") and not (taken and scene.does(token, "change")))
        subject = next(token.linked("subject"), None) if token.is_verb else None
        if subject is not None:
            counts = scene.does(subject, "counter") or subject.i in scene.hits("outcomes")
            return subject if suffers or counts else None
        if token.is_root or token.link not in (_LOSS_LINKS if token.i == anchor.i or not token.is_verb else _LEANING):
            return None
        token = token.head
    return None


def owner_side(scene: Scene, count: Count, told: Told) -> str | None:
    """Whose losses a number counts: "Russia lost", "Russian losses", "losses of the Russian army"."""
    anchor = scene.words[told.word]
    if _is_deed(scene, anchor, told):
        return None
    reduced = anchor.link == "reduced" and count.noun is None and scene.names(anchor.head) == PEOPLE
    top = anchor.head if reduced or anchor.link == "compound" else anchor  # "the number of Ukrainian soldiers killed"
    named = side_of_phrase(scene, top) if top.kind in ("noun", "name") else None
    if named:
        return named
    taken = told.outcome in TAKEN
    loser = owner(scene, anchor, own=told.is_state, taken=taken)
    loser = loser or owner(scene, scene.words[count.node], taken=taken)
    if loser is None:
        return None
    return side_of_phrase(scene, stands_for(loser)) or possessor(scene, loser)


def _is_deed(scene: Scene, anchor: Word, told: Told) -> bool:
    """Whether who owns a word, or is its subject, did it to others: "Mali's killing of 12", "had fled, killing 12"."""
    if anchor.kind == "verb":
        return any(anchor.linked("object")) and not scene.does(anchor, "suffer")
    held = told.outcome in TAKEN and any(anchor.linked("preposition"))  # "captives of the rebels"
    return held or ("object" in told.voice and any(anchor.linked("owner")))


def possessor(scene: Scene, token: Word) -> str | None:
    """The side behind "its", "his", "their": the last one named before it in the sentence."""
    if not any(child.shape == "possessive" and scene.does(child, "possessor") for child in token.children):
        return None
    before = [i for i in scene.hits("sides") if i < token.i]
    return scene.hits("sides")[max(before)]["side"] or None if before else None


def stands_for(token: Word) -> Word:
    """Who a pronoun means that is the subject of what somebody says: "Kyiv says it has lost 90 men"."""
    verb = token.head
    while token.shape == "personal" and verb.link in ("clause", "joined") and verb.head.i != verb.i:
        verb = verb.head
        subject = next(verb.linked("subject"), None)
        if subject is not None and subject.i < token.i:
            return subject
    return token


def doer(scene: Scene, anchor: Word) -> Word | None:
    """Who did what a word tells, a pronoun resolved inside the sentence."""
    found = _doer(scene, anchor)
    return stands_for(found) if found is not None else None


def _doer(scene: Scene, anchor: Word) -> Word | None:
    """Its agent, its active subject, or the subject of the verb it leans on."""
    for link in anchor.linked("agent"):
        return next(link.linked("governed"), None)
    token, nominal = anchor, anchor.kind != "verb"
    for _ in range(STEPS):
        uncaused = nominal and token.kind == "verb" and not scene.does(token, "cause")
        if uncaused or is_passive(token):
            return None
        nominal = nominal and token.kind != "verb"
        subject = next(token.linked("subject"), None)
        if subject is not None:
            return subject
        if token.is_root or token.link not in _DEED_LINKS:
            return None
        token = token.head
    return None


def army_side(passage: Passage, count: Count) -> str | None:
    """The side of an army that says how many: what it says of soldiers without more is said of its own."""
    bodies = [hit for hit in passage.hits("function_words") if "army" in hit.row["role"].split()]
    bodies += passage.hits("units")
    for hit in passage.hits("sides"):
        body = next((body for body in bodies if hit.last >= body.first and body.last >= hit.first), hit)
        if body != hit and _tells(passage, count, min(hit.first, body.first), max(hit.last, body.last)):
            return hit.row["side"] or None
    return None


def _tells(passage: Passage, count: Count, first: int, last: int) -> bool:
    """Whether some words before a number, or right beside a cue behind it, are who says it."""
    cues = passage.hits("cues")
    if last <= count.first:
        return any(_words_between(passage, last, cue.first) <= _NEAR for cue in cues)
    apart = any(passage.is_sign(i, ",") for i in (first - 1, first - 2))
    return first >= count.end and any(cue.last == first or (apart and cue.first == last) for cue in cues)


def _words_between(passage: Passage, one: int, other: int) -> int:
    return sum(passage.words[i].is_word for i in range(min(one, other), max(one, other)))


def in_war(scene: Scene, anchor: Word) -> bool:
    """Whether something happened in a war as a whole, where both sides bleed."""
    links = (link for link in anchor.linked("preposition") if scene.does(link, "place"))
    return any(scene.does(thing, "war") for link in links for thing in link.linked("governed"))


def speaker(reading: Reading) -> str | None:
    """The side of who speaks a text: who says "we", and has a bad name for the people of one other side."""
    ours, size, named = 0, 0, Counter[str]()
    for sentence in reading.sentences:
        cut = words(sentence.text)
        size += len(cut)
        ours += sum("ours" in word_roles(sentence.language).get(word.form, frozenset()) for word in cut)
        hits = lexicon(sentence.language).finder("groups").find(sentence.text, cut)
        elsewhere = bool(named_in(reading.text, sentence.language))  # a bad name needs no more where nobody is named
        told = (settled(hit.row, reading.text, sentence.language) if elsewhere else hit.row for hit in hits)
        named.update(row["side"] for row in told if row["side"])
    foe = next((side for side, times in named.items() if times > _NAMED_BADLY * named.total()), "")
    return opponent(foe) if ours > _OURS * size else None


def _only(scene: Scene, tokens: Iterator[Word]) -> str | None:
    named = {scene.hits("sides")[token.i]["side"] for token in tokens if token.i in scene.hits("sides")}
    named -= {opponent(side) for side in named if registry().get(side, {}).get("kind") == "group"}  # "Colombia's FARC"
    return named.pop() if len(named) == 1 else None


def _phrase(scene: Scene, token: Word, joined: bool) -> Iterator[Word]:
    yield token
    for child in token.children:
        if child.link in OWN_NOUN:
            yield from _outside_clauses(child)
        elif child.link == "joined" and joined:
            yield from _phrase(scene, child, joined)
        elif child.link == "preposition" and (scene.does(child, "whole") or scene.does(child, "origin")):
            for inner in child.linked("governed"):
                if scene.does(child, "whole") or _is_body(scene, inner):
                    yield from _phrase(scene, inner, joined)


def _outside_clauses(token: Word) -> Iterator[Word]:
    """A word and all that hangs on it, but for clauses on a noun: "in the province, which the army holds"."""
    yield token
    for child in token.children:
        if child.link != "relative":
            yield from _outside_clauses(child)


def _is_body(scene: Scene, token: Word) -> bool:
    """Whether people come from an army or a country, and not from captivity."""
    return any(token.i in scene.hits(table) for table in ("units", "groups", "sides"))


def lost_by_stranger(case: Case) -> bool:
    """Whether a formation or a man lost them of whom nobody says whose they are: "Napoleon lost 90 men in Russia"."""
    loser = owner(case.scene, case.scene.words[case.count.node])
    return loser is not None and (loser.kind == "name" or loser.i in case.scene.hits("units"))


def noun_of(case: Case) -> Word:
    return case.scene.words[case.count.noun if case.count.noun is not None else case.count.node]


def own_side(case: Case) -> str | None:
    """The side that the counted phrase names."""
    scene, count = case.scene, case.count
    node, epithet = scene.words[count.node], count.group["side"] if count.group else ""
    named = epithet or side_of_phrase(scene, noun_of(case)) or side_of_phrase(scene, node) or count.side
    return named if named is not None else _of_attribute(case) or _of_subject(case)


def _of_attribute(case: Case) -> str | None:
    """The side that people are said to be of: "four of the dead were Indians"."""
    node = case.scene.words[case.count.node]
    attributes = node.head.linked("attribute") if node.link in SUBJECTS else ()
    told = (side_of_phrase(case.scene, word) for word in attributes if not case.scene.does(word, "captivity"))
    return next(filter(None, told), None)


def _of_subject(case: Case) -> str | None:
    """The side of the people of whom a bare number is said: "Ukrainian marines gave up: more than a thousand"."""
    if case.main is None or case.count.noun is not None or "subject" not in case.main.voice:
        return None
    subject = next(case.scene.words[case.main.word].linked("subject"), None)
    return side_of_phrase(case.scene, subject) if subject is not None and subject.i != case.count.node else None


def owned_side(case: Case) -> str | None:
    """The side that they are said to belong to: "its men", "Russia lost 90 men"."""
    told = possessor(case.scene, noun_of(case))
    return told or (owner_side(case.scene, case.count, case.main) if case.main else None)
