"""Run notebooks so that a second run leaves the same bytes.

``python -m newslib.notebooks FOLDER`` runs the notebooks of a folder in place.
"""

import asyncio
import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from newslib.markup import PAGES

TIMEOUT = 600  # seconds a cell may take
AT_ONCE = 2  # kernels running side by side
STARTS = 3  # times a kernel may be started: another process may take its port before it does
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


class NotebookError(ValueError):
    """Cells of notebooks failed; the message names the notebooks, the cells and what was raised."""


def notebooks(folder: Path) -> list[Path]:
    """The notebooks of a folder, in order of their names."""
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def shipped() -> Path:
    """The folder of the notebooks that come with the package: inside it, or in the clone it is run from."""
    package = Path(__file__).parent
    inside = package / "template" / "notebooks"
    return inside if notebooks(inside) else package.parent / "notebooks"


def executed(path: Path) -> Any:
    """A notebook with its outputs, as nbformat reads it.

    nbformat and nbclient are imported where they are used: every kernel imports this module, has no use for them, and
    they take a second.
    """
    import nbformat

    return nbformat.read(path, as_version=4)


def blank(path: Path) -> str:
    """A notebook as JSON without what its cells gave: outputs tell of the corpus it was run on."""
    import nbformat

    notebook = executed(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return str(nbformat.writes(notebook)) + "\n"


def execute(paths: Iterable[Path], folder: Path | None = None, settings: Mapping[str, str] | None = None) -> list[Path]:
    """Run notebooks, each top to bottom in a fresh kernel whose folder is the notebook's own.

    Args:
        paths: the notebooks.
        folder: where executed copies go, made for pages, and then the notebooks themselves stay as they are; None
            runs in place.
        settings: environment variables of the kernels besides this process's.

    Returns:
        The executed notebooks.

    Raises:
        NotebookError: a cell failed; its notebook is left as it was, and the others are run.
    """
    wanted = targets = list(paths)
    kernels = {**os.environ, **(settings or {}), PAGES: ""}
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        targets = [folder / path.name for path in wanted]
        kernels[PAGES] = "yes"
    bar = partial(tqdm, total=len(wanted), desc="notebooks", delay=2)
    with ThreadPoolExecutor(AT_ONCE) as pool:  # each has an event loop of its own, also where one runs already
        ran = [pool.submit(_run, *pair, kernels) for pair in zip(wanted, targets, strict=True)]
        failed = [error for one in bar(as_completed(ran)) if (error := one.exception())]
    for error in failed:
        if not isinstance(error, NotebookError):
            raise error
    if failed:
        raise NotebookError("\n".join(sorted(map(str, failed))))
    return targets


def _run(source: Path, target: Path, environment: Mapping[str, str]) -> None:
    import nbformat
    from nbclient.exceptions import CellExecutionError

    notebook = executed(source)
    try:
        _execute(notebook, source.parent, environment)
    except CellExecutionError as error:
        outputs = enumerate((cell.get("outputs", ()) for cell in notebook.cells), 1)
        number = next(n for n, given in outputs if any(one.output_type == "error" for one in given))
        cure = "mend the cell, or take the notebook of a fresh `newslib new FOLDER`"
        raise NotebookError(f"{source}, cell {number}: {error.ename}: {error.evalue}; {cure}") from error
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL})
    text = nbformat.writes(notebook) + "\n"
    if not target.exists() or text != target.read_text(encoding="utf-8"):
        temporary = target.with_name(f".{target.name}.new")
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, target)


def _execute(notebook: Any, folder: Path, environment: Mapping[str, str]) -> None:
    """Run the cells of a notebook; a kernel that dies before the first one is started again."""
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    for left in reversed(range(STARTS)):
        client = NotebookClient(
            notebook, timeout=TIMEOUT, kernel_name=KERNEL["name"], record_timing=False,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--IPKernelApp.log_level=40"],  # the kernel talks to this process alone
        )  # fmt: skip
        try:
            asyncio.run(client.async_execute(env=dict(environment)))
        except DeadKernelError:
            raise
        except RuntimeError:
            if not left:
                raise
        else:
            return


if __name__ == "__main__":
    execute(notebooks(Path(sys.argv[1])))
