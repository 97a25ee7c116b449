"""The stance of a frame: what its cue says, turned by negation, refusal and the verdict of its content."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newslib.lexicons import lexicon, normal
from newslib.passages import Word
from newslib.statements.by_parse.phrases import is_infinitive, nearest_subject
from newslib.statements.records import NEGATED

if TYPE_CHECKING:
    from newslib.statements.by_parse.cues import Cue
    from newslib.statements.by_parse.frames import Frame

_UP = frozenset(
    {"open", "state", "reduced", "governed_clause", "preposition", "governed", "relative"}
)  # from a cue to the words that govern it
_DOWN = frozenset(
    {"open", "state", "attribute", "preposition", "governed", "object_state", "modifier"}
)  # from a verb to its predicate
_STEPS = 6  # words to climb from a cue to what negates it
_NEAR = 4  # tokens between a verb and the word that negates it
_SPOKEN = frozenset({"clause", "on", "about", "to"})


def stance(frame: Frame) -> str:
    """Stance of a frame by its own cue and the negators around it.

    "never confirmed" doubts, "declined to say" is no comment, "has no doubt" asserts.
    """
    stance = frame.cue.row["stance"]
    known = _table(frame.cue.language, "negators")
    said = [known[normal(word.text)] for word in negators(frame.cue)]
    spoken = bool(frame.cue.takes & _SPOKEN)
    forced = next(filter(None, said), "")
    if forced:
        return forced if spoken else stance
    if len(said) % 2 == 0 or (stance == "asserts" and not spoken):
        return stance
    turned = NEGATED[stance]
    return "doubts" if turned == "no_comment" and not frame.source else turned  # "it was not known"


def negators(cue: Cue) -> list[Word]:
    """Negating words on a cue, on what governs it and on its subject: "was unable to confirm", "nobody said"."""
    return list(_negators(cue.token, _table(cue.language, "negators")))


def is_nobody(cue: Cue, who: Word) -> bool:
    """Whether a subject denies that anybody speaks: "nobody", "no group"."""
    known = _table(cue.language, "negators")
    return any(normal(w.text) in known for w in (who, *(d for d in who.children if d.link == "determiner")))


def _negators(token: Word, known: Container[str]) -> Iterator[Word]:
    step = token
    for _ in range(_STEPS):
        for word in step.children:
            subject = word.link in ("subject", "passive_subject")
            near = abs(word.i - step.i) <= _NEAR and word.link in ("negation", "adverb", "determiner")
            if (near or subject) and normal(word.text) in known:
                yield word
            elif word.link == "subject":
                yield from (d for d in word.children if d.link == "determiner" and normal(d.text) in known)
        if step.link not in _UP or (step == token and step.kind in ("noun", "name")):
            return
        if step.link == "preposition" and step.head.kind != "auxiliary":
            return  # "failed to reply to a request to say" is no refusal to say
        step = step.head
        if normal(step.text) in known:
            yield step


def settled(frames: Sequence[Frame]) -> dict[int, str]:
    """The stance of each frame (by position), where a plain cue takes over the verdict of what it introduces.

    "He said the report was false" denies; "she added that nobody was in a position to confirm it" doubts.
    """
    own = [stance(frame) for frame in frames]
    result = {}
    for i, frame in enumerate(frames):
        result[i] = own[i]
        if own[i] in ("asserts", "estimates") and frame.complement in ("clause", "object", "preposition"):
            predicate = _predicate(frame)
            inner = {own[k] for k, other in enumerate(frames) if k != i and other.cue.token.i in predicate}
            silent = any(
                own[k] == "no_comment" and other.cue.token.i in predicate and _is_pronoun(other)
                for k, other in enumerate(frames)
            )
            unsaid = "doubts" if "doubts" in inner else "no_comment" if silent else ""
            result[i] = _verdict(frame, predicate) or unsaid or own[i]
    return result


def _is_pronoun(frame: Frame) -> bool:
    """Whether a pronoun speaks, who may be the one that tells of himself."""
    doc = frame.cue.token.among
    return all(doc[i].kind == "pronoun" for i in frame.source)


def _predicate(frame: Frame) -> set[int]:
    """Tokens of what the content says of its subject: a clause's verb, "called it false", and what completes these."""
    doc = frame.cue.token.among
    labels = {"clause", "object_state"} | (
        {"preposition"} if any(c.link == "object" for c in frame.cue.token.children) else set()
    )
    tops = [doc[i] for i in frame.content if doc[i].head == frame.cue.token and doc[i].link in labels]
    tops = [top for top in tops if not any(c.link == "joined" and nearest_subject(c) for c in top.right)]
    found: set[int] = set()
    while tops:
        top = tops.pop()
        found.add(top.i)
        down = _DOWN | {"object"} if frame.cue.is_light(top) else _DOWN
        tops += [c for c in top.children if c.link in down or (c.link in ("reduced", "relative") and is_infinitive(c))]
    return found


def _verdict(frame: Frame, predicate: set[int]) -> str:
    """What a judging predicate makes of the content: "was false", "is not true"."""
    known = _table(frame.cue.language, "verdicts")
    doc = frame.cue.token.among
    for word in (doc[i] for i in sorted(predicate)):
        said = known.get(normal(word.text), "")
        if said and word.link in ("state", "attribute", "object_state", "modifier", "governed", "clause"):
            negated = any(c.link == "negation" for c in word.head.children)
            return {"denies": "confirms", "confirms": "denies", "doubts": "asserts"}[said] if negated else said
    return ""


@cache
def _table(language: str, table: str) -> dict[str, str]:
    return {normal(row["form"]): row["stance"] for row in lexicon(language).rows(table)}
