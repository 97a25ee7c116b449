"""Where a run writes: refused before anything starts when it cannot end well, kept to one run, and shown whole.

A run writes into a hidden folder beside what stands there already. When everything is written this folder gets another
hidden name in one step, and from then on readers take its files first, so that old and new are never mixed, whenever
the run is killed. Then its files move to their places, those of the run before that are no longer made are removed, and
a manifest names every file with its SHA-256.
"""

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

MANIFEST, PAGES = "manifest.json", "files.json"  # the files of a folder of tables, of an export, each with its SHA-256
NEW, READY, LOCK = ".new", ".ready", ".lock"
CURES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "free some space, then run again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "give yourself the right to it or choose another place"),
    errno.EFBIG: "choose a place where larger files may stand",
    errno.EROFS: "choose a place that can be written to",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTDIR: "name a folder where a folder is needed",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EIO: "check the disk",
}
HIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
_UNSEEN = re.compile(rf"{HIDDEN}|[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Text for a terminal: characters that steer it, turn the direction of text or have no form stand as codes.

    >>> print(visible("12\u202e men"))
    12\u202e men
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


class Refused(ValueError):
    """A place that a run will not write to; the message names it and the cure."""


def told(error: OSError) -> str:
    """A fault of the disk or the network in one line: the file, what is wrong, the cure.

    >>> told(OSError(errno.ENOSPC, "No space left on device", "out.jsonl"))
    'out.jsonl: No space left on device; free some space, then run again'
    """
    cure = CURES.get(error.errno or 0, "")
    named = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
    return f"{named}{error.strerror or error}" + (f"; {cure}" if cure else "")


def file(path: Path, inputs: Iterable[Path] = (), option: str = "--out") -> Path:
    """A file that a run may write.

    Args:
        path: the file; it need not exist.
        inputs: what the run reads.
        option: how the user named it, for the message.

    Raises:
        Refused: it is an input, a folder, a device, or below something that is no folder or cannot be written to.
    """
    if path.is_dir():
        raise Refused(f"{path} is a folder; name a file with {option}")
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is a device; name a file with {option}")
    for given in inputs:
        if path.exists() and given.exists() and path.samefile(given):
            raise Refused(f"{path} is the input; name another file with {option}")
    _writable(path.parent, option)
    return path


def folder(path: Path, inputs: Iterable[Path] = (), option: str = "--out") -> Path:
    """A folder that a run may write.

    Args:
        path: the folder; it need not exist, but what it stands in must.
        inputs: files and folders that the run reads.
        option: how the user named it, for the message.

    Raises:
        Refused: it holds an input or stands in one, is a file, cannot be written to, or another run writes there.
    """
    whole = path.resolve()
    for given in map(Path.resolve, inputs):
        if whole == given or whole in given.parents:
            raise Refused(f"{path} holds {given}, which is read; choose an empty folder with {option}")
        if given in whole.parents:
            raise Refused(f"{path} is part of {given}, which is read; choose a folder outside it with {option}")
    if path.exists() and not path.is_dir():
        raise Refused(f"{path} is a {'file' if path.is_file() else 'device'}; name a folder with {option}")
    _writable(path if path.exists() else path.parent, option)
    if path.exists():
        with alone(path):
            return path
    return path


def _writable(place: Path, option: str) -> None:
    if not place.exists():
        raise Refused(f"no folder {place}; make it first (mkdir -p) or choose another with {option}")
    if not place.is_dir():
        raise Refused(f"{place} is a file where a folder is needed; choose another with {option}")
    if not os.access(place, os.W_OK | os.X_OK):
        raise Refused(f"{place} cannot be written to; give yourself the right to it or choose another with {option}")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other runs from an output while this one writes it; a killed run keeps nobody out.

    Args:
        path: the file or folder that is written.

    Raises:
        Refused: another run writes it.
    """
    lock = path / LOCK if path.is_dir() else path.with_name(f".{path.name}{LOCK}")
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise Refused(f"another run writes {path}; let it end or choose another output") from error
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), lock.stat()):
                break
        os.close(handle)  # the run before removed it between the two steps
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


@contextmanager
def together(path: Path, listed: str = MANIFEST) -> Iterator[Path]:
    """A folder to write to, whose files all appear in ``path`` when the block ends, or none when it fails.

    Files of the user in ``path`` stay; those that an earlier run made, nobody changed and this one does not make are
    removed.

    Args:
        path: where the files shall appear; made when missing.
        listed: the file that lists them.

    Raises:
        Refused: another run writes there, or pages would replace a file that none wrote.
    """
    path.mkdir(parents=True, exist_ok=True)
    with alone(path):
        _finish(path)
        stage = path / NEW
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        try:
            yield stage
            made = {file.relative_to(stage).as_posix(): sha256(file) for file in stage.rglob("*") if file.is_file()}
            told = json.dumps(dict(sorted(made.items())), indent=0, ensure_ascii=False)
            (stage / listed).write_text(told + "\n", encoding="utf-8", newline="\n")
            if listed == PAGES:
                _spare(path, stage)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        stage.rename(path / READY)
        _finish(path)


def _spare(path: Path, stage: Path) -> None:
    """Refuse to replace a file that no run wrote, or to write through a link."""
    known = manifest(path, PAGES)
    for name in manifest(stage, PAGES):
        target = path / name
        if target.is_symlink() or (target.exists() and name not in known):
            cure = "move it away or choose another folder with --out"
            raise Refused(f"{target} is not a file that newslib wrote: {cure}")


def _finish(path: Path) -> None:
    """Put the files of a run that is whole into their places; also of one that was killed while doing so."""
    ready = path / READY
    if not ready.is_dir():
        return
    listed = next((name for name in (PAGES, MANIFEST) if (ready / name).exists()), "")
    before, now = (manifest(place, listed) if listed else {} for place in (path, ready))
    for name in before.keys() - now.keys():
        _remove(path / name, before[name])
    for file in sorted(filter(Path.is_file, ready.rglob("*")), key=lambda file: (file == ready / listed, file)):
        target = path / file.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file, target)  # what lists them last
    shutil.rmtree(ready)


def _remove(file: Path, digest: str) -> None:
    """Remove a file that an earlier run made, unless somebody changed it since."""
    if file.is_file() and not file.is_symlink() and sha256(file) == digest:
        file.unlink()


def manifest(path: Path, listed: str = MANIFEST) -> dict[str, str]:
    """SHA-256 by name of the files that the last run made in a folder; empty when there was none.

    Args:
        path: the folder.
        listed: the file that lists them.

    Raises:
        ValueError: the list is not as it was written.
    """
    try:
        made = dict(json.loads((path / listed).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise ValueError(f"{path / listed}: not as it was written; run again") from error
    inside = path.resolve()
    return {name: digest for name, digest in made.items() if inside in (path / name).resolve().parents}


def current(path: Path) -> dict[str, str]:
    """The manifest of the last run that is whole, whether its files are in their places yet or not."""
    return manifest(path / READY) or manifest(path)


def shown(path: Path) -> Path:
    """The file to read for a file of a folder: the one of a run that is whole but not yet in its place, else itself."""
    waiting = path.parent / READY / path.name
    return waiting if waiting.exists() else path


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changed(path: Path, written: Mapping[str, str] | None = None) -> list[str]:
    """What differs in a folder from what its last run wrote, in words; empty when nothing does.

    Args:
        path: the folder.
        written: SHA-256 by name of the files to look at; those of the manifest when None, no sum asks for any content.
    """
    found = []
    for name, digest in sorted((current(path) if written is None else written).items()):
        file = shown(path / name)
        if not file.is_file() or file.is_symlink():
            found.append(f"{name}: gone since it was written; run again")
        elif digest and sha256(file) != digest:
            found.append(f"{name}: changed since it was written; run again")
    return found
