"""Claims: figures tied to who put them forward, with stance, dates and exact offsets."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newslib.articles import Article
from newslib.claims.answers import answered, leaves_standing
from newslib.claims.dating import Days, counted_on, days_of, event_date, precedes, said
from newslib.claims.own_people import with_own
from newslib.claims.records import Account, Attributed, Claim
from newslib.claims.speakers import Speakers, counts
from newslib.figures import Figure, figures
from newslib.foldings import FOLDED, Folding
from newslib.readings import Reading, read
from newslib.sources import Source, resolve
from newslib.sources.registry import RELAYS
from newslib.spans import Cover, Span
from newslib.statements import NOT_OWN, Statement, heard

__all__ = ["Account", "Claim", "account", "attributed", "claims"]

UNCLAIMED = frozenset({"doubts", "no_comment"})  # who doubts a number or passes it over did not put it forward


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
    def owner(self) -> Attributed | None:
        """The statement with a source that holds the figure; where there is none a speaker has to be looked for."""
        return self.told if self.told is not None and self.told.source is not None else None

    @property
    def kind(self) -> str | None:
        """What kind of source puts the figure forward."""
        return self.told.source.kind if self.told is not None and self.told.source is not None else None


NOBODY = Claimant(None, None)
POSITIONS = frozenset({"heading", "label", "signature", "byline"})  # ways of naming who speaks by position alone


def account(
    article: Article, *, figures_only: bool = False, candidates: Iterable[str] | None = None,
    reading: Reading | None = None,
) -> Account:  # fmt: skip
    """Read one article: its figures, who put them forward, and what else was said about them.

    Args:
        article: as loaded; only its body is read.
        figures_only: leave out statements, sources and their dates, for speed.
        candidates: languages to choose from, BCP 47; all known ones when None.
        reading: the body of the article as read, where that has been done already.
    """
    reading = read(article.body, candidates=candidates) if reading is None else reading
    found = figures(reading)
    days = days_of(reading, article.published)
    told = [] if figures_only else attributed(reading, article, days)
    by = claimants(found, told, reading, days, article.published)
    claimed = _whole_claims([_claim(article, reading, *pair, days) for pair in zip(found, by, strict=True)])
    claimed = [with_own(claim, one.kind, reading) for claim, one in zip(claimed, by, strict=True)]
    used = {claim.statement_id for claim in claimed}
    told = [one for one in told if one.statement_id in used or not one.statement.points_only]
    told = [replace(one, answers=answered(one, claimed, reading)) for one in told]
    reading.forget()
    return _as_printed(Account(article, reading, tuple(claimed), tuple(told)))


def _as_printed(read: Account) -> Account:
    """An account with the offsets and words of the article, where its text was folded for reading."""
    folding = read.reading.folding
    if not folding.touched:
        return read
    ends = [*(folding.place(one.end, end=True) for one in read.reading.segments[:-1]), len(read.article.text)]
    spoken = zip(read.reading.segments, [0, *ends], ends, strict=False)
    reading = replace(read.reading, segments=tuple(replace(one, start=a, end=b) for one, a, b in spoken))
    claimed = tuple(_claim_as_printed(claim, read.article, folding) for claim in read.claims)
    return replace(read, reading=reading, claims=claimed, statements=folding.restored(read.statements))


def _claim_as_printed(claim: Claim, article: Article, folding: Folding) -> Claim:
    quantity = claim.figure.quantity
    touched = folding.is_touched(quantity.number_start, quantity.number_end)
    if touched and not quantity.flag:
        claim = replace(claim, figure=replace(claim.figure, quantity=replace(quantity, flag=FOLDED)))
    claim = folding.restored(claim)
    figure, quantity = claim.figure, claim.figure.quantity
    quote = article.text[figure.start : figure.end]
    return replace(claim, quote=quote, number=article.text[quantity.number_start : quantity.number_end])


def claims(article: Article) -> tuple[Claim, ...]:
    """The claims of one article, in reading order.

    >>> from newslib.articles import from_text
    >>> [(c.figure.outcome, c.number) for c in claims(from_text("At least 12 civilians were killed in the city."))]
    [('killed', '12')]
    """
    return account(article).claims


def _stable_id(kind: str, article: Article, *parts: object) -> str:
    text = "|".join([article.article_id, *map(str, parts)])
    return kind + hashlib.sha256(text.encode()).hexdigest()[:12]


def attributed(reading: Reading, article: Article, days: Days | None = None) -> list[Attributed]:
    """The statements of an article with who their mentions stand for and when they were said."""
    days = days or days_of(reading, article.published)
    found = list(dict.fromkeys(heard(reading)))
    spans = sorted({span for one in found for span in (one.source, one.relay) if span})
    relays = {one.relay for one in found} - {one.source for one in found}
    resolved = resolve(reading, spans, article.published, relays)
    who: dict[Span | None, Source] = dict(zip(spans, resolved, strict=True))
    known = {span: one for span, one in who.items() if one.mention != "nobody"}
    return [
        Attributed(
            statement_id=_stable_id("s", article, *one.content, one.cue, one.source),
            statement=one,
            source=known.get(one.source),
            relay=who.get(one.relay),
            said=said(one, days, reading.text),
        )
        for one in found
    ]


def _claim(article: Article, reading: Reading, figure: Figure, claimant: Claimant, days: Days) -> Claim:
    by, here = claimant.told, days((figure.start, figure.end))
    spoken: dict[str, Any] = {}
    happened = event_date(figure, by, here, reading)
    if by is not None:
        spoken = {"statement_id": by.statement_id, "statement": by.statement, "stance": by.statement.stance,
                  "hedge": by.statement.hedge, "said": None if precedes(by.said, happened) else by.said}  # fmt: skip
    if by is not None and by.source is not None and by.statement.stance not in UNCLAIMED:
        who = by.source
        spoken |= {"source": who.printed, "source_name": who.name, "source_id": who.source_id, "party": who.party,
                   "source_how": claimant.how, "source_distance": claimant.distance}  # fmt: skip
    return Claim(
        claim_id=_stable_id("c", article, figure.quantity.number_start, figure.outcome, figure.group),
        figure=figure,
        quote=article.text[figure.start : figure.end],
        number=article.text[figure.quantity.number_start : figure.quantity.number_end],
        relay=claimant.relay,
        event_date=happened,
        as_of=counted_on(figure, here, reading),
        **spoken,
    )


def _whole_claims(claimed: list[Claim]) -> list[Claim]:
    """Claims with distinct ids, each part tied to the claim it is a part of."""
    seen: Counter[str] = Counter()
    numbered = []
    for claim in claimed:
        seen[claim.claim_id] += 1
        count = seen[claim.claim_id]
        numbered.append(claim if count == 1 else replace(claim, claim_id=f"{claim.claim_id}-{count}"))
    at = {(claim.figure.start, claim.figure.end): claim.claim_id for claim in numbered}
    return [
        replace(claim, part_of=at.get(claim.figure.part_of)) if claim.figure.part_of else claim for claim in numbered
    ]


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
    speakers = Speakers(reading, told, figures, days, published)
    found = _with_carried([teller(figure, told, cover, reading) for figure in figures], speakers)
    headed = bool(told) and speakers.opening(0).heading
    return [_located(figure, one, reading, headed=headed) for figure, one in zip(figures, found, strict=True)]


def _with_carried(found: list[Claimant], speakers: Speakers) -> list[Claimant]:
    """The claimants of figures, a speaker looked for where no statement settles who it is."""
    taken = [one.owner for one in found]
    open_ones = [k for k, owner in enumerate(taken) if owner is None]
    again = filter(speakers.is_headline, open_ones)  # once it is known whose the numbers below are
    for k in [*open_ones, *again]:
        if taken[k] is None and (chosen := speakers.choose(k, taken)):
            taken[k], found[k] = chosen, Claimant(chosen, chosen.relay_name, carried=True)
    return found


def _located(figure: Figure, one: Claimant, reading: Reading, *, headed: bool) -> Claimant:
    """The claimant with how it was found and how far from the figure it is printed."""
    if one.told is None or one.told.source is None or one.told.statement.source is None:
        return one
    here, mentioned, named = (
        min(reading.touching((place, place + 1)), default=0)
        for place in (figure.start, one.told.statement.source[0], one.told.source.place)
    )
    how = _how(one, one.told.source.mention, mentioned - here)
    how = "headline" if how == "after" and headed and here == 0 else how
    return replace(one, how=how, distance=named - here)


def _how(one: Claimant, mention: str, steps: int) -> str:
    """How a claimant was found, who is mentioned some sentences from the figure."""
    if steps == 0:
        return "same_sentence" if mention == "name" else mention
    if one.told is not None and one.told.statement.way in POSITIONS:
        return "heading" if steps < 0 else "signature"
    if not one.carried:
        return "quotation"
    return "before" if steps < 0 else "after"


def holding(told: Sequence[Attributed]) -> Cover[int]:
    """The statements of an article by what they hold: a long article has too many to go through for each figure."""
    return Cover([(part, k) for k, one in enumerate(told) for part in one.statement.content_parts])


def teller(figure: Figure, told: Sequence[Attributed], cover: Cover[int], reading: Reading) -> Claimant:
    """The statement that holds the figure, unless it denies something else.

    Of nested statements the outermost with a source wins, unless it only relays (an agency) or only denies or
    doubts what the inner one says: then the inner source put the figure forward.
    """
    around = _around(figure, told, cover, reading)
    sourced = [one for one in around if one.source]
    passed_on: list[str] = []
    while len(sourced) > 1 and _gives_way(*sourced[:2]):
        outer = sourced.pop(0)
        if outer.source and outer.source.kind in RELAYS:
            passed_on.append(outer.source.name)
    by = next(iter((*sourced, *around)), None)
    if by is None:
        return NOBODY
    if by.relay_name:
        passed_on.append(by.relay_name)
    return Claimant(by, "; ".join(dict.fromkeys(passed_on)) or None)


def _around(figure: Figure, told: Sequence[Attributed], cover: Cover[int], reading: Reading) -> list[Attributed]:
    """The statements that tell a figure they hold, the outermost first."""
    held = (told[k] for k in sorted(set(cover.holding((figure.quantity.number_start, figure.quantity.number_end)))))
    telling = (one for one in held if _tells(one.statement, figure, reading))
    return sorted(telling, key=lambda one: (one.statement.content[0] - one.statement.content[1], one.statement.content))


def _tells(statement: Statement, figure: Figure, reading: Reading) -> bool:
    """Whether a statement that holds a figure puts it forward: it counts nobody who speaks, is nothing judged."""
    if "stand" in statement.points or counts(figure, statement):
        return False
    return not leaves_standing(statement, figure.quantity.number_start, reading)


def _gives_way(outer: Attributed, inner: Attributed) -> bool:
    if outer.source is None or inner.source is None or outer.source == inner.source:
        return False
    insertion = inner.statement.inserted and inner.source.kind not in RELAYS
    meant = outer.statement.way == "infinitive"  # "asked for strikes over what the army says was a raid that killed 12"
    return insertion or meant or outer.source.kind in RELAYS or outer.statement.stance in NOT_OWN
