"""Quotations joined to who says them: beside the cue, going on after it, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newslib.quotations import Quotation, Quoted
from newslib.spans import Span
from newslib.statements.drafts import Draft, outermost

_NO_WORD = re.compile(r"[^\w]*")
_WHOLE = re.compile(r"[.!?…,—–-][\"'”’»“)]*\s*$")  # a sentence, unlike a quoted word or two
_PARAGRAPH = re.compile(r"\s*(?P<words>[^\n]*\S)")
_LINE_START, _LINE_END = re.compile(r"(?:^|\n)[^\S\n]*$"), re.compile(r"[^\S\n]*(?:\n|$)")
_GAP = 10  # code points between a sentence and the quotation it introduces
_BLANKS = 20  # code points before a mark in which the line has to begin


def shared(text: str, found: Sequence[Draft], quoted: Quoted) -> list[Draft]:
    """The drafts, each with the quotations that are its content.

    Those its content touches, those right beside who says it, and those that go on from these: in the same run of
    paragraphs, right after the sentence, or as the whole next paragraph. Drafts within others get none.
    """
    outer = outermost(found)
    owners: dict[Quotation, int] = {}
    for k in outer:
        for part in found[k].parts:
            for quotation in quoted.within(*part):
                owners.setdefault(quotation, k)
    for k in outer:
        for quotation in _beside(text, found[k], quoted) if found[k].quotes else ():
            owners.setdefault(quotation, k)
    _carry_on(text, owners, {k: found[k] for k in outer}, quoted)
    made = list(found)
    for quotation, k in owners.items():
        made[k] = replace(made[k], parts=_with_quotation(made[k], quotation))
    for k in outer:
        parts = _without_aside(made[k], quoted)
        made[k] = replace(made[k], parts=parts or tuple(_introduced(text, made[k])))
    return made


def _beside(text: str, draft: Draft, quoted: Quoted) -> Iterator[Quotation]:
    """Quotations that stand right before and after who says it."""
    start, end = draft.tag
    before, after = quoted.before(start), quoted.after(end)
    new_line = "\n" if draft.parts else "\n\n"  # who says more may open another paragraph
    ahead = before is not None and _NO_WORD.fullmatch(text, before.end, start) is not None
    ahead = ahead and before is not None and new_line not in text[before.end : start]
    if ahead and before is not None:
        yield before
    if after is not None and (ahead or not draft.parts) and _follows(text, draft, after):
        yield after


def _follows(text: str, draft: Draft, after: Quotation) -> bool:
    """Whether a quotation stands right behind who says it, or behind the comma or colon after that."""
    end = draft.sentence.end
    if after.start - end >= _GAP or text[end : after.start].strip():
        return False
    gap = text[draft.tag[1] : after.start].rstrip()
    return not gap or gap.endswith((",", ":"))


def _carry_on(text: str, owners: dict[Quotation, int], drafts: dict[int, Draft], quoted: Quoted) -> None:
    """Gives quotations without an owner that of the one before, of the sentence before, of their run."""
    previous: Quotation | None = None
    for quotation in quoted.quotations:
        owner = owners.get(previous) if previous is not None else None
        if owner is not None and previous is not None and _goes_on(text, drafts[owner], previous, quotation):
            owners.setdefault(quotation, owner)
        previous = quotation
    ended = {draft.sentence.end: k for k, draft in drafts.items() if draft.quotes and draft.parts}
    for quotation in quoted.quotations:
        speaker = _just_said(text, quotation, ended)
        if speaker is not None:
            owners.setdefault(quotation, speaker)
    runs = {quotation.run: k for quotation, k in owners.items()}
    for quotation in quoted.quotations:
        if quotation.run in runs:
            owners.setdefault(quotation, runs[quotation.run])


def _just_said(text: str, quotation: Quotation, ended: dict[int, int]) -> int | None:
    """Who speaks in the sentence right before a whole quotation, on its line: 'He said it failed. "It was a trap."'"""
    end = quotation.start
    while end and text[end - 1] in " \t\xa0":
        end -= 1
    return ended.get(end) if _WHOLE.search(text, quotation.start, quotation.end) else None


def _goes_on(text: str, draft: Draft, previous: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation has the speaker of the one before it."""
    if quotation.run == previous.run:
        return True
    last = max(previous.end, draft.sentence.end if draft.anchor[0] >= previous.end else 0)
    if not draft.quotes or last > quotation.start or text[last : quotation.start].strip():
        return False
    if _WHOLE.search(text, quotation.start, quotation.end) is None:
        return False
    opens = _LINE_START.search(text[max(0, quotation.start - _BLANKS) : quotation.start])
    paragraph = opens is not None and _LINE_END.match(text, quotation.end) is not None
    return "\n\n" not in text[last : quotation.start] or paragraph


def _with_quotation(draft: Draft, quotation: Quotation) -> tuple[Span, ...]:
    """The content with a quotation, merged with the parts it overlaps."""
    start, end = quotation.start, quotation.end
    touched = [part for part in draft.parts if part[0] < end and part[1] > start]
    rest = [part for part in draft.parts if part not in touched]
    start, end = min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])
    if start <= draft.anchor[0] and draft.anchor[1] <= end:
        start, end = quotation.start, quotation.end
    return tuple(sorted([*rest, (start, end)]))


def _without_aside(draft: Draft, quoted: Quoted) -> tuple[Span, ...]:
    """What follows a quotation and its speaker without marks is no longer quoted: "..., he said, looking away"."""
    start, end = draft.tag
    before = quoted.before(start)
    if before is None or not any(s <= before.start and before.end >= e - 1 and e <= start for s, e in draft.parts):
        return draft.parts
    return tuple(part for part in draft.parts if part[0] < end or quoted.within(*part))


def _introduced(text: str, draft: Draft) -> Iterator[Span]:
    """Words without marks after a colon: "The ministry added: ..." up to the end of that paragraph."""
    end = draft.sentence.end
    if draft.quotes and draft.way != "colon" and text[draft.tag[1] : end].endswith(":"):
        line = _PARAGRAPH.match(text, end)
        if line is not None:
            yield line.span("words")
