"""Words that ran together where a page lost its links: "Об этомсообщилглава МВД", "обстреловпогибли пять человек".

Those around a word of outcome or a number are parted for all who read (``lost_blanks``, asked by ``foldings``), those
around a verb of saying where sentences become words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from newslib.lexicons import Word, languages, lexicon, normal
from newslib.lexicons.inflections import inflections
from newslib.passages import endings

_LONG = 8  # letters: a shorter word hides no verb with a neighbour
_OWN = r"[^\W\d_A-Za-z]"  # a letter of another script than Latin
_SCRIPTS = re.compile(rf"(?<={_OWN}{{3}})(?=[A-Z][a-zA-Z])")  # "пишетReuters"
_STEM = 5  # letters of a stem that is told apart inside a word
_TAIL = 5  # letters of an ending
_LETTERS = re.compile(rf"(?:{_OWN}|[’ʼ']){{7,}}|(?<=\d)(?P<part>{_OWN}{{1,3}} {_OWN}{{3,7}}\b)")
_SURE = 5  # letters of an outcome, a number or people that tell that two words ran together
_LONG_VERB = 7  # letters of a verb of outcome that stands out behind a word that no table knows
_BEFORE_NAME = 4  # letters of a small word before a name
_PIECE = 3  # letters of a word beside them that the tables know
_LONGEST = 48  # letters of what ran together; a longer run of letters is no sentence
_PARTED = (
    "outcomes", "groups", "numerals", "function_words", "clause_words", "modifiers", "vague", "dates", "tallies",
    "frames",
)  # fmt: skip
_SHORT = frozenset({"preposition", "topic", "seat", "complementizer"})
_POINTING = frozenset({"back", "parenthesis", "complementizer"})


def lost_blanks(text: str) -> Iterator[int]:
    """Places inside words of a text where a blank between a word of outcome or a number and its neighbour was lost.

    >>> list(lost_blanks("В селе погиблидва человека, при обстрелахпогибли ещё трое"))
    [14, 41]
    """
    for match in _LETTERS.finditer(text):
        if match.group("part") is None:
            yield from (match.start() + cut for cut in _parting(match.group()))
        elif normal(match.group()) in _part_words():
            yield match.start()


@cache
def _part_words() -> frozenset[str]:
    """Words that make a number a part of another: "из них"."""
    rows = (row for code in languages() for row in lexicon(code).rows("function_words"))
    return frozenset(normal(row["form"]) for row in rows if "part" in row["role"].split())


@lru_cache(maxsize=65536)
def _parting(printed: str) -> tuple[int, ...]:
    """Where the words in a word begin, nowhere when it did not run together."""
    if len(printed) > _LONGEST:
        return ()
    form, tables = normal(printed), [_printed_forms(code) for code in languages() if not lexicon(code).parser]
    if len(form) != len(printed) or any(form in one.known or form.startswith(one.stems) for one in tables):
        return ()
    return next((cuts for cuts in (one.parted(printed, form) for one in tables) if cuts), ())


@dataclass(frozen=True)
class _Forms:
    """Words of the tables of a language as printed."""

    known: frozenset[str]
    telling: frozenset[str]  # those that tell of an outcome, a number or people
    verbs: frozenset[str]  # verbs of outcome and of its change
    stems: tuple[str, ...]
    prefixes: tuple[str, ...]

    def parted(self, printed: str, form: str) -> tuple[int, ...]:
        """Where the words of a word begin: all known to the tables, or an unknown one before a verb of outcome."""
        for cut in range(len(form) - _PIECE, _PIECE - 1, -1):
            left, right = form[:cut], form[cut:]
            ends = right in self.known or right.startswith(self.stems)
            further = () if ends else self.parted(printed[cut:], right)
            if left not in self.prefixes and (ends or further) and self._leads(printed[:cut], left, right, further):
                return (cut, *(cut + one for one in further))
        return ()

    def _leads(self, printed: str, left: str, right: str, further: tuple[int, ...]) -> bool:
        """Whether a word may stand before the words that another was parted into."""
        if left in self.known:
            return bool(further) or self._tells(left) or self._tells(right)
        verb = right[: further[0]] if further else right
        rest = right[len(verb) :]
        return (len(rest) != _PIECE or rest in self.telling) and _precedes(printed, verb, self)

    def _tells(self, word: str) -> bool:
        return len(word) >= _SURE and (word in self.telling or word.startswith(self.stems))


def _precedes(unknown: str, verb: str, forms: _Forms) -> bool:
    """Whether a word that no table knows may stand before a verb of outcome: a name, or a long word before a long."""
    name = unknown[0].isupper() and unknown[1:].islower()
    long = len(verb) >= _SURE if name else len(verb) >= _LONG_VERB and len(unknown) >= _SURE
    return long and verb in forms.verbs


@cache
def _printed_forms(language: str) -> _Forms:
    tables = lexicon(language)
    ends = {row["form"] for row in tables.rows("endings")}
    rows = {table: tables.rows(table) for table in _PARTED}
    whole = {table: [row for row in found if "*" not in row["form"]] for table, found in rows.items()}
    known = {normal(word) for found in whole.values() for row in found for word in row["form"].split()}
    known |= {normal(verb) for row in rows["frames"] for verb in row["verb"].split() if "*" not in verb}
    verbs = {normal(row["form"]) for row in whole["outcomes"] if row["role"] == "verb"}
    changes = {normal(row["form"]) for row in whole["function_words"] if "change" in row["role"].split()}
    verbs |= {verb for verb in changes if len(verb) > _SURE}
    single = {normal(row["form"]) for table in ("outcomes", "groups", "numerals") for row in whole[table]}
    stems = {row["form"][:-1] for found in rows.values() for row in found if row["form"].endswith("*")}
    words = {word for word in known if len(word) > _SURE and word.endswith(tuple(tables.settings["verb_endings"]))}
    return _Forms(
        frozenset(known - ends),
        frozenset(single | verbs | words),
        frozenset(verbs),
        tuple(sorted(normal(stem) for stem in stems if " " not in stem and len(stem) > _SURE)),
        tuple(tables.settings.get("prefixes", ())),
    )


def unglued(found: list[Word], text: str, language: str) -> list[Word]:
    """The words of a sentence, those that ran together with a verb of saying cut apart.

    A word is cut around the verb where what is left on each side is a name with a capital, a word such as "in", or a
    word for somebody who speaks.

    >>> from newslib.lexicons import words
    >>> [w.form for w in unglued(words("Об этомсообщилглава МВД"), "Об этомсообщилглава МВД", "ru")]
    ['об', 'этом', 'сообщил', 'глава', 'мвд']
    """
    if not any(word.end - word.start >= _LONG for word in found):
        return found
    return [piece for word in found for piece in _pieces(word, text, language)]


def _pieces(word: Word, text: str, language: str) -> Iterator[Word]:
    printed = text[word.start : word.end]
    cuts = _cuts(printed, language) if len(printed) >= _LONG and len(word.form) == len(printed) else ()
    for start, end in pairwise((0, *cuts, len(printed))):
        yield Word(word.start + start, word.start + end, word.form[start:end]) if cuts else word


@lru_cache(maxsize=65536)
def _cuts(printed: str, language: str) -> tuple[int, ...]:
    """Where a word is cut, nowhere when it did not run together."""
    seam = _SCRIPTS.search(printed)
    if seam:
        return (*_cuts(printed[: seam.start()], language), seam.start())
    inner = _capital(printed)
    if inner and normal(printed[:inner]) in _small(language, _SHORT):  # "вМинобороны"
        return (inner, *(inner + cut for cut in _cuts(printed[inner:], language)))
    form = normal(printed)
    for match in _stems(language).finditer(form):
        for end in range(min(len(form), match.end() + _TAIL), match.end() - 1, -1):
            if end - match.start() <= _STEM or not form.endswith(endings(language, "finite_endings"), 0, end):
                continue
            left, right = printed[: match.start()], printed[end:]
            if not (left or right):
                return ()
            if _stands(left, language, _POINTING) and _stands(right, language, _SHORT):
                return tuple(cut for cut in (match.start(), end) if 0 < cut < len(printed))
    return ()


def _capital(printed: str) -> int:
    """Where the capital of a name stands behind a short word; 0 when none does."""
    places = range(1, min(_BEFORE_NAME + 1, len(printed) - _PIECE))
    return next((k for k in places if printed[k].isupper() and printed[k - 1].islower()), 0)


@cache
def _stems(language: str) -> re.Pattern[str]:
    """Verbs of saying, without the ending where the table gives none."""
    rows = (row for row in lexicon(language).rows("cues") if row["kind"] == "verb" and " " not in row["form"])
    stems = {normal(row["form"].rstrip("*")) for row in rows}
    return re.compile("|".join(sorted((stem for stem in stems if len(stem) >= _STEM), key=lambda s: (-len(s), s))))


@cache
def _small(language: str, wanted: frozenset[str]) -> frozenset[str]:
    """Small words of some roles: before a name or behind a verb ("in"), before a verb of saying ("this")."""
    rows = (row for row in lexicon(language).rows("clause_words") if wanted & set(row["role"].split()))
    forms = (normal(row["form"]) for row in rows)
    return frozenset(word for form in forms for word in form.split() if len(word) > _PIECE or word == form)


def _stands(side: str, language: str, wanted: frozenset[str]) -> bool:
    """Whether what is left beside a verb is nothing, a small word, a name, or a word for somebody who speaks."""
    return not side or normal(side) in _small(language, wanted) or _is_name(side) or _is_role(side, language)


def _is_name(side: str) -> bool:
    return (len(side) > 3 and side[0].isupper() and side[1:].islower()) or (len(side) > 1 and side.isupper())


def _is_role(side: str, language: str) -> bool:
    roles = inflections(language, "roles").find(side)
    return len(side) > 3 and any((role.start, role.end) == (0, len(side)) for role in roles)
