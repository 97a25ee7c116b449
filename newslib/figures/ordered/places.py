"""Where it happened, in a language without a parser: prepositions, capital letters and the common nouns of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newslib.passages import QUOTES, Passage

HERE, LAND, AWAY, OFFICE, COUNTRY = range(5)  # ranks: there, a wide land, from or to there, whose mayor, a country
_FILL = 4  # lower-case words between a preposition and a name: "in the nearby village of"
_NAME = 4  # capitalised words of one name
_SAID = 3  # words between a capital and the verb of what is said there
_OF_LANDS = frozenset({"country", "land", "capital"})


@dataclass(frozen=True)
class Place:
    """A place as printed, tokens ``first`` to ``last`` (end exclusive).

    ``side`` is whose people live there: None when the table does not know the name, empty when that is open.
    """

    first: int
    last: int
    text: str
    rank: int
    side: str | None


def places(passage: Passage) -> list[Place]:
    """The places a sentence names, in order."""
    found: list[Place] = []
    i = 0
    while i < len(passage.words):
        place = _place_at(passage, i)
        if place is None:
            i += 1
            continue
        found.append(place)
        i = max(place.last, i + 1)
    return found


def place_of(span: tuple[int, int], here: Sequence[Place]) -> Place | None:
    """The place of a figure among those of its sentence: by rank, then the nearest."""
    return min(here, key=lambda p: (p.rank, max(p.first - span[1], span[0] - p.last, 0)), default=None)


def carried(before: Sequence[Sequence[Place]], worst: int = HERE) -> Place | None:
    """The place a sentence takes over from the sentences before it, the nearest last.

    Args:
        before: the places of each sentence before.
        worst: the last rank that may be taken over.
    """
    for rank in range(worst + 1):
        for here in reversed(before):
            best = min((p for p in here if p.rank == rank), key=lambda p: p.first, default=None)
            if best is not None:
                return best
    return None


def _place_at(passage: Passage, i: int) -> Place | None:
    if not passage.is_capital(i) or not passage.words[i].is_word or _is_latin(passage, i):
        return None
    last, common = _with_common_noun(passage, _name_end(passage, i))
    how, side = _introduced(passage, i), _side_there(passage, i, last)
    if not _may_name(passage, i, last, how, common=common, known=side is not None):
        return None
    text = passage.sentence.text[passage.words[i].start : passage.words[last - 1].end]
    return Place(i, last, text, _rank(passage, i, how, common=common), side)


def _rank(passage: Passage, i: int, how: str, *, common: bool) -> int:
    if passage.does(i, "country") and not common:
        return COUNTRY
    if how in ("from", "dweller", "street"):
        return AWAY
    attributed = not how and passage.does(i, "land") and not common and not _opens_sentence(passage, i)
    return OFFICE if how == "office" or attributed else LAND if passage.does(i, "land") else HERE


def _may_name(passage: Passage, i: int, last: int, how: str, *, common: bool, known: bool) -> bool:
    """Whether the capitalised words ``i`` to ``last`` name a place where something happens."""
    if how == "barred" or _is_body(passage, i, known=known) or _numbered(passage, last):
        return False
    if passage.does(i, "country") and not common:
        return how in ("place", "from", "attack")
    if not passage.roles[i] <= _OF_LANDS:
        return False
    if passage.does(i, "capital") and not common and _acts(passage, i, last, how):
        return False
    if _opens_sentence(passage, i) and not (common and passage.like_adjective(i)) and not _known_at(passage, i):
        return False
    if not known and (i in passage.starting("groups") or i in passage.starting("given_names")):
        return False
    if i in passage.starting("sides"):
        if passage.like_adjective(i) and how not in ("place", "from"):
            return False
        if not common and not known and how != "place":
            return False
    if how == "office":
        return known
    return common or known or how in ("place", "from", "attack", "region", "dweller", "street")


def _acts(passage: Passage, i: int, last: int, how: str) -> bool:
    """Whether a capital stands for its government: "Kyiv goes on attacking", "in Moscow they said"."""
    opens = _opens_sentence(passage, i) and not (last < len(passage.words) and passage.words[last].is_word)
    said = any(-_SAID <= hit.first - last <= _SAID for hit in passage.hits("cues"))
    return not (how or opens) or (how == "place" and said)


def _numbered(passage: Passage, last: int) -> bool:
    """Whether a number is stuck to a name: a type or a unit, no place."""
    end = passage.words[last - 1].end
    return passage.sentence.text[end : end + 1] in ("-", "‑") and passage.sentence.text[end + 1 : end + 2].isdigit()


def _opens_sentence(passage: Passage, i: int) -> bool:
    """Whether the capital letter may only mean that a sentence starts."""
    return not any(passage.words[k].is_word for k in range(max(0, i - 1), i))


def _known_at(passage: Passage, i: int) -> bool:
    return any(hit.first == i for hit in passage.hits("places"))


def _is_latin(passage: Passage, i: int) -> bool:
    return passage.words[i].form[0] < "\u0370"


def _name_end(passage: Passage, i: int) -> int:
    """The token after a name of one or more capitalised words, joined by blanks or hyphens."""
    known = next((hit.last for hit in passage.hits("places") if hit.first == i), None)
    if known is not None and not passage.is_sign(known, "-‐‑"):
        return known
    end = i + 1
    if not passage.roles[i].isdisjoint(_OF_LANDS):
        return end
    while end < len(passage.words) and end - i < 2 * _NAME:
        if passage.is_sign(end, "-‐‑") and passage.is_capital(end + 1) and not passage.is_dash(end):
            end += 2
        elif passage.is_capital(end) and passage.words[end].is_word and end not in passage.starting("sides"):
            end += 1
        else:
            break
    return end


def _with_common_noun(passage: Passage, last: int) -> tuple[int, bool]:
    """Takes in the common noun behind an adjective of place: "Donetsk region", also over "A and B regions"."""
    if not passage.like_adjective(last - 1):
        return last, False
    for k in range(last, min(last + 2 * _NAME + 1, len(passage.words))):
        if passage.does(k, "region"):
            return k + 1, True
        joint = passage.does(k, "joint") or passage.is_sign(k, ",")
        if not (joint or (passage.is_capital(k) and k > last) or passage.like_adjective(k)):
            break
    return last, False


def _introduced(passage: Passage, i: int) -> str:
    """What stands before a name: a preposition of place, of origin, an attack, a common noun, or a bar."""
    near = True  # nothing but quotes between
    for k in range(i - 1, max(i - 2 - _FILL, -1), -1):
        if passage.is_sign(k, QUOTES | {"."}) or passage.does(k, "within"):
            continue
        if (passage.does(k, "cause") and k >= i - 2) or (near and _ends_army(passage, k)):
            return "barred"
        if passage.does(k, "office") and k >= i - 2:
            return "barred" if passage.is_sign(i - 1, QUOTES) else "office"  # the cruiser "Moscow"
        if passage.does(k, "street"):
            return "street"
        if passage.does(k, "origin"):
            return "from"
        if passage.does(k, "place"):
            return "place"
        if near and passage.does(k, "dweller"):
            return "dweller"
        if near and passage.does(k, "attack"):
            return "office" if any(passage.does(j, "office") for j in (k - 1, k - 2)) else "attack"
        if passage.does(k, "region"):
            if passage.does(k - 1, "office"):
                return "office"
            return "place" if _after_preposition(passage, k) else "region" if near else ""
        if not passage.words[k].is_word or passage.does(k, "relative", "joint", "about") or passage.like_verb(k):
            return ""
        if (passage.is_capital(k) and k != i - 1) or not passage.like_adjective(k):
            return ""
        near = False
    return ""


def _ends_army(passage: Passage, k: int) -> bool:
    """Whether a formation or soldiers end at a token: a name behind them is theirs, no place of what happened."""
    unit = any(hit.first <= k < hit.last for hit in passage.hits("units"))
    return unit or any(hit.last == k + 1 and hit.row["group"] == "military" for hit in passage.hits("groups"))


def _after_preposition(passage: Passage, k: int) -> bool:
    return any(passage.does(j, "place") for j in range(max(k - 3, 0), k))


def _side_there(passage: Passage, first: int, last: int) -> str | None:
    """Whose people live in a place by its name: empty when that is open, None when no table knows the name."""
    return next((hit.row["side"] for hit in passage.hits("places") if first <= hit.first < last), None)


def _is_body(passage: Passage, first: int, *, known: bool) -> bool:
    """Whether a name is an office, an army or an abbreviation that no table knows as a place."""
    if passage.does(first, "office") or first in passage.starting("units"):
        return True
    text = passage.sentence.text[passage.words[first].start : passage.words[first].end]
    return len(text) > 1 and text.isupper() and not known
