"""Take the picture of the README: the page of the happening that most named sources count, in the light theme."""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path

from lxml import html
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

WIDTH, HEIGHT = 1200, 1500  # pixels


def main(exports: Path, picture: Path) -> None:
    """Write the upper part of the page as PNG."""
    first = html.document_fromstring((exports / "index.html").read_bytes())
    (page, *_) = first.xpath("//section[h2[@id='happenings']]//tbody//a/@href")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    try:
        browser.get((exports / page).resolve().as_uri())
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    finally:
        browser.quit()
    picture.write_bytes(base64.b64decode(taken))
    print(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
