"""Which sources pass on what others say: agencies, newspapers, channels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newslib.lexicons.inflections import inflections
from newslib.sources.registry import RELAYS, registry

_PEOPLE = frozenset({"person", "title"})


@cache
def is_relay(mention: str, language: str) -> bool:
    """Whether a mention names an agency or outlet, by the registry or by a common noun for one.

    Args:
        mention: a source as printed.
        language: BCP 47 code of the text around it.

    >>> [is_relay(m, "en") for m in ("the official news agency TASS", "foreign media", "the press secretary")]
    [True, True, False]
    """
    roles = inflections(language, "roles").find(mention)
    named = [one.start for one in registry(language).find(mention) if one.row["kind"] in RELAYS]
    outlets = [*named, *(role.start for role in roles if role.row["role"] == "media")]
    people = [role for role in roles if role.row["kind"] in _PEOPLE]
    if any(role.row["role"] != "official" or not _describes(role.end, outlets, mention) for role in people):
        return False
    return bool(outlets)


def _describes(end: int, outlets: Sequence[int], mention: str) -> bool:
    """Whether a word for a person only describes the outlet right after it: "the official agency"."""
    return any(0 <= start - end <= 1 or mention[end:start].istitle() for start in outlets if start >= end)
