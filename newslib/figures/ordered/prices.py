"""How far a number is from a word of outcome: the price of what stands between them, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newslib.figures.cases import Told
from newslib.figures.ordered.counted import NOTHING, PEOPLE, THINGS, Draft
from newslib.figures.ordered.scenes import ClauseScene
from newslib.passages import DASHES, QUOTES, STOPS

FAR = 11.0  # the price at which a number and an outcome are too far apart to belong together
_FAR_ALONE = 4.0  # the same for a number without a noun
_FAR_ALONE_AFTER = 2.4  # and when the outcome stands before it
_FAR_OWN = 2.0  # the same when its own phrase tells an outcome: only a verb right beside it outweighs that
_FAR_RESCUED = 5.0  # and a verb of rescue: "carried from under fire five wounded men"
_ATTRIBUTE = 1.5  # "20 soldiers, killed in action"
_INSIDE = 0.5  # a number inside a phrase of outcome: "received 5 people wounds"
_CLAUSE = 2.0  # a clause put in between: ", who had been held there,"
_MENTION, _OUTCOME, _TIME = 3.0, 4.0, 0.3
_WORDS = (("relative", 5.0), ("joint", 1.0), ("filler", 0.2), ("more", 0.2), ("within", 0.2), ("not", 0.2))
_VERB, _WORD = 3.0, 0.7
_COMMA, _COLON, _BRACKET, _SIGN, _ABBREVIATION = 2.5, 1.5, 0.3, 1.0, 0.5
_SHORT = 4  # letters of an abbreviation
_INFLECTED = 5  # number words below this tell subject and object apart
_NOUN_REACH = 8  # words from a noun of action to its number, over a list
_TURNED = 2.0  # a number before a verb that takes it as its object: "15 invaders the guards killed"
_YIELDING_WOUNDED = frozenset({"evacuated", "captured", "released", "killed"})


@dataclass(frozen=True)
class Prices:
    """Prices of the pairs of one sentence."""

    scene: ClauseScene

    def price(self, mention: Draft, happening: Told, own: str | None) -> float | None:
        """How far a number is from an outcome that may be its own; None when they cannot belong together.

        Args:
            mention: the number with its phrase.
            happening: the words of outcome.
            own: the outcome that the number's own phrase tells, None when it tells none.
        """
        if happening.counted and self._follows_as_attribute(mention, happening):
            return _ATTRIBUTE
        if (
            (happening.counted and not happening.is_noun)
            or happening.label
            or not self.scene.outcome(mention, happening)
        ):
            return None
        if own is not None and not _outweighs(happening, own):
            return None
        if happening.is_noun:
            return self._of_noun(mention, happening)
        if happening.first <= mention.first and mention.end <= happening.last:
            return _INSIDE
        if "inside" in happening.voice and happening.last != mention.first:
            return None
        return self._of_verb(mention, happening)

    def _of_verb(self, mention: Draft, happening: Told) -> float | None:
        after = mention.first >= happening.last
        if not after and self._put_in(mention) and any(m.head == PEOPLE for m in self._before(mention)):
            return None
        if self._governed(mention, happening) or self._cut_off(mention, happening, after=after):
            return None
        between = range(happening.last, mention.first) if after else range(mention.end, happening.first)
        distance = self._distance(between, mention, after=after)
        misplaced = self._misplaced(mention, happening, after=after)
        if distance is None or misplaced is None or distance + misplaced > _limit(mention, happening, after=after):
            return None
        return distance + misplaced

    def _follows_as_attribute(self, mention: Draft, happening: Told) -> bool:
        """Whether a participle stands behind the counted noun after a comma: "20 soldiers, killed in action"."""
        p, comma = self.scene.passage, mention.end
        while comma < happening.first and p.is_capital(comma):  # "20 residents of Sumy, killed in the strike"
            comma += 1
        behind = happening.first == comma + 1 and p.is_sign(comma, ",")
        return behind and mention.head in (PEOPLE, THINGS) and not mention.own and p.like_adjective(happening.last - 1)

    def _of_noun(self, mention: Draft, happening: Told) -> float | None:
        """The price after a noun of action: "the death of N", with nothing but the phrase's own words between."""
        p = self.scene.passage
        if not happening.last <= mention.first <= happening.last + (0 if mention.own else _NOUN_REACH):
            return None
        times = {k for first, last in self.scene.times.items() for k in range(first, last)}
        between = [i for i in range(happening.last, mention.first) if i not in times]
        if between and p.does(between[0], "place"):  # "the death near Sumy of 45 people"
            between = between[1:]
            while between and p.is_capital(between[0]):
                between = between[1:]
        for i in between:
            if p.like_verb(i) or p.does(i, "relative", "place") or not (p.words[i].is_word or p.is_sign(i, ",")):
                return None
        return 1.0 + len(between)

    def _misplaced(self, mention: Draft, happening: Told, *, after: bool) -> float | None:
        """What it costs when a number stands where the doer does: "two men killed a third", "no horde destroys us"."""
        if "subject" in happening.voice:
            return 0.0
        objective = self.scene.passage.ends(mention.last - 1, "object_endings")
        if mention.quantity.kind == "zero":
            return 0.0 if objective else None
        if after:
            return 0.0
        if objective or any(self.scene.passage.does(i, "we") for i in range(mention.end, happening.first)):
            return _INSIDE
        if self._has_object(happening):
            return None
        nominative = mention.quantity.kind != "digits" and (mention.quantity.stated or 0) < _INFLECTED
        return 1.0 if mention.parted else None if nominative else _TURNED

    def _has_object(self, happening: Told) -> bool:
        """Whether a noun that is no doer follows a verb, so that what stands before it is the doer."""
        p, i = self.scene.passage, happening.last
        if i >= len(p.words) or not p.words[i].is_word or p.roles[i] or p.is_capital(i):
            return False
        doers = any(i in p.starting(table) for table in ("sides", "groups", "units"))
        return not doers and not any(m.first == i for m in self.scene.mentions)

    def _governed(self, mention: Draft, happening: Told) -> bool:
        """Whether a preposition outside the words of outcome governs the number: "strikes on 18 posts"."""
        p, i = self.scene.passage, mention.first - 1
        starts = {last: first for first, last in self.scene.times.items()}
        while i >= 0 and (i + 1 in starts or p.does(i, "filler", "more")):
            i = starts.get(i + 1, i) - 1
        if happening.first <= i < happening.last or (p.does(i, "whole") and self._is_body(i - 1)):
            return False  # "took a group of 11 soldiers"
        return p.does(i, "place", "about", "origin", "preposition") and not p.does(i, "part")

    def _is_body(self, i: int) -> bool:
        """Whether a word names a body of people, of whom a number tells how many: "a group", "the garrison"."""
        return self.scene.passage.does(i, "container") or i + 1 in self.scene.passage.ending("units")

    def _cut_off(self, mention: Draft, happening: Told, *, after: bool) -> bool:
        """Whether another counted phrase stands between, so that only a list can join the two."""
        low, high = (happening.last, mention.first) if after else (mention.end, happening.first)
        known = (PEOPLE, THINGS) if after else (PEOPLE, THINGS, NOTHING)
        others = (self.scene.starts[i] for i in range(low, high) if i in self.scene.starts)
        return any(m.head in known and not m.added and not self._put_in(m) for m in others if m is not mention)

    def _before(self, mention: Draft) -> Iterator[Draft]:
        return (m for m in self.scene.mentions if m.first < mention.first and m is not mention)

    def _put_in(self, mention: Draft) -> bool:
        """Whether a number is a part told between commas: "seven men, two of them officers, were taken away"."""
        p, last = self.scene.passage, mention
        while p.does(last.end, "joint") and last.end + 1 in self.scene.starts:
            last = self.scene.starts[last.end + 1]
        return self.scene.part_mark(mention) is not None and p.is_sign(last.end, ",")

    def _distance(self, between: range, mention: Draft, *, after: bool) -> float | None:
        price, i = 0.0, between.start
        others, told = self.scene.starts, self.scene.told
        while i < between.stop:
            clause = 0 if after else self._clause_end(i, between.stop) or self._who(i, mention)
            step: float | None
            if i in others and others[i].end <= between.stop:
                step, i = _MENTION, others[i].end
            elif i in told:
                step, i = _OUTCOME, told[i].last
            elif clause:
                step, i = _CLAUSE, clause
            elif i in self.scene.times:
                step, i = _TIME, self.scene.times[i]
            else:
                step, i = self._step(i, after=after), i + 1
            if step is None:
                return None
            price += step
        return price

    def _who(self, i: int, mention: Draft) -> int:
        """The token after the comma behind a counted phrase and the "who" it opens, or 0."""
        p = self.scene.passage
        if i != mention.end or not p.is_sign(i, ","):
            return 0
        if p.does(i + 1, "relative"):
            return i + 2
        return i + 3 if p.does(i + 2, "relative") and p.does(i + 1, "place", "origin") else 0

    def _clause_end(self, i: int, stop: int) -> int:
        """The token after a clause that starts with the comma at ``i`` and is closed before ``stop``, or 0."""
        p = self.scene.passage
        if not p.is_sign(i, ",") or not (p.does(i + 1, "relative", "part") or p.does(i + 2, "relative")):
            return 0
        return max((k + 1 for k in range(i + 2, stop) if p.is_sign(k, ",")), default=0)

    def _step(self, i: int, *, after: bool) -> float | None:
        """The price of one token between a number and an outcome; None when nothing goes across it."""
        p = self.scene.passage
        if p.words[i].is_word:
            known = next((price for role, price in _WORDS if p.does(i, role)), None)
            return known if known is not None else _VERB if p.like_verb(i) else _WORD
        if p.is_sign(i, STOPS):
            return _ABBREVIATION if p.is_sign(i, ".") and i > 0 and len(p.words[i - 1].form) <= _SHORT else None
        if p.is_sign(i, ":"):
            return _COLON if after else None
        if p.is_sign(i, QUOTES) or p.is_sign(i, "()[]+/*#"):
            return _BRACKET
        return _COMMA if p.is_sign(i, (",", *DASHES)) else _SIGN


def _limit(mention: Draft, happening: Told, *, after: bool) -> float:
    if mention.own:
        return _FAR_RESCUED if happening.outcome == "evacuated" else _FAR_OWN
    if mention.head != NOTHING:
        return FAR
    return _FAR_ALONE_AFTER if after else _FAR_ALONE


def _outweighs(happening: Told, own: str) -> bool:
    """Whether what happens to people matters more than what they already are: "53 prisoners were killed"."""
    if happening.outcome in (own, "equipment_lost", "casualties"):
        return False
    return own != "wounded" or happening.outcome in _YIELDING_WOUNDED
