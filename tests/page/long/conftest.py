"""Chromium, driven by Selenium, with what it asked of the network and said on its console."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.page.conftest import Server

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1440,1000",
)  # fmt: skip
PATIENCE = 120


@dataclass
class Tab:
    """A browser with the page in it."""

    chrome: Chrome
    server: Server

    def open(self, state: str = "") -> None:
        """Open the page anew, with a state."""
        self.chrome.get("about:blank")
        self.chrome.get(f"{self.server.address}?token={self.server.token}#{state}")
        self.until(lambda: self.find(f"#{self.screen}").is_displayed())

    @property
    def screen(self) -> str:
        found = self.chrome.find_elements(By.CSS_SELECTOR, "[data-screen][aria-current]")
        return str(found[0].get_attribute("data-screen")) if found else "none"

    def find(self, selector: str) -> WebElement:
        return self.chrome.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.chrome.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", self.find(selector))
        self.find(selector).click()

    def until(self, holds: Callable[[], object]) -> None:
        def held(_: object) -> bool:
            try:
                return bool(holds())
            except Exception:
                return False

        WebDriverWait(self.chrome, PATIENCE, 0.1).until(held)

    def text(self, selector: str) -> str:
        return str(self.find(selector).get_attribute("textContent"))

    def run(self, script: str, *given: Any) -> Any:
        return self.chrome.execute_script(script, *given)

    @property
    def hash(self) -> str:
        return str(self.run("return location.hash.slice(1)"))

    def size(self, width: int, height: int, scale: float = 1) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def violations(self) -> list[str]:
        """What axe-core finds wrong, by WCAG 2.1 A and AA."""
        if not self.run("return Boolean(window.axe)"):
            text = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
            self.run(text)
        found = self.chrome.execute_async_script(
            "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
            ".then((found) => done(found.violations), (error) => done([{id: String(error), nodes: []}]))"
        )
        return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]


@pytest.fixture(scope="module")
def tab(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A browser of its own for each file."""
    if BROWSER is None or DRIVER is None:
        if "WITH_PROGRAMS" in os.environ:
            pytest.fail("Chromium is not here")
        pytest.skip("Chromium is not here")
    chrome = start(tmp_path_factory.mktemp("profile"))
    yield Tab(chrome, server)
    chrome.quit()


def start(profile: Path) -> Chrome:
    """Start a browser."""
    options = ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options, Service(str(DRIVER)))
    chrome.set_script_timeout(60)
    return chrome
