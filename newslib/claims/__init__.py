"""Claims: figures tied to who put them forward, with stance, dates and exact offsets."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from newslib.articles import Article
from newslib.claims.claimants import Claimant, claimants
from newslib.claims.denials import leaves_standing
from newslib.claims.speakers import Attributed
from newslib.dates import DateMention, dates
from newslib.figures import Figure, figures
from newslib.foldings import FOLDED, Folding
from newslib.lexicons import lexicon
from newslib.readings import Reading, read
from newslib.sources import resolve
from newslib.spans import Span
from newslib.statements import Statement, heard

FIGURE_COLUMNS = (
    "outcome", "group", "side", "unit", "place", "place_id", "latitude", "longitude", "place_how", "tally", "per",
    "modality", "implicit", "item",
)  # fmt: skip
CLAIM_COLUMNS = (
    "claim_id", "quote", "part_of", "stance", "hedge", "source", "source_name", "source_id", "source_how",
    "source_distance", "party", "relay",
)  # fmt: skip

BACK = 50  # claims told before a statement that it may answer
ANSWERING = frozenset({"denies", "doubts", "no_comment", "retracts", "confirms"})
UNCLAIMED = frozenset({"doubts", "no_comment"})  # who doubts a number or passes it over did not put it forward
_COMMAS = re.compile(r"[,;:—–]")
_COMMA, _CONJUNCTION = 12, 60  # code points that these count for between a figure and a date


@dataclass(frozen=True)
class Claim:
    """A figure someone put forward. ``start``/``end`` are code points of the article's text and
    ``text[start:end] == quote``; no source found stays None, the publisher is never put in its place."""

    claim_id: str
    figure: Figure
    quote: str
    number: str  # as printed
    statement_id: str | None
    statement: Statement | None
    source: str | None  # as printed next to the cue; for a pronoun or a bare role there, the name it stands for
    source_name: str | None  # the fullest mention in the article
    source_id: str | None
    source_how: str | None  # same_sentence, pronoun, role, quotation, before, after, headline, heading, signature
    source_distance: int | None  # sentences from the figure to where the source is named, negative before it
    party: str | None
    relay: str | None
    stance: str | None  # None: the article's own voice
    hedge: str | None
    event_date: DateMention | None
    as_of: DateMention | None
    said: DateMention | None
    part_of: str | None  # claim_id of the whole

    @property
    def told(self) -> dict[str, object]:
        """What the tables and the interchange format tell alike of a claim, by the name of the column."""
        figure, quantity = self.figure, self.figure.quantity
        return {
            **{name: getattr(quantity, name) for name in ("modifier", "vague")},
            **{name: getattr(figure, name) for name in FIGURE_COLUMNS},
            **{name: getattr(self, name) for name in CLAIM_COLUMNS},
        }


@dataclass(frozen=True)
class Account:
    """All that was read of one article."""

    article: Article
    reading: Reading
    claims: tuple[Claim, ...]
    statements: tuple[Attributed, ...]


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


Days = Callable[[Span], list[DateMention]]


def days_of(reading: Reading, published: dt.date | None) -> Days:
    """Dates said in the sentences that a span touches, each sentence read once."""
    known: dict[int, list[DateMention]] = {}

    def of(span: Span) -> list[DateMention]:
        found = []
        for number in reading.touching(span):
            if number not in known:
                sentence = reading.sentences[number]
                known[number] = dates(sentence.text, sentence.language, published, sentence.start)
            found += known[number]
        return found

    return of


def attributed(reading: Reading, article: Article, days: Days | None = None) -> list[Attributed]:
    """The statements of an article with who their mentions stand for and when they were said."""
    days = days or days_of(reading, article.published)
    found = list(dict.fromkeys(heard(reading)))
    spans = sorted({span for one in found for span in (one.source, one.relay) if span})
    relays = {one.relay for one in found if one.relay} - {one.source for one in found}
    who = dict(zip(spans, resolve(reading, spans, article.published, relays), strict=True))
    return [
        Attributed(
            statement_id=_stable_id("s", article, *one.content, one.cue, one.source),
            statement=one,
            source=who[one.source] if one.source else None,
            relay=who[one.relay] if one.relay else None,
            said=_said(one, days),
        )
        for one in found
    ]


def _said(statement: Statement, days: Days) -> DateMention | None:
    """The date next to the cue that is no part of what was said.

    Where nobody is named, only behind the cue: "on Monday 12 were reported dead" tells when they died.
    """
    anchor = statement.cue or statement.source
    if anchor is None:
        return None
    first = 0 if statement.source else anchor[1]
    outside = [day for day in days(anchor) if not _inside(day, statement.content_parts) and day.role in ("", "said")]
    outside = [day for day in outside if day.start >= first]
    return min(outside, key=lambda day: _distance(day, anchor), default=None)


def _claim(article: Article, reading: Reading, figure: Figure, claimant: Claimant, days: Days) -> Claim:
    by = claimant.told
    source = by.source if by and by.statement.stance not in UNCLAIMED else None
    here = days((figure.start, figure.end))
    return Claim(
        claim_id=_stable_id("c", article, figure.quantity.number_start, figure.outcome, figure.group),
        figure=figure,
        quote=article.text[figure.start : figure.end],
        number=article.text[figure.quantity.number_start : figure.quantity.number_end],
        statement_id=by.statement_id if by else None,
        statement=by.statement if by else None,
        source=source.printed if source else None,
        source_name=source.name if source else None,
        source_id=source.source_id if source else None,
        source_how=claimant.how if source else None,
        source_distance=claimant.distance if source else None,
        party=source.party if source else None,
        relay=claimant.relay,
        stance=by.statement.stance if by else None,
        hedge=by.statement.hedge if by else None,
        event_date=_event_date(figure, by, here, reading),
        as_of=next((day for day in here if day.role == "as_of"), None),
        said=by.said if by else None,
        part_of=None,
    )


def _event_date(
    figure: Figure, by: Attributed | None, here: Sequence[DateMention], reading: Reading
) -> DateMention | None:
    """The date nearest to the figure that is neither when it was said nor a state's date."""
    fitting = [day for day in here if day.role not in ("as_of", "said") and not (by and _is_said(day, by))]
    return min(fitting, key=lambda day: _steps(day, figure, reading), default=None)


def _is_said(day: DateMention, by: Attributed) -> bool:
    """Whether a date tells when the source spoke: the one by its cue, or the same day in a dateline."""
    if by.said is None:
        return False
    same = day.first is not None and (day.first, day.last) == (by.said.first, by.said.last)
    return day == by.said or (same and not _inside(day, by.statement.content_parts))


def _steps(day: DateMention, figure: Figure, reading: Reading) -> tuple[int, int]:
    """How far a date is from a figure in code points, where a comma between them counts for more.

    A conjunction in front of a later date too: "12 died on Monday and on Tuesday 30".
    """
    later = day.start >= figure.end
    gap = reading.text[figure.end : day.start] if later else reading.text[day.end : figure.start]
    steps = len(gap) + _COMMA * len(_COMMAS.findall(gap))
    if later:
        language = reading.sentences[reading.touching((figure.start, figure.end))[0]].language
        hits = lexicon(language).finder("clause_words").find(gap)
        steps += _CONJUNCTION * sum("conjunction" in hit.row["role"].split() for hit in hits)
    return steps, day.start


def _inside(day: DateMention, parts: Iterable[Span]) -> bool:
    return any(start <= day.start and day.end <= end for start, end in parts)


def _distance(day: DateMention, span: Span) -> tuple[int, int]:
    return max(span[0] - day.end, day.start - span[1], 0), day.start


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


def answered(told: Attributed, claimed: Sequence[Claim], reading: Reading) -> tuple[str, ...]:
    """Ids of the claims that a statement answers.

    A statement that denies, doubts, confirms, retracts or leaves uncommented answers the figures it holds that somebody
    else put forward, with those told before of the same number and outcome; else those of the same outcome told before
    it; else, when it names no outcome at all, those of the sentence right before it.

    Args:
        told: the statement.
        claimed: the claims of the article in order of their starts; of those before it the last fifty count.
        reading: the article as read.
    """
    if told.statement.stance not in ANSWERING:
        return ()
    start, end = told.statement.content
    anchor = told.statement.cue or told.statement.content
    first, last = (bisect_left(claimed, place, key=_start) for place in (min(start, anchor[0]), max(end, anchor[0])))
    others = [claim for claim in claimed[max(0, first - BACK) : last] if not _own(claim, told)]
    others = [c for c in others if not leaves_standing(told.statement, c.figure.quantity.number_start, reading)]
    held = [claim for claim in others if start <= claim.figure.quantity.number_start < end]
    if held:
        same = {(claim.figure.outcome, claim.figure.quantity.stated) for claim in held}
        return tuple(c.claim_id for c in others if c in held or _told_before(c, told, same))
    before = [claim for claim in others if claim.figure.start < anchor[0]]
    outcomes = _outcomes(told, reading)
    if outcomes:
        return tuple(claim.claim_id for claim in before if claim.figure.outcome in outcomes)
    here = min(reading.touching(anchor), default=0)
    neighbours = {number for number in (here - 1, here) if number >= 0}
    return tuple(c.claim_id for c in before if neighbours & set(reading.touching((c.figure.start, c.figure.end))))


def _start(claim: Claim) -> int:
    return claim.figure.start


def _told_before(claim: Claim, told: Attributed, same: set[tuple[str, float | None]]) -> bool:
    figure = claim.figure
    return figure.start < told.statement.content[0] and (figure.outcome, figure.quantity.stated) in same


def _own(claim: Claim, told: Attributed) -> bool:
    if claim.statement_id == told.statement_id:
        return claim.source is not None
    name = told.source.source_id or told.source.name if told.source else None
    return name is not None and name in (claim.source_id, claim.source_name)


def _outcomes(told: Attributed, reading: Reading) -> set[str]:
    """Outcomes named in what the statement is about."""
    found: set[str] = set()
    for start, end in told.statement.content_parts:
        for number in reading.touching((start, end)):
            language = reading.sentences[number].language
            hits = lexicon(language).finder("outcomes").find(reading.text[start:end])
            found |= {hit.row["outcome"] for hit in hits}
    return found
