"""Whose people a number counts, in a language without a parser: named beside them, or by who did what to whom."""

from __future__ import annotations

from newslib.figures.cases import Count, Tie, Told
from newslib.passages import STOPS, Hit, Passage
from newslib.sides import opponent

_NEAR = 4  # words between "losses" and whose they are
_INFLICTED = frozenset({"killed", "wounded", "captured", "equipment_lost", "abducted"})


def named_side(count: Count) -> str | None:
    """The side the counted phrase names itself: an adjective, an army, an epithet."""
    if count.side:
        return count.side
    return (count.group["side"] or None) if count.group else None


def told_side(passage: Passage, count: Count, tied: Tie, mark: int | None) -> str | None:
    """The side that the clause tells: whose losses, who lost them, whose enemy killed them."""
    happening, beside = tied.main, _side_beside(passage, count, tied, mark)
    if beside is not None or happening is None:
        return beside
    if tied.lost is not None:
        return _doer(passage, count, tied.lost) or _near_side(passage, tied.lost)
    if happening.label or (happening.outcome == "casualties" and not happening.joint):
        return None if tied.rule == "zero" else _owner(passage, count, tied)
    if "given" in happening.voice:
        return _given_side(passage, count, happening)
    if tied.outcome in _INFLICTED and "object" in happening.voice and not happening.is_noun:
        return opponent(_doer(passage, count, happening))
    return None


def _side_beside(passage: Passage, count: Count, tied: Tie, mark: int | None) -> str | None:
    """The side named between a number and the words before it that it belongs to: "among", a label, its own phrase."""
    if mark is not None:
        hits = (hit for table in ("sides", "groups") for hit in passage.hits(table))
        among = (hit.row["side"] for hit in hits if mark <= hit.first < count.first)
        named = next(filter(None, among), None)
        if named:
            return named
    happening, sides = tied.main, passage.hits("sides")
    if happening is not None and tied.rule == "own":  # "the enemy has 12 dead"
        return next((hit.row["side"] for hit in sides if hit.last == count.first), None) or None
    if happening is not None and tied.rule == "label" and happening.counted:
        return next((hit.row["side"] for hit in sides if happening.last <= hit.first < count.first), None)
    return None


def _given_side(passage: Passage, count: Count, happening: Told) -> str | None:
    """Whose prisoners are handed over: those of the side that gets them, which stands behind the verb, or before
    a verb in the plural or without a person ("to Kyiv were handed 90"); before one in the singular it gives them."""
    hits = [h for h in passage.hits("sides") if not count.first <= h.first < count.end]
    behind = [h for h in hits if h.first > happening.first and passage.is_capital(h.first)]
    if behind:
        return behind[0].row["side"]
    before = [h for h in hits if h.last <= happening.first and passage.is_capital(h.first)]
    if not before:
        return None
    gets = passage.ends(happening.first, "plural_endings")
    return before[-1].row["side"] if gets else opponent(before[-1].row["side"])


def _owner(passage: Passage, count: Count, tied: Tie) -> str | None:
    """Whose losses: the side right behind the word or the number, else the doer of the clause."""
    happening = tied.main
    assert happening is not None
    behind = [h for h in passage.hits("sides") if happening.last <= h.first <= max(happening.last, count.end) + _NEAR]
    if happening.label:
        return behind[0].row["side"] if behind else _near_side(passage, happening)
    return _doer(passage, count, happening) or (behind[0].row["side"] if behind else None)


def _near_side(passage: Passage, happening: Told) -> str | None:
    """The side that stands close to a word of losses, behind it or before it."""
    behind = [h for h in passage.hits("sides") if 0 <= h.first - happening.last <= _NEAR]
    before = [h for h in passage.hits("sides") if 0 <= happening.first - h.last <= _NEAR]
    return (behind or before)[0].row["side"] if behind or before else None


def _doer(passage: Passage, count: Count, happening: Told) -> str | None:
    """The side that stands as the subject before a verb: the first one in its clause, else the last one before that."""
    found = [h for h in passage.hits("sides") if h.last <= happening.first and _may_do(passage, count, h)]
    start = _clause_start(passage, happening.first)
    inside = [h for h in found if h.first >= start]
    return (inside[0] if inside else found[-1]).row["side"] if found else None


def _clause_start(passage: Passage, at: int) -> int:
    """The first token of the clause that holds a token."""
    for i in range(at - 1, -1, -1):
        if passage.is_sign(i, STOPS | {":"}) or passage.does(i, "relative") or passage.is_dash(i):
            return i + 1
        if passage.is_sign(i, ",") and passage.does(i + 1, "joint"):
            return i + 1
    return 0


def _may_do(passage: Passage, count: Count, hit: Hit) -> bool:
    """Whether a side stands where a subject can: not counted itself, not after a preposition or its own verb."""
    if count.first <= hit.first < count.end:
        return False
    i = hit.first - 1
    while i >= 0 and passage.like_adjective(i) and not passage.roles[i] and not passage.is_capital(i):
        i -= 1
    if passage.does(i, "place", "origin", "about", "preposition", "cause", "office") or _owns(passage, hit):
        return False
    verb = passage.ending("outcomes").get(i + 1)
    return verb is None or "object" not in verb.row["voice"]


def _owns(passage: Passage, hit: Hit) -> bool:
    """Whether a side is the owner of the noun before it, not the doer: "the depots of the army"."""
    abbreviation = passage.sentence.text[passage.words[hit.first].start : passage.words[hit.first].end].isupper()
    nouns = (h for table in ("equipment", "groups", "units") for h in passage.hits(table))
    return abbreviation and any(h.last == hit.first for h in nouns)


def lost_by_them(passage: Passage, tied: Tie) -> bool:
    """Whether "they" lost people, or "their" losses are told: the side stands in a sentence before."""
    happening = tied.main
    if happening is None or happening.outcome != "casualties" or happening.joint:
        return False
    start = _clause_start(passage, happening.first)
    theirs = (h for h in passage.hits("pronouns") if start <= h.first < happening.last + 1)
    return any(h.row["number"] == "plural" and "any" in h.row["kind"].split() for h in theirs)


def origin_side(passage: Passage) -> str | None:
    """The side whose country people are said to come from: "refugees from Ukraine"."""
    for hit in passage.hits("sides"):
        if passage.does(hit.first - 1, "origin"):
            return hit.row["side"]
    return None
