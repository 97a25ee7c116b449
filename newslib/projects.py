"""A project: where the articles, the tables, the notebooks and the question of one piece of work stand."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newslib import notebooks
from newslib.articles import beside
from newslib.lexicons import FOLDER as LEXICONS

SETTINGS = {"raw": "NEWSLIB_RAW", "processed": "NEWSLIB_PROCESSED", "question": "NEWSLIB_QUESTION"}
REGISTRIES = ("sources", "sides", "places")
BELOW = ("data/processed", "processed", ".")  # where a folder that is named may hold its tables


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
            if any((place / below / f"claims.{end}").is_file() for end in ("parquet", "csv")):
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
    with (LEXICONS / "shared" / f"{registry}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))
