"""Sources that need no verb: before a colon, after a dash at the end of a line, over a bulletin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslib.statements.by_clause.clauses import Clause
from newslib.statements.by_clause.cues import FoundCue
from newslib.statements.by_clause.passages import Attribution, Passage, rule
from newslib.statements.by_clause.phrases import SURE, Phrase, after_preposition, body_in_place, standing_alone
from newslib.statements.by_clause.speakers import is_anybody

HEADING, SIGNATURE, LABEL = rule("heading"), rule("signature"), rule("label")
_NEAR = 20  # code points around a clause that show how it is set off
_MOST = 60  # dashes of one sentence that may bring a source
_SHORT = 3  # words of an unknown name after a dash; words that must stand before a dash without a comma
_END_OF_LINE = re.compile(r"[ .,]*(?:\n|$)")
_SET_OFF = re.compile(r"[,»”\"][\s–—‒-]*$")


def titled(p: Passage, n: int, cue: FoundCue, until: int) -> Attribution | None:
    """A noun such as "bulletin" with the body whose bulletin it is, at the head of a line or before a colon.

    Args:
        p: the sentence.
        n: number of the clause.
        cue: the noun, or a noun with its preposition ("news from"), which may stand anywhere.
        until: last word that belongs to no other cue.
    """
    m = p.marked
    first, _ = p.zone(n)
    opens = n == 0 and all(m.has(k, "adjective", "adverb", "date", "number") for k in range(first, cue.first))
    place = _place_before(p, first, cue.first) if cue.row["takes"] == "inside" else None
    told = any(other.kind == "verb" or (place is not None and other.kind == "phrase") for other in p.cues)
    light = all(m.has(k, "back", "adjective", "oblique_adjective") for k in range(first, cue.first))
    bracketed = p.clauses[n].opener in ("open", "dash") and light  # thirty dead (data of the police)
    if (told and not bracketed) or not (opens or bracketed or place is not None or cue.last > cue.first):
        return None
    phrase = after_preposition(m, cue.last + 1, until, closed=False)
    if phrase is None or phrase.sure < SURE:
        return None
    if place is not None:  # in the bulletin of the ministry the losses are …
        region = p.span(place, phrase.last)
        source, after = p.span(phrase.first, phrase.last), p.span(len(m.words) - 1, len(m.words) - 1)[1]
        return Attribution(cue.row, region, source, region, before=place > first or n > 0, after=region[1] < after)
    if bracketed:
        region = p.clauses[n].start, p.clauses[n].end
        return Attribution(cue.row, p.span(cue.first, cue.last), p.span(phrase.first, phrase.last), region, before=True)
    colon = n + 1 < len(p.clauses) and p.clauses[n + 1].opener == "colon"
    return Attribution(
        row={**cue.row, "takes": "report"},
        cue=p.span(cue.first, cue.last),
        source=p.span(phrase.first, phrase.last),
        region=(p.clauses[0].start, p.clauses[n].end),
        announces=True,
        after=colon,
        ahead=True,
        whole=colon,
    )


def _place_before(p: Passage, first: int, noun: int) -> int | None:
    """The preposition of place that governs a noun, adjectives between them."""
    k = noun - 1
    while k >= first and p.marked.has(k, "adjective", "oblique_adjective"):
        k -= 1
    return k if k >= first and p.marked.has(k, "place") else None


def headings(p: Passage, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Sources that head or close a line: "Ministry: …", "…: the ministry on losses", "…, - the minister".

    Args:
        p: the sentence.
        found: attributions that its cues make; no heading stands in one of them.
    """
    colon = next((n for n, clause in enumerate(p.clauses) if clause.opener == "colon"), 0)
    made: list[Attribution] = []
    if len(p.clauses) == 1 and not found and p.sentence.text.rstrip().endswith(":"):
        made += _over_lines(p)
    on = colon == 2 and p.clauses[1].opener == "dash" and p.marked.has(p.zone(1)[0], "topic")
    label = len(p.clauses) > 1 and p.clauses[1].opener == "dash" and p.starts_with("label")
    if (colon == 1 or on or label) and not p.clauses[0].quotation and not _touched(found, p.clauses[0]):
        made += list(_after_label(p)) or list(_before_colon(p))
    if colon and not found and not made:
        made += _after_colon(p, colon)
    yield from made
    dashes = [n for n, clause in enumerate(p.clauses) if clause.opener == "dash" and _ends_line(p, clause)]
    for n in dashes[:_MOST]:
        if not _touched(found, p.clauses[n]):
            yield from _after_dash(p, n)


def _touched(found: Sequence[Attribution], clause: Clause) -> bool:
    return any(one.region[0] < clause.end and clause.start < one.region[1] for one in found)


def _over_lines(p: Passage) -> Iterator[Attribution]:
    """A line that is nothing but a source and a colon."""
    first, last = p.zone(0)
    if phrase := standing_alone(p.marked, first, last):
        yield Attribution(HEADING, None, p.span(phrase.first, phrase.last), p.span(first, last), ahead=True)


def _before_colon(p: Passage) -> Iterator[Attribution]:
    first, last = p.zone(0)
    phrase = standing_alone(p.marked, first, last)
    if phrase is not None:  # to the colon, or to what it speaks "on"
        source, region = p.span(phrase.first, phrase.last), (p.clauses[0].start, p.clauses[0].end)
        yield Attribution(HEADING, None, source, region, after=True, ahead=True, whole=True)


def _after_label(p: Passage) -> Iterator[Attribution]:
    """A line "Source: the ministry", over or under what the ministry told."""
    m, (first, last) = p.marked, p.zone(1)
    if not p.starts_with("label") or p.zone(0)[1] >= first:
        return
    line = m.text.find("\n", m.words[first].start)
    last = min(last, m.at(line) - 1) if line >= 0 else last
    before_place = next((k - 1 for k in range(first + 1, last + 1) if m.has(k, "preposition")), last)
    phrase = standing_alone(m, first, last) or _unknown_name(p, first, before_place)
    if phrase is not None:
        source, region = p.span(phrase.first, phrase.last), (p.clauses[0].start, p.span(first, last)[1])
        yield Attribution(LABEL, None, source, region, back=True, after=line >= 0, ahead=True)


def _after_colon(p: Passage, n: int) -> Iterator[Attribution]:
    """What stands before a colon belongs to who speaks "on" it after the colon."""
    first, last = p.zone(n)
    phrase = standing_alone(p.marked, first, last)
    if phrase is not None and phrase.last < last:
        region = p.clauses[n].start, p.clauses[n].end
        yield Attribution(HEADING, None, p.span(phrase.first, phrase.last), region, before=True)


def _ends_line(p: Passage, clause: Clause) -> bool:
    return bool(_END_OF_LINE.match(p.marked.text, clause.end - p.sentence.start))


def _after_dash(p: Passage, n: int) -> Iterator[Attribution]:
    """A source after a dash at the end of a line.

    Without a comma or a quotation before the dash a noun in the singular may be what somebody is ("the dead man is a
    local"), so then only an office with some words before it counts.
    """
    clause, m = p.clauses[n], p.marked
    first, last = p.zone(n)
    at = clause.start - p.sentence.start
    set_off = n == 0 or bool(_SET_OFF.search(m.text[max(0, at - _NEAR) : at]))
    phrase = standing_alone(m, first, last)
    if phrase is None and set_off:
        phrase = _unknown_name(p, first, last) or body_in_place(m, first, last)
    if phrase is None or phrase.last != last:
        return
    told = sum(not m.has(k, "number") for k in range(first))
    if not set_off and (is_anybody(m, phrase.first, phrase.last) or told + bool(told < first) < _SHORT):
        return
    yield Attribution(
        SIGNATURE, None, p.span(phrase.first, phrase.last), (clause.start, clause.end),
        before=n > 0, back=n == 0, after=n == 0 and n + 1 < len(p.clauses), ahead=n == 0,
    )  # fmt: skip


def _unknown_name(p: Passage, first: int, last: int) -> Phrase | None:
    m, inside = p.marked, range(first, last + 1)
    if not 0 <= last - first <= _SHORT or not all(m.has(k, "capital") for k in inside):
        return None
    return None if any(m.has(k, "cue", "number", "outcome", "verb") for k in inside) else Phrase(first, last, SURE)
