"""Claimants: whether two sources by their names may be one."""

from collections.abc import Sequence
from functools import cache

from newslib.compare.places import printed_names
from newslib.compare.scenes import SHORT
from newslib.lexicons import Row, lexicon, words
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
    return all(map(_nameless, given)) and (shorter or (all(map(_body, given)) and all(map(_organised, other))))


def nameless(given: Names) -> bool:
    """Whether all are single speakers of whom nothing is told: "the source", "a reporter"."""
    return bool(given) and all(_nameless(one) and all(row["role"] in _ANYONE for row in _roles(one)) for one in given)


def _roles(one: tuple[str, str]) -> tuple[Row, ...]:
    return identify(*one, None).roles if one[1] else ()


def _body(one: tuple[str, str]) -> bool:
    return all(row["role"] in _BODIES for row in _roles(one))


def _organised(one: tuple[str, str]) -> bool:
    return any(row["role"] in _BODIES for row in _roles(one))


def _nameless(one: tuple[str, str]) -> bool:
    """Whether nothing in the name of a single source is its own: "the Britain-based group"; "another group" is new."""
    roles, own = _roles(one), [form for form in printed_names(one[0]) if "-" not in form]
    single = bool(roles) and all(row["number"] != "plural" for row in roles)
    return single and not own and identify(*one, None).row is None and not says(*one, "more")
