"""The group of the people counted: what their noun names, else what happened to whom, else who was counted before."""

from __future__ import annotations

from functools import cache

from newslib.figures.by_parse.belonging import owner, owner_side
from newslib.figures.by_parse.cases import THINGS, Case
from newslib.figures.by_parse.people import MILITARY, PEOPLE, UNSPECIFIED, group, group_before, is_army
from newslib.figures.by_parse.scenes import Scene
from newslib.figures.by_parse.ties import LOSSES, Tie
from newslib.lexicons import lexicon, normal


def group_of(case: Case) -> str:
    """The group of a case, one of ``newslib.figures.GROUPS``."""
    scene, mention, tied = case.scene, case.mention, case.tied
    if case.outcome == THINGS:
        return UNSPECIFIED
    named = group(scene, mention)
    fights = _loser_fights(case)
    if named == PEOPLE and tied and (_soldiers_told(scene, tied) or (case.outcome == "casualties" and fights)):
        return MILITARY
    if named and named != UNSPECIFIED:
        return named
    if case.like:
        return case.like.figure.group
    owned = case.outcome == "casualties" and tied is not None and owner_side(scene, mention, tied)
    if owned or (case.outcome in LOSSES and fights):
        return MILITARY
    return named or group_before(scene, mention) or _taken_over(case)


def _taken_over(case: Case) -> str:
    """The group of the last count, when it tells more than that they are people."""
    last = [c for c in case.before if case.scene.number - c.scene.number <= 1 and not c.whole]
    named = last[-1].figure.group if last else UNSPECIFIED
    return UNSPECIFIED if named == PEOPLE else named


def _soldiers_told(scene: Scene, tied: Tie) -> bool:
    """Whether the words of outcome themselves name soldiers: "36 men are prisoners of war"."""
    told = [t for one in tied.triggers if "subject" in one.voice for t in range(one.first, one.last)]
    return any(is_army(scene, scene.words[t]) for t in told)


def _loser_fights(case: Case) -> bool:
    """Whether an army or an armed group lost them: "the brigade lost 90 men"."""
    loser = owner(case.scene, case.scene.words[case.mention.node])
    if loser is None:
        return False
    country = normal(loser.text) in _place_names(case.scene.sentence.language)
    return is_army(case.scene, loser) or (loser.i in case.scene.hits("sides") and not country)


@cache
def _place_names(language: str) -> frozenset[str]:
    """Names of places; a side among them is a country, which soldiers and civilians share."""
    return frozenset(normal(row["form"]) for row in lexicon(language).rows("places"))
