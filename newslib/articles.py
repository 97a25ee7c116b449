"""Dated articles, loaded from a folder as received."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from newslib.readers import Doubt, Draft, Unreadable, reader
from newslib.readers.records import draft as draft_of

CATALOGUE = "catalogue.csv"
NOT_ARTICLES = frozenset({CATALOGUE, "corrections.csv", "README.md"})


@dataclass(frozen=True)
class Article:
    """One article. Offsets everywhere count code points of ``text``, which is verbatim; the header
    (``date YYYY-MM-DD``) is part of it and ends where the body starts."""

    article_id: str  # first 16 hex digits of the text's SHA-256, "-2" and so on for a second copy
    published: dt.date | None
    published_how: str  # header, catalogue, page, record; empty when unknown
    publisher: str
    title: str
    url: str
    licence: str
    note: str
    text: str
    body_start: int
    path: str  # below the folder, with forward slashes
    sha256: str  # of the file's bytes

    @property
    def body(self) -> str:
        """The text with its header blanked: same offsets, nothing to read before ``body_start``."""
        return " " * self.body_start + self.text[self.body_start :]


@dataclass(frozen=True)
class Problem:
    """Something a person should look at. ``loaded`` tells whether the article was read all the same."""

    path: str
    place: str
    reason: str
    cure: str
    loaded: bool


@dataclass(frozen=True)
class Corpus:
    """What a folder gave: its articles in order of path, and all that was wrong."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def load(folder: Path | str) -> Corpus:
    """Load every article below a folder.

    Args:
        folder: holds articles as received (.txt, .html, .jsonl) and, if there is one, catalogue.csv.

    Returns:
        The articles and the problems; a file that cannot be read is a problem, never an exception.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    root = Path(folder)
    if not root.is_dir():
        raise FileNotFoundError(f"no folder {root}; put your articles there or name another with --raw")
    catalogue, problems = _catalogue(root / CATALOGUE)
    articles: list[Article] = []
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not _skipped(p, root)):
        name = path.relative_to(root).as_posix()
        found, wrong = _load_file(path, name, catalogue.pop(name, {}))
        articles += found
        problems += wrong
    cure = f"correct the name in {CATALOGUE} or add the file"
    problems += [Problem(CATALOGUE, f"file {name}", "no such file", cure, False) for name in sorted(catalogue)]
    return Corpus(tuple(_distinct(articles)), tuple(problems))


def _skipped(path: Path, root: Path) -> bool:
    relative = path.relative_to(root)
    return relative.as_posix() in NOT_ARTICLES or any(part.startswith(".") for part in relative.parts)


def _catalogue(path: Path) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    if not path.exists():
        return {}, []
    cure = "save it as UTF-8 with a column `file`"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        return {}, [Problem(path.name, "whole file", f"not readable: {error}", cure, False)]
    if rows and "file" not in rows[0]:
        return {}, [Problem(path.name, "first line", "no column `file`", cure, False)]
    entries: dict[str, dict[str, str]] = {}
    problems = []
    for number, row in enumerate(rows, 2):
        name = (row["file"] or "").strip()
        if name in entries:
            problems.append(Problem(path.name, f"line {number}", f"{name} stands twice", "keep one row a file", True))
        elif name:
            entries[name] = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
    return entries, problems


def _load_file(path: Path, name: str, entry: dict[str, str]) -> tuple[list[Article], list[Problem]]:
    read = reader(path.suffix)
    if read is None:
        cure = "save it as .txt, .html or .jsonl"
        return [], [Problem(name, "file name", f"no reader for {path.suffix or 'a name without ending'}", cure, False)]
    try:
        content = path.read_bytes()
        drafts = read(content, entry.get("encoding", ""))
    except Unreadable as error:
        return [], [_problem(name, error.doubt, False)]
    except OSError as error:
        return [], [Problem(name, "whole file", error.strerror or "not readable", "check its permissions", False)]
    except Exception as error:  # a reader's library may choke on hostile bytes; one article never stops a run
        return [], [Problem(name, "whole file", f"reader failed: {type(error).__name__}", "save it as .txt", False)]
    digest = hashlib.sha256(content).hexdigest()
    articles: list[Article] = []
    problems: list[Problem] = []
    for draft in drafts:
        completed, doubts = _completed(draft, entry)
        problems += [_problem(name, doubt, bool(draft.text)) for doubt in doubts]
        if draft.text:
            articles.append(from_draft(completed, name, digest, entry))
    return articles, problems


def _completed(draft: Draft, entry: dict[str, str]) -> tuple[Draft, Iterable[Doubt]]:
    """The draft with what the catalogue says; a date that the catalogue gives settles doubts about dates."""
    known = replace(
        draft,
        title=entry.get("title") or draft.title,
        publisher=entry.get("publisher") or draft.publisher,
        url=entry.get("url") or draft.url,
    )
    if not entry.get("published"):
        return known, draft.doubts
    try:
        published = dt.date.fromisoformat(entry["published"])
    except ValueError:
        reason = f"`published` in {CATALOGUE} is not a date: {entry['published']!r}"
        return known, (*draft.doubts, Doubt(CATALOGUE, reason, "write the day as YYYY-MM-DD"))
    return replace(known, published=published, published_how="catalogue"), ()


def from_draft(draft: Draft, path: str, digest: str = "", entry: dict[str, str] | None = None) -> Article:
    """The article that a reader's draft makes, with what the catalogue's entry says of its file."""
    entry = entry or {}
    return Article(
        article_id=hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        published=draft.published,
        published_how=draft.published_how,
        publisher=draft.publisher,
        title=draft.title,
        url=draft.url,
        licence=entry.get("licence", ""),
        note=entry.get("note", ""),
        text=draft.text,
        body_start=draft.body_start,
        path=f"{path} {draft.place}".strip(),
        sha256=digest,
    )


def _problem(name: str, doubt: Doubt, loaded: bool) -> Problem:
    return Problem(name, doubt.place, doubt.reason, doubt.cure, loaded)


def _distinct(articles: list[Article]) -> Iterable[Article]:
    """A reprint with the very same text keeps its own id, numbered in order of path."""
    seen: dict[str, int] = {}
    for article in articles:
        seen[article.article_id] = count = seen.get(article.article_id, 0) + 1
        yield article if count == 1 else replace(article, article_id=f"{article.article_id}-{count}")


def from_text(text: str, published: dt.date | None = None, publisher: str = "") -> Article:
    """An article from a string, for trying things out; the header rule of text files holds.

    >>> from_text("date 2022-04-13 Two died.").published
    datetime.date(2022, 4, 13)
    """
    record = {"text": text, "date": published.isoformat() if published else None, "publisher": publisher}
    return from_draft(draft_of(record), "")
