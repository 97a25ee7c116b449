"""Which place belongs to a figure: among those of its sentence, of the sentences before, of the whole text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newslib import sides
from newslib.figures.cases import STRUCK, Case
from newslib.figures.owners import TAKEN
from newslib.figures.places import ACROSS, NamedPlaces, distance
from newslib.figures.toponyms import HERE, NEAR, OFFICE, STANDS, VOICE, WHENCE, WHITHER, Toponym
from newslib.lexicons import kept, lexicon
from newslib.readings import Reading

_CARRIED = 3  # sentences back in its paragraph from which a place is taken over
_SHORT = 60  # characters between people and whence they were brought
_BEHIND = 40  # characters between a number and the place right behind it
_LEAD = 3  # sentences of a text that tell what it is about
_TELLING = 10  # people from which on a number that a text tells again is the same
MOVED = frozenset({"evacuated", "displaced", "surrendered", *TAKEN})  # outcomes of people who are taken somewhere


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


class Locations(NamedPlaces):
    """The places of one text, and which of them belongs to a figure.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        super().__init__(reading, numbers)
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
        office = article if office and article and article.mention.within(office.mention) else office
        if near is None or ("/" not in near.place_id and office and office.mention.within(near.mention)):
            near = office or near
        found = _surer(near, self._told.get(_number(case))) or article
        return None if found and found.how != "named" and self._speaks_of_own(case, span, found) else found

    def _speaks_of_own(self, case: Case, span: tuple[int, int], near: Located) -> bool:
        """Whether a land speaks first that is at odds with the one told before: it counts its own dead."""
        if case.outcome not in STRUCK or case.part:
            return False  # whom it took, and how many of these it hurt, it counts where they were
        home = sides.of_place(near.place_id.split("/")[0])
        speak = (m for m in self.within(case.scene.sentence) if m.rank in (OFFICE, VOICE) and m.start < span[0])
        return any(home in sides.rivals(sides.of_place(m.place_id) or "") for m in speak)

    def _is_told_elsewhere(self, case: Case) -> bool:
        """Whether a sentence counts what befell other places than those told of: "in strikes elsewhere"."""
        hits = lexicon(self.language).finder("happenings").find(case.scene.passage.text)
        return any("elsewhere" in hit.roles for hit in hits)

    def _only_named(self, case: Case, span: tuple[int, int], rank: int, *, land: bool) -> Located | None:
        """The nearest place that a sentence only names, or whose office speaks; a land acts oftener."""
        if case.outcome == "released":
            return None
        named = [m for m in self.within(case.scene.sentence) if m.rank == rank and _is_told(m, land=land)]
        nearest = min(named, key=lambda m: (m.kind == "country", distance(span, m)), default=None)
        sure = rank == STANDS and nearest is not None and nearest.kind != "country"
        return Located(nearest, "sentence" if sure else "named") if nearest else None

    @kept
    def of_article(self) -> Located | None:
        """The place of a text that tells of one place alone, from its opening on."""
        opening = [m for m in self._known(self._numbers[:_LEAD]) if _may_lead(m)]
        lead = min(opening, key=lambda m: m.rank, default=None)
        if lead is None:
            return None
        told = (m for m in self._known(self._numbers) if m.rank == HERE)
        return Located(lead, "article") if all(lead.within(m) or m.within(lead) for m in told) else None

    def _passed_on(self, case: Case, back: int = ACROSS) -> Located | None:
        """The place that the figures of the sentence right before this one, or of this one, took over themselves."""
        number = case.scene.number
        passed = (self._passed.get(n) for n in (reversed(self.before(number, back)) if back else (number,)))
        found = next(filter(None, passed), None)
        return Located(found, "before") if found else None

    def around(self, case: Case) -> Located | None:
        """A known place near a figure though nothing says that it happened there; else what the text is about."""
        before = reversed(self.before(case.scene.number))
        near = [m for m in self.within(case.scene.sentence) if m.place] + self._known(before)
        known = [m for m in near if m.rank not in (WHENCE, WHITHER, VOICE)]
        told = [m for m in known if m.inside or m.rank in (HERE, NEAR)]
        if told or not self._about:
            return Located((told or known)[0], "named") if known else None
        return self._about

    @kept
    def _about(self) -> Located | None:
        """The place that a text tells of first, where nearly all its places lie in one land."""
        named = self._known(self._numbers)
        told = [m for m in named if m.rank == HERE and not m.resumes] or _silent(named)
        lands = Counter(m.place_id.split("/")[0] for m in told)
        one = told and max(lands.values()) * 4 >= 3 * len(told)
        return Located(told[0], "article") if one else None

    def _here(self, case: Case, span: tuple[int, int]) -> Located | None:
        moved = case.outcome in MOVED
        named = [m for m in self.within(case.scene.sentence) if _may_be_there(case, span, m, moved)]
        told = [m for m in named if not m.inside and not _is_elsewhere(case, m)]
        told = [m for m in told if not _is_of_next(case, span, m)] or told
        best = min(told, key=lambda m: _order(case, span, m), default=None)
        return Located(_narrowest(best, told), "sentence") if best else None

    def _carried(self, case: Case) -> Located | None:
        number, sentences = case.scene.number, self._reading.sentences
        far, moved = self.before(number, ACROSS), case.outcome in MOVED
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
    return mention.rank <= NEAR or _is_way(case, span, mention, moved)


def _may_lead(mention: Toponym) -> bool:
    """Whether a place that an opening tells of may be what a text is about."""
    return not mention.inside and (mention.rank == HERE or (mention.rank == STANDS and _is_land_at_peace(mention)))


def _may_go_on(mention: Toponym, moved: bool) -> bool:
    """Whether a place of a sentence before may still be told of; of people who are moved also whence and whither."""
    if mention.inside:
        return False
    return mention.rank in (HERE, NEAR) or (moved and mention.sure and mention.rank in (WHENCE, WHITHER))


def _number(case: Case) -> tuple[str, float | None]:
    """What a text that tells a number again repeats."""
    return case.outcome, case.count.quantity.stated


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


def _is_way(case: Case, span: tuple[int, int], mention: Toponym, moved: bool) -> bool:
    """Whether a place whence or whither people went is told of a figure: right behind it in its clause, whence they
    were; not "both from Leeds" behind a comma, nor "when a flight from Quito"."""
    if moved:
        return mention.rank < OFFICE and (mention.sure or distance(span, mention) < _SHORT)
    passage, offset = case.scene.passage, case.scene.passage.sentence.start
    first, last = passage.at(span[1] - 1 - offset), passage.at(mention.start - offset)
    if mention.rank != WHENCE or not mention.sure or first is None or last is None:
        return False
    opened = [hit.first for hit in passage.hits("clause_words") if "complementizer" in hit.row["role"].split()]
    apart = any(passage.is_sign(i, ",") or i in opened for i in range(first + 1, last))
    return not apart and 0 <= mention.start - span[1] < _SHORT


def _order(case: Case, span: tuple[int, int], place: Toponym) -> tuple[bool, int, bool, bool, int]:
    """By what the place of a figure is chosen: right behind it, how it stands, not in a clause behind it, known at all,
    the nearest."""
    fled = case.outcome == "displaced"
    goal = fled and place.rank in (NEAR, WHITHER) and place.end <= span[0]  # where those who fled are
    rank = HERE if place.rank == STANDS or goal else place.rank
    return (
        not (_is_behind(case, span, place) or _is_led(case, span, place)) or (fled and place.rank in (WHENCE, WHITHER)),
        rank,
        _is_beyond(case, span, place),
        not place.sure,
        distance(span, place),
    )


def _is_behind(case: Case, span: tuple[int, int], place: Toponym) -> bool:
    """Whether a place follows a number so closely that it can be told of no other: "two in the town of Bucha"."""
    text, offset = case.scene.passage.text, case.scene.passage.sentence.start
    gap = text[span[1] - offset : place.start - offset]
    return span[1] < place.start and len(gap) <= _BEHIND and not any(c in ",;:.()" or c.isdigit() for c in gap)


def _is_led(case: Case, span: tuple[int, int], place: Toponym) -> bool:
    """Whether a clause on a place leads to a number: "an attack on Hauka, where 26 died"."""
    passage = case.scene.passage
    first, last = (passage.at(offset - passage.sentence.start) for offset in (place.end - 1, span[0]))
    if first is None or last is None or last < first:
        return False
    told = (passage.starting("place_words").get(i) for i in (first + 1, first + 2))
    where = next((hit.first for hit in told if hit and "where" in hit.row["role"].split()), None)
    return where is not None and passage.clause_start(last) <= where + 1


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


def _is_elsewhere(case: Case, place: Toponym) -> bool:
    """Whether a place is told of other people."""
    passage = case.scene.passage
    if not passage.linked:
        return False
    at = passage.at(place.end - 1 - passage.sentence.start)
    word = passage.words[at] if at is not None else None
    return word is not None and (case.scene.apart(word, case.count) or case.scene.besides(word, case.count))
