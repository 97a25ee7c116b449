"""Names by their sound: spellings in two alphabets are one, and places are found whose table has another spelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from newslib.gazetteer import bases
from newslib.knownplaces import KnownPlace, by_id, folded, ids_of, inside, lines
from newslib.lexicons import shared

_VOWELS = str.maketrans("oeyq", "uaik")  # letters that spellings of one name change for each other
_ARTICLE = re.compile(r"\ba[lrsdznt] (?=\w{4})")  # of Arabic names: one spelling has it, the next has not
_LEAST = 4  # letters of a sound that tells one place
_WORDS = 2  # words of a name that may stand in any case


@lru_cache(maxsize=16384)
def sound(name: str, *, any_habit: bool = False) -> str:
    """A name by its sound, so that spellings in two alphabets are one.

    Args:
        name: as printed.
        any_habit: read it by whichever language's habits it may be spelled.

    >>> sound("Гроза") == sound("Hroza"), sound("Харків") == sound("Kharkiv")
    (True, True)
    >>> sound("Wijewardene", any_habit=True) == sound("Vijevardene", any_habit=True)
    True
    """
    heard = folded(name)
    for letters, said in _habits(any_habit):
        heard = heard.replace(letters, said)
    return re.sub(r"(.)\1", r"\1", heard)


@cache
def _habits(any_habit: bool) -> tuple[tuple[str, str], ...]:
    """Letters and how they sound, in the order in which they are read."""
    rows = (*(shared("spellings") if any_habit else ()), *shared("sounds"))
    return tuple((row["letters"], row["sound"]) for row in rows)


@lru_cache(maxsize=16384)
def by_sound(name: str, language: str, lands: tuple[str, ...]) -> KnownPlace | None:
    """The town or region of some lands that a name no table has is a spelling of; None when none or several are.

    Only lands that a text speaks of can be asked, since names of the whole world sound alike.

    Args:
        name: as printed, in any case, without what describes it.
        language: BCP 47 code of the text.
        lands: ids of countries.

    >>> by_sound("Дерне", "ru", ("libya",)).name, by_sound("Дерне", "ru", ("france",))
    ('Darnah', None)
    """
    found = [one for one in _named(name, language) if any(inside(one, land) for land in lands)]
    towns = [one for one in found if not any(other != one and inside(other, one) for other in found)]
    return by_id(towns[0]) if len(towns) == 1 else None


@lru_cache(maxsize=16384)
def region_by_sound(name: str, language: str, lands: tuple[str, ...]) -> KnownPlace | None:
    """The one region that a name is a spelling of, of some lands first: a noun says that a region is meant.

    Args:
        name: as printed, in any case, without its noun.
        language: BCP 47 code of the text.
        lands: ids of places that the text speaks of.

    >>> region_by_sound("Гуджарат", "ru", ()).country, region_by_sound("Париж", "ru", ())
    ('india', None)
    """
    regions = [place for place in map(by_id, _named(name, language)) if place and place.kind == "region"]
    close = [place for place in regions if any(inside(place.place_id, land) for land in lands)] or regions
    return close[0] if len(close) == 1 else None


def _named(name: str, language: str) -> list[str]:
    """Ids of the places of the world whose names sound as one in any case may, sorted."""
    sounds = dict.fromkeys(filter(None, map(_bare, _heard_as(name, language))))
    return sorted({place_id for sound in sounds for place_id in ids_of(_places(sound))})


def heard(name: str) -> str:
    """A name by its sound whichever vowels a writer heard, without articles and a last "h"; empty when that is short.

    >>> heard("Derna") == heard("Darnah"), heard("Mazar-i-Sharif") == heard("Mazar-e Sharif"), heard("Бом")
    (True, True, '')
    """
    return _bare(_said(name))


def _said(name: str) -> str:
    return sound(name, any_habit=True).translate(_VOWELS)


def _bare(said: str) -> str:
    said = _ARTICLE.sub("", said)
    said = re.sub(r"(.)\1", r"\1", re.sub(r" \w{1,2}(?= )", "", said)).removesuffix("h")
    return said if len(said) >= _LEAST else ""


def _heard_as(name: str, language: str) -> Iterator[str]:
    """How a name may sound in the nominative, each of its words in any case."""
    words = folded(name).split()
    if len(words) > _WORDS:
        return iter([_said(" ".join(words))])
    said = (dict.fromkeys(map(_said, bases(word, language))) for word in words)
    return map(" ".join, product(*said))


@cache
def _table() -> list[str]:
    """Lines of the table ``gazetteer_sounds``: how names sound, the numbers of the places so called."""
    return lines("gazetteer_sounds")


def _places(heard: str) -> str:
    """The places whose names sound so, as the table writes them; empty when there are none."""
    table = _table()
    at = bisect_left(table, f"{heard}\t")
    return table[at].partition("\t")[2] if at < len(table) and table[at].startswith(f"{heard}\t") else ""
