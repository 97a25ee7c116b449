"""Which word of outcome takes a number: one that heads join to it, else the one from which the least stands between."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newslib.figures.cases import LOST
from newslib.figures.heads import PARTICIPLES, befalls_subject, has_object, is_passive, subject_of
from newslib.figures.outcomes import outcome_of
from newslib.figures.parts import part_mark
from newslib.figures.patterns import around
from newslib.figures.scenes import NOTHING, PEOPLE, THINGS, Count, Scene, Told
from newslib.lexicons import kept
from newslib.passages import OBJECTS, QUOTES, RELATIVES, STOPS, Word

FAR = 11.0  # the price at which a number and an outcome are too far apart to belong together
_FAR_ALONE = 4.0  # the same for a number without a noun
_FAR_ALONE_AFTER = 2.4  # and when the outcome stands before it
_FAR_OWN = 2.0  # the same when its own phrase tells an outcome: only a verb right beside it outweighs that
_FAR_RESCUED = 5.0  # and a verb of rescue: "carried from under fire five wounded men"
_FAR_LINKED = 4.0  # the same where heads join neither to the other
_ATTRIBUTE = 1.5  # "20 soldiers, killed in action"
_INSIDE = 0.5  # a number inside a phrase of outcome: "received 5 people wounds"
_CLAUSE = 2.0  # a clause put in between: ", who had been held there,"
_COUNT, _OUTCOME, _TIME = 3.0, 4.0, 0.3
_WHO = 5.0  # a word that opens a clause
_WORDS = (("relative", _WHO), ("joint", 1.0), ("filler", 0.2), ("more", 0.2), ("within", 0.2), ("not", 0.2))
_VERB, _WORD = 3.0, 0.7
_COMMA, _BRACKET, _ABBREVIATION = 2.5, 0.3, 0.5
_SHORT = 4  # letters of an abbreviation
_INFLECTED = 5  # number words below this tell subject and object apart
_NOUN_REACH = 8  # words from a noun of action to its number, over a list
_TURNED = 2.0  # a number before a verb that takes it as its object: "15 invaders the guards killed"
_NEAREST = 6  # words of outcome on either side of a number that may take it: crossing three costs more than FAR
_YIELDING_WOUNDED = frozenset({"evacuated", "captured", "released", "killed"})


@dataclass(frozen=True)
class Prices:
    """Prices of the pairs of one sentence."""

    scene: Scene

    def near(self, count: Count) -> Iterator[Told]:
        """Words of outcome close enough to a number to be worth a price."""
        at = bisect_left(self._firsts, count.first)
        return iter(self._told[max(at - _NEAREST, 0) : at + _NEAREST])

    @kept
    def _told(self) -> list[Told]:
        """The words of outcome in the order of their first words."""
        return sorted(self.scene.told, key=lambda told: told.first)

    @kept
    def _firsts(self) -> list[int]:
        return [told.first for told in self._told]

    def price(self, count: Count, told: Told, own: str | None, joined: Collection[Told]) -> float | None:
        """How far a number is from an outcome that may be its own; None when they cannot belong together.

        Args:
            count: the number with its phrase.
            told: the words of outcome.
            own: the outcome that the number's own phrase tells, None when it tells none.
            joined: words of outcome to which heads join the number.
        """
        if self._is_whole(count) and told.first != count.end and not self._in_relative(count):
            return None
        if self._is_sure(count, told, own, joined):
            return 0.0
        if self._follows(count, told) or self._follows_as_attribute(count, told):
            return _ATTRIBUTE
        return self._beside(count, told) if self._may_take(count, told, own) else None

    def _is_sure(self, count: Count, told: Told, own: str | None, joined: Collection[Told]) -> bool:
        """Whether heads join a number to an outcome, or nothing else is meant: "in exchange for 300 prisoners"."""
        if told.role == "exchange" and told.last == count.first:
            return True
        return told in joined and (own is None or (_outweighs(told, own) and not self._is_apart(count)))

    def _may_take(self, count: Count, told: Told, own: str | None) -> bool:
        """Whether an outcome says something of a number, and more than its own phrase does."""
        if own is not None and (self.scene.passage.linked or not _outweighs(told, own)):
            return False
        return told.takes_people and outcome_of(self.scene, count, told) is not None

    def _beside(self, count: Count, told: Told) -> float | None:
        """The price by the words that stand between a number and an outcome."""
        whom = "object" in told.voice and self.scene.passage.ends(count.end + 1, "object_endings")
        if whom and self._in_relative(count):
            return _ATTRIBUTE  # "the list of 215 captives, whom they brought home"
        if told.is_noun:
            return self._of_noun(count, told)
        if told.first <= count.first and count.end <= told.last:
            return _INSIDE
        if "inside" in told.voice and not all(self.scene.does(i, "more") for i in range(told.last, count.first)):
            return None
        return self._of_verb(count, told)

    def _is_apart(self, count: Count) -> bool:
        """Whether a number with its own outcome is only joined to one: "one died and three hurt", not "one hostage"."""
        held = any(told.role == "noun" for told in count.own)
        return self.scene.words[count.node].link in ("joined", "adverbial") and not held

    def _of_verb(self, count: Count, told: Told) -> float | None:
        after = count.first >= told.last
        if self._is_barred(count, told, after=after):
            return None
        misplaced = self._misplaced(count, told, after=after)
        if misplaced is None:
            return None
        limit = self._limit(count, told, after=after) - misplaced
        between = range(told.last, count.first) if after else range(count.end, min(told.first, told.word))
        distance = self._distance(between, count, limit, after=after)
        return None if distance is None else distance + misplaced

    def _is_barred(self, count: Count, told: Told, *, after: bool) -> bool:
        """Whether a verb can tell nothing of a number: it is another's, or a part stands between."""
        if self._cut_off(count, told, after=after) or self._is_of_another(count, told):
            return True
        if self._governed(count, told) and not self._in_relative(count):
            return True
        if after:
            return False
        put_in = self._put_in(count) and any(one.kind == PEOPLE for one in self.scene.before(count))
        return put_in or self._is_of_some(range(count.end, told.last))

    def _is_of_another(self, count: Count, told: Told) -> bool:
        """Whether heads give a verb to another: "the eldest of the freed men is 65", "seizing arms"."""
        verb = self.scene.words[told.word]
        others = (other.node for other in self.scene.counts if other is not count)
        if verb.link == "reduced" and verb.upward in others:
            return True  # "with 7,000 buildings destroyed, 300 people slept there"
        objects = (word.i for word in verb.linked(*OBJECTS) if not told.first <= word.i < told.last)
        taken = any(not count.first <= i < max(count.end, count.last) for i in objects)
        inside = told.first <= verb.upward < told.last  # "sustained" beside its own "injuries"
        return (verb.link in ("modifier", "compound") and not inside) or ("subject" not in told.voice and taken)

    def _is_of_some(self, between: range) -> bool:
        """Whether an outcome befell a part of those counted: "260 people, and a fifth of them died", "the rest"."""
        p = self.scene.passage
        if any(p.does(i, "rest") for i in between):
            return True
        shares = {hit.last for hit in p.hits("modifiers") if hit.row["position"] == "share"}
        some = (i for i in between if p.words[i - 1].is_word and self.scene.numbered(i - 1) is None)
        shares |= {i + 1 for i in some if p.does(i, "whole")}
        return any(i in shares and p.does(i, "anaphor", "relative") for i in between)

    def _follows(self, count: Count, told: Told) -> bool:
        """Whether people's state stands right behind them: "11 badly wounded", not "40 families of the dead"."""
        verb = self.scene.words[told.word]
        inside = count.last <= told.first < count.end and not told.counted
        if (told.first < count.end and not inside) or not (told.counted or verb.shape in PARTICIPLES):
            return False
        if has_object(verb) or self.scene.does(count.end - 1, "kin"):
            return False
        return all(map(self._may_precede_state, self.scene.words[count.end : told.first]))

    def _may_precede_state(self, word: Word) -> bool:
        described = word.kind in ("adjective", "adverb") or word.shape in RELATIVES
        return described or self.scene.does(word, "filler", "as")

    def _follows_as_attribute(self, count: Count, told: Told) -> bool:
        """Whether a participle stands behind the counted noun after a comma: "20 soldiers, killed in action"."""
        p, comma = self.scene.passage, count.end
        state = told.last - 1 if told.counted else told.word  # "20 soldiers, having got heavy wounds"
        if count.kind not in (PEOPLE, THINGS) or count.own or not p.like_adjective(state):
            return False
        quoted = p.is_sign(comma, QUOTES)
        while comma < told.first and (p.is_capital(comma) or (quoted and not p.is_sign(comma, ","))):
            comma += 1  # "20 residents of Sumy, killed in the strike"
        return told.first == comma + 1

    def _of_noun(self, count: Count, told: Told) -> float | None:
        """The price after a noun of action: "the death of N", with nothing but the phrase's own words between."""
        if not told.last <= count.first <= told.last + _NOUN_REACH:
            return None
        p, first = self.scene.passage, told.last
        if p.does(first, "place") and first not in self.scene.places:  # "the death near Sumy of 45"
            first = next((i for i in range(first + 1, count.first) if not p.is_capital(i)), count.first)
        return None if any(map(self._parts, range(first, count.first))) else 1.0 + count.first - first

    def _parts(self, i: int) -> bool:
        """Whether a word parts a noun of action from its number."""
        p = self.scene.passage
        if not p.words[i].is_word:
            return not p.is_sign(i, QUOTES | {","})
        return p.like_verb(i) or i in self.scene.places or p.does(i, "relative", "place")

    def _misplaced(self, count: Count, told: Told, *, after: bool) -> float | None:
        """What it costs when a number stands where the doer does: "two men killed a third", "no horde destroys us"."""
        if self.scene.passage.linked:
            return 0.0 if self._is_placed(self.scene.words[told.word], told.voice, after=after) else None
        if "subject" in told.voice:
            return 0.0
        objective = self.scene.passage.ends(count.last - 1, "object_endings")
        return 0.0 if after else _INSIDE if objective else self._turned(count, told)

    def _is_placed(self, verb: Word, voice: frozenset[str], *, after: bool) -> bool:
        """Whether a number stands where those stand whom a verb with heads befalls: behind it, or before a passive."""
        if not after:
            return "subject" in voice or befalls_subject(verb)
        if "object" not in voice or ("subject" in voice and not has_object(verb)):
            return False
        subject = subject_of(verb)
        return subject is None or not (is_passive(verb) or self.scene.mentioned(subject) is not None)

    def _turned(self, count: Count, told: Told) -> float | None:
        """What it costs when a number stands before a verb that takes it as its object."""
        quantity = count.quantity
        if any(self.scene.does(i, "we") for i in range(count.end, told.first)):
            return _INSIDE
        if around(self.scene, "does", told):
            return None
        nominative = quantity.kind != "digits" and (quantity.stated or 0) < _INFLECTED
        return None if nominative else _TURNED

    def _is_whole(self, count: Count) -> bool:
        """Whether another number is out of this one: "nine of the 20 hostages"."""
        return self.scene.passage.linked and bool(around(self.scene, "whole_of", count))

    def _governed(self, count: Count, told: Told) -> bool:
        """Whether a preposition outside the words of outcome governs the number: "strikes on 18 posts"."""
        p, node = self.scene.passage, self.scene.words[count.node]
        if node.upward == told.last and p.does(told.last, "recipient"):
            return False  # "caused injuries to two children"
        if node.link == "governed" and node.upward < count.first:
            return True
        found = around(self.scene, "governed", count)
        return found is not None and not (told.first <= found.start < told.last or self._is_of_those(found.start, told))

    def _is_of_those(self, i: int, told: Told) -> bool:
        """Whether a preposition joins those counted to a verb: "took a group of 11", "died together with 12"."""
        body = self.scene.does(i - 1, "container") or i in self.scene.passage.ending("units")
        if body and self.scene.does(i, "whole", "place"):
            return True
        return self.scene.does(i - 1, "with") and "subject" in told.voice

    def _cut_off(self, count: Count, told: Told, *, after: bool) -> bool:
        """Whether another counted phrase stands between, so that only a list can join the two."""
        low, high = (told.last, count.first) if after else (count.end, min(told.first, told.word))
        between = self._known if after else self._counted
        return bisect_left(between, low) < bisect_left(between, high)

    @kept
    def _counted(self) -> list[int]:
        """Where counted phrases begin that are no part told between commas."""
        counted = (one for one in self.scene.counts if one.kind in (PEOPLE, THINGS, NOTHING))
        return [one.first for one in counted if not self._put_in(one)]

    @kept
    def _known(self) -> list[int]:
        return [one.first for one in map(self.scene.starting, self._counted) if one and one.kind != NOTHING]

    def _put_in(self, count: Count) -> bool:
        """Whether a number is a part told between commas: "seven men, two of them officers, were taken away"."""
        p, last = self.scene.passage, count
        if part_mark(self.scene, count) is None:
            return False
        further = self.scene.starting(last.end + 1)
        while p.does(last.end, "joint") and further is not None:
            last, further = further, self.scene.starting(further.end + 1)
        return p.is_sign(last.end, ",")

    def _limit(self, count: Count, told: Told, *, after: bool) -> float:
        """The price at which a number and an outcome are too far apart."""
        if count.own:
            return self._limit_of_own(count, told)
        if after and count.kind == NOTHING:
            return _FAR_ALONE_AFTER
        if self.scene.passage.linked:
            return FAR if self._lacks_subject(told) else _FAR_LINKED
        is_object = not after and self.scene.passage.ends(count.last - 1, "object_endings")
        return _FAR_ALONE if count.kind == NOTHING and not is_object else FAR

    def _limit_of_own(self, count: Count, told: Told) -> float:
        """The same for a number whose own phrase tells an outcome."""
        if self.scene.does(count.last, "whole"):
            return FAR  # "one of the rescued, alas, died"
        return _FAR_RESCUED if told.outcome == "evacuated" else _FAR_OWN

    def _lacks_subject(self, told: Told) -> bool:
        """Whether a passive verb has no subject, so that one further off may be its own."""
        verb = self.scene.words[told.word]
        return is_passive(verb) and subject_of(verb) is None

    def _distance(self, between: range, count: Count, limit: float, *, after: bool) -> float | None:
        """The price of all that stands between; None when it exceeds a limit, or nothing goes across it."""
        price, i = 0.0, between.start
        while i < between.stop and price <= limit:
            step, i = self._leap(i, between.stop, count, after=after)
            if step is None:
                return None
            price += step
        return price if price <= limit else None

    def _leap(self, i: int, stop: int, count: Count, *, after: bool) -> tuple[float | None, int]:
        """The price of what begins at a word, and the word behind it."""
        other, told = self.scene.starting(i), self.scene.opening.get(i)
        if other is not None:
            return _COUNT, other.end
        if told is not None:
            return _OUTCOME, told.last
        if not after and (clause := self._clause_end(i, stop) or self._who(i, count)):
            return _CLAUSE, clause
        if i in self.scene.times:
            return _TIME, self.scene.times[i]
        return (self._word if self.scene.words[i].is_word else self._sign)(i), i + 1

    def _in_relative(self, count: Count) -> bool:
        """Whether an outcome stands in a clause on the people counted: "spoke of 12 men who died"."""
        return bool(around(self.scene, "relative", count))

    def _who(self, i: int, count: Count) -> int:
        """The word after the comma behind a counted phrase and the "who" it opens, or 0."""
        found = around(self.scene, "clause", count) if i == count.end else None
        return found.stop if found is not None else 0

    def _clause_end(self, i: int, stop: int) -> int:
        """The word after what is put in from the comma or dash at ``i`` on and is closed before ``stop``, or 0."""
        p = self.scene.passage
        if p.is_dash(i):  # "three men - Hay, Orr and Lee - died"
            return next((k + 1 for k in range(i + 2, stop) if p.is_dash(k)), 0)
        if not (p.is_sign(i, ",") and (p.does(i + 1, "relative", "part") or p.like_adjective(i + 1))):
            return 0
        return next((k + 1 for k in range(stop - 1, i + 1, -1) if p.is_sign(k, ",")), 0)

    def _word(self, i: int) -> float | None:
        """The price of one word between a number and an outcome."""
        known = next((price for role, price in _WORDS if self.scene.does(i, role)), None)
        if known is not None:
            return known
        return _VERB if self.scene.passage.like_verb(i) else _WORD

    def _sign(self, i: int) -> float | None:
        """The price of one sign between a number and an outcome; None when nothing goes across it."""
        p = self.scene.passage
        if p.is_sign(i, STOPS):
            return _ABBREVIATION if p.is_sign(i, ".") and len(p.words[i - 1].form) <= _SHORT else None
        return _BRACKET if p.is_sign(i, QUOTES) or p.is_sign(i, "()[]+/*#") else _COMMA


def _outweighs(told: Told, own: str) -> bool:
    """Whether what happens to people matters more than what they already are: "53 prisoners were killed"."""
    if own == "killed" or told.outcome in (own, LOST, "casualties"):
        return False
    return own != "wounded" or told.outcome in _YIELDING_WOUNDED
