"""What kind of count a figure is, and whether it is said to hold: tally, per, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslib.figures.by_parse.belonging import doer
from newslib.figures.by_parse.scenes import STEPS, VERBS, Mention, Scene
from newslib.figures.by_parse.ties import Tie
from newslib.lexicons import Row

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 12  # words between a number and "a day"
_RIGHT_BEHIND = 4
_ORDER = ("rate", "increment", "cumulative", "stock")
_ANYWHERE = ("increment", "cumulative")  # told for the whole sentence: "since the invasion"
_GOVERNED = ("xcomp", "oprd", "acomp", "attr", "dobj", "nsubj", "nsubjpass", "nummod")
_AUXILIARIES = ("aux", "neg", "advmod", "mark")
_CLAUSES = ("xcomp", "ccomp", "acl", "pcomp", "advcl")
_ACTIONS = ("NOUN", "PROPN")


def tally(scene: Scene, mention: Mention, tied: Tie | None, modality: str) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time."""
    told: dict[str, Row] = {}
    for first, last, row in scene.spans("tallies"):
        if row["tally"] and _applies(scene, mention, first, last, row):
            told.setdefault(row["tally"], row)
    labelled = tied is not None and tied.rule == "label"
    for name in ("rate",) if labelled else _ORDER:
        if name in told and not (name == "stock" and tied and tied.triggers[0].outcome == "killed"):
            return name, told[name]["per"] or None
    if labelled or scene.over_years or (tied and _by_war(scene, scene.doc[tied.anchor])):
        return "cumulative", None
    return ("incident" if modality == "actual" else "unknown"), None


def denied(scene: Scene, mention: Mention) -> bool:
    """Whether "not" stands right before a number."""
    start = scene.start(mention)
    return start > 0 and _modality(scene, scene.doc[start - 1]) == "negated"


def modality(scene: Scene, mention: Mention, tied: Tie) -> str:
    """Whether a figure is said to be so, not to be so, to be possible, or to be meant. Zero is so."""
    if mention.quantity.stated == 0:
        return "actual"
    if denied(scene, mention):
        return "negated"
    anchor = scene.doc[tied.anchor]
    if tied.rule == "own" and anchor.i != mention.node and anchor.dep_ in ("amod", "compound"):
        return "actual"
    if anchor.pos_ in _ACTIONS and tied.rule in ("of", "label"):
        return _demanded(scene, anchor)
    for verb in _governors(anchor):
        helpers = [c for c in verb.children if c.dep_ in _AUXILIARIES and c.i < verb.i]
        told = {_modality(scene, helper) for helper in helpers}
        if "negated" in told:
            return "negated"
        if "hypothetical" in told and not _looks_back(verb):
            return "hypothetical"
    return _meant(scene, anchor)


def _applies(scene: Scene, mention: Mention, first: int, last: int, row: Row) -> bool:
    if scene.does(scene.doc[first], "more"):
        return _beside(scene, mention, first, last)
    if scene.does(scene.doc[first], "someone"):
        return 0 <= first - max(mention.node, mention.last - 1) <= _RIGHT_BEHIND  # "200 soldiers a day"
    distance = max(first - mention.last, mention.first - last, 0)
    return distance <= _NEAR or row["tally"] in _ANYWHERE


def _by_war(scene: Scene, anchor: Token) -> bool:
    """Whether a war as a whole did it: "the conflict has claimed 70,000 lives"."""
    subject = doer(scene, anchor)
    if subject is not None and subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return subject is not None and scene.does(subject, "war")


def _beside(scene: Scene, mention: Mention, first: int, last: int) -> bool:
    """Whether a word stands in the counted phrase itself, and not in a bound: "another 134 marines"."""
    start = scene.start(mention)
    end = scene.token(mention.quantity.end - scene.sentence.start - 1) or mention.last
    in_bound = start <= first <= end and mention.quantity.modifier not in ("exact", "unknown")
    return not in_bound and start - 2 <= first and last <= max(mention.node, mention.last) + 1


def _modality(scene: Scene, token: Token) -> str:
    return scene.hits("modality").get(token.i, {}).get("modality", "")


def _demanded(scene: Scene, action: Token) -> str:
    """A noun of action is a fact unless somebody asks for it: "demanded the release of 50"."""
    head = action.head.head if action.dep_ == "pobj" else action.head
    told = _modality(scene, head) if action.dep_ in ("dobj", "pobj") else ""
    return told if told in ("planned", "hypothetical") else "actual"


def _governors(token: Token) -> list[Token]:
    """The word that tells the outcome, and the verbs it completes."""
    found = [token]
    for _ in range(STEPS):
        if token.head.i == token.i or token.dep_ not in _GOVERNED:
            break
        token = token.head
        found.append(token)
        if token.pos_ in VERBS and token.dep_ != "xcomp":
            break
    return found


def _looks_back(verb: Token) -> bool:
    """ "may have killed" is a guess about what was, not about what will be."""
    return verb.tag_ in ("VBN", "VBD") and any(c.dep_ == "aux" and c.tag_ == "VB" for c in verb.children)


def _meant(scene: Scene, token: Token) -> str:
    """Planned, asked or threatened: an infinitive under a verb of will."""
    for _ in range(STEPS):
        if token.head.i == token.i:
            break
        open_clause = token.tag_ == "VBG" or any(child.tag_ == "TO" for child in token.children)
        infinitive = token.dep_ in _CLAUSES and open_clause
        told = _modality(scene, token.head)
        wanted = told == "planned" and token.dep_ == "ccomp"
        if told in ("planned", "hypothetical") and (infinitive or wanted or token.dep_ in ("dobj", "pobj", "prep")):
            return told
        if token.pos_ in VERBS and not infinitive and token.dep_ != "conj":
            break
        token = token.head
    return "actual"
