"""The uncertain quantities behind the draws of a run, as columns: sampled again, exactly as in the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.draws import Draws
from simulate.engine.streams import BLOCK
from simulate.inputs.couplings import replaced
from simulate.running.sampling.design import column
from simulate.running.sampling.draws import sample
from simulate.scenario import Measure, Scenario
from simulate.vocabulary import Label

Aspect = Literal["value", "delay", "comes", "effect"]
"""What of it is uncertain: the value of a parameter; of a measure how late it comes, whether it does, or an effect."""
Read = Callable[[Draws], Array]
"""From the draws of a block to the values of one quantity, (entries, draws)."""


@dataclass(frozen=True)
class Quantity:
    """One uncertain quantity of a scenario: a parameter, or an aspect of a measure."""

    name: str
    aspect: Aspect
    label: Label
    """What the scenario calls the parameter or the measure."""
    parameter: Label | None = None
    """Of an effect what the scenario calls the parameter that it changes."""


@dataclass(frozen=True)
class Column:
    """The values of a quantity, (draws,), in the order in which it moves its parameter."""

    quantity: Quantity
    values: Array


def columns(scenario: Scenario, draws: NDArray[np.int64]) -> list[Column]:
    """List the quantities that differ between the draws with these numbers, in the order of the scenario.

    A parameter is one column, whatever its dates and entries: they share one quantile, and of what moves from year to
    year it is the mean. So are the delay of a measure, whether it comes, and each of its effects.
    """
    found = list(_quantities(scenario))
    drawn: list[list[Array]] = [[] for _ in found]
    for block in np.unique(draws // BLOCK):
        positions = draws[draws // BLOCK == block] - block * BLOCK
        sampled = sample(scenario, int(block), int(positions.max()) + 1)
        for per_block, (_, read) in zip(drawn, found, strict=True):
            per_block.append(read(sampled)[..., positions])
    rows = (np.concatenate(per_block, axis=-1) for per_block in drawn)
    every = [Column(quantity, _most_distinct(values)) for (quantity, _), values in zip(found, rows, strict=True)]
    return [column for column in every if np.ptp(column.values) > 0]


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """Name all quantities that are sampled, also those that are the same in all draws at hand."""
    return tuple(quantities(scenario))


def dummies(seed: int, draws: NDArray[np.int64], count: int) -> Array:
    """Sample quantities that no model reads, by the same design: (count, draws)."""
    return np.stack([column(seed, f"geen parameter.{number}", draws) for number in range(count)])


def quantities(scenario: Scenario) -> dict[str, Quantity]:
    """List all quantities that are sampled and used, by name: not what a coupling wholly replaces."""
    return {quantity.name: quantity for quantity, _ in _quantities(scenario)}


def _quantities(scenario: Scenario) -> Iterator[tuple[Quantity, Read]]:
    driven = replaced(scenario)
    for parameter in scenario.parameters.values():
        if parameter.name not in driven and any(value.uncertainty is not None for value in parameter.values):
            moving = any(value.uncertainty and value.uncertainty.yearly for value in parameter.values)
            read = partial(_mean if moving else _path, name=parameter.name)
            yield Quantity(parameter.name, "value", parameter.label), read
    for position, measure in enumerate(scenario.measures):
        yield from _of_measure(scenario, measure, position)


def _of_measure(scenario: Scenario, measure: Measure, position: int) -> Iterator[tuple[Quantity, Read]]:
    name = f"maatregel.{measure.name}"
    if measure.delay is not None:
        yield Quantity(f"{name}.vertraging", "delay", measure.label), partial(_delay, position=position)
    if measure.probability < 1:
        yield Quantity(f"{name}.kans", "comes", measure.label), partial(_comes, position=position)
    for number, effect in enumerate(measure.effects):
        if effect.uncertainty is not None:
            changed = scenario.parameters[effect.parameter].label
            quantity = Quantity(f"{name}.{effect.parameter}", "effect", measure.label, changed)
            yield quantity, partial(_effect, position=position, number=number)


def _path(draws: Draws, name: str) -> Array:
    """Read all dates and entries: (dates · entries, draws)."""
    return np.concatenate([_wide(value, draws.size) for value in draws.paths[name].values])


def _mean(draws: Draws, name: str) -> Array:
    """Average a yearly moving parameter over its dates, for its first entry: (1, draws)."""
    values = [_wide(value, draws.size)[:1] for value in draws.paths[name].values]
    return np.asarray(np.mean(values, axis=0))


def _delay(draws: Draws, position: int) -> Array:
    return _wide(draws.measures[position].delay, draws.size)


def _comes(draws: Draws, position: int) -> Array:
    return _wide(draws.measures[position].comes, draws.size)


def _effect(draws: Draws, position: int, number: int) -> Array:
    return _wide(draws.measures[position].effects[number].value, draws.size)


def _wide(value: NDArray[Any] | None, size: int) -> Array:
    """Broadcast one value or a value per draw to rows: (entries, draws). None is zero."""
    rows = np.atleast_2d(np.zeros(1) if value is None else np.asarray(value, np.float64))
    return np.broadcast_to(rows, (len(rows), size))


def _most_distinct(values: Array) -> Array:
    """Choose, of rows that all rise with one quantile, the one with the fewest ties: limits of the unit cut others."""
    distinct = [np.unique(row).size for row in values]
    return np.asarray(values[int(np.argmax(distinct))])
