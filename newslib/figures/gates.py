"""Which sentences can hold a figure: a cheap look at their words, before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import Row, lexicon, normal, words
from newslib.passages import word_roles
from newslib.quantities import quantities
from newslib.readings import Reading

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_NOT_NUMBERS = frozenset({"article", "joiner", "other", "ordinal", "half", "with_half"})
_EXCLAIMED = 8  # words of a sentence that may only say a number again
_AGED = 6  # words from "a" to the person: "a 30-year-old unarmed man"
_CROWDED = 0.4  # share of numbers among the words above which a line is a table, not a sentence


def worth_parsing(reading: Reading, numbers: list[int]) -> list[int]:
    """Numbers of the sentences that can hold a figure: a word of outcome and a number, or a part of a count before.

    Args:
        reading: the text, cut into sentences.
        numbers: sentences of one language, in reading order.

    >>> from newslib.readings import read
    >>> text = "The talks went on. Two men died. They had met on Monday. Three of them were children."
    >>> worth_parsing(read(text, candidates=["en"]), [0, 1, 2, 3])
    [1, 3]
    """
    return reading.once((worth_parsing, tuple(numbers)), lambda: _worth_parsing(reading, numbers)) if numbers else []


def _worth_parsing(reading: Reading, numbers: list[int]) -> list[int]:
    gate = _gate(reading.sentences[numbers[0]].language)
    wanted: list[int] = []
    for number in numbers:
        text = reading.sentences[number].text
        cut = _WORD.findall(text.lower()) if text.isascii() else [normal(word) for word in _WORD.findall(text)]
        forms = set(cut)
        follows = bool(wanted) and number - wanted[-1] <= 2
        if not gate.tells(forms) and not (follows and (len(cut) <= _EXCLAIMED or gate.goes_on(forms))):
            continue
        counts = gate.singles(cut, forms, told=follows) or (gate.counts(text, forms) and _counted(reading, number))
        if counts and (follows or _tells(text, gate.language)):
            wanted.append(number)
    return wanted


def _tells(text: str, language: str) -> bool:
    """Whether a word of outcome stands outside the fixed phrases that tell of none."""
    tables = lexicon(language)
    cut = words(text)
    if any(hit.row["outcome"] for hit in tables.finder("outcomes").find(text, cut)):
        return True
    return bool(tables.finder("frames").find(text, cut))


def _counted(reading: Reading, number: int) -> bool:
    sentence = reading.sentences[number]
    found = len(quantities(sentence.text, sentence.language, sentence.start))
    return 0 < found <= _CROWDED * len(_WORD.findall(sentence.text)) + 1


@dataclass(frozen=True)
class _Gate:
    """Words of a language that must be there, one of each kind."""

    language: str
    outcomes: frozenset[str]
    frames: dict[str, tuple[str, ...]]  # word of the noun -> patterns of its verbs
    stems: dict[str, tuple[str, ...]]  # the same, for nouns with any ending
    numerals: frozenset[str]
    parts: frozenset[str]
    again: tuple[frozenset[str], frozenset[str]]  # "that", "rose"
    one: frozenset[str]
    persons: frozenset[str]
    harm: frozenset[str]

    def tells(self, forms: set[str]) -> bool:
        """Whether a word of outcome may be there."""
        if not self.outcomes.isdisjoint(forms):
            return True
        verbs = [self.frames[form] for form in forms & self.frames.keys()]
        for stem, patterns in self.stems.items():
            if any(form.startswith(stem) for form in forms):
                verbs.append(patterns)
        return any(_any_fits(forms, patterns) for patterns in verbs)

    def goes_on(self, forms: set[str]) -> bool:
        """Whether a sentence may count a part of what was counted before."""
        return not self.parts.isdisjoint(forms) or not any(kind.isdisjoint(forms) for kind in self.again)

    def counts(self, text: str, forms: set[str]) -> bool:
        return _DIGIT.search(text) is not None or not self.numerals.isdisjoint(forms)

    def singles(self, cut: list[str], forms: set[str], *, told: bool) -> bool:
        """Whether one person without a numeral may be there: "a woman was wounded"."""
        if (self.harm.isdisjoint(forms) and not told) or self.one.isdisjoint(forms) or self.persons.isdisjoint(forms):
            return False
        ahead = (cut[i + 1 : i + 1 + _AGED] for i, form in enumerate(cut) if form in self.one)
        return any(not self.persons.isdisjoint(words) for words in ahead)


def _any_fits(forms: set[str], patterns: Iterable[str]) -> bool:
    for pattern in patterns:
        if pattern.endswith("*"):
            if any(form.startswith(pattern[:-1]) for form in forms):
                return True
        elif pattern in forms:
            return True
    return False


def _telling(form: str) -> str:
    """The word of a form that is rarest in running text: its longest."""
    return max((normal(word) for word in re.findall(r"[^\W_]+(?:['’ʼ][^\W_]+)*\*?", form)), key=len)


@cache
def _gate(language: str) -> _Gate:
    tables = lexicon(language)
    exact: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for row in tables.rows("frames"):
        word = _telling(row["form"])
        into, key = (stems, word[:-1]) if word.endswith("*") else (exact, word)
        into[key] = (*into.get(key, ()), *row["verb"].split())
    outcomes = [row for row in tables.rows("outcomes") if row["outcome"]]
    persons = [row["form"] for row in tables.rows("groups") if row["group"]]
    numerals = [row for row in tables.rows("numerals") if row["kind"] not in _NOT_NUMBERS]
    return _Gate(
        language=language,
        outcomes=_first_of(outcomes),
        frames=exact,
        stems=stems,
        numerals=_first_of([*numerals, *tables.rows("vague")]),
        parts=_with_role(language, "part", "counted", "denial", "counting", "admitting"),
        again=(_with_role(language, "anaphor", "counter"), _with_role(language, "change", "copula")),
        one=_with_role(language, "someone"),
        persons=frozenset(normal(form) for form in persons if " " not in form),
        harm=_first_of([row for row in outcomes if row["outcome"] in ("killed", "wounded", "abducted")]),
    )


def _first_of(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(_telling(row["form"]) for row in rows)


def _with_role(language: str, *wanted: str) -> frozenset[str]:
    return frozenset(form for form, roles in word_roles(language).items() if not roles.isdisjoint(wanted))
