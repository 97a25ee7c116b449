"""Whose the figures of a sentence are when their source stands in another sentence.

The rules, so that a method note can quote them. A *sourced* sentence names a source of its own; none of the rules
reaches across one, and none gives a source to a sentence that has its own.

1. Heading. A source that heads lines ("Ministry:", "Bulletin of the headquarters", a headline that ends "- the mayor",
   a sentence that ends in a colon) governs what follows in its paragraph; a title that says nothing itself governs the
   whole text it stands over.
2. Pointing back. "This was reported by" governs the sentences before it, to the start of the paragraph (of the one
   before, when it opens its own), six at most.
3. Report. A sentence in which a source reports, publishes or counts, and which stands first or second in its paragraph,
   governs the sentences after it in a paragraph of at most eight.
4. Going on. After any sourced sentence a sentence that opens with a word of continuation (in all, also, among them,
   according to him, an hour later) or with what happened ("Killed were ...") still belongs to that source, and so does
   one in the same line that opens with a number or a span of time ("in the past day"), one that is nothing but
   quotation, one that only goes on ("it is noted that"), and one that ends a sentence which breaks off in the line
   before. Opinions and wishes ("considers") carry nothing.
5. Headline. An unsourced first sentence belongs to the source of the second (of the third, when the second tells no
   outcome) when both tell the same outcome.
6. Signature. A person or a registered body alone on the last line governs what has no source above it; so does a line
   "Source: ...", which also governs what stands below it. The name of a channel or an outlet does not: it published
   the text, it did not put the figures forward.
7. Between. An unsourced sentence belongs to the source of the sentence before when the one after names it again by a
   pronoun or a bare role ("according to the ministry"); not after a direct quotation.
8. Lone authority. In a text of at most eight sentences whose only source is heard in the first, that source governs the
   rest of its paragraph, and the other paragraphs too when it announces something or tells an outcome.

A word that changes the subject (we recall, meanwhile, earlier, but) ends 3, 4, 7 and 8. Denials, doubts and refusals to
comment carry nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from newslib.lexicons import words
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.sources import resolve
from newslib.statements.by_clause.authorities import SHORT, headline, lone_authority, sign
from newslib.statements.by_clause.headings import LABEL, SIGNATURE
from newslib.statements.by_clause.passages import CARRYING, Attribution
from newslib.statements.by_clause.stated import state
from newslib.statements.by_clause.told import Told, is_subheading, lend

_BACK = 6  # sentences that "this was reported by" can point back over
_STEM = 5  # letters that two mentions of one name share whatever their endings


@dataclass
class _Governor:
    """The source that governs the sentences after it."""

    by: Attribution
    until: int  # number of the first sentence it no longer reaches
    strong: bool  # governs whatever follows; a weak one only what goes on


def carry(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    """Adds the statements that rules 1 to 8 give, to ``told`` itself."""
    _mark_spoken(told)
    _point_back(reading, told, quoted)
    _carry_on(reading, told, quoted)
    _between(reading, told, quoted)
    headline(reading, told, quoted)
    sign(reading, told, quoted)
    lone_authority(reading, told, quoted)


def _mark_spoken(told: list[Told]) -> None:
    """Marks the sentences that a statement of another sentence covers already."""
    parts = sorted(part for here in told for one in here.statements if one and one.source for part in one.content_parts)
    reach, k = 0, 0
    for here in told:
        start, end = here.span
        while k < len(parts) and parts[k][0] <= start + 1:
            reach, k = max(reach, parts[k][1]), k + 1
        here.spoken = here.free and reach >= end - 1


def _point_back(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    for n, here in enumerate(told):
        for one in here.passage.found:
            if one.back and one.row["stance"] not in CARRYING and n:
                _answer(reading, told, n, one, quoted)
            if not (one.back and one.carries):
                continue
            for k in range(n - 1, max(-1, n - 1 - _BACK), -1):
                other = told[k]
                if not other.free or other.carried or not _near(told, k, n):
                    break
                lend(reading, other, one, quoted)
                if other.passage.starts_with("break"):
                    break


def _answer(reading: Reading, told: list[Told], n: int, one: Attribution, quoted: Quoted) -> None:
    """ "The ministry denied this": what it says is "this", for the figures before are not the ministry's."""
    passage = told[n].passage
    pointers = [k for k in range(len(passage.marked.words)) if passage.marked.has(k, "back")]
    parts = [passage.span(pointers[0], pointers[-1])] if pointers and _near(told, n - 1, n) else []
    made = state(reading, one, parts, quoted)
    if made:
        told[n].carried.append(made)


def _near(told: list[Told], k: int, n: int) -> bool:
    """Whether sentence ``n`` can point back to ``k``: in its paragraph, in the one before when it opens its own, or the
    headline."""
    one, other = told[k].passage.sentence, told[n].passage.sentence
    opens = told[n - 1].passage.sentence.paragraph != other.paragraph
    step = other.paragraph - one.paragraph
    return one.language == other.language and (step == 0 or (step == 1 and (opens or k == 0)))


def _carry_on(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    lengths = Counter(here.passage.sentence.paragraph for here in told)
    ends = {here.passage.sentence.paragraph: n + 1 for n, here in enumerate(told)}
    governor: _Governor | None = None
    position = 0
    for n, here in enumerate(told):
        paragraph = here.passage.sentence.paragraph
        position = position + 1 if n and told[n - 1].passage.sentence.paragraph == paragraph else 0
        if not here.free:
            if not (governor and governor.strong and n < governor.until and _same_source(reading, governor, here)):
                governor = _governs(here, n, position, lengths[paragraph], ends[paragraph], len(told))
        elif (
            governor
            and n < governor.until
            and not here.carried
            and _reaches(reading, governor, told[n - 1], here, quoted)
        ):
            lend(reading, here, governor.by, quoted)
        elif governor and (not governor.strong or n >= governor.until or here.passage.starts_with("break")):
            governor = None


def _governs(here: Told, n: int, position: int, length: int, end: int, last: int) -> _Governor | None:
    candidates = [one for one in here.passage.found if one.carries]
    if not candidates:
        return None
    by = next((one for one in candidates if one.ahead or one.reports), candidates[0])
    signed = by.row is SIGNATURE and n == 0
    if by.ahead or signed:
        whole = by.row is LABEL or (n == 0 and not any(here.statements))
        return _Governor(by, last if whole else end, True)
    if by.reports and position < 2 and length <= SHORT:
        return _Governor(by, end, True)
    complete = by.announces and by.row["stance"] == "confirms"  # "confirmed its reputation": nothing is left to tell
    return None if complete or by.row["takes"] == "clause" else _Governor(by, end, False)


def _same_source(reading: Reading, governor: _Governor, here: Told) -> bool:
    """Whether all sources of a sentence are the governor again: a pronoun, a body without a name, a shared name."""
    known = _stems(reading, governor.by)
    return all(_stems(reading, one) & known or here.passage.unnamed(one) for one in here.passage.found if one.source)


def _stems(reading: Reading, one: Attribution) -> set[str]:
    text = reading.text[slice(*one.source)] if one.source else ""
    return {word.form[:_STEM] for word in words(text) if len(word.form) > 2}


def _reaches(reading: Reading, governor: _Governor, before: Told, here: Told, quoted: Quoted) -> bool:
    if here.passage.starts_with("break") or (not governor.strong and is_subheading(reading, before, here)):
        return False
    impersonal = any(one.row["takes"] == "more" for one in here.passage.found)
    if governor.strong or impersonal or here.passage.starts_with("continue") or _all_quotation(here, quoted):
        return True
    if _unfinished(before) or here.passage.starts_with("outcome"):
        return True
    same_line = "\n" not in reading.text[before.span[1] : here.span[0]]
    return same_line and here.passage.starts_with("period", "number")


def _unfinished(before: Told) -> bool:
    """Whether a line breaks off at a preposition or a verb, so that the next line ends its sentence."""
    m = before.passage.marked
    last = len(m.words) - 1
    return m.has(last, "preposition", "conjunction", "verb") and m.words[last].end == len(m.text)


def _all_quotation(here: Told, quoted: Quoted) -> bool:
    start, end = here.span
    quotation = quoted.at(start)
    return quotation is not None and end <= quotation.end + 2 and start <= quotation.start + 1


def _between(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    """Rule 7, for one sentence at a time; who a pronoun is, is asked only once some sentence stands so."""
    framed = [(here, by, after) for one, here, other in zip(told, told[1:], told[2:], strict=False)
              if (by := _giver(one)) and (after := _again(other)) and here.free and not here.carried
              and not here.passage.starts_with("break")]  # fmt: skip
    spans = sorted({one.source for _, by, after in framed for one in (by, after) if one.source})
    names = dict(zip(spans, (source.name for source in resolve(reading, spans)), strict=True)) if spans else {}
    for here, by, after in framed:
        if by.source and after.source and names[by.source] == names[after.source]:
            lend(reading, here, by, quoted)


def _giver(told: Told) -> Attribution | None:
    """The last source of a sentence that tells something in the text's words, its own or carried to it."""
    made = zip(told.passage.found, told.statements, strict=True)
    plain = [one for one, said in made if one.source and one.carries and not (said and said.quotation == "direct")]
    return plain[-1] if plain else told.carrier


def _again(told: Told) -> Attribution | None:
    """The first source of a sentence when it only points to one named before."""
    first = next((one for one in told.passage.found if one.source), None)
    return first if first and told.passage.unnamed(first) else None
