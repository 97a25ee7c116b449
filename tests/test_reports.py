"""The export: verbatim, safe, steady, and with no number that nothing stands behind."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from rdflib import RDF, Graph, Namespace
from rocrate.rocrate import ROCrate

from newslib import corrections, reports, tables
from newslib.cli import main
from newslib.compare import comparison
from newslib.markup import anchor, dated, escape, printable, say
from newslib.outputs import PAGES, together
from newslib.reports.corpus import Edition, disagreements
from newslib.reports.pages import ClaimRows, range_of
from newslib.reports.texts import Span, texts
from newslib.reports.texts import _text as marked_text
from newslib.templates import Site, show

Tables = dict[str, pd.DataFrame]
SCHEMA, OA = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/oa#")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08]")


@pytest.fixture(scope="module")
def processed(sample: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    for name, rows in known(sample).items():
        tables.write(name, rows, folder, {"inputs": {"<b>.txt": "00"}}, strict=False)
    return folder


def known(sample: Tables) -> Tables:
    """The tables of the sample with what comparing makes of its claims."""
    given = {name: sample[name] for name in ("articles", "problems", "segments", "statements", "claims", "orphans")}
    return given | comparison(sample["claims"])


def notebook(folder: Path, prose: str) -> Path:
    cells = [
        nbformat.v4.new_markdown_cell(f"# One: two\n\n{prose}\n\n## Part <b>a</b>\n\n[x](https://example.org)", id="a"),
        nbformat.v4.new_code_cell("1 < 2", id="b", execution_count=1, outputs=[
            nbformat.v4.new_output("execute_result", {"text/html": "<style>p{}</style><p style='x'>41</p>"},
                                   execution_count=1),
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
    return reports.export(processed, top / "out", notebooks=notebook(top / "books", "No numbers here.")).parent


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_wrong_with_a_hostile_corpus(exported: Path, sample: Tables):
    assert reports.check_export(exported, known(sample)) == []


def test_pages_hold_no_element_of_the_articles(exported: Path):
    for path in exported.rglob("*.html"):
        tree = html.document_fromstring(path.read_bytes())
        assert not tree.xpath("//img | //i | //@onerror | //@style"), path.name
        assert len(tree.xpath("//script[not(@type)]")) == 1
        assert not tree.xpath("//a[contains(@href, ':')]"), path.name


def test_no_control_or_direction_character_is_written(exported: Path):
    for name, data in files(exported).items():
        if not name.startswith("tables/"):  # tables keep what was read, escaped where it is shown
            assert not BIDI.search(data.decode("utf-8")), name


def test_text_of_a_page_is_the_article(exported: Path, sample: Tables):
    tree = html.document_fromstring((exported / "articles" / "a-feed0.html").read_bytes())
    (shown,) = tree.xpath("//div[@class='text']")
    assert shown.text_content() == printable(texts(sample["segments"])["feed0"])
    assert [mark.text_content() for mark in shown.xpath(".//mark")] == ["at least 12 people", "15 человек"]
    assert shown.xpath(".//mark/@data-label") == ["1 killed", "2 killed"]
    assert shown.xpath(".//span[@data-label='en']/@lang") == ["en"]


def test_export_is_steady_and_removes_only_its_own_files(processed: Path, exported: Path, tmp_path: Path):
    books, out = exported.parent / "books", tmp_path / "out"
    reports.export(processed, out, notebooks=books)
    assert files(out) == files(exported)
    (out / "mine.txt").write_text("mine")
    (out / "articles" / "mine.html").write_text("mine")
    (out / "01_one.html").write_text("changed by hand")
    reports.export(processed, out)
    assert {"mine.txt", "articles/mine.html", "01_one.html"} <= set(files(out))
    assert not set(json.loads((out / PAGES).read_text())) & {"mine.txt", "articles/mine.html", "01_one.html"}


def test_a_file_of_somebody_else_is_never_replaced(processed: Path, tmp_path: Path):
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(ValueError, match="not a file that newslib wrote"):
        reports.export(processed, tmp_path)
    assert (tmp_path / "index.html").read_text() == "mine"
    (tmp_path / "index.html").unlink()
    reports.export(processed, tmp_path)
    assert reports.check_export(tmp_path) == []


def test_nothing_is_written_through_a_link(tmp_path: Path):
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.html").symlink_to(tmp_path / "elsewhere")
    wrong = pytest.raises(ValueError, match="not a file that newslib wrote")
    with wrong, together(tmp_path / "out", PAGES) as stage:
        Site(stage, ()).file("x.html", "y")
    assert (tmp_path / "elsewhere").read_text() == "mine"


def test_prose_with_a_number_of_its_own_is_found(processed: Path, tmp_path: Path):
    index = reports.export(processed, tmp_path / "out", notebooks=notebook(tmp_path / "books", "We found 1,026 dead."))
    (problem,) = reports.check_export(index.parent)
    assert problem.startswith("01_one.html: no code printed the number '1,026'")


@pytest.mark.parametrize(("page", "before", "after", "words"), [
    ("index.html", "<main", "<script>1</script><main", "<script> stands in the page"),
    ("index.html", "style-src", "img-src", "content security policy"),
    ("index.html", 'href="lists/happenings.html"', 'href="lists/none.html"', "leads nowhere"),
    ("index.html", 'href="lists/happenings.html"', 'href="https://example.org/"', "leads outside"),
    ("index.html", 'data-by="claims">4', 'data-by="claims">5', "claims is shown as '5', the tables give '4'"),
    ("articles/a-feed0.html", 'href="#row-', 'href="#gone-', "no such place"),
    ("articles/a-feed0.html", "at least", "at most", "the text differs"),
    ("articles/a-feed0.html", '">at least 12</a>', '">at least 13</a>', "it says 'at least 12'"),
    ("articles/a-feed0.html", '<mark id="claim-feed0-', '<mark id="main"', "stands twice"),
    ("articles/a-feed0.html", "<h2", "\u202e<h2", "direction character"),
    ("01_one.html", "<p>41</p>", '<p onclick="x">41</p>', "has onclick"),
    ("tables/claims.csv", "feed0", "feed1", "changed since it was written"),
])  # fmt: skip
def test_check_finds(exported: Path, sample: Tables, tmp_path: Path, page: str, before: str, after: str, words: str):
    for name, data in files(exported).items():
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True, parents=True)
        if name == page:
            assert before in data.decode("utf-8")
            data = data.decode("utf-8").replace(before, after).encode("utf-8")
        target.write_bytes(data)
    assert any(words in problem for problem in reports.check_export(tmp_path, known(sample)))


def test_verdict_is_short():
    lines = reports.verdict([f"p{n}" for n in range(99)])
    assert len(lines) == 20
    assert lines[-2:] == ["... and 81 more", "The export was checked: 99 problems."]


@pytest.mark.parametrize("rows", [slice(None), slice(0)], ids=["hostile", "empty"])
def test_a_claims_table_needs_no_texts(sample: Tables, tmp_path: Path, rows: slice):
    made = {"claims": sample["claims"][rows], **comparison(sample["claims"][rows])}
    reports.write(made, tmp_path, notes=["Row 3 was not compared."])
    assert reports.check_export(tmp_path, made) == []
    assert "Row 3 was not compared." in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_missing_page_is_found(exported: Path, sample: Tables, tmp_path: Path):
    for name, data in files(exported).items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "articles" / "a-feed0.html").unlink()
    (tmp_path / "lists" / "claims.html").unlink()
    problems = reports.check_export(tmp_path, known(sample))
    assert "lists/claims.html: gone since it was written; run again" in problems
    assert reports.check_export(tmp_path / "articles") != []


def test_every_csv_is_valid_by_its_schema(exported: Path):
    package = Package(str(exported / "datapackage.json"))
    assert {one.path for one in package.resources} == {name for name in files(exported) if name.endswith(".csv")}
    report = package.validate()
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert {"claims", "reasons", "happenings"} <= {task.name for task in report.tasks}


def test_run_is_a_crate(exported: Path):
    crate = ROCrate(str(exported))
    named = {entity.id for entity in crate.data_entities}
    assert {"tables/claims.csv", "downloads/claims.jsonld"} <= named
    assert "<b>.txt" in {entity.get("name") for entity in crate.contextual_entities}


def test_annotations_find_their_text_again(exported: Path, sample: Tables):
    whole = texts(sample["segments"])
    items = json.loads((exported / "downloads" / "annotations.jsonld").read_text(encoding="utf-8"))["items"]
    for item in items:
        quote, position = item["target"]["selector"]
        text = printable(whole[item["target"]["source"].rpartition(":")[2]])
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert len(items) == len(sample["claims"])


def test_claims_are_linked_data(exported: Path, sample: Tables):
    graph = Graph().parse(exported / "downloads" / "claims.jsonld", format="json-ld")
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    assert len(claims) == len(sample["claims"])
    assert {str(graph.value(claim, SCHEMA.text)) for claim in claims} == {"at least 12 people", "15 человек"}
    assert all(graph.value(graph.value(claim, SCHEMA.author), SCHEMA.name) for claim in claims)
    assert all(graph.value(graph.value(claim, SCHEMA.appearance), SCHEMA.sha256) for claim in claims)


def test_annotations_are_linked_data(exported: Path, sample: Tables):
    told = json.loads((exported / "downloads" / "annotations.jsonld").read_text(encoding="utf-8"))
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    words = {"id": "@id", "type": "@type", "target": "oa:hasTarget", "selector": "oa:hasSelector", "start": "oa:start"}
    told["@context"] = {"@vocab": str(OA), "oa": str(OA), **words}  # no network: the words of the context that matter
    graph = Graph().parse(data=json.dumps(told), format="json-ld")
    starts = {graph.value(one, OA.start).toPython() for one in graph.subjects(RDF.type, OA.TextPositionSelector)}
    assert starts == set(sample["claims"]["start"])


def test_views_like_those_of_others_are_read_again(tmp_path: Path):
    made = {"claims": (printed := RIVALS.assign(publisher="The Sample")), **comparison(printed)}
    reports.write(made, tmp_path)
    package = Package(str(tmp_path / "datapackage.json"))
    ucdp, acled = (package.get_resource(name).read_rows() for name in ("ucdp", "acled"))
    assert {row["id"]: row["low"] for row in ucdp} == {row["event_id_cnty"]: row["fatalities"] for row in acled}
    assert all(row["low"] <= row["best"] <= row["high"] for row in ucdp)
    assert {"1000", "600"} & {str(int(row["high"])) for row in ucdp}
    for name in ("ucdp", "acled"):  # what reads the tables of those projects reads ours
        view = tmp_path / "downloads" / f"{name}_like.csv"
        assert main(["compare", str(view), "--map", name, "--out", str(tmp_path / name)]) == 0


def test_every_name_of_a_happening_leads_to_its_page(exported: Path, sample: Tables):
    named = {one.name: one.address for one in Edition(known(sample)).happenings}
    for path in exported.rglob("*.html"):
        tree = html.document_fromstring(path.read_bytes())
        for cell in tree.xpath("//main//td | //main//li"):
            if to := named.get(cell.text_content().strip()):
                (link,) = cell.xpath(".//a/@href")
                assert (path.parent / link.partition("#")[0]).resolve().relative_to(exported.resolve()).as_posix() == to


def test_a_page_that_is_too_large_is_found(exported: Path, tmp_path: Path):
    for name, data in files(exported).items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        more = b"<p>" + b"x" * 1_000_000 + b"</p></main>" if name == "gaps.html" else b"</main>"
        (tmp_path / name).write_bytes(data.replace(b"</main>", more))
    (problem,) = reports.check_export(tmp_path)
    assert problem.startswith("gaps.html: the page has 1,0")


def spoken(*rows: dict[str, object]) -> pd.DataFrame:
    base = {"outcome": "killed", "side": "ukraine", "place": "Port", "tally": "incident", "published": "2024-03-05",
            "event_date": "2024-03-04"}  # fmt: skip
    return tables.frame("claims", [{"claim_id": f"c{n}", **base, **row} for n, row in enumerate(rows)], strict=False)


RIVALS = spoken(
    {"source_name": "A ministry", "low": 1000, "stated": 1000, "modifier": "more_than", "article_id": "x"},
    {"source_name": "B council", "low": 600, "high": 600, "stated": 600, "modifier": "exact"},
    {"source_name": "A ministry", "low": 2, "high": 2, "stated": 2, "modifier": "exact", "place": "Hill"},
    {"source_name": "B council", "low": 4, "high": 4, "stated": 4, "modifier": "exact", "place": "Hill"},
    {"low": 900, "high": 900, "stated": 900, "modifier": "exact", "place": "Dale"},
    {"source_name": "B council", "low": 60, "high": 60, "stated": 60, "modifier": "exact", "place": "Dale"},
)  # fmt: skip


def test_only_named_sources_and_numbers_of_five_are_a_headline(tmp_path: Path):
    made = {"claims": RIVALS, **comparison(RIVALS)}
    found = disagreements(Edition(made))
    assert [{pair.claim_a, pair.claim_b} for _, _, pair in found] == [{"c0", "c1"}]
    reports.write(made, tmp_path)
    shown = html.document_fromstring((tmp_path / "index.html").read_bytes()).xpath("//ol[@class='findings']/li")
    told = "600 (2024-03-05) according to B council, but more than 1,000 (2024-03-05) according to A ministry."
    assert told in shown[0].text_content()
    listed = html.document_fromstring((tmp_path / "lists" / "happenings.html").read_bytes())
    row = next(row for row in listed.xpath("//tbody/tr") if "Port" in row.text_content())
    assert "600 to more than 1,000" in row.xpath("string(td[3])")
    assert "Killed: people of Ukraine 600 to more than 1,000; the higher was said last" in row.xpath("string(td[3])")
    assert len(row.xpath("td[3]/a[@class='number' and starts-with(@href, '../happenings/')]")) == 2
    assert "against" in reports.summary(made)[-1]


def test_the_first_page_answers_from_the_claims_that_are_asked_about(tmp_path: Path):
    made = {"claims": RIVALS, **comparison(RIVALS)}
    for asked, told in ((frozenset({"c2", "c3"}), ("Hill", "2 (A ministry", "4 (B council", "2 named sources")),
                        (frozenset({"c4"}), ("No named source gives a number",))):  # fmt: skip
        reports.write(made, tmp_path, asked=reports.Asked("How many?", asked))
        page = html.document_fromstring((tmp_path / "index.html").read_bytes())
        answer = page.xpath("string(//p[@class='lead'][2])")
        assert all(words in answer for words in told), answer


def test_headlines_stand_in_the_order_of_their_rank():
    made = {"claims": RIVALS, **comparison(RIVALS)}
    made["reasons"] = made["reasons"].assign(reason="disagreement", rank=pd.Series([3, None, 1], dtype="Int64"))
    assert [pair.claim_a for _, _, pair in disagreements(Edition(made))] == ["c0", "c4"]


def test_what_a_notebook_names_leads_to_the_page_of_its_happening(tmp_path: Path):
    row = {
        "source": "Harbour Office",
        "outcome": "killed",
        "side": "ukraine",
        "place": "Port Alba",
        "published": "2022-05-02",
    }
    claims = tables.frame("claims", [row | {"claim_id": "c1", "stated": 4, "tally": "increment"}], strict=False)
    made = {"claims": claims, **comparison(claims)}
    happening = Edition(made).happenings[0]
    addition = happening.things[0].label  # it names the day that it was added on
    assert "2022-05-02" in addition
    shown = f"<table><tr><td></td><td>{escape(happening.name)}</td><td>{dated(addition)}</td></tr></table>"
    told = nbformat.v4.new_output("execute_result", {"text/html": shown})
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[told])])
    (tmp_path / "06_more.ipynb").write_text(nbformat.writes(book), encoding="utf-8")
    reports.write(made, tmp_path / "out", notebooks=tmp_path)
    page = html.document_fromstring((tmp_path / "out" / "06_more.html").read_bytes())
    assert page.xpath("//td/a/@href") == [happening.address] * 2


def test_an_article_without_a_title_is_called_by_its_first_words():
    text = "date 2024-03-05\n\nTwo people died in Port on Monday, officials said. " + "More follows. " * 9
    segment = {"article_id": "a", "start": 0, "end": len(text), "text": text, "language": "en", "segment": 0}
    articles = [{"article_id": name, "path": "a.txt", "title": title} for name, title in (("a", "\u26a1"), ("b", None))]
    corpus = Edition({"articles": tables.frame("articles", articles, strict=False),
                     "segments": tables.frame("segments", [segment], strict=False)})  # fmt: skip
    first, second = map(corpus.title, corpus.articles)
    assert first.startswith("Two people died in Port on Monday, officials said.")
    assert first.endswith("…")
    assert second == "a.txt"


def test_the_range_of_a_thing_says_which_number_came_last():
    made = {"claims": RIVALS, **comparison(RIVALS)}
    rows = ClaimRows(Edition(made))
    own = [row for row in rows.corpus.rows if row.claim_id in ("c0", "c1")]
    shown = str(range_of(own, rows.told).striptags())
    assert shown == "600 (B council, 2024-03-05) to more than 1,000 (A ministry, 2024-03-05); the higher was said last"
    assert range_of(own[:1], rows.told).striptags() == rows.told(own[0].claim_id).striptags()
    assert range_of([], rows.told) == ""
    lowered = [
        {"source_name": "police", "stated": 90, "number": "90", "event_date": "2024-03-05", "said": "2024-03-06"},
        {"source_name": "ministry", "stated": 50, "number": "50", "event_date": "2024-03-05", "said": "2024-03-07"},
        {"source_name": "city", "stated": 90, "number": "90", "event_date": "2024-03-05", "said": "2024-03-07"},
    ]
    made = {"claims": spoken(*lowered)}
    again = ClaimRows(Edition({**made, **comparison(made["claims"])}))
    shown = range_of(again.corpus.rows, again.told).striptags()
    assert shown == "50 (ministry, 2024-03-07) to 90 (city, 2024-03-07); the lower was said last"
    vague = {"claims": spoken({"source_name": "A", "vague": True, "modifier": "unknown", "number": "hundreds"})}
    told = ClaimRows(Edition(vague | comparison(vague["claims"])))
    assert range_of(told.corpus.rows, told.told).striptags() == "hundreds (A, 2024-03-05)"


def test_a_number_leads_to_its_evidence_and_to_its_mark(exported: Path, sample: Tables):
    row = sample["claims"].iloc[0]
    page = html.document_fromstring((exported / "lists" / "claims.html").read_bytes())
    (to,) = page.xpath("//a[@class='number'][@data-claim=$id]/@href", id=row["claim_id"])
    assert to == f"../articles/a-feed0.html#{anchor(row['claim_id'])}"
    (happening,) = page.xpath("//tr[.//a[@data-claim=$id]]/td[5]/a/@href", id=row["claim_id"])
    evidence = html.document_fromstring((exported / "lists" / happening.partition("#")[0]).resolve().read_bytes())
    (back,) = evidence.xpath("//tr[@id=$id]//a[@class='number']/@href", id=anchor(row["claim_id"]))
    assert back == to


def test_lists_are_cut_into_pages_and_by_what_claims_have_in_common(tmp_path: Path):
    rows = [{"source_name": "A ministry", "stated": n, "modifier": "exact", "outcome": ("killed", "wounded")[n % 2],
             "published": f"2024-0{3 + n % 3 // 2}-05"} for n in range(450)]  # fmt: skip
    made = {"claims": spoken(*rows)}
    made |= comparison(made["claims"])
    reports.write(made, tmp_path)
    sizes = {
        name: data.count(b'<td data-head="says"')
        for name, data in files(tmp_path / "lists").items()
        if name.startswith("claims") and name.endswith(".html")
    }
    assert sizes["claims.html"] == sizes["claims-p2.html"] == 150
    assert sizes["claims-p3.html"] == 150
    assert sizes["claims-outcome-killed.html"] + sizes["claims-outcome-killed-p2.html"] == 225
    assert [sizes[f"claims-month-2024-0{month}.html"] for month in (3, 4)] == [150, 150]
    cut = html.document_fromstring((tmp_path / "lists" / "claims-outcome-killed.html").read_bytes())
    assert "claims-month-2024-04.html" in cut.xpath("//div[@class='facets']//a/@href")
    assert reports.check_export(tmp_path, made) == []


CODED = "source,outcome,published,stated\nA,killed,2022-04-13,12\nB,killed,2022-04-13,15\n"


@pytest.mark.parametrize(("text", "expected"), [
    (CODED, 0), ("who;says\nA;12\n", 2), ("outcome,stated\n", 0),
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
@settings(max_examples=80)
def test_any_text_is_shown_verbatim_with_any_marks(text: str, borders: list[int], spans: list[tuple[int, int, bool]]):
    cuts = sorted({0, len(text), *borders})
    segments = pd.DataFrame(
        {"start": a, "end": b, "language": f"l{a % 2}", "kind": "body", "text": text[a:b]} for a, b in pairwise(cuts)
    )
    chosen = [Span(a, min(a + n, len(text)), f"c{i}" if claim else "", str(i)) for i, (a, n, claim) in enumerate(spans)]
    shown = html.fragment_fromstring(marked_text(list(segments.itertuples()), chosen, True).code)
    assert shown.text_content() == printable(text)
    for span in chosen:
        if span.claim_id:
            marks = shown.xpath("//mark[@data-claim=$id]", id=span.claim_id)
            assert "".join(mark.text_content() for mark in marks) == printable(text[span.start : span.end])
            assert len(shown.xpath("//*[@id=$id]", id=anchor(span.claim_id))) == 1


@given(st.text())
def test_escaped_text_comes_back(text: str):
    assert html.fragment_fromstring(f"<p>{escape(text)}</p>").text_content() == printable(text)


def test_say_refuses_numbers_without_a_value():
    with pytest.raises(ValueError, match="must come from a value"):
        say("There are 3 of {n}.", n=4)


def test_table_escapes_heads_captions_and_cells():
    shown = show(pd.DataFrame({"<h>": ["<c>"]}), "<t>").code
    assert "<h>" not in shown
    assert "<c>" not in shown
    assert "<t>" not in shown


def test_summary_is_told_of_any_corpus(sample: Tables):
    empty = {name: rows.head(0) for name, rows in known(sample).items()}
    assert all(reports.summary(known(sample)))
    assert len(reports.summary(empty)) == 3
