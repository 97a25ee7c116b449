"""Scenes: what the text around a figure tells about the happening it belongs to and about which part it counts.

A scene is one figure in its sentence: the words beside it, the cues of its language (a sudden event, a count since a
start, several happenings together, an earlier count, a changed one, another wave, another time), the days told there,
and the part it counts (those in hospital, those identified). Tables without texts have no scenes.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newslib.compare.entries import Entry
from newslib.dates import dates
from newslib.lexicons import Hit, languages, lexicon, normal, words
from newslib.segments import Segment
from newslib.sentences import sentences

STEM = 6  # letters of a word by which its forms meet
SHORT = 4  # letters of a word that can tell a happening
REACH = 90  # code points between a sudden event and the day told of it
STALE = 60  # days after which a day told in a text is a look back


@dataclass(frozen=True, slots=True)
class Scene:
    """One figure in its sentence. ``roles`` are cues of the sentence, ``near`` those of its clause."""

    sentence: int
    start: int
    quote: str
    stems: frozenset[str]
    clause: frozenset[str]
    roles: frozenset[str]
    near: frozenset[str]
    day: int | None
    part: str = ""
    apart: bool = False
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """An article as comparing sees it: its day, the day it mainly tells of, its words, and a scene for every claim."""

    article: str
    published: int | None
    day: int | None
    sudden: bool
    stems: Mapping[str, float]
    forms: Mapping[str, str] = field(default_factory=dict)
    scenes: Mapping[str, Scene] = field(default_factory=dict)


def stems(text: str, language: str) -> Counter[str]:
    """Words that can tell a happening, cut to a common stem, with how often they stand.

    >>> sorted(stems("Pagers blew up; the pager blasts", "en"))
    ['blasts', 'blew', 'pager']
    """
    idle = _idle(language)
    found: Counter[str] = Counter()
    for word in words(text):
        if len(word.form) >= SHORT and word.form not in idle and not word.form[0].isdigit():
            found[_stem(word.form)] += 1
    return found


def _stem(form: str) -> str:
    plain = form[:-2] if form.endswith("'s") else form
    return (plain[:-1] if plain.endswith("s") and len(plain) <= STEM else plain)[:STEM]


def _forms(text: str) -> dict[str, str]:
    """The form under which each stem is shown: the one printed most often, the shortest among equals."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words(text):
        printed[_stem(word.form)][word.form] += 1
    return {stem: max(sorted(own), key=lambda f: (own[f], -len(f))) for stem, own in printed.items()}


def _idle(language: str) -> frozenset[str]:
    if language not in _IDLE:
        forms = {normal(row["form"]) for row in lexicon(language).rows("function_words")}
        _IDLE[language] = frozenset(forms)
    return _IDLE[language]


_IDLE: dict[str, frozenset[str]] = {}


def reports(
    given: Iterable[Entry], texts: Mapping[str, str], language_of: Mapping[str, str], titles: Mapping[str, str],
    spans: Mapping[str, tuple[int, int]],
) -> dict[str, Report]:  # fmt: skip
    """The report of every article that has a text.

    Args:
        given: entries.
        texts: the text of each article by article_id.
        language_of: the language of each claim's sentence by claim_id.
        titles: headlines by article_id.
        spans: start and end of each claim in its article's text by claim_id.
    """
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        if entry.article in texts and entry.claim_id in spans:
            own[entry.article].append(entry)
    found = {}
    for article, members in sorted(own.items()):
        told = Counter(language_of.get(e.claim_id, "") for e in members if language_of.get(e.claim_id) in languages())
        if told:
            language = max(sorted(told), key=lambda code: told[code])
            found[article] = _report(article, texts[article], titles.get(article, ""), language, members, spans)
    return found


def _report(
    article: str, text: str, title: str, language: str, members: Sequence[Entry], spans: Mapping[str, tuple[int, int]]
) -> Report:
    whole = (Segment(0, len(text), language, "Zyyy", 1.0, "body"),)
    found = sentences(text, whole)
    starts = [s.start for s in found]
    published = next((e.published for e in members if e.published is not None), None)
    calendar = None if published is None else dt.date.fromordinal(published)
    hits = lexicon(language).finder("happenings").find(text)
    days = [
        (d.start, d.first.toordinal()) for d in dates(text, language, calendar)
        if d.first is not None and d.role in ("", "as_of") and (d.last is None or (d.last - d.first).days <= 1)
    ]  # fmt: skip
    weights: Counter[str] = Counter(stems(text, language))
    for stem, times in stems(title, language).items():
        weights[stem] += 2 * times
    counted: dict[int, list[Entry]] = defaultdict(list)
    for entry in members:
        counted[max(0, bisect_right(starts, spans[entry.claim_id][0]) - 1)].append(entry)
    scenes = {}
    for number, entries in counted.items():
        border = (found[number].start, found[number].end)
        scenes |= _scenes(number, border, text, language, entries, spans, hits, days)
    sudden = [h for h in hits if h.row["role"] == "blow"]
    day = _main_day(members, published, sudden, days)
    return Report(article, published, day, bool(sudden), weights, _forms(text), scenes)


def _scenes(
    number: int, border: tuple[int, int], text: str, language: str, members: Sequence[Entry],
    spans: Mapping[str, tuple[int, int]], hits: Sequence[Hit], days: Sequence[tuple[int, int]],
) -> dict[str, Scene]:  # fmt: skip
    first, last = border
    sentence = text[first:last]
    inside = [h for h in hits if first <= h.start < last]
    parts = _parts(first, sentence, language, members, spans)
    told = [day for at, day in days if first <= at < last]
    roles = frozenset(h.row["role"] for h in inside)
    all_stems = frozenset(stems(sentence, language))
    found = {}
    for entry in members:
        start, end = spans[entry.claim_id]
        left, right = _clause(text, border, start, end)
        near = [h for h in inside if left <= h.start < right]
        part, apart = parts.get(entry.claim_id, ("", False))
        found[entry.claim_id] = Scene(
            number, start, text[start:end], all_stems, frozenset(stems(text[left:right], language)), roles,
            frozenset(h.row["role"] for h in near), told[0] if len(set(told)) == 1 else None, part, apart,
            tuple(text[h.start : h.end] for h in near if h.row["role"] in ("before", "revise")),
        )  # fmt: skip
    return found


def _clause(text: str, border: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The stretch between commas, semicolons, colons or dashes around a figure."""
    left = max((text.rfind(mark, border[0], start) + len(mark) for mark in _MARKS if text.rfind(mark, border[0], start) >= 0),
               default=border[0])  # fmt: skip
    ends = [at for mark in _MARKS if (at := text.find(mark, end, border[1])) >= 0]
    return left, min(ends, default=border[1])


_MARKS = (", ", "; ", ": ", " – ", " — ", " -- ", " - ")


def _parts(
    first: int, sentence: str, language: str, members: Sequence[Entry], spans: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[str, bool]]:
    """The part each figure of a sentence counts: words that tell a part go to the figure nearest to them."""
    found: dict[str, tuple[str, bool]] = {}
    best: dict[str, tuple[bool, int]] = {}
    for hit in lexicon(language).finder("parts").find(sentence):
        place = (first + hit.start, first + hit.end)
        nearest = min(members, key=lambda e: (_apart(spans[e.claim_id], place), spans[e.claim_id]))
        rank = (hit.row["apart"] != "always", _apart(spans[nearest.claim_id], place))
        if nearest.claim_id not in best or rank < best[nearest.claim_id]:
            best[nearest.claim_id] = rank
            found[nearest.claim_id] = (hit.row["part"], hit.row["apart"] == "always")
    return found


def _apart(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _main_day(
    members: Sequence[Entry], published: int | None, sudden: Sequence[Hit], days: Sequence[tuple[int, int]]
) -> int | None:
    """The day an article mainly tells of: that of its figures and of the sudden events it names."""
    votes: Counter[int] = Counter()
    for entry in members:
        if entry.event_day is not None:
            votes[entry.event_day] += 2
    for hit in sudden:
        near = [(abs(at - hit.start), day) for at, day in days if abs(at - hit.start) <= REACH]
        if near:
            votes[min(near)[1]] += 1
    if published is not None:
        votes = Counter({day: n for day, n in votes.items() if day <= published})
        fresh = Counter({day: n for day, n in votes.items() if published - day <= STALE})
        votes = fresh or votes
    return max(votes, key=lambda day: (votes[day], -day), default=None)
