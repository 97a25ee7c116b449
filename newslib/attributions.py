"""One sentence's cues with their sources and the sides on which what was said stands (languages without a parser)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newslib.clause_cues import FoundCue, find_cues, is_plural
from newslib.clauses import Clause, clauses
from newslib.lexicons import Row
from newslib.marked_words import MarkedWords, mark
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.source_phrases import (
    Phrase,
    after_preposition,
    any_speaker,
    body_in_place,
    document_in_place,
    is_anybody,
    leading_noun_phrase,
    standing_alone,
    subject,
)

Span = tuple[int, int]
HEADING = Row(form="", stance="asserts", kind="heading", position="any", takes="report", note="")
SIGNATURE = Row(form="", stance="asserts", kind="signature", position="before", takes="report", note="")
_SURE = 3


@dataclass(frozen=True)
class Attribution:
    """A cue, its source, and where in the sentence what was said may stand. Offsets count the article's code points.

    ``region`` covers the cue with all that belongs to it and is never content. ``before`` and ``after`` say where
    content stands; ``back`` that it stands in the sentences before ("this was reported by"); ``ahead`` that it stands
    in the sentences after (a colon at the end); ``whole`` that a clause opened by a conjunction holds it to the end.
    """

    row: Row
    cue: Span | None
    source: Span | None
    relay: Span | None
    region: Span
    before: bool = False
    after: bool = False
    back: bool = False
    ahead: bool = False
    whole: bool = False
    limit: int | None = None  # where what was said ends at the latest
    begins: bool = False  # a contrast ("while", a semicolon) sets it off from what stands before

    @property
    def report(self) -> bool:
        """Whether the sentences after it may go on with the same report."""
        return self.row["takes"] == "report" and self.row["stance"] in ("asserts", "estimates", "confirms")


@dataclass
class Passage:
    """A sentence under reading."""

    number: int
    sentence: Sentence
    marked: MarkedWords
    clauses: list[Clause]
    cues: list[FoundCue]
    found: list[Attribution]

    def span(self, first: int, last: int) -> Span:
        """Words as a span of the article."""
        start = self.sentence.start
        return start + self.marked.words[first].start, start + self.marked.words[last].end

    @property
    def sourced(self) -> bool:
        return any(one.source for one in self.found)

    def unnamed(self, one: Attribution) -> bool:
        """Whether a source is a pronoun or a common noun such as "the ministry", which stands for one named before."""
        if one.source is None:
            return False
        first, after = self.marked.range(one.source[0] - self.sentence.start, one.source[1] - self.sentence.start)
        return all(
            self.marked.has(k, "pronoun") or (not self.marked.has(k, "capital") and k in self.marked.named)
            for k in range(first, after)
        )

    def starts_with(self, *marks: str) -> bool:
        """Whether the first word carries one of some marks."""
        return self.marked.has(0, *marks)

    def zone(self, clause: Clause) -> tuple[int, int]:
        """Numbers of the first and last word of a clause."""
        first, after = self.marked.range(clause.start - self.sentence.start, clause.end - self.sentence.start)
        return first, after - 1


def passage(reading: Reading, number: int, quoted: Quoted) -> Passage:
    """The attributions of one sentence."""
    sentence = reading.sentences[number]
    marked = mark(sentence)
    solid = [(sentence.start + day.start, sentence.start + day.end) for day in marked.days]
    cut = clauses(reading.text, sentence.start, sentence.end, quoted.within(sentence.start, sentence.end), solid)
    speech = Quoted([clause.quotation for clause in cut if clause.quotation])
    cues = find_cues(marked, lambda offset: speech.at(sentence.start + offset) is not None)
    found = Passage(number, sentence, marked, cut, cues, [])
    for n in range(len(cut)):
        found.found += _of_clause(found, n)
    found.found = _with_headings(found)
    found.found = _behind(found.found)
    return found


def _of_clause(p: Passage, n: int) -> Iterator[Attribution]:
    clause = p.clauses[n]
    if clause.quotation:
        return
    first, last = p.zone(clause)
    inside = [cue for cue in p.cues if first <= cue.first <= last]
    for i, cue in enumerate(inside):
        until = inside[i + 1].first - 1 if i + 1 < len(inside) else last
        since = inside[i - 1].last + 1 if i else first
        made = None
        if cue.kind == "preposition":
            made = _governed(p, n, cue, until)
        elif cue.kind in ("verb", "phrase"):
            made = _spoken(p, n, cue, since, until)
        elif cue.kind == "noun":
            made = _titled(p, n, cue, until)
        if made:
            yield made


def _governed(p: Passage, n: int, cue: FoundCue, until: int) -> Attribution | None:
    """A cue such as "according to": what was said is the rest of the sentence."""
    m = p.marked
    first, last = p.zone(p.clauses[n])
    if cue.holder is not None:
        phrase: Phrase | None = Phrase(cue.holder, cue.holder, _SURE)
    else:
        phrase = after_preposition(m, cue.last + 1, until, closed=until == last)
    end = phrase.last if phrase and cue.holder is None else cue.last
    if phrase and end == last:
        end, phrase = _with_apposition(p, n, end, phrase)
    leads = all(m.has(k, "conjunction", "parenthesis", "continue") for k in range(first, cue.first))
    begins = leads and _begins(p, n, first)
    return Attribution(
        row=cue.row,
        cue=p.span(cue.first, cue.last),
        source=p.span(phrase.first, phrase.last) if phrase else None,
        relay=None,
        region=p.span(first if leads else cue.first, end),
        before=not begins and not (leads and n == 0),
        after=end + 1 < len(m.words),
        ahead=_list_follows(p, n),
        begins=begins,
    )


def _with_apposition(p: Passage, n: int, end: int, phrase: Phrase) -> tuple[int, Phrase]:
    """Takes in "…, head of the ministry,": a clause after a comma that holds nothing but a title or a name."""
    if n + 1 >= len(p.clauses) or p.clauses[n + 1].opener != "comma":
        return end, phrase
    first, last = p.zone(p.clauses[n + 1])
    closed = n + 2 >= len(p.clauses) or p.clauses[n + 2].opener in ("comma", "dash", "colon", "stop", "quotation")
    if not closed or any(p.marked.has(k, "cue", "number", "outcome", "verb") for k in range(first, last + 1)):
        return end, phrase
    inner = any_speaker(p.marked, first, min(first + 1, last))
    if inner is None or last - first > 12 or p.marked.has(first, "preposition", "conjunction"):
        return end, phrase
    return last, replace(phrase, last=last)


def _begins(p: Passage, n: int, first: int) -> bool:
    return n > 0 and (p.clauses[n].opener == "semicolon" or p.marked.has(first, "conjunction"))


def _titled(p: Passage, n: int, cue: FoundCue, until: int) -> Attribution | None:
    """A noun such as "bulletin" with the body whose bulletin it is, at the head of a line or of a colon."""
    m = p.marked
    first, _ = p.zone(p.clauses[n])
    with_preposition = len(m.words) > cue.last and cue.last > cue.first
    opens = n == 0 and all(m.has(k, "adjective", "adverb", "date", "number") for k in range(first, cue.first))
    if not (opens or with_preposition):
        return None
    phrase = after_preposition(m, cue.last + 1, until, closed=False)
    if phrase is None or phrase.sure < _SURE or any(c.kind == "verb" for c in p.cues):
        return None
    colon = n + 1 < len(p.clauses) and p.clauses[n + 1].opener == "colon"
    return Attribution(
        row={**cue.row, "takes": "report"},
        cue=p.span(cue.first, cue.last),
        source=p.span(phrase.first, phrase.last),
        relay=None,
        region=(p.clauses[0].start, p.clauses[n].end),
        after=colon,
        ahead=True,
        whole=colon,
    )


def _spoken(p: Passage, n: int, cue: FoundCue, since: int, until: int) -> Attribution:
    """A verb of saying: its source, and on which side of it what was said stands."""
    m = p.marked
    first, last = p.zone(p.clauses[n])
    topic = _topic(m, cue.last + 1, until)
    after = subject(m, cue.last + 1, topic - 1, after_cue=True)
    before = subject(m, since, cue.first - 1, after_cue=False)
    phrase, inverted = _who(p, n, cue, (since, topic - 1), before, after)
    source = p.span(phrase.first, phrase.last) if phrase else None
    source, appended = _extended(p, n, phrase, source)
    relay = p.span(*phrase.relay) if phrase and phrase.relay else None
    start, end = p.span(since if not inverted else cue.first, min(last, topic - 1))
    return replace(
        _sides(p, n, cue, phrase, inverted, since, until, topic),
        row=cue.row, cue=p.span(cue.first, cue.last), source=source, relay=relay,
        region=(min(start, source[0] if source and not inverted else start), max(end, appended)),
    )  # fmt: skip


def _topic(m: MarkedWords, first: int, last: int) -> int:
    """The word where "about …" begins, or the word after the last."""
    for k in range(first, last + 1):
        if m.has(k, "topic") and not m.has(k, "back") and not m.has(k + 1, "date", "number"):
            return k
    return last + 1


def _who(
    p: Passage, n: int, cue: FoundCue, zone: tuple[int, int], before: Phrase | None, after: Phrase | None
) -> tuple[Phrase | None, bool]:
    """The source of a verb and whether it stands after it."""
    m = p.marked
    since, until = zone
    if before and before.sure >= _SURE:
        return before, False
    if after and after.sure >= _SURE:
        return after, True
    if cue.kind == "phrase":
        place = document_in_place(m, cue.last + 1, until) or document_in_place(m, since, cue.first - 1)
        return place, bool(place and place.first > cue.last)
    if is_plural(m, cue):
        for start, end in ((cue.last + 1, until), (since, cue.first - 1)):
            if place := body_in_place(m, start, end):
                return place, start > cue.first
    if m.has(since, "pronoun:relative") and n:
        return any_speaker(m, 0, since - 1), False
    if after and not (before and before.last == cue.first - 1):
        return after, True
    return before, False


def _extended(p: Passage, n: int, phrase: Phrase | None, source: Span | None) -> tuple[Span | None, int]:
    """The source with the apposition after it, or with the clauses before the verb that hold the subject."""
    if phrase is None:
        return source, 0
    end, longer = _with_apposition(p, n, phrase.last, phrase) if phrase.last == p.zone(p.clauses[n])[1] else (0, phrase)
    if end and end != phrase.last:
        return p.span(longer.first, longer.last), p.span(longer.first, longer.last)[1]
    return source, 0


def _sides(
    p: Passage, n: int, cue: FoundCue, phrase: Phrase | None, inverted: bool, since: int, until: int, topic: int
) -> Attribution:
    m = p.marked
    first, last = p.zone(p.clauses[n])
    following = p.clauses[n + 1] if n + 1 < len(p.clauses) else None
    parenthesis = m.has(since, "parenthesis")
    back = any(m.has(k, "back") for k in range(since, cue.first)) or any(
        m.has(k, "back") for k in range(cue.last + 1, min(until, cue.last + 4) + 1)
    )
    plain_object = topic > until and not inverted and _object(m, cue, phrase, until)
    reports = cue.row["takes"] == "report" and cue.row["stance"] in ("asserts", "estimates")
    opened = following is not None and (
        (following.opener == "colon" and (reports or not plain_object))
        or following.opener == "quotation"
        or (following.opener == "comma" and m.has(p.zone(following)[0], "complementizer") and not parenthesis)
        or (following.quotation is not None)
    )
    has_before = n > 0 or any(
        not m.has(k, "adverb", "date", "conjunction", "parenthesis", "back") for k in range(first, since if since > first else first)
    )
    fronted = inverted and since == first and n == 0 and m.has(first, "topic") and not m.has(first, "back")
    object_after = topic <= until or plain_object
    ahead = _list_follows(p, n)
    empty = Attribution(row=cue.row, cue=None, source=None, relay=None, region=(0, 0), begins=_begins(p, n, first))
    if parenthesis:
        return replace(empty, before=n > 0, after=True, ahead=ahead)
    if back and not opened:
        return replace(empty, before=n > 0, back=n == 0, ahead=ahead)
    if opened or object_after:
        limit = None if topic <= until or opened else _object_ends(p, n)
        before = inverted and n > 0 and not object_after
        return replace(empty, after=True, whole=True, ahead=ahead, before=before, limit=limit)
    if fronted:
        return replace(empty, before=True, ahead=ahead)
    return replace(empty, before=has_before and (inverted or phrase is None), after=inverted and n > 0, ahead=ahead)


def _list_follows(p: Passage, n: int) -> bool:
    """Whether a colon at the end of a line announces more lines."""
    return bool(re.search(r":\s*(?:\n|$)", p.marked.text[p.clauses[n].start - p.sentence.start :]))


def _object_ends(p: Passage, n: int) -> int | None:
    """What a verb has as its object goes no further than the next colon, semicolon or dash."""
    later = (c for c in p.clauses[n + 1 :] if c.opener in ("colon", "semicolon", "dash", "stop"))
    border = next(later, None)
    return border.start if border else None


def _object(m: MarkedWords, cue: FoundCue, phrase: Phrase | None, until: int) -> bool:
    """Whether words that are neither source nor time follow the verb: what it says is its object."""
    inside = range(phrase.first, phrase.last + 1) if phrase else range(0)
    return any(k not in inside and not m.has(k, "adverb", "date", "back") for k in range(cue.last + 1, until + 1))


def _with_headings(p: Passage) -> list[Attribution]:
    """Adds sources that need no verb: "Ministry: …" and "…, - the minister"."""
    found = list(p.found)
    if len(p.clauses) > 1 and p.clauses[1].opener == "colon" and not p.clauses[0].quotation:
        if not _touched(found, p.clauses[0]):
            found += _heading(p, 0, after=True)
        if not found:
            found += _heading(p, 1, after=False)
    for n, clause in enumerate(p.clauses):
        if clause.opener == "dash" and _ends_line(p, n) and not _touched(found, clause):
            found += _closing(p, n)
    return sorted(found, key=lambda one: one.region)


def _touched(found: Sequence[Attribution], clause: Clause) -> bool:
    return any(one.region[0] < clause.end and clause.start < one.region[1] for one in found)


def _heading(p: Passage, n: int, *, after: bool) -> Iterator[Attribution]:
    first, last = p.zone(p.clauses[n])
    phrase = standing_alone(p.marked, first, last)
    if phrase is None or (not after and phrase.last == last):
        return
    source = p.span(phrase.first, phrase.last)
    region = (p.clauses[n].start, p.clauses[n].end)
    if after and phrase.last == last:
        yield Attribution(HEADING, None, source, None, region, after=True, ahead=True, whole=True)
    elif not after:
        yield Attribution(HEADING, None, source, None, region, before=True)


def _ends_line(p: Passage, n: int) -> bool:
    end = p.clauses[n].end - p.sentence.start
    after = p.marked.text[end:].lstrip(" .,")
    return not after or after.startswith("\n")


def _closing(p: Passage, n: int) -> Iterator[Attribution]:
    """A source after a dash at the end of a line: "…, - the mayor", a quotation and its speaker.

    Without a comma or a quotation before the dash a noun in the singular may be what somebody is ("the dead man is a
    local"), so then only an office with a clause of some length before it counts.
    """
    clause, m = p.clauses[n], p.marked
    first, last = p.zone(clause)
    phrase = standing_alone(m, first, last)
    set_off = n == 0 or m.text[: clause.start - p.sentence.start].rstrip(" -–—‒\n\t").endswith((",", "»", "”", '"'))
    if phrase is None and set_off and 0 <= last - first < 4:
        capitals = all(m.has(k, "capital") for k in range(first, last + 1))
        plain = not any(m.has(k, "cue", "number", "outcome", "verb") for k in range(first, last + 1))
        phrase = Phrase(first, last, _SURE) if capitals and plain else None
    if phrase is None or phrase.last != last:
        return
    if not set_off and (is_anybody(m, phrase) or p.zone(p.clauses[n - 1])[1] < 3):
        return
    yield Attribution(
        SIGNATURE, None, p.span(phrase.first, phrase.last), None, (clause.start, clause.end),
        before=n > 0, back=n == 0, after=n + 1 < len(p.clauses) and n == 0, ahead=n == 0,
    )  # fmt: skip


def _behind(found: list[Attribution]) -> list[Attribution]:
    """Joins "writes the agency, citing the ministry": the ministry is the source, the agency its relay."""
    joined: list[Attribution] = []
    for one in found:
        if one.row["takes"] == "behind" and joined and joined[-1].source and one.source:
            outer = joined.pop()
            region = min(outer.region[0], one.region[0]), max(outer.region[1], one.region[1])
            one = replace(outer, source=one.source, relay=outer.source, region=region)
        joined.append(one)
    return joined
