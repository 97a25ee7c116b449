"""People counted without a numeral: none ("there were no dead") and one ("a woman was killed")."""

from __future__ import annotations

from collections.abc import Iterator

from newslib.figures.cases import Told
from newslib.figures.ordered.bonds import Bond
from newslib.figures.ordered.counted import Draft
from newslib.figures.ordered.scenes import ClauseScene
from newslib.passages import DASHES, Hit, Passage
from newslib.quantities import Quantity
from newslib.quantities.bounds import EXACT

_NEAR = 3  # words between "dead" and "there are none"
_AT_THE_END = 12  # the same when "there are none" ends the clause
_BESIDE = 4  # words between a person and the outcome


def zeros(scene: ClauseScene) -> Iterator[tuple[Draft, Bond]]:
    """Outcomes of which the sentence says that there are none."""
    passage = scene.passage
    for happening in scene.happenings:
        if any(happening in m.own and not _is_among(passage, m) for m in scene.mentions):
            continue
        if happening.counted or happening.label:
            group, mark = _group_before(passage, happening), _absence(scene, happening)
        else:
            group = _unhurt(passage, happening)
            group = None if group and any(m.first <= group.first < m.end for m in scene.mentions) else group
            mark = (group.first, group.last) if group else None
        if mark is None or _only_told_about(passage, happening):
            continue
        first, last = min(mark[0], happening.first), max(mark[1], happening.last)
        quantity = _unwritten(passage, mark, 0.0, "zero")
        mention = Draft.of_people(quantity, first, last, group.row if group else None)
        mention.own = [happening]
        side = next((h for h in passage.hits("sides") if first - _NEAR <= h.first < last), None)
        mention.side = side.row["side"] if side else None
        yield mention, Bond(happening.outcome, "zero", happening)


def _is_among(passage: Passage, mention: Draft) -> bool:
    """Whether a number counts those among whom somebody is looked for: "among the 30 soldiers there are no dead"."""
    return mention.group is not None and passage.does(mention.first - 1, "part")


def _unhurt(passage: Passage, happening: Told) -> Hit | None:
    """The people of whom a verb in the plural is denied: "the residents were not hurt"."""
    no = happening.first - 1
    if (
        "subject" not in happening.voice
        or not passage.does(no, "not")
        or not passage.ends(happening.last - 1, "plural_endings")
    ):
        return None
    near = [hit for hit in passage.hits("groups") if 0 <= no - hit.last <= 1]
    if not near or near[-1].first in passage.starting("persons") or _governed(passage, near[-1]):
        return None
    told = all(_may_stand(passage, i) for i in range(near[-1].last, no)) and _stays_open(passage, happening.last)
    return near[-1] if told else None


def _stays_open(passage: Passage, i: int) -> bool:
    """Whether nothing behind a denied verb says how or whether: "were not hurt in the strike", not "died in vain"."""
    if i >= len(passage.words) or not passage.words[i].is_word:
        return True
    return passage.does(i, "place", "preposition", "cause", "joint", "relative", "filler")


def _absence(scene: ClauseScene, happening: Told) -> tuple[int, int] | None:
    """Tokens of the word that says there is none: "no", "without"."""
    passage = scene.passage
    for hit in passage.hits("function_words"):
        roles = hit.row["role"].split()
        if "nothing" in roles and 0 <= happening.first - hit.last <= 1:
            return hit.first, hit.last
        if "absent" in roles:
            if hit.first >= happening.last and hit.last in passage.starting("groups"):
                continue  # "among those who came home there are no officers"
            gap = range(happening.last, hit.first) if hit.first >= happening.last else range(hit.last, happening.first)
            if len(gap) <= _NEAR and all(_may_stand(passage, i) for i in gap):
                return hit.first, hit.last
            if hit.first > happening.last and _ends_clause(scene, gap, hit):
                return hit.first, hit.last
    return None


def _ends_clause(scene: ClauseScene, gap: range, hit: Hit) -> bool:
    """Whether "there are none" ends its clause over words that tell of nobody else: "of dead in the strike, none"."""
    p = scene.passage
    if len(gap) > _AT_THE_END or (hit.last < len(p.words) and p.words[hit.last].is_word):
        return False
    if p.is_sign(gap[0], ",") and p.is_sign(gap[-1], ","):
        gap = gap[1:-1]
    elif not p.does(gap[0], "preposition", "place", "cause"):
        return False
    return not any(_starts_other(scene, i) for i in gap)


def _starts_other(scene: ClauseScene, i: int) -> bool:
    p = scene.passage
    told = scene.happens(i) or i in scene.starts or p.like_verb(i) or p.does(i, "relative")
    return told or p.is_sign(i, {",", ":", ";", *DASHES})


def _may_stand(passage: Passage, i: int) -> bool:
    token = passage.words[i]
    return token.is_word and not passage.like_verb(i) and not passage.does(i, "counter", "relative")


def _only_told_about(passage: Passage, happening: Told) -> bool:
    """Whether what is missing is the news of them: "no information about the wounded"."""
    if passage.does(happening.last + 1, "counter"):
        return True
    return any(passage.does(i, "about", "counter") for i in range(max(0, happening.first - 2), happening.first))


def _group_before(passage: Passage, happening: Told) -> Hit | None:
    near = [hit for hit in passage.hits("groups") if 0 <= happening.first - hit.last <= 1]
    return near[-1] if near else None


def _unwritten(passage: Passage, tokens: tuple[int, int], value: float, kind: str) -> Quantity:
    offset = passage.sentence.start
    start, end = passage.words[tokens[0]].start + offset, passage.words[tokens[1] - 1].end + offset
    return Quantity(start, end, start, end, value, value, value, EXACT, False, "", kind=kind)


def singles(scene: ClauseScene) -> Iterator[tuple[Draft, Bond]]:
    """Single unnamed people of whom an outcome is told right beside them."""
    passage = scene.passage
    numbered = {i for m in scene.mentions for i in range(m.first, m.end)}
    for hit in passage.hits("persons"):
        stuck = hit.first in numbered or passage.is_sign(hit.first - 1, "-")
        if stuck or _has_name(passage, hit) or _governed(passage, hit):
            continue
        told = next((h for h in scene.happenings if _befalls(passage, hit, h) and not _taken(scene, h, hit)), None)
        if told is not None:
            quantity = _unwritten(passage, (hit.first, hit.last), 1.0, "implicit")
            person = hit.row | {"side": ""}
            outcome = "killed" if told.outcome in ("equipment_lost", "casualties") else told.outcome
            mention = Draft.of_people(quantity, hit.first, hit.last, person)
            mention.implicit = True
            yield mention, Bond(outcome, "single", told, before=told.first < hit.first)


def _has_name(passage: Passage, hit: Hit) -> bool:
    """Whether the person is named or one of several: a name behind the noun, a number before it."""
    behind = hit.last
    while passage.is_sign(behind, "-–—,("):
        behind += 1
    return passage.is_capital(behind) and not passage.does(behind, "place")


def _governed(passage: Passage, hit: Hit) -> bool:
    """Whether a preposition governs the person: "at the woman's"."""
    i = hit.first - 1
    while i >= 0 and passage.like_adjective(i):
        i -= 1
    return passage.does(i, "place", "origin", "about", "preposition")


def _befalls(passage: Passage, hit: Hit, happening: Told) -> bool:
    if happening.label or happening.is_noun or passage.ends(happening.last - 1, "infinitive_endings"):
        return False
    after = hit.first >= happening.last
    gap = range(happening.last, hit.first) if after else range(hit.last, happening.first)
    if len(gap) > _BESIDE or any(not passage.words[i].is_word and not _may_divide(passage, i) for i in gap):
        return False
    if any(passage.like_verb(i) or passage.does(i, "joint", "relative", "place", "not", "agent") for i in gap):
        return False
    if passage.does(min(hit.first, happening.first) - 1, "not") or passage.does(happening.first - 1, "not"):
        return False
    return after or (not happening.counted and "subject" in happening.voice)


def _may_divide(passage: Passage, i: int) -> bool:
    """Whether a sign may stand between a person and the outcome: a bracket, or the hyphen of "12-year-old"."""
    return passage.is_sign(i, "()") or (passage.is_sign(i, "-‐‑") and passage.is_joined(i))


def _taken(scene: ClauseScene, happening: Told, hit: Hit) -> bool:
    """Whether a number stands between the person and the outcome, or has the outcome for its own."""
    low, high = sorted((happening.first, hit.first))
    return any(happening in m.own or low < m.first < high for m in scene.mentions)
