"""What stands around numbers: bounds before and after them, ranges, proportions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import Finder, Hit, PrintedWord, kept, lexicon, told_by
from newslib.quantities.numerals import Number

EXACT, APPROX = "exact", "approx"
MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST = "more_than", "at_least", "less_than", "at_most"
RANGE, UNKNOWN = "range", "unknown"

SERIES = re.compile(r",[^\S\n]+")  # between members of a series

_BLANK = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_DASH = re.compile(r"[-\u2010-\u2015\u2212]|[^\S\n]{1,2}[-\u2010-\u2015\u2212][^\S\n]{1,2}")
_SIGNS = {">": MORE_THAN, "<": LESS_THAN, "≥": AT_LEAST, "≤": AT_MOST} | dict.fromkeys("~≈∼±", APPROX)
_SIGN_BEFORE = re.compile(r"([~≈∼±><≥≤])[^\S\n]?$")
_PLUS_AFTER = re.compile(r"\+(?!\d)")
_OPENING = ' \t\n\r\u00a0\u2009\u202f«"“„'  # blanks and quotation marks between a bound and its number
_GAP = 4  # characters of them
_BREAK = re.compile(r"[.;!?]\s|\n\n")
_CLAUSE = re.compile(r"[,.;:!?()]\s|\n")
_ALNUM = re.compile(r"[^\W_]")
_RISE_REACH = 160  # characters between "rose" and the "to 100" it belongs to
_RISE_BEHIND = 32  # characters between a number and the verb of change behind it
_FEW_WORDS = re.compile(r"(?:[^\S\n]+[^\W\d_]+){0,3}[^\S\n]+")
_NOUN = re.compile(r"[^\S\n]+[^\W\d_]{3,}(?=[^\S\n])")  # between "30" and "or fewer"
_SHARE_REACH = 60  # characters between "half of" and the number it is half of
_PLAIN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHARE_WORDS = 4  # words there: "half of its pre-war population of"


@dataclass(frozen=True)
class Bound:
    """The bound of a number: where it starts and ends with the number, what it says, how it is worded."""

    start: int
    end: int
    modifier: str  # empty when there is no bound
    wording: str


@cache
def _finders(language: str) -> tuple[Finder, Finder]:
    """Finders of the words that stand before or between numbers, and of those that stand after: they may overlap."""
    rows = lexicon(language).rows("modifiers")
    leading = [row for row in rows if not told_by(row["position"]) <= {"after", "behind"}]
    trailing = [row for row in rows if "after" in told_by(row["position"])]
    index = lexicon(language).index
    return Finder(leading, index=index), Finder(trailing, index=index)


def surroundings(text: str, language: str, cut: list[PrintedWord]) -> Surroundings:
    """The bound words of a text."""
    leading, trailing = _finders(language)
    return Surroundings(text, leading.find(text, cut), trailing.find(text, cut))


@dataclass(frozen=True)
class Surroundings:
    """The bound words of a text, by where they stand."""

    text: str
    leading: Sequence[Hit]
    trailing: Sequence[Hit]

    @kept
    def _ends(self) -> dict[int, Hit]:
        return {hit.end: hit for hit in self.leading}

    @kept
    def _starts(self) -> dict[int, Hit]:
        return {hit.start: hit for hit in self.leading}

    @kept
    def _trailing_starts(self) -> dict[int, Hit]:
        return {hit.start: hit for hit in self.trailing}

    def tells(self, number: Number) -> bool:
        """Whether a number tells how many: it is no piece of a bound ("no" of "no fewer than"), rate or difference."""
        bounding = number.kind == "zero" and any(h.start <= number.start and number.end <= h.end for h in self.leading)
        return not (bounding or self._are_rates(number) or self.is_difference(number))

    def _before(self, position: int) -> Hit | None:
        """The word that ends right before a position, when nothing but blanks and an opening quote are between."""
        left = max(0, position - _GAP)
        return self._ends.get(left + len(self.text[left:position].rstrip(_OPENING)))

    def _after(self, position: int, starts: dict[int, Hit]) -> Hit | None:
        """The word that starts right after a position."""
        gap = _BLANK.match(self.text, position)
        start = gap.end() if gap else position
        return starts.get(start + (self.text[start : start + 1] in ("-", "‑")))

    def _opener(self, number: Number, *roles: str) -> Hit | None:
        """The word that opens a range before a number: "from", "between"."""
        hit = self._before(number.start)
        if hit is not None and _has(hit, "before") and not any(_has(hit, role) for role in roles):
            hit = self._before(hit.start)  # "from more than 1,000 to 2,000"
        return hit if any(_has(hit, role) for role in roles) else None

    def _rising(self, position: int) -> bool:
        """Whether a verb of change stands before, in the same clause: "rose to", "brought the toll to"."""
        return self._changing(position, "rise")

    def _rises_behind(self, position: int) -> bool:
        """Whether a verb of change stands right behind a number and its noun: "to 53 people rose the list"."""
        near = (h for h in self.leading if _has(h, "rise") and 0 <= h.start - position <= _RISE_BEHIND)
        return any(_FEW_WORDS.fullmatch(self.text, position, hit.start) for hit in near)

    def _changing(self, position: int, role: str) -> bool:
        """Whether a word of change stands before a position, in the same clause."""
        near = (h for h in self.leading if _has(h, role) and 0 <= position - h.end <= _RISE_REACH)
        return any(not _BREAK.search(self.text, hit.end, position) for hit in near)

    # ranges and proportions

    def range_at(self, found: Sequence[Number], i: int) -> int:
        """How many numbers from ``i`` on make one range: 1 when none, 2, or more in "1,200, 1,300 and even 1,500"."""
        end = i + 1
        while end < len(found) and SERIES.fullmatch(self.text, found[end - 1].end, found[end].start):
            end += 1
        for last in (end, i + 1):
            if last < len(found) and _spans(found[i], found[last]) and self._joined(found[last - 1], found[last]):
                return last + 1 - i
        return 1

    def is_ratio(self, found: Sequence[Number], i: int) -> bool:
        """Whether a number and the next are a proportion: "seven to one", "one to three" that nothing opens."""
        middle = self._middle(found[i], found[i + 1]) if i + 1 < len(found) else None
        if middle is None:
            return False
        opened = self._opener(found[i], "open") is not None
        return _has(middle, "ratio") or (found[i].value == 1 and _has(middle, "before") and not opened)

    def _middle(self, left: Number, right: Number) -> Hit | None:
        """The only word between two numbers, but for a bound of the second: "from 40 to more than 60"."""
        hit = self._after(self._past_stop(left.end), self._starts)
        bound = self._before(right.start) if _has(hit, "middle") else None
        inside = hit is not None and bound is not None and bound.start > hit.start and self._bounds(bound)
        end = bound.start if bound is not None and inside else right.start
        return hit if hit is not None and _BLANK.fullmatch(self.text, hit.end, end) else None

    def _past_stop(self, end: int) -> int:
        """The end of a number with the full stop of its abbreviated multiplier: "600 thous. to 1.5 million"."""
        return end + (self.text[end - 1].isalpha() and self.text.startswith(".", end))

    def are_alike(self, end: int, start: int, *, chained: bool) -> bool:
        """Whether two numbers share what follows the second: "6 and 7 May", when chained also "5, 6 and 7 May"."""
        if chained and SERIES.fullmatch(self.text, end, start):
            return True
        hit = self._after(end, self._starts)
        joint = _has(hit, "middle") or _has(hit, "middle_and")
        return joint and hit is not None and _BLANK.fullmatch(self.text, hit.end, start) is not None

    def _joined(self, left: Number, right: Number) -> bool:
        if _DASH.fullmatch(self.text, self._past_stop(left.end), right.start):
            return True
        middle = self._middle(left, right)
        if middle is None:
            return False
        if _has(middle, "middle_and"):
            return self._opener(left, "open_and") is not None
        alternative = not _has(middle, "before")
        return _has(middle, "middle") and not self.is_former(left) and not (alternative and not _near(left, right))

    def is_former(self, number: Number) -> bool:
        """Whether a number is the old value of a change: 60 of "rose from 60 to 100"."""
        opener = self._opener(number, "open")
        return opener is not None and self._rising(opener.start)

    def replaces(self, number: Number) -> bool:
        """Whether the old value of a change was put right, not outgrown: 60 of "revised down from 60 to 50"."""
        opener = self._opener(number, "open")
        return opener is not None and self._changing(opener.start, "fall")

    def is_difference(self, number: Number) -> bool:
        """Whether a number says what a count is without: 10 of "cut by 10 to 50", 3 of "all but 3 of the 40"."""
        hit = self._before(self._bounds_before(number.start)[0])
        return hit is not None and (_has(hit, "except") or (_has(hit, "by") and self._changing(hit.start, "fall")))

    def _are_rates(self, number: Number) -> bool:
        """Whether a number stands in a clause that sets so many against each one: "three wounded for every man"."""
        return any(start <= number.start < end for start, end in self._rates)

    @kept
    def _rates(self) -> list[tuple[int, int]]:
        """The clauses with "for every"; where it opens the sentence, the clause behind it too."""
        found = []
        for hit in (h for h in self.leading if _has(h, "each")):
            start = max((m.end() for m in _CLAUSE.finditer(self.text, 0, hit.start)), default=0)
            ends = [m.start() for m in _CLAUSE.finditer(self.text, hit.end)]
            opens = not _ALNUM.search(self.text, start, hit.start)
            found.append((start, [*ends, len(self.text), len(self.text)][1 if opens else 0]))
        return found

    def share(self, number: Number) -> Hit | None:
        """The words that say which part of a number is meant: "half of (the) 300", "most of (its force of) 300"."""
        start = self._bounds_before(number.start)[0]
        for hit in reversed([h for h in self.leading if _has(h, "share") and 0 <= start - h.end <= _SHARE_REACH]):
            between = self.text[hit.end : start].split()
            led = bool(between) and _has(self._ends.get(start - 1), "of")
            if len(between) <= (_SHARE_WORDS if led else 1) and all(_PLAIN.fullmatch(word) for word in between):
                return hit
        return None

    # bounds

    def bound(self, parts: Sequence[Number], behind: Number | None) -> Bound:
        """The bound of a number, or of the ends of a range, before the number ``behind``."""
        first, last = parts[0], parts[-1]
        start, before = self._leading(first, last)
        after = list(filter(None, [self._bound_after(last.end, behind)]))
        modifier = _strongest([hit.row["modifier"] for hit in (*before, *after)])
        wording = [self.text[hits[0].start : hits[-1].end] for hits in (before, after) if hits]
        end = after[0].end if after else last.end
        sign = _SIGN_BEFORE.search(self.text[max(0, first.start - 2) : first.start])
        if sign:
            start, modifier = first.start - len(sign.group()), _SIGNS[sign.group(1)]
            wording = wording or [sign.group(1)]
        if first.kind == "digits" and _PLUS_AFTER.match(self.text, last.end):
            end, modifier, wording = last.end + 1, AT_LEAST, wording or ["+"]
        return Bound(start, end, modifier, " … ".join(wording))

    def _leading(self, first: Number, last: Number) -> tuple[int, list[Hit]]:
        """Where a number or range starts with the words before it, and those of them that bound it."""
        start, before = self._bounds_before(first.start)
        if before and _has(before[0], "middle") and self._rises_behind(last.end):
            before = []  # "до 53 вырос список": it rose to 53
        opener = self._opener(first, "open", "open_and") if first is not last else None
        if opener is None:
            return start, before
        return opener.start, [] if opener.start < start else before

    def _bounds_before(self, position: int) -> tuple[int, list[Hit]]:
        """Bound words right before a position, outermost first, and where the outermost starts."""
        collected: list[Hit] = []
        start, at = position, position
        while (hit := self._before(at)) is not None and "\n\n" not in self.text[hit.end : at]:
            if self._bounds(hit):
                collected.insert(0, hit)
                start = hit.start
            elif not _has(hit, "between"):
                break
            at = hit.start
        return start, collected

    def _bounds(self, hit: Hit) -> bool:
        """Whether a word before a number bounds it: "rose past 300" does, "rose to 300" and "half past 3" do not."""
        if _has(hit, "risen"):
            return self._rising(hit.start)
        return _has(hit, "before") and not (_has(hit, "middle") and self._rising(hit.start))

    def _bound_after(self, position: int, behind: Number | None) -> Hit | None:
        """The bound behind a number or its noun, where it is not that of the next: "dozens of dead and over 100"."""
        hit = self._after(position, self._trailing_starts)
        noun = _NOUN.match(self.text, position)
        if hit is None and noun is not None:
            hit = self._after(noun.end(), self._trailing_starts)
            hit = hit if _has(hit, "behind") else None
        of_next = hit is not None and behind is not None and _BLANK.fullmatch(self.text, hit.end, behind.start)
        return None if of_next else hit


def _has(hit: Hit | None, position: str) -> bool:
    return hit is not None and position in told_by(hit.row["position"])


def _strongest(modifiers: Sequence[str]) -> str:
    """Of several bounds in a row the outermost open one: "at least about 200" is at_least."""
    open_ended = (m for m in modifiers if m not in ("", EXACT, APPROX))
    return next(open_ended, APPROX if APPROX in modifiers else EXACT if EXACT in modifiers else "")


def _spans(left: Number, right: Number) -> bool:
    if left.value is None or right.value is None or "zero" in (left.kind, right.kind):
        return False
    low, high = ends(left, right)
    return low < high


def _near(left: Number, right: Number) -> bool:
    """Whether two alternatives are close enough to be one estimate: "three or four", not "200 or 500"."""
    low, high = ends(left, right)
    return high <= 2 * low + 1


def ends(left: Number, right: Number) -> tuple[float, float]:
    """The two ends of a range, the first in the unit of the second: 19 to 20 thousand, 70 or 80,000."""
    low, high, unit = left.value or 0.0, right.value or 0.0, right.unit
    thousands = right.kind == "digits" and high >= 1000 and high % 1000 == 0
    if unit == 1.0 and thousands and high / 4000 <= low < 1000:
        unit = 1000.0
    shared = left.unit == 1.0 < unit and low < high / unit
    return low * unit if shared else low, high


def limits(low: float, high: float, modifier: str) -> tuple[float | None, float | None, float | None, str]:
    """Stated number, lower and upper bound, and modifier of a number or a range under a bound.

    Over a range, "more than 2,000-2,500" leaves the far end open, "at least" starts at its near end.

    >>> limits(20, 20, "more_than"), limits(10, 15, "")
    ((20, 20, None, 'more_than'), (None, 10, 15, 'range'))
    """
    if modifier == MORE_THAN:
        return high, high, None, modifier
    if modifier == AT_LEAST:
        return low, low, None, modifier
    if modifier in (LESS_THAN, AT_MOST):
        return high, None, high, modifier
    if low < high:
        return None, low, high, RANGE
    return low, low, high, modifier or EXACT
