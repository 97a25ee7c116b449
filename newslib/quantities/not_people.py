"""Numbers that count nobody and nothing: dates, ages, money, measures, names with numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newslib.lexicons import Finder, Hit, PrintedWord, lexicon
from newslib.quantities.numerals import Number

_GAP = re.compile(r"[^\S\n]*[-‐‑.]?[^\S\n]*\n?[^\S\n]*")
_MONEY = "$€£₴₽¥₪₹#"
_SYMBOL_AFTER = re.compile(r"[^\S\n]?[%‰°º$€£₴₽¥″′]")
_LOWER_WORD = re.compile(r"[^\S\n]*[^\W\d_]+")
_HOUSE = re.compile(r"[^\W\d_]+\.?[^\S\n]+[^,.;:!?()\n]{2,40},[^\S\n]*(?:\d+[^\S\n]*,[^\S\n]*)*$")
_SMALL = 2  # letters of words like "and", "in" of Slavic languages, which are no nouns
_ADDRESS = 60  # characters from the word "street" to its house number
_DATE = 24  # characters before a year that are looked at
_DAY_BEFORE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,?[^\S\n]+$")
_LISTED = re.compile(r"\b(?:19|20)\d\d[^\S\n]*[-‐‑–—:][^\S\n]+[A-ZА-ЯІЇЄҐ]")  # years that open what a list tells
_CREDIT = re.compile(r"[A-ZА-ЯІЇЄҐ][^\W\d_]*,[^\S\n]*$")
_PERCENT_OF = 16
_HANGING = re.compile(
    r"(?:[-‐‑–][^\S\n]*(?:,[^\S\n]*|[^\S\n][^\W\d_]{1,4}[^\S\n]+)\d+)+[-‐‑–][^\W\d_]"
)  # "44- and 59-year-old"
_COMPOUND = re.compile(r"[-‐‑][^\W\d_]")  # "five-star"
_MINUTES = re.compile(r"\d{1,2}[.,]00")  # "by 16.00"
_NUMBERED = re.compile(r"\d{1,2}\.(?:[^\S\n]+[A-ZА-ЯІЇЄҐ]|\s*$)")  # "5. Authorities" at the start of a line
_FEW = 5  # people whom a law speaks of: "two or more persons"
_SHARE_OF = re.compile(r"%[^\S\n]+[^\W\d_]{1,3}(?:[^\S\n]+[^\W\d_]{1,5})?[^\S\n]+$")  # "40% of the", "40% з"


def counts_nothing(text: str, language: str, cut: list[PrintedWord], number: tuple[int, int, float | None]) -> str:
    """Why a number counts neither people nor things, empty when it may.

    Args:
        text: the stretch the number stands in.
        language: BCP 47 code of a language that has a lexicon.
        cut: the words of ``text``.
        number: start and end of the bare number in ``text``, and its value.

    >>> from newslib.lexicons import words
    >>> counts_nothing("14 April", "en", words("14 April"), (0, 2, 14.0))
    'date'
    """
    start, end, value = number
    sign = text[max(0, start - 2) : start].strip()[-1:]
    if sign and sign in _MONEY:
        return "money"
    if _SYMBOL_AFTER.match(text, end):
        return "percent"
    if (value is not None and value != int(value)) or _MINUTES.fullmatch(text, start, end):
        return "fraction"
    if _HANGING.match(text, end) or (text[start].isalpha() and _COMPOUND.match(text, end)):
        return "compound"
    if _NUMBERED.match(text, start) and not text[:start].rpartition("\n")[2].strip():
        return "number"
    before, after = _neighbours(text, language, tuple(cut))
    if _is_year(text[start:end], value) and (_dates_a_line(text, start, end) or _ends_date(text, start, before)):
        return "date"
    if _SHARE_OF.search(text[max(0, start - _PERCENT_OF) : start]):
        return "percent"
    hit = after.get(_after(text, end))
    if hit is not None and _fits_after(hit.row["kind"], text[start:end], value):
        return hit.row["kind"]
    hit = before.get(_before(text, start))
    if hit is not None and _fits_before(hit.row["kind"], text, start, end, value):
        return hit.row["kind"]
    return "street" if text[start:end].isdecimal() and _is_house(text, start, before) else ""


def are_years(text: str, language: str, cut: list[PrintedWord], ends: tuple[Number, Number]) -> bool:
    """Whether a range goes from one year to another: "between 1991 and 1995 20,000 died"; not 1950 to 2000 men."""
    years = all(_is_year(text[one.start : one.end], one.value) for one in ends)
    behind = next((word.start for word in cut if word.start >= ends[-1].end), None)
    return years and all(hit.start != behind for hit in lexicon(language).finder("groups").find(text, cut))


def _ends_date(text: str, start: int, before: dict[int, Hit]) -> bool:
    """Whether a year closes a date: "May 19, 2022", "19 May, 2022"."""
    day = _DAY_BEFORE.search(text[max(0, start - _DATE) : start])
    at = start if day is None else start - len(day.group())
    hit = before.get(_before(text[:at].rstrip().removesuffix(","), at))
    return hit is not None and hit.row["kind"] == "date" and (day is not None or text[:start].rstrip().endswith(","))


def _dates_a_line(text: str, start: int, end: int) -> bool:
    """Whether a year stands as captions, notices and lists print it: "(2022)", "© 2022", "Photo: Agency, 2022"."""
    left, right = text[max(0, start - 2) : start].strip(), text[end : end + 1]
    if left.endswith("©") or (left.endswith("(") and right == ")"):
        return True
    if _LISTED.match(text, start) and len(_LISTED.findall(text)) > 1:
        return True
    return _CREDIT.search(text[max(0, start - _DATE) : start]) is not None and (not right or right in "\n|)")


def _is_house(text: str, start: int, before: dict[int, Hit]) -> bool:
    """Whether the number is a house number: the word "street", a name, a comma, the number."""
    left = max(0, start - _ADDRESS)
    name = _HOUSE.search(text[left:start])
    if name is None:
        return False
    return any(hit.row["kind"] == "street" for end, hit in before.items() if left + name.start() <= end < start)


@lru_cache(maxsize=8)
def _neighbours(text: str, language: str, cut: tuple[PrintedWord, ...]) -> tuple[dict[int, Hit], dict[int, Hit]]:
    """Words of the table by where they end (when they can stand before a number) and start (after)."""
    hits = _finder(language).find(text, list(cut))
    before = {hit.end: hit for hit in hits if "before" in hit.row["position"]}
    after = {hit.start: hit for hit in hits if "after" in hit.row["position"]}
    return before, after


@cache
def _finder(language: str) -> Finder:
    """A finder of the table and of the months."""
    tables = lexicon(language)
    months = (row for row in tables.rows("dates") if "month" in row["kind"].split())
    beside = ({**row, "kind": "date", "position": "before after"} for row in months)
    return Finder([*tables.rows("not_people"), *beside], index=tables.index)


def _after(text: str, end: int) -> int:
    gap = _GAP.match(text, end)
    return gap.end() if gap else end


def _before(text: str, start: int) -> int:
    stripped = text[max(0, start - 6) : start].rstrip().rstrip(".№-‐‑").rstrip()
    return max(0, start - 6) + len(stripped)


def _fits_after(kind: str, printed: str, value: float | None) -> bool:
    if kind == "date":
        return _is_day(value) or _is_year(printed, value)
    if kind == "year":
        return _is_year(printed, value) or value is None or value < 100
    return kind != "statute" or (value is not None and value <= _FEW)


def _fits_before(kind: str, text: str, start: int, end: int, value: float | None) -> bool:
    printed = text[start:end]
    if kind == "date":
        return _is_year(printed, value) or (_is_day(value) and not _LOWER_WORD.match(text, end))
    if kind == "year":
        return _is_year(printed, value)
    if kind == "maybe_year":
        return _is_year(printed, value) and not _noun_follows(text, end)
    if kind == "place_number":
        return printed.isdecimal() and not _noun_follows(text, end)
    if kind == "maybe_age":
        return not _noun_follows(text, end)
    return kind not in ("street", "number", "vehicle") or printed.isdecimal()


def _noun_follows(text: str, end: int) -> bool:
    """Whether a lower-case word goes on right after the number."""
    word = _LOWER_WORD.match(text, end)
    return word is not None and word.group().strip()[:1].islower() and len(word.group().strip()) > _SMALL


def _is_day(value: float | None) -> bool:
    return value is not None and 1 <= value <= 31


def _is_year(printed: str, value: float | None) -> bool:
    return value is not None and 1900 <= value <= 2050 and re.fullmatch(r"\d{4}(?:[-–—/]\d{2,4})?", printed) is not None
