"""Articles read in batches, whose sentences are parsed together and of which none costs another; here or by the workers
of a Dask cluster."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Event, Lock, Thread, get_ident
from time import process_time
from typing import Any, TypeVar

from newslib.articles import Article, Problem
from newslib.claims import Account, account
from newslib.figures.told import worth_parsing
from newslib.lexicons import languages, lexicon
from newslib.readings import Reading, parse_together, read, read_together
from newslib.statements.drafts import worth_parsing as worth_parsing_for_statements

MOST, LONGEST = 64, 200_000  # articles and characters of a batch
PATIENCE = 600.0  # seconds of a processor that one article may take; the longest take a quarter of it
Sized = TypeVar("Sized")
Given = TypeVar("Given")
AHEAD = 64  # batches under way at once; bounds the memory of a run of any length
ANSWER = 10  # seconds in which a scheduler must answer
Item = TypeVar("Item")
Result = TypeVar("Result")
Read = Callable[[list[Item]], Sequence[Result]]


def batches(items: Iterable[tuple[Sized, int]]) -> Iterator[list[Sized]]:
    """Items in order, in batches of up to 64 and of 200,000 characters.

    Args:
        items: each with its length in characters.

    >>> [len(batch) for batch in batches(("text", 150_000) for _ in range(3))]
    [1, 1, 1]
    """
    batch: list[Sized] = []
    length = 0
    for item, characters in items:
        if batch and (len(batch) == MOST or length + characters > LONGEST):
            yield batch
            batch, length = [], 0
        batch.append(item)
        length += characters
    if batch:
        yield batch


def accounts(
    articles: Sequence[Article], told: Callable[[Account], Given], *, figures_only: bool = False
) -> list[Given | Exception]:
    """What is told of each article of a batch when ``account`` has read it, or why it could not be; in the same order.

    Args:
        articles: a batch.
        told: makes of what was read what is asked for; an exception of it costs its own article only.
        figures_only: leave out statements, sources and their dates.
    """
    with _Watch() as watch:
        together = watch.attempt(partial(read_together, [article.body for article in articles]))
        begun = (
            together if isinstance(together, list)  # else one of them cannot be cut, and is found
            else [watch.attempt(partial(read, article.body)) for article in articles]
        )  # fmt: skip
        watch.attempt(partial(_parse, begun, figures_only))  # a sentence that stops this stops its own article below
        return [
            one if isinstance(one, Exception)
            else watch.attempt(lambda: told(account(article, figures_only=figures_only, reading=one)))  # noqa: B023
            for article, one in zip(articles, begun, strict=True)
        ]  # fmt: skip


def failed(article: Article | Problem, error: Exception) -> Problem:
    """The problem that an article is whose reading ended in an exception."""
    reason = f"reading failed: {type(error).__name__}: {error}"
    return Problem(article.path, "text", reason, "report it with the article", False)


def lost(article: Article) -> Problem:
    """The problem that an article is whose reading ended its worker."""
    return Problem(article.path, "text", "reading it ended the worker", "leave it out and report it", False)


class _Watch:
    """Steps of this thread, of which none may take more than ``PATIENCE``: a thread beside it looks at the clock."""

    def __init__(self) -> None:
        self._watched = ctypes.c_ulong(get_ident())
        self._begun: float | None = None  # when the step under way began
        self._lock, self._over = Lock(), Event()

    def __enter__(self) -> _Watch:
        Thread(target=self._look, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def attempt(self, step: Callable[[], Given]) -> Given | Exception:
        """What a step gives, or the exception it ends in: whatever one article does, the others go on."""
        try:
            with self._lock:
                self._begun = process_time()
            try:
                return step()
            finally:
                with self._lock:
                    self._begun = None
        except TimeoutError:
            return TimeoutError(f"not done within {PATIENCE:g} seconds")
        except Exception as error:
            return error

    def _look(self) -> None:
        left = PATIENCE
        while not self._over.wait(left):
            with self._lock:
                left = PATIENCE - (0.0 if self._begun is None else process_time() - self._begun)
                if left <= 0:
                    self._begun, left = None, PATIENCE
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(self._watched, ctypes.py_object(TimeoutError))


def _parse(begun: Iterable[Reading | Exception], figures_only: bool) -> None:
    readings = [one for one in begun if isinstance(one, Reading)]
    parse_together((reading, _wanted(reading, figures_only)) for reading in readings)


def _wanted(reading: Reading, figures_only: bool) -> set[int]:
    """The sentences of the languages with a parser that somebody will ask for."""
    found: set[int] = set()
    parsed = [n for n, sentence in enumerate(reading.sentences) if lexicon(sentence.language).parser]
    for language in languages():
        own = [n for n in parsed if reading.sentences[n].language == language]
        found.update(worth_parsing(reading, own))
    return found if figures_only else found | set(worth_parsing_for_statements(reading, parsed))


class Readers:
    """Who reads: this process, or workers of a Dask scheduler; what a killed one had under way others read again.

    Args:
        client: of a scheduler; this process reads when None.
    """

    def __init__(self, client: Any = None) -> None:
        self.client = client

    def map(
        self, read: Read[Item, Result], batches: Iterable[list[Item]], lost: Callable[[Item], Result]
    ) -> Iterator[tuple[list[Item], Sequence[Result]]]:
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
        self, waiting: deque[tuple[list[Item], Any]], read: Read[Item, Result], lost: Callable[[Item], Result]
    ) -> tuple[list[Item], Sequence[Result]]:
        from distributed import KilledWorker, wait

        batch, future = waiting.popleft()
        try:
            return batch, future.result()
        except KilledWorker:
            wait([other for _, other in waiting])  # with nothing else under way, who ends a worker is found out
            return batch, [self._alone(item, read, lost) for item in batch]

    def _alone(self, item: Item, read: Read[Item, Result], lost: Callable[[Item], Result]) -> Result:
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
        client = Client(scheduler, timeout=ANSWER)
    except (OSError, TimeoutError, ValueError) as error:
        cure = "start one (dask scheduler) or correct the address"
        raise ConnectionError(f"no scheduler answers at {scheduler}; {cure}") from error
    with client:
        yield Readers(client)
