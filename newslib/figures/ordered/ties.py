"""Which outcome a number belongs to in a language without a parser: read off order, commas and small words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newslib.figures.cases import Told
from newslib.figures.ordered.bonds import Bond, Bonds
from newslib.figures.ordered.counted import NOTHING, OTHER, PEOPLE, THINGS, Draft
from newslib.figures.ordered.labels import has_verb, label
from newslib.figures.ordered.neighbours import share_nouns, tie_added, tie_elided, tie_in_turn, tie_lists, tie_sums
from newslib.figures.ordered.parts import tie_parts
from newslib.figures.ordered.prices import Prices
from newslib.figures.ordered.rows import Row, row
from newslib.figures.ordered.scenes import ClauseScene

_WINDOW = 60  # words beyond which any price is too high
_YIELDING = frozenset({"captured", "surrendered", "displaced", "abducted", "missing", "wounded"})


class Tying:
    """Ties of the numbers of one sentence.

    Args:
        scene: the sentence.
        list_head: the outcome a list was opened with in a sentence before.
        denied: words of outcome that befell nobody: "there are no dead".
    """

    def __init__(
        self, scene: ClauseScene, list_head: Told | None = None, denied: frozenset[Told] = frozenset()
    ) -> None:
        self.scene, self.list_head, self.denied = scene, list_head, denied
        self.rows: dict[int, Row] = {}
        self.lined = False  # whether the sentence is a line of the list opened before it
        self.verbal = False  # whether it is a row with a verb of its own, which the rows after it share
        self.bonds = Bonds(scene)

    def tie(self) -> dict[int, Bond]:
        """The tie of every mention that has one inside its sentence, by the mention's first token."""
        tie_in_turn(self.bonds)
        for mention in self.scene.mentions:
            self._tie_own(mention)
            found = row(self.scene.passage, mention, self.scene.happenings, self.scene.mentions)
            if found is not None and has_verb(self.scene, mention):
                self.verbal = True
            elif found is not None:
                self.rows[mention.first] = found
        self._tie_labels()
        self._tie_rows()
        self._tie_line()
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
        return self.bonds.ties

    # the number's own phrase, and labels beside it

    def _tie_own(self, mention: Draft) -> None:
        mention.own = [] if self.scene.speaks(mention) else [h for h in mention.own if h not in self.denied]
        if not mention.own:
            return
        told = {h.outcome for h in mention.own}
        if mention.head == NOTHING:
            things = mention.quantity.stated == 1 or any(m.head == THINGS for m in self.scene.mentions)
            mention.head = OTHER if told == {"equipment_lost"} and things else PEOPLE
        if len(told) > 1 and told != {"killed", "equipment_lost"}:
            self.bonds.keep(mention, Bond("casualties", "own", mention.own[0]))
        else:
            self.bonds.set(mention, mention.own[0], "own", before=False)

    def _tie_labels(self) -> None:
        for mention in self.scene.mentions:
            found = self.rows.get(mention.first)
            names_noun = found is not None and found.told is None and not found.continues
            if self.bonds.untied(mention) and not names_noun:
                beside = label(self.scene, mention)
                if beside is not None and beside not in self.denied:
                    self.bonds.set(mention, beside, "label")

    def _find_losing(self) -> None:
        """Notes the verb or noun of losses that an outcome makes more exact."""
        losing = [h for h in self.scene.happenings if h.outcome == "casualties" and not h.joint]
        for mention in self.scene.mentions:
            tie = self.bonds.of(mention)
            if tie and tie.rule in ("own", "label", "row") and tie.happening and tie.happening.counted:
                lost = next((h for h in reversed(losing) if h.last <= mention.first), None)
                self.bonds.ties[mention.first] = replace(tie, lost=lost)

    # rows of a list

    def _tie_rows(self) -> None:
        previous: Draft | None = None
        for mention in self.scene.mentions:
            found = self.rows.get(mention.first)
            if found is None:
                continue
            if self.bonds.untied(mention):
                self._tie_row(mention, found, previous)
            if not self.bonds.untied(mention) and self.bonds.ties[mention.first].rule == "row":
                previous = mention

    def _tie_row(self, mention: Draft, found: Row, previous: Draft | None) -> None:
        """Ties a row by its own label, by the row before it, or by the head of the list."""
        if found.told is not None:
            self.bonds.set(mention, found.told, "row")
        elif found.continues:
            self._continue_rows(mention, found, previous)
        elif not any(h.first in range(mention.last, mention.end + 2) for h in self.scene.happenings):
            self._tie_to_head(mention, found)

    def _continue_rows(self, mention: Draft, found: Row, previous: Draft | None) -> None:
        told = self.rows[previous.first].told if previous is not None else None
        if previous is not None and told is not None and mention.head == NOTHING:
            mention.head, mention.group, mention.item = previous.head, previous.group, previous.item
            if self.bonds.set(mention, told, "row"):
                self.rows[mention.first] = replace(found, told=told)

    def _tie_to_head(self, mention: Draft, found: Row) -> None:
        heads = [h for h in self.scene.happenings if h.last <= found.first and not h.is_noun]
        head = heads[-1] if heads else self.list_head
        if head is not None:
            self.bonds.set(mention, head, "row")
        elif any(self.scene.passage.does(i, "muster") for i in range(found.first, mention.first)):
            self.bonds.keep(mention, Bond("casualties", "row"))

    def _tie_line(self) -> None:
        """Ties the number a list line starts with to the outcome that opened the list."""
        p, first = self.scene.passage, self.scene.mentions[0] if self.scene.mentions else None
        if first is None or self.list_head is None or not self.bonds.untied(first):
            return
        if any(p.words[i].is_word for i in range(first.first)):
            return
        if not all(h.counted or h.label for h in self.scene.happenings):
            return
        if first.head != NOTHING:
            self.bonds.set(first, self.list_head, "row")
        elif p.does(first.last, "place"):  # "3 over one region"
            self.bonds.keep(first, Bond("", "row", self.list_head, part=True))
        self.lined = not self.bonds.untied(first)

    # verbs and lists

    def _tie_verbs(self) -> None:
        taken: dict[int, bool] = {}  # happenings, by whether their number stands after them
        done: set[int] = set()
        for mention, happening in self._pairs():
            after = mention.first >= happening.first
            if mention.first in done or taken.get(happening.first, after) != after:
                continue
            if self.bonds.set(mention, happening, "verb", before=after):
                done.add(mention.first)
                taken[happening.first] = after

    def _pairs(self) -> list[tuple[Draft, Told]]:
        """Numbers and outcomes that may belong together, the nearest first."""
        prices, found = Prices(self.scene), []
        for mention in self.scene.mentions:
            tie = self.bonds.of(mention)
            if self.scene.speaks(mention):
                continue
            if tie is not None and not (tie.rule == "own" and tie.outcome in _YIELDING):
                continue
            for happening in self._near(mention):
                price = prices.price(mention, happening, tie.outcome if tie else None)
                if price is not None:
                    found.append((price, mention.first, happening.first, mention, happening))
        return [pair[3:] for pair in sorted(found, key=lambda pair: pair[:3])]

    def _near(self, mention: Draft) -> Iterator[Told]:
        """Outcomes close enough to a number to be worth a price."""
        low, high = mention.first - _WINDOW, mention.end + _WINDOW
        return (h for h in self.scene.happenings if low <= h.last and h.first <= high and h not in self.denied)
