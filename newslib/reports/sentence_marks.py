"""The sentence in which a stretch of an article stands, with the stretch marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from newslib.charts.points import records
from newslib.markup import Html, escape, plain
from newslib.reports.texts import Span, texts
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences

AROUND = 160  # code points shown on either side where no sentence is known
Show = Callable[..., Html | None]


def sentence_of(segments: pd.DataFrame) -> Show:
    """A way to show the sentence in which a stretch of an article stands, with the stretch marked.

    Args:
        segments: rows of ``segments``.

    Returns:
        A function of article id, start, end, language and claim id (or none); it returns None without a text.
    """
    whole = texts(segments)
    own = {str(key): rows for key, rows in segments.groupby("article_id")}
    told: dict[str, tuple[Sentence, ...]] = {}

    def show(article_id: Any, start: Any, end: Any, language: Any, claim_id: str = "") -> Html | None:
        if article_id not in whole or pd.isna(start):
            return None
        text = whole[article_id]
        if article_id not in told:
            told[article_id] = _sentences(own[article_id], text)
        return _marked(text, told[article_id], Span(int(start), int(end), claim_id), plain(language))

    return show


def _sentences(rows: pd.DataFrame, text: str) -> tuple[Sentence, ...]:
    ordered = rows.sort_values("start")
    found = [
        Segment(int(row.start), int(row.end), row.language, plain(row.script), float(row.confidence), plain(row.kind))
        for row in records(ordered)
    ]
    return sentences(text, found)


def _marked(text: str, told: tuple[Sentence, ...], span: Span, language: str) -> Html:
    """The sentences a span stands in, the span marked; the words around it where no sentence is known."""
    around = [one for one in told if one.start < span.end and span.start < one.end]
    first = min((one.start for one in around), default=max(0, span.start - AROUND))
    last = max((one.end for one in around), default=min(len(text), span.end + AROUND))
    before, marked, after = text[first : span.start], text[span.start : span.end], text[span.end : last]
    claim = f' data-claim="{escape(span.claim_id)}"' if span.claim_id else ""
    code = (
        f'<span class="quote"{lang_of(language)}>{escape(before.lstrip())}<mark{claim}>{escape(marked)}</mark>'
        f"{escape(after.rstrip())}</span>"
    )
    return Html(code, text[first:last].strip())


def foreign(text: Any, language: Any) -> Html:
    """Words of an article in their language, so that a screen reader speaks them in it.

    >>> foreign("да", "ru").code
    '<span lang="ru">да</span>'
    """
    shown = plain(text)
    return Html(f"<span{lang_of(plain(language))}>{escape(shown)}</span>" if shown else "", shown)


def lang_of(language: str) -> str:
    """The attribute that tells the language of a quotation; none when it is not known."""
    return f' lang="{escape(language)}"' if language else ""
