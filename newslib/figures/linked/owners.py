"""Whose people were counted: the sides that phrases, owners, doers and attackers name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newslib.figures.cases import Count, Tie
from newslib.figures.scenes import Scene
from newslib.lexicons import lexicon, words
from newslib.passages import STEPS, VERBS, Word, word_roles
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.sides import opponent

OWN_NOUN = ("modifier", "compound", "owner", "number", "apposition")  # how attributes hang on a noun
_LOSS_LINKS = (
    "object",
    "object_state",
    "clause",
    "governed",
    "preposition",
    "joined",
    "attribute",
    "number",
    "modifier",
    "open",
    "adjunct",
)
_LEANING = ("adjunct", "open", "joined")
_DEED_LINKS = (*_LEANING, "preposition", "governed", "object", "governed_clause", "object_state")
_OURS = 0.01  # share of "we" among the words of a text that is spoken by one of the sides
_NAMED_BADLY = 0.8  # share of its bad names that are one side's
_ATTACK = 6  # words between whose and attack: "Russian troops carried out a missile strike"
TAKEN = frozenset({"captured", "abducted"})
NO_SIDE = ""  # named, but no side of the registry


def side_of_phrase(scene: Scene, token: Word, *, joined: bool = False) -> str | None:
    """The one side named in a noun phrase: in the noun, its attributes, "of" and "from" behind it.

    Args:
        scene: the sentence.
        token: the head of the phrase.
        joined: read the nouns that "and" adds too: "Russia and Ukraine" is no one side.

    Returns:
        None when none or several are named, ``NO_SIDE`` for people of a country outside the registry.
    """
    return _only(scene, _phrase(scene, token, joined))


def side_inside(scene: Scene, token: Word) -> str | None:
    """The one side named anywhere inside a phrase, its clauses included."""
    return _only(scene, token.subtree) or None


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
        if token.kind in VERBS:
            subject = next(token.linked("subject"), None)
            if subject is not None:
                counts = scene.does(subject, "counter") or subject.i in scene.hits("outcomes")
                return subject if suffers or counts else None
        counted = token.i == anchor.i or token.kind not in VERBS
        if token.head.i == token.i or token.link not in (_LOSS_LINKS if counted else _LEANING):
            return None
        token = token.head
    return None


def owner_side(scene: Scene, count: Count, tie: Tie) -> str | None:
    """Whose losses a number counts: "Russia lost", "Russian losses", "losses of the Russian army"."""
    anchor = scene.words[tie.anchor]
    top = anchor.head if anchor.link == "compound" else anchor
    named = side_of_phrase(scene, top) if anchor.kind in ("noun", "name") else None
    if named:
        return named
    taken = tie.told[0].outcome in TAKEN
    loser = owner(scene, anchor, own=tie.told[0].is_state, taken=taken)
    loser = loser or owner(scene, scene.words[count.node], taken=taken)
    if loser is None:
        return None
    return side_of_phrase(scene, stands_for(scene, loser)) or possessor(scene, loser)


def possessor(scene: Scene, token: Word) -> str | None:
    """The side behind "its", "his", "their": the last one named before it in the sentence."""
    if not any(child.shape == "possessive" and scene.does(child, "possessor") for child in token.children):
        return None
    before = [i for i in scene.hits("sides") if i < token.i]
    return scene.hits("sides")[max(before)]["side"] or None if before else None


def stands_for(scene: Scene, token: Word) -> Word:
    """Who a pronoun means that is the subject of what somebody says: "Kyiv says it has lost 90 men"."""
    verb = token.head
    while token.shape == "personal" and verb.link in ("clause", "joined") and verb.head.i != verb.i:
        verb = verb.head
        subject = next(verb.linked("subject"), None)
        if subject is not None and subject.i < token.i:
            return subject if subject.shape != "personal" else token
    return token


def doer(scene: Scene, anchor: Word) -> Word | None:
    """Who did what a word tells, a pronoun resolved inside the sentence."""
    found = _doer(scene, anchor)
    return stands_for(scene, found) if found is not None else None


def _doer(scene: Scene, anchor: Word) -> Word | None:
    """Its agent, its active subject, or the subject of the verb it leans on."""
    for link in anchor.linked("agent"):
        return next(link.linked("governed"), None)
    token, nominal = anchor, anchor.kind != "verb"
    for _ in range(STEPS):
        if token.kind == "verb" and nominal and not scene.does(token, "cause"):
            return None
        nominal = nominal and token.kind != "verb"
        if any(child.link in ("passive_subject", "passive") for child in token.children):
            return None
        subject = next(token.linked("subject"), None)
        if subject is not None:
            return subject if subject.i < anchor.i else None
        if token.head.i == token.i or token.link not in _DEED_LINKS:
            return None
        token = token.head
    return None


def reporter(scene: Scene, anchor: Word) -> str | None:
    """The side of a formation that reports: what it says of soldiers without more is said of its own."""
    token = anchor
    while token.link in ("clause", "joined") and token.head.i != token.i:
        token = token.head
        subject = next(token.linked("subject"), None)
        if subject is not None and subject.i in scene.hits("units"):
            return side_of_phrase(scene, subject)
    return None


def in_war(scene: Scene, anchor: Word) -> bool:
    """Whether something happened in a war as a whole, where both sides bleed."""
    links = (link for link in anchor.linked("preposition") if scene.does(link, "place"))
    return any(scene.does(thing, "war") for link in links for thing in link.linked("governed"))


def attacker(sentence: Sentence) -> str | None:
    """Who attacks in a sentence: a side that stands before an attack ("Russian missile strike") or behind "by"."""
    cut = words(sentence.text)
    at = {word.start: i for i, word in enumerate(cut)}
    does = [word_roles(sentence.language).get(word.form, frozenset()) for word in cut]
    said = {at[hit.start] for hit in lexicon(sentence.language).finder("cues").find(sentence.text, cut)}
    found = None
    for hit in lexicon(sentence.language).finder("sides").find(sentence.text, cut):
        i = at[hit.start]
        ahead = next((k for k in range(i + 1, i + 1 + _ATTACK) if k in said), i + 1 + _ATTACK)
        attacks = any("attack" in role for role in does[i + 1 : ahead])
        if attacks or any("agent" in role for role in does[max(0, i - 2) : i]):
            found = hit.row["side"]
    return found


def speaker(reading: Reading) -> str | None:
    """The side of who speaks a text: who says "we", and has a bad name for the people of one other side."""
    ours, size, named = 0, 0, Counter[str]()
    for sentence in reading.sentences:
        cut = words(sentence.text)
        size += len(cut)
        ours += sum("ours" in word_roles(sentence.language).get(word.form, frozenset()) for word in cut)
        hits = lexicon(sentence.language).finder("groups").find(sentence.text, cut)
        named.update(hit.row["side"] for hit in hits if hit.row["side"])
    foe = next((side for side, times in named.items() if times > _NAMED_BADLY * named.total()), "")
    return opponent(foe) if ours > _OURS * size else None


def _only(scene: Scene, tokens: Iterator[Word]) -> str | None:
    named = {scene.hits("sides")[token.i]["side"] for token in tokens if token.i in scene.hits("sides")}
    return named.pop() if len(named) == 1 else None


def _phrase(scene: Scene, token: Word, joined: bool) -> Iterator[Word]:
    yield token
    for child in token.children:
        if child.link in OWN_NOUN:
            yield from child.subtree
        elif child.link == "joined" and joined:
            yield from _phrase(scene, child, joined)
        elif child.link == "preposition" and (scene.does(child, "whole") or scene.does(child, "origin")):
            for inner in child.linked("governed"):
                if scene.does(child, "whole") or _is_body(scene, inner):
                    yield from _phrase(scene, inner, joined)


def _is_body(scene: Scene, token: Word) -> bool:
    """Whether people come from an army or a country, and not from captivity."""
    return any(token.i in scene.hits(table) for table in ("units", "groups", "sides"))
