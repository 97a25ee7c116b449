"""Sides: the countries, territories and armed groups whose people are counted.

``lexicons/shared/sides.csv`` lists them, ``sides.csv`` of each language says by which words they are named; a user's
own ``sides.csv`` adds sides and words and overrules. Words that every war has carry ``war`` in their row: ``any``
("separatists", "fighters") means a side only in a text that names that side too, ``either`` ("our", "the occupiers")
in one that names it or its opponent, ``foe`` ("the enemy") in one that names the opponent, whose word it is. In a text
that names no side at all they mean one where the language is that of one of the two.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from newslib import gazetteer
from newslib.lexicons import Row, lexicon, shared, words

_TABLES = ("sides", "groups")
_MOSTLY = 0.8  # share of the namings of groups that are one group's
_ANY, _FOE = "any", "foe"  # marks of words that every war has


@cache
def registry() -> dict[str, Row]:
    """The rows of every side by its id."""
    return {row["side"]: row for row in reversed(shared("sides"))}


def opponent(side: str | None) -> str | None:
    """The side that fights another one, where it has one opponent.

    >>> opponent("russia"), opponent(None)
    ('ukraine', None)
    """
    return registry().get(side, {}).get("opponent") or None if side else None


@lru_cache(maxsize=16384)
def of_place(place_id: str) -> str | None:
    """The side whose people live in a place; empty where that is open between two, None when no side has it.

    >>> of_place("ukraine/kharkiv_region/izyum"), of_place("sri_lanka"), of_place("ukraine/crimea_region")
    ('ukraine', 'sri_lanka', '')
    """
    told = [(row["place"], "") for row in shared("contested")]
    told += [(row.get("place", ""), row["side"]) for row in registry().values()]
    homes = [(home, side) for home, side in told if gazetteer.inside(place_id, home)]
    return max(homes, key=lambda pair: len(pair[0]))[1] if homes else None


def counts_civilians(side: str, article: str = "", language: str = "") -> bool:
    """Whether the dead of its places are counted as its own also where a text names no other side.

    Args:
        side: an id.
        article: the text; for some sides it must tell of arms, so that accidents are nobody's.
        language: BCP 47 code of the words that are looked for.
    """
    counted = registry().get(side, {}).get("counted")
    return counted == "yes" or (counted == "war" and tells_of_arms(article, language))


@lru_cache(maxsize=64)
def tells_of_arms(article: str, language: str) -> bool:
    """Whether a text names weapons, attacks or fighting.

    >>> tells_of_arms("A drone hit the depot.", "en"), tells_of_arms("A bus fell off a bridge.", "en")
    (True, False)
    """
    hits = lexicon(language).finder("place_words").find(article)
    return any({"arms", "invasion"} & set(hit.row["role"].split()) for hit in hits)


def rivals(side: str) -> tuple[str, ...]:
    """Sides that one is at odds with: a text that names both tells of a conflict between them.

    >>> "israel" in rivals("lebanon"), rivals("sri_lanka")
    (True, ())
    """
    row = registry().get(side, {})
    return tuple(filter(None, [row.get("opponent", ""), *row.get("rivals", "").split()]))


def foe(side: str | None, article: str, language: str) -> str | None:
    """Whom a side fights in a text: its one opponent, else the one it is at odds with that the text names.

    >>> foe("armenia", "Armenia and Azerbaijan exchanged prisoners.", "en")
    'azerbaijan'
    """
    told = [rival for rival in rivals(side or "") if named_in(article, language)[rival]]
    return opponent(side) or (told[0] if len(told) == 1 else None)


def is_land(side: str | None) -> bool:
    return registry().get(side or "", {}).get("kind") == "country"


def enemy(side: str | None, article: str, language: str) -> str | None:
    """Whom a side strikes in a text: its one opponent; of a land also the one land that the text names of those it is
    at odds with. Civilians whom an armed group strikes are left open by readers.

    >>> enemy("india", "Indian strikes on Pakistan", "en"), enemy("israel", "Israeli strikes on Hezbollah", "en")
    ('pakistan', None)
    """
    found = opponent(side) or (foe(side, article, language) if is_land(side) else None)
    return found if found == opponent(side) or is_land(found) else None


@lru_cache(maxsize=64)
def named_in(article: str, language: str) -> Counter[str]:
    """How often a text names each side by a word or a place that can mean no other.

    Args:
        article: a text.
        language: BCP 47 code of the language whose words are looked for.
    """
    cut, found = words(article), Counter[str]()
    for table in _TABLES:
        hits = lexicon(language).finder(table).find(article, cut)
        found.update(hit.row["side"] for hit in hits if hit.row["side"] and not hit.row.get("war"))
    found.update(of_place(place.place_id) or place.country for place in gazetteer.certain(article, language))
    return found


@lru_cache(maxsize=64)
def fielded(article: str, language: str) -> frozenset[str]:
    """The countries whose soldiers or army a text names, empty for an army of nobody named.

    >>> sorted(fielded("Kenyan troops and rebels of the north fought, the army said.", "en"))
    ['', 'kenya']
    """
    cut, known = words(article), lexicon(language)
    bodies = known.finder("function_words").find(article, cut)
    armies = {hit.start: hit.end for hit in bodies if "army" in hit.row["role"].split()}
    people = known.finder("groups").find(article, cut)
    soldiers = {hit.start for hit in people if hit.row["group"] in ("military", "officers")}
    behind, told = {end: start for start, end in armies.items()}, set()
    for hit in known.finder("sides").find(article, cut):
        body = hit.end + 1 if hit.end + 1 in armies else behind.get(hit.start - 1, -1)
        if armies.pop(body, None) or hit.end + 1 in soldiers:
            told.add(hit.row["side"])
    countries = {side for side in told if registry().get(side, {}).get("kind") == "country"}
    return frozenset(countries | {""} if armies else countries)


@lru_cache(maxsize=64)
def one_group(article: str, language: str) -> str | None:
    """The armed group that a text names, None where it names none or several alike.

    >>> one_group("Boko Haram burned a village. The militants fled.", "en")
    'boko_haram'
    """
    named = named_in(article, language)
    groups = {side: times for side, times in named.items() if registry().get(side, {}).get("kind") == "group"}
    return next((side for side, times in groups.items() if times >= _MOSTLY * sum(groups.values())), None)


def settled(row: Row, article: str, language: str) -> Row:
    """A row of words for people, without its side where the text does not bear that side out."""
    war, side = row.get("war"), row["side"]
    if not war or not side or not article:
        return row
    told, foe = named_in(article, language), opponent(side) or ""
    if not told:
        return row if lexicon(language).settings.get("home_side") in (side, foe) else row | {"side": ""}
    borne_out = (war != _FOE and told[side]) or (war != _ANY and told[foe])
    return row if borne_out else row | {"side": ""}


def check(rows: Iterable[Row]) -> None:
    """Refuses a project's own sides that nobody could place.

    Args:
        rows: ``side`` (an id), ``name``, ``forms`` (words of any language, ``|`` between, ``*`` for any ending), and
            where known ``opponent``, ``place`` (an id of the gazetteer), ``counted`` (yes: the civilians of its places
            are its own wherever they are counted).

    Raises:
        ValueError: an opponent or a place that nobody knows.
    """
    given = list(rows)
    ids = {row["side"] for row in (*shared("sides"), *given)}
    for row in given:
        foe, place = row.get("opponent", ""), row.get("place", "")
        if foe and foe not in ids:
            raise ValueError(f"sides.csv: {row['side']}: no side has the id {foe!r}; add it or leave opponent empty")
        if place and gazetteer.by_id(place) is None:
            raise ValueError(f"sides.csv: {row['side']}: no place has the id {place!r}; add it to places.csv")
