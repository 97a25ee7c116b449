"""The committed notebooks keep the house's rules, and running one twice leaves the same bytes."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import newslib as nl
from newslib import reports, stages, tables
from newslib.lexicons import shared
from newslib.notebooks import execute, notebooks

ROOT = Path(__file__).resolve().parent.parent
BOOKS = notebooks(ROOT / "notebooks")
RULE = re.compile(r"\bimport re\b|\.str\.|lambda|\bdef |\bfor .*:$", re.M)
PLACES = {name for row in shared("places") for name in row["name"].split("|")}
WIDTH = 110  # characters that a window of JupyterLab shows without scrolling sideways
CODE_SPAN = re.compile(r"`[^`]*`")


def cells(path: Path, kind: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_all_five_are_there():
    assert [path.stem[:2] for path in BOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_executed_in_order_without_errors(path: Path):
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    kinds = {output.output_type for cell in code for output in cell.outputs}
    assert kinds <= {"execute_result", "display_data"}


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_cells_are_short_and_each_follows_a_sentence(path: Path):
    whole = nbformat.read(path, as_version=4).cells
    assert [cell.cell_type for cell in whole] == ["markdown", "code"] * (len(whole) // 2)
    lines = [cell.source.splitlines() for cell in cells(path, "code")]
    assert [cell for cell in lines if len(cell) > 8] == []
    assert [line for cell in lines for line in cell if len(line) > WIDTH] == []
    assert cells(path, "code")[0].source == "import newslib as nl\n\ncorpus = nl.open()"


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_only_the_public_face_is_imported_and_no_place_is_named(path: Path):
    source = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    assert re.findall(r"^\s*(?:import|from)\s.*$", source, re.M) == ["import newslib as nl"]
    assert set(re.findall(r"\bnl\.(\w+)", source)) <= set(nl.__all__)
    assert [place for place in PLACES if re.search(rf"\b{re.escape(place)}\b", source)] == []


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_prose_holds_no_numbers_and_code_no_rules(path: Path):
    prose = [CODE_SPAN.sub("", cell.source) for cell in cells(path, "markdown")]
    assert [text for text in prose if re.search(r"\d", text)] == []
    assert [cell.source for cell in cells(path, "code") if RULE.search(cell.source)] == []


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_nothing_of_the_run_stays_in_the_file(path: Path):
    book = nbformat.read(path, as_version=4)
    assert set(book.metadata) == {"kernelspec"}
    assert [cell.metadata for cell in book.cells if cell.metadata] == []


HOSTILE = {'"><img src=x onerror=alert(1)>.txt': "date 2024-03-05 Officials<script>x</script> said 12 people died."}


@pytest.mark.parametrize("articles", [{}, HOSTILE], ids=["none", "hostile"])
def test_any_corpus_will_do(articles: dict[str, str], tmp_path: Path):
    """No articles and one hostile article: the same notebooks run, and the export has nothing wrong with it."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    for name, text in articles.items():
        (tmp_path / "data" / "raw" / name).write_text(text, encoding="utf-8")
    processed = tmp_path / "data" / "processed"
    stages.run(tmp_path / "data" / "raw", processed)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    execute(notebooks(tmp_path / "notebooks"), tmp_path / "books")
    reports.export(processed, tmp_path / "exports", notebooks=tmp_path / "books")
    known = tables.read_all(processed)
    assert reports.check_export(tmp_path / "exports", known) == []


def test_second_run_leaves_the_same_bytes(tmp_path: Path):
    cell = nbformat.v4.new_code_cell("from pathlib import Path\nPath('.').resolve().name", id="a")
    book = nbformat.v4.new_notebook(cells=[cell])
    path = tmp_path / "one.ipynb"
    path.write_text(nbformat.writes(book), encoding="utf-8")
    execute([path])
    first = path.read_bytes()

    async def from_a_notebook():  # whose kernel has an event loop of its own
        execute([path])

    asyncio.run(from_a_notebook())
    assert path.read_bytes() == first
    assert tmp_path.name in first.decode()


def test_failing_cell_stops_and_leaves_the_file(tmp_path: Path):
    path = tmp_path / "one.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0", id="a")])))
    before = path.read_bytes()
    with pytest.raises(Exception, match="ZeroDivisionError"):
        execute([path])
    assert path.read_bytes() == before


@pytest.mark.parametrize(("deaths", "runs"), [(2, True), (3, False)])
def test_a_kernel_whose_port_was_taken_is_started_again(deaths: int, runs: bool, tmp_path: Path, monkeypatch):
    path = tmp_path / "a.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="a")])))
    start, left = NotebookClient.async_execute, iter(range(deaths))

    async def dying(client, **settings):
        if next(left, None) is not None:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return await start(client, **settings)

    monkeypatch.setattr(NotebookClient, "async_execute", dying)
    if runs:
        execute([path])
        assert "2" in path.read_text()
    else:
        with pytest.raises(RuntimeError, match="Kernel died"):
            execute([path])
