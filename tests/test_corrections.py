import datetime as dt
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from newslib import corrections, stages, tables
from newslib.corrections import applied

NUMBER = re.compile(r"\d+(?:,\d{3})*")
TEXT = (
    "date 2022-04-13\n\nThe ministry said 1,026 marines had laid down their arms at the works. 🙂 Among them were 162 "
    "officers and 47 women, it said. Kyiv had no word on the 1,026 men. A hospital treated 151 of the wounded "
    "overnight 🚑; a village doctor spoke of 12 dead. Another 12 died on the road, neighbours told us, and 12 more in "
    "the cellars. Officials would not say whether the 47 women were nurses."
)
WHO = {"who": "A. Reader", "when": dt.date(2022, 4, 20), "why": "the ministry's own page"}


@dataclass(frozen=True)
class Mark:
    """A character with a name of its own, so that a number can be followed through any edits."""

    name: int
    letter: str


def read(text: str, article: str = "a-1") -> pd.DataFrame:
    """A stand-in for extraction: every number is a claim."""
    return tables.frame("claims", [
        {"claim_id": f"{article}:{m.start()}", "article_id": article, "start": m.start(), "end": m.end(),
         "quote": m.group(), "number": m.group(), "outcome": "killed"}
        for m in NUMBER.finditer(text)
    ])  # fmt: skip


def articles(article: str = "a-1", path: str = "one.txt") -> pd.DataFrame:
    return tables.frame("articles", [{"article_id": article, "path": path, "sha256": "x"}])


def decided(text: str, row: int, number: str = "1", **more: str) -> pd.DataFrame:
    claims = read(text)
    cells = {"action": "set", "field": "source_name", "value": "ministry"} | more
    made = corrections.decision(claims.loc[row].to_dict(), text, "one.txt", number=number, **WHO, **cells)
    return tables.frame("corrections", [made])


def put_on(text: str, decisions: pd.DataFrame, article: str = "a-1") -> applied.Corrected:
    return applied.apply(read(text, article), decisions, articles(article), {article: text})


def test_an_unedited_text_takes_every_decision():
    for row, number in enumerate(NUMBER.findall(TEXT)):
        done = put_on(TEXT, decided(TEXT, row))
        assert done.orphans.empty
        assert done.claims["source_name"].first_valid_index() == row, number


def test_a_decision_moves_with_its_figure():
    done = put_on("A hundred characters more. " * 4 + TEXT, decided(TEXT, 3), article="a-2")
    assert done.claims.loc[done.claims["source_name"].notna(), "number"].tolist() == ["1,026"]


def test_a_table_in_parts_takes_decisions_as_a_whole_one_does():
    texts = {f"a-{n}": f"{'More. ' * n}{TEXT}" for n in range(3)}
    parts = [read(text, article) for article, text in texts.items()]
    known = pd.concat([articles(article, f"{article}.txt") for article in texts], ignore_index=True)
    asked = [(0, "a-2", "set", "source_name", "ministry"), (4, "a-1", "reject", "", ""),
             (7, "a-1", "set", "source_name", "a hospital"), (1, "gone", "set", "source_name", "ministry")]  # fmt: skip
    rows = []
    for number, (row, article, action, field, value) in enumerate(asked):
        text = texts.get(article, TEXT)
        more = {"number": str(number), "action": action, "field": field, "value": value, **WHO}
        rows.append(corrections.decision(read(text, article).loc[row].to_dict(), text, f"{article}.txt", **more))
    decisions = tables.frame("corrections", rows)
    whole = applied.apply(pd.concat(parts, ignore_index=True), decisions, known, texts)
    corrected, orphans = applied.apply_parts(parts, decisions, known, texts)
    pd.testing.assert_frame_equal(pd.concat(corrected, ignore_index=True), whole.claims)
    pd.testing.assert_frame_equal(orphans, whole.orphans)
    assert len(whole.claims) == sum(map(len, parts)) - 1
    assert orphans["decision"].tolist() == ["3"], orphans["reason"].tolist()


@pytest.mark.parametrize(
    "edited",
    [TEXT.replace("1,026 marines", "1,036 marines"), TEXT.replace("1,026 marines had laid", "nothing more"), ""],
)
def test_a_figure_that_is_gone_leaves_an_orphan(edited: str):
    done = put_on(edited, decided(TEXT, 3))
    assert done.claims["source_name"].isna().all()
    assert done.orphans["decision"].tolist() == ["1"]
    assert done.orphans["reason"].notna().all()


def test_a_sentence_printed_twice_is_not_guessed_at():
    sentence = TEXT[17:110]
    done = put_on(sentence + " " + TEXT, decided(TEXT, 3))
    assert len(done.orphans) + done.claims["source_name"].notna().sum() == 1


def edit(chance: random.Random, marks: list[Mark], fresh: int) -> list[Mark]:
    """One random edit: letters inserted, deleted, replaced, moved or doubled, often right at a number."""
    spots = [i for i, mark in enumerate(marks) if mark.letter.isdigit()] or [0]
    at = chance.choice([chance.randint(0, len(marks)), min(len(marks), chance.choice(spots) + chance.randint(-2, 2))])
    at = max(0, at)
    size = chance.choice([1, 2, 5, 30, 100])
    new = [Mark(fresh + i, chance.choice("12,0 aeiou.🙂é́\n")) for i in range(size)]
    kind = chance.choice(["insert", "delete", "replace", "double", "move"])
    if kind == "insert":
        return marks[:at] + new + marks[at:]
    if kind == "delete":
        return marks[:at] + marks[at + size :]
    if kind == "replace":
        return marks[:at] + new + marks[at + size :]
    piece = marks[at : at + size]
    if kind == "double":
        return marks[:at] + piece + marks[at:]  # a figure printed twice is still that figure
    rest = marks[:at] + marks[at + size :]
    to = chance.randint(0, len(rest))
    return rest[:to] + piece + rest[to:]


def test_after_a_thousand_edits_no_decision_stands_on_another_number():
    chance = random.Random(1)
    before = [(m.start(), m.end()) for m in NUMBER.finditer(TEXT)]
    made = [decided(TEXT, i, number=f"{i}", value=f"{i}") for i in range(len(before))]
    decisions = pd.concat(made, ignore_index=True)
    edits = kept = 0
    while edits < 1000:
        marks = [Mark(i, letter) for i, letter in enumerate(TEXT)]
        for step in range(chance.randint(1, 8)):
            marks = edit(chance, marks, 10_000 * (step + 1))
            edits += 1
        done = put_on("".join(mark.letter for mark in marks), decisions)
        taken = done.claims.loc[done.claims["source_name"].notna(), ["start", "end", "source_name"]]
        assert len(taken) + len(done.orphans) == len(before)
        for first, last, number in taken.itertuples(index=False):
            start, end = before[int(number)]
            old = {mark.name for mark in marks[first:last] if mark.name < len(TEXT)}
            assert old, "not one character of the figure is left"
            assert old <= {*range(start, end)}, "characters of another figure"
            kept += 1
    assert kept > 1000


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"action": "relabel", "field": "outcome", "value": "wounded"}, "outcome", "wounded"),
        ({"action": "relabel", "field": "low", "value": "1000"}, "low", 1000.0),
        ({"action": "set", "field": "event_date", "value": "2022-04-12"}, "event_date", pd.Timestamp(2022, 4, 12)),
        ({"action": "merge", "field": "", "value": "port"}, "merge_label", "port"),
        ({"action": "split", "field": "", "value": "port"}, "split_label", "port"),
    ],
)
def test_what_a_decision_does(cells: dict, column: str, value: object):
    assert put_on(TEXT, decided(TEXT, 3, **cells)).claims.loc[3, column] == value


def test_a_rejected_claim_is_left_out():
    done = put_on(TEXT, decided(TEXT, 3, action="reject", field="", value=""))
    assert len(done.claims) == len(read(TEXT)) - 1


@pytest.mark.parametrize(
    "cells",
    [
        {"action": "relabel", "field": "quote", "value": "x"},
        {"action": "relabel", "field": "outcome", "value": "promoted"},
        {"action": "set", "field": "said", "value": "Monday"},
        {"action": "merge", "field": "", "value": ""},
    ],
)
def test_what_cannot_be_done_is_listed(cells: dict):
    done = put_on(TEXT, decided(TEXT, 3, **cells))
    pd.testing.assert_frame_equal(done.claims, read(TEXT))
    assert len(done.orphans) == 1


def test_later_decisions_win():
    both = pd.concat([decided(TEXT, 3), decided(TEXT, 3, number="2", value="the doctor")], ignore_index=True)
    assert put_on(TEXT, both).claims.loc[3, "source_name"] == "the doctor"


REGISTERED = {"source_name": "Russian Ministry of Defence", "party": "russia"}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([("set", "source_id", "russia_mod")], REGISTERED),
        ([("set", "party", "un"), ("set", "source_id", "russia_mod")], REGISTERED | {"party": "un"}),
        ([("set", "source_id", "russia_mod"), ("set", "party", "un")], REGISTERED | {"party": "un"}),
        ([("set", "source_id", "un_known_to_nobody")], {"source_name": "The mayor", "party": "local"}),
        ([("relabel", "modifier", "exact")], {"low": 20, "high": 20}),
        ([("relabel", "modifier", "at_most")], {"low": None, "high": 20}),
        ([("relabel", "stated", "25000")], {"low": 25000, "high": None}),
        ([("relabel", "low", "18"), ("relabel", "modifier", "exact")], {"low": 18, "high": 20}),
        ([("relabel", "stated", "25000"), ("relabel", "modifier", "exact")], {"low": 25000, "high": 25000}),
        ([("relabel", "modifier", "range")], {"low": 20, "high": None}),
    ],
)  # fmt: skip
def test_what_a_decision_brings_along(made: list[tuple], expected: dict):
    claim = {"claim_id": "c-1", "outcome": "killed", "source_name": "The mayor", "party": "local"}
    coded = tables.frame("claims", [claim | {"stated": 20, "low": 20, "modifier": "more_than"}])
    rows = [{"decision": str(number), **WHO, "claim_id": "c-1", "action": action, "field": field, "value": value}
            for number, (action, field, value) in enumerate(made)]  # fmt: skip
    done = applied.apply(coded, tables.frame("corrections", rows), tables.frame("articles", []), {})
    assert done.orphans.empty
    found = done.claims.loc[0, list(expected)].astype(object)
    assert found.where(found.notna(), None).to_dict() == expected


def test_hand_coded_tables_take_decisions_by_id():
    coded = tables.frame("claims", [{"claim_id": "c-1", "outcome": "killed"}])
    row = {"decision": "1", **WHO, "action": "set", "claim_id": "c-1", "field": "party", "value": "un"}
    done = applied.apply(coded, tables.frame("corrections", [row]), tables.frame("articles", []), {})
    assert done.claims.loc[0, "party"] == "un"


def test_the_file_only_grows(tmp_path: Path):
    path = tmp_path / "corrections.csv"
    assert corrections.read(path).empty
    first = decided(TEXT, 3, value="=ministry").iloc[0].to_dict()
    corrections.append(path, first)
    before = path.read_text(encoding="utf-8")
    corrections.append(path, first | {"decision": "2"})
    assert path.read_text(encoding="utf-8").startswith(before)
    assert corrections.read(path)["value"].tolist() == ["=ministry"] * 2
    with pytest.raises(tables.ContractError, match="stands there already"):
        corrections.append(path, first)


@pytest.mark.parametrize(("action", "field"), sorted(corrections.LABELS))
def test_a_run_takes_every_label(action: str, field: str, tmp_path: Path):
    row = {"decision": "7", "who": "A", "when": "2026-11-22", "why": "w", "action": action, "field": field,
           "value": "the quake", "claim_id": "c1"}  # fmt: skip
    path = tmp_path / "corrections.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    assert corrections.read_valid(path)["value"].tolist() == ["the quake"]


@pytest.mark.parametrize(("action", "field", "value", "reason"), [
    ("relabel", "outcome", "murdered", "not in the vocabulary"), ("relabel", "low", "-3", "from zero up"),
    ("relabel", "low", "inf", "from zero up"), ("relabel", "low", "many", "is not number"),
    ("relabel", "colour", "red", "changes one of"), ("set", "said", "2022-02-31", "is not date"),
    ("merge", "", "", "without a label"), ("ponder", "", "", "not in the vocabulary"),
])  # fmt: skip
def test_a_decision_that_no_claim_could_take_stops_a_run_before_anything_is_read(
    tmp_path, monkeypatch, action, field, value, reason
):
    (tmp_path / "raw").mkdir()
    row = {"decision": "7", "who": "A", "when": "2026-11-22", "why": "w", "action": action, "field": field,
           "value": value, "claim_id": "c1"}  # fmt: skip
    path = tmp_path / "raw" / "corrections.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    monkeypatch.setattr("newslib.stages.stream", lambda raw: pytest.fail("articles were loaded"))
    with pytest.raises(ValueError, match=reason) as told:
        stages.run(tmp_path / "raw", tmp_path / "processed")
    assert "corrections.csv" in str(told.value)


MERGE, SPLIT, PART = ("merge", ""), ("split", "happening"), ("relabel", "part_of")


@pytest.mark.parametrize(("made", "row", "reason"), [
    ([(PART, "a", "a")], 1, "a part of itself"),
    ([(PART, "a", "b"), (PART, "b", "a")], 2, "a part of itself"),
    ([(PART, "a", "b"), (PART, "b", "c"), (PART, "c", "a")], 3, "a part of itself"),
    ([(MERGE, "a", "b"), (MERGE, "b", "a")], 1, "itself merged as 'a'; give both one label"),
    ([(MERGE, "a", "b"), (MERGE, "b", "c")], 1, "itself merged as 'c'; give both one label"),
    ([(("relabel", "low"), "a", "50"), (("relabel", "high"), "a", "20")], 2, "low 50 is above high 20"),
    ([(("relabel", "stated"), "a", "9"), (("relabel", "low"), "a", "12")], 1, "stated 9 lies outside low and high"),
])  # fmt: skip
def test_decisions_that_cannot_hold_together_stop_a_run_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[tuple], row: int, reason: str
):
    path = tmp_path / "raw" / "corrections.csv"
    path.parent.mkdir()
    for number, ((action, field), claim, value) in enumerate(made, 1):
        corrections.append(path, {"decision": str(number), **WHO, "action": action, "field": field, "value": value,
                                  "claim_id": claim, "path": "one.txt"})  # fmt: skip
    monkeypatch.setattr("newslib.stages.stream", lambda raw: pytest.fail("articles were loaded"))
    with pytest.raises(ValueError, match=rf"corrections\.csv, decision {row} \(row {row}\): .*{reason}"):
        stages.run(tmp_path / "raw", tmp_path / "processed")


@pytest.mark.parametrize("made", [
    [(PART, "a", "b"), (PART, "b", "c")],
    [(PART, "a", "b"), (PART, "a", ""), (PART, "b", "a")],
    [(MERGE, "a", "one"), (MERGE, "b", "one"), (("split", ""), "a", "another")],
    [(MERGE, "a", "b"), (MERGE, "b", "b")],
    [(SPLIT, "a", "raid"), (SPLIT, "b", "raid"), (("move", ""), "c", "raid")],
    [(MERGE, "a", "one"), (MERGE, "a", "two")],
])  # fmt: skip
def test_decisions_that_lean_on_each_other_without_a_circle_are_taken(tmp_path: Path, made: list[tuple]):
    path = tmp_path / "corrections.csv"
    for number, ((action, field), claim, value) in enumerate(made, 1):
        corrections.append(path, {"decision": str(number), **WHO, "action": action, "field": field, "value": value,
                                  "claim_id": claim, "path": "one.txt"})  # fmt: skip
    assert len(corrections.read_valid(path)) == len(made)


@pytest.mark.parametrize(("field", "value", "reason"), [
    ("low", "50", "low 50 is above high 20"), ("high", "3", "low 20 is above high 3"),
    ("part_of", "c-2", "a part of itself"), ("part_of", "c-9", "no claim"),
])  # fmt: skip
def test_what_the_claims_themselves_forbid_is_listed_and_changes_nothing(field: str, value: str, reason: str):
    exact = {"outcome": "killed", "stated": 20, "low": 20, "high": 20, "modifier": "exact"}
    coded = tables.frame("claims", [exact | {"claim_id": "c-1"}, exact | {"claim_id": "c-2", "part_of": "c-1"}])
    row = {"decision": "1", **WHO, "action": "relabel", "claim_id": "c-1", "field": field, "value": value}
    done = applied.apply(coded, tables.frame("corrections", [row]), tables.frame("articles", []), {})
    pd.testing.assert_frame_equal(done.claims, coded)
    assert reason in done.orphans["reason"].iloc[0]


def test_what_takes_back_what_is_not_there_is_refused(tmp_path):
    made = tables.frame("corrections", [{"decision": "1", **WHO, "action": "undo", "value": "7"}])
    path = tmp_path / "corrections.csv"
    corrections.append(path, made.iloc[0].to_dict())
    with pytest.raises(tables.ContractError, match=r"decision 1 \(row 1\): no decision 7 stands before it"):
        corrections.read_valid(path)


def test_a_decision_taken_back_twice_holds_again_when_the_undoing_is_undone():
    rows = [{"decision": "1", "action": "reject"}, {"decision": "2", "action": "undo", "value": "1"},
            {"decision": "3", "action": "undo", "value": "2"}]  # fmt: skip
    made = tables.frame("corrections", [{**WHO, **row} for row in rows])
    assert corrections.standing(made)["decision"].tolist() == ["1"]
    assert corrections.standing(made.head(2)).empty
