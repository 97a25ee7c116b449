"""Places as printed, brought to one form, so that the same town in three languages is one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newslib.gazetteer import by_id, locate, sound


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
def place(printed: str | None, place_id: str = "") -> Place:
    """The place a printed name stands for: a known one, or the name itself by its sound.

    Args:
        printed: as it stands in the claims table, also with the larger place beside it ("Azovstal, Mariupol").
        place_id: the id that the table gives it, empty when it gives none.

    >>> place("Маріуполі").name, place("the city of Mariupol").name, place("a village nobody knows").path
    ('Mariupol', 'Mariupol', ('a vilahe nobodi knows',))
    """
    given = by_id(place_id) if place_id else None
    if given is not None:
        return Place(given.name, tuple(given.place_id.split("/")))
    text = (printed or "").strip(" ,;")
    if not text:
        return NOWHERE
    found = locate(text)
    if found.place is not None:
        return Place(found.place.name, tuple(found.place.place_id.split("/")))
    wider = tuple(found.around.place_id.split("/")) if found.around else ()
    own = sound(found.name or text)
    return Place(text, (*wider, own) if own else wider or (text,))
