"""People without a numeral, none ("there were no dead") and one ("a woman was killed"), and numbers of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from newslib.figures.cases import LOST, Tie
from newslib.figures.counts import counted, unwritten
from newslib.figures.scenes import OTHER, PEOPLE, Count, Scene, Told
from newslib.figures.told import frame_of
from newslib.lexicons import Row
from newslib.passages import DASHES, Hit, Passage, Word

_NEAR = 3  # words between "dead" and "there are none"
_AT_THE_END = 12  # the same when "there are none" ends the clause
_OLDEST = 120  # years
_BESIDE = 4  # words between a person and the outcome


def _of_people(
    passage: Passage, words: tuple[int, int], told: tuple[int, int], value: float, group: Row | None
) -> Count:
    """People counted by other words than numbers.

    Args:
        passage: the sentence.
        words: first and last word that say how many, end exclusive.
        told: the same of the whole phrase.
        value: how many.
        group: the row of their noun.
    """
    quantity = unwritten(passage, words, value, "implicit" if value else "zero")
    first, last = told
    made = Count(quantity, first, last, *words, end=last, node=first, noun=None, kind=PEOPLE, group=group)
    return replace(made, implicit=bool(value))


# one


def singles(scene: Scene) -> Iterator[tuple[Count, Tie | None]]:
    """Single unnamed people, where no heads tell with the outcome beside them."""
    if scene.passage.linked:
        yield from ((one, None) for one in _with_article(scene))
    else:
        yield from _beside_outcome(scene)


def _with_article(scene: Scene) -> Iterator[Count]:
    """ "a woman", "a soldier" """
    passage = scene.passage
    for i in sorted(passage.rows("groups")):
        noun = passage.words[i]
        article = next((c for c in noun.linked("determiner") if passage.does(c, "someone")), None)
        if article is None or any(c.number_first <= i < c.number_last for c in scene.counts):
            continue
        if _is_one(passage, noun):
            words = article.i, article.i + 1
            one = _of_people(passage, words, words, 1.0, None)
            yield counted(passage, one, i, i)


def _is_one(passage: Passage, noun: Word) -> bool:
    """Whether a noun stands for one person whom no name tells."""
    if noun.shape != "singular" or noun.kind == "name" or not passage.rows("groups")[noun.i]["group"]:
        return False
    named = any(c.kind == "name" for c in noun.linked("apposition")) or next(noun.linked("number"), None) is not None
    return not named and noun.link not in ("apposition", "compound", "adverbial")


def _beside_outcome(scene: Scene) -> Iterator[tuple[Count, Tie]]:
    """Single unnamed people of whom an outcome is told right beside them."""
    passage = scene.passage
    numbered = {i for count in scene.counts for i in range(count.first, count.end)}
    for hit in passage.hits("persons"):
        stuck = hit.first in numbered or passage.is_sign(hit.first - 1, "-")
        if stuck or _has_name(passage, hit) or _governed(passage, hit):
            continue
        told = next((h for h in scene.told if _befalls(passage, hit, h) and not _taken(scene, h, hit)), None)
        if told is not None:
            outcome = "killed" if told.outcome in (LOST, "casualties") else told.outcome
            words = hit.first, hit.last
            one = _of_people(passage, words, words, 1.0, hit.row | {"side": ""})
            yield one, Tie((told,), "single", outcome, before=told.first < hit.first)


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
    return passage.does(i, "place", "origin", "about", "circumstance")


def _befalls(passage: Passage, hit: Hit, told: Told) -> bool:
    """Whether an outcome is told of a person beside it."""
    if told.label or told.is_noun or passage.ends(told.last - 1, "infinitive_endings"):
        return False
    after = hit.first >= told.last
    gap = range(told.last, hit.first) if after else range(hit.last, told.first)
    if len(gap) > _BESIDE or any(_divides(passage, i) for i in gap):
        return False
    if any(passage.does(i, "not") for i in (hit.first - 1, told.first - 1)):
        return False
    if after:
        does = told.role == "verb" and "object" in told.voice and passage.ends(told.last - 1, "masculine_endings")
        return not (does and passage.ends(hit.last - 1, "nominative_endings"))  # "a policeman shot", the verb first
    return not told.counted and "subject" in told.voice


def _divides(passage: Passage, i: int) -> bool:
    """Whether a word or sign parts a person from an outcome: not a bracket, nor the hyphen of "12-year-old"."""
    if passage.words[i].is_word:
        return passage.like_verb(i) or passage.does(i, "joint", "relative", "place", "not", "agent")
    return not (passage.is_sign(i, "()") or (passage.is_sign(i, "-‐‑") and passage.is_joined(i)))


def _taken(scene: Scene, told: Told, hit: Hit) -> bool:
    """Whether a number stands between the person and the outcome, or has the outcome for its own."""
    low, high = sorted((told.first, hit.first))
    return any(told in count.own or low < count.first < high for count in scene.counts)


# none


def zeros(scene: Scene) -> Iterator[tuple[Count, Tie]]:
    """Outcomes of which the sentence says that there are none."""
    passage = scene.passage
    for told in () if passage.linked else scene.told:
        if any(told in count.own and not _is_among(passage, count) for count in scene.counts):
            continue
        if told.counted or told.label:
            group, mark = _group_before(passage, told), _absence(scene, told)
        else:
            group = _unhurt(scene, told)
            mark = (group.first, group.last) if group else None
        if mark is not None and not _only_told_about(passage, told):
            yield _none(passage, told, mark, group), Tie((told,), "zero", told.outcome)


def _none(passage: Passage, told: Told, mark: tuple[int, int], group: Hit | None) -> Count:
    first, last = min(mark[0], told.first), max(mark[1], told.last)
    none = _of_people(passage, mark, (first, last), 0.0, group.row if group else None)
    side = next((h for h in passage.hits("sides") if first - _NEAR <= h.first < last), None)
    return replace(none, own=(told,), side=side.row["side"] if side else None)


def _is_among(passage: Passage, count: Count) -> bool:
    """Whether a number counts those among whom somebody is looked for: "among the 30 soldiers there are no dead"."""
    return count.group is not None and passage.does(count.first - 1, "part")


def _unhurt(scene: Scene, told: Told) -> Hit | None:
    """The people of whom a verb in the plural is denied: "the residents were not hurt"."""
    passage, no = scene.passage, told.first - 1
    plural = passage.does(no, "not") and passage.ends(told.last - 1, "plural_endings")
    if not plural or "subject" not in told.voice or not _stays_open(passage, told.last):
        return None
    near = [hit for hit in passage.hits("groups") if 0 <= no - hit.last <= 1][-1:]
    return next((people for people in near if _are_many(scene, people, no)), None)


def _are_many(scene: Scene, people: Hit, no: int) -> bool:
    """Whether people before "not" are the subject, and neither one person nor numbered."""
    passage = scene.passage
    if people.first in passage.starting("persons") or _governed(passage, people):
        return False
    if any(count.first <= people.first < count.end for count in scene.counts):
        return False
    return all(_may_stand(passage, i) for i in range(people.last, no))


def _stays_open(passage: Passage, i: int) -> bool:
    """Whether nothing behind a denied verb says how or whether: "were not hurt in the strike", not "died in vain"."""
    if i >= len(passage.words) or not passage.words[i].is_word:
        return True
    return passage.does(i, "place", "circumstance", "cause", "joint", "relative", "filler")


def _absence(scene: Scene, told: Told) -> tuple[int, int] | None:
    """The words that say there is none: "no", "without"."""
    for hit in scene.passage.hits("function_words"):
        roles = hit.row["role"].split()
        nothing = "nothing" in roles and 0 <= told.first - hit.last <= 1
        if nothing or ("absent" in roles and _is_absent(scene, told, hit)):
            return hit.first, hit.last
    return None


def _is_absent(scene: Scene, told: Told, hit: Hit) -> bool:
    """Whether "there are none" is said of an outcome."""
    passage, behind = scene.passage, hit.first >= told.last
    if behind and hit.last in passage.starting("groups"):
        return False  # "among those who came home there are no officers"
    gap = range(told.last, hit.first) if behind else range(hit.last, told.first)
    if len(gap) <= _NEAR and all(_may_stand(passage, i) for i in gap):
        return True
    return hit.first > told.last and _ends_clause(scene, gap, hit)


def _ends_clause(scene: Scene, gap: range, hit: Hit) -> bool:
    """Whether "there are none" ends its clause over words that tell of nobody else: "of dead in the strike, none"."""
    p = scene.passage
    if len(gap) > _AT_THE_END or (hit.last < len(p.words) and p.words[hit.last].is_word):
        return False
    if p.is_sign(gap[0], ",") and p.is_sign(gap[-1], ","):
        gap = gap[1:-1]
    elif not p.does(gap[0], "circumstance", "place", "cause"):
        return False
    return not any(_starts_other(scene, i) for i in gap)


def _starts_other(scene: Scene, i: int) -> bool:
    p = scene.passage
    told = scene.tells(i) or i in scene.places or p.like_verb(i) or p.does(i, "relative")
    return told or p.is_sign(i, {",", ":", ";", *DASHES})


def _may_stand(passage: Passage, i: int) -> bool:
    token = passage.words[i]
    return token.is_word and not passage.like_verb(i) and not passage.does(i, "counter", "relative")


def _only_told_about(passage: Passage, told: Told) -> bool:
    """Whether what is missing is the news of them: "no information about the wounded"."""
    if passage.does(told.last + 1, "counter"):
        return True
    return any(passage.does(i, "about", "counter") for i in range(max(0, told.first - 2), told.first))


def _group_before(passage: Passage, told: Told) -> Hit | None:
    near = [hit for hit in passage.hits("groups") if 0 <= told.first - hit.last <= 1]
    return near[-1] if near else None


# numbers that count nobody, where heads tell what a number belongs to


def counts_nobody(scene: Scene, count: Count) -> bool:
    """Whether a number is an age, a day, or counts what is neither people nor lost."""
    if _is_out_of(scene, count) or _is_conjunction(scene, count):
        return True
    if count.noun is None:
        return _is_age(scene, count) or _is_day(scene, count) or _joins_no_count(scene, count)
    if count.implicit and scene.does(count.node, "collective", "container"):
        return True  # "killed a crowd"
    kind, told = scene.names(count.noun), count.noun in scene.triggers
    framed = frame_of(scene.triggers, count.noun) is not None
    if kind == PEOPLE:
        return False
    if framed or (kind == OTHER and not told):
        return True
    unknown = count.noun in scene.hits("units") or _is_none_of_others(scene, count) or _is_of_numbered(scene, count)
    return not kind and not told and unknown


def _is_of_numbered(scene: Scene, count: Count) -> bool:
    """Whether a number is out of others that no table knows: "in Dubai, one of the seven emirates"."""
    return any(other is not count and other.node == count.noun for other in scene.counts)


def _is_none_of_others(scene: Scene, count: Count) -> bool:
    """Whether none are told of what no table knows: "no easy matter", "no targets were killed"."""
    return count.quantity.kind == "zero" and count.noun not in scene.hits("outcomes")


def ratios_of(scene: Scene) -> frozenset[int]:
    """First words of the numbers of "1 in 5 soldiers": neither is a count."""
    found: set[int] = set()
    for one, other in pairwise(scene.counts):
        bare = one.noun in (None, other.noun) and other.first == other.number_first
        if bare and one.number_last + 1 == other.number_first and scene.does(one.number_last, "inside"):
            found |= {one.first, other.first}
    return frozenset(found)


def ages_of(scene: Scene) -> frozenset[int]:
    """First words of bare numbers behind so many people, one for each of them: "two sons, 11 and 14"."""
    found: set[int] = set()
    for k, people in enumerate(scene.counts):
        size = int(people.quantity.stated or 0)
        ages = scene.counts[k + 1 : k + 1 + size]
        if people.kind == PEOPLE and 0 < size == len(ages) and _are_ages(scene, people, ages):
            found |= {one.first for one in ages}
    return frozenset(found)


def ones_of(scene: Scene) -> frozenset[int]:
    """First words of "one" that tells who somebody named before is: "one of those who", "Orr, one of the leaders,"."""
    p = scene.passage
    singles = (count for count in scene.counts if count.quantity.stated == 1 and p.does(count.last, "whole"))
    return frozenset(count.first for count in singles if not count.own and _explains(p, count))


def _explains(p: Passage, count: Count) -> bool:
    behind = next((i for i in range(count.last, len(p)) if not p.words[i].is_word), len(p))
    if not p.is_sign(behind, ","):
        return False
    those = p.does(count.last + 1, "anaphor") and p.does(behind + 1, "who", "relative")
    named = p.is_sign(count.first - 1, ",") and not p.does(count.last + 1, "anaphor")
    return those or named


def _are_ages(scene: Scene, people: Count, ages: list[Count]) -> bool:
    """Whether numbers are bare, follow people behind a comma, and nothing but commas and "and" parts them."""
    p, end = scene.passage, people.end
    if not p.is_sign(end, ","):
        return False
    for age in ages:
        listed = all(p.is_sign(i, ",") or p.does(i, "joint") for i in range(end, age.first))
        if not listed or age.quantity.kind != "digits" or (age.quantity.stated or _OLDEST) >= _OLDEST:
            return False
        end = age.last
    return end >= len(p) or not p.words[end].is_word or p.does(end, "joint")


def _is_out_of(scene: Scene, count: Count) -> bool:
    """The 38 of "33 of 38 drones", where the parse makes them one number."""
    of = count.number_first - 1
    return scene.does(of, "whole") and any(m.number_last == of and m.node == count.node for m in scene.counts)


def _is_day(scene: Scene, count: Count) -> bool:
    """A number alone behind the name of a month."""
    return "month" in scene.hits("dates").get(count.number_first - 1, {}).get("kind", "").split()


def _is_age(scene: Scene, count: Count) -> bool:
    """A number alone between commas behind a name."""
    words = scene.words
    if count.number_first < 2 or count.number_last >= len(words):
        return False
    before, name = words[count.number_first - 1], words[count.number_first - 2]
    apart = before.text == "," and words[count.number_last].is_sign
    return apart and name.kind in ("name", "noun") and not scene.does(words[count.node].head, "counter")


def _is_conjunction(scene: Scene, count: Count) -> bool:
    """ "both killed and wounded", "both the army and the rebels", "both men and women" """
    if count.quantity.kind != "collective" or count.number_last - count.number_first > 1:
        return False
    if scene.words[count.number_first].link == "both":
        return True
    if count.noun is None:
        return count.number_last in scene.opening
    others = scene.words[count.noun].linked("joined")
    return any(next(other.linked("determiner", "owner", "number"), None) is None for other in others)


def _joins_no_count(scene: Scene, count: Count) -> bool:
    """A number joined to one that counts nothing: "aged 6 and 11"."""
    node = scene.words[count.node]
    counted = any(m.number_first <= node.head.i < m.number_last for m in scene.counts)
    return node.link == "joined" and node.head.kind == "number" and not counted
