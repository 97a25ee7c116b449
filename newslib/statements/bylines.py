"""Words whose speaker stands beside them without a verb: signed posts and quotations, labelled lines, headlines.

The forms are the same in every language: "“...” — Name", "... — Name (@handle) date", "NAME: ...", "... - Name".
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from newslib.lexicons import lexicon, words
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.segments import NO_LANGUAGE, Segment
from newslib.segments.profiles import UNSURE
from newslib.sources.names import identify
from newslib.spans import Span
from newslib.statements.records import Statement
from newslib.statements.relays import is_relay

_LETTERS = r"[\w.'’-]"
_NAME = rf"[^\W\d_]{_LETTERS}{{0,40}}+(?!{_LETTERS})(?:[^\S\n]++{_LETTERS}{{1,40}}+(?!{_LETTERS})){{0,5}}"
_HANDLE = r"\(\s*@\w+\s*\)"
_DASH = r"[—–―]|--?"
_BY = rf"(?P<cue>{_DASH})[^\S\n]*(?P<name>{_NAME}"
_SIGNED = re.compile(rf"[^\S\n]*{_BY}(?:[^\S\n]*{_HANDLE})?)[^\S\n]*(?P<rest>[^\n]*)")
_POST = re.compile(rf"{_BY}[^\S\n]*{_HANDLE})")
_LABEL = re.compile(rf"^[^\S\n]*[\"“«]?(?P<name>{_NAME})(?P<cue>:)(?=\s+\S)", re.MULTILINE)
_TRAILED = re.compile(
    rf"^(?P<words>[^\n]*\w)(?P<cue>:|[^\S\n]+(?:{_DASH}))[^\S\n]+(?P<name>{_NAME})[^\S\n]*$", re.MULTILINE
)
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+$")
_LINE = re.compile(r"[^\n]+")
_NEXT_QUOTED = re.compile(r"\s*\n[\"“«](?!\()[^\n]+")
_BLANKS = " \t\r\n\xa0"
_MIN_WORDS = 2  # "Source: NATO" says nothing
_MAX_LABEL = 48  # code points of a name before a colon
_MAX_NAME = 6  # words


def bylines(reading: Reading, quoted: Quoted, known: Iterable[str]) -> list[Statement]:
    """Statements whose speaker is named by position alone.

    Args:
        reading: the text.
        quoted: its quotations.
        known: mentions of sources found elsewhere in the text.
    """
    names = {word.form for mention in known for word in words(mention)}
    found = _signed(reading, quoted) + _labelled(reading, names) + _trailed(reading)
    return [one for one in found if len(words(reading.text[slice(*one.content)])) >= _MIN_WORDS]


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


def _labelled(reading: Reading, names: set[str]) -> list[Statement]:
    """Lines that open with their speaker: transcripts ("SMITH: ...") and headlines ("Russia: 1,026 surrendered")."""
    text = reading.text
    labels = [m for m in _LABEL.finditer(text) if len(m["name"]) <= _MAX_LABEL and m["name"][0].isupper()]
    often = Counter(m["name"] for m in labels if m["name"].isupper())
    found = []
    for i, match in enumerate(labels):
        if often[match["name"]] > 1:
            limit = labels[i + 1].start() if i + 1 < len(labels) else len(text)
            found.append(_statement(match, _turn(text, match.end("cue"), limit), "indirect"))
        elif _speaks(reading, match, names) and (line := _LINE.match(text, match.end("cue")) or _below(match)):
            found.append(_statement(match, _trim(text, *line.span()), "indirect"))
    return found


def _below(label: re.Match[str]) -> re.Match[str] | None:
    """The quotation on the lines under a label that has a line of its own."""
    return _NEXT_QUOTED.match(label.string, label.end("cue"))


def _turn(text: str, start: int, limit: int) -> Span:
    """What a speaker of a transcript says: the paragraph, and those after it that open with a quotation mark."""
    line = _LINE.match(text, start)
    end = line.end() if line else start
    while (more := _NEXT_QUOTED.match(text, end)) and more.end() <= limit:
        end = more.end()
    return _trim(text, start, end)


def _trailed(reading: Reading) -> list[Statement]:
    """Headlines that end in their source: "1,026 surrendered - defence ministry", "1,026 surrendered: Moscow"."""
    return [
        _statement(match, _trim(reading.text, *match.span("words")), "indirect")
        for match in _TRAILED.finditer(reading.text)
        if _speaks(reading, match, set()) and not _is_imprint(reading, match)
    ]


def _is_imprint(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a headline ends in the outlet that printed it: "Three dead in blast - Daily News"."""
    numbers = reading.touching(match.span("name"))
    return match["cue"] != ":" and bool(numbers) and is_relay(match["name"], reading.sentences[numbers[0]].language)


def _speaks(reading: Reading, match: re.Match[str], names: set[str]) -> bool:
    """Whether a label is somebody: registered, ending in a role, or named as a source elsewhere in the text.

    Where there is no parser the tie by clause reads headlines itself: it knows what governs the lines below.
    """
    label, printed = tuple(word.form for word in words(match["name"])), match["name"].split()
    numbers = reading.touching(match.span("name"))
    if not label or not numbers or len(label) > _MAX_NAME or any("'" in word for word in label):
        return False
    language = reading.sentences[numbers[0]].language
    if not lexicon(language).parser:
        return False
    who, capital = identify(match["name"], language, None), printed[-1][0].isupper()
    if who.row is not None:
        return True
    if any(word[0].islower() for word in printed[1:-1]):
        return False
    if who.kind == "document":
        return len(label) == 1
    return bool(who.roles) or (capital and all(word in names for word in label))
