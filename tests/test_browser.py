"""The export in a real browser: nothing asked of the network, nothing overlapping, readable by a screen reader."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from newslib import notebooks, reports, stages

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update")  # fmt: skip
SECONDS = 300  # axe takes a while over a long page on a busy machine
PHONE, DESKTOP = (360, 740), (1200, 900)
PAGES = ("index.html", *(f"{path.stem}.html" for path in notebooks.notebooks(ROOT / "notebooks")), "articles")
READ = [*((page, "light") for page in PAGES), *((page, "dark") for page in (PAGES[0], PAGES[5], PAGES[6]))]
OVERLAPS = """
return [...document.querySelectorAll('.chart svg')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const w = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (w > 2 && h > 3) found.push(a + ' | ' + b);
  }));
  const sheet = svg.getBoundingClientRect();
  boxes.forEach(([a, p]) => {
    if (p.left < sheet.left - 1 || p.right > sheet.right + 1 || p.top < sheet.top - 1 || p.bottom > sheet.bottom + 1)
      found.push(a + ' leaves the sheet');
  });
  return found;
});
"""

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and not os.environ.get("CI"),
    reason="no chromium and chromedriver: apt-get install chromium chromium-driver",
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    done = stages.run(ROOT / "data" / "raw", folder / "processed")
    out = reports.export(folder / "processed", ROOT / "notebooks", folder / "exports").parent
    assert reports.check_export(out, done.tables) == []
    return out


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or "chromium"
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER or "chromedriver"))
    driver.set_script_timeout(SECONDS)
    yield driver
    driver.quit()


def opened(browser: webdriver.Chrome, exported: Path, page: str, size: tuple[int, int]) -> None:
    """Open a page at a size; ``articles`` stands for the article with the most marks."""
    path = exported / page
    if page == "articles":
        path = max(sorted(path.glob("*.html")), key=lambda one: one.read_text(encoding="utf-8").count("<mark"))
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    for kind in ("performance", "browser"):
        browser.get_log(kind)
    browser.get(path.as_uri())


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_nothing_of_the_network(browser: webdriver.Chrome, exported: Path, page: str):
    opened(browser, exported, page, DESKTOP)
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert asked
    assert all(address.startswith("file:") for address in asked)
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("page", PAGES)
def test_page_fits_and_labels_neither_overlap_nor_leave(
    browser: webdriver.Chrome, exported: Path, page: str, size: tuple[int, int]
):
    opened(browser, exported, page, size)
    wide, shown = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= shown
    assert browser.execute_script(OVERLAPS) == []


@pytest.mark.parametrize(("page", "scheme"), READ)
def test_screen_reader_can_read_it(browser: webdriver.Chrome, exported: Path, page: str, scheme: str):
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    opened(browser, exported, page, DESKTOP)
    wrong = Axe().run(browser)["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in wrong] == []


def test_point_leads_to_its_row_and_the_row_to_its_sentence(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, PAGES[5], DESKTOP)
    target = browser.execute_script("return document.querySelector('.chart svg a').getAttribute('href')")
    browser.execute_script("location.hash = arguments[0]", target)
    row = browser.execute_script("return document.querySelector('tr:target td:last-child a').href")
    browser.get(row)
    assert browser.execute_script("return document.querySelector('mark:target') !== null")
