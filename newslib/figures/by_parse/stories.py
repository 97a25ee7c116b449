"""A text read sentence by sentence: what a number takes over from the numbers before it, and its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from newslib.figures import Figure
from newslib.figures.by_parse.belonging import (
    NO_SIDE,
    attacker,
    doer,
    in_war,
    opponents,
    owner,
    possessor,
    reporter,
    side_inside,
    side_of_phrase,
)
from newslib.figures.by_parse.parts import Part, goes_on, part, tells_more
from newslib.figures.by_parse.people import MILITARY, PEOPLE, UNSPECIFIED, epithet, group, group_before, is_army, unit
from newslib.figures.by_parse.places import PlaceMention, carried, place_of, places_in
from newslib.figures.by_parse.scenes import VERBS, Mention, Scene
from newslib.figures.by_parse.tallies import denied, modality, tally
from newslib.figures.by_parse.ties import LOSSES, Tie, Tying
from newslib.lexicons import lexicon, normal
from newslib.readings import Reading

THINGS = "equipment_lost"
_THINGS_BY = frozenset({THINGS, "casualties", "captured", "killed"})  # what may befall a thing
_SINGLES_BY = LOSSES | {"abducted"}  # what a person without a numeral is read for
_SOLDIERS = frozenset({MILITARY, "officers"})
_TAKEN = frozenset({"captured", "abducted"})
_REMEMBERED = 3  # sentences back in which a whole, a place or a side is looked for
_KEPT = 80  # counts looked back at, so that a text of numbers alone stays linear
_SPAN = 8  # words from a number to the noun or verb its figure covers


@dataclass(frozen=True)
class Counted:
    """A figure that was read, with what later numbers may take over from it."""

    scene: Scene
    mention: Mention
    figure: Figure
    whole: Counted | None
    is_part: bool = False  # also where the whole is not numbered

    @property
    def of_things(self) -> bool:
        return self.figure.outcome == THINGS

    def holds(self, mention: Mention) -> bool:
        """Whether a number is small enough to be a part of this one."""
        size = self.figure.quantity.high or self.figure.quantity.low
        smaller = mention.quantity.low or mention.quantity.high
        return size is None or smaller is None or size >= smaller


@dataclass(frozen=True)
class _Case:
    """One number on its way to a figure."""

    scene: Scene
    mention: Mention
    tied: Tie | None
    piece: Part | None
    outcome: str = ""
    whole: Counted | None = None
    like: Counted | None = None  # the count whose people a number without a noun shares


class Story:
    """What has been counted so far in a text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self.reading, self.numbers = reading, numbers
        self.counted: list[Counted] = []
        self._place = {number: i for i, number in enumerate(numbers)}
        self._attackers: dict[int, str | None] = {}
        self._places: dict[int, list[PlaceMention]] = {}

    def read(self, scene: Scene) -> None:
        """Reads the figures of the next sentence: wholes first, then parts, then single persons."""
        tying = Tying(scene)
        found = [_Case(scene, m, tying.tie(m), part(scene, m, tying.triggers)) for m in scene.mentions]
        here: list[Counted] = []
        for case in sorted(found, key=lambda c: (c.piece is not None, c.mention.first)):
            here += self._read(case, tying, here)
        for mention in scene.singles:
            case = _Case(scene, mention, tying.tie(mention), part(scene, mention, tying.triggers))
            if case.piece is None and scene.doc[mention.node].dep_ == "attr":
                continue  # "he was a soldier"
            singles = self._read(case, tying, here)
            here += [c for c in singles if c.figure.outcome in _SINGLES_BY and c.figure.modality == "actual"]
        self.counted += _split(sorted(here, key=lambda c: c.mention.first))

    def _read(self, case: _Case, tying: Tying, here: Sequence[Counted]) -> list[Counted]:
        whole = self._whole(case, here) if case.piece else None
        case = replace(case, whole=whole)
        cases = [replace(case, outcome=outcome) for outcome in self._outcomes(case, tying, here)]
        return [self._count(replace(one, like=_like(one, here)), here) for one in cases]

    # outcome

    def _outcomes(self, case: _Case, tying: Tying, here: Sequence[Counted]) -> list[str]:
        """What a number is tied to: in its own sentence, else through the count it is a part of or takes up."""
        scene, mention, piece = case.scene, case.mention, case.piece
        if case.tied:
            near = any(not counted.of_things for counted in self._near(scene))
            return outcomes(scene, mention, case.tied, people_near=near)
        if piece and piece.told:
            return outcomes(scene, mention, Tie(piece.told, "part"))
        if piece and not tells_more(scene, mention):
            if case.whole:
                return _inherited(case.whole, scene, mention) if mention.quantity.stated != 0 else []
            people = scene.counts(mention.noun) == "people"
            before = [t for t in tying.triggers.values() if people and t.last <= mention.first]
            return outcomes(scene, mention, Tie((before[-1],), "part")) if before else []
        last = (*self.counted[-1:], *here)[-1:]
        if last and not piece and (goes_on(scene, mention) or _repeats(last[0], scene, mention)):
            return _inherited(last[0], scene, mention)
        return []

    def _whole(self, case: _Case, here: Sequence[Counted]) -> Counted | None:
        """What a number is a part of: the phrase it hangs on, else the last count that can hold it."""
        piece = case.piece or Part(None)
        for one in here:
            if piece.whole is not None and piece.whole in (one.mention.node, one.mention.noun):
                return one
        if piece.whole is not None and piece.here and case.scene.counts(piece.whole):
            return None
        told = {t.outcome for t in piece.told}
        before = [c for c in here if c.mention.first < case.mention.first]
        earlier = [] if piece.here else self._near(case.scene)
        for one in reversed([*earlier, *before]):
            if not one.is_part and (not told or one.figure.outcome in told) and one.holds(case.mention):
                return one
        return None

    def _near(self, scene: Scene) -> list[Counted]:
        return [c for c in self.counted[-_KEPT:] if scene.number - c.scene.number <= _REMEMBERED]

    # the figure

    def _count(self, case: _Case, here: Sequence[Counted]) -> Counted:
        scene, mention, whole = case.scene, case.mention, case.whole
        start, end = _span(case)
        manner = _manner(case)
        count, per = tally(scene, mention, case.tied, manner)
        place = self._place_of(scene, (start, end), carry=count != "rate")
        kind = self._group(case)
        loser = owner(scene, scene.doc[mention.node]) if case.outcome == "casualties" else None
        figure = Figure(
            start=start,
            end=end,
            quantity=mention.quantity,
            outcome=case.outcome,
            group=kind,
            side=self._side(case, kind, place, here),
            unit=unit(scene, mention, loser),
            place=place.text if place else None,
            tally=count,
            per=per,
            part_of=(whole.figure.start, whole.figure.end) if whole else None,
            modality=manner,
            implicit=mention.implicit,
            item=_item(case) if case.outcome == THINGS else None,
        )
        return Counted(scene, mention, figure, whole, case.piece is not None)

    def _group(self, case: _Case) -> str:
        scene, mention, tied = case.scene, case.mention, case.tied
        if case.outcome == THINGS:
            return UNSPECIFIED
        named = group(scene, mention)
        fights = _loser_fights(case)
        if named == PEOPLE and tied and (_soldiers_told(scene, tied) or (case.outcome == "casualties" and fights)):
            return MILITARY
        if named and named != UNSPECIFIED:
            return named
        if case.like:
            return case.like.figure.group
        if (case.outcome in LOSSES and fights) or (case.outcome == "casualties" and _owner_side(case)):
            return MILITARY
        if named:
            return named
        last = [c for c in self.counted if scene.number - c.scene.number <= 1 and not c.whole]
        taken_over = last[-1].figure.group if last else UNSPECIFIED
        return group_before(scene, mention) or (UNSPECIFIED if taken_over == PEOPLE else taken_over)

    # whose people

    def _side(self, case: _Case, kind: str, place: PlaceMention | None, here: Sequence[Counted]) -> str | None:
        """The side of the people counted, from the surest sign to the faintest.

        What their own phrase names; whose loss it is said to be; the whole they are a part of; the foe of who did it;
        the people they are counted with; for those who are no soldiers, whose people live there; what was read
        before of the like; who attacked.
        """
        scene, mention, like = case.scene, case.mention, case.like
        noun = scene.doc[mention.noun if mention.noun is not None else mention.node]
        own = epithet(scene, mention) or side_of_phrase(scene, noun) or side_of_phrase(scene, scene.doc[mention.node])
        if own == NO_SIDE and kind != MILITARY:
            return None
        own = own or possessor(scene, noun) or _owner_side(case)
        own = own or (case.whole.figure.side if case.whole and kind != "foreign" else None)
        if own:
            return own
        soldiers, foe = kind in _SOLDIERS, _foe(case)
        if kind == "foreign" or (foe and (soldiers or not place or place.side != NO_SIDE)):
            return foe
        if like and like.figure.side and (mention.noun is None or kind == UNSPECIFIED):
            return like.figure.side
        if case.outcome == THINGS:
            return here[-1].figure.side if here else None
        if kind in (PEOPLE, UNSPECIFIED) and case.tied and in_war(scene, scene.doc[case.tied.anchor]):
            return None
        if not soldiers and place and place.side is not None:
            return place.side or None
        return side_inside(scene, noun) or self._remembered_side(case, soldiers, place)

    def _remembered_side(self, case: _Case, soldiers: bool, place: PlaceMention | None) -> str | None:
        if case.like and case.like.figure.side:
            return case.like.figure.side
        told = reporter(case.scene, case.scene.doc[case.tied.anchor]) if case.tied else None
        if told:
            return told
        near = [c for c in self._near(case.scene) if c.figure.side and soldiers == (c.figure.group in _SOLDIERS)]
        if near:
            return near[-1].figure.side
        for number in (case.scene.number, *reversed(self._before(case.scene.number))):
            if number not in self._attackers:
                self._attackers[number] = attacker(self.reading.sentences[number])
            side = self._attackers[number]
            if side:
                return opponents().get(side)
        if place is None or case.outcome in _TAKEN:
            return None  # captives are held where the other side lives
        return place.side or None

    # where

    def _place_of(self, scene: Scene, span: tuple[int, int], *, carry: bool) -> PlaceMention | None:
        found = place_of(span, self._places_in(scene.number))
        if found or not carry:
            return found
        return carried([self._places_in(number) for number in self._before(scene.number)])

    def _before(self, number: int) -> Sequence[int]:
        at = self._place[number]
        return self.numbers[max(0, at - _REMEMBERED) : at]

    def _places_in(self, number: int) -> list[PlaceMention]:
        if number not in self._places:
            self._places[number] = places_in(self.reading.sentences[number])
        return self._places[number]


def outcomes(scene: Scene, mention: Mention, tied: Tie, *, people_near: bool = False) -> list[str]:
    """The outcomes of a tie, given what the number counts.

    Joint numbers ("killed or wounded") are casualties, never split; people who were kidnapped and murdered are both.

    Args:
        scene: the sentence.
        mention: the number.
        tied: the words of outcome that take it.
        people_near: people were counted in the sentences before, so that a bare number may count them too.
    """
    counted = scene.counts(mention.noun) if mention.noun is not None else "people"
    told = list(dict.fromkeys(t.outcome for t in tied.triggers))
    wary = tied.rule != "part" and any("people" in t.voice for t in tied.triggers)
    if counted == "things":
        return [THINGS] if _THINGS_BY & set(told) else []
    if THINGS in told and (not counted or mention.noun is None):
        return []
    told_apart = mention.noun is not None or _beside_people(scene, mention, tied)
    if wary and not (counted and (told_apart or (people_near and tied.rule == "subject"))):
        return []
    told = ["killed" if outcome == THINGS else outcome for outcome in told]
    return ["casualties"] if sum(outcome in LOSSES for outcome in told) > 1 else told


def _beside_people(scene: Scene, mention: Mention, tied: Tie) -> bool:
    """Whether a number without a noun stands beside people other than those who did it."""
    subject = next(scene.children(scene.doc[tied.anchor], "nsubj"), None)
    doers = {t.i for t in subject.subtree} if subject is not None and subject.i != mention.node else set()
    return any(row["group"] and i not in doers for i, row in scene.hits("groups").items())


def _inherited(whole: Counted, scene: Scene, mention: Mention) -> list[str]:
    """The outcome of a whole, when its part counts the same kind."""
    counted = scene.counts(mention.noun) if mention.noun is not None else "people"
    fits = counted and (counted == "things") == whole.of_things
    return [whole.figure.outcome] if fits else []


def _repeats(last: Counted, scene: Scene, mention: Mention) -> bool:
    """Whether a sentence without a verb says the last number again: "500 thousand people!"."""
    same = mention.quantity.stated == last.figure.quantity.stated and not mention.quantity.vague
    return same and last.scene is not scene and not any(token.pos_ in VERBS for token in scene.doc)


def _like(case: _Case, here: Sequence[Counted]) -> Counted | None:
    """The count whose people a number without a noun shares."""
    things = case.outcome == THINGS
    before = [c for c in here if c.mention.first < case.mention.first and c.of_things == things]
    if case.whole or not before:
        return case.whole
    return before[-1].whole or before[-1]


def _manner(case: _Case) -> str:
    if case.tied:
        return modality(case.scene, case.mention, case.tied)
    if denied(case.scene, case.mention):
        return "negated"
    return case.whole.figure.modality if case.whole else "actual"


def _soldiers_told(scene: Scene, tied: Tie) -> bool:
    """Whether the words of outcome themselves name soldiers: "36 men are prisoners of war"."""
    told = [t for one in tied.triggers if "subject" in one.voice for t in range(one.first, one.last)]
    return any(is_army(scene, scene.doc[t]) for t in told)


def _loser_fights(case: _Case) -> bool:
    """Whether an army or an armed group lost them: "the brigade lost 90 men"."""
    loser = owner(case.scene, case.scene.doc[case.mention.node])
    if loser is None:
        return False
    country = normal(loser.text) in _countries(case.scene.sentence.language)
    return is_army(case.scene, loser) or (loser.i in case.scene.hits("sides") and not country)


@cache
def _countries(language: str) -> frozenset[str]:
    """Names that are both a side and a place."""
    return frozenset(normal(row["form"]) for row in lexicon(language).rows("places"))


def _owner_side(case: _Case) -> str | None:
    """Whose losses they are: "Russia lost", "Russian losses", "losses of the Russian army"."""
    if case.tied is None:
        return None
    scene, anchor = case.scene, case.scene.doc[case.tied.anchor]
    top = anchor.head if anchor.dep_ == "compound" else anchor
    named = side_of_phrase(scene, top) if anchor.pos_ in ("NOUN", "PROPN") else None
    if named:
        return named
    state = case.tied.triggers[0].is_state
    loser = owner(scene, anchor, own=state) or owner(scene, scene.doc[case.mention.node])
    if loser is None:
        return None
    return side_of_phrase(scene, loser) or possessor(scene, loser)


def _foe(case: _Case) -> str | None:
    """The side against whom it was done; who evacuates people or brings them home does it for his own."""
    if case.tied is None:
        return None
    subject = doer(case.scene, case.scene.doc[case.tied.anchor])
    side = side_of_phrase(case.scene, subject, joined=True) if subject is not None else None
    brought_home = case.outcome == "released" and case.tied.triggers[0].role == "phrase"
    return side or None if case.outcome == "evacuated" or brought_home else opponents().get(side or "")


def _split(here: list[Counted]) -> list[Counted]:
    """Casualties that the numbers right behind them make up: "5,718 casualties: 2,665 killed and 3,053 injured"."""
    for i, whole in enumerate(here):
        last = _made_up(whole, here[i + 1 :]) if whole.figure.outcome == "casualties" else 0
        if last:
            span = (whole.figure.start, whole.figure.end)
            parts = here[i + 1 : i + 1 + last]
            found = [replace(c, figure=replace(c.figure, part_of=span), whole=whole, is_part=True) for c in parts]
            return [*here[: i + 1], *found, *here[i + 1 + last :]]
    return here


def _made_up(whole: Counted, following: Sequence[Counted]) -> int:
    """How many of the counts that follow make up a count; 0 when they do not, or one alone does."""
    total = 0.0
    for i, one in enumerate(following):
        if one.whole or one.figure.outcome not in LOSSES or not one.figure.quantity.stated:
            return 0
        total += one.figure.quantity.stated
        if total == whole.figure.quantity.stated:
            return i + 1 if i else 0
    return 0


def _span(case: _Case) -> tuple[int, int]:
    """The number with its bound and its noun, or with its outcome when it has no noun."""
    scene, mention = case.scene, case.mention
    tokens = [mention.node] if mention.noun is None else [mention.node, mention.noun]
    if mention.noun is None and case.tied:
        tokens.append(case.tied.anchor)
    near = [scene.doc[t] for t in tokens if mention.first <= t <= mention.last + _SPAN]
    ends = [scene.sentence.start + token.idx + len(token) for token in near]
    return mention.quantity.start, max([mention.quantity.end, *ends])


def _item(case: _Case) -> str | None:
    row = case.scene.hits("equipment").get(case.mention.noun) if case.mention.noun is not None else None
    return row["item"] if row else None
