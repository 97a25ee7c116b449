"""Which outcome each number of a sentence belongs to, and what it is a part of.

Where the words have heads (``Passage.linked``), they are asked first (``trees``). What they leave open is told by the
order of words: a label beside the number, the row of a list, the word of outcome from which the least stands between.
Lists, gaps and parts hand on what is told of one number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from newslib.figures.cases import Case, Part, Tie
from newslib.figures.counts import counts
from newslib.figures.lists import Rows, share_nouns, tie_added, tie_lists, tie_sums
from newslib.figures.neighbours import tie_elided, tie_in_turn
from newslib.figures.nouns import label
from newslib.figures.outcomes import Bonds
from newslib.figures.parts import named_whole, tie_parts
from newslib.figures.prices import Prices
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, Count, Scene, Told
from newslib.figures.told import words_of_outcome
from newslib.figures.trees import Tree
from newslib.figures.unnumbered import ages_of, counts_nobody, ones_of, ratios_of, silent_of, singles, zeros
from newslib.figures.verbs import is_put_in
from newslib.passages import Passage

_YIELDING = frozenset({"captured", "surrendered", "displaced", "abducted", "missing", "wounded"})


class Reader:
    """Reads one text sentence by sentence; a list may go on in the next sentence."""

    def __init__(self) -> None:
        self._list_head: Told | None = None  # the outcome that opened a list which may go on

    def read(self, passage: Passage) -> tuple[Scene, list[Case]]:
        """A sentence with its numbers, and those of its numbers that may become figures."""
        told = words_of_outcome(passage)
        scene = Scene(passage, counts(passage, told), told)
        none = list(zeros(scene))
        tying = Tying(scene, self._list_head, none)
        tying.tie()
        self._list_head = tying.rows.remembered()
        cases = [tying.case(count) for count in scene.counts if count.first not in tying.bonds.nobody]
        return scene, [*cases, *(_case(scene, *one) for one in none), *tying.alone()]


def _case(scene: Scene, count: Count, tie: Tie | None, place: tuple[int, int] | None = None) -> Case:
    whole = tie.part if tie is not None else None
    told = None if tie is None or (scene.passage.linked and not tie.told) else tie
    return Case(scene, count, told, whole, place)


class Tying:
    """Ties of the numbers of one scene.

    Args:
        scene: the sentence.
        list_head: the outcome a list was opened with in a sentence before.
        none: people of whom none are told, with the words of outcome: "there are no dead".
    """

    def __init__(self, scene: Scene, list_head: Told | None, none: Sequence[tuple[Count, Tie]]) -> None:
        self.scene, self.none = scene, [count for count, _ in none]
        self.denied = frozenset(one for _, tie in none for one in tie.told)
        self.bonds = Bonds(scene)
        self.rows = Rows(self.bonds, list_head)
        self.tree = Tree(scene)

    def case(self, count: Count) -> Case:
        """A count of the sentence on its way to a figure."""
        tie = self.bonds.of(count)
        return _case(self.scene, count, tie, self.rows.place(count) if tie and tie.rule == "row" else None)

    def alone(self) -> Iterator[Case]:
        """Single people without a numeral."""
        for count, tie in singles(self.scene):
            if tie is not None:
                yield _case(self.scene, count, tie)
                continue
            mark = self.scene.part_mark(count)
            if counts_nobody(self.scene, count):
                continue
            named = named_whole(self.scene, mark)
            told = self.tree.tie(count) or (Tie(named, "part") if named else None)
            whole = Part(told=named) if mark is not None else None
            if whole or self.scene.words[count.node].link != "attribute":  # "he was a soldier"
                yield Case(self.scene, count, told, whole)

    def tie(self) -> None:
        """Ties every number that has an outcome inside its sentence, the surest ways first."""
        inside = {i for count in self.none for i in range(count.first, count.last)}  # "no losses among the 30"
        self._leave_out(ages_of(self.scene) | ones_of(self.scene) | silent_of(self.scene) | inside)
        tie_in_turn(self.bonds)
        self._tie_by_heads()
        for count in [one for one in self.scene.counts if self.bonds.untied(one)]:
            self._tie_own(count)
        self.rows.find()
        self._tie_labels()
        self.rows.tie()
        self.rows.tie_line()
        self._tie_verbs()
        tie_lists(self.bonds)
        tie_elided(self.bonds)
        tie_added(self.bonds)
        tie_parts(self.bonds)
        tie_elided(self.bonds)
        tie_lists(self.bonds)
        tie_sums(self.bonds)
        share_nouns(self.bonds)
        self._find_losing()

    def _leave_out(self, firsts: Collection[int]) -> None:
        """Leaves out the numbers at some words, which count nobody."""
        for count in [one for one in self.scene.counts if one.first in firsts]:
            self.bonds.change(count, kind=OTHER)
            self.bonds.nobody.add(count.first)

    def _tie_by_heads(self) -> None:
        """Ties a number by its tree, where there is one."""
        if not self.scene.passage.linked:
            return
        self._leave_out(ratios_of(self.scene))
        self._leave_out({one.first for one in self.scene.counts if counts_nobody(self.scene, one)})
        for count in [one for one in self.scene.counts if one.first not in self.bonds.nobody]:
            tie = self.tree.tie(count)
            is_part = count.parted or self.scene.part_mark(count) is not None
            put_in = is_part and is_put_in(self.scene.words[count.node])
            if tie is not None and not (tie.rule == "subject" and put_in):
                before = tie.told[0].first < count.first
                self.bonds.keep(count, replace(tie, before=before, outcome=tie.told[0].outcome))

    def _tie_own(self, count: Count) -> None:
        """Ties a number by its own phrase: "20 killed and wounded"."""
        own = () if self.scene.speaks(count) else tuple(told for told in count.own if told not in self.denied)
        kind = PEOPLE if own and count.kind == NOTHING else count.kind
        count = self.bonds.change(count, own=own, kind=kind)
        if own and (own[0].counted or not self.scene.passage.linked):  # not "three bodies approved the budget"
            self.bonds.set(count, own[0], "own", before=False)

    def _tie_labels(self) -> None:
        for count in list(self.scene.counts):
            beside = None if self.rows.names_noun(count) else label(self.scene, count)
            if beside is not None and self.bonds.is_open(count):
                self.bonds.set(count, beside, "label")

    def _find_losing(self) -> None:
        """Notes the verb or noun of losses that an outcome makes more exact."""
        losing = [h for h in self.scene.told if h.outcome == "casualties" and not h.joint]
        for count in self.scene.counts:
            tie = self.bonds.of(count)
            if tie and tie.rule in ("own", "label", "row") and tie.main and tie.main.counted:
                lost = next((h for h in reversed(losing) if h.last <= count.first), None)
                self.bonds.ties[count.first] = replace(tie, lost=lost)

    def _tie_verbs(self) -> None:
        taken: dict[int, bool] = {}  # words of outcome, by whether their number stands after them
        done, rule = set[int](), "near" if self.scene.passage.linked else "verb"
        for place, told in self._pairs():
            count = self.scene.counts[place]
            after = count.first >= told.first
            if count.first in done or taken.get(told.first, after) != after:
                continue
            also = self.tree.nouns.joined_behind(told) if self.scene.passage.linked else ()
            if self.bonds.set(count, told, rule, *also, before=after):
                done.add(count.first)
                taken[told.first] = after

    def _own_outcome(self, count: Count) -> str | None:
        """The outcome of a number that may yet be tied, empty when it has none; None when it is settled."""
        tie = self.bonds.of(count)
        if self.bonds.is_open(count):
            return ""
        of_some = self.scene.does(count.last, "whole")
        own = tie is not None and tie.rule == "own" and not self.scene.passage.linked
        yields = tie is not None and own and (of_some or tie.outcome in _YIELDING)
        return tie.outcome if tie is not None and yields else None

    def _told_of(self) -> set[int]:
        """Words of outcome that heads join to a number."""
        ties = self.bonds.ties.values() if self.scene.passage.linked else ()
        return {told.first for tie in ties if tie.rule != "label" for told in tie.told}

    def _pairs(self) -> list[tuple[int, Told]]:
        """Places of numbers, and outcomes that they may belong to, the nearest first."""
        prices, found, told_of = Prices(self.scene), [], self._told_of()
        for place, count in enumerate(self.scene.counts):
            own = self._own_outcome(count)
            free = (told for told in prices.near(count) if told not in self.denied and told.first not in told_of)
            for told in free if own is not None else ():
                price = prices.price(count, told, own or None)
                if price is not None:
                    found.append((price, count.first, told.first, place, told))
        return [pair[3:] for pair in sorted(found, key=lambda pair: pair[:3])]
