"""What a source makes of what it tells: what its cue says, turned by negation, refusal and the verdict of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newslib.lexicons import lexicon
from newslib.passages import Word
from newslib.statements import phrases
from newslib.statements.cues import negators, stances_of
from newslib.statements.frames import Frame
from newslib.statements.outlines import Outline
from newslib.statements.records import CARRYING, NEGATED, Attribution

_DOWN = frozenset(
    {"open", "state", "attribute", "preposition", "governed", "object_state", "modifier"}
)  # from a verb to its predicate
_JUDGING = frozenset({"state", "attribute", "object_state", "modifier", "governed", "clause"})
_SPOKEN = frozenset({"clause", "on", "about", "to"})
_TURNED = {"denies": "confirms", "confirms": "denies", "doubts": "asserts"}


# words with heads


def settled(frames: Sequence[Frame]) -> list[str]:
    """The stance of each frame, where a plain cue takes over the verdict of what it introduces.

    "He said the report was false" denies; "she added that nobody was in a position to confirm it" doubts.
    """
    own = [_stance(frame) for frame in frames]
    return [_taken_over(frame, own[k], frames, own) for k, frame in enumerate(frames)]


def _stance(frame: Frame) -> str:
    """Stance of a frame by its own cue and the negators around it.

    "never confirmed" doubts, "declined to say" is no comment, "has no doubt" asserts.
    """
    stance = frame.cue.row["stance"]
    known = stances_of(frame.cue.language, "negators")
    said = [known[word.form] for word in negators(frame.cue)]
    spoken = not frame.cue.takes.isdisjoint(_SPOKEN)
    forced = next(filter(None, said), "")
    if forced:
        return forced if spoken else stance
    if len(said) % 2 == 0 or (stance == "asserts" and not spoken):
        return stance
    turned = NEGATED[stance]
    return "doubts" if turned == "no_comment" and not frame.source else turned  # "it was not known"


def _taken_over(frame: Frame, stance: str, frames: Sequence[Frame], own: Sequence[str]) -> str:
    if stance not in ("asserts", "estimates") or frame.complement not in ("clause", "object", "preposition"):
        return stance
    predicate = _predicate(frame)
    if verdict := _verdict(frame, predicate):
        return verdict
    inner = [k for k, other in enumerate(frames) if other is not frame and other.cue.token.i in predicate]
    if any(own[k] == "doubts" for k in inner):
        return "doubts"
    himself = [k for k in inner if all(frame.doc[i].kind == "pronoun" for i in frames[k].source)]
    return "no_comment" if any(own[k] == "no_comment" for k in himself) else stance


def _predicate(frame: Frame) -> set[int]:
    """Tokens of what the content says of its subject: a clause's verb, "called it false", and what completes these."""
    verb = frame.cue.token
    links = ["clause", "object_state"] + (["preposition"] if phrases.child(verb, "object") else [])
    tops = [word for word in verb.linked(*links) if word.i in frame.content and not _goes_on(word)]
    found: set[int] = set()
    while tops:
        top = tops.pop()
        found.add(top.i)
        down = _DOWN | {"object"} if frame.cue.knows(top, "light_verbs") else _DOWN
        tops += top.linked(*down)
        tops += filter(phrases.is_infinitive, top.linked("reduced", "relative"))
    return found


def _goes_on(top: Word) -> bool:
    """Whether another clause with its own subject is joined to one."""
    return any(word.i > top.i and phrases.nearest_subject(word) for word in top.linked("joined"))


def _verdict(frame: Frame, predicate: set[int]) -> str:
    """What a judging predicate makes of the content: "was false", "is not true"."""
    known = stances_of(frame.cue.language, "verdicts")
    judging = (frame.doc[i] for i in sorted(predicate) if frame.doc[i].link in _JUDGING)
    word = next((word for word in judging if known.get(word.form)), None)
    if word is None:
        return ""
    negated = phrases.child(word.head, "negation") is not None
    return _TURNED[known[word.form]] if negated else known[word.form]


# words in their order


def judged(o: Outline, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a sentence with the stance that what they report turns out to be.

    "Said that it had no information on" is what its inner cue is when nobody else is named there; "called the reports
    fake" and "said that the reports were false" have the stance of the verdict.
    """
    changed = list(found)
    for k, (outer, inner) in enumerate(pairwise(found)):
        if outer.whole and outer.carries and not inner.stands_behind and _is_said_in(o, outer, inner):
            changed[k] = _with_stance(outer, inner.row["stance"])
    return [_with_verdict(o, one) for one in changed]


def _is_said_in(o: Outline, outer: Attribution, inner: Attribution) -> bool:
    """Whether a cue opens the clause of "that" of another, with nobody else for its source."""
    between = [n for n, c in enumerate(o.clauses) if outer.region[1] <= c.start <= inner.region[0]]
    that = len(between) == 1 and o.has(o.zone(between[0])[0], "complementizer")
    return that and (inner.source in (None, outer.source) or o.is_unnamed(inner.source))


def _with_stance(one: Attribution, stance: str) -> Attribution:
    return replace(one, row={**one.row, "stance": stance})


def _with_verdict(o: Outline, one: Attribution) -> Attribution:
    if one.row["stance"] in CARRYING and one.kind != "preposition":
        for n in _clauses_of(o, one):
            hits = lexicon(o.language).finder("verdicts").find(o.text_of((o.clauses[n].start, o.clauses[n].end)))
            if hits:
                return _with_stance(one, hits[0].row["role"])
    return one


def _clauses_of(o: Outline, one: Attribution) -> Iterator[int]:
    """The clause of a cue, and the clauses beside it that hold what was said, up to a contrast."""
    here = o.clause_at(one.region[0])
    if here is None:
        return
    yield here
    for n in range(here + 1, len(o.clauses) if one.after else 0):
        if o.clauses[n].quotation or _contrasts(o, n, n):
            break
        yield n
    for n in range(here - 1, -1 if one.before else here, -1):
        if o.clauses[n].quotation:
            break
        yield n
        if _contrasts(o, n, n + 1):
            break


def _contrasts(o: Outline, n: int, behind: int) -> bool:
    return o.has(o.zone(n)[0], "conjunction") or o.opener(behind) == "semicolon"
