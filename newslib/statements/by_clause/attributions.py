"""The attributions of one sentence: each cue with its source and the sides on which what was said stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements.by_clause.clauses import Clause, clauses
from newslib.statements.by_clause.cues import FoundCue, find_cues
from newslib.statements.by_clause.extents import past_adjectives
from newslib.statements.by_clause.headings import headings, titled
from newslib.statements.by_clause.marked_words import MarkedWords, mark
from newslib.statements.by_clause.passages import CARRYING, Attribution, Passage
from newslib.statements.by_clause.phrases import LIKELY, SURE, Phrase, after_preposition, subject
from newslib.statements.by_clause.speakers import heads_document, is_document
from newslib.statements.by_clause.spoken import begins, extended, spoken
from newslib.statements.by_clause.stances import settled
from newslib.statements.relays import is_relay

_LIST = re.compile(r":\s*(?:\n|$)")
_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
_MOST_CUES = 60  # cues of one sentence; what has more is no sentence
_OPENING, _CLOSING = '«„“"', '»”“"'


def passage(reading: Reading, number: int, quoted: Quoted) -> Passage:
    """One sentence with its attributions, in order.

    Args:
        reading: the article as read.
        number: number of the sentence.
        quoted: the article's quotations; a cue inside quoted speech opens nothing.
    """
    sentence = reading.sentences[number]
    marked = mark(sentence)
    solid = [(day.start, day.end) for day in marked.days] + list(_light_brackets(marked))
    days = [(sentence.start + start, sentence.start + end) for start, end in solid]
    cut = clauses(reading.text, sentence.start, sentence.end, quoted.within(sentence.start, sentence.end), days)
    cut = _with_pointers(marked, sentence.start, cut)
    speech = Quoted([clause.quotation for clause in cut if clause.quotation])
    cues = find_cues(marked, lambda offset: speech.at(sentence.start + offset) is not None)
    lists = [sentence.start + match.start() for match in _LIST.finditer(sentence.text)]
    made = Passage(number, sentence, marked, cut, cues[:_MOST_CUES], lists[-1] if lists else -1)
    if not made.starts_with("skip"):
        found = [one for n in range(len(cut)) for one in _of_clause(made, n)]
        found = sorted([*found, *headings(made, found)], key=lambda one: one.region)
        found = _owned(made, _at_one_remove(made, found))
        found = settled(made, _side_by_side(made, found))
        made.found = [_with_marks(reading.text, one) for one in found]
    return made


def _light_brackets(m: MarkedWords) -> Iterator[Span]:
    """Brackets that only name again who stands before them: "Ivan Ivanov (“Hare”) said", "the service (NEMA)"."""
    for match in _BRACKETS.finditer(m.text):
        inside = range(*m.range(*match.span()))
        reports = any(is_document(m, k, exact=False) for k in inside)  # "(data of the police)"
        if not reports and not any(m.has(k, "preposition", "number", "outcome", "verb", "date") for k in inside):
            yield match.span()


def _with_pointers(marked: MarkedWords, start: int, cut: list[Clause]) -> list[Clause]:
    """Joins a clause that only points back and tells the day ("this on Thursday,") to the one after it."""
    joined: list[Clause] = []
    for clause in cut:
        last = joined[-1] if joined else None
        if last and clause.opener == "comma" and not (clause.quotation or last.quotation):
            inside = range(*marked.range(last.start - start, last.end - start))
            light = all(marked.has(k, "back", "date", "adverb", "preposition", "conjunction") for k in inside)
            if light and any(marked.has(k, "back") for k in inside):
                clause = replace(joined.pop(), end=clause.end)
        joined.append(clause)
    return joined


def _of_clause(p: Passage, n: int) -> Iterator[Attribution]:
    if p.clauses[n].quotation:
        return
    first, last = p.zone(n)
    here = [cue for cue in p.cues if first <= cue.first <= last]
    nouns = [titled(p, n, cue, last) for cue in here if cue.kind == "noun"]
    yield from (made for made in nouns if made)
    inside = [cue for cue in here if cue.kind != "noun"]
    for i, cue in enumerate(inside):
        since = inside[i - 1].last + 1 if i else first
        until = inside[i + 1].first - 1 if i + 1 < len(inside) else last
        made = _governed(p, n, cue, until) if cue.kind == "preposition" else spoken(p, n, cue, since, until)
        if made:
            yield made


def _governed(p: Passage, n: int, cue: FoundCue, until: int) -> Attribution | None:
    """A cue such as "according to": what was said is the rest of the sentence."""
    m = p.marked
    first, last = p.zone(n)
    phrase = _holder(m, cue, until, last)
    relative = phrase is not None and m.has(phrase.first, "pronoun:relative", "pronoun:relative oblique")
    if relative or any(m.has(k, "ours") for k in range(cue.first, cue.last + 1)):
        return None
    nobody = phrase is None or phrase.sure < SURE or heads_document(m, phrase.first, phrase.last)
    if cue.row["takes"] == "named" and nobody:
        return None
    source, appended = extended(p, n, phrase)
    outer = subject(m, first, cue.first - 1, after_cue=False) if cue.row["takes"] == "behind" else None
    leads = all(m.has(k, "conjunction", "parenthesis", "continue") for k in range(first, cue.first))
    start, end = p.span(first if leads or outer else cue.first, max(cue.last, phrase.last if phrase else 0))
    end = max(end, appended)
    contrast = leads and begins(p, n)
    return Attribution(
        row=cue.row,
        cue=p.span(cue.first, cue.last),
        source=source,
        region=(start, end),
        relay=p.span(outer.first, outer.last) if outer else None,
        before=not contrast and not ((leads or outer) and n == 0),
        after=bool(m.words) and end < p.sentence.start + m.words[-1].end,
        ahead=p.list_follows(n),
        begins=contrast,
    )


def _holder(m: MarkedWords, cue: FoundCue, until: int, last: int) -> Phrase | None:
    """Whom a cue such as "according to" governs: a pronoun inside it, or the phrase after it."""
    if cue.holder is not None:
        return Phrase(cue.holder, cue.holder, SURE)
    handed = m.has(cue.last + 1, "from") and m.joined(cue.last)  # "by information from the police"
    return after_preposition(m, cue.last + 1 + handed, until, closed=until == last and not handed)


def _at_one_remove(p: Passage, found: list[Attribution]) -> list[Attribution]:
    """Joins "writes the agency, citing the ministry" and "said the mayor, writes the agency": it is their relay."""
    joined: list[Attribution] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(one)
            continue
        region = min(last.region[0], one.region[0]), max(last.region[1], one.region[1])
        if _by_the_way(p, last, one):
            joined[-1] = replace(one, relay=one.relay or last.source)
        elif _credited(p, last, one):
            joined[-1] = replace(last, relay=one.relay, region=last.region)
        elif one.row["takes"] == "behind" and one.source and last.source:
            joined[-1] = replace(last, source=one.source, relay=last.source, region=region)
        elif last.row["takes"] == "behind" and one.kind == "verb" and _inside(one.source, last.region):
            joined[-1] = replace(one, source=last.source, relay=last.relay, region=region, before=False)
        elif _passed_on(p, last, one):
            joined[-1] = replace(last, relay=one.source, region=region)
        elif _closing(p, last, one):
            joined[-1] = replace(last, relay=one.source, limit=one.region[0])
        else:
            joined.append(one)
    return joined


def _owned(p: Passage, found: list[Attribution]) -> list[Attribution]:
    """Gives a claim in somebody's mouth to its owner.

    "The army denied the rebels' claim of 30 dead": beside the denial stands what the rebels say. "The agency passes on
    the words of the minister": the minister says it, the agency is the relay.
    """
    told: list[Attribution] = []
    for one in found:
        owner = _owner(p, one) if one.source and (one.announces or one.before) else None
        if owner is None:
            told.append(one)
        elif one.row["stance"] in CARRYING:
            relays = is_relay(p.text_of(one.source or owner), p.sentence.language)
            region = one.region[0], max(owner[1], one.region[1])
            told.append(replace(one, source=owner, relay=one.source, region=region) if relays else one)
        else:
            row = {**one.row, "stance": "asserts"}
            told += [one, Attribution(row, None, owner, (owner[0], owner[1]), after=True)]
    return told


def _owner(p: Passage, one: Attribution) -> Span | None:
    """Whose document or words the object of a verb are: "denied the claims of the rebels"."""
    inverted = one.before and one.cue and one.source and one.source > one.cue  # "…, passes on the words of X agency Y"
    start = one.cue[1] if inverted and one.cue else one.region[1]
    after = next((k for k in range(len(p.marked.words)) if p.span(k, k)[0] >= start), None)
    if after is None or (one.before and not inverted):
        return None
    last = len(p.marked.words) - 1
    if inverted and one.source:
        last = p.words_of(one.source)[0] - 1
    head = after if p.marked.has(after, "speech") else past_adjectives(p.marked, after, after + 2)
    if not (is_document(p.marked, head, exact=False) or p.marked.has(head, "speech")):
        return None
    phrase = after_preposition(p.marked, head + 1, last, closed=bool(inverted))
    sure = phrase is not None and (phrase.sure >= SURE or (inverted and phrase.sure >= LIKELY))
    return p.span(phrase.first, phrase.last) if phrase and sure and phrase.first == head + 1 else None


def _by_the_way(p: Passage, last: Attribution, one: Attribution) -> bool:
    """Whether an agency stands in an insertion before who speaks: "new data, as the agency writes, gave the chief"."""
    if not (last.source and one.source) or one.kind != "verb" or one.row["takes"] == "clause":
        return False
    clause = next((c for c in p.clauses if c.start <= last.region[0] < c.end), None)
    inserted = clause is not None and p.marked.has(p.words_of((clause.start, clause.end))[0], "parenthesis")
    return inserted and is_relay(p.text_of(last.source), p.sentence.language)


def _credited(p: Passage, last: Attribution, one: Attribution) -> bool:
    """Whether a line ends in "- the agency, citing …": it passes on what somebody said before."""
    if one.row["takes"] != "behind" or not (last.source and one.relay):
        return False
    here = next((c for c in p.clauses if c.start == one.region[0]), None)
    return here is not None and here.opener == "dash" and last.region[1] <= here.start


def _passed_on(p: Passage, last: Attribution, one: Attribution) -> bool:
    """Whether an agency follows right upon the source it quotes."""
    between = p.text_of((last.region[1], max(one.region[0], last.region[1])))
    if last.relay or not (last.source and one.source) or one.kind != "verb" or re.search(r"\w", between):
        return False
    return [is_relay(p.text_of(span), p.sentence.language) for span in (last.source, one.source)] == [False, True]


def _closing(p: Passage, last: Attribution, one: Attribution) -> bool:
    """Whether the last clause is nothing but the agency that passes on what somebody said: "…, writes the agency"."""
    alone = p.clauses[-1].start >= one.region[0] and one.region[1] >= p.clauses[-1].end
    if last.relay or not (last.source and one.source) or one.kind != "verb" or not (alone and last.whole):
        return False
    return is_relay(p.text_of(one.source), p.sentence.language)


def _side_by_side(p: Passage, found: list[Attribution]) -> list[Attribution]:
    """Sets off "by data of the police - 30, by data of the doctors - 28": each opens what its own source told."""
    opens = {c.start for c in p.clauses}
    lead = found[0] if found and found[0].kind == "preposition" and found[0].region[0] == p.clauses[0].start else None
    return [
        replace(one, begins=True, before=False)
        if lead and one is not lead and one.kind == "preposition" and one.region[0] in opens and one.source
        else one
        for one in found
    ]


def _inside(span: Span | None, region: Span) -> bool:
    return span is None or (region[0] <= span[0] and span[1] <= region[1])


def _with_marks(text: str, one: Attribution) -> Attribution:
    """The region with the quotation marks of a name at its edges, the names with the marks that belong to them."""
    start, end = one.region
    return replace(
        one,
        region=(start - (start > 0 and text[start - 1] in _OPENING), end + (end < len(text) and text[end] in _CLOSING)),
        source=one.source and _balanced(text, one.source),
        relay=one.relay and _balanced(text, one.relay),
    )


def _balanced(text: str, span: Span) -> Span:
    """A name with the other one of its quotation marks: "the «Azov» regiment", "«Mediazona» and the BBC"."""
    start, end = span
    left, right = (sum(text.count(mark, start, end) for mark in marks) for marks in ("«„“", "»”"))
    odd = text.count('"', start, end) % 2 == 1
    if (left > right or odd) and text[end : end + 1] in (*_CLOSING,):
        return start, end + 1
    if (right > left or odd) and start and text[start - 1] in _OPENING:
        return start - 1, end
    return span
