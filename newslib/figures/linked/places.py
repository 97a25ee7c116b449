"""Places that a sentence names, and how each stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslib.lexicons import Hit, lexicon, words
from newslib.passages import word_roles
from newslib.sentences import Sentence

_JOINED = re.compile(r"[^\S\n]+|-|\.[^\S\n]")
_FILL = 4  # lower-case words between a preposition and a name: "in the nearby town of"
HERE, UNKNOWN, NEAR, STANDING, WHENCE = range(5)
_TO_NAME = ("the", "place", "whole", "against", "region")  # what may stand between an attack and a name
_KIND = 2  # common nouns behind a name: "steel plant"


@dataclass(frozen=True)
class PlaceMention:
    """A place as printed, offsets in the article.

    ``rank`` 0: where it happened; 1: the same, but the name is unknown; 2: near which it happened; 3: a known
    name that only stands there; 4: whence or whither.
    ``side`` is whose people live there: None when the table does not know the name, empty when both sides do.
    ``actor``: the name may also stand for who acts there: "Kyiv".
    """

    start: int
    end: int
    text: str
    rank: int
    side: str | None
    actor: bool = False


def places_in(sentence: Sentence) -> list[PlaceMention]:
    """Places named in a sentence, in order.

    >>> text = "On Monday shells fell on the town of Toretsk in Donetsk region."
    >>> [p.text for p in places_in(Sentence(0, len(text), "en", text, 0))]
    ['Toretsk', 'Donetsk region']
    """
    return list(_Names(sentence).found())


class _Names:
    """The names of one sentence, found word by word: capital letters, prepositions and the table of places."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.text = sentence, sentence.text
        self.cut = words(sentence.text)
        self.roles = word_roles(sentence.language)
        self.places = {hit.start: hit for hit in self._hits("places")}
        self.not_names = {h.start for h in self._hits("not_people") if h.row["kind"] in ("date", "duration")}
        self.sides = {hit.start for hit in self._hits("sides")}
        self.groups = {hit.start for hit in self._hits("groups") if hit.row["group"]}

    def _hits(self, table: str) -> list[Hit]:
        return lexicon(self.sentence.language).finder(table).find(self.text, self.cut)

    def found(self) -> Iterator[PlaceMention]:
        i = 0
        while i < len(self.cut):
            last = self._name_from(i)
            if last is None:
                i += 1
                continue
            last = self._joined_name(last)
            yield self._mention(i, last)
            i = last + 1

    def _name_from(self, i: int) -> int | None:
        """The last word of the place name that starts at word ``i``."""
        word = self.cut[i]
        hit = self.places.get(word.start)
        if not self._capital(i) and not (hit and any(c.isupper() for c in self.text[hit.start : hit.end])):
            return None
        if hit:
            last = next(k for k in range(i, len(self.cut)) if self.cut[k].end >= hit.end)
            if self._is_outlet(last):
                return None
            if word.start in self.sides and not self._inside(i) and self._stands_for_people(last):
                return None
            return self._with_kind(last)
        if self._rank(i) in (HERE, NEAR) and self._introduced(i) and word.start not in self.groups:
            last = self._capitals(i)
            final = self._with_kind(last)
            return final if word.start not in self.sides or final > last else None
        last = self._capitals(i)
        final = self._with_kind(last)
        return final if final > last and i and word.start not in self.sides else None

    def _is_outlet(self, last: int) -> bool:
        """Whether a place goes on as the name of a newspaper."""
        after = last + 1
        if after >= len(self.cut) or not self._joined(last) or not self._does(after, "medium"):
            return False
        return self.text[self.cut[after].start].isupper()

    def _stands_for_people(self, last: int) -> bool:
        """Whether the name of a country says who acts: alone, or joined to another such name."""
        joined = self._joined_name(last)
        if self._with_kind(last) > last:
            return False
        return joined == last or any(self.cut[k].start in self.sides for k in range(last + 1, joined + 1))

    def _joined_name(self, last: int) -> int:
        """Two places under one preposition are one: "Bucha and Irpin", "Kyiv and Luhansk regions"."""
        following = last + 2
        if following >= len(self.cut) or not self._does(last + 1, "joint") or not self._joined(last):
            return last
        if self.cut[following].start not in self.places or not self._joined(last + 1):
            return last
        hit = self.places[self.cut[following].start]
        return self._with_kind(next(k for k in range(following, len(self.cut)) if self.cut[k].end >= hit.end))

    def _capitals(self, i: int) -> int:
        while i + 1 < len(self.cut) and self._capital(i + 1) and self._joined(i):
            i += 1
        return i

    def _capital(self, i: int) -> bool:
        word = self.cut[i]
        if not self.text[word.start].isupper() or word.start in self.not_names or self._does(i, "when"):
            return False
        return word.end - word.start > 1 and not (self._is_function_word(i) and word.start not in self.places)

    def _with_kind(self, last: int) -> int:
        """Includes the common noun of a name: "Donetsk region", "Azovstal steel plant"."""
        end = last
        for k in range(last + 1, min(last + 1 + _KIND, len(self.cut))):
            if not self._joined(k - 1) or self.cut[k].start in self.groups or self._is_function_word(k):
                break
            if self._does(k, "region"):
                end = k
        return end

    def _is_function_word(self, k: int) -> bool:
        return bool(self.roles.get(self.cut[k].form, frozenset()) - {"region"})

    def _rank(self, i: int) -> int:
        """How the name at word ``i`` stands: after a preposition of place, alone, after one of direction."""
        if self._opens_clause(i) or self._attacked(i):
            return HERE
        for k in range(i - 1, max(i - 2 - _FILL, -1), -1):
            if not self._joined(k, loose=True):
                return STANDING
            if self._does(k, "place"):
                return WHENCE if self._does(k, "whither") else NEAR if self._does(k, "beside") else HERE
            if self._does(k, "origin"):
                return WHENCE
            if k == i - 1 and self._does(k, "region") and self.text[self.cut[k].start].islower():
                return HERE
            if not (self.text[self.cut[k].start].islower() or self._capital(k)):
                return STANDING
            if self.text[self.cut[k].start].islower() and not self._may_fill(k, i):
                return STANDING
        return STANDING

    def _introduced(self, i: int) -> bool:
        """Whether an unknown name stands right behind its preposition, or behind "the town of"."""
        if i > 1 and self._does(i - 1, "whole") and self._does(i - 2, "region"):
            return True
        if i and self._does(i - 1, "region") and self.text[self.cut[i - 1].start].islower():
            return True
        return any(k >= 0 and self._does(k, "place") for k in (i - 1, i - 2)) or self._opens_clause(i)

    def _opens_clause(self, i: int) -> bool:
        """ "the town of Bucha, where" """
        after = self._capitals(i) + 1
        return after < len(self.cut) and self._does(after, "where")

    def _inside(self, i: int) -> bool:
        """Whether "in", not "on" or "at", stands before the name of a country, or an attack."""
        if any(k >= 0 and self._does(k, "inside") for k in (i - 1, i - 2)):
            return True
        if i and self._does(i - 1, "whole"):
            return i > 1 and self._does(i - 2, "region")
        return self._attacked(i)

    def _attacked(self, i: int) -> bool:
        """Whether an attack stands right before a name: "shelled Lyman", "a strike on the Lyman district"."""
        k, kinds = i - 1, 0
        while k >= 0 and self._joined(k) and (any(self._does(k, role) for role in _TO_NAME) or kinds == 1):
            kinds = kinds + 1 if kinds or self._does(k, "region") else 0  # "the resort village of"
            k -= 1
        if k < 0 or not self._joined(k) or self._does(i - 1, "inside"):
            return False
        return self._does(k, "attack") or self._does(k, "target")

    def _may_fill(self, k: int, i: int) -> bool:
        """Whether a lower-case word may stand between preposition and name."""
        return self._does(k, "region") or self._does(k, "whole") or self._does(k, "near_name") or k < i - 1

    def _does(self, k: int, role: str) -> bool:
        return role in self.roles.get(self.cut[k].form, frozenset())

    def _joined(self, k: int, *, loose: bool = False) -> bool:
        gap = self.text[self.cut[k].end : self.cut[k + 1].start]
        return _JOINED.fullmatch(gap) is not None or (loose and gap in (" *", ' "', " “", " «"))

    def _mention(self, first: int, last: int) -> PlaceMention:
        start, end = self.cut[first].start, self.cut[last].end
        sides = {self.places[w.start].row["side"] for w in self.cut[first : last + 1] if w.start in self.places}
        side = None if not sides else sides.pop() if len(sides) == 1 else ""
        offset, rank = self.sentence.start, self._rank(first)
        if rank == HERE and side is None and not self._does(last, "region"):
            rank = UNKNOWN
        return PlaceMention(
            offset + start, offset + end, self.text[start:end], rank, side, self.cut[first].start in self.sides
        )
