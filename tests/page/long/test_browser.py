"""The page in a browser: the whole task, by mouse and by keyboard, for everybody, and when things go wrong."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.page.conftest import Server, serve
from tests.page.long.conftest import Tab, start

REPEAL = "s=kort.yaml&m=spreidingswet_intrekken:2027-07-01:zeker&o=opvangplekken[noodopvang]&y=2028"
KEPT = "k=m%3Dspreidingswet_intrekken:2027-07-01:zeker&k=p%3Dasiel.instroom.langjarig_niveau%3D1.3"
SCREENS = {
    "kiezen": "",
    "maken": f"t=maken&{REPEAL}",
    "vergelijken": f"t=vergelijken&{REPEAL}&{KEPT}",
    "meenemen": f"t=meenemen&{REPEAL}",
}


def answered(tab: Tab, root: str = "#answers") -> str:
    tab.until(lambda: tab.text(root).startswith("In 20") or "Variant" in tab.text(root))
    return tab.text(root)


def settled(tab: Tab, screen: str) -> None:
    if screen == "maken":
        answered(tab)
    elif screen == "vergelijken":
        answered(tab, "#compare-answers")
    elif screen == "kiezen":
        tab.until(lambda: tab.all(".scenario"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_for_everybody(tab: Tab, screen: str, language: str) -> None:
    tab.size(1440, 1000)
    tab.open(f"{SCREENS[screen]}&l={language}")
    settled(tab, screen)
    assert tab.run("return document.documentElement.lang") == language
    assert tab.violations() == []
    # 360 px wide, and 200 % zoom of a screen of 1280: everything is there without scrolling sideways.
    for width, height in ((360, 740), (640, 512)):
        tab.size(width, height)
        wide = tab.run("return document.scrollingElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{wide} px too wide at {width}"
        assert tab.violations() == []
    tab.size(1440, 1000)


def test_nothing_goes_wrong_and_nothing_is_asked_of_another_host(tab: Tab) -> None:
    """Of all that the tests before this one did, and of opening it once more."""
    tab.open(f"t=maken&{REPEAL}")
    answered(tab)
    said = [entry for entry in tab.chrome.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    assert said == []
    asked = [json.loads(entry["message"])["message"] for entry in tab.chrome.get_log("performance")]
    addresses = [one["params"]["request"]["url"] for one in asked if one["method"] == "Network.requestWillBeSent"]
    assert any(one.startswith(tab.server.address) for one in addresses)
    outside = [one for one in addresses if one.startswith(("http", "ws")) and not one.startswith(tab.server.address)]
    assert outside == []


def test_a_value_that_a_measure_overrules_is_said_until_it_is_put_back(tab: Tab) -> None:
    tab.open("t=maken&s=gemeenten-regeerprogramma.yaml&p=gemeenten.spuk.korting=0.2")
    tab.until(lambda: "gemeenten.spuk.korting: maatregel" in tab.text("#remarks"))
    tab.click("#clear")
    tab.until(lambda: not tab.text("#remarks"))


def test_what_withdrawing_the_act_does_is_found_and_sent(tab: Tab) -> None:
    tab.open()
    tab.until(lambda: tab.all("[data-file='kort.yaml']"))
    tab.click("[data-file='kort.yaml']")
    tab.until(lambda: tab.screen == "maken")
    tab.find("#search").send_keys("spreidingswet")
    tab.until(lambda: tab.find("[data-name=spreidingswet_intrekken]").is_displayed())
    tab.click("#m-spreidingswet_intrekken")
    tab.until(lambda: "m=spreidingswet_intrekken" in tab.hash)
    row = tab.find("[data-name=spreidingswet_intrekken]")
    date, how = row.find_element(By.CSS_SELECTOR, "input[type=date]"), row.find_element(By.CSS_SELECTOR, "select")
    tab.run("arguments[0].value = '2027-07-01'; arguments[0].dispatchEvent(new Event('change'))", date)
    tab.run("arguments[0].value = 'zeker'; arguments[0].dispatchEvent(new Event('change'))", how)
    value = "opvangplekken[noodopvang]"
    tab.run(
        "const f = document.querySelector('#outcome'); f.value = arguments[0]; f.dispatchEvent(new Event('change'))",
        value,
    )
    tab.until(lambda: "spreidingswet_intrekken:2027-07-01:zeker" in tab.hash and "noodopvang" in tab.hash)
    tab.until(lambda: "noodopvang" in tab.text("#answers") and "veranderingen" in tab.text("#answers"))
    tab.until(lambda: tab.all("#chart svg polyline"))
    tab.click("[data-screen=meenemen]")
    tab.until(lambda: tab.find("#link").is_displayed())
    link = str(tab.find("#link").get_attribute("value"))
    assert link.startswith("simulate open '#v=1")
    assert "extends: kort.yaml" in tab.text("#yaml")
    tab.open()
    tab.until(lambda: tab.all(".scenario"))
    tab.find("#paste input").send_keys(link)
    tab.click("#paste button")
    tab.until(lambda: tab.screen in ("maken", "meenemen") and "spreidingswet" in tab.hash)
    tab.click("[data-screen=maken]")
    tab.until(lambda: "noodopvang" in tab.text("#answers"))
    assert tab.find("#m-spreidingswet_intrekken").is_selected()


def test_the_address_goes_back_and_forward_and_survives_a_reload(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}")
    answered(tab)
    before = tab.hash
    tab.click("#clear")
    tab.until(lambda: "m=" not in tab.hash)
    tab.chrome.back()
    tab.until(lambda: tab.hash == before and tab.find("#m-spreidingswet_intrekken").is_selected())
    tab.chrome.forward()
    tab.until(lambda: not tab.find("#m-spreidingswet_intrekken").is_selected())
    tab.chrome.back()
    tab.until(lambda: tab.hash == before)
    tab.chrome.refresh()
    tab.until(lambda: tab.find("#m-spreidingswet_intrekken").is_selected())


def test_the_whole_task_can_be_done_by_keyboard(tab: Tab) -> None:
    tab.open()
    tab.until(lambda: tab.all("[data-file='kort.yaml']"))
    keys = ActionChains(tab.chrome)

    def focused(selector: str) -> bool:
        return bool(tab.run("return document.activeElement.matches(arguments[0])", selector))

    for _ in range(40):
        keys.send_keys(Keys.TAB).perform()
        if focused("[data-file='kort.yaml']"):
            break
    assert focused("[data-file='kort.yaml']")
    assert tab.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys.send_keys(Keys.ENTER).perform()
    tab.until(lambda: tab.screen == "maken" and tab.all(".measure"))
    tab.until(lambda: focused("#maken-title"))
    keys.send_keys("/").perform()
    assert focused("#search")
    keys.send_keys("spreidingswet intrekken").perform()
    tab.until(lambda: tab.find("[data-name=spreidingswet_intrekken]").is_displayed())
    for _ in range(40):
        keys.send_keys(Keys.TAB).perform()
        if focused("#m-spreidingswet_intrekken"):
            break
    keys.send_keys(Keys.SPACE).perform()
    tab.until(lambda: "m=spreidingswet_intrekken" in tab.hash)
    tab.run("document.querySelector('.lever input[type=range]').focus()")
    keys.send_keys(Keys.ARROW_RIGHT).perform()
    tab.until(lambda: "p=asiel.instroom.langjarig_niveau" in tab.hash)
    keys.send_keys(Keys.ESCAPE).perform()
    tab.until(lambda: "Gestopt" in tab.text("#progress") or answered(tab))


def test_a_problem_is_told_beside_its_field(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}&p=asiel.instroom.langjarig_niveau@2027-01-01=-4")
    row = "[data-name='asiel.instroom.langjarig_niveau']"
    tab.until(lambda: "kan niet" in tab.text(f"{row} .wrong"))
    assert tab.find(f"{row} input[type=number]").get_attribute("aria-invalid") == "true"
    assert tab.violations() == []


def test_what_of_a_link_cannot_be_applied_is_said(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}&m=bestaat_niet&zz=1")
    tab.until(lambda: "bestaat_niet" in tab.text("#notices"))
    assert "zz=" in tab.text("#notices")
    assert "noodopvang" in answered(tab)


def test_four_variants_stand_beside_each_other(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}&{KEPT}")
    answered(tab)
    for kept in (3, 4):
        tab.click("#keep-variant")
        tab.until(lambda kept=kept: tab.hash.count("k=") == kept)
    assert not tab.find("#keep-variant").is_enabled()
    tab.click("[data-screen=vergelijken]")
    tab.until(lambda: len(tab.all("#compare-answers p")) == 4)
    assert [name for name in "ABCD" if f"Variant {name}" in tab.text("#compare-answers")] == list("ABCD")
    tab.until(lambda: len(tab.all("#compare-chart polyline")) == 4)
    assert tab.violations() == []


def test_a_table_stands_behind_the_figure(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}")
    answered(tab)
    tab.until(lambda: tab.all("#chart details"))
    tab.click("#chart summary")
    tab.until(lambda: len(tab.all("#chart tbody tr")) >= 36)


def test_it_prints(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}")
    answered(tab)
    printed = tab.chrome.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert len(base64.b64decode(printed["data"])) > 10_000


def test_two_tabs_do_not_hinder_each_other(tab: Tab) -> None:
    tab.open(f"t=maken&{REPEAL}")
    first = tab.chrome.current_window_handle
    tab.chrome.switch_to.new_window("tab")
    tab.open("t=maken&s=kort.yaml&p=asiel.instroom.langjarig_niveau@2027-01-01=1.5&o=bezetting&y=2028")
    assert "bezetting" in answered(tab).lower()
    tab.chrome.close()
    tab.chrome.switch_to.window(first)
    assert "noodopvang" in answered(tab)


def test_a_server_that_is_killed_is_told_of_and_comes_back(short: Path, tmp_path: Path, tab: Tab) -> None:
    server = serve(short)
    chrome = start(tmp_path / "profile")
    mine = Tab(chrome, server)
    again: Server | None = None
    try:
        mine.open(f"t=maken&{REPEAL}")
        answered(mine)
        before = mine.hash
        server.process.kill()
        server.process.wait()
        mine.click("#clear")
        mine.until(lambda: mine.all("#notices .stop"))
        assert "simulate open '#v=1" in mine.text("#notices")
        assert mine.hash == before
        assert mine.violations() == []
        again = serve(short, "--port", str(server.port))
        chrome.switch_to.new_window("tab")
        Tab(chrome, again).open()
        chrome.switch_to.window(chrome.window_handles[0])
        mine.click("#notices button")
        mine.until(lambda: not mine.all("#notices .stop"))
        assert "noodopvang" in answered(mine)
        assert mine.hash == before
    finally:
        chrome.quit()
        if again is not None:
            again.process.kill()
            again.process.wait()
