"""How memory is looked after while many small records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
