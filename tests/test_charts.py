"""Charts: right numbers, nothing mixed, safe and steady SVG."""

from __future__ import annotations

import base64
import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from newslib import charts, codebook, tables
from newslib.charts.axes import apart, draw_numbers, numbers, plausible
from newslib.charts.canvas import SMALL, Sheet, svg, width_of
from newslib.charts.points import panels, points, told, worded
from newslib.markup import anchor

SVG = "{http://www.w3.org/2000/svg}"


def drawing(chart: charts.Chart) -> str:
    return str(svg(chart.sheets[0], chart.title, chart.described, lambda claim_id: f"#{anchor(claim_id)}"))


def parsed(chart: charts.Chart) -> etree._Element:
    return etree.fromstring(drawing(chart).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


DAY = "2022-04-13"


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    base = {
        "outcome": "surrendered", "group": "military", "side": "ukraine", "tally": "incident", "modifier": "exact",
        "modality": "actual", "stance": "asserts", "published": DAY, "source_name": "A ministry", "quote": "q",
    }  # fmt: skip
    numbered = [{"claim_id": f"c{place}", **base, **row} for place, row in enumerate(rows)]
    return tables.frame("claims", numbered, strict=False)


def exact(value: float, **known: object) -> dict[str, object]:
    return {"stated": value, "low": value, "high": value, **known}


MANY = claims(
    exact(1026), exact(1026, source_name="B agency"), {"stated": 1000, "low": 1000, "modifier": "more_than"},
    {"stated": 900, "high": 900, "modifier": "at_most"}, {"low": 10, "high": 50, "modifier": "range"},
    exact(500, modifier="approx"), exact(265, tally="cumulative", published="2022-05-17"),
    exact(959, tally="cumulative", published="2022-05-18"), exact(694, tally="increment", published="2022-05-18"),
    exact(100, tally="rate", per="day"), exact(3000, stance="denies", source_name="C council"),
    exact(2000, modality="hypothetical"), {"vague": True, "modifier": "unknown", "number": "dozens"},
    exact(162, part_of="c0", group="officers"), exact(7, published=None, source_name=None),
)  # fmt: skip
LINKS = tables.frame(
    "links",
    [{"claim_a": "c2", "relation": "rounds", "claim_b": "c0", "rule": "r"},
     {"claim_a": "c1", "relation": "repeats", "claim_b": "c0", "rule": "r"},
     {"claim_a": "c10", "relation": "denies", "claim_b": "c0", "rule": "r"}],
)  # fmt: skip
LEDGER = tables.frame(
    "ledger",
    [{"check": "increment", "claims": "c6 c8 c7", "expected": "959", "holds": "yes", "rule": "r"},
     {"check": "increment", "claims": "c6 c9 c7", "expected": "959", "holds": "no", "rule": "r"},
     {"check": "parts", "claims": "c6 c1", "expected": "<= 1026", "holds": "yes", "rule": "r"}],
)  # fmt: skip
EVENTS = tables.frame(
    "events",
    [{"claim_id": c, "event_id": "e1", "label": "the event", "status": "counted", "why": ""} for c in MANY["claim_id"]],
    strict=False,
)
REASONS = tables.frame(
    "reasons",
    [{"claim_a": a, "claim_b": b, "event_id": "e1", "reason": reason, "rule": "r", "words": words}
     for a, b, reason, words in [("c0", "c2", "rounding", "")]],
    strict=False,
)  # fmt: skip
ARTICLES = tables.frame(
    "articles",
    [{"article_id": "a1", "path": "a", "published": DAY, "publisher": "P", "language": "en", "n_claims": 3},
     {"article_id": "a2", "path": "b", "language": "uk", "n_claims": 0}],
    strict=False,
)  # fmt: skip
GROUPED = charts.with_events(MANY, EVENTS)
DRAWN = {
    "timeline": lambda c=MANY: charts.timeline(c, "T"),
    "history": lambda c=MANY: charts.history(c, "T"),
    "multiples": lambda c=GROUPED: charts.multiples(c, "T"),
    "waterfall": lambda c=MANY: charts.waterfall(c, LEDGER, "T"),
    "spread": lambda c=GROUPED: charts.spread(c, "T"),
    "ladder": lambda c=MANY: charts.ladder(REASONS, c, "T"),
    "coverage": lambda a=ARTICLES: charts.coverage(a, "T"),
}
EMPTY = {"spread": GROUPED, "multiples": GROUPED, "coverage": ARTICLES}


@pytest.mark.parametrize("name", DRAWN)
def test_chart_is_clean_and_steady(name: str):
    chart = DRAWN[name]()
    assert [sheet.width for sheet in chart.sheets] == [900, 360]
    root = parsed(chart)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) > 0
    assert root.find(f"{SVG}title").text == "T"
    assert not list(root.iter(f"{SVG}style", f"{SVG}metadata", f"{SVG}script"))
    assert all("target" not in link.attrib and link.get("aria-label") for link in root.iter(f"{SVG}a"))
    assert drawing(DRAWN[name]()) == drawing(chart)


@pytest.mark.parametrize("name", DRAWN)
def test_chart_stands_over_a_table(name: str):
    shown = DRAWN[name]().page(lambda claim_id: "").code
    assert shown.index("</svg>") < shown.index("<table>")
    assert DRAWN[name]().rows.shape[0] > 0


@pytest.mark.parametrize("name", DRAWN)
def test_a_notebook_shows_a_picture_and_no_words_of_the_drawing(name: str):
    chart = DRAWN[name]()
    shown = html.fragment_fromstring(chart._repr_html_())
    kind, _, data = shown.find(".//img").get("src").partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert etree.fromstring(base64.b64decode(data)).tag == f"{SVG}svg"
    assert not list(shown.iter("svg", "style", "script", "a"))
    assert chart._repr_html_() == DRAWN[name]()._repr_html_()
    linked = {shape.claim_id for shape in chart.sheets[0].shapes if hasattr(shape, "shapes")}
    hints = shown.findall(".//span")
    assert linked == {hint.get("title").rpartition("(")[2].rstrip(")") for hint in hints}
    assert linked <= {cell.text for cell in shown.iter("td")}


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_to_draw_is_a_sentence(name: str):
    chart = DRAWN[name](EMPTY.get(name, MANY).head(0))
    assert chart.sheets == ()
    assert chart.title.startswith("T: ")
    assert "<p" in chart._repr_html_()


@pytest.mark.parametrize("name", ["timeline", "multiples"])
def test_one_claim_is_enough(name: str):
    assert DRAWN[name](GROUPED.head(1)).sheets


def test_timeline_links_every_drawn_claim():
    root = parsed(DRAWN["timeline"]())
    linked = {link.get("href") for link in root.iter(f"{SVG}a")}
    left_out = {"c1", "c13", "c14"}  # c13 is a part, c14 has no date
    assert linked >= {f"#{anchor(c)}" for c in MANY["claim_id"] if c not in left_out}
    assert not linked & {f"#{anchor(c)}" for c in ("c13", "c14")}


@pytest.mark.parametrize(("name", "words"), [
    ("timeline", "running totals (n\u00a0=\u00a02)"), ("timeline", "rates per day (n\u00a0=\u00a01)"),
    ("timeline", ">1,000"), ("timeline", "denied"), ("history", "denied"),
    ("timeline", "forecast or condition"), ("spread", "C council: denied"), ("spread", "1,026 · 13 Apr 2022"),
    ("ladder", "rounding: >1,000 → 1,026"),
    ("waterfall", "265 + 694 = 959: it holds"),
    ("waterfall", "265 + 100 = 959: it does not hold"), ("waterfall", "265 within 1,026: it holds"),
    ("coverage", "not said"),
])  # fmt: skip
def test_words_of_a_chart(name: str, words: str):
    drawn = parsed(DRAWN[name]()).itertext()
    assert any(words in text for text in drawn)


@pytest.mark.parametrize(("row", "expected"), [
    (exact(1026), "1,026"), ({"low": 12, "stated": 12, "modifier": "at_least"}, "at least 12"),
    ({"high": 9, "stated": 9, "modifier": "less_than"}, "less than 9"), ({"low": 7000, "high": 15000}, "7,000–15,000"),
    ({"modifier": "unknown", "number": "dozens"}, "dozens"), ({}, "no number"),
])  # fmt: skip
def test_worded(row: dict, expected: str):
    assert worded(row) == expected


KIND = st.tuples(
    st.sampled_from(list(codebook.vocabularies()["tally"])),
    st.sampled_from(list(codebook.vocabularies()["outcome"])),
    st.sampled_from(["civilian", "military", "officers"]),
)


@given(st.lists(KIND, max_size=12))
@settings(max_examples=30)
def test_a_panel_holds_one_kind_of_number(kinds: list[tuple[str, str, str]]):
    mixed = claims(*(exact(5, tally=tally, outcome=outcome, group=group) for tally, outcome, group in kinds))
    for _, rows in panels(told(mixed)):
        assert len({(row.tally, row.outcome, row.group) for row in rows}) == 1


@pytest.mark.parametrize(("source_id", "printed", "shown"), [
    ("russia_mod", "Konashenkov", "Russian Ministry of Defence"), ("nobody_known", "A council", "A council"),
    (None, "a council", "a council"), (None, None, "no source named"),
])  # fmt: skip
def test_who_is_named(source_id: str | None, printed: str | None, shown: str):
    assert points(claims(exact(1, source_id=source_id, source_name=printed)))["who"].tolist() == [shown]


def test_numbers_of_the_table_lead_to_their_claims():
    shown = DRAWN["timeline"]().page(lambda claim_id: f"#{anchor(claim_id)}").code
    assert '<a href="#claim-c2">more than 1,000</a>' in shown
    assert "claim id" not in shown


def test_bounds_of_a_number_that_stands_alone():
    ready = points(claims(*({"stated": 20, "modifier": modifier} for modifier in ("at_least", "at_most", "exact"))))
    assert ready[["low", "high"]].astype(object).where(ready[["low", "high"]].notna(), None).values.tolist() == [
        [20, None], [None, 20], [20, 20],
    ]  # fmt: skip


def test_kind_of_count_is_that_of_the_event():
    events = EVENTS.assign(tally="cumulative")
    assert set(charts.with_events(MANY, events)["tally"]) == {"cumulative"}


def test_order_of_claims_does_not_matter():
    assert drawing(charts.timeline(MANY.iloc[::-1], "T")) == drawing(DRAWN["timeline"]())


def test_hostile_names_stay_text(sample: dict[str, pd.DataFrame]):
    chart = charts.timeline(sample["claims"], "<script>T</script>")
    for shown in (chart._repr_html_(), chart.page(lambda claim_id: "").code, drawing(chart)):
        assert "<script" not in shown
        assert "<img src" not in shown


def test_points_of_one_day_do_not_hide_each_other():
    moved = apart([(0.0, 0.0)] * 9, 10, lambda place, by: (place[0] + by, place[1]))
    assert len({x for x, _ in moved}) == 9


def test_a_mistyped_year_draws_no_thousand_years():
    days = [dt.date(2022, 4, n) for n in range(1, 9)]
    assert plausible([*days, dt.date(1022, 4, 1), None]) == set(days)
    shown = charts.coverage(pd.concat([ARTICLES, ARTICLES.assign(published=pd.Timestamp("1022-04-13"))]), "T")
    assert "more than fifty years" in shown.note
    assert len(drawing(shown)) < 20_000


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_a_chart_is_saved_twice_with_the_same_bytes(kind: str, tmp_path: Path):
    first, second = (DRAWN["timeline"]().save(tmp_path / f"{n}.{kind}").read_bytes() for n in (1, 2))
    assert first == second
    assert len(first) > 1000


def test_only_what_can_be_saved_is_saved(tmp_path: Path):
    with pytest.raises(ValueError, match="saved as"):
        DRAWN["timeline"]().save(tmp_path / "x.gif")
    with pytest.raises(ValueError, match="nothing to draw"):
        charts.timeline(MANY.head(0), "T").save(tmp_path / "x.svg")
    with pytest.raises(ValueError, match="none; make it first"):
        DRAWN["timeline"]().save(tmp_path / "none" / "x.svg")


def test_disagreements_stand_above_the_steps_that_hide_them():
    rows = [exact(value, source_name=name) for value, name in ((100, "A"), (150, "B"), (900, "C"))]
    pairs = [("c0", "c1", "later_count"), ("c0", "c2", "later_count"), ("c0", "c2", "disagreement")]
    reasons = [{"claim_a": a, "claim_b": b, "event_id": "e", "reason": why, "rule": "r"} for a, b, why in pairs]
    chart = charts.ladder(tables.frame("reasons", reasons, strict=False), claims(*rows), "T")
    assert [(row["reason"], row["start"], row["end"]) for row in chart.cells] == [
        ("disagreement", 100, 900), ("later_count", 100, 150), ("", 150, 900)]  # fmt: skip


def test_a_bar_is_as_wide_as_its_stretch_of_time_and_one_bar_alone_is_told_not_drawn():
    days = [f"{year}-03-05" for year in (1990, 2000, 2020) for _ in range(2)]
    rows = [{"article_id": str(n), "path": str(n), "published": day, "language": "en", "publisher": f"P{n}"}
            for n, day in enumerate(days)]  # fmt: skip
    chart = charts.coverage(tables.frame("articles", rows, strict=False), "T")
    boxes = [shape.at[2] for shape in chart.sheets[0].shapes if shape.kind == "box"]
    assert len(boxes) == 3 + 6
    assert min(boxes[:3]) > 10
    assert chart.note.endswith("Language: English.")


def test_labels_of_an_axis_do_not_touch():
    sheet = Sheet(200.0)
    draw_numbers(sheet, numbers([1, 200_000], 0, 120), 0, 10, upright=False)
    labels = sorted((one.at[0], width_of(one.words, SMALL)) for one in sheet.shapes if one.kind == "text")
    assert len(labels) > 2
    assert all(right - wide / 2 >= left + other / 2 for (left, other), (right, wide) in pairwise(labels))


STEERING = "\x1b[2J\u202e\u2066\x07\u200f\x9b"  # clears a terminal, turns the direction of text, rings


def steered(text: str) -> set[str]:
    """Characters of control and direction in what is shown; those of a base64 picture count as well."""
    whole = text + "".join(base64.b64decode(found).decode() for found in re.findall(r"base64,([\w+/=]+)", text))
    return set(STEERING) & set(whole) - set("[2J")


@pytest.mark.parametrize("field", ["source_name", "place", "quote", "number", "item", "relay", "label", "publisher"])
def test_no_control_or_direction_character_reaches_a_chart(
    field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    own = {field: f"Post{STEERING}evil"} if field != "label" else {}
    rows = claims(exact(120, said=DAY, **own), exact(90, part_of="c0", group="officers", **own),
                  exact(60, stance="denies", **own), exact(300, said="2022-04-15", **own),
                  {"vague": True, "modifier": "unknown", **own})  # fmt: skip
    placed = rows.assign(event_id="e", label=f"Killed{STEERING}", happening_id="h", status="counted")
    reason = {"event_id": "e", "claim_a": "c3", "claim_b": "c0", "reason": "disagreement", "words": STEERING,
              "rule": "r"}  # fmt: skip
    summed = {"check": "parts", "claims": "c1 c0", "expected": f"= {STEERING}", "holds": "no"}
    article = {"path": "a", "sha256": "x", "published": DAY, "language": "en"}
    listed = tables.frame("articles", [article | {"article_id": name, "publisher": name + STEERING} for name in "ab"])
    title = f"Title{STEERING}"
    drawn = [
        charts.timeline(placed, title), charts.history(placed, title), charts.multiples(placed, title),
        charts.spread(placed, title), charts.coverage(listed, title),
        charts.ladder(tables.frame("reasons", [reason], strict=False), placed, title),
        charts.waterfall(placed, tables.frame("ledger", [summed], strict=False), title),
    ]  # fmt: skip
    for chart in drawn:
        assert chart.sheets, chart.title
        shown = [repr(chart), repr(chart.page(None)), drawing(chart), chart.page(lambda claim: "#a", "a.csv").code,
                 chart._repr_html_(), chart.save(tmp_path / "a.svg").read_text(encoding="utf-8")]  # fmt: skip
        assert not set().union(*map(steered, shown)), chart.title
        assert b"\x1b[2J" not in chart.save(tmp_path / "a.png").read_bytes()
        monkeypatch.setenv("NEWSLIB_PAGES", "yes")
        assert not steered(chart._repr_html_())
        monkeypatch.delenv("NEWSLIB_PAGES")
