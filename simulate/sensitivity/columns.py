"""The uncertain quantities behind the draws of a run, as columns: sampled again, exactly as the run sampled them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.draws import Draws
from simulate.running.blocks import BLOCK
from simulate.running.sampling.design import column
from simulate.running.sampling.draws import sample
from simulate.scenario import Measure, Scenario
from simulate.vocabulary import Label

LATE = Label("hoeveel maanden later", "how many months late")
COMES = Label("of hij er komt", "whether it comes")
EFFECT = Label("effect op", "effect on")

Taken = Callable[[Draws], Array]


@dataclass(frozen=True)
class Column:
    """One uncertain quantity: `values` (draws,), in the order in which it moves its parameter."""

    name: str
    label: Label
    values: Array


def columns(scenario: Scenario, draws: NDArray[np.int64]) -> list[Column]:
    """The quantities that differ between the draws with these numbers, in the order of the scenario.

    A parameter is one column, whatever its dates and entries: they share one quantile, and of what moves from year to
    year it is the mean. So are the delay of a measure, whether it comes, and each of its effects.
    """
    taken = list(_quantities(scenario))
    parts: list[list[Array]] = [[] for _ in taken]
    for block in np.unique(draws // BLOCK):
        sampled = sample(scenario, int(block), BLOCK)
        places = draws[draws // BLOCK == block] - block * BLOCK
        for part, (_, _, take) in zip(parts, taken, strict=True):
            part.append(take(sampled)[..., places])
    found = [(name, label, np.concatenate(part, axis=-1)) for (name, label, _), part in zip(taken, parts, strict=True)]
    told = [Column(name, label, _telling(values)) for name, label, values in found]
    return [quantity for quantity in told if np.ptp(quantity.values) > 0]


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """The names of all quantities that are sampled, also of those that are the same in all draws at hand."""
    return tuple(dict.fromkeys(name for name, _, _ in _quantities(scenario)))


def dummies(seed: int, draws: NDArray[np.int64], count: int) -> Array:
    """Quantities that no model reads, sampled by the same design: (count, draws)."""
    return np.stack([column(seed, f"geen parameter.{number}", draws) for number in range(count)])


def labels(scenario: Scenario) -> dict[str, Label]:
    """What all quantities that are sampled are called."""
    return {name: label for name, label, _ in _quantities(scenario)}


def _quantities(scenario: Scenario) -> Iterator[tuple[str, Label, Taken]]:
    for parameter in scenario.parameters.values():
        if any(value.uncertainty is not None for value in parameter.values):
            label = Label(parameter.label.nl, parameter.label.en)
            moving = any(value.uncertainty and value.uncertainty.yearly for value in parameter.values)
            yield parameter.name, label, partial(_mean if moving else _path, name=parameter.name)
    for place, measure in enumerate(scenario.measures):
        yield from _of_measure(scenario, measure, place)


def _of_measure(scenario: Scenario, measure: Measure, place: int) -> Iterator[tuple[str, Label, Taken]]:
    name = f"maatregel.{measure.name}"
    if measure.delay is not None:
        yield f"{name}.vertraging", _of(measure, LATE), partial(_delay, place=place)
    if measure.probability < 1:
        yield f"{name}.kans", _of(measure, COMES), partial(_comes, place=place)
    for number, effect in enumerate(measure.effects):
        if effect.uncertainty is not None:
            on = scenario.parameters[effect.parameter].label
            label = _of(measure, Label(f"{EFFECT.nl} {on.nl}", f"{EFFECT.en} {on.en}"))
            yield f"{name}.{effect.parameter}", label, partial(_effect, place=place, number=number)


def _path(draws: Draws, name: str) -> Array:
    """All dates and entries: (dates · entries, draws)."""
    return np.concatenate([_wide(value, draws.size) for value in draws.paths[name].values])


def _mean(draws: Draws, name: str) -> Array:
    """Of what moves from year to year the mean over its dates, of the entry that comes first: (1, draws)."""
    values = [_wide(value, draws.size)[:1] for value in draws.paths[name].values]
    return np.asarray(np.mean(values, axis=0))


def _delay(draws: Draws, place: int) -> Array:
    return _wide(draws.measures[place].delay, draws.size)


def _comes(draws: Draws, place: int) -> Array:
    return _wide(draws.measures[place].comes, draws.size)


def _effect(draws: Draws, place: int, number: int) -> Array:
    return _wide(draws.measures[place].effects[number].value, draws.size)


def _of(measure: Measure, what: Label) -> Label:
    return Label(f"{measure.label.nl}: {what.nl}", f"{measure.label.en}: {what.en}")


def _wide(value: NDArray[Any] | None, size: int) -> Array:
    """A value per draw or for all of them, as rows: (entries, draws). None is nought."""
    rows = np.atleast_2d(np.zeros(1) if value is None else np.asarray(value, np.float64))
    return np.broadcast_to(rows, (len(rows), size))


def _telling(values: Array) -> Array:
    """Of rows that all rise with one quantile the one with the fewest ties: limits of the unit may cut the others."""
    distinct = [np.unique(row).size for row in values]
    return np.asarray(values[int(np.argmax(distinct))])
