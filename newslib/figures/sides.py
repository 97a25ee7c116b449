"""Whose people a number counts, by rows of signs from the surest to the faintest: the first who tells answers."""

from collections.abc import Callable, Sequence

from newslib import sides
from newslib.figures.asked import People
from newslib.figures.cases import LOST, STRUCK, Case, Counted
from newslib.figures.groups import PEOPLE, UNSPECIFIED, were_destroyed
from newslib.figures.locations import Located
from newslib.figures.owners import TAKEN, in_war, lost_by_stranger, noun_of, own_side, owned_side
from newslib.figures.spoken import TextSides
from newslib.figures.totals import with_sides
from newslib.figures.whose import (
    freed_side,
    fronted_side,
    is_held,
    is_in_arms,
    is_of_both,
    origin_side,
    side_before_colon,
    side_leaned_on,
    side_of_army,
    tells_own_losses,
)
from newslib.lexicons import kept
from newslib.sides import opponent

Rows = Sequence[tuple[str, str | None]]


class Sides(TextSides):
    """Whose people are counted in one text."""

    def of(self, case: Case, group: str, located: Callable[[], Located | None]) -> str | None:
        """The side of the people counted, None when the text leaves it open.

        Args:
            case: the number, its outcome known.
            group: the group of the people.
            located: where it happened; asked only where nothing surer tells.
        """
        self.listen()
        in_order = not case.scene.passage.linked and group in (PEOPLE, UNSPECIFIED)
        in_arms = in_order and (tells_own_losses(case) or is_in_arms(case))
        asked = _Asked(self, case, "military" if in_arms else group, located)
        return asked.first(_HEADS if asked.linked else _ORDER) or None

    def settled(self, found: Sequence[Counted]) -> list[Counted]:
        """The figures of a whole text with the sides that only all of it tells."""
        if not found or found[0].scene.passage.linked:
            return list(found)
        return with_sides(found, [self.before(one.scene) for one in found])


class _Asked(People):
    """A number whose side is asked for by rows of signs."""

    def first(self, rows: Rows) -> str | None:
        """The answer of the first row whose signs all hold and that tells; empty where that leaves the side open."""
        for signs, answer in rows:
            if all(map(self._holds, signs.split())):
                told = _ANSWERS[answer](self) if answer else answer
                if told is not None or answer is None:
                    return told
        return None

    def _holds(self, sign: str) -> bool:
        name = sign.removeprefix("-")
        holds = name in (self.case.outcome, self.group) or (name in _SIGNS and bool(_SIGNS[name](self)))
        return holds != (name != sign)

    @kept
    def local(self) -> str | None:
        """Whose people live there: empty when that is open, None where nothing says that they are of a side."""
        return self.first(_LOCAL)


_SIGNS: dict[str, Callable[[_Asked], object]] = {  # besides outcomes and groups by their names; "-": it does not hold
    "struck": lambda asked: asked.case.outcome in STRUCK,
    "taken": lambda asked: asked.case.outcome in TAKEN,
    "soldiers": lambda asked: asked.soldiers,
    "both": lambda asked: is_of_both(asked.case),
    "side": lambda asked: asked.case.count.side,
    "held": lambda asked: is_held(asked.case),
    "destroyed": lambda asked: were_destroyed(asked.case),
    "part": lambda asked: asked.case.whole,
    "swapped": _Asked.is_swapped,
    "told": lambda asked: asked.case.main,
    "alike": _Asked.is_alike,
    "ours": lambda asked: any(asked.case.scene.does(child, "ours") for child in noun_of(asked.case).children),
    "brought_home": lambda asked: asked.case.main and asked.case.main.role == "phrase",
    "in_war": lambda asked: asked.case.main and in_war(asked.case.scene, asked.case.scene.words[asked.case.main.word]),
    "stranger": lambda asked: asked.stranger,
    "stray": lambda asked: lost_by_stranger(asked.case),
    "at_home": _Asked.at_home,
    "here": lambda asked: asked.here,
    "placed": lambda asked: asked.placed,
    "land": lambda asked: asked.located and "/" not in asked.located.place_id,
    "told_of": lambda asked: asked.located and asked.local is not None,
    "lived_in": lambda asked: asked.lived_in,
    "only_named": lambda asked: asked.is_land,
    "at_war": lambda asked: asked.lived_in and sides.enemy(asked.lived_in, *asked.text.words),
    "shelled_by_own": _Asked.shelled_by_own,
    "counted": lambda asked: sides.counts_civilians(asked.lived_in or "", *asked.text.words),
    "arms": lambda asked: sides.tells_of_arms(*asked.text.words),
    "rivals": lambda asked: asked.text.names_rival(asked.lived_in),
    "army_noun": _Asked.names_army,
    "fights_group": _Asked.fights_group,
    "other_army_there": lambda asked: not asked.text.armies <= {asked.local, ""},
    "home": lambda asked: asked.home,
    "most_named": _Asked.is_most_named,
    "rivals_home": lambda asked: asked.text.names_rival(asked.home),
    "other_army": lambda asked: not asked.text.armies <= {asked.home, ""},
    "army": lambda asked: asked.text.armies,
    "wars_always": lambda asked: sides.counts_civilians(asked.home or "", *asked.text.words),
    "of_groups_foe": lambda asked: asked.home == asked.foe_of_group,
}
_ANSWERS: dict[str, Callable[[_Asked], str | None]] = {
    "nobody": lambda asked: "",
    "freed": lambda asked: freed_side(asked.case.scene.passage, asked.case.count) or None,
    "phrase": lambda asked: own_side(asked.case) or None,
    "owner": lambda asked: owned_side(asked.case) or None,
    "voice": lambda asked: asked.text.voice or None,
    "whole": lambda asked: asked.case.whole.figure.side if asked.case.whole else None,
    "doer": _Asked.done_by,
    "foe_of_doer": _Asked.foe_of_doer,
    "like": lambda asked: asked.case.like.figure.side if asked.case.like else None,
    "foe_of_swapped": _Asked.foe_of_swapped,
    "beside": lambda asked: asked.case.here[-1].figure.side if asked.case.here else None,
    "army": lambda asked: side_of_army(asked.case, asked.group) or None,
    "group": lambda asked: sides.one_group(*asked.text.words),
    "local": lambda asked: asked.local,
    "told_local": lambda asked: asked.local or None,
    "counted_there": _Asked.counted_there,
    "losing": lambda asked: asked.text.losing_before(asked.case),
    "like_before": _Asked.like_before,
    "foe_near": lambda asked: asked.text.foe_of(asked.attackers),
    "foe_beside": lambda asked: asked.text.foe_of(asked.text.attackers_beside(asked.case)),
    "only": lambda asked: asked.first(_ONLY),
    "named": lambda asked: asked.named() or None,
    "fronted": lambda asked: fronted_side(asked.case.scene.passage, asked.case.count),
    "clause": lambda asked: asked.clause() or None,
    "colon": lambda asked: side_before_colon(asked.case),
    "heading": lambda asked: asked.text.heading or None,
    "leaned": lambda asked: side_leaned_on(asked.case, asked.group) or None,
    "last_released": _Asked.last_released,
    "own_home": lambda asked: asked.own_home,
    "foe_of_home": lambda asked: opponent(asked.own_home),
    "noun": lambda asked: asked.text.named_with(asked.case),
    "group_before": lambda asked: asked.side_before(asked.group),
    "outcome_before": lambda asked: asked.side_before(asked.case.outcome),
    "origin": lambda asked: origin_side(asked.case.scene.passage) or None,
    "spoken_of": lambda asked: asked.text.spoken_of(),
    "home": lambda asked: asked.home,
    "lived_in": lambda asked: asked.lived_in,
    "foe_of_group": lambda asked: asked.foe_of_group,
    "foe_of_local": lambda asked: asked.text.foe_of([asked.lived_in or ""]),
}
_LOCAL: Rows = (  # whose people live in a place; civilians are their country's in a war between sides alone
    ("released land here", "home"),  # captives are let go where the other side lives, and return to their land
    ("released", None),
    ("held", "foe_of_group"),
    ("held", None),
    ("-placed -lived_in", None),
    ("-placed only_named at_war", None),  # a land at war, or a town of it, that is only named
    ("shelled_by_own placed", "nobody"),
    ("shelled_by_own", "foe_of_local"),
    ("shelled_by_own", "nobody"),
    *((sign, "lived_in") for sign in ("-lived_in", "police", "counted", "rivals arms")),
)
_ONLY: Rows = (  # of which land soldiers are who were hit in it: where its army is told of, and it is named most
    ("army_noun", "home"),
    ("army_noun", None),
    ("fights_group", "foe_of_group"),  # "clashes of the army with Abu Sayyaf"
    *((sign, None) for sign in ("-placed", "-home", "rivals_home", "-most_named", "other_army")),
    *((sign, "home") for sign in ("army", "wars_always", "of_groups_foe")),
)
_HEADS: Rows = (  # the parse says what belongs together
    ("both", None),
    *(("released -side", answer) for answer in ("foe_of_swapped", "freed")),
    ("-foreign", "phrase"),  # whose fighters they are, not whose citizens
    ("", "owner"),
    ("struck", "fronted"),
    ("ours", "voice"),  # "150 of our people"
    ("-foreign part", "whole"),
    ("evacuated told", "doer"),
    ("released brought_home", "doer"),
    ("", "foe_of_doer"),
    ("foreign", None),
    *((sign, answer) for sign, told in (("alike -swapped", "like"), (LOST, "beside")) for answer in (told, None)),
    *((f"{sign} in_war", None) for sign in (PEOPLE, UNSPECIFIED)),
    *((f"{sign} surrendered", "army") for sign in ("stranger", "stray")),
    ("stranger", "group"),
    *((sign, None) for sign in ("stranger", "stray")),
    *(("-soldiers told_of", answer) for answer in ("told_local", "counted_there", "voice", None)),
    *(("soldiers", answer) for answer in ("army", "losing")),
    *(("", answer) for answer in ("like_before", "foe_near")),
    *((f"placed -taken {sign}", "told_local") for sign in ("-soldiers", "-struck", "-other_army_there")),
    ("soldiers released", None),
    *(("soldiers", answer) for answer in ("only", None)),
    ("", "voice"),
)
_ORDER: Rows = (  # endings and the order of words say it
    ("both", None),
    *(("released -side", answer) for answer in ("foe_of_swapped", "freed")),
    ("foreign at_home", "named"),
    ("foreign", None),
    ("", "named"),
    ("struck", "fronted"),
    (f"here -soldiers -displaced -{LOST}", "told_local"),
    ("swapped", None),
    *(("", answer) for answer in ("clause", "colon", "heading", "leaned")),
    *(("stranger", answer) for answer in ("group", None)),
    ("", "army"),
    *(("released", answer) for answer in ("told_local", "last_released", "own_home", None)),
    ("soldiers", "noun"),
    ("soldiers destroyed", "foe_of_home"),
    *(("soldiers -destroyed", answer) for answer in ("own_home", "losing", "group_before")),
    *(("soldiers", answer) for answer in ("only", None)),
    *((f"{UNSPECIFIED} destroyed", answer) for answer in ("foe_of_home", None)),
    *(("displaced", answer) for answer in ("origin", "outcome_before", "own_home", "spoken_of", None)),
    ("struck -placed", "foe_beside"),
    ("", "local"),
    ("", "own_home"),
)
