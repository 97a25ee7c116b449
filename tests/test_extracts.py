"""The interchange format: same order, same ids, nothing lost, runs that go on after a break."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.cli import main
from newslib.extracts import extract, extract_line

CLAIM_KEYS = """
claim_id outcome stated low high modifier vague group side unit place tally per part_of stance source source_id
party relay event_date as_of said quote start end
"""
STATEMENT_KEYS = "source cue content content_parts quotation stance source_id party relay"


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "in.jsonl"
    texts = ["Two soldiers were killed in Kharkiv, officials said.", "", "Погибли трое военных.", "No toll was given."]
    rows = [json.dumps({"id": n, "text": text, "date": "2022-04-13"}) for n, text in enumerate(texts)]
    path.write_text("\n".join([*rows, "{broken", '["no", "record"]']) + "\n", encoding="utf-8")
    return path


def test_same_order_same_ids_and_errors_in_place(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    assert main(["extract", str(corpus), "--out", str(out)]) == 0
    found = lines(out)
    assert [r["id"] for r in found] == [0, 1, 2, 3, None, None]
    assert [bool(r["error"]) for r in found] == [False, True, False, False, True, True]
    assert "line 5" in found[4]["error"]


def test_keys_are_those_of_the_format():
    found = extract({"id": "a", "text": "At least 40 people were killed in Kharkiv, the mayor said."})
    assert set(found) == {"id", "error", "segments", "statements", "claims"}
    assert set(CLAIM_KEYS.split()) - set(found["claims"][0]) == set()
    assert set(STATEMENT_KEYS.split()) - set(found["statements"][0]) == set()


def test_figures_only_finds_the_same_figures():
    record = {"id": "a", "text": "The mayor said 40 people were killed. Seven were hurt, she added."}
    full, fast = extract(record), extract(record, figures_only=True)
    assert [(c["quote"], c["outcome"], c["low"]) for c in full["claims"]] == [
        (c["quote"], c["outcome"], c["low"]) for c in fast["claims"]
    ]
    assert fast["statements"] == []


def test_an_interrupted_run_goes_on_and_gives_the_same_bytes(corpus, tmp_path):
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    main(["extract", str(corpus), "--out", str(whole)])
    partial = tmp_path / "out.jsonl.partial"
    partial.write_bytes(whole.read_bytes()[: whole.read_bytes().index(b"\n") + 30])
    assert main(["extract", str(corpus), "--out", str(out), "--resume"]) == 0
    assert out.read_bytes() == whole.read_bytes()
    assert not partial.exists()


def test_resuming_on_another_corpus_is_refused(corpus, tmp_path, capsys):
    (tmp_path / "out.jsonl.partial").write_text('{"id": "other"}\n')
    assert main(["extract", str(corpus), "--out", str(tmp_path / "out.jsonl"), "--resume"]) == 2
    assert "other" in capsys.readouterr().err


def test_missing_input_is_named(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "o")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_result_whose_offsets_quote_it(text):
    found = json.loads(extract_line(json.dumps({"id": 0, "text": text}), 1, False))
    assert not text.strip() or found["error"] is None
    for claim in found["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
