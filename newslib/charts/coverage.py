"""What the corpus covers: by day, publisher and language. To be read before any other chart."""

from __future__ import annotations

from functools import partial

import pandas as pd

from newslib.charts.axes import Axis, days, draw_days, draw_numbers, plausible
from newslib.charts.canvas import SMALL, TEXT, Chart, Sheet, both, nothing, shorten, width_of
from newslib.charts.points import records
from newslib.codebook import say
from newslib.markup import number

ROW, TALL, GUTTER = 21.0, 150.0, 40.0  # units: a bar, the bars of days, between two lists
COLUMNS = {"kind": "by", "name": "name", "articles": "articles", "claims": "claims"}
UNKNOWN, MOST = "not said", 8  # publishers and languages named
STEPS = ((92, "D", "day", 1), (730, "W-MON", "week", 7), (3650, "MS", "month", 30), (10**9, "YS", "year", 365))


def coverage(articles: pd.DataFrame, title: str) -> Chart:
    """How many articles there are by day (week, month, year), publisher and language.

    Args:
        articles: rows of ``articles``.
        title: which corpus it is, in words.
    """
    if articles.empty:
        return nothing(f"{title}: there are no articles.")
    names = articles["language"].map(partial(say, "language"), na_action="ignore")
    each = [_counts(articles.assign(language=names), column) for column in ("publisher", "language")]
    counts = [rows for rows in each if len(rows) > 1]  # one bar shows nothing
    known = plausible(row for row in articles["published"].dt.date if not pd.isna(row))
    sane = articles[articles["published"].dt.date.isin(known)]
    bins, unit, length = _bins(sane)

    def draw(sheet: Sheet) -> None:
        if len(sane):
            _days(sheet, bins, sane, unit, length)
        abreast = 1 if sheet.narrow else 2
        width = (sheet.width - GUTTER * (abreast - 1)) / abreast
        top = sheet.height
        for place, rows in enumerate(counts):
            start = sheet.height if sheet.narrow else top
            _bars(sheet, rows, (width + GUTTER) * (place % abreast), width, start)

    undated, odd = int(articles["published"].isna().sum()), int(articles["published"].notna().sum()) - len(sane)
    said = [f"Articles without a date, in no bar of days: {undated}." if undated else "Every article has a date."]
    if odd:
        said.append(f"Dated more than fifty years from the others, in no bar of days: {odd}.")
    said += [f"{rows['kind'].iloc[0].capitalize()}: {rows['name'].iloc[0]}." for rows in each if len(rows) == 1]
    listed = (row for rows in (bins.assign(kind=unit), *each) for row in records(rows))
    cells = [{name: getattr(row, name) for name in COLUMNS} for row in listed]
    return Chart(title, both(draw), cells, " ".join(said), COLUMNS)


def _bins(dated: pd.DataFrame) -> tuple[pd.DataFrame, str, int]:
    """Articles and claims by the longest unit of time that still shows a course; empty ones left out."""
    if dated.empty:
        return pd.DataFrame(columns=["start", "name", "articles", "claims"]), "day", 1
    span = (dated["published"].max() - dated["published"].min()).days
    rule, unit, length = next((rule, unit, length) for most, rule, unit, length in STEPS if span <= most)
    found = dated.set_index("published").resample(rule, label="left", closed="left")
    counts = found.agg(articles=("article_id", "size"), claims=("n_claims", "sum")).reset_index(names="start")
    counts = counts[counts["articles"] > 0]
    return counts.assign(name=counts["start"].dt.strftime("%Y-%m-%d").astype("str")), unit, length


def _counts(articles: pd.DataFrame, column: str) -> pd.DataFrame:
    """Articles and claims by what a column holds, most first; beyond a few the rest are counted together."""
    found = articles.assign(name=articles[column].fillna(UNKNOWN)).groupby("name")
    counts = found.agg(articles=("article_id", "size"), claims=("n_claims", "sum")).reset_index()
    counts = counts.sort_values(["articles", "name"], ascending=[False, True], kind="stable")
    single = len(counts) > MOST and counts["articles"].max() == 1  # nothing to see in a bar of one
    named = 0 if single else MOST
    rest = counts.iloc[named:]
    if len(rest) > 1:
        name = f"{len(rest)} with one each" if single else f"{len(rest)} others"
        others = {"name": name, "articles": rest["articles"].sum(), "claims": rest["claims"].sum()}
        counts = pd.concat([counts.head(named), pd.DataFrame([others])], ignore_index=True)
    return counts.assign(kind=column)[list(COLUMNS)]


def _days(sheet: Sheet, bins: pd.DataFrame, dated: pd.DataFrame, unit: str, length: int) -> None:
    sheet.heading(f"Articles per {unit} (n\u00a0=\u00a0{len(dated):,})")
    top, bottom = sheet.height, sheet.height + TALL
    upper = Axis(0.0, bins["articles"].max() * 1.08, bottom, top + 4)  # bars start at zero
    start = 12 + max(width_of(number(tick), SMALL) for tick in upper.ticks(4))
    last = bins["start"].max() + pd.Timedelta(days=length)
    across = days([*bins["start"], last], start, sheet.width - 12)
    draw_numbers(sheet, upper, start, sheet.width - 4, upright=True)
    width = max((across.end - across.start) / (across.high - across.low) * length * 0.8, 1.5)
    for row in records(bins):
        y = upper.at(row.articles)
        sheet.box(across.at(row.start.toordinal()), y, width, bottom - y, "total")
    draw_days(sheet, across, top, bottom)
    sheet.height = bottom + 44


def _bars(sheet: Sheet, rows: pd.DataFrame, left: float, width: float, top: float) -> None:
    names = min(max(map(width_of, rows["name"])) + 10, width * 0.6)
    sheet.text(
        left, top + 10, f"Articles by {rows['kind'].iloc[0]} (n\u00a0=\u00a0{rows['articles'].sum():,})", strong=True
    )
    longest = width_of(number(rows["articles"].max()), SMALL)
    scale = (width - names - longest - 16) / max(rows["articles"].max(), 1)
    for place, row in enumerate(records(rows)):
        y = top + 34 + ROW * place
        sheet.text(left, y, shorten(row.name, names - 8, TEXT), size=TEXT)
        sheet.box(left + names, y - 7, max(row.articles * scale, 1), 14, "total")
        sheet.text(left + names + row.articles * scale + 6, y, number(row.articles), size=SMALL)
    sheet.height = max(sheet.height, top + 34 + ROW * len(rows) + 8)
