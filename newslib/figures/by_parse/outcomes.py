"""What happened to the people a number counts: told by its tie, by its whole, or by the count it takes up."""

from __future__ import annotations

from newslib.figures import SOLDIERS
from newslib.figures.by_parse.cases import THINGS, Case, Counted
from newslib.figures.by_parse.parts import follows, goes_on, tells_more
from newslib.figures.by_parse.scenes import Mention, Scene
from newslib.figures.by_parse.ties import LOSSES, Tie, Tying
from newslib.passages import VERBS

_MOVED = frozenset({"evacuated", "displaced", "released", "surrendered", "captured"})
_CROWD = 50  # people
_LOOKED_AT = 9  # counts looked back at
_THINGS_BY = frozenset({THINGS, "casualties", "captured", "killed"})  # what may befall a thing


def outcomes(case: Case, tying: Tying) -> list[str]:
    """The outcomes of a number: in its own sentence, else through the count it is a part of or takes up."""
    scene, mention, piece = case.scene, case.mention, case.piece
    if case.tied:
        return told_by(scene, mention, case.tied, people_near=any(not counted.of_things for counted in case.near))
    if piece and piece.told:
        return told_by(scene, mention, Tie(piece.told, "part"))
    if piece and not tells_more(scene, mention):
        if case.whole:
            return _inherited(case.whole, scene, mention) if mention.quantity.stated != 0 else []
        people = scene.counts(mention.noun) == "people"
        before = [t for t in tying.triggers.values() if people and t.last <= mention.first]
        return told_by(scene, mention, Tie((before[-1],), "part")) if before else []
    return _inherited(case.taken, scene, mention) if case.taken else []


def taken_up(case: Case) -> Counted | None:
    """The count that a number takes up, which neither is tied itself nor a part of it."""
    if case.tied or case.piece:
        return None
    scene, mention = case.scene, case.mention
    for last in [c for c in (*case.before[-_LOOKED_AT:], *case.here) if not c.is_part][-1:]:
        moved = last.figure.outcome in _MOVED and follows(scene, mention)
        if moved or goes_on(scene, mention) or _repeats(last, scene, mention):
            return last
    return None


def told_by(scene: Scene, mention: Mention, tied: Tie, *, people_near: bool = False) -> list[str]:
    """The outcomes of a tie, given what the number counts.

    Joint numbers ("killed or wounded") are casualties, never split; people who were kidnapped and murdered are both.

    Args:
        scene: the sentence.
        mention: the number.
        tied: the words of outcome that take it.
        people_near: people were counted in the sentences before, so that a bare number may count them too.
    """
    counted = scene.counts(mention.noun) if mention.noun is not None else "people"
    told = list(dict.fromkeys(t.outcome for t in tied.triggers))
    wary = tied.rule != "part" and any("people" in t.voice for t in tied.triggers)
    if counted == "things":
        return [THINGS] if _THINGS_BY & set(told) else []
    if THINGS in told and (not counted or mention.noun is None):
        return []
    headed = scene.words[max(scene.start(mention) - 1, 0)].text == ":"
    told_apart = mention.noun is not None or headed or _beside_people(scene, mention, tied)
    flees = "displaced" in told and (people_near or any(row["group"] for row in scene.hits("groups").values()))
    if wary and not (counted and (told_apart or flees or (people_near and tied.rule == "subject"))):
        return []
    if wary and "displaced" in told and not _may_flee(scene, mention):
        return []
    told = ["killed" if outcome == THINGS else outcome for outcome in told]
    return ["casualties"] if sum(outcome in LOSSES for outcome in told) > 1 else told


def _may_flee(scene: Scene, mention: Mention) -> bool:
    """Whether those who went abroad are a crowd of people at home there: neither four men nor an army."""
    many = (mention.quantity.low or mention.quantity.high or 0) >= _CROWD
    row = scene.hits("groups").get(mention.noun) if mention.noun is not None else None
    return many and (row is None or row["group"] not in SOLDIERS)


def _beside_people(scene: Scene, mention: Mention, tied: Tie) -> bool:
    """Whether a number without a noun stands beside people other than those who did it."""
    subject = next(scene.children(scene.words[tied.anchor], "subject"), None)
    doers = {t.i for t in subject.subtree} if subject is not None and subject.i != mention.node else set()
    return any(row["group"] and i not in doers for i, row in scene.hits("groups").items())


def _inherited(whole: Counted, scene: Scene, mention: Mention) -> list[str]:
    """The outcome of a whole, when its part counts the same kind."""
    counted = scene.counts(mention.noun) if mention.noun is not None else "people"
    fits = counted and (counted == "things") == whole.of_things
    return [whole.figure.outcome] if fits else []


def _repeats(last: Counted, scene: Scene, mention: Mention) -> bool:
    """Whether a sentence without a verb says the last number again, or the next: "500 people!", "In a week: 700"."""
    if any(token.kind in VERBS for token in scene.words) or last.scene is scene:
        return False
    same = mention.quantity.stated == last.figure.quantity.stated and not mention.quantity.vague
    introduced = any(token.text.isalpha() for token in scene.words[: scene.start(mention)])
    ends = mention.noun is None and mention.last + 1 >= len(scene.words)
    return same or (introduced and ends and scene.number == last.scene.number + 1)
