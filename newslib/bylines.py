"""Words whose speaker stands beside them without a verb: signed posts and quotations, labelled lines, headlines.

The forms are the same in every language: "“...” — Name", "... — Name (@handle) date", "NAME: ...".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from newslib.lexicons import lexicon, normal, shared, words
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.segments import NO_LANGUAGE, UNSURE, Segment
from newslib.statements import Span, Statement

_NAME = r"[^\W\d_][\w.'’-]*(?:[^\S\n]+[\w.'’-]+){0,5}"
_HANDLE = r"\(\s*@\w+\s*\)"
_DASH = r"[—–―]|--?"
_SIGNED = re.compile(rf"[^\S\n]*(?P<cue>{_DASH})[^\S\n]*(?P<name>{_NAME}(?:[^\S\n]*{_HANDLE})?)[^\S\n]*(?P<rest>[^\n]*)")
_POST = re.compile(rf"(?P<cue>{_DASH})[^\S\n]*(?P<name>{_NAME}[^\S\n]*{_HANDLE})")
_LABEL = re.compile(rf"^[^\S\n]*[\"“«]?(?P<name>{_NAME})(?P<cue>:)(?=\s+\S)", re.MULTILINE)
_LINK = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+\s*$")
_LINE = re.compile(r"[^\n]+")
NO_SCRIPT = "Zyyy"  # ISO 15924: no letters
_STOPS = " \t\r\n\xa0"
_MAX_LABEL = 48  # code points of a name before a colon


def signed(reading: Reading, quoted: Quoted) -> list[Statement]:
    """Posts and quotations with the name of who wrote them below or after: "— Name (@handle) April 13".

    A quotation needs no handle. A post without quotation marks reaches back to the start of its segment (when
    posts were told apart) or else of its paragraph.
    """
    text, found = reading.text, []
    for quotation in quoted.quotations:
        match = _SIGNED.match(text, quotation.end)
        if match and _is_name(match["name"]) and len(match["rest"]) < _MAX_LABEL:
            found.append(_written(match, quotation.start, quotation.end, "direct"))
    taken = {one.source for one in found}
    for match in _POST.finditer(text):
        if match.span("name") not in taken and quoted.at(match.start()) is None:
            start, end = _post(reading, match.start())
            if start < end:
                found.append(_written(match, start, end, "direct"))
    return found


def _written(match: re.Match[str], start: int, end: int, quotation: str) -> Statement:
    content = (start, end)
    return Statement(match.span("name"), match.span("cue"), content, (content,), quotation, "asserts", None, None)


def _is_name(name: str) -> bool:
    first, *_, last = name.split()[0], name.split()[-1]
    return first[0].isupper() and (last[0].isupper() or last.startswith(("(", "@")))


def _post(reading: Reading, signature: int) -> Span:
    """The post that a signature stands under, without the links and dashes around it."""
    text = reading.text
    start = max(text.rfind("\n\n", 0, signature) + 1, 0)
    foreign = _foreign_start(reading.segments, signature)
    start = start if foreign is None else foreign
    link = _LINK.search(text, start, signature)
    end = link.start() if link else signature
    while start < end and (text[start] in _STOPS or text[start] in "-–—―"):
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    return start, end


def _foreign_start(segments: Sequence[Segment], signature: int) -> int | None:
    """Where the stretch in another language that ends at a signature begins, None when there is no such stretch."""
    spoken = [s for s in segments if s.start < signature and s.language not in (NO_LANGUAGE, UNSURE)]
    spoken = [s for s in spoken if s.script != NO_SCRIPT]
    others = [k for k, s in enumerate(spoken) if s.language != spoken[-1].language]
    return spoken[others[-1] + 1].start if others else None


def labelled(reading: Reading, quoted: Quoted, known: Iterable[str]) -> list[Statement]:
    """Lines that open with their speaker: transcripts ("SMITH: ...") and headlines ("Russia: 1,026 surrendered").

    Args:
        reading: the text.
        quoted: its quotations.
        known: mentions of sources found elsewhere in the text.
    """
    text = reading.text
    labels = [m for m in _LABEL.finditer(text) if len(m["name"]) <= _MAX_LABEL and m["name"][0].isupper()]
    often = Counter(m["name"] for m in labels if m["name"].isupper())
    names = {word.form for mention in known for word in words(mention)}
    found = []
    for match in labels:
        if often[match["name"]] > 1:
            found.append(_spoken(text, match, _turn(text, match, labels)))
        elif _speaks(reading, match, names):
            line = _LINE.match(text, match.end("cue"))
            if line:
                found.append(_spoken(text, match, line.end()))
    return [one for one in found if one.content[0] < one.content[1]]


def _spoken(text: str, match: re.Match[str], end: int) -> Statement:
    start = match.end("cue")
    while start < end and text[start] in _STOPS:
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    content = (start, end)
    return Statement(match.span("name"), match.span("cue"), content, (content,), "indirect", "asserts", None, None)


def _turn(text: str, match: re.Match[str], labels: list[re.Match[str]]) -> int:
    """End of what a speaker of a transcript says: the next label, or the last paragraph that opens with a mark."""
    following = next((m.start() for m in labels if m.start() > match.start()), None)
    end = _LINE.match(text, match.end("cue")).end()  # type: ignore[union-attr]
    while following is None or end < following:
        more = re.compile(r"\s*\n[\"“«](?!\()[^\n]+").match(text, end)
        if more is None or (following is not None and more.end() > following):
            return end
        end = more.end()
    return end


def _speaks(reading: Reading, match: re.Match[str], names: set[str]) -> bool:
    """Whether a label is somebody: a registered source, or named as a source elsewhere in the text."""
    label = tuple(word.form for word in words(match["name"]))
    if not label or len(label) > 6 or "'" in "".join(label):
        return False
    numbers = reading.touching(match.span("name"))
    language = reading.sentences[numbers[0]].language if numbers else ""
    if label in _registered(language) or label[-1] in _roles(language):
        return True
    return all(word in names for word in label) and match["name"].split()[-1][0].isupper()


@cache
def _registered(language: str) -> frozenset[tuple[str, ...]]:
    """Names of the registry in one language, as tuples of words."""
    column = f"name_{language}"
    return frozenset(
        tuple(word.form for word in words(name)) for row in shared("sources") for name in row.get(column, "").split("|")
    )


@cache
def _roles(language: str) -> frozenset[str]:
    """Words for people, bodies and documents that can be sources."""
    rows = lexicon(language).rows("roles") if language else []
    return frozenset(normal(row["form"]) for row in rows if row["kind"] != "title")
