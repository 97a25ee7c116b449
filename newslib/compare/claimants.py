"""Claimants: whether two sources by their names may be one."""

from collections.abc import Sequence
from functools import cache

from newslib.compare.places import printed_names
from newslib.compare.scenes import SHORT
from newslib.lexicons import lexicon, words
from newslib.sources.names import identify

Names = Sequence[tuple[str, str]]  # names of sources, each with the language it is printed in
_BODIES = {"organisation", "any_body"}  # roles of words that say no more than that a body speaks
_ANYONE = {*_BODIES, "source", "journalist"}  # and of those that leave open who does


@cache
def says(name: str, language: str, role: str) -> bool:
    """Whether a word in the name of a source has a role.

    >>> says("officials and media", "en", "joint")
    True
    """
    hits = lexicon(language).finder("function_words").find(name) if language else ()
    return any(role in hit.row["role"].split() for hit in hits)


def heads(given: Names) -> set[str]:
    """The words by which sources are told."""
    return {word.form for name, _ in given for word in words(name) if len(word.form) >= SHORT}


def may_be(given: Names, other: Names) -> bool:
    """Whether sources may be others: a body that is not named, the same in fewer words, one of several that speak.

    >>> monitor, ministry = [("Syrian Observatory for Human Rights", "en")], [("Ministry of Health", "en")]
    >>> may_be([("a monitor", "en")], monitor), may_be([("a monitor", "en")], ministry)
    (True, False)
    >>> may_be([("the source", "en")], [("a source at the police", "en")])
    True
    >>> may_be([("state media and the Observatory", "en")], monitor)
    True
    """
    if not given or not other:
        return False
    if all(says(*one, "joint") for one in given) and not heads(given).isdisjoint(heads(other)):
        return True
    own = heads(given)
    shorter = bool(own) and own <= heads(other)
    bodies = all(_roles(one) <= _BODIES for one in given) and not any(_roles(one).isdisjoint(_BODIES) for one in other)
    return all(map(_nameless, given)) and (shorter or bodies)


def nameless(given: Names) -> bool:
    """Whether all are single speakers of whom nothing is told: "the source", "a reporter"."""
    return bool(given) and all(_nameless(one) and _roles(one) <= _ANYONE for one in given)


def _roles(one: tuple[str, str]) -> frozenset[str]:
    return identify(*one, None).told("role") if one[1] else frozenset()


def _nameless(one: tuple[str, str]) -> bool:
    """Whether nothing in the name of a single source is its own: "the Britain-based group"; "another group" is new."""
    if not _roles(one) or any("-" not in form for form in printed_names(one[0])):
        return False
    who = identify(*one, None)
    return "plural" not in who.told("number") and who.row is None and not says(*one, "more")
