"""The interchange format: any corpus in, one JSON object an article out (see docs/codebook.md)."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import sys
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from newslib import outputs
from newslib.articles import Article, from_record
from newslib.batches import accounts, batches, reading_on
from newslib.caches import fingerprint, uncollected
from newslib.claims import Account, Claim
from newslib.claims.records import Attributed
from newslib.dates import DateMention
from newslib.readers import Unreadable
from newslib.segments import NO_LANGUAGE

LONGEST_LINE = 64_000_000  # characters; what is longer is no line
TOO_LONG = "\0"  # stands for such a line
_BYTES = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as they are read
_BEGINS, _FINE = '{"id": ', ', "error": null, "segments": '
_NAMED = 5  # lines of each fault that are named
SHELVES = 16  # files by which ids are looked through


def extract(record: dict[str, Any], *, figures_only: bool = False) -> dict[str, Any]:
    """Read one article given as a record; an article that cannot be read comes back with its ``error``.

    Args:
        record: ``{"id", "text", "date"?, "publisher"?, "title"?, "url"?}``.
        figures_only: leave out statements and claimants, for speed.

    Returns:
        ``{"id", "error", "segments", "statements", "claims"}``, offsets in code points of ``text``, end exclusive.

    >>> found = extract({"id": 1, "text": "Two soldiers were killed."})
    >>> [(c["outcome"], c["low"]) for c in found["claims"]]
    [('killed', 2)]
    """
    return _extracted([record], figures_only)[0]


@uncollected()
def _extracted(records: Sequence[dict[str, Any]], figures_only: bool) -> list[dict[str, Any]]:
    """The results of some records, in order."""
    drafts = [_article(record) for record in records]
    read = iter(accounts([one for one in drafts if isinstance(one, Article)], _found, figures_only=figures_only))
    found = [next(read) if isinstance(one, Article) else one for one in drafts]
    return [_told(record.get("id"), one) for record, one in zip(records, found, strict=True)]


def _article(record: dict[str, Any]) -> Article | Exception:
    try:
        return from_record(record, str(record.get("id")))
    except Exception as error:  # whatever one record holds, the run goes on and lists it
        return error


def _found(read: Account) -> dict[str, list[Any]]:
    return {
        "segments": [[s.start, s.end, s.language] for s in read.reading.segments if s.language != NO_LANGUAGE],
        "statements": [_statement(one) for one in read.statements],
        "claims": [told_claim(claim, read) for claim in read.claims],
    }


def _told(identity: Any, found: dict[str, list[Any]] | Exception) -> dict[str, Any]:
    if isinstance(found, Unreadable):
        return _result(identity, f"{found.doubt.reason}; {found.doubt.cure}")
    if isinstance(found, Exception):
        return _result(identity, f"{type(found).__name__}: {found}; report it with the article")
    return _result(identity, None, found)


def _result(identity: Any, error: str | None, found: Mapping[str, list[Any]] | None = None) -> dict[str, Any]:
    return {"id": identity, "error": error, **(found or {"segments": [], "statements": [], "claims": []})}


DATES = ("event_date", "as_of", "said")
PRINTED = ("source", "cue", "content", "content_parts", "quotation", "stance", "hedge")


def _statement(one: Attributed) -> dict[str, Any]:
    return {
        "statement_id": one.statement_id,
        **{name: getattr(one.statement, name) for name in PRINTED},
        "source_name": one.source.name if one.source else None,
        "source_id": one.source.source_id if one.source else None,
        "party": one.source.party if one.source else None,
        "relay": one.relay.name if one.relay else None,
        "said": _day(one.said),
        "answers": one.answers,
    }


def told_claim(claim: Claim, found: Account) -> dict[str, Any]:
    """A claim as JSON tells it."""
    figure, quantity = claim.figure, claim.figure.quantity
    published = found.article.published
    return {
        **claim.told,
        "stated": _whole(quantity.stated),
        "low": _whole(quantity.low),
        "high": _whole(quantity.high),
        "wording": quantity.wording,
        "flag": quantity.flag,
        **{name: _day(getattr(claim, name)) for name in DATES},
        "published": published.isoformat() if published else None,
        "start": figure.start,
        "end": figure.end,
    }


def _whole(number: float | None) -> float | int | None:
    """A number without a fraction as an int, so that it prints as it was said."""
    return int(number) if number is not None and number == int(number) else number


def _day(mention: DateMention | None) -> str | None:
    """A day as ISO 8601, several days as first/last."""
    if mention is None or mention.first is None or mention.last is None:
        return None
    first, last = mention.first.isoformat(), mention.last.isoformat()
    return first if first == last else f"{first}/{last}"


Numbered = tuple[int, str]  # the number of a line in its file, and the line


def extract_batch(batch: Sequence[Numbered], figures_only: bool) -> list[str]:
    """Numbered lines of JSON in, as many lines of JSON out, in order; their sentences are parsed together.

    Args:
        batch: numbered lines; what is wrong with one is told in its place.
        figures_only: leave out statements and claimants.
    """
    records = [_record(line, number) for number, line in batch]
    wanted = [k for k, record in enumerate(records) if "error" not in record]
    found = dict(zip(wanted, _extracted([records[k] for k in wanted], figures_only), strict=True))
    return [_line(found.get(k, record)) for k, record in enumerate(records)]


def _record(line: str, number: int) -> dict[str, Any]:
    """The record that a line holds, or the result that tells what is wrong with it."""
    if line == TOO_LONG:
        return _result(None, f"line {number}: longer than {LONGEST_LINE:,} characters; cut it into articles")
    if not line.isascii() and _BYTES.search(line):
        return _result(None, f"line {number}: not UTF-8; save the file as UTF-8")
    try:
        record = json.loads(line, parse_constant=_refuse)
    except RecursionError:
        return _result(None, f"line {number}: nested too deep; give one flat object a line")
    except json.JSONDecodeError as error:
        return _result(None, f"line {number}: not JSON: {error.msg}; give one object a line")
    except ValueError as error:
        return _result(None, f"line {number}: not JSON: {error}; correct the line")
    if not isinstance(record, dict):
        return _result(None, f"line {number}: not a JSON object; give one object a line")
    record.pop("error", None)
    return record


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _line(result: dict[str, Any]) -> str:
    # json escapes what is not ASCII, so that neither a terminal nor a stray surrogate can be harmed
    try:
        return json.dumps(result, allow_nan=False) + "\n"
    except (ValueError, RecursionError):  # an id such as 1e999
        return json.dumps(_result(None, "the id is no number that JSON can hold; give another")) + "\n"


def numbered(path: Path) -> Iterator[Numbered]:
    """The lines of a JSON Lines file that hold something, with their numbers from 1.

    Raises:
        ValueError: the file is in UTF-16 or UTF-32.
    """
    with path.open("rb") as file:
        if path.is_file() and file.read(4).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
            raise ValueError(f"{path}: in UTF-16 or UTF-32; save it as UTF-8")
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as source:
        for number, line in enumerate(iter(lambda: source.readline(LONGEST_LINE), ""), 1):
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                while len(source.readline(LONGEST_LINE)) == LONGEST_LINE:
                    pass
                yield number, TOO_LONG
            elif line.strip():
                yield number, line


def _lost(one: Numbered) -> str:
    return _line(_result(None, f"line {one[0]}: reading it ended the worker; leave it out and report it"))


def extract_file(
    source: Path, out: Path, *, figures_only: bool = False, scheduler: str = "", workers: int = 0, resume: bool = False
) -> list[str]:
    """Read a JSON Lines file into another, which appears when it is whole.

    Until then results stand in ``OUT.partial``, and ``OUT.state`` says up to which line of which input they go.

    Args:
        source: one object a line, see ``extract``.
        out: one object a line, in the same order.
        figures_only: leave out statements and claimants.
        scheduler: address of a running Dask scheduler.
        workers: how many workers to start on this machine.
        resume: go on where an interrupted run stopped.

    Returns:
        What was wrong with lines of the file, in words: a line for each kind of fault.

    Raises:
        Refused: the output is no place to write to, another run writes it, or what stands there is of another input.
        ImportError: workers are asked for and ``distributed`` is not installed.
        OSError: a fault of the disk; what was read so far is kept.
    """
    outputs.file(out, [source])
    begun, state = (out.with_name(f"{out.name}.{ending}") for ending in ("partial", "state"))
    lines = numbered(source)
    with outputs.alone(out), Faults(out.parent) as noted:
        done = _Done(state, f"{fingerprint()} {figures_only}")
        if resume and state.exists():
            done.resume(lines, begun)
            with begun.open(encoding="ascii") as read:
                noted.note(islice(numbered(source), done.lines), read)
        shown = tqdm(lines, desc="extract", unit=" articles", initial=done.lines, mininterval=2, delay=2)
        with _naming(begun), shown as remaining:
            cut = batches((one, len(one[1])) for one in remaining)
            with begun.open("r+b" if done.lines else "wb") as target, reading_on(scheduler, workers) as readers:
                target.truncate(done.bytes)
                target.seek(done.bytes)
                for batch, results in readers.map(partial(extract_batch, figures_only=figures_only), cut, _lost):
                    target.writelines(one.encode() for one in results)
                    target.flush()
                    noted.note(batch, results)
                    done.add(batch, target.tell())
            begun.replace(out)
        state.unlink(missing_ok=True)
        return noted.told()


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """A fault of the disk that names no file is one of this file."""
    try:
        yield
    except OSError as error:
        if error.errno and not error.filename:
            error.filename = str(path)
        raise


class Faults(ExitStack):
    """Numbers of lines of a file that could not be read, have the id of an earlier line, or none, noted as they are
    found in the same memory whatever the number of lines: hashes of ids stand in files.

    Args:
        folder: where these files, which have no name, shall stand; 24 bytes a line in all.
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.failed, self.nameless = array("Q"), array("Q")
        files = (tempfile.TemporaryFile(dir=folder) for _ in range(SHELVES))  # noqa: SIM115  # the stack closes them
        self._shelves = list(map(self.enter_context, files))

    def note(self, lines: Iterable[Numbered], results: Iterable[str]) -> None:
        """Look at some lines and what each gave, in order.

        >>> with Faults() as found:
        ...     found.note([(1, ""), (2, "")], extract_batch([(1, '{"id": "7", "text": "Two died."}')], True) * 2)
        ...     found.repeated()
        [2]
        """
        for (number, _), result in zip(lines, results, strict=False):
            if _FINE not in result:
                self.failed.append(number)
                continue
            printed = result[len(_BEGINS) : result.index(_FINE)]
            if printed == "null":
                self.nameless.append(number)
                continue
            identity = printed.strip('"')  # an id is the same as a number and as text
            digest = hashlib.blake2b(identity.encode(), digest_size=16).digest()
            self._shelves[digest[0] % SHELVES].write(digest + number.to_bytes(8, sys.byteorder))

    def repeated(self) -> list[int]:
        """The lines with the id of an earlier one."""
        again: list[int] = []
        for shelf in self._shelves:
            shelf.seek(0)
            told = np.frombuffer(shelf.read(), dtype=[("one", "u8"), ("two", "u8"), ("line", "u8")])
            told = told[np.lexsort((told["line"], told["two"], told["one"]))]
            same = (told["one"][1:] == told["one"][:-1]) & (told["two"][1:] == told["two"][:-1])
            again += told["line"][1:][same].tolist()
        return sorted(again)

    def told(self) -> list[str]:
        """A line for each kind of fault: how many lines, the first of them, and the cure; asked once, at the end."""
        told = []
        for lines, what in (
            (self.failed, "not read: {n}; their `error` in the output says why and what to do"),
            (self.repeated(), "with the id of an earlier line: {n}; give each article its own"),
            (self.nameless, "without an id: {n}; give them one"),
        ):
            if lines:
                named = ", ".join(map(str, lines[:_NAMED])) + (", ..." if len(lines) > _NAMED else "")
                told.append(f"{what.format(n=len(lines))} (line {named})")
        return told


class _Done:
    """How far a run has come, kept in a file that is replaced whole after each batch."""

    def __init__(self, path: Path, options: str) -> None:
        self.path = path
        self.lines = self.bytes = 0
        self.digest = hashlib.sha256(options.encode())

    def add(self, batch: Sequence[Numbered], end: int) -> None:
        """Note that the results of a batch are written up to a byte."""
        self._hash(batch)
        self.bytes = end
        told = {"lines": self.lines, "bytes": self.bytes, "digest": self.digest.hexdigest()}
        fresh = self.path.with_name(f".{self.path.name}.new")
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(self.path)

    def resume(self, lines: Iterator[Numbered], begun: Path) -> None:
        """Pass over the lines that are done.

        Raises:
            Refused: these lines, or how they are read, have changed.
        """
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            self._hash(islice(lines, told["lines"]))
            same = self.digest.hexdigest() == told["digest"] and begun.stat().st_size >= told["bytes"]
            self.bytes = told["bytes"]
        except (ValueError, KeyError, TypeError, FileNotFoundError):
            same = False
        if not same:
            reason = "is of another text, other options or another version"
            raise outputs.Refused(f"{begun} {reason}; run without --resume to read all anew")

    def _hash(self, lines: Iterable[Numbered]) -> None:
        for _, line in lines:
            self.digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
            self.lines += 1
