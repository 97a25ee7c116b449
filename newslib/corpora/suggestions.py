"""Suggestions: sources that the registry does not know, as rows that can be pasted into one's own sources.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from newslib.corpora.exchange import to_csv
from newslib.gazetteer import folded, named, sound
from newslib.lexicons import languages, shared
from newslib.sources.labels import registered
from newslib.sources.names import proper

ALIKE = 88  # of 100: two bodies that sound so much alike are proposed as one
LIKELY = 85  # of 100: a registered name is proposed as the same
SURNAME, GIVEN, LONE = 60, 75, 70  # of 100: how much names of one person sound alike whose consonants are alike
_WORD = re.compile(r"[^\W\d_]+")
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
        pairs = [(mine, theirs) for mine in self.given for theirs in other.given]
        return not pairs or any(fuzz.ratio(mine, theirs) >= GIVEN for mine, theirs in pairs)


@cache
def spelled(name: str, language: str) -> Spelling:
    """How a name sounds, whatever its alphabet.

    >>> spelled("Mayor Ada Brook", "en").surname, spelled("the harbour office", "en").words
    ('bruk', 'harbur ofise')
    """
    who = proper(name, language)
    if named(" ".join(who), language):  # a country that speaks
        who = ()
    said = [heard(part) for word in who for part in _WORD.findall(word) if part[0].isupper() and len(part) > 2]
    words = " ".join(heard(word) for word in _WORD.findall(name) if len(word) > SHORT)
    return Spelling(name, words, said[-1], tuple(said[:-1])) if said else Spelling(name, words)


def heard(word: str) -> str:
    """How a word of a name sounds, whichever language's habits it is spelled by.

    >>> heard("Wijewardene") == heard("Vijevardene"), heard("Macron") == heard("Макрон")
    (True, True)
    """
    written = folded(word)
    for row in shared("spellings"):
        written = written.replace(row["letters"], row["heard"])
    return sound(written)


def suggestions(claims: pd.DataFrame) -> pd.DataFrame:
    """Unknown sources with how often they are claimed from, spellings of one name together.

    Args:
        claims: rows of ``claims``.

    Returns:
        The columns of the registry of sources (name_* holds the spellings of each language, joined by ``|``; kind and
        party are left to a person), then n_claims, n_articles, likely (ids of registered sources it may be), printed.
    """
    unknown = claims[claims["source_id"].isna() & claims["source_name"].notna()]
    counts = unknown.groupby(["source_name", "language"]).agg(n=("claim_id", "size")).reset_index()
    counts = counts.sort_values(["n", "source_name"], ascending=[False, True], kind="stable")
    known = [spelled(row.source_name, row.language) for row in counts.itertuples(index=False)]
    rows = [_row(group, unknown) for group in _alike(dict.fromkeys(known))]
    columns = [*shared("sources")[0], "n_claims", "n_articles", "likely", "printed"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["n_claims", "source_id"], ascending=[False, True], ignore_index=True)


def _alike(spellings: Iterable[Spelling]) -> list[list[Spelling]]:
    """Spellings grouped by source, whatever their alphabet; the most frequent of a group comes first.

    A surname alone joins the one person who is called so; where there are several it stays by itself.
    """
    shelves: dict[tuple[bool, str], list[list[Spelling]]] = {}
    for one in sorted(spellings, key=lambda one: bool(one.surname) and not one.given):
        groups = shelves.setdefault((bool(one.surname), one.shelf), [])
        fitting = [group for group in groups if any(other.same(one) for other in group)]
        if one.surname and not one.given and len(fitting) > 1:
            fitting = []
        joined = [other for group in fitting for other in group]
        groups[:] = [group for group in groups if group not in fitting] + [[*joined, one]]
    return [group for groups in shelves.values() for group in groups]


def _row(group: Sequence[Spelling], unknown: pd.DataFrame) -> dict[str, object]:
    names = list(dict.fromkeys(one.name for one in group))
    own = unknown[unknown["source_name"].isin(names)]
    spellings = {
        f"name_{code}": "|".join(name for name in names if code in set(own.loc[own["source_name"] == name, "language"]))
        for code in languages()
    }  # fmt: skip
    return {
        "source_id": "_".join(_WORD.findall(names[0].casefold()))[:40], **spellings, "n_claims": len(own),
        "n_articles": own["article_id"].nunique(), "likely": " ".join(_likely(group)), "printed": names[0],
    }  # fmt: skip


def _likely(group: Iterable[Spelling]) -> list[str]:
    """Ids of registered sources whose name sounds like one of these."""
    known = _registered()
    words = {identity: other.words for identity, other in known.items()}
    found: dict[str, float] = {}
    for one in group:
        near = process.extract(one.words, words, scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY, limit=3)
        scores = {identity: score for _, score, identity in near}
        scores |= {key: 100.0 for key, other in known.items() if one.given and other.given and one.same(other)}
        found = {identity: max(found.get(identity, 0.0), score) for identity, score in {**found, **scores}.items()}
    return sorted(found, key=lambda identity: (-found[identity], identity))[:3]


def _registered() -> dict[str, Spelling]:
    """How the names of registered sources sound."""
    column = next(name for name in shared("sources")[0] if name.startswith("name_"))
    return {identity: spelled(name, column.removeprefix("name_")) for identity, name in registered().items()}


def write(claims: pd.DataFrame, folder: Path) -> Path:
    """Write suggestions.csv into a folder."""
    return to_csv(suggestions(claims), "suggestions", folder / "suggestions.csv")
