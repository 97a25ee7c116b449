"""Places that a sentence names, each once: joined ones as one, those that only tell where another lies apart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newslib import gazetteer
from newslib.figures.names import KINDS
from newslib.figures.surroundings import AFTER, FILL
from newslib.figures.toponyms import HERE, NEAR, STANDS, WHENCE, WHITHER, PlaceNames, Toponym
from newslib.sentences import Sentence

SEAT = "metropolis"  # of a country told before: no place of the gazetteer, but in one
RESUMED = {"land": "country", "metropolis": SEAT, "area": "region", "settled": "town"}  # nouns for a place told before


def mentions(sentence: Sentence, near: tuple[str, ...] = ()) -> list[Toponym]:
    """The places a sentence names, in order.

    Args:
        sentence: any sentence of a language that has a lexicon.
        near: ids of places that the text speaks of; they settle which of two towns of one name is meant.

    >>> text = "On Monday shells fell on the southern port city of Henichesk near Crimea."
    >>> [(m.text, m.rank == HERE) for m in mentions(Sentence(0, len(text), "en", text, 0))]
    [('Henichesk', True), ('Crimea', True)]
    """
    return _PlaceMentions(sentence).found(near)


class _PlaceMentions(PlaceNames):
    """The places of one sentence."""

    def found(self, near: tuple[str, ...]) -> list[Toponym]:
        told: list[Toponym] = []
        free = last = 0  # the words behind the last name, and behind the last place
        for i in self._told_at():
            if i < free or not self._may_start(i):
                told += self._resumed(i) if i >= free else ()
                continue
            end, place, kind = self._name(i, near)
            mention = None if self._owns_next(end) else self._mention(i, end, place, kind=kind)
            if mention is not None and mention.rank == NEAR and self._is_between(i, end):
                free, place, _ = self._name(end + 1, near)
                other = replace(mention, end=self.sentence.start + self.cut[free - 1].end, place=place)
                end, mention = free, self._joint(mention, other, parts=False)
            if mention is not None and told and self._is_joint(last, i, told[-1], mention):
                told[-1], last = self._joint(told[-1], mention, "fill" in self.roles[last + 1]), end
            elif mention is not None:
                area = self._by_case() and last == i and any("area" in self.roles[k] for k in range(i, end))
                named = bool(told) and not told[-1].resumes
                inside = named and (area or self._explains(last, i, told[-1], mention))  # "Борова X району"
                told.append(replace(mention, inside=True, rank=told[-1].rank) if inside else mention)
                last = end
            elif last + 1 == i and last in self.joints:
                last = end  # a name that nobody knows beside a place
            free = end
        return told

    def _resumed(self, i: int) -> Iterator[Toponym]:
        """A noun that stands for a place told before: "in the province", not the start of a name."""
        if "resumed" not in self.roles[i] or self.phrase[i] or not i or not self.roles[i - 1] & {"in", "struck"}:
            return
        end = next(k for k in range(i + 1, len(self.cut) + 1) if k == len(self.cut) or self.phrase[k] != k - i)
        if self._names_next(end):
            return
        start, after = self.cut[i].start, self.cut[end - 1].end
        kind = next(kind for role, kind in RESUMED.items() if role in self.roles[i])
        offset = self.sentence.start
        yield Toponym(offset + start, offset + after, self.text[start:after], HERE, None, sure=False, resumes=kind)

    def _names_next(self, end: int) -> bool:
        """Whether a name or more of a common noun follows: "in the city of", "in the capital, Ankara"."""
        if end == len(self.cut) or not self._near_enough(end - 1):
            return False
        return self._capital(end) or bool(self.roles[end] & {"of", *KINDS})

    def _is_joint(self, end: int, i: int, last: Toponym, mention: Toponym) -> bool:
        """Whether only "and" stands between two places, so that the second is told as the first is."""
        alike = mention.rank in (last.rank, STANDS) and bool(mention.place) == bool(last.place)
        apart = "," in self.text[self.cut[end - 1].end : self.cut[i].start]  # another clause
        parts = i - end <= AFTER and all(self.roles[k] & {"fill", *KINDS} for k in range(end + 1, i))
        return alike and parts and end in self.joints and not apart  # "in Tyre and other parts of Lebanon"

    def _is_between(self, i: int, end: int) -> bool:
        """Whether a name is the first of two between which something lies: "between Nalut and Zintan"."""
        k = i - 1
        while k > 0 and self.roles[k] & {"fill", "compass", *KINDS}:
            k -= 1
        return k >= 0 and "between" in self.roles[k] and end in self.joints and self._capital(end + 1)

    def _joint(self, last: Toponym, mention: Toponym, parts: bool) -> Toponym:
        """Two places under one preposition as one: "in Bucha and Irpin", "in Tyre and other parts of Lebanon"."""
        text = self.text[last.start - self.sentence.start : mention.end - self.sentence.start]
        shared = gazetteer.shared_by(last.place, mention.place) if last.place and mention.place else None
        shared = mention.place if parts else shared
        sure = last.sure and (shared is not None or last.rank != STANDS)  # not "between Israel and Lebanon"
        return replace(last, end=mention.end, text=text, place=shared, sure=sure)

    def _owns_next(self, end: int) -> bool:
        """Whether a name only says whose the next one is: "Syria's Homs", "Mali's capital Bamako"."""
        if not self._joined(end - 1) or not self._capital(end):
            return False
        owner = end - 1
        while owner and self.roles[owner] & {*KINDS, "fill"} and self.text[self.cut[owner].start].islower():
            owner -= 1
        return self._owns(owner)

    def _explains(self, end: int, i: int, last: Toponym, mention: Toponym) -> bool:
        """Whether a place right behind another only says where that one lies: "Angur Adar in South Waziristan"."""
        gap = self.text[self.cut[end - 1].end : self.cut[i].start]
        close = i - end <= FILL and not re.search(r"[.;:!?\n\d]", gap)
        if not close or any(k in self.joints or self.roles[k] & {"event", "struck"} for k in range(end, i)):
            return False  # "rockets from Syria hit the town of Kilis"
        moved = mention.rank in (WHENCE, WHITHER)
        beside = any("near" in self.roles[k] for k in range(end, i)) and all(self.roles[end:i]) and "," not in gap
        if beside and last.place and mention.place and mention.place.is_plain:
            return True  # "в Ирпене под Киевом"
        holds = mention.place and last.place != mention.place and last.place and last.place.within(mention.place)
        only_place_words = all(self.roles[k] or k in self.sides or self._compound(k) for k in range(end, i))
        apart = last.place is not None and mention.rank != NEAR
        apart = apart and not any("settled" in self.roles[k] for k in range(end, i))  # "Sumy, the capital of"
        return not moved and (bool(holds) or (only_place_words and last.rank != STANDS and not apart))
