"""Places of the world by name: what a printed name stands for, in whatever case it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from newslib.knownplaces import (
    LARGE,
    KnownPlace,
    around,
    begins_name,
    by_id,
    distance,
    folded,
    ids_of,
    inside,
    lines,
    names_from,
    own_rows,
    read,
    shared_by,
    tables,
)
from newslib.lexicons import WORDS, PrintedWord, forms, languages, lexicon, normal, words

__all__ = ["LARGE", "KnownPlace", "LookedUp", "around", "bases", "best", "by_id", "certain", "distance", "folded",
    "ids_of", "include", "inside", "is_goal", "lines", "locate", "longest", "named", "read", "shared_by"]  # fmt: skip
_SHORTEST = 3  # letters a stem keeps
_LONGEST_NAME = 5  # words of a name


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a printed place stands for.

    ``place`` is None when the table does not know the name; ``around`` is then the smallest place named beside it
    that it does know ("the village of Hora in Kharkiv region"); ``name`` are the words no table knows.
    """

    place: KnownPlace | None
    around: KnownPlace | None
    name: str


def locate(printed: str, language: str = "", near: Iterable[str] = ()) -> LookedUp:
    """What a printed place stands for, in whatever case it stands, and what is known around a name no table has.

    Words that only say what kind of place it is ("the port city of", "область") may stand around the name. Of
    several places of one name the one inside ``near`` is taken, else the one of most people.

    Args:
        printed: as a text prints it.
        language: BCP 47 code of the text; every known language is tried when it is empty.
        near: ids of places that the text speaks of.

    >>> found = locate("the village of Someplace in Kharkiv region", "en")
    >>> found.place, found.around.name, found.name
    (None, 'Kharkiv region', 'Someplace')
    >>> locate("Мариуполе", "ru").place.place_id
    'ukraine/donetsk_region/mariupol'
    """
    tried = [language] if language else list(languages())
    read = [_locate(printed, code, tuple(near)) for code in tried]
    return next((r for r in read if r.place), None) or next((r for r in read if r.around), read[0])


@lru_cache(maxsize=16384)
def _locate(printed: str, language: str, near: tuple[str, ...]) -> LookedUp:
    found: KnownPlace | None = None
    unknown: list[str] = []
    for spelled, known, is_area in reversed(_parts(printed, language)):  # the larger place stands last
        if not known:
            unknown.insert(0, spelled)
            continue
        close = [place.place_id for place in around(found)] if found else near
        place = best(known, close, is_area=is_area)
        unknown.clear()  # what stands behind a known place only says more of it
        if found and found.within(place):
            continue
        if found and not place.within(found) and not _is_beside(place, found):
            return LookedUp(None, shared_by(place, found), printed)
        found = place
    return LookedUp(None, found, " ".join(unknown)) if unknown else LookedUp(found, None, "")


def _is_beside(place: KnownPlace, other: KnownPlace) -> bool:
    """Whether a town or site lies in the region of another place."""
    region = other.place_id.rpartition("/")[0]
    return "/" in region and inside(place.place_id, region) and place.kind != "region"


def _parts(printed: str, language: str) -> list[tuple[str, tuple[KnownPlace, ...], bool]]:
    """The names in a printed place, in order: as printed, the places they may stand for, whether an area is meant."""
    cut = words(printed)
    kinds = {hit.start: hit.row["role"].split() for hit in lexicon(language).finder("place_words").find(printed, cut)}
    parts: list[tuple[str, tuple[KnownPlace, ...], bool]] = []
    i = 0
    while i < len(cut):
        length, known = longest(printed, cut[i:], language, area=_is_area(kinds, cut, i + 1))
        if known:
            last = i + length - 1
            before = "area" in kinds.get(cut[i - 1].start if i else -1, ())
            parts.append((printed[cut[i].start : cut[last].end], known, before or _is_area(kinds, cut, last + 1)))
        elif printed[cut[i].start].isupper() and cut[i].start not in kinds and len(cut[i].form) > 1:
            parts.append((printed[cut[i].start : cut[i].end], (), False))
        i += max(length, 1)
    return parts


def _is_area(kinds: dict[int, list[str]], cut: list[PrintedWord], i: int) -> bool:
    return i < len(cut) and "area" in kinds.get(cut[i].start, ())


def longest(
    printed: str, cut: Sequence[PrintedWord], language: str, *, area: bool = False
) -> tuple[int, tuple[KnownPlace, ...]]:
    """How many words from the first on make a name of the table, and the places it may stand for.

    Args:
        printed: a text.
        cut: its words from the first of the name on.
        language: BCP 47 code.
        area: a noun such as "region" follows, so that an adjective may be meant.

    >>> longest("Sri Lanka mourns", words("Sri Lanka mourns"), "en")[0]
    2
    """
    if not _may_start(printed, cut[0]):
        return 0, ()
    length, found = _longest([folded(word.form) for word in cut[:_LONGEST_NAME]], language)
    if length == 1 and cut[0].form in _ordinary(language) and not printed[cut[0].start : cut[0].end].isupper():
        return 0, ()  # "Они", "Там", "Car": a capital begins every sentence
    if area and length < 2:
        adjective = _named_by_adjective(cut[0].form, language)
        return (1 if adjective else length), (*found, *adjective)
    return length, found


@cache
def _ordinary(language: str) -> frozenset[str]:
    """Words of a language that are no names, by their normal form; capitals of governments are."""
    rows = lexicon(language).rows(WORDS)
    return frozenset(normal(row["form"]) for row in rows if row["role"] != "capital")


def _may_start(printed: str, word: PrintedWord) -> bool:
    """Whether a name may start at a word: it has a capital, is a number or a particle ("al-Ahli")."""
    return printed[word.start].isupper() or word.form.isdigit() or printed[word.end : word.end + 1] == "-"


def _longest(forms: Sequence[str], language: str) -> tuple[int, tuple[KnownPlace, ...]]:
    """How many of some folded words make a name, and the places of that name."""
    longer = [name for name in _starting(forms[0], language) if 0 < len(name.rest) < len(forms)]
    fits = [name for name in longer if _goes_on_as(name, forms, language)]
    if not fits:
        return _alone(forms[0], language)
    length = max(len(name.rest) for name in fits)
    return 1 + length, _places(name for name in fits if len(name.rest) == length)


@lru_cache(maxsize=16384)
def _alone(form: str, language: str) -> tuple[int, tuple[KnownPlace, ...]]:
    """The places that a folded word by itself may name."""
    names = [name for name in _starting(form, language) if not name.rest]
    return int(bool(names)), _places(names)


@lru_cache(maxsize=65536)
def _starting(form: str, language: str) -> tuple[_Name, ...]:
    """The names whose first word a folded word may be a form of."""
    return tuple(name for stem in _stems_of_text(form, language) for name in _of_stem(stem, language))


def _goes_on_as(name: _Name, forms: Sequence[str], language: str) -> bool:
    pairs = zip(name.rest, forms[1:], strict=False)
    return not any(stems.isdisjoint(_stems_of_text(form, language)) for stems, form in pairs)


def _places(names: Iterable[_Name]) -> tuple[KnownPlace, ...]:
    ids = dict.fromkeys(found for name in names for found in ids_of(name.places))
    return tuple(place for place in map(by_id, ids) if place)


@lru_cache(maxsize=64)
def certain(text: str, language: str) -> tuple[KnownPlace, ...]:
    """The places that a text names by names that leave no doubt: countries, large towns, those given by hand.

    Args:
        text: any text.
        language: BCP 47 code.

    >>> [place.name for place in certain("From Paris to Kyiv by way of Same", "en")]
    ['Paris', 'Kyiv']
    """
    cut = words(text)
    starts = (i for i, word in enumerate(cut) if _may_start(text, word))
    named = (longest(text, cut[i : i + _LONGEST_NAME], language)[1] for i in starts)
    found = [places for places in named if places]
    lands = {place.country for place in map(best, found) if place.kind == "country"}
    return tuple(place for place in (_in_lands(places, lands) for places in found) if place.is_plain)


def _in_lands(places: Sequence[KnownPlace], lands: Iterable[str]) -> KnownPlace:
    """The place of a name that a text means; a region is the one in the lands that it names."""
    place = best(places)
    return best(places, lands) if place.kind == "region" else place


def _named_by_adjective(form: str, language: str) -> tuple[KnownPlace, ...]:
    """Places whose name an adjective is made of: "Kharkiv" in "Харківська область"."""
    pairs = _changes(language, "name_adjectives")
    stems = [s for s in _stems_of_text(folded(form), language) if s != form]
    nouns = {stem.removesuffix(one) + other for stem in stems for one, other in pairs if stem.endswith(one)}
    named = [name for noun in sorted(nouns) for name in _of_stem(noun, language)]
    return _places(name for name in named if not name.rest)


def best(found: Sequence[KnownPlace], near: Iterable[str] = (), *, is_area: bool = False) -> KnownPlace:
    """Of places of one name the one near others, of the kind meant, a country, given by hand, of most people.

    Args:
        found: one place or more.
        near: ids of places that the text speaks of.
        is_area: a region is meant, not the town of the same name.
    """

    def rank(place: KnownPlace) -> tuple[int, bool, bool, bool, int]:
        close = max((other.count("/") + 1 for other in near if inside(place.place_id, other)), default=0)
        area = is_area and place.kind == "region"
        return close, area, place.kind == "country", place.by_hand, place.population

    def holds_another(place: KnownPlace) -> bool:
        inner = (folded(other.name) for other in found if other is not place and other.within(place))
        return place.kind == "region" and any(not name.startswith(f"{folded(place.name)} ") for name in inner)

    narrow = [place for place in found if not holds_another(place)]
    return max(found if is_area else narrow, key=rank)


def named(name: str, language: str) -> tuple[KnownPlace, ...]:
    """Every place of a name, whatever case it stands in.

    Args:
        name: the name alone.
        language: BCP 47 code.

    >>> [place.place_id for place in named("Бучі", "uk")][:1]
    ['ukraine/kyiv_region/bucha']
    """
    forms = tuple(folded(name).split())
    length, found = _longest(forms, language) if 0 < len(forms) <= _LONGEST_NAME else (0, ())
    return found if length == len(forms) else ()


def is_goal(form: str, language: str) -> bool:
    """Whether a word is a name in the case of where somebody or something goes.

    >>> is_goal("Одесу", "uk"), is_goal("Одесі", "uk")
    (True, False)
    """
    pairs = _changes(language, "name_goals")
    tried = (folded(form.removesuffix(case) + base) for base, case in pairs if form.endswith(case))
    return any(next(names_from(name), ("",))[0] == name for name in tried)


def include(rows: Iterable[dict[str, str]]) -> None:
    """Adds a user's own places: they overrule places of the same name.

    Args:
        rows: ``name`` (spellings separated by ``|``), and where known ``place_id``, ``within`` (an id or a name),
            ``latitude``, ``longitude``.

    Raises:
        ValueError: a row without a name, a coordinate that is no number, a place within one that nobody knows.
    """
    before = list(own_rows)
    own_rows[:] = [dict(row) for row in rows]
    _forget()
    try:
        tables()
    except ValueError:
        own_rows[:] = before
        raise
    finally:
        _forget()


def _forget() -> None:
    for remembered in (tables, by_id, _of_stem, _starting, _alone, _locate, certain):
        remembered.cache_clear()


class _Name(NamedTuple):
    """A name: the stems of its words behind the first, and its places as the table writes them."""

    rest: tuple[frozenset[str], ...]
    places: str


@lru_cache(maxsize=65536)
def _of_stem(stem: str, language: str) -> tuple[_Name, ...]:
    """The names whose first word has a stem, in the nominative or in another case."""
    latin = lexicon(language).settings["script"] == "Latn"
    if (stem < "\u0370") != latin:
        return ()
    changes = _changes(language, "name_shifts")
    bases = [stem, *(stem.removesuffix(other) + one for one, other in changes if stem.endswith(other))]
    known = [base for base in bases if begins_name(base)]
    firsts = (base + ending for base in known for ending in ("", *_endings(language, "base")[0]))
    return tuple(
        _Name(tuple(frozenset(_stems_of_word(word, language)) for word in name.split(" ")[1:]), places)
        for first in sorted(firsts)
        for name, _, places in names_from(first)
        if stem in _stems_of_word(first, language)
    )


def bases(word: str, language: str) -> tuple[str, ...]:
    """What a folded word of a name may be in the nominative, itself among them.

    >>> "дерна" in bases("дерне", "ru")
    True
    """
    ends = ("", *sorted(_endings(language, "base")[0]))
    return tuple(dict.fromkeys(stem + end for stem in _stems_of_text(word, language) for end in ends))


@cache
def _endings(language: str, role: str) -> tuple[frozenset[str], int]:
    """Endings of the nominative (``base``) or of all cases (``case``), and the letters of the longest."""
    found = forms(language, "endings", "base", role)
    return found, max(map(len, found), default=0)


def _cut(word: str, language: str, role: str) -> Iterator[tuple[str, int]]:
    """A word without each ending it has, the longest first, and the letters of the ending."""
    endings, longest_ending = _endings(language, role)
    for length in range(min(longest_ending, len(word) - 1), 0, -1):
        if word[-length:] in endings:
            yield word[:-length], length


@cache
def _changes(language: str, setting: str) -> tuple[tuple[str, str], ...]:
    """How the end of a stem changes, as pairs: ``name_shifts`` by case, ``name_adjectives`` from adjective to name."""
    pairs = (pair.partition(":") for pair in lexicon(language).settings.get(setting, ()))
    return tuple((one, other) for one, _, other in pairs)


@lru_cache(maxsize=65536)
def _stems_of_word(word: str, language: str) -> tuple[str, ...]:
    """The stem of a word in the nominative, and what it becomes in other cases."""
    stem = next((stem for stem, _ in _cut(word, language, "base") if len(stem) >= _SHORTEST), word)
    changes = _changes(language, "name_shifts")
    shifted = (stem.removesuffix(one) + other for one, other in changes if stem.endswith(one))
    return (stem, *(s for s in shifted if len(s) >= _SHORTEST))


@lru_cache(maxsize=65536)
def _stems_of_text(word: str, language: str) -> tuple[str, ...]:
    """What a printed word may be the form of: itself, and itself without any ending of a case."""
    cut = (stem for stem, length in _cut(word, language, "case") if len(stem) >= min(length + 1, _SHORTEST))
    return tuple(dict.fromkeys((word, *cut)))
