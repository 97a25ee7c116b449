"""Drafts of statements: what the cues of a sentence say, in offsets of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newslib.lexicons import Hit, lexicon
from newslib.passages import Passage, Word
from newslib.quotations import Quoted
from newslib.sentences import Sentence
from newslib.spans import Cover, Span
from newslib.statements.cues import negators
from newslib.statements.frames import Frame, frames
from newslib.statements.phrases import spans, verb_group
from newslib.statements.relays import relayed
from newslib.statements.rivals import parted
from newslib.statements.stances import settled

_OWNED = frozenset({"noun clause", "count"})  # frames in which a noun for a claim has an owner
_PASSING_ON = frozenset({"asserts", "estimates"})  # stances that leave a claim to its owner


@dataclass(frozen=True, eq=False)
class Draft:
    """A statement in the making, in offsets of the article; the fields of ``Frame`` and ``Statement``."""

    sentence: Sentence
    source: Span | None
    cue: Span
    parts: tuple[Span, ...]
    complement: str
    quotes: bool
    stance: str
    relay: Span | None
    author: bool

    @property
    def tag(self) -> Span:
        """Who and how: from source to cue, in either order."""
        start, end = self.source or self.cue
        return min(start, self.cue[0]), max(end, self.cue[1])

    def holds(self, span: Span) -> bool:
        """Whether a span stands inside the content."""
        return any(start <= span[0] and span[1] <= end for start, end in self.parts)


def drafts(passage: Passage, hits: Sequence[Hit], quoted: Quoted) -> Iterator[Draft]:
    """What the cues of a sentence with heads say, before its quotations are shared out.

    Args:
        passage: the sentence.
        hits: what the finder of the cue table found in it.
        quoted: quotations of the article: a cue within one opens nothing, but can turn the stance of one outside.
    """
    found = parted(relayed(frames(passage, hits)))
    turning = {word.i for frame in found for word in negators(frame.cue)}
    for frame, stance in zip(found, settled(found), strict=True):
        token = frame.cue.token
        if token.i not in turning and quoted.at(passage.sentence.start + token.start) is None:
            yield _draft(passage, frame, stance)


def _draft(passage: Passage, frame: Frame, stance: str) -> Draft:
    words, content = frame.words, frame.content
    if stance != frame.cue.row["stance"]:
        words = words | {i for word in negators(frame.cue) for i in _with_verb(word)} - content - frame.source
    if not content and stance == "no_comment":
        content, words = frame.unsaid, words - frame.unsaid or words
    start = passage.sentence.start
    sets = (frame.source, words, frame.relay, content)
    source, cue, relay, parts = (spans(passage.words, numbers, start) for numbers in sets)
    return Draft(
        sentence=passage.sentence,
        source=source[0] if source else None,
        cue=(cue[0][0], cue[-1][1]),
        parts=parts,
        complement=frame.complement,
        quotes=frame.quotes,
        stance=stance,
        relay=relay[0] if relay else None,
        author=frame.author,
    )


def _with_verb(negator: Word) -> set[int]:
    """A negating word with the verb it leans on: "is yet", "was unable", "did not"."""
    verb = negator if negator.is_verb else negator.head
    return {negator.i} | (verb_group(verb) if verb.is_verb else set())


def outermost(found: Sequence[Draft]) -> list[int]:
    """Numbers of the drafts that stand inside no other's content; of two that hold each other of the later."""
    cover = Cover([(part, draft) for draft in found for part in draft.parts])

    def is_outer(draft: Draft) -> bool:
        around = (other for other in cover.holding(draft.cue) if other is not draft)
        return not any(other.cue < draft.cue or not draft.holds(other.cue) for other in around)

    return [k for k, draft in enumerate(found) if is_outer(draft)]


def left_to_owners(text: str, found: Sequence[Draft]) -> list[Draft]:
    """Cuts a number on another's word out of what is said: "he was asked about Moscow's claim that 50 died"."""
    owned = [one for one in found if one.complement in _OWNED and _is_named(text, one) and _has_digit(text, one)]
    kept = list(found)
    for one in owned:
        ends = [one.tag, *one.parts]
        hole = min(start for start, _ in ends), max(end for _, end in ends)
        for k, outer in enumerate(kept):
            if found[k] is not one and outer.source and outer.stance in _PASSING_ON and outer.holds(hole):
                parts = (piece for part in outer.parts for piece in _without(text, part, hole))
                kept[k] = replace(outer, parts=tuple(parts))
    return kept


def _is_named(text: str, draft: Draft) -> bool:
    """Whether the owner of a claim is more than a pronoun, which may stand for the one who speaks."""
    if draft.source is None:
        return False
    owner = text[slice(*draft.source)]
    pronouns = lexicon(draft.sentence.language).finder("pronouns").find(owner)
    return all(hit.end - hit.start < len(owner) for hit in pronouns)


def _has_digit(text: str, draft: Draft) -> bool:
    return any(char.isdigit() for start, end in draft.parts for char in text[start:end])


def _without(text: str, part: Span, hole: Span) -> Iterable[Span]:
    """What is left of a stretch on both sides of a hole, where words are left."""
    if hole[1] <= part[0] or part[1] <= hole[0]:
        return [part]
    sides = [(part[0], hole[0]), (hole[1], part[1])]
    return [(s, s + len(text[s:e].rstrip())) for s, e in sides if any(char.isalnum() for char in text[s:e])]
