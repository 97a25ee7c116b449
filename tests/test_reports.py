"""The export: verbatim, safe, steady, and with no number that nothing stands behind."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from newslib import corrections, reports, tables
from newslib.cli import main
from newslib.compare import comparison
from newslib.markup import anchor, escape, printable, say, table
from newslib.reports.texts import Span, texts
from newslib.reports.texts import _text as marked_text

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def processed(sample: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    for name, rows in sample.items():
        tables.write(name, rows, folder, {"inputs": {"<b>.txt": "00"}}, strict=False)
    return folder


def notebook(folder: Path, prose: str) -> Path:
    cells = [
        nbformat.v4.new_markdown_cell(f"# One: two\n\n{prose}\n\n## Part a\n\n## Part b", id="a"),
        nbformat.v4.new_code_cell("1 < 2", id="b", execution_count=1, outputs=[
            nbformat.v4.new_output("execute_result", {"text/html": "<p>41</p>"}, execution_count=1),
            nbformat.v4.new_output("display_data", {"text/plain": "<i>7</i>"}),
            nbformat.v4.new_output("stream", text="<i>7</i>"),
        ]),
    ]  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / "01_one.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exported(processed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("export")
    return reports.export(processed, notebook(top / "books", "No numbers here."), top / "out").parent


def test_nothing_is_wrong_with_a_hostile_corpus(exported: Path, sample: Tables):
    assert reports.check_export(exported, sample) == []


def test_pages_hold_no_element_of_the_articles(exported: Path):
    for path in exported.rglob("*.html"):
        tree = html.document_fromstring(path.read_bytes())
        assert not tree.xpath("//script | //img | //b | //i | //@onerror"), path.name
        assert not tree.xpath("//a[contains(@href, ':')]"), path.name


def test_text_of_a_page_is_the_article(exported: Path, sample: Tables):
    tree = html.document_fromstring((exported / "articles" / "a-feed0.html").read_bytes())
    (shown,) = tree.xpath("//div[@class='text']")
    assert shown.text_content() == printable(texts(sample["segments"])["feed0"])
    assert [mark.text_content() for mark in shown.xpath(".//mark")] == ["at least 12 people", "15 человек"]
    assert shown.xpath(".//mark/@data-label") == ["1 killed", "2 killed"]
    assert shown.xpath(".//span[@data-label='en']/@lang") == ["en"]


def test_export_is_steady_and_forgets_old_pages(processed: Path, exported: Path, tmp_path: Path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a-old.html").write_text("old")
    reports.export(processed, exported.parent / "books", tmp_path)
    again = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert again == {path.relative_to(exported): path.read_bytes() for path in exported.rglob("*.*")}


def test_prose_with_a_number_of_its_own_is_found(processed: Path, tmp_path: Path):
    index = reports.export(processed, notebook(tmp_path / "books", "We found 1,026 dead."), tmp_path / "out")
    (problem,) = reports.check_export(index.parent)
    assert problem.startswith("01_one.html: no code printed the number '1,026'")


@pytest.mark.parametrize(("page", "before", "after", "words"), [
    ("index.html", "<main", "<script></script><main", "<script> stands in the page"),
    ("index.html", "style-src", "script-src", "content security policy"),
    ("index.html", 'href="articles/a-feed0.html"', 'href="articles/none.html"', "leads nowhere"),
    ("index.html", 'href="articles/a-feed0.html"', 'href="https://example.org/"', "leads outside"),
    ("articles/a-feed0.html", 'href="#row-', 'href="#gone-', "no such place"),
    ("articles/a-feed0.html", "at least", "at most", "the text differs"),
    ("articles/a-feed0.html", '<mark id="claim-feed0-', '<mark id="main"', "stands twice"),
    ("01_one.html", "<p>41</p>", '<p onclick="x">41</p>', "has onclick"),
])  # fmt: skip
def test_check_finds(exported: Path, sample: Tables, tmp_path: Path, page: str, before: str, after: str, words: str):
    for path in exported.rglob("*.*"):
        target = tmp_path / path.relative_to(exported)
        target.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path.relative_to(exported).as_posix() == page:
            assert before in text
            text = text.replace(before, after)
        target.write_text(text, encoding="utf-8")
    assert any(words in problem for problem in reports.check_export(tmp_path, sample))


@pytest.mark.parametrize("rows", [slice(None), slice(0)], ids=["hostile", "empty"])
def test_comparison_page_needs_no_texts(sample: Tables, tmp_path: Path, rows: slice):
    claims = sample["claims"][rows]
    page = reports.comparison_page(claims, comparison(claims), tmp_path)
    assert reports.check_export(page.parent) == []


def test_missing_page_is_found(exported: Path, sample: Tables, tmp_path: Path):
    (tmp_path / "index.html").write_bytes((exported / "index.html").read_bytes())
    problems = reports.check_export(tmp_path, sample)
    assert any("has no page" in problem for problem in problems)
    assert reports.check_export(tmp_path / "articles") != []


def spoken(*rows: dict[str, object]) -> pd.DataFrame:
    base = {"outcome": "killed", "side": "ukraine", "place": "Port", "tally": "incident", "published": "2024-03-05"}
    return tables.frame("claims", [{"claim_id": f"c{n}", **base, **row} for n, row in enumerate(rows)], strict=False)


RIVALS = spoken(
    {"source_name": "A ministry", "low": 1000, "stated": 1000, "modifier": "more_than", "article_id": "x"},
    {"source_name": "B council", "low": 40, "high": 40, "stated": 40, "modifier": "exact"},
    {"source_name": "A ministry", "low": 5, "stated": 5, "modifier": "at_least", "place": "Hill", "outcome": "wounded"},
    {"source_name": "B council", "low": 9, "high": 9, "stated": 9, "modifier": "exact", "place": "Hill",
     "outcome": "wounded"},
)  # fmt: skip
MADE = comparison(RIVALS)


def test_distance_keeps_the_bound_and_leads_to_the_claim():
    events = reports.furthest(MADE["discrepancies"])
    shown = reports.how_far_apart(events, MADE["estimates"], "Apart", reports.in_articles(RIVALS)).code
    assert '<a href="../exports/articles/a-x.html#claim-c0">more than 1,000</a>' in shown
    assert "<strong>40</strong><br>B council, <time>2024-03-05</time>" in shown  # its article is not known


def test_who_cannot_both_be_right_comes_first():
    wide = MADE["discrepancies"].assign(ratio=[1.5, 99.0], gap=[3.0, 0.0])
    assert reports.furthest(wide)["ratio"].tolist() == [1.5, 99.0]
    assert "against" in reports.furthest_apart(MADE["discrepancies"], MADE["estimates"]).plain
    agreed = MADE["discrepancies"].assign(gap=0.0)
    assert "no two sources contradict" in reports.furthest_apart(agreed, MADE["estimates"]).plain


def test_rules_stand_side_by_side():
    shown = html.fragment_fromstring(
        reports.rules_side_by_side(MADE["policies"], MADE["discrepancies"]).code, create_parent=True
    )
    heads = shown.xpath("(.//table)[1]//th/text()")
    assert heads[:3] == ["event", "lowest", "low best high"]
    assert len(shown.xpath("(.//table)[1]/tbody/tr")) == len(MADE["discrepancies"])


def test_failing_sums_are_told_once_and_pairs_of_sizes_counted():
    row = {"claims": "c1 c0", "expected": "1000", "found": "40", "difference": -960, "rule": "r", "holds": "no"}
    kinds = ("parts", "parts", "magnitude")
    ledger = tables.frame("ledger", [{"check": kind, **row} for kind in kinds], strict=False)
    shown = reports.failing_sums(ledger, RIVALS)
    assert shown.code.count("parts against their total") == 1
    assert '<a href="#claim-c0">more than 1,000</a>' in shown.code
    assert "is more than twice the other" in shown.code
    assert "<strong" not in reports.failing_sums(ledger.head(0), RIVALS).code


def test_checks_that_hold_are_counted_and_numbers_without_a_print_apart():
    rows = [
        ("parts", "told_as_part", "c1 c0"),
        ("locale", "separator", "c0"),
        *[("locale", "whole_thousands", "c1")] * 2,
    ]
    ledger = tables.frame("ledger", [
        {"check": check, "claims": ids, "holds": "yes", "rule": rule} for check, rule, ids in rows
    ], strict=False)  # fmt: skip
    shown = reports.failing_sums(ledger, RIVALS).plain
    assert "Checks that hold: parts against their total: 1; dot or comma: 1." in shown
    assert "of which no print is known: 2." in shown


def test_printed_numbers_stand_beside_the_daily_series_contradictions_first(tmp_path: Path):
    cells = {"outcome": "killed", "side": "russia", "place": "Ukraine", "tally": "cumulative", "group": "military",
             "source_id": "ukraine_general_staff", "modifier": "exact"}  # fmt: skip
    series = [cells | {"claim_id": f"s{n}", "said": f"2022-04-{n:02}", "stated": 1000 * n} for n in range(1, 6)]
    told = [cells | {"claim_id": f"c{n}", "said": "2022-04-04", "stated": n} for n in (4000, 9999)]
    claims = tables.frame("claims", told, strict=False)
    made = comparison(claims, series=tables.frame("claims", series, strict=False))
    page = reports.comparison_page(claims, made, tmp_path).read_text(encoding="utf-8")
    body = page.partition('id="printed"')[2]
    assert 0 < body.index("cannot both be right") < body.index("the number of that day")
    assert '<a href="#claim-c9999">9,999</a>' in body
    assert "cannot both be right: 1; the number of that day: 1." in " ".join(
        html.fromstring(page).text_content().split()
    )
    assert 'id="printed"' not in reports.comparison_page(claims, comparison(claims), tmp_path).read_text()


def test_answers_show_their_sentence(sample: Tables):
    claim = sample["claims"].iloc[0]
    start = int(claim["start"])
    told = {"statement_id": "s", "article_id": claim["article_id"], "source_name": "A council", "stance": "doubts",
            "cue_start": start, "cue_end": start + 8, "answers": claim["claim_id"], "language": "en"}  # fmt: skip
    statements = tables.frame("statements", [told], strict=False)
    shown = reports.answers(statements, sample["claims"], sample["segments"]).code
    assert "Officials said <mark>at least</mark> 12 people died." in shown
    assert f'href="#{anchor(claim["claim_id"])}"' in shown
    assert "No number was denied" in reports.answers(statements.head(0), sample["claims"], sample["segments"]).code


def test_changed_copies_name_both():
    drift = tables.frame("drift", [{"original": "c1", "copy": "c0", "changed": "modifier", "before": "exact",
                                    "after": "more_than"}])  # fmt: skip
    shown = html.fragment_fromstring(reports.changed_on_the_way(drift, RIVALS).code)
    assert [cell.text_content() for cell in shown.xpath(".//td")] == [
        "bound", "exact", "more than", "40 (B council, 2024-03-05)", "more than 1,000 (A ministry, 2024-03-05)",
    ]  # fmt: skip


def test_unknown_sources_come_before_known_ones(sample: Tables):
    claims = sample["claims"].assign(source_id=["russia_mod", None] * 2, source_name=["A", "B council"] * 2)
    shown = reports.sentences_with_claims(claims, sample["segments"]).plain
    assert shown.splitlines() == ["B council (not in the registry): 2", "Russian Ministry of Defence: 2"]


def test_gaps_name_the_longest_quiet_stretches():
    days = [{"kind": "days_missing", "n": n, "first_date": f"2022-03-{n:02}"} for n in range(1, 9)]
    other = [{"kind": "language", "name": "en", "n": 3}, {"kind": "undated", "n": 2}]
    coverage = tables.frame("coverage", [*days, *other])
    shown = html.fragment_fromstring(reports.gaps(coverage).code)
    assert [row.text_content() for row in shown.xpath(".//tbody/tr/td[5]")] == ["8", "7", "6", "5", "4", "6", "2"]
    assert "3 shorter stretches" in shown.text_content()


@pytest.mark.parametrize(("text", "expected"), [
    ("outcome,stated\nkilled,12\nkilled,15\n", 0), ("who;says\nA;12\n", 2), ("outcome,stated\n", 0),
], ids=["no ids", "other columns", "no rows"])  # fmt: skip
def test_a_table_coded_by_hand_is_compared(text: str, expected: int, tmp_path: Path, capsys: pytest.CaptureFixture):
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    assert main(["compare", str(tmp_path / "mine.csv"), "--out", str(tmp_path / "out")]) == expected
    assert (tmp_path / "out" / "index.html").exists() == (expected == 0)
    assert ("docs/codebook.md" in capsys.readouterr().err) == (expected == 2)


def test_a_decision_is_written_with_its_context(sample: Tables, processed: Path, tmp_path: Path):
    claim = sample["claims"].iloc[0]
    told = ["--who", "A", "--when", "2024-03-06", "--why", "w", "--raw", str(tmp_path), "--processed", str(processed)]
    assert main(["correct", claim["claim_id"], "set", "source_id", "russia_mod", *told]) == 0
    assert main(["correct", claim["claim_id"], "merge", "one label", *told]) == 0
    rows = corrections.read(tmp_path / "corrections.csv")
    assert rows["decision"].tolist() == ["1", "2"]
    assert rows["prefix"].tolist()[0].endswith("Officials said ")
    assert rows["value"].tolist() == ["russia_mod", "one label"]
    assert main(["correct", claim["claim_id"], "set", "outcome", "killed", *told]) == 2
    assert main(["correct", "nobody", "reject", *told]) == 2


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.booleans()), max_size=6)


@given(st.text(min_size=31, max_size=60), st.lists(st.integers(1, 30), max_size=3), SPANS)
@settings(max_examples=80, deadline=None)
def test_any_text_is_shown_verbatim_with_any_marks(text: str, borders: list[int], spans: list[tuple[int, int, bool]]):
    cuts = sorted({0, len(text), *borders})
    segments = pd.DataFrame(
        {"start": a, "end": b, "language": f"l{a % 2}", "kind": "body", "text": text[a:b]} for a, b in pairwise(cuts)
    )
    chosen = [Span(a, min(a + n, len(text)), f"c{i}" if claim else "", str(i)) for i, (a, n, claim) in enumerate(spans)]
    shown = html.fragment_fromstring(marked_text(segments, chosen, True).code)
    assert shown.text_content() == printable(text)
    for span in chosen:
        if span.claim_id:
            marks = shown.xpath("//mark[@data-claim=$id]", id=span.claim_id)
            assert "".join(mark.text_content() for mark in marks) == printable(text[span.start : span.end])
            assert len(shown.xpath("//*[@id=$id]", id=anchor(span.claim_id))) == 1


@given(st.text())
@settings(deadline=None)
def test_escaped_text_comes_back(text: str):
    assert html.fragment_fromstring(f"<p>{escape(text)}</p>").text_content() == printable(text)


def test_say_refuses_numbers_without_a_value():
    with pytest.raises(ValueError, match="must come from a value"):
        say("There are 3 of {n}.", n=4)


def test_table_escapes_heads_captions_and_cells():
    shown = table(pd.DataFrame({"<h>": ["<c>"]}), "<t>").code
    assert "<h>" not in shown
    assert "<c>" not in shown
    assert "<t>" not in shown


def test_summary_has_five_sentences_for_any_corpus(sample: Tables):
    empty = {name: rows.head(0) for name, rows in sample.items()}
    assert [len(reports.summary(known)) for known in (sample, empty)] == [5, 5]
