"""Which conditions of modules no text needs: each is left out in turn, and the figures of the texts are compared.

Run as `python tools/needed.py MODULE ... FOLDER_OR_FILE ...`: modules as `newslib.figures.totals`, texts as those of
`tools/reach.py`. What it prints is left out without a difference, each by itself: read it before it goes, keep what
guards against `None`, and compare again when several went together. Conditions of loops are not tried.
"""

import ast
import builtins
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple


class Condition(NamedTuple):
    """A condition of a module. ``without`` is the value by which it is left out: of "and" true, else false."""

    place: str
    words: str
    without: bool


class Probe:
    """Every condition asks here for its value."""

    def __init__(self) -> None:
        self.conditions: list[Condition] = []
        self.left_out = -1
        self.text = -1  # which is being read
        self.decided: defaultdict[int, set[int]] = defaultdict(set)  # texts in which a condition had its other value

    def __call__(self, number: int, value: Any) -> Any:
        without = self.conditions[number].without
        if number == self.left_out:
            return without
        if bool(value) != without:
            self.decided[number].add(self.text)
        return value


class Probed(ast.NodeTransformer):
    """Leads each condition of a module through the probe."""

    def __init__(self, probe: Probe, path: str) -> None:
        self.probe, self.path = probe, path

    def _led(self, node: ast.expr, words: str, *, without: bool) -> ast.expr:
        number = len(self.probe.conditions)
        self.probe.conditions.append(Condition(f"{self.path}:{node.lineno}", words, without))
        return ast.Call(ast.Name("_probe", ast.Load()), [ast.Constant(number), node], [])

    def visit_If(self, node: ast.If) -> ast.If:
        words = "if " + ast.unparse(node.test)
        self.generic_visit(node)
        node.test = self._led(node.test, words, without=False)
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        joint = "and" if isinstance(node.op, ast.And) else "or"
        words = [f"{joint} {ast.unparse(value)}" for value in node.values]
        self.generic_visit(node)
        pairs = zip(node.values, words, strict=True)
        node.values = [self._led(value, told, without=joint == "and") for value, told in pairs]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        words = ["for ... if " + ast.unparse(one) for one in node.ifs]
        self.generic_visit(node)
        node.ifs = [self._led(one, told, without=True) for one, told in zip(node.ifs, words, strict=True)]
        return node


class Loader(SourceFileLoader):
    """Loads a module with its conditions led through the probe."""

    probe = Probe()

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(Path(self.path).read_text(encoding="utf-8"))
        tree = ast.fix_missing_locations(Probed(self.probe, self.path).visit(tree))
        return compile(tree, self.path, "exec", dont_inherit=True)


class Finder(PathFinder):
    """Finds the modules that are asked about."""

    wanted: frozenset[str] = frozenset()

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = super().find_spec(fullname, path, target) if fullname in cls.wanted else None
        if spec is not None and spec.origin is not None:
            spec.loader = Loader(fullname, spec.origin)
        return spec


def unneeded(texts: Sequence[str]) -> Iterator[tuple[int, Condition]]:
    """The conditions that can be left out without a difference, with the number of texts in which they decide."""
    from newslib.figures import figures
    from newslib.readings import read

    readings, probe = [read(text) for text in texts], Loader.probe

    def told(number: int) -> str:
        probe.text, reading = number, readings[number]
        reading._passages.clear()  # the parses stay
        reading._found.clear()
        try:
            return repr(figures(reading))
        except Exception as error:
            return repr(error)

    before = [told(number) for number in range(len(texts))]
    decided = {number: sorted(found) for number, found in probe.decided.items()}
    for out, condition in enumerate(probe.conditions):
        probe.left_out, found = out, decided.get(out, [])
        if all(told(number) == before[number] for number in found):
            yield len(found), condition


def main() -> int:
    """Prints the conditions."""
    Finder.wanted = frozenset(name for name in sys.argv[1:] if name.startswith("newslib."))
    sys.meta_path.insert(0, Finder)
    builtins._probe = Loader.probe  # type: ignore[attr-defined]
    from reach import texts

    paths = [Path(name) for name in sys.argv[1:] if name not in Finder.wanted]
    for decides, condition in unneeded(list(texts(paths))):
        print(f"{condition.place} decides in {decides} texts: {condition.words}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
