"""A fixed list of numbers that can be asked for many at once."""

from __future__ import annotations

import numpy as np


class Slots:
    """Finds numbers in a fixed list: a hash table to be asked for many at once."""

    def __init__(self, keys: np.ndarray) -> None:
        self._keys = np.append(keys, -1)
        self._rounds: list[tuple[int, np.ndarray, np.ndarray]] = []  # bits, place by slot, whether a key found no room
        waiting = np.arange(len(keys), dtype=np.int32)
        while len(waiting):
            bits = max(8, int(len(waiting) * 3).bit_length())
            slot = self._slot(keys[waiting], bits)
            table = np.full(1 << bits, len(keys), dtype=np.int32)
            table[slot[::-1]] = waiting[::-1]
            late = table[slot] != waiting
            crowded = np.zeros(1 << bits, dtype=bool)
            crowded[slot[late]] = True
            self._rounds.append((bits, table, crowded))
            waiting = waiting[late]

    @staticmethod
    def _slot(keys: np.ndarray, bits: int) -> np.ndarray:
        """A slot by Knuth's multiplicative hashing: the high bits of the key times 2^64 over the golden ratio."""
        return ((keys.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - bits)).view(np.int64)

    def find(self, wanted: np.ndarray) -> np.ndarray:
        """Places of numbers in the list, its length for those that are not in it.

        >>> Slots(np.array([7, 9, 30])).find(np.array([9, 8, 30]))
        array([1, 3, 2], dtype=int32)
        """
        none = len(self._keys) - 1
        found = np.full(len(wanted), none, dtype=np.int32)
        unread = np.arange(len(wanted))
        for bits, table, crowded in self._rounds:
            asked = wanted[unread]
            slot = self._slot(asked, bits)
            place = table[slot]
            hit = self._keys[place] == asked
            found[unread[hit]] = place[hit]
            unread = unread[~hit & crowded[slot]]
            if not len(unread):
                break
        return found
