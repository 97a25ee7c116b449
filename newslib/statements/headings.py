"""Sources that need no verb: before a colon, after a dash at the end of a line, over or under a text."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newslib.lexicons import lexicon, words
from newslib.passages import Passage
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.segments import NO_LANGUAGE, Segment
from newslib.segments.profiles import UNSURE
from newslib.sources.mentions import mention
from newslib.sources.names import identify
from newslib.sources.registry import RELAYS
from newslib.spans import Span
from newslib.statements.cues import FoundCue
from newslib.statements.outlines import Clause, Outline
from newslib.statements.records import Attribution, Statement, rule
from newslib.statements.subjects import (
    ADJECTIVES,
    SURE,
    Phrase,
    after_preposition,
    body_in_place,
    is_apposition,
    standing_alone,
)

_HEADING, _SIGNATURE, _LABEL = rule("heading"), rule("signature"), rule("label")
_NO_SIGNATURE = RELAYS | {"person", "government", "group"}
_NEAR = 20  # code points around a clause that show how it is set off
_MOST = 60  # dashes of one sentence that may bring a source
_SHORT = 3  # words that must stand before a dash without a comma
_END_OF_LINE = re.compile(r"[ .,]*(?:\n|$)")
_SETS_OFF = re.compile(r":(?=[\s\"“„«]|$)|(?:(?<=\s)|^|(?<=[,»”\"]))[-–—‒]{1,2}(?=\s)")  # as borders of clauses are
_SET_OFF = re.compile(r"[,»”\"][\s–—‒-]*$")
_LETTERS = r"[\w.'’-]"
_NAME = rf"[^\W\d_]{_LETTERS}{{0,40}}+(?!{_LETTERS})(?:[^\S\n]++{_LETTERS}{{1,40}}+(?!{_LETTERS})){{0,5}}"
_HANDLE = r"\(\s*@\w+\s*\)"
_DASH = r"[—–―]|--?"
_BY = rf"(?P<cue>{_DASH})[^\S\n]*(?P<name>{_NAME}"
_SIGNED = re.compile(rf"[^\S\n]*{_BY}(?:[^\S\n]*{_HANDLE})?)[^\S\n]*(?P<rest>[^\n]*)")
_POST = re.compile(rf"{_BY}[^\S\n]*{_HANDLE})")
_LABELLED = re.compile(rf"^[^\S\n]*[\"“«]?(?P<name>{_NAME})(?P<cue>:)(?=\s+\S)", re.MULTILINE)
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+$")
_LINE = re.compile(r"[^\n]+")
_NEXT_QUOTED = re.compile(r"\s*\n[\"“«](?!\()[^\n]+")
_BLANKS = " \t\r\n\xa0"
_MIN_WORDS = 2  # "Source: NATO" says nothing
_MAX_LABEL = 48  # code points of a name before a colon


def titled(o: Outline, n: int, cue: FoundCue, until: int, cues: Sequence[FoundCue]) -> Attribution | None:
    """A noun such as "bulletin" with the body whose bulletin it is, at the head of a line or before a colon.

    Args:
        o: the sentence.
        n: number of the clause.
        cue: the noun, or a noun with its preposition ("news from"), which may stand anywhere.
        until: last word that belongs to no other cue.
        cues: all cues of the sentence.
    """
    first, _ = o.zone(n)
    before = range(first, cue.first)
    place = _place_before(o, first, cue.first) if cue.row["takes"] == "inside" else None
    told = any(other.kind == "verb" or (place is not None and other.kind == "phrase") for other in cues)
    pointing = o.has(first, "back") and o.all_have(before, "back", *ADJECTIVES)  # "such are the data of the police"
    behind = o.opener(n) in ("open", "dash") or (o.opener(n) == "comma" and pointing)
    bracketed = behind and o.all_have(before, "back", *ADJECTIVES)  # dead (data of the police)
    opens = n == 0 and (pointing or o.all_have(before, "adjective", "adverb", "date", "number"))
    stands = opens or place is not None or cue.last > cue.first
    phrase = after_preposition(o, cue.last + 1, until, closed=False)
    if phrase is not None and opens and not pointing and not is_headed(o, phrase):
        return None
    if (not bracketed and (told or not stands)) or phrase is None or phrase.sure < SURE:
        return None
    source, noun = o.span(phrase.first, phrase.last), o.span(cue.first, cue.last)
    if place is not None:  # in the bulletin of the ministry the losses are …
        region = o.span(place, phrase.last)
        ends = region[1] >= o.span(o.last, o.last)[1]
        return Attribution(cue.row, region, source, region, before=place > first or n > 0, after=not ends)
    if bracketed:
        return Attribution(cue.row, noun, source, (o.clauses[n].start, o.clauses[n].end), before=True)
    if pointing:
        return Attribution({**cue.row, "takes": "report"}, noun, source, o.span(first, phrase.last), back=True)
    colon = o.opener(n + 1) == "colon"
    row, region = {**cue.row, "takes": "report"}, (o.clauses[0].start, o.clauses[n].end)
    return Attribution(row, noun, source, region, announces=True, after=colon, ahead=True, whole=colon)


def is_headed(o: Outline, phrase: Phrase) -> bool:
    """Whether somebody heads a phrase: "results of the ministry", no "results of the attacks of the ministry"."""
    head = next((k for k in phrase.words if not o.has(k, *ADJECTIVES)), phrase.last)
    return any(k in o.named for k in range(phrase.first, head + 1)) or o.has(head, "capital")


def _place_before(o: Outline, first: int, noun: int) -> int | None:
    """The preposition of place that governs a noun, adjectives between them."""
    k = noun - 1
    while k >= first and o.has(k, *ADJECTIVES):
        k -= 1
    return k if k >= first and o.has(k, "seat") else None


def may_head(passage: Passage) -> bool:
    """Whether a sentence has a colon or a dash, one of which sets off every heading."""
    return _SETS_OFF.search(passage.article, passage.sentence.start, passage.sentence.end) is not None


def headings(o: Outline, found: Sequence[Span], closing: Sequence[str] = ("dash",)) -> Iterator[Attribution]:
    """Sources that head or close a line: "Ministry: …", "…: the ministry on losses", "…, - the minister".

    Args:
        o: the sentence.
        found: who speaks by its cues, with these; no heading stands in one of them.
        closing: the borders behind which a source closes a line.
    """
    yield from _headed(o, found)
    start = o.sentence.start
    last = (n for n, clause in enumerate(o.clauses) if _END_OF_LINE.match(o.text, clause.end - start))
    apart = [n for n in last if o.opener(n) in closing]
    for n in apart[:_MOST]:
        if not _touched(found, o.clauses[n]):
            yield from _after_dash(o, n, said=bool(found))


def _headed(o: Outline, found: Sequence[Span]) -> Iterator[Attribution]:
    """Who stands at the head of the sentence, before a colon or over other lines."""
    if not o.clauses or _touched(found, o.clauses[0]) or o.clauses[0].quotation:
        return
    if len(o.clauses) == 1 and not found and o.text.rstrip().endswith(":"):
        yield from _alone(o, over=True)
    dash = o.opener(1) == "dash"
    label = dash and o.has(0, "label")
    topic = dash and o.opener(2) == "colon" and o.has(o.zone(1)[0], "topic")
    if label or topic or o.opener(1) == "colon":
        yield from _after_label(o) if o.has(0, "label") else _alone(o, over=False)


def _touched(found: Sequence[Span], clause: Clause) -> bool:
    return any(start < clause.end and clause.start < end for start, end in found)


def _alone(o: Outline, *, over: bool) -> Iterator[Attribution]:
    """A source that fills the first clause, to its end or to what it speaks "on"; ``over`` other lines or none."""
    phrase = standing_alone(o, *o.zone(0))
    if phrase is not None and not _is_region(o, phrase) and (over or _is_known(o, phrase)):
        source, region = o.span(phrase.first, phrase.last), (o.clauses[0].start, o.clauses[0].end)
        yield Attribution(_HEADING, None, source, region, after=not over, ahead=True, whole=not over)


def _is_region(o: Outline, phrase: Phrase) -> bool:
    """Whether a phrase ends in a word for a stretch of land that has a council as well: "the Sumy community"."""
    known = o.passage.ending("place_words").get(o.words[phrase.last].i + 1)
    return known is not None and not {"area", "district", "settled", "site"}.isdisjoint(known.row["role"].split())


def _is_known(o: Outline, phrase: Phrase) -> bool:
    """Whether a name is registered or has a role: in English, sites bear the names of people ("Virginia Tech: 12")."""
    if not lexicon(o.language).parser:
        return True
    start, end = o.span(phrase.first, phrase.last)
    who = identify(o.passage.article[start:end], o.language, None)
    return who.row is not None or bool(who.roles)


def _after_label(o: Outline) -> Iterator[Attribution]:
    """A line "Source: the ministry", over or under what the ministry told."""
    first, last = o.zone(1)
    if o.zone(0)[1] >= first:
        return
    line = o.text.find("\n", o.words[first].start)
    last = min(last, o.at(line) - 1) if line >= 0 else last
    phrase = standing_alone(o, first, last)
    if phrase is not None:
        source, region = o.span(phrase.first, phrase.last), (o.clauses[0].start, o.span(first, last)[1])
        yield Attribution(_LABEL, None, source, region, back=True, after=line >= 0, ahead=True)


def _after_dash(o: Outline, n: int, *, said: bool) -> Iterator[Attribution]:
    """A source after a dash at the end of a line; ``said`` whether the sentence already tells who says it.

    Before other sentences of its line it is a registered one: else a dash rather tells what was named before it.
    Without a comma or a quotation before the dash a noun may be what those before it are ("the dead man is a local",
    "five are soldiers"), so then only an office with some words before it counts.
    """
    first, last = o.zone(n)
    at = o.clauses[n].start - o.sentence.start
    set_off = n == 0 or bool(_SET_OFF.search(o.text[max(0, at - _NEAR) : at]))
    phrase = standing_alone(o, first, last)
    ends = not o.passage.article[o.sentence.end :].partition("\n")[0].strip()  # no other sentence on the line
    if phrase is None and set_off and ends:
        phrase = body_in_place(o, first, last)
    if phrase is None or phrase.last != last or not (ends or o.names(first)):
        return
    told = sum(not o.has(k, "number", "date") for k in range(first))
    number = "plural" if o.has(first - 1, "number") else "singular"
    if not set_off and (said or o.is_anybody(phrase.first, phrase.last, number) or told + bool(told < first) < _SHORT):
        return
    over = n == 0
    yield Attribution(
        _SIGNATURE, None, o.span(phrase.first, phrase.last), (o.clauses[n].start, o.clauses[n].end),
        before=not over, back=over, after=over and len(o.clauses) > 1, ahead=over,
    )  # fmt: skip


def signature(o: Outline, *, heard: bool) -> Iterator[Attribution]:
    """A name that fills the last line: of a person, or of a registered body that is no outlet and no country.

    Args:
        o: the last sentence of the article, on a line of its own.
        heard: others speak above; a person without a title is then the author of the report.
    """
    if o.words and _is_signed(o, heard=heard):
        yield Attribution(_SIGNATURE, None, o.span(0, o.last), o.span(0, o.last), before=True)


def _is_signed(o: Outline, *, heard: bool) -> bool:
    """Whether a sentence is nothing but a name: with a title, of a person, or of a registered body."""
    exact = [one for one in o.names(0) if one.exact]
    if any(one.kind == "name" and one.last == o.last and one.row["kind"] not in _NO_SIGNATURE for one in exact):
        return True
    numbers = range(o.last + 1)
    if o.words[o.last].text.isupper() and o.is_personal_name(0):
        return False  # the author's own name: "Anna BRIGHT"
    if o.opener(1) == "comma" and len(o.clauses) == 2 and is_apposition(o, *o.zone(1)):
        numbers = range(o.zone(0)[1] + 1)  # "Ada Brook, head of the district"
    if numbers.stop in (2, 3) and o.all_have(numbers, "capital") and any(one.kind == "given" for one in exact):
        return not heard or numbers.stop <= o.last
    title = standing_alone(o, 0, o.last) if o.any_has(numbers, "named") else None
    return title is not None and title.last == o.last and any(o.is_personal_name(k) for k in numbers)


def may_sign(passage: Passage) -> bool:
    """Whether a sentence stands on a line of its own that is no handle and no tag."""
    article, sentence = passage.article, passage.sentence
    line = article[article.rfind("\n", 0, sentence.start) + 1 : sentence.end]
    return not re.search(r"\w", line[: -len(sentence.text)]) and "@" not in line and "#" not in line


def bylines(reading: Reading, quoted: Quoted, tied: Iterable[Statement]) -> list[Statement]:
    """Statements whose speaker is named by position alone.

    Args:
        reading: the text.
        quoted: its quotations.
        tied: the statements that its words tell, whose speakers may stand over it by their surnames.
    """
    found = [*_signed(reading, quoted), *_turns(reading), *_over_all(reading, tied)]
    return [one for one in found if len(words(reading.text[slice(*one.content)])) >= _MIN_WORDS]


def _over_all(reading: Reading, tied: Iterable[Statement]) -> Iterator[Statement]:
    """What a title tells behind the surname of somebody who speaks in the text: "Okello: flood kills 40"."""
    for match in filter(None, [_LABELLED.match(reading.text)]):
        own, *spoken = (
            mention(reading, span, None, speaks=True)
            for span in (match.span("name"), *(one.source for one in tied if one.source))
        )
        if own.is_unknown_name and any(own.may_be(one) for one in spoken):
            content = _turn(reading.text, match.end(), len(reading.text))
            yield replace(_statement(match, content, "indirect"), way="heading")


def _signed(reading: Reading, quoted: Quoted) -> list[Statement]:
    """Posts and quotations with who wrote them: "— Name (@handle) April 13". A quotation needs no handle.

    A post reaches back to the start of its language, when that is another than before, else of its paragraph, and
    never across another signature.
    """
    text, found = reading.text, []
    for quotation in quoted.quotations:
        match = _SIGNED.match(text, quotation.end)
        if match and _is_name(match["name"]) and len(match["rest"]) < _MAX_LABEL:
            found.append(_statement(match, (quotation.start, quotation.end), "direct"))
    taken = {one.source for one in found}
    signed = 0
    for match in _POST.finditer(text):
        if match.span("name") not in taken and quoted.at(match.start()) is None:
            found.append(_statement(match, _post(reading, signed, match.start()), "direct"))
        signed = match.end()
    return found


def _statement(match: re.Match[str], content: Span, quotation: str) -> Statement:
    return Statement(
        match.span("name"), match.span("cue"), content, (content,), quotation, "asserts", None, None, "byline"
    )


def _is_name(name: str) -> bool:
    first, last = name.split()[0], name.split()[-1]
    return first[0].isupper() and (last[0].isupper() or last.startswith(("(", "@")))


def _trim(text: str, start: int, end: int, more: str = "") -> Span:
    while start < end and text[start] in _BLANKS + more:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return start, end


def _post(reading: Reading, after: int, signature: int) -> Span:
    """The post that a signature stands under, without the links and dashes around it."""
    text = reading.text
    foreign = _foreign_start(text, reading.segments, after, signature)
    start = max(text.rfind("\n\n", after, signature), after) if foreign is None else foreign
    return _trim(text, start, _without_links(text, start, signature), "-–—―")


def _without_links(text: str, start: int, end: int) -> int:
    """Where a stretch of text ends when the links at its end are left out."""
    while True:
        start, end = _trim(text, start, end)
        word = max(start, *(text.rfind(blank, start, end) + 1 for blank in _BLANKS))
        link = _LINK.search(text, word, end)
        if not link:
            return end
        end = link.start()


def _foreign_start(text: str, segments: Sequence[Segment], after: int, signature: int) -> int | None:
    """Where the stretch in another language that ends at a signature begins, None when there is no such stretch."""
    first, last = (bisect_left(segments, place, key=lambda s: s.start) for place in (after, signature))
    before = [s for s in segments[first:last] if s.language not in (NO_LANGUAGE, UNSURE)]
    spoken = [s for s in before if words(text[s.start : min(s.end, signature)])]
    others = [k for k, s in enumerate(spoken) if s.language != spoken[-1].language]
    return spoken[others[-1] + 1].start if others else None


def _turns(reading: Reading) -> list[Statement]:
    """What is said in transcripts, whose speakers stand in capitals before it, more than once: "SMITH: ..."."""
    text = reading.text
    labels = [m for m in _LABELLED.finditer(text) if m["name"].isupper() and len(m["name"]) <= _MAX_LABEL]
    often = Counter(match["name"] for match in labels)
    limits = [*(match.start() for match in labels[1:]), len(text)]
    return [
        _statement(match, _turn(text, match.end("cue"), limit), "indirect")
        for match, limit in zip(labels, limits, strict=False)
        if often[match["name"]] > 1
    ]


def _turn(text: str, start: int, limit: int) -> Span:
    """What a speaker of a transcript says: the paragraph, and those after it that open with a quotation mark."""
    line = _LINE.match(text, start)
    end = line.end() if line else start
    while (more := _NEXT_QUOTED.match(text, end)) and more.end() <= limit:
        end = more.end()
    return _trim(text, start, end)
