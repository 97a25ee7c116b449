"""Who put a figure forward: the statement it stands in, else who speaks in the account around it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newslib.claims.answers import leaves_standing
from newslib.claims.dating import Days
from newslib.claims.records import Attributed
from newslib.claims.speakers import Speakers, counts
from newslib.figures import Figure
from newslib.readings import Reading
from newslib.sources.registry import RELAYS
from newslib.spans import Cover
from newslib.statements import NOT_OWN


@dataclass(frozen=True)
class Claimant:
    """The statement that puts a figure forward (None: the article's own voice), who passed it on, and how it was found.

    ``carried`` when the statement does not hold the figure; ``how`` is a value of column ``source_how``, empty where
    nobody is named; ``distance`` counts the sentences from the figure to where the source is printed, negative before.
    """

    told: Attributed | None
    relay: str | None
    carried: bool = False
    how: str = ""
    distance: int = 0

    @property
    def settled(self) -> bool:
        """Whether a statement with a source holds the figure, so that no speaker has to be looked for."""
        return self.told is not None and self.told.source is not None


NOBODY = Claimant(None, None)
POSITIONS = frozenset({"heading", "label", "signature", "byline"})  # ways of naming who speaks by position alone


def claimants(
    figures: Sequence[Figure], told: Sequence[Attributed], reading: Reading, days: Days, published: dt.date | None
) -> list[Claimant]:
    """The claimant of every figure, in the same order.

    Args:
        figures: of one article, in reading order.
        told: its statements.
        reading: the article as read.
        days: the days that the sentences under a span tell.
        published: the article's day, None when it is not known.
    """
    cover = holding(told)
    found = [teller(figure, told, cover, reading) for figure in figures]
    speakers = Speakers(reading, told, figures, days, published)
    taken = [one.told if one.settled else None for one in found]
    open_ones = [k for k, one in enumerate(found) if not one.settled]
    again = [k for k in open_ones if speakers.is_headline(k)]  # once it is known whose the numbers below are
    for k in [*open_ones, *again]:
        if taken[k] is None and (chosen := speakers.choose(k, taken)):
            taken[k] = chosen
            found[k] = Claimant(chosen, chosen.relay.name if chosen.relay else None, carried=True)
    headed = bool(told) and speakers.opening(0).heading
    return [_located(figure, one, reading, headed=headed) for figure, one in zip(figures, found, strict=True)]


def _located(figure: Figure, one: Claimant, reading: Reading, *, headed: bool) -> Claimant:
    """The claimant with how it was found and how far from the figure it is printed."""
    if one.told is None or one.told.source is None or one.told.statement.source is None:
        return one
    source, statement = one.told.source, one.told.statement
    here, mentioned, named = (
        min(reading.touching((place, place + 1)), default=0)
        for place in (figure.start, one.told.statement.source[0], source.place)
    )
    if mentioned == here:
        how = "same_sentence" if source.mention == "name" else source.mention
    elif statement.way in POSITIONS:
        how = "heading" if mentioned < here else "signature"
    elif not one.carried:
        how = "quotation"
    elif mentioned < here:
        how = "before"
    else:
        how = "headline" if headed and here == 0 else "after"
    return replace(one, how=how, distance=named - here)


def holding(told: Sequence[Attributed]) -> Cover[int]:
    """The statements of an article by what they hold: a long article has too many to go through for each figure."""
    return Cover([(part, k) for k, one in enumerate(told) for part in one.statement.content_parts])


def teller(figure: Figure, told: Sequence[Attributed], cover: Cover[int], reading: Reading) -> Claimant:
    """The statement that holds the figure, unless it denies something else.

    Of nested statements the outermost with a source wins, unless it only relays (an agency) or only denies or
    doubts what the inner one says: then the inner source put the figure forward.
    """
    number = (figure.quantity.number_start, figure.quantity.number_end)
    around = [told[k] for k in sorted(set(cover.holding(number)))]
    around = [one for one in around if "stand" not in one.statement.points and not counts(figure, one.statement)]
    around = [one for one in around if not leaves_standing(one.statement, number[0], reading)]
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
    return Claimant(by, "; ".join(dict.fromkeys(passed_on)) or None)


def _gives_way(outer: Attributed, inner: Attributed) -> bool:
    if outer.source is None or inner.source is None or outer.source == inner.source:
        return False
    insertion = inner.statement.inserted and inner.source.kind not in RELAYS
    meant = outer.statement.way == "infinitive"  # "asked for strikes over what the army says was a raid that killed 12"
    return insertion or meant or outer.source.kind in RELAYS or outer.statement.stance in NOT_OWN
