"""Which place belongs to a figure: among those of its sentence, of the sentences before, of the whole text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from newslib import gazetteer, sides
from newslib.figures.cases import Case
from newslib.figures.places import SEAT, mentions
from newslib.figures.toponyms import HERE, NEAR, OFFICE, STANDS, VOICE, WHENCE, WHITHER, Toponym
from newslib.lexicons import kept, lexicon, normal
from newslib.passages import endings
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.sounds import by_sound, region_by_sound

_REMEMBERED = 3  # sentences back in which a side is looked for
_CARRIED = 3  # sentences back in its paragraph from which a place is taken over
_ACROSS = 1  # the same across a paragraph's end
_FRAGMENT = 40  # characters of a sentence that tells too little to push another out of mind
_FRAGMENTS = 6  # sentences looked back at, fragments included
_SHORT = 60  # characters between people and whence they were brought
_BEHIND = 40  # characters between a number and the place right behind it
_LEAD = 3  # sentences of a text that tell what it is about
_TELLING = 10  # people from which on a number that a text tells again is the same
_STEM = 6  # letters by which two forms of a surname are known
_FOLLOWING = re.compile(r"(?:\s(?:al-|el-)?[^\W\d_a-zа-яіїєґ][\w'’-]+){1,2}")  # "Bashar al-Assad", "leader Ada Brook"
MOVED = frozenset({"evacuated", "displaced", "surrendered"})  # outcomes of people who are taken somewhere


@dataclass(frozen=True)
class Located:
    """The place of a figure.

    ``how``: sentence; named (the sentence does not say that it happened there); before (a sentence before); article
    (the only place it is about).
    """

    mention: Toponym
    how: str

    @property
    def text(self) -> str:
        return self.mention.text

    @property
    def place_id(self) -> str:
        return self.mention.place_id


class Locations:
    """The places of one text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self._reading, self._numbers = reading, list(numbers)
        self.language = reading.sentences[self._numbers[0]].language
        self._at = {number: i for i, number in enumerate(numbers)}
        self._passed: dict[int, Toponym] = {}  # what the figures of a sentence took over from one before it
        self._told: dict[tuple[str, float | None], Located] = {}  # where the numbers told with a place happened

    def of(self, case: Case, span: tuple[int, int], *, carry: bool, event: bool) -> Located | None:
        """The place of a figure, None when nothing tells; the surest way of telling it first.

        Args:
            case: the number with its sentence.
            span: start and end of the figure in the article, end exclusive.
            carry: whether a place told in another sentence may be meant.
            event: whether people are counted of something that the article may be about.
        """
        located = self._here(case, span) or self._only_named(case, span, STANDS, land=event)
        if located is None:
            located = self._taken_over(case, span, event=event) if carry else None
        elif located.mention.rank <= NEAR and (case.count.quantity.stated or 0) >= _TELLING:
            self._told.setdefault(_number(case), replace(located, how="before"))
        if located and located.how not in ("named", "article"):
            self._passed.setdefault(case.scene.number, located.mention)
        return located

    def _taken_over(self, case: Case, span: tuple[int, int], *, event: bool) -> Located | None:
        """The place told in another sentence, by an office that speaks, or of the whole text."""
        if self._is_told_elsewhere(case):
            return None
        near = self._passed_on(case, 0) or self._carried(case) or self._passed_on(case)
        article = self.of_article if event else None
        office = self._only_named(case, span, OFFICE, land=False) if event else None
        if office and article and article.mention.within(office.mention):
            office = article
        if office and (near is None or (_is_land(near) and office.mention.within(near.mention))):
            near = office
        return _surer(near, self._told.get(_number(case))) or article

    def _is_told_elsewhere(self, case: Case) -> bool:
        """Whether a sentence counts what befell other places than those told of: "in strikes elsewhere"."""
        hits = lexicon(self.language).finder("happenings").find(case.scene.passage.text)
        return any("elsewhere" in hit.roles for hit in hits)

    def _only_named(self, case: Case, span: tuple[int, int], rank: int, *, land: bool) -> Located | None:
        """The nearest place that a sentence only names, or whose office speaks; a land acts oftener."""
        if case.outcome == "released":
            return None
        named = [m for m in self.within(case.scene.sentence) if m.rank == rank and _is_told(m, land=land)]
        nearest = min(named, key=lambda m: (m.kind == "country", _distance(span, m)), default=None)
        sure = rank == STANDS and nearest is not None and nearest.kind != "country"
        return Located(nearest, "sentence" if sure else "named") if nearest else None

    def _known(self, numbers: Iterable[int]) -> list[Toponym]:
        """The known places that sentences name."""
        return [m for number in numbers for m in self.named(number) if m.place]

    @kept
    def of_article(self) -> Located | None:
        """The place of a text that tells of one place alone, from its opening on."""
        opening = [m for m in self._known(self._numbers[:_LEAD]) if _may_lead(m)]
        lead = min(opening, key=lambda m: m.rank, default=None)
        if lead is None:
            return None
        told = (m for m in self._known(self._numbers) if m.rank == HERE)
        return Located(lead, "article") if all(lead.within(m) or m.within(lead) for m in told) else None

    def _passed_on(self, case: Case, back: int = _ACROSS) -> Located | None:
        """The place that the figures of the sentence right before this one, or of this one, took over themselves."""
        number = case.scene.number
        passed = (self._passed.get(n) for n in (reversed(self.before(number, back)) if back else (number,)))
        found = next(filter(None, passed), None)
        return Located(found, "before") if found else None

    def named(self, number: int) -> list[Toponym]:
        """The places that a sentence names, in order, nouns that stand for one told before with that one."""
        return self._reading.once((Locations.named, number), lambda: list(self._resumed(number)))

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
        near = sorted(filter(_is_town, here), key=lambda m: _distance((site.start, site.end), m))
        near += [m for n in reversed(self.before(number, _ACROSS)) for m in reversed(self._seen(n)) if _is_town(m)]
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

    def around(self, case: Case) -> Located | None:
        """A known place near a figure though nothing says that it happened there; else what the text is about."""
        before = reversed(self.before(case.scene.number))
        near = [m for m in self.within(case.scene.sentence) if m.place] + self._known(before)
        known = [m for m in near if m.rank not in (WHENCE, WHITHER, VOICE)]
        told = next((m for m in known if m.inside or m.rank in (HERE, NEAR)), None)
        if told:
            return Located(told, "named")
        return self._about or (Located(known[0], "named") if known else None)

    @kept
    def _about(self) -> Located | None:
        """The place that a text tells of first, where nearly all its places lie in one land."""
        named = self._known(self._numbers)
        told = [m for m in named if m.rank == HERE and not m.resumes] or _silent(named)
        lands = Counter(m.place_id.split("/")[0] for m in told)
        one = told and max(lands.values()) * 4 >= 3 * len(told)
        return Located(told[0], "article") if one else None

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

    def _here(self, case: Case, span: tuple[int, int]) -> Located | None:
        moved = case.outcome in MOVED
        named = [m for m in self.within(case.scene.sentence) if _may_be_there(case, span, m, moved)]
        told = [m for m in named if not m.inside and not _is_elsewhere(case, m)]
        told = [m for m in told if not _is_of_next(case, span, m)] or told
        best = min(told, key=lambda m: _order(case, span, m), default=None)
        return Located(_narrowest(best, told), "sentence") if best else None

    def _carried(self, case: Case) -> Located | None:
        number, sentences = case.scene.number, self._reading.sentences
        far, moved = self.before(number, _ACROSS), case.outcome in MOVED
        for back in reversed(self.before(number, _CARRIED)):
            near = back in far or sentences[back].paragraph == sentences[number].paragraph
            told = [m for m in self.named(back) if _may_go_on(m, moved)] if near else []
            if told:
                return Located(min(told, key=lambda m: (m.rank, m.resumes, -m.start)), "before")
        return None


def _may_be_there(case: Case, span: tuple[int, int], mention: Toponym, moved: bool) -> bool:
    """Whether a figure may be told of a place of its sentence; a land that takes people in is where they are."""
    if mention.rank == STANDS:
        return case.outcome == "displaced" and mention.start < span[0]
    return mention.rank <= NEAR or _is_way(mention, span, moved)


def _may_lead(mention: Toponym) -> bool:
    """Whether a place that an opening tells of may be what a text is about."""
    return not mention.inside and (mention.rank == HERE or (mention.rank == STANDS and _is_land_at_peace(mention)))


def _may_go_on(mention: Toponym, moved: bool) -> bool:
    """Whether a place of a sentence before may still be told of; of people who are moved also whence and whither."""
    if mention.inside:
        return False
    return mention.rank in (HERE, NEAR) or (moved and mention.sure and mention.rank in (WHENCE, WHITHER))


def _of_kind(mention: Toponym, kind: str) -> Toponym | None:
    """A mention where it is a place of a kind, else the place of that kind in which it lies."""
    wanted = "country" if kind == SEAT else kind
    around = gazetteer.around(mention.place) if mention.place else ()
    lies = next((place for place in around if place.kind == wanted), None)
    if lies is None or (lies == mention.place and kind != SEAT):
        return mention if lies else None
    return replace(mention, place=lies, text="")


def _number(case: Case) -> tuple[str, float | None]:
    """What a text that tells a number again repeats."""
    return case.outcome, case.count.quantity.stated


def _is_town(mention: Toponym) -> bool:
    return mention.kind == "town" and mention.rank == HERE


def _is_told(mention: Toponym, *, land: bool) -> bool:
    """Whether a place that is only named may be where something happened: known, or a site ("Mercy Hospital"); a land
    where it acts in no war."""
    if mention.inside or (mention.kind == "country" and not (land and _is_land_at_peace(mention))):
        return False
    return mention.place is not None or (mention.sure and "site" in mention.nouns)


def _silent(named: Sequence[Toponym]) -> Sequence[Toponym]:
    """Those of some known places that do not speak, unless lands alone are left: a land may speak too."""
    silent = [m for m in named if m.rank != VOICE]
    return silent if any(m.kind != "country" for m in silent) else named


def _is_land(located: Located) -> bool:
    return "/" not in located.place_id


def _surer(near: Located | None, same: Located | None) -> Located | None:
    """Of a place told right before and one told with the same number the second, unless the first may lie in it."""
    if near is None or same is None:
        return near or same
    inner, outer = near.mention.place, same.mention.place
    lies = inner.within(outer) if inner and outer else bool(outer and outer.kind in ("country", "region"))
    return near if lies else same


def _is_land_at_peace(mention: Toponym) -> bool:
    """Whether a place is a land that no other one fights: where it is only named, a land at war acts."""
    return mention.kind == "country" and not sides.opponent(sides.of_place(mention.place_id))


def _narrowest(best: Toponym, told: Sequence[Toponym]) -> Toponym:
    """A place that is told alike and lies in the one chosen, if there is one."""
    inner = (m for m in told if m.place != best.place and m.within(best))
    return next((m for m in inner if m.rank in (best.rank, NEAR)), best)


def _is_way(mention: Toponym, span: tuple[int, int], moved: bool) -> bool:
    """Whether a place whence or whither people went is told of a figure: right behind it, whence they were."""
    if moved:
        return mention.rank < OFFICE and (mention.sure or _distance(span, mention) < _SHORT)
    return mention.rank == WHENCE and 0 <= mention.start - span[1] < _SHORT and mention.sure


def _stem(name: str) -> str:
    return normal(name)[:_STEM]


def _order(case: Case, span: tuple[int, int], place: Toponym) -> tuple[bool, int, bool, bool, int]:
    """By what the place of a figure is chosen: right behind it, how it stands, not in a clause behind it, known at all,
    the nearest."""
    fled = case.outcome == "displaced"
    goal = fled and place.rank in (NEAR, WHITHER) and place.end <= span[0]  # where those who fled are
    rank = HERE if place.rank == STANDS or goal else place.rank
    return (
        not _is_behind(case, span, place) or (fled and place.rank in (WHENCE, WHITHER)),
        rank,
        _is_beyond(case, span, place),
        not place.sure,
        _distance(span, place),
    )


def _distance(span: tuple[int, int], place: Toponym) -> int:
    return max(place.start - span[1], span[0] - place.end, 0)


def _is_behind(case: Case, span: tuple[int, int], place: Toponym) -> bool:
    """Whether a place follows a number so closely that it can be told of no other: "two in the town of Bucha"."""
    gap = _gap(case, span, place)
    return span[1] < place.start and len(gap) <= _BEHIND and not any(c in ",;:.()" or c.isdigit() for c in gap)


def _is_of_next(case: Case, span: tuple[int, int], place: Toponym) -> bool:
    """Whether a place stands right behind a later number: "four died after a bombing that killed 30 in Idlib"."""
    later = ((q.start, q.end) for q in case.scene.passage.quantities if span[1] <= q.start)
    return any(_is_behind(case, other, place) for other in later)


def _is_beyond(case: Case, span: tuple[int, int], place: Toponym) -> bool:
    """Whether a place stands behind a number and the end of its clause: "40 dead in X, and in Y ten"."""
    passage = case.scene.passage
    first, last = (passage.at(offset - passage.sentence.start) for offset in (span[1] - 1, place.start))
    if first is None or last is None or span[1] >= place.start:
        return False
    joints = (i for i in range(first, last) if passage.does(i, "joint") or passage.is_sign(i, ".;"))
    return any(passage.is_sign(i, ".;") or passage.is_sign(i - 1, ",") for i in joints)


def _gap(case: Case, span: tuple[int, int], place: Toponym) -> str:
    sentence = case.scene.passage.sentence
    return case.scene.passage.text[span[1] - sentence.start : place.start - sentence.start]


def _is_elsewhere(case: Case, place: Toponym) -> bool:
    """Whether a place is told of other people."""
    passage = case.scene.passage
    if not passage.linked:
        return False
    at = passage.at(place.end - 1 - passage.sentence.start)
    word = passage.words[at] if at is not None else None
    return word is not None and (case.scene.apart(word, case.count) or case.scene.besides(word, case.count))
