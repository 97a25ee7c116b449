"""The words of a text as stretches of one language: the cheapest path through evidence and seams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from newslib.evidence import LONGEST_ACRONYM, SILENT, UNSURE, Testimony, Witness, witness
from newslib.seams import INSIDE, PAUSE, Token, cost

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


def stretches(text: str, found: Sequence[Token], codes: tuple[str, ...]) -> list[Stretch]:
    """The words of a text as stretches of one language each.

    Args:
        text: the whole text.
        found: its words, links and handles, in order.
        codes: the languages that may be named.

    >>> from newslib.seams import tokens
    >>> text = "Nobody left, he said. Мы никуда не уйдём отсюда."
    >>> [(s.first, s.last, s.language) for s in stretches(text, tokens(text), ("en", "ru", "uk"))]
    [(0, 4, 'en'), (4, 9, 'ru')]
    """
    words = [text[token.start : token.end] for token in found if token.kind == "word"]
    if not words:
        return []
    prices = _prices(text, found)
    judge = witness(codes)
    heard = judge.hear(words, prices >= PAUSE)
    named = _named(heard, judge, prices)
    names = [stretch for stretch in named if _names(words, stretch, prices) or _title(words, stretch, prices)]
    if names and len(named) > 1:
        index = heard.index.copy()
        for stretch in names:
            index[stretch.first : stretch.last] = SILENT
        named = _named(replace(heard, index=index), judge, prices)
    return _joined(named)


def _named(heard: Testimony, judge: Witness, prices: np.ndarray) -> list[Stretch]:
    """The best path through the words, cut where the language changes."""
    entry = judge.entry[heard.columns]
    starts = _joints(heard, prices)
    gains = _sums(heard, starts)
    path = _best_path(gains, prices[starts], entry)
    changes = np.flatnonzero(np.diff(path, prepend=-1))
    totals = np.add.reduceat(gains, changes, axis=0) - entry
    best = totals.max(axis=1, keepdims=True)
    ends = [*starts[changes[1:]].tolist(), len(heard.index)]
    result = []
    for n, (first, last) in enumerate(zip(starts[changes].tolist(), ends, strict=True)):
        column = path[changes[n]]
        sure = float(np.exp(totals[n, column] - best[n, 0]) / np.exp(totals[n] - best[n]).sum())
        language = judge.languages[heard.columns[column]] if sure >= LEAST_SURE else UNSURE
        result.append(Stretch(first, last, language, 0.0 if language == UNSURE else round(sure, 3)))
    return result


def _prices(text: str, found: Sequence[Token]) -> np.ndarray:
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
