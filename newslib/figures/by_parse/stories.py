"""A text read sentence by sentence: what a number takes over from the numbers before it, and its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslib.figures import Figure
from newslib.figures.by_parse.belonging import owner
from newslib.figures.by_parse.cases import THINGS, Case, Counted
from newslib.figures.by_parse.groups import group_of
from newslib.figures.by_parse.locations import Locations
from newslib.figures.by_parse.outcomes import outcomes, taken_up
from newslib.figures.by_parse.parts import Part, part
from newslib.figures.by_parse.people import unit
from newslib.figures.by_parse.places import PlaceMention
from newslib.figures.by_parse.scenes import Scene
from newslib.figures.by_parse.sides import Sides
from newslib.figures.by_parse.tallies import denied, modality, tally
from newslib.figures.by_parse.ties import LOSSES, Tying
from newslib.figures.by_parse.totals import with_parts
from newslib.readings import Reading

_SINGLES_BY = LOSSES | {"abducted"}  # what a person without a numeral is read for
_SPAN = 8  # words from a number to the noun or verb its figure covers


class Story:
    """What has been counted so far in a text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self.counted: list[Counted] = []
        self._locations = Locations(reading, numbers)
        self._sides = Sides(reading)

    def read(self, scene: Scene) -> None:
        """Reads the figures of the next sentence: wholes first, then parts, then single persons."""
        tying = Tying(scene)
        counts = [m for m in scene.mentions if not tying.nobody.counts(m)]
        found = [Case(scene, m, tying.tie(m), part(scene, m, tying.triggers), self.counted) for m in counts]
        here: list[Counted] = []
        for case in sorted(found, key=lambda c: (c.piece is not None, c.mention.first)):
            here += self._read(replace(case, here=tuple(here)), tying)
        for mention in scene.singles:
            case = Case(scene, mention, tying.tie(mention), part(scene, mention, tying.triggers), self.counted)
            if case.piece is None and scene.words[mention.node].link == "attribute":
                continue  # "he was a soldier"
            singles = self._read(replace(case, here=tuple(here)), tying)
            here += [c for c in singles if c.figure.outcome in _SINGLES_BY and c.figure.modality == "actual"]
        self.counted += with_parts(sorted(here, key=lambda c: c.mention.first))

    def _read(self, case: Case, tying: Tying) -> list[Counted]:
        case = replace(case, whole=_whole(case) if case.piece else None, taken=taken_up(case))
        return [self._count(replace(case, outcome=outcome)) for outcome in outcomes(case, tying)]

    def _count(self, case: Case) -> Counted:
        scene, mention, whole = case.scene, case.mention, case.whole
        start, end = _span(case)
        manner = _manner(case)
        count, per = tally(case, manner)
        everywhere = case.vast and any(scene.does(token, "everywhere") for token in scene.words)
        carry = count != "rate" and not everywhere
        place = self._locations.of(scene, mention, (start, end), case.outcome, carry=carry)
        kind = group_of(case)
        loser = owner(scene, scene.words[mention.node]) if case.outcome == "casualties" else None
        figure = Figure(
            start=start,
            end=end,
            quantity=mention.quantity,
            outcome=case.outcome,
            group=kind,
            side=self._sides.of(case, kind, place, () if everywhere else self._locations.before(scene.number)),
            unit=unit(scene, mention, loser),
            place=place.text if place and not _is_too_narrow(case, count, place) else None,
            tally=count,
            per=per,
            part_of=(whole.figure.start, whole.figure.end) if whole else None,
            modality=manner,
            implicit=mention.implicit,
            item=_item(case) if case.outcome == THINGS else None,
        )
        return Counted(scene, mention, figure, whole, case.piece is not None)


def _is_too_narrow(case: Case, count: str, place: PlaceMention) -> bool:
    """Whether a place told in another sentence cannot hold all whom a running total counts."""
    return count == "cumulative" and case.vast and place.start < case.scene.sentence.start


def _whole(case: Case) -> Counted | None:
    """What a number is a part of: the phrase it hangs on, else the last count that can hold it."""
    piece = case.piece or Part(None)
    for one in case.here:
        if piece.whole is not None and piece.whole in (one.mention.node, one.mention.noun):
            return one
    uncounted = piece.whole is not None and piece.whole not in case.scene.hits("outcomes")
    if uncounted and piece.here and case.scene.counts(piece.whole):
        return None
    if case.mention.parted and _is_of_others(case):
        return None
    told = {t.outcome for t in piece.told}
    before = [c for c in case.here if c.mention.first < case.mention.first]
    earlier = [] if piece.here else case.near
    for one in reversed([*earlier, *before]):
        if not one.is_part and (not told or one.figure.outcome in told) and one.holds(case.mention):
            return one
    return None


def _is_of_others(case: Case) -> bool:
    """Whether "of which" points to a number of its sentence that counts nobody: "41 rifles, 24 of which were old"."""
    earlier = [m for m in case.scene.mentions if m.last <= case.mention.first]
    relative = any(t.shape == "which" for t in case.scene.words[case.mention.node].subtree)
    return relative and bool(earlier) and earlier[-1] not in [c.mention for c in case.here]


def _manner(case: Case) -> str:
    if case.tied:
        return modality(case.scene, case.mention, case.tied)
    if denied(case.scene, case.mention):
        return "negated"
    return case.whole.figure.modality if case.whole else "actual"


def _span(case: Case) -> tuple[int, int]:
    """The number with its bound and its noun, or with its outcome when it has no noun."""
    scene, mention = case.scene, case.mention
    tokens = [mention.node] if mention.noun is None else [mention.node, mention.noun]
    if mention.noun is None and case.tied:
        tokens.append(case.tied.anchor)
    near = [scene.words[t] for t in tokens if mention.first <= t <= mention.last + _SPAN]
    ends = [scene.sentence.start + token.end for token in near]
    return mention.quantity.start, max([mention.quantity.end, *ends])


def _item(case: Case) -> str | None:
    row = case.scene.hits("equipment").get(case.mention.noun) if case.mention.noun is not None else None
    return row["item"] if row else None
