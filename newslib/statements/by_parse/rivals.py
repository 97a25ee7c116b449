"""Clauses of a sentence that are another source's word: "Kyiv said 12 died, while Moscow put the number at 30"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslib.passages import Word
from newslib.statements.by_parse import phrases

if TYPE_CHECKING:
    from newslib.statements.by_parse.frames import Frame

_TOLD = frozenset({"clause", "toll", "object", "preposition", "infinitive"})


def parted(frames: list[Frame]) -> list[Frame]:
    """The frames, each without the clauses in which somebody else is set against it or beside it.

    Such a clause stands in the same sentence behind a word of contrast or a conjunction, and has its own source.
    """
    for frame in frames:
        clause = _set_apart(frame)
        if frame.cue.kind == "preposition":
            frame.content &= clause or frame.content
        for outer in frames if clause else ():
            if outer is not frame and outer.cue.token.i not in clause and clause & outer.content != outer.content:
                outer.content -= clause
    _halves(frames)
    _in_turn([frame for frame in frames if frame.cue.kind == "preposition" and frame.source])
    return frames


def _halves(frames: list[Frame]) -> None:
    """Cuts at a semicolon what two sources say on its two sides."""
    doc = frames[0].cue.token.among if frames else ()
    for mark in (t.i for t in doc if t.text == ";"):
        sides = {frame.cue.token.i > mark for frame in frames if frame.source}
        for frame in frames if len(sides) > 1 else ():
            later = frame.cue.token.i > mark
            frame.content = {i for i in frame.content if (i > mark) == later} or frame.content


def _in_turn(frames: list[Frame]) -> None:
    """Shares out what several sources stand behind: "from 12, according to Kyiv, to 30, according to Moscow"."""
    start = 0
    for frame in frames if len(frames) > 1 else ():
        first = min(frame.cue.tokens)
        ahead = {i for i in frame.content if start <= i < first}
        if ahead and frame.content & set(range(start)) | ahead == {i for i in frame.content if i < first}:
            frame.content = ahead
        start = max(frame.source) + 1


def _set_apart(frame: Frame) -> set[int]:
    """Tokens of the clause of a frame, when it is set beside another one, else nothing."""
    verb = frame.cue.token if frame.cue.kind == "verb" else phrases.clause_of(frame.cue.token)
    if verb is not None and verb.link == "clause" and verb.i < verb.head.i and (turn := _turn(frame, verb)):
        return turn
    if verb is not None and verb.link in ("relative", "reduced"):
        if _is_given(frame, verb.head):
            return phrases.subtree(verb.head)
        return _remark(frame, verb.head) if frame.cue.row["stance"] != "asserts" else set()
    if verb is None or not frame.content or not _speaks(frame, verb):
        return set()
    if verb.link == "adjunct" and phrases.is_finite(verb):
        contrast = any(frame.cue.is_word(c, "contrast") for c in verb.left)
        return phrases.subtree(verb) if contrast or any(verb.among[i].numeric for i in frame.content) else set()
    if verb.link == "joined" and verb.first.i > verb.head.i and _is_alike(frame, verb):
        return phrases.subtree(verb)
    return set()


def _turn(frame: Frame, verb: Word) -> set[int]:
    """What one says before another's turn, with who says it: '"Nine died," said X, while "ten did," said Y'."""
    if not (frame.source and frame.content and verb.i < min(frame.source)):
        return set()
    behind = verb.among[max(frame.source) + 1 : verb.head.i]
    turn = next((w.i for w in behind if frame.cue.is_word(w, "contrast")), None)
    if turn is None or min(frame.content) > verb.i:
        return set()
    frame.content = {i for i in frame.content if i < verb.i}
    return set(range(min(frame.content), turn))


def _remark(frame: Frame, noun: Word) -> set[int]:
    """What is said behind a comma of all that stands before it: ", a claim that Kyiv denied"."""
    first = noun.first
    behind = first.i > 0 and first.before.is_sign
    return phrases.subtree(noun) if behind and frame.cue.is_claim(noun) else set()


def _is_given(frame: Frame, noun: Word) -> bool:
    """Whether a number is told with who gave it: "is above the 1,200 that Kyiv reported"."""
    return bool(frame.source) and noun.shape == "cardinal" and noun.i in frame.content


def _speaks(frame: Frame, verb: Word) -> bool:
    """Whether somebody is named who says it: with a verb of speech, or by a preposition that opens the clause."""
    if frame.cue.kind == "preposition":
        first = frame.cue.token
        return first.head == verb and first.i > 0 and first.before.link == "joint"
    named = any(verb.among[i].kind in ("noun", "name") for i in frame.source)
    return named and frame.cue.kind == "verb" and frame.complement in _TOLD and min(frame.source) < verb.i


def _is_alike(frame: Frame, verb: Word) -> bool:
    """Whether a coordinated clause goes on as the sentence does, not as what is said in it: same tense, or contrast."""
    if frame.cue.kind == "preposition":
        return True
    join = [c for c in verb.head.children if c.link == "joint" and verb.head.i < c.i < verb.first.i]
    if any(frame.cue.is_word(c, "contrast") for c in join):
        return True
    over = phrases.clause_of(verb.head)
    return over is not None and over.shape == verb.shape and verb.head.first.link != "marker"
