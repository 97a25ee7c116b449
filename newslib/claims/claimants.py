"""Who put a figure forward: the statement it stands in, the whole it is a part of, or the account it goes on with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newslib.claims.denials import leaves_standing
from newslib.dates import DateMention
from newslib.figures import Figure
from newslib.lexicons import lexicon, words
from newslib.readings import Reading
from newslib.sources import Source
from newslib.sources.registry import RELAYS
from newslib.spans import Cover, Span
from newslib.statements import NOT_OWN, Statement


@dataclass(frozen=True)
class Attributed:
    """A statement with who its mentions stand for, when it was said, and which claims it answers."""

    statement_id: str
    statement: Statement
    source: Source | None
    relay: Source | None
    said: DateMention | None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claimant:
    """The statement that puts a figure forward (None: the article's own voice), who passed it on, and how it was found.

    ``how`` is told (the figure stands in the statement), part (of a whole that does), continued (it is joined to a
    figure that does, or its sentence goes on with the account of the one before), or empty.
    """

    told: Attributed | None
    relay: str | None
    how: str


NOBODY = Claimant(None, None, "")
_OPENING = 2  # words before a figure that opens its sentence: "Of them, 12 ..."
_CARRIED = frozenset({"part", "continued"})  # a figure that is on another's word takes along those of its sentence


def claimants(figures: Sequence[Figure], told: Sequence[Attributed], reading: Reading) -> list[Claimant]:
    """The claimant of every figure, in the same order.

    Args:
        figures: of one article, in reading order.
        told: its statements.
        reading: the article as read.
    """
    known = _Told(told)
    found = [_teller(figure, known, reading) for figure in figures]
    at = {(figure.start, figure.end): number for number, figure in enumerate(figures)}
    for number, figure in enumerate(figures):
        if found[number] == NOBODY:
            whole = at.get(figure.part_of) if figure.part_of else None
            found[number] = _carried(number, whole, figures, found, known, reading)
    return found


class _Told:
    """The statements of an article, found by place: a long article has too many to go through for each figure."""

    def __init__(self, told: Sequence[Attributed]) -> None:
        self._told = told
        self._cover = Cover([(part, k) for k, one in enumerate(told) for part in one.statement.content_parts])
        sourced = [k for k, one in enumerate(told) if one.source]
        self._anchors = sorted(_anchor(told[k].statement)[0] for k in sourced)
        self._ends = sorted((told[k].statement.content[1], k) for k in sourced)

    def holding(self, span: Span) -> list[Attributed]:
        """Those whose content holds a span whole."""
        return [self._told[k] for k in sorted(set(self._cover.holding(span)))]

    def speaks(self, start: int, end: int) -> bool:
        """Whether somebody speaks between two offsets."""
        return bisect_left(self._anchors, start) < bisect_left(self._anchors, end)

    def ending(self, start: int, end: int) -> list[Attributed]:
        """Those with a source whose content ends after ``start`` and not after ``end``."""
        first, last = (bisect_left(self._ends, (place + 1, 0)) for place in (start, end))
        return [self._told[k] for k in sorted(k for _, k in self._ends[first:last])]


def _carried(
    number: int,
    whole: int | None,
    figures: Sequence[Figure],
    found: Sequence[Claimant],
    told: _Told,
    reading: Reading,
) -> Claimant:
    """On whose word a figure stands that no statement holds: its whole's, its neighbour's, or the account's before."""
    figure, last = figures[number], number - 1
    reach = _goes_on(figure, told, reading)
    near = whole is not None and (reach is not None or _same_paragraph(figures[whole], figure, reading))
    if whole is not None and near and _vouched(found[whole]):
        return _passed(found[whole], "part")
    if number and _vouched(found[last]) and _beside(figures[last], figure, reading):
        return _passed(found[last], "continued")
    if number and found[last].how in _CARRIED and _in_one_sentence(figures[last], figure, reading):
        return _passed(found[last], "continued")
    if reach is None:
        return NOBODY
    return _before(number, figures, found, told, reading, across=reach == "paragraph")


def _teller(figure: Figure, told: _Told, reading: Reading) -> Claimant:
    """The statement that holds the figure, unless it denies something else.

    Of nested statements the outermost with a source wins, unless it only relays (an agency) or only denies or
    doubts what the inner one says: then the inner source put the figure forward.
    """
    number = (figure.quantity.number_start, figure.quantity.number_end)
    around = [one for one in told.holding(number) if not leaves_standing(one.statement, number[0], reading)]
    around.sort(key=lambda one: (one.statement.content[0] - one.statement.content[1], one.statement.content))
    sourced = [one for one in around if one.source]
    passed_on: list[str] = []
    while len(sourced) > 1 and _gives_way(sourced[0], sourced[1]):
        outer = sourced.pop(0)
        if outer.source and outer.source.kind in RELAYS:
            passed_on.append(outer.source.name)
    by = sourced[0] if sourced else (around[0] if around else None)
    if by is None:
        return NOBODY
    if by.relay:
        passed_on.append(by.relay.name)
    return Claimant(by, "; ".join(dict.fromkeys(passed_on)) or None, "told")


def _gives_way(outer: Attributed, inner: Attributed) -> bool:
    if outer.source is None or inner.source is None or outer.source == inner.source:
        return False
    return outer.source.kind in RELAYS or outer.statement.stance in NOT_OWN


def _vouched(claimant: Claimant) -> bool:
    """Whether a source stands behind the figure, so that what belongs to it may be put on the same word."""
    told = claimant.told
    return told is not None and told.source is not None and told.statement.stance not in NOT_OWN


def _passed(claimant: Claimant, how: str) -> Claimant:
    return Claimant(claimant.told, claimant.relay, how)


def _same_paragraph(one: Figure, other: Figure, reading: Reading) -> bool:
    numbers = [reading.touching((figure.start, figure.end))[:1] for figure in (one, other)]
    return len({reading.sentences[n].paragraph for first in numbers for n in first}) == 1


def _beside(one: Figure, other: Figure, reading: Reading) -> bool:
    """Whether a conjunction and nothing else joins two figures: "20 dead and 30 wounded"."""
    between = reading.text[one.end : other.start]
    numbers = reading.touching((one.start, other.end))
    if one.end > other.start or len(numbers) != 1 or not any(char.isalnum() for char in between):
        return False
    hits = lexicon(reading.sentences[numbers[0]].language).finder("clause_words").find(between)
    joins = {hit.start for hit in hits if "conjunction" in hit.row["role"].split()}
    return all(word.start in joins for word in words(between))


def _in_one_sentence(one: Figure, other: Figure, reading: Reading) -> bool:
    return len(reading.touching((one.start, other.end))) == 1


def _goes_on(figure: Figure, told: _Told, reading: Reading) -> str | None:
    """How far back the account reaches that the figure's sentence goes on with, None when it is no continuation.

    A sentence goes on when it opens so and names no source of its own. The reach is the table's: empty, or
    ``paragraph`` for words ("the running total") that point to the paragraph before as well.
    """
    numbers = reading.touching((figure.start, figure.end))
    if not numbers:
        return None
    sentence = reading.sentences[numbers[0]]
    hits = lexicon(sentence.language).finder("continuations").find(sentence.text)
    opens = bool(hits) and not any(c.isalnum() for c in sentence.text[: hits[0].start])
    bare = figure.group == "unspecified" and not any(c.isalnum() for c in reading.text[sentence.start : figure.start])
    if not (opens or bare) or told.speaks(sentence.start, sentence.end):
        return None
    first = [hit for hit in hits if opens and hit.start == hits[0].start]
    return "paragraph" if any(hit.row["reach"] == "paragraph" for hit in first) else ""


def _anchor(statement: Statement) -> Span:
    return statement.cue or statement.source or statement.content


def _before(
    number: int,
    figures: Sequence[Figure],
    found: Sequence[Claimant],
    told: _Told,
    reading: Reading,
    *,
    across: bool,
) -> Claimant:
    """The claimant of the last figure in the sentence right before, in the same paragraph and language.

    A sentence without a figure passes on its one source to a figure that opens the next.
    ``across``: the paragraph before will do.
    """
    here = reading.touching((figures[number].start, figures[number].end))[0]
    if here == 0:
        return NOBODY
    sentence, other = reading.sentences[here], reading.sentences[here - 1]
    if other.language != sentence.language or not (across or other.paragraph == sentence.paragraph):
        return NOBODY
    for earlier in range(number - 1, -1, -1):
        there = reading.touching((figures[earlier].start, figures[earlier].end))[:1]
        if there == [here - 1]:
            return _passed(found[earlier], "continued") if _vouched(found[earlier]) else NOBODY
        if there and there[0] < here - 1:
            break
    if len(words(reading.text[sentence.start : figures[number].start])) > _OPENING:
        return NOBODY
    last = told.ending(other.start, other.end)
    only = Claimant(last[0], last[0].relay.name if last[0].relay else None, "continued") if len(last) == 1 else NOBODY
    return only if _vouched(only) else NOBODY
