"""Article texts shown verbatim, with their languages, figures and claimants marked, and single sentences of them; and
one claim explained: with its sentence and everything that is known of it, in words."""

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pandas as pd

from newslib.charts.points import records, side_name, told
from newslib.codebook import rules, say, vocabularies
from newslib.markup import Html, plain
from newslib.outputs import visible
from newslib.readers.text import header
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences
from newslib.templates import macros, piece, show, with_code

Rows = pd.DataFrame | Sequence[Any]
PLAIN_KINDS = ("body", "")
AROUND, LONGEST = 160, 700  # code points shown on either side where no sentence is known; of a sentence at most
DATES = {"event_date": "happened", "as_of": "counted up to", "said": "said", "published": "published"}
OTHERS = 8  # numbers of the same thing that are shown
LETTERS = {"und": "language not known", "zxx": "no language"}  # what is said of a stretch without a language


@dataclass(frozen=True)
class Span:
    """A marked stretch, in code points of the article, end exclusive. ``claim_id`` is empty for a claimant."""

    start: int
    end: int
    claim_id: str = ""
    label: str = ""
    hint: str = ""


class Piece(NamedTuple):
    """A piece of the text inside one segment, with the spans that cover it, from the outermost."""

    start: int
    end: int
    words: str
    spans: Sequence[Span]

    @property
    def innermost(self) -> Span | None:
        """The only figure that links from here, since links do not nest."""
        return next((span for span in reversed(self.spans) if span.claim_id), None)


def texts(segments: pd.DataFrame) -> dict[str, str]:
    """Each article's text: its segments joined, since they cover it whole.

    Args:
        segments: rows of ``segments``.
    """
    ordered = segments.sort_values(["article_id", "start"])
    return {str(key): "".join(rows["text"].fillna("")) for key, rows in ordered.groupby("article_id")}


def text_with_claims(segments: Rows, claims: Rows, statements: Rows, *, rows_on_page: bool = False) -> Html:
    """One article verbatim with figures and claimants marked.

    The page's text of it equals the article's text, character by character: labels are drawn by the style sheet.

    Args:
        segments: the rows of ``segments`` of the article.
        claims: its claims, rows of ``claims`` or what ``charts.points.told`` made of them.
        statements: its rows of ``statements``.
        rows_on_page: figures link to rows named ``row-...`` of the same page.
    """
    own = [row for row in told(claims) if row.start is not None]
    own.sort(key=lambda row: (row.start, row.end, row.claim_id))
    spans = [
        Span(row.start, row.end, row.claim_id, f"{place} {row.outcome}".replace("_", " "), f"{row.outcome}, {row.who}")
        for place, row in enumerate(own, 1)
    ]
    known = {(row.source_start, row.source_end) for row in records(statements) if row.source_start is not None}
    spans += [Span(int(start), int(end)) for start, end in sorted(known)]
    return _text(records(segments), spans, rows_on_page)


def _text(segments: Sequence[Any], spans: Sequence[Span], rows_on_page: bool) -> Html:
    ordered = sorted(segments, key=lambda segment: segment.start)
    sizes: Counter[str] = Counter()
    for segment in ordered:
        sizes[segment.language] += segment.end - segment.start
    main = max(sizes, key=lambda name: (sizes[name], name)) if sizes else ""
    whole, ends = "".join(segment.text or "" for segment in ordered), [int(segment.end) for segment in ordered]
    pieces = _pieces(whole, spans, {0, len(whole), *ends})
    within = groupby(pieces, key=lambda piece: bisect_right(ends, piece.start))
    stretches = [_stretch(ordered[place], list(own), main) for place, own in within]
    return Html(macros("texts.html").text(main, stretches, rows_on_page), f"text of {len(whole)} characters")


def _pieces(whole: str, spans: Sequence[Span], borders: set[int]) -> Iterator[Piece]:
    """The text cut wherever a segment or a span starts or ends."""
    waiting = deque(sorted(spans, key=lambda span: (span.start, -span.end, span.claim_id)))
    cuts = sorted(borders.union(*((span.start, span.end) for span in spans)))
    covering: list[Span] = []
    for start, stop in pairwise(cuts):
        while waiting and waiting[0].start <= start:
            covering.append(waiting.popleft())
        covering = [span for span in covering if span.end > start]
        yield Piece(start, stop, whole[start:stop], tuple(covering))


def _stretch(segment: Any, pieces: Sequence[Piece], main: str) -> dict[str, Any]:
    """A segment as it is shown: marked as one of another kind or language, where it is."""
    kind = plain(segment.kind) if plain(segment.kind) not in PLAIN_KINDS else ""
    other, named = segment.language != main, LETTERS.get(segment.language, segment.language)
    label = " ".join(filter(None, (named, kind))) if other else ""
    return {"language": segment.language, "pieces": pieces, "other": other, "label": label, "shown": other or kind}


class Quotes:
    """The sentence in which a claim or a cue stands, with it marked; sentences are cut once an article.

    Args:
        segments: for each article its rows of ``segments``.
    """

    def __init__(self, segments: Mapping[str, Sequence[Any]]) -> None:
        self._segments = segments
        self._article = ""
        self._text = ""
        self._body = 0
        self._sentences: tuple[Sentence, ...] = ()

    def of(self, article_id: Any, start: Any, end: Any, language: Any, claim_id: str = "", quote: Any = "") -> Html:
        """The sentence with the stretch marked; only the quote where there is no text."""
        name = plain(article_id)
        if start is None or name not in self._segments:
            return in_language(quote, language) if plain(quote) else Html("", "")
        told = self.around(name, int(start), int(end))
        return Html(macros("texts.html").quoted(*told, plain(language), claim_id), "".join(told).strip())

    def around(self, article_id: str, start: int, end: int) -> tuple[str, str, str]:
        """The sentences a stretch of a text stands in: what stands before it, the stretch, what follows.

        Args:
            article_id: an article with segments.
            start: of the stretch, in code points.
            end: of the stretch, exclusive.
        """
        if article_id != self._article:
            self._cut(article_id)
        text = self._text
        own = [one for one in self._sentences if one.start < end and start < one.end]
        first = min(max(min((one.start for one in own), default=start - AROUND), self._body), start)
        last = max(max((one.end for one in own), default=min(len(text), end + AROUND)), end)
        before, after = text[first:start].lstrip(), text[end:last].rstrip()
        if len(before) > LONGEST:
            before = "… " + before[-AROUND:]
        if len(after) > LONGEST:
            after = after[:AROUND] + " …"
        return before, text[start:end], after

    def _cut(self, name: str) -> None:
        ordered = sorted(self._segments[name], key=lambda segment: segment.start)
        self._article, self._text = name, "".join(segment.text or "" for segment in ordered)
        self._body = header(self._text).end
        segments = [Segment(int(row.start), int(row.end), row.language, plain(row.script), float(row.confidence or 0),
                            plain(row.kind)) for row in ordered]  # fmt: skip
        self._sentences = tuple(sentences(self._text, segments))


def in_language(words: Any, language: Any) -> Html:
    """Words of an article with their language told."""
    return Html(macros("texts.html").in_language(plain(words), plain(language)), plain(words))


@dataclass(frozen=True)
class Explanation:
    """A claim: ``before``, ``quote`` and ``after`` are its sentence, ``facts`` were read, ``others`` differ."""

    claim_id: str
    before: str
    quote: str
    after: str
    facts: Mapping[str, str]
    others: pd.DataFrame

    def __repr__(self) -> str:
        told = "\n".join(f"  {name}: {value}" for name, value in self.facts.items())
        return visible(f"{self.before.lstrip()}[{self.quote}]{self.after.rstrip()}\n{told}")

    def _repr_html_(self) -> str:
        facts = pd.DataFrame({"what": list(self.facts), "as read": [with_code(told) for told in self.facts.values()]})
        others = show(self.others, "Why other numbers differ", empty="No other number of the same thing.")
        shown = piece("explanation.html", told=self, facts=show(facts, "What was read of it"), others=others)
        return Html(shown, repr(self))._repr_html_()


def explanation(claim_id: str, found: Mapping[str, pd.DataFrame]) -> Explanation:
    """One claim of a run explained.

    Args:
        claim_id: which.
        found: the tables of the run by name.

    Raises:
        ValueError: there is no such claim.
    """
    claims = found["claims"]
    own = claims[claims["claim_id"] == claim_id]
    if own.empty:
        raise ValueError(f"no claim {claim_id!r} in this corpus; ids stand in the column claim_id of .claims")
    claim = own.iloc[0]
    before, quote, after = _sentence(claim, found)
    placed = found["events"]
    place = placed[placed["claim_id"] == claim_id].head(1)
    return Explanation(claim_id, before, quote, after, _facts(claim, place, found), _others(claim_id, found))


def _sentence(claim: pd.Series, found: Mapping[str, pd.DataFrame]) -> tuple[str, str, str]:
    """The sentence of a claim, cut into what stands before its quote, the quote, and what follows."""
    own = found["segments"]
    own = own[own["article_id"] == claim["article_id"]]
    if own.empty or pd.isna(claim["start"]):
        return "", plain(claim["quote"]) or plain(claim["stated"]), ""
    quotes = Quotes({plain(claim["article_id"]): list(own.itertuples(index=False))})
    return quotes.around(plain(claim["article_id"]), int(claim["start"]), int(claim["end"]))


def _facts(claim: pd.Series, place: pd.DataFrame, found: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """What was read of a claim, in words; what is not known is left out."""
    article = found["articles"]
    article = article[article["article_id"] == claim["article_id"]].head(1)
    words = vocabularies()
    told = {
        "number": f"{say('modifier', claim['modifier'])} {_number(claim)}",
        "counted": f"{say('outcome', claim['outcome'])}, {say('group', claim['group'])}; "
                   f"side: {side_name(claim['side']) or 'not told'}",
        "source": plain(claim["source_name"]) or plain(claim["source"]) or "none named",
        "how the source was found": words["source_how"].get(plain(claim["source_how"]), ""),
        "through": plain(claim["relay"]),
        "stance": words["stance"].get(plain(claim["stance"]), "the article's own voice"),
        "kind of count": words["tally"].get(plain(claim["tally"]), ""),
        **{words: plain(claim[name]) for name, words in DATES.items()},
        "article": ", ".join(filter(None, article[["title", "publisher", "path"]].fillna("").to_numpy().ravel())),
        "look at it": say("flag", claim["flag"]),
    }  # fmt: skip
    if len(place):
        names = dict(found["happenings"][["happening_id", "name"]].itertuples(index=False, name=None))
        told["happening"] = plain(names.get(place["happening_id"].iloc[0]))
        told["counted with"] = plain(place["label"].iloc[0])
        told["because"] = plain(place["why"].iloc[0])
    return {name: value for name, value in told.items() if value}


def _number(claim: pd.Series) -> str:
    low, high = (plain(claim[end]) or "open" for end in ("low", "high"))
    return (plain(claim["stated"]) or plain(claim["quote"])) + (f" ({low} to {high})" if low != high else "")


def _others(claim_id: str, found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The numbers this one is held against, with the reason why they differ."""
    pairs = found["reasons"]
    pairs = pairs[(pairs["claim_a"] == claim_id) | (pairs["claim_b"] == claim_id)]
    other = pairs["claim_b"].where(pairs["claim_a"] == claim_id, pairs["claim_a"])
    told = found["claims"].set_index("claim_id")[["source_name", "quote", "published"]]
    shown = told.reindex(other).reset_index(drop=True)
    meaning = [rules().get(rule, rule) for rule in pairs["rule"].fillna("")]
    return shown.assign(reason=pairs["reason"].to_numpy(), rule=meaning, words=pairs["words"].to_numpy()).head(OTHERS)
