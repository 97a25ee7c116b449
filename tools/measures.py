"""Print the measures of the house: size, word rows, complexity, branching inside expressions, circles of imports.

python tools/measures.py
"""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "newslib"
COMPLEX = 10  # radon's border between B and C
INLINE = (ast.IfExp, ast.BoolOp)
LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def modules() -> dict[str, ast.Module]:
    """The parsed modules of the package by their dotted names."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(inside[:-1] if inside[-1] == "__init__" else inside)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(name: str, tree: ast.Module, known: set[str]) -> Iterator[str]:
    """The modules of the package that a module imports, also inside functions and for the type checker alone."""
    for node in ast.walk(tree):
        named: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            wholes = [f"{node.module}.{alias.name}" for alias in node.names]
            named = [whole if whole in known else node.module for whole in wholes]
        elif isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        yield from (one for one in named if one in known and one != name)


def circles() -> list[list[str]]:
    """Sets of modules that import each other in a circle, each sorted; empty when imports run one way."""
    parsed = modules()
    known = set(parsed)
    reach = {name: set(imports(name, tree, known)) for name, tree in parsed.items()}
    changed = True
    while changed:
        changed = False
        for name, targets in reach.items():
            more = set().union(*(reach[target] for target in targets)) - targets if targets else set()
            if more:
                reach[name] = targets | more
                changed = True
    found = {tuple(sorted(m for m in reach[name] if name in reach[m])) for name in reach if name in reach[name]}
    return [list(one) for one in sorted(found)]


def main() -> int:
    from radon.complexity import cc_visit

    parsed = modules()
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    lines = sum(text.count("\n") for text in sources.values())
    blocks = [block for text in sources.values() for block in cc_visit(text)]
    nodes = [node for tree in parsed.values() for node in ast.walk(tree)]
    inline = sum(isinstance(n, INLINE) or (isinstance(n, LOOPS) and any(g.ifs for g in n.generators)) for n in nodes)
    tables = sorted((PACKAGE / "lexicons").rglob("*.csv"))
    rows = sum(len(list(csv.reader(path.open(encoding="utf-8", newline="")))) - 1 for path in tables)
    print(f"lines of code          {lines:>8,} in {len(parsed)} modules")
    print(f"word rows              {rows:>8,} in {len(tables)} tables")
    print(f"blocks over {COMPLEX}         {sum(b.complexity > COMPLEX for b in blocks):>8,} of {len(blocks):,} (radon)")
    print(f"inline branches        {100 * inline / lines:>8.1f} in 100 lines")
    print(f"circles of imports     {len(circles()):>8}, also in functions and for types alone")
    for circle in circles():
        print(f"  {', '.join(circle)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
