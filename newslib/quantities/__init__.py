"""Numbers of people or things as they were said: value, bounds, wording."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from newslib.lexicons import Finder, Hit, PrintedWord, lexicon, words
from newslib.quantities.bounds import APPROX, EXACT, MORE_THAN, UNKNOWN, Surroundings, ends, limits, surroundings
from newslib.quantities.numerals import MORE, Number, numbers

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
_SUM = 1000  # of money, the least that each is paid where no currency is named
_FEW = 5  # people whom a law speaks of: "two or more persons"
_SHARE_OF = re.compile(r"%[^\S\n]+[^\W\d_]{1,3}(?:[^\S\n]+[^\W\d_]{1,5})?[^\S\n]+$")  # "40% of the", "40% з"
FORMER = "former"  # flag of the first number in "rose from 60 to 100"
REPLACED = "replaced"  # the same where the count was put right: "lowered from 60 to 50"
SHARE = "share"  # flag of "half of the 300": so many of them, which nobody counted
_OUT_OF = re.compile(r"[^\S\n]+[^\W\d_]{1,3}(?:[^\S\n]+[^\W\d_]{1,5})?[^\S\n]+")  # "of the", "из"
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
    why = [counts_nothing(text, language, number) for number in numbers]
    _pass_on(why, found, around)
    return [quantity for quantity, reason in zip(found, why, strict=True) if not reason]


def _pass_on(why: list[str], found: Sequence[Quantity], around: Surroundings) -> None:
    """What one member of a list counts, or does not, the others do: each takes over why another counts nothing."""
    chained = False
    for k in reversed(range(len(found) - 1)):  # "6 and 7 May"
        chained = bool(why[k + 1]) and _are_alike(around, found[k], found[k + 1], chained=chained)
        if chained and not why[k]:
            why[k] = why[k + 1]
    for k in range(1, len(found)):  # "aged 4, 7 and 9"
        if why[k - 1] in _AGES and not why[k] and _are_alike(around, found[k - 1], found[k], chained=True):
            why[k] = why[k - 1]


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
    found = list(_telling(text, around, numbers(text, language, cut, article)))
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


def _telling(text: str, around: Surroundings, every: Sequence[Number]) -> Iterator[Number]:
    """The numbers that tell how many; of "all but two of the 181" the rest."""
    for left_out, one in zip([None, *every], every, strict=False):
        if left_out and around.is_difference(left_out) and _OUT_OF.fullmatch(text, left_out.end, one.start):
            yield replace(one, start=left_out.start, value=(one.value or 0) - (left_out.value or 0))
        elif around.tells(one):
            yield one


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
    flag = (last.flag or first.flag).removeprefix(MORE)
    if not flag and around.is_former(first):
        flag = REPLACED if around.replaces(first) else FORMER
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


def _implied(number: Number, modifier: str) -> str:
    """The modifier with what the number itself says: "a couple of hundred", "seven thousand and some"."""
    if number.flag == MORE and modifier in ("", EXACT, APPROX):
        return MORE_THAN
    return APPROX if number.kind == "couple" and modifier in ("", EXACT) else modifier


def counts_nothing(text: str, language: str, number: tuple[int, int, float | None]) -> str:
    """Why a number counts neither people nor things, empty when it may.

    Args:
        text: the stretch the number stands in.
        language: BCP 47 code of a language that has a lexicon.
        number: start and end of the bare number in ``text``, and its value.

    >>> counts_nothing("14 April", "en", (0, 2, 14.0))
    'date'
    """
    if signs := _by_signs(text, *number):
        return signs
    start, end, value = number
    before, after = _neighbours(text, language)
    if _is_year(text[start:end], value) and (_dates_a_line(text, start, end) or _ends_date(text, start, before)):
        return "date"
    hit = after.get(_after(text, end))
    if hit is not None and _fits_after(hit.row["kind"], text[start:end], value):
        return hit.row["kind"]
    hit = before.get(_before(text, start))
    if hit is not None and _fits_before(hit.row["kind"], text, start, end, value):
        return hit.row["kind"]
    return "street" if _is_house(text, start, end, before) else ""


def _by_signs(text: str, start: int, end: int, value: float | None) -> str:
    """The same as told by signs and marks alone."""
    sign = text[max(0, start - 2) : start].strip()[-1:]
    found = {
        "money": sign and sign in _MONEY,
        "percent": _SYMBOL_AFTER.match(text, end) or _SHARE_OF.search(text[max(0, start - _PERCENT_OF) : start]),
        "fraction": (value or 0) % 1 or _MINUTES.fullmatch(text, start, end),
        "compound": _HANGING.match(text, end) or (text[start].isalpha() and _COMPOUND.match(text, end)),
        "number": _NUMBERED.match(text, start) and not text[:start].rpartition("\n")[2].strip(),
    }
    return next((why for why, holds in found.items() if holds), "")


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


def _is_house(text: str, start: int, end: int, before: dict[int, Hit]) -> bool:
    """Whether the number is a house number: the word "street", a name, a comma, the number."""
    left = max(0, start - _ADDRESS)
    name = _HOUSE.search(text[left:start])
    if name is None or not text[start:end].isdecimal():
        return False
    return any(hit.row["kind"] == "street" for last, hit in before.items() if left + name.start() <= last < start)


@lru_cache(maxsize=8)
def _neighbours(text: str, language: str) -> tuple[dict[int, Hit], dict[int, Hit]]:
    """Words of the table by where they end (when they can stand before a number) and start (after)."""
    hits = _finder(language).find(text)
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
    year, decimal, lone = _is_year(text[start:end], value), text[start:end].isdecimal(), not _noun_follows(text, end)
    fits = {
        "date": year or (_is_day(value) and not _LOWER_WORD.match(text, end)), "year": year,
        "maybe_year": year and lone, "maybe_age": lone, "place_number": decimal and lone,
        "apiece": lone and (value or 0) >= _SUM,  # "раненым - по 400 тысяч"
        **dict.fromkeys(("street", "number", "vehicle"), decimal),
    }  # fmt: skip
    return fits.get(kind, True)


def _noun_follows(text: str, end: int) -> bool:
    """Whether a lower-case word goes on right after the number."""
    word = _LOWER_WORD.match(text, end)
    return word is not None and word.group().strip()[:1].islower() and len(word.group().strip()) > _SMALL


def _is_day(value: float | None) -> bool:
    return value is not None and 1 <= value <= 31


def _is_year(printed: str, value: float | None) -> bool:
    return value is not None and 1900 <= value <= 2050 and re.fullmatch(r"\d{4}(?:[-–—/]\d{2,4})?", printed) is not None
