"""The export in a real browser: nothing asked of the network, nothing overlapping, readable by a screen reader."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import chromium
import pandas as pd
import pytest
from axe_core_python.selenium import Axe
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from newslib import reports, stages, tables
from newslib.charts.points import points
from newslib.compare import comparison
from newslib.reports import lists

ROOT = Path(__file__).resolve().parent.parent
PHONE, DESKTOP = (360, 740), (1200, 900)
SCREEN = (390, 844)  # of a phone by which long pages are measured
PAGES = ("index.html", "happening", "war", "part", "happenings/h-not-placed.html", "source", "article", "cut",
         "lists/claims.html", "lists/claims-p2.html", "lists/happenings.html",
         "lists/sources.html", "lists/articles.html", "lists/disagreements.html", "lists/problems.html", "search.html",
         "gaps.html", "method.html", "codebook.html", "run.html", "downloads.html", "cite.html", "corrections.html",
         "01_articles.html", "02_segments.html", "03_claims.html", "04_timelines.html",
         "05_discrepancies.html")  # fmt: skip
READ = [(page, scheme) for page in PAGES for scheme in ("light", "dark")]
MOST = {"happening": ("happenings/h-[0-9]*.html", "<svg"), "war": ("happenings/h-war*.html", "<svg"),
        "part": ("happenings/*.2.html", "<tr"), "source": ("sources/*.html", "<svg"),
        "article": ("articles/*.html", "<mark"), "cut": ("lists/claims-month-*.html", "<tr")}  # fmt: skip
OVERLAPS = """
return [...document.querySelectorAll('.chart svg')].filter(s => s.getBoundingClientRect().width).flatMap(svg => {
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

pytestmark = chromium.needed


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    out = stages.report(ROOT / "data" / "raw", folder / "processed", folder / "exports").parent
    known = tables.read_all(folder / "processed")
    assert reports.check_export(out, known) == []
    return out


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium.started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def opened(browser: webdriver.Chrome, exported: Path, page: str, size: tuple[int, int]) -> None:
    """Open a page at a size; a kind of page stands for the one of it with the most drawings or marks."""
    path = exported / page
    if page in MOST:
        names, sign = MOST[page]
        pages = sorted(exported.glob(names))
        path = max(pages, key=lambda one: one.read_text(encoding="utf-8").count(sign))
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    for kind in ("performance", "browser"):
        browser.get_log(kind)
    browser.get(path.as_uri())


def keys(browser: webdriver.Chrome, *pressed: str) -> None:
    browser.switch_to.active_element.send_keys(*pressed)


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


def test_point_leads_to_its_row_its_row_to_the_mark_and_the_mark_back(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "happening", DESKTOP)
    point = browser.find_element(By.CSS_SELECTOR, ".chart svg.wide a")
    page = browser.current_url.partition("#")[0]
    browser.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", point)
    row = browser.find_element(By.CSS_SELECTOR, "tr:target")
    assert row.is_displayed()  # the evidence it is folded into has been opened
    row.find_element(By.CSS_SELECTOR, "a.number").click()
    assert browser.find_element(By.CSS_SELECTOR, "mark:target").is_displayed()
    browser.find_element(By.CSS_SELECTOR, "mark:target a").click()
    browser.find_element(By.CSS_SELECTOR, "tr:target td[data-head=happening] a").click()
    assert browser.current_url.partition("#")[0] == page


def test_a_click_counts_within_a_finger(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "happening", DESKTOP)
    sizes = browser.execute_script(
        "return [...document.querySelectorAll('.chart svg.wide a')].map(a => a.getBoundingClientRect())"
        ".map(box => Math.min(box.width, box.height))"
    )
    assert min(sizes) >= 21  # of 24 on a sheet as wide as the page


def test_a_point_leads_to_its_sentence_by_the_keyboard_alone(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "happening", DESKTOP)
    browser.execute_script("document.querySelector('.chart').previousElementSibling.scrollIntoView()")
    points = browser.find_elements(By.CSS_SELECTOR, ".chart svg.wide a")
    for _ in range(80):
        keys(browser, Keys.TAB)
        if browser.switch_to.active_element in points:
            break
    keys(browser, Keys.ENTER)
    row = browser.find_element(By.CSS_SELECTOR, "tr:target")
    assert row.is_displayed()
    number = row.find_element(By.CSS_SELECTOR, "a.number")
    for _ in range(80):
        if browser.switch_to.active_element == number:
            break
        keys(browser, Keys.TAB)
    keys(browser, Keys.ENTER)
    assert browser.find_element(By.CSS_SELECTOR, "mark:target").is_displayed()


def test_list_is_filtered_and_sorted(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "lists/claims-outcome-surrendered.html", DESKTOP)
    shown = "return [...document.querySelectorAll('.list tbody tr')].filter(r => !r.hidden).map(r => r.textContent)"
    every = browser.execute_script(shown)
    browser.find_element(By.CSS_SELECTOR, ".filter input").send_keys("Mariupol soldiers")
    some = browser.execute_script(shown)
    assert 0 < len(some) < len(every)
    assert all("mariupol" in row.casefold() and "soldiers" in row.casefold() for row in some)
    browser.find_element(By.CSS_SELECTOR, ".filter input").clear()
    heads = browser.find_elements(By.CSS_SELECTOR, ".list th button")
    days = "return [...document.querySelectorAll('.list tbody tr td:nth-child(4)')].map(c => c.textContent)"
    heads[3].click()
    up = browser.execute_script(days)
    heads[3].click()
    assert up == sorted(up)
    assert browser.execute_script(days) == sorted(up, reverse=True)


def test_search_finds_everything_by_the_keyboard_alone(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "index.html", DESKTOP)
    for _ in range(40):
        keys(browser, Keys.TAB)
        if browser.switch_to.active_element.get_attribute("type") == "search":
            break
    keys(browser, "bucha", Keys.ENTER)
    WebDriverWait(browser, 20).until(lambda now: "search.html" in now.current_url)
    found = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "#hits tbody tr")]
    heads = [one.text.partition(":")[0] for one in browser.find_elements(By.CSS_SELECTOR, "#hits h2")]
    assert {"Happenings", "Claims"} <= set(heads)
    assert all("bucha" in line.casefold() or "буч" in line.casefold() for line in found)
    link = browser.find_element(By.CSS_SELECTOR, "#hits tbody a")
    while browser.switch_to.active_element != link:
        keys(browser, Keys.TAB)
    keys(browser, Keys.ENTER)
    assert "/happenings/" in browser.current_url
    assert browser.get_log("browser") == []


def test_search_goes_through_every_part_by_itself(
    browser: webdriver.Chrome, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lists, "SHARD", 12_000)
    out = reports.export(exported.parent / "processed", tmp_path / "out").parent
    parts = len(list(out.glob("search*.html")))
    assert parts > 2
    opened(browser, out, "index.html", DESKTOP)
    browser.find_element(By.CSS_SELECTOR, ".search input").send_keys("bucha", Keys.ENTER)
    WebDriverWait(browser, 20).until(lambda now: f"search-{parts}.html" in now.current_url)
    links = [one.get_attribute("href") for one in browser.find_elements(By.CSS_SELECTOR, "#hits td a")]
    assert all(any(f"/{folder}/" in link for link in links) for folder in ("happenings", "articles"))
    assert any("#claim-" in link for link in links)
    told = browser.find_element(By.CSS_SELECTOR, ".filter [role=status]").text
    keys(browser, Keys.ENTER)  # again from the first part
    WebDriverWait(browser, 20).until(lambda now: f"search-{parts}.html" in now.current_url)
    assert browser.find_element(By.CSS_SELECTOR, ".filter [role=status]").text == told
    assert browser.get_log("browser") == []
    evil = {
        "kind": 3,
        "only": [],
        "sort": -1,
        "part": parts - 1,
        "counts": [1, 0, 0, 0],
        "rows": [[{"kind": 0, "to": "https://evil.example/", "place": 0, "cells": ["<img src=x>"]}], [], [], []],
    }
    browser.get(f"{(out / f'search-{parts}.html').as_uri()}#x&{quote(json.dumps(evil))}")
    browser.refresh()
    assert browser.find_elements(By.CSS_SELECTOR, "#hits a[href^=http], #hits img") == []


def test_a_list_of_many_pages_is_searched_as_a_whole(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "lists/claims.html", DESKTOP)
    browser.find_element(By.CSS_SELECTOR, ".filter input").send_keys("olenivka")
    browser.find_element(By.CSS_SELECTOR, ".filter a.all").click()
    WebDriverWait(browser, 20).until(lambda now: "search.html#olenivka" in now.current_url)
    assert len(browser.find_elements(By.CSS_SELECTOR, "#hits tbody tr")) > 2


def numbers(browser: webdriver.Chrome) -> list[float]:
    """The first number of each hit, in the order shown."""
    shown = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "#hits tbody td:first-child")]
    found = [re.search(r"\d[\d,]*", words) for words in shown]
    return [float(one.group().replace(",", "")) for one in found if one]


@pytest.mark.parametrize("size", [900_000, 12_000], ids=["one page", "many pages"])
def test_a_list_of_many_pages_is_sorted_over_all_of_them(
    browser: webdriver.Chrome, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
):
    monkeypatch.setattr(lists, "SHARD", size)
    out = reports.export(exported.parent / "processed", tmp_path / "out").parent
    last = sorted(out.glob("search*.html"), key=lambda path: (len(path.name), path.name))[-1].name
    claims = tables.read("claims", exported.parent / "processed")
    killed = claims[(claims["outcome"] == "killed") & (claims["language"] == "en")]
    asked = {"kind": "claims", "only": [["outcome", "killed"], ["language", "English"]]}
    opened(browser, out, "lists/claims.html", DESKTOP)
    browser.find_element(By.CSS_SELECTOR, ".list th button").click()
    WebDriverWait(browser, 20).until(
        lambda now: last in now.current_url and now.find_elements(By.CSS_SELECTOR, "#hits tr")
    )
    assert browser.find_element(By.CSS_SELECTOR, "#hits h2").text == f"Claims: {len(claims)}"
    first = numbers(browser)
    assert first == sorted(first)
    said = points(claims)["worded"].str.replace(",", "").str.extract(r"^\D{0,12}(\d+)")[0].dropna().astype(float)
    assert first[0] == said.min()
    browser.find_element(By.CSS_SELECTOR, "#hits > button").click()
    WebDriverWait(browser, 20).until(lambda now: last in now.current_url and numbers(now)[:1] > first[:1])
    following = numbers(browser)
    assert following == sorted(following)
    assert following[0] >= first[-1]
    browser.get(f"{(out / 'search.html').as_uri()}#&{quote(json.dumps({**asked, 'sort': 0, 'down': True}))}")
    browser.refresh()
    WebDriverWait(browser, 20).until(
        lambda now: last in now.current_url and now.find_elements(By.CSS_SELECTOR, "#hits tr")
    )
    assert browser.find_element(By.CSS_SELECTOR, "#hits h2").text == f"Claims: {len(killed)}"
    assert numbers(browser) == sorted(numbers(browser), reverse=True)
    assert browser.get_log("browser") == []


def test_without_a_script_nothing_is_missing(browser: webdriver.Chrome, exported: Path):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        opened(browser, exported, "lists/claims.html", DESKTOP)
        assert browser.find_elements(By.CSS_SELECTOR, ".facets a")
        assert not browser.find_element(By.CSS_SELECTOR, ".filter").is_displayed()
        browser.find_element(By.CSS_SELECTOR, ".facets summary").click()
        browser.find_element(By.CSS_SELECTOR, ".facets a").click()
        assert "claims-outcome-" in browser.current_url
        folds = browser.find_elements(By.CSS_SELECTOR, ".facets summary")
        next(one for one in folds if one.text == "By month").click()
        browser.find_element(By.CSS_SELECTOR, ".facets a[href*='-month-']").click()
        n = browser.find_element(By.CSS_SELECTOR, ".lead data").text
        assert len(browser.find_elements(By.CSS_SELECTOR, ".list tbody tr")) == int(n)
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_first_page_is_short(browser: webdriver.Chrome, exported: Path):
    opened(browser, exported, "index.html", DESKTOP)
    assert browser.execute_script("return document.documentElement.scrollHeight") < 15_000


def sheets(browser: webdriver.Chrome) -> list[str]:
    """The words on each sheet of A4 that the open page takes."""
    paper = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(base64.b64decode(paper))).pages]


@pytest.mark.parametrize("page", PAGES)
def test_paper_and_a_phones_screens_are_saved(browser: webdriver.Chrome, exported: Path, page: str):
    opened(browser, exported, page, DESKTOP)
    paper = sheets(browser)
    assert len(paper) <= 20
    script = "return [...document.querySelectorAll('h1, h2, h3, figcaption strong, caption')].map(e => e.textContent)"
    headings = {" ".join(words.split()) for words in browser.execute_script(script)}
    last = [" ".join(lines[-1].split()).lstrip("▸▾ ") for sheet in paper if (lines := sheet.strip().splitlines())]
    assert not headings & set(last[:-1])  # none is left alone at the foot of a sheet
    opened(browser, exported, page, SCREEN)
    assert browser.execute_script("return document.documentElement.scrollHeight") <= 15 * SCREEN[1]


def test_a_hostile_corpus_is_inert_on_every_page(
    browser: webdriver.Chrome, sample: dict[str, pd.DataFrame], tmp_path: Path
):
    made = {name: sample[name] for name in ("articles", "problems", "segments", "statements", "claims")}
    out = reports.write(made | comparison(sample["claims"]), tmp_path / "out").parent
    pages = [path.relative_to(out).as_posix() for path in sorted(out.rglob("*.html"))]
    assert {page.partition("/")[0] for page in pages} >= {"index.html", "search.html", "happenings", "sources", "lists"}
    for page in pages:
        opened(browser, out, page, DESKTOP)
        assert not browser.execute_script("return document.querySelectorAll('img, script[src], b script').length")
        assert browser.get_log("browser") == [], page


def test_a_long_happening_stays_short_on_a_phone_and_on_paper(browser: webdriver.Chrome, tmp_path: Path):
    rows = [{"claim_id": f"c{n}", "outcome": ("killed", "wounded", "captured", "missing")[n % 4], "place": "Port",
             "group": ("military", "civilian", "children")[n % 3], "side": ("ukraine", "russia")[n % 2],
             "tally": "incident", "published": f"2024-03-{5 + n % 20:02d}", "event_date": "2024-03-04",
             "source_name": f"Ministry {n % 45}", "low": 100 + 3 * n, "high": 100 + 3 * n, "stated": 100 + 3 * n,
             "modifier": "exact", "article_id": f"a{n}"} for n in range(600)]  # fmt: skip
    claims = tables.frame("claims", rows, strict=False)
    out = reports.write({"claims": claims, **comparison(claims)}, tmp_path).parent
    pages = sorted(out.glob("happenings/h-*port*.html"), key=lambda path: path.stat().st_size)
    assert len(pages) > 2
    assert pages[-1].stat().st_size < 1_000_000
    for page in pages[-2:]:
        opened(browser, out, page.relative_to(out).as_posix(), SCREEN)
        assert browser.execute_script("return document.documentElement.scrollHeight") <= 15 * SCREEN[1]
        assert len(sheets(browser)) <= 20
    assert len(browser.find_elements(By.CSS_SELECTOR, "details.thing, section.thing")) > 3
