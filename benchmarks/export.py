"""How the export grows: what making its pages costs an article, how large they are, how long the first one is.

    python benchmarks/export.py data/processed 300 1000 10000

Makes corpora of about so many articles from the tables of a run: its articles again and again, on later days, in other
towns, by other publishers. Prints CPU milliseconds an article for pages and for the check, the number of pages, the
largest, CPU seconds of the five notebooks and the size of their pages, peak memory of making the pages, and (with
chromium) the height of the first page and how long opening it takes.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

import pandas as pd

from newslib import codebook, notebooks, reports, tables
from newslib.compare import comparison
from newslib.projects import Project

NAMES = ("articles", "segments", "statements", "claims")
IDS = ("article_id", "claim_id", "statement_id", "part_of")
DAYS = ("published", "event_date", "as_of", "said")
STEP = 3  # days between one copy of the corpus and the next


def corpus(run: dict[str, pd.DataFrame], n: int) -> dict[str, pd.DataFrame]:
    """The tables of a run again and again, until there are about ``n`` articles."""
    copies = max(1, round(n / len(run["articles"])))
    return {name: tables.frame(name, pd.concat([_copy(run[name], k) for k in range(copies)], ignore_index=True))
            for name in NAMES}  # fmt: skip


def _copy(table: pd.DataFrame, k: int) -> pd.DataFrame:
    made = table.copy()
    for column in made.columns.intersection(IDS):
        made[column] = made[column].where(made[column].isna(), made[column] + f"-{k}")
    for column in made.columns.intersection(DAYS):
        made[column] = made[column] + pd.Timedelta(days=STEP * k)
    for column, other in (("place", f" {k}"), ("publisher", f" {k % 50}"), ("answers", "")):
        if column in made.columns:
            made[column] = (made[column] + other).where(made[column].notna() & bool(other))
    return made.assign(path=made["path"] + f".{k}") if "path" in made.columns else made


def measure(run: dict[str, pd.DataFrame], n: int) -> str:
    """One line of the table."""
    known = corpus(run, n)
    known |= comparison(known["claims"], known["statements"], known["articles"])
    out = Path(tempfile.mkdtemp())
    started = time.process_time()
    reports.write(known, out)
    made = time.process_time()
    problems = reports.check_export(out, known)
    checked = time.process_time()
    pages = [path.stat().st_size for path in out.rglob("*.html")]
    articles = len(known["articles"])
    opening = _opening(out / "index.html")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    books = _notebooks(known, out)
    shutil.rmtree(out)
    per = f"{(made - started) * 1000 / articles:.1f} | {(checked - made) * 1000 / articles:.1f}"
    sizes = f"{len(pages):,} | {max(pages) / 1000:.0f} | {sum(pages) / 1e6:.0f}"
    counts = f"{articles:,} | {len(known['claims']):,}"
    cells = (counts, per, sizes, books, f"{memory:.0f}", opening, str(len(problems)))
    return f"| {' | '.join(cells)} |"


def _notebooks(known: dict[str, pd.DataFrame], out: Path) -> str:
    """CPU seconds of running the notebooks over tables, and the size of their pages in KB."""
    processed, books = out / "processed", out / "books"
    for name in codebook.contracts():
        tables.write(name, known[name] if name in known else tables.frame(name, []), processed)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    notebooks.execute(notebooks.notebooks(notebooks.shipped()), books, Project(out, processed).settings())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = reports.write(known, out / "pages", notebooks=books).parent.glob("0*.html")
    return f"{spent:.0f} | {sum(page.stat().st_size for page in pages) / 1000:.0f}"


def _opening(page: Path) -> str:
    """Height of a page in pixels at a width of 1,280, and milliseconds from asking to being loaded."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        return "- | -"
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options, Service(driver))
    try:
        browser.get(page.as_uri())
        height = browser.execute_script("return document.documentElement.scrollHeight")
        loaded = browser.execute_script("const [e] = performance.getEntriesByType('navigation'); return e.loadEventEnd")
    finally:
        browser.quit()
    return f"{height:,} | {loaded:.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("processed", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    chosen = parser.parse_args()
    run = {name: tables.read(name, chosen.processed) for name in NAMES}
    heads = ("articles", "claims", "ms/article pages", "ms/article check", "pages", "largest KB", "MB", "notebooks s",
             "their KB", "memory MB", "index px", "open ms", "problems")  # fmt: skip
    print(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    for size in chosen.sizes:
        print(measure(run, size), flush=True)


if __name__ == "__main__":
    main()
