"""Tables for other programs: Excel, Stata, CSV, and panels for a regression; and for people the sources that the
registry does not know, as rows that can be pasted into one's own sources.csv."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process

from newslib import outputs, tables
from newslib.codebook import Column, contracts, vocabularies
from newslib.lexicons import languages, shared
from newslib.markup import printable
from newslib.sources.mentions import LIKELY, WORD, Spelling, spelled
from newslib.sources.registry import registered
from newslib.tables import DTYPES

LONGEST_CELL = 32_767  # characters, a limit of Excel
MOST_ROWS = 1_048_575  # rows without the heading, a limit of Excel
LABEL = 80  # characters of a label in Stata
_RESERVED = ("end", "if", "in", "using", "with", "byte", "int", "long", "float", "double", "strL")
ORIGIN = {"things": "discrepancies"}  # sheets that are called otherwise than their table
CARRIED = ("cumulative", "incident", "stock", "unknown")  # a rate or an addition stands for its own day only
PERIODS = {"D": "days", "W": "weeks", "M": "months"}
NUMBERS = ["low", "best", "high"]
ABOUT = ["label", "outcome", "side", "place", "tally", "source_key", "source_name", "party"]


def columns_of(table: str) -> dict[str, Column]:
    """The contract's columns of a table by name, those of ``events`` that stand beside claims included."""
    names = [name for name in ("events", ORIGIN.get(table, table)) if name in contracts()]
    return {column.name: column for name in names for column in contracts()[name].columns}


def target(path: Path | str, end: str) -> Path:
    """A file to write, when it can be.

    Raises:
        ValueError: it has another ending than the program needs, is a folder, or its folder is not there.
    """
    file = Path(path)
    if file.suffix.casefold() != end:
        raise ValueError(f"{file}: the name must end in {end}")
    return outputs.file(file, option="path")


def to_excel(sheets: Mapping[str, pd.DataFrame], path: Path | str) -> Path:
    """Write tables as the sheets of a workbook, with a sheet that explains every column.

    Text stays text: nothing runs as a formula. A cell longer than Excel can hold is cut and ends in "[...]".

    Args:
        sheets: tables by name.
        path: a name ending in .xlsx.

    Raises:
        ValueError: the name ends otherwise, or a table has more rows than a sheet can hold.
    """
    from openpyxl import Workbook

    file = target(path, ".xlsx")
    for name, table in sheets.items():
        if len(table) > MOST_ROWS:
            raise ValueError(f"{name} has {len(table):,} rows, more than a sheet can hold; use to_csv or filter first")
    book = Workbook(write_only=True)
    for name, table in {**sheets, "codebook": _codebook(sheets)}.items():
        _sheet(book.create_sheet(name), table)
    book.save(file)
    return file


def _sheet(sheet: Any, table: pd.DataFrame) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for number, name in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 12 if table[name].dtype != "str" else 24
    heads = [WriteOnlyCell(sheet, str(name)) for name in table.columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in table.astype(object).where(table.notna(), None).itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime().date()
    if not isinstance(value, str):
        return value
    shown = value if len(value) <= LONGEST_CELL else f"{value[: LONGEST_CELL - 5]}[...]"
    cell = WriteOnlyCell(sheet)
    cell.value = printable(shown)
    cell.data_type = "s"  # a text that begins with = is a text
    return cell


def _codebook(sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    rows = [
        {"table": name, "column": column, "type": told.type, "unit": told.unit, "meaning": told.meaning}
        for name, table in sheets.items() for column in table.columns if (told := columns_of(name).get(column))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "column", "type", "unit", "meaning"])


def to_csv(table: pd.DataFrame, path: Path | str, *, bom: bool = False) -> Path:
    """Write one table as CSV: UTF-8, days in ISO 8601, an apostrophe before what a spreadsheet would run as a formula.

    Args:
        table: its rows.
        path: a name ending in .csv.
        bom: begin with the mark that makes Excel read UTF-8.
    """
    file = target(path, ".csv")
    file.write_text(tables.as_csv(table), encoding="utf-8-sig" if bom else "utf-8", newline="")
    return file


def to_stata(table: pd.DataFrame, name: str, path: Path | str) -> Path:
    """Write one table as a Stata 14 file (UTF-8): columns labelled, words of a vocabulary as labelled numbers, days as
    daily dates, no column without a value.

    Args:
        table: its rows.
        name: its name, for the labels.
        path: a name ending in .dta.
    """
    file = target(path, ".dta")
    kept = table.dropna(axis="columns", how="all")
    known = columns_of(name)
    ready = pd.DataFrame({_name(column): _for_stata(kept[column], known.get(column)) for column in kept.columns})
    days: dict[Any, Any] = {column: "td" for column in ready.columns if str(ready[column].dtype).startswith("datetime")}
    long = [column for column in ready.columns if ready[column].dtype == object and ready[column].str.len().max() > 200]
    labels = {_name(column): known[column].meaning[:LABEL] for column in kept.columns if column in known}
    ready.to_stata(
        file, version=118, write_index=False, convert_dates=days, variable_labels=labels, convert_strl=long,
        data_label=f"newslib: {name}"[:LABEL], time_stamp=pd.Timestamp(2000, 1, 1).to_pydatetime(),
    )  # fmt: skip
    return file


def _name(column: str) -> str:
    """A column's name as Stata allows it: 32 characters, none of its own words."""
    return f"{column}_" if column in _RESERVED else re.sub(r"\W", "_", column)[:32]


def _for_stata(values: pd.Series, column: Column | None) -> pd.Series:
    kind = str(values.dtype)
    if kind == DTYPES["boolean"]:
        return values.astype("Int8").astype("float32") if values.isna().any() else values.astype("int8")
    if kind == DTYPES["integer"]:
        return values.astype("float64")
    if kind.startswith("datetime"):
        return values.astype("datetime64[ns]")
    if kind != DTYPES["string"]:
        return values
    if column is not None and column.vocabulary:
        words = [word for word in vocabularies()[column.vocabulary] if word in set(values)]
        strange = sorted(set(values.dropna()) - set(words))
        return values.astype(object).astype(pd.CategoricalDtype([*words, *strange]))
    return values.astype(object).where(values.notna(), "").map(printable)


def panel(estimates: pd.DataFrame, things: pd.DataFrame, freq: str = "D") -> pd.DataFrame:
    """What each source says of each thing in each period, ready for a regression.

    Args:
        estimates: rows of ``estimates``.
        things: the things to include, with ``event_id``, ``happening_id`` and ``label``.
        freq: D (days), W (weeks, named by their Monday) or M (months, named by their first day).

    Returns:
        Balanced within a thing from a source's first number to the thing's last day: event_id, happening_id, label,
        outcome, side, place, tally, source_key, source_name, party, period, low, best, high (missing is an open bound
        or no best), n_claims, carried (true where the source said nothing new; rates and additions are not carried).

    Raises:
        ValueError: the frequency is not known.
    """
    if freq not in PERIODS:
        raise ValueError(f"{freq!r} is no frequency; there are {', '.join(f'{k} ({v})' for k, v in PERIODS.items())}")
    wanted = estimates["date"].notna() & estimates["event_id"].isin(things["event_id"])
    dated = estimates.loc[wanted, ["event_id", "date", *ABOUT, *NUMBERS, "n_claims"]]
    period = dated["date"].dt.to_period(freq).dt.start_time
    last = dated.assign(period=period).sort_values(["event_id", "source_key", "date"], kind="stable")
    last = last.drop_duplicates(["event_id", "source_key", "period"], keep="last", ignore_index=True)
    ends, carried = last.groupby("event_id")["period"].max().to_dict(), last["tally"].isin(CARRIED)
    found = [
        pair for (event, _), own in last.groupby(["event_id", "source_key"])["period"]
        for pair in (_filled(own, ends[event], freq) if carried[own.index[0]] else own.items())
    ]  # fmt: skip
    rows = last.iloc[pd.Index([row for row, _ in found], dtype="int64")].reset_index(drop=True)
    filled = rows.assign(period=pd.Series([day for _, day in found], dtype=rows["period"].dtype))
    filled["carried"] = filled["period"] != rows["period"]
    filled["n_claims"] = filled["n_claims"].where(~filled["carried"], 0)
    about = things[["event_id", "happening_id"]].drop_duplicates("event_id")
    columns = ["event_id", "happening_id", *ABOUT, "period", *NUMBERS, "n_claims", "carried"]
    return filled.merge(about, on="event_id", how="left")[columns]


def _filled(own: pd.Series, end: pd.Timestamp, freq: str) -> Iterator[tuple[int, pd.Timestamp]]:
    """For every period of one source and thing the row that holds in it; its bounds are carried as a whole."""
    periods = pd.period_range(own.min(), end, freq=freq).start_time
    return zip(own.index[pd.Index(own).get_indexer(periods, method="ffill")], periods, strict=True)


def suggestions(claims: pd.DataFrame) -> pd.DataFrame:
    """Unknown sources with how often they are claimed from, spellings of one name together.

    Args:
        claims: rows of ``claims``.

    Returns:
        The columns of the registry of sources (name_* holds the spellings of each language, joined by ``|``; kind and
        party are left to a person), then n_claims, n_articles, likely (ids of registered sources it may be), printed.
    """
    unknown = claims[claims["source_id"].isna() & claims["source_name"].notna()]
    counts = unknown.groupby(["source_name", "language"]).agg(n=("claim_id", "size")).reset_index()
    counts = counts.sort_values(["n", "source_name"], ascending=[False, True], kind="stable")
    known = [spelled(row.source_name, row.language) for row in counts.itertuples(index=False)]
    column = next(name for name in shared("sources")[0] if name.startswith("name_"))
    there = {key: spelled(name, column.removeprefix("name_")) for key, name in registered().items()}
    rows = [_row(group, unknown, there) for group in _alike(dict.fromkeys(known))]
    columns = [*shared("sources")[0], "n_claims", "n_articles", "likely", "printed"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["n_claims", "source_id"], ascending=[False, True], ignore_index=True)


def _alike(spellings: Iterable[Spelling]) -> list[list[Spelling]]:
    """Spellings grouped by source, whatever their alphabet; the most frequent of a group comes first.

    A surname alone joins the one person who is called so; where there are several it stays by itself.
    """
    shelves: dict[tuple[bool, str], list[list[Spelling]]] = {}
    for one in sorted(spellings, key=lambda one: bool(one.surname) and not one.given):
        groups = shelves.setdefault((bool(one.surname), one.shelf), [])
        fitting = [group for group in groups if any(map(one.same, group))]
        if one.surname and not one.given and len(fitting) > 1:
            fitting = []
        groups[:] = [group for group in groups if group not in fitting] + [[*chain.from_iterable(fitting), one]]
    return list(chain.from_iterable(shelves.values()))


def _row(group: Sequence[Spelling], unknown: pd.DataFrame, known: Mapping[str, Spelling]) -> dict[str, object]:
    names = list(dict.fromkeys(one.name for one in group))
    own = unknown[unknown["source_name"].isin(names)]
    spellings = {
        f"name_{code}": "|".join(name for name in names if code in set(own.loc[own["source_name"] == name, "language"]))
        for code in languages()
    }  # fmt: skip
    return {
        "source_id": "_".join(WORD.findall(names[0].casefold()))[:40], **spellings, "n_claims": len(own),
        "n_articles": own["article_id"].nunique(), "likely": " ".join(_likely(group, known)), "printed": names[0],
    }  # fmt: skip


def _likely(group: Iterable[Spelling], known: Mapping[str, Spelling]) -> list[str]:
    """Ids of registered sources whose name sounds like one of these."""
    words = {identity: other.words for identity, other in known.items()}
    found: dict[str, float] = {}
    for one in group:
        near = process.extract(one.words, words, scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY, limit=3)
        scores = {identity: score for _, score, identity in near}
        scores |= {key: 100.0 for key, other in known.items() if one.given and other.given and one.same(other)}
        found = {identity: max(found.get(identity, 0.0), score) for identity, score in {**found, **scores}.items()}
    return sorted(found, key=lambda identity: (-found[identity], identity))[:3]


def write_suggestions(claims: pd.DataFrame, folder: Path) -> Path:
    """Write suggestions.csv into a folder."""
    return to_csv(suggestions(claims), folder / "suggestions.csv")
