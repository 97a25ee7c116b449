"""Which sources pass on what others say: agencies, newspapers, channels."""

from __future__ import annotations

from functools import cache

from newslib.lexicons import shared
from newslib.lexicons.inflections import Inflections, inflections
from newslib.sources.registry import RELAYS

_PEOPLE = frozenset({"person", "title"})


@cache
def is_relay(mention: str, language: str) -> bool:
    """Whether a mention names an agency or outlet, by the registry or by a common noun for one.

    Args:
        mention: a source as printed.
        language: BCP 47 code of the text around it.

    >>> [is_relay(m, "en") for m in ("the Russian news agency TASS", "foreign media", "the press secretary")]
    [True, True, False]
    """
    roles = [found.row for found in inflections(language, "roles").find(mention)]
    if any(row["kind"] in _PEOPLE for row in roles):
        return False
    return any(row["role"] == "media" for row in roles) or bool(_registered(language).find(mention))


@cache
def _registered(language: str) -> Inflections:
    found = Inflections(language)
    for row in shared("sources"):
        if row["kind"] in RELAYS:
            for name in row.get(f"name_{language}", "").split("|"):
                found.add(name, row)
    return found
