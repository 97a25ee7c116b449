"""Places that a sentence names, each once: joined ones as one, those that only tell where another lies apart; and those
of a text, where one tells which place another is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from newslib import gazetteer, sides
from newslib.figures.names import KINDS
from newslib.figures.surroundings import AFTER, FILL
from newslib.figures.toponyms import HERE, NEAR, STANDS, VOICE, WHENCE, WHITHER, PlaceNames, Toponym
from newslib.lexicons import kept, lexicon, normal
from newslib.passages import endings
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.sounds import by_sound, region_by_sound

_REMEMBERED = 3  # sentences back in which a side is looked for
ACROSS = 1  # the same across a paragraph's end
_FRAGMENT = 40  # characters of a sentence that tells too little to push another out of mind
_FRAGMENTS = 6  # sentences looked back at, fragments included
_STEM = 6  # letters by which two forms of a surname are known
_FOLLOWING = re.compile(r"(?:\s(?:al-|el-)?[^\W\d_a-zа-яіїєґ][\w'’-]+){1,2}")  # "Bashar al-Assad", "leader Ada Brook"
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
        elif told and mention.rank == STANDS and told[-1].rank == VOICE and last == i:
            told.append(replace(mention, rank=VOICE))  # "гражданам Чада, Мали и Того"
        elif told and self._is_route(told[-1], mention):
            rank = VOICE if told[-1].rank == STANDS else told[-1].rank
            told[-1] = replace(self._joint(told[-1], mention, parts=False), rank=rank, sure=False)
        elif told and self._is_around(told[-1], mention, last, i):
            rank = NEAR if mention.rank == NEAR else told[-1].rank
            told.append(replace(mention, inside=True, rank=rank))
        elif told and told[-1].led & {"area", "settled"} and mention.within(told[-1]) and i == last:
            told.append(replace(mention, rank=told[-1].rank))  # "в столице Ирака Багдаде", "в штате Индии Керала"
        else:
            told.append(mention)

    def _is_route(self, last: Toponym, mention: Toponym) -> bool:
        """Whether a dash makes a way of two towns: "рейс Москва – Доха"."""
        gap = self.text[last.end - self.sentence.start : mention.start - self.sentence.start]
        return gap.strip() in tuple("–—-") and last.kind in ("town", "") and mention.kind == "town"

    def _is_around(self, last: Toponym, mention: Toponym, end: int, i: int) -> bool:
        """Whether a place only tells where the one before it lies."""
        if last.resumes or (last.rank == VOICE and mention.rank == HERE):
            return False
        if mention.rank == NEAR and last.rank in (HERE, NEAR) and self._is_far(end, i):
            return True
        quarter = "district" in last.nouns and mention.kind == "town"  # "в Петровском районе Донецка"
        behind = end == i and (quarter or (self._by_case() and "area" in mention.nouns))  # "Борова X района"
        return behind or self._explains(end, i, last, mention)

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
        return replace(last, end=mention.end, text=text, place=shared, sure=sure, name="")

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


class NamedPlaces:
    """The places that the sentences of one text name.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self._reading, self._numbers = reading, list(numbers)
        self.language = reading.sentences[self._numbers[0]].language
        self._at = {number: i for i, number in enumerate(numbers)}

    def within(self, sentence: Sentence) -> list[Toponym]:
        """The places that a sentence names, also one read together with the next, or a piece of one."""
        numbers = self._reading.touching((sentence.start, sentence.end))
        named = (m for number in numbers if number in self._at for m in self.named(number))
        return [m for m in named if sentence.start <= m.start < sentence.end]

    def before(self, number: int, most: int = _REMEMBERED) -> Sequence[int]:
        """Numbers of the sentences right before a sentence, fragments not counted."""
        at = first = self._at.get(number, 0)
        told = 0
        while first > 0 and told < most and at - first < _FRAGMENTS:
            first -= 1
            told += len(self._reading.sentences[self._numbers[first]].text) > _FRAGMENT
        return self._numbers[first:at]

    @kept
    def _countries(self) -> tuple[str, ...]:
        """Countries that the text names itself."""
        named = gazetteer.certain(self._reading.text, self.language)
        return tuple(sorted({place.country for place in named}))

    @kept
    def _lands(self) -> tuple[str, ...]:
        """Countries that the text names, also by their people."""
        named = sides.named_in(self._reading.text, self.language)
        return tuple(sorted({*self._countries, *filter(gazetteer.by_id, named)}))

    @kept
    def _persons(self) -> frozenset[str]:
        """Stems of the surnames that a given name stands before, or a title in a language without cases."""
        text, known = self._reading.text, lexicon(self.language)
        named = [hit for hit in known.finder("given_names").find(text) if text[hit.start].isupper()]
        if not endings(self.language, "adjective_endings"):
            titles = known.finder("place_words").find(text)
            named += [hit for hit in titles if "title" in hit.row["role"].split()]
        following = (_FOLLOWING.match(text, hit.end) for hit in named)
        names = (name.split("-")[-1] for found in following if found for name in found.group().split())
        return frozenset(map(_stem, names))

    def _known(self, numbers: Iterable[int]) -> list[Toponym]:
        """The known places that sentences name."""
        return [m for number in numbers for m in self.named(number) if m.place]

    def named(self, number: int) -> list[Toponym]:
        """The places that a sentence names, in order, nouns that stand for one told before with that one."""
        return self._reading.once((NamedPlaces.named, number), lambda: list(self._resumed(number)))

    def _resumed(self, number: int) -> Iterator[Toponym]:
        found = self._seen(number)
        for i, mention in enumerate(found):
            meant = self._meant(number, found[:i], mention.resumes) if mention.resumes else None
            if meant is not None:
                yield replace(mention, place=meant.place, text=meant.text or mention.text)
            elif not mention.resumes:
                free = mention.place is None or "district" in mention.nouns
                yield replace(mention, place=(self._town(number, found, i) if free else None) or mention.place)

    def _town(self, number: int, here: Sequence[Toponym], i: int) -> gazetteer.KnownPlace | None:
        """The town in which a building or street lies that no table has: named right behind it, the nearest of its
        sentence and the one before, the only one of the text."""
        site, *behind = here[i : i + 2]
        if behind and behind[0].inside and _is_town(behind[0]):
            return behind[0].place
        if site.place or not site.is_site:
            return None
        near = sorted(filter(_is_town, here), key=lambda m: distance((site.start, site.end), m))
        near += [m for n in reversed(self.before(number, ACROSS)) for m in reversed(self._seen(n)) if _is_town(m)]
        return near[0].place if near else self._one_town

    @kept
    def _one_town(self) -> gazetteer.KnownPlace | None:
        """The only town of a text."""
        seen = (m for n in self._numbers for m in self._seen(n) if m.rank <= NEAR)
        towns = {m.place for m in seen if m.kind == "town"}
        return towns.pop() if len(towns) == 1 else None

    def _seen(self, number: int) -> list[Toponym]:
        """The places that a sentence names by itself, sought when first asked for."""
        return self._reading.once((mentions, number), lambda: list(self._mentions(number)))

    def _mentions(self, number: int) -> Iterator[Toponym]:
        found = mentions(self._reading.sentences[number], self._countries)
        for mention, behind in zip_longest(found, found[1:]):
            if mention.place or mention.resumes or _stem(mention.text) not in self._persons:
                yield self._spelled(mention, behind)

    def _spelled(self, mention: Toponym, behind: Toponym | None) -> Toponym:
        """A place whose name no table has, or has in a land far off, as the one that it spells of what holds it or of
        the text's lands."""
        region = mention.kind in ("", "town") and mention.is_province
        meant = region_by_sound(mention.name, self.language, self._lands) if region else None
        if meant or mention.resumes or "district" in mention.nouns or self._is_sure(mention):
            return replace(mention, place=meant or mention.place)
        around = self._spelled(behind, None) if behind and behind.inside else mention
        lands = (around.place_id,) if around.kind in ("region", "country") else self._lands
        return replace(mention, place=by_sound(mention.name, self.language, lands) or mention.place)

    def _is_sure(self, mention: Toponym) -> bool:
        """Whether a place is the one of its name, by its size or by the lands of the text."""
        return mention.place is not None and (mention.place.is_plain or mention.place.country in self._lands)

    def _meant(self, number: int, here: Sequence[Toponym], kind: str) -> Toponym | None:
        """The place of a kind told last, or the one of that kind in which it lies; else the first that is named."""
        first = None
        for mention in reversed(here):
            first = first or _of_kind(mention, kind)
        for back in reversed(self._numbers[: self._at[number]] if first is None else ()):
            for mention in reversed(self._seen(back)):
                lies = _of_kind(mention, kind)
                if lies is not None and mention.rank in (HERE, NEAR):
                    return lies
                first = lies or first
        return first


def _of_kind(mention: Toponym, kind: str) -> Toponym | None:
    """A mention where it is a place of a kind, else the place of that kind in which it lies."""
    wanted = "country" if kind == SEAT else kind
    around = gazetteer.around(mention.place) if mention.place else ()
    lies = next((place for place in around if place.kind == wanted), None)
    if lies is None or (lies == mention.place and kind != SEAT):
        return mention if lies else None
    return replace(mention, place=lies, text="")


def _is_town(mention: Toponym) -> bool:
    return mention.kind == "town" and mention.rank == HERE


def _stem(name: str) -> str:
    return normal(name)[:_STEM]


def distance(span: tuple[int, int], place: Toponym) -> int:
    return max(place.start - span[1], span[0] - place.end, 0)
