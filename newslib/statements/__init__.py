"""Statements: who is said to have said what, in which stance."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from newslib.lexicons import lexicon
from newslib.linkers import shallow
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.spans import Cover, Span
from newslib.statements import ordered
from newslib.statements.drafts import (
    drafts,
    left_to_owners,
    shared,
    stated,
    without_author,
    without_head,
    worth_parsing,
)
from newslib.statements.headings import bylines
from newslib.statements.records import NEGATED, NOT_OWN, Statement
from newslib.statements.relays import is_relay

__all__ = ["NEGATED", "NOT_OWN", "Statement", "heard", "statements"]

_COVERS = 0.8  # share of what an agency passes on that one statement within it has to fill to stand for it


def statements(reading: Reading) -> list[Statement]:
    """Every attribution in a text that holds what was said, in reading order of the content."""
    return [one for one in heard(reading) if not one.points_only]


def heard(reading: Reading) -> list[Statement]:
    """Every attribution in a text, in reading order of the content, also those that only point to what was said.

    The outermost of nested attributions wins. What an agency passes on from a named source is that source's, with
    the agency as relay; what somebody denies, doubts or leaves uncommented stays the statement of whoever put it
    forward, beside the denial.
    """
    quoted = Quoted(quotations(reading.text))
    tied = _tied(reading, quoted)
    kept = _nested(reading, _prefer(bylines(reading, quoted, tied), tied))
    hedges = ((one, None if one.hedge else _hedge(reading, one, quoted)) for one in kept)
    hedged = [replace(one, hedge=hedge) if hedge else one for one, hedge in hedges]
    return sorted(hedged, key=lambda one: (one.content, _anchor(one), one.source or one.content))


def _tied(reading: Reading, quoted: Quoted) -> list[Statement]:
    """Statements of every sentence, nested ones too: through heads where the language has a parser, else by order."""
    parsed: dict[bool, list[int]] = {True: [], False: []}
    for number, sentence in enumerate(reading.sentences):
        parsed[bool(lexicon(sentence.language).parser)].append(number)
    hits = worth_parsing(reading, parsed[True])
    made = [one for n, passage in reading.passages(hits).items() for one in drafts(passage, hits[n], quoted)]
    made = shared(reading.text, left_to_owners(reading.text, made), quoted)
    made = without_author([without_head(reading.text, draft) for draft in made])
    plain = (shallow(number, reading.sentences[number], reading.text) for number in parsed[True])
    made += [*ordered.headed(plain, quoted, made)]
    made += ordered.drafts([*reading.passages(parsed[False]).values()], quoted)
    return [stated(draft, quoted) for draft in made if draft.parts or draft.source]


def _prefer(signed: Sequence[Statement], tied: Sequence[Statement]) -> list[Statement]:
    """Bylines, and the statements that neither stand inside one nor hold one."""
    inside = Cover([(part, one) for one in signed for part in one.content_parts])
    over = Cover([(part, k) for k, one in enumerate(tied) for part in one.content_parts])
    holding = {k for one in signed for k in over.holding(_anchor(one))}
    return [*signed, *(one for k, one in enumerate(tied) if k not in holding and not inside.holding(one.content))]


def _holds(outer: Statement, span: Span | None) -> bool:
    return span is not None and any(start <= span[0] and span[1] <= end for start, end in outer.content_parts)


def _nested(reading: Reading, found: Sequence[Statement]) -> list[Statement]:
    """Of nested statements the outermost; the inner one too where the outer names nobody, relays or turns it down."""
    order = sorted(found, key=lambda one: (-_length(one.content), one.content, _anchor(one)))
    cover = Cover([(part, i) for i, one in enumerate(order) for part in one.content_parts])
    kept: dict[int, Statement] = {}
    for i, one in enumerate(order):
        k = max((k for k in cover.holding(_anchor(one)) if k in kept), default=-1)
        inner, stays = _beside(reading, one, kept[k]) if k >= 0 else (one, True)
        if not stays:
            del kept[k]
        if inner is not None:
            kept[i] = inner
    return list(kept.values())


def _beside(reading: Reading, one: Statement, outer: Statement) -> tuple[Statement | None, bool]:
    """What is kept of a nested statement, if anything, and whether the one around it stays."""
    if one.source and (not outer.source or _stands_apart(reading, one, one.source, outer)):
        return one, True
    if not one.source or not outer.source:
        return None, True
    if _comes_back(reading, one, outer):
        return one, False
    if outer.source == one.source or not _relays(reading, outer.source):
        return None, True
    spans = [*filter(None, (one.source, one.cue, one.content))]
    fills = max(spans, key=itemgetter(1))[1] - min(spans)[0] >= _COVERS * _length(outer.content)
    return replace(one, relay=one.relay or outer.source), not fills


def _anchor(one: Statement) -> Span:
    return one.cue or one.content


def _length(span: Span) -> int:
    return span[1] - span[0]


def _stands_apart(reading: Reading, one: Statement, source: Span, outer: Statement) -> bool:
    """Whether an insertion names whose the number behind it is, or the outer statement turns down what another said.

    Or whether somebody tells a number in what another means to do.
    """
    if one.cue and (outer.way == "infinitive" or (one.inserted and not _relays(reading, source))):
        return any(char.isdigit() for char in reading.text[one.cue[1] : one.content[1]])
    turned_down = outer.stance in NOT_OWN and one.stance not in NOT_OWN
    names = {reading.text[slice(*span)].casefold() for span in (source, outer.source or outer.content)}
    return turned_down and len(names) > 1


def _relays(reading: Reading, source: Span) -> bool:
    numbers = reading.touching(source)
    return bool(numbers) and is_relay(reading.text[slice(*source)], reading.sentences[numbers[0]].language)


def _comes_back(reading: Reading, one: Statement, outer: Statement) -> bool:
    """Whether the outer source is "it", a body that tells itself: "the army counted 30, all of them, it said"."""
    numbers = reading.touching(outer.source) if outer.source else ()
    if not outer.source or not numbers or outer.source <= _anchor(one):
        return False
    hits = lexicon(reading.sentences[numbers[0]].language).finder("pronouns").find(reading.text[slice(*outer.source)])
    return any(hit.end - hit.start == _length(outer.source) and "body" in hit.row["kind"].split() for hit in hits)


def _hedge(reading: Reading, one: Statement, quoted: Quoted) -> str | None:
    """The first word that keeps a distance to the content, in it or as its cue, outside quotation marks."""
    for number in reading.touching(one.content) if one.quotation != "direct" else ():
        sentence = reading.sentences[number]
        for hit in lexicon(sentence.language).finder("hedges").find(sentence.text):
            span = (sentence.start + hit.start, sentence.start + hit.end)
            cue = one.cue is not None and not one.source and span[0] <= one.cue[0] and one.cue[1] <= span[1]
            if (cue or _holds(one, span)) and quoted.at(span[0]) is None:
                return reading.text[slice(*span)]
    return None
