"""The words of a text as stretches of one language: the cheapest path through evidence and seams."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from newslib.segments.evidence import LONGEST_ACRONYM, UNSURE, Testimony, Witness, witness
from newslib.segments.seams import INSIDE, PAUSE, Parts

LEAST_SURE = 0.4  # confidence below which no language is named
LONGEST_TITLE = 8  # words
LONGEST_PARTICLE = 3  # letters of the words that a title prints without a capital
MOST_NAMES = 4  # words in a row; more capitalised words are a headline


@dataclass(frozen=True)
class Stretch:
    """Neighbouring words of one language: the first, the one after the last, and how sure we are."""

    first: int
    last: int
    language: str
    confidence: float


def stretches(cut: Parts, codes: tuple[str, ...]) -> list[Stretch]:
    """The words of a text as stretches of one language each.

    Args:
        cut: the words of the text and the prices of the seams between them.
        codes: the languages that may be named.

    >>> from newslib.segments.seams import parts
    >>> cut = parts("Nobody left, he said. Мы никуда не уйдём отсюда.")
    >>> [(s.first, s.last, s.language) for s in stretches(cut, ("en", "ru", "uk"))]
    [(0, 4, 'en'), (4, 9, 'ru')]
    """
    words, prices = cut.words, cut.prices
    if not words:
        return []
    judge = witness(codes)
    heard = judge.hear(words, prices >= PAUSE)
    entry = judge.entry[heard.columns]
    starts, gains = _gains(heard, prices)
    named = _named(heard, judge, starts, gains, _best_path(gains, prices[starts], entry))
    if len(named) == 1:
        return named
    names = [stretch for stretch in named if _names(words, stretch, prices) or _title(words, stretch, prices)]
    for stretch in names:  # they say nothing, so that the language around them goes on
        first, last = np.searchsorted(starts, (stretch.first, stretch.last))
        gains[first:last] = 0.0
    if names:
        named = _named(heard, judge, starts, gains, _best_path(gains, prices[starts], entry))
    return _joined(named)


def _named(heard: Testimony, judge: Witness, starts: np.ndarray, gains: np.ndarray, path: np.ndarray) -> list[Stretch]:
    """A path cut where the language changes, each stretch with the confidence that its own words give."""
    changes = np.flatnonzero(np.diff(path, prepend=-1))
    totals = np.add.reduceat(gains, changes, axis=0) - judge.entry[heard.columns]
    odds = np.exp(totals - totals.max(axis=1, keepdims=True))
    columns = path[changes]
    sure = (odds[np.arange(len(changes)), columns] / odds.sum(axis=1)).tolist()
    ends = [*starts[changes[1:]].tolist(), len(heard.index)]
    result = []
    for first, last, column, share in zip(starts[changes].tolist(), ends, heard.columns[columns], sure, strict=True):
        language = judge.languages[column] if share >= LEAST_SURE else UNSURE
        result.append(Stretch(first, last, language, 0.0 if language == UNSURE else round(share, 3)))
    return result


def _gains(heard: Testimony, prices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The words before which the language may change, and what each language gains from there to the next.

    Inside a clause a change is possible only where the best language changes.
    """
    starts = _joints(heard, prices)
    gains = _sums(heard, starts)
    best = gains.argmax(axis=1)
    kept = np.flatnonzero((prices[starts] < INSIDE) | (np.diff(best, prepend=-1) != 0))
    return starts[kept], np.add.reduceat(gains, kept, axis=0)


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
        rows = heard.rows[heard.index[own[0] : stop]]
        if len(heard.columns) < rows.shape[1]:
            rows = rows[:, heard.columns]
        parts.append(np.add.reduceat(rows, own - own[0], axis=0))
    return np.concatenate(parts).astype(np.float64)


def _best_path(gains: np.ndarray, prices: np.ndarray, entry: np.ndarray) -> np.ndarray:
    """Column of the best language at each joint (Viterbi; a change costs its price and the entry)."""
    tolls = -(prices[:, None] + entry)
    value, tops = gains.copy(), np.empty(len(gains), dtype=np.int64)
    value[0] -= entry
    for n in range(1, len(value)):
        before = value[n - 1]
        tops[n] = top = before.argmax()
        best = tolls[n]
        best += before[top]
        value[n] += np.maximum(best, before, out=best)
    state = value[-1].argmax()
    path = np.full(len(value), state)
    changed = tolls > np.concatenate([value[:1], value[:-1]])  # where coming from the top was better than staying
    for n in range(len(value) - 1, 0, -1):
        path[n] = state
        if changed[n, state]:
            state = tops[n]
    path[0] = state
    return path


def _names(words: list[str], stretch: Stretch, prices: np.ndarray) -> bool:
    """Whether a stretch in Latin letters is mere names, which have the language of the text they stand in."""
    run = 0
    for n in range(stretch.first, stretch.last):
        word = words[n]
        run = run + 1 if prices[n] >= PAUSE else 1
        named = word.isascii() and word[0].isupper() and (len(word) <= LONGEST_ACRONYM or not word.isupper())
        if not named or run > MOST_NAMES:
            return False
    return True


def _title(words: list[str], stretch: Stretch, prices: np.ndarray) -> bool:
    """Whether Latin words are the subject of a clause that goes on in another script: a firm, an institute."""
    first, last = stretch.first, stretch.last
    if last == len(words) or prices[last] < INSIDE or last - first > LONGEST_TITLE:
        return False
    follows = words[last]
    return (
        follows[0].islower()
        and not follows.isascii()
        and words[first][0].isupper()
        and all(word.isascii() and (word[0].isupper() or len(word) <= LONGEST_PARTICLE) for word in words[first:last])
        and not (prices[first + 1 : last] < PAUSE).any()
    )


def _joined(found: list[Stretch]) -> list[Stretch]:
    """Neighbouring stretches of one language made one."""
    result: list[Stretch] = []
    for stretch in found:
        if result and result[-1].language == stretch.language:
            before = result.pop()
            stretch = replace(stretch, first=before.first, confidence=max(before.confidence, stretch.confidence))
        result.append(stretch)
    return result
