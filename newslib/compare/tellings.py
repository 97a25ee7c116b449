"""Tellings: what two claims must share to tell the same figure, what differs, and which of them came first; and copies:
one story printed by many outlets, one claim relayed many times.

A claim that many outlets pass on is one claim with many appearances and one independent claimant. Articles are
compared by a sketch of their word runs, so that a corpus is searched without comparing every pair; what the sketch
brings together rapidfuzz confirms.
"""

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from newslib import tables
from newslib.compare import intervals
from newslib.compare.entries import BROAD, TOLD, Entry
from newslib.compare.places import nested
from newslib.lexicons import words

RUN = 4  # words in one run
SKETCH = 32  # runs kept of an article: those with the smallest hashes
SHARED = 4  # runs two articles must share to be compared
CROWDED = 64  # articles with the same run, beyond which it says nothing about copying
ALIKE = 80.0  # per cent of agreement in words from which two articles are one story
LENGTH = 20_000  # code points of an article that are compared
DAYS = 3  # a retelling follows closely
AT_MOST = 40  # candidates looked at for one claim; keeps the work linear in the number of claims
# Who is the original of two tellings of a day: copying loses bounds, hedges what is precise, bares what is very round.
_FIRST = ("range", "more_than", "round approx", "exact", "approx", "at_most", "round exact", "at_least")
_PASSED_ON = ("relay_taken_for_source", "rounds_what_it_relays")  # rules of claims that only pass on
_AKIN = ({"killed", "casualties"}, {"captured", "surrendered"}, {"surrendered", "evacuated"})


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two claims: ``a`` is the later, derived or whole one."""

    a: str
    relation: str
    b: str
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed between a claim and its copy."""

    original: str
    copy: str
    changed: str
    before: str
    after: str


@dataclass(slots=True)
class Variants:
    """What was found: links, changed fields, and the claims that only retell another one of the same source.

    A claim of another named source is never a mere retelling (``retold``): two who say the same are two. Where the
    number is so precise that it was probably taken over with the wrong source, it is told in ``renamed``.
    """

    links: list[Link] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    retold: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def add(self, copy: Entry, original: Entry, relation: str, rule: str, changed: Iterable[Change] = ()) -> None:
        """Note that ``copy`` retells ``original``."""
        note = f"{copy.interval} for {original.interval}"
        self.links.append(Link(copy.claim_id, relation, original.claim_id, rule, note))
        self.changes += changed
        if copy.voice == original.voice or not copy.named or rule in _PASSED_ON:
            self.retold.setdefault(copy.claim_id, original.claim_id)
        if rule == "source_changed":
            self.renamed[copy.claim_id] = original.claim_id


def akin(a: str, b: str) -> bool:
    """Whether two outcomes are taken for each other in retelling (dead and casualties, captured and surrendered).

    >>> akin("killed", "casualties"), akin("killed", "wounded")
    (True, False)
    """
    return a == b or {a, b} in _AKIN


def family(outcome: str) -> str:
    """One outcome for those that are taken for each other in retelling.

    >>> family("casualties"), family("wounded")
    ('killed', 'wounded')
    """
    return {"casualties": "killed", "captured": "surrendered", "evacuated": "surrendered"}.get(outcome, outcome)


def groups_fit(a: Entry, b: Entry) -> bool:
    """Whether two figures may count the same people: a group that does not say which fits any."""
    return a.group == b.group or a.group in BROAD or b.group in BROAD


def places_fit(a: Entry, b: Entry) -> bool:
    """Whether one place lies in the other, or one is not told."""
    return not a.place.path or not b.place.path or nested(a.place, b.place)


def subset(entry: Entry, wholes: Mapping[str, Entry]) -> bool:
    """Whether the entry counts only some of what a larger claim of the same kind counts."""
    whole = wholes.get(entry.whole)
    return whole is not None and (whole.outcome, whole.group) == (entry.outcome, entry.group)


def orders(given: Iterable[Entry]) -> list[Entry]:
    """The entries by day, and among tellings of one day the likely original first.

    The original names side and people, says what it is a part of, is no addition, is the number told most often, says
    most about its bounds, stands in the wording the source mostly uses, and comes without a relay.
    """
    entries = list(given)
    wordings = Counter((e.voice, e.outcome, e.wording) for e in entries)
    numbers = Counter((e.voice, e.interval.point) for e in entries)
    return sorted(entries, key=lambda e: _rank(e, wordings, numbers))


def _rank(
    entry: Entry, wordings: Counter[tuple[str, str, str]], numbers: Counter[tuple[str, float]]
) -> tuple[Any, ...]:
    number = entry.interval
    very_round = number.modifier in ("approx", "exact") and intervals.significant(number.point) == 1
    bound = "round " * very_round + number.modifier
    return (
        entry.when, not entry.side, entry.group in BROAD, not entry.whole or entry.whole_rule != TOLD,
        entry.tally == "increment", -numbers[(entry.voice, number.point)], (*_FIRST, bound).index(bound),
        -wordings[(entry.voice, entry.outcome, entry.wording)], bool(entry.relay), entry.claim_id,
    )  # fmt: skip


def changes(copy: Entry, original: Entry) -> list[Change]:
    """The fields in which a copy differs from its original; a field empty in one of them is no change.

    Groups that do not say which people, and totals of either kind, are taken as equal.
    """
    a, b, one_bound = copy.interval, original.interval, copy.interval.modifier == original.interval.modifier
    told = (
        ("modifier", b.modifier, a.modifier, True),
        ("low", digits(b.low), digits(a.low), one_bound),
        ("high", digits(b.high), digits(a.high), one_bound),
        ("outcome", original.outcome, copy.outcome, True),
        ("side", original.side, copy.side, copy.side and original.side),
        ("place", original.place.name, copy.place.name, copy.place.path and original.place.path),
        ("group", original.group, copy.group, {copy.group, original.group}.isdisjoint(BROAD)),
        ("tally", original.tally, copy.tally, not {copy.tally, original.tally}.isdisjoint(("increment", "stock"))),
    )
    return [Change(original.claim_id, copy.claim_id, name, before, after)
            for name, before, after, compared in told if compared and before != after]  # fmt: skip


def digits(value: float | None) -> str:
    """A number as plain digits, empty when missing."""
    return "" if value is None else f"{value:.15g}"


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
