"""People without a numeral, none ("there were no dead") and one ("a woman was killed"), and numbers of nobody."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from newslib.figures.cases import Tie
from newslib.figures.counts import counted, is_member, unwritten
from newslib.figures.neighbours import is_of_others
from newslib.figures.patterns import around
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, Count, Scene, Told
from newslib.lexicons import Row
from newslib.passages import OBJECTS, SUBJECTS, Passage, Word, WordHit, between

_NEAR = 3  # words between "dead" and "there are none"
_AT_THE_END = 12  # the same when "there are none" ends the clause
_BESIDE = 4  # words between a person and the outcome


def _of_people(
    passage: Passage, words: tuple[int, int], told: tuple[int, int], value: float, group: Row | None
) -> Count:
    """People counted by other words than numbers: by some words, the first and the last of their phrase being told."""
    quantity = unwritten(passage, words, value, "implicit" if value else "zero")
    first, last = told
    made = Count(quantity, first, last, *words, end=last, node=first, noun=None, kind=PEOPLE, group=group)
    return replace(made, implicit=bool(value))


# one


def singles(scene: Scene) -> Iterator[tuple[Count, Tie | None]]:
    """Single unnamed people, where no heads tell with the outcome beside them."""
    if scene.passage.linked:
        yield from ((one, None) for one in chain(_with_article(scene), _others(scene)))
    else:
        yield from _beside_outcome(scene)


def _with_article(scene: Scene) -> Iterator[Count]:
    """ "a woman", "a soldier", "a Swede" """
    passage = scene.passage
    for i in sorted({*passage.rows("groups"), *passage.rows("sides")}):
        noun = passage.words[i]
        article = next((c for c in noun.linked("determiner") if passage.does(c, "someone", "one_more")), None)
        named = i in passage.rows("groups") and _is_one(passage, noun)
        national = i in passage.rows("sides") and noun.shape != "plural"  # "killed a Swede"
        if article is not None and (named or (national and noun.link in (*SUBJECTS, *OBJECTS, "joined"))):
            words = article.i, article.i + 1
            one = counted(passage, scene.told, replace(_of_people(passage, words, words, 1.0, None), kind=NOTHING))
            yield one if named else replace(one, kind=PEOPLE, group={"group": PEOPLE, "side": ""})


def _others(scene: Scene) -> Iterator[Count]:
    """ "one guard was killed and another hurt", "and a third": one more of the people numbered before it."""
    passage = scene.passage
    for i in passage.doing("one_more"):
        before = next((one for one in reversed(scene.counts) if one.end <= i), None)
        alone = passage.words[i].link in (*SUBJECTS, *OBJECTS) and not passage.does(i + 1, "whole")
        if alone and before is not None and before.kind == PEOPLE:
            words = i, i + 1
            yield counted(passage, scene.told, _of_people(passage, words, words, 1.0, before.group))


def _is_one(passage: Passage, noun: Word) -> bool:
    """Whether a noun stands for one person whom no name tells."""
    if noun.shape != "singular" or noun.kind == "name" or not passage.rows("groups")[noun.i]["group"]:
        return False
    named = any(c.kind == "name" for c in noun.linked("apposition"))
    return not named and noun.link not in ("apposition", "compound", "adverbial")


def _beside_outcome(scene: Scene) -> Iterator[tuple[Count, Tie]]:
    """Single unnamed people of whom an outcome is told right beside them."""
    passage = scene.passage
    numbered = {i for count in scene.counts for i in range(count.first, count.end)}
    for hit in passage.hits("persons"):
        if hit.first in numbered or around(scene, "named", hit):
            continue
        told = next((h for h in scene.told if _befalls(passage, hit, h)), None)
        if told is not None:
            words = hit.first, hit.last
            one = _of_people(passage, words, words, 1.0, hit.row | {"side": ""})
            yield one, Tie((told,), "single", told.outcome, before=told.first < hit.first)


def _befalls(passage: Passage, hit: WordHit, told: Told) -> bool:
    """Whether an outcome is told of a person beside it."""
    if "state" in told.voice or passage.does(told.word, "stay"):
        return False  # "the woman is in hospital": one who was told of before
    after = hit.first >= told.last
    gap = between(told.first, told.last, hit.first, hit.last)
    if told.is_noun:  # "the body of a 12-year-old boy"
        described = (passage.words[i].numeric or passage.is_dash(i) or passage.like_adjective(i) for i in gap)
        return told.counted and after and all(described)
    if len(gap) > _BESIDE or any(_divides(passage, i) for i in gap):
        return False
    if after:
        does = "object" in told.voice and passage.ends(told.last - 1, "masculine_endings")
        return not (does and passage.ends(hit.last - 1, "nominative_endings"))  # "a policeman shot", the verb first
    return "subject" in told.voice


def _divides(passage: Passage, i: int) -> bool:
    """Whether a word or sign parts a person from an outcome: not a bracket, nor the hyphen of "12-year-old"."""
    if passage.words[i].is_word:
        return passage.does(i, "joint", "relative", "place", "not", "agent")
    return not passage.is_sign(i, "()-‐‑")


# none


def zeros(scene: Scene) -> Iterator[tuple[Count, Tie]]:
    """Outcomes of which the sentence says that there are none."""
    passage = scene.passage
    numbered = {told for count in scene.counts if not _is_among(passage, count) for told in count.own}
    for told in () if passage.linked else scene.told:
        group, mark = _denial(scene, told) if told not in numbered else (None, None)
        if mark is not None and not around(scene, "news", told):  # not "no information about the wounded"
            yield _none(passage, told, mark, group), Tie((told,), "zero", told.outcome)


def _denial(scene: Scene, told: Told) -> tuple[WordHit | None, tuple[int, int] | None]:
    """Of whom an outcome is denied, and the words that deny it; None where nothing does."""
    if told.counted or told.label:
        return _group_before(scene.passage, told.first), _absence(scene, told)
    group = _unhurt(scene, told)
    return group, group and (group.first, group.last)


def _none(passage: Passage, told: Told, mark: tuple[int, int], group: WordHit | None) -> Count:
    first, last = min(mark[0], told.first), max(mark[1], told.last)
    return replace(_of_people(passage, mark, (first, last), 0.0, group.row if group else None), own=(told,))


def _is_among(passage: Passage, count: Count) -> bool:
    """Whether a number counts those among whom somebody is looked for: "among the 30 soldiers there are no dead"."""
    return count.group is not None and passage.does(count.first - 1, "part")


def _unhurt(scene: Scene, told: Told) -> WordHit | None:
    """The people of whom a verb in the plural is denied: "the residents were not hurt"."""
    passage, no = scene.passage, told.first - 1
    plural = passage.does(no, "not") and passage.ends(told.last - 1, "plural_endings")
    open_ended = told.last >= len(passage) or not passage.words[told.last].is_word  # not "did not die in vain"
    if not (plural and open_ended):
        return None
    group = _group_before(passage, no)
    counted = group is not None and any(one.first <= group.first < one.end for one in scene.counts)
    return None if counted else group


def _absence(scene: Scene, told: Told) -> tuple[int, int] | None:
    """The words that say there is none: "no", "without"."""
    for hit in scene.passage.hits("function_words"):
        roles = hit.row["role"].split()
        nothing = "nothing" in roles and 0 <= told.first - hit.last <= 1
        if nothing or ("absent" in roles and _is_absent(scene, told, hit)):
            return hit.first, hit.last
    return None


def _is_absent(scene: Scene, told: Told, hit: WordHit) -> bool:
    """Whether "there are none" is said of an outcome."""
    passage, behind = scene.passage, hit.first >= told.last
    if behind and hit.last in passage.starting("groups"):
        return False  # "among those who came home there are no officers"
    gap = between(told.first, told.last, hit.first, hit.last)
    ends = hit.last >= len(passage) or not passage.words[hit.last].is_word  # "of dead in the strike there are none"
    parted = not behind and any(passage.is_sign(i, ",") for i in gap)  # "no danger, he told the wounded"
    return len(gap) <= (_AT_THE_END if ends else _NEAR) and not (parted or _tells_more(scene, gap))


def _tells_more(scene: Scene, gap: range) -> bool:
    """Whether words tell an outcome or an act, or count others than those among whom there are none."""
    among = {i for one in scene.counts if _is_among(scene.passage, one) for i in range(one.first, one.end)}
    return any(scene.tells(i) or i in scene.places or scene.passage.like_verb(i) for i in gap if i not in among)


def _group_before(passage: Passage, i: int) -> WordHit | None:
    """The people named before a word, with one other word between at most."""
    near = [hit for hit in passage.hits("groups") if 0 <= i - hit.last <= 1]
    return near[-1] if near else None


# numbers that count nobody


def nobodies(scene: Scene) -> set[int]:
    """First words of numbers that count nobody, whatever befell those beside them."""
    return _ages_of(scene) | {one.first for one in scene.counts if _is_nobody(scene, one)}


def _is_nobody(scene: Scene, count: Count) -> bool:
    """Whether a number is "one" that tells who somebody is, "nobody", or what a count of something else has come to."""
    if is_member(scene.passage, count) or _is_silent(scene, count) or around(scene, "nobody", count):
        return True
    reached = around(scene, "reached", count)
    if reached is not None and is_of_others(scene, reached.start + 1, count.first):
        return True  # "the number of strikes rose to 30"
    return scene.passage.linked and (counts_nobody(scene, count) or _is_ratio(scene, count))


def _is_ratio(scene: Scene, count: Count) -> bool:
    """Whether a number is one of a share, "1 in 5 soldiers"; not the 60 of "hurt 60 in two towns"."""
    found = around(scene, "ratio", count)
    ends = [] if found is None else [scene.numbered(found.start), scene.numbered(found.stop - 1)]
    sizes = [one.quantity.stated or 0 for one in ends if one is not None]
    return len(sizes) > 1 and sizes[0] < sizes[1]


def counts_nobody(scene: Scene, count: Count) -> bool:
    """Whether a number is an age, a day, who says something, or counts what is neither people nor lost."""
    if _is_conjunction(scene, count) or scene.speaks(count):
        return True
    if count.noun is None:
        return _is_of_nothing(scene, count)
    if count.implicit and scene.does(count.node, "collective", "container"):
        return True  # "killed a crowd"
    kind, told = scene.names(count.noun), count.noun in scene.triggers
    if kind or told:
        return kind == OTHER and not told
    nothing = count.quantity.kind == "zero"  # "no easy matter"
    return nothing or _is_beside_name(scene, count)


def _is_of_nothing(scene: Scene, count: Count) -> bool:
    """Whether a number without a noun is an age, a day, or none at all: "there was no toll yet"."""
    silent = count.quantity.kind == "zero" and any(told.voice == {"label"} for told in count.own)
    age = around(scene, "apart", count) and not scene.does(scene.words[count.node].head, "counter")
    month = scene.hits("dates").get(count.number_first - 1, {}).get("kind", "")
    return silent or bool(age) or "month" in month.split()


def _is_beside_name(scene: Scene, count: Count) -> bool:
    """Whether a number stands before one person's name, as the hour of a live report: "1429 Anna Brown"."""
    noun = scene.words[count.node if count.noun is None else count.noun]
    named = noun.kind == "name" and noun.shape == "singular" and noun.i not in scene.hits("sides")
    return named and any(one.kind == "name" for one in noun.linked("compound"))


def _ages_of(scene: Scene) -> set[int]:
    """First words of bare numbers behind so many people, one for each of them: "two sons, 11 and 14"."""
    found: set[int] = set()
    for k, people in enumerate(scene.counts):
        size = int(people.quantity.stated or 0)
        ages = scene.counts[k + 1 : k + 1 + size]
        listed = all(around(scene, "age", one) for one in ages)
        if people.kind == PEOPLE and size == len(ages) and listed:
            found |= {one.first for one in ages}
    return found


def _is_silent(scene: Scene, count: Count) -> bool:
    """Whether "nobody" stands before a verb of no outcome ("on the losses: nobody speaks of them"), or before one that
    denies that somebody lives: "nobody of the crew survived"."""
    behind = next((told.first for told in scene.told if told.last > count.last), count.last)
    return count.quantity.kind == "zero" and scene.does(behind, "not")


def _is_conjunction(scene: Scene, count: Count) -> bool:
    """ "both killed and wounded", "both the army and the rebels", "both men and women" """
    if count.quantity.kind != "collective":
        return False
    further = range(count.number_last, len(scene.words))
    named = scene.words[count.number_last].kind == "determiner" and any(scene.does(i, "joint") for i in further)
    if named or scene.words[count.number_first].link == "both":  # "both the army and"
        return True
    if count.noun is None:
        return count.number_last in scene.opening
    others = scene.words[count.noun].linked("joined")
    return any(next(other.linked("determiner", "owner", "number"), None) is None for other in others)
