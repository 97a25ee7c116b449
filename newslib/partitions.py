"""A corpus of any size in pieces: every row group of Parquet files leaves its own piece of each table.

Input and output are addresses that ``fsspec`` knows: folders on disk, ``s3://``, ``gs://``, ``memory://`` and others.
A piece counts as done when ``done/part-N.json`` stands there, which is written last and names what the piece was made
from; a run that was cut off goes on with the pieces that are not done, or whose articles or options have changed.
"""

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import fsspec
import pyarrow.parquet as pq
from tqdm import tqdm

from newslib import rows, tables
from newslib.articles import Article, Problem, distinct, from_record
from newslib.batches import Readers, batches, lost, reading_on
from newslib.caches import fingerprint
from newslib.outputs import Refused
from newslib.readers import Unreadable

TABLES = (*rows.TABLES, "problems")


@dataclass(frozen=True)
class RowGroup:
    """One row group of a file: its number among all, the file's address, the number of the group in it."""

    number: int
    address: str
    group: int

    @property
    def name(self) -> str:
        """The name of what it leaves in each table."""
        return f"part-{self.number:06d}"


def pieces(source: str) -> Iterator[RowGroup]:
    """The pieces of a Parquet file, or of all those of a folder in order of their names.

    Raises:
        FileNotFoundError: there is no Parquet file.
    """
    system, path = fsspec.core.url_to_fs(source)
    found = sorted(system.find(path)) if system.isdir(path) else [path]
    found = [one for one in found if one.endswith((".parquet", ".pq")) and system.exists(one)]
    if not found:
        raise FileNotFoundError(f"no Parquet file in {source}; give columns id, text and, where known, date, publisher")
    number = 0
    for one in found:
        address = system.unstrip_protocol(one)
        with fsspec.open(address) as file:
            groups = pq.ParquetFile(file).num_row_groups
        for group in range(groups):
            yield RowGroup(number, address, group)
            number += 1


def extract_partitions(
    source: str, out: str, *, figures_only: bool = False, scheduler: str = "", workers: int = 0
) -> dict[str, int]:
    """Read every piece of a Parquet data set into a folder of tables, each in as many files as there are pieces.

    Args:
        source: address of a Parquet file or of a folder of them, with the columns of a record (see ``extract``).
        out: address of a folder; below it a folder for each table, and ``done``.
        figures_only: leave out statements and claimants.
        scheduler: address of a running Dask scheduler, whose workers must reach both addresses.
        workers: how many workers to start on this machine.

    Returns:
        How many rows each table has, how many pieces were ``read`` and how many were ``known`` already.

    Raises:
        FileNotFoundError: there is no Parquet file.
        Refused: the output is the input or a part of it.
    """
    inside = f"{out.rstrip('/')}/".startswith(f"{source.rstrip('/')}/")
    if inside or f"{source.rstrip('/')}/".startswith(f"{out.rstrip('/')}/"):
        raise Refused(f"{out} and {source} lie in each other; choose a folder of its own with --out")
    todo = list(pieces(source))
    _sweep(out, todo)
    counts = dict.fromkeys((*TABLES, "read", "known"), 0)
    with reading_on(scheduler, workers) as readers:
        read = partial(_read_pieces, out=out, figures_only=figures_only)
        done = readers.map(read, ([piece] for piece in todo), lambda piece: None)
        for (piece,), (made,) in tqdm(done, desc="extract", unit=" pieces", total=len(todo), delay=2):
            for name, count in (made or _one_by_one(piece, out, figures_only, readers)).items():
                counts[name] += count
    return counts


def _read_pieces(todo: Sequence[RowGroup], out: str, figures_only: bool) -> list[dict[str, int] | None]:
    return [_read_piece(piece, out, figures_only) for piece in todo]


def _read_piece(piece: RowGroup, out: str, figures_only: bool) -> dict[str, int]:
    """Read one piece and write its part of every table; what is done already is not done again."""
    given, digest = _given(piece, figures_only)
    known = _known(piece, out)
    if known and known["digest"] == digest:
        return {**known["rows"], "known": 1}
    cut = batches((one, len(one.text)) for one in given if isinstance(one, Article))
    found = (made for batch in cut for made in rows.read(batch, figures_only=figures_only))
    return _write(piece, out, digest, given, found)


def _one_by_one(piece: RowGroup, out: str, figures_only: bool, readers: Readers) -> dict[str, int]:
    """A piece whose reading ended its worker: each article by itself, and the one that does it listed."""
    given, digest = _given(piece, figures_only)
    alone = ([one] for one in given if isinstance(one, Article))
    found = (results[0] for _, results in readers.map(partial(rows.read, figures_only=figures_only), alone, lost))
    return _write(piece, out, digest, given, found)


def _given(piece: RowGroup, figures_only: bool) -> tuple[list[Article | Problem], str]:
    """The articles of a piece, and a hash of them and of how they are read."""
    with fsspec.open(piece.address) as file:
        records = pq.ParquetFile(file).read_row_group(piece.group).to_pylist()
    digest = hashlib.sha256(f"{fingerprint()} {figures_only}".encode())
    found: list[Article | Problem] = []
    copies: Counter[str] = Counter()
    for number, record in enumerate(records):
        told = repr(sorted(record.items())).encode("utf-8", "surrogatepass")
        digest.update(told)
        place = f"{piece.address} group {piece.group} row {number}"
        one = _article(record, place, hashlib.sha256(told).hexdigest())
        found.append(distinct(one, copies) if isinstance(one, Article) else one)
    return found, digest.hexdigest()


def _article(record: dict[str, Any], place: str, digest: str) -> Article | Problem:
    try:
        return from_record(record, str(record.get("id") or place), digest)
    except Unreadable as error:
        return Problem(place, "record", error.doubt.reason, error.doubt.cure, False)
    except Exception as error:  # whatever one record holds, the others go on
        return Problem(place, "record", f"{type(error).__name__}: {error}", "correct the record", False)


def _write(
    piece: RowGroup, out: str, digest: str, given: Sequence[Article | Problem], read: Iterator[rows.Made]
) -> dict[str, int]:
    """Write what was read of the articles of a piece; meanwhile, and after a kill, the piece is not done."""
    made = [one if isinstance(one, Problem) else next(read) for one in given]
    found, problems = rows.tabled(given, made)
    found["problems"] = tables.frame("problems", map(asdict, problems))
    run = tables.run_metadata({piece.address: digest})
    system, root = fsspec.core.url_to_fs(out)
    done = f"{root}/done/{piece.name}.json"
    if system.exists(done):
        system.rm(done)
    for name, own in found.items():
        file = io.BytesIO()
        columns = tables.schema(name, run)
        pq.write_table(tables.arrow(name, own, columns), file, compression="zstd")
        _put(system, f"{root}/{name}/{piece.name}.parquet", file.getvalue())
    counted = {name: len(own) for name, own in found.items()}
    _put(system, done, json.dumps({"digest": digest, "rows": counted}).encode())
    return {**counted, "read": 1}


def _sweep(out: str, todo: Sequence[RowGroup]) -> None:
    """Remove what pieces left that are no longer there: no table may hold rows of a data set before this one."""
    system, root = fsspec.core.url_to_fs(out)
    names = {piece.name for piece in todo}
    for path in (path for folder in ("done", *TABLES) for path in system.glob(f"{root}/{folder}/part-*")):
        if path.rsplit("/", 1)[1].partition(".")[0] not in names:
            system.rm(path)


def _put(system: Any, path: str, content: bytes) -> None:
    system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    system.pipe_file(path, content)


def _known(piece: RowGroup, out: str) -> dict[str, Any] | None:
    """What a piece left when it was done before; None when it was not, or not to its end."""
    system, root = fsspec.core.url_to_fs(out)
    try:
        known = json.loads(system.cat_file(f"{root}/done/{piece.name}.json"))
    except (FileNotFoundError, ValueError):
        return None
    there = all(system.exists(f"{root}/{name}/{piece.name}.parquet") for name in TABLES)
    return known if there and {"digest", "rows"} <= set(known) else None
