"""Copies: one story printed by many outlets, one claim relayed many times.

A claim that many outlets pass on is one claim with many appearances and one independent claimant. Articles are
compared by a sketch of their word runs, so that a corpus is searched without comparing every pair; what the sketch
brings together rapidfuzz confirms.
"""

from __future__ import annotations

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from newslib import tables
from newslib.compare.entries import Entry
from newslib.lexicons import words

RUN = 4  # words in one run
SKETCH = 32  # runs kept of an article: those with the smallest hashes
SHARED = 4  # runs two articles must share to be compared
CROWDED = 64  # articles with the same run, beyond which it says nothing about copying
ALIKE = 80.0  # per cent of agreement in words from which two articles are one story
LENGTH = 20_000  # code points of an article that are compared


@dataclass(frozen=True, slots=True)
class Original:
    """The story an article tells: its first article, and how alike the two are in per cent."""

    first: str
    similarity: float


def stories(texts: Mapping[str, str]) -> dict[str, Original]:
    """The story of every article.

    Args:
        texts: the body of each article by article_id.

    Returns:
        A story for each article; an article without copies is its own.

    >>> same = "the port was quiet on monday after a night of shelling officials said there"
    >>> stories({"a": same, "b": same + " again", "c": "grain prices rose"})["b"].first
    'a'
    """
    shelf: dict[int, list[str]] = defaultdict(list)
    found: dict[str, Original] = {}
    for article in sorted(texts):
        text = texts[article][:LENGTH].casefold()
        sketch = _sketch(text)
        counted = Counter(chain.from_iterable(shelf[run] for run in sketch if len(shelf[run]) <= CROWDED))
        best = Original(article, 100.0)
        for other, shared in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:SHARED]:
            alike = fuzz.token_set_ratio(text, texts[other][:LENGTH].casefold()) if shared >= SHARED else 0.0
            if alike >= ALIKE and (best.first == article or alike > best.similarity):
                best = Original(found[other].first, round(alike, 1))
        found[article] = best
        for run in sketch:
            shelf[run].append(article)
    return found


def _sketch(text: str) -> set[int]:
    forms = [word.form for word in words(text)]
    runs = {zlib.crc32(" ".join(forms[i : i + RUN]).encode("utf-8", "replace")) for i in range(len(forms) - RUN + 1)}
    return set(heapq.nsmallest(SKETCH, runs))


def appearances(
    given: Iterable[Entry],
    retold: Mapping[str, str],
    rules: Mapping[str, str],
    told: Mapping[str, Original],
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The appearances table, and for every claim the claim it is an appearance of.

    Args:
        given: the entries.
        retold: claims that only retell another one.
        rules: by claim id the rule that says so.
        told: the stories of the articles; the same number in the same story is one claim.
    """
    entries = list(given)
    first = {e.claim_id: _root(e.claim_id, retold) for e in entries}
    first |= _copied(entries, first, told)
    counts = Counter(first.values())
    own = [told.get(e.article) for e in entries]
    columns: dict[str, list[object]] = {
        "claim_id": [e.claim_id for e in entries], "of_claim": [first[e.claim_id] for e in entries],
        "n_appearances": [counts[first[e.claim_id]] for e in entries],
        "story": [getattr(story, "first", None) for story in own],
        "similarity": [getattr(story, "similarity", None) for story in own],
        "relay": [e.relay for e in entries], "rule": [_rule(e.claim_id, first, retold, rules) for e in entries],
    }  # fmt: skip
    return tables.frame("appearances", columns), first


def _root(claim: str, retold: Mapping[str, str]) -> str:
    seen = {claim}
    while claim in retold and retold[claim] not in seen:
        claim = retold[claim]
        seen.add(claim)
    return claim


def _copied(entries: Sequence[Entry], first: Mapping[str, str], told: Mapping[str, Original]) -> dict[str, str]:
    """Claims of copied articles that give the same number for the same thing and source as the copied article."""
    origin: dict[tuple[Any, ...], str] = {}
    found = {}
    for e in sorted(entries, key=lambda e: (e.article not in told or told[e.article].first != e.article, e.row)):
        if e.article in told and e.interval.known:
            who = e.source if e.named else "unattributed"
            key = (told[e.article].first, e.outcome, e.group, e.side, e.tally, e.home, e.scope, e.interval, who)
            target = origin.setdefault(key, first[e.claim_id])
            if target != e.claim_id and first[e.claim_id] == e.claim_id:
                found[e.claim_id] = target
    return found


def _rule(claim: str, first: Mapping[str, str], retold: Mapping[str, str], rules: Mapping[str, str]) -> str:
    if first[claim] == claim:
        return "first"
    return rules.get(claim, "retold") if claim in retold else "same_story_same_figure"
