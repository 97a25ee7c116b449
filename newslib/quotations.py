"""Quotation marks: which stretches of a text somebody else's words stand in, in any language."""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DOUBLE = '"“”„«»'
_SINGLE = "'‘’‚‹›"
_MARK = re.compile(rf"''|``|’’|[{_DOUBLE}{_SINGLE}]")
_DOUBLED = re.compile(r'(?<![\w"])""(?=\w)')  # marks that a table has doubled: ""Azov""
_MARK_DOUBLED = re.compile(rf"''|``|’’|\"\"|[{_DOUBLE}{_SINGLE}]")
_GAP = re.compile(r"\n\s*+")
_OPENING = '"“«„'
_MARKS = 200  # marks among which the one that closes a quotation is looked for
_BEFORE_OPENING = frozenset(" \t\n\r\xa0\u200b\u202f\u2009([{—–―-/:;,.")
_CLOSERS = {
    "“": ("”", "“"), "”": ("”", "“"), "„": ("“", "”"), "«": ("»",), '"': ('"',), "``": ("''",), "''": ("''",),
    '""': ('""',), "‘": ("’",), "'": ("'",), "‚": ("‘", "’"), "‹": ("›",),
}  # fmt: skip
_INSERTED = re.compile(
    r"(?<=[,!?…])\s*+[—–-]\s(?=[^\W\d_A-ZА-ЯЁІЇЄҐ])[^«»“”\"\n—–]{3,120}?\.\s[—–-]\s(?=[A-ZА-ЯЁІЇЄҐ\d])"
)  # who speaks, put between dashes inside the marks: «We left, — he said. — All of us»
_SHORT = 60  # code points: how long a stretch in single marks may be that does not end in a stop


@dataclass(frozen=True)
class Quotation:
    """A stretch in quotation marks, marks included.

    ``run`` is shared by the paragraphs of one speech (each paragraph opened, only the last one closed).
    """

    start: int
    end: int
    closed: bool
    run: int


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    kind: str
    can_open: bool
    can_close: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every outermost quotation of a text, in order, without overlaps.

    Marks pair up inside a paragraph; a quotation left open ends with its paragraph, and when the next
    paragraph opens with a mark again both belong to one run. Single marks count only where they
    cannot be apostrophes.

    >>> [(q.start, q.end) for q in quotations("“We left,” he said. “All of us.”")]
    [(0, 10), (20, 32)]
    """
    found: list[Quotation] = []
    for first, last in _paragraphs(text):
        for start, end, closed in _pairs(text, first, last):
            goes_on = bool(found) and not found[-1].closed and not text[found[-1].end : start].strip()
            run = found[-1].run if goes_on and not text[first:start].strip() else len(found)
            for inserted in _INSERTED.finditer(text, start, end):
                found.append(Quotation(start, inserted.start(), True, run))
                start = inserted.end()
            found.append(Quotation(start, end, closed, run))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between empty lines, and between line breaks that a mark follows."""
    start = 0
    for gap in _GAP.finditer(text):
        if gap.group().count("\n") > 1 or text[gap.end() : gap.end() + 1] in tuple(_OPENING):
            yield start, gap.start()
            start = gap.end()
    yield start, len(text)


class Quoted:
    """Looks up which quotation an offset stands in."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.quotations = tuple(found)
        self._starts = [quotation.start for quotation in found]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that covers a code point, marks included."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return self.quotations[i] if i >= 0 and offset < self.quotations[i].end else None

    def before(self, offset: int) -> Quotation | None:
        """The last quotation that ends at or before a code point."""
        i = bisect.bisect_right(self._starts, offset) - 1
        while i >= 0 and self.quotations[i].end > offset:
            i -= 1
        return self.quotations[i] if i >= 0 else None

    def after(self, offset: int) -> Quotation | None:
        """The first quotation that starts at or after a code point."""
        i = bisect.bisect_left(self._starts, offset)
        return self.quotations[i] if i < len(self.quotations) else None

    def within(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Quotations that share at least one code point with a span."""
        i = max(0, bisect.bisect_right(self._starts, start) - 1)
        j = bisect.bisect_left(self._starts, end)
        return tuple(q for q in self.quotations[i:j] if q.end > start)

    def manner(self, parts: Sequence[tuple[int, int]]) -> str:
        """How stretches are told: ``direct`` when all are quoted, ``mixed`` when some are, else ``indirect``."""
        if all(any(q.start <= start and end <= q.end for q in self.within(start, end)) for start, end in parts):
            return "direct"
        return "mixed" if any(self.within(*part) for part in parts) else "indirect"


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    pattern = _MARK_DOUBLED if _DOUBLED.search(text, start, end) else _MARK
    marks = [_mark(text, m, start, end) for m in pattern.finditer(text, start, end)]
    pairs: list[tuple[int, int, bool]] = []
    i = 0
    while i < len(marks):
        closer = _closer(text, marks, i) if marks[i].can_open else None
        if closer is not None:
            pairs.append((marks[i].start, marks[closer].end, True))
            i = closer
        elif marks[i].can_open and marks[i].kind not in _SINGLE:
            line_end = text.find("\n", marks[i].end, end)
            pairs.append((marks[i].start, line_end if line_end > 0 else end, False))
            break
        i += 1
    return pairs


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    kind = match.group()
    opens = kind in _CLOSERS and not after.isspace() and (before in _BEFORE_OPENING or before in _DOUBLE + _SINGLE)
    if kind == "”":
        opens = opens and before.isspace()  # a wrong mark, only where nothing else can be meant
    closes = kind not in ("``", "«", "„") and before not in "([{" and (not before.isspace() or after.isspace())
    if kind in _SINGLE:
        closes = closes and not after.isalpha()
    return _Mark(match.start(), match.end(), kind, opens or kind in ("«", "„", "``"), closes)


def _closer(text: str, marks: Sequence[_Mark], i: int) -> int | None:
    """Index of the mark that closes mark ``i``: its own kind first, else any mark that can only close."""
    if marks[i].kind[0] in _SINGLE and marks[i].kind != "''":
        return _single_closer(text, marks, i)
    wanted, depth, fallback = _CLOSERS[marks[i].kind], 0, None
    for k in range(i + 1, min(i + _MARKS, len(marks))):
        mark = marks[k]
        if mark.kind == marks[i].kind and mark.kind not in wanted[:1] and mark.can_open and not mark.can_close:
            depth += 1
        elif mark.kind in wanted and (mark.can_close or mark.kind in "”»"):
            if depth == 0:
                return k
            depth -= 1
        elif fallback is None and _stray_closer(text, mark):
            fallback = k
    return fallback


def _stray_closer(text: str, mark: _Mark) -> bool:
    """A mark of the wrong kind, or on the wrong side of the blank, that ends a quotation all the same."""
    if mark.kind in ("”", "“", '"', "»", "''", "’’") and mark.can_close and not mark.can_open:
        return True
    return mark.kind == '"' and text[mark.start - 2 : mark.start] in (", ", ". ", "! ", "? ")


def _single_closer(text: str, marks: Sequence[_Mark], i: int) -> int | None:
    """Single marks: the first that follows a stop, else, for a few words, the first that can only close."""
    opening = marks[i]
    if not text[opening.end].isalpha() and text[opening.end] != "…":
        return None
    words_only = None
    for k in range(i + 1, min(i + _MARKS, len(marks))):
        mark = marks[k]
        if mark.kind not in _CLOSERS[opening.kind] or not mark.can_close:
            continue
        if text[mark.start - 1] in ",.!?…":
            return k
        if words_only is None and mark.start - opening.start <= _SHORT:
            words_only = k
    return words_only
