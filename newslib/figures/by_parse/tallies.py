"""What kind of count a figure is, and whether it is said to hold: tally, per, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslib.figures.by_parse.belonging import doer
from newslib.figures.by_parse.cases import Case
from newslib.figures.by_parse.predicates import PARTICIPLES
from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.figures.by_parse.ties import LOSSES, Tie
from newslib.lexicons import Row
from newslib.passages import OBJECTS, STEPS, SUBJECTS, VERBS

if TYPE_CHECKING:
    from newslib.passages import Word

_NEAR = 12  # words between a number and "a day"
_RIGHT_BEHIND = 4  # words between a number and the "a" of "a day" behind it
_ORDER = ("rate", "increment", "cumulative", "stock")
_ANYWHERE = ("increment", "cumulative")  # told for the whole sentence: "since the invasion"
_GOVERNED = ("open", "state", "attribute", "object", "subject", "passive_subject", "number")
_AUXILIARIES = ("auxiliary", "negation", "adverb", "marker")
_CLAUSES = ("open", "clause", "reduced", "governed_clause", "adjunct")
_ACTIONS = ("noun", "name")


def tally(case: Case, manner: str) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time.

    What words beside it say; else the tally of its whole; else a running total, where the text counts, looks back
    on a long time, or says what has become of people with no event in sight; else the toll of one event.

    Args:
        case: the number, its outcome known.
        manner: its modality.
    """
    told: dict[str, Row] = {}
    for first, last, row in case.scene.spans("tallies"):
        if row["tally"] and _applies(case, first, last, row):
            told.setdefault(row["tally"], row)
    if _adds(case):
        told.setdefault("increment", {"per": ""})
    labelled = _by_count(case) if case.taken else case.tied is not None and case.tied.rule == "label"
    for name in ("rate",) if labelled else _ORDER:
        if name in told and not (name == "stock" and case.outcome == "killed"):
            return name, told[name]["per"] or None
    model = case.whole or case.taken
    if model and not labelled and model.figure.tally != "rate":
        return model.figure.tally, None
    if labelled or _goes_on_counting(case) or (manner == "actual" and _sums_up(case)):
        return "cumulative", None
    return ("incident" if manner == "actual" else "unknown"), None


def _adds(case: Case) -> bool:
    """Whether a total is said to be reached with a number: "90 gave up, bringing (which brings) the total to 300"."""
    scene, tied = case.scene, case.tied
    if tied is None or scene.words[tied.anchor].kind not in VERBS:
        return False
    anchor = scene.words[tied.anchor]
    changes = [c for c in anchor.children if c.link == "adjunct" and c.shape == "gerund"]
    top = anchor.head if anchor.link == "clause" else anchor
    relative = (c for c in top.subtree if c.link in ("relative", "adjunct") and c.i > max(anchor.i, case.mention.last))
    changes += [c for c in relative if any(subject.shape == "which" for subject in scene.children(c, *SUBJECTS))]
    counts = (thing for c in changes if scene.does(c, "change") for thing in scene.children(c, *OBJECTS))
    return any(scene.does(thing, "counter") or thing.i in scene.hits("outcomes") for thing in counts)


def _by_count(case: Case) -> bool:
    """Whether a bare number stands beside a count or behind a change: "that takes its count to 1,730"."""
    near = [case.scene.words[case.mention.node], *case.scene.words[case.mention.node].ancestors][:STEPS]
    kin = (t for token in near if token.kind in VERBS for t in (token, *token.children))
    return any(case.scene.does(t, "counter") or case.scene.does(t, "change") for t in kin)


def _sums_up(case: Case) -> bool:
    """Whether a number counts all there were so far, though no word beside it says so."""
    scene, tied = case.scene, case.tied
    if scene.over_years or (tied and _by_war(scene, scene.words[tied.anchor])):
        return True
    if scene.tells_event:
        return False
    return _is_recorded(case) or _is_vast(case) or (tied is not None and _so_far(scene.words[tied.anchor]))


def _is_vast(case: Case) -> bool:
    """Whether so many were lost, with no event and no town named, that a war is meant: "19,000 Russian dead"."""
    named = (i for i in case.scene.hits("places") if i not in case.scene.hits("sides"))
    return case.outcome in LOSSES and case.vast and next(named, None) is None


def _so_far(anchor: Word) -> bool:
    """Whether the perfect says what has become of people up to now: "90 marines have surrendered"."""
    if anchor.kind in _ACTIONS:
        return False
    verb = next((v for v in _governors(anchor) if v.kind in VERBS), anchor)
    return verb.shape in PARTICIPLES and any(c.link == "auxiliary" and c.shape == "present" for c in verb.children)


def _is_recorded(case: Case) -> bool:
    """Whether somebody keeps count of them: "the office has verified 90 deaths"."""
    node = case.scene.words[case.mention.node]
    verb = node.head
    return node.link in OBJECTS and verb.kind in VERBS and case.scene.does(verb, "counting")


def _goes_on_counting(case: Case) -> bool:
    """Whether a number is joined to a running total: "2,870 killed, about 3,700 wounded"."""
    like = case.like
    if like is None or like.scene is not case.scene or like.figure.tally != "cumulative":
        return False
    ends = [case.mention.node, *([case.tied.anchor] if case.tied else [])]
    return any(case.scene.words[end].link in ("joined", "apposition") for end in ends)


def denied(scene: Scene, mention: Mention) -> bool:
    """Whether "not" stands right before a number."""
    start = scene.start(mention)
    return start > 0 and _modality(scene, scene.words[start - 1]) == "negated"


def modality(scene: Scene, mention: Mention, tied: Tie) -> str:
    """Whether a figure is said to be so, not to be so, to be possible, or to be meant. Zero is so."""
    if mention.quantity.stated == 0:
        return "actual"
    if denied(scene, mention):
        return "negated"
    anchor = scene.words[tied.anchor]
    if tied.rule == "own" and _is_supposed(scene, scene.words[mention.node]):
        return "hypothetical"
    if tied.rule == "own" and anchor.i != mention.node and anchor.link in ("modifier", "compound"):
        return "actual"
    if anchor.kind in _ACTIONS and tied.rule in ("of", "label"):
        return _demanded(scene, anchor)
    for verb in _governors(anchor):
        helpers = [c for c in verb.children if c.link in _AUXILIARIES and c.i < verb.i]
        told = {_modality(scene, helper) for helper in helpers}
        if "negated" in told or _is_untrue(scene, verb):
            return "negated"
        if "hypothetical" in told and not _looks_back(verb):
            return "hypothetical"
    return _meant(scene, anchor)


def _is_supposed(scene: Scene, node: Word) -> bool:
    """ "there could be 300 wounded" """
    verb = node.head
    if node.link != "attribute" or next(scene.children(verb, "expletive"), None) is None or _looks_back(verb):
        return False
    return any(_modality(scene, c) == "hypothetical" for c in verb.children if c.link == "auxiliary" and c.i < node.i)


def _applies(case: Case, first: int, last: int, row: Row) -> bool:
    scene, mention = case.scene, case.mention
    word = scene.passage.root(first, last)
    if scene.does(scene.words[first], "more"):
        return _beside(scene, mention, first, last) and not _of_others(case)
    if scene.does(scene.words[first], "someone"):
        return 0 <= first - max(mention.node, mention.last - 1) <= _RIGHT_BEHIND  # "200 soldiers a day"
    if row["tally"] in _ANYWHERE:
        return not scene.apart(word, mention) and not _in_relative(scene, word, mention)
    near = max(first - mention.last, mention.first - last, 0) <= _NEAR
    return near and ((row["tally"] == "rate" and word.link != "modifier") or _shares_verb(case, word))


def _in_relative(scene: Scene, word: Word, mention: Mention) -> bool:
    """Whether a word stands in a relative clause of something else: "an officer they had held since May"."""
    above = {mention.node, mention.noun, *(t.i for t in scene.words[mention.node].ancestors)}
    while word.i not in above and word.head.i != word.i:
        if word.link == "relative" and word.head.i not in (mention.node, mention.noun):
            return True
        word = word.head
    return False


def _shares_verb(case: Case, word: Word) -> bool:
    """Whether a word hangs on the same verb as a number or its outcome, so that it speaks of both."""
    doc, verb = case.scene.words, _verb_above(word)
    ends = [case.mention.node, *([case.tied.anchor] if case.tied else [])]
    return any(_verb_above(doc[end]) == verb for end in ends)


def _verb_above(token: Word) -> Word:
    while token.kind not in VERBS and token.head.i != token.i:
        token = token.head
    while token.link in ("auxiliary", "passive", "open", "state") and token.head.i != token.i:
        token = token.head
    return token


def _of_others(case: Case) -> bool:
    """Whether "another" sets people apart from those to whom something else happened: "3 died, another 5 were hurt"."""
    last = (*case.before[-1:], *case.here)[-1:]
    near = [c for c in last if case.scene.number - c.scene.number <= 1 and c.mention.first != case.mention.first]
    return bool(near) and near[0].figure.outcome != case.outcome


def _by_war(scene: Scene, anchor: Word) -> bool:
    """Whether a war as a whole did it: "the conflict has claimed 70,000 lives"."""
    subject = doer(scene, anchor)
    if subject is not None and subject.shape in ("which", "who") and subject.head.link == "relative":
        subject = subject.head.head
    return subject is not None and scene.does(subject, "war")


def _beside(scene: Scene, mention: Mention, first: int, last: int) -> bool:
    """Whether a word stands in the counted phrase itself, and not in a bound: "another 134 marines"."""
    start = scene.start(mention)
    end = scene.token(mention.quantity.end - scene.sentence.start - 1) or mention.last
    in_bound = start <= first <= end and mention.quantity.modifier not in ("exact", "unknown")
    return not in_bound and start - 2 <= first and last <= max(mention.node, mention.last) + 1


def _modality(scene: Scene, token: Word) -> str:
    return scene.hits("modality").get(token.i, {}).get("modality", "")


def _demanded(scene: Scene, action: Word) -> str:
    """A noun of action is a fact unless somebody asks for it: "demanded the release of 50"."""
    head = action.head.head if action.link == "governed" else action.head
    told = _modality(scene, head) if action.link in ("object", "governed") else ""
    return told if told in ("planned", "hypothetical") else "actual"


def _governors(token: Word) -> list[Word]:
    """The word that tells the outcome, and the verbs it completes."""
    found = [token]
    for _ in range(STEPS):
        if token.head.i == token.i or token.link not in _GOVERNED:
            break
        token = token.head
        found.append(token)
        if token.kind in VERBS and token.link != "open":
            break
    return found


def _is_untrue(scene: Scene, verb: Word) -> bool:
    """ "it is not true that 90 men died", "it is false that" """
    head = verb.head
    if verb.link != "clause" or head.kind not in VERBS:
        return False
    said = [c for c in (*head.children, head) if scene.does(c, "truth") or scene.does(c, "untruth")]
    denied = any(_modality(scene, c) == "negated" for c in head.children)
    return any(scene.does(word, "truth") == denied for word in said)


def _looks_back(verb: Word) -> bool:
    """ "may have killed" is a guess about what was, not about what will be."""
    return verb.shape in ("participle", "past") and any(
        c.link == "auxiliary" and c.shape == "base" for c in verb.children
    )


def _meant(scene: Scene, token: Word) -> str:
    """Planned, asked or threatened: an infinitive under a verb of will."""
    for _ in range(STEPS):
        if token.head.i == token.i:
            break
        open_clause = token.shape == "gerund" or any(child.shape == "to" for child in token.children)
        infinitive = token.link in _CLAUSES and open_clause
        told = _modality(scene, token.head)
        wanted = told == "planned" and token.link == "clause"
        if told in ("planned", "hypothetical") and (
            infinitive or wanted or token.link in ("object", "governed", "preposition")
        ):
            return told
        if token.kind in VERBS and not infinitive and token.link != "joined":
            break
        token = token.head
    return "actual"
