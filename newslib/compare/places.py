"""Places as printed, brought to one form, so that the same town in three languages is one place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, takewhile

from newslib import sides
from newslib.gazetteer import by_id, distance, locate
from newslib.lexicons import words
from newslib.sounds import sound


@dataclass(frozen=True, slots=True)
class Place:
    """A place in its normal form. ``path`` goes from the largest known place down to this one; empty when unknown."""

    name: str
    path: tuple[str, ...]

    known: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Signs to look it up by: every place it lies in, and the sounds of the names the registry lacks."""
        signs = tuple("/".join(self.path[: k + 1]) for k in range(len(self.path) - (not self.known)))
        return signs if self.known else (*signs, *names_in(self.name))

    def within(self, other: Place) -> bool:
        """Whether this place lies inside the other one, or is it.

        >>> place("Mariupol").within(place("Ukraine"))
        True
        """
        return bool(other.path) and self.path[: len(other.path)] == other.path


NOWHERE = Place("", ())
_PART = re.compile(r"\s*[,;]\s*")
REGION = 2  # places in the path of a region
LETTERS = 4  # letters of an unknown name that its forms share


@cache
def names_in(printed: str) -> tuple[str, ...]:
    """The words of a printed place that are names, by their sound.

    >>> names_in("село Безіменне") == names_in("in Bezimenne")
    True
    """
    return tuple(sound(form) for form in printed_names(printed))


@cache
def printed_names(printed: str) -> tuple[str, ...]:
    """The words of a printed place that are names, in folded letters; short ones in a row also as one.

    >>> printed_names("the port of Mariupol"), printed_names("Pa Zi Gyi")
    (('mariupol',), ('pazigyi',))
    """
    return capital([(word.form, printed[word.start].isupper()) for word in words(printed)])


def capital(told: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """Those of some words that are names, each once, and short names in a row as one: writers part them as they like.

    Args:
        told: words in folded letters, each with whether it is a name.
    """
    rows = groupby(told, lambda word: word[1] and len(word[0]) <= LETTERS)
    joined = ["".join(form for form, _ in row) for short, row in rows if short]
    found = dict.fromkeys([*(form for form, name in told if name), *joined])
    return tuple(form for form in found if len(form) >= LETTERS)


def nested(a: Place, b: Place) -> bool:
    """Whether one place lies in the other.

    >>> nested(place("Ukraine"), place("Mariupol")), nested(place("Bucha"), place("Mariupol"))
    (True, False)
    """
    return a.within(b) or b.within(a)


def near(a: Place, b: Place, kilometres: float) -> bool:
    """Whether two known places lie so near each other.

    >>> near(place("Bucha"), place("Irpin"), 10), near(place("Bucha"), place("Kharkiv"), 10)
    (True, False)
    """
    here, there = by_id("/".join(a.path)), by_id("/".join(b.path))
    apart = distance(here, there) if here and there else None
    return apart is not None and apart <= kilometres and min(len(a.path), len(b.path)) > REGION


@cache
def land_of(place: Place) -> str:
    """The side whose whole land a known place is, or that of an authority in it; empty for a town or region in it.

    >>> land_of(place("Israel")), land_of(place("Gaza")), land_of(place("Mariupol"))
    ('israel', 'palestine', '')
    """
    side, around = (sides.of_place("/".join(path)) or "" for path in (place.path, place.path[:-1]))
    ruled = len(place.path) == REGION and any(row["name"] == place.name for row in sides.registry().values())
    return side if place.known and (side != around or ruled) else ""


@cache
def alike(a: Place, b: Place) -> bool:
    """Whether two names are forms of one, at most one of them known to the registry, as a place in a region."""
    if (a.known and b.known) or any(p.known and len(p.path) <= REGION for p in (a, b)):
        return False
    return any(_forms_of_one(one, other) for one in names_in(a.name) for other in names_in(b.name))


def _forms_of_one(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long.startswith(short[: max(LETTERS, len(short) - 2)]) and len(long) - len(short) <= LETTERS


@cache
def place(printed: str | None, place_id: str = "", lands: frozenset[str] = frozenset()) -> Place:
    """The place a printed name stands for: a known one, or the name itself by its sound.

    Args:
        printed: as it stands in the claims table, also with the larger place beside it ("Azovstal, Mariupol").
        place_id: the id that the table gives it, empty when it gives none.
        lands: ids of those its article is known to speak of: a name without an id is of none of the others.

    >>> place("Маріуполі").name, place("the city of Mariupol").name, place("a village nobody knows").path
    ('Mariupol', 'Mariupol', ('a vilahe nobodi knows',))
    """
    given = by_id(place_id) if place_id else None
    if given is not None:
        return Place(given.name, tuple(given.place_id.split("/")), known=True)
    text = (printed or "").strip(" ,;")
    if not text:
        return NOWHERE
    found = locate(text, near=sorted(lands))
    there = found.place or found.around
    path = tuple(there.place_id.split("/")) if there else ()
    if len(path) > 1 and path[0] not in (lands or path):  # a town of that name in a land far off
        return Place(text, (sound(text) or text,))
    if found.place is not None:
        return Place(found.place.name, path, known=True)
    several = _several(text)
    if several is not None:
        return several
    if not path and found.name in ("", text):
        return Place(text, tuple(sound(part) or part for part in _PART.split(text)))
    own = sound(found.name or text)
    return Place(text, (*path, own) if own else path or (text,))


def _several(text: str) -> Place | None:
    """Several known places as one, in what holds them all ("Turkey and Syria"); None where a text names one."""
    named = [text[word.start : word.end] for word in words(text) if text[word.start].isupper()]
    known = {found.place.place_id: found.place for name in named if (found := locate(name)).place is not None}
    apart = [p for p in known.values() if not any(p is not q and (p.within(q) or q.within(p)) for q in known.values())]
    if len(apart) < 2:
        return None
    paths = [p.place_id.split("/") for p in apart]
    same = takewhile(lambda parts: len(set(parts)) == 1, zip(*paths, strict=False))
    return Place(text, tuple(parts[0] for parts in same))
