"""Where a text changes language.

Every word gives evidence for each language (``evidence``), every gap between two words has a price
for a change of language (``seams``): low at lines, quotation marks, links and sentence ends, high
inside a clause. The languages of the words are the cheapest path through both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np

from newslib.evidence import Testimony, witness
from newslib.profiles import registry
from newslib.scripts import main_script
from newslib.seams import INSIDE, PAUSE, Token, border, cost, tokens, whole

NO_LANGUAGE = "zxx"  # BCP 47: no linguistic content; links and handles
UNSURE = "und"  # BCP 47: undetermined
LEAST_SURE = 0.5  # confidence below which no language is named

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


@dataclass(frozen=True)
class _Stretch:
    """Neighbouring words of one language: the first, the one after the last, and how sure we are."""

    first: int
    last: int
    language: str
    confidence: float


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
    codes = known_languages() if candidates is None else tuple(dict.fromkeys(candidates))
    if unknown := sorted(set(codes) - set(known_languages())):
        raise ValueError(f"languages that cannot be named: {', '.join(unknown)}")
    if not text:
        return ()
    found = list(tokens(text))
    worded = [token for token in found if token.kind == "word"]
    stretches = _stretches(text, found, worded, codes)
    return tuple(_with_kinds(text, list(_cut(text, found, worded, _settled(stretches)))))


def _stretches(text: str, found: list[Token], worded: list[Token], codes: tuple[str, ...]) -> list[_Stretch]:
    """The words of a text as stretches of one language each."""
    if not worded:
        return []
    judge = witness(codes, UNSURE)
    prices = _prices(text, found)
    heard = judge.hear([text[token.start : token.end] for token in worded], prices >= PAUSE)
    starts = _joints(heard, prices)
    gains = _sums(heard, starts)
    path = _best_path(gains, prices[starts], judge.entry[heard.columns])
    changes = np.flatnonzero(np.diff(path, prepend=-1))
    totals = np.add.reduceat(gains, changes, axis=0)
    best = totals.max(axis=1, keepdims=True)
    ends = [*starts[changes[1:]].tolist(), len(worded)]
    result = []
    for n, (first, last) in enumerate(zip(starts[changes].tolist(), ends, strict=True)):
        column = path[changes[n]]
        sure = float(np.exp(totals[n, column] - best[n, 0]) / np.exp(totals[n] - best[n]).sum())
        language = judge.languages[heard.columns[column]]
        result.append(_Stretch(first, last, language, round(sure, 3)))
    return result


def _prices(text: str, found: list[Token]) -> np.ndarray:
    """What a change of language costs before each word."""
    prices, last, hand = [], None, False
    for token in found:
        if token.kind != "word":
            hand = True
            continue
        prices.append(0.0 if last is None else cost(text[last : token.start], hand))
        last, hand = token.end, False
    return np.array(prices)


def _joints(heard: Testimony, prices: np.ndarray) -> np.ndarray:
    """The words before which the language may change: after any mark, at capitals, where scripts meet."""
    joint = (prices < INSIDE) | heard.capital
    joint[1:] |= heard.scripts[1:] != heard.scripts[:-1]
    joint[0] = True
    return np.flatnonzero(joint)


def _sums(heard: Testimony, starts: np.ndarray) -> np.ndarray:
    """Evidence of the words between two joints, added up."""
    step = 1 << 14
    parts = []
    for low in range(0, len(starts), step):
        own = starts[low : low + step]
        stop = starts[low + step] if low + step < len(starts) else len(heard.index)
        rows = heard.rows[heard.index[own[0] : stop]][:, heard.columns]
        parts.append(np.add.reduceat(rows, own - own[0], axis=0, dtype=np.float64))
    return np.concatenate(parts)


def _best_path(gains: np.ndarray, prices: np.ndarray, entry: np.ndarray) -> np.ndarray:
    """Column of the best language at each joint (Viterbi; a change costs its price and the entry)."""
    value = gains.copy()
    value[0] -= entry
    for n in range(1, len(value)):
        before = value[n - 1]
        value[n] += np.maximum(before, before.max() - prices[n] - entry)
    top, where = value.max(axis=1), value.argmax(axis=1)
    path = np.empty(len(value), dtype=np.int64)
    state = path[-1] = where[-1]
    for n in range(len(value) - 1, 0, -1):
        if value[n - 1, state] < top[n - 1] - prices[n] - entry[state]:
            state = where[n - 1]
        path[n - 1] = state
    return path


def _settled(stretches: list[_Stretch]) -> list[_Stretch]:
    """Stretches with the unsure ones renamed, neighbours of one language joined."""
    result: list[_Stretch] = []
    for stretch in stretches:
        sure = stretch.confidence >= LEAST_SURE and stretch.language != UNSURE
        now = stretch if sure else replace(stretch, language=UNSURE, confidence=0.0)
        if result and result[-1].language == now.language:
            before = result.pop()
            now = replace(now, first=before.first, confidence=max(before.confidence, now.confidence))
        result.append(now)
    return result


def _cut(text: str, found: list[Token], worded: list[Token], stretches: list[_Stretch]) -> Iterator[Segment]:
    """Segments with their borders at sensible places, links and handles set apart."""
    frees = [token for token in found if token.kind != "word"]
    ends = [token.end for token in frees]
    stretches = stretches or [_Stretch(0, 0, UNSURE, 0.0)]
    opened, n = 0, 0
    for stretch, after in zip_longest(stretches, stretches[1:], fillvalue=None):
        assert stretch is not None
        closed = len(text)
        if after is not None:
            left, right = worded[after.first - 1].end, worded[after.first].start
            last = bisect_right(ends, right) - 1
            closed = whole(text, border(text, left, right, max(left, ends[last] if last >= 0 else left)))
        while n < len(frees) and frees[n].start < closed:
            start, end = max(frees[n].start, opened), whole(text, frees[n].end)
            yield from _piece(text, opened, start, stretch)
            yield Segment(start, end, NO_LANGUAGE, main_script(text[start:end]), 1.0, frees[n].kind)
            opened, n = end, n + 1
        yield from _piece(text, opened, closed, stretch)
        opened = max(opened, closed)


def _piece(text: str, start: int, end: int, stretch: _Stretch) -> Iterator[Segment]:
    if start < end:
        yield Segment(start, end, stretch.language, main_script(text[start:end]), stretch.confidence, "body")


def _with_kinds(text: str, found: Sequence[Segment]) -> Iterator[Segment]:
    """Segments in another language than the text's, told apart as quotations and posts."""
    main = dominant(found, text)
    for n, segment in enumerate(found):
        if segment.kind != "body" or segment.language in (main, UNSURE):
            yield segment
            continue
        beside = found[max(n - 1, 0) : n + 2]
        first = found[n - 1].start if n and found[n - 1].kind == "handle" else segment.start
        on_own_line = first == 0 or text[first - 1] in "\n\r"
        if _OPENS.match(text, segment.start) and _CLOSES.search(text[segment.start + 1 : segment.end][-9:]):
            yield replace(segment, kind="quotation")
        elif on_own_line and any(other.language == NO_LANGUAGE for other in beside):
            yield replace(segment, kind="post")
        else:
            yield segment


def dominant(found: Sequence[Segment], text: str) -> str:
    """The language of most letters; ``und`` when no language was found.

    >>> text = "Зведення: We hold the city and will not leave it."
    >>> dominant(segments(text), text)
    'en'
    """
    counts: Counter[str] = Counter()
    for segment in found:
        if segment.language not in (NO_LANGUAGE, UNSURE):
            counts[segment.language] += sum(map(str.isalpha, text[segment.start : segment.end]))
    return max(counts, key=lambda code: (counts[code], code), default=UNSURE)


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
