"""Spans of text, and which of many hold a given one."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

Span = tuple[int, int]  # start and end in code points of the article, end exclusive
Owner = TypeVar("Owner")


class Cover(Generic[Owner]):
    """Spans with their owners, to be asked who holds another span.

    >>> Cover([((0, 9), "a"), ((2, 5), "b"), ((6, 8), "c")]).holding((3, 4))
    ['a', 'b']
    """

    def __init__(self, spans: Iterable[tuple[Span, Owner]]) -> None:
        ordered = sorted(spans, key=lambda entry: entry[0])
        self._spans = [span for span, _ in ordered]
        self._owners = [owner for _, owner in ordered]
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def holding(self, span: Span) -> list[Owner]:
        """Owners of the spans that hold ``span`` whole, in order of their starts."""
        first = last = bisect_right(self._starts, span[0])
        while first and self._reach[first - 1] >= span[1]:
            first -= 1
        return [self._owners[i] for i in range(first, last) if self._spans[i][1] >= span[1]]
