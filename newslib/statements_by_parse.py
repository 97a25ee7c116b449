"""Statements through a parse: frames of cues joined with the quotations beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslib.lexicons import Row
from newslib.parsed_frames import Frame, frames
from newslib.parsed_phrases import Span, is_verb, spans, verb_group
from newslib.parsed_relays import relayed
from newslib.parsed_stances import negators, settled
from newslib.quotations import Quotation, Quoted, quotations
from newslib.readings import Reading
from newslib.statements import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NO_WORD = re.compile(r"[^\w]*")
_CLOSED = re.compile(r"[.!?…,—–-][\"'”’»“)]*\s*$")


@dataclass
class Draft:
    """A statement in the making, in offsets of the article."""

    number: int  # of its sentence
    source: Span | None
    cue: Span
    parts: list[Span]
    complement: str
    row: Row
    quotes: bool
    stance: str
    relay: Span | None = None

    @property
    def tag(self) -> Span:
        """Who and how: from source to cue, in either order."""
        start, end = self.source or self.cue
        return min(start, self.cue[0]), max(end, self.cue[1])


def tie(reading: Reading, numbers: Sequence[int]) -> list[Statement]:
    """Statements of the sentences with these numbers."""
    quoted = Quoted(quotations(reading.text))
    return [_statement(draft, quoted) for draft in drafted(reading, numbers, quoted)]


def drafted(reading: Reading, numbers: Sequence[int], quoted: Quoted) -> list[Draft]:
    drafts = []
    for number, doc in reading.parsed(numbers).items():
        drafts += _drafts(reading, number, doc, quoted)
    _share_quotations(reading, _outermost(drafts), quoted)
    return [draft for draft in drafts if draft.parts]


def _drafts(reading: Reading, number: int, doc: Doc, quoted: Quoted) -> list[Draft]:
    sentence = reading.sentences[number]

    def closed(token: Token) -> bool:
        return quoted.at(sentence.start + token.idx) is not None

    found = relayed(frames(doc, sentence.language))
    stances = settled(found)
    turning = {word.i for frame in found for word in negators(frame.cue)}
    return [
        _draft(number, doc, sentence.start, frame, stances[i])
        for i, frame in enumerate(found)
        if frame.cue.token.i not in turning and not closed(frame.cue.token)
    ]


def _draft(number: int, doc: Doc, start: int, frame: Frame, stance: str) -> Draft:
    words = frame.words
    if stance != frame.cue.row["stance"]:
        words = words | {i for word in negators(frame.cue) for i in _with_verb(word)} - frame.content - frame.source
    content = frame.content
    if not content and stance == "no_comment":
        content, words = frame.unsaid, words - frame.unsaid or words
    source, cue, relay = (spans(doc, tokens, start) for tokens in (frame.source, words, frame.relay))
    return Draft(
        number, source[0] if source else None, (cue[0][0], cue[-1][1]), list(spans(doc, content, start)),
        frame.complement, frame.cue.row, frame.quotes, stance, relay[0] if relay else None,
    )  # fmt: skip


def _with_verb(negator: Token) -> set[int]:
    """A negating word with the verb it leans on: "is yet", "was unable", "did not"."""
    verb = negator if is_verb(negator) else negator.head
    return {negator.i} | (verb_group(verb) if is_verb(verb) else set())


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Drops what stands inside the content of another."""
    return [d for d in drafts if not any(o is not d and _holds(o, d.cue) and not _holds(d, o.cue) for o in drafts)]


def _holds(outer: Draft, span: Span) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in outer.parts)


# quotations


def _share_quotations(reading: Reading, drafts: list[Draft], quoted: Quoted) -> None:
    """Gives each quotation to the frame it belongs to."""
    owners: dict[Quotation, Draft] = {}
    for draft in drafts:
        for part in draft.parts:
            for q in quoted.within(*part):
                owners.setdefault(q, draft)
    for draft in (d for d in drafts if d.quotes):
        for q in _beside(reading, draft, quoted):
            owners.setdefault(q, draft)
    _carry_on(reading, owners, quoted)
    for q, draft in owners.items():
        _join(draft, q)


def _beside(reading: Reading, draft: Draft, quoted: Quoted) -> list[Quotation]:
    """Quotations that stand right before and after who says it."""
    text, (start, end), sentence = reading.text, draft.tag, reading.sentences[draft.number]
    found = []
    before = quoted.before(start)
    if before is not None and _NO_WORD.fullmatch(text, before.end, start) and "\n\n" not in text[before.end : start]:
        found.append(before)
    after = quoted.after(end)
    if after is not None and (not draft.parts or found):
        gap = text[end : after.start].rstrip()
        here = not text[sentence.end : after.start].strip()
        if here and (not gap or gap.endswith((",", ":"))):
            found.append(after)
    return found


def _carry_on(reading: Reading, owners: dict[Quotation, Draft], quoted: Quoted) -> None:
    """A quotation right after the sentence of another, or in the same run, has the same owner."""
    text, previous = reading.text, None
    for q in quoted.quotations:
        if previous is not None and q not in owners and previous in owners:
            draft = owners[previous]
            last = max(previous.end, reading.sentences[draft.number].end if draft.cue[0] >= previous.end else 0)
            gap = text[last : q.start] if last <= q.start else "x"
            whole = _CLOSED.search(text, q.start, q.end) is not None
            if q.run == previous.run or (draft.quotes and whole and not gap.strip() and "\n\n" not in gap):
                owners[q] = draft
        previous = q


def _join(draft: Draft, q: Quotation) -> None:
    """Adds a quotation to the content, merged with the parts it overlaps."""
    start, end, rest = q.start, q.end, []
    for s, e in draft.parts:
        if s < end and e > start:
            start, end = min(s, start), max(e, end)
        else:
            rest.append((s, e))
    if start <= draft.cue[0] and draft.cue[1] <= end:
        start, end = q.start, q.end
    draft.parts = sorted([*rest, (start, end)])


def _statement(draft: Draft, quoted: Quoted) -> Statement:
    parts = tuple(draft.parts)
    inside = [any(q.start <= s and e <= q.end for q in quoted.within(s, e)) for s, e in parts]
    touched = any(quoted.within(s, e) for s, e in parts)
    quotation = "direct" if all(inside) else "mixed" if touched else "indirect"
    return Statement(
        draft.source, draft.cue, (parts[0][0], parts[-1][1]), parts, quotation, draft.stance, None, draft.relay
    )
