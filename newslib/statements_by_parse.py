"""Statements through a parse: frames of cues joined with the quotations beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslib.lexicons import Hit, Row, lexicon
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
_PARAGRAPH = re.compile(r"\s*(?P<words>[^\n]+(?<!\s))")
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
    hits = _worth_parsing(reading, numbers, quoted)
    drafts = []
    for number, doc in reading.parsed(hits).items():
        drafts += _drafts(reading, number, doc, quoted, hits[number])
    _share_quotations(reading, _outermost(drafts), quoted)
    for draft in drafts:
        _drop_aside(draft, quoted)
        _announce(reading, draft)
    return [draft for draft in drafts if draft.parts]


def _worth_parsing(reading: Reading, numbers: Sequence[int], quoted: Quoted) -> dict[int, list[Hit]]:
    """Sentences that can hold an attribution, with their cue words: not wholly quoted, with a cue, a mark or a colon."""
    found = {}
    for number in numbers:
        sentence = reading.sentences[number]
        around = quoted.at(sentence.start)
        if around is not None and around.end >= sentence.end:
            continue
        hits = lexicon(sentence.language).finder("cues").find(sentence.text)
        if hits or sentence.text.endswith(":") or quoted.within(sentence.start, sentence.end):
            found[number] = hits
    return found


def _drafts(reading: Reading, number: int, doc: Doc, quoted: Quoted, hits: Sequence[Hit]) -> list[Draft]:
    sentence = reading.sentences[number]

    def closed(token: Token) -> bool:
        return quoted.at(sentence.start + token.idx) is not None

    found = relayed(frames(doc, sentence.language, hits))
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
            follows = whole and not gap.strip() and ("\n\n" not in gap or _is_paragraph(text, q))
            if q.run == previous.run or (draft.quotes and follows):
                owners[q] = draft
        previous = q


def _is_paragraph(text: str, q: Quotation) -> bool:
    return text[: q.start].rstrip(" ")[-1:] in ("", "\n") and text[q.end :].lstrip(" ")[:1] in ("", "\n")


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


def _drop_aside(draft: Draft, quoted: Quoted) -> None:
    """What follows a quotation and its speaker without marks is no longer quoted: "..., he said, looking away"."""
    start, end = draft.tag
    before = quoted.before(start)
    if before is not None and any(s <= before.start and before.end >= e - 1 and e <= start for s, e in draft.parts):
        draft.parts = [part for part in draft.parts if part[0] < end or quoted.within(*part)]


def _announce(reading: Reading, draft: Draft) -> None:
    """Words without marks after a colon: "The ministry added: ..." up to the end of that paragraph."""
    text, end = reading.text, reading.sentences[draft.number].end
    if draft.parts or not draft.quotes or draft.complement == "colon" or not text[draft.tag[1] : end].endswith(":"):
        return
    line = _PARAGRAPH.match(text, end)
    if line is not None and line["words"].strip():
        draft.parts = [line.span("words")]


def _statement(draft: Draft, quoted: Quoted) -> Statement:
    parts = tuple(draft.parts)
    inside = [any(q.start <= s and e <= q.end for q in quoted.within(s, e)) for s, e in parts]
    touched = any(quoted.within(s, e) for s, e in parts)
    quotation = "direct" if all(inside) else "mixed" if touched else "indirect"
    return Statement(
        draft.source, draft.cue, (parts[0][0], parts[-1][1]), parts, quotation, draft.stance, None, draft.relay
    )
