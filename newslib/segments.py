"""Where a text changes language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newslib.lexicons import shared
from newslib.profiles import scorer
from newslib.scripts import main_script

NO_LANGUAGE = "zxx"  # BCP 47: no linguistic content; links and handles
UNSURE = "und"  # BCP 47: undetermined

_LINK = r"(?:https?://|www\.)[^\s<>\"»”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}/[^\s<>\"»”]*"
_HANDLE = r"(?<!\w)[@#]\w+"
_TOKEN = re.compile(rf"(?P<link>{_LINK})|(?P<handle>{_HANDLE})|(?P<word>[^\W\d_](?:\w|['’ʼ](?=\w)|[\u0300-\u036f\u00ad\u200c\u200d])*)")
_OPENING = "\"'«“„‘([{¿¡—–-•*"
_CLOSED = -1e9


@dataclass(frozen=True)
class Segment:
    """A stretch of text in one language.

    Segments of a text touch: they cover every code point once and give the text back when joined.
    ``language`` is BCP 47: a language, ``und`` when unsure, ``zxx`` for links and handles.
    """

    start: int
    end: int
    language: str
    script: str  # ISO 15924; Zyyy when the stretch has no letters
    confidence: float  # 0 to 1
    kind: str  # body, quotation, post, link, handle


def segments(text: str, *, candidates: Iterable[str] | None = None) -> tuple[Segment, ...]:
    """The language segments of a text, in order, covering it whole."""
    if not text:
        return ()
    codes = tuple(candidates) if candidates else tuple(row["language"] for row in shared("alphabets"))
    tokens = list(_TOKEN.finditer(text))
    worded = [m for m in tokens if m.lastgroup == "word"]
    languages = _languages(text, tokens, worded, codes)
    return tuple(_joined(text, tokens, dict(zip((m.start() for m in worded), languages, strict=True))))


def _languages(text: str, tokens: list[re.Match[str]], worded: list[re.Match[str]], codes: tuple[str, ...]) -> list[str]:
    """The language of every word: best path with cheaper switches where texts change hands."""
    if not worded:
        return []
    score = scorer(codes)
    width = len(codes)
    value = np.zeros(width)
    back: list[np.ndarray] = []
    previous_end = None
    for match in worded:
        if previous_end is not None:
            cost = _cost(text[previous_end : match.start()])
            best = int(value.argmax())
            stay = value >= value[best] - cost
            back.append(np.where(stay, np.arange(width), best))
            value = np.where(stay, value, value[best] - cost)
        value = value + score.word(match.group())
        previous_end = match.end()
    state = int(value.argmax())
    path = [state]
    for step in reversed(back):
        state = int(step[state])
        path.append(state)
    return [codes[i] for i in reversed(path)]


def _cost(gap: str) -> float:
    """What a change of language costs between two words, in nats."""
    if "\n" in gap or "@" in gap or "://" in gap:
        return 10.0
    if any(c in gap for c in "\"«»“”„"):
        return 11.0
    if any(c in gap for c in ".!?…:;()—–"):
        return 14.0
    return 30.0


def _joined(text: str, tokens: list[re.Match[str]], named: dict[int, str]) -> list[Segment]:
    """Segments from the language of each word, with borders moved to sensible places in the gaps."""
    cuts: list[tuple[int, str, str]] = []  # start, language, kind
    language, last_end = None, 0
    for match in tokens:
        kind = match.lastgroup or "word"
        if kind != "word":
            cuts.append((match.start(), NO_LANGUAGE, kind))
            cuts.append((match.end(), "", "body"))
        else:
            own = named[match.start()]
            if own != language:
                place = _border(text, max(last_end, cuts[-1][0] if cuts else 0), match.start())
                cuts.append((place if cuts or language else 0, own, "body"))
            language = own
            last_end = match.end()
    return _segments(text, cuts)


def _border(text: str, left: int, right: int) -> int:
    """Start of the new language: before the opening marks that stand next to its first word."""
    start = right
    while start > left and text[start - 1] in _OPENING:
        start -= 1
    return start


def _segments(text: str, cuts: list[tuple[int, str, str]]) -> list[Segment]:
    if not cuts or cuts[0][0] > 0:
        first = next((language for _, language, kind in cuts if kind == "body" and language), UNSURE)
        cuts = [(0, first, "body"), *cuts]
    result: list[Segment] = []
    current = UNSURE
    for (start, language, kind), (end, _, _) in zip(cuts, [*cuts[1:], (len(text), "", "")], strict=True):
        if language and kind == "body":
            current = language
        if start == end:
            continue
        own = language or current
        piece = text[start:end]
        if result and result[-1].language == own and own != NO_LANGUAGE:
            before = result.pop()
            start, piece = before.start, text[before.start : end]
        result.append(Segment(start, end, own, main_script(piece), 1.0, kind))
    return result


def dominant(found: Sequence[Segment], text: str) -> str:
    """The language of most letters; ``und`` when no language was found."""
    counts: Counter[str] = Counter()
    for segment in found:
        if segment.language not in (NO_LANGUAGE, UNSURE):
            counts[segment.language] += sum(c.isalpha() for c in text[segment.start : segment.end])
    return max(counts, key=lambda code: (counts[code], code), default=UNSURE)


def view(text: str, found: Sequence[Segment], language: str) -> str:
    """The text with every letter and digit outside ``language`` blanked, offsets unchanged.

    Handles stay (a post is signed with one), links and other languages become spaces; line breaks stay.
    """
    return "".join(_shown(text[s.start : s.end], s, language) for s in found)


def _shown(piece: str, segment: Segment, language: str) -> str:
    if segment.language == language or segment.kind == "handle":
        return piece
    if segment.kind == "link":
        return re.sub(r"\S", " ", piece)
    return re.sub(r"\w", " ", piece)
