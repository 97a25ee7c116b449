"""Places that a sentence names, each once: joined ones as one, those that only tell where another lies apart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newslib import gazetteer
from newslib.figures.names import KINDS
from newslib.figures.surroundings import AFTER, FILL
from newslib.figures.toponyms import HERE, NEAR, STANDS, WHENCE, WHITHER, PlaceNames, Toponym
from newslib.lexicons import lexicon
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
    [('Henichesk', True), ('Crimea', False)]
    """
    return _PlaceMentions(sentence).found(near)


def _is_quarter(last: Toponym, mention: Toponym) -> bool:
    """Whether a district is one of the town behind it: "в Петровском районе Донецка"."""
    return "district" in last.nouns and mention.kind == "town"


class _PlaceMentions(PlaceNames):
    """The places of one sentence."""

    def found(self, near: tuple[str, ...]) -> list[Toponym]:
        told: list[Toponym] = []
        free = last = 0  # the words behind the last name, and behind the last place
        for i in self._told_at():
            if i < free:
                continue
            if not self._may_start(i):
                told += self._resumed(i)
                continue
            free, mention = self._read(i, near)
            if mention is not None:
                self._put(told, mention, last, i)
                last = free
            elif last + 1 == i and last in self.joints:
                last = free  # a name that nobody knows beside a place
        return told

    def _read(self, i: int, near: tuple[str, ...]) -> tuple[int, Toponym | None]:
        """The word after a name, and how it is a place, with the other one where something lies between two."""
        end, place, kind = self._name(i, near)
        mention = None if self._owns_next(end) else self._mention(i, end, place, kind=kind)
        if mention is None or mention.rank != NEAR or not self._is_between(i, end):
            return end, mention
        free, place, _ = self._name(end + 1, near)
        other = replace(mention, end=self.sentence.start + self.cut[free - 1].end, place=place)
        return free, self._joint(mention, other, parts=False)

    def _put(self, told: list[Toponym], mention: Toponym, last: int, i: int) -> None:
        """Puts a place behind the others: as one with the last, as what only tells where that lies, or apart."""
        if told and self._is_joint(last, i, told[-1], mention):
            told[-1] = self._joint(told[-1], mention, "fill" in self.roles[last + 1])
        elif told and self._is_around(told[-1], mention, last, i):
            rank = NEAR if mention.rank == NEAR else told[-1].rank
            told.append(replace(mention, inside=True, rank=rank))
        elif told and told[-1].led & {"area", "settled"} and mention.within(told[-1]) and i == last:
            told.append(replace(mention, rank=told[-1].rank))  # "в столице Ирака Багдаде", "в штате Индии Керала"
        else:
            told.append(mention)

    def _is_around(self, last: Toponym, mention: Toponym, end: int, i: int) -> bool:
        """Whether a place only tells where the one before it lies."""
        if last.resumes:
            return False
        if mention.rank == NEAR and last.rank in (HERE, NEAR) and self._is_far(end, i):
            return True
        behind = end == i and (_is_quarter(last, mention) or (self._by_case() and "area" in mention.nouns))
        return behind or self._explains(end, i, last, mention)  # "Борова X района"

    def _resumed(self, i: int) -> Iterator[Toponym]:
        """A noun that stands for a place told before: "in the province", not the start of a name."""
        if not i or "resumed" not in self.roles[i] or self.phrase[i] or self.roles[i - 1].isdisjoint(("in", "struck")):
            return
        end = i + 1
        while end < len(self.cut) and self.phrase[end] == end - i:
            end += 1
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
        if not self._is_close(end, i):
            return False
        if last.place and mention.place and mention.place.is_plain and self._is_beside(end, i):
            return True  # "в Ирпене под Киевом"
        if mention.rank in (WHENCE, WHITHER):
            return False
        holds = last.place != mention.place and last.within(mention)
        return holds or (last.rank != STANDS and self._only_tells(end, i, last, mention))

    def _is_far(self, end: int, i: int) -> bool:
        """Whether a place is told only by how far another lies from it: "in Kohlu, 150 miles east of Quetta"."""
        gap = self.text[self.cut[end - 1].end : self.cut[i].start]
        lengths = (hit for hit in lexicon(self.language).finder("not_people").find(gap) if hit.row["kind"] == "length")
        return i - end <= FILL and not any(k in self.joints for k in range(end, i)) and any(lengths)

    def _is_close(self, end: int, i: int) -> bool:
        """Whether nothing befalls a place or ends a clause between two places: not "rockets from Syria hit Kilis"."""
        if i - end > FILL or re.search(r"[.;:!?\n\d]", self.text[self.cut[end - 1].end : self.cut[i].start]):
            return False
        return not any(k in self.joints or self.roles[k] & {"event", "struck"} for k in range(end, i))

    def _is_beside(self, end: int, i: int) -> bool:
        """Whether only words of places stand between two, "near" among them."""
        gap = self.text[self.cut[end - 1].end : self.cut[i].start]
        return any("near" in self.roles[k] for k in range(end, i)) and all(self.roles[end:i]) and "," not in gap

    def _only_tells(self, end: int, i: int, last: Toponym, mention: Toponym) -> bool:
        """Whether words of places alone lead from a place to another that may hold it."""
        if any(not self.roles[k] and k not in self.sides and not self._compound(k) for k in range(end, i)):
            return False
        if last.place is None or mention.rank == NEAR:
            return True
        led = last.kind == "town" and i - end == 1 and mention.is_province  # "Naga in Cebu province"
        return led or any("settled" in roles for roles in self.roles[end:i])  # "Sumy, the capital of"
