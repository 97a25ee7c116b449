"""Which outcome a number belongs to in a language without a parser: read off order, commas and small words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from newslib.clause_rows import Row, row
from newslib.counted import NOTHING, OTHER, PEOPLE, THINGS, Mention
from newslib.happenings import Happening
from newslib.sentence_words import DASHES, QUOTES, STOPS, Passage

FAR = 11.0  # the price at which a number and an outcome are too far apart to belong together
FAR_ALONE = 4.0  # the same for a number without a noun
FAR_ALONE_AFTER = 2.4  # and when the outcome stands before it
FAR_OWN = 2.0  # the same when its own phrase tells an outcome: only a verb right beside it outweighs that
_LOST = frozenset({"equipment_lost", "casualties", "captured"})  # outcomes that can befall things
_YIELDING = frozenset({"captured", "surrendered", "displaced", "abducted", "missing"})  # states that a verb outweighs
_MOURNED = frozenset({"children", "women", "civilian", "medical"})
_COUNT_REACH = 6  # words between "a figure" and the number
_INFLECTED = 5  # number words below this tell subject and object apart
_NOUN_REACH = 8  # words from a noun of action to its number, over a list
_LABEL_REACH = 12  # words from a label ("losses") to its number
_OWNERS = 4  # words between "losses" and their number that say whose they are


@dataclass
class Tie:
    """The outcome of a mention. ``rule``: own, verb, list, label, part, row, again.

    ``whole`` is the number it is a part of, ``before`` tells whether the outcome's words stand before the number.
    """

    outcome: str
    rule: str
    happening: Happening | None = None
    whole: Mention | None = None
    before: bool = True
    part: bool = False
    mark: int | None = None  # the word that makes it a part: "among"
    lost: Happening | None = None  # the verb of losing that the outcome specifies: "lost 9,000 in killed"


@dataclass
class Tying:
    """Ties of the mentions of one sentence."""

    passage: Passage
    happenings: list[Happening]
    mentions: list[Mention]
    list_head: Happening | None = None  # the outcome a list was opened with in a sentence before
    ties: dict[int, Tie] = field(default_factory=dict)  # by the first token of the mention
    rows: dict[int, Row] = field(default_factory=dict)
    lined: bool = False  # whether the sentence is a line of the list opened before it

    def tie(self) -> dict[int, Tie]:
        """The tie of every mention that has one inside its sentence, by the mention's first token."""
        for mention in self.mentions:
            self._tie_own(mention)
            found = row(self.passage, mention, self.happenings, self.mentions)
            if found is not None:
                self.rows[mention.first] = found
        for mention in self.mentions:
            if mention.first not in self.ties and not self._names_noun(mention):
                self._tie_label(mention)
        self._tie_rows()
        self._tie_verbs()
        self._tie_lists()
        self._tie_added()
        self._tie_parts()
        self._find_losing()
        return self.ties

    def _find_losing(self) -> None:
        """Notes the verb or noun of losses that an outcome makes more exact."""
        for mention in self.mentions:
            tie = self.ties.get(mention.first)
            if tie and tie.rule in ("own", "label", "row") and tie.happening and tie.happening.counted:
                before = [h for h in self.happenings if h.outcome == "casualties" and not h.joint and h.last <= mention.first]
                tie.lost = before[-1] if before else None

    def _tie_added(self) -> None:
        """ "(+200)": what came on top of the number before it, of the same people or things."""
        for left, right in zip(self.mentions, self.mentions[1:], strict=False):
            tie = self.ties.get(left.first)
            if right.added and tie is not None:
                right.head, right.group, right.item = left.head, right.group or left.group, left.item
                right.side, right.side_at = left.side, left.side_at
                self.ties[right.first] = replace(tie, rule="added", whole=left, part=True)
            elif right.added:
                self.ties.pop(right.first, None)

    def _set(self, mention: Mention, happening: Happening, rule: str, *, before: bool = True) -> bool:
        outcome = self.outcome(mention, happening)
        if outcome is None:
            return False
        if mention.head == OTHER and mention.unknown is not None:
            mention.head, mention.end = PEOPLE, mention.unknown + 1
        self.ties[mention.first] = Tie(outcome, rule, happening, before=before, part=self._part_mark(mention) is not None)
        return True

    def outcome(self, mention: Mention, happening: Happening) -> str | None:
        """What a word of outcome says of this mention: "destroyed" of people is killed, "killed" of things nothing."""
        if mention.head == OTHER and not self._die(mention, happening):
            return None
        if happening.of_things and mention.head == PEOPLE:
            if mention.either is None:
                return None
            mention.head, mention.item, mention.group = THINGS, mention.either, None
        if mention.head == THINGS:
            return "equipment_lost" if happening.outcome in _LOST else None
        if happening.outcome == "casualties" and not (happening.label or happening.joint) and self._mourned(mention):
            return "killed"
        if happening.outcome != "equipment_lost":
            return happening.outcome
        return "killed" if mention.head == PEOPLE or mention.own or not self._things_before(mention) else "equipment_lost"

    def _die(self, mention: Mention, happening: Happening) -> bool:
        """Whether a noun no table knows must name people, since it is right beside "died": "12 coaches died"."""
        if mention.unknown is None or happening.outcome != "killed" or "subject" not in happening.voice:
            return False
        after = mention.first >= happening.last
        gap = range(happening.last, mention.first) if after else range(mention.unknown + 1, happening.first)
        return all(self.passage.does(i, "filler", "more") for i in gap)

    def _mourned(self, mention: Mention) -> bool:
        """Whether those who were "lost" are no soldiers: then they died."""
        if mention.head != PEOPLE or mention.group is None:
            return False
        ours = any(self.passage.does(i, "we") for i in range(len(self.passage.tokens)))
        return mention.group["group"] in _MOURNED or (mention.group["group"] == "people" and ours)

    def _things_before(self, mention: Mention) -> bool:
        """Whether the last counted noun before a lone number names things: "ten drones, nine shot down"."""
        heads = [m.head for m in self.mentions if m.first < mention.first and m.head in (PEOPLE, THINGS)]
        return not heads or heads[-1] == THINGS

    # the number's own phrase

    def _tie_own(self, mention: Mention) -> None:
        if not mention.own:
            return
        first = mention.own[0]
        told = {h.outcome for h in mention.own}
        if mention.head == NOTHING:
            things = told == {"equipment_lost"} and (mention.quantity.stated == 1 or any(m.head == THINGS for m in self.mentions))
            mention.head = OTHER if things else PEOPLE
        if len(told) > 1 and told != {"killed", "equipment_lost"}:
            self.ties[mention.first] = Tie("casualties", "own", first)
        else:
            self._set(mention, first, "own", before=False)
        if mention.first in self.ties:
            self.ties[mention.first].part = self._part_mark(mention) is not None

    # labels

    def _tie_label(self, mention: Mention) -> None:
        if mention.head == OTHER or self._has_verb(mention):
            return
        found = self._label(mention)
        if found is not None:
            self._set(mention, found, "label")

    def _has_verb(self, mention: Mention) -> bool:
        """Whether a verb of outcome stands right behind the counted phrase."""
        verbs = [h for h in self.happenings if h.first == mention.end and not (h.counted or h.label or h.noun)]
        return mention.head in (PEOPLE, THINGS) and any("subject" in h.voice for h in verbs)

    def _label(self, mention: Mention) -> Happening | None:
        """The word beside which the number stands: "losses: N", "the number of dead rose to N"."""
        p = self.passage
        linked = any(p.does(k, "change") for k in range(mention.first, mention.last))
        i = mention.first - 1
        while i >= max(0, mention.first - _LABEL_REACH):
            found = self._ending_at(i + 1)
            if found is not None:
                return found if self._is_label(found, i, mention, linked) else None
            if self._closes(i, mention):
                return None
            linked = linked or p.does(i, "change") or (p.is_sign(i, (":", "=", *DASHES)) and i >= mention.first - 2)
            i -= 1
        return None

    def _is_label(self, found: Happening, at: int, mention: Mention, linked: bool) -> bool:
        if not (found.counted or found.label) or any(found in m.own for m in self.mentions):
            return False
        between = range(at + 1, mention.first)
        alone = all(self.passage.does(k, "filler", "more", "counter") for k in between)
        if found.label:
            near = all(k in self.passage.named and not self.passage.is_sign(k, ",") for k in between)
            return linked or alone or (near and len(between) <= _OWNERS)
        general = mention.group is not None and mention.group["group"] == "people"
        return linked or (alone and (mention.head == NOTHING or general or self._tells_losses(found)))

    def _tells_losses(self, found: Happening) -> bool:
        """Whether a participle says how people were lost: "lost in killed 9,000 soldiers"."""
        return any(h.outcome == "casualties" and found.first - h.last in (0, 1) for h in self.happenings)

    def _ending_at(self, i: int) -> Happening | None:
        return next((h for h in self.happenings if h.last == i), None)

    def _closes(self, i: int, mention: Mention) -> bool:
        """Whether a token ends the stretch a label reaches over."""
        p = self.passage
        if p.is_sign(i, STOPS | {","}) or p.does(i, "relative"):
            return True
        if p.like_verb(i) and not p.does(i, "change", "filler"):
            return True
        return any(m.first <= i < m.last for m in self.mentions if m is not mention and m.head != OTHER)

    # rows of a list

    def _names_noun(self, mention: Mention) -> bool:
        """Whether a row's label says what is counted, and the head of the list what happened to it."""
        found = self.rows.get(mention.first)
        return found is not None and found.told is None and not found.continues

    def _tie_rows(self) -> None:
        previous: Mention | None = None
        for mention in self.mentions:
            found = self.rows.get(mention.first)
            if found is None:
                continue
            if mention.first not in self.ties:
                self._tie_row(mention, found, previous)
            if mention.first in self.ties and self.ties[mention.first].rule == "row":
                previous = mention
        self._tie_line()

    def _tie_line(self) -> None:
        """Ties the number a list line starts with to the outcome that opened the list."""
        first = self.mentions[0] if self.mentions else None
        if first is None or self.list_head is None or first.first in self.ties:
            return
        if any(self.passage.tokens[i].is_word for i in range(first.first)) or any(
            not (h.counted or h.label) for h in self.happenings
        ):
            return
        if first.head == NOTHING and not self.passage.does(first.last, "place"):
            return
        if first.head != NOTHING:
            self._set(first, self.list_head, "row")
        else:
            self.ties[first.first] = Tie("", "row", self.list_head, part=True)
        self.lined = first.first in self.ties

    def _tie_row(self, mention: Mention, found: Row, previous: Mention | None) -> None:
        """Ties a row by its own label, by the row before it, or by the head of the list."""
        if found.told is not None:
            self._set(mention, found.told, "row")
            return
        if found.continues:
            if previous is not None and mention.head == NOTHING and self.rows[previous.first].told is not None:
                mention.head, mention.group, mention.item = previous.head, previous.group, previous.item
                told = self.ties[previous.first].happening
                if told is not None and self._set(mention, told, "row"):
                    self.rows[mention.first] = replace(found, told=told)
            return
        if mention.last < mention.end and any(h.first in range(mention.last, mention.end + 2) for h in self.happenings):
            return
        heads = [h for h in self.happenings if h.last <= found.first and not h.noun]
        if heads:
            self._set(mention, heads[-1], "row")
        elif self.list_head is not None:
            self._set(mention, self.list_head, "row")
        elif any(self.passage.does(i, "muster") for i in range(found.first, mention.first)):
            self.ties[mention.first] = Tie("casualties", "row")

    # verbs

    def _tie_verbs(self) -> None:
        pairs = []
        for mention in self.mentions:
            if mention.first in self.ties and not self._yields(mention):
                continue
            for happening in self.happenings:
                price = self._price(mention, happening)
                if price is not None:
                    pairs.append((price, mention.first, happening.first, mention, happening))
        taken: dict[int, bool] = {}  # happenings by whether their number stands after them
        done: set[int] = set()
        for _, _, _, mention, happening in sorted(pairs, key=lambda pair: pair[:3]):
            after = mention.first >= happening.first
            if mention.first in done or taken.get(happening.first, after) != after:
                continue
            if self._set(mention, happening, "verb", before=after):
                done.add(mention.first)
                taken[happening.first] = after

    def _yields(self, mention: Mention) -> bool:
        """Whether what the counted people are gives way to what happens to them: "53 prisoners were killed"."""
        tie = self.ties[mention.first]
        if tie.rule != "own":
            return False
        return tie.outcome in _YIELDING or tie.outcome == "wounded"

    def _price(self, mention: Mention, happening: Happening) -> float | None:
        """How far a number is from an outcome that may be its own; None when they cannot belong together."""
        if happening.counted and self._follows_as_attribute(mention, happening):
            return 1.5
        if (happening.counted and not happening.noun) or happening.label or self.outcome(mention, happening) is None:
            return None
        if mention.own and not self._outweighs(happening, mention):
            return None
        if happening.noun:
            return self._price_of_noun(mention, happening)
        if happening.first <= mention.first and mention.end <= happening.last:
            return 0.5
        after = mention.first >= happening.last
        between = range(happening.last, mention.first) if after else range(mention.end, happening.first)
        price = self._distance(between, mention, after=after)
        if price is None:
            return None
        misplaced = self._misplaced(mention, happening, after=after)
        if misplaced is None:
            return None
        if self._governed(mention) or self._cut_off(mention, happening, after=after):
            return None
        price += misplaced
        if mention.own:
            limit = FAR_OWN
        else:
            limit = FAR if mention.head != NOTHING else FAR_ALONE_AFTER if after else FAR_ALONE
        return price if price <= limit else None

    def _follows_as_attribute(self, mention: Mention, happening: Happening) -> bool:
        """Whether a participle stands behind the counted noun after a comma: "20 soldiers, killed in action"."""
        behind = happening.first == mention.end + 1 and self.passage.is_sign(mention.end, ",")
        return behind and mention.head in (PEOPLE, THINGS) and not mention.own and self.passage.like_adjective(happening.last - 1)

    def _outweighs(self, happening: Happening, mention: Mention) -> bool:
        own = self.ties[mention.first].outcome if mention.first in self.ties else mention.own[0].outcome
        if happening.outcome in (own, "equipment_lost", "casualties"):
            return False
        if own == "wounded":
            return happening.outcome in ("evacuated", "captured", "released", "killed")
        return True

    def _price_of_noun(self, mention: Mention, happening: Happening) -> float | None:
        """The price after a noun of action: "the death of N", with nothing but the phrase's own words between."""
        p, between = self.passage, range(happening.last, mention.first)
        if mention.first < happening.last or len(between) > (0 if mention.own else _NOUN_REACH):
            return None
        times = {k for first, last in self._times.items() for k in range(first, last)}
        between = [i for i in between if i not in times]  # type: ignore[assignment]
        if any(p.like_verb(i) or p.does(i, "relative", "place") or not (p.tokens[i].is_word or p.is_sign(i, ",")) for i in between):
            return None
        return 1.0 + len(between)

    def _misplaced(self, mention: Mention, happening: Happening, *, after: bool) -> float | None:
        """What it costs when a number stands where the doer stands: "two men killed a third", "no horde destroys us"."""
        if "subject" in happening.voice:
            return 0.0
        objective = self.passage.as_object(mention.last - 1)
        if mention.quantity.kind == "zero":
            return 0.0 if objective else None
        if after or objective or any(self.passage.does(i, "we") for i in range(mention.end, happening.first)):
            return 0.0 if after else 0.5
        if self._has_object(happening):
            return None
        if mention.parted:
            return 1.0
        nominative = mention.quantity.kind != "digits" and (mention.quantity.stated or 0) < _INFLECTED
        return None if nominative else 2.0

    def _has_object(self, happening: Happening) -> bool:
        """Whether a noun that is no doer follows a verb, so that what stands before it is the doer."""
        p, i = self.passage, happening.last
        if i >= len(p.tokens) or not p.tokens[i].is_word or p.roles[i] or p.is_capital(i):
            return False
        doers = any(i in p.starting(table) for table in ("sides", "groups", "units"))
        return not doers and not any(m.first == i for m in self.mentions)

    def _governed(self, mention: Mention) -> bool:
        """Whether a preposition governs the number: "strikes on 18 posts", "one in three of 90 men"."""
        p, i = self.passage, mention.first - 1
        ends = {last: first for first, last in self._times.items()}
        while i >= 0 and (i + 1 in ends or p.does(i, "filler", "more")):
            i = ends.get(i + 1, i) - 1
        return p.does(i, "place", "about", "origin", "preposition") and not p.does(i, "part")

    def _cut_off(self, mention: Mention, happening: Happening, *, after: bool) -> bool:
        """Whether another counted phrase stands between, so that only a list can join the two."""
        low, high = (happening.last, mention.first) if after else (mention.end, happening.first)
        known = (PEOPLE, THINGS) if after else (PEOPLE, THINGS, NOTHING)
        return any(low <= m.first < high and m.head in known for m in self.mentions if m is not mention and not m.added)

    def _at(self, place: int) -> int:
        return place - self.passage.sentence.start

    def _distance(self, between: range, mention: Mention, *, after: bool) -> float | None:
        p, price, i = self.passage, 0.0, between.start
        others = {m.first: m.end for m in self.mentions if m is not mention}
        told = {h.first: h.last for h in self.happenings}
        while i < between.stop:
            if i in others and others[i] <= between.stop:
                price, i = price + 3.0, others[i]
                continue
            if i in told:
                price, i = price + 4.0, told[i]
                continue
            if not after and (closed := self._relative_end(i, between.stop)):
                price, i = price + 2.0, closed
                continue
            if not after and i == mention.end and (opened := self._relative_start(i)):
                price, i = price + 2.0, opened
                continue
            if i in self._times:
                price, i = price + 0.3, self._times[i]
                continue
            step = self._step(i, after=after)
            if step is None:
                return None
            price, i = price + step, i + 1
        return price

    @cached_property
    def _times(self) -> dict[int, int]:
        """Words of time that may stand anywhere: "over the past day"."""
        return {hit.first: hit.last for hit in self.passage.hits("tallies")}

    def _relative_start(self, i: int) -> int:
        """The token after the comma at ``i`` and the "who" behind it, or 0."""
        p = self.passage
        if p.is_sign(i, ",") and p.does(i + 1, "relative"):
            return i + 2
        return i + 3 if p.is_sign(i, ",") and p.does(i + 2, "relative") and p.does(i + 1, "place", "origin") else 0

    def _relative_end(self, i: int, stop: int) -> int:
        """The token after a relative clause that starts with the comma at ``i`` and is closed before ``stop``, or 0."""
        p = self.passage
        if not p.is_sign(i, ",") or not (p.does(i + 1, "relative", "part") or p.does(i + 2, "relative")):
            return 0
        commas = [k for k in range(i + 2, stop) if p.is_sign(k, ",")]
        return commas[-1] + 1 if commas else 0

    def _step(self, i: int, *, after: bool) -> float | None:
        """The price of one token between a number and an outcome."""
        p = self.passage
        if not p.tokens[i].is_word:
            return self._price_of_sign(i, after=after)
        if p.does(i, "relative"):
            return 5.0
        if p.does(i, "joint"):
            return 1.0
        if p.does(i, "filler", "more", "inside", "not"):
            return 0.2
        if p.like_verb(i):
            return 3.0
        return 0.7

    def _price_of_sign(self, i: int, *, after: bool) -> float | None:
        p = self.passage
        if p.is_sign(i, STOPS):
            short = i > 0 and p.tokens[i].form == "." and len(p.tokens[i - 1].form) <= 4
            return 0.5 if short else None
        if p.is_sign(i, ":"):
            return 1.5 if after else None
        if p.is_sign(i, QUOTES) or p.is_sign(i, "()[]+/*#"):
            return 0.3
        return 2.5 if p.is_sign(i, (",", *DASHES)) else 1.0

    # lists

    def _tie_lists(self) -> None:
        """Numbers that share the outcome of the one before, or of the one after, in the same list."""
        for left, right in zip(self.mentions, self.mentions[1:], strict=False):
            tie = self.ties.get(left.first)
            if tie and tie.happening and right.first not in self.ties and self._shares(tie, left, right):
                self._set(right, tie.happening, "list", before=tie.before)
        for left, right in reversed(list(zip(self.mentions, self.mentions[1:], strict=False))):
            tie = self.ties.get(right.first)
            if tie and tie.happening and not tie.before and left.first not in self.ties and tie.rule in ("verb", "list"):
                if (right.head == NOTHING and left.head != NOTHING) or left.parted or self._part_mark(left) is not None:
                    continue
                joined = right.first - left.end == 1 and self.passage.does(left.end, "joint")
                if (left.head in (PEOPLE, THINGS) or (left.head == NOTHING and joined)) and self._listed(left, right):
                    self._set(left, tie.happening, "list", before=False)

    def _shares(self, tie: Tie, left: Mention, right: Mention) -> bool:
        if right.head not in (PEOPLE, THINGS) or not tie.happening:
            return False
        if tie.rule == "own" and (tie.happening.outcome != "equipment_lost" or right.head != THINGS):
            return False
        return tie.before and self._listed(left, right)

    def _listed(self, left: Mention, right: Mention) -> bool:
        """Whether nothing but list words and unnumbered nouns stand between two counted phrases."""
        p = self.passage
        unknown = 0
        for i in range(left.end, right.first):
            if any(h.first <= i < h.last for h in self.happenings) or p.does(i, "relative", "part"):
                return False
            if p.is_sign(i, STOPS - {";"}) or p.is_sign(i, (":", *DASHES)) or p.like_verb(i):
                return False
            unknown += p.tokens[i].is_word and not p.does(i, "joint", "filler", "more")
        return unknown <= 8 and not self._has_own_verb(right)

    def _has_own_verb(self, mention: Mention) -> bool:
        """Whether a verb that no table knows follows a counted phrase, so that it starts another clause."""
        i = mention.end
        return i < len(self.passage.tokens) and self.passage.like_verb(i) and not any(h.first == i for h in self.happenings)

    # parts

    def _part_mark(self, mention: Mention) -> int | None:
        """The word before a number that makes it a part of another: "among them", "including"."""
        p = self.passage
        for i in range(mention.first - 1, max(mention.first - 7, -1), -1):
            if p.does(i, "part"):
                return i
            known = p.does(i, "filler", "more", "anaphor", "inside", "joint", "place") or p.is_sign(i, DASHES)
            known = known or i in p.starting("groups") or i in p.starting("sides")
            if not known and not any(h.counted and h.first <= i < h.last for h in self.happenings):
                return None
        return None

    def _breaks_down(self, mention: Mention, before: list[Mention]) -> bool:
        """Whether a number is in the list that follows a total and a colon: "177 civilians: 85 women, 47 children"."""
        if mention.first in self.ties or mention.head != PEOPLE or not before:
            return False
        left = before[-1]
        total, part = left.quantity.low, mention.quantity.stated
        opened = self.passage.is_sign(left.end, ":") and mention.first == left.end + 1
        return bool(opened and left.first in self.ties and total and part and part < total)

    def _continues_part(self, left: Mention, right: Mention) -> bool:
        """Whether a number goes on with a list of parts: "including 162 officers and 47 women"."""
        near = 0 < right.first - left.end <= 2 and right.head in (PEOPLE, THINGS)
        return near and self._is_part(left) and self._listed(left, right)

    def _is_part(self, mention: Mention) -> bool:
        return mention.first in self.ties and self.ties[mention.first].part

    def _tie_parts(self) -> None:
        for k, mention in enumerate(self.mentions):
            mark = self._part_mark(mention)
            joined = k > 0 and mention.first not in self.ties and self._continues_part(self.mentions[k - 1], mention)
            joined = joined or self._breaks_down(mention, self.mentions[:k])
            if mention.quantity.kind == "zero" and mention.first not in self.ties:
                continue
            if mention.added or (mark is None and not mention.parted and not joined):
                continue
            tie = self.ties.get(mention.first)
            earlier = [m for m in self.mentions[:k] if m.head in (PEOPLE, THINGS) and not self._is_part(m)]
            whole = earlier[-1] if earlier and earlier[-1].first in self.ties else None
            if tie is None and earlier and whole is None:
                continue
            if tie is None:
                told = next((h for h in self.happenings if mark is not None and h.counted and mark <= h.first < mention.first), None)
                if told is not None:
                    self._set(mention, told, "part")
                elif mention.head != OTHER:
                    self.ties[mention.first] = Tie("", "part", part=True)  # as its whole
                tie = self.ties.get(mention.first)
            if tie is not None:
                tie.part, tie.whole, tie.mark = True, whole, mark
                if not tie.outcome and whole is not None:
                    tie.outcome = self.ties[whole.first].outcome


def recounts(passage: Passage, mention: Mention) -> bool:
    """Whether a sentence without an outcome gives another count: "reported about 47", "a figure of 1,908", "not 300,000"."""
    i = mention.first - 1
    if any(passage.does(k, "about") for k in range(max(i, 0), mention.last)) or (passage.does(i, "not") and mention.quantity.kind != "collective"):
        return True
    near = range(max(0, mention.first - _COUNT_REACH), mention.first)
    linked = passage.is_dash(i) or passage.is_sign(i, ":") or passage.does(i, "place")
    return linked and any(passage.does(k, "counter") for k in near)
