"""Numbers of people or things as they were said: value, bounds, wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from newslib.lexicons import Hit, PrintedWord, lexicon, words
from newslib.quantities.bounds import (
    APPROX,
    EXACT,
    MORE_THAN,
    UNKNOWN,
    Surroundings,
    ends,
    limits,
    surroundings,
)
from newslib.quantities.not_people import are_years, counts_nothing
from newslib.quantities.numerals import MORE, Number, numbers

FORMER = "former"  # flag of the first number in "rose from 60 to 100"
REPLACED = "replaced"  # the same where the count was put right: "lowered from 60 to 50"
SHARE = "share"  # flag of "half of the 300": so many of them, which nobody counted
_AGES = ("age", "maybe_age")  # why a number counts nobody, and those listed behind it, too
_STATE_REACH = 1  # words between a number and a word that says what its people are: "300 wounded", "300 men killed"


@dataclass(frozen=True)
class Quantity:
    """A number as said. ``start``/``end`` are code points of the article and cover the number with its
    bound words ("more than 1,000"); ``number_start``/``number_end`` the bare number ("1,000").

    ``low``/``high`` include the stated number, None is an open end; strictness lives in ``modifier``:
    exact, approx, more_than, at_least, less_than, at_most, range, unknown. A vague amount ("dozens")
    has no values, modifier unknown and ``vague`` set. ``wording`` is the bound as printed.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    stated: float | None
    low: float | None
    high: float | None
    modifier: str
    vague: bool
    wording: str
    flag: str = ""  # why a person should look: "dot_or_thousands", ...
    kind: str = ""  # how it is printed: digits, words, collective, zero, couple, vague


def quantities(text: str, language: str, offset: int = 0, article: str | None = None) -> list[Quantity]:
    """Every number in a text that can count people or things, in order.

    Args:
        text: a sentence, or more.
        language: BCP 47 code of a language that has a lexicon.
        offset: where ``text`` starts in the article.
        article: the whole article, whose other numbers decide how 1.026 is read.

    >>> [(q.low, q.high, q.modifier) for q in quantities("more than 1,000 of 2,500-3,000 on 13 April", "en")]
    [(1000.0, None, 'more_than'), (2500.0, 3000.0, 'range')]
    """
    found = _counting(text, language, article)
    return [_moved(quantity, offset) for quantity in found] if offset else list(found)


@lru_cache(maxsize=8192)  # asked before a sentence is parsed and, sentences of many articles later, when it is read
def _counting(text: str, language: str, article: str | None) -> list[Quantity]:
    cut = words(text)
    around = surroundings(text, language, cut)
    found = _read(text, language, article, cut, around)
    numbers = ((one.number_start, one.number_end, one.stated or one.high) for one in found)
    why = [counts_nothing(text, language, cut, number) for number in numbers]
    measures, chained = {k for k, reason in enumerate(why) if reason}, False
    for k in reversed(range(len(found) - 1)):  # "6 and 7 May"
        chained = k + 1 in measures and _are_alike(around, found[k], found[k + 1], chained=chained)
        measures |= {k} if chained else set()
    for k in range(1, len(found)):  # "aged 4, 7 and 9"
        if why[k - 1] in _AGES and not why[k] and _are_alike(around, found[k - 1], found[k], chained=True):
            measures, why[k] = measures | {k}, why[k - 1]
    return [quantity for k, quantity in enumerate(found) if k not in measures]


def _are_alike(around: Surroundings, left: Quantity, right: Quantity, *, chained: bool) -> bool:
    """Whether two numbers are members of one list, so that what one counts the other does."""
    written = left.kind == right.kind or {left.kind, right.kind} == {"digits", "words"}
    return written and around.are_alike(left.number_end, right.number_start, chained=chained)


def _moved(q: Quantity, by: int) -> Quantity:
    """The same quantity, its offsets counted from the article."""
    number_start, number_end = q.number_start + by, q.number_end + by
    return replace(q, start=q.start + by, end=q.end + by, number_start=number_start, number_end=number_end)


def _read(
    text: str, language: str, article: str | None, cut: list[PrintedWord], around: Surroundings
) -> list[Quantity]:
    found = [n for n in numbers(text, language, cut, article) if n.kind != "zero" or not around.covers(n)]
    found = [n for n in found if not (around.are_rates(n) or around.is_difference(n))]
    result: list[Quantity] = []
    i = 0
    while i < len(found):
        if around.is_ratio(found, i):
            i += 2
            continue
        span = around.range_at(found, i)
        if span > 1 and are_years(text, language, cut, (found[i], found[i + span - 1])):
            i += span
            continue
        share = around.share(found[i])
        if share is not None and not _has_state(text, language, cut, found[i + span - 1].end):
            result.append(_share(text, share, found[i + span - 1]))
        else:
            result.append(_quantity(around, found[i : i + span], next(iter(found[i + span :]), None)))
        i += span
    return result


def _has_state(text: str, language: str, cut: list[PrintedWord], end: int) -> bool:
    """Whether words right behind a number say what befell all whom it counts: "most of the 300 killed (who died)"."""
    tables = lexicon(language)
    behind = [word.start for word in cut if word.start >= end][: _STATE_REACH + 2]
    who = {hit.start for hit in tables.finder("function_words").find(text, cut) if "who" in hit.row["role"].split()}
    told = {hit.start: hit.row["role"] for hit in tables.finder("outcomes").find(text, cut)}
    states = (told.get(at) in ("participle", "noun") for at in behind[: _STATE_REACH + 1])
    clauses = (at in who and after in told for at, after in pairwise(behind))
    return any(states) or any(clauses)


def _share(text: str, share: Hit, number: Number) -> Quantity:
    """Some of a number, how many nobody said: "half of the 300"."""
    start, end, wording = share.start, number.end, text[share.start : share.end]
    return Quantity(start, end, start, end, None, None, None, UNKNOWN, True, wording, flag=SHARE, kind="vague")


def _quantity(around: Surroundings, parts: Sequence[Number], behind: Number | None) -> Quantity:
    """The quantity made of one number, or of the ends of a range, before the number ``behind``."""
    first, last, bound = parts[0], parts[-1], around.bound(parts, behind)
    low, high = (first.value, first.value) if len(parts) == 1 else ends(first, last)
    if first.kind == "vague" and first.bounded is not None and bound.modifier:
        low = high = first.bounded
    modifier = _implied(first, bound.modifier)
    flag = (last.flag or first.flag).removeprefix(MORE) or _former(around, first)
    stated, lower, upper = None, None, None
    if low is None or high is None:
        modifier = UNKNOWN
    else:
        stated, lower, upper, modifier = limits(low, high, modifier)
    return Quantity(
        start=bound.start,
        end=bound.end,
        number_start=first.start,
        number_end=last.end,
        stated=stated,
        low=lower,
        high=upper,
        modifier=modifier,
        vague=first.kind == "vague" and low is None,
        wording=bound.wording,
        flag=flag,
        kind=first.kind,
    )


def _former(around: Surroundings, number: Number) -> str:
    """Whether a number is the old value of a change, and whether that was put right."""
    if not around.is_former(number):
        return ""
    return REPLACED if around.replaces(number) else FORMER


def _implied(number: Number, modifier: str) -> str:
    """The modifier with what the number itself says: "a couple of hundred", "seven thousand and some"."""
    if number.flag == MORE and modifier in ("", EXACT, APPROX):
        return MORE_THAN
    return APPROX if number.kind == "couple" and modifier in ("", EXACT) else modifier
