"""The codebook: every column, word and rule of the tables, written from their contracts.

``python -m newslib.codebook docs/codebook.md`` rewrites the part of the file from its heading "Tables" on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from newslib.tables import Column, Table, contracts, rules, vocabularies

HEADING = "## Tables"


def columns(table: str = "") -> pd.DataFrame:
    """What the columns of a table hold, or what the tables are.

    Args:
        table: name of a table; all tables when empty.

    Raises:
        ValueError: there is no such table.

    >>> columns("drift")["column"].tolist()
    ['original', 'copy', 'changed', 'before', 'after']
    """
    known = contracts()
    if not table:
        return pd.DataFrame([{"table": one.name, "one row is": one.meaning} for one in known.values()])
    if table not in known:
        raise ValueError(f"no table {table!r}; there are {', '.join(known)}")
    names = ("name", "type", "unit", "meaning", "example")
    rows = [[getattr(column, name) for name in names] for column in known[table].columns]
    return pd.DataFrame(rows, columns=["column", *names[1:]])


def markdown() -> str:
    """The part of the codebook about tables, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEADING
    for table in contracts().values():
        yield from _table(table)
    yield from ("", "## Words", "", "What the columns with a vocabulary may hold.")
    for name, words in vocabularies().items():
        users = [f"{t.name}.{c.name}" for t in contracts().values() for c in t.columns if c.vocabulary == name]
        yield from ("", f"### {name}", "", f"In {', '.join(users)}.", "", "| word | meaning |", "| --- | --- |")
        yield from (f"| {word} | {meaning} |" for word, meaning in words.items())
    yield from ("", "## Rules", "", "What the columns `rule` of links, ledger and appearances may hold; `*` stands for")
    yield from ("any words.", "", "| rule | meaning |", "| --- | --- |")
    yield from (f"| `{rule}` | {meaning} |" for rule, meaning in rules().items())


def _table(table: Table) -> Iterator[str]:
    key = f" Key: {', '.join(table.key)}." if table.key else ""
    yield from ("", f"### {table.name}", "", f"{table.meaning}{key}", "")
    yield from ("| column | type | unit | meaning | example |", "| --- | --- | --- | --- | --- |")
    yield from (_column(column) for column in table.columns)


def _column(column: Column) -> str:
    kind = f"{column.type}, required" if column.required else column.type
    words = f" One of [{column.vocabulary}](#{column.vocabulary})." if column.vocabulary else ""
    cells = (column.name, kind, column.unit, column.meaning + words, column.example.replace("|", "\\|"))
    return f"| {' | '.join(cells)} |"


def rewrite(path: Path) -> str:
    """The text of a codebook file with its tables part replaced by that of the contracts."""
    before = path.read_text(encoding="utf-8") if path.exists() else "# Codebook\n\n"
    return before.partition(HEADING)[0] + markdown()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(rewrite(target), encoding="utf-8")
