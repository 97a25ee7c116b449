"""Known places: countries, regions and towns of the world from packed tables, and those given by hand, by their ids.

The tables ``gazetteer`` and ``gazetteer_names`` of ``lexicons/shared`` hold countries, first-order regions and towns of
5,000 people and more with their names in Latin and Cyrillic letters (GeoNames, CC BY 4.0; countries from CLDR); the
file ``lexicons/shared/places.csv`` adds what those lack, and a user's own ``places.csv`` adds and overrules. An id is a
path, the largest place first: ``ukraine/donetsk_region/mariupol``.
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from newslib.lexicons import FOLDER, normal

_RADIUS = 6371.0  # km, mean radius of the Earth
LARGE = 100_000  # people of a town that is known wherever it is named
_MARKS = re.compile(r"['’]s\b|['’ʼ`‘ʻ\u0300-\u036f]")
own_rows: list[dict[str, str]] = []  # a user's own


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the table.

    ``kind`` is country, region, town or site; ``place_id`` the path of ids, the largest first; coordinates in degrees
    (WGS 84), None where nobody gave them; ``population`` 0 where it is not known;
    ``by_hand`` says that a row of places.csv gives it.
    """

    place_id: str
    kind: str
    name: str
    latitude: float | None
    longitude: float | None
    population: int
    by_hand: bool = False

    @property
    def country(self) -> str:
        """Id of the largest place it lies in."""
        return self.place_id.split("/", 1)[0]

    @property
    def is_plain(self) -> bool:
        """Whether its name leaves no doubt which place it is."""
        return self.kind == "country" or self.by_hand or self.population >= LARGE

    def within(self, other: KnownPlace) -> bool:
        """Whether this place lies inside the other one, or is it.

        >>> by_id("ukraine/donetsk_region/mariupol").within(by_id("ukraine"))
        True
        """
        return inside(self.place_id, other.place_id)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as it is compared: small letters, no accents on Latin letters, blanks for hyphens, no apostrophes.

    >>> folded("Saint-Étienne"), folded("Слов'янськ")
    ('saint etienne', 'словянськ')
    """
    return " ".join(re.sub(r"[^\w]+", " ", _MARKS.sub("", _unaccented(normal(name)))).split())


def _unaccented(name: str) -> str:
    if name.isascii():
        return name
    return "".join(c if "\u0370" < c < "\u1e00" else unicodedata.normalize("NFD", c)[0] for c in name)


def around(place: KnownPlace) -> Iterator[KnownPlace]:
    """A place and those it lies in, the smallest first.

    >>> [one.name for one in around(by_id("ukraine/kyiv_region/bucha"))]
    ['Bucha', 'Kyiv region', 'Ukraine']
    """
    parts = place.place_id.split("/")
    ids = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return (found for found in map(by_id, ids) if found)


@lru_cache(maxsize=16384)
def by_id(place_id: str) -> KnownPlace | None:
    """The place with an id, None when the table has none.

    >>> by_id("sri_lanka").name
    'Sri Lanka'
    """
    table = tables()
    if place_id in table.own:
        return table.own[place_id]
    line = _line(table.places, place_id)
    if not line:
        return None
    _, kind, name, latitude, longitude, people = line.split("\t")
    name = _MARKS.sub("", _unaccented(name))  # as English texts print it: Kandahar, not Kandahār
    return KnownPlace(place_id, kind, name, float(latitude), float(longitude), int(people))


def inside(inner: str, outer: str) -> bool:
    """Whether the place of one id lies in that of another, or is it.

    >>> inside("ukraine/donetsk_region/mariupol", "ukraine"), inside("ukraine", "")
    (True, False)
    """
    return bool(outer) and (inner == outer or inner.startswith(outer + "/"))


def shared_by(one: KnownPlace, other: KnownPlace) -> KnownPlace | None:
    """The smallest place that holds two, None when they share none.

    >>> shared_by(by_id("ukraine/kyiv_region/bucha"), by_id("ukraine/kyiv_region/irpin")).name
    'Kyiv region'
    """
    pairs = zip(one.place_id.split("/"), other.place_id.split("/"), strict=False)
    return by_id("/".join(a for a, b in takewhile(lambda pair: pair[0] == pair[1], pairs)))


def distance(one: KnownPlace, other: KnownPlace) -> float | None:
    """Kilometres between two places along the great circle (haversine), None when either has no coordinates.

    >>> round(distance(by_id("sri_lanka"), by_id("ukraine")) / 1000)
    7
    """
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    lat1, lat2 = radians(one.latitude or 0), radians(other.latitude or 0)
    east = radians((other.longitude or 0) - (one.longitude or 0))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(east / 2) ** 2
    return 2 * _RADIUS * asin(sqrt(chord))


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a user's ``places.csv``; none when there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class _Table:
    """The tables: lines of places and of names, both sorted; places given by hand."""

    places: list[str]
    names: list[str]
    own: dict[str, KnownPlace]
    hidden: frozenset[str]  # ids that only the names given by hand lead to


@cache
def tables() -> _Table:
    places, names = map(lines, ("gazetteer", "gazetteer_names"))
    own: dict[str, KnownPlace] = {}
    own_names: dict[str, str] = {}
    hidden = set()
    for row in [*read(FOLDER / "shared" / "places.csv"), *own_rows]:
        spelled = [name.strip() for name in (row.get("name") or "").split("|") if name.strip()]
        place = _given(row, spelled, own, places)
        own[place.place_id] = place
        if row.get("only"):
            hidden.add(place.place_id)
        for name in map(folded, spelled):
            own_names[name] = f"{own_names.get(name, '')} {place.place_id}"
    names = sorted([*names, *(f"{name}\t{ids}" for name, ids in own_names.items())])
    return _Table(places, names, own, frozenset(hidden))


def lines(table: str) -> list[str]:
    """The lines of a packed table of ``lexicons/shared``, sorted."""
    return gzip.decompress((FOLDER / "shared" / f"{table}.tsv.gz").read_bytes()).decode().split("\n")


def _line(places: Sequence[str], place_id: str) -> str:
    """The line of a place, empty when there is none."""
    start = f"{place_id}\t"
    at = bisect_left(places, start)
    return places[at] if at < len(places) and places[at].startswith(start) else ""


def _given(
    row: dict[str, str], spelled: Sequence[str], own: dict[str, KnownPlace], places: Sequence[str]
) -> KnownPlace:
    """A row of places.csv."""
    if not spelled:
        raise ValueError(f"places.csv: a row without a name ({dict(row)}); give every place a name")
    wider = (row.get("within") or "").strip()
    if wider and wider not in own and not _line(places, wider):
        raise ValueError(f"places.csv: {spelled[0]}: no place has the id {wider!r}; write the id of a place it lies in")
    made = "/".join(filter(None, [wider, folded(spelled[0]).replace(" ", "_")]))
    place_id = (row.get("place_id") or "").strip() or made
    if place_id.isdigit():
        raise ValueError(f"places.csv: {spelled[0]}: the id {place_id!r} is a number; write it with letters")
    north, east = (_degrees(row, column) for column in ("latitude", "longitude"))
    return KnownPlace(place_id, row.get("kind") or "site", spelled[0], north, east, 0, by_hand=True)


def _degrees(row: dict[str, str], column: str) -> float | None:
    given = (row.get(column) or "").strip()
    try:
        return float(given) if given else None
    except ValueError:
        message = f"places.csv: {row.get('name')}: {column} {given!r} is no number; write degrees such as 49.84"
        raise ValueError(message) from None


def begins_name(base: str) -> bool:
    """Whether any name begins with some letters: most words begin none, and none of their endings has to be tried."""
    names = tables().names
    at = bisect_left(names, base)
    return at < len(names) and names[at].startswith(base)


def names_from(first: str) -> Iterator[tuple[str, str, str]]:
    """The names with a first word, and where their places stand, those given by hand by their ids."""
    names = tables().names
    at = bisect_left(names, f"{first}\t")
    while at < len(names) and names[at].startswith((f"{first}\t", f"{first} ")):
        yield names[at].partition("\t")
        at += 1


def ids_of(places: str) -> Iterator[str]:
    """Ids of places as a table of names writes them: the numbers of their lines, or ids given by hand."""
    table = tables()
    for place in places.split():
        found = table.places[int(place)].split("\t", 1)[0] if place.isdigit() else place
        if found == place or found not in table.hidden:
            yield found
