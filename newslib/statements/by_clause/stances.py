"""What a source makes of what it tells, where its own report says so: "said it had no information", "it was a lie"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newslib.lexicons import lexicon
from newslib.statements.by_clause.passages import CARRYING, Attribution, Passage


def settled(p: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a sentence with the stance that what they report turns out to be."""
    return [_judged(p, one) for one in _not_own(p, found)]


def _not_own(p: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """Gives "said that it had no information on" the stance of what it says, when nobody else is named there."""
    changed = list(found)
    for k, (outer, inner) in enumerate(pairwise(found)):
        nobody_else = inner.source in (None, outer.source) or p.unnamed(inner)
        answers = inner.row["stance"] not in CARRYING and nobody_else
        between = [n for n, c in enumerate(p.clauses) if outer.region[1] <= c.start <= inner.region[0]]
        that = len(between) == 1 and p.marked.has(p.zone(between[0])[0], "complementizer")
        if outer.whole and outer.carries and answers and that:
            changed[k] = replace(outer, row={**outer.row, "stance": inner.row["stance"]})
    return changed


def _judged(p: Passage, one: Attribution) -> Attribution:
    """Gives "called the reports fake" and "said that the reports were false" the stance of the verdict."""
    if one.row["stance"] in CARRYING and one.kind != "preposition":
        for n in _clauses_of(p, one):
            start, end = p.clauses[n].start - p.sentence.start, p.clauses[n].end - p.sentence.start
            hits = lexicon(p.sentence.language).finder("verdicts").find(p.marked.text[start:end])
            if hits:
                return replace(one, row={**one.row, "stance": hits[0].row["stance"]})
    return one


def _clauses_of(p: Passage, one: Attribution) -> Iterator[int]:
    """The clause of a cue, and the clauses beside it that hold what was said, up to a contrast."""
    here = next((n for n, c in enumerate(p.clauses) if c.start <= one.region[0] < c.end), None)
    if here is None:
        return
    yield here
    steps = ((1, one.after), (-1, one.before))
    for step, wanted in steps:
        n = here + step
        while wanted and 0 <= n < len(p.clauses) and p.clauses[n].quotation is None:
            contrast = p.marked.has(p.zone(n)[0], "conjunction") or p.clauses[max(n, n - step)].opener == "semicolon"
            if step > 0 and contrast:
                break
            yield n
            if contrast:
                break
            n += step
