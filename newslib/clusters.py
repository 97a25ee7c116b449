"""Reading here or on many machines: batches read by this process or by the workers of a Dask cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

AHEAD = 64  # batches under way at once; bounds the memory of a run of any length
PATIENCE = 10  # seconds in which a scheduler must answer
Item = TypeVar("Item")
Result = TypeVar("Result")
Read = Callable[[list[Item]], Sequence[Result]]
Lost = Callable[[Item], Result]
Done = tuple[list[Item], Sequence[Result]]


class Readers:
    """Who reads: this process, or workers of a Dask scheduler; what a killed one had under way others read again.

    Args:
        client: of a scheduler; this process reads when None.
    """

    def __init__(self, client: Any = None) -> None:
        self.client = client

    def map(
        self, read: Read[Item, Result], batches: Iterable[list[Item]], lost: Lost[Item, Result]
    ) -> Iterator[Done[Item, Result]]:
        """Each batch with its results, in the order given; an item that ends every worker it comes to is found.

        Args:
            read: reads a batch; one result an item, no exception.
            batches: what to read.
            lost: the result of an item whose reading ended its worker.
        """
        if self.client is None:
            yield from ((batch, read(batch)) for batch in batches)
            return
        waiting: deque[tuple[list[Item], Any]] = deque()
        for batch in batches:
            waiting.append((batch, self.client.submit(read, batch, pure=False)))
            if len(waiting) >= AHEAD:
                yield self._next(waiting, read, lost)
        while waiting:
            yield self._next(waiting, read, lost)

    def _next(
        self, waiting: deque[tuple[list[Item], Any]], read: Read[Item, Result], lost: Lost[Item, Result]
    ) -> Done[Item, Result]:
        from distributed import KilledWorker, wait

        batch, future = waiting.popleft()
        try:
            return batch, future.result()
        except KilledWorker:
            wait([other for _, other in waiting])  # with nothing else under way, who ends a worker is found out
            return batch, [self._alone(item, read, lost) for item in batch]

    def _alone(self, item: Item, read: Read[Item, Result], lost: Lost[Item, Result]) -> Result:
        from distributed import KilledWorker

        try:
            made: Sequence[Result] = self.client.submit(read, [item], pure=False).result()
            return made[0]
        except KilledWorker:
            return lost(item)


@contextmanager
def reading_on(scheduler: str = "", workers: int = 0) -> Iterator[Readers]:
    """Who reads: the workers of a running scheduler, workers started here, or this process.

    Args:
        scheduler: address of a running Dask scheduler, such as ``tcp://10.0.0.1:8786``.
        workers: how many to start on this machine; they end with the block.

    Raises:
        ImportError: ``distributed`` is not installed (``pip install newslib[cluster]``).
        ConnectionError: no scheduler answers.
    """
    if not scheduler and workers < 1:
        yield Readers()
        return
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ImportError("reading on workers needs the extra: pip install 'newslib[cluster]'") from error
    if not scheduler:
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster, Client(cluster) as client:  # fmt: skip
            yield Readers(client)
        return
    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        cure = "start one (dask scheduler) or correct the address"
        raise ConnectionError(f"no scheduler answers at {scheduler}; {cure}") from error
    with client:
        yield Readers(client)
