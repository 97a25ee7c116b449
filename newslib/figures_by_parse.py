"""Figures of a language with a parser: each number is tied through the parse tree of its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newslib.figure_places import PlaceMention, carried, place_of, places_in
from newslib.figures import Figure
from newslib.parts import Part, part, recalls, tells_more
from newslib.people import MILITARY, PEOPLE, UNSPECIFIED, doer, epithet, group, opponents, side_of_phrase, unit
from newslib.readings import Reading
from newslib.scenes import Mention, Scene
from newslib.tallies import modality, tally
from newslib.ties import LOSSES, Tie, Tying

_REMEMBERED = 3  # sentences back in which a whole, a place or a side is looked for


def tie(reading: Reading, numbers: list[int]) -> list[Figure]:
    """Figures of the sentences with these numbers, all of one language that has a parser."""
    wanted = numbers
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
            for outcome in self._outcomes(scene, mention, tied, piece, here):
                here.append(self._count(scene, mention, tied, piece, outcome, here))
        self.counted += sorted(here, key=lambda c: c.mention.first)

    # outcome

    def _outcomes(
        self, scene: Scene, mention: Mention, tied: Tie | None, piece: Part | None, here: list[_Counted]
    ) -> list[str]:
        if tied:
            return outcomes(scene, mention, tied)
        if piece and piece.told:
            return outcomes(scene, mention, Tie(piece.told, "part"))
        again = not piece and recalls(scene, mention)
        if again or (piece and not tells_more(scene, mention)):
            whole = self.counted[-1] if again and self.counted else self._whole(scene, mention, piece or Part(None), here)
            if whole and (mention.noun is None or scene.counts(scene.doc[mention.noun])):
                things = mention.noun is not None and scene.counts(scene.doc[mention.noun]) == "things"
                if things == (whole.figure.outcome == "equipment_lost"):
                    return [whole.figure.outcome]
        return []

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
        like = self._like(mention, here, whole)
        place = self._place(scene, (start, end))
        kind = self._group(scene, mention, tied, outcome, like)
        manner = modality(scene, mention, tied) if tied else (whole or like).figure.modality if whole or like else "actual"
        count, per = tally(scene, mention, tied, manner)
        figure = Figure(
            start=start,
            end=end,
            quantity=mention.quantity,
            outcome=outcome,
            group=kind,
            side=self._side(scene, mention, tied, kind, place, like),
            unit=unit(scene, mention),
            place=place.text if place else None,
            tally=count,
            per=per,
            part_of=(whole.figure.start, whole.figure.end) if whole else None,
            modality=manner,
            item=_item(scene, mention) if outcome == "equipment_lost" else None,
        )
        return _Counted(scene, mention, figure, whole)

    def _like(self, mention: Mention, here: list[_Counted], whole: _Counted | None) -> _Counted | None:
        """The count whose people a number without a noun shares."""
        before = [c for c in here if c.mention.first < mention.first and c.figure.outcome != "equipment_lost"]
        if whole or not before:
            return whole
        return before[-1].whole or before[-1]

    def _group(self, scene: Scene, mention: Mention, tied: Tie | None, outcome: str, like: _Counted | None) -> str:
        named = group(scene, mention)
        if named and named != UNSPECIFIED:
            return named
        if like:
            return like.figure.group
        if tied and outcome == "casualties" and self._owner(scene, mention, tied):
            return MILITARY
        if named:
            return named
        earlier = [i for i in scene.hits("groups") if i < mention.first and scene.doc[i].tag_ in ("NNS", "NNPS")]
        return scene.hits("groups")[max(earlier)]["group"] if earlier else UNSPECIFIED

    # whose people

    def _side(
        self,
        scene: Scene,
        mention: Mention,
        tied: Tie | None,
        kind: str,
        place: PlaceMention | None,
        like: _Counted | None,
    ) -> str | None:
        noun = scene.doc[mention.noun if mention.noun is not None else mention.node]
        own = epithet(scene, mention) or side_of_phrase(scene, noun) or side_of_phrase(scene, scene.doc[mention.node])
        if own or (tied and self._owner(scene, mention, tied)):
            return own or (self._owner(scene, mention, tied) if tied else None)
        if like and like.figure.side and mention.noun is None:
            return like.figure.side
        foe = opponents().get(self._doer(scene, tied) or "") if tied else None
        if foe and not (kind not in (MILITARY, "officers") and place and place.side == ""):
            return foe
        if kind not in (MILITARY, "officers", "foreign") and place and place.side is not None:
            return place.side or None
        return self._remembered_side(scene, like)

    def _owner(self, scene: Scene, mention: Mention, tied: Tie) -> str | None:
        """Whose losses they are: "Russia lost", "Russian losses", "losses of the Russian army"."""
        anchor = scene.doc[tied.anchor]
        named = side_of_phrase(scene, anchor) if anchor.pos_ in ("NOUN", "PROPN") else None
        if named or not any(t.outcome == "casualties" or t.role == "noun" for t in tied.triggers):
            return named
        subject = doer(scene, anchor) if anchor.pos_ == "VERB" else doer(scene, anchor.head)
        if subject is not None and any(t.outcome == "casualties" for t in tied.triggers):
            return side_of_phrase(scene, subject)
        return None

    def _doer(self, scene: Scene, tied: Tie) -> str | None:
        subject = doer(scene, scene.doc[tied.anchor])
        return side_of_phrase(scene, subject) if subject is not None else None

    def _remembered_side(self, scene: Scene, like: _Counted | None) -> str | None:
        near = [c for c in self.counted if scene.number - c.scene.number <= _REMEMBERED and c.figure.side]
        return like.figure.side if like else near[-1].figure.side if near else None

    # where

    def _place(self, scene: Scene, span: tuple[int, int]) -> PlaceMention | None:
        found = place_of(span, self._places_of(scene.number))
        if found and found.rank == 0:
            return found
        place = self.numbers.index(scene.number)
        before = self.numbers[max(0, place - _REMEMBERED) : place]
        return found or carried([self._places_of(number) for number in before])

    def _places_of(self, number: int) -> list[PlaceMention]:
        if number not in self._places:
            self._places[number] = places_in(self.reading.sentences[number])
        return self._places[number]


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
    if not counted and "equipment_lost" in told:
        return []
    told = ["killed" if o == "equipment_lost" else o for o in told]
    if not counted and tied.rule != "own" and any("people" in t.voice for t in tied.triggers):
        return []
    losses = [o for o in told if o in LOSSES]
    if len(losses) > 1:
        return ["casualties"]
    return told


def _span(scene: Scene, mention: Mention, tied: Tie | None) -> tuple[int, int]:
    """The number with its bound and its noun, or with its outcome when it has no noun."""
    tokens = [mention.node, *([mention.noun] if mention.noun is not None else [])]
    if mention.noun is None and tied:
        tokens.append(tied.anchor)
    near = [scene.doc[t] for t in tokens if mention.first <= t <= mention.last + 8]
    offset = scene.sentence.start
    ends = [offset + token.idx + len(token) for token in near]
    return mention.quantity.start, max([mention.quantity.end, *ends])


def _item(scene: Scene, mention: Mention) -> str | None:
    row = scene.hits("equipment").get(mention.noun) if mention.noun is not None else None
    return row["item"] if row else None
