"""Places as printed, brought to one form, so that the same town in three languages is one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import languages, lexicon, normal, shared, words

_PART = re.compile(r"\s*[,;]\s*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in its normal form. ``path`` goes from the largest known place down to this one; empty when unknown."""

    name: str
    path: tuple[str, ...]

    def within(self, other: Place) -> bool:
        """Whether this place lies inside the other one, or is it.

        >>> place("Mariupol").within(place("Ukraine"))
        True
        """
        return bool(other.path) and self.path[: len(other.path)] == other.path


NOWHERE = Place("", ())


@cache
def _registry() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Name and path of every known place by its id."""
    rows = {row["place"]: row for row in shared("places")}
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, row in rows.items():
        path, at = [name], row["within"]
        while at:
            path.append(at)
            at = rows[at]["within"]
        found[name] = (row["name"], tuple(reversed(path)))
    return found


@cache
def place(printed: str | None) -> Place:
    """The place a printed name stands for: a known one, or the name itself in folded letters.

    Args:
        printed: as it stands in the claims table, larger place first when there are two ("Mariupol, Azovstal").

    >>> place("Маріуполі").name, place("the city of Mariupol").name, place("a village nobody knows").path
    ('Mariupol', 'Mariupol', ('a village nobody knows',))
    """
    if not printed or not printed.strip():
        return NOWHERE
    name = ""
    path: tuple[str, ...] = ()
    for part in _PART.split(_SPACE.sub(" ", printed).strip(" ,;")):
        known = _known(part)
        if known is None:
            folded = normal(part)
            name, path = (f"{name}, {part}" if name else part), (*path, folded)
        else:
            found_name, found_path = _registry()[known]
            if path[: len(found_path)] != found_path:
                name, path = found_name, found_path
    return Place(name, path)


def _known(part: str) -> str | None:
    """The id of a registered place when the part says nothing more than its name."""
    for language in languages():
        hits = lexicon(language).finder("place_names").find(part)
        named = [hit.row["place"] for hit in hits if hit.row["place"]]
        covered = sum(len(words(part[hit.start : hit.end])) for hit in hits)
        if named and covered == len(words(part)):
            return named[-1] if len(named) == 1 else _deepest(named)
    return None


def _deepest(named: list[str]) -> str | None:
    """Of several places named together the innermost, when the others contain it."""
    paths = sorted((_registry()[name][1] for name in named), key=len)
    return paths[-1][-1] if all(name in paths[-1] for name in named) else None
