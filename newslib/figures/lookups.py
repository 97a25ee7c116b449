"""What both ways of tying look up alike: frames of an outcome, who fights whom."""

from __future__ import annotations

from functools import cache

from newslib.lexicons import Finder, Row, lexicon, normal, shared


@cache
def frames(language: str) -> tuple[Finder, dict[str, list[Row]]]:
    """Nouns that make an outcome together with a verb ("received wounds"): a finder of them, and their rows by noun."""
    rows: dict[str, list[Row]] = {}
    for row in lexicon(language).rows("frames"):
        rows.setdefault(row["form"], []).append(row)
    return Finder([found[0] for found in rows.values()]), rows


def fits(form: str, patterns: str) -> bool:
    """Whether a form is one of the patterns, where ``*`` stands for any ending.

    >>> fits("taken", "took take*"), fits("spoken", "took take*")
    (True, False)
    """
    whole, stems = _patterns(patterns)
    return form in whole or form.startswith(stems)


@cache
def _patterns(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(normal(p) for p in text.split() if not p.endswith("*"))
    return whole, tuple(normal(p[:-1]) for p in text.split() if p.endswith("*"))


def opponent(side: str | None) -> str | None:
    """The side that fights another one, where it has one opponent.

    >>> opponent("russia"), opponent(None)
    ('ukraine', None)
    """
    return _opponents().get(side) if side else None


@cache
def _opponents() -> dict[str, str]:
    return {row["side"]: row["opponent"] for row in shared("sides") if row["opponent"]}
