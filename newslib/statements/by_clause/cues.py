"""Where the cues of a sentence stand, for languages without a parser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import Finder, Row, lexicon, words
from newslib.statements.by_clause.marked_words import MarkedWords, shapes

_BETWEEN = 2  # words that may stand inside a cue such as "according to": "according to the latest data of"


@dataclass(frozen=True)
class FoundCue:
    """A cue in the words ``first`` to ``last`` of a sentence. ``holder`` is a pronoun inside it ("in his words")."""

    first: int
    last: int
    row: Row
    holder: int | None = None

    @property
    def kind(self) -> str:
        return self.row["kind"]


def find_cues(m: MarkedWords, closed: Callable[[int], bool]) -> list[FoundCue]:
    """Every cue of a sentence that stands outside quoted speech, in order, marked in ``m``.

    Args:
        m: the words of the sentence.
        closed: whether a code point of the sentence stands inside somebody's speech.
    """
    found = [*_prepositions(m), *_other_cues(m)]
    kept: list[FoundCue] = []
    for cue in sorted(found, key=lambda c: (c.first, -c.last)):
        if (kept and cue.first <= kept[-1].last) or closed(m.words[cue.first].start):
            continue
        kept.append(cue)
        for k in range(cue.first, cue.last + 1):
            m.marks[k].add("cue" if cue.kind != "noun" else "report_noun")
    return kept


def is_plural(m: MarkedWords, cue: FoundCue) -> bool:
    """Whether the verb is in the third person plural, so that "in the ministry" can be who said it."""
    return any(m.words[k].form.endswith(shapes(m.language, "plural_verb")) for k in range(cue.first, cue.last + 1))


def is_converb(m: MarkedWords, cue: FoundCue) -> bool:
    """Whether the verb is a participle beside the main verb: "adding that"."""
    return m.words[cue.first].form.endswith(shapes(m.language, "converb") or ("\0",))


def _other_cues(m: MarkedWords) -> Iterable[FoundCue]:
    for hit in _finder(m.language).find(m.text, m.words):
        first, after = m.range(hit.start, hit.end)
        if after - first > 1 or not m.words[first].form.endswith(shapes(m.language, "infinitive") or ("\0",)):
            yield FoundCue(first, after - 1, hit.row)


def _prepositions(m: MarkedWords) -> Iterable[FoundCue]:
    """Cues that govern a noun phrase; between their two words others may stand: "in the words", "in his own words"."""
    index = _governing(m.language)
    for k, word in enumerate(m.words):
        for forms, row in index.get(word.form, ()):
            if (last := _matched(m, k, forms)) is not None:
                holder = next((j for j in range(k + 1, last) if m.has(j, "pronoun")), None)
                yield FoundCue(k, last, row, holder)
                break


def _matched(m: MarkedWords, k: int, forms: tuple[str, ...]) -> int | None:
    """The last word of a cue that begins at word ``k``, None when not all of its words follow."""
    j = k
    for form in forms[1:]:
        j = _past_insertion(m, j + 1, form) if len(forms) == 2 else j + 1
        if j >= len(m.words) or m.words[j].form != form or not m.joined(j - 1):
            return None
    return j


def _past_insertion(m: MarkedWords, j: int, form: str) -> int:
    """The word after those that may stand between the two words of a cue, the second of which is ``form``."""
    for _ in range(_BETWEEN):
        if j >= len(m.words) or m.words[j].form == form or not m.joined(j - 1) or m.has(j, "preposition"):
            break
        j += 1
    return j


@cache
def _finder(language: str) -> Finder:
    return Finder([row for row in lexicon(language).rows("cues") if row["kind"] != "preposition"])


@cache
def _governing(language: str) -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    index: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in lexicon(language).rows("cues"):
        if row["kind"] == "preposition":
            forms = tuple(word.form for word in words(row["form"]))
            index.setdefault(forms[0], []).append((forms, row))
    for found in index.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return index
