"""A project: where its articles, tables and notebooks stand, what is asked of it (a few lines of questions.toml, or
else what it tells most about), and its own registries."""

import csv
import datetime as dt
import hashlib
import os
import tomllib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from newslib import lexicons, notebooks
from newslib.articles import beside
from newslib.codebook import vocabularies
from newslib.lexicons import Row
from newslib.markup import plain

SETTINGS = {"raw": "NEWSLIB_RAW", "processed": "NEWSLIB_PROCESSED", "question": "NEWSLIB_QUESTION"}
BELOW = ("data/processed", "processed", ".")  # where a folder that is named may hold its tables
KEYS = {"sources": "source_id", "sides": "side"}
REGISTRIES = (*KEYS, "places")
NAMES = "name_"  # columns of names start so; several names stand between |
KEPT = ("newslib.readings", "newslib.caches", "newslib.gazetteer")  # whose memory no such registry touches
LISTS = {"outcome": "outcome", "places": "place", "happenings": "happening", "sides": "side"}  # filters by key
DAYS = {"from": "since", "to": "until"}
OUTCOMES = 4  # listed for each happening, the most frequent first
ASKED = ("title", *LISTS, *DAYS)
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


@dataclass(frozen=True)
class Question:
    """What is asked, and the filters of ``where`` that choose its claims."""

    question_id: str
    title: str
    filters: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Question("", "Nothing to ask: no claim was found")


def questions(path: Path | str) -> list[Question]:
    """The questions of a questions.toml in their order; none when there is no such file.

    Raises:
        ValueError: the file cannot be read, or a question holds a key or word that is not known.
    """
    source = Path(path)
    if not source.is_file():
        return []
    try:
        told = tomllib.loads(source.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{source}: not readable: {error}") from None
    return [_question(source, name, keys) for name, keys in told.items()]


def _question(source: Path, name: str, keys: Any) -> Question:
    if not isinstance(keys, dict):
        raise ValueError(f"{source}: {name} stands outside a question; write [some-name] above it")
    unknown = sorted(set(keys) - set(ASKED))
    if unknown:
        raise ValueError(f"{source}, [{name}]: {unknown[0]!r} is not known; a question has {', '.join(ASKED)}")
    filters: dict[str, Any] = {word: _list(source, name, key, keys.get(key, [])) for key, word in LISTS.items()}
    strange = sorted(set(filters["outcome"]) - set(vocabularies()["outcome"]))
    if strange:
        known = ", ".join(vocabularies()["outcome"])
        raise ValueError(f"{source}, [{name}]: {strange[0]!r} is no outcome; there are {known}")
    for key, word in DAYS.items():
        filters[word] = keys.get(key, "")
        if key in keys and not isinstance(keys[key], dt.date):
            raise ValueError(f"{source}, [{name}]: {key} is not a day; write it without quotation marks: 2022-04-13")
    return Question(name, str(keys.get("title") or name), filters)


def _list(source: Path, name: str, key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise ValueError(f'{source}, [{name}]: {key} takes words in quotation marks, such as ["killed"]')
    return tuple(values)


def chosen(asked: Sequence[Question], happenings: pd.DataFrame, claims: pd.DataFrame, wanted: str) -> Question | None:
    """The question that is meant; None when the corpus holds nothing to ask about.

    Args:
        asked: the questions of questions.toml.
        happenings: those with most named sources first.
        claims: with ``happening_id`` beside each.
        wanted: id of a question or a happening; empty for the first question, else the first happening.

    Raises:
        ValueError: neither a question nor a happening is called so.
    """
    written = {one.question_id: one for one in asked}
    found = written.get(wanted or next(iter(written), ""))
    if found:
        return found
    fitting = (
        happenings[(happenings["happening_id"] == wanted) | (happenings["name"] == wanted)] if wanted else happenings
    )
    if wanted and fitting.empty:
        known = [one.question_id for one in asked] + happenings["happening_id"].head(10).tolist()
        raise ValueError(f"no question {wanted!r}; there are {', '.join(known) or 'none'}")
    return None if fitting.empty else _of_happening(fitting.iloc[0], claims)


def _of_happening(happening: pd.Series, claims: pd.DataFrame) -> Question:
    """How many people one happening cost in the way that most sources speak of."""
    own = claims[claims["happening_id"] == happening["happening_id"]]
    who = own["source_id"].fillna(own["source_name"])
    order = own.assign(who=who).groupby("outcome").agg(n=("who", "nunique"), claims=("claim_id", "size")).reset_index()
    most = order.sort_values(["n", "claims", "outcome"], ascending=[False, False, True])["outcome"].iloc[0]
    title = f"{str(most).replace('_', ' ').capitalize()}: {plain(happening['name'])}"
    identity = str(happening["happening_id"])
    return Question(identity, title, {"outcome": (str(most),), "happening": (identity,)})


def askable(asked: Sequence[Question], happenings: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """What could be asked: id, title, outcomes, days and how much the corpus holds of it."""
    counts = claims.groupby(["happening_id", "outcome"]).size().reset_index(name="n")
    most = counts.sort_values(["n", "outcome"], ascending=[False, True]).groupby("happening_id").head(OUTCOMES)
    own = most.groupby("happening_id")["outcome"].agg(", ".join)
    rows = [
        {"question": one.question_id, "title": one.title, "outcomes": ", ".join(one.filters["outcome"])}
        for one in asked
    ]
    shown = happenings.assign(
        question=happenings["happening_id"], title=happenings["name"], outcomes=happenings["happening_id"].map(own),
        claims=happenings["n_claims"], sources=happenings["n_sources"], articles=happenings["n_articles"],
    )  # fmt: skip
    columns = ["question", "title", "outcomes", "first_date", "last_date", "articles", "claims", "sources"]
    return (
        pd.concat([pd.DataFrame(rows, columns=columns), shown[columns]], ignore_index=True) if rows else shown[columns]
    )
