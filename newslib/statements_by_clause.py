"""Statements of languages without a parser: by cues, quotation marks and the order of clauses.

Within a sentence (``attributions``):

* a cue takes as its source the role or name beside it that stands in the nominative, a body in a place ("in the
  ministry they said") when the verb is plural, and the noun phrase it governs when the cue is a preposition;
* what was said is the clause a conjunction, a colon or a quotation opens after the cue, or, when the source follows the
  verb, the clauses before it; a cue inside quoted speech opens nothing.

Across sentences see ``bulletins``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newslib.attributions import Attribution, Passage, passage
from newslib.bulletins import Told, carry
from newslib.lexicons import lexicon
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.statements import Span, Statement

_CORE = re.compile(r"[«\"“„(]*\w(?:.*\w)?[»\"”“)!?…%]*", re.DOTALL)


def tie(reading: Reading, numbers: Sequence[int]) -> list[Statement]:
    """Statements of the sentences with these numbers, those of languages without a parser, by start of content.

    A statement carried over from a neighbouring sentence has the source printed there and no cue.

    >>> from newslib.readings import read
    >>> text = "По словам мэра города, погибли пять человек."
    >>> [text[slice(*s.source)] for s in tie(read(text, candidates=["ru"]), [0])]
    ['мэра города']
    """
    quoted = Quoted(quotations(reading.text))
    wanted = [n for n in sorted(set(numbers)) if not lexicon(reading.sentences[n].language).parser]
    told: list[Told] = []
    for number in wanted:
        read = passage(reading, number, quoted)
        read.found = _with_subjects(read.found, told[-1].passage if told else None, read)
        told.append(Told(read, [_statement(reading, read, i, quoted) for i in range(len(read.found))]))
    carry(reading, told, quoted)
    made = [one for each in told for one in [*each.statements, *each.carried] if one and one.content_parts]
    return sorted(made, key=lambda one: (one.content, one.source or (0, 0)))


def _with_subjects(found: list[Attribution], before: Passage | None, read: Passage) -> list[Attribution]:
    """Gives a verb without a subject the source of the verb before it: "said that …, and added that …"."""
    whole: list[Attribution] = []
    for one in found:
        if one.source is None and one.row["kind"] == "verb":
            earlier = next((other for other in reversed(whole) if other.source), None)
            if earlier is None and not whole and before is not None and one.region[0] <= read.sentence.start + 2:
                same = before.sentence.paragraph == read.sentence.paragraph
                earlier = next((o for o in reversed(before.found) if o.source and same), None)
            if earlier is not None and (earlier.plural == one.plural or earlier.row["kind"] != "verb"):
                one = replace(one, source=earlier.source)
        whole.append(one)
    return whole


def _statement(reading: Reading, read: Passage, i: int, quoted: Quoted) -> Statement | None:
    one = read.found[i]
    parts = [part for part in (_before(read, i), _after(read, i)) if part]
    return state(reading, one, [_whole_speech(part, one.region, quoted) for part in parts], quoted)


def state(
    reading: Reading, one: Attribution, parts: Sequence[Span], quoted: Quoted, *, carried: bool = False
) -> Statement | None:
    """A statement with these parts of content; None when nothing with a word is left of them."""
    kept = tuple(dict.fromkeys(trimmed for part in sorted(parts) if (trimmed := trim(reading.text, part))))
    if (not kept and not (one.back or one.ahead)) or (one.source is None and one.row["kind"] == "verb"):
        return None
    return Statement(
        source=one.source,
        cue=None if carried else one.cue,
        content=(kept[0][0], max(end for _, end in kept)) if kept else one.region,
        content_parts=kept,
        quotation=_quotation(kept, quoted),
        stance=one.row["stance"],
        hedge=_hedge(reading, kept or (one.region,)),
        relay=one.relay,
    )


def _before(read: Passage, i: int) -> Span | None:
    """What stands before a cue, back to the sentence's start or to where another cue's report ends."""
    one = read.found[i]
    if not one.before:
        return None
    start = read.sentence.start
    for other in read.found[:i]:
        nested = other.row["kind"] == "preposition" and one.row["kind"] != "preposition"
        if not nested and other.region[1] <= one.region[0]:
            start = max(start, other.region[1])
    return (start, one.region[0]) if start < one.region[0] else None


def _after(read: Passage, i: int) -> Span | None:
    """What stands after a cue, to the sentence's end or to where a contrast brings another source."""
    one = read.found[i]
    if not one.after:
        return None
    start, end = one.region[1], min(read.sentence.end, one.limit or read.sentence.end)
    for other in read.found[i + 1 :]:
        closes = other.before and not other.after and not one.whole and (one.before or one.row["kind"] != "preposition")
        if other.begins and other.source and other.source != one.source:
            end = min(end, other.region[0])
        elif closes and other.region[0] >= start:
            return None
    return (start, end) if start < end else None


def _whole_speech(part: Span, region: Span, quoted: Quoted) -> Span:
    """Widens a part to the whole of a quotation that it only touches."""
    start, end = part
    for quotation in quoted.within(start, end):
        if quotation.start < start and not quotation.start <= region[0] < quotation.end:
            start = quotation.start
        if quotation.end > end and not quotation.start <= region[0] < quotation.end:
            end = quotation.end
    return start, end


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
