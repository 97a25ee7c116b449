"""Where a text changes language.

Every word gives evidence for each language (``evidence``), every gap between two words has a price
for a change of language (``seams``): low at lines, quotation marks, links and sentence ends, high
inside a clause. The languages of the words are the cheapest path through both.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, repeat

import numpy as np
from langdetect import DetectorFactory, LangDetectException, detect

from newslib.segments.profiles import SCRIPTS, UNSURE, main_script, registry, scripts_of
from newslib.segments.stretches import Free, Parts, Stretch, border, parts, stretches, whole

DetectorFactory.seed = 0  # langdetect draws samples: without a seed the answer changes from run to run
NO_LANGUAGE = "zxx"  # BCP 47: no linguistic content; links and handles

_READABLE = re.compile(r"[\w\u0300-\u036f]")
_OPENS = re.compile(r"[\s(\[]*[«\"“„‟‘‹']")
_CLOSES = re.compile(r"[»\"”“’›'][^\w]*$")


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


def known_languages() -> tuple[str, ...]:
    """BCP 47 codes of the languages that can be named."""
    return tuple(dict.fromkeys(row["language"] for row in registry()))


def segments(text: str, *, candidates: Iterable[str] | None = None) -> tuple[Segment, ...]:
    """The language segments of a text, in order, covering it whole.

    Args:
        text: any text.
        candidates: BCP 47 codes of the only languages to name; all of ``known_languages()`` when None.
            A text in another language is then ``und`` or given to the nearest candidate.

    Raises:
        ValueError: a candidate that is not known.

    >>> found = segments("The mayor said: «Ми нікуди не підемо», and nobody left the city.")
    >>> [(s.start, s.end, s.language, s.kind) for s in found]
    [(0, 16, 'en', 'body'), (16, 39, 'uk', 'quotation'), (39, 64, 'en', 'body')]
    """
    return segments_of([text], candidates=candidates)[0]


def segments_of(texts: Sequence[str], *, candidates: Iterable[str] | None = None) -> list[tuple[Segment, ...]]:
    """The language segments of many texts, the same as of each alone; weighed together they take less time.

    Args:
        texts: any texts.
        candidates: as for ``segments``; one that is not known raises ``ValueError``.

    >>> [[s.language for s in found] for found in segments_of(["Nobody left.", "", "Мы никуда не уйдём отсюда."])]
    [['en'], [], ['ru']]
    """
    known = known_languages()
    wanted = set(known if candidates is None else candidates)
    if unknown := sorted(wanted - set(known)):
        raise ValueError(f"languages that cannot be named: {', '.join(unknown)}")
    cut = parts(*texts)
    begins = [0, *accumulate(len(text) + 1 for text in texts)]
    spoken = stretches(cut, tuple(code for code in known if code in wanted), np.searchsorted(cut.starts, begins))
    scripts = scripts_of("\n".join([*texts, ""]))
    own = [scripts[begin:end] for begin, end in pairwise(begins)]
    placed = map(_without_blanks, texts, map(_placed, texts, own, begins, repeat(cut), cut.frees, spoken))
    return [tuple(_with_kinds(text, found)) for text, found in zip(texts, placed, strict=True)]


def _without_blanks(text: str, found: Iterable[Segment]) -> list[Segment]:
    """The segments, where what has neither letter nor digit goes with the segment before it, at the start behind it."""
    kept: list[Segment] = []
    for segment in found:
        if kept and not _READABLE.search(text, segment.start, segment.end):
            kept[-1] = replace(kept[-1], end=segment.end)
        elif kept and not _READABLE.search(text, kept[-1].start, kept[-1].end):
            kept[-1] = replace(segment, start=kept[-1].start)
        else:
            kept.append(segment)
    return kept


def _placed(
    text: str, scripts: np.ndarray, begin: int, cut: Parts, frees: Sequence[Free], spoken: Sequence[Stretch]
) -> Iterator[Segment]:
    """Segments with their borders at sensible places, links and handles set apart; the text begins there in the cut."""

    def piece(start: int, end: int, language: str, confidence: float, kind: str = "body") -> Iterator[Segment]:
        if start < end:
            yield Segment(start, end, language, SCRIPTS[main_script(scripts[start:end])], confidence, kind)

    n, ends = 0, [free.end for free in frees]
    spoken = spoken or [Stretch(0, 0, UNSURE, 0.0)]
    opened = 0
    for stretch, after in zip(spoken, [*spoken[1:], None], strict=True):
        closed = len(text)
        if after is not None:
            left, right = int(cut.ends[after.first - 1]) - begin, int(cut.starts[after.first]) - begin
            last = bisect_right(ends, right) - 1
            closed = whole(text, border(text, left, right, max(left, ends[last] if last >= 0 else left)))
        while n < len(frees) and frees[n].start < closed:
            start = max(whole(text, frees[n].start), opened)
            end = max(whole(text, frees[n].end), start)
            yield from piece(opened, start, stretch.language, stretch.confidence)
            yield from piece(start, end, NO_LANGUAGE, 1.0, frees[n].kind)
            opened, n = end, n + 1
        yield from piece(opened, closed, stretch.language, stretch.confidence)
        opened = max(opened, closed)


def _with_kinds(text: str, found: Sequence[Segment]) -> Iterator[Segment]:
    """Segments in another language than the text's, told apart as quotations and posts."""
    languages = {segment.language for segment in found}
    main = dominant(found, text) if len(languages) > 1 else "".join(languages)
    for n, segment in enumerate(found):
        foreign = segment.kind == "body" and segment.language not in (main, UNSURE)
        yield replace(segment, kind=_foreign(text, found, n)) if foreign else segment


def _foreign(text: str, found: Sequence[Segment], n: int) -> str:
    """The kind of a stretch in another language: a quotation, a post on a line of its own, or a piece of the body."""
    segment, before = found[n], found[max(n - 1, 0)]
    if _OPENS.match(text, segment.start) and _CLOSES.search(text[segment.start + 1 : segment.end][-9:]):
        return "quotation"
    first = before.start if before.kind == "handle" else segment.start
    on_own_line = first == 0 or text[first - 1] in "\n\r"
    linked = any(other.language == NO_LANGUAGE for other in found[max(n - 1, 0) : n + 2])
    return "post" if on_own_line and linked else segment.kind


def dominant(found: Sequence[Segment], text: str) -> str:
    """The language of most letters; ``und`` when no language was found.

    >>> text = "Зведення: We hold the city and will not leave it."
    >>> dominant(segments(text), text)
    'en'
    """
    counts: Counter[str] = Counter()
    scripts = scripts_of(text)
    for segment in found:
        if segment.language not in (NO_LANGUAGE, UNSURE):
            counts[segment.language] += int(np.count_nonzero(scripts[segment.start : segment.end]))
    return max(counts, key=lambda code: (counts[code], code), default=UNSURE)


def second_opinion(text: str) -> str:
    """The language langdetect names for a text, BCP 47; ``und`` when it finds nothing to go by.

    It knows no Belarusian and takes one language for the whole text, so a difference is a reason to look, no more.

    >>> second_opinion("The soldiers were taken to a hospital in the city."), second_opinion("1,026")
    ('en', 'und')
    """
    try:
        named: str = detect(text)
    except LangDetectException:
        return UNSURE
    return named


def view(text: str, found: Sequence[Segment], language: str) -> str:
    """The text with every letter and digit outside ``language`` blanked, offsets unchanged.

    Handles stay (a post is signed with one), links and other languages become spaces; marks of
    punctuation and line breaks stay.

    >>> text = "He said: «Ми нікуди не підемо звідси»."
    >>> view(text, segments(text), "en")
    'He said: «                          ».'
    """
    return "".join(_shown(text[s.start : s.end], s, language) for s in found)


def _shown(piece: str, segment: Segment, language: str) -> str:
    if segment.language == language or segment.kind == "handle":
        return piece
    return re.sub(r"\S", " ", piece) if segment.kind == "link" else _READABLE.sub(" ", piece)
