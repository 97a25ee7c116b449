"""The words and numbers that dates are made of, found by the table of a language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newslib.lexicons import Hit, forms, lexicon

_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<dots>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))|(?P<short>\d{1,2}\.\d{1,2})|(?P<slashes>\d{1,2}/\d{1,2}/\d{4}))(?![\w/])(?!\.\d)"
)
_NUMBER = re.compile(r"(?<![\w.,/:])(\d{1,4})(?:[-‐]?([^\W\d_]{1,3}))?(?!\w|[.,:]\d)")
_CLOCK = re.compile(r"(?<![\w.,])\d{1,2}:\d{2}(?!\w)")


@dataclass(frozen=True)
class DatePart:
    """A word of ``dates.csv``, a number or a date in digits."""

    start: int
    end: int
    kinds: frozenset[str]
    value: str


@lru_cache(maxsize=8192)  # a sentence is asked for by several who know different days of publication
def date_parts(text: str, language: str) -> tuple[DatePart, ...]:
    """Every part of a date in a text, in order, without overlaps.

    >>> [(p.value, sorted(p.kinds)) for p in date_parts("since 5 May", "en")]
    [('', ['bare_year', 'far', 'since']), ('5', ['number']), ('5', ['leading', 'month'])]
    """
    hits = lexicon(language).finder("dates").find(text)
    parts = list(_in_digits(text, language)) if _DIGIT.search(text) else []
    parts += [
        DatePart(h.start, h.end, frozenset(h.row["kind"].split()), h.row["value"]) for h in hits if _cased(text, h)
    ]
    return tuple(_without_overlaps(parts))


def _in_digits(text: str, language: str) -> Iterator[DatePart]:
    for match in _NUMERIC.finditer(text):
        yield DatePart(match.start(), match.end(), frozenset({match.lastgroup or ""}), match.group())
    for match in _CLOCK.finditer(text):
        yield DatePart(match.start(), match.end(), frozenset({"part"}), "")
    for match in _NUMBER.finditer(text):
        ending = (match.group(2) or "").casefold()
        told = {kind for kind in ("ordinal", "decade") if ending in forms(language, "dates", kind, column="kind")}
        if told or not ending:
            yield DatePart(match.start(), match.end(), frozenset(told | {"number"}), match.group(1))


def _cased(text: str, hit: Hit) -> bool:
    """A form written with a capital in the table (March, May) needs one in the text."""
    return not hit.row["form"][0].isupper() or text[hit.start].isupper()


def _without_overlaps(parts: list[DatePart]) -> list[DatePart]:
    kept: list[DatePart] = []
    for part in sorted(parts, key=lambda p: (p.start, p.start - p.end, "short" in p.kinds)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept
