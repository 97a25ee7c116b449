"""Numbers of people or things as they were said: value, bounds, wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from newslib.lexicons import Finder, Hit, Word, lexicon, words
from newslib.not_people import counts_nothing
from newslib.numerals import MORE, Number, numbers

EXACT, APPROX = "exact", "approx"
MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST = "more_than", "at_least", "less_than", "at_most"
RANGE, UNKNOWN = "range", "unknown"
FORMER = "former"  # flag of the first number in "rose from 60 to 100"

_BLANK = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_DASH = re.compile(r"[-\u2010-\u2015]|[^\S\n]{1,2}[-\u2010-\u2015][^\S\n]{1,2}")
_JOINED = re.compile(r"[^\S\n]+[^\W\d_]{1,3}[^\S\n]+")  # "and", "or" between numbers that share a noun
_SERIES = re.compile(r",[^\S\n]+")
_SIGNS = {"~": APPROX, "≈": APPROX, "∼": APPROX, "±": APPROX, ">": MORE_THAN, "<": LESS_THAN, "≥": AT_LEAST, "≤": AT_MOST}
_SIGN_BEFORE = re.compile(r"([~≈∼±><≥≤])[^\S\n]?$")
_OPENING = " \t\n\r\u00a0\u2009\u202f«\"“„"  # blanks and quotation marks between a bound and its number
_PLUS_AFTER = re.compile(r"\+(?!\d)")
_RISE_REACH = 90  # characters between "rose" and the "to 100" it belongs to


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
    cut = words(text)
    kept: list[Quantity] = []
    after: tuple[int, str, bool] | None = None  # start and kind of the number behind, when it counts nobody
    for quantity in reversed(_read(text, language, offset, article, cut)):
        start, end, value = _bare(quantity, offset)
        joined = after is not None and after[1] == quantity.kind and _shares_noun(text[end : after[0]], chained=after[2])
        if joined or counts_nothing(text, language, cut, (start, end, value)):
            after = (start, quantity.kind, joined)
        else:
            after = None
            kept.append(quantity)
    return kept[::-1]


def _shares_noun(gap: str, *, chained: bool) -> bool:
    """Whether two numbers share a noun: "6 and 7 May", then also "5, 6 and 7 May"."""
    return _JOINED.fullmatch(gap) is not None or (chained and _SERIES.fullmatch(gap) is not None)


def all_quantities(text: str, language: str, offset: int = 0, article: str | None = None) -> list[Quantity]:
    """Every number with its bounds, also the ones that count no people: money, years, distances, ages."""
    return _read(text, language, offset, article, words(text))


def _bare(quantity: Quantity, offset: int) -> tuple[int, int, float | None]:
    return quantity.number_start - offset, quantity.number_end - offset, quantity.stated or quantity.high


def _read(text: str, language: str, offset: int, article: str | None, cut: list[Word]) -> list[Quantity]:
    surroundings = _Surroundings(text, *(finder.find(text, cut) for finder in _finders(language)))
    found = [n for n in numbers(text, language, cut, article) if n.kind != "zero" or not surroundings.covers(n)]
    result, i = [], 0
    while i < len(found):
        if surroundings.is_ratio(found, i):
            i += 2
            continue
        span = surroundings.range_at(found, i)
        result.append(surroundings.quantity(found[i : i + span]))
        i += span
    return [_moved(quantity, offset) for quantity in result]


def _moved(q: Quantity, by: int) -> Quantity:
    if not by:
        return q
    return replace(q, start=q.start + by, end=q.end + by, number_start=q.number_start + by, number_end=q.number_end + by)


@cache
def _finders(language: str) -> tuple[Finder, Finder]:
    """Finders of the words that stand before or between numbers, and of those that stand after: they may overlap."""
    rows = lexicon(language).rows("modifiers")
    leading = [row for row in rows if row["position"] != "after"]
    return Finder(leading), Finder([row for row in rows if "after" in row["position"].split()])


@dataclass
class _Surroundings:
    """The bound words of a text, by where they stand."""

    text: str
    hits: Sequence[Hit]
    trailing: Sequence[Hit]

    @cached_property
    def ends(self) -> dict[int, Hit]:
        return {hit.end: hit for hit in self.hits}

    @cached_property
    def starts(self) -> dict[int, Hit]:
        return {hit.start: hit for hit in self.hits}

    @cached_property
    def trailing_starts(self) -> dict[int, Hit]:
        return {hit.start: hit for hit in self.trailing}

    @cached_property
    def rises(self) -> list[Hit]:
        return [hit for hit in self.hits if _has(hit, "rise")]

    def covers(self, number: Number) -> bool:
        """Whether a word is a piece of a bound: "no" of "no fewer than"."""
        return any(hit.start <= number.start and number.end <= hit.end for hit in self.hits)

    def before(self, position: int) -> Hit | None:
        """The word of the table that ends right before a position."""
        end = len(self.text[max(0, position - 4) : position].rstrip(_OPENING)) + max(0, position - 4)
        return self.ends.get(end)

    def after(self, position: int, starts: dict[int, Hit] | None = None) -> Hit | None:
        """The word of the table that starts right after a position."""
        starts = self.starts if starts is None else starts
        gap = _BLANK.match(self.text, position)
        start = gap.end() if gap else position
        if self.text[start : start + 1] in ("-", "‑"):
            start += 1
        return starts.get(start)

    def rising(self, position: int) -> bool:
        """Whether a verb of change stands before, in the same clause: "rose to", "brought the toll to"."""
        for hit in self.rises:
            between = self.text[hit.end : position]
            if 0 <= position - hit.end <= _RISE_REACH and not re.search(r"[.;!?]\s|\n\n", between):
                return True
        return False

    def range_at(self, found: Sequence[Number], i: int) -> int:
        """How many numbers from ``i`` on make one range: 1 when none, 2, or more in "1,200, 1,300 and even 1,500"."""
        end = i + 1
        while end < len(found) and _SERIES.fullmatch(self.text, found[end - 1].end, found[end].start):
            end += 1
        if end + 1 > i + 2 and end < len(found) and self._spans(found[i], found[end]) and self._joined(found[end - 1], found[end]):
            return end + 1 - i
        if i + 1 < len(found) and self._spans(found[i], found[i + 1]) and self._joined(found[i], found[i + 1]):
            return 2
        return 1

    @staticmethod
    def _spans(left: Number, right: Number) -> bool:
        if left.value is None or right.value is None or "zero" in (left.kind, right.kind):
            return False
        low, high = _shared_unit(left, right)
        return low < high

    def is_ratio(self, found: Sequence[Number], i: int) -> bool:
        """Whether number ``i`` and the next are a proportion: "seven to one", "one to three" where nothing opens a range."""
        if i + 1 >= len(found):
            return False
        left, middle = found[i], self.after(found[i].end)
        if middle is None or not _BLANK.fullmatch(self.text, middle.end, found[i + 1].start):
            return False
        opener = self.before(left.start)
        opened = opener is not None and _has(opener, "open")
        return _has(middle, "ratio") or (left.value == 1 and _has(middle, "before") and not opened)

    def _joined(self, left: Number, right: Number) -> bool:
        gap = self.text[left.end : right.start]
        if _DASH.fullmatch(gap):
            return True
        middle = self.after(left.end)
        if middle is None or _BLANK.fullmatch(self.text, middle.end, right.start) is None:
            return False
        opener = self.before(left.start)
        if _has(middle, "middle_and"):
            return opener is not None and _has(opener, "open_and")
        if not _has(middle, "middle"):
            return False
        if not _has(middle, "before") and not _near(left, right):
            return False
        return not (opener is not None and _has(opener, "open") and self.rising(opener.start))

    def quantity(self, parts: Sequence[Number]) -> Quantity:
        """The quantity made of one number, or of the two ends of a range."""
        first, last = parts[0], parts[-1]
        low, high = (first.value, first.value) if len(parts) == 1 else _shared_unit(first, last)
        start, hits = self._bounds_before(first.start)
        opener = self.before(first.start) if len(parts) > 1 else None
        if opener is not None and (_has(opener, "open") or _has(opener, "open_and")):
            start = opener.start
        end, trailing = self._bound_after(last.end)
        modifier = _strongest([_modifier(hit) for hit in hits] + [_modifier(hit) for hit in trailing])
        sign = _SIGN_BEFORE.search(self.text[max(0, first.start - 2) : first.start])
        if sign:
            start, modifier = first.start - len(sign.group()), _SIGNS[sign.group(1)]
        if _PLUS_AFTER.match(self.text, last.end) and first.kind == "digits":
            end, modifier = last.end + 1, AT_LEAST
        wording = self._wording(hits, trailing) or (sign.group(1) if sign else "+" if end == last.end + 1 else "")
        if first.kind == "vague":
            if first.bounded is None or not modifier:
                return Quantity(start, end, first.start, last.end, None, None, None, UNKNOWN, True, wording, kind="vague")
            low = high = first.bounded
        if low is None or high is None:
            return Quantity(start, end, first.start, last.end, None, None, None, UNKNOWN, False, wording, first.flag, first.kind)
        if first.kind == "couple" and modifier in ("", EXACT):
            modifier = APPROX
        if first.flag == MORE and modifier in ("", EXACT, APPROX):
            modifier = MORE_THAN
        flag = (last.flag or first.flag).removeprefix(MORE) or (FORMER if self._former(first) else "")
        stated, bounds, modifier = _bounded(low, high, modifier or EXACT)
        return Quantity(start, end, first.start, last.end, stated, *bounds, modifier, False, wording, flag, first.kind)

    def _former(self, number: Number) -> bool:
        opener = self.before(number.start)
        return opener is not None and _has(opener, "open") and self.rising(opener.start)

    def _bounds_before(self, position: int) -> tuple[int, list[Hit]]:
        """Bound words right before a position, outermost first, and where the outermost starts."""
        collected: list[Hit] = []
        start, at = position, position
        while (hit := self.before(at)) is not None:
            middle = self.text[hit.end : at]
            if middle.strip(_OPENING) or "\n\n" in middle:
                break
            if _has(hit, "before") and not self._reached(hit):
                collected.insert(0, hit)
                start = hit.start
            elif not _has(hit, "between"):
                break
            at = hit.start
        return start, collected

    def _reached(self, hit: Hit) -> bool:
        """Whether "to" means reaching the number, not a bound: it also joins ranges and follows a verb of change."""
        return _has(hit, "middle") and self.rising(hit.start)

    def _bound_after(self, position: int) -> tuple[int, list[Hit]]:
        hit = self.after(position, self.trailing_starts)
        if hit is None or re.match(r"[^\S\n]*\d", self.text[hit.end : hit.end + 4]):
            return position, []
        return hit.end, [hit]

    def _wording(self, before: list[Hit], after: list[Hit]) -> str:
        parts = [self.text[before[0].start : before[-1].end]] if before else []
        return " … ".join([*parts, *(self.text[hit.start : hit.end] for hit in after)])


def _near(left: Number, right: Number) -> bool:
    """Whether two alternatives are close enough to be one estimate: "three or four", not "200 or 500"."""
    low, high = _shared_unit(left, right)
    return high <= 2 * low + 1


def _has(hit: Hit, position: str) -> bool:
    return position in hit.row["position"].split()


def _modifier(hit: Hit) -> str:
    return hit.row["modifier"]


def _strongest(modifiers: Sequence[str]) -> str:
    """Of several bounds in a row the outermost open one: "at least about 200" is at_least."""
    for modifier in modifiers:
        if modifier not in ("", EXACT, APPROX):
            return modifier
    return APPROX if APPROX in modifiers else EXACT if EXACT in modifiers else ""


def _shared_unit(left: Number, right: Number) -> tuple[float, float]:
    """The two ends of a range, the first in the unit of the second: 19 to 20 thousand, 70 or 80,000."""
    low, high = left.value or 0.0, right.value or 0.0
    unit = right.unit
    if unit == 1.0 and left.unit == 1.0 and right.kind == "digits" and high >= 1000 and high % 1000 == 0:
        unit = 1000.0 if low < 1000 and 4 * low >= high / 1000 else 1.0
    if left.unit == 1.0 and unit > 1.0 and low < high / unit:
        low *= unit
    return low, high


def _bounded(low: float, high: float, modifier: str) -> tuple[float | None, tuple[float | None, float | None], str]:
    """Stated number, bounds and modifier of a number or a range under a bound.

    Over a range, "more than 2,000-2,500" leaves the far end open, "at least" starts at its near end.
    """
    ranged = low < high
    if modifier == MORE_THAN:
        return high, (high, None), modifier
    if modifier == AT_LEAST:
        return low, (low, None), modifier
    if modifier in (LESS_THAN, AT_MOST):
        return high, (None, high), modifier
    if ranged:
        return None, (low, high), RANGE
    return low, (low, high), modifier
