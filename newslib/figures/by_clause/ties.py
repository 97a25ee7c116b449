"""Which outcome a number belongs to in a language without a parser: read off order, commas and small words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newslib.figures.by_clause.counted import NOTHING, OTHER, PEOPLE, THINGS, Mention
from newslib.figures.by_clause.elided import gapped, recounted
from newslib.figures.by_clause.happenings import Happening
from newslib.figures.by_clause.labels import label
from newslib.figures.by_clause.prices import Prices
from newslib.figures.by_clause.rows import Row, row
from newslib.figures.by_clause.scenes import ClauseScene

_WINDOW = 60  # words beyond which any price is too high
_YIELDING = frozenset({"captured", "surrendered", "displaced", "abducted", "missing", "wounded"})


@dataclass
class Tie:
    """The outcome of a mention. ``rule``: own, label, row, verb, list, added, part, zero, single, again.

    ``before`` tells whether the outcome's words stand before the number, ``whole`` is what it is a part of.
    """

    outcome: str  # empty when it is that of the whole
    rule: str
    happening: Happening | None = None
    whole: Mention | None = None
    before: bool = True
    part: bool = False
    mark: int | None = None  # the word that makes it a part: "among"
    lost: Happening | None = None  # the verb of losing that the outcome makes more exact: "lost 9,000 in killed"
    among: Mention | None = None  # the people it is a part of, when no outcome is told of them all


@dataclass
class Tying:
    """Ties of the mentions of one sentence."""

    scene: ClauseScene
    list_head: Happening | None = None  # the outcome a list was opened with in a sentence before
    ties: dict[int, Tie] = field(default_factory=dict)  # by the first token of the mention
    rows: dict[int, Row] = field(default_factory=dict)
    lined: bool = False  # whether the sentence is a line of the list opened before it

    def tie(self) -> dict[int, Tie]:
        """The tie of every mention that has one inside its sentence, by the mention's first token."""
        for mention in self.scene.mentions:
            self._tie_own(mention)
            found = row(self.scene.passage, mention, self.scene.happenings, self.scene.mentions)
            if found is not None:
                self.rows[mention.first] = found
        self._tie_labels()
        self._tie_rows()
        self._tie_line()
        self._tie_verbs()
        self._tie_lists()
        self._tie_elided()
        self._tie_added()
        self._tie_parts()
        self._find_losing()
        return self.ties

    def _set(self, mention: Mention, happening: Happening, rule: str, *, before: bool = True) -> bool:
        outcome = self.scene.outcome(mention, happening)
        if outcome is None:
            return False
        if mention.head == OTHER and mention.unknown is not None:
            mention.head, mention.end = PEOPLE, mention.unknown + 1
        if outcome == "equipment_lost" and mention.head == PEOPLE:
            mention.head, mention.item, mention.group = THINGS, mention.either, None
        self._keep(mention, Tie(outcome, rule, happening, before=before))
        return True

    def _keep(self, mention: Mention, tie: Tie) -> None:
        tie.part = tie.part or self.scene.part_mark(mention) is not None
        self.ties[mention.first] = tie

    def _untied(self, mention: Mention) -> bool:
        return mention.first not in self.ties

    # the number's own phrase, and labels beside it

    def _tie_own(self, mention: Mention) -> None:
        if not mention.own:
            return
        told = {h.outcome for h in mention.own}
        if mention.head == NOTHING:
            things = mention.quantity.stated == 1 or any(m.head == THINGS for m in self.scene.mentions)
            mention.head = OTHER if told == {"equipment_lost"} and things else PEOPLE
        if len(told) > 1 and told != {"killed", "equipment_lost"}:
            self._keep(mention, Tie("casualties", "own", mention.own[0]))
        else:
            self._set(mention, mention.own[0], "own", before=False)

    def _tie_labels(self) -> None:
        for mention in self.scene.mentions:
            found = self.rows.get(mention.first)
            names_noun = found is not None and found.told is None and not found.continues
            if self._untied(mention) and not names_noun:
                beside = label(self.scene, mention)
                if beside is not None:
                    self._set(mention, beside, "label")

    def _find_losing(self) -> None:
        """Notes the verb or noun of losses that an outcome makes more exact."""
        losing = [h for h in self.scene.happenings if h.outcome == "casualties" and not h.joint]
        for mention in self.scene.mentions:
            tie = self.ties.get(mention.first)
            if tie and tie.rule in ("own", "label", "row") and tie.happening and tie.happening.counted:
                tie.lost = next((h for h in reversed(losing) if h.last <= mention.first), None)

    # rows of a list

    def _tie_rows(self) -> None:
        previous: Mention | None = None
        for mention in self.scene.mentions:
            found = self.rows.get(mention.first)
            if found is None:
                continue
            if self._untied(mention):
                self._tie_row(mention, found, previous)
            if not self._untied(mention) and self.ties[mention.first].rule == "row":
                previous = mention

    def _tie_row(self, mention: Mention, found: Row, previous: Mention | None) -> None:
        """Ties a row by its own label, by the row before it, or by the head of the list."""
        if found.told is not None:
            self._set(mention, found.told, "row")
        elif found.continues:
            self._continue_rows(mention, found, previous)
        elif not any(h.first in range(mention.last, mention.end + 2) for h in self.scene.happenings):
            self._tie_to_head(mention, found)

    def _continue_rows(self, mention: Mention, found: Row, previous: Mention | None) -> None:
        told = self.rows[previous.first].told if previous is not None else None
        if previous is not None and told is not None and mention.head == NOTHING:
            mention.head, mention.group, mention.item = previous.head, previous.group, previous.item
            if self._set(mention, told, "row"):
                self.rows[mention.first] = replace(found, told=told)

    def _tie_to_head(self, mention: Mention, found: Row) -> None:
        heads = [h for h in self.scene.happenings if h.last <= found.first and not h.noun]
        head = heads[-1] if heads else self.list_head
        if head is not None:
            self._set(mention, head, "row")
        elif any(self.scene.passage.does(i, "muster") for i in range(found.first, mention.first)):
            self._keep(mention, Tie("casualties", "row"))

    def _tie_line(self) -> None:
        """Ties the number a list line starts with to the outcome that opened the list."""
        p, first = self.scene.passage, self.scene.mentions[0] if self.scene.mentions else None
        if first is None or self.list_head is None or not self._untied(first):
            return
        if any(p.tokens[i].is_word for i in range(first.first)):
            return
        if not all(h.counted or h.label for h in self.scene.happenings):
            return
        if first.head != NOTHING:
            self._set(first, self.list_head, "row")
        elif p.does(first.last, "place"):  # "3 over one region"
            self._keep(first, Tie("", "row", self.list_head, part=True))
        self.lined = not self._untied(first)

    # verbs and lists

    def _tie_verbs(self) -> None:
        taken: dict[int, bool] = {}  # happenings, by whether their number stands after them
        done: set[int] = set()
        for mention, happening in self._pairs():
            after = mention.first >= happening.first
            if mention.first in done or taken.get(happening.first, after) != after:
                continue
            if self._set(mention, happening, "verb", before=after):
                done.add(mention.first)
                taken[happening.first] = after

    def _pairs(self) -> list[tuple[Mention, Happening]]:
        """Numbers and outcomes that may belong together, the nearest first."""
        prices, found = Prices(self.scene), []
        for mention in self.scene.mentions:
            tie = self.ties.get(mention.first)
            if tie is not None and not (tie.rule == "own" and tie.outcome in _YIELDING):
                continue
            for happening in self._near(mention):
                price = prices.price(mention, happening, tie.outcome if tie else None)
                if price is not None:
                    found.append((price, mention.first, happening.first, mention, happening))
        return [pair[3:] for pair in sorted(found, key=lambda pair: pair[:3])]

    def _near(self, mention: Mention) -> Iterator[Happening]:
        """Outcomes close enough to a number to be worth a price."""
        low, high = mention.first - _WINDOW, mention.end + _WINDOW
        return (h for h in self.scene.happenings if low <= h.last and h.first <= high)

    def _tie_lists(self) -> None:
        """Numbers that share the outcome of the one before, or of the one after, in the same list."""
        neighbours = list(zip(self.scene.mentions, self.scene.mentions[1:], strict=False))
        for left, right in neighbours:
            tie = self.ties.get(left.first)
            if tie and tie.happening and self._untied(right) and self._shares(tie, left, right):
                self._set(right, tie.happening, "list", before=tie.before)
        for left, right in reversed(neighbours):
            tie = self.ties.get(right.first)
            if tie and tie.happening and self._untied(left) and self._shares_back(tie, left, right):
                self._set(left, tie.happening, "list", before=False)

    def _shares(self, tie: Tie, left: Mention, right: Mention) -> bool:
        if right.head not in (PEOPLE, THINGS) or not tie.happening or not tie.before:
            return False
        if tie.rule == "own" and (tie.happening.outcome != "equipment_lost" or right.head != THINGS):
            return False
        return self.scene.listed(left, right)

    def _shares_back(self, tie: Tie, left: Mention, right: Mention) -> bool:
        if tie.before or tie.rule not in ("verb", "list") or left.parted or self.scene.part_mark(left) is not None:
            return False
        if right.head == NOTHING and left.head != NOTHING:
            return False
        known = left.head in (PEOPLE, THINGS) or self.scene.stand_joined(left, right)
        return known and self.scene.listed(left, right)

    def _tie_elided(self) -> None:
        """Numbers that leave the outcome of their neighbour unsaid."""
        neighbours = list(zip(self.scene.mentions, self.scene.mentions[1:], strict=False))
        for left, right in neighbours:
            if self._untied(left) or not self._untied(right):
                continue
            told = self.ties[left.first].happening
            if recounted(self.scene, left, right) or gapped(self.scene, left, right, told):
                self._share(left, right)
        for left, right in reversed(neighbours):
            if self._untied(left) and not self._untied(right) and recounted(self.scene, left, right):
                self._share(right, left)

    def _share(self, told: Mention, mention: Mention) -> None:
        if mention.head == NOTHING:
            mention.head, mention.group, mention.item, mention.side = told.head, told.group, told.item, told.side
        if mention.head == told.head:
            self._keep(mention, replace(self.ties[told.first], rule="list", before=told.first < mention.first))

    def _tie_added(self) -> None:
        """ "(+200)": what came on top of the number before it, of the same people or things."""
        for left, right in zip(self.scene.mentions, self.scene.mentions[1:], strict=False):
            tie = self.ties.get(left.first)
            if right.added and tie is not None:
                right.head, right.group, right.item = left.head, right.group or left.group, left.item
                right.side = left.side
                self.ties[right.first] = replace(tie, rule="added", whole=left, part=True)
            elif right.added:
                self.ties.pop(right.first, None)

    # parts

    def _tie_parts(self) -> None:
        for k, mention in enumerate(self.scene.mentions):
            mark = self.scene.part_mark(mention)
            if mention.added or not (mark is not None or mention.parted or self._is_in_parts(mention, k)):
                continue
            earlier = [m for m in self.scene.mentions[:k] if self._may_be_whole(m)]
            if mark is None and k and self._is_part(self.scene.mentions[k - 1]):
                mark = self.ties[self.scene.mentions[k - 1].first].mark
            whole = earlier[-1] if earlier and not self._untied(earlier[-1]) else None
            if self._untied(mention) and mention.quantity.kind != "zero" and (whole or not earlier):
                self._tie_part(mention, mark)
            tie = self.ties.get(mention.first)
            if tie is not None:
                tie.part, tie.whole, tie.mark = True, whole, mark
                tie.among = earlier[-1] if earlier and whole is None else None
                if not tie.outcome and whole is not None:
                    tie.outcome = self.ties[whole.first].outcome

    def _tie_part(self, mention: Mention, mark: int | None) -> None:
        """Ties a part by the people it is said to be among ("among the wounded"), else as its whole."""
        counted = (h for h in self.scene.happenings if h.counted and mark is not None)
        told = next((h for h in counted if (mark or 0) <= h.first < mention.first), None)
        if told is not None:
            self._set(mention, told, "part")
        elif mention.head != OTHER:
            self._keep(mention, Tie("", "part", part=True))

    def _may_be_whole(self, mention: Mention) -> bool:
        counts = mention.head in (PEOPLE, THINGS) or not self._untied(mention)
        return counts and not self._is_part(mention)

    def _is_part(self, mention: Mention) -> bool:
        return not self._untied(mention) and self.ties[mention.first].part

    def _is_in_parts(self, mention: Mention, k: int) -> bool:
        """Whether a number goes on with parts or opens their list: "162 officers and 47 women", "90 people: 85 men"."""
        if k == 0 or not (mention.head in (PEOPLE, THINGS) or self._stands_at_place(mention)):
            return False
        left = self.scene.mentions[k - 1]
        if self._untied(mention) and self._is_part(left):
            near = 0 < mention.first - left.end <= 2 or self._stands_at_place(left)
            return near and self.scene.listed(left, mention)
        total, part = left.quantity.low, mention.quantity.stated
        if self._untied(left) or mention.head == THINGS or not self._opens(left, mention) or not total or not part:
            return False
        return part < total and (self._untied(mention) or self._same_happening(left, mention))

    def _stands_at_place(self, mention: Mention) -> bool:
        """Whether a number stands alone before a place: "four dead: 2 in Pokrovsk, 1 in Toretsk"."""
        return mention.head == NOTHING and self.scene.passage.does(mention.end, "place")

    def _opens(self, left: Mention, mention: Mention) -> bool:
        """Whether a colon or dash right before a number opens the parts of the number before it."""
        p, mark = self.scene.passage, mention.first - 1
        if not (p.is_sign(mark, ":") or (p.is_dash(mark) and not mention.own)):
            return False
        return all(p.tokens[i].is_word and not p.does(i, "relative", "part") for i in range(left.end, mark))

    def _same_happening(self, left: Mention, right: Mention) -> bool:
        return self.ties[left.first].happening is self.ties[right.first].happening
