"""What a corpus holds: its tables, and how some of their rows are chosen."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from newslib import sides, tables
from newslib.compare.places import Place, names_in, place
from newslib.gazetteer import folded
from newslib.lexicons import kept
from newslib.markup import plain
from newslib.sources.registry import registered

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
ABOUT = ("happening_id", "event_id", "label", "date", "status", "why")  # of ``events``, put beside each claim


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
        value = wanted[name]
        if words := [value] if isinstance(value, str) and value else list(map(str, value)):
            kept &= _fitting(claims, happenings, name, words)
            told.append(f"{name} {' or '.join(names.get(word, word) for word in words)}")
    for name in DAYS:
        if wanted[name]:
            end = day(wanted[name], name)
            kept &= (claims["date"] >= end) if name == "since" else (claims["date"] <= end)
            told.append(f"{name} {end.date()}")
    return kept, told


def day(value: str | dt.date, name: str) -> pd.Timestamp:
    """The day that a parameter names.

    Raises:
        ValueError: it is none.
    """
    try:
        return pd.Timestamp(value if isinstance(value, dt.date) else dt.date.fromisoformat(value))
    except (ValueError, TypeError):
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
    """Which claims, or whose happenings, lie in a place by any of its names or its id, or in one called after it; the
    places of claims that print the very word are meant too."""
    named = word.title() if word.islower() else word
    meant = {place(named, word.casefold()), *spots[0][printed]}
    sounds = set() if any(one.known for one in meant) else set(names_in(named))

    def fits(spot: Place) -> bool:
        return any(map(spot.within, meant)) or bool(sounds and sounds <= set(names_in(spot.name)))

    return [own.isin(set(filter(fits, own.unique()))) for own in spots]


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


class Tables(dict[str, pd.DataFrame]):
    """The tables of one run by name, each read when it is first asked for."""

    def __init__(self, folder: Path | None, known: Mapping[str, pd.DataFrame] | None = None) -> None:
        super().__init__(known or {})
        self.folder = folder

    def __missing__(self, name: str) -> pd.DataFrame:
        try:
            self[name] = tables.read(name, self.folder) if self.folder else tables.frame(name, [])
        except FileNotFoundError:
            raise FileNotFoundError(f"no table {name} in {self.folder}; run `newslib report` again") from None
        return self[name]

    @kept
    def placed(self) -> pd.DataFrame:
        """The claims with what ``events`` tells of each beside it."""
        return self["claims"].merge(self["events"][["claim_id", *ABOUT]], on="claim_id", how="left")


def _table(name: str, column: str, about: str) -> property:
    """A table of a corpus; ``column`` ties its rows to the claims that were chosen, none: it is always whole."""
    return property(lambda corpus: corpus._chosen_of(name, column), doc=about)


class Contents:
    """The tables of a run, those rows that belong to the chosen claims; filters give a new one."""

    _tables: Tables
    _selection: Selection

    def _chosen(self, selection: Selection) -> Self:
        raise NotImplementedError

    @property
    def claims(self) -> pd.DataFrame:
        """One row a figure someone put forward, with the happening and the thing it belongs to, and why."""
        return self._claims.copy(deep=False)

    @kept
    def _claims(self) -> pd.DataFrame:
        placed = self._tables.placed
        return placed if self._selection.claims is None else _within(placed, "claim_id", self._selection.claims)

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article; of a filtered corpus those that its claims come from."""
        found = self._tables["articles"]
        return found if self._selection.claims is None else _within(found, "article_id", self.claims["article_id"])

    problems = _table("problems", "", "What a person should look at in the folder of articles, with reason and cure.")
    segments = _table("segments", "article_id", "Stretches of the articles by language.")
    statements = _table("statements", "article_id", "Who is said to have said what, with or without a figure.")
    reasons = _table("reasons", "event_id", "For every two numbers of one thing that differ, why they do.")
    estimates = _table("estimates", "event_id", "What one source says of one thing on one day: low, best, high.")
    spread = _table("spread", "event_id", "The distance between the sources of a thing, day by day.")
    links = _table("links", "claim_a", "How two claims relate.")
    drift = _table("drift", "copy", "What changed between a claim and a later copy of it.")
    gaps = _table("coverage", "", "What is missing or thin in the corpus: read it before any chart.")
    orphans = _table("orphans", "", "Decisions that hold on to no claim any more.")

    @property
    def happenings(self) -> pd.DataFrame:
        """What the articles are about, those with most named sources first."""
        found = _within(self._tables["happenings"], "happening_id", self.claims["happening_id"])
        return _first(found, "happening_id")

    @property
    def things(self) -> pd.DataFrame:
        """One row a thing (one question about one happening): how far its sources are apart, those with most first."""
        return _first(self._chosen_of("discrepancies", "event_id"), "event_id")

    @property
    def policies(self) -> pd.DataFrame:
        """The number that each rule of resolving would publish for a thing."""
        labels = self._tables["discrepancies"].set_index("event_id")["label"]
        found = self._chosen_of("policies", "event")
        return found.assign(label=found["event"].map(labels))

    @property
    def ledger(self) -> pd.DataFrame:
        """Sums that should hold, and whether they do."""
        found = self._tables["ledger"]
        if self._selection.claims is None:
            return found
        checked = pc.split_pattern(pa.array(found["claims"], pa.string()), " ")
        held = pc.is_in(pc.list_flatten(checked), pa.array(self._selection.claims, pa.string()))
        rows: pd.DataFrame = found.iloc[pc.list_parent_indices(checked).filter(held).unique()]
        return rows.reset_index(drop=True)

    def _chosen_of(self, name: str, column: str) -> pd.DataFrame:
        """The rows of a table that belong to the claims of this corpus; all where nothing was chosen."""
        found = self._tables[name]
        if not column or self._selection.claims is None:
            return found
        chosen = {"article_id": "article_id", "event_id": "event_id", "event": "event_id"}.get(column, "claim_id")
        return _within(found, column, self.claims[chosen])

    def where(
        self, *, outcome: str | Iterable[str] = (), place: str | Iterable[str] = (), side: str | Iterable[str] = (),
        source: str | Iterable[str] = (), happening: str | Iterable[str] = (), thing: str | Iterable[str] = (),
        publisher: str | Iterable[str] = (), language: str | Iterable[str] = (), since: str | dt.date = "",
        until: str | dt.date = "", **unknown: object,
    ) -> Self:  # fmt: skip
        """The corpus of the claims that fit; each filter takes one word or several.

        Args:
            outcome: killed, wounded, captured, surrendered, ...
            place: a name of a place in any language and spelling, or a place_id; places inside it count as well.
            side: whose people, by id or name.
            source: id, name or camp of who claims.
            happening: id or name of a happening.
            thing: id or label of a thing.
            publisher: who printed it.
            language: BCP 47 code of the sentence.
            since: first day (YYYY-MM-DD) a number stands for.
            until: last such day.
            unknown: no filter is called otherwise.

        Raises:
            ValueError: there is no such filter, or a word does not occur in the corpus; the message lists those there
                are.
        """
        wanted = unknown | {
            "outcome": outcome, "place": place, "side": side, "source": source, "happening": happening,
            "thing": thing, "publisher": publisher, "language": language, "since": since, "until": until,
        }  # fmt: skip
        kept, told = selected(self._claims, self._tables["happenings"], wanted)
        return self._kept(kept, *told)

    def _kept(self, kept: pd.Series, *told: str) -> Self:
        """The corpus of those claims for which ``kept`` holds; ``told`` says in words which they are."""
        claims = self._claims[kept].reset_index(drop=True)
        found = self._chosen(Selection(frozenset(claims["claim_id"]), (*self._selection.told, *told)))
        found._claims = claims
        return found

    def words(self, column: str) -> pd.DataFrame:
        """The words that a filter can take here, with the number of claims of each.

        Args:
            column: outcome, place, side, source, happening, thing, publisher or language.

        Raises:
            ValueError: there is no such filter.
        """
        _known(column, COLUMNS)
        counts = known_words(self.claims, self._tables["happenings"], column)
        return pd.DataFrame({column: list(counts), "claims": list(counts.values())})


def _within(table: pd.DataFrame, column: str, values: Iterable[Any]) -> pd.DataFrame:
    return table[table[column].isin(set(values))].reset_index(drop=True)


def _first(found: pd.DataFrame, key: str) -> pd.DataFrame:
    """Rows with most sources first, then those with most claims."""
    return found.sort_values(["n_sources", "n_claims", key], ascending=[False, False, True], ignore_index=True)
