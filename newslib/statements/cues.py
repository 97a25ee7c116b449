"""Where the cues of a sentence stand whose words have no heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newslib.lexicons import Finder, Row, lexicon, words
from newslib.quotations import Quoted
from newslib.statements.outlines import Outline

_BETWEEN = 2  # words that may stand inside a cue such as "according to": "according to the latest data of"
_MOST = 60  # cues of one sentence; what has more is no sentence


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

    @property
    def words(self) -> range:
        return range(self.first, self.last + 1)


def find_cues(o: Outline) -> list[FoundCue]:
    """Every cue of a sentence that stands outside quoted speech, in order, marked in its words."""
    speech = Quoted([clause.quotation for clause in o.clauses if clause.quotation])
    kept: list[FoundCue] = []
    for cue in sorted([*_prepositions(o), *_other_cues(o)], key=lambda c: (c.first, -c.last)):
        inside = speech.at(o.sentence.start + o.words[cue.first].start) is not None
        if inside or (kept and cue.first <= kept[-1].last):
            continue
        kept.append(cue)
        for k in cue.words:
            o.marks[k].add("cue" if cue.kind != "noun" else "report_noun")
    return kept[:_MOST]


def _other_cues(o: Outline) -> Iterable[FoundCue]:
    for hit in _finder(o.language).find(o.text, o.passage.printed_words):
        inside = o.inside(hit.start, hit.end)
        if len(inside) > 1 or not o.ends(inside.start, "infinitive"):
            yield FoundCue(inside.start, inside.stop - 1, hit.row)


def _prepositions(o: Outline) -> Iterable[FoundCue]:
    """Cues that govern a noun phrase; between their two words others may stand: "in the words", "in his own words"."""
    index = _governing(o.language)
    for k, word in enumerate(o.words):
        for forms, row in index.get(word.form, ()):
            if (last := _matched(o, k, forms)) is not None:
                holder = next((j for j in range(k + 1, last) if o.has(j, "pronoun")), None)
                yield FoundCue(k, last, row, holder)
                break


def _matched(o: Outline, k: int, forms: tuple[str, ...]) -> int | None:
    """The last word of a cue that begins at word ``k``, None when not all of its words follow."""
    j = k
    for form in forms[1:]:
        j = _past_insertion(o, j + 1, form) if len(forms) == 2 else j + 1
        if j > o.last or o.words[j].form != form or not o.joined(j - 1):
            return None
    return j


def _past_insertion(o: Outline, j: int, form: str) -> int:
    """The word after those that may stand between the two words of a cue, the second of which is ``form``."""
    for _ in range(_BETWEEN):
        if j > o.last or o.words[j].form == form or not o.joined(j - 1) or o.has(j, "preposition"):
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
