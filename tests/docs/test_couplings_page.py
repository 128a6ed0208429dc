"""The page of a composite tells every coupling, and a model that is no composite has no such page."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from docs.build.couplings_diagram import between
from docs.build.couplings_page import coupling_pages
from docs.build.reference import Reference
from simulate.models.nederland import Nederland
from simulate.models.nederland.doorstroming_remmen import doorstroming_remmen
from simulate.models.nederland.personeel_delen import personeel_delen
from simulate.models.nederland.woningen_boeken import woningen_boeken
from simulate.models.nederland.zorg_afschuiven import zorg_afschuiven

DRAWN = "figures/nederland-koppelingen.svg"


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return coupling_pages(Reference("nederland"))


def test_every_coupling_stands_on_the_page_with_what_it_changes_and_why_so_much(written: dict[str, str]) -> None:
    page, parameters = written["nederland.md"], Reference("nederland").parameters
    for one in Nederland.couplings:
        assert f"| `{one.name}` |" in page
        assert all(f"`{name}`" in page for name in (*one.drives, *one.damps, *one.reads))
        assert str(parameters[one.strength].values[0].origin.reason).partition(",")[0] in page


def test_every_coupling_is_an_arrow_with_its_words(written: dict[str, str]) -> None:
    drawing = ElementTree.fromstring(written[DRAWN])
    words = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    parameters = Reference("nederland").parameters
    assert all(parameters[one.strength].label.nl in words for one in Nederland.couplings)
    ways = [path.get("class") for path in drawing.iter("{http://www.w3.org/2000/svg}path")]
    ends = [hearer for one in Nederland.couplings for hearer in between(one, Nederland)[1]]
    off = [
        hearer
        for one in (doorstroming_remmen, zorg_afschuiven, personeel_delen)
        for hearer in between(one, Nederland)[1]
    ]
    # One more of each kind in the legend.
    assert ways.count("way") == len(ends) - len(off) + 1
    assert ways.count("way off") == len(off) + 1


def test_who_tells_and_who_hears() -> None:
    assert between(woningen_boeken, Nederland) == ("asiel", ("wonen",))
    assert between(doorstroming_remmen, Nederland) == ("wonen", ("wonen",))
    assert between(personeel_delen, Nederland) == ("nederland", ("zorg", "asiel"))


def test_another_model_has_no_such_page() -> None:
    assert coupling_pages(Reference("zorg")) == {}
