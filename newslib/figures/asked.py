"""A number whose side is asked for: what its words, its place and the figures before it tell of its people."""

from collections.abc import Callable
from dataclasses import dataclass

from newslib import sides
from newslib.figures.cases import KEPT, SOLDIERS, STRUCK, Case, Counted
from newslib.figures.groups import PEOPLE, UNSPECIFIED
from newslib.figures.locations import Located
from newslib.figures.owners import HELD, TAKEN, doer, side_of_phrase
from newslib.figures.spoken import TextSides, home_of
from newslib.figures.toponyms import WHITHER
from newslib.figures.whose import lost_by_them, named_side, side_behind_place, told_side
from newslib.lexicons import kept
from newslib.sides import opponent

TOLD = ("sentence", "before")  # how a place is told that a figure has itself


@dataclass(eq=False)
class People:
    """A number whose side is asked for: its text, its group, where it happened."""

    text: TextSides
    case: Case
    group: str
    where: Callable[[], Located | None]

    @kept
    def located(self) -> Located | None:
        """Where it happened; who was taken need not be of a place that is only named, where words have heads."""
        found = self.where()
        only_named = found is not None and found.how not in TOLD
        return None if only_named and self.case.outcome in TAKEN and self.linked else found

    @property
    def linked(self) -> bool:
        return self.case.scene.passage.linked

    @property
    def soldiers(self) -> bool:
        return self.group in SOLDIERS

    @property
    def placed(self) -> bool:
        """Whether a figure has its place itself, from its sentence or one before."""
        return self.located is not None and self.located.how in TOLD

    @property
    def here(self) -> bool:
        return self.located is not None and self.located.how == "sentence"

    @kept
    def home(self) -> str | None:
        """Whose people live in the place."""
        return home_of(self.located)

    @kept
    def lived_in(self) -> str | None:
        """The same, but for a place that people go to."""
        whither = self.located and self.located.mention.rank == WHITHER and self.here
        return None if whither else self.home

    @kept
    def attackers(self) -> list[str]:
        return self.text.attackers_near(self.case)

    @kept
    def stranger(self) -> bool:
        return is_stranger(self.case)

    @property
    def is_land(self) -> bool:
        """Whether the place is a land, or one that only stands beside people of whom nothing is told."""
        if self.located is None:
            return False
        return "/" not in self.located.place_id or (self.located.how == "named" and self.group == UNSPECIFIED)

    @property
    def foe_of_group(self) -> str | None:
        """The land that the one armed group of the text fights."""
        return opponent(sides.one_group(*self.text.words))

    @property
    def own_home(self) -> str | None:
        """The home of a text that names no side, unless the sentence tells of everywhere."""
        everywhere = self.case.scene.passage.has("everywhere")
        return None if everywhere else self.text.home(self.located, fighters=self.soldiers)

    def named(self) -> str | None:
        """The side that the counted phrase names, where words have no heads."""
        row, case = self.case.count.group, self.case
        war = row if row and row.get("war") and self.here and self.home else None
        if war and self.home not in (war["side"], opponent(war["side"])):
            return None  # a word that every war has, of people in a land that is no party of that war: "militants"
        return named_side(case.count) or side_behind_place(case)

    def done_by(self) -> str | None:
        """The side of who did it."""
        case = self.case
        subject = doer(case.scene, case.scene.words[case.main.word]) if case.main is not None else None
        return side_of_phrase(case.scene, subject, joined=True) if subject is not None else None

    def foe_of_doer(self) -> str | None:
        """The side against whom it was done, not in another land."""
        side, words = self.done_by(), self.text.words
        if self.case.outcome in HELD:
            foe = sides.foe(side, *words)
        else:
            foe = opponent(side) if self.stranger or not side else sides.enemy(side, *words)
        homes = (None, "", side, foe) if self.soldiers else (None, foe)
        return foe if foe and home_of(self.where()) in homes else None

    def like_before(self) -> str | None:
        """The side of the like told last, where they are of the land told."""
        told = [c for c in (*self.case.near, self.case.like) if c and self._is_like(c)]
        home = self.home if self.placed and not self.soldiers else None
        return told[-1].figure.side if told and home in (None, "", told[-1].figure.side) else None

    def _is_like(self, other: Counted) -> bool:
        """Whether another figure counts people of the same kind, whole, of a side."""
        if not other.figure.side or other.case.part is not None:
            return False
        return _kind(other.figure.group) == _kind(self.group) and not (self.soldiers and is_stranger(other.case))

    def clause(self) -> str | None:
        """The side that the clause tells, or that it goes back to: "they lost", "this is less than 100"."""
        tie, passage = self.case.tie, self.case.scene.passage
        if tie is None:
            return None
        told = told_side(passage, self.case.count, tie, self.case.part.mark if self.case.part else None)
        goes_back = lost_by_them(passage, tie) or (tie.rule == "again" and self.case.like is None)
        return told or (self.text.spoken_of() if goes_back else None)

    def last_released(self) -> str | None:
        released = (c.figure.side for c in reversed(self.case.near) if c.figure.outcome == "released")
        return next(filter(None, released), None)

    def at_home(self) -> bool:
        """Whether foreigners are of a nation at odds with who lives there, or at home: no guests."""
        named = self.named()
        return not self.case.count.side or self.home in (None, named, *sides.rivals(named or ""))

    def is_most_named(self) -> bool:
        told = sides.named_in(*self.text.words)
        return told[self.home or ""] >= max(told.values(), default=0)

    def names_army(self) -> bool:
        count = self.case.count
        return any(self.case.scene.does(i, "army") for i in range(count.first, count.end))

    def fights_group(self) -> bool:
        """Whether the text names an army and no land but the one that its armed group fights."""
        lands = {one for one in sides.named_in(*self.text.words) if sides.is_land(one)}
        return bool(self.foe_of_group and self.text.armies) and lands <= {self.foe_of_group}

    def shelled_by_own(self) -> bool:
        """Whether only who lives there shells the place: then its people are not counted as his."""
        side = self.lived_in if self.case.outcome in STRUCK else None
        return bool(side) and side in self.attackers and opponent(side) not in self.attackers

    def side_before(self, kind: str) -> str | None:
        """The side of the last figure of a group or outcome."""
        before = (*self.case.before, *self.case.here)
        sided = (c.figure.side for c in reversed(before) if kind in (c.figure.group, c.figure.outcome))
        return next(filter(None, sided), None)

    def counted_there(self) -> str | None:
        """The side of those last counted in a place where people of both live."""
        text = self.located.text if self.located else None
        last = [c.figure.side for c in (*self.case.before[-KEPT:], *self.case.here) if c.figure.place == text]
        return last[-1] if last else None

    def is_swapped(self) -> bool:
        """Whether people were let go in exchange for those told right before."""
        count, told = self.case.count, self.case.here[-1:]
        between = range(told[0].case.count.end, count.first) if told and told[0].case.count.group else ()
        return self.case.outcome == "released" and any(self.case.scene.does(i, "swap") for i in between)

    def foe_of_swapped(self) -> str | None:
        """Whom the land fights whose people were let go for these."""
        side = self.case.here[-1].figure.side if self.is_swapped() else None
        return sides.foe(side, *self.text.words) if sides.is_land(side) else None

    def is_alike(self) -> bool:
        """Whether a number leans on another for whose people it counts."""
        like, case = self.case.like, self.case
        leans = case.count.noun is None or self.group == UNSPECIFIED
        return like is not None and leans and (bool(like.figure.side) or _shares_people(case))


def _kind(group: str) -> str:
    """Soldiers and police are remembered apart from all others."""
    return "soldiers" if group in SOLDIERS else group if group == "police" else PEOPLE


def _shares_people(case: Case) -> bool:
    """Whether a number without a noun is joined to another: "40 killed and another 60 wounded"."""
    like, node = case.like, case.scene.words[case.count.node]
    joined = like is not None and like.scene is case.scene and like.count.node in {t.i for t in node.ancestors}
    return joined and case.count.noun is None


def is_stranger(case: Case) -> bool:
    """Whether people fight for nobody unless a text says for whom: "gunmen", "the attackers"."""
    row, other = case.count.group, case.whole or (case.like if case.count.noun is None else None)
    if row is None or row["group"] == UNSPECIFIED or case.whole:
        return other is not None and other.scene is case.scene and is_stranger(other.case)
    return bool(row.get("war")) and not row["side"]
