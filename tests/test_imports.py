"""Imports run one way, and what is not needed is not loaded."""

import runpy
import subprocess
import sys

import pytest

HEAVY = ("pandas", "pyarrow", "spacy", "matplotlib", "distributed", "jinja2")


def test_no_module_imports_itself_through_others(root):
    assert runpy.run_path(str(root / "tools" / "measures.py"))["circles"]() == []


@pytest.mark.parametrize("command", ["import newslib", "from newslib.cli import main; main(['--version'])"])
def test_the_command_and_the_package_start_without_the_heavy_packages(command):
    code = f"import sys\ntry:\n    {command}\nexcept SystemExit:\n    pass\n"
    code += f"print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
