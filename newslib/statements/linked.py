"""Statements of sentences whose words have heads: cues through the links, joined with the quotations beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newslib.lexicons import Hit, lexicon
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.statements.drafts import Draft, drafts, left_to_owners
from newslib.statements.quoted_speech import shared
from newslib.statements.records import Statement

_DATELINE = re.compile(
    r"\s*(?:[^\n]{0,60}?\([^\W\d_a-z][\w .]{1,20}\)|[^\W\d_a-z]{3,}[^\n—–―]{0,40}?)"
    r"\s*[—–―-]{1,2}\s+(?:\[[^]\n]{1,40}\]\s+)*(?=\S)"
)  # "KYIV, March 3 (Reuters) -", "LVIV —", "LIMA, 3 May (EFE) -- [Text]"
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*$")
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
    found = [one for n, passage in reading.passages(hits).items() for one in drafts(passage, hits[n], quoted)]
    found = shared(reading.text, left_to_owners(reading.text, found), quoted)
    found = _without_author([_without_head(reading.text, draft) for draft in found])
    return [_statement(draft, quoted) for draft in found if draft.parts or draft.source]


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


def _without_head(text: str, draft: Draft) -> Draft:
    """Takes a dateline, or a heading in the line above, off the front of source and content."""
    first, last = draft.sentence.start, draft.sentence.end
    line = text.find("\n", first, last)
    start = line + 1 if 0 <= line - first < _HEADING else first
    dateline = _DATELINE.match(text, start, last)
    if dateline is not None and _LINE_START.search(text[max(0, start - _HEADING) : start]):
        start = dateline.end()
    parts = tuple((s if s < first else max(s, start), e) for s, e in draft.parts if s < first or e > start)
    headed = draft.source is not None and draft.source[0] < start < draft.source[1]
    return replace(draft, parts=parts, source=(start, draft.source[1]) if headed and draft.source else draft.source)


def _without_author(found: list[Draft]) -> list[Draft]:
    """Without what "I" and "we" say outside quotation marks: that is the text's own voice."""
    own = [draft for draft in found if draft.author]
    return [draft for draft in found if not draft.author and not any(one.holds(draft.cue) for one in own)]


def _statement(draft: Draft, quoted: Quoted) -> Statement:
    parts = draft.parts or (draft.cue,)
    points = "" if draft.parts else _points(draft)
    return Statement(
        source=draft.source,
        cue=draft.cue,
        content=(parts[0][0], parts[-1][1]),
        content_parts=parts,
        quotation=quoted.manner(parts),
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
