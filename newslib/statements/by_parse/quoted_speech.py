"""Quotations joined to who says them: beside the cue, going on after it, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslib.quotations import Quotation, Quoted
from newslib.statements.by_parse.drafts import Draft

_NO_WORD = re.compile(r"[^\w]*")
_WHOLE = re.compile(r"[.!?…,—–-][\"'”’»“)]*\s*$")  # a sentence, unlike a quoted word or two
_PARAGRAPH = re.compile(r"\s*(?P<words>[^\n]*\S)")
_LINE_START, _LINE_END = re.compile(r"(?:^|\n)[^\S\n]*$"), re.compile(r"[^\S\n]*(?:\n|$)")
_GAP = 10  # code points between a sentence and the quotation it introduces
_BLANKS = 20  # code points before a mark in which the line has to begin


def share(text: str, drafts: Sequence[Draft], quoted: Quoted) -> None:
    """Adds to each draft the quotations that are its content.

    Those its content touches, those right beside who says it, and those that go on from these: in the same run of
    paragraphs, right after the sentence, or as the whole next paragraph.
    """
    owners: dict[Quotation, Draft] = {}
    for draft in drafts:
        for part in draft.parts:
            for quotation in quoted.within(*part):
                owners.setdefault(quotation, draft)
    for draft in drafts:
        for quotation in _beside(text, draft, quoted) if draft.quotes else ():
            owners.setdefault(quotation, draft)
    _carry_on(text, owners, drafts, quoted)
    for quotation, draft in owners.items():
        _join(draft, quotation)
    for draft in drafts:
        _drop_aside(draft, quoted)
        _introduce(text, draft)


def _beside(text: str, draft: Draft, quoted: Quoted) -> list[Quotation]:
    """Quotations that stand right before and after who says it."""
    (start, end), found = draft.tag, []
    before, after = quoted.before(start), quoted.after(end)
    if before is not None and _NO_WORD.fullmatch(text, before.end, start):
        new_line = "\n\n" if not draft.parts else "\n"  # who says more may open another paragraph
        if new_line not in text[before.end : start]:
            found.append(before)
    if after is not None and (found or not draft.parts) and after.start - draft.sentence.end < _GAP:
        gap = text[end : after.start].rstrip()
        if not text[draft.sentence.end : after.start].strip() and (not gap or gap.endswith((",", ":"))):
            found.append(after)
    return found


def _carry_on(text: str, owners: dict[Quotation, Draft], drafts: Sequence[Draft], quoted: Quoted) -> None:
    previous: Quotation | None = None
    for quotation in quoted.quotations:
        if previous in owners and quotation not in owners and _goes_on(text, owners[previous], previous, quotation):
            owners[quotation] = owners[previous]
        previous = quotation
    ended = {draft.sentence.end: draft for draft in drafts if draft.quotes and draft.parts}
    for quotation in quoted.quotations:
        if quotation not in owners and (speaker := _just_said(text, quotation, ended)) is not None:
            owners[quotation] = speaker
    runs = {quotation.run: draft for quotation, draft in owners.items()}
    for quotation in quoted.quotations:
        if quotation not in owners and quotation.run in runs:
            owners[quotation] = runs[quotation.run]


def _just_said(text: str, quotation: Quotation, ended: dict[int, Draft]) -> Draft | None:
    """Who speaks in the sentence right before a whole quotation, on its line: 'He said it failed. "It was a trap."'"""
    end = quotation.start
    while end and text[end - 1] in " \t\xa0":
        end -= 1
    return ended.get(end) if _WHOLE.search(text, quotation.start, quotation.end) else None


def _goes_on(text: str, draft: Draft, previous: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation has the speaker of the one before it."""
    if quotation.run == previous.run:
        return True
    last = max(previous.end, draft.sentence.end if draft.cue[0] >= previous.end else 0)
    if not draft.quotes or last > quotation.start or text[last : quotation.start].strip():
        return False
    if _WHOLE.search(text, quotation.start, quotation.end) is None:
        return False
    return "\n\n" not in text[last : quotation.start] or _is_paragraph(text, quotation)


def _is_paragraph(text: str, quotation: Quotation) -> bool:
    before = text[max(0, quotation.start - _BLANKS) : quotation.start]
    return _LINE_START.search(before) is not None and _LINE_END.match(text, quotation.end) is not None


def _join(draft: Draft, quotation: Quotation) -> None:
    """Adds a quotation to the content, merged with the parts it overlaps."""
    start, end, rest = quotation.start, quotation.end, []
    for part in draft.parts:
        if part[0] < end and part[1] > start:
            start, end = min(part[0], start), max(part[1], end)
        else:
            rest.append(part)
    if start <= draft.cue[0] and draft.cue[1] <= end:
        start, end = quotation.start, quotation.end
    draft.parts = sorted([*rest, (start, end)])


def _drop_aside(draft: Draft, quoted: Quoted) -> None:
    """What follows a quotation and its speaker without marks is no longer quoted: "..., he said, looking away"."""
    start, end = draft.tag
    before = quoted.before(start)
    if before is not None and any(s <= before.start and before.end >= e - 1 and e <= start for s, e in draft.parts):
        draft.parts = [part for part in draft.parts if part[0] < end or quoted.within(*part)]


def _introduce(text: str, draft: Draft) -> None:
    """Words without marks after a colon: "The ministry added: ..." up to the end of that paragraph."""
    end = draft.sentence.end
    if draft.parts or not draft.quotes or draft.complement == "colon" or not text[draft.tag[1] : end].endswith(":"):
        return
    line = _PARAGRAPH.match(text, end)
    if line is not None:
        draft.parts = [line.span("words")]
