"""Write the part of docs/codebook.md from its heading "Tables" on: columns, words and rules, from their contracts."""

from collections.abc import Iterator
from pathlib import Path

from newslib.codebook import Column, Table, contracts, rules, vocabularies

PAGE = Path(__file__).resolve().parent.parent / "docs" / "codebook.md"
HEADING = "## Tables"


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


def page() -> str:
    """The text of the codebook with its tables part replaced by that of the contracts."""
    return PAGE.read_text(encoding="utf-8").partition(HEADING)[0] + markdown()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
