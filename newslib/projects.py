"""A project: where its articles, tables, notebooks and question stand, and its own registries."""

import csv
import hashlib
import os
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newslib import lexicons, notebooks
from newslib.articles import beside
from newslib.lexicons import Row

SETTINGS = {"raw": "NEWSLIB_RAW", "processed": "NEWSLIB_PROCESSED", "question": "NEWSLIB_QUESTION"}
BELOW = ("data/processed", "processed", ".")  # where a folder that is named may hold its tables
KEYS = {"sources": "source_id", "sides": "side"}
REGISTRIES = (*KEYS, "places")
NAMES = "name_"  # columns of names start so; several names stand between |
KEPT = ("newslib.pipelines", "newslib.caches", "newslib.gazetteer")  # whose memory no such registry touches
_used: dict[str, str] = {}


@dataclass(frozen=True)
class Project:
    """The folders of a project. ``question`` is the id of a question in questions.toml, empty for the first."""

    raw: Path
    processed: Path
    question: str = ""

    @property
    def questions(self) -> Path:
        """Where questions.toml stands or would stand."""
        return beside(self.raw, "questions.toml")

    @property
    def corrections(self) -> Path:
        """Where corrections.csv stands or would stand."""
        return beside(self.raw, "corrections.csv")

    def settings(self) -> dict[str, str]:
        """What the environment of a notebook must hold so that ``find`` gives this project there."""
        told = {"raw": self.raw.resolve(), "processed": self.processed.resolve(), "question": self.question}
        return {SETTINGS[name]: str(value) for name, value in told.items()}


def find(folder: Path | str | None = None, environment: Mapping[str, str] = os.environ) -> Project:
    """The project that a folder belongs to.

    Args:
        folder: a project, its data or its processed folder; None asks the environment, as ``newslib report`` sets it
            for notebooks, then looks from the current folder upwards.
        environment: the variables to ask.

    Raises:
        FileNotFoundError: no tables are there.
    """
    told = {name: environment.get(key, "") for name, key in SETTINGS.items()}
    if folder is None and told["processed"]:
        return Project(Path(told["raw"]), Path(told["processed"]), told["question"])
    here = Path.cwd()
    candidates = [here, *here.parents] if folder is None else [Path(folder)]
    for place in candidates:
        for below in BELOW:
            if any((place / below).glob("claims.[pc]*")):
                processed = (place / below).resolve() if below == "." else place / below
                return Project(processed.parent / "raw", processed, told["question"])
    where = f"in {folder}" if folder is not None else f"in {here} or above"
    raise FileNotFoundError(f"no tables {where}; run `newslib report` first, or name the project's folder")


def new(folder: Path | str) -> Path:
    """Lay out a project of one's own: folders for articles and tables, the notebooks, a question, registries, README.

    Args:
        folder: where; made when missing. Files that are there already are left as they are.

    Returns:
        The folder.

    Raises:
        OSError: a file stands where a folder is needed, or the folder cannot be written.
    """
    target = Path(folder)
    template = Path(__file__).parent / "template"
    for path in sorted(template.rglob("*")):
        inside = path.relative_to(template)
        if path.is_file() and inside.parts[0] != "notebooks":
            _put(path.read_bytes(), target / inside.with_name(inside.name.replace("dot-", ".")))
    for path in notebooks.notebooks(notebooks.shipped()):
        _put(notebooks.blank(path).encode(), target / "notebooks" / path.name)
    for name in REGISTRIES:
        _put((",".join(columns_of(name)) + "\n").encode(), target / "data" / f"{name}.csv")
    for empty in ("data/raw", "data/processed"):
        (target / empty).mkdir(parents=True, exist_ok=True)
    return target


def _put(content: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        target.write_bytes(content)


def columns_of(registry: str) -> list[str]:
    """The columns of a registry that comes with the package, which a project's own has as well."""
    with (lexicons.FOLDER / "shared" / f"{registry}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


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
    from newslib.caches import forget

    found = {name: beside(raw, f"{name}.csv") for name in REGISTRIES}
    hashes = {name: _hash(path) for name, path in found.items()}
    if hashes == _used or (not _used and not any(hashes.values())):
        return _told(hashes)
    own = {name: registry(found[name], name) for name in KEYS}
    if hashes["places"] != _used.get("places", ""):
        gazetteer.include(gazetteer.read(found["places"]))
    sides.check(own["sides"])
    for name, rows in own.items():
        lexicons.OWN.pop(name, None)
        if rows:
            lexicons.OWN[name] = merged(lexicons.shared(name), rows)
    _used.update(hashes)
    forget(KEPT)
    return _told(hashes)


def _hash(path: Path) -> str:
    """Empty for a file that is missing or has no more than its heading: a project begins with empty registries."""
    content = path.read_bytes() if path.is_file() else b""
    return hashlib.sha256(content).hexdigest() if b"\n" in content.strip() else ""


def _told(hashes: dict[str, str]) -> str:
    return " ".join(f"{name}:{value}" for name, value in sorted(hashes.items()) if value)


def registry(path: Path, name: str) -> list[Row]:
    """The rows of a project's own registry in the columns of the package's; none when there is no such file.

    Columns that the package's registry has not are left out: ``suggestions`` has some for people to read.

    Raises:
        ValueError: the file is not UTF-8, has no column of ids, or a row has no id, no name or a cell too many.
    """
    if not path.is_file():
        return []
    columns, key = columns_of(name), KEYS[name]
    rows = _read(path)
    if key not in next(iter(rows), columns):
        raise ValueError(f"{path}: no column {key}; the columns are {', '.join(columns)}")
    names = [column for column in columns if column.startswith("name")]
    for number, row in enumerate(rows, 2):
        if not row[key] or not any(map(row.get, names)):
            raise ValueError(f"{path}, line {number}: give a {key} and a name")
    return [{column: row.get(column, "") for column in columns} for row in rows]


def _read(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not UTF-8; save it as CSV in UTF-8") from None
    for number, row in enumerate(rows, 2):
        if None in row:
            raise ValueError(f"{path}, line {number}: more cells than columns; put cells that hold a comma in quotes")
    return [{column: (cell or "").strip() for column, cell in row.items()} for row in rows]


def merged(shipped: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Own rows first; a name that they use stands for nothing else any more.

    >>> merged([{"source_id": "a", "name_en": "Mayor|City"}], [{"source_id": "b", "name_en": "Mayor"}])
    [{'source_id': 'b', 'name_en': 'Mayor'}, {'source_id': 'a', 'name_en': 'City'}]
    """
    columns = [column for column in own[0] if column.startswith(NAMES)]
    if not columns:
        return [*own, *_of_other_ids(shipped, own)]
    taken = {column: _names("|".join(row[column] for row in own)) for column in columns}
    left = [row | {column: _without(row[column], names) for column, names in taken.items()} for row in shipped]
    return [*own, *(row for row in left if any(map(row.get, columns)))]


def _of_other_ids(shipped: Sequence[Row], own: Sequence[Row]) -> Iterator[Row]:
    key = next(column for column in KEYS.values() if column in own[0])
    ids = {row[key] for row in own}
    return (row for row in shipped if row[key] not in ids)


def _without(cell: str, taken: Container[str]) -> str:
    return "|".join(name for folded, name in _names(cell).items() if folded not in taken)


def _names(cell: str) -> dict[str, str]:
    """The names of a cell, stripped, by their form in small letters."""
    return {name.strip().casefold(): name.strip() for name in cell.split("|") if name.strip()}
