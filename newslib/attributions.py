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
    apposition,
    body_in_place,
    document_in_place,
    is_anybody,
    is_document,
    leading_noun_phrase,
    standing_alone,
    subject,
)

Span = tuple[int, int]
HEADING = Row(form="", stance="asserts", kind="heading", position="any", takes="report", note="")
SIGNATURE = Row(form="", stance="asserts", kind="signature", position="before", takes="report", note="")
_SURE, _LOOSE = 4, 1


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
    announces: bool = False  # what was said is only named: "reported losses", "published the list"
    plural: bool = False
    loose: bool = False  # the source is only the words before the verb
    begins: bool = False  # a contrast ("while", a semicolon) sets it off from what stands before

    @property
    def report(self) -> bool:
        """Whether the sentences after it may go on with the same report."""
        return self.announces and self.row["takes"] == "report" and self.row["stance"] in ("asserts", "estimates", "confirms")


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
    if not found.starts_with("skip"):
        for n in range(len(cut)):
            found.found += _of_clause(found, n)
        found.found = _with_headings(found)
    found.found = [_with_marks(reading.text, one) for one in _behind(found.found)]
    return found


def _with_marks(text: str, one: Attribution) -> Attribution:
    """The region with the quotation marks around a name at its edge."""
    start, end = one.region
    if end < len(text) and text[end] in "»”“\"":
        end += 1
    if start and text[start - 1] in "«„“\"":
        start -= 1
    return replace(one, region=(start, end))


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
            if made.source is not None and _speaks_itself(p, made.source):
                made = None
            elif cue.row["takes"] == "clause" and not (made.whole and not made.announces or made.before):
                made = None
            elif cue.row["takes"] == "clause" and made.loose:
                made = None
        elif cue.kind == "noun":
            made = _titled(p, n, cue, until)
        if made:
            yield made


def _speaks_itself(p: Passage, source: Span) -> bool:
    """Whether the source is "I" or "we": the text's own voice."""
    first, after = p.marked.range(source[0] - p.sentence.start, source[1] - p.sentence.start)
    return all(p.marked.has(k, "pronoun:speaker", "pronoun:speaker oblique") for k in range(first, after))


def _governed(p: Passage, n: int, cue: FoundCue, until: int) -> Attribution | None:
    """A cue such as "according to": what was said is the rest of the sentence."""
    m = p.marked
    first, last = p.zone(p.clauses[n])
    if cue.holder is not None:
        phrase: Phrase | None = Phrase(cue.holder, cue.holder, _SURE)
    else:
        phrase = after_preposition(m, cue.last + 1, until, closed=until == last)
    end = phrase.last if phrase and cue.holder is None else cue.last
    if (phrase and m.has(phrase.first, "pronoun:relative", "pronoun:relative oblique")) or (
        cue.row["takes"] == "named" and (phrase is None or phrase.sure < _SURE or is_document(m, phrase))
    ):
        return None
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
    if not apposition(p.marked, first, last):
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
        announces=True,
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
    topic = _topic(m, cue.last + 1, until)
    after = subject(m, cue.last + 1, topic - 1, after_cue=True)
    before = subject(m, since, cue.first - 1, after_cue=False)
    phrase, inverted = _who(p, n, cue, (since, topic - 1), before, after)
    opened = _opened(p, n, cue)
    if phrase is None and opened:
        phrase = leading_noun_phrase(m, since, cue.first - 1)
    rest = _rest(m, cue, phrase, until)
    frame = _sides(p, n, cue, phrase, inverted, since, rest, opened)
    said = [k for k in (*range(cue.first, cue.last + 1), *_back_words(m, since, cue.first), *_words_of(phrase))]
    end = max(said) if frame.announces else max(*said, min(until, p.zone(p.clauses[n])[1]))
    start = min(said) if inverted or frame.announces and frame.before else min(since, *said)
    source, appended = _extended(p, n, phrase)
    region = p.span(start, end)
    return replace(
        frame, cue=p.span(cue.first, cue.last), source=source, plural=is_plural(m, cue),
        loose=phrase is not None and phrase.sure <= _LOOSE,
        relay=p.span(*phrase.relay) if phrase and phrase.relay else None,
        region=(region[0], max(region[1], appended)),
    )  # fmt: skip


def _words_of(phrase: Phrase | None) -> range:
    return range(phrase.first, phrase.last + 1) if phrase else range(0)


def _back_words(m: MarkedWords, first: int, last: int) -> list[int]:
    return [k for k in range(first, last) if m.has(k, "back")]


def _rest(m: MarkedWords, cue: FoundCue, phrase: Phrase | None, until: int) -> list[int]:
    """Words after the verb that are neither source nor time."""
    inside = _words_of(phrase)
    return [
        k for k in range(cue.last + 1, until + 1)
        if k not in inside and not m.has(k, "adverb", "date", "back") and not (m.has(k, "preposition") and k + 1 in inside)
    ]  # fmt: skip


def _opened(p: Passage, n: int, cue: FoundCue) -> bool:
    """Whether the next clause is what was said: after a conjunction, a colon, or in quotation marks."""
    if n + 1 >= len(p.clauses):
        return False
    following, m = p.clauses[n + 1], p.marked
    if following.quotation is not None or following.opener in ("colon", "quotation"):
        return True
    return following.opener == "comma" and m.has(p.zone(following)[0], "complementizer")


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
    if cue.kind == "phrase" and (place := document_in_place(m, cue.last + 1, until)):
        return place, True
    if before and before.sure >= _SURE:
        return before, False
    if after and after.sure >= _SURE:
        return after, True
    if cue.kind == "phrase":
        return document_in_place(m, since, cue.first - 1), False
    if is_plural(m, cue):
        for start, end in ((cue.last + 1, until), (since, cue.first - 1)):
            if place := body_in_place(m, start, end):
                return place, start > cue.first
    if m.has(since, "pronoun:relative") and n:
        return any_speaker(m, 0, since - 1), False
    if after and not (before and before.last == cue.first - 1):
        return after, True
    return before, False


def _extended(p: Passage, n: int, phrase: Phrase | None) -> tuple[Span | None, int]:
    """The source, with the apposition after it when the clause ends with it, and where that ends."""
    if phrase is None:
        return None, 0
    if phrase.last == p.zone(p.clauses[n])[1]:
        end, longer = _with_apposition(p, n, phrase.last, phrase)
        if end != phrase.last:
            return p.span(longer.first, longer.last), p.span(longer.first, longer.last)[1]
    return p.span(phrase.first, phrase.last), 0


def _sides(
    p: Passage, n: int, cue: FoundCue, phrase: Phrase | None, inverted: bool, since: int, rest: list[int], opened: bool
) -> Attribution:
    """Where what was said stands, by the first rule that fits."""
    m = p.marked
    first, last = p.zone(p.clauses[n])
    made = Attribution(cue.row, None, None, None, (0, 0), begins=_begins(p, n, first), ahead=_list_follows(p, n))
    if m.has(since, "parenthesis"):  # as X said, …
        return replace(made, before=n > 0, after=True)
    if not opened and (_back_words(m, since, cue.first) or _back_words(m, cue.last + 1, cue.last + 5)):  # X reported this
        return replace(made, before=n > 0, back=n == 0)
    topic = any(m.has(k, "topic") for k in rest)
    object_ = bool(rest) and not m.has(rest[0], "preposition")
    colon = opened and p.clauses[n + 1].opener == "colon"
    if topic or (object_ and not inverted and (not opened or (colon and cue.row["takes"] != "report"))):  # X reported …
        row = cue.row if topic or cue.row["stance"] != "confirms" else {**cue.row, "takes": ""}
        return replace(made, row=row, after=True, whole=True, announces=True, limit=None if topic else _object_ends(p, n))
    if opened:  # X said that …; X said: …
        announces = object_ and not inverted and cue.row["stance"] != "confirms"
        return replace(made, after=True, whole=True, before=inverted and n > 0, announces=announces)
    if inverted and n == 0 and since == first and m.has(first, "topic"):  # about … reported X
        return replace(made, before=True, announces=True)
    if phrase is not None and not inverted:  # while … the ministry published its bulletin
        return replace(made, announces=True)
    return replace(made, before=n > 0 or since > first, after=inverted and n > 0)


def _list_follows(p: Passage, n: int) -> bool:
    """Whether a colon at the end of a line announces more lines."""
    return bool(re.search(r":\s*(?:\n|$)", p.marked.text[p.clauses[n].start - p.sentence.start :]))


def _object_ends(p: Passage, n: int) -> int | None:
    """What a verb has as its object goes no further than the next colon, semicolon or dash."""
    later = (c for c in p.clauses[n + 1 :] if c.opener in ("colon", "semicolon", "dash", "stop"))
    border = next(later, None)
    return border.start if border else None


def _with_headings(p: Passage) -> list[Attribution]:
    """Adds sources that need no verb: "Ministry: …" and "…, - the minister"."""
    found = list(p.found)
    colon = next((n for n, clause in enumerate(p.clauses) if clause.opener == "colon"), 0)
    if colon == 1 and not p.clauses[0].quotation and not _touched(found, p.clauses[0]):
        found += _heading(p, 0, after=True)
    if colon and not found:
        found += _heading(p, colon, after=False)
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
        elif joined and joined[-1].row["takes"] == "behind" and one.source is None and one.row["kind"] == "verb":
            behind = joined.pop()
            one = replace(one, source=behind.source, region=(behind.region[0], one.region[1]), before=False)
        joined.append(one)
    return joined
