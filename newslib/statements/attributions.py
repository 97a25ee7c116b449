"""The attributions of a sentence without heads: each cue with its source and the sides on which its words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newslib.spans import Span
from newslib.statements.cues import FoundCue, find_cues
from newslib.statements.headings import headings, is_headed, titled
from newslib.statements.outlines import Outline
from newslib.statements.records import Attribution
from newslib.statements.relays import at_one_remove, owned
from newslib.statements.stances import judged
from newslib.statements.subjects import ADJECTIVES, SURE, Phrase, after_preposition, any_speaker, subject
from newslib.statements.verbs import Verb, begins, extended, spoken

_OPENING, _CLOSING = '«„“"', '»”“"'


def attributions(o: Outline) -> list[Attribution]:
    """The attributions of one sentence, in order; none where it begins with a word that says so ("advertisement")."""
    cues = find_cues(o)
    if o.has(0, "skip"):
        return []
    made = [one for n in range(len(o.clauses)) for one in _of_clause(o, n, cues)]
    made = sorted([*made, *headings(o, made)], key=lambda one: one.region)
    made = _side_by_side(o, owned(o, at_one_remove(o, made)))
    return [_with_marks(o, one) for one in judged(o, made)]


def _of_clause(o: Outline, n: int, cues: Sequence[FoundCue]) -> Iterator[Attribution]:
    if o.clauses[n].quotation:
        return
    first, last = o.zone(n)
    here = [cue for cue in cues if first <= cue.first <= last]
    yield from filter(None, (titled(o, n, cue, last, cues) for cue in here if cue.kind == "noun"))
    inside = [cue for cue in here if cue.kind != "noun"]
    ends = [first - 1, *(cue.last for cue in inside)]
    starts = [*(cue.first for cue in inside), last + 1]
    for i, cue in enumerate(inside):
        since, until = ends[i] + 1, starts[i + 1] - 1
        governs = cue.kind == "preposition"
        made = _governed(o, n, cue, since, until) if governs else spoken(Verb(o, n, cue, since, until))
        if made:
            yield made


def _governed(o: Outline, n: int, cue: FoundCue, since: int, until: int) -> Attribution | None:
    """A cue such as "according to": what was said is the rest of the sentence; ``since`` the cue before it."""
    first, last = o.zone(n)
    phrase = _holder(o, cue, until, last) or _behind_participle(o, n, cue)
    if n and phrase and o.has(phrase.first, "pronoun:relative", "pronoun:relative oblique"):
        return _by_which(o, cue, phrase, any_speaker(o, 0, first - 1))
    if o.any_has(cue.words, "ours") or not _is_fit(o, cue, phrase):
        return None
    source, appended = extended(o, n, phrase)
    cited = cue.row["takes"] == "behind" and since == first
    outer = subject(o, first, cue.first - 1, after_cue=False) if cited else None
    leads = o.all_have(range(first, cue.first), "conjunction", "parenthesis", "continue")
    start, end = o.span(first if leads or outer else cue.first, max(cue.last, phrase.last if phrase else 0))
    end = max(end, appended)
    contrast = leads and begins(o, n)
    pointing = first < cue.first and o.all_have(range(first, cue.first), "back")  # "such data in the words of …"
    return Attribution(
        row=cue.row,
        cue=o.span(cue.first, cue.last),
        source=source,
        region=(start, end),
        relay=o.span(outer.first, outer.last) if outer else None,
        before=not contrast and not pointing and not ((leads or outer) and n == 0),
        after=end < o.span(o.last, o.last)[1] and not pointing,
        back=pointing,
        ahead=o.list_follows(n),
        begins=contrast,
    )


def _by_which(o: Outline, cue: FoundCue, pronoun: Phrase, who: Phrase | None) -> Attribution | None:
    """Who is named before "…, according to which": "the agency passed on a statement of the minister, by which …"."""
    if who is None or o.any_has(cue.words, "ours"):
        return None
    cited, region = o.span(cue.first, cue.last), o.span(cue.first, max(cue.last, pronoun.last))
    return Attribution(cue.row, cited, o.span(who.first, who.last), region, after=True)


def _behind_participle(o: Outline, n: int, cue: FoundCue) -> Phrase | None:
    """Who put out what a cue names: "by the data, published by the ministry, ..."."""
    if cue.last != o.zone(n)[1] or o.opener(n + 1) != "comma":
        return None
    first, last = o.zone(n + 1)
    phrase = after_preposition(o, first + 1, last, closed=False) if o.has(first, *ADJECTIVES) else None
    whole = phrase is not None and (phrase.last == last or o.has(phrase.last + 1, "preposition", "conjunction"))
    return phrase if phrase and phrase.sure >= SURE and whole and is_headed(o, phrase) else None


def _is_fit(o: Outline, cue: FoundCue, phrase: Phrase | None) -> bool:
    """Whether a cue such as "according to" governs what it can: no "which", and where its row asks for it a name."""
    nobody = phrase is None or phrase.sure < SURE or o.heads_document(phrase.first, phrase.last)
    if nobody and cue.row["takes"] == "named":
        return False
    return phrase is None or not o.has(phrase.first, "pronoun:relative", "pronoun:relative oblique")


def _holder(o: Outline, cue: FoundCue, until: int, last: int) -> Phrase | None:
    """Whom a cue such as "according to" governs: a pronoun inside it, or the phrase after it."""
    if cue.holder is not None:
        return Phrase(cue.holder, cue.holder, SURE)
    handed = o.follows(cue.last, "giver")  # "by information from the police"
    return after_preposition(o, cue.last + 1 + handed, until, closed=until == last and not handed)


def _side_by_side(o: Outline, found: list[Attribution]) -> list[Attribution]:
    """Sets off "by data of the police - 30, by data of the doctors - 28": each opens what its own source told."""
    lead = found[0] if found else None
    if lead is None or lead.kind != "preposition" or lead.region[0] != o.clauses[0].start:
        return found
    opens = {clause.start for clause in o.clauses}
    beside = [one.kind == "preposition" and one.source and one.region[0] in opens for one in found[1:]]
    rest = zip(found[1:], beside, strict=True)
    return [lead, *(replace(one, begins=True, before=False) if apart else one for one, apart in rest)]


# marks


def _with_marks(o: Outline, one: Attribution) -> Attribution:
    """The region with the quotation marks of a name at its edges, the names with the marks that belong to them."""
    text, at = o.passage.article, one.region
    start, end = at[0] - (text[at[0] - 1 : at[0]] in (*_OPENING,)), at[1] + (text[at[1] : at[1] + 1] in (*_CLOSING,))
    source, relay = one.source and _balanced(text, one.source), one.relay and _balanced(text, one.relay)
    return replace(one, region=(start, end), source=source, relay=relay)


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
