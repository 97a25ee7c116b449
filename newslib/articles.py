"""Dated articles, loaded from a folder as received."""

import datetime as dt
import hashlib
import html
import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import filterfalse
from pathlib import Path
from typing import Any

from newslib.readers import Doubt, File, Received, Unreadable, decode, read_file, records
from newslib.readers.columns import day, fits, line, mapping

CATALOGUE, COLUMNS = "catalogue.csv", "columns.toml"
NOT_ARTICLES = frozenset({
    CATALOGUE, COLUMNS, "corrections.csv", "questions.toml", "README.md",
    "sources.csv", "sides.csv", "places.csv", "suggestions.csv",
})  # fmt: skip
SAVED_WITH_PAGE = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_pliki", "_soubory")  # by browsers
LONGEST = 1_000_000  # characters; whatever is longer is no article
LARGEST = 2_000_000_000  # bytes of one file


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Offsets everywhere count code points of ``text``; a header (``date YYYY-MM-DD``) is part of it and
    ends where the body starts. ``text`` is verbatim, but for letters whose repair ``problems`` tells."""

    article_id: str  # first 16 hex digits of the text's SHA-256, "-2" and so on for a second copy
    published: dt.date | None
    published_how: str  # header, catalogue, page, record, bundle, ...; "day first" where that was assumed
    publisher: str
    title: str
    url: str
    licence: str
    note: str
    text: str
    body_start: int
    path: str  # below the folder, with forward slashes, and the place in the file where it holds several
    sha256: str  # of the file's bytes
    language: str = ""  # as the file states it
    relay: str = ""  # whose text the publisher passes on
    encoding: str = ""  # "guessed" where nothing said so
    form: str = ""  # the kind of file it stood in
    place: str = ""  # in the file, where it holds several

    @property
    def body(self) -> str:
        """The text with its header blanked: same offsets, nothing to read before ``body_start``."""
        return blanked(self.text, self.body_start)


def blanked(text: str, body_start: int) -> str:
    """A text with blanks before its body, so that offsets keep their meaning.

    >>> blanked("date 2022-04-13 Two died.", 16)
    '                Two died.'
    """
    return " " * body_start + text[body_start:]


@dataclass(frozen=True)
class Problem:
    """Something a person should look at. ``loaded`` tells whether the article was read all the same."""

    path: str
    place: str
    reason: str
    cure: str
    loaded: bool


def existing(folder: Path | str) -> Path:
    """A folder of articles.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    root = Path(folder)
    if not root.is_dir():
        cure = "put your articles there, name another with --raw, or lay out a project with newslib new DIR"
        raise FileNotFoundError(f"no folder {root}; {cure}")
    return root


def stream(folder: Path | str, only: str = "") -> Iterator[Article | Problem]:
    """Every article below a folder, and every problem, one at a time, in order of path.

    A file that cannot be read is a problem, never an exception.

    Args:
        folder: holds articles as received in any form of ``readers``, with catalogue.csv and columns.toml where needed.
        only: the name below the folder of the one file to read; all when empty.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    root = existing(folder)
    told = _Catalogue(root)
    copies: Counter[str] = Counter()
    for path, refused in _files(root):
        name = shown(path.relative_to(root))
        if only and name != only:
            continue
        for one in [refused] if refused else _load_file(path, name, told):
            yield distinct(one, copies) if isinstance(one, Article) else one
    yield from told.problems if only else told.all_problems()


def explain(folder: Path | str, name: str = "") -> Iterator[str]:
    """What became of one file, or of every file of a folder, in lines for a person; the last one counts.

    Args:
        folder: as for ``stream``.
        name: a file below it; all when empty.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    counts: Counter[type] = Counter()
    for one in stream(folder, name):
        counts[type(one)] += 1
        if isinstance(one, Problem):
            what = "read, but" if one.loaded else "not read:"
            yield f"{one.path}: {what} {one.reason} ({one.place})\n    cure: {one.cure}"
            continue
        when = f"{one.published} ({one.published_how})" if one.published else "no date"
        told = [one.form, one.encoding, when, one.publisher or "no publisher", one.title, one.language, one.url]
        relay = [f"passed on from {one.relay}"] if one.relay else []
        words = " ".join(one.text[one.body_start :].split())
        yield f"{one.path}: {'; '.join(filter(None, told + relay))}\n    {len(one.text)} characters: {words[:80]}"
    yield f"Articles: {counts[Article]:,}; problems: {counts[Problem]:,}."


def beside(raw: Path | str, name: str) -> Path:
    """Where a file of the project that is no article stands: in the folder of articles, else beside that folder.

    >>> beside("articles", "places.csv").as_posix()
    'articles/places.csv'
    """
    inside, outside = Path(raw) / name, Path(raw).parent / name
    return outside if outside.is_file() and not inside.is_file() else inside


def shown(path: Path) -> str:
    """A path with forward slashes as text that any file can hold: bytes that are no UTF-8 are written as ``\\xNN``,
    control and direction characters as ``\\uNNNN``."""
    readable = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in readable)


def _files(root: Path) -> Iterator[tuple[Path, Problem | None]]:
    """Every file below a folder in order of name, with the problem of what is not read: links, what pages brought."""
    here = root.resolve()
    found: list[tuple[Path, Problem | None]] = []
    for place, folders, files in os.walk(root):
        for name in list(folders):
            path = Path(place) / name
            refused = _refused_folder(path, root, set(files))
            if refused or name.startswith("."):
                folders.remove(name)
                found += [(path, refused)] if refused else []
        for path in (Path(place) / name for name in files):
            if path.relative_to(root).as_posix() not in NOT_ARTICLES and not path.name.startswith("."):
                found.append((path, _refused_file(path, root, here)))
    yield from sorted(found, key=lambda one: os.fsencode(one[0].relative_to(root).as_posix()))


def _refused_folder(path: Path, root: Path, files: set[str]) -> Problem | None:
    name = shown(path.relative_to(root))
    if path.is_symlink():
        return Problem(
            name, "folder", "a link to another folder; links are not followed", "copy the folder here", False
        )
    page = next((path.name.removesuffix(end) for end in SAVED_WITH_PAGE if path.name.endswith(end)), "")
    owner = next((f for f in (f"{page}.html", f"{page}.htm", f"{page}.xhtml") if page and f in files), "")
    if not owner:
        return None
    n = sum(len(inside) for _, _, inside in os.walk(path))
    reason = f"{n} files that the browser saved with {shown(Path(owner))}: its pictures, frames and adverts"
    return Problem(name, "folder", reason, "nothing to do: they are no articles", False)


def _refused_file(path: Path, root: Path, here: Path) -> Problem | None:
    name = shown(path.relative_to(root))
    if path.is_symlink() and not path.resolve().is_relative_to(here):
        return Problem(name, "file", "a link out of the folder; it is not followed", "copy the file here", False)
    if not path.is_file():
        return Problem(name, "file", "no ordinary file", "remove it, or copy what it leads to here", False)
    if path.name == CATALOGUE:
        cure = f"put its rows, with the folder before each name, into {CATALOGUE} of the folder of articles"
        return Problem(name, "file", "a catalogue below the folder of articles, which is not asked", cure, False)
    if path.stat().st_size > LARGEST:
        return Problem(name, "file", f"larger than {LARGEST // 1_000_000_000} GB", "split it into several files", False)
    return None


class _Catalogue:
    """What catalogue.csv and columns.toml say, and what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.problems: list[Problem] = []
        self.columns = self._columns(root / COLUMNS)
        self.entries = self._entries(root / CATALOGUE)
        self._unused = set(self.entries)
        self._unmatched = set(self.columns)

    def entry(self, name: str) -> dict[str, str]:
        """The catalogue's row of a file."""
        self._unused.discard(name)
        return self.entries.get(name, {})

    def mapping(self, name: str) -> dict[str, str]:
        """Column names by role for a file."""
        self._unmatched -= {pattern for pattern in self._unmatched if fits(pattern, name)}
        try:
            return mapping(self.columns, name)
        except ValueError as error:
            cure = f'write tables such as ["{name}"] with text = "...", date = "..."'
            self.problems.append(Problem(COLUMNS, name, str(error), cure, True))
            return {}

    def all_problems(self) -> list[Problem]:
        """All problems once every file was asked for: rows of files that are not there among them."""
        cure = f"correct the name in {CATALOGUE} or add the file"
        gone = [Problem(CATALOGUE, f"file {name}", "no such file", cure, False) for name in sorted(self._unused)]
        cure = "correct the name: that of a file, or a pattern such as scrape_*.csv"
        gone += [Problem(COLUMNS, name, "no file is called so", cure, True) for name in sorted(self._unmatched)]
        return list(dict.fromkeys([*self.problems, *gone]))

    def _columns(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.problems.append(Problem(COLUMNS, "whole file", f"not readable: {error}", "correct the line", False))
            return {}

    def _entries(self, path: Path) -> dict[str, dict[str, str]]:
        entries: dict[str, dict[str, str]] = {}
        if not path.is_file():
            return entries
        cure = "save it as CSV in UTF-8 with a column `file`"
        try:
            decoded = decode(File(CATALOGUE, path.read_bytes()))
            header, rows = records.rows_of(decoded.text)
            table = [dict(zip(header, map(str.strip, row), strict=False)) for row in rows]
        except Exception as error:  # a catalogue that cannot be read costs no article
            reason = error.doubt.reason if isinstance(error, Unreadable) else str(error)
            self.problems.append(Problem(CATALOGUE, "whole file", f"not readable: {reason}", cure, False))
            return entries
        self.problems += [Problem(CATALOGUE, d.place, d.reason, d.cure, True) for d in decoded.doubts]
        if "file" not in header:
            self.problems.append(Problem(CATALOGUE, "first line", "no column `file`", cure, False))
        for number, row in enumerate(table, 2):
            if (name := row.get("file", "")) and entries.setdefault(name, row) is not row:
                twice = Problem(CATALOGUE, f"line {number}", f"{name} stands twice", "keep one row a file", True)
                self.problems.append(twice)
        return entries


def _load_file(path: Path, name: str, told: _Catalogue) -> Iterator[Article | Problem]:
    """The articles of one file, and its problems; the same problem of many articles of a file is told once."""
    entry, columns = told.entry(name), told.mapping(name)
    seen: set[Doubt] = set()
    try:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        file = File(name, content, entry.get("encoding") or columns.get("encoding", ""), columns)
        for draft in read_file(file):
            completed = _completed(draft, entry)
            new = list(filterfalse(seen.__contains__, completed.doubts))
            seen |= set(new)
            yield from (_problem(name, doubt, bool(draft.text)) for doubt in new)
            if draft.text:
                yield from _article(completed, name, digest, entry)
    except Unreadable as error:
        yield _problem(name, error.doubt, False)
    except OSError as error:
        yield Problem(name, "whole file", error.strerror or "not readable", "check its permissions", False)
    except Exception as error:  # a reader's library may choke on hostile bytes; one file never stops a run
        yield Problem(name, "whole file", f"reader failed: {type(error).__name__}", "save its text as .txt", False)


def _article(draft: Received, name: str, digest: str, entry: Mapping[str, str]) -> Iterator[Article | Problem]:
    if len(draft.text) > LONGEST:
        cure = "split it into its articles"
        yield Problem(name, draft.place or "whole file", f"longer than {LONGEST:,} characters", cure, False)
        return
    yield from_draft(draft, name, digest, entry)


def _completed(draft: Received, entry: Mapping[str, str]) -> Received:
    """The draft with what the catalogue says; a date that the catalogue gives settles doubts about dates."""
    known = replace(
        draft,
        title=entry.get("title") or html.unescape(draft.title),
        publisher=entry.get("publisher") or html.unescape(draft.publisher),
        url=entry.get("url") or draft.url,
    )
    if not entry.get("published"):
        return known
    found = day(entry["published"])
    if not found.date:
        reason = f"`published` in {CATALOGUE}: {found.reason}"
        return replace(known, doubts=(*known.doubts, Doubt(CATALOGUE, reason, "write the day as YYYY-MM-DD")))
    kept = () if known.published is None else known.doubts
    other = tuple(doubt for doubt in known.doubts if doubt.place in ("encoding", "letters"))
    return replace(known, published=found.date, published_how="catalogue", doubts=kept or other)


def from_draft(draft: Received, path: str, digest: str = "", entry: Mapping[str, str] | None = None) -> Article:
    """The article that a reader's draft makes, with what the catalogue's entry says of its file."""
    entry = entry or {}
    same = {one.name: getattr(draft, one.name) for one in fields(Article) if hasattr(draft, one.name)}
    return Article(
        article_id=hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        path=f"{path} {draft.place}".strip(), sha256=digest, licence=entry.get("licence", ""),
        note=entry.get("note", ""), **same,
    )  # fmt: skip


def from_record(record: dict[str, Any], path: str, digest: str = "") -> Article:
    """The article that a record makes (see ``extracts.extract``).

    Raises:
        Unreadable: it has no text, or too much.
    """
    made = from_draft(records.draft(record), path, digest)
    if len(made.text) > LONGEST:
        raise Unreadable("text", f"longer than {LONGEST:,} characters", "cut it into articles")
    return made


def _problem(name: str, doubt: Doubt, loaded: bool) -> Problem:
    return Problem(name, line(doubt.place), line(doubt.reason), line(doubt.cure), loaded)


def distinct(article: Article, copies: Counter[str]) -> Article:
    """A reprint with the very same text keeps its own id, numbered in order of path."""
    copies[article.article_id] += 1
    count = copies[article.article_id]
    return article if count == 1 else replace(article, article_id=f"{article.article_id}-{count}")


def from_text(text: str, published: dt.date | None = None, publisher: str = "") -> Article:
    """An article from a string, for trying things out; the header rule of text files holds.

    >>> from_text("date 2022-04-13 Two died.").published
    datetime.date(2022, 4, 13)
    """
    record = {"text": text, "date": published.isoformat() if published else None, "publisher": publisher}
    return from_record(record, "")
