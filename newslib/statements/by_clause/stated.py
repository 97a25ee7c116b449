"""Statements made of an attribution and the stretches of text that it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslib.lexicons import lexicon
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements.by_clause.passages import Attribution
from newslib.statements.records import Statement

_CORE = re.compile(r"[«\"“„(]{0,3}\w(?:.*\w)?[»\"”“)!?…%]{0,3}", re.DOTALL)


def state(reading: Reading, one: Attribution, parts: Sequence[Span], quoted: Quoted) -> Statement | None:
    """A statement with these parts of content; None when nothing with a word is left of them, or nobody says it.

    Args:
        reading: the article as read.
        one: the attribution that gives source, stance and relay.
        parts: stretches of the article that were said, in code points.
        quoted: the article's quotations.
    """
    kept = tuple(dict.fromkeys(trimmed for part in sorted(parts) if (trimmed := trim(reading.text, part))))
    if not kept or (one.source is None and one.kind == "verb"):
        return None
    return Statement(
        source=one.source,
        cue=one.cue,
        content=(kept[0][0], max(end for _, end in kept)),
        content_parts=kept,
        quotation=_quotation(kept, quoted),
        stance=one.row["stance"],
        hedge=_hedge(reading, (*kept, one.region)),
        relay=one.relay,
        way=one.kind,
        points=one.points,
    )


def trim(text: str, part: Span) -> Span | None:
    """A part from its first word to its last, with the marks that belong to them; None when no word is left."""
    core = _CORE.search(text, *part)
    return core.span() if core else None


def _quotation(parts: Sequence[Span], quoted: Quoted) -> str:
    inside = [any(q.start <= start and end <= q.end for q in quoted.within(start, end)) for start, end in parts]
    if inside and all(inside):
        return "direct"
    return "mixed" if any(quoted.within(start, end) for start, end in parts) else "indirect"


def _hedge(reading: Reading, parts: Sequence[Span]) -> str | None:
    for start, end in parts:
        for number in reading.touching((start, end)):
            sentence = reading.sentences[number]
            if lexicon(sentence.language).parser:
                continue
            for hit in lexicon(sentence.language).finder("hedges").find(sentence.text):
                if start <= sentence.start + hit.start < end:
                    return reading.text[sentence.start + hit.start : sentence.start + hit.end]
    return None
