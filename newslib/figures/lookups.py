"""Who fights whom."""

from __future__ import annotations

from functools import cache

from newslib.lexicons import shared


def opponent(side: str | None) -> str | None:
    """The side that fights another one, where it has one opponent.

    >>> opponent("russia"), opponent(None)
    ('ukraine', None)
    """
    return _opponents().get(side) if side else None


@cache
def _opponents() -> dict[str, str]:
    return {row["side"]: row["opponent"] for row in shared("sides") if row["opponent"]}
