"""Run notebooks so that a second run leaves the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

TIMEOUT = 600  # seconds a cell may take
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebooks(folder: Path) -> list[Path]:
    """The notebooks of a folder, in order of their names."""
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def execute(paths: Iterable[Path]) -> None:
    """Run notebooks in place, each top to bottom in a fresh kernel whose folder is the notebook's own.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed; its notebook is left as it was.
    """
    for path in tqdm(list(paths), desc="notebooks", delay=2):
        _run(path)


def _run(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=TIMEOUT, kernel_name=KERNEL["name"], record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--IPKernelApp.log_level=40"],  # the kernel talks to this process alone
    )  # fmt: skip
    client.execute()
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL})
    text = nbformat.writes(notebook) + "\n"
    if text != path.read_text(encoding="utf-8"):
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
