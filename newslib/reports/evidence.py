"""Evidence: every claim beside the sentence that printed it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newslib.charts.points import UNNAMED, points, records, side_name
from newslib.compare.things import COUNTED_AS
from newslib.markup import Html, anchor, dated, escape, join, plain, say_nothing, table
from newslib.reports.addresses import EXPORTS, page_of
from newslib.reports.sentence_marks import Show, foreign, lang_of, sentence_of

FLAGS = {"dot_or_thousands": "the dot may part thousands", "comma_or_thousands": "the comma may part thousands"}


def evidence(claims: pd.DataFrame, segments: pd.DataFrame, caption: str, *, base: str | None = EXPORTS) -> Html:
    """Claims as rows that charts can point at: who says how many of whom, when, and in which sentence.

    Args:
        claims: rows of ``claims``; shown by day, then by source.
        segments: rows of ``segments`` of the same articles; without them only the quote is shown.
        caption: what the rows have in common.
        base: where the export's pages are, as seen from the page the table stands on; None when there are none.
    """
    return _evidence(points(claims), sentence_of(segments), caption, base)


def _evidence(ready: pd.DataFrame, show: Show, caption: str, base: str | None) -> Html:
    if ready.empty:
        return say_nothing(f"{caption}: no claims.")
    ready = ready.drop_duplicates("claim_id")
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
    show, blocks = sentence_of(segments), []
    for who in order:
        own = ready[ready["who"] == who]
        said = _evidence(own, show, f"Claims of {who}" if who != UNNAMED else "Claims without a source", base)
        remark = "" if who in known or who == UNNAMED else " (not in the registry)"
        head = f'<summary>{escape(who)}{remark}: <data value="{len(own)}">{len(own)}</data></summary>'
        unfolded = " open" if who == UNNAMED else ""
        blocks.append(Html(f"<details{unfolded}>{head}{said.code}</details>", f"{who}{remark}: {len(own)}\n"))
    return join(blocks) if blocks else say_nothing("No claims.")


def _quote(row: Any) -> Html:
    """What a claim quotes, where there is no text."""
    return Html(f"<q{lang_of(plain(row.language))}>{escape(plain(row.quote))}</q>", plain(row.quote))


def _who(row: Any) -> Html:
    """The claimant, as printed where it differs, what the claimant does with the figure, and who passed it on."""
    printed = plain(row.source)
    lines = [f"<strong>{escape(row.who)}</strong>"]
    if printed and printed != row.who:
        lines.append(f"printed “{foreign(printed, row.language).code}”")
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
            "as printed": foreign(row.quote, row.language),
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
