"""What nouns tell of the people behind or beside them: the death of 12, a toll of 40, the number of dead rose to 41."""

from collections.abc import Iterator
from itertools import takewhile

from newslib.figures.patterns import around
from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told
from newslib.passages import DASHES, QUOTES, STOPS, Word
from newslib.quantities import FORMER, REPLACED

_REACH = 20  # words from a label to its number
_ADJACENT = 6  # words between "the number of" and an outcome
_SMALL = ("auxiliary", "adverb")


def joined_behind(scene: Scene, trigger: Told) -> list[Told]:
    """ "dead and wounded" under one number: outcomes that follow, joined by nothing but "and", "or"."""
    found: list[Told] = []
    bridged = False
    for token in scene.words[trigger.last :]:
        more = scene.triggers.get(token.i)
        if more is not None:
            if not (bridged and more.is_state) or more.last in scene.places:
                break
            found.append(more)
            bridged = False
        elif scene.does(token, "joint") or token.text == ",":
            bridged = True
        elif _parts(scene, token):
            break
    return found


def _parts(scene: Scene, token: Word) -> bool:
    """Whether a word parts outcomes under one number."""
    anew = token.i in scene.places or scene.does(token, "more")
    return anew or not (token.is_sign or token.kind in ("adverb", "adjective"))


def label(scene: Scene, count: Count) -> Told | None:
    """The word beside which a number stands, None when there is none.

    "Losses: 300", "the number of dead rose to 30", "put the dead at 90", "the day before it was 40".
    """
    at = count.first - 1
    while scene.passage.is_sign(at, QUOTES):
        at -= 1
    if count.kind == OTHER or has_verb(scene, count) or scene.does(at, "agent"):  # "rose by 12"
        return None
    walk = _Labels(scene, count, scene.does(at, "level"))
    return walk.before(at) or walk.behind()


class _Labels:
    """Looks for the word beside which one number stands."""

    def __init__(self, scene: Scene, count: Count, levelled: bool) -> None:
        self.scene, self.passage, self.count, self.levelled = scene, scene.passage, count, levelled
        number = range(count.first, count.last)
        self.changed = levelled or any(scene.does(i, "change") for i in number) or bool(around(scene, "already", count))
        verb = count.first - 1 - (scene.words[count.first - 1].kind == "adverb")
        self.equals = count.kind == NOTHING and scene.does(verb, "copula")  # "the toll in the valley is now 63"
        self.put_in = self._clause_put_in()
        self.passed = False  # whether a comma before a word of change was passed: "evacuated the town, totalling 9,400"

    def before(self, at: int) -> Told | None:
        """The label before the number, over words of change."""
        aside = around(self.scene, "set_aside", self.count)
        if aside:
            self.changed, at = True, aside.start - 1
        for i in self._places(at):
            if i + 1 in self.scene.closing:
                return self._label(self.scene.closing[i + 1])
            inside = self._told_inside(i)
            if inside is not None:
                return inside
            if self._closes(i):
                return self._of_number(i) if self.changed and self.scene.told else None
            mark = i >= self.count.first - 2 and self.passage.is_sign(i, (":", "=", *DASHES))
            self.changed = self.changed or self.passage.does(i, "change") or mark
        return None

    def _places(self, at: int) -> Iterator[int]:
        """The places before the number, the nearest first, over what is put in: "the toll, which stands at 30"."""
        p, left = self.passage, _REACH
        while at >= 0 and left:
            relative = p.does(at, "relative") or p.words[at].shape == "which"
            if at in self.put_in:
                at = self.put_in.start - 1
            elif self.changed and relative and p.is_sign(at - 1, ","):
                at -= 2
            else:
                yield at
                at, left = at - 1, left - 1

    def behind(self) -> Told | None:
        """The label behind a verb of change: "to 53 rose the number of the dead", "brings to 53 the number"."""
        found = around(self.scene, "label_behind", self.count)
        return next((told for told in self.scene.told if found and told.first >= found.stop), None)

    def _told_inside(self, i: int) -> Told | None:
        """The outcome put in behind a word of number: "the number of Germans, killed in the east, reached 20"."""
        told = self.scene.told if self.passage.does(i, "counter") else ()
        return next((h for h in told if h.counted and h.first in self.put_in), None)

    def _clause_put_in(self) -> range:
        """The clause between commas before a change: "the number of refugees, come to X, has reached 2 million"."""
        p, count = self.passage, self.count
        commas = [i for i in range(max(count.first - _REACH, 0), count.first) if p.is_sign(i, ",")]
        if len(commas) < 2:
            return range(0)
        start = next((comma for comma in commas[:-1] if p.does(comma + 1, "part")), commas[-2])
        inside = range(start, commas[-1] + 1)
        alone = set(p.doing("counter")).isdisjoint(range(start - _ADJACENT, start))
        if alone and not p.does(start + 1, "part") and not self.scene.opening.keys().isdisjoint(inside):
            return range(0)  # not ", including the wounded,"
        return inside if self._leads_to_change(inside.stop) else range(0)

    def _leads_to_change(self, i: int) -> bool:
        """Whether a word of change, or a level right before the number, follows over small words."""
        small = (self.scene.does(k, "filler") or self.scene.words[k].kind in _SMALL for k in range(i, self.count.first))
        behind = range(i, i + 1 + sum(takewhile(bool, small)))
        return self.levelled or any(self.scene.does(k, "change") for k in behind)

    def _label(self, found: Told) -> Told | None:
        """A word of outcome, where it takes the number behind it as its own."""
        if any(found in m.own or found.first == m.end for m in self.scene.counts):
            return None
        named = (found.counted or found.label) and self._takes(found)
        return found if named or self.passed or self._is_reached(found) else None

    def _is_reached(self, found: Told) -> bool:
        """Whether a number of those it befell is led to this one: "cut the number of dead to 57"."""
        led = self.changed or self.equals or around(self.scene, "led", found)
        return bool(led) and (found.label or is_numbered(self.scene, found))

    def _takes(self, found: Told) -> bool:
        scene, count = self.scene, self.count
        if self.changed or (found.label and around(scene, "labelled", count)) or around(scene, "growth", found):
            return True
        if around(scene, "in_land", count):
            return True
        lost = any(told.outcome == "casualties" for told in scene.told)  # "lost in killed 9,000 soldiers"
        return bool(around(scene, "beside", count)) and (count.kind == NOTHING or count.people == PEOPLE or lost)

    def _closes(self, i: int) -> bool:
        """Whether a word ends the stretch a label reaches over."""
        p, word = self.passage, self.passage.words[i]
        if p.is_sign(i, ","):
            return self._is_end(i)
        opens = p.is_sign(i, STOPS) or p.does(i, "relative") or word.opens_clause or word.shape == "personal"
        return opens or p.like_verb(i) or self._is_other_number(i)

    def _is_end(self, comma: int) -> bool:
        """Whether a comma ends the stretch; not that of "revised the toll down by 12, to 48"."""
        p = self.passage
        self.passed = p.linked and p.does(comma + 1, "change")
        as_well = self.changed and p.does(comma + 1, "joint") and p.does(comma + 2, "within")
        return not (self.passed or as_well or (self.levelled and comma == self.count.first - 2))

    def _is_other_number(self, i: int) -> bool:
        """Whether another number takes the label, not the old value of this one: "from 38 to 41"."""
        other = self.scene.numbered(i)
        if other is None or other.kind == OTHER:
            return False
        outgrown = other.quantity.flag in (FORMER, REPLACED)
        return not (outgrown or (self.levelled and self.passage.does(other.first - 1, "level")))

    def _of_number(self, before: int) -> Told | None:
        """ "the number of people killed when the blasts shook the town now stands at 290" """
        counter = next((i for i in range(before, -1, -1) if self.scene.does(i, "counter")), len(self.passage))
        return next((told for told in self.scene.told if 0 < told.last - counter <= _ADJACENT), None)


def is_numbered(scene: Scene, told: Told) -> bool:
    """Whether the number of those is told whom an outcome befell.

    "The number of people killed in the blasts", "the death figure".
    """
    return bool(around(scene, "numbered", told))


def has_verb(scene: Scene, count: Count) -> bool:
    """Whether a verb of outcome stands right behind the counted phrase."""
    told = scene.opening.get(count.end)
    if told is None or "subject" not in told.voice:
        return False
    return count.kind in (PEOPLE, THINGS) or count.quantity.kind == "collective"
