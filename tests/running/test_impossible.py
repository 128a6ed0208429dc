"""A run that cannot go on with its values says which they are, and shows no traceback."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from simulate.commands.door import main
from simulate.engine.counts import poisson
from simulate.errors import Impossible
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import run_block
from simulate.running.execution.task import _error_text
from simulate.running.sampling.draws import sample
from simulate.scenario import Distribution, Scenario

OVERRIDE = {"asiel.opvang.bezettingsnorm": "0.5", "asiel.beroep.duur": "3"}


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception | None) -> None:
    """Let every model end in an error: one of its own, or (None) of what it asks of the engine."""

    def run(self: object) -> None:
        if error is not None:
            raise error
        poisson(np.full(2, 0.5), -1.0)

    monkeypatch.setattr("simulate.engine.model.Model.run", run)


@pytest.fixture
def scenario() -> Scenario:
    return resolve("asiel-d66-cda.yaml", OVERRIDE).model_copy(update={"months": 2})


def test_what_the_engine_refuses_names_the_values_that_the_scenario_chose(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario
) -> None:
    failing(monkeypatch, None)
    with pytest.raises(Impossible) as caught:
        run_block(scenario, 0, 2)
    said = str(caught.value)
    assert said.startswith("the model cannot go on: a Poisson mean must be 0 or more, not -1.0. Look first at")
    assert all(name in said for name in OVERRIDE)
    assert scenario.measures[0].name in said
    assert "Traceback" not in _error_text(caught.value)
    assert "File" not in _error_text(caught.value)


def test_what_goes_wrong_in_a_model_itself_keeps_its_place(monkeypatch: pytest.MonkeyPatch, scenario: Scenario) -> None:
    failing(monkeypatch, ValueError("a slip of who made the model"))
    with pytest.raises(ValueError, match="a slip") as caught:
        run_block(scenario, 0, 2)
    assert "test_impossible.py" in _error_text(caught.value)


def test_nothing_is_suspected_where_nothing_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, Impossible("stand is infinite in 2026-01 (draw 3)"))
    plain = resolve("asiel.yaml").model_copy(update={"months": 2, "measures": ()})
    parameters = {
        name: one.model_copy(
            update={"values": tuple(v.model_copy(update={"origin": v.origin.model_copy(update={"layer": "parameters"})})
                                    for v in one.values)}
        )
        for name, one in plain.parameters.items()
    }  # fmt: skip
    with pytest.raises(Impossible, match="Every value is that of the parameter files"):
        run_block(plain.model_copy(update={"parameters": parameters}), 0, 2)


def test_a_command_ends_with_the_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    failing(monkeypatch, Impossible("bezetting is infinite in 2026-02 (draw 7)"))
    command = ["run", "asiel.yaml", "--set", "asiel.beroep.duur=3", "--draws", "20", "--workers", "1", "--no-figures"]
    told = CliRunner().invoke(main, [*command, "--out", str(tmp_path / "r")])
    assert told.exit_code == 1
    assert "bezetting is infinite in 2026-02 (draw 7). Look first at the values given to" in told.output
    assert "Traceback" not in told.output
    assert 'File "' not in told.output


def test_shares_that_are_uncertain_add_up_in_every_draw() -> None:
    scenario = resolve("asiel.yaml")
    name = "asiel.instroom.aandeel_groep"
    parameter = scenario.parameters[name]
    spread = Distribution(dist="uniform", at={"min": (0.1, 0.2, 0.3), "max": (0.5, 0.4, 0.6)}, reason="a trial")
    last = parameter.values[-1].model_copy(update={"uncertainty": spread})
    changed = {**scenario.parameters, name: parameter.model_copy(update={"values": (last,)})}
    uncertain = scenario.model_copy(update={"parameters": changed})
    values = sample(uncertain, 0, 200).paths[name].values[-1]
    assert values.std(axis=1).min() > 0
    np.testing.assert_allclose(values.sum(axis=0), 1, rtol=1e-12)
