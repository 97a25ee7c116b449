"""Who was counted, in a language without a parser: the group and the side of the people."""

from __future__ import annotations

from newslib.figures import SOLDIERS
from newslib.figures.by_clause.counted import NOTHING
from newslib.figures.by_clause.places import COUNTRY, Place
from newslib.figures.by_clause.sides import home_side, lost_by_them, named_side, origin_side, told_side
from newslib.figures.by_clause.stories import Case, Story, stem
from newslib.figures.lookups import opponent
from newslib.lexicons import Row

_TOLD_APART = frozenset({"civilian", "children", "women", "medical", "police", "foreign"})
_UNIT_REACH = 4  # words between a formation and the number of its men


def group(case: Case) -> str:
    """The group of the people counted; ``unspecified`` when nothing tells it."""
    if case.tie.outcome == "equipment_lost":
        return "unspecified"
    mention = case.mention
    own = mention.group["group"] if mention.group else "people" if mention.unknown is not None else ""
    if own in ("", "people") and (case.tie.lost is not None or (own and _are_soldiers(case))):
        return "military"
    own = own or _of_label(case)
    if own:
        return own
    if case.whole is not None:
        return case.whole.figure.group
    other = _elsewhere(case)
    if other is not None:
        return other["group"]
    if case.like is not None and not mention.own and case.tie.rule != "zero":
        general = case.like.figure.group == "people" and (mention.quantity.kind != "digits" or case.has_more)
        return "unspecified" if general else case.like.figure.group
    return "unspecified"


def _of_label(case: Case) -> str:
    """The group that stands beside a label: "the number of children killed reached 234"."""
    happening = case.tie.happening
    if case.tie.rule != "label" or happening is None:
        return ""
    beside = (h for h in case.passage.hits("groups") if h.last == happening.first or h.first == happening.last)
    return next((h.row["group"] for h in beside), "")


def _elsewhere(case: Case) -> Row | None:
    """The noun of people that a number without one goes back to: those it is among, or what the verb before it took."""
    if case.tie.among is not None:
        return case.tie.among.group
    if case.like is not None or case.mention.head != NOTHING:
        return None
    verbs = {hit.last for hit in case.passage.hits("outcomes") if "object" in hit.row["voice"].split()}
    taken = [hit for hit in case.passage.hits("groups") if hit.first in verbs and hit.last <= case.mention.first]
    return taken[-1].row if taken else None


def _are_soldiers(case: Case) -> bool:
    """Whether people are soldiers by what is told of them: of soldiers, lost, surrendering, of a unit."""
    happening = case.tie.happening
    if case.tie.outcome == "surrendered" or _were_destroyed(case):
        return True
    if case.whole is not None and case.whole.figure.group in SOLDIERS:
        return True
    if case.tie.outcome == "casualties":
        return happening is not None and not happening.joint
    return any(0 <= case.mention.first - hit.last <= _UNIT_REACH for hit in case.passage.hits("units"))


def side(case: Case, story: Story, counted_group: str, place: Place | None) -> str | None:
    """Whose people were counted: named beside them, told by the clause, by the place, by the figures before."""
    here = place in story.places[-1]
    local = None if place and place.rank == COUNTRY and not here else story.side_of(place)
    settled = counted_group not in SOLDIERS and case.tie.outcome not in ("displaced", "equipment_lost")
    known = named_side(case.mention) or (local if settled and here else None)
    known = known or _told(case, story) or story.heading
    if known or counted_group == "foreign":
        return known
    leaned = _leaned_on(case, counted_group)
    if leaned:
        return leaned
    if counted_group in SOLDIERS:
        return _side_of_soldiers(case, story, counted_group)
    home = home_side(case.passage.language)
    if counted_group == "unspecified" and _were_destroyed(case):
        return opponent(home)
    if case.tie.outcome == "displaced":
        return origin_side(case.passage) or story.side_before(case.tie.outcome) or home or story.side_spoken_of()
    return (local or None) if local is not None else home


def _told(case: Case, story: Story) -> str | None:
    """The side that the clause tells, or that it goes back to: "they lost", "this is less than 100"."""
    told = told_side(case.passage, case.mention, case.tie)
    goes_back = lost_by_them(case.passage, case.tie) or (case.tie.rule == "again" and case.like is None)
    return told or (story.side_spoken_of() if goes_back else None)


def _leaned_on(case: Case, counted_group: str) -> str | None:
    """The side of the people that a number goes back to, or of the figure it leans on."""
    if case.tie.among is not None and case.tie.among.side:
        return case.tie.among.side
    other, like = _elsewhere(case), case.like
    if other is not None and other["side"]:
        return other["side"]
    leans = like is not None and (_is_one_list(case) or counted_group not in _TOLD_APART)
    return like.figure.side if leans and like is not None else None


def _is_one_list(case: Case) -> bool:
    """Whether a number is a part of the one it leans on, or shares its verb."""
    shared = case.like is not None and case.tie.happening is not None and case.like.tie.happening is case.tie.happening
    return case.tie.part or shared


def _side_of_soldiers(case: Case, story: Story, counted_group: str) -> str | None:
    """The side the same noun was named with, else one's own, or the enemy's when they were destroyed."""
    noun = case.mention.noun
    if noun is not None and stem(case.passage, noun) in story.named:
        return story.named[stem(case.passage, noun)]
    home = home_side(case.passage.language)
    return (opponent(home) if _were_destroyed(case) else home) or story.side_before(counted_group)


def _were_destroyed(case: Case) -> bool:
    """Whether people are told of as of things ("liquidated") or in a row of a muster: that is said of the enemy's."""
    happening = case.tie.happening
    return case.tie.rule == "row" if happening is None else happening.outcome == "equipment_lost"
