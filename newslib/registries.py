"""A project's own registries beside its articles: they add to and overrule those that come with the package."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from newslib import lexicons
from newslib.articles import beside
from newslib.lexicons import Row

KEYS = {"sources": "source_id", "sides": "side"}
NAMES = "name_"  # columns of names start so; several names stand between |
KEPT = ("newslib.pipelines", "newslib.caches", "newslib.gazetteer")  # whose memory no such registry touches
_used: dict[str, str] = {}


def include(raw: Path | str) -> str:
    """Put the sources.csv, sides.csv and places.csv of a project into use, and take those of another one out.

    Args:
        raw: the folder of articles; the files stand in it or beside it.

    Returns:
        A hash of the three, for what depends on them.

    Raises:
        ValueError: a row cannot be used; the message names file, row and cure.
    """
    from newslib import gazetteer, sides

    found = {name: beside(raw, f"{name}.csv") for name in (*KEYS, "places")}
    hashes = {name: _hash(path) for name, path in found.items()}
    if hashes == _used or (not _used and not any(hashes.values())):
        return _told(hashes)
    own = {name: read(found[name], name) for name in KEYS}
    if hashes["places"] != _used.get("places", ""):
        gazetteer.include(gazetteer.read(found["places"]))
    sides.check(own["sides"])
    for name, rows in own.items():
        lexicons.OWN.pop(name, None)
        if rows:
            lexicons.OWN[name] = merged(lexicons.shared(name), rows)
    _used.update(hashes)
    _forget()
    return _told(hashes)


def _hash(path: Path) -> str:
    """Empty for a file that is missing or has no more than its heading: a project begins with empty registries."""
    content = path.read_bytes() if path.is_file() else b""
    return hashlib.sha256(content).hexdigest() if b"\n" in content.strip() else ""


def _told(hashes: dict[str, str]) -> str:
    return " ".join(f"{name}:{value}" for name, value in sorted(hashes.items()) if value)


def read(path: Path, name: str) -> list[Row]:
    """The rows of a project's own registry in the columns of the package's; none when there is no such file.

    Raises:
        ValueError: the file is not UTF-8, a column is not known, or a row has no id or no name.
    """
    if not path.is_file():
        return []
    columns = list(lexicons.read_table(lexicons.FOLDER / "shared" / f"{name}.csv")[0])
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            given = csv.DictReader(file)
            rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in given]
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not UTF-8; save it as CSV in UTF-8") from None
    if rows and KEYS[name] not in rows[0]:
        raise ValueError(f"{path}: no column {KEYS[name]}; the columns are {', '.join(columns)}")
    for number, row in enumerate(rows, 2):
        if not row[KEYS[name]] or not any(row.get(column) for column in columns if column.startswith("name")):
            raise ValueError(f"{path}, line {number}: give a {KEYS[name]} and a name")
    return [{column: row.get(column, "") for column in columns} for row in rows]


def merged(shipped: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Own rows first; a name that they use stands for nothing else any more.

    >>> merged([{"source_id": "a", "name_en": "Mayor|City"}], [{"source_id": "b", "name_en": "Mayor"}])
    [{'source_id': 'b', 'name_en': 'Mayor'}, {'source_id': 'a', 'name_en': 'City'}]
    """
    columns = [column for column in own[0] if column.startswith(NAMES)]
    taken = {column: {name.casefold() for row in own for name in _names(row[column])} for column in columns}
    kept = []
    for row in shipped:
        left = {
            column: "|".join(n for n in _names(row[column]) if n.casefold() not in taken[column]) for column in columns
        }
        if not columns or any(left.values()):
            kept.append({**row, **left})
    keys = {column: {row[column] for row in own} for column in KEYS.values() if column in own[0] and not columns}
    return [*own, *(row for row in kept if not any(row[column] in ids for column, ids in keys.items()))]


def _names(cell: str) -> Iterable[str]:
    return (name.strip() for name in cell.split("|") if name.strip())


def _forget() -> None:
    """Clear what modules remember of the registries."""
    for name, module in list(sys.modules.items()):
        if name.startswith("newslib.") and name not in KEPT:
            for value in list(vars(module).values()):
                clear: Callable[[], None] | None = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
