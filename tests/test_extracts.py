"""The interchange format: same order, same ids, nothing lost, runs that go on after a break."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.cli import main
from newslib.extracts import extract, extract_batch, numbered

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


BROKEN = [
    ("[" * 100_000 + "]" * 100_000, "nested too deep"),
    ('{"id": 1, "text": "Two died.", "n": ' + "9" * 5_000 + "}", "correct the line"),
    ('{"id": NaN, "text": "Two died."}', "NaN is no number"),
    ('{"id": 1e999, "text": "Two died."}', "the id is no number"),
    ('{"id": 1, "text": "' + "a" * 1_000_001 + '"}', "longer than 1,000,000 characters"),
    ('{"id": 1, "text": ["Two died."]}', "no text"),
    ('{"id": 1, "text": "Two died.\udcff"}', "not UTF-8"),
    ("\0", "cut it into articles"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_a_broken_line_is_told_in_its_place_and_costs_no_other(line, reason):
    good = json.dumps({"id": "good", "text": "Two soldiers were killed."})
    found = [json.loads(one) for one in extract_batch([(1, good), (2, line), (3, good)], False)]
    assert reason in found[1]["error"]
    assert [len(one["claims"]) for one in found] == [1, 0, 1]


@pytest.mark.parametrize("text", ["Two died.\ud800", "\x00\x1b[2J Two died.", "\u202eTwo died."])
def test_strange_characters_of_a_text_come_back_escaped(text):
    made = extract_batch([(1, json.dumps({"id": text, "text": text}))], False)[0]
    assert made.isascii()
    assert json.loads(made)["id"] == text
    assert len(json.loads(made)["claims"]) == 1


def test_a_mark_of_byte_order_is_passed_and_another_encoding_is_named(tmp_path, capsys):
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    row = json.dumps({"id": 1, "text": "Two died."})
    path.write_text(row, "utf-8-sig")
    assert main(["extract", str(path), "--out", str(out)]) == 0
    assert lines(out)[0]["error"] is None
    path.write_text(row, "utf-16")
    assert main(["extract", str(path), "--out", str(out)]) == 2
    assert "save it as UTF-8" in capsys.readouterr().err


def test_a_line_without_end_is_told_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("newslib.extracts.LONGEST_LINE", 100)
    (tmp_path / "in.jsonl").write_text("x" * 250 + "\n" + '{"id": 2, "text": "Two died."}\n')
    assert [(number, len(line)) for number, line in numbered(tmp_path / "in.jsonl")] == [(1, 1), (2, 31)]


def test_together_and_alone_articles_are_read_alike():
    texts = ["At least 12 died, the mayor said.", "“Two were hurt,” she said.", "Погибли трое.", "\n", "He denied it."]
    batch = [(n, json.dumps({"id": n, "text": text})) for n, text in enumerate(texts * 9, 1)]
    assert extract_batch(batch, False) == [extract_batch([one], False)[0] for one in batch]


def test_missing_input_is_named(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "o")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_gives_a_result_whose_offsets_quote_it(text):
    found = json.loads(extract_batch([(1, json.dumps({"id": 0, "text": text}))], False)[0])
    assert not text.strip() or found["error"] is None
    for claim in found["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
