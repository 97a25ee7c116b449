"""Whether a figure is said to be so, not to be so, to be possible, or to be meant."""

from __future__ import annotations

from newslib.figures.cases import Case
from newslib.figures.scenes import Scene, Told
from newslib.passages import STATES, STEPS, STOPS, Passage, Word

_GOVERNED = ("open", *STATES, "attribute", "object", "subject", "passive_subject", "number")
_HELPERS = ("auxiliary", "negation", "adverb", "marker")
_CLAUSES = ("open", "clause", "reduced", "governed_clause", "adjunct")
_BEFORE = 4  # words between "may" and the outcome where no heads tell
_MEANT = " infinitive"  # of a word that means a plan before an infinitive only: "have to evacuate"


def modality(case: Case) -> str:
    """One of ``newslib.figures.MODALITIES``. Zero is so."""
    if case.count.quantity.stated == 0 and case.tie is not None:
        return "actual"
    if _says(case.scene, case.count.first - 1) == "negated":
        return "negated"
    if case.main is None or case.tie is None:
        linked = case.scene.passage.linked
        return case.whole.figure.modality if case.whole and linked else "actual"
    return _by_heads(case) if case.scene.passage.linked else _by_order(case, case.main)


def _says(scene: Scene, i: int) -> str:
    """The modality that a word tells, empty when it tells none."""
    return scene.hits("modality").get(i, {}).get("role", "")


def _by_order(case: Case, main: Told) -> str:
    passage = case.scene.passage
    rows = passage.starting("modality")
    if case.tie is not None and case.tie.rule == "label":  # "losses may exceed 20,000"
        between = (rows[i].row["role"] for i in range(main.last, case.count.first) if i in rows)
        manner = next(between, None)
        if manner is not None:
            return manner
    told = _right_before(passage, main.first)
    inside = (rows[i].row["role"] for i in range(main.first, main.last) if i in rows)
    return "planned" if told == "actual" and "planned" in inside else told


def _right_before(passage: Passage, at: int) -> str:
    """What stands right before a word of outcome: "may", "not", "plan to"."""
    rows = passage.starting("modality")
    for i in range(at - 1, max(at - 1 - _BEFORE, -1), -1):
        if passage.is_sign(i, STOPS) or passage.is_sign(i, ",:"):
            break
        told = rows[i].row["role"] if i in rows else ""
        if told.endswith(_MEANT):
            told = told.removesuffix(_MEANT) if passage.ends(at, "infinitive_endings") else ""
        if told and (told != "negated" or i == at - 1):
            return told
    return "actual"


def _by_heads(case: Case) -> str:
    scene, tie = case.scene, case.tie
    assert tie is not None
    anchor = scene.words[tie.anchor]
    if tie.rule == "own" and _is_supposed(scene, scene.words[case.count.node]):
        return "hypothetical"
    if anchor.kind in ("noun", "name") and tie.rule in ("of", "label"):
        return _demanded(scene, anchor)
    for verb in governors(anchor):
        told = {_says(scene, helper.i) for helper in verb.linked(*_HELPERS) if helper.i < verb.i}
        if "negated" in told or _is_untrue(scene, verb):
            return "negated"
        if "hypothetical" in told and not _looks_back(verb):
            return "hypothetical"
    return _meant(scene, anchor)


def governors(word: Word) -> list[Word]:
    """The word that tells the outcome, and the verb it completes."""
    return [word, word.head] if word.link in _GOVERNED else [word]


def _is_supposed(scene: Scene, node: Word) -> bool:
    """ "there could be 300 wounded" """
    verb = node.head
    if node.link != "attribute" or next(verb.linked("expletive"), None) is None or _looks_back(verb):
        return False
    return any(_says(scene, c.i) == "hypothetical" for c in verb.linked("auxiliary"))


def _demanded(scene: Scene, action: Word) -> str:
    """A noun of action is a fact unless somebody asks for it: "demanded the release of 50"."""
    head = action.head.head if action.link == "governed" else action.head
    told = _says(scene, head.i) if action.link in ("object", "governed") else ""
    return told if told in ("planned", "hypothetical") else "actual"


def _is_untrue(scene: Scene, verb: Word) -> bool:
    """ "it is not true that 90 men died", "it is false that" """
    head = verb.head
    if verb.link != "clause" or not head.is_verb:
        return False
    denied = any(_says(scene, c.i) == "negated" for c in head.children)
    said = [word for word in (*head.children, head) if scene.does(word, "truth", "untruth")]
    return any(scene.does(word, "truth") == denied for word in said)


def _looks_back(verb: Word) -> bool:
    """ "may have killed" is a guess about what was, not about what will be."""
    return verb.shape == "participle"


def _meant(scene: Scene, word: Word) -> str:
    """Planned, asked, threatened or refused: an infinitive under a verb of will."""
    for _ in range(STEPS):
        if word.is_root:
            break
        unfinished = word.shape == "gerund" or any(child.shape == "to" for child in word.children)
        infinitive = word.link in _CLAUSES and unfinished
        told = _says(scene, word.head.i)
        if told.endswith(_MEANT):
            told = told.removesuffix(_MEANT) if infinitive else ""
        if told and (infinitive or word.link in ("object", "governed", "preposition")):
            return told
        if word.is_verb and not infinitive and word.link != "joined":
            break
        word = word.head
    return "actual"
