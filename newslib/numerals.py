"""Bare numbers: digits with any grouping, number words, vague amounts, without their bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from newslib.lexicons import Word, lexicon, normal, words

DOT, COMMA = "dot_or_thousands", "comma_or_thousands"
MORE = "with_more"  # flag of a number that says "and some more" inside itself

_THIN = "\u00a0\u2007\u2009\u200a\u202f"  # no-break, figure, thin, hair, narrow no-break space
_HYPHENS = "-\u2010\u2011"
_DIGITS = re.compile(
    r"(?<!\d)(?:(?P<blank>[1-9]\d{0,2}(?: \d{3})+)(?:[,.]\d{1,2})?|(?P<thin>\d{1,3}(?:[" + _THIN + r"']\d{3})+)"
    r"|(?P<marks>\d{1,3}(?P<mark>[.,٬])\d{3}(?:(?P=mark)\d{3})*)(?P<rest>[.,]\d{1,2})?|\d+(?:[.,٫]\d+)?)(?!\d)"
)
_MASKED = re.compile(
    r"https?://\S+|www\.\S+|(?<!\w)[@#]\w+|\b[\w-]+\.(?:com|org|net|info|me|gov|ru|ua|by|eu)\b\S*"  # links, handles
    r"|(?<!\d)\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}([./-])\d{1,2}\2\d{1,2}(?!\d)"  # days
    r"|(?<![\d:])\d{1,3}:\d{1,2}(?::\d{2})?(?![\d:])"  # times, scores
    r"|\+\d[\d ()-]{8,}\d|(?<!\d)\(?\d{3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}(?!\d)|(?<!\d)\d{3}-\d{3}-\d{4}(?!\d)"  # telephones
    r"|(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)|\d{10,}|(?<!\d)24/7(?!\d)"  # cards, accounts
    r"|(?m:^[ \t]*\d{1,2}[.)](?=[ \t]+\S))|\d\ufe0f?\u20e3"  # numbered lists, keycaps
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[^\S\n]*$")
_JOINT = re.compile(rf"[^\S\n]{{1,3}}|[{_HYPHENS}]")
_AFTER_SHORT = re.compile(r"\.?[^\S\n]{0,3}")


@dataclass(frozen=True)
class Number:
    """A bare number. ``start``/``end`` count code points of the text given.

    ``value`` is None for vague amounts and for digits nobody can read for sure (then ``flag`` says why).
    ``unit`` is the multiplier the number ends with (20 thousand: 1000), for ranges that share it;
    ``bounded`` is what a vague word is worth right after a bound ("более сотни": 100).
    """

    start: int
    end: int
    value: float | None
    kind: str  # digits, words, collective, zero, couple, vague
    unit: float = 1.0
    bounded: float | None = None
    flag: str = ""


@dataclass(frozen=True)
class _Atom:
    start: int
    end: int
    value: float
    kind: str
    flag: str = ""
    bounded: float | None = None


def numbers(text: str, language: str, cut: list[Word] | None = None, article: str | None = None) -> list[Number]:
    """Every number of a text, in order, whatever it counts; not those inside dates, times, links and names.

    Args:
        text: the stretch to read.
        language: BCP 47 code of a language that has a lexicon.
        cut: the words of ``text`` when already cut.
        article: the whole article; what its other numbers look like decides between 1.026 and 1026.

    >>> [(n.value, n.unit) for n in numbers("26 thousand 477 and twenty-three", "en")]
    [(26477.0, 1.0), (23.0, 1.0)]
    """
    cut = words(text) if cut is None else cut
    masked = [(m.start(), m.end()) for m in _MASKED.finditer(text)]
    digits = list(_digit_atoms(text, language, masked, article if article is not None else text))
    taken = [(a.start, a.end) for a in digits] + masked
    atoms = digits + [a for a in _word_atoms(text, language, cut) if not _overlaps(a, taken)]
    atoms.sort(key=lambda a: (a.start, a.end))
    return list(_composed(text, atoms))


def _overlaps(atom: _Atom, spans: list[tuple[int, int]]) -> bool:
    return any(start < atom.end and atom.start < end for start, end in spans)


def _digit_atoms(text: str, language: str, masked: list[tuple[int, int]], article: str) -> Iterator[_Atom]:
    position = 0
    while match := _DIGITS.search(text, position):
        start, end = match.span()
        if match.group("blank") and not _blank_may_group(text, start, language):
            end = start + match.group().index(" ")
        position = end
        if any(s < end and start < e for s, e in masked) or _is_fraction(text, start, end):
            continue
        atom = _attached(text, start, end, language)
        if atom is not None and not (text[start] == "0" and text[start:end].isdecimal() and end - start > 1):
            value, flag = _value(text[start:end], text, end, language, article)
            yield replace(atom, value=value * atom.value, flag=flag)


def _is_fraction(text: str, start: int, end: int) -> bool:
    """Whether the digits are the numerator of a fraction in lowest terms (2/3), unlike "2/4" of things shot down."""
    below = re.match(r"/([2-5])(?![\d/])", text[end : end + 3])
    return bool(below) and text[start:end].isdecimal() and _coprime(int(text[start:end]), int(below.group(1)))  # type: ignore[union-attr]


def _coprime(top: int, bottom: int) -> bool:
    return top < bottom and math.gcd(top, bottom) == 1


def _blank_may_group(text: str, start: int, language: str) -> bool:
    """Whether "1 026" is one number here; not after a month where the language puts the day there ("April 14 200")."""
    word = _LAST_WORD.search(text[max(0, start - 24) : start])
    return lexicon(language).settings.get("blank_groups", False) or not (word and word.group(1)[0].isupper())


def _attached(text: str, start: int, end: int, language: str) -> _Atom | None:
    """The digits with a multiplier or case ending stuck to them; None when they are part of a name.

    The value of the atom is the factor the digits are multiplied with.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() or before in ("_", "№") or (before and before in _HYPHENS and _name_before(text, start - 1)):
        return None
    if before in (".", ",", "/") and start > 1 and (text[start - 2].isdigit() or before == "/"):
        return None
    hyphen = bool(after) and after in _HYPHENS
    tail = _LETTERS.match(text, end + hyphen)
    if tail is None:
        return None if after == "_" else _Atom(start, end, 1.0, "digits")
    stuck = _stuck(language).get(normal(tail.group()))
    if stuck is None and hyphen and normal(tail.group()) in _after_bounds(language):
        return _Atom(start, end, 1.0, "digits")
    if stuck is None or (stuck[1] == "suffix") != hyphen:
        return None
    return _Atom(start, tail.end(), stuck[0], "digits" if hyphen else "scaled")


def _name_before(text: str, hyphen: int) -> bool:
    """Whether the word before a hyphen makes a name with the digits after it (a type of tank, not a label)."""
    word = re.search(r"[^\W\d_]+$", text[max(0, hyphen - 24) : hyphen])
    return bool(word) and (len(word.group()) < 5 or word.group()[0].isupper())  # type: ignore[union-attr]


@cache
def _stuck(language: str) -> dict[str, tuple[float, str]]:
    kinds = ("attached", "short", "suffix")
    rows = [row for row in lexicon(language).rows("numerals") if row["kind"] in kinds]
    return {normal(row["form"].lstrip("-")): (float(row["value"]), row["kind"]) for row in rows}


@cache
def _after_bounds(language: str) -> frozenset[str]:
    return frozenset(normal(r["form"]) for r in lexicon(language).rows("modifiers") if "after" in r["position"].split())


def _value(digits: str, text: str, end: int, language: str, article: str) -> tuple[float, str]:
    """The value of digits as printed and why a person should look; NaN when nobody can say."""
    mark = next((c for c in digits if c in ".,٬٫"), "")
    compact = re.sub(rf"[\s'{_THIN}٬]", "", digits)
    groups = re.split(r"[.,]", compact)
    grouped = len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and groups[0] not in ("", "0")
    if mark in ("", "٬") or len(groups) == 1:
        return float(compact), ""
    if not grouped:
        whole, part = ("".join(groups[:-1]), groups[-1]) if mark != "٫" else compact.split("٫")
        return float(f"{whole}.{part}"), ""
    thousands = float("".join(groups))
    if len(groups) > 2:
        return thousands, ""
    if _multiplied(text, end, language):
        return float(".".join(groups)), ""
    if mark == ",":
        unsure = lexicon(language).settings.get("decimal", ".") == ","
        return thousands, COMMA if unsure and not _groups_with(article, mark) else ""
    verdict = _dot_groups(article, groups)
    if verdict is None:
        return float("nan"), DOT
    return (thousands, "") if verdict else (float(".".join(groups)), DOT)


def _multiplied(text: str, end: int, language: str) -> bool:
    follower = _LETTERS.match(text, end + 1) if text[end : end + 1].isspace() else None
    kinds = ("plural", "multiplier", "short")
    forms = {normal(row["form"]) for row in lexicon(language).rows("numerals") if row["kind"] in kinds}
    return follower is not None and normal(follower.group()) in forms


def _groups_with(article: str, mark: str) -> bool:
    """Whether the article groups thousands with this mark beyond doubt."""
    return re.search(rf"(?<![\d.,])\d{{1,3}}(?:{re.escape(mark)}\d{{3}}){{2,}}(?![\d.,]?\d)", article) is not None


def _dot_groups(article: str, groups: list[str]) -> bool | None:
    """Whether a dot groups thousands in this article: by the same number printed otherwise, or by its other numbers."""
    same = re.compile(rf"(?<![\d.,]){groups[0]}[,\s{_THIN}]?{groups[1]}(?![.,]?\d)")
    if same.search(article) or _groups_with(article, ".") or re.search(r"(?<![\d.,])\d+,\d{1,2}(?![\d,])", article):
        return True
    if re.search(r"(?<![\d.,])\d{1,3},\d{3}(?!\d)", article) or re.search(r"(?<![\d.,])\d+\.\d(?![\d.])", article):
        return False
    return None


def _word_atoms(text: str, language: str, cut: list[Word]) -> Iterator[_Atom]:
    tables = lexicon(language)
    vague = {hit.start: hit for hit in tables.finder("vague").find(text, cut)}
    covered: set[int] = set()
    for hit in tables.finder("numerals").find(text, cut):
        twin = vague.get(hit.start)
        if twin and (twin.end > hit.end or hit.row["kind"] == "article"):
            continue
        vague.pop(hit.start, None)
        value = float(hit.row["value"] or 0)
        bounded = float(twin.row["bounded"]) if twin and twin.row["bounded"] else None
        kind = hit.row["kind"]
        yield _Atom(hit.start, hit.end, value, kind, flag="vague" if twin else "", bounded=bounded)
        covered.update(range(hit.start, hit.end))
    for hit in vague.values():
        if hit.start in covered:
            continue
        bounded = float(hit.row["bounded"]) if hit.row["bounded"] else None
        yield _Atom(hit.start, hit.end, 0.0, "vague", bounded=bounded)


MULTIPLIERS = ("multiplier", "plural", "short")


def _composed(text: str, atoms: list[_Atom]) -> Iterator[Number]:
    i = 0
    while i < len(atoms):
        run = _run(text, atoms, i)
        number, used = _one(text, run)
        if number is not None:
            yield number
        i += used


def _run(text: str, atoms: list[_Atom], i: int) -> list[_Atom]:
    """The atoms from ``i`` on that stand side by side."""
    end = i + 1
    while end < len(atoms) and atoms[end].start >= atoms[end - 1].end:
        joint = _AFTER_SHORT if atoms[end - 1].kind in ("short", "scaled") else _JOINT
        if atoms[end].kind == "short" and atoms[end].start == atoms[end - 1].end:
            joint = _AFTER_SHORT
        if not joint.fullmatch(text, atoms[end - 1].end, atoms[end].start):
            break
        end += 1
    return atoms[i:end]


def _one(text: str, run: list[_Atom]) -> tuple[Number | None, int]:
    """The first number of a run of atoms and how many atoms it used (at least one)."""
    first = run[0]
    if first.kind in ("suffix", "attached", "joiner", "ordinal", "other"):
        return None, 1
    if first.kind in ("zero", "collective"):
        return Number(first.start, first.end, first.value, first.kind), 1
    if first.kind == "vague" or (first.kind in MULTIPLIERS and first.flag == "vague"):
        return _vague(run)
    if first.kind == "couple" and (len(run) == 1 or run[1].kind not in MULTIPLIERS):
        return Number(first.start, first.end, first.value, "couple"), 1
    if first.kind in ("half", "article") and (len(run) == 1 or run[1].kind not in MULTIPLIERS):
        return None, 1
    if first.kind in ("plural", "short", "with_half", "with_more"):
        return None, 1
    return _sum(run)


def _vague(run: list[_Atom]) -> tuple[Number, int]:
    used = 1
    while used < len(run) and run[used].kind in (*MULTIPLIERS, "vague"):
        used += 1
    bounded = run[0].bounded if used == 1 else None
    return Number(run[0].start, run[used - 1].end, None, "vague", bounded=bounded), used


def _sum(run: list[_Atom]) -> tuple[Number | None, int]:
    """Adds and multiplies a run of atoms as number words do: two hundred and five thousand three."""
    total, current, floor, last, used = 0.0, None, float("inf"), float("inf"), 0
    kind = "digits" if run[0].kind in ("digits", "scaled") else "couple" if run[0].kind == "couple" else "words"
    while used < len(run):
        atom = run[used]
        step = _step(run, used, current, floor, last)
        if step == 0:
            break
        if atom.kind in MULTIPLIERS and atom.value >= 1000:
            total, current, floor, last = total + (1.0 if current is None else current) * atom.value, None, last, atom.value
        elif atom.kind in MULTIPLIERS:
            current = (1.0 if current is None else current) * atom.value
            floor = atom.value if atom.value == 100 else 0.0
        elif atom.kind == "joiner":
            pass
        else:
            current = (current or 0.0) + atom.value
            floor = _lowest(atom)
        used += step
    if used < len(run) and run[used].kind == "ordinal" and kind == "words":
        return None, used + 1
    value = total + (current or 0.0)
    unit = last if current is None and total else run[used - 1].value if run[used - 1].kind in MULTIPLIERS else 1.0
    unit = unit if total == 0 or value / unit < 1000 else 1.0
    flag = run[0].flag if run[0].kind == "digits" else ""
    flag = MORE if any(a.kind == "with_more" for a in run[:used]) else flag
    shown = None if value != value else value
    return Number(run[0].start, run[used - 1].end, shown, kind, unit=unit, flag=flag), used


def _step(run: list[_Atom], used: int, current: float | None, floor: float, last: float) -> int:
    """1 when the atom goes on with the number, 0 when it starts another thing."""
    atom = run[used]
    following = run[used + 1] if used + 1 < len(run) else None
    if used == 0:
        return 1
    if atom.kind in MULTIPLIERS:
        return int(atom.value < last and (current is not None or atom.kind == "multiplier") and run[used - 1].kind != "joiner")
    if atom.kind in ("with_half", "with_more"):
        return int(current is not None and following is not None and following.kind in MULTIPLIERS)
    if atom.kind == "joiner":
        fits = following is not None and following.kind == "small" and following.value < 100
        return int(fits and run[used - 1].kind == "multiplier" and run[used - 1].value >= 100)
    if atom.kind in ("small", "digits"):
        return int(_below(atom, current, floor, last))
    return 0


def _below(atom: _Atom, current: float | None, floor: float, last: float) -> bool:
    """Whether a number word or digits fit below what has been read: 20 + 3, 26 thousand + 477, never 5 + 3."""
    if atom.value != atom.value or atom.value != int(atom.value):
        return current is None and atom.kind == "small" and last < float("inf") and False
    if current is None:
        return atom.value < last
    return atom.kind == "small" and atom.value < floor


def _lowest(atom: _Atom) -> float:
    """The size of the last digit that counts: only smaller words may follow (200: 100, 23: 1)."""
    if atom.kind in ("digits", "scaled") or atom.value != int(atom.value):
        return 0.0
    value, size = int(atom.value), 1
    while value % 10 == 0 and value:
        value, size = value // 10, size * 10
    return float(size) if atom.value >= 20 else 0.0
