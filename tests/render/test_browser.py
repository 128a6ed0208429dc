"""The page in a real browser: nothing goes wrong, the switches work, and it prints."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from simulate.render.document import Document
from simulate.render.html import render

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1100,900",
)  # fmt: skip

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        (BROWSER is None or DRIVER is None) and "WITH_PROGRAMS" not in os.environ, reason="Chromium is not here"
    ),
]


@pytest.fixture(scope="module")
def browser(two: Document, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """With the page of two runs in it."""
    assert BROWSER is not None
    assert DRIVER is not None
    folder = tmp_path_factory.mktemp("page")
    (folder / "report.html").write_bytes(render(two))
    options = ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options, Service(DRIVER))
    chrome.get((folder / "report.html").as_uri())
    yield chrome
    chrome.quit()


def choose(browser: Chrome, name: str) -> Select:
    return Select(browser.find_element(By.CSS_SELECTOR, f".explorer select[name={name}]"))


def drawn(browser: Chrome) -> str:
    return str(browser.find_element(By.CSS_SELECTOR, ".explorer svg").get_attribute("innerHTML"))


def table(browser: Chrome) -> list[list[str]]:
    rows = browser.find_elements(By.CSS_SELECTOR, ".explorer tbody tr")
    return [[str(cell.get_attribute("textContent")) for cell in row.find_elements(By.XPATH, "*")] for row in rows]


def test_nothing_goes_wrong_and_nothing_is_asked_of_a_network(browser: Chrome) -> None:
    assert browser.get_log("browser") == []
    asked = [entry["message"] for entry in browser.get_log("performance") if "requestWillBeSent" in entry["message"]]
    assert not [message for message in asked if '"url":"http' in message]


def test_another_outcome_entry_and_interval_give_another_picture(browser: Chrome) -> None:
    outcome, interval = choose(browser, "outcome"), choose(browser, "interval")
    first = drawn(browser)
    assert "band-outer" in first
    assert "band-inner" in first
    interval.select_by_value("half")
    assert "band-outer" not in drawn(browser)
    outcome.select_by_visible_text("In the asylum procedure")
    entries = [option.text for option in choose(browser, "entry").options]
    assert entries[0] == "Total"
    assert len(entries) == 4
    whole = table(browser)
    choose(browser, "entry").select_by_index(1)
    assert table(browser) != whole
    assert float(table(browser)[0][1].replace(",", "")) < float(whole[0][1].replace(",", ""))


def test_a_province_can_be_chosen(browser: Chrome) -> None:
    choose(browser, "outcome").select_by_visible_text("Status holders in reception")
    choose(browser, "entry").select_by_visible_text("Zeeland")
    assert "Zeeland" in str(browser.find_element(By.CSS_SELECTOR, ".explorer svg").get_attribute("aria-label"))


def test_months_and_the_other_run_can_be_chosen(browser: Chrome) -> None:
    choose(browser, "outcome").select_by_index(0)
    choose(browser, "period").select_by_value("months")
    assert len(table(browser)) == 24
    base = choose(browser, "run")
    base.select_by_index(0)
    before = table(browser)
    base.select_by_index(1)
    assert table(browser) != before
    assert "broken lines" in browser.find_element(By.CSS_SELECTOR, ".explorer [aria-live]").text


def test_it_works_from_the_keyboard(browser: Chrome) -> None:
    outcome = choose(browser, "outcome")
    outcome.select_by_index(0)
    before = drawn(browser)
    field = browser.find_element(By.CSS_SELECTOR, ".explorer select[name=outcome]")
    field.send_keys(Keys.ARROW_DOWN)
    assert drawn(browser) != before


def test_it_prints(browser: Chrome) -> None:
    pdf = base64.b64decode(str(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page") > 5


def test_nothing_is_wider_than_a_telephone(browser: Chrome) -> None:
    browser.set_window_size(500, 900)
    wide = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    drawing = browser.find_element(By.CSS_SELECTOR, ".explorer svg").size["width"]
    browser.set_window_size(1100, 900)
    assert wide <= 0
    assert drawing > 500  # It scrolls in its frame: made narrower, nobody could read it.


def test_every_switch_ends_without_an_error(browser: Chrome, tmp_path: Path) -> None:
    outcome = choose(browser, "outcome")
    for place in range(0, len(outcome.options), 7):
        outcome.select_by_index(place)
        assert "NaN" not in drawn(browser)
    assert browser.get_log("browser") == []
