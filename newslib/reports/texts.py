"""Article texts shown verbatim, with their languages, figures and claimants marked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from newslib.charts.points import records
from newslib.markup import Html, anchor, escape, plain

PLAIN_KINDS = ("body", "")


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


def text_with_claims(article_id: str, segments: pd.DataFrame, claims: pd.DataFrame, statements: pd.DataFrame,
                     *, rows_on_page: bool = False) -> Html:  # fmt: skip
    """One article verbatim with figures and claimants marked.

    The page's text of it equals the article's text, character by character: labels are drawn by the style sheet.

    Args:
        article_id: which article.
        segments: rows of ``segments``.
        claims: rows of ``claims``.
        statements: rows of ``statements``.
        rows_on_page: figures link to rows named ``row-...`` of the same page.
    """
    own = _of(claims, article_id).sort_values(["start", "end", "claim_id"])
    spans = [
        Span(row.start, row.end, row.claim_id, f"{place} {row.outcome}", _hint(row))
        for place, row in enumerate(records(own), 1)
    ]
    told = _of(statements, article_id)
    told = told[told["source_start"].notna()].drop_duplicates(["source_start", "source_end"])
    spans += [Span(int(row.source_start), int(row.source_end)) for row in records(told)]
    return _text(_of(segments, article_id), spans, rows_on_page)


def text_with_languages(article_id: str, segments: pd.DataFrame) -> Html:
    """One article verbatim, every stretch labelled with its language and kind."""
    return _text(_of(segments, article_id), [], False, every=True)


def _of(rows: pd.DataFrame, article_id: str) -> pd.DataFrame:
    return rows[rows["article_id"] == article_id]


def _hint(row: Any) -> str:
    who = plain(row.source_name) or plain(row.source) or "no source named"
    return f"{row.outcome.replace('_', ' ')}, {who}"


def _text(segments: pd.DataFrame, spans: Sequence[Span], rows_on_page: bool, every: bool = False) -> Html:
    ordered = segments.sort_values("start")
    shares = ordered.assign(size=ordered["end"] - ordered["start"]).groupby("language")["size"].sum()
    main = str(shares.idxmax()) if len(shares) else ""
    whole = "".join(ordered["text"].fillna(""))
    pieces = _pieces(spans, {0, len(whole), *(int(end) for end in ordered["end"])})
    code = []
    for segment in records(ordered):
        marked = ""
        for start, stop, over in pieces:
            marked += _wrap(escape(whole[start:stop]), start, stop, over, rows_on_page)
            if stop >= segment.end:
                break
        code.append(_segment(segment, marked, main, every))
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
    label = " ".join(part for part in (segment.language, kind if kind not in PLAIN_KINDS else "") if part)
    shown = f' data-label="{escape(label)}"' if foreign or every else ""
    return f'<span class="seg{" other" if foreign else ""}" lang="{escape(segment.language)}"{shown}>{pieces}</span>'
