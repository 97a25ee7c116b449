"""How memory is looked after: while many small records are made, and of what is too large to be held."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO


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
