"""The words of a text, the seams between them where it may change hands, and what that costs; and stretches of one
language: the cheapest path through evidence and seams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import regex

from newslib.segments.profiles import LONGEST_ACRONYM, UNSURE, Testimony, Witness, code_points, witness

# What a change of language costs, in nats, by the best mark that stands between two words.
HAND, LINE, QUOTE, SENTENCE, PAUSE, INSIDE = 6.0, 7.0, 7.0, 11.0, 20.0, 30.0

_MARK = r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u00ad"
_END = r"[^\s<>\"»”.,;:!?)'’\]]"  # the last character of a link is no mark of the sentence around it
_LINK = (
    rf"(?<!\w)(?:https?://|www\.)[^\s<>\"»”]*{_END}"
    rf"|(?<![\w@./-])[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,3}}\.[a-z]{{2,6}}/(?:[^\s<>\"»”]*{_END})?"
    r"|(?<![\w@.])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,3}"
)
_HANDLE = rf"(?<!\w)[@#]\w[\w{_MARK}]*"
_FREE = re.compile(rf"(?P<link>{_LINK})|(?P<handle>{_HANDLE})")
_TRACE = re.compile(r"[@#/]|www\.")  # without one of these there is no link or handle
_BLANK = re.compile(r"\s")
_MASK = 1  # stands for the code points of a link or handle where words are cut
_SEAMS = (
    (HAND, chr(_MASK)), (LINE, "\n\r\u2028\u2029"), (QUOTE, "\"«»“”„‟‘‹›"), (SENTENCE, ".!?…。！？؟۔।"),
    (PAUSE, ":;()[]{}—–|•·*"),
)  # fmt: skip
_DOUBLED = (("'", QUOTE), ("`", QUOTE), ("-", PAUSE))
_LETTER, _GOES_ON, _JOINS, _SMALL, _SPACE = 1, 2, 4, 8, 16  # kinds of characters
_KINDS = {_LETTER: r"[^\W\d_]", _GOES_ON: rf"[\w{_MARK}]", _JOINS: "['’ʼ]", _SMALL: "[a-z]", _SPACE: r"\s"}
_LAST = 0x34000  # no letter stands beyond
_OPENS = re.compile(r"(?:[«„‟‹(\[{¿¡]|(?<=[\s(\[])[\"'“‘»”`])+(?=[^\s,.;:!?»”)\]]|$)")
_CLOSES = re.compile(r"(?:[.!?…,:;—–|•·»”“\"'’)\]}]|(?<=\s)-)+\s+")
_NUMBER = re.compile(r"(?<=\s)\d")
_NEWLINES = ("\n", "\r", "\u2028", "\u2029")
_CLUSTER, CLUSTER = regex.compile(r"\X"), 64  # a letter with its marks; code points from which on no cut matters
LEAST_SURE = 0.4  # confidence below which no language is named
NEVER = -1e6  # nats of a language that a text cannot be in
LONGEST_TITLE = 8  # words
_TITLED = re.compile(r"[A-Z][\x00-\x7f]*|[\x00-\x7f]{1,3}")  # a word of a title: only short ones have no capital
MOST_NAMES = 4  # words in a row; more capitalised words are a headline


@dataclass(frozen=True)
class Stretch:
    """Neighbouring words of one language: the first, the one after the last, and how sure we are."""

    first: int
    last: int
    language: str
    confidence: float


@dataclass(frozen=True)
class _Joints:
    """The words before which the language may change, one text after the other."""

    starts: np.ndarray  # the word
    ends: np.ndarray  # the word of the next joint
    prices: np.ndarray
    gains: np.ndarray  # what each language gains from there to the next; ``NEVER`` where its text cannot be in it
    texts: np.ndarray  # the first joint of each text; no text is without one

    def of(self, texts: Sequence[int]) -> _Joints:
        """Those of some texts."""
        counts = np.diff(self.texts, append=len(self.starts))[texts]
        kept = np.concatenate([np.arange(n, n + count) for n, count in zip(self.texts[texts], counts, strict=True)])
        firsts = np.cumsum(counts) - counts
        return _Joints(self.starts[kept], self.ends[kept], self.prices[kept], self.gains[kept], firsts)


def stretches(cut: Parts, codes: tuple[str, ...], texts: np.ndarray) -> list[list[Stretch]]:
    """The words of each text as stretches of one language each.

    Args:
        cut: the words of the texts and the prices of the seams between them.
        codes: the languages that may be named.
        texts: the first word of each text, and the one after the last.

    >>> from newslib.segments.stretches import parts
    >>> cut = parts("Nobody left, he said. Мы никуда не уйдём отсюда.")
    >>> [(s.first, s.last, s.language) for s in stretches(cut, ("en", "ru", "uk"), np.array([0, 9]))[0]]
    [(0, 4, 'en'), (4, 9, 'ru')]
    """
    words, prices = cut.words, cut.prices
    told = np.diff(texts) > 0
    if not words:
        return [[] for _ in told]
    firsts = texts[:-1][told]
    prices[firsts] = 0.0
    judge = witness(codes)
    joints, columns = _gains(judge, judge.hear(words, prices >= PAUSE), prices, firsts)
    named = _named(joints, judge, columns)
    again = [n for n, spoken in enumerate(named) if len(spoken) > 1 and _silenced(joints, spoken, words, prices)]
    for n, spoken in zip(again, _named(joints.of(again), judge, columns) if again else (), strict=True):
        named[n] = spoken
    found = map(_joined, named)
    return [next(found) if any_ else [] for any_ in told.tolist()]


def _silenced(joints: _Joints, spoken: Sequence[Stretch], words: list[str], prices: np.ndarray) -> bool:
    """Whether stretches of a text are mere names: they say nothing, so that the language around them goes on."""
    names = [stretch for stretch in spoken if _names(words, stretch, prices) or _title(words, stretch, prices)]
    for stretch in names:
        first, last = np.searchsorted(joints.starts, (stretch.first, stretch.last))
        joints.gains[first:last] = np.where(joints.gains[first:last] > NEVER, 0.0, NEVER)
    return bool(names)


def _named(joints: _Joints, judge: Witness, columns: np.ndarray) -> list[list[Stretch]]:
    """The best path of each text cut where the language changes, each stretch with the confidence of its own words."""
    entry = judge.entry[columns]
    path = _best_paths(joints, entry)
    new = np.diff(path, prepend=-1) != 0
    new[joints.texts] = True
    changes = np.flatnonzero(new)
    totals = np.add.reduceat(joints.gains, changes, axis=0) - entry
    odds = np.exp(totals - totals.max(axis=1, keepdims=True))
    said = path[changes]
    sure = (odds[np.arange(len(changes)), said] / odds.sum(axis=1)).tolist()
    ends = joints.ends[np.append(changes[1:], len(path)) - 1].tolist()
    made = [
        Stretch(first, last, judge.languages[column], round(share, 3)) if share >= LEAST_SURE
        else Stretch(first, last, UNSURE, 0.0)
        for first, last, column, share in zip(joints.starts[changes].tolist(), ends, columns[said], sure, strict=True)
    ]  # fmt: skip
    firsts = [*np.searchsorted(changes, joints.texts).tolist(), len(made)]
    return [made[first:last] for first, last in pairwise(firsts)]


def _gains(judge: Witness, heard: Testimony, prices: np.ndarray, texts: np.ndarray) -> tuple[_Joints, np.ndarray]:
    """The words before which the language may change, with what each language gains there; and these languages.

    Inside a clause a change is possible only where the best language changes.
    """
    possible = judge.possible(heard.scripts, texts)
    columns = np.flatnonzero(possible.any(axis=0))
    starts = _joints(heard, prices)
    gains = np.add.reduceat(heard.rows.take(heard.index, axis=0), starts, axis=0)[:, columns].astype(np.float64)
    own = np.searchsorted(texts, starts, side="right") - 1
    gains[~possible[:, columns][own]] = NEVER
    kept = np.flatnonzero((prices[starts] < INSIDE) | (np.diff(gains.argmax(axis=1), prepend=-1) != 0))
    starts = starts[kept]
    gains = np.maximum(np.add.reduceat(gains, kept, axis=0), NEVER)
    ends = np.append(starts[1:], len(prices))
    return _Joints(starts, ends, prices[starts], gains, np.searchsorted(starts, texts)), columns


def _joints(heard: Testimony, prices: np.ndarray) -> np.ndarray:
    """The words before which the language may change: after any mark, at capitals, where scripts meet."""
    joint = (prices < INSIDE) | heard.capital
    joint[1:] |= heard.scripts[1:] != heard.scripts[:-1]
    joint[0] = True
    return np.flatnonzero(joint)


def _best_paths(joints: _Joints, entry: np.ndarray) -> np.ndarray:
    """Column of the best language at each joint (Viterbi; a change costs its price and the entry).

    The joints that are the n-th of their texts stand together, the longest text first, and are looked at in one step.
    """
    counts = np.diff(joints.texts, append=len(joints.gains))
    rank = np.argsort(np.argsort(-counts, kind="stable"))
    step = np.arange(len(joints.gains)) - np.repeat(joints.texts, counts)
    heads = np.concatenate([[0], np.cumsum(np.bincount(step))]).tolist()
    place = np.array(heads)[step] + np.repeat(rank, counts)
    value, tolls = np.empty_like(joints.gains), np.empty_like(joints.gains)
    value[place] = joints.gains
    tolls[place] = -(joints.prices[:, None] + entry)
    tops = np.empty(len(place), dtype=np.int64)
    value[: heads[1]] -= entry
    changed = np.zeros(value.shape, dtype=bool)  # where coming from the top is better than staying
    texts = np.arange(heads[1])
    for before, first, last in zip(heads, heads[1:], heads[2:], strict=False):
        stay = value[before : before + last - first]
        tops[first:last] = top = stay.argmax(axis=1)
        come = tolls[first:last]
        come += stay[texts[: last - first], top][:, None]
        np.greater(come, stay, out=changed[first:last])
        value[first:last] += np.maximum(come, stay, out=come)
    return _traced(value, changed[place], tops[place], place, joints.texts)


def _traced(
    value: np.ndarray, changed: np.ndarray, tops: np.ndarray, place: np.ndarray, texts: np.ndarray
) -> np.ndarray:
    """The best path of each text, from its last joint back to the first."""
    path = np.empty(len(place), dtype=np.int64)
    lasts = [*(texts[1:] - 1).tolist(), len(place) - 1]
    states = value[place[lasts]].argmax(axis=1).tolist()
    for first, last, state in zip(texts.tolist(), lasts, states, strict=True):
        for n in range(last, first, -1):
            path[n] = state
            if changed[n, state]:
                state = tops[n]
        path[first] = state
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
        and all(map(_TITLED.fullmatch, words[first:last]))
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


class Free(NamedTuple):
    """A link or handle; it belongs to no language."""

    start: int
    end: int
    kind: str  # link, handle


@dataclass(frozen=True)
class Parts:
    """The words of texts, what a change of language costs before each, and the links and handles of each text."""

    words: list[str]
    starts: np.ndarray
    ends: np.ndarray
    prices: np.ndarray  # nats
    frees: list[list[Free]]  # counted from where their text begins


def parts(*texts: str) -> Parts:
    """Texts cut into words, links and handles (with hashtags), counted through as if a line break stood between them.

    >>> cut = parts("Read @mod: t.me/mod/1.")
    >>> cut.words, cut.frees
    (['Read'], [[Free(start=5, end=9, kind='handle'), Free(start=11, end=21, kind='link')]])
    """
    text, frees = "\n".join([*texts, ""]), list(map(_frees, texts))
    points, begin = code_points(text).copy(), 0
    for own, found in zip(texts, frees, strict=True):
        for free in found:
            points[begin + free.start : begin + free.end] = _MASK
        begin += len(own) + 1
    kinds, costs = (table.take(points, mode="clip") for table in _signs())
    starts, ends = _words(points, kinds)
    words = list(map(text.__getitem__, map(slice, starts.tolist(), ends.tolist())))
    return Parts(words, starts, ends, _prices(points, kinds, costs, starts, ends), frees)


def _frees(text: str) -> list[Free]:
    """Links and handles, sought only between the blanks around a trace of one."""
    found: list[Free] = []
    done = 0
    for trace in _TRACE.finditer(text):
        if trace.start() < done:
            continue
        left = max(done, text.rfind(" ", done, trace.start()) + 1, text.rfind("\n", done, trace.start()) + 1)
        blank = _BLANK.search(text, trace.end())
        done = blank.start() if blank else len(text)
        found += (Free(*m.span(), m.lastgroup or "") for m in _FREE.finditer(text, left, done))
    return found


@cache
def _signs() -> tuple[np.ndarray, np.ndarray]:
    """The kinds of each character, and what a change of language costs there."""
    every = "".join(map(chr, range(_LAST)))
    kinds, costs = np.zeros(_LAST, dtype=np.uint8), np.full(_LAST, INSIDE, dtype=np.uint8)
    for price, signs in _SEAMS:
        costs[list(map(ord, signs))] = price
    for kind, pattern in _KINDS.items():
        kinds[[match.start() for match in re.finditer(pattern, every)]] |= kind
    return kinds, costs


def _words(points: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where words start and end: letters and what goes on, with an apostrophe before a letter, the stop of "a.com"."""
    letters, goes_on = kinds & _LETTER > 0, kinds & _GOES_ON > 0
    goes_on[:-1] |= (kinds[:-1] & _JOINS > 0) & letters[1:] | (points[:-1] == ord(".")) & (kinds[1:] & _SMALL > 0)
    turns = np.flatnonzero(np.diff(goes_on, prepend=False, append=False))
    starts, ends = turns[::2], turns[1::2]
    places = np.append(np.flatnonzero(letters), len(points))
    starts = places[np.searchsorted(places, starts)]
    spelled = starts < ends
    return starts[spelled], ends[spelled]


def _prices(
    points: np.ndarray, kinds: np.ndarray, costs: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> np.ndarray:
    """What a change of language costs before each word, in nats, by the best mark in the gap; nothing at the start."""
    if not len(starts):
        return np.empty(0)
    for sign, price in _DOUBLED:
        there = points == ord(sign)
        costs[:-1][there[1:] & there[:-1]] = price
    space = kinds & _SPACE > 0
    costs[1:-1][space[:-2] & (points[1:-1] == ord("-")) & space[2:]] = PAUSE
    prices: np.ndarray = np.minimum.reduceat(costs, np.stack([np.append(0, ends[:-1]), starts], axis=1).ravel())[::2]
    return np.append(0.0, prices[1:])


def border(text: str, left: int, right: int, free: int) -> int:
    """Where the next language begins between two words of different languages.

    After the last line break; else after the last link or handle; else at the last mark that opens, or
    after the last that closes; else at the next word. A number goes with the word after it.

    Args:
        text: the whole text.
        left: end of the word before.
        right: start of the word after.
        free: end of the last link or handle between them, or ``left``.

    >>> text = "He said: «53 убито»."
    >>> text[border(text, 7, 13, 7):]
    '«53 убито».'
    """
    line = max(text.rfind(mark, left, right) for mark in _NEWLINES) + 1
    if line > left:
        return line
    if free > left:
        return free
    opens = max((m.start() for m in _OPENS.finditer(text, left, right)), default=left)
    closes = max((m.end() for m in _CLOSES.finditer(text, left, right)), default=left)
    place = max(opens, closes)
    number = _NUMBER.search(text, max(place, left), right)
    return place if place > left else number.start() if number else right


def whole(text: str, place: int) -> int:
    """The first place from ``place`` on where a cut leaves every letter with its marks (grapheme clusters).

    >>> whole("и\u0306", 1), whole("ab", 1)
    (2, 1)
    """
    start = max(place - CLUSTER, 0)
    ends = (found.end() for found in _CLUSTER.finditer(text, start))
    return place if place == start else next(end for end in ends if end >= place)
