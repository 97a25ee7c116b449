"""Numbers printed in digits: grouping, decimals, what is stuck to them, and digits that are part of something else."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newslib.lexicons import forms, lexicon, normal

DOT, COMMA = "dot_or_thousands", "comma_or_thousands"

_THIN = "\u00a0\u2007\u2009\u200a\u202f"  # no-break, figure, thin, hair, narrow no-break space
_HYPHENS = "-\u2010\u2011"
_DIGITS = re.compile(
    r"(?<!\d)(?:(?P<blank>[1-9]\d{0,2}(?: \d{3})+)(?:[,.]\d{1,2})?"
    r"|\d{1,3}(?:[" + _THIN + r"'’ʼ]\d{3})+"
    r"|\d{1,3}(?P<mark>[.,٬])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d{1,2})?"
    r"|\d+(?:[.,٫]\d+)?)(?!\d)"
)
_MASKED = re.compile(
    r"https?://\S+|www\.\S+|(?<!\w)[@#]\w+"  # links, handles
    r"|\b[\w-]+\.(?:com|org|net|info|me|gov|ru|ua|by|eu)\b\S*"
    r"|(?<!\d)\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}([./-])\d{1,2}\2\d{1,2}(?!\d)"  # days
    r"|(?<![\d:])\d{1,3}:\d{1,2}(?::\d{2})?(?![\d:])"  # times, scores
    r"|\+\d[\d ()-]{8,}\d|(?<!\d)\(?\d{3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}(?!\d)"  # telephones
    r"|(?<!\d)\d{3}-\d{3}-\d{4}(?!\d)"
    r"|(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)|\d{10,}|(?<!\d)24/7(?!\d)"  # cards, accounts
    r"|(?m:^[ \t]*\d{1,2}[.)](?=[ \t]+\S))|\d\ufe0f?\u20e3"  # numbered lists, keycaps
    r"|№\s?\d+|\bNos?\.?\s?\d+"  # numbers of schools, mines, trains
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[^\S\n]*$")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_WORD = 24  # letters of the longest word looked back at
_LABEL = 5  # letters from which on a lower-case word before a hyphen is a label, not a type ("T-72")
_PADDED = re.compile(r"0\d+")
_FRACTION = re.compile(r"/([2-5])(?![\d/])")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d,])")
_DECIMAL_DOT = re.compile(r"(?<![\d.,])\d+\.\d(?![\d.])")
_COMMA_GROUP = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?!\d)")
_PLAIN = re.compile(rf"(?<![\d.,])(\d+?)[,\s{_THIN}]?(\d{{3}})(?![.,]?\d)")
_SEVERAL_GROUPS = {mark: re.compile(rf"(?<![\d.,])\d{{1,3}}(?:\{mark}\d{{3}}){{2,}}(?![\d.,]?\d)") for mark in ".,"}


@dataclass(frozen=True)
class Digits:
    """A number in digits with what is stuck to it. ``value`` is None when nobody can say it, ``flag`` tells why."""

    start: int
    end: int
    value: float | None
    flag: str = ""
    scaled: bool = False  # a multiplier is stuck to it: 23k


def masks(text: str) -> list[tuple[int, int]]:
    """Stretches whose digits are no numbers: links, days, times, telephones, list numbers, "№ 5"."""
    return [match.span() for match in _MASKED.finditer(text)]


def digits(text: str, language: str, masked: list[tuple[int, int]], article: str) -> Iterator[Digits]:
    """The numbers of a text that are printed in digits, in order.

    Args:
        text: the stretch to read.
        language: BCP 47 code of a language that has a lexicon.
        masked: stretches to leave out.
        article: the whole article, whose other numbers tell what a dot or comma means.

    >>> [(d.value, d.flag) for d in digits("1,026 men, 23k, a T-72", "en", [], "")]
    [(1026.0, ''), (23000.0, '')]
    """
    position = 0
    while match := _DIGITS.search(text, position):
        start, end = match.span()
        if match.group("blank") and not _blank_may_group(text, start, language):
            end = start + match.group().index(" ")
        position = end
        hidden = any(s < end and start < e for s, e in masked)
        stuck = None if hidden or _is_part(text, start, end) else _stuck_to(text, end, language)
        if stuck is not None:
            value, flag = _value(text, start, end, language, article)
            last, factor = stuck
            yield Digits(start, last, value and value * factor, flag, scaled=factor > 1)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether digits belong to a name or a code ("T-72", "007") or to a fraction in lowest terms ("2/3").

    Not "2/4" of things shot down.
    """
    printed, before = text[start:end], text[max(0, start - 2) : start]
    if before[-1:].isalpha() or before.endswith(("_", "/")) or _is_type(text, start):
        return True
    if before.endswith((".", ",")) and before[:-1].isdigit():
        return True
    below = _FRACTION.match(text, end)
    if below is None or not printed.isdecimal():
        return _PADDED.fullmatch(printed) is not None
    top, bottom = int(printed), int(below.group(1))
    return printed[0] == "0" or (top < bottom and math.gcd(top, bottom) == 1)


def _blank_may_group(text: str, start: int, language: str) -> bool:
    """Whether "1 026" is one number here; not after a month where the language puts the day there ("April 14 200")."""
    word = _LAST_WORD.search(text[max(0, start - _WORD) : start])
    if word is None or not word.group(1)[0].isupper() or normal(word.group(1)) in forms(language, "modifiers"):
        return True  # "About 300 000"
    return bool(lexicon(language).settings.get("blank_groups", False))


def _stuck_to(text: str, end: int, language: str) -> tuple[int, float] | None:
    """Where a number with what is stuck to it ends, and the factor that is; None when it makes a name of the digits."""
    after = text[end : end + 1]
    hyphen = bool(after) and after in _HYPHENS
    tail = _LETTERS.match(text, end + hyphen)
    if tail is None:
        return None if after == "_" else (end, 1.0)
    form = normal(tail.group())
    if hyphen and form in _stuck(language, "suffix"):
        return tail.end(), 1.0
    if hyphen:  # "300-odd"
        return (end, 1.0) if form in forms(language, "modifiers", "after", column="position") else None
    factor = _stuck(language, "attached").get(form) or _stuck(language, "short").get(form)
    return (tail.end(), factor) if factor else None


def _is_type(text: str, start: int) -> bool:
    """Whether a word and a hyphen before digits make a name with them, a type of tank, not a label and its number."""
    if text[start - 1 : start] not in _HYPHENS or start == 0:
        return False
    word = _LAST_LETTERS.search(text[max(0, start - 1 - _WORD) : start - 1])
    return word is not None and (len(word.group()) < _LABEL or word.group()[0].isupper())


@cache
def _stuck(language: str, kind: str) -> dict[str, float]:
    """Endings and multipliers that may be stuck to digits: "5-ти", "23k"."""
    rows = lexicon(language).rows("numerals")
    return {normal(row["form"].lstrip("-")): float(row["value"]) for row in rows if row["kind"] == kind}


def _value(text: str, start: int, end: int, language: str, article: str) -> tuple[float | None, str]:
    """The value of digits as printed, and why a person should look."""
    compact = re.sub(rf"[\s'’ʼ٬{_THIN}]", "", text[start:end]).replace("٫", ".")
    *groups, last = re.split(r"[.,]", compact)
    thousands = groups[:1] not in ([], [""], ["0"]) and set(map(len, (*groups[1:], last))) == {3}
    if groups and (not thousands or (len(groups) == 1 and _multiplied(text, end, language))):
        return float(f"{''.join(groups)}.{last}"), ""
    whole = float("".join([*groups, last]))
    if len(groups) != 1:
        return whole, ""
    if "," in compact:
        unsure = lexicon(language).settings.get("decimal", ".") == "," and not _marks(article).commas
        return whole, COMMA if unsure else ""
    return {True: (whole, ""), False: (float(compact), DOT), None: (None, DOT)}[_dot_groups(article, [*groups, last])]


def _multiplied(text: str, end: int, language: str) -> bool:
    """Whether a multiplier follows, so that three digits behind a mark are decimals: "1.026 million"."""
    follower = _LETTERS.match(text, end + 1) if text[end : end + 1].isspace() else None
    multipliers = forms(language, "numerals", "plural", "multiplier", "short", column="kind")
    return follower is not None and normal(follower.group()) in multipliers


def _dot_groups(article: str, groups: list[str]) -> bool | None:
    """Whether a dot groups thousands in this article: by the same number printed otherwise, or by its other numbers."""
    marks = _marks(article)
    if "".join(groups) in marks.plain or marks.dots:
        return True
    return False if marks.decimals else None


@dataclass(frozen=True)
class _Marks:
    """What the numbers of an article tell of its dots and commas."""

    plain: frozenset[str]  # digits of numbers of thousands that are printed without a dot
    dots: bool  # that a dot groups thousands
    decimals: bool  # that a dot stands before decimals
    commas: bool  # that a comma groups thousands


@lru_cache(maxsize=2)  # asked for every number of an article
def _marks(article: str) -> _Marks:
    return _Marks(
        frozenset("".join(found) for found in _PLAIN.findall(article)),
        bool(_SEVERAL_GROUPS["."].search(article) or _DECIMAL_COMMA.search(article)),
        bool(_COMMA_GROUP.search(article) or _DECIMAL_DOT.search(article)),
        bool(_SEVERAL_GROUPS[","].search(article)),
    )
