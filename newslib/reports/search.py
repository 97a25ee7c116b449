"""The search: an index of happenings, sources, articles and claims, which the script of its pages sorts and filters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from newslib.reports.lists import ListPages, text
from newslib.reports.site import Site

SHARD = 900_000  # bytes of the index on one page
ROW = 12  # bytes of a row beside its cells
ORDER = ("happenings", "sources", "articles", "claims")  # as hits are shown


class Shard:
    """The rows of one page; words that come again are kept once and named by their place."""

    def __init__(self, start: int) -> None:
        self.start, self.size = start, 0
        self.rows: list[list[Any]] = []
        self.strings: dict[str, int] = {}

    def add(self, kind: int, address: str, cells: Iterable[str]) -> None:
        """Add a row: its kind, the page it leads to, where on it, its cells and the values it is found by."""
        page, mark, where = address.partition("#")
        row = [kind, self._place(page), mark + where, *map(self._place, cells)]
        self.rows.append(row)
        self.size += ROW + len(where) + 4 * len(row)

    def _place(self, words: str) -> int:
        if words not in self.strings:
            self.strings[words] = len(self.strings)
            self.size += len(json.dumps(words, ensure_ascii=False).encode("utf-8", "replace")) + 1
        return self.strings[words]


def write(site: Site, pages: Sequence[ListPages]) -> None:
    """Write pages that hold a short index of everything; where one page would be too large, further ones follow, and
    the script goes through them by itself.

    Args:
        site: the export.
        pages: every list.
    """
    lists = sorted((one for one in pages if one.listed.to), key=lambda one: ORDER.index(one.listed.name))
    kinds, shards = [], [Shard(0)]
    for kind, one in enumerate(lists):
        listed = one.listed
        linked = next((n for n, head in enumerate(listed.heads) if head == listed.unit[:-1]), 0)  # leads to the page
        found_by = [*listed.facets.values(), *listed.marks.values()]
        kinds.append({
            "id": listed.name, "name": listed.title, "heads": listed.heads, "link": linked,
            "facets": [*listed.facets, *listed.marks], "numbers": listed.measures, "counts": listed.numbers,
        })  # fmt: skip
        for item, cells in zip(listed.items, one.cells, strict=True):
            if shards[-1].size > SHARD:
                shards.append(Shard(shards[-1].start + len(shards[-1].rows)))
            words = (*map(text, cells), *(of(item) for of in found_by))
            shards[-1].add(kind, listed.to(item) if listed.to else "", words)
    names = ["search.html", *(f"search-{n}.html" for n in range(2, len(shards) + 1))]
    for name, shard in zip(names, shards, strict=True):
        site.page(name, "search.html", "Search", part="search.html",
                  index={"kinds": kinds, "parts": names, "start": shard.start, "strings": list(shard.strings),
                         "rows": shard.rows})  # fmt: skip
