"""Rules that hold for every committed file."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslib.codebook import contracts
from newslib.lexicons import languages

ROOT = Path(__file__).resolve().parent.parent
PINS = ("requirements.lock.txt", "requirements.bootstrap.txt", "pyproject.toml")
SCRIPTS = ("Makefile", ".ci/run", "tools/setup.sh")
OTHER_SCRIPT = re.compile(r"[А-яЁёІіЇїЄєҐґ]{3,}")
LETTER_CLASS = re.compile(r"\[[^\]]*\]")
NAMED_PATH = re.compile(r"(?<![\w/])(?:newslib|tests|tools|docs|benchmarks|notebooks|data/raw)/[\w./-]*\w(?![*{<\w])")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|home/\w+|work|tmp/\w+)/")


def listed() -> list[Path]:
    """Every path that is committed: files, and links wherever they lead."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.split("\0") if name]


def committed() -> list[Path]:
    return [path for path in listed() if path.is_file()]


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="without git nobody knows what is committed")


def words(path: Path) -> Iterator[tuple[int, str]]:
    """String constants of a module without its docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", sorted((ROOT / "newslib").rglob("*.py")), ids=lambda path: path.name)
def test_engine_names_no_language_and_holds_no_language_words(path: Path):
    codes = set(languages())
    told = [(line, LETTER_CLASS.sub("", text)) for line, text in words(path)]
    assert [(line, text) for line, text in told if text in codes or OTHER_SCRIPT.search(text)] == []


@pytest.mark.parametrize("name", PINS + SCRIPTS)
def test_pins_and_scripts_hold_no_address(name: str):
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


@needs_git
def test_no_path_of_one_machine_is_committed():
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path.name != Path(__file__).name and (hit := MACHINE_PATH.search(text)):
            found.append(f"{path.relative_to(ROOT)}: {hit.group()}")
    assert found == []


@needs_git
def test_committed_links_lead_to_committed_files():
    files = {str(path) for path in listed() if not path.is_symlink()}
    links = {path: os.path.normpath(path.parent / path.readlink()) for path in listed() if path.is_symlink()}
    assert {path.name: target for path, target in links.items() if target not in files} == {}


@needs_git
def test_committed_files_stay_small():
    assert [path.name for path in committed() if path.stat().st_size > 2_000_000] == []


def test_readme_names_only_targets_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.M))
    assert {"report", "test"} <= named <= targets


@needs_git
def test_every_path_that_a_file_names_is_there():
    missing = set()
    for path in committed():
        if path.suffix in (".md", ".py", ".toml") or path.name == "Makefile":
            named = NAMED_PATH.findall(path.read_text(encoding="utf-8"))
            missing |= {f"{path.name}: {name}" for name in named if not (ROOT / name.rstrip(".-/")).exists()}
    assert missing == set()


def test_index_names_every_decision():
    folder = ROOT / "docs" / "decisions"
    titles = {path.name: path.read_text(encoding="utf-8").splitlines()[0][2:] for path in folder.glob("0*.md")}
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"\* \[(.+)\]\((.+)\)", index)) == {title: name for name, title in titles.items()}


def test_readme_names_every_table():
    told = {name for row in re.findall(r"^\| ([a-z, ]+) \|", README, re.M) for name in row.split(", ")}
    assert told - {"table"} == set(contracts()) - {"corrections"}


def test_every_module_stands_in_the_list(root):
    tool = runpy.run_path(str(root / "tools" / "modules.py"))
    page = (root / "docs" / "modules.md").read_text(encoding="utf-8")
    assert page == tool["page"](), "run: python tools/modules.py"
    there = {
        path.name.removesuffix(".py")
        for path in (root / "newslib").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {name for names in tool["STAGES"].values() for name in names.split()} == there - {"__init__", "__main__"}


def test_html_is_marked_as_such_only_where_it_is_argued(root):
    literal = re.compile(r"""Markup\((?:\)|f?["'][^{]*?["']\)(?!\.join\([a-z]+\)\)))|Markup\(\s*["']""")
    told = (root / "docs" / "security.md").read_text(encoding="utf-8")
    found = {
        path.relative_to(root).as_posix() for path in (root / "newslib").rglob("*.py")
        if "Markup(" in literal.sub("", path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert {path for path in found if f"`{path}`" not in told} == set()
