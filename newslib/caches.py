"""What is kept and for how long: texts too many for the memory; what was read of an article, so that only what is new
or has changed is read again; small records, without a search for cycles while they are made.

A cache may be deleted at any time; a run then reads everything anew and writes the same bytes.
"""

import gc
import hashlib
import json
import sqlite3
import sys
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from langdetect import detector_factory

from newslib.articles import Article

NAME = ".readings.sqlite"
LATER = ("charts", "compare", "corpora", "reports", "template")  # folders of the package that no reading depends on
Rows = dict[str, list[dict[str, Any]]]


@cache
def fingerprint(folder: Path = Path(__file__).parent) -> str:
    """A hash of everything that a reading depends on besides the article: code, word tables, the parser's version."""
    digest = hashlib.sha256("".join(version(name) for name in ("spacy", "simplemma")).encode())
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.suffix in (".py", ".csv", ".toml") and inside.parts[0] not in LATER:
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class Readings(AbstractContextManager["Readings"]):
    """The rows of the articles read so far, in one file; usable as a context manager.

    Args:
        path: the file; made when missing. Where it cannot be written, everything is read and nothing kept.
        more: what else readings depend on, such as hashes of a project's own registries.
    """

    def __init__(self, path: Path, more: str = "") -> None:
        self.more = more
        self.used: set[str] = set()
        self.kept: set[str] = set()  # by runs before
        self.file: sqlite3.Connection | None = None
        with suppress(sqlite3.Error, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file = sqlite3.connect(path, timeout=1)
            self.file.execute("CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, rows BLOB)")
            self.kept = {key for (key,) in self.file.execute("SELECT key FROM readings")}

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):
            if self.file is not None:
                unused = [(key,) for key in self.kept - self.used]
                self.file.executemany("DELETE FROM readings WHERE key = ?", unused)
                self.file.commit()
                self.file.close()

    def has(self, article: Article) -> bool:
        """Whether a run before has read an article."""
        return self._key(article) in self.kept

    def known(self, article: Article) -> Rows | None:
        """The rows of one article by table, None when it has not been read."""
        key = self._key(article)
        self.used.add(key)
        with suppress(sqlite3.Error, zlib.error, ValueError):
            found = self.file and self.file.execute("SELECT rows FROM readings WHERE key = ?", (key,)).fetchone()
            return json.loads(zlib.decompress(found[0])) if found else None
        return None

    def keep(self, article: Article, rows: Rows) -> None:
        """Keep what was read of an article."""
        key = self._key(article)
        self.used.add(key)
        with suppress(sqlite3.Error, TypeError):
            if self.file is not None:
                packed = zlib.compress(json.dumps(rows).encode(), 1)
                self.file.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (key, packed))
                if len(self.used) % 64 == 0:
                    self.file.commit()

    def _key(self, article: Article) -> str:
        told = f"{fingerprint()}\0{self.more}\0{article!r}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for reference cycles meanwhile: it takes an eighth of the time of reading, and finds little.

    What refers to each other lives until the next search, which comes when it is no longer needed.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def forget(but: Collection[str] = ()) -> None:
    """Let go of the parsers, and of all that is remembered of tables, words and sentences; who asks again waits.

    Args:
        but: modules that keep what they remember.
    """
    detector_factory._factory = None  # langdetect keeps its profiles there
    own = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "newslib"}
    for module in [module for name, module in own.items() if name not in but]:
        for one in list(vars(module).values()):
            getattr(one, "cache_clear", lambda: None)()


class Texts(Mapping[str, str]):
    """Texts by name that stand in a file and are read when asked for.

    Args:
        file: an empty file, open for writing and reading.

    >>> import io
    >>> texts = Texts(io.BytesIO())
    >>> texts.add("a", "Two died.")
    >>> texts["a"]
    'Two died.'
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, name: str, text: str) -> None:
        """Put one more at the end."""
        content = text.encode("utf-8", "surrogatepass")
        self._places[name] = (self._file.seek(0, 2), len(content))
        self._file.write(content)

    def __getitem__(self, name: str) -> str:
        start, length = self._places[name]
        self._file.seek(start)
        return self._file.read(length).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
