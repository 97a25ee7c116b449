"""Article texts shown verbatim, with their languages, figures and claimants marked, and single sentences of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from newslib.charts.points import records, told
from newslib.markup import Html, anchor, escape, plain
from newslib.readers.text import header
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences

Rows = pd.DataFrame | Sequence[Any]
PLAIN_KINDS = ("body", "")
AROUND, LONGEST = 160, 700  # code points shown on either side where no sentence is known; of a sentence at most
LETTERS = {"und": "language not known", "zxx": "no language"}  # what is said of a stretch without a language


@dataclass(frozen=True)
class Span:
    """A marked stretch, in code points of the article, end exclusive. ``claim_id`` is empty for a claimant."""

    start: int
    end: int
    claim_id: str = ""
    label: str = ""
    hint: str = ""


def texts(segments: pd.DataFrame) -> dict[str, str]:
    """Each article's text: its segments joined, since they cover it whole.

    Args:
        segments: rows of ``segments``.
    """
    ordered = segments.sort_values(["article_id", "start"])
    return {str(key): "".join(rows["text"].fillna("")) for key, rows in ordered.groupby("article_id")}


def text_with_claims(
    segments: Rows, claims: Rows, statements: Rows, *, rows_on_page: bool = False, every: bool = False
) -> Html:
    """One article verbatim with figures and claimants marked.

    The page's text of it equals the article's text, character by character: labels are drawn by the style sheet.

    Args:
        segments: the rows of ``segments`` of the article.
        claims: its claims, rows of ``claims`` or what ``charts.points.told`` made of them.
        statements: its rows of ``statements``.
        rows_on_page: figures link to rows named ``row-...`` of the same page.
        every: label every stretch with its language, not only those in another one.
    """
    own = [row for row in told(claims) if row.start is not None]
    own.sort(key=lambda row: (row.start, row.end, row.claim_id))
    spans = [
        Span(row.start, row.end, row.claim_id, f"{place} {row.outcome}".replace("_", " "), f"{row.outcome}, {row.who}")
        for place, row in enumerate(own, 1)
    ]
    known = {(row.source_start, row.source_end) for row in plain_rows(statements) if row.source_start is not None}
    spans += [Span(int(start), int(end)) for start, end in sorted(known)]
    return _text(plain_rows(segments), spans, rows_on_page, every)


def plain_rows(rows: Rows) -> Sequence[Any]:
    """The rows of a table as records; records stay as they are."""
    return records(rows) if isinstance(rows, pd.DataFrame) else rows


def _text(segments: Sequence[Any], spans: Sequence[Span], rows_on_page: bool, every: bool = False) -> Html:
    ordered = sorted(segments, key=lambda segment: segment.start)
    sizes: dict[str, int] = {}
    for segment in ordered:
        sizes[segment.language] = sizes.get(segment.language, 0) + segment.end - segment.start
    main = max(sizes, key=lambda name: (sizes[name], name)) if sizes else ""
    whole = "".join(segment.text or "" for segment in ordered)
    pieces = _pieces(spans, {0, len(whole), *(int(segment.end) for segment in ordered)})
    code = []
    for segment in ordered:
        marked = []
        for start, stop, over in pieces:
            marked.append(_wrap(escape(whole[start:stop]), start, stop, over, rows_on_page))
            if stop >= segment.end:
                break
        code.append(_segment(segment, "".join(marked), main, every))
    return Html(f'<div class="text" lang="{escape(main)}">{"".join(code)}</div>', f"text of {len(whole)} characters")


def _pieces(spans: Sequence[Span], borders: set[int]) -> Iterator[tuple[int, int, list[Span]]]:
    """The text cut wherever a segment or a span starts or ends: start, end, and the spans that cover the piece."""
    waiting = deque(sorted(spans, key=lambda span: (span.start, -span.end, span.claim_id)))
    cuts = sorted(borders.union(*((span.start, span.end) for span in spans)))
    covering: list[Span] = []
    for start, stop in pairwise(cuts):
        while waiting and waiting[0].start <= start:
            covering.append(waiting.popleft())
        covering = [span for span in covering if span.end > start]
        yield start, stop, covering


def _wrap(piece: str, start: int, stop: int, covering: Sequence[Span], rows_on_page: bool) -> str:
    """One piece inside the marks that cover it; only the innermost is a link, since links do not nest."""
    linked = False
    for span in reversed(covering):
        if not span.claim_id:
            piece = f'<span class="source">{piece}</span>'
            continue
        if rows_on_page and not linked:
            piece = f'<a href="#{anchor(span.claim_id, "row")}" title="{escape(span.hint)}">{piece}</a>'
            linked = True
        identity = f' id="{anchor(span.claim_id)}"' if rows_on_page and span.start == start else ""
        label = f' data-label="{escape(span.label)}"' if span.end == stop else ""
        piece = f'<mark{identity} data-claim="{escape(span.claim_id)}"{label}>{piece}</mark>'
    return piece


def _segment(segment: Any, pieces: str, main: str, every: bool) -> str:
    kind, foreign = plain(segment.kind), segment.language != main
    if not (foreign or every) and kind in PLAIN_KINDS:
        return pieces
    named = LETTERS.get(segment.language, segment.language)
    label = " ".join(part for part in (named, kind if kind not in PLAIN_KINDS else "") if part)
    shown = f' data-label="{escape(label)}"' if foreign or every else ""
    return f'<span class="seg{" other" if foreign else ""}" lang="{escape(segment.language)}"{shown}>{pieces}</span>'


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
        if name != self._article:
            self._cut(name)
        span = Span(int(start), int(end), claim_id)
        return _marked(self._text, self._sentences, span, plain(language), min(self._body, span.start))

    def _cut(self, name: str) -> None:
        ordered = sorted(self._segments[name], key=lambda segment: segment.start)
        self._article, self._text = name, "".join(segment.text or "" for segment in ordered)
        self._body = header(self._text).end
        self._sentences = tuple(sentences(self._text, [segment(row) for row in ordered]))


def segment(row: Any) -> Segment:
    """The segment that a row of ``segments`` tells of."""
    sure = float(row.confidence or 0)
    return Segment(int(row.start), int(row.end), row.language, plain(row.script), sure, plain(row.kind))


def _marked(text: str, cut: Sequence[Sentence], span: Span, language: str, body: int) -> Html:
    """The sentences a span stands in, from the body on, the span marked; the words around it where none is known."""
    around = [one for one in cut if one.start < span.end and span.start < one.end]
    first = max(min((one.start for one in around), default=span.start - AROUND), body)
    last = max((one.end for one in around), default=min(len(text), span.end + AROUND))
    before, marked, after = text[first : span.start], text[span.start : span.end], text[span.end : last]
    if len(before) > LONGEST:
        before = "… " + before[-AROUND:]
    if len(after) > LONGEST:
        after = after[:AROUND] + " …"
    claim = f' data-claim="{escape(span.claim_id)}"' if span.claim_id else ""
    code = (
        f'<span class="quote"{lang_of(language)}>{escape(before.lstrip())}<mark{claim}>{escape(marked)}</mark>'
        f"{escape(after.rstrip())}</span>"
    )
    return Html(code, text[first:last].strip())


def in_language(words: Any, language: Any) -> Html:
    """Words of an article with their language told."""
    return Html(f"<span{lang_of(plain(language))}>{escape(plain(words))}</span>", plain(words))


def lang_of(language: str) -> str:
    """The attribute that tells the language of a quotation; none when it is not known."""
    return f' lang="{escape(language)}"' if language else ""
