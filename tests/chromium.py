"""Debian's Chromium for tests: how it is started, and what is skipped where it is not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--window-size=1400,1000")  # fmt: skip
SECONDS = 300  # axe takes a while over a long page on a busy machine, as does a first start of JupyterLab

needed = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and not os.environ.get("CI"),
    reason="no chromium and chromedriver: apt-get install chromium chromium-driver",
)


@contextmanager
def started(profile: Path) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own that logs what it asks for and what its console says."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or "chromium"
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER or "chromedriver"))
    driver.set_script_timeout(SECONDS)
    driver.command_executor.client_config.timeout = SECONDS
    try:
        yield driver
    finally:
        driver.quit()
