"""Selections: which claims of a corpus are meant, and in which words they were asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd

from newslib.sources.labels import registered

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "outcome": ("outcome",), "side": ("side",), "publisher": ("publisher",), "language": ("language",),
    "place": ("place",), "source": ("source_id", "source_name", "source", "party"), "thing": ("event_id", "label"),
    "happening": ("happening_id",),
}  # fmt: skip
SHOWN = 12  # words that a message lists


@dataclass(frozen=True)
class Selection:
    """The ids of the claims that are meant (None: all), and the filters in words."""

    claims: frozenset[str] | None = None
    told: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "; ".join(self.told)


def selected(claims: pd.DataFrame, happenings: pd.DataFrame, wanted: Mapping[str, Any], before: Selection) -> Selection:
    """The claims that fit all filters.

    Args:
        claims: with the columns of ``events`` beside each claim.
        happenings: all happenings, whose names and places count as well.
        wanted: words by filter; empty ones ask for nothing.
        before: what was chosen so far.

    Raises:
        ValueError: a word does not occur; the message lists those that do.
    """
    kept = pd.Series(True, index=claims.index)
    told = []
    for name in COLUMNS:
        if words := _words(wanted[name]):
            kept &= _fitting(claims, happenings, name, words)
            told.append(f"{name} {' or '.join(words)}")
    for name, sign in (("since", 1), ("until", -1)):
        if wanted[name]:
            day = _day(wanted[name], name)
            kept &= (claims["date"] >= day) if sign > 0 else (claims["date"] <= day)
            told.append(f"{name} {day.date()}")
    return Selection(frozenset(claims.loc[kept, "claim_id"]), (*before.told, *told))


def _words(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) and value else [str(word) for word in value]


def _day(value: str | dt.date, name: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(value)
    except ValueError:
        raise ValueError(f"{name}={value!r} is not a day; write YYYY-MM-DD") from None


def _fitting(claims: pd.DataFrame, happenings: pd.DataFrame, name: str, words: Iterable[str]) -> pd.Series:
    """Which claims hold one of the words in one of the columns of a filter."""
    cells = _cells(claims, happenings, name)
    folded = [values.str.casefold() for values in cells]
    found = pd.Series(False, index=claims.index)
    for word in words:
        own = pd.Series(False, index=claims.index)
        for values in folded:
            own |= values.eq(word.casefold()).fillna(False).astype(bool)
        if not own.any():
            raise ValueError(_unknown(name, word, known_words(claims, happenings, name)))
        found |= own
    return found


def _cells(claims: pd.DataFrame, happenings: pd.DataFrame, name: str) -> list[pd.Series]:
    cells = [claims[column].astype("str") for column in COLUMNS[name]]
    if name in ("happening", "place"):
        told = happenings.set_index("happening_id")["name" if name == "happening" else "place"]
        cells.append(claims["happening_id"].map(told).astype("str"))
    if name == "source":
        cells.append(claims["source_id"].map(registered()).astype("str"))
    return cells


def known_words(claims: pd.DataFrame, happenings: pd.DataFrame, name: str) -> dict[str, int]:
    """The words that a filter can take, with the number of claims of each, most first."""
    if name not in COLUMNS:
        raise ValueError(f"{name!r} is no filter; there are {', '.join(COLUMNS)}")
    counts: dict[str, int] = {}
    for values in _cells(claims, happenings, name):
        for word, n in values.value_counts().items():
            counts[str(word)] = max(counts.get(str(word), 0), int(n))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _unknown(name: str, word: str, known: Mapping[str, int]) -> str:
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else "."
    shown = ", ".join(f"{one} ({n})" for one, n in list(known.items())[:SHOWN])
    return f"no {name} {word!r} among these claims{hint} There are: {shown or 'none'}"
