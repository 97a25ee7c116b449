"""Statements of languages with a parser: cues through the parse, joined with the quotations beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslib.lexicons import Hit, lexicon
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements.by_parse.drafts import Draft, drafts, holds, outermost
from newslib.statements.by_parse.quoted_speech import share
from newslib.statements.records import Statement

_DATELINE = re.compile(
    r"\s*(?:[^\n]{0,60}?\([^\W\d_a-z][\w .]{1,20}\)|[^\W\d_a-z]{3,}[^\n—–―]{0,40}?)"
    r"\s*[—–―-]{1,2}\s+(?:\[[^]\n]{1,40}\]\s+)*(?=\S)"
)  # "KYIV, March 3 (Reuters) -", "LVIV —", "LIMA, 3 May (EFE) -- [Text]"
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*$")
_OWNED = frozenset({"noun clause", "count"})  # frames in which a noun for a claim has an owner
_PASSING_ON = frozenset({"asserts", "estimates"})  # stances that leave a claim to its owner
_WHOLE = 0.7  # share of a sentence that who speaks and the verb fill when it says nothing else
_HEADING = 40  # code points: a shorter line at the start of a sentence is a heading, not a wrapped line


def tie(reading: Reading, numbers: Sequence[int]) -> list[Statement]:
    """Statements of the sentences with these numbers, nested ones too.

    Only sentences that can hold an attribution are parsed.

    >>> from newslib.readings import read
    >>> text = "Nine men died, the mayor said."
    >>> [text[slice(*s.source)] for s in tie(read(text, candidates=["en"]), [0])]
    ['the mayor']
    """
    quoted = Quoted(quotations(reading.text))
    hits = worth_parsing(reading, numbers)
    found = []
    for number, passage in reading.passages(hits).items():
        found += drafts(reading.sentences[number], passage.words, hits[number], quoted)
    _leave_to_owners(reading.text, found)
    share(reading.text, outermost(found), quoted)
    for draft in found:
        _skip_heads(reading.text, draft)
    return [_statement(draft, quoted) for draft in _without_author(found) if draft.parts or draft.source]


def worth_parsing(reading: Reading, numbers: Sequence[int]) -> dict[int, list[Hit]]:
    """Sentences not wholly quoted that have a cue, a quotation mark or a colon, with their cue words."""
    return reading.once((worth_parsing, tuple(numbers)), lambda: _worth_parsing(reading, numbers))


def _worth_parsing(reading: Reading, numbers: Sequence[int]) -> dict[int, list[Hit]]:
    quoted = Quoted(quotations(reading.text))
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


def _leave_to_owners(text: str, found: Sequence[Draft]) -> None:
    """Cuts a number on another's word out of what is said: "he was asked about Moscow's claim that 50 died"."""
    owned = [one for one in found if one.complement in _OWNED and _is_named(text, one) and _has_digit(text, one)]
    for one in owned:
        ends = [one.tag, *one.parts]
        start, end = min(s for s, _ in ends), max(e for _, e in ends)
        for outer in found:
            if outer is not one and outer.source and outer.stance in _PASSING_ON and holds(outer, (start, end)):
                outer.parts = [piece for part in outer.parts for piece in _without(text, part, (start, end))]


def _is_named(text: str, draft: Draft) -> bool:
    """Whether the owner of a claim is more than a pronoun, which may stand for the one who speaks."""
    if draft.source is None:
        return False
    owner = text[slice(*draft.source)]
    pronouns = lexicon(draft.sentence.language).finder("pronouns").find(owner)
    return all(hit.end - hit.start < len(owner) for hit in pronouns)


def _has_digit(text: str, draft: Draft) -> bool:
    return any(char.isdigit() for start, end in draft.parts for char in text[start:end])


def _without(text: str, part: Span, hole: Span) -> list[Span]:
    """What is left of a stretch on both sides of a hole, where words are left."""
    if hole[1] <= part[0] or part[1] <= hole[0]:
        return [part]
    sides = [(part[0], hole[0]), (hole[1], part[1])]
    return [(s, s + len(text[s:e].rstrip())) for s, e in sides if any(char.isalnum() for char in text[s:e])]


def _skip_heads(text: str, draft: Draft) -> None:
    """Takes a dateline, or a heading in the line above, off the front of source and content."""
    first, last = draft.sentence.start, draft.sentence.end
    line = text.find("\n", first, last)
    start = line + 1 if 0 <= line - first < _HEADING else first
    dateline = _DATELINE.match(text, start, last)
    if dateline is not None and _LINE_START.search(text[max(0, start - _HEADING) : start]):
        start = dateline.end()
    draft.parts = [(s if s < first else max(s, start), e) for s, e in draft.parts if s < first or e > start]
    if draft.source is not None and draft.source[0] < start < draft.source[1]:
        draft.source = (start, draft.source[1])


def _without_author(found: list[Draft]) -> list[Draft]:
    """Without what "I" and "we" say outside quotation marks: that is the text's own voice."""
    own = [draft for draft in found if draft.author]
    return [draft for draft in found if not draft.author and not any(holds(one, draft.cue) for one in own)]


def _statement(draft: Draft, quoted: Quoted) -> Statement:
    parts = tuple(draft.parts or [draft.cue])
    points = "" if draft.parts else _points(draft)
    return Statement(
        source=draft.source,
        cue=draft.cue,
        content=(parts[0][0], parts[-1][1]),
        content_parts=parts,
        quotation=_quotation(parts, quoted),
        stance=draft.stance,
        hedge=None,
        relay=draft.relay,
        way=draft.complement,
        points=frozenset([points] if points else []),
        points_only=not draft.parts,
    )


def _points(draft: Draft) -> str:
    """Where what was said stands when the sentence does not hold it: after its colon, or before "..., he said."."""
    start, end = draft.tag
    if draft.sentence.text.endswith(":"):
        return "ahead"
    return "back" if end - start > _WHOLE * (draft.sentence.end - draft.sentence.start) else ""


def _quotation(parts: Sequence[Span], quoted: Quoted) -> str:
    if all(any(q.start <= s and e <= q.end for q in quoted.within(s, e)) for s, e in parts):
        return "direct"
    return "mixed" if any(quoted.within(s, e) for s, e in parts) else "indirect"
