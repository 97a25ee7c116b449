"""JupyterLab itself: a click in the widget writes a decision; a notebook that nobody ran there shows its charts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import chromium
import nbformat
import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from newslib import corrections, stages
from newslib.notebooks import execute

TEXT = "date 2021-03-09\nMayor Ada <b>Brook</b> said 25 people were killed in the ferry disaster on Tuesday.\n"
CELL = "import newslib as nl\n\nreview = nl.open().review('A. Tester')\nreview"
CHART = "nl.open().timeline()"
TOLD = "corpus = nl.open()\ncorpus.explain(corpus.claims['claim_id'].iloc[0])"
READ = f"nl.read({TEXT!r})"
DRAWN = "from IPython.display import HTML\nHTML('<style>p{color:red}</style><svg><text>naked words</text></svg>')"
PICTURE = """
const picture = document.querySelector('figure.chart img'), box = picture.getBoundingClientRect();
const hints = [...document.querySelectorAll('figure.chart span[title]')].map(one => one.getBoundingClientRect());
return {drawn: picture.naturalWidth, wide: box.width, hints: hints.length, inside: hints.every(one => one.width > 20
  && one.left > box.left - 1 && one.right < box.right + 1 && one.top > box.top - 1 && one.bottom < box.bottom + 1)};
"""

pytestmark = chromium.needed


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lab")
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "a.txt").write_text(TEXT)
    stages.run(raw, folder / "data" / "processed")
    write(folder / "one.ipynb", CELL, CHART, TOLD)
    write(folder / "stored.ipynb", "import newslib as nl", CHART, TOLD, READ, DRAWN)
    execute([folder / "stored.ipynb"])
    return folder


def write(path: Path, *sources: str) -> None:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path.write_text(nbformat.writes(book), encoding="utf-8")


@pytest.fixture(scope="module")
def lab(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}", "--allow-root",
               "--IdentityProvider.token=secret", f"--ServerApp.root_dir={project}", "--LabApp.news_url=None",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]  # fmt: skip
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(project / "config"), "HOME": str(project)}
    with (project / "lab.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=project, env=environment)
    try:
        wait(lambda: socket.create_connection(("127.0.0.1", port), 1).close() is None, project / "lab.log")
        yield f"http://127.0.0.1:{port}/lab"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium.started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def wait(done: Callable[[], object], log: Path | None = None) -> None:
    """Wait until something holds; what raises does not hold yet."""
    until = time.monotonic() + chromium.SECONDS
    while time.monotonic() < until:
        try:
            if done():
                return
        except Exception:
            pass
        time.sleep(0.5)
    pytest.fail(f"waited {chromium.SECONDS} seconds; {log.read_text()[-2000:] if log else ''}")


def started(browser: webdriver.Chrome, cell: int = 0) -> bool:
    """Run a cell, again where JupyterLab was not yet listening; whether it runs."""
    browser.find_elements(By.CSS_SELECTOR, ".jp-CodeCell .cm-content")[cell].click()
    ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if browser.find_elements(By.CSS_SELECTOR, ".jp-CodeCell .jp-InputPrompt")[cell].text.strip(" []:"):
            return True
        time.sleep(0.5)
    return False


def test_a_click_writes_a_decision(lab: str, browser: webdriver.Chrome, project: Path):
    def find(selector: str) -> WebElement:
        return browser.find_element(By.CSS_SELECTOR, selector)

    def press(words: str) -> None:
        buttons = "//*[contains(@class, 'newslib-review')]//button"
        wait(lambda: browser.find_element(By.XPATH, f"{buttons}[text()='{words}']").click() is None)

    browser.get(f"{lab}/tree/one.ipynb?token=secret")
    wait(lambda: "Idle" in str(find(".jp-Notebook-ExecutionIndicator").get_attribute("outerHTML")))
    wait(lambda: started(browser))
    wait(lambda: find(".newslib-review section"))
    assert "Ada <b>Brook</b> said 25 people were killed" in find(".newslib-review blockquote").text

    wait(lambda: find(".newslib-review details:last-child summary").click() is None)
    wait(lambda: find(".newslib-review input[aria-label='what is right']").send_keys("dead") is None)
    press("Change")
    wait(lambda: "vocabulary" in find(".newslib-review .failed").text)
    decided = project / "data" / "raw" / "corrections.csv"
    assert not decided.exists()

    press("Right as read")
    wait(decided.exists)
    wait(lambda: "0 claims to check" in find(".newslib-review [role=status]").text)
    row = corrections.read(decided).iloc[0]
    assert (row["who"], row["action"], row["quote"]) == ("A. Tester", "confirm", "25 people")

    press("Undo")
    press("Take back")
    wait(lambda: "1 claims to check" in find(".newslib-review [role=status]").text)
    assert corrections.standing(corrections.read(decided)).empty
    assert corrections.read(decided)["action"].tolist() == ["confirm", "undo"]

    wait(lambda: started(browser, 1))
    wait(lambda: browser.execute_script(PICTURE)["drawn"] > 0)
    assert "Error" not in find(".jp-Notebook").text

    wait(lambda: started(browser, 2))
    wait(lambda: "What was read of it" in find(".jp-CodeCell:nth-of-type(3) .table caption").text)
    assert sides(browser) == {"left"}


def sides(browser: webdriver.Chrome) -> set[str]:
    """The sides on which the cells of text in tables stand."""
    cells = browser.find_elements(By.CSS_SELECTOR, ".jp-CodeCell .table td:not(.n)")
    return {one.value_of_css_property("text-align") for one in cells}


def test_a_stored_notebook_that_nobody_ran_shows_its_charts(lab: str, browser: webdriver.Chrome):
    """JupyterLab takes style sheets and drawings from it, and would leave a wall of the words of each drawing."""
    browser.get(f"{lab}/workspaces/other/tree/stored.ipynb?token=secret")
    wait(lambda: "naked words" in browser.find_element(By.CSS_SELECTOR, ".jp-Notebook").text)
    last = browser.find_elements(By.CSS_SELECTOR, ".jp-CodeCell .jp-RenderedHTML")[-1]
    assert last.find_elements(By.CSS_SELECTOR, "svg, style") == []  # nothing here is trusted

    wait(lambda: browser.execute_script(PICTURE)["drawn"] > 0)
    seen = browser.execute_script(PICTURE)
    assert seen["wide"] >= 720
    assert seen["hints"] == 1
    assert seen["inside"]
    chart = browser.find_element(By.CSS_SELECTOR, "figure.chart")
    assert len(chart.text) < 300
    assert "log scale" not in chart.text
    assert sides(browser) == {"left"}
    text = browser.find_element(By.CSS_SELECTOR, ".jp-CodeCell .text")
    assert text.value_of_css_property("white-space").startswith("pre-wrap")
    assert text.find_element(By.CSS_SELECTOR, "mark").get_attribute("title").startswith("killed, ")
