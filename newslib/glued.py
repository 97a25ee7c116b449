"""Words that ran together where a page lost its links: "Об этомсообщилглава МВД", "президентЗеленский заявил"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from newslib.lexicons import Word, lexicon, normal
from newslib.lexicons.inflections import inflections

_LONG = 9  # letters: a shorter word hides no verb with a neighbour
_CAPITAL = re.compile(r"^[^\W\d_]{1,4}(?<=[^\W\d_A-ZА-ЯІЇЄҐ])(?=[A-ZА-ЯІЇЄҐ][^\W\d_]{3})")  # "вМинобороны"
_STEM = 5  # letters of a stem that is told apart inside a word
_TAIL = 4  # letters of an ending
_FINITE = re.compile(r"(?:л[аои]?|л[аио]с[ья]|[аеиуыіїєюя]в|[еиєїюяау]ть?|є)$")
_PAST = frozenset({"", "а", "о", "и"})  # endings of a past that the table gives up to its "л"
_SHORT = frozenset({"preposition", "topic", "place", "complementizer"})
_POINTING = frozenset({"back", "parenthesis", "complementizer"})


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
    inner = _CAPITAL.search(printed)
    if inner and normal(printed[: inner.end()]) in _known(language):
        return (inner.end(), *(inner.end() + cut for cut in _cuts(printed[inner.end() :], language)))
    form = normal(printed)
    for match in _stems(language).finditer(form):
        for end in range(min(len(form), match.end() + _TAIL), match.end() - 1, -1):
            if end - match.start() <= _STEM or not _finite(match.group(), form[match.end() : end]):
                continue
            left, right = printed[: match.start()], printed[end:]
            if not (left or right):
                return ()
            if (not left or _stands_before(left, language)) and (not right or _stands_after(right, language)):
                return tuple(cut for cut in (match.start(), end) if 0 < cut < len(printed))
    return ()


def _finite(stem: str, ending: str) -> bool:
    return ending in _PAST if stem.endswith("л") else bool(_FINITE.search(stem + ending))


@cache
def _stems(language: str) -> re.Pattern[str]:
    """Verbs of saying, without the ending where the table gives none."""
    rows = (row for row in lexicon(language).rows("cues") if row["kind"] == "verb" and " " not in row["form"])
    stems = {normal(row["form"].rstrip("*")) for row in rows}
    return re.compile("|".join(sorted((stem for stem in stems if len(stem) >= _STEM), key=lambda s: (-len(s), s))))


@cache
def _known(language: str) -> frozenset[str]:
    """Short words that stand before a name or after a verb: "in", "about"."""
    rows = lexicon(language).rows("clause_words")
    return frozenset(normal(row["form"]) for row in rows if _SHORT & set(row["role"].split()))


@cache
def _pointing(language: str) -> frozenset[str]:
    """Words that stand before a verb of saying: "this", "as"."""
    rows = lexicon(language).rows("clause_words")
    forms = (normal(row["form"]) for row in rows if _POINTING & set(row["role"].split()))
    return frozenset(word for form in forms for word in form.split() if len(word) > 3 or word == form)


def _stands_before(side: str, language: str) -> bool:
    return normal(side) in _pointing(language) or _is_name(side) or _is_role(side, language)


def _stands_after(side: str, language: str) -> bool:
    return normal(side) in _known(language) or _is_name(side) or _is_role(side, language)


def _is_name(side: str) -> bool:
    return (len(side) > 3 and side[0].isupper() and side[1:].islower()) or (len(side) > 1 and side.isupper())


def _is_role(side: str, language: str) -> bool:
    roles = inflections(language, "roles").find(side)
    return len(side) > 3 and any((role.start, role.end) == (0, len(side)) for role in roles)
