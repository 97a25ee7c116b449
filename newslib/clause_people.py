"""Who was counted, in a language without a parser: the group and the side of the people."""

from __future__ import annotations

from newslib.clause_places import Place
from newslib.clause_sides import home_side, named_side, opponent, origin_side, told_side
from newslib.clause_stories import SOLDIERLY, Case, Story, stem

_TOLD_APART = frozenset({"civilian", "children", "women", "medical", "police", "foreign"})
_UNIT_REACH = 4  # words between a formation and the number of its men


def group(case: Case) -> str:
    """The group of the people counted; ``unspecified`` when nothing tells it."""
    if case.tie.outcome == "equipment_lost":
        return "unspecified"
    mention = case.mention
    own = mention.group["group"] if mention.group else "people" if mention.unknown is not None else ""
    if own == "people" and _are_soldiers(case):
        return "military"
    if own:
        return own
    if case.whole is not None:
        return case.whole.figure.group
    if case.like is not None and not mention.own and case.tie.rule != "zero":
        general = case.like.figure.group == "people" and (mention.quantity.kind != "digits" or case.has_more)
        return "unspecified" if general else case.like.figure.group
    return "unspecified"


def _are_soldiers(case: Case) -> bool:
    """Whether people are soldiers by what is told of them: losses of a side, men who surrender, men of a formation."""
    happening = case.tie.happening
    if case.tie.outcome == "surrendered" or (happening is not None and happening.outcome == "equipment_lost"):
        return True
    if case.tie.outcome == "casualties":
        return happening is not None and not happening.joint
    return any(0 <= case.mention.first - hit.last <= _UNIT_REACH for hit in case.passage.hits("units"))


def side(case: Case, story: Story, counted_group: str, place: Place | None) -> str | None:
    """Whose people were counted: named beside them, told by the clause, by the place, by the figures before."""
    known, local = named_side(case.mention), story.side_of(place)
    settled = counted_group not in SOLDIERLY and case.tie.outcome != "displaced"
    if known is None and settled and local and place in story.places[-1]:
        return local
    known = known or told_side(case.passage, case.mention, case.tie)
    if known or counted_group == "foreign":
        return known
    like = case.like
    if like is not None and like.figure.side and (case.tie.part or counted_group not in _TOLD_APART):
        return like.figure.side
    if counted_group in SOLDIERLY:
        return _side_of_soldiers(case, story, counted_group)
    home = home_side(case.passage.language)
    if not settled:
        return origin_side(case.passage) or story.side_before(case.tie.outcome) or home
    return (local or None) if local is not None else home


def _side_of_soldiers(case: Case, story: Story, counted_group: str) -> str | None:
    """The side the same noun was named with, else one's own, or the enemy's when they were destroyed."""
    noun = case.mention.noun
    if noun is not None and stem(case.passage, noun) in story.named:
        return story.named[stem(case.passage, noun)]
    home, happening = home_side(case.passage.language), case.tie.happening
    destroyed = happening is not None and happening.outcome == "equipment_lost"
    return (opponent(home) if destroyed else home) or story.side_before(counted_group)
