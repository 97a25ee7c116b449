"""Figures of languages without a parser: numbers are tied to outcomes by the order of words, commas and small words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newslib.figures.cases import Case, Count, Part, Tie, Told
from newslib.figures.ordered.bonds import Bond
from newslib.figures.ordered.counted import Draft
from newslib.figures.ordered.rows import Row
from newslib.figures.ordered.scenes import ClauseScene
from newslib.figures.ordered.ties import Tying
from newslib.figures.ordered.unnumbered import singles, zeros
from newslib.figures.scenes import Scene
from newslib.linkers import shallow
from newslib.passages import Passage
from newslib.readings import Reading
from newslib.sentences import LONGEST, Sentence


class OrderedReader:
    """Finds the cases of one text, sentence by sentence."""

    def __init__(self) -> None:
        self._list_head: Told | None = None  # the outcome that opened a list which may go on

    def read(self, passage: Passage) -> tuple[Scene, list[Case]]:
        """A sentence with its numbers, and those of its numbers that may become figures."""
        draft = ClauseScene(passage)
        none = list(zeros(draft))
        tying = Tying(draft, self._list_head, frozenset(bond.happening for _, bond in none if bond.happening))
        bonds = tying.tie()
        self._remember_list(draft, tying)
        alone = [*none, *singles(draft)]
        counts = {id(d): _count(passage, d) for d in (*draft.mentions, *(d for d, _ in alone))}
        scene = Scene(passage, [counts[id(d)] for d in draft.mentions], draft.happenings)
        pairs = [*((d, bonds.get(d.first)) for d in draft.mentions), *alone]
        return scene, [_case(scene, d, bond, tying.rows.get(d.first), counts) for d, bond in pairs]

    def _remember_list(self, draft: ClauseScene, tying: Tying) -> None:
        """Keeps the outcome that opens a list for the rows in the sentences after it."""
        opens = draft.passage.is_sign(len(draft.passage) - 1, ":")
        if opens or ((tying.rows or tying.verbal) and draft.happenings):
            self._list_head = draft.happenings[-1] if draft.happenings else None
        elif not tying.rows and not tying.lined:
            self._list_head = None


def _count(passage: Passage, draft: Draft) -> Count:
    quantity, offset = draft.quantity, passage.sentence.start
    number = passage.span(quantity.number_start - offset, quantity.number_end - offset)
    return Count(
        quantity=quantity,
        first=draft.first,
        last=draft.last,
        number_first=number[0],
        number_last=number[1],
        end=draft.end,
        node=draft.first,
        noun=draft.noun,
        kind=draft.head,
        group=draft.group,
        side=draft.side,
        unit=draft.unit,
        item=draft.item,
        unknown=draft.unknown,
        own=bool(draft.own),
        parted=draft.parted,
        added=draft.added,
        implicit=draft.implicit,
    )


def _case(scene: Scene, draft: Draft, bond: Bond | None, row: Row | None, counts: dict[int, Count]) -> Case:
    if bond is None:
        return Case(scene, counts[id(draft)], None, None)
    tie = Tie((bond.happening,) if bond.happening else (), bond.rule, bond.outcome, bond.before, bond.lost)
    part = None
    if bond.part:
        whole = bond.whole.first if bond.whole else None
        among = counts[id(bond.among)] if bond.among else None
        part = Part(whole, sure=whole is not None, mark=bond.mark, among=among)
    label = (row.first, draft.first - 1) if row and row.continues and bond.rule == "row" else None
    return Case(scene, counts[id(draft)], tie, part, label)


def passages(reading: Reading, numbers: Sequence[int]) -> Iterator[Passage]:
    """The sentences to read; one that breaks off after a small word is read together with the next.

    Args:
        reading: the text, cut into sentences.
        numbers: the numbers of its sentences in one language, in reading order.
    """
    whole = reading.passages(numbers)
    held: Passage | None = None
    for number in numbers:
        sentence = reading.sentences[number]
        if held is not None:
            sentence = _joined(held.sentence, sentence)
        same = sentence is reading.sentences[number]
        passage = whole[number] if same else shallow(number, sentence, reading.text)
        held = passage if passage.breaks_off() and len(sentence.text) < LONGEST else None
        if held is None:
            yield passage
    if held is not None:
        yield held


def _joined(left: Sentence, right: Sentence) -> Sentence:
    gap = " " * (right.start - left.end)
    return replace(left, end=right.end, text=left.text + gap + right.text)
