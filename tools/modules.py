"""Write docs/modules.md: every module with its own first words, stage by stage."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAGES = {
    "Articles": "articles readers foldings readings segments sentences quotations spans",
    "Words": "lexicons knownplaces gazetteer sounds glued passages linkers",
    "Numbers and figures": "quantities sides figures",
    "Statements, sources and dates": "statements sources dates",
    "Claims": "claims batches extracts partitions rows caches stages",
    "Tables and what people decided": "tables outputs codebook corrections",
    "Comparing": "compare",
    "Pages and the command": "charts reports templates markup notebooks cli",
    "The desk": "corpora projects",
}
HEAD = """# Where to look

The modules of `newslib`, stage by stage, in the order in which an article passes through them. A folder's
public verb stands in its `__init__.py`. Written by `python tools/modules.py` from the modules' own first words;
a test keeps it whole.
"""


def first_words(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line."""
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())


def listed(path: Path, depth: int = 0) -> list[str]:
    """One line a module; a folder's own line stands before those of what is in it."""
    lead, name = "  " * depth, path.stem if path.suffix else f"{path.name}/"
    if path.suffix:
        return [f"{lead}* `{name}`: {first_words(path)}"]
    inside = [one for one in path.iterdir() if one.suffix == ".py" or (one / "__init__.py").exists()]
    # files before folders, so that what both ways share is read first
    ordered = sorted((one for one in inside if one.name != "__init__.py"), key=lambda one: (not one.suffix, one.name))
    return [
        f"{lead}* `{name}`: {first_words(path / '__init__.py')}",
        *(line for one in ordered for line in listed(one, depth + 1)),
    ]


def page() -> str:
    """The text of docs/modules.md."""
    parts = [HEAD]
    for stage, names in STAGES.items():
        paths = (ROOT / "newslib" / name for name in names.split())
        lines = [line for path in paths for line in listed(path if path.is_dir() else path.with_suffix(".py"))]
        parts.append("\n".join([f"## {stage}", "", *lines, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "modules.md").write_text(page(), encoding="utf-8")
