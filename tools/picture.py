"""Take the picture of the README: the page of the happening that most named sources count, in the light theme."""

import base64
import shutil
import sys
from pathlib import Path

from lxml import html
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

WIDTH, HEIGHT = 1280, 995  # pixels: of the window, of the picture
BOX = """const box = document.querySelector('.thing').getBoundingClientRect();
return [box.x - 8, box.y, box.width + 16, box.height]"""


def main(exports: Path, picture: Path) -> None:
    """Write the charts of the first thing on the page as PNG."""
    first = html.document_fromstring((exports / "index.html").read_bytes())
    (page, *_) = first.xpath("//section[h2[@id='happenings']]//tbody//a/@href")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    try:
        browser.get((exports / page).resolve().as_uri())
        x, y, width, height = browser.execute_script(BOX)
        clip = {"x": x, "y": y, "width": width, "height": min(height, HEIGHT), "scale": 1}
        asked = {"format": "png", "clip": clip, "captureBeyondViewport": True}
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", asked)["data"]
    finally:
        browser.quit()
    picture.write_bytes(base64.b64decode(taken))
    print(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
