"""Statements of languages without a parser: by cues, quotation marks and the order of clauses.

Within a sentence (``attributions``):

* a cue takes as its source the role or name beside it that stands in the nominative, a body in a place ("in the
  ministry they said") when the verb is plural, and the noun phrase it governs when the cue is a preposition;
* what was said is the clause a conjunction, a colon or a quotation opens after the cue, or, when the source follows the
  verb, the clauses before it; a cue inside quoted speech opens nothing.

What a source makes of it see ``stances``; whose the sentences without a source are see ``newslib.claims.speakers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.lexicons import lexicon
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.spans import Cover, Span
from newslib.statements.by_clause.attributions import passage
from newslib.statements.by_clause.passages import CARRYING, Attribution, Passage
from newslib.statements.by_clause.signatures import signature
from newslib.statements.by_clause.stated import state, trim
from newslib.statements.records import Statement


def tie(reading: Reading, numbers: Sequence[int]) -> list[Statement]:
    """Statements of the sentences with these numbers, those of languages without a parser, by start of content.

    >>> from newslib.readings import read
    >>> text = "По словам мэра города, погибли пять человек."
    >>> [text[slice(*s.source)] for s in tie(read(text, candidates=["ru"]), [0])]
    ['мэра города']
    """
    quoted = Quoted(quotations(reading.text))
    wanted = [n for n in sorted(set(numbers)) if not lexicon(reading.sentences[n].language).parser]
    made: list[Statement] = []
    unsourced: list[Passage] = []
    before: Passage | None = None
    for number in wanted:
        read = passage(reading, number, quoted)
        if number == wanted[-1] and len(wanted) > 1 and (signed := signature(reading, read)):
            read.found.append(signed)
        read.found = _with_subjects(read.found, before, read)
        found = [one for i in range(len(read.found)) if (one := _statement(reading, read, i, quoted))]
        unsourced += [read] if not found else []
        made, before = [*made, *found], read
    spoken = Cover([(part, one) for one in made if one.source for part in one.content_parts])
    made += [one for read in unsourced if not spoken.holding(_inner(read)) and (one := _hedged(read))]
    return sorted(made, key=lambda one: (one.content, one.source or (0, 0)))


def _inner(read: Passage) -> Span:
    """A sentence without the marks at its ends."""
    return read.sentence.start + 1, read.sentence.end - 1


def _with_subjects(found: list[Attribution], before: Passage | None, read: Passage) -> list[Attribution]:
    """Gives a verb without a subject the source of the verb before it: "said that …, and added that …"."""
    whole: list[Attribution] = []
    for one in found:
        if one.source is None and one.kind == "verb":
            earlier = next((other for other in reversed(whole) if other.source), None)
            if earlier is None and not whole and before is not None and one.region[0] <= read.sentence.start + 2:
                same = before.sentence.paragraph == read.sentence.paragraph
                earlier = next((o for o in reversed(before.found) if o.source and same), None)
            if earlier is not None and (earlier.plural == one.plural or earlier.kind != "verb"):
                one = replace(one, source=earlier.source)
        whole.append(one)
    return whole


def _statement(reading: Reading, read: Passage, i: int, quoted: Quoted) -> Statement | None:
    one = read.found[i]
    parts = [part for part in (_before(read, i), _after(read, i)) if part]
    wordless = not any(trim(reading.text, part) for part in parts)
    if wordless and one.cue and one.source and one.row["stance"] not in CARRYING and not one.back:
        return state(reading, one, [one.cue], quoted)  # "the ministry declined to comment": its answer is all it said
    made = state(reading, one, [_whole_speech(part, one.region, quoted) for part in parts], quoted)
    return made or _pointer(reading, read, one, quoted)


def _pointer(reading: Reading, read: Passage, one: Attribution, quoted: Quoted) -> Statement | None:
    """A source whose words stand in other sentences ("this was reported by"): its content is what points there."""
    pointing = [k for k in range(len(read.marked.words)) if read.marked.has(k, "back")]
    part = read.span(pointing[0], pointing[-1]) if pointing else one.cue or one.source
    if part is None or not (one.carries or (one.back and pointing and read.number)):
        return None
    made = state(reading, one, [part], quoted)
    return replace(made, points_only=one.carries) if made else None  # "denied this": what was answered is told


def _before(read: Passage, i: int) -> Span | None:
    """What stands before a cue, back to the sentence's start or to where another cue's report ends."""
    one = read.found[i]
    if not one.before:
        return None
    if one.earliest is not None:
        return (one.earliest, one.region[0]) if one.earliest < one.region[0] else None
    start = read.sentence.start
    for other in read.found[:i]:
        nested = other.kind == "preposition" and one.kind != "preposition"
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
        closes = other.before and not other.after and not one.whole and (one.before or one.kind != "preposition")
        answers = other.kind == "verb" and not other.carries and not read.unnamed(other)
        turns = (other.begins and other.carries != one.carries) or _beside(read, one, other)  # "holds …, and doubts …"
        if other.source and (turns or ((other.begins or answers) and other.source != one.source)):
            end = min(end, _opening(read, other))
        elif closes and other.region[0] >= start:
            return None
    return (start, end) if start < end else None


def _opening(read: Passage, other: Attribution) -> int:
    """Where another's words begin: its cue, or the clause whose words stand before its cue."""
    if other.earliest is None:
        return other.region[0]
    return max((c.start for c in read.clauses if c.start <= other.earliest), default=other.earliest)


def _beside(read: Passage, one: Attribution, other: Attribution) -> bool:
    """Whether another source opens a main clause of its own: "the police tell of five dead, the mayor tells of six"."""
    opens = any(c.start == other.region[0] and c.opener in ("comma", "dash") for c in read.clauses)
    told = other.kind == "verb" and other.source != one.source and other.after and not other.before
    first = next(iter(read.words_of(other.region)), 0)
    return one.announces and told and opens and not read.marked.has(first, "complementizer", "pronoun:relative")


def _whole_speech(part: Span, region: Span, quoted: Quoted) -> Span:
    """Widens a part to the whole of a quotation that it only touches."""
    start, end = part
    for quotation in quoted.within(start, end):
        if quotation.start < start and not quotation.start <= region[0] < quotation.end:
            start = quotation.start
        if quotation.end > end and not quotation.start <= region[0] < quotation.end:
            end = quotation.end
    return start, end


def _hedged(read: Passage) -> Statement | None:
    """A sentence on what happened that only a word such as "allegedly" keeps at a distance: nobody is its source."""
    sentence, m = read.sentence, read.marked
    if not any("outcome" in marks for marks in m.marks):
        return None
    hit = next(iter(lexicon(sentence.language).finder("hedges").find(sentence.text, m.words)), None)
    content = trim(sentence.text, (0, len(sentence.text)))
    if hit is None or content is None:
        return None
    part = sentence.start + content[0], sentence.start + content[1]
    cue = sentence.start + hit.start, sentence.start + hit.end
    return Statement(None, cue, part, (part,), "indirect", "asserts", sentence.text[hit.start : hit.end], None)
