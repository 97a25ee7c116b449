"""Spellings of one name: how it sounds, whatever its alphabet, and which printed persons are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

from rapidfuzz import fuzz

from newslib.gazetteer import named, sound
from newslib.sources.names import identify, proper

ALIKE = 88  # of 100: two bodies that sound so much alike are proposed as one
LIKELY = 85  # of 100: the consonants of two surnames, a registered name that is proposed as the same
SURNAME, GIVEN, LONE = 60, 75, 70  # of 100: how much names of one person sound alike whose consonants are alike
WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouy]")
SHORT = 3  # letters of a word that is left out of comparing bodies


@dataclass(frozen=True)
class Spelling:
    """A name as printed: how its words sound; for a person the surname and the words before it."""

    name: str
    words: str
    surname: str = ""
    given: tuple[str, ...] = ()

    @property
    def bones(self) -> str:
        """The consonants of the surname."""
        return _VOWELS.sub("", self.surname)

    @property
    def shelf(self) -> str:
        """Only spellings of one shelf are compared: a surname by its first consonant, a body by how its words begin."""
        return self.bones[:1] if self.surname else " ".join(sorted(word[:SHORT] for word in self.words.split()))

    def same(self, other: Spelling) -> bool:
        """Whether two spellings may be of one source; of a surname alone whether it may be of the other's."""
        if not self.surname or not other.surname:
            return self.surname == other.surname and fuzz.token_sort_ratio(self.words, other.words) >= ALIKE
        least = SURNAME if self.given and other.given else LONE
        if fuzz.ratio(self.bones, other.bones) < LIKELY or fuzz.ratio(self.surname, other.surname) < least:
            return False
        pairs = list(product(self.given, other.given))
        return not pairs or any(fuzz.ratio(*pair) >= GIVEN for pair in pairs)


@cache
def spelled(name: str, language: str) -> Spelling:
    """How a name sounds, whatever its alphabet.

    >>> spelled("Mayor Ada Brook", "en").surname, spelled("the harbour office", "en").words
    ('bruk', 'harbur ofise')
    """
    who = proper(name, language)
    if named(" ".join(who), language):  # a country that speaks
        who = ()
    parts = (part for word in who for part in WORD.findall(word) if part[0].isupper() and len(part) > 2)
    said = [sound(part, any_habit=True) for part in parts]
    words = " ".join(sound(word, any_habit=True) for word in WORD.findall(name) if len(word) > SHORT)
    return Spelling(name, words, said[-1], tuple(said[:-1])) if said else Spelling(name, words)


def persons(printed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each printed person with a given name the first spelling of the same: surname, given name and role agree.

    Args:
        printed: names as printed, each with its language.

    >>> persons([("Mayor Ada Brook", "en"), ("мэр Ада Брук", "ru"), ("General Ada Brook", "en")])["мэр Ада Брук"]
    'Mayor Ada Brook'
    """
    shelves: dict[str, list[tuple[Spelling, frozenset[str]]]] = {}
    first: dict[str, str] = {}
    for name, language in dict.fromkeys(printed):
        one = spelled(name, language)
        if one.given and name not in first:
            roles = frozenset(role["role"] for role in identify(name, language, None).roles)
            shelf = shelves.setdefault(one.bones, [])
            alike = (other.name for other, held in shelf if other.same(one) and (roles & held or roles == held))
            first[name] = next(alike, name)
            shelf += [(one, roles)] if first[name] == name else []
    return first
