"""Words that ran together where a page lost its links: "Об этомсообщилглава МВД", "обстреловпогибли пять человек".

Those around a word of outcome or a number are parted for all who read (``lost_blanks``, asked by ``foldings``), those
around a verb of saying where sentences become words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from newslib import gazetteer
from newslib.lexicons import forms, languages, lexicon, normal
from newslib.lexicons.inflections import inflections
from newslib.passages import endings

_OWN = r"[^\W\d_A-Za-z]"  # a letter of another script than Latin
_STEM = 5  # letters of a stem that is told apart inside a word
_TAIL = 5  # letters of an ending
_LETTERS = re.compile(  # "Times|пишет", a word long enough, "пишет|Reuters", "7|из них"
    rf"(?P<behind>(?<=[A-Za-z]{{2}}){_OWN}{{5,}})|(?:{_OWN}|[’ʼ']){{7,}}+(?!-)|(?P<seam>(?<={_OWN}{{3}})(?=[A-Z][a-zA-Z]))"
    rf"|(?<=\d)(?P<part>{_OWN}{{1,3}} {_OWN}{{3,7}}\b)"
)
_SURE = 5  # letters of an outcome, a number or people that tell that two words ran together
_LONG_VERB = 7  # letters of a verb or phrase that stands out beside a word that no table knows
_VERB = 6  # letters of a verb of saying that does
_DOCUMENT = 9  # letters of a document that stands out behind "in"
_NEAR = 12  # code points before a word among which the one before it stands
_BEFORE_NAME = 4  # letters of a small word before a name
_PIECE = 3  # letters of a word beside them that the tables know
_LONGEST = 48  # letters of what ran together; a longer run of letters is no sentence
_PARTED = (
    "outcomes", "groups", "numerals", "function_words", "clause_words", "modifiers", "vague", "dates", "tallies",
    "frames",
)  # fmt: skip
_TELLING = ("outcomes", "groups", "numerals")
_SHORT = frozenset({"preposition", "topic", "seat", "complementizer"})
_POINTING = frozenset({"back", "parenthesis", "complementizer"})
_SEAT = frozenset({"seat"})
_PERSONAL = frozenset({"person", "group", "any"})  # kinds of pronoun that are subjects


def lost_blanks(text: str) -> Iterator[int]:
    """Places inside words where a blank was lost: beside a word of outcome, a number, a verb of saying or a name.

    >>> list(lost_blanks("В селе погиблидва человека, при обстрелахпогибли ещё трое"))
    [14, 41]
    >>> list(lost_blanks("Об этомсообщилглава МВД, передаётBBC"))
    [7, 14, 33]
    """
    for match in _LETTERS.finditer(text):
        if match.lastgroup is None:
            cuts = _parting(match.group()) or _behind_phrase(text, match.start(), match.group())
            yield from (match.start() + cut for cut in cuts)
        elif match.lastgroup == "behind":
            whole = _says(match.group())
            yield from [match.start()] if whole else (match.start() + cut for cut in _parting(match.group()))
        elif match.lastgroup == "seam" or _is_part(normal(match.group())):
            yield match.start()


def _is_part(form: str) -> bool:
    """Whether words make a number a part of another: "из них"."""
    return any(form in forms(code, "function_words", "part") for code in languages())


def _behind_phrase(text: str, start: int, printed: str) -> tuple[int, ...]:
    """Where a phrase such as "by data of" ends whose second word ran together with who is named."""
    form = normal(printed)
    if not form.startswith(_all_seconds()):
        return ()
    before = text[max(0, start - _NEAR) : start]
    seconds = _seconds().get(normal(before.split()[-1]), ()) if before[-1:].isspace() and before.strip() else ()
    return tuple(len(one) for one in seconds if form.startswith(one) and len(one) < len(form) - _PIECE)[:1]


@cache
def _seconds() -> dict[str, list[str]]:
    """The long second words of phrases such as "by data of", by the first."""
    found: dict[str, list[str]] = {}
    for first, second in (pair for code in languages() for pair in _phrases(code)):
        if len(second) > _SURE:
            found.setdefault(first, []).append(second)
    return found


@cache
def _all_seconds() -> tuple[str, ...]:
    return tuple({second for found in _seconds().values() for second in found})


@lru_cache(maxsize=65536)
def _parting(printed: str) -> tuple[int, ...]:
    """Where the words in a word begin, nowhere when it did not run together."""
    if len(printed) > _LONGEST:
        return ()
    form, inner = normal(printed), _capital(printed)
    if inner:
        return (*_parting(printed[:inner]), inner, *(inner + cut for cut in _parting(printed[inner:])))
    return _in_small_letters(printed, form) if len(form) == len(printed) else ()


def _in_small_letters(printed: str, form: str) -> tuple[int, ...]:
    """The same of a word in which no capital stands behind another letter."""
    tables = list(map(_printed_forms, _unparsed()))
    if not any(one.has(form) for one in tables) and (tail := max(one.tail(form) for one in tables)):
        return (tail,)
    if any(one.knows(form) for one in tables):
        return ()
    ways = (way for one in tables for way in (one.cited, one.parted, partial(_said, one), partial(_placed, one)))
    cuts = next(filter(None, (way(printed, form) for way in ways)), ())
    return () if cuts and any(gazetteer.named(printed, code) for code in _unparsed()) else cuts  # "с Киргизстаном"


@dataclass(frozen=True)
class _Forms:
    """Words of the tables of a language as printed."""

    language: str
    known: frozenset[str]
    telling: frozenset[str]  # those that tell of an outcome, a number or people
    verbs: frozenset[str]  # verbs of outcome and of its change
    verb_heads: frozenset[str]  # their first letters
    stems: tuple[str, ...]
    heads: frozenset[str]  # their first letters: most words have none of them
    prefixes: tuple[str, ...]
    outcomes: tuple[str, ...]  # how words of outcome begin
    inflected: re.Pattern[str]  # stems of those
    ends: frozenset[str]  # endings
    small: frozenset[str]  # prepositions and "and"

    def knows(self, form: str, ending: int = _TAIL) -> bool:
        """Whether a table has a word, whole or with an ending of fewer letters."""
        if form in self.known:
            return True
        return self._begins(form) and not self._begins(form[:-ending])

    def _begins(self, form: str) -> bool:
        return form[: _SURE + 1] in self.heads and form.startswith(self.stems)

    def has(self, form: str) -> bool:
        """Whether a word stands in a table, or is a stem of one with an ending."""
        match = self.inflected.match(form)
        return form in self.known or (match is not None and form[match.end() :] in self.ends)

    def tail(self, form: str) -> int:
        """Where a small word begins behind a word of outcome: "раненых|по", "погибших|и"; 0 when none does."""
        cuts = (k for k in range(len(form) - 1, _SURE, -1) if form[k:] in self.small and self.has(form[:k]))
        return next((k for k in cuts if form[:k].startswith(self.outcomes) and not self._inflects(form, k)), 0)

    def _inflects(self, form: str, cut: int) -> bool:
        """Whether the last letters of a word may be those of an ending: "ранен|а", "пленным|и"."""
        ended = any(form[k:cut] in self.ends for k in range(cut - _PIECE, cut - 1))
        return any(form[k:] in self.ends for k in range(cut - _PIECE, cut if ended else cut + 1))

    def cited(self, printed: str, form: str) -> tuple[int, ...]:
        """Where a word is cut that begins with a phrase such as "by data of": behind each of its words."""
        for first, second in _phrases(self.language) if form.startswith(_openings(self.language)) else ():
            end = len(first) + len(second)
            if form.startswith(first + second) and (end < len(form) or printed[0].isupper()):
                rest = (end + cut for cut in (*(() if end == len(form) else (0,)), *_parting(printed[end:])))
                return (len(first), *rest)
        return ()

    def parted(self, printed: str, form: str) -> tuple[int, ...]:
        """Where the words of a word begin: all known to the tables, or an unknown one before a verb of outcome."""
        for cut in range(len(form) - _PIECE, _PIECE - 1, -1):
            left, right = form[:cut], form[cut:]
            ends = self.knows(right)
            if left in self.prefixes or not (right[:_SURE] in self.verb_heads or self._is_known(left, right)):
                continue
            further = () if ends else self.parted(printed[cut:], right)
            if (ends or further) and self._leads(printed[:cut], left, right, further):
                return (cut, *(cut + one for one in further))
        return ()

    def _is_known(self, left: str, right: str) -> bool:
        """Whether the tables have a word before another one."""
        return left in self.known or (len(right) > _PIECE and self.knows(left, _PIECE))

    def _leads(self, printed: str, left: str, right: str, further: tuple[int, ...]) -> bool:
        """Whether a word may stand before the words that another was parted into."""
        if self._is_known(left, right):
            whole = min(len(left), len(right)) > _SURE and right in self.known
            return bool(further) or whole or self._tells(left) or self._tells(right)
        verb = right[: further[0]] if further else right
        rest = right[len(verb) :]
        return (len(rest) != _PIECE or rest in self.telling) and _precedes(printed, verb, self)

    def _tells(self, word: str) -> bool:
        return len(word) >= _SURE and (word in self.telling or self._begins(word))


def _precedes(unknown: str, verb: str, one: _Forms) -> bool:
    """Whether a word that no table knows may stand before a verb of outcome: a name, or a long word before a long."""
    name = unknown[0].isupper() and unknown[1:].islower() and len(unknown) > _PIECE
    long = len(verb) >= _SURE if name else len(verb) >= _LONG_VERB and len(unknown) >= _SURE
    return long and verb in one.verbs


def _whole(printed: Iterable[str]) -> frozenset[str]:
    """Forms that no asterisk ends."""
    return frozenset(form for form in printed if "*" not in form)


def _begun(printed: Iterable[str]) -> frozenset[str]:
    """How the words begin that an asterisk ends."""
    return frozenset(form[:-1] for form in printed if form.endswith("*") and " " not in form)


def _long(printed: Iterable[str]) -> frozenset[str]:
    return frozenset(form for form in printed if len(form) > _SURE)


def _any_of(stems: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(stems, key=lambda stem: (-len(stem), stem))))


@cache
def _printed_forms(language: str) -> _Forms:
    settings = lexicon(language).settings
    printed = frozenset[str]().union(*(forms(language, table) for table in _PARTED))
    single = frozenset[str]().union(*(_whole(forms(language, table)) for table in _TELLING))
    frames = " ".join(row["verb"] for row in lexicon(language).rows("frames"))
    known = _whole(normal(" ".join([*_whole(printed), frames])).split())
    verbs = _whole(forms(language, "outcomes", "verb")) | _long(_whole(forms(language, "function_words", "change")))
    told = {normal(row["form"]) for row in lexicon(language).rows("outcomes") if row["outcome"]}
    words = (word for word in _long(known) if word.endswith(tuple(settings["verb_endings"])))
    begun, stems = _begun(forms(language, "outcomes")), sorted(_long(_begun(printed)))
    ends = forms(language, "endings")
    return _Forms(
        language,
        known - ends,
        single.union(verbs, words),
        verbs,
        frozenset(verb[:_SURE] for verb in verbs),
        tuple(stems),
        frozenset(stem[: _SURE + 1] for stem in stems),
        tuple(settings.get("prefixes", ())),
        tuple(sorted(begun | _whole(told))),
        _any_of(begun),
        ends,
        _small(language, frozenset({"preposition", "conjunction"})),
    )


def _capital(printed: str) -> int:
    """Where the capital of a name stands behind a word without one, a known one if it is short; 0 when none does."""
    inner = next((k for k, letter in enumerate(printed) if letter.isupper()), 0)
    if not inner:
        return 0
    before = normal(printed[:inner])
    if inner > len(printed) - _PIECE:  # "пишет|Би-би-си"
        return inner if _says(before) else 0
    return inner if inner > _BEFORE_NAME or any(before in _small(code, _SHORT) for code in languages()) else 0


def _said(one: _Forms, printed: str, form: str) -> tuple[int, ...]:
    """Where a word is cut around a verb of saying, nowhere when it did not run together.

    What is left on each side is a name with a capital, a word such as "in", a word for somebody who speaks, or any
    word beside a long verb.
    """
    for start, stem, end in _verbs(form, one.language):
        left, right, letters = printed[:start], printed[end:], end - start
        if letters == len(form) or left.endswith(one.prefixes):
            return ()
        word = letters >= _VERB and len(left) > (_PIECE if left in one.known else _SURE)
        unknown = letters >= _LONG_VERB and end - stem <= _PIECE < len(right) and start > 0
        if (word or _stands(left, one.language, _POINTING)) and (unknown or _stands(right, one.language, _SHORT)):
            return tuple(sorted({start, end} - {0, len(form)}))
    return ()


def _verbs(form: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Finite verbs of saying in a word: where each starts, where its stem ends, where it may end."""
    if _stem_heads(language).isdisjoint(form[k : k + _STEM] for k in range(len(form) - _STEM + 1)):
        return
    finite = endings(language, "finite_endings")
    for match in _stems(language).finditer(form):
        for end in range(min(len(form), match.end() + _TAIL), match.end() - 1, -1):
            if end - match.start() >= _STEM and form.endswith(finite, 0, end):
                yield match.start(), match.end(), end


@cache
def _phrases(language: str) -> list[tuple[str, str]]:
    """Phrases of two words that name who says something: "by data of"."""
    rows = (row["form"].split() for row in lexicon(language).rows("cues") if row["kind"] == "preposition")
    return [(normal(one[0]), normal(one[1])) for one in rows if len(one) == 2 and sum(map(len, one)) >= _LONG_VERB]


@cache
def _openings(language: str) -> tuple[str, ...]:
    """The first words of such phrases."""
    return tuple({first for first, _ in _phrases(language)})


@cache
def _stems(language: str) -> re.Pattern[str]:
    """Verbs of saying, without the ending where the table gives none."""
    stems = {form.rstrip("*") for form in forms(language, "cues", "verb", column="kind") if " " not in form}
    return _any_of(stem for stem in stems if len(stem) >= _STEM)


@cache
def _stem_heads(language: str) -> frozenset[str]:
    """The first letters of those: most words have none of them."""
    return frozenset(stem[:_STEM] for stem in _stems(language).pattern.split("|"))


@cache
def _small(language: str, wanted: frozenset[str]) -> frozenset[str]:
    """Small words of some roles: before a name or behind a verb ("in"), before a verb of saying ("this")."""
    found = forms(language, "clause_words", *wanted)
    return frozenset(word for form in found for word in form.split() if len(word) > _PIECE or word == form)


def _stands(side: str, language: str, wanted: frozenset[str]) -> bool:
    """Whether what is left beside a verb is nothing, a small word, a name, or a word for somebody who speaks."""
    small = normal(side) in _small(language, wanted) | forms(language, "pronouns", *_PERSONAL, column="kind")
    return not side or small or _is_name(side) or _is_role(side, language)


def _unparsed() -> list[str]:
    """The languages without a parser."""
    return [code for code in languages() if not lexicon(code).parser]


def _says(word: str) -> bool:
    """Whether a word is a finite verb of saying."""
    form = normal(word)
    found = ((code, _stems(code).match(form)) for code in _unparsed())
    return any(
        stem and len(form) - stem.end() <= _TAIL and form.endswith(endings(code, "finite_endings"))
        for code, stem in found
    )


def _placed(one: _Forms, printed: str, form: str) -> tuple[int, ...]:
    """Where a document begins behind a small word: "в|сообщении"."""
    cuts = (cut for cut in (1, 2) if form[:cut] in _small(one.language, _SEAT) and len(form) - cut >= _DOCUMENT)
    return tuple(cut for cut in cuts if _is_role(printed[cut:], one.language, "document"))[:1]


def _is_name(side: str) -> bool:
    return (len(side) > 3 and side[0].isupper() and side[1:].islower()) or (len(side) > 1 and side.isupper())


def _is_role(side: str, language: str, kind: str = "") -> bool:
    roles = inflections(language, "roles").find(side)
    fits = (role for role in roles if not kind or role.row["kind"] == kind)
    return len(side) > 3 and any((role.start, role.end) == (0, len(side)) for role in fits)
