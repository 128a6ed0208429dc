"""Couplings in words: where a parameter is shown, where drivers are ranked, and in a report what it rests on."""

from __future__ import annotations

import pytest
import streek
from click.testing import CliRunner

from simulate.commands.door import main
from simulate.inputs.couplings import replaced
from simulate.render.document import Table, Text
from simulate.sensitivity.columns import quantities
from simulate.views.couplings import GROUNDS, couplings
from simulate.views.sensitivity.document import rankings_screen
from simulate.vocabulary import Language

pytestmark = pytest.mark.usefixtures("toy_models")


@pytest.mark.parametrize(
    ("language", "first", "last"), [("nl", "rekenen", "aanname"), ("en", "arithmetic", "assumption")]
)
def test_what_is_arithmetic_stands_apart_from_what_is_assumed(language: Language, first: str, last: str) -> None:
    (table,) = couplings(streek.scenario(remmen=0.5), language)
    assert [row[1:] for row in table.rows] == [(first, "100 %"), (last, "50 %")]
    assert all(words.meaning.in_(language) in table.note for words in GROUNDS.values())
    assert list(couplings(streek.scenario("vat"), language)) == []


def test_what_a_coupling_replaces_is_told_and_not_ranked() -> None:
    whole = streek.scenario().of("vat")
    assert set(quantities(whole)) == {streek.AANVOER}
    assert set(quantities(streek.scenario(doorgeven=0.5))) == {streek.AANVOER, streek.TOEVOER}
    texts = [
        block.text for block in rankings_screen([], replaced(whole), "en").sections[0].blocks if isinstance(block, Text)
    ]
    assert f"Driven by a coupling, and so not ranked: {streek.TOEVOER} by {streek.DOORGEVEN}." in texts
    assert not any(isinstance(block, Table) for block in rankings_screen([], {}, "en").sections[0].blocks)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nederland.koppelingen.bouwers_missen", "Drives       wonen.bouwen.bouw_fte"),
        ("wonen.bouwen.bouw_fte", "Damped by     nederland.koppelingen.bouwers_missen"),
        ("wonen.vraag.ramingsfout", "Driven by     nederland.koppelingen.huishoudens_vormen"),
    ],
)
def test_a_parameter_says_what_drives_it(name: str, said: str) -> None:
    done = CliRunner().invoke(main, ["show", name, "--language", "en"], env={"COLUMNS": "160"})
    assert done.exit_code == 0
    assert " ".join(said.split()) in " ".join(done.output.split())
