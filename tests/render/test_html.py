"""The page: everything inside, every link leads somewhere, and it can be read by everybody."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from lxml import html

from simulate.render.document import Document, Section, Table, Text
from simulate.render.html import render

COLOURS = re.compile(r"--(\w+): (#[0-9a-f]{3,6})")


@pytest.fixture(scope="module")
def page(two: Document) -> html.HtmlElement:
    return html.fromstring(render(two).decode())


def test_it_asks_nothing_of_a_network(two: Document) -> None:
    text = render(two).decode()
    data = re.sub(r'"data:image/svg\+xml;base64,[^"]*"', '""', text)
    assert not re.findall(r"""(?:src|href)=["'](?!#|["']|https?://)""", data)
    # An address is only where a reader who clicks goes.
    assert data.count('="http') == len(re.findall(r'<a href="https?://[^"]*" rel="noreferrer">', data)) > 0
    assert "@import" not in data
    assert "url(" not in data
    assert "default-src 'none'" in data


def test_every_link_leads_to_one_place(page: html.HtmlElement) -> None:
    places = page.xpath("//@id")
    assert len(places) == len(set(places))
    links = page.xpath("//a/@href")
    assert len(links) > 100
    assert {link[1:] for link in links if not link.startswith("http")} <= set(places)


def test_headings_are_in_order(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_seen_is_also_said(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert page.xpath("//img")
    assert all(len(image.get("alt")) > 40 for image in page.iter("img"))
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
    assert all(region.get("tabindex") == "0" for region in page.xpath("//*[@role='region']"))


def test_text_has_contrast_enough_on_every_background() -> None:
    empty = Document("nl", "Leeg", ())
    colours = dict(COLOURS.findall(render(empty).decode()))
    for ink in ("ink", "soft", "line"):
        for paper in ("paper", "tint"):
            assert contrast(colours[ink], colours[paper]) >= 4.5


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines define it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_what_a_scenario_is_called_cannot_become_part_of_the_page() -> None:
    evil = "</script><script>alert(1)</script>"
    table = Table(evil, (evil,), ((evil,),))
    page = html.fromstring(render(Document("nl", evil, (Section("a", evil, (Text(evil), table)),), evil)).decode())
    assert len(page.xpath("//script")) == 1
    assert page.findtext(".//h2[@id='kop-a']") == evil


def test_the_numbers_of_the_part_that_moves_are_data(page: html.HtmlElement) -> None:
    (script,) = page.xpath("//script[@type='application/json']")
    data = json.loads(script.text)
    assert data["language"] == "en"
    assert [run["name"] for run in data["runs"]] == ["asiel", "asiel-regeerprogramma"]


def test_the_same_report_gives_the_same_bytes(two: Document) -> None:
    assert render(two) == render(two)
