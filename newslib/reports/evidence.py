"""Evidence: every claim beside the sentence that printed it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.points import UNNAMED, points, records
from newslib.markup import Html, anchor, escape, join, plain, say_nothing, table
from newslib.reports.texts import texts
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences

EXPORTS = "../exports/"  # as seen from a notebook; the export cuts it off
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
    whole = texts(segments)
    told = {key: _sentences(rows, whole[str(key)]) for key, rows in segments.groupby("article_id")}
    ready = points(claims).drop_duplicates("claim_id")
    rows = [
        {
            "who": _who(row),
            "says": _says(row),
            "days": _days(row),
            "sentence": _sentence(row, whole.get(row.article_id), told.get(row.article_id, ())),
            "article": _article(row, base),
        }
        for row in records(ready)
    ]
    return table(pd.DataFrame(rows), caption, ids=[anchor(row.claim_id) for row in records(ready)], stacked=True)


def sentences_with_claims(claims: pd.DataFrame, segments: pd.DataFrame, *, base: str = EXPORTS) -> Html:
    """Claims by source, each source with its sentences, those without a source first.

    Args:
        claims: rows of ``claims``.
        segments: rows of ``segments``.
        base: where the export's pages are, as seen from the page this stands on.
    """
    ready = points(claims)
    order = sorted(set(ready["who"]), key=lambda who: (who != UNNAMED, -(ready["who"] == who).sum(), who))
    blocks = []
    for who in order:
        own = claims[claims["claim_id"].isin(ready.loc[ready["who"] == who, "claim_id"])]
        said = evidence(own, segments, f"Claims of {who}" if who != UNNAMED else "Claims without a source", base=base)
        head = f'<summary>{escape(who)}: <data value="{len(own)}">{len(own)}</data></summary>'
        unfolded = " open" if who == UNNAMED else ""
        blocks.append(Html(f"<details{unfolded}>{head}{said.code}</details>", f"{who}: {len(own)}\n"))
    return join(blocks) if blocks else say_nothing("No claims.")


def _sentences(rows: pd.DataFrame, text: str) -> tuple[Sentence, ...]:
    ordered = rows.sort_values("start")
    found = [
        Segment(int(row.start), int(row.end), row.language, plain(row.script), float(row.confidence), plain(row.kind))
        for row in records(ordered)
    ]
    return sentences(text, found)


def _sentence(row: Any, text: str | None, told: tuple[Sentence, ...]) -> Html:
    """The sentence of a claim with the figure marked; the quote alone where there is no text."""
    language = f' lang="{escape(row.language)}"' if plain(row.language) else ""
    if text is None or pd.isna(row.start):
        return Html(f"<q{language}>{escape(plain(row.quote))}</q>", plain(row.quote))
    start, end = int(row.start), int(row.end)
    around = [one for one in told if one.start < end and start < one.end]
    first = min((one.start for one in around), default=max(0, start - AROUND))
    last = max((one.end for one in around), default=min(len(text), end + AROUND))
    before, figure, after = text[first:start], text[start:end], text[end:last]
    code = (
        f'<span class="quote"{language}>{escape(before.lstrip())}<mark data-claim="{escape(row.claim_id)}">'
        f"{escape(figure)}</mark>{escape(after.rstrip())}</span>"
    )
    return Html(code, text[first:last].strip())


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
    """The number in words, then what it counts."""
    named = ("outcome", "item", "group", "side", "unit", "place")
    what = [plain(getattr(row, name)).replace("_", " ") for name in named]
    kind = " per ".join(part for part in (plain(row.tally), plain(row.per)) if part)
    lines = [f"<strong>{escape(row.worded)}</strong>", escape(", ".join(part for part in what if part)), escape(kind)]
    lines += [f"<em>{escape(plain(part))}</em>" for part in (row.apart, row.flag) if plain(part)]
    return Html("<br>".join(line for line in lines if line), row.worded)


def _days(row: Any) -> Html:
    known = [(name, plain(getattr(row, name))) for name in ("event_date", "as_of", "said", "published")]
    lines = [f"{name.replace('_date', '').replace('_', ' ')} {escape(day)}" for name, day in known if day]
    return Html("<br>".join(lines), "; ".join(lines))


def _article(row: Any, base: str | None) -> Html:
    name = plain(row.publisher) or "article"
    if base is None or not plain(row.article_id):
        return Html(escape(name), name)
    return Html(f'<a href="{base}{page_of(row.article_id)}#{anchor(row.claim_id)}">{escape(name)}</a>', name)


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
        }
        for place, row in enumerate(records(ready), 1)
    ]
    names = [anchor(row.claim_id, "row") for row in records(ready)]
    return table(pd.DataFrame(rows), "Claims in the order of the text", ids=names, stacked=True,
                 empty="No claim was found in it.")  # fmt: skip
