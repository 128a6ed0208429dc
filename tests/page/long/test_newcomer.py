"""Somebody who has read nothing asks what withdrawing the Spreidingswet does to emergency places, and sends it.

Only what can be read on the screen is used: the label of a field, the words on a button.
"""

from __future__ import annotations

from time import monotonic
from urllib.parse import urlsplit

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from tests.page.long.conftest import Tab

MINUTES = 5


def seen(tab: Tab, path: str) -> WebElement:
    """The first that fits and can be seen, brought into view."""
    found: list[WebElement] = []

    def there() -> bool:
        found[:] = [one for one in tab.chrome.find_elements(By.XPATH, path) if one.is_displayed()]
        return bool(found)

    tab.until(there)
    tab.run("arguments[0].scrollIntoView({block: 'center'})", found[0])
    return found[0]


def pressed(tab: Tab, words: str) -> None:
    seen(tab, f"//button[contains(., '{words}')]").click()


def field(tab: Tab, label: str, within: str = "") -> WebElement:
    return seen(tab, f"{within}//label[contains(., '{label}')]//*[self::input or self::select]")


def test_what_withdrawing_the_act_does_is_found_and_sent_within_five_minutes(tab: Tab) -> None:
    began = monotonic()
    tab.size(1440, 900)
    tab.open()
    pressed(tab, "Drie jaar asiel")
    field(tab, "Zoek een maatregel").send_keys("spreidingswet intrekken")
    mine = "//div[contains(@class, 'measure') and .//label[contains(., 'Spreidingswet intrekken')]]"
    field(tab, "Spreidingswet intrekken", mine).click()
    day = field(tab, "Vanaf", mine)
    day.send_keys("07", "01", "2027")
    day.send_keys(Keys.TAB)
    Select(field(tab, "Hoe zeker", mine)).select_by_visible_text("Zeker en op tijd")
    Select(field(tab, "Uitkomst")).select_by_visible_text("Opvangplekken: noodopvang")
    Select(field(tab, "Jaar")).select_by_visible_text("2028")
    answer = "//section[.//h2[. = 'Het antwoord']]"
    tab.until(lambda: "noodopvang" in seen(tab, answer).text and "In 2028" in seen(tab, answer).text)
    # The answer is above the fold.
    assert (
        tab.run("window.scrollTo(0, 0); return document.querySelector('#answers').getBoundingClientRect().bottom") < 900
    )
    assert "m=spreidingswet_intrekken:2027-07-01:zeker" in tab.hash
    pressed(tab, "Meenemen")
    seen(tab, "//*[contains(., 'Spreidingswet intrekken: 1 juli 2027')]")
    pressed(tab, "Maak pagina")
    download = seen(tab, "//a[contains(., '.html')]")
    path = urlsplit(str(download.get_attribute("href"))).path
    status, _, made = tab.server.raw("GET", path, headers=tab.server.key)
    took = monotonic() - began
    assert status == 200, path
    assert status == 200
    assert "noodopvang" in made.decode("utf-8")
    print(f"found, and a report of it to send, in {took:.0f} s")
    assert took < MINUTES * 60
