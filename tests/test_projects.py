"""A project of one's own: laid out from the installed package, reported where it stands, nothing of it overwritten."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from newslib import projects, stages
from newslib.cli import main
from newslib.notebooks import executed
from newslib.projects import questions as read_questions

ROOT = Path(__file__).resolve().parent.parent
TEXT = "date 2021-03-09\nMayor Ada Brook said 25 people were killed in the ferry disaster off Port Alba on Tuesday.\n"
OTHER = "date 2021-03-10\nThe coast guard said 17 people were killed in the ferry disaster off Port Alba on Tuesday.\n"


def test_a_project_is_laid_out_and_never_overwritten(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    assert projects.new(str(tmp_path)) == tmp_path
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"README.md", ".gitignore", "data/questions.toml", "data/sources.csv", "data/raw/catalogue.csv"} <= there
    books = [tmp_path / name for name in there if name.endswith(".ipynb")]
    assert len(books) == 5
    assert not [cell for book in books for cell in executed(book).cells if cell.get("outputs")]
    assert (tmp_path / "README.md").read_text() == "mine"
    assert read_questions(tmp_path / "data" / "questions.toml") == []
    assert projects.include(tmp_path / "data" / "raw") == ""


def test_the_wheel_alone_lays_out_a_project(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = f"import newslib as nl; print(nl.__file__); nl.new({str(tmp_path / 'mine')!r})"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    shown = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert shown.stdout.startswith(str(tmp_path / "site")), shown.stderr
    assert sorted(path.name for path in (tmp_path / "mine" / "notebooks").iterdir()) == sorted(
        path.name for path in (ROOT / "notebooks").glob("*.ipynb")
    )


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Path:
    folder = projects.new(tmp_path_factory.mktemp("own"))
    (folder / "data" / "raw" / "a.txt").write_text(TEXT)
    (folder / "data" / "raw" / "b.txt").write_text(OTHER)
    (folder / "data" / "questions.toml").write_text('[ferry]\ntitle = "The dead of the ferry"\noutcome = "killed"\n')
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_report_runs_copies_elsewhere_and_leaves_the_project_as_it_was(reported, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = files(reported)
    index = stages.report(str(reported / "data" / "raw"), tmp_path / "tables", tmp_path / "pages")
    assert files(reported) == before
    assert index == tmp_path / "pages" / "index.html"
    pages = "".join(path.read_text(encoding="utf-8") for path in index.parent.rglob("*.html"))
    assert "The dead of the ferry" in pages
    assert "Mariupol" not in pages
    assert (tmp_path / "tables" / "suggestions.csv").is_file()
    first = files(tmp_path)
    stages.report(reported / "data" / "raw", tmp_path / "tables", tmp_path / "pages")
    assert {name: content for name, content in files(tmp_path).items() if not name.endswith(".sqlite")} == {
        name: content for name, content in first.items() if not name.endswith(".sqlite")
    }


def test_what_cannot_be_is_refused_before_anything_is_read(reported, tmp_path, capsys):
    (tmp_path / "none").mkdir()
    raw = [
        "report",
        "--raw",
        str(reported / "data" / "raw"),
        "--processed",
        str(tmp_path / "t"),
        "--out",
        str(tmp_path / "o"),
    ]
    assert main([*raw, "--notebooks", str(tmp_path / "none")]) == 2
    assert "no notebooks in" in capsys.readouterr().err
    shutil.copytree(reported / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "data" / "questions.toml").write_text('[a]\noutcome = "dead"\n')
    assert main(["report", "--raw", str(tmp_path / "data" / "raw"), "--processed", str(tmp_path / "t")]) == 2
    assert "'dead' is no outcome" in capsys.readouterr().err
    assert not (tmp_path / "t").exists()


def test_new_and_load_from_the_command_line(tmp_path, capsys):
    assert main(["new", str(tmp_path / "mine")]) == 0
    (tmp_path / "mine" / "data" / "raw" / "a.txt").write_text(TEXT)
    assert main(["load", "--raw", str(tmp_path / "mine" / "data" / "raw"), "--explain", "a.txt"]) == 0
    assert "2021-03-09 (header)" in capsys.readouterr().out
    assert main(["load", "--explain", str(tmp_path / "mine" / "data" / "raw" / "a.txt")]) == 0
    told = capsys.readouterr().out
    assert "25 people" in told
    assert told.endswith("Articles: 1; problems: 0.\n")
    assert main(["load", "--explain", "nothing.txt"]) == 2
