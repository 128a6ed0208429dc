"""Whatever is within the bounds of the parameters works: no traceback, nobody below nought, nothing unknown or slow."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from simulate.scenario import Scenario, model_of
from tests.trials.values import at_bounds, near, small, trouble, usual_seconds, with_values, within_bounds

CORPUS = json.loads((Path(__file__).parents[1] / "trials" / "values.json").read_text(encoding="utf-8"))
"""Values that once went wrong, by model; those that are refused now are no part of it."""
MODELS = ("asiel", "wonen", "zorg", "gemeenten", "nederland")
ONE_BY_ONE, TOGETHER = 5, 2
"""Parameters that are tried at both of their bounds, and sets of values for all of them, in each model."""


@pytest.fixture(scope="module", params=MODELS)
def tried(request: pytest.FixtureRequest) -> tuple[Scenario, float]:
    """A small scenario and the seconds that it usually takes."""
    scenario = small(request.param)
    return scenario, usual_seconds(scenario)


def test_what_went_wrong_once_works(tried: tuple[Scenario, float]) -> None:
    scenario, seconds = tried
    for values in CORPUS.get(scenario.model, ()):
        plain = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        assert trouble(scenario, plain, seconds) is None, plain


def test_every_parameter_works_at_its_bounds(tried: tuple[Scenario, float]) -> None:
    """Those of this week: `make fuzz` tries all."""
    scenario, seconds = tried
    chance = random.Random(scenario.model)
    parts = [name for name in scenario.parameters if model_of(name) != scenario.model]
    # A part that works by itself may tell another what that cannot do anything with.
    for name in (*chance.sample(_own(scenario), ONE_BY_ONE), *chance.sample(parts, min(len(parts), ONE_BY_ONE))):
        for value in at_bounds(scenario.parameters[name]):
            assert trouble(scenario, {name: value}, seconds) is None, (name, value)


def test_values_of_all_parameters_together_work(tried: tuple[Scenario, float]) -> None:
    """Many extremes at once may also end with a message that names what cannot be."""
    scenario, seconds = tried
    for seed in range(TOGETHER):
        chance = random.Random(seed)
        for choose in (within_bounds, near):
            values = {name: choose(scenario.parameters[name], chance) for name in _own(scenario)}
            assert trouble(scenario, values, seconds, together=True) is None, (choose.__name__, seed)


def _own(scenario: Scenario) -> list[str]:
    """The parameters of the model itself, without those of the parts of a composite."""
    return [name for name in scenario.parameters if model_of(name) == scenario.model]


def test_trouble_is_noticed(tried: tuple[Scenario, float]) -> None:
    """The judge itself: a run that is slow, and one whose values cannot be."""
    scenario, seconds = tried
    assert str(trouble(scenario, {}, -1.0)).startswith("took")
    name = {"asiel": "asiel.opvang.bezettingsnorm", "wonen": "wonen.beginstand.ouder_dan_twee_jaar"}.get(scenario.model)
    if name is not None:
        without = scenario.parameters[name].model_copy(update={"bounds": None})
        loose = scenario.model_copy(update={"parameters": {**scenario.parameters, name: without}})
        assert str(trouble(loose, {name: 0.0}, seconds)).startswith("Impossible")
        assert with_values(loose, {name: 0.0}).parameters[name].values[0].value == 0.0
