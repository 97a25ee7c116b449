"""The public face: a corpus opened, filtered, asked, compared, explained, corrected and taken elsewhere."""

from __future__ import annotations

import doctest
import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import newslib as nl
from newslib import corrections, projects, stages, tables
from newslib.cli import main
from newslib.corpora import Corpus
from newslib.projects import Project, find
from newslib.projects import questions as read_questions

ARTICLES = {
    "a.txt": """date 2021-03-09
Ferry sinks off Port Alba

PORT ALBA - The coast guard said 17 people were killed when a ferry sank off Port Alba on Tuesday.
At least 40 people were wounded, the coast guard said.
""",
    "b.txt": """date 2021-03-10
PORT ALBA - Mayor Ada Brook said 25 people were killed in the ferry disaster off Port Alba on Tuesday.
Nine of the dead were children, she said.
""",
    "c.txt": """date 2021-03-12
PORT ALBA - The coast guard said 19 people were killed in the ferry disaster off Port Alba on Tuesday.
""",
    "d.txt": "date 2021-05-02\nLOWTOWN - Police said four people were killed in a fire in Lowtown on Sunday.\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (raw / name).write_text(text, encoding="utf-8")
    stages.run(raw, folder / "data" / "processed")
    return folder


@pytest.fixture
def own(project, tmp_path):
    """A copy of the project whose decisions are its own."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "processed").symlink_to(project / "data" / "processed")
    (tmp_path / "data" / "raw").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "data" / "raw" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def corpus(project):
    return nl.open(project)


def test_the_face_is_a_dozen_verbs_with_docstrings():
    assert len(nl.__all__) <= 12
    assert set(nl.__all__) | {"__version__"} == set(dir(nl))
    assert all(inspect.getdoc(getattr(nl, name)) for name in nl.__all__)
    with pytest.raises(AttributeError, match="open"):
        nl.opne  # noqa: B018


def test_importing_costs_nothing():
    code = "import sys, newslib; print([m for m in ('pandas', 'spacy', 'matplotlib') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "[]\n"


def test_one_text_is_read_and_shown():
    text = nl.read("At least 12 <b>people</b> were killed, the mayor said.", date="9 March 2021")
    assert text.claims["published"].dt.date.astype(str).tolist() == ["2021-03-09"]
    assert "12 <b>people</b>: killed" in repr(text) or "killed, the mayor" in repr(text)
    assert "<b>people" not in text._repr_html_()
    with pytest.raises(ValueError, match="not a date"):
        nl.read("Two died.", date="someday")
    with pytest.raises(ValueError, match="empty"):
        nl.read(" ")


@pytest.mark.parametrize("below", ["", "data", "data/processed"])
def test_a_corpus_is_opened_from_any_of_its_folders(project, below, monkeypatch):
    assert len(nl.open(str(project / below)).claims) == len(nl.open(project).claims)
    monkeypatch.chdir(project / below)
    assert find(None, {}).processed.resolve() == (project / "data" / "processed").resolve()


def test_errors_name_the_cure(tmp_path, corpus):
    with pytest.raises(FileNotFoundError, match="run `newslib report` first"):
        nl.open(tmp_path)
    with pytest.raises(ValueError, match=r"did you mean 'killed'.*killed \(\d"):
        corpus.where(outcome="kiled")
    with pytest.raises(ValueError, match=r"'town' is no filter; there are outcome, .*until"):
        corpus.where(town="Port Alba")
    with pytest.raises(ValueError, match="no claim 'c1'"):
        corpus.explain("c1")
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        corpus.where(since="spring")
    with pytest.raises(ValueError, match="D \\(days\\)"):
        corpus.panel(freq="hour")
    with pytest.raises(ValueError, match=r"\.xlsx"):
        corpus.to_excel(tmp_path / "a.csv")
    with pytest.raises(ValueError, match="make it first"):
        corpus.to_stata(tmp_path / "none" / "a.dta")
    with pytest.raises(ValueError, match="no table 'claim'"):
        nl.columns("claim")


def test_filters_narrow_every_table(corpus):
    killed = corpus.where(outcome="killed", place="Port Alba", since="2021-03-09", until="2021-04-01")
    assert set(killed.claims["outcome"]) == {"killed"}
    assert len(killed.claims) < len(corpus.claims)
    assert set(killed.articles["path"]) <= {"a.txt", "b.txt", "c.txt"}
    assert set(killed.things["event_id"]) == set(killed.claims["event_id"].dropna())
    assert set(killed.estimates["event_id"]) <= set(killed.things["event_id"])
    assert "killed" in repr(killed)
    assert len(killed.where(source="the coast guard").claims) == 2
    assert corpus.words("outcome")["claims"].sum() == len(corpus.claims)
    with pytest.raises(ValueError, match="is no filter"):
        corpus.words("colour")
    first = corpus.happenings.iloc[0]
    assert corpus.where(happening=first["happening_id"]).title == f"happening {first['name']}"


PLACES = [
    ("Jabaliya", "palestine/gaza_strip_region/jabalya", 5), ("jabālyā", "palestine/gaza_strip_region/jabalya", 6),
    ("Jabaliya school", "", 7), ("Газа", "palestine/gaza_strip_region", 8), ("Vesnyane farm", "", 9),
    ("Kyiv", "ukraine/kyiv", 10), ("", "", 11),
]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "stated"),
    [
        ("JABALYA", [5, 6, 7]), ("Jabālyā", [5, 6, 7]), ("gaza", [5, 6, 7, 8]), ("Газа", [5, 6, 7, 8]),
        ("palestine/gaza_strip_region", [5, 6, 7, 8]), ("Palestine", [5, 6, 7, 8]), ("vesnyane", [9]),
        ("Веснянe", [9]), ("Київ", [10]), ("Ukraine", [10]),
    ],
)  # fmt: skip
def test_a_place_is_found_by_any_of_its_names_with_what_lies_in_it(word, stated):
    rows = [
        {"source": "A", "outcome": "killed", "published": f"2022-05-0{n}", "place": place or None,
         "place_id": identity or None, "stated": number}
        for n, (place, identity, number) in enumerate(PLACES, 1)
    ]  # fmt: skip
    corpus = nl.from_claims(pd.DataFrame(rows))
    assert sorted(corpus.where(place=word).claims["stated"]) == stated
    with pytest.raises(ValueError, match="no place 'Lviv'"):
        corpus.where(place="Lviv")


def test_the_corpus_itself_gives_the_question(corpus):
    asked = corpus.ask()
    first = corpus.happenings.iloc[0]
    assert asked.question.filters["happening"] == (first["happening_id"],)
    assert first["name"] in asked.title
    assert set(asked.claims["happening_id"]) == {first["happening_id"]}
    assert corpus.questions()["question"].tolist()[0] == first["happening_id"]


QUESTION = (
    '[ferry]\ntitle = "The ferry"\noutcome = "killed"\nplaces = ["Port Alba"]\nfrom = 2021-03-01\nto = 2021-04-01\n'
)


def test_a_question_is_a_few_lines(own):
    (own / "data" / "questions.toml").write_text(QUESTION + '[hurt]\ntitle = "The hurt"\noutcome = "wounded"\n')
    corpus = nl.open(own)
    assert (corpus.ask().title, corpus.ask("hurt").title) == ("The ferry", "The hurt")
    assert set(corpus.ask().claims["outcome"]) == {"killed"}
    assert corpus.questions()["question"].tolist()[:2] == ["ferry", "hurt"]
    assert nl.open(own).ask("hurt").title == "The hurt"
    with pytest.raises(ValueError, match="no question 'flood'; there are ferry, hurt"):
        corpus.ask("flood")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[", "not readable"),
        ('title = "x"', "stands outside a question"),
        ('[a]\noutcomes = "killed"', "'outcomes' is not known"),
        ('[a]\noutcome = "dead"', "'dead' is no outcome"),
        ('[a]\nfrom = "2021-03-09"', "without quotation marks"),
        ("[a]\nplaces = [1]", "words in quotation marks"),
    ],
)
def test_a_question_that_cannot_be_names_file_and_cure(tmp_path, text, told):
    path = tmp_path / "questions.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=told) as error:
        read_questions(path)
    assert str(path) in str(error.value)


def test_a_corpus_without_claims_asks_nothing(tmp_path):
    (tmp_path / "raw").mkdir()
    stages.run(tmp_path / "raw", tmp_path / "processed")
    asked = nl.open(tmp_path).ask()
    assert asked.title == "Nothing to ask: no claim was found"
    assert len(asked.compare()) == len(asked.panel()) == len(asked.to_check()) == 0
    assert asked._repr_html_()


def test_comparing_shows_the_latest_number_of_each_source_and_why_they_differ(corpus):
    topic = corpus.where(outcome="killed", place="Port Alba")
    latest = topic.compare()
    assert 19.0 in set(latest["low"])
    pairs = topic.differences()
    assert {"source_name_a", "number_a", "reason", "words"} <= set(pairs.columns)
    assert len(pairs) == len(topic.reasons) > 0


def test_what_changed_on_the_way_names_both_claims_and_leads_to_them_on_a_page(monkeypatch: pytest.MonkeyPatch):
    row = {"outcome": "killed", "group": "people", "place": "Port Alba", "tally": "incident"}
    first = {"claim_id": "c1", "source_name": "Harbour Office", "published": "2022-05-02", "publisher": "Post",
             "stated": 12, "modifier": "at_least", "quote": "at least 12 <b>dead</b>", "number": "12"}  # fmt: skip
    copy = first | {"claim_id": "c2", "published": "2022-05-03", "publisher": "Echo", "modifier": "exact",
                    "quote": "12 dead", "relay": "Post"}  # fmt: skip
    changes = nl.from_claims(pd.DataFrame([row | first, row | copy])).changes()
    assert changes[["changed", "before", "after"]].to_numpy().tolist() == [["modifier", "at_least", "exact"]]
    assert changes[["publisher_a", "publisher_b"]].to_numpy().tolist() == [["Post", "Echo"]]
    monkeypatch.setenv("NEWSLIB_PAGES", "yes")
    shown = nl.show(changes.assign(claims="c1 c2"), "Changed")._repr_html_()
    assert '<a href="#claim-c1">at least 12 &lt;b&gt;dead&lt;/b&gt;</a>' in shown
    assert '<a href="#claim-c1">1</a> <a href="#claim-c2">2</a>' in shown
    latest = pd.DataFrame({"low": [12.0, 7.0], "high": [None, 9.0], "claim_ids": ["c1 c3", "c2"], "n": [1, 2]})
    shown = nl.show(latest, "The latest number of each source")._repr_html_()
    linked = re.findall(r'<td class="n" data-head="(\w+)"><a href="#claim-(c.)">(\d+)</a></td>', shown)
    assert linked == [("low", "c1", "12"), ("low", "c2", "7"), ("high", "c2", "9")]
    monkeypatch.delenv("NEWSLIB_PAGES")
    assert "#claim-" not in nl.show(changes, "Changed")._repr_html_() + nl.show(latest, "Latest")._repr_html_()


def test_an_explanation_holds_sentence_source_and_why(corpus):
    claim = corpus.claims.query("stated == 25").iloc[0]
    told = corpus.explain(claim["claim_id"])
    assert (told.before + told.quote + told.after).strip().endswith("disaster off Port Alba on Tuesday.")
    assert "Ada Brook" in told.facts["source"]
    assert told.facts["because"]
    assert told.quote in repr(told)
    assert f"<mark>{told.quote}</mark>" in told._repr_html_()


def test_a_panel_carries_what_a_source_last_said(corpus):
    found = corpus.where(outcome="killed", place="Port Alba").panel()
    rows = found[found["source_name"].str.contains("coast guard")].set_index("period")
    assert not found.duplicated(["event_id", "source_key", "period"]).any()
    assert rows.loc["2021-03-11", ["low", "carried", "n_claims"]].tolist() == [17.0, True, 0]
    assert not rows.loc["2021-03-12", "carried"]
    assert set(corpus.panel("M")["period"].dt.day) == {1}


def test_excel_holds_the_tables_as_they_are(corpus, tmp_path):
    path = corpus.to_excel(str(tmp_path / "a.xlsx"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "claims"
    assert book["claims"].max_row == len(corpus.claims) + 1
    told = pd.read_excel(path, sheet_name="claims")
    assert told["quote"].tolist() == corpus.claims["quote"].tolist()
    assert told["published"].dt.date.tolist() == corpus.claims["published"].dt.date.tolist()
    assert set(pd.read_excel(path, sheet_name="codebook")["table"]) <= set(book.sheetnames)


def test_excel_runs_nothing_and_cuts_what_it_cannot_hold(tmp_path):
    from newslib.corpora.exchange import to_excel

    odd = pd.DataFrame({"a": ["=1+1", "@x", "a\x01b", "x" * 40_000], "n": [1.5, None, 2, 3]})
    book = openpyxl.load_workbook(to_excel({"odd": odd}, tmp_path / "a.xlsx"))
    cells = [row[0] for row in book["odd"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert [cell.value for cell in cells[:2]] == ["=1+1", "@x"]
    assert cells[3].value.endswith("[...]")


def test_stata_has_labels_and_no_empty_columns(corpus, tmp_path):
    path = corpus.to_stata(tmp_path / "a.dta")
    told = pd.read_stata(path)
    with pd.io.stata.StataReader(path) as file:
        assert file.variable_labels()["outcome"]
        assert set(file.value_labels()["outcome"].values()) == set(corpus.claims["outcome"])
    assert len(told) == len(corpus.claims)
    assert told["outcome"].astype(str).tolist() == corpus.claims["outcome"].tolist()
    assert told["published"].dt.date.tolist() == corpus.claims["published"].dt.date.tolist()
    assert not [name for name in told if told[name].isna().all() or (told[name].astype(str) == "").all()]


@pytest.mark.parametrize("bom", [False, True])
def test_csv_is_read_back(corpus, tmp_path, bom):
    path = corpus.to_csv(tmp_path / "a.csv", bom=bom)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == bom
    assert pd.read_csv(path)["claim_id"].tolist() == corpus.claims["claim_id"].tolist()


def test_charts_are_saved_and_tables_of_claims_compared(tmp_path):
    one = {"outcome": "killed", "place": "Port Alba", "side": "x", "published": "2021-03-10"}
    rows = [{**one, "source": name, "stated": n} for name, n in (("Mayor", 25), ("Coast guard", 17))]
    pd.DataFrame(rows).to_csv(tmp_path / "coded.csv", index=False)
    by_file, by_frame = nl.from_claims(tmp_path / "coded.csv"), nl.from_claims(pd.DataFrame(rows))
    assert by_file.compare()["low"].tolist() == by_frame.compare()["low"].tolist()
    assert "Mayor" in by_file.timeline()._repr_html_()
    with pytest.raises(ValueError, match="no folder of articles"):
        by_frame.correct("row-1", "reject", who="A", why="b")


def wrong(own: Path) -> tuple[Corpus, str]:
    corpus = nl.open(own)
    return corpus, str(corpus.claims.query("stated == 25")["claim_id"].iloc[0])


def test_a_correction_takes_effect_at_once_and_as_a_full_run_would(own):
    corpus, claim = wrong(own)
    after = corpus.correct(claim, "relabel", "stated", 20, who="A. Researcher", why="misprint", when="2021-04-01")
    after = after.correct(claim, "set", "source_name", "Mayor Ada Brook", who="A. Researcher", why="title")
    assert after.claims.set_index("claim_id").loc[claim, ["low", "high", "source_name"]].tolist() == [
        20,
        20,
        "Mayor Ada Brook",
    ]
    assert len(corrections.read(own / "data" / "raw" / "corrections.csv")) == 2
    stages.run(own / "data" / "raw", own / "again")
    whole = Corpus(type(corpus._tables)(own / "again"), Project(own / "data" / "raw", own / "again"))
    for name in ("claims", "things", "estimates", "reasons", "happenings", "links"):
        one, two = getattr(after, name), getattr(whole, name)
        key = [
            column for column in ("claim_id", "event_id", "claim_a", "claim_b", "source_key", "date") if column in one
        ]
        key += ["happening_id"] if name == "happenings" else []
        pd.testing.assert_frame_equal(
            one.sort_values(key, ignore_index=True), two.sort_values(key, ignore_index=True), check_dtype=False
        )


def test_a_rejected_claim_is_gone(own):
    corpus, claim = wrong(own)
    after = corpus.correct(claim, "reject", who="A. Researcher", why="about another ferry")
    assert claim not in set(after.claims["claim_id"])
    assert 25.0 not in set(after.compare()["low"])
    assert claim in set(corpus.claims["claim_id"])


@pytest.mark.parametrize(
    ("action", "field", "value", "told"),
    [
        ("relabel", "outcome", "dead", "vocabulary"),
        ("relabel", "low", "40", "above high"),
        ("relabel", "stated", "-3", "from zero up"),
        ("relabel", "stated", "inf", "from zero up"),
        ("relabel", "colour", "red", "changes one of"),
        ("set", "outcome", "killed", "changes one of.*relabel does"),
        ("relabel", "side", "gazza", "no side has the id 'gazza'; near: gaza"),
        ("set", "source_id", "nobody_knows", "no source has the id"),
        ("set", "said", "yesterday", "not date"),
        ("relabel", "part_of", "c0", "no claim"),
        ("merge", "", "", "without a label"),
        ("approve", "", "", "vocabulary"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_not_written(own, action, field, value, told):
    corpus, claim = wrong(own)
    with pytest.raises(ValueError, match=told):
        corpus.correct(claim, action, field, value, who="A. Researcher", why="a test")
    assert not (own / "data" / "raw" / "corrections.csv").exists()


def test_a_source_is_chosen_by_the_name_that_pages_show(own):
    corpus, claim = wrong(own)
    after = corpus.correct(claim, "set", "source_id", "russia_mod", who="A. Researcher", why="a test")
    assert set(after.where(source="Russian Ministry of Defence").claims["claim_id"]) == {claim}


def test_no_claim_is_a_part_of_itself(own):
    corpus, claim = wrong(own)
    part = str(corpus.claims.query("outcome == 'killed' and stated == 9")["claim_id"].iloc[0])
    corpus = corpus.correct(part, "relabel", "part_of", claim, who="A", why="nine of the dead")
    with pytest.raises(ValueError, match="part of itself"):
        corpus.correct(claim, "relabel", "part_of", part, who="A", why="the other way round")


def test_claims_to_check_come_by_what_matters_and_go_when_decided(own):
    corpus, _ = wrong(own)
    listed = corpus.to_check()
    assert listed["weight"].is_monotonic_decreasing
    assert (listed["reasons"] != "").all()
    first = listed["claim_id"].iloc[0]
    after = corpus.correct(first, "confirm", who="A", why="read it")
    assert first not in set(after.to_check()["claim_id"])
    pd.testing.assert_frame_equal(after.claims, corpus.claims)


def test_happenings_are_merged_moved_split_and_named(own):
    def review_of(folder):
        made = nl.open(folder).review("A. Researcher")
        claims = made.corpus.claims
        fire = claims[claims["source_name"] == "Police"].iloc[0]
        return made, fire["claim_id"], claims.loc[claims["source_name"] == "Mayor Ada Brook"].iloc[0]

    def happening(made, claim):
        claims = made.corpus.claims
        return claims.loc[claims["claim_id"] == claim, "happening_id"].iloc[0]

    made, fire, mayor = review_of(own)
    ferry = mayor["happening_id"]
    made.decide(fire, "move", "happening", ferry)
    assert happening(made, fire) == ferry
    assert fire not in {row["claim_id"] for row in made.rows}
    made.decide(mayor["claim_id"], "split", "happening", "second ferry")
    assert happening(made, mayor["claim_id"]) not in (ferry, happening(made, fire))
    made.decide(mayor["claim_id"], "name", "happening", "The second ferry")
    assert "The second ferry" in set(made.corpus.happenings["name"])
    claims = made.corpus.claims
    for claim in (mayor["claim_id"], claims.loc[claims["happening_id"] == ferry, "claim_id"].iloc[0]):
        made.decide(claim, "merge", "happening", ferry)
    assert happening(made, mayor["claim_id"]) == happening(made, fire)
    again = corrections.read(own / "data" / "raw" / "corrections.csv")
    assert again["action"].tolist() == ["move", "split", "name", "merge", "merge"]


def test_the_last_decision_is_taken_back_and_both_stay_on_file(own):
    corpus, claim = wrong(own)
    first = str(corpus.claims["claim_id"].iloc[0])
    with pytest.raises(ValueError, match="nothing to take back"):
        corpus.undo("A")
    after = corpus.correct(first, "confirm", who="A", why="read it")
    after = after.correct(claim, "reject", who="A", why="about another ferry")
    after = after.correct(first, "confirm", who="B", why="read it")
    back = after.undo("A")
    for name in ("claims", "things", "estimates", "reasons", "happenings", "links"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(corpus, name))
    path = own / "data" / "raw" / "corrections.csv"
    assert corrections.read(path)[["who", "action", "value"]].astype(object).to_numpy().tolist()[3] == [
        "A",
        "undo",
        "2",
    ]
    assert claim in set(back.to_check()["claim_id"])
    none = back.correct(claim, "confirm", who="A", why="it is").undo("A").undo("A")
    assert none._decisions()["value"].dropna().tolist() == ["2", "5", "1"]
    with pytest.raises(ValueError, match="nothing to take back"):
        back.undo("A")
    stages.run(own / "data" / "raw", own / "again")
    assert claim in set(tables.read("claims", own / "again")["claim_id"])
    assert len(tables.read("orphans", own / "again")) == 0


def test_decisions_and_taking_back_by_command_know_the_sources_of_the_project(own, capsys):
    _, claim = wrong(own)
    where = ["--raw", str(own / "data" / "raw"), "--processed", str(own / "data" / "processed"), "--who", "A"]
    own_sources = "source_id,name_en,kind,party\nalba_mayor,Mayor of Port Alba,official,\n"
    (own / "data" / "sources.csv").write_text(own_sources)
    assert main(["undo", *where]) == 2
    assert "nothing to take back" in capsys.readouterr().err
    assert main(["correct", claim, "set", "source_id", "alba_mayor", "--why", "her office", *where]) == 0
    assert main(["undo", "--why", "a slip", "--when", "2021-04-02", *where]) == 0
    assert capsys.readouterr().out.endswith("decision 1 about “25 people” no longer holds\n")
    made = corrections.read(own / "data" / "raw" / "corrections.csv")
    assert made[["action", "why"]].to_numpy().tolist() == [["set", "her office"], ["undo", "a slip"]]
    assert str(made["when"].iloc[1])[:10] == "2021-04-02"
    assert corrections.standing(made).empty
    projects.include(own / "none")  # those of the package again


def test_a_decision_of_an_earlier_run_is_taken_back_unless_its_article_has_changed(own):
    corpus, claim = wrong(own)
    corpus.correct(claim, "relabel", "stated", 20, who="A", why="misprint")
    stages.run(own / "data" / "raw", own / "again")
    later = nl.open(own / "again")
    later._project = Project(own / "data" / "raw", own / "again")
    assert later.claims.set_index("claim_id").loc[claim, "stated"] == 20
    assert later.undo("A").claims.set_index("claim_id").loc[claim, ["stated", "low", "high"]].tolist() == [25, 25, 25]
    before = (own / "data" / "raw" / "corrections.csv").read_bytes()
    later = later.correct(claim, "reject", who="A", why="no")
    (own / "data" / "raw" / "b.txt").write_text("date 2021-03-10\nThe mayor said 26 people were killed.")
    with pytest.raises(ValueError, match=r"b\.txt is not what the last report read"):
        later.undo("A")
    assert (own / "data" / "raw" / "corrections.csv").read_bytes().startswith(before)


def test_two_people_are_compared(own):
    corpus, _ = wrong(own)
    path = own / "data" / "raw" / "corrections.csv"
    for who, actions in (("Ada", ("confirm", "confirm", "reject")), ("Bo", ("confirm", "reject", "reject"))):
        for claim, action in zip(corpus.claims["claim_id"], actions, strict=False):
            corpus.correct(claim, action, who=who, why="read it")
    found = nl.agreement(path)
    assert (found.who, found.n, len(found.differing)) == (("Ada", "Bo"), 3, 1)
    assert found.alpha == pytest.approx(4 / 9)
    assert "Ada and Bo" in found._repr_html_()
    with pytest.raises(FileNotFoundError):
        nl.agreement(own / "none.csv")


def test_reprs_are_short(corpus):
    for shown in (
        corpus,
        corpus.ask(),
        corpus.explain(corpus.claims["claim_id"].iloc[0]),
    ):
        assert len(repr(shown)) < 2000
        assert shown._repr_html_().startswith("<")


def test_the_script_of_the_readme_runs_on_the_sample(root, tmp_path, monkeypatch):
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    stages.run(tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(
        str(root / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.REPORT_ONLY_FIRST_FAILURE
    )
    assert (found.failed, found.attempted) == (0, 12)
    assert (tmp_path / "timeline.svg").read_text(encoding="utf-8").startswith("<")


def test_no_control_or_direction_character_reaches_a_terminal_or_a_table(tmp_path):
    steering = "\x1b[2J\u202e\u2066\x07"
    read = nl.read(f"Twelve {steering}people died, the mayor of Po{steering}rt said.", date="2022-04-13")
    row = {"source": f"A{steering}", "outcome": "killed", "published": "2022-05-02", "quote": f"12{steering}",
           "place": f"Port{steering}"}  # fmt: skip
    corpus = nl.from_claims(pd.DataFrame([row | {"stated": n, "number": f"{n}{steering}"} for n in (12, 20)]))
    happening = corpus.where(source=f"A{steering}")
    explained = corpus.explain("row-1")
    shown = [repr(one) for one in (read, corpus, happening, explained, corpus.timeline(steering))]
    shown += [one._repr_html_() for one in (read, corpus, explained)]
    shown.append(corpus.to_csv(tmp_path / "claims.csv").read_text(encoding="utf-8"))
    for one in shown:
        assert not set("\x1b\u202e\u2066\x07") & set(one), one
    assert "\\u202e" in repr(read)
    assert tables.load("claims", tmp_path / "claims.csv")["source"].iloc[0] == f"A{steering}"
