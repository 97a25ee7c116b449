"""Drafts of statements: frames of a sentence turned into offsets of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newslib.lexicons import Hit
from newslib.passages import Word
from newslib.quotations import Quoted
from newslib.sentences import Sentence
from newslib.spans import Cover, Span
from newslib.statements.by_parse.frames import Frame, frames
from newslib.statements.by_parse.phrases import is_verb, spans, verb_group
from newslib.statements.by_parse.relays import relayed
from newslib.statements.by_parse.rivals import parted
from newslib.statements.by_parse.stances import negators, settled


@dataclass(eq=False)
class Draft:
    """A statement in the making, in offsets of the article; the fields of ``Frame`` and ``Statement``."""

    sentence: Sentence
    source: Span | None
    cue: Span
    parts: list[Span]
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


def drafts(sentence: Sentence, doc: Sequence[Word], hits: Sequence[Hit], quoted: Quoted) -> list[Draft]:
    """What the cues of a sentence say, before its quotations are shared out.

    Args:
        sentence: the sentence.
        doc: its parse.
        hits: what the finder of the cue table found in it.
        quoted: quotations of the article: a cue within one opens nothing, but can turn the stance of one outside.
    """
    found = parted(relayed(frames(doc, sentence.language, hits)))
    stances = settled(found)
    turning = {word.i for frame in found for word in negators(frame.cue)}
    return [
        _draft(sentence, doc, frame, stances[i])
        for i, frame in enumerate(found)
        if frame.cue.token.i not in turning and quoted.at(sentence.start + frame.cue.token.start) is None
    ]


def _draft(sentence: Sentence, doc: Sequence[Word], frame: Frame, stance: str) -> Draft:
    words, content = frame.words, frame.content
    if stance != frame.cue.row["stance"]:
        words = words | {i for word in negators(frame.cue) for i in _with_verb(word)} - content - frame.source
    if not content and stance == "no_comment":
        content, words = frame.unsaid, words - frame.unsaid or words
    sets = (frame.source, words, frame.relay, content)
    source, cue, relay, parts = (spans(doc, tokens, sentence.start) for tokens in sets)
    return Draft(
        sentence=sentence,
        source=source[0] if source else None,
        cue=(cue[0][0], cue[-1][1]),
        parts=list(parts),
        complement=frame.complement,
        quotes=frame.quotes,
        stance=stance,
        relay=relay[0] if relay else None,
        author=frame.author,
    )


def _with_verb(negator: Word) -> set[int]:
    """A negating word with the verb it leans on: "is yet", "was unable", "did not"."""
    verb = negator if is_verb(negator) else negator.head
    return {negator.i} | (verb_group(verb) if is_verb(verb) else set())


def outermost(found: Iterable[Draft]) -> list[Draft]:
    """Drops what stands inside the content of another; of two that hold each other the later."""
    found = list(found)
    cover = Cover([(part, draft) for draft in found for part in draft.parts])

    def outer(draft: Draft) -> bool:
        around = [other for other in cover.holding(draft.cue) if other is not draft]
        return not any(other.cue < draft.cue or not holds(draft, other.cue) for other in around)

    return [draft for draft in found if outer(draft)]


def holds(outer: Draft, span: Span) -> bool:
    """Whether a span stands inside the content of a draft."""
    return any(start <= span[0] and span[1] <= end for start, end in outer.parts)
