"""Which outcome each number of a sentence belongs to, and what it is a part of.

A label beside the number tells it, the row of a list, the word of outcome from which the least stands between; where
words have heads (``Passage.linked``), those they join to the number are the nearest. Lists, gaps and parts hand on
what is told of one number.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from newslib.figures.cases import Case, Part, Tie
from newslib.figures.counts import counts
from newslib.figures.heads import joined_by_heads
from newslib.figures.lists import Rows, share_nouns, tie_added, tie_lists, tie_sums
from newslib.figures.neighbours import tie_elided, tie_in_turn
from newslib.figures.nouns import joined_behind, label
from newslib.figures.outcomes import Bonds, outcome_of
from newslib.figures.parts import part_mark
from newslib.figures.patterns import around
from newslib.figures.prices import Prices
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, Count, Scene, Told
from newslib.figures.told import words_of_outcome
from newslib.figures.totals import named_whole, tie_parts
from newslib.figures.unnumbered import counts_nobody, nobodies, singles, zeros
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
        if not (scene.told or scene.counts or passage.linked):
            self._list_head = None
            return scene, []
        none = list(zeros(scene))
        tying = Tying(scene, self._list_head, none)
        tying.tie()
        self._list_head = tying.rows.remembered()
        cases = [tying.case(count) for count in scene.counts if count.first not in tying.bonds.nobody]
        return scene, [*cases, *(_case(scene, *one) for one in none), *tying.alone()]


def _case(scene: Scene, count: Count, tie: Tie | None, place: tuple[int, int] | None = None) -> Case:
    return Case(scene, count, tie, tie.part if tie is not None else None, place)


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
        self.prices = Prices(scene)
        self._joined: dict[int, list[Told]] = {}  # by the first word of a number the words of outcome its heads tell

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
            mark = part_mark(self.scene, count)
            if counts_nobody(self.scene, count):
                continue
            named = named_whole(self.scene, mark)
            told = self._single(count) or (Tie(named, "part", named[0].outcome) if named else None)
            whole = Part(told=named) if mark is not None else None
            if whole or self.scene.words[count.node].link != "attribute":  # "he was a soldier"
                yield Case(self.scene, count, told, whole)

    def _single(self, count: Count) -> Tie | None:
        """The tie of a person without a numeral: the word of outcome from which the least stands between."""
        if count.own:
            return Tie(count.own, "own", count.own[0].outcome, before=False)
        nearest = min(self._priced(count, None), key=lambda one: one[:2], default=None)
        if nearest is None:
            return None
        told = nearest[-1]
        outcome = outcome_of(self.scene, count, told) or ""
        return Tie((told, *self._also(count, told)), "verb", outcome, before=told.first < count.first)

    def tie(self) -> None:
        """Ties every number that has an outcome inside its sentence, the surest ways first."""
        inside = {i for count in self.none for i in range(count.first, count.last)}  # "no losses among the 30"
        self._leave_out(nobodies(self.scene) | inside)
        tie_in_turn(self.bonds)
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

    def _tie_own(self, count: Count) -> None:
        """Ties a number by its own phrase: "20 killed and wounded"."""
        own = tuple(told for told in count.own if told not in self.denied and not self.scene.speaks(count))
        if not own and (state := self._state_of(count)) is not None:
            self.bonds.set(count, state, "own", before=False)
        kind = PEOPLE if own and count.kind == NOTHING else count.kind
        count = self.bonds.change(count, own=own, kind=kind)
        if own and (own[0].counted or not self.scene.passage.linked):  # not "three bodies approved the budget"
            self.bonds.set(count, own[0], "own", *joined_behind(self.scene, own[-1]), before=False)

    def _state_of(self, count: Count) -> Told | None:
        """The participle right behind a lone number, where no more is told of it: "196 wounded, 22 captured"."""
        told = self.scene.opening.get(count.last) or self.scene.opening.get(count.end)
        if told is None or not told.is_state or not self.scene.passage.linked:
            return None
        if (further := self.scene.starting(told.last)) is not None:  # "8 killed 25 injured in"
            return told if further.noun is None and self._state_of(further) is not None else None
        return told if told.first == count.last and around(self.scene, "ends", told) else None

    def _tie_labels(self) -> None:
        for count in list(self.scene.counts):
            beside = None if self.rows.names_noun(count) else label(self.scene, count)
            if beside is not None and self.bonds.is_open(count):
                self.bonds.set(count, beside, "label")

    def _find_losing(self) -> None:
        """Notes the verb or noun of losses that an outcome makes more exact."""
        losing = [h for h in self.scene.told if h.outcome == "casualties" and not h.joint]
        for first, tie in list(self.bonds.ties.items()):
            if tie.rule in ("own", "label", "row") and tie.main and tie.main.counted:
                lost = next((h for h in reversed(losing) if h.last <= first), None)
                self.bonds.ties[first] = replace(tie, lost=lost)

    def _tie_verbs(self) -> None:
        taken: dict[int, bool] = {}  # words of outcome, by whether their number stands after them
        done: set[int] = set()
        states = self._own_states()
        for price, place, told in self._pairs():
            count = self.scene.counts[place]
            after = count.first >= told.first
            beside = count.first == told.last and told.first in states  # "8 killed 25 injured"
            of_another = beside or (price and taken.get(told.first, after) != after)
            if count.first in done or of_another:
                continue
            if self._makes_people(count, told):
                count = self.bonds.change(count, kind=PEOPLE)
            if self.bonds.set(count, told, "verb", *self._also(count, told), before=after):
                done.add(count.first)
                taken[told.first] = after

    def _own_states(self) -> set[int]:
        """First words of the outcomes that stand right behind their own number: "8 killed 25 injured"."""
        tied = ((one, self.bonds.of(one)) for one in self.scene.counts)
        own = ((one, tie.main.first) for one, tie in tied if tie and tie.main and tie.rule == "own")
        return {first for one, first in own if first in (one.last, one.end)}

    def _makes_people(self, count: Count, told: Told) -> bool:
        """Whether what nobody knows must be people by what befell them; not "surrendered twelve magazines"."""
        given = told.outcome == "surrendered" and count.node >= told.last
        return count.kind == OTHER and told in self._joined[count.first] and told.of_all and not given

    def _also(self, count: Count, told: Told) -> Iterator[Told]:
        """Further words of outcome under the number that one takes: "kidnapped and killed two"."""
        if told in self._joined[count.first]:
            yield from (one for one in self._joined[count.first] if one is not told)
        elif told.counted and self.scene.passage.linked:
            yield from joined_behind(self.scene, told)

    def _own_outcome(self, count: Count) -> str | None:
        """The outcome of a number that may yet be tied, empty when it has none; None when it is settled."""
        if self.bonds.is_open(count):
            return ""
        tie = self.bonds.of(count)
        if tie is None or tie.rule != "own" or tie.outcome == "killed":
            return None
        return tie.outcome if tie.outcome in _YIELDING or self.scene.does(count.last, "whole") else None

    def _pairs(self) -> list[tuple[float, int, Told]]:
        """Prices, places of numbers, and outcomes that they may belong to, the nearest first."""
        found = []
        for place, count in enumerate(self.scene.counts):
            own = self._own_outcome(count)
            if own is not None:
                found += [(price, count.first, at, place, told) for price, at, told in self._priced(count, own or None)]
        return [(pair[0], *pair[3:]) for pair in sorted(found, key=lambda pair: pair[:3])]

    def _priced(self, count: Count, own: str | None) -> Iterator[tuple[float, int, Told]]:
        """Prices of the words of outcome near a number, with their first words."""
        joined = self._joined[count.first] = joined_by_heads(self.scene, count)
        for told in self.prices.near(count):
            price = None if told in self.denied else self.prices.price(count, told, own, joined)
            if price is not None:
                yield price, told.first, told
