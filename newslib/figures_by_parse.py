"""Figures of a language with a parser: each number is tied through the parse tree of its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newslib.figure_gates import worth_parsing
from newslib.figure_places import PlaceMention, carried, place_of, places_in
from newslib.figures import Figure
from newslib.parts import Part, contrasts, part, recalls, tells_more
from newslib.people import MILITARY, PEOPLE, UNSPECIFIED, attacker, doer, epithet, group, opponents, side_inside, side_of_phrase, sufferer, unit
from newslib.readings import Reading
from newslib.scenes import Mention, Scene
from newslib.tallies import denied, modality, tally
from newslib.ties import LOSSES, Tie, Tying

_HARM = LOSSES | {"abducted"}  # what a single unnamed person is read for
_REMEMBERED = 3  # sentences back in which a whole, a place or a side is looked for


def tie(reading: Reading, numbers: list[int]) -> list[Figure]:
    """Figures of the sentences with these numbers, all of one language that has a parser."""
    wanted = worth_parsing(reading, numbers)
    docs = reading.parsed(wanted)
    story = _Story(reading, numbers)
    for number in wanted:
        if number in docs:
            story.read(Scene(number, reading.sentences[number], docs[number]))
    return [counted.figure for counted in story.counted]


@dataclass(frozen=True)
class _Counted:
    """A figure that was read, with what later numbers may take over from it."""

    scene: Scene
    mention: Mention
    figure: Figure
    whole: _Counted | None


@dataclass
class _Story:
    """What has been counted so far in a text."""

    reading: Reading
    numbers: list[int]
    counted: list[_Counted] = field(default_factory=list)
    _places: dict[int, list[PlaceMention]] = field(default_factory=dict)

    def read(self, scene: Scene) -> None:
        tying = Tying(scene)
        found = [(m, tying.tie(m), part(scene, m, tying)) for m in scene.mentions]
        here: list[_Counted] = []
        for mention, tied, piece in sorted(found, key=lambda f: (f[2] is not None, f[0].first)):
            for outcome in self._outcomes(scene, tying, mention, tied, piece, here):
                here.append(self._count(scene, mention, tied, piece, outcome, here))
        for mention in scene.singles:
            tied = tying.tie(mention)
            piece = part(scene, mention, tying)
            for outcome in self._outcomes(scene, tying, mention, tied, piece, here):
                single = self._count(scene, mention, tied, piece, outcome, here)
                if outcome in _HARM and single.figure.modality == "actual":
                    here.append(single)
        self.counted += _split(sorted(here, key=lambda c: c.mention.first))

    # outcome

    def _outcomes(
        self,
        scene: Scene,
        tying: Tying,
        mention: Mention,
        tied: Tie | None,
        piece: Part | None,
        here: list[_Counted],
    ) -> list[str]:
        if tied:
            return outcomes(scene, mention, tied)
        if piece and piece.told:
            return outcomes(scene, mention, Tie(piece.told, "part"))
        again = not piece and (recalls(scene, mention) or contrasts(scene, mention))
        if again or (piece and not tells_more(scene, mention)):
            whole = self._last(here) if again else self._whole(scene, mention, piece or Part(None), here)
            if whole and (mention.noun is None or scene.counts(scene.doc[mention.noun])):
                things = mention.noun is not None and scene.counts(scene.doc[mention.noun]) == "things"
                if things == (whole.figure.outcome == "equipment_lost"):
                    return [whole.figure.outcome]
            before = [t for t in tying.triggers.values() if t.last <= mention.first] if piece and not whole else []
            if before:
                return outcomes(scene, mention, Tie((before[-1],), "part"))
        return []

    def _last(self, here: list[_Counted]) -> _Counted | None:
        return (here or self.counted or [None])[-1]

    def _whole(self, scene: Scene, mention: Mention, piece: Part, here: list[_Counted]) -> _Counted | None:
        """What a number is a part of: the phrase it hangs on, else the last count that can hold it."""
        for one in here:
            if piece.whole is not None and piece.whole in (one.mention.node, one.mention.noun):
                return one
        near = [c for c in self.counted if scene.number - c.scene.number <= _REMEMBERED]
        before = [c for c in here if c.mention.first < mention.first]
        told = {t.outcome for t in piece.told}
        for one in reversed(near + before):
            if one.whole is None and (not told or one.figure.outcome in told) and _holds(one, mention):
                return one
        return None

    # the figure

    def _count(
        self,
        scene: Scene,
        mention: Mention,
        tied: Tie | None,
        piece: Part | None,
        outcome: str,
        here: list[_Counted],
    ) -> _Counted:
        whole = self._whole(scene, mention, piece, here) if piece else None
        start, end = _span(scene, mention, tied)
        like = self._like(mention, outcome, here, whole)
        kind = self._group(scene, mention, tied, outcome, like)
        manner = self._manner(scene, mention, tied, whole)
        count, per = tally(scene, mention, tied, manner)
        apart = whole is not None and whole.scene.number != scene.number
        place = self._place(scene, (start, end), carry=count != "rate" and not apart)
        figure = Figure(
            start=start,
            end=end,
            quantity=mention.quantity,
            outcome=outcome,
            group=kind,
            side=self._side(scene, mention, tied, kind, place, like, outcome, here),
            unit=unit(scene, mention),
            place=place.text if place else None,
            tally=count,
            per=per,
            part_of=(whole.figure.start, whole.figure.end) if whole else None,
            modality=manner,
            implicit=mention.implicit,
            item=_item(scene, mention) if outcome == "equipment_lost" else None,
        )
        return _Counted(scene, mention, figure, whole)

    @staticmethod
    def _manner(scene: Scene, mention: Mention, tied: Tie | None, whole: _Counted | None) -> str:
        if tied:
            return modality(scene, mention, tied)
        if denied(scene, mention):
            return "negated"
        return whole.figure.modality if whole else "actual"

    def _like(self, mention: Mention, outcome: str, here: list[_Counted], whole: _Counted | None) -> _Counted | None:
        """The count whose people a number without a noun shares."""
        things = outcome == "equipment_lost"
        before = [c for c in here if c.mention.first < mention.first and things == (c.figure.outcome == "equipment_lost")]
        if whole or not before:
            return whole
        return before[-1].whole or before[-1]

    def _group(self, scene: Scene, mention: Mention, tied: Tie | None, outcome: str, like: _Counted | None) -> str:
        if outcome == "equipment_lost":
            return UNSPECIFIED
        named = group(scene, mention)
        if named == PEOPLE and tied and (_military(scene, tied) or self._lost_by_army(scene, mention, outcome)):
            return MILITARY
        if named and named != UNSPECIFIED:
            return named
        if like:
            return like.figure.group
        if tied and outcome == "casualties" and self._owner(scene, mention, tied):
            return MILITARY
        if named:
            return named
        counted = {m.noun for m in scene.mentions}
        earlier = [i for i in scene.hits("groups") if i < mention.first and i not in counted]
        plural = [i for i in earlier if scene.doc[i].tag_ in ("NNS", "NNPS")]
        if plural:
            return scene.hits("groups")[max(plural)]["group"] or UNSPECIFIED
        before = [c for c in self.counted if scene.number - c.scene.number <= 1 and not c.whole]
        return before[-1].figure.group if before else UNSPECIFIED

    @staticmethod
    def _lost_by_army(scene: Scene, mention: Mention, outcome: str) -> bool:
        """ "the brigade lost 90 men" """
        subject = sufferer(scene, scene.doc[mention.node]) if outcome == "casualties" else None
        if subject is None:
            return False
        return subject.i in scene.hits("units") or scene.hits("groups").get(subject.i, {}).get("group") == MILITARY

    # whose people

    def _side(
        self,
        scene: Scene,
        mention: Mention,
        tied: Tie | None,
        kind: str,
        place: PlaceMention | None,
        like: _Counted | None,
        outcome: str,
        here: list[_Counted],
    ) -> str | None:
        noun = scene.doc[mention.noun if mention.noun is not None else mention.node]
        own = epithet(scene, mention) or side_of_phrase(scene, noun) or side_of_phrase(scene, scene.doc[mention.node])
        if own == "" and kind != MILITARY:
            return None
        if own or (tied and self._owner(scene, mention, tied)):
            return own or (self._owner(scene, mention, tied) if tied else None)
        if like and like.figure.side and (mention.noun is None or kind == UNSPECIFIED):
            return like.figure.side
        foe = self._foe(scene, tied, outcome) if tied else None
        if foe and not (kind not in (MILITARY, "officers") and place and place.side == ""):
            return foe
        if outcome == "equipment_lost":
            return here[-1].figure.side if here else None
        if kind not in (MILITARY, "officers", "foreign") and place and place.side is not None:
            return place.side or None
        return side_inside(scene, noun) or self._remembered_side(scene, like, place)

    def _owner(self, scene: Scene, mention: Mention, tied: Tie) -> str | None:
        """Whose losses they are: "Russia lost", "Russian losses", "losses of the Russian army"."""
        anchor = scene.doc[tied.anchor]
        named = side_of_phrase(scene, anchor) if anchor.pos_ in ("NOUN", "PROPN") else None
        if named:
            return named
        subject = sufferer(scene, anchor) or sufferer(scene, scene.doc[mention.node])
        return side_of_phrase(scene, subject) if subject is not None else None

    def _foe(self, scene: Scene, tied: Tie, outcome: str) -> str | None:
        """The side against whom it was done; who evacuates people does it for his own."""
        subject = doer(scene, scene.doc[tied.anchor])
        side = side_of_phrase(scene, subject, joined=True) if subject is not None else None
        brought_home = outcome == "released" and tied.triggers[0].role == "phrase"
        return side if outcome == "evacuated" or brought_home else opponents().get(side or "")

    def _remembered_side(self, scene: Scene, like: _Counted | None, place: PlaceMention | None) -> str | None:
        if like and like.figure.side:
            return like.figure.side
        near = [c for c in self.counted if scene.number - c.scene.number <= _REMEMBERED and c.figure.side]
        if near:
            return near[-1].figure.side
        at = self.numbers.index(scene.number)
        for number in reversed(self.numbers[max(0, at - _REMEMBERED) : at + 1]):
            side = attacker(self.reading.sentences[number])
            if side:
                return opponents().get(side)
        return place.side or None if place else None

    # where

    def _place(self, scene: Scene, span: tuple[int, int], *, carry: bool) -> PlaceMention | None:
        found = place_of(span, self._places_of(scene.number))
        if found or not carry:
            return found
        place = self.numbers.index(scene.number)
        before = self.numbers[max(0, place - _REMEMBERED) : place]
        return carried([self._places_of(number) for number in before])

    def _places_of(self, number: int) -> list[PlaceMention]:
        if number not in self._places:
            self._places[number] = places_in(self.reading.sentences[number])
        return self._places[number]


def _split(here: list[_Counted]) -> list[_Counted]:
    """Casualties that the numbers right behind them make up: "5,718 casualties: 2,665 killed and 3,053 injured"."""
    for i, whole in enumerate(here):
        if whole.figure.outcome != "casualties" or not whole.figure.quantity.stated:
            continue
        total = 0.0
        for k in range(i + 1, len(here)):
            part_figure = here[k].figure
            if here[k].whole or part_figure.outcome not in LOSSES or not part_figure.quantity.stated:
                break
            total += part_figure.quantity.stated
            if total == whole.figure.quantity.stated and k > i + 1:
                span = (whole.figure.start, whole.figure.end)
                found = [replace(c, figure=replace(c.figure, part_of=span), whole=whole) for c in here[i + 1 : k + 1]]
                return [*here[: i + 1], *found, *here[k + 1 :]]
    return here


def _holds(whole: _Counted, mention: Mention) -> bool:
    size = whole.figure.quantity.high or whole.figure.quantity.low
    part_size = mention.quantity.low or mention.quantity.high
    return size is None or part_size is None or size >= part_size


def outcomes(scene: Scene, mention: Mention, tied: Tie) -> list[str]:
    """The outcomes of a tie, given what the number counts."""
    counted = "people" if mention.noun is None else scene.counts(scene.doc[mention.noun])
    told = list(dict.fromkeys(t.outcome for t in tied.triggers))
    if counted == "things":
        return ["equipment_lost"] if set(told) & {"equipment_lost", "casualties", "captured", "killed"} else []
    if "equipment_lost" in told and (not counted or mention.noun is None):
        return []
    if mention.noun is None and any("people" in t.voice for t in tied.triggers) and not _of_people(scene, mention, tied):
        return []
    told = ["killed" if o == "equipment_lost" else o for o in told]
    if not counted and any("people" in t.voice for t in tied.triggers):
        return []
    losses = [o for o in told if o in LOSSES]
    if len(losses) > 1:
        return ["casualties"]
    return told


def _of_people(scene: Scene, mention: Mention, tied: Tie) -> bool:
    """Whether a number without a noun stands beside people other than those who did it."""
    subject = next(scene.children(scene.doc[tied.anchor], "nsubj"), None)
    own = {t.i for t in subject.subtree} if subject is not None and subject.i != mention.node else set()
    return any(i not in own for i in scene.hits("groups"))


def _span(scene: Scene, mention: Mention, tied: Tie | None) -> tuple[int, int]:
    """The number with its bound and its noun, or with its outcome when it has no noun."""
    tokens = [mention.node, *([mention.noun] if mention.noun is not None else [])]
    if mention.noun is None and tied:
        tokens.append(tied.anchor)
    near = [scene.doc[t] for t in tokens if mention.first <= t <= mention.last + 8]
    offset = scene.sentence.start
    ends = [offset + token.idx + len(token) for token in near]
    return mention.quantity.start, max([mention.quantity.end, *ends])


def _military(scene: Scene, tied: Tie) -> bool:
    """Whether the word of outcome itself names soldiers: "36 men are prisoners of war"."""
    told = [t for one in tied.triggers if "subject" in one.voice for t in range(one.first, one.last)]
    return any(scene.hits("groups").get(t, {}).get("group") == MILITARY for t in told)


def _item(scene: Scene, mention: Mention) -> str | None:
    row = scene.hits("equipment").get(mention.noun) if mention.noun is not None else None
    return row["item"] if row else None
