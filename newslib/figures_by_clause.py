"""Figures of languages without a parser: tied by clause and by word tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from newslib.clause_places import COUNTRY, HERE, Place, carried, place_of, places
from newslib.clause_labels import recounts
from newslib.clause_rows import Row
from newslib.clause_scenes import ClauseScene
from newslib.clause_sides import home_side, named_side, opponent, origin_side, told_side
from newslib.clause_tallies import modality, tally
from newslib.clause_ties import Tie, Tying
from newslib.counted import NOTHING, PEOPLE, THINGS, Mention
from newslib.figures import Figure
from newslib.happenings import Happening
from newslib.sentence_words import Passage
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.unnumbered import singles, zeros

_REMEMBERED = 3  # sentences back in which a whole, a side or a place is looked for
_SPAN = 8  # words between a number and the verb that its span takes in
_TOLD_APART = frozenset({"civilian", "children", "women", "medical", "police", "foreign"})
_STEM = 6  # letters by which two forms of one word are known
_UNIT_REACH = 4  # words between a formation and the number of its men
_SOLDIERLY = frozenset({"military", "officers"})


def tie(reading: Reading, sentence_numbers: list[int]) -> list[Figure]:
    """Figures of the sentences with these numbers, all of one language, in reading order."""
    story = _Story(reading)
    for passage in _passages(reading, sentence_numbers):
        story.read(passage)
    return [counted.figure for counted in story.settled()]


def _passages(reading: Reading, numbers: list[int]) -> Iterator[Passage]:
    """The sentences to read; one that breaks off after a small word is read together with the next."""
    held: Passage | None = None
    for number in numbers:
        passage = Passage(number, reading.sentences[number], reading.text)
        if held is not None:
            passage = Passage(number, _joined(held.sentence, passage.sentence), reading.text)
        held = passage if passage.breaks_off() else None
        if held is None:
            yield passage
    if held is not None:
        yield held


def _joined(left: Sentence, right: Sentence) -> Sentence:
    gap = " " * (right.start - left.end)
    return Sentence(left.start, right.end, left.language, left.text + gap + right.text, left.paragraph)


@dataclass(frozen=True)
class _Counted:
    """A figure with what it was read from, which later numbers may take over."""

    passage: Passage
    mention: Mention
    tie: Tie
    figure: Figure


@dataclass
class _Story:
    """What has been counted so far in a text."""

    reading: Reading
    counted: list[_Counted] = field(default_factory=list)
    places: list[list[Place]] = field(default_factory=list)
    captivity: bool = False
    list_head: Happening | None = None
    rows: dict[int, Row] = field(default_factory=dict)  # of the sentence being read
    named: dict[str, str] = field(default_factory=dict)  # sides by the nouns of people they were named with
    uncounted: bool = False  # whether the last people numbered in the sentence before had no outcome

    def read(self, passage: Passage) -> None:
        """Counts the figures of the next sentence."""
        self.places.append(places(passage))
        scene = ClauseScene(passage)
        told = scene.happenings
        self._note_sides(passage)
        self.captivity = self.captivity or any("captivity" in h.row["role"] for h in passage.hits("function_words"))
        if not told and self.list_head is None and not passage.quantities:
            return
        found = scene.mentions
        tying = Tying(scene, self.list_head)
        ties = tying.tie()
        self.rows = tying.rows
        pairs = [(m, ties[m.first]) for m in found if m.first in ties]
        pairs += zeros(passage, told, found)
        pairs += singles(passage, told, found)
        pairs += self._again(passage, told, [m for m in found if m.first not in ties])
        for mention, tied in sorted(pairs, key=lambda pair: (pair[0].implicit, pair[0].first)):
            self._add(passage, mention, tied)
        self._remember_list(passage, told, tying)
        people = [m for m in found if m.head == PEOPLE]
        self.uncounted = bool(people) and people[-1].first not in ties

    def _note_sides(self, passage: Passage) -> None:
        """Keeps whose soldiers or prisoners are spoken of: "Ukrainian prisoners"."""
        for hit in passage.hits("sides"):
            group = passage.starting("groups").get(hit.last)
            if group is not None and hit.row["side"]:
                self.named[_stem_at(passage, group.first)] = hit.row["side"]

    def _remember_list(self, passage: Passage, told: list[Happening], tying: Tying) -> None:
        """Keeps the outcome that opens a list for the rows in the sentences after it."""
        if passage.is_sign(len(passage.tokens) - 1, ":") or (tying.rows and told):
            self.list_head = told[-1] if told else None
        elif not tying.rows and not tying.lined:
            self.list_head = None

    def _add(self, passage: Passage, mention: Mention, tied: Tie) -> None:
        whole = self._whole(mention, tied)
        if not tied.outcome and whole is not None:
            tied.outcome = whole.figure.outcome
            if mention.head == NOTHING:
                mention.head, mention.item = whole.mention.head, whole.mention.item
        if not tied.outcome or (mention.head == THINGS) != (tied.outcome == "equipment_lost") and mention.head != NOTHING:
            return
        self.counted.append(self._count(passage, mention, tied, whole))

    def _again(self, passage: Passage, told: list[Happening], alone: list[Mention]) -> Iterator[tuple[Mention, Tie]]:
        """Other counts of what was counted last, in a sentence that names no outcome: "the day before it was 5,300"."""
        if told:
            return
        for mention in alone:
            if mention.head in (PEOPLE, NOTHING) and not mention.parted and recounts(passage, mention):
                like = self._nearest(passage, mention)
                if like is not None:
                    yield mention, Tie(like.figure.outcome, "again", whole=like.mention)

    def _nearest(self, passage: Passage, mention: Mention) -> _Counted | None:
        """Of the figures of the last sentences the one nearest in size: another count of the same."""
        number = mention.quantity.stated
        near = [
            c
            for c in self.counted
            if passage.number - c.passage.number <= _REMEMBERED and c.mention.head == PEOPLE and c.figure.quantity.stated
        ]
        if not near or not number:
            return None
        return min(near, key=lambda c: abs(math.log(number / (c.figure.quantity.stated or 1))))

    def _whole(self, mention: Mention, tied: Tie) -> _Counted | None:
        """What a number is a part of."""
        if not tied.part:
            return None
        if tied.whole is not None:
            return next((c for c in self.counted if c.mention is tied.whole), None)
        if not tied.outcome and self.uncounted:
            return None
        for one in reversed(self.counted):
            if not one.tie.part and _holds(one.figure, mention):
                return one
        return None

    def _count(self, passage: Passage, mention: Mention, tied: Tie, whole: _Counted | None) -> _Counted:
        start, end = _span(passage, mention, tied)
        like = whole or self._like(passage, mention, tied)
        row = self.rows.get(mention.first) if tied.rule == "row" else None
        group = self._group(passage, mention, tied, like, whole)
        place = _place_of_row(passage, mention, row) or self._place(mention, group)
        manner = modality(passage, mention, tied)
        count, per = tally(passage, mention, tied)
        figure = Figure(
            start=start,
            end=end,
            quantity=mention.quantity,
            outcome=tied.outcome,
            group=group,
            side=self._side(passage, mention, tied, group, place, like),
            unit=_printed(passage, mention.unit),
            place=place.text if place else None,
            tally=count,
            per=per,
            part_of=(whole.figure.start, whole.figure.end) if whole else None,
            modality=manner,
            implicit=mention.implicit,
            item=mention.item if tied.outcome == "equipment_lost" else None,
        )
        return _Counted(passage, mention, tied, figure)

    def _like(self, passage: Passage, mention: Mention, tied: Tie) -> _Counted | None:
        """The figure that a number in a list, or one without a noun, leans on: the one before it in the sentence."""
        before = [c for c in self.counted if c.passage is passage]
        if tied.rule == "again":
            return next((c for c in self.counted if c.mention is tied.whole), None)
        if not before:
            return None
        shared = tied.happening is not None and before[-1].tie.happening is tied.happening
        return before[-1] if shared or mention.head == NOTHING or _has_more(passage, mention) else None

    def _group(
        self, passage: Passage, mention: Mention, tied: Tie, like: _Counted | None, whole: _Counted | None
    ) -> str:
        if tied.outcome == "equipment_lost":
            return "unspecified"
        own = mention.group["group"] if mention.group else "people" if mention.unknown is not None else ""
        if own == "people" and _is_soldierly(passage, mention, tied):
            return "military"
        if own:
            return own
        if whole is not None:
            return whole.figure.group
        if like is not None and not mention.own and tied.rule != "zero":
            general = like.figure.group == "people" and (mention.quantity.kind != "digits" or _has_more(passage, mention))
            return "unspecified" if general else like.figure.group
        return "unspecified"

    def _place(self, mention: Mention, group: str) -> Place | None:
        here = place_of((mention.first, mention.end), self.places[-1])
        return here or carried(self.places[:-1], HERE if group in _SOLDIERLY else COUNTRY)

    def _side(
        self, passage: Passage, mention: Mention, tied: Tie, group: str, place: Place | None, like: _Counted | None
    ) -> str | None:
        known = named_side(mention)
        local = self._side_of(place)
        moved = tied.outcome == "displaced"
        if known is None and not moved and group not in _SOLDIERLY and place in self.places[-1] and local:
            return local
        known = known or told_side(passage, mention, tied)
        if known or group == "foreign":
            return known
        if like is not None and like.figure.side and (tied.part or group not in _TOLD_APART):
            return like.figure.side
        home = home_side(passage.language)
        if mention.noun is not None and group in _SOLDIERLY and _stem_at(passage, mention.noun) in self.named:
            return self.named[_stem_at(passage, mention.noun)]
        if group in _SOLDIERLY:
            happening = tied.happening
            destroyed = happening is not None and happening.outcome == "equipment_lost"
            return (opponent(home) if destroyed else home) or self._side_before(group)
        if moved:
            return origin_side(passage) or self._side_before(tied.outcome) or home
        return (local or None) if local is not None else home

    def _side_of(self, place: Place | None) -> str | None:
        """Whose people live in a place, told by the name itself or by a larger place beside it."""
        if place is None or place.side is not None:
            return place.side if place else None
        here = next((found for found in self.places if place in found), [])
        return next((p.side for p in here if p.side is not None and p.rank == HERE), None)

    def _side_before(self, kind: str) -> str | None:
        """The side of the last figure of this group or outcome."""
        for one in reversed(self.counted):
            if kind in (one.figure.group, one.figure.outcome) and one.figure.side:
                return one.figure.side
        return None

    def settled(self) -> list[_Counted]:
        """The figures of the whole text, with what only the whole text can tell."""
        kept = [c for c in self.counted if c.figure.outcome != "released" or self._released(c)]
        return [_with_side(one, kept) for one in _with_splits(kept)]

    def _released(self, counted: _Counted) -> bool:
        """Whether coming home or being freed is a release: soldiers, or people where captivity is spoken of."""
        return self.captivity or counted.figure.group in _SOLDIERLY


def _is_soldierly(passage: Passage, mention: Mention, tied: Tie) -> bool:
    """Whether people are soldiers by what is told of them: losses of a side, men who surrender, men of a formation."""
    destroyed = tied.happening is not None and tied.happening.outcome == "equipment_lost"
    if tied.outcome == "surrendered" or destroyed:
        return True
    if tied.outcome == "casualties":
        return tied.happening is not None and not tied.happening.joint
    return any(0 <= mention.first - hit.last <= _UNIT_REACH for hit in passage.hits("units"))


def _has_more(passage: Passage, mention: Mention) -> bool:
    return any(passage.does(i, "more") for i in range(max(mention.first - 1, 0), mention.last))


def _holds(figure: Figure, mention: Mention) -> bool:
    """Whether a figure is large enough to hold a part."""
    part, whole = mention.quantity.stated, figure.quantity.low or figure.quantity.high
    return part is None or whole is None or part < whole


def _span(passage: Passage, mention: Mention, tied: Tie) -> tuple[int, int]:
    """Start and end of the number with its bound and its noun or verb, in the article."""
    offset = passage.sentence.start
    first, last = mention.first, max(mention.end, mention.last)
    happening = tied.happening
    if happening is not None and tied.rule in ("verb", "zero", "single", "label"):
        first, last = _hull(first, last, happening)
    start, end = passage.tokens[first].start + offset, passage.tokens[last - 1].end + offset
    return min(start, mention.quantity.start), max(end, mention.quantity.end)


def _hull(first: int, last: int, happening: Happening) -> tuple[int, int]:
    if max(happening.first - last, first - happening.last) <= _SPAN:
        return min(first, happening.first), max(last, happening.last)
    return first, last


def _place_of_row(passage: Passage, mention: Mention, row: Row | None) -> Place | None:
    """The label of a list row when it is nothing but a place."""
    if row is None or not row.continues:
        return None
    last = mention.first - 1
    known = [h.row["side"] for h in passage.hits("places") if row.first <= h.first < last]
    text = _printed(passage, (row.first, last))
    return Place(row.first, last, text or "", 0, known[0] if known else None)


def _printed(passage: Passage, tokens: tuple[int, int] | None) -> str | None:
    if tokens is None:
        return None
    return passage.sentence.text[passage.tokens[tokens[0]].start : passage.tokens[tokens[1] - 1].end]


def _with_side(one: _Counted, found: Sequence[_Counted]) -> _Counted:
    """Soldiers whose side is open are those that the text counts under the same outcome elsewhere, when that is one side."""
    if one.figure.side or one.figure.group not in _SOLDIERLY:
        return one
    sides = {c.figure.side for c in found if c.figure.outcome == one.figure.outcome and c.figure.side}
    return replace(one, figure=replace(one.figure, side=sides.pop())) if len(sides) == 1 else one


def _with_splits(counted: Iterable[_Counted]) -> list[_Counted]:
    """Hurt people whom the text splits into dead and wounded are casualties: "75 hurt: 6 killed, 69 wounded"."""
    found = list(counted)
    told = [c for c in found if not c.figure.implicit]
    split = {_stem(total) for total, dead, hurt in zip(told, told[1:], told[2:], strict=False) if _sums(total, dead, hurt)}
    return [
        replace(c, figure=replace(c.figure, outcome="casualties"))
        if c.figure.outcome in ("wounded", "killed") and _stem(c) in split
        else c
        for c in found
    ]


def _sums(total: _Counted, one: _Counted, other: _Counted) -> bool:
    """Whether a number of hurt people is the sum of the dead and the wounded told right after it."""
    if total.figure.outcome not in ("wounded", "killed") or {one.figure.outcome, other.figure.outcome} != {"killed", "wounded"}:
        return False
    numbers = [c.figure.quantity.stated for c in (total, one, other)]
    return all(numbers) and numbers[0] == (numbers[1] or 0) + (numbers[2] or 0)


def _stem_at(passage: Passage, i: int) -> str:
    return passage.tokens[i].form[:_STEM]


def _stem(counted: _Counted) -> str:
    happening = counted.tie.happening
    return _stem_at(counted.passage, happening.first) if happening else ""
