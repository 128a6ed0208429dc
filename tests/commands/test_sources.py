"""The command: every source with its terms and what rests on it, and the share of a result's spread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ladder
import pytest
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.paths import packaged, roots
from simulate.inputs.resolve.resolved import load_scenario
from simulate.sensitivity.grounds import shares_of_spread
from simulate.sensitivity.ranking import rank
from simulate.views.sources.resting import resting


def simulate(*words: Any) -> Result:
    # Wide enough for an address in one piece.
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": "240"})


def test_it_lists_every_source_with_its_terms_and_what_rests_on_it() -> None:
    done = simulate("sources", "--model", "zorg", "--language", "en")
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "vektis-zvw" in told
    assert "https://www.vektis.nl/open-data" in told
    assert "no source: assumptions" in told
    assert "unhcr-rdf" not in told


def test_an_unknown_model_is_named_with_those_there_are() -> None:
    done = simulate("sources", "--model", "zrog")
    assert done.exit_code == 2
    assert "zorg" in done.output


def test_every_shipped_source_says_on_what_terms_and_when_it_was_read() -> None:
    items = Catalogue(roots(packaged().path / "scenarios")).sources
    forms = {key: item.form for key, item in items.items() if item.form is not None}
    assert [key for key, form in forms.items() if not form.licence or not form.read] == []
    without = [key for key, form in forms.items() if form.url is None]
    # Of the forecasts of the CPB each has its own, in data/gemeenten/ramingen.csv.
    assert len(without) <= 43, f"give it an address: {without}"


def test_every_source_carries_something() -> None:
    found = resting(Catalogue(roots(packaged().path / "scenarios")))
    assert sum(bool(one.names) for one in found.values()) > 200
    assert "asiel.instroom.eerste_aanvragen" in found["unhcr-rdf"].parameters
    assert found[""].parameters


@pytest.fixture
def ran(tmp_path: Path, toy_models: None) -> Path:
    return ladder.make(tmp_path / "ladder")


def test_the_shares_are_those_of_the_drivers(ran: Path) -> None:
    """All quantities of this toy are assumptions without a source: theirs is the whole of what is explained."""
    ranking = next(rank(ran, ["som"], []))
    shares = shares_of_spread(load_scenario(ran / "scenario.yaml"), ranking)
    assert set(shares) == {""}
    assert shares[""] == pytest.approx(sum(driver.correlation[0] ** 2 for driver in ranking.found))
    assert 0.5 < shares[""] <= 1.1
