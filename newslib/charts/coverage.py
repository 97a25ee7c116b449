"""What the corpus covers: by day, publisher and language. To be read before any other chart."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from newslib.charts.canvas import FAINT, SMALL, Chart, inset, nothing, sheet, style, svg
from newslib.charts.days import at, day_axis
from newslib.charts.marks import headed, scale, shorten
from newslib.charts.points import language_names, records

BAR, ROW = "#0072b2", 20.0
COLUMNS = {"kind": "by", "name": "name", "articles": "articles", "claims": "claims"}
UNKNOWN = "not said"
STEPS = ((92, "D", "day"), (730, "W-MON", "week"), (10**9, "MS", "month"))  # days up to which bars stand for this


def coverage(articles: pd.DataFrame, title: str, *, most: int = 12) -> Chart:
    """How many articles there are by day, publisher and language.

    Args:
        articles: rows of ``articles``.
        title: which corpus it is, in words.
        most: how many publishers and languages to name; the rest are counted together.
    """
    if articles.empty:
        return nothing(f"{title}: there are no articles.")
    named = articles.assign(language=_names(articles))
    counts = [_counts(named, column, most) for column in ("publisher", "language")]
    dated = articles[articles["published"].notna()]
    with style():
        drawing = _draw(dated, counts, title)
    days = dated.groupby("published").agg(articles=("article_id", "size"), claims=("n_claims", "sum")).reset_index()
    rows = pd.concat([_listed(days.rename(columns={"published": "name"}), "day"), *counts], ignore_index=True)
    undated = len(articles) - len(dated)
    note = f"Articles without a date, in no bar of days: {undated}." if undated else "Every article has a date."
    return Chart(title, drawing, rows, note, COLUMNS)


def _names(articles: pd.DataFrame) -> pd.Series:
    """Languages by the name in their lexicon, others by their code."""
    return articles["language"].map(language_names()).fillna(articles["language"])


def _counts(articles: pd.DataFrame, column: str, most: int) -> pd.DataFrame:
    found = articles.assign(name=articles[column].fillna(UNKNOWN)).groupby("name")
    counts = found.agg(articles=("article_id", "size"), claims=("n_claims", "sum")).reset_index()
    counts = counts.sort_values(["articles", "name"], ascending=[False, True], kind="stable")
    rest = counts.iloc[most:]
    if len(rest):
        others = {"name": f"{len(rest)} others", "articles": rest["articles"].sum(), "claims": rest["claims"].sum()}
        counts = pd.concat([counts.head(most), pd.DataFrame([others])], ignore_index=True)
    return _listed(counts, column)


def _listed(counts: pd.DataFrame, kind: str) -> pd.DataFrame:
    names = counts["name"]
    words = names.dt.strftime("%Y-%m-%d") if kind == "day" else names
    return counts.assign(kind=kind, name=words.astype("str"))[list(COLUMNS)]


def _draw(dated: pd.DataFrame, counts: list[pd.DataFrame], title: str) -> str:
    first = [150.0] if len(dated) else []
    figure, axes = sheet([*first, *(56 + ROW * len(rows) for rows in counts)])
    if len(dated):
        inset(axes[0], left=52, right=14, top=24, bottom=50)
        _days(axes[0], dated)
    for panel, rows in zip(axes[len(first) :], counts, strict=True):
        inset(panel, left=150, right=40, top=24, bottom=22)
        _bars(panel, rows)
    return svg(figure, title, "Articles by day, publisher and language; the table below holds the same.")


def _days(panel: Axes, dated: pd.DataFrame) -> None:
    span = (dated["published"].max() - dated["published"].min()).days
    rule, unit = next((rule, unit) for most, rule, unit in STEPS if span <= most)
    counts = dated.set_index("published").resample(rule, label="left", closed="left")["article_id"].size()
    width = {"day": 0.8, "week": 5.6, "month": 24.0}[unit]
    scale(panel, [0.0, *counts])
    day_axis(panel, [dated["published"].min(), dated["published"].max()])
    panel.bar([at(day) + (width / 2 if unit != "day" else 0) for day in counts.index], counts, width=width, color=BAR)
    headed(panel, f"articles per {unit} (n\u00a0=\u00a0{len(dated)})")
    panel.set_ylabel("articles")
    panel.set_xlabel("day of publication", color=FAINT)


def _bars(panel: Axes, rows: pd.DataFrame) -> None:
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_xlim(0, max(rows["articles"].max(), 1))
    panel.set_yticks(range(len(rows)), [shorten(name, 22) for name in rows["name"]])
    panel.tick_params(axis="y", length=0)
    panel.set_xticks([])
    panel.spines["bottom"].set_visible(False)
    panel.barh(range(len(rows)), rows["articles"], height=0.62, color=BAR)
    for place, row in enumerate(records(rows)):
        panel.annotate(str(row.articles), xy=(row.articles, place), xytext=(4, 0), textcoords="offset points",
                       va="center", fontsize=SMALL)  # fmt: skip
    kind = rows["kind"].iloc[0]
    headed(panel, f"articles by {kind} (n\u00a0=\u00a0{rows['articles'].sum()})")
