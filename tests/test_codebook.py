import csv
import fnmatch
import runpy
from pathlib import Path

import pytest
from coded import claims, settled
from test_ledger import CHECKS
from test_links import LINKS

from newslib import codebook, tables
from newslib.codebook import CONTRACTS
from newslib.compare import ledger, links, reasons
from newslib.tables import DTYPES


def test_the_file_is_what_the_contracts_say(root: Path):
    page = runpy.run_path(str(root / "tools" / "codebook.py"))["page"]
    assert (root / "docs" / "codebook.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("table", codebook.contracts().values(), ids=lambda table: table.name)
def test_every_column_is_documented(table: codebook.Table):
    assert table.meaning.endswith(".")
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    for column in table.columns:
        assert column.type in DTYPES, column.name
        assert column.meaning.endswith("."), column.name
        assert column.example, column.name


@pytest.mark.parametrize("table", codebook.contracts().values(), ids=lambda table: table.name)
def test_the_examples_keep_the_contract(table: codebook.Table):
    example = tables.frame(table.name, [{c.name: c.example for c in table.columns}])
    assert not example.isna().any(axis=None)


@pytest.mark.parametrize("name", ["tables", "columns", "values", "rules"])
def test_contracts_are_tables_without_gaps(name: str):
    with (CONTRACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len({tuple(row[:2]) for row in rows}) == len(rows)


def test_every_word_has_a_meaning_and_a_use():
    used = {c.vocabulary for t in codebook.contracts().values() for c in t.columns if c.vocabulary}
    assert used == set(codebook.vocabularies())
    assert all(meaning for words in codebook.vocabularies().values() for meaning in words.values())


def documented(rule: str) -> bool:
    return any(fnmatch.fnmatchcase(rule, pattern) for pattern in codebook.rules())


def test_every_rule_that_is_met_is_documented():
    met = set()
    for _, *rows in [*LINKS, *CHECKS]:
        given = settled(claims(*rows))
        found = links.link(given)
        met |= {x.rule for x in found.links} | {c.rule for c in ledger.ledger(given, found)}
    met |= {rule for _, rule, _ in reasons.RULES} - {"taken_back"}  # that is told by the rule of its link
    assert {rule for rule in met if not documented(rule)} == set()
    assert len(met) > 30
