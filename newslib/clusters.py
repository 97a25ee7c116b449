"""Reading on many machines: batches of lines sent to the workers of a Dask scheduler."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from newslib.extracts import BATCH, extract_line

AHEAD = 64  # batches under way at once; bounds the memory of a run of any length


def spread(lines: Iterable[tuple[int, str]], scheduler: str, figures_only: bool) -> Iterator[str]:
    """Every numbered line read by the workers, in the order given; a killed worker's batches are read again.

    Raises:
        ImportError: ``distributed`` is not installed (``pip install newslib[cluster]``).
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ImportError("reading on a scheduler needs the extra: pip install 'newslib[cluster]'") from error
    with Client(scheduler) as client:
        waiting: deque = deque()
        remaining = iter(lines)
        while batch := tuple(islice(remaining, BATCH)):
            waiting.append(client.submit(_read, batch, figures_only, pure=False))
            if len(waiting) >= AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _read(batch: tuple[tuple[int, str], ...], figures_only: bool) -> list[str]:
    return [extract_line(line, number, figures_only) for number, line in batch]
