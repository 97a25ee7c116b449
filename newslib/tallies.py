"""What kind of count a figure is, and whether it is said to hold: tally, per, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslib.lexicons import Row
from newslib.scenes import Mention, Scene
from newslib.ties import Tie

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 12  # words between a number and "a day", "another"
_ORDER = ("rate", "increment", "cumulative", "stock")
_STEPS = 6
_LEANING = ("xcomp", "oprd", "acomp", "attr", "dobj", "nsubj", "nsubjpass", "nummod")
_AUXILIARIES = ("aux", "neg", "advmod", "mark")


def tally(scene: Scene, mention: Mention, tied: Tie | None, modality: str) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time."""
    told: dict[str, Row] = {}
    for first, last, row in scene.spans("tallies"):
        if not row["tally"]:
            continue
        distance = max(first - mention.last, mention.first - last, 0)
        if scene.does(scene.doc[first], "more"):
            counts = _beside(scene, mention, first, last)
        else:
            counts = distance <= _NEAR or row["tally"] in ("increment", "cumulative")
        if counts:
            told.setdefault(row["tally"], row)
    labelled = tied is not None and tied.rule == "label"
    for name in ("rate",) if labelled else _ORDER:
        if name in told:
            return name, told[name]["per"] or None
    if labelled:
        return "cumulative", None
    return ("incident" if modality == "actual" else "unknown"), None


def _beside(scene: Scene, mention: Mention, first: int, last: int) -> bool:
    """Whether a word stands in the counted phrase itself: "another 134 marines"."""
    start = _start(scene, mention)
    in_bound = start <= first < mention.first and mention.quantity.modifier not in ("exact", "unknown")
    return not in_bound and start - 2 <= first and last <= max(mention.node, mention.last) + 1


def _start(scene: Scene, mention: Mention) -> int:
    """The first token of a quantity, its bound included."""
    start = scene.token(mention.quantity.start - scene.sentence.start)
    return mention.first if start is None else start


def denied(scene: Scene, mention: Mention) -> bool:
    """Whether "not" stands right before a number."""
    start = _start(scene, mention)
    return start > 0 and scene.hits("modality").get(start - 1, {}).get("modality") == "negated"


def modality(scene: Scene, mention: Mention, tied: Tie) -> str:
    """Whether a figure is said to be so, not to be so, to be possible, or to be meant."""
    if mention.quantity.stated == 0:
        return "actual"
    if denied(scene, mention):
        return "negated"
    anchor = scene.doc[tied.anchor]
    if tied.rule == "own" and anchor.i != mention.node and anchor.dep_ in ("amod", "compound"):
        return "actual"
    if anchor.pos_ in ("NOUN", "PROPN") and tied.rule in ("of", "label"):
        return _demanded(scene, anchor)
    for verb in _governors(anchor):
        told = {
            scene.hits("modality")[c.i]["modality"]
            for c in verb.children
            if c.i in scene.hits("modality") and c.dep_ in _AUXILIARIES and c.i < verb.i
        }
        if "negated" in told:
            return "negated"
        if "hypothetical" in told and not _perfect(verb):
            return "hypothetical"
    return _meant(scene, anchor)


def _demanded(scene: Scene, action: Token) -> str:
    """A noun of action is a fact unless somebody asks for it: "demanded the release of 50"."""
    head = action.head
    if action.dep_ == "pobj":
        head = head.head
    row = scene.hits("modality").get(head.i)
    return row["modality"] if row and action.dep_ in ("dobj", "pobj") and row["modality"] != "negated" else "actual"


def _governors(token: Token) -> list[Token]:
    """The verb that tells the outcome, and the verbs it completes."""
    found = [token]
    for _ in range(_STEPS):
        if token.head.i == token.i or token.dep_ not in _LEANING:
            break
        token = token.head
        found.append(token)
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "xcomp":
            break
    return found


def _perfect(verb: Token) -> bool:
    """ "may have killed" looks back, it does not look forward."""
    return verb.tag_ in ("VBN", "VBD") and any(c.dep_ == "aux" and c.tag_ == "VB" for c in verb.children)


def _meant(scene: Scene, token: Token) -> str:
    """Planned, asked or threatened: an infinitive under a verb of will."""
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i:
            return "actual"
        infinitive = token.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "advcl") and (
            token.tag_ == "VBG" or any(c.tag_ == "TO" for c in token.children)
        )
        row = scene.hits("modality").get(head.i)
        if row and row["modality"] in ("planned", "hypothetical") and (infinitive or token.dep_ in ("dobj", "pobj", "prep")):
            return row["modality"]
        if token.pos_ in ("VERB", "AUX") and not infinitive and token.dep_ not in ("conj",):
            return "actual"
        token = head
    return "actual"
