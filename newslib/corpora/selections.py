"""Selections: which claims of a corpus are meant, and in which words they were asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd

from newslib import sides
from newslib.compare.places import names_in, place
from newslib.gazetteer import folded, sound
from newslib.lexicons import words
from newslib.markup import plain
from newslib.sources.labels import registered

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "outcome": ("outcome",), "side": ("side",), "publisher": ("publisher",), "language": ("language",),
    "place": ("place",), "source": ("source_id", "source_name", "source", "party"), "thing": ("event_id", "label"),
    "happening": ("happening_id",),
}  # fmt: skip
NAMES: Mapping[str, tuple[str, Callable[[], Mapping[str, str]]]] = {  # what registries call the ids of a column
    "source": ("source_id", registered),
    "side": ("side", lambda: {side: row["name"] for side, row in sides.registry().items()}),
}
DAYS = ("since", "until")
SHOWN = 12  # words that a message lists


@dataclass(frozen=True)
class Selection:
    """The ids of the claims that are meant (None: all), and the filters in words."""

    claims: frozenset[str] | None = None
    told: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "; ".join(self.told)


def selected(claims: pd.DataFrame, happenings: pd.DataFrame, wanted: Mapping[str, Any]) -> tuple[pd.Series, list[str]]:
    """Which claims fit all filters, and the filters in words.

    Args:
        claims: with the columns of ``events`` beside each claim.
        happenings: all happenings, whose names and places count as well.
        wanted: words or a day by filter; empty ones ask for nothing.

    Raises:
        ValueError: there is no such filter, or a word does not occur; the message lists those there are.
    """
    for name in wanted:
        _known(name, (*COLUMNS, *DAYS))
    kept = pd.Series(True, index=claims.index)
    names, told = dict(zip(happenings["happening_id"], happenings["name"].map(plain), strict=True)), []
    for name in COLUMNS:
        if words := _words(wanted[name]):
            kept &= _fitting(claims, happenings, name, words)
            told.append(f"{name} {' or '.join(names.get(word, word) for word in words)}")
    for name in DAYS:
        if wanted[name]:
            day = _day(wanted[name], name)
            kept &= (claims["date"] >= day) if name == "since" else (claims["date"] <= day)
            told.append(f"{name} {day.date()}")
    return kept, told


def _words(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) and value else [str(word) for word in value]


def _day(value: str | dt.date, name: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(value)
    except ValueError:
        raise ValueError(f"{name}={value!r} is not a day; write YYYY-MM-DD") from None


def _fitting(claims: pd.DataFrame, happenings: pd.DataFrame, name: str, words: Iterable[str]) -> pd.Series:
    """Which claims hold one of the words in one of the columns of a filter; case and accents do not count."""
    cells = _cells(claims, happenings, name)
    written = [values.map(folded, na_action="ignore") for values in cells]
    found = pd.Series(False, index=claims.index)
    for word in words:
        same = [values.eq(folded(word)).fillna(False).astype(bool) for values in written]
        if name == "place":
            same += _in_place(word, _spots(claims, happenings), same[0])
        own = pd.concat(same, axis=1).any(axis=1)
        if not own.any():
            raise ValueError(_unknown(name, word, known_words(claims, happenings, name)))
        found |= own
    return found


def _spots(claims: pd.DataFrame, happenings: pd.DataFrame) -> list[pd.Series]:
    """The place of each claim, and that of its happening, in their normal form."""
    told = happenings.set_index("happening_id")[["place", "place_id"]].reindex(claims["happening_id"])
    return [
        pd.Series([place(*cells) for cells in table.fillna("").itertuples(index=False)], claims.index, dtype=object)
        for table in (claims[["place", "place_id"]], told)
    ]


def _in_place(word: str, spots: list[pd.Series], printed: pd.Series) -> list[pd.Series]:
    """Which claims lie in a place, by any of its names or its id, and those whose place is called after it.

    Args:
        word: a name in any spelling or language, or a place_id.
        spots: the places of the claims, and those of their happenings.
        printed: which claims print the very word; their places are meant too.
    """
    named = _written(word)
    meant = {place(named, word.casefold()), *spots[0][printed]}
    sounds = set() if any(one.known for one in meant) else set(names_in(named))
    fitting = {
        spot for own in spots for spot in own.unique()
        if any(spot.within(one) for one in meant) or (sounds and sounds <= set(names_in(spot.name)))
    }  # fmt: skip
    return [own.isin(fitting) for own in spots]


def _written(word: str) -> str:
    return word if word != word.lower() else word.title()


def findable(name: str, word: str, texts: Callable[[], Iterable[str]]) -> bool:
    """Whether a place or side may be found among the claims of some texts: a registry knows it, or a text prints it."""
    if name == "side":
        return folded(word) in {folded(known) for pair in NAMES["side"][1]().items() for known in pair}
    named = _written(word)
    sounds = set(names_in(named))
    return place(named, word.casefold()).known or any(
        folded(word) in folded(text) or (sounds and sounds <= {sound(one.form) for one in words(text)})
        for text in texts()
    )


def _cells(claims: pd.DataFrame, happenings: pd.DataFrame, name: str) -> list[pd.Series]:
    cells = [claims[column].astype("str") for column in COLUMNS[name]]
    if name == "happening":
        cells.append(claims["happening_id"].map(happenings.set_index("happening_id")["name"]).astype("str"))
    if name == "place":
        normal = (values.map(lambda spot: spot.name or None) for values in _spots(claims, happenings))
        cells += [values.astype("str") for values in normal]
    if name in NAMES:
        identity, known = NAMES[name]
        cells.append(claims[identity].map(known()).astype("str"))
    return cells


def known_words(claims: pd.DataFrame, happenings: pd.DataFrame, name: str) -> dict[str, int]:
    """The words that a filter can take, with the number of claims of each, most first; one name for each place."""
    _known(name, COLUMNS)
    counts: dict[str, int] = {}
    spelled: dict[str, str] = {}
    cells = _cells(claims, happenings, name)
    for values in cells[1:] if name == "place" else cells:
        for word, n in values.value_counts().items():
            known = spelled.setdefault(folded(word), str(word))
            counts[known] = max(counts.get(known, 0), int(n))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _known(name: str, filters: Iterable[str]) -> None:
    if name not in filters:
        raise ValueError(f"{name!r} is no filter; there are {', '.join(filters)}")


def _unknown(name: str, word: str, known: Mapping[str, int]) -> str:
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else "."
    shown = ", ".join(f"{one} ({n})" for one, n in list(known.items())[:SHOWN])
    return f"no {name} {word!r} among these claims{hint} There are: {shown or 'none'}"
