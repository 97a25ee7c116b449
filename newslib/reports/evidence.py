"""Evidence: every claim beside the sentence that printed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from newslib.charts.points import UNNAMED, points, records, side_name
from newslib.compare.events import COUNTED_AS
from newslib.markup import Html, anchor, dated, escape, join, plain, say_nothing, table
from newslib.reports.texts import Span, texts
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences

EXPORTS = "../exports/"  # as seen from a notebook; the export cuts it off
FLAGS = {"dot_or_thousands": "the dot may part thousands", "comma_or_thousands": "the comma may part thousands"}
AROUND = 160  # code points shown on either side where no sentence is known


def page_of(article_id: str) -> str:
    """The page of an article inside the export."""
    return f"articles/{anchor(article_id, 'a')}.html"


def evidence(claims: pd.DataFrame, segments: pd.DataFrame, caption: str, *, base: str | None = EXPORTS) -> Html:
    """Claims as rows that charts can point at: who says how many of whom, when, and in which sentence.

    Args:
        claims: rows of ``claims``, in the order to show.
        segments: rows of ``segments`` of the same articles; without them only the quote is shown.
        caption: what the rows have in common.
        base: where the export's pages are, as seen from the page the table stands on; None when there are none.
    """
    if claims.empty:
        return say_nothing(f"{caption}: no claims.")
    show = sentence_of(segments)
    ready = points(claims).drop_duplicates("claim_id")
    rows = [
        {
            "who": _who(row),
            "says": _says(row),
            "days": _days(row),
            "sentence": show(row.article_id, row.start, row.end, row.language, row.claim_id) or _quote(row),
            "article": _article(row, base),
        }
        for row in records(ready)
    ]
    return table(pd.DataFrame(rows), caption, ids=[anchor(row.claim_id) for row in records(ready)], stacked=True)


def sentences_with_claims(claims: pd.DataFrame, segments: pd.DataFrame, *, base: str = EXPORTS) -> Html:
    """Claims by source: first those without one, then sources that the registry does not know, then the known.

    Args:
        claims: rows of ``claims``.
        segments: rows of ``segments``.
        base: where the export's pages are, as seen from the page this stands on.
    """
    ready = points(claims)
    known = set(ready.loc[ready["source_id"].notna(), "who"])
    sizes = ready["who"].value_counts(sort=False)
    order = sorted(sizes.index, key=lambda who: (who != UNNAMED, who in known, -sizes[who], who))
    blocks = []
    for who in order:
        own = claims[claims["claim_id"].isin(ready.loc[ready["who"] == who, "claim_id"])]
        said = evidence(own, segments, f"Claims of {who}" if who != UNNAMED else "Claims without a source", base=base)
        remark = "" if who in known or who == UNNAMED else " (not in the registry)"
        head = f'<summary>{escape(who)}{remark}: <data value="{len(own)}">{len(own)}</data></summary>'
        unfolded = " open" if who == UNNAMED else ""
        blocks.append(Html(f"<details{unfolded}>{head}{said.code}</details>", f"{who}{remark}: {len(own)}\n"))
    return join(blocks) if blocks else say_nothing("No claims.")


def in_articles(claims: pd.DataFrame, *, base: str = EXPORTS) -> Callable[[str], str]:
    """A way from a claim's id to its mark in the text of its article; unknown claims lead nowhere.

    Args:
        claims: rows of ``claims``.
        base: where the export's pages are, as seen from the page the links stand on.
    """
    pages = dict(zip(claims["claim_id"], claims["article_id"].map(plain), strict=True))

    def where(claim_id: str) -> str:
        article = pages.get(claim_id)
        return f"{base}{page_of(article)}#{anchor(claim_id)}" if article else ""

    return where


def sentence_of(segments: pd.DataFrame) -> Callable[..., Html | None]:
    """A way to show the sentence in which a stretch of an article stands, with the stretch marked.

    Args:
        segments: rows of ``segments``.

    Returns:
        A function of article id, start, end, language and claim id (or none); it returns None without a text.
    """
    whole = texts(segments)
    told = {str(key): _sentences(rows, whole[str(key)]) for key, rows in segments.groupby("article_id")}

    def show(article_id: Any, start: Any, end: Any, language: Any, claim_id: str = "") -> Html | None:
        text = whole.get(article_id)
        if text is None or pd.isna(start):
            return None
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
        f'<span class="quote"{_lang(language)}>{escape(before.lstrip())}<mark{claim}>{escape(marked)}</mark>'
        f"{escape(after.rstrip())}</span>"
    )
    return Html(code, text[first:last].strip())


def _quote(row: Any) -> Html:
    """What a claim quotes, where there is no text."""
    return Html(f"<q{_lang(plain(row.language))}>{escape(plain(row.quote))}</q>", plain(row.quote))


def _lang(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _who(row: Any) -> Html:
    """The claimant, as printed where it differs, what the claimant does with the figure, and who passed it on."""
    printed = plain(row.source)
    lines = [f"<strong>{escape(row.who)}</strong>"]
    if printed and printed != row.who:
        lines.append(f"printed “{escape(printed)}”")
    lines += [escape(plain(part)) for part in (row.stance, row.hedge) if plain(part)]
    if plain(row.relay):
        lines.append(f"via {escape(row.relay)}")
    return Html("<br>".join(lines), row.who)


def _says(row: Any) -> Html:
    """The number in words, then what it counts, whose people, where, the kind of count, and what to look at."""
    group = "" if row.group == "unspecified" else row.group
    what = [plain(part).replace("_", " ") for part in (row.outcome, row.item, group, side_name(row.side), row.unit)]
    kind = " per ".join(part for part in (COUNTED_AS.get(plain(row.tally), ""), plain(row.per)) if part)
    lines = [
        f"<strong>{escape(row.worded)}</strong>",
        *map(escape, (", ".join(filter(None, what)), plain(row.place), kind)),
    ]
    looks = (row.apart, FLAGS.get(plain(row.flag), plain(row.flag).replace("_", " ")))
    lines += [f"<em>{escape(plain(part))}</em>" for part in looks if plain(part)]
    return Html("<br>".join(line for line in lines if line), row.worded)


def _days(row: Any) -> Html:
    known = [(name, plain(getattr(row, name))) for name in ("event_date", "as_of", "said", "published")]
    lines = [(name.replace("_date", "").replace("_", " "), day) for name, day in known if day]
    code = "<br>".join(dated(f"{name} {day}") for name, day in lines)
    return Html(code, "; ".join(f"{name} {day}" for name, day in lines))


def _article(row: Any, base: str | None) -> Html:
    """Where the claim was printed, and its id, by which it can be corrected."""
    name, claim = plain(row.publisher) or "article", f"<br><code>{escape(row.claim_id)}</code>"
    if base is None or not plain(row.article_id):
        return Html(escape(name) + claim, name)
    return Html(f'<a href="{base}{page_of(row.article_id)}#{anchor(row.claim_id)}">{escape(name)}</a>{claim}', name)


def evidence_rows(claims: pd.DataFrame) -> Html:
    """The claims of one article, numbered like the marks in its text, each leading back to its mark."""
    ready = points(claims).drop_duplicates("claim_id").sort_values(["start", "end", "claim_id"])
    rows = [
        {
            "n": Html(f'<a href="#{anchor(row.claim_id)}">{place}</a>', str(place)),
            "as printed": row.quote,
            "who": _who(row),
            "says": _says(row),
            "days": _days(row),
            "claim": Html(f"<code>{escape(row.claim_id)}</code>", row.claim_id),
        }
        for place, row in enumerate(records(ready), 1)
    ]
    names = [anchor(row.claim_id, "row") for row in records(ready)]
    return table(pd.DataFrame(rows), "Claims in the order of the text", ids=names, stacked=True,
                 empty="No claim was found in it.")  # fmt: skip
