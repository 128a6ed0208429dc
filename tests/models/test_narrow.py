"""A narrow block: the first draws of a whole one, bit by bit, so that no number depends on the draws beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from simulate.engine.recorder import Series
from simulate.registry import model
from simulate.running.blocks import run_block
from simulate.running.sampling.draws import sample
from simulate.scenario import DatedValue, Distribution, Numbers, Scenario
from tests.models import runs

START, MONTHS = date(2025, 11, 1), 4
"""Over a 1 January, on which most of what happens seldom happens, and the beginning of a cycle of the Spreidingswet."""
BLOCKS = {
    ("asiel.yaml", "as shipped"): 0,
    ("asiel-d66-cda.yaml", "all uncertain"): 3,
    ("wonen.yaml", "as shipped"): 3,
    ("wonen-d66-cda.yaml", "all uncertain"): 0,
    ("zorg.yaml", "as shipped"): 0,
    ("zorg-d66-cda.yaml", "all uncertain"): 3,
    ("gemeenten.yaml", "as shipped"): 0,
    ("gemeenten-vng.yaml", "all uncertain"): 3,
}
"""Scenarios without measures, and others with measures of which every number differs per draw; and a block of each."""
WIDTHS = (1, 7, 51, 200)
"""One draw, fewer than a processor takes at once, and widths that leave some over."""


def uncertain(of: Scenario) -> Scenario:
    """The same with every parameter uncertain, and every measure late in some draws and absent in others."""
    late = Distribution(dist="uniform", at={"min": 0, "max": 4})
    measures = tuple(m.model_copy(update={"delay": late, "probability": 0.5}) for m in of.measures)
    parameters = {
        name: parameter.model_copy(update={"values": tuple(map(spread, parameter.values))})
        for name, parameter in of.parameters.items()
    }
    return of.model_copy(update={"parameters": parameters, "measures": measures})


def spread(value: DatedValue) -> DatedValue:
    """A value that has no uncertainty with one of a fifth to both sides."""
    if value.uncertainty is not None:
        return value
    ends = {"min": times(value.value, 0.8), "max": times(value.value, 1.2)}
    return value.model_copy(update={"uncertainty": Distribution(dist="uniform", at=ends)})


def times(numbers: Numbers, factor: float) -> Numbers:
    return tuple(number * factor for number in numbers) if isinstance(numbers, tuple) else numbers * factor


@cache
def scenario(name: str, how: str) -> Scenario:
    shortened = runs.scenario(name, months=MONTHS, start=START)
    return uncertain(shortened) if how == "all uncertain" else shortened


@cache
def whole(name: str, how: str) -> Mapping[str, Series]:
    return run_block(scenario(name, how), BLOCKS[name, how])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "how"), BLOCKS)
def test_a_narrow_block_is_the_beginning_of_a_whole_one(name: str, how: str, width: int) -> None:
    narrow, wide = run_block(scenario(name, how), BLOCKS[name, how], width), whole(name, how)
    assert narrow.keys() == wide.keys()
    other = [
        outcome
        for outcome, series in wide.items()
        if narrow[outcome].dtype != series.dtype or narrow[outcome].tobytes() != series[..., :width].tobytes()
    ]
    assert other == []


@pytest.mark.parametrize(
    ("name", "parameter", "low", "high"),
    [("asiel.yaml", "capaciteit.spreidingswet_cyclus", 24, 30), ("wonen.yaml", "bouwen.bouwtijd", 18, 100)],
)
def test_a_draw_does_not_change_with_the_value_of_a_parameter_in_another(
    name: str, parameter: str, low: float, high: float
) -> None:
    # From before the forecast of September, which is what the cycle that begins in February takes for its task.
    of = runs.scenario(name, months=7, start=date(2025, 8, 1))
    drawn = sample(of, 0, 4)
    path = drawn.paths[f"{of.model}.{parameter}"]

    def run(*value: float) -> Mapping[str, Series]:
        shape = (*np.shape(path.values[0])[:-1], len(value))
        changed = replace(path, dates=path.dates[:1], values=(np.broadcast_to(np.array(value), shape),))
        return model(of.model)(replace(drawn, paths={**drawn.paths, f"{of.model}.{parameter}": changed})).run()

    mixed, lows, highs = run(low, low, high, high), run(*[low] * 4), run(*[high] * 4)
    assert any(lows[outcome].tobytes() != highs[outcome].tobytes() for outcome in mixed)
    for outcome, series in mixed.items():
        np.testing.assert_array_equal(series[..., :2], lows[outcome][..., :2], outcome)
        np.testing.assert_array_equal(series[..., 2:], highs[outcome][..., 2:], outcome)
