"""Imports run one way, and what is not needed is not loaded."""

import ast
import runpy
import subprocess
import sys
from collections import Counter

import pytest

HEAVY = ("pandas", "pyarrow", "spacy", "matplotlib", "distributed", "jinja2")


def test_no_module_imports_itself_through_others(root):
    assert runpy.run_path(str(root / "tools" / "measures.py"))["circles"]() == []


def test_a_class_name_means_one_thing(root):
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (root / "newslib").rglob("*.py"))
    named = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, n in named.items() if n > 1] == []


@pytest.mark.parametrize("command", ["import newslib", "from newslib.cli import main; main(['--version'])"])
def test_the_command_and_the_package_start_without_the_heavy_packages(command):
    code = f"import sys\ntry:\n    {command}\nexcept SystemExit:\n    pass\n"
    code += f"print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
