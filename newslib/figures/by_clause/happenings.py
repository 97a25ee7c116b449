"""Words of a sentence that tell what happened to people or things: verbs, participles, nouns, phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newslib.figures.lookups import fits, frames
from newslib.passages import DASHES, STOPS, Hit, Passage

LOSSES = frozenset({"killed", "wounded", "captured", "missing", "casualties", "equipment_lost"})
_FRAME_REACH = 7  # words between a verb and the noun it makes an outcome with: "received", at last, "wounds"
_PHRASE = 3  # words between a number and the outcome that its counted phrase ends in
_GLUE = 2  # words that may stand between two outcomes of one number: "killed" or else "wounded"


@dataclass(frozen=True, slots=True)
class Happening:
    """An outcome at tokens ``first`` to ``last``, end exclusive.

    ``voice``: which place the people counted take: object, subject, self (the word itself is counted),
    label (the number stands beside it), inside (or right behind: "the fate of 11 is unknown"), given (handed over);
    things in it: nobody but things can be counted ("shot down").
    ``noun`` is set for nouns of action ("the death of N").
    """

    first: int
    last: int
    outcome: str
    voice: frozenset[str]
    noun: bool = False
    joint: bool = False  # several outcomes under one number

    @property
    def counted(self) -> bool:
        return "self" in self.voice

    @property
    def of_things(self) -> bool:
        """Whether the outcome befalls things only: a drone shot down."""
        return "things" in self.voice

    @property
    def label(self) -> bool:
        return "label" in self.voice


def happenings(passage: Passage) -> list[Happening]:
    """Every outcome of a sentence, in order; outcomes joined under one number ("killed or wounded") are one."""
    blocked = [hit for hit in passage.hits("outcomes") if not hit.row["outcome"]]
    plain = [_plain(hit) for hit in passage.hits("outcomes") if hit.row["outcome"]]
    framed = [f for f in _frames(passage) if not any(_meet(f, hit) for hit in blocked)]
    framed = [f for f in framed if not any(h.first <= f.first and f.last <= h.last for h in plain)]
    kept = [h for h in plain if not any(_inside(h, frame) for frame in framed)]
    return _merged(passage, sorted([*kept, *framed], key=lambda h: (h.first, h.last)))


def _plain(hit: Hit) -> Happening:
    voice = frozenset(hit.row["voice"].split())
    noun = hit.row["role"] == "noun" and "object" in voice
    return Happening(hit.first, hit.last, hit.row["outcome"], voice, noun)


def _meet(one: Happening, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _inside(one: Happening, frame: Happening) -> bool:
    """Whether a word of outcome is itself a piece of a frame."""
    return one.first in (frame.first, frame.last - 1) or one.last in (frame.first + 1, frame.last)


def _frames(passage: Passage) -> Iterator[Happening]:
    """Verbs that make an outcome together with a noun: "received wounds", "was taken to hospital"."""
    finder, rows = frames(passage.language)
    for hit in passage.found(finder):
        first, last = hit.first, hit.last
        verbs = [(_verb(passage, first, last, row["verb"]), row) for row in rows[hit.row["form"]]]
        near = [(max(first - verb, verb - last + 1), k) for k, (verb, _) in enumerate(verbs) if verb is not None]
        if near:
            verb, row = verbs[min(near)[1]]
            assert verb is not None
            yield Happening(min(first, verb), max(last, verb + 1), row["outcome"], frozenset(row["voice"].split()))


def _verb(passage: Passage, first: int, last: int, patterns: str) -> int | None:
    """The token of the verb nearest to the noun of a frame, on either side of it, in the same clause."""
    if not patterns:
        return first
    for step in range(1, _FRAME_REACH + 1):
        for i in (first - step, last + step - 1):
            inner = range(last, i) if i >= last else range(i + 1, first)
            if 0 <= i < len(passage.words) and fits(passage.words[i].form, patterns) and not _broken(passage, inner):
                return i
    return None


def _broken(passage: Passage, tokens: range) -> bool:
    signs = STOPS | frozenset(":")
    return any(passage.is_sign(i, signs) or passage.does(i, "relative") for i in tokens)


def _merged(passage: Passage, found: Sequence[Happening]) -> list[Happening]:
    """Joins outcomes of one number, which are casualties: "killed and wounded", never to be split."""
    result: list[Happening] = []
    for one in found:
        last = result[-1] if result else None
        if last is not None and _joined(passage, last, one):
            outcome = last.outcome if last.outcome == one.outcome else "casualties"
            result[-1] = replace(last, last=one.last, outcome=outcome, joint=last.outcome != one.outcome)
        elif last is None or one.first >= last.last:
            result.append(one)
    return result


def _joined(passage: Passage, left: Happening, right: Happening) -> bool:
    between = range(left.last, right.first)
    alike = left.counted == right.counted or any(passage.does(i, "copula") for i in between)
    if not {left.outcome, right.outcome} <= LOSSES or left.noun != right.noun or not alike:
        return False
    if not between or len(between) > _GLUE or not all(_may_glue(passage, i) for i in between):
        return False
    if not (left.counted or any(passage.does(i, "joint") for i in between)):
        return False
    return not (_number_ends(passage, left.first) and _number_starts(passage, right.last))


def _may_glue(passage: Passage, i: int) -> bool:
    return passage.does(i, "joint", "copula") or passage.is_sign(i, ",/")


def _number_ends(passage: Passage, at: int) -> bool:
    """Whether a counted phrase ends right before a token, so that the outcome there has a number of its own."""
    offset = passage.sentence.start
    for quantity in passage.quantities:
        _, last = passage.span(quantity.start - offset, quantity.end - offset)
        if 0 <= at - last <= _PHRASE and not any(passage.is_sign(i, (",", *DASHES)) for i in range(last, at)):
            return True
    return False


def _number_starts(passage: Passage, at: int) -> bool:
    offset = passage.sentence.start
    return any(passage.span(q.start - offset, q.end - offset)[0] == at for q in passage.quantities)
