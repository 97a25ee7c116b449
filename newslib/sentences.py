"""Sentences: the unit in which figures and statements are read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import languages, lexicon
from newslib.segments import Segment, view

_BULLETS = "•▪●◦■◆♦▶►➤🔹🔸"
_BREAK = (
    r"(?P<stop>(?<![.!?…])[.!?…]++[\"'”»’)\]]*+)(?=\s+\S)"
    r"|(?<=\d)(?P<row>\s+)(?=[^\W\d_]++(?: [^\W\d_]++){0,4}: ?\d)"  # "Dead: 12 Badly hurt: 30"
    r"|(?P<line>\n\s*+)"
    rf"|(?P<bullet>[\s.!?…])(?=[{_BULLETS}])"
    r"|\b(?:[a-z]\w*|[ap]m [A-Z]{3})(?P<dateline>\s)(?=(?:[A-Z][\w'’-]+, )?[A-Z][\w'’-]+ \([A-Z][A-Za-z ]+\) ?[-–—])"
    r"|(?<=[^\W\d_A-ZА-ЯІЇЄҐ]{2})(?P<run>[.!?][\"”»)]?)(?=[A-ZА-ЯІЇЄҐ][^\W\d_])"  # "ended.Next"
    r"|(?<=[^\W\d_A-ZА-ЯІЇЄҐ]{4})(?P<count>\.)(?=\d+\s[^\W\d_]{3})"  # "ended.12 people"
)
_SEAM = r"(?P<seam>(?<=[^\W_])\s)(?=(?:%s) [^\W\d_A-Z]+,? [^\W\d_A-Z])|"  # "the minister says In the first days"
_SIGN, _AGENCY = re.compile(r"[\s.!?…]"), re.compile(r"\) ?[-–—]")
_ALWAYS = frozenset({"bullet", "seam", "dateline"})  # breaks that no abbreviation undoes
_ROW = re.compile(r"[:–—-] ?[\d.,]+$")  # the number of a label
_TALLY = re.compile(r"[^\S\n]*\d[\d.,]*\+?(?: [^\W\d_]+){1,2}[^\S\n]*(?:\n|$)")  # "14 dead" in a line of its own
_LAST_WORD = re.compile(r"(?<!\w)((?:\w+[.-])*\w+)\.?$")
_LOWER_START = re.compile(r"\s*+[\"'“«„(\[—–-]*+\s*+[^\W\d_A-ZА-ЯІЇЄҐ]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_PAUSES = (re.compile(r"[;:\n]\s"), re.compile(r",\s"), re.compile(r"\s"))
_LABEL = 16  # code points of a number behind its label
LONGEST = 1200  # code points; the work on a sentence may grow with its square, and no sentence of reporting is longer


@dataclass(frozen=True)
class Sentence:
    """One sentence of one language. ``text`` is its view: same length as ``end - start``,
    with stretches of other languages blanked, so token offsets plus ``start`` are article offsets."""

    start: int
    end: int
    language: str
    text: str
    paragraph: int  # number of the paragraph in the article, from 0


def sentences(text: str, found: Sequence[Segment]) -> tuple[Sentence, ...]:
    """Sentences of every language that has a lexicon, in reading order.

    Args:
        text: the article's text.
        found: its language segments, covering it whole.

    >>> from newslib.segments import Segment
    >>> whole = (Segment(0, 24, "en", "Latn", 1.0, "body"),)
    >>> [s.text for s in sentences("Gen. Lee fled. Two died.", whole)]
    ['Gen. Lee fled.', 'Two died.']
    """
    present = {segment.language for segment in found}
    result = []
    for language in languages():
        if language in present:
            result += _of_language(view(text, found, language), language)
    return tuple(sorted(result, key=lambda s: (s.start, s.end)))


def _of_language(text: str, language: str) -> list[Sentence]:
    result, start, paragraph = [], 0, 0
    for end, is_paragraph in _bounded(text, [*_borders(text, language), (len(text), False)]):
        piece = text[start:end]
        if _LETTER_OR_DIGIT.search(piece):
            left = start + len(piece) - len(piece.lstrip())
            right = start + len(piece.rstrip())
            result.append(Sentence(left, right, language, text[left:right], paragraph))
        paragraph += is_paragraph
        start = end
    return result


def _bounded(text: str, borders: Iterable[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    """The same borders, and more of them where a sentence would be longer than ``LONGEST``."""
    start = 0
    for end, is_paragraph in borders:
        while end - start > LONGEST:
            start = _pause(text, start + LONGEST // 2, start + LONGEST)
            yield start, False
        yield end, is_paragraph
        start = end


def _pause(text: str, start: int, end: int) -> int:
    """Where to cut between two offsets: after the last semicolon, else comma, else blank, else at the end."""
    for pause in _PAUSES:
        found = [match.end() for match in pause.finditer(text, start, end)]
        if found:
            return found[-1]
    return end


@cache
def _breaks(language: str) -> re.Pattern[str]:
    """What may end a sentence; where a page lost its lines also a blank before a small word with a capital."""
    openers = "|".join(lexicon(language).settings.get("openers", ()))
    return re.compile((_SEAM % openers if openers else "") + _BREAK)


def _borders(text: str, language: str) -> list[tuple[int, bool]]:
    """Ends of sentences as (offset, whether a paragraph ends there)."""
    abbreviations = frozenset(lexicon(language).settings.get("abbreviations", ()))
    borders = []
    for match in _broken(text, _breaks(language)):
        gap = match["line"] or match["row"]
        if gap:
            is_paragraph = gap.count("\n") > 1
            if is_paragraph or _parts_rows(text, match) or _parts_lines(text, match.start(), match.end()):
                borders.append((match.start(), is_paragraph))
        elif match.lastgroup in _ALWAYS or not _abbreviated(text, match, abbreviations):
            borders.append((match.end(), False))
    return borders


def _broken(text: str, breaks: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What may end a sentence; it begins with a stop or a blank, but for datelines, so no letter has to be tried."""
    if _AGENCY.search(text):
        yield from breaks.finditer(text)
        return
    behind = 0
    for sign in _SIGN.finditer(text):
        match = breaks.match(text, sign.start()) if sign.start() >= behind else None
        if match:
            behind = match.end()
            yield match


def _parts_rows(text: str, match: re.Match[str]) -> bool:
    """Whether a blank parts the number of one label from the next label."""
    return match["row"] is not None and _ROW.search(text, max(match.start() - _LABEL, 0), match.start()) is not None


def _parts_lines(text: str, end: int, start: int) -> bool:
    """Whether a single line break parts sentences: before a bullet, behind a line that can stand alone."""
    if "\n" not in text[end:start]:
        return False
    if text[start : start + 1] in tuple(_BULLETS):
        return True
    if _TALLY.match(text, start) and _TALLY.match(text, text.rfind("\n", 0, end) + 1):
        return True
    return not _LOWER_START.match(text, start) and _closed_line(text, end)


def _closed_line(text: str, end: int) -> bool:
    """Whether a single line break ends a line that can stand alone (a headline, a list row)."""
    start = text.rfind("\n", 0, end) + 1
    return len(text[start:end].split()) > 2 or text[start:end].rstrip().endswith((".", ":", ";", "!", "?"))


def _abbreviated(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a sentence that goes on."""
    if match.group("stop") and _LOWER_START.match(text, match.end()):
        return True
    if match.group(0) != ".":
        return False
    word = _LAST_WORD.search(text[max(0, match.start() - 24) : match.start()])
    before = word.group(1) if word else ""
    *firsts, last = before.split(".")
    initials = before.istitle() and len(last) == 1 and all(part.isalpha() and len(part) < 3 for part in firsts)
    return before.casefold() in abbreviations or initials
