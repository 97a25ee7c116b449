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

from newslib import reports, tables
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
