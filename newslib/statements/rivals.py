"""Clauses of a sentence that are another source's word: "Kyiv said 12 died, while Moscow put the number at 30"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from newslib.passages import Word
from newslib.statements import phrases
from newslib.statements.frames import Frame

_NAMING = ("determiner", "noun", "name", "adjective")
_LIGHT = ("preposition", "adverb", "adjective")
_BOUND = 4  # words and signs between who counts and the number: ", at more than"
_TOLD = frozenset({"clause", "toll", "object", "preposition", "infinitive"})


def parted(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, each without the clauses in which somebody else is set against it or beside it.

    Such a clause stands in the same sentence behind a word of contrast or a conjunction, and has its own source.
    """
    found = list(frames)
    for k, frame in enumerate(found):
        clause, own = _set_apart(frame)
        found[k] = replace(frame, content=own)
        for n, outer in enumerate(found if clause else ()):
            if n != k and outer.cue.token.i not in clause and clause & outer.content != outer.content:
                found[n] = replace(outer, content=outer.content - clause)
    return _in_turn(_halved([part for frame in found for part in _gapped(frame)]))


def _gapped(frame: Frame) -> list[Frame]:
    """The frame, and another for whom its verb is left out: "Kyiv put the toll at 30, Moscow at 12"."""
    told = [i for i in frame.content if frame.doc[i].numeric]
    if frame.cue.kind != "verb" or not frame.source or not told:
        return [frame]
    marks = (word.i for word in frame.doc[min(told) + 1 :] if word.text in (",", ";"))
    source, content = next(filter(None, (_remnant(frame, mark) for mark in marks)), (set(), set()))
    if not source:
        return [frame]
    return [replace(frame, content=frame.content - source - content), replace(frame, source=source, content=content)]


def _remnant(frame: Frame, mark: int) -> tuple[set[int], set[int]] | None:
    """Who is named behind a comma and what he counts, where no verb, nor a noun for those counted, stands between."""
    behind = [word for word in frame.doc[mark + 1 :] if word.kind != "space"]
    named = list(takewhile(lambda word: word.kind in _NAMING, behind))
    counted = list(dropwhile(lambda word: not word.numeric, behind[len(named) :]))
    between = behind[len(named) : len(behind) - len(counted)]
    light = len(between) <= _BOUND and all(w.kind in _LIGHT or (w.is_sign and w is between[0]) for w in between)
    speaks = bool(named) and named[-1].kind != "determiner" and frame.cue.can_speak(named[-1])
    if not (speaks and light and counted) or any(word.is_verb or word.text == "," for word in counted):
        return None
    return {word.i for word in named}, {word.i for word in (*between, *counted) if not word.is_sign}


def _halved(found: list[Frame]) -> list[Frame]:
    """Cuts at a semicolon what two sources say on its two sides."""
    marks = [word.i for word in found[0].doc if word.text == ";"] if found else []
    for mark in marks:
        if len({frame.cue.token.i > mark for frame in found if frame.source}) > 1:
            for k, frame in enumerate(found):
                half = {i for i in frame.content if (i > mark) == (frame.cue.token.i > mark)}
                found[k] = replace(frame, content=half or frame.content)
    return found


def _in_turn(found: list[Frame]) -> list[Frame]:
    """Shares out what several sources stand behind: "from 12, according to Kyiv, to 30, according to Moscow"."""
    turns = [k for k, frame in enumerate(found) if frame.cue.kind == "preposition" and frame.source]
    start = 0
    for k in turns if len(turns) > 1 else ():
        frame, first = found[k], min(found[k].cue.tokens)
        ahead = {i for i in frame.content if start <= i < first}
        if ahead and frame.content & set(range(start)) | ahead == {i for i in frame.content if i < first}:
            found[k] = replace(frame, content=ahead)
        start = max(frame.source) + 1
    return found


def _set_apart(frame: Frame) -> tuple[set[int], set[int]]:
    """Tokens of the clause of a frame when it is set beside another one, else none; what is left of its content."""
    cue, own = frame.cue, frame.content
    verb = cue.token if cue.kind == "verb" else phrases.clause_of(cue.token)
    if verb is None:
        return set(), own
    if verb.link == "clause" and verb.i < verb.head.i and (turn := _turn(frame, verb)):
        return turn, {i for i in own if i < verb.i}
    clause: set[int] = set()
    if verb.link in ("relative", "reduced"):
        clause = _remark(frame, verb.head)
    elif own and _speaks(frame, verb) and _stands_beside(frame, verb):
        clause = phrases.subtree(verb)
    return clause, own & clause or own if cue.kind == "preposition" else own


def _turn(frame: Frame, verb: Word) -> set[int]:
    """What one says before another's turn, with who says it: '"Nine died," said X, while "ten did," said Y'."""
    if not (frame.source and frame.content) or not min(frame.content) <= verb.i < min(frame.source):
        return set()
    behind = frame.doc[max(frame.source) + 1 : verb.head.i]
    turn = next((word.i for word in behind if frame.cue.is_word(word, "contrast")), None)
    return set(range(min(frame.content), turn)) if turn is not None else set()


def _remark(frame: Frame, noun: Word) -> set[int]:
    """What is told with who gave it: "above the 1,200 that Kyiv reported"; ", a claim that Kyiv denied"."""
    if frame.source and noun.shape == "cardinal" and noun.i in frame.content:
        return phrases.subtree(noun)
    behind = noun.first.i > 0 and noun.first.before.is_sign
    remark = behind and frame.cue.row["stance"] != "asserts" and frame.cue.is_claim(noun)
    return phrases.subtree(noun) if remark else set()


def _speaks(frame: Frame, verb: Word) -> bool:
    """Whether somebody is named who says it: with a verb of speech, or by a preposition that opens the clause."""
    first = frame.cue.token
    if frame.cue.kind == "preposition":
        return first.head == verb and first.i > 0 and first.before.link == "joint"
    named = any(frame.doc[i].kind in ("noun", "name") for i in frame.source)
    return named and frame.cue.kind == "verb" and frame.complement in _TOLD and min(frame.source) < verb.i


def _stands_beside(frame: Frame, verb: Word) -> bool:
    """Whether a clause is a main clause beside another, or behind a contrast, or counts itself."""
    if verb.link == "adjunct" and phrases.is_finite(verb):
        contrast = any(frame.cue.is_word(word, "contrast") for word in verb.left)
        return contrast or any(frame.doc[i].numeric for i in frame.content)
    return verb.link == "joined" and verb.first.i > verb.head.i and _is_alike(frame, verb)


def _is_alike(frame: Frame, verb: Word) -> bool:
    """Whether a coordinated clause goes on as the sentence does, not as what is said in it: same tense, or contrast."""
    if frame.cue.kind == "preposition":
        return True
    joints = (word for word in verb.head.linked("joint") if verb.head.i < word.i < verb.first.i)
    if any(frame.cue.is_word(word, "contrast") for word in joints):
        return True
    over = phrases.clause_of(verb.head)
    return over is not None and over.shape == verb.shape and verb.head.first.link != "marker"
