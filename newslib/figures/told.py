"""Words that tell what happened to people or things: killed, surrendered, losses, "received wounds"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from newslib.figures.cases import LOSSES, LOST
from newslib.figures.scenes import Told
from newslib.lexicons import Finder, Row, lexicon, normal
from newslib.passages import STATES, Hit, Passage, Word

_LINKS = frozenset(
    (
        "object", "recipient", "governed", "preposition", "governed_clause", *STATES, "attribute", "adverb",
        "apposition", "adverbial", "open", "clause", "adjunct", "verb_particle", "passive_subject", "modifier", "loose",
        "compound",
    )
)  # fmt: skip
_SMALL = ("preposition", "adverb", "particle", "subordinator", "determiner")  # "down" as a particle tells nothing
_DEPTH = 4  # steps from the noun of a frame up to its verb
_REACH = 7  # words between a verb and the noun it makes an outcome with: "received", at last, "wounds"
_GLUE = 2  # words that may stand between two outcomes of one number: "killed" or else "wounded"
_JOINED = LOSSES | {LOST}


@cache
def frame_rows(language: str) -> tuple[Finder, dict[str, list[Row]]]:
    """Nouns that make an outcome together with a verb ("received wounds"): a finder of them, and their rows by noun."""
    rows: dict[str, list[Row]] = {}
    for row in lexicon(language).rows("frames"):
        rows.setdefault(row["form"], []).append(row)
    return Finder([found[0] for found in rows.values()], index=lexicon(language).index), rows


def _frames(passage: Passage) -> Iterator[tuple[Hit, list[Row]]]:
    finder, rows = frame_rows(passage.language)
    for hit in passage.found(finder):
        yield hit, rows[hit.row["form"]]


def fits(form: str, patterns: str) -> bool:
    """Whether a form is one of the patterns, where ``*`` stands for any ending.

    >>> fits("taken", "took take*"), fits("spoken", "took take*")
    (True, False)
    """
    whole, stems = _patterns(patterns)
    return form in whole or form.startswith(stems)


@cache
def _patterns(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(normal(p) for p in text.split() if not p.endswith("*"))
    return whole, tuple(normal(p[:-1]) for p in text.split() if p.endswith("*"))


def _told(row: Row, first: int, last: int, word: int) -> Told:
    return Told(first, last, row["outcome"], frozenset(row["voice"].split()), row.get("role", "phrase"), word)


def words_of_outcome(passage: Passage) -> list[Told]:
    """Every word of outcome of a sentence; without heads in order, those under one number as one."""
    return list(_by_heads(passage).values()) if passage.linked else _in_order(passage)


# with heads


def _by_heads(passage: Passage) -> dict[int, Told]:
    """Every word of outcome of a sentence whose words have heads, by the word where it hangs."""
    found = {}
    for hit in passage.hits("outcomes"):
        root = passage.root(hit.first, hit.last)
        single = hit.last - hit.first == 1
        if hit.row["outcome"] and not (single and (root.kind in _SMALL or _is_named(root, hit.row))):
            found[root.i] = _told(hit.row, hit.first, hit.last, root.i)
    for hit, row, verb in _framed_above(passage):
        word = passage.root(hit.first, hit.last) if "self" in row["voice"] else verb
        found[word.i] = _told(row, hit.first, hit.last, word.i)
        if not row["outcome"]:
            del found[word.i]  # "saved 900 lives"
    return found


def _framed_above(passage: Passage) -> Iterator[tuple[Hit, Row, Word]]:
    """Nouns of frames with their row and the verb that they hang on."""
    blocked = [hit for hit in passage.hits("outcomes") if not hit.row["outcome"]]
    for hit, row in ((hit, row) for hit, rows in _frames(passage) for row in rows):
        verb = _verb_above(passage, hit, row)
        if verb is not None and not any(b.first <= verb.i < b.last for b in blocked):
            yield hit, row, verb


def _is_named(word: Word, row: Row) -> bool:
    """Whether what reads like a verb is a noun here: "a ferry carrying 250 passengers"."""
    links = {child.link for child in word.children}
    named = bool(links & {"determiner", "owner"}) and "preposition" not in links
    return row["role"] == "verb" and word.kind == "noun" and named


def _verb_above(passage: Passage, hit: Hit, row: Row) -> Word | None:
    """The verb of a frame: above its noun, in an attribute of it, or just before it."""
    root = word = passage.root(hit.first, hit.last)
    verbs = row["verb"]
    links = _LINKS | {"subject"} if "self" in row["voice"] else _LINKS  # "30 bodies washed ashore"
    for _ in range(_DEPTH):
        if word.link not in links:
            break
        word = word.head
        if fits(word.form, verbs):
            return word
    near = [*root.linked("reduced", "relative", "modifier"), *passage.words[max(hit.first - 1, 0) : hit.first]]
    return next((one for one in near if fits(one.form, verbs)), None)


# by order


def _in_order(passage: Passage) -> list[Told]:
    """Every outcome of a sentence, in order; outcomes joined under one number ("killed or wounded") are one."""
    plain = [_told(h.row, h.first, h.last, h.first) for h in passage.hits("outcomes") if h.row["outcome"]]
    framed = [f for f in _framed(passage) if not _covered(f, plain)]
    kept = [t for t in plain if not any(_inside(t, frame) for frame in framed)]
    return _merged(passage, sorted([*kept, *framed], key=lambda t: (t.first, t.last)))


def _covered(frame: Told, plain: list[Told]) -> bool:
    """Whether a word of outcome covers a frame."""
    return any(told.first <= frame.first and frame.last <= told.last for told in plain)


def _inside(one: Told, frame: Told) -> bool:
    """Whether a word of outcome is itself a piece of a frame."""
    return one.first in (frame.first, frame.last - 1) or one.last in (frame.first + 1, frame.last)


def _framed(passage: Passage) -> Iterator[Told]:
    """Verbs that make an outcome together with the noun nearest to them: "received wounds", "was taken to hospital"."""
    numbers = {quantity.number_end - passage.sentence.start for quantity in passage.quantities}
    for hit, rows in _frames(passage):
        verbs = [(_verb_beside(passage, hit.first, hit.last, row["verb"]), row) for row in rows]
        dash = hit.first - 1
        if passage.is_dash(dash) and passage.does(hit.first, "place") and passage.words[dash - 1].end in numbers:
            verbs = [(dash, row) for row in rows if "subject" in row["voice"]]  # "ten - in hospital"
        near = [(max(hit.first - at, at - hit.last + 1), k) for k, (at, _) in enumerate(verbs) if at is not None]
        if near:
            at, row = verbs[min(near)[1]]
            assert at is not None
            first = min(hit.first, at)
            yield _told(row, first, max(hit.last, at + 1), first)


def _verb_beside(passage: Passage, first: int, last: int, patterns: str) -> int | None:
    """The verb nearest to the noun of a frame, on either side of it, in the same clause."""
    if not patterns:
        return first
    for step in range(1, _REACH + 1):
        for i in (first - step, last + step - 1):
            inner = range(last, i) if i >= last else range(i + 1, first)
            if 0 <= i < len(passage) and fits(passage.words[i].form, patterns) and not _broken(passage, inner):
                return i
    return None


def _broken(passage: Passage, inner: range) -> bool:
    """Whether another clause begins between a verb and its noun; not by "victims of which"."""
    return any(passage.does(i, "relative") and i > inner.start for i in inner)


def _merged(passage: Passage, found: Sequence[Told]) -> list[Told]:
    """Joins outcomes of one number, which are casualties: "killed and wounded", never to be split."""
    result: list[Told] = []
    for one in found:
        last = result[-1] if result else None
        if last is not None and _joined(passage, last, one):
            outcome = last.outcome if last.outcome == one.outcome else "casualties"
            result[-1] = replace(last, last=one.last, outcome=outcome, joint=last.outcome != one.outcome)
        elif last is None or one.first >= last.last:
            result.append(one)
    return result


def _joined(passage: Passage, left: Told, right: Told) -> bool:
    """Whether two words of outcome stand under one number."""
    between = range(left.last, right.first)
    if not 0 < len(between) <= _GLUE or not all(_may_glue(passage, i) for i in between):
        return False
    alike = left.counted == right.counted and {left.outcome, right.outcome} <= _JOINED
    joint = left.counted or any(passage.does(i, "joint") for i in between)
    return alike and joint and not passage.has("in_turn")


def _may_glue(passage: Passage, i: int) -> bool:
    joins = passage.does(i, "joint", "copula") and not passage.does(i, "adversative")
    return joins or passage.is_sign(i, ",/")
